"""Files that are complete or absent: a finished file takes the place of the one that was there before.

Until then the data is in a temporary file beside it, which nobody else can read; for an address, in the system's folder
for temporary files. This module does not know formats.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedWriter, FileIO
from typing import TYPE_CHECKING, BinaryIO, Literal, cast

from newsdoc.errors import WriteError, reason
from newsdoc.files import remote
from newsdoc.files.packing import packed
from newsdoc.files.temporary import temporary_file, temporary_folder

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

__all__ = ["open_document", "write_bytes", "write_pieces"]

_PORTION = 128 * 1024  # bytes that are written at a time


def write_pieces(pieces: Iterable[bytes], path: str | os.PathLike[str], *, durable: bool = True) -> None:
    """Write the pieces of a document to a file, packed as its name says."""
    with open_document(os.fspath(path), durable=durable) as fp:
        fp.writelines(pieces)


@contextmanager
def open_document(path: str, *, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a document for writing, packed as its name says; each `WriteError` names the file."""
    shown = remote.label(path)
    with _replacing(path, durable=durable) as file, packed(file, remote.file_name(path)) as fp:
        try:
            yield fp
        except WriteError as error:  # a format knows no file names
            if str(error).startswith(shown):
                raise
            raise WriteError(f"{shown}: {error}") from error


def write_bytes(data: bytes, path: str | os.PathLike[str]) -> None:
    """Write a file of any kind, completely or not at all."""
    with _replacing(os.fspath(path)) as file:
        file.write(data)


@contextmanager
def _replacing(path: str, *, durable: bool = True) -> Iterator[BinaryIO]:
    """Open a file for writing; it takes the place of `path` once it is complete.

    Until then only this user can read it. A `durable` file is on the disk before it takes the place of the old one.
    """
    if remote.is_address(path):
        with _sending(path) as file:
            yield file
        return
    old = _old_file(path)
    if old is not None and not stat.S_ISREG(old.st_mode):  # a device or a pipe; a folder is refused by the system
        with _open_to_write(path, path, "w") as file:
            yield file
        return
    with _writing(path):  # the working folder may be gone
        target = os.path.realpath(path)
    with temporary_file(os.path.dirname(target)) as temporary:
        with _open_to_write(temporary, path, "x") as file:
            yield file
            with _writing(path):
                file.flush()
                _finish(file.fileno(), old, durable=durable)
        with _writing(path):
            os.replace(temporary, target)


@contextmanager
def _sending(address: str) -> Iterator[BinaryIO]:
    """Open a temporary file for writing; it is sent to an address once it is complete."""
    upload = remote.uploader(address)
    with temporary_folder() as folder:
        name = os.path.join(folder, "document")
        with _open_to_write(name, remote.label(address), "x") as file:
            yield file
        upload(name)


def _old_file(path: str) -> os.stat_result | None:
    """Return what is known of the file that is there already; refuse one that is write-protected."""
    with _writing(path):
        try:
            old = os.stat(path)
        except FileNotFoundError:
            return None
        if not os.access(path, os.W_OK):
            raise PermissionError("the file is write-protected")
        return old


def _finish(file: int, old: os.stat_result | None, *, durable: bool) -> None:
    """Give a complete file the owner and the mode of the old one, or those of any new file."""
    if hasattr(os, "fchmod"):  # Windows has none
        os.fchmod(file, 0o666 & ~_umask() if old is None else _take_owner(file, old))
    if durable:
        os.fsync(file)


def _take_owner(file: int, old: os.stat_result) -> int:
    """Give a file the owner and the group of the old one, as far as the system allows; return its mode.

    Rights that the old file gave to its group are not given to another group.
    """
    mode = stat.S_IMODE(old.st_mode)
    for owner in (old.st_uid, -1):
        with suppress(PermissionError):
            os.fchown(file, owner, old.st_gid)
            break
    kept = os.fstat(file)
    if kept.st_gid != old.st_gid:
        mode &= ~(stat.S_IRWXG | stat.S_ISGID)
    return mode if kept.st_uid == old.st_uid else mode & ~stat.S_ISUID


def _umask() -> int:
    """Return the rights that new files do not get; the system tells them only to those who change them."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


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
        super().__init__(name, mode, opener=lambda name, flags: os.open(name, flags, 0o600))
        self._path = path

    def write(self, data: ReadableBuffer, /) -> int:
        with _writing(self._path):
            return super().write(data)
