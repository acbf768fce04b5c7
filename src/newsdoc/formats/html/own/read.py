"""Read a page that newsdoc wrote: the displayed values, then the JSON-LD of its head, then the residual.

What is displayed counts, whatever the head says of it. A value of the residual counts while the page still says what
the value explains; once another system has changed that, it is ignored with a report.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple, TypeAlias

from lxml import etree

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import ModelError, ReadError
from newsdoc.formats import html_encoding
from newsdoc.formats.builder import ArticleBuilder, language_of, report_notes
from newsdoc.formats.html.own.lines import page_of
from newsdoc.formats.html.own.write import GENERATOR, LINES, RESIDUAL, picture_id
from newsdoc.formats.json import convert
from newsdoc.formats.json import text as json_text
from newsdoc.formats.jsonld.choose import read_article
from newsdoc.formats.jsonld.graph import Graph
from newsdoc.formats.jsonld.text import values
from newsdoc.formats.xml.flow import content
from newsdoc.formats.xml.parse import Element, closed_parser, parsed_html
from newsdoc.formats.xml.space import XML_SPACE
from newsdoc.formats.xml.text import text_of
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Article, Caption
from newsdoc.page.page import Page
from newsdoc.text import xml_only

__all__ = ["read_own", "residual_of"]

_DISPLAYED = (*LINES, "published", "keywords", "language", "body", "captions")
"""The fields that are displayed; what the JSON-LD says of them is not read."""

_FIELDS = {name: field for field, name in LINES.items()}
"""The fields that are lines, by the class of their element."""

_NOT_READ = ("articleBody", "copyrightNotice", "image")
"""Properties of the JSON-LD that are displayed; the readings of others are left out by the names of their fields."""

_HEAD = 1 << 16  # characters in which a page names its generator
_picture_path = re.compile(r"\$\.captions\[([0-9]{1,6})\]").fullmatch
_field_path = re.compile(r"\$\.([a-z_]+)").fullmatch
_character = re.compile("U\\+([0-9A-F]{2,6})").fullmatch

_Value: TypeAlias = dict[str, Any]


class _Values(NamedTuple):
    """The values of a page before its residual: newsdoc's own JSON, and the id of each figure."""

    value: _Value
    pictures: list[tuple[str, ...]]
    metadata: list[Diagnostic]
    """The notes of reading the JSON-LD, which a value of the residual may settle."""


def read_own(data: str | bytes, report: Report) -> Page | None:
    """Read a page; `None` if it is not one that newsdoc wrote."""
    head = data[:_HEAD]
    is_named = "newsdoc" in head if isinstance(head, str) else b"newsdoc" in head.replace(b"\0", b"")
    if not is_named:  # pages of others are not parsed
        return None
    notes: list[Diagnostic] = []
    root = _parsed(data, notes.append)
    if root is None or not _is_own(root):
        return None
    builder = ArticleBuilder()
    page = _page(root, builder)
    article = _with_residual(root, page, builder)
    report_notes(builder.notes, 0, notes.append)
    for note in notes:
        report(note)
    return page_of(article, notes)


def residual_of(article: Article, page: str) -> list[dict[str, object]]:
    """Return the entries for all values that a page, written without any, does not give back."""
    root = _parsed(page, ignore)
    assert root is not None
    found = _page(root, ArticleBuilder(is_reported=False)).value
    wanted = convert.plain(article)
    return [*_entries(wanted, found)]


# --- the document ---


def _parsed(data: str | bytes, report: Report) -> Element | None:
    """Parse a page as the XML that newsdoc writes; as HTML if another system made it anything else."""
    text = data if isinstance(data, str) else html_encoding.decode(data, report)
    text = text.removeprefix("\ufeff")
    try:
        root: Element = etree.fromstring(xml_only(text).encode(), closed_parser("utf-8"))
    except etree.XMLSyntaxError:
        parser: Any = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        return parsed_html(text, parser, lambda *noted: report(Diagnostic(*noted)))
    return root


def _is_own(root: Element) -> bool:
    """Check that newsdoc wrote a page: it says so, and has an article."""
    named = any(
        each.get("name") == "generator" and (each.get("content") or "").split() == GENERATOR.split()
        for each in root.iter("{*}meta")
    )
    return named and next(root.iter("{*}article"), None) is not None


# --- the values ---


def _page(root: Element, builder: ArticleBuilder) -> _Values:
    """Return the values of a page as newsdoc's own JSON."""
    _restore_characters(root)
    main = next(root.iter("{*}article"))
    metadata = _read_metadata(root, builder)
    _read_lines(main, builder)
    if language := language_of(root.get("lang") or ""):
        builder.put("language", language)
    bodies = [each for each in main.iter("{*}div") if "body" in _classes(each)][:1]
    for element in [*bodies, *main.iter("{*}small")]:
        element.set(XML_SPACE, "preserve")  # the style sheet keeps runs of spaces everywhere
    found = content(bodies, builder.note_at)
    builder.fields["body"] = found.blocks
    value = convert.plain(builder.build())
    if found.figures:
        value["captions"] = [*map(_caption, found.figures)]
    return _Values(value, [figure.keys for figure in found.figures], metadata)


# <data class="char" value="U+0081">�</data>
def _restore_characters(root: Element) -> None:
    """Put the characters that HTML cannot hold in the place of the elements that name them."""
    for element in [*root.iter("{*}data")]:
        named = _character(element.get("value") or "")
        parent, before = element.getparent(), element.getprevious()
        # an element that holds others was not closed: newsdoc writes it empty
        if not named or parent is None or len(element) or "char" not in _classes(element):
            continue
        code = int(named[1], 16)
        text = (xml_only(chr(code)) if code <= 0x10FFFF else "\ufffd") + (element.tail or "")
        element.tail = None
        if before is None:
            parent.text = (parent.text or "") + text
        else:
            before.tail = (before.tail or "") + text
        parent.remove(element)


def _classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


# <p class="byline">By Ann Lee</p>
def _read_lines(main: Element, builder: ArticleBuilder) -> None:
    """Read the lines of the header and the footer; note what another system has added to them."""
    for part in main.iter("{*}header", "{*}footer"):
        for element in part:
            if not any(_read_line(element, name, builder) for name in _classes(element)):
                builder.dropped("a line of the page", text_of(element))


def _read_line(element: Element, name: str, builder: ArticleBuilder) -> bool:
    """Read a line by a class of its element; return False for a class that newsdoc does not write."""
    if name in _FIELDS:
        builder.put_text(_FIELDS[name], text_of(element, preserve=True))
    elif name == "notice":
        builder.put_right(name, text_of(element, preserve=True))
    elif name == "keywords":
        builder.put(name, [*filter(None, (text_of(item, preserve=True) for item in element))])
    elif name == "published":
        builder.published(element.get("datetime") or text_of(element))
    else:
        return False
    return True


def _caption(figure: Figure) -> _Value:
    named = {"text": figure.text, "credit": figure.credit, "anchor": figure.anchor, "url": figure.url}
    return {name: value for name, value in named.items() if value is not None}


def _read_metadata(root: Element, builder: ArticleBuilder) -> list[Diagnostic]:
    """Read what is not displayed from the JSON-LD of the head, and return the notes on it."""
    for script in root.iter("{*}script"):
        if script.get("type") != "application/ld+json":
            continue
        graph = Graph()
        try:
            for node in values(script.text or "", partial(_note_repair, builder)):
                graph.add(_shortened(node))
        except json_text.SyntaxFault as fault:
            builder.note("error.item", f"the JSON-LD of the page cannot be read: {fault.message}")
        for article in graph.articles():
            found = read_article(article, graph, listening=False)
            builder.fields |= {name: each for name, each in found.fields.items() if name not in _DISPLAYED}
            builder.rights |= found.rights
            builder.sources += found.sources
            return [note for note in found.notes if _field_of(note) not in ("", *_DISPLAYED)]
    return []


def _note_repair(builder: ArticleBuilder, what: str) -> None:
    builder.note("repair.value", f"the JSON-LD of the page was repaired: {what}")


def _shortened(node: object) -> object:
    """Return a node without the long properties that are not read."""
    return {name: each for name, each in node.items() if name not in _NOT_READ} if type(node) is dict else node


def _field_of(note: Diagnostic) -> str:
    """Return the field of a note: its path is `.modified`, or `.rights.terms`."""
    found = re.match(r"\.([a-z_]+)", note.path or "")
    return found[1] if found else ""


# --- the residual ---


def _entries(wanted: _Value, found: _Value) -> Iterator[dict[str, object]]:
    """Yield an entry for each field that differs; of a caption only what is missing."""
    for name in sorted({*wanted, *found} - {"captions"}):
        if wanted.get(name) != found.get(name):
            yield {"path": f"$.{name}", "value": wanted.get(name), "explains": found.get(name)}
    pairs = zip(wanted.get("captions", ()), found.get("captions", ()), strict=True)
    for number, (caption, shown) in enumerate(pairs):
        if caption != shown:
            missing = {
                name: caption.get(name) for name in sorted({*caption, *shown}) if caption.get(name) != shown.get(name)
            }
            yield {"path": f"$.captions[{number}]", "value": missing, "explains": _sign(shown)}


def _sign(value: _Value) -> str:
    """Return a short sign of a caption's words, which a change of them changes."""
    words = [value.get("text"), value.get("credit"), value.get("url")]
    return f"sha256:{hashlib.sha256(json_text.compact(words)).hexdigest()[:16]}"


def _with_residual(root: Element, page: _Values, builder: ArticleBuilder) -> Article:
    """Return the article of a page, with the values of the residual that the page still confirms."""
    plain = {**page.value, "captions": [*map(dict, page.value.get("captions", ()))]}
    settled = {name for entry in _stored(root, builder) if (name := _apply(entry, plain, page.pictures, builder))}
    builder.notes += [note for note in page.metadata if _field_of(note) not in settled]
    for value in (plain, page.value):
        value["captions"] = [each for each in value.get("captions", ()) if _is_caption(each, builder)]
        try:
            return convert.article(value, format="html", path="$")
        except ReadError as error:
            builder.note("error.item", f"the values that newsdoc stored cannot be used: {error.message}")
    return convert.article({**page.value, "captions": []}, format="html", path="$")


def _stored(root: Element, builder: ArticleBuilder) -> Iterator[_Value]:
    """Yield the entries of the residual."""
    for script in root.iter("{*}script"):
        if script.get("id") != RESIDUAL:
            continue
        try:
            found = json_text.only_value(script.text or "")
        except json_text.SyntaxFault as fault:
            builder.note("error.item", f"the values that newsdoc stored cannot be read: {fault.message}")
            continue
        for entry in found if isinstance(found, list) else ():
            if isinstance(entry, dict) and isinstance(entry.get("path"), str) and {"value", "explains"} <= entry.keys():
                yield entry


def _apply(entry: _Value, value: _Value, pictures: list[tuple[str, ...]], builder: ArticleBuilder) -> str | None:
    """Apply an entry that the page still confirms; return its field, or note that the entry is ignored."""
    path, new, explains = entry["path"], entry["value"], entry["explains"]
    if named := _picture_path(path):
        key = picture_id(int(named[1]) + 1)
        shown = next((each for keys, each in zip(pictures, value["captions"], strict=True) if key in keys), None)
        if shown is not None and _sign(shown) == explains and isinstance(new, dict):
            _update(shown, new)
            return "captions"
    elif (named := _field_path(path)) and named[1] != "captions" and value.get(named[1]) == explains:
        _update(value, {named[1]: new})
        return named[1]
    builder.stale(path.removeprefix("$"), explains)
    return None


def _update(value: _Value, new: _Value) -> None:
    """Set members of an object, and remove those that are `None`."""
    value |= new
    for name in [name for name, each in new.items() if each is None]:
        del value[name]


def _is_caption(value: _Value, builder: ArticleBuilder) -> bool:
    """Check that a figure has what a caption needs; note one that has not."""
    try:
        Caption(value.get("text"), value.get("credit"), url=value.get("url"))
    except ModelError as error:
        builder.note("repair.dropped", f"a picture was left out: {error}", ".captions")
        return False
    return True
