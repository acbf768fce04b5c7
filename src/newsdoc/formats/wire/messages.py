"""Cut a file of wire text into its messages, and decode each.

Control characters frame a message, as teleprinters wanted it: SOH before the header, STX before the text, ETX behind
it, EOT at the end. Files that were saved by other programs have lost them, and the header line alone begins a message.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import BinaryIO, NamedTuple

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError
from newsdoc.files.streams import document, read_piece
from newsdoc.text import xml_only

__all__ = ["ETX", "STX", "Message", "as_file", "messages"]

SOH, STX, ETX = "\x01", "\x02", "\x03"
_CHUNK = 1 << 16
_CUT = re.compile(rb"(?=\x01)|(?<=\n)")  # before each SOH, and behind each line
_BOM = b"\xef\xbb\xbf"


class Message(NamedTuple):
    """One message: its text from the header line on, and the number of this line in the file."""

    text: str
    line: int


def as_file(data: str | bytes) -> BinaryIO:
    """Return a whole document as a file."""
    data = document(data)
    return BytesIO(data if isinstance(data, bytes) else data.encode("utf-8", "replace"))


def messages(fp: BinaryIO, begins: Callable[[bytes], bool], format: str, report: Report) -> Iterator[Message]:
    """Yield the messages of a file, each where `begins` says that a line is a header."""
    held: list[bytes] = []
    report = _once(report, "repair.encoding")
    number = start = 1
    found = False
    for line in _lines(fp):
        if begins(line):
            if found:
                yield _message(held, start, report)
            elif words := b"".join(held).decode("utf-8", "replace").strip("\0\r\n\t \x7f\ufeff\x16"):
                message = f"text before the first message was left out: {xml_only(words)[:200]!r}"
                report(Diagnostic("repair.dropped", message, 1))
            held, start, found = [], number, True
        held.append(line)
        number += line.count(b"\n")
    if not found:
        raise ReadError("no line is the header of a message", format=format, line=1)
    yield _message(held, start, report)


def _once(report: Report, code: str) -> Report:
    """Return a report that passes on only the first diagnostic of a code."""
    seen: list[Diagnostic] = []

    def passing(diagnostic: Diagnostic) -> None:
        if diagnostic.code != code or not seen:
            seen.extend([diagnostic] if diagnostic.code == code else [])
            report(diagnostic)

    return passing


def _lines(fp: BinaryIO) -> Iterator[bytes]:
    begun: list[bytes] = []  # a line that is longer than a piece is joined once
    while piece := read_piece(fp, _CHUNK):
        first, *others = _CUT.split(piece)
        begun.append(first)
        if others:
            yield from filter(None, [b"".join(begun), *others[:-1]])
            begun = [others[-1]]
    yield from filter(None, [b"".join(begun)])


def _message(lines: list[bytes], start: int, report: Report) -> Message:
    data = b"".join(lines).removeprefix(_BOM)
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        report(
            Diagnostic(
                "repair.encoding", "messages that are not UTF-8 are read as windows-1252; this is the first", start
            )
        )
    return Message(text.replace("\r\n", "\n").replace("\r", "\n"), start)
