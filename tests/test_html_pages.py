"""Pages of HTML: their lines, the article that is printed on them, and what their heads state."""

from __future__ import annotations

import contextlib
import gzip
import importlib.util
import os
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import newsdoc
from newsdoc import Hints, ListBlock, Preformatted, Quote, Subhead, Table
from newsdoc.errors import NewsdocError
from newsdoc.formats import html
from newsdoc.formats.html import words
from newsdoc.formats.html.headline import choose_headline, letters
from newsdoc.formats.html.lines import read_lines
from shared import ROOT, shared

DATA = Path(__file__).parent / "data" / "html"
DAYS = ["Monday", "Tuesday", "Friday", "Sunday", "the next day"]
STORY = [
    f"The council of Eastbay agreed on {day} to reopen the old bridge, after a year of work on it." for day in DAYS
]


def page(body, head=""):
    head = f"<head><title>Bridge opens in spring</title>{head}</head>"
    return f'<!DOCTYPE html><html lang="en">{head}<body>{body}</body></html>'


def story(*paragraphs, above="", below=""):
    text = "".join(f"<p>{each}</p>" for each in paragraphs or STORY)
    return f"<article><h1>Bridge opens in spring</h1>{above}<div>{text}</div>{below}</article>"


def read(name):
    return newsdoc.read(DATA / f"{name}.html")


def tiled(found):
    """Return the page after checking that its segments are its text, in order and without gap."""
    assert "".join(each.text for each in found.segments) == found.text
    stop = 0
    for each in found.segments:
        assert each.start == stop < each.stop
        stop = each.stop
    assert len(found.articles) == len(found.confidence) == len(found.origins)
    return found


# --- laws ---

NESTED = "".join(f"<{tag}>" for tag in ("main", "article", "section", "aside", "header", "figure", "form", "ul", "li"))
SIGNS_OF_A_LINE = """
import sys
from lxml import etree
from newsdoc.formats.html.choose import Known, line_features
from newsdoc.formats.html.lines import read_lines
line, = read_lines(etree.HTML(sys.argv[1]))
print(line_features(line, Known(-1, frozenset(), frozenset(), "", (), frozenset(), {})))
"""


def test_signs_have_the_same_order_in_each_process():
    """Weights are summed in that order, and a sum of floats depends on it."""
    found = {
        subprocess.run(
            [sys.executable, "-c", SIGNS_OF_A_LINE, f"<html><body>{NESTED}{STORY[0]}"],
            stdout=subprocess.PIPE,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3", "4")
    }
    assert len(found) == 1
    assert b"in-article" in found.pop()


TAGS = st.sampled_from(
    [
        "p",
        "div",
        "h1",
        "h2",
        "ul",
        "li",
        "a",
        "b",
        "em",
        "table",
        "tr",
        "td",
        "figure",
        "figcaption",
        "img",
        "article",
        "aside",
        "nav",
        "pre",
        "br",
        "span",
        "title",
        "script",
        "head",
        "body",
        "blockquote",
        "time",
        "svg",
        "template",
    ]
)
PIECES = st.one_of(
    TAGS.map("<{}>".format), TAGS.map("</{}>".format), st.text(max_size=30), st.sampled_from(STORY),
    st.builds('<{} class="{}" href="{}">'.format, TAGS, st.text("abc -\"'", max_size=9), st.text(max_size=9)),
)  # fmt: skip


@given(st.lists(PIECES, max_size=40).map("".join) | st.text())
def test_any_text_gives_a_tiled_page(text):
    found = tiled(html.loads(text))
    assert html.loads(text) == found


@given(st.binary() | st.lists(PIECES, max_size=20).map("".join).map(lambda text: text.encode("utf-16", "replace")))
def test_any_bytes_give_a_tiled_page_or_our_error(data):
    with contextlib.suppress(NewsdocError):
        tiled(html.loads(data))


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<ul><li>", "<table><tr><td>", "<figure><figcaption>", "<p><i>a"])
def test_deep_pages(piece):
    tiled(html.loads(page(story() + piece * 3000 + "x")))


@pytest.mark.parametrize("depth", [1, 99, 100, 101, 240])
def test_a_story_is_read_however_deep_it_is(depth):
    inside = "<div>" * depth + "".join(f"<p>{each}</p>" for each in STORY) + "</div>" * depth
    found = html.loads(page(f"<article><h1>Bridge opens in spring</h1>{inside}<p>{STORY[0]} At last.</p></article>"))
    assert found[0].headline == "Bridge opens in spring"
    assert found[0].body == (*STORY, f"{STORY[0]} At last.")


def test_every_origin_is_the_line_of_its_field():
    found = read("whole-page")
    lines = found.text.split("\n")
    [[places], [article]] = [found.origins, found.articles]
    assert [lines[start] for start, _ in places["headline"]] == [article.headline]
    assert [lines[start] for start, _ in places["body[0]"]] == [article.body[0]]
    assert places["body[4]"] == ((19, 21),)  # a list is a block of several lines


# --- one page with everything ---


def test_a_whole_page():
    found = read("whole-page")
    [article] = found
    assert (article.headline, article.deck, article.byline) == (
        "Council agrees to reopen the old bridge",
        "After a year of work, the first bus is to cross the river in April.",
        "By Bo Sample",
    )
    assert [each.name for each in article.authors] == ["Bo Sample"]
    assert (article.publisher.name, article.section, article.language) == ("Eastbay Post", "Local", "en-GB")
    assert article.url == "https://eastbay.example/news/bridge-opens"
    assert article.published == datetime.fromisoformat("2024-03-04T18:30:00+01:00")
    assert article.modified == datetime.fromisoformat("2024-03-05T07:00:00+01:00")
    kinds = [type(block) for block in article.body if not isinstance(block, str)]
    assert [kind.__name__ for kind in kinds] == ["Paragraph", "Subhead", "Paragraph", "ListBlock", "Quote"]
    text = article.text + "".join(each.text for each in article.captions)
    assert not any(word in text for word in ("Read also", "newsletter", "Share", "All rights", "Harbour fair"))
    assert found.hints == Hints(
        title="Council agrees to reopen the old bridge | Eastbay Post",
        url=article.url,
        language="en-GB",
        published=article.published,
        site="Eastbay Post",
    )
    assert found.confidence[0] > 0.8


def test_what_was_known_beforehand_counts_more_than_the_head():
    data = (DATA / "whole-page.html").read_bytes()
    found = html.loads(data, hints=Hints(url="https://other.example/fetched", site="Post"))
    assert (found.hints.url, found.hints.site, found.hints.language) == (
        "https://other.example/fetched",
        "Post",
        "en-GB",
    )


def test_links_are_whole_addresses():
    links = 'See <a href="/ferry">the ferry</a>, <a href="javascript:x()">this</a> and <a>that</a>.'
    [article] = html.loads(page(story(links, *STORY)), hints=Hints(url="https://eastbay.example/news/bridge"))
    [mark] = article.body[0].marks
    assert (mark.kind, article.body[0].text[mark.start : mark.stop], mark.href) == (
        "link", "the ferry", "https://eastbay.example/ferry",
    )  # fmt: skip


def test_a_table_of_data_does_not_end_the_story():
    text = (ROOT / "examples" / "pages" / "pier.html").read_text("utf-8")
    rows = "".join(f"<tr><td>{day}</td><td>{trips}</td></tr>" for day, trips in (("Saturday", 6), ("Sunday", 4)))
    whole = text.replace("</ul>", f"</ul><table><tr><th>Day</th><th>Trips</th></tr>{rows}</table>")
    [without], [found] = html.loads(text), html.loads(whole)
    [table] = [block for block in found.body if isinstance(block, Table)]
    assert table.rows == (("Day", "Trips"), ("Saturday", "6"), ("Sunday", "4"))
    assert [block for block in found.body if block is not table] == list(without.body)


def test_blocks():
    [article] = read("table-and-code")
    [table] = [block for block in article.body if isinstance(block, Table)]
    assert table.rows == (("Part", "Cost"), ("Pillars", "6 million"), ("Road", "3 million"))
    assert table.header_rows == 1
    assert [block.text for block in article.body if isinstance(block, Preformatted)] == ["bus 1   07:00\nbus 2   07:30"]
    [article] = read("whole-page")
    [sub], [entries], [quote] = (
        [block for block in article.body if isinstance(block, kind)] for kind in (Subhead, ListBlock, Quote)
    )
    assert (sub.text, sub.level, entries.ordered, len(entries.items)) == ("Cracks in two pillars", 1, False, 2)
    assert quote.text.startswith("They have promised it")


def test_captions_have_their_credits_and_pictures():
    [article] = read("captions-and-credits")
    assert [(each.text, each.credit, each.url, each.anchor) for each in article.captions] == [
        ("Masons at work on the second pillar", "Cy Test/Example Wire", "https://eastbay.example/img/lead.jpg", None),
        (
            "Cars wait for the ferry on a weekday morning",
            "Eastbay Harbour",
            "https://eastbay.example/img/ferry-400.jpg",
            2,
        ),
        ("The first bus, in the depot", "Di Trial", "https://eastbay.example/img/bus.jpg", 4),
    ]


def test_a_second_story_under_the_same_markup_is_left_out():
    [article] = read("second-story-below")
    assert len(article.body) == 5
    assert "Harbour fair" not in article.text


def test_a_page_for_telephones():
    [article] = read("amp")
    assert (len(article.body), article.captions[0].url) == (4, "https://eastbay.example/img/bridge.jpg")


# --- pages without an article ---


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("list-of-teasers", "page.listing"),
        ("consent", "page.unstructured"),
        ("offer-instead-of-story", "page.paywall"),
    ],
)
def test_pages_that_are_refused(name, code):
    found = read(name)
    assert list(found) == []
    assert [each.code for each in found.diagnostics] == [code]
    assert found.text


@pytest.mark.parametrize(
    "data", ["", b"", "  ", b"\0\0\0", "<html></html>", "<frameset><frame src=a></frameset>", b"\x80\x81\xff", "a < b"]
)
def test_pages_without_a_story(data):
    found = tiled(html.loads(data))
    assert list(found) == []
    assert "page.unstructured" in {each.code for each in found.diagnostics}


def test_a_story_in_a_script_without_stops():
    lines = [line for line in (DATA.parent / "pages/weighed/thai-page.txt").read_text("utf-8").split("\n") if line]
    headline, story_ = lines[6], lines[8:11]
    beside = f'<aside><h3><a href="/ferry">{lines[3]}</a></h3><h3><a href="/mayor">{lines[4]}</a></h3></aside>'
    text = "".join(f"<div>{line}</div>" for line in story_)
    [article] = html.loads(f"<html lang=th><title>{headline}</title><h1>{headline}</h1>{text}{beside}")
    assert (article.headline, list(article.body)) == (headline, story_)


def test_lists_of_all_kinds_are_refused():
    titles = [f"{each[:36]} {number}" for number, each in enumerate(STORY)]
    entries = [f'<a href="/{number}">{title}</a>' for number, title in enumerate(titles)]
    for made in (
        [f"<li>{entry} {text}</li>" for entry, text in zip(entries, STORY, strict=True)],
        [f"<div><h3>{entry}</h3><p>{text}</p></div>" for entry, text in zip(entries, STORY, strict=True)],
        [
            f"<div><a href='/a'><h3>{title}</h3><p>{text}</p></a></div>"
            for title, text in zip(titles, STORY, strict=True)
        ],
    ):
        found = html.loads(page(f"<h1>Search: bridge</h1><ul>{''.join(made)}</ul>"))
        assert [each.code for each in found.diagnostics] == ["page.listing"]
        assert list(found) == []


# --- the headline ---


def test_a_headline_that_stands_in_the_title_only_is_a_guess():
    text = "".join(f"<p>{each}</p>" for each in STORY)
    found = html.loads(f"<title>Bridge opens | Bay Post</title><meta property=og:site_name content='Bay Post'>{text}")
    assert (found[0].headline, [each.code for each in found.diagnostics]) == ("Bridge opens", ["guess.headline"])
    assert found.confidence[0] < 0.9
    assert found.origins[0]["headline"] == ((0, 1),)


@pytest.mark.parametrize(
    "markup",
    [
        "<h1>Eastbay Post</h1><h2>Bridge opens in spring</h2>",
        "<p><span>Bridge opens in spring</span></p>",
        '<ul><li><a href="/">Home</a></li><li>Bridge opens in spring</li></ul><h1>Bridge opens in spring</h1>',
        "<h1><a href='/'>Eastbay Post</a></h1><div>Bridge opens in spring</div>",
    ],
)
def test_the_headline_is_an_echo_of_the_title(markup):
    text = "".join(f"<p>{each}</p>" for each in STORY)
    title = '<meta property="og:title" content="Bridge opens in spring">'
    title += '<meta property="og:site_name" content="Eastbay Post">'
    [article] = html.loads(page(f"{markup}<div>{text}</div>", title))
    assert (article.headline, len(article.body)) == ("Bridge opens in spring", 5)


def test_the_printed_headline_counts_and_not_that_for_search_engines():
    [article] = html.loads(page(story(), '<meta property="og:title" content="Why the bridge took a year, explained">'))
    assert article.headline == "Bridge opens in spring"


# --- what the head states ---

LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "published"),
    [
        (LD.format('{"@type": "NewsArticle", "datePublished": "2024-03-04T10:00:00Z"}'), "2024-03-04T10:00:00+00:00"),
        (LD.format('{"@type": "NewsArticle", "datePublished": "2024-03-04T10:00:00Z",}'), "2024-03-04T10:00:00+00:00"),
        ('<meta property="article:published_time" content="2024-03-04T10:00:00+02:00">', "2024-03-04T10:00:00+02:00"),
        ('<meta name="date" content="2024-03-04">', "2024-03-04"),
        (LD.format("{") + '<meta name="DC.date.issued" content="2024-03-04">', "2024-03-04"),
    ],
)
def test_the_time_of_publication(head, published):
    [article] = html.loads(page(story(), head))
    assert article.published.isoformat() == published


@pytest.mark.parametrize(
    ("above", "published"),
    [
        ('<div><time datetime="2024-03-04T10:00:00Z">yesterday</time></div>', "2024-03-04T10:00:00+00:00"),
        ("<div>2024年03月04日 10:00 来源</div>", "2024-03-04"),
        ("<div>Stand: 04.03.2024, 10 Uhr</div>", "2024-03-04"),
    ],
)
def test_a_printed_time_counts_if_the_head_states_none(above, published):
    [article] = html.loads(page(story(above=above)))
    assert article.published == (date if len(published) == 10 else datetime).fromisoformat(published)


@pytest.mark.parametrize(
    ("head", "above", "writers"),
    [
        (
            LD.format('{"@type": "NewsArticle", "author": {"@type": "Person", "name": "Ann Example"}}'),
            "",
            ["Ann Example"],
        ),
        ('<meta name="author" content="Ann Example">', "", ["Ann Example"]),
        (
            '<meta name="author" content="Eastbay Post"><meta property="og:site_name" content="Eastbay Post">',
            '<p class="byline">By Ann Example and Bo Sample</p>',
            ["Ann Example", "Bo Sample"],
        ),
        ('<meta name="author" content="Eastbay Post"><meta property="og:site_name" content="Eastbay Post">', "", []),
        ('<meta property="article:author" content="https://social.example/ann">', "", []),
        ("", '<div class="autor">Von Ann Example</div>', ["Ann Example"]),
        ("", "<div>By Ann Example 30 August 2023 • 4:45pm</div>", ["Ann Example"]),
        ("", '<div class="autor">Foto: Ann Example</div>', []),
        ("", "<p><strong>Ann Example</strong></p>", ["Ann Example"]),
    ],
)
def test_writers(head, above, writers):
    [article] = html.loads(page(story(above=above), head))
    assert [each.name for each in article.authors] == writers


def test_a_byline_may_have_several_lines():
    names = '<div class="author">Ann Example,</div><div class="author">Bo Sample</div>'
    found = html.loads(page(story(above=f'<div class="byline">{names}</div>')))
    assert (found[0].byline, [each.name for each in found[0].authors]) == (
        "Ann Example, Bo Sample", ["Ann Example", "Bo Sample"],
    )  # fmt: skip
    assert "byline" in [each.kind for each in tiled(found).segments]


def test_a_byline_is_printed_without_its_date():
    [article] = html.loads(page(story(above="<div>By Ann Example, Eastbay 30 August 2023 • 4:45pm</div>")))
    assert article.byline == "By Ann Example, Eastbay"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (
            '<link rel="canonical" href="https://a.example/b"><meta property="og:url" content="https://a.example/c">',
            "b",
        ),
        ('<link rel="canonical" href=""><meta property="og:url" content="https://a.example/c">', "c"),
        ('<base href="https://a.example/x/"><link rel="canonical" href="../b">', "b"),
        (LD.format('{"@type": "NewsArticle", "mainEntityOfPage": {"@id": "https://a.example/d"}}'), "d"),
    ],
)
def test_the_address(head, url):
    [article] = html.loads(page(story(), head))
    assert article.url == f"https://a.example/{url}"


# --- encodings ---

WORDS = "Die Brücke öffnet im Frühjahr – endlich"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (page(story(WORDS, *STORY)).encode("utf-8-sig"), "cp1252"),
        (page(story(WORDS, *STORY)).encode("utf-16"), None),
        (page(story(WORDS, *STORY), "<meta charset=utf-8>").encode("cp1252"), "windows-1252"),
        (page(story(WORDS, *STORY), "<meta charset=iso-8859-15>").encode("cp1252"), "windows-1252"),
        (page(story(WORDS, *STORY), "<meta charset=windows-1252>").encode("cp1252"), None),
        (page(story(WORDS, *STORY)).encode("cp1252"), None),
    ],
)
def test_encodings(data, encoding):
    assert WORDS in html.loads(data, encoding=encoding).text


@pytest.mark.parametrize(
    ("language", "encoding", "words"),
    [
        ("ru", "cp1251", "Мост откроют весной, решил совет города"),
        ("ja", "cp932", "橋は春に再開すると市議会が決めた"),
        ("zh-CN", "gb18030", "市议会决定今年春天重新开放老桥"),
        ("ar", "cp1256", "قرر المجلس فتح الجسر في الربيع"),
        ("de", "cp1252", WORDS),
    ],
)
def test_a_page_that_declares_no_encoding_is_read_by_its_language(language, encoding, words):
    found = html.loads(page(story(words, *STORY)).replace('lang="en"', f'lang="{language}"').encode(encoding))
    assert words in found.text
    assert [each.code for each in found.diagnostics][:1] == ["repair.characters"]


def test_an_encoding_that_is_named_for_a_file(tmp_path):
    path = tmp_path / "a.html"
    path.write_bytes(page(story(WORDS, *STORY), "<meta charset=gb2312>").encode("cp1252"))
    assert WORDS in newsdoc.read(path, encoding="cp1252").text


def test_old_pages():
    assert read("line-breaks")[0].body[1].startswith("„Wir haben lange genug gewartet“")
    found = read("gb2312")[0]
    assert (found.headline, len(found.body), found.published) == ("老桥将于春天重新开放", 4, date(2024, 3, 4))


# --- real pages ---


@pytest.fixture(scope="module")
def results():
    folder = shared("pages")
    spec = importlib.util.spec_from_file_location("score_of_pages", folder / "score.py")
    score = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = score
    spec.loader.exec_module(score)
    return score.run(folder, ["html"])


def share(results, value):
    marks = [mark for each in results if (mark := value(each)) is not None]
    return sum(marks) / len(marks)


def test_pages_of_many_publishers(results):
    assert share(results, lambda each: each.good) >= 0.94
    assert share(results, lambda each: each.published in ("moment", "day")) >= 0.97
    assert share(results, lambda each: each.authors) >= 0.86
    assert share(results, lambda each: each.url) >= 0.98
    assert share(results, lambda each: each.language) >= 0.98
    assert sum(each.captions_found for each in results) >= 0.75 * sum(each.captions_printed for each in results)
    assert sum(each.credits_found for each in results) >= 0.75 * sum(each.credits_printed for each in results)


def test_pages_that_are_wrong_are_seldom_sure(results):
    assert sum(not each.good and (each.confidence or 0) > 0.5 for each in results) <= 0.03 * len(results)
    sure = [each for each in results if (each.confidence or 0) >= 0.9]
    assert len(sure) >= len(results) / 2
    assert share(sure, lambda each: each.good) >= 0.9


def test_real_pages_are_tiled():
    for path in sorted(shared("pages/html").glob("*.gz"))[::9]:
        tiled(html.loads(gzip.decompress(path.read_bytes())))


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ann Example and Bo", ["Ann Example"]),
        ("By Ann van der Berg", ["Ann van der Berg"]),
        ("By Ann de boer and Bo Lind", ["Ann de boer", "Bo Lind"]),
        ("By ann de boer", []),
    ],
)
def test_the_names_of_a_printed_byline(byline, names):
    [article] = html.loads(page(story(above=f'<p class="byline">{byline}</p>')))
    assert [each.name for each in article.sources if each.role == "author"] == names


@pytest.mark.parametrize(
    ("inside", "kinds"),
    [
        ("<a href='https://b.example/'><b>The old</b> bridge</a>", ["link", "strong"]),
        ("<b><a href='https://b.example/'>The old</a> bridge</b>", ["strong", "link"]),
        ("<b>The <b>old</b></b> <i>bridge</i>", ["strong", "emphasis"]),
    ],
)
def test_marks_inside_marks_are_kept_the_outermost_first(inside, kinds):
    [article] = html.loads(page(story(*STORY[:2], f"{inside} of Eastbay was built by the town a hundred years ago.")))
    assert [each.kind for each in article.body[2].marks] == kinds


@pytest.mark.parametrize(
    ("rows", "is_table"),
    [
        (["<td>Cars</td><td>2</td>", "<td>Lorries</td><td>9</td>"], True),
        (["<td>Cars</td>", "<td>Lorries</td>", "<td>Bikes</td>"], False),
        (["<td>Cars</td><td>2</td><td>Lorries</td><td>9</td>"], False),
    ],
)
def test_a_table_has_several_rows_and_columns(rows, is_table):
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    body = story().replace("</div>", f"<table>{table}</table><p>{STORY[0]} And again.</p></div>")
    [article] = html.loads(page(body))
    assert any(isinstance(each, Table) for each in article.body) is is_table


# --- the headline ---

TITLE = "Bridge opens in spring"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Bridge opens – in spring!", "bridgeopensinspring"),
        ("Bridge opens: 7%", "bridgeopens7"),
        ("Brücke – offen", "brückeoffen"),
        ("–!", ""),
    ],
)
def test_titles_are_compared_by_their_letters(text, found):
    assert letters(text) == found


@pytest.mark.parametrize(
    ("title", "echo"),
    [
        (TITLE, 1.0),
        (f"{TITLE} | Eastbay", 0.95),
        (f"Eastbay | {TITLE} | News of the town", 0.8),
        ("In spring, the bridge opens", 0.7),
        ("Bridge opens in May", 0.7 * 3 / 4),
        ("Another story", 0.0),
    ],
)
def test_how_far_a_title_repeats_a_headline(title, echo):
    found = choose_headline(read_lines(etree.HTML(f"<body><h1>{TITLE}</h1></body>")), [title], None)
    assert found.echo == pytest.approx(echo)


@pytest.mark.parametrize(
    ("body", "weight"),
    [
        (f"<h1>{TITLE}</h1>", 5.0),
        (f"<h2>{TITLE}</h2>", 3.7),
        (f"<p>{TITLE}</p>", 3.0),
        (f"<h1 class='headline'>{TITLE}</h1>", 5.5),
        (f"<aside class='related'><h1>{TITLE}</h1></aside>", 5.0),
        (f"<aside class='related'><h2>{TITLE}</h2></aside>", 2.2),
        (f"<h2><a href='/1'>{TITLE}</a></h2>", 2.2),
    ],
)
def test_what_speaks_for_a_headline(body, weight):
    found = choose_headline(read_lines(etree.HTML(f"<body>{body}</body>")), [TITLE], None)
    assert found.weight == pytest.approx(weight)


def test_the_name_of_the_site_is_no_headline():
    lines = read_lines(etree.HTML(f"<body><h1>The Weir</h1><h2>{TITLE}</h2></body>"))
    assert choose_headline(lines, [TITLE, "The Weir"], "The Weir").index == 1


@pytest.mark.parametrize("char", ["\x01", "\x0b", "\ufffe", "\uffff", "\ud800"])
def test_a_character_that_xml_forbids_is_replaced(char):
    found = html.loads(page(story(*STORY[:2], f"The council of Eastbay{char} agreed to reopen the bridge in May.")))
    assert found[0].body[2] == "The council of Eastbay\ufffd agreed to reopen the bridge in May."


@pytest.mark.parametrize(
    ("name", "flags"),
    [
        ("pullquote", words.QUOTE),
        ("c-pullquotes__box", words.QUOTE),  # a long word inside another one
        ("imgs2", 0),  # a short one is not looked for
        ("read-also", words.RELATED),
        ("read", 0),
        ("also-read-1", words.RELATED),
        ("reading-also", 0),
        ("caption", words.CAPTION),
        ("zzyzx", 0),
    ],
)
def test_what_the_name_of_a_class_says(name, flags):
    assert words.flags_of(name) == flags


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"])
def test_a_page_of_two_bytes_a_letter_needs_no_mark(encoding):
    text = page(story(*STORY[:2], "Die Brücke in Eastbay wird im Mai geöffnet, sagte der Rat."))
    assert html.loads(text.encode(encoding)).articles == html.loads(text).articles
