"""Binary files that give or take less than they are asked for, such as pipes and files without a buffer."""

from __future__ import annotations

from collections.abc import Iterable
from io import RawIOBase
from typing import BinaryIO, cast

from newsdoc.errors import ReadError, WriteError

__all__ = ["read_piece", "write_all"]


def read_piece(fp: BinaryIO, size: int) -> bytes:
    """Read at most `size` bytes, none at the end; raise `ReadError` for a non-blocking file that has none *yet*."""
    piece = cast("bytes | None", fp.read(size))
    if piece is None:
        raise ReadError("the file has no data yet, and does not wait for data (non-blocking mode)")
    return piece


def write_all(fp: BinaryIO, pieces: Iterable[bytes]) -> None:
    """Write all pieces, also to a file that takes only a part of a piece at a time."""
    for piece in pieces:
        size = cast("int | None", fp.write(piece))
        while size != len(piece):
            if size is None and not isinstance(fp, RawIOBase):
                break  # no number means all of it
            if not size:
                raise WriteError("the file takes no data now, and does not wait (non-blocking mode)")
            piece = piece[size:]
            size = fp.write(piece)
