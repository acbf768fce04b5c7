"""WET files of crawls: the texts of pages as WARC records, read as `newsdoc.formats.warc` reads them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.formats import warc
from newsdoc.formats.rows.pages import Row, bytes_of
from newsdoc.model import Article

if TYPE_CHECKING:
    from newsdoc.dialects import Dialect

__all__ = ["iter_rows", "iterload", "load", "loads"]


def loads(data: str | bytes, *, report: Report = ignore, dialect: str | Dialect | None = None) -> list[Article]:
    """Read the articles of all pages."""
    return load(bytes_of(data), report=report, dialect=dialect)


def load(fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None) -> list[Article]:
    """Read the articles of all pages in a binary file."""
    return list(iterload(fp, report=report, dialect=dialect))


def iterload(fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None) -> Iterator[Article]:
    """Read the articles of a binary file one by one, holding one record."""
    return (row.article for row in iter_rows(fp, report=report, dialect=dialect))


def iter_rows(fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None) -> Iterator[Row]:
    """Read the articles of a binary file one by one, each with its record and its doubts."""
    return warc.iter_rows(fp, report=report, dialect=dialect, format="wet")
