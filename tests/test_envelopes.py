"""ninjs in the envelopes of APIs, and objects one after the other of which one is broken."""

from __future__ import annotations

import json

import pytest

import newsdoc
from newsdoc import Article, ReadError
from newsdoc.formats import ninjs
from newsdoc.formats.envelopes import unwrap

ITEM = {"uri": "urn:x:1", "headline": "A", "body_text": "One.", "versioncreated": "2025-03-14T09:00:00Z"}
OTHER = {**ITEM, "uri": "urn:x:2", "headline": "B"}


def read(value):
    heard = []
    text = value if isinstance(value, str) else json.dumps(value)
    return [each.headline for each in ninjs.loads(text, report=heard.append)], heard


@pytest.mark.parametrize(
    "envelope",
    [
        {"total": 2, "item": [ITEM, OTHER]},
        {"items": [ITEM, OTHER], "_links": {"self": {"href": "items"}}},
        {"_items": [ITEM, OTHER], "_meta": {"page": 1}},
        {"version": "1.0", "data": {"items": [{"item": ITEM}, {"item": OTHER}], "updated": "2025-03-14T09:00:00Z"}},
        {"took": 3, "hits": {"total": 2, "hits": [{"_source": ITEM}, {"_source": OTHER}]}},
        {"data": [ITEM, OTHER]},
        [{"data": ITEM}, {"result": OTHER}],
        {"Results": [ITEM, OTHER]},
        {"data": [{"type": "articles", "id": "1", "attributes": ITEM}, {"type": "articles", "attributes": OTHER}]},
        {"items": {"urn:x:1": ITEM, "urn:x:2": OTHER}},
        {"newsItems": [{"newsItem": ITEM}, {"newsItem": OTHER}]},
        {"data": {"articles": {"edges": [{"node": ITEM}, {"node": OTHER}]}}},
        {"_embedded": {"items": [ITEM, OTHER]}, "page": {"size": 2}},
        {"records": [{"fields": ITEM}, {"fields": OTHER}]},
    ],
)
def test_items_are_taken_out_of_envelopes(envelope):
    assert newsdoc.sniff(json.dumps(envelope)) == "ninjs" or isinstance(envelope, list)
    found, heard = read(envelope)
    assert found == ["A", "B"]
    assert [each.code for each in heard] == []


def test_the_id_beside_the_attributes_is_the_articles_own():
    item = {name: value for name, value in ITEM.items() if name != "uri"}
    reports = []
    text = json.dumps({"data": {"type": "articles", "id": "a1", "attributes": item}})
    assert [each.id for each in ninjs.loads(text, report=reports.append)] == ["a1"]
    assert reports == []


def test_words_beside_the_items_are_reported():
    found, heard = read({"items": [ITEM], "feed": {"title": "News of the bay"}, "note": "Ask before use."})
    assert found == ["A"]
    assert [(each.code, each.path) for each in heard] == [("repair.dropped", "$")] * 2
    assert "'News of the bay'" in heard[0].message
    assert "'Ask before use.'" in heard[1].message


def test_what_in_an_envelope_is_not_news_is_an_item_that_cannot_be_read():
    found, heard = read({"data": {"items": [{"odd": 1}, ITEM]}})
    assert found == ["A"]
    assert [(each.code, each.path) for each in heard] == [("error.item", "$.data.items[0]")]


def test_an_item_with_members_of_such_names_is_an_item():
    found, heard = read({**ITEM, "items": [{"headline": "Inside"}]})
    assert found == ["A"]
    assert ["'Inside'" in each.message for each in heard] == [True]


def test_envelopes_inside_each_other_have_an_end():
    text = '{"data":' * 400 + json.dumps(ITEM) + "}" * 400
    assert read(text)[0] == []


def test_a_broken_line_costs_only_itself():
    lines = [json.dumps(ITEM), '{"uri": "urn:x:3", "headline": "Cut', "", json.dumps(OTHER), '{"uri": ']
    found, heard = read("\n".join(lines))
    assert found == ["A", "B"]
    assert [(each.code, each.line) for each in heard] == [("error.item", 2), ("error.item", 5)]
    assert read("\n".join(lines[1:]))[0] == ["B"]


def test_a_document_that_breaks_off_is_an_error():
    whole = json.dumps([ITEM, OTHER], indent=2)
    reading = ninjs.iterload(newsdoc_file(whole[:-20]))
    assert next(reading).headline == "A"
    with pytest.raises(ReadError):
        next(reading)
    with pytest.raises(ReadError):
        ninjs.loads(json.dumps(ITEM, indent=2)[:-20])


def newsdoc_file(text):
    from io import BytesIO

    return BytesIO(text.encode())


def test_raw_line_breaks_in_texts_are_read():
    found = []
    text = '{"uri": "urn:x:1", "headline": "A", "body_text": "One\nline.\n\nTwo."}'
    assert ninjs.loads(text, report=found.append) == [Article("A", ["One line.", "Two."], id="urn:x:1")]
    assert [(each.code, each.line) for each in found] == [("repair.value", 1)]


def test_the_text_of_an_article_that_looks_like_references_stays():
    article = Article("What &amp; means", ["&lt;"], deck="&#8211;", id="urn:x:1")
    text = ninjs.dumps([article])
    heard = []
    assert [each.headline for each in ninjs.loads(text, report=heard.append)] == ["What &amp; means"]
    assert heard == []
    edited = text.replace("&#8211;", "none")
    assert [each.headline for each in ninjs.loads(edited, report=heard.append)] == ["What & means"]
    assert [each.code for each in heard] == ["repair.reference", "repair.stale"]


def taken(value):
    """What is in the envelopes of a value, with its paths."""
    return [(item, path) for item, path in unwrap(value, "$").items]


def within(value, depth, name="data", *, listed=False):
    """A value within so many envelopes."""
    for _ in range(depth):
        value = {name: [value] if listed else value}
    return value


@pytest.mark.parametrize("depth", [7, 8, 9])
def test_envelopes_are_opened_eight_deep(depth):
    opened = min(depth, 8)
    assert taken(within({"a": 1}, depth)) == [(within({"a": 1}, depth - opened), "$" + ".data" * opened)]
    item = {"headline": "A"}
    found = taken(within(item, depth, "items", listed=True))
    assert [path for _, path in found] == ["$" + ".items[0]" * opened]
    named = {"items": {"k": item}}
    is_opened = depth < 8
    assert [each for each, _ in taken(within(named, depth, listed=True))] == [
        item if is_opened else within(named, depth - opened, listed=True)
    ]


def test_attributes_are_one_envelope():
    inside = {"attributes": {"data": {"a": 1}}}
    assert taken(within(inside, 6)) == [({"a": 1}, "$" + ".data" * 6 + ".attributes.data")]
    assert taken(within(inside, 7)) == [({"data": {"a": 1}}, "$" + ".data" * 7 + ".attributes")]


def test_arrays_of_objects_are_taken_before_objects():
    assert taken({"data": {"x": 1}, "items": [{"headline": "A"}, 7]}) == [
        ({"headline": "A"}, "$.items[0]"), (7, "$.items[1]"),
    ]  # fmt: skip
    assert taken({"data": {"x": 1}, "items": [1, 2]}) == [({"x": 1}, "$.data")]
    assert taken({"items": ["a"]}) == [({"items": ["a"]}, "$")]
    assert taken({"items": "a"}) == [({"items": "a"}, "$")]
    assert taken({"items": {}}) == [({}, "$.items")]


def test_items_by_their_names():
    assert taken({"items": {"a": {"headline": "A"}, "b": {"body_text": "B"}}}) == [
        ({"headline": "A"}, "$.items['a']"), ({"body_text": "B"}, "$.items['b']"),
    ]  # fmt: skip
    mixed = {"a": {"headline": "A"}, "b": {"x": "B"}}
    assert taken({"items": mixed}) == [(mixed, "$.items")]
    assert taken({"items": {"a": 1}}) == [({"a": 1}, "$.items")]


def test_the_rest_of_an_envelope():
    found = unwrap({"total": 1, "data": {"id": "x", "attributes": {"headline": "A"}}}, "$")
    assert found.items == [({"guid": "x", "headline": "A"}, "$.data.attributes")]
    assert found.rest == [({"total": 1}, "$"), ({}, "$.data")]
    found = unwrap({"id": "x", "attributes": {"headline": "A", "URI": "u"}}, "$")
    assert found.rest == [({"id": "x"}, "$")]
    found = unwrap({"id": 7, "attributes": {"headline": "A"}}, "$")
    assert found.items == [({"headline": "A"}, "$.attributes")]
    assert unwrap({"headline": "A", "items": [{}]}, "$").rest == []
