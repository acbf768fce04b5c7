"""Caption credits: every shape seen on real pages, the traps beside them, and no time lost on hostile lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc import Caption, Source
from newsdoc.credits import join_credit, parties, split_credit
from newsdoc.strategies import clean_text
from newsdoc.text import clean
from spoiled import spoiled

AFP = ("AFP", "agency")
REUTERS = ("REUTERS", "agency")
PAPER = ("Asharq Al-Awsat", "publisher")

SHAPES = [
    # --- in brackets at the end ---
    ("Text. (AFP)", "Text.", "AFP", [AFP]),
    ("Text (AFP)", "Text", "AFP", [AFP]),
    ("Text (AFP).", "Text.", "AFP", [AFP]),
    ("Text. (AFP/Ann Example)", "Text.", "AFP/Ann Example", [AFP, ("Ann Example", "photographer")]),
    ("Text. (AFP Photo/Ann Example)", "Text.", "AFP Photo/Ann Example", [AFP, ("Ann Example", "photographer")]),
    ("Text. (Ministry of Works/AFP)", "Text.", "Ministry of Works/AFP", [("Ministry of Works", "institution"), AFP]),
    ("Met on March 14, 2025. (Iraq government media)", "Met on March 14, 2025.", "Iraq government media",
     [("Iraq government media", "institution")]),
    ("نص (رئاسة الوزراء اللبنانية)", "نص", "رئاسة الوزراء اللبنانية", [("رئاسة الوزراء اللبنانية", "institution")]),
    ("Ann Example («الشرق الأوسط»)", "Ann Example", "«الشرق الأوسط»", [("الشرق الأوسط", "publisher")]),
    ("Text. [Reuters]", "Text.", "Reuters", [("Reuters", "agency")]),
    ("Text. (XYZ)", "Text.", "XYZ", [("XYZ", "institution")]),
    ("Text (photo credit: Ann Example)", "Text", "Ann Example", [("Ann Example", "institution")]),
    ("Text (File photo: AFP)", "Text", "AFP", [AFP]),
    ("Text (Reuters file photo)", "Text", "Reuters file photo", [("Reuters", "agency")]),
    # --- in brackets inside, of a known party: the text stays whole ---
    ("On September 7 (AFP). In the frame, Ann.", "On September 7 (AFP). In the frame, Ann.", "AFP", [AFP]),
    # --- bare, after the last full stop ---
    ("May 19, 2025. REUTERS/Ann Example", "May 19, 2025.", "REUTERS/Ann Example",
     [REUTERS, ("Ann Example", "photographer")]),
    ("2019. REUTERS/Ann Example/File Photo", "2019.", "REUTERS/Ann Example/File Photo",
     [REUTERS, ("Ann Example", "photographer")]),
    ("FILE PHOTO: A ship. REUTERS/Ann Example", "FILE PHOTO: A ship.", "REUTERS/Ann Example",
     [REUTERS, ("Ann Example", "photographer")]),
    ("A ship. AFP file photo", "A ship.", "AFP file photo", [AFP]),
    ("A ship. Ann Example and Bo Sample file photo", "A ship.", "Ann Example and Bo Sample file photo",
     [("Ann Example", "photographer"), ("Bo Sample", "photographer")]),
    ("A ship. Ann EXAMPLE / AFP", "A ship.", "Ann EXAMPLE / AFP", [("Ann EXAMPLE", "photographer"), AFP]),
    ("A ship of Dr. A. Khan. Ahmed M. Ali / AFP", "A ship of Dr. A. Khan.", "Ahmed M. Ali / AFP",
     [("Ahmed M. Ali", "photographer"), AFP]),
    ('The "quoted" one. REUTERS/Bo Sample/File Photo', 'The "quoted" one.', "REUTERS/Bo Sample/File Photo",
     [REUTERS, ("Bo Sample", "photographer")]),
    ("A ship. Asharq Al-Awsat", "A ship.", "Asharq Al-Awsat", [PAPER]),
    ("A ship. HANDOUT VIA REUTERS", "A ship.", "HANDOUT VIA REUTERS", [REUTERS]),
    ("A ship — AFP", "A ship", "AFP", [AFP]),
    ("A ship. — AFP", "A ship.", "AFP", [AFP]),
    # --- after a label ---
    ("A ship / Fotoğraf: AFP", "A ship", "AFP", [AFP]),
    ("Photo: AFP", None, "AFP", [AFP]),
    ("Image Credit: AFP", None, "AFP", [AFP]),
    ("(AFP)", None, "AFP", [AFP]),
    ("صورة: رويترز", None, "رويترز", [("رويترز", "agency")]),
    # --- in the lead: a source, no credit line ---
    ("A photo released by Sweida24 shows a patrol.", "A photo released by Sweida24 shows a patrol.", None,
     [("Sweida24", "institution")]),
    ("A handout picture provided by the Saudi Press Agency on May 5 shows a hall.",
     "A handout picture provided by the Saudi Press Agency on May 5 shows a hall.", None,
     [("Saudi Press Agency", "agency")]),
    # --- spaces where no name has any: between quotes, and two in a row ---
    ("Text. A.P. .\xa0 .", "Text. A.P. .\xa0 .", None, []),
    ("Text. Reuters .", "Text.", "Reuters", [("Reuters", "agency")]),
    ("Photo: .", "Photo: .", None, []),
    ("Photo: ,.\xa0Left", None, ",.\xa0Left", [("Left", "institution")]),
    ("A photo released by X  shows a ship.", "A photo released by X  shows a ship.", None, [("X", "institution")]),
    ("A photo released by  \xa0 X shows a ship.", "A photo released by  \xa0 X shows a ship.", None, []),
    # --- no credit ---
    ("A ship ( )", "A ship ( )", None, []),
    ("A ship (photo: )", "A ship (photo: )", None, []),
    ("A map (of the talks between the two sides of the river in the spring of last year)",
     "A map (of the talks between the two sides of the river in the spring of last year)", None, []),
    ("Ann Example (left) and Bo Sample.", "Ann Example (left) and Bo Sample.", None, []),
    ("Ann Example (L)", "Ann Example (L)", None, []),
    ("Ann Example and Bo Sample (in red).", "Ann Example and Bo Sample (in red).", None, []),
    ("Ann, left, and Bo (second from right)", "Ann, left, and Bo (second from right)", None, []),
    ("Fighters of the Alliance (ABC)", "Fighters of the Alliance (ABC)", None, []),
    ("She lived long (1901-1999)", "She lived long (1901-1999)", None, []),
    ("Photo: A man walks past the gate.", "Photo: A man walks past the gate.", None, []),
    ("She said it. Nobody heard", "She said it. Nobody heard", None, []),
]  # fmt: skip


@pytest.mark.parametrize(("line", "text", "credit", "named"), SHAPES, ids=[shape[0] for shape in SHAPES])
def test_shape(line, text, credit, named):
    found = split_credit(line)
    assert (found.text, found.credit) == (text, credit)
    assert [(source.name, source.role) for source in found.sources] == named


@pytest.mark.parametrize(
    ("line", "doubtful"),
    [
        ("Fighters of the Alliance (ABC)", True),
        ("A hall (Example Foundation)", True),
        ("A hall. (Example Foundation)", False),
        ("A hall (AFP)", False),
        ("Ann Example (L)", False),
    ],
)
def test_only_an_unknown_bracket_without_a_full_stop_is_doubtful(line, doubtful):
    assert split_credit(line).doubtful is doubtful


@given(clean_text())
def test_nothing_but_brackets_stops_and_labels_goes_from_the_text(line):
    found = split_credit(line)
    kept = (found.text or "") + (found.credit or "")
    assert set(kept) <= set(line)
    assert found.text or found.credit
    assert all(part is None or part in line or part.removesuffix(".") in line for part in found[:2])


@given(spoiled(st.sampled_from([shape[0] for shape in SHAPES]) | clean_text(), ["Photo:", "AFP", *". «»/()|"]))
def test_every_split_line_makes_a_caption(line):
    text, credit, named, _ = split_credit(clean(line)[0] or "a")
    assert Caption(text, credit, sources=named)


@pytest.mark.parametrize(
    ("text", "credit", "line"),
    [
        ("A ship.", "AFP", "A ship. (AFP)"),
        ("A ship", None, "A ship"),
        (None, "AFP", "Photo: AFP"),
        ("On May 7 (AFP). A ship.", "AFP", "On May 7 (AFP). A ship."),
    ],
)
def test_a_caption_is_printed_so_that_it_is_read_again(text, credit, line):
    assert join_credit(text, credit) == line
    assert split_credit(line)[:2] == (text, credit)


def test_the_same_party_is_named_once():
    assert parties("AFP/AFP") == (Source("AFP", "agency"),)


def test_a_line_longer_than_any_caption_is_text():
    line = "A ship. " * 1000 + "(AFP)"
    assert split_credit(line) == (line, None, (), False)
