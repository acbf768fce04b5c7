"""Lists amid prose: ingredients, results of an election, the weather of a week. They look like furniture, line by line.

Ingredients                      a heading may stand among the entries
250g butter, softened            most have figures, or a colon behind the first words
360g plain flour
Heat the oven, and beat the butter and sugar together until pale.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newsdoc.page.body import SHORT
from newsdoc.page.dates import may_be_date_line

__all__ = ["find_lists", "is_entry"]

_FEWEST, _MOST = 3, 40  # texts of a list
_SHARE = 0.6  # of these that are entries
_BULLETS = frozenset("-–—*•·▪►■|")
_NUMBER = re.compile(r"\d+")
# 360g plain flour        Ann Example: 4,120
_ENTRY = re.compile(r"(?=[^\n]*?[^\W\d_]{3})(?:[^\n]*\d|[^:\n]{2,30}: \S)")


def is_entry(text: str) -> bool:
    """Return True if a short text has figures or a colon beside words, and is no date."""
    return text[0] not in _BULLETS and _ENTRY.match(text) is not None and not may_be_date_line(text)


def find_lists(texts: Sequence[str], widths: Sequence[int], prose: Sequence[int], others: frozenset[str]) -> set[int]:
    """Return the texts of all lists between texts of `prose`; none has one of the `others`, words of furniture."""
    found = set[int]()
    for above, below in pairwise(prose):
        between = range(above + 1, below)
        if _FEWEST <= len(between) <= _MOST and _is_list(texts, widths, between, others):
            found.update(between)
    return found


def _is_list(texts: Sequence[str], widths: Sequence[int], between: range, others: frozenset[str]) -> bool:
    if any(widths[at] > SHORT for at in between):
        return False
    # most runs of short texts are menus and buttons: the first few tell
    entries = 0
    for number, at in enumerate(between, 1):
        entries += is_entry(texts[at])
        if number == _FEWEST and not entries:
            return False
    if entries < max(_FEWEST, _SHARE * len(between)):
        return False
    words = {word for at in between for word in texts[at].lower().split()}
    # Page 1        Page 2
    said = {_NUMBER.sub("", texts[at]) for at in between}
    return words.isdisjoint(others) and len(said) == len(between)
