"""Finding articles on a page: whole where they are exact, line by line where they are not.

The line-by-line way, a dialect's labels laid over the lines and assembled, is the specification, and alone where a
dialect other than `auto` is asked for. By default articles in the exact layout are cut out whole, with the same result;
see `newsdoc.exact`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsdoc import dialects, exact
from newsdoc.page.builder import Found, Memory, assemble
from newsdoc.page.labels import Dialect, Keep, Run, Segment, join, lay
from newsdoc.page.reader import walk_folded
from newsdoc.stretch import Stretch

__all__ = ["find", "find_by_lines"]

_PORTION = 1024  # lines that are forgotten at a time


def find(blocks: Iterable[bytes], keep: Keep | None = None, *, begun: bool = False) -> Iterator[Found]:
    """Find the articles of a page that comes in blocks of whole lines; hold those of a block, and some hundred lines.

    Where the page has `begun` before, an article begins with the first line.
    """
    stretch, memory = Stretch(blocks), Memory()
    number: int | None = 0
    rest: Iterator[Found] | None = None
    while number is not None:
        for found in exact.find(stretch, number, memory, keep, begun=begun):
            number, begun, rest = found.stop, True, None
            yield found
        if number is None:
            return
        rest = rest or _find_rest(stretch, number, memory, keep, begun=begun)
        number = None
        for found in rest:
            yield found
            if found.stop is not None:
                number, begun = found.stop, True
                break


def _find_rest(stretch: Stretch, number: int, memory: Memory, keep: Keep | None, *, begun: bool) -> Iterator[Found]:
    """Find articles line by line; `number` is where the first begins, or the page."""
    labels = walk_folded(stretch.folded(number), tuple(dialects.LAYOUTS.values()), begun=begun)
    pairs = zip(labels, stretch.lines(number), strict=False)  # the labels come first, and bring their lines in sight
    runs = _forgetting(stretch, join(pairs, number))
    return assemble(_kept(runs, keep) if keep else runs, memory)


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
