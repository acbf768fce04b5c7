"""The recipes for engines in docs/scale.md: each is run, its articles are counted, and its price is measured.

    python benchmarks/engines.py --pages 12000
    python benchmarks/engines.py Dask "Ray Data" datatrove Spark

A price is the processor time of the recipe and all its processes, without that of starting up, beside the plain loop.
Starting up is a run with ten pages. An engine that is not installed is left out, with a word.

Spark has one session, in which the pages are split some times before: its compiler works for the first minutes, as long
as the whole of a short run. `split_pages` is also compared with loops that do less: one that finds the articles and
drops them, and one that makes rows of dicts.
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
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time
from typing import NamedTuple

import attrs
import pyarrow as pa
import pyarrow.parquet as pq

import corpus
from newsdoc import Found, Hints, find
from newsdoc.arrow import SCHEMA, split_pages, split_schema
from newsdoc.arrow.pages import PAGE_FIELDS

DOCS = Path(__file__).parent.parent / "docs" / "scale.md"
PLAIN = "Plain Python"
SPARK = "Spark"
_WARMING = 8  # runs of Spark, until its compiler has little to do
_SUBREAPER = 36  # prctl(): orphans of a run become our children, so that their time counts


class Cost(NamedTuple):
    """What a run of a recipe took."""

    seconds: float
    articles: int


def recipes() -> dict[str, str]:
    """Return the recipes of the docs by their headings."""
    found = re.findall(r"^### ([^\n]+)\n[^#]*?^```py\n(.*?)^```$", DOCS.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return dict(found)


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


def of_a_batch(number: int, rounds: int) -> tuple[float, float]:
    """Return the price of `split_pages` beside loops that find the same: one drops it, one makes rows of dicts."""
    [batch] = pages(number).combine_chunks().to_batches()
    shares = [batch.slice(at, 500) for at in range(0, number, 500)]
    prices = []
    for _ in range(rounds):
        split, dropped, dicts = (
            sum(_seconds(partial(work, share)) for share in shares)
            for work in (partial(split_pages, url="url"), _drop, _make_dicts)
        )
        prices.append((split / dropped, split / dicts))
    beside_dropped, beside_dicts = (median(each) for each in zip(*prices, strict=True))
    return beside_dropped, beside_dicts


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def _found(batch: pa.RecordBatch) -> Iterator[tuple[str, Found]]:
    for text, url in zip(*batch.to_pydict().values(), strict=True):
        for found in find(text, hints=Hints(url=url)):
            yield url, found


def _drop(batch: pa.RecordBatch) -> None:
    for _, found in _found(batch):
        _ = found.article, found.confidence, found.doubts, found.lines


_FIELDS = ("headline", "body", "captions", "sources", "deck", "byline", "dateline")


def _make_dicts(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Make a table of the articles as one does by hand, with the fields that such pages have."""
    schema = pa.schema([*PAGE_FIELDS[2:], SCHEMA.field("url"), *map(SCHEMA.field, _FIELDS)])
    rows = []
    for url, found in _found(batch):
        if article := found.article:
            row = {name: getattr(article, name) for name in _FIELDS}
            row |= {name: list(map(attrs.asdict, row[name])) for name in ("captions", "sources")}
            rows.append({"url": url, "confidence": found.confidence, "doubts": found.doubts, **row})
    return pa.RecordBatch.from_pylist(rows, schema=schema)


def of_spark(number: int, rounds: int) -> str:
    """Return the price of `mapInArrow` beside the plain loop, in a session that has split some pages before.

    As with the other engines, the time of the same job with ten pages is taken off.
    """
    try:
        from pyspark.sql import SparkSession

        from newsdoc.spark import split_pages as split
    except ImportError:
        return "not installed"
    conf = {"spark.master": "local[2]", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    spark = SparkSession.builder.config(map=conf).getOrCreate()
    with tempfile.TemporaryDirectory() as folder:
        few, given, made, plain = (str(Path(folder) / name) for name in ("few", "pages", "spark", "plain"))
        for path, count in ((few, 10), (given, number)):
            pq.write_table(pages(count), path, row_group_size=2000)

        def same(path: str) -> None:
            table = spark.read.parquet(path)
            table.mapInArrow(lambda batches: batches, table.schema).write.mode("overwrite").parquet(made)

        def by_spark(path: str) -> None:
            split(spark.read.parquet(path), url="url").write.mode("overwrite").parquet(made)

        def by_hand(path: str) -> None:
            table = pq.ParquetFile(path)
            with pq.ParquetWriter(plain, split_schema(table.schema_arrow, url="url")) as writer:
                for batch in table.iter_batches(500):
                    writer.write_batch(split_pages(batch, url="url"))

        works = (by_hand, by_spark, same)
        for _ in range(_WARMING):
            by_spark(given)
        costs = [
            [_seconds_of_all(partial(work, path)) for path in (few, given) for work in works] for _ in range(rounds)
        ]
        by_spark(given)
        counts = {pq.read_table(path, columns=["article"]).num_rows for path in (plain, made)}
    spark.stop()
    if len(counts) > 1:
        raise RuntimeError(f"Spark and the plain loop found different numbers of articles: {counts}")
    net = [[whole - start for start, whole in zip(cost[:3], cost[3:], strict=True)] for cost in costs]
    price, moving = (median(cost[at] / cost[0] for cost in net) for at in (1, 2))
    start = median(cost[1] for cost in costs)
    moved = f"of which {moving:.2f} are moving the pages through Spark as they are"
    return f"{price:.2f} × the plain loop, {moved}, and {start:.1f} s a job"


def _seconds_of_all(work: Callable[[], object]) -> float:
    start = _clock_of_all()
    work()
    return _clock_of_all() - start


def _clock_of_all() -> float:
    """Return the processor time of this process, of those that it has started and that these have started."""
    ticks = 0
    parents: dict[int, list[int]] = {}
    times: dict[int, int] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text("utf-8").rpartition(")")[2].split()
            number = int(path.parent.name)
            parents.setdefault(int(fields[1]), []).append(number)
            times[number] = sum(map(int, fields[11:15]))  # its own, and those of its children that have ended
    waiting = [os.getpid()]
    while waiting:
        number = waiting.pop()
        ticks += times.get(number, 0)
        waiting += parents.get(number, [])
    return ticks / os.sysconf("SC_CLK_TCK")


def main() -> None:
    parser = argparse.ArgumentParser(description="Run the recipes for engines in the docs, and measure their price.")
    parser.add_argument("engines", nargs="*", help="the headings of recipes; all of them if none is named")
    parser.add_argument("--pages", type=int, default=12_000)
    parser.add_argument("--rounds", type=int, default=2)
    arguments = parser.parse_args()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1)
    names = arguments.engines or ["split_pages", SPARK, *(name for name in recipes() if name != PLAIN)]
    if "split_pages" in names:
        dropped, dicts = of_a_batch(min(arguments.pages, 4000), 5)
        print(f"split_pages: {dropped:.2f} × finding the articles, {dicts:.2f} × making a table of dicts", flush=True)
    if SPARK in names:
        print(f"{SPARK}: {of_spark(arguments.pages, arguments.rounds)}", flush=True)
    names = [name for name in names if name not in ("split_pages", SPARK)]
    for name, price in prices(names, arguments.pages, arguments.rounds):
        print(f"{name}: {price}", flush=True)


if __name__ == "__main__":
    main()
