"""Segments: the labels of a dialect laid over the lines of a dump.

A dialect names lines and never holds, cuts or rebuilds text; here its labels meet the lines, so that no dialect,
however wrong, can lose one. What a label means for an article is not known here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias, get_args

from newsdoc.diagnostics import CATALOGUE
from newsdoc.errors import DialectError, NewsdocError

__all__ = ["Dialect", "Keep", "Kind", "Label", "Run", "Segment", "join", "lay"]

Kind: TypeAlias = Literal[
    "headline",
    "deck",
    "caption",
    "control",
    "byline",
    "dateline",
    "date",
    "site",
    "subhead",
    "paragraph",
    "blank",
    "unknown",
]
"""What a line is. A control is page furniture such as a font-size button; a site line names the site or its archive."""

_KINDS = frozenset(get_args(Kind))


class Label(NamedTuple):
    """What a dialect says about one line."""

    kind: Kind
    """What the line is."""

    new: bool = True
    """Whether a new segment starts here; otherwise the line goes on with the segment before, if that is of its kind."""

    article: bool = False
    """Whether a new article starts with this line."""

    notes: tuple[str, ...] = ()
    """Codes of the catalogue for what was unsure about this line."""


class Segment(NamedTuple):
    """A run of lines of a dump with one label: `text` is exactly the lines `start` to `stop`, counted from 0."""

    kind: Kind
    start: int
    stop: int
    text: str


Keep: TypeAlias = Callable[[Segment], object]
"""Takes the segments of a page, one by one and in order."""


class Run(NamedTuple):
    """A segment together with what its first label said besides the kind."""

    segment: Segment
    article: bool
    notes: tuple[str, ...]


Dialect: TypeAlias = Callable[[Iterable[str]], Iterator[Label]]
"""Gives one label for each line; the lines come without their ends, and the first without a byte order mark. It may
read ahead, but not forget a line."""


def lay(lines: Iterable[str], dialect: Dialect, name: str) -> Iterator[Run]:
    """Lay a dialect's labels over lines and join what belongs together; hold only the lines it has read ahead.

    `DialectError` names the dialect if it raises, yields anything but labels, or gives too few or too many.
    """
    return join(_paired(lines, dialect, name))


def join(pairs: Iterable[tuple[Label, str]], start: int = 0) -> Iterator[Run]:
    """Join the lines that belong together by their labels; the first line has the number `start`."""
    current: list[str] = []
    first = Label("blank")
    count = start
    for label, line in pairs:
        if current and (label.new or label.article or label.kind != first.kind):
            yield Run(Segment(first.kind, start, count, "".join(current)), first.article, first.notes)
            current, start = [], count
        if not current:
            first = label
        current.append(line)
        count += 1
    if current:
        yield Run(Segment(first.kind, start, count, "".join(current)), first.article, first.notes)


def _paired(lines: Iterable[str], dialect: Dialect, name: str) -> Iterator[tuple[Label, str]]:
    read: deque[str] = deque()
    broken: list[Exception] = []
    source = _watched(lines, broken)

    def without_ends() -> Iterator[str]:
        for number, line in enumerate(source):
            read.append(line)
            bare = line[:-1] if line[-1:] == "\n" else line
            yield bare if number else bare.removeprefix("\ufeff")

    count = 0
    for label in _guarded(dialect, without_ends(), name, broken):
        count += 1
        if not read and (line := next(source, None)) is not None:
            read.append(line)
        if not read:
            raise DialectError(f"dialect {name!r} gives more labels than the {count - 1} lines of the dump")
        yield _checked(label, name, count), read.popleft()
    if read or next(source, None) is not None:
        raise DialectError(f"dialect {name!r} gives no label for line {count + 1} and what follows")


def _watched(lines: Iterable[str], broken: list[Exception]) -> Iterator[str]:
    """Give the lines and remember an error in reading them, which is no fault of the dialect."""
    try:
        yield from lines
    except Exception as error:
        broken.append(error)
        raise


def _guarded(dialect: Dialect, lines: Iterator[str], name: str, broken: list[Exception]) -> Iterator[Label]:
    try:
        yield from dialect(lines)
    except Exception as error:
        if isinstance(error, NewsdocError) or error in broken:
            raise
        raise DialectError(f"dialect {name!r} failed: {type(error).__name__}: {error}") from error


def _checked(label: object, name: str, number: int) -> Label:
    if not isinstance(label, Label) or not isinstance(label.notes, tuple):
        raise DialectError(f"dialect {name!r} gives {label!r} for line {number}, not a Label")
    if not isinstance(label.kind, str) or label.kind not in _KINDS:
        kinds = ", ".join(get_args(Kind))
        raise DialectError(f"dialect {name!r} calls line {number} {label.kind!r}, not one of {kinds}")
    for note in label.notes:
        if not isinstance(note, str) or note not in CATALOGUE:
            raise DialectError(f"dialect {name!r} notes {note!r} at line {number}, which is not in the catalogue")
    return label
