"""newsdoc's own JSON: an array of articles, indented for reading; the format that keeps everything.

A field stands where `newsdoc.model` has it, defaults are left out, a plain paragraph is a string, and every other block
is an object with a `type`. `newsdoc/schemas/article.schema.json` says the same as a JSON Schema.

Reading is strict: this is our own format, and what it does not know is more likely a typing error than news. Errors say
the `line` where the text is no JSON, and the `path` (`$[2].captions[0].text`) where it is no article. `null` stands for
an absent value wherever the model has `None`. UTF-8, UTF-16 and UTF-32 are read, with or without a byte order mark;
UTF-8 is written.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from json import detect_encoding
from typing import BinaryIO, NamedTuple

from newsdoc import convert, jsontext
from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import ReadError
from newsdoc.model import Article

__all__ = ["dump", "dumps", "iterload", "load", "loads"]

_CHUNK = 1 << 16
_space = re.compile(r"[ \t\n\r]*").match


def loads(data: str | bytes, *, report: Report = ignore) -> list[Article]:  # noqa: ARG001 (nothing is ever mended)
    """Read an array of articles."""
    return list(_articles(iter([data]) if isinstance(data, str) else _decoded(BytesIO(data))))


def load(fp: BinaryIO, *, report: Report = ignore) -> list[Article]:
    """Read an array of articles from a binary file."""
    return list(iterload(fp, report=report))


def iterload(fp: BinaryIO, *, report: Report = ignore) -> Iterator[Article]:  # noqa: ARG001 (nothing is ever mended)
    """Read an array article by article, in memory for about one; a syntax error takes the rest of the file as well."""
    return _articles(_decoded(fp))


def dumps(articles: Iterable[Article], *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (nothing is ever lost, no time is added)
    """Write an array of articles."""
    return "".join(_pieces(articles))


def dump(articles: Iterable[Article], fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:  # noqa: ARG001 (as for dumps)
    """Write an array of articles to a binary file, one at a time."""
    fp.writelines(map(str.encode, _pieces(articles)))


def _pieces(articles: Iterable[Article]) -> Iterator[str]:
    before = "[\n  "
    for article in articles:
        yield before
        yield jsontext.indented(convert.plain(article)).replace("\n", "\n  ")  # strings hold no bare line feed
        before = ",\n  "
    yield "[]\n" if before == "[\n  " else "\n]\n"


# --- reading: bytes to text, text to values ---


class _Undecodable(NamedTuple):
    """Where and why the rest of a file is no text."""

    message: str
    line: int


def _decoded(fp: BinaryIO) -> Iterator[str | _Undecodable]:
    """Decode a file piece by piece; what cannot be decoded comes last, after all the text before it."""
    chunk = fp.read(_CHUNK)
    while 0 < len(chunk) < 4 and (more := fp.read(_CHUNK)):  # four bytes tell the encoding
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
            yield _Undecodable(f"the file is not {name.upper()} here: {error.reason}", line + text.count("\n"))
            return
        yield text
        if not chunk:
            return
        line += text.count("\n")
        chunk = fp.read(_CHUNK)


class _Window:
    """The part of the document in sight: it grows at the end and forgets at the start.

    A value that does not end in sight is read again in twice as much text, so all in all reading stays linear, however
    short the pieces that come in.
    """

    def __init__(self, pieces: Iterator[str | _Undecodable]) -> None:
        self.path = "$"
        self._pieces = pieces
        self._fault: _Undecodable | None = None
        self._text = ""
        self._at = 0
        self._line = 1

    def peek(self) -> str:
        """Skip white space; give the character ahead, or nothing at the end."""
        while True:
            ahead = _space(self._text, self._at)
            self._at = ahead.end() if ahead else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._grow():
                return ""

    def take(self, allowed: str) -> str:
        """Step over the character ahead, one of `allowed`."""
        char = self.peek()
        if not char or char not in allowed:
            raise self.error(f"{' or '.join(allowed)} belongs here, not {repr(char) if char else 'the end'}")
        self._at += 1
        return char

    def value(self, path: str) -> object:
        """Read the value ahead; `path` is its place, for errors."""
        self.path = path
        self.peek()
        while True:
            try:
                value, self._at = jsontext.first_value(self._text, self._at)
            except jsontext.SyntaxFault as fault:  # or only cut off: the end of what is in sight decides
                beyond = fault.at - self._at  # the text in sight is another after growing
                if not self._grow():
                    raise self.error(fault.message, self._at + beyond) from None
            else:
                self.path = "$"
                return value

    def error(self, message: str, at: int | None = None) -> ReadError:
        """Make the error that is raised for the character at `at`, or else the one ahead."""
        line = self._line + self._text.count("\n", 0, self._at if at is None else at)
        return ReadError(message, format="json", line=line, path=self.path)

    def _grow(self) -> bool:
        """Let in as much text as there is in sight; say if any came."""
        rest = self._text[self._at :]
        self._line += self._text.count("\n", 0, self._at)
        pieces, size = [rest], 0
        for piece in self._pieces:
            if isinstance(piece, _Undecodable):
                self._fault = piece  # raised once the text before it is used up
                break
            pieces.append(piece)
            size += len(piece)
            if size > len(rest):
                break
        self._text, self._at = "".join(pieces), 0
        if self._fault and not size:
            raise ReadError(self._fault.message, format="json", line=self._fault.line, path=self.path)
        return size > 0


def _articles(pieces: Iterator[str | _Undecodable]) -> Iterator[Article]:
    window = _Window(pieces)
    if window.peek() == "\ufeff":
        window.take("\ufeff")
    window.take("[")
    if window.peek() == "]":
        window.take("]")
    else:
        index = 0
        while True:
            path = f"$[{index}]"
            yield convert.article(window.value(path), format="json", path=path)
            if window.take(",]") == "]":
                break
            index += 1
    if ahead := window.peek():
        raise window.error(f"nothing belongs after the array, not {ahead!r}")
