"""The residual: values for which a standard has no place, as entries in its extension mechanism.

An entry is the path of a value, the value, and the document's value in its place: `explains`. It is valid while the
document still has that value; once another system has changed it, the entry is stale, and is left out and reported.
Entries hold only missing values, never a text that the document already has. Each format knows its paths and the place
of its entries; this module writes and reads one entry.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import NamedTuple, get_args

from newsdoc.text import cached

__all__ = ["Entry", "Value", "entry", "held", "read", "write"]

_decode = json.JSONDecoder().raw_decode

Value = str | int | None
"""The values that an entry may hold."""

_VALUES = get_args(Value)


class Entry(NamedTuple):
    """One value that the standard could not hold."""

    path: str
    """The field, as `$.modified`."""
    value: Value
    """The value of the field; `None` if the standard requires one and the article has none."""
    explains: Value
    """The document's value there."""


_encode = json.JSONEncoder(ensure_ascii=False).encode


def write(entry: Entry) -> str:
    """Write an entry as JSON."""
    # Piece by piece: text alone is written much faster than an object that holds it.
    return f'{{"path": {_json(entry.path)}, "value": {_json(entry.value)}, "explains": {_json(entry.explains)}}}'


def _json(value: Value) -> str:
    return "null" if value is None else _encode(value)


@cached  # articles written at one time often have the same entries
def read(text: str) -> Entry | None:
    """Read an entry; return `None` for any other text."""
    trimmed = text.strip()
    try:
        found, end = _decode(trimmed)  # as json.loads() does it in the end
    except (ValueError, RecursionError):
        return None
    return entry(found) if end == len(trimmed) else None


def entry(found: object) -> Entry | None:
    """Return decoded JSON as an entry; `None` if it is not one."""
    if not isinstance(found, dict) or not {"path", "value", "explains"} <= found.keys():
        return None
    path, value, explains = found["path"], found["value"], found["explains"]
    plain = isinstance(path, str) and isinstance(value, _VALUES) and isinstance(explains, _VALUES)
    return Entry(path, value, explains) if plain else None


def held(entries: Iterable[Entry], said: dict[str, Value], stale: Callable[[Entry], object]) -> dict[str, Value]:
    """Return the values of the entries that the document still confirms, by path; call `stale` with the others."""
    values: dict[str, Value] = {}
    for entry in entries:
        if entry.path in said and said[entry.path] == entry.explains:
            values[entry.path] = entry.value
        else:
            stale(entry)
    return values
