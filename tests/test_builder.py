from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsdoc import Article, Caption, Rights, Source
from newsdoc.formats.builder import ArticleBuilder, build_all


def test_a_field_that_the_model_refuses_costs_only_itself():
    heard = []
    bad = ArticleBuilder(
        line=3, fields={"headline": "", "body": ["A\tb", "C"], "deck": "D"}, rights={"holder": "", "terms": "T"}
    )
    bad.captions.append(Caption("P", anchor=2))
    good = ArticleBuilder(fields={"headline": "H"})
    good.note("repair.value", "mended", ".headline", 7)
    mended = Article(deck="D", body=["C"], captions=[Caption("P")], rights=Rights(terms="T"))
    assert list(build_all([bad, good], heard.append)) == [mended, Article("H")]
    assert [(each.code, each.line, each.path) for each in heard] == [
        ("repair.value", 3, "$[0].rights.holder"),
        ("repair.value", 3, "$[0].headline"),
        ("repair.value", 3, "$[0].body"),
        ("repair.value", 3, "$[0].captions"),
        ("repair.value", 7, "$[1].headline"),
    ]
    assert "'A b'" in heard[2].message


def test_a_text_said_twice_is_kept_once():
    builder = ArticleBuilder()
    for text in ("By Ann", "", "By Bo", "By Ann"):
        builder.add("byline", text)
    assert builder.build() == Article(byline="By Ann By Bo")


def test_of_two_texts_for_one_field_the_second_is_reported():
    builder = ArticleBuilder()
    for text in ("A ship", "A  ship", "B"):
        builder.put_text("headline", text)
    assert builder.build() == Article("A ship")
    assert [note.code for note in builder.notes] == ["repair.dropped"]


@pytest.mark.parametrize(
    ("name", "text", "expected", "codes"),
    [
        ("headline", "Storm", "Storm", []),
        ("id", "urn: a", "urn:a", ["repair.value"]),
        ("version", "2", 2, []),
        ("urgency", "0", None, ["repair.value"]),
        ("language", "de_CH", "de-CH", ["repair.value"]),
        ("url", "https://a.example/ö", "https://a.example/%C3%B6", ["repair.uri"]),
        ("editorial_note", "Check.", "Check.", []),
    ],
)
def test_a_field_is_taken_by_its_name(name, text, expected, codes):
    builder = ArticleBuilder()
    builder.take(name, text)
    assert (getattr(builder.build(), name), [note.code for note in builder.notes]) == (expected, codes)


def test_the_first_address_of_an_article_counts():
    builder = ArticleBuilder()
    builder.take("url", "https://a.example/")
    builder.take("url", "https://b.example/ä")
    assert (builder.build(), builder.notes) == (Article(url="https://a.example/"), [])


def test_a_wrong_language_is_noted_once():
    builder = ArticleBuilder()
    for line in (3, 5, 9):
        builder.language("x-default", line=line)
    assert [(note.path, note.line) for note in builder.notes] == [(".language", 3)]


def test_times_without_a_zone_share_one_note_whatever_was_noted_before():
    builder = ArticleBuilder()
    builder.version("x")
    builder.published("2024-05-01T10:00:00")
    builder.moment("modified", "2024-05-02T10:00:00", "the last change")
    assert [note.code for note in builder.notes] == ["repair.value", "repair.time"]
    assert "the last change has no time zone" in builder.notes[1].message


@pytest.mark.parametrize(("length", "said"), [(200, "7" * 200), (201, f"{'7' * 199}…")])
def test_a_value_of_more_than_200_characters_is_cut_in_a_message(length, said):
    builder = ArticleBuilder()
    builder.version("7" * length)
    [note] = builder.notes
    assert note.message == f"the version is '{said}', which is not a number from 1; it was left out"


@pytest.mark.parametrize(("basic", "codes"), [(True, []), (False, ["repair.time"])])
def test_the_basic_form_of_times_is_a_repair_unless_it_is_the_formats_own(basic, codes):
    builder = ArticleBuilder(basic_times=basic)
    builder.published("20240501T100000+0000")
    assert builder.build() == Article(published=datetime(2024, 5, 1, 10, tzinfo=UTC))
    assert [note.code for note in builder.notes] == codes


def test_an_article_that_is_built_unchecked_equals_one_that_is_checked():
    builder = ArticleBuilder(fields={"headline": "H", "body": ["A"], "keywords": ["k"]}, rights={"terms": "T"})
    builder.sources.append(Source("AP"))
    builder.caption("P", None, anchor=1)
    builder.published("2024-05-01")
    checked, unchecked = builder.build(), builder.build_unchecked()
    assert (unchecked, hash(unchecked)) == (checked, hash(checked))
    assert unchecked.published == date(2024, 5, 1)


def noted(builder):
    heard = []
    list(build_all([builder], heard.append))
    return [(note.message, note.line, note.article) for note in heard]


def test_texts_without_a_place_are_one_report_that_names_each_with_its_kind_and_line():
    builder = ArticleBuilder(3)
    builder.dropped("another headline", "A", 5)
    builder.version("x")
    builder.dropped("the rating", "Good", 9)
    builder.dropped("another headline", "B", 11)
    builder.dropped("the rating", "Good", 12)
    [dropped, version] = noted(builder)
    assert dropped == (
        (
            "texts of 2 kinds have no place in the model and were left out: another headline: 'A'; 'B', "
            "the rating (line 9): 'Good'"
        ),
        5,
        0,
    )
    assert version[0].startswith("the version is 'x'")


def test_texts_of_one_kind_are_named_in_one_report():
    builder = ArticleBuilder(3)
    builder.dropped("another headline", "A", 5)
    builder.dropped("another headline", "B")
    assert noted(builder) == [("another headline has no place in the model and was left out: 'A'; 'B'", 5, 0)]
    alone = ArticleBuilder(3)
    alone.dropped("the rating", "Good")
    assert noted(alone) == [("the rating has no place in the model and was left out: 'Good'", 3, 0)]
