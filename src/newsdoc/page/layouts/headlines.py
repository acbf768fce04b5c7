"""The headline of a page of which no layout knows the head: the line above the story that most evidence speaks for.

Bridge Opens | Orvale Gazette              the title of the page: the headline and the name of the site
Home
Bridge Opens                               the echo of the title, above the story: the headline
By Ann Example
The council agreed on Monday to reopen the bridge in spring, the mayor said.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence

from newsdoc.page.agencies import site_publisher
from newsdoc.page.bylines import is_byline, is_name
from newsdoc.page.dates import is_date_line, may_be_date_line
from newsdoc.page.layouts.evidence import BRACKETS, PageLines
from newsdoc.page.layouts.weights import Names, weights
from newsdoc.page.layouts.words import leads_elsewhere, says_how_long, site_words, words_of
from newsdoc.page.texts.markdown import is_picture
from newsdoc.text import CLOSING, cached, letters

__all__ = ["find_headline", "headline_evidence"]

_REACH = 60  # texts above the story that may be its headline; the first three of the page may be at any distance
_SHORTEST, _LONGEST = 12, 300  # width of a headline
_NAME = 40  # width of the longest name
_NAME_WORDS = 3
_QUOTES = frozenset('"“”„«‘「»‚')
_ALIKE = (0.25, 0.4, 0.6, 0.8)
_QUESTIONS = frozenset("?？؟!！")
_DIGITS = "0123456789"
# The bridge on Sunday. Ann Example
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}\. [^\W\d_]|。[^\W\d_]")
_MAIL = re.compile(r"[^\s@]@[^\s@]+\.\w")
_WORD = re.compile(r"[^\W\d_]+")
_WIDTH = Names("width-{}", (22, 35, 50, 70, 100, 140, 180))
_ABOVE = Names("above-{}", (12, 30, 60))
_FARTHER = Names("farther-{}", (6, 10, 16, 30))
_REPEATED = Names("repeated-{}", (1, 2, 3))
_SHARED = Names("shared-{}", (1, 20, 35, 50, 70))  # per cent
_WORDS, _BEGUN = Names("words-{}", (1, 2, 3, 4, 5)), Names("begun-{}", (1, 2, 3, 4))


def find_headline(page: PageLines, story: list[int]) -> tuple[int | None, float, float]:
    """Return which text is the headline, its log-odds, and how far those of the second best other text are below."""
    total = weights("headline").total
    scored = [(total(names), at) for at, names in headline_evidence(page, story)]
    if not scored:
        return None, -9.0, 9.0
    best, at = max(scored)
    # the title of the page and its echo are one headline
    same = letters(page.texts[at])
    # the echo is what readers see, and has no name of a site behind it
    if at == 0 and page.echo and page.title == page.texts[0]:
        at = page.echo
    others = [score for score, other in scored if letters(page.texts[other]) not in same]
    return at, best, best - max(others, default=best - 9.0)


def headline_evidence(page: PageLines, story: list[int]) -> list[tuple[int, list[str]]]:
    """Return the texts that may be the headline of a story, each with the names of all evidence about it."""
    if not story:
        return []
    first = story[0]
    # what the story is about: a headline has some of its words, a menu has few
    core = set[str]().union(*(page.words[at] for at in story))
    near = [at for at in range(min(len(page.texts), first + 3)) if at >= first - _REACH or at < 3]
    above = _Above(page, near, story)
    asked = [at for at in near if _SHORTEST <= page.widths[at] <= _LONGEST and _may_be(above, at)]
    # the site's name may be a linked heading as well as the headline
    heads = any(page.levels[at] == 1 and at not in page.leading for at in asked)
    asked = [at for at in asked if at not in page.leading or (page.levels[at] == 1 and not heads)]
    title = letters(page.title[:_LONGEST])
    likeness = _likeness(page, asked)
    return [
        (at, [*_echo(page, at, title), *likeness[at], *_place(above, at, first), *_shape(above, at, core)])
        for at in asked
    ]


def _likeness(page: PageLines, asked: Sequence[int]) -> dict[int, list[str]]:
    """Return what texts that may be the headline have of the page's first line, and of one another.

    Bridge to open in spring, council says | Orvale Gazette      the first line: a title in other words
    * Council opens old bridge                                   the same as the headline except its mark
    Council opens old bridge                                     two words of the title
    """
    is_known = page.title != page.texts[0] or asked[:1] == [0]
    said = words_of(page.title) if is_known else set()
    others = [at for at in asked if at or page.title != page.texts[0]] if said else []
    shares = {at: _in_common(said, page.words[at] or words_of(page.texts[at])) for at in others}
    best = max(shares.values(), default=0.0)
    bare = {at: letters(page.texts[at]).lstrip(_DIGITS) for at in asked}
    twins = Counter(bare.values())
    found: dict[int, list[str]] = {}
    for at in asked:
        names = []
        if at == 0 and said and page.title == page.texts[0]:
            names.append(f"said-below-{bisect_right(_ALIKE, best)}")
        elif share := shares.get(at):
            names.append(f"title-words-{bisect_right(_ALIKE, share)}{'' if share < best else '-most'}")
        if twins[bare[at]] > page.copies(at):
            names.append("twin")
        found[at] = names
    return found


def _in_common(words: set[str], others: set[str]) -> float:
    """Return how many words of the shorter one of two texts are in the other, from 0 to 1; two at least."""
    shared = len(words & others)
    few, many = sorted((len(words), len(others)))
    return shared / max(few, many / 2) if shared > 1 else 0.0


class _Above:
    """The texts above a story, each asked once if it is a date, a byline or a name, as many are beside a headline."""

    def __init__(self, page: PageLines, near: Sequence[int], story: Sequence[int]) -> None:
        self.page = page
        asked = sorted({below for at in near for below in range(at, min(at + 4, len(page.texts)))})
        self.timely: list[int] = [at for at in asked if may_be_date_line(page.texts[at])]
        """The texts without words but those of dates."""
        self.dated: list[int] = [at for at in self.timely if is_date_line(page.texts[at])]
        self.bylines: list[int] = [at for at in asked if is_byline(page.texts[at])]
        self.names: list[int] = [at for at in asked if page.widths[at] <= _NAME and _may_be_name(page.texts[at])]
        self.begun: set[str] = set().union(*(page.words[at] for at in story[:2]))
        """The words of the first texts of the story."""


def _may_be_name(text: str) -> bool:
    """Return True if a text could be a name; where letters have no case, each short title could, and few words do."""
    return is_name(text) and (text.count(" ") < _NAME_WORDS or text != text.swapcase())


def _may_be(above: _Above, at: int) -> bool:
    """Return True if a text can be a headline at all.

    Neither the name of a site, nor a date, a reading time or an address of mail, nor a line with a credit, nor one that
    says one word again and again is one:
    `Share by mail Share by link Share by post`
    """
    if at in above.timely:
        return False
    text = above.page.texts[at]
    # … as the mayor resigns        a deck, which goes on from the headline above it
    if at and text.startswith(("…", "...")):
        return False
    if says_how_long(text):
        return False
    words = [word for word in _WORD.findall(text) if len(word) > 2 or word > "\u2e80"]
    if not words or (len(words) > len(set(words)) + 1 and max(map(words.count, words)) > 2):
        return False
    return not (above.page.has_credit(at) or site_publisher(text) or is_picture(text) or _MAIL.search(text))


def _echo(page: PageLines, at: int, title: str) -> list[str]:
    line = letters(page.texts[at])
    names = []
    if at == 0:
        names.append("first")
    is_asked = at or page.echo == 0  # the first line is the title itself, unless a hint is
    if is_asked and line in title:
        names.append(f"in-title-{bisect_right((0.4, 0.6, 0.8, 0.99), len(line) / len(title))}")
    elif is_asked and len(title) > 12 and title in line:
        names.append("holds-title")
    if (copies := page.copies(at)) > 1:
        names.append(_REPEATED[copies - 1])
    return names


def _place(above: _Above, at: int, first: int) -> list[str]:
    page, far = above.page, first - at
    names = [f"far-{far}" if far < 4 else _FARTHER[far], "any"]
    if at < 3:
        names.append(f"line-{at}")
    if _has(above.dated, at + 1, at + 4):
        names.append("date-below")
    if _has(above.bylines, at + 1, at + 4) or _has(above.names, at + 1, at + 4):
        names.append("byline-below")
    if _has(above.dated, 0, at):
        names.append("date-above")
    if _has(above.bylines, 0, at):
        names.append("byline-above")
    names.append(f"page-{page.dense}")
    if page.echo is None:
        names.append("no-echo")
    if at:
        names.append(_ABOVE[page.widths[at - 1]])
    if page.below_blank[at]:
        names.append("blank-above")
    if at + 1 < len(page.texts) and page.below_blank[at + 1]:
        names.append("blank-below" if at else "alone-on-top")
    return names


def _has(found: Sequence[int], start: int, stop: int) -> bool:
    """Return True if one of the numbers found, in order, is in a range."""
    at = bisect_left(found, start)
    return at < len(found) and found[at] < stop


def _shape(above: _Above, at: int, core: set[str]) -> list[str]:
    page, text = above.page, above.page.texts[at]
    names = [_WIDTH[page.widths[at]], *_edges(text, page.ends[at])]
    words = page.words[at] or words_of(text)
    if not site_words().isdisjoint(words):
        names.append("site-words")
    if leads_elsewhere(text):
        names.append("lead-words")
    if page.is_credited(at):
        names.append("photo-words")
    if "|" in text:
        names.append("bar")
    if text.isupper():
        names.append("capitals")
    if at in above.dated:
        names.append("date")
    if at in above.bylines:
        names.append("byline")
    if at in above.names:
        names.append("name")
    if page.levels[at]:
        names.append("heading-1" if page.levels[at] == 1 else "heading")
    if words and page.coheres:
        shared = len(words & core)
        names += (_SHARED[100 * shared // len(words)], _WORDS[shared], _BEGUN[len(words & above.begun)])
    return names


def _edges(text: str, end: str) -> list[str]:
    """Return how a text begins and ends."""
    first, last = text[0], text[-1]
    names = []
    # “I want them to like me.”
    is_quoted = first in _QUOTES and last in CLOSING
    if last in _QUESTIONS:
        names.append("question")
    elif end and not is_quoted:
        names.append("stop" if end == "s" else "colon")
    if last in BRACKETS:
        names.append("bracket-end")
    if (". " in text or "。" in text) and _TWO_SENTENCES.search(text):
        names.append("two-sentences-stop" if end else "two-sentences")
    if first == "*" and last == "*":
        names.append("emphasis")
    if is_quoted:
        names.append("quoted")
    if last == "…" or text.endswith("..."):
        names.append("ellipsis")
    if beginning := _beginning(first):
        names.append(beginning)
    return names


@cached  # few beginnings are new
def _beginning(first: str) -> str:
    """Return the name of the evidence that the first character of a text is; nothing for most."""
    if first.islower():
        return "small-letter"
    if first in "*-–•·":
        return "bullet"
    return "number" if first.isdigit() else ""
