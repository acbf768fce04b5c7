"""Show articles in a terminal as a paper prints them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsdoc.formats.text.write import Line, article_lines
from newsdoc.model import Article
from newsdoc.text import visible

__all__ = ["article_pages", "coloured"]

_COLOURS = {
    "section": "35",
    "headline": "1",
    "deck": "3",
    "byline": "32",
    "dateline": "34",
    "published": "34",
    "caption": "36",
    "subhead": "1;33",
    "quote": "3",
    "rule": "2",
    "credit": "2",
    "keywords": "2",
    "rights": "2",
    "url": "2",
}
"""Escape codes by the kind of a line; the text itself stays plain."""


def article_pages(articles: Iterable[Article], *, width: int, colour: bool) -> Iterator[str]:
    """Yield the lines of articles one after the other, with a rule between two."""
    for number, article in enumerate(articles):
        if number:
            yield from ("", coloured("=" * width, "2" if colour else None), "")
        for line in article_lines(article, width):
            yield _shown(line, colour=colour)


def _shown(line: Line, *, colour: bool) -> str:
    return coloured(visible(line.text.expandtabs()), _COLOURS.get(line.kind) if colour else None)


def coloured(text: str, code: str | None) -> str:
    """Return a line in a colour; as it is without a code."""
    return f"\x1b[{code}m{text}\x1b[0m" if code and text else text
