"""Read a JSON document of any size: bytes to text, text to values, a piece at a time.

This module knows where values begin and end, but not articles; an error is a `ReadError` with its line and path.
UTF-8, UTF-16 and UTF-32 are read, with or without a byte order mark.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from io import BytesIO
from json import detect_encoding
from typing import BinaryIO, NamedTuple

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError
from newsdoc.files.streams import document, read_piece
from newsdoc.formats.json import text as json_text

__all__ = ["Undecodable", "Window", "file_pieces", "pieces", "values"]

_LONGEST_TOKEN = 24  # characters of `-Infinity`, of `\ud83d\ude00`, and of the text that a message quotes
_MOST_FAULTS = 1000  # lines that are broken beside as many that are not
_CHUNK = 1 << 16
_space = re.compile(r"[ \t\n\r]*").match


class Undecodable(NamedTuple):
    """The place and the reason from which on a file is not text."""

    message: str
    line: int


def pieces(data: str | bytes) -> Iterator[str | Undecodable]:
    """Return the pieces of a document's text, from a string or bytes."""
    data = document(data)
    return iter([data]) if isinstance(data, str) else file_pieces(BytesIO(data))


def file_pieces(fp: BinaryIO) -> Iterator[str | Undecodable]:
    """Decode a file piece by piece; an `Undecodable` comes last, after all the text before it."""
    chunk = read_piece(fp, _CHUNK)
    while 0 < len(chunk) < 4 and (more := read_piece(fp, _CHUNK)):  # four bytes tell the encoding
        chunk += more
    name = detect_encoding(chunk).replace("utf-8-sig", "utf-8")
    decoder = codecs.getincrementaldecoder(name)()
    line = 1
    while True:
        state = decoder.getstate()
        try:
            text = decoder.decode(chunk, final=not chunk)
        except UnicodeDecodeError as error:
            decoder.setstate(state)
            text = decoder.decode(chunk[: max(0, error.start - len(state[0]))])
            yield text
            yield Undecodable(f"the file is not {name.upper()} here: {error.reason}", line + text.count("\n"))
            return
        yield text
        if not chunk:
            return
        line += text.count("\n")
        chunk = read_piece(fp, _CHUNK)


class Window:
    """The part of the document in sight: it grows at the end and forgets at the start.

    A value that does not end in sight is read again in twice as much text, so all in all reading stays linear, however
    short the pieces that come in.
    """

    def __init__(
        self, pieces: Iterator[str | Undecodable], format: str, *, repaired: Callable[[int], object] | None = None
    ) -> None:
        """Read `pieces`; with `repaired`, strings may hold raw line breaks, and it is called with the value's line."""
        self.path: str = "$"
        self._repaired = repaired
        self._format = format
        self._pieces = pieces
        self._fault: Undecodable | None = None
        self._text = ""
        self._at = 0
        self._line = 1
        self._counted = 0  # the character whose line is `_line`

    @property
    def line(self) -> int:
        """The line of the character ahead, counted from 1."""
        self._line += self._text.count("\n", self._counted, self._at)
        self._counted = self._at
        return self._line

    def peek(self) -> str:
        """Skip white space; return the next character, or `""` at the end."""
        while True:
            ahead = _space(self._text, self._at)
            self._at = ahead.end() if ahead else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._grow():
                return ""

    def take(self, allowed: str) -> str:
        """Read the next character, which must be one of `allowed`."""
        char = self.peek()
        if not char or char not in allowed:
            raise self.error(f"{' or '.join(allowed)} belongs here, not {repr(char) if char else 'the end'}")
        self._at += 1
        return char

    def value(self, path: str) -> object:
        """Read the value ahead; `path` is its place, for errors."""
        self.path = path
        self.peek()
        line, raw = self.line, False
        while True:
            try:
                value, stop = json_text.first_value(self._text, self._at, raw=raw)
            except json_text.SyntaxFault as fault:  # perhaps only the end of the text in sight
                if self._repaired and not raw and fault.message.startswith(json_text.RAW_CHARACTER):
                    raw = True
                    continue
                ahead = fault.at - self._at
                if not (self._may_end_here(fault) and self._grow()):
                    raise self.error(fault.message, self._at + ahead) from None
            else:
                ahead = stop - self._at
                # 12 may be the half of 1234, and of 12e-3
                if type(value) in (int, float) and stop + len("e-") >= len(self._text) and self._grow():
                    continue
                self._at += ahead
                if raw and self._repaired:
                    self._repaired(line)
                self.path = "$"
                return value

    def _may_end_here(self, fault: json_text.SyntaxFault) -> bool:
        """Check that a fault may be the end of the text in sight. No other one is worth reading all that follows."""
        return fault.at >= len(self._text) - _LONGEST_TOKEN or fault.message.startswith("Unterminated")

    def skip_line(self) -> bool:
        """Skip the rest of the line; return False if it has no end."""
        while (end := self._text.find("\n", self._at)) < 0:
            if not self._grow():
                return False
        self._at = end + 1
        return True

    def skip_mark(self) -> None:
        """Skip a byte order mark at the start."""
        if self.peek() == "\ufeff":
            self._at += 1

    def array(self) -> Iterator[tuple[object, int, str]]:
        """Yield the values of the array that is the rest of the document, each with its line and its path."""
        self.take("[")
        if self.peek() == "]":
            self.take("]")
        else:
            index = 0
            while True:
                self.peek()
                line, path = self.line, f"$[{index}]"
                yield self.value(path), line, path
                if self.take(",]") == "]":
                    break
                index += 1
        if ahead := self.peek():
            raise self.error(f"nothing belongs after the array, not {ahead!r}")

    def error(self, message: str, at: int | None = None) -> ReadError:
        """Return the error for the character at `at`, or else the next one."""
        line = self.line if at is None else self._line + self._text.count("\n", self._counted, at)
        return ReadError(message, format=self._format, line=line, path=self.path)

    def _grow(self) -> bool:
        """Read as much text again as is in sight; return False at the end."""
        self._line = self.line
        rest = self._text[self._at :]
        pieces, size = [rest], 0
        for piece in self._pieces:
            if isinstance(piece, Undecodable):
                self._fault = piece  # raised once the text before it is used up
                break
            pieces.append(piece)
            size += len(piece)
            if size > len(rest):
                break
        self._text, self._at, self._counted = "".join(pieces), 0, 0
        if self._fault and not size:
            raise ReadError(self._fault.message, format=self._format, line=self._fault.line, path=self.path)
        return size > 0


def values(window: Window, report: Report) -> Iterator[tuple[object, int, str]]:
    """Yield the values of an array, or values one after the other, with their lines and paths.

    If each object has a line of its own, a broken one costs only itself. If most are broken, it is not such a file.
    """
    window.skip_mark()
    if window.peek() == "[":
        yield from window.array()
        return
    good = bad = 0
    while True:
        ahead = window.peek()
        if ahead != "{":
            raise window.error(f"an object or an array belongs here, not {repr(ahead) if ahead else 'the end'}")
        line = window.line
        try:
            value = window.value("$")
        except ReadError as error:
            more = window.skip_line() and window.peek() in ("{", "")
            bad += 1
            if (not (more and window.peek()) and not good) or bad > good + _MOST_FAULTS:
                raise
            report(Diagnostic("error.item", f"an item cannot be read: {error.message}", line, "$"))
            if not more:
                return
        else:
            good += 1
            yield value, line, "$"
        if not window.peek():
            return
