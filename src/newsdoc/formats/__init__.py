"""The formats: a table of names and suffixes; each format is one module, imported on first use.

A format module has the verbs of the standard `json` module and `iterload`, all with the same options:

    loads(data: str | bytes, *, report=ignore) -> list[Article]
    load(fp, *, report=ignore) -> list[Article]              (binary files)
    iterload(fp, *, report=ignore) -> Iterator[Article]
    dumps(articles, *, report=ignore, now=None) -> str
    dump(articles, fp, *, report=ignore, now=None) -> None

`rawdump` gives a `Page`, which is a sequence of articles, where the others give a list. A format that is only read
lacks the verbs that write, one that is only written those that read.

Another package adds a format under the entry point group `newsdoc.formats`: the entry point names a module with these
verbs and with `FORMAT`, its row of the table.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import BinaryIO, NamedTuple, Protocol, cast

from newsdoc.diagnostics import Report
from newsdoc.errors import UnknownFormat
from newsdoc.model import Article

__all__ = [
    "FORMATS",
    "Concatenation",
    "Format",
    "FormatModule",
    "by_suffix",
    "claimed_by_others",
    "concatenation",
    "find",
    "get",
    "may_hold_news",
    "table",
]


class FormatModule(Protocol):
    """What every format module offers; formats that are only read lack `dumps` and `dump`."""

    def loads(self, data: str | bytes, *, report: Report = ...) -> Sequence[Article]:
        """Read a whole document."""
        ...

    def load(self, fp: BinaryIO, *, report: Report = ...) -> Sequence[Article]:
        """Read a whole binary file."""
        ...

    def iterload(self, fp: BinaryIO, *, report: Report = ...) -> Iterator[Article]:
        """Read a binary file article by article."""
        ...

    def dumps(self, articles: Iterable[Article], *, report: Report = ..., now: datetime | None = ...) -> str:
        """Write a document."""
        ...

    def dump(
        self, articles: Iterable[Article], fp: BinaryIO, *, report: Report = ..., now: datetime | None = ...
    ) -> None:
        """Write a document to a binary file."""
        ...


class Concatenation(NamedTuple):
    """How articles that several processes serialise become one document; it can be pickled.

    `frame(map(serialise, articles))` gives the document.
    """

    serialise: Callable[[Article], bytes]
    """Serialise one article. Equal articles give equal bytes, different ones different bytes."""

    frame: Callable[[Iterable[bytes]], Iterator[bytes]]
    """Yield the document of serialised articles, piece by piece."""

    separator: bytes | None = None
    """The bytes between two articles, if `frame` puts nothing else between them and changes none: it takes several
    articles, joined by the separator, as one. `None`: it takes them one by one."""


class Format(NamedTuple):
    """A row of the table of formats."""

    name: str
    """The name for `format=`, `--from` and `--to`, and of the module."""

    suffixes: tuple[str, ...]
    """File name endings; the first is the one that files get."""

    reads: str
    """What is read, in a few words."""

    writes: str | None
    """What is written, in a few words; `None` for formats that are only read."""

    several: bool = True
    """Whether one document holds any number of articles."""

    begins: Callable[[str], object] | None = None
    """Says of the first 65,536 characters of a document, without a byte order mark, if they are of this format. It is
    asked only where no format of newsdoc's own claims them; newsdoc's own formats have their signatures elsewhere."""


FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format("rawdump", (".txt",), "every text", "a page exactly, other articles in the seed's layout"),
        Format("json", (".json",), "newsdoc's own JSON, an array", "the same"),
        Format("jsonl", (".jsonl", ".ndjson"), "newsdoc's own JSON, one article a line", "the same"),
        Format("newsml", (".newsml", ".newsml.xml"), "NewsML-G2 2.x: items, packages, messages", "NewsML-G2 2.35"),
        Format("ninjs", (".ninjs.json",), "ninjs 1.x to 3.x, Superdesk's dialect", "ninjs 3.1", several=False),
        Format("jsonld", (".jsonld",), "schema.org NewsArticle, also inside HTML", "NewsArticle"),
        Format("nitf", (".nitf", ".nitf.xml"), "NITF 3.x, with or without namespace", "NITF 3.6", several=False),
        Format("newsml1", (), "NewsML 1.0 to 1.2", None),
    )
}
"""newsdoc's own formats by name, in the order in which they are listed to people."""


@cache
def _installed() -> dict[str, tuple[Format, FormatModule]]:
    """Return the formats of other packages. This is slow: the metadata of all that is installed is read."""
    from importlib.metadata import entry_points

    found = {}
    for point in entry_points(group="newsdoc.formats"):
        module = point.load()
        if not isinstance(row := getattr(module, "FORMAT", None), Format):
            raise UnknownFormat(f"the entry point {point.name!r} of newsdoc.formats names a module without FORMAT")
        found[row.name] = row, module
    return found


def table() -> dict[str, Format]:
    """Return all formats by name: newsdoc's own, then those of other packages."""
    return FORMATS | {name: row for name, (row, _) in _installed().items() if name not in FORMATS}


def find(name: str) -> Format:
    """Return the row of a format."""
    if name in FORMATS:
        return FORMATS[name]
    rows = table()
    if name not in rows:
        raise UnknownFormat(f"there is no format {name!r}; there are {', '.join(rows)}")
    return rows[name]


def get(name: str) -> FormatModule:
    """Import the module of a format."""
    if find(name) is FORMATS.get(name):
        return cast("FormatModule", import_module(f"{__name__}.{name}"))
    return _installed()[name][1]


def claimed_by_others(head: str) -> str | None:
    """Name the format of another package that a document begins like."""
    return next((name for name, (row, _) in _installed().items() if row.begins and row.begins(head)), None)


def concatenation(name: str) -> Callable[[], Concatenation] | None:
    """Return the function of a format's module that makes its `Concatenation`; `None` if it has none.

    A format may have it if it never loses anything, for nobody listens for losses then; its `dump` gives the same.
    """
    return getattr(get(name), "concatenation", None)


def by_suffix(path: str | os.PathLike[str]) -> str | None:
    """Name the format that a file's name speaks of, compression aside; the longest suffix wins."""
    name = _unpacked_name(path)
    return _by_suffix(name, FORMATS) or ("." in name.rpartition("/")[2] and _by_suffix(name, table())) or None


def _by_suffix(name: str, rows: dict[str, Format]) -> str | None:
    fits = [(len(suffix), row.name) for row in rows.values() for suffix in row.suffixes if name.endswith(suffix)]
    return max(fits)[1] if fits else None


def may_hold_news(path: str | os.PathLike[str]) -> bool:
    """Whether a file in a folder is worth a look: by its suffix, or because it is XML, whose content has to say."""
    return by_suffix(path) is not None or _unpacked_name(path).endswith(".xml")


def _unpacked_name(path: str | os.PathLike[str]) -> str:
    return os.fspath(path).lower().removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")
