"""Shares of much work: inputs that are dealt with one by one, here or by several processes.

Which processes do what is not seen from outside: messages and the exit status are those of one process.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from functools import partial
from itertools import chain
from typing import NamedTuple, TypeVar

from newsdoc.cli.console import MessageLog, Messages, Progress
from newsdoc.cli.inputs import STDIN, Document
from newsdoc.io import Input, open_to_read

__all__ = ["FILE", "LONGEST_STEP", "STEP", "each", "is_worth", "size_of", "source", "step_for", "total_size"]

_Input = TypeVar("_Input")

WORTH = 8 << 20
"""Bytes of input from which on it is worth starting processes: they take a tenth of a second, or half of one."""

STEP = 2 << 20
"""Bytes of a share, at least."""

LONGEST_STEP = 4 * STEP
"""Bytes of a share, at most: what is written for it lies in a file of its own until its turn comes."""

FILE = 1 << 10
"""Bytes that take as long as opening and closing a file."""


def size_of(document: Document) -> int | None:
    """Give the bytes of an input, if it is a file."""
    return os.path.getsize(document.path) if document.path != STDIN and os.path.isfile(document.path) else None  # noqa: PTH113, PTH202


def total_size(inputs: Iterable[Document]) -> int | None:
    """Give the bytes of all inputs, if they are files or missing."""
    total = 0
    for document in inputs:
        size = size_of(document)
        if size is None and (document.path == STDIN or os.path.exists(document.path)):  # noqa: PTH110
            return None
        total += size or 0  # what is missing will be told, and takes no time
    return total


def step_for(total: int) -> int:
    """Give the bytes of a share of so many: cutting has its price, and at the end all processes are to be busy."""
    return min(max(STEP, total // 64), LONGEST_STEP)


def is_worth(inputs: Iterable[Document], jobs: int) -> bool:
    """Whether several processes are asked for and have enough to do."""
    return jobs > 1 and sum(size_of(document) or 0 for document in inputs) >= WORTH


@contextmanager
def source(document: Document, bar: Progress, start: int = 0) -> Iterator[Input]:
    """Give what is to be read for an input; the bar is told how much of it has been."""
    if document.path == STDIN:
        with bar.watch(sys.stdin.buffer) as fp:
            yield fp
    elif bar.shown:
        with open_to_read(document.path) as file, bar.watch(file, start=start, size=size_of(document)) as fp:
            yield fp
    else:
        yield document.path


class _Done(NamedTuple):
    """What came of one input in a worker."""

    heard: MessageLog
    articles: int


def each(
    inputs: list[_Input],
    document_of: Callable[[_Input], Document],
    work: Callable[[_Input, Messages, Progress], None],
    *,
    jobs: int,
    strict: bool,
    messages: Messages,
    bar: Progress,
) -> None:
    """Do `work` on each input, by several processes where that is asked for and worth it; messages come in order."""
    some = [document_of(item) for item in inputs]
    sizes = [size_of(document) for document in some]
    shares = _shared(inputs, sizes) if is_worth(some, jobs) else []
    if len(shares) < 2 or any(document.path == STDIN for document in some):
        for item in inputs:
            work(item, messages, bar)
        return
    from newsdoc.cli.workers import in_order  # loads multiprocessing

    rest = iter(sizes)
    with closing(in_order(partial(_apart, work, strict), shares, min(jobs, len(shares)))) as results:
        for done in chain.from_iterable(results):
            messages.take(done.heard)
            bar.add(next(rest) or 0, done.articles)


def _shared(inputs: list[_Input], sizes: list[int | None]) -> list[list[_Input]]:
    """Put inputs together until they are as large as a share."""
    shares: list[list[_Input]] = []
    room = 0
    for item, size in zip(inputs, sizes, strict=True):
        if room <= 0:
            shares.append([])
            room = STEP
        shares[-1].append(item)
        room -= max(size or 0, FILE)
    return shares


def _apart(work: Callable[[_Input, Messages, Progress], None], strict: bool, share: list[_Input]) -> list[_Done]:
    done = []
    for item in share:
        messages, heard = Messages.apart(strict=strict)
        bar = Progress()
        work(item, messages, bar)
        done.append(_Done(heard(), bar.articles))
    return done
