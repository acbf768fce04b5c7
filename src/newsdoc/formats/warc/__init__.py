"""WARC files of crawls: each record that is a page gives its articles.

Texts that a crawl took out of pages (`conversion` records, as WET files have) are read as pages are; HTML pages that
servers sent go through the format `html`. The address and the language that a record names are set on its articles;
the time of the crawl is not the time of publication. Files packed with gzip, a member for each record or the whole
file, are unpacked here: a damaged member costs only its own records.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import ReadError
from newsdoc.formats.rows.pages import Row, bytes_of, find_rows
from newsdoc.formats.warc.pages import read_pages
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


def iter_rows(
    fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None, format: str = "warc"
) -> Iterator[Row]:
    """Read the articles of a binary file one by one, each with its record and its doubts."""
    try:
        yield from find_rows(read_pages(fp, report), dialect=dialect, report=report)
    except ReadError as error:
        error.format = error.format or format
        raise
