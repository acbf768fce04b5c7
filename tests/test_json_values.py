"""The values of other people's JSON: what stands in the place of a text, a number, a time, and what nobody reads."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.json.values import Values


def new(**options):
    return Values(ArticleBuilder(), **options)


def codes(values):
    return [(note.code, note.path) for note in values.builder.notes]


@pytest.mark.parametrize(
    ("value", "text", "heard"),
    [
        (" Bridge opens ", "Bridge opens", []),
        ("Tom &amp; Sue", "Tom & Sue", ["repair.reference"]),
        ("Two\nlines", "Two lines", []),
        ("a\tb\x01", "a b\ufffd", ["repair.characters"]),
        (3, "3", ["repair.value"]),
        (["One.", "Two."], "One. Two.", ["repair.value"]),
        (["One.", 2], None, ["repair.value"]),
        ({"a": "b"}, None, ["repair.value"]),
        (True, None, ["repair.value"]),
        ("  ", None, []),
        (None, None, []),
    ],
)
def test_a_text(value, text, heard):
    values = new()
    assert values.text(value, "by", ".byline") == text
    assert codes(values) == [(code, ".byline") for code in heard]


def test_references_stay_where_they_are_printed():
    values = new(resolves=False)
    assert values.text("Tom &amp; Sue", "by") == "Tom &amp; Sue"
    assert codes(values) == []


@pytest.mark.parametrize(
    ("value", "time", "heard"),
    [
        ("2024-05-01T10:00:00Z", datetime(2024, 5, 1, 10, tzinfo=UTC), 0),
        ("2024-05-01", date(2024, 5, 1), 0),
        (1714557600, datetime(2024, 5, 1, 10, tzinfo=UTC), 1),
        (1714557600000, datetime(2024, 5, 1, 10, tzinfo=UTC), 1),
        (1714557600.5, datetime(2024, 5, 1, 10, 0, 0, 500000, tzinfo=UTC), 1),
        ("1714557600", datetime(2024, 5, 1, 10, tzinfo=UTC), 1),
        (["2024-05-01", "2024-05-02"], date(2024, 5, 1), 1),
        ([None, "2024-05-01"], date(2024, 5, 1), 0),
        ({"@value": "2024-05-01"}, date(2024, 5, 1), 0),
        (7, None, 1),
        (float("nan"), None, 1),
        (10**400, None, 1),
        (True, None, 1),
        ({}, None, 1),
        ([], None, 0),
        (None, None, 0),
    ],
)
def test_a_time(value, time, heard):
    values = new()
    assert values.time(value, "the time", ".published") == time
    assert len(values.builder.notes) == heard


def test_a_number_may_be_text():
    values = new()
    assert [values.digits(each, "version", ".version") for each in (3, "3", 1.5, None)] == ["3", "3", "1.5", ""]
    assert codes(values) == []


def test_what_is_not_read_is_reported_whole_and_once():
    values = new()
    values.text("Known words", "headline")
    long = "A note to the desk, " * 40
    members = {"note": long, "again": {"deep": [long, "Known words"]}, "href": "Not words", "id": "a:1"}
    values.leftovers(members, "extra", frozenset(("href",)))
    assert codes(values) == [("repair.dropped", "")]
    assert " ".join(long.split()) in values.builder.notes[0].message


def test_a_name_that_nobody_reads_is_reported():
    values = new()
    values.text("Ann", "authors")
    values.leftovers([{"name": "Ann", "jobtitle": {"name": "Desk editor"}}], "authors", frozenset())
    assert codes(values) == [("repair.dropped", "")]
    assert "'Desk editor'" in values.builder.notes[0].message


def test_an_unknown_property_is_reported_even_if_it_looks_like_a_code():
    for unknown, heard in ((False, 0), (True, 1)):
        values = new()
        values.leftovers({"id": "a:1"}, "system", frozenset(), unknown=unknown)
        assert len(values.builder.notes) == heard


def test_nothing_is_looked_for_where_nobody_listens():
    values = new(listening=False)
    values.leftovers("Words", "extra", frozenset(), unknown=True)
    assert codes(values) == []


@pytest.mark.parametrize(
    ("value", "uri", "heard"),
    [
        ("https://bay.example/1", "https://bay.example/1", []),
        (" https://bay.example/1 ", "https://bay.example/1", []),
        ("https://bay.example/a b", "https://bay.example/a%20b", ["repair.uri"]),
        ("https://bay.example/?a=1&amp;b=2", "https://bay.example/?a=1&b=2", ["repair.reference"]),
        ("words", None, ["repair.uri"]),
        (None, None, []),
    ],
)
def test_an_address(value, uri, heard):
    values = new()
    assert values.uri(value, "href") == uri
    assert [code for code, _ in codes(values)] == heard
