"""Finding articles on a page: whole where they are exact, line by line where they are not.

The line-by-line way, a dialect's labels laid over the lines and assembled, is the specification, and alone where a
dialect other than `auto` is asked for. By default articles in the exact layout are cut out whole, with the same result;
see `newsdoc.exact`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsdoc import dialects, exact
from newsdoc.assemble import Found, Memory, assemble
from newsdoc.segments import Dialect, Keep, Run, Segment, lay
from newsdoc.stretch import Stretch

__all__ = ["find", "find_by_lines"]

_PORTION = 1024  # lines that are forgotten at a time
_PATIENCE = 16  # articles found line by line, at most, before exact ones are looked for again: looking has its price


def find(blocks: Iterable[bytes], keep: Keep | None = None, *, begun: bool = False) -> Iterator[Found]:
    """Find the articles of a page that comes in blocks of whole lines, holding one of them and some hundred lines.

    Where the page has `begun` before, an article begins with the first line.
    """
    stretch, memory = Stretch(blocks), Memory()
    number: int | None = 0
    patience = 1
    while number is not None:
        for found in exact.find(stretch, number, memory, keep, begun=begun):
            number, patience, begun = found.stop, 1, True
            yield found
        if number is None:
            return
        stop = None
        for found in _find_some(stretch, number, patience, memory, keep, begun=begun):
            stop = found.stop
            yield found
        number, begun = stop, True
        patience = min(2 * patience, _PATIENCE)


def _find_some(
    stretch: Stretch, number: int, most: int, memory: Memory, keep: Keep | None, *, begun: bool
) -> Iterator[Found]:
    """Find the next articles line by line, so many at most; `number` is where the first begins, or the page."""
    runs = _forgetting(stretch, lay(stretch.lines(number), dialects.get("auto", begun=begun), "auto", start=number))
    for found in assemble(_kept(runs, keep) if keep else runs, memory):
        yield found
        most -= found.stop is not None
        if not most:
            return


def _forgetting(stretch: Stretch, runs: Iterable[Run]) -> Iterator[Run]:
    for run in runs:
        if run.segment.start - stretch.first > _PORTION:
            stretch.forget(run.segment.start)
        yield run


def _kept(runs: Iterable[Run], keep: Keep) -> Iterator[Run]:
    """Hand the segments on, but for the one that the next article begins with."""
    last: Segment | None = None
    for run in runs:
        if last:
            keep(last)
        last = run.segment
        yield run
    if last:
        keep(last)


def find_by_lines(
    lines: Iterable[str], dialect: str | Dialect | None, keep: Keep | None = None, *, begun: bool = False
) -> Iterator[Found]:
    """Find the articles of a page line by line, in a dialect."""
    runs = lay(lines, dialects.get(dialect, begun=begun), dialects.name_of(dialect))
    return assemble(_kept(runs, keep) if keep else runs)
