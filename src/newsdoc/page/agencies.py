"""The names newsdoc knows by heart: agencies, papers and site lines, from the data files beside the code.

Read on first use; to add a name, add a line to `data/parties.txt` or `data/sites.txt`.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from newsdoc.text import cached

__all__ = ["is_party_word", "may_end_party", "party_role", "site_publisher", "without_site"]

_LONGEST = 400  # no name is longer, and a line may be a whole page
_TITLE_JOINT = re.compile(r"(?<!\s)\s+[|–-]\s+")  # tried once for a run of spaces, however long
_EDGE = " .«»“”\"'"  # what may be printed around a name


@cached
def party_role(name: str) -> str | None:
    """Return the role of a name, `agency` or `publisher`; `None` if it is not known."""
    return _parties().get(_key(name)) if len(name) <= _LONGEST else None


@lru_cache(maxsize=4096)
def may_end_party(word: str) -> bool:
    """Return True if a text may end in a known name, where `word` follows its last space or dash.

    A necessary condition that costs little, as few words are new: most texts end in no word that a name ends in.
    """
    bare = word.casefold().rstrip(_EDGE + ")")
    return not bare[-1:].isalnum() or bare.endswith(_last_words())


def is_party_word(word: str) -> bool:
    """Return True if a word is one of those that the known names consist of, or only quotes and stops around one."""
    return word.casefold().strip(_EDGE) in _party_words()


def site_publisher(line: str) -> str | None:
    """Name the publisher whose site line this is."""
    return _sites().get(_key(line)) if len(line) <= _LONGEST else None


def without_site(title: str) -> str:
    """Return a headline without the name of a site that stands after a dash or a bar."""
    if "|" in title or "–" in title or "-" in title:
        for joint in _TITLE_JOINT.finditer(title, max(0, len(title) - _LONGEST)):
            if site_publisher(title[joint.end() :]):
                return title[: joint.start()].strip() or title
    return title


def _key(name: str) -> str:
    return " ".join(name.split()).strip(_EDGE).casefold()


def _rows(name: str) -> list[str]:
    text = files("newsdoc.page").joinpath("data", name).read_text(encoding="utf-8")
    return [row for line in text.split("\n") if (row := line.strip()) and not row.startswith("#")]


@cache
def _parties() -> dict[str, str]:
    roles: dict[str, str] = {}
    role = ""
    for row in _rows("parties.txt"):
        if row.startswith("["):
            role = row.strip("[]")
        else:
            roles.setdefault(_key(row), role)
    return roles


@cache
def _party_words() -> frozenset[str]:
    return frozenset(word.strip(_EDGE) for name in _parties() for word in name.split()) | {""}


@cache
def _last_words() -> tuple[str, ...]:
    return tuple({re.split("[ –—:-]", name)[-1] for name in _parties()})


@cache
def _sites() -> dict[str, str]:
    pairs = (row.split(" = ", 1) for row in _rows("sites.txt"))
    return {_key(line): publisher for publisher, line in pairs}
