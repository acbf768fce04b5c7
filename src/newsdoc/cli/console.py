"""What a person at a terminal gets: messages, progress, output that is whole or absent, and the exit status.

It knows diagnostics and streams, and nothing of arguments, files or articles.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO, RawIOBase
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, TypeVar, cast

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import NewsdocError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["Heard", "HeldBack", "Progress", "Tally", "placed", "progress", "say"]

_Item = TypeVar("_Item")

_FAILING = ("loss.", "error.")
_SHOWN = (*_FAILING, "page.")


def placed(diagnostic: Diagnostic, file: str) -> str:
    """Give a diagnostic as one line, place first: `FILE:LINE: PATH: message [code]`."""
    where = f"{file}:{diagnostic.line}" if diagnostic.line else file
    return ": ".join(filter(None, (where, diagnostic.path, f"{diagnostic.message} [{diagnostic.code}]")))


def say(line: str, *, data: bool = False) -> None:
    """Print a line, on standard error unless it is `data`, above the progress bar if there is one."""
    file = sys.stdout if data else sys.stderr
    if "tqdm" in sys.modules:
        sys.modules["tqdm"].tqdm.write(line, file=file)
    else:
        print(line, file=file)


class Heard(NamedTuple):
    """What a tally heard in another process, to be said in this one."""

    status: int
    lines: list[tuple[str, bool]]
    others: Counter[str]


class Tally:
    """Shows what matters as it comes, counts the rest, and knows the exit status they add up to."""

    def __init__(self, *, strict: bool, show: Callable[[str, bool], object] | None = None) -> None:
        self.status: int = 0
        self._failing = (*_FAILING, "repair.") if strict else _FAILING
        self._shown = (*_SHOWN, "repair.") if strict else _SHOWN
        self._show = show or (lambda line, data: say(line, data=data))
        self._others: Counter[str] = Counter()
        self._told: set[str] = set()  # files of which a diagnostic said what kind of page they are

    @classmethod
    def apart(cls, *, strict: bool) -> tuple[Tally, Callable[[], Heard]]:
        """Give a tally that keeps what it would show, and a function that gives all of that."""
        lines: list[tuple[str, bool]] = []
        tally = cls(strict=strict, show=lambda line, data: lines.append((line, data)))
        return tally, lambda: Heard(tally.status, lines, tally._others)

    def take(self, heard: Heard) -> None:
        """Show and count what was heard elsewhere."""
        self.status = self.status or heard.status
        for line, data in heard.lines:
            self._show(line, data)
        self._others.update(heard.others)

    def listen(self, file: str, *, show_all: bool = False) -> Report:
        """Give a `report` for a file: on standard error what matters, or all of it on standard output."""

        def report(diagnostic: Diagnostic) -> None:
            if diagnostic.code.startswith(self._failing):
                self.status = 1
            if diagnostic.code.startswith("page."):
                self._told.add(file)
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

    def empty(self, file: str) -> None:
        """Note that an input held no article, and say so if no diagnostic has."""
        self.status = 1
        if file not in self._told:
            self._show(f"newsdoc: {file}: no article was found", False)

    def close(self) -> None:
        """Say in one line what was counted and not shown."""
        if self._others:
            counts = ", ".join(f"{number} {code}" for code, number in sorted(self._others.items()))
            self._show(f"newsdoc: not shown: {counts} (newsdoc check shows them)", False)


class Progress:
    """What has been read so far, and the bar that shows it, if there is one."""

    def __init__(self, bar: Any = None) -> None:
        self.articles: int = 0
        self._bar = bar

    @property
    def shown(self) -> bool:
        """Whether somebody sees it."""
        return self._bar is not None

    def count(self, articles: Iterable[_Item]) -> Iterator[_Item]:
        """Give the articles and count them."""
        for article in articles:
            self.articles += 1
            yield article

    def add(self, size: int, articles: int = 0) -> None:
        """Note that so many bytes have been read, and perhaps articles that were not counted here."""
        self.articles += articles
        if self._bar is not None:
            if self.articles:
                self._bar.set_postfix_str(f"{self.articles} articles", refresh=False)
            self._bar.update(size)

    def watch(self, fp: BinaryIO) -> BinaryIO:
        """Give a file that notes what is read from it."""
        return cast("BinaryIO", _Watched(fp, self)) if self.shown else fp


class _Watched:
    """A file that is only read from, and tells how much."""

    def __init__(self, fp: BinaryIO, progress: Progress) -> None:
        self.name = fp.name
        self._fp = fp
        self._progress = progress

    def read(self, size: int) -> bytes:
        data = self._fp.read(size)
        self._progress.add(len(data))
        return data


@contextmanager
def progress(total: int | None) -> Iterator[Progress]:
    """Show how much of `total` bytes has been read: on a terminal only, if it takes long and tqdm is there.

    The bar has bytes, articles, bytes a second, and the time that remains where the total is known.
    """
    try:
        if not sys.stderr.isatty():
            raise ImportError
        from tqdm import tqdm
    except ImportError:
        yield Progress()
        return
    with tqdm(total=total, unit="B", unit_scale=True, delay=1, leave=False) as bar:
        yield Progress(bar)


class HeldBack(RawIOBase):
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
            self._output.write(data)
        else:
            self._held.write(data)
            if self._held.tell() > self.LIMIT:
                self.release()
        return size

    def release(self) -> None:
        """Let everything out, now and from now on."""
        if self._held is not None:
            self._output.write(self._held.getvalue())
            self._held = None
        self._output.flush()
