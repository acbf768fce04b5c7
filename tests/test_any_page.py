"""Pages of which no layout knows the head: read by evidence."""

from __future__ import annotations

import importlib.util
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc import Hints, Subhead
from newsdoc.formats import rawdump
from newsdoc.strategies import dumps
from shared import shared

DATA = Path(__file__).parent / "data" / "pages"
TITLE = "Board Votes to Dredge the Eastern Basin"
A = "The harbour board voted on Tuesday to dredge the eastern basin before winter, after three years of quarrels."
B = "The eastern basin has been closed to larger boats since the harbour lost its dredger, the board said in a letter."
C = "Nobody has yet said who will pay for the work in the basin, but the board wants to begin before the winter storms."
D = "“We have asked for this since my father was young,” said Lotte Brandt, who sells nets and ropes by the basin."
STORY = (A, B, C, D)
MENU = ("Home", "News", "Weather", "Tides", "Log in")
LEGAL = ("Related", "Ferry Fares to Rise in May", "© 2019 The Coast. All rights reserved.")


def read(*lines, hints=None):
    return rawdump.loads("\n".join(lines) + "\n", hints=hints)


def kinds(page):
    return [segment.kind for segment in page.segments for _ in range(segment.stop - segment.start)]


def test_the_story_of_a_whole_page_is_found_among_its_furniture():
    [article] = page = read(f"{TITLE} | The Coast", *MENU, TITLE, "By Lotte Brandt", "5 May 2019", *STORY, *LEGAL)
    assert (article.headline, article.body) == (TITLE, STORY)
    assert (article.byline, article.published) == ("By Lotte Brandt", date(2019, 5, 5))
    assert kinds(page)[: 1 + len(MENU)] == ["furniture"] * (1 + len(MENU))
    assert kinds(page)[-3:] == ["furniture"] * 3


def test_a_deck_stands_between_headline_and_byline():
    deck = "The work will cost eleven million, and nobody has said who pays."
    [article] = read(f"{TITLE} | The Coast", *MENU, TITLE, deck, "By Lotte Brandt", "5 May 2019", *STORY, *LEGAL)
    assert (article.headline, article.deck, article.body) == (TITLE, deck, STORY)
    assert (article.byline, article.published) == ("By Lotte Brandt", date(2019, 5, 5))


def test_what_is_left_over_is_reported_once():
    page = read(f"{TITLE} | The Coast", *MENU, TITLE, *STORY, *LEGAL)
    assert [each.code for each in page.diagnostics if each.code.startswith("page.")] == ["page.leftover"]


def test_buttons_and_other_stories_inside_the_story_are_no_part_of_it():
    [article] = read(TITLE, "", A, "Share", B, "Read also: Ferry Fares to Rise in May", C, "Share", D)
    assert article.body == STORY


def test_paragraphs_of_a_small_page_stay_together_whatever_buttons_stand_between():
    page = rawdump.loads((DATA / "buttons-twice-in-body.txt").read_text("utf-8"))
    assert [text.split()[0] for text in page[0].body] == ["The", "Nobody", "Two", "“We"]


def test_a_title_parts_the_sentences_below_it_from_a_story():
    teaser = f"{C[:-1]}, and no one knows when, or why."
    story = [f"{text[:-1]}, said the chairwoman." for text in STORY]
    [article] = read(TITLE, "", *story, "Share", "Share", "The Ferry from the North Was Late Again on Friday", teaser)
    assert teaser not in article.body


def test_a_short_line_between_paragraphs_is_a_subhead():
    [article] = read(TITLE, "", A, B, "The bill", C, D)
    assert article.body == (A, B, Subhead("The bill"), C, D)


def test_a_line_with_a_credit_is_a_caption():
    [article] = read(
        f"{TITLE} | The Coast", *MENU, TITLE, "Boats in the basin on Monday. Photo: Lotte Brandt/AFP", *STORY
    )
    assert [(caption.text, caption.credit) for caption in article.captions] == [
        ("Boats in the basin on Monday.", "Lotte Brandt/AFP")
    ]
    assert article.body == STORY


def test_entries_of_a_list_stay_in_the_story():
    [article] = read(TITLE, "", A, B, "- boats: two marks", "- ships: nine marks", C, D)
    assert article.body == (A, B, "- boats: two marks", "- ships: nine marks", C, D)


def test_the_name_of_the_site_is_no_part_of_the_headline():
    assert read(f"{TITLE} | The Coast", "", *STORY)[0].headline == TITLE


@pytest.mark.parametrize(
    "text",
    [
        "The harbour board voted on Tuesday to|dredge the eastern basin before win-|ter, after three years of quarrels.",  # noqa: E501
        "The harbour board voted on Tues-|day to dredge the eastern basin be-|fore winter, after three years of|quarrels.",  # noqa: E501
    ],
    ids=["wide", "narrow"],
)  # fmt: skip
def test_lines_of_a_fixed_width_are_one_paragraph(text):
    lines = text.split("|")
    other = (
        "   The basin has been closed to larger",
        "boats since the harbour lost its",
        "dredger, the board said in a letter.",
    )
    page = read("Board Votes to Dredge Basin", "", *lines, *other)
    assert page[0].body == (
        "The harbour board voted on Tuesday to dredge the eastern basin before winter, after three years of quarrels.",
        "The basin has been closed to larger boats since the harbour lost its dredger, the board said in a letter.",
    )
    assert page.origins[0]["body[0]"] == ((2, 2 + len(lines)),)


def test_marks_of_headings_are_no_part_of_the_text():
    [article] = read(f"# {TITLE}", "", A, "", B, "", "## The bill", "", C, "", D)
    assert article.headline == TITLE
    assert article.body == (A, B, Subhead("The bill"), C, D)


FRONT = (
    "---",
    f'title: "{TITLE}"',
    "author: Lotte Brandt",
    "url: https://coast.example/dredge",
    "description: Work begins in October.",
    "sitename: The Coast",
    "date: 2019-05-05",
    "---",
)


def test_a_front_matter_says_what_the_page_prints_elsewhere():
    [article] = read(*FRONT, *STORY)
    assert (article.headline, article.body) == (TITLE, STORY)
    assert (article.byline, article.deck) == ("Lotte Brandt", "Work begins in October.")
    assert (article.url, article.published) == ("https://coast.example/dredge", date(2019, 5, 5))
    assert article.publisher.name == "The Coast"


@pytest.mark.parametrize("lines", [("---", "", *STORY), ("---", "title: never closed", *STORY)])
def test_two_rules_are_no_front_matter(lines):
    assert set(STORY) <= set(read(*lines)[0].body)


def test_an_article_that_is_likely_not_right_is_a_guess():
    sure = read(f"{TITLE} | The Coast", *MENU, TITLE, *STORY, *LEGAL)
    offer = "Subscribe to our newsletter today, and read all of it."
    ships = ("Ships come and go and nobody counts them, they say.", offer, "Ships come and go.")
    weak = read("Harbour", *MENU, A, "More", *ships)
    assert next(each.code for each in sure.diagnostics if each.code.startswith("guess.")) == "guess.evidence"
    assert next(each.code for each in weak.diagnostics if each.code.startswith("guess.")) == "guess.article"
    assert weak.confidence[0] < 0.5 <= sure.confidence[0]


# --- lists ---


def test_a_list_of_teasers_is_refused():
    teasers = [
        line
        for number in range(6)
        for line in (f"Bridge number {number} opens in the valley", "", A, "", "5 May 2019", "")
    ]
    page = read(*teasers)
    assert (len(page), [each.code for each in page.diagnostics]) == (0, ["page.listing"])


def test_a_story_above_teasers_is_read():
    teasers = (f"{A[:90]}…", f"{B[:92]}…", f"{C[:88]}…")
    [article] = read(TITLE, *STORY, *teasers)
    assert (article.headline, article.body) == (TITLE, STORY)


# --- hints ---

WITHOUT_TITLE = (*MENU, "Life on the Coast", TITLE, "Dredgers are Costly, Says a Report of the Fishermen", *STORY)


@pytest.mark.parametrize(
    "hints",
    [
        Hints(title=TITLE),
        Hints(title=f"{TITLE} | The Coast"),
        Hints(url="https://coast.example/news/board-votes-to-dredge-the-eastern-basin-4711.html"),
    ],
)
def test_a_hint_tells_the_headline_if_the_page_has_it(hints):
    assert read(*WITHOUT_TITLE, hints=hints)[0].headline == TITLE


@pytest.mark.parametrize(
    "hints",
    [
        Hints(title="Quite Another Story of the Week"),
        Hints(url="https://coast.example/news/quite-another-story-of-the-week.html"),
        Hints(title="", url="no address", language="no language!", site=""),
    ],
)
def test_a_wrong_hint_changes_nothing_that_the_page_says(hints):
    lines = (f"{TITLE} | The Coast", *MENU, TITLE, *STORY, *LEGAL)
    [plain], [hinted] = read(*lines), read(*lines, hints=hints)
    assert (hinted.headline, hinted.body) == (plain.headline, plain.body) == (TITLE, STORY)


def test_hints_fill_what_the_page_does_not_print():
    hints = Hints(url="https://coast.example/a b", language="en", published=date(2019, 5, 5))
    [article] = read(TITLE, "", *STORY, hints=hints)
    assert (article.url, article.language) == ("https://coast.example/a%20b", "en")
    assert article.published == date(2019, 5, 5)
    [printed] = read(TITLE, "6 June 2018", *STORY, hints=hints)
    assert printed.published == date(2018, 6, 6)


@given(
    dumps(), st.builds(Hints, title=st.none() | st.text(), url=st.none() | st.text(), language=st.none() | st.text())
)
def test_any_page_can_be_read_with_any_hints(text, hints):
    page = rawdump.loads(text, hints=hints)
    assert "".join(segment.text for segment in page.segments) == text


# --- long pages ---


def test_what_follows_a_very_long_page_is_furniture_up_to_a_known_head():
    head = ("", "A Bridge Opens", "", "TT", "20", "", "A Bridge Opens", "", A)
    page = read(TITLE, "", *STORY, *(f"Link {number}" for number in range(6000)), *head)
    assert [article.headline for article in page] == [TITLE, "A Bridge Opens"]
    assert (page[0].body, page[1].body) == (STORY, (A,))


# --- the labelled pages ---


@pytest.fixture(scope="module")
def results():
    """All texts of the labelled pages, read and scored. The weights were learnt on these very pages."""
    folder = shared("pages")
    spec = importlib.util.spec_from_file_location("page_scorer", folder / "score.py")
    scorer = sys.modules["page_scorer"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    names = [name for names in scorer.FAMILIES.values() for name in names if name != "html"]
    return [each for each in scorer.run(folder, [*names, "layouts"]) if each.verdict != "empty"]


@pytest.mark.parametrize(
    ("family", "least"),
    [
        ("whole page", 0.6),
        ("main text, loose", 0.6),
        ("main text, precise", 0.77),
        ("title and text", 0.72),
        ("front matter", 0.85),
        ("seed outlet", 1.0),
    ],
)
def test_pages_of_many_publishers_are_read(results, family, least):
    good = [each.good for each in results if each.family == family]
    assert sum(good) >= least * len(good)


def test_confidence_is_a_probability(results):
    """Of the articles at a confidence, about as many are right as it says."""
    for low, high in ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 1.01)):
        group = [each for each in results if each.confidence is not None and low <= each.confidence < high]
        right = sum(each.good for each in group) / len(group)
        mean = sum(each.confidence for each in group) / len(group)
        assert abs(right - mean) < 0.1, (low, high, right, mean, len(group))


def test_no_article_that_was_chosen_by_evidence_is_certain(results):
    known = [each.confidence for each in results if each.confidence is not None and each.family != "seed outlet"]
    assert 0.8 < max(known) < 0.9


def test_few_bylines_are_none(results):
    given_ = [each.byline for each in results if each.byline is not None]
    assert sum(given_) >= 0.8 * len(given_)


def test_find_takes_hints():
    found = newsdoc.find("\n".join(WITHOUT_TITLE), hints=Hints(title=TITLE))
    assert [each.article.headline for each in found if each.article] == [TITLE]


PRINTED = (
    *(f"{TITLE} | The Coast", "Home", "By Lotte Brandt", "5 May 2019", *STORY),
    *("Boats wait in the basin (AFP/Lotte Brandt)", "The dredger in 1974 Coast PHOTO", "© Reuters", "Share"),
)
UNPRINTABLE = "\x00\x0b\x1b\x7f\x85\ud800\udcff\ufffe\u2028\u200e\ufeff\t"


@given(
    st.permutations(PRINTED),
    st.lists(
        st.tuples(st.integers(0, len(PRINTED) - 1), st.integers(0, 40), st.sampled_from(UNPRINTABLE)), max_size=12
    ),
)
def test_characters_that_no_field_takes_may_be_anywhere(lines, spoils):
    """A layout looks at lines as printed, and only the builder replaces what XML forbids."""
    lines = list(lines)
    for number, at, char in spoils:
        lines[number] = lines[number][:at] + char + lines[number][at:]
    text = "\n".join(lines)
    page = rawdump.loads(text)
    assert page.text == text
    assert [each.article for each in newsdoc.find(text) if each.article] == list(page)


WEIGHED = Path(__file__).parent / "data/pages/weighed"


@pytest.mark.parametrize(
    ("name", "headline", "byline", "paragraphs"),
    [
        ("mail-that-quotes", "Le pont d'Orvale rouvrira au printemps après un vote du conseil", "Par Marta Kellner", 6),
        ("mail-sent-on", "Jembatan Orvale dibuka kembali musim semi setelah pemungutan suara", "Oleh Marta Kellner", 6),
        ("printed-page-with-numbers", "Stadtrat beschließt Wiedereröffnung der Flussbrücke im Frühjahr",
         "Von Marta Kellner", 6),
        ("header-of-a-converter", "El puente de Orvale reabrirá en primavera tras el voto del consejo",
         "Por Marta Kellner", 6),
        ("reading-time-above-the-story", "Brug in Orvale gaat in het voorjaar weer open na stemming in raad",
         "Marta Kellner", 6),
    ],
)  # fmt: skip
def test_pages_that_other_tools_wrapped(name, headline, byline, paragraphs):
    [article] = rawdump.loads((WEIGHED / f"{name}.txt").read_text("utf-8"))
    assert (article.headline, article.byline, len(article.body)) == (headline, byline, paragraphs)


@pytest.mark.parametrize("name", ["page-not-found", "page-of-a-shop", "page-about-cookies"])
def test_a_page_of_another_kind_is_in_doubt(name):
    assert rawdump.loads((WEIGHED / f"{name}.txt").read_text("utf-8")).confidence[0] <= 0.3


def test_several_numbered_lines_are_subheads():
    [article] = rawdump.loads((WEIGHED / "numbered-subheads.txt").read_text("utf-8"))
    assert [block.text for block in article.body if isinstance(block, Subhead)] == [
        "1. It is old", "2. It is narrow", "3. It will be free",
    ]  # fmt: skip
