"""Count articles: which fields they have, in which languages they are, and what was reported of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import define, field, fields

from newsdoc.diagnostics import Diagnostic
from newsdoc.model import Article

__all__ = ["Statistics"]


@define
class Statistics:
    """The counts of a run over inputs."""

    inputs: int = 0
    unreadable: int = 0
    """Inputs that could not be read, or not to their end."""
    articles: int = 0
    filled: Counter[str] = field(factory=Counter)
    """Articles that have a value in a field, by field."""
    languages: Counter[str] = field(factory=Counter)
    """Articles by language; `""` for none."""
    diagnostics: Counter[str] = field(factory=Counter)
    """Diagnostics by code."""

    def add(self, article: Article) -> None:
        """Count an article."""
        self.articles += 1
        self.languages[article.language or ""] += 1
        self.filled.update(each.name for each in fields(Article) if getattr(article, each.name) != each.default)

    def note(self, diagnostic: Diagnostic) -> None:
        """Count a diagnostic."""
        self.diagnostics[diagnostic.code] += 1

    def as_json(self) -> dict[str, object]:
        """Return the counts as JSON has them."""
        return {
            "inputs": self.inputs,
            "unreadable": self.unreadable,
            "articles": self.articles,
            "fields": {each.name: self.filled[each.name] for each in fields(Article)},
            "languages": dict(_ordered(self.languages)),
            "diagnostics": dict(_ordered(self.diagnostics)),
        }

    def lines(self) -> Iterator[str]:
        """Yield the counts as a table."""
        broken = f", {self.unreadable} of them unreadable" if self.unreadable else ""
        yield f"{_count(self.articles, 'article')} in {_count(self.inputs, 'input')}{broken}"
        kept = [(each.name, self.filled[each.name]) for each in fields(Article) if self.filled[each.name]]
        yield from self._table("field", kept)
        yield from self._table("language", ((name or "none", number) for name, number in _ordered(self.languages)))
        yield from self._table("reported", _ordered(self.diagnostics), of_articles=False)

    def _table(self, heading: str, rows: Iterable[tuple[str, int]], *, of_articles: bool = True) -> Iterator[str]:
        """Yield a heading and rows of names and numbers, with their share of the articles; nothing without rows."""
        found = list(rows)
        if not found:
            return
        width = max(len(heading), *(len(name) for name, _ in found))
        digits = max(len(str(number)) for _, number in found)
        yield from ("", heading)
        for name, number in found:
            share = f"  {number / self.articles:4.0%}" if of_articles else ""
            yield f"  {name:<{width}}  {number:>{digits}}{share}"


def _ordered(counts: Counter[str]) -> list[tuple[str, int]]:
    """Return counts, the largest first."""
    return sorted(counts.items(), key=lambda count: (-count[1], count[0]))


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
