"""Measure newsdoc: ratios with their spread, each against the least that the same work could cost, or against a peer.

python benchmarks                                  everything
python benchmarks --only reading --size 20M        one group, on larger corpora
python benchmarks --only startup hostile --docs    write the tables of some groups into docs/benchmarks.md
python benchmarks --against ../newsdoc-0.1         this version against another one
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TextIO

import against
import converting
import hostile
import memory
import newsml
import parallel
import peers
import reading
import startup
import table
from corpus import size
from measure import Result
from setting import Setting

__all__ = ["DOCS", "GROUPS", "main"]

DOCS = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"

GROUPS: dict[str, Callable[[Setting], Iterator[Result]]] = {
    "reading": reading.rows,
    "converting": converting.rows,
    "newsml": newsml.rows,
    "memory": memory.rows,
    "parallel": parallel.rows,
    "startup": startup.rows,
    "hostile": hostile.rows,
    "peers": peers.rows,
}
"""What is measured; each has its place in the docs."""


def main(arguments: Sequence[str] | None = None) -> None:
    options = _parser().parse_args(arguments)
    with TemporaryDirectory(prefix="newsdoc-", dir=options.folder) as folder:
        setting = Setting(
            Path(folder),
            options.rounds,
            options.size,
            options.jobs_size,
            options.seed,
            tuple(options.documents),
            options.against,
        )
        groups = {name: GROUPS[name] for name in options.only} if not options.against else {"against": against.rows}
        for name, rows in groups.items():
            results = []
            for result in rows(setting):
                _say(name, result, sys.stderr if options.markdown else sys.stdout)
                results.append(result)
            text = f"{table.markdown(results)}\n\n{table.machine(setting.rounds)}"
            if options.markdown:
                print(f"<!-- {name} -->\n{text}\n<!-- end of {name} -->\n", flush=True)
            if options.docs:
                DOCS.write_text(table.inserted(DOCS.read_text("utf-8"), name, text), "utf-8")


def _say(group: str, result: Result, file: TextIO) -> None:
    """Print a row as soon as it is measured."""
    what, against, median, quartiles, fastest, goal, met, absolute = table.cells(result)
    figures = f"{median:>9}  ({quartiles}; fastest {fastest})" if result.values else ""
    wanted = f"  goal {goal}: {met}" if result.goal else ""
    print(f"{group:10}  {what} | {against}: {figures}{wanted}  {absolute}", file=file, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--only", nargs="+", choices=GROUPS, default=list(GROUPS), metavar="GROUP", help=f"of {', '.join(GROUPS)}"
    )
    parser.add_argument("--rounds", type=int, default=7, help="how often each pair is measured (default: 7)")
    parser.add_argument("--size", type=size, default=size("5M"), help="bytes of a corpus (default: 5M)")
    parser.add_argument(
        "--jobs-size", type=size, default=size("500M"), help="bytes that two processes share (default: 500M)"
    )
    parser.add_argument("--seed", type=int, default=1, help="another number gives other corpora")
    parser.add_argument(
        "--documents", type=Path, nargs="+", default=[], metavar="FILE", help="NewsML-G2 to read besides our own"
    )
    parser.add_argument(
        "--against", type=Path, metavar="PATH", help="the source tree of another version to compare with, and no group"
    )
    parser.add_argument("--folder", help="where the corpora are put meanwhile (default: the system's temporary folder)")
    parser.add_argument("--markdown", action="store_true", help="print the tables as they stand in the docs")
    parser.add_argument("--docs", action="store_true", help="write the tables into docs/benchmarks.md")
    return parser


if __name__ == "__main__":
    main()
