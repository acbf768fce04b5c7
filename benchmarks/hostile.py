"""Whether any input costs more than its length: each hostile shape read at one size and at twice that size.

A ratio near 2 is linear time. Not a test, since time depends on what else the machine does.

`python benchmarks/hostile.py [FORMAT ...]` reads many more shapes, those of `shapes.py`, and prints each of which 1 MB
takes more than 2 s or 256 MiB. Time is that of the processor.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from random import Random
from resource import RLIMIT_CPU, RUSAGE_SELF, getrusage, setrlimit
from time import monotonic, process_time

from measure import Result, at_most, compared
from newsdoc import ReadError
from newsdoc.formats import get, json, jsonl, jsonld, newsml, newsml1, ninjs, nitf, rawdump, table
from setting import Setting
from shapes import Shape, shapes

__all__ = ["SECONDS", "cost", "main", "rows"]

_SIZE = 10_000
SECONDS, _MEBIBYTES = 2.0, 256
"""What 1 MB of any shape may take."""

_FEW, _MANY = 100_000, 1_000_000
_SUSPECT = 0.03
"""Seconds for the smaller size that are worth a look at the larger one: were they quadratic, those would be three."""

_LONGEST = 20
"""Seconds after which a reading is ended."""
_HEAD = "Head\n\nA picture. (AFP)\nA picture. (AFP)\nTT\n20\n\nHead\n\nA picture. (AFP)\nA picture. (AFP)\n\n"
_G2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">{}</newsItem>'
_BODY = _G2.format(
    '<contentSet><inlineXML contenttype="application/xhtml+xml"><body>{}</body></inlineXML></contentSet>'
)
_attribute = "a{}='b'".format
_COMPONENT = "<NewsComponent><NewsLines><HeadLine>a</HeadLine></NewsLines></NewsComponent>"

_SHAPES: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "dump: equal lines": (rawdump.loads, lambda n: "the same line\n" * n),
    "dump: different lines": (rawdump.loads, lambda n: "".join(f"line {i} of many\n" for i in range(n))),
    "dump: alternating lines": (rawdump.loads, lambda n: "one line\n\nanother line\n\n" * (n // 2)),
    "dump: nothing but controls": (rawdump.loads, lambda n: "TT\n20\n" * n),
    "dump: captions in one body": (
        rawdump.loads,
        lambda n: _HEAD + "".join(f"Picture {i} (AFP)\nPicture {i} (AFP)\nHead\nTT\n" for i in range(n)),
    ),
    "dump: one long line": (rawdump.loads, lambda n: "word " * n * 20),
    "dump: one line of spaces": (rawdump.loads, lambda n: "a" + " " * n * 20 + "b"),
    "dump: a headline of spaces": (rawdump.loads, lambda n: "a" + " " * n * 8 + "b\n\nA paragraph of a body.\n"),
    "dump: a headline of addresses": (
        rawdump.loads,
        lambda n: f"A headline\n{'http://s' * n * 2}\nA picture. (AFP)\nTT\n{'http://s' * n * 2}\n\nA paragraph.\n",
    ),
    "dump: a headline of sites": (rawdump.loads, lambda n: "a" + " - b" * n * 4 + "\n\nA paragraph of a body.\n"),
    "dump: an article printed twice": (
        rawdump.loads,
        lambda n: "A title\nIt is so.\nA title\nIt is so.\n\n" * (n // 4),
    ),
    "dump: a line of words for by": (rawdump.loads, lambda n: "By Ann Example and " * n + "\n\nA paragraph.\n"),
    "dump: a line of stops": (rawdump.loads, lambda n: "“Yes.” " * n + "\n\nA paragraph. (AFP)\n"),
    "dump: the same article": (rawdump.loads, lambda n: (_HEAD + "A paragraph.\n\n") * (n // 8)),
    "dump: lines of one letter": (rawdump.loads, lambda n: "a\n\n" * n),
    "dump: two lines by turns": (rawdump.loads, lambda n: "A line of words\nOther words\n\n" * (n // 2)),
    "dump: doubled lines": (rawdump.loads, lambda n: "".join(f"line {i}\nline {i}\n" for i in range(n // 2))),
    "dump: dates": (rawdump.loads, lambda n: "Monday, 3 March 2025 10:15\n" * n),
    "dump: names in credits": (rawdump.loads, lambda n: "A picture. (" + "Ann Example/" * n + "AFP)\n\nIt rained.\n"),
    "dump: brackets": (rawdump.loads, lambda n: "(" * n * 10),
    "json: nested arrays cut off": (json.loads, lambda n: '[{"body": [' + '"a", ' * n),
    "json: objects in objects": (json.loads, lambda n: '[{"body": [' + '{"a": ' * n),
    "jsonl: short articles": (jsonl.loads, lambda n: '{"headline": "a"}\n' * n),
    "jsonld: a graph": (
        jsonld.loads,
        lambda n: (
            '{"@context": "https://schema.org", "@graph": ['
            + ", ".join(
                f'{{"@id": "_:{i}", "@type": "NewsArticle", "headline": "a", "author": {{"@id": "_:{i + 1}"}}}}'
                for i in range(n)
            )
            + "]}"
        ),
    ),
    "newsml1: components": (
        newsml1.loads,
        lambda n: f"<NewsML><NewsItem><NewsComponent>{_COMPONENT * n}</NewsComponent></NewsItem></NewsML>",
    ),
    "newsml: unknown elements": (newsml.loads, lambda n: _BODY.format("<foo>a</foo>" * n)),
    "newsml: figures": (newsml.loads, lambda n: _BODY.format("<figure><figcaption>a</figcaption></figure>" * n)),
    "newsml: attributes": (newsml.loads, lambda n: f"<newsItem {' '.join(map(_attribute, range(n)))}/>"),
    "newsml: marks in marks": (newsml.loads, lambda n: _BODY.format("<p>" + "<b>a<i>b</i></b>" * n + "</p>")),
    "newsml: entities": (newsml.loads, lambda n: _BODY.format("<p>" + "&nbsp;&foo;" * n + "</p>")),
    "newsml: bare ampersands": (newsml.loads, lambda n: _BODY.format("<p>" + "a & b < c " * n + "</p>")),
    "nitf: bylines": (
        nitf.loads,
        lambda n: f"<nitf><body><body.content><block>{'<byline>a</byline>' * n}</block></body.content></body></nitf>",
    ),
    "ninjs: bodies": (ninjs.loads, lambda n: f'{{"uri": "a:b", "bodies": [{", ".join(["{}"] * n)}]}}'),
    "newsml: parties": (
        newsml.loads,
        lambda n: _G2.format(
            "".join(f"<contentMeta><creator><name>{i}</name></creator></contentMeta>" for i in range(n))
        ),
    ),
}


def rows(setting: Setting) -> Iterator[Result]:
    """Measure every shape."""
    for name, (read, make) in _SHAPES.items():
        once, twice = (_reading(read, make(times * _SIZE)) for times in (1, 2))
        yield compared(name, twice, "half of it", once, setting.rounds, at_most(2.3))


def _reading(read: Callable[[str], object], text: str) -> Callable[[], None]:
    def run() -> None:
        with suppress(ReadError):
            read(text)

    return run


# --- many shapes ---


def cost(name: str, shape: Shape, size: int) -> tuple[float, float]:
    """Return the seconds and the mebibytes that a shape takes, read in a process of its own."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        setrlimit(RLIMIT_CPU, (_LONGEST, _LONGEST))
        data, before = shape.make(size), getrusage(RUSAGE_SELF).ru_maxrss
        seconds = _seconds(name, data)
        os.write(writer, f"{seconds} {(getrusage(RUSAGE_SELF).ru_maxrss - before) / 1024}".encode())
        os._exit(0)
    os.close(writer)
    with open(reader) as file:  # noqa: PTH123 (a pipe has no path)
        said = file.read().split()
    os.waitpid(child, 0)
    return (float(said[0]), float(said[1])) if said else (float(_LONGEST), 0.0)


def _seconds(name: str, data: bytes) -> float:
    start = process_time()
    with suppress(ReadError):
        get(name).loads(data, report=lambda _: None)
    return process_time() - start


def main() -> int:
    """Print the shapes that take too much; return 1 if there are any."""
    readers = [name for name, row in table().items() if row.reads and name != "parquet"]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(readers)}; without any, all")
    parser.add_argument("--seconds", type=float, default=1e9, help="for each format, whose shapes come in random order")
    parser.add_argument("--seed", type=int, default=0, help="another number gives another order")
    options = parser.parse_args()
    bad = 0
    for name in options.formats or readers:
        several = shapes(name)
        Random(options.seed).shuffle(several)
        bad += _count_costly(name, several, monotonic() + options.seconds)
    return 1 if bad else 0


def _count_costly(name: str, several: list[Shape], end: float) -> int:
    """Print the shapes that take too much, and the worst figures; return how many there are."""
    bad = done = 0
    longest = largest = 0.0
    _seconds(name, several[0].make(1000))  # what is imported on first use is not counted
    for shape in several:
        done += 1
        if _seconds(name, shape.make(_FEW)) > _SUSPECT:
            seconds, mebibytes = cost(name, shape, _MANY)
            longest, largest = max(longest, seconds), max(largest, mebibytes)
            if seconds > SECONDS or mebibytes > _MEBIBYTES:
                bad += 1
                print(f"{name}: {seconds:.2f} s, {mebibytes:.0f} MiB: {shape.name}: {shape.piece[:60]!r}", flush=True)
        if monotonic() > end:
            break
    print(
        f"{name}: {done} of {len(several)} shapes; 1 MB takes {longest:.2f} s and {largest:.0f} MiB at most", flush=True
    )
    return bad


if __name__ == "__main__":
    sys.exit(main())
