"""What the shape of a line tells: prose, title, caption, sub-head, date, byline, name; and how articles are printed."""

from __future__ import annotations

import pytest

from newsdoc import Article, Caption, Preformatted, Subhead
from newsdoc.formats import rawdump
from newsdoc.page.body import could_be_caption, is_prose, is_title, label_of, width
from newsdoc.page.bylines import is_byline, is_name

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


@pytest.mark.parametrize(
    ("line", "wide"), [("abc", 3), ("äbc", 3), ("桥 a", 4), ("한ｱＡ", 5), ("桥" * 220, 440), ("桥" * 221, 221)]
)
def test_how_wide_a_line_is_printed(line, wide):
    assert width(line) == wide


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("x" * 100, True), ("x" * 99, False), ("x" * 60 + ".", True), ("x" * 59 + ".", False), ("桥" * 50, True),
        ("桥" * 49, False), ("桥" * 30 + "。", True), ("桥" * 29 + "。", False),
    ],
)  # fmt: skip
def test_prose_is_wide_or_ends_as_a_sentence(line, is_one):
    assert is_prose(line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("a b c", True), ("a b", False), ("x" * 20, True), ("x" * 19, False), ("桥" * 10, True), ("桥" * 9, False),
        ("1 2 3", False),
        ("Ship (AFP)", True), ("Ship (left)", False),
    ],
)  # fmt: skip
def test_a_repeated_line_with_the_words_of_a_caption(line, is_one):
    assert could_be_caption(line) is is_one


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("a b c", True), ("a b", False), ("x" * 20, True), ("x" * 19, False), ("a b c.", False), ("a b c:", False),
        ("a b c,", False),
        ("a b c?", True), ("a b " + "x" * 216, True), ("a b " + "x" * 217, False), ("1 2 3", False),
        ("橋の上の人々です。", False),
    ],
)  # fmt: skip
def test_a_line_that_may_be_a_headline(line, is_one):
    assert is_title(line) is is_one


@pytest.mark.parametrize(
    ("here", "below", "kind"),
    [
        ("Cracks in pillars", PROSE, "subhead"),
        ("Cracks in pillars.", PROSE, "paragraph"),
        ("Cracks in pillars:", PROSE, "paragraph"),
        ("- Cracks", PROSE, "paragraph"),
        ("1. Cracks", PROSE, "paragraph"),
        ("* * *", PROSE, "paragraph"),
        ("TT", PROSE, "paragraph"),
        ("2024", PROSE, "paragraph"),
        ("Sunday, 5 May, 2019", PROSE, "date"),
        ("Sunday, 5 May", PROSE, "subhead"),
        ("a b c d e f g h i", PROSE, "subhead"),
        ("a b c d e f g h i j", PROSE, "paragraph"),
        ("x" * 50, "y" * 100, "subhead"),
        ("x" * 50, "y" * 99, "paragraph"),
        ("Cracks", "y" * 60, "subhead"),
        ("Cracks", "y" * 59, "paragraph"),
        ("x" * 60, "y" * 120, "subhead"),
        ("x" * 61, "y" * 200, "paragraph"),
    ],
)
def test_a_line_of_a_body_above_another(here, below, kind):
    assert label_of(here, below).kind == kind


def test_a_line_with_blank_lines_around_it_heads_a_sentence():
    for below, kind in (
        ("It is.", "subhead"),
        ("it is.", "paragraph"),
        ("It is", "paragraph"),
        ("“It is.”", "subhead"),
    ):
        assert label_of("Cracks", below, alone=True).kind == kind
        assert label_of("Cracks", below).kind == "paragraph"


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("By Ann Example", True), ("By Ann Example and Bo Sample, Berlin", True), ("von: Ann Example", True),
        ("By Ann", False),
        ("By ann Example", False), ("By Ann example", False), ("By Ann Example.", False), ("By Ann Example 2", False),
        ("By Ann de la Example", True), ("Bygones Ann Example", False), ("By " + "Ann " * 13 + "Bo", True),
        ("By " + "Ann " * 14 + "Bo", False), ("By Ann E" + "x" * 112, True), ("By Ann E" + "x" * 113, False), ("By",
        False),
        ("بقلم: آن مثال", True), ("Oleh Ann Example", True), ("מאת אן דוגמה", True), ("记者 王小明", True),
        ("김민수 기자", True), ("作者：王小明", True), ("Text: Ann Example", True), ("Text Ann Example", False),
        ("기자 회견", False),
        ("*By Ann Example*", True), ("**By Ann Example**", True), ("_By Ann Example_", True),
        ("*By Ann Example", False),
        ("By Ann Example and", True), ("By and Ann Example", False), ("By Ann Example & Bo Sample | Berlin", True),
        ("Ann Example 記者", False), ("田中恵子記者", True), ("田中恵子記", False), ("By 王", True), ("By Ö", False),
        ("By Ann王", False),
    ],
)  # fmt: skip
def test_a_line_that_says_by(line, is_one):
    assert is_byline(line) is is_one


def test_one_word_is_a_name_right_below_a_headline():
    assert is_byline("By Ann", alone=True)
    assert not is_byline("By ann", alone=True)
    assert not is_byline("By the sea", alone=True)


@pytest.mark.parametrize(
    ("line", "anywhere", "in_place"),
    [
        ("Ann Example", True, True), ("Ann", False, False), ("Ann Bo Cy Di Ed", True, True), ("Ann Bo Cy Di Ed Fi",
        False, False),
        ("Ann de boer", False, True), ("Ann de la boer", False, False), ("ann Example", False, False), ("Ann Example.",
        False, False),
        ("J. R. Example", True, True), ("Dr. Ann Example", True, True), ("Ann Example 2", False, False),
        ("Ann " + "E" * 36, True, True), ("Ann " + "E" * 37, False, False), ("Ann van Example", True, True),
        ("Ann goes Home", False, True), ("Ann goes Home Now", False, False), ("安 娜", True, True), ("Ann (Example)",
        False, False),
    ],
)  # fmt: skip
def test_the_bare_name_of_a_writer(line, anywhere, in_place):
    assert is_name(line) is anywhere
    assert is_name(line, in_place=True) is in_place


def test_how_articles_are_printed():
    article = Article(
        "Bridge opens", ["One.", Subhead("Two"), Preformatted("a\n\nb")], deck="A deck", byline="By Ann Example",
        dateline="London, Asharq Al-Awsat",
        captions=[
            Caption("Lead", "AFP"), Caption(None, None, url="a:b"), Caption("At 0", anchor=0), Caption(None, "EPA",
            anchor=3),
        ],
    )  # fmt: skip
    assert rawdump.dumps([article, Article(deck="D", captions=[Caption("C")]), Article("E")]) == (
        "Bridge opens\n\nA deck\n\nLead (AFP)\nLead (AFP)\nTT\n20\n\nBridge opens\n\nLead (AFP)\nLead (AFP)\n\n"
        "By Ann Example\n\n"
        "At 0\nAt 0\n\nLondon, Asharq Al-Awsat One.\n\nTwo\n\na\n\nb\n\nPhoto: EPA\nPhoto: EPA\n"
        "\n\n\nD\n\nC\nC\n"
        "\n\n\nE\n\nE\nTT\n20\n\nE\n\nE\n"
    )
    quoted = Article(body=[Subhead("One"), "Two."], dateline="London, Asharq Al-Awsat")
    assert rawdump.dumps(quoted) == "One\n\nLondon, Asharq Al-Awsat Two.\n"
