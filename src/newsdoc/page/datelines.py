"""Datelines: the place and source at the start of a story's first paragraph, taken off where they can be put back.

    Cairo, Asharq Al-Awsat—Text        City, Paper – Text        CITY (AGENCY) — Text        City - Agency: Text
    City: «Paper» Text                 Place – Text

A dateline is taken off only if it names a known agency or paper and a dash, a colon or the paper's closing quote parts
it from the text, so that nothing else at the start of a sentence can pass for one; a row of places before a dash
counts, too, and so does one place of one or two words before a spaced dash and a capital letter or a quote.
"""

from __future__ import annotations

import re

from newsdoc.page.agencies import may_end_party, party_role

__all__ = ["is_guess", "join_dateline", "split_dateline"]

_END = re.compile(  # begins with a set of characters, and so runs past all others quickly
    r"[\s—–:-](?:(?<=[—–:])|(?<=\s)(?:[—–:]|--|-(?=\s))|(?<=-)(?:-|(?=[“\"‘«]?[^\W\d_a-z])))\s?(?=\S)"
)
# a sentence or a quote has begun before the dash: so it is none of a dateline
_STOP = re.compile(r"[.!?“”\"]\s|[“”\"]")
# Cairo, Asharq Al-Awsat        LONDON (Reuters)        Cairo: «Paper»
_PARTY_AT_END = re.compile(r"(?:[,،/(:–-]|\s(?=«))\s*«?(?P<party>[^,،/()«»]{2,40})»?\)?\s*$")
_PLACE = r"[^\W\d_a-z][\w'’.-]*(?:\s+[^\W\d_a-z][\w'’.-]*){0,2}"
# Paris, London, Berlin, Rome
_PLACES = re.compile(rf"(?:{_PLACE}(?:,\s+|$)){{3,6}}")
_TWO_PLACES = re.compile(rf"(?:{_PLACE},\s+){{2}}")
# Cairo: «Asharq Al-Awsat» Text
_QUOTED_PAPER = re.compile(r"[^«»:،,/(–-]{2,40}[:،,/–-]\s?«(?P<party>[^«»]{2,40})»(?=\s\S)")
_CAPITAL = "[A-ZÀ-ÖØ-ÞĞİŞ]"
# Orvale – The council met; a guess, for a sentence may begin so, too
_ONE_PLACE = re.compile(rf"{_CAPITAL}[\w'’.-]+(?:\s{_CAPITAL}[\w'’.-]+)?\s[–—](?=\s[“\"‘]?{_CAPITAL})")
_LONGEST = 110


def split_dateline(paragraph: str) -> tuple[str, str] | None:
    """Split a first paragraph into its dateline, dash included, and the text; `None` if it has no sure dateline.

    `join_dateline` of the two is the paragraph again; where it is not, because the printed spaces are others, nothing
    is taken off.
    """
    end = _end(paragraph[:_LONGEST])
    if not end:
        return None
    dateline, text = paragraph[:end].rstrip(), paragraph[end:].removeprefix(" ")
    return (dateline, text) if join_dateline(dateline, text) == paragraph else None


def is_guess(dateline: str) -> bool:
    """Return True if a dateline is one place and a dash, which may also be the first words of a sentence."""
    place = _ONE_PLACE.match(f"{dateline} A")
    return place is not None and place.end() == len(dateline)


def _end(head: str) -> int:
    """Find where the dateline that a paragraph begins with ends; 0 if it has none."""
    dashed = "–" in head or "—" in head
    if (dashed or "-" in head or ":" in head) and _may_name_source(head):
        for names_its_source in (_ends_in_party, _PLACES.fullmatch):
            for end in _END.finditer(head):
                before = head[: end.start()]
                if names_its_source(before) and not _STOP.search(before):
                    return end.end()
    quoted = _QUOTED_PAPER.match(head) if "«" in head else None
    if quoted and party_role(quoted["party"]):
        return quoted.end()
    place = _ONE_PLACE.match(head) if dashed else None
    return place.end() if place else 0


def _may_name_source(head: str) -> bool:
    """Return True if a known party or a row of places may stand before a dash or colon: the cheap question first."""
    before = head.replace("–", "-").replace("—", "-").replace(":", "-").split("-")[:-1]
    if any(may_end_party(piece.rstrip().rpartition(" ")[2]) for piece in before):
        return True
    return "," in head and bool(_TWO_PLACES.match(head))


def join_dateline(dateline: str, text: str) -> str:
    """Print a dateline in front of its paragraph: directly after a dash that follows its word, else after a space."""
    close = dateline[-1] in "—–-" and not dateline[-2:-1].isspace() and not dateline.endswith("--")
    return f"{dateline}{'' if close else ' '}{text}"


def _ends_in_party(line: str) -> bool:
    party = _PARTY_AT_END.search(line)
    return bool(party and party_role(party["party"]))
