"""Parquet files by pyarrow: read row group by row group, and written batch by batch."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice, repeat
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from newsdoc.arrow.read import check_schema, read_batch  # first: it says that pyarrow is missing
from newsdoc.arrow.schema import MODEL, SCHEMA
from newsdoc.arrow.write import article_arrays, text_size
from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError, WriteError
from newsdoc.files.packing import count_unpacked
from newsdoc.files.streams import read_piece, write_all
from newsdoc.formats.rows.columns import Columns, check_columns, check_names, value_of
from newsdoc.formats.rows.flat import column_names, extra_values
from newsdoc.formats.rows.names import usual_names
from newsdoc.formats.rows.pages import Row

import pyarrow as pa  # isort: skip
from pyarrow import parquet  # isort: skip

__all__ = ["ParquetTable", "open_table", "write"]

_ROWS = 200  # rows that are read at a time, and fewer if they are large
_READ = 2 << 20
_BUFFER = 1 << 20  # bytes of a column that are read at a time: a row group may be the whole file
_SHARE = 200  # articles that become columns together, and fewer if they are long
_CHARACTERS = 1 << 19
_GROUP = 8 << 20  # bytes of columns in a row group
_SPOOLED = 32 << 20


# --- reading ---


class ParquetTable:
    """A Parquet file that is being read."""

    def __init__(self, file: Any, source: BinaryIO, report: Report) -> None:
        self._source = source
        self._report = report
        try:
            self._file = parquet.ParquetFile(file, pre_buffer=False, buffer_size=_BUFFER)
            self._schema = self._file.schema_arrow
        except (pa.ArrowException, OSError, ValueError) as error:
            raise ReadError(f"the Parquet file is broken or cut off: {_first(error)}", path="$") from None

    @property
    def holds_articles(self) -> bool:
        """True for a file in newsdoc's own columns."""
        metadata = self._schema.metadata or {}
        return MODEL in metadata or {"headline", "body", "version"} <= set(self._schema.names)

    def articles(self, keep: Sequence[str]) -> Iterator[Row]:
        """Yield the articles of a file in newsdoc's own columns, with other columns that are kept beside them.

        One that cannot be read costs only itself.
        """
        check_schema(self._schema)
        check_columns(keep, self._schema.names)
        count = number = 0
        trouble: ReadError | None = None
        for batch in self._batches(None):
            for article, kept in zip(read_batch(batch), _beside(batch, keep), strict=False):
                if isinstance(article, ReadError):
                    trouble = trouble or article
                    article.path = f"$[{number}]"
                    self._report(Diagnostic("error.item", article.message, None, article.path))
                else:
                    count += 1
                    yield Row(article, origin=str(number), columns=kept)
                number += 1
        if trouble and not count:
            raise trouble

    def rows(self, columns: Columns) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the rows of a table of pages, with the columns that are needed."""
        names = self._schema.names
        check_names(names)
        # without a text, its usual names are looked for in all columns
        wanted = _outer(columns.read, names)
        read = [name for name in names if name in wanted or not columns.text or _may_be_hint(name)]
        number = 0
        for batch in self._batches(read):
            for row in _with_microseconds(batch).to_pylist():
                yield number, row
                number += 1

    def _batches(self, columns: list[str] | None) -> Iterator[pa.RecordBatch]:
        """Yield the rows in small batches; skip a row group that is damaged, and report it."""
        some = False
        trouble: ReadError | None = None
        for group in range(self._file.num_row_groups):
            about = self._file.metadata.row_group(group)
            size = max(1, about.total_byte_size // max(1, about.num_rows))
            rows = min(_ROWS, max(1, _READ // size))
            try:
                for batch in self._file.iter_batches(rows, row_groups=[group], columns=columns, use_threads=False):
                    batch.validate(full=True)  # a text that is not UTF-8 would raise when it is first used
                    some = True
                    count_unpacked(self._source, batch.nbytes)
                    yield batch
                    _give_back()
            except (pa.ArrowException, OSError, ValueError) as error:
                message = f"the row group {group} cannot be read to its end, and the rest of it is left out"
                trouble = trouble or ReadError(f"{message}: {_first(error)}", path="$")
                self._report(Diagnostic("error.record", f"{message}: {_first(error)}", None, "$"))
        if trouble and not some:
            raise trouble


def _outer(wanted: Iterable[str], names: Sequence[str]) -> set[str]:
    """Return the columns that are wanted, or in which those that are wanted are."""
    return {name if name in names else name.partition(".")[0] for name in wanted}


def _beside(batch: pa.RecordBatch, keep: Sequence[str]) -> Iterable[dict[str, Any]]:
    """Return the values of columns beside each article of a batch; a page without one has a row, and no article."""
    if not keep:
        return repeat({})
    if "article" in batch.schema.names:
        batch = batch.filter(batch.column("article").is_valid())
    outer = _outer(keep, batch.schema.names)
    rows = _with_microseconds(batch.select([name for name in batch.schema.names if name in outer])).to_pylist()
    return ({name: value_of(row, name) for name in keep} for row in rows)


def _with_microseconds(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return rows whose times Python can hold: pyarrow makes nothing, or values of pandas, of nanoseconds."""
    fields = [field.with_type(_in_microseconds(field.type)) for field in batch.schema]
    if all(map(pa.Field.equals, fields, batch.schema)):
        return batch
    columns = [column.cast(field.type, safe=False) for column, field in zip(batch.columns, fields, strict=True)]
    return pa.RecordBatch.from_arrays(columns, schema=pa.schema(fields))


def _in_microseconds(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_struct(kind):
        return pa.struct([field.with_type(_in_microseconds(field.type)) for field in kind])
    if pa.types.is_list(kind):
        return pa.list_(kind.value_field.with_type(_in_microseconds(kind.value_type)))
    if pa.types.is_timestamp(kind):
        return pa.timestamp("us", kind.tz) if kind.unit == "ns" else kind
    if pa.types.is_duration(kind):
        return pa.duration("us") if kind.unit == "ns" else kind
    return pa.time64("us") if kind == pa.time64("ns") else kind


def _may_be_hint(name: str) -> bool:
    return name.lower() in usual_names()


def _give_back() -> None:
    """Return memory that pyarrow no longer needs, and would keep, to the system."""
    pa.default_memory_pool().release_unused()


def _first(error: Exception) -> str:
    return str(error).partition("\n")[0][:200]


@contextmanager
def open_table(fp: BinaryIO, report: Report) -> Iterator[ParquetTable]:
    """Open a Parquet file; one that cannot seek is copied first, since its end says what is in it."""
    piece = read_piece(fp, 4)
    if getattr(fp, "seekable", bool)():
        fp.seek(-len(piece), os.SEEK_CUR)
        yield ParquetTable(pa.PythonFile(_Source(fp), mode="r"), fp, report)
        return
    with SpooledTemporaryFile(_SPOOLED) as copy:
        while piece:
            copy.write(piece)
            piece = read_piece(fp, _BUFFER)
        copy.seek(0)
        yield ParquetTable(copy, fp, report)


class _Source:
    """A binary file for pyarrow, which takes a short read for the end; ours may give less than it is asked for."""

    closed = False

    def __init__(self, fp: BinaryIO) -> None:
        self._fp = fp
        self.seek = fp.seek
        self.tell = fp.tell

    def read(self, size: int) -> bytes:
        """Read all bytes that are asked for."""
        parts = []
        while size and (piece := read_piece(self._fp, size)):
            parts.append(piece)
            size -= len(piece)
        return b"".join(parts)

    def close(self) -> None:
        """Do nothing: the file itself is closed by its owner."""


# --- writing ---


class _Sink:
    """A binary file for pyarrow, which asks for the position; ours may be a pipe."""

    def __init__(self, fp: BinaryIO) -> None:
        self._fp = fp
        self._at = 0
        self.closed = False

    def write(self, data: Any) -> int:
        """Write data."""
        write_all(self._fp, [bytes(data)])
        self._at += len(data)
        return len(data)

    def tell(self) -> int:
        """Return the number of bytes written."""
        return self._at

    def flush(self) -> None:
        """Do nothing: the file itself is flushed by its owner."""

    def close(self) -> None:
        """Do nothing: the file itself is closed by its owner."""


def write(rows: Iterable[Row], fp: BinaryIO, extra: Sequence[str]) -> None:
    """Write articles with extra columns beside them; without any, the file has its columns and no row."""
    rest = iter(rows)
    share = _share(rest)
    names = column_names(extra, SCHEMA.names)
    columns = [_inferred(share, name) for name in names]
    fields = [pa.field(name, column.type) for name, column in zip(names.values(), columns, strict=True)]
    schema = pa.schema([*fields, *SCHEMA], metadata=SCHEMA.metadata)
    sink = pa.PythonFile(_Sink(fp), mode="w")
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        group: list[pa.RecordBatch] = []
        while share:
            batch = [*columns, *article_arrays([row.article for row in share])]
            group.append(pa.RecordBatch.from_arrays(batch, schema=schema))
            share = _share(rest)
            columns = [_typed(share, name, field.type) for name, field in zip(names, fields, strict=True)]
            if not share or sum(each.nbytes for each in group) >= _GROUP:
                writer.write_table(pa.Table.from_batches(group))
                group = []
                _give_back()


def _share(rows: Iterator[Row]) -> list[Row]:
    """Return the next rows that are written together."""
    share: list[Row] = []
    size = 0
    for row in islice(rows, _SHARE):
        share.append(row)
        size += text_size(row.article.body)
        if size >= _CHARACTERS:
            break
    return share


_TYPES: dict[str, pa.DataType] = {
    "confidence": pa.float64(),
    "doubts": pa.list_(pa.string()),
    "lines": pa.list_(pa.int64()),
    "origin": pa.string(),
}


def _inferred(share: Sequence[Row], name: str) -> pa.Array:
    """Return a column beside the articles, of the type that its first values have; text if there are none."""
    if name in _TYPES and not any(name in row.columns for row in share):
        return _typed(share, name, _TYPES[name])
    try:
        column = pa.array([extra_values(row, [name])[0] for row in share])
    except pa.ArrowException:
        column = pa.array([str(extra_values(row, [name])[0]) for row in share], pa.string())
    return cast("pa.Array", column.cast(pa.string()) if pa.types.is_null(column.type) else column)


def _typed(share: Sequence[Row], name: str, kind: pa.DataType) -> pa.Array:
    values = [extra_values(row, [name])[0] for row in share]
    try:
        return pa.array(values, kind)
    except pa.ArrowException as error:
        raise WriteError(f"the column {name!r} has values of several types: {_first(error)}") from None
