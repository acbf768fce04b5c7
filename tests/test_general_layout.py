"""What the general layout makes of a line in the story or around its headline, shown on pages with a strong story.

A page stands beside the kinds of its texts, a letter each: headline, byline, date, paragraph, furniture, caption,
subhead; `k` is a deck, `w` the name of a site, `u` unknown.
"""

from __future__ import annotations

import pytest

from newsdoc.formats import rawdump

TITLE = "Board Votes to Dredge the Eastern Basin"
A = (
    "The harbour board voted on Tuesday to dredge the eastern basin before "
    "winter, after three years of quarrels with the fishermen of the basin."
)
B = (
    "The eastern basin has been closed to larger boats since the harbour lo"
    "st its dredger, the board said in a letter to the fishermen and the town."
)
C = (
    "Nobody has yet said who will pay for the work in the basin, but the bo"
    "ard wants to begin to dredge before the winter storms close the harbour."
)
D = (
    "“We have asked for this since my father was young,” said Lotte Brandt,"
    " who sells nets and ropes by the basin, and lost a boat there in March."
)
E = (
    "The harbour board will meet again in the winter, when the basin is dre"
    "dged and the bill has come, it said, and then name those who have to pay."
)
STORY = (A, B, C, D, E)
MENU = ("Home", "News", "Weather", "Tides", "Log in")
HEAD = (f"{TITLE} | The Coast", *MENU, TITLE)
TEASERS = (
    "The council met on Friday, and its talks on the new school went on until the lamps…",
    "A goat was found in the hall of the town, and the clerk let it stay until the rain…",
    "The ferry did not sail on Sunday, and those who had to cross the sound walked over…",
    "The school bakes its own bread from the flour of the mill, and sells what pupils…",
    "The tower clock stopped on Monday at ten past nine, and most of the town came late…",
    "Bees moved into the post office on Wednesday, and the clerk moved out on Thursday…",
)
LINE = "the harbour board voted on tuesday to dredge the eastern basin " * 4
BILL = "The bill for the eastern basin and what comes " * 3
NETS = "The Bill | " + "Boats And Nets And Ropes And Sails And Anchors And Chains And Oars And More " * 2
WRITERS = "By Ann Example, Bo Samplemanship, Jon Valentine-Harbourton, Ines Falkensteiner, Ola Lind and Bo Raymondson"
COST = (
    "The work in the eastern basin will cost eleven million, the board said, and nobody has yet said who pays for it."
)
NOTICE = "Your settings keep maps of other sites from this page, so allow them in the settings to see it."
LETTERS = {"deck": "k", "site": "w"}

SEEN = "The eastern basin on Sunday, seen from the roof of the town hall."

PAGES = {
    "a title in quotes, with a stop in them": (
        ["“We asked the board to dredge the basin. It will.”", *STORY],
        "hppppp",
    ),
    "a deck that begins with dots": (
        [TITLE, "… as the fishermen of the basin ask who pays for it", "", *STORY],
        "hfppppp",
    ),
    "a credit below its caption": ([*HEAD, A, SEEN, "Photo: Ann Example/AFP", B, C, D, E], "ffffffhpccpppp"),
    "a credit below a caption above the story": ([*HEAD, SEEN, "REUTERS/Ann Example", *STORY], "ffffffhccppppp"),
    "a credit below a caption without a stop": ([*HEAD, A, SEEN[:-1], "(Foto: dpa)", B, C, D, E], "ffffffhpccpppp"),
    "a credit below a paragraph that is too long for a caption": (
        [*HEAD, A, f"{B} {C}", "Photo: AFP", D, E, A[:-1] + " again."],
        "ffffffhppcppp",
    ),
    "a credit below a button": ([*HEAD, A, "Enlarge", "Ann Example/AFP", B, C, D, E], "ffffffhpfcpppp"),
    "a credit below a line to elsewhere": (
        [*HEAD, A, "Read more: what the board said of the storm.", "Photo: AFP", B, C, D, E],
        "ffffffhpfcpppp",
    ),
    "a credit below a heading": (["# " + TITLE, A, "## " + SEEN, "Foto: dpa", B, C, D, E], "hppcpppp"),
    "a credit below a line with a colon": ([*HEAD, A, f"{SEEN[:-1]}:", "Foto: dpa", B, C, D, E], "ffffffhppcpppp"),
    "a credit below the last text": ([*HEAD, A, B, C, D, SEEN, "Foto: dpa"], "ffffffhpppppf"),
    "a credit that is not the picture's": ([*HEAD, A, SEEN, "Source: AFP", B, C, D, E], "ffffffhppfpppp"),
    "the writers of a page": ([*HEAD, "Ann Example/Bo Sample", *STORY], "ffffffhfppppp"),
    "an agency alone": ([*HEAD, "AFP", *STORY], "ffffffhfppppp"),
    "what a line says that it is": (
        [*HEAD, A, "Image source, Getty Images", f"Image caption, {SEEN}", B, C, "Image caption,", SEEN, D, E],
        "ffffffhpfcppfcpp",
    ),
    "a byline of several names": (
        [*HEAD, "By Ann Example, Bo Sample, Jon Vale and Ines Falk", *STORY],
        "ffffffhbppppp",
    ),
    "a name above a date": ([*HEAD, "Lotte Brandt", "5 May 2019", *STORY], "ffffffhbdppppp"),
    "a name and a date with a line between": (
        [*HEAD, "Lotte Brandt", "Share", "5 May 2019", *STORY],
        "ffffffhffdppppp",
    ),
    "a name above a number that is no date": ([*HEAD, "Lotte Brandt", "Route 2019", *STORY], "ffffffhffppppp"),
    "a name above words with a month": ([*HEAD, "Lotte Brandt", "May 2019 Fair", *STORY], "ffffffhffppppp"),
    "a name and a date above the headline": (
        [f"{TITLE} | The Coast", *MENU, "Lotte Brandt", "5 May 2019", TITLE, *STORY],
        "fffffffdhppppp",
    ),
    "a byline and a date above the headline": (
        [f"{TITLE} | The Coast", *MENU, "By Lotte Brandt", "5 May 2019", TITLE, *STORY],
        "fffffffdhppppp",
    ),
    "a byline that is as wide as prose, in the story": ([*HEAD, A, WRITERS, *STORY[1:]], "ffffffhpbpppp"),
    "a name above words of a date that are none": ([*HEAD, "Lotte Brandt", "Published 2019", *STORY], "ffffffhffppppp"),
    "words of a date that are none": ([*HEAD, "Updated at 12:30", *STORY], "ffffffhfppppp"),
    "a title of 80 characters between paragraphs": ([*HEAD, A, B, f"{NETS[:79]}X", C, D, E], "ffffffhppsppp"),
    "a title of 81 characters between paragraphs": ([*HEAD, A, B, f"{NETS[:80]}X", C, D, E], "ffffffhppfppp"),
    "an agency behind a text, once": ([*HEAD, A, f"{B} (KUNA)", C, D, E], "ffffffhppppp"),
    "an agency behind a text that is printed above without it": (
        [*HEAD, A, B, f"{B} (KUNA)", C, D, E],
        "ffffffhpppppp",
    ),
    "an agency behind a text, twice": ([*HEAD, A, f"{B} (KUNA)", C, f"{B} (KUNA)", D, E], "ffffffhpcpcpp"),
    "a long deck below a word": ([*HEAD, "Ports", COST, "By Lotte Brandt", "5 May 2019", *STORY], "ffffffhfkbdppppp"),
    "a long line below two words": (
        [*HEAD, "Ports", "Boats", COST, "By Lotte Brandt", "5 May 2019", *STORY],
        "ffffffhffpbdppppp",
    ),
    "two dates": ([*HEAD, "5 May 2019", "6 May 2019", *STORY], "ffffffhdfppppp"),
    "two bylines": ([*HEAD, "By Lotte Brandt", "By Ola Lind", *STORY], "ffffffhbfppppp"),
    "a date and a byline far above the headline": (
        [f"{TITLE} | The Coast", "5 May 2019", "By Lotte Brandt", *MENU, *MENU, *MENU, TITLE, *STORY],
        "ffffffffffffffffffhppppp",
    ),
    "a date three lines above the headline": (
        [f"{TITLE} | The Coast", *MENU, "5 May 2019", "x", "y", TITLE, *STORY],
        "ffffffdffhppppp",
    ),
    "a date four lines above the headline": (
        [f"{TITLE} | The Coast", *MENU, *MENU, *MENU, "5 May 2019", "x", "y", "z", TITLE, *STORY],
        "ffffffffffffffffdfffhppppp",
    ),
    "a date twelve lines above a story without headline": (
        ["5 May 2019", *"abcdefghijk", *STORY],
        "dfffffffffffppppp",
    ),
    "a date thirteen lines above a story without headline": (
        ["5 May 2019", *"abcdefghijkl", *STORY],
        "fffffffffffffppppp",
    ),
    "a story above more teasers than paragraphs": (["Dredging", *STORY, *TEASERS], "fpppppffffff"),
    "the name of the site behind the first line": ([f"{TITLE} | The Coast", "", *STORY], "hppppp"),
    "the name of a site behind another line": (["The Coast", *MENU, f"{TITLE} | Ports", *STORY], "ffffffhppppp"),
    "the name of the site behind a dash": ([f"{TITLE} - The Coast", "", *STORY], "hppppp"),
    "the name of a site behind a few words": (["Basin to Be Dredged | Coast", "", *STORY], "hppppp"),
    "a line of 79 characters between paragraphs": ([*HEAD, A, B, f"{BILL[:78]}x", C, D, E], "ffffffhppsppp"),
    "a line of 80 characters between paragraphs": ([*HEAD, A, B, f"{BILL[:79]}x", C, D, E], "ffffffhppsppp"),
    "a text with a credit twice in the story": ([*HEAD, A, f"{B} (AFP)", C, f"{B} (AFP)", D, E], "ffffffhpcpcpp"),
    "a text with a credit in the story": ([*HEAD, A, f"{B} (AFP)", C, D, E], "ffffffhpcppp"),
    "a caption in the story": (
        [*HEAD, A, "Boats wait in the basin on Monday evening. (AFP/Ann Example)", B, C, D, E],
        "ffffffhpcpppp",
    ),
    "a line of the story that speaks of a video": (
        [*HEAD, A, B, "The board, the fishermen and the harbour said on Tuesday in a video", C, D, E],
        "ffffffhpppppp",
    ),
    "24 characters with a credit": ([*HEAD, A, "Boats in the basin (AFP)", B, C, D], "ffffffhpsppp"),
    "25 characters with a credit": ([*HEAD, A, "Boats in the basins (AFP)", B, C, D], "ffffffhpcppp"),
    "a caption with a word for its credit": (
        [
            *HEAD,
            A,
            B,
            "The dredger of the harbour in the eastern basin on the Monday before the vote. Photo: Ann Example",
            C,
            D,
            E,
        ],
        "ffffffhppcppp",
    ),
    "a deck above the byline": (
        [
            *HEAD,
            "The work will cost eleven million, and nobody has said who pays.",
            "By Lotte Brandt",
            "5 May 2019",
            *STORY,
        ],
        "ffffffhkbdppppp",
    ),
    "a line below the headline and no byline": (
        [*HEAD, "The work will cost eleven million, and nobody has said who pays.", *STORY],
        "ffffffhpppppp",
    ),
    "a deck above one paragraph": (
        [*HEAD, "The work will cost eleven million, and nobody has said who pays.", "By Lotte Brandt", A],
        "ffffffhpbp",
    ),
    "a deck above two paragraphs": (
        [*HEAD, "The work will cost eleven million, and nobody has said who pays.", "By Lotte Brandt", A, B],
        "ffffffhkbpp",
    ),
    "'The bill' between paragraphs": ([*HEAD, A, B, "The bill", C, D, E], "ffffffhppsppp"),
    "'“The bill”' between paragraphs": ([*HEAD, A, B, "“The bill”", C, D, E], "ffffffhppsppp"),
    "'*The bill' between paragraphs": ([*HEAD, A, B, "*The bill", C, D, E], "ffffffhppfppp"),
    "'1. The bill' between paragraphs": ([*HEAD, A, B, "1. The bill", C, D, E], "ffffffhppfppp"),
    "'Log in' between paragraphs": ([*HEAD, A, B, "Log in", C, D, E], "ffffffhppfppp"),
    "'Read also' between paragraphs": ([*HEAD, A, B, "Read also", C, D, E], "ffffffhppfppp"),
    "'By Ann Example' between paragraphs": ([*HEAD, A, B, "By Ann Example", C, D, E], "ffffffhppbppp"),
    "'The bill.' between paragraphs": ([*HEAD, A, B, "The bill.", C, D, E], "ffffffhpppppp"),
    "'The bill:' between paragraphs": ([*HEAD, A, B, "The bill:", C, D, E], "ffffffhppfppp"),
    "two short lines in a row": ([*HEAD, A, B, "The bill", "The boats", C, D, E], "ffffffhppffppp"),
    "a short line that comes again": ([*HEAD, A, "The bill", B, "The bill", C, D, E], "ffffffhpfpfppp"),
    "entries of a list": ([*HEAD, A, B, "- boats: two marks", "- ships: nine marks", C, D, E], "ffffffhppppppp"),
    "one entry": ([*HEAD, A, B, "- boats: two marks", C, D, E], "ffffffhppfppp"),
    "entries with stars": ([*HEAD, A, B, "* boats", "* ships", "* nets", C, D, E], "ffffffhpppppppp"),
    "entries below a button": ([*HEAD, A, B, "Log in", "- boats", "- ships", C, D, E], "ffffffhppfffppp"),
    "entries that come again": ([*HEAD, A, B, "- boats", "- ships", C, "- boats", "- ships", D, E], "ffffffhppffpffpp"),
    "entries below the story": ([*HEAD, *STORY, "- boats", "- ships", "Related"], "ffffffhpppppfff"),
    "the name of a known site below the headline": ([*HEAD, "Asharq Al-Awsat", *STORY], "ffffffhwppppp"),
    "an advertisement below the story": (
        [*HEAD, *STORY, "", "A Paper of the Coast House", "", "Advertisement", "Advertisement"],
        "ffffffhpppppfff",
    ),
    "a notice that comes again in the story": (
        [*HEAD, A, B, C, "", "No map is shown", "", NOTICE, "", D, "", "No map is shown", "", NOTICE],
        "ffffffhpppffpff",
    ),
    "a writer's name above the date, twice": (
        [*HEAD, A, "", "Lotte Brandt", "Lotte Brandt", "5 May 2019, 3:54 p.m.", *STORY[1:]],
        "ffffffhkfbdpppp",
    ),
    "a title, a blank line and a text": (["Dredging Begins", "", A], "hp"),
    "a title, a date and a text": (["Dredging Begins in the Basin", "5 May 2019", A], "hdp"),
    "a title right above a text": (["Dredging", A], "fp"),
    "a sentence, a blank line and a text": (["Dredging.", "", A], "fp"),
    "a title of 11 characters, a blank line and a text": (["Dredging It", "", A], "fp"),
    "a title of 12 characters, a blank line and a text": (["Dredging Now", "", A], "hp"),
    "a title, a blank line and two texts": (["Dredging Begins", "", A, B], "hpp"),
    "a bracket at the end of a title, a blank line and two texts": (["Dredging Begins (2)", "", A, B], "fpp"),
    "two titles, a blank line and a text": (["Ports", "Dredging", "", A], "ffp"),
    "a known site, a title, a blank line and a text": (["Asharq Al-Awsat", "Dredging Begins", "", A], "whp"),
    "a date and a text": (["5 May 2019", A], "dp"),
    "a title above one long line": (["Dredging", LINE], "fp"),
    "a title above a line of 199 characters": (["Dredging", LINE[:199]], "uf"),
    "a title above a line of 200 characters": (["Dredging", f"{LINE[:199]}x"], "fp"),
    "a title above a long word": (["Dredging", "x" * 250], "uf"),
    "four lines, one of them long": (["Dredging", "x", "y", LINE], "ufff"),
    "three lines, one of them long": (["Dredging", "x", LINE], "ffp"),
}


@pytest.mark.parametrize("name", PAGES)
def test_the_kinds_of_lines(name):
    lines, kinds = PAGES[name]
    page = rawdump.loads("\n".join(lines) + "\n")
    found = [segment.kind for segment in page.segments for _ in segment.text.splitlines() if segment.kind != "blank"]
    assert "".join(LETTERS.get(kind, kind[0]) for kind in found) == kinds


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        (f"{TITLE} | The Coast", TITLE),
        (f"{TITLE} - The Coast", TITLE),
        (f"{TITLE} - the coast", f"{TITLE} - the coast"),
        ("Basin to Be Dredged | Coast", "Basin to Be Dredged | Coast"),  # few words may be all a headline
    ],
)
def test_the_name_of_the_site_behind_the_first_line(first, headline):
    [article] = rawdump.loads("\n".join([first, "", *STORY]))
    assert article.headline == headline


def test_a_name_of_a_site_behind_another_line_stays():
    [article] = rawdump.loads("\n".join(["The Coast", *MENU, f"{TITLE} | Ports", *STORY]))
    assert article.headline == f"{TITLE} | Ports"


@pytest.mark.parametrize(
    ("lines", "text", "credit"),
    [
        ([SEEN, "Photo: Ann Example/AFP"], SEEN, "Ann Example/AFP"),
        ([SEEN, "", "REUTERS/Ann Example"], SEEN, "REUTERS/Ann Example"),
        ([SEEN[:-1], "Ann Example/AFP via Getty Images"], SEEN[:-1], "Ann Example/AFP via Getty Images"),
        ([SEEN[:-1], "Photo by Ann Example"], SEEN[:-1], "Photo by Ann Example"),
        (["Image source, Getty Images", f"Image caption, {SEEN}"], SEEN, None),
        (["Photo: Ann Example"], None, "Ann Example"),
    ],
    ids=["label", "blank line", "names", "by", "words before it", "no caption"],
)
def test_a_credit_on_a_line_of_its_own_is_that_of_the_caption_above_it(lines, text, credit):
    long = f"{A} {B}"  # no caption is as long
    page = rawdump.loads("\n".join([*HEAD, long, *lines, C, D, E]))
    [caption] = page[0].captions
    assert (caption.text, caption.credit, caption.anchor) == (text, credit, 1)
    assert page[0].body == (long, C, D, E)
    if credit and text:
        assert len(page.origins[0]["captions[0].credit"]) == 2


def test_a_credit_goes_to_one_caption():
    lines = [SEEN, "Photo: Ann Example/AFP", "Photo: Bo Sample/dpa"]
    [article] = rawdump.loads("\n".join([*HEAD, f"{A} {B}", *lines, C, D, E]))
    assert [(each.text, each.credit) for each in article.captions] == [
        (SEEN, "Ann Example/AFP"),
        (None, "Bo Sample/dpa"),
    ]


@pytest.mark.parametrize(("caption", "in_doubt"), [(SEEN, True), (SEEN[:-1], False)])
def test_a_sentence_above_a_credit_is_in_doubt(caption, in_doubt):
    page = rawdump.loads("\n".join([*HEAD, f"{A} {B}", caption, "Photo: Ann Example/AFP", C, D, E]))
    assert page[0].captions[0].text == caption
    assert ("guess.caption" in [each.code for each in page.diagnostics]) is in_doubt


@pytest.mark.parametrize(("size", "is_caption"), [(240, True), (241, False)])
def test_the_widest_caption_above_a_credit(size, is_caption):
    caption = (SEEN[:-1] + ", as the boats lie there after the storm of Friday" * 5)[: size - 1] + "."
    page = rawdump.loads("\n".join([*HEAD, f"{A} {B}", caption, "Photo: Ann Example/AFP", C, D, E]))
    assert [each.text for each in page[0].captions] == [caption if is_caption else None]


@pytest.mark.parametrize(
    "credit", ["REUTERS/Ann Example\0", "Photo: Ann\x07 Example", "Ann Example / AFP\0 via Getty Images"]
)
def test_a_credit_with_characters_that_no_text_has(credit):
    page = rawdump.loads("\n".join([*HEAD, f"{A} {B}", SEEN, credit, C, D, E]))
    [caption] = page[0].captions
    assert caption.text == SEEN
    assert "\ufffd" in (caption.credit or "")
    assert page.text.splitlines()[9] == credit
