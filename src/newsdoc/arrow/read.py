"""Columns of Arrow into articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta, timezone
from functools import cache
from typing import Any, TypeAlias, get_args, get_origin

import attrs
import pyarrow as pa

from newsdoc.arrow.schema import MODEL, SCHEMA, VERSION, model_fields
from newsdoc.errors import ModelError, ReadError
from newsdoc.formats.json.convert import BLOCK_TYPES
from newsdoc.model import Article, Block, ListBlock, Mark, Paragraph

__all__ = ["Batches", "check_schema", "from_batches", "read_batch"]

Batches: TypeAlias = pa.RecordBatch | pa.Table | Iterable[pa.RecordBatch]
"""Columns of articles: one batch, a table, or several batches."""

_EPOCH = datetime(1970, 1, 1)


def from_batches(batches: Batches) -> Iterator[Article]:
    """Yield the articles of batches or of a table; columns that are not of the model are not read.

    Where `split_pages` said in the column `article` that a page has none, there is none.
    """
    given: Any = batches
    if isinstance(batches, pa.Table):
        given = given.to_batches(max_chunksize=2048)
    for batch in [given] if isinstance(given, pa.RecordBatch) else given:
        for article in read_batch(batch):
            if isinstance(article, ReadError):
                raise article
            yield article


def check_schema(schema: pa.Schema) -> None:
    """Raise `ReadError` for columns without an article, or of a newer newsdoc."""
    version = (schema.metadata or {}).get(MODEL, VERSION.encode()).decode("utf-8", "replace")
    if version != VERSION:
        raise ReadError(
            f"the columns are of version {version[:20]!r} of the schema, and this newsdoc reads {VERSION!r}", path="$"
        )
    if not set(schema.names) & set(SCHEMA.names):
        raise ReadError("there is no column of an article, such as headline or body", path="$")


def read_batch(batch: pa.RecordBatch) -> Iterator[Article | ReadError]:
    """Yield the articles of a batch; one that the model does not allow is an error, and the others are read."""
    check_schema(batch.schema)
    columns = {name: _values(batch, name) for name in SCHEMA.names if name in batch.schema.names}
    numbers = batch.column("article") if "article" in batch.schema.names else None
    makers = [(name, columns[name], _maker(kind)) for name, kind in model_fields(Article).items() if name in columns]
    for row in range(batch.num_rows):
        if numbers is not None and not numbers[row].is_valid:
            continue
        try:
            yield _article(row, columns, makers)
        except ModelError as error:
            yield ReadError(str(error), path=f"$[{row}]")
        except (TypeError, ValueError, KeyError, IndexError, OverflowError) as error:
            yield ReadError(f"the columns do not make an article: {error}", path=f"$[{row}]")


def _values(batch: pa.RecordBatch, name: str) -> Sequence[Any] | None:
    """Return the values of a column; `None` for one without any."""
    column = batch.column(name)
    if column.null_count == len(column):
        return None
    kind = SCHEMA.field(name).type
    try:
        if pa.types.is_timestamp(kind):
            if not pa.types.is_timestamp(column.type):
                raise pa.ArrowTypeError("it is not a time")
            return list(column.cast(pa.timestamp("us", column.type.tz), safe=False).cast(pa.int64()).to_pylist())
        if column.type != kind:
            column = column.cast(kind)
        return list(column.to_pylist())
    except UnicodeDecodeError:
        raise ReadError(f"the column {name!r} holds a text that is not UTF-8", path="$") from None
    except pa.ArrowException as error:
        found, reason = str(column.type)[:60], str(error).partition("\n")[0][:100]
        raise ReadError(f"the column {name!r} is of type {found}, and {kind} is needed: {reason}", path="$") from None


_Make: TypeAlias = Callable[[Any], Any]


def _article(
    row: int, columns: dict[str, Sequence[Any] | None], makers: Sequence[tuple[str, Sequence[Any] | None, _Make]]
) -> Article:
    values: dict[str, Any] = {}
    for name, column, make in makers:
        value = None if column is None else column[row]
        if value is None or value == []:
            continue
        if name == "body":
            blocks = columns.get("blocks")
            values[name] = _body(value, blocks[row] if blocks else None)
        elif f"{name}_offset" in SCHEMA.names:
            offsets = columns.get(f"{name}_offset")
            values[name] = _time(value, offsets[row] if offsets else None)
        else:
            values[name] = make(value)
    return Article(**values)


@cache
def _maker(kind: Any) -> _Make:
    """Return a function from a plain value to one of the model."""
    if get_origin(kind) is tuple:
        inner = _maker(get_args(kind)[0])
        return tuple if inner is _same else lambda values: tuple(map(inner, values))
    if not attrs.has(kind):
        return _same
    makers = {name: _maker(each) for name, each in model_fields(kind).items()}
    optional = {field.name for field in attrs.fields(kind) if field.default is not attrs.NOTHING}

    def make(value: dict[str, Any]) -> Any:
        given = ((name, value.get(name)) for name in makers)
        return kind(**{name: makers[name](each) for name, each in given if each is not None or name not in optional})

    return make


def _same(value: Any) -> Any:
    return value


def _time(value: int, offset: int | None) -> datetime | date:
    """Return a moment with its minutes from UTC; without them, the bare date."""
    if offset is None:
        return (_EPOCH + timedelta(microseconds=value)).date()
    naive = _EPOCH + timedelta(microseconds=value + offset * 60_000_000)
    return naive.replace(tzinfo=timezone(timedelta(minutes=offset)))


# --- bodies ---


def _body(texts: Sequence[str], blocks: Sequence[dict[str, Any]] | None) -> list[Block]:
    body: list[Block] = list(texts)
    for block in blocks or ():
        at = int(block["at"])
        if not 0 <= at < len(body):
            raise IndexError(f"there is no block {at} in the body")
        body[at] = _block(texts[at], block)
    return body


def _block(text: str, value: dict[str, Any]) -> Any:
    cls = BLOCK_TYPES[value["type"]]
    fields = {name for name in model_fields(cls) if name != "text"}
    given = {name: value[name] for name in fields if value.get(name) is not None}
    marks = value.get("marks") or ()
    if cls is ListBlock:
        given["items"] = [
            _paragraph(item, [mark for mark in marks if mark["item"] == number])
            for number, item in enumerate(value["items"])
        ]
        return ListBlock(**given)
    if "marks" in given:
        given["marks"] = [_mark(mark) for mark in marks]
    return cls(**given, **({"text": text} if "text" in model_fields(cls) else {}))


def _paragraph(text: str, marks: Sequence[dict[str, Any]]) -> str | Paragraph:
    return Paragraph(text, [_mark(mark) for mark in marks]) if marks else text


def _mark(value: dict[str, Any]) -> Mark:
    return Mark(**{name: value[name] for name in model_fields(Mark)})
