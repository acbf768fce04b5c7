"""Two processes against one: `newsdoc convert --jobs 2` on a file that is too large to wait for."""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from measure import Result, at_least, missing, of, process, turns
from setting import Setting

__all__ = ["rows"]

_MOST_ROUNDS = 3


def rows(setting: Setting) -> Iterator[Result]:
    """Measure dump to JSONL."""
    size = setting.jobs_size
    what, against = f"dump → JSONL, {size / 1e6:.3g} MB, --jobs 2", "--jobs 1"
    if why := _why_not():
        yield missing(what, against, why)
        return
    source = setting.corpus("mixed", size)
    first, second = outputs = [setting.folder / f"jobs-{jobs}.jsonl" for jobs in (1, 2)]
    one, two = (partial(_seconds, source, output, jobs) for jobs, output in enumerate(outputs, 1))
    pairs = turns(two, one, min(setting.rounds, _MOST_ROUNDS))
    if not filecmp.cmp(first, second, shallow=False):
        yield missing(what, against, "the outputs differ")
    else:
        yield of(pairs, what, against, at_least(1.7), source.stat().st_size)
    for path in (source, first, second):
        path.unlink()


def _seconds(source: Path, output: Path, jobs: int) -> float:
    """Measure a conversion to a file that is not there: freeing a large one takes a while, and one process."""
    output.unlink(missing_ok=True)
    return process("-m", "newsdoc", "convert", str(source), "--to", "jsonl", "-o", str(output), "--jobs", str(jobs))()


def _why_not() -> str:
    options = subprocess.run(
        [sys.executable, "-m", "newsdoc", "convert", "--help"], stdout=subprocess.PIPE, check=True, text=True
    ).stdout
    if "--jobs" not in options:
        return "this newsdoc convert has no --jobs"
    return "" if (os.cpu_count() or 1) > 1 else "this machine has one processor"
