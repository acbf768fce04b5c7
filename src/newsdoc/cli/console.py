"""The terminal: messages, progress, output that is complete or absent, and the exit status.

This module knows diagnostics and streams, but not arguments, files or articles.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO, FileIO, RawIOBase
from select import select
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TextIO, TypeVar, cast

from newsdoc.cli import styles
from newsdoc.cli.styles import placed
from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import NewsdocError, ReadError
from newsdoc.files.streams import write_all
from newsdoc.text import one_line

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = [
    "BufferedOutput",
    "MessageLog",
    "Messages",
    "OutputError",
    "Progress",
    "Stream",
    "has_colour",
    "placed",
    "print_line",
    "progress",
    "silence",
]

_Item = TypeVar("_Item")

_FAILING = ("loss.", "error.")
_SHOWN = (*_FAILING, "page.")
_GUESS = "guess.article"
_LEFTOVER = "page.leftover"  # true of nearly every page, so it is only counted
_MOST_PAGES = 20  # reports about pages that are shown of one file; a crawl has thousands, and the rest is counted


_LONGEST_LINE = 900  # characters: a message of the usual length with a name of the usual length


def print_line(line: str, *, data: bool = False) -> None:
    """Print a line on standard error, or standard output if it is `data`, above the progress bar if there is one.

    Control characters in names and values are made visible: the line stays one line and cannot control the terminal. A
    message is cut in its middle if a name in it is very long.
    """
    file = sys.stdout if data else sys.stderr
    line = one_line(line, None if data else _LONGEST_LINE)
    try:
        if "tqdm" in sys.modules:  # a bar is or was shown
            sys.modules["tqdm"].tqdm.write(line, file=file)
        else:
            print(line, file=file)
    except OSError:
        if data:
            raise
        silence(sys.stderr)  # it has no reader


def has_colour(choice: str, stream: TextIO) -> bool:
    """Return True if a stream is to be coloured: `always`, `never`, or `auto` for what it and the environment say."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def silence(stream: TextIO) -> None:
    """Discard the data that a stream still holds: Python would write it when the program ends, and fail again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class OutputError(OSError):
    """An error of the system in writing to a standard stream, and not to a file."""


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


class MessageLog(NamedTuple):
    """The messages of another process, to be printed in this one."""

    status: int
    lines: list[tuple[str, bool]]
    others: Counter[str]
    articles: Counter[str]
    codes: Counter[str]


class Messages:
    """The messages of one run: important ones are printed, the rest is counted; together they give the exit status.

    With `log`, lines are kept there and not printed. `verbosity` is 0, -1 for only what makes the status 1, or 1 for
    every diagnostic. `style` is the form of diagnostics that are data.
    """

    def __init__(
        self,
        *,
        strict: bool,
        verbosity: int = 0,
        style: str = "text",
        log: list[tuple[str, bool]] | None = None,
    ) -> None:
        self.status: int = 0
        self.options: dict[str, Any] = {"strict": strict, "verbosity": verbosity, "style": style}
        """The options of `Messages` for another process."""
        self._failing = (*_FAILING, "repair.") if strict else _FAILING
        shown = (*_SHOWN, "repair.") if strict else _SHOWN
        self._shown = (shown, ("",), self._failing)[verbosity]
        self._verbosity = verbosity
        self._style = styles.STYLES[style]
        self._log = log
        self._waiting: str | None = None  # a line of data that the next one follows after a separator
        self._others: Counter[str] = Counter()
        self._pages: Counter[str] = Counter()  # reports about pages, by file
        self._explained: set[str] = set()  # files of which a diagnostic said what kind of page they are
        self._articles: Counter[str] = Counter()  # all, guesses, and inputs of which every article is a guess
        self._guessed: Counter[str] = Counter()  # guesses by file, until the file has been read
        self.codes: Counter[str] = Counter()
        """All diagnostics by their codes."""

    def log(self) -> MessageLog:
        """Return everything so far, for `take` in another process."""
        return MessageLog(self.status, self._log or [], self._others, self._articles, self.codes)

    def take(self, log: MessageLog) -> None:
        """Print and count the messages of another process."""
        self.status = self.status or log.status
        for line, data in log.lines:
            self._print(line, data=data)
        self._others.update(log.others)
        self._articles.update(log.articles)
        self.codes.update(log.codes)

    def figures(self) -> dict[str, object]:
        """Return the figures of the run, for `--summary`."""
        doubts: dict[str, int] = {}
        losses: dict[str, int] = {}
        others: dict[str, int] = {}
        for code, number in sorted(self.codes.items()):
            kind = code.partition(".")[0]
            {"loss": losses, "guess": doubts, "article": doubts}.get(kind, others)[code] = number
        counted = {name: self._articles[name] for name in ("articles", "refused", "below")}
        counted["articles"] = self._articles["all"]
        return {**counted, "doubts": doubts, "losses": losses, "others": others}

    def leave_out(self) -> None:
        """Count an article that is less sure than it has to be."""
        self.status = 1
        self._articles.update(below=1)

    def skip(self, number: int, total: int) -> None:
        """Print how many inputs are skipped because their outputs are newer."""
        if number:
            one, more = "input is not newer than its output and was", "inputs are not newer than their outputs and were"
            inputs = one if number == 1 else more
            self._print(f"newsdoc: {number} {inputs} skipped, of {total}")

    def _print(self, line: str, *, data: bool = False) -> None:
        if self._log is not None:
            self._log.append((line, data))
        elif data and self._style.separator:
            if self._waiting is not None:
                print_line(self._waiting + self._style.separator, data=True)
            self._waiting = line
        else:
            print_line(line, data=data)

    @contextmanager
    def document(self) -> Iterator[None]:
        """Print what comes before and after the diagnostics that are data."""
        for line in self._style.head():
            print_line(line, data=True)
        yield
        if self._waiting is not None:
            print_line(self._waiting, data=True)
        for line in self._style.foot:
            print_line(line, data=True)

    def reporter(self, file: str, *, show_all: bool = False) -> Report:
        """Return a `report` for a file: important diagnostics go to standard error, or all to standard output."""

        def report(diagnostic: Diagnostic) -> None:
            self.codes[diagnostic.code] += 1
            if diagnostic.code.startswith(self._failing):
                self.status = 1
            if diagnostic.code.startswith("page.") and diagnostic.code != "page.columns":
                self._explained.add(file)
            if diagnostic.code == _GUESS:
                self._guessed[file] += 1
            if not show_all and diagnostic.code.startswith("page."):
                self._pages[file] += 1
            if self._pages[file] > _MOST_PAGES and diagnostic.code.startswith("page."):
                self._others[diagnostic.code] += 1
            elif show_all and self._verbosity >= 0:
                self._print(self._style.line(diagnostic, file), data=True)
            elif diagnostic.code.startswith(self._shown) and (diagnostic.code != _LEFTOVER or self._verbosity > 0):
                self._print(self._style.line(diagnostic, file) if show_all else placed(diagnostic, file), data=show_all)
            else:
                self._others[diagnostic.code] += 1

        return report

    def error(self, error: NewsdocError) -> None:
        """Print why something could not be done."""
        self.status = 1
        self._articles.update(refused=1)
        if self._style.separator is None:
            self._print(f"newsdoc: {error}")
            return
        line, path = getattr(error, "line", None), getattr(error, "path", None)
        problem = Diagnostic("error.input", getattr(error, "message", str(error)), line, path)
        self._print(self._style.line(problem, getattr(error, "file", None) or "newsdoc"), data=True)

    def finish(self, file: str, articles: int, *, guesses: bool = True) -> None:
        """Count an input that has been read. Print that it held no article, unless a diagnostic said so.

        Without `guesses`, articles that are guesses do not count: the page itself is written.
        """
        guessed = self._guessed.pop(file, 0) if guesses else 0
        self._articles.update(all=articles, guesses=guessed, inputs=int(0 < articles <= guessed))
        if articles:
            return
        self.status = 1
        if file not in self._explained:
            self.error(ReadError("no article was found", file=file))

    def close(self, *, guesses: bool = True) -> None:
        """Print one line for all diagnostics that were not shown, and another for the articles that are guesses.

        With `guesses`, an input of which every article is a guess makes the status 1.
        """
        guessed = self._articles["guesses"] if guesses else 0
        if guesses and self._articles["inputs"]:
            self.status = 1
        if guessed:
            del self._others[_GUESS]
        if self._others and self._verbosity >= 0:
            counts = ", ".join(f"{number} {code}" for code, number in sorted(self._others.items()))
            self._print(f"newsdoc: not shown: {counts} (newsdoc check shows them)")
        if below := self._articles["below"]:
            articles = "article was" if below == 1 else "articles were"
            self._print(f"newsdoc: {below} {articles} less sure than --min-confidence and left out")
        if guessed and (self._verbosity >= 0 or self._articles["inputs"]):
            number = self._articles["all"]
            articles, are = "article" if number == 1 else "articles", "is a guess" if guessed == 1 else "are guesses"
            self._print(
                f"newsdoc: {guessed} of {number} {articles} {are}: the layout of the page is not known "
                "(newsdoc explain FILE shows how each line was read)"
            )


class Progress:
    """Count the bytes and articles read, of `total` bytes, and show a bar after a second."""

    DELAY = 1.0

    def __init__(self, total: int | None = None, *, shown: bool = False) -> None:
        self.articles: int = 0
        self.size: int = 0
        self.shown: bool = shown
        """True if the bar may be shown."""
        self._total = total
        self._start = monotonic()
        self._bar: Any = None

    def count(self, articles: Iterable[_Item]) -> Iterator[_Item]:
        """Yield the articles and count them."""
        for article in articles:
            self.articles += 1
            yield article

    def add(self, size: int, articles: int = 0) -> None:
        """Count bytes that have been read, and articles that another process has counted."""
        self.articles += articles
        self.size += size
        bar = self._bar or self._begin()
        if bar is not None:
            if self.articles:
                counted = "1 article" if self.articles == 1 else f"{self.articles} articles"
                bar.set_postfix_str(counted, refresh=False)
            bar.update(self.size - bar.n)

    def _begin(self) -> Any:
        """Return the bar, if it is time for one; tqdm itself would show it as soon as a message is printed."""
        passed = monotonic() - self._start
        if not self.shown or passed < self.DELAY:
            return None
        try:
            from tqdm import tqdm
        except ImportError:
            self.shown = False
            return None
        self._bar = tqdm(total=self._total, unit="B", unit_scale=True, leave=False)
        self._bar.start_t -= passed
        return self._bar

    def close(self) -> None:
        """Remove the bar."""
        if self._bar is not None:
            self._bar.close()

    @contextmanager
    def watch(self, fp: BinaryIO, *, start: int = 0, size: int | None = None) -> Iterator[BinaryIO]:
        """Yield a file that counts what is read from it, from the byte `start` on.

        In the end all of its `size` counts as read, since an error may have stopped the reading.
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
    """A file for reading that counts the bytes; those that are read twice count once."""

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

    def tell(self) -> int:
        return self._fp.tell()

    def seek(self, place: int) -> int:
        self._place = self._fp.seek(place)
        return self._place


@contextmanager
def progress(total: int | None, *, hidden: bool = False) -> Iterator[Progress]:
    """Show a progress bar for `total` bytes, on a terminal, if it takes long and tqdm is installed.

    The bar has bytes, articles, bytes a second, and the remaining time where the total is known. It is `hidden` where
    the data go to the same terminal.
    """
    bar = Progress(total, shown=sys.stderr.isatty() and not hidden)
    try:
        yield bar
    finally:
        bar.close()


class BufferedOutput(RawIOBase):
    """Output that appears when it is complete or large: a run that fails early prints none."""

    LIMIT = 1 << 20

    def __init__(self, output: BinaryIO) -> None:
        self._output = output
        self._held: BytesIO | None = BytesIO()

    def writable(self) -> bool:
        """Return `True`: this can be written to."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Keep the data; write it once it is large."""
        size = memoryview(data).nbytes
        if self._held is None:
            write_all(self._output, [bytes(data)])
        else:
            self._held.write(data)
            if self._held.tell() > self.LIMIT:
                self.release()
        return size

    def release(self) -> None:
        """Write all kept data, and from now on write without keeping."""
        if self._held is not None:
            write_all(self._output, [self._held.getvalue()])
            self._held = None
        self._output.flush()
