"""Markup in, blocks out: the one reading of XHTML, HTML and NITF bodies, with or without namespaces.

Elements become blocks by what they are called; whatever is not known is passed through, so that its text stays, in
place, in the paragraph or block around it. White space is folded as HTML does, but under `xml:space="preserve"`, where
only line breaks are. Figures stand apart from the blocks, each with the index of the block it is printed before. What
the model has no place for is told to `note`. This module knows elements, and nothing of the document around them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias, cast

from lxml import etree

from newsdoc import trusted
from newsdoc.dates import is_date_line
from newsdoc.formats import times
from newsdoc.formats.xml.parse import Element, children, local, parsed_html
from newsdoc.model import (
    Block,
    ListBlock,
    Mark,
    MarkKind,
    Paragraph,
    Preformatted,
    Table,
    plain_text,
)
from newsdoc.text import ends_sentence, fold, remembered, xml_only
from newsdoc.uris import absolute, runs_script

__all__ = [
    "KNOWN",
    "Content",
    "Figure",
    "Note",
    "content",
    "html_body",
    "is_escaped",
    "line_of",
    "paragraphs",
    "plain",
    "space_folded",
    "without_forbidden",
]

Note: TypeAlias = Callable[[str, str, int | None], object]
"""A function of a diagnostic's code, its message and the line."""

_Make: TypeAlias = Callable[[str, tuple[Mark, ...]], Block]

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

# A run of white space that does not stay as it is; each alternative starts with its own characters, so it is linear.
_RUN = re.compile("(?: [ \t\n\r\x85\u2028\u2029]|[\t\n\r\x85\u2028\u2029])[ \t\n\r\x85\u2028\u2029]*")
# A reference to a character below U+10000: all that XML forbids is among them.
_REFERENCE = re.compile("&#0*(?:([0-9]{1,5})(?![0-9])|[xX]0*([0-9A-Fa-f]{1,4})(?![0-9A-Fa-f]));?")
_BLANK_LINE = re.compile(r"\n[ \t\r\xa0]*\n")
_INDENT = re.compile(r"^[ \t\xa0\u3000]", re.MULTILINE)
_ENTRY = re.compile(r"[-*•–—·]\s|[0-9]{1,3}[.)]\s")  # how an entry of a list begins in plain text
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
)  # Thai, Chinese, …
_STARTS_WITH_TAG = re.compile(r"\s*<(?:p|div|br|html|body|h[1-6]|ul|ol|table)\b|[^<]*<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:p|br|div|span|h[1-6]|ul|ol|table|html|body|a|b|i|em|strong|img|blockquote|figure|article|section|pre|u|sub|sup)"
    r"(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)
_MOST_COLUMNS, _MOST_PADDING = 1000, 10_000
_DEEPEST = 100  # elements in each other: deeper ones are read as their text, long before Python's stack ends
_FEW = 8  # pieces of a line among which the last one with text is looked for
_MANY = 1000  # children of an element


class Figure(NamedTuple):
    """A picture in a body: its words, if it has any, and where it stands."""

    text: str | None
    credit: str | None
    url: str | None
    anchor: int | None
    """Index of the block it is printed before; `None` for the lead picture."""
    keys: tuple[str, ...] = ()
    """The names by which other parts of the document may speak of it: its ids, and what it refers to."""
    line: int | None = None


class Content(NamedTuple):
    """What a body holds."""

    headline: str | None
    """A top heading that is no copy of a known line."""
    blocks: list[Block]
    figures: list[Figure]


def content(roots: Iterable[Element], note: Note, *, known: Iterable[str] = (), headline: bool = False) -> Content:
    """Read the elements of a body; `known` are the lines of the document's head, which the body may print again.

    A copy of a known line is left out where it heads the body: in an `h1`, in a `header`, or right after an `h1`.
    With `headline`, the document has none, and an `h1` at the top is it.
    """
    flow = _Flow(note, known, headline=headline)
    for root in roots:
        _container(flow, root)
    return Content(flow.headline, flow.blocks, flow.figures)


def plain(element: Element, *, preserve: bool = False) -> str:
    """Give the text of an element as one line, whatever is inside; with `preserve`, runs of spaces stay."""
    text = element.text
    if len(element) == 0 and (not text or _is_even(text)):
        return text.strip() if text else ""
    pieces: list[str] = []
    _collect(element, pieces)
    return space_folded("".join(pieces), preserve=_preserves(element, preserve))


def _collect(element: Element, pieces: list[str]) -> None:
    """Collect the text of an element; a line break parts what stands in blocks of its own."""
    pieces.append(element.text or "")
    follows = False  # right after a part, <span>Ann Lee</span><span>Bay Post</span>
    for child in children(element):
        handle = _handler(child.tag)
        name = local(child.tag)
        if name in _PARTS_OF_LINE or (follows and _is_name(child)):
            _collect_part(child, pieces)
        elif handle is None or handle in _MARKS:
            _collect(child, pieces)
        elif handle is not _skip:
            pieces.append("\n")
            _collect(child, pieces)
            pieces.append("\n")
        pieces.append(child.tail or "")
        follows = not child.tail and _is_name(child)


def _is_name(element: Element) -> bool:
    """Say whether a span may hold a name, and is not the first letter of a word that is set in its own way."""
    return local(element.tag) == "span" and len(element.text or "") > 1


def _collect_part(element: Element, pieces: list[str]) -> None:
    """Collect a part of a line, `By<person>Ann Lee</person><byttl>Staff</byttl>`, apart from its neighbours."""
    before = next(filter(None, pieces[:-_FEW:-1]), "")
    inside: list[str] = []
    _collect(element, inside)
    text = "".join(inside)
    pieces.append(_gap(before, text))
    pieces.append(text)
    pieces.append(_gap(text or before, element.tail or ""))


def _gap(left: str, right: str) -> str:
    """Give the space that is missing between two parts of a line; scripts that write none get none."""
    if not left or not right or not (left[-1].isalnum() or left[-1] in ".,;:)"):
        return ""
    if not (right[0].isalnum() or right[0] == "(") or _UNSPACED.match(left[-1]) or _UNSPACED.match(right[0]):
        return ""
    return " "


def _line(block: Block) -> str:
    """Give a block's plain text as one line, which that of a plain paragraph is."""
    return block if isinstance(block, str) else space_folded(plain_text(block), preserve=True)


def paragraphs(text: str, *, preserve: bool = False) -> list[Block]:
    """Cut plain text into paragraphs: at blank lines and at indented lines; where there are none, at every line.

    With `preserve`, runs of spaces stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    pieces = [piece for part in _BLANK_LINE.split(text) for piece in _cut_at_indents(part)]
    if len(pieces) == 1:
        pieces = text.split("\n")
    return list(filter(None, (space_folded(piece, preserve=preserve) for piece in pieces)))


def _cut_at_indents(text: str) -> list[str]:
    """Cut lines at each that is indented further than the others; entries of a list are not cut.

    `   A storm came.⏎It left.⏎   Ships wait.` is two paragraphs. Of lines that are all indented alike, each is one if
    each ends as a sentence does, else they are one together.
    """
    if "\n" not in text or not _INDENT.search(text):
        return [text]
    lines = [line for line in text.split("\n") if line.strip()]
    widths = [len(line) - len(line.lstrip()) for line in lines]
    least = min(widths[1:] if widths[:1] == [0] else widths, default=0)  # the first follows its element's start
    flush = [line.lstrip() for line, width in zip(lines, widths, strict=True) if width <= least]
    if len(flush) == len(lines):
        return lines if all(map(ends_sentence, map(str.rstrip, lines))) else [text]
    if any(map(_ENTRY.match, flush)):
        return [text]
    pieces: list[list[str]] = []
    for line, width in zip(lines, widths, strict=True):
        if width > least or not pieces:
            pieces.append([line])
        else:
            pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces]


def _unheard(code: str, message: str, line: int | None) -> None:
    """Take a note for nobody."""


def html_body(text: str, note: Note = _unheard, line: int | None = None) -> Element | None:
    """Parse text that holds escaped HTML; `None` if it holds none."""
    if not _TAG.search(text):
        return None
    safe = without_forbidden(text)
    root = parsed_html(safe, etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False))
    if root is not None and safe != text:
        note("repair.characters", "references to characters that text cannot hold were replaced by U+FFFD", line)
    return root


def is_escaped(text: str) -> bool:
    """Say whether text is HTML that was escaped: a tag that is closed again, or that begins or breaks a line.

    `<p>A storm came.</p>` is; `if a <b> c` is not.
    """
    return "<" in text and _TAG.search(text) is not None and ("</" in text or _STARTS_WITH_TAG.match(text) is not None)


def without_forbidden(text: str) -> str:
    """Give HTML with U+FFFD for each reference to a character that XML forbids."""
    return _REFERENCE.sub(_xml_reference, text)


def _xml_reference(reference: re.Match[str]) -> str:
    """Give a character reference, or U+FFFD where XML forbids the character: libxml2 gives most of them."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return reference[0] if xml_only(chr(code)) == chr(code) else "\ufffd"


def line_of(element: Element) -> int | None:
    """Give the line on which an element starts."""
    line = element.sourceline
    return line if isinstance(line, int) else None


# --- white space ---


def space_folded(text: str, *, preserve: bool) -> str:
    """Fold runs of white space, or with `preserve` only line breaks and tabs, into single spaces, and trim."""
    if _is_even(text):
        return text.strip()
    if "\n" in text:  # most often there is nothing but lines to join
        text = " ".join([words for line in text.split("\n") if (words := line.strip(" \t\r"))])
        if _is_even(text):
            return text.strip()
    return _RUN.sub(_preserving if preserve else " ", text).strip()


def _preserves(element: Element, outer: bool) -> bool:
    """Say whether runs of spaces stay in an element: as it says itself, else as around it."""
    space = element.get(XML_SPACE)
    return space == "preserve" if space else outer


def _is_even(text: str) -> bool:
    """Say whether there is nothing to fold; looking for each in turn is quicker than any one pattern."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        return False
    return text.isascii() or not ("\x85" in text or "\u2028" in text or "\u2029" in text)


def _preserving(run: re.Match[str]) -> str:
    return " " if run[0].strip(" ") else run[0]


def _folded_with_marks(raw: str, marks: list[_OpenMark], preserve: bool) -> tuple[str, tuple[Mark, ...]]:
    """Fold white space and move the marks with their text; marks of nothing but trimmed space are gone."""
    if _is_even(raw) and raw == raw.strip():
        return raw, tuple(
            [trusted.mark(each.kind, each.start, each.stop, each.href) for each in marks if each.start < each.stop]
        )
    ends, removed = [0], [0]
    pieces, done = [], 0
    for run in () if _is_even(raw) else _RUN.finditer(raw):
        new = _preserving(run) if preserve else " "
        pieces += [raw[done : run.start()], new]
        done = run.end()
        if len(new) != len(run[0]):
            ends += range(run.start() + 2, run.end() + 1)
            removed += range(removed[-1] + 1, removed[-1] + len(run[0]))
    text = "".join([*pieces, raw[done:]])
    trimmed = text.strip()
    lead = len(text) - len(text.lstrip())

    def moved(at: int) -> int:
        return min(max(at - removed[bisect_right(ends, at) - 1] - lead, 0), len(trimmed))

    places = ((mark, moved(mark.start), moved(mark.stop)) for mark in marks)
    return trimmed, tuple(
        [trusted.mark(mark.kind, start, stop, mark.href) for mark, start, stop in places if start < stop]
    )


# --- the flow: text on its way into blocks ---


class _OpenMark:
    __slots__ = ("href", "kind", "start", "stop")

    def __init__(self, kind: MarkKind, start: int, href: str | None) -> None:
        self.kind: MarkKind = kind
        self.start = self.stop = start
        self.href = href


def _paragraph(text: str, marks: tuple[Mark, ...]) -> Block:
    return trusted.paragraph(text, marks) if marks else text


class _Flow:
    """Blocks and figures found so far, and the text of the block that is being read."""

    __slots__ = ("bare", "blocks", "depth", "escaped", "figures", "headed", "heading", "headline", "known", "make",
                 "marks", "note", "open", "pieces", "preserve", "size", "wants_headline")  # fmt: skip

    def __init__(
        self, note: Note, known: Iterable[str] = (), *, headline: bool = False, preserve: bool = False, depth: int = 0
    ) -> None:
        self.depth = depth
        self.note = note
        self.known = known
        self.wants_headline = headline
        self.blocks: list[Block] = []
        self.figures: list[Figure] = []
        self.headline: str | None = None
        self.headed = False  # right after a heading that repeats a known line
        self.make: _Make = _paragraph
        self.escaped = False  # inside HTML that was escaped in this markup
        self.heading = False  # inside a header
        self.bare = True  # not inside a paragraph: blank lines part paragraphs
        self.preserve = preserve
        self.pieces: list[str] = []
        self.size = 0
        self.marks: list[_OpenMark] = []
        self.open: list[_OpenMark] = []

    def knows(self, line: str) -> bool:
        """Say whether the document's head has the line."""
        if not isinstance(self.known, frozenset):
            self.known = frozenset(map(fold, self.known))
        return fold(line) in self.known

    def text(self, text: str | None) -> None:
        if text and (self.pieces or not text.isspace()):  # what leads a block is trimmed anyway
            self.pieces.append(text)
            self.size += len(text)

    def flush(self) -> None:
        """End the block that is being read."""
        if not self.pieces:
            return
        raw = "".join(self.pieces)
        if self.marks:
            self._add_marked(raw)
        else:
            self._add(raw)
        self.pieces, self.size = [], 0

    def _add_marked(self, raw: str) -> None:
        """Add a block with marks; those that are still open go on in the next one."""
        for mark in self.open:
            mark.stop = self.size
        text, marks = _folded_with_marks(raw, self.marks, self.preserve)
        if text:
            self.blocks.append(self.make(text, marks))
        self.open = [_OpenMark(mark.kind, 0, mark.href) for mark in self.open]
        self.marks = [*self.open]

    def _add(self, raw: str) -> None:
        for piece in _BLANK_LINE.split(raw) if self.bare and "\n" in raw else [raw]:
            if text := space_folded(piece, preserve=self.preserve):
                self.blocks.append(self.make(text, ()))


@remembered  # as for local(): a document has few tags and many elements
def _handler(tag: str) -> Callable[[_Flow, Element], None] | None:
    return _HANDLERS.get(local(tag))


def _walk(flow: _Flow, element: Element) -> None:
    if flow.depth == _DEEPEST:
        pieces: list[str] = []
        _collect(element, pieces)
        flow.text("".join(pieces))
        return
    flow.depth += 1
    text = element.text
    if text and "<" in text:
        _text(flow, text, element)
    elif text and (flow.pieces or not text.isspace()):
        flow.pieces.append(text)
        flow.size += len(text)
    alone: bool | None = None  # looked up once for all children that are not known
    for child in children(element) if len(element) < _MANY else element:  # a list holds them all at once
        handle = _handler(child.tag)
        if handle is not None:
            handle(flow, child)
        else:
            alone = _holds_only_elements(element) if alone is None else alone
            _unknown(flow, child, alone=alone)
        tail = child.tail
        if tail and (flow.pieces or not tail.isspace()):
            if "<" in tail:
                _text(flow, tail, element)
                continue
            flow.pieces.append(tail)
            flow.size += len(tail)
    flow.depth -= 1


def _text(flow: _Flow, text: str | None, element: Element) -> None:
    """Read text of an element; HTML that was escaped is read as HTML, unless spaces count there.

    `<body.content><![CDATA[<p>A storm came.</p>]]></body.content>` is a paragraph. Our own writers put
    `xml:space="preserve"` where text shall show its tags.
    """
    if not text or "<" not in text or flow.preserve or flow.escaped or not is_escaped(text):
        flow.text(text)
        return
    whole = re.search(r"<(?:html|body)\b", text, re.IGNORECASE)
    root = html_body(text if whole else f"<div>{text}</div>", flow.note, line_of(element))
    if root is None:
        flow.text(text)
        return
    flow.note("repair.escaped", "the text is HTML that was escaped; it was read as HTML", line_of(element))
    flow.escaped = True
    inside = root.find("body/div")
    if whole or inside is None:
        _container(flow, root)
    else:
        flow.text(text[: len(text) - len(text.lstrip())])
        _walk(flow, inside)
    flow.escaped = False


def _one(flow: _Flow, element: Element) -> None:
    """Read an element by its name."""
    handle = _handler(element.tag)
    if handle is not None:
        handle(flow, element)
    else:
        _unknown(flow, element, alone=False)


def _unknown(flow: _Flow, element: Element, *, alone: bool) -> None:
    """Read an element that is not known: part of the running text, or a block where only elements stand."""
    if len(element) == 0 and not element.text:
        _embedded(flow, element)
    elif _is_time_alone(flow, element):
        _leave_out_time(flow, plain(element), element)
    elif alone and flow.bare:
        _container(flow, element)
    else:
        _walk(flow, element)


def _holds_only_elements(parent: Element) -> bool:
    """Say whether no text, and no element that is known as inline, stands directly inside an element."""
    if (parent.text or "").strip():
        return False
    return all(not (each.tail or "").strip() and _handler(each.tag) not in _INLINE for each in children(parent))


def _embedded(flow: _Flow, element: Element) -> None:
    """Say what is left out of an element without text: the address or caption in its attributes."""
    if left := element.get("src") or element.get("data") or element.get("title"):
        flow.note("repair.dropped", f"the embedded {local(element.tag)} {left!r} was left out", line_of(element))


# --- blocks ---


def _block(flow: _Flow, element: Element, make: _Make, *, bare: bool = False) -> None:
    """Read an element that is a block, or holds blocks of one kind."""
    if flow.pieces:
        flow.flush()
    outer = flow.make, flow.bare, flow.preserve
    flow.make, flow.bare, flow.preserve = make, bare, _preserves(element, flow.preserve)
    if bare and len(element) == 0 and local(element.tag) in _TEXT_BODIES and element.text:
        for piece in _cut_at_indents(element.text):
            _text(flow, piece, element)
            flow.flush()
    else:
        _walk(flow, element)
    if flow.pieces:
        flow.flush()
    flow.make, flow.bare, flow.preserve = outer


def _container(flow: _Flow, element: Element) -> None:
    _block(flow, element, flow.make, bare=True)


def _plain_paragraph(flow: _Flow, element: Element) -> None:
    """Read a paragraph; most hold nothing but text, and are quickly done."""
    if len(element) or flow.pieces:
        _block(flow, element, flow.make)
        return
    text = element.text
    if text and "<" in text and is_escaped(text):
        _block(flow, element, flow.make)
        return
    if text and not _is_even(text):
        text = space_folded(text, preserve=_preserves(element, flow.preserve))
    if text and (text := text.strip()):
        flow.blocks.append(text if flow.make is _paragraph else flow.make(text, ()))


def _quote(flow: _Flow, element: Element) -> None:
    _block(flow, element, trusted.quote, bare=True)


def _subhead(level: int) -> Callable[[_Flow, Element], None]:
    def make(text: str, marks: tuple[Mark, ...]) -> Block:
        return trusted.subhead(text, marks, level=level)

    def read(flow: _Flow, element: Element) -> None:
        flow.flush()
        copy = flow.headed and not flow.blocks and flow.knows(plain(element))
        if not copy:
            _block(flow, element, make)

    return read


def _top_heading(flow: _Flow, element: Element) -> None:
    """Read an `h1`: the headline, or a copy of it, where it heads the body, else a sub-head."""
    flow.flush()
    text = plain(element)
    heads = not flow.blocks
    if flow.knows(text):
        flow.headed = heads
    elif heads and text and flow.wants_headline:
        flow.headline, flow.headed, flow.wants_headline = text, True, False
    elif text:
        _subhead(1)(flow, element)


def _header(flow: _Flow, element: Element) -> None:
    """Read the head of the body, and leave out the lines that repeat the document's own."""
    flow.flush()
    before, pictures = len(flow.blocks), len(flow.figures)
    outer, flow.heading = flow.heading, True
    _container(flow, element)
    flow.heading = outer
    kept = [block for block in flow.blocks[before:] if not _repeats(flow, block)]
    for block in kept:
        if _is_printed_time(block):
            _leave_out_time(flow, plain_text(block), element)
    flow.blocks[before:] = [block for block in kept if not _is_printed_time(block)]
    for at in range(pictures, len(flow.figures)):
        figure = flow.figures[at]
        if figure.anchor is not None:
            flow.figures[at] = figure._replace(anchor=min(figure.anchor, len(flow.blocks)))


def _repeats(flow: _Flow, block: Block) -> bool:
    texts = block.items if isinstance(block, ListBlock) else (block,)
    return all(flow.knows(plain_text(text)) for text in texts)


def _is_printed_time(block: Block) -> bool:
    """Say whether a block is nothing but a date or a time, `01.05.2024 10:00`."""
    if isinstance(block, ListBlock | Table | Preformatted):
        return False
    text = plain_text(block)
    return any(map(str.isdigit, text)) and (is_date_line(text) or times.read(text)[0] is not None)


def _list(ordered: bool) -> Callable[[_Flow, Element], None]:
    def read(flow: _Flow, element: Element) -> None:
        flow.flush()
        items = [item for child in children(element) for item in _items(flow, child)]
        if items:
            flow.blocks.append(ListBlock(items, ordered=ordered))
        _stray(flow, element)

    return read


def _stray(flow: _Flow, element: Element) -> None:
    """Keep text that stands between entries, rows or cells: each piece as a paragraph."""
    for text in (element.text, *[child.tail for child in children(element)]):
        if text and not text.isspace():
            flow.text(text)
            flow.flush()


def _items(flow: _Flow, element: Element) -> Iterable[str | Paragraph]:
    if len(element) == 0 and element.get(XML_SPACE) is None and not is_escaped(element.text or ""):
        text = space_folded(element.text or "", preserve=flow.preserve)
        return (text,) if text else ()
    items: list[str | Paragraph] = []
    for block in _inside(flow, element).blocks:
        if isinstance(block, str | Paragraph):
            items.append(block)
        elif isinstance(block, ListBlock):
            items += block.items
        elif text := _line(block):
            items.append(text)
    if len(items) > 1:
        flow.note("repair.nested", "blocks inside a list entry became entries of the list", line_of(element))
    return items


def _inside(flow: _Flow, element: Element) -> _Flow:
    """Read an entry or a cell by itself; its figures stand before the block it belongs to."""
    inner = _Flow(flow.note, preserve=flow.preserve, depth=flow.depth)
    inner.escaped = flow.escaped
    if local(element.tag) in ("li", "td", "th"):
        _block(inner, element, _paragraph)
    else:
        _one(inner, element)
        inner.flush()
    flow.figures += [figure._replace(anchor=len(flow.blocks)) for figure in inner.figures]
    return inner


def _preformatted(flow: _Flow, element: Element) -> None:
    flow.flush()
    text = "".join(_raw(element))
    flow.blocks.append(Preformatted(text.replace("\r\n", "\n").replace("\r", "\n")))


def _raw(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in children(element):
        yield from ("\n",) if local(child.tag) == "br" else _raw(child)
        yield child.tail or ""


# --- tables ---


def _table(flow: _Flow, element: Element) -> None:
    flow.flush()
    rows: list[list[str]] = []
    spans: dict[int, int] = {}
    headings, in_head, uneven = 0, False, False
    for row, head in _rows(flow, element, False):
        cells = children(row)
        texts, spanned = _cells(flow, cells, spans)
        uneven |= spanned
        if not texts:
            continue
        if headings == len(rows) and (head or (not in_head and _only_headings(cells))):
            headings += 1
            in_head |= head
        rows.append(texts)
    _add_table(flow, element, rows, headings, uneven)


def _rows(flow: _Flow, element: Element, head: bool) -> Iterator[tuple[Element, bool]]:
    _stray(flow, element)
    for child in children(element):
        name = local(child.tag)
        if name == "tr":
            _stray(flow, child)
            yield child, head
        elif name in ("thead", "tbody", "tfoot"):
            yield from _rows(flow, child, name == "thead")
        elif name not in ("col", "colgroup"):
            _block(flow, child, _paragraph)


def _cells(flow: _Flow, cells: list[Element], spans: dict[int, int]) -> tuple[list[str], bool]:
    """Give a row's texts on the grid, with empty cells where another spans them, and whether any does."""
    texts: list[str] = []
    spanned = False
    for cell in cells:
        spanned |= bool(spans) and _spanned_from_above(texts, spans)
        wide = high = 1
        if cell.keys():  # most have no attribute at all
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
        if wide == high == 1:
            texts.append(_cell(flow, cell))
            continue
        if high > 1:
            spans.update(dict.fromkeys(range(len(texts), len(texts) + wide), high - 1))
        spanned = True
        texts += [_cell(flow, cell), *[""] * (min(wide, _MOST_COLUMNS - len(texts)) - 1)]
    return texts, _spanned_from_above(texts, spans) or spanned


def _only_headings(cells: list[Element]) -> bool:
    return bool(cells) and all(local(cell.tag) == "th" for cell in cells)


def _spanned_from_above(texts: list[str], spans: dict[int, int]) -> bool:
    """Fill the columns at the end of a row so far that cells of earlier rows reach into."""
    before = len(texts)
    while spans.get(len(texts), 0) > 0:
        spans[len(texts)] -= 1
        texts.append("")
    return len(texts) > before


def _span(cell: Element, name: str) -> int:
    value = cell.get(name)
    if value is None or not re.fullmatch(r"\s*[0-9]{1,4}\s*", value):
        return 1
    return max(1, min(int(value), _MOST_COLUMNS))


def _cell(flow: _Flow, cell: Element) -> str:
    if len(cell) == 0 and not cell.get(XML_SPACE):
        if is_escaped(cell.text or ""):
            return " ".join(filter(None, map(_line, _inside(flow, cell).blocks)))
        return space_folded(cell.text or "", preserve=flow.preserve)
    handlers = {_handler(each.tag) for each in cell.iter()}
    if not handlers.isdisjoint(_MARKS):
        flow.note("repair.markup", "links and emphasis in a table cell were left out", line_of(cell))
    if not handlers.isdisjoint(_PICTURES):
        return " ".join(filter(None, map(_line, _inside(flow, cell).blocks)))
    return plain(cell, preserve=flow.preserve)


def _add_table(flow: _Flow, element: Element, rows: list[list[str]], headings: int, spanned: bool) -> None:
    width = max(map(len, rows), default=0)
    cells = sum(map(len, rows))
    if not cells:
        return
    if width * len(rows) > cells * 16 + _MOST_PADDING:
        flow.note("repair.table", "a table too uneven to be one became a paragraph for each row", line_of(element))
        flow.blocks += filter(None, (" ".join(filter(None, row)) for row in rows))
        return
    if spanned or width * len(rows) != cells:
        flow.note(
            "repair.table", "cells that span others, or are missing, were filled with empty ones", line_of(element)
        )
    flow.blocks.append(Table([row + [""] * (width - len(row)) for row in rows], header_rows=headings))


# --- marks and breaks ---


def _mark(kind: MarkKind) -> Callable[[_Flow, Element], None]:
    def read(flow: _Flow, element: Element) -> None:
        _marked(flow, element, kind, None)

    return read


def _link(flow: _Flow, element: Element) -> None:
    address = element.get("href")
    if address is None:
        return _walk(flow, element)
    href, changed = absolute(address)
    if href is None:
        flow.note(
            "repair.link", f"a link to {address!r}, which is no absolute URI, is plain text now", line_of(element)
        )
        return _walk(flow, element)
    if runs_script(href):
        message = f"a link to {href[:60]!r}, which may run a script, is plain text now"
        flow.note("repair.link", message, line_of(element))
        return _walk(flow, element)
    if changed:
        flow.note("repair.uri", f"the address {address!r} is written {href!r}", line_of(element))
    return _marked(flow, element, "link", href)


def _marked(flow: _Flow, element: Element, kind: MarkKind, href: str | None) -> None:
    if flow.open and any(mark.kind == kind for mark in flow.open):
        return _walk(flow, element)
    mark = _OpenMark(kind, flow.size, href)
    flow.marks.append(mark)
    if len(element) == 0:
        flow.text(element.text)
        mark.stop = flow.size
    else:
        flow.open.append(mark)
        _walk(flow, element)
        flow.open.pop().stop = flow.size
    return None


def _line_break(flow: _Flow, element: Element) -> None:
    flow.text("\n")
    if len(element) or element.text:
        _walk(flow, element)


def _is_time_alone(flow: _Flow, element: Element) -> bool:
    """Say whether an element is a time that the head of a body prints by itself; elsewhere it is running text.

    `<header><time datetime="2024-05-01T10:00:00Z">1 May 2024</time><h1>Storm</h1></header>`
    """
    if local(element.tag) != "time" or flow.pieces or (element.tail or "").strip():
        return False
    following = element.getnext()
    return flow.heading or (not flow.blocks and (following is None or _begins_block(following)))


def _begins_block(element: Element) -> bool:
    handle = _handler(element.tag)
    return handle is not None and handle not in _INLINE


def _leave_out_time(flow: _Flow, text: str, element: Element) -> None:
    flow.note("repair.dropped", f"the printed time {text!r} is no paragraph; it was left out", line_of(element))


def _part(flow: _Flow, element: Element) -> None:
    """Read a part of a name or a place, `<city>Paris</city><country>France</country>`, apart from its neighbours."""
    flow.text(_gap(flow.pieces[-1] if flow.pieces else "", element.text or ""))
    _walk(flow, element)
    flow.text(_gap(flow.pieces[-1] if flow.pieces else "", element.tail or ""))


def _rule(flow: _Flow, element: Element) -> None:
    flow.flush()
    _walk(flow, element)


def _skip(flow: _Flow, element: Element) -> None:
    """Pass over what is never shown: scripts, styles and the head."""


# --- figures ---

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


def _figure(flow: _Flow, element: Element) -> None:
    """Read a figure, whatever it is called: its words, its credit, its picture's address."""
    flow.flush()
    if not _NO_PICTURE.isdisjoint([local(each.tag) for each in element.iter()]):
        return _container(flow, element)
    picture = _Picture()
    inner = _Flow(flow.note, preserve=flow.preserve, depth=flow.depth)
    _read_picture(inner, element, picture)
    inner.flush()
    text = " ".join(map(_line, inner.blocks)) or picture.alt
    credit = " ".join(dict.fromkeys(picture.credits)) or None
    lead = not _LEAD.isdisjoint(element.get("class", "").split()) and not flow.blocks
    lead = lead and (not flow.figures or flow.figures[-1].anchor is None)
    if any(isinstance(block, Paragraph) for block in inner.blocks):
        flow.note("repair.markup", "links and emphasis in a caption were left out", line_of(element))
    anchor = None if lead else len(flow.blocks)
    flow.figures.append(Figure(text or None, credit, picture.url, anchor, tuple(picture.keys), line_of(element)))
    flow.figures += [each._replace(anchor=anchor) for each in inner.figures]  # a figure in a figure's emphasis
    return None


def _read_picture(flow: _Flow, element: Element, picture: _Picture) -> None:
    outer = flow.preserve
    flow.preserve = _preserves(element, outer)
    _picture_attributes(flow, element, picture)
    _text(flow, element.text, element)
    for child in children(element):
        name = local(child.tag)
        if _is_credit(name, child):
            if credit := plain(child):
                picture.credits.append(credit)
        elif name in _PICTURE_BLOCKS:
            flow.flush()
            _read_picture(flow, child, picture)
            flow.flush()
        elif (handle := _HANDLERS.get(name)) in _INLINE and handle is not None and not _has_image(child):
            handle(flow, child)
        else:
            _read_picture(flow, child, picture)
        flow.text(child.tail)
    if flow.preserve != outer:
        flow.flush()
        flow.preserve = outer


def _has_image(element: Element) -> bool:
    return next(element.iter("{*}img"), None) is not None


def _picture_attributes(flow: _Flow, element: Element, picture: _Picture) -> None:
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
        picture.alt = picture.alt or space_folded(alt, preserve=False)
    if credit := get("creditline") or get("source-credit"):
        picture.credits += filter(None, [space_folded(credit, preserve=False)])


def _is_credit(name: str, element: Element) -> bool:
    if name in _CREDIT_ELEMENTS:
        return True
    kind, role = element.get("class"), element.get("itemprop")
    return bool(kind or role) and not _CREDIT_WORDS.isdisjoint(f"{kind or ''} {role or ''}".split())


def _image(flow: _Flow, element: Element) -> None:
    """Read a picture that stands without a figure: it has no caption, only words for those who cannot see it."""
    if alt := element.get("alt") or element.get("title"):
        flow.note("repair.dropped", f"a picture without caption, {alt!r}, was left out", line_of(element))


# --- the elements by name ---

_PARTS = (
    "byttl", "care.of", "city", "country", "delivery.office", "delivery.point", "name.family", "name.given", "postcode",
    "region", "state", "story.date", "street", "sublocation",
)  # fmt: skip
_PARTS_OF_LINE = {*_PARTS, "location", "org", "person", "virtloc"}
_TEXT_BODIES = {"body.content", "block"}
_HANDLERS: dict[str, Callable[[_Flow, Element], None]] = {
    **dict.fromkeys(("p", "dt", "dd", "figcaption", "caption", "media-caption"), _plain_paragraph),
    **dict.fromkeys(
        (
            "address", "article", "aside", "block", "body", "body.content", "body.end", "center", "details", "div",
            "dl", "fieldset", "footer", "form", "html", "li", "main", "nav", "nitf-table", "note", "section", "summary",
            "tagline", "tbody", "td", "tfoot", "th", "thead", "tr",
        ),
        _container,
    ),
    **dict.fromkeys(("blockquote", "bq"), _quote),
    **dict.fromkeys(("h1", "hl1"), _top_heading),
    **{f"h{level + 1}": _subhead(level) for level in range(1, 6)},
    "hl2": _subhead(1),
    "header": _header,
    **dict.fromkeys(("ul", "menu", "dir"), _list(False)),
    "ol": _list(True),
    "table": _table,
    "pre": _preformatted,
    **dict.fromkeys(("strong", "b"), _mark("strong")),
    **dict.fromkeys(("em", "i"), _mark("emphasis")),
    "a": _link,
    "br": _line_break,
    **dict.fromkeys(_PARTS, _part),
    "hr": _rule,
    **dict.fromkeys(("head", "noscript", "script", "style", "template"), _skip),
    **dict.fromkeys(("figure", "media", "dnl-image"), _figure),
    "img": _image,
}  # fmt: skip
_MARKS = {_HANDLERS["strong"], _HANDLERS["em"], _link}
_INLINE = {*_MARKS, _line_break, _part, _skip}
_PICTURES = {_figure, _image}
KNOWN = frozenset(_HANDLERS)
"""The names of the elements that are read as what they are."""
