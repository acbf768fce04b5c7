"""The layouts of real pages, boundaries, pages that are no article, and doubt told as data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import EntryPoint, EntryPoints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdoc import Subhead, UnknownFormat, dialects
from newsdoc.dialects import LAYOUTS, Label, auto
from newsdoc.formats import rawdump
from newsdoc.page import reader
from newsdoc.page.layouts import Layout
from newsdoc.page.reader import label_lines
from newsdoc.strategies import dumps

LONG = "The council said on Monday that the talks on water would go on through the week, after a short break."
OTHER = "Nobody was hurt, the mayor said, and the road along the river would be open to traffic again by the evening."
SITE = "Asharq Al-awsat English Middle-east and International News and Opinion from Asharq Al-awsat Newspaper"


def head(title="A Bridge Opens", caption="The bridge. (AFP)", controls=("TT", "20")):
    return [title, "", caption, caption, *controls, "", title, "", caption, caption, ""]


def read(*lines, **options):
    return rawdump.loads("\n".join(lines), **options)


def codes(page):
    return sorted(diagnostic.code for diagnostic in page.diagnostics)


def kinds(page):
    return [segment.kind for segment in page.segments if segment.kind != "blank"]


# --- heads ---


def test_a_control_word_counts_only_where_a_control_can_stand():
    page = read(*head("Route 20"), LONG, "", "TT", "", "20", "", OTHER)
    assert page[0].headline == "Route 20"
    assert page[0].body == (LONG, "TT", "20", OTHER)


def test_a_deck_may_look_like_a_control():
    page = read(
        "Title", "", "TT", "", "A caption.", "A caption.", "TT", "", "Title", "", "A caption.", "A caption.", "", LONG
    )
    assert page[0].deck == "TT"


def test_a_deck_without_a_caption_is_a_guess():
    page = read("Title", "", "A deck", "", "TT", "", "Title", "", LONG)
    assert (page[0].deck, page[0].captions) == ("A deck", ())
    assert codes(page) == ["guess.deck"]


def test_the_headline_in_the_captions_place_is_not_a_caption():
    page = read("Title here", "", "Title here", "TT", "", "Title here", "", "Title here", "", LONG)
    assert (page[0].headline, page[0].captions, page[0].body) == ("Title here", (), (LONG,))
    assert len(page.origins[0]["headline"]) == 4


def test_a_head_printed_once_is_found_and_doubted():
    page = read("A title", "", "A caption.", "A caption.", "TT", "20", "", LONG)
    assert (page[0].headline, page[0].captions[0].text, page[0].body) == ("A title", "A caption.", (LONG,))
    assert codes(page) == ["guess.head-once"]
    assert page.confidence == (0.7,)


def test_a_head_of_one_headline_and_a_control_is_found_at_the_top_only():
    assert read("A title", "", "TT", "20", "", LONG)[0].headline == "A title"
    page = read(*head(), LONG, "", "A title", "", "TT", "20", "", OTHER)
    assert len(page) == 1


def test_without_a_control_the_captions_must_be_doubled_below_the_top():
    refrain = ["We sing along", "", "of days to come", "", "We sing along", "", "of days to come", ""]
    page = read(*head(), LONG, "", *refrain, OTHER)
    assert len(page) == 1
    assert len(read(*head(), LONG, "", *head("Another", controls=()), OTHER)) == 2


def test_three_copies_of_a_caption_in_the_body_are_one_caption_in_its_place():
    page = read(*head(), LONG, "", "A map. (EPA)", "A map. (EPA)", "", OTHER)
    assert [(caption.text, caption.anchor) for caption in page[0].captions] == [("The bridge.", None), ("A map.", 1)]
    assert page[0].body == (LONG, OTHER)


def test_thousands_of_captions_in_a_body_are_told_apart():
    lines = [*head(), *(line for n in range(2_000) for line in (f"Picture {n} (AFP)",) * 2 + ("Head",) + ("TT",))]
    assert len(read(*lines)[0].captions) == 2_001


def test_captions_that_differ_are_one_and_reported():
    lines = ["Title", "", "A ship sails.", "A ship sails.", "TT", "", "Title", "", "A ship sails.", "", "", LONG]
    page = read(*lines, "", "A ship sails. (AFP)", "A ship sails. (AFP)")
    assert [caption.text for caption in page[0].captions] == ["A ship sails."]
    assert "guess.caption-copies" in codes(page)


def test_the_address_glued_to_a_headline_becomes_the_url():
    lines = ["Başlıkhttps://turkish.example/1", "Başlık", "Resim (AFP)", "İstanbul/Şarku'l Avsat", "TT", "TT", "Başlık"]
    page = read(*lines, "Resim (AFP)", "Zayed Hediyye", LONG)
    article = page[0]
    assert (article.headline, article.url) == ("Başlık", "https://turkish.example/1")
    assert (article.byline, article.dateline, article.body) == ("Zayed Hediyye", "İstanbul/Şarku'l Avsat", (LONG,))
    assert page.origins[0]["url"] == ((0, 1),)


def test_the_address_may_be_glued_to_the_first_of_only_two_headlines():
    page = read("Başlık https://turkish.example/1", "Resim. (AFP)", "TT", "TT", "Başlık", "Resim. (AFP)", LONG)
    assert [(article.headline, article.url, article.body) for article in page] == [
        ("Başlık", "https://turkish.example/1", (LONG,))
    ]
    assert len(read(*head(), LONG, "", f"See https://example.org/{'a' * 60}", "", OTHER)) == 1


@pytest.mark.parametrize("controls", [(), ("TT", "20")])
def test_a_page_cut_anywhere_after_the_captions_of_its_second_head_has_two_articles(controls):
    text = "\n".join([*head("First Bridge"), LONG, "", *head("Second Bridge", "Another. (EPA)", controls)])
    start = text.index("Another. (EPA)\nAnother. (EPA)") + len("Another. (EPA)\nAnother. (EPA)")
    for end in range(start, len(text)):
        page = rawdump.loads(text[:end])
        assert [article.headline for article in page] == ["First Bridge", "Second Bridge"], text[start:end]
        assert [caption.text for caption in page[1].captions] == ["Another."], text[start:end]
        assert page[1].body == (), text[start:end]
        assert {"article.empty", "article.truncated"} <= set(codes(page))


def test_a_page_cut_in_the_second_copy_of_its_captions_has_no_body():
    title = "Will the Bridge Open?"  # ends as a sentence does; the control says that it is a headline
    lines = head(title, controls=("TT",))
    page = read(*lines[:-2], lines[-2][:7])
    assert (page[0].headline, len(page[0].captions), page[0].body) == (title, 1, ())


def test_a_page_cut_in_the_second_line_of_one_of_several_captions():
    ferry = "The ferry at the quay. (EPA)"
    lines = ["A Bridge Opens", "", "The bridge. (AFP)", "The bridge. (AFP)", ferry, ferry, "TT", "TT", ""]
    for cut in (5, 12):
        page = read(*lines, "A Bridge Opens", "", "The bridge. (AFP)", "The bridge. (AFP)"[:cut])
        assert [caption.text for caption in page[0].captions] == ["The bridge.", "The ferry at the quay."]
        assert page[0].body == ()


def test_a_control_printed_twice_is_not_a_caption():
    page = read("A Bridge Opens", "", "The bridge. (AFP)", "The bridge. (AFP)", "TT", "TT", "", LONG)
    assert [caption.text for caption in page[0].captions] == ["The bridge."]
    assert page[0].body == (LONG,)


def test_a_page_cut_in_its_second_headline_keeps_its_deck():
    page = read("A Bridge Opens", "", "It took a year", "", "The bridge. (AFP)", "The bridge. (AFP)", "TT", "", "A Bri")
    assert (page[0].headline, page[0].deck) == ("A Bridge Opens", "It took a year")
    assert [caption.text for caption in page[0].captions] == ["The bridge."]


@pytest.mark.parametrize(
    ("below", "dateline", "doubts"),
    [
        (["TT"], None, []),
        (["TT", "20"], None, []),
        ([], None, ["guess.no-control"]),
        (["Orvale/Gazette"], "Orvale/Gazette", ["guess.no-control"]),
    ],
)
def test_a_page_cut_right_above_its_second_headline_has_the_whole_head_above_it(below, dateline, doubts):
    page = read("A Bridge Opens", "", "The bridge. (AFP)", "The bridge. (AFP)", *below, "", "")
    assert (page[0].headline, page[0].dateline, page[0].body) == ("A Bridge Opens", dateline, ())
    assert codes(page) == ["article.empty", "article.truncated", *doubts]


# --- the other layouts ---


def test_dated_layout_with_a_byline_and_without_a_caption():
    page = read(
        SITE, "", "Title here", "", "Title here", "", "Sunday, 5 May, 2019 - 07:45", "London – Ann Example", "", LONG
    )
    article = page[0]
    assert (article.headline, article.byline, article.captions) == ("Title here", "London – Ann Example", ())
    assert article.published is not None
    assert article.published.isoformat() == "2019-05-05"
    assert article.publisher is not None
    assert article.publisher.name == "Asharq Al-Awsat"
    assert page.origins[0]["sources[0]"] == ((0, 1),)


def test_dated_layout_whose_body_follows_the_date_without_a_blank():
    page = read(SITE, "", "Title here", "", "Title here", "", "Sunday, 5 May, 2019 - 07:45", LONG, OTHER, LONG + " So.")
    assert page[0].body == (LONG, OTHER, LONG + " So.")
    assert page[0].captions == ()


def test_archive_layout_without_a_picture_and_with_a_dateline():
    title = "A Bridge Opens | ASHARQ AL-AWSAT English Archive 2005 -2017"
    page = read(
        "Middle-east Arab News Opinion | Asharq Al-awsat",
        "",
        title,
        "Select Page",
        "",
        f"Cairo, Asharq Al-Awsat—{LONG}",
    )
    assert page[0].headline == "A Bridge Opens"
    assert (page[0].dateline, page[0].body) == ("Cairo, Asharq Al-Awsat—", (LONG,))
    assert page.origins[0]["dateline"] == page.origins[0]["body[0]"]


def test_archive_page_in_the_middle_of_others():
    title = "A Tunnel Opens | ASHARQ AL-AWSAT English Archive 2005 -2017"
    site = "Middle-east Arab News Opinion | Asharq Al-awsat"
    page = read(*head(), LONG, "", site, "", title, "Select Page", "Media ID: 5", "", OTHER, "", *head("Third"), LONG)
    assert [article.headline for article in page] == ["A Bridge Opens", "A Tunnel Opens", "Third"]


def test_headline_and_body_only():
    page = read("A bridge opens in spring", "", LONG, OTHER)
    assert (page[0].headline, page[0].body) == ("A bridge opens in spring", (LONG, OTHER))
    guess = "guess.evidence" if page.confidence[0] >= 0.5 else "guess.article"
    assert codes(page) == [guess, "guess.headline"]


@pytest.mark.parametrize("title", ["Will the Bridge Open?", "Mayor: “We Will Build It”", "هل يفتح الجسر؟"])
def test_a_title_alone_above_prose_may_end_as_a_question_or_a_quote_does(title):
    assert read(title, "", LONG, "", OTHER)[0].headline == title
    assert read(title, "Updated 23 March 2020", "", LONG)[0].headline == title


def test_a_title_may_be_longer_than_the_short_sentences_below_it():
    assert read("A Bridge Opens after a Long Year of Talks on Water and Stone in the Valley", "", "It is open.", "",
                "The mayor said so on Monday, on the bridge, to us.", "", LONG)[0].headline  # fmt: skip


def test_headline_and_date_above_the_body_of_an_unknown_site():
    page = read("A bridge opens in spring", "Published: 5 May 2019", LONG, OTHER)
    assert page[0].published is not None
    assert page[0].body == (LONG, OTHER)


def test_body_only():
    page = read(LONG, OTHER)
    assert (page[0].headline, page[0].body) == (None, (LONG, OTHER))
    assert codes(page) in (["guess.article"], ["guess.evidence"])


def test_a_site_line_above_a_plain_article_names_its_publisher():
    page = read(SITE, "", "A bridge opens in spring", "", LONG, OTHER)
    assert page[0].publisher is not None
    assert page[0].headline == "A bridge opens in spring"


# --- inside a body ---


def test_a_short_line_without_a_stop_above_a_long_one_is_a_subhead():
    page = read(*head(), LONG, "", "The road ahead", OTHER)
    assert page[0].body == (LONG, Subhead("The road ahead"), OTHER)
    assert codes(page) == ["guess.subhead"]


def test_a_short_line_alone_above_a_short_sentence_is_a_subhead_and_a_broken_line_is_none():
    page = read(*head(), LONG, "", "The road ahead", "", "It is open.", "", OTHER)
    assert page[0].body[1] == Subhead("The road ahead")
    for lines in (("the road", "ahead is open."), ("the road", "", "ahead is open."), ("The road", "It is open.")):
        assert Subhead not in map(type, read(*head(), LONG, "", *lines, "", OTHER)[0].body)


def test_right_below_a_head_a_picture_stands_as_below_a_blank_line():
    picture = ("img_0042", "The dredger on the river in the evening - 24 April 2025 (AP)", "")
    for above in ((), (*head("First"), OTHER, "")):
        for below in ((), ("",)):
            page = read(*above, *head()[:-1], *below, *picture, LONG)
            assert kinds(page)[-3:] == ["unknown", "caption", "paragraph"]


@pytest.mark.parametrize(("line", "is_caption"), [("Regenwasserspeicher", False), ("Regenwasserspeichers", True),
                                                  ("a b", False), ("a b c", True), ("北海道北海道北海道北", True),
                                                  ("北海道北海道北海道", False), ("20 20 20 20", False)])  # fmt: skip
def test_a_line_twice_in_a_row_below_a_certain_head_is_a_caption_if_it_has_the_words_of_one(line, is_caption):
    page = read(*head(), LONG, "", line, line, "", OTHER)
    assert ("caption" in kinds(page)[8:]) == is_caption


def test_a_line_twice_in_a_row_below_a_doubtful_head_is_a_caption_only_with_a_credit():
    lines = ("A title", "", "The bridge. (AFP)", "The bridge. (AFP)", "", LONG, "")
    for line, is_caption in (("The boats wait.", False), ("The boats wait. (AFP)", True)):
        page = read(*lines, line, line, "", OTHER)
        assert [line in text for text in page[0].body].count(True) == (0 if is_caption else 2)


def test_right_below_a_head_a_short_line_alone_is_a_subhead_as_below_a_blank_line():
    lines = ["A Bridge Opens", "The bridge. (AFP)", "TT", "A Bridge Opens", "The bridge. (AFP)"]
    for below in ((), ("",)):
        page = read(*lines, *below, "The long road ahead now", "", "It is open.", "", LONG)
        assert page[0].body == (Subhead("The long road ahead now"), "It is open.", LONG)


@pytest.mark.parametrize(
    "line", ["Why now?", "*And the road?", "1. And then", "- The road", "“Yes”", "2025", "He agreed."]
)
def test_questions_bullets_quotes_and_sentences_are_not_subheads(line):
    assert read(*head(), LONG, "", line, "", OTHER)[0].body == (LONG, line, OTHER)


def test_the_short_last_line_of_an_article_is_not_a_subhead_of_the_next_head():
    title = "A Very Long Headline That Goes On for More than Sixty Characters, Like a Paragraph Would"
    page = read(*head(), LONG, "", "Ann Example contributed", "", "", "", *head(title), OTHER)
    assert page[0].body == (LONG, "Ann Example contributed")
    assert len(page) == 2


def test_a_date_line_in_the_body_is_a_date_and_no_paragraph():
    page = read(*head(), LONG, "", OTHER, "", "الخميس - 24 ربيع الثاني 1439 هـ - 11 يناير 2018 مـ")
    assert page[0].body == (LONG, OTHER)
    assert page[0].published is not None
    assert page[0].published.isoformat() == "2018-01-11"
    assert kinds(page)[-1] == "date"


def test_a_date_that_could_be_two_days_stays_a_segment():
    page = read(*head(), "05/06/2019", "", LONG)
    assert (page[0].published, page[0].body) == (None, (LONG,))
    assert "date" in kinds(page)


def test_a_bare_name_above_the_body_is_the_byline():
    page = read(*head(), "Zayed Hediyye ", LONG)
    assert (page[0].byline, page[0].body) == ("Zayed Hediyye", (LONG,))
    assert codes(page) == ["guess.byline"]


def test_a_bare_name_above_a_short_or_cut_paragraph_is_the_byline():
    assert read(*head(), "Zayed Hediyye", "", "It is over.", "", LONG)[0].byline == "Zayed Hediyye"
    assert read(*head(), "Zayed Hediyye", LONG[:50])[0].byline == "Zayed Hediyye"
    assert read(*head(), "Zayed Hediyye")[0].byline is None


def test_a_quote_that_goes_on_over_paragraphs_stays_as_printed():
    quoted = [f"“{LONG}", "", f"“{OTHER}", "", f"“{LONG}”"]
    page = read(*head(), *quoted)
    assert page[0].body == tuple(filter(None, quoted))
    assert codes(page) == []


def test_a_body_that_stops_in_mid_sentence_is_called_truncated():
    assert codes(read(*head(), LONG, "", "And then the mayor went to the")) == ["article.truncated"]


def test_the_same_article_twice_stays_two_and_is_reported():
    page = read(*head(), LONG, "", "", "", *head(), LONG)
    assert len(page) == 2
    assert codes(page) == ["article.duplicate"]
    (duplicate,) = page.diagnostics
    assert (duplicate.line, duplicate.path) == (17, "$[1]")


def test_controls_inside_text_are_repaired_and_reported():
    page = read(*head(), "A tab\there. \x00", "")
    assert page[0].body == ("A tab here. \ufffd",)
    (repaired,) = [diagnostic for diagnostic in page.diagnostics if diagnostic.code == "repair.characters"]
    assert (repaired.line, repaired.path) == (13, "$[0].body[0]")


def test_crlf_and_a_byte_order_mark_change_nothing():
    text = "\r\n".join([*head(), LONG])
    page = rawdump.loads(b"\xef\xbb\xbf" + text.encode())
    assert list(page) == list(rawdump.loads(text.replace("\r\n", "\n")))
    assert page.text == "\ufeff" + text


def test_marks_that_nobody_sees_at_the_ends_of_lines_change_nothing():
    lines = [*head(), LONG]
    page = read(*(f"\u200f{line}\u200f \u202c" for line in lines))
    assert list(page) == list(read(*lines))
    assert kinds(page) == kinds(read(*lines))


# --- no article ---

TEASER = "The council said on Monday that the talks on water and trade in the valley would go on and…"


@pytest.mark.parametrize(
    "lines",
    [
        [line for n in range(5) for line in (f"Title number {n}", "", TEASER)],
        ["Ann Example", "Ann Example is a writer", *(line for n in range(4) for line in (f"Title {n}", "", TEASER))],
        [
            line
            for n in range(4)
            for line in (f"Title number {n}", "", f"Title number {n}", "", TEASER, "", "Ann (London)")
        ],
        [line for _ in range(3) for line in ("by Ann Example | Jun 27, 2014 | Opinion", LONG + "...")],
        [line for n in range(5) for line in (f"Title number {n}", "", TEASER.removesuffix(" and…"))],
    ],
    ids=["teasers", "author", "doubled titles", "archive tags", "blurbs cut without a mark"],
)
@pytest.mark.parametrize("copies", [1, 40])
def test_a_list_of_teasers_is_not_an_article_and_one_diagnostic(lines, copies):
    page = read(*lines * copies)
    assert len(page) == 0
    assert codes(page) == ["page.listing"]


def test_broken_lines_and_binary_data_are_not_a_list_of_teasers():
    broken = [LONG[:70], f"{LONG[70:]} {OTHER[:40]}".lower(), OTHER[40:], ""] * 6
    assert "page.listing" not in codes(read(*broken))
    assert "page.listing" not in codes(read(*["\ufffd\x01x" * 40] * 3, *(chr(n) * 90 for n in range(600, 620))))


def test_lines_without_prose_are_not_an_article():
    page = read("Home", "World", "Sport", "Contact us")
    assert (len(page), codes(page)) == (0, ["page.unstructured"])


def test_furniture_above_the_first_head_is_left_over():
    page = read("Home", "World", "", *head(), LONG)
    assert len(page) == 1
    assert codes(page) == ["page.leftover"]
    assert kinds(page)[0] == "unknown"


def test_prose_above_the_first_head_is_an_article_of_little_confidence():
    page = read(LONG, OTHER, "", *head(), LONG)
    assert [article.headline for article in page] == [None, "A Bridge Opens"]
    assert page.confidence[0] < 0.8 < page.confidence[1]


def test_label_lines_above_a_body_are_no_part_of_it():
    page = read("عنوان الصفحة", "به قلم:", "کو: جمعرات, 11 جنوری, 2018", "0", "", LONG, OTHER)
    assert page[0].body == (LONG, OTHER)


@pytest.mark.parametrize("text", ["", "\n", " \n\xa0\n", "\n" * 3000])
def test_nothing_is_nothing(text):
    page = rawdump.loads(text)
    assert (len(page), page.diagnostics) == (0, ())


# --- dialects of one's own ---


def shouting(lines: Iterable[str]) -> Iterator[Label]:
    for line in lines:
        yield Label("headline", article=True) if line.isupper() else Label("paragraph")


def test_a_function_serves_as_a_dialect():
    page = read("ONE", "a", "b", "TWO", "c", dialect=shouting)
    assert [(article.headline, article.body) for article in page] == [("ONE", ("a", "b")), ("TWO", ("c",))]


def test_an_article_begins_with_its_first_text_if_nobody_says_so():
    page = read("site", "a", " ", dialect=lambda lines: iter([Label("site"), Label("paragraph"), Label("blank")]))
    assert page[0].body == ("a",)


def test_a_class_serves_as_a_dialect():
    class Shouting:
        def __call__(self, lines: Iterable[str]) -> Iterator[Label]:
            return shouting(lines)

    assert len(read("ONE", "a", dialect=Shouting())) == 1


def test_one_segment_of_several_lines_is_one_paragraph():
    wrapped = [Label("paragraph"), Label("paragraph", new=False), Label("paragraph")]
    page = read("a line", "goes on", "b", dialect=lambda lines: iter(wrapped))
    assert page[0].body == ("a line goes on", "b")


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["The toll is un-", "necessary."], "The toll is unnecessary."),
        (["The toll at Orvale-", "Town is"], "The toll at Orvale- Town is"),
        (["北京的", " 天气。\r"], "北京的天气。"),
        (["a", "\x01b"], "a \ufffdb"),
        (["a" * 9] * 40_000, " ".join(["a" * 9] * 40_000)),
    ],
    ids=["a divided word", "a hyphen", "Chinese", "a character that is mended", "many lines"],
)
def test_lines_of_one_segment_are_joined_as_those_of_a_fixed_width_are(lines, text):
    page = read(*lines, dialect=lambda lines: (Label("paragraph", new=number == 0) for number, _ in enumerate(lines)))
    assert page[0].body == (text,)


def test_a_second_deck_is_reported_not_lost():
    labels = [Label("headline"), Label("deck"), Label("deck"), Label("deck")]
    page = read("H", "one", "two", "one", dialect=lambda lines: iter(labels))
    assert page[0].deck == "one"
    (dropped,) = [diagnostic for diagnostic in page.diagnostics if diagnostic.code == "repair.dropped"]
    assert (dropped.line, dropped.path) == (3, "$[0].deck")
    assert page.origins[0]["deck"] == ((1, 2), (3, 4))


def test_an_installed_dialect_is_found_by_name(monkeypatch):
    entry = EntryPoint("shouting", f"{__name__}:shouting", "newsdoc.dialects")
    monkeypatch.setattr(EntryPoint, "load", lambda self: shouting)
    monkeypatch.setattr(dialects, "entry_points", lambda group: EntryPoints([entry]))
    assert len(read("ONE", "a", dialect="shouting")) == 1


def test_an_unknown_dialect_is_an_error_that_lists_the_known():
    with pytest.raises(
        UnknownFormat, match="there is no dialect 'klingon'; choose one of archive, auto, dated, doubled-head, plain"
    ):
        read("a", dialect="klingon")


@pytest.mark.parametrize("dialect", sorted(dialects.DIALECTS))
def test_each_dialect_can_be_asked_for_alone(dialect):
    assert rawdump.loads("\n".join([*head(), LONG]), dialect=dialect).text


def test_lines_that_each_begin_like_the_one_above_are_not_glued_headlines():
    text = "".join("a" * length + "\n" for length in range(1200, 0, -1))
    assert rawdump.dumps(rawdump.loads(f"{LONG}\n\n{text}")) == f"{LONG}\n\n{text}"


@given(dumps(), dumps(), st.sampled_from([None, *LAYOUTS]))
def test_labels_depend_only_on_the_lines_from_their_own_or_their_heads_on(above, below, layout):
    """What an article begins with is labelled alike whatever stands above it: a page can be read from there."""
    layouts = tuple(LAYOUTS.values()) if layout is None else (LAYOUTS[layout],)
    lines = f"{above}\n{below}".split("\n")
    labels = list(label_lines(lines, layouts))
    for start in [i for i, label in enumerate(labels) if label.article][1:]:
        assert list(label_lines(lines[start:], layouts, mid_page=True)) == labels[start:]


@given(dumps())
def test_labels_do_not_depend_on_how_many_lines_are_read_ahead(text):
    lines = text.split("\n")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reader, "_BLOCK", 10_000)
        expected = list(auto(lines))
    assert list(auto(lines)) == expected


@given(dumps())
def test_where_no_head_may_begin_there_is_none(text):
    """Asked at every line, the layouts find what they find where they say that a head may begin."""
    lines = text.split("\n")
    everywhere = [Layout(name, lambda window: range(len(window.keys)), match) for name, _, match in LAYOUTS.values()]
    assert list(label_lines(lines, everywhere)) == list(auto(lines))


@pytest.mark.parametrize("above", [150, 10])
def test_a_line_above_many_captions_does_not_depend_on_an_end_of_the_page_that_is_out_of_sight(above):
    captions = [caption for number in range(8) for caption in [f"Picture {number} of the bridge"] * 2]
    lines = [*[LONG] * above, "", "A Bridge Opens", *captions, "", *[OTHER, LONG] * 125]
    assert [label.kind for label in auto(lines)][:above] == [label.kind for label in auto([*lines, OTHER])][:above]
    assert sum(label.article for label in auto(lines)) == 1


def test_a_head_right_below_a_line_does_not_depend_on_copies_above():
    layouts = tuple(LAYOUTS.values())
    lines = [
        "5 May 2019",
        OTHER,
        "",
        "Ann Example",
        "TT",
        "Ann Example",
        OTHER,
        "",
        "TT",
        "5 May 2019",
        "",
        OTHER,
        "",
        "TT",
        "",
    ]
    labels = list(label_lines(lines, layouts))
    for start in [i for i, label in enumerate(labels) if label.article][1:]:
        assert list(label_lines(lines[start:], layouts, mid_page=True)) == labels[start:]


def test_whether_prose_stands_below_a_head_does_not_depend_on_how_many_lines_are_read_ahead():
    lines = [
        OTHER,
        "A Bridge Opens",
        "A Bridge Opens",
        "A map of it",
        "",
        "A map of it",
        *[""] * 250,
        OTHER,
        "A map of it",
    ]
    expected = list(auto(lines))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(reader, "_BLOCK", 10_000)
        assert list(auto(lines)) == expected
