"""The recipes for engines in docs/scale.md: each is run, its articles are counted, and its price is measured.

    python benchmarks/engines.py --pages 12000
    python benchmarks/engines.py Dask "Ray Data" datatrove Spark

A price is the processor time of the recipe and all its processes, without that of starting up, beside the plain loop.
Starting up is a run with ten pages. An engine that is not installed is left out, with a word.
"""

from __future__ import annotations

import argparse
import ctypes
import gzip
import os
import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

import corpus
from newsdoc import Hints, find
from newsdoc.arrow import split_pages

DOCS = Path(__file__).parent.parent / "docs" / "scale.md"
PLAIN = "Plain Python"
SPARK = """
from pyspark.sql import SparkSession
from newsdoc.spark import split_pages

conf = {"spark.master": "local[2]", "spark.ui.enabled": "false", "spark.sql.execution.arrow.maxRecordsPerBatch": "500"}
spark = SparkSession.builder.config(map=conf).getOrCreate()
split_pages(spark.read.parquet("pages.parquet"), "text", url="url").write.parquet("articles.parquet")
spark.stop()
"""
_SUBREAPER = 36  # prctl(): orphans of a run become our children, so that their time counts


class Cost(NamedTuple):
    """What a run of a recipe took."""

    seconds: float
    articles: int


def recipes() -> dict[str, str]:
    """Return the recipes of the docs by their headings."""
    found = re.findall(r"^### ([^\n]+)\n[^#]*?^```py\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return {**dict(found), "Spark": SPARK}


def pages(number: int) -> pa.Table:
    """Return pages of all known layouts, an article each."""
    texts = list(islice(corpus.articles("irregular"), number))
    return pa.table({"text": texts, "url": [f"https://gazette.example/{each}" for each in range(number)]})


def run(recipe: str, table: pa.Table) -> Cost | None:
    """Run a recipe in a folder and processes of its own; return `None` if its engine is not installed."""
    with tempfile.TemporaryDirectory() as folder:
        pq.write_table(table, Path(folder) / "pages.parquet", row_group_size=2000)
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run([sys.executable, "-c", recipe], cwd=folder, capture_output=True, text=True, check=False)
        _wait_for_orphans()
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        if done.returncode:
            if "ModuleNotFoundError" in done.stderr:
                return None
            raise RuntimeError(done.stderr[-2000:])
        seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return Cost(seconds, _articles(Path(folder)))


def _wait_for_orphans() -> None:
    try:
        while os.wait():
            pass
    except ChildProcessError:
        pass


def _articles(folder: Path) -> int:
    if (table := folder / "articles.parquet").exists():
        return int(pq.read_table(table, columns=["article"]).num_rows)
    return sum(gzip.decompress(path.read_bytes()).count(b"\n") for path in folder.glob("articles/*.jsonl.gz"))


def prices(names: Sequence[str], number: int, rounds: int) -> Iterator[tuple[str, str]]:
    """Yield each engine with its price beside the plain loop in the same round, and its time to start."""
    table, few = pages(number), pages(10)
    known = recipes()
    for name in names:
        found = []
        for _ in range(rounds):
            costs = [(run(known[each], few), run(known[each], table)) for each in (PLAIN, name)]
            if costs[1][0] is None or costs[1][1] is None:
                break
            (plain_start, plain), (start, whole) = costs
            assert plain
            assert plain_start
            if whole.articles != plain.articles:
                raise RuntimeError(f"{name} found {whole.articles} articles, and the plain loop {plain.articles}")
            price = (whole.seconds - start.seconds) / (plain.seconds - plain_start.seconds)
            found.append((price, start.seconds - plain_start.seconds))
        if not found:
            yield name, "not installed"
            continue
        price, start = (median(values) for values in zip(*found, strict=True))
        yield name, f"{price:.2f} × the plain loop, and {max(start, 0):.1f} s to start"


def of_a_batch(number: int, rounds: int) -> float:
    """Return the price of `split_pages` beside a loop that finds the same and drops it."""
    [batch] = pages(number).combine_chunks().to_batches()
    rows = [(text, Hints(url=url)) for text, url in zip(*batch.to_pydict().values(), strict=True)]
    ratios = []
    for _ in range(rounds):
        start = process_time()
        for text, hints in rows:
            for found in find(text, hints=hints):
                _ = found.article, found.confidence, found.doubts, found.lines
        middle = process_time()
        for at in range(0, number, 500):
            split_pages(batch.slice(at, 500), url="url")
        ratios.append((process_time() - middle) / (middle - start))
    return median(ratios)


def main() -> None:
    parser = argparse.ArgumentParser(description="Run the recipes for engines in the docs, and measure their price.")
    parser.add_argument("engines", nargs="*", help="the headings of recipes; all of them if none is named")
    parser.add_argument("--pages", type=int, default=12_000)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    print(f"split_pages: {of_a_batch(min(arguments.pages, 4000), 5):.2f} × finding the articles")
    names = arguments.engines or [name for name in recipes() if name != PLAIN]
    for name, price in prices(names, arguments.pages, arguments.rounds):
        print(f"{name}: {price}", flush=True)


if __name__ == "__main__":
    main()
