from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laws import (
    Endless,
    ShortReads,
    without_orjson,
)
from newsdoc import Article, Caption, Preformatted, ReadError
from newsdoc.formats import json as newsdoc_json
from newsdoc.formats import jsonl
from newsdoc.formats.json import convert
from newsdoc.strategies import articles
from test_json import plain

several = st.lists(articles(), max_size=3)


@given(several | plain)
@example([Article(body=[Preformatted("a\u2028b\x85c")])])
@example([Article('"body":0', ['"body":0', "\\"], captions=[Caption('"body":0')])])
def test_the_same_objects_as_in_json_in_the_form_of_the_standard_library(found):
    text = jsonl.dumps(found)
    objects = json.loads(newsdoc_json.dumps(found))
    assert text == "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in objects)
    with without_orjson():
        assert jsonl.dumps(found) == text


# --- the form ---


def test_one_compact_line_for_each_article():
    assert jsonl.dumps([Article("A", ["b"]), Article()]) == '{"headline":"A","body":["b"]}\n{}\n'


def test_what_stands_beside_an_article_is_not_its_body():
    beside = {"page": {"body": 0}}
    expected = {"headline": "A", "body": ["b"], **beside}
    assert json.loads(convert.compact(Article("A", ["b"]), beside)) == expected
    with without_orjson():
        assert json.loads(convert.compact(Article("A", ["b"]), beside)) == expected


def test_nothing_for_no_articles():
    assert jsonl.dumps([]) == ""
    assert jsonl.loads("") == jsonl.loads(b"") == []


# --- reading ---


@pytest.mark.parametrize("text", ["{}\n{}\n", "{}\r\n{}\r\n", "\n\n{}\n \t\r\n{}", "\ufeff{}\n{}\n\n", " {} \n\t{}\t"])
def test_blank_lines_and_line_ends_do_not_matter(text):
    assert jsonl.loads(text) == jsonl.loads(text.encode()) == [Article(), Article()]


def test_a_line_ends_at_lf_and_nowhere_else():
    preformatted = '{"body":[{"type":"preformatted","text":"a\u2028b\u0085c"}]}\n'
    assert jsonl.loads(preformatted)[0].text == "a\u2028b\u0085c"


def test_articles_are_read_before_the_file_ends():
    reading = jsonl.iterload(Endless(b'{"headline":"A"}\n{"head', b'line":"A"}\n{"head'))
    assert [next(reading).headline for _ in range(5)] == ["A"] * 5


@pytest.mark.parametrize(
    ("text", "line", "path", "message"),
    [
        ('{}\n\n{"captions": [{"text": ""}]}', 3, "$.captions[0].text", "Caption.text is empty"),
        ('{}\n{"titel": 1}', 2, "$.titel", "Article has no field 'titel'"),
        ("{}\n[]", 2, "$", "is an array where an object belongs"),
        ("{}\n{", 2, "$", "(column 2)"),
        ("{}\n{} {}", 2, "$", "nothing belongs after the value, not '{}' (column 4)"),
        ("\n[{}]\n", 2, "$", "is an array where an object belongs"),
        ('{"urgency": 1, "urgency": 1}', 1, "$", "a key twice"),
        ("\n" + "[" * 100_000, 2, "$", "nested too deeply"),
        ("\n\ufeff{}", 2, "$", "Expecting value"),
    ],
)
def test_what_is_refused_is_named_by_line_and_path(text, line, path, message):
    for data in (text, text.encode()):
        heard = []
        assert jsonl.loads(f"{{}}\n{text}\n{{}}" if isinstance(data, str) else b"{}\n" + data + b"\n{}",
                           report=heard.append)  # fmt: skip
        [told] = heard
        assert (told.code, told.line, told.path) == ("error.item", line + 1, path)
        assert message in told.message


def test_where_no_line_can_be_read_the_first_is_the_error_and_the_others_are_reported():
    heard = []
    with pytest.raises(ReadError, match=r"line 2: .*titel") as caught:
        jsonl.loads('\n{"titel": 1}\n[]\n', report=heard.append)
    assert (caught.value.format, caught.value.line, caught.value.path) == ("jsonl", 2, "$.titel")
    assert "--from ninjs" in caught.value.message
    assert [each.line for each in heard] == [3]


@pytest.mark.parametrize("sizes", [[1], [3], [1 << 20]])
def test_bytes_that_are_not_text_are_named_by_their_line(sizes):
    heard = []
    reading = jsonl.iterload(ShortReads(b'{}\n\n{"headline": "\xff"}\n{}', sizes), report=heard.append)
    assert list(reading) == [Article(), Article()]
    [told] = heard
    assert (told.code, told.line) == ("error.item", 3)
    assert "the line is not UTF-8: invalid start byte" in told.message
