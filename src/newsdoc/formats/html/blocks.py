"""Give the blocks of a body what their elements say: links and emphasis, lists, tables, quotes, levels of sub-heads."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from newsdoc import unchecked
from newsdoc.formats.html.head import whole_address
from newsdoc.formats.html.lines import Box, Line
from newsdoc.formats.xml.flow import content
from newsdoc.formats.xml.parse import Element
from newsdoc.formats.xml.space import OpenMark, folded_with_marks
from newsdoc.model import Block, Mark, Paragraph, Preformatted, Quote, Subhead, Table
from newsdoc.text import xml_only
from newsdoc.uris import runs_script

__all__ = ["enriched", "is_data", "joins"]

_LEVELS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
_LISTS = ("ul", "ol", "menu", "dir")
_LONGEST_CELL = 200
_MOST_CELLS = 5000


def joins(line: Line, above: Line, outside: frozenset[Box]) -> bool:
    """Check that a line is in one block with the line above it: of a list, a table, a preformatted text.

    Elements `outside` hold much of the story: a list or a table among them only lays out the page.
    """
    for tags in (_LISTS, ("pre",)):
        if (box := _outermost(line, tags, outside)) is not None and box is _outermost(above, tags, outside):
            return True
    table = line.box.table
    return table is not None and table is above.box.table and is_data(table)


def _outermost(line: Line, tags: tuple[str, ...], outside: frozenset[Box]) -> Box | None:
    """Return the outermost element with one of the tags, inside the same cell."""
    found = None
    for box in line.box.around():
        if box in outside or box.tag in ("td", "article", "main", "body"):
            break
        if box.tag in tags:
            found = box
    return found


def is_data(table: Box) -> bool:
    """Check that a table holds data: rows of several short cells without blocks in them."""
    if table.is_data is None:
        table.is_data = _holds_data(table.element)
    return table.is_data


def _holds_data(table: Element) -> bool:
    rows = [[each for each in row if each.tag in ("td", "th")] for row in table.iter("tr")]
    cells = [cell for row in rows for cell in row]
    if len(rows) < 2 or len(cells) < 2 * len(rows) or len(cells) > _MOST_CELLS:
        return False
    if any(each is not table for each in table.iter("table", "article", "h1", "ul", "ol", "form")):
        return False
    return all(sum(map(len, cell.itertext())) <= _LONGEST_CELL for cell in cells)


def enriched(block: Block, lines: Sequence[Line], base: str | None, outside: frozenset[Box]) -> Block:
    """Return a block as its elements say; `lines` are those it was read from."""
    line = lines[0]
    table = line.box.table
    if table is not None and is_data(table):
        return _table(table.element) or block
    if (box := _outermost(line, _LISTS, outside)) is not None and not isinstance(block, Subhead):
        return _list(lines, box, base) or block
    if line.box.find("pre") is not None:
        text = xml_only("\n".join(each.raw.rstrip().replace("\r", "").replace("\u2028", "") for each in lines)).strip(
            "\n"
        )
        return Preformatted(text) if text.strip() else block
    if len(lines) > 1:
        return block
    text = block if isinstance(block, str) else getattr(block, "text", "")
    marks = _marks(line, text, base)
    if isinstance(block, Subhead):
        heading = line.box.find(*_LEVELS)
        bold = len(marks) == 1 and marks[0].kind == "strong" and marks[0].stop - marks[0].start == len(text)
        return Subhead(text, () if heading is None or bold else marks, level=_LEVELS[heading.tag] if heading else 1)
    if line.box.find("blockquote") is not None:
        return Quote(text, marks)
    return Paragraph(text, marks) if marks else text


def _list(lines: Sequence[Line], box: Box, base: str | None) -> Block | None:
    """Return the lines of a list: those of one entry are one item."""
    items: list[tuple[Box | None, list[Line]]] = []
    for line in lines:
        entry = line.box.find("li")
        if items and entry is not None and items[-1][0] is entry:
            items[-1][1].append(line)
        else:
            items.append((entry, [line]))
    made = []
    for _, members in items:
        if len(members) == 1:
            text = members[0].text
            marks = _marks(members[0], text, base)
            made.append(unchecked.paragraph(text, marks) if marks else text)
        else:
            made.append(" ".join(member.text for member in members))
    return unchecked.list_block(tuple(made), box.tag == "ol")


def _table(element: Element) -> Table | None:
    around = etree.Element("div")  # the reader of elements takes what is inside one
    around.append(deepcopy(element))
    found = [block for block in content([around], lambda *_: None).blocks if isinstance(block, Table)]
    return found[0] if len(found) == 1 else None


def _marks(line: Line, text: str, base: str | None) -> tuple[Mark, ...]:
    """Return the marks of a line, moved to a text that is its end or all of it."""
    if not line.marks:
        return ()
    kept = [each for each in (_with_address(mark, base) for mark in line.marks) if each is not None]
    kept.sort(key=lambda mark: (mark.start, -mark.stop))
    folded, marks = folded_with_marks(line.raw, kept, False)
    lead = folded.find(text)
    if lead < 0:
        return ()
    stop = len(text)
    moved = ((mark, max(mark.start - lead, 0), min(mark.stop - lead, stop)) for mark in marks)
    return _nested([unchecked.mark(mark.kind, start, end, mark.href) for mark, start, end in moved if start < end])


def _with_address(mark: OpenMark, base: str | None) -> OpenMark | None:
    """Return a mark whose address is whole; `None` for a link that leads nowhere."""
    if mark.kind != "link":
        return mark
    href = whole_address(base, mark.href)
    if href is None or runs_script(href):
        return None
    new = OpenMark("link", mark.start, href)
    new.stop = mark.stop
    return new


def _nested(marks: list[Mark]) -> tuple[Mark, ...]:
    """Return the marks that are properly nested, outermost first, and not inside their own kind."""
    kept: list[Mark] = []
    open_: list[Mark] = []
    for mark in sorted(marks, key=lambda each: (each.start, -each.stop)):
        while open_ and open_[-1].stop <= mark.start:
            open_.pop()
        if any(mark.stop > each.stop or mark.kind == each.kind for each in open_):
            continue
        open_.append(mark)
        kept.append(mark)
    return tuple(kept)
