"""Convert a folder of dumps to one JSON Lines file, go on after bad ones, and say what was doubtful."""

import sys
from collections.abc import Iterator
from pathlib import Path

import newsdoc
from newsdoc import Article, Diagnostic


def articles(folder: Path) -> Iterator[Article]:
    for path in sorted(folder.rglob("*.txt")):

        def report(diagnostic: Diagnostic, path: Path = path) -> None:
            print(f"{path}: {diagnostic}", file=sys.stderr)

        try:
            yield from newsdoc.iter_read(path, report=report)
        except newsdoc.ReadError as error:
            print(error, file=sys.stderr)


if __name__ == "__main__":
    source, target = sys.argv[1:]
    newsdoc.write(articles(Path(source)), target)
