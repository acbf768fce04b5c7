"""The texts of a page: lines of a fixed width are joined, marks of headings taken off, a front matter read."""

from __future__ import annotations

from datetime import date

import pytest

from newsdoc import Subhead
from newsdoc.formats import rawdump
from newsdoc.page.texts import read_texts
from newsdoc.page.texts.headers import read_front_matter
from newsdoc.page.texts.wrapped import fixed_width, join

TITLE = "Board Votes to Dredge Basin"
W = (
    "The harbour board voted on Tuesday to",
    "dredge the eastern basin before win-",
    "ter, after three years of quarrels.",
)
X = ("The basin has been closed to larger", "boats since the harbour lost its", "dredger, the board said in a letter.")
FIRST = "The harbour board voted on Tuesday to dredge the eastern basin before winter, after three years of quarrels."
START = "The harbour board voted on Tuesday to dredge the eastern basin before winter,"
SECOND = "The basin has been closed to larger boats since the harbour lost its dredger, the board said in a letter."
A = "The council said on Monday that the talks on water would go on through the week, after a short break."
B = "Nobody was hurt, the mayor said, and the road along the river would be open to traffic again by evening."


def read(*lines):
    return rawdump.loads("\n".join(lines) + "\n")


# --- lines of a fixed width ---


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        ((*W, "", *X), (FIRST, SECOND)),
        ((*W, f"   {X[0]}", *X[1:]), (FIRST, SECOND)),
        ((*(f"  {line}" for line in W), "", *(f"  {line}" for line in X)), (FIRST, SECOND)),
        # neither an indent nor a short line shows where a paragraph ends
        ((*W, *X), (f"{FIRST} {SECOND}",)),
        # a short line ends one, with a stop or without, unless its sentence goes on
        ((*W[:2], "ter, at last.", *X), (f"{START} at last.", SECOND)),
        ((*W[:2], "ter at last,", X[0].lower(), *X[1:]), (f"{START[:-1]} at last, t{SECOND[1:]}",)),
        # as the number of a page
        ((*W, "                  4", *X), (FIRST, SECOND)),
        # an indent in mid-sentence is none
        ((W[0], f"   {W[1]}", W[2], *X), (f"{FIRST} {SECOND}",)),
        # what is no divided word keeps its hyphen
        ((W[0], "dredge the eastern basin at Orvale-", "Town, at last.", "", *X),
         ("The harbour board voted on Tuesday to dredge the eastern basin at Orvale- Town, at last.", SECOND)),
        ((W[0], "dredge the eastern basin at last -", "ter, at last.", "", *X),
         ("The harbour board voted on Tuesday to dredge the eastern basin at last - ter, at last.", SECOND)),
    ],
)  # fmt: skip
def test_where_a_paragraph_of_a_fixed_width_ends(lines, body):
    [article] = read(TITLE, "", *lines)
    assert (article.headline, article.body) == (TITLE, body)


@pytest.mark.parametrize("lines", [(*W, *X[:2]), [part for line in W + X for part in (line[:18], line[18:])]])
def test_few_lines_or_narrow_ones_have_no_fixed_width(lines):
    assert FIRST not in [paragraph for article in read(*lines) for paragraph in article.body]


@pytest.mark.parametrize(
    ("last", "width"),
    [("x " * 101, 0), (f"- {'x ' * 101}", 37), (f"[a](https://courier.example/{'x' * 201})", 37)],
    ids=["words", "an entry of a list", "an address, which cannot be cut"],
)
def test_a_line_that_is_far_too_long_shows_that_there_is_no_fixed_width(last, width):
    assert fixed_width([*W, *X, last], [False] * 7) == width


def test_a_short_page_below_a_masthead():
    lines = (
        "HILLTOWN RECORD                    Friday 3 May 2024",
        "",
        "Ferry to the islands",
        "gets a second boat",
        "",
        "The harbour board bought a second ferry on",
        "Thursday after three summers of long queues",
        "at the old pier.",
        "The boat will carry forty cars and two hundred",
        "people, said the harbour master.",
    )
    [article] = read(*lines)
    assert article.headline == "Ferry to the islands gets a second boat"
    assert article.body == (
        "The harbour board bought a second ferry on Thursday after three summers of long queues at the old pier.",
        "The boat will carry forty cars and two hundred people, said the harbour master.",
    )


def test_a_script_without_small_letters():
    lines = (
        "إعادة فتح الجسر القديم في الربيع",
        "",
        "قرر المجلس البلدي يوم الاثنين إعادة فتح جسر النهر",
        "القديم في الربيع بعد نزاع دام عامين بين المدينة والقرى",
        "المجاورة لها.",
        "وقال نائب العمدة إن الرسوم ستبقى كما هي للسيارات وإن",
        "الشاحنات ستدفع أكثر من ذلك ابتداء من اليوم الأول حتى",
        "نهاية العام.",
    )
    [article] = read(*lines)
    assert article.body == (" ".join(lines[2:5]), " ".join(lines[5:]))


def test_a_list_of_titles_has_no_fixed_width():
    titles = (
        "Council opens the old river bridge again",
        "Ferry to the islands gets a second boat",
        "Harbour board votes to dredge the basin",
        "Museum shows the letters of a clockmaker",
        "School choir sings on the frozen lake",
        "Bakers of the valley bake one large loaf",
        "Firemen save two cats from a church tower",
    )
    assert read_texts(titles, titles).texts == list(titles)


def test_lines_of_chinese_are_joined_without_a_space():
    lines = (
        "河谷的老桥在星期三重新开放了，镇长说，桥已经关闭了三年，因为",
        "洪水在那年春天冲走了桥中间的桥墩，后来的钱又不够用，镇里的",
        "学校的孩子们最先过桥，他们带着灯笼，唱着老师为这一天写的歌，",
        "后面跟着乐队和消防队，他们走了一个小时才到对岸，面包师说，他",
        "现在每天早上可以多睡一会儿了，面包也比从前更新鲜，价钱不变，",
        "他很高兴。",
    )
    texts = [paragraph for article in read("老桥重新开放", "", *lines) for paragraph in article.body]
    assert not any(" " in text for text in texts)


@pytest.mark.parametrize(
    ("text", "below", "joined"),
    [
        ("The 川", "口", "The 川口"),
        ("川 bridge", "川", "川 bridge 川"),
        ("川", "bridge", "川 bridge"),
        ("the brid-", "ge", "the bridge"),
        ("the brid-", "Ge", "the brid- Ge"),
    ],
)
def test_two_lines_are_joined_as_they_were_written(text, below, joined):
    assert join(text, below) == joined


def lines_of(*printed):
    return list(read_texts([line.strip() for line in printed], printed).texts)


def test_lines_that_end_in_a_comma_go_on_below():
    last = ("Berg,", "Dahl,", "Eide,", "Falk,", "Gran,", "Holm.")
    names = [f"Anna Brandt of the harbour and Lotte {name}" for name in last]
    assert len(lines_of(*names)) == 1
    assert len(lines_of(*(name.rstrip(",.") for name in names))) == 6


@pytest.mark.parametrize(("wider", "width"), [(0, 40), (1, 40), (2, 0)])
def test_one_line_of_ten_may_be_wider_than_the_others_as_a_masthead_is(wider, width):
    line = "the harbour board voted to dredge the ba"
    texts = [*[f"{line} {line}"] * wider, *[line, line, f"{line[:-1]}."] * 4]
    assert fixed_width(texts, [False] * len(texts)) == width


@pytest.mark.parametrize(("width", "count"), [(33, 2), (34, 1), (40, 1)])
def test_a_line_with_a_stop_ends_a_paragraph_if_it_is_short(width, count):
    line = "the harbour board voted to dredge the ba"
    last = f"{line[: width - 1]}."
    assert len(lines_of(line, line, line, last, line, line, line)) == count


@pytest.mark.parametrize(("indent", "count"), [("", 1), (" ", 1), ("  ", 2), ("\t", 2), ("    ", 2)])
def test_an_indent_below_a_stop_begins_a_paragraph(indent, count):
    line = "the harbour board voted to dredge the ba"
    assert len(lines_of(line, line, f"{line[:-1]}.", f"{indent}{line}", line, line, line)) == count


def test_each_indent_begins_a_paragraph_of_two_lines():
    line = "the harbour board voted to dredge the ba"
    last = f"{line[:-1]}."
    assert len(lines_of(*[line] * 8, last, f"   {line}", last, f"   {line}", last)) == 3


def test_the_address_of_a_link_that_was_divided_is_whole():
    lines = (
        "The harbour board voted to dredge the [eastern",
        "basin](https://courier.example/2024/05/the-",
        "basin-and-the-/board) before winter, after",
        "three years of quarrels and two lawsuits.",
        "",
        "The [letter of the board](https://courier.ex",
        "ample/letters/2024) says that larger boats had",
        "to wait since the harbour lost its dredger.",
        "",
        "It will be sold to [Lower Weir](https://weir.",
        "example/boats) in autumn, for four marks.",
    )
    [article] = read(TITLE, "", *lines)
    assert [block.marks[0].href for block in article.body] == [
        "https://courier.example/2024/05/the-basin-and-the-/board",
        "https://courier.example/letters/2024",
        "https://weir.example/boats",
    ]


# --- sentences that were divided at links ---

DIVIDED = (
    "The harbour board voted on Tuesday, after a long debate, to dredge the",
    "eastern basin",
    "before winter, and to sell the old dredger in autumn.",
    "Boats of more than six metres had to wait outside since the harbour lost its",
    "dredger",
    ", as the board said in a letter.",
    "The fishermen want to be heard by the council of the",
    "Lower Weir",
    "and by nobody else, their chairman said on the radio.",
)


def test_a_sentence_that_was_divided_at_its_links_is_whole():
    [article] = read(TITLE, "", *DIVIDED)
    assert article.headline == TITLE
    assert article.body == (
        " ".join(DIVIDED[:3]),
        f"{DIVIDED[3]} {DIVIDED[4]}{DIVIDED[5]}",
        " ".join(DIVIDED[6:]),
    )


def test_two_sentences_in_small_letters_do_not_show_that_texts_were_divided():
    assert lines_of(*DIVIDED[:6]) == list(DIVIDED[:6])


def test_neither_a_byline_nor_a_date_nor_a_button_goes_on_with_a_title():
    lines = ("Board votes to dredge the eastern basin", "by Ann Example", "Ferry gets a second boat", "more", *DIVIDED)
    assert lines_of(*lines)[:4] == list(lines[:4])


@pytest.mark.parametrize("sign", [",", ".", ";", ":", ")", "!", "?"])
def test_no_space_stands_before_a_sign(sign):
    assert join("river bridge", f"{sign} the mayor") == f"river bridge{sign} the mayor"


# --- front matter ---

FIELDS = (
    'title: "Bridge Opens"',
    "author: 'Ann Example'",
    "date: 2024-02-13",
    "url: https://orvale.example/1",
    "description: Late.",
    "sitename: The Weir",
)


@pytest.mark.parametrize("rules", [("---", "---"), (" --- ", "---  ")])
def test_a_front_matter_tells_the_fields(rules):
    above, below = rules
    [article] = page = read(above, *FIELDS, below, A, B)
    assert (article.headline, article.body) == ("Bridge Opens", (A, B))
    assert (article.byline, article.published, article.deck) == ("Ann Example", date(2024, 2, 13), "Late.")
    assert (article.url, article.publisher.name) == ("https://orvale.example/1", "The Weir")
    assert "guess.headline" not in {diagnostic.code for diagnostic in page.diagnostics}
    assert page.origins[0]["headline"] == ((1, 2),)


@pytest.mark.parametrize(("count", "is_read"), [(37, True), (38, False)])
def test_a_front_matter_has_at_most_forty_lines(count, is_read):
    assert (read_front_matter(["---", "title: One", *["x: y"] * count, "---", A]) is not None) is is_read


@pytest.mark.parametrize(
    ("fields", "headline"),
    [
        (("title: One", "title: Two"), "One"),  # the first one counts
        (("title: One", "tags:", "  - a", "author:", "  name: X"), "One"),  # what is nested is not read
        (("title: One", "views: 12", "author: "), "One"),
        (('title: "Bridge" Opens',), '"Bridge" Opens'),  # quotes that are a part of it
        (("title: Bridge's",), "Bridge's"),
        (("title: One  ",), "One"),
        (("title: One", *["x: y"] * 37), "One"),
    ],
)
def test_what_a_front_matter_says(fields, headline):
    [article] = read("---", *fields, "---", A, B)
    assert (article.headline, article.body) == (headline, (A, B))
    if headline == "One":
        assert article.byline is None


@pytest.mark.parametrize(
    "lines",
    [
        ("---", FIELDS[0], *["x: y"] * 38, *FIELDS[1:], "---"),  # it is not that long
        ("---", "x: y", "sport: Bridge Opens", "---"),  # no field of these is known
        ("x", "---", *FIELDS, "---"),  # it is at the top
        ("x", *FIELDS, "---"),
        ("---", *FIELDS),  # it has an end
    ],
)
def test_what_is_no_front_matter(lines):
    [article] = read(*lines, A, B)
    assert article.headline != "Bridge Opens"
    assert (article.deck, article.url, article.publisher, article.byline) == (None, None, None, None)


@pytest.mark.parametrize(
    ("below", "headline"),
    [(("# Bridge Opens", ""), "Bridge Opens"), (("Bridge Opens", ""), "Bridge Opens"), ((), None)],
)
def test_a_front_matter_without_a_title(below, headline):
    [article] = page = read("---", *FIELDS[1:], "---", *below, A, B)
    assert (article.headline, article.body) == (headline, (A, B))
    assert (article.byline, article.published, article.deck) == ("Ann Example", date(2024, 2, 13), "Late.")
    assert (article.url, article.publisher.name) == ("https://orvale.example/1", "The Weir")
    assert ("guess.headline" in {diagnostic.code for diagnostic in page.diagnostics}) == (headline is not None)


def test_a_headline_that_is_printed_below_a_front_matter_is_no_paragraph():
    [article] = read("---", FIELDS[0], "---", "Bridge Opens", A, B)
    assert (article.headline, article.body) == ("Bridge Opens", (A, B))


# --- headings ---


@pytest.mark.parametrize("indent", ["", "  "])
def test_the_marks_of_headings(indent):
    [article] = page = read(f"{indent}# Bridge Opens", "", A, "", f"{indent}## Toll  ", "", B)
    assert article.headline == "Bridge Opens"
    assert article.body == (A, Subhead("Toll"), B)
    assert "guess.subhead" not in {diagnostic.code for diagnostic in page.diagnostics}


@pytest.mark.parametrize("line", ["#toll", "####### Toll"])
def test_what_is_no_mark_of_a_heading(line):
    [article] = read("# Bridge Opens", "", A, "", line, "", B)
    assert Subhead("Toll") not in article.body
