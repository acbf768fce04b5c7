"""Kinds of pages that publishers' systems make: what stands where, and what is only in their data."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime

import pytest

from newsdoc.formats import html
from newsdoc.model import plain_text

TITLE = "Orvale bridge to reopen in spring after council vote"
DECK = "Engineers say the crossing is safe for cars but not yet for lorries."
STORY = [
    "The town council voted on Monday night to reopen the river bridge in April, eleven years after a flood cut it.",
    "The decision, carried by nine votes to four, follows months of argument over who should pay for the foundations.",
    "Lorries above 7.5 tonnes will still have to take the northern route until the second phase is finished, it said.",
    "Opponents of the plan argue that the money would be better spent on the ferry, which carries 1,200 people a day.",
]


def page(body: str, head: str = "") -> str:
    return f"<html lang=en><head><title>{TITLE} - Orvale Gazette</title>{head}</head><body>{body}</body></html>"


def read(body: str, head: str = ""):
    [article] = html.loads(page(body, head))
    return article


def paragraphs(*between: str) -> str:
    return "".join(f"<p>{text}</p>{more}" for text, more in zip(STORY, [*between, "", "", "", ""], strict=False))


@pytest.mark.parametrize(
    "heading",
    [
        "<h1><span class=kicker>Politics</span><span>{}</span></h1>",
        "<h1><span>{}</span><a href=/>Orvale Gazette North</a></h1>",
        "<h1>{}</h1>",
        "<div role=heading aria-level=1>{}</div>",
    ],
)
def test_a_headline_stands_beside_other_words_in_its_element(heading):
    titles = f"<meta property=og:title content='{TITLE}'>"
    assert read(f"<article>{heading.format(TITLE)}{paragraphs()}</article>", titles).headline == TITLE


def test_a_headline_in_two_elements_stays_whole():
    first, second = TITLE.split(" after ")
    heading = f"<h1><span>{first}</span> <span>after {second}</span></h1>"
    assert read(f"<article>{heading}{paragraphs()}</article>").headline == TITLE


def test_elements_without_a_space_between_them_are_read_apart():
    body = (
        f"<article><h1>{TITLE}</h1><p>{STORY[0]}</p><p><b>Second</b><a href=/x>Third</a> day: {STORY[1]}</p></article>"
    )
    assert plain_text(read(body).body[1]).startswith("Second Third day")
    body = f"<article><h1>{TITLE}</h1><p>{STORY[0]}</p><p>The third<a href=/x>Fourth</a> day: {STORY[1]}</p></article>"
    assert plain_text(read(body).body[1]).startswith("The third Fourth day")
    # a word in two colours is one word, and so is one with a sign
    body = f"<article><h1>{TITLE}</h1><p>{STORY[0]}</p><p>Ferry<sup>TM</sup> day: {STORY[1]}</p></article>"
    assert plain_text(read(body).body[1]).startswith("FerryTM day")
    body = f"<article><h1>{TITLE}</h1><p>{STORY[0]}</p><p><b>Sec</b><i>ond</i> day: {STORY[1]}</p></article>"
    assert plain_text(read(body).body[1]).startswith("Second day")


@pytest.mark.parametrize("lead", ["Read also:", "Mehr zum Thema:", "相关新闻："])
def test_a_link_to_another_story_is_no_paragraph(lead):
    link = f"<p><strong>{lead} <a href=/ferry>Ferry operator warns of job cuts</a></strong></p>"
    article = read(f"<article><h1>{TITLE}</h1>{paragraphs(link, link)}</article>")
    assert [plain_text(block) for block in article.body] == STORY


def test_a_colon_before_a_link_in_a_sentence_is_none():
    link = '<p>The plan has a name: <a href="/plan">Two Banks</a>, and it is said to please everybody in the town.</p>'
    assert len(read(f"<article><h1>{TITLE}</h1>{paragraphs(link)}</article>").body) == 5


@pytest.mark.parametrize(
    "deck", ["<p class=standfirst>{}</p>", "<h3 class=subtitle>{}</h3>", "<p itemprop=alternativeHeadline>{}</p>"]
)
def test_a_deck_that_weighs_as_much_as_the_story(deck):
    article = read(f"<article><h1>{TITLE}</h1>{deck.format(DECK)}<div class=text>{paragraphs()}</div></article>")
    assert (article.deck, len(article.body)) == (DECK, 4)


def test_a_description_that_says_the_headline_is_no_deck():
    head = f"<meta name=description content='{TITLE}'>"
    article = read(f"<article><h1>{TITLE}</h1><p>{TITLE}</p>{paragraphs()}</article>", head)
    assert (article.headline, article.deck) == (TITLE, None)


@pytest.mark.parametrize(
    "signed",
    [
        "<div class=entry-meta>Posted on 13 February 2024 by <a class='url fn' rel=author href=/m>{}</a></div>",
        "<div class=submitted>Submitted by <span class=username>{}</span> on 13 February 2024</div>",
        "<div><span class='author vcard'>{}</span> · 13 February 2024</div>",
    ],
)
def test_a_writer_whom_an_element_names(signed):
    article = read(f"<article><h1>{TITLE}</h1>{signed.format('Marta Kellner')}{paragraphs()}</article>")
    assert [source.name for source in article.authors] == ["Marta Kellner"]
    assert article.published == date(2024, 2, 13)


def test_a_writer_and_a_time_below_the_story():
    footer = (
        "<div class=post-footer>Posted by <span itemprop=author>Marta Kellner</span> at "
        "<abbr itemprop=datePublished title=2024-02-13T09:12:00Z>09:12</abbr></div>"
    )
    article = read(f"<div class=post><h1>{TITLE}</h1>{paragraphs()}{footer}</div>")
    assert [source.name for source in article.authors] == ["Marta Kellner"]
    assert article.published == datetime(2024, 2, 13, 9, 12, tzinfo=UTC)


def test_a_head_of_lines_with_breaks():
    body = f"<b>{TITLE}</b><br>By Marta Kellner<br>13 February 2024<br><br>{'<br><br>'.join(STORY)}"
    article = read(body)
    assert (article.headline, article.byline, article.published) == (TITLE, "By Marta Kellner", date(2024, 2, 13))
    assert list(article.body) == STORY


@pytest.mark.parametrize("markup", ["{}", "<p>{}</p>"])
def test_a_story_that_a_script_would_print(markup):
    body = "\n\n".join(markup.format(text) for text in STORY)
    stated = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE, "articleBody": body}
    script = f"<script type=application/ld+json>{json.dumps(stated)}</script>"
    found = html.loads(page("<div id=root>Loading ...</div>", script))
    [article] = found
    assert (article.headline, list(article.body)) == (TITLE, STORY)
    assert "page.script" in {diagnostic.code for diagnostic in found.diagnostics}
    # what is printed counts more
    assert "page.script" not in {
        note.code for note in html.loads(page(f"<h1>{TITLE}</h1>{paragraphs()}", script)).diagnostics
    }
    # a story for money only is not read from there
    stated["isAccessibleForFree"] = False
    script = f"<script type=application/ld+json>{json.dumps(stated)}</script>"
    assert not html.loads(page("<div id=root>Loading ...</div>", script)).articles


@pytest.mark.parametrize(
    ("caption", "text", "credit"),
    [
        (
            "Robotnicy na moście w niedzielę. Fot. Jonas Riedel / PAP",
            "Robotnicy na moście w niedzielę.",
            "Jonas Riedel / PAP",
        ),
        ("일요일 다리 위에서 작업하는 인부들 사진=연합뉴스", "일요일 다리 위에서 작업하는 인부들", "연합뉴스"),
        ("日曜日、橋の上で作業する人たち ＝田中恵子撮影", "日曜日、橋の上で作業する人たち", "田中恵子撮影"),
    ],
)
def test_credits_of_other_languages(caption, text, credit):
    figure = f"<figure><img src=/b.jpg><figcaption>{caption}</figcaption></figure>"
    [found] = read(f"<article><h1>{TITLE}</h1>{figure}{paragraphs()}</article>").captions
    assert (found.text, found.credit) == (text, credit)


def test_a_caption_that_is_only_a_credit():
    figure = "<figure><img src=/b.jpg><figcaption>AP Photo/Ann Example</figcaption></figure>"
    [found] = read(f"<article><h1>{TITLE}</h1>{figure}{paragraphs()}</article>").captions
    assert (found.text, found.credit) == (None, "AP Photo/Ann Example")


def test_a_credit_whose_element_has_another_name():
    caption = "<span class=attribution>The bridge on Sunday</span> <span class=x>Getty Images/Ann Example</span>"
    figure = f"<figure><img src=/b.jpg><figcaption>{caption}</figcaption></figure>"
    [found] = read(f"<article><h1>{TITLE}</h1>{figure}{paragraphs()}</article>").captions
    assert (found.text, found.credit) == ("The bridge on Sunday", "Getty Images/Ann Example")


def test_a_headline_that_only_its_class_names():
    title = "<title>News from The Associated Press</title>"
    head = f"<span class=entry-title>{TITLE}</span><br>By Marta Kellner<br>Associated Press<br><br>"
    body = f"<div>{head}{paragraphs()}</div>"
    [article] = html.loads(f"<html><head>{title}</head><body>{body}</body></html>")
    assert article.headline == TITLE


def test_paragraphs_that_are_divs_with_names_that_say_nothing():
    story = "".join(f"<div class=css-{number}x>{text}</div>" for number, text in enumerate(STORY))
    related = "".join(
        f"<div><a href=/{number}>Another story of the day, number {number}</a></div>" for number in range(5)
    )
    found = html.loads(page(f"<div><h1>{TITLE}</h1><div>{story}</div></div><div>{related}</div>"))
    assert list(found[0].body) == STORY
    assert found.confidence[0] > 0.5


_LINES = "".join(f"<p>{text}</p>" for text in STORY)
_BARE = [
    f"<h3>{TITLE}</h3><div>{'<br><br>'.join(STORY)}</div>",
    f"<div>{TITLE}</div>{_LINES}",
    f"<p><b>{TITLE}</b></p><p><i>By Ann Example</i></p>{_LINES}",
    f"<p><b>{TITLE}</b></p><p>Tuesday, February 13, 2024</p>{_LINES}",
    "<pre>" + "\n\n".join([TITLE, *STORY]) + "</pre>",
    f"<table><tr><td><b>{TITLE}</b></td></tr><tr><td>{'<br><br>'.join(STORY)}</td></tr></table>",
]


@pytest.mark.parametrize("head", ["", "<title>Orvale Gazette</title>"], ids=["no title", "the site's name"])
@pytest.mark.parametrize("body", _BARE, ids=["h3", "div", "byline below", "date below", "pre", "a letter's table"])
def test_a_headline_that_nothing_calls_one(body, head):
    found = html.loads(f"<html><head>{head}</head><body>{body}</body></html>")
    assert found[0].headline == TITLE
    assert TITLE not in map(plain_text, found[0].body)
    assert len(found[0].body) == len(STORY)
    assert "guess.headline" in {each.code for each in found.diagnostics}
    assert found.confidence[0] < 0.5


@pytest.mark.parametrize(
    "first",
    [
        "Sport",
        "By Ann Example",
        "Tuesday, February 13, 2024",
        "Foto: Ann Example/AFP",
        "<a href=/1>Ferry stops for the winter again</a>",
        "The council said yes to the bridge at last.",
    ],
)
def test_these_are_no_headlines(first):
    found = html.loads(f"<html><body><p>{first}</p>{_LINES}</body></html>")
    assert found[0].headline is None


def test_the_name_of_the_site_above_a_story_is_no_headline():
    name = "The Gazette of Orvale and the Valley"
    for site, headline in ((name, None), ("Bay Post", name)):
        head = f"<meta property=og:site_name content='{site}'>"
        found = html.loads(f"<html><head>{head}</head><body><p>{name}</p>{_LINES}</body></html>")
        assert found[0].headline == headline


def test_a_title_that_tells_the_story_is_the_headline_of_a_page_that_prints_none():
    found = html.loads(page(f"<p><b>What the council said on Monday</b></p>{_LINES}"))
    assert found[0].headline.startswith(TITLE)


@pytest.mark.parametrize("printed", ["<strong>{}</strong>", "{}"])
def test_a_date_and_a_byline_above_the_first_paragraph(printed):
    date_line, byline = printed.format("Tuesday, February 13, 2024"), printed.format("By Ann Example")
    article = read(f"<article><h1>{TITLE}</h1><p>{byline}</p><p>{date_line}</p>{_LINES}</article>")
    assert (article.byline, article.published) == ("By Ann Example", date(2024, 2, 13))
    assert len(article.body) == len(STORY)


def test_a_credit_loses_the_stop_behind_it_and_keeps_those_of_its_letters():
    for printed, credit in (("Image: Ann Example.", "Ann Example"), ("Image: A.P.", "A.P.")):
        caption = (
            f"<figure><img src=/1.jpg><figcaption>The bridge on Sunday.<small>{printed}</small></figcaption></figure>"
        )
        [shown] = read(f"<article><h1>{TITLE}</h1>{caption}{_LINES}</article>").captions
        assert (shown.text, shown.credit) == ("The bridge on Sunday.", credit)


def test_a_deck_and_a_line_of_name_and_date_at_the_head_of_the_story():
    head = f"<p>{DECK[:-1]}</p><p><span>Ann Example</span> <time datetime='2024-02-13'>13.2.2024</time></p>"
    article = read(f"<article><h1>{TITLE}</h1>{head}{_LINES}</article>")
    assert (article.deck, article.byline, article.published) == (DECK[:-1], "Ann Example", date(2024, 2, 13))
    assert list(map(plain_text, article.body)) == STORY


_OPINION = "".join(
    f"<p>I have waited for this bridge since {year}, and can hardly believe it.</p>" for year in (2013, 2015)
)


@pytest.mark.parametrize(
    ("heading", "ends"),
    [
        ("2 comments", True),
        ("Comments (14)", True),
        ("Kommentare", True),
        ("Leave a comment", True),
        ("تعليقات", True),
        ("Angry comments", False),
        ("The mayor's comments", False),
        ("What comes next", False),
    ],
)
def test_a_story_ends_above_the_comments_of_its_readers(heading, ends):
    article = read(f"<article><h1>{TITLE}</h1>{_LINES}<h2>{heading}</h2>{_OPINION}</article>")
    assert (len(article.body) == len(STORY)) is ends
    assert [plain_text(block) for block in article.body[: len(STORY)]] == STORY
