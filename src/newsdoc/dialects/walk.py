"""The walk over a page: heads are found by their layouts, and what follows a head is its body.

A layout looks at the lines ahead and either gives labels for a whole head or nothing. Blank lines never end an
article; the next head does. All looking ahead is bounded by `REACH`, so a page is read in one pass, in time linear in
its length, holding a few hundred lines; and what a line is called depends on nothing but the lines from the start of
its head or its own on, and on whether an article has begun.

Lines are compared folded (no-break spaces as spaces, trimmed, runs of spaces as one, marks that nobody sees off their
ends); a line with nothing else is blank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import TypeAlias

from newsdoc.bylines import is_byline, is_name
from newsdoc.credits import split_credit
from newsdoc.dates import is_date_line
from newsdoc.dialects import plain
from newsdoc.segments import Label
from newsdoc.text import CLOSING, STOPS, ends_sentence, fold

__all__ = [
    "CONTROLS",
    "REACH",
    "SELECT_PAGE",
    "Ahead",
    "Layout",
    "label_of",
    "may_begin",
    "starts",
    "walk",
    "walk_folded",
]

CONTROLS = frozenset({"TT"})
"""Control words; a number of up to three digits after one is its font size. Elsewhere they are text."""

SELECT_PAGE = "Select Page"
"""A line of furniture below the archive's headlines, which stand once."""

REACH = 96
"""How many lines ahead a layout may look, blank ones included."""

_BLOCK = REACH // 2  # lines read at a time


class Ahead:
    """The lines ahead: `keys`, folded, the current one at index `at`; `ended` once the page's last line is there.

    Nobody looks at lines from `seen` on: which of them are there depends on how the page was read.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self._more = iter(keys)
        self.keys: list[str] = []
        self.at: int = 0
        self.seen: int = 0
        self.ended: bool = False
        self.opening: bool = True
        """Whether no head and no body has been met on the page yet."""
        self.below_head: bool = False
        """Whether the last line of text was one of a head."""
        self.certain: bool = False
        """Whether that head is certain, so that a bare name may stand below it."""
        self.above: bool = True
        """Whether no prose and no byline has come since the head."""
        self.counts: Counter[str] = Counter()
        """How often each of the lines is there, or was a few lines above."""

    def fill(self) -> bool:
        """Have twice `REACH` lines from the current one on, unless the page ends; say if there is a current one."""
        ahead = len(self.keys) - self.at
        if ahead <= 2 * REACH and not self.ended:
            del self.keys[: self.at]
            self.at = 0
            while len(self.keys) <= 2 * REACH and not self.ended:
                block = list(islice(self._more, _BLOCK))
                self.ended = len(block) < _BLOCK
                self.keys += block
            self.counts = Counter(self.keys)
            ahead = len(self.keys)
        self.seen = self.at + (2 * REACH if ahead > 2 * REACH else ahead)
        return ahead > 0

    def next_text(self, index: int) -> int | None:
        """Find the first line from `index` on, within reach, that is not blank."""
        keys = self.keys
        for i in range(index, min(self.seen, index + REACH)):
            if keys[i]:
                return i
        return None


Layout: TypeAlias = Callable[[Ahead, int], list[Label] | None]
"""Gives the labels of the head that begins at an index, one for each of its lines, or `None` if none begins there.

A head that is found with fewer lines in sight is found with more, though it may turn out longer. In mid-page, a layout
is asked only where `may_begin` says so; a new one has to be thought of there.
"""

_BLANK = Label("blank", new=False)
_PARAGRAPH = Label("paragraph")
_SUBHEAD = Label("subhead", notes=("guess.subhead",))
_BYLINE = Label("byline")
_NAME = Label("byline", notes=("guess.byline",))
_ALTERNATIVE = Label("unknown")
_CAPTION = Label("caption")
_DATE = Label("date")

_NO_SUBHEAD = re.compile(rf"^[\W\d_]*$|^[-–—*•·>#]|^\d+[.)]|[:;,،؛{STOPS}{re.escape(CLOSING)}]$|^(?:TT|\d+)$")
_YEAR = re.compile(r"\d{4}")
_GUESSED = frozenset({"guess.article", "guess.layout", "guess.printed-twice"})  # heads below which no bare name counts
_SENTENCE = re.compile(rf"^[^a-zà-öø-ÿğışœ].*[{STOPS}][{re.escape(CLOSING)}]*$")
_LONGEST_CAPTION = 300  # characters of a caption that stands once in a body


def walk(lines: Iterable[str], layouts: tuple[Layout, ...], *, begun: bool = False) -> Iterator[Label]:
    """Label the lines of a page: what comes before the first head, then heads and bodies in turn.

    Where an article has `begun` before these lines, the first of them may be a head or go on with its body.
    """
    return walk_folded(map(fold, lines), layouts, begun=begun)


def walk_folded(keys: Iterable[str], layouts: tuple[Layout, ...], *, begun: bool = False) -> Iterator[Label]:
    """Label lines that are folded already, as `walk` does."""
    ahead = Ahead(keys)
    if not begun:
        yield from _opening(ahead, layouts)
    ahead.opening = False
    after_blank = True
    while ahead.fill():
        here = ahead.keys[ahead.at]
        if not here:
            yield _BLANK
            ahead.at += 1
            after_blank = True
            continue
        head = None
        if after_blank:
            head = _head(ahead, layouts, ahead.at)
        elif ahead.counts[here] > 1 and not CONTROLS.isdisjoint(ahead.counts):
            head = _close_head(ahead, layouts)
        if head:
            labels = head
        elif copies := _copies(ahead):
            labels = [_CAPTION] * copies
        elif after_blank and _is_picture(ahead):
            labels = [_ALTERNATIVE, _CAPTION]
        else:
            labels = [_body_label(ahead, layouts, after_blank=after_blank)]
        yield from labels
        _pass(ahead, labels)
        after_blank = labels[0].article


def starts(lines: Iterable[str], layouts: tuple[Layout, ...], *, begun: bool = False) -> Iterator[int]:
    """Find lines that begin an article whatever stands above the first of `lines`, by their numbers from 0.

    A head begins there, below a blank line, and the walk cannot but come to it. What could lead the walk past a line is
    one of these: a longer head above, so none may be there that reaches beyond the line (no head is longer than what is
    in sight, so twice `REACH` lines above are enough); equal lines that are a caption, but a blank line ends those; or
    the opening of the page, which stops at a head that begins below a blank line and that it sees, with as little as
    `REACH` lines after it in sight. Where no article is known to have `begun` above, the opening may still go on: then
    all heads count that are found while it does or when it is over, and the one that begins here has to be the same in
    either case.
    """
    ahead = Ahead(map(fold, lines))
    number = reached = 0
    below_blank = False
    ways = (_LATER,) if begun else (_LATER, _OPENING, _FROM_ABOVE)
    while ahead.fill():
        if ahead.keys[ahead.at]:
            head, *others = (_head_as_seen(ahead, layouts, *way) for way in ways)
            if head and below_blank and number >= max(2 * REACH, reached) and all(other == head for other in others):
                yield number
            reached = max(reached, *(number + len(labels) for labels in (head, *others)))
        below_blank = not ahead.keys[ahead.at]
        ahead.at += 1
        number += 1


_LATER, _OPENING, _FROM_ABOVE = (False, 2 * REACH), (True, 2 * REACH), (False, REACH)
"""How the walk may see a head: whether the opening still goes on, and how many lines are in sight."""


def _head_as_seen(ahead: Ahead, layouts: tuple[Layout, ...], opening: bool, sight: int) -> list[Label]:
    """Give the head that begins here, if one does."""
    ahead.opening = opening
    ahead.seen = min(len(ahead.keys), ahead.at + sight)
    return _head(ahead, layouts, ahead.at) or []


def _opening(ahead: Ahead, layouts: tuple[Layout, ...]) -> Iterator[Label]:
    """Label the page up to the end of its first head, or what stands in its place where the layouts know none."""
    listing = False
    while ahead.fill():
        labels = [_BLANK]
        if ahead.keys[ahead.at]:
            listing = listing or plain.is_listing(ahead.keys[ahead.at : ahead.at + REACH])
            ahead.opening = not listing
            labels = _head(ahead, layouts, ahead.at) or _headless(ahead, layouts, listing=listing)
        yield from labels
        _pass(ahead, labels)
        if any(label.article for label in labels):
            return


def _pass(ahead: Ahead, labels: list[Label]) -> None:
    """Go past labelled lines; remember whether a byline may still come."""
    if ahead.above and (labels[0].kind == "byline" or plain.is_prose(ahead.keys[ahead.at])):
        ahead.above = False
    ahead.at += len(labels)
    ahead.below_head = False
    if labels[0].article or len(labels) > 1:
        for label in labels:
            if label.article:
                ahead.below_head, ahead.above = labels[-1].kind != "paragraph", True
                ahead.certain = _GUESSED.isdisjoint(label.notes)


def _headless(ahead: Ahead, layouts: tuple[Layout, ...], *, listing: bool) -> list[Label]:
    """Label what stands above the first head, or as far as can be seen."""
    ahead.opening = False  # the leniency that the top of a page deserves is not for lines further down
    keys, seen = ahead.keys, min(ahead.seen, ahead.at + REACH)
    starts = (i for i in range(ahead.at + 1, seen) if keys[i] and not keys[i - 1])
    stop = next((i for i in starts if _head(ahead, layouts, i)), seen)
    return plain.open_page(keys[ahead.at : stop], listing=listing, before_head=stop < seen)


def _head(ahead: Ahead, layouts: tuple[Layout, ...], index: int) -> list[Label] | None:
    if not (ahead.opening or may_begin(ahead, index)):
        return None
    for layout in layouts:
        if labels := layout(ahead, index):
            return labels
    return None


def _close_head(ahead: Ahead, layouts: tuple[Layout, ...]) -> list[Label] | None:
    """Label a head that begins right below a paragraph, on a page without blank lines: only one with its control."""
    if ahead.keys[ahead.at] not in ahead.keys[ahead.at + 1 : ahead.at + REACH]:
        return None  # it stands above only, and nothing may depend on that
    head = _head(ahead, layouts, ahead.at)
    return head if head and not head[0].notes and any(label.kind == "control" for label in head) else None


def may_begin(ahead: Ahead, index: int) -> bool:
    """Whether a head may begin at an index in mid-page: a necessary condition, for this is asked of every paragraph.

    One of the first three lines of text is printed twice, in whatever layout, or is `Select Page`; but for an address
    that is glued to the first, on its own line or below, and for the end of the page, where the second copy may be cut.
    """
    keys, counts = ahead.keys, ahead.counts
    first = keys[index]
    if counts[first] > 1 or "://" in first:
        return True
    second = ahead.next_text(index + 1)
    third = None if second is None else ahead.next_text(second + 1)
    if second is None or third is None or (second == index + 1 and first.startswith(keys[second])):
        return True
    if counts[keys[second]] > 1 or counts[keys[third]] > 1 or SELECT_PAGE in (keys[second], keys[third]):
        return True
    return ahead.ended and len(keys) <= index + REACH and first.startswith(keys[-1])


def _copies(ahead: Ahead) -> int:
    """Count the equal lines from here on that stand without a blank between, if they are a caption in the body.

    Below a head that is certain, they need a caption's words; elsewhere, where menus repeat as well, a credit.
    """
    here, count = ahead.keys[ahead.at], 1
    if ahead.counts[here] == 1:
        return 0
    for key in islice(ahead.keys, ahead.at + 1, ahead.at + REACH):
        if key != here:
            break
        count += 1
    if count == 1 or not plain.could_be_caption(here):
        return 0
    return count if ahead.certain or split_credit(here).credit is not None else 0


def _is_picture(ahead: Ahead) -> bool:
    """Return whether a picture stands here: its alternative text, and below it its caption, once, with a credit.

        fgtrhy
        The deputy mayor at the toll house - 24 April 2025 (AP)

    Blank lines stand around the two; so they are no paragraphs of a body without blank lines.
    """
    keys, at = ahead.keys, ahead.at
    alternative, caption, below = [*keys[at : at + 3], "", ""][:3]
    if not caption or below or len(caption) > _LONGEST_CAPTION:
        return False
    if ends_sentence(alternative) or not (len(alternative) <= plain.SHORT or caption.startswith(alternative)):
        return False
    found = split_credit(caption)
    named = any(source.role == "agency" for source in found.sources)
    return found.text not in (None, caption) and named and not found.doubtful


def _body_label(ahead: Ahead, layouts: tuple[Layout, ...], *, after_blank: bool) -> Label:
    here = ahead.keys[ahead.at]
    if ahead.above and is_byline(here, alone=ahead.below_head):
        return _BYLINE
    if len(here) > plain.SHORT:
        return _DATE if _is_date(here) else _PARAGRAPH
    below = ahead.next_text(ahead.at + 1)
    if below is None or (not ahead.keys[below - 1] and _head(ahead, layouts, below)):
        return _DATE if _is_date(here) else _PARAGRAPH  # the last line of an article, not the head of what follows
    if ahead.below_head and ahead.certain and _is_lone_name(here, ahead.keys[below]):
        return _NAME
    return label_of(here, ahead.keys[below], alone=after_blank and not ahead.keys[below - 1])


def _is_lone_name(here: str, below: str) -> bool:
    return is_name(here, in_place=True) and not is_name(below, in_place=True)


def label_of(here: str, below: str, *, alone: bool = False) -> Label:
    """Label a line of a body by itself and the text below it; `alone` where blank lines stand around it."""
    if _is_date(here):
        return _DATE
    if len(here) > plain.SHORT:
        return _PARAGRAPH
    if len(below) < max(plain.SHORT, 2 * len(here)) and not (alone and _SENTENCE.search(below)):
        return _PARAGRAPH  # neither above prose nor, with blank lines around it, above a sentence
    return _PARAGRAPH if _NO_SUBHEAD.search(here) or len(here.split()) > 9 else _SUBHEAD


def _is_date(line: str) -> bool:
    return is_date_line(line) and bool(_YEAR.search(line[-plain.SHORT :]))
