"""Read the bodies of a news item, markup inside JSON text, as renditions for the chooser of NewsML-G2's reader.

A body is XHTML if an XML parser accepts it, whole or as a fragment, and else HTML, whose parser accepts any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from lxml import etree

from newsdoc.formats import references
from newsdoc.formats.json.values import Values
from newsdoc.formats.newsml.body import Body, read_content
from newsdoc.formats.xml.parse import Element, closed_parser, parsed_html, settle_entities, without_forbidden
from newsdoc.text import xml_only

__all__ = ["Rendition", "markup", "read_renditions"]

_is_html = re.compile("html|richtext", re.IGNORECASE).search
_is_nitf = re.compile(r"\bnitf\b|\.nitf\b", re.IGNORECASE).search
_is_shouted = re.compile("</[A-Z]").search
_is_foreign = re.compile("^(?!text/plain)(application|audio|image|video|text)/", re.IGNORECASE).match


class Rendition(NamedTuple):
    """One of the forms in which an item holds its text: the names of the form, and the text."""

    kind: str
    """The content type and the role, either of which may name the form."""
    value: str


def read_renditions(renditions: Iterable[Rendition], values: Values, known: list[str]) -> Body:
    """Read the richest rendition; of several in HTML the longest, which may have figures."""

    def note(code: str, message: str, _: int | None) -> None:
        values.builder.note(code, message, ".body")

    ordered = sorted(renditions, key=lambda rendition: -len(rendition.value))
    elements = [_element(rendition, values) for rendition in ordered]
    return read_content(elements, note, lambda: known, values.builder.fields, is_reported=values.listening)


def _element(rendition: Rendition, values: Values) -> Element:
    """Return a rendition as an element of a contentSet."""
    kind, value = rendition
    html, nitf = _is_html(kind), _is_nitf(kind)
    if (inside := references.without_cdata(value)) != value:
        values.builder.note("repair.escaped", "the text had the marks of a CDATA section, which were left out", ".body")
        value = inside
    if "&" in value and not nitf and not (_is_foreign(kind) and not html):
        value = _unescaped(value, values, plain=not html)
    text = without_forbidden(xml_only(value)) if html else xml_only(value)
    if text != value:
        values.builder.note("repair.characters", "characters that text cannot hold were replaced by U+FFFD", ".body")
    root = markup(text, values) if html or nitf else None
    if root is None:
        element = etree.Element("inlineData", contenttype="text/plain")
        element.text = text
        if _is_foreign(kind) and not html:
            element.set("encoding", kind)
        return element
    element = etree.Element("inlineXML", contenttype="application/nitf+xml" if nitf else "application/xhtml+xml")
    element.append(root)
    return element


def _unescaped(value: str, values: Values, *, plain: bool) -> str:
    """Return a rendition whose HTML was escaped as HTML, and plain text without character references."""
    if "<" not in value and (found := references.html(value)):
        if not plain:  # plain text is reported where its HTML is read
            values.builder.note("repair.escaped", "the text is HTML that was escaped; it was read as HTML", ".body")
        return found
    if not plain or not values.resolves or references.html(value):
        return value
    resolved = references.resolve(value)
    if resolved != value:
        values.builder.note("repair.reference", "the text had character references, which were resolved", ".body")
    return resolved


def markup(text: str, values: Values) -> Element | None:
    """Return markup as a tree: a document or a fragment, without characters that XML forbids; `None` if it is empty."""
    shouted = _is_shouted(text)  # HTML's tags may be in capitals, XHTML's may not
    for document in () if shouted else (text, f"<div>{text}</div>"):
        try:
            root: Element = etree.fromstring(document.encode(), closed_parser("utf-8"))
        except etree.XMLSyntaxError:
            continue
        if root.getroottree().docinfo.internalDTD is not None:
            settle_entities(
                root,
                lambda name, _: values.builder.note(
                    "repair.entity", f"the entity &{name}; is not declared; it stays as printed"
                ),
            )
        return root
    return _html(text, values)


def _html(text: str, values: Values) -> Element | None:
    parser: Any = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    root = parsed_html(text, parser)
    if root is None or not any("depth" in entry.message for entry in parser.error_log):
        return root
    values.builder.note("repair.markup", "elements are nested too deeply to be read; the words stay", ".body")
    flat = etree.Element("div")
    flat.text = re.sub("<[^<>]*>", " ", text)
    return flat
