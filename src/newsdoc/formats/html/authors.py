"""Name the writers of a page: as its head states them, unless it names only the house, else as its byline does."""

from __future__ import annotations

import re

from newsdoc.formats.html.head import Head
from newsdoc.model import Source
from newsdoc.page.bylines import BY, is_name

__all__ = ["without_date", "writers"]

_BY = re.compile(
    r"^(?:(?:text|words|story|written|reported|report|(?:ein )?(?:kommentar|interview|bericht|analyse))\s*)?"
    rf"(?:{BY}|autoren|texto|texte|text|tekst)\s*[:：]?\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s{0,3}(?:[,;|/•·&]|\s(?:and|und|y|e|et|og|och|en|ve|dan)\s)\s*", re.IGNORECASE)


def writers(head: Head, byline: str | None) -> list[Source]:
    """Return the writers: those that the head states and that are not the house, else those of the printed byline."""
    stated = [source for source in head.authors if not head.is_house(source.name)]
    return stated or [Source(name, "author") for name in _names(byline or "") if not head.is_house(name)]


# By Ann Example 30 August 2023 • 4:45pm        Von Ann Example, Lille 05.08.2024, 20:59 Uhr
def without_date(line: str) -> str:
    """Return a byline without the date that is printed behind the names."""
    found = _DATE.search(line)
    return (line[: found.start()] if found and found.start() else line).rstrip(" ,;|•·–—-/") or line


_DATE = re.compile(r"[\s(|•·–—-]{0,9}(?<!\w)\d.*")


def _names(line: str) -> list[str]:
    """Return the names in a printed byline."""
    bare = _BY.sub("", without_date(line.strip()))
    return [name for each in _BETWEEN.split(bare) if is_name(name := each.strip(" .:–—-"), in_place=True)]
