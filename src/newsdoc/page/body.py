"""The body of an article: what a line below a head is.

Ann Example                         a byline, directly below the head
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
from collections.abc import Callable

from newsdoc.page.dates import AFTER, NEVER_LAST, is_date_line
from newsdoc.page.labels import Label
from newsdoc.page.window import REACH, Window

__all__ = ["AFTER", "NEVER_LAST", "SENTENCE_ENDS", "SHORT", "count_copies", "label_line"]

SHORT = 60
"""Characters of a line that may be a sub-head, a name or a title, rather than a paragraph."""

SENTENCE_ENDS = frozenset('.!?…:;،؛؟۔。”"»')
"""A line that ends in one of these is no name and no sub-head, and no date unless a letter of `AFTER` precedes it."""

_PARAGRAPH = Label("paragraph")
_SUBHEAD = Label("subhead", notes=("guess.subhead",))
_BYLINE = Label("byline", notes=("guess.byline",))
_DATE = Label("date")

_NO_SUBHEAD = re.compile(r"^[\W\d_]*$|^[-–—*•·>#]|^\d+[.)]|[.!?…:;,،؛؟۔。”’\"'»)\]]$|^(?:TT|\d+)$")
_YEAR = re.compile(r"\d{4}")
_SENTENCE = re.compile(r"^[^a-zà-öø-ÿğışœ].*[.!?…؟۔。][”’\"'»)\]]*$")
_NO_NAME = re.compile(r"[\d.!?…:;،؛؟۔。”\"»)\]]")


def count_copies(window: Window, index: int) -> int:
    """Count the equal lines from an index on that stand without a blank between; one line by itself counts as none."""
    keys, here = window.keys, window.keys[index]
    if len(here) <= 2 or keys[index + 1 : index + 2] != [here]:
        return 0
    stop = min(index + REACH, len(keys))
    return next((i for i in range(index + 1, stop) if keys[i] != here), stop) - index


def label_line(
    window: Window, index: int, find_head: Callable[[int], object], *, after_head: bool, after_blank: bool
) -> Label:
    """Label a line of a body that is neither a head nor a caption; `find_head` finds the head at an index."""
    keys, here = window.keys, window.keys[index]
    if is_date_line(here) and _YEAR.search(here[-SHORT:]):
        return _DATE
    if len(here) > SHORT:
        return _PARAGRAPH
    below = window.next_text(index + 1)
    if below is None or (not keys[below - 1] and find_head(below)):
        return _PARAGRAPH  # the last line of an article, not the head of what follows
    if after_head and _is_name(here) and not _is_name(keys[below]):
        return _BYLINE
    alone = after_blank and not keys[below - 1]
    if len(keys[below]) < max(SHORT, 2 * len(here)) and not (alone and _SENTENCE.search(keys[below])):
        return _PARAGRAPH  # neither above prose nor, with blank lines around it, above a sentence
    return _PARAGRAPH if _NO_SUBHEAD.search(here) or len(here.split()) > 9 else _SUBHEAD


def _is_name(line: str) -> bool:
    """Return True for what could be the bare name of a writer: two to five words, no digits, no stop."""
    return 2 <= len(line.split()) <= 5 and len(line) <= 40 and not _NO_NAME.search(line)
