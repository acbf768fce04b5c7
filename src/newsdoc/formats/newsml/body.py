"""The renditions of a text in a contentSet, as XHTML, HTML, NITF, plain text, escaped or encoded.

Renditions have the same content in several forms, so one of them is read: the richest that has any text.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from newsdoc.diagnostics import Diagnostic
from newsdoc.errors import ModelError, ReadError
from newsdoc.formats.builder import quoted
from newsdoc.formats.times import is_stamp
from newsdoc.formats.xml.escaped import html_body
from newsdoc.formats.xml.flow import Content, content
from newsdoc.formats.xml.foreign import is_foreign, read_foreign
from newsdoc.formats.xml.lines import attribute_text
from newsdoc.formats.xml.parse import Element, children, decoded, items, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import paragraphs, text_of
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Block, plain_text
from newsdoc.text import fold, xml_only
from newsdoc.uris import absolute

__all__ = ["Body", "read_content"]

_Note = Callable[[str, str, int | None], object]
_DIGITS = 8  # of a number of pixels, at most
_TWO = 2
_Known = Callable[[], Iterable[str]]


class Body(NamedTuple):
    """The text of an item, its figures, and the address of its picture."""

    blocks: list[Block]
    figures: list[Figure]
    url: str | None


def read_content(
    elements: Sequence[Element], note: _Note, known: _Known, fields: dict[str, Any], *, is_reported: bool
) -> Body:
    """Read the renditions in a contentSet; lines of the text's own head go into `fields` that are still empty.

    `known` gives the lines of the item, which the text may print again; it is called where the text has a heading.
    Renditions that are not read are compared with the one that is only if `is_reported`.
    """
    best: Content | None = None
    said: set[str] = set()  # the words of the best one, once they are asked for
    remote: list[Element] = []
    for element in sorted(elements, key=_richness) if len(elements) > 1 else elements:
        name = local_name(element.tag)
        if name == "remoteContent":
            remote.append(element)
        elif name in ("inlineXML", "inlineData"):
            for text in (element,) if len(element) < _TWO else _texts(element):
                if best is None or not (best.blocks or best.figures):
                    best = _checked(text, note, known, fields)
                elif is_reported:
                    said = said or _words_of(best, fields)
                    _leave_out(text, said, note)
    url = _address_of_picture(remote, note) if remote else None
    return Body(best.blocks if best else [], best.figures if best else [], url)


# <remoteContent contenttype="image/jpeg" width="2048" rendition="rnd:highRes" href="https://bay.example/1.jpg"/>
def _address_of_picture(elements: Sequence[Element], note: _Note) -> str | None:
    """Return the address of the widest picture; note those of films and sounds."""
    pictures = [each for each in elements if not (each.get("contenttype") or "").startswith(("audio/", "video/"))]
    for each in elements:
        if each not in pictures and (address := each.get("href")):
            note("repair.dropped", f"the address of a recording, {address!r}, was left out", line_of(each))
    widest = sorted(pictures, key=_width, reverse=True) if len(pictures) > 1 else pictures
    return next(filter(None, (absolute(each.get("href") or "")[0] for each in widest)), None)


def _width(element: Element) -> int:
    width = element.get("width") or ""
    return int(width) if width.isascii() and width.isdecimal() and len(width) < _DIGITS else 0


def _texts(element: Element) -> Sequence[Element]:
    """Return the texts in an element: several documents in it are as many texts."""
    documents = [child for child in element if local_name(child.tag) in ("html", "nitf")]
    return documents if len(documents) > 1 else (element,)


def _checked(element: Element, note: _Note, known: _Known, fields: dict[str, Any]) -> Content:
    """Read a rendition; of one that the model refuses, the words are read."""
    try:
        return _rendition(element, note, known, fields)
    except ModelError as error:
        note("repair.value", f"{error}: only the words of the text were read", line_of(element))
        return Content(None, paragraphs(text_of(element)), [])


def _richness(element: Element) -> int:
    kind = (element.get("contenttype") or "").lower()
    if local_name(element.tag) == "inlineData":
        return 3
    return 4 if len(element) and is_foreign(element) else 0 if "html" in kind else 1 if "nitf" in kind else 2


def _words_of(best: Content, fields: dict[str, Any]) -> set[str]:
    blocks = (plain_text(block) for block in best.blocks)
    words = (word for figure in best.figures for word in (figure.text, figure.credit) if word)
    lines = (value for value in fields.values() if isinstance(value, str))
    return set(_words(" ".join([*blocks, *words, *lines])))


def _leave_out(element: Element, said: set[str], note: _Note) -> None:
    """Note another rendition of the text with its words, unless they are those of the one that was read."""
    text = text_of(element)
    if len(element) == 0 and (data := _data(element)) is not None:
        escaped = html_body(data)
        text = text_of(escaped) if escaped is not None else " ".join(data.split())
    if not said.issuperset(_words(text)):
        note("repair.dropped", f"another text of the item was left out: {quoted(text)}", line_of(element))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.casefold())


def _rendition(element: Element, note: _Note, known: _Known, fields: dict[str, Any]) -> Content:
    if len(element) == 0:
        return _text(element, note, known, fields)
    if local_name(element[0].tag) == "html":  # as most are
        return _titled(element, [element], note, known, fields)
    if next(element.iter("{*}body.content", "{*}body.head"), None) is not None:
        return _titled(element, _nitf(element, fields, note), note, known, fields)
    if is_foreign(element):
        found = read_foreign(element, note, frozenset(map(fold, _lines(known, fields))), not fields.get("headline"))
        if found.headline:
            fields["headline"] = found.headline
        return found
    return _titled(element, [element], note, known, fields)


def _titled(root: Element, shown: list[Element], note: _Note, known: _Known, fields: dict[str, Any]) -> Content:
    """Read what a document shows; its title is the headline where there is no other, and else is compared with it."""
    title = _title(root)
    if title and not fields.get("headline") and not any(text_of(each) for each in root.iter("{*}h1", "{*}hl1")):
        fields["headline"] = title
    moments = [fields[name] for name in ("published", "modified") if name in fields]
    found = content(shown, note, known=_lines(known, fields), moments=moments, headline=not fields.get("headline"))
    if found.headline:
        fields["headline"] = found.headline
    if title and not fields.get("headline"):
        fields["headline"] = title
    elif (
        title
        and title != fields["headline"]
        and fold(title) != fold(fields["headline"])
        and fold(title) not in map(fold, _lines(known, fields))
    ):
        note("repair.dropped", f"the title of the text was left out: {quoted(title)}", line_of(root))
    return found


def _lines(known: _Known, fields: dict[str, Any]) -> Iterator[str]:
    """Yield the lines that a heading may repeat; asked for only where a text has a heading."""
    yield from known()
    yield from filter(None, map(fields.get, ("headline", "deck", "byline")))


def _title(root: Element) -> str:
    """Return the title in the head of a document, or in that of the document inside an element."""
    page = root if local_name(root.tag) in ("html", "nitf") or not len(root) else root[0]
    head = page[0] if len(page) else page
    if local_name(head.tag) == "head":
        for child in children(head):
            if local_name(child.tag) == "title":
                return text_of(child, preserve=True)
    return ""


# --- text without elements ---


def _text(element: Element, note: _Note, known: _Known, fields: dict[str, Any]) -> Content:
    """Read text without elements: plain paragraphs, or markup that was escaped."""
    text = _data(element)
    if text is None:
        kind = element.get("contenttype") or "of no type"
        note("repair.dropped", f"encoded data, {kind}, is not text; it was left out", line_of(element))
        return Content(None, [], [])
    escaped = _document(text, note, line_of(element))
    if escaped is None:
        escaped = html_body(text, note, line_of(element))
    if escaped is None:
        return Content(None, paragraphs(text), [])
    note("repair.escaped", "the text is HTML that was escaped; it was read as HTML", line_of(element))
    return _rendition(escaped, note, known, fields) if len(escaped) else Content(None, [], [])


def _data(element: Element) -> str | None:
    """Return the text of an element without elements, decoded where it is Base64; `None` for an image or the like."""
    text = element.text or ""
    kind, _, rest = (element.get("contenttype") or "").lower().partition(";")
    encoding = re.split("[:/#]", (element.get("encoding") or element.get("encodinguri") or "").lower())[-1]
    is_binary = kind.startswith(("image/", "video/", "audio/", "application/pdf", "application/octet"))
    if not text.strip() or not (is_binary or encoding):
        return text
    if is_binary or encoding not in ("base64", "b64"):
        return None
    charset = re.search(r"charset=[\"']?([\w.:-]+)", rest)
    try:
        decoded = b64decode("".join(text.split()), validate=True).decode(charset[1] if charset else "utf-8-sig")
    except (ValueError, LookupError):  # not Base64, no such characters, no such encoding
        return None
    return decoded if xml_only(decoded) == decoded else None


def _document(text: str, note: _Note, line: int | None) -> Element | None:
    """Parse text that is a whole document of XHTML or NITF."""

    def note_at_line(mended: Diagnostic) -> None:
        note(mended.code, mended.message, line)  # a line of the text is not one of the document

    if not re.match(r"\s*<(?:\?xml|!doctype|nitf|html)\b", text, re.IGNORECASE):
        return None
    fp, encoding = decoded(text.strip(), "newsml")
    try:
        root = next(items(fp, ("html", "nitf"), "newsml", note_at_line, encoding=encoding), None)
    except ReadError:
        return None
    return root if root is not None and local_name(root.tag) in ("html", "nitf") else None


# --- NITF inside NewsML-G2 ---

_HEAD = {
    "hl1": "headline", "hl2": "deck", "byline": "byline", "dateline": "dateline", "abstract": "summary",
}  # fmt: skip


def _nitf(element: Element, fields: dict[str, Any], note: _Note) -> list[Element]:
    """Return the elements of a NITF document that are shown; lines of its head go into fields that are still empty."""
    bodies = list(element.iter("{*}body"))
    parts = children(bodies[0]) if bodies else list(element.iter("{*}body.head", "{*}body.content", "{*}body.end"))
    shown: list[Element] = []
    for part in parts:
        if local_name(part.tag) == "body.head":
            _nitf_head(part, fields, note)
        elif local_name(part.tag) == "body.content" and any(local_name(each.tag) == "body.content" for each in shown):
            note("repair.dropped", f"another text was left out: {quoted(text_of(part))}", line_of(part))
        else:
            shown.append(part)
    for body in bodies[1:]:
        note("repair.dropped", f"another text was left out: {quoted(text_of(body))}", line_of(body))
    for each in element.iter("{*}ed-msg", "{*}correction"):
        if text := attribute_text(each, "info"):
            fields["editorial_note"] = " ".join(dict.fromkeys(filter(None, (fields.get("editorial_note"), text))))
    return shown


def _nitf_head(head: Element, fields: dict[str, Any], note: _Note) -> None:
    for element in head:
        inside = list(element) if local_name(element.tag) in ("hedline", "headline") else []
        own = " ".join(filter(None, (collapse_space(each.tail or "", preserve=True) for each in inside)))
        own = f"{collapse_space(element.text or '', preserve=True)} {own}".strip() if inside else ""
        lines = [(local_name(line.tag), text_of(line, preserve=True), line) for line in inside or [element]]
        for tag, text, line in [*lines, ("", own, element)]:
            name = _HEAD.get("hl1" if tag in ("hedline", "headline") else tag)
            if name == "dateline" and is_stamp(text):
                name = None
            if name and text and not fields.get(name):
                fields[name] = text
            elif text and text not in (value for value in fields.values() if isinstance(value, str)):
                note("repair.dropped", f"a line of the text's head was left out: {quoted(text)}", line_of(line))
