"""Tables of page texts: JSON Lines, JSON and CSV with a page a row, its text in one column and its address in another.

Each text is read as a page; the address, the title, the language and the date of its row are hints. Columns of the
usual names are recognised, which is reported (`page.columns`); `newsdoc.iter_rows` names others, and gives what a row
holds beside the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING, Any, BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import ReadError
from newsdoc.formats.rows.columns import Columns, known_columns, names_of, page_of
from newsdoc.formats.rows.pages import PageText, Row, bytes_of, find_rows
from newsdoc.formats.rows.tables import read_table
from newsdoc.model import Article

if TYPE_CHECKING:
    from newsdoc.dialects import Dialect

_LOOKED_AT = 20  # rows that show which columns there are: JSON leaves out what has no value
_HELD = 1 << 20  # characters of them that are held meanwhile

__all__ = ["iter_rows", "iterload", "load", "loads", "pages_of"]


def loads(data: str | bytes, *, report: Report = ignore, dialect: str | Dialect | None = None) -> list[Article]:
    """Read the articles of all pages."""
    return load(bytes_of(data), report=report, dialect=dialect)


def load(fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None) -> list[Article]:
    """Read the articles of all pages in a binary file."""
    return list(iterload(fp, report=report, dialect=dialect))


def iterload(fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None) -> Iterator[Article]:
    """Read the articles of a binary file one by one, holding one row."""
    return (row.article for row in iter_rows(fp, report=report, dialect=dialect))


def iter_rows(
    fp: BinaryIO,
    *,
    report: Report = ignore,
    dialect: str | Dialect | None = None,
    columns: Columns | None = None,
) -> Iterator[Row]:
    """Read the articles of a binary file one by one, each with its row and its doubts."""
    try:
        pages = pages_of(read_table(fp, report), columns or Columns(), report)
        yield from find_rows(pages, dialect=dialect, report=report)
    except ReadError as error:
        error.format = "rows"
        raise


def pages_of(rows: Iterable[tuple[int, dict[str, Any]]], columns: Columns, report: Report) -> Iterator[PageText]:
    """Yield the pages of numbered rows; those without a text have none."""
    numbered = iter(rows)
    first: list[tuple[int, dict[str, Any]]] = []
    names: dict[str, None] = {}
    size = 0
    while len(first) < _LOOKED_AT and size < _HELD and (ahead := next(numbered, None)):
        first.append(ahead)
        names.update(dict.fromkeys(names_of(ahead[1])))
        size += sum(len(value) for value in ahead[1].values() if isinstance(value, str))
    if not first:
        raise ReadError("the table has no row", line=1, path="$")
    known = known_columns(columns, names, report)
    for number, row in chain(first, numbered):
        if page := page_of(row, known, number, report):
            yield page
