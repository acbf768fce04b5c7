r"""Write text and its marks as Markdown that means this text and no other: `1 * 2` is written `1 \* 2`.

Emphasis is written with asterisks where CommonMark reads them as such, and else with HTML's elements.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsdoc.model import Mark

__all__ = ["cell", "emphasised", "image", "inline", "strong"]

# Characters that begin markup anywhere; an underscore does only at the edge of a word, `&` only in a reference.
_SPECIAL = re.compile(r"[\\`*\[\]<~]|(?<![^\W_])_|_(?![^\W_])|&(?=#?\w{1,40};)")
_REFERENCE = re.compile(r"&(?=#?\w{1,40};)")
# At the start of a line: `## A`, `> A`, `- A`, `+ A`, `---`, `- - -`; `1. A`, `1) A`.
_BLOCK = re.compile(r"(?=#{1,6}(?: |$)|>|[-+](?: |$)|-[ -]*$)|(?<=[0-9])(?=[.)](?: |$))")
_NUMBER = re.compile("[0-9]{1,9}")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_SIGNS = {"strong": "**", "emphasis": "*"}
_ELEMENTS = {"strong": "strong", "emphasis": "em"}


def inline(text: str, marks: Sequence[Mark] = ()) -> str:
    """Write a line of text with its marks."""
    written = _marked(text, marks) if marks else _escaped(text)
    return written if marks and marks[0].start == 0 else _at_line_start(written)


def _at_line_start(written: str) -> str:
    """Escape what would begin a heading, a quotation or a list at the start of a line."""
    number = _NUMBER.match(written)
    at = number.end() if number else 0
    return f"{written[:at]}\\{written[at:]}" if _BLOCK.match(written, at) else written


def cell(text: str, *, is_strong: bool = False) -> str:
    """Write a cell of a table, which a `|` would end."""
    return (strong(text) if is_strong and text else _escaped(text)).replace("|", "\\|")


def strong(text: str) -> str:
    """Write a whole line as strong text."""
    return _marked(text, [Mark("strong", 0, len(text))])


def emphasised(text: str) -> str:
    """Write a whole line as emphasised text."""
    return _marked(text, [Mark("emphasis", 0, len(text))])


def image(url: str, alternative: str) -> str:
    """Write a picture with its alternative text."""
    return f"![{_escaped(alternative)}]({_target(url)})"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _target(url: str) -> str:
    target = _REFERENCE.sub("&amp;", url)
    return f"<{target}>" if "(" in target or ")" in target else target


def _marked(text: str, marks: Sequence[Mark]) -> str:
    """Write marks as nested markup; they are sorted outermost first, so a stack closes them."""
    pieces: list[str] = []
    around: list[tuple[Mark, str]] = []
    at = 0

    def close(mark: Mark, end: str) -> int:
        pieces.extend([_escaped(text[at : mark.stop]), end])
        return mark.stop

    for mark in marks:
        while around and around[-1][0].stop <= mark.start:
            at = close(*around.pop())
        before = _escaped(text[at : mark.start])
        start, end = _signs(text, mark, marks)
        if start == "[" and before.endswith("!"):
            before = f"{before[:-1]}\\!"  # else it would be a picture
        pieces += [before, start]
        at = mark.start
        around.append((mark, end))
    while around:
        at = close(*around.pop())
    pieces.append(_escaped(text[at:]))
    return "".join(pieces)


def _signs(text: str, mark: Mark, marks: Sequence[Mark]) -> tuple[str, str]:
    """Return what is written before and after a marked text; marks that share an edge would confuse asterisks."""
    if mark.href is not None:
        return "[", f"]({_target(mark.href)})"
    edges = {mark.start, mark.stop}
    alone = all(other is mark or edges.isdisjoint((other.start, other.stop)) for other in marks)
    before, after = text[mark.start - 1 : mark.start] if mark.start else "", text[mark.stop : mark.stop + 1]
    if alone and _is_edge(before, text[mark.start]) and _is_edge(after, text[mark.stop - 1]):
        return _SIGNS[mark.kind], _SIGNS[mark.kind]
    name = _ELEMENTS[mark.kind]
    return f"<{name}>", f"</{name}>"


def _is_edge(outside: str, inside: str) -> bool:
    """Check that CommonMark reads asterisks between two characters as the edge of emphasis."""
    if inside.isspace():
        return False
    return outside in ("", " ") or (outside in _PUNCTUATION and inside.isalnum())
