"""The limits of classes of evidence: a value that reaches a limit is in the class above it, and one less is below.

The weights of classes are learnt, so a limit that moves gives wrong weights to pages without any other sign.
"""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdoc import Hints
from newsdoc.formats import rawdump
from newsdoc.page.layouts.chance import Choice, page_evidence
from newsdoc.page.layouts.choose import choose
from newsdoc.page.layouts.evidence import PageLines, may_have_prose
from newsdoc.page.layouts.reasons import reasons_of
from newsdoc.page.layouts.words import is_lead, says_you
from newsdoc.text import fold

TITLE = "Board Votes to Dredge the Eastern Basin"
A = "The harbour board voted on Tuesday to dredge the eastern basin before winter, after years of quarrels on the bill."
B = "The eastern basin has been closed to larger boats since the harbour lost its dredger, the board said in a letter."
C = "Nobody has yet said who will pay for the work in the basin, but the board wants to begin before the winter storms."
STORY = (A, B, C)
MENU = ("Home", "News", "Weather", "Tides", "Log in")
WORDS = [*map("".join, product("bdfg", "aeiou", "lmnr", "aeiou"))]


def sentence(width, start="The board"):
    """A sentence of the story, as wide as that."""
    words = f"{start} said that the harbour and the basin and the dredger and the bill will wait for the winter storms "
    return f"{(words * 10)[: width - 1].rstrip():x<{width - 1}}."


def title(width):
    """A title, as wide as that."""
    words = "Board Votes to Dredge Eastern Basin Before Winter Storms Close Harbour Again and Fishermen Wait for "
    more = (
        "Letters About Bill That Nobody Wants to Pay While Old Dredger Lies at Quay of Orvale With Rust on Every Plate "
    )
    last = (
        "and Gulls Sleep Inside Cabin Where Captain Kept Maps, Tea, Ropes, Lamps, Nets, Oars, Hooks, Coins, Pipes, Hats"
    )
    return f"{(words + more + last)[: width - 1].rstrip():x<{width - 1}}s"


def reasons(*lines):
    return reasons_of(rawdump.loads("\n".join(lines) + "\n"))


def names(found):
    return {each.name for each in found.evidence}


def classes(found, name):
    """The numbers of a class: 3 of `width-3s`."""
    return [each.removeprefix(f"{name}-").rstrip("sc") for each in sorted(names(found)) if each.startswith(f"{name}-")]


def around(limits):
    """Each limit and one less, with the number of the class."""
    return [case for at, limit in enumerate(limits) for case in ((limit - 1, at), (limit, at + 1))]


@pytest.mark.parametrize(("width", "number"), around((22, 35, 50, 70, 100, 150, 220, 350)))
def test_the_width_of_a_line_of_the_story(width, number):
    page = reasons(TITLE, "", A, B, sentence(width), C)
    assert classes(page.line(4), "width") == [str(number + 1)]


@pytest.mark.parametrize(("width", "number"), around((22, 50, 100, 200)))
def test_the_width_of_the_lines_beside_a_line(width, number):
    page = reasons(TITLE, "", A, sentence(width), B, sentence(width), C)
    assert [name for name in names(page.line(4)) if name[:6] in ("above-", "below-") and name[6].isdigit()] != []
    assert f"above-{number}s" in names(page.line(4))
    assert f"below-{number}s" in names(page.line(4))


@pytest.mark.parametrize(("count", "number"), around((1, 2, 4, 8, 16, 60)))
def test_the_lines_without_prose_beside_a_line(count, number):
    furniture = [f"Link {each}" for each in range(count)]
    page = reasons(TITLE, "", A, B, *furniture, C, *furniture, A[:60] + " in spring.", B)
    here = 4 + count
    assert classes(page.line(here), "prose-above") == [str(number)]
    assert classes(page.line(here), "prose-below") == [str(number)]


@pytest.mark.parametrize(("count", "number"), around((3, 8, 20)))
def test_the_lines_between_a_line_and_the_run_of_prose(count, number):
    if count < 2:
        pytest.skip("a line that ends right beside the run may belong to it")
    furniture = [f"Link {each}" for each in range(count - 1)]
    line = "Readers of this paper will find the tables of all tides below"
    page = reasons(TITLE, line, *furniture, *STORY, *furniture, line.replace("Readers", "Friends"))
    assert classes(page.line(1), "above-run") == [str(number)]
    assert classes(page.line(2 * count + 3), "below-run") == [str(number)]


@pytest.mark.parametrize("commas", range(6))
@pytest.mark.parametrize("comma", [",", "،", "、", "，"])
def test_the_commas_of_a_line(commas, comma):
    line = "The board said that the harbour will wait" + f"{comma} and wait" * commas + "."
    page = reasons(TITLE, "", A, B, line, C)
    assert classes(page.line(4), "commas") == [str(min(commas, 3))]


@pytest.mark.parametrize(("width", "number"), around((22, 35, 50, 70, 100, 140, 180)))
def test_the_width_of_a_headline(width, number):
    page = reasons(*MENU, title(width), *STORY)
    assert classes(page.as_headline(5), "width") == [str(number)]


@pytest.mark.parametrize("width", [11, 12, 300, 301])
def test_how_wide_a_headline_may_be(width):
    page = reasons(*MENU, title(width), *STORY)
    assert (page.as_headline(5) is not None) == (12 <= width <= 300)


@pytest.mark.parametrize(("far", "name"), [(0, "far-1"), (1, "far-2"), (2, "far-3"), (3, "farther-0"), (4, "farther-0"),
                                           (5, "farther-1"), (8, "farther-1"), (9, "farther-2"), (14, "farther-2"),
                                           (15, "farther-3"), (28, "farther-3"), (29, "farther-4")])  # fmt: skip
def test_how_far_a_headline_is_from_the_story(far, name):
    page = reasons(*MENU, TITLE, *(f"Link {number}" for number in range(far)), *STORY)
    found = page.as_headline(5)
    assert name in names(found)


@pytest.mark.parametrize("lines", [57, 58, 59, 60, 61])
def test_a_headline_is_one_of_the_sixty_texts_above_the_story(lines):
    page = reasons(*MENU, TITLE, *(f"Link {number}" for number in range(lines)), *STORY)
    assert (page.as_headline(5) is not None) == (lines + 1 <= 60)


@pytest.mark.parametrize(("width", "number"), around((12, 30, 60)))
def test_the_width_of_the_line_above_a_headline(width, number):
    page = reasons(*MENU, "x" * width, TITLE, *STORY)
    assert classes(page.as_headline(6), "above") == [str(number)]


def doubts(name, share, *, at, score, is_taken):
    """The class of evidence about ten texts of a story and another text, which is a share of the story."""
    texts = [f"{'x' * 999}."] * 10
    size = 10_000 * (share / (1 - share) if is_taken else share)
    texts.insert(at, f"{'x' * (int(size) - 1)}.")
    scores = [9.0] * 10
    scores.insert(at, score)
    story = [each for each in range(11) if is_taken or each != at]
    found = page_evidence(PageLines(texts, [False] * 11), Choice(scores, story, None, -9.0, 9.0))
    return [each.removeprefix(f"{name}-") for each in found if each.startswith(f"{name}-")]


@pytest.mark.parametrize(
    ("name", "limits", "place"),
    [
        ("outside", (0.01, 0.05, 0.1, 0.3, 0.6), {"at": 10, "score": 9.0, "is_taken": False}),
        ("near", (0.005, 0.01, 0.03, 0.06, 0.1), {"at": 10, "score": 9.0, "is_taken": False}),
        (
            "lost",
            (0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.15, 0.25, 0.5),
            {"at": 10, "score": 9.0, "is_taken": False},
        ),
        ("left-out", (0.01, 0.05, 0.1, 0.2, 0.4), {"at": 5, "score": -9.0, "is_taken": False}),
        (
            "foreign",
            (0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.17, 0.22, 0.3),
            {"at": 5, "score": -9.0, "is_taken": True},
        ),
    ],
)
def test_how_much_of_a_page_is_in_doubt(name, limits, place):
    for number, limit in enumerate(limits):
        assert doubts(name, limit * 0.95, **place) == [str(number)]
        assert doubts(name, limit * 1.05, **place) == [str(number + 1)]


@pytest.mark.parametrize(
    ("name", "limits"),
    [
        ("mean", (1, 2, 2.5, 3, 3.5, 4)),
        ("first", (0, 1, 2)),
        ("last", (0, 1, 2)),
        ("headline", (0, 1, 2, 3, 4)),
        ("ahead", (0.5, 1, 2, 3)),
    ],
)
def test_how_sure_a_story_and_its_headline_are(name, limits):
    for number, limit in enumerate(limits):
        for score, expected in ((limit - 0.01, number), (limit, number + 1)):
            page = PageLines([A, A, A], [False] * 3)
            found = page_evidence(page, Choice([score] * 3, [1, 2], 0, score, score))
            assert f"{name}-{expected}" in found


def test_a_headline_without_a_rival_is_far_ahead():
    page = reasons(TITLE, *(sentence(310, f"Board {at}") for at in range(3)))
    assert classes(page.page, "ahead") == ["4"]


def test_lines_that_weigh_nothing_together_are_above_the_run_of_prose():
    intro = "The board of the harbour agreed on this:"
    page = reasons(intro, *(f"{word} and the basin of the harbour and the boats in it" for word in "ab"), *STORY)
    assert classes(page.line(0), "above-run") == ["1"]


@pytest.mark.parametrize(("width", "is_in_run"), [(49, False), (50, True)])
def test_furniture_of_less_than_fifty_characters_parts_a_run_of_prose_more(width, is_in_run):
    intro = f"{sentence(50)[:-1]}:"
    page = reasons(intro, *(f"{sentence(width, start)[:-1]}x" for start in ("The", "A")), *STORY)
    assert (classes(page.line(0), "in-run") != []) == is_in_run


@pytest.mark.parametrize(("width", "name"), [(69, "repeated"), (70, "repeated-long")])
def test_a_line_that_is_printed_twice(width, name):
    page = reasons(TITLE, "", A, sentence(width), B, sentence(width), C)
    assert {each for each in names(page.line(3)) if each.startswith("repeated")} == {name}


@pytest.mark.parametrize(("copies", "number"), [(2, 1), (3, 2), (4, 3), (5, 3)])
def test_the_copies_of_a_headline(copies, number):
    page = reasons(f"{TITLE} | The Coast", *MENU, *[TITLE] * copies, *STORY)
    assert classes(page.as_headline(6), "repeated") == [str(number)]


def title_with(shared, words):
    """The evidence about a title of that many words, of which the story has some."""
    story = [f"The board said in its letter that {' '.join(WORDS[:30])} will wait for {each}." for each in STORY]
    title = " ".join([*WORDS[:shared], *WORDS[len(WORDS) - words + shared :]])
    return reasons(*MENU, title, *story).as_headline(5)


@pytest.mark.parametrize(
    ("shared", "words", "number"),
    [
        (0, 9, 0), (1, 51, 1), (4, 21, 1), (2, 10, 2), (8, 23, 2), (7, 20, 3), (25, 51, 3), (5, 10, 4), (9, 13, 4),
        (7, 10, 5),
    ],
)  # fmt: skip
def test_the_share_of_a_title_that_the_story_has(shared, words, number):
    assert classes(title_with(shared, words), "shared") == [str(number)]


@pytest.mark.parametrize("shared", range(7))
def test_the_words_of_a_title_that_the_story_has(shared):
    found = title_with(shared, 12)
    assert (classes(found, "words"), classes(found, "begun")) == ([str(min(shared, 5))], [str(min(shared, 4))])


@pytest.mark.parametrize(("count", "number"), around((2, 3, 6, 11, 25)))
def test_the_paragraphs_of_an_article(count, number):
    story = [f"{A[:-1]}, for the {each}th time." for each in range(count)]
    page = reasons(f"{TITLE} | The Coast", *MENU, TITLE, *story)
    assert classes(page.page, "paragraphs") == [str(number)]


@pytest.mark.parametrize(("size", "number"), around((300, 800, 2000, 5000)))
def test_the_size_of_an_article(size, number):
    usual = 150 if size < 1000 else 250
    whole, rest = divmod(size, usual)
    widths = [usual] * (whole - 1) + [usual + rest] if rest < 60 else [usual] * whole + [rest]
    story = [sentence(width, f"Board {at}") for at, width in enumerate(widths)]
    page = reasons(f"{TITLE} | The Coast", *MENU, TITLE, *story)
    assert classes(page.page, "size") == [str(number)]


@pytest.mark.parametrize(("lines", "number"), around((1, 2, 4, 10)))
def test_the_lines_between_a_headline_and_its_article(lines, number):
    links = [f"Link {each}" for each in range(lines - 1)]
    if lines:
        page = reasons(f"{TITLE} | The Coast", *MENU, TITLE, *links, *STORY)
        assert classes(page.page, "between") == [str(number)]


@pytest.mark.parametrize(("lines", "number"), around((3, 10)))
def test_the_lines_between_a_line_and_the_echo_of_the_title_below(lines, number):
    links = [f"Link {each}" for each in range(lines - 1)]
    line = "Readers of this paper will find the tables of all tides below"
    page = reasons(f"{TITLE} | The Coast", line, *links, TITLE, *STORY)
    assert classes(page.line(1), "above-echo") == [str(number)]


@pytest.mark.parametrize(("lines", "number"), around((2, 3, 5, 9)))
def test_the_lines_between_a_line_and_the_echo_of_the_title_above(lines, number):
    links = [f"Link {each}" for each in range(lines - 1)]
    page = reasons(f"{TITLE} | The Coast", *MENU, TITLE, *links, *STORY)
    assert classes(page.line(6 + lines), "below-echo") == [str(number)]


@pytest.mark.parametrize(("title", "is_echo"), [("Basin Reopens", False), ("Basins Reopens", True)])
def test_a_longer_line_echoes_a_title_of_thirteen_letters(title, is_echo):
    page = reasons(title, *MENU, f"{title} Today", *STORY)
    assert ("no-echo" not in names(page.line(7))) == is_echo


@pytest.mark.parametrize("above", range(5))
def test_the_echo_of_the_title_is_above_the_third_text_of_the_story(above):
    story = [sentence(100, f"Board {number}") for number in range(5)]
    page = reasons(f"{TITLE} | The Coast", *MENU, *story[:above], TITLE, *story[above:])
    assert ("echo" in names(page.line(6 + above))) == (above <= 2)


@pytest.mark.parametrize(
    ("title", "url", "is_echo"),
    [
        ("Council Reopens the River Bridge at Orvale", "https://a.example/news/council-reopens-orvale-bridge", True),
        ("Council Reopens the River Bridge at Orvale", "https://a.example/news/council-reopens-bridge-4711.html", True),
        # three of five words, three of six, two of three
        ("Council Reopens the River Bridge at Orvale", "https://a.example/council-reopens-bridge-today-night", True),
        (
            "Council Reopens the River Bridge at Orvale",
            "https://a.example/council-reopens-bridge-today-by-night-rain",
            False,
        ),
        ("Council Reopens the River Bridge at Orvale", "https://a.example/council-bridge-today", False),
        # an address of two words says nothing
        ("Council Reopens the River Bridge at Orvale", "https://a.example/council-reopens", False),
        # three words of eight that the line has
        ("Council Reopens Bridge after Long Winter Rain and Snow", "https://a.example/council-reopens-bridge", False),
        ("Council Reopens Bridge after Long Winter Rain", "https://a.example/council-reopens-bridge", True),
        ("Brücke über den Fluss nun geöffnet", "https://a.example/bruecke-ueber-fluss-geoeffnet", True),
        ("Élection à Orvale : le conseil reporté", "https://a.example/election-orvale-conseil-reporte", True),
        ("Brücke über den Fluss nun geöffnet", "https://a.example/brücke-über-fluss-geöffnet", True),
        ("Brücke über den Fluss nun geöffnet", "https://a.example/br%C3%BCcke-%C3%BCber-fluss-ge%C3%B6ffnet", True),
        ("Council Reopens the River Bridge at Orvale", "https://a.example/?council-reopens-orvale-bridge", False),
        ("Council Reopens the River Bridge at Orvale", "https://council-reopens-orvale-bridge.example/", False),
    ],
)
def test_an_address_says_the_headline(title, url, is_echo):
    lines = ("Harbour", "Weather and tides", title, *STORY)
    page = reasons_of(rawdump.loads("\n".join(lines) + "\n", hints=Hints(url=url)))
    assert ("echo" in names(page.line(2) or page.line(3)) or "no-echo" not in names(page.line(3))) == is_echo


@pytest.mark.parametrize(
    ("line", "is_credited"),
    [
        ("The boats in the basin on the Monday before the vote of the board. Photo: Ann Example", True),
        ("Photo: the boats in the basin on the Monday before the vote of the harbour board in town", True),
        ("The boats of a photo in the basin lay on the table of the board on the Monday before the vote.", False),
        ("The boats in the basin on the Monday before the vote of the harbour board © Ann Example", True),
        ("河谷的老桥星期三重新开放，镇长说，桥已经关闭了三年，因为洪水冲走了中间的桥墩图片", True),
        (
            "河谷的老桥星期三重新开放，镇长说，桥已经关闭了三年，因为洪水图片冲走了中间的桥墩的一部分，后来又修好了，现在开放",
            False,
        ),
    ],
)
def test_words_of_photographs_at_the_ends_of_a_line(line, is_credited):
    page = reasons(TITLE, "", A, B, line, C)
    assert any(name.startswith("photo-words") for name in names(page.line(4))) == is_credited


# --- a page that need not be weighed ---


@given(st.lists(st.text("aB北ส .…:”)-", min_size=1, max_size=40).map(fold).filter(bool), min_size=1, max_size=8))
@example(["It rained so"])
@example(["It rains so."])
@example(["It rain so."])
@example(["北海道の橋が開く北海道の橋が開く北"])
@example(["北海道の橋が開く北海道の橋が開く北海"])
def test_texts_of_which_none_may_be_prose_hold_no_story(texts):
    page = PageLines(texts, [False] * len(texts))
    assert may_have_prose(texts) == any(map(page.may_be_prose, range(len(texts))))
    assert may_have_prose(texts) or not choose(page).story


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("Read also: The mayor resigns", True),
        ("Lesen Sie auch: Der Rat tagt", True),
        ("Read more", False),
        ("Read also:", False),
        ("The mayor: I resign", False),
        (f"Read also: {'x' * 169}", True),
        (f"Read also: {'x' * 170}", False),
    ],
)
def test_the_title_of_another_page(text, is_one):
    assert is_lead(text) is is_one


@pytest.mark.parametrize(
    ("text", "does"),
    [("Wir danken Ihnen.", True), ("Bitte melden Sie das.", True), ("Das sagen sie.", False), ("Sie kommen.", False)],
)
def test_the_german_you(text, does):
    assert says_you(text) is does
