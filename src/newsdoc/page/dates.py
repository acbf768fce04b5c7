"""Printed dates: what a date line of a page says, in English, Arabic, Turkish and Persian.

A date without a zone is a bare `date`: the page does not say more. Hijri dates beside a Gregorian one are recognised
and not converted, and so are Persian calendar dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from itertools import chain

from newsdoc.text import STOPS

__all__ = ["AFTER", "NEVER_LAST", "is_date_line", "may_be_date_line", "parse_date"]

_MONTHS: dict[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "january jan يناير كانون_الثاني ocak ژانویه ژانویهٔ جنوری",
            "february feb فبراير شباط şubat فوریه فوریهٔ فروری",
            "march mar مارس آذار mart مارچ",
            "april apr أبريل ابريل إبريل نيسان nisan آوریل آپریل اپریل",
            "may مايو أيار ايار mayıs مه می مهٔ مئی",
            "june jun يونيو حزيران haziran ژوئن جون",
            "july jul يوليو تموز temmuz ژوئیه ژوئیهٔ جولای جولائی",
            "august aug أغسطس اغسطس آب ağustos اوت آگوست اگست",
            "september sept sep سبتمبر أيلول ايلول eylül سپتامبر ستمبر",
            "october oct أكتوبر اكتوبر تشرين_الأول تشرين_الاول ekim اکتبر اکتوبر",
            "november nov نوفمبر تشرين_الثاني kasım نوامبر نومبر",
            "december dec ديسمبر كانون_الأول كانون_الاول aralık دسامبر دسمبر",
        ),
        start=1,
    )
    for name in (word.replace("_", " ") for word in names.split())
}
_HIJRI = (
    "محرم صفر ربيع_الأول ربيع_الاول ربيع_الثاني ربيع_الآخر جمادى_الأولى جمادى_الاولى جمادى_الآخرة جمادى_الثانية رجب "
    "شعبان رمضان شوال ذو_القعدة ذو_الحجة ذي_القعدة ذي_الحجة muharram safar rabi ramadan shawwal rajab shaaban "
    "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند"
).replace("_", "\\s+")
_WEEKDAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد "
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar "
    "پیر منگل بدھ جمعرات جمعہ ہفتہ اتوار شنبه یکشنبه دوشنبه سه‌شنبه چهارشنبه پنجشنبه پنج‌شنبه جمعه"
)
_LABELS = (
    "published posted updated update last on at date first modified نشر نُشر في تاريخ آخر تحديث تم النشر التحديث "
    "yayınlanma yayın güncelleme son tarih tarihi انتشار به‌روزرسانی آخرین تاریخ ساعة الساعة saat ساعت"
)


def _any_of(words: str) -> str:
    return "|".join(sorted((word for word in words.split(" ") if word), key=len, reverse=True))


_month = "|".join(name.replace(" ", r"\s+") for name in sorted(_MONTHS, key=len, reverse=True))
_zone_names = {"gmt": 0, "utc": 0, "z": 0, "ksa": 180, "غرينتش": 0, "تغ": 0, "tsi": 180, "trt": 180}
_zone = r"gmt|utc|z|ksa|tsi|trt|(?:بتوقيت\s+)?غرينتش|تغ|[+-]\d{2}:?\d{2}"
_clock = (
    r"(?P<hour{0}>\d{{1,2}})[:.](?P<minute{0}>\d{{2}})(?::\d{{2}}(?:\.\d+)?)?"
    r"\s*(?P<half{0}>am|pm|a\.m\.|p\.m\.|ص|م)?(?!(?!z(?!\w))\w)"
)

# 7 November, 2019        14 مارس (آذار) 2025
_DAY_FIRST = re.compile(
    rf"(?<!\w)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s.]+(?:من\s+|of\s+)?(?P<month>{_month})(?:\s*[(/–-]\s*(?:{_month})\s*\)?)?"
    r"[\s,،.]+(?P<year>\d{4})(?!\d)",
    re.IGNORECASE,
)
# November 7, 2019        Jun 27, 2014
_MONTH_FIRST = re.compile(
    rf"(?<!\w)(?P<month>{_month})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,،]+(?P<year>\d{{4}})(?!\d)", re.IGNORECASE
)
# 2025-03-14T09:26
_ISO = re.compile(r"(?<!\d)(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?=$|[T\s,،])")
# 14.03.2025
_DOTTED = re.compile(r"(?<!\d)(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?!\d)")
# 14/03/2025; which is the month is not certain where both are small
_SLASHED = re.compile(r"(?<!\d)(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})(?!\d)")
_DATES = (_DAY_FIRST, _MONTH_FIRST, _ISO, _DOTTED, _SLASHED)
# 19:57 GMT
_CLOCK_ZONE = re.compile(rf"{_clock.format(1)}\s*\(?(?P<zone1>{_zone})\)?(?!\w)", re.IGNORECASE)
# KSA 19:57
_ZONE_CLOCK = re.compile(rf"(?<!\w)(?P<zone2>{_zone})\s*{_clock.format(2)}", re.IGNORECASE)
# Thursday   Published:   at 07:45   هـ: what may stand beside a date
_FURNITURE = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}\s+)?(?:{_any_of(_HIJRI)})(?:\s+\d{{4}})?\s*(?:ه|ہجری|هجری)?(?!\w)"
    rf"|(?<!\w)(?:{_any_of(_WEEKDAYS)}|{_any_of(_LABELS)}|{_zone}|ء|م|ه)(?!\w)|(?:t\s*)?{_clock.format(3)}z?",
    re.IGNORECASE,
)
# 24 ربيع الثاني 1439
_HIJRI_DATE = re.compile(rf"(?<!\w)\d{{1,2}}\s+(?:{_any_of(_HIJRI)})[\s,،]+1\d{{3}}(?!\d)", re.IGNORECASE)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789", "ـ")  # a tatweel only stretches a word
_LETTERS = re.compile(r"[^\W\d_]+")
_EVEN = {**_DIGITS, **str.maketrans("İıſ", "iis")}  # IGNORECASE takes these for one letter, `lower` does not
_LONGEST = 160  # a date line with its Hijri date and its label is shorter

NEVER_LAST = frozenset(STOPS + ":;,،؛’'”\"»")
"""What no date line ends in, being no sentence, unless a letter of `AFTER` stands before it: `p.m.`."""

AFTER = frozenset("mMم")


def is_date_line(line: str) -> bool:
    """Return True if a line is a date and nothing else but a weekday, label, time, zone or Hijri date beside it."""
    return may_be_date_line(line) and _is_date(line.translate(_DIGITS))


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
    return frozenset(words | {word + end for word in words for end in ("ه", "ہجری", "هجری", "z")})


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
    day, year = int(found["day"]), int(found["year"])
    month = int(found["month"]) if found["month"].isdigit() else _MONTHS[" ".join(found["month"].lower().split())]
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
    hours, minutes = int(name[1:3]), int(name[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    if offset > timedelta(hours=14):
        raise ValueError(f"no zone is {zone} from UTC")
    return timezone(-offset if name[0] == "-" else offset)
