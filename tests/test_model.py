from __future__ import annotations

import ast
import inspect
import pickle
import re
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import pairwise
from zoneinfo import ZoneInfo

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import FULL
from newsdoc import (
    Article,
    Caption,
    Link,
    ListBlock,
    Mark,
    ModelError,
    Paragraph,
    Preformatted,
    Quote,
    Rights,
    Source,
    Subhead,
    Subject,
    Table,
    model,
)
from newsdoc.checks import URI_PATTERN, matches_uri
from newsdoc.model import MAX_VERSION, plain_text
from newsdoc.strategies import articles

NOON = datetime(2025, 3, 14, 12, tzinfo=UTC)
TYPES = [Article, Caption, ListBlock, Mark, Paragraph, Preformatted, Quote, Rights, Source, Subhead, Subject, Table]


# --- what the constructors refuse, with the field and the place ---

REFUSED = [
    (lambda: Article(""), "Article.headline is empty"),
    (lambda: Article("a "), "Article.headline has white space at its end: 'a '"),
    (lambda: Article(1), "Article.headline is of type int, not text"),
    (lambda: Article(b"a"), "Article.headline is of type bytes, not text"),
    (lambda: Article("a", "text"), "Article.body is of type str where a sequence belongs"),
    (lambda: Article("a", b"text"), "Article.body is of type bytes where a sequence belongs"),
    (lambda: Article("a", None), "Article.body is missing where a sequence belongs"),
    (lambda: Article("a", 7), "Article.body is of type int where a sequence belongs"),
    (lambda: Article("a", ["b", "c\td"]), r"Article.body[1] has tab (U+0009) at character 1: 'c\td'"),
    (lambda: Article("a", ["b", 7]), "Article.body[1] is of type int, not a block"),
    (lambda: Article("a", ["b", None]), "Article.body[1] is missing, not a block"),
    (lambda: Article(keywords="abc"), "Article.keywords is of type str where a sequence belongs"),
    (lambda: Article(keywords=["a", None]), "Article.keywords[1] is missing, not text"),
    (lambda: Article(places=["a", ""]), "Article.places[1] is empty"),
    (lambda: Article(sources=["AFP"]), "Article.sources[0] is of type str, not Source"),
    (lambda: Article(subjects=[Source("a")]), "Article.subjects[0] is of type Source, not Subject"),
    (lambda: Article(captions=Caption("a")), "Article.captions is of type Caption where a sequence belongs"),
    (lambda: Article(language="en_GB"), "Article.language is not a BCP 47 language tag: 'en_GB'"),
    (lambda: Article(url="/a"), "Article.url is not an absolute ASCII URI: '/a'"),
    (lambda: Article(url="http://é.example/"), "Article.url is not an absolute ASCII URI: 'http://é.example/'"),
    (lambda: Article(id="a b"), "Article.id is not an identifier without white space: 'a b'"),
    (lambda: Article(id="a\xa0b"), r"Article.id is not an identifier without white space: 'a\xa0b'"),
    (lambda: Article(urgency=0), "Article.urgency is 0, not from 1 to 9"),
    (lambda: Article(urgency=10), "Article.urgency is 10, not from 1 to 9"),
    (lambda: Article(urgency=True), "Article.urgency is of type bool, not a whole number"),
    (lambda: Article(version=0), "Article.version is 0, not from 1 to 9007199254740991"),
    (lambda: Article(version=MAX_VERSION + 1), "Article.version is 9007199254740992, not from 1 to"),
    (lambda: Article(version=None), "Article.version is missing, not a whole number"),
    (lambda: Article(status="dead"), "Article.status is 'dead', not one of usable, withheld, canceled"),
    (lambda: Article(rights="© 2025"), "Article.rights is of type str, not Rights"),
    (lambda: Article(published="2025-03-14"), "Article.published is of type str, not a datetime"),
    (lambda: Article(modified=date(2025, 3, 14)), "Article.modified is of type date, not a datetime"),
    (lambda: Article(modified=datetime(2025, 3, 14)), "Article.modified has no time zone: 2025-03-14T00:00:00"),
    (
        lambda: Article(embargoed=datetime(2025, 3, 14, tzinfo=timezone(timedelta(hours=14, minutes=1)))),
        "Article.embargoed has an offset that is not in whole minutes and at most 14 hours: 2025-03-14T00:00:00+14:01",
    ),
    (
        lambda: Article(published=datetime(1900, 1, 1, tzinfo=ZoneInfo("Africa/Monrovia"))),
        "Article.published has an offset that is not in whole minutes",
    ),
    (lambda: Source(""), "Source.name is empty"),
    (lambda: Source("a", "Agency"), "Source.role is not a role of small letters and hyphens: 'Agency'"),
    (lambda: Source("a", uri="a"), "Source.uri is not an absolute ASCII URI: 'a'"),
    (lambda: Subject("a\x00"), "Subject.name has NUL (U+0000) at character 1"),
    (lambda: Rights(), "Rights has no holder, notice or terms"),
    (lambda: Rights(notice=" "), "Rights.notice has white space at its start"),
    (lambda: Caption(), "Caption has no text, credit or url"),
    (lambda: Source("a", code=" b"), "Source.code has white space at its start"),
    (lambda: Subject("a", code=""), "Subject.code is empty"),
    (lambda: Article(genres=["Report"]), "Article.genres[0] is of type str, not Subject"),
    (lambda: Article(links=["https://a.example/"]), "Article.links[0] is of type str, not Link"),
    (lambda: Link("a"), "Link has neither url nor id"),
    (lambda: Link("", "https://a.example/"), "Link.title is empty"),
    (lambda: Link("a", "/b"), "Link.url is not an absolute ASCII URI: '/b'"),
    (lambda: Link("a", "javascript:b()"), "Link.url may run a script"),
    (lambda: Link("a", id="b c"), "Link.id is not an identifier without white space: 'b c'"),
    (lambda: Caption("a", anchor=-1), "Caption.anchor is -1, not at least 0"),
    (lambda: Caption("a", sources=[None]), "Caption.sources[0] is missing, not Source"),
    (lambda: Article(status="dead" * 20), f"Article.status is 'dead{'dead' * 13}dea, not one of usable"),
    (lambda: Mark("bold", 0, 1), "Mark.kind is 'bold', not one of link, strong, emphasis"),
    (lambda: Mark("strong", -1, 1), "Mark.start is -1, not at least 0"),
    (lambda: Mark("strong", 1, 1), "Mark.stop is 1, not after Mark.start, 1"),
    (lambda: Mark("strong", 0, 1.0), "Mark.stop is of type float, not a whole number"),
    (lambda: Mark("link", 0, 1), "Mark.href is missing from a link"),
    (lambda: Mark("strong", 0, 1, "a:b"), "Mark.href is for links only"),
    (lambda: Mark("link", 0, 1, "javascript:alert(1)"), "Mark.href may run a script, which no link may"),
    (lambda: Mark("link", 0, 1, "VBScript:a"), "Mark.href may run a script"),
    (lambda: Mark("link", 0, 1, "dATA:text/html,a"), "Mark.href may run a script"),
    (lambda: Mark("link", 0, 1, "java\tscript:a"), "Mark.href"),
    (lambda: Paragraph("a\nb"), "Paragraph.text has line feed (U+000A) at character 1"),
    (lambda: Paragraph("a", ["strong"]), "Paragraph.marks[0] is of type str, not Mark"),
    (lambda: Subhead("a", level=0), "Subhead.level is 0, not from 1 to 5"),
    (lambda: Subhead("a", level=6), "Subhead.level is 6, not from 1 to 5"),
    (lambda: ListBlock("abc"), "ListBlock.items is of type str where a sequence belongs"),
    (lambda: ListBlock([]), "ListBlock.items is empty"),
    (lambda: ListBlock(["a", Quote("b")]), "ListBlock.items[1] is of type Quote, not str or Paragraph"),
    (lambda: ListBlock(["a", " b"]), "ListBlock.items[1] has white space at its start"),
    (lambda: ListBlock(["a"], ordered=1), "ListBlock.ordered is of type int, not True or False"),
    (lambda: Table([]), "Table.rows is empty"),
    (lambda: Table("ab"), "Table.rows is of type str where a sequence belongs"),
    (lambda: Table(["ab"]), "Table.rows[0] is of type str where a sequence belongs"),
    (lambda: Table([["a"], "b"]), "Table.rows[1] is of type str where a sequence belongs"),
    (lambda: Table([[]]), "Table.rows[0] has 0 cells: all rows have the same number, at least one"),
    (lambda: Table([["a"], ["b", "c"]]), "Table.rows[1] has 2 cells: all rows have the same number, at least one"),
    (lambda: Table([["a", None]]), "Table.rows[0][1] is missing, not text"),
    (lambda: Table([["a", "b "]]), "Table.rows[0][1] has white space at its end"),
    (lambda: Table([["a"]], header_rows=2), "Table.header_rows is 2, more than the 1 rows"),
    (lambda: Preformatted("a\r\nb"), "Preformatted.text has carriage return (U+000D) at character 1"),
    (lambda: Preformatted(None), "Preformatted.text is missing, not text"),
]


@pytest.mark.parametrize(("make", "message"), REFUSED, ids=[message for _, message in REFUSED])
def test_a_wrong_value_is_refused_by_name(make, message):
    with pytest.raises(ModelError) as caught:
        make()
    assert str(caught.value).startswith(message)


def test_only_the_first_fields_are_given_by_position():
    with pytest.raises(TypeError):
        Article("a", [], [])  # type: ignore[misc]  # that is the point
    with pytest.raises(TypeError):
        Rights("a", "b")  # type: ignore[misc]  # that is the point
    assert Table([["a"]], 1) == Table([["a"]], header_rows=1)
    assert Subject("a", LINK) == Subject("a", uri=LINK)


# --- marks ---

LINK = "https://a.example/"


@pytest.mark.parametrize(
    "marks",
    [
        [],
        [Mark("strong", 0, 4)],
        [Mark("strong", 0, 2), Mark("strong", 2, 4)],
        [Mark("strong", 0, 4), Mark("emphasis", 0, 4), Mark("link", 0, 4, LINK)],
        [Mark("link", 0, 4, LINK), Mark("strong", 0, 1), Mark("strong", 1, 3), Mark("emphasis", 1, 2)],
        [Mark("strong", 0, 1), Mark("emphasis", 1, 4), Mark("strong", 3, 4)],
    ],
)
def test_marks_that_nest(marks):
    assert Paragraph("abcd", marks).marks == tuple(marks)


@pytest.mark.parametrize(
    ("marks", "problem"),
    [
        ([Mark("strong", 0, 5)], "[0] ends at 5, after the text's 4 characters"),
        ([Mark("strong", 0, 2), Mark("emphasis", 1, 3)], "[1] overlaps the mark around its start"),
        ([Mark("strong", 0, 3), Mark("strong", 1, 2)], "[1] lies inside another strong"),
        ([Mark("strong", 0, 2), Mark("strong", 0, 2)], "[1] lies inside another strong"),
        (
            [Mark("link", 0, 4, LINK), Mark("strong", 0, 3), Mark("link", 1, 2, LINK)],
            "[2] lies inside another link",
        ),
        ([Mark("strong", 2, 3), Mark("strong", 0, 1)], "[1] belongs before the mark in front of it"),
        ([Mark("strong", 0, 1), Mark("emphasis", 0, 2)], "[1] belongs before the mark in front of it"),
    ],
)
def test_marks_that_do_not_nest(marks, problem):
    for kind in (Paragraph, Subhead, Quote):
        with pytest.raises(ModelError) as caught:
            kind("abcd", marks)
        assert str(caught.value).startswith(f"{kind.__name__}.marks{problem}")


# --- blocks ---


def test_a_paragraph_without_marks_becomes_plain_text():
    assert Article(body=[Paragraph("a"), Paragraph("b", [Mark("strong", 0, 1)])]).body == (
        "a",
        Paragraph("b", [Mark("strong", 0, 1)]),
    )
    assert ListBlock([Paragraph("a")]).items == ("a",)


def test_any_iterable_becomes_a_tuple():
    assert Article(body=(word for word in ["a", "b"])).body == ("a", "b")
    assert Table(iter([iter(["a"]), ["b"]])).rows == (("a",), ("b",))
    assert type(Article(keywords=["a"]).keywords) is tuple


def test_the_words_of_a_block():
    assert plain_text("a") == plain_text(Quote("a")) == plain_text(Preformatted("a")) == "a"
    assert plain_text(ListBlock(["a", Paragraph("b", [Mark("strong", 0, 1)])])) == "a\nb"
    assert plain_text(Table([["a", ""], ["b", "c"]])) == "a\t\nb\tc"


# --- captions ---


def test_anchors_span_the_whole_body():
    captions = [Caption("lead"), Caption("a", anchor=0), Caption("b", anchor=0), Caption("c", anchor=2)]
    assert Article(body=["x", "y"], captions=captions).captions == tuple(captions)


@pytest.mark.parametrize(
    ("anchors", "problem"),
    [
        ([3], "[0].anchor is 3, more than the body's 2 blocks"),
        ([None, 2, 1], "[2] comes after one that is printed later: captions are in reading order"),
        ([0, None], "[1] comes after one that is printed later: captions are in reading order"),
    ],
)
def test_captions_are_in_reading_order_and_in_the_body(anchors, problem):
    with pytest.raises(ModelError) as caught:
        Article(body=["x", "y"], captions=[Caption("a", anchor=anchor) for anchor in anchors])
    assert str(caught.value) == f"Article.captions{problem}"


def test_a_body_cannot_be_cut_under_its_captions():
    article = Article(body=["x"], captions=[Caption("a", anchor=1)])
    with pytest.raises(ModelError, match=r"captions\[0\]\.anchor is 1"):
        attrs.evolve(article, body=[])


# --- times ---


def test_a_zone_becomes_its_offset():
    there = datetime(2025, 7, 1, 12, tzinfo=ZoneInfo("Asia/Baghdad"))
    article = Article(published=there, modified=there)
    assert article.modified is not None
    assert article.modified.tzinfo == timezone(timedelta(hours=3))
    assert article == Article(published=there.replace(tzinfo=timezone(timedelta(hours=3))), modified=there)


def test_the_second_of_two_equal_hours_keeps_its_offset():
    twice = datetime(2025, 10, 26, 2, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    first, second = Article(modified=twice), Article(modified=twice.replace(fold=1))
    assert first != second
    assert second.modified is not None
    assert second.modified.isoformat() == "2025-10-26T02:30:00+01:00"
    assert second.modified.fold == 0


@pytest.mark.parametrize("name", ["published", "modified", "embargoed"])
def test_equality_is_by_what_is_printed(name):
    elsewhere = NOON.astimezone(timezone(timedelta(hours=3)))
    one, other = Article(**{name: NOON}), Article(**{name: elsewhere})
    assert elsewhere == NOON
    assert one != other
    assert one == Article(**{name: NOON.replace(tzinfo=ZoneInfo("UTC"))})
    assert hash(one) == hash(Article(**{name: NOON.replace(tzinfo=ZoneInfo("UTC"))}))


def test_a_bare_date_is_not_midnight():
    assert Article(published=date(2025, 3, 14)) != Article(published=datetime(2025, 3, 14, tzinfo=UTC))


def test_the_edges_of_time():
    for moment in (datetime.min, datetime.max):
        for hours in (-14, 14):
            edge = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
            assert Article(modified=edge).modified == edge


# --- views ---


def test_the_views():
    assert FULL.publisher == Source("Example Post", "publisher", uri="https://post.example/")
    assert FULL.authors == (Source("Ann Example", "author"), Source("Bo Example", "author"))
    assert FULL.paragraphs == (
        "The council approved the new bridge on Friday.",
        "Read the plan in full.",
        "We waited ten years.",
    )
    assert FULL.text.split("\n\n")[2:5] == ["What comes next", "We waited ten years.", "first\nsecond"]
    assert Article().publisher is None
    assert Article().authors == Article().paragraphs == ()
    assert Article().text == ""


# --- all types ---


@pytest.mark.parametrize("kind", TYPES)
def test_frozen_and_slotted(kind):
    assert not hasattr(kind, "__dict__") or "__dict__" not in kind.__slots__
    name = attrs.fields(kind)[0].name
    example = next(value for value in _values(FULL) if type(value) is kind)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(example, name, None)
    with pytest.raises((AttributeError, attrs.exceptions.FrozenInstanceError)):
        example.nonsense = 1


def _values(value):
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    elif attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from _values(getattr(value, field.name))


@given(articles())
def test_hash_pickle_and_evolve_keep_the_meaning(article):
    for again in (pickle.loads(pickle.dumps(article)), attrs.evolve(article)):
        assert again == article
        assert hash(again) == hash(article)
        assert repr(again) == repr(article)


def test_evolve_checks_again():
    assert attrs.evolve(FULL, headline="B").headline == "B"
    with pytest.raises(ModelError, match=r"Article\.headline is empty"):
        attrs.evolve(FULL, headline="")


@given(articles())
def test_every_article_can_be_taken_apart_and_built_again(article):
    fields = {field.name: getattr(article, field.name) for field in attrs.fields(Article)}
    assert Article(**fields) == article


def _docstrings(kind):
    """Pair each field with the string that stands below it in the source."""
    body = ast.parse(inspect.getsource(kind)).body[0].body
    for above, below in pairwise(body):
        if isinstance(above, ast.AnnAssign):
            text = below.value.value if isinstance(below, ast.Expr) else ""
            yield above.target.id, " ".join(text.split())


@pytest.mark.parametrize("kind", TYPES)
def test_every_field_says_what_it_means_and_names_no_standard(kind):
    documented = dict(_docstrings(kind))
    assert list(documented) == [field.name for field in attrs.fields(kind)]
    for name, text in documented.items():
        assert len(text) > 10, f"{kind.__name__}.{name} does not say what it means"
        assert not re.search(r"NewsML|ninjs|NITF|schema\.org", text), f"{kind.__name__}.{name} knows a format"


def test_every_type_is_public_and_described():
    assert {kind.__name__ for kind in TYPES} <= set(model.__all__)
    assert all(kind.__doc__ for kind in TYPES)


@given(st.text("ab/:@?#~[%4é ", max_size=12) | st.from_regex(URI_PATTERN, fullmatch=True))
def test_the_quick_form_of_a_uri_is_the_published_one(text):
    assert matches_uri(text) == (re.fullmatch(URI_PATTERN, text) is not None)
