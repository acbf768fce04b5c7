from __future__ import annotations

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from laws import without_orjson
from newsdoc.formats.json import text as json_text

texts = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from([2**63, 2**64, -(2**63) - 1]) | texts,
    lambda inner: st.lists(inner) | st.dictionaries(texts, inner),
)


def deep(levels):
    value: object = []
    for _ in range(levels):
        value = [value]
    return value


@given(values)
@example(deep(300))
def test_what_is_written_is_what_the_standard_library_writes(value):
    compact = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    indented = json.dumps(value, ensure_ascii=False, indent=2).encode()
    assert (json_text.compact(value), json_text.indented(value)) == (compact, indented)
    with without_orjson():
        assert (json_text.compact(value), json_text.indented(value)) == (compact, indented)


def test_orjson_is_used_where_it_is_installed():
    assert json_text.orjson is pytest.importorskip("orjson")
