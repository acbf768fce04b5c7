"""Printed dates: what a date line of a page says, in the languages of `data/date-words.txt`.

A date without a zone is a bare `date`: the page does not say more. Hijri dates beside a Gregorian one are recognised
and not converted, and so are Persian calendar dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import chain

from newsdoc.page.data import words_under
from newsdoc.text import STOPS

__all__ = ["AFTER", "NEVER_LAST", "holds_date", "is_date_line", "may_be_date_line", "parse_date"]

_WORDS = "date-words.txt"
_EARLIEST = 1600  # the earliest year of a date in figures
_TWO_MEANINGS = 0  # the month of a name that is another one in another language
_HIJRI = (
    "محرم صفر ربيع_الأول ربيع_الاول ربيع_الثاني ربيع_الآخر جمادى_الأولى جمادى_الاولى جمادى_الآخرة جمادى_الثانية رجب "
    "شعبان رمضان شوال ذو_القعدة ذو_الحجة ذي_القعدة ذي_الحجة muharram safar rabi ramadan shawwal rajab shaaban "
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
).replace("_", "\\s+")
_WEEKDAYS = " ".join(words_under(_WORDS, "weekdays")).replace("_", "\\s+")
_BESIDE = " ".join(words_under(_WORDS, "beside")).replace("_", "\\s+")
_HALVES = "午前 午後 上午 下午 오전 오후"  # the halves of the day that are printed before the hour

# the weekdays that are printed right behind the day
_DAY_NAMES = " ".join((
    *(f"{sign}曜{day}" for sign in "月火水木金土日" for day in ("日", "")),
    *(f"{week}{sign}" for week in ("星期", "周") for sign in "一二三四五六日天"),
))  # fmt: skip


def _any_of(words: str) -> str:
    return "|".join(sorted((word for word in words.split(" ") if word), key=len, reverse=True))


def _even(name: str) -> str:
    """Return a name in the small letters by which it is looked up: İ and ı are i, as IGNORECASE takes them."""
    return " ".join(name.translate(_EVEN).lower().split())


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", "ـ")  # a tatweel only stretches a word
_EVEN = {**_DIGITS, **str.maketrans("İıſ", "iis")}  # IGNORECASE takes these for one letter, `lower` does not
_NAMES: dict[str, int] = {
    name.replace("_", " "): number
    for number, heading in enumerate(["two", *map(str, range(1, 13))])
    for name in words_under(_WORDS, heading)
}
_MONTHS = {_even(name): number for name, number in _NAMES.items()}
_month = "|".join(name.replace(" ", r"\s+") for name in sorted(_NAMES, key=len, reverse=True))
# Arabic has two names for a month, which are printed side by side
_second = "|".join(name.replace(" ", r"\s+") for name in _NAMES if "\u0600" < name < "\u0700")
_half = _any_of(_HALVES)
_day_name = _any_of(_DAY_NAMES)
_zone_names = {"gmt": 0, "utc": 0, "z": 0, "ksa": 180, "غرينتش": 0, "تغ": 0, "tsi": 180, "trt": 180}
_zone = r"(?:gmt|utc)[+-]\d{1,2}(?::?\d{2})?|gmt|utc|z|ksa|tsi|trt|(?:بتوقيت\s+)?غرينتش|تغ|[+-]\d{2}:?\d{2}"
_clock = (
    r"(?P<hour{0}>\d{{1,2}})[:.h](?P<minute{0}>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?"
    r"\s*(?P<half{0}>am|pm|a\.m\.|p\.m\.|ص|م)?(?!(?![zh](?!\w))\w)"
)

# 7 November, 2019        14 مارس (آذار) 2025        7 de noviembre de 2019        7. November 2019
_DAY_FIRST = re.compile(
    rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|º)?[\s.-]+(?:من\s+|of\s+|de\s+|d['’])?(?P<month>{_month})"
    rf"(?:\s*[(/–-]\s*(?:{_second})\s*\)?)?[\s,،.-]+(?:del?\s+)?(?P<year>\d{{4}})(?!\d)",
    re.IGNORECASE,
)
# November 7, 2019        Jun 27, 2014
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<month>{_month})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,،]+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
# 2019. november 7.
_YEAR_FIRST = re.compile(
    rf"(?<!\w)(?P<year>\d{{4}})[\s.,]+(?P<month>{_month})[\s.]+(?P<day>\d{{1,2}})(?!\d)", re.IGNORECASE
)
# 7 tháng 11, 2019
_NUMBERED = re.compile(
    r"(?<!\w)(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})[\s,]+(?:năm\s+)?(?P<year>\d{4})(?!\d)", re.IGNORECASE
)
# 2019年11月7日        2019年11月7日木曜日午前        2019년 11월 7일
_SIGNS = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s?(?:年|년)\s?(?P<month>\d{1,2})\s?(?:月|월)\s?(?P<day>\d{1,2})\s?(?:日|号|號|일)"
    rf"(?:{_day_name})?(?!(?!{_half})[^\W\d_])"
)
# 2025-03-14T09:26        2025.03.14 09:26        2025. 3. 14.        2025/03/14
_ISO = re.compile(
    r"(?<!\d)(?P<year>\d{4})(?:-(?P<month>\d{2})-(?P<day>\d{2})|(?P<sign>/|\.\s?)(?P<month2>\d{1,2})(?P=sign)"
    r"(?P<day2>\d{1,2})\.?)(?=$|[T\s,،(])"
)
# 14.03.2025        14. 3. 2025
_DOTTED = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4})(?!\d)")
# 14/03/2025        14-03-2025; which is the month is not certain where both are small
_SLASHED = re.compile(r"(?<!\d)(?P<day>\d{1,2})(?P<sign>[/-])(?P<month>\d{1,2})(?P=sign)(?P<year>\d{4})(?!\d)")
_DATES = (_DAY_FIRST, _MONTH_FIRST, _YEAR_FIRST, _NUMBERED, _SIGNS, _ISO, _DOTTED, _SLASHED)
# 19:57 GMT
_CLOCK_ZONE = re.compile(rf"{_clock.format(1)}\s*\(?(?P<zone1>{_zone})\)?(?!\w)", re.IGNORECASE)
# KSA 19:57
_ZONE_CLOCK = re.compile(rf"(?<!\w)(?P<zone2>{_zone})\s*{_clock.format(2)}", re.IGNORECASE)
# Thursday   Published:   at 07:45   هـ: what may stand beside a date
_FURNITURE = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}\s+)?(?:{_any_of(_HIJRI)})(?:\s+\d{{4}})?\s*(?:ه|ہجری|هجری)?(?!\w)"
    rf"|(?<!\w)(?:{_any_of(_WEEKDAYS)}|{_any_of(_BESIDE)}|{_zone}|ء|م|ه)(?!\w)"
    rf"|(?:t\s*|(?:{_half})\s?)?{_clock.format(3)}[zh]?"
    rf"|(?:(?:{_half})\s?)?\d{{1,2}}\s?(?:时|時|點|点|시)(?:\s?\d{{1,2}}\s?(?:分|분))?(?![^\W\d_])",
    re.IGNORECASE,
)
# 24 ربيع الثاني 1439
_HIJRI_DATE = re.compile(rf"(?<!\w)\d{{1,2}}\s+(?:{_any_of(_HIJRI)})[\s,،]+1\d{{3}}(?!\d)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]+")
_LONGEST_WITH_WORDS, _MOST_WORDS = 100, 5  # of a line that has a date and other words beside it
_FOUR_DIGITS = re.compile(r"\d{4}")
_LONGEST = 160  # a date line with its Hijri date and its label is shorter

NEVER_LAST = frozenset(STOPS + ":;,،؛’'”\"»")
"""What no date line ends in, being no sentence, unless a letter of `AFTER` stands before it: `p.m.`."""

AFTER = frozenset("mMم")


def is_date_line(line: str) -> bool:
    """Return True if a line is a date and nothing else but a weekday, label, time, zone or Hijri date beside it."""
    return may_be_date_line(line) and _is_date(line.translate(_DIGITS))


def holds_date(line: str) -> bool:
    """Return True if a short line has a date, and few words that are not those of dates; it is no sentence.

    AP / Updated: Feb 11, 2025, 18:32 IST        03.06.2025, 17:20 Uhr | Lesezeit: 3 Min.
    """
    if not 8 <= len(line) <= _LONGEST_WITH_WORDS or not _FOUR_DIGITS.search(line):
        return False
    if line[-1] in STOPS and line[-2] not in AFTER and "|" not in line:
        return False
    text = line.translate(_DIGITS)
    # the words of a date are known, and these are not
    others = sum(not _of_a_date(word) for word in text.split(" ") if any(map(str.isalpha, word)))
    return others <= _MOST_WORDS and next(_found(text), None) is not None


def may_be_date_line(line: str) -> bool:
    """Return True if a line has no words but those of dates: a necessary condition that costs little."""
    if not 6 <= len(line) <= _LONGEST or (line[-1] in NEVER_LAST and line[-2] not in AFTER):
        return False
    first, _, rest = line.partition(" ")  # few lines of prose come past their first word, and few words are new
    return _of_a_date(first) and all(map(_of_a_date, rest.split(" ")))


def _words(text: str) -> list[str]:
    return _LETTERS.findall((text if text.isascii() else text.translate(_EVEN)).lower())


def _vocabulary() -> frozenset[str]:
    """Collect every word that the patterns could match a part of a line with: each letter of a date line is in one.

    Only after a Hijri month and after `am` or `pm` may a second word follow without anything between.
    """
    sources = (pattern.pattern for pattern in (*_DATES, _HIJRI_DATE, _FURNITURE))
    words = {word for source in sources for word in _words(re.sub(r"\\[a-z]|\?P<\w+>", " ", source))}
    words |= {word + end for word in words for end in ("ه", "ہجری", "هجری", "z", "h")}
    # 2019年11月7日木曜日午前9時
    days = ["", *_DAY_NAMES.split(" ")]
    halves = ["", *_HALVES.split(" ")]
    return frozenset(
        words | {sign + day + half for sign in ("日", "号", "號", "일") for day in days for half in halves}
    )


_VOCABULARY = _vocabulary()


@lru_cache(maxsize=4096)
def _of_a_date(word: str) -> bool:
    """Return True if a word could be part of a date line: the cheap question first."""
    return _VOCABULARY.issuperset(_words(word))


@lru_cache(maxsize=8)  # several rules ask about one line
def _is_date(text: str) -> bool:
    """Return True if nothing is left of a text, its digits Western, once the patterns have taken their parts out."""
    printed = chain(_found(text), _HIJRI_DATE.finditer(text))
    rest = next((text[: found.start()] + " " + text[found.end() :] for found in printed), None)
    return rest is not None and not any(map(str.isalnum, _FURNITURE.sub(" ", rest)))


def parse_date(line: str) -> datetime | date | None:
    """Read the date of a line: a moment if a zone is printed, a bare date otherwise; `None` if it is not certain."""
    if len(line) > _LONGEST:
        return None
    text = line.translate(_DIGITS)
    day = next((value for found in _found(text) if (value := _day(found))), None)
    clock = _CLOCK_ZONE.search(text) or _ZONE_CLOCK.search(text)
    if day is None or clock is None:
        return day
    return _moment(day, {name.rstrip("12"): value for name, value in clock.groupdict().items()}) or day


def _found(text: str) -> Iterator[re.Match[str]]:
    return (found for pattern in _DATES if (found := pattern.search(text)))


def _day(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    day, year, printed = int(parts["day"] or parts["day2"]), int(parts["year"]), parts["month"] or parts["month2"]
    month = int(printed) if printed.isdigit() else _MONTHS.get(_even(printed), _TWO_MEANINGS)
    # 1402/11/24 is a day of another calendar
    if year < _EARLIEST and found.re in (_ISO, _DOTTED, _SLASHED):
        return None
    if found.re is _SLASHED and day <= 12 and month != day:
        if month <= 12:
            return None  # which is the month depends on the country
        day, month = month, day
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _moment(day: date, clock: dict[str, str | None]) -> datetime | None:
    hour, minute = int(clock["hour"] or 0), int(clock["minute"] or 0)
    half = (clock["half"] or "").lower()[:1]
    if half in ("p", "م") and hour < 12:
        hour += 12
    elif half in ("a", "ص") and hour == 12:
        hour = 0
    try:
        return datetime(day.year, day.month, day.day, hour, minute, tzinfo=_offset(clock["zone"] or ""))
    except ValueError:
        return None


def _offset(zone: str) -> timezone:
    name = zone.lower().split()[-1]
    if name in _zone_names:
        return timezone(timedelta(minutes=_zone_names[name]))
    # +0330        gmt+7        utc+05:30
    sign, digits = name.lstrip("gmtuc")[0], name.lstrip("gmtuc")[1:].replace(":", "")
    hours, minutes = (
        int(digits[:-2] or 0) if len(digits) > 2 else int(digits),
        int(digits[-2:]) if len(digits) > 2 else 0,
    )
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > timedelta(hours=14):
        raise ValueError(f"no zone is {zone} from UTC")
    return timezone(-offset if sign == "-" else offset)
