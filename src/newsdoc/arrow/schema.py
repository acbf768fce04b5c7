"""The Arrow schema of articles, made from the model's classes: a new field of the model is a new column.

Text and whole numbers have columns of their own type, tuples are lists and other classes structs. Three things differ:

- A time is a `timestamp` in UTC and beside it, in `…_offset`, its minutes from UTC; a bare date has no offset.
- `body` has the plain text of each block. The few blocks that are more than plain paragraphs are in `blocks`, each with
  the number of its block (`at`), its type and its other fields.
- The marks of a list's entries are in the `marks` of the list, with the number of the entry (`item`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import attrs
import pyarrow as pa

from newsdoc.formats.json.convert import BLOCK_TYPES
from newsdoc.model import Article, Mark

__all__ = ["BLOCKS", "BLOCK_FIELDS", "MODEL", "SCHEMA", "VERSION", "is_time", "model_fields"]

VERSION = "1"
"""The version of the schema; it is raised when a column gets another meaning, not when one is added."""

MODEL = b"newsdoc.model"
"""The key of the version in the metadata of a schema."""

_TIME = pa.timestamp("us", "UTC")
_OFFSET = pa.int16()


def model_fields(cls: type[Any]) -> dict[str, Any]:
    """Return the fields of a class of the model with their types, without `None`."""
    hints = get_type_hints(cls)
    return {field.name: _without_none(hints[field.name]) for field in attrs.fields(cls)}


def _without_none(kind: Any) -> Any:
    """Return a type without `None`; the type of a time is `datetime`, also where it may be a bare date."""
    if get_origin(kind) in (Union, UnionType):
        kinds = [each for each in get_args(kind) if each is not type(None)]
        return datetime if datetime in kinds else kinds[0] if len(kinds) == 1 else str
    return kind


def is_time(kind: Any) -> bool:
    """Return True for the type of a time."""
    return isinstance(kind, type) and issubclass(kind, date)


def _arrow_type(kind: Any) -> pa.DataType:
    """Return the Arrow type for a type of the model."""
    if get_origin(kind) is tuple:
        return pa.list_(_arrow_type(_without_none(get_args(kind)[0])))
    if attrs.has(kind):
        return pa.struct([pa.field(name, _arrow_type(each)) for name, each in model_fields(kind).items()])
    if get_origin(kind) is Literal or kind is str:
        return pa.string()
    if is_time(kind):
        return _TIME
    return {bool: pa.bool_(), int: pa.int64()}[kind]


BLOCK_FIELDS: dict[str, Any] = {
    name: kind for cls in BLOCK_TYPES.values() for name, kind in model_fields(cls).items() if name != "text"
}
"""The fields of all blocks, except their text."""

_MARK = pa.struct([pa.field("item", pa.int64()), *_arrow_type(Mark)])
BLOCKS: pa.StructType = pa.struct(
    [
        pa.field("at", pa.int64()),
        pa.field("type", pa.string()),
        *(
            pa.field(name, pa.list_(_MARK) if name == "marks" else _arrow_type(kind))
            for name, kind in BLOCK_FIELDS.items()
        ),
    ]
)
"""The type of a block that is more than a plain paragraph."""


def _columns() -> Iterator[pa.Field]:
    for name, kind in model_fields(Article).items():
        if name == "body":
            yield pa.field("body", pa.list_(pa.string()))
            yield pa.field("blocks", pa.list_(BLOCKS))
            continue
        yield pa.field(name, _arrow_type(kind))
        if is_time(kind):
            yield pa.field(f"{name}_offset", _OFFSET)


SCHEMA: pa.Schema = pa.schema(list(_columns()), metadata={MODEL: VERSION.encode()})
"""The schema of articles."""
