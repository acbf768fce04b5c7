"""Where the comments of readers begin, below a story: they read as the story does, and are none of it.

12 Kommentare        Comments (14)        Comments        Leave a comment, but not: Angry comments
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsdoc.page.layouts.words import words_under

__all__ = ["above_comments", "heads_comments"]

_LONGEST = 60  # characters of a heading
_COUNTED, _MOST = re.compile(r"[^\W\d_]+|\d+"), 3  # the words and numbers of one
_ARTICLES = frozenset(["a", "an", "un", "une", "um", "uma", "ein", "einen", "een", "et", "en"])
_PART = 0.3  # share of a story that stands above the comments on it


def heads_comments(text: str) -> bool:
    """Return True if a text is a heading above what readers write."""
    if len(text) > _LONGEST:
        return False
    said = _COUNTED.findall(text.lower())
    if not 0 < len(said) <= _MOST or words_under("comments").isdisjoint(said):
        return False
    return len(said) == 1 or any(map(str.isdigit, said)) or said[1] in _ARTICLES


def above_comments(texts: Sequence[str], story: list[int]) -> list[int]:
    """Return the texts of a story that stand above the comments of its readers; all of them if there are none."""
    whole = sum(len(texts[at]) for at in story)
    above = 0
    for number, at in enumerate(story):
        # a button of this name may stand near the headline, too
        if above >= _PART * whole and any(map(heads_comments, texts[story[number - 1] + 1 : at])):
            return story[:number]
        above += len(texts[at])
    return story
