"""Name the writers of a page: as its head states them, unless it names only the house, else as its byline does."""

from __future__ import annotations

import re

from newsdoc.formats.html.head import Head
from newsdoc.model import Source
from newsdoc.page.bylines import is_name

__all__ = ["writers"]

_BY = re.compile(
    r"^(?:(?:text|words|story|written|reported|report|(?:ein )?(?:kommentar|interview|bericht|analyse))\s*)?"
    r"(?:by|von|por|par|di|door|av|af|yazan|author|autor(?:in|en)?|автор|oleh|bởi|texto|texte|text|tekst)\s*[:：]?\s+",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"\s*(?:[,;|/•·&]|\s(?:and|und|y|e|et|og|och|en|ve|dan)\s)\s*", re.IGNORECASE)


def writers(head: Head, byline: str | None) -> list[Source]:
    """Return the writers: those that the head states and that are not the house, else those of the printed byline."""
    stated = [source for source in head.authors if not head.is_house(source.name)]
    if stated:
        return stated
    return [Source(name, "author") for name in _names(byline or "") if not head.is_house(name)]


def _names(line: str) -> list[str]:
    """Return the names in a printed byline."""
    bare = _BY.sub("", line.strip())
    return [name for each in _BETWEEN.split(bare) if is_name(name := each.strip(" .:–—-"), in_place=True)]
