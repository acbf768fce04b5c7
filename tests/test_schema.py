"""The JSON Schema says what the model and the reader say."""

from __future__ import annotations

import json
from copy import deepcopy
from datetime import date, datetime
from typing import Any, get_args, get_type_hints

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from examples import FULL
from newsdoc import Article, Caption, Link, Mark, ReadError, Rights, Source, Subject
from newsdoc.formats import json as newsdoc_json
from newsdoc.formats.json.convert import BLOCK_TYPES, DATE_PATTERN, MOMENT_PATTERN
from newsdoc.model import LANGUAGE_PATTERN, URI_PATTERN
from newsdoc.schemas import article_schema
from newsdoc.strategies import articles

SCHEMA = json.loads(article_schema())
CLASSES: dict[str, type] = {
    "article": Article,
    "caption": Caption,
    "source": Source,
    "subject": Subject,
    "link": Link,
    "rights": Rights,
    "mark": Mark,
    **BLOCK_TYPES,
}
valid = Draft202012Validator(SCHEMA).is_valid


def accepted(document: Any) -> bool:
    try:
        newsdoc_json.loads(json.dumps(document))
    except ReadError:
        return False
    return True


# --- the schema and the model ---


def test_it_is_a_schema():
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(("name", "cls"), CLASSES.items())
def test_every_field_is_in_the_schema_as_in_the_model(name, cls):
    entry = SCHEMA["$defs"][name]
    fields = attrs.fields(cls)
    tag = ["type"] if name in BLOCK_TYPES else []
    assert list(entry["properties"]) == tag + [field.name for field in fields]
    assert entry.get("required", []) == tag + [field.name for field in fields if field.default is attrs.NOTHING]
    assert entry["additionalProperties"] is False
    hints = get_type_hints(cls)
    for field in fields:
        stated = entry["properties"][field.name]
        assert _takes_null(stated) == (type(None) in get_args(hints[field.name])), field.name
        if field.default not in (attrs.NOTHING, None, ()):
            assert stated["default"] == field.default


def _takes_null(stated: dict[str, Any]) -> bool:
    return "null" in stated.get("type", ()) or {"type": "null"} in stated.get("anyOf", ())


def test_every_type_and_field_is_described():
    for name, entry in SCHEMA["$defs"].items():
        assert entry["title"], name
        assert entry["description"], name
        for field, stated in entry.get("properties", {}).items():
            assert stated["description"], (name, field)


@pytest.mark.parametrize(
    ("name", "pattern"),
    [("uri", URI_PATTERN), ("language", LANGUAGE_PATTERN), ("moment", MOMENT_PATTERN), ("date", DATE_PATTERN)],
)
def test_the_patterns_are_those_of_the_code(name, pattern):
    assert SCHEMA["$defs"][name]["pattern"] == rf"^(?:{pattern})(?![\s\S])"


def test_it_is_called_by_its_id_and_one_article_by_its_anchor():
    assert SCHEMA["$id"] == "urn:newsdoc:schema:article"
    assert SCHEMA["$defs"]["article"]["$anchor"] == "article"


# --- the schema and the writer ---


def test_the_full_article_is_valid():
    assert valid(json.loads(newsdoc_json.dumps([FULL])))


@given(st.lists(articles(), max_size=2))
def test_everything_written_is_valid(found):
    Draft202012Validator(SCHEMA).validate(json.loads(newsdoc_json.dumps(found)))


# --- the schema and the reader ---

# What a JSON Schema cannot say: rules between two values, the calendar, and that 1.0 is not written for 1.
ONLY_THE_READER = (
    "comes after one that is printed later",
    "more than the body's",
    "more than the",
    "not after Mark.start",
    "after the text's",
    "belongs before the mark",
    "overlaps the mark",
    "lies inside another",
    "rows have the same number",
    "is not in the calendar",
    "of type float, not a whole number",
)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-1, 11),
    st.sampled_from([2**53 - 1, 2**53, 1.0, 0.5]),
    st.sampled_from(
        ["", " ", "a", "a ", "a\n", "a\x85", "\xa0a", "a b", "\x00", "\ud800", "\ufffe", "A-z", "agency\n"]
    ),
    st.sampled_from(["http://a.example/", "http://a.example/\n", "http://é.example/", "urn:x", "x", "en-GB", "en_GB"]),
    st.sampled_from(["2025-03-14", "2025-03-14\n", "2025-13-14", "2025-03-14T09:30:00Z", "2025-03-14T09:30:00+14:01"]),
    st.sampled_from(["2025-03-14T24:00:00Z", "2025-03-14t09:30:00z", "2025-03-14T09:30:00.1234567Z", "link", "usable"]),
    st.sampled_from(["strong", "list", "quote", "paragraph", "table", "dead"]),
    st.sampled_from([[], {}, ["a"], [[]], [["a"]], [["a", ""]], [["a"], ["a", "b"]], {"name": "a"}, {"type": "quote"}]),
    st.sampled_from(
        [{"text": "a"}, {"type": "quote", "text": "a"}, {"type": "paragraph", "text": "a"}, {"notice": "a"}]
    ),
    st.sampled_from(
        [{"kind": "link", "start": 0, "stop": 1}, {"kind": "strong", "start": 0, "stop": 1, "href": "a:b"}]
    ),
)
KEYS = [field.name for cls in CLASSES.values() for field in attrs.fields(cls)] + ["type", "titel"]


@st.composite
def changed(draw: st.DrawFn) -> Any:
    """The full article with one or two values replaced, added, or left out, anywhere."""
    document = json.loads(newsdoc_json.dumps([FULL]))
    for _ in range(draw(st.integers(1, 2))):
        places = list(_containers(document))
        container = draw(st.sampled_from(places))
        if isinstance(container, dict):
            key = draw(st.sampled_from([*container, *KEYS]) if container else st.sampled_from(KEYS))
            if key in container and draw(st.booleans()):
                del container[key]
            else:
                container[key] = deepcopy(draw(VALUES))
        else:
            index = draw(st.integers(0, len(container)))
            container[index : index + 1] = [deepcopy(draw(VALUES))]
    return document


def _containers(value: Any) -> Any:
    if isinstance(value, dict | list):
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from _containers(item)


@given(changed())
def test_the_schema_refuses_what_the_reader_refuses_and_nothing_else(document):
    reported = []
    try:
        newsdoc_json.loads(json.dumps(document), report=reported.append)
        messages = [each.message for each in reported if each.code.startswith("error.")]
    except ReadError as error:
        messages = [str(error)]
    refused = bool(messages)
    known = any(rule in message for message in messages for rule in ONLY_THE_READER)
    assert valid(document) is not refused or known, messages or "accepted"


STRUCTURAL = [
    {"titel": "A"},
    {"headline": 1},
    {"headline": "A\n"},
    {"body": "A"},
    {"body": [1]},
    {"body": [{"type": "aside", "text": "A"}]},
    {"body": [{"text": "A"}]},
    {"body": [{"type": "quote", "text": "A", "level": 1}]},
    {"body": [{"type": "subhead", "text": "A", "level": 6}]},
    {"body": [{"type": "list", "items": []}]},
    {"body": [{"type": "list", "items": [{"type": "quote", "text": "A"}]}]},
    {"body": [{"type": "table", "rows": [[]]}]},
    {"body": [{"type": "preformatted", "text": "\r"}]},
    {"body": [{"type": "quote", "text": "A", "marks": [{"kind": "link", "start": 0, "stop": 1}]}]},
    {"body": [{"type": "quote", "text": "A", "marks": [{"kind": "strong", "start": 0, "stop": 1, "href": "a:b"}]}]},
    {"captions": [{}]},
    {"captions": [{"text": None, "credit": None}]},
    {"captions": [{"text": "A", "anchor": -1}]},
    {"sources": [{"role": "agency"}]},
    {"sources": [{"name": "A", "role": "Agency"}]},
    {"rights": {}},
    {"urgency": 0},
    {"urgency": True},
    {"version": None},
    {"status": "dead"},
    {"url": "http://é.example/"},
    {"id": "a b"},
    {"language": "en_GB"},
    {"published": "2025-03-14T09:30:00"},
    {"modified": "2025-03-14"},
    {"embargoed": "2025-03-14T09:30:00+15:00"},
]


@pytest.mark.parametrize("article", STRUCTURAL, ids=json.dumps)
def test_both_refuse(article):
    assert not valid([article])
    assert not accepted([article])


@pytest.mark.parametrize("moment", ["2025-03-14T09:30:00Z", "2025-03-14T23:59:59.5-14:00", "0001-01-01T00:00:00+14:00"])
def test_both_accept_a_moment(moment):
    assert valid([{"modified": moment}])
    read = newsdoc_json.loads(json.dumps([{"modified": moment, "published": moment}]))[0]
    assert read.modified == read.published == datetime.fromisoformat(moment)
    assert type(newsdoc_json.loads('[{"published": "2025-03-14"}]')[0].published) is date
