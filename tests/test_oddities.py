"""What real NewsML-G2 and NITF have where the standards have nothing: each document is named for its trouble."""

from __future__ import annotations

import base64
from pathlib import Path

import pytest

from newsdoc import Article, Caption, Mark, Paragraph, Source, Subhead
from newsdoc.formats import newsml, nitf

DATA = Path(__file__).parent / "data"
FORMATS = {"newsml": newsml, "nitf": nitf}


def read(name):
    """The articles of a document, and the reports by code."""
    heard = []
    found = FORMATS[name.split("/")[0]].loads((DATA / name).read_bytes(), report=heard.append)
    return found, [(each.code, each.message) for each in heard]


def g2(meta="", content="", root=""):
    return f"<newsItem {root}><contentMeta>{meta}</contentMeta><contentSet>{content}</contentSet></newsItem>"


def inline(meta, body):
    return g2(meta, f"<inlineXML>{body}</inlineXML>")


def test_a_time_that_the_header_prints_is_not_a_paragraph():
    [article], heard = read("newsml/time-in-header.xml")
    assert article.body == ("It left on Friday.",)
    assert [code for code, _ in heard] == ["repair.value", "repair.value"]
    assert "2 March 2024, 9.15" in heard[0][1]
    assert "02.03.2024 09:15" in heard[1][1]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p><time>2 March</time></p><p>A.</p>", ("A.",)),
        ("<time>2 March</time><p>A.</p>", ("A.",)),
        ("<p><time>Monday</time> came.</p>", ("Monday came.",)),
        ("<p>A.</p><time>10:05</time><p>B.</p>", ("A.", "10:05", "B.")),
    ],
)
def test_a_time_is_left_out_only_where_it_heads_the_body_alone(body, expected):
    assert newsml.loads(g2(content=f"<inlineXML>{body}</inlineXML>"))[0].body == expected


def test_of_unknown_markup_the_prose_is_read_and_the_rest_reported():
    [article], heard = read("newsml/foreign-markup.xml")
    assert article.body == (
        Paragraph("It left on time", [Mark("strong", 8, 15)]),
        Subhead("Many waited"),
        "Nobody was late.",
    )
    assert article.captions == (Caption("The ferry at sea", "Lee Ono", anchor=3),)
    assert [code for code, _ in heard] == ["repair.markup", "repair.dropped"]
    assert all(number in heard[1][1] for number in ("412", "x-17", "1024"))


def test_a_package_whose_items_are_not_here_is_not_an_article_beside_others():
    found, heard = read("newsml/package-of-nothing.xml")
    assert [article.headline for article in found] == ["Ferry runs again"]
    assert [code for code, _ in heard] == ["repair.dropped", "repair.skipped"]
    assert all(text in heard[0][1] for text in ("Elsewhere", "Far away."))
    assert "Top stories" in heard[1][1]


def test_several_texts_never_run_together():
    [article], heard = read("newsml/several-texts.xml")
    assert article.body == ("It left.",)
    assert [code for code, _ in heard] == ["repair.dropped", "repair.dropped"]
    assert "Trains stood still." in heard[0][1]
    assert "Buses, too." in heard[1][1]


def test_escaped_html_in_nitf_is_read_as_html():
    [article], heard = read("nitf/escaped-body.xml")
    assert article.body == (
        Paragraph("It left on time.", [Mark("strong", 8, 15)]),
        Subhead("Many waited"),
        "Nobody was late.",
        Paragraph("Tickets cost more.", [Mark("emphasis", 8, 17)]),
        "One writes a <b> c.",
    )
    assert {code for code, _ in heard} == {"repair.escaped"}


@pytest.mark.parametrize("written", [newsml, nitf])
@pytest.mark.parametrize("text", ["<p>A</p>", "a <b>c</b>", "<br>", "x  <i>y</i>"])
def test_text_that_shows_tags_is_kept(written, text):
    marked = Paragraph(f"{text}!", [Mark("emphasis", len(text), len(text) + 1)])
    article = Article("H", [text, marked, Subhead(text)], id="a")
    [found] = written.loads(written.dumps([article]))
    assert found.body == article.body


def test_parts_of_a_line_are_apart():
    [article], heard = read("nitf/parts-of-a-line.xml")
    assert (article.headline, article.deck) == ("Ferry runs again", "Many waited")
    assert article.byline == "By Lee Ono Bay Post"
    assert (article.dateline, article.places) == ("Varna Bulgaria", ("Varna Bulgaria",))
    assert article.sources[-2:] == (Source("Bay Wire", "agency"), Source("Sea Wire", "agency"))
    assert article.body == ("So said Ana Sol’s aide.",)
    assert article.captions[0].credit == "Lee Ono Bay Wire"
    assert [code for code, _ in heard] == ["repair.element", "repair.value"]


def test_scripts_without_spaces_get_none():
    text = "<nitf><body><body.head><byline>記者<person>王小明</person>報導</byline></body.head></body></nitf>"
    assert nitf.loads(text)[0].byline == "記者王小明報導"


def test_every_stray_text_of_nitf_is_read_or_reported():
    [article], heard = read("nitf/stray-text.xml")
    assert (article.headline, article.deck) == ("Zeta", "Eta")
    assert article.body == ("Delta came.", "Iota.", "Kappa went.")
    told = " ".join(message for _, message in heard)
    assert all(text in told for text in ("alpha", "beta", "gamma", "epsilon", "theta", "Lambda."))


@pytest.mark.parametrize("inside", ["Stray<person>Ann</person>", "<person>Ann</person>Stray<org>Bay</org>"])
def test_a_stray_text_among_the_topics_of_nitf_is_reported(inside):
    heard = []
    head = f"<head><docdata><identified-content>{inside}</identified-content></docdata></head>"
    [article] = nitf.loads(f"<nitf>{head}<body/></nitf>", report=heard.append)
    assert article.subjects[0].name == "Ann"
    assert [each.message.rpartition(": ")[2] for each in heard] == ["'Stray'"]


@pytest.mark.parametrize("stamp", ["20240501T100000+0000", "2024-05-01T10:00:00Z", "2018-01-03 20:13:08 GMT+00:00"])
def test_a_time_stamp_is_not_a_dateline(stamp):
    heard = []
    [article] = newsml.loads(g2(f"<dateline>{stamp}</dateline>"), report=heard.append)
    assert article.dateline is None
    assert stamp in heard[0].message
    text = f"<nitf><body><body.head><dateline>{stamp}</dateline></body.head></body></nitf>"
    assert nitf.loads(text)[0].dateline is None
    assert newsml.loads(g2("<dateline>BONN, May 1</dateline>"))[0].dateline == "BONN, May 1"


@pytest.mark.parametrize("tag", ["x-default", "und", "ZXX", "mul"])
def test_a_tag_that_names_no_language_is_none(tag):
    assert newsml.loads(g2(root=f'xml:lang="{tag}"'))[0].language is None
    assert newsml.loads(g2(f'<language tag="{tag}"/>', root='xml:lang="en"'))[0].language == "en"
    assert nitf.loads(f'<nitf xml:lang="{tag}"><body/></nitf>')[0].language is None
    kept = Article("H", language=tag, id="a")
    heard = []
    assert newsml.loads(newsml.dumps([kept]), report=heard.append)[0].language == tag
    assert not heard


@pytest.mark.parametrize(
    ("document", "headline"),
    [
        (inline("<title>T</title>", "<p>A.</p>"), "T"),
        (inline("", "<nitf><head><title>T</title></head><body><body.content/></body></nitf>"), "T"),
        (inline("", "<nitf><body><body.content><hl1>T</hl1><p>A</p></body.content></body></nitf>"), "T"),
        (inline("<headline>H</headline>", "<html><head><title>T</title></head><p>A</p></html>"), "H"),
    ],
)  # fmt: skip
def test_a_headline_that_only_the_text_or_the_item_prints(document, headline):
    heard = []
    [article] = newsml.loads(document, report=heard.append)
    assert article.headline == headline
    assert headline == "T" or "'T'" in heard[0].message


def test_base64_is_text_or_reported():
    def data(raw, kind="text/plain"):
        encoded = base64.b64encode(raw).decode()
        return g2(content=f'<inlineData contenttype="{kind}" encoding="encd:base64">{encoded}</inlineData>')

    assert newsml.loads(data("Käse.\n\nBrot.".encode()))[0].body == ("Käse.", "Brot.")
    assert newsml.loads(data("Käse.".encode("latin-1"), "text/plain; charset=iso-8859-1"))[0].body == ("Käse.",)
    assert newsml.loads(data(b"<?xml version='1.0'?><nitf><body><body.content><p>A.</p></body.content></body></nitf>"))[
        0
    ].body == ("A.",)
    for bad in (b"\x00\x01", b"\xff\xfe\xfd"):
        heard = []
        assert newsml.loads(data(bad), report=heard.append)[0].body == ()
        assert [each.code for each in heard] == ["repair.dropped"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("   A one\ntwo.\n   B\nthree.\n\nC.", ("A one two.", "B three.", "C.")),
        ("A one\ntwo.\n   B\nthree.\n\n   C.", ("A one two.", "B three.", "C.")),
        ("   A one.\n   B two.\n\n   C.", ("A one.", "B two.", "C.")),
        ("   A one\n   two.\n\n   C.", ("A one two.", "C.")),
        ("\u3000甲。\n乙。\n\u3000丙。\n\n丁。", ("甲。 乙。", "丙。", "丁。")),
        ("- A one\n  two\n- B\n\nC.", ("- A one two - B", "C.")),
    ],
)
def test_paragraphs_are_cut_at_indented_lines(text, expected):
    [article] = newsml.loads(g2(content=f'<inlineData contenttype="text/plain">{text}</inlineData>'))
    assert article.body == expected


def test_notes_for_editors_are_kept_wherever_they_are():
    part = "<partMeta><edNote>Of a part</edNote></partMeta>"
    group = "<groupSet><group><edNote>Of a group</edNote></group></groupSet>"
    document = f"<packageItem>{part}{group}</packageItem>"
    assert newsml.loads(document)[0].editorial_note == "Of a part Of a group"
    inside = "<nitf><head><docdata><ed-msg info='Corrects'/></docdata></head><body><body.content/></body></nitf>"
    assert newsml.loads(g2(content=f"<inlineXML>{inside}</inlineXML>"))[0].editorial_note == "Corrects"


def test_what_is_said_of_a_topic_beside_its_name_is_reported_once():
    heard = []
    subject = "<subject><name>Sea</name><name>Meer</name><broader><name>Water</name></broader></subject>"
    newsml.loads(g2(f"<keyword>Water</keyword>{subject}{subject}"), report=heard.append)
    assert [each.code for each in heard] == ["repair.dropped"]
    assert "'Meer'" in heard[0].message
    assert "Water" not in heard[0].message


def test_spans_beside_each_other_are_parts_of_a_line():
    body = "<figure><figcaption>Sea<small>Ann Lee</small></figcaption></figure>"
    body = body.replace("Ann Lee", "<span>Ann Lee</span><span>Bay Post</span>")
    by = "<by><span>By</span><span>Bo Sol</span>, <span>B</span><span>ay Post</span></by>"
    assert newsml.loads(g2(by, inline_only(body)))[0] == Article(
        byline="By Bo Sol, Bay Post", captions=[Caption("Sea", "Ann Lee Bay Post", anchor=0)]
    )


def inline_only(body):
    return f"<inlineXML>{body}</inlineXML>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<ul><li>&lt;b&gt;A&lt;/b&gt; b</li></ul>", "A b"),
        ("<table><tr><td>&lt;b&gt;A&lt;/b&gt; b</td></tr></table>", "A b"),
        ("<h2>&lt;i&gt;A&lt;/i&gt; b</h2>", "A b"),
        ("<blockquote>&lt;p&gt;A b&lt;/p&gt;</blockquote>", "A b"),
    ],
)
def test_escaped_html_is_read_in_every_block(body, expected):
    heard = []
    [article] = newsml.loads(g2(content=inline_only(body)), report=heard.append)
    assert article.text == expected
    assert "repair.escaped" in [each.code for each in heard]


def test_escaped_html_in_a_caption():
    figure = "<figure><figcaption>&lt;p&gt;A ferry&lt;/p&gt;</figcaption></figure>"
    assert newsml.loads(g2(content=inline_only(figure)))[0].captions[0].text == "A ferry"


def test_a_headline_in_a_caption_does_not_run_together_with_it():
    media = "<media><media-caption><hl2>Sea</hl2>A ferry.</media-caption></media>"
    text = f"<nitf><body><body.content>{media}</body.content></body></nitf>"
    assert nitf.loads(text)[0].captions[0].text == "Sea A ferry."


def test_a_picture_gives_its_headline_to_a_text_without_one():
    kind = '<itemClass qcode="ninat:picture"/>'
    text = f'<newsItem guid="t"><itemMeta><link residref="p">{kind}</link></itemMeta>{{}}</newsItem>'
    words = "<contentMeta><headline>Sea</headline><description>A ferry.</description></contentMeta>"
    picture = f'<newsItem guid="p"><itemMeta>{kind}</itemMeta>{words}</newsItem>'
    for meta, expected, reports in (("", "Sea", 0), ("<contentMeta><headline>H</headline></contentMeta>", "H", 1)):
        heard = []
        [article] = newsml.loads(f"<newsMessage>{text.format(meta)}{picture}</newsMessage>", report=heard.append)
        assert (article.headline, article.captions[0].text) == (expected, "A ferry.")
        assert ["'Sea'" in each.message for each in heard] == [True] * reports


def test_a_language_that_our_own_entry_explains_has_to_be_a_tag():
    entry = '{"path": "$.language", "value": "no tag!", "explains": "no tag!"}'.replace('"', "&quot;")
    meta = f'<itemMeta><itemMetaExtProperty rel="nd:residual" value="{entry}"/></itemMeta>'
    heard = []
    [article] = newsml.loads(f'<newsItem xml:lang="no tag!">{meta}</newsItem>', report=heard.append)
    assert article.language is None
    assert ("repair.value", "$[0].language") in [(each.code, each.path) for each in heard]


@pytest.mark.parametrize(
    ("headlines", "headline", "deck"),
    [
        ('<headline role="h:main">A</headline><headline>B</headline><headline role="h:sub">C</headline>', "A", "C"),
        ('<headline role="h:sub">C</headline><headline rank="2">B</headline><headline rank="1">A</headline>', "A", "C"),
        ('<headline xml:lang="de">B</headline><headline xml:lang="en">A</headline>', "A", None),
        ('<headline role="h:deck">C</headline>', None, "C"),
    ],
)
def test_a_headline_that_is_called_a_deck_is_the_deck(headlines, headline, deck):
    [article] = newsml.loads(g2(f'<language tag="en"/>{headlines}'))
    assert (article.headline, article.deck) == (headline, deck)


def test_a_second_provider_is_reported():
    heard = []
    meta = "<provider><name>Bay Post</name></provider><provider><name>Sea Times</name></provider>"
    [article] = newsml.loads(g2(meta), report=heard.append)
    assert article.sources == (Source("Bay Post", "publisher"),)
    assert ["'Sea Times'" in each.message for each in heard] == [True]


def test_a_package_finds_an_item_whose_article_has_no_id():
    text = newsml.dumps([Article("Storm", ["It came."])])
    guid = text.partition('guid="')[2].partition('"')[0]
    package = f'<packageItem><groupSet><group><itemRef residref="{guid}"/></group></groupSet></packageItem>'
    [article] = newsml.loads(f"<newsMessage><itemSet>{text}{package}</itemSet></newsMessage>")
    assert (article.headline, article.id) == ("Storm", None)


def test_properties_are_known_in_any_capitals():
    [article] = newsml.loads(
        g2("<slugLine>STORM</slugLine><HeadLine>Storm</HeadLine><creditLine>Bay Post</creditLine>")
    )
    assert (article.slugline, article.headline, article.credit) == ("STORM", "Storm", "Bay Post")


@pytest.mark.parametrize("dateline", ["2025-03-14", "20240501T100000+0000"])
def test_a_dateline_that_is_a_date_comes_back_from_our_own_document(dateline):
    text = newsml.dumps([Article("Storm", dateline=dateline)])
    assert newsml.loads(text)[0].dateline == dateline
    other = text.replace(f"<dateline>{dateline}", "<dateline>2025-03-15")
    assert newsml.loads(other)[0].dateline is None
