"""Read tables: rows and cells on a grid; a cell that spans others is followed by empty ones."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdoc import unchecked
from newsdoc.formats.xml.elements import MARKS, PICTURES
from newsdoc.formats.xml.escaped import is_escaped
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.space import XML_SPACE, collapse_space
from newsdoc.formats.xml.text import as_line, text_of
from newsdoc.formats.xml.walk import Flow, make_paragraph, note_marks, read_block, read_inside, read_stray

__all__ = ["read_table"]

_MOST_COLUMNS, _MOST_PADDING = 1000, 10_000


# <table><thead><tr><th>Team</th><th>Points</th></tr></thead><tr><td>Basel</td><td>3</td></tr></table>
def read_table(flow: Flow, element: Element) -> None:
    """Read a table; rows of nothing but `th` at its top, or in a `thead`, are its header."""
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


def _rows(flow: Flow, element: Element, head: bool) -> Iterator[tuple[Element, bool]]:
    """Yield each row, and whether it is in the head; anything else in the table is read before it."""
    read_stray(flow, element)
    for child in children(element):
        name = local_name(child.tag)
        if name == "tr":
            read_stray(flow, child)
            yield child, head
        elif name in ("thead", "tbody", "tfoot"):
            yield from _rows(flow, child, name == "thead")
        elif name not in ("col", "colgroup"):
            read_block(flow, child, make_paragraph)


# <td colspan="2">Basel</td><td rowspan="3">2024</td>
def _cells(flow: Flow, cells: list[Element], spans: dict[int, int]) -> tuple[list[str], bool]:
    """Return a row's texts on the grid, with empty cells where another spans them, and whether any does."""
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
    return bool(cells) and all(local_name(cell.tag) == "th" for cell in cells)


def _spanned_from_above(texts: list[str], spans: dict[int, int]) -> bool:
    """Fill the columns at the end of a row so far that cells of earlier rows reach into."""
    before = len(texts)
    while spans.get(len(texts), 0) > 0:
        spans[len(texts)] -= 1
        texts.append("")
    return len(texts) > before


def _span(cell: Element, name: str) -> int:
    """Return how many columns or rows a cell spans."""
    value = cell.get(name)
    if value is None or not re.fullmatch(r"\s*[0-9]{1,4}\s*", value):
        return 1
    return max(1, min(int(value), _MOST_COLUMNS))


# <td>Basel <b>3</b></td>, <td><p>Basel</p><p>Bern</p></td>, <td>&lt;b>3&lt;/b></td>
def _cell(flow: Flow, cell: Element) -> str:
    """Return the text of a cell; links and emphasis in it are reported."""
    if len(cell) == 0 and not cell.get(XML_SPACE):
        if is_escaped(cell.text or ""):
            return " ".join(filter(None, map(as_line, read_inside(flow, cell).blocks)))
        return collapse_space(cell.text or "", preserve=flow.preserve)
    names = {local_name(each.tag) for each in cell.iter()}
    if not names.isdisjoint(MARKS):
        note_marks(flow, "a table cell", (each.get("href") for each in cell.iter("{*}a")), cell)
    if not names.isdisjoint(PICTURES):
        return " ".join(filter(None, map(as_line, read_inside(flow, cell).blocks)))
    return text_of(cell, preserve=flow.preserve)


def _add_table(flow: Flow, element: Element, rows: list[list[str]], headings: int, spanned: bool) -> None:
    """Add the rows as a table, with empty cells where they are too short."""
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
    full = tuple([tuple(row) if len(row) == width else (*row, *[""] * (width - len(row))) for row in rows])
    flow.blocks.append(unchecked.table(full, headings))
