"""The verdict on a page in one sentence, and what the terminal and the web page both need for their lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from newsdoc.diagnostics import Diagnostic
from newsdoc.page import Page
from newsdoc.page.layouts.reasons import PageReasons, reasons_of

if TYPE_CHECKING:
    from newsdoc.formats.html.reasons import ElementReasons  # it loads lxml

__all__ = ["AnyReasons", "Line", "Seen", "article_span", "counted", "see"]

_FOLDED = 4  # lines of furniture or blank lines that are shown; more of them are folded


_ASKED = ("headline", "paragraph", "furniture", "unknown")
"""Labels that evidence decides; captions, dates and other lines of a head have rules of their own."""


AnyReasons: TypeAlias = "PageReasons | ElementReasons"
"""The reasons for what was read on a page, of text or of HTML."""


class Line(NamedTuple):
    """A line of a page as it was read."""

    number: int
    """Its number, counted from 0."""

    kind: str
    article: int | None
    """The number of its article, from 0."""

    text: str


class Seen(NamedTuple):
    """A page with all that is shown of it."""

    page: Page
    lines: list[Line]
    spans: list[tuple[int, int]]
    """The lines of each article, from its first to the one after its last."""

    reasons: AnyReasons | None
    doubtful: set[int]
    """Lines that were nearly taken, or nearly left."""

    limits: Mapping[int, str]
    """Lines at the limits of the body: `first` and `last` of it, and the next ones `above` and `below`."""

    notes: Mapping[int | None, Sequence[Diagnostic]]
    """The diagnostics at each line, counted from 0; at `None` those of no line."""

    def likely(self, line: Line) -> float | None:
        """Return how likely a headline is the headline, and any other line a paragraph of the story."""
        if self.reasons is None or line.kind not in _ASKED:
            return None
        if line.kind != "headline":
            return self.reasons.chance(line.number)
        headline = self.reasons.as_headline(line.number)
        return headline.chance if headline else None

    def verdict(self) -> str:
        """Return the verdict on the page in one sentence."""
        if not len(self.page):
            codes = ("page.listing", "page.unstructured", "page.leftover")
            told = (each.message for code in codes for each in self.page.diagnostics if each.code == code)
            return next(told, "nothing to read")
        known = [f"{sure:.2f}" for sure in self.page.confidence]
        if self.reasons is None or self.reasons.page is None:
            return "; ".join([f"confidence {_listed(known)}", *self._doubts()])
        parts = [f"{known[0]} likely right: {self.reasons.why_headline()}", *self._near()]
        if len(known) > 1:
            parts.append(f"the confidence of the others is {_listed(known[1:])}")
        return "; ".join(parts)

    def _doubts(self) -> Iterator[str]:
        if doubts := sum(each.article is not None for each in self.page.diagnostics):
            yield counted(doubts, "doubt")

    def _near(self) -> Iterator[str]:
        left = sum(self.lines[number].kind in ("furniture", "unknown") for number in self.doubtful)
        if left:
            yield f"{counted(left, 'line')} nearly taken"
        if taken := len(self.doubtful) - left:
            yield f"{counted(taken, 'line')} nearly left"

    def runs(self) -> Iterator[tuple[bool, list[Line]]]:
        """Yield the lines in runs; True for a run of furniture and blank lines that is long enough to be folded."""
        # a run ends where an article begins or ends
        for (_, is_idle), group in groupby(self.lines, lambda line: (line.article, self._is_idle(line))):
            run = list(group)
            yield is_idle and len(run) > _FOLDED, run

    def _is_idle(self, line: Line) -> bool:
        return line.kind in ("blank", "furniture") and line.number not in self.doubtful


def see(page: Page, reasons: AnyReasons | None = None) -> Seen:
    """Return a page with all that is shown of it; the `reasons` of a page of HTML are known beforehand."""
    spans = [article_span(origins) for origins in page.origins]
    notes: defaultdict[int | None, list[Diagnostic]] = defaultdict(list)
    lines = list(_lines(page, spans))
    for each in page.diagnostics:
        notes[each.line - 1 if each.line and each.line <= len(lines) else None].append(each)
    reasons = reasons or reasons_of(page)
    near = reasons.doubtful() if reasons else []
    doubtful = {number for number in near if lines[number].kind in _ASKED and lines[number].kind != "headline"}
    return Seen(page, lines, spans, reasons, doubtful, reasons.limits() if reasons else {}, notes)


def _lines(page: Page, spans: Sequence[tuple[int, int]]) -> Iterator[Line]:
    article = 0
    for segment in page.segments:
        for number, text in enumerate(segment.text.split("\n")[: segment.stop - segment.start], segment.start):
            while article < len(spans) and spans[article][1] <= number:
                article += 1
            owned = article < len(spans) and spans[article][0] <= number
            yield Line(number, segment.kind, article if owned else None, text)


def article_span(origins: Mapping[str, Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """Return the lines from an article's first to its last, including those between its fields."""
    ranges = [lines for places in origins.values() for lines in places]
    return (min(start for start, _ in ranges), max(stop for _, stop in ranges)) if ranges else (0, 0)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _listed(words: Sequence[str]) -> str:
    """Return a few words as a list, many as their least and most."""
    if len(words) > 3:
        return f"{min(words)} to {max(words)}"
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
