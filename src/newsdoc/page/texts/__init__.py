"""The texts of a page: lines without blank ones, marks taken off, what was cut or divided whole again.

## The toll                                     a heading of Markdown: the text is «The toll»
The council agreed on Monday to re-             lines of a fixed width: one text
open the river bridge in spring.
> It opens on the first of May.                 a mail that quotes an article
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

from newsdoc.page.texts.divided import is_divided, whole_texts
from newsdoc.page.texts.markdown import shown_texts
from newsdoc.page.texts.wrapped import GAP, fixed_width, join_lines, paragraphs
from newsdoc.text import ends_in_stop

__all__ = ["Texts", "read_texts"]

_T = TypeVar("_T")
_MARK = re.compile(r"\s*#{1,6}\s+(?=\S)")
# [8]Timetable
_NUMBERED = re.compile(r"(?<!\S)\[\d{1,4}\](?=\w)")
_FEWEST_NUMBERED = 5
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_FEWEST_QUOTED = 6
_LONGEST_NUMBER = 4  # digits of the number of a page


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
    """True for a text that is nothing but a link or a picture of Markdown, or the running head of a printed page."""

    quoted: dict[int, int]
    """Where each line begins that a mail quotes: after its mark."""


def read_texts(keys: Sequence[str], lines: Sequence[str], start: int = 0) -> Texts:
    """Return the texts of a page from a line on; `keys` are its `lines` with their spaces folded."""
    quoted = _quoted(keys, lines, start)
    if quoted:
        keys = [_QUOTE.sub("", key) if number in quoted else key for number, key in enumerate(keys)]
    numbers = [number for number in range(start, len(keys)) if keys[number]]
    below_blank = [bool(number) and not keys[number - 1] for number in numbers]
    texts = [keys[number] for number in numbers]
    columns, levels = [quoted.get(number, 0) for number in numbers], [0] * len(texts)
    # ## The toll
    for at in [at for at, text in enumerate(texts) if text[0] == "#"]:
        if (mark := _MARK.match(texts[at])) and (printed := _MARK.match(lines[numbers[at]], columns[at])):
            columns[at], levels[at], texts[at] = printed.end(), mark[0].count("#"), texts[at][mark.end() :]
    ranges = [(number, number + 1) for number in numbers]
    found = Texts(texts, ranges, columns, levels, below_blank, [False] * len(texts), quoted)
    widest = fixed_width(texts, below_blank)
    if widest:
        found = _unwrapped(found, lines, widest)
    elif is_divided(texts, below_blank):
        found = _joined(found, whole_texts(texts, below_blank))
    if any("](" in text for text in found.texts):
        found = _shown(found)
    return _without_numbers(found)


def _quoted(keys: Sequence[str], lines: Sequence[str], start: int) -> dict[int, int]:
    """Return the lines that a mail quotes, each with the column of its text, if most lines are quoted.

    > The council agreed on Monday to reopen the bridge
    > in spring, the mayor said.
    """
    begun = [number for number in range(start, len(keys)) if keys[number][:1] == ">"]
    marked = {number: mark.end() for number in begun if (mark := _QUOTE.match(lines[number]))}
    return marked if len(marked) >= _FEWEST_QUOTED and 2 * len(marked) > sum(map(bool, keys[start:])) else {}


def _shown(page: Texts) -> Texts:
    """Return the texts of a page with links of Markdown as readers see them: the words without the addresses."""
    shown = list(shown_texts(page.texts))
    linked = [is_link or was for (_, is_link), was in zip(shown, page.linked, strict=True)]
    # [](https://news.example/)        a link without words
    kept = [at for at, (text, _) in enumerate(shown) if text]
    return _only(page._replace(texts=[text for text, _ in shown], linked=linked), kept)


def _only(page: Texts, kept: Sequence[int]) -> Texts:
    """Return some of the texts of a page."""

    def some(column: list[_T]) -> list[_T]:
        return [column[at] for at in kept]

    return Texts(
        some(page.texts),
        some(page.lines),
        some(page.columns),
        some(page.levels),
        some(page.below_blank),
        some(page.linked),
        page.quoted,
    )


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
    """Join the lines of each paragraph of a page of a fixed width; the number of a page is no text."""
    page = _without_page_numbers(page)
    printed = [lines[start][page.quoted.get(start, 0) :] for start, _ in page.lines]
    runs = list(paragraphs(page.texts, page.below_blank, printed, widest))
    joined = _joined(page, runs)
    for at, (start, stop) in enumerate(runs):
        joined.linked[at] = stop == start + 1 and GAP in printed[start].strip()
    return joined


def _without_page_numbers(page: Texts) -> Texts:
    """Return the texts of printed pages without their numbers; what stands below one is a text of its own."""
    is_number = [text.isdigit() and len(text) <= _LONGEST_NUMBER for text in page.texts]
    below_blank = [blank or (at > 0 and is_number[at - 1]) for at, blank in enumerate(page.below_blank)]
    return _only(page._replace(below_blank=below_blank), [at for at, number in enumerate(is_number) if not number])


def _joined(page: Texts, runs: Iterable[tuple[int, int]]) -> Texts:
    """Join the texts of each run."""
    joined = Texts([], [], [], [], [], [], page.quoted)
    for start, stop in runs:
        joined.texts.append(join_lines(page.texts[start:stop]))
        joined.lines.append((page.lines[start][0], page.lines[stop - 1][1]))
        joined.columns.append(page.columns[start])
        joined.levels.append(page.levels[start])
        joined.below_blank.append(page.below_blank[start])
        joined.linked.append(False)
    return joined
