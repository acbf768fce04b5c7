"""Read HTML that was escaped: text whose characters are tags.

`&lt;p&gt;A storm came.&lt;/p&gt;` and `<![CDATA[<p>A storm came.</p>]]>` are read as the paragraph that they mean.
"""

from __future__ import annotations

import re

from lxml import etree

from newsdoc.formats.xml.parse import Element, Note, parsed_html

__all__ = ["html_body", "is_escaped"]

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
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    return parsed_html(text, parser, lambda code, message, _: note(code, message, line))


def is_escaped(text: str) -> bool:
    """Return whether text is HTML that was escaped: a tag that is closed again, or that begins or breaks a line.

    `<p>A storm came.</p>` is; `if a <b> c` is not.
    """
    return "<" in text and _TAG.search(text) is not None and ("</" in text or _STARTS_WITH_TAG.match(text) is not None)
