"""How anything is measured here: two things in turn, round after round, and the ratio of each pair of neighbours.

What disturbs the machine then disturbs both, and the figure means the same on a slow machine as on a fast one. What
takes one processor is measured by the time that it has it, what takes two by the clock.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import NamedTuple, TypeAlias

__all__ = [
    "Goal",
    "Pairs",
    "Result",
    "Run",
    "at_least",
    "at_most",
    "compared",
    "missing",
    "of",
    "process",
    "timer",
    "turns",
]

Run: TypeAlias = Callable[[], object]
Pairs: TypeAlias = list[tuple[float, float]]
"""Seconds of ours and of theirs, a pair for each round."""

_LEAST = 0.1  # seconds that a measurement takes: what is shorter is repeated


class Goal(NamedTuple):
    """What a figure should be: `≥` or `≤` a limit."""

    sign: str
    limit: float

    def met(self, value: float) -> bool:
        """Say whether a figure is what it should be."""
        return value >= self.limit if self.sign == "≥" else value <= self.limit


def at_least(limit: float) -> Goal:
    """Ask for a speed: ours is to be this many times as fast as theirs."""
    return Goal("≥", limit)


def at_most(limit: float) -> Goal:
    """Ask for a time, or any other cost: ours is to take no more than this many times theirs."""
    return Goal("≤", limit)


class Result(NamedTuple):
    """One row of the table: a figure for each round, or none and a remark that says why."""

    what: str
    against: str
    values: tuple[float, ...] = ()
    best: float | None = None
    """The figure of the fastest run of each, whichever rounds those were in."""
    goal: Goal | None = None
    unit: str = "×"
    remark: str = ""

    @property
    def middle(self) -> float:
        """The median: the figure that counts."""
        return median(self.values)

    @property
    def quartiles(self) -> tuple[float, float]:
        """The figures between which half of the rounds are."""
        if len(self.values) < 2:
            return self.values[0], self.values[0]
        low, _, high = quantiles(self.values, n=4, method="inclusive")
        return low, high


def missing(what: str, against: str, why: str) -> Result:
    """Give the row of what cannot be measured here."""
    return Result(what, against, remark=f"not measured: {why}")


def compared(
    what: str, ours: Run, against: str, theirs: Run, rounds: int, goal: Goal | None = None, size: int = 0
) -> Result:
    """Measure two functions: how many times as fast as theirs ours is, or, `at_most`, how many times as long it takes.

    The absolute figure beside it is megabytes a second for input of that `size`, else the time of one run.
    """
    return of(turns(timer(ours), timer(theirs), rounds), what, against, goal, size)


def of(pairs: Pairs, what: str, against: str, goal: Goal | None = None, size: int = 0) -> Result:
    """Make a row of what was measured; `compared` says what the figures are."""
    best = min(ours for ours, _ in pairs), min(theirs for _, theirs in pairs)
    of_time = goal is not None and goal.sign == "≤"
    values = [ours / theirs if of_time else theirs / ours for ours, theirs in (*pairs, best)]
    took = f"{size / best[0] / 1e6:.3g} MB/s" if size else _seconds(best[0])
    return Result(what, against, tuple(values[:-1]), values[-1], goal, remark=took)


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds >= 1 else f"{seconds * 1e3:.3g} ms"


def turns(ours: Callable[[], float], theirs: Callable[[], float], rounds: int) -> Pairs:
    """Take two measurements in turn; in every other round theirs comes first."""
    pairs = []
    for number in range(rounds):
        if number % 2 == 0:
            pairs.append((ours(), theirs()))
        else:
            other = theirs()
            pairs.append((ours(), other))
    return pairs


def timer(run: Run) -> Callable[[], float]:
    """Return a measurement of one run, which is repeated as often as it takes to be measured well.

    The first run of all is not counted: it fills the page cache, and imports what is imported on first use.
    """
    run()
    times = max(1, round(_LEAST / max(_processor_seconds(run, 1), 1e-9)))
    return lambda: _processor_seconds(run, times)


def _processor_seconds(run: Run, times: int) -> float:
    """Measure some runs of a function, which do not pay for walking over what others hold in memory."""
    gc.collect()
    gc.freeze()
    start = time.process_time()
    for _ in range(times):
        run()
    seconds = time.process_time() - start
    gc.unfreeze()
    return seconds / times


def process(*arguments: str) -> Callable[[], float]:
    """Give a measurement, by the clock, of a Python with these arguments, from its start to its end."""

    def seconds() -> float:
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        return time.perf_counter() - start

    return seconds
