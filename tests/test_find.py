"""The light call for one page: the articles that a `Page` holds, with their lines, and what was known beforehand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc import Found, Hints, UnknownFormat, find
from newsdoc.formats import rawdump
from newsdoc.page.articles import find_articles
from newsdoc.page.lines import cut_text, split_lines
from newsdoc.strategies import dumps

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."
STORY = f"Bridge Opens\n\nThe bridge. (AFP)\nThe bridge. (AFP)\nTT\n\nBridge Opens\n\nThe bridge. (AFP)\n{PROSE}\n"


@given(dumps())
def test_what_is_found_is_what_a_page_holds(text):
    page, found = rawdump.loads(text), list(find(text))
    articles = [each for each in found if each.article]
    assert [each.article for each in articles] == list(page)
    assert [each.confidence for each in articles] == list(page.confidence)
    assert [diagnostic for each in found for diagnostic in each.diagnostics] == list(page.diagnostics)
    assert [each.origins() for each in articles] == list(page.origins)


@given(dumps())
def test_lines_tell_which_article_a_line_belongs_to(text):
    page = rawdump.loads(text)
    for index, (start, stop) in enumerate(each.lines for each in find(text) if each.article):
        first = min(line for places in page.origins[index].values() for line, _ in places)
        assert start <= first
        assert {page.article_at(line) for line in range(first, stop)} == {index}


def test_lines_cut_the_text_of_an_article():
    first, second = find(f"{STORY}\n\n{STORY.replace('Bridge', 'Road')}")
    assert isinstance(first, Found)
    assert (first.article.headline, second.article.headline) == ("Bridge Opens", "Road Opens")
    assert (first.lines, second.lines) == ((0, 12), (12, 22))
    lines = split_lines(f"{STORY}\n\n{STORY.replace('Bridge', 'Road')}")
    assert "".join(lines[slice(*second.lines)]) == STORY.replace("Bridge", "Road")


def test_a_page_without_an_article_says_so():
    (found,) = find("Home\nWorld\nSport\n")
    assert found.article is None
    assert [diagnostic.code for diagnostic in found.diagnostics] == ["page.unstructured"]
    assert not list(find(""))


def test_a_dialect_can_be_named():
    assert [found.article.headline for found in find(STORY, dialect="doubled-head")] == ["Bridge Opens"]
    assert next(find(STORY, dialect="dated")).article != next(find(STORY)).article
    with pytest.raises(UnknownFormat, match="klingon"):
        list(find(STORY, dialect="klingon"))


def test_hints_are_kept_and_change_no_article():
    hints = Hints(
        title="Bridge Opens", url="https://news.example/1", language="en", published=date(2025, 3, 4), site="N"
    )
    page = rawdump.loads(STORY, hints=hints)
    assert page.hints == hints
    assert rawdump.loads(STORY).hints is None
    assert list(page) == list(rawdump.loads(STORY))
    assert [found.article for found in find(STORY, hints=hints)] == list(page)
    assert newsdoc.Hints() == Hints(title=None)


def test_hints_are_kept_with_the_page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("Bridge opens\n\nIt opened at dawn.\n")
    hints = newsdoc.Hints(title="Bridge opens – The Example Times", language="en")
    assert newsdoc.read(path, hints=hints).hints == hints
    assert newsdoc.read(path).hints is None


def test_hints_are_values():
    hints = Hints(title="A")
    assert hash(hints) == hash(Hints(title="A"))
    with pytest.raises(AttributeError):
        hints.title = "B"
    with pytest.raises(TypeError):
        Hints("A")


NARROW = [
    *("N/A", "It rained.", "It rained a lot.", "TT", "T", "20", "1 May 2024", "(AFP)", "漢字漢字。", "---", "title: a"),
    *("Select Page", "Head", "Headline of the page", "Headline of the page, as", "## Head", "a: 1", "a: 22", "a: 333"),
    *("The Gazette", "By Ann Example", "by a | May 1, 2024 | b", "Writer Articles", "A  gap", "“Yes.”", "Wide:"),
    *("Headhttps://a.example/1", "and the end of it, so", "漢字漢字漢字漢字漢字漢字", "ไทยไทยไทยไทยไทย", "- one"),
]
lines = st.sampled_from(NARROW) | st.text(max_size=26) | st.text("ab .", max_size=26)


@given(st.builds(str.join, st.sampled_from(["\n", "\n\n", "\n \n\n"]), st.lists(lines, max_size=8)))
def test_a_small_page_is_what_any_page_is(text):
    for hints in (None, Hints(title=text or None, url="https://bay.example/it-rained")):
        found, wanted = list(find(text, hints=hints)), list(find_articles(cut_text(text), None, hints=hints))
        assert [(each.article, each.diagnostics, each.confidence) for each in found] == [
            (each.article, each.diagnostics, each.confidence) for each in wanted
        ]
