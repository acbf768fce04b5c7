from __future__ import annotations

import json
from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from examples import FULL
from laws import (
    Endless,
    ShortReads,
    check_chunks,
    without_orjson,
)
from newsdoc import Article, Caption, ListBlock, ReadError, Subhead
from newsdoc.formats import json as newsdoc_json
from newsdoc.strategies import articles, clean_text

several = st.lists(articles(), max_size=3)
plain = st.lists(articles(body=st.lists(clean_text())), max_size=2)


def test_the_line_of_an_error_is_counted_before_more_is_read():
    check_chunks(newsdoc_json, b"[\n  {[\n  {}\n]\n", [1])


@given(several, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"]))
def test_every_encoding_of_json_reads_the_same(found, encoding):
    text = newsdoc_json.dumps(found)
    assert newsdoc_json.loads(text.encode(encoding)) == newsdoc_json.loads(text) == found


@given(several | plain)
@example([Article('"body": 0', ['"body": 0', "\\"], captions=[Caption('"body":0')])])
def test_the_form_is_that_of_the_standard_library(found):
    text = newsdoc_json.dumps(found)
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"
    with without_orjson():
        assert newsdoc_json.dumps(found) == text


# --- the form ---


def test_compact_where_it_can_be():
    article = Article("A", ["plain", Subhead("B")], captions=[Caption("C", "AFP")])
    assert json.loads(newsdoc_json.dumps([article])) == [
        {
            "headline": "A",
            "body": ["plain", {"type": "subhead", "text": "B"}],
            "captions": [{"text": "C", "credit": "AFP"}],
        }
    ]


def test_every_field_in_the_order_of_the_model():
    written = json.loads(newsdoc_json.dumps([FULL]))[0]
    assert list(written) == [name for name in Article.__slots__ if name != "__weakref__"]
    assert [block["type"] for block in written["body"][1:]] == [
        "paragraph",
        "subhead",
        "quote",
        "list",
        "table",
        "preformatted",
    ]
    assert written["modified"] == "2025-03-14T09:30:00.123456+03:00"
    assert written["published"] == "2025-03-14"
    assert written["body"][4]["items"] == [
        "first",
        {"type": "paragraph", "text": "second", "marks": [{"kind": "emphasis", "start": 0, "stop": 6}]},
    ]


def test_an_array_even_of_none_and_of_an_empty_article():
    assert newsdoc_json.dumps([]) == "[]\n"
    assert newsdoc_json.dumps([Article()]) == "[\n  {}\n]\n"


def test_letters_are_written_as_they_are():
    assert "بغداد" in newsdoc_json.dumps([FULL])


def test_articles_are_written_one_at_a_time():
    file = BytesIO()
    lengths = []

    def watched():
        for _ in range(3):
            lengths.append(len(file.getvalue()))
            yield FULL

    newsdoc_json.dump(watched(), file)
    assert lengths[0] < lengths[1] < lengths[2]


# --- reading ---


def test_articles_are_read_before_the_file_ends():
    reading = newsdoc_json.iterload(Endless(b"[", b'{"headline":"A"},'))
    assert [next(reading).headline for _ in range(5)] == ["A"] * 5


def test_null_is_absence_and_z_is_utc():
    read = newsdoc_json.loads(
        '[{"headline": null, "modified": "2025-03-14T09:30:00Z", "rights": null, "embargoed": null}]'
    )[0]
    assert read.headline is read.rights is read.embargoed is None
    assert read.modified is not None
    assert read.modified.isoformat() == "2025-03-14T09:30:00+00:00"


def test_a_tagged_paragraph_without_marks_is_plain():
    body = [
        {"type": "paragraph", "text": "a"},
        {"type": "list", "items": [{"type": "paragraph", "text": "b"}]},
    ]
    assert newsdoc_json.loads(json.dumps([{"body": body}]))[0].body == ("a", ListBlock(["b"]))


@pytest.mark.parametrize("text", ["[]", " \r\n\t[ ] \n", "\ufeff[]"])
def test_nothing_is_an_empty_array(text):
    assert newsdoc_json.loads(text) == newsdoc_json.loads(text.encode()) == []


REFUSED = [
    # unknown keys, wrong types, missing keys
    ('[{"titel": "A"}]', "$[0].titel", "Article has no field 'titel'"),
    ('[{"no such": 1, "field": 2}, {"a": 1}]', "$[0].field", "Article has no field 'field'"),
    ('[{"a b": 1}]', "$[0]['a b']", "no field"),
    ('[{"\\ud800": 1}]', "$[0]['\\ud800']", "no field"),
    ('[{"headline": 1}]', "$[0].headline", "of type int, not text"),
    ('[{"headline": ["A"]}]', "$[0].headline", "of type list, not text"),
    ('[{"body": "A"}]', "$[0].body", "is text where an array belongs"),
    ('[{"body": {"A": 1}}]', "$[0].body", "is an object where an array belongs"),
    ('[{"body": null}]', "$[0].body", "is null where an array belongs"),
    ('[{"body": ["A", 1]}]', "$[0].body[1]", "is a number where text or an object belongs"),
    ('[{"keywords": ["A", null]}]', "$[0].keywords[1]", "missing, not text"),
    ('[{"captions": [true]}]', "$[0].captions[0]", "is true or false where an object belongs"),
    ('[{"captions": [{"text": "A"}, {"text": 5}]}]', "$[0].captions[1].text", "of type int"),
    ('[{"sources": [{}]}]', "$[0].sources[0].name", "is missing"),
    ('[{"sources": [{"name": null}]}]', "$[0].sources[0].name", "is missing"),
    ('[{"urgency": true}]', "$[0].urgency", "of type bool"),
    ('[{"urgency": "3"}]', "$[0].urgency", "of type str"),
    ('[{"urgency": 1.0}]', "$[0].urgency", "of type float"),
    ('[{"version": null}]', "$[0].version", "is missing"),
    ('[{"status": 1}]', "$[0].status", "is a number where text belongs"),
    ('[{"status": "dead"}]', "$[0].status", "not one of"),
    ('[{"rights": []}]', "$[0].rights", "is an array where an object belongs"),
    ("[1]", "$[0]", "is a number where an object belongs"),
    ('["A"]', "$[0]", "is text where an object belongs"),
    # blocks
    ('[{"body": [{}]}]', "$[0].body[0].type", "is null where one of these belongs: paragraph, subhead"),
    ('[{"body": [{"type": "aside"}]}]', "$[0].body[0].type", "is 'aside'"),
    ('[{"body": [{"type": ["list"]}]}]', "$[0].body[0].type", "is an array"),
    ('[{"body": [{"type": "quote"}]}]', "$[0].body[0].text", "is missing"),
    ('[{"body": [{"type": "quote", "text": "A", "level": 1}]}]', "$[0].body[0].level", "Quote has no field 'level'"),
    ('[{"body": [{"type": "list", "items": []}]}]', "$[0].body[0].items", "is empty"),
    (
        '[{"body": [{"type": "list", "items": [{"type": "quote", "text": "A"}]}]}]',
        "$[0].body[0].items[0].type",
        "'quote'",
    ),
    ('[{"body": [{"type": "list", "items": ["A"], "ordered": 1}]}]', "$[0].body[0].ordered", "not True or False"),
    ('[{"body": [{"type": "table", "rows": [["A"], ["B", "C"]]}]}]', "$[0].body[0].rows[1]", "2 cells"),
    ('[{"body": [{"type": "table", "rows": ["A"]}]}]', "$[0].body[0].rows[0]", "is text where an array belongs"),
    ('[{"body": [{"type": "table", "rows": [["A", " "]]}]}]', "$[0].body[0].rows[0][1]", "white space"),
    ('[{"body": [{"type": "preformatted", "text": "\\r"}]}]', "$[0].body[0].text", "carriage return"),
    # what the model refuses
    ('[{"captions": [{"text": "A "}]}]', "$[0].captions[0].text", "Caption.text has white space at its end"),
    ('[{"captions": [{}]}]', "$[0].captions[0]", "Caption has no text, credit or url"),
    ('[{"captions": [{"text": "A", "anchor": 1}]}]', "$[0].captions[0].anchor", "more than the body's 0 blocks"),
    ('[{"rights": {}}]', "$[0].rights", "Rights has no holder, notice or terms"),
    ('[{"url": "www.example.org"}]', "$[0].url", "not an absolute ASCII URI"),
    ('[{"headline": "\\ud800"}]', "$[0].headline", "lone surrogate"),
    # times
    ('[{"modified": "2025-03-14"}]', "$[0].modified", "is not a moment with its offset"),
    ('[{"modified": "2025-03-14T09:30:00"}]', "$[0].modified", "is not a moment with its offset"),
    ('[{"modified": "2025-03-14T09:30:00+14:01"}]', "$[0].modified", "is not a moment with its offset"),
    ('[{"modified": 1741944600}]', "$[0].modified", "a number"),
    ('[{"published": "2025-02-30"}]', "$[0].published", "is not in the calendar"),
    ('[{"embargoed": "0000-01-01T00:00:00Z"}]', "$[0].embargoed", "is not in the calendar"),
    # what the standard library lets through
    ('[{"urgency": NaN}]', "$[0].urgency", "of type float"),
    ('[{"urgency": -Infinity}]', "$[0].urgency", "of type float"),
    (f'[{{"version": {"9" * 5000}}}]', "$[0].version", "of type float"),
    ('[{"headline": "A", "headline": "B"}]', "$[0]", "is an object with a key twice"),
    ('[{"captions": [{"text": "A", "text": "A"}]}]', "$[0].captions[0]", "is an object with a key twice"),
]


@pytest.mark.parametrize(("text", "path", "message"), REFUSED)
def test_what_is_not_an_article_is_refused_with_its_path(text, path, message):
    with pytest.raises(ReadError) as caught:
        newsdoc_json.loads(text)
    assert (caught.value.format, caught.value.path) == ("json", path)
    assert message in caught.value.message
    with pytest.raises(ReadError) as again:
        newsdoc_json.loads(text.encode())
    assert str(again.value) == str(caught.value)


BROKEN = [
    ("", 1, "$", "[ belongs here, not the end"),
    ("{}", 1, "$", "[ belongs here, not '{'"),
    ("\n\n[", 3, "$[0]", "not the end"),
    ("[{}", 1, "$", ", or ] belongs here, not the end"),
    ("[\n  {[\n  {}\n]\n", 2, "$[0]", "Expecting property name"),
    ("[{}\n{}]", 2, "$", ", or ] belongs here, not '{'"),
    ("[{},\n]", 2, "$[1]", "not ']'"),
    ('[{"a"\n\n}]', 3, "$[0]", "not '}]'"),
    ('[{},\n{"headline": "A', 2, "$[1]", "Unterminated string starting at '\"A'"),
    ('["a\tb"]', 1, "$[0]", "Invalid control character at '\\tb\"]'"),
    ("[]\n x", 2, "$", "nothing belongs after the array, not 'x'"),
    ("[{}]\n[]", 2, "$", "nothing belongs after the array"),
    ("\n" + "[" * 100_000, 2, "$[0]", "nested too deeply"),
]


@pytest.mark.parametrize(("text", "line", "path", "message"), BROKEN)
def test_what_is_not_json_is_refused_with_its_line(text, line, path, message):
    for data in (text, text.encode()):
        with pytest.raises(ReadError) as caught:
            newsdoc_json.loads(data)
        assert (caught.value.format, caught.value.line, caught.value.path) == ("json", line, path)
        assert message in caught.value.message


@pytest.mark.parametrize("sizes", [[1], [7], [1 << 20]])
@pytest.mark.parametrize(
    ("data", "line", "message"),
    [
        (b'[{},\n{"headline": "\xff"}]', 2, "the file is not UTF-8 here: invalid start byte"),
        (b'[{},\n\n{"headline": "\xd8', 3, "the file is not UTF-8 here: unexpected end of data"),
        (b"[]\n\xc3\xff", 2, "the file is not UTF-8 here: invalid continuation byte"),
        ('[{},\n{"headline": "A'.encode("utf-16") + b"\x00\xd8", 2, "the file is not UTF-16 here"),
    ],
)
def test_what_is_not_text_is_refused_with_its_line(data, line, message, sizes):
    with pytest.raises(ReadError) as caught:
        newsdoc_json.load(ShortReads(data, sizes))
    assert (caught.value.format, caught.value.line) == ("json", line)
    assert message in caught.value.message


def test_a_bad_item_costs_only_itself():
    heard = []
    text = '[{"headline": "A"},\n{"titel": "B"},\n3,\n{"headline": "C"}]'
    assert newsdoc_json.loads(text, report=heard.append) == [Article("A"), Article("C")]
    assert [(each.code, each.line, each.path) for each in heard] == [
        ("error.item", 2, "$[1].titel"),
        ("error.item", 3, "$[2]"),
    ]
    assert "--from ninjs" in heard[0].message


def test_what_is_complete_is_given_before_a_document_breaks_off():
    heard = []
    reading = newsdoc_json.iterload(BytesIO(b'[{"headline": "A"}, {"a": 1}, {"headl'), report=heard.append)
    assert next(reading) == Article("A")
    with pytest.raises(ReadError, match="Unterminated"):
        next(reading)
    assert [each.path for each in heard] == ["$[1].a"]


def test_json_of_others_gets_advice():
    with pytest.raises(ReadError, match=r"--from ninjs or jsonld.*envelope.*row"):
        newsdoc_json.loads('{"items": []}')


def test_the_first_trouble_is_reported_before_bytes_that_are_not_text():
    with pytest.raises(ReadError, match="Article has no field 'a'"):
        newsdoc_json.loads(b'[{"a": 1}, \xff')


@pytest.mark.parametrize("depth", range(100, 1100, 50))
@pytest.mark.parametrize("key", ["status", "headline", "body", "published", "nonsense"])
def test_deep_nesting_is_refused_wherever_it_stands(key, depth):
    with pytest.raises(ReadError):
        newsdoc_json.loads(f'[{{"{key}": {"[" * depth}{"]" * depth}}}]')


def test_the_error_hides_the_machinery():
    with pytest.raises(ReadError) as caught:
        newsdoc_json.loads('[{"a": 1}]')
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None


def test_a_diagnostic_has_the_articles_number_and_the_items_path():
    link = {"type": "paragraph", "text": "a", "marks": [{"kind": "link", "start": 0, "stop": 1, "href": "vbscript:a"}]}
    heard = []
    items = [{"headline": 1}, {"body": [link]}, {}, {"body": [link]}]
    found = newsdoc_json.loads(json.dumps(items), report=heard.append)
    assert [(each.code, each.path, each.article) for each in heard] == [
        ("error.item", "$[0].headline", None),
        ("repair.link", "$[1].body[0]", 0),
        ("repair.link", "$[3].body[0]", 2),
    ]
    assert len(found) == 3


@pytest.mark.parametrize("size", range(1, 48))
def test_what_an_error_quotes_does_not_depend_on_the_pieces_of_the_file(size):
    check_chunks(
        newsdoc_json, b'[{"headline": "Bridge\nOpens in the spring of the next year, the mayor says"}]', [size]
    )
