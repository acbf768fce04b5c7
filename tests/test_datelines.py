"""Datelines: taken off where they are sure, and only where they can be put back."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc.formats import rawdump
from newsdoc.page import agencies as names
from newsdoc.page import datelines
from newsdoc.page.datelines import is_guess, join_dateline, split_dateline
from newsdoc.strategies import clean_text, printed_pages
from spoiled import spoiled

DATELINES = [
    ("Cairo, Asharq Al-Awsat—", "Cairo, Asharq Al-Awsat—Talks began."),
    ("Cairo, Asharq Al-Awsat-", "Cairo, Asharq Al-Awsat-Talks began."),
    ("Cairo, Asharq Al-Awsat –", "Cairo, Asharq Al-Awsat – Talks began."),
    ("Cairo and Beirut, Asharq Al-Awsat—", "Cairo and Beirut, Asharq Al-Awsat—Talks began."),
    ("Cairo, Reuters—", "Cairo, Reuters—Talks began."),
    ("Cairo/ Beirut, Asharq Al-Awsat –", "Cairo/ Beirut, Asharq Al-Awsat – Talks began."),
    ("CAIRO (AP) —", "CAIRO (AP) — Talks began."),
    ("CAIRO, May 5 (Xinhua) --", "CAIRO, May 5 (Xinhua) -- Talks began."),
    ("Cairo, London, Beirut –", "Cairo, London, Beirut – Talks began."),
    ("القاهرة: «الشرق الأوسط»:", "القاهرة: «الشرق الأوسط»: بدأت المحادثات."),
    ("القاهرة: «الشرق الأوسط»", "القاهرة: «الشرق الأوسط» بدأت المحادثات."),
    ("Cairo, Asharq Al-Awsat-", "Cairo, Asharq Al-Awsat-“Talks began,” he said."),
    ("Cairo –", "Cairo – Talks began."),
    ("Tel Orvale —", "Tel Orvale — “We began,” he said."),
    ("القاهرة (رويترز) -", "القاهرة (رويترز) - بدأت المحادثات."),
]


@pytest.mark.parametrize(("dateline", "paragraph"), DATELINES)
def test_a_dateline_is_taken_off_and_can_be_put_back(dateline, paragraph):
    found = split_dateline(paragraph)
    assert found is not None
    assert found[0] == dateline
    assert join_dateline(*found) == paragraph


NO_DATELINES = [
    "The talks – the first this year – began.",
    "He said: “Nothing.”",
    "Cairo—Talks began.",
    "Cairo – the city – slept.",
    "Talks, at last – Cairo slept.",
    "وقال مسؤول لـ«الشرق الأوسط» إن المحادثات بدأت.",
    "قالت صحيفة «الشرق الأوسط» إن المحادثات بدأت.",
    "Asharq Al-Awsat reported: nothing.",
    "The ship sailed. It came to Cairo, Asharq Al-Awsat—it is said.",
    "Cairo, Asharq Al-Awsat —Talks began.",  # the printed spaces could not be put back
    "Cairo, Asharq Al-Awsat—",
    "Ann Example: What now?",
    "No dash here",
]


@pytest.mark.parametrize("paragraph", NO_DATELINES)
def test_no_dateline(paragraph):
    assert split_dateline(paragraph) is None


@given(clean_text())
def test_what_is_taken_off_can_be_put_back(paragraph):
    found = split_dateline(paragraph)
    assert found is None or join_dateline(*found) == paragraph


@pytest.mark.parametrize(("length", "is_one"), [(109, True), (110, False)])
def test_a_dateline_is_among_the_first_110_characters(length, is_one):
    dateline = f"{'C'.ljust(length - 18, 'o')}, Asharq Al-Awsat—"
    assert len(dateline) == length
    assert split_dateline(f"{dateline}Talks began.") == ((dateline, "Talks began.") if is_one else None)


def test_one_place_and_a_dash_is_a_guess():
    assert is_guess("Cairo –")
    assert not is_guess("Cairo, Asharq Al-Awsat –")
    page = rawdump.loads("Cairo – Talks on the water of the long valley began again on Monday, the council said.")
    assert page[0].dateline == "Cairo –"
    assert "guess.dateline" in {diagnostic.code for diagnostic in page.diagnostics}


# --- the quick exits decide no other way than the patterns ---

_END = re.compile(r"(?:\s?[—–:]|\s?--|\s-(?=\s)|-(?=[“\"‘«]?[^\W\d_a-z]))\s?(?=\S)")
_PARTIES = ("AFP", "A.P.", "Reuters", "Asharq Al-Awsat", "«الشرق الأوسط»", "رويترز", "Agence  France-Presse", "Scott")
_PIECES = (*_PARTIES, *names._last_words(), "Cairo", "London, Paris, ", *" ,،/(:–—-«»“”\").!?'’‘A", "--", " – ", " - ")
_PLACES_AND_PARTIES = st.lists(st.sampled_from(_PIECES), max_size=9).map("".join)
_PARAGRAPHS = [paragraph for _, paragraph in DATELINES] + NO_DATELINES


def _end_by_patterns_alone(head):
    ends = [end for end in _END.finditer(head) if not datelines._STOP.search(head[: end.start()])]
    for end in ends:
        party = datelines._PARTY_AT_END.search(head[: end.start()])
        if party and names.party_role(party["party"]):
            return end.end()
    for end in ends:
        if datelines._PLACES.fullmatch(head[: end.start()]):
            return end.end()
    quoted = datelines._QUOTED_PAPER.match(head)
    if quoted and names.party_role(quoted["party"]):
        return quoted.end()
    place = datelines._ONE_PLACE.match(head)
    return place.end() if place else 0


@given(spoiled(st.sampled_from(_PARAGRAPHS) | _PLACES_AND_PARTIES.map("{} Talks".format) | clean_text(), _PIECES))
def test_a_dateline_ends_where_the_patterns_say(head):
    assert datelines._end(head) == _end_by_patterns_alone(head)


@given(printed_pages())
def test_and_so_on_a_page(page):
    for line in page.text.split("\n"):
        assert datelines._end(line[:110]) == _end_by_patterns_alone(line[:110])


def test_a_known_name_may_end_a_text():
    for name in names._parties():
        for text in (name, name.upper(), f"«{name}»", f"({name})", f"{name}.", f"{name}\xa0)"):
            assert names.may_end_party(re.split("[ –—:-]", text)[-1])
