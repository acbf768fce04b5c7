"""One page out of a file of many: a record of a crawl, or a row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import newsdoc
from newsdoc import Hints
from newsdoc.cli.explain.verdict import AnyReasons
from newsdoc.cli.requests import Reading
from newsdoc.diagnostics import ignore
from newsdoc.errors import ReadError
from newsdoc.files.limits import Meter
from newsdoc.formats import html
from newsdoc.formats.html.reasons import reasons_of
from newsdoc.formats.rows.pages import PageText
from newsdoc.io.opening import reading
from newsdoc.page import Page

__all__ = ["page_of"]

_OF_MANY = ("warc", "wet", "rows", "parquet")


def page_of(path: str, how: Reading, number: int | None) -> tuple[Page, AnyReasons | None, str] | None:
    """Return a page and its place, such as «row 12»: the one that messages call by this number, or the first.

    Return `None` for a file of another kind.
    """
    with reading(path, None, encoding=how.encoding, meter=Meter(how.limits)) as (name, fp):
        if name not in _OF_MANY:
            return None
        for page in _pages(name, fp):
            if number is None or page.place.endswith(f" {number}"):
                return *_read(page, how), page.place
    there = "the file has no page" if number is None else f"there is no page {number}; messages name rows and bytes"
    raise ReadError(there, file=path)


def _pages(name: str, fp: BinaryIO) -> Iterator[PageText]:
    if name in ("warc", "wet"):
        from newsdoc.formats.warc.pages import read_pages

        yield from read_pages(fp, ignore)
        return
    from newsdoc.formats.rows import pages_of
    from newsdoc.formats.rows.columns import Columns

    if name == "rows":
        from newsdoc.formats.rows.tables import read_table

        yield from pages_of(read_table(fp, ignore), Columns(), ignore)
        return
    from newsdoc.formats.parquet import files

    with files.open_table(fp, ignore) as table:
        yield from pages_of(table.rows(Columns()), Columns(), ignore)


def _read(page: PageText, how: Reading) -> tuple[Page, AnyReasons | None]:
    hints: Hints = page.hints
    if isinstance(page.text, bytes):
        found = html.loads(page.text, hints=hints, encoding=page.encoding)
        return found, reasons_of(page.text, found, page.encoding)
    return newsdoc.loads(page.text, format="rawdump", hints=hints, dialect=how.dialect), None
