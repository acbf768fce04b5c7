"""Read elements into blocks: XHTML, HTML and NITF bodies, with or without namespaces.

Elements become blocks by what they are called; whatever is not known is passed through, so that its text stays, in
place, in the paragraph or block around it. White space is folded as HTML does, but under `xml:space="preserve"`, where
only line breaks are. Figures are apart from the blocks, each with the index of the block it is printed before. What
the model has no place for is reported to `note`. This module knows elements, and nothing of the document around them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from newsdoc import unchecked
from newsdoc.formats import times
from newsdoc.formats.xml import elements
from newsdoc.formats.xml.escaped import is_escaped
from newsdoc.formats.xml.figures import read_figure, read_image
from newsdoc.formats.xml.parse import Element, Note, children, line_of, local_name
from newsdoc.formats.xml.space import XML_SPACE, OpenMark, collapse_runs, collapse_space, is_even, preserves
from newsdoc.formats.xml.tables import read_table
from newsdoc.formats.xml.text import as_line, gap, text_of
from newsdoc.formats.xml.walk import (
    Figure,
    Flow,
    Rule,
    leave_out_time,
    make_paragraph,
    read_block,
    read_container,
    read_inside,
    read_stray,
    walk,
)
from newsdoc.model import Block, ListBlock, Mark, MarkKind, Paragraph, Preformatted, Table, plain_text
from newsdoc.page.dates import is_date_line
from newsdoc.text import cached
from newsdoc.uris import absolute, runs_script

__all__ = ["Content", "content"]


class Content(NamedTuple):
    """The content of a body: blocks, figures, and a headline if it has one."""

    headline: str | None
    """A top heading that does not repeat a known line."""
    blocks: list[Block]
    figures: list[Figure]


def content(
    roots: Iterable[Element],
    note: Note,
    *,
    known: Iterable[str] = (),
    moments: Collection[date] = (),
    headline: bool = False,
) -> Content:
    """Read the elements of a body; `known` are the lines of the document's head, which the body may print again.

    A copy of a known line is left out where it heads the body: in an `h1`, in a `header`, or right after an `h1`.
    With `headline`, the document has none, and an `h1` at the top is it. A time that the text prints by itself is
    reported, unless it is one of the `moments` of the document.
    """
    flow = Flow(_rule_of, note, known, moments, headline=headline)
    for root in roots:
        read_container(flow, root)
    return Content(flow.headline, flow.blocks, flow.figures)


# <p>A storm came.</p>
def _read_paragraph(flow: Flow, element: Element) -> None:
    """Read a paragraph; most hold nothing but text, and are quickly done."""
    text = element.text
    if len(element) or flow.pieces or (text and "<" in text and is_escaped(text)):
        read_block(flow, element, flow.make)
        return
    if text and not is_even(text):
        text = collapse_runs(text, preserves(element, flow.preserve))
    if text and (text := text.strip()):
        flow.blocks.append(text if flow.make is make_paragraph else flow.make(text, ()))


# <blockquote><p>We saw it come.</p></blockquote>
def _quote(flow: Flow, element: Element) -> None:
    """Read a quotation."""
    read_block(flow, element, unchecked.quote, bare=True)


# <h2>The night</h2>, <hl2>The night</hl2>
def _subhead(level: int) -> Callable[[Flow, Element], None]:
    def make(text: str, marks: tuple[Mark, ...]) -> Block:
        return unchecked.subhead(text, marks, level=level)

    def read(flow: Flow, element: Element) -> None:
        flow.flush()
        copy = flow.headed and not flow.blocks and flow.knows(text_of(element))
        if not copy:
            read_block(flow, element, make)

    return read


# <h1>Storm hits the coast</h1>
def _top_heading(flow: Flow, element: Element) -> None:
    """Read an `h1`: the headline, or a copy of it, where it heads the body, else a sub-head."""
    flow.flush()
    text = text_of(element)
    heads = not flow.blocks
    if flow.knows(text):
        flow.headed = heads
    elif heads and text and flow.wants_headline:
        flow.headline, flow.headed, flow.wants_headline = text, True, False
    elif text:
        _subhead(1)(flow, element)


# <header><h1>Storm hits the coast</h1><p>By Ann Lee</p><time>1 May 2024</time></header>
def _header(flow: Flow, element: Element) -> None:
    """Read the head of the body, and leave out the lines that repeat the document's own."""
    flow.flush()
    before, pictures = len(flow.blocks), len(flow.figures)
    outer, flow.heading = flow.heading, True
    read_container(flow, element)
    flow.heading = outer
    kept = [block for block in flow.blocks[before:] if not _repeats(flow, block)]
    for block in kept:
        if _is_printed_time(block):
            leave_out_time(flow, plain_text(block), element)
    flow.blocks[before:] = [block for block in kept if not _is_printed_time(block)]
    for at in range(pictures, len(flow.figures)):
        figure = flow.figures[at]
        if figure.anchor is not None:
            flow.figures[at] = figure._replace(anchor=min(figure.anchor, len(flow.blocks)))


def _repeats(flow: Flow, block: Block) -> bool:
    texts = block.items if isinstance(block, ListBlock) else (block,)
    return all(flow.knows(plain_text(text)) for text in texts)


def _is_printed_time(block: Block) -> bool:
    """Return whether a block is nothing but a date or a time, `01.05.2024 10:00`."""
    if isinstance(block, ListBlock | Table | Preformatted):
        return False
    text = plain_text(block)
    return any(map(str.isdigit, text)) and (is_date_line(text) or times.read(text)[0] is not None)


# <ul><li>Basel</li><li>Bern</li></ul>
def _list(ordered: bool) -> Callable[[Flow, Element], None]:
    def read(flow: Flow, element: Element) -> None:
        flow.flush()
        items = [item for child in children(element) for item in _items(flow, child)]
        if items:
            flow.blocks.append(unchecked.list_block(tuple(items), ordered))
        read_stray(flow, element)

    return read


# <li>Basel</li>, <li><p>Basel</p><ul><li>old town</li></ul></li>
def _items(flow: Flow, element: Element) -> Iterable[str | Paragraph]:
    """Return the entries that an entry of a list becomes: each block in it is one."""
    if len(element) == 0 and element.get(XML_SPACE) is None and not is_escaped(element.text or ""):
        text = collapse_space(element.text or "", preserve=flow.preserve)
        return (text,) if text else ()
    items: list[str | Paragraph] = []
    for block in read_inside(flow, element).blocks:
        if isinstance(block, str | Paragraph):
            items.append(block)
        elif isinstance(block, ListBlock):
            items += block.items
        elif text := as_line(block):
            items.append(text)
    if len(items) > 1:
        flow.note("repair.nested", "blocks inside a list entry became entries of the list", line_of(element))
    return items


# <pre>Basel   3<br/>Bern    1</pre>
def _preformatted(flow: Flow, element: Element) -> None:
    """Read text whose white space counts."""
    flow.flush()
    text = "".join(_raw(element))
    flow.blocks.append(Preformatted(text.replace("\r\n", "\n").replace("\r", "\n")))


def _raw(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in children(element):
        yield from ("\n",) if local_name(child.tag) == "br" else _raw(child)
        yield child.tail or ""


# <b>storm</b>, <em>storm</em>
def _mark(kind: MarkKind) -> Callable[[Flow, Element], None]:
    def read(flow: Flow, element: Element) -> None:
        _marked(flow, element, kind, None)

    return read


# <a href="https://example.org/storm">the storm</a>
def _link(flow: Flow, element: Element) -> None:
    """Read a link; one without an address that can be kept is plain text."""
    address = element.get("href")
    if address is None:
        return walk(flow, element)
    href, changed = absolute(address)
    if href is None:
        flow.note(
            "repair.link",
            f"the link to {address!r} is not an absolute URI; its text was kept without the link",
            line_of(element),
        )
        return walk(flow, element)
    if runs_script(href):
        message = f"a link to {href[:60]!r}, which may run a script, is plain text now"
        flow.note("repair.link", message, line_of(element))
        return walk(flow, element)
    if changed:
        flow.note("repair.uri", f"the address {address!r} is written {href!r}", line_of(element))
    return _marked(flow, element, "link", href)


def _marked(flow: Flow, element: Element, kind: MarkKind, href: str | None) -> None:
    """Read an element under a mark, unless it is inside one of the same kind."""
    if flow.open and any(mark.kind == kind for mark in flow.open):
        return walk(flow, element)
    mark = OpenMark(kind, flow.size, href)
    flow.marks.append(mark)
    if len(element) == 0:
        flow.text(element.text)
        mark.stop = flow.size
    else:
        flow.open.append(mark)
        walk(flow, element)
        flow.open.pop().stop = flow.size
    return None


# A storm came.<br/>It left.
def _line_break(flow: Flow, element: Element) -> None:
    flow.text("\n")
    if len(element) or element.text:
        walk(flow, element)


# <city>Paris</city><country>France</country>
def _part(flow: Flow, element: Element) -> None:
    """Read a part of a name or a place apart from its neighbours."""
    flow.text(gap(flow.pieces[-1] if flow.pieces else "", element.text or ""))
    walk(flow, element)
    flow.text(gap(flow.pieces[-1] if flow.pieces else "", element.tail or ""))


# <hr/>
def _break(flow: Flow, element: Element) -> None:
    """End the block at a rule between blocks."""
    flow.flush()
    walk(flow, element)


def _skip(flow: Flow, element: Element) -> None:
    """Skip an element that is never displayed: a script, a style, the head."""


_RULES: dict[str, Rule] = {
    **dict.fromkeys(elements.PARAGRAPHS, _read_paragraph),
    **dict.fromkeys(elements.CONTAINERS, read_container),
    **dict.fromkeys(elements.QUOTES, _quote),
    **dict.fromkeys(elements.TOP_HEADINGS, _top_heading),
    **{name: _subhead(level) for name, level in elements.SUBHEADS.items()},
    "header": _header,
    **{name: _list(ordered) for name, ordered in elements.LISTS.items()},
    "table": read_table,
    "pre": _preformatted,
    **{name: _mark(kind) for name, kind in elements.MARKS.items()},
    "a": _link,
    "br": _line_break,
    **dict.fromkeys(elements.PARTS, _part),
    "hr": _break,
    **dict.fromkeys(elements.HIDDEN, _skip),
    **dict.fromkeys(elements.FIGURES, read_figure),
    "img": read_image,
}


@cached  # a document has few tags and many elements
def _rule_of(tag: str) -> Rule | None:
    return _RULES.get(local_name(tag))
