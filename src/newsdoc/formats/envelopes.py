"""Envelopes: the JSON that APIs put around news items, such as `{"total": 1, "items": [{…}]}`.

This module knows the names of envelopes' members, but not the items. It is used to recognise a format, so it imports no
heavy module.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

__all__ = ["NAMES", "Unwrapped", "unwrap"]

NAMES = frozenset((
    "_items", "_source", "articles", "content", "data", "docs", "documents", "entries", "feed", "hits", "item", "items",
    "news", "payload", "response", "result", "results", "stories",
))  # fmt: skip
"""The members, in small letters, in which envelopes hold their items or another envelope."""

_TEXTS = ("headline", "body", "description")
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
            else:
                inner.append((each, f"{path}.{name}", depth + 1))
        ahead += reversed(inner)
    return found


def _members(value: dict[str, object]) -> Collection[str]:
    """Return the members that hold items: arrays, or else objects.

    An object with a text of its own has none: it is an item.
    """
    if any(name.lower().startswith(_TEXTS) for name in value):
        return ()
    found = [name for name in value if name.lower() in NAMES]
    return [name for name in found if _holds_objects(value[name])] or [
        name for name in found if isinstance(value[name], dict)
    ]


def _holds_objects(value: object) -> bool:
    return isinstance(value, list) and any(isinstance(each, dict) for each in value)
