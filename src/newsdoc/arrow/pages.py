"""Batches of pages into batches of articles: what an engine calls for each batch, or for each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pyarrow as pa

from newsdoc.arrow.schema import SCHEMA
from newsdoc.arrow.write import article_arrays, list_array
from newsdoc.diagnostics import ignore
from newsdoc.dialects import Dialect  # engines look up the types of the functions that they are given
from newsdoc.errors import ReadError
from newsdoc.formats.rows.columns import Columns, page_of
from newsdoc.formats.rows.flat import column_names
from newsdoc.formats.rows.pages import Row, with_hints
from newsdoc.model import Article
from newsdoc.page import Hints
from newsdoc.page.articles import find
from newsdoc.page.lines import decode

__all__ = ["PAGE_FIELDS", "page_arrays", "split_column", "split_pages", "split_schema"]

PAGE_FIELDS: list[pa.Field] = [
    pa.field("article", pa.int32()),
    pa.field("lines", pa.struct([pa.field("start", pa.int64()), pa.field("stop", pa.int64())])),
    pa.field("confidence", pa.float64()),
    pa.field("doubts", pa.list_(pa.string())),
]
"""Columns of an article that is found on a page: its number there, its lines, its confidence and its doubts."""

_OWN = [field.name for field in PAGE_FIELDS] + SCHEMA.names


class _Found(NamedTuple):
    """An article of a batch of pages, and the number of its page."""

    page: int
    row: Row


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
    found = list(_find(batch, columns, dialect, empty=empty))
    pages = pa.array([each.page for each in found], pa.int64())
    kept = [batch.column(name).take(pages) for name in _kept(batch.schema, columns)]
    return pa.RecordBatch.from_arrays([*kept, *_arrays(found)], schema=schema)


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
    found = list(_find(batch, Columns(text="text"), dialect, empty=False))
    counts = [0] * (len(column) + 1)
    for each in found:
        counts[each.page + 1] += 1
    for index in range(len(column)):
        counts[index + 1] += counts[index]
    rows = pa.StructArray.from_arrays(_arrays(found), fields=[*PAGE_FIELDS, *SCHEMA])
    return pa.ListArray.from_arrays(pa.array(counts, pa.int32()), rows)


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


def _find(batch: pa.RecordBatch, columns: Columns, dialect: str | Dialect | None, *, empty: bool) -> Iterator[_Found]:
    """Yield the articles of the pages of a batch, and with `empty` a row for each page without one."""
    for number, (text, hints) in enumerate(_texts(batch, columns)):
        if text is None:
            continue
        count = 0
        others: list[str] = []
        for found in find(text, hints=hints, dialect=dialect):
            if found.article is None:
                others += found.doubts
                continue
            article = with_hints(found.article, hints, first=count == 0) if hints else found.article
            yield _Found(number, Row(article, found.confidence, found.doubts, None, count, found.lines))
            count += 1
        if empty and not count:
            article = with_hints(Article(), hints, first=False) if hints else Article()
            yield _Found(number, Row(article, None, tuple(others), None, None))


def _texts(batch: pa.RecordBatch, columns: Columns) -> Iterator[tuple[str | None, Hints | None]]:
    """Yield the text of each page, `None` for a null, and what is known of it."""
    read = {name: batch.column(name).to_pylist() for name in columns.read}
    if len(read) == 1:  # nothing is known
        yield from ((decode(text) if isinstance(text, bytes) else text, None) for text in read[columns.read[0]])
        return
    for number in range(batch.num_rows):
        page = page_of({name: values[number] for name, values in read.items()}, columns, number, ignore)
        yield (str(page.text), page.hints) if page else (None, None)


def _arrays(found: Sequence[_Found]) -> list[pa.Array]:
    """Return the columns of articles, `PAGE_FIELDS` and then those of `SCHEMA`."""
    rows = [each.row for each in found]
    return [*page_arrays(rows), *article_arrays([row.article for row in rows])]


def page_arrays(rows: Sequence[Row]) -> list[pa.Array]:
    """Return the columns `PAGE_FIELDS` of articles."""
    kind = PAGE_FIELDS[1].type
    starts, stops = ([row.lines and row.lines[end] for row in rows] for end in (0, 1))
    parts = [pa.array(starts, pa.int64()), pa.array(stops, pa.int64())]
    missing = pa.array([row.lines is None for row in rows], pa.bool_())
    return [
        pa.array([row.number for row in rows], PAGE_FIELDS[0].type),
        pa.StructArray.from_arrays(parts, fields=list(kind), mask=missing),
        pa.array([row.confidence for row in rows], PAGE_FIELDS[2].type),
        list_array([row.doubts for row in rows], PAGE_FIELDS[3].type),
    ]
