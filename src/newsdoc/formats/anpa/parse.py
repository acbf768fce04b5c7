"""Read one message of ANPA 1312 into a builder.

␖␖␁W2870␟asian                                service and number, selector
u i␓␑ BC-EU--Bridge 1stLd-Writethru  11-13 0466    priority, category, format, slug, version, day, words
␂^BC-EU--Bridge, 1st Ld-Writethru,466<        lines that begin with ^ are set by themselves: slug,
^Bridge opens again<                          headline,
^Eds: With AP Photos.<                        notes,
^By ANN EXAMPLE=                              byline
LONDON (AP) _ The bridge …                an indented line begins a paragraph
␃AP-WF-11-13-13 1509GMT<                      the agency, and the time in the American order
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from newsdoc.formats.builder import ArticleBuilder, shown
from newsdoc.formats.wire.mapping import SLUG
from newsdoc.formats.wire.messages import ETX, STX, Message
from newsdoc.formats.wire.text import one_line, printable, read_dateline
from newsdoc.model import Block, Preformatted, Source, Subhead
from newsdoc.text import ends_sentence, letters

__all__ = ["begins", "read_message"]

_FIRST = r"[\x16\x00\x7f\s]*\x01(?P<service>[A-Za-z])(?P<number>\d{4})[\x1f ]?(?P<selector>[A-Za-z0-9-]*)\s*"
_begins = re.compile(_FIRST.encode()).match
# u i␓␑ BC-EU--Bridge 1stLd-Writethru  11-13 0466
_SECOND = re.compile(
    r"(?P<priority>[A-Za-z])[ \t]++(?P<category>[A-Za-z])(?P<format>[\x11-\x14]*+)[ \t]++(?P<slug>[^\s\x02]++)"
    r"(?P<rest>[^\n\x02]*+)"
)
_DAY = re.compile(r"\d{1,2}-\d{1,2}")
_KEPT_LINES = "\x12"  # the format of tables
_URGENCY = {"f": "1", "b": "2", "u": "3", "r": "4", "d": "5", "a": "6", "s": "6", "w": "6", "x": "6", "z": "6"}
# BC-EU--Bridge, 1st Ld-Writethru,466
_MOST_DIGITS = 5  # of a number of words
_IS_SLUG = re.compile(r"(?:[AP]M|BC|AP)-|.*,\s*\d{1,5}\Z")
_BEFORE_LINE = re.compile(r"\n|(?<=[<=]) *(?=\^)")
_NOTE = re.compile(r"\(?(?:Eds|EDS|Editors?|EDITORS?)\b.{0,10}?[:_]|(?:AP|UPI) (?:Photo|Graphic|Video|Audio)s?\b")
_NUMBER = re.compile(r"[*\d ]+")
_SURE = 4  # letters of a slug that the header cuts short
_BY = re.compile(r"by\s+\S", re.IGNORECASE)
_RULE = re.compile(r"[_\W]*")
_LONG = 100  # characters of a line that is a summary even without a stop
# AP-WF-11-13-13 1509GMT
_TRAILER = re.compile(
    r"(?P<agency>[A-Za-z]{2,6})-(?P<desk>[A-Za-z]{1,4})-(?P<month>\d\d?)-(?P<day>\d\d?)-(?P<year>\d\d(?:\d\d)?)"
    r"\s+(?P<hour>\d\d)(?P<minute>\d\d)\s?(?P<zone>GMT|UTC)?"
)


class _Line(NamedTuple):
    """A line of the text: what it begins with, its words, and the sign at its end."""

    kind: str
    """`^` for a line by itself, a tab for a paragraph, a backspace for a row of a table; else empty."""
    words: str
    end: str


def begins(line: bytes) -> bool:
    """Check that a line is the first one of a message."""
    return _begins(line) is not None


def read_message(message: Message, builder: ArticleBuilder) -> ArticleBuilder:
    """Read a message into a builder."""
    first = re.match(_FIRST, message.text)
    if first is None:
        return builder
    builder.identify(first["service"] + first["number"])
    second = _SECOND.match(message.text, first.end())
    day = _read_header(builder, second) if second else ""
    rest = message.text[second.end() if second else first.end() :]
    text, _, trailer = rest.removeprefix("\n").removeprefix(STX).partition(ETX)
    _read_trailer(builder, trailer, day)
    lines = list(_lines(text))
    size = _head_size(lines)
    set_apart = _read_head(builder, lines[:size])
    as_set = bool(second and _KEPT_LINES in second["format"])
    blocks = _blocks([*set_apart, *lines[size:]], as_set=as_set)
    read_dateline(builder, blocks)
    builder.put("body", blocks)
    return builder


def _read_header(builder: ArticleBuilder, header: re.Match[str]) -> str:
    """Read the second line; return its day, which has no year."""
    priority = header["priority"].lower()
    builder.urgency(_URGENCY.get(priority, priority), "the priority")
    builder.put("section", header["category"])
    builder.put(SLUG, one_line(header["slug"]))
    rest = header["rest"].split()
    if rest and _is_number(rest[-1]):  # of the words of the text
        rest.pop()
    day = rest.pop() if rest and _DAY.fullmatch(rest[-1]) else ""
    builder.add("editorial_note", one_line(" ".join(rest)))
    return day


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) <= _MOST_DIGITS


def _read_trailer(builder: ArticleBuilder, trailer: str, day: str) -> None:
    """Read the line behind the text: the agency and the time; the day of the header has no year."""
    line = one_line(trailer).strip("<= ")
    found = _TRAILER.match(line)
    if not found:
        if line:
            builder.dropped("the line behind the text", line)
        if day:
            builder.note("repair.time", f"the day {shown(day)} has no year; it was left out", ".published")
        return
    builder.dropped("the rest of the line behind the text", line[found.end() :].strip())
    builder.sources.append(Source(found["agency"], "agency"))
    year = int(found["year"])
    year += 0 if year > 99 else 1900 if year >= 70 else 2000
    try:
        day_of_year = int(found["month"]), int(found["day"])
        moment = datetime(year, *day_of_year, int(found["hour"]), int(found["minute"]))
    except ValueError:
        builder.note("repair.time", f"the time is {shown(line)}, which is not one; it was left out", ".published")
        return
    builder.put_published(moment.replace(tzinfo=UTC) if found["zone"] else moment, "the time behind the text")


# --- lines ---


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines of a text; a line without a sign at its beginning goes on with the one before it."""
    kind, pieces, end = "", list[str](), ""
    for raw in _BEFORE_LINE.split(text):
        sign = raw[:1] if raw[:1] in ("^", "\t", "\b") else "\t" if raw[:2] == "  " else ""
        words = printable(raw[1:] if sign == raw[:1] else raw).strip()
        if not words:
            continue
        if pieces and not (sign == "" and kind == "\t" and not end):
            yield _Line(kind, " ".join(pieces), end)
            pieces = []
        kind = kind if pieces else sign
        end = words[-1] if words[-1] in "<=" else ""
        pieces += filter(None, [words.rstrip("<= ")])
    if pieces:
        yield _Line(kind, " ".join(pieces), end)


def _head_size(lines: Sequence[_Line]) -> int:
    """Return the number of lines by themselves that the text begins with."""
    return next((at for at, line in enumerate(lines) if line.kind != "^"), len(lines))


def _read_head(builder: ArticleBuilder, lines: Sequence[_Line]) -> list[_Line]:
    """Read the lines above the text; return those that belong to it, such as the heads of a table."""
    rest = [line for line in lines if not _NUMBER.fullmatch(line.words)]
    if rest and _IS_SLUG.match(rest[0].words):
        _read_slug(builder, rest.pop(0).words)
    apart: list[_Line] = []
    below_byline = False
    for line in rest:
        if _NOTE.match(line.words):
            builder.add("editorial_note", line.words)
        elif not builder.fields.get("headline"):
            builder.put("headline", one_line(line.words))
        elif _BY.match(line.words) and not builder.fields.get("byline"):
            builder.put("byline", one_line(line.words))
            below_byline = True
            continue
        elif below_byline and line.end == "=" and not apart and not line.words.isupper():
            builder.fields["byline"] += f", {one_line(line.words)}"
        elif line.end == "<" and not apart and (len(line.words) > _LONG or ends_sentence(line.words)):
            builder.add("summary", one_line(line.words))
        else:
            apart.append(line)
        below_byline = False
    return apart


def _read_slug(builder: ArticleBuilder, words: str) -> None:
    """Read the slug with its version: it is longer here than in the header."""
    slug, *rest = map(str.strip, one_line(words).rsplit(",", 2))
    if rest and _is_number(rest[-1]):
        rest.pop()
    elif len(rest) > 1:
        slug = f"{slug}, {rest.pop(0)}"
    version = rest.pop() if rest and any(map(str.isalpha, rest[-1])) else ""
    short = builder.fields.get(SLUG) or ""
    builder.fields[SLUG] = ", ".join([slug, *rest])
    if letters(short.partition("-")[2])[:_SURE] not in letters(builder.fields[SLUG]):
        builder.dropped("the slug of the header", short)
    if version:
        builder.joined.pop("editorial_note", None)
        builder.fields.pop("editorial_note", None)
        builder.add("editorial_note", version)


def _blocks(lines: Iterable[_Line], *, as_set: bool) -> list[Block]:
    """Return the blocks of the lines; in the format of tables, all lines stay as they are set."""
    if as_set:
        text = "\n".join(line.words for line in lines)
        return [Preformatted(text)] if text else []
    blocks: list[Block] = []
    rows: list[str] = []
    for line in lines:
        if line.kind in ("\b", ""):
            rows.append(line.words)
            continue
        blocks += _table(rows)
        rows = []
        if _RULE.fullmatch(line.words):
            continue
        words = one_line(line.words)
        blocks.append(Subhead(words) if line.kind == "^" and line.end == "=" else words)
    return [*blocks, *_table(rows)]


def _table(rows: Sequence[str]) -> list[Block]:
    return [Preformatted("\n".join(rows).replace("\t", " "))] if rows else []
