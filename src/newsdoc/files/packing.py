"""Compression: by the content of a file in reading, by the end of its name in writing."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from importlib import import_module
from io import BufferedReader, RawIOBase
from select import select
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from newsdoc.errors import MissingDependency, ReadError, reason
from newsdoc.files.limits import Meter

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = [
    "HEAD_SIZE",
    "Filled",
    "Parts",
    "buffered",
    "count_unpacked",
    "gzip_head",
    "metered",
    "packed",
    "packing_of",
    "unpacked",
]

HEAD_SIZE = 64 * 1024
"""Bytes of a document from which its format is recognised."""


_PACKED: tuple[tuple[str, bytes], ...] = (
    ("gzip", rb"\x1f\x8b\x08"),
    ("bz2", rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"),
    ("lzma", rb"\xfd7zXZ\x00"),
)
"""The first bytes of packed content, by the module of the standard library that unpacks it."""

_PACKERS: dict[str, tuple[str, Callable[[Any, BinaryIO], BinaryIO]]] = {
    # Neither a name nor a time goes into the header: the same articles give the same file.
    ".gz": ("gzip", lambda gzip, fp: gzip.GzipFile("", "wb", 6, fp, mtime=0)),
    ".bz2": ("bz2", lambda bz2, fp: bz2.BZ2File(fp, "wb")),
    ".xz": ("lzma", lambda lzma, fp: lzma.LZMAFile(fp, "wb")),
}
"""Functions that pack a file, by the end of its name."""


def buffered(raw: BinaryIO) -> BufferedReader[Filled]:
    """Return a file in a buffer of `HEAD_SIZE` bytes for looking ahead."""
    return BufferedReader(Filled(raw, "cannot be read", start=_place(raw)), HEAD_SIZE)


def gzip_head(packed: bytes, size: int = HEAD_SIZE) -> bytes:
    """Return the first bytes of content that begins packed so, as far as it is whole; none if it is not gzip."""
    head = b""
    while packing_of(packed) == "gzip" and len(head) < size:  # a member at a time
        zlib = _packing_module("zlib")
        unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            head += unpacker.decompress(packed, size - len(head))
        except zlib.error:
            break
        packed = unpacker.unused_data
    return head


def unpacked(fp: BufferedReader[Filled], meter: Meter | None = None) -> BufferedReader[Filled]:
    """Return a buffered file's content, unpacked if it is packed, in a buffer of the same size."""
    head, file = fp.peek(), fp.raw
    if module := packing_of(head):
        if meter and file.start is not None:
            meter.probe = partial(_probe, file.source, file.start, module)
        return _unpacking(fp, module, meter)
    metered(fp, meter)
    return fp


class Parts:
    """A file whose reader unpacks it, or takes parts of it; the reader counts what they unpack to with the `meter`."""

    def __init__(self, fp: BinaryIO, meter: Meter) -> None:
        self.read: Callable[..., bytes] = fp.read
        self.seek: Callable[..., int] = fp.seek
        self.tell: Callable[[], int] = fp.tell
        self.seekable: Callable[[], bool] = fp.seekable
        self.meter = meter
        """The meter of the caller."""
        meter.reader_holds(lines=False, pages=True)


def count_unpacked(fp: object, size: int) -> None:
    """Count bytes that a reader has unpacked itself."""
    if isinstance(fp, Parts):
        fp.meter.count_size(size)


def metered(fp: BufferedReader[Filled], meter: Meter | None) -> None:
    """Count what is read from a buffered file that is not unpacked."""
    if meter:
        meter.count(fp.peek())
        fp.raw.meter = meter


def _unpacking(fp: BufferedReader[Filled], module: str, meter: Meter | None) -> BufferedReader[Filled]:
    unpacker = _packing_module(module).open(fp)
    if meter:
        meter.packed = fp.raw
    return BufferedReader(Filled(unpacker, f"the {module} data is broken or cut off", meter), HEAD_SIZE)


def _place(raw: BinaryIO) -> int | None:
    """Return the place in a file that can go back to it, else `None`."""
    try:
        return raw.tell()
    except (AttributeError, OSError, ValueError):
        return None


def _probe(raw: BinaryIO, start: int, module: str, meter: Meter) -> None:
    """Unpack the beginning of a file once more, as far as `meter` lets it, and go back."""
    place = raw.tell()
    raw.seek(start)
    fp = _unpacking(BufferedReader(Filled(raw, "cannot be read"), HEAD_SIZE), module, meter)
    try:
        while not meter.is_sure() and fp.read(HEAD_SIZE):
            pass
    finally:
        raw.seek(place)


def packing_of(head: bytes) -> str | None:
    """Return the module that unpacks content that begins with `head`; `None` if it is not packed."""
    return next((module for module, begins in _PACKED if re.match(begins, head)), None)


def _packing_module(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise MissingDependency(
            f"this Python was built without its module {name}, which packs and unpacks this file; use another Python"
        ) from error


def packed(file: BinaryIO, path: str) -> AbstractContextManager[BinaryIO]:
    """Return a file for writing whose content is packed into `file`, by the suffix of `path`."""
    packer = _PACKERS.get(os.path.splitext(path)[1].lower())
    return packer[1](_packing_module(packer[0]), file) if packer else nullcontext(file)


# --- reading ---


class Filled(RawIOBase):
    """A source that fills each buffer, except the last one, and whose errors name the problem.

    A pipe gives only the bytes that it has already; recognising a format needs the whole head.
    """

    def __init__(self, source: BinaryIO, trouble: str, meter: Meter | None = None, *, start: int | None = None) -> None:
        self.size: int = 0
        """Bytes that have been read."""
        self.meter: Meter | None = meter
        self.source = source
        self.start = start
        """The place of the source from which it is read, if it can go back there."""
        self._trouble = trouble

    def readable(self) -> bool:
        """Return `True`: this can be read."""
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill the buffer, or write the rest of the source into it."""
        view = memoryview(buffer).cast("B")
        filled = 0
        try:
            while filled < len(view) and (piece := self._piece(len(view) - filled)):
                view[filled : filled + len(piece)] = piece
                filled += len(piece)
                if self.meter is not None:
                    self.meter.count(piece)
        except (ReadError, MemoryError):
            raise
        except Exception as error:  # OSError, EOFError, zlib.error, LZMAError: each unpacker has its own
            raise ReadError(f"{self._trouble}: {reason(error)}") from error
        self.size += filled
        return filled

    def _piece(self, size: int) -> bytes:
        """Read some bytes; wait for a source in non-blocking mode that has none yet."""
        piece = cast("bytes | None", self.source.read(size))
        if piece is None and _wait_for(self.source):
            piece = cast("bytes | None", self.source.read(size))
        if piece is None:
            raise ReadError(f"{self._trouble}: it has no data yet, and does not wait for data (non-blocking mode)")
        return piece


def _wait_for(source: BinaryIO) -> bool:
    """Wait until a source in non-blocking mode has data or has ended; return `False` for other sources."""
    try:
        number = source.fileno()
        if os.get_blocking(number):
            return False
        select([number], [], [])
    except (AttributeError, OSError, ValueError):  # not a file of the system
        return False
    return True
