"""Pages of text with the marks of Markdown, as extractors write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc import Caption, Hints, ListBlock, Mark, Paragraph, Quote, Subhead
from newsdoc.formats import markdown, rawdump
from newsdoc.model import plain_text
from newsdoc.page.texts.markdown import read_blocks, read_picture, without_marks

TITLE = "Board Votes to Dredge the Eastern Basin"
A = "The harbour board voted on **Tuesday** to dredge the [eastern basin](https://coast.example/basin) before winter."
B = "The eastern basin has been closed to larger boats since the harbour lost its dredger, the board said in a letter."
C = "Nobody has yet said who will pay for the work in the basin, but the board wants to begin before the winter storms."
ITEMS = ("- Eleven million crowns for the dredger and its crew.", "- Two million for the survey of the basin.")
QUOTE = "> “We have asked for this since my father was young,” said Lotte Brandt, who sells nets by the basin."
PICTURE = "![Boats wait in the basin (AFP/Ann Example)](https://coast.example/boats.jpg)"


def read(*lines, hints=None):
    return rawdump.loads("\n\n".join(lines) + "\n", hints=hints)


def test_an_article_in_markdown_has_its_marks_lists_quotations_and_pictures():
    [article] = page = read(f"# {TITLE}", PICTURE, A, "## What it costs", B, *ITEMS, QUOTE, C)
    assert article.headline == TITLE
    assert article.captions[0].url == "https://coast.example/boats.jpg"
    assert (article.captions[0].text, article.captions[0].credit) == ("Boats wait in the basin", "AFP/Ann Example")
    text = "The harbour board voted on Tuesday to dredge the eastern basin before winter."
    marks = (Mark("strong", 27, 34), Mark("link", 49, 62, "https://coast.example/basin"))
    entries = ListBlock(tuple(each[2:] for each in ITEMS))
    assert article.body == (Paragraph(text, marks), Subhead("What it costs"), B, entries, Quote(QUOTE[2:]), C)
    lines = page.text.split("\n")
    assert [lines[start:stop] for start, stop in page.origins[0]["body[3]"]] == [[ITEMS[0], "", ITEMS[1]]]
    assert [lines[start:stop] for start, stop in page.origins[0]["body[5]"]] == [[C]]
    assert [lines[start:stop] for start, stop in page.origins[0]["captions[0].url"]] == [[PICTURE]]


def test_a_picture_inside_the_story_stays_before_its_block():
    [article] = read(f"# {TITLE}", A, *ITEMS, B, PICTURE, C)
    assert [each.anchor for each in article.captions] == [3]
    assert article.body[3] == C


def test_a_picture_right_above_the_story_is_no_headline():
    [article] = read(f"# {TITLE}", PICTURE, B, C)
    assert (article.headline, len(article.captions)) == (TITLE, 1)


@pytest.mark.parametrize(
    "other",
    [
        "- The board asked 3 * 4 firms_of_the_coast, and *none of them [answered] (in time).",
        "- The board asked 3 ** 4 firms of the coast by letter, and *none of them* answered in time.",
    ],
)
def test_the_text_of_a_page_without_such_marks_stays_as_it_is(other):
    assert read(TITLE, B, other, "- The board will ask again in the spring, it wrote on Friday.", C)[0].body[1] == other


@pytest.mark.parametrize(
    ("text", "words", "kinds"),
    [
        ("on **Tuesday** and *only* then", "on Tuesday and only then", ["strong", "emphasis"]),
        ("***all*** of it", "all of it", ["emphasis", "strong"]),
        ("a **b *c* d** e", "a b c d e", ["strong", "emphasis"]),
        ("5 * 3 * 2 of snake_case_names", "5 * 3 * 2 of snake_case_names", []),
        (r"\*not\* marked", "*not* marked", []),
        ("[1] see [here](https://a.example/b_(c))", "[1] see here", ["link"]),
        ("[a [b](https://a.example) c](https://b.example)", "[a b c](https://b.example)", ["link"]),
        ("[x](javascript:run(1)) and [y]()", "[x](javascript:run(1)) and [y]()", []),
        ('[t](https://a.example "Title")', "t", ["link"]),
        ("** no ** and ** open", "** no ** and ** open", []),
        ("****", "****", []),
    ],
)
def test_marks_are_read_as_commonmark_reads_them(text, words, kinds):
    [(block, _)] = read_blocks([text], None)
    assert plain_text(block) == words
    assert [mark.kind for mark in getattr(block, "marks", ())] == kinds


@pytest.mark.parametrize("text", ["[ here ](https://a.example) is the letter", "It is [ here ](https://a.example)"])
def test_a_mark_is_at_its_words_without_the_spaces_around_the_text(text):
    [(block, _)] = read_blocks([text], None)
    [mark] = block.marks
    assert block.text[mark.start : mark.stop].strip() == "here"


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("**The toll**", []),
        ("***The toll***", []),
        ("**The** toll", ["strong"]),
        ("The **toll**", ["strong"]),
        ("**The** *toll*", ["strong", "emphasis"]),
        ("[The toll](https://a.example)", ["link"]),
    ],
)
def test_a_heading_that_is_strong_as_a_whole_has_no_mark(text, kinds):
    [(block, _)] = read_blocks([Subhead(text)], None)
    assert [mark.kind for mark in block.marks] == kinds


def test_a_link_beside_the_page_needs_its_address():
    link = "Read [the letter](/letters/9) that the harbour board has sent to all who live by the eastern basin."
    body = read(f"# {TITLE}", B, link, C, hints=Hints(url="https://coast.example/news/dredge"))[0].body
    assert body[1].marks[0].href == "https://coast.example/letters/9"
    assert read(f"# {TITLE}", B, link, C)[0].body[1] == link


@pytest.mark.parametrize(
    ("text", "caption"),
    [
        ("![Boats](https://a.example/b.jpg)", Caption("Boats", url="https://a.example/b.jpg")),
        ("![](https://a.example/b.jpg)", Caption(url="https://a.example/b.jpg")),
        ('[![](https://a.example/b.jpg "Boats")](https://a.example/)', Caption(url="https://a.example/b.jpg")),
        ("![Boats](b.jpg)", Caption("Boats")),
        ("![](b.jpg)", None),
        ("![Boats] (b.jpg)", None),
    ],
)
def test_a_picture_is_a_caption(text, caption):
    assert read_picture(text) == caption


@given(st.text("ab *_[]()!\\.:/>-#1", max_size=60))
def test_any_text_is_read_and_no_letter_is_lost(text):
    words = without_marks(text.strip())
    kept = [char for char in words if char in "ab1"]
    assert len(kept) <= sum(char in "ab1" for char in text)
    for block, _ in read_blocks([text.strip() or "a"], None):
        assert plain_text(block)


@pytest.mark.parametrize("line", ["# #", "## #", "# # #", "# \u200f", "#\u00a0#"])
def test_a_line_of_nothing_but_marks_is_read(line):
    assert read(line).articles == ()
    [article] = read(TITLE, line, without_marks(A), B, C)
    assert article.body[-3:] == (without_marks(A), B, C)


@given(st.lists(st.sampled_from([A, B, C, QUOTE, *ITEMS, "*open [signs](", "> ", "**"]), min_size=3, max_size=12))
def test_each_block_has_its_lines(lines):
    for article, origins in zip(page := read(f"# {TITLE}", *lines), page.origins, strict=True):
        printed = page.text.split("\n")
        for index, block in enumerate(article.body):
            [(start, stop)] = origins[f"body[{index}]"]
            words = "".join(filter(str.isalnum, plain_text(block)))
            assert words[:12] in "".join(filter(str.isalnum, "".join(printed[start:stop])))


def test_what_newsdoc_writes_as_markdown_is_read_again():
    body = (
        Paragraph("The harbour board voted on Tuesday to dredge the eastern basin.", (Mark("emphasis", 27, 34),)),
        B,
        ListBlock(("Eleven million crowns for the dredger.", "Two million for the survey of it."), ordered=True),
        C,
    )
    written = markdown.dumps(newsdoc.Article(TITLE, body))
    [article] = rawdump.loads(written)
    assert (article.headline, article.body) == (TITLE, body)
