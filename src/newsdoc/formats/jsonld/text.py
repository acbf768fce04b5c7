"""Read JSON-LD as pages print it: JSON inside comments or CDATA marks, escaped, or with small errors.

Each kind is one step; valid JSON needs none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from newsdoc.formats import references
from newsdoc.formats.json import text as json_text

__all__ = ["Repaired", "values"]

Repaired = Callable[[str], object]
"""A function of one sentence: how a text was repaired."""

_SPACE = " \t\r\n\ufeff\xa0"
_between = re.compile(f"[{_SPACE};,]*").match
_OPENING = re.compile(r"(?:<!--|-->|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)")
_CLOSING = re.compile(r"(?:-->|<!--|(?://|/\*)?\s*\]\]>(?:\s*\*/)?|//)\Z")
_CLOSED = tuple(">-/")  # the last characters of those
_is_escaped = re.compile(r"[\[{]\s*&(?:quot|#0*34|#[xX]0*22);").match
_LAYERS = 4  # of comments and marks around each other, more than any page has
_TOKEN = r'"(?:[^"\\]|\\.)*+"'
_RAW = re.compile(r"[\x00-\x1f]")
_ESCAPE = re.compile(r'(\\(?:[\\"/bfnrt]|u[0-9a-fA-F]{4}))|\\')
_ESCAPES = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def values(text: str, repaired: Repaired) -> Iterator[object]:
    """Yield the JSON values of a text, usually one; raise `SyntaxFault` where it is not JSON even when repaired."""
    start, text = _undressed(text)
    if _is_escaped(text):
        repaired("its JSON was HTML-escaped")
        text = references.resolve(text)
    at = 0
    while True:
        try:
            value, at = json_text.first_value(text, at)
        except json_text.SyntaxFault as fault:
            fault.at += start
            mended = _mended(text[at:], repaired)
            try:
                if mended is None:
                    raise fault from None
                value, stop = json_text.first_value(mended, 0)
            except json_text.SyntaxFault:
                raise fault from None
            start, text, at = start + at, mended, stop  # from here on places are those of the mended text
        yield value
        if found := _between(text, at):
            at = found.end()
        if at == len(text):
            return


def _undressed(text: str) -> tuple[int, str]:
    """Remove the comments and CDATA marks around a script's text: `// <![CDATA[ {…} // ]]>`, `<!-- {…} -->`.

    Return the text, and before it at which character it begins.
    """
    size = len(text)
    text = text.lstrip(_SPACE)
    for _ in range(_LAYERS):
        if not (found := _OPENING.match(text)):
            break
        text = text[found.end() :].lstrip(_SPACE)
    start = size - len(text)
    for _ in range(_LAYERS):
        trimmed = text.rstrip(_SPACE)
        if trimmed[-1:] not in _CLOSED or not (found := _CLOSING.search(trimmed[-20:])):
            break
        text = trimmed[: -len(found[0])]
    return start, text


def _mended(text: str, repaired: Repaired) -> str | None:
    """Return a text with its small errors mended; `None` if there are none.

    In strings: raw line breaks, tabs and other control characters, and backslashes that escape nothing. Outside of
    them: comments, and commas before a closing bracket.
    """
    said = set()

    def string(literal: str) -> str:
        new = _RAW.sub(lambda found: _ESCAPES.get(found[0]) or rf"\u{ord(found[0]):04x}", literal)
        if new != literal:
            said.add("line breaks or control characters inside its texts")
        mended = _ESCAPE.sub(lambda found: found[1] or "", new)
        if mended != new:
            said.add("backslashes that escape nothing")
        return mended

    def piece(found: re.Match[str]) -> str:
        if found[0][0] == '"':
            return string(found[0])
        said.add("a comment" if found[0][0] == "/" else "a comma before a closing bracket")
        return ""

    new = re.sub(rf"{_TOKEN}|/\*.*?(?:\*/|\Z)|(?<![:\w])//[^\n]*|,(?=\s*[\]}}])", piece, text, flags=re.DOTALL)
    for what in sorted(said):
        repaired(f"its JSON has {what}")
    return new if said else None
