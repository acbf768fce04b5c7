"""Whether any input costs more than its length: each hostile shape read at one size and at twice that size.

    python benchmarks/hostile.py

A ratio near 2 is linear time; the two sizes are measured in turn and the least of three counts. Not a test, since time
depends on what else the machine does.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from newsdoc import ReadError
from newsdoc.formats import json, newsml, ninjs, nitf, rawdump

SIZE = 10_000
HEAD = "Head\n\nA picture. (AFP)\nA picture. (AFP)\nTT\n20\n\nHead\n\nA picture. (AFP)\nA picture. (AFP)\n\n"
G2 = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/">{}</newsItem>'
BODY = G2.format('<contentSet><inlineXML contenttype="application/xhtml+xml"><body>{}</body></inlineXML></contentSet>')

SHAPES: dict[str, tuple[Callable[[str], object], Callable[[int], str]]] = {
    "dump: equal lines": (rawdump.loads, lambda n: "the same line\n" * n),
    "dump: different lines": (rawdump.loads, lambda n: "".join(f"line {i} of many\n" for i in range(n))),
    "dump: alternating lines": (rawdump.loads, lambda n: "one line\n\nanother line\n\n" * (n // 2)),
    "dump: nothing but controls": (rawdump.loads, lambda n: "TT\n20\n" * n),
    "dump: captions in one body": (
        rawdump.loads,
        lambda n: HEAD + "".join(f"Picture {i} (AFP)\nPicture {i} (AFP)\nHead\nTT\n" for i in range(n)),
    ),
    "dump: one long line": (rawdump.loads, lambda n: "word " * n * 20),
    "dump: one line of spaces": (rawdump.loads, lambda n: "a" + " " * n * 20 + "b"),
    "dump: brackets": (rawdump.loads, lambda n: "(" * n * 10),
    "json: nested arrays cut off": (json.loads, lambda n: '[{"body": [' + '"a", ' * n),
    "newsml: unknown elements": (newsml.loads, lambda n: BODY.format("<foo>a</foo>" * n)),
    "newsml: figures": (newsml.loads, lambda n: BODY.format("<figure><figcaption>a</figcaption></figure>" * n)),
    "nitf: bylines": (
        nitf.loads,
        lambda n: f"<nitf><body><body.content><block>{'<byline>a</byline>' * n}</block></body.content></body></nitf>",
    ),
    "ninjs: bodies": (ninjs.loads, lambda n: f'{{"uri": "a:b", "bodies": [{", ".join(["{}"] * n)}]}}'),
    "newsml: parties": (
        newsml.loads,
        lambda n: G2.format(
            "".join(f"<contentMeta><creator><name>{i}</name></creator></contentMeta>" for i in range(n))
        ),
    ),
}


def seconds(read: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    with suppress(ReadError):
        read(text)
    return time.process_time() - start


def main() -> None:
    print(f"{'':32} {'ms':>8} {'twice the size':>15}")
    for name, (read, make) in SHAPES.items():
        short, long = make(SIZE), make(2 * SIZE)
        pairs = [(seconds(read, short), seconds(read, long)) for _ in range(3)]
        once, twice = (min(times) for times in zip(*pairs, strict=True))
        print(f"{name:32} {once * 1000:8.1f} {twice / once:14.2f}x")


if __name__ == "__main__":
    main()
