"""Peak memory above the start, of a process that streams a file into a file.

The start is what a process holds that has imported newsdoc and has converted one article, so that everything is loaded
that is loaded on first use. It and the peak are the kernel's own figures for resident memory; `ru_maxrss` would not do,
for a process inherits it from the one that started it.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import corpus
from measure import Result, at_most, missing
from setting import Setting

__all__ = ["rows"]

_STATUS = Path("/proc/self/status")
_MIB = 1 << 20
_TIMES = 10  # the large file, in small ones
_MOST_ROUNDS = 3


def rows(setting: Setting) -> Iterator[Result]:
    """Measure both formats and both sizes: what is true of any size is the same for both."""
    for suffix in (".jsonl", ".newsml"):
        for size in (setting.size, _TIMES * setting.size):
            what, against = f"dump → {suffix}, {size / 1e6:.3g} MB", "subtracting the start"
            if not _STATUS.exists():
                yield missing(what, against, "this system has no /proc/self/status")
                continue
            peaks = [_peak(setting, size, suffix) / _MIB for _ in range(min(setting.rounds, _MOST_ROUNDS))]
            limit = 8 + 4 * _largest(size, setting.seed) / _MIB
            yield Result(what, against, tuple(peaks), None, at_most(round(limit, 2)), " MiB")


def _largest(size: int, seed: int) -> int:
    return max(map(len, corpus.chunks("mixed", size, seed)))


def _peak(setting: Setting, size: int, suffix: str) -> int:
    """Convert a corpus in a process of its own; give the bytes of its peak above its start."""
    one = setting.folder / "one.txt"
    one.write_text("".join(islice(corpus.articles("mixed", setting.seed), 1)), "utf-8")
    output = setting.folder / f"out{suffix}"
    arguments = [sys.executable, __file__, str(one), str(setting.corpus("mixed", size)), str(output)]
    printed = subprocess.run(arguments, stdout=subprocess.PIPE, check=True, text=True).stdout
    output.unlink()
    return int(printed)


def _child(one: str, many: str, output: str) -> None:
    from newsdoc import iter_read, write

    write(iter_read(one), output)
    start = _kibibytes("VmRSS")
    write(iter_read(many), output)
    print((_kibibytes("VmHWM") - start) * 1024)


def _kibibytes(field: str) -> int:
    [line] = [line for line in _STATUS.read_text("ascii").splitlines() if line.startswith(f"{field}:")]
    return int(line.split()[1])


if __name__ == "__main__":
    _child(*sys.argv[1:])
