"""The names of IPTC's media topics, for documents that have only their codes: `medtop:04000000` is «economy».

The names are in `data/mediatopics.tsv`, read on first use: a line for each topic, a column for each language.
"""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

from newsdoc.formats.newsml.vocabulary import IPTC_SCHEMES

__all__ = ["topic_name"]

_SCHEME = IPTC_SCHEMES["medtop"]
_ENGLISH = "en-gb"
_USUAL = {"en": "en-gb", "no": "nb", "pt": "pt-pt", "zh": "zh-hans"}
"""The column of a language without a column of its own, or with several."""
_SAME = {"en-us": "en-gb", "nn": "nb", "pt-br": "pt-pt"}
"""The column whose name is not written again, where a column is empty."""


@cache
def _table() -> tuple[list[str], dict[str, str]]:
    """Return the languages, and the line of each topic by its code."""
    text = files("newsdoc.formats.newsml").joinpath("data", "mediatopics.tsv").read_text(encoding="utf-8")
    head, *lines = (line for line in text.splitlines() if not line.startswith("#"))
    return head.lower().split("\t"), {line[: line.find("\t")]: line for line in lines}


@lru_cache(1024)  # a feed has few topics, and names them in many items
def topic_name(uri: str, language: str | None) -> str | None:
    """Return the name of a media topic in a language, else in English; `None` for any other address."""
    if not uri.startswith(_SCHEME):
        return None
    languages, lines = _table()
    names = dict(zip(languages, lines.get(uri.removeprefix(_SCHEME), "").split("\t"), strict=False))
    tag = (language or "").lower()
    primary = tag.partition("-")[0]
    for column in (tag, _SAME.get(tag), primary, _USUAL.get(primary), _ENGLISH):
        if column and (name := names.get(column)):
            return name
    return None
