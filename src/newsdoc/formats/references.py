"""Plain text that was made for HTML: with character references (`Tom &amp; Sue`, `it&#8217;s`), or escaped HTML.

JSON needs neither, but many sites put such text into it. Only references that end in a semicolon count, so that `AT&T`
and the `&copy=2` of an address stay.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape
from html.entities import html5

__all__ = ["count", "has_markup", "html", "resolve", "without_cdata"]

_CDATA = re.compile(r"\s*(?:<|&lt;)!\[CDATA\[(.*)\]\](?:>|&gt;)\s*", re.DOTALL).fullmatch
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


_INLINE = "a|abbr|b|cite|em|font|i|mark|q|s|small|span|strike|strong|sub|sup|u"
_BLOCKS = "p|div|h[1-6]|ul|ol|li|blockquote|figure|figcaption|section|article|aside|table|pre|html|body"
_begins_html = re.compile(rf"\s*<(?:{_BLOCKS}|br|img)\b[^<>]*>", re.IGNORECASE).match
_HTML = re.compile(rf"</(?:{_BLOCKS}|{_INLINE})\s*>|<br\s*/?>", re.IGNORECASE)
_has_blocks = re.compile(rf"<(?:{_BLOCKS})\b[^<>]*>", re.IGNORECASE).search
_BREAKS = re.compile(r"(?:<br\s*/?>\s*){2,}|\n[ \t\xa0]*\n\s*", re.IGNORECASE)


def resolve(text: str) -> str:
    """Return the text with each reference replaced by its character, once: `&amp;lt;` becomes `&lt;`."""
    return _REFERENCE.sub(lambda found: unescape(found[0]), text)


def without_cdata(text: str) -> str:
    """Return the text without the marks of a CDATA section around it, which may be escaped: `<![CDATA[Words]]>`."""
    found = _CDATA(text) if "CDATA[" in text[:40] else None
    return text if found is None else found[1]


def count(value: object, *, outside: Collection[str]) -> int:
    """Return the number of references in the strings of a JSON value, except under the keys `outside`."""
    number, ahead = 0, [value]
    while ahead:
        value = ahead.pop()
        if isinstance(value, str):
            number += len(list(filter(_is_known, _REFERENCE.findall(value)))) if "&" in value else 0
        elif isinstance(value, dict):
            ahead += (each for key, each in value.items() if key not in outside)
        elif isinstance(value, list):
            ahead += value
    return number


def _is_known(reference: str) -> bool:
    return reference[1] == "#" or reference[1:] in html5


def html(text: str) -> str | None:
    """Return a text as HTML, if it is HTML: plain, escaped, or escaped twice; else `None`."""
    for _ in range(3):
        if _begins_html(text) or _HTML.search(text):
            return f"<div>{text}</div>" if _has_blocks(text) else _in_paragraphs(text)
        resolved = resolve(text)
        if resolved == text:
            return None
        text = resolved
    return None


def _in_paragraphs(text: str) -> str:
    """Return HTML without blocks in paragraphs: divided at blank lines and doubled `br`, or else at every line."""
    pieces = _BREAKS.split(text)
    if len(pieces) == 1 and "<br" not in text.lower():
        pieces = text.split("\n")
    return "".join(f"<p>{piece}</p>" for piece in pieces)


def has_markup(text: str) -> bool:
    """Check that a line of text has HTML in it: an element that is closed, or a line break."""
    return "<" in text and _HTML.search(text) is not None
