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
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsdoc.page.labels import Kind
from newsdoc.page.layouts.divided import is_divided, whole_texts
from newsdoc.page.layouts.markdown import shown_texts
from newsdoc.page.layouts.wrapped import GAP, fixed_width, join_lines, paragraphs
from newsdoc.text import ends_in_stop

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

# [8]Timetable
_NUMBERED = re.compile(r"(?<!\S)\[\d{1,4}\](?=\w)")
_FEWEST_NUMBERED = 5
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

    linked: list[bool]
    """True for a text that is nothing but a link or a picture of Markdown."""


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
    found = Texts(texts, ranges, columns, levels, below_blank, [False] * len(texts))
    widest = fixed_width(texts, below_blank)
    if widest:
        found = _unwrapped(found, lines, widest)
    elif is_divided(texts, below_blank):
        found = _joined(found, whole_texts(texts, below_blank))
    if any("](" in text for text in found.texts):
        found = _shown(found)
    return _without_numbers(found)


def _shown(page: Texts) -> Texts:
    """Return the texts of a page with links of Markdown as readers see them: the words without the addresses."""
    rows = zip(shown_texts(page.texts), *page[1:-1], strict=True)
    # [](https://news.example/)        a link without words
    kept = [(text, *row, is_linked) for (text, is_linked), *row in rows if text]
    return Texts(*map(list, zip(*kept, strict=True))) if kept else Texts([], [], [], [], [], [])


def _without_numbers(page: Texts) -> Texts:
    """Return the texts of a page without the numbers that a text browser puts before links, if it has them.

    * [8]Timetable                              nothing but a link
    It opened after the [9]flood of 2013.
    """
    numbered = [at for at, text in enumerate(page.texts) if "[" in text and _NUMBERED.search(text)]
    if len(numbered) < _FEWEST_NUMBERED:
        return page
    texts, linked = page.texts.copy(), page.linked.copy()
    for at in numbered:
        linked[at] = _NUMBERED.match(texts[at].lstrip("*+-o# ")) is not None and not ends_in_stop(texts[at])
        texts[at] = _NUMBERED.sub("", texts[at])
    return page._replace(texts=texts, linked=linked)


def _unwrapped(page: Texts, lines: Sequence[str], widest: int) -> Texts:
    """Join the lines of each paragraph of a page of a fixed width."""
    printed = [lines[start] for start, _ in page.lines]
    runs = paragraphs(page.texts, page.below_blank, printed, widest)
    # the gap of a line of columns shows what it is
    texts = [line.strip() if GAP in line.strip() else text for text, line in zip(page.texts, printed, strict=True)]
    return _joined(page._replace(texts=texts), runs)


def _joined(page: Texts, runs: Iterable[tuple[int, int]]) -> Texts:
    """Join the texts of each run."""
    joined = Texts([], [], [], [], [], [])
    for start, stop in runs:
        joined.texts.append(join_lines(page.texts[start:stop]))
        joined.lines.append((page.lines[start][0], page.lines[stop - 1][1]))
        joined.columns.append(page.columns[start])
        joined.levels.append(page.levels[start])
        joined.below_blank.append(page.below_blank[start])
        joined.linked.append(False)
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
