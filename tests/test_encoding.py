"""Pages and documents in other encodings: recognised, named, and what is not valid in them."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc import Article, Diagnostic, ReadError, UnknownFormat, WriteError
from newsdoc.files.encoding import Transcoded, bad_utf8, checked, wide
from newsdoc.formats import FORMATS, get

ARABIC = "افتتح الجسر\n\nقال رئيس البلدية يوم الاثنين إن الجسر الجديد سيفتتح في الربيع المقبل بعد انتظار طويل.\n"
ENGLISH = "Bridge opens\n\nThe mayor said on Monday that the new bridge would open in spring.\n"
WIDE = ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]


def read(data, name="page.txt", **options):
    file = io.BytesIO(data)
    file.name = name
    heard = []
    found = newsdoc.read(file, report=heard.append, **options)
    return found, [item for item in heard if item.code == "repair.encoding"]


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("text", [ARABIC, ENGLISH])
@pytest.mark.parametrize("name", ["page.txt", "page", "<stdin>"])
def test_pages_in_utf_16_and_32_are_read(encoding, text, name):
    page, heard = read(text.encode(encoding), name)
    assert page.text == text
    assert heard == [item for item in page.diagnostics if item.code == "repair.encoding"]
    [item] = heard
    assert item.line == 1
    assert encoding.upper() in item.message
    assert list(newsdoc.iter_read(io.BytesIO(text.encode(encoding)))) == list(page)


def test_a_large_page_in_utf_16_is_one_range(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes((ARABIC * 3000).encode("utf-16"))
    assert newsdoc.plan_ranges(path, 4, least=1) == [newsdoc.Range(0, None)]
    assert newsdoc.read(path).text == ARABIC * 3000
    path.write_bytes((ARABIC * 3000).encode("windows-1256"))
    assert newsdoc.plan_ranges(path, 4, least=1, encoding="windows-1256") == [newsdoc.Range(0, None)]


def test_the_head_of_a_page_may_end_inside_of_a_letter(tmp_path):
    text = "a" * 32_766 + "\N{NEWSPAPER}" * 9 + "\n\nIt rained.\n"
    data = text.encode("utf-16")
    assert data[65_534:65_538].decode("utf-16-le") == "\N{NEWSPAPER}"
    (tmp_path / "page.txt").write_bytes(data)
    assert newsdoc.read(tmp_path / "page.txt").text == text
    assert newsdoc.plan_ranges(tmp_path / "page.txt", 4, least=1) == [newsdoc.Range(0, None)]


@pytest.mark.parametrize("data", [b"\xff\xfe\0bytes\n", b"\xfe\xff", b"NUL \0 in text, which is not wide at all\n"])
def test_stray_bytes_are_not_an_encoding(data):
    page, _ = read(data)
    assert data.removeprefix(b"\xfe\xff") == page.text.encode("utf-8", "surrogateescape")


def test_a_format_that_was_named_is_exact_all_the_same():
    data = ENGLISH.encode("utf-16")
    page, [item] = read(data, format="rawdump")
    assert page.text.encode("utf-8", "surrogateescape") == data
    assert "UTF-16" in item.message


@pytest.mark.parametrize("encoding", ["windows-1252", "windows-1256", "gb18030", "shift_jis", "iso8859-6"])
def test_other_encodings_are_noticed_and_can_be_named(encoding):
    text = {"windows-1252": ENGLISH + "Déjà vu.\n", "gb18030": "大桥\n\n星期一。\n", "shift_jis": "橋\n\n月曜日。\n"}
    text = text.get(encoding, ARABIC)
    data = text.encode(encoding)
    page, [item] = read(data)
    assert page.text.encode("utf-8", "surrogateescape") == data
    lines = [line.isascii() for line in text.split("\n")]
    assert item.line == lines.index(False) + 1
    assert "encoding=" in item.message
    page, heard = read(data, encoding=encoding)
    assert (page.text, heard) == (text, [])


def test_a_page_in_utf_8_is_not_reported():
    assert read(ARABIC.encode())[1] == []
    assert read((ARABIC * 2000).encode())[1] == []  # the head ends in the midst of a character
    assert read(b"")[1] == []


def test_what_is_not_valid_is_counted_and_located():
    data = b"Bridge\n\xff opens\n\nThe \xfe mayor \x80 came.\n"
    page, [item] = read(data, encoding="utf-8")
    assert page.text == "Bridge\n\ufffd opens\n\nThe \ufffd mayor \ufffd came.\n"
    assert item == Diagnostic("repair.encoding", "3 places are not valid UTF-8 and became U+FFFD, in line 2, 4", 2)
    assert item in page.diagnostics
    data = b"\xff\n" * 9
    assert read(data, encoding="ascii")[1][0].message.endswith("in line 1, 2, 3, 4, 5 and others")


@given(st.text(), st.sampled_from(["utf-8", "utf-16-le", "utf-32-be", "utf-7", "gb18030", "utf-8-sig"]), st.integers(1))
def test_text_comes_through_whatever_its_encoding_and_pieces(text, encoding, size):
    class Small(io.BytesIO):
        def read(self, number=-1, /):
            return super().read(min(number, size % 7 + 1))

    text = text.encode("utf-8", "ignore").decode()
    source = Transcoded(Small(text.encode(encoding)), checked(encoding))
    if not text.lstrip().startswith("<?xml"):
        assert io.BufferedReader(source).read().decode() == text.removeprefix("\ufeff")


@given(
    st.binary(), st.sampled_from(["utf-8", "utf-16-le", "shift_jis", "big5", "utf-7", "windows-1253", "euc_kr", "hz"])
)
def test_any_bytes_are_read_in_any_encoding(data, encoding):
    heard = []
    source = Transcoded(io.BytesIO(data), encoding)
    text = io.BufferedReader(source).read().decode()
    source.report_problem(heard.append)
    if "\ufffd" not in text:
        assert heard == []
    assert len(heard) <= 1


def test_a_declaration_of_xml_agrees_with_what_is_read(tmp_path):
    path = tmp_path / "a.nitf"
    newsdoc.write([Article("افتتح الجسر", ["قال رئيس البلدية ذلك."], language="ar")], path)
    text = path.read_text("utf-8")
    wrong = text.replace('encoding="UTF-8"', "encoding='iso-8859-1'").encode("windows-1256")
    path.write_bytes(wrong)
    assert newsdoc.read(path)[0].headline != "افتتح الجسر"
    assert newsdoc.read(path, encoding="cp1256")[0].headline == "افتتح الجسر"


@pytest.mark.parametrize(("declared", "encoding"), [("windows-1256", None), ("windows-1252", "windows-1256")])
def test_a_named_encoding_of_html_counts_more_than_the_declared_one(declared, encoding, tmp_path):
    path = tmp_path / "page.html"
    headline, text = ARABIC.strip().split("\n\n")
    page = f"<html><meta charset={declared}><title>{headline}</title><h1>{headline}</h1><article><p>{text}"
    path.write_bytes(page.encode("windows-1256"))
    assert [each.body for each in newsdoc.iter_read(path, encoding=encoding)] == [(text,)]
    assert [row.article.body for row in newsdoc.iter_rows(path, encoding=encoding)] == [(text,)]


def test_of_a_document_that_cannot_be_read_in_an_encoding_it_is_said_what_is_not_valid():
    file = io.BytesIO('[{"headline": "Café"'.encode())
    file.name = "a.json"
    heard = []
    with pytest.raises(ReadError, match="not the end"):
        newsdoc.read(file, encoding="ascii", report=heard.append)
    assert [each.code for each in heard] == ["repair.encoding"]


def test_html_and_json_in_a_named_encoding():
    page = '<html><meta charset=utf-8><script type="application/ld+json">{"@type": "NewsArticle", "headline": "الجسر"}'
    [article], heard = read(f"{page}</script>".encode("cp1256"), "page.html", encoding="windows-1256", format="jsonld")
    assert (article.headline, heard) == ("الجسر", [])
    [article], heard = read('[{"headline": "الجسر"}]'.encode("cp1256"), "a.json", encoding="windows-1256")
    assert (article.headline, heard) == ("الجسر", [])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_a_byte_order_is_asked_for(encoding):
    assert read(ENGLISH.encode(encoding), encoding=encoding)[0].text == ENGLISH
    with pytest.raises(ReadError, match=f"page.txt: the text has no byte order mark; name {encoding}-le or"):
        read(ENGLISH.encode(f"{encoding}-le"), encoding=encoding)


@pytest.mark.parametrize("encoding", WIDE)
def test_json_lines_in_utf_16_and_32_are_read(encoding):
    data = '{"headline": "الجسر"}\n{"headline": "ب"}\n'.encode(encoding)
    for options in ({}, {"format": "jsonl"}):
        articles, [item] = read(data, "a.jsonl", **options)
        assert [article.headline for article in articles] == ["الجسر", "ب"]
        assert encoding.upper() in item.message


@pytest.mark.parametrize("encoding", WIDE)
def test_json_and_xml_know_these_encodings_themselves(encoding):
    for name in ("json", "newsml"):
        data = get(name).dumps([Article("الجسر")]).encode(encoding)
        if name == "json" or encoding == "utf-16":  # XML has to say so with a mark
            articles, heard = read(data, "a")
            assert ([article.headline for article in articles], heard) == (["الجسر"], [])


def test_an_image_is_refused_in_any_encoding():
    for encoding in (None, "utf-8", "latin-1", "utf-16"):
        with pytest.raises(ReadError, match=r"page\.txt: this seems to be a PNG image"):
            read(b"\x89PNG\r\n\x1a\n" + bytes(99), encoding=encoding)


@pytest.mark.parametrize("name", ["klingon", "", "a\0b", "base64", "rot13", "idna", "unicode_escape", "undefined"])
def test_an_unknown_encoding_is_an_error(name):
    with pytest.raises(UnknownFormat, match="there is no encoding"):
        checked(name)
    if name:
        with pytest.raises(UnknownFormat, match="there is no encoding"):
            read(b"text", encoding=name)


@given(st.binary())
def test_any_head_has_an_encoding_or_none(data):
    assert wide(data, whole=True) in (None, "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
    problem = bad_utf8(data, whole=True)
    assert (problem is None) == (data == data.decode("utf-8", "ignore").encode())


# --- files in non-blocking mode, and files that take a part ---


class NothingYet(io.RawIOBase):
    """A file that has a part of a document, and nothing more yet."""

    def __init__(self, data):
        self._pieces = [data]

    def readable(self):
        return True

    def read(self, size=-1):
        return self._pieces.pop() if self._pieces else None


_UNWRITTEN = {"navigadoc": '{"type": "core/article", "content": []}'}
"""Documents of formats that are only read, and do not begin as XML may."""


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.reads])
def test_a_file_that_has_nothing_yet_is_an_error_and_no_end(name):
    written = FORMATS[name].writes and get(name).dumps([Article("Bridge opens")])
    document = written if isinstance(written, bytes) else (written or _UNWRITTEN.get(name, "<NewsML/>")).encode()
    for data in (document, document[:-2]):
        for read in (get(name).load, lambda fp: list(get(name).iterload(fp)), newsdoc.read):
            with pytest.raises(ReadError, match="non-blocking"):
                read(NothingYet(data))


@pytest.mark.parametrize("name", [name for name, row in FORMATS.items() if row.writes])
def test_a_file_that_takes_a_part_gets_all(name):
    class Part(io.RawIOBase):
        written = b""

        def write(self, data):
            self.written += bytes(data[:7])
            return min(7, len(data))

    class Full(Part):
        def write(self, data):
            return None

    class Silent:
        written = b""

        def write(self, data):
            self.written += data

    article = Article("Bridge opens", ["The mayor came."], id="a:b")
    expected = io.BytesIO()
    now = newsdoc.io.datetime.fromisoformat("2024-05-01T10:00:00+02:00")
    get(name).dump([article], expected, now=now)
    for file in (Part(), Silent()):
        get(name).dump([article], file, now=now)
        assert file.written == expected.getvalue()
    with pytest.raises(WriteError, match="non-blocking"):
        get(name).dump([article], Full(), now=now)
