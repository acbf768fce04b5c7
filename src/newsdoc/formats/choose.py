"""Choose the headline, the deck, and the description that is the summary or the caption.

Standards let an item have several headlines, each with a role, a rank or a language. The texts that are not chosen are
returned too, so that the reader can report them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsdoc.text import fold

__all__ = ["CAPTIONS", "SUMMARIES", "Choice", "Line", "choose_by_role", "choose_headlines", "is_deck"]

SUMMARIES = ("summary", "teaser", "abstract", "intro", "lead", "", "text", "main", "html", "caption")
"""Roles of a description that may be the summary of a text, the surest first."""

CAPTIONS = ("caption", "videocaption", "", "text", "main", "html", "summary", "abstract")
"""Roles of a description that may be the caption of a picture, the surest first."""

_MAIN = ("main", "title", "headline", "")
_DECK = re.compile("sub|deck|kicker|bank|secondary")


class Line(NamedTuple):
    """One of several texts that an item has for one place."""

    text: str
    role: str = ""
    """The role in small letters, without its scheme; empty if there is none."""
    rank: int = 0
    """The lower the number, the more important; from the document."""
    is_foreign: bool = False
    """True if the text is in another language than the article."""
    line: int | None = None
    """Its line in the document."""


class Choice(NamedTuple):
    """The chosen texts, and the others."""

    headline: str | None
    deck: str | None
    others: list[Line]


def is_deck(role: str) -> bool:
    """Check that a role is that of a deck: `sub`, `subheadline`, `kicker`, `secondary`."""
    return _DECK.search(role) is not None


def choose_headlines(lines: Iterable[Line], *, second_is_deck: bool) -> Choice:
    """Choose the headline and the deck by role, then language, then rank, then order.

    With `second_is_deck`, the second headline is the deck if none has that role: standards without roles write a
    deck so. A headline in another language is never a deck.
    """
    decks: list[Line] = []
    mains: list[Line] = []
    for each in lines:
        (decks if is_deck(each.role) else mains).append(each)
    mains.sort(key=lambda each: (each.is_foreign, each.rank, each.role not in _MAIN))
    decks.sort(key=lambda each: (each.is_foreign, each.rank))
    headline = mains.pop(0) if mains else None
    second = decks or (mains if second_is_deck else [])
    deck = second.pop(0) if second and not second[0].is_foreign else None
    taken = {fold(each.text) for each in (headline, deck) if each}
    others = [each for each in (*mains, *decks) if fold(each.text) not in taken]
    return Choice(headline.text if headline else None, deck.text if deck else None, others)


def choose_by_role(lines: Sequence[Line], roles: Sequence[str]) -> tuple[Line | None, list[Line]]:
    """Choose the first text of the surest role, else the first one; return also the other texts that differ."""
    if len(lines) < 2:  # as most have
        return (lines[0] if lines else None), []
    ranks = {role: rank for rank, role in enumerate(roles)}
    chosen = min(lines, key=lambda each: ranks.get(each.role, len(ranks)))
    return chosen, [each for each in lines if fold(each.text) != fold(chosen.text)]
