"""The reasons for what was read on a page of which no layout knows the head, in words for people.

    4  0.97  paragraph     +0.90  a long line that ends as a sentence
                           -0.65  no comma in it

Nothing is computed anew here: the page is read once more, and `weigh` of the general layout gives what it weighed. What
a piece of evidence means is in `data/evidence-words.txt`. If the page was read in another way, there are no reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import NamedTuple

from newsdoc.page.labels import Label
from newsdoc.page.layouts import LAYOUTS, Layout
from newsdoc.page.layouts.chance import page_evidence
from newsdoc.page.layouts.general import Weighed, label_page, weigh
from newsdoc.page.layouts.headlines import headline_evidence
from newsdoc.page.layouts.weights import weights
from newsdoc.page.lines import cut_text
from newsdoc.page.page import Hints, Page
from newsdoc.page.reader import label_window
from newsdoc.page.window import Window

__all__ = ["NEAR", "Evidence", "PageReasons", "Reasons", "added_up", "reasons_of", "words_for"]

_CONTEXT = ("above-", "page-", "widest-", "width-")
"""Evidence about a headline that is true of many lines: people would not call it a reason."""
_HALF = 0.5
NEAR = (0.25, 0.6)
"""The chances between which a line was nearly taken, or nearly left."""


class Evidence(NamedTuple):
    """One piece of evidence."""

    name: str
    """Its name in the table of weights."""

    weight: float
    """What it adds to the log-odds: above zero it speaks for, below zero against."""

    words: str
    """What it says, for people."""


class Reasons(NamedTuple):
    """What speaks for and against an answer: a line is of the story, a line is the headline, an article is right."""

    chance: float
    """The probability that the answer is yes, from 0 to 1."""

    evidence: tuple[Evidence, ...]
    """All evidence, the strongest first."""

    def strongest(self, count: int = 3) -> tuple[list[Evidence], list[Evidence]]:
        """Return the strongest evidence for and against, without what is true of all lines."""
        # the log-odds of no evidence at all: a weight, but no reason
        own = [each for each in self.evidence if each.name != "any" and each.weight]
        return [each for each in own if each.weight > 0][:count], [each for each in own if each.weight < 0][:count]


class PageReasons:
    """The reasons for what was read on a page. Lines are counted from 0."""

    apart = "it stands apart from the run of lines that weighs most"
    """Why a line is left that seems to be of a story."""
    unasked = "It is too short and no sentence, or leads elsewhere: such a line is not asked if it is of the story."
    """Why there is no evidence about a line."""

    def __init__(self, weighed: Weighed, first: int, label: Label | None) -> None:
        self._page, self._choice = weighed.page, weighed.choice
        self._lines = [(start + first, stop + first) for start, stop in weighed.texts.lines]
        self._texts = {line: at for at, (start, stop) in enumerate(self._lines) for line in range(start, stop)}
        self._candidates = _candidates(weighed) if label else {}
        self.is_named: bool = weighed.matter is not None and weighed.matter.title is not None
        """True if a front matter names the headline."""
        self.headline: int | None = None
        """The line of the headline; `None` if there is none, or a front matter names it."""
        if label and not self.is_named and self._choice.headline is not None:
            self.headline = self._lines[self._choice.headline][0]
        self.is_echo: bool = self.headline is not None and self._choice.headline == self._page.echo
        """True if the headline says what the title of the page says, or a hint."""
        # a list of teasers may have a story, and is not an article all the same
        self.page: Reasons | None = None
        """Why the article is right; `None` without an article."""
        if label and self._choice.story:
            # nothing is guessed about a headline that has a name
            chosen = self._choice._replace(headline=-1, sure=9.0, margin=9.0) if self.is_named else self._choice
            self.page = _reasons("page", page_evidence(self._page, chosen))

    def line(self, number: int) -> Reasons | None:
        """Return why a line is a line of the story, or not; `None` for one too short to be asked."""
        at = self._texts.get(number)
        if at is None or not self._page.may_be_prose(at):
            return None
        return _reasons("body", self._page.evidence(at))

    def chance(self, number: int) -> float | None:
        """Return the probability that a line is of the story; `None` for one too short to be asked."""
        at = self._texts.get(number)
        if at is None or not self._page.may_be_prose(at):
            return None
        return _probability(self._choice.scores[at])

    def as_headline(self, number: int) -> Reasons | None:
        """Return why a line is the headline, or not; `None` for one that cannot be."""
        return self._candidates.get(self._texts.get(number, -1))

    def runner_up(self) -> int | None:
        """Return the line that is most likely the headline after the one that was taken, and says something else."""
        taken = self._choice.headline
        own = "" if taken is None else self._page.texts[taken]
        # the title of the page and its echo are one headline
        others = [
            (reasons.chance, at)
            for at, reasons in self._candidates.items()
            if at != taken and self._page.texts[at] not in own and not (own and own in self._page.texts[at])
        ]
        return self._lines[max(others)[1]][0] if others else None

    def limits(self) -> dict[int, str]:
        """Return the lines at the limits of the body: the first and the last, and the next ones that could be prose."""
        story = self._choice.story
        if self.page is None:
            return {}
        asked = [at for at in range(len(self._lines)) if self._page.may_be_prose(at) and at != self._choice.headline]
        above = next((at for at in reversed(asked) if at < story[0]), None)
        below = next((at for at in asked if at > story[-1]), None)
        places = ((above, "above"), (below, "below"), (story[-1], "last"), (story[0], "first"))
        return {self._lines[at][0]: place for at, place in places if at is not None}

    def stands_apart(self, number: int) -> bool:
        """Return True if a line is rather of a story than not, but of another one, or far away from this one."""
        chance = self.chance(number)
        return chance is not None and chance > _HALF and self._texts[number] not in self._choice.story

    def why_headline(self) -> str:
        """Return in a few words why the headline was taken, or that there is none."""
        if self.is_named:
            return "headline from the front matter"
        if self.headline is None:
            return "no headline printed above the story"
        if self.is_echo:
            return "headline by the echo of the page's title"
        reasons = self.as_headline(self.headline)
        if reasons is None or reasons.chance < max(each.chance for each in self._candidates.values()):
            return "headline as the only title above the text"
        telling = [each for each in reasons.strongest(99)[0] if not each.name.startswith(_CONTEXT)]
        return f"headline by evidence: {telling[0].words}" if telling else "headline by evidence"

    def doubtful(self) -> list[int]:
        """Return the first lines of texts that were nearly taken, or nearly left."""
        least, most = NEAR
        chances = ((self.chance(start), start) for start, _ in self._lines)
        return [start for chance, start in chances if chance is not None and least < chance < most]


def _candidates(weighed: Weighed) -> dict[int, Reasons]:
    found = headline_evidence(weighed.page, weighed.choice.story)
    return {at: _reasons("headline", names) for at, names in found}


def reasons_of(page: Page) -> PageReasons | None:
    """Return the reasons for what was read; `None` if a layout knows the page, or it was read in another way."""
    # --dialect plain reads with no layout at all
    return _weighed_again(page, LAYOUTS) or _weighed_again(page, ())


def _weighed_again(page: Page, layouts: Sequence[Layout]) -> PageReasons | None:
    calls: list[tuple[Weighed, Sequence[Label]]] = []

    def keep(
        keys: Sequence[str], lines: Sequence[str], hints: Hints | None = None, *, is_whole: bool = True
    ) -> Sequence[Label]:
        labels = label_page(keys, lines, hints, is_whole=is_whole)
        calls.append((weigh(keys, lines, hints), labels))
        return labels

    window = Window(cut_text(page.text))
    for start, _, _ in label_window(window, layouts, page.hints, keep):
        # only the top of a page is weighed, up to a head that a layout knows
        if calls:
            [(weighed, labels)] = calls
            return _checked(page, weighed, labels, window.first + start)
        if window.keys[start]:
            return None
    return None


def _checked(page: Page, weighed: Weighed, labels: Sequence[Label], first: int) -> PageReasons | None:
    """Return the reasons if the page has just these labels, and its first article this chance."""
    # HTML and dialects of other packages label lines in their own ways
    kinds = [segment.kind for segment in page.segments for _ in range(segment.start, segment.stop)]
    if [label.kind for label in labels] != kinds[first : first + len(labels)]:
        return None
    # one with the same labels by chance was not weighed: its confidence comes from doubts
    label = next((label for label in labels if label.article), None)
    if label and label.chance is not None and page.confidence[:1] != (round(label.chance, 2),):
        return None
    return PageReasons(weighed, first, label)


def _reasons(part: str, names: Iterable[str]) -> Reasons:
    table = weights(part)
    return added_up(part, ((name, table[name]) for name in names))


def added_up(part: str, weighed: Iterable[tuple[str, float]]) -> Reasons:
    """Return the reasons that pieces of evidence with their weights are; `part` is that of the table of words."""
    found = [Evidence(name, weight, words_for(part, name)) for name, weight in weighed]
    total = sum(each.weight for each in found)
    return Reasons(_probability(total), tuple(sorted(found, key=lambda each: -abs(each.weight))))


def _probability(odds: float) -> float:
    # no evidence is that strong; exp() would overflow
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


@cache
def _words(part: str) -> dict[str, str]:
    """Return the rows of one part of the table of words."""
    table: dict[str, str] = {}
    heading = ""
    for line in (files("newsdoc.page") / "data" / "evidence-words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif heading == part and line and not line.startswith("#"):
            name, _, words = line.partition(" ")
            table[name] = words
    return table


@cache
def words_for(part: str, name: str) -> str:
    """Return what a piece of evidence says: the row with the longest beginning of its name; else the name itself."""
    # width-5s before width-5, and that before width
    table = _words(part)
    return next((table[name[:stop]] for stop in range(len(name), 0, -1) if name[:stop] in table), name)
