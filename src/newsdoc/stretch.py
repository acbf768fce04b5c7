"""The stretch of a page that is in sight: its lines, and which of them need a closer look.

It grows at its end, block by block, and forgets at its start, so a page of any size is held a stretch at a time. What
the lines mean is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsdoc.page.lines import decode
from newsdoc.text import clean, fold, trim

__all__ = ["Stretch"]

_PLAIN = bytes({*range(0x20, 0x7F), ord("\n")} - {*b":/"})
"""What needs no second look; a colon and a slash may belong to an address."""
_PORTION = 64  # lines that are folded at a time
_MOSTLY = 0.8  # characters a byte, of text that is ASCII but for a few


class Stretch:
    """Lines of a page, by their numbers in the list `keys` plus `first`."""

    def __init__(self, blocks: Iterable[bytes], first: int = 0) -> None:
        self.keys: list[str] = []
        """The lines, without their ends; those that are not printable throughout are folded, others on demand."""
        self.first: int = first
        """The number of the first of them on the page."""
        self.printed: dict[int, str] = {}
        """Those that folding has changed as they are printed, by their numbers."""
        self.doubtful: set[int] = set()
        """The numbers of lines that hold an address or characters that text cannot hold."""
        self.ended: bool = False
        """Whether the page ends here."""
        self._blocks = iter(blocks)
        self._open_end = False
        self._folded = range(0)

    def more(self) -> bool:
        """Let in a block; say if there was one."""
        block = next(self._blocks, None)
        if block is None:
            self.ended = True
            return False
        try:
            text, whole = block.decode(), True
        except UnicodeDecodeError:
            text, whole = decode(block), False
        lines = text.split("\n")
        self._open_end = bool(lines[-1])
        if not self._open_end:
            lines.pop()
        if not (whole and _are_plain(lines, text, block)):
            self._look_closely(lines)
        self.keys += lines
        return True

    def _look_closely(self, lines: list[str]) -> None:
        for at, line in enumerate(lines):
            if line.isprintable() and "://" not in line:
                continue
            number, key = self.first + len(self.keys) + at, fold(line)
            text, repaired = clean(trim(line))
            if repaired or "://" in line:
                self.doubtful.add(number)
            if key != line or text != line:
                self.printed[number] = line
                lines[at] = key

    def fold(self, start: int, stop: int) -> bool:
        """Fold lines between two indexes, printable as they are; say if that changed any.

        Which ones were folded last is remembered, so that it is not done again.
        """
        number, done, before = self.first + start, self._folded, len(self.printed)
        if not done.start <= number <= done.stop:
            done = range(number, number)
        for at, line in enumerate(self.keys[done.stop - self.first : stop], done.stop - self.first):
            if (key := fold(line)) != line:
                self.printed[self.first + at], self.keys[at] = line, key
        self._folded = range(done.start, max(done.stop, self.first + min(stop, len(self.keys))))
        return len(self.printed) > before

    def forget(self, before: int) -> None:
        """Forget the lines before a number."""
        del self.keys[: before - self.first]
        self.first = before
        self.printed = {number: line for number, line in self.printed.items() if number >= before}
        self.doubtful = {number for number in self.doubtful if number >= before}

    def line(self, number: int) -> str:
        """Give a line as it is printed, with its end."""
        at = number - self.first
        line = self.keys[at] if number not in self.printed else self.printed[number]
        return line if self._open_end and at == len(self.keys) - 1 else line + "\n"

    def lines(self, number: int) -> Iterator[str]:
        """Give the lines from a number on as they are printed, to the end of the page."""
        while number < self.first + len(self.keys) or self.more():
            yield self.line(number)
            number += 1

    def folded(self, number: int) -> Iterator[str]:
        """Give the lines from a number on, folded, to the end of the page."""
        while number < self.first + len(self.keys) or self.more():
            stop = min(number + _PORTION, self.first + len(self.keys))
            self.fold(number - self.first, stop - self.first)
            yield from self.keys[number - self.first : stop - self.first]
            number = stop


def _are_plain(lines: list[str], text: str, block: bytes) -> bool:
    """Whether all lines of a block are printable and hold no address: true of most, and asked of the whole at once."""
    if len(text) < _MOSTLY * len(block):  # not much could be left out of Arabic text
        return not (b"/" in block and b"://" in block) and all(map(str.isprintable, lines))
    rest = block.translate(None, _PLAIN)  # what is left of most English text is a few quotes
    return b"://" not in rest and rest.decode().isprintable()
