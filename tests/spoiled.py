"""Lines that are nearly what a pattern looks for: what the quick exits before it are tried on."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

ODD = ("İ", "ı", "ſ", "\u212a", "ß", "ـ", "\u0651", "\u0307", "\u200c", "\u200f", "_", "²", "٣", "४", "\xa0", "\t", " ")
"""Characters that case, digits, spaces and letters have exceptions for."""

_CASES = (str, str, str, str.upper, str.lower, str.title, str.swapcase)
_ODD_CASES = [str.maketrans(*pair) for pair in (("", ""), ("", ""), ("iı", "ıi"), ("is", "İſ"), ("kK", "\u212a\u212a"))]


@st.composite
def spoiled(draw: st.DrawFn, /, lines: st.SearchStrategy[str], pieces: Sequence[str]) -> str:
    """Lines in which some pieces are put in, taken out or put in the place of others, and letters have another case."""
    line = draw(lines)
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(line)))
        stop = start + draw(st.sampled_from([0, 0, 1, 2, 8]))
        line = line[:start] + draw(st.sampled_from([*pieces, *ODD, ""])) + line[stop:]
    return draw(st.sampled_from(_CASES))(line).translate(draw(st.sampled_from(_ODD_CASES)))
