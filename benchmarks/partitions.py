"""A corpus in skewed and damaged partitions: what is lost, what is said of it, and how long a cluster waits.

    python benchmarks/partitions.py           the tables of docs/at-scale.md; the same on every machine
    python benchmarks/partitions.py --rates   core hours for 100 TB of page text, as fast as this machine is

The first table is real: small WET files, whole and damaged, are read by newsdoc. The second is reckoned: tasks as large
as the partitions of a crawl are given to workers, one after the other, and some workers are lost.
"""

from __future__ import annotations

import argparse
import gzip
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from hashlib import sha256
from heapq import heapify, heapreplace
from io import BytesIO
from itertools import islice
from random import Random
from time import process_time

import corpus
from newsdoc import Diagnostic, find
from newsdoc.diagnostics import ignore
from newsdoc.formats import wet
from newsdoc.formats.warc.records import read_records

PAGES = 60  # of a partition of the first table
WORKERS = 1000
TASKS = 10_000


# --- damaged partitions, read ---


def record(number: int, text: str, *, length: int | None = None) -> bytes:
    """Return a record of a WET file, packed as crawls pack it: a member for itself."""
    body = text.encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://gazette.example/{number}\r\n"
        f"WARC-Date: 2026-05-12T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{_digest(text)[:32]}>\r\n"
        f"WARC-Refers-To: <urn:uuid:{_digest(text)[32:]}>\r\nWARC-Block-Digest: sha256:{_digest(text)}\r\n"
        "WARC-Identified-Content-Language: eng\r\n"
        f"Content-Type: text/plain\r\nContent-Length: {len(body) if length is None else length}\r\n\r\n"
    )
    return gzip.compress(head.encode() + body + b"\r\n\r\n", mtime=0)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _whole(records: list[bytes]) -> bytes:
    return b"".join(records)


def _cut(records: list[bytes]) -> bytes:
    return b"".join([*records[:30], records[30][: len(records[30]) // 2]])


def _zeros(records: list[bytes]) -> bytes:
    data = bytearray(b"".join(records))
    at = sum(map(len, records[:20])) + 200
    data[at : at + 50] = bytes(50)
    return bytes(data)


def _wrong_length(records: list[bytes]) -> bytes:
    return b"".join([*records[:20], record(20, _texts()[20], length=7), *records[21:]])


def _twice(records: list[bytes]) -> bytes:
    return b"".join([*records, *records[:10]])


DAMAGES: dict[str, Callable[[list[bytes]], bytes]] = {
    "whole": _whole,
    "cut in the middle": _cut,
    "50 zero bytes in a record": _zeros,
    "a record of a wrong length": _wrong_length,
    "10 pages twice": _twice,
}


def _texts() -> list[str]:
    return list(islice(corpus.articles("irregular"), PAGES))


def damaged() -> Iterator[tuple[str, ...]]:
    """Yield a row for each kind of damage: pages, those read, a second try, what was reported."""
    records = [record(number, text) for number, text in enumerate(_texts())]
    for name, damage in DAMAGES.items():
        data = damage(records)
        reported: Counter[str] = Counter()

        def note(diagnostic: Diagnostic, reported: Counter[str] = reported) -> None:
            if diagnostic.code in ("error.record", "repair.record"):
                reported[diagnostic.code] += 1

        rows = list(wet.iter_rows(BytesIO(data), report=note))
        again = list(wet.iter_rows(BytesIO(data)))
        pages = len({row.article.url for row in rows})
        said = ", ".join(f"{count} {code}" for code, count in reported.items()) or "–"
        same = "the same" if rows == again else "another"
        yield name, str(PAGES), str(pages), str(len({row.origin for row in rows}) - pages), same, said


# --- the time that a cluster takes ---


def skewed(random: Random) -> list[float]:
    """Return the sizes of partitions, in averages: most are small, and a few are very large."""
    sizes = [min(random.paretovariate(1.2), 400.0) for _ in range(TASKS)]
    mean = sum(sizes) / len(sizes)
    return [size / mean for size in sizes]


def cut(sizes: Sequence[float], largest: float) -> list[float]:
    """Cut the large partitions into ranges."""
    found: list[float] = []
    for size in sizes:
        parts = max(1, round(size / largest + 0.5))
        found += [size / parts] * parts
    return found


def makespan(sizes: Sequence[float], *, lost: float = 0.0, random: Random | None = None) -> float:
    """Return how long all tasks take, beside the same work spread evenly; a lost task is done again in full."""
    free = [0.0] * WORKERS
    heapify(free)
    for size in sizes:
        time = size
        # the longer a task, the surer its worker is lost meanwhile
        while random and random.random() < 1 - (1 - lost) ** size:
            time += size * random.random()
        heapreplace(free, free[0] + time)
    return max(free) / (sum(sizes) / WORKERS)


def waiting() -> Iterator[tuple[str, ...]]:
    """Yield a row for each way of cutting a corpus: tasks, the largest of them, and the time of a cluster."""
    sizes = skewed(Random(1))
    ranges = cut(sizes, 1.0)
    slow = [size * (10 if number % 500 == 250 else 1) for number, size in enumerate(ranges)]
    largest = sorted(slow, reverse=True)
    cases = {
        "partitions of one size": [1.0] * TASKS,
        "skewed: a few are very large": sizes,
        "skewed, the largest first": sorted(sizes, reverse=True),
        "skewed, cut into ranges": ranges,
        "the same, and 1 in 500 is ten times as slow": slow,
        "the same, the slowest first": largest,
    }
    for name, tasks in cases.items():
        safe = makespan(tasks)
        lossy = makespan(tasks, lost=0.01, random=Random(2))
        yield name, str(len(tasks)), f"{max(tasks):.1f}", f"{safe:.2f}", f"{lossy:.2f}"


def table(heads: Sequence[str], rows: Iterator[tuple[str, ...]]) -> str:
    """Return a table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def tables() -> tuple[str, str]:
    """Return both tables."""
    first = ("partition", "pages", "read", "read twice", "a second try gives", "reported")
    second = ("partitions", "tasks", "largest", "time", "1 % of workers lost")
    return table(first, damaged()), table(second, waiting())


# --- rates ---


def rates(number: int = 3000) -> Iterator[str]:
    """Yield what 100 TB of each kind of page cost on this machine."""
    for kind in ("english", "irregular", "other"):
        texts = _other(number // 4) if kind == "other" else list(islice(corpus.articles(kind), number))
        size = sum(len(text.encode()) for text in texts)
        best = min(_seconds(partial(_find, texts)) for _ in range(3))
        hours = 100e12 / size * best / 3600
        yield f"{kind}: {best / len(texts) * 1e6:.0f} µs a page of {size // len(texts)} bytes, {hours:.0f} core hours"
    yield from _of_records([record(each, text) for each, text in enumerate(islice(corpus.articles("english"), number))])


def _of_records(records: list[bytes]) -> Iterator[str]:
    """Yield what a record of a packed WET file costs, and what it costs warcio, if that is installed."""
    data = b"".join(records)

    def by_zlib() -> None:
        for packed in records:
            zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(packed)

    def by_newsdoc() -> None:
        for _record in read_records(BytesIO(data), ignore):
            pass

    readers = {"zlib alone": by_zlib, "newsdoc": by_newsdoc}
    with suppress(ImportError):
        from warcio.archiveiterator import ArchiveIterator

        def by_warcio() -> None:
            for each in ArchiveIterator(BytesIO(data)):
                each.content_stream().read()

        readers["warcio"] = by_warcio
    for name, read in readers.items():
        best = min(_seconds(read) for _ in range(7))
        yield f"a packed WET record of {len(data) // len(records)} bytes, {name}: {best / len(records) * 1e6:.1f} µs"


def _other(number: int) -> list[str]:
    """Return pages of no known layout: menus, one story, links and legal lines."""
    menu = "".join(f"{word}\n" for word in ("Home", "News", "World", "Sport", "Culture", "Opinion", "Archive") * 3)
    stories = islice(corpus.stories("english"), number)
    texts = ("\n".join([story.headline, "By Ann Reed", "3 May 2026", *story.body]) for story in stories)
    end = (
        "Related\n"
        + "".join(f"Another story of the day, number {each}\n" for each in range(12))
        + "All rights reserved\n"
    )
    return [f"{menu}{text}\n{end}{menu}" for text in texts]


def _find(texts: Sequence[str]) -> None:
    for text in texts:
        for _found in find(text):
            pass


def _seconds(work: Callable[[], None]) -> float:
    start = process_time()
    work()
    return process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description="Read damaged partitions, and reckon what skewed ones cost.")
    parser.add_argument("--rates", action="store_true", help="measure what 100 TB cost, instead of the tables")
    if parser.parse_args().rates:
        for line in rates():
            print(line)
    else:
        print("\n".join(tables()), end="")


if __name__ == "__main__":
    main()
