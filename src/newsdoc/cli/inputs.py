"""Inputs and outputs: the files that a command line names, and the output files for their articles.

This module looks at names and folders only. It opens no file, prints no message, and knows formats by their suffixes.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from glob import glob, has_magic
from itertools import chain, islice
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple, TypeAlias, TypeVar

from newsdoc.errors import NewsdocError, ReadError, WriteError, reason
from newsdoc.files import remote
from newsdoc.files.remote import Address, is_address
from newsdoc.formats import by_suffix, find, may_hold_news

__all__ = [
    "STDIN",
    "Document",
    "Place",
    "documents",
    "expanded",
    "is_folder",
    "is_pipe",
    "outputs",
    "place_of",
    "real",
    "stem",
    "with_targets",
]

_Item = TypeVar("_Item")

STDIN = "-"

Place: TypeAlias = Path | Address
"""A file or a folder for outputs, on this machine or in a store."""


class Document(NamedTuple):
    """One input: a file or standard input."""

    path: str
    """The path as given; `-` is standard input."""

    stem: str
    """The name of its output without a suffix; below a folder that was given, with the folders in between."""

    target: Place | None = None
    """The file for its articles, if it has one of its own."""

    @property
    def label(self) -> str:
        """The name of the input in messages."""
        return "<stdin>" if self.path == STDIN else remote.label(self.path)


def place_of(name: str) -> Place:
    """Return the place that a name is, a path or an address."""
    return Address(name) if is_address(name) else Path(name)


def is_folder(name: str) -> bool:
    """Check that a name is a folder, here or in a store."""
    return remote.is_folder(name) if is_address(name) else os.path.isdir(name)  # noqa: PTH112 (Path.is_dir() raises for a name that is too long)


def expanded(names: Iterable[str]) -> list[str]:
    """Return the names of inputs with each pattern replaced by the files that fit it, in sorted order.

    The shell expands `dumps/*.txt` itself, but not in quotes, and not on Windows. A name that exists is not a pattern,
    and a pattern that nothing fits stays, for the message.
    """
    found: list[str] = []
    for name in names:
        found += (_matching(name) if _is_pattern(name) else []) or [name]
    return found


def _is_pattern(name: str) -> bool:
    if is_address(name):
        return remote.is_pattern(name)
    return not os.path.lexists(name) and has_magic(name)


def _matching(name: str) -> list[str]:
    if not is_address(name):
        found = sorted(glob(name, recursive=True))  # noqa: PTH207 (a Path has another spelling)
        return [each for each in found if not is_pipe(each)]
    try:
        return remote.matching(name)
    except NewsdocError:  # listing it again gives the message
        return []


def documents(
    name: str, *, beside: Place | None = None, refuse: Callable[[ReadError], object] | None = None
) -> Iterator[Document]:
    """Yield the documents that an argument names: a file, `-`, or all files of a folder that may hold news.

    Those have a suffix that a format knows, or `.xml`. Pipes in a folder are skipped, as newsdoc would wait for them,
    and so are hidden files and the output folder `beside`. Folders are walked in sorted order. One that cannot be
    listed is an error, which `refuse` takes instead of stopping.
    """
    if name == STDIN:
        yield Document(STDIN, "stdin")
    elif _is_pattern(name):
        if is_address(name):
            remote.matching(name)  # it may say more
        raise ReadError("no file fits this pattern", file=remote.label(name))
    elif not is_folder(name):
        yield Document(name, stem(PurePath(remote.file_name(name))))
    elif is_address(name):
        yield from _remote_documents(name)
    else:
        folder, refused = Path(name), []

        def note(error: OSError) -> None:
            refused.append(ReadError(f"the folder cannot be listed: {reason(error)}", file=str(error.filename)))

        found = [path for path in _walk(folder, beside, note) if may_hold_news(path) and not is_pipe(path)]
        for trouble in refused:
            if refuse is None:
                raise trouble
            refuse(trouble)
        if not found and not refused:
            raise _no_news(name)
        for path in found:
            yield Document(str(path), str(path.relative_to(folder).with_name(stem(path))))


def _no_news(folder: str) -> ReadError:
    message = "no file in this folder has a suffix that newsdoc knows; name them (newsdoc formats lists suffixes)"
    return ReadError(message, file=remote.label(folder))


def _remote_documents(folder: str) -> Iterator[Document]:
    """Yield the documents of a folder in a store."""
    listed = [(PurePosixPath(name), address) for name, address in remote.listed(folder)]
    kept = [each for each in listed if may_hold_news(each[0]) and not any(part[0] == "." for part in each[0].parts)]
    if not kept:
        raise _no_news(folder)
    for path, address in kept:
        yield Document(address, str(path.with_name(stem(path))))


def _walk(folder: Path, beside: Place | None, refuse: Callable[[OSError], object]) -> Iterator[Path]:
    hidden = None if beside is None else real(beside)
    for here, folders, files in os.walk(folder, onerror=refuse):
        place = Path(here)
        folders[:] = sorted(name for name in folders if name[0] != "." and real(place / name) != hidden)
        yield from (place / name for name in sorted(files) if name[0] != ".")


def is_pipe(path: str | os.PathLike[str]) -> bool:
    """Return True for a pipe or a device, and False for what the system does not show: reading it says why."""
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116 (most paths are text)
    except (OSError, ValueError):
        return False
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def real(path: str | os.PathLike[str]) -> str:
    """Return where a file really is, without links; the path itself if the system cannot tell."""
    if is_address(path):
        return os.fspath(path)
    try:
        return os.path.realpath(path)
    except OSError:  # the current folder is gone
        return os.fspath(path)


def stem(path: PurePath | Address) -> str:
    """Return a file's name without the suffixes of its packing and its format."""
    name = path.name
    path = PurePath(name)
    if path.suffix.lower() in (".gz", ".bz2", ".xz"):
        name = path.stem
    if known := by_suffix(name):
        suffix = max(filter(name.lower().endswith, find(known).suffixes), key=len)
        return name[: -len(suffix)] or name
    return Path(name).stem


def with_targets(inputs: Sequence[Document], folder: Place, suffix: str) -> list[Document]:
    """Return the inputs with their outputs in `folder`; inputs of the same name keep their folders."""
    stems = [document.stem for document in inputs]
    if len(set(stems)) < len(stems):
        stems = _with_folders(inputs)
    files = [folder / f"{name}{suffix}" for name in stems]
    first: dict[Place, int] = {}
    for index, file in enumerate(files):
        if (other := first.setdefault(file, index)) != index:
            names = f"{inputs[other].label} and {inputs[index].label}"
            raise WriteError(f"{file}: this file would be the output for both {names}; convert them one at a time")
    return [document._replace(target=file) for document, file in zip(inputs, files, strict=True)]


def _with_folders(inputs: Sequence[Document]) -> list[str]:
    try:
        places = [_folder_of(document.path) for document in inputs]
    except OSError as error:
        raise WriteError(f"the current folder cannot be found: {reason(error)}") from error
    common = os.path.commonpath(places)
    names = [Path(document.stem).name for document in inputs]
    return [str(place.relative_to(common) / name) for place, name in zip(places, names, strict=True)]


def _folder_of(path: str) -> Path:
    """Return the folder of an input; that of `s3://bay/may/1.txt` is taken for `/s3/bay/may`."""
    if is_address(path):
        return Path(os.sep, *re.split("[:/]+", remote.file_name(path))).parent
    return Path(path).absolute().parent


def outputs(articles: Iterable[_Item], file: Place, *, several: bool) -> Iterator[tuple[Place, Iterable[_Item]]]:
    """Yield files with their articles: one file, or a numbered file for each article if a document holds one only.

    Beside a device or a pipe, `/dev/null`, no file is made: the format refuses several articles there.
    """
    if several or (isinstance(file, Path) and is_pipe(file)):
        yield file, articles
        return
    rest = iter(articles)
    first = list(islice(rest, 2))
    if len(first) < 2:
        yield file, first
        return
    name = stem(file)
    for number, article in enumerate(chain(first, rest), 1):
        yield file.with_name(f"{name}-{number}{file.name[len(name) :]}"), [article]
