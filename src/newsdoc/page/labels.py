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

__all__ = [
    "BLANK",
    "FURNITURE",
    "PARAGRAPH",
    "Dialect",
    "Kind",
    "Label",
    "LabelledSegment",
    "OnSegment",
    "Segment",
    "SegmentMerger",
    "apply_labels",
    "merge",
]

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
    "furniture",
    "blank",
    "unknown",
]
"""What a line is. A control is a font-size button or its like; a site line names the site or its archive; furniture is
printed on the page but is not part of an article: menus, share words, related stories, legal lines."""

_KINDS = frozenset(get_args(Kind))


class Label(NamedTuple):
    """What a dialect says about one line."""

    kind: Kind
    """What the line is."""

    new: bool = True
    """True if a new segment starts here; otherwise the line goes on with the segment before, if that is of its kind."""

    article: bool = False
    """True if a new article starts with this line."""

    notes: tuple[str, ...] = ()
    """Codes of the catalogue for what was unsure about this line."""

    part: tuple[int, int] | None = None
    """The part of the line that is meant, by its first column and the one after its last: `# Bridge Opens` without the
    mark. `None`: all of it."""

    chance: float | None = None
    """How sure the article that starts here is, from 0 to 1; `None`: as sure as its doubts leave it."""


BLANK = Label("blank", new=False)
FURNITURE = Label("furniture", new=False)
PARAGRAPH = Label("paragraph")


class Segment(NamedTuple):
    """A run of lines of a dump with one label: `text` is exactly the lines `start` to `stop`, counted from 0."""

    kind: Kind
    start: int
    stop: int
    text: str


OnSegment: TypeAlias = Callable[[Segment], object]
"""Takes the segments of a page, one by one and in order."""


class LabelledSegment(NamedTuple):
    """A segment together with the label of its first line."""

    segment: Segment
    label: Label


Dialect: TypeAlias = Callable[[Iterable[str]], Iterator[Label]]
"""Gives one label for each line; the lines come without their ends, and the first without a byte order mark. It may
read ahead, but not forget a line."""


def apply_labels(lines: Iterable[str], dialect: Dialect, name: str) -> Iterator[LabelledSegment]:
    """Yield the segments of lines as a dialect labels them; only the lines that it has read ahead are held.

    `DialectError` names the dialect if it raises, yields anything but labels, or gives too few or too many.
    """
    return merge(_paired(lines, dialect, name))


def merge(pairs: Iterable[tuple[Label, str]]) -> Iterator[LabelledSegment]:
    """Yield the segments that labelled lines make up."""
    merger = SegmentMerger()
    for label, line in pairs:
        if segment := merger.add(label, line):
            yield segment
    if segment := merger.finish():
        yield segment


class SegmentMerger:
    """Merges lines that belong together by their labels: a line with `new=False` goes on with one of its kind."""

    __slots__ = ("_first", "_lines", "_start")

    def __init__(self) -> None:
        self._start = 0
        self._first = Label("blank")
        self._lines: list[str] = []

    def add(self, label: Label, line: str) -> LabelledSegment | None:
        """Add a line. Return the segment that ends above it, if one does."""
        # a line goes on with the one above unless it is new, begins an article, or is of another kind
        if self._lines and not (label[1] or label[2] or label[0] != self._first[0]):
            self._lines.append(line)
            return None
        segment = self.finish()
        self._lines, self._first = [line], label
        return segment

    def finish(self) -> LabelledSegment | None:
        """Return the last segment, if there is one."""
        if not self._lines:
            return None
        start, first = self._start, self._first
        self._start = stop = start + len(self._lines)
        return LabelledSegment(Segment(first[0], start, stop, "".join(self._lines)), first)


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
        # a dialect may answer before it has read the line
        if not read and (line := next(source, None)) is not None:
            read.append(line)
        if not read:
            raise DialectError(f"dialect {name!r} gives more labels than the {count - 1} lines of the dump")
        yield _checked(label, name, count), read.popleft()
    # nothing may be lost: each line needs its label
    if read or next(source, None) is not None:
        raise DialectError(f"dialect {name!r} gives no label for line {count + 1} and what follows")


def _watched(lines: Iterable[str], broken: list[Exception]) -> Iterator[str]:
    """Return the lines and remember an error in reading them, which is not the fault of the dialect."""
    try:
        yield from lines
    except Exception as error:
        broken.append(error)
        raise


def _guarded(dialect: Dialect, lines: Iterator[str], name: str, broken: list[Exception]) -> Iterator[Label]:
    try:
        yield from dialect(lines)
    except Exception as error:
        # our own errors and those of the file are not the fault of the dialect
        if isinstance(error, NewsdocError) or error in broken:
            raise
        raise DialectError(f"dialect {name!r} failed{_place(error)}: {type(error).__name__}: {error}") from error


def _place(error: Exception) -> str:
    """Return where in its own file a dialect failed; nothing if it did not begin."""
    inside = error.__traceback__ and error.__traceback__.tb_next
    if not inside:
        return ""
    file = inside.tb_frame.f_code.co_filename.replace("\\", "/").rpartition("/")[2]
    return f" at {file}:{inside.tb_lineno}"


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
