"""Any news page in HTML: its lines as text, and the article that is printed on it.

A page is one article, or none: a list of teasers, a consent page or a page behind a paywall has none.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.files.streams import read_piece
from newsdoc.formats.html.read import read_page
from newsdoc.model import Article
from newsdoc.page.page import Hints, Page

__all__ = ["iterload", "load", "loads"]


def loads(
    data: str | bytes, *, report: Report = ignore, hints: Hints | None = None, encoding: str | None = None
) -> Page:
    """Read a page; `encoding` is that of the server's header, and counts less than a byte order mark only."""
    return read_page(data, report=report, hints=hints, encoding=encoding)


def load(fp: BinaryIO, *, report: Report = ignore, hints: Hints | None = None, encoding: str | None = None) -> Page:
    """Read a page from a binary file."""
    data = b"".join(iter(lambda: read_piece(fp, 1 << 16), b""))
    return loads(data, report=report, hints=hints, encoding=encoding)


def iterload(
    fp: BinaryIO, *, report: Report = ignore, hints: Hints | None = None, encoding: str | None = None
) -> Iterator[Article]:
    """Yield the article of a page, which is in memory as a whole."""
    yield from load(fp, report=report, hints=hints, encoding=encoding)
