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
from typing import NamedTuple

from newsdoc.page.labels import Kind
from newsdoc.page.layouts.markdown import is_picture, without_addresses
from newsdoc.page.layouts.wrapped import GAP, fixed_width, join_lines, paragraphs

__all__ = ["FIELDS", "FrontMatter", "Texts", "read_front_matter", "read_texts"]

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
    widest = fixed_width(texts, below_blank)
    if widest:
        found = _unwrapped(found, lines, widest)
    return _shown(found) if any("](" in text for text in found.texts) else found


def _shown(page: Texts) -> Texts:
    """Return the texts of a page with links of Markdown as readers see them: the words without the addresses."""
    shown = [text if "](" not in text or is_picture(text) else without_addresses(text) for text in page.texts]
    # [](https://news.example/)        a link without words
    kept = [row for row in zip(shown, *page[1:], strict=True) if row[0]]
    return Texts(*map(list, zip(*kept, strict=True))) if kept else Texts([], [], [], [], [])


def _unwrapped(page: Texts, lines: Sequence[str], widest: int) -> Texts:
    """Join the lines of each paragraph of a page of a fixed width."""
    joined = Texts([], [], [], [], [])
    printed = [lines[start] for start, _ in page.lines]
    for start, stop in paragraphs(page.texts, page.below_blank, printed, widest):
        alone = printed[start].strip()
        has_columns = stop == start + 1 and GAP in alone
        joined.texts.append(alone if has_columns else join_lines(page.texts[start:stop]))
        joined.lines.append((page.lines[start][0], page.lines[stop - 1][1]))
        joined.columns.append(page.columns[start])
        joined.levels.append(page.levels[start])
        joined.below_blank.append(page.below_blank[start])
    return joined


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
