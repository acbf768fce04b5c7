"""One document of many articles, read and written by several processes: ranges come back in order and are joined.

What is said about a range counts lines and articles from its start, and is set right here, so that what comes out is
what one process says and writes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import chain, count
from typing import Any, NamedTuple

from attrs import Factory, define

from newsdoc.assemble import Memory
from newsdoc.batch import Document
from newsdoc.console import Progress, Tally
from newsdoc.diagnostics import CATALOGUE, Diagnostic, Report
from newsdoc.errors import NewsdocError, ReadError
from newsdoc.io import plain_size, reading
from newsdoc.lines import BLOCK_SIZE
from newsdoc.model import Article
from newsdoc.parallel import in_order
from newsdoc.ranges import WHOLE, Range, cut, iter_range
from newsdoc.shares import FILE, LONGEST_STEP, size_of, source, step_for

__all__ = ["written"]

_HELD = 2 * LONGEST_STEP  # bytes of a range that are too many: what is written for a share is held in memory
_PACKED = 8  # how many times as large a packed file may be
_INDEX = re.compile(r"\$\[(\d+)\]")


class _Piece(NamedTuple):
    """A range of an input, by the input's number."""

    number: int
    path: str
    range: Range
    size: int


class _Part(NamedTuple):
    """What came of a piece: each article as it is written, and what was said in reading them."""

    piece: _Piece
    items: list[bytes]
    heard: list[Diagnostic | None]
    """`None` stands for the next article."""
    format: str
    lines: int
    error: NewsdocError | None


_REPEATED = "article.duplicate"


@define
class _Course:
    """How far the reading of one input has come: what is said about its next range is set right."""

    report: Report
    lines: int = 0
    articles: int = 0
    before: int = 0  # articles in the ranges before
    is_dump: bool = False
    memory: Memory = Factory(Memory)

    def hear(self, diagnostic: Diagnostic) -> None:
        """Report a diagnostic, with lines and articles counted from the start of the input."""
        if self.lines and diagnostic.code == _REPEATED:
            return  # a later range knows only of articles that it has itself
        line = diagnostic.line and diagnostic.line + self.lines
        path = diagnostic.path and _INDEX.sub(lambda index: f"$[{int(index[1]) + self.before}]", diagnostic.path, 1)
        self.report(diagnostic._replace(line=line, path=path))

    def take(self, part: _Part) -> Iterator[bytes]:
        """Give the articles of a range and say what was said in reading it."""
        self.is_dump = self.is_dump or part.format == "rawdump"
        items = iter(part.items)
        for diagnostic in part.heard:
            if diagnostic:
                self.hear(diagnostic)
            else:
                yield self.counted(next(items))
        if part.error:
            raise part.error
        self.lines += part.lines
        self.before = self.articles

    def counted(self, item: bytes) -> bytes:
        """Count an article, and say if it came before: then the same was written for it."""
        if self.is_dump and self.memory.knows(item) and self.lines:
            self.report(Diagnostic(_REPEATED, CATALOGUE[_REPEATED], path=f"$[{self.articles}]"))
        self.articles += 1
        return item


@contextmanager
def written(
    inputs: list[Document],
    item: Callable[[Article], bytes],
    options: dict[str, Any],
    *,
    jobs: int,
    tally: Tally,
    bar: Progress,
) -> Iterator[Callable[[Document], Iterator[bytes]]]:
    """Give a function that reads an input and gives its articles as `item` writes them; it is to be asked in order.

    Ranges are read ahead by several processes. What cannot be cut and is large is read here, article by article.
    """
    sizes = [size_of(document) or 0 for document in inputs]
    step = step_for(sum(sizes))
    most = sum(size // step + 1 for size in sizes)
    work = partial(_part, item=item, options=options)
    with closing(in_order(partial(_all, work), _pieces(inputs, step, options), min(jobs, most))) as results:
        parts = chain.from_iterable(results)
        ahead = next(parts, None)
        numbers = count()

        def read(document: Document) -> Iterator[bytes]:
            nonlocal ahead
            number = next(numbers)
            while ahead and ahead.piece.number < number:  # what is left of an input that broke off
                ahead = next(parts, None)
            course = _Course(tally.listen(document.label))
            start: int | None = 0
            try:
                while ahead and ahead.piece.number == number:
                    yield from course.take(ahead)
                    bar.add(ahead.piece.size, len(ahead.items))
                    start = ahead.piece.range.stop
                    ahead = next(parts, None)
                if start is not None:
                    with source(document, bar, start) as path:
                        articles = iter_range(path, Range(start, None), report=course.hear, **options)
                        yield from map(course.counted, map(item, bar.count(articles)))
            except ReadError as error:
                error.line = error.line and error.line + course.lines
                raise
            if not course.articles:
                tally.empty(document.label)

        yield read


def _pieces(inputs: list[Document], step: int, options: dict[str, Any]) -> Iterator[list[_Piece]]:
    """Cut what is large, put together what is small, and pass over what is to be read in one piece and is too large."""
    share: list[_Piece] = []
    room = step
    for number, document in enumerate(inputs):
        for part in _cut(document, step, options):
            share.append(_Piece(number, document.path, *part))
            room -= max(part[1], FILE)
            if room <= 0:
                yield share
                share, room = [], step
    if share:
        yield share


def _cut(document: Document, step: int, options: dict[str, Any]) -> Iterator[tuple[Range, int]]:
    size = size_of(document)
    if size is None:
        return
    if plain_size(document.path) is None:
        if size * _PACKED <= _HELD:
            yield WHOLE, size
        return
    for part in cut(document.path, step, format=options["format"], dialect=options["dialect"]):
        length = (size if part.stop is None else part.stop) - part.start
        if length > _HELD:
            return  # the last one: where no place to cut is found, the rest is one range
        yield part, length


def _all(work: Callable[[_Piece], _Part], share: list[_Piece]) -> list[_Part]:
    return [work(piece) for piece in share]


def _part(piece: _Piece, *, item: Callable[[Article], bytes], options: dict[str, Any]) -> _Part:
    """Read a range and write its articles, in a worker."""
    items: list[bytes] = []
    heard: list[Diagnostic | None] = []
    error = None
    name, lines = "", 0
    try:
        for article in iter_range(piece.path, piece.range, report=heard.append, **options):
            items.append(item(article))
            heard.append(None)
        if piece.range.stop:
            name, lines = _lines(piece, options["format"])
    except NewsdocError as raised:
        error = raised
    return _Part(piece, items, heard, name, lines, error)


def _lines(piece: _Piece, format: str | None) -> tuple[str, int]:
    """Give the format and the number of lines of a range that another one follows."""
    left = piece.size
    lines = 0
    with reading(piece.path, format, start=piece.range.start) as (name, fp):
        while left > 0 and (data := fp.read(min(left, BLOCK_SIZE))):
            lines += data.count(b"\n")
            left -= len(data)
    return name, lines
