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
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import chain
from unicodedata import normalize
from urllib.parse import unquote

from newsdoc.page.body import width
from newsdoc.page.credits import split_printed
from newsdoc.page.dates import is_date_line, may_be_date_line
from newsdoc.text import CLOSING, STOPLESS, STOPS, cached, needs_no_stop

__all__ = [
    "BRACKETS",
    "SHORTEST",
    "PageLines",
    "has_credit",
    "is_credited",
    "letters",
    "slug_of",
    "weights",
    "words_of",
    "words_under",
]

BRACKETS = frozenset(")]）】")
SHORTEST = 35
"""Width of the shortest line that may be prose without the stop of a sentence."""

_WIDTHS = (12, 22, 35, 50, 70, 100, 150, 220, 350)
_FULL_STOPS = frozenset(STOPS) - {"…"}
_QUESTIONS = frozenset("?？؟")
_COLONS = frozenset(":：")
_LAST = _FULL_STOPS | _COLONS | frozenset(CLOSING) | STOPLESS
_QUOTES = frozenset('"“”„«‘「»‚')
_BULLETS = frozenset("-–—*•·▪►■")
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_NO_LETTER = re.compile(r"[\W_]+")
_NO_LETTERS = {code: None for code in range(128) if not chr(code).isalnum()}
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ø", "oe"), ("å", "aa"), ("ı", "i"))
_EDGE = ".,:;!?\"“”„«»()'’‘[]…*#>|،؛"
_FEW = 6  # texts of prose
_ALIKE = 0.2  # share of words that a text of a story has in common with the others
_TAIL = 60  # characters at the end of a caption that may name who took the picture


@cache
def weights(part: str) -> dict[str, float]:
    """Return the weights of one part of the table: `body`, `headline` or `page`."""
    table: dict[str, float] = {}
    heading = ""
    for line in (files("newsdoc.page") / "data" / "page-weights.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip("[]")
        elif heading == part and line and not line.startswith("#"):
            name, weight = line.split()
            table[name] = float(weight)
    return table


@cache
def words_under(heading: str) -> frozenset[str]:
    """Return the words of one list of `data/page-words.txt`."""
    words: list[str] = []
    current = ""
    for line in (files("newsdoc.page") / "data" / "page-words.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif current == heading and not line.startswith("#"):
            words += line.split()
    return frozenset(words)


def words_of(line: str) -> set[str]:
    """Return the words of a line that tell what it is about: small letters, four or more; else pairs of characters."""
    if not line.isascii() and width(line[:60]) > 1.3 * len(line[:60]):
        return {line[at : at + 2] for at in range(len(line) - 1)}
    return {word if word.isalnum() else word.strip(_EDGE) for word in line.lower().split() if len(word) > 3}


@cached  # several rules ask about one text
def letters(line: str) -> str:
    """Return the letters and digits of a line, in which a title and its echo agree."""
    # far quicker than a pattern, if there are no letters but these
    return line.lower().translate(_NO_LETTERS) if line.isascii() else _NO_LETTER.sub("", line.lower())


class PageLines:
    """The texts of a page with what is known of each."""

    def __init__(
        self,
        texts: Sequence[str],
        below_blank: Sequence[bool],
        titles: Sequence[str] = (),
        slug: frozenset[str] = frozenset(),
        levels: Sequence[int] = (),
    ) -> None:
        self.texts: Sequence[str] = texts
        self.below_blank: Sequence[bool] = below_blank
        self.levels: Sequence[int] = levels or (0,) * len(texts)
        """The level of a heading that has a mark, from 1; 0 for other texts."""
        self.widths: list[int] = list(map(len if all(map(str.isascii, texts)) else width, texts))
        self.ends: list[str] = [_end(text) if text[-1] in _LAST else "" for text in texts]
        """How each text ends: `s` as a sentence does, `c` with a colon, or in another way."""
        self.mass: list[float] = list(map(_mass, self.widths, self.ends))
        """How much prose each text is, by its width and its end alone."""
        start, stop = best_run(self.mass)
        self.start: int = start
        """The first text of the run with the most prose."""
        self.stop: int = stop
        """The text below that run."""
        self._may_be_prose = [
            wide >= (12 if end == "s" else SHORTEST) for wide, end in zip(self.widths, self.ends, strict=True)
        ]
        self.words: list[set[str]] = [
            words_of(text) if may_be else set() for text, may_be in zip(texts, self._may_be_prose, strict=True)
        ]
        run = range(self.start, self.stop)
        self.core: Counter[str] = Counter(chain.from_iterable(self.words[at] for at in run if self.mass[at] > 0))
        """The words of the run, with the number of texts that have each."""
        self._shared_words = set(self.core), {word for word, count in self.core.items() if count > 1}
        prose = [at for at in run if self.mass[at] > 0]
        self._has_few = len(prose) < _FEW
        alike = [self._shared(at, 1) for at in prose if self.words[at]]
        self.coheres: bool = sum(alike) >= _ALIKE * max(1, len(alike))
        """True if the texts of the run share words, so that words tell which texts are about the same. Those of a few
        texts, or of a language that joins what others write apart, do not."""
        self._seen = Counter(self.texts)
        self.title: str = texts[0] if texts else ""
        """What the headline is said to be: by the first line, or by a hint that a line above the prose confirms."""
        self.echo: int | None = None
        """The last text above the prose that says what the title says."""
        self._find_echo(titles, slug)
        self._prose_above = _gaps(self.mass)
        self._prose_below = _gaps(self.mass[::-1])[::-1]
        self._parts = self._share_of_run()
        total = sum(mass for mass in self.mass if mass > 0)
        short = sum(mass < 0 for mass in self.mass)
        self.density: float = total / max(1.0, total + short / 4)
        """How much of the page is prose, from 0 to 1."""
        self._echo_words = words_of(self.title if self.echo is None else self.texts[self.echo])

    def may_be_prose(self, at: int) -> bool:
        """Return True if a text is wide enough for prose, or is a short sentence."""
        return self._may_be_prose[at]

    def copies(self, at: int) -> int:
        """Return how often a text is on the page."""
        return self._seen[self.texts[at]]

    def _find_echo(self, titles: Sequence[str], slug: frozenset[str]) -> None:
        """Find the title that a text above the middle of the prose echoes: the page's own first line comes first."""
        middle = self.start + (self.stop - self.start) // 3
        lowest = min(len(self.texts) - 1, max(middle, self.start + 2))
        for title in (self.title, *titles):
            said = letters(title[:300])
            first = 1 if title is self.title else 0
            near = (at for at in range(lowest, first - 1, -1) if 12 < self.widths[at] <= 300)
            echo = next((at for at in near if _echoes(letters(self.texts[at]), said)), None)
            if echo is not None:
                # a hint may have the name of the site behind it; the page has the headline alone
                self.title = title if first else self.texts[echo]
                self.echo = echo
                return
        # the address says it in few words: the text that has most of them, and few others
        for at in range(lowest, -1, -1) if slug else ():
            if 12 < self.widths[at] <= 200 and _says(self.texts[at], slug):
                self.title, self.echo = self.texts[at], at
                return

    def _share_of_run(self) -> list[float]:
        """Return how much of the run's prose stands above each of its texts, from 0 to 1."""
        positive = [max(0.0, mass) for mass in self.mass[self.start : self.stop]]
        total, above, shares = sum(positive) or 1.0, 0.0, list[float]()
        for mass in positive:
            shares.append(above / total)
            above += mass
        return shares

    # --- the evidence ---

    def score(self, at: int) -> float:
        """Return the log-odds that a text is a line of the story; far below zero for one that cannot be prose."""
        if not self.may_be_prose(at):
            return -9.0
        table = weights("body")
        return sum([table.get(name, 0.0) for name in self.evidence(at)])

    def evidence(self, at: int) -> list[str]:
        """Return the names of all evidence about a text."""
        return [*self._shape(at), *self._place(at), *self._content(at), "any"]

    def _shape(self, at: int) -> list[str]:
        text, end = self.texts[at], self.ends[at]
        size = bisect_right(_WIDTHS, self.widths[at])
        names = [f"width-{size}{end}"]
        first = text[0]
        if text[-1] == "…" or text.endswith("..."):
            names.append("ellipsis")
        elif text.rstrip(CLOSING)[-1:] in _QUESTIONS:
            names.append("question")
        if first.islower():
            names.append("small-letter")
        elif first in _BULLETS:
            names.append("bullet")
        elif first in _QUOTES:
            names.append("quoted")
        elif first.isdigit():
            names.append("number")
        if text[-1] in ")]）】":
            names.append("bracket-end")
        if "|" in text:
            names.append("bar")
        # of a long line, what it says counts, not how it is printed
        if size < 6:
            names += _short_shape(text)
        commas = text.count(",") + text.count("،") + text.count("、") + text.count("，")
        names.append(f"commas-{min(commas, 3)}")
        if self.levels[at]:
            names.append("heading")
        return names

    def _place(self, at: int) -> list[str]:
        start, stop, total = self.start, self.stop, len(self.texts)
        dense = bisect_right((0.3, 0.5, 0.7, 0.85, 0.95), self.density)
        names = [
            f"above-{self._neighbour(at - 1)}" if at else f"top-{dense}",
            f"below-{self._neighbour(at + 1)}" if at + 1 < total else f"bottom-{dense}",
            f"prose-above-{bisect_right((1, 2, 4, 8, 16, 60), self._prose_above[at])}",
            f"prose-below-{bisect_right((1, 2, 4, 8, 16, 60), self._prose_below[at])}",
        ]
        if at < start:
            names.append(f"above-run-{bisect_right((3, 8, 20), start - at)}")
        elif at >= stop:
            names.append(f"below-run-{bisect_right((3, 8, 20), at - stop + 1)}")
        else:
            names.append(f"in-run-{bisect_right((0.02, 0.2, 0.8, 0.98), self._parts[at - start])}")
        if self.echo is None:
            names.append("no-echo")
        elif at == self.echo:
            names.append("echo")
        elif at < self.echo:
            names.append(f"above-echo-{bisect_right((3, 10), self.echo - at)}")
        else:
            names.append(f"below-echo-{bisect_right((2, 3, 5, 9), at - self.echo)}")
        names.append(f"page-{dense}")
        if self.below_blank[at]:
            names.append("below-blank")
        return names

    def _neighbour(self, at: int) -> str:
        return f"{bisect_right((22, 50, 100, 200), self.widths[at])}{self.ends[at]}"

    def _content(self, at: int) -> list[str]:
        text, words = self.texts[at], self.words[at]
        names = []
        # a paragraph may speak of a newsletter or a photo; a line of a few words that does is about the page
        is_long = self.widths[at] >= 150
        if self._seen[text] > 1:
            names.append("repeated-long" if self.widths[at] >= 70 else "repeated")
        if not words_under("site").isdisjoint(words) or "©" in text or "://" in text or "www." in text:
            names.append("site-words-long" if is_long else "site-words")
        if not is_long and not words_under("lead").isdisjoint(_WORD.findall(text[:24].lower())):
            names.append("lead-words")
        if self.widths[at] < 480 and is_credited(text):
            names.append(f"photo-words{self.ends[at]}")
        if '"' in text or "“" in text or "„" in text or "«" in text:
            names.append("quotes")
        if words and self.coheres:
            # a text of the run is not evidence for itself
            shared = self._shared(at, int(self.start <= at < self.stop and self.mass[at] > 0))
            # a few texts share few words, whatever they are about
            few = "few-" if self._has_few else ""
            names.append(f"{few}shared-{bisect_right((0.05, 0.15, 0.25, 0.4, 0.6), shared)}")
            names.append(f"{few}echoed-{min(3, len(words & self._echo_words))}")
        return names

    def _shared(self, at: int, own: int) -> float:
        """Return how many of a text's words are in more than `own` texts of the run, 0 or 1: a share from 0 to 1."""
        words = self.words[at]
        return len(words & self._shared_words[own]) / len(words)


def is_credited(text: str) -> bool:
    """Return True if the end or the beginning of a text names a photo, an agency or the like."""
    photo = words_under("photo")
    ends = f"{text[:12]} {text[-_TAIL:]}".lower() if len(text) > _TAIL else text.lower()
    if _names_photo(ends):
        return True
    # no spaces part the words of Chinese and Japanese
    return text[-1] > "\u2e80" and (
        text[-1] in photo or any(text[at : at + 2] in photo for at in range(max(0, len(text) - 20), len(text) - 1))
    )


@cached  # several rules ask about one text
def _names_photo(ends: str) -> bool:
    return "©" in ends or not words_under("photo").isdisjoint(_WORD.findall(ends))


def has_credit(text: str) -> bool:
    """Return True if a text ends in a credit: after a word such as «Photo», or with a known agency in brackets."""
    if is_credited(text):
        return split_printed(text).credit is not None
    return text[-1] in BRACKETS and any(source.role == "agency" for source in split_printed(text).sources)


def _short_shape(text: str) -> list[str]:
    """Return evidence that only a line of a few words can give."""
    names = []
    digits = len(_DIGIT.findall(text))
    if digits * 8 > len(text):
        names.append("digits")
    words = text.split()
    if len(words) > 3 and len([word for word in words if word[0].isupper()]) > 0.6 * len(words):
        names.append("capitals")
    if digits and may_be_date_line(text) and is_date_line(text):
        names.append("date")
    return names


def slug_of(url: str | None) -> frozenset[str]:
    """Return the words of an address's last part that is a title: `/news/council-reopens-orvale-bridge-4711.html`."""
    # the first three parts are the scheme, nothing, and the host
    parts = unquote(url).split("?")[0].split("/")[3:] if url else []
    words = [frozenset(word for word in _WORD.findall(part.lower()) if len(word) > 2) for part in parts]
    return max(words, key=len) if words and max(map(len, words)) >= 3 else frozenset()


def _says(text: str, slug: frozenset[str]) -> bool:
    """Return True if a text has most words of an address, and not many others; accents and umlauts count little."""
    low = text.lower()
    words = set(_WORD.findall(low))
    for old, new in _UMLAUTS:
        low = low.replace(old, new)
    plain = "".join(filter(str.isascii, normalize("NFKD", low)))
    shared = len(slug & (words | set(_WORD.findall(plain))))
    long = sum(len(word) > 2 for word in words)
    return shared >= 3 and shared >= 0.6 * len(slug) and shared >= 0.4 * long


def _end(text: str) -> str:
    last = text[-1]
    # quick for most lines, which end in a letter
    if last in CLOSING:
        last = text.rstrip(CLOSING)[-1:]
    if last in _COLONS:
        return "c"
    return "s" if (last in _FULL_STOPS and not text.endswith("...")) or needs_no_stop(text) else ""


def _mass(wide: int, end: str) -> float:
    if wide >= SHORTEST and end == "s":
        return min(wide, 300) / 100
    if wide >= SHORTEST and end == "c":
        return min(wide, 150) / 200
    return -0.15 if wide < 50 else -0.1


def best_run(values: Sequence[float]) -> tuple[int, int]:
    """Return the start and the stop of the run with the largest sum."""
    best, current, begun, found = -1.0, 0.0, 0, (0, 0)
    for at, value in enumerate(values):
        if current <= 0:
            current, begun = 0.0, at
        current += value
        if current > best:
            best, found = current, (begun, at + 1)
    return found


def _gaps(mass: Sequence[float]) -> list[int]:
    """Return for each text how many texts without prose stand above it, up to the last prose."""
    gaps, gap = list[int](), 99
    for value in mass:
        gaps.append(gap)
        gap = 0 if value > 0.6 else gap + 1
    return gaps


def _echoes(line: str, title: str) -> bool:
    """Return True if a line says the title, without the name of the site, or the title and a little more."""
    if len(line) < 12:
        return False
    return (line in title and 2.5 * len(line) >= len(title)) or (
        12 < len(title) <= len(line) < 2 * len(title) and title in line
    )
