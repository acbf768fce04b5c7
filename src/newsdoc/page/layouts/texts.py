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
from newsdoc.page.labels import Kind
from newsdoc.text import ends_in_stop

__all__ = ["FIELDS", "FrontMatter", "Texts", "join", "join_lines", "read_front_matter", "read_texts"]

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
    return _unwrapped(found, lines) if _has_fixed_width(found) else found


def _has_fixed_width(page: Texts) -> bool:
    """Return True if most lines are cut at one width, in mid-sentence, and go on in the line below."""
    texts = page.texts
    if len(texts) < _FEWEST or max(map(len, texts)) > 2 * _WIDEST:
        return False
    # the widest lines are the width; a few may be wider, as a masthead is
    widths = sorted(map(width, texts))
    widest = widths[len(widths) * 9 // 10]
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    full = sum(wide > 0.7 * widest for wide in widths)
    going_on = sum(
        text[-1] in "-,;" or below[0].islower()
        for text, below, parted in zip(texts, texts[1:], page.below_blank[1:], strict=False)
        if not (parted or ends_in_stop(text))
    )
    return full > 0.6 * len(texts) and going_on > 0.4 * len(texts)


def _unwrapped(page: Texts, lines: Sequence[str]) -> Texts:
    """Join the lines of each paragraph: it ends above a blank line or an indent, or in a short line with a stop."""
    joined = Texts([], [], [], [], [])
    widest = max(map(width, page.texts))
    above = ""
    for text, place, column, level, parted in zip(*page, strict=True):
        indented = _is_indented(lines[place[0]]) and not _is_indented(lines[place[0] - 1])
        ended = ends_in_stop(above) and (width(above) < 0.85 * widest or indented)
        if not joined.texts or parted or ended:
            joined.texts.append(text)
            joined.lines.append(place)
            joined.columns.append(column)
            joined.levels.append(level)
            joined.below_blank.append(parted)
        else:
            joined.texts[-1] = join(joined.texts[-1], text)
            joined.lines[-1] = joined.lines[-1][0], place[1]
        above = text
    return joined


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
