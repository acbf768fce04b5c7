"""HTML: one article is written as one page for people, from which it is read back exactly.

The page is HTML5 and displays what a paper prints: headline, deck, byline, pictures with their captions, the text. Its
head has the article as JSON-LD, and a residual: the values that neither displays. It holds exactly one article.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import ReadError, WriteError
from newsdoc.files.streams import read_piece, write_all
from newsdoc.formats import Articles, as_articles
from newsdoc.formats.html.own.read import read_own, residual_of
from newsdoc.formats.html.own.write import article_page
from newsdoc.losses import losses
from newsdoc.model import Article
from newsdoc.page.page import Page

__all__ = ["dump", "dumps", "iterload", "load", "loads"]


def loads(data: str | bytes, *, report: Report = ignore) -> Page:
    """Read a page that newsdoc wrote."""
    page = read_own(data, report)
    if page is None:
        message = "this page was not written by newsdoc; save its text as a plain text file, which newsdoc reads"
        raise ReadError(message, format="html", line=1)
    return page


def load(fp: BinaryIO, *, report: Report = ignore) -> Page:
    """Read a page that newsdoc wrote from a binary file."""
    return loads(b"".join(iter(lambda: read_piece(fp, 1 << 16), b"")), report=report)


def iterload(fp: BinaryIO, *, report: Report = ignore) -> Iterator[Article]:
    """Read the article of a binary file, in memory for all of it."""
    yield from load(fp, report=report)


def dumps(
    articles: Articles,
    *,
    report: Report = ignore,
    now: datetime | None = None,  # noqa: ARG001 (no time is added)
    residual: bool = True,
) -> str:
    """Write an article as a page; without `residual`, what the page does not say is lost, and reported."""
    several = list(islice(as_articles(articles), 2))
    if len(several) != 1:
        many = "several articles were given" if several else "there is no article"
        raise WriteError(f"{many}, and an HTML page holds exactly one; write a file for each article")
    [article] = several
    page = article_page(article, [])
    if residual:
        entries = residual_of(article, page)
        return article_page(article, entries) if entries else page
    if report is not ignore:
        for loss in losses(several, loads(page)):
            report(loss)
    return page


def dump(
    articles: Articles,
    fp: BinaryIO,
    *,
    report: Report = ignore,
    now: datetime | None = None,
    residual: bool = True,
) -> None:
    """Write an article to a binary file, in UTF-8."""
    write_all(fp, [dumps(articles, report=report, now=now, residual=residual).encode()])
