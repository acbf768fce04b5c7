"""Superdesk's parsers on sample documents: a row of the second table in the README.

    python count_with_superdesk.py SAMPLES

It runs where `read_with_superdesk.py` does, for `benchmarks/wires.py`. It prints one JSON object: by folder of the
samples, the documents that give an item, and the seconds of processor time.
"""

from __future__ import annotations

import json
import sys
import time
from importlib.metadata import version
from pathlib import Path

import read_with_superdesk as clients
from lxml import etree
from superdesk.io.feed_parsers.newsml_1_2 import NewsMLOneFeedParser


def of_xml(parser):
    """Return a function that reads a file as the service that watches a folder does."""

    def read(path):
        root = etree.fromstring(path.read_bytes())
        return parser.parse(root, {"name": "bench"}) if parser.can_parse(root) else None

    return read


READERS = {
    "newsml-g2": of_xml(clients.WithTopics()),
    "ninjs": lambda path: clients.NINJSFeedParser().parse(str(path)),
    "nitf": of_xml(clients.NITFFeedParser()),
    "newsml-1": of_xml(NewsMLOneFeedParser()),
}


def counted(folder, read):
    """Return the documents of a folder that give an item, and the seconds of processor time."""
    opened, begun = 0, time.process_time()
    for path in sorted(folder.iterdir()):
        try:
            opened += bool(read(path))
        except Exception:  # whatever it raises, it gives no item
            continue
    return {"opened": opened, "seconds": time.process_time() - begun}


def main():
    with clients.newsroom():
        counted(Path(sys.argv[1]) / "nitf", READERS["nitf"])  # what is loaded on first use is not measured
        found = {name: counted(Path(sys.argv[1]) / name, read) for name, read in READERS.items()}
    json.dump({"version": version("superdesk-core"), "folders": found}, sys.stdout)


main()
