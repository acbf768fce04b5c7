"""Cut a page into lines: one for each block, as browsers show it, with the elements around it.

A line break in the running text is a space, and two are the end of a block. Elements that are never displayed are left
out. What a line's elements say of it is kept as flags (see `words`), so that choosing its label needs no second walk.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from lxml import etree

from newsdoc.formats.html import words
from newsdoc.formats.xml.parse import Element, attributes_of
from newsdoc.formats.xml.space import OpenMark, collapse_space
from newsdoc.model import MarkKind
from newsdoc.page.bylines import is_byline
from newsdoc.page.dates import is_date_line
from newsdoc.text import ends_sentence

__all__ = ["Box", "Line", "read_lines"]

_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "video", "audio", "canvas", "select",
    "textarea", "datalist", "math", "map", "embed", "meter", "progress", "track", "link", "meta", "title",
    "base", "area", "param", "col", "colgroup", "frame", "frameset",
))  # fmt: skip
"""Elements that show no text."""

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
    "html", "li", "main", "menu", "nav", "ol", "p", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul", "caption", "legend", "button", "optgroup", "option", "picture",
))  # fmt: skip
"""Elements that begin and end a line."""

_TAG_FLAGS = {
    "nav": words.MENU,
    "menu": words.MENU,
    "aside": words.RELATED,
    "footer": words.FOOTER,
    "header": words.HEADER,
    "form": words.CONTROL,
    "button": words.CONTROL,
    "dialog": words.CONTROL,
    "label": words.CONTROL,
    "article": words.STORY,
    "main": words.MAIN,
    "time": words.DATE,
    "figcaption": words.CAPTION,
}
_MARKS: dict[str, MarkKind] = {"a": "link", "b": "strong", "strong": "strong", "em": "emphasis", "i": "emphasis"}
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_PICTURES = frozenset(("img", "amp-img"))
_SENTENCES = frozenset(("p", "h1", "h2", "h3", "h4", "li", "td"))  # in these, elements may part a word
_RAISED = frozenset(("sup", "sub"))
_MENUS = frozenset(("nav", "menu"))
_MOST_KINDS = 1000  # tags that are remembered
_BREAK = "\u2028"  # folded as white space is; it parts lines
_BREAKS = re.compile(r"(?<!\s)[^\S\u2028]*\u2028[^\S\u2028]*\u2028\s*")
_SINGLE = re.compile(r"(?<!\s)[^\S\u2028]*\u2028\s*")
_WIDE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff]")
_NEWLINE = re.compile("[\n\u2028]")
_SENTENCE = 60  # characters of a piece that is a sentence or more
_NAMING = frozenset(("class", "id", "role", "itemprop", "rel", "data-testid"))
_LONG = 600  # characters: a block with line breaks that is longer is a story whose paragraphs are parted by them


class Box:
    """A block element, and what it says of the lines inside it."""

    __slots__ = (
        "depth", "element", "flags", "has_picture", "in_menu", "inherited", "is_data", "parent", "table", "tag", "tags",
    )  # fmt: skip

    def __init__(self, element: Element, tag: str, parent: Box | None, flags: int) -> None:
        self.element: Element = element
        self.tag: str = tag
        self.parent: Box | None = parent
        self.flags: int = flags
        self.has_picture: bool = False
        """True if there is a picture in it."""
        self.table: Box | None = self if tag == "table" else parent and parent.table
        """The innermost table, itself included."""
        self.is_data: bool | None = None
        """True if it is a table of data; `None` if it has not been asked."""
        if parent is None:
            self.depth: int = 0
            self.inherited: int = flags
            self.tags: frozenset[str] = frozenset((tag,))
        else:
            self.depth = parent.depth + 1
            self.inherited = flags | parent.inherited
            self.tags = parent.tags if tag in parent.tags else parent.tags | {tag}
        self.in_menu: bool = tag in _MENUS or (parent is not None and parent.in_menu)
        """True if it is a menu, or in one."""

    def around(self) -> Iterator[Box]:
        """Yield the box and those around it, the innermost first."""
        box: Box | None = self
        while box is not None:
            yield box
            box = box.parent

    def is_in(self, other: Box) -> bool:
        """Return True if the other box is this one, or around it."""
        box: Box | None = self
        while box is not None and box.depth > other.depth:
            box = box.parent
        return box is other

    def find(self, *tags: str) -> Box | None:
        """Return the innermost box with one of the tags, itself included."""
        if self.tags.isdisjoint(tags):
            return None
        return next((box for box in self.around() if box.tag in tags), None)

    def mark_picture(self) -> None:
        """Note that there is a picture in the box, and so in those around it."""
        box: Box | None = self
        while box is not None and not box.has_picture:
            box.has_picture = True
            box = box.parent


class Line:
    """A line of the page."""

    __slots__ = ("box", "inline", "links", "marks", "raw", "text", "width")

    def __init__(self, text: str, box: Box, links: int, inline: int, raw: str, marks: Sequence[OpenMark]) -> None:
        self.text: str = text
        self.box: Box = box
        self.links: int = links
        """Characters that are links."""
        self.inline: int = inline
        """Flags of the elements inside the line that hold most of it."""
        self.raw: str = raw
        """The text before white space was folded, to which the marks belong."""
        self.marks: Sequence[OpenMark] = marks
        self.width: int = len(text) if text.isascii() else len(text) + len(_WIDE.findall(text)) * 3 // 2
        """Its length, where a character of a script without spaces counts as two and a half."""

    @property
    def flags(self) -> int:
        """What all elements around the line, and those that hold most of it, say."""
        return self.box.inherited | self.inline

    @property
    def link_share(self) -> float:
        """The share of the line that is links."""
        return min(1.0, self.links / len(self.text))


class _Inline:
    """An element within the running text."""

    __slots__ = ("flags", "href", "kind", "start", "tag")

    def __init__(self, tag: str, start: int, flags: int, href: str | None) -> None:
        self.tag: str = tag
        self.start: int = start
        self.flags: int = flags
        self.href: str | None = href
        self.kind: MarkKind | None = _MARKS.get(tag)


_DEEPEST = 100
"""Block elements inside one another that tell what a line is. Real pages have up to thirty."""


def read_lines(root: Element) -> list[Line]:
    """Return the lines of the body of a page."""
    body = next(root.iter("body"), root)
    walker = _Walker()
    walk = etree.iterwalk(body, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            walker.end(element)
        elif not walker.start(element):
            walk.skip_subtree()
    return walker.lines


class _Walker:
    """The lines so far, and the elements that are open."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self.box: Box | None = None
        self.open: list[_Inline] = []
        self.pieces: list[str] = []
        self.size: int = 0
        self.links: int = 0
        self.marks: list[OpenMark] = []
        self.covers: list[tuple[int, int]] = []  # flags of inline elements, and how many characters they hold
        self.marks_end: int = -1  # where the last inline element ended
        self.skipped: bool = False
        self.deeper: int = 0  # blocks that are open in the deepest box

    def start(self, element: Element) -> bool:
        """Begin an element. Return False if nothing of it is displayed."""
        tag = element.tag
        kind, flags = _KINDS.get(tag) or _new_kind(tag)
        if kind < _IS_BLOCK:
            return self._start_other(element, kind)
        # a menu needs no more evidence
        if self.box is None or not self.box.in_menu:
            flags |= _own_flags(element)
        if kind == _IS_BLOCK:
            if self.pieces:
                self.flush()
            if self.box is not None and self.box.depth >= _DEEPEST:
                self.deeper += 1
            else:
                self.box = Box(element, _heading(element) or tag, self.box, flags)
        elif flags & words.HIDDEN:
            self.skipped = True
            return False
        else:
            if self.size and (self.marks_end == self.size or self.pieces[-1][-1:].islower()):
                self._gap(tag, element)
            self.open.append(_Inline(tag, self.size, flags, element.get("href") if tag == "a" else None))
        if text := element.text:
            self._text(text)
        return True

    def _start_other(self, element: Element, kind: int) -> bool:
        """Begin an element without text: a line break, a picture, or one that is not displayed."""
        if kind == _IS_BREAK:
            self._text(_BREAK)
            return True
        # a picture that a script loads later stands in a `noscript` beside it
        loaded = element.tag == "noscript" and next(element.iter("img"), None) is not None
        if (kind == _IS_PICTURE or loaded) and self.box is not None:
            self.box.mark_picture()
        self.skipped = True
        return False

    def end(self, element: Element) -> None:
        """End an element, and take the text behind it."""
        if self.skipped:
            self.skipped = False
        else:
            kind = (_KINDS.get(element.tag) or _new_kind(element.tag))[0]
            if kind == _IS_BLOCK:
                if self.pieces:
                    self.flush()
                assert self.box is not None
                if self.deeper:
                    self.deeper -= 1
                else:
                    self.box = self.box.parent
            elif kind == _IS_INLINE:
                self._close(self.open.pop())
        if (text := element.tail) and self.box is not None:
            self._text(text)

    def _text(self, text: str) -> None:
        if self.pieces or not text.isspace():
            self.pieces.append(text)
            self.size += len(text)

    def _gap(self, tag: str, element: Element) -> None:
        """Part elements with nothing between them, outside of paragraphs: `<span>Ann</span><span>Bay Post</span>`.

        In a paragraph they may part a word, which does not go on with a capital: `Bridge opens<a>Bay Post</a>`.
        """
        last = self.pieces[-1][-1:]
        if self.open or self.box is None or last.isspace():
            return
        is_apart = self.marks_end == self.size and self.box.tag not in _SENTENCES
        if is_apart or (last.islower() and tag not in _RAISED and _begins_with_capital(element)):
            self._text(" ")

    def _close(self, inline: _Inline) -> None:
        size = self.size - inline.start
        if size > 0:
            if inline.tag == "a":
                self.links += size
            if inline.flags:
                self.covers.append((inline.flags, size))
            if inline.kind and inline.kind not in [each.kind for each in self.open]:
                mark = OpenMark(inline.kind, inline.start, inline.href)
                mark.stop = self.size
                self.marks.append(mark)
        self.marks_end = self.size

    def flush(self) -> None:
        """End the line that is being read."""
        for inline in reversed(self.open):
            self._close(inline)
            inline.start = 0
        raw = "".join(self.pieces)
        assert self.box is not None
        inline_flags = 0
        for flags, size in self.covers:
            if size * 2 >= self.size:
                inline_flags |= flags
        if _BREAK not in raw and self.box.tag != "pre":  # as most blocks are
            if text := collapse_space(raw, preserve=False):
                self.lines.append(Line(text, self.box, self.links, inline_flags, raw, self.marks or ()))
        else:
            self._add_pieces(raw, inline_flags)
        self.pieces, self.size, self.links, self.marks, self.covers, self.marks_end = [], 0, 0, [], [], -1

    def _add_pieces(self, raw: str, inline_flags: int) -> None:
        """Add the lines of a block with line breaks."""
        assert self.box is not None
        for start, stop in _pieces(raw, self.box.tag):
            part = raw[start:stop]
            if text := collapse_space(part, preserve=False):
                whole = stop - start == len(raw)
                share = self.links if whole else _linked(self.marks, start, stop)
                marks = self.marks if whole else _moved(self.marks, start, stop)
                self.lines.append(Line(text, self.box, share, inline_flags, part, marks))


def _begins_with_capital(element: Element) -> bool:
    return next(map(str, element.itertext()), "")[:1].isupper()


# <div role="heading" aria-level="1">Bridge opens</div>
def _heading(element: Element) -> str | None:
    """Return the tag of a heading that an element is said to be."""
    if element.get("role") != "heading":
        return None
    level = element.get("aria-level") or "2"
    return f"h{level}" if level in ("1", "2", "3", "4", "5", "6") else None


_IS_HIDDEN, _IS_PICTURE, _IS_BREAK, _IS_BLOCK, _IS_INLINE = range(5)
_KINDS: dict[object, tuple[int, int]] = {}
"""What an element is, and its flags, by its tag."""


def _new_kind(tag: object) -> tuple[int, int]:
    """Return what an element is; an element of a page's own is a block, `<my-teaser>`."""
    if not isinstance(tag, str):
        return _IS_HIDDEN, 0  # a comment
    if tag in _PICTURES:
        kind = _IS_PICTURE
    elif tag in _SKIPPED:
        kind = _IS_HIDDEN
    elif tag == "br":
        kind = _IS_BREAK
    else:
        kind = _IS_BLOCK if tag in _BLOCKS or "-" in tag else _IS_INLINE
    found = kind, _TAG_FLAGS.get(tag, 0)
    if len(_KINDS) < _MOST_KINDS:
        _KINDS[tag] = found
    return found


def _own_flags(element: Element) -> int:
    """Return what the attributes of an element say."""
    flags = 0
    for name, value in attributes_of(element):
        if name in _NAMING:
            flags |= words.flags_of(value)
        elif name == "hidden" or (name == "style" and "none" in value and _NO_DISPLAY.search(value)):
            flags |= words.HIDDEN
    return flags


def _pieces(raw: str, tag: str) -> list[tuple[int, int]]:
    """Return where the lines of a block begin and end: blank lines part them, in a long block single breaks, too."""
    if tag == "pre":
        return _parted(raw, _NEWLINE)
    pieces = _parted(raw, _BREAKS)
    if tag not in _SENTENCES or tag == "td":
        pieces = [each for piece in pieces for each in _parted_head(raw, *piece)]
    if len(raw) > _LONG:
        single = _parted(raw, _SINGLE)
        long = [raw[start:stop].rstrip() for start, stop in single if stop - start > _SENTENCE]
        if len(single) > len(pieces) and long and sum(map(ends_sentence, long)) * 10 >= len(long) * 8:
            return single
    return pieces


# <b>Bridge opens</b><br>By Ann Example<br>13 February 2024<br><br>The council agreed …
def _parted_head(raw: str, start: int, stop: int) -> list[tuple[int, int]]:
    """Return where the pieces of a head begin and end: short lines, of which one is a byline or a date."""
    part = raw[start:stop]
    if _BREAK not in part or len(part) > _LONG:
        return [(start, stop)]
    pieces = [(start + first, start + last) for first, last in _parted(part, _SINGLE)]
    texts = [collapse_space(raw[first:last], preserve=False) for first, last in pieces]
    is_head = any(is_byline(text) or is_date_line(text) for text in texts) and not any(map(ends_sentence, texts))
    return pieces if is_head else [(start, stop)]


def _parted(raw: str, pattern: re.Pattern[str]) -> list[tuple[int, int]]:
    """Return where the pieces between the matches of a pattern begin and end."""
    pieces, start = [], 0
    for found in pattern.finditer(raw):
        pieces.append((start, found.start()))
        start = found.end()
    return [*pieces, (start, len(raw))]


def _linked(marks: list[OpenMark], start: int, stop: int) -> int:
    links = (mark for mark in marks if mark.kind == "link")
    return sum(max(0, min(mark.stop, stop) - max(mark.start, start)) for mark in links)


def _moved(marks: list[OpenMark], start: int, stop: int) -> list[OpenMark]:
    """Return the marks of a part of a block, counted from its start."""
    found = []
    for mark in marks:
        if mark.start < stop and mark.stop > start:
            moved = OpenMark(mark.kind, max(mark.start - start, 0), mark.href)
            moved.stop = min(mark.stop, stop) - start
            found.append(moved)
    return found
