from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from newsdoc import Article, Caption, Rights, Source
from newsdoc.checks import MAX_VERSION
from newsdoc.formats.builder import ArticleBuilder, build_all
from newsdoc.formats.choose import SUMMARIES, Line, choose_by_role, choose_headlines


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


# --- each value at the edge of what its field takes ---


def taken(name, *texts, **options):
    """The value of a field after these texts, and the codes of the notes."""
    builder = ArticleBuilder(**options)
    for text in texts:
        builder.take(name, text)
    return getattr(builder.build(), name), [note.code for note in builder.notes]


@pytest.mark.parametrize(
    ("name", "texts", "expected", "codes"),
    [
        ("version", ["0"], 1, ["repair.value"]),
        ("version", ["1"], 1, []),
        ("version", [str(MAX_VERSION)], MAX_VERSION, []),
        ("version", [str(MAX_VERSION + 1)], 1, ["repair.value"]),
        ("version", ["2", "3"], 2, []),
        ("version", [" "], 1, []),
        ("urgency", ["1"], 1, []),
        ("urgency", ["9"], 9, []),
        ("urgency", ["10"], None, ["repair.value"]),
        ("urgency", ["3", "4"], 3, []),
        ("urgency", [" "], None, []),
        ("id", [" urn:a "], "urn:a", []),
        ("id", ["urn:a\tb"], "urn:ab", ["repair.value"]),
        ("id", ["a", "b"], "a", []),
        ("language", ["und", "sv"], "sv", ["repair.value"]),
        ("language", ["sv", "no good"], "sv", []),
        ("language", [" sv "], "sv", []),
        ("language", [" "], None, []),
        ("url", [" "], None, []),
        ("url", ["nowhere"], None, ["repair.uri"]),
        ("url", ["nowhere", "https://a.example/"], "https://a.example/", ["repair.uri"]),
        ("headline", ["", "Storm"], "Storm", []),
        ("headline", ["Storm", ""], "Storm", []),
        ("editorial_note", ["A", "B", "A"], "A B", []),
    ],
)
def test_values_at_the_edge_of_what_a_field_takes(name, texts, expected, codes):
    assert taken(name, *texts) == (expected, codes)


@pytest.mark.parametrize(
    ("word", "status", "noted"),
    [
        ("withheld", "withheld", False),
        (" Canceled ", "canceled", False),
        ("cancelled", "canceled", False),
        ("gone", "usable", True),
        (" ", "usable", False),
    ],
)
def test_words_of_a_status(word, status, noted):
    builder = ArticleBuilder()
    builder.status(word)
    assert (builder.build().status, bool(builder.notes)) == (status, noted)


@pytest.mark.parametrize(("texts", "left_out"), [(("Bay", "Bay "), 0), (("Bay", "Sea"), 1), (("Bay", ""), 0)])
def test_of_two_holders_of_the_rights_the_second_is_reported(texts, left_out):
    builder = ArticleBuilder()
    for text in texts:
        builder.put_right("holder", text)
    assert (builder.build().rights, len(builder.notes)) == (Rights(holder="Bay"), left_out)


@pytest.mark.parametrize("shown", [("P", None, None), (None, "AFP", None), (None, None, "https://p.example/1")])
def test_a_picture_is_a_caption_if_it_has_words_or_a_credit_or_an_address(shown):
    builder = ArticleBuilder()
    builder.caption(*shown)
    builder.caption("", "", "")
    text, credit, url = shown
    assert builder.build().captions == (Caption(text, credit, url=url),)


def test_the_same_note_twice_in_a_row_is_one_and_no_other():
    builder = ArticleBuilder(line=4)
    for message, line in (("a", None), ("a", None), ("a", 7), ("b", 7), ("b", 7), ("a", None)):
        builder.note("repair.value", message, line=line)
    assert [(note.message, note.line) for note in builder.notes] == [("a", 4), ("a", 7), ("b", 7), ("a", 4)]


def test_without_a_listener_nothing_is_noted():
    builder = ArticleBuilder(is_reported=False)
    builder.version("x")
    builder.dropped("the rating", "Good")
    builder.published("2024-05-01T10:00:00")
    builder.moment("modified", "2024-05-01T10:00:00", "the last change")
    assert builder.notes == []
    assert builder.build().published == date(2024, 5, 1)


def test_another_part_of_a_document_reads_times_as_the_whole():
    whole = ArticleBuilder(3, basic_times=True, zone=timezone(timedelta(hours=2)))
    for part, line in ((whole.beside(), 3), (whole.beside(8), 8)):
        part.published("20240501T100000")
        part.version("x")
        assert part.build() == Article(published=datetime(2024, 5, 1, 10, tzinfo=timezone(timedelta(hours=2))))
        assert [(note.code, note.line) for note in part.notes] == [("repair.value", line)]


@pytest.mark.parametrize(
    ("text", "zone", "expected", "codes"),
    [
        ("2024-05-01", None, datetime(2024, 5, 1, tzinfo=UTC), ["guess.zone"]),
        ("2024-05-01T10:00:00", None, datetime(2024, 5, 1, 10, tzinfo=UTC), ["guess.zone"]),
        ("2024-05-01", UTC, datetime(2024, 5, 1, tzinfo=UTC), []),
        ("2024-05-01 10:00 GMT", None, datetime(2024, 5, 1, 10, tzinfo=UTC), ["repair.time"]),
        ("soon", None, None, ["repair.time"]),
        (" ", None, None, []),
    ],
)
def test_a_moment_is_always_one_with_a_zone(text, zone, expected, codes):
    builder = ArticleBuilder(zone=zone)
    builder.moment("modified", text, "the last change")
    builder.moment("modified", "2025-05-01T10:00:00Z", "the last change")
    assert builder.build().modified == (expected or datetime(2025, 5, 1, 10, tzinfo=UTC))
    assert [note.code for note in builder.notes] == codes


def test_a_time_without_a_zone_that_two_fields_have_is_named_once():
    builder = ArticleBuilder()
    for _ in range(2):
        builder.moment("modified", "2024-05-01T10:00:00", "the last change")
        builder.version("x")
    said = [note.message for note in builder.notes if "has no time zone" in note.message]
    assert [message.count("the last change") for message in said] == [1]


@pytest.mark.parametrize(
    ("status", "embargo", "expected", "noted"),
    [
        ("", "", "withheld", 1),
        ("usable", "", "withheld", 1),
        ("canceled", "", "canceled", 0),
        ("usable", "2024-05-01T10:00:00Z", "usable", 0),
    ],
)
def test_an_embargo_without_a_time_withholds_what_was_usable(status, embargo, expected, noted):
    builder = ArticleBuilder()
    builder.status(status)
    builder.moment("embargoed", embargo, "the end of the embargo")
    builder.embargo()
    assert (builder.build().status, len(builder.notes)) == (expected, noted)


def test_the_basic_form_of_a_bare_day_or_of_nonsense():
    builder = ArticleBuilder(basic_times=True)
    builder.published("20241399")
    builder.published("20240501")
    assert builder.build() == Article(published=date(2024, 5, 1))
    assert [note.code for note in builder.notes] == ["repair.time"]


def test_notes_on_the_same_line_name_it_once():
    builder = ArticleBuilder()
    builder.dropped("the rating", "Good", 9)
    builder.dropped("the mood", "Fair", 9)
    builder.dropped("the weather", "Fine", 10)
    [(message, line, _)] = noted(builder)
    assert message.endswith("left out: the rating: 'Good', the mood: 'Fair', the weather (line 10): 'Fine'")
    assert line == 9


# --- choosing one of several ---


@pytest.mark.parametrize(
    ("lines", "headline", "deck", "others"),
    [
        ([], None, None, []),
        ([Line("A", "sub")], None, "A", []),
        ([Line("A", "odd"), Line("B", "main")], "B", "A", []),
        ([Line("A", rank=1), Line("B", "odd", rank=0)], "B", "A", []),
        ([Line("A", is_foreign=True), Line("B", rank=9)], "B", None, ["A"]),
        ([Line("A"), Line("B", "sub", 2), Line("C", "sub", 1)], "A", "C", ["B"]),
        ([Line("A"), Line("B", "sub", is_foreign=True), Line("C", "sub", 9)], "A", "C", ["B"]),
        ([Line("A"), Line("B", "sub", is_foreign=True)], "A", None, ["B"]),
        ([Line("A"), Line("B"), Line("C", "sub")], "A", "C", ["B"]),
        ([Line("A"), Line("B", "kicker"), Line("a", "bank"), Line("B")], "A", "B", ["a"]),
    ],
)
def test_headline_and_deck_by_role_language_rank_and_order(lines, headline, deck, others):
    found = choose_headlines(lines, second_is_deck=True)
    assert (found.headline, found.deck, [each.text for each in found.others]) == (headline, deck, others)


def test_a_second_headline_is_a_deck_only_where_the_format_has_no_roles():
    lines = [Line("A"), Line("B")]
    assert choose_headlines(lines, second_is_deck=True) == ("A", "B", [])
    assert choose_headlines(lines, second_is_deck=False) == ("A", None, [Line("B")])


@pytest.mark.parametrize(
    ("roles", "chosen", "others"),
    [
        ([], None, []),
        (["odd"], "0 odd", []),
        (["odd", "lead"], "1 lead", ["0 odd"]),
        (["lead", "teaser"], "1 teaser", ["0 lead"]),
        (["caption", "odd"], "0 caption", ["1 odd"]),
        (["odd", "even"], "0 odd", ["1 even"]),
        (["", "intro"], "1 intro", ["0 "]),
    ],
)
def test_a_summary_by_its_role(roles, chosen, others):
    found, rest = choose_by_role([Line(f"{number} {role}", role) for number, role in enumerate(roles)], SUMMARIES)
    assert (found and found.text, [each.text for each in rest]) == (chosen, others)


def test_a_description_that_says_the_same_is_not_another_one():
    assert choose_by_role([Line("A boat", "lead"), Line("A  boat"), Line("B")], SUMMARIES)[1] == [Line("B")]


@pytest.mark.parametrize(
    ("tag", "became"), [("de_CH", "it was read as 'de-CH'"), ("x-default", "it was left out"), ("e", "it was left out")]
)
def test_a_wrong_language_is_reported_with_what_became_of_it(tag, became):
    builder = ArticleBuilder()
    builder.language(tag)
    assert [note.message for note in builder.notes] == [
        f"the language is {tag!r}, which is not a valid language tag; {became}"
    ]


def test_a_note_on_a_zone_that_was_taken_back_is_made_anew():
    builder = ArticleBuilder()
    builder.published("2024-05-01T10:00:00")
    builder.notes.clear()
    builder.moment("modified", "2024-05-01T10:00:00", "the last change")
    assert ["the last change has no time zone" in note.message for note in builder.notes] == [True]


@pytest.mark.parametrize(
    ("text", "became"), [("5 May 2024", "it is read as 2024-05-05"), ("soon", "which is not a time; it was left out")]
)
def test_a_time_in_another_form_is_reported_with_what_became_of_it(text, became):
    builder = ArticleBuilder()
    builder.published(text)
    assert [note.message.endswith(became) for note in builder.notes] == [True]


@pytest.mark.parametrize(
    ("address", "became"),
    [
        ("https://a.example/ö", "it is written as 'https://a.example/%C3%B6'"),
        ("nowhere", "which is not an absolute URI; it was left out"),
    ],
)
def test_an_address_in_another_form_is_reported_with_what_became_of_it(address, became):
    builder = ArticleBuilder()
    builder.address(address)
    assert [note.message.endswith(became) for note in builder.notes] == [True]
