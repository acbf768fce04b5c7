"""Read the text of a wire message: lines of a fixed width into blocks, the dateline before the first paragraph.

BRUSSELS 23/07 (AFP) = The bridge is open again, the mayor said        BUENOS AIRES, Argentina (AP) _ The bridge is open
Geneva (ats) The bridge is open again                                  Berlin (dpa) - The bridge is open again
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from itertools import groupby

from newsdoc.formats.builder import ArticleBuilder, shown
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import cut_at_indents
from newsdoc.model import Block, ListBlock, Preformatted, Source
from newsdoc.text import xml_only

__all__ = ["blocks_of", "one_line", "printable", "read_dateline", "read_group"]

_CONTROLS = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))
_BLANK_LINES = re.compile(r"\n[ \t\xa0]*\n")
_COLUMNS = re.compile(r"\S(?: {3,}|\t)\S|^\s*\|.*\||;.*;.*;")
# - Adds details
_ENTRY = re.compile(r"\s{0,4}[-*+•]\s+(?=\S)")
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z][^()\n]{1,60}?)\s*"
    r"\((?P<parties>[^\W\d_][\w ./&-]{1,40})\)"
    r"(?:\s*(?:--|[-–—=_:])(?=\s)|(?=\s+[^\W\d_a-z«\"“]))\s+"
)
_DAY = re.compile(
    r"(?:,|(?<!\s))\s++(?:\d{1,2}[./]\d{1,2}[./]?(?:\d{2,4})?|\d{1,2}\.? [^\W\d_]{3,9}\.?|[^\W\d_]{3,9}\.? \d{1,2})\Z"
)
_BETWEEN_PARTIES = re.compile("[/&,-]")
_WIDE_INDENT = 16
_SMALL = 3  # letters of a word in small letters: `am`, `de`
_MOST_WORDS = 8  # of a place with its region

# 242200 GMT Jun 17, 310001 JUL 97, 101137 GMT Dez 18; 242200
_GROUP = re.compile(
    r"(?P<day>[0-3]\d)(?P<hour>[0-2]\d)(?P<minute>[0-5]\d)(?:\s?(?P<zone>GMT|UTC|Z))?"
    r"(?:\s+(?P<month>[^\W\d_]{3,9})\.?\s+(?P<year>\d{4}|\d\d))?",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan ene gen", "feb fév fev", "mar mär mrz mrt", "apr avr abr", "may mai mei mag", "jun giu", "jul lug",
         "aug aoû aou ago", "sep set", "oct okt ott out", "nov", "dec dez déc dic"),
        1,
    )
    for name in names.split()
}  # fmt: skip
_FIRST_YEAR = 70  # of two digits, in the last century


def printable(text: str) -> str:
    """Return a text without control characters, except tabs and line feeds."""
    return xml_only(text.translate(_CONTROLS))


def one_line(text: str) -> str:
    """Return a text as one line."""
    return collapse_space(printable(text), preserve=False)


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a text: paragraphs at blank lines and indents, lists of bullets, tables as they are set."""
    blocks: list[Block] = []
    for part in _BLANK_LINES.split(printable(text)):
        lines = [line.rstrip() for line in part.split("\n") if line.strip()]
        for is_table, run in _runs(lines):
            blocks += [Preformatted("\n".join(run).replace("\t", " "))] if is_table else _prose(run)
    return blocks


def _runs(lines: Sequence[str]) -> Iterator[tuple[bool, list[str]]]:
    """Yield the runs of lines that are set in columns, two or more of them, and the runs of the others."""
    others: list[str] = []
    for in_columns, group in groupby(lines, _is_in_columns):
        run = list(group)
        if not in_columns or len(run) < 2 or not any(map(_COLUMNS.search, run)):
            others += run
            continue
        if others:
            yield False, others
            others = []
        yield True, run
    if others:
        yield False, others


def _is_in_columns(line: str) -> bool:
    return _COLUMNS.search(line) is not None or line[:_WIDE_INDENT].isspace()


def _prose(lines: list[str]) -> list[Block]:
    """Return the blocks of lines that are not a table."""
    if len(lines) > 1 and _ENTRY.match(lines[0]) and all(_ENTRY.match(line) or line[0] == " " for line in lines):
        entries = [entry for line in _entries(lines) if (entry := one_line(line))]
        return [ListBlock(entries)] if entries else []
    pieces = cut_at_indents("\n".join(lines))
    return [line for piece in pieces if (line := collapse_space(piece, preserve=False))]


def _entries(lines: Sequence[str]) -> list[str]:
    """Return the entries of a list; a line without a bullet goes on with the one above it."""
    entries: list[list[str]] = []
    for line in lines:
        if bullet := _ENTRY.match(line):
            entries.append([line[bullet.end() :].strip()])
        else:
            entries[-1].append(line.strip())
    return list(map(" ".join, entries))


def read_dateline(builder: ArticleBuilder, blocks: list[Block]) -> None:
    """Take the dateline off the first paragraph: its place, and the agencies in its brackets.

    A paragraph before the one with the dateline is the deck.
    """
    for at, block in enumerate(blocks[:2]):
        found = _DATELINE.match(block) if isinstance(block, str) else None
        if not found or not isinstance(block, str) or len(block) == found.end():
            continue
        place = _DAY.sub("", found["place"].strip(" ,"))
        if not _is_place(place):
            continue
        builder.put("dateline", block[: found.end()].rstrip(" -–—=_:").rstrip())
        builder.put("places", [place.partition(",")[0].strip() or place])
        _add_agencies(builder, found["parties"])
        blocks[at] = block[found.end() :].lstrip()
        if at and isinstance(deck := blocks[0], str):
            builder.put("deck", deck)
            del blocks[0]
        return


def _is_place(text: str) -> bool:
    """Check that each word of a text may be part of a place: `San Diego`, `Frankfurt am Main`, `CHATHAM, Mass.`."""
    words = text.split()
    return len(words) <= _MOST_WORDS and all(not word[0].islower() or len(word) <= _SMALL for word in words)


def _add_agencies(builder: ArticleBuilder, text: str) -> None:
    """Add the agencies that a dateline names, `AFP-DPA`, without those that are known already."""
    known = {source.name.casefold() for source in builder.sources}
    for name in dict.fromkeys(filter(None, map(str.strip, _BETWEEN_PARTIES.split(text)))):
        if name.casefold() not in known:
            builder.sources.append(Source(name, "agency"))


def read_group(builder: ArticleBuilder, text: str, line: int) -> bool:
    """Read a date-time group as the time of publication; return False for a text that is none."""
    found = _GROUP.fullmatch(text.strip())
    if not found:
        return False
    month = _MONTHS.get((found["month"] or "")[:3].lower())
    if month is None:
        message = f"the time {shown(text.strip())} has no month and year; it was left out"
        builder.note("repair.time", message, ".published", line)
        return True
    year = int(found["year"])
    year += 0 if year > 99 else 1900 if year >= _FIRST_YEAR else 2000
    try:
        moment = datetime(year, month, int(found["day"]), int(found["hour"]), int(found["minute"]))
    except ValueError:
        message = f"the time is {shown(text.strip())}, which is not one; it was left out"
        builder.note("repair.time", message, ".published", line)
        return True
    value: date = moment.replace(tzinfo=UTC) if found["zone"] else moment
    builder.put_published(value, "the date-time group", line)
    return True
