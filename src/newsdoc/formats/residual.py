"""The residual: what a standard has no place for, as entries that travel in its extension mechanism.

An entry is the path of a value, the value itself, and what the document says in its place: `explains`. It holds while
the document still says that; once another system has changed it, the entry is stale, is left out, and is reported.
Entries hold only what is missing, never a text that the document already has. Each format says which paths it knows,
and where the entries travel; this module writes and reads one entry.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple, get_args

from newsdoc.text import cached

__all__ = ["Entry", "Value", "entry", "held", "read", "write"]

_decode = json.JSONDecoder().raw_decode

Value = str | int | None
"""What an entry may hold."""

_VALUES = get_args(Value)


class Entry(NamedTuple):
    """One value that the standard could not hold."""

    path: str
    """The field, as `$.modified`."""
    value: Value
    """What the field is; `None` where the standard wants something and the article has nothing."""
    explains: Value
    """What the document says there."""


_encode = json.JSONEncoder(ensure_ascii=False).encode


def write(entry: Entry) -> str:
    """Write an entry as JSON."""
    # Piece by piece: text alone is written much faster than an object that holds it.
    return f'{{"path": {_json(entry.path)}, "value": {_json(entry.value)}, "explains": {_json(entry.explains)}}}'


def _json(value: Value) -> str:
    return "null" if value is None else _encode(value)


@cached  # what was written at one time says the same of each article's
def read(text: str) -> Entry | None:
    """Read an entry; `None` if it is none."""
    trimmed = text.strip()
    try:
        found, end = _decode(trimmed)  # as json.loads() does it in the end
    except (ValueError, RecursionError):
        return None
    return entry(found) if end == len(trimmed) else None


def entry(found: object) -> Entry | None:
    """Take JSON that has been read for an entry; `None` if it is none."""
    if not isinstance(found, dict) or not {"path", "value", "explains"} <= found.keys():
        return None
    path, value, explains = found["path"], found["value"], found["explains"]
    plain = isinstance(path, str) and isinstance(value, _VALUES) and isinstance(explains, _VALUES)
    return Entry(path, value, explains) if plain else None


def held(entries: Iterable[Entry], said: dict[str, Value], stale: Callable[[Entry], object]) -> dict[str, Value]:
    """Give the values of the entries that still explain what the document says, by path; tell the others to `stale`."""
    values: dict[str, Value] = {}
    for entry in entries:
        if entry.path in said and said[entry.path] == entry.explains:
            values[entry.path] = entry.value
        else:
            stale(entry)
    return values
