"""What a measurement is given: the corpora, and how often and on how much it is to run."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import NamedTuple

import corpus
from newsdoc import Article, Caption, Source, iter_read
from newsdoc.formats import rawdump

__all__ = ["STORY", "Setting"]

_SENTENCE = "The council approved the new bridge on Friday, after ten years of talks about money & rights of way. "

STORY = Article(
    "Council approves the bridge",
    [_SENTENCE * 3 + "End." for _ in range(20)],
    captions=[Caption("The old bridge.", "AFP/Ann Example", sources=[Source("AFP", "agency")])],
    sources=[Source("Example Post", "publisher"), Source("Ann Example", "author")],
    byline="By Ann Example",
    language="en",
    urgency=3,
    id="post:2025/bridge",
)
"""One story as an agency sends it."""


class Setting(NamedTuple):
    """What all measurements share."""

    folder: Path
    """An empty folder, for the corpora and for what is written."""

    rounds: int = 7
    size: int = 5_000_000
    """Bytes of each corpus."""

    jobs_size: int = 500_000_000
    """Bytes of the corpus that two processes share."""

    seed: int = 1
    documents: tuple[Path, ...] = ()
    """NewsML-G2 files to read besides our own."""

    against: Path | None = None
    """The source tree of another version."""

    def corpus(self, kind: str, size: int | None = None) -> Path:
        """Give the file of a corpus, which is made when it is first asked for."""
        size = size or self.size
        path = self.folder / f"{kind}-{size}.txt"
        return path if path.exists() else corpus.write(path, kind, size, self.seed)

    def articles(self, kind: str, number: int) -> list[Article]:
        """Give the first articles of a corpus."""
        printed = "".join(islice(corpus.articles(kind, self.seed), number))
        return list(rawdump.loads(printed))

    def read(self, path: Path) -> None:
        """Read a dump article by article, and keep none."""
        for _ in iter_read(path):
            pass
