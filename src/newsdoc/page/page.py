"""A page: what the raw-dump reader returns, a sequence of articles that keeps everything it came from."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import overload

from attrs import define, field

from newsdoc.checks import LANGUAGE_PATTERN
from newsdoc.diagnostics import Diagnostic
from newsdoc.display import page_html, short
from newsdoc.model import Article
from newsdoc.page.labels import Segment
from newsdoc.uris import mended

__all__ = ["Hints", "Page", "facts"]


@define(frozen=True, kw_only=True)
class Hints:
    """What a crawl, a table or the head of an HTML page tells of a page. Every field may be absent.

    A hint counts only as far as the page confirms it. A title or an address tells which line is the headline, if a line
    above the story says the same. The language is taken as it is, and so are the address and the day of a page that
    prints none. Where a known layout has read the text of a page, hints change no article.
    """

    title: str | None = None
    """The title of the page, perhaps with the name of the site."""

    url: str | None = None
    """The address of the page."""

    language: str | None = None
    """The language of the page, as a BCP 47 tag."""

    published: date | None = None
    """When the page says it was published, a `date` or a `datetime`; never when it was crawled."""

    site: str | None = None
    """The name of the site."""


def facts(hints: Hints) -> Hints:
    """Return the language, the address and the time of hints, as an article takes them.

    What it cannot take is left out; a time without a zone is only a day.
    """
    language, published = hints.language, hints.published
    if isinstance(published, datetime) and published.utcoffset() is None:
        published = published.date()
    return Hints(
        language=language if language and re.fullmatch(LANGUAGE_PATTERN, language) else None,
        url=mended(hints.url) if hints.url else None,
        published=published,
    )


@define(frozen=True, repr=False)
class Page(Sequence[Article]):
    """A page of news: its exact text, the articles found in it, where each was found, and what was unsure."""

    text: str
    """The dump, exactly; bytes that are not UTF-8 stand in it as lone surrogates."""

    articles: tuple[Article, ...]
    """The articles in the order of the page; the page itself is a sequence of them."""

    segments: tuple[Segment, ...] = field()
    """The dump cut into labelled runs of lines, in order and without gap: their texts together are `text`."""

    origins: tuple[Mapping[str, tuple[tuple[int, int], ...]], ...] = field(hash=False)
    """For each article: field path (`headline`, `body[3]`) to ranges of lines, counted from 0, half open."""

    confidence: tuple[float, ...] = field()
    """For each article: from 0 to 1, what the doubts among the diagnostics leave."""

    diagnostics: tuple[Diagnostic, ...] = field()
    """What was unsure, repaired or left over, in the order of the page."""

    hints: Hints | None = None
    """What was known of the page before it was read."""

    @overload
    def __getitem__(self, index: int) -> Article: ...
    @overload
    def __getitem__(self, index: slice) -> list[Article]: ...
    def __getitem__(self, index: int | slice) -> Article | list[Article]:
        return list(self.articles[index]) if isinstance(index, slice) else self.articles[index]

    def __len__(self) -> int:
        return len(self.articles)

    def __repr__(self) -> str:
        return f"Page(text={short(self.text)}, articles={short(self.articles)}, confidence={short(self.confidence)})"

    def _repr_html_(self) -> str:
        """Return the articles as a notebook shows them."""
        return page_html(self.articles, self.confidence)

    def article_at(self, line: int) -> int | None:
        """Return the index of the article that a line, counted from 0, belongs to; `None` above the first one."""
        # an article begins with the first line that one of its fields stands on
        starts = [min(start for places in origins.values() for start, _ in places) for origins in self.origins]
        return next((index for index in reversed(range(len(starts))) if starts[index] <= line), None)
