"""The format `newsdoc` of Spark: files of every format as a table of articles, and a table of articles as files."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from glob import glob, has_magic
from itertools import chain, islice
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from uuid import uuid4

import pyarrow as pa
from attrs import define
from pyspark.sql.datasource import (
    DataSource,
    DataSourceArrowWriter,
    DataSourceReader,
    DataSourceWriter,
    InputPartition,
    WriterCommitMessage,
)
from pyspark.sql.pandas.types import from_arrow_schema
from pyspark.sql.types import StructType

from newsdoc import formats
from newsdoc.arrow import from_batches
from newsdoc.arrow.pages import PAGE_FIELDS, page_arrays
from newsdoc.arrow.schema import SCHEMA
from newsdoc.arrow.write import article_arrays, text_size
from newsdoc.errors import ReadError, WriteError
from newsdoc.files import remote
from newsdoc.formats.rows.pages import Row
from newsdoc.io import iter_rows, write
from newsdoc.io.opening import plain_size
from newsdoc.model import Article
from newsdoc.ranges import WHOLE, Range, iter_range_rows, plan_ranges

__all__ = ["Files"]

_OF_FILE = [pa.field("origin", pa.string()), pa.field("error", pa.string())]
_SCHEMA = pa.schema([*_OF_FILE, *PAGE_FIELDS, *SCHEMA])
_ROWS = 1000
_CHARACTERS = 8 << 20
_PARTITION = 128 << 20  # bytes, as Spark's spark.sql.files.maxPartitionBytes
_FILE = 4 << 10  # bytes that take as long as opening a file
_READING = ("format", "dialect", "encoding", "language")
_OF_ROWS = ("text_column", "url_column", "title_column", "language_column", "date_column")


class Files(DataSource):
    """Files of articles or pages.

    Options of reading: those of `newsdoc.iter_rows`, `partition_bytes`, and `mode`. In the mode `permissive`, what
    cannot be read is a row with `origin` and `error`; in the mode `failfast` it is an error. Option of writing:
    `format`.
    """

    @classmethod
    def name(cls) -> str:
        """Return the name for `format(…)`."""
        return "newsdoc"

    def schema(self) -> StructType:
        """Return the columns of the articles in files."""
        return from_arrow_schema(_SCHEMA)

    def reader(self, schema: StructType) -> DataSourceReader:  # noqa: ARG002 (there is one schema)
        """Return the reader."""
        return _Reader(dict(self.options))

    def writer(self, schema: StructType, overwrite: bool) -> DataSourceWriter:  # noqa: ARG002 (Spark's signature)
        """Return the writer."""
        return _Writer(dict(self.options), overwrite=overwrite)


# --- reading ---


class _Part(NamedTuple):
    """A file, or a part of it."""

    path: str
    range: Range


class _Parts(InputPartition):
    """What one task reads."""

    def __init__(self, parts: Sequence[_Part]) -> None:
        super().__init__(None)
        self.parts = tuple(parts)


@define
class _Reader(DataSourceReader):
    options: dict[str, str]

    def partitions(self) -> Sequence[InputPartition]:
        """Cut large plain files, leave packed ones whole, and put small ones together."""
        most = int(self.options.get("partition_bytes", _PARTITION))
        found: list[InputPartition] = []
        small: list[_Part] = []
        room = most
        for path in _paths(self.options.get("path", "")):
            size = remote.size_of(path) if remote.is_address(path) else Path(path).stat().st_size
            if size is None:  # a server that does not tell
                found.append(_Parts([_Part(path, WHOLE)]))
                continue
            if size > most:
                found += [_Parts([_Part(path, each)]) for each in self._ranges(path, size, most)]
                continue
            small.append(_Part(path, WHOLE))
            room -= max(size, _FILE)
            if room <= 0:
                found.append(_Parts(small))
                small, room = [], most
        return [*found, _Parts(small)] if small else found

    def _ranges(self, path: str, size: int, most: int) -> list[Range]:
        if plain_size(path) is None:
            return [WHOLE]
        reading: dict[str, Any] = {name: self.options.get(name) for name in ("format", "dialect", "encoding")}
        return plan_ranges(path, -(-size // most), **reading, least=1)

    def read(self, partition: InputPartition) -> Iterator[pa.RecordBatch]:
        """Yield the articles of some files as batches."""
        rows = self._rows(partition)
        while share := _share(rows):
            yield _batch(share)

    def _rows(self, partition: InputPartition) -> Iterator[tuple[Row, str | None]]:
        """Yield each article, and `None`; an empty one and the error for what cannot be read."""
        assert isinstance(partition, _Parts)
        for part in partition.parts:
            errors: list[str] = []
            try:
                for row in self._rows_of(part, errors):
                    yield row, None
            except ReadError as error:
                errors.append(str(error))
            for trouble in errors:
                if self.options.get("mode", "permissive").lower() == "failfast":
                    place = remote.label(part.path)
                    raise ReadError(trouble.removeprefix(f"{place}: "), file=place)
                yield Row(Article(), None, (), remote.label(part.path), None), trouble

    def _rows_of(self, part: _Part, errors: list[str]) -> Iterator[Row]:
        def report(diagnostic: Any) -> None:
            if diagnostic.code.startswith("error."):
                errors.append(str(diagnostic))

        reading: dict[str, Any] = {name: self.options.get(name) for name in _READING}
        if part.range == WHOLE:
            columns: dict[str, Any] = {name: self.options.get(name) for name in _OF_ROWS}
            return iter_rows(part.path, **columns, **reading, report=report)
        return iter_range_rows(part.path, part.range, **reading, report=report)


def _paths(path: str) -> list[str]:
    """Return the files of a path, a folder or a pattern, in sorted order, without hidden files and Spark's marks."""
    path = path.removeprefix("file://").removeprefix("file:")
    if remote.is_address(path):
        return _addresses(path)
    found: list[Path] = []
    for each in sorted(glob(path)) if has_magic(path) else [path]:  # noqa: PTH207 (the pattern may be absolute)
        place = Path(each)
        if place.is_dir():
            inside = (file for file in place.rglob("*") if file.is_file())
            found += sorted(file for file in inside if not file.name.startswith((".", "_")))
        else:
            found.append(place)
    if missing := next((file for file in found if not file.is_file()), None):
        raise ReadError("there is no such file", file=str(missing))
    return list(map(str, found))


def _addresses(address: str) -> list[str]:
    """Return the files at an address, below a folder or of a pattern, as `_paths` does for this machine."""
    found: list[str] = []
    for each in remote.matching(address) if remote.is_pattern(address) else [address]:
        if not remote.is_folder(each):
            found.append(each)
            continue
        inside = ((PurePosixPath(name), place) for name, place in remote.listed(each))
        found += [place for name, place in inside if not name.name.startswith((".", "_"))]
    return found


def _share(rows: Iterator[tuple[Row, str | None]]) -> list[tuple[Row, str | None]]:
    share: list[tuple[Row, str | None]] = []
    size = 0
    for row in islice(rows, _ROWS):
        share.append(row)
        size += text_size(row[0].article.body)
        if size > _CHARACTERS:
            break
    return share


def _batch(share: Sequence[tuple[Row, str | None]]) -> pa.RecordBatch:
    rows = [row for row, _ in share]
    files = [pa.array([row.origin for row in rows], pa.string()), pa.array([error for _, error in share], pa.string())]
    beside = page_arrays([(row.number, row.lines, row.confidence, row.doubts) for row in rows])
    columns = [*files, *beside, *article_arrays([row.article for row in rows])]
    return pa.RecordBatch.from_arrays(columns, schema=_SCHEMA)


# --- writing ---


@define
class _Written(WriterCommitMessage):
    """The files that a task wrote."""

    names: list[str]


class _Writer(DataSourceArrowWriter):
    """Writes a file for each task into a folder of its own; they get their names when all tasks are done."""

    def __init__(self, options: Mapping[str, str], *, overwrite: bool) -> None:
        path = options.get("path", "").removeprefix("file://").removeprefix("file:")
        if remote.is_address(path):
            raise WriteError(
                f"{remote.label(path)}: the format newsdoc of Spark writes to folders only, not to addresses; "
                "write Parquet there with Spark itself, or convert a folder afterwards"
            )
        self._folder = Path(path)
        self._format = formats.find_writable(options.get("format", "jsonl")).name
        self._overwrite = overwrite
        self._waiting = self._folder / f"_temporary-{uuid4().hex}"
        self._waiting.mkdir(parents=True)

    def write(self, iterator: Iterator[pa.RecordBatch]) -> WriterCommitMessage:
        """Write the articles of a task."""
        if not self._waiting.is_dir():  # the job has been aborted, and the folder must not come back
            raise WriteError(f"{self._waiting}: the folder is gone")
        row = formats.find(self._format)
        articles = from_batches(iterator)
        stem = uuid4().hex
        names: list[str] = []
        while first := list(islice(articles, 1)):
            name = f"{stem}-{len(names):06}{row.suffix}"
            write(chain(first, articles) if row.several else first, self._waiting / name, format=self._format)
            names.append(name)
        return _Written(names)

    def commit(self, messages: list[WriterCommitMessage | None]) -> None:
        """Put all files in their places."""
        if self._overwrite:
            for old in self._folder.glob("part-*"):
                old.unlink()
        batch = uuid4().hex[:8]
        suffix = formats.find(self._format).suffix
        written = [message.names for message in messages if isinstance(message, _Written)]
        for task, names in enumerate(written):
            for number, name in enumerate(names, 1):
                count = f"-{number}" if len(names) > 1 else ""
                (self._waiting / name).replace(self._folder / f"part-{task:05}-{batch}{count}{suffix}")
        shutil.rmtree(self._waiting, ignore_errors=True)
        (self._folder / "_SUCCESS").touch()

    def abort(self, messages: list[WriterCommitMessage | None]) -> None:  # noqa: ARG002 (nothing has its place yet)
        """Remove what the tasks wrote."""
        shutil.rmtree(self._waiting, ignore_errors=True)
