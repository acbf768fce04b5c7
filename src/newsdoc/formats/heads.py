"""How JSON documents of newsdoc's formats begin: their first keys tell one format from another.

A head is the first 65,536 characters of a document. `import newsdoc` loads this module, so it imports nothing heavy.
"""

from __future__ import annotations

import re
from functools import lru_cache

import attrs

from newsdoc.formats import envelopes
from newsdoc.model import Article

__all__ = ["is_array", "is_jsonld", "is_lines", "is_ninjs", "json_format"]

_KEYS = r'"((?:[^"\\]|\\.)*+)(?:"(\s*+:)?)?|[\[\]{}]'
_OBJECT = r'\s*(?:\[\s*)?\{(?=\s*")'
_NINJS = {
    "$standard", "altids", "associations", "bodies", "body_html", "body_richtext", "body_text", "body_xhtml",
    "contentcreated", "copyrightholder", "copyrightnotice", "description_html", "description_text", "descriptions",
    "ednote", "embargoeduntil", "firstcreated", "guid", "headlines", "infosources", "pubstatus", "renditions",
    "representationtype", "standard", "uri", "usageterms", "versioncreated",
}  # fmt: skip
"""Properties of ninjs, in small letters, that newsdoc's own JSON does not have."""

_ARTICLE = {field.name for field in attrs.fields(Article)}


@lru_cache(maxsize=1)  # several formats ask for the keys of the same head
def _keys(head: str) -> tuple[set[str], set[str]]:
    """Return the keys of the object that JSON begins with, and those inside of it, in small letters."""
    begin = re.match(_OBJECT, head)
    outer: set[str] = set()
    inner: set[str] = set()
    depth = 0
    for token in re.finditer(_KEYS, head[begin.end() :], re.DOTALL) if begin else ():
        if token[1] is not None:
            if token[2]:
                (inner if depth else outer).add(token[1].lower())
        elif (depth := depth + (1 if token[0] in "[{" else -1)) < 0:
            break
    return outer, inner


def is_jsonld(head: str) -> bool:
    """Check for a key of JSON-LD: `{"@context": "https://schema.org", …`."""
    return any(key.startswith("@") for key in _keys(head)[0])


def is_ninjs(head: str) -> bool:
    """Check for properties of ninjs, or for an envelope around them: `{"_items": [{"versioncreated": …`."""
    outer, inner = _keys(head)
    if not _NINJS.isdisjoint(outer):
        return True
    return not envelopes.NAMES.isdisjoint(outer) and (len(inner & _NINJS) > 1 or {"uri", "headline"} <= inner)


def is_array(head: str) -> bool:
    """Check for an array without items, or of articles in newsdoc's own JSON: `[{"headline": …`."""
    return json_format(head) == "json" and _is_own(head) and head.lstrip()[:1] == "["


def is_lines(head: str) -> bool:
    """Check for articles in newsdoc's own JSON, one a line: `{"headline": … }`."""
    return json_format(head) == "jsonl" and _is_own(head)


def _is_own(head: str) -> bool:
    return _keys(head)[0] <= _ARTICLE


_ARRAY = r'\s*\[\s*(?:\]\s*\Z|\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}))'
_LINE = r'\s*\{[^\S\n]*(?:"(?:[^"\\\n]|\\.)*"\s*:[^\n]*(?:\Z|\}\s*\n)|\}\s*(?:\n|\Z))'
_ANY_OBJECT = r'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:'


def json_format(head: str) -> str | None:
    """Name the one of newsdoc's own formats whose reader has the clearest words for JSON, whatever it holds."""
    if re.match(_ARRAY, head, re.DOTALL):  # empty, or the first item is an object, as far as the head shows it
        return "json"
    if re.match(_LINE, head):  # an object that ends on its line, or a line that goes on beyond the head
        return "jsonl"
    return "json" if re.match(_ANY_OBJECT, head, re.DOTALL) else None
