"""Encodings of input: find the encoding of a text, and read text of any encoding as UTF-8.

All later modules read UTF-8; only JSON and XML, whose standards say how, know UTF-16 and UTF-32
themselves. Bytes that are not valid in the encoding become U+FFFD, and are counted.
"""

from __future__ import annotations

import codecs
import re
from io import RawIOBase
from typing import TYPE_CHECKING, BinaryIO

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError, UnknownFormat

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = ["Transcoded", "bad_utf8", "checked", "decoded", "wide"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),  # before UTF-16, whose mark it begins with
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_ZEROS = (
    # JSON begins with two ASCII characters, XML with `<` and a name: where their zeros are tells the encoding.
    (rb"[^\0]\0\0\0", "utf-32-le"),
    (rb"\0\0\0[^\0]", "utf-32-be"),
    (rb"[^\0]\0[^\0]\0", "utf-16-le"),
    (rb"\0[^\0]\0[^\0]", "utf-16-be"),
)
_WIDE = tuple(name for _, name in _ZEROS)
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_LEAST = 16  # bytes that show an encoding without a byte order mark
_ASCII = re.compile("[\t-~]")

_NOT_FOR_TEXT = {"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape"}


def checked(name: str) -> str:
    """Return Python's name of an encoding; raise `UnknownFormat` if there is no such encoding."""
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        found = None
    if found is None or not found._is_text_encoding or found.name in _NOT_FOR_TEXT:
        raise UnknownFormat(f"there is no encoding {name[:60]!r}; give a name such as utf-8, windows-1256 or gb18030")
    return found.name


def decoded(head: bytes) -> str:
    """Decode the head of a document well enough to recognise its format."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    encoding = next((encoding for zeros, encoding in _ZEROS if re.match(zeros, head, re.DOTALL)), "utf-8")
    return head.decode(encoding, "replace")


def wide(head: bytes, *, whole: bool) -> str | None:
    """Return the name of the UTF-16 or UTF-32 form of a text; `None` for any other encoding.

    A byte order mark is not enough, since two stray bytes look like one: text must follow.
    """
    if head[:1] not in (b"\xff", b"\xfe", b"\0") and b"\0" not in head:
        return None
    marked = next((name for mark, name in _MARKS if head.startswith(mark)), None)
    if marked:
        return marked if marked in _WIDE and _text_in(head, marked, whole=whole) is not None else None
    zeros = head.count(b"\0")
    if len(head) < _LEAST or zeros * 20 < len(head):
        return None
    for name in _WIDE:
        text = _text_in(head, name, whole=whole)
        # In UTF-16, a zero is the other half of an ASCII character: read the wrong way round, there are none.
        if text and ("32" in name or len(_ASCII.findall(text)) * 2 >= zeros):
            return name
    return None


def _text_in(head: bytes, name: str, *, whole: bool) -> str | None:
    """Return the text of bytes in an encoding; `None` if they are not valid in it, or not text."""
    try:
        text = codecs.getincrementaldecoder(name)().decode(head, whole)
    except UnicodeDecodeError:
        return None
    return None if _CONTROL.search(text) else text


def bad_utf8(head: bytes, *, whole: bool) -> Diagnostic | None:
    """Return a diagnostic for the first line of a page that is not UTF-8; `None` for valid UTF-8."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, whole)
    except UnicodeDecodeError as error:
        line = head.count(b"\n", 0, error.start) + 1
        seems = wide(head, whole=whole)
        name = f", and seems to be {seems.upper()}" if seems else ""
        message = f"the page is not UTF-8 from this line on{name}; name its encoding (encoding=, --encoding)"
        return Diagnostic("repair.encoding", message, line)
    return None


# --- reading as UTF-8 ---


_BAD = "\udcff"  # a lone surrogate, which no decoder returns otherwise
_LONE = re.compile("[\ud800-\udfff]")
_DECLARED = re.compile(r"""(\s*<\?xml\b[^>]*?\sencoding\s*=\s*)(?:"[^"]*"|'[^']*')""")
_PIECE = 1 << 16
_SHOWN = 5


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return _BAD, error.end


codecs.register_error("newsdoc.mark", _mark)


def _as_utf8(text: str) -> str:
    """Replace the encoding in the XML declaration of a document, if there is one, by UTF-8."""
    found = _DECLARED.match(text)
    return f'{found[1]}"utf-8"{text[found.end() :]}' if found else text


class Transcoded(RawIOBase):
    """A file in another encoding, read as UTF-8 without its byte order mark.

    An XML declaration is changed to UTF-8, so that a parser agrees.
    """

    def __init__(self, source: BinaryIO, encoding: str) -> None:
        self._source = source
        self._encoding = encoding
        self._decoder = codecs.getincrementaldecoder(encoding)("newsdoc.mark")
        self._ready = memoryview(b"")
        self._at_start = True
        self._ended = False
        self._line = 1
        self._bad = 0
        self._bad_lines: list[int] = []

    def readable(self) -> bool:
        """Return `True`: this can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer, or a part of it, with UTF-8."""
        view = memoryview(buffer).cast("B")
        while not self._ready and not self._ended:
            self._ready = memoryview(self._next())
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        return size

    def _next(self) -> bytes:
        piece = self._source.read(_PIECE)
        self._ended = not piece
        try:
            text = self._decoder.decode(piece, self._ended)
        except UnicodeError:  # only for a missing byte order mark: invalid bytes have become `_BAD`
            raise ReadError(
                f"the text has no byte order mark; name {self._encoding}-le or {self._encoding}-be "
                "(encoding=, --encoding)"
            ) from None
        if self._at_start and text:
            text = _as_utf8(text.removeprefix("\ufeff"))
            self._at_start = False
        return self._encoded(text)

    def _encoded(self, text: str) -> bytes:
        try:
            data = text.encode()
        except UnicodeEncodeError:
            for bad in _LONE.finditer(text):
                self._bad += 1
                line = self._line + text.count("\n", 0, bad.start())
                if len(self._bad_lines) <= _SHOWN and line not in self._bad_lines:
                    self._bad_lines.append(line)
            data = _LONE.sub("\ufffd", text).encode()
        self._line += data.count(b"\n")
        return data

    def report_problem(self, report: Report) -> None:
        """Report the number and the lines of invalid places, if there are any."""
        if not self._bad:
            return
        more = " and others" if len(self._bad_lines) > _SHOWN else ""
        lines = ", ".join(map(str, self._bad_lines[:_SHOWN])) + more
        count = "1 place is" if self._bad == 1 else f"{self._bad} places are"
        message = f"{count} not valid {self._encoding.upper()} and became U+FFFD, in line {lines}"
        report(Diagnostic("repair.encoding", message, self._bad_lines[0]))
