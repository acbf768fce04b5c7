"""Read figures: the words of a picture, its credit and its address, whatever the elements are called."""

from __future__ import annotations

import re

from newsdoc.formats.xml.elements import INLINE
from newsdoc.formats.xml.parse import Element, attributes_of, children, line_of, local_name
from newsdoc.formats.xml.space import collapse_space, preserves
from newsdoc.formats.xml.text import as_line, text_of
from newsdoc.formats.xml.walk import Figure, Flow, note_marks, read_container, read_element, read_text
from newsdoc.model import Paragraph
from newsdoc.text import fold, has_words
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
_RECORDINGS = {"audio", "embed", "iframe", "source", "track", "video"}
_is_address = re.compile(r"https?://\S+").fullmatch


class _Picture:
    """What is known of a picture beside the words of its caption."""

    __slots__ = ("alts", "credits", "keys", "url")

    def __init__(self) -> None:
        self.url: str | None = None
        self.alts: list[str] = []
        self.credits: list[str] = []
        self.keys: list[str] = []


# <figure class="lead"><img src="https://example.org/1.jpg" alt="A bridge"/>
#   <figcaption>The old bridge. <small class="credit">AFP/Ann Example</small></figcaption></figure>
def read_figure(flow: Flow, element: Element) -> None:
    """Read a figure, whatever it is called: its words, its credit, its picture's address."""
    if flow.pieces:
        flow.flush()
    names = [local_name(each.tag) for each in element.iter()]
    if not _NO_PICTURE.isdisjoint(names):
        return read_container(flow, element)
    if "figure" in names[1:]:
        return _read_gallery(flow, element)
    picture, inner = _Picture(), flow.inner()
    _read_picture(inner, element, picture)
    if inner.pieces:
        inner.flush()
    alts = list(dict.fromkeys(picture.alts))
    text = " ".join(map(as_line, inner.blocks)) or (alts.pop(0) if alts else None)
    _report_alts(flow, alts, text, picture, element)
    if text and not picture.url and _is_address(text):
        flow.note("repair.dropped", f"the embedded {text!r} was left out", line_of(element))
        return None
    if marked := [block for block in inner.blocks if isinstance(block, Paragraph)]:
        note_marks(flow, "a caption", (mark.href for block in marked for mark in block.marks), element)
    credit = " ".join(dict.fromkeys(picture.credits)) if picture.credits else None
    anchor = None if _is_lead(flow, element) else len(flow.blocks)
    flow.figures.append(Figure(text or None, credit, picture.url, anchor, tuple(picture.keys), line_of(element)))
    if inner.figures:  # a figure in a figure's emphasis
        flow.figures += [each._replace(anchor=anchor) for each in inner.figures]
    return None


# <figure><figure><img src="1.jpg"/></figure><figure><img src="2.jpg"/></figure><figcaption>Both bridges</figcaption>
def _read_gallery(flow: Flow, element: Element) -> None:
    """Read a figure of figures: each is a picture, and the words of all of them are a caption of their own."""
    for child in children(element):
        if local_name(child.tag) == "figcaption":
            child.tag = "figure"
    read_container(flow, element)


# <img alt="A bridge at night"/><figcaption>The old bridge.</figcaption>
def _report_alts(flow: Flow, alts: list[str], text: str | None, picture: _Picture, element: Element) -> None:
    """Report each alternative text with words that the caption does not say; many are names of files."""
    said = fold(" ".join(filter(None, (text, *picture.credits)))).casefold() if alts else ""
    for alt in alts:
        if has_words(alt) and fold(alt).casefold() not in said:
            message = f"the alternative text of a picture, {alt!r}, was left out: the picture has a caption"
            flow.note("repair.dropped", message, line_of(element))


# <figure class="lead">
def _is_lead(flow: Flow, element: Element) -> bool:
    """Check whether a figure is the lead picture: it is marked so, and before all blocks and other figures."""
    if flow.blocks or (flow.figures and flow.figures[-1].anchor is not None):
        return False
    return not _LEAD.isdisjoint(element.get("class", "").split())


def _read_picture(flow: Flow, element: Element, picture: _Picture) -> None:
    """Read an element of a figure: attributes into the picture, words into the flow."""
    outer = flow.preserve
    if attributes := attributes_of(element):  # ten questions, one way out of lxml
        flow.preserve = preserves(element, outer)
        _read_attributes(flow, element, dict(attributes), picture)
    if text := element.text:
        read_text(flow, text, element)
    for child in children(element):
        name = local_name(child.tag)
        if _is_credit(name, child):
            if text := text_of(child):
                picture.credits.append(text)
        elif name in _PICTURE_BLOCKS:
            if flow.pieces:
                flow.flush()
            _read_picture(flow, child, picture)
            if flow.pieces:
                flow.flush()
        elif name in INLINE and not _has_image(child):
            read_element(flow, child)
        else:
            _read_picture(flow, child, picture)
        if text := child.tail:
            flow.text(text)
    if flow.preserve != outer:
        flow.flush()
        flow.preserve = outer


def _has_image(element: Element) -> bool:
    return next(element.iter("{*}img"), None) is not None


# <img id="p1" src="https://example.org/1.jpg" alt="A bridge"/>
# <media-reference source="1.jpg" alternate-text="A bridge" source-credit="AFP"/>
def _read_attributes(flow: Flow, element: Element, attributes: dict[str, str], picture: _Picture) -> None:
    """Read what the attributes of an element in a figure say of the picture."""
    get = attributes.get
    picture.keys += filter(None, map(get, (_XML_ID, "id", "ref", "data-uri", "uri")))
    if local_name(element.tag) in _RECORDINGS:
        if address := get("src"):
            message = f"the embedded {local_name(element.tag)} {address!r} was left out"
            flow.note("repair.dropped", message, line_of(element))
        picture.url = picture.url or absolute(get("poster") or "")[0]
    elif address := get("src") or get("source"):
        picture.url, changed = absolute(address) if picture.url is None else (picture.url, False)
        if changed:
            became = f"is written {picture.url!r}" if picture.url else "is not an absolute URI; it was left out"
            flow.note("repair.uri", f"the picture's address {address!r} {became}", line_of(element))
    if alt := get("alt") or get("caption") or get("alternate-text"):
        picture.alts += filter(None, [collapse_space(alt, preserve=False)])
    if credit := get("creditline") or get("source-credit"):
        picture.credits += filter(None, [collapse_space(credit, preserve=False)])


# <small>AFP</small>, <span class="photo-credit">AFP</span>, <span itemprop="copyrightHolder">AFP</span>
def _is_credit(name: str, element: Element) -> bool:
    """Return whether an element of a figure holds the credit."""
    if name in _CREDIT_ELEMENTS:
        return True
    if not element.keys():
        return False
    said = f"{element.get('class', '')} {element.get('itemprop', '')}"
    return not _CREDIT_WORDS.isdisjoint(said.split())


# <p><img src="https://example.org/1.jpg" alt="A bridge"/></p>
def read_image(flow: Flow, element: Element) -> None:
    """Read a picture without a figure: its words are an alternative text (`alt`); small ones are signs in the text."""
    alt = collapse_space(element.get("alt") or element.get("title") or "", preserve=False)
    addresses = [each for name in _ADDRESSES if (each := element.get(name)) and not each.startswith("data:")]
    address = addresses[0] if addresses else ""
    url = absolute(address)[0] if address else None
    if _is_counter(element):
        if alt:
            flow.note("repair.dropped", f"the words of a hidden picture, {alt!r}, were left out", line_of(element))
    elif alt and (_is_small(element) or ((flow.pieces or not url) and not any(map(str.isalnum, alt)))):
        flow.text(alt)
    elif (url and url.startswith(("http:", "https:"))) or (alt and not address):
        flow.figures.append(Figure(alt or None, None, url, len(flow.blocks), (), line_of(element)))
    elif address:
        said = ", ".join(map(repr, filter(None, (alt, address))))
        flow.note("repair.dropped", f"a picture without a web address, {said}, was left out", line_of(element))


# <img class="wp-smiley" src="https://example.org/smile.png" alt=":-)"/>, <img src="…" alt="🙂" width="16"/>
def _is_small(element: Element) -> bool:
    """Check for a picture as small as a letter, or that calls itself a sign."""
    names = (element.get("class") or "").lower().split()
    sizes = ((element.get(name) or "").strip().removesuffix("px") for name in ("width", "height"))
    return not _SIGNS.isdisjoint(names) or any(size.isdecimal() and int(size) <= _SMALL for size in sizes)


# <img src="https://example.org/count?story=1" width="1" height="1"/>, <img style="width:0;height:0" src=…/>
def _is_counter(element: Element) -> bool:
    """Check for a picture that cannot be seen: it counts the readers of a text."""
    sizes = [element.get("width"), element.get("height")]
    sizes += _SIZE.findall(element.get("style") or "")
    return any((size or "").strip().removesuffix("px") in ("0", "1") for size in sizes)


_ADDRESSES = ("src", "source", "data-src", "data-lazy-src", "data-original")
"""The attributes with the address of a picture; pages that load it late have it in one of the last."""
_SIGNS = frozenset(("emoji", "emoticon", "icon", "smiley", "wp-smiley"))
_SMALL = 32  # pixels

_SIZE = re.compile(r"(?<![\w-])(?:width|height)\s*:\s*(\d+)")
