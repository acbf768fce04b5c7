"""Small pages that say nothing: tables and crawls have many, so they are recognised without being read.

    N/A        null        Loading... / Please wait        Menu / Home / Sport

Reading one would take twenty to sixty times as long, and find the same.
"""

from __future__ import annotations

from itertools import pairwise

from newsdoc.page.body import CONTROLS, width
from newsdoc.page.layouts.archive import SELECT_PAGE
from newsdoc.page.layouts.listing import is_listing
from newsdoc.text import ends_sentence

__all__ = ["says_nothing"]

_FEW = 160
"""Characters of a page that is looked at for having nothing to read; larger ones are worth their time."""

_SHORTEST = 12
"""Width of the shortest sentence that may be of a story; a page of fewer characters is not a list of teasers either."""

_NARROW = 24
"""Width of the narrowest line that is not a sentence and may be of a story, or a part of a paragraph."""

_CONTROLS = CONTROLS | {SELECT_PAGE}


def says_nothing(text: str) -> bool:
    """Return True if a page need not be read: it is small, and no text of it can be of a story or of a known head.

    They are narrow and no sentences, and none is a control; of three or more, none begins with another, as a copy does.
    """
    if len(text) > _FEW:
        return False
    texts = list(filter(None, map(str.strip, text.split("\n"))))
    if not all(map(_is_nothing, texts)) or texts[:1] == ["---"]:
        return False
    if len(texts) > 2:
        in_order = sorted(texts)  # a text that another one begins with comes right above one that does
        if any(below.startswith(above) for above, below in pairwise(in_order)):
            return False
    return len(text) <= _SHORTEST or not is_listing(texts)


def _is_nothing(text: str) -> bool:
    """Return True if a text says nothing by itself: it is folded, narrow and no sentence, and no control."""
    if len(text) >= _NARROW or not text.isprintable() or "  " in text or text in _CONTROLS:
        return False
    wide = width(text)
    return wide < _SHORTEST or (wide < _NARROW and not ends_sentence(text))
