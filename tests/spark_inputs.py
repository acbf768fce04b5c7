"""Files of each kind that Spark reads: a dump, a document, a crawl that is cut, one that is broken, a mark."""

from __future__ import annotations

import gzip
from pathlib import Path

import newsdoc
from newsdoc import Article
from tokens import record

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


def page(number: int) -> str:
    return f"Bridge {number} opens\n\nTT\n\nBridge {number} opens\n\n{PROSE} {number}.\n"


def make_inputs(folder: Path) -> Path:
    """Write the files into a new folder."""
    folder.mkdir()
    (folder / "dump.txt").write_text("\n\n\n".join(page(number) for number in range(300)))
    newsdoc.write([Article("One"), Article("Two")], folder / "two.json")
    crawl = b"".join(gzip.compress(record(page(n).encode(), Type="conversion")) for n in range(3))
    (folder / "crawl.wet.gz").write_bytes(crawl[:-20])
    (folder / "broken.json").write_text('[{"headline": ')
    (folder / "_SUCCESS").write_text("")
    return folder
