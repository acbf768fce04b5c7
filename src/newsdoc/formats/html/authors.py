"""Name the writers of a page: as its head states them, unless it names only the house, else as its byline does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from newsdoc.formats.html import words
from newsdoc.formats.html.head import Head
from newsdoc.formats.html.lines import Line
from newsdoc.formats.xml.parse import Element
from newsdoc.formats.xml.space import collapse_space
from newsdoc.model import Source
from newsdoc.page.bylines import BY, is_name
from newsdoc.page.labels import Kind

__all__ = ["signed", "without_date", "writers"]

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


# <span class="author vcard"><a rel="author" href="/ann">Ann Example</a></span>
def signed(lines: Sequence[Line], kinds: Sequence[Kind], headline: int | None) -> list[Source]:
    """Return the names that elements near the headline or right below the story are called authors by."""
    story = [index for index, kind in enumerate(kinds) if kind in ("paragraph", "subhead")]
    if not story:
        return []
    top = story[0] if headline is None else min(headline, story[0])
    above = range(max(0, top - _ABOVE), min(story[0] + 1, top + _BELOW))
    for index in (*above, *range(story[-1], min(len(lines), story[-1] + _BELOW))):
        line = lines[index]
        if kinds[index] not in _FREE or len(line.text) > _LONGEST or line.flags & _BESIDE:
            continue
        named = (
            text for text in _called(line) if text in line.text and (is_name(text, in_place=True) or _is_short(text))
        )
        if found := [Source(name, "author") for name in dict.fromkeys(named)]:
            return found
    return []


def _called(line: Line) -> Iterator[str]:
    """Yield the texts of a line's elements, and of those right around it, that are called authors."""
    for element in (
        *line.box.element.iter("a", "span", "div", "p", "strong", "b", "address", "cite", "em"),
        *_around(line),
    ):
        if (
            element.get("rel") == "author"
            or element.get("itemprop") == "author"
            or _AUTHOR.search(element.get("class") or "")
        ):
            yield collapse_space("".join(map(str, element.itertext())), preserve=False)


def _around(line: Line) -> Iterator[Element]:
    return (box.element for box in islice(line.box.around(), 2))


def _is_short(text: str) -> bool:
    """Check that a text can be a name in Chinese, Japanese or Korean: one word."""
    return 2 <= len(text) <= _CHINESE and all("\u3040" <= char <= "\ud7a3" for char in text)


_FREE = ("furniture", "byline", "date", "site")
_BESIDE = words.MENU | words.RELATED | words.HIDDEN
_ABOVE, _BELOW, _LONGEST, _CHINESE = 4, 12, 160, 5
_AUTHOR = re.compile(
    r"(?<![a-z])(?:author|byline|vcard|username|uid|autor|auteur|yazar|penulis)(?![a-z])", re.IGNORECASE
)


# By Ann Example 30 August 2023 • 4:45pm        Von Ann Example, Lille 05.08.2024, 20:59 Uhr
def without_date(line: str) -> str:
    """Return a byline without the date that is printed behind the names."""
    found = _DATE.search(line)
    return (line[: found.start()] if found and found.start() else line).rstrip(" ,;|•·–—-/") or line


_DATE = re.compile(r"[\s(|•·–—-]{0,9}(?<!\w)\d.*")


def _names(line: str) -> list[str]:
    """Return the names in a printed byline."""
    bare = _BY.sub("", without_date(line.strip()))
    return [
        name for each in _BETWEEN.split(bare) if is_name(name := each.strip(" .:–—-"), in_place=True) or _is_short(name)
    ]
