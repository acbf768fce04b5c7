"""One article as lines of text for people.

Bridge Over the Orva Opens
==========================

By Ann Lee

| The old bridge. (EPA)

The council approved the bridge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsdoc.formats.text.printed import FOOT, HEAD, LeftOut, printed_parts, shown
from newsdoc.formats.text.wrap import wrapped
from newsdoc.model import Article, Block, Caption, ListBlock, Paragraph, Quote, Subhead, Table, plain_text
from newsdoc.text import columns

__all__ = ["Line", "article_lines", "left_out_of_block"]


class Line(NamedTuple):
    """A line, and what it belongs to: a field of the head or the foot, `caption`, `subhead`, `rule`, `text`, …."""

    kind: str
    text: str


def article_lines(article: Article, width: int) -> Iterator[Line]:
    """Yield the lines of an article, with an empty line between its parts; prose is wrapped to `width` columns."""
    parts = [
        *(_field(field, text, width) for field in HEAD if (text := shown(article, field))),
        *(_part(part, width) for part in printed_parts(article)),
        *(_field(field, text, width) for field in FOOT if (text := shown(article, field))),
    ]
    for number, part in enumerate(parts):
        if number:
            yield Line("blank", "")
        yield from part


def left_out_of_block(block: Block) -> LeftOut:
    """Yield what text cannot show of a block: links and emphasis, and the depth of a sub-head."""
    if marks := getattr(block, "marks", ()):
        yield ".marks", marks
    if isinstance(block, Subhead) and block.level > 1:
        yield ".level", block.level
    if isinstance(block, ListBlock):
        yield from (
            (f".items[{n}].marks", item.marks) for n, item in enumerate(block.items) if not isinstance(item, str)
        )


def _field(field: str, text: str, width: int) -> Iterator[Line]:
    yield from _wrapped(field, text, width)
    if field == "headline":
        yield _rule("=", [text], width)


def _part(part: Block | Caption, width: int) -> Iterable[Line]:
    if isinstance(part, Caption):
        return _wrapped("caption", _words(part), width, "| ")
    if isinstance(part, str | Paragraph):
        return _wrapped("text", plain_text(part), width)
    if isinstance(part, Quote):
        return _wrapped("quote", part.text, width, "> ")
    if isinstance(part, Subhead):
        return [*_wrapped("subhead", part.text, width), _rule("-", [part.text], width)]
    if isinstance(part, ListBlock):
        return _list(part, width)
    if isinstance(part, Table):
        return _table(part)
    return [Line("preformatted", f"    {line}".rstrip(" ")) for line in part.text.split("\n")]


def _words(caption: Caption) -> str:
    """Return what is printed of a picture: its words, its credit, its address."""
    credit = f"({caption.credit})" if caption.credit else None
    address = f"<{caption.url}>" if caption.url else None
    return " ".join(filter(None, (caption.text, credit, address)))


def _wrapped(kind: str, text: str, width: int, first: str = "", other: str | None = None) -> Iterator[Line]:
    """Yield wrapped lines after the text that begins the first one, and each other one."""
    before = first
    for line in wrapped(text, width and max(width - len(first), 20)):
        yield Line(kind, before + line)
        before = first if other is None else other


def _rule(char: str, texts: Iterable[str], width: int) -> Line:
    """Return the rule below a heading, as long as the heading is wide."""
    longest = max(map(columns, texts))
    return Line("rule", char * min(longest, width or longest))


def _list(block: ListBlock, width: int) -> Iterator[Line]:
    for number, item in enumerate(block.items, 1):
        bullet = f"{number}. " if block.ordered else "- "
        yield from _wrapped("text", plain_text(item), width, bullet, " " * len(bullet))


def _table(block: Table) -> Iterator[Line]:
    """Yield rows whose columns are aligned, with a rule below the headings; a table is not wrapped."""
    sizes = [max(map(columns, column)) for column in zip(*block.rows, strict=True)]
    for number, row in enumerate(block.rows, 1):
        cells = [cell + " " * (size - columns(cell)) for cell, size in zip(row, sizes, strict=True)]
        yield Line("table", "  ".join(cells).rstrip(" "))
        if number == block.header_rows:
            yield Line("rule", "  ".join("-" * max(size, 1) for size in sizes))
