"""Tables of articles, one a row, with values between tabs: only written, for spreadsheets and data frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.files.streams import write_all
from newsdoc.formats import Articles, as_articles
from newsdoc.formats.rows.flat import separated
from newsdoc.formats.rows.pages import Row

__all__ = ["dump", "dump_rows", "dumps"]


def dumps(articles: Articles, *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (no time is added)
    """Write a table: the names of the columns, then an article a row."""
    return b"".join(separated(map(Row, as_articles(articles)), "\t", report)).decode()


def dump(articles: Articles, fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:  # noqa: ARG001 (as for dumps)
    """Write a table to a binary file, one article at a time."""
    write_all(fp, separated(map(Row, as_articles(articles)), "\t", report))


def dump_rows(rows: Iterable[Row], fp: BinaryIO, columns: Sequence[str], *, report: Report = ignore) -> None:
    """Write rows to a binary file, with some of the columns beside their articles."""
    write_all(fp, separated(rows, "\t", report, columns))
