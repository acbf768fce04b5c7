"""Lists of words, each below its heading in a file of this folder."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

__all__ = ["words_under"]


@cache
def words_under(name: str, heading: str) -> tuple[str, ...]:
    """Return the words of one list of a file, in the file's order."""
    words: list[str] = []
    current = ""
    for line in (files("newsdoc.page") / "data" / name).read_text("utf-8").splitlines():
        if line.startswith("["):
            current = line.strip("[]")
        elif current == heading and not line.startswith("#"):
            words += line.split()
    return tuple(words)
