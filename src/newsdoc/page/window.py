"""The window: the lines of a page that are in sight, folded, and which of them are repeated.

A page is folded and decoded a block at a time. The reader moves the window down the page; a layout only looks through
it. Indexes count from the window's first line; `first` is the number of that line on the page.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import compress

from newsdoc.text import fold

__all__ = ["REACH", "Window"]

REACH = 96
"""How many lines ahead a layout may look, blank lines included."""


_PRINTABLE = bytes(range(0x20, 0x7F))
_BELOW = re.compile(b"\0(?=\1)")  # a text that is not repeated, above one that is


class Window:
    """The lines in sight. Layouts read it and change nothing.

    What a layout answers may depend on the lines from its own index up to `limit`, on `at_top` and on whether the page
    ends at `limit`. It never depends on the size of the blocks in which the page was read.
    """

    __slots__ = (
        "_above",
        "_at_top",
        "_blocks",
        "_open_end",
        "_places",
        "_question",
        "_seen",
        "doubled",
        "ended",
        "first",
        "keys",
        "limit",
        "lines",
        "odd",
        "position",
        "repeated",
        "sight",
        "stop",
        "texts",
    )  # fmt: skip

    def __init__(self, blocks: Iterable[str], *, at_top: bool = True) -> None:
        self.keys: list[str] = []
        """The lines as they are compared: spaces collapsed, ends trimmed. A blank line is `""`."""
        self.lines: list[str] = []
        """The same lines as printed, without their line ends."""
        self.odd: bytearray = bytearray()
        """1 for a line whose text is not simply its key: it holds runs of spaces or characters that do not print."""
        self.repeated: bytearray = bytearray()
        """1 for a line that is in the window more than once."""
        self.doubled: bytearray = bytearray()
        """1 for a text that stands once more right below."""
        self.texts: list[int] = []
        """The indexes of the lines that are not blank."""
        self.first: int = 0
        """The number on the page of the first line of the window."""
        self.position: int = 0
        """The index of the line that the reader is at."""
        self.stop: int = 0
        """The index up to which the reader may go before it has to move the window."""
        self.sight: int = 2 * REACH
        """How many lines from the position on may be looked at."""
        self.limit: int = 0
        """The index from which on no rule looks at lines: whether they are in the window depends on the blocks."""
        self.ended: bool = False
        """The page's last line is in the window."""
        self._at_top: bool = at_top
        self._question: Callable[[], bool] | None = None
        self._blocks = iter(blocks)
        self._seen: set[str] = set()
        self._above: list[int] = []  # the places in `texts` of texts above repeated ones
        self._open_end = False
        self._places: dict[str, list[int]] = {}

    @property
    def at_top(self) -> bool:
        """No head and no body has been met yet, so rules may be lenient."""
        if self._question:
            self.at_top = self._question()
        return self._at_top

    @at_top.setter
    def at_top(self, at_top: bool) -> None:
        self._at_top, self._question = at_top, None

    @property
    def may_be_at_top(self) -> bool:
        """Return False if `at_top` is; it costs nothing to ask."""
        return self._at_top or self._question is not None

    def ask_at_top(self, question: Callable[[], bool]) -> None:
        """Keep a question that decides if rules may be lenient; it is asked when a rule first wants to know."""
        self._question = question

    def move(self) -> bool:
        """Read on until more than twice `REACH` lines are in the window, or the page ends.

        Lines above the position are forgotten. Return False if no line is left.
        """
        if self.ended and self.position >= len(self.keys):
            return False
        self._fill(0)
        return bool(self.keys)

    def extend(self, lines: int) -> bool:
        """Read on until a number of lines and more than twice `REACH` below them are in the window, or the page ends.

        Return True if lines were added; those above the position are forgotten then.
        """
        if self.ended or len(self.keys) - self.position > lines + 2 * REACH:
            return False
        self._fill(lines)
        return True

    def _fill(self, lines: int) -> None:
        # what the reader has passed is never looked at again
        above, self.position = self.position, 0
        del self.keys[:above], self.lines[:above], self.odd[:above]
        self.first += above
        while len(self.keys) <= lines + 2 * REACH and not self.ended:
            if block := next(self._blocks, ""):
                self._add(block)
            else:
                self.ended = True
        self.stop = len(self.keys) if self.ended else len(self.keys) - 2 * REACH
        self._mark_repeated()

    def look(self) -> None:
        """Set the limit for rules that are asked about lines at or just below the position."""
        self.limit = min(self.position + self.sight, len(self.keys))

    def next_text(self, index: int) -> int | None:
        """Return the index of the first line from `index` on that is not blank; `None` if none is within reach."""
        keys, start, limit = self.keys, index, self.limit
        while index < limit:
            if keys[index]:
                return index if index < start + REACH else None
            index += 1
        return None

    def has(self, key: str) -> bool:
        """Return True if a line with a key is in the window, even if it is above the position."""
        return key in self._seen

    def find_all(self, key: str) -> Sequence[int]:
        """Return the indexes of all lines of the window with a key. It costs little to ask again."""
        if key not in self._seen:
            return ()
        found = self._places.get(key)
        if found is None:
            keys, found, index = self.keys, list[int](), -1
            for _ in range(keys.count(key)):
                index = keys.index(key, index + 1)
                found.append(index)
            self._places[key] = found
        return found

    def has_between(self, key: str, start: int, stop: int) -> bool:
        """Return True if a line with a key is between two indexes."""
        found = self.find_all(key)
        at = bisect_left(found, start)
        return at < len(found) and found[at] < stop

    def above(self, index: int, most: int) -> list[int]:
        """Return the indexes of up to `most` texts above an index."""
        keys, found = self.keys, list[int]()
        while index and len(found) < most:
            index -= 1
            if keys[index]:
                found.append(index)
        return found

    def above_repeated(self, most: int) -> Iterator[int]:
        """Yield the indexes of up to `most` texts above each repeated line that are not repeated themselves."""
        texts, repeated = self.texts, self.repeated
        for at in self._above:
            for index in texts[max(0, at - most + 1) : at + 1][::-1]:
                if repeated[index]:
                    break  # what stands above it is counted from it
                yield index

    def above_printed_twice(self) -> Iterator[int]:
        """Yield the indexes of texts that are not repeated, each above two equal ones."""
        texts, keys = self.texts, self.keys
        for at in self._above:
            if keys[texts[at + 1]] in [keys[below] for below in texts[at + 2 : at + 3]]:
                yield texts[at]

    def printed(self, start: int, stop: int) -> list[str]:
        """Return lines exactly as they are printed, with their line ends."""
        lines = [line + "\n" for line in self.lines[start:stop]]
        if self._open_end and self.ended and stop == len(self.lines):
            lines[-1] = lines[-1][:-1]
        return lines

    # --- reading in blocks ---

    def _add(self, block: str) -> None:
        # a block is whole lines: what is left after its last line end is the end of the page
        lines = block.split("\n")
        self._open_end = bool(lines[-1])
        if not self._open_end:
            lines.pop()
        keys = list(map(str.strip, lines))  # all that there is to fold in most lines
        odd = bytearray(len(lines))
        if not _is_plain("".join(keys)):
            for index, key in enumerate(keys):
                if "  " in key or not key.isprintable():
                    keys[index] = fold(key)
                    odd[index] = bool(keys[index])
        self.lines += lines
        self.keys += keys
        self.odd += odd

    def _mark_repeated(self) -> None:
        keys = self.keys
        # places count texts only, so that blank lines do not count
        self.texts = list(compress(range(len(keys)), keys))
        texts = list(filter(None, keys))
        self._seen = set(texts)
        self._places = {}
        self._above = []
        self.repeated = bytearray(len(keys))
        self.doubled = bytearray(len(keys))
        if len(self._seen) < len(texts):
            self._mark_these(texts)

    def _mark_these(self, texts: list[str]) -> None:
        keys, seen, several = self.keys, set[str](), set[str]()
        for key in texts:  # quicker than counting them
            if key in seen:
                several.add(key)
            else:
                seen.add(key)
        marks = bytes(map(several.__contains__, texts))
        last = -1
        for index in compress(self.texts, marks):
            self.repeated[index] = 1
            if last == index - 1 and keys[last] == keys[index]:
                self.doubled[last] = 1
            last = index
        self._above = [found.start() for found in _BELOW.finditer(marks)]


def _is_plain(text: str) -> bool:
    """Return True if folding would change nothing inside a long text: if printable, it has no space but the plain one.

    It is asked of a whole block first, where `rfind` is quicker than `in`, and `translate` than `isprintable`.
    """
    if text.isascii():
        data = text.encode()
        return not data.translate(None, _PRINTABLE) and data.rfind(b"  ") < 0
    return text.isprintable() and text.rfind("  ") < 0
