"""A photo desk counts the pictures it has to pay for: a typed project that takes newsdoc's classes as its own."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import newsdoc
from newsdoc import Article, Caption


class Bill(NamedTuple):
    """What is owed to one party."""

    payee: str
    pictures: int
    crowns: int


def payee(caption: Caption) -> str | None:
    """Return who is paid for a picture: its agency, else its photographer, else the words of its credit."""
    for role in ("agency", "photographer"):
        for source in caption.sources:
            if source.role == role:
                return source.name
    return caption.credit


def bills(articles: Iterable[Article], prices: Mapping[str, int], usual: int = 10) -> list[Bill]:
    """Return a bill for each party, by name; pictures without a credit cost nothing."""
    names = Counter(name for article in articles for caption in article.captions if (name := payee(caption)))
    return [Bill(name, count, count * prices.get(name, usual)) for name, count in sorted(names.items())]


def main(files: Iterable[str]) -> None:
    for bill in bills((article for file in files for article in newsdoc.iter_read(file)), {"AFP": 25}):
        print(f"{bill.payee}: {bill.pictures} x {bill.crowns // bill.pictures} = {bill.crowns}")


if __name__ == "__main__":
    main(sys.argv[1:])
