"""Printed dates: the lines seen on real pages, and what they say."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.page import dates
from newsdoc.page.data import words_under
from newsdoc.page.dates import is_date_line, parse_date
from newsdoc.strategies import printed_pages
from spoiled import spoiled

KSA = timezone(timedelta(hours=3))

LINES = [
    ("Thursday, 7 November, 2019 - 07:45", date(2019, 11, 7)),
    ("Published: Tue 16 May 2023", date(2023, 5, 16)),
    ("Published: JULY 26, 2022 04:50", date(2022, 7, 26)),
    ("Updated 23 March 2020", date(2020, 3, 23)),
    ("- Last updated at Jul 30,2023", date(2023, 7, 30)),
    ("27.7.2017 00:00:00", date(2017, 7, 27)),
    ("27/06/2020", date(2020, 6, 27)),
    ("06/27/2020", date(2020, 6, 27)),
    ("05/05/2020", date(2020, 5, 5)),
    ("05/06/2020", None),  # May or June: nobody can tell
    ("31 February 2020", None),
    ("2020-05-06", date(2020, 5, 6)),
    # --- Arabic: Gulf and Levant months, Western and Arabic digits, Hijri beside ---
    ("الخميس - 24 ربيع الثاني 1439 هـ - 11 يناير 2018 مـ", date(2018, 1, 11)),
    ("الخميس 11 يناير (كانون الثاني) 2018", date(2018, 1, 11)),
    ("١١ يناير ٢٠١٨", date(2018, 1, 11)),
    ("15 تشرين الأول 2021", date(2021, 10, 15)),
    ("نُشر: 15:30-3 مايو 2024 م ـ 24 شوال 1445 هـ", date(2024, 5, 3)),
    # --- Turkish, Persian, Urdu ---
    ("11 Ocak 2018 Perşembe", date(2018, 1, 11)),
    ("پنجشنبه ۱۱ ژانویه ۲۰۱۸", date(2018, 1, 11)),
    ("جمعرات, 11 جنوری, 2018", date(2018, 1, 11)),
    # --- languages of many papers ---
    ("13. Februar 2024, 09:12 Uhr", date(2024, 2, 13)),
    ("Stand: 13.02.2024, 09:12 Uhr", date(2024, 2, 13)),
    ("Di., 13. Feb. 2024, 9.12 Uhr", date(2024, 2, 13)),
    ("Publié le 13 février 2024 à 09h12", date(2024, 2, 13)),
    ("Mis à jour le 1er mars 2024 à 9h12", date(2024, 3, 1)),
    ("martes 13 de febrero de 2024, 09:12h", date(2024, 2, 13)),
    ("13 de março de 2024 às 09h12", date(2024, 3, 13)),
    ("13 febbraio 2024 alle 09:12", date(2024, 2, 13)),
    ("di 13 feb 2024, 09:12", date(2024, 2, 13)),
    ("tir. 13. feb. 2024 kl. 09.12", date(2024, 2, 13)),
    ("13 lutego 2024, godz. 09:12", date(2024, 2, 13)),
    ("13 февраля 2024 г., 09:12 МСК", date(2024, 2, 13)),
    ("13 лютого 2024, 09:12", date(2024, 2, 13)),
    ("2024. február 13., kedd 09:12", date(2024, 2, 13)),
    ("Τρίτη, 13 Φεβρουαρίου 2024", date(2024, 2, 13)),
    ("13 בפברואר 2024, 09:12", date(2024, 2, 13)),
    ("13 फ़रवरी 2024, 09:12 IST", date(2024, 2, 13)),
    ("Selasa, 13 Februari 2024 09:12 WIB", date(2024, 2, 13)),
    ("Thứ ba, 13/2/2024, 09:12 (GMT+7)", datetime(2024, 2, 13, 9, 12, tzinfo=timezone(timedelta(hours=7)))),
    ("6 May 2020 10:15 UTC-05:30", datetime(2020, 5, 6, 10, 15, tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
    ("ngày 13 tháng 2 năm 2024", date(2024, 2, 13)),
    ("2024年02月13日星期二 09:12", date(2024, 2, 13)),
    ("2024年2月13日午前9時12分", date(2024, 2, 13)),
    ("发布时间：2024-02-13 09:12:33", date(2024, 2, 13)),
    ("입력 2024.02.13 09:12", date(2024, 2, 13)),
    ("2024. 2. 13. 오전 9:12", date(2024, 2, 13)),
    ("Feb. 13, 2024 9:12 a.m. ET", date(2024, 2, 13)),
    # --- a month of one name in two languages, and years of another calendar: seen, but not read ---
    ("13 listopada 2024", None),
    ("1402/11/24", None),
    # --- a calendar that is not converted: a date line all the same ---
    ("سه‌شنبه ۳ آبان ۱۴۰۱", None),
    ("24 ربيع الثاني 1439 هـ", None),
    # --- with a zone: a moment ---
    ("2022-07-26T04:50:00Z", datetime(2022, 7, 26, 4, 50, tzinfo=UTC)),
    ("2022-07-26T04:50:00.123Z", datetime(2022, 7, 26, 4, 50, tzinfo=UTC)),
    ("Last Update: Monday, 3 February 2020 KSA 19:57 - GMT 16:57", datetime(2020, 2, 3, 19, 57, tzinfo=KSA)),
    ("2020-05-06T10:00:00+03:00", datetime(2020, 5, 6, 10, 0, tzinfo=KSA)),
    ("6 May 2020, 10:15 PM GMT", datetime(2020, 5, 6, 22, 15, tzinfo=UTC)),
    ("6 May 2020, 12:15 AM -05:30", datetime(2020, 5, 6, 0, 15, tzinfo=timezone(-timedelta(hours=5, minutes=30)))),
    ("6 May 2020 25:15 GMT", date(2020, 5, 6)),
    ("6 May 2020 10:15 +19:00", date(2020, 5, 6)),
    ("6 May 2020 10:15 +14:00", datetime(2020, 5, 6, 10, 15, tzinfo=timezone(timedelta(hours=14)))),
    ("6 May 2020 10:15 +14:01", date(2020, 5, 6)),
    ("6 May 2020, 10:15 p.m.", date(2020, 5, 6)),
    # --- the halves of a day, and zones with and without minutes ---
    ("6 May 2020, 12:15 PM GMT", datetime(2020, 5, 6, 12, 15, tzinfo=UTC)),
    ("6 May 2020, 11:15 AM GMT", datetime(2020, 5, 6, 11, 15, tzinfo=UTC)),
    ("6 May 2020, 11:15 PM GMT", datetime(2020, 5, 6, 23, 15, tzinfo=UTC)),
    ("6 May 2020, 13:15 PM GMT", datetime(2020, 5, 6, 13, 15, tzinfo=UTC)),
    ("6 مايو 2020 - 12:15 ص بتوقيت غرينتش", datetime(2020, 5, 6, 0, 15, tzinfo=UTC)),
    ("6 مايو 2020 - 1:15 م بتوقيت غرينتش", datetime(2020, 5, 6, 13, 15, tzinfo=UTC)),
    ("6 May 2020 10:15 GMT+7", datetime(2020, 5, 6, 10, 15, tzinfo=timezone(timedelta(hours=7)))),
    ("6 May 2020 10:15 GMT+11", datetime(2020, 5, 6, 10, 15, tzinfo=timezone(timedelta(hours=11)))),
    ("6 May 2020 10:15 GMT-0330", datetime(2020, 5, 6, 10, 15, tzinfo=timezone(-timedelta(hours=3, minutes=30)))),
    ("6 May 2020 10:15 KSA", datetime(2020, 5, 6, 10, 15, tzinfo=KSA)),
    ("6 May 2020 10:15 TSI", datetime(2020, 5, 6, 10, 15, tzinfo=KSA)),
    ("6 May 2020 10:15Z", datetime(2020, 5, 6, 10, 15, tzinfo=UTC)),
    ("6 مايو 2020 - 10:15 تغ", datetime(2020, 5, 6, 10, 15, tzinfo=UTC)),
    ("6 May 2020 10:15 TRT", datetime(2020, 5, 6, 10, 15, tzinfo=KSA)),
    ("6 May 2020 10:15 UTC", datetime(2020, 5, 6, 10, 15, tzinfo=UTC)),
    # --- days and months that may be taken for each other, and years of other calendars ---
    ("12/06/2020", None),
    ("12/12/2020", date(2020, 12, 12)),
    ("13/12/2020", date(2020, 12, 13)),
    ("12/13/2020", date(2020, 12, 13)),
    ("13/13/2020", None),
    ("1600-05-06", date(1600, 5, 6)),
    ("1599-05-06", None),
    ("6.5.1599", None),
    ("6 May 1599", date(1599, 5, 6)),
]


@pytest.mark.parametrize(("line", "meaning"), LINES)
def test_a_date_line_is_one_and_says_so_much(line, meaning):
    assert is_date_line(line)
    assert parse_date(line) == meaning


@pytest.mark.parametrize(
    "line",
    [
        *("The talks began on 5 May 2020 in Cairo", "May 2020", "In 2020", "5 May", "20", "", "5 May 2020 " * 20),
        *("5 May 2020.", "5 May 2020:", "5 May 2020,", "١١ يناير ٢٠١٨،"),
    ],
)
def test_no_date_line(line):
    assert not is_date_line(line)


@pytest.mark.parametrize(("length", "meaning"), [(160, date(2020, 5, 6)), (161, None)])
def test_a_line_of_more_than_160_characters_says_nothing(length, meaning):
    line = "2020-05-06".rjust(length)
    assert parse_date(line) == meaning
    assert is_date_line(line) == (meaning is not None)


def test_each_name_of_a_month_is_of_one_month():
    names = [name for month in range(1, 13) for name in words_under("date-words.txt", str(month))]
    assert len(names) == len(set(names)) > 250
    assert not {*names} & {*words_under("date-words.txt", "two")}


@given(st.dates(date(1000, 1, 1)))
def test_every_day_as_the_site_prints_it(day):
    line = f"{day:%A}, {day.day} {day:%B}, {day.year} - 07:45"
    assert is_date_line(line)
    assert parse_date(line) == day


@given(st.text(st.sampled_from("0123456789 :-/.,TZ+") | st.characters()))
def test_any_text_is_a_date_or_none(line):
    assert isinstance(parse_date(line), date | None)
    assert is_date_line(line) in (True, False)


_WORDS = sorted(dates._vocabulary())
_PIECES = (*_WORDS, *"0123456789 :-/.,()+TZ", "2020", "1441", "5 May 2020", "2020-05-06", "10:15", "th", "a.m.")
_DATE_LINES = st.sampled_from([line for line, _ in LINES])
_OF_WORDS = st.lists(st.sampled_from(_PIECES), max_size=8).map("".join)


def _by_patterns_alone(line):
    if not 6 <= len(line) <= 160 or (line[-1] in dates.NEVER_LAST and line[-2] not in dates.AFTER):
        return False
    return dates._is_date(line.translate(dates._DIGITS))


@given(spoiled(_DATE_LINES | _OF_WORDS, _PIECES) | st.builds("{} 5 May 2020 {}".format, _OF_WORDS, _OF_WORDS))
def test_the_words_of_a_line_decide_no_other_way_than_the_patterns(line):
    assert is_date_line(line) == _by_patterns_alone(line)


@given(printed_pages())
def test_nor_do_they_on_a_page(page):
    for line in page.text.split("\n"):
        assert is_date_line(line) == _by_patterns_alone(line)


@pytest.mark.parametrize("line", ["{} 5 May 2020", "{}2020-05-06", "10:15 {} 5 May 2020", "10:15{} 2020-05-06"])
def test_nor_beside_any_word_of_a_date(line):
    for word in _WORDS:
        for text in map(line.format, (word, word.upper(), word.replace("i", "ı"))):
            assert is_date_line(text) == _by_patterns_alone(text)
