"""Articles into columns of Arrow, a column at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from functools import cache, lru_cache, partial
from itertools import accumulate, chain, repeat
from operator import attrgetter
from typing import Any, TypeAlias, cast

import pyarrow as pa

from newsdoc.arrow.schema import BLOCK_FIELDS, BLOCKS, SCHEMA, is_time, model_fields
from newsdoc.errors import WriteError
from newsdoc.formats import as_articles
from newsdoc.formats.json.convert import BLOCK_TYPES
from newsdoc.model import Article, Block, ListBlock, Mark, Paragraph, plain_text

__all__ = ["FIELDS", "article_arrays", "text_size", "to_batch", "to_batches", "value_arrays", "values_of", "writer"]

_EPOCH = datetime(1970, 1, 1)
_MICROSECOND = timedelta(microseconds=1)
_MINUTE = timedelta(minutes=1)


def to_batch(articles: Iterable[Article]) -> pa.RecordBatch:
    """Return articles as one batch, with the columns of `SCHEMA`."""
    return pa.RecordBatch.from_arrays(article_arrays(as_articles(articles)), schema=SCHEMA)


def to_batches(articles: Iterable[Article], rows: int = 2048, bytes: int = 64 << 20) -> Iterator[pa.RecordBatch]:
    """Yield articles in batches of at most `rows` articles, and of about `bytes` bytes of body text.

    Arrow counts the bytes of a column of texts up to 2 GiB: larger batches cannot be made.
    """
    found: list[Article] = []
    size = 0
    for article in as_articles(articles):
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


def article_arrays(articles: Iterable[Article]) -> list[pa.Array]:
    """Return the columns of articles, in the order of `SCHEMA`."""
    return value_arrays(list(map(values_of, articles)))


def value_arrays(rows: Sequence[Sequence[Any]]) -> list[pa.Array]:
    """Return the columns of articles that are given by their values, as `values_of` returns them."""
    columns = zip(*rows, strict=True) if rows else repeat((), len(_WRITERS))
    return list(chain.from_iterable(write(values) for write, values in zip(_WRITERS, columns, strict=True)))


_Values: TypeAlias = Sequence[Any]


@cache
def writer(kind: pa.DataType) -> Callable[[_Values], pa.Array]:
    """Return a function from values of the model to an array: tuples become lists, and objects structs of fields."""
    # made once for each type: what is the same for each batch costs more than a short batch itself
    nulls = lru_cache(2)(partial(pa.nulls, type=kind))
    if pa.types.is_list(kind):
        return _list_writer(kind)
    if pa.types.is_struct(kind):
        return _struct_writer(kind, nulls)

    def write(values: _Values) -> pa.Array:
        # to count None would compare objects
        return nulls(len(values)) if set(map(type, values)) <= _NULL else _whole(pa.array(values, kind))

    return write


_NULL = {type(None)}


def _list_writer(kind: pa.DataType) -> Callable[[_Values], pa.Array]:
    """Return a function from sequences to an array of lists; `None` is an empty one."""
    write_items = writer(kind.value_type)

    @lru_cache(2)
    def empty(count: int) -> pa.Array:
        return pa.ListArray.from_arrays(pa.array([0] * (count + 1), pa.int32()), pa.nulls(0, kind.value_type), kind)

    def write(values: _Values) -> pa.Array:
        if not any(values):
            return empty(len(values))
        items = write_items(list(chain.from_iterable(filter(None, values))))
        return pa.ListArray.from_arrays(_offsets([len(value) if value else 0 for value in values]), items, kind)

    return write


def _offsets(sizes: Iterable[int]) -> pa.Array:
    """Return where each list begins, and where the last one ends."""
    return pa.array(list(accumulate(sizes, initial=0)), pa.int32())


def _struct_writer(kind: pa.DataType, nulls: Callable[[int], pa.Array]) -> Callable[[_Values], pa.Array]:
    """Return a function from objects to an array of structs."""
    # pa.array() would want a dict for each of them
    fields = list(kind)
    parts = [(field.name, attrgetter(field.name), writer(field.type)) for field in fields]

    def write(values: _Values) -> pa.Array:
        found = set(map(type, values))
        if found <= _NULL:
            return nulls(len(values))
        if _NULL.isdisjoint(found):
            return pa.StructArray.from_arrays([put(list(map(get, values))) for _, get, put in parts], fields=fields)
        columns = [put([getattr(value, name, None) for value in values]) for name, _, put in parts]
        missing = pa.array([value is None for value in values], pa.bool_())
        return pa.StructArray.from_arrays(columns, fields=fields, mask=missing)

    return write


def _whole(made: Any) -> pa.Array:
    """Return an array; raise if Arrow made several of it, since one cannot hold so much text."""
    if isinstance(made, pa.ChunkedArray):
        raise WriteError("the texts are larger than a batch of Arrow can hold, 2 GiB a column; take fewer articles")
    return made


def _time_arrays(values: Sequence[datetime | date | None]) -> tuple[pa.Array, pa.Array]:
    """Return the moments in UTC, and their minutes from UTC; a bare date has none."""
    if not any(values):
        return _write_time(values), _write_offset(values)
    moments: list[int | None] = []
    offsets: list[int | None] = []
    for value in values:
        offset = value.utcoffset() if isinstance(value, datetime) else None
        offsets.append(None if offset is None else offset // _MINUTE)
        moments.append(None if value is None else _microseconds(value) - (offset or timedelta()) // _MICROSECOND)
    return pa.array(moments, pa.int64()).cast(SCHEMA.field("modified").type), _write_offset(offsets)


_write_time, _write_offset = writer(SCHEMA.field("modified").type), writer(pa.int16())


def _microseconds(value: datetime | date) -> int:
    if isinstance(value, datetime):
        return (value.replace(tzinfo=None) - _EPOCH) // _MICROSECOND
    return (datetime(value.year, value.month, value.day) - _EPOCH) // _MICROSECOND


# --- bodies ---


def _body_arrays(bodies: Sequence[Sequence[Block]]) -> tuple[pa.Array, pa.Array]:
    """Return the plain text of all blocks, and the other fields of those that are more than plain paragraphs."""
    texts: list[Any] = list(chain.from_iterable(bodies))
    if not set(map(type, texts)) <= {str}:
        texts = list(map(plain_text, texts))
        blocks = [[_block(at, block) for at, block in enumerate(body) if not isinstance(block, str)] for body in bodies]
        more = _whole(pa.array(blocks, pa.list_(BLOCKS)))
    else:  # most articles
        more = _write_blocks([()] * len(bodies))
    # most of the work: the texts are counted and looked at once
    return pa.ListArray.from_arrays(_offsets(map(len, bodies)), _whole(pa.array(texts, pa.string()))), more


_write_blocks = writer(pa.list_(BLOCKS))
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


# --- the columns of an article ---


def _column_writer(name: str, kind: Any) -> Callable[[_Values], Sequence[pa.Array]]:
    """Return a function from the values of a field to its columns."""
    if name == "body":
        return _body_arrays
    if is_time(kind):
        return _time_arrays
    write = writer(SCHEMA.field(name).type)
    return lambda values: [write(values)]


FIELDS: dict[str, Any] = model_fields(Article)
"""The fields of an article with their types."""

_WRITERS = [_column_writer(name, kind) for name, kind in FIELDS.items()]

values_of: Callable[[Article], tuple[Any, ...]] = attrgetter(*FIELDS)
"""Return the values of all fields of an article."""
