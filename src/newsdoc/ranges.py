"""Cut a file into ranges that can be read separately, and read one of them.

Raw dumps are cut where an article begins, JSON Lines at line ends. The articles of the parts, one part after the other,
are exactly those of the whole; so the parts can be read at the same time, here or on other machines.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO, NamedTuple, cast

from attrs import define

from newsdoc import dialects
from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import ReadError
from newsdoc.files import remote
from newsdoc.files.limits import Limits, Meter
from newsdoc.formats import jsonl
from newsdoc.formats.rows.pages import Row
from newsdoc.io import iter_read, with_language_and_source
from newsdoc.io.opening import Input, plain_size, reading
from newsdoc.model import Article, Source
from newsdoc.page.articles import find_articles
from newsdoc.page.layouts import Layout
from newsdoc.page.lines import cut_lines, decode, text_blocks
from newsdoc.page.reader import find_starts

if TYPE_CHECKING:
    from newsdoc.dialects import Dialect
    from newsdoc.formats.newsml.catalogs import Catalogs
    from newsdoc.formats.times import Zone
    from newsdoc.io.options import FileOptions

__all__ = ["WHOLE", "Range", "Seen", "cut", "iter_range", "iter_range_rows", "plan_ranges", "read_range"]

_SEARCHED = 1 << 20  # bytes in which a cut is looked for
_FAILURES = 3  # searches without a result after which the rest is left in one piece: it may be one long article


class Range(NamedTuple):
    """A part of a file, in bytes: from `start` up to `stop`. It does not hold the file, and can be pickled."""

    start: int
    """The first byte, counted from 0: the beginning of the file or of a line."""

    stop: int | None
    """The byte after the last one, where the next range begins; `None` is the end of the file."""


WHOLE = Range(0, None)


def plan_ranges(
    path: Input,
    parts: int,
    *,
    format: str | None = None,
    dialect: str | Dialect | None = None,
    encoding: str | None = None,
    least: int = 1 << 20,
) -> list[Range]:
    """Cut a file into at most `parts` ranges of about the same size, for `iter_range`.

    They lie in order and without gap from the first byte to the end. None is planned for fewer than `least` bytes.
    Formats other than `rawdump` and `jsonl`, packed files, pipes, open files, dialects that are not newsdoc's own,
    encodings other than UTF-8, and a dump without a place where an article is sure to begin are one range. Only the
    lines around each cut are read, so this takes a few milliseconds for each, or a few requests to the store of an
    address. The other options are those of `read`. A file that cannot be read is one range, too; reading it raises the
    error.
    """
    size = plain_size(path) or 0
    step = max(-(-size // max(parts, 1)), least)
    return list(cut(path, step, format=format, dialect=dialect, encoding=encoding))


def cut(
    path: Input,
    step: int,
    *,
    format: str | None = None,
    dialect: str | Dialect | None = None,
    encoding: str | None = None,
) -> Iterator[Range]:
    """Cut a file into ranges of about `step` bytes, one by one, as `plan_ranges` does."""
    start = 0
    for place in () if encoding else _places(path, step, format, dialect):
        yield Range(start, place)
        start = place
    yield Range(start, None)


def iter_range(
    path: Input,
    range: Range,
    *,
    format: str | None = None,
    dialect: str | Dialect | None = None,
    language: str | None = None,
    source: Source | None = None,
    timezone: Zone = None,
    catalogs: Catalogs | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    report: Report = ignore,
) -> Iterator[Article]:
    """Read the articles of one range of a file, as `iter_read` reads those of all; the options are the same.

    The range is one that `plan_ranges` gave for this file, with the same options. Lines, and articles in
    paths, are counted from the start of the range. A second copy of an article (`article.duplicate`)
    is reported within the range only.
    """
    how: FileOptions = {
        "format": format,
        "dialect": dialect,
        "timezone": timezone,
        "catalogs": catalogs,
        "encoding": encoding,
        "limits": limits,
    }
    articles = read_range(path, range, Seen(), how, report)
    return iter(with_language_and_source(articles, language, source))


@define
class Seen:
    """The state of reading one range."""

    lines: int = 0
    """Number of lines that have been read of the range."""
    key: int | None = None
    """The `Found.fingerprint` of the latest article, if it is of a dump."""


def read_range(path: Input, range: Range, seen: Seen, how: FileOptions, report: Report) -> Iterator[Article]:
    """Read one range of a file, as `iter_range` does, and keep its state in `seen`."""
    if range == WHOLE:
        return iter_read(path, report=report, **how)
    return (row.article for row in _rows(path, range, seen, how, report))


def _rows(path: Input, range: Range, seen: Seen, how: FileOptions, report: Report) -> Iterator[Row]:
    """Read a range that is not the whole file."""
    mid_page = range.start > 0
    meter, encoding = Meter(how.get("limits")), how.get("encoding")
    with reading(path, how.get("format"), start=range.start, encoding=encoding, meter=meter, report=report) as found:
        name, fp = found
        if name not in ("rawdump", "jsonl"):
            raise ReadError("this format cannot be read in ranges; read the whole file with iter_read", format=name)
        part = _Part(fp, range, seen)
        if name == "rawdump":
            yield from _of_dump(part, how.get("dialect"), report, mid_page=mid_page)
        else:
            yield from map(Row, jsonl.iterload_part(cast("BinaryIO", part), mid_file=mid_page, report=report))


def iter_range_rows(
    path: Input,
    range: Range,
    *,
    format: str | None = None,
    dialect: str | Dialect | None = None,
    language: str | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    report: Report = ignore,
) -> Iterator[Row]:
    """Read one range of a file as `iter_range` does, each article with its confidence and its doubts."""
    how: FileOptions = {"format": format, "dialect": dialect, "encoding": encoding, "limits": limits}
    for row in _rows(path, range, Seen(), how, report):
        [article] = with_language_and_source([row.article], language, None)
        yield row._replace(article=article, origin=f"{remote.label(os.fspath(cast('str', path)))}:{range.start}")


# --- reading ---


class _Part:
    """A file object that ends where the range ends, unless `beyond` is set."""

    def __init__(self, fp: BinaryIO, range: Range, seen: Seen) -> None:
        self._fp = fp
        self.seen = seen
        self._left = sys.maxsize if range.stop is None else range.stop - range.start
        self.beyond = False

    def read(self, size: int) -> bytes:
        """Read `size` bytes, or fewer where the range ends."""
        if self.ended:
            return self._fp.read(size) if self.beyond else b""
        data = self._fp.read(min(self._left, size))
        self._left -= len(data)
        self.seen.lines += data.count(b"\n")
        return data

    @property
    def ended(self) -> bool:
        """True when the whole range has been read."""
        return self._left == 0


def _of_dump(part: _Part, dialect: str | Dialect | None, report: Report, *, mid_page: bool) -> Iterator[Row]:
    """Read articles up to the first one of the next range; the label of a line depends on the lines below it."""
    part.beyond = True
    seen = part.seen
    for found in find_articles(text_blocks(cast("BinaryIO", part)), dialect, mid_page=mid_page):
        if part.ended and found.article and found.lines[0] >= seen.lines:
            return  # the range had no article
        for diagnostic in found.diagnostics:
            report(diagnostic)
        if found.article:
            seen.key = found.fingerprint
            yield Row(found.article, found.confidence, found.doubts, lines=found.lines)
        if part.ended and found.lines[1] >= seen.lines:
            return


# --- planning ---


def _places(path: Input, step: int, format: str | None, dialect: str | Dialect | None) -> Iterator[int]:
    """Yield a place to cut after each `step` bytes; without a place, the range before goes on."""
    size = plain_size(path)
    if size is None or size <= step:
        return
    last = failures = 0
    for wanted in range(step, size, step):
        if wanted < last:
            continue
        try:
            place = _place(path, wanted, format, dialect, mid_page=last > 0)
        except ReadError:  # reading the range raises it again
            return
        failures = failures + 1 if place is None else 0
        if failures == _FAILURES:
            return
        if place is not None and last < place < size:
            yield place
            last = place


def _place(
    path: Input, wanted: int, format: str | None, dialect: str | Dialect | None, *, mid_page: bool
) -> int | None:
    """Return the first place to cut from the byte `wanted` on; `mid_page` is set if one was found before."""
    with reading(path, format, start=wanted - 1) as (name, fp):
        lines = cut_lines(fp)
        start = wanted - 1 + len(next(lines, b""))
        if name == "jsonl":
            return start
        layouts = dialects.layouts_of(dialect) if name == "rawdump" else None
        number = _first_start(lines, layouts, mid_page=mid_page) if layouts else None
    if number is None:
        return None
    with reading(path, format, start=start) as (_, fp):
        return start + sum(map(len, islice(cut_lines(fp), number)))


class _TooFar(Exception):
    """The end of the search. The lines must not simply end here, since a head may be cut where a page ends."""


def _first_start(lines: Iterable[bytes], layouts: tuple[Layout, ...], *, mid_page: bool) -> int | None:
    def near() -> Iterator[str]:
        size = 0
        for line in lines:
            size += len(line)
            if size > _SEARCHED:
                raise _TooFar
            yield decode(line).removesuffix("\n")

    try:
        return next(find_starts(near(), layouts, mid_page=mid_page), None)
    except _TooFar:
        return None
