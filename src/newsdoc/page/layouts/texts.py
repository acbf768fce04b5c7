"""The texts of a page: lines without blank ones, marks taken off, a fixed width undone.

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
from newsdoc.page.dates import is_date_line
from newsdoc.text import ends_in_stop

__all__ = ["Texts", "join", "join_lines", "read_texts"]

_MARK = re.compile(r"\s*#{1,6}\s+(?=\S)")
_WIDEST = 100  # characters of a line of a fixed width
_NARROWEST = 24
_COLUMNS = re.compile(r"\S\s{3,}\S")
_LONGEST_NUMBER = 4
_ROOM = 0.75  # share of the usual width that a full line has at least
_QUOTE = re.compile(r"(?:>[ \t]?)+")
# the [river bridge](https://news.example/bridge)
_LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\))*(?:\s+\"[^\"]*\")?\)")
# * [Sport](https://news.example/sport)        [Home](/) | [Sport](/sport)
_ONLY_LINKS = re.compile(rf"(?:[*+•|>·-]|\d{{1,3}}\.|\s|{_LINK.pattern.replace('?P<words>', '?:')})+")
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

    linked: list[bool]
    """True for a text that is only links of Markdown, or the running head of a printed page."""

    quoted: dict[int, int]
    """Where each line begins that a mail quotes: after its mark."""

    numbers: set[int]
    """The lines that are the number of a printed page."""


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
    linked = [False] * len(texts)
    for at in [at for at, text in enumerate(texts) if "](" in text]:
        linked[at] = not levels[at] and _ONLY_LINKS.fullmatch(texts[at]) is not None
        texts[at] = _LINK.sub(r"\g<words>", texts[at]).strip() or texts[at]
    ranges = [(number, number + 1) for number in numbers]
    found = Texts(texts, ranges, columns, levels, below_blank, linked, quoted, set())
    return _unwrapped(found, lines) if _has_fixed_width(found) else found


def _quoted(keys: Sequence[str], lines: Sequence[str], start: int) -> dict[int, int]:
    """Return the lines that a mail quotes, each with the column of its text, if most lines are quoted.

    > The council agreed on Monday to reopen the bridge
    > in spring, the mayor said.
    """
    marked = {number: mark.end() for number in range(start, len(keys)) if (mark := _QUOTE.match(lines[number]))}
    return marked if len(marked) >= _FEWEST and 2 * len(marked) > sum(map(bool, keys[start:])) else {}


def _has_fixed_width(page: Texts) -> bool:
    """Return True if most lines are cut at one width, in mid-sentence, and go on in the line below."""
    texts = page.texts
    if len(texts) < _FEWEST or max(map(len, texts)) > 2 * _WIDEST:
        return False
    widest = _usual_width(texts)
    if not _NARROWEST <= widest <= _WIDEST:
        return False
    # of lines with blank ones between them, none shows a width
    pairs = [
        (text, below) for text, below, parted in zip(texts, texts[1:], page.below_blank[1:], strict=False) if not parted
    ]
    full = [(text, below) for text, below in pairs if width(text) > 0.7 * widest]
    going_on = sum(text[-1] in "-,;" or (not ends_in_stop(text) and _goes_on(below)) for text, below in full)
    return 2 * len(pairs) >= _FEWEST and len(full) > 0.6 * len(pairs) and going_on > 0.4 * len(pairs)


def _goes_on(below: str) -> bool:
    """Return True if a line goes on with a sentence: in a small letter, or in a script that has none."""
    return below[0].islower() or (below[0].isalpha() and below[0].upper() == below[0].lower())


def _usual_width(texts: Sequence[str]) -> int:
    """Return the width of the widest lines; a few may be wider, as a masthead is."""
    widths = sorted(map(width, texts))
    return widths[len(widths) * 9 // 10]


def _unwrapped(page: Texts, lines: Sequence[str]) -> Texts:
    """Join the lines of each paragraph.

    One ends above a blank line or an indent, in a short line with a stop, or, if it is a line or two, where there is
    room for the first word of the next line. The number of a page parts no paragraph.
    """
    joined = Texts([], [], [], [], [], [], page.quoted, set())
    widest = max(map(width, page.texts))
    usual = _usual_width(page.texts)
    above = ""
    for at, text in enumerate(page.texts):
        place, parted = page.lines[at], page.below_blank[at]
        indented = _is_indented(lines[place[0]]) and not _is_indented(lines[place[0] - 1])
        ended = ends_in_stop(above) and (width(above) < 0.85 * widest or indented)
        # a heading is a line or two, and ends where there is room for more
        has_room = width(above) + 1 + width(text.split(" ")[0]) < _ROOM * usual
        ended = ended or (has_room and width(joined.texts[-1]) < 2 * usual if joined.texts else True)
        is_head = _is_of_head(text) or _is_of_head(above)
        # Orvale Gazette          13 February 2024          3
        is_running = _COLUMNS.search(lines[place[0]].strip()) is not None
        if text.isdigit() and len(text) <= _LONGEST_NUMBER:
            joined.numbers.add(place[0])
            continue
        if parted or ended or is_head or is_running or joined.linked[-1]:
            for row, value in zip(joined[:-2], (text, *(row[at] for row in page[1:-2])), strict=True):
                row.append(value)
            joined.linked[-1] |= is_running
        else:
            joined.texts[-1] = join(joined.texts[-1], text)
            joined.lines[-1] = joined.lines[-1][0], place[1]
        above = text
    return joined


def _is_of_head(text: str) -> bool:
    """Return True if a line is a byline or a date, and so no part of a paragraph."""
    return is_byline(text) or is_date_line(text)


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
