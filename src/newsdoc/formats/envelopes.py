"""Envelopes: the JSON that APIs put around news items, such as `{"total": 1, "items": [{…}]}`.

This module knows the names of envelopes' members, but not the items. It is used to recognise a format, so it imports no
heavy module.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

__all__ = ["NAMES", "Unwrapped", "unwrap"]

NAMES = frozenset((
    "_embedded", "_items", "_source", "article", "articles", "assets", "attributes", "collection", "content",
    "data", "doc", "docs", "document", "documents", "edges", "entities", "entries", "entry", "feed", "fields",
    "hits", "item", "items", "message", "messages", "news", "newsitem", "newsitems", "newsobjects", "node", "nodes",
    "objects", "payload", "posts", "records", "response", "result", "results", "rows", "search", "stories", "story",
    "value", "values",
))  # fmt: skip
"""The members, in small letters, in which envelopes hold their items or another envelope."""

_TEXTS = ("headline", "body", "bodies", "description", "associations", "renditions", "versioncreated")
"""How the properties of an item begin that an envelope does not have."""
_IDS = frozenset(("uri", "guid"))
_DEEPEST = 8  # envelopes inside each other


class Unwrapped(NamedTuple):
    """The contents of an envelope, each with its path."""

    items: list[tuple[object, str]]
    """The innermost values."""
    rest: list[tuple[dict[str, object], str]]
    """The envelopes, each without its items."""


def unwrap(value: object, path: str) -> Unwrapped:
    """Return the items in a value's envelopes; a value without an envelope is the only item."""
    if isinstance(value, dict) and NAMES.isdisjoint(map(str.lower, value)):  # most items have none
        return Unwrapped([(value, path)], [])
    found = Unwrapped([], [])
    ahead = [(value, path, 0)]
    while ahead:
        value, path, depth = ahead.pop()
        if not isinstance(value, dict) or depth == _DEEPEST or not (members := _members(value)):
            found.items.append((value, path))
            continue
        found.rest.append(({name: each for name, each in value.items() if name not in members}, path))
        inner: list[tuple[object, str, int]] = []
        for name in members:
            each = value[name]
            if isinstance(each, list):
                inner += ((one, f"{path}.{name}[{number}]", depth + 1) for number, one in enumerate(each))
            elif _is_map(each):
                inner += ((one, f"{path}.{name}[{key!r}]", depth + 1) for key, one in each.items())
            elif name == "attributes":
                inner.append((_with_id(each, found.rest[-1][0]), f"{path}.{name}", depth + 1))
            else:
                inner.append((each, f"{path}.{name}", depth + 1))
        ahead += reversed(inner)
    return found


def _members(value: dict[str, Any]) -> Collection[str]:
    """Return the members that hold items: arrays, or else objects.

    An object with a text of its own has none: it is an item.
    """
    if any(_is_text(name) for name in value):
        return ()
    found = [name for name in value if name.lower() in NAMES]
    return [name for name in found if _holds_objects(value[name])] or [
        name for name in found if isinstance(value[name], dict)
    ]


def _is_text(name: str) -> bool:
    return name.lower().startswith(_TEXTS)


def _holds_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)


# {"items": {"urn:x:1": {"headline": …}, "urn:x:2": {"headline": …}}}
def _is_map(value: dict[str, Any]) -> bool:
    """Check that an object holds items by their names."""
    return bool(value) and all(isinstance(each, dict) and any(map(_is_text, each)) for each in value.values())


# {"type": "articles", "id": "1", "attributes": {"headline": …}}
def _with_id(attributes: dict[str, Any], around: dict[str, object]) -> dict[str, Any]:
    """Return the attributes of a JSON:API resource with its id, which stands beside them."""
    if isinstance(around.get("id"), str) and _IDS.isdisjoint(map(str.lower, attributes)):
        return {"guid": around.pop("id"), **attributes}
    return attributes
