"""Our version against another one, given as a source tree: two processes that take turns at the same work.

python benchmarks --against ../newsdoc-0.1

Each process imports newsdoc from its own tree, makes the same input and measures a task whenever it is told to.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Self

import corpus
from measure import Goal, Result, at_least, missing, of, timer, turns
from setting import Setting

__all__ = ["TASKS", "rows"]

_OWN = Path(__file__).resolve().parent.parent
_ARTICLES = 1000  # of a corpus that is read in bulk
_PAGES = 500  # that are read one by one
_SHORT_LINES = 200_000


class Task(NamedTuple):
    """What is measured: a function of a seed that makes the input and returns the work, and what is hoped for."""

    make: Callable[[int], Callable[[], object]]
    goal: Goal


def _iterate(data: bytes) -> None:
    from newsdoc.formats import rawdump

    for _ in rawdump.iterload(BytesIO(data)):
        pass


def _each(pages: list[bytes]) -> Callable[[], object]:
    return lambda: [_iterate(page) for page in pages]


def _bulk(kind: str, seed: int) -> Callable[[], object]:
    return partial(_iterate, "".join(islice(corpus.articles(kind, seed), _ARTICLES)).encode())


def _pages(kind: str, seed: int) -> Callable[[], object]:
    return _each([page.encode() for page in islice(corpus.articles(kind, seed), _PAGES)])


def _dumps(_: int) -> Callable[[], object]:
    folder = Path(os.environ.get("NEWSDOC_SHARED", "../shared"), "dumps")
    pages = [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
    if not pages:
        raise FileNotFoundError(f"there are no dumps in {folder}; set NEWSDOC_SHARED")
    return _each(pages)


def _newsml(seed: int) -> Callable[[], object]:
    from newsdoc.formats import newsml, rawdump

    articles = list(rawdump.loads("".join(islice(corpus.articles("mixed", seed), 100))))
    return partial(newsml.loads, newsml.dumps(articles).encode())


def _short_lines(_: int) -> Callable[[], object]:
    return partial(_iterate, "".join(f"line {number} of many\n" for number in range(_SHORT_LINES)).encode())


TASKS = {
    "dumps of real structure, one by one": Task(_dumps, at_least(1.8)),
    "irregular pages → articles": Task(partial(_pages, "irregular"), at_least(2.5)),
    "irregular dump → articles": Task(partial(_bulk, "irregular"), at_least(2.5)),
    "english pages → articles": Task(partial(_pages, "english"), at_least(0.8)),
    "english dump → articles": Task(partial(_bulk, "english"), at_least(0.8)),
    "arabic dump → articles": Task(partial(_bulk, "arabic"), at_least(0.8)),
    "mixed dump → articles": Task(partial(_bulk, "mixed"), at_least(0.8)),
    f"{_SHORT_LINES} short lines": Task(_short_lines, at_least(0.95)),
    "NewsML-G2 → articles": Task(_newsml, at_least(0.95)),
}


def rows(setting: Setting) -> Iterator[Result]:
    """Measure every task in both versions."""
    tree = setting.against
    source = tree and next((path for path in (tree / "src", tree) if (path / "newsdoc").is_dir()), None)
    if source is None:
        yield missing("this version", "another one", "--against PATH names no source tree of newsdoc")
        return
    with ExitStack() as stack:
        ours, theirs = (stack.enter_context(_Worker(path, setting.seed)) for path in (_OWN / "src", source))
        for name, task in TASKS.items():
            try:
                pairs = turns(partial(ours.seconds, name), partial(theirs.seconds, name), setting.rounds)
            except ValueError as error:
                yield missing(name, "the other version", str(error))
            else:
                yield of(pairs, name, "the other version", task.goal)


class _Worker:
    """A process that measures tasks with the newsdoc of one tree."""

    def __init__(self, source: Path, seed: int) -> None:
        environment = {**os.environ, "PYTHONPATH": str(source)}
        command = [sys.executable, __file__, str(seed)]
        self._process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def seconds(self, name: str) -> float:
        """Measure a task once; `ValueError` says why that cannot be done."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(name, file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline().strip() or "nan")


def _serve() -> None:
    """Measure each task that is named on standard input."""
    timers: dict[str, Callable[[], float]] = {}
    seed = int(sys.argv[1])
    for line in sys.stdin:
        name = line.strip()
        try:
            if name not in timers:
                timers[name] = timer(TASKS[name].make(seed))
            print(timers[name](), flush=True)
        except Exception as error:
            print(f"not measured: {type(error).__name__}: {error}", flush=True)


if __name__ == "__main__":
    _serve()
