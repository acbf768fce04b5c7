"""Dumps to articles, against the least that could be done with the same bytes: cut at blank lines and decoded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from io import BytesIO
from itertools import islice
from pathlib import Path

import corpus
from measure import Result, at_least, compared
from newsdoc.formats import rawdump
from setting import Setting

__all__ = ["rows"]

_CHUNK = 64 * 1024
_PAGES = 1000


def rows(setting: Setting) -> Iterator[Result]:
    """Measure each corpus."""
    for kind in corpus.KINDS:
        yield _pages(kind, setting)
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


def _pages(kind: str, setting: Setting) -> Result:
    """Measure pages of one article each, as most crawls hold them; where files lie, and how fast, is left out."""
    pages = [page.encode() for page in islice(corpus.articles(kind, setting.seed), _PAGES)]
    return compared(
        f"{kind} pages → articles",
        lambda: [list(rawdump.iterload(BytesIO(page))) for page in pages],
        "each page, split",
        lambda: [_decoded(page) for page in pages],
        setting.rounds,
        size=sum(map(len, pages)),
    )


def _split_chunks(path: Path) -> None:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            _decoded(chunk)


def _decoded(data: bytes) -> list[str]:
    return [block.decode(errors="replace") for block in data.split(b"\n\n")]


def _split(path: Path) -> None:
    with path.open(encoding="utf-8") as file:
        file.read().split("\n\n")
