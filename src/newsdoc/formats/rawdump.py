"""The raw dump: the text of a news page as it falls out of a crawl or a clipboard.

Reading never fails for any text, and returns a `Page` that holds the exact text beside the articles. Writing a `Page`
writes that text; other articles are printed in the layout of `seeds/asharq-al-awsat.txt`. The losses of printing are
found by reading the result again, and reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import WriteError
from newsdoc.files.streams import document, read_piece, write_all
from newsdoc.formats import Articles, as_articles
from newsdoc.losses import losses
from newsdoc.model import Article
from newsdoc.page import Page
from newsdoc.page.articles import find_articles
from newsdoc.page.found import Origins
from newsdoc.page.labels import Dialect, Segment
from newsdoc.page.lines import cut_text, decode, encode, text_blocks
from newsdoc.page.page import Hints
from newsdoc.page.render import render
from newsdoc.text import describe_character

__all__ = ["dump", "dumps", "iterload", "load", "loads"]


def loads(
    data: str | bytes,
    *,
    report: Report = ignore,
    dialect: str | Dialect | None = None,
    hints: Hints | None = None,
) -> Page:
    """Read a page; bytes are read as UTF-8, and invalid bytes are kept as they are."""
    data = document(data)
    text = data if isinstance(data, str) else decode(data)
    segments: list[Segment] = []
    articles: list[Article] = []
    origins: list[Origins] = []
    confidence: list[float] = []
    diagnostics: list[Diagnostic] = []
    # what was needed to build an article is dropped before the next one, so that a page of many takes half the memory
    for each in find_articles(cut_text(text), dialect, segments.append, hints=hints):
        diagnostics += each.diagnostics
        if each.article:
            articles.append(each.article)
            origins.append(each.origins())
            confidence.append(each.confidence)
    for diagnostic in diagnostics:
        report(diagnostic)
    return Page(text, tuple(articles), tuple(segments), tuple(origins), tuple(confidence), tuple(diagnostics), hints)


def load(
    fp: BinaryIO,
    *,
    report: Report = ignore,
    dialect: str | Dialect | None = None,
    hints: Hints | None = None,
) -> Page:
    """Read a page from a binary file."""
    return loads(b"".join(iter(lambda: read_piece(fp, -1), b"")), report=report, dialect=dialect, hints=hints)


def iterload(
    fp: BinaryIO,
    *,
    report: Report = ignore,
    dialect: str | Dialect | None = None,
    hints: Hints | None = None,
) -> Iterator[Article]:
    """Read the articles of a page one by one, holding the articles of a block and a few hundred lines."""
    for found in find_articles(text_blocks(fp), dialect, hints=hints):
        for diagnostic in found.diagnostics:
            report(diagnostic)
        if found.article:
            yield found.article


def dumps(articles: Articles, *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001  a dump holds no time
    """Write a page: its exact text, or other articles in the seed's layout."""
    if isinstance(articles, Page):
        return articles.text
    articles = list(as_articles(articles))
    text = "".join(render(articles))
    if report is not ignore:
        for loss in losses(articles, loads(text)):
            report(loss)
    return text


def dump(articles: Articles, fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:
    """Write a page to a binary file."""
    if report is ignore and not isinstance(articles, Page):
        write_all(fp, map(encode, render(as_articles(articles))))
        return
    text = dumps(articles, report=report, now=now)
    try:
        write_all(fp, [encode(text)])
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise WriteError(f"line {line} cannot be written as UTF-8: {describe_character(text, error.start)}") from None
