"""The parts of reading XML one by one: encodings, faults with their lines, tables, figures, foreign markup, lines."""

from __future__ import annotations

from io import BytesIO

import pytest
from lxml import etree

from newsdoc import ListBlock, Mark, Paragraph, Preformatted, Quote, ReadError, Subhead, Table
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.said import drop_unsaid, letters, letters_said
from newsdoc.formats.xml import flow, space
from newsdoc.formats.xml import text as xml_text
from newsdoc.formats.xml import write as xhtml
from newsdoc.formats.xml.encoding import Utf8, in_utf8, is_utf8
from newsdoc.formats.xml.escaped import html_body, is_escaped
from newsdoc.formats.xml.foreign import is_foreign, read_foreign
from newsdoc.formats.xml.lines import attribute_text
from newsdoc.formats.xml.mend import is_plain, mended
from newsdoc.formats.xml.parse import (
    attributes_of,
    decoded,
    items,
    parsed_html,
    settle_entities_of,
    shown,
    without_forbidden,
)

# --- encodings ---


def utf8(*chunks):
    """A document in UTF-8, and what was noted with its line."""
    heard = []
    found = b"".join(in_utf8(iter(chunks), lambda code, message, line: heard.append((message, line))))
    return found.decode("utf-8", "surrogateescape"), heard


def said(encoding):
    return f'<?xml version="1.0" encoding="{encoding}"?>\n'.encode()


def test_a_document_that_is_what_it_says():
    for encoding in ("utf-8", "UTF8", "us-ascii"):
        assert utf8(said(encoding) + b"<a/>") == (said(encoding).decode() + "<a/>", [])
    assert utf8(said("iso-8859-1") + b"\xe9.")[0].endswith("é.")
    assert utf8(said("iso-8859-1") + b"a", b"\xe9.", b"\xe8")[0].endswith("aé.è")
    assert utf8(said("shift_jis") + "橋".encode("shift_jis")) == (said("shift_jis").decode() + "橋", [])
    for encoding in ("utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        text = '<?xml version="1.0" encoding="utf-16"?><a>é</a>'
        assert utf8(text.encode(encoding))[0].lstrip("\ufeff") == text


@pytest.mark.parametrize(
    ("chunks", "message", "line"),
    [
        ([b"\n" + said("nonsense") + b"a"], "the encoding 'nonsense' is not known; the document is read as UTF-8", 2),
        ([said("base64") + b"a"], "the encoding 'base64' is not known; the document is read as UTF-8", 1),
        ([said("utf-16") + b"a"], "the document calls itself 'utf-16'; it is read as UTF-8, which it is", 1),
        ([b"\xef\xbb\xbf" + said("cp1252") + b"a"],
        "the document calls itself 'cp1252'; it is read as UTF-8, which it is", 1),
        ([said("iso-8859-1") + "é".encode()],
        "the document calls itself 'iso-8859-1'; it is read as UTF-8, which it is", 1),
        ([said("iso-8859-1"), b"\n\n", b"\n\xe9\n\x93"],
         "the document calls itself 'iso-8859-1' and has windows-1252 in it, as which it is read", 6),
        ([said("iso-8859-1"), b"\xe9\n", b"\n\x93"],
         "the document calls itself 'iso-8859-1' and has windows-1252 in it, as which it is read", 4),
        ([said("shift_jis"), b"\n\n\x85", b"\n\xff"], "bytes that are not shift_jis were replaced by U+FFFD", 4),
        ([said("cp1252"), b"\n", b"\n\x81"], "bytes that are not cp1252 were replaced by U+FFFD", 4),
        ([said("iso-8859-1").decode().encode("utf-16")],
         "the document calls itself 'iso-8859-1'; it is read as UTF-16, which it is", 1),
    ],
)  # fmt: skip
def test_a_document_that_is_something_else(chunks, message, line):
    assert utf8(*chunks)[1] == [(message, line)]


def test_bytes_of_windows_in_iso_8859():
    assert utf8(said("iso-8859-1") + b"\x93a\x94 \x81")[0].endswith("“a” \x81")
    assert utf8(said("iso-8859-15") + b"\xa4\x80")[0].endswith("€€")


def test_a_character_may_be_cut_at_the_end_of_a_piece():
    assert is_utf8(b"a\xc3", whole=False)
    assert not is_utf8(b"a\xc3", whole=True)
    assert not is_utf8(b"\xc3a", whole=False)
    assert utf8(said("cp1252") + b"a\xc3", b"\xa9")[0].endswith("aé")


def test_single_bytes_among_utf_8():
    heard = []
    decoder = Utf8(lambda code, message, line: heard.append((message, line)))
    assert decoder.decode("é".encode(), 1) == "é"
    assert decoder.decode("éé\n".encode() + b"a\x93b", 5) == "éé\na“b"
    assert heard == [("bytes that are not UTF-8 were read as windows-1252, or replaced by U+FFFD", 6)]
    assert decoder.decode(b"a\xe9\xe9b" + "é".encode(), 8) == "a\ufffdbé"
    assert (decoder.good, decoder.bad) == (4, 3)
    assert decoder.decode(b"\xe9-\xe9", 9) == "é-é"
    assert heard[-1] == ("the document is not UTF-8, and was read as windows-1252", 9)
    assert decoder.decode(b"a", 1) == "a"
    assert decoder.good == 4


# --- faults, each with its line ---


def faults(data, encoding=None):
    heard = []
    chunks = data if isinstance(data, list) else [data]
    found = b"".join(mended(chunks, encoding, lambda code, message, line: heard.append((code, line))))
    return found.decode(), heard


@pytest.mark.parametrize(
    ("text", "mended_text", "code", "line"),
    [
        ("<a>\n\n&</a>", "<a>\n\n&amp;</a>", "repair.xml", 3),
        ("<a>\n&amp;\n&x;</a>", "<a>\n&amp;\n&amp;x;</a>", "repair.entity", 3),
        ("<a>\n\n1 < 2</a>", "<a>\n\n1 &lt; 2</a>", "repair.xml", 3),
        ("<a>\n]]></a>", "<a>\n]]&gt;</a>", "repair.xml", 2),
        ("<a>\n<!-- a\n-- b --></a>", "<a>\n<!-- a\n   b --></a>", "repair.xml", 2),
        ("<a>\n\n\nx\x01</a>", "<a>\n\n\nx\ufffd</a>", "repair.characters", 4),
        ("<a>\n\n&#1;</a>", "<a>\n\n\ufffd</a>", "repair.characters", 3),
        ("<a>\n&eacute;\n</a>", "<a>\n&#233;\n</a>", "repair.xml", 2),
        ("<a>\n<?xml version='1.0'?>\n</a>", "<a>\n\n</a>", "repair.xml", 2),
        ("<a>\n<!DOCTYPE a\n>\n</a>", "<a>\n\n\n</a>", "repair.xml", 2),
        (" \n<?xml version='1.0'?><a/>", "\n<a/>", "repair.xml", 1),
        ("<?xml version=1.0?><a/>", "<a/>", "repair.xml", 1),
        ("<a>&#x26;&#38;&#65;</a>", "<a>&#38;&#38;&#65;</a>", None, None),
        ("<a>&#0000000000065;&#x110000;</a>", "<a>&#65;\ufffd</a>", "repair.characters", 1),
        ("<a>&#x10FFFF;</a>", "<a>&#1114111;</a>", None, None),
    ],
)  # fmt: skip
def test_a_fault_is_mended_on_its_line(text, mended_text, code, line):
    found, heard = faults(text.encode())
    assert found == mended_text
    assert heard == ([(code, line)] if code else [])


def test_a_kind_of_fault_is_noted_once_and_each_entity_for_itself():
    assert faults(b"<a>& & &x; &y; &x; \x01 \x02</a>")[1] == [
        ("repair.characters", 1), ("repair.xml", 1), ("repair.entity", 1), ("repair.entity", 1), ("repair.entity", 1),
    ]  # fmt: skip


def test_entities_that_the_document_declares():
    declared = '<!DOCTYPE a [<!ENTITY one "1"><!ENTITY two SYSTEM "two.txt">]>\n'
    found, heard = faults(f"{declared}<a b='&two;'>&one;&two;&nbsp;</a>".encode())
    assert found == f"{declared}<a b='&amp;two;'>&one;&two;&#160;</a>"
    assert heard == [("repair.entity", 2), ("repair.xml", 2)]
    outside = '<!DOCTYPE a SYSTEM "a.dtd">\n'
    found, heard = faults(f"{outside}<a b='&x;'>&x;&nbsp;</a>".encode())
    assert found == f"{outside}<a b='&amp;x;'>&x;&#160;</a>"
    assert heard == [("repair.entity", 2)]


def test_pieces_are_cut_between_tags_and_words():
    data = "<a>Tom &amp; Sué &nbsp; x\n& y<!-- a -- b --></a>".encode()
    whole = faults(data)
    for size in (1, 2, 3, 7):
        assert faults([data[at : at + size] for at in range(0, len(data), size)]) == whole


def test_what_goes_to_the_parser_as_it_is():
    assert is_plain(b'<?xml version="1.0" encoding="utf-8"?><!-- a --><a>', known=False)
    assert is_plain(b"<a>", known=False)
    assert is_plain(b"\xef\xbb\xbf<?xml version='1.0'?><a>", known=False)
    assert not is_plain(b'<?xml version="1.0" encoding="latin-1"?><a>', known=False)
    assert is_plain(b'<?xml version="1.0" encoding="latin-1"?><a>', known=True)
    assert not is_plain(b"<!DOCTYPE a><a>", known=True)
    assert not is_plain(b"a<a>", known=True)


# --- the parser ---


def test_html_with_too_many_attributes():
    names = "".join(f" a{number}=1" for number in range(1001))
    for number, kept in ((999, 999), (5000, 999)):  # the name of the tag counts
        tag = "<p" + "".join(f" a{n}={'x' * 20}" for n in range(number)) + ">"
        assert len(parsed_html(f"{tag}b</p>", etree.HTMLParser(encoding="utf-8")).find(".//p").attrib) == kept
    element = etree.HTML(f"<p{names}>b</p>").find(".//p")
    assert len(attributes_of(element)) == 100
    few = etree.HTML("<p b=1 a=2>").find(".//p")
    assert attributes_of(few) == [("b", "1"), ("a", "2")]
    assert len(attributes_of(etree.HTML("<p" + "".join(f" a{n}=1" for n in range(100)) + ">").find(".//p"))) == 100


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("&#1;", "\ufffd"), ("&#x1F;", "\ufffd"), ("&#9;", "&#9;"), ("&#31", "\ufffd"), ("&#32;", "&#32;"),
        ("&#65534;", "\ufffd"),
        ("&#65533;", "&#65533;"), ("&#xFFFF;", "\ufffd"), ("&#xD800;", "\ufffd"), ("&#57343;", "\ufffd"),
        ("&#57344;", "&#57344;"), ("&#x20;", "&#x20;"), ("&#10;&#xd;", "&#10;&#xd;"), ("&#0012;", "\ufffd"), ("&#123;",
        "&#123;"),
    ],
)  # fmt: skip
def test_references_that_xml_forbids(text, without):
    assert without_forbidden(text) == without


def test_html_that_is_no_document():
    heard = []
    parser = etree.HTMLParser(encoding="utf-8")
    assert parsed_html("", parser) is None
    assert parsed_html("<p>&#1;", parser, lambda *note: heard.append(note)).findtext(".//p") == "\ufffd"
    assert [(code, line) for code, _, line in heard] == [("repair.characters", None)]
    for char in ("\ud800", "\ufffe", "\uffff", "\x01"):
        assert parsed_html(f"<p>a{char}", etree.HTMLParser(encoding="utf-8")).findtext(".//p") == "a\ufffd"


def test_a_lone_surrogate_is_named_with_its_line():
    with pytest.raises(ReadError, match="lone surrogate") as caught:
        decoded("<a>\n\n\ud800</a>", "nitf")
    assert (caught.value.line, caught.value.format) == (3, "nitf")
    assert decoded("\ufeff<a/>", "nitf")[0].read() == b"<a/>"
    assert decoded(b"<a/>", "nitf")[1] is None


def test_a_message_of_the_parser_is_one_short_line():
    assert shown("a\n b\x1b") == "a b␛"
    assert shown("x" * 200) == "x" * 200
    assert shown("x" * 201) == "x" * 199 + "…"


def found_items(document, **options):
    heard = []
    options = {"tags": ("item",), "format": "newsml", "report": heard.append, **options}
    return list(items(BytesIO(document), **options)), heard


def test_a_document_without_an_item_gives_its_root():
    assert [each.tag for each in found_items(b"<other><a/></other>")[0]] == ["other"]
    long = b"<other>" + b" " * (1 << 20) + b"</other>"
    assert [each.tag for each in found_items(long)[0]] == ["other"]
    found, heard = found_items(b"<items>\n<x:item/><item/></items>")
    assert [each.tag for each in found] == ["item"]
    assert [(each.code, each.line) for each in heard] == [("repair.xml", 2)]
    with pytest.raises(ReadError) as caught:
        found_items(b"<items>\n<item>")
    assert caught.value.format == "newsml"
    with pytest.raises(ReadError, match="no element found") as caught:
        found_items(b"")
    assert caught.value.line == 1


def test_entities_that_nothing_declares_stay_as_they_are_printed():
    root = etree.fromstring(
        b'<!DOCTYPE a SYSTEM "a.dtd" [<!ENTITY w "Wire">]><a>x &w; &eacute;&y;z<b/>&w;&w; t</a>',
        etree.XMLParser(resolve_entities=False, load_dtd=False),
    )
    heard = []
    settle_entities_of(root, lambda *note: heard.append(note))
    assert (root.text, root[0].tail) == ("x Wire é&y;z", "WireWire t")
    assert heard == [("repair.entity", "&y; is not a declared entity; it was kept as text", 1)]


# --- tables ---


def read(text, **options):
    heard = []
    root = etree.fromstring(f"<body>{text}</body>")
    found = flow.content([root], lambda code, message, line: heard.append((code, message, line)), **options)
    return found, heard


def table_of(inside):
    [table] = read(f"<table>{inside}</table>")[0].blocks
    return table


@pytest.mark.parametrize(
    ("rows", "cells", "headings"),
    [
        ("<tr><th>a</th></tr><tr><td>b</td></tr>", (("a",), ("b",)), 1),
        ("<tr><th>a</th><td>b</td></tr>", (("a", "b"),), 0),
        ("<tr><td>a</td></tr><tr><th>b</th></tr>", (("a",), ("b",)), 0),
        ("<tr><th>a</th></tr><tr><th>b</th></tr><tr><td>c</td></tr>", (("a",), ("b",), ("c",)), 2),
        ("<thead><tr><td>a</td></tr></thead><tr><th>b</th></tr>", (("a",), ("b",)), 1),
        ("<tbody><tr><td>a</td></tr></tbody><thead><tr><td>b</td></tr></thead>", (("a",), ("b",)), 0),
        ("<tr/><tr><th>a</th></tr>", (("a",),), 1),
        ("<tr><td colspan='2'>a</td></tr><tr><td>b</td><td>c</td></tr>", (("a", ""), ("b", "c")), 0),
        ("<tr><td colspan='0'>a</td><td rowspan=' 1 '>b</td></tr>", (("a", "b"),), 0),
        ("<tr><td rowspan='3'>a</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d</td></tr><tr><td>e</td><td>f</td></tr>",
         (("a", "b"), ("", "c"), ("", "d"), ("e", "f")), 0),
        ("<tr><td>a</td><td rowspan='2' colspan='2'>b</td></tr><tr><td>c</td></tr>", (("a", "b", ""), ("c", "", "")),
        0),
        ("<tr><td>a</td><td rowspan='2'>b</td><td>c</td></tr><tr><td>d</td><td>e</td></tr>", (("a", "b", "c"), ("d",
        "", "e")), 0),
        ("<tr><td>a <i>b</i></td></tr>", (("a b",),), 0),
        ("<tr><td>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;</td></tr>", (("a b",),), 0),
        ("<tr><td xml:space='preserve'>a  b</td><td>a  b</td></tr>", (("a  b", "a b"),), 0),
    ],
)  # fmt: skip
def test_tables(rows, cells, headings):
    assert table_of(rows) == Table(cells, header_rows=headings)


@pytest.mark.parametrize(
    ("span", "width"), [("999", 999), ("1000", 1000), ("1001", 1000), ("9999", 1000), ("99999", 1), ("x", 1), ("-2", 1)]
)
def test_a_cell_spans_a_thousand_columns_at_most(span, width):
    assert len(table_of(f"<tr><td colspan='{span}'>a</td></tr>").rows[0]) == width


@pytest.mark.parametrize(("rows", "is_table"), [(28, True), (29, False)])
def test_a_table_of_empty_cells_is_none(rows, is_table):
    """Of 500 columns and one cell in each other row: 500 × 29 > (500 + 28) × 16 + …"""
    wide = "<tr>" + "<td>b</td>" * 500 + "</tr>"
    count = next(number for number in range(1000) if 500 * (number + 1) > (500 + number) * 16 + 10_000)
    short = "<tr><td>a</td></tr>" * (count - (28 - rows) - 1)
    found, heard = read(f"<table>{wide}{short}</table>")
    assert isinstance(found.blocks[0], Table) is is_table
    assert [code for code, _, _ in heard] == ["repair.table"]


# --- figures ---


def figure_of(text):
    found, heard = read(text)
    [figure] = found.figures
    return figure, [(code, line) for code, _, line in heard]


def test_the_lead_picture_is_marked_and_before_all_blocks():
    lead = "<figure class='hero x'><figcaption>a</figcaption></figure>"
    plain = "<figure><figcaption>b</figcaption></figure>"
    assert [each.anchor for each in read(f"{lead}{lead}<p>c</p>{lead}")[0].figures] == [None, None, 1]
    assert [each.anchor for each in read(f"{plain}{lead}<p>c</p>")[0].figures] == [0, 0]


def test_names_lines_and_addresses_of_figures():
    figure, heard = figure_of(
        "\n<figure id='f1'>\n<img id='p1' src='http://p.example/ü'/><img src='http://p.example/2' alt='A gull'/>"
        "<figcaption>a <b>b</b></figcaption><cite>AFP</cite><cite>AFP</cite><small>EPA</small></figure>"
    )
    assert figure == ("a b", "AFP EPA", "http://p.example/%C3%BC", 0, ("f1", "p1"), 2)
    assert heard == [("repair.uri", 3), ("repair.dropped", 2), ("repair.markup", 2)]
    assert figure_of("<figure><img src='x.jpg' alt='An old bridge'/></figure>")[0][:3] == ("An old bridge", None, None)
    assert figure_of("<figure><img alt='a' title='t'/><img alt='two gulls'/></figure>")[1] == [("repair.dropped", 1)]
    found, heard = read("<figure><ul><li>a</li></ul></figure>")
    assert (found.blocks, found.figures) == ([ListBlock(["a"])], [])
    assert figure_of("<figure><span class='x photographer'>AFP</span><p>a</p></figure>")[0][:2] == ("a", "AFP")
    assert figure_of("<figure><span class='agency'>AFP</span><p>a</p></figure>")[0][:2] == ("AFP a", None)


# --- flow ---


def test_elements_deeper_than_a_hundred_are_read_as_their_text():
    for depth, is_marked in ((97, True), (150, False)):
        text = f"{'<div>' * depth}<p>a <b>b</b></p>{'</div>' * depth}"
        [block] = read(text)[0].blocks
        assert isinstance(block, Paragraph) is is_marked
        assert (block.text if is_marked else block) == "a b"
    many = "".join(f"<p>{number}</p>" for number in range(1001))
    assert len(read(many)[0].blocks) == 1001


def test_the_head_of_a_body():
    found, heard = read(
        "<header><h1>Storm</h1><p>By Ann</p><p>Left</p><p>01.05.2024 10:00</p><ul><li>By Ann</li><li>Storm</li></ul>"
        "<figure><figcaption>f</figcaption></figure></header><p>a</p>",
        known=["Storm", "By Ann"],
    )
    assert found.blocks == ["Left", "a"]
    assert [(figure.text, figure.anchor) for figure in found.figures] == [("f", 1)]
    assert [(code, line) for code, _, line in heard] == [("repair.dropped", 1)]
    found, _ = read("<h1>Storm</h1><h2>By Ann</h2><p>a</p><h2>By Ann</h2><h1>Storm</h1>", known=["Storm", "By Ann"])
    assert found.blocks == ["a", Subhead("By Ann")]
    found, _ = read("<h2>By Ann</h2><h1>X</h1>", known=["By Ann"])
    assert found.blocks == [Subhead("By Ann"), Subhead("X")]
    assert read("<h1>X</h1><h1>Y</h1>", headline=True)[0][:2] == ("X", [Subhead("Y")])
    assert read("<p>a</p><h1>X</h1>", headline=True)[0][:2] == (None, ["a", Subhead("X")])


def test_a_time_that_stands_alone():
    found, heard = read("\n<time>1 May</time><p>a</p>")
    assert (found.blocks, [(code, line) for code, _, line in heard]) == (["a"], [("repair.dropped", 2)])
    assert read("<p>a</p><time>1 May</time>")[0].blocks == ["a", "1 May"]
    assert read("<time>1 May</time> it rained")[0].blocks == ["1 May it rained"]
    assert read("<time>1 May</time><b>x</b>")[0].blocks == [Paragraph("1 Mayx", [Mark("strong", 5, 6)])]


def test_levels_and_kinds_of_blocks():
    found, _ = read(
        "<h2>a</h2><h3>b</h3><h6>c</h6><blockquote><p>q</p><p>r</p></blockquote><bq>s</bq><pre>t\r\nu</pre>"
    )
    assert found.blocks == [
        Subhead("a"), Subhead("b", level=2), Subhead("c", level=5), Quote("q"), Quote("r"), Quote("s"),
        Preformatted("t\nu"),
    ]  # fmt: skip
    assert read("<ol><li>a</li></ol><menu><li>b</li></menu>")[0].blocks == [
        ListBlock(["a"], ordered=True),
        ListBlock(["b"]),
    ]


def test_links_that_cannot_be_kept():
    found, heard = read(f"<p>\n<a href='javascript:{'x' * 60}'>a</a> <a>b</a></p>")
    assert found.blocks == ["a b"]
    assert heard == [
        ("repair.link", f"a link to 'javascript:{'x' * 49}', which may run a script, is plain text now", 2)
    ]
    found, heard = read("<p><a href='/x'>a</a></p>")
    assert [(code, line) for code, _, line in heard] == [("repair.link", 1)]


def test_escaped_html_is_read_and_said():
    found, heard = read("\n<p>&lt;b>A&lt;/b> c</p>")
    assert found.blocks == [Paragraph("A c", [Mark("strong", 0, 1)])]
    assert [(code, line) for code, _, line in heard] == [("repair.escaped", 2)]
    assert read("<p>&lt;html>&lt;body>&lt;p>a&lt;/p>&lt;p>b&lt;/p>&lt;/body>&lt;/html></p>")[0].blocks == ["a", "b"]
    assert read("<p xml:space='preserve'>&lt;b>A&lt;/b></p>")[0].blocks == ["<b>A</b>"]
    assert [is_escaped(text) for text in ("<p>a", " <br>", "a<br/>b", "if a <b> c", "<b>a</b>", "a < b",
    "<x>a</x>")] == [
        True, True, True, False, True, False, False,
    ]  # fmt: skip
    assert html_body("a < b") is None


# --- lines of text ---


@pytest.mark.parametrize(
    ("left", "right", "space"),
    [
        ("a", "b", " "), ("a", "(b", " "), ("a.", "b", " "), ("a)", "b", " "), ("a(", "b", ""), ("a ", "b", ""), ("a",
        "-b", ""),
        ("", "b", ""), ("a", "", ""), ("京", "b", ""), ("a", "京", ""), ("7", "b", " "),
    ],
)  # fmt: skip
def test_the_space_between_parts_of_a_line(left, right, space):
    assert xml_text.gap(left, right) == space


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a", ["a"]),
        ("a\nb", ["a\nb"]),
        (" a\n b", [" a\n b"]),
        (" A.\n B.", [" A.", " B."]),
        ("  A\nb\n  C\nd", ["  A\nb", "  C\nd"]),
        ("A\n  b\n    C\n  d", ["A\n  b", "    C\n  d"]),
        ("  a\n- b\nc", ["  a\n- b\nc"]),
        ("  a\n1. b\nc", ["  a\n1. b\nc"]),
        ("  a\n1234. b\nc", ["  a\n1234. b\nc"]),
    ],
)
def test_lines_that_are_indented(text, pieces):
    assert xml_text.cut_at_indents(text) == pieces


def test_lines_of_elements():
    def line(markup, **options):
        return xml_text.text_of(etree.fromstring(f"<t>{markup}</t>"), **options)

    assert line("a<p>b</p>c") == "a b c"
    assert line("a<foo>b</foo>c") == "abc"
    assert line("a<script>b</script>c") == "ac"
    assert line("<span>Ann Lee</span><span>Bay</span>") == "Ann Lee Bay"
    assert line("<span>A</span><span>nn</span>") == "Ann"
    assert line("<span>An</span><span>n</span>") == "Ann"
    assert line("<city>Paris</city><country>France</country>") == "Paris France"
    assert line("By<person>Ann</person>, Bay") == "By Ann, Bay"
    assert line("a  b<p/>c", preserve=True) == "a  b c"
    assert attribute_text(etree.fromstring("<t a=' x  y '/>"), "a") == "x  y"
    assert attribute_text(etree.fromstring("<t/>"), "a") == ""
    assert xml_text.paragraphs("a\nb") == ["a", "b"]
    assert xml_text.paragraphs("\na\nb\n\nc  d\r\n") == ["a b", "c d"]
    assert xml_text.paragraphs("a  b", preserve=True) == ["a  b"]


def test_white_space_with_marks():
    def folded(raw, start, stop, preserve=False):
        mark = space.OpenMark("strong", start, None)
        mark.stop = stop
        text, marks = space.folded_with_marks(raw, [mark], preserve)
        return text, [(each.start, each.stop) for each in marks]

    assert folded("  a  b  c ", 5, 6) == ("a b c", [(2, 3)])
    assert folded("  a  b  c ", 5, 6, preserve=True) == ("a  b  c", [(3, 4)])
    assert folded("  a  b  c ", 0, 10) == ("a b c", [(0, 5)])
    assert folded("  a  ", 0, 2) == ("a", [])
    assert folded("ab", 1, 1) == ("ab", [])
    assert folded("a \n b", 4, 5, preserve=True) == ("a b", [(2, 3)])
    assert space.is_even("x" * 60 + " y")
    assert not space.is_even("x" * 60 + "  y")
    assert not space.is_even("x" * 60 + "\u2028y")
    assert not space.is_even("a\tb")
    assert space.is_even("x" * 47)


# --- writing ---


def test_what_is_written_of_text():
    assert xhtml.attribute("a\"b'c<&") == '"a&quot;b\'c&lt;&amp;"'
    assert xhtml.attribute('a"b') == "'a\"b'"
    assert xhtml.element("p class='x'", "a  b") == "<p class='x' xml:space=\"preserve\">a  b</p>"
    assert xhtml.element("p", "<b>a</b>") == '<p xml:space="preserve">&lt;b&gt;a&lt;/b&gt;</p>'
    assert xhtml.element("p", "a > b") == "<p>a &gt; b</p>"
    assert xhtml.body(["a & b", "c"]) == ["<p>a &amp; b</p>\n<p>c</p>"]
    assert xhtml.body(["a < b", "c"]) == ["<p>a &lt; b</p>\n<p>c</p>"]
    assert xhtml.body(["<b>a</b>", "c"]) == ['<p xml:space="preserve">&lt;b&gt;a&lt;/b&gt;</p>', "<p>c</p>"]
    assert xhtml.body(["a  b", "c"]) == ['<p xml:space="preserve">a  b</p>', "<p>c</p>"]
    marked = Paragraph("a < b", [Mark("strong", 0, 1), Mark("link", 4, 5, "x:y")])
    assert xhtml.each([marked]) == ['<p xml:space="preserve"><strong>a</strong> &lt; <a href="x:y">b</a></p>']
    nested = Paragraph("abcd", [Mark("strong", 0, 4), Mark("emphasis", 1, 2), Mark("emphasis", 2, 3)])
    assert xhtml.each([nested]) == ["<p><strong>a<em>b</em><em>c</em>d</strong></p>"]
    table = Table([["a", "b"], ["c", "d"]])
    assert xhtml.each([table]) == [
        "<table><tbody><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></tbody></table>"
    ]
    assert xhtml.each([Table([["a"]], header_rows=1)]) == ["<table><thead><tr><th>a</th></tr></thead></table>"]
    assert xhtml.each([Quote("a"), Subhead("b", level=5)]) == ["<blockquote><p>a</p></blockquote>", "<h6>b</h6>"]


# --- foreign markup ---


def foreign(text, headline=False, known=frozenset()):
    heard = []
    element = etree.fromstring(f"<inlineXML>{text}</inlineXML>")
    assert is_foreign(element)
    return read_foreign(
        element, lambda code, message, line: heard.append((code, message, line)), known, headline
    ), heard


def test_foreign_markup_is_read_by_its_names():
    found, heard = foreign(
        "<story><field name='x/headline'>A storm came</field><field type='preamble'>It was a storm</field>"
        "<field name='subhead1'>The next day</field><field name='pullquote'>We saw it</field>"
        "<list-item>Basel</list-item><list-item>Bern</list-item><x><list-item>Biel</list-item></x>"
        "<other>Ships waited for days.</other><other>Ships waited</other><code>640 480 x</code></story>",
        headline=True,
    )
    assert found.headline == "A storm came"
    assert found.blocks == [
        "It was a storm", Subhead("The next day"), Quote("We saw it"), ListBlock(["Basel", "Bern"]),
        ListBlock(["Biel"]),
        "Ships waited for days.",
    ]  # fmt: skip
    assert [(code, line) for code, _, line in heard] == [("repair.markup", 1), ("repair.dropped", 1)]
    assert "'Ships waited'; '640 480 x'" in heard[1][1]
    assert "markup that newsdoc does not know, story;" in heard[0][1]


def test_what_is_a_headline_or_prose_in_foreign_markup():
    numbers = "<t type='text'>12 34 56 ab cd</t><t type='text'>12 34 ab cd</t>"
    text = f"<story><field name='headline'>A storm came</field>{numbers}</story>"
    found, heard = foreign(text)
    assert (found.headline, found.blocks) == (None, ["12 34 ab cd"])
    assert "'A storm came'; '12 34 56 ab cd'" in heard[-1][1]
    assert foreign(text, headline=True)[0].headline == "A storm came"
    later = "<story><t type='text'>A text of it</t><field name='headline'>A storm came</field></story>"
    assert foreign(later, headline=True)[0].headline is None


def test_pictures_in_foreign_markup():
    found, heard = foreign(
        "<story><image><caption>Ships at sea</caption><alt>Again the ships</alt><credit>AFP</credit><w>640</w></image>"
        "<t type='text'>A storm came by.</t><object type='photo'><size>9</size></object></story>"
    )
    assert [figure[:4] for figure in found.figures] == [("Ships at sea Again the ships", "AFP", None, 0)]
    assert found.blocks == ["A storm came by."]
    assert "'640'; '9'" in heard[-1][1]


def test_which_markup_is_foreign():
    def is_one(inside):
        return is_foreign(etree.fromstring(f"<inlineXML>{inside}</inlineXML>"))

    assert is_one("<idf><p>a</p></idf>")
    assert is_one("<story><x>a</x></story>")
    assert not is_one("<story><p>a</p></story>")
    assert not is_one("<nitf/>")
    assert not is_one("")
    assert not is_one("a<x/>")
    assert not is_one("<b>a</b>")
    assert is_one("<b>a</b><x/>")


# --- words that an article says ---


def test_words_that_the_article_does_not_say():
    builder = ArticleBuilder()
    builder.fields["headline"] = "A Storm-Came"
    builder.fields["body"] = [ListBlock(["Basel"]), Table([["Bern"]])]
    assert letters("A Storm_Came 7!") == "astormcame7"
    assert letters_said([builder]) == "astormcame" + "basel" * 2 + "bern" * 2  # as text, and as entries or rows
    drop_unsaid(
        builder,
        [
            ("x", "storm came", 1),
            ("x", "7", 2),
            ("x", "gull", 3),
            ("x", "gull", 4),
            ("x", "tern", 5),
            ("y", "heron", 6),
        ],
    )
    assert [(note.code, note.line) for note in builder.notes] == [("repair.dropped", 3), ("repair.dropped", 6)]
    assert "'gull'" in builder.notes[0].message
    assert "'tern'" in builder.notes[0].message


def test_quotations_of_several_paragraphs():
    assert read("<blockquote>a\n\nb<p>c</p></blockquote>")[0].blocks == [Quote("a"), Quote("b"), Quote("c")]


def test_the_first_of_several_prefixes_is_named():
    _, heard = found_items(b"<items>\n<x:item/>\n<y:item/><item/></items>")
    assert [(each.code, each.line) for each in heard] == [("repair.xml", 2)]
    assert "x on item" in heard[0].message


def test_html_in_text_has_no_instructions():
    root = html_body("<p>a<?x y?><!-- c -->b</p>")
    assert [each.tag for each in root.iter()] == ["html", "body", "p"]
