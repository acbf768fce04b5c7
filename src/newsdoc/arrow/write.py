"""Articles into columns of Arrow, a column at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import accumulate, chain
from operator import attrgetter
from types import MappingProxyType
from typing import Any, cast

import pyarrow as pa

from newsdoc.arrow.schema import BLOCK_FIELDS, BLOCKS, SCHEMA, is_time, model_fields
from newsdoc.errors import WriteError
from newsdoc.formats.json.convert import BLOCK_TYPES
from newsdoc.model import Article, Block, ListBlock, Mark, Paragraph, plain_text

__all__ = ["array", "article_arrays", "list_array", "text_size", "to_batch", "to_batches"]

_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)
_NOTHING: Mapping[int, Mapping[str, Any]] = MappingProxyType({})


def to_batch(articles: Iterable[Article]) -> pa.RecordBatch:
    """Return articles as one batch, with the columns of `SCHEMA`."""
    found = [articles] if isinstance(articles, Article) else list(articles)
    return pa.RecordBatch.from_arrays(article_arrays(found), schema=SCHEMA)


def to_batches(articles: Iterable[Article], rows: int = 2048, bytes: int = 64 << 20) -> Iterator[pa.RecordBatch]:
    """Yield articles in batches of at most `rows` articles, and of about `bytes` bytes of body text.

    Arrow counts the bytes of a column of texts up to 2 GiB: larger batches cannot be made.
    """
    found: list[Article] = []
    size = 0
    for article in [articles] if isinstance(articles, Article) else articles:
        found.append(article)
        size += text_size(article.body)
        if len(found) >= rows or size >= bytes:
            yield to_batch(found)
            found, size = [], 0
    if found:
        yield to_batch(found)


def text_size(body: Sequence[Block]) -> int:
    """Return the characters of a body."""
    try:
        return sum(map(len, cast("Sequence[str]", body)))
    except TypeError:  # it has more than plain paragraphs
        return sum(map(len, map(plain_text, body)))


def article_arrays(articles: Sequence[Article], known: Mapping[int, Mapping[str, Any]] = _NOTHING) -> list[pa.Array]:
    """Return the columns of articles, in the order of `SCHEMA`.

    `known` has the values of fields that articles, by their numbers, take from elsewhere.
    """
    columns: list[pa.Array] = []
    elsewhere = set(chain.from_iterable(known.values()))
    for name, kind in _FIELDS.items():
        values = list(map(attrgetter(name), articles))
        if name in elsewhere:
            for number, fields in known.items():
                values[number] = fields.get(name, values[number])
        if name == "body":
            columns += _body_arrays(values)
        elif is_time(kind):
            columns += _time_arrays(values)
        else:
            columns.append(array(values, SCHEMA.field(name).type))
    return columns


_FIELDS = model_fields(Article)


def array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return values of the model as an array: tuples as lists, and objects as structs of their fields."""
    if pa.types.is_list(kind):
        return list_array(values, kind)
    found = set(map(type, values))  # to count None would compare objects
    if found <= {_NONE}:  # most columns of most batches
        return pa.nulls(len(values), kind)
    if not pa.types.is_struct(kind):
        return _whole(pa.array(values, kind))
    # pa.array() would want a dict for each of them
    if _NONE not in found:
        parts = [array(list(map(attrgetter(field.name), values)), field.type) for field in kind]
        return pa.StructArray.from_arrays(parts, fields=list(kind))
    parts = [array([getattr(value, field.name, None) for value in values], field.type) for field in kind]
    missing = pa.array([value is None for value in values], pa.bool_())
    return pa.StructArray.from_arrays(parts, fields=list(kind), mask=missing)


_NONE = type(None)


def list_array(values: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """Return sequences as an array of lists; `None` is an empty one."""
    if not any(values):
        return pa.ListArray.from_arrays(
            pa.array([0] * (len(values) + 1), pa.int32()), pa.nulls(0, kind.value_type), kind
        )
    offsets = list(accumulate((len(value) if value else 0 for value in values), initial=0))
    items = array(list(chain.from_iterable(value for value in values if value)), kind.value_type)
    return pa.ListArray.from_arrays(pa.array(offsets, pa.int32()), items, kind)


def _whole(made: Any) -> pa.Array:
    """Return an array; raise if Arrow made several of it, since one cannot hold so much text."""
    if isinstance(made, pa.ChunkedArray):
        raise WriteError("the texts are larger than a batch of Arrow can hold, 2 GiB a column; take fewer articles")
    return made


def _time_arrays(values: Sequence[datetime | date | None]) -> tuple[pa.Array, pa.Array]:
    """Return the moments in UTC, and their minutes from UTC; a bare date has none."""
    if not any(values):
        return pa.nulls(len(values), SCHEMA.field("modified").type), pa.nulls(len(values), pa.int16())
    moments: list[int | None] = []
    offsets: list[int | None] = []
    for value in values:
        offset = value.utcoffset() if isinstance(value, datetime) else None
        offsets.append(None if offset is None else offset // _MINUTE)
        moments.append(None if value is None else _microseconds(value) - (offset or timedelta()) // _MICROSECOND)
    return pa.array(moments, pa.int64()).cast(SCHEMA.field("modified").type), pa.array(offsets, pa.int16())


def _microseconds(value: datetime | date) -> int:
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _EPOCH) // _MICROSECOND
    return (datetime(value.year, value.month, value.day) - _EPOCH) // _MICROSECOND


# --- bodies ---


def _body_arrays(bodies: Sequence[Sequence[Block]]) -> tuple[pa.Array, pa.Array]:
    """Return the plain text of all blocks, and the other fields of those that are more than plain paragraphs."""
    text = pa.list_(pa.string())
    kinds = list(map(type, chain.from_iterable(bodies)))
    if kinds.count(str) == len(kinds):  # most articles
        return list_array(bodies, text), list_array([()] * len(bodies), pa.list_(BLOCKS))
    blocks = [[_block(at, block) for at, block in enumerate(body) if not isinstance(block, str)] for body in bodies]
    texts = [list(map(plain_text, body)) for body in bodies]
    return list_array(texts, text), _whole(pa.array(blocks, pa.list_(BLOCKS)))


_TYPES = {cls: name for name, cls in BLOCK_TYPES.items()}


def _block(at: int, block: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"at": at, "type": _TYPES[type(block)]}
    for name in BLOCK_FIELDS:
        found[name] = getattr(block, name, None)
    if isinstance(block, ListBlock):
        found["items"] = list(map(plain_text, block.items))
        marked = (item.marks if isinstance(item, Paragraph) else () for item in block.items)
        found["marks"] = [_mark(mark, item) for item, marks in enumerate(marked) for mark in marks]
    elif found["marks"]:
        found["marks"] = [_mark(mark, None) for mark in block.marks]
    return found


def _mark(mark: Mark, item: int | None) -> dict[str, Any]:
    return {"item": item, **{name: getattr(mark, name) for name in _MARK}}


_MARK = model_fields(Mark)
