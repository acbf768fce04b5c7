"""Results as text: a Markdown table that reads well on a terminal, too, and its place in the docs."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version

from measure import Result

__all__ = ["ABSENT", "HEADING", "cells", "grid", "inserted", "machine", "markdown"]

HEADING = ("what", "against", "median", "quartiles", "fastest", "goal", "met", "absolute")
"""The columns: `fastest` compares the fastest run of each, `absolute` is what one machine did."""

ABSENT = "–"

_DECIMALS = ((0.1, 3), (10, 2), (100, 1))  # for figures below a limit


def cells(result: Result) -> list[str]:
    """Give the cells of a row."""
    if not result.values:
        return [result.what, result.against, *[ABSENT] * 5, result.remark]
    low, high = map(_figure, result.quartiles)
    goal = result.goal
    return [
        result.what,
        result.against,
        f"{_figure(result.middle)}{result.unit}",
        f"{low} to {high}",
        ABSENT if result.best is None else _figure(result.best),
        f"{goal.sign} {goal.limit:g}{result.unit}" if goal else ABSENT,
        ("yes" if goal.met(result.middle) else "no") if goal else ABSENT,
        result.remark or ABSENT,
    ]


def _figure(value: float) -> str:
    """Give a figure with two decimals; more where it is small, and fewer where they would say nothing."""
    decimals = next((decimals for limit, decimals in _DECIMALS if abs(value) < limit), 0)
    return f"{value:.{decimals}f}"


def markdown(results: Iterable[Result]) -> str:
    """Give a table."""
    return grid(HEADING, [cells(result) for result in results])


def grid(heading: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Give a table of these rows."""
    widths = [max(map(len, column)) for column in zip(heading, *rows, strict=True)]
    lines = [heading, ["-" * width for width in widths], *rows]
    return "\n".join(
        f"| {' | '.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))} |" for line in lines
    )


def machine(rounds: int) -> str:
    """Say on what the figures were made."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    packages = ", ".join(map(_installed, ("newsdoc", "attrs", "cattrs", "lxml", "orjson")))
    system = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors"
    return f"{python}, {packages}; {system}; {rounds} rounds."


def _installed(name: str) -> str:
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"no {name}"


def inserted(page: str, name: str, text: str) -> str:
    """Put a text into a page, between the two comments that mark the place of that name."""
    before, start, rest = page.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition(f"<!-- end of {name} -->")
    if not (start and end):
        raise ValueError(f"the page has no place for {name}")
    return f"{before}{start}{text}\n{end}{after}"
