"""Binary files that give or take less than they are asked for, such as pipes and files without a buffer."""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import BytesIO, RawIOBase
from typing import Any, BinaryIO, cast

from newsdoc.errors import ReadError, WriteError

__all__ = ["document", "read_piece", "unread", "write_all"]


def document(data: object) -> Any:
    """Return a document as it is given to `loads`, as text or bytes; say which function takes anything else."""
    if isinstance(data, (str, bytes)):
        return data
    if isinstance(data, (bytearray, memoryview)):
        return bytes(data)
    if hasattr(data, "read"):
        advice = "an open file is read with newsdoc.read()"
    elif isinstance(data, os.PathLike):
        advice = "the file of a path is read with newsdoc.read()"
    else:
        advice = "articles are written with newsdoc.dumps() or newsdoc.write()"
    raise ReadError(f"loads() reads text or bytes, and was given an object of type {type(data).__name__}; {advice}")


def read_piece(fp: BinaryIO, size: int) -> bytes:
    """Read at most `size` bytes, none at the end; raise `ReadError` for a non-blocking file that has none *yet*."""
    try:
        piece = cast("bytes | None", fp.read(size))
    except AttributeError:
        if hasattr(fp, "read"):
            raise
        raise _no_file(fp) from None
    if piece is None:
        raise ReadError("the file has no data yet, and does not wait for data (non-blocking mode)")
    if isinstance(piece, str):
        raise ReadError("the file is open as text; open it in binary mode, as in open(path, 'rb')")
    return piece


class _Unread(RawIOBase):
    def __init__(self, head: bytes, fp: BinaryIO) -> None:
        self._head = BytesIO(head)
        self._fp = fp

    def read(self, size: int = -1) -> bytes:
        return self._head.read(size) or read_piece(self._fp, size)


def unread(head: bytes, fp: BinaryIO) -> BinaryIO:
    """Return a file whose first bytes have been read, so that they are read again."""
    return cast("BinaryIO", _Unread(head, fp))


def _no_file(given: object) -> ReadError:
    """Return the error for an object that is given where an open file belongs."""
    if isinstance(given, (bytes, bytearray, memoryview)):
        advice = "bytes are read with loads()"
    elif isinstance(given, (str, os.PathLike)):
        advice = "the file of a path is read with newsdoc.read(), and text with loads()"
    else:
        advice = "articles are written with dump(articles, file)"
    return ReadError(
        f"load() reads an open binary file, and was given an object of type {type(given).__name__}; {advice}"
    )


def write_all(fp: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Write all pieces, also to a file that takes only a part of a piece at a time."""
    if not hasattr(fp, "write"):
        raise WriteError(
            f"dump() writes to an open binary file, and was given an object of type {type(fp).__name__}; "
            "newsdoc.write() writes to a path"
        )
    for piece in pieces:
        size = cast("int | None", fp.write(piece))
        while size != len(piece):
            if size is None and not isinstance(fp, RawIOBase):
                break  # no number means all of it
            if not size:
                raise WriteError("the file takes no data now, and does not wait (non-blocking mode)")
            piece = piece[size:]
            size = fp.write(piece)
