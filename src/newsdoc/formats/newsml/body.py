"""What stands in a contentSet: the renditions of the text, as XHTML, HTML, NITF, plain text or escaped HTML.

Renditions are the same content in other clothes, so one of them is read, the richest that has any text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from newsdoc.formats.xml.flow import Content, Figure, content, html_body, line_of, paragraphs, plain
from newsdoc.formats.xml.parse import Element, local
from newsdoc.model import Block
from newsdoc.uris import absolute

__all__ = ["Body", "read_content"]

_Note = Callable[[str, str, int | None], object]
_Known = Callable[[], Iterable[str]]


class Body(NamedTuple):
    """The text of an item, its figures, and the address of its picture."""

    blocks: list[Block]
    figures: list[Figure]
    url: str | None


def read_content(elements: Sequence[Element], note: _Note, known: _Known, fields: dict[str, Any]) -> Body:
    """Read the renditions in a contentSet; lines of the text's own head go into `fields` that are still empty.

    `known` gives the lines of the item, which the text may print again; it is called where the text has a heading.
    """
    best: Content | None = None
    url = None
    for element in sorted(elements, key=_richness) if len(elements) > 1 else elements:
        name = local(element.tag)
        if name == "remoteContent":
            url = url or absolute(element.get("href") or "")[0]
        elif name in ("inlineXML", "inlineData"):
            if best is not None and (best.blocks or best.figures):
                _leave_out(element, note)
                continue
            best = _rendition(element, note, known, fields)
    return Body(best.blocks if best else [], best.figures if best else [], url)


def _richness(element: Element) -> int:
    kind = (element.get("contenttype") or "").lower()
    if local(element.tag) == "inlineData":
        return 3
    return 0 if "html" in kind else 1 if "nitf" in kind else 2


def _leave_out(element: Element, note: _Note) -> None:
    if len(element) or (element.text or "").strip():
        note("repair.dropped", "another rendition of the text was left out", line_of(element))


def _rendition(element: Element, note: _Note, known: _Known, fields: dict[str, Any]) -> Content:
    if len(element) == 0:
        return _text(element, note, known, fields)
    if next(element.iter("{*}body.content", "{*}body.head"), None) is not None:
        return _read(_nitf(element, fields, note), note, known, fields)
    _title(element, fields)
    return _read([element], note, known, fields)


def _read(roots: list[Element], note: _Note, known: _Known, fields: dict[str, Any]) -> Content:
    found = content(roots, note, known=_lines(known, fields), headline=not fields.get("headline"))
    if found.headline:
        fields["headline"] = found.headline
    return found


def _lines(known: _Known, fields: dict[str, Any]) -> Iterator[str]:
    """Give the lines that a heading may repeat, once one comes: most texts have none."""
    yield from known()
    yield from filter(None, map(fields.get, ("headline", "deck", "byline")))


def _text(element: Element, note: _Note, known: _Known, fields: dict[str, Any]) -> Content:
    """Read text without elements: plain paragraphs, or HTML that was escaped."""
    text = element.text or ""
    kind = (element.get("contenttype") or "text/plain").lower()
    if element.get("encoding") or kind.startswith(("image/", "video/", "audio/", "application/pdf")):
        if text.strip():
            note("repair.dropped", f"encoded data of the type {kind} was left out", line_of(element))
        return Content(None, [], [])
    escaped = html_body(text, note, line_of(element))
    if escaped is None:
        return Content(None, paragraphs(text), [])
    note("repair.escaped", "the text is HTML that was escaped; it was read as HTML", line_of(element))
    _title(escaped, fields)
    return _read([escaped], note, known, fields)


def _title(root: Element, fields: dict[str, Any]) -> None:
    """Take a page's title for the headline where there is no other."""
    if not fields.get("headline") and not any(plain(heading) for heading in root.iter("{*}h1")):
        title = next(root.iter("{*}title"), None)
        if title is not None and (text := plain(title, preserve=True)):
            fields["headline"] = text


# --- NITF inside NewsML-G2 ---

_HEAD = {"hl1": "headline", "hl2": "deck", "byline": "byline", "dateline": "dateline", "abstract": "summary"}


def _nitf(element: Element, fields: dict[str, Any], note: _Note) -> list[Element]:
    """Give what is shown of a NITF document; lines of its head go into fields that are still empty."""
    shown: list[Element] = []
    for body in element.iter("{*}body"):
        for part in body:
            if local(part.tag) == "body.head":
                _nitf_head(part, fields, note)
            else:
                shown.append(part)
    return shown


def _nitf_head(head: Element, fields: dict[str, Any], note: _Note) -> None:
    for element in head:
        inside = list(element) if local(element.tag) == "hedline" else [element]
        for line in inside:
            text = plain(line, preserve=True)
            name = _HEAD.get(local(line.tag))
            if name and text and not fields.get(name):
                fields[name] = text
            elif text and text not in (value for value in fields.values() if isinstance(value, str)):
                note("repair.dropped", f"a line of the text's head was left out: {text!r}", line_of(line))
