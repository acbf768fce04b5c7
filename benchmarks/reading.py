"""Dumps to articles, against the least that could be done with the same bytes: cut at blank lines and decoded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from corpus import KINDS
from measure import Result, at_least, compared
from setting import Setting

__all__ = ["rows"]

_CHUNK = 64 * 1024


def rows(setting: Setting) -> Iterator[Result]:
    """Measure each corpus."""
    for kind in KINDS:
        path = setting.corpus(kind)
        size = path.stat().st_size
        for against, theirs, least in (
            ("64 KiB reads, split", _split_chunks, 0.45),
            ("read whole, split", _split, 0.75),
        ):
            yield compared(
                f"{kind} dump → articles",
                partial(setting.read, path),
                against,
                partial(theirs, path),
                setting.rounds,
                at_least(least),
                size,
            )


def _split_chunks(path: Path) -> None:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            [block.decode(errors="replace") for block in chunk.split(b"\n\n")]


def _split(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        file.read().split("\n\n")
