"""Read the dates and times of feeds as those of the model: moments with an offset, or bare dates.

The forms of XML Schema, which ninjs shares, are strict; every other form counts as repaired. A text without a full day,
such as a year, is not read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo

from newsdoc.checks import with_fixed_offset
from newsdoc.errors import UnknownFormat, WriteError
from newsdoc.text import cached

__all__ = ["Reading", "Zone", "epoch", "is_stamp", "localised", "read", "writing_time", "zone_of"]

Reading = tuple[datetime | date | None, bool]
"""A moment, a naive time of unknown zone, a bare date or `None`; and True if it had to be repaired."""

Zone = str | tzinfo | None
"""The zone of times that name none: its IANA name, its offset as `+02:00`, a `tzinfo`, or `None` if it is not known."""

_Day = Callable[[re.Match[str]], date | None]

_STRICT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?").fullmatch
_BASIC = re.compile(r"\d{8}T(?!24)\d{6}(?:Z|[+-]\d{4})?").fullmatch  # as NITF and NewsML 1 want it
_COMPACT = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)")  # 20160112, which may go on with digits: 20160112103000
_MONTHS = ("january", "february", "march", "april", "may", "june",
           "july", "august", "september", "october", "november", "december")  # fmt: skip
_MONTH = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "september" else "sept?(?:ember)?" for name in _MONTHS)
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?"
_ORDINAL = r"(\d{1,2})(?:st|nd|rd|th)?"


def _year_first(found: re.Match[str]) -> date:
    return date(int(found[1]), int(found[2]), int(found[3]))


def _dotted(found: re.Match[str]) -> date:
    return date(int(found[3]), int(found[2]), int(found[1]))


def _slashed(found: re.Match[str]) -> date | None:
    """Read `13/5/2021` and `5/13/2021`; return `None` for `4/5/2021`, where either number may be the month."""
    one, other, year = int(found[1]), int(found[2]), int(found[3])
    if one <= 12 and other <= 12 and one != other:
        return None
    return date(year, min(one, other), max(one, other))


def _day_first(found: re.Match[str]) -> date:
    return date(_full_year(found[3]), _month(found[2]), int(found[1]))


def _month_first(found: re.Match[str]) -> date:
    return date(_full_year(found[3]), _month(found[1]), int(found[2]))


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name[:3].lower()))


def _full_year(digits: str) -> int:
    """Return a year of RFC 822, which may have two digits."""
    year = int(digits)
    return year if len(digits) > 2 else year + (2000 if year < 69 else 1900)


_DAYS: tuple[tuple[re.Pattern[str], _Day], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), read)
    for pattern, read in (
        (_COMPACT.pattern, _year_first),
        (r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", _year_first),  # 2022-5-3, 2022/05/03
        (r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)", _dotted),  # 11.11.2021
        (r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)", _slashed),
        # Wed, 01 May 2024 and Wednesday, 1st May 2024 and 1-May-24
        (rf"{_WEEKDAY}{_ORDINAL}[\s.-]+({_MONTH})[\s.,-]+(\d{{4}}|\d\d)(?![\d:])", _day_first),
        (rf"{_WEEKDAY}({_MONTH})\.?\s+{_ORDINAL},?\s+(\d{{4}})(?!\d)", _month_first),  # May 1, 2024
    )
)
"""The printed forms of a day, in the order in which they are tried."""

_CLOCK = re.compile(
    r"(?:(?:[T\s,]\s*|\s+at\s+|\s+-\s+)?"
    r"(?P<hour>\d\d?)(?::?(?P<minute>\d\d)(?::?(?P<second>\d\d)(?:[.,](?P<fraction>\d+))?)?)"
    r"(?:\s?(?P<half>[ap])\.?m\.?)?)?"
    r"\s?(?P<zone>Z+|(?:UTC|GMT)?\s?[+-](?:\d?\d:[0-5]\d|\d\d(?:[0-5]\d)?)(?:\s?[(\[][A-Za-z_/ ]+[)\]])?|"
    r"\(?[A-Za-z]{1,5}\)?)?",
    re.IGNORECASE,
).fullmatch
"""The text after a day: a time, and a zone as an offset or a name."""

_ASCTIME = re.compile(
    r"[a-z]{3} (?P<month>[a-z]{3}) +(?P<day>\d\d?) (?P<clock>\d\d:\d\d:\d\d)(?P<zone> [^\d]\S*)? (?P<year>\d{4})",
    re.IGNORECASE,
).fullmatch
"""`Wed May  1 10:00:00 UTC 2024`, as C and Java print a time."""

_ZONES = {
    name: int(hours * 60)
    for hours, names in (
        (0, "z zz ut utc gmt wet"),
        (-5, "est cdt"),
        (-4, "edt"),
        (-6, "cst mdt"),
        (-7, "mst pdt"),
        (-8, "pst"),
        (1, "cet west mez"),
        (2, "eet cest mesz sast"),
        (3, "eest msk eat trt"),
        (8, "hkt sgt"),
        (9, "jst kst"),
        (10, "aest"),
        (11, "aedt"),
        (12, "nzst"),
        (13, "nzdt"),
    )
    for name in names.split()
}
"""Minutes of the zones whose names mean one thing in the news: those of RFC 822, and those of Europe and Asia
that are used nowhere else. `IST` is India, Ireland or Israel, `BST` Britain or Bangladesh: a time
with them has an unknown zone."""

_WIDEST = timedelta(hours=14)


@cached  # the same moment is often in several places of an item, and in many items of a feed
def read(text: str) -> Reading:
    """Read one date or time, with or without blanks around it."""
    trimmed = text.strip()
    strict = _STRICT(trimmed) is not None
    try:
        value = _moment(trimmed, strict)
    except (ValueError, OverflowError):
        return None, True
    return value, value is None or not strict


def is_stamp(text: str) -> bool:
    """Check that a text is only a time as machines write it, `20240501T100000+0000`."""
    return len(text) >= len("20240501") and text[:4].isdecimal() and read(text)[0] is not None


def epoch(number: float) -> datetime | None:
    """Read a number of seconds since 1970, or of milliseconds; `None` for a number outside the years of news.

    Ten digits are seconds and thirteen milliseconds: 1609495200 and 1609495200000 are the same moment.
    """
    if not (1e8 <= number < 1e10 or 1e11 <= number < 1e13):
        return None
    return datetime.fromtimestamp(number if number < 1e10 else number / 1000, UTC)


def _moment(text: str, strict: bool) -> datetime | date | None:
    if (strict and text[10:11] == "T" and text[11:13] != "24") or _BASIC(text):
        moment = datetime.fromisoformat(text)
        return moment if abs(moment.utcoffset() or timedelta()) <= _WIDEST else None
    if found := _ASCTIME(text):
        text = f"{found['day']} {found['month']} {found['year']} {found['clock']}{found['zone'] or ''}"
    for pattern, read_day in _DAYS:
        if (found := pattern.match(text)) and (clock := _CLOCK(text, found.end())):
            day = read_day(found)
            return day and _at(day, clock)
    return _printed(text)


def _printed(text: str) -> datetime | date | None:
    """Read a date as pages print it, in the languages of newsdoc's date lines: `12 يناير 2016`."""
    from newsdoc.page.dates import is_date_line, parse_date  # few feeds have such dates, and its patterns are large

    return parse_date(text) if is_date_line(text) else None


def _at(day: date, clock: re.Match[str]) -> datetime | date | None:
    if clock["hour"] is None:
        return day
    hour, minute, second = int(clock["hour"]), int(clock["minute"]), int(clock["second"] or 0)
    if clock["half"]:
        afternoon = clock["half"].lower() == "p"
        if hour <= 12:
            hour = hour % 12 + (12 if afternoon else 0)
        elif not afternoon:
            return None
    fraction = f"{clock['fraction'] or '':0<6}"[:6]
    if (hour, minute, second, int(fraction)) == (24, 0, 0, 0):
        hour, day = 0, day + timedelta(days=1)
    moment = datetime(day.year, day.month, day.day, hour, minute, second, int(fraction))
    offset = _offset(clock["zone"])
    return moment if offset is None else _zoned(moment, offset)


def _offset(zone: str | None) -> timedelta | None:
    """Return the offset of a zone; `None` without a zone, or for a name of several zones."""
    if zone is None:
        return None
    if found := re.search(r"([+-])(\d\d?)(?::?(\d\d))?(?!\d)", zone):
        offset = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return None if zone.startswith("-0000") else -offset if found[1] == "-" else offset  # RFC 5322: unknown
    minutes = _ZONES.get(zone.lower().strip("()"))
    return None if minutes is None else timedelta(minutes=minutes)


_is_offset = re.compile(r"[+-](?:0\d|1[0-4]):?[0-5]\d").fullmatch


@cached  # opening a zone's file takes time
def _named_zone(name: str) -> tzinfo:
    from zoneinfo import ZoneInfo  # few callers name a zone

    if _is_offset(name) and (offset := _offset(name)) is not None and abs(offset) <= _WIDEST:
        return timezone(offset)
    if name.upper() in ("UTC", "Z"):
        return UTC
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such name; not a name at all; a folder of names
        example = "a name such as Europe/Helsinki, or an offset such as +02:00"
        raise UnknownFormat(f"there is no time zone {name[:60]!r}; give {example}") from None


def zone_of(zone: Zone) -> tzinfo | None:
    """Return a zone by its IANA name or its offset; raise `UnknownFormat` if there is no such zone."""
    return _named_zone(zone) if isinstance(zone, str) else zone


def localised(moment: datetime, zone: tzinfo | None) -> datetime | None:
    """Return a naive time as one of a zone, with its offset; `None` without a zone, or where it has no usual offset."""
    local = with_fixed_offset(moment.replace(tzinfo=zone)) if zone else None
    offset = local.utcoffset() if local else None
    return local if offset is not None and not offset % timedelta(minutes=1) and abs(offset) <= _WIDEST else None


def _zoned(moment: datetime, offset: timedelta) -> datetime | None:
    return moment.replace(tzinfo=timezone(offset) if offset else UTC) if abs(offset) <= _WIDEST else None


def writing_time(now: datetime | None) -> datetime:
    """Return the time of writing, in UTC: `now`, else `SOURCE_DATE_EPOCH`, else the clock."""
    if now is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch is None:
            return datetime.now(UTC).replace(microsecond=0)
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise WriteError(f"SOURCE_DATE_EPOCH is {epoch[:60]!r}, not a number of seconds since 1970") from None
    if now.utcoffset() is None:
        raise WriteError(f"now is {now.isoformat()}, which has no time zone; give it one, such as datetime.now(UTC)")
    try:
        return now.astimezone(UTC)
    except OverflowError:
        raise WriteError(f"now is {now.isoformat()}, which is outside the years 1 to 9999 in UTC") from None
