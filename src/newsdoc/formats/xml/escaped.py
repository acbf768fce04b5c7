"""Read HTML that was escaped: text whose characters are tags.

`&lt;p&gt;A storm came.&lt;/p&gt;` and `<![CDATA[<p>A storm came.</p>]]>` are read as the paragraph that they mean.
"""

from __future__ import annotations

import re

from lxml import etree

from newsdoc.formats.xml.parse import Element, Note, parsed_html
from newsdoc.text import xml_only

__all__ = ["html_body", "is_escaped", "without_forbidden"]

# A reference to a character below U+10000: all that XML forbids is among them.
_REFERENCE = re.compile("&#0*(?:([0-9]{1,5})(?![0-9])|[xX]0*([0-9A-Fa-f]{1,4})(?![0-9A-Fa-f]));?")
_STARTS_WITH_TAG = re.compile(r"\s*<(?:p|div|br|html|body|h[1-6]|ul|ol|table)\b|[^<]*<br\s*/?>", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:p|br|div|span|h[1-6]|ul|ol|table|html|body|a|b|i|em|strong|img|blockquote|figure|article|section|pre|u|sub|sup)"
    r"(?:\s[^<>]*|/)?>",
    re.IGNORECASE,
)


def _ignore(code: str, message: str, line: int | None) -> None:
    """Ignore a note."""


def html_body(text: str, note: Note = _ignore, line: int | None = None) -> Element | None:
    """Parse text that holds escaped HTML; `None` if it holds none."""
    if not _TAG.search(text):
        return None
    safe = without_forbidden(text)
    root = parsed_html(safe, etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False))
    if root is not None and safe != text:
        note("repair.characters", "references to characters that text cannot hold were replaced by U+FFFD", line)
    return root


def is_escaped(text: str) -> bool:
    """Return whether text is HTML that was escaped: a tag that is closed again, or that begins or breaks a line.

    `<p>A storm came.</p>` is; `if a <b> c` is not.
    """
    return "<" in text and _TAG.search(text) is not None and ("</" in text or _STARTS_WITH_TAG.match(text) is not None)


def without_forbidden(text: str) -> str:
    """Return HTML with U+FFFD for each reference to a character that XML forbids."""
    return _REFERENCE.sub(_xml_reference, text)


def _xml_reference(reference: re.Match[str]) -> str:
    """Return a character reference, or U+FFFD where XML forbids the character: libxml2 gives most of them."""
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return reference[0] if xml_only(chr(code)) == chr(code) else "\ufffd"
