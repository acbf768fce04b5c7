"""What NewsML-G2 costs: reading as a multiple of lxml's own parsing, writing as a fraction of building the same tree.

    python benchmarks/newsml.py [FILE…]

Both are ratios measured in one run, so that they mean the same on every machine. Without files it reads what it writes:
a story, an article with every field, a message of plain stories. Of the files given, it also says what all cost
together and what the one in the middle costs. Files that are not well-formed are left out, and named.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

from lxml import etree

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]

import newsml_tree  # noqa: E402 (it lies beside the tests)
from examples import FULL  # noqa: E402 (as above)
from newsdoc import Article, Caption, Source  # noqa: E402 (after the path is set)
from newsdoc.formats import newsml  # noqa: E402 (as above)

NOW = "2025-03-14T09:26:53+00:00"
SENTENCE = "The council approved the new bridge on Friday, after ten years of talks about money & rights of way. "
STORY = Article(
    "Council approves the bridge",
    [SENTENCE * 3 + "End." for _ in range(20)],
    captions=[Caption("The old bridge.", "AFP/Ann Example", sources=[Source("AFP", "agency")])],
    sources=[Source("Example Post", "publisher"), Source("Ann Example", "author")],
    byline="By Ann Example",
    language="en",
    urgency=3,
    modified=FULL.modified,
    id="post:2025/bridge",
)
PLAIN = (
    "The council approved the new bridge on Friday after ten years of talks about rights of way and the price of it. "
)
MESSAGE = [
    Article(
        f"Council approves bridge number {number}",
        [PLAIN + PLAIN[:86] + "." for _ in range(7 + number % 12)],
        captions=[Caption(PLAIN.strip(), "AFP/Ann Example", sources=[Source("AFP", "agency")])],
        sources=[Source("Example Post", "publisher"), Source("AFP", "agency"), Source(f"Writer {number}", "author")],
    )
    for number in range(20)  # longer than one piece that is read, yet short enough to find a quiet moment
]


def fastest(run: Callable[[], object]) -> float:
    """Give the shortest of a few dozen runs, in seconds: what the machine can do when nobody disturbs it."""
    return fastest_each(run)[0]


def fastest_each(*runs: Callable[[], object]) -> list[float]:
    """Give the shortest time of each, taking turns, so that what disturbs the machine disturbs all of them."""
    best = [float("inf")] * len(runs)
    for _ in range(40):
        for at, run in enumerate(runs):
            start = perf_counter()
            run()
            best[at] = min(best[at], perf_counter() - start)
    return best


def reading(name: str, data: bytes) -> tuple[float, float]:
    """Measure parsing and reading, and print their ratio."""
    parse, read = fastest_each(lambda: etree.fromstring(data), lambda: newsml.loads(data))
    print(f"reading {name}: {read * 1e6:.0f} µs, {read / parse:.1f} times fromstring ({len(data)} bytes)")
    return parse, read


def well_formed(path: str) -> bool:
    try:
        etree.parse(path)
    except etree.XMLSyntaxError as error:
        print(f"{path} is left out: {error}")
        return False
    return True


def main() -> None:
    for name, article in (("a story", STORY), ("every field", FULL)):
        reading(name, newsml.dumps([article]).encode())
        tree = fastest(lambda one=article: etree.tostring(newsml_tree.document([one], NOW)))
        text = fastest(lambda one=article: newsml.dumps([one]))
        print(f"writing {name}: {text * 1e6:.0f} µs, building a tree takes {tree / text:.1f} times that")
    reading("a message of plain stories", newsml.dumps(MESSAGE).encode())
    costs = [reading(path, Path(path).read_bytes()) for path in filter(well_formed, sys.argv[1:])]
    if costs:
        total = sum(read for _, read in costs) / sum(parse for parse, _ in costs)
        middle = median(read / parse for parse, read in costs)
        print(f"reading all {len(costs)}: {total:.2f} times fromstring in total, {middle:.2f} for the median document")


if __name__ == "__main__":
    main()
