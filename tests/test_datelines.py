"""Datelines: taken off where they are sure, and only where they can be put back."""

from __future__ import annotations

import pytest
from hypothesis import given

from newsdoc.datelines import is_guess, join_dateline, split_dateline
from newsdoc.formats import rawdump
from newsdoc.strategies import clean_text


@pytest.mark.parametrize(
    ("dateline", "paragraph"),
    [
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
    ],
)
def test_a_dateline_is_taken_off_and_can_be_put_back(dateline, paragraph):
    found = split_dateline(paragraph)
    assert found is not None
    assert found[0] == dateline
    assert join_dateline(*found) == paragraph


@pytest.mark.parametrize(
    "paragraph",
    [
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
    ],
)
def test_no_dateline(paragraph):
    assert split_dateline(paragraph) is None


@given(clean_text())
def test_what_is_taken_off_can_be_put_back(paragraph):
    found = split_dateline(paragraph)
    assert found is None or join_dateline(*found) == paragraph


def test_one_place_and_a_dash_is_a_guess():
    assert is_guess("Cairo –")
    assert not is_guess("Cairo, Asharq Al-Awsat –")
    page = rawdump.loads("Cairo – Talks on the water of the long valley began again on Monday, the council said.")
    assert page[0].dateline == "Cairo –"
    assert "guess.dateline" in {diagnostic.code for diagnostic in page.diagnostics}
