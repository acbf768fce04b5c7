"""What a person at a terminal gets: messages, progress, output that is whole or absent, and the exit status.

It knows diagnostics and streams, and nothing of arguments, files or articles.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO, FileIO, RawIOBase
from select import select
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TextIO, TypeVar, cast

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import NewsdocError
from newsdoc.lines import write_all
from newsdoc.text import visible

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = [
    "BufferedOutput",
    "MessageLog",
    "Messages",
    "OutputError",
    "Progress",
    "Stream",
    "placed",
    "print_line",
    "progress",
    "silence",
]

_Item = TypeVar("_Item")

_FAILING = ("loss.", "error.")
_SHOWN = (*_FAILING, "page.")
_GUESS = "guess.article"


def placed(diagnostic: Diagnostic, file: str) -> str:
    """Give a diagnostic as one line, place first: `FILE:LINE: PATH: message [code]`."""
    where = f"{file}:{diagnostic.line}" if diagnostic.line else file
    return ": ".join(filter(None, (where, diagnostic.path, f"{diagnostic.message} [{diagnostic.code}]")))


def print_line(line: str, *, data: bool = False) -> None:
    """Print a line, on standard error unless it is `data`, above the progress bar if there is one.

    It stays one line and steers no terminal, whatever a name or a value in it holds.
    """
    file = sys.stdout if data else sys.stderr
    line = visible(line)
    try:
        if "tqdm" in sys.modules:  # a bar is or was shown
            sys.modules["tqdm"].tqdm.write(line, file=file)
        else:
            print(line, file=file)
    except OSError:
        if data:
            raise
        silence(sys.stderr)  # there is nobody to tell


def silence(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere: Python would write it when the program ends, and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class OutputError(OSError):
    """What the system says of a standard stream that cannot be written, told from what it says of files."""


class Stream(FileIO):
    """A standard stream for writing. In non-blocking mode it waits until there is room."""

    def write(self, data: ReadableBuffer, /) -> int:
        """Write some of the data."""
        try:
            while (size := cast("int | None", super().write(data))) is None:
                select([], [self.fileno()], [])
        except OSError as error:
            raise OutputError(error.errno, error.strerror) from error
        return size


class Guesses(NamedTuple):
    """How many of the articles that were read are guesses, for no layout of their pages is known."""

    articles: int = 0
    guessed: int = 0
    inputs: int = 0
    """Inputs of which every article is one."""

    def __str__(self) -> str:
        articles = "article" if self.articles == 1 else "articles"
        are = "is a guess" if self.guessed == 1 else "are guesses"
        return (
            f"{self.guessed} of {self.articles} {articles} {are}: the layout of the page is not known "
            "(newsdoc explain FILE shows how each line was read)"
        )


class MessageLog(NamedTuple):
    """What a messages heard in another process, to be said in this one."""

    status: int
    lines: list[tuple[str, bool]]
    others: Counter[str]
    guesses: Guesses


class Messages:
    """Shows what matters as it comes, counts the rest, and knows the exit status they add up to."""

    def __init__(self, *, strict: bool, show: Callable[[str, bool], object] | None = None) -> None:
        self.status: int = 0
        self._failing = (*_FAILING, "repair.") if strict else _FAILING
        self._shown = (*_SHOWN, "repair.") if strict else _SHOWN
        self._show = show or (lambda line, data: print_line(line, data=data))
        self._others: Counter[str] = Counter()
        self._told: set[str] = set()  # files of which a diagnostic said what kind of page they are
        self._guesses = Guesses()
        self._guessed: Counter[str] = Counter()  # guesses by file, until the file has been read

    @classmethod
    def apart(cls, *, strict: bool) -> tuple[Messages, Callable[[], MessageLog]]:
        """Give a messages that keeps what it would show, and a function that gives all of that."""
        lines: list[tuple[str, bool]] = []
        messages = cls(strict=strict, show=lambda line, data: lines.append((line, data)))
        return messages, lambda: MessageLog(messages.status, lines, messages._others, messages._guesses)

    def take(self, heard: MessageLog) -> None:
        """Show and count what was heard elsewhere."""
        self.status = self.status or heard.status
        for line, data in heard.lines:
            self._show(line, data)
        self._others.update(heard.others)
        self._add(heard.guesses)

    def _add(self, guesses: Guesses) -> None:
        self._guesses = Guesses(*(one + other for one, other in zip(self._guesses, guesses, strict=True)))

    def listen(self, file: str, *, show_all: bool = False) -> Report:
        """Give a `report` for a file: on standard error what matters, or all of it on standard output."""

        def report(diagnostic: Diagnostic) -> None:
            if diagnostic.code.startswith(self._failing):
                self.status = 1
            if diagnostic.code.startswith("page."):
                self._told.add(file)
            if diagnostic.code == _GUESS:
                self._guessed[file] += 1
            if show_all:
                self._show(placed(diagnostic, file), True)
            elif diagnostic.code.startswith(self._shown):
                self._show(placed(diagnostic, file), False)
            else:
                self._others[diagnostic.code] += 1

        return report

    def error(self, error: NewsdocError) -> None:
        """Say what could not be done."""
        self.status = 1
        self._show(f"newsdoc: {error}", False)

    def finish(self, file: str, articles: int, *, guesses: bool = True) -> None:
        """Note that an input has been read; if it held no article, say so, unless a diagnostic has.

        Without `guesses`, it does not matter which articles are: the page itself is written.
        """
        guessed = self._guessed.pop(file, 0) if guesses else 0
        self._add(Guesses(articles, guessed, int(0 < articles <= guessed)))
        if articles:
            return
        self.status = 1
        if file not in self._told:
            self._show(f"newsdoc: {file}: no article was found", False)

    def close(self, *, guesses: bool = True) -> None:
        """Say in one line what was counted and not shown, and in another how many articles are guesses.

        With `guesses`, an input that gave nothing else makes the status 1.
        """
        if guesses and self._guesses.inputs:
            self.status = 1
        told = guesses and self._guesses.guessed
        if told:
            del self._others[_GUESS]
        if self._others:
            counts = ", ".join(f"{number} {code}" for code, number in sorted(self._others.items()))
            self._show(f"newsdoc: not shown: {counts} (newsdoc check shows them)", False)
        if told:
            self._show(f"newsdoc: {self._guesses}", False)


class Progress:
    """What has been read so far, of `total` bytes, and the bar that shows it, once it has taken a second."""

    DELAY = 1.0

    def __init__(self, total: int | None = None, *, shown: bool = False) -> None:
        self.articles: int = 0
        self.size: int = 0
        self.shown: bool = shown
        """Whether somebody may come to see it."""
        self._total = total
        self._begun = monotonic()
        self._bar: Any = None

    def count(self, articles: Iterable[_Item]) -> Iterator[_Item]:
        """Give the articles and count them."""
        for article in articles:
            self.articles += 1
            yield article

    def add(self, size: int, articles: int = 0) -> None:
        """Note that so many bytes have been read, and perhaps articles that were not counted here."""
        self.articles += articles
        self.size += size
        if self.shown and (self._bar is not None or self._begin()):
            if self.articles:
                counted = "1 article" if self.articles == 1 else f"{self.articles} articles"
                self._bar.set_postfix_str(counted, refresh=False)
            self._bar.update(self.size - self._bar.n)

    def _begin(self) -> bool:
        """Make the bar, if it is time: tqdm itself would show it as soon as a message is printed."""
        passed = monotonic() - self._begun
        if passed < self.DELAY:
            return False
        try:
            from tqdm import tqdm
        except ImportError:
            self.shown = False
            return False
        self._bar = tqdm(total=self._total, unit="B", unit_scale=True, leave=False)
        self._bar.start_t -= passed
        return True

    def close(self) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.close()

    @contextmanager
    def watch(self, fp: BinaryIO, *, start: int = 0, size: int | None = None) -> Iterator[BinaryIO]:
        """Give a file that notes what is read from it, from the byte `start` on.

        In the end all of its `size` counts as read: an error may have stopped the reading.
        """
        if not self.shown:
            yield fp
            return
        watched = _Watched(fp, self, start)
        try:
            yield cast("BinaryIO", watched)
        finally:
            if size is not None and size > watched.counted:
                self.add(size - watched.counted)


class _Watched:
    """A file that is only read from, and tells how much; what is read twice counts once."""

    def __init__(self, fp: BinaryIO, progress: Progress, counted: int) -> None:
        self.name = fp.name
        self.fileno = fp.fileno
        self.counted = counted
        self._fp = fp
        self._progress = progress
        self._place = 0

    def read(self, size: int) -> bytes:
        data = self._fp.read(size)
        if data:
            self._place += len(data)
            if self._place > self.counted:
                self._progress.add(self._place - self.counted)
                self.counted = self._place
        return data

    def seek(self, place: int) -> int:
        self._place = self._fp.seek(place)
        return self._place


@contextmanager
def progress(total: int | None, *, hidden: bool = False) -> Iterator[Progress]:
    """Show how much of `total` bytes has been read: on a terminal only, if it takes long and tqdm is there.

    The bar has bytes, articles, bytes a second, and the time that remains where the total is known. It is `hidden`
    where the data go to the same terminal.
    """
    bar = Progress(total, shown=sys.stderr.isatty() and not hidden)
    try:
        yield bar
    finally:
        bar.close()


class BufferedOutput(RawIOBase):
    """Output that appears when it is complete or has grown large: what fails early leaves nothing half written."""

    LIMIT = 1 << 20

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._held: BytesIO | None = BytesIO()

    def writable(self) -> bool:
        """Say that this can be written to."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Keep the data, or pass it on once there is much."""
        size = memoryview(data).nbytes
        if self._held is None:
            write_all(self._output, [bytes(data)])
        else:
            self._held.write(data)
            if self._held.tell() > self.LIMIT:
                self.release()
        return size

    def release(self) -> None:
        """Let everything out, now and from now on."""
        if self._held is not None:
            write_all(self._output, [self._held.getvalue()])
            self._held = None
        self._output.flush()
