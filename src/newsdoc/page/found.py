"""What is found on a page: an article, where it stands, how sure it is, and what was unsure about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from attrs import Factory, define

from newsdoc.diagnostics import DOUBT, Diagnostic
from newsdoc.model import Article

__all__ = ["Found", "Origins", "SeenArticles"]

Origins = dict[str, tuple[tuple[int, int], ...]]
"""Where an article's fields stand: field path (`captions[0].text`) to line ranges, counted from 0, half open."""

_LEAST = 0.05  # confidence that is left whatever the doubts
_MOST = 1 << 14  # fingerprints in one generation: memory does not grow with the page


class Found(NamedTuple):
    """An article found on a page. Without an article, it holds diagnostics about the page above the first one."""

    article: Article | None
    """The article; `None` where the page, or its top, holds none."""

    diagnostics: list[Diagnostic]
    """What was unsure about it."""

    lines: tuple[int, int]
    """Its first line, counted from 0, and the line that the next article begins with or the page ends before."""

    origins: Callable[[], Origins] = dict
    """Returns where its fields stand on the page."""

    fingerprint: int = 0
    """A hash of the article; comparable only within this process and its forks."""

    chance: float | None = None
    """How sure the evidence is; `None` where the layout is known and only its doubts count."""

    @property
    def doubts(self) -> tuple[str, ...]:
        """The codes of its diagnostics, each once."""
        return tuple(dict.fromkeys([diagnostic.code for diagnostic in self.diagnostics]))

    @property
    def confidence(self) -> float:
        """How sure the article is, from 0 to 1: by its evidence, or by what its doubts leave."""
        if self.chance is not None:
            return round(self.chance, 2)
        doubts = sum(DOUBT.get(diagnostic.code, 0.0) for diagnostic in self.diagnostics)
        return round(max(_LEAST, 1.0 - doubts), 2)


@define
class SeenArticles:
    """The fingerprints of the latest sixteen thousand articles of a page or more, and the number of all."""

    count: int = 0
    recent: set[int] = Factory(set)
    older: set[int] = Factory(set)

    def add(self, fingerprint: int) -> bool:
        """Add an article. Return True if an equal one was among the latest."""
        # two generations: the older one is forgotten when the recent one is full
        known = fingerprint in self.recent or fingerprint in self.older
        self.recent.add(fingerprint)
        if len(self.recent) == _MOST:
            self.recent, self.older = set(), self.recent
        return known

    def add_all(self, fingerprints: Sequence[int]) -> bool:
        """Add articles at once, as `add` would one by one, if all of them are new. Return True if that was done."""
        new = set(fingerprints)
        if len(new) < len(fingerprints) or len(self.recent) + len(new) >= _MOST:
            return False
        if not (new.isdisjoint(self.recent) and new.isdisjoint(self.older)):
            return False
        self.recent |= new
        return True
