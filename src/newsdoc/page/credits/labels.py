"""Labels of credits, in many languages: the words before a colon and names, and those such as «Photo by».

Masons at work. Photo: AFP        Bildquelle: dpa        사진=연합뉴스        Photo by Ann Example        via REUTERS
"""

from __future__ import annotations

import re
from functools import cache

from newsdoc.page.data import words_under

__all__ = ["is_label", "label_before", "label_pattern", "lead_of"]

_MOST, _LONGEST = 3, 40  # words and characters of a label


def label_before(line: str, end: int) -> tuple[int, bool]:
    """Return where the label before a colon begins, and if its word is for a picture; -1 if there is no label."""
    tail = line[max(0, end - _LONGEST) : end].rstrip()
    words = tail.split()
    pictures, sources, joined = _labels()
    for count in range(min(_MOST, len(words)), 0, -1):
        label = " ".join(words[-count:]).casefold()
        if label in pictures or label in sources:
            start = len(tail)
            for word in reversed(words[-count:]):
                start = tail.rfind(word, 0, start)
            return max(0, end - _LONGEST) + start, label in pictures
    # no space parts the words of Chinese and Japanese
    if tail[-1:] > "\u2e80" and (label := next(filter(tail.endswith, joined), "")):
        return max(0, end - _LONGEST) + len(tail) - len(label), label in pictures
    return -1, False


@cache
def _labels() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    """Return the labels that are words for a picture, the others, and those of scripts without spaces."""
    pictures, sources = _listed("picture"), _listed("source")
    joined = [label for label in (*pictures, *sources) if label > "\u2e80"]
    return pictures, sources, tuple(sorted(joined, key=len, reverse=True))


def label_pattern() -> str:
    """Return a pattern of all labels, the longest first, without that of the colon behind them."""
    labels = sorted(_listed("picture") | _listed("source"), key=len, reverse=True)
    return "|".join(re.escape(label) for label in labels)


def _listed(heading: str) -> frozenset[str]:
    return frozenset(word.replace("_", " ").casefold() for word in words_under("credit-words.txt", heading))


# Photo by Ann Example        Courtesy of the Town of Orvale
def lead_of(credit: str) -> tuple[int, bool]:
    """Return where the names of a credit begin, behind words such as «Photo by», and if these are a photographer's."""
    words = credit.split(None, _MOST)
    takers, givers = _leads()
    for count in range(min(_MOST, len(words) - 1), 0, -1):
        lead = " ".join(words[:count]).casefold()
        if lead in takers or lead in givers:
            return len(credit) - len(credit.split(None, count)[count]), lead in takers
    return 0, False


@cache
def _leads() -> tuple[frozenset[str], frozenset[str]]:
    return _listed("by"), _listed("from")


def is_label(piece: str) -> bool:
    """Return True if a piece of a credit is a label and nothing else: `Photo/Ann Example`, `Supplied: Ann Example`."""
    pictures, sources, _ = _labels()
    label = piece.casefold()
    return label in pictures or label in sources
