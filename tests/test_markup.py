"""Markup becomes blocks: each row is a body as some feed has it, and what it says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from newsdoc import Caption, ListBlock, Mark, Paragraph, Preformatted, Quote, Subhead, Table
from newsdoc.formats.xml import escaped, flow, space
from newsdoc.formats.xml import text as xml_text
from newsdoc.formats.xml import write as xhtml
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import plain_text
from newsdoc.strategies import blocks, captions

STRONG, EM = "strong", "emphasis"
LINK = "http://a.example/b"


def read(text, **options):
    heard = []
    root = etree.fromstring(f"<body>{text}</body>")
    found = flow.content([root], lambda code, message, line: heard.append(code), **options)
    return found, heard


BLOCKS = [
    # paragraphs, and text around them
    ("<p>a</p><p>b</p>", ["a", "b"]),
    ("<p> a\n  b </p>", ["a b"]),
    ("a<p>b</p>c", ["a", "b", "c"]),
    ("one\ntwo\n\n \nthree", ["one two", "three"]),
    ("<p>a<br/>b</p>", ["a b"]),
    ("<p>a<hr/>b</p>", ["a", "b"]),
    ("<p/><p> \xa0 </p><p>\u2009</p>", []),
    ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
    ("<p>a <foo>b</foo> c</p>", ["a b c"]),
    ("<foo>a</foo><foo>b</foo>", ["a", "b"]),
    ("a <foo>b</foo> c", ["a b c"]),
    ("<dl><dt>a</dt><dd>b</dd></dl>", ["a", "b"]),
    ("<script>x()</script><style>p {}</style><p>a</p>", ["a"]),
    # white space
    ("<p>a  b</p>", ["a b"]),
    ('<p xml:space="preserve">a  b</p>', ["a  b"]),
    ('<p xml:space="preserve">a  b\n   c</p>', ["a  b c"]),
    ('<div xml:space="preserve"><p>a  b</p><p xml:space="default">a  b</p></div>', ["a  b", "a b"]),
    ("<p>a\xa0\xa0b</p>", ["a\xa0\xa0b"]),
    ("<p>a\u2028b\x85c&#13;d\te</p>", ["a b c d e"]),
    # marks
    ("<p>a <b>b</b> c</p>", [Paragraph("a b c", [Mark(STRONG, 2, 3)])]),
    ("<p>a<em> b </em>c</p>", [Paragraph("a b c", [Mark(EM, 1, 4)])]),
    ("<p>  a \n <em> b</em>  </p>", [Paragraph("a b", [Mark(EM, 2, 3)])]),
    ("<p><em>  </em>a</p>", ["a"]),
    ("<p><b><i>a</i></b></p>", [Paragraph("a", [Mark(STRONG, 0, 1), Mark(EM, 0, 1)])]),
    ("<p><b>a<strong>b</strong></b></p>", [Paragraph("ab", [Mark(STRONG, 0, 2)])]),
    ("<p><em>a</em><em>b</em></p>", [Paragraph("ab", [Mark(EM, 0, 1), Mark(EM, 1, 2)])]),
    (f'<p><a href="{LINK}">a</a>b</p>', [Paragraph("ab", [Mark("link", 0, 1, LINK)])]),
    ("<p><a name='x'>a</a></p>", ["a"]),
    ("<b>a<p>b</p>c</b>", [Paragraph(text, [Mark(STRONG, 0, 1)]) for text in "abc"]),
    ("<p>a <span><b>b</b> tail</span> end</p>", [Paragraph("a b tail end", [Mark(STRONG, 2, 3)])]),
    # sub-heads and quotes
    ("<h2>a</h2><h3>b</h3><h6>c</h6>", [Subhead("a"), Subhead("b", level=2), Subhead("c", level=5)]),
    ("<h1>a</h1>", [Subhead("a")]),
    ("<hl2>a</hl2>", [Subhead("a")]),
    ("<p>a<h3>b</h3>c</p>", ["a", Subhead("b", level=2), "c"]),
    ("<h2><em>a</em></h2>", [Subhead("a", [Mark(EM, 0, 1)])]),
    ("<blockquote>a</blockquote><bq><block><p>b</p></block></bq>", [Quote("a"), Quote("b")]),
    ("<blockquote><p>a</p><h2>b</h2><p>c</p></blockquote>", [Quote("a"), Subhead("b"), Quote("c")]),
    # lists
    ("<ul><li>a</li> <li>b</li></ul>", [ListBlock(["a", "b"])]),
    ("<ol><li> a\n b</li><li/></ol>", [ListBlock(["a b"], ordered=True)]),
    ("<ul><li><b>a</b></li></ul>", [ListBlock([Paragraph("a", [Mark(STRONG, 0, 1)])])]),
    ("<ul><li>a<br/>b</li></ul>", [ListBlock(["a b"])]),
    ("<ul>a<li>b</li>c</ul>", [ListBlock(["b"]), "a", "c"]),
    ("<ul/><ol> </ol>", []),
    ("<li>a</li><li>b</li>", ["a", "b"]),
    # tables
    ("<table><tr><td>a</td><td/></tr></table>", [Table([["a", ""]])]),
    ("<table><tr><th>a</th></tr><tr><td>b</td></tr></table>", [Table([["a"], ["b"]], header_rows=1)]),
    ("<table><tr><th>a</th><td>b</td></tr></table>", [Table([["a", "b"]])]),
    ("<table><thead><tr><td>a</td></tr></thead><tbody><tr><th>b</th></tr></tbody></table>",
     [Table([["a"], ["b"]], header_rows=1)]),
    ("<table><tr><td>a<br/>b</td><td><p>c</p><p>d</p></td></tr></table>", [Table([["a b", "c d"]])]),
    ("<table><caption>c</caption><tr><td>a</td></tr></table>", ["c", Table([["a"]])]),
    ("<figure class='table'><table><tr><td>a</td></tr></table></figure>", [Table([["a"]])]),
    ("<table>a<tr>b<td>c</td>d<foo>e</foo></tr>f</table>", ["a", "f", "b", "d", Table([["c", "e"]])]),
    ("<table><tr/></table>", []),
    ("<nitf-table><table><tr><td>a</td></tr></table></nitf-table>", [Table([["a"]])]),
    # preformatted text
    ("<pre>a\tb\n  c</pre><pre/>", [Preformatted("a\tb\n  c"), Preformatted("")]),
    ("<pre>a<b>b</b><br/>c&#13;\nd</pre>", [Preformatted("ab\nc\nd")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_blocks(text, expected):
    found, heard = read(text)
    assert found.blocks == expected
    assert not heard


@pytest.mark.parametrize(("text", "expected"), BLOCKS)
def test_a_namespace_makes_no_difference(text, expected):
    root = etree.fromstring(f'<body xmlns="http://www.w3.org/1999/xhtml">{text}</body>')
    assert flow.content([root], lambda *_: None).blocks == expected


REPAIRED = [
    ('<p><a href="/b">a</a></p>', ["a"], ["repair.link"]),
    ('<p><a href="http://a.example/ü">a</a></p>',
     [Paragraph("a", [Mark("link", 0, 1, "http://a.example/%C3%BC")])], ["repair.uri"]),
    ("<ul><li>a<ul><li>b</li><li>c</li></ul></li></ul>", [ListBlock(["a", "b", "c"])], ["repair.nested"]),
    ("<ul><li>a</li><ul><li>b</li></ul></ul>", [ListBlock(["a", "b"])], []),
    ("<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>", [Table([["a", ""], ["b", "c"]])],
     ["repair.table"]),
    ('<table><tr><td rowspan="2">a</td><td colspan="2">b</td></tr><tr><td>c</td><td>d</td></tr></table>',
     [Table([["a", "b", ""], ["", "c", "d"]])], ["repair.table"]),
    ('<table><tr><td colspan="99999999999">a</td></tr></table>', [Table([["a"]])], []),
    ("<table><tr><td><b>a</b> b</td></tr></table>", [Table([["a b"]])], ["repair.markup"]),
    ('<iframe src="http://a.example/"/><p>a</p>', ["a"], ["repair.dropped"]),
    ('<video src="http://a.example/">a film</video>', ["a film"], ["repair.dropped"]),
    ('<img src="x" alt="a"/><img src="x"/><img/>', [], ["repair.dropped", "repair.dropped"]),
    ('<p>a <img src="https://a.example/1.gif" alt=":-)"/> b</p>', ["a :-) b"], []),
    ('<p>a <img class="emoji" src="https://a.example/1.gif" alt="Sun"/></p>', ["a Sun"], []),
    ('<p>a <img height="20px" src="https://a.example/1.gif" alt="Sun"/></p>', ["a Sun"], []),
    ('<p>a<img src="https://a.example/1.gif" width="1" alt=""/></p>', ["a"], []),
    ('<p>a<img src="https://a.example/1.gif" width="1" alt="the count"/></p>', ["a"], ["repair.dropped"]),
    ("<ul><li>a<pre>b\nc</pre><h2>d</h2><pre/></li></ul>", [ListBlock(["a", "b c", "d"])], ["repair.nested"]),
    ("<foo/><p>a</p>", ["a"], []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "codes"), REPAIRED)
def test_what_is_repaired_is_said(text, expected, codes):
    found, heard = read(text)
    assert found.blocks == expected
    assert heard == codes


def test_a_table_that_would_be_mostly_padding_becomes_paragraphs():
    rows = "<tr><td>a</td></tr>" * 200
    found, heard = read(f"<table><tr>{'<td>b</td>' * 500}</tr>{rows}</table>")
    assert found.blocks[1:] == ["a"] * 200
    assert heard == ["repair.table"]


FIGURES = [
    ("<figure><img src='http://p.example/1'/><figcaption>a</figcaption></figure>", ("a", None, "http://p.example/1")),
    ("<figure><figcaption>a <small>b</small></figcaption></figure>", ("a", "b", None)),
    ("<figure><div class='byline'>b</div><figcaption>a</figcaption></figure>", ("a", "b", None)),
    ("<figure><figcaption><div itemprop='headline'>h</div><p>a</p><div itemprop='author'>b</div></figcaption></figure>",
     ("h a", "b", None)),
    ("<figure><img src='http://p.example/1' alt='a'/></figure>", ("a", None, "http://p.example/1")),
    ("<dnl-image ref='urn:x' caption='a' creditline='b'/>", ("a", "b", None)),
    ("<media><media-reference source='http://p.example/1'/><media-producer>b</media-producer><p>a</p></media>",
     ("a", "b", "http://p.example/1")),
    ("<media><media-reference source-credit='b'/><media-caption>a</media-caption></media>", ("a", "b", None)),
    ("<figure><figcaption>a <em>b</em> c</figcaption></figure>", ("a b c", None, None)),
    ("<figure><figcaption xml:space='preserve'>a  b <small xml:space='preserve'>c  d</small></figcaption></figure>",
     ("a  b", "c  d", None)),
    ("<figure><a href='http://a.example/'><img src='http://p.example/1'/></a><figcaption>a</figcaption></figure>",
     ("a", None, "http://p.example/1")),
    ("<figure id='x'/>", (None, None, None)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FIGURES)
def test_figures_in_every_form(text, expected):
    found, _ = read(f"<p>before</p>{text}<p>after</p>")
    assert found.blocks == ["before", "after"]
    assert [figure[:4] for figure in found.figures] == [(*expected, 1)]


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("<p><img src='http://p.example/1' alt='A bridge'/></p>", ("A bridge", None, "http://p.example/1", 1)),
        ("<img src='http://p.example/1'/>", (None, None, "http://p.example/1", 1)),
        (
            "<b><img src='http://p.example/1' alt=''/></b>",
            (None, None, "http://p.example/1", 1),
        ),
        ("<img src='data:image/gif;base64,AA' data-src='http://p.example/1'/>", (None, None, "http://p.example/1", 1)),
        ("<img src='data:image/gif;base64,AA' alt='A map'/>", ("A map", None, None, 1)),
    ],
)
def test_a_picture_outside_of_a_figure_is_a_caption_with_its_alternative_text(image, expected):
    found, heard = read(f"<p>before</p>{image}<p>after</p>")
    assert (found.blocks, heard) == (["before", "after"], [])
    assert [figure[:4] for figure in found.figures] == [expected]


def test_a_figure_of_figures_is_as_many_pictures():
    figure = "<figure><img src='http://p.example/{0}'/><figcaption>{0}</figcaption></figure>"
    inside = f"{figure.format(1)}<div>{figure.format(2)}</div><figcaption>Both</figcaption>"
    found, heard = read(f"<p>a</p><figure>{inside}</figure><p>b</p>")
    assert [figure[:4] for figure in found.figures] == [
        ("1", None, "http://p.example/1", 1),
        ("2", None, "http://p.example/2", 1),
        ("Both", None, None, 1),
    ]
    assert (found.blocks, heard) == (["a", "b"], [])


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        ("<div>https://v.example/1</div>", []),
        ("<video src='http://v.example/1.mp4'/><figcaption>A film</figcaption>", [("A film", None)]),
        ("<video poster='http://v.example/1.jpg'><source src='http://v.example/1.mp4'/></video>",
         [(None, "http://v.example/1.jpg")]),
    ],
)  # fmt: skip
def test_what_a_figure_embeds_is_no_picture(figure, expected):
    found, heard = read(f"<p>a</p><figure>{figure}</figure>")
    assert [(figure.text, figure.url) for figure in found.figures] == expected
    assert heard == ["repair.dropped"]


def test_an_alternative_text_that_says_more_than_the_caption_is_reported():
    figure = "<figure><img src='http://p.example/1' alt='{}'/><figcaption>The old bridge</figcaption></figure>"
    assert read(figure.format("Old bridge"))[1] == []
    found, heard = read(figure.format("Two men on a bridge"))
    assert found.figures[0].text == "The old bridge"
    assert heard == ["repair.dropped"]


def test_the_lead_picture_stands_by_its_class_before_everything():
    figure = '<figure class="{}"><figcaption>a</figcaption></figure>'
    found, _ = read(figure.format("lead") + figure.format("") + figure.format("lead") + "<p>b</p>")
    assert [each.anchor for each in found.figures] == [None, 0, 0]


def test_a_figure_inside_a_list_or_a_cell_stands_before_it():
    figure = "<figure><figcaption>a</figcaption></figure>"
    found, _ = read(f"<p>a</p><ul><li>b{figure}</li></ul><table><tr><td>{figure}c</td></tr></table>")
    assert found.blocks == ["a", ListBlock(["b"]), Table([["c"]])]
    assert [each.anchor for each in found.figures] == [1, 2]


def test_a_copy_of_the_headline_is_left_out_and_another_top_heading_is_a_subhead():
    found, _ = read("<h1>A  B</h1><h2>C</h2><p>d</p><h1>E</h1>", known=["A B", "C"])
    assert (found.headline, found.blocks) == (None, ["d", Subhead("E")])


def test_a_top_heading_is_the_headline_where_there_is_none():
    found, _ = read("<h1>A</h1><p>b</p><h1>C</h1>", headline=True)
    assert (found.headline, found.blocks) == ("A", ["b", Subhead("C")])


def test_the_head_of_a_body_keeps_what_the_item_does_not_say():
    head = "<header><ul><li>News</li></ul><h1>A</h1><p>by Ann</p><p>Only here</p></header>"
    found, _ = read(f"{head}<p>by Ann</p>", known=["A", "by Ann", "News"])
    assert found.blocks == ["Only here", "by Ann"]


@given(st.lists(blocks(), max_size=4).flatmap(lambda found: st.tuples(
    st.just(found), st.lists(captions(blocks=len(found)), max_size=3))))  # fmt: skip
def test_what_is_written_is_read(drawn):
    from newsdoc import Article

    found, pictures = drawn
    pictures.sort(key=lambda caption: -1 if caption.anchor is None else caption.anchor)
    article = Article(None, found, captions=pictures)
    text = "".join(xhtml.body(article.body, article.captions))
    again, heard = read(text)
    assert tuple(again.blocks) == article.body
    assert [Figure(*figure[:4]) for figure in again.figures] == [
        Figure(caption.text, caption.credit, caption.url, caption.anchor) for caption in article.captions
    ]
    assert not heard


def test_runs_of_spaces_carry_their_own_keep_sign():
    assert xhtml.body(["a  b", "a b"]) == ['<p xml:space="preserve">a  b</p>', "<p>a b</p>"]
    assert 'xml:space="preserve">a  b' in xhtml.figure(Caption("a  b"), "x")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb\n\nc", ["a b", "c"]),
        ("a\r\n\r\nb", ["a", "b"]),
        ("  a\nb\n  c", ["a b", "c"]),
        ("a\nb", ["a", "b"]),
        (" \n ", []),
    ],
)
def test_plain_text_in_paragraphs(text, expected):
    assert xml_text.paragraphs(text) == expected


@pytest.mark.parametrize(
    ("address", "url", "codes"),
    [
        ("http://p.example/a#b#c", "http://p.example/a#b%23c", ["repair.uri"]),
        ("http://p.example/50%", "http://p.example/50%25", ["repair.uri"]),
        ("thumb.jpg", None, ["repair.uri"]),
    ],
)
def test_the_address_of_a_picture_is_mended_or_left_out(address, url, codes):
    found, heard = read(f'<figure><img src="{address}"/><img src="second"/><figcaption>a</figcaption></figure>')
    assert (found.figures[0].url, heard) == (url, codes if url else codes * 2)


def test_links_in_a_caption_are_left_out_and_that_is_said():
    found, heard = read(f'<figure><figcaption>a <a href="{LINK}">b</a><br>c</br></figcaption></figure>')
    assert (found.figures[0].text, heard) == ("a b c", ["repair.markup"])


def test_one_line_of_any_element():
    line = etree.fromstring("<a>a<script>x</script><p>b  c</p>d<b> e</b><br/>f</a>")
    assert xml_text.text_of(line) == "a b c d e f"
    assert xml_text.text_of(line, preserve=True) == "a b  c d e f"


_BREAK = "[\t\n\r\x85\u2028\u2029]"


@given(st.text(" \t\n\r\x85\u2028\xa0\x1fab"), st.booleans())
def test_white_space_is_folded_as_two_rules_say(text, preserve):
    folded = re.sub(f" *{_BREAK}[ \t\n\r\x85\u2028\u2029]*", " ", text)
    expected = folded if preserve else re.sub(" +", " ", folded)
    assert space.collapse_space(text, preserve=preserve) == expected.strip()


def test_escaped_html_is_told_from_text():
    assert escaped.html_body("a < b and c > d") is None
    root = escaped.html_body("<p>a<p>b <b>c</b>")
    assert flow.content([root], lambda *_: None).blocks == ["a", Paragraph("b c", [Mark(STRONG, 2, 3)])]


@pytest.mark.parametrize("code", ["1", "01", "x1", "X00b", "31;", "0;", "xD800;", "65534", "xfffe", "XFFFF;"])
def test_escaped_html_names_no_character_that_xml_forbids(code):
    root = escaped.html_body(f'<p>a&#{code}.</p><figure><img alt="&#{code}"></figure>')
    found = flow.content([root], lambda *_: None)
    assert found.blocks == ["a\ufffd."]
    assert found.figures[0].text == "\ufffd"


@pytest.mark.parametrize(("code", "char"), [("233", "é"), ("xE9;", "é"), ("x1F600;", "😀"), ("0000128512", "😀")])
def test_other_characters_that_escaped_html_names_stay(code, char):
    assert xml_text.text_of(escaped.html_body(f"<p>&#{code}</p>")) == char


def test_hostile_html_raises_no_recursion_error():
    root = escaped.html_body("<div>" * 100_000 + "a")
    assert root is None or flow.content([root], lambda *_: None).blocks in ([], ["a"])


@pytest.mark.parametrize(
    "tags",
    ["foo", "div", "b", "i a", "foo b", "ul li", "table tr td", "table tr td ul li", "figure", "figure p b", "bq"],
)
def test_elements_in_each_other_as_deep_as_a_parser_goes_lose_no_word(tags):
    names = (tags.split() * 250)[:250]
    opened, closed = "".join(f"<{name}>" for name in names), "".join(f"</{name}>" for name in reversed(names))
    found, _ = read(f"{opened}word{closed}")
    texts = [*map(plain_text, found.blocks), *(figure.text for figure in found.figures)]
    assert "word" in " ".join(filter(None, texts))
