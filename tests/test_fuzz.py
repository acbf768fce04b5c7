"""A short run of the fuzzer on each reader, and what longer runs found."""

from __future__ import annotations

import re
import tracemalloc
from contextlib import suppress
from random import Random
from time import process_time

import pytest
from lxml import etree

import fuzz
from laws import check_checked, check_chunks
from newsdoc import Article, Diagnostic, Preformatted, Quote, ReadError, Table, find, uri
from newsdoc.cli.console import placed
from newsdoc.formats import feed, get, html, json, jsonld, newsml, ninjs, table
from newsdoc.model import plain_text

READ = [name for name, row in table().items() if row.reads]


@pytest.mark.parametrize("name", READ)
def test_no_law_breaks_on_changed_documents(name):
    found = [(trouble, data) for _, data, trouble in fuzz.findings(name, seed=1, executions=60) if trouble]
    assert found == []


def test_the_judges_see_what_is_wrong(monkeypatch):
    document = b"Bridge opens\n\nIt rained.\n"
    assert fuzz.trouble_of("rawdump", document) == ""
    monkeypatch.setattr(get("rawdump"), "dumps", lambda _, **__: "")
    assert fuzz.trouble_of("rawdump", document).startswith("AssertionError at ")
    monkeypatch.undo()
    monkeypatch.setattr(fuzz, "SLOW", 0)
    assert fuzz.trouble_of("json", b"[]").startswith("AssertionError at fuzz.py")


def test_a_finding_is_made_small(monkeypatch):
    monkeypatch.setattr(fuzz, "judge", lambda _, data: data.index(b"x") and 1 / (data.count(b"y") < 1))
    assert sorted(fuzz.smaller("json", b"a" * 50 + b"x" + b"y" * 30, fuzz.trouble_of("json", b"axy"))) == sorted(b"axy")


# --- findings, each of a kind of its own ---


@pytest.mark.parametrize("char", ["\ufeff", "\u202e", "\u200f", "\x85", "\x7f", "\u2028"])
def test_what_libxml2_quotes_of_a_document_is_shown(char):
    with pytest.raises(ReadError) as error:
        newsml.loads(f'<newsItem xmlns="{char}:"><a b{char}></newsItem>')
    assert str(error.value).isprintable()


def test_the_name_of_a_property_in_a_path_is_shown_and_cut():
    heard = []
    for key in ("b" * 10_000, "d\\u202e\\u001b", "e\\n\\u0085"):
        ninjs.loads(f'{{"uri": "a:b", "headline": "c", "{key}": "text"}}', report=heard.append)
    assert heard
    for diagnostic in heard:
        line = placed(diagnostic, "a.json")
        assert line.isprintable()
        assert len(line) < 1000


def test_a_message_on_the_command_line_is_cut_in_its_middle():
    line = placed(Diagnostic("repair.dropped", f"'{'x' * 5000}' has no place", 1, f"$.{'y' * 5000}"), "a.xml")
    assert re.fullmatch(r"a\.xml:1: \$\.y+ … y+: 'x+ … x+' has no place \[repair\.dropped\]", line)
    assert len(line) < 850


@pytest.mark.parametrize("name", ["nitf", "newsml", "html"])
def test_lists_directly_inside_each_other_have_an_end(name):
    lists = "<ol>" * 240 + "<li>It rained.</li>" + "</ol>" * 240
    documents = {
        "nitf": f"<nitf><body><body.content>{lists}</body.content></body></nitf>",
        "newsml": '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML><html><body>'
        f"{lists}</body></html></inlineXML></contentSet></newsItem>",
        "html": f"<html><body><h1>Bridge opens</h1>{lists}</body></html>",
    }
    with suppress(ReadError):
        get(name).loads(documents[name])


@pytest.mark.parametrize("number", ["1234567", "-1", "1.5", "12e-3", "1E+5", "1.25e10"])
@pytest.mark.parametrize("name", ["json", "navigadoc", "ninjs", "rows"])
def test_a_number_is_read_whole_in_whatever_pieces_it_comes(name, number):
    for size in (1, 2, 3, 5):
        for document in (f"[{number}", f"[{number}, {number}]", f"[{number} x]", number):
            check_chunks(get(name), document.encode(), [size])


def test_an_entity_of_a_broken_feed_is_text():
    (article,) = feed.loads("<![CDATA[<item><title>Tom &p; Ann</title>")
    if etree.LIBXML_VERSION >= (2, 14):  # older ones drop it where the whole feed is said to be one CDATA section
        assert article.headline == "Tom &p; Ann"
    (article,) = feed.loads(
        "<!DOCTYPE a><rss><channel><title>Bay <i>Post</i>&p;</title><item><title>Rain</title></item></channel></rss>"
    )
    assert article.publisher.name == "Bay Post&p;"


@pytest.mark.parametrize("name", [name for name in READ if name not in ("parquet", "warc", "wet")])
def test_characters_that_no_field_takes_are_no_trouble_wherever_they_are(name):
    """Texts, too, that are no bytes: with lone surrogates."""
    random = Random(name)
    documents = [data.decode("utf-8", "surrogateescape") for data in fuzz.seeds(name) if len(data) < 6000]
    if name == "rawdump":
        documents = [CREDITED]
    for _ in range(150):
        text = random.choice(documents)
        for _ in range(random.choice((1, 2, 4))):
            at = random.choice([random.randint(0, len(text)), *(place.start() for place in EDGES.finditer(text))])
            text = text[:at] + random.choice(DIRT) + text[at:]
        for data in (text, text.encode("utf-8", "surrogatepass")):
            with suppress(ReadError):
                get(name).loads(data)
        if name == "rawdump":
            list(find(text))


NUMBERED = " ".join(f"a{number}=''" for number in range(120))


@pytest.mark.parametrize("name", ["{x", "{", "{a}", "a:{b"])
def test_an_attribute_of_html_may_have_any_name(name):
    """lxml lists these names and cannot look them up."""
    assert html.loads(f"<html><body><p {name}=1 {NUMBERED}>It rained.</p></body></html>").text == "It rained."


@pytest.mark.parametrize("reference", ["&#1;", "&#x1F;", "&#0011;", "&#xFFFE;", "&#65535", "&#xd800;", "&#0;"])
def test_a_reference_to_a_character_that_no_text_holds_is_replaced(reference):
    """libxml2 gives the characters of most of these."""
    heard = []
    cells = f"<table><tr><td>Bern{reference}</td><td>1</td></tr><tr><td>Basel</td><td>2</td></tr></table>"
    items = f"<ul><li>The mayor {reference} spoke.</li><li>It rained.</li></ul>"
    prose = "<p>It rained on the hills on Monday, and the mayor said {} that all was well in the town.</p>"
    story = "".join(map(prose.format, ("once", "twice", "again", reference)))
    page = f"<html><body><h1>A bridge opens</h1>{story}{cells}{items}<pre>a{reference}</pre></body></html>"
    (article,) = page_read = html.loads(page, report=heard.append)
    check_checked([article])
    assert "\ufffd" in article.text
    assert page_read.text.count("\ufffd") == 4
    assert [each.code for each in heard].count("repair.characters") == 1


@pytest.mark.parametrize("reference", ["&#1;", "&#xFFFE;"])
def test_such_a_reference_does_not_spoil_a_page_of_our_own(reference):
    blocks = ["It rained.", Preformatted("at once"), Table((("at once",),)), Quote("at once")]
    own = html.dumps(Article("A bridge", blocks, section="at once"))
    (article,) = html.loads(own.replace("at once", f"at{reference}once"))
    check_checked([article])
    assert [plain_text(block) for block in article.body] == ["It rained.", *["at\ufffdonce"] * 3]
    assert article.section == "at\ufffdonce"


CREDITED = (
    "A bridge opens\n\nThe mayor. (AFP/Ann Lee)\nThe mayor. (AFP/Ann Lee)\nTT\n20\n\nA bridge opens\n\nThe mayor. "
    "(AFP/Ann Lee)\nThe mayor. (AFP/Ann Lee)\n\nBy Ann Lee\n\nBERN (AP) - It rained on Monday.\n\n1 May 2024\n\n"
    "عمدة المدينة (أ.ف.ب)\nعمدة المدينة (أ.ف.ب)\n\nAt the river. (Photo by Ann Lee / AFP)\n"
)
EDGES = re.compile(r"[()/:\"'<>\n,]")
DIRT = [*"\x00\x01\x0b\x1c\x7f\x85\u2028\ud800\udce9\ufdd0\ufffe\u200b\ufeff\u202e\xa0\u3000\u0301\r\t", "\U0001fffe"]
DIRT += ["&#0;", "&#1;", "&#x85;", "&#xd800;", "&#xFFFE;", "\\u0000", "\\ud800", "\\u2028", "\x1b[31m"]


# --- shapes that took more than their length ---

ATTRIBUTES = " ".join(f"a{number}='b'" for number in range(40_000))
ASSOCIATIONS = ", ".join(["1"] * 100_000)
COSTLY = {
    "attributes of a picture": (
        "nitf",
        f"<nitf><body><body.content><media><media-reference {ATTRIBUTES}/></media></body.content></body></nitf>",
    ),
    "attributes in HTML": ("html", f"<html><body><p {ATTRIBUTES}>It rained.</p></body></html>"),
    "objects without an end": ("ninjs", "{\n" * 300_000),
    "objects in objects, a line each": ("ninjs", '{"a":\n' * 100_000),
    "associations that are numbers": ("ninjs", f'{{"uri": "a:b", "associations": [{ASSOCIATIONS}]}}'),
    "items without an end": ("feed", "<rss><channel>" + "<item><title>Rain</title>\n" * 12_000),
    "entries of an unknown list": (
        "newsml",
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentSet><inlineXML><idf xmlns="a"><x>'
        + "<list-item>a</list-item>" * 30_000
        + "</x></idf></inlineXML></contentSet></newsItem>",
    ),
    "captions of nothing in a feed": (
        "feed",
        '<rss xmlns:media="http://search.yahoo.com/mrss/"><channel><item><title>Rain</title>'
        + "<media:description>Sun</media:description>" * 6_000
        + "</item></channel></rss>",
    ),
    "items without an end below a long head": (
        "feed",
        f"<rss><channel><generator>{'x' * 400_000}</generator>" + "<item><title>Rain\n" * 12_000,
    ),
    "references to items in one component": (
        "newsml1",
        "<NewsML><NewsItem><NewsComponent><NewsComponent><NewsLines><HeadLine>Rain</HeadLine></NewsLines>"
        + '<NewsItemRef NewsItem="urn:a"/>' * 16_000
        + "</NewsComponent></NewsComponent></NewsItem></NewsML>",
    ),
    "tables of two cells": (
        "html",
        "<html><body><article><h1>Rain</h1><p>It rained on the hills, and the mayor of the town said it was well.</p>"
        + "<table><tr><td>a</td><td>b</td></tr></table>" * 10_000
        + "<p>It rained on the hills, and the mayor of the town said it was well.</p></article></body></html>",
    ),
    "elements in elements of HTML": ("html", "<html><body>" + "<main><h2>News of the day</h2>" * 40_000),
    "lines of one letter": ("rawdump", CREDITED + "a\n\n" * 40_000),
    "lines of few letters": ("rawdump", CREDITED + "".join(f"{number % 7}a\n\n" for number in range(40_000))),
}


@pytest.mark.parametrize(("name", "document"), COSTLY.values(), ids=COSTLY)
def test_no_document_takes_more_than_its_length(name, document):
    data = document.encode()
    start = process_time()
    with suppress(ReadError):
        get(name).loads(data)
    assert process_time() - start < 5  # several times what it takes, and a small part of what it took


def test_empty_items_are_no_articles_and_are_counted():
    heard = []
    assert feed.loads("<feed>" + "<entry/>" * 20_000 + "</feed>", report=heard.append) == []
    assert [(each.code, each.message) for each in heard] == [("repair.skipped", "20000 empty items were skipped")]


def test_a_value_that_is_wrong_many_times_is_said_once():
    heard = []
    document = f'{{"@context": "https://schema.org", "@type": "NewsArticle", "image": [{ASSOCIATIONS}]}}'
    jsonld.loads(document, report=heard.append)
    assert [each.message for each in heard] == ["image is a number, not an object; it was left out"]


def test_an_address_of_any_length_takes_little_memory():
    address = "https://bay.example/" + "%EF%BF%BD" * 100_000
    tracemalloc.start()
    assert uri(address) == address
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 5 << 20


def test_an_array_with_many_wrong_items_has_one_error():
    tracemalloc.start()
    with pytest.raises(ReadError, match=re.escape("$[0].links[1]: is a number where an object belongs")):
        json.loads('[{"links": [{"title": "a", "id": "b"}, ' + ", ".join(["1"] * 100_000) + "]}]")
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 20 << 20


def test_a_status_of_wordpress_may_hold_an_entity():
    document = b"""<!DOCTYPE rss [<!ENTITY bay "draft">]>
<item><wp:status>&bay;</wp:status><title>Bridge opens</title></item>"""
    [article] = feed.loads(document)
    assert (article.headline, article.status) == ("Bridge opens", "withheld")
    # found by a fuzzer that follows the code
    broken = b'<!DOCTYPE [<!ENTITY bay ""]><item><d></<wp:status>&bay;'
    assert fuzz.trouble_of("feed", broken) == ""
