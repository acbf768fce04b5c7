"""From labelled lines to articles: fields, copies, doubts, and the lines that each field came from."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from newsdoc import Article, Caption, Hints, Source, Subhead, find
from newsdoc.diagnostics import DOUBT, Diagnostic
from newsdoc.formats import rawdump
from newsdoc.page.articles import find_articles, read_segments
from newsdoc.page.found import Found, SeenArticles
from newsdoc.page.labels import Label, merge
from newsdoc.page.page import facts

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


def found_in(*lines):
    """What is found in lines with their labels, each a kind or a label."""
    labelled = [(label if isinstance(label, Label) else Label(label), f"{text}\n") for label, text in lines]
    segments = []
    return list(read_segments(merge(labelled), segments.append)), segments


def article_of(*lines):
    [found] = found_in(*lines)[0]
    return found


def doubts(found):
    return [(each.code, each.line, each.path) for each in found.diagnostics]


# --- what is found ---


@pytest.mark.parametrize(
    ("codes", "confidence"),
    [
        ([], 1.0), (["guess.credit"], 0.98), (["guess.credit", "guess.credit"], 0.96), (["repair.uri"], 1.0),
        (["guess.layout", "guess.printed-twice"], 0.05), (["guess.layout", "article.empty"], 0.2),
    ],
)  # fmt: skip
def test_the_confidence_is_what_the_doubts_leave(codes, confidence):
    found = Found(Article(), [Diagnostic(code, "odd") for code in codes], (0, 1))
    assert found.confidence == confidence
    assert found.doubts == tuple(dict.fromkeys(codes))
    assert found._replace(chance=0.456).confidence == 0.46
    assert sum(DOUBT.values()) > 1


def test_articles_are_known_again_for_sixteen_thousand_others():
    seen = SeenArticles()
    most = 1 << 14
    assert not any(seen.add(number) for number in range(most - 1))
    assert (len(seen.recent), len(seen.older)) == (most - 1, 0)
    assert not seen.add(most)
    assert (len(seen.recent), len(seen.older)) == (0, most)
    assert seen.add(0)
    assert not any(seen.add(number) for number in range(2 * most, 3 * most - 1))
    assert not seen.add(1)
    assert seen.add(0)


def test_articles_are_added_at_once_if_all_are_new():
    most = 1 << 14
    seen = SeenArticles()
    assert seen.add_all([1, 2, 3])
    assert not seen.add_all([4, 4])
    assert not seen.add_all([3, 5])
    assert not seen.add(5)
    assert not seen.add_all(range(10, 10 + most - 4))
    assert seen.add_all(range(10, 10 + most - 5))
    assert len(seen.recent) == most - 1
    seen.add(-1)
    assert not seen.add_all([1])
    assert seen.add_all([])


# --- articles of a page ---


def test_a_note_about_the_page_is_reported_once():
    odd = Label("furniture", notes=("page.leftover",))
    found, segments = found_in(
        (odd, "Home"), (odd, "News"), ("furniture", "x"), (Label("headline", article=True), "A"), ("paragraph", "B.")
    )
    assert [(each.article and each.article.headline, each.lines) for each in found] == [(None, (0, 0)), ("A", (3, 5))]
    assert doubts(found[0]) == [("page.leftover", 1, None)]
    assert segments[-2].kind == "headline"
    assert found[1].diagnostics == []


def test_an_article_ends_where_another_one_begins():
    begin = Label("headline", article=True)
    found, _ = found_in((begin, "A"), ("paragraph", "One."), ("furniture", "Share"), (begin, "B"), ("paragraph", "Two"))
    assert [(each.article.headline, each.lines) for each in found] == [("A", (0, 3)), ("B", (3, 5))]
    assert [doubts(each) for each in found] == [[], [("article.truncated", 5, "$[1]")]]


def test_an_article_begins_with_its_first_line_that_readers_see():
    found = article_of(("furniture", "Home"), ("date", "1 May 2024"), ("paragraph", "One."))
    assert (found.lines, found.article.published) == ((2, 3), None)
    found = article_of((Label("date", article=True), "1 May 2024"), ("paragraph", "One."))
    assert (found.lines, found.article.published) == ((0, 2), date(2024, 5, 1))
    assert found.origins()["published"] == ((0, 1),)


def test_an_equal_article_is_a_duplicate():
    begin = Label("headline", article=True)
    found, _ = found_in(
        (begin, "A"), ("paragraph", "One."), (begin, "B"), ("paragraph", "Two."), (begin, "A"), ("paragraph", "One.")
    )
    assert [doubts(each) for each in found] == [[], [], [("article.duplicate", 5, "$[2]")]]
    assert found[0].fingerprint == found[2].fingerprint != found[1].fingerprint


@pytest.mark.parametrize(
    ("closing", "at_end", "is_cut"),
    [
        ("One.", True, False),
        ("One", True, True),
        ("One", False, True),
        ("One (AFP)", True, False),
        (None, True, True),
        (None, False, False),
    ],
)
def test_an_article_that_breaks_off(closing, at_end, is_cut):
    begin = Label("headline", article=True)
    lines = [
        (begin, "A"),
        *([("paragraph", closing)] if closing else []),
        *([] if at_end else [(begin, "B"), ("paragraph", "C.")]),
    ]
    found = found_in(*lines)[0][0]
    codes = [each.code for each in found.diagnostics]
    assert ("article.truncated" in codes) is is_cut
    assert ("article.empty" in codes) is (closing is None)
    assert {each.line for each in found.diagnostics} <= {1 if closing is None else 2}


# --- fields ---


def test_a_second_deck_is_reported_and_a_copy_is_not():
    found = article_of(
        ("headline", "A"), ("deck", "D"), ("deck", "D"), ("deck", "E"), ("byline", "By F"), ("paragraph", "One.")
    )
    assert (found.article.deck, found.article.byline) == ("D", "By F")
    assert doubts(found) == [("repair.dropped", 4, "$[0].deck")]
    assert "has another deck already" in found.diagnostics[0].message
    assert found.origins()["deck"] == ((1, 2), (2, 3))


def test_the_headline_is_what_most_copies_say():
    found = article_of(
        ("headline", "A b"), ("paragraph", "x."), ("headline", "A b c"), ("paragraph", "y."), ("headline", "A b c")
    )
    assert found.article.headline == "A b c"
    assert found.origins()["headline"] == ((0, 1), (2, 3), (4, 5))
    found = article_of(("headline", "A b"), ("paragraph", "x."), ("headline", "A c"))
    assert found.article.headline == "A b"


def test_an_address_that_is_glued_to_a_copy_of_the_headline():
    found = article_of(
        ("headline", "Bridge opens"), ("paragraph", "x."), ("headline", "Bridge openshttps://bay.example/1")
    )
    assert (found.article.headline, found.article.url) == ("Bridge opens", "https://bay.example/1")
    assert found.origins()["url"] == ((2, 3),)
    found = article_of(
        ("headline", "Bridge openshttps://bay.example/1"), ("paragraph", "x."), ("headline", "Bridge opens")
    )
    assert (found.article.headline, found.article.url) == ("Bridge opens", "https://bay.example/1")
    found = article_of(
        ("headline", "Bridge opens"), ("paragraph", "x."), ("headline", "Road opens https://bay.example/1")
    )
    assert found.article.url is None


def test_the_first_date_and_the_first_site_count():
    found = article_of(
        ("headline", "A"), ("date", "soon"), ("date", "1 May 2024"), ("date", "2 May 2024"), ("site",
        "Asharq Al-Awsat"),
        ("site", "Reuters"), ("paragraph", "One."),
    )  # fmt: skip
    assert found.article.published == date(2024, 5, 1)
    assert found.article.sources == (Source("Asharq Al-Awsat", "publisher"),)
    places = found.origins()
    assert (places["published"], places["sources[0]"]) == (((2, 3),), ((4, 5),))


def test_a_dateline_is_of_the_first_paragraph_only():
    found = article_of(
        ("headline", "A"),
        ("paragraph", "London: Asharq Al-Awsat - One."),
        ("paragraph", "Paris: Asharq Al-Awsat - Two."),
    )
    assert found.article.dateline is not None
    assert found.article.body[1].startswith("Paris")
    found = article_of(("headline", "A"), ("dateline", "London, May 1"), ("paragraph", "Paris: Asharq Al-Awsat - One."))
    assert (found.article.dateline, found.article.body[0][:5]) == ("London, May 1", "Paris")


def test_lines_that_go_on_are_one_block():
    more = Label("paragraph", new=False)
    found = article_of(
        (Label("headline"), "A long"),
        (Label("headline", new=False), "title"),
        ("paragraph", "One whole"),
        (more, "word."),
        (more, "Two."),
    )
    assert found.article == Article("A long title", ["One whole word. Two."])
    assert found.origins() == {"headline": ((0, 2),), "body[0]": ((2, 5),)}
    found = article_of(("paragraph", "One."), ("subhead", "Two"), (more, "three."))
    assert found.article.body == ("One.", Subhead("Two"), "three.")


def test_a_line_that_goes_on_with_nothing_begins_a_field():
    found = article_of((Label("headline", new=False), "A"), (Label("paragraph", new=False), "One."))
    assert found.article == Article("A", ["One."])
    found = article_of(
        ("headline", "A"), ("furniture", "x"), (Label("headline", new=False), "A"), ("paragraph", "One.")
    )
    assert found.origins()["headline"] == ((0, 1), (2, 3))


def test_texts_that_are_mended_are_reported():
    found = article_of(("headline", "A\x01b"), ("paragraph", "One\x02."), ("paragraph", " "), ("furniture", "\x03"))
    assert found.article == Article("A\ufffdb", ["One\ufffd."])
    assert doubts(found) == [("repair.characters", 1, "$[0].headline"), ("repair.characters", 2, "$[0].body[0]")]


def test_notes_of_a_label_are_doubts_about_its_field():
    found = article_of(
        (Label("headline", article=True, notes=("guess.layout",)), "A"),
        (Label("deck", notes=("guess.deck",)), "D"),
        ("paragraph", "One."),
    )
    assert doubts(found) == [("guess.layout", 1, "$[0]"), ("guess.deck", 2, "$[0].deck")]
    assert found.diagnostics[0].article == 0


# --- captions ---


def captions_of(*lines, kind="caption"):
    found = article_of(("headline", "A"), *((kind, line) for line in lines), ("paragraph", "One."))
    return found, [caption.text for caption in found.article.captions]


def test_copies_of_captions_are_one():
    found, texts = captions_of("A ship at “sea”. (AFP)", "Two", 'A ship at "sea".  (AFP)', "Two", "Two")
    assert texts == ["A ship at “sea”.", "Two"]
    places = found.origins()
    assert (
        places["captions[0].text"] == places["captions[0].credit"] == places["captions[0].sources"] == ((1, 2), (3, 4))
    )
    assert doubts(found) == []


def test_a_caption_that_is_cut_is_a_copy_in_doubt():
    found, texts = captions_of("A ship at sea on a day in May", "Two", "A ship at sea")
    assert texts == ["A ship at sea on a day in May", "Two"]
    assert doubts(found) == [("guess.caption-copies", 4, "$[0].captions[0]")]
    found, texts = captions_of("A ship", "Two", "A ship at sea on a day in May")
    assert texts == ["A ship", "Two"]
    found, texts = captions_of("A ship at sea", "A ship at sea on a day", "A ship")
    assert doubts(found)[-1][2] == "$[0].captions[0]"


@pytest.mark.parametrize(("between", "is_copy"), [(30, True), (31, True), (32, False)])
def test_a_cut_copy_is_looked_for_among_the_latest_captions(between, is_copy):
    others = [f"{number:02} is the number of this picture" for number in range(between)]
    _, texts = captions_of("A ship at sea", *others, "A ship at sea again")
    assert len(texts) == between + (1 if is_copy else 2)


def test_where_captions_are_printed():
    found = article_of(
        ("headline", "A"),
        ("caption", "Lead (AFP)"),
        ("paragraph", "One."),
        ("caption", "Second"),
        ("paragraph", "Two."),
        ("caption", "Last"),
    )
    assert [(each.text, each.credit, each.anchor) for each in found.article.captions] == [
        ("Lead", "AFP", None), ("Second", None, 1), ("Last", None, 2),
    ]  # fmt: skip
    assert found.article.captions[0] == Caption("Lead", "AFP", sources=[Source("AFP", "agency")])


def test_a_credit_in_doubt_is_reported_with_its_line():
    found, _ = captions_of("First", "The hall (Example Foundation)")
    assert doubts(found) == [("guess.credit", 3, "$[0].captions[1].credit")]


# --- hints, and pages without a known layout ---


def test_what_hints_say_where_no_layout_is_known():
    last = "And the bridge, he said, is open again to all of the cars of the town."
    text = f"Bridge Opens\n\n{PROSE}\n\n{PROSE} Again.\n\n{last}\n"
    hints = Hints(title="Bridge Opens", url="https://bay.example/1", language="en", published=date(2024, 5, 1))
    [found] = [each for each in find(text, hints=hints) if each.article]
    assert (found.article.url, found.article.language, found.article.published) == (
        "https://bay.example/1", "en", date(2024, 5, 1),
    )  # fmt: skip
    assert found.chance is not None
    known = f"Bridge Opens\n\nTT\n\nBridge Opens\n\n{PROSE}\n"
    [found] = find(known, hints=hints)
    assert (found.article.url, found.article.language, found.chance) == (None, None, None)


def test_what_an_article_cannot_take_of_hints_is_left_out():
    when = datetime(2024, 5, 1, 10, tzinfo=UTC)
    assert facts(Hints(published=when)).published == when
    assert facts(Hints(published=datetime(2024, 5, 1, 10))).published == date(2024, 5, 1)
    assert type(facts(Hints(published=datetime(2024, 5, 1, 10))).published) is date
    assert facts(Hints(language="no language", url="no address", title="T", site="S")) == Hints()
    assert facts(Hints(language="en-GB", url="https://bay.example/a b")) == Hints(
        language="en-GB", url="https://bay.example/a%20b"
    )


def test_a_page_that_goes_on_with_a_body():
    [found] = find_articles([f"\n\n{PROSE}\n\n{PROSE}\n"], mid_page=True)
    assert (found.article.headline, found.lines) == (None, (2, 5))
    assert found.article.body == (PROSE, PROSE)
    assert found.origins() == {"body[0]": ((2, 3),), "body[1]": ((4, 5),)}
    assert list(find_articles(["\n\n"], mid_page=True)) == []


def test_segments_of_a_page_are_reported_as_it_is_read():
    segments = []
    text = f"Bridge Opens\n\nTT\n\nBridge Opens\n\n{PROSE}\n\n{PROSE} Again.\n"
    [found] = find_articles([text], on_segment=segments.append)
    assert "".join(each.text for each in segments) == text
    assert [(each.start, each.stop) for each in segments][-1] == (8, 9)
    assert found.lines == (0, 9)


def test_a_dialect_is_asked_even_about_a_page_that_says_nothing():
    assert [each.article for each in find("Home\n")] == [None]
    [found] = find("Home\n", dialect=lambda lines: (Label("headline", article=True) for _ in lines))
    assert found.article == Article("Home")


ONE = "Bridge {0}\n\nTT\n\nBridge {0}\n\nThe council met on {0}.\n\n\n"
TWO = ONE.format("Monday") + ONE.format("Friday")


def test_a_page_is_shown_in_short_and_is_a_sequence_of_its_articles():
    page = rawdump.loads(TWO)
    assert repr(page).startswith("Page(text='Bridge Monday\\n\\nTT")
    assert "articles=(Article(headline='Bridge Monday', body=(1 item,)), " in repr(page)
    assert repr(page).endswith("confidence=(1.0, 1.0))")
    assert len(repr(page)) < len(TWO) + 300
    assert (len(page), page[-1].headline, page[1:]) == (2, "Bridge Friday", [page[1]])
    assert page == rawdump.loads(TWO) != rawdump.loads(TWO[:-1])


@pytest.mark.parametrize(("line", "index"), [(0, 0), (8, 0), (9, 1), (15, 1), (99, 1)])
def test_the_article_at_a_line(line, index):
    assert TWO.split("\n")[9] == "Bridge Friday"
    assert rawdump.loads(TWO).article_at(line) == index


def test_above_the_first_article_there_is_none():
    assert rawdump.loads(f"\n\n{TWO}").article_at(1) is None
    assert rawdump.loads(f"\n\n{TWO}").article_at(2) == 0
