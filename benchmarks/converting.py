"""Dumps to documents, file to file, against reading the same dump and writing nothing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from corpus import KINDS
from measure import Result, at_least, compared
from newsdoc import iter_read, write
from setting import Setting

__all__ = ["rows"]


def rows(setting: Setting) -> Iterator[Result]:
    """Measure each corpus and both formats."""
    for name, suffix, least in (("JSONL", ".jsonl", 0.6), ("NewsML-G2", ".newsml", 0.4)):
        for kind in KINDS:
            path, output = setting.corpus(kind), setting.folder / f"out{suffix}"
            yield compared(
                f"{kind} dump → {name}",
                partial(_convert, path, output),
                "reading alone",
                partial(setting.read, path),
                setting.rounds,
                at_least(least),
                path.stat().st_size,
            )
            output.unlink()


def _convert(path: Path, output: Path) -> None:
    write(iter_read(path), output)
