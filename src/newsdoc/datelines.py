"""Datelines: the place and source at the start of a story's first paragraph, taken off where they can be put back.

    Cairo, Asharq Al-Awsat—Text        City, Paper – Text        CITY (AGENCY) — Text        City - Agency: Text

A dateline is taken off only if it names a known agency or paper and a dash or colon parts it from the text, so that
nothing else at the start of a sentence can pass for one; a row of places before a dash counts, too.
"""

from __future__ import annotations

import re

from newsdoc.names import party_role

__all__ = ["join_dateline", "split_dateline"]

_END = re.compile(r"(?:\s?[—–:]|\s?--|\s-(?=\s)|-(?=[^\W\d_a-z]))\s?(?=\S)")
_STOP = re.compile(r"[.!?“”\"]\s|[“”\"]")
_PARTY_AT_END = re.compile(r"(?:[,،/(:–-]|\s(?=«))\s*«?(?P<party>[^,،/()«»]{2,40})»?\)?\s*$")
_PLACES = re.compile(r"(?:[^\W\d_a-z][\w'’.-]*(?:\s+[^\W\d_a-z][\w'’.-]*){0,2}(?:,\s+|$)){3,6}")
_LONGEST = 110


def split_dateline(paragraph: str) -> tuple[str, str] | None:
    """Split a first paragraph into its dateline, dash included, and the text; `None` if it has no sure dateline.

    `join_dateline` of the two is the paragraph again; where it is not, because the printed spaces are others, nothing
    is taken off.
    """
    head = paragraph[:_LONGEST]
    ends = [end for end in _END.finditer(head) if not _STOP.search(head[: end.start()])]
    for names_its_source in (_ends_in_party, _PLACES.fullmatch):
        for end in ends:
            if names_its_source(head[: end.start()]):
                dateline, text = head[: end.end()].rstrip(), paragraph[end.end() :]
                return (dateline, text) if join_dateline(dateline, text) == paragraph else None
    return None


def join_dateline(dateline: str, text: str) -> str:
    """Print a dateline in front of its paragraph: directly after a dash that follows its word, else after a space."""
    close = dateline[-1] in "—–-" and not dateline[-2:-1].isspace() and not dateline.endswith("--")
    return f"{dateline}{'' if close else ' '}{text}"


def _ends_in_party(line: str) -> bool:
    party = _PARTY_AT_END.search(line)
    return bool(party and party_role(party["party"]))
