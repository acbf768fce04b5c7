"""The texts of a page: lines without blank ones, marks taken off, a fixed width undone, a front matter read.

---                                             a front matter, as extractors write it above their text
title: "Bridge Opens"
date: 2024-02-13
---
## The toll                                     a heading of Markdown: the text is «The toll»
The council agreed on Monday to re-             lines of a fixed width: one text
open the river bridge in spring.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newsdoc.page.body import width
from newsdoc.page.bylines import is_byline
from newsdoc.page.labels import Kind
from newsdoc.text import ends_in_stop

__all__ = ["FIELDS", "GAP", "FrontMatter", "Texts", "join", "join_lines", "read_front_matter", "read_texts"]

_MARK = re.compile(r"\s*#{1,6}\s+(?=\S)")
# title: "Bridge Opens"        author: Ann Example
_FIELD = re.compile(r"(?P<name>[a-z_]{2,20}):\s+(?P<quote>[\"']?)(?P<value>\S.*?)(?P=quote)\s*")
FIELDS: dict[str, Kind] = {
    "title": "headline",
    "author": "byline",
    "date": "date",
    "sitename": "site",
    "url": "site",
    "description": "deck",
}
"""The fields of a front matter that are read, and what they are of an article."""

_MOST_FIELDS = 40  # lines of a front matter
_WIDEST = 100  # characters of a line of a fixed width
_NARROWEST = 24
_FEWEST = 6  # lines that show a fixed width
GAP = 4 * " "
"""Between the columns of a line of a page of a fixed width: `ORVALE GAZETTE          13 February 2024`."""


class Texts(NamedTuple):
    """The texts of a page, and the lines that each is printed on."""

    texts: list[str]
    lines: list[tuple[int, int]]
    """The first line of each text and the one after its last."""

    columns: list[int]
    """Where each text begins in its first line: after the mark of a heading."""

    levels: list[int]
    """The level of a heading that has a mark, from 1; 0 for other texts."""

    below_blank: list[bool]
    """True for a text below a blank line."""


class FrontMatter(NamedTuple):
    """What a front matter says, each field with its line and the columns of its value."""

    stop: int
    """The line below the front matter."""

    fields: dict[str, tuple[str, int, tuple[int, int]]]

    @property
    def title(self) -> str | None:
        """The headline, if it has a name."""
        return self.fields["title"][0] if "title" in self.fields else None


def read_texts(keys: Sequence[str], lines: Sequence[str], start: int = 0) -> Texts:
    """Return the texts of a page from a line on; `keys` are its `lines` with their spaces folded."""
    numbers = [number for number in range(start, len(keys)) if keys[number]]
    below_blank = [bool(number) and not keys[number - 1] for number in numbers]
    texts = [keys[number] for number in numbers]
    columns, levels = [0] * len(texts), [0] * len(texts)
    # ## The toll
    for at in [at for at, text in enumerate(texts) if text[0] == "#"]:
        if (mark := _MARK.match(texts[at])) and (printed := _MARK.match(lines[numbers[at]])):
            columns[at], levels[at], texts[at] = printed.end(), mark[0].count("#"), texts[at][mark.end() :]
    ranges = [(number, number + 1) for number in numbers]
    found = Texts(texts, ranges, columns, levels, below_blank)
    widest = _fixed_width(found)
    return _unwrapped(found, lines, widest) if widest else found


def _fixed_width(page: Texts) -> int:
    """Return the width at which most lines of a page are cut in mid-sentence; 0 if they are not.

    The council agreed. The bridge will        the next word did not fit: the line is cut
    open in spring.                            it ends where the text ends
    """
    texts = page.texts
    if len(texts) < _FEWEST or max(map(len, texts)) > 2 * _WIDEST:
        return 0
    widths = list(map(width, texts))
    # a few lines may be wider, as a masthead is
    widest = sorted(widths)[len(widths) * 9 // 10]
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    wide = [at for at in range(len(texts) - 1) if not page.below_blank[at + 1] and widths[at] > 0.6 * widest]
    cut = {at for at in wide if _is_cut(texts[at], widths[at], texts[at + 1], widest)}
    if len(cut) < max(_FEWEST // 2, 0.7 * len(wide)):
        return 0
    # titles are cut, too, but a list of them has no stops
    ends = [texts[at + 1] for at in cut if at + 1 not in cut]
    return widest if sum(map(ends_in_stop, ends)) >= len(ends) / 3 else 0


def _is_cut(text: str, wide: int, below: str, widest: int) -> bool:
    """Return True for a line that ends in mid-sentence: the next word does not fit, or shows that it goes on."""
    if ends_in_stop(text):
        return False
    if _goes_on(text, below):
        return True
    # Chinese and Japanese are cut between any two characters
    word = 2 if below[0] > "\u2e80" else below.find(" ") % (len(below) + 1)
    return wide + 1 + word > 0.9 * widest


def _unwrapped(page: Texts, lines: Sequence[str], widest: int) -> Texts:
    """Join the lines of each paragraph: it ends above a blank line or an indent, or in a short line."""
    joined = Texts([], [], [], [], [])
    above = ""
    for text, place, column, level, parted in zip(*page, strict=True):
        printed = lines[place[0]]
        if not joined.texts or parted or _ends_above(above, text, printed, lines[place[0] - 1], widest):
            joined.texts.append(printed.strip() if GAP in printed.strip() else text)
            joined.lines.append(place)
            joined.columns.append(column)
            joined.levels.append(level)
            joined.below_blank.append(parted)
        else:
            joined.texts[-1] = join(joined.texts[-1], text)
            joined.lines[-1] = joined.lines[-1][0], place[1]
        above = text
    return joined


def _ends_above(above: str, text: str, printed: str, printed_above: str, widest: int) -> bool:
    """Return True if a paragraph ends in the line above a text, and not at the width of the lines."""
    indented = _is_indented(printed) and not _is_indented(printed_above)
    if ends_in_stop(above):
        return indented or width(above) < 0.85 * widest
    #                 4                 the number of a page
    apart = indented or width(above) < 0.5 * widest or is_byline(text) or is_byline(above)
    return apart and not _goes_on(above, text)


def _goes_on(text: str, below: str) -> bool:
    return text[-1] in "-,;" or below[0].islower()


def _is_indented(line: str) -> bool:
    return line.expandtabs(2)[:2].isspace()


def join(text: str, below: str) -> str:
    """Join two lines of a paragraph; a word that was divided at the end of a line is whole again."""
    if text.endswith("-") and text[-2:-1].isalpha() and below[:1].islower():
        return text[:-1] + below
    # Chinese and Japanese are written without spaces
    return text + below if text[-1:] > "\u2e80" and below[:1] > "\u2e80" else f"{text} {below}"


def join_lines(lines: Sequence[str]) -> str:
    """Join the lines of a text, of which there is at least one, in time linear in their length."""
    above = [join(line, below).removesuffix(below) for line, below in pairwise(lines)]
    return "".join([*above, lines[-1]])


def read_front_matter(lines: Sequence[str]) -> FrontMatter | None:
    """Read the fields above a page's text, between two lines `---`; `None` if there are none."""
    if not lines or lines[0].strip() != "---":
        return None
    fields: dict[str, tuple[str, int, tuple[int, int]]] = {}
    # nested fields and lists are not read: what they say is in the lines
    for number, line in enumerate(lines[1:_MOST_FIELDS], 1):
        if line.strip() == "---":
            return None if fields.keys().isdisjoint(FIELDS) else FrontMatter(number + 1, fields)
        if found := _FIELD.fullmatch(line):
            fields.setdefault(found["name"], (found["value"].strip(), number, found.span("value")))
    return None
