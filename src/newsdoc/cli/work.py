"""Work on many inputs, one after the other or in several processes, with the same messages and exit status."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias

from attrs import field, frozen

from newsdoc.cli.console import MessageLog, Messages, Progress
from newsdoc.cli.inputs import STDIN, Document
from newsdoc.cli.requests import Reading
from newsdoc.files import remote
from newsdoc.files.remote import is_address
from newsdoc.io.opening import Input, open_to_read

__all__ = ["FILE", "LONGEST_STEP", "STEP", "Run", "each", "is_worth", "size_of", "source", "step_for", "total_size"]

WORTH = 8 << 20
"""Bytes of input from which on processes are started, which takes 0.1 to 0.5 seconds."""

STEP = 2 << 20
"""Bytes of a share, at least."""

LONGEST_STEP = 4 * STEP
"""Bytes of a share, at most: its output lies in a file of its own until its turn comes."""

FILE = 1 << 10
"""Bytes that take as long as opening and closing a file."""


@frozen
class Run:
    """One run of a command: its options of reading, its messages, and how many processes it may start."""

    reading: Reading
    messages: Messages
    bar: Progress
    jobs: int = 1
    options: Mapping[str, Any] = field(factory=dict)
    """The options of writing."""


Work: TypeAlias = Callable[[Document, Run], None]
"""A function that does all the work on one input; it can be pickled."""


def size_of(document: Document) -> int | None:
    """Return the bytes of an input; `None` if it is not a file, or has just vanished."""
    if document.path == STDIN:
        return None
    if is_address(document.path):
        return _size_at(document.path)
    try:
        found = Path(document.path).stat()
    except (OSError, ValueError):
        return None
    return found.st_size if stat.S_ISREG(found.st_mode) else None


@cache
def _size_at(address: str) -> int | None:
    """Return the bytes of a remote file; it is asked for several times, and each one is a request."""
    return remote.size_of(address)


def total_size(inputs: Iterable[Document]) -> int | None:
    """Return the bytes of all inputs; `None` if one of them exists and is not a file."""
    total = 0
    for document in inputs:
        size = size_of(document)
        path = document.path
        if size is None and (path == STDIN or is_address(path) or os.path.exists(path)):  # noqa: PTH110 (as in inputs)
            return None
        total += size or 0  # a missing input takes no time
    return total


def step_for(total: int) -> int:
    """Return the bytes of a share: large enough to be worth cutting, small enough to keep all processes busy."""
    return min(max(STEP, total // 64), LONGEST_STEP)


def is_worth(inputs: Iterable[Document], jobs: int) -> bool:
    """Return True if several processes are allowed and the inputs are large enough for them."""
    return jobs > 1 and sum(size_of(document) or 0 for document in inputs) >= WORTH


@contextmanager
def source(document: Document, bar: Progress, start: int = 0) -> Iterator[Input]:
    """Yield the path or the open file of an input; bytes read from a file count in the bar."""
    if document.path == STDIN:
        with bar.watch(sys.stdin.buffer) as fp:
            yield fp
    elif bar.shown:
        with open_to_read(document.path) as file, bar.watch(file, start=start, size=size_of(document)) as fp:
            yield fp
    else:
        yield document.path


class _Done(NamedTuple):
    """The results of one input in a worker."""

    log: MessageLog
    articles: int


def each(inputs: list[Document], work: Work, run: Run) -> None:
    """Run `work` on each input, in several processes if `is_worth`; messages come in order."""
    sizes = [size_of(document) for document in inputs]
    shares = _shared(inputs, sizes) if is_worth(inputs, run.jobs) else []
    if len(shares) < 2 or any(document.path == STDIN for document in inputs):
        for document in inputs:
            work(document, run)
        return
    from newsdoc.cli.workers import in_order  # loads multiprocessing

    rest = iter(sizes)
    task = partial(_work_apart, work, run.reading, run.messages.options)
    with closing(in_order(task, shares, min(run.jobs, len(shares)))) as results:
        for done in chain.from_iterable(results):
            run.messages.take(done.log)
            run.bar.add(next(rest) or 0, done.articles)


def _shared(inputs: list[Document], sizes: list[int | None]) -> list[list[Document]]:
    """Return the inputs grouped into shares of at least `STEP` bytes."""
    shares: list[list[Document]] = []
    room = 0
    for document, size in zip(inputs, sizes, strict=True):
        if room <= 0:
            shares.append([])
            room = STEP
        shares[-1].append(document)
        room -= max(size or 0, FILE)
    return shares


def _work_apart(work: Work, reading: Reading, options: dict[str, Any], share: list[Document]) -> list[_Done]:
    """Run the work on a share in a worker."""
    done = []
    for document in share:
        run = Run(reading, Messages(**options, log=[]), Progress())
        work(document, run)
        done.append(_Done(run.messages.log(), run.bar.articles))
    return done
