from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import attrs
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsdoc
from examples import FULL
from laws import (
    NOW,
    check_losses,
    mutated,
    without_orjson,
)
from newsdoc import (
    Article,
    Caption,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    ReadError,
    Rights,
    Source,
    Subhead,
    Subject,
    WriteError,
)  # fmt: skip
from newsdoc.formats import jsonld
from newsdoc.strategies import articles

several = st.lists(articles(), min_size=1, max_size=3)
documents = several.map(lambda found: jsonld.dumps(found).encode())
pages = documents.map(
    lambda data: b'<!DOCTYPE html><script type="application/ld+json">' + data.replace(b"<", rb"\u003c") + b"</script>"
)
TOKENS = [
    b'"', b"\\", b"{", b"}", b"[", b"]", b",", b":", b"null", b"[]", b"{}", b"NaN", b"9" * 5000, b"true", b"\x00",
    b"\xff", b'"\\ud800"', b'"@id":"a"', b'{"@id":"a"}', b'"@graph":[', b'"@type":"Person",', b'"author":["x",3],',
    b"</script>",
    b'"@type":["Report",3],', b'"image":[{"creator":{}}],', b'"url":"//",', b'"articleBody":"<p>a<li>b",', b"<html>",
    b'"mainEntity":{"@type":"Article"},', b'"dateModified":"2016",', b"\xef\xbb\xbf", b"[" * 50, b'"version":"x",',
]  # fmt: skip

KEPT = Article(
    "Headline",
    ["One.", "Two  spaces."],
    captions=[
        Caption("Words.", "EPA/Bo", sources=[Source("EPA", "agency"), Source("Bo", "photographer")], url="http://p/1"),
        Caption(None, "AFP"),
    ],
    sources=[
        Source("Ann", "author", uri="https://a.example/ann"),
        Source("Post", "publisher", uri="urn:post"),
        Source("Wire", "agency"),
        Source("Ed", "editor"),
        Source("Helper", "contributor"),
    ],
    deck="Deck", summary="Summary.", dateline="BAGHDAD —", places=["Baghdad", "Basra"], section="World",
    keywords=["a, b", "c"], subjects=[Subject("t", uri="http://t.example/1"), Subject("u")], language="en-GB",
    credit="Wire", published=date(2025, 3, 14), modified=NOW, status="canceled", url="http://a.example/1",
    rights=Rights(holder="Post", notice="© Post", terms="Ask."), id="not-a-uri", version=3,
)  # fmt: skip


def node(**properties):
    return json.dumps({"@context": "https://schema.org", "@type": "NewsArticle", **properties})


def read(text):
    heard = []
    return jsonld.loads(text, report=heard.append), [(found.code, found.path) for found in heard]


def read_one(**properties):
    found, heard = read(node(**properties))
    return found[0], heard


KINDS = '[{"@type": "WebSite"}, {"@graph": [{"@type": "BreadcrumbList"}]}]'

MANY = json.dumps([{"@type": f"K{number}"} for number in (*range(10), "x")])


def script(text):
    return f'<script type="application/ld+json">{text}</script>'


# --- losses ---


@given(several)
@example([FULL])
@example([Article(None, [Subhead("<p>"), ListBlock(["a", "b"])])])
def test_exactly_the_losses_are_reported(found):
    check_losses(jsonld, found)


@given(several)
def test_what_we_write_needs_no_repair(found):
    _, heard = read(jsonld.dumps(found))
    assert {code for code, _ in heard} <= {
        "repair.escaped",
        "repair.link",
        "repair.uri",
        "repair.nested",
        "repair.dropped",
        "repair.reference",
        "repair.markup",
        "repair.characters",
    }


@given(documents | pages | mutated(documents, TOKENS))
def test_reading_again_gives_the_same_except_for_what_is_reported(data):
    try:
        first = jsonld.loads(data)
    except ReadError:
        return
    if first:
        heard = []
        again = jsonld.loads(jsonld.dumps(first, report=heard.append))
        assert (again == first) == (heard == [])


# --- what is kept, and what is not ---


def test_what_has_a_property_is_kept():
    heard = []
    assert jsonld.loads(jsonld.dumps([KEPT, KEPT], report=heard.append)) == [KEPT, KEPT]
    assert heard == []


def test_what_has_none_is_reported():
    heard = []
    jsonld.dumps([KEPT, FULL], report=heard.append)
    fields = [each.path.removeprefix("$[1].") for each in heard]
    assert fields == [
        *(f"body[{number}]" for number in range(1, 7)),
        "captions[1].anchor", "captions[2].anchor", "slugline", "byline", "embargoed", "urgency", "editorial_note",
    ]  # fmt: skip
    assert {each.code for each in heard} == {"loss.changed", "loss.missing"}


def test_one_is_an_object_and_several_are_a_graph():
    assert json.loads(jsonld.dumps([KEPT]))["@type"] == "NewsArticle"
    document = json.loads(jsonld.dumps([KEPT, KEPT]))
    assert [*document] == ["@context", "@graph"]
    with pytest.raises(WriteError, match="no article"):
        jsonld.dumps([])


def test_an_article_as_search_engines_see_it():
    found = json.loads(jsonld.dumps([KEPT]))
    assert found["@context"] == "https://schema.org"
    assert found["author"] == {"@type": "Person", "name": "Ann", "url": "https://a.example/ann"}
    assert found["publisher"] == {"@type": "Organization", "name": "Post", "@id": "urn:post"}
    assert found["datePublished"] == "2025-03-14"
    assert found["articleBody"] == "One.\n\nTwo  spaces."
    assert found["image"][1] == {"@type": "ImageObject", "creditText": "AFP"}
    assert found["identifier"] == "not-a-uri"


# --- reading: what sites write ---


@pytest.mark.parametrize(
    "text",
    [
        node(headline="A"),
        f"[{node(headline='A')}]",
        f'{{"@graph": [{node(headline="A")}, {{"@type": "WebSite", "@id": "#w"}}]}}',
        '{"@type": ["Thing", "http://schema.org/ReportageNewsArticle"], "headline": "A"}',
        '{"@type": "schema:BlogPosting", "schema:headline": "A"}',
        '{"@type": "Report", "http://schema.org/headline": ["A"]}',
        '{"@type": "Article", "headline": {"@value": "A", "@language": "en"}}',
        '{"@type": "Article", "name": "A"}',
        f'{{"@type": "WebPage", "mainEntity": {node(headline="A")}}}',
        f"<html><head>{script(node(headline='A'))}</head>",
        f"<!doctype html><script>1</script>{script('{')}{script('<!--' + node(headline='A') + '-->')}",
        f"<html>{script('[]')}{script('//<![CDATA[' + node(headline='A') + '//]]>')}",
    ],
)
def test_the_shapes_of_a_document(text):
    for data in (text, "\ufeff" + text, text.encode(), text.encode("utf-8-sig"), text.encode("utf-16")):
        assert jsonld.loads(data) == [Article("A")]
        name = "html" if text[0] == "<" else "jsonld"
        assert newsdoc.sniff(text) == newsdoc.sniff(text.encode("utf-16")) == name


def test_pages_in_old_encodings():
    page = f'<html><meta charset="NAME">{script(node(headline="é"))}'
    assert jsonld.loads(page.replace("NAME", "iso-8859-1").encode("iso-8859-1")) == [Article("é")]
    assert jsonld.loads(page.replace("NAME", "no-such").encode("cp1252")) == [Article("é")]
    assert jsonld.loads(page.replace("charset", "x").encode("cp1252")) == [Article("é")]


def test_a_page_whose_elements_are_nested_deeply():
    assert jsonld.loads(f"<html>{'<div>' * 1000}{script(node(headline='A'))}") == [Article("A")]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("", "line 1: "),
        ("3", r"\$: a number is not JSON-LD"),
        ('{"a":\n', "line 2: "),
        (b'{"a":\n"\xff"}', "line 2: the file is not UTF-8 here"),
        (b'\n{"a":\n"\xff"}', "line 3: the file is not UTF-8 here"),
        ("[" * 100_000, "nested too deeply"),
        ("<html><p>News</p>", r"this HTML page has no JSON-LD article; the format html \(--from html\) reads the text"),
        (f"<html>{script('{')}", "this HTML page has no JSON-LD article;"),
        (f"<html>{script(KINDS)}", r"no JSON-LD article \(its JSON-LD is of the kinds 'BreadcrumbList', 'WebSite'\);"),
        (f"<html>{script(MANY)}", r"of the kinds 'K0', 'K1', 'K2', 'K3', 'K4', 'K5', 'K6', 'K7', 'K8', 'K9'\);"),
        ("<!-- -->", "this HTML page has no JSON-LD article"),
        ("<", "this HTML page has no JSON-LD article"),
    ],
)
def test_what_holds_no_json_ld_is_refused(data, words):
    with pytest.raises(ReadError, match=words):
        jsonld.loads(data)


def test_scripts_that_are_broken_do_not_stop_the_others():
    heard = []
    page = f"<html>\n{script('{')}{script(node(headline='A_B').replace('_', chr(10)))}"
    assert jsonld.loads(page, report=heard.append) == [Article("A B")]
    assert [(each.code, each.line) for each in heard] == [("error.item", 2), ("repair.value", 2)]


DATA = Path(__file__).parent / "data" / "jsonld"


def test_scripts_in_every_dress():
    heard = []
    found = jsonld.loads((DATA / "dressed-scripts.html").read_bytes(), report=heard.append)
    assert [article.headline for article in found] == [
        "In a CDATA section", "In comments", "In an HTML comment", "Escaped & whole", "First of two", "Second of two",
        "The mayor's tab and break",
    ]  # fmt: skip
    assert found[-1].body == ("One line goes on.", "The next paragraph.")
    assert [each.code for each in heard if each.path is None] == [
        "repair.escaped", *["repair.value"] * 4, "error.item",
    ]  # fmt: skip
    assert "Cut off in the wo" in next(each.message for each in heard if each.code == "error.item")


def test_nodes_that_are_in_other_scripts():
    heard = []
    [found] = jsonld.loads((DATA / "references.html").read_bytes(), report=heard.append)
    assert found == Article(
        "Boats come home",
        captions=[Caption("Boats.", url="https://bay.example/1.jpg")],
        sources=[
            Source("Ann Lee", "author", uri="https://bay.example/ann"),
            Source("The Bay", "publisher", uri="https://bay.example/#org"),
        ],
    )
    assert [each.code for each in heard] == ["repair.skipped"]


def test_figures_in_a_body_are_captions():
    heard = []
    [found] = jsonld.loads((DATA / "figures-in-body.jsonld").read_bytes(), report=heard.append)
    assert [newsdoc.model.plain_text(block) for block in found.body] == ["First of all.", "Second."]
    assert found.captions == (
        Caption("The lead.", url="https://bay.example/9.jpg"),
        Caption("Nets.", "Ann Lee/Wire", url="https://bay.example/1.jpg", anchor=1),
        Caption(
            "Boats at the quay.",
            anchor=2,
            url="https://bay.example/2.jpg",
            sources=[Source("Bo Ray", "photographer")],
        ),
    )
    assert [each.code for each in heard] == ["repair.escaped"]


def test_one_document_after_the_other_and_one_that_breaks_off():
    heard = []
    text = f"{node(headline='A')};\n{node(headline='B')}\n"
    assert jsonld.loads(text, report=heard.append) == [Article("A"), Article("B")]
    assert heard == []
    reading = jsonld.iterload(BytesIO(f"{text}{{".encode()))
    assert [next(reading), next(reading)] == [Article("A"), Article("B")]
    with pytest.raises(ReadError, match=r"line 3: \$: "):
        next(reading)


def test_bytes_that_do_not_fit_the_encoding_are_reported():
    words = '{"@type": "NewsArticle", "headline": "é “x” —"}'
    page = f'<html><head><meta charset="NAME">{script(words)}'

    def reports(name, encoding, tail=b""):
        heard = []
        data = page.replace("NAME", name).encode(encoding) + tail
        [found] = jsonld.loads(data, report=heard.append)
        return found.headline, [each.code for each in heard]

    whole = "é “x” —"
    assert reports("utf-8", "utf-8") == (whole, [])
    assert reports("latin-1", "cp1252") == reports("us-ascii", "cp1252") == (whole, [])
    assert reports("utf-8", "cp1252") == reports("no-such", "cp1252") == (whole, ["repair.characters"])
    assert reports("latin-1", "utf-8") == (whole, ["repair.encoding"])
    assert reports("utf-8", "utf-8", b"\xff") == (whole, ["repair.characters"])
    assert reports("utf-8", "utf-16") == (whole, [])


def test_no_name_and_no_value_of_a_file_steers_a_terminal():
    odd = "a\x1b[31m\nnewsdoc: all is well\u202e" * 50
    values = ["words", odd, {odd: odd}, [odd, 3], [{"name": odd, "@type": odd, "@id": odd, "url": odd}], {"@id": {}}]
    for name in ("headline", "author", "image", "inLanguage", "datePublished", "version", "creativeWorkStatus", odd):
        for value in values:
            heard = []
            jsonld.loads(node(**{name: value}), report=heard.append)
            for each in heard:
                assert str(each).isprintable()
                assert len(str(each)) < 600 or each.code == "repair.dropped"  # whose words are nowhere else


def test_a_graph_with_references():
    found, heard = read(json.dumps({"@graph": [
        {"@type": "Article", "@id": "http://a/#article", "headline": "A", "author": {"@id": "http://a/#ann"},
         "publisher": [{"@id": "http://a/#org"}, {"@id": "http://a/#nowhere"}], "image": {"@id": "#image"},
         "isPartOf": {"@id": "http://a/"}, "mainEntityOfPage": {"@id": "http://a/"}},
        {"@type": "WebPage", "@id": "http://a/"},
        {"@type": "Person", "@id": "http://a/#ann", "name": "Ann", "sameAs": ["http://x/ann"]},
        {"@type": "Organization", "@id": "http://a/#org", "name": "Post", "url": "http://post/"},
        {"@type": "ImageObject", "@id": "#image", "contentUrl": "http://p/1", "caption": "Words."},
    ]}))  # fmt: skip
    assert found == [
        Article(
            "A", captions=[Caption("Words.", url="http://p/1")], url="http://a/", id="http://a/#article",
            sources=[Source("Ann", "author", uri="http://a/#ann"), Source("Post", "publisher", uri="http://post/")],
        )
    ]  # fmt: skip
    assert heard == [("repair.dropped", "$[0]"), ("repair.skipped", "$")]  # Ann's other address


def test_a_document_without_an_article_says_so():
    assert read('[{"@type": "Person", "name": "Ann"}, 3]') == ([], [("repair.skipped", "$")])


@pytest.mark.parametrize(
    ("properties", "field", "expected", "codes"),
    [
        ({"author": "Ann"}, "sources", (Source("Ann", "author"),), []),
        ({"author": ["Ann", {"name": "Bo"}]}, "sources", (Source("Ann", "author"), Source("Bo", "author")), []),
        ({"author": {"@type": "Person", "name": ["Ann", "Bo"]}}, "sources",
         (Source("Ann", "author"), Source("Bo", "author")), []),
        ({"author": {"givenName": "Ann", "familyName": "Example"}}, "sources", (Source("Ann Example", "author"),), []),
        ({"author": {"@type": "Role", "author": {"name": "Ann"}}}, "sources", (Source("Ann", "author"),), []),
        ({"author": {"url": "/ann", "name": "Ann"}}, "sources", (Source("Ann", "author"),), []),
        ({"author": {"name": "Ann", "url": "http://a/é"}}, "sources",
         (Source("Ann", "author", uri="http://a/%C3%A9"),), ["repair.uri"]),
        ({"author": 3}, "sources", (), ["repair.value"]),
        ({"author": [None, {}]}, "sources", (), []),
        ({"author": "Ann", "creator": ["Ann", "Bo"]}, "sources", (Source("Ann", "author"), Source("Bo", "author")), []),
        ({"contributor": {"@type": "Person", "name": "Ann"}}, "sources", (Source("Ann", "contributor"),), []),
        ({"contributor": "Ann"}, "sources", (Source("Ann"),), []),
        ({"keywords": "a, b ,,c"}, "keywords", ("a", "b", "c"), []),
        ({"keywords": [{"@type": "DefinedTerm", "name": "a"}, "b, c"]}, "keywords", ("a", "b, c"), []),
        ({"articleSection": ["World", "Iraq"]}, "section", "World", []),
        ({"articleSection": ["World", "Iraq"]}, "subjects", (Subject("Iraq"),), []),
        ({"about": {"name": "t", "sameAs": "http://t/1"}}, "subjects", (Subject("t", uri="http://t/1"),), []),
        ({"mentions": ["a"], "contentLocation": {"name": "b"}}, "subjects", (Subject("a"), Subject("b")), []),
        ({"inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"}}, "language", "en", []),
        ({"inLanguage": ["fr", "en"]}, "language", "fr", []),
        ({"inLanguage": "en_US"}, "language", "en-US", ["repair.value"]),
        ({"datePublished": "2016-01-12T12:35:40"}, "published", date(2016, 1, 12), ["repair.time"]),
        ({"dateCreated": "2016-01-12"}, "published", date(2016, 1, 12), []),
        ({"dateCreated": "2016-01-12", "datePublished": "2016-01-13"}, "published", date(2016, 1, 13), []),
        ({"dateModified": "2016-01-12"}, "modified", datetime(2016, 1, 12, tzinfo=UTC), ["guess.zone"]),
        ({"url": ["http://a/1", "http://a/2"]}, "url", "http://a/1", []),
        ({"url": "/a"}, "url", None, ["repair.uri"]),
        ({"url": 3}, "url", None, []),
        ({"mainEntityOfPage": {"@type": "WebPage", "@id": "http://a/"}}, "url", "http://a/", []),
        ({"mainEntityOfPage": "http://a/"}, "url", "http://a/", []),
        ({"@id": "_:b0", "identifier": {"@type": "PropertyValue", "value": 12}}, "id", "12", ["repair.value"]),
        ({"creativeWorkStatus": "Withheld"}, "status", "withheld", []),
        ({"creativeWorkStatus": "Published"}, "status", "usable", []),
        ({"version": "2"}, "version", 2, []),
        ({"version": 1.5}, "version", 1, ["repair.value"]),
        ({"description": "S", "abstract": "T"}, "summary", "S", ["repair.dropped"]),
        ({"abstract": "T"}, "summary", "T", []),
        ({"license": "http://l/"}, "rights", Rights(terms="http://l/"), []),
        ({"copyrightHolder": ["A", {"name": "B"}]}, "rights", Rights(holder="A, B"), []),
        ({"usageInfo": {"url": "http://l/"}, "copyrightNotice": [" "]}, "rights", Rights(terms="http://l/"), []),
        ({"image": "http://p/1"}, "captions", (Caption(url="http://p/1"),), []),
        ({"image": ["http://p/1", "http://p/2"]}, "captions", (Caption(url="http://p/1"),), ["repair.dropped"]),
        ({"image": [{"url": "http://p/1", "width": 1600, "height": "900"},
                    {"url": "http://p/2", "width": 9, "height": 9},
                    {"url": "http://p/3", "width": 16, "height": 9}, {"url": "http://p/4", "width": "x"},
                    {"url": "http://p/5", "width": 9, "height": 9, "caption": "C"}]}, "captions",
         (Caption(url="http://p/1"), Caption(url="http://p/3"), Caption(url="http://p/4"),
          Caption("C", url="http://p/5")), ["repair.dropped"]),
        ({"image": [{"url": "http://p/1"}, {"url": "http://p/2"}]}, "captions",
         (Caption(url="http://p/1"), Caption(url="http://p/2")), []),
        ({"genre": ["Interview", {"name": "Opinion", "termCode": "op"}]}, "genres",
         (Subject("Interview"), Subject("Opinion", code="op")), []),
        ({"about": {"@type": "DefinedTerm", "name": "A", "termCode": "1"}}, "subjects", (Subject("A", code="1"),), []),
        ({"author": {"name": "A", "identifier": {"value": "1"}}}, "sources", (Source("A", "author", code="1"),), []),
        ({"citation": [{"name": "A", "url": "http://a/1"}, "http://a/2", {"headline": "B", "@id": "b:2"}]}, "links",
         (Link("A", "http://a/1"), Link("B", id="b:2")), ["repair.dropped"]),
        ({"relatedLink": {"name": "A", "url": "javascript:b", "@id": "_:b0"}}, "links", (), ["repair.dropped"]),
        ({"citation": {"name": "A"}}, "links", (), ["repair.dropped"]),
        ({"image": [{"description": "D", "url": ["http://p/1"], "copyrightNotice": "© P"}, None]}, "captions",
         (Caption("D", "© P", url="http://p/1"),), []),
        ({"image": {"caption": {"@type": "MediaObject", "text": "C"}, "width": 3}}, "captions", (Caption("C"),), []),
        ({"image": {"author": {"@type": "Person", "name": "Bo"}}}, "captions",
         (Caption(None, "Bo", sources=[Source("Bo", "photographer")]),), []),
        ({"image": {"caption": "C", "creator": {"name": "Bo"}}}, "captions",
         (Caption("C", sources=[Source("Bo")]),), []),
        ({"image": 3}, "captions", (), ["repair.value"]),
        ({"headline": "it&#8217;s &amp;lt; AT&T &nope;"}, "headline", "it’s &lt; AT&T &nope;", ["repair.reference"]),
        ({"description": "<p>Words <b>here</b>.</p>"}, "summary", "Words here.", ["repair.markup"]),
        ({"description": "&lt;p&gt;Words.&lt;/p&gt;"}, "summary", "Words.", ["repair.reference", "repair.markup"]),
        ({"author": {"name": "Ann O&#039;Neil"}}, "sources", (Source("Ann O'Neil", "author"),), ["repair.reference"]),
        ({"author": {"name": "Ann", "jobTitle": "Writer"}}, "sources", (Source("Ann", "author"),), ["repair.dropped"]),
        ({"keywords": "a &amp; b, c"}, "keywords", ("a & b", "c"), ["repair.reference"]),
        ({"image": {"caption": "C &ndash; D"}}, "captions", (Caption("C – D"),), ["repair.reference"]),
        ({"datePublished": "Tue, 12 Jan 2016 12:35:40 +0200"}, "published",
         datetime(2016, 1, 12, 12, 35, 40, tzinfo=timezone(timedelta(hours=2))), ["repair.time"]),
        ({"datePublished": [None, "2016-01-12", "2016-01-13"]}, "published", date(2016, 1, 12), ["repair.time"]),
        ({"datePublished": {"@value": 1452594940}}, "published", datetime(2016, 1, 12, 10, 35, 40, tzinfo=UTC),
         ["repair.time"]),
        ({"datePublished": "1452594940000"}, "published", datetime(2016, 1, 12, 10, 35, 40, tzinfo=UTC),
         ["repair.time"]),
        ({"creativeWorkStatus": "odd"}, "status", "usable", ["repair.value"]),
        ({"articleBody": "&amp;lt;p&amp;gt;One.&amp;lt;/p&amp;gt;"}, "body", ("One.",), ["repair.escaped"]),
        ({"articleBody": "<![CDATA[<p>One.</p>]]>"}, "body", ("One.",), ["repair.escaped"] * 2),
        ({"description": "<![CDATA[ Words. ]]>"}, "summary", "Words.", ["repair.escaped"]),
        ({"articleBody": "One.<br><br>Two."}, "body", ("One.", "Two."), ["repair.escaped"]),
        ({"articleBody": "One.\n\n<strong>Two.</strong>"}, "body",
         ("One.", Paragraph("Two.", [Mark("strong", 0, 4)])), ["repair.escaped"]),
        ({"articleBody": "One &amp; two.\n\nThree &lt; four."}, "body", ("One & two.", "Three < four."),
         ["repair.reference"]),
        ({"articleBody": "One.", "text": "Two."}, "body", ("One.",), ["repair.dropped"]),
        ({"isPartOf": {"@type": "Periodical", "name": "The Bay"}}, "body", (), ["repair.dropped"]),
        ({"license": "L", "usageInfo": "U"}, "rights", Rights(terms="L"), ["repair.dropped"]),
        ({"articleBody": "One.\r\n\r\nTwo."}, "body", ("One.", "Two."), []),
        ({"articleBody": "One.\nTwo."}, "body", ("One.", "Two."), []),
        ({"articleBody": ["One.", "Two."]}, "body", ("One.", "Two."), []),
        ({"articleBody": "<p>One.</p><h2>Two</h2>"}, "body", ("One.", Subhead("Two")), ["repair.escaped"]),
        ({"articleBody": "1 <p> 2"}, "body", ("1 <p> 2",), []),
        ({"articleBody": "a\x00b"}, "body", ("a\ufffdb",), ["repair.characters"]),
        ({"articleBody": {"a": 1}}, "body", (), ["repair.value"]),
        ({"text": "One."}, "body", ("One.",), []),
        ({"comment": [{"text": "First!"}]}, "body", (), ["repair.dropped"]),
        ({"wordCount": "12", "commentCount": 3}, "body", (), []),
    ],
)  # fmt: skip
def test_values_of_every_kind(properties, field, expected, codes):
    found, heard = read_one(**properties)
    assert getattr(found, field) == expected
    assert [code for code, _ in heard] == codes


@pytest.mark.parametrize("encoding", ["utf-8", "UTF-8", "latin-1", ""])
def test_a_page_with_an_xml_declaration_is_read(encoding):
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Brücke"}</script>'
    page = f'<?xml version="1.0" encoding="{encoding}"?>\n<html><head>{script}</head></html>'
    assert jsonld.loads(page) == jsonld.loads(page.encode()) == [Article("Brücke")]


def test_hostile_graphs():
    ring = [{"@id": "a", "author": {"@id": "a"}, "@type": "Article", "name": "A"}]
    assert jsonld.loads(json.dumps(ring)) == [Article("A", sources=[Source("A", "author")], id="a")]
    deep = '{"@graph":[' * 400 + "{}" + "]}" * 400
    assert jsonld.loads(deep) == []
    wide = json.dumps({"@graph": [{"@type": "Person", "@id": f"#{number}"} for number in range(20_000)]})
    assert jsonld.loads(wide) == []


def test_written_and_read_through_the_front_door(tmp_path):
    path = tmp_path / "bridge.jsonld"
    newsdoc.write([KEPT], path)
    assert newsdoc.read(path) == [KEPT]
    assert jsonld.load(BytesIO(path.read_bytes())) == [KEPT]


def test_articles_are_written_one_at_a_time():
    written = BytesIO()

    def several():
        for number in range(5):
            yield Article(f"Bridge {number}", ["Words."])
            assert number < 2 or f"Bridge {number - 1}".encode() in written.getvalue()

    jsonld.dump(several(), written)
    assert json.loads(written.getvalue())["@graph"][4]["headline"] == "Bridge 4"
    assert written.getvalue().decode() == jsonld.dumps(jsonld.loads(written.getvalue()))


WORDS = "</script><!-- <script> </SCRIPT > <\\/script> <!-"


@given(st.lists(articles(), min_size=1, max_size=2))
@example([Article(WORDS, [WORDS], captions=[Caption(WORDS, WORDS)], sources=[Source(WORDS)])])
@example([Article(WORDS), Article(WORDS)])
def test_what_is_written_can_be_in_a_script_element(found):
    text = jsonld.dumps(found)
    assert not re.search("<(?:/|!--|script)", text, re.IGNORECASE)
    with without_orjson():
        assert jsonld.dumps(found) == text
    page = f'<html><script type="application/ld+json">{text}</script><p>on</p></html>'
    assert jsonld.loads(page) == jsonld.loads(text)


def test_a_language_that_names_none_is_left_out_and_reported():
    assert read_one(inLanguage="und") == (Article(), [("repair.value", "$[0].language")])
    heard = []
    jsonld.dumps([Article("A", language="und")], report=heard.append)
    assert [(each.code, each.path) for each in heard] == [("loss.missing", "$[0].language")]


def test_another_name_is_reported_as_another_headline():
    found, heard = read_one(name="Bridge opens at dawn", headline="Bridge opens", abstract="Short.")
    assert (found.headline, found.summary) == ("Bridge opens", "Short.")
    assert heard == [("repair.dropped", "$[0]")]


def test_a_picture_has_one_credit_and_the_other_is_reported():
    for notice, expected in (("Bay Post", [("repair.dropped", "$[0]")]), ("Bo  Lund", [])):
        picture = {"@type": "ImageObject", "caption": "Words.", "creditText": "Bo Lund", "copyrightNotice": notice}
        found, heard = read_one(image=picture)
        assert (found.captions, heard) == ((Caption("Words.", "Bo Lund"),), expected)


def test_pictures_are_joined_to_the_figures_that_show_them():
    figure = "<figure><img src='https://bay.example/{}.jpg'><figcaption>{}</figcaption></figure>"
    body = f"<p>It opened.</p>{figure.format(1, 'Cyclists cross.')}<p>Ships wait.</p>{figure.format(3, 'The pier.')}"
    pictures = [
        "https://bay.example/1.jpg",
        {"@type": "ImageObject", "url": "https://bay.example/2.jpg", "caption": "The mayor.", "creditText": "Bo"},
        {"@type": "ImageObject", "caption": "The pier.", "creditText": "Ann"},
        "https://bay.example/4.jpg",
    ]
    found, heard = read_one(image=pictures, articleBody=body)
    assert found.captions == (
        Caption("The mayor.", "Bo", url="https://bay.example/2.jpg"),
        Caption(url="https://bay.example/4.jpg"),
        Caption("Cyclists cross.", url="https://bay.example/1.jpg", anchor=1),
        Caption("The pier.", "Ann", url="https://bay.example/3.jpg", anchor=2),
    )
    assert heard == [("repair.escaped", "$[0].body")]


BRIDGE = "https://bay.example/bridge"


@pytest.mark.parametrize(
    ("pictures", "expected"),
    [
        # as search engines want them, and as WordPress names them: the one without a size is the largest
        ([f"{BRIDGE}-16x9.jpg", f"{BRIDGE}-4x3.jpg", f"{BRIDGE}-1x1.jpg"], Caption(url=f"{BRIDGE}-16x9.jpg")),
        ([f"{BRIDGE}-150x150.jpg", f"{BRIDGE}.jpg", f"{BRIDGE}-300x200.jpg"], Caption(url=f"{BRIDGE}.jpg")),
        ([f"{BRIDGE}.jpg?width=300", f"{BRIDGE}.webp?width=900&s=x"], Caption(url=f"{BRIDGE}.jpg?width=300")),
        # one of them may have the words, and all of them may
        (
            [
                {"url": f"{BRIDGE}-800.jpg", "width": 800, "caption": "It."},
                {"url": f"{BRIDGE}-90.jpg", "width": "90px"},
            ],
            Caption("It.", url=f"{BRIDGE}-800.jpg"),
        ),
        (
            [
                {"url": f"{BRIDGE}-800.jpg", "width": {"value": 800}, "caption": "It."},
                {"url": f"{BRIDGE}-1200.jpg", "width": 1200, "caption": "It.", "creditText": "Bo"},
            ],
            Caption("It.", "Bo", url=f"{BRIDGE}-1200.jpg"),
        ),
        ({"url": [f"{BRIDGE}.jpg", f"{BRIDGE}-2x1.jpg"], "caption": "It."}, Caption("It.", url=f"{BRIDGE}.jpg")),
        ({"url": {"@id": f"{BRIDGE}.jpg"}, "caption": "It."}, Caption("It.", url=f"{BRIDGE}.jpg")),
        ({"thumbnailUrl": f"{BRIDGE}.jpg", "caption": "It."}, Caption("It.", url=f"{BRIDGE}.jpg")),
    ],
)
def test_sizes_of_a_picture_are_one_caption(pictures, expected):
    found, heard = read_one(image=pictures)
    assert (found.captions, heard) == ((expected,), [])


def test_another_picture_at_the_address_of_one_is_reported():
    found, heard = read_one(image={"url": [f"{BRIDGE}.jpg", "https://bay.example/ferry.jpg"]})
    assert (found.captions, heard) == ((Caption(url=f"{BRIDGE}.jpg"),), [("repair.dropped", "$[0]")])


def test_pictures_with_the_same_address_and_other_words_stay_apart():
    pictures = [{"url": f"{BRIDGE}-{name}.jpg", "caption": name} for name in ("200x100", "100x50")]
    found, _ = read_one(image=pictures)
    assert [each.text for each in found.captions] == ["200x100", "100x50"]


def test_a_figure_of_the_text_shows_a_picture_in_another_size():
    body = f"<p>It opened.</p><figure><img src='{BRIDGE}-300x200.jpg'><figcaption>It.</figcaption></figure>"
    found, _ = read_one(image=f"{BRIDGE}.jpg", articleBody=body)
    assert found.captions == (Caption("It.", url=f"{BRIDGE}-300x200.jpg", anchor=1),)


def test_the_small_picture_counts_where_there_is_no_other():
    assert read_one(thumbnailUrl=f"{BRIDGE}.jpg")[0].captions == (Caption(url=f"{BRIDGE}.jpg"),)
    found, heard = read_one(thumbnailUrl="https://bay.example/t.jpg", primaryImageOfPage={"url": f"{BRIDGE}.jpg"})
    assert (found.captions, heard) == ((Caption(url=f"{BRIDGE}.jpg"),), [])


def test_a_gallery_has_its_pictures_and_a_film_is_reported():
    ship = {"@type": "ImageObject", "url": "https://bay.example/ship.jpg", "caption": "A ship."}
    film = {"@type": "VideoObject", "contentUrl": "https://bay.example/film.mp4"}
    found, heard = read_one(
        image=f"{BRIDGE}.jpg",
        associatedMedia=[{"@type": "ImageObject", "contentUrl": f"{BRIDGE}-9x9.jpg", "caption": "The bridge."}, film],
        hasPart=[{"@type": "MediaGallery", "associatedMedia": [ship]}, {"@type": "WebPageElement", "cssSelector": "p"}],
    )
    assert found.captions == (
        Caption("The bridge.", url=f"{BRIDGE}.jpg"),
        Caption("A ship.", url="https://bay.example/ship.jpg"),
    )
    assert heard == [("repair.dropped", "$[0]")]


def test_the_entries_of_a_live_blog_are_its_body():
    entries = [
        {"@type": "BlogPosting", "headline": "Bridge closed", "articleBody": "It is <b>shut</b>.\n\nFor now.",
         "image": {"url": f"{BRIDGE}.jpg", "caption": "The bridge."}},
        {"@type": "BlogPosting", "articleBody": {"@type": "TextObject", "text": "Gusts grow."}},
        {"@type": "BlogPosting", "headline": "First words", "articleBody": "All day long."},
    ]  # fmt: skip
    found, heard = read_one(articleBody="All day long.", liveBlogUpdate=entries)
    assert found.body == (
        "All day long.",
        Subhead("Bridge closed"),
        Paragraph("It is shut.", [Mark("strong", 6, 10)]),
        "For now.",
        "Gusts grow.",
    )
    assert found.captions == (Caption("The bridge.", url=f"{BRIDGE}.jpg", anchor=2),)
    assert [code for code, _ in heard] == ["repair.escaped", "repair.dropped"]


def test_words_of_an_author_are_reported_also_where_the_article_only_names_her():
    ann = {"@type": "Person", "@id": "#ann", "name": "Ann", "jobTitle": "Weather reporter"}
    heard = []
    jsonld.loads(
        json.dumps({"@graph": [{"@type": "NewsArticle", "headline": "A", "author": {"@id": "#ann"}}, ann]}),
        report=heard.append,
    )
    assert [each.message.partition("out: ")[2] for each in heard] == ["'Weather reporter'"]


ODD = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["a\tb", " x ", "a\x00", "Tom &amp; Sue", "&#8232;", "&nbsp;", "http://a b", "urn:x", "javascript:x"]
    ),
    st.integers(),
    st.none(),
)


@given(st.lists(st.fixed_dictionaries(dict.fromkeys(("name", "@id", "url", "sameAs", "legalName"), ODD)), max_size=3))
def test_parties_and_subjects_are_what_the_model_takes(entries):
    names = ("author", "creator", "publisher", "about", "mentions")
    found, _ = read_one(**dict.fromkeys(names, entries), image={"caption": "Words.", "creator": entries})
    for each in (
        *found.sources,
        *found.subjects,
        *(source for caption in found.captions for source in caption.sources),
    ):
        attrs.validate(each)
