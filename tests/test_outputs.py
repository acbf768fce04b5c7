"""Markdown and text for people: they say what the article says, and nothing in a text becomes markup."""

from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from markdown_it import MarkdownIt

import newsdoc
from examples import FULL
from newsdoc import (
    Article,
    Caption,
    ListBlock,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Rights,
    Subhead,
    Table,
    UnknownFormat,
    WriteError,
)
from newsdoc.formats import markdown, text
from newsdoc.formats.markdown import inline
from newsdoc.formats.text.wrap import wrapped
from newsdoc.formats.xml.flow import content
from newsdoc.formats.xml.space import XML_SPACE
from newsdoc.model import plain_text
from newsdoc.strategies import articles, blocks, clean_text
from newsdoc.text import columns, fold

RENDERER = MarkdownIt("commonmark").enable("table")
RENDERER.validateLink = lambda _: True
RENDERER.normalizeLink = lambda link: link

SIGNS = (
    st.text("\\`*_{}[]()<>#+-.!|~&=:;$^\"'/@ ab1&amp;\n", min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
"""Texts that are mostly signs of Markdown."""


def rendered(document):
    """Blocks and pictures of a Markdown document as CommonMark's own renderer shows it."""
    page = RENDERER.render(document).replace("\n</code></pre>", "</code></pre>")
    root = etree.fromstring(f"<div>{page}</div>", etree.XMLParser(resolve_entities=False))
    for each in root.iter():
        each.set(XML_SPACE, "preserve")
    return content([root], lambda *_: None)


def as_shown(block):
    """A block as Markdown shows it: a table has one row of headings, which may be empty."""
    if isinstance(block, Table):
        first = () if block.header_rows else (("",) * len(block.rows[0]),)
        return Table(first + block.rows, header_rows=1)
    return block


def blocks_of(body):
    return rendered(markdown.dumps([Article(body=body)])).blocks


# --- Markdown ---


@given(st.lists(blocks().filter(lambda block: not isinstance(block, Table) or block.header_rows < 2), max_size=4))
@example([ListBlock(["a"]), ListBlock(["b"]), ListBlock(["c"], ordered=True), ListBlock(["d"], ordered=True)])
@example([Preformatted("```\na\n````\n\n  b\n"), Preformatted(""), Quote("a"), Quote("b")])
@example([Paragraph("see! this and that", [Mark("link", 5, 9, "https://a.example/(b)?c=1&copy;=2")])])
def test_a_body_is_rendered_as_it_was(body):
    assert blocks_of(body) == [as_shown(block) for block in Article(body=body).body]


@given(SIGNS, SIGNS, st.data())
def test_signs_stay_text(one, other, data):
    start = data.draw(st.integers(0, len(one) - 1))
    stop = data.draw(st.integers(start + 1, len(one)))
    inner = data.draw(st.integers(start, stop - 1))
    marks = [Mark("strong", start, stop), Mark("emphasis", inner, stop)]
    if data.draw(st.booleans()):
        marks.insert(0, Mark("link", 0, len(one), "https://a.example/_b_*c*"))
    body = [
        one, Paragraph(one, marks), Subhead(other), Subhead(one, marks), Quote(other), ListBlock([other, one]),
        Paragraph(other, [Mark("emphasis", 0, len(other))]), Table([[one, other], [other, ""]], 1), Preformatted(one),
    ]  # fmt: skip
    assert blocks_of(body) == body


@given(clean_text() | SIGNS, clean_text() | SIGNS)
def test_the_head_and_captions_are_rendered_as_they_were(one, other):
    captions = [Caption(one, other, url="https://p.example/1"), Caption(other), Caption(None, one)]
    article = Article(one, deck=other, byline=one, section=other, captions=captions, keywords=[one, other])
    found = rendered(markdown.dumps([article]))
    words = [plain_text(block) for block in found.blocks]
    assert words == [other, one, other, one, f"{one} ({other})", other, f"({one})", f"{one}, {other}"]


def test_markdown_is_as_people_write_it():
    body = [
        Paragraph("The bridge opens in May.", [Mark("strong", 4, 10), Mark("link", 20, 23, "https://a.example/may")]),
        "Snake_case, 1.5 % and A-B stay; so does R&D - at least (mostly)!",
        "- 5 degrees", "#1 is here", "2026. It was cold.", "-5 degrees",
    ]  # fmt: skip
    assert markdown.dumps([Article("Bridge Opens", body)]) == (
        "# Bridge Opens\n\n"
        "The **bridge** opens in [May](https://a.example/may).\n\n"
        "Snake_case, 1.5 % and A-B stay; so does R&D - at least (mostly)!\n\n"
        "\\- 5 degrees\n\n#1 is here\n\n2026\\. It was cold.\n\n-5 degrees\n"
    )


def test_several_articles_are_apart():
    two = [Article("A", ["b"]), Article("C", ["d"])]
    assert RENDERER.render(markdown.dumps(two)) == "<h1>A</h1>\n<p>b</p>\n<hr />\n<h1>C</h1>\n<p>d</p>\n"
    assert text.dumps(two) == f"A\n=\n\nb\n\n\n{'=' * 80}\n\n\nC\n=\n\nd\n"


def test_more_rows_of_headings_are_strong():
    [table] = blocks_of([Table([["a"], ["b"], ["c"]], header_rows=2)])
    assert table.rows == (("a",), ("b",), ("c",))
    assert "| **b** |" in markdown.dumps([Article(body=[Table([["a"], ["b"], ["c"]], header_rows=2)])])


# --- text ---


@given(articles())
def test_text_has_every_word_that_is_printed(article):
    written = text.dumps([article])
    signs = str.maketrans("", "", "|><()=-")  # what the lines begin with, and brackets
    squeezed = "".join(written.split()).translate(signs)
    parts = [article.headline, article.deck, article.byline, article.dateline, article.section, article.credit]
    parts += [line for block in article.body for line in plain_text(block).split("\n")]
    parts += [words for caption in article.captions for words in (caption.text, caption.credit)]
    for part in filter(None, parts):
        assert "".join(part.split()).translate(signs) in squeezed


@given(st.lists(st.text("ab 中文，。ا", min_size=1).map(fold).filter(bool), min_size=1))
def test_no_line_is_wider_than_asked_for(paragraphs):
    for line in text.dumps([Article(body=paragraphs)], width=20).split("\n"):
        assert columns(line) <= 20 or not re.search("[ 中文]", line)


def test_nothing_is_wrapped_with_a_width_of_0():
    long = "word " * 100 + "end"
    assert long in text.dumps([Article(long, [long, ListBlock([long])])], width=0).split("\n")


@pytest.mark.parametrize(("width", "line"), [(20, "=" * 20), (0, "=" * 80)])
def test_a_line_as_wide_as_the_text_parts_articles(width, line):
    printed = text.dumps([Article("One"), Article("Two")], width=width)
    assert [each for each in printed.split("\n") if each and set(each) == {"="}][1:2] == [line]


def test_wide_characters_are_broken_between():
    assert list(wrapped("市议会星期五，批准", 8)) == ["市议会星", "期五，批", "准"]
    assert list(wrapped("a  b c", 4)) == ["a  b", "c"]


def test_text_is_laid_out_for_people():
    body = [
        Subhead("Now"), Quote("We waited."), ListBlock(["one", "two"], ordered=True),
        Table([["Team", "Points"], ["Bay", "3"], ["北京", "1"]], header_rows=1), Preformatted("a\n  b"),
    ]  # fmt: skip
    article = Article(
        "Bridge", body, deck="In May", captions=[Caption("The bridge.", "EPA", url="https://p.example/1")]
    )
    assert text.dumps([article]) == (
        "Bridge\n======\n\nIn May\n\n| The bridge. (EPA) <https://p.example/1>\n\nNow\n---\n\n> We waited.\n\n"
        "1. one\n2. two\n\nTeam  Points\n----  ------\nBay   3\n北京  1\n\n    a\n      b\n"
    )


@pytest.mark.parametrize("written", [text.dumps, markdown.dumps])
def test_a_summary_is_printed_in_place_of_a_text(written):
    entry = Article("Bridge", summary="It opens in spring.", captions=[Caption("The old one.")])
    told: list[newsdoc.Diagnostic] = []
    assert written([entry], report=told.append).endswith("\n\nIt opens in spring.\n")
    assert told == []
    whole = attrs.evolve(entry, body=["The council met."])
    assert "spring" not in written([whole], report=told.append)
    assert [each.path for each in told] == ["$[0].summary"]


# --- as formats ---


@pytest.mark.parametrize("format", ["markdown", "text"])
def test_they_are_only_written(format, tmp_path):
    newsdoc.write([FULL], tmp_path / "out", format=format)
    with pytest.raises(UnknownFormat, match=f"{format} is only written; choose a format that newsdoc reads"):
        newsdoc.read(tmp_path / "out", format=format)
    with pytest.raises(WriteError, match="there is no article, and a"):
        newsdoc.write([], tmp_path / "none", format=format)


def test_a_file_of_markdown_is_read_as_a_page(tmp_path):
    newsdoc.write([FULL], tmp_path / "page.md")
    assert isinstance(newsdoc.read(tmp_path / "page.md"), newsdoc.Page)


def test_pictures_before_the_first_block_are_printed_first():
    lead, first = Caption("Lead."), Caption("First.", anchor=0)
    article = Article(body=["A"], captions=[lead, first])
    heard = []
    assert text.dumps([article], report=heard.append) == "| Lead.\n\n| First.\n\nA\n"
    assert [each.path for each in heard] == ["$[0].captions[1].anchor"]
    assert text.dumps([attrs.evolve(article, captions=[lead, attrs.evolve(first, anchor=1)])]).endswith("| First.\n")


@pytest.mark.parametrize(
    ("text", "marks", "written"),
    [
        ("Look!here", [Mark("link", 5, 9, "a:b")], "Look\\![here](a:b)"),
        ("Look!here", [Mark("strong", 5, 9)], "Look!**here**"),
        ("Look! here", [Mark("link", 6, 10, "a:b")], "Look! [here](a:b)"),
        ("a b c", [Mark("strong", 0, 1), Mark("emphasis", 2, 3)], "**a** *b* c"),
        ("abc", [Mark("strong", 0, 1), Mark("emphasis", 1, 2)], "<strong>a</strong><em>b</em>c"),
        ("abc", [Mark("strong", 1, 2)], "a<strong>b</strong>c"),
        ("a (b) c", [Mark("strong", 3, 4)], "a (**b**) c"),
        ("a (b) c", [Mark("strong", 2, 5)], "a **(b)** c"),
        ("x(b)y", [Mark("strong", 1, 4)], "x<strong>(b)</strong>y"),
        ("a ?!? c", [Mark("emphasis", 3, 4)], "a ?<em>!</em>? c"),
        ("a b c", [Mark("strong", 0, 5), Mark("emphasis", 2, 3)], "**a *b* c**"),
        ("a b c", [Mark("strong", 1, 3)], "a<strong> b</strong> c"),
        (">ab", [Mark("strong", 1, 3)], "\\>**ab**"),
        ("- ab", [Mark("strong", 2, 4)], "\\- **ab**"),
    ],
)
def test_marks_of_markdown(text, marks, written):
    assert inline.inline(text, marks) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# a", "\\# a"), ("###### a", "\\###### a"), ("####### a", "####### a"), ("#", "\\#"), ("> a", "\\> a"),
        ("+ a", "\\+ a"),
        ("---", "\\---"), ("1) a", "1\\) a"), ("1.a", "1.a"), ("123456789. a", "123456789\\. a"),
        ("1234567890. a", "1234567890. a"), ("a|b", "a|b"), ("&amp;", "\\&amp;"), ("& a;", "& a;"), ("a_b _c_",
        "a_b \\_c\\_"),
        ("-a", "-a"), ("-", "\\-"), ("1.", "1\\."),
    ],
)  # fmt: skip
def test_signs_of_markdown(text, written):
    assert inline.inline(text) == written


def test_cells_and_pictures_of_markdown():
    assert (inline.cell("a|b"), inline.cell("a|b", is_strong=True), inline.cell("", is_strong=True)) == (
        "a\\|b", "**a\\|b**", "",
    )  # fmt: skip
    assert inline.image("https://a.example/(1)?a&copy;", "[x]") == "![\\[x\\]](<https://a.example/(1)?a&amp;copy;>)"
    table = Table([["a", "b"], ["c", "d"], ["e", "f"]])
    for rows, written in (
        (0, "|  |  |\n| --- | --- |\n| a | b |\n| c | d |\n| e | f |"),
        (1, "| a | b |\n| --- | --- |\n| c | d |\n| e | f |"),
        (2, "| a | b |\n| --- | --- |\n| **c** | **d** |\n| e | f |"),
    ):
        assert markdown.dumps([Article(body=[attrs.evolve(table, header_rows=rows)])]) == written + "\n"


def test_lists_and_code_of_markdown():
    lists = [
        ListBlock(["a"]),
        ListBlock(["b"]),
        ListBlock(["c"]),
        "x",
        ListBlock(["d", "e"], ordered=True),
        ListBlock(["f"], ordered=True),
    ]
    assert markdown.dumps([Article(body=lists)]) == "- a\n\n* b\n\n- c\n\nx\n\n1. d\n2. e\n\n1) f\n"
    for ticks, fence in (("", "```"), ("``", "```"), ("```", "````"), ("` ````", "`````")):
        assert markdown.dumps([Article(body=[Preformatted(f"a{ticks}")])]) == f"{fence}\na{ticks}\n{fence}\n"


def test_heads_and_pictures_of_markdown():
    article = Article(
        "C#", [Subhead("Two #", level=2), Quote("q")], deck="D", captions=[
            Caption(None, "EPA", url="https://p.example/1"), Caption(None, None, url="https://p.example/2"),
            Caption("C", "EPA"),
        ],
    )  # fmt: skip
    assert markdown.dumps([article]) == (
        "# C\\#\n\n**D**\n\n![EPA](https://p.example/1)\\\n(EPA)\n\n![](https://p.example/2)\n\n*C* (EPA)\n\n"
        "### Two \\#\n\n> q\n"
    )


def test_what_each_format_leaves_out_is_reported_with_its_path():
    strong = [Mark("strong", 0, 1)]
    article = Article(
        "A", [Paragraph("b", strong), ListBlock(["c", Paragraph("d", strong)]), Subhead("e", level=2), Quote("f",
        strong)],
        summary="S", id="a:1", rights=Rights(holder="H", notice="N", terms="T"),
        captions=[Caption("C", anchor=0), Caption("D", "E", anchor=1)],
    )  # fmt: skip
    more = {".id", ".summary", ".rights.holder", ".rights.terms", ".captions[0].anchor"}
    marks = {".body[0].marks", ".body[1].items[1].marks", ".body[2].level", ".body[3].marks"}
    for module, paths in ((text, more | marks), (markdown, more)):
        heard = []
        module.dumps([Article("First"), article], report=heard.append)
        found = {each.path.removeprefix("$[1]") for each in heard}
        assert found >= paths
        assert (marks & found == set()) is (module is markdown)
        assert {each.article for each in heard} == {1}


def test_pictures_are_printed_before_their_blocks():
    article = Article(
        body=["A", "B"],
        captions=[Caption("Lead"), Caption("0", anchor=0), Caption("1", anchor=1), Caption("2", anchor=2)],
    )
    assert text.dumps([article]) == "| Lead\n\n| 0\n\nA\n\n| 1\n\nB\n\n| 2\n"


def test_lists_tables_and_code_of_text():
    body = [
        ListBlock(["one", "two"], ordered=True), ListBlock(["three"]), Table([["a", "bcd"], ["ef", ""]], header_rows=1),
        Preformatted("x\n\n  y"), Subhead("Sub"), Quote("q"),
    ]  # fmt: skip
    assert text.dumps([Article("Head", body)]) == (
        "Head\n====\n\n1. one\n2. two\n\n- three\n\na   bcd\n--  ---\nef\n\n    x\n\n      y\n\nSub\n---\n\n> q\n"
    )
