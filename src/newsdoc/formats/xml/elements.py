"""The names of elements of XHTML, HTML and NITF bodies, by what they are; a name without its namespace.

One table, `flow`, has the rule of each; what only asks about a name asks here.
"""

from __future__ import annotations

from newsdoc.model import MarkKind

__all__ = ["CONTAINERS", "FIGURES", "HIDDEN", "INLINE", "KNOWN", "LISTS", "MARKS", "PARAGRAPHS", "PARTS",
           "PARTS_OF_LINE", "PICTURES", "QUOTES", "SUBHEADS", "TEXT_BODIES", "TOP_HEADINGS"]  # fmt: skip

PARAGRAPHS = ("p", "dt", "dd", "figcaption", "caption", "media-caption")
CONTAINERS = (
    "address", "article", "aside", "block", "body", "body.content", "body.end", "center", "details", "div", "dl",
    "fieldset", "footer", "form", "html", "li", "main", "nav", "nitf-table", "note", "section", "summary", "tagline",
    "tbody", "td", "tfoot", "th", "thead", "tr",
)  # fmt: skip
QUOTES = ("blockquote", "bq")
TOP_HEADINGS = ("h1", "hl1")
SUBHEADS = {"h2": 1, "h3": 2, "h4": 3, "h5": 4, "h6": 5, "hl2": 1}
"""Headings, with their level."""
LISTS = {"ul": False, "menu": False, "dir": False, "ol": True}
"""Lists; `True` where they are ordered."""
FIGURES = ("figure", "media", "dnl-image")
MARKS: dict[str, MarkKind] = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "a": "link"}
PARTS = (
    "byttl", "care.of", "city", "country", "delivery.office", "delivery.point", "name.family", "name.given", "postcode",
    "region", "state", "story.date", "street", "sublocation",
)  # fmt: skip
"""Parts of a name or a place, which have to be separated: `<city>Paris</city><country>France</country>`."""
HIDDEN = ("head", "noscript", "script", "style", "template")
"""Elements that are never displayed."""

PARTS_OF_LINE = frozenset([*PARTS, "location", "org", "person", "virtloc"])
PICTURES = frozenset([*FIGURES, "img"])
INLINE = frozenset([*MARKS, "br", *PARTS, *HIDDEN])
"""Elements within running text."""
TEXT_BODIES = frozenset(["body.content", "block"])
"""Elements that may hold plain text, whose indented lines are paragraphs."""
KNOWN = INLINE.union(
    PARAGRAPHS, CONTAINERS, QUOTES, TOP_HEADINGS, SUBHEADS, LISTS, PICTURES, ["header", "table", "pre", "hr"]
)
"""The names of the elements that are read as what they are."""
