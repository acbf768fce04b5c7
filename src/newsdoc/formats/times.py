"""Dates and times as feeds write them, read as the model's: moments with an offset, or bare dates.

Strict are the forms of XML Schema, which ninjs shares; everything else that is read counts as repaired. What names no
full day is not read: a year is no date.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from newsdoc.errors import WriteError
from newsdoc.text import remembered

__all__ = ["Reading", "is_stamp", "read", "writing_time"]

Reading = tuple[datetime | date | None, bool]
"""A moment, a naive time of unknown zone, a bare date or nothing; and whether it had to be repaired."""

_DATE = r"\d{4}-\d\d-\d\d"
_STRICT = re.compile(rf"{_DATE}(T\d\d:\d\d:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)?").fullmatch
_LENIENT = re.compile(
    r"(?P<day>\d{4}-?\d\d-?\d\d)"
    r"(?:[T ]?(?P<time>\d\d:?\d\d(?::?\d\d(?:[.,]\d+)?)?)? ?(?:UTC|GMT)?(?P<zone>Z|[+-]\d\d(?::?\d\d)?)?)?"
).fullmatch
_WIDEST = timedelta(hours=14)


@remembered  # an item has the same moment in several places, and a feed in many items
def read(text: str) -> Reading:
    """Read one date or time; blanks around it do not count."""
    trimmed = text.strip()
    strict = _STRICT(trimmed) is not None
    try:
        value = _moment(trimmed, strict)
    except (ValueError, OverflowError, IndexError, TypeError):  # the standard library's parsers raise all of these
        return None, True
    return value, value is None or not strict


def is_stamp(text: str) -> bool:
    """Say whether a text is a time as machines write it, `20240501T100000+0000`, and nothing else."""
    return len(text) >= len("20240501") and text[:4].isdecimal() and read(text)[0] is not None


def _moment(text: str, strict: bool) -> datetime | date | None:
    if strict and text[11:13] != "24" and len(text) > len("2016-01-12Z"):
        return _checked(datetime.fromisoformat(text))
    parts = _LENIENT(text)
    if parts is None:
        return _checked(parsedate_to_datetime(text)) if "," in text or ":" in text else None
    day = date.fromisoformat(parts["day"])
    if parts["time"] is None:
        return day
    clock = parts["time"].replace(",", ".").replace(":", "")
    zone = (parts["zone"] or "").replace(":", "")
    if clock.startswith("24") and not clock.strip("0.").strip("24"):
        clock, day = "00" + clock[2:], day + timedelta(days=1)
    return _checked(datetime.fromisoformat(f"{day.isoformat()}T{_colons(clock)}{_zone(zone)}"))


def _colons(clock: str) -> str:
    digits, _, fraction = clock.partition(".")
    text = ":".join(digits[at : at + 2] for at in range(0, len(digits), 2))
    return f"{text}.{fraction[:6]:0<6}" if fraction else text


def _zone(zone: str) -> str:
    if zone in ("", "Z"):
        return zone and "+00:00"
    return f"{zone[:3]}:{zone[3:] or '00'}"


def _checked(moment: datetime) -> datetime | None:
    offset = moment.utcoffset()
    if offset is None:
        return moment
    if abs(offset) > _WIDEST or offset.seconds % 60 or offset.microseconds:
        return None
    return moment


def writing_time(now: datetime | None) -> datetime:
    """Give the moment that writers take for now, in UTC: `now`, else `SOURCE_DATE_EPOCH`, else the clock."""
    if now is None:
        epoch = os.environ.get("SOURCE_DATE_EPOCH")
        if epoch is None:
            return datetime.now(UTC).replace(microsecond=0)
        try:
            return datetime.fromtimestamp(int(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            raise WriteError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds") from None
    if now.utcoffset() is None:
        raise WriteError(f"now is {now.isoformat()}, which has no time zone")
    try:
        return now.astimezone(UTC)
    except OverflowError:
        raise WriteError(f"now is {now.isoformat()}, which no clock in UTC can show") from None
