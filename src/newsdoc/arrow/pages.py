"""Batches of pages into batches of articles: what an engine calls for each batch, or for each column."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import accumulate, repeat
from typing import Any

import pyarrow as pa
from attrs import Factory, define

from newsdoc.arrow.schema import SCHEMA
from newsdoc.arrow.write import FIELDS, value_arrays, values_of, writer
from newsdoc.diagnostics import ignore
from newsdoc.dialects import Dialect  # engines look up the types of the functions that they are given
from newsdoc.errors import ReadError
from newsdoc.formats.rows.columns import Columns, check_names, hints_of
from newsdoc.formats.rows.flat import column_names
from newsdoc.formats.rows.pages import cell_of, find_on, known_fields
from newsdoc.model import Article
from newsdoc.page import Hints

__all__ = ["PAGE_FIELDS", "page_arrays", "split_column", "split_pages", "split_schema"]

PAGE_FIELDS: list[pa.Field] = [
    pa.field("article", pa.int32()),
    pa.field("lines", pa.struct([pa.field("start", pa.int64()), pa.field("stop", pa.int64())])),
    pa.field("confidence", pa.float64()),
    pa.field("doubts", pa.list_(pa.string())),
]
"""Columns of an article that is found on a page: its number there, its lines, its confidence and its doubts."""

_OWN = [field.name for field in PAGE_FIELDS] + SCHEMA.names
_NO_HINTS = Hints()
_AT = {name: at for at, name in enumerate(FIELDS)}


def split_pages(
    batch: pa.RecordBatch,
    text: str = "text",
    *,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    date: str | None = None,
    dialect: str | Dialect | None = None,
    empty: bool = False,
) -> pa.RecordBatch:
    """Return the articles of a batch of pages, one a row, as `split_schema` describes them.

    `text` names the column with the texts of the pages; the other names are of columns that tell the address, the
    title, the language and the time of publication. A page that is null gives no row, and a page without an article
    gives none, or with `empty` a row with its columns and its doubts, of which `article` is null. No page makes this
    fail.
    """
    columns = Columns(text=text, url=url, title=title, language=language, date=date)
    schema = split_schema(batch.schema, text, url=url, title=title, language=language, date=date)
    found = _find(batch, columns, dialect, empty=empty)
    pages = pa.array(found.pages, pa.int64())
    kept = [batch.column(name).take(pages) for name in _kept(batch.schema, columns)]
    return pa.RecordBatch.from_arrays([*kept, *found.arrays()], schema=schema)


def split_schema(
    schema: pa.Schema,
    text: str = "text",
    *,
    url: str | None = None,
    title: str | None = None,
    language: str | None = None,
    date: str | None = None,
) -> pa.Schema:
    """Return the schema of what `split_pages` returns for pages of a schema; engines ask for it beforehand.

    First come the columns of the pages, without the text and those that become a field of the article. One that has
    the name of a field of the article begins with `page_`. Then come `article` (its number on the page), `lines`,
    `confidence` and `doubts`, then `SCHEMA`.
    """
    columns = Columns(text=text, url=url, title=title, language=language, date=date)
    check_names(schema.names)
    for name in columns.read:
        _check_column(schema, name, text)
    kept = column_names(_kept(schema, columns), _OWN)
    fields = [schema.field(name).with_name(new) for name, new in kept.items()]
    return pa.schema([*fields, *PAGE_FIELDS, *SCHEMA], metadata=SCHEMA.metadata)


def split_column(texts: pa.Array | pa.ChunkedArray, *, dialect: str | Dialect | None = None) -> pa.ListArray:
    """Return the articles of each page of a column as a list of structs: for functions of SQL engines."""
    column = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    batch = pa.RecordBatch.from_arrays([column], names=["text"])
    _check_column(batch.schema, "text", "text")
    found = _find(batch, Columns(text="text"), dialect, empty=False)
    counts = [0] * (len(column) + 1)
    for page in found.pages:
        counts[page + 1] += 1
    rows = pa.StructArray.from_arrays(found.arrays(), fields=[*PAGE_FIELDS, *SCHEMA])
    return pa.ListArray.from_arrays(pa.array(accumulate(counts), pa.int32()), rows)


def _kept(schema: pa.Schema, columns: Columns) -> list[str]:
    """Return the columns of the pages that stay: all but the text and those that become fields of the article."""
    gone = {columns.text, columns.url, columns.language}
    return [name for name in schema.names if name not in gone]


def _check_column(schema: pa.Schema, name: str, text: str) -> None:
    if name not in schema.names:
        listed = ", ".join(repr(each[:60]) for each in schema.names[:20])
        raise ReadError(f"there is no column {name[:60]!r}; the columns are {listed}", path="$")
    kind = schema.field(name).type
    if name == text and not _is_text(kind):
        raise ReadError(f"the column {name!r} is of type {str(kind)[:60]}, and text is needed", path="$")


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _is_text(kind.value_type)
    is_text = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null)
    is_bytes = (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view)
    return any(test(kind) for test in (*is_text, *is_bytes))


@define
class _Articles:
    """The articles of a batch of pages, as columns."""

    pages: list[int] = Factory(list)
    """The number of the page of each."""
    found: list[tuple[Any, ...]] = Factory(list)
    """The number on the page, the lines, the confidence and the doubts of each."""
    values: list[Sequence[Any]] = Factory(list)
    """The values of all fields of each."""

    def add(self, page: int, found: tuple[Any, ...], article: Article, hints: Hints | None, *, first: bool) -> None:
        """Add an article, an empty one for a page without any; `hints` fill the fields that it does not have."""
        values: Sequence[Any] = values_of(article)
        if hints and (known := known_fields(article, hints, first=first)):
            values = list(values)
            for name, value in known.items():
                values[_AT[name]] = value
        self.pages.append(page)
        self.found.append(found)
        self.values.append(values)

    def arrays(self) -> list[pa.Array]:
        """Return the columns, `PAGE_FIELDS` and then those of `SCHEMA`."""
        return [*page_arrays(self.found), *value_arrays(self.values)]


def _find(batch: pa.RecordBatch, columns: Columns, dialect: str | Dialect | None, *, empty: bool) -> _Articles:
    """Return the articles of the pages of a batch, and with `empty` a row for each page without one."""
    rows = _Articles()
    texts = batch.column(columns.text).to_pylist()
    for page, (text, hints) in enumerate(zip(texts, _hints(batch, columns), strict=True)):
        if text is None:
            continue
        count = 0
        others: tuple[str, ...] = ()
        for found in find_on(cell_of(text, hints or _NO_HINTS), dialect):
            article = found.article
            if article is None:
                others += found.doubts
                continue
            beside = count, found.lines, found.confidence, found.doubts
            rows.add(page, beside, article, hints, first=count == 0)
            count += 1
        if empty and not count:
            rows.add(page, (None, None, None, others), Article(), hints, first=False)
    return rows


def _hints(batch: pa.RecordBatch, columns: Columns) -> Iterable[Hints | None]:
    """Return what is known of each page; `None` where no column tells anything."""
    names = (columns.title, columns.url, columns.language, columns.date)
    if not any(names):
        return repeat(None, batch.num_rows)
    told = [batch.column(name).to_pylist() if name else repeat(None) for name in names]
    rows = zip(range(batch.num_rows), *told, strict=False)
    return (hints_of(values, number, ignore) for number, *values in rows)


def page_arrays(found: Sequence[tuple[Any, ...]]) -> list[pa.Array]:
    """Return the columns `PAGE_FIELDS` of articles: of the number on the page, lines, confidence and doubts of each."""
    numbers, lines, confidence, doubts = zip(*found, strict=True) if found else ((), (), (), ())
    kind = PAGE_FIELDS[1].type
    parts = [pa.array([each and each[end] for each in lines], pa.int64()) for end in (0, 1)]
    missing = pa.array([each is None for each in lines], pa.bool_())
    return [
        pa.array(numbers, PAGE_FIELDS[0].type),
        pa.StructArray.from_arrays(parts, fields=list(kind), mask=missing),
        pa.array(confidence, PAGE_FIELDS[2].type),
        _write_doubts(doubts),
    ]


_write_doubts = writer(PAGE_FIELDS[3].type)
