"""HTML: any news page is read, and one article is written as one page for people.

Reading gives the lines of the page and the article that is printed on it, or none: a list of teasers, a consent page or
an offer to subscribe is not an article. A page that newsdoc wrote is read back exactly.

The page is HTML5 and displays what a paper prints: headline, deck, byline, pictures with their captions, the text. Its
head has the article as JSON-LD, and a residual: the values that neither displays. It holds exactly one article.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from attrs import evolve

from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import WriteError
from newsdoc.files.streams import document, read_piece, write_all
from newsdoc.formats import Articles, as_articles
from newsdoc.formats.html.own.read import read_own, residual_of
from newsdoc.formats.html.own.write import article_page
from newsdoc.formats.html.read import read_page
from newsdoc.losses import losses
from newsdoc.model import Article
from newsdoc.page.page import Hints, Page

__all__ = ["dump", "dumps", "iterload", "load", "loads"]


def loads(
    data: str | bytes, *, report: Report = ignore, hints: Hints | None = None, encoding: str | None = None
) -> Page:
    """Read any news page; `encoding` is that of the server's header, and counts less than a byte order mark only."""
    data = document(data)
    page = read_own(data, report)
    if page is None:
        return read_page(data, report=report, hints=hints, encoding=encoding)
    return page if hints is None else evolve(page, hints=hints)


def load(fp: BinaryIO, *, report: Report = ignore, hints: Hints | None = None, encoding: str | None = None) -> Page:
    """Read a page from a binary file."""
    data = b"".join(iter(lambda: read_piece(fp, 1 << 16), b""))
    return loads(data, report=report, hints=hints, encoding=encoding)


def iterload(
    fp: BinaryIO, *, report: Report = ignore, hints: Hints | None = None, encoding: str | None = None
) -> Iterator[Article]:
    """Yield the article of a page, which is in memory as a whole."""
    yield from load(fp, report=report, hints=hints, encoding=encoding)


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
        advice = "; write a file for each article (-o FOLDER/)" if several else ""
        raise WriteError(f"{many}, and an HTML page holds exactly one{advice}")
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
