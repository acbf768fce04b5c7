"""NewsDoc, the JSON of Naviga's and TT's newsroom systems: documents of blocks, of which articles are read.

A file holds a document, an array of documents, or documents one after the other, each also as the answer of a
repository (`{"document": …}`). This project only has the same name: its own JSON is another. The documentation's page
on NewsDoc lists what goes where.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import BinaryIO

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.formats import times
from newsdoc.formats.builder import ArticleBuilder, build_all, shown
from newsdoc.formats.json import text as json_text
from newsdoc.formats.json.stream import Undecodable, Window, file_pieces, pieces, values
from newsdoc.formats.navigadoc.parse import document_in, is_article, read_document
from newsdoc.model import Article

__all__ = ["iterload", "load", "loads"]


def loads(data: str | bytes, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a document."""
    return list(build_all(_read(pieces(data), report, times.zone_of(timezone)), report))


def load(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a binary file."""
    return list(iterload(fp, report=report, timezone=timezone))


def iterload(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> Iterator[Article]:
    """Read a binary file article by article, in memory for about one."""
    return build_all(_read(file_pieces(fp), report, times.zone_of(timezone)), report)


def _read(text: Iterator[str | Undecodable], report: Report, zone: tzinfo | None) -> Iterator[ArticleBuilder]:
    for value, line, path in values(Window(text, "navigadoc"), report):
        document = document_in(value)
        if document is None:
            message = f"{json_text.kind(value)} without the type of a document is not one"
            report(Diagnostic("error.item", message, line, path))
        elif not is_article(document):
            title = document.get("title")
            words = f": {shown(title)}" if isinstance(title, str) else ""
            report(Diagnostic("repair.skipped", f"a document that is not an article was skipped{words}", line, path))
        else:
            yield read_document(document, line, listening=report is not ignore, zone=zone)
