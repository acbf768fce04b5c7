"""Lines end at LF and nowhere else, whatever pieces a file comes in."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import laws
from newsdoc.page import lines
from newsdoc.page.lines import cut_blocks, decode, encode, read_lines, split_lines

TEXT = st.text(st.characters(exclude_categories=()) | st.sampled_from("\n\r\x85\u2028\x0b\x0c\x1c"))


@given(TEXT)
@example("")
@example("a\r\nb\rc\u2028d\x0be\n")
def test_split_lines_are_the_text_again(text):
    found = split_lines(text)
    assert "".join(found) == text
    assert all(line.endswith("\n") for line in found[:-1])
    assert all("\n" not in line[:-1] and line for line in found)


@given(st.binary() | st.binary(max_size=40).map(lambda data: data.replace(b"a", b"\n")), laws.chunk_sizes())
@example(b"\xe2\n\x80\x9c\n", [1])
@example(b"a\nb\n\nc\nd", [100])
def test_a_file_has_the_lines_of_its_text(data, sizes):
    assert list(read_lines(laws.ShortReads(data, sizes))) == split_lines(decode(data))


@given(st.binary())
def test_every_byte_comes_back(data):
    assert encode(decode(data)) == data


def test_a_line_longer_than_a_block_is_one_line():
    data = b"x" * 200_000 + b"\ny"
    assert [len(line) for line in read_lines(BytesIO(data))] == [200_001, 1]


@given(st.lists(st.sampled_from([b"a", b"\n", b"bc\n"])).map(b"".join), laws.chunk_sizes(), st.integers(1, 40))
def test_blocks_are_whole_lines_and_the_file_again(data, sizes, size):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(lines, "BLOCK_SIZE", size)
        blocks = list(cut_blocks(laws.ShortReads(data, sizes)))
    assert b"".join(blocks) == data
    assert all(block.endswith(b"\n") for block in blocks[:-1])
    assert len(blocks) <= 2 * len(data) / size + 1
