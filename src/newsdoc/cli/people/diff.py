"""Show what differs between two documents, article by article and field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from difflib import SequenceMatcher
from typing import NamedTuple

from newsdoc.cli.people.show import coloured
from newsdoc.losses import differences
from newsdoc.model import Article
from newsdoc.text import fold, visible

__all__ = ["Pair", "difference_lines", "pairs"]

_RED, _GREEN, _BOLD = "31", "32", "1"


class Pair(NamedTuple):
    """An article of the first document and the one of the second that it is compared with; one may be missing."""

    first: Article | None
    second: Article | None


def pairs(first: Sequence[Article], second: Sequence[Article]) -> list[Pair]:
    """Return the articles of two documents side by side, in the order of the first.

    Articles with the same id belong together, then those with the same headline, then the others in their order.
    """
    found: dict[int, int] = {}
    for key in (_id, _headline, _nothing):
        waiting: dict[str | None, list[int]] = {}
        for number, article in enumerate(second):
            if number not in found.values():
                waiting.setdefault(key(article), []).append(number)
        for number, article in enumerate(first):
            if number not in found and (name := key(article)) is not None and waiting.get(name):
                found[number] = waiting[name].pop(0)
    rest = [article for number, article in enumerate(second) if number not in found.values()]
    sides = [Pair(each, second[found[number]] if number in found else None) for number, each in enumerate(first)]
    return [*sides, *(Pair(None, article) for article in rest)]


def _id(article: Article) -> str | None:
    return article.id


def _headline(article: Article) -> str | None:
    return fold(article.headline) if article.headline else None


def _nothing(_: Article) -> str:
    return ""


def difference_lines(sides: Sequence[Pair], names: tuple[str, str], *, colour: bool) -> Iterator[str]:
    """Yield a heading for each article that differs, and below it each field with both values."""

    def painted(text: str, code: str) -> str:
        return coloured(visible(text), code if colour else None)

    for number, (first, second) in enumerate(sides, 1):
        if first == second:
            continue
        article = first or second
        title = f"article {number}: {(article and article.headline) or 'no headline'}"
        if first is None or second is None:
            sign, name, code = ("-", names[0], _RED) if second is None else ("+", names[1], _GREEN)
            yield painted(f"{sign} {title} (only in {name})", code)
            continue
        yield painted(title, _BOLD)
        for path, before, after in differences("", first, second):
            yield f"  {path.removeprefix('.')}"
            yield from _values(before, after, painted)


def _values(before: object, after: object, painted: Callable[[str, str], str]) -> Iterator[str]:
    """Yield the values of a field; of two sequences only the entries that are not in both."""
    removed, added = [before], [after]
    if isinstance(before, tuple) and isinstance(after, tuple):
        steps = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        changed = [step for step in steps if step[0] != "equal"]
        removed = [each for _, start, stop, _, _ in changed for each in before[start:stop]]
        added = [each for _, _, _, start, stop in changed for each in after[start:stop]]
    yield from (painted(f"    - {_shown(each)}", _RED) for each in removed if each is not None)
    yield from (painted(f"    + {_shown(each)}", _GREEN) for each in added if each is not None)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) else repr(value)
