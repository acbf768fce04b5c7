"""White space: runs of it folded, or preserved except line breaks, and marks moved with their text.

`<p>A  storm⏎   came.</p>` is "A storm came.", and under `xml:space="preserve"` "A  storm came.".
"""

from __future__ import annotations

import re
from bisect import bisect_right

from newsdoc import unchecked
from newsdoc.formats.xml.parse import Element
from newsdoc.model import Mark, MarkKind

__all__ = ["XML_SPACE", "OpenMark", "collapse_runs", "collapse_space", "folded_with_marks", "is_even", "preserves"]

XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
# A run of white space that does not stay as it is; each alternative starts with its own characters, so it is linear.
_SHORT = 48  # characters
_RUN = re.compile("(?: [ \t\n\r\x85\u2028\u2029]|[\t\n\r\x85\u2028\u2029])[ \t\n\r\x85\u2028\u2029]*")


def collapse_space(text: str, *, preserve: bool) -> str:
    """Fold runs of white space, or with `preserve` only line breaks and tabs, into single spaces, and trim."""
    return text.strip() if is_even(text) else collapse_runs(text, preserve)


def collapse_runs(text: str, preserve: bool) -> str:
    """Fold and trim a text that is not even."""
    if "\n" in text:  # most often there is nothing but lines to join
        text = " ".join([words for line in text.split("\n") if (words := line.strip(" \t\r"))])
        if is_even(text):
            return text.strip()
    return _RUN.sub(_preserving if preserve else " ", text).strip()


def preserves(element: Element, outer: bool) -> bool:
    """Return whether runs of spaces stay in an element: as it says itself, else as around it."""
    space = element.get(XML_SPACE)
    return space == "preserve" if space else outer


def is_even(text: str) -> bool:
    """Return whether there is nothing to fold; looking for each in turn is quicker than any one pattern."""
    if len(text) < _SHORT and text.isprintable():  # as most names and lines are; of a longer text it takes more time
        return "  " not in text
    if "\n" in text or "\t" in text or "\r" in text or text.rfind("  ") >= 0:  # CPython finds two from the end sooner
        return False
    return text.isascii() or not ("\x85" in text or "\u2028" in text or "\u2029" in text)


def _preserving(run: re.Match[str]) -> str:
    return " " if run[0].strip(" ") else run[0]


class OpenMark:
    """A mark over text that is still being read; its places are those before white space is folded."""

    __slots__ = ("href", "kind", "start", "stop")

    def __init__(self, kind: MarkKind, start: int, href: str | None) -> None:
        self.kind: MarkKind = kind
        self.start: int = start
        self.stop: int = start
        self.href: str | None = href


def folded_with_marks(raw: str, marks: list[OpenMark], preserve: bool) -> tuple[str, tuple[Mark, ...]]:
    """Fold white space and move the marks with their text; marks of nothing but trimmed space are gone."""
    if is_even(raw) and raw == raw.strip():
        return raw, tuple(
            [unchecked.mark(each.kind, each.start, each.stop, each.href) for each in marks if each.start < each.stop]
        )
    ends, removed = [0], [0]
    pieces, done = [], 0
    for run in () if is_even(raw) else _RUN.finditer(raw):
        new = _preserving(run) if preserve else " "
        pieces += [raw[done : run.start()], new]
        done = run.end()
        if len(new) != len(run[0]):
            ends += range(run.start() + 2, run.end() + 1)
            removed += range(removed[-1] + 1, removed[-1] + len(run[0]))
    text = "".join([*pieces, raw[done:]])
    trimmed = text.strip()
    lead = len(text) - len(text.lstrip())

    def moved(at: int) -> int:
        return min(max(at - removed[bisect_right(ends, at) - 1] - lead, 0), len(trimmed))

    places = ((mark, moved(mark.start), moved(mark.stop)) for mark in marks)
    return trimmed, tuple(
        [unchecked.mark(mark.kind, start, stop, mark.href) for mark, start, stop in places if start < stop]
    )
