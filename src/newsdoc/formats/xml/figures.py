"""Figures: the words of a picture, its credit and its address, whatever the elements are called."""

from __future__ import annotations

from typing import cast

from newsdoc.formats.xml.elements import INLINE
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.space import collapse_space, preserves
from newsdoc.formats.xml.text import as_line, text_of
from newsdoc.formats.xml.walk import Figure, Flow, read_container, read_element, read_text
from newsdoc.model import Paragraph
from newsdoc.uris import absolute

__all__ = ["read_figure", "read_image"]

_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_NO_PICTURE = {"table", "pre", "blockquote", "ul", "ol"}
_PICTURE_BLOCKS = {
    "caption", "dd", "div", "dt", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "hl1", "hl2", "media-caption", "p",
    "picture",
}  # fmt: skip
_CREDIT_ELEMENTS = {"small", "cite", "media-producer"}
_CREDIT_WORDS = {
    "author", "byline", "copyright", "copyrightHolder", "copyrightNotice", "creator", "credit", "creditText", "credits",
    "photo-credit", "photographer", "source",
}  # fmt: skip
_LEAD = {"lead", "hero"}


class _Picture:
    __slots__ = ("alt", "credits", "keys", "url")

    def __init__(self) -> None:
        self.url: str | None = None
        self.alt: str | None = None
        self.credits: list[str] = []
        self.keys: list[str] = []


def read_figure(flow: Flow, element: Element) -> None:
    """Read a figure, whatever it is called: its words, its credit, its picture's address."""
    flow.flush()
    if not _NO_PICTURE.isdisjoint([local_name(each.tag) for each in element.iter()]):
        return read_container(flow, element)
    picture = _Picture()
    inner = Flow(flow.rule, flow.note, preserve=flow.preserve, depth=flow.depth)
    _read_picture(inner, element, picture)
    inner.flush()
    text = " ".join(map(as_line, inner.blocks)) or picture.alt
    credit = " ".join(dict.fromkeys(picture.credits)) or None
    lead = not _LEAD.isdisjoint(element.get("class", "").split()) and not flow.blocks
    lead = lead and (not flow.figures or flow.figures[-1].anchor is None)
    if any(isinstance(block, Paragraph) for block in inner.blocks):
        flow.note("repair.markup", "links and emphasis in a caption were left out", line_of(element))
    anchor = None if lead else len(flow.blocks)
    flow.figures.append(Figure(text or None, credit, picture.url, anchor, tuple(picture.keys), line_of(element)))
    flow.figures += [each._replace(anchor=anchor) for each in inner.figures]  # a figure in a figure's emphasis
    return None


def _read_picture(flow: Flow, element: Element, picture: _Picture) -> None:
    outer = flow.preserve
    flow.preserve = preserves(element, outer)
    _picture_attributes(flow, element, picture)
    read_text(flow, element.text, element)
    for child in children(element):
        name = local_name(child.tag)
        if _is_credit(name, child):
            if credit := text_of(child):
                picture.credits.append(credit)
        elif name in _PICTURE_BLOCKS:
            flow.flush()
            _read_picture(flow, child, picture)
            flow.flush()
        elif name in INLINE and not _has_image(child):
            read_element(flow, child)
        else:
            _read_picture(flow, child, picture)
        flow.text(child.tail)
    if flow.preserve != outer:
        flow.flush()
        flow.preserve = outer


def _has_image(element: Element) -> bool:
    return next(element.iter("{*}img"), None) is not None


def _picture_attributes(flow: Flow, element: Element, picture: _Picture) -> None:
    attributes = element.items()  # ten questions, one way out of lxml
    if not attributes:
        return
    get = cast("dict[str, str]", dict(attributes)).get
    picture.keys += filter(None, map(get, (_XML_ID, "id", "ref", "data-uri", "uri")))
    if address := get("src") or get("source"):
        picture.url, changed = absolute(address) if picture.url is None else (picture.url, False)
        if changed:
            became = f"is written {picture.url!r}" if picture.url else "is no absolute URI; it was left out"
            flow.note("repair.uri", f"the picture's address {address!r} {became}", line_of(element))
    if alt := get("alt") or get("caption") or get("alternate-text"):
        picture.alt = picture.alt or collapse_space(alt, preserve=False)
    if credit := get("creditline") or get("source-credit"):
        picture.credits += filter(None, [collapse_space(credit, preserve=False)])


def _is_credit(name: str, element: Element) -> bool:
    if name in _CREDIT_ELEMENTS:
        return True
    kind, role = element.get("class"), element.get("itemprop")
    return bool(kind or role) and not _CREDIT_WORDS.isdisjoint(f"{kind or ''} {role or ''}".split())


def read_image(flow: Flow, element: Element) -> None:
    """Read a picture that stands without a figure: it has no caption, only words for those who cannot see it."""
    if alt := element.get("alt") or element.get("title"):
        flow.note("repair.dropped", f"a picture without caption, {alt!r}, was left out", line_of(element))
