"""The raw dump: the text of a news page as it falls out of a crawl or a clipboard.

Reading never fails, whatever the text, and gives a `Page` that holds the exact text beside the articles. Writing a
`Page` gives that text; other articles are rendered in the layout of `seeds/asharq-al-awsat.txt`. What such a rendering
does not bring back is found by reading it again, as a whole, and reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO

from newsdoc import dialects
from newsdoc.assemble import Found, assemble
from newsdoc.credits import join_credit
from newsdoc.datelines import join_dateline
from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import WriteError
from newsdoc.lines import decode, encode, read_lines, split_lines
from newsdoc.losses import losses
from newsdoc.model import Article, Paragraph, Quote, plain_text
from newsdoc.page import Page
from newsdoc.segments import Dialect, Keep, Run, Segment, lay
from newsdoc.text import describe

__all__ = ["dump", "dumps", "iterload", "load", "loads"]


def loads(data: str | bytes, *, report: Report = ignore, dialect: str | Dialect | None = None) -> Page:
    """Read a page; bytes are taken for UTF-8, and those that are not are kept as they are."""
    text = data if isinstance(data, str) else decode(data)
    segments: list[Segment] = []
    found = list(_find(split_lines(text), dialect, segments.append))
    diagnostics = [diagnostic for item in found for diagnostic in item.diagnostics]
    for diagnostic in diagnostics:
        report(diagnostic)
    whole = [(item, item.article) for item in found if item.article]
    return Page(
        text,
        tuple(article for _, article in whole),
        tuple(segments),
        tuple(item.origins() for item, _ in whole),
        tuple(item.confidence for item, _ in whole),
        tuple(diagnostics),
    )


def load(fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None) -> Page:
    """Read a page from a binary file."""
    return loads(b"".join(iter(fp.read, b"")), report=report, dialect=dialect)


def iterload(fp: BinaryIO, *, report: Report = ignore, dialect: str | Dialect | None = None) -> Iterator[Article]:
    """Read the articles of a page one by one, holding the articles of a block and a few hundred lines."""
    for found in finds(fp, dialect):
        for diagnostic in found.diagnostics:
            report(diagnostic)
        if found.article:
            yield found.article


def finds(fp: BinaryIO, dialect: str | Dialect | None = None, *, begun: bool = False) -> Iterator[Found]:
    """Find the articles of a page one by one, each with what was unsure about it.

    Where the page has `begun` before, an article begins with the first line of the file.
    """
    return _find(read_lines(fp), dialect, begun=begun)


def _find(
    lines: Iterable[str], dialect: str | Dialect | None, keep: Keep | None = None, *, begun: bool = False
) -> Iterator[Found]:
    """Find the articles of a page line by line; hand each segment to `keep`."""
    runs = lay(lines, dialects.get(dialect, begun=begun), dialects.name_of(dialect))
    return assemble(_kept(runs, keep) if keep else runs)


def _kept(runs: Iterable[Run], keep: Keep) -> Iterator[Run]:
    """Hand the segments on, but for the one that the next article begins with."""
    last: Segment | None = None
    for run in runs:
        if last:
            keep(last)
        last = run.segment
        yield run
    if last:
        keep(last)


def dumps(articles: Iterable[Article], *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001  a dump holds no time
    """Write a page: its exact text, or other articles in the seed's layout."""
    if isinstance(articles, Page):
        return articles.text
    articles = list(articles)
    text = "".join(_rendered(articles))
    if report is not ignore:
        for loss in losses(articles, loads(text)):
            report(loss)
    return text


def dump(articles: Iterable[Article], fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:
    """Write a page to a binary file."""
    if report is ignore and not isinstance(articles, Page):
        for piece in _rendered(articles):
            fp.write(encode(piece))
        return
    text = dumps(articles, report=report, now=now)
    try:
        fp.write(encode(text))
    except UnicodeEncodeError as error:
        line = text.count("\n", 0, error.start) + 1
        raise WriteError(f"line {line} cannot be written as UTF-8: {describe(text, error.start)}") from None


def _rendered(articles: Iterable[Article]) -> Iterator[str]:
    """Print articles one by one, three blank lines between them."""
    gap = ""
    for article in articles:
        yield gap + "\n\n".join("\n".join(lines) for lines in _blocks(article) if lines) + "\n"
        gap = "\n\n\n"


def _blocks(article: Article) -> Iterator[list[str]]:
    """Give the printed lines of an article, block by block; a blank line parts one from the next."""
    lead = [caption for caption in article.captions if caption.anchor is None]
    pictures = [line for caption in lead for line in [join_credit(caption.text, caption.credit)] * 2]
    if article.headline:
        shown = pictures or [article.headline]
        yield [article.headline]
        yield [article.deck] if article.deck else []
        yield [*shown, "TT", "20"]
        yield [article.headline]
        yield shown
    else:
        yield [article.deck] if article.deck else []
        yield pictures
    yield [article.byline] if article.byline else []
    dateline = article.dateline
    for index in range(len(article.body) + 1):
        yield from ([join_credit(c.text, c.credit)] * 2 for c in article.captions if c.anchor == index)
        if index == len(article.body):
            break
        block = article.body[index]
        text = plain_text(block)
        if dateline and isinstance(block, (str, Paragraph, Quote)):
            text, dateline = join_dateline(dateline, text), None
        yield text.split("\n")
