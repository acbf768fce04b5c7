"""What stands in stories of each kind, and what only stands among them: interviews, lists, advice, other titles."""

from __future__ import annotations

from datetime import date

import pytest

from newsdoc import Subhead
from newsdoc.formats import rawdump

TITLE = "Board Votes to Dredge the Eastern Basin"
A = "The harbour board voted on Tuesday to dredge the eastern basin before winter, after three years of quarrels."
B = "The eastern basin has been closed to larger boats since the harbour lost its dredger, the board said in a letter."
C = "Nobody has yet said who will pay for the work in the basin, but the board wants to begin before the winter storms."
D = "“We have asked for this since my father was young,” said Lotte Brandt, who sells nets and ropes by the basin."


def read(*lines):
    return rawdump.loads("\n".join(lines) + "\n")


def texts(article):
    return [block.text if isinstance(block, Subhead) else block for block in article.body]


# --- what leads to other pages ---


@pytest.mark.parametrize(
    "lead",
    [
        "Read also: Ferry Fares to Rise in May, and Nobody Knows Why",
        "READ MORE: The quay that nobody wanted is for sale again",
        "Lesen Sie auch: Die Fähre fährt im Mai wieder nach Norden",
        "À lire aussi : le bac reprend la mer en mai, sans son capitaine",
        "Baca juga: Kapal Feri Kembali Berlayar pada Bulan Mei",
        "اقرأ أيضاً: العبّارة تعود إلى البحر في شهر أيار المقبل",
        "Читайте также: Паром снова выйдет в море в мае этого года.",
    ],
)
def test_a_line_that_leads_elsewhere_is_no_part_of_a_story(lead):
    [article] = read(TITLE, "", A, "", B, "", lead, "", C, "", D)
    assert texts(article) == [A, B, C, D]


def test_a_headline_may_begin_as_a_line_that_leads_elsewhere():
    title = "Watch: Dredger Sails Into the Eastern Basin at Dawn"
    [article] = read(f"{title} | The Coast", "Home", "News", title, A, B, C, D)
    assert article.headline == title


def test_a_sentence_with_a_colon_is_prose():
    sentence = (
        "The board gave the fishermen of the basin a choice: a smaller quay at once, or a large one in ten years."
    )
    [article] = read(TITLE, "", A, "", B, "", sentence, "", D)
    assert texts(article) == [A, B, sentence, D]


# --- sentences that seem to be of the page ---


def test_a_word_that_sites_say_of_themselves_may_stand_amid_a_story():
    sentence = "A complaint has been registered with the harbour police by two of the crews."
    [article] = read(TITLE, "", A, "", B, "", sentence, "", C, "", D)
    assert sentence in article.body


def test_a_picture_may_be_the_last_word_of_a_sentence():
    sentence = (
        "The captain of the dredger first saw the basin on a screen in the office of the board, in a blurred picture."
    )
    [article] = read(TITLE, "", A, "", B, "", sentence, "", C, "", D)
    assert sentence in article.body


def test_a_dateline_with_an_agency_is_no_credit():
    first = f"ORVALE (AFP) - {A}"
    [article] = read(TITLE, "", first, "", B, "", C, "", D)
    assert article.dateline == "ORVALE (AFP) -"
    assert texts(article)[0] == A


def test_an_offer_to_the_readers_ends_a_story():
    offer = "Your harbour needs your voice: give us your letters, and our newsletter is yours for nothing."
    [article] = read(TITLE, "", A, "", B, "", C, "", D, "", offer)
    assert texts(article) == [A, B, C, D]


def test_advice_speaks_to_its_readers():
    advice = [
        "Your boat needs a dry place before the first frost, or your winter will be spent with a bucket in your hand.",
        "Take your sails down on a day without rain, since your canvas rots where your knots have been wet for a week.",
        "Your engine wants oil, and your oil wants changing before you store it, whatever your brother-in-law may say.",
        "Then go home, and leave your boat to your neighbour's cat, who has waited for your deck since the spring.",
    ]
    [article] = read("How to Bring a Boat Through the Winter", "", *[line for text in advice for line in (text, "")])
    assert texts(article) == advice


# --- interviews ---

INTERVIEW = [
    "The captain of the dredger has worked in eleven harbours in nine countries. We met her in her galley on Monday.",
    "Did you always want to dredge harbours?",
    "No. I wanted to be a vet.",
    "What changed?",
    "I fainted at the birth of a calf.",
    "So you went to sea.",
    "I went to the sea, and it was full of sand.",
    "Do you like sand?",
    "Nobody has asked me that before.",
    "And what will you do when it is gone?",
    "It is never gone.",
]


def test_all_of_an_interview_is_its_story():
    [article] = read("“The Sea Is Full of Sand”: a Talk With the Captain of the Dredger", "", *INTERVIEW)
    assert texts(article) == INTERVIEW


def test_an_interview_ends_at_what_the_page_says_of_itself():
    tail = "Subscribe to our newsletter today."
    [article] = read("“The Sea Is Full of Sand”: a Talk With the Captain of the Dredger", "", *INTERVIEW, tail)
    assert texts(article) == INTERVIEW


# --- lists ---


@pytest.mark.parametrize(
    "entries",
    [
        ["Ingredients", "250g butter, softened", "110g caster sugar", "360g plain flour", "Method"],
        ["Monday: storm, nine degrees", "Tuesday: rain", "Wednesday: bright at noon"],
        ["Lotte Brandt (for the basin): 4,120", "Ann Example: 3,877", "None of them: 312"],
    ],
)
def test_a_list_amid_prose_is_of_the_story(entries):
    [article] = read(TITLE, "", A, "", B, "", *entries, "", C, "", D)
    assert texts(article) == [A, B, *entries, C, D]


@pytest.mark.parametrize(
    "buttons",
    [
        ["Page 1", "Page 2", "Page 3", "Page 4"],
        ["12 photos", "Share 31", "Newsletter: 2"],
        ["Home", "News", "Weather", "Tides"],
    ],
)
def test_buttons_amid_prose_are_no_list(buttons):
    [article] = read(TITLE, "", A, "", B, "", *buttons, "", C, "", D)
    assert texts(article) == [A, B, C, D]


# --- who, and when ---


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("AP / Updated: Feb 11, 2025, 18:32 IST", date(2025, 2, 11)),
        ("Stand: 03.06.2025, 17:20 Uhr | Lesezeit: 3 Min.", date(2025, 6, 3)),
        ("11. 6. 2025 15:27", date(2025, 6, 11)),
        ("Jumanne, Machi 11, 2025", date(2025, 3, 11)),
        ("The Coast - Published 5 May 2019 at noon", date(2019, 5, 5)),
    ],
)
def test_the_date_may_have_other_words_beside_it(line, day):
    [article] = read(f"{TITLE} | The Coast", "Home", "News", TITLE, line, A, B, C, D)
    assert article.published == day
    assert texts(article) == [A, B, C, D]


def test_a_sentence_with_a_date_is_no_date():
    deck = "The board had voted against it on 5 May 2019, and again on each fifth of May since then."
    [article] = read(f"{TITLE} | The Coast", "Home", "News", TITLE, deck, "By Lotte Brandt", A, B, C, D)
    assert article.published is None


@pytest.mark.parametrize("head", [["Ann Example", "5 May 2019"], ["5 May 2019", "Ann Example"]])
def test_a_bare_name_beside_the_date_is_the_writer(head):
    [article] = read(f"{TITLE} | The Coast", "Home", "News", TITLE, *head, A, B, C, D)
    assert (article.byline, article.published) == ("Ann Example", date(2019, 5, 5))


def test_a_name_with_a_stop_above_the_date_is_the_writer():
    [article] = read(TITLE, "", A, "Ann Example.", "5 May 2019", "", B, "", C, "", D)
    assert article.byline == "Ann Example."
    assert (article.published, texts(article)) == (date(2019, 5, 5), [A, B, C, D])


@pytest.mark.parametrize("line", ["Share Article", "NEWS FEATURE", "Listen Now"])
def test_a_button_beside_the_date_is_no_writer(line):
    [article] = read(f"{TITLE} | The Coast", "Home", "News", TITLE, "5 May 2019", line, A, B, C, D)
    assert article.byline is None


# --- headlines and lists of teasers ---


def test_the_title_stands_above_other_lines_of_the_head():
    title = "Five Reasons to Book a Berth in the Basin Now"
    [article] = read("SPONSORED", title, "Paid for by the Boats of Orvale", "", A, "", B, "", C, "", D)
    assert article.headline == title


def test_teasers_say_how_long_ago_they_were_written():
    teasers = [
        *("Ferry fares are to rise in the spring", A, "3 hours ago"),
        *("The lighthouse is to be painted again", B, "5 hours ago"),
        *("A whale was seen from the northern quay", C, "Yesterday"),
    ]
    page = read("The Coast", "Home", "News", *teasers, "Load more")
    assert len(page) == 0
    assert [each.code for each in page.diagnostics] == ["page.listing"]
