"""A raw dump shown to people: each line with its label and its article, then how sure newsdoc is, and why.

It takes a page as it is, gives lines of text, and knows nothing of terminals but their width and their colours.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from newsdoc.diagnostics import Diagnostic
from newsdoc.model import Article
from newsdoc.page import Page

__all__ = ["explain"]

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
    "unknown": "31",
}
"""Escape codes by label; paragraphs, which are most of a page, stay plain."""

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def explain(page: Page, name: str, *, width: int | None = None, colour: bool = False) -> Iterator[str]:
    """Show a page line by line, cut to `width` columns, with colours if `colour`."""
    spans = [_span(origins) for origins in page.origins]
    total = page.segments[-1].stop if page.segments else 0
    yield f"{name}: {_count(total, 'line')}, {_count(len(page), 'article')}"
    if total:
        yield ""
    digits = len(str(total))
    label_width = max((len(segment.kind) for segment in page.segments), default=0)
    for number, kind, text in _lines(page):
        owner = next((str(index) for index, (start, stop) in enumerate(spans, 1) if start <= number - 1 < stop), "")
        margin = f"{number:>{digits}}  {owner:>{len(str(len(spans)))}}  {kind:<{label_width}}  "
        line = _cut(margin + visible(text), width).rstrip()
        code = _COLOURS.get(kind) if colour else None
        yield f"\x1b[{code}m{line}\x1b[0m" if code else line
    for index, article in enumerate(page):
        yield ""
        yield from _summary(index, article, page, spans[index], width)
    general = [diagnostic for diagnostic in page.diagnostics if _article_of(diagnostic) is None]
    if general:
        yield ""
        yield "The page"
        yield from (f"  {diagnostic}" for diagnostic in general)


def _lines(page: Page) -> Iterator[tuple[int, str, str]]:
    """Give each line with its number, from 1, and the label of its segment."""
    for segment in page.segments:
        texts = segment.text.split("\n")
        for offset in range(segment.stop - segment.start):
            text = texts[offset]
            yield segment.start + offset + 1, segment.kind if text.strip() else "blank", text


def _span(origins: Mapping[str, Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """Give the lines from an article's first to its last, what stands between its fields included."""
    ranges = [lines for places in origins.values() for lines in places]
    return (min(start for start, _ in ranges), max(stop for _, stop in ranges)) if ranges else (0, 0)


def _summary(index: int, article: Article, page: Page, span: tuple[int, int], width: int | None) -> Iterator[str]:
    yield _cut(f"Article {index + 1}: {article.headline or 'without a headline'}", width)
    parts = [_count(len(article.body), "block"), _count(len(article.captions), "caption")]
    yield f"  lines {span[0] + 1} to {span[1]}, {', '.join(parts)}, confidence {page.confidence[index]:.2f}"
    yield from (f"  {diagnostic}" for diagnostic in page.diagnostics if _article_of(diagnostic) == index)


def _article_of(diagnostic: Diagnostic) -> int | None:
    found = re.match(r"\$\[(\d+)\]", diagnostic.path or "")
    return int(found[1]) if found else None


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def visible(text: str) -> str:
    """Show characters that would steer a terminal or cannot be printed as the pictures Unicode has for them."""
    return _UNSEEN.sub(_picture, text) if not text.isprintable() else text


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


def _cut(text: str, width: int | None) -> str:
    """Cut text to `width` columns, with an ellipsis where something is missing."""
    if width is None or (text.isascii() and len(text) <= width):
        return text
    column = 0
    fits = 0  # as many characters as leave room for the ellipsis
    for place, char in enumerate(text):
        column += _columns(char)
        if column > width:
            return text[:fits] + "…"
        if column < width:
            fits = place + 1
    return text


def _columns(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
