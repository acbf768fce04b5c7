from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsdoc import Caption, Source
from newsdoc.diagnostics import ignore
from newsdoc.errors import ReadError
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.said import drop_unsaid
from newsdoc.formats.xml.lines import line
from newsdoc.formats.xml.parse import items

LONG = " " * (1 << 16)  # more than is parsed at once
TREES = st.recursive(
    st.just(("item", ())), lambda inside: st.tuples(st.sampled_from(["item", "other"]), st.lists(inside)), max_leaves=12
)


def written(tree, number):
    name, inside = tree
    mine = next(number)
    return f'<{name} n="{mine}">{"".join(written(each, number) for each in inside)}</{name}>'


def found(document):
    return [(each.tag, each.get("n")) for each in items(BytesIO(document.encode()), ("item",), "newsml", ignore)]


@given(TREES)
def test_a_short_document_gives_its_items_in_the_order_of_a_long_one(tree):
    document = written(tree, iter(range(1000)))
    assert found(document) == found(document + LONG)


@pytest.mark.parametrize("end", ["", LONG])
def test_what_stands_before_a_syntax_error_is_given_first(end):
    given_items = items(
        BytesIO(f'<items><item n="1"/><item n="2"/>{end}</other>'.encode()), ("item",), "newsml", ignore
    )
    assert [next(given_items).get("n"), next(given_items).get("n")] == ["1", "2"]
    with pytest.raises(ReadError, match="not well-formed XML"):
        next(given_items)


@pytest.mark.parametrize(
    ("printed", "read"), [("Storm  at sea", "Storm  at sea"), (" Storm\n  at\tsea ", "Storm at sea")]
)
def test_a_line_keeps_its_spaces_and_no_line_breaks(printed, read):
    element = etree.Element("title", label="")
    element.text = printed
    assert line(element) == read


def test_what_is_said_in_captions_and_parties_is_said():
    builder = ArticleBuilder(captions=[Caption("A quay", "Wire")], sources=[Source("Ann Lee", code="x:lee")])
    drop_unsaid(
        builder, [("a note", "quay", 1), ("a note", "Wire", 2), ("a note", "Ann Lee", 3), ("a note", "gull", 4)]
    )
    assert [(note.line, note.message.rpartition(": ")[2]) for note in builder.notes] == [(4, "'gull'")]


def test_a_fault_is_told_without_the_options_of_the_parser():
    with pytest.raises(ReadError, match=r"line 1: not well-formed XML: [^,]*depth[^,]*$"):
        list(items(BytesIO(b"<items>" + b"<item>" * 300 + b"</item>" * 300), ("item",), "newsml", ignore))
