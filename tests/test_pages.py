"""Pages with one trouble each, from `data/pages/`: what must come out of them, and how sure it may be."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from newsdoc import Subhead
from newsdoc.formats import rawdump
from newsdoc.page.bylines import is_byline, is_name

PAGES = Path(__file__).parent / "data" / "pages"
TITLE = "Board Votes to Dredge the Eastern Basin"
SHORT = "Basin to Be Dredged"
A = (
    "The harbour board voted on Tuesday to dredge the eastern basin before winter, after three "
    "years of quarrels with the fishermen."
)
B = (
    "Nobody has yet said who will pay for the new cranes, the chairwoman told reporters, but "
    "the work begins in any case in October."
)
C = (
    "Two boats had to turn back last week because the water was too low for them, and a third "
    "one lost its rudder on the sand."
)
D = (
    "“We have asked for this since my father was young,” said Lotte Brandt, who sells nets and "
    "ropes behind the customs house."
)
SURE = 0.5  # an article above it is one that newsdoc stands by


def read(name):
    return rawdump.loads((PAGES / f"{name}.txt").read_bytes())


def codes(page):
    return sorted({diagnostic.code for diagnostic in page.diagnostics})


ONE_ARTICLE = {  # headline, body, captions
    "article-twice": (TITLE, (A, B, C), []),
    "article-twice-blank-lines": (TITLE, (A, B), []),
    "article-twice-around-control": (TITLE, (A, B), []),
    "links-above-title": (TITLE, (A, Subhead("At low tide"), B), []),
    "links-above-caption": (
        TITLE, (A, B),
        [("The dredger in the eastern basin on Tuesday evening, seen from the customs house", None, None)]),
    "archive-caption-without-label": (
        "Opinion: Who Needs a Basin?", (A, B),
        [("A crane at the eastern basin on Sunday, August 17, 2014.", "Reuters/Ann Example", None)]),
    "dated-two-paragraphs": (SHORT, (A, B), []),
    "dated-caption-and-paragraphs": (SHORT, (A, B), [("The dredger on Tuesday.", "AFP", None)]),
    "picture-in-body": (
        SHORT, (A, B, Subhead("At low tide"), C),
        [("The dredger", "AFP", None), ("Lotte Brandt behind the customs house - 24 April 2025", "AP", 1)]),
    "byline-below-headline": (TITLE, (A, B), []),
    "byline-before-date": (TITLE, (A, B), []),
    "byline-after-date": (TITLE, (A, B), []),
}  # fmt: skip


@pytest.mark.parametrize("name", ONE_ARTICLE)
def test_what_the_article_holds(name):
    headline, body, captions = ONE_ARTICLE[name]
    (article,) = read(name)
    assert (article.headline, article.body) == (headline, body)
    assert [(caption.text, caption.credit, caption.anchor) for caption in article.captions] == captions


@pytest.mark.parametrize("name", ["head-without-captions-twice", "head-without-captions-twice-close"])
def test_a_head_without_captions_on_the_page_twice_makes_two_articles(name):
    page = read(name)
    assert [(article.headline, article.body) for article in page] == [(SHORT, (A,))] * 2
    assert codes(page) == ["article.duplicate"]


@pytest.mark.parametrize("name", ["archive-tag", "author-page"])
def test_a_list_is_not_an_article(name):
    page = read(name)
    assert (len(page), codes(page)) == (0, ["page.listing"])


@pytest.mark.parametrize(
    ("name", "headline"),
    [("menu-twice", TITLE), ("menu-of-bullets", TITLE), ("chinese-menu-twice", None), ("promotion-twice", None)],
)
def test_a_line_that_repeats_is_not_a_headline_for_that(name, headline):
    page = read(name)
    assert [article.headline for article in page] == [headline]
    assert not any(article.captions for article in page)
    assert max(page.confidence) < 0.9


@pytest.mark.parametrize("name", ["dated-elsewhere", "select-page-elsewhere", "article-twice", "links-above-caption"])
def test_a_known_shape_on_an_unknown_site_is_not_sure(name):
    page = read(name)
    assert max(page.confidence) <= SURE
    assert {"guess.layout", "guess.printed-twice"}.intersection(codes(page))


def test_buttons_that_stand_twice_in_a_body_are_not_captions():
    (article,) = read("buttons-twice-in-body")
    assert [(caption.text, caption.credit) for caption in article.captions] == [("A map of the basin.", "EPA")]
    assert {A, B, D} <= set(article.body)


@pytest.mark.parametrize(
    ("name", "byline", "published"),
    [
        ("byline-below-headline", "By Lotte Brandt and Ola Lind", None),
        ("byline-before-date", "Lotte Brandt", date(2019, 5, 5)),
        ("byline-after-date", "Von: Lotte Brandt", date(2019, 5, 5)),
        ("no-byline", None, None),
        ("links-above-title", None, None),
        ("article-twice", None, None),
        ("buttons-twice-in-body", None, None),
    ],
)
def test_a_byline_is_a_printed_name(name, byline, published):
    (article,) = read(name)
    assert (article.byline, article.published) == (byline, published)


def test_the_picture_s_alternative_text_stays_in_the_segments():
    page = read("picture-in-body")
    assert [segment.text for segment in page.segments if segment.kind == "unknown"] == ["img_0042\n"]


def test_the_second_copy_of_an_article_stays_in_the_segments():
    page = read("article-twice")
    left = "".join(segment.text for segment in page.segments if segment.kind == "unknown")
    assert left.startswith(f"{A}\n{B}\n{C}\nMore from the harbour\n")


@pytest.mark.parametrize(
    "line",
    ["By Ann Example", "by Ann Example and Bo Sample", "Von: ANN EXAMPLE", "von Dr. Ann Example, ORVALE RADIO",
     "Par Ann Example", "Por Ann Example y Bo Sample", "By J. R. Example / Gazette Staff", "بقلم: آن مثال",
     "Von Ann Example mit AP", f"By {'A ' * 14}".strip()],
)  # fmt: skip
def test_lines_that_say_by_whom(line):
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    ["Skip to main content", "By and", "By published", "By Type", "De Maart", "By Ann Example 30 August 2023",
     "By the Old Quay", "Von der Leyen Visits the Harbour", "By Ann Example.", "Bylines",
     "By the time the boats came back it was night", "By |", "By von Ann Example", "By Ann Example said",
     f"By {'A ' * 15}".strip()],
)  # fmt: skip
def test_lines_that_do_not(line):
    assert not is_byline(line)


def test_one_word_is_a_name_right_below_the_headline_only():
    assert is_byline("By Staff", alone=True)
    assert not is_byline("By Staff")


@pytest.mark.parametrize(
    "line", ["Ann Example", "Ann van der Example", "J. R. Example", "Ann Example and Bo Sample", "آن مثال"]
)
def test_bare_names(line):
    assert is_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ann",
        "Market day",
        "Also in the Gazette",
        "Log In?",
        "* Ann Example",
        "Route 20",
        "Ann Example (AFP)",
        "a b",
        "",
    ],
)
def test_short_lines_that_are_not_names(line):
    assert not is_name(line)


@pytest.mark.parametrize("joint", ["|", "–", "-"])
def test_the_name_of_the_site_behind_a_headline_is_no_part_of_it(joint):
    title = f"Havuz Taranacak {joint} Şarku'l Avsat"
    (article,) = rawdump.loads("\n".join([title, "", "TT", "", title, "", A]))
    assert article.headline == "Havuz Taranacak"
    other = title.replace("Avsat", "Avsat Nehri")
    (article,) = rawdump.loads("\n".join([other, "", "TT", "", other, "", A]))
    assert article.headline == other
