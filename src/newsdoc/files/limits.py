"""Limits of what is read from a file, so that no file takes all memory or has no end. Real documents do not meet them.

They are checked where bytes come in, by `Meter`, for every format. `docs/limits.md` has them all.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any, Protocol

from attrs import Attribute, evolve, field, fields_dict, frozen

from newsdoc.errors import NewsdocError, ReadError

__all__ = ["VARIABLE", "Limits", "Meter", "limits_from", "limits_of_environment"]

VARIABLE = "NEWSDOC_LIMITS"
_FREE = 100 << 20
"""Bytes that a packed file may unpack to, whatever its size."""

_SUSPECT = 1 << 20
_USUAL_RATIO = 8
_ENOUGH = 16 << 20
"""Of a packed file that grows more than usual, so many bytes are unpacked ahead: no reader spends time on a bomb."""

_AHEAD = 1 << 19
"""Bytes of the packed file that may have been read and not yet unpacked: Python 3.12's gzip takes 128 KiB at a time."""

_UNITS = {"": 1, "K": 1 << 10, "M": 1 << 20, "G": 1 << 30, "T": 1 << 40}
_NUMBER = re.compile(r"([0-9]{1,15})([KMGT]?)", re.IGNORECASE)


def _check(_: object, attribute: Attribute[Any], value: Any) -> None:
    if value is not None and (type(value) is not int or value < 1):
        name = attribute.name
        raise NewsdocError(f"the limit {name!r} is a whole number above 0, or None for no limit, not {value!r:.60}")


@frozen
class Limits:
    """Limits of what `read` and `iter_read` take from one file; `None` is no limit."""

    line: int | None = field(default=64 << 20, validator=_check)
    """Bytes of a line of page text or JSON Lines: a line is in memory as a whole."""
    document: int | None = field(default=1 << 30, validator=_check)
    """Bytes of a document that is in memory as a whole: all that `read` takes, or one article of `iter_read`."""
    size: int | None = field(default=None, validator=_check)
    """Bytes of a file after unpacking."""
    ratio: int | None = field(default=100, validator=_check)
    """Bytes that one byte of a packed file unpacks to, once it has unpacked to 100 MiB."""
    articles: int | None = field(default=100_000_000, validator=_check)
    """Number of articles."""


def limits_from(text: str, limits: Limits | None = None) -> Limits:
    """Return limits with the values of a text such as `line=64M,size=10G,ratio=none`."""
    values: dict[str, int | None] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _, value = part.partition("=")
        number = _NUMBER.fullmatch(value)
        if name not in fields_dict(Limits) or not (number or value == "none"):
            names = ", ".join(fields_dict(Limits))
            raise NewsdocError(f"{part[:60]!r} is not a valid limit; one is NAME=NUMBER, such as line=64M ({names})")
        values[name] = int(number[1]) * _UNITS[number[2].upper()] if number else None
    return evolve(limits or Limits(), **values)


def limits_of_environment() -> Limits:
    """Return the limits that `NEWSDOC_LIMITS` names, or else the usual ones."""
    text = os.environ.get(VARIABLE)
    if not text:
        return _USUAL
    try:
        return limits_from(text)
    except NewsdocError as error:
        raise NewsdocError(f"{VARIABLE}: {error}") from None


_USUAL = Limits()


class Sized(Protocol):
    """A file that knows how many bytes have been read from it."""

    size: int


class Meter:
    """Count the bytes that are read from a file, and raise `ReadError` beyond a limit.

    Formats of lines hold a line in memory, others a document; `whole` is for a caller who holds all of the file.
    """

    def __init__(self, limits: Limits | None = None, *, whole: bool = False) -> None:
        self.lines: bool = False
        """True for a format of lines."""
        self.pages: bool = True
        """True for a file of many pages, of which its reader holds a few; also as long as the format is not known."""
        self.packed: Sized | None = None
        """The packed file, if there is one."""
        self.probe: Callable[[Meter], object] | None = None
        """A function that unpacks the beginning of the packed file once more, for another meter."""
        self._limits = limits or limits_of_environment()
        self._whole = whole
        self._size = 0
        self._line = 0  # bytes of the line so far
        self._before = 0  # bytes of earlier articles
        self._articles = 0

    def reader_holds(self, *, lines: bool, pages: bool) -> None:
        """Note what the reader of the format holds in memory, and check what has been read so far."""
        self.lines = lines
        self.pages = pages
        self._check_held()

    def count(self, piece: bytes) -> None:
        """Count a piece of the file."""
        end = piece.rfind(b"\n") + 1
        self._line = len(piece) - end if end else self._line + len(piece)
        self.count_size(len(piece))

    def count_size(self, more: int) -> None:
        """Count some bytes of the file."""
        self._size += more
        size, limits = self._size, self._limits
        if limits.size is not None and size > limits.size:
            raise _beyond("size", f"the file is larger than {_size(limits.size)}")
        if self.packed is not None and size > _SUSPECT:
            self._check_ratio(size, self.packed.size)
        self._check_held()

    def _check_held(self) -> None:
        limits = self._limits
        held = self._size - self._before if self._whole or not (self.lines or self.pages) else 0
        if limits.document is not None and held > limits.document:
            raise _beyond("document", f"the document is larger than {_size(limits.document)}")
        if self.lines and limits.line is not None and self._line > limits.line:
            raise _beyond("line", f"a line is longer than {_size(limits.line)}")

    def _check_ratio(self, size: int, packed: int) -> None:
        ratio = self._limits.ratio
        if ratio is not None and size > _FREE and size > packed * ratio:
            raise _beyond("ratio", f"the file unpacks to more than {ratio} times its packed size")
        if size > packed * _USUAL_RATIO and (probe := self.probe):
            self.probe = None
            probe(Meter(Limits(None, None, None, ratio)))

    def is_sure(self) -> bool:
        """Check whether enough of a packed file has been read to know that it does not grow too much."""
        ratio = self._limits.ratio
        if self.packed is None or ratio is None or self._size > _FREE:
            return True
        return self._size > _ENOUGH and self._size <= (self.packed.size - _AHEAD) * ratio

    def add_article(self) -> None:
        """Count an article that has been read: what comes now is the next one."""
        self._before = self._size
        self._articles += 1
        self.check_articles(self._articles)

    def check_articles(self, number: int) -> None:
        """Check the number of the articles."""
        if self._limits.articles is not None and number > self._limits.articles:
            raise _beyond("articles", f"the file has more than {self._limits.articles} articles")


def _beyond(name: str, fact: str) -> ReadError:
    return ReadError(
        f"{fact}, the limit {name!r}; if that is right, raise it: --limit {name}=N, {VARIABLE}={name}=N or "
        f"limits=newsdoc.Limits({name}=N)"
    )


def _size(size: int) -> str:
    for unit, value in (("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10)):
        if size >= value and size % value == 0:
            return f"{size // value} {unit}"
    return f"{size} bytes"
