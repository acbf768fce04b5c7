"""Parquet: articles in the columns of `newsdoc.arrow.SCHEMA`, and tables of page texts.

What newsdoc writes keeps everything. Any other table is read as pages, with the text in one column, as
`newsdoc.formats.rows` reads them. A part of a file (a row group) that is damaged costs only itself.

This needs pyarrow: `pip install 'newsdoc[arrow]'`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import MissingDependency, ReadError
from newsdoc.formats import Articles, as_articles
from newsdoc.formats.rows import pages_of
from newsdoc.formats.rows.columns import Columns
from newsdoc.formats.rows.pages import Row, bytes_of, find_rows
from newsdoc.model import Article

if TYPE_CHECKING:
    from newsdoc.dialects import Dialect

__all__ = ["dump", "dump_rows", "dumps", "iter_rows", "iterload", "load", "loads"]


def loads(data: str | bytes, *, report: Report = ignore, dialect: str | Dialect | None = None) -> list[Article]:
    """Read all articles."""
    return load(bytes_of(data), report=report, dialect=dialect)


def load(fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None) -> list[Article]:
    """Read all articles of a binary file."""
    return list(iterload(fp, report=report, dialect=dialect))


def iterload(fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None) -> Iterator[Article]:
    """Read the articles of a binary file one by one; one that cannot seek is first copied to a temporary file."""
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
        with _files().open_table(fp, report) as table:
            if table.holds_articles and not (columns and columns.text):
                yield from table.articles(columns.keep if columns else ())
                return
            wanted = columns or Columns()
            pages = pages_of(table.rows(wanted), wanted, report)
            yield from find_rows(pages, dialect=dialect, report=report)
    except ReadError as error:
        error.format = "parquet"
        raise


def dumps(articles: Articles, *, report: Report = ignore, now: datetime | None = None) -> bytes:
    """Return a Parquet file, as bytes."""
    fp = BytesIO()
    dump(articles, fp, report=report, now=now)
    return fp.getvalue()


def dump(articles: Articles, fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:  # noqa: ARG001 (nothing is ever lost, no time is added)
    """Write a Parquet file, some thousand articles at a time."""
    _files().write(map(Row, as_articles(articles)), fp, ())


def dump_rows(rows: Iterable[Row], fp: BinaryIO, columns: Sequence[str], *, report: Report = ignore) -> None:  # noqa: ARG001 (nothing is lost)
    """Write rows to a binary file, with some of the columns beside their articles."""
    _files().write(rows, fp, columns)


def _files() -> Any:
    """Return the module that knows pyarrow."""
    try:
        from newsdoc.formats.parquet import files
    except MissingDependency:
        raise MissingDependency("Parquet files need pyarrow: pip install 'newsdoc[arrow]'") from None
    return files
