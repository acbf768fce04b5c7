"""The headline of a page of which no layout knows the head: the line above the story that most evidence speaks for.

Bridge Opens | Orvale Gazette              the title of the page: the headline and the name of the site
Home
Bridge Opens                               the echo of the title, above the story: the headline
By Ann Example
The council agreed on Monday to reopen the bridge in spring, the mayor said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from newsdoc.page.agencies import site_publisher
from newsdoc.page.bylines import is_byline, is_name
from newsdoc.page.dates import is_date_line, may_be_date_line
from newsdoc.page.layouts.evidence import (
    BRACKETS,
    PageLines,
    has_credit,
    is_credited,
    letters,
    weights,
    words_of,
    words_under,
)
from newsdoc.page.layouts.markdown import is_picture
from newsdoc.text import CLOSING

__all__ = ["find_headline", "headline_evidence"]

_REACH = 60  # texts above the story that may be its headline; the first three of the page may be at any distance
_SHORTEST, _LONGEST = 12, 300  # width of a headline
_NAME = 40  # width of the longest name
_QUOTES = frozenset('"“”„«‘「»‚')
_ALIKE = (0.25, 0.4, 0.6, 0.8)
_DIGITS = "0123456789"
# The bridge on Sunday. Ann Example
_TWO_SENTENCES = re.compile(r"[^\W\d_]{3}\. [^\W\d_]|。[^\W\d_]")
_WORD = re.compile(r"[^\W\d_]+")


def find_headline(page: PageLines, story: list[int]) -> tuple[int | None, float, float]:
    """Return which text is the headline, its log-odds, and how far those of the second best other text are below."""
    table = weights("headline")
    scored = [(sum(table.get(name, 0.0) for name in names), at) for at, names in headline_evidence(page, story)]
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
    asked = [at for at in near if _SHORTEST <= page.widths[at] <= _LONGEST and _may_be(page.texts[at])]
    title = letters(page.title[:_LONGEST])
    above = _Above(page, near, story)
    likeness = _likeness(page, asked)
    return [
        (at, [*_echo(page, at, title), *likeness[at], *_place(above, at, first), *_shape(above, at, core)])
        for at in asked
    ]


def _likeness(page: PageLines, asked: Sequence[int]) -> dict[int, list[str]]:
    """Return what texts that may be the headline have of the page's first line, and of one another.

    Bridge to open in spring, council says | Orvale Gazette      the first line: a title in other words
    * Council opens old bridge                                   the same as the headline but for its mark
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
    return shared / min(len(words), len(others)) if shared > 1 else 0.0


class _Above:
    """The texts above a story, each asked once if it is a date, a byline or a name, as many are beside a headline."""

    def __init__(self, page: PageLines, near: Sequence[int], story: Sequence[int]) -> None:
        self.page = page
        texts = {other: page.texts[other] for at in near for other in range(at, min(at + 4, len(page.texts)))}
        self.dated = {at for at, text in texts.items() if may_be_date_line(text) and is_date_line(text)}
        self.bylines = {at for at, text in texts.items() if is_byline(text)}
        self.names = {at for at, text in texts.items() if page.widths[at] <= _NAME and is_name(text)}
        self.begun: set[str] = set().union(*(page.words[at] for at in story[:2]))
        """The words of the first texts of the story."""


def _may_be(text: str) -> bool:
    """Return True if a text can be a headline at all.

    Neither the name of a site, nor a date, nor a line with a credit, nor one that says one word again and again is one:
    `Share by mail Share by link Share by post`
    """
    words = [word for word in _WORD.findall(text) if len(word) > 2 or word > "\u2e80"]
    if not words or (len(words) > len(set(words)) + 1 and max(map(words.count, words)) > 2) or may_be_date_line(text):
        return False
    return not site_publisher(text) and not has_credit(text) and not is_picture(text)


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
    if page.copies(at) > 1:
        names.append(f"repeated-{min(3, page.copies(at) - 1)}")
    return names


def _place(above: _Above, at: int, first: int) -> list[str]:
    page, far = above.page, first - at
    names = [f"far-{far}" if far < 4 else f"farther-{bisect_right((6, 10, 16, 30), far)}", "any"]
    if at < 3:
        names.append(f"line-{at}")
    below = range(at + 1, at + 4)
    if not above.dated.isdisjoint(below):
        names.append("date-below")
    if not (above.bylines.isdisjoint(below) and above.names.isdisjoint(below)):
        names.append("byline-below")
    if any(other < at for other in above.dated):
        names.append("date-above")
    if any(other < at for other in above.bylines):
        names.append("byline-above")
    names.append(f"page-{bisect_right((0.3, 0.5, 0.7, 0.85, 0.95), page.density)}")
    if page.echo is None:
        names.append("no-echo")
    if at:
        names.append(f"above-{bisect_right((12, 30, 60), page.widths[at - 1])}")
    if page.below_blank[at]:
        names.append("blank-above")
    if at + 1 < len(page.texts) and page.below_blank[at + 1]:
        names.append("blank-below" if at else "alone-on-top")
    return names


def _shape(above: _Above, at: int, core: set[str]) -> list[str]:
    page, text = above.page, above.page.texts[at]
    names = [f"width-{bisect_right((22, 35, 50, 70, 100, 140, 180), page.widths[at])}", *_edges(text, page.ends[at])]
    words = page.words[at] or words_of(text)
    signs = {
        "site-words": not words_under("site").isdisjoint(words),
        "lead-words": not words_under("lead").isdisjoint(_WORD.findall(text[:24].lower())),
        "photo-words": is_credited(text),
        "bar": "|" in text,
        "capitals": text.isupper(),
        "date": at in above.dated,
        "byline": at in above.bylines,
        "name": at in above.names,
    }
    names += [name for name, is_there in signs.items() if is_there]
    if page.levels[at]:
        names.append("heading-1" if page.levels[at] == 1 else "heading")
    if words and page.coheres:
        shared = len(words & core)
        names.append(f"shared-{bisect_right((0.01, 0.2, 0.35, 0.5, 0.7), shared / len(words))}")
        names.append(f"words-{min(5, shared)}")
        names.append(f"begun-{min(4, len(words & above.begun))}")
    return names


def _edges(text: str, end: str) -> list[str]:
    """Return how a text begins and ends."""
    names = []
    if text[-1] in "?？؟!！":
        names.append("question")
    elif end:
        names.append("stop" if end == "s" else "colon")
    if text[-1] in BRACKETS:
        names.append("bracket-end")
    if _TWO_SENTENCES.search(text):
        names.append("two-sentences")
    if text[0] == "*" and text[-1] == "*":
        names.append("emphasis")
    if text[0] in _QUOTES and text[-1] in CLOSING:
        names.append("quoted")
    if text[-1] == "…" or text.endswith("..."):
        names.append("ellipsis")
    first = text[0]
    if first.islower():
        names.append("small-letter")
    elif first in "*-–•·":
        names.append("bullet")
    elif first.isdigit():
        names.append("number")
    return names
