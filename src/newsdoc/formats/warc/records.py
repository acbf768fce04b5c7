"""The records of WARC files, packed or not: headers and body, with the byte where each one begins.

A crawl writes millions of them, and some break: a file is cut off, a piece of it is overwritten, a record states a
wrong length. Each damage costs its own record, is reported with its byte, and reading goes on at the next one.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Generator, Iterator
from typing import BinaryIO, NamedTuple

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError
from newsdoc.files.packing import count_unpacked
from newsdoc.files.streams import read_piece
from newsdoc.text import cached

__all__ = ["Record", "parse_headers", "read_records"]

_PIECE = 1 << 18  # bytes that are read at a time
_STEP = 1 << 13  # packed bytes that are unpacked at a time: about three records of text
_MOST = 1 << 22  # bytes that one step may unpack to
_KEPT = 1 << 24  # packed bytes of a member that are kept, to look for the next one in them
_LONGEST_HEAD = 1 << 18
_LARGEST = 1 << 30  # a record that states more bytes states a wrong number
_DIGITS = len(str(_LARGEST))
_SKIPPED = 1 << 20  # bytes of a body that is not wanted, from which on it is not kept in memory

_GZIP = b"\x1f\x8b\x08"
_MARK = b"WARC/"
_NEXT = re.compile(rb"(?<=\n)WARC/\d\.\d+\r?\n(?=[A-Za-z][\w-]*:)")
_END = re.compile(rb"\n\r?\n")  # it begins with a literal, which makes it twenty times as fast
_RECORD_END = b"\r\n\r\n"
_NEXT_HEAD = _RECORD_END + _MARK
_FOLLOWED = re.compile(rb"[\r\n]*+(?:WARC/|\Z)")
_OVERLAP = 64  # bytes of a mark and the line ends before it
_SEARCHED = 1 << 24  # bytes in which the next record is looked for behind one of a wrong length
_FOLD = re.compile(rb"(?<![ \t])[ \t]*+\r?\n[ \t]+")
_BLANK = re.compile(rb"[\r\n]*+")


class Record(NamedTuple):
    """One record of a WARC file."""

    headers: dict[str, str]
    """The headers; their names are in small letters."""

    body: bytes
    """The block of the record; empty if it is not wanted and large."""

    place: str
    """Where it begins in the file, in bytes from 0: `4711`, and in a member of several records `4711+20`."""

    def header(self, name: str) -> str:
        """Return the value of a header, empty if it is missing."""
        return self.headers.get(name, "")


_Wanted = Callable[[dict[str, str]], bool]


def read_records(fp: BinaryIO, report: Report, wanted: _Wanted = lambda _: True) -> Iterator[Record]:
    """Yield the records of a binary file; raise `ReadError` if it has none that can be read.

    Large records of which the headers are not `wanted` are not held in memory.
    """
    trouble: list[Diagnostic] = []
    some = False

    def note(diagnostic: Diagnostic) -> None:
        if not (some or trouble):
            trouble.append(diagnostic)
        report(diagnostic)

    for record in _Reader(_pieces(fp), note, wanted).records():
        some = True
        yield record
    if not some:
        message = trouble[0].message if trouble else "the file holds no WARC record"
        raise ReadError(message, line=1)


# --- bytes, unpacked ---


class _Piece(NamedTuple):
    """Some unpacked bytes, or the news that some cannot be unpacked."""

    data: bytes
    start: int | None
    """The byte of the file where its gzip member begins; `None` if the file is not packed."""
    inside: int
    """The bytes before it in the member, or in the file."""
    damage: str | None = None
    """Why the bytes after the last piece are lost."""

    @property
    def ends_record(self) -> bool:
        """True if no record goes on into this piece."""
        return self.damage is not None or (self.start is not None and self.inside == 0 and self.data.startswith(_MARK))


def _pieces(fp: BinaryIO) -> Iterator[_Piece]:
    raw = bytearray()
    _fill(fp, raw, _PIECE)
    if raw.startswith(_GZIP):
        yield from _members(fp, raw)
        return
    at = 0
    while raw:
        yield _Piece(bytes(raw), None, at)
        at += len(raw)
        raw.clear()
        _fill(fp, raw, _PIECE)


def _fill(fp: BinaryIO, raw: bytearray, size: int) -> bool:
    """Read until `raw` has `size` bytes; return False if the file ends before."""
    while len(raw) < size:
        piece = read_piece(fp, max(size - len(raw), _PIECE))
        if not piece:
            return False
        raw += piece
    return True


def _members(fp: BinaryIO, raw: bytearray) -> Iterator[_Piece]:
    """Unpack one gzip member after the other; go on at the next one behind a damaged one."""
    start = 0  # the byte of the file where the member begins
    while _fill(fp, raw, len(_GZIP)) or raw:
        dropped = yield from _member(fp, raw, start)
        if dropped >= 0:
            start += dropped
            continue
        dropped = -dropped - 1  # damaged: this many bytes of it are no longer in `raw`
        skipped = _to_next_member(fp, raw, 0 if dropped else 1)
        place = start + dropped + skipped
        goes_on = f"reading goes on at byte {place}" if raw else "no whole member follows"
        yield _Piece(b"", start, 0, f"the gzip member at byte {start} is damaged; {goes_on}")
        start = place


def _member(fp: BinaryIO, raw: bytearray, start: int) -> Generator[_Piece, None, int]:
    """Unpack a member and remove it from `raw`. Return its size; -1 less the bytes removed if it is damaged."""
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    at = removed = inside = 0
    while not unpacker.eof:
        # the steps are the same, however the file comes in
        _fill(fp, raw, at + _STEP)
        packed = raw[at : at + _STEP]
        if not packed:
            yield _Piece(b"", start, 0, f"the file breaks off in the gzip member at byte {start}")
            raw.clear()
            return removed
        try:
            data = unpacker.decompress(packed, _MOST)
        except zlib.error:
            return -1 - removed
        count_unpacked(fp, len(data))
        at += len(packed) - len(unpacker.unused_data) - len(unpacker.unconsumed_tail)
        if data:
            yield _Piece(data, start, inside)
            inside += len(data)
        if at > _KEPT:
            del raw[:at]
            removed += at
            at = 0
    del raw[:at]
    return removed + at


def _to_next_member(fp: BinaryIO, raw: bytearray, at: int) -> int:
    """Remove what comes before the next member that begins with a record; return the number of bytes removed."""
    removed = 0
    while True:
        found = raw.find(_GZIP, at)
        if found >= 0:
            _fill(fp, raw, found + _STEP)
            if _begins_record(raw[found : found + _STEP]):
                del raw[:found]
                return removed + found
            at = found + 1
            continue
        # the end may be the beginning of a member
        keep = min(len(raw), len(_GZIP) - 1)
        removed += len(raw) - keep
        del raw[: len(raw) - keep]
        at = 0
        if not _fill(fp, raw, keep + 1):
            removed += len(raw)
            raw.clear()
            return removed


def _begins_record(packed: bytearray) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed, len(_MARK)) == _MARK
    except zlib.error:
        return False


# --- records ---


class _Reader:
    """Cut pieces into records."""

    def __init__(self, pieces: Iterator[_Piece], report: Report, wanted: _Wanted) -> None:
        self._pieces = pieces
        self._report = report
        self._wanted = wanted
        self._next: _Piece | None = next(pieces, None)
        self._data = b""
        self._at = 0
        self._start: int | None = None
        self._inside = 0  # bytes of the member, or of the file, before `_data`

    def records(self) -> Iterator[Record]:
        """Yield the records that are whole."""
        while self._skip_blank():
            if not self._data.startswith(_MARK, self._at) and not self._begins_in_next_piece():
                self._skip_foreign(f"the bytes from {self._place(self._at)} on are not a WARC record")
            elif record := self._record():
                yield record

    # --- bytes ---

    def _begins_in_next_piece(self) -> bool:
        """Check that a record begins here, of which the first bytes are the last ones of a piece."""
        self._need(len(_MARK))
        return self._data.startswith(_MARK, self._at)

    def _place(self, at: int) -> str:
        inside = self._inside + at
        if self._start is None:
            return str(inside)
        return f"{self._start}+{inside}" if inside else str(self._start)

    def _skip_blank(self) -> bool:
        """Go to the next byte that is not of a line end; return False at the end of the file."""
        while True:
            found = _BLANK.match(self._data, self._at)
            assert found is not None
            self._at = found.end()
            if self._at < len(self._data):
                return True
            if self._next is None:
                return False
            if self._next.damage:
                self._note("error.record", self._next.damage)
            self._data, self._start, self._inside, _ = self._next
            self._at = 0
            self._next = next(self._pieces, None)

    @property
    def _goes_on(self) -> bool:
        return self._next is not None and not self._next.ends_record

    def _need(self, size: int) -> bool:
        """Hold at least `size` bytes from here on; return False if the record ends before."""
        missing = size - (len(self._data) - self._at)
        if missing <= 0 or not self._goes_on:
            return missing <= 0
        parts = [self._data[self._at :]]
        while missing > 0 and self._next and self._goes_on:
            parts.append(self._next.data)
            missing -= len(self._next.data)
            self._next = next(self._pieces, None)
        self._inside += self._at
        self._at = 0
        self._data = b"".join(parts)
        return missing <= 0

    def _search(self, pattern: re.Pattern[bytes], most: int) -> re.Match[bytes] | None:
        """Look for a pattern in the next `most` bytes of the record."""
        size = 0
        while True:
            if found := pattern.search(self._data, self._at + max(0, size - _OVERLAP)):
                return found
            size = len(self._data) - self._at
            if size >= most or not self._need(size + 1):
                return None

    def _note(self, code: str, message: str) -> None:
        self._report(Diagnostic(code, message, None, "$"))

    def _skip_foreign(self, message: str) -> None:
        """Go to the next record, and report why."""
        while not (found := _NEXT.search(self._data, self._at)) and self._goes_on:
            self._at = max(self._at, len(self._data) - _OVERLAP)
            self._need(len(self._data) - self._at + 1)
        self._at = found.start() if found else len(self._data)
        goes_on = f"; reading goes on at byte {self._place(self._at)}" if found else ""
        self._note("error.record", message + goes_on)

    # --- one record ---

    def _record(self) -> Record | None:
        """Read the record that begins here; return `None` if it is damaged."""
        place = self._place(self._at)
        head = self._search(_END, _LONGEST_HEAD)
        if head is None:
            if self._is_damaged:  # which is reported next
                self._at = len(self._data)
            else:
                self._at += len(_MARK)
                self._skip_foreign(f"the headers of the record at byte {place} have no end, and it is left out")
            return None
        headers = parse_headers(self._data[self._at : head.start()])
        self._at = head.end()
        stated = headers.get("content-length", "")
        size = int(stated) if stated.isascii() and stated.isdigit() and len(stated) <= _DIGITS else -1
        if size > _SKIPPED and not self._wanted(headers):
            self._skip(size, place)
            return None
        whole = 0 <= size <= _LARGEST and (self._at + size <= len(self._data) or self._need(size))
        if whole and self._is_followed(size):
            stop = self._at + size
            body = self._data[self._at : stop]
            self._at = stop
            return Record(headers, body, place)
        return self._of_wrong_length(headers, stated, place, whole=whole)

    def _is_followed(self, size: int) -> bool:
        """Check that line ends and the next record follow a body of this size, or the end."""
        rest = self._data[self._at + size : self._at + size + _OVERLAP]
        if rest.startswith(_NEXT_HEAD) or (rest == _RECORD_END and not self._goes_on):
            return True
        self._need(size + _OVERLAP)
        return _FOLLOWED.match(self._data, self._at + size) is not None

    def _of_wrong_length(self, headers: dict[str, str], stated: str, place: str, *, whole: bool) -> Record | None:
        """Read a record up to the next one, since its length is not the stated one; report it."""
        found = _NEXT.search(self._data, self._at) or self._search(_NEXT, _SEARCHED)
        cut = not whole and not found and not self._goes_on
        if found is None and (self._goes_on or (cut and (self._next is None or self._is_damaged))):
            held = len(self._data) - self._at
            if self._is_damaged:  # which is reported next
                self._at = len(self._data)
            elif cut and stated.isdigit():
                self._at = len(self._data)
                message = (
                    f"the file breaks off in the record at byte {place}, of which {held} of {stated} bytes are left"
                )
                self._note("error.record", message)
            else:
                self._skip_foreign(f"the length of the record at byte {place}, {stated[:40]!r}, is wrong")
            return None
        stop = found.start() if found else len(self._data)
        body = self._data[self._at : stop].removesuffix(b"\r\n\r\n")
        self._at = stop
        self._note(
            "repair.record",
            f"the length of the record at byte {place}, {stated[:40]!r}, is wrong; it was read up to the next record",
        )
        return Record(headers, body, place)

    @property
    def _is_damaged(self) -> bool:
        return self._next is not None and self._next.damage is not None

    def _skip(self, size: int, place: str) -> None:
        """Skip the body of a record without holding it."""
        size -= len(self._data) - self._at
        while size > 0 and self._next and self._goes_on:
            self._data, self._start, self._inside, _ = self._next
            self._next = next(self._pieces, None)
            size -= len(self._data)
        self._at = len(self._data) + min(size, 0)
        if size > 0 and self._next is None and self._start is None:
            self._note("error.record", f"the file breaks off in the record at byte {place}")


def parse_headers(head: bytes) -> dict[str, str]:
    """Return the headers of a record or a response by their names in small letters; folded lines are joined."""
    if b"\n " in head or b"\n\t" in head:
        head = _FOLD.sub(b" ", head)
    headers = {}
    for line in head.decode("utf-8", "replace").split("\n"):  # the first line has no colon
        stated, colon, value = line.partition(":")
        if colon and (name := _name(stated)):
            value = value.strip()
            headers[name] = value.partition("\r")[0].rstrip() if "\r" in value else value
    return headers


@cached
def _name(stated: str) -> str:
    """Return the name of a header in small letters; nothing for what is not a name."""
    name = stated.rstrip(" \t").lower()
    return "" if any(map(str.isspace, name)) else name
