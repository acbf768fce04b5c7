"""Wrap lines by the columns that they take in a terminal or a mail: wide characters of East Asia take two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdoc.text import columns

__all__ = ["wrapped"]

_WIDE = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60"
# A run of spaces; one wide character with the closing marks after it; a word.
_PIECE = re.compile(f" +|[{_WIDE}][、。，．：；？！」』）】》〉”’]*|[^ {_WIDE}]+")


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, broken at spaces and between wide characters; a longer word stays whole.

    A width of 0 breaks nothing.
    """
    line, used, gap = "", 0, ""
    for piece in _PIECE.findall(text) if width else [text]:
        if piece.startswith(" "):
            gap = piece
            continue
        size = columns(piece)
        if line and used + len(gap) + size > width:
            yield line
            line, used, gap = "", 0, ""
        line, used, gap = f"{line}{gap}{piece}", used + len(gap) + size, ""
    yield line
