"""Many inputs, many outputs: which files a command line speaks of, and where the articles of each are to go.

It looks at names and folders only. It opens no file, knows no format but by its suffixes, and prints nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple, TypeVar

from newsdoc.errors import ReadError, WriteError
from newsdoc.formats import FORMATS, by_suffix, may_hold_news

__all__ = ["STDIN", "Document", "documents", "outputs", "stem", "targets"]

_Item = TypeVar("_Item")

STDIN = "-"


class Document(NamedTuple):
    """One input: a file or standard input."""

    path: str
    """The path as people will want to read it; `-` is standard input."""

    stem: str
    """The name of its output without a suffix; below a folder that was given, with the folders in between."""

    @property
    def label(self) -> str:
        """What messages call it."""
        return "<stdin>" if self.path == STDIN else self.path


def documents(name: str, *, beside: Path | None = None) -> Iterator[Document]:
    """Find the documents that an argument means: a file, `-`, or all of a folder that may hold news.

    Those have a suffix newsdoc knows, or `.xml`, and are files: a pipe would be waited for. Folders are walked in
    sorted order. What is hidden is passed over, and
    so is the folder `beside`, where the output goes.
    """
    if name == STDIN:
        yield Document(STDIN, "stdin")
    elif not name:  # `Path("")` is the folder one stands in
        raise ReadError("an input has no name: cannot be opened")
    elif not os.path.isdir(name):  # noqa: PTH112 (Path.is_dir() raises for a name that is too long)
        yield Document(name, stem(Path(name)))
    else:
        folder = Path(name)
        found = [path for path in _walk(folder, beside) if may_hold_news(path) and path.is_file()]
        if not found:
            raise ReadError("no file in this folder has a suffix that newsdoc knows", file=name)
        for path in found:
            yield Document(str(path), str(path.relative_to(folder).with_name(stem(path))))


def _walk(folder: Path, beside: Path | None) -> Iterator[Path]:
    hidden = None if beside is None else beside.resolve()
    for here, folders, files in os.walk(folder, onerror=_refuse):
        place = Path(here)
        folders[:] = sorted(name for name in folders if name[0] != "." and (place / name).resolve() != hidden)
        yield from (place / name for name in sorted(files) if name[0] != ".")


def _refuse(error: OSError) -> None:
    raise ReadError(f"cannot be listed: {error.strerror}", file=error.filename) from error


def stem(path: Path) -> str:
    """Give a file's name without the suffixes of its packing and its format."""
    name = path.name
    if path.suffix.lower() in (".gz", ".bz2", ".xz"):
        name = path.stem
    if known := by_suffix(name):
        suffix = max(filter(name.lower().endswith, FORMATS[known].suffixes), key=len)
        return name[: -len(suffix)] or name
    return Path(name).stem


def targets(inputs: Sequence[Document], folder: Path, suffix: str) -> list[Path]:
    """Give each input its output in `folder`; inputs of the same name are told apart by the folders they are in."""
    stems = [document.stem for document in inputs]
    if len(set(stems)) < len(stems):
        stems = _with_folders(inputs)
    files = [folder / f"{name}{suffix}" for name in stems]
    first: dict[Path, int] = {}
    for index, file in enumerate(files):
        if (other := first.setdefault(file, index)) != index:
            names = f"{inputs[other].label} and {inputs[index].label}"
            raise WriteError(f"{file}: both {names} would be written to this file")
    return files


def _with_folders(inputs: Sequence[Document]) -> list[str]:
    places = [Path(document.path).absolute().parent for document in inputs]
    common = os.path.commonpath(places)
    names = [Path(document.stem).name for document in inputs]
    return [str(place.relative_to(common) / name) for place, name in zip(places, names, strict=True)]


def outputs(
    articles: Iterable[_Item], target: Path, suffix: str, *, several: bool
) -> Iterator[tuple[Path, Iterable[_Item]]]:
    """Share articles out among files: one file, or a numbered file each where one document holds one article."""
    if several:
        yield target, articles
        return
    rest = iter(articles)
    first = list(islice(rest, 2))
    if len(first) < 2:
        yield target, first
        return
    name = target.name.removesuffix(suffix)
    for number, article in enumerate(chain(first, rest), 1):
        yield target.with_name(f"{name}-{number}{suffix}"), [article]
