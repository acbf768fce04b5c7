"""The limits of what speaks for a line of HTML: a value that reaches a limit has another sign than one less.

The weights of the signs are learnt, so a limit that moves gives wrong weights to pages without any other sign.
"""

from __future__ import annotations

import math
from datetime import date, datetime

import pytest
from lxml import etree

import newsdoc
from newsdoc import Hints
from newsdoc.formats import html, html_encoding
from newsdoc.formats.html import words
from newsdoc.formats.html.authors import without_date, writers
from newsdoc.formats.html.blocks import is_data
from newsdoc.formats.html.choose import Known, choose_story, find_box, inside_features, line_features, surroundings
from newsdoc.formats.html.evidence import confidence, evidence
from newsdoc.formats.html.head import Head, names_site, read_head, whole_address
from newsdoc.formats.html.headline import Headline, choose_headline
from newsdoc.formats.html.label import Labelled, is_subhead, label_lines
from newsdoc.formats.html.lines import Box, read_lines
from newsdoc.formats.html.parse import parsed_page, text_of_page
from newsdoc.formats.html.reasons import reasons_of
from newsdoc.formats.html.weights import ARTICLE
from newsdoc.page.layouts.reasons import NEAR

TITLE = "Bridge opens in spring"
DAYS = ["Monday", "Tuesday", "Friday", "Sunday", "the next day"]
STORY = [
    f"The council of Eastbay agreed on {day} to reopen the old bridge, after a year of work on it." for day in DAYS
]


def root_of(body, head=""):
    return etree.HTML(f"<html><head>{head}</head><body>{body}</body></html>")


def lines_of(body):
    return read_lines(root_of(body))


def known(head=-1, shared=frozenset(), alternatives=frozenset(), stated="", site=()):
    return Known(head, shared, alternatives, stated, site, frozenset(), {})


def signs(body, at=0, **facts):
    return line_features(lines_of(body)[at], known(**facts))


def numbered(found, name):
    """The numbers of the signs with a name: 2 of `gap2`."""
    return [each.removeprefix(name) for each in found if each.removeprefix(name).lstrip("-").isdigit()]


# --- a line by itself ---


@pytest.mark.parametrize(
    ("width", "size"), [(24, 0), (25, 1), (59, 1), (60, 2), (119, 2), (120, 3), (239, 3), (240, 4)]
)
def test_the_width_of_a_line(width, size):
    assert f"size{size}" in signs(f"<p>{'x' * width}</p>")


@pytest.mark.parametrize(("linked", "links"), [(0, None), (1, 0), (9, 0), (10, 1), (39, 1), (40, 2), (79, 2), (80, 3)])
def test_the_share_of_links(linked, links):
    found = signs(f"<p><a>{'x' * linked}</a>{'y' * (100 - linked)}</p>")
    assert numbered(found, "links") == ([] if links is None else [str(links)])


@pytest.mark.parametrize(
    ("letters", "width"), [("x", 40), ("桥", 100), ("กข"[0], 100), ("한", 100), ("é", 40)]
)  # a character of a script without spaces counts as two and a half
def test_wide_scripts(letters, width):
    assert lines_of(f"<p>{letters * 40}</p>")[0].width == width


@pytest.mark.parametrize(("width", "is_known"), [(20, False), (21, True)])
def test_a_line_that_a_picture_has_instead(width, is_known):
    text = "x" * width
    assert ("alternative" in signs(f"<p>{text}</p>", alternatives=frozenset((text,)))) is is_known


@pytest.mark.parametrize(
    ("markup", "tag"),
    [
        ("<h3>A</h3>", "h"), ("<h6>A</h6>", "h"), ("<li>A</li>", "li"), ("<dd>A</dd>", "dd"), ("<my-box>A</my-box>",
        "other"),
        ("<section>A</section>", "section"), ("<pre>A</pre>", "other"), ("A", "other"),
    ],
)  # fmt: skip
def test_the_tag_of_a_line(markup, tag):
    assert f"tag-{tag}" in signs(markup)


def test_what_the_elements_around_a_line_say():
    body = "<main class=related><aside><div class=share><p class=byline>One</p><p>Two</p></div></aside></main>"
    assert {each for each in signs(body) if each.startswith(("near", "in-"))} == {
        "near-related", "near-main", "near-control", "near-byline", "near-credit", "in-main", "in-aside",
    }  # fmt: skip
    assert "near-byline" not in signs(body, 1)
    lines = lines_of(body)
    shared = frozenset([lines[1].box.find("main")])
    assert "near-main" not in line_features(lines[1], known(shared=shared))
    assert "near-related" in line_features(lines[1], known(shared=shared)), "the aside says so as well"


def test_words_inside_a_line_count_if_they_hold_half_of_it():
    for letters, is_named in ((4, False), (5, True), (6, True)):
        body = f"<p><span class=credit>{'x' * letters}</span>{'y' * (10 - letters)}</p>"
        assert ("near-credit" in signs(body)) is is_named


# --- the element of the story ---


def chosen(body, weights, head=-1):
    lines = lines_of(body)
    box = find_box(lines, weights, head)
    return box and (box.element.get("id") or box.tag)


def test_the_element_whose_lines_weigh_most_together():
    body = f"<div id=a><p>{STORY[0]}</p><p>{STORY[1]}</p></div><div id=b><p>{STORY[2]} {STORY[3]}</p></div>"
    assert chosen(body, [3.0, 3.0, 3.0]) == "body"
    assert chosen(body, [3.0, 3.0, -3.0]) == "a"
    assert chosen(body, [-3.0, -3.0, 3.0]) == "p"
    assert chosen(body, [-3.0, -3.0, -3.0]) is None
    assert chosen(body, [0.0, 0.0, 0.0]) is None
    assert chosen("", []) is None


def test_a_copy_of_the_story_weighs_nothing():
    twice = f"<div id=a><p>{STORY[0]}</p></div><div id=b><p>{STORY[0]}</p></div>"
    assert chosen(f"<section>{twice}</section>", [3.0, 3.0]) == "p"
    assert chosen(f"<section><p>{STORY[1]}</p>{twice}</section>", [3.0, 3.0, 3.0]) == "section"


def test_the_story_is_below_its_headline_and_near_it():
    above = f"<div id=a><p>{STORY[0]}</p><p>{STORY[1]}</p><p>{STORY[2]}</p></div>"
    below = f"<article><h1>{TITLE}</h1><div id=b><p>{STORY[3]}</p><p>{STORY[4]}</p></div></article>"
    weights = [3.0, 3.0, 3.0, -1.0, 3.0, 3.0]
    assert chosen(above + below, weights, head=3) == "b"
    # much more prose elsewhere is the story, and a little more is not
    more = "".join(f"<p>{number} {STORY[0]}</p>" for number in range(2))
    assert chosen(f"{below}<div id=c>{more}</div>", [-1.0, *[3.0] * 4], head=0) == "b"
    more = "".join(f"<p>{number} {STORY[0]}</p>" for number in range(3, 9))
    assert chosen(f"{below}<div id=c>{more}</div>", [-1.0, *[3.0] * 8], head=0) == "body"


def test_a_line_of_prose_weighs_six_hundred_at_most():
    parted = f"<div id=a><p>{'x' * 300}</p><p>{'y' * 301}</p></div>"
    small = "<p>s</p>" * 25
    assert chosen(f"<div>{parted}{small}<div id=b>{'z' * 5000}</div></div>", [9.0, 9.0, *[-9.0] * 25, 9.0]) == "div"
    many = "".join(f"<p>{'s' * 30}{number:02}</p>" for number in range(25))
    assert chosen(f"<section>{parted}{many}<p>{'z' * 5000}</p></section>", [9.0, 9.0, *[-9.0] * 25, 9.0]) == "a"


@pytest.mark.parametrize(("share", "is_shared"), [(39, False), (40, True)])
def test_an_element_around_much_of_the_prose_says_nothing_of_one_line(share, is_shared):
    one, other = f"{'x' * (share * 10 - 1)}.", f"{'y' * (999 - share * 10)}."
    lines = lines_of(f"<div><p>{one}</p></div><div><p>{other}</p></div>")
    assert (lines[0].box.parent in surroundings(lines, -1)) is is_shared


def test_what_is_prose_around_a_line():
    long, linked = f"{'x' * 59}.", f"<a>{'z' * 30}</a>{'z' * 69}."
    short, open_ = f"{'y' * 58}.", "w" * 80
    for text, is_prose in ((long, True), (short, False), (linked, False), (open_, False)):
        lines = lines_of(f"<div><p>{text}</p></div><div><p>{STORY[0][:60]}.</p></div>")
        assert (lines[0].box in surroundings(lines, -1)) is is_prose
    lines = lines_of(f"<div><h1>{TITLE}</h1></div><p>{STORY[0]}</p>")
    assert {lines[0].box, lines[0].box.parent} <= surroundings(lines, 0)
    assert lines[0].box not in surroundings(lines, -1)


# --- the lines beside each other ---


def inside(body, weights, **facts):
    """The signs of the lines of a page's body beside each other."""
    lines = lines_of(body)
    box = lines[0].box.find("body")
    return [row for _, row in inside_features(lines, weights, box, known(**facts))]


def test_the_weight_of_a_line_by_itself_is_a_sign_in_steps_of_two():
    found = inside("".join(f"<p>{n}</p>" for n in range(9)), [-20.0, -8.0, -3.1, -2.9, 0.0, 0.9, 1.1, 3.1, 30.0])
    assert [row[row.index(next(each for each in row if each.startswith("first")))] for row in found] == [
        "first-4", "first-4", "first-2", "first-1", "first0", "first0", "first1", "first2", "first4",
    ]  # fmt: skip


def test_the_neighbours_of_a_line():
    found = inside("".join(f"<p>{n}</p>" for n in range(5)), [-2.1, -2.0, 0.0, 2.0, 1.9])
    assert {"above-none", "above2-none", "below1", "below22"} <= set(found[0])
    row = set(found[2])
    assert {"above1", "above20", "below3", "below22"} <= row
    row = set(found[4])
    assert {"above3", "above22", "below-none", "below2-none"} <= row


def test_the_gap_above_a_line_and_the_widest_one():
    weights = [1.0, -1.0, 1.0, *[-1.0] * 3, 1.0, *[-1.0] * 7, 1.0, *[-1.0] * 15, 1.0, 1.0]
    found = inside("".join(f"<p>{n}</p>" for n in range(len(weights))), weights)
    taken = [row for row, weight in zip(found, weights, strict=True) if weight > 0]
    assert [numbered(row, "gap") for row in taken] == [[], ["1"], ["2"], ["3"], ["4"], ["0"]]
    assert [numbered(row, "widest") for row in taken] == [[], ["0"], ["0"], ["1"], ["2"], ["2"]]
    for gap, step in ((3, 0), (4, 1), (8, 1), (9, 2), (19, 2), (20, 3)):
        found = inside("".join(f"<p>{n}</p>" for n in range(gap + 2)), [1.0, *[-1.0] * gap, 1.0])
        assert numbered(found[-1], "widest") == [str(step)]
    weights = [1.0, *[-1.0] * 20, 1.0, *[-1.0] * 2, 1.0]
    found = inside("".join(f"<p>{n}</p>" for n in range(len(weights))), weights)
    assert numbered(found[-1], "widest") == ["3"]
    assert numbered(found[-1], "gap") == ["1"]


def test_the_place_of_a_line():
    found = inside("".join(f"<p>{n}</p>" for n in range(5)), [-1.0, 1.0, -1.0, 1.0, -1.0], head=1)
    assert [next(each for each in row if each in ("before", "amid", "after")) for row in found] == [
        "before", "amid", "amid", "amid", "after",
    ]  # fmt: skip
    assert ["above-headline" in row for row in found] == [True, True, False, False, False]


@pytest.mark.parametrize(("width", "step"), [(1, 0), (2, 1), (19, 1), (20, 2), (59, 2), (60, 3)])
def test_how_much_of_the_story_is_in_the_same_parent_and_in_the_same_classes(width, step):
    body = f"<div class=a><p class=b>{'x' * width}</p></div><section><div>{'y' * (100 - width)}</div></section>"
    [row, other] = inside(body, [1.0, 1.0])
    assert (numbered(row, "parent"), numbered(row, "sign")) == ([str(step)], [str(step)])
    body = f"<div><p class=b>{'x' * width}</p></div><div><p class=c>{'y' * (100 - width)}</p></div>"
    [row, other] = inside(body, [1.0, 1.0])
    assert (numbered(row, "sign"), numbered(row, "parent")) == ([str(step)], [str(step)])
    assert other != row


def test_a_line_that_is_printed_twice_and_one_that_names_the_site():
    body = "<p>One</p><p>The Eastbay Post says</p><p>Two</p><p>Two</p><p>Three</p><p>Eastbay Post</p>"
    found = inside(body, [1.0] * 6, site=("eastbay post",))
    assert ["repeated" in row for row in found] == [False, False, True, True, False, False]
    assert [[each for each in row if each.startswith("names-site")] for row in found] == [
        [], ["names-site", "names-site-early"], [], [], [], ["names-site", "names-site-last"],
    ]  # fmt: skip
    found = inside("<p>Eastbay Post</p><p>One</p><p>Eastbay Post!</p><p>Two</p>", [1.0] * 4, site=("eastbay post",))
    assert "names-site-early" in found[0]
    assert "names-site-last" in found[2]
    found = inside("<p>Eastbay Post</p><p>Eastbay Post!</p><p>Two</p>", [1.0] * 3, site=("eastbay post",))
    assert "names-site-early" in found[0]
    assert "names-site-last" in found[1]


def test_a_line_of_the_story_as_json_ld_has_it():
    stated = "x" * 60 + "abcdefghijklmno"
    body = f"<p>{'x' * 70}</p><p>{'x' * 15}</p><p>{'x' * 14}</p><p>{'y' * 15}</p><p>abcdefghijklmno</p>"
    found = inside(body, [1.0] * 5, stated=stated)
    assert [[each for each in row if "stated" in each] for row in found] == [
        ["stated"], ["stated"], [], ["unstated"], ["stated"],
    ]  # fmt: skip


def test_tables_of_data_are_no_lines_of_the_story():
    table = "<table><tr><td>Cars</td><td>2</td></tr><tr><td>Bikes</td><td>9</td></tr></table>"
    assert len(inside(f"<p>One</p>{table}<p>Two</p>", [1.0] * 6)) == 2
    assert len(inside("<p>One</p><table><tr><td>Cars</td><td>2</td></tr></table><p>Two</p>", [1.0] * 4)) == 4


def story_of(body, head=-1):
    lines = lines_of(body)
    found = choose_story(lines, known(head, surroundings(lines, head)))
    return found and [lines[index].text for index in found.lines]


@pytest.mark.parametrize(("copies", "taken"), [(1, 6), (2, 6), (3, 5)])
def test_a_line_that_the_page_prints_often_is_not_of_the_story(copies, taken):
    extra = "<p>The paper asks all of its readers to write to the council about the old bridge.</p>" * copies
    paragraphs = "".join(f"<p>{each}</p>" for each in STORY)
    assert len(story_of(f"<div>{paragraphs}{extra}</div>")) == taken


def test_a_copy_of_the_headline_is_not_of_the_story():
    paragraphs = "".join(f"<p>{each}</p>" for each in STORY)
    body = f"<h1>{STORY[0]}</h1><div>{paragraphs}</div>"
    assert story_of(body, head=0) == STORY[1:]


# --- the headline ---


def headline(body, *titles, site=None):
    found = choose_headline(lines_of(body), titles, site)
    return found and found.index


@pytest.mark.parametrize(("width", "found"), [(400, 0), (401, None)])
def test_a_headline_is_not_longer_than_four_hundred_characters(width, found):
    assert headline(f"<h1>{'x' * width}</h1>") == found


@pytest.mark.parametrize(("text", "found"), [("Spr", None), ("Spri", 0)])
def test_a_piece_of_a_title_has_four_letters_to_be_looked_at(text, found):
    assert headline(f"<p>{text}</p>", text) == found


def test_the_first_of_two_headlines_counts():
    assert headline(f"<h1>{TITLE}</h1><h1>{TITLE}</h1>", TITLE) == 0
    assert headline(f"<h1>Other words</h1><h1>{TITLE}</h1>", TITLE) == 1
    assert headline("<h1>–</h1><h1>The Weir</h1>", site="the weir!") is None
    assert headline(f"<p>{TITLE}</p><h2>Other</h2>") is None


@pytest.mark.parametrize(
    ("printed", "title", "echo"),
    [
        ("Bridges", "Bridges too", 0.0),  # seven letters
        ("Bridges,", "Bridgesa", 0.0),
        ("Bridgesa", "Bridgesa too", 0.95),
        ("Bridgeing", "Bridgeing in May", 0.95),
        ("Bridge opens", "Bridge opens in the East", 0.95),  # 11 of 20 letters
        ("Bridge opens", "Bridge opens in the Eastb", 0.95),
        ("Bridge opens", "Bridge opens in the Eastba", 0.0),  # 11 of 22
        ("Bridge is open", "Now: Bridge is open at last to all cars", 0.8),
        ("Bridge opens", "Now: Bridge opens at last to all cars", 0.0),  # 11 letters
        ("Opens bridge", "The bridge opens soon", 0.0),  # two words
        ("Opens bridge soon", "The bridge opens soon", 0.7),
        ("Opens a bridge", "The bridge opens soon", 0.7 * 2 / 3),
        ("Opens a bridge soon", "bridge opens", 0.7 * 2 / 4),
    ],
)
def test_how_far_a_title_repeats_a_line(printed, title, echo):
    found = choose_headline(lines_of(f"<h1>{printed}</h1>"), [title], None)
    assert found.echo == pytest.approx(echo)


# --- the chance of an article ---


def judged(body, kinds, weights, headline=None, head=None):
    lines = lines_of(body)
    story = html.choose.Story(lines[0].box, [*weights], weights)
    return evidence(lines, Labelled(kinds, headline, story, frozenset(), {}, None), head or Head())


def chance(weight):
    return 1 / (1 + math.exp(-weight))


def test_the_evidence_for_an_article():
    body = "".join(f"<p>{'x' * 99}{number}</p>" for number in range(7))
    kinds = ["furniture", "paragraph", "subhead", "paragraph", "paragraph", "furniture", "caption"]
    weights = {0: -1.0, 1: 4.0, 2: 3.0, 3: 1.0, 4: 4.0, 5: -3.0, 6: 2.0}
    found = judged(body, kinds, weights, Headline(0, 5.0, 0.7))
    own = [chance(weights[index]) for index in (1, 2, 3, 4)]
    assert found == pytest.approx({
        "bias": 1.0, "foreign": sum(1 - each for each in own) / 4 * 5, "lost": (chance(-1.0) + chance(-3.0)) / 4 * 5,
        "near": 0.25 * 3, "no-echo": 0.3, "no-headline": 0.0, "site": 0.0, "edge": 1 - chance(1.0), "few": 0.0,
        "short": 1.0, "outside": 0.0,
    })  # fmt: skip


def test_the_evidence_for_a_doubtful_article():
    prose = [
        f"{'x' * 119}.",
        f"{'y' * 120}.",
        f"<a>{'z' * 39}</a>{'z' * 90}.",
        "z" * 130,
        f"<a>{'w' * 38}</a>{'w' * 91}.",
    ]
    body = f"<p>{'x' * 100}</p><p>{'y' * 100}</p><p>The Post</p>" + "".join(f"<div>{each}</div>" for each in prose)
    kinds = ["paragraph", "paragraph", "paragraph", *["furniture"] * 5]
    found = judged(body, kinds, {0: -5.0, 1: 5.0}, head=Head(site="The Post"))
    assert found["foreign"] == 1.0
    assert found["edge"] == pytest.approx(1 - chance(-5.0))
    assert (found["no-echo"], found["no-headline"], found["site"], found["few"], found["short"]) == (1, 1, 1, 1, 1)
    assert found["outside"] == 1.0
    # of prose elsewhere, what is longer than 120 characters, ends as a sentence and has few links
    body = f"<p>{'x' * 999}</p>" + "".join(f"<div>{each}</div>" for each in prose)
    assert judged(body, ["paragraph", *["furniture"] * 5], {})["outside"] == pytest.approx((121 + 130) / 999)
    body = f"<p>{'x' * 100}</p><p>{'y' * 100}</p><p>The Post</p>" + "".join(f"<div>{each}</div>" for each in prose)
    assert judged(body, ["furniture"] * 8, {0: 1.0})["outside"] == 1.0
    assert evidence(lines_of(body), Labelled(kinds, None, None, frozenset(), {}, None), Head()) == {}


def test_how_many_lines_and_characters_are_few():
    for count, few in ((3, 1.0), (4, 0.0)):
        body = "".join(f"<p>{'x' * 150}</p>" for _ in range(count))
        found = judged(body, ["paragraph"] * count, dict.fromkeys(range(count), 5.0))
        assert found["few"] == few
    for width, short in ((149, 1.0), (150, 0.0)):
        body = f"<p>{'x' * width}</p><p>{'x' * 150}</p>" + f"<p>{'x' * 150}</p>" * 2
        assert judged(body, ["paragraph"] * 4, dict.fromkeys(range(4), 5.0))["short"] == short


@pytest.mark.parametrize(("at", "site"), [(0, 0.0), (1, 0.0), (2, 1.0), (3, 1.0)])
def test_the_site_is_named_at_the_end_of_a_story(at, site):
    texts = ["A line of the story"] * 4
    texts[at] = "The Post of Eastbay"
    found = judged("".join(f"<p>{each}</p>" for each in texts), ["paragraph"] * 4, {}, head=Head(site="Post"))
    assert found["site"] == site


@pytest.mark.parametrize(("at", "edge"), [(0, True), (1, True), (2, False), (3, True), (4, True)])
def test_the_edge_of_a_story_is_two_lines_on_each_side(at, edge):
    weights = dict.fromkeys(range(5), 9.0)
    weights[at] = -9.0
    found = judged("".join(f"<p>{'x' * 90}</p>" for _ in range(5)), ["paragraph"] * 5, weights)
    assert (found["edge"] > 0.5) is edge


def test_the_confidence_has_limits():
    assert confidence({"bias": 9.0}) == 0.99
    assert confidence({"no-headline": 9.0, "few": 9.0}) == 0.02
    assert confidence({}) == 0.5
    assert confidence({"bias": 0.1, "other": 9.0}) == round(chance(ARTICLE["bias"] / 10), 2)


# --- the head ---


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("The Post says", True), ("post", True), ("Posts of the town", False), ("Outpost", False), ("In a post.", True),
        ("(Post)", True), ("", False), ("post2", False), ("2post", False),
    ],
)  # fmt: skip
def test_a_line_that_names_the_site(text, is_named):
    assert names_site(text, ("other", "post")) is is_named


def head_of(head, address=None, body=""):
    return read_head(root_of(body, head), address)


def test_the_names_of_a_site():
    head = head_of(
        '<meta property="og:site_name" content="BayPost.com"><link rel=canonical href="https://www.bay.example/1">'
    )
    assert head.names() == ("bay", "baypost", "baypost.com")
    assert Head(site="Ab").names() == ()
    assert Head(site="Abc ").names() == ("abc",)


@pytest.mark.parametrize(
    ("titles", "site", "bare"),
    [
        (["Bridge opens | Bay Post"], "Bay Post", "Bridge opens"),
        (["Bridge opens - Bay Post"], "Bay Post", "Bridge opens"),
        (["Bridge - opens – Bay Post"], "Bay Post", "Bridge - opens"),
        (["Bridge opens | East"], "Bay Post", "Bridge opens | East"),
        (["Bridge opens_Bay"], "Bay Post", "Bridge opens"),
        (["Bridge opens | East", "Bridge opens"], None, "Bridge opens"),
        (["Bridge opens", "The bridge opens"], None, "Bridge opens"),
        ([], None, None),
    ],
)
def test_a_title_without_the_name_of_the_site(titles, site, bare):
    assert Head(titles=titles, site=site).bare_title() == bare


def test_a_line_that_is_the_site():
    head = Head(site="Bay Post", publisher=newsdoc.Source("Bay Media"), url="https://www.bay.example/news/1")
    assert [head.is_site(each) for each in ("BAY POST!", "Post", "Media", "bay.", "–", "East", "news")] == [
        True, True, True, True, True, False, False,
    ]  # fmt: skip
    assert head.is_house("Bay Post Staff")
    assert not head.is_house("Ann Example")


@pytest.mark.parametrize(
    ("base", "address", "whole"),
    [
        ("https://a.example/x/", "../b", "https://a.example/b"), (None, "https://a.example/b", "https://a.example/b"),
        (None, "/b", None), ("https://a.example/", " ", None), ("https://a.example/", None, None),
        ("https://a.example/", "//[b/c", None),
    ],
)  # fmt: skip
def test_an_address_in_full(base, address, whole):
    assert whole_address(base, address) == whole


LD = '<script type="application/ld+json">{}</script>'


def test_the_facts_of_the_head():
    found = head_of(
        "<title>Bridge  opens</title><svg><title>Icon</title></svg><title>Other</title>"
        '<meta name="keywords" content="bridge, toll;  town"><meta name="author" content="Ann Example">'
        '<meta name="author" content="https://bay.example/ann"><meta name="author" content="12">'
        f'<meta name="byl" content="{"x" * 100}"><meta name="dc.creator" content="{"y" * 99}">'
        '<meta property="og:type" content="Article"><meta http-equiv="Content-Language" content="de-AT">'
        '<meta name="last-modified" content="2024-03-05T07:00:00Z"><meta name="date" content="2024-03-04">'
    )
    assert found.titles == ["Bridge opens"]
    assert found.keywords == ("bridge", "toll", "town")
    assert [source.name for source in found.authors] == ["Ann Example", "y" * 99]
    assert (found.stated_by, found.article, found.language, found.free) == ("meta", True, "de-AT", True)
    assert found.modified == datetime.fromisoformat("2024-03-05T07:00:00+00:00")
    assert head_of("<meta name=keywords content=a><meta property=article:tag content=b>").keywords == ("b",)
    assert head_of("").stated_by == ""
    assert not head_of("<meta property=og:type content=website>").article


def test_a_moment_counts_more_than_a_day():
    day = LD.format('{"@type": "NewsArticle", "datePublished": "2024-03-04"}')
    moment = '<meta property="article:published_time" content="2024-03-04T10:00:00Z">'
    assert head_of(day + moment).published == datetime.fromisoformat("2024-03-04T10:00:00+00:00")
    assert head_of(day + '<meta name="date" content="2024-03-05">').published == date(2024, 3, 4)


@pytest.mark.parametrize(
    ("free", "is_free"), [("false", False), ('"False"', False), ("0", False), ("true", True), ('"x"', True)]
)
def test_a_page_that_is_read_for_money(free, is_free):
    head = head_of(LD.format(f'{{"@type": "NewsArticle", "headline": "A", "isAccessibleForFree": {free}}}'))
    assert head.free is is_free


@pytest.mark.parametrize(("size", "is_kept"), [(399, False), (400, True)])
def test_a_long_text_of_json_ld_is_that_of_the_story(size, is_kept):
    head = head_of(LD.format(f'{{"@type": "NewsArticle", "articleBody": "{"x" * size}"}}'))
    assert head.body == ("x" * size if is_kept else "")


@pytest.mark.parametrize(("count", "site"), [(3, "A0"), (4, None)])
def test_one_of_several_articles_is_that_of_the_page(count, site):
    nodes = ",".join(
        f'{{"@type": "NewsArticle", "headline": "H{n}", "publisher": {{"@type": "Organization", "name": "A{n}"}}}}'
        for n in range(count)
    )
    assert head_of(LD.format(f"[{nodes}]")).site == site
    assert head_of("<title>H2 | Post</title>" + LD.format(f"[{nodes}]")).site == "A2"


def test_json_ld_that_cannot_be_read_is_named_with_its_line():
    head = head_of("\n\n" + LD.format('{"a": }'))
    [note] = head.notes
    assert (note.code, note.line) == ("error.item", 3)


# --- labels ---


@pytest.mark.parametrize(
    ("markup", "is_one"),
    [
        ("<h2>Cracks</h2>", True), ("<h1>Cracks</h1>", False), ("<p><b>Cracks in pillars</b></p>", True),
        ("<p><b>Cracks in pillars.</b></p>", False), ("<p><b>Cracks</b> in</p>", False), ("<li><b>Cracks</b></li>",
        False),
        (f"<p><b>{'x' * 89}</b></p>", True), (f"<p><b>{'x' * 90}</b></p>", False), ("<p>‘<b>Cracks</b>’</p>", True),
        ("<p>1. <b>Cracks</b></p>", False), ("<p><i>Cracks</i></p>", False), ("<h3><div>Cracks</div></h3>", True),
    ],
)  # fmt: skip
def test_a_line_that_is_a_subhead(markup, is_one):
    assert is_subhead(lines_of(markup)[0]) is is_one


def read(body, head=f"<title>{TITLE}</title>"):
    return html.loads(f"<html><head>{head}</head><body>{body}</body></html>")


def kinds(body, head=f"<title>{TITLE}</title>"):
    """The labels of the lines of a page by their text."""
    root = root_of(body, head)
    lines = read_lines(root)
    found = label_lines(root, lines, read_head(root, None))
    return {line.text: kind for line, kind in zip(lines, found.kinds, strict=True)}


def article(above="", below="", paragraphs=STORY):
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f"<article><h1>{TITLE}</h1>{above}<div>{text}</div>{below}</article>"


DECK = "After a year of work, buses may cross the river"


@pytest.mark.parametrize(
    ("above", "is_deck"),
    [
        (f'<div class="deck">{DECK}</div>', True),
        (f'<div class="deck">{"x" * 30}</div>', True),
        (f'<div class="deck">{"x" * 29}</div>', False),
        (f"<div>{DECK}</div>", False),
        (f"<h2 class='date credit'>{DECK}</h2>", True),
        (f"<h2 class='date credit'>{DECK[:30]}</h2>", True),
        (f"<p>A</p><p>B</p><h2 class='date credit'>{DECK}</h2>", True),
        (f"<p>A</p><p>B</p><p>C</p><h2 class='date credit'>{DECK}</h2>", False),
        (f'<h2 class="related">{DECK}</h2>', False),
        (f'<div class="deck related">{DECK}</div>', False),
        (f'<div class="deck"><a href="/1">{DECK}</a></div>', False),
        (f'<div class="deck"><a href="/1">{"x" * 20}</a>{"y" * 20}</div>', True),
        (f'<div class="deck"><a href="/1">{"x" * 21}</a>{"y" * 20}</div>', False),
    ],
)
def test_a_deck(above, is_deck):
    found = kinds(article(above))
    text = lines_of(above)[-1].text
    assert (found[text] == "deck") is is_deck


def test_a_deck_that_the_description_repeats():
    meta = '<meta name="description" content="{}">'
    assert kinds(article(f"<div>{DECK}</div>"), meta.format(f"{DECK}, said the council"))[DECK] == "deck"
    long = f"{DECK} of Eastbay again, said the council on Monday"
    assert kinds(article(f"<div>{long}</div>"), meta.format(f"{long[:80]} or so"))[long] == "deck"
    assert kinds(article(f"<div>{long}</div>"), meta.format(f"{long[:60]} or so"))[long] == "furniture"


def test_two_headings_below_the_headline_are_one_deck():
    found = kinds(article(f"<h2 class='date credit'>{DECK}</h2><h2 class='date credit'>{DECK} again</h2>"))
    assert (found[DECK], found[f"{DECK} again"]) == ("deck", "furniture")


@pytest.mark.parametrize(
    ("byline", "is_one"),
    [
        ("<div class=author>Ann Example</div>", True), ("<div class=author>ann Example</div>", False),
        ("<div class=author>安娜</div>", True), ("<div class=author>Ann 12345 Example</div>", False),
        ("<div class=author>Ann 123 Example</div>", True), ("<div class=author>Ann 1234 Example</div>", False),
        (f"<div class=author>Ann Example {'x' * 88}</div>", True),
        (f"<div class=author>Ann Example {'x' * 89}</div>", False),
        (f"<div>By Ann Example and {'X' + 'x' * 140}</div>", False),
        ("<div class='author hidden'>Ann Example</div>", False), ("<div class='author caption'>Ann Example</div>",
        False),
        ("<nav class=author>Ann Example</nav>", False), ("<div class=author>Foto: Ann Example</div>", False),
    ],
)  # fmt: skip
def test_a_line_that_names_the_writers(byline, is_one):
    lines = lines_of(article(byline))
    found = kinds(article(byline))
    assert (found[lines[1].text] == "byline") is is_one


def test_where_a_byline_may_be():
    author = "<p class=author>Ann Example</p>"
    one = "Ann Example"
    four = "".join(f"<p>{each}</p>" for each in ("Alpha", "Beta", "Gamma"))
    assert kinds(f"<main>{author}{four}{article()}</main>")[one] == "byline"
    assert kinds(f"<main>{author}{four}<p>Delta</p>{article()}</main>")[one] != "byline"
    below = "".join(f"<p>{number}</p>" for number in range(11))
    assert kinds(article(below=f"{below}{author}"))[one] == "byline"
    assert kinds(article(below=f"{below}<p>x</p>{author}"))[one] != "byline"
    assert kinds(article(below=f"<div class=related>{author}</div>"))[one] != "byline"
    assert kinds(article(f"<div class=related>{author}</div>"))[one] == "byline"


def test_names_below_a_byline_in_its_element():
    names = [f"<div class=author>Ann Example{chr(65 + n)}</div>" for n in range(12)]
    found = kinds(article(f"<div>{''.join(names)}</div>"))
    assert [kind for text, kind in found.items() if text.startswith("Ann")] == ["byline"] * 10 + ["furniture"] * 2
    found = kinds(article(f"<div>{names[0]}</div><div>{names[1]}</div>"))
    assert [kind for text, kind in found.items() if text.startswith("Ann")] == ["byline", "furniture"]


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("<div><time datetime='2024-03-04T10:00:00'>today</time></div>", "2024-03-04"),
        ("<div><time datetime='2024-03-04T10:00:00+01:00'>today</time></div>", "2024-03-04T10:00:00+01:00"),
        ("<div><time>today</time> 2024-03-04</div>", "2024-03-04"),
        ("<div>4.3.2024</div>", "2024-03-04"), ("<div>2024/3/4</div>", "2024-03-04"), ("<div>1999.12.31</div>",
        "1999-12-31"),
        ("<div>32.3.2024</div>", None), ("<div>12024-03-04</div>", None), ("<div>2024-03-041</div>", None),
        ("<div>1.2.20245</div>", None), (f"<div class=credit>2024-03-04 {'x' * 109}</div>", "2024-03-04"),
        (f"<div class=credit>2024-03-04 {'x' * 110}</div>", None),
    ],
)  # fmt: skip
def test_a_time_that_is_printed_in_figures(line, printed):
    root = root_of(article(line))
    found = label_lines(root, read_lines(root), read_head(root, None)).printed
    assert (found and found.isoformat()) == printed


def test_a_time_may_be_printed_above_the_headline():
    for count, printed in ((3, date(2024, 3, 4)), (4, None)):
        above = "<p>2024-03-04</p>" + "".join(f"<p>{'abcd'[n]}</p>" for n in range(count))
        root = root_of(f"<main>{above}{article()}</main>")
        assert label_lines(root, read_lines(root), read_head(root, None)).printed == printed


# --- pages that are no article ---


def refusal(body, head=""):
    root = root_of(body, head)
    return label_lines(root, read_lines(root), read_head(root, None)).refusal


@pytest.mark.parametrize(("count", "code"), [(4, "page.unstructured"), (5, "page.listing")])
def test_linked_titles_without_a_story_are_a_list(count, code):
    links = "".join(f'<li><a href="/{n}">{"x" * 19}{n}</a></li>' for n in range(count))
    assert refusal(f"<ul>{links}</ul>") == code
    short = "".join(f'<li><a href="/{n}">{"x" * 18}{n}</a></li>' for n in range(count))
    assert refusal(f"<ul>{short}</ul>") == "page.unstructured"


@pytest.mark.parametrize(("count", "code"), [(2, None), (3, "page.listing")])
def test_linked_headings_with_text_below_them_are_a_list(count, code):
    teasers = "".join(
        f'<h3><a href="/{n}">The title number {n} is here</a></h3><p>{STORY[n]}</p>' for n in range(count)
    )
    assert refusal(f"<h1>{TITLE}</h1><div>{teasers}</div>") == code


@pytest.mark.parametrize(("count", "code"), [(2, "page.unstructured"), (3, None)])
def test_a_page_of_little_prose_says_itself_that_it_is_an_article(count, code):
    body = "".join(f"<p>{each}</p>" for each in STORY[:count])
    assert refusal(f"<div>{body}</div>") == code
    assert refusal(f"<div>{body}</div>", "<meta property=og:type content=article>") is None
    assert refusal(f"<h1>{TITLE}</h1><div>{body}</div>") is None


@pytest.mark.parametrize(
    ("sentences", "code"),
    [
        (("The council reopens the old bridge.", "It will be free, he says."), None),
        (("The council reopens the old bridge.", "It will be free, he said"), "page.unstructured"),
        (("The council reopens the old bridge.", "It will be free, he."), "page.unstructured"),
        (("The council agreed on Monday to reopen the old bridge now.",), "page.unstructured"),
    ],
    ids=["two sentences", "a sentence and a piece", "two that are too short", "one sentence"],
)
def test_a_brief_is_a_headline_and_two_short_sentences(sentences, code):
    body = "".join(f"<p>{each}</p>" for each in sentences)
    assert refusal(f"<h1>{TITLE}</h1><div>{body}</div>") == code
    assert refusal(f"<div>{body}</div>") == "page.unstructured"


def test_an_offer_is_short_and_has_a_button():
    offer = (
        "<div class=paywall><p>{}</p><p>You may read on today with a subscription, free in the first month.</p>{}</div>"
    )
    button = "<button>Subscribe</button>"
    assert refusal(f"<h1>{TITLE}</h1>" + offer.format(STORY[0], button)) == "page.paywall"
    assert refusal(f"<h1>{TITLE}</h1>" + offer.format(STORY[0], "")) is None
    more = [f"{each} {number}." for number in range(2) for each in STORY]
    assert refusal(f"<h1>{TITLE}</h1>" + offer.format("</p><p>".join(more), button)) is None


# --- captions ---


def captions(body):
    return [text for text, kind in kinds(body).items() if kind == "caption"]


@pytest.mark.parametrize(
    ("beside", "is_caption"),
    [
        ("<figcaption>Masons at work</figcaption>", True),
        ("<div class=caption>Masons at work</div>", True),
        ("<div class=photo>Masons at work on it</div>", True),
        ("<div class=photo>Masons at work on i</div>", False),
        ("<small>Masons at work on it</small>", False),
        ("<div>Masons at work on the second pillar</div>", False),
        (f"<figcaption>{'x' * 900}</figcaption>", True),
        (f"<figcaption>{'x' * 901}</figcaption>", False),
        ("<button><span class=caption>Masons at work</span></button>", False),
        ("<form class=caption>Masons at work</form>", False),
    ],
)
def test_a_caption_of_a_picture(beside, is_caption):
    assert bool(captions(article(f"<figure><img src=/a.jpg>{beside}</figure>"))) is is_caption


@pytest.mark.parametrize(("more", "is_caption"), [(4, True), (5, False)])
def test_an_element_with_a_picture_and_few_lines_is_that_of_the_picture(more, is_caption):
    lines = "".join(f"<p>{number}</p>" for number in range(more))
    body = article(f"<div><img src=/a.jpg><p class=caption>Masons at work</p>{lines}</div>")
    assert bool(captions(body)) is is_caption


@pytest.mark.parametrize(("width", "is_caption"), [(20, False), (21, True)])
def test_a_caption_that_is_the_picture_in_words(width, is_caption):
    text = "Masons at work on it all"[:width]
    body = article(f"<div><img src=/a.jpg alt='{text}'><p>{text}</p></div>")
    assert bool(captions(body)) is is_caption


@pytest.mark.parametrize(("between", "is_caption"), [(4, True), (5, False)])
def test_a_picture_below_the_story(between, is_caption):
    lines = "".join(f"<p>{number}</p>" for number in range(between))
    figure = "<figure><img src=/a.jpg><figcaption>Masons at work</figcaption></figure>"
    assert bool(captions(article(below=f"{lines}{figure}"))) is is_caption


@pytest.mark.parametrize(("between", "is_caption"), [(11, True), (12, False)])
def test_a_picture_above_the_headline(between, is_caption):
    lines = "".join(f"<p>{number}</p>" for number in range(between))
    figure = "<figure><img src=/a.jpg><figcaption>Masons at work</figcaption></figure>"
    whole = article().replace("<h1>", f"{figure}{lines}<h1>")
    assert bool(captions(whole)) is is_caption


# --- lines ---


def texts(body):
    return [line.text for line in lines_of(body)]


def test_blank_lines_part_a_block_and_a_single_break_does_not():
    assert texts("<div>One<br>two<br><br>three<br> <br> four</div>") == ["One two", "three", "four"]


@pytest.mark.parametrize(("fill", "parted"), [(0, False), (1, True)])
def test_in_a_long_block_single_breaks_part_the_paragraphs(fill, parted):
    sentence = "The council of Eastbay agreed to reopen the old bridge in spring, it said."
    body = "<br>".join([sentence] * 7)
    size = sum(map(len, [sentence] * 7)) + 6
    body += "<br>" + "x" * (600 - size - 1 + fill)
    assert (len(texts(f"<div>{body}</div>")) > 1) is parted


def test_elements_with_nothing_between_them_are_parted_outside_of_paragraphs():
    assert texts("<div><span>Ann</span><span>Bay</span></div>") == ["Ann Bay"]
    assert texts("<p><span>Br</span><span>idge</span></p>") == ["Bridge"]
    assert texts("<div><span>Ann </span><span>Bay</span></div>") == ["Ann Bay"]
    assert texts("<div><b>Br<i>id</i><i>ge</i></b></div>") == ["Bridge"]


def test_what_is_not_displayed():
    hidden = '<div style="display : none">a</div>b<span hidden>c</span><p class="sr-only">d</p><select>e</select>'
    assert texts(f"<div>{hidden}</div>") == ["a", "b", "d"]
    assert [bool(line.flags & words.HIDDEN) for line in lines_of(f"<div>{hidden}</div>")] == [True, False, True]
    assert [line.box.tag for line in lines_of("<nav class=hidden><p>a</p></nav>")] == ["p"]


def test_a_picture_that_a_script_loads():
    assert lines_of("<div>a<noscript><img src=/a.jpg></noscript></div>")[0].box.has_picture
    assert not lines_of("<div>a<noscript><p>b</p></noscript></div>")[0].box.has_picture


def test_marks_of_a_piece_are_counted_from_its_start():
    [one, two] = lines_of("<div>One <b>b</b><br><br>two <i>ccc</i> <a href=/d>dd</a></div>")
    assert [(mark.kind, one.raw[mark.start : mark.stop]) for mark in one.marks] == [("strong", "b")]
    assert [(mark.kind, two.raw[mark.start : mark.stop]) for mark in two.marks] == [("emphasis", "ccc"), ("link", "dd")]
    assert (one.links, two.links) == (0, 2)
    [one, two] = lines_of("<div><a href=/x>One<br><br>two</a></div>")
    assert (one.link_share, two.link_share) == (1.0, 1.0)


# --- bytes ---


def reported(data, encoding=None):
    heard = []
    text = text_of_page(data, encoding, heard.append)
    return text, [(each.code, each.message, each.line) for each in heard]


def test_bytes_that_are_not_in_the_named_encoding_are_reported_with_their_line():
    assert reported(b"\xff\n\na", "utf-8") == (
        "\ufffd\n\na", [("repair.characters",
        "bytes that are not UTF-8 were replaced by U+FFFD, the first on this line", 1)],
    )  # fmt: skip
    assert reported(b"a\n\n\x81\xff\n", "gbk")[1][0][2] == 3
    assert reported("\ufeffab", "utf-8") == ("ab", [])


def test_a_very_deep_page_is_read_to_its_end():
    root = parsed_page("<div>" * 400 + "x" + "</div>" * 400 + "<p>y</p>")
    assert "".join(root.itertext()) == "xy"
    long = "x" * 11_000_000  # lxml refuses a text that is longer than ten million characters, unless it is told not to
    assert len(parsed_page(f"<p>{long}</p>").findtext(".//p")) == len(long)


META = b"<html><head>%s<meta charset=windows-1251></head><body>\xcc"


@pytest.mark.parametrize(
    ("data", "text", "said"),
    [
        (META % b"", "М", None),
        (b"<meta charset=utf-8><p>\xff", "\xff",
        "the page is declared as UTF-8, which does not fit the bytes; it was read as windows-1252"),
        (b"<p>\xff", "\xff", "the page declares no encoding; it was read as windows-1252"),
        (b"<p>a", "a", None),
        (b"<meta charset=utf-8><p>\xc3\xbc\xff", "\xfc\ufffd",
        "bytes that are not UTF-8 were replaced by U+FFFD, the first on this line"),
        (b"<meta charset=koi8-r><p>\xc3\xbc", "\xc3\xbc".encode("latin-1").decode("koi8-r"), None),
        (b"<meta charset=iso-8859-1><p>\xc3\xbc", "\xfc",
        "the page is declared as windows-1252, which does not fit the bytes; it was read as UTF-8"),
        (b"<meta charset=base64><p>\xc3\xbc", "\xfc", None),
        (b"<meta charset=utf-16><p>\xc3\xbc", "\xfc", None),
        (b"<html lang=ru><p>\xcc", "М", "the page declares no encoding; it was read as windows-1251"),
        (b"<html lang=ja><p>\x81\xff", "\ufffd\xff", "the page declares no encoding; it was read as windows-1252"),
        (b"<html lang=ru-RU><p>\xcc", "М", "the page declares no encoding; it was read as windows-1251"),
        (b"<html lang=zh-TW><p>\xbe\xf4", "橋", "the page declares no encoding; it was read as big5hkscs"),
    ],
)  # fmt: skip
def test_the_encoding_of_a_page(data, text, said):
    heard = []
    found = html_encoding.decode(data, heard.append)
    assert found.rpartition("<p>")[2].rpartition("<body>")[2] == text
    assert [(each.message, each.line) for each in heard][:1] == ([] if said is None else [(said, 1)])


@pytest.mark.parametrize(("before", "is_read"), [(1004, True), (1005, False)])  # all but the bracket is in it
def test_a_declaration_is_looked_for_in_the_head_and_in_the_first_kilobyte(before, is_read):
    declaration = b"<meta charset=koi8-r>"
    data = b"<body>" + b"x" * (before - 6) + declaration
    heard = []
    text = html_encoding.decode(data + b"\xc3", heard.append)
    assert (text[-1] == b"\xc3".decode("koi8-r")) is is_read
    head = b"<head>" + b"x" * 5000 + declaration + b"</head>\xc3"
    assert html_encoding.decode(head, heard.append)[-1] == b"\xc3".decode("koi8-r")


def test_bytes_of_two_a_letter_without_a_mark():
    for text, name in (("<p>ü", "utf-16-le"), ("<p>ü", "utf-16-be"), ("<h", "utf-16-le"), ("<h", "utf-16-be")):
        assert html_encoding.decode(text.encode(name), print) == text
    assert html_encoding.decode(b"<p>a", print) == "<p>a"
    heard = []
    assert html_encoding.decode(b"\xff\xfe" + "a\nb".encode("utf-16-le") + b"\x00", heard.append) == "a\nb\ufffd"
    assert [each.line for each in heard] == [2]


# --- blocks ---


def body_of(*inside):
    story = "".join(f"<p>{each}</p>" for each in STORY[:3])
    [found] = read(
        f"<article><h1>{TITLE}</h1><div>{story}{''.join(inside)}<p>{STORY[3]}</p><p>{STORY[4]}</p></div></article>"
    )
    return found.body[3:-2]


LONG = "The council of Eastbay agreed on it again, and the bridge is open to all of the town and to its buses"


def test_an_entry_of_a_list_may_have_several_lines():
    entry = "The bridge is open to the buses of the town"
    [found] = body_of(f"<ol><li><p>{entry} one.</p><p>{entry} two.</p></li><li>{entry} three.</li></ol>")
    assert (found.items, found.ordered) == ((f"{entry} one. {entry} two.", f"{entry} three."), True)
    [found] = body_of(f"<ul><li>{entry} <b>one</b>.<ul><li>{entry} two.</li></ul></li></ul>")
    assert not found.ordered
    assert [mark.kind for mark in found.items[0].marks] == ["strong"]
    assert found.items[1] == f"{entry} two."


@pytest.mark.parametrize(("tag", "level"), [("h2", 1), ("h3", 2), ("h4", 3), ("h5", 4), ("h6", 5)])
def test_the_level_of_a_subhead(tag, level):
    [found] = body_of(f"<{tag}>Cracks in <i>two</i> pillars</{tag}>")
    assert (found.level, [mark.kind for mark in found.marks]) == (level, ["emphasis"])
    [found] = body_of(f"<{tag}><b>Cracks in two pillars</b></{tag}>")
    assert found.marks == ()
    [found] = body_of("<p><b>Cracks in two pillars</b></p>")
    assert (found.level, found.marks) == (1, ())


def cell(width, rows=2, columns=2):
    row = f"<tr>{'<td>a</td>' * (columns - 1)}<td>{'x' * width}</td></tr>"
    return Box(etree.HTML(f"<table>{row * rows}</table>").find(".//table"), "table", None, 0)


def test_what_a_table_of_data_is():
    assert is_data(cell(1))
    assert not is_data(cell(1, rows=1, columns=4))
    assert not is_data(cell(1, columns=1))
    assert is_data(cell(200))
    assert not is_data(cell(201))
    assert is_data(cell(1, rows=50, columns=100))
    assert not is_data(cell(1, rows=51, columns=100))
    for tag in ("table", "article", "h1", "ul", "ol", "form"):
        table = cell(1)
        etree.SubElement(table.element.find(".//td"), tag)
        assert not is_data(table)


def test_marks_that_cross_are_kept_only_inside_each_other():
    [found] = body_of(f"<p><b>{LONG[:20]} <i>one</b> two</i> {LONG}.</p>")
    assert [mark.kind for mark in found.marks] == ["strong", "emphasis"]
    [found] = body_of(f"<p><b>{LONG}</b> <a href='javascript:x()'>one</a> <a href='https://bay.example/'>two</a>.</p>")
    assert [(mark.kind, found.text[mark.start : mark.stop]) for mark in found.marks] == [
        ("strong", LONG),
        ("link", "two"),
    ]


def test_marks_beside_each_other_and_runs_of_spaces():
    [found] = body_of(f"<p><b>{LONG[:20]}</b><b>{LONG[20:]}</b>  and \n <i>more</i>.</p>")
    assert [(mark.kind, mark.start, mark.stop) for mark in found.marks][:2] == [
        ("strong", 0, 20),
        ("strong", 20, len(LONG)),
    ]
    assert found.text == f"{LONG} and more."
    assert found.text[found.marks[2].start : found.marks[2].stop] == "more"


def test_preformatted_text_and_quotes():
    [found] = body_of("<pre>\none  \n  two\n</pre>")
    assert found.text == "one\n  two"
    [found] = body_of(f"<blockquote><p>{LONG} <b>now</b>.</p></blockquote>")
    assert (type(found).__name__, [mark.kind for mark in found.marks]) == ("Quote", ["strong"])


# --- names of writers, and hints ---


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("By Ann Example 30 August 2023", "By Ann Example"), ("Ann Example | 5pm", "Ann Example"),
        ("2024", "2024"), ("Ann Example -", "Ann Example"), ("Ann2 Example", "Ann2 Example"), ("–", "–"),
        ("Ann (7)", "Ann"),
    ],
)  # fmt: skip
def test_a_byline_without_its_date(line, bare):
    assert without_date(line) == bare


def test_the_writers_that_the_head_states_count_unless_they_are_the_house():
    ann, staff = newsdoc.Source("Ann Example", "author"), newsdoc.Source("Bay Post Staff", "author")
    assert writers(Head(authors=[ann, staff], site="Bay Post"), "By Bo Sample") == [ann]
    found = writers(Head(authors=[staff], site="Bay Post"), "Text: Bo Sample / Cy Test, Bay Post and Di Trial")
    assert [each.name for each in found] == ["Bo Sample", "Cy Test", "Di Trial"]
    assert writers(Head(), None) == []


def test_what_was_known_before_counts_more():
    when = datetime.fromisoformat("2024-03-04T10:00:00+01:00")
    found = html.loads(f"<title>T</title><p>{STORY[0]}", hints=Hints(title="K", published=when))
    assert (found.hints.title, found.hints.published) == ("K", when)
    assert found.hints.url is None
    empty = html.loads("")
    assert [(each.code, each.line) for each in empty.diagnostics] == [("page.unstructured", 1)]


# --- the reasons, in words ---


def test_why_a_line_is_left_out():
    story = "".join(f"<p>{each}</p>" for each in STORY)
    apart = "The harbour has been closed since the harvest, and nobody knows when it may be opened again, they said."
    text = (
        f"<html><head><title>{TITLE} | Post</title><meta property=og:title content='{TITLE}'></head><body>"
        f"<article><h1>{TITLE}</h1><div>{story}</div></article><div><p>{apart}</p></div>"
        "<ul><li><a href=/1>More</a></li></ul></body></html>"
    )
    page = html.loads(text)
    lines = page.text.split("\n")
    reasons = reasons_of(text, page)
    assert reasons.line(0) is None
    assert reasons.line(len(lines)) is None
    assert reasons.line(lines.index("More")).evidence[0].name == "plainly"
    at = lines.index(apart)
    assert reasons.stands_apart(at)
    assert reasons.chance(at) is None
    assert not any(reasons.stands_apart(lines.index(each)) for each in (*STORY, "More"))
    assert {lines[line]: place for line, place in reasons.limits().items() if place in ("first", "last")} == {
        STORY[0]: "first", STORY[-1]: "last",
    }  # fmt: skip
    assert (reasons.as_headline(1), reasons.runner_up()) == (None, None)
    weak = text.replace(f"<h1>{TITLE}</h1>", "<h1>The bridge opens again</h1>").replace(
        f"content='{TITLE}'", "content=x"
    )
    assert (
        reasons_of(weak, html.loads(weak)).why_headline() == "headline by its h1 element and words of the page's title"
    )
    none = weak.replace("<h1>The bridge opens again</h1>", "<h1>Other words of theirs</h1>")
    assert reasons_of(none, html.loads(none)).why_headline() == "headline by its h1 element"


# --- the words in classes ---


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("navbar", words.MENU), ("js-related--x", words.RELATED), ("teilen", words.CONTROL), ("impressum",
        words.FOOTER),
        ("head", words.HEADER), ("piano", words.PAYWALL), ("etiquetas", words.TAGS), ("sr-only", words.HIDDEN),
        ("sr", 0), ("only-sr", 0), ("artikel", words.STORY), ("corpus", 0), ("corps", words.BODY), ("main", words.MAIN),
        ("titolo", words.HEADLINE), ("standfirst", words.DECK), ("yazar", words.BYLINE), ("tarih", words.DATE),
        ("cutline", words.CAPTION), ("fotograf", words.CREDIT), ("zitat", words.QUOTE), ("gorsel", words.PICTURE),
        ("dateline", words.BYLINE | words.DATE), ("sideshare", words.CONTROL), ("metas", 0), ("xdeckx", 0),
        ("most-popular", words.RELATED), ("read-xx-also", 0), ("author-box", words.FOOTER | words.BYLINE),
        ("a-b", 0), ("zzz-only", 0), ("zz-also", 0), ("see-zz", 0), ("perex", words.DECK), ("xperexx", words.DECK),
    ],
)  # fmt: skip
def test_the_words_of_a_class(name, flags):
    assert words.flags_of(name) == flags


# --- what is reported and shown of a page ---


def test_what_is_noted_of_a_page_is_reported():
    heard = []
    found = html.loads("<title>T</title><script type='application/ld+json'>{</script><p>a", report=heard.append)
    assert [each.code for each in heard] == ["error.item", "page.unstructured"]
    assert heard == list(found.diagnostics)


def test_comments_and_instructions_are_no_text():
    root = parsed_page("<p>a<!-- b --><?c d?>e</p><!-- f -->")
    assert [each.tag for each in root.iter()] == ["html", "body", "p"]


def reasons_for(title, headline, *more):
    story = "".join(f"<p>{each}</p>" for each in (*STORY, *more))
    text = f"<title>{title}</title><body><article><h1>{headline}</h1><div>{story}</div></article>"
    page = html.loads(text)
    return reasons_of(text, page), page.text.split("\n")


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("Now: Bridge is open at last to all cars of the town", "the echo of the page's title"),  # 0.8
        ("Bridge is closed", "words of the page's title"),
        ("Other", None),
    ],
)
def test_how_far_the_title_speaks_for_a_headline(title, why):
    reasons, _ = reasons_for(title, "Bridge is open")
    assert reasons.why_headline() == f"headline by its h1 element{f' and {why}' if why else ''}"


def test_a_page_that_is_refused_has_no_headline_of_an_article():
    teasers = "".join(f'<h3><a href="/{n}">The title number {n} is here</a></h3><p>{STORY[n]}</p>' for n in range(4))
    text = f"<title>News</title><body><h1>News of today</h1><div>{teasers}</div>"
    reasons = reasons_of(text, html.loads(text))
    assert (reasons.headline, reasons.page, reasons.limits()) == (None, None, {})
    assert reasons.why_headline() == "headline from the page's title, since no line prints it"


def test_lines_that_were_nearly_taken_are_named_by_their_numbers_on_the_page():
    reasons, lines = reasons_for("Bridge is open", "Bridge is open", "<span class=byline>Bay is open</span>")
    least, most = NEAR
    near = [number for number in range(len(lines)) if least < (reasons.chance(number) or 0) < most]
    assert near == reasons.doubtful() != []
    assert reasons.limits() == {2: "first", 6: "last", 7: "below"}
