"""List every caption of some documents, of any format, with its credit and the parties named in it, as CSV.

captions_to_csv.py feeds/*.xml pages/*.txt > captions.csv
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable

import newsdoc
from newsdoc import Caption, Source

COLUMNS = ["file", "headline", "caption", "credit", "photographer", "agency"]


def named(sources: Iterable[Source], role: str) -> str:
    return ", ".join(source.name for source in sources if source.role == role)


def row(file: str, headline: str | None, caption: Caption) -> list[str]:
    people = (named(caption.sources, "photographer"), named(caption.sources, "agency"))
    return [file, headline or "", caption.text or "", caption.credit or "", *people]


def main(files: list[str]) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(COLUMNS)
    for file in files:
        for article in newsdoc.iter_read(file):
            table.writerows(row(file, article.headline, caption) for caption in article.captions)


if __name__ == "__main__":
    main(sys.argv[1:])
