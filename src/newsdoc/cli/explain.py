"""Show a raw dump to people: each line with its label and article, then each article with confidence and doubts.

The module turns a page into lines of text. Of terminals it knows only the width and the colours.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from newsdoc.page import Page
from newsdoc.text import columns, visible

__all__ = ["article_span", "explain"]

_COLOURS = {
    "headline": "1",
    "deck": "3",
    "caption": "36",
    "control": "35",
    "byline": "32",
    "date": "34",
    "dateline": "34",
    "site": "34",
    "subhead": "33",
    "blank": "2",
    "furniture": "90",
    "unknown": "31",
}
"""Escape codes by label; paragraphs, which are most of a page, stay plain."""


def explain(page: Page, name: str, *, width: int | None = None, colour: bool = False) -> Iterator[str]:
    """Show a page line by line, cut to `width` columns, with colours if `colour`."""
    spans = [article_span(origins) for origins in page.origins]
    notes: defaultdict[int | None, list[str]] = defaultdict(list)  # by article; `None` is the page
    for diagnostic in page.diagnostics:
        notes[diagnostic.article].append(f"  {diagnostic._replace(path=diagnostic.inside)}")
    total = page.segments[-1].stop if page.segments else 0
    yield f"{name}: {_count(total, 'line')}, {_count(len(page), 'article')}"
    if total:
        yield ""
        yield from _lines(page, spans, total, width, colour=colour)
    for index, article in enumerate(page):
        yield ""
        yield _cut(f"Article {index + 1}: {article.headline or 'no headline'}", width)
        counts = f"{_count(len(article.body), 'block')}, {_count(len(article.captions), 'caption')}"
        start, stop = spans[index]
        yield f"  lines {start + 1} to {stop}, {counts}, confidence {page.confidence[index]:.2f}"
        yield from notes[index]
    if notes[None]:
        yield ""
        yield "The page"
        yield from notes[None]


def _lines(
    page: Page, spans: Sequence[tuple[int, int]], total: int, width: int | None, *, colour: bool
) -> Iterator[str]:
    """Show each line with its number, its article and its label."""
    columns = len(str(total)), len(str(len(spans))), max(len(segment.kind) for segment in page.segments)
    owners = deque(enumerate(spans, 1))
    for segment in page.segments:
        for number, text in enumerate(segment.text.split("\n")[: segment.stop - segment.start], segment.start):
            while owners and owners[0][1][1] <= number:
                owners.popleft()
            owner = owners[0][0] if owners and owners[0][1][0] <= number else ""
            margin = f"{number + 1:>{columns[0]}}  {owner:>{columns[1]}}  {segment.kind:<{columns[2]}}  "
            line = _cut(margin + visible(text), width).rstrip()
            code = _COLOURS.get(segment.kind) if colour else None
            yield f"\x1b[{code}m{line}\x1b[0m" if code else line


def article_span(origins: Mapping[str, Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """Return the lines from an article's first to its last, including those between its fields."""
    ranges = [lines for places in origins.values() for lines in places]
    return (min(start for start, _ in ranges), max(stop for _, stop in ranges)) if ranges else (0, 0)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _cut(text: str, width: int | None) -> str:
    """Cut text to `width` columns, with an ellipsis if it was longer."""
    if width is None or (text.isascii() and len(text) <= width):
        return text
    column = 0
    fits = 0  # as many characters as leave room for the ellipsis
    for place, char in enumerate(text):
        column += columns(char)
        if column > width:
            return text[:fits] + "…"
        if column < width:
            fits = place + 1
    return text
