from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import attrs
import pytest
from hypothesis import given

from examples import FULL
from newsdoc import Article, Caption, Mark, Paragraph, Quote, Rights, Source, Subhead
from newsdoc.losses import losses
from newsdoc.strategies import articles

NOON = datetime(2025, 3, 14, 12, tzinfo=UTC)


def found(before: Article, after: Article) -> list[tuple[str, str | None]]:
    return [(loss.code, loss.path) for loss in losses([before], [after])]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (Article("A"), Article("A"), []),
        (Article("A"), Article("B"), [("loss.changed", "$[0].headline")]),
        (Article("A"), Article(), [("loss.missing", "$[0].headline")]),
        (Article(), Article("A"), [("loss.changed", "$[0].headline")]),
        (Article("A", deck="D"), Article(), [("loss.missing", "$[0].headline"), ("loss.missing", "$[0].deck")]),
        (Article("A", ["b", "c"]), Article("A", ["b", "d"]), [("loss.changed", "$[0].body[1]")]),
        (Article("A", ["b", "c"]), Article("A", ["b"]), [("loss.changed", "$[0].body")]),
        (Article("A", ["b"]), Article("A"), [("loss.missing", "$[0].body")]),
        (Article("A", [Quote("b")]), Article("A", ["b"]), [("loss.changed", "$[0].body[0]")]),
        (
            Article("A", [Subhead("b", level=2)]),
            Article("A", [Subhead("b")]),
            [("loss.changed", "$[0].body[0].level")],
        ),
        (
            Article("A", [Paragraph("b", [Mark("link", 0, 1, "a:b")])]),
            Article("A", [Paragraph("b", [Mark("link", 0, 1, "a:c")])]),
            [("loss.changed", "$[0].body[0].marks[0].href")],
        ),
        (
            Article(captions=[Caption("b", "c", sources=[Source("d", "agency")])]),
            Article(captions=[Caption("b", sources=[Source("d")])]),
            [("loss.missing", "$[0].captions[0].credit"), ("loss.missing", "$[0].captions[0].sources[0].role")],
        ),
        (Article(rights=Rights(notice="a")), Article(), [("loss.missing", "$[0].rights")]),
        (
            Article(rights=Rights(notice="a", terms="b")),
            Article(rights=Rights(notice="a")),
            [("loss.missing", "$[0].rights.terms")],
        ),
        (Article(published=date(2025, 3, 14)), Article(published=NOON), [("loss.changed", "$[0].published")]),
        (Article(version=2), Article(), [("loss.changed", "$[0].version")]),
    ],
)
def test_the_deepest_field_that_differs(before, after, expected):
    assert found(before, after) == expected


def test_another_offset_is_another_statement():
    elsewhere = NOON.astimezone(timezone(timedelta(hours=3)))
    assert elsewhere == NOON, "Python takes them for the same"
    assert found(Article(modified=NOON), Article(modified=elsewhere)) == [("loss.changed", "$[0].modified")]


def test_another_number_of_articles_is_the_whole_list():
    [loss] = losses([Article("A")], [])
    assert (loss.code, loss.path) == ("loss.ambiguous", "$")
    assert loss.message == "the number of articles changes from 1 to 0 when the output is read back"


def test_the_articles_are_counted_from_0():
    assert [loss.path for loss in losses([Article("A"), Article("B")], [Article("A"), Article("C")])] == [
        "$[1].headline"
    ]


def test_long_values_are_cut_short_in_messages():
    [loss] = losses([Article("A" * 1000)], [Article("B")])
    assert loss.message == f"'{'A' * 58}… is read back as 'B'"
    [gone] = losses([Article("A")], [Article()])
    assert gone.message == "the format has no place for 'A'"


@given(articles())
def test_no_loss_between_an_article_and_itself(article):
    assert list(losses([article], [attrs.evolve(article)])) == []


@given(articles(), articles())
def test_no_loss_means_equal(one, other):
    assert (found(one, other) == []) == (one == other)
    assert len({path for _, path in found(one, other)}) == len(found(one, other))


@pytest.mark.parametrize("name", [field.name for field in attrs.fields(Article)])
def test_every_field_that_is_left_out_is_named(name):
    default = attrs.fields_dict(Article)[name].default
    changes = {name: default, "captions": FULL.captions[:1]} if name == "body" else {name: default}
    expected = {f"$[0].{changed}" for changed in changes}
    assert {path for _, path in found(FULL, attrs.evolve(FULL, **changes))} == expected
