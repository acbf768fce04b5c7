"""Files of other people's JSON, a piece at a time: one array, or one object after the other."""

from __future__ import annotations

import pytest

from laws import ShortReads
from newsdoc import ReadError
from newsdoc.formats import ninjs

A, B, C = (f'{{"uri": "urn:a:{name}", "headline": "{name}"}}' for name in "ABC")


def read(text, size=1 << 16):
    """The headlines of a text that comes in pieces of a size, and what was reported: codes and lines."""
    heard = []
    found = [each.headline for each in ninjs.iterload(ShortReads(text.encode(), [size]), report=heard.append)]
    return found, [(each.code, each.line) for each in heard]


@pytest.mark.parametrize("size", [1, 7, 1 << 16])
@pytest.mark.parametrize(
    ("text", "headlines", "heard"),
    [
        (f"{A}{B}", "AB", []),
        (f"\ufeff {A}\r\n\r\n{B} {C}\n", "ABC", []),
        (f"[{A},\n{B}\n]\n", "AB", []),
        (f"{A}\n{B[:20]}\n{C}\n", "AC", [("error.item", 2)]),
        (f"{A}\n\n{B[:20]}", "A", [("error.item", 3)]),
        (f"{B[:20]}\n{A}\nwords", "A", [("error.item", 1)]),
        (f'{A}\n{{"uri": "urn:a:x", "headline": "Two\nlines"}}\n{C}', ["A", "Two lines", "C"], [("repair.value", 2)]),
    ],
)
def test_a_broken_object_costs_its_line(text, headlines, heard, size):
    if text.endswith("words"):
        with pytest.raises(ReadError, match="an object or an array belongs here, not 'w'"):
            read(text, size)
    else:
        assert read(text, size) == ([*headlines], heard)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "an object or an array belongs here, not the end"),
        ('\n"words"', 2, "an object or an array belongs here, not '\"'"),
        (f"{B[:20]}\nwords", 1, "Unterminated string"),
        (f"[{A},\n{B}]\n{C}", 3, "nothing belongs after the array"),
    ],
)
def test_what_is_no_such_file_is_refused(text, line, message):
    with pytest.raises(ReadError, match=message) as caught:
        read(text)
    assert caught.value.line == line


def test_a_file_of_broken_lines_is_given_up():
    assert len(read("{\n" * 1000 + A + "\n" + "{\n" * 1)[1]) == 1001
    with pytest.raises(ReadError):
        read(A + "\n" + "{\n" * 1002)
