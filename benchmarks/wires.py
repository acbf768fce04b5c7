"""Another library on sample documents of NewsML-G2: the second table in the README.

    python benchmarks/wires.py            print the table
    python benchmarks/wires.py --write    print it, and put it into README.md

The samples are public documents of agencies, in `$NEWSDOC_SHARED/samples/newsml-g2` (default: `../shared`); they are
no part of this repository. `pip install newsmlg2` brings the other library. Superdesk's parsers are not measured: they
run inside an application of Superdesk.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

from labelled import FOLDER
from newsdoc.formats import newsml
from table import grid, inserted

README = Path(__file__).resolve().parent.parent / "README.md"
SAMPLES = FOLDER.parent / "samples" / "newsml-g2"
HEADING = ("", "documents opened", "gives", "ms a document")


def newsmlg2(data: bytes) -> object:
    from NewsMLG2 import NewsMLG2Document

    with contextlib.redirect_stdout(None):  # it prints which catalogs it does not load
        return NewsMLG2Document(data).get_item()


def cells(name: str, gives: str, read: Callable[[bytes], object]) -> list[str]:
    """Return the cells of a library: how many samples it reads without an exception, and its time."""
    documents = [path.read_bytes() for path in sorted(SAMPLES.iterdir())]
    opened, begun = 0, time.process_time()
    for data in documents:
        try:
            read(data)
            opened += 1
        except Exception as error:
            logging.getLogger(name).info("%s", error)
    spent = time.process_time() - begun
    return [name, f"{opened} of {len(documents)}", gives, f"{1000 * spent / len(documents):.1f}"]


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"put the table into {README.name}")
    arguments = parser.parse_args()
    newsmlg2(min(SAMPLES.iterdir()).read_bytes())  # what is loaded on first use is not measured
    newsml.loads(min(SAMPLES.iterdir()).read_bytes())
    rows = [
        cells("**newsdoc**", "articles with headline, text, captions", newsml.loads),
        cells(f"newsmlg2 {version('newsmlg2')}", "every element as an object; the text as XML", newsmlg2),
    ]
    text = grid(HEADING, rows)
    print(text)
    if arguments.write:
        README.write_text(inserted(README.read_text("utf-8"), "wires", text), "utf-8")


if __name__ == "__main__":
    main()
