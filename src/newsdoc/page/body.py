"""The body of an article: what a line below a head is, and what the shape of a line tells.

By Ann Example                      a byline, below the head and above all prose
<blank>
The council met on Monday.          a paragraph, and so is each line that nothing else explains
<blank>
A New Road                          a sub-head: short, no sentence, and prose below it
The road will lead to the sea, the mayor said.
The sea. (AFP)                      a caption: printed twice in a row
The sea. (AFP)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from unicodedata import east_asian_width

from newsdoc.page.bylines import LONGEST, is_byline, is_name
from newsdoc.page.credits import split_printed
from newsdoc.page.dates import AFTER, is_date_line
from newsdoc.page.labels import PARAGRAPH, Label
from newsdoc.page.window import REACH, Window
from newsdoc.text import CLOSING, STOPS, ends_sentence, has_letter

__all__ = [
    "CONTROLS",
    "IN_DOUBT",
    "SENTENCE_ENDS",
    "SHORT",
    "TITLE",
    "Body",
    "could_be_caption",
    "is_prose",
    "is_title",
    "label_of",
    "width",
]

CONTROLS = frozenset({"TT"})
"""Control words; a number of up to three digits after one is its font size. Elsewhere they are text."""

SHORT = 60
"""Characters of a line that may be a sub-head, a name or a title, rather than a paragraph."""

TITLE = 220
"""Characters of the longest line that may be a headline where nothing but its place or a repetition says so."""

_LONG = 100  # characters of a line that is surely prose
_LONGEST_CAPTION = 300  # characters of a caption that stands once in a body
SENTENCE_ENDS = frozenset(STOPS + ':”"»')
"""No name, sub-head or alternative text ends in one of these, and no date unless a letter of `AFTER` precedes it."""

_SUBHEAD = Label("subhead", notes=("guess.subhead",))
_BYLINE = Label("byline")
_NAME = Label("byline", notes=("guess.byline",))
_ALTERNATIVE = Label("unknown")
_CAPTION = Label("caption")
_REPEATED = Label("caption", notes=("guess.caption",))
_DATE = Label("date")

# * * *    - a bullet    1. a number    The mayor said:    TT    20
_NO_SUBHEAD = re.compile(rf"^[\W\d_]*$|^[-–—*•·>#]|^\d+[.)]|[:;,،؛{STOPS}{re.escape(CLOSING)}]$|^(?:TT|\d+)$")
# «Monday» alone is not a date line of a body: a heading of a diary may be just that
_YEAR = re.compile(r"\d{4}")
IN_DOUBT = frozenset({"guess.layout", "guess.printed-twice"})
"""Doubts about a head that may be no head at all."""

_GUESSED = IN_DOUBT | {"guess.article", "guess.evidence"}  # heads below which no bare name counts
# The road will lead to the sea. It begins with no small letter and ends in a stop, perhaps quoted
_SENTENCE = re.compile(rf"^[^a-zà-öø-ÿğışœ].*[{STOPS}][{re.escape(CLOSING)}]*$")


# 北海道: no other characters are printed as wide as two Latin letters
_MAY_BE_WIDE = re.compile("[\u1100-\u115f\u231a-\U0010ffff]")


class Body:
    """The body that the reader is in: what has been seen since its head tells what a line may be."""

    __slots__ = ("above_prose", "below_head", "certain")

    def __init__(self) -> None:
        self.below_head: bool = False
        """The last line of text was one of the head."""
        self.certain: bool = False
        """The head is certain, so that a bare name may stand below it."""
        self.above_prose: bool = True
        """No prose and no byline has come since the head."""

    def pass_labelled(self, first: str, labels: Sequence[Label]) -> None:
        """Go past labelled lines, of which the first one is given."""
        for label in labels:
            if label.article:
                self.below_head, self.above_prose = labels[-1].kind != "paragraph", True
                self.certain = _GUESSED.isdisjoint(label.notes)
                return
        self.below_head = False
        if self.above_prose and (labels[0].kind == "byline" or is_prose(first)):
            self.above_prose = False

    def pass_sentence(self, line: str) -> bool:
        """Go past a line if it can only be a paragraph, and return True; else it has to be labelled."""
        if line[-1] not in SENTENCE_ENDS or line[-2:-1] in AFTER:
            return False
        if self.above_prose:
            if len(line) <= LONGEST:
                return False
            self.above_prose, self.below_head = not is_prose(line), False
        return True

    def label(
        self, window: Window, index: int, find_head: Callable[[int], object], *, after_blank: bool
    ) -> Sequence[Label]:
        """Label the line at an index, where no head begins, and perhaps those that belong to it."""
        keys = window.keys
        # both need a text right below
        if index + 1 < len(keys) and keys[index + 1]:
            if copies := self._count_copies(window, index):
                has_credit = split_printed(keys[index]).credit is not None
                return [_CAPTION if has_credit else _REPEATED, *[_CAPTION] * (copies - 1)]
            if after_blank and _is_picture(window, index):
                return [_ALTERNATIVE, _CAPTION]
        return [self._label_line(window, index, find_head, after_blank=after_blank)]

    def _count_copies(self, window: Window, index: int) -> int:
        """Count the equal lines from an index on that stand without a blank between, if they are a caption.

        Below a head that is certain, they need a caption's words; elsewhere, where menus repeat as well, a credit.
        """
        keys, here = window.keys, window.keys[index]
        if keys[index + 1] != here or not could_be_caption(here):
            return 0
        if not self.certain and split_printed(here).credit is None:
            return 0
        stop = min(index + REACH, len(keys))
        return next((i for i in range(index + 1, stop) if keys[i] != here), stop) - index

    def _label_line(
        self, window: Window, index: int, find_head: Callable[[int], object], *, after_blank: bool
    ) -> Label:
        keys, here = window.keys, window.keys[index]
        if self.above_prose and is_byline(here, alone=self.below_head):
            return _BYLINE
        if len(here) > SHORT:
            return _DATE if _is_date(here) else PARAGRAPH
        below = window.next_text(index + 1)
        if below is None:
            return _DATE if _is_date(here) else PARAGRAPH
        if self.below_head and self.certain and _is_lone_name(here, keys[below]):
            label = _NAME
        else:
            label = label_of(here, keys[below], alone=after_blank and not keys[below - 1])
        if label in (PARAGRAPH, _DATE) or keys[below - 1] or not find_head(below):
            return label
        return _DATE if _is_date(here) else PARAGRAPH  # the last line of an article, not the head of the next one


def _is_picture(window: Window, index: int) -> bool:
    """Return True if a picture stands here: its alternative text, and below it its caption, once, with a credit.

        fgtrhy
        The deputy mayor at the toll house - 24 April 2025 (AP)

    Blank lines stand around the two; so they are not paragraphs of a body without blank lines.
    """
    keys = window.keys
    alternative, caption = keys[index : index + 2]
    if any(keys[index + 2 : index + 3]) or len(caption) > _LONGEST_CAPTION:
        return False
    if ends_sentence(alternative) or not (len(alternative) <= SHORT or caption.startswith(alternative)):
        return False
    found = split_printed(caption)
    named = any(source.role == "agency" for source in found.sources)
    return found.text not in (None, caption) and named and not found.doubtful


def _is_lone_name(here: str, below: str) -> bool:
    return is_name(here, in_place=True) and not is_name(below, in_place=True)


def label_of(here: str, below: str, *, alone: bool = False) -> Label:
    """Label a line of a body by itself and the text below it; `alone` where blank lines stand around it."""
    if _is_date(here):
        return _DATE
    if len(here) > SHORT:
        return PARAGRAPH
    if len(below) < max(SHORT, 2 * len(here)) and not (alone and _SENTENCE.search(below)):
        return PARAGRAPH  # neither above prose nor, with blank lines around it, above a sentence
    return PARAGRAPH if _NO_SUBHEAD.search(here) or len(here.split()) > 9 else _SUBHEAD


def _is_date(line: str) -> bool:
    return is_date_line(line) and bool(_YEAR.search(line[-SHORT:]))


# --- what the shape of a line tells ---


def width(line: str) -> int:
    """Return how wide a line is printed, in Latin letters: a Chinese or Japanese character counts twice."""
    if line.isascii() or len(line) > TITLE:
        return len(line)
    wide = _MAY_BE_WIDE.findall(line)
    return len(line) + sum(map("WF".__contains__, map(east_asian_width, wide))) if wide else len(line)


def is_prose(line: str) -> bool:
    """Return True if a line is a paragraph by its width, or by a stop at its end and a lesser one."""
    if len(line) >= _LONG:
        return True  # wider than its characters are many, if anything
    if len(line) > SHORT and ends_sentence(line):
        return True
    wide = width(line)
    return wide >= _LONG or (wide > SHORT and ends_sentence(line))


def could_be_caption(line: str) -> bool:
    """Return True if a repeated line has the words of a caption, or a credit: `Weather` and `北海道` have not."""
    return has_letter(line) and (line.count(" ") >= 2 or width(line) >= 20 or split_printed(line).credit is not None)


def is_title(line: str) -> bool:
    """Return True if a line may be a headline by its shape: three words or as wide, and no full stop."""
    return (
        has_letter(line)
        and len(line) <= TITLE
        and not line.endswith((".", "。", "،", ",", ":"))
        and (line.count(" ") >= 2 or width(line) >= 20)
    )
