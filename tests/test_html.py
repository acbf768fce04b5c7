"""The pages that newsdoc writes: HTML5 by a judge from outside, safe, for every script, and read back exactly."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from xml.etree import ElementTree

import attrs
import pytest
from hypothesis import given
from lxml import html as lxml_html
from tinyhtml5.parser import HTMLParser

import newsdoc
from examples import FULL
from laws import check_losses
from newsdoc import (
    Article,
    Caption,
    Mark,
    Paragraph,
    Preformatted,
    Rights,
    Source,
    Subhead,
    Table,
    WriteError,
)
from newsdoc.formats import html, jsonld
from newsdoc.losses import losses
from newsdoc.model import plain_text
from newsdoc.strategies import articles

PAGE = attrs.evolve(FULL, captions=FULL.captions[:2])
"""A full article with two pictures."""

SCRIPT = "</script><script>alert(1)</script> <!-- <img src=x onerror=alert(1)> ]]> &lt;b> \" '"


def parsed(page):
    """The page as browsers read it, and the faults of its HTML."""
    parser = HTMLParser(namespace_html_elements=False)
    return parser.parse(page), parser.errors


def scripts(page):
    return re.findall(r'<script type="([^"]+)"[^>]*>(.*?)</script>', page, re.DOTALL)


def residual(page):
    return [entry for kind, text in scripts(page) if kind == "application/json" for entry in json.loads(text)]


def reading(page):
    heard = []
    [article] = html.loads(page, report=heard.append)
    return article, [(each.code, each.path) for each in heard]


# --- HTML5 ---


@given(articles())
def test_a_page_is_html5_without_a_fault(article):
    _, faults = parsed(html.dumps([article]))
    assert faults == []


@given(articles())
def test_browsers_read_the_same_article(article):
    tree, _ = parsed(html.dumps([article]))
    assert list(html.loads(f"<!DOCTYPE html>{ElementTree.tostring(tree, 'unicode')}")) == [article]


@given(articles())
def test_the_json_ld_of_a_page_is_the_articles(article):
    [(kind, text), *_] = scripts(html.dumps([article]))
    assert kind == "application/ld+json"
    assert json.loads(text) == json.loads(jsonld.dumps([article]))
    assert jsonld.loads(html.dumps([article])) == jsonld.loads(jsonld.dumps([article]))


def test_a_page_is_semantic():
    tree, _ = parsed(html.dumps([PAGE]))
    found = {
        "main/article/header/h1": "Council approves the bridge",
        "main/article/header/time": "2025-03-14",
        "main/article/div/figure/figcaption/small": "EPA/Ann Example",
        "main/article/div/h3": "What comes next",
        "main/article/div/blockquote/p/strong": "We",
        "main/article/div/div/table/thead/tr/th[@scope='col']": "for",
        "main/article/footer/ul/li": "bridge",
    }
    assert {path: tree.findtext(f"body/{path}") for path in found} == found
    assert tree.get("lang") == "en-GB"
    image = tree.find(".//img")
    assert (image.get("alt"), image.get("loading")) == ("The old bridge.", "lazy")
    assert tree.findtext("head/title") == "Council approves the bridge"


def test_a_page_without_headline_has_a_title():
    tree, _ = parsed(html.dumps([Article(None, ["word " * 30 + "end"])]))
    assert tree.findtext("head/title") == "word " * 15 + "word…"
    assert parsed(html.dumps([Article()]))[0].findtext("head/title") == "…"


@pytest.mark.parametrize(
    ("headline", "direction"),
    [("الجسر", "rtl"), ("הגשר 2026", "rtl"), ("The bridge", "ltr"), ("桥", "ltr"), ("20", None)],
)
def test_the_direction_is_that_of_the_letters(headline, direction):
    assert parsed(html.dumps([Article(headline)]))[0].get("dir") == direction


# --- safe ---


def test_text_never_becomes_markup():
    captions = [Caption(SCRIPT, SCRIPT, url="https://p.example/?a='%22")]
    body = [SCRIPT, Table([[SCRIPT]], 1), Preformatted(SCRIPT), Paragraph(SCRIPT, [Mark("strong", 0, 9)])]
    texts = dict.fromkeys(("deck", "summary", "byline", "credit", "section", "slugline"), SCRIPT)
    article = Article(SCRIPT, body, captions=captions, rights=Rights(SCRIPT, notice=SCRIPT), keywords=[SCRIPT], **texts)
    page = html.dumps([article])
    tree, faults = parsed(page)
    assert faults == []
    assert reading(page) == (article, [])
    assert [each.get("type") for each in tree.iter("script")] == ["application/ld+json", "application/json"]
    assert [image.attrib.keys() for image in tree.iter("img")] == [{"src", "alt", "loading"}]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "urn:picture:1", "ftp://p.example/1", "data:text/html,x"])
def test_only_addresses_of_the_web_are_loaded(url):
    article = Article("A", url=url, captions=[Caption("B", url=url)])
    page = html.dumps([article])
    tree, _ = parsed(page)
    assert not list(tree.iter("img"))
    assert not list(tree.iter("link"))
    assert reading(page) == (article, [])


def test_a_page_loads_nothing_but_pictures():
    tree, _ = parsed(html.dumps([PAGE]))
    loading = [each.tag for each in tree.iter() if {"src", "data", "srcset", "style"} & each.attrib.keys()]
    assert loading == ["img"]
    assert not re.search(r"url\(|@import", tree.findtext("head/style"))


# --- exact text ---


def test_characters_that_html_forbids_come_back():
    odd = "a\x7fb\x81c\ufdd0d\U0001fffee"
    body = [
        odd,
        Subhead(odd),
        Preformatted(f"\n\x85{odd}\n"),
        Table([["", odd]]),
        Paragraph(odd, [Mark("strong", 1, 2)]),
    ]
    article = Article(odd, body, captions=[Caption(odd, odd, url="https://p.example/")], summary=odd)
    page = html.dumps([article])
    assert parsed(page)[1] == []
    assert reading(page) == (article, [])
    assert residual(page) == []
    assert '<p>a<data class="char" value="U+007F">' in page


def test_runs_of_spaces_are_written_and_shown():
    article = Article("A  b", ["C   d", Paragraph("e  f", [Mark("strong", 1, 3)])], captions=[Caption("g  h", "i  j")])
    page = html.dumps([article])
    assert "<p>C   d</p>" in page
    assert "white-space: pre-wrap" in page
    assert residual(page) == []
    assert reading(page) == (article, [])


# --- one article ---


@pytest.mark.parametrize("several", [[], [PAGE, PAGE]])
def test_a_page_holds_one_article(several):
    with pytest.raises(WriteError, match="an HTML page holds exactly one"):
        html.dumps(several)


def test_pages_of_others_are_read_as_what_they_show():
    for page in ("<!DOCTYPE html><title>A</title><p>B", "", "<p>"):
        assert list(html.loads(page)) == []
    [article] = html.loads(html.dumps([PAGE]).replace("newsdoc 1", "other 1"))
    assert (article.headline, article.id) == (PAGE.headline, None)


def test_a_file_is_found_by_its_content_and_its_suffix(tmp_path):
    for name in ("a.html", "a.htm", "a.html.gz", "a.bin"):
        newsdoc.write([PAGE], tmp_path / name, format="html")
        assert list(newsdoc.read(tmp_path / name)) == [PAGE]
    assert newsdoc.sniff(html.dumps([PAGE])) == "html"
    assert newsdoc.sniff("<!DOCTYPE html><title>A</title>") == "html"


# --- the residual ---


@given(articles())
def test_the_residual_repeats_no_displayed_text(article):
    for entry in residual(html.dumps([article])):
        name = re.match(r"\$\.([a-z_]+)", entry["path"])[1]
        assert name not in (
            "headline",
            "deck",
            "body",
            "byline",
            "dateline",
            "section",
            "credit",
            "published",
            "keywords",
        )
        assert name != "captions" or entry["value"].keys() <= {"sources", "url"}


@given(articles())
def test_without_a_residual_the_losses_are_reported(article):
    heard = []
    page = html.dumps([article], report=heard.append, residual=False)
    assert residual(page) == []
    assert heard == list(losses([article], html.loads(page)))


def test_an_article_that_needs_no_residual_has_none():
    plain = Article(
        "A", ["B"], deck="C", byline="D", published=date(2026, 1, 2), language="de", captions=[Caption("E", "F")]
    )
    assert residual(html.dumps([plain])) == []
    check_losses(html, [plain])


def test_what_is_displayed_counts():
    page = html.dumps([PAGE]).replace('"headline">Council approves', '"headline">Council refuses')
    page = page.replace("<li>council</li>", "").replace('datetime="2025-03-14"', 'datetime="2025-03-15"')
    expected = attrs.evolve(
        PAGE, headline="Council refuses the bridge", keywords=["bridge"], published=date(2025, 3, 15)
    )
    assert reading(page) == (expected, [])


def test_a_stored_value_is_ignored_once_the_page_says_something_else():
    page = html.dumps([PAGE]).replace('credit">EPA/Ann Example<', 'credit">AFP<')
    article, heard = reading(page)
    assert (article.captions[0].credit, article.captions[0].sources) == ("AFP", ())
    assert heard == [("repair.stale", "$[0].captions[0]")]


def test_a_stored_value_follows_its_picture():
    new = '<figure><figcaption>New. <small class="credit">dpa</small></figcaption></figure>'
    article, heard = reading(html.dumps([PAGE]).replace('<div class="body">', f'<div class="body">{new}'))
    assert [(caption.credit, caption.sources) for caption in article.captions] == [
        ("dpa", ()), ("EPA/Ann Example", (Source("EPA", "agency"),)), ("AFP", ()),
    ]  # fmt: skip
    assert heard == []


def test_a_stored_value_of_a_picture_that_is_gone_is_ignored():
    page = re.sub('<figure id="picture-1".*?</figure>', "", html.dumps([PAGE]))
    article, heard = reading(page)
    assert article == attrs.evolve(PAGE, captions=PAGE.captions[1:])
    assert heard == [("repair.stale", "$[0].captions[0]")]


def test_sources_that_the_json_ld_says_otherwise_replace_the_stored_ones():
    article = Article("A", sources=[Source("Wire", "stringer")])
    page = html.dumps([article])
    assert reading(page) == (article, [])
    changed, heard = reading(page.replace('"name": "Wire"', '"name": "Other"', 1))
    assert [source.name for source in changed.sources] == ["Other"]
    assert heard == [("repair.stale", "$[0].sources")]


def test_broken_stored_values_cost_only_themselves():
    page = html.dumps([PAGE])
    [expected] = html.loads(html.dumps([PAGE], residual=False))
    assert (expected.slugline, expected.captions[0].sources) == (None, ())
    for old, new in (("$.urgency", '$.urgency"'), ('"value": 3,', '"value": 30,')):
        article, heard = reading(page.replace(old, new))
        assert article == expected
        assert heard[0] == ("error.item", "$[0]")


def test_a_page_that_is_no_longer_xml_is_read_as_html():
    page = html.dumps([PAGE]).replace("</p>", "").replace('<meta charset="utf-8"/>', "<meta charset=utf-8>")
    article, heard = reading(page)
    assert (article.headline, article.deck, article.captions) == (PAGE.headline, PAGE.deck, PAGE.captions)
    assert heard == []


@pytest.mark.parametrize("pretty", [False, True])
def test_a_page_that_another_system_has_written_anew(pretty):
    tree = lxml_html.document_fromstring(html.dumps([PAGE]).encode())
    page = lxml_html.tostring(tree, encoding="unicode", pretty_print=pretty)
    assert "/>" not in page.partition("<body>")[2]
    assert reading(f"<!DOCTYPE html>{page}") == (PAGE, [])


def test_lines_that_are_broken_by_another_system():
    page = html.dumps([PAGE]).replace("approved the new bridge", "approved\n    the new bridge")
    article, heard = reading(page.replace("<p>", "<p>\n  ").replace("</h1>", "\n</h1>"))
    assert article == PAGE
    assert [code for code, _ in heard] == ["repair.value"]  # the line break inside of a text of the JSON-LD


def test_what_another_system_adds_to_the_head_is_reported():
    article, heard = reading(html.dumps([PAGE]).replace("</header>", "<p>Share this</p></header>"))
    assert article == PAGE
    assert heard == [("repair.dropped", "$[0]")]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_page_in_another_encoding_is_read(encoding):
    assert list(html.loads(html.dumps([PAGE]).encode(encoding))) == [PAGE]


def test_no_time_of_writing_is_in_a_page():
    article = Article("A", ["B"])
    one, other = (html.dumps([article], now=datetime(year, 1, 1, tzinfo=UTC)) for year in (2020, 2026))
    assert one == other


# --- as a page ---


@given(articles())
def test_a_page_that_is_read_back_has_its_lines(article):
    page = html.loads(html.dumps([article]))
    assert "".join(segment.text for segment in page.segments) == page.text
    assert [segment.start for segment in page.segments[1:]] == [segment.stop for segment in page.segments[:-1]]
    lines = page.text.split("\n")
    [origins] = page.origins
    assert page.article_at(0) == 0
    for path, places in origins.items():
        [(start, stop)] = places
        printed = "\n".join(lines[start:stop])
        if path == "headline":
            assert printed == article.headline
        if found := re.fullmatch(r"body\[(\d+)\]", path):
            assert printed == plain_text(article.body[int(found[1])])
        if found := re.fullmatch(r"captions\[(\d+)\]\.(\w+)", path):
            assert getattr(article.captions[int(found[1])], found[2]) in printed
    assert len([path for path in origins if path.startswith("body[")]) == len(article.body)


def test_the_lines_of_a_page_have_labels():
    page = html.loads(html.dumps([PAGE]))
    assert [segment.kind for segment in page.segments if segment.kind != "blank"] == [
        "furniture", "headline", "deck", "byline", "dateline", "date", "caption", "paragraph", "paragraph", "subhead",
        "paragraph", "paragraph", "paragraph", "paragraph", "caption", *["furniture"] * 4,
    ]  # fmt: skip
    assert (page.confidence, page.diagnostics, page.hints.site) == ((1.0,), (), "Example Post")


def test_a_named_character_that_is_not_closed_takes_nothing_with_it():
    page = html.dumps(Article("Bridge opens", ("The bridge is open.",)))
    [article] = html.loads('<data class="char" value="U+0081">' + page)
    assert article.headline == "Bridge opens"


def _by(head):
    [article] = html.loads(
        f"<html><head><title>The bridge opens again</title>{head}</head><body><article><h1>The bridge opens again</h1>"
        "<p>The old bridge over the bay is open again after two years, the mayor said on Wednesday afternoon.</p>"
        "<p>It had been closed after a storm, and nobody had thought that the work would take so long.</p>"
        "</article></body></html>"
    )
    return [(source.name, source.uri) for source in article.sources if source.role == "author"]


def test_the_page_of_the_one_author_is_the_address_of_the_author():
    page = '<link rel="author" href="https://bay.example/ann">'
    one, two = '<meta name="author" content="Ann Poe">', '<meta name="author" content="Bo Lee">'
    assert _by(one + page) == [("Ann Poe", "https://bay.example/ann")]
    assert _by(one + two + page) == [("Ann Poe", None), ("Bo Lee", None)]
    assert _by(one + page + page.replace("ann", "bo")) == [("Ann Poe", None)]


# --- what is written where ---


def test_how_many_articles_a_page_holds_is_said():
    with pytest.raises(WriteError, match=r"^there is no article, and an HTML page holds exactly one$"):
        html.dumps([])
    with pytest.raises(WriteError, match=r"^several articles were given, .*; write a file for each article"):
        html.dumps([PAGE, PAGE])


@pytest.mark.parametrize(
    ("article", "title"),
    [
        (Article("H", deck="D"), "H"), (Article(deck="D", summary="S"), "D"), (Article(summary="S", body=["B"]), "S"),
        (Article(body=["B"], captions=[Caption("C")]), "B"), (Article(captions=[Caption("C", "AFP")]), "C"),
        (Article(captions=[Caption(None, "AFP")], section="X"), "AFP"), (Article(section="X"), "X"), (Article(), "…"),
        (Article(body=[Preformatted(" \n")], section="X"), "X"), (Article(body=["x" * 80]), "x" * 80),
        (Article(body=["x" * 81]), "x" * 79 + "…"), (Article(body=["x" * 78 + " yy"]), "x" * 78 + "…"),
        (Article(body=[Preformatted("a\n b")]), "a b"),
    ],
)  # fmt: skip
def test_the_title_of_a_page(article, title):
    assert re.search("<title>(.*)</title>", html.dumps(article))[1] == title


@pytest.mark.parametrize(
    ("article", "described"),
    [(Article("H", deck="D", summary="S"), "S"), (Article("H", deck="D"), "D"), (Article("H"), None)],
)
def test_the_description_of_a_page(article, described):
    found = re.search('name="description" content="(.*)"', html.dumps(article))
    assert (found and found[1]) == described


@pytest.mark.parametrize(
    ("body", "direction"),
    [
        (["A", "b", "جسر النهر"], "rtl"), (["A", "b", "c", "جسر النهر الكبير"], "ltr"), (["7", "–"], None),
        (["ab", "جس"], "ltr"), (["ab", "جسر"], "rtl"), (["a" * 250 + "ب" * 252], "ltr"), (["אב"], "rtl"),
    ],
)  # fmt: skip
def test_the_direction_of_a_page_is_that_of_its_first_letters(body, direction):
    page = html.dumps(Article(body=body))
    assert (re.search('<html[^>]* dir="(.*?)"', page) or [None, None])[1] == direction
    assert 'dir="rtl"' in html.dumps(Article("جسر النهر"))


def test_times_are_printed_in_figures():
    page = html.dumps(Article("H", published=datetime(2024, 5, 1, 10, 30, 15, tzinfo=UTC)))
    assert '<time class="published" datetime="2024-05-01T10:30:15+00:00">2024-05-01 10:30+00:00</time>' in page
    page = html.dumps(Article("H", published=date(2024, 5, 1)))
    assert '<time class="published" datetime="2024-05-01">2024-05-01</time>' in page


def test_pictures_and_preformatted_text_are_written():
    captions = [Caption("A", "AFP", url="https://p.example/1"), Caption(None, None, url="ftp://p.example/2", anchor=0)]
    page = html.dumps(Article("H", [Preformatted("\nx"), Preformatted("x")], captions=captions))
    assert (
        '<figure id="picture-1" class="lead"><img src="https://p.example/1" alt="A" loading="lazy"/>'
        '<figcaption>A <small class="credit">AFP</small></figcaption></figure>'
    ) in page
    assert '<figure id="picture-2"></figure>' in page
    assert "<pre><span></span>\nx</pre>" in page
    assert "<pre>x</pre>" in page
    assert "<footer>" not in page
    assert '<small class="credit">AFP</small></figcaption>' in html.dumps(Article(captions=[Caption(None, "AFP")]))


@pytest.mark.parametrize(
    ("value", "shown"),
    [("U+0081", "\x81"), ("U+FFFE", "\ufffd"), ("U+10FFFF", "\U0010ffff"), ("U+110000", "\ufffd"), ("U+1F600", "😀")],
)
def test_a_character_that_is_named(value, shown):
    page = html.dumps(Article("H", ["a\x81b", "c"]))
    changed = page.replace('value="U+0081"', f'value="{value}"')
    assert reading(changed)[0].body == (f"a{shown}b", "c")
    assert reading(page.replace('value="U+0081"', 'value="x"'))[0].body[0] == "a\ufffdb"


def test_the_lines_of_a_page_that_newsdoc_wrote():
    article = Article(
        "H", ["a", Subhead("b"), Preformatted("c\nd")], byline="By A", published=date(2024, 5, 1), section="S",
        captions=[Caption("C", "AFP", url="https://p.example/1"), Caption(None, None, url="https://p.example/2",
        anchor=1)],
        rights=Rights(notice="All."), sources=[Source("Post", "publisher")], url="https://p.example/", language="en",
    )  # fmt: skip
    page = html.loads(html.dumps(article))
    kinds = [(each.kind, each.text.strip()) for each in page.segments if each.kind != "blank"]
    assert kinds == [
        ("furniture", "S"), ("headline", "H"), ("byline", "By A"), ("date", "2024-05-01"), ("caption", "C AFP"),
        ("paragraph", "a"), ("caption", "https://p.example/2"), ("subhead", "b"), ("paragraph", "c\nd"),
        ("furniture", "All."),
        ("furniture", "https://p.example/"),
    ]  # fmt: skip
    places = page.origins[0]
    assert {"captions[0].text", "captions[0].credit", "captions[1].url", "body[2]", "rights.notice"} <= set(places)
    assert "captions[0].url" not in places
    assert places["body[2]"] == ((16, 18),)
    assert (page.hints.title, page.hints.site, page.hints.published) == ("H", "Post", date(2024, 5, 1))
    empty = html.loads(html.dumps(Article()))
    assert (empty.text, empty.origins[0]) == ("…\n", {"body": ((0, 1),)})


def test_values_that_a_page_does_not_show_are_taken_away_by_its_residual():
    """A caption without its words keeps none."""
    article = Article("H", captions=[Caption("C", url="ftp://p.example/2")], id="a:1", version=3)
    page = html.dumps(article)
    assert {entry["path"] for entry in residual(page)} >= {"$.captions[0]"}
    assert reading(page) == (article, [])


def test_a_stored_value_may_be_none():
    page = html.dumps(Article("H", keywords=["a"]))
    entry = '[{"path": "$.keywords", "value": null, "explains": ["a"]}]'
    stored = f'<script type="application/json" id="newsdoc-residual">{entry}</script></head>'
    assert reading(page.replace("</head>", stored)) == (Article("H"), [])
    assert reading(page.replace("</head>", stored.replace('["a"]', '["b"]')))[0].keywords == ("a",)


def test_what_another_system_puts_before_our_elements_hides_none_of_them():
    article = Article("H", ["a\x81b"], id="a:1", version=3)
    page = html.dumps(article)
    changed = page.replace("<head>", '<head><script>x()</script><script type="module">y()</script>')
    assert reading(changed) == (article, [])
    changed = page.replace("<p>a", '<p>a<data class="other" value="7"></data>')
    assert reading(changed)[0].body == ("a\x81b",)
    first = '<script type="application/json" id="newsdoc-residual">{</script>'
    found, heard = reading(page.replace("<head>", f"<head>{first}"))
    assert (found, [code for code, _ in heard]) == (article, ["error.item"])
