"""Read one large dump with several processes: each counts the articles of its range.

    count_in_parallel.py year.txt 4

The same two functions serve other engines: a list of ranges is planned once, and each range is a small value that is
sent to wherever it is read.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from newsdoc import Range, iter_range, plan_ranges


def count(path: str, part: Range) -> int:
    return sum(1 for _ in iter_range(path, part))


def main(path: str, jobs: int) -> None:
    with ProcessPoolExecutor(jobs) as pool:
        print(sum(pool.map(partial(count, path), plan_ranges(path, parts=4 * jobs))))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
