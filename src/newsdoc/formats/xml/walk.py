"""Walk through elements, and keep the blocks that are finished and the one that is being read.

Each element is read by the rule of its name, which the flow has in a table; one without a rule is part of the running
text, or a block where there are only elements. This module knows elements only by their rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from newsdoc import unchecked
from newsdoc.formats import times
from newsdoc.formats.xml.elements import INLINE, KNOWN, TEXT_BODIES
from newsdoc.formats.xml.escaped import html_body, is_escaped
from newsdoc.formats.xml.parse import Element, Note, children, line_of, local_name
from newsdoc.formats.xml.space import OpenMark, collapse_space, folded_with_marks, preserves
from newsdoc.formats.xml.text import BLANK_LINE, collect, cut_at_indents, text_of
from newsdoc.model import Block, Mark
from newsdoc.text import fold

__all__ = ["Figure", "Flow", "Make", "Rule", "leave_out_time", "make_paragraph", "note_marks", "read_block",
           "read_container", "read_element", "read_inside", "read_stray", "read_text", "walk"]  # fmt: skip

_tail = attrgetter("tail")
_DEEPEST = 100  # elements in each other: deeper ones are read as their text, long before Python's stack ends
_MANY = 1000  # children of an element
Make: TypeAlias = Callable[[str, tuple[Mark, ...]], Block]
Rule: TypeAlias = Callable[["Flow", Element], None]
"""A function that reads an element."""

RuleOf: TypeAlias = Callable[[str], Rule | None]
"""A function that returns the rule for a tag."""


class Figure(NamedTuple):
    """A picture in a body: its words, if it has any, and its position."""

    text: str | None
    credit: str | None
    url: str | None
    anchor: int | None
    """Index of the block it is printed before; `None` for the lead picture."""
    keys: tuple[str, ...] = ()
    """The names by which other parts of the document may speak of it: its ids, and what it refers to."""
    line: int | None = None


def make_paragraph(text: str, marks: tuple[Mark, ...]) -> Block:
    """Return a paragraph, which without marks is a plain string."""
    return unchecked.paragraph(text, marks) if marks else text


class Flow:
    """Blocks and figures found so far, the text of the block that is being read, and the rule for each tag."""

    __slots__ = ("bare", "blocks", "depth", "escaped", "figures", "folded", "headed", "heading", "headline", "known",
                 "make", "marks", "moments", "note", "open", "pieces", "preserve", "rule", "size",
                 "wants_headline")  # fmt: skip

    def __init__(
        self,
        rule: RuleOf,
        note: Note,
        known: Iterable[str] = (),
        moments: Collection[date] = (),
        *,
        headline: bool = False,
    ) -> None:
        self.rule: RuleOf = rule
        self.note: Note = note
        self.known: Iterator[str] = map(fold, known)
        self.moments: Collection[date] = moments
        self.folded: set[str] = set()  # those of the known lines that were looked at
        self.wants_headline: bool = headline
        self.blocks: list[Block] = []
        self.figures: list[Figure] = []
        self.headline: str | None = None
        self.headed: bool = False  # right after a heading that repeats a known line
        self.make: Make = make_paragraph
        self.escaped: bool = False  # inside HTML that was escaped in this markup
        self.heading: bool = False  # inside a header
        self.bare: bool = True  # not inside a paragraph: blank lines part paragraphs
        self.preserve: bool = False
        self.depth: int = 0
        self.pieces: list[str] = []
        self.size: int = 0
        self.marks: list[OpenMark] = []
        self.open: list[OpenMark] = []

    def inner(self) -> Flow:
        """Return a flow for what is read by itself inside this one, as a caption, a cell or an entry is."""
        flow = Flow(self.rule, self.note)
        flow.preserve, flow.depth, flow.escaped = self.preserve, self.depth + 1, self.escaped
        return flow

    def knows(self, line: str) -> bool:
        """Return whether the document's head has the line."""
        wanted = fold(line)
        if wanted in self.folded:
            return True
        for folded in self.known:  # most often the line is the headline, the first of them
            self.folded.add(folded)
            if folded == wanted:
                return True
        return False

    def text(self, text: str | None) -> None:
        """Add text to the block that is being read."""
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
        text, marks = folded_with_marks(raw, self.marks, self.preserve)
        if text:
            self.blocks.append(self.make(text, marks))
        self.open = [OpenMark(mark.kind, 0, mark.href) for mark in self.open]
        self.marks = [*self.open]

    def _add(self, raw: str) -> None:
        for piece in BLANK_LINE.split(raw) if self.bare and "\n" in raw else [raw]:
            if text := collapse_space(piece, preserve=self.preserve):
                self.blocks.append(self.make(text, ()))


def walk(flow: Flow, element: Element) -> None:
    """Read the text and the elements inside an element."""
    if flow.depth >= _DEEPEST:
        pieces: list[str] = []
        collect(element, pieces)
        flow.text("".join(pieces))
        return
    flow.depth += 1
    rule, text = flow.rule, element.text
    if text and (flow.pieces or not text.isspace()):
        read_text(flow, text, element)
    alone: bool | None = None  # looked up once for all children that are not known
    for child in children(element) if len(element) < _MANY else element:  # a list holds them all at once
        read = rule(child.tag)
        if read is not None:
            read(flow, child)
        else:
            alone = _holds_only_elements(element) if alone is None else alone
            _unknown(flow, child, alone=alone)
        tail = child.tail
        if tail and (flow.pieces or not tail.isspace()):
            read_text(flow, tail, element)
    flow.depth -= 1


# <p>&lt;b>A storm&lt;/b> came.</p>
def read_text(flow: Flow, text: str | None, element: Element) -> None:
    """Read text of an element; HTML that was escaped is read as HTML, unless spaces count there.

    `<body.content><![CDATA[<p>A storm came.</p>]]></body.content>` is a paragraph. Our own writers put
    `xml:space="preserve"` where text shall show its tags.
    """
    if not text or "<" not in text or flow.preserve or flow.escaped or not is_escaped(text) or _is_code(element):
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
        read_container(flow, root)
    else:
        flow.text(text[: len(text) - len(text.lstrip())])
        walk(flow, inside)
    flow.escaped = False


# <code>&lt;br /></code>
def _is_code(element: Element) -> bool:
    """Check for an element whose text shows its tags."""
    return local_name(element.tag) in ("code", "kbd", "samp", "tt")


def read_element(flow: Flow, element: Element) -> None:
    """Read an element by its name."""
    read = flow.rule(element.tag)
    if read is not None:
        read(flow, element)
    else:
        _unknown(flow, element, alone=False)


# <span>The <q>storm</q></span>, <div><my-teaser>A storm came.</my-teaser></div>
def _unknown(flow: Flow, element: Element, *, alone: bool) -> None:
    """Read an element that is not known: part of the running text, or a block where there are only elements."""
    if (len(element) == 0 and not element.text) or local_name(element.tag) in _EMBEDDED:
        _embedded(flow, element)
    if len(element) == 0 and not element.text:
        return
    if is_time_alone(flow, element):
        leave_out_time(flow, text_of(element), element)
    elif alone and flow.bare:
        read_container(flow, element)
    else:
        walk(flow, element)


_EMBEDDED = frozenset(("audio", "iframe", "object", "video"))
"""Elements with an address that may hold text for readers who cannot see what is there."""


def _holds_only_elements(parent: Element) -> bool:
    """Check that an element has neither text nor known inline elements directly inside."""
    if (parent.text or "").strip():
        return False
    return all(not (each.tail or "").strip() and local_name(each.tag) not in INLINE for each in children(parent))


# <iframe src="https://example.org/video" title="The flood"></iframe>
def _embedded(flow: Flow, element: Element) -> None:
    """Report what is left out of an element without text: the address or caption in its attributes."""
    if left := element.get("src") or element.get("data") or element.get("title"):
        flow.note("repair.dropped", f"the embedded {local_name(element.tag)} {left!r} was left out", line_of(element))


def read_block(flow: Flow, element: Element, make: Make, *, bare: bool = False) -> None:
    """Read an element that is a block, or holds blocks of one kind."""
    if flow.pieces:
        flow.flush()
    outer = flow.make, flow.bare, flow.preserve
    flow.make, flow.bare, flow.preserve = make, bare, preserves(element, flow.preserve)
    if bare and len(element) == 0 and local_name(element.tag) in TEXT_BODIES and element.text:
        for piece in cut_at_indents(element.text):
            read_text(flow, piece, element)
            flow.flush()
    else:
        walk(flow, element)
    if flow.pieces:
        flow.flush()
    flow.make, flow.bare, flow.preserve = outer


def read_container(flow: Flow, element: Element) -> None:
    """Read an element that holds blocks, `<div>A storm came.<p>It left.</p></div>`."""
    read_block(flow, element, flow.make, bare=True)


def read_inside(flow: Flow, element: Element) -> Flow:
    """Read an entry or a cell by itself; its figures go before the block it belongs to."""
    inner = flow.inner()
    if local_name(element.tag) in ("li", "td", "th") or inner.depth >= _DEEPEST:
        read_block(inner, element, make_paragraph)
    else:
        read_element(inner, element)
        inner.flush()
    flow.figures += [figure._replace(anchor=len(flow.blocks)) for figure in inner.figures]
    return inner


# <ul>Results: <li>Basel</li></ul>
def read_stray(flow: Flow, element: Element) -> None:
    """Keep text that stands between entries, rows or cells: each piece as a paragraph."""
    for text in [element.text, *map(_tail, children(element))]:
        if text and not text.isspace():
            flow.text(text)
            flow.flush()


def is_time_alone(flow: Flow, element: Element) -> bool:
    """Return whether an element is a time that the head of a body prints by itself; elsewhere it is running text.

    `<header><time datetime="2024-05-01T10:00:00Z">1 May 2024</time><h1>Storm</h1></header>`
    """
    if local_name(element.tag) != "time" or flow.pieces or (element.tail or "").strip():
        return False
    following = element.getnext()
    return flow.heading or (not flow.blocks and (following is None or _begins_block(following)))


def _begins_block(element: Element) -> bool:
    name = local_name(element.tag)
    return name in KNOWN and name not in INLINE


# <td>See <a href="https://example.org/2">Ferries</a></td>
def note_marks(flow: Flow, where: str, addresses: Iterable[str | None], element: Element) -> None:
    """Report links and emphasis where only text can be, with the addresses of the links."""
    found = "; ".join(map(repr, filter(None, dict.fromkeys(addresses))))
    message = f"links and emphasis in {where} were left out{found and f': {found}'}"
    flow.note("repair.markup", message, line_of(element))


# 25.09.2024 10:37
def leave_out_time(flow: Flow, text: str, element: Element) -> None:
    """Report a printed time, which is not a paragraph; one that the document states itself is not lost."""
    digits = "".join(filter(str.isdecimal, text))
    stated = times.read(element.get("datetime") or "")[0]
    is_known = any(stated == known or digits in [f"{known:{form}}" for form in _TIMES] for known in flow.moments)
    message = f"the printed time {text!r} is not part of the text; it was left out"
    flow.note("repair.value" if is_known else "repair.dropped", message, line_of(element))


_TIMES = tuple(f"{day}{clock}" for day in ("%d%m%Y", "%Y%m%d") for clock in ("%H%M", "%H%M%S"))
