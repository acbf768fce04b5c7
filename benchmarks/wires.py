"""Other libraries on sample documents of newsrooms: the second table in the README.

    python benchmarks/wires.py            print the table
    python benchmarks/wires.py --write    print it, and put it into README.md

The samples are public documents of agencies and the IPTC, in `$NEWSDOC_SHARED/samples` (default: `../shared`); they are
no part of this repository. `pip install newsmlg2` brings one of the other libraries. Superdesk's parsers need an
environment of their own, which `tests/clients/requirements.txt` describes; `NEWSDOC_CLIENTS` names its Python.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import logging
import os
import subprocess
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import TypeAlias

from labelled import FOLDER
from newsdoc.formats import newsml, newsml1, ninjs, nitf
from table import grid, inserted

HERE = Path(__file__).resolve().parent
README = HERE.parent / "README.md"
SAMPLES = FOLDER.parent / "samples"
FOLDERS = {"newsml-g2": "NewsML-G2", "ninjs": "ninjs", "nitf": "NITF", "newsml-1": "NewsML 1"}
HEADING = ("", *FOLDERS.values(), "gives", "ms a document")
ABSENT = "–"

Counts: TypeAlias = Mapping[str, tuple[int, float]]
"""By folder: the documents that give something, and the seconds for all."""


def newsmlg2(data: bytes) -> object:
    from NewsMLG2 import NewsMLG2Document

    with contextlib.redirect_stdout(None):  # it prints which catalogs it does not load
        return NewsMLG2Document(data).get_item()


def counted(readers: Mapping[str, Callable[[bytes], object]]) -> Counts:
    """Return how many samples of each folder give something, and the time that they take."""
    return {folder: _counted(folder, read) for folder, read in readers.items()}


def _counted(folder: str, read: Callable[[bytes], object]) -> tuple[int, float]:
    documents = [path.read_bytes() for path in sorted((SAMPLES / folder).iterdir())]
    with contextlib.suppress(Exception):
        read(documents[0])  # what is loaded on first use is not measured
    opened, begun = 0, time.process_time()
    for data in documents:
        try:
            opened += bool(read(data))
        except Exception as error:
            logging.getLogger(folder).info("%s", error)
    return opened, time.process_time() - begun


def superdesk(python: str) -> tuple[str, Counts]:
    """Return the version of Superdesk's parsers, and their counts."""
    command = [python, str(HERE.parent / "tests" / "clients" / "count_with_superdesk.py"), str(SAMPLES)]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True)
    found = json.loads(done.stdout)
    return found["version"], {name: (each["opened"], each["seconds"]) for name, each in found["folders"].items()}


def cells(name: str, gives: str, counts: Counts) -> list[str]:
    """Return the cells of a library."""
    totals = {folder: len(list((SAMPLES / folder).iterdir())) for folder in FOLDERS}
    shown = [f"{counts[folder][0]} of {totals[folder]}" if folder in counts else ABSENT for folder in FOLDERS]
    seconds = sum(spent for _, spent in counts.values()) / sum(totals[folder] for folder in counts)
    return [name, *shown, gives, f"{1000 * seconds:.1f}"]


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"put the table into {README.name}")
    arguments = parser.parse_args()
    ours = {"newsml-g2": newsml.loads, "ninjs": ninjs.loads, "nitf": nitf.loads, "newsml-1": newsml1.loads}
    rows = [
        cells("**newsdoc**", "articles with headline, text, captions", counted(ours)),
        cells(
            f"newsmlg2 {version('newsmlg2')}",
            "each element as an object; the text as XML",
            counted({"newsml-g2": newsmlg2}),
        ),
    ]
    if python := os.environ.get("NEWSDOC_CLIENTS"):
        number, counts = superdesk(python)
        rows.append(cells(f"Superdesk's parsers {number}", "dicts of Superdesk, the text as HTML", counts))
    text = grid(HEADING, rows)
    print(text)
    if arguments.write:
        if len(rows) < 3:
            parser.error("NEWSDOC_CLIENTS names no Python with Superdesk's parsers; the table would lack a row")
        README.write_text(inserted(README.read_text("utf-8"), "wires", text), "utf-8")


if __name__ == "__main__":
    main()
