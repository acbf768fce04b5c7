"""Small faults cost no document: it is read, and they are reported."""

from __future__ import annotations

from io import BytesIO
from time import process_time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from newsdoc import ReadError
from newsdoc.formats import newsml, newsml1, nitf
from newsdoc.formats.xml.mend import is_plain, mended

UTF8 = '<?xml version="1.0" encoding="UTF-8"?>\n'
LATIN1 = UTF8.replace("UTF-8", "ISO-8859-1")
LONG = "<head>" + "<!-- a comment -->" * 60_000 + "</head>"  # more than is parsed at once


def story(words, head=""):
    """Return a document with the words in a paragraph."""
    return f"<nitf>{head}<body><body.content><p>{words}</p></body.content></body></nitf>"


def read(data, verbs=nitf):
    """Read bytes; give the paragraphs of the first article, and the codes that were reported, with their lines."""
    heard = []
    (found, *_) = verbs.load(BytesIO(data), report=heard.append)
    return " | ".join(found.paragraphs), [(each.code, each.line) for each in heard]


def named(encoding):
    return UTF8.replace("UTF-8", encoding)


FAULTS = [
    # control characters and references to them
    (story("a\x0bb\x00 c").encode(), "a\ufffdb\ufffd c", ["repair.characters"]),
    (story("a<b\x01>b</b>").encode(), "ab", ["repair.characters"]),
    (story("a").replace("<p>", "\x1a\n<p>").encode() + b"\x00\x1a\n", "a", ["repair.characters"]),
    (story("a<![CDATA[\x0b & &nbsp; <i>]]>").encode(), "a\ufffd & &nbsp; <i>", ["repair.characters"]),
    (story("a&#11;b&#xFFFF;c&#xD800;&#99999999999;&#0;").encode(), "a\ufffdb\ufffdc\ufffd\ufffd\ufffd",
     ["repair.characters"]),
    (story("\ufffe\uffffa").encode(), "\ufffd\ufffda", ["repair.characters"]),
    # ampersands, entities, brackets
    (story("Tom & Sue &c. &amp; &#38; AT&T; &").encode(), "Tom & Sue &c. & & AT&T; &", ["repair.xml", "repair.entity"]),
    (story("caf&eacute;&hellip; &lt;b&gt; &AMP;").encode(), "café… <b> &", ["repair.xml"]),
    (story("a &one; b &two;").encode(), "a &one; b &two;", ["repair.entity", "repair.entity"]),
    (story("a < b <= 2 <3 &#X41;").encode(), "a < b <= 2 <3 A", ["repair.xml"]),
    (story("a ]]> b").encode(), "a ]]> b", ["repair.xml"]),
    (story("a<!-- two -- hyphens --->b").encode(), "ab", ["repair.xml"]),
    # what stands before the document, or in its midst
    ((" \n" + UTF8 + story("a")).encode(), "a", ["repair.xml"]),
    (("\ufeff\ufeff" + UTF8 + story("a")).encode(), "a", ["repair.xml"]),
    (("\x00\n" + story("a")).encode(), "a", ["repair.xml"]),
    (("\n" + story("a")).encode(), "a", []),
    (("<?XML version='1.0' encoding=utf-8 ?>" + story("ä")).encode(), "ä", ["repair.xml"]),
    # a document type, then a comment: a group of a regular expression failed here, not the document
    ((UTF8 + '<!DOCTYPE nitf PUBLIC "-//A" "http://a.example/"> <!-- b -->' + story("a")).encode(), "a", []),
    (('<!-- b -->\n<!DOCTYPE nitf SYSTEM "nitf.dtd" [<!ENTITY c "d">]><?e f?>' + story("a&c;")).encode(), "ad", []),
    (story(f"a{UTF8}<!DOCTYPE html [<!ENTITY b 'c'>]>b").encode(), "a b", ["repair.xml"]),
    # encodings
    ((LATIN1 + story("à Liège – ›")).encode(), "à Liège – ›", ["repair.encoding"]),
    ((LATIN1 + story("à Liège")).encode("latin-1"), "à Liège", []),
    ((LATIN1 + story("à Liège – don’t")).encode("cp1252"), "à Liège – don’t", ["repair.encoding"]),
    ((named("iso-8859-15") + story("[à] œ")).encode("iso-8859-15").replace(b"[\xe0]", b"\x93\xe0\x94"), "“à” œ",
     ["repair.encoding"]),
    ((UTF8 + story("déçu – don’t")).encode("cp1252"), "déçu – don’t", ["repair.encoding"]),
    (story("déçu").encode("cp1252"), "déçu", ["repair.encoding"]),
    ((named("us-ascii") + story("déçu")).encode(), "déçu", []),
    ((UTF8 + story("ça va «bien» don")).encode().replace(b"don", b"don\x92t, caf\xe2\x80"),
     "ça va «bien» don’t, caf\ufffd", ["repair.encoding"]),
    ((named("windows-1251") + story("Привет")).encode("cp1251"), "Привет", []),
    ((named("windows-1251") + story("Привет")).encode(), "Привет", ["repair.encoding"]),
    ((named("GBK") + story("国务院总理表示")).encode("gbk"), "国务院总理表示", []),
    ((named("Shift_JIS") + story("東京都知事は")).encode("shift_jis"), "東京都知事は", []),
    ((named("ISO-2022-JP") + story("東京都知事は")).encode("iso2022_jp"), "東京都知事は", []),
    ((named("x-nobody") + story("à")).encode(), "à", ["repair.encoding"]),
    ((named("rot13") + story("à")).encode("cp1252"), "à", ["repair.encoding", "repair.encoding"]),
    ((named("UTF-16") + story("à")).encode(), "à", ["repair.encoding"]),
    ((named("UTF-16") + story("à")).encode("utf-16"), "à", []),
    ((named("UTF-16") + story("à")).encode("utf-16-be"), "à", []),
    (story("à").encode("utf-16-le"), "à", []),
    ((UTF8 + story("à")).encode("utf-16"), "à", ["repair.encoding"]),
    ((named("UTF-16") + story("aq")).encode("utf-16-le").replace(b"q\0", b"\0\xd8"), "a\ufffd", ["repair.encoding"]),
    ((LATIN1 + story("à")).encode("utf-8-sig"), "à", ["repair.encoding"]),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words", "codes"), FAULTS)
def test_a_small_fault_is_mended_and_reported(data, words, codes):
    found, heard = read(data)
    assert (found, [code for code, _ in heard]) == (words, codes)


@pytest.mark.parametrize(("data", "words", "codes"), FAULTS)
def test_a_long_document_is_mended_as_a_short_one(data, words, codes):
    plain, wide = (b"<nitf>", LONG.encode()), ("<nitf>".encode("utf-16-le"), LONG.encode("utf-16-le"))
    if "<nitf>".encode("utf-16-be") in data:
        wide = ("<nitf>".encode("utf-16-be"), LONG.encode("utf-16-be"))
    start, head = plain if plain[0] in data else wide
    assert read(data.replace(start, start + head)) == read(data)


@pytest.mark.parametrize(
    ("verbs", "document"),
    [
        (newsml, "<newsItem><contentMeta><headline>{}</headline></contentMeta></newsItem>"),
        (nitf, "<nitf><body><body.head><hedline><hl1>{}</hl1></hedline></body.head></body></nitf>"),
        (newsml1, "<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>{}</HeadLine></NewsLines></NewsComponent></NewsItem></NewsML>"),  # noqa: E501
    ],
)  # fmt: skip
def test_every_reader_mends(verbs, document):
    for words in ("Caf&eacute; & bar\x02s", "Café & bar\x02s"):
        heard = []
        data = document.format(words).encode("cp1252")
        (found,) = verbs.loads(data, report=heard.append)
        assert found.headline == "Café & bar\ufffds"
        assert {each.code for each in heard} >= {"repair.xml", "repair.characters"}


def test_text_that_is_given_as_such_has_no_encoding():
    heard = []
    assert nitf.loads(LATIN1 + story("à “b” &eacute;"), report=heard.append)[0].paragraphs == ("à “b” é",)
    assert [each.code for each in heard] == ["repair.xml"]


def test_a_report_has_the_line_of_the_fault():
    data = (UTF8 + "<!-- \n\n -->" + story("\n&one;\n\x01\n & \n&one; <", LONG + "\n")).encode()
    assert sorted(read(data)[1], key=str) == [
        ("repair.characters", 7),
        ("repair.entity", 6),
        ("repair.entity", 9),
        ("repair.xml", 8),
        ("repair.xml", 9),
    ]


ENTITIES = '<!DOCTYPE nitf [<!ENTITY own "own words"> <!-- ]> --> <!ENTITY file SYSTEM "file:///a">]>'


@pytest.mark.parametrize("head", ["", LONG])
def test_the_entities_of_a_document_are_its_own(head):
    data = (ENTITIES + story('&own; &file; &eacute; &odd; <i class="&file; &odd; &own;">&own;</i>', head)).encode()
    found, heard = read(data)
    assert found == "own words &file; é &odd; own words"
    assert {code for code, _ in heard} == {"repair.entity", "repair.xml"}


def test_a_prefix_that_is_not_declared_is_a_part_of_the_name():
    words = 'a <x:b>b</x:b> <i xlink:href="c">c &amp; d</i>'
    assert read(("\n" + story(words)).encode()) == ("a b c & d", [("repair.xml", 2)])
    with pytest.raises(ReadError, match="not well-formed"):
        read(story(words + "</b>").encode())


@pytest.mark.parametrize("end", ["</p>", "</body>", "<p", "<!-- ", "<![CDATA[ ", ""])
@pytest.mark.parametrize("head", ["", LONG])
def test_what_cannot_be_read_is_refused_with_its_line_after_what_can(end, head):
    items = f"<items>{head}{story('One & two')}\n{story('three')}\n<nitf><body>{end}"
    reading = nitf.iterload(BytesIO(items.encode()))
    assert [next(reading).paragraphs for _ in range(2)] == [("One & two",), ("three",)]
    with pytest.raises(ReadError, match="line 3: not well-formed XML: "):
        next(reading)


def test_an_error_is_one_short_line():
    data = b"<nitf><!--a\n\x7f\n" + b"long " * 100
    with pytest.raises(ReadError) as caught:
        nitf.loads(data)
    assert caught.value.message.isprintable()
    assert len(caught.value.message) <= 230


HOSTILE = ["\x00", "&", "&a", "<", "<!--", "&x;", "> \x00", "<a \x01", "]]>", "<?xml ", "<!DOCTYPE ", "<!DOCTYPE a [",
           "\ufeff", "encoding ", "&#1;", "-", "<![CDATA["]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("head", ["<a>", "", "<?xml "])
def test_no_document_takes_long(piece, head):
    data = (head + piece * (300_000 // len(piece))).encode()
    start = process_time()
    for _ in mended(cut(data, [1 << 16] * 4), None, lambda *_: None):
        pass
    assert process_time() - start < 10  # half a second, and minutes where a pattern looks twice


@pytest.mark.parametrize("piece", [*HOSTILE, "encoding='utf-8'", "<?a?>", "<!-- -->", " "])
@pytest.mark.parametrize("head", ["", "<?xml ", "<?a", "<!--"])
def test_no_document_is_looked_at_for_long(piece, head):
    data = (head + piece * (1_000_000 // len(piece))).encode()
    start = process_time()
    for known in (False, True):
        is_plain(data, known=known)
    assert process_time() - start < 2


def test_a_document_that_says_it_is_utf8_goes_to_the_parser_as_it_is():
    plain = ["<a/>", "\ufeff<a/>", UTF8 + "<a/>", "<?xml version='1.0'?><!-- b --><?c d?> <a>"]
    other = [LATIN1 + "<a/>", "<!DOCTYPE a><a/>", UTF8 + "<!-- b --><!DOCTYPE a><a/>", "\0<a/>", " ", "<!-- <a>"]
    assert [text for text in plain + other if is_plain(text.encode(), known=False)] == plain
    assert not is_plain("<a/>".encode("utf-16-le"), known=False)
    assert is_plain((LATIN1 + "<a/>").encode(), known=True)


# --- properties ---

PIECES = st.sampled_from([
    "words ", "é", "\n", "&amp;", "&#233;", "&own;", "<b>x</b>", "<i a='&own;'/>", "<!-- & < -->", "<?pi & <?>",
    "<![CDATA[ & ]] <b> &nbsp; ]]>", "]", ">", "!", "?", "<a href='b?c!d'>e</a>", "\u2028", "\U0001f30d",
])  # fmt: skip
SPOILED = PIECES | st.sampled_from(
    ["&", "<", "\x00", "&nbsp;", "&no;", "&#0;", "]]>", "<?xml version='1.0'?>", "--", "<!--"]
)


def cut(data, sizes):
    """Cut bytes into pieces of these sizes, and the rest."""
    for size in sizes:
        yield data[:size]
        data = data[size:]
    yield data


@given(st.lists(PIECES), st.lists(st.integers(1, 40)))
def test_a_well_formed_document_stays_as_it_is(pieces, sizes):
    text = '<!DOCTYPE a [<!ENTITY own "o">]><a>' + "".join(pieces) + "</a>"
    heard = []
    done = b"".join(mended(cut(text.encode(), sizes), None, lambda *note: heard.append(note)))
    assert (done.decode(), heard) == (text, [])


@given(st.lists(SPOILED), st.lists(st.integers(1, 40)))
@example(["<!--", "--", "words ", "--", ">"], [])
@example(["<?xml version='1.0'?>"], [35, 6])
def test_what_is_mended_stays_mended_and_keeps_its_lines(pieces, sizes):
    text = '<!DOCTYPE a [<!ENTITY own "o">]><a>' + "".join(pieces) + "</a>"
    once = b"".join(mended(cut(text.encode(), sizes), None, lambda *_: None))
    heard = []
    assert b"".join(mended([once], None, lambda *note: heard.append(note))) == once
    assert heard == []
    assert once.count(b"\n") == text.count("\n")


@given(
    st.binary(),
    st.sampled_from(["utf-8", "utf-16", "iso-8859-1", "windows-1252", "gbk", "utf-7", "", "big5", "koi8-r"]),
)
def test_every_document_becomes_utf8(data, encoding):
    head = f'<?xml version="1.0" encoding="{encoding}"?><a>'.encode()
    for document in (data, head + data):
        b"".join(mended([document], None, lambda *_: None)).decode()


@given(st.lists(PIECES | st.sampled_from(["&", "&nbsp;", "\x00", "a < b", "&#0;", "&no;"])))
def test_a_document_with_small_faults_is_well_formed_in_the_end(pieces):
    text = '<!DOCTYPE a [<!ENTITY own "o">]><a>' + "".join(pieces) + "</a>"
    parser = etree.XMLParser(resolve_entities=False)
    etree.fromstring(b"".join(mended([text.encode()], None, lambda *_: None)), parser)
