"""The raw dump: the laws over every text, and pages printed from known articles read back as these."""

from __future__ import annotations

import pickle
import tracemalloc
from io import BytesIO

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc import Article, DiagnosticError, WriteError, raise_on_error
from newsdoc.dialects import DIALECTS
from newsdoc.formats import rawdump
from newsdoc.page.found import SeenArticles
from newsdoc.strategies import articles, dumps, printed_pages

ANY_BYTES = st.one_of(st.binary(), dumps().map(lambda text: text.encode("utf-8", "surrogatepass")))
LONG = "The council said on Monday that the talks on water would go on through the week, after a break.\n\n"
dialects = pytest.mark.parametrize("dialect", sorted(DIALECTS))


@dialects
@given(text=dumps())
def test_exact_for_every_text(dialect, text):
    page = rawdump.loads(text, dialect=dialect)
    assert page.text == text
    assert rawdump.dumps(page) == text


@given(ANY_BYTES)
def test_exact_for_every_file(data):
    file = BytesIO()
    rawdump.dump(rawdump.load(BytesIO(data)), file)
    assert file.getvalue() == data


@dialects
@given(text=dumps())
def test_segments_tile_the_lines(dialect, text):
    page = rawdump.loads(text, dialect=dialect)
    assert "".join(segment.text for segment in page.segments) == text
    borders = [0, *(segment.stop for segment in page.segments)]
    assert [segment.start for segment in page.segments] == borders[:-1]
    assert all(
        segment.text.count("\n") in (segment.stop - segment.start, segment.stop - segment.start - 1)
        for segment in page.segments
    )


@dialects
@given(text=dumps())
def test_one_by_one_as_all_at_once(dialect, text):
    data = text.encode("utf-8", "surrogatepass")
    assert list(rawdump.iterload(BytesIO(data), dialect=dialect)) == list(rawdump.loads(data, dialect=dialect))


def meant(article: Article) -> Article:
    """What a printed page says of an article: not the sources, which credits and site lines name."""
    captions = [attrs.evolve(caption, sources=()) for caption in article.captions]
    return attrs.evolve(article, sources=(), captions=captions)


@given(printed_pages(most=50))
def test_printed_pages_are_read_as_they_are_meant(page):
    assert list(map(meant, rawdump.loads(page.text))) == list(page.articles)


@given(printed_pages())
def test_every_field_has_an_origin_that_holds_it(page):
    read = rawdump.loads(page.text)
    lines = page.text.split("\n")
    for article, origins in zip(read, read.origins, strict=True):
        for places in origins.values():
            assert all(0 <= start < stop <= len(lines) for start, stop in places)
        for index, block in enumerate(article.body):
            ((start, stop),) = origins[f"body[{index}]"]
            text = block if isinstance(block, str) else block.text
            assert text in " ".join(lines[start:stop])


@given(st.lists(articles(), min_size=1, max_size=3))
def test_a_slice_of_a_page_is_rendered_like_any_list(several):
    page = rawdump.loads(rawdump.dumps(several))
    assert rawdump.dumps(page[:]) == rawdump.dumps(list(page))


def test_a_page_from_text_with_a_lone_surrogate_cannot_become_bytes():
    page = rawdump.loads("a\nb\ud800c\n")
    assert rawdump.dumps(page) == page.text
    with pytest.raises(
        WriteError, match=r"line 2 cannot be written as UTF-8: lone surrogate \(U\+D800\) at character 3"
    ):
        rawdump.dump(page, BytesIO())


def test_a_page_is_a_value():
    page = rawdump.loads("\n".join(["A title", "", "C.", "C.", "TT", "", "A title", "", "C.", "C.", "", "Text."]))
    assert pickle.loads(pickle.dumps(page)) == page
    assert hash(page) == hash(rawdump.loads(page.text))
    assert page[0] in page
    assert page[-1:] == [page[0]]


def test_what_report_raises_comes_through():
    with pytest.raises(DiagnosticError, match="place for"):
        rawdump.dumps([Article("A title", ["Text."], keywords=["water"])], report=raise_on_error)


def test_one_by_one_reports_what_all_at_once_do():
    page = "A title\n\nC.\nC.\nTT\n\nA title\n\nC.\nC.\n\nText that goes on\n"
    noted = []
    assert len(list(rawdump.iterload(BytesIO(page.encode()), report=noted.append))) == 1
    assert [diagnostic.code for diagnostic in noted] == ["article.truncated"]
    assert tuple(noted) == rawdump.loads(page).diagnostics


def peak(count: int) -> int:
    """Memory that reading a page of so many articles takes at most, in bytes."""
    text = "".join(
        f"Title {n}\n\nC {n}. (AFP)\nC {n}. (AFP)\nTT\n20\n\nTitle {n}\n\nC {n}. (AFP)\nC {n}. (AFP)\n\n"
        + LONG * 9
        + "\n\n\n"
        for n in range(count)
    )
    file = BytesIO(text.encode())
    tracemalloc.start()
    try:
        assert sum(1 for _ in rawdump.iterload(file)) == count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_reading_one_by_one_takes_no_more_memory_for_a_longer_page():
    small, large = peak(300), peak(900)  # some blocks, and many
    assert large - small < 600 * 500, "a few hundred bytes an article to know it again, and no more"


def test_an_article_is_known_again_among_the_latest(monkeypatch):
    monkeypatch.setattr("newsdoc.page.found._MOST", 3)
    seen = SeenArticles()
    assert [letter for letter in "abcaxyzabxbc" if seen.add(ord(letter))] == ["a", "a", "b"]


@given(st.lists(st.lists(st.integers(0, 30), max_size=6)))
def test_articles_are_added_at_once_as_one_by_one(batches):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("newsdoc.page.found._MOST", 8)
        seen, plain = SeenArticles(), SeenArticles()
        for keys in batches:
            known = [plain.add(key) for key in keys]
            if seen.add_all(keys):
                assert not any(known)
            else:
                assert [seen.add(key) for key in keys] == known
            assert (seen.recent, seen.older) == (plain.recent, plain.older)


def test_losses_of_a_rendered_page_are_reported_when_it_goes_to_a_file():
    heard, file = [], BytesIO()
    article = Article("Bridge opens", ["It opened."], section="Local")
    rawdump.dump([article], file, report=heard.append)
    assert [each.path for each in heard] == ["$[0].section"]
    other = BytesIO()
    rawdump.dump([article], other)
    assert other.getvalue() == file.getvalue()


def test_what_is_noted_of_a_page_is_reported():
    for text in ("Home\nNews\n", "Bridge opens\n\nTT\n\nBridge opens\n\nIt is\n"):
        heard = []
        page = rawdump.loads(text, report=heard.append)
        assert heard == list(page.diagnostics) != []
