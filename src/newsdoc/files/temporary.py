"""Temporary files and folders, and their removal however the program ends.

Each is noted before it is made. A signal handler can remove all of them at any moment with `remove_unfinished`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress

__all__ = ["remove_temporary_files", "remove_unfinished", "temporary_file", "temporary_folder"]

_TEMPORARY = ".newsdoc-{}-"
_unfinished: dict[str, int] = {}
"""The temporary files and folders that are in use, with the process that made them: a fork knows those of others."""


@contextmanager
def temporary_file(folder: str) -> Iterator[str]:
    """Yield the name of a new file in a folder; if it is still there in the end, it is removed."""
    name = os.path.join(folder, f"{_TEMPORARY.format(os.getpid())}{os.urandom(8).hex()}.tmp")
    with _noted(name):
        yield name


@contextmanager
def temporary_folder() -> Iterator[str]:
    """Make a folder that only this user can read, and remove it with its files in the end."""
    from tempfile import gettempdir  # it is slow to import, and only worker processes need a folder

    name = os.path.join(gettempdir(), f"newsdoc-{os.urandom(8).hex()}")
    with _noted(name):
        os.mkdir(name, 0o700)
        yield name


@contextmanager
def _noted(name: str) -> Iterator[None]:
    _unfinished[name] = os.getpid()
    try:
        yield
    finally:
        _remove(name)
        _unfinished.pop(name, None)


def _remove(name: str) -> None:
    with suppress(OSError):
        if os.path.isdir(name):
            from shutil import rmtree

            rmtree(name, ignore_errors=True)
        else:
            os.unlink(name)


def remove_unfinished() -> None:
    """Remove the temporary files and folders of this process: it is about to end, whatever it was doing."""
    for name, process in tuple(_unfinished.items()):
        if process == os.getpid():
            _remove(name)


def remove_temporary_files(folders: Iterable[str | os.PathLike[str]], processes: Iterable[int]) -> None:
    """Remove the temporary files that processes left in folders when they died."""
    begins = tuple(map(_TEMPORARY.format, processes))
    for folder in folders:
        with suppress(OSError):
            for name in os.listdir(folder):
                if name.startswith(begins):
                    os.unlink(os.path.join(folder, name))
