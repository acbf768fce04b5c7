"""NewsDoc of Naviga and TT: rules that the golden files do not show by themselves."""

from __future__ import annotations

import json

import pytest

import newsdoc
from newsdoc.formats import navigadoc

ARTICLE = {
    "uuid": "1",
    "type": "core/article",
    "title": "A",
    "content": [{"type": "core/text", "data": {"text": "B."}}],
}


def only(**changes):
    (found,) = navigadoc.loads(json.dumps({**ARTICLE, **changes}))
    return found


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (ARTICLE, "navigadoc"),
        ({**ARTICLE, "type": "x-im/article", "uri": "im://article/1"}, "navigadoc"),
        ({"version": "1", "document": ARTICLE}, "navigadoc"),
        ([ARTICLE], "navigadoc"),
        ({"uri": "urn:a", "type": "text", "headline": "A", "versioncreated": "2024-05-01T10:00:00Z"}, "ninjs"),
        ({"type": "core/article"}, "jsonl"),
    ],
)
def test_only_articles_of_blocks_are_recognised(value, name):
    assert newsdoc.sniff(json.dumps(value)) == name


def test_the_title_is_the_headline_only_where_the_content_has_none():
    assert (only().headline, only().slugline) == ("A", None)
    heading = {"type": "core/text", "role": "heading-1", "data": {"text": "C"}}
    found = only(content=[heading, *ARTICLE["content"]])
    assert (found.headline, found.slugline, found.text) == ("C", "A", "B.")


@pytest.mark.parametrize("kind", ["core/planning-item", "core/author", "x-im/image", "core/article-series"])
def test_other_documents_are_skipped(kind):
    reports = []
    assert navigadoc.loads(json.dumps({**ARTICLE, "type": kind}), report=reports.append) == []
    assert [each.code for each in reports] == ["repair.skipped"]


def test_lines_of_documents_are_read_one_by_one():
    assert len(navigadoc.loads("\n".join([json.dumps(ARTICLE)] * 3))) == 3


def test_blocks_inside_each_other_have_an_end():
    block = {"type": "core/text", "data": {"text": "Deep."}}
    for _ in range(60):
        block = {"type": "core/factbox", "content": [block]}
    reports = []
    text = json.dumps({**ARTICLE, "content": [*ARTICLE["content"], block]})
    assert [each.text for each in navigadoc.loads(text, report=reports.append)] == ["B."]
    assert ["'Deep.'" in each.message for each in reports] == [True]


@pytest.mark.parametrize("odd", [3, None, "x", [], {}, [3], [[]], {"text": 3}])
def test_values_of_another_kind_cost_nothing_else(odd):
    block = {"type": odd, "role": odd, "data": odd, "links": odd, "content": odd, "title": odd}
    for name in ("meta", "links", "title", "language", "uri", "published", "status"):
        assert only(**{name: odd}).text == "B."
    assert only(content=[block, *ARTICLE["content"]], links=[block], meta=[block]).text.endswith("B.")
