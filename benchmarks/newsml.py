"""What NewsML-G2 costs: reading as a multiple of lxml's own parsing, writing as a fraction of building the same tree.

    python benchmarks/newsml.py [FILE…]

Both are ratios measured in one run, so that they mean the same on every machine. Without files it reads what it writes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
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


def fastest(run: Callable[[], object]) -> float:
    """Give the shortest of a few dozen runs, in seconds: what the machine can do when nobody disturbs it."""
    times = []
    for _ in range(40):
        start = perf_counter()
        run()
        times.append(perf_counter() - start)
    return min(times)


def main() -> None:
    documents = {path: Path(path).read_bytes() for path in sys.argv[1:]}
    for name, article in (("a story", STORY), ("every field", FULL)):
        documents[name] = newsml.dumps([article]).encode()
        tree = fastest(lambda one=article: etree.tostring(newsml_tree.document([one], NOW)))
        text = fastest(lambda one=article: newsml.dumps([one]))
        print(f"writing {name}: {text * 1e6:.0f} µs, building a tree takes {tree / text:.1f} times that")
    for name, data in documents.items():
        parse = fastest(lambda one=data: etree.fromstring(one))
        read = fastest(lambda one=data: newsml.loads(one))
        print(f"reading {name}: {read * 1e6:.0f} µs, {read / parse:.1f} times fromstring ({len(data)} bytes)")


if __name__ == "__main__":
    main()
