"""Values that a standard cannot hold, and plain text that was made for HTML: one entry, one reference at a time."""

from __future__ import annotations

import pytest

from newsdoc import WriteError
from newsdoc.formats import options, references, residual
from newsdoc.formats.residual import Entry


@pytest.mark.parametrize("entry", [Entry("$.version", 3, None), Entry("$.deck", "é", 'a"b'), Entry("$.a", None, 0)])
def test_an_entry_is_read_as_it_was_written(entry):
    assert residual.read(f" {residual.write(entry)}\n") == entry
    assert residual.read(residual.write(entry) + "x") is None


@pytest.mark.parametrize(
    "text",
    [
        "", "words", "{", "[1]", "3", '{"path": "$.a", "value": 1}', '{"path": 1, "value": 1, "explains": 2}',
        '{"path": "$.a", "value": [1], "explains": 2}', '{"path": "$.a", "value": 1, "explains": 1.5}', "[" * 100_000,
    ],
)  # fmt: skip
def test_any_other_text_is_no_entry(text):
    assert residual.read(text) is None


def test_an_entry_is_held_while_the_document_says_what_it_explains():
    entries = [Entry("$.a", 1, None), Entry("$.b", 2, "x"), Entry("$.c", 3, None)]
    stale = []
    assert residual.held(entries, {"$.a": None, "$.b": "y"}, stale.append) == {"$.a": 1}
    assert stale == entries[1:]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a <b>b</b>\nc", "<p>a <b>b</b></p><p>c</p>"),
        ("a <b>b</b><br>c\nd", "<p>a <b>b</b><br>c\nd</p>"),
        ("a<br><br/> b\nc</b>", "<p>a</p><p>b\nc</b></p>"),
        ("a</b>\n \nb\nc", "<p>a</b></p><p>b\nc</p>"),
        ("<p>a</p>", "<div><p>a</p></div>"),
        ("&lt;p&gt;a", "<div><p>a</div>"),
        ("&amp;lt;p&amp;gt;a", "<div><p>a</div>"),
        ("&amp;amp;lt;p&amp;amp;gt;a", None),
        ("a < b", None), ("a &amp; b", None), ("if a <b> c", None),
    ],
)  # fmt: skip
def test_text_that_is_html(text, html):
    assert references.html(text) == html


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("a &amp; &#8217;&#x2019; b", 3), ("AT&T; &copy=2 &nope;", 0), ({"a": ["&lt;", {"b": "&gt;"}], "url": "&amp;"},
        2),
        (None, 0), (7, 0), ("&#12345678;", 0), ("&#1234567;", 1), ("&#x1234567;", 0),
    ],
)  # fmt: skip
def test_references_are_counted(value, number):
    assert references.count(value, outside=("url",)) == number


def test_references_are_resolved_once():
    assert references.resolve("Tom &amp;amp; Sue&#8217;s &copy=2") == "Tom &amp; Sue’s &copy=2"
    assert references.without_cdata("<![CDATA[a\nb]]>") == "a\nb"
    assert references.without_cdata("x <![CDATA[a]]>") == "x <![CDATA[a]]>"
    assert references.without_cdata(" &lt;![CDATA[a]]&gt; ") == "a"
    assert [references.has_markup(each) for each in ("a<br>", "<i>a</i>", "a < b", "<x>a</x>")] == [
        True,
        True,
        False,
        False,
    ]


def test_an_option_that_a_format_does_not_have_is_cut_in_the_message():
    for given in ({"x" * 61: 1}, None):
        with pytest.raises(WriteError, match=f"the format json has no option '{'x' * 60}'; it has none"):
            options.checked("json", given) if given else options.from_texts("json", ["x" * 61 + "=1"])
    with pytest.raises(WriteError, match=r"has no option 'residuals' \(did you mean residual\?\); its options are"):
        options.checked("newsml", {"residuals": True})
    with pytest.raises(WriteError, match="the option residual has no value; write it as residual=VALUE"):
        options.from_texts("newsml", ["residual"])
    assert options.checked("json", {}) == {}
