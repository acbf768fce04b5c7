"""Files that are complete or absent: a finished file takes the place of the one that was there before.

Until then the data is in a temporary file beside it. This module does not know formats.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter, FileIO
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from newsdoc.errors import WriteError, reason
from newsdoc.files.packing import packed

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["open_document", "remove_temporary_files", "remove_unfinished", "write_bytes", "write_pieces"]

_PORTION = 128 * 1024  # bytes that are written at a time


def write_pieces(pieces: Iterable[bytes], path: str | os.PathLike[str]) -> None:
    """Write the pieces of a document to a file, packed as its name says."""
    with open_document(os.fspath(path)) as fp:
        fp.writelines(pieces)


@contextmanager
def open_document(path: str) -> Iterator[BinaryIO]:
    """Open a document for writing, packed as its name says; each `WriteError` names the file."""
    with _replacing(path) as file, packed(file, path) as fp:
        try:
            yield fp
        except WriteError as error:  # a format knows no file names
            if str(error).startswith(path):
                raise
            raise WriteError(f"{path}: {error}") from error


def write_bytes(data: bytes, path: str | os.PathLike[str]) -> None:
    """Write a file of any kind, completely or not at all."""
    with _replacing(os.fspath(path)) as file:
        file.write(data)


_TEMPORARY = ".newsdoc-{}-"
_unfinished: set[str] = set()
"""The temporary files that this process is writing."""


def remove_unfinished() -> None:
    """Remove the temporary files that this process is writing: it is about to end, whatever it was doing."""
    for name in tuple(_unfinished):
        with suppress(OSError):
            os.unlink(name)


def remove_temporary_files(folders: Iterable[str | os.PathLike[str]], processes: Iterable[int]) -> None:
    """Remove the temporary files that processes left in folders when they died."""
    begins = tuple(map(_TEMPORARY.format, processes))
    for folder in folders:
        with suppress(OSError):
            for name in os.listdir(folder):
                if name.startswith(begins):
                    os.unlink(os.path.join(folder, name))


@contextmanager
def _replacing(path: str) -> Iterator[BinaryIO]:
    """Open a file for writing; it takes the place of `path` once it is complete."""
    mode = _mode(path)
    if mode is not None and not stat.S_ISREG(mode):  # a device or a pipe; a folder is refused by the system
        with _open_to_write(path, path, "w") as file:
            yield file
        return
    target = os.path.realpath(path)
    temporary = os.path.join(os.path.dirname(target), f"{_TEMPORARY.format(os.getpid())}{os.urandom(8).hex()}.tmp")
    _unfinished.add(temporary)
    try:
        with _open_to_write(temporary, path, "x") as file:
            yield file
        with _writing(path):
            if mode is not None:
                os.chmod(temporary, stat.S_IMODE(mode))
            os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    finally:
        _unfinished.discard(temporary)


def _mode(path: str) -> int | None:
    """Return the mode of the file that is there already; refuse one that is write-protected."""
    with _writing(path):
        try:
            mode = os.stat(path).st_mode
        except FileNotFoundError:
            return None
        if not os.access(path, os.W_OK):
            raise PermissionError("the file is write-protected")
        return mode


def _open_to_write(name: str, path: str, mode: Literal["w", "x"]) -> BinaryIO:
    with _writing(path):
        return cast("BinaryIO", BufferedWriter(_Output(name, path, mode), _PORTION))


@contextmanager
def _writing(path: str) -> Iterator[None]:
    """Turn errors of the system into a `WriteError` that names the file."""
    try:
        yield
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise WriteError(f"{path}: cannot be written: {reason(error)}") from error


class _Output(FileIO):
    """A file whose own errors (a full disk, a closed pipe) are `WriteError`s; other errors pass through it."""

    def __init__(self, name: str, path: str, mode: str) -> None:
        super().__init__(name, mode)
        self._path = path

    def write(self, data: ReadableBuffer, /) -> int:
        with _writing(self._path):
            return super().write(data)
