"""Evidence about each line of a page of which no layout knows the head: is it of the story, or is it furniture.

    Bridge Opens | Orvale Gazette                                        no sentence, far above the prose
    Menu                                                                 short: never asked
    Bridge Opens                                                         the echo of the page's title
    The council agreed on Monday to reopen the bridge in spring, ...     wide, ends as a sentence, prose below it
    Subscribe to our newsletter for more stories like this one.          a sentence, with a word of furniture

Every piece of evidence has a name, and a weight in `data/page-weights.txt`; their sum is the log-odds that the line
is a line of the story. The weights were learnt from labelled pages (`benchmarks/learn.py`), and hold for publishers
that were left out. Only lines that may be prose are asked, since most lines of a page are short.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from operator import itemgetter

from newsdoc.page.body import width
from newsdoc.page.credits import split_printed
from newsdoc.page.datelines import split_dateline
from newsdoc.page.dates import is_date_line, may_be_date_line
from newsdoc.page.layouts.listing import find_lists
from newsdoc.page.layouts.weights import Names, weights
from newsdoc.page.layouts.words import (
    furniture_words,
    is_lead,
    leads_elsewhere,
    names_page,
    names_photo,
    says_how_long,
    says_slug,
    says_you,
    site_words,
    words_of,
    words_under,
)
from newsdoc.text import CLOSING, STOPLESS, STOPS, cached, letters, needs_no_stop

__all__ = ["BRACKETS", "LONG", "SHORTEST", "PageLines", "may_have_prose"]

BRACKETS = frozenset(")]）】")
SHORTEST = 35
"""Width of the shortest line that may be prose without the stop of a sentence."""

_SHORTEST_SENTENCE = 12  # width of the shortest sentence that may be prose
_WIDTHS = (12, 22, 35, 50, 70, 100, 150, 220, 350)
_FULL_STOPS = frozenset(STOPS) - {"…"}
_QUESTIONS = frozenset("?？؟")
_COLONS = frozenset(":：")
_LAST = _FULL_STOPS | _COLONS | frozenset(CLOSING) | STOPLESS
_QUOTES = frozenset('"“”„«‘「»‚')
_BULLETS = frozenset("-–—*•·▪►■")
_DIGIT = re.compile(r"\d")
_FEW = 6  # texts of prose
_FEWEST_TURNS = 5  # texts of an interview
_FEWEST_QUESTIONS = 3
_FEWEST_ADVICES, _ADVICE = 4, 0.4  # texts of a story that speaks to its readers, and the share of them that do
_FEWEST_WORDS = 2  # of a text that tell what it is about
_ALIKE = 0.2  # share of words that a text of a story has in common with the others
_MOST_CUT = 2.5  # how much longer a title may be than its echo: it names the site, too


def _by_end(name: str, steps: Sequence[int]) -> dict[str, Names]:
    """Return the names of evidence about the width of a text, by how the text ends."""
    return {end: Names(f"{name}-{{}}{end}", steps) for end in ("", "c", "s")}


_first = itemgetter(0)
LONG = 1.2  # how much prose a long paragraph is
_SENTENCE = 0.5  # how much prose a sentence is
_MOST_BUTTONS = 4  # texts from a sentence to the one below it, if there are buttons between them
_LEAD = 40  # width of the longest line that leads to the line below it
_LONG_LINE = 100  # width of a line whose shape says little
_FAR = (1, 2, 4, 8, 16, 60)
_SHARES = (5, 15, 25, 40, 60)  # per cent
_WIDTH = _by_end("width", _WIDTHS)
_ABOVE, _BELOW = (_by_end(name, (22, 50, 100, 200)) for name in ("above", "below"))
_PROSE_ABOVE, _PROSE_BELOW = Names("prose-above-{}", _FAR), Names("prose-below-{}", _FAR)
_ABOVE_RUN, _BELOW_RUN = Names("above-run-{}", (3, 8, 20)), Names("below-run-{}", (3, 8, 20))
_ABOVE_ECHO, _BELOW_ECHO = Names("above-echo-{}", (3, 10)), Names("below-echo-{}", (2, 3, 5, 9))
_LONG_BESIDE = ("long-beside-0", "long-beside-1", "long-beside-2")
_BLOCK = Names("block-{}", (2, 3, 4, 7, 12))
_COMMAS = Names("commas-{}", (1, 2, 3))
_SHARED, _ECHOED = (
    {is_few: Names(f"{'few-' if is_few else ''}{name}-{{}}", steps) for is_few in (True, False)}
    for name, steps in (("shared", _SHARES), ("echoed", (1, 2, 3)))
)


class PageLines:
    """The texts of a page with what is known of each."""

    def __init__(
        self,
        texts: Sequence[str],
        below_blank: Sequence[bool],
        titles: Sequence[str] = (),
        slug: frozenset[str] = frozenset(),
        levels: Sequence[int] = (),
        linked: Sequence[bool] = (),
    ) -> None:
        self.texts: Sequence[str] = texts
        self.below_blank: Sequence[bool] = below_blank
        self.levels: Sequence[int] = levels or (0,) * len(texts)
        """The level of a heading that has a mark, from 1; 0 for other texts."""
        self.widths: list[int] = list(map(len if all(map(str.isascii, texts)) else width, texts))
        self.ends: list[str] = [_end(text) if text[-1] in _LAST else "" for text in texts]
        """How each text ends: `s` as a sentence does, `c` with a colon, or in another way."""
        self.leading: set[int] = {at for at, is_linked in enumerate(linked) if is_linked}
        """The texts that are links alone, or columns: neither prose nor a headline."""
        self.mass: list[float] = list(map(_mass, self.widths, self.ends))
        """How much prose each text is, by its width and its end alone."""
        self._may_be_prose = list(map(_may_be_prose, self.widths, self.ends))
        ended = [at for at, end in enumerate(self.ends) if end]
        self._seen = Counter(self.texts)
        self._blocks = _blocks(ended, texts, self._seen)
        self._questions = {at for at in ended if _is_question(texts[at])}
        # the headline may begin so, too: `Watch: Seal found in school`
        self.led: set[int] = {at for at, text in enumerate(texts) if ":" in text and is_lead(text)}
        """The titles of other pages, below words that say so: `Read also: The mayor resigns`."""
        # Reading time: 4 min.
        timed = (at for at in ended if self.widths[at] <= _LEAD and says_how_long(texts[at]))
        for at in (*self.leading, *self.led, *timed):
            self.mass[at], self._may_be_prose[at] = min(self.mass[at], 0.0), False
        self.listed: set[int] = self._find_lists()
        """The texts of lists amid prose."""
        start, stop = best_run(self.mass)
        self.start: int = start
        """The first text of the run with the most prose."""
        self.stop: int = stop
        """The text below that run."""
        self._credited: dict[int, bool] = {}
        self._read_words()
        self.title: str = texts[0] if texts else ""
        """What the headline is said to be: by the first line, or by a hint that a line above the prose confirms."""
        self.echo: int | None = self._find_echo(titles, slug)
        """The last text above the prose that says what the title says."""
        self._prose_above = _gaps(self.mass)
        self._prose_below = _gaps(self.mass[::-1])[::-1]
        self._parts = self._share_of_run()
        self.density: float = _density(self.mass)
        """How much of the page is prose, from 0 to 1."""
        self.dense: int = bisect_right((0.3, 0.5, 0.7, 0.85, 0.95), self.density)
        """The same in steps, from 0 to 5."""
        self._page_name = f"page-{self.dense}"
        self._is_long = [mass >= LONG for mass in self.mass]
        self._echo_words = words_of(self.title if self.echo is None else self.texts[self.echo])

    def _read_words(self) -> None:
        """Read the words of all texts that may be prose, and what they say together."""
        texts = self.texts
        self.words: list[set[str]] = [
            words_of(text) if may_be else set() for text, may_be in zip(texts, self._may_be_prose, strict=True)
        ]
        prose = [at for at in range(self.start, self.stop) if self.mass[at] > 0]
        self._has_few = len(prose) < _FEW
        self._shared_words: tuple[set[str], set[str]] = _shared_words([self.words[at] for at in prose])
        """The words of the run, and those that more than one of its texts have."""
        self._alike = {at: self._shared(at, 1) for at in prose if self.words[at]}
        self.coheres: bool = sum(self._alike.values()) >= _ALIKE * max(1, len(self._alike))
        """True if the texts of the run share words, so that words tell which texts are about the same. Those of a few
        texts, or of a language that joins what others write apart, do not."""
        reader = words_under("reader")
        speaking = (
            at for at, words in enumerate(self.words) if words and (not reader.isdisjoint(words) or says_you(texts[at]))
        )
        self.addressing: set[int] = set(speaking)
        """The texts that speak to the readers."""
        addressed = len(self.addressing.intersection(prose))
        self._addresses: bool = len(prose) >= _FEWEST_ADVICES and addressed > _ADVICE * len(prose)
        """True if the story itself does, as advice does."""

    def may_be_prose(self, at: int) -> bool:
        """Return True if a text is wide enough for prose, or is a short sentence."""
        return self._may_be_prose[at]

    def copies(self, at: int) -> int:
        """Return how often a text is on the page."""
        return self._seen[self.texts[at]]

    def _find_lists(self) -> set[int]:
        """Find the lists amid prose: what they are printed in is neither prose nor a gap in it."""
        prose = [at for at, mass in enumerate(self.mass) if mass >= _SENTENCE]
        listed = find_lists(self.texts, self.widths, prose, furniture_words())
        for at in listed:
            self.mass[at] = 0.0
        return listed

    def _find_echo(self, titles: Sequence[str], slug: frozenset[str]) -> int | None:
        """Find the title that a text above the middle of the prose echoes: the page's own first line comes first."""
        middle = self.start + (self.stop - self.start) // 3
        lowest = min(len(self.texts) - 1, max(middle, self.start + 2))
        for title in (self.title, *titles):
            said = letters(title[:300])
            first = 1 if title is self.title else 0
            # a text that is much shorter than the title cannot say it
            least = max(13, len(said) / _MOST_CUT)
            near = (at for at in range(lowest, first - 1, -1) if least <= self.widths[at] <= 300)
            echo = next((at for at in near if _echoes(letters(self.texts[at]), said)), None)
            if echo is not None:
                # a hint may have the name of the site behind it; the page has the headline alone
                self.title = title if first else self.texts[echo]
                return echo
        # the address says it in few words: the text that has most of them, and few others
        for at in range(lowest, -1, -1) if slug else ():
            if 12 < self.widths[at] <= 200 and says_slug(self.texts[at], slug):
                self.title = self.texts[at]
                return at
        return None

    def _share_of_run(self) -> list[float]:
        """Return how much of the run's prose stands above each of its texts, from 0 to 1."""
        positive = [max(0.0, mass) for mass in self.mass[self.start : self.stop]]
        total, above, shares = sum(positive) or 1.0, 0.0, list[float]()
        for mass in positive:
            shares.append(above / total)
            above += mass
        return shares

    # --- the evidence ---

    def scores(self) -> list[float]:
        """Return the log-odds that each text is a line of the story; far below zero for one that cannot be prose."""
        total = weights("body").total
        return [total(self.evidence(at)) if may_be else -9.0 for at, may_be in enumerate(self._may_be_prose)]

    def evidence(self, at: int) -> list[str]:
        """Return the names of all evidence about a text."""
        return [*self._shape(at), *self._place(at), *self._content(at), "any"]

    def _shape(self, at: int) -> list[str]:
        text, wide, end = self.texts[at], self.widths[at], self.ends[at]
        last = text[-1]
        names = [_WIDTH[end][wide]]
        if last == "…" or text.endswith("..."):
            names.append("ellipsis")
        elif at in self._questions:
            names.append("question-in-turn" if self.is_of_interview(at) else "question")
        elif at - 1 in self._questions and self.is_of_interview(at):
            names.append("answer")
        if beginning := _beginning(text[0]):
            names.append(beginning)
        if last in BRACKETS:
            names.append("bracket-end")
        if "|" in text:
            names.append("bar")
        # of a long line, what it says counts, not how it is printed
        if wide < _LONG_LINE:
            names += _short_shape(text)
        names.append(_COMMAS[text.count(",") if text.isascii() else sum(map(text.count, ",،、，"))])
        if self.levels[at]:
            names.append("heading")
        return names

    def is_of_interview(self, at: int) -> bool:
        """Return True for a question amid sentences, two texts above or below another one, and for the answer to it."""
        question = at if at in self._questions else at - 1
        if question not in self._questions or self._blocks.get(at, 0) < _FEWEST_TURNS:
            return False
        return not self._questions.isdisjoint((question - 2, question + 2))

    def end_of_interview(self, at: int) -> int:
        """Return the text below the last answer of the interview that a text is in, or below the text itself."""
        stop = at + 1
        while stop < len(self.texts) and self.ends[stop] and not self.is_about_page(stop):
            stop += 1
        asked = sorted(self._questions.intersection(range(at, stop)))
        if len(asked) < _FEWEST_QUESTIONS or _FEWEST_TURNS * len(asked) < stop - at:
            return at + 1
        return min(asked[-1] + 2, stop)

    def is_about_page(self, at: int) -> bool:
        """Return True if a text speaks of the page or others, or to its readers, or is on the page more than once."""
        if at in self.led or (at in self.addressing and not self._addresses):
            return True
        text, words = self.texts[at], self.words[at]
        return self._seen[text] > 1 or names_page(text) or not site_words().isdisjoint(words)

    def _place(self, at: int) -> list[str]:
        start, stop, below, dense = self.start, self.stop, at + 1, self.dense
        names = [
            _ABOVE[self.ends[at - 1]][self.widths[at - 1]] if at else f"top-{dense}",
            _BELOW[self.ends[below]][self.widths[below]] if below < len(self.texts) else f"bottom-{dense}",
            _PROSE_ABOVE[self._prose_above[at]],
            _PROSE_BELOW[self._prose_below[at]],
        ]
        if at < start:
            names.append(_ABOVE_RUN[start - at])
        elif at >= stop:
            names.append(_BELOW_RUN[below - stop])
        else:
            names.append(f"in-run-{bisect_right((0.02, 0.2, 0.8, 0.98), self._parts[at - start])}")
        if self.echo is None:
            names.append("no-echo")
        elif at == self.echo:
            names.append("echo")
        elif at < self.echo:
            names.append(_ABOVE_ECHO[self.echo - at])
        else:
            names.append(_BELOW_ECHO[at - self.echo])
        names.append(self._page_name)
        if self.below_blank[at]:
            names.append("below-blank")
        if self.ends[at] and self._seen[self.texts[at]] == 1:
            names.append(_BLOCK[self._blocks[at]])
        if self._is_long[at]:
            # a long paragraph beside others is rather of their story than one that stands alone
            names.append(_LONG_BESIDE[sum(self._is_long[max(0, at - 1) : at + 2]) - 1])
        return names

    def _content(self, at: int) -> list[str]:
        text, words, wide = self.texts[at], self.words[at], self.widths[at]
        names = []
        # a paragraph may speak of a newsletter or a photo; a line of a few words that does is about the page
        is_long = wide >= 150
        if self._seen[text] > 1:
            names.append("repeated-long" if wide >= 70 else "repeated")
        if not words_under("site").isdisjoint(words) or names_page(text):
            names.append("site-words-long" if is_long else "site-words")
        if not words_under("perhaps-site").isdisjoint(words):
            names.append("perhaps-site-long" if is_long else "perhaps-site")
        if not is_long and leads_elsewhere(text):
            names.append("lead-words")
        if at and self.widths[at - 1] <= _LEAD and not self.ends[at] and leads_elsewhere(self.texts[at - 1]):
            names.append("below-lead")
        if wide < 480 and self.is_credited(at):
            names.append(f"photo-words{self.ends[at]}")
            if not self.has_credit(at):
                names.append(f"no-credit{self.ends[at]}")
        if '"' in text or "“" in text or "„" in text or "«" in text:
            names.append("quotes")
        elif at in self.addressing and not self._addresses:
            names.append("reader-words-long" if is_long else "reader-words")
        if len(words) > _FEWEST_WORDS and self.coheres:
            # a text of the run is not evidence for itself
            shared = self._alike.get(at)
            shared = self._shared(at, 0) if shared is None else shared
            names.append(_SHARED[self._has_few][int(100 * shared)])
            names.append(_ECHOED[self._has_few][len(words & self._echo_words)])
        return names

    def _shared(self, at: int, own: int) -> float:
        """Return how many of a text's words are in more than `own` texts of the run, 0 or 1: a share from 0 to 1."""
        words = self.words[at]
        return len(words & self._shared_words[own]) / len(words)

    def is_credited(self, at: int) -> bool:
        """Return True if the end or the beginning of a text names a photo, an agency or the like."""
        found = self._credited.get(at)  # several rules ask
        if found is None:
            text = self.texts[at]
            # London (AFP) - The council agreed on Monday to reopen the bridge.
            found = names_photo(text) and not (self.ends[at] and split_dateline(text))
            self._credited[at] = found
        return found

    def has_credit(self, at: int) -> bool:
        """Return True if a text ends in a credit: after a word such as «Photo», or in brackets, an agency or names."""
        text = self.texts[at]
        if self.is_credited(at):
            return split_printed(text).credit is not None
        if text[-1] not in BRACKETS:
            return False
        # (Ann Example/Gazette)
        split = split_printed(text)
        return any(source.role == "agency" for source in split.sources) or (
            "/" in (split.credit or "") and len(split.sources) > 1
        )


@cached  # few beginnings are new
def _beginning(first: str) -> str:
    """Return the name of the evidence that the first character of a text is; nothing for most."""
    if first.islower():
        return "small-letter"
    if first in _BULLETS:
        return "bullet"
    if first in _QUOTES:
        return "quoted"
    return "number" if first.isdigit() else ""


def _is_question(text: str) -> bool:
    last = text[-1]
    return last in _QUESTIONS or (last in CLOSING and text.rstrip(CLOSING)[-1:] in _QUESTIONS)


def _short_shape(text: str) -> list[str]:
    """Return evidence that only a line of a few words can give."""
    names = []
    digits = len(_DIGIT.findall(text))
    if digits * 8 > len(text):
        names.append("digits")
    words = text.split()
    if len(words) > 3 and sum(map(str.isupper, map(_first, words))) > 0.6 * len(words):
        names.append("capitals")
    if digits and may_be_date_line(text) and is_date_line(text):
        names.append("date")
    return names


def _end(text: str) -> str:
    last = text[-1]
    # quick for most lines, which end in a letter
    if last in CLOSING:
        last = text.rstrip(CLOSING)[-1:]
    if last in _COLONS:
        return "c"
    return "s" if (last in _FULL_STOPS and not text.endswith("...")) or needs_no_stop(text) else ""


def may_have_prose(texts: Iterable[str]) -> bool:
    """Return True if one of some texts may be prose, by its width and its end alone."""
    # quick for most lines, which are short and end in a letter; no character is wider than two letters
    asked = (text for text in texts if text[-1] in _LAST or 2 * len(text) >= SHORTEST)
    return any(_may_be_prose(width(text), _end(text)) for text in asked)


def _may_be_prose(wide: int, end: str) -> bool:
    return wide >= (_SHORTEST_SENTENCE if end == "s" else SHORTEST)


def _mass(wide: int, end: str) -> float:
    if end == "s" and wide >= _SHORTEST_SENTENCE:
        return min(wide, 300) / 100
    if wide >= SHORTEST and end == "c":
        return min(wide, 150) / 200
    return -0.15 if wide < 50 else -0.1


def _blocks(ended: Sequence[int], texts: Sequence[str], seen: Counter[str]) -> dict[int, int]:
    """Return how many texts that end as sentences do stand together with each of these; only buttons part them.

    The council agreed on Monday to reopen the bridge in spring.
    Share                          a button is printed more than once
    The bridge will be free of charge until the summer.
    """
    blocks = dict[int, int]()
    start = 0
    for number, at in enumerate(ended, 1):
        below = ended[number] if number < len(ended) else len(texts) + _MOST_BUTTONS
        between = texts[at + 1 : below] if 1 < below - at <= _MOST_BUTTONS else ()
        if below - at > _MOST_BUTTONS or any(seen[text] == 1 for text in between):
            blocks |= dict.fromkeys(ended[start:number], number - start)
            start = number
    return blocks


def _density(masses: Sequence[float]) -> float:
    total = sum(mass for mass in masses if mass > 0)
    short = sum(mass < 0 for mass in masses)
    return total / max(1.0, total + short / 4)


def _shared_words(words: Iterable[set[str]]) -> tuple[set[str], set[str]]:
    """Return the words of all texts, and those that more than one of them has."""
    once, twice = set[str](), set[str]()
    for each in words:
        twice |= once & each
        once |= each
    return once, twice


def best_run(values: Sequence[float]) -> tuple[int, int]:
    """Return the start and the stop of the run with the largest sum."""
    best, current, start, found = -1.0, 0.0, 0, (0, 0)
    for at, value in enumerate(values):
        if current <= 0:
            current, start = 0.0, at
        current += value
        if current > best:
            best, found = current, (start, at + 1)
    return found


def _gaps(mass: Sequence[float]) -> list[int]:
    """Return for each text how many texts without prose stand above it, up to the last prose."""
    gaps, gap = list[int](), 99
    for value in mass:
        gaps.append(gap)
        # the texts of a list weigh nothing
        if value:
            gap = 0 if value > 0.6 else gap + 1
    return gaps


def _echoes(line: str, title: str) -> bool:
    """Return True if a line says the title, without the name of the site, or the title and a little more."""
    if len(line) < 12:
        return False
    return (line in title and _MOST_CUT * len(line) >= len(title)) or (
        12 < len(title) <= len(line) < 2 * len(title) and title in line
    )
