"""What a person at a terminal gets: messages, progress, output that is whole or absent, and the exit status.

It knows diagnostics and streams, and nothing of arguments, files or articles.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from io import BytesIO, RawIOBase
from typing import TYPE_CHECKING, BinaryIO, TextIO, TypeVar

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import NewsdocError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["HeldBack", "Tally", "placed", "progress", "say"]

_Item = TypeVar("_Item")

_FAILING = ("loss.", "error.")
_SHOWN = (*_FAILING, "page.")


def placed(diagnostic: Diagnostic, file: str) -> str:
    """Give a diagnostic as one line, place first: `FILE:LINE: PATH: message [code]`."""
    where = f"{file}:{diagnostic.line}" if diagnostic.line else file
    return ": ".join(filter(None, (where, diagnostic.path, f"{diagnostic.message} [{diagnostic.code}]")))


def say(line: str, file: TextIO | None = None) -> None:
    """Print a line, on standard error unless told otherwise, above the progress bar if there is one."""
    if "tqdm" in sys.modules:
        sys.modules["tqdm"].tqdm.write(line, file=file or sys.stderr)
    else:
        print(line, file=file or sys.stderr)


class Tally:
    """Shows what matters as it comes, counts the rest, and knows the exit status they add up to."""

    def __init__(self, *, strict: bool) -> None:
        self.status: int = 0
        self._failing = (*_FAILING, "repair.") if strict else _FAILING
        self._shown = (*_SHOWN, "repair.") if strict else _SHOWN
        self._others: Counter[str] = Counter()
        self._told: set[str] = set()  # files of which a diagnostic said what kind of page they are

    def listen(self, file: str, *, show_all: bool = False) -> Report:
        """Give a `report` for a file: on standard error what matters, or all of it on standard output."""

        def report(diagnostic: Diagnostic) -> None:
            if diagnostic.code.startswith(self._failing):
                self.status = 1
            if diagnostic.code.startswith("page."):
                self._told.add(file)
            if show_all:
                say(placed(diagnostic, file), sys.stdout)
            elif diagnostic.code.startswith(self._shown):
                say(placed(diagnostic, file))
            else:
                self._others[diagnostic.code] += 1

        return report

    def error(self, error: NewsdocError) -> None:
        """Say what could not be done."""
        self.status = 1
        say(f"newsdoc: {error}")

    def empty(self, file: str) -> None:
        """Note that an input held no article, and say so if no diagnostic has."""
        self.status = 1
        if file not in self._told:
            say(f"newsdoc: {file}: no article was found")

    def close(self) -> None:
        """Say in one line what was counted and not shown."""
        if self._others:
            counts = ", ".join(f"{number} {code}" for code, number in sorted(self._others.items()))
            say(f"newsdoc: not shown: {counts} (newsdoc check shows them)")


def progress(items: Iterable[_Item], unit: str) -> Iterable[_Item]:
    """Show a bar while `items` are used, on a terminal only, if it takes long and tqdm is there."""
    if not sys.stderr.isatty():
        return items
    try:
        from tqdm import tqdm
    except ImportError:
        return items
    bar: Iterable[_Item] = tqdm(items, unit=f" {unit}", delay=1, leave=False)
    return bar


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
