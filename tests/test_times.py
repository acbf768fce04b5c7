"""Dates and times as feeds and pages print them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc import UnknownFormat, WriteError
from newsdoc.formats import get, jsonld, times


def moment(*parts, hours=0.0):
    return datetime(*parts, tzinfo=timezone(timedelta(hours=hours)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-01-12", date(2016, 1, 12)),
        ("2016-01-12+01:00", date(2016, 1, 12)),
        ("2016-01-12T10:30:00", datetime(2016, 1, 12, 10, 30)),
        ("2016-01-12T10:30:00.25-05:00", moment(2016, 1, 12, 10, 30, 0, 250_000, hours=-5)),
        ("2016-01-12T10:30:00.1234567Z", moment(2016, 1, 12, 10, 30, 0, 123_456)),
        ("2016-01-12T10:30:00+14:00", moment(2016, 1, 12, 10, 30, hours=14)),
        ("2016-01-12T10:30:00-14:00", moment(2016, 1, 12, 10, 30, hours=-14)),
        ("2016-01-12T24:00:00Z", moment(2016, 1, 13)),
        ("2016-12-31T24:00:00-01:00", moment(2017, 1, 1, hours=-1)),
    ],
)
def test_the_forms_of_xml_schema_need_no_repair(text, expected):
    assert times.read(f" {text}\n") == (expected, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # ISO 8601, more or less
        ("20160112", date(2016, 1, 12)),
        ("20160112T103000+0530", moment(2016, 1, 12, 10, 30, hours=5.5)),
        ("20160112T240000Z", moment(2016, 1, 13)),
        ("20160112T103000+1400", moment(2016, 1, 12, 10, 30, hours=14)),
        ("2016-01-12 10:30:00.1234567", datetime(2016, 1, 12, 10, 30, 0, 123_456)),
        ("2016-01-12 10:30:09 -14:00", moment(2016, 1, 12, 10, 30, 9, hours=-14)),
        ("20160112103000", datetime(2016, 1, 12, 10, 30)),
        ("2016-1-2T9:05:00", datetime(2016, 1, 2, 9, 5)),
        ("2016/01/12 10:30", datetime(2016, 1, 12, 10, 30)),
        ("2016-01-12 10:30:00.000000", datetime(2016, 1, 12, 10, 30)),
        ("2016-01-12T10:30:00 +02:00", moment(2016, 1, 12, 10, 30, hours=2)),
        ("2016-01-12T10:30:00,5Z", moment(2016, 1, 12, 10, 30, 0, 500_000)),
        ("2016-01-12T10:30:00+2:00", moment(2016, 1, 12, 10, 30, hours=2)),
        ("2016-01-12T10:30:00-0330", moment(2016, 1, 12, 10, 30, hours=-3.5)),
        ("2016-01-12T10:30:00+03", moment(2016, 1, 12, 10, 30, hours=3)),
        ("2016-01-12T10:30:00ZZ", moment(2016, 1, 12, 10, 30)),
        ("2016-01-12T10:30:00EET", moment(2016, 1, 12, 10, 30, hours=2)),
        ("2016-01-12T10:30:00 UTC+03:00", moment(2016, 1, 12, 10, 30, hours=3)),
        ("2016-01-12T10:30:00+05:30[Asia/Kolkata]", moment(2016, 1, 12, 10, 30, hours=5.5)),
        # RFC 822, and what clocks of programs print
        ("Tue, 12 Jan 2016 10:30:00 GMT", moment(2016, 1, 12, 10, 30)),
        ("Tue, 12 Jan 2016 10:30:00 +0200", moment(2016, 1, 12, 10, 30, hours=2)),
        ("Tue, 12 Jan 2016 10:30:00 -03:30", moment(2016, 1, 12, 10, 30, hours=-3.5)),
        ("12 Jan 16 10:30 PDT", moment(2016, 1, 12, 10, 30, hours=-7)),
        ("12 Jan 96 10:30 EST", moment(1996, 1, 12, 10, 30, hours=-5)),
        ("12 Jan 68", date(2068, 1, 12)),
        ("12 Jan 69", date(1969, 1, 12)),
        ("1-Dec-00", date(2000, 12, 1)),
        ("Tue, 12 Jan 2016 10:30:00 +0000", moment(2016, 1, 12, 10, 30)),
        ("Tue, 12 Jan 2016 10:30:00 (CEST)", moment(2016, 1, 12, 10, 30, hours=2)),
        ("Tue, 12 Jan 2016 10:30:00.25 GMT", moment(2016, 1, 12, 10, 30, 0, 250_000)),
        ("Tue Jan 12 10:30:00 UTC 2016", moment(2016, 1, 12, 10, 30)),
        ("Tue Jan  5 10:30:00 2016", datetime(2016, 1, 5, 10, 30)),
        ("Tue Jan 12 2016 10:30:00 GMT+0100 (Central European Standard Time)", moment(2016, 1, 12, 10, 30, hours=1)),
        # printed for people
        ("12.1.2016", date(2016, 1, 12)),
        ("12. 01. 2016, 10:30", datetime(2016, 1, 12, 10, 30)),
        ("5/5/2016", date(2016, 5, 5)),
        ("12/12/2016", date(2016, 12, 12)),
        ("13/12/2016", date(2016, 12, 13)),
        ("12/13/2016", date(2016, 12, 13)),
        ("5/13/2016 3:04 PM", datetime(2016, 5, 13, 15, 4)),
        ("5/13/2016 12:04 AM", datetime(2016, 5, 13, 0, 4)),
        ("5/13/2016 12:04 PM", datetime(2016, 5, 13, 12, 4)),
        ("5/13/2016 11:59 p.m.", datetime(2016, 5, 13, 23, 59)),
        ("5/13/2016 1:00 a.m.", datetime(2016, 5, 13, 1)),
        ("5/13/2016 0:30 AM", datetime(2016, 5, 13, 0, 30)),
        ("13-5-2016", date(2016, 5, 13)),
        ("January 12, 2016", date(2016, 1, 12)),
        ("Sept. 5, 2016 at 12:01 a.m. EDT", moment(2016, 9, 5, 0, 1, hours=-4)),
        ("Monday, 5th September 2016", date(2016, 9, 5)),
        ("2016-01-12 13:00 PM", datetime(2016, 1, 12, 13)),
        ("12 يناير 2016", date(2016, 1, 12)),
        ("12 Ocak 2016 10:30 GMT", moment(2016, 1, 12, 10, 30)),
        # a zone whose name means several, or that is said to be unknown
        ("2016-01-12T10:30:00 IST", datetime(2016, 1, 12, 10, 30)),
        ("Tue, 12 Jan 2016 10:30:00 -0000", datetime(2016, 1, 12, 10, 30)),
    ],
)
def test_other_forms_are_read_and_count_as_repaired(text, expected):
    found, repaired = times.read(text)
    assert (found, repaired, getattr(found, "tzinfo", None) is None) == (
        expected,
        True,
        getattr(expected, "tzinfo", None) is None,
    )
    if isinstance(expected, datetime) and isinstance(found, datetime):
        assert found.utcoffset() == expected.utcoffset()


@pytest.mark.parametrize(
    "text",
    [
        "", "2016", "2016-01", "10:30", "12 January", "yesterday", "4/5/2016", "2016-02-30", "31 Nov 2016",
        "2016-01-12T25:00:00", "2016-01-12 13:00 AM", "2016-01-12T10:30:00+15:00", "2016-01-12 and more words",
        "99/99/2016", "1452594600", "Tue, 12 Jan 2016 10:30:00 +9900", "1/12/2016", "12/1/2016", "13/13/2016",
        "2016-01-12T24:00:01Z", "2016-01-12T24:30:00Z", "2016-01-12T24:00:00.5Z", "2016-01-12T10:30:00+14:01",
        "20160112T103000+1401", "Tue, 12 Jan 2016 10:30:00 -14:01", "9999-12-31T24:00:00Z",
    ],
)  # fmt: skip
def test_what_names_no_full_day_is_not_read(text):
    assert times.read(text) == (None, True)


@given(st.text() | st.text("0123456789 -:/.,+TZPM") | st.from_regex(r"\d{1,4}[-/. ]\w{1,4}[-/. ]\d{1,4}.{0,20}"))
def test_any_text_is_read_or_not(text):
    found, _ = times.read(text)
    if isinstance(found, datetime) and (offset := found.utcoffset()) is not None:
        assert abs(offset) <= timedelta(hours=14)


def test_numbers_are_seconds_or_milliseconds():
    assert times.epoch(1_609_495_200) == times.epoch(1_609_495_200_000) == datetime(2021, 1, 1, 10, tzinfo=UTC)
    assert times.epoch(20_210_101) is times.epoch(-1) is times.epoch(float("nan")) is times.epoch(1e300) is None


# --- times that name no zone ---

_ZONELESS = {
    "newsml": (
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><itemMeta><versionCreated>2024-07-01T10:00:00'
        "</versionCreated><embargoed>2024-12-01T12:00:00</embargoed></itemMeta><contentMeta><contentCreated>"
        "2024-07-01T09:00:00</contentCreated></contentMeta></newsItem>"
    ),
    "nitf": (
        '<nitf><head><docdata management-status="embargoed"><date.issue norm="20240701T090000"/><date.release '
        'norm="20241201T120000"/></docdata><revision-history norm="20240701T100000"/></head><body/></nitf>'
    ),
    "newsml1": (
        "<NewsML><NewsItem><NewsManagement><FirstCreated>20240701T090000</FirstCreated><ThisRevisionCreated>"
        '20240701T100000</ThisRevisionCreated><Status FormalName="Embargoed"/><StatusWillChange><DateAndTime>'
        "20241201T120000</DateAndTime></StatusWillChange></NewsManagement><NewsComponent/></NewsItem></NewsML>"
    ),
    "ninjs": (
        '{"uri": "a", "contentcreated": "2024-07-01T09:00:00", "versioncreated": "2024-07-01T10:00:00", '
        '"embargoed": "2024-12-01T12:00:00"}'
    ),
    "jsonld": (
        '{"@type": "NewsArticle", "datePublished": "2024-07-01T09:00:00", "dateModified": "2024-07-01T10:00:00"}'
    ),
}


@pytest.mark.parametrize("name", _ZONELESS)
def test_without_a_zone_the_day_stays_and_one_report_says_how_to_keep_more(name):
    heard = []
    [found] = get(name).loads(_ZONELESS[name], report=heard.append)
    assert (found.published, found.modified) == (date(2024, 7, 1), datetime(2024, 7, 1, 10, tzinfo=UTC))
    [note] = [each for each in heard if "zone" in each.message]
    assert note.message.count("has no time zone") == (2 if name == "jsonld" else 3)
    assert note.message.endswith("; name their zone with timezone= (--timezone) to keep times whole")


@pytest.mark.parametrize("name", _ZONELESS)
@pytest.mark.parametrize(
    ("zone", "summer", "winter"),
    [("Europe/Helsinki", 3, 2), ("+02:00", 2, 2), ("-0330", -3.5, -3.5), ("UTC", 0, 0), (timezone.min, None, None)],
)
def test_a_zone_keeps_times_whole(name, zone, summer, winter, tmp_path):
    if summer is None:  # an offset that no standard holds is as good as none
        [found] = get(name).loads(_ZONELESS[name], timezone=zone)
        assert found.published == date(2024, 7, 1)
        return
    path = tmp_path / "a"
    path.write_text(_ZONELESS[name])
    heard = []
    [found] = newsdoc.read(path, format=name, timezone=zone, report=heard.append)
    assert [*newsdoc.iter_read(path, format=name, timezone=zone)] == [found]
    offset = timezone(timedelta(hours=summer))
    assert found == evolve(found, published=datetime(2024, 7, 1, 9, tzinfo=offset))
    assert found == evolve(found, modified=datetime(2024, 7, 1, 10, tzinfo=offset))
    if name != "jsonld":
        assert found == evolve(found, embargoed=datetime(2024, 12, 1, 12, tzinfo=timezone(timedelta(hours=winter))))
    assert not [each for each in heard if "zone" in each.message]


def test_a_zone_does_not_change_times_that_have_one_nor_bare_dates():
    text = '{"@type": "NewsArticle", "datePublished": "%s"}'
    for written in ("2024-07-01T09:00:00Z", "2024-07-01"):
        assert jsonld.loads(text % written, timezone="+05:00") == jsonld.loads(text % written)


@pytest.mark.parametrize(
    "zone", ["Mars/Olympus", "Europe", "../etc/passwd", "", "+25:00", "+14:01", "+2", "a\0b", "+02:00 "]
)
def test_a_zone_that_is_none_gives_one_clear_error(zone, tmp_path):
    path = tmp_path / "a.jsonld"
    path.write_text('{"@type": "NewsArticle"}')
    with pytest.raises(UnknownFormat, match=r"^there is no time zone .*; give a name such as Europe/Helsinki, or an o"):
        newsdoc.read(path, timezone=zone)


@pytest.mark.parametrize("name", ["rawdump", "json"])
def test_formats_whose_times_have_zones_take_the_option_too(name, tmp_path):
    path = tmp_path / "a"
    path.write_text("[]")
    assert list(newsdoc.read(path, format=name, timezone="+01:00", catalogs={})) == []


ENTRY = '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>a:1</id><title>A</title>'


@pytest.mark.parametrize(
    ("name", "document"),
    [
        ("jsonld", '{"@type": "NewsArticle", "headline": "A", "datePublished": "20240501T100000Z"}'),
        ("ninjs", '{"uri": "u:1", "headline": "A", "versioncreated": "20240501T100000Z"}'),
        ("feed", f"{ENTRY}<published>20240501T100000Z</published></entry></feed>"),
    ],
)  # fmt: skip
def test_a_time_without_hyphens_is_reported_where_the_standard_wants_them(name, document):
    heard = []
    [article] = newsdoc.loads(document, format=name, report=heard.append)
    assert (article.published or article.modified).isoformat() == "2024-05-01T10:00:00+00:00"
    assert [each.code for each in heard] == ["repair.time"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("20240501T100000+0000", True),
        ("20240501", True),
        ("2024-05-01T10:00:00Z", True),
        ("2024-5-1", True),
        ("2024", False),
        ("2024050", False),
        ("1.5.2024 10:00", False),
        ("2024 was a good year", False),
        ("On 20240501", False),
    ],
)
def test_a_text_that_is_only_a_time_of_machines(text, expected):
    assert times.is_stamp(text) is expected


@pytest.mark.parametrize(
    ("number", "year"),
    [(1e8 - 1, None), (1e8, 1973), (1e10 - 1, 2286), (1e10, None), (1e11 - 1, None), (1e11, 1973), (1e13 - 1, 2286),
     (1e13, None)],
)  # fmt: skip
def test_numbers_that_are_seconds_or_milliseconds_since_1970(number, year):
    found = times.epoch(number)
    assert (found and found.year) == year


@pytest.mark.parametrize(
    ("zone", "hours"), [("+14:00", 14), ("-14:00", -14), ("+0530", 5.5), ("z", 0), ("utc", 0), ("Asia/Kolkata", 5.5)]
)
def test_a_zone_by_its_offset_or_its_name(zone, hours):
    found = times.zone_of(zone)
    assert found is not None
    assert found.utcoffset(datetime(2024, 7, 1)) == timedelta(hours=hours)
    assert times.zone_of(found) is found
    assert times.zone_of(None) is None


def test_a_zone_that_was_off_by_seconds_keeps_the_day_alone():
    """Liberia's clocks were 44 minutes and 30 seconds behind until 1972, which no format can say."""
    text = '{"@type": "NewsArticle", "datePublished": "%s-07-01T10:00:00"}'
    [before] = jsonld.loads(text % 1970, timezone="Africa/Monrovia")
    [after] = jsonld.loads(text % 1973, timezone="Africa/Monrovia")
    assert (before.published, after.published) == (date(1970, 7, 1), moment(1973, 7, 1, 10))


def test_the_time_of_writing_is_now_in_utc(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    now = times.writing_time(None)
    assert (now.microsecond, now.tzinfo) == (0, UTC)
    assert abs(now - datetime.now(UTC)) < timedelta(minutes=1)
    assert times.writing_time(moment(2024, 7, 1, 10, hours=2)).isoformat() == "2024-07-01T08:00:00+00:00"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1719828000")
    assert times.writing_time(None) == moment(2024, 7, 1, 10)
    assert times.writing_time(moment(2025, 7, 1)) == moment(2025, 7, 1)


@pytest.mark.parametrize("epoch", ["soon", "", "1e9", "9" * 15, "9" * 30, "-" + "9" * 17, "67768036191676799"])
def test_a_source_date_that_is_none_gives_one_clear_error(epoch, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(WriteError, match=f"^SOURCE_DATE_EPOCH is '{epoch}', not a number of seconds since 1970$"):
        times.writing_time(None)


@pytest.mark.parametrize(
    ("names", "hours"),
    [
        ("UT UTC GMT Z WET", 0), ("EST CDT", -5), ("EDT", -4), ("CST MDT", -6), ("MST PDT", -7), ("PST", -8),
        ("CET WEST MEZ", 1), ("EET CEST MESZ SAST", 2), ("EEST MSK EAT TRT", 3), ("HKT SGT", 8), ("JST KST", 9),
        ("AEST", 10), ("AEDT", 11), ("NZST", 12), ("NZDT", 13), ("IST BST ET XYZ", None),
    ],
)  # fmt: skip
def test_a_zone_by_the_name_that_feeds_give_it(names, hours):
    for name in names.split():
        found, _ = times.read(f"Fri, 12 Jan 2024 10:30:00 {name}")
        assert isinstance(found, datetime)
        assert found.utcoffset() == (None if hours is None else timedelta(hours=hours))
