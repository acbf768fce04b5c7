"""Merge the articles that several processes read and serialise into one document, in the order of the inputs.

A diagnostic of a range counts lines and articles from the start of the range. Here it gets the numbers of the whole
input, so that messages and document are the same as with one process.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from hashlib import blake2b
from itertools import chain, count
from multiprocessing import get_start_method
from pathlib import Path
from typing import NamedTuple, TypeAlias

from attrs import Factory, define

from newsdoc.cli.console import Progress
from newsdoc.cli.inputs import Document
from newsdoc.cli.requests import Reading
from newsdoc.cli.work import FILE, LONGEST_STEP, Run, size_of, source, step_for
from newsdoc.cli.workers import in_order
from newsdoc.diagnostics import CATALOGUE, Diagnostic, Report
from newsdoc.errors import NewsdocError, ReadError
from newsdoc.files.atomic import write_pieces
from newsdoc.files.temporary import temporary_folder
from newsdoc.formats import Concatenation
from newsdoc.io import with_language_and_source
from newsdoc.io.opening import Input, plain_size
from newsdoc.model import Article
from newsdoc.page.found import SeenArticles
from newsdoc.page.lines import BLOCK_SIZE
from newsdoc.ranges import WHOLE, Range, Seen, cut, read_range

__all__ = ["serialised"]

_HELD = 2 * LONGEST_STEP  # most bytes of a range: all articles of a share wait for their turn
_PACKED = 8  # a packed file may unpack to so many times its size


class _Piece(NamedTuple):
    """A range of an input, by the input's number."""

    number: int
    path: str
    range: Range
    size: int


@define
class _Part:
    """The results of a piece: the sizes of its serialised articles, and the diagnostics of reading them."""

    piece: _Piece
    sizes: list[int] = Factory(list)
    """Bytes of the share's file that are one article, or several with separators between them."""
    keys: list[int | None] = Factory(list)
    """The fingerprint of each article of a dump, by which copies are found; `None` for other formats."""
    diagnostics: list[tuple[int, Diagnostic]] = Factory(list)
    """Each with the number of articles before it."""
    seen: Seen = Factory(Seen)
    error: NewsdocError | None = None

    def report(self, diagnostic: Diagnostic) -> None:
        self.diagnostics.append((len(self.keys), diagnostic))


class _Share(NamedTuple):
    """Pieces for one process, and the file that it writes."""

    path: Path
    pieces: list[_Piece]


class _Done(NamedTuple):
    """The results of a share."""

    path: Path
    parts: list[_Part]


_REPEATED = "article.duplicate"
_KeyOf: TypeAlias = Callable[[Seen, bytes], int | None]
_Received: TypeAlias = tuple[_Part, Iterable[bytes]]
"""The results of a piece, and its serialised articles."""


@define
class _Course:
    """The state of reading one input: the counts that the diagnostics of its next range need."""

    reporter: Report
    lines: int = 0
    articles: int = 0
    before: int = 0  # articles of earlier ranges
    trouble: ReadError | None = None
    """The first item of the input's ranges that could not be read."""
    is_cut: bool = False
    """True if the input is read in several ranges."""
    held: Diagnostic | None = None
    """The report of that item, until there is an article: of an input without any, it is the error."""
    seen: SeenArticles = Factory(SeenArticles)

    def report(self, diagnostic: Diagnostic) -> None:
        """Report a diagnostic, with lines and articles counted from the start of the input."""
        if self.lines and diagnostic.code == _REPEATED:
            return  # a later range knows only its own articles
        diagnostic = diagnostic._replace(line=diagnostic.line and diagnostic.line + self.lines)
        if diagnostic.article is not None:
            diagnostic = diagnostic.about(diagnostic.article + self.before)
        if diagnostic.code == "error.item" and self.trouble is None:
            self.trouble = ReadError(diagnostic.message, line=diagnostic.line, path=diagnostic.path)
            if self.is_cut and not self.articles:
                self.held = diagnostic
                return
        self.reporter(diagnostic)

    def _report_held(self) -> None:
        if self.held:
            self.reporter(self.held)
            self.held = None

    def take(self, part: _Part, data: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the articles of a range, then report its diagnostics, each after the articles before it."""
        yield from data
        done = 0
        for articles, diagnostic in part.diagnostics:
            self.count(part.keys[done:articles])
            self.report(diagnostic)
            done = articles
        self.count(part.keys[done:])
        if part.error:
            raise part.error
        self.lines += part.seen.lines
        self.before = self.articles

    def count(self, keys: list[int | None]) -> None:
        """Count articles of a range, and report copies of earlier articles."""
        if keys:
            self._report_held()
        if self.seen.add_all([key for key in keys if key is not None]):
            self.articles += len(keys)
        else:
            for key in keys:
                self.note(key)

    def note(self, key: int | None) -> None:
        """Count an article; report it if it is of a dump and a copy of an earlier one."""
        self._report_held()
        if key is not None and self.seen.add(key) and self.lines:
            self.reporter(Diagnostic(_REPEATED, CATALOGUE[_REPEATED], None, f"$[{self.articles}]", self.articles))
        self.articles += 1


@contextmanager
def serialised(
    inputs: list[Document], concatenation: Concatenation, run: Run
) -> Iterator[Callable[[Document], Iterator[bytes]]]:
    """Yield a function that reads an input and yields its serialised articles; call it for the inputs in order.

    Several processes read ranges ahead. A large input that cannot be cut is read here, article by article.
    """
    sizes = [size_of(document) or 0 for document in inputs]
    step = step_for(sum(sizes))
    most = sum(size // step + 1 for size in sizes)
    key_of = partial(_key, forked=get_start_method() == "fork")
    work = partial(_work, concatenation=concatenation, key_of=key_of, reading=run.reading)
    with (
        temporary_folder() as folder,
        closing(in_order(work, _shares(inputs, step, run.reading, Path(folder)), min(run.jobs, most))) as results,
        closing(_received(results)) as received,
    ):
        ahead, numbers = _Ahead(received, run.bar), count()
        yield lambda document: _serialise(document, ahead.of(next(numbers)), run, concatenation, key_of)


class _Ahead:
    """The results of the pieces in order, with the next one in sight."""

    def __init__(self, received: Iterator[_Received], bar: Progress) -> None:
        self._received = received
        self._bar = bar
        self._next = next(received, None)

    def of(self, number: int) -> Iterator[_Received]:
        """Yield the results of an input's pieces; the rest of an earlier input, which broke off, is skipped."""
        while self._next and self._next[0].piece.number <= number:
            part, data = self._next
            if part.piece.number == number:
                yield part, data
            self._bar.add(part.piece.size)
            self._next = next(self._received, None)


def _serialise(
    document: Document, parts: Iterator[_Received], run: Run, concatenation: Concatenation, key_of: _KeyOf
) -> Iterator[bytes]:
    """Yield the serialised articles of an input: those of the parts that were read ahead, then those of the rest."""
    course = _Course(run.messages.reporter(document.label))
    start: int | None = 0
    try:
        for part, data in parts:
            course.is_cut = course.is_cut or part.piece.range != WHOLE
            run.bar.add(0, len(part.keys))
            yield from course.take(part, data)
            start = part.piece.range.stop
        if start is not None:
            with source(document, run.bar, start) as path:
                seen = Seen()
                for article in run.bar.count(_read(path, Range(start, None), seen, course.report, run.reading)):
                    item = concatenation.serialise(article)
                    course.note(key_of(seen, item))
                    yield item
    except ReadError as error:
        error.line = error.line and error.line + course.lines
        raise
    if course.is_cut and course.trouble and not course.articles:  # the reader of a whole file does the same
        course.trouble.file = document.label
        raise course.trouble
    run.messages.finish(document.label, course.articles)


def _received(results: Iterable[_Done]) -> Generator[_Received, None, None]:
    """Yield the results of each piece, and its articles, which must be read before the next piece."""
    for path, parts in results:
        with path.open("rb") as file:
            start = 0
            for part in parts:
                file.seek(start)
                yield part, map(file.read, part.sizes)
                start += sum(part.sizes)
        path.unlink()


def _shares(inputs: list[Document], step: int, reading: Reading, folder: Path) -> Iterator[_Share]:
    """Cut large inputs, put small ones together, and skip those that are too large to be read in one piece."""
    paths = (folder / str(number) for number in count())
    share: list[_Piece] = []
    room = step
    for number, document in enumerate(inputs):
        for part in _cut(document, step, reading):
            share.append(_Piece(number, document.path, *part))
            room -= max(part[1], FILE)
            if room <= 0:
                yield _Share(next(paths), share)
                share, room = [], step
    if share:
        yield _Share(next(paths), share)


def _cut(document: Document, step: int, reading: Reading) -> Iterator[tuple[Range, int]]:
    size = size_of(document)
    if size is None:
        return
    if plain_size(document.path) is None:
        if size * _PACKED <= _HELD:
            yield WHOLE, size
        return
    for part in cut(document.path, step, format=reading.format, dialect=reading.dialect, encoding=reading.encoding):
        length = (size if part.stop is None else part.stop) - part.start
        if length > _HELD:
            return  # the last one: where no place to cut is found, the rest is one range
        yield part, length


# --- in a worker ---


def _work(share: _Share, *, concatenation: Concatenation, key_of: _KeyOf, reading: Reading) -> _Done:
    """Read the pieces of a share and write their serialised articles."""
    parts = list(map(_Part, share.pieces))
    items = (_items(part, concatenation, key_of, reading) for part in parts)
    write_pieces(chain.from_iterable(items), share.path, durable=False)
    return _Done(share.path, parts)


def _items(part: _Part, concatenation: Concatenation, key_of: _KeyOf, reading: Reading) -> Iterator[bytes]:
    """Read a range, yield its serialised articles, and keep the results in the part."""
    try:
        for article in _read(part.piece.path, part.piece.range, part.seen, part.report, reading):
            item = concatenation.serialise(article)
            part.keys.append(key_of(part.seen, item))
            if concatenation.separator is not None and part.sizes and part.sizes[-1] < BLOCK_SIZE:
                item = concatenation.separator + item
                part.sizes[-1] += len(item)
            else:
                part.sizes.append(len(item))
            yield item
    except NewsdocError as error:
        part.error = error


def _read(path: Input, range: Range, seen: Seen, report: Report, reading: Reading) -> Iterable[Article]:
    articles = read_range(path, range, seen, reading.options, report)
    return with_language_and_source(articles, reading.language, None)


def _key(seen: Seen, item: bytes, *, forked: bool) -> int | None:
    """Return the fingerprint of an article of a dump, the same in every process: only forks have equal hashes."""
    if forked or seen.key is None:
        return seen.key
    return int.from_bytes(blake2b(item, digest_size=8).digest(), "big")
