"""Caption credits: every shape seen on real pages, the traps beside them, and no time lost on hostile lines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc import Caption, Source
from newsdoc.page import agencies as names
from newsdoc.page import credits as module
from newsdoc.page.credits import Credited, join_credit, parties, read_alone, split_credit
from newsdoc.page.credits.labels import is_label, label_before, lead_of
from newsdoc.page.data import words_under
from newsdoc.strategies import captions, clean_text, printed_pages
from newsdoc.text import CLOSING, STOPS, clean
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
    ("A ship. AFP archive photo", "A ship.", "AFP archive photo", [AFP]),
    ("A ship. AFP handout", "A ship.", "AFP handout", [AFP]),
    ("A ship. AFP says more", "A ship. AFP says more", None, []),
    ("A ship. dpa", "A ship.", "dpa", [("dpa", "agency")]),
    ("سفينة في البحر. رويترز", "سفينة في البحر.", "رويترز", [("رويترز", "agency")]),
    ("A ship. Ann de Example / AFP", "A ship.", "Ann de Example / AFP", [("Ann de Example", "photographer"), AFP]),
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
    # --- below another script's full stop, which may have no space after it ---
    ("پل پر مزدور۔ AFP", "پل پر مزدور۔", "AFP", [AFP]),
    ("پل پر مزدور (AFP)۔", "پل پر مزدور۔", "AFP", [AFP]),
    ("पुल पर मज़दूर। AFP", "पुल पर मज़दूर।", "AFP", [AFP]),
    ("Բանվորներ կամրջի վրա։ AFP", "Բանվորներ կամրջի վրա։", "AFP", [AFP]),
    ("工人在桥上。AFP", "工人在桥上。", "AFP", [AFP]),
    ("工人在桥上（AFP）。", "工人在桥上。", "AFP", [AFP]),
    ("工人在桥上。照片：AFP", "工人在桥上。", "AFP", [AFP]),
    ("橋の上の作業員。【AFP】", "橋の上の作業員。", "AFP", [AFP]),
    ("工人在桥上。市长说要开放", "工人在桥上。市长说要开放", None, []),
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
    ("A hall. (X)", "A hall. (X)", None, []),
    ("A hall. (Xy)", "A hall.", "Xy", [("Xy", "institution")]),
    ("A map. (Of All The Talks On The Two Sides Of It Now)", "A map. (Of All The Talks On The Two Sides Of It Now)",
     None, []),
    ("A map. (Of All The Talks On The Two Sides Of It)", "A map.", "Of All The Talks On The Two Sides Of It",
     [("Of All The Talks On The Two Sides Of It", "institution")]),
    ("A map. (Of the talks.)", "A map. (Of the talks.)", None, []),
    ("A map. (17)", "A map. (17)", None, []),
    ("A map. (in red)", "A map. (in red)", None, []),
    ("A map. (the ministry)", "A map.", "the ministry", [("the ministry", "institution")]),
    ("Photo: Ann Bo Cy Di", None, "Ann Bo Cy Di", [("Ann Bo Cy Di", "institution")]),
    ("Photo: Ann Bo Cy Di Ed", "Photo: Ann Bo Cy Di Ed", None, []),
    ("A ship. Ann Bo Cy Di Ed / AFP", "A ship.", "Ann Bo Cy Di Ed / AFP", [("Ann Bo Cy Di Ed", "photographer"), AFP]),
    ("A ship. Ann Bo Cy Di Ed Fi / AFP", "A ship. Ann Bo Cy Di Ed Fi / AFP", None, []),
    ("A ship. Ann Bo Cy Di and Fi Go Hy / AFP", "A ship.", "Ann Bo Cy Di and Fi Go Hy / AFP",
     [("Ann Bo Cy Di", "photographer"), ("Fi Go Hy", "photographer"), AFP]),
    ("A ship. Ann Bo Cy Di Ed and Fi Go Hy / AFP", "A ship. Ann Bo Cy Di Ed and Fi Go Hy / AFP", None, []),
    ("A ship. Photo: 2024", "A ship. Photo: 2024", None, []),
    ("A ship. Photo: 12 May 2024", "A ship. Photo: 12 May 2024", None, []),
    ("A ship. (May 12, 2024)", "A ship. (May 12, 2024)", None, []),
    ("A ship. (12 May 2024, 10:15 PM)", "A ship. (12 May 2024, 10:15 PM)", None, []),
    ("Bir gemi. (11 Ocak 2018 Perşembe)", "Bir gemi. (11 Ocak 2018 Perşembe)", None, []),
    ("سفينة. (11 يناير 2018 م)", "سفينة. (11 يناير 2018 م)", None, []),
    ("A ship. (Photo: © 2024)", "A ship. (Photo: © 2024)", None, []),
    ("A ship. (Copyright 2019-2024)", "A ship. (Copyright 2019-2024)", None, []),
    ("A ship. (© 2024 AFP)", "A ship.", "© 2024 AFP", [AFP]),
    ("A ship. (Copyright 2019–24, AFP)", "A ship.", "Copyright 2019–24, AFP", [AFP]),
    ("A ship. ((c) AFP 2024)", "A ship. ((c) AFP 2024)", None, []),
    ("A ship. (© AFP 2024)", "A ship.", "© AFP 2024", [AFP]),
    ("A ship. (AFP, 2024)", "A ship.", "AFP, 2024", [AFP]),
    ("A ship. (Example 2024)", "A ship.", "Example 2024", [("Example 2024", "institution")]),
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
    assert split_credit("x" * 1994 + " (AFP)").credit == "AFP"
    assert split_credit("x" * 1995 + " (AFP)").credit is None


@pytest.mark.parametrize(("length", "is_credit"), [(120, True), (121, False)])
def test_a_tail_of_more_than_120_characters_is_text(length, is_credit):
    tail = "AFP/A".ljust(length, "n")
    assert split_credit(f"A ship. {tail}").credit == (tail if is_credit else None)


# --- the quick exits and what is cached decide no other way than the patterns ---

_SENTENCE_END = re.compile(rf"[{STOPS}][{re.escape(CLOSING)}]*\Z")
_BARE_TAIL = re.compile(rf"(?<=[{STOPS}”\"»])\s+(?:[–—|-]\s+)?|(?<!\s)\s+[–—|-]\s+|(?<=[{module._WIDE_STOPS}])(?=\w)")


def _by_patterns_alone(line):
    brackets = list(module._BRACKET.finditer(line))
    found = module._labelled(line) or _bracketed(line, brackets) or _bare(line)
    if found:
        return found
    doubtful = bool(
        brackets
        and _is_tail(line, brackets[-1])
        and module._ACRONYM.fullmatch(brackets[-1][1])
        and not module._POSITION.fullmatch(brackets[-1][1])
    )
    lead = module._LEAD.match(line)
    name = lead["party"].strip() if lead else ""
    named = (Source(name, names.party_role(name) or "institution"),) if lead else ()
    return Credited(line, None, named, doubtful)


def _bracketed(line, brackets):
    for bracket in reversed(brackets):
        credit = module._without_label(bracket[1])
        known = module._names_a_party(credit)
        labelled = credit != bracket[1] and module.has_name(credit)
        if credit and not _is_tail(line, bracket):
            if known:
                return Credited(line, credit, parties(credit), False)
        elif credit:
            before, after = line[: bracket.start()].rstrip(), line[bracket.end() :].strip()
            certain = known or labelled or not before or bool(_SENTENCE_END.search(before))
            could_be = module._could_be_credit(credit)
            if known or labelled or (could_be and (certain or not module._ACRONYM.fullmatch(credit))):
                return Credited((before + after).strip() or None, credit, parties(credit), not certain)
    return None


def _bare(line):
    for gap in _BARE_TAIL.finditer(line):
        tail = line[gap.end() :].removesuffix(".").rstrip()
        if not 0 < len(tail) <= 120 or module._INNER_STOP.search(tail) or _SENTENCE_END.search(tail):
            continue
        if len(tail.split()) <= 10 and module._is_credit_tail(tail):
            return Credited(line[: gap.start()].rstrip() or None, tail, parties(tail), False)
    return None


def _is_tail(line, bracket):
    return not line[bracket.end() :].strip(" ،" + STOPS)


_PIECES = (
    *"()[]（）/|;,،:.–—-»”؟。", "(AFP) ", " – ", ". ", ".\xa0", " و", " وكالة", " and ", " VİA ", "for", "ve", " al ",
    "van", "left", "L", "ABC", "AFP", "A.P.", "Reuters", "رويترز", "«الشرق الأوسط»", "Asharq Al-Awsat", "Getty Images",
    "Ann Example", "file", "archive", "pool photo", "FıLE-photo", "Photo:", "courtesy of", "صورة: ",
    "Ministry of Works", "the river", "A photo released by ", " shows ", "2023.", "x" * 78, "a" * 125,
    "one two three four five six ",
)  # fmt: skip
_LINES = st.one_of(
    st.sampled_from([shape[0] for shape in SHAPES]),
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=8).map("".join),
    st.builds("Text. {}".format, st.lists(st.sampled_from(_PIECES), min_size=1, max_size=4).map(" ".join)),
    captions().map(lambda caption: join_credit(caption.text, caption.credit)),
    clean_text(),
)


@given(spoiled(_LINES, _PIECES).map(lambda line: clean(line)[0] or "a"))
def test_a_caption_is_split_as_the_patterns_say(line):
    assert split_credit(line) == _by_patterns_alone(line)


@given(printed_pages())
def test_and_so_on_a_page(page):
    for line in filter(None, (clean(line)[0] for line in page.text.split("\n"))):
        assert split_credit(line) == _by_patterns_alone(line)


PERSON, OTHER = "photographer", "institution"


@pytest.mark.parametrize(
    ("printed", "credit", "named"),
    [
        # a word for a picture and a colon
        ("Photograph: Ann Example/Getty Images", "Ann Example/Getty Images",
         [("Ann Example", PERSON), ("Getty", "agency")]),
        ("Photographs: Ann Example", "Ann Example", [("Ann Example", OTHER)]),
        ("Pictures: Ann Example/PA", "Ann Example/PA", [("Ann Example", PERSON), ("PA", "agency")]),
        ("Image credit: Ann Example.", "Ann Example", [("Ann Example", OTHER)]),
        ("Bildquelle: dpa", "dpa", [("dpa", "agency")]),
        ("Foto: Bild: dpa", "dpa", [("dpa", "agency")]),
        ("Crédit photo : Ann Example / AFP", "Ann Example / AFP", [("Ann Example", PERSON), AFP]),
        ("Fotografía: EFE", "EFE", [("EFE", "agency")]),
        ("Kuva: Anna Esimerkki / Lehtikuva", "Anna Esimerkki / Lehtikuva",
         [("Anna Esimerkki", PERSON), ("Lehtikuva", "agency")]),
        ("Fotó: MTI/Példa Anna", "MTI/Példa Anna", [("MTI", "agency"), ("Példa Anna", PERSON)]),
        ("Снимка: БТА", "БТА", [("БТА", "agency")]),
        ("Φωτογραφία: AP", "AP", [("AP", "agency")]),
        ("צילום: רויטרס", "רויטרס", [("רויטרס", "agency")]),
        ("图源：新华社", "新华社", [("新华社", "agency")]),
        ("사진제공=연합뉴스", "연합뉴스", [("연합뉴스", "agency")]),
        ("(사진=AP)", "AP", [("AP", "agency")]),
        ("(Supplied: Ann Example)", "Ann Example", [("Ann Example", OTHER)]),
        ("[File: Ann Example/Reuters]", "Ann Example/Reuters", [("Ann Example", PERSON), ("Reuters", "agency")]),
        # whose picture it is stands before that word, or before the colon
        ("ST PHOTO: ANN EXAMPLE", "ST PHOTO: ANN EXAMPLE", [("ST", OTHER), ("ANN EXAMPLE", OTHER)]),
        ("ANTARA FOTO/Ann Example", "ANTARA FOTO/Ann Example", [("ANTARA", "agency"), ("Ann Example", PERSON)]),
        ("(Getty: Ann Example)", "Getty: Ann Example", [("Getty", "agency"), ("Ann Example", PERSON)]),
        ("(ABC News: Ann Example)", "ABC News: Ann Example", [("ABC News", OTHER), ("Ann Example", PERSON)]),
        # without a colon
        ("Photo by Ann Example", "Photo by Ann Example", [("Ann Example", PERSON)]),
        ("(Photo by Ann Example/AFP)", "Photo by Ann Example/AFP", [("Ann Example", PERSON), AFP]),
        ("Foto von Ann Example", "Foto von Ann Example", [("Ann Example", PERSON)]),
        ("Courtesy of the Town of Orvale", "Courtesy of the Town of Orvale", [("Town of Orvale", OTHER)]),
        ("via REUTERS", "via REUTERS", [REUTERS]),
        ("Photo / Ann Example", "Photo / Ann Example", [("Ann Example", OTHER)]),
        ("图/新华社", "图/新华社", [("新华社", "agency")]),
        ("RNZ / Ann Example", "RNZ / Ann Example", [("RNZ", OTHER), ("Ann Example", OTHER)]),
        ("© Ann Example / AFP", "Ann Example / AFP", [("Ann Example", PERSON), AFP]),
        ("© 2024 dpa.", "dpa", [("dpa", "agency")]),
        ("@ann/via REUTERS THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. NO RESALES.",
         "@ann/via REUTERS THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. NO RESALES", [("@ann", OTHER), REUTERS]),
        ("REUTERS/Ann Example EDITORIAL USE ONLY", "REUTERS/Ann Example EDITORIAL USE ONLY",
         [REUTERS, ("Ann Example", PERSON)]),
        ("picture alliance/dpa", "picture alliance/dpa", [("picture alliance", "agency"), ("dpa", "agency")]),
    ],
)  # fmt: skip
def test_credits_as_papers_print_them(printed, credit, named):
    found = split_credit(f"Masons at work on Sunday. {printed}")
    assert (found.text, found.credit) == ("Masons at work on Sunday.", credit)
    assert [(source.name, source.role) for source in found.sources] == named


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("Photo: Ann Example", "Ann Example"),
        ("(Foto: Ann Example)", "Ann Example"),
        ("Foto: Bild: dpa", "dpa"),
        ("REUTERS/Ann Example", "REUTERS/Ann Example"),
        ("Ann Example via Getty Images", "Ann Example via Getty Images"),
        ("Getty Images", "Getty Images"),
        ("Photo by Ann Example", "Photo by Ann Example"),
        ("Courtesy of the Town of Orvale", "Courtesy of the Town of Orvale"),
        # these also say who wrote a text, or where it is from
        ("AFP", None),
        ("(AFP)", None),
        ("AFP, MANILA", None),
        ("Ann Example/Bo Sample", None),
        ("By Ann Example / Gazette Staff", None),
        ("Source: Reuters", None),
        ("Quelle: ntv.de, dpa", None),
        # and these are no credits
        ("The old bridge on Sunday. Photo: AFP", None),
        ("Photo: A man walks past the gate.", None),
        ("Photo: 2024", None),
        ("Photos and videos", None),
        ("Getty Images " * 12, None),
    ],
)
def test_a_line_that_is_nothing_but_the_credit_of_a_picture(line, credit):
    found = read_alone(line)
    assert (found and found.credit) == credit
    assert found is None or found.text is None


@pytest.mark.parametrize(
    "line",
    [
        "Das Foto: ein Hund",  # a sentence goes on in small letters
        "She opened her source: Ann Example",  # this word is a label where a sentence ends before it
        "The council said it. Either or",
        "The council said it. And/Or",  # no piece has the shape of a person's name
        "© Ann Example",  # the whole line: a notice, and no caption
        "Masons at work © ",
        "Masons at work © Ann. They like it",
        "Masons at work © " + "Ann " * 20,
        "He wrote: photo: the bridge was gone",
        "Photo: 12 May 2024",
        "The mayor thanked all. Courtesy of course",
        "A hall. One / Two / Three / Four Five",  # more names than a credit has
    ],
)
def test_these_are_no_credits(line):
    assert split_credit(line).credit is None


@pytest.mark.parametrize(
    ("line", "text", "credit"),
    [
        (
            "Murarze na moście w niedzielę. Fot. Ann Example / PAP",
            "Murarze na moście w niedzielę.",
            "Ann Example / PAP",
        ),
        ("Masons at work Foto: Ann Example", "Masons at work", "Ann Example"),
        ("रविवार को पुल पर मज़दूर फोटो: पीटीआई", "रविवार को पुल पर मज़दूर", "पीटीआई"),
        ("다리 위에서 작업하는 인부들 사진=연합뉴스", "다리 위에서 작업하는 인부들", "연합뉴스"),
        ("工人在桥上施工。 新华社记者 王晓 摄", "工人在桥上施工。", "新华社记者 王晓 摄"),
        ("橋の上で作業する人たち ＝田中恵子撮影", "橋の上で作業する人たち", "田中恵子撮影"),
        ("They sent a photo: the bridge was gone at night.", "They sent a photo: the bridge was gone at night.", None),
    ],
)
def test_credits_in_the_words_of_other_languages(line, text, credit):
    assert split_credit(line)[:2] == (text, credit)


def test_each_lead_of_a_credit_has_a_sign_by_which_a_line_is_asked():
    leads = words_under("credit-words.txt", "by") + words_under("credit-words.txt", "from")
    assert all(any(sign in lead for sign in module._SIGNS_OF_PICTURES) for lead in leads)


@pytest.mark.parametrize(
    ("before", "found"),
    [
        ("Photo", (0, True)),
        ("Masons at work Foto", (15, True)),
        ("Masons at work. Image credit", (16, True)),
        ("Masons at work. Source", (16, False)),
        ("Masons图源", (6, True)),  # no space parts the words of Chinese
        ("工人来源", (2, False)),
        ("Masons at work", (-1, False)),
        ("x" * 40 + " Photo ", (41, True)),
        ("", (-1, False)),
        ("(Photo", (-1, False)),  # that is a bracket's
    ],
)
def test_the_label_before_a_colon(before, found):
    assert label_before(f"{before}: AFP", len(before)) == found


@pytest.mark.parametrize(
    ("credit", "found"),
    [
        ("Photo by Ann Example", (9, True)),
        ("PHOTO BY ANN", (9, True)),
        ("Courtesy of the Town", (12, False)),
        ("Photo courtesy of Ann Example", (18, False)),
        ("via REUTERS", (4, False)),
        ("Photo by", (0, False)),
        ("Photo", (0, False)),
        ("Ann Example", (0, False)),
        ("", (0, False)),
    ],
)
def test_what_leads_to_the_names_of_a_credit(credit, found):
    assert lead_of(credit) == found


@pytest.mark.parametrize(("piece", "is_one"), [("Photo", True), ("SUPPLIED", True), ("Ann Photo", False), ("", False)])
def test_a_label_alone(piece, is_one):
    assert is_label(piece) is is_one
