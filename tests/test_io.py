"""The front door: which format a file is in, packing, errors that name the file, and files that are whole or absent."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import io
import json as json_text
import lzma
import os
import random
import stat
import sys
import threading
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc import Article, Diagnostic, MissingDependency, ReadError, Source, UnknownFormat, WriteError, strategies
from newsdoc.formats import FORMATS, get, json, jsonl, may_hold_news, rawdump
from newsdoc.io.opening import read_bytes
from newsdoc.page import Page

ARTICLES = [Article("Bridge opens", ["The mayor came."], language="en"), Article(None, ["عاد المتحف."])]
PAGE = "Bridge Opens\n\nTT\n\nBridge Opens\n\nThe mayor came."
SEED = Path(__file__).parent.parent / "seeds" / "asharq-al-awsat.txt"


def leftovers(folder):
    return [path.name for path in folder.iterdir() if ".tmp" in path.name]


# --- which format ---


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("", "rawdump"),
        ("Bridge opens\n\nThe mayor came.\n", "rawdump"),
        ("[]", "json"),
        (" [\n]\n", "json"),
        ('[{"headline": "x"}]', "json"),
        ("[{}]", "json"),
        ('[\n  {\n    "headline": "cut in ha', "json"),
        ('[{"a \\" b": 1', "json"),
        ('{"headline": "x"}\n{"headline": "y"}\n', "jsonl"),
        ('{"headline": "x"}', "jsonl"),
        ('{"headline": "cut in ha', "jsonl"),
        ('{"headline": "x"}\r\n', "jsonl"),
        ('\n\n{"headline": "x"}\n', "jsonl"),
        ("{}\n{}\n", "jsonl"),
        ('{\n  "headline": "x"\n}\n', "json"),
        ('{"headline": "x",\n "body": []}\n', "json"),
        ("[Reuters] Bridge opens\n", "rawdump"),
        ("[1] A footnote\n", "rawdump"),
        ('["quoted", he said]\n', "rawdump"),
        ("[", "rawdump"),
        ("{", "rawdump"),
        ("{headline}\n", "rawdump"),
        ('{"Quoted" in braces}\n', "rawdump"),
        ("[] is an empty array\n", "rawdump"),
        ("[{curly}]", "rawdump"),
        ("<newsItem/>", "newsml"),
        ("<?xml version='1.0'?>\n<!-- a > b --><!-- c -->\n<newsMessage xmlns='x'>", "newsml"),
        ("<!DOCTYPE a:newsItem SYSTEM 'x' [<!ENTITY b 'c'>]>\n<a:newsItem>", "newsml"),
        ("<conceptItem guid='a'>", "newsml"),
        ("<newsItems", "rawdump"),
        ("<nitf>", "nitf"),
        ("<nitf:nitf xmlns:nitf='http://iptc.org/std/NITF/2006-10-18/'>", "nitf"),
        ('\n<!-- <NewsML> -->\n<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.2//EN" "nitf.dtd">\n<nitf>', "nitf"),
        ("<?xml version='1.0'?><?pi <newsItem>?><NewsML Version='1.2'>", "newsml1"),
        ("<!DOCTYPE NewsML [<!ENTITY % c SYSTEM 'http://c.example/c'> %c;]><NewsML>", "newsml1"),
        ("<nitf-table ", "rawdump"),
        ("<html><newsItem/></html>", "html"),
        ("<!-- <newsItem/> -->", "rawdump"),
    ],
)
def test_content_names_the_format(data, name):
    assert newsdoc.sniff(data) == name
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32"):
        assert newsdoc.sniff(data.encode(encoding)) == name
    if len(data) > 4:  # without a mark, the zeros have to be seen
        for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
            assert newsdoc.sniff(data.encode(encoding)) == name
    assert newsdoc.sniff("\ufeff" + data) == name


@given(st.lists(strategies.articles(), max_size=2))
def test_what_is_written_is_recognised(articles):
    assert newsdoc.sniff(json.dumps(articles)) == "json"
    assert newsdoc.sniff(jsonl.dumps(articles)) == ("jsonl" if articles else "rawdump")


def sniffed(data):
    """The format, or nothing for what is refused."""
    with contextlib.suppress(ReadError):
        return newsdoc.sniff(data)


@given(st.text() | st.binary())
def test_any_content_has_a_known_format_or_is_refused(data):
    assert sniffed(data) in {*FORMATS, None}


@pytest.mark.parametrize(
    "data",
    [
        b"[" + b" " * 10**6,
        b"{" + b'"' * 10**6,
        b'{"a":' + b"} " * 10**6,
        b"\\" * 10**6,
        b"<!-- -->" * 10**5,
        b"<?a ?><!DOCTYPE " * 10**5,
        b"<!DOCTYPE a [" + b"]>" * 10**5,
        b"From a " + b"10:00 2024 " * 10**5,
        b"<a " + b"b=c " * 10**5,
        b"PK\x03\x04" + b"word " * 10**5,
        b"MZ" + b"\x01" * 10**6,
        b"a\0" * 10**6,
    ],
)
def test_long_heads_are_looked_at_quickly(data):
    assert sniffed(data) in {*FORMATS, None}  # a slow pattern would take minutes


def test_a_txt_file_is_a_raw_dump_whatever_it_holds(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text("[]")
    assert newsdoc.read(path).text == "[]"
    packed = tmp_path / "page.txt.gz"
    packed.write_bytes(gzip.compress(b"[]"))
    assert newsdoc.read(packed).text == "[]"


def test_content_beats_the_suffix(tmp_path):
    path = tmp_path / "really-json.jsonl"
    path.write_text(json.dumps(ARTICLES))
    assert newsdoc.read(path) == ARTICLES


def test_the_suffix_decides_where_content_says_nothing(tmp_path):
    path = tmp_path / "broken.json"
    path.write_text("headline: x")
    with pytest.raises(ReadError) as caught:
        newsdoc.read(path)
    assert caught.value.format == "json"
    empty = tmp_path / "empty.jsonl"
    empty.write_bytes(b"")
    assert newsdoc.read(empty) == []


def test_a_name_without_a_suffix_is_a_raw_dump(tmp_path):
    path = tmp_path / "page"
    path.write_bytes(SEED.read_bytes())
    assert len(newsdoc.read(path)) == 2


def test_a_format_by_argument_beats_everything(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(json.dumps(ARTICLES))
    assert newsdoc.read(path, format="json") == ARTICLES
    with pytest.raises(UnknownFormat, match="no format 'word'"):
        newsdoc.read(path, format="word")


# --- reading ---


def test_a_page_comes_with_its_text():
    page = newsdoc.read(SEED)
    assert isinstance(page, Page)
    assert page.text.encode() == SEED.read_bytes()
    assert list(newsdoc.iter_read(SEED)) == list(page)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_content_is_unpacked_whatever_its_name(tmp_path, pack):
    path = tmp_path / "articles.json"
    path.write_bytes(pack(json.dumps(ARTICLES).encode()))
    assert newsdoc.read(path) == ARTICLES
    assert list(newsdoc.iter_read(path)) == ARTICLES


def test_a_packed_file_of_several_members_is_read_to_its_end(tmp_path):
    path = tmp_path / "log.jsonl.gz"
    path.write_bytes(b"".join(gzip.compress(jsonl.dumps([article]).encode()) for article in ARTICLES))
    assert newsdoc.read(path) == ARTICLES


@pytest.mark.parametrize(("pack", "module"), [(gzip.compress, "gzip"), (bz2.compress, "bz2"), (lzma.compress, "lzma")])
def test_packed_content_that_is_cut_off_is_an_error(tmp_path, pack, module):
    path = tmp_path / "articles.json"
    data = pack(json.dumps([Article(str(number)) for number in range(1000)]).encode())
    path.write_bytes(data[:-20])
    with pytest.raises(ReadError, match=f"articles.json: the {module} data is broken or cut off"):
        newsdoc.read(path)


def test_a_python_without_a_packer_says_so(tmp_path, monkeypatch):
    path = tmp_path / "articles.json.xz"
    newsdoc.write(ARTICLES, path)
    monkeypatch.setitem(sys.modules, "lzma", None)
    with pytest.raises(MissingDependency, match="built without its module lzma"):
        newsdoc.read(path)


def test_an_open_file_is_read_and_stays_open():
    file = io.BytesIO(gzip.compress(json.dumps(ARTICLES).encode()))
    assert newsdoc.read(file) == ARTICLES
    assert not file.closed
    with pytest.raises(ReadError, match=r"^input: line 1: "):
        newsdoc.read(io.BytesIO(b'[{"headline": "cut in ha'))


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_a_source_that_fails_half_way_is_an_error(pack):
    class Broken(io.BytesIO):
        def read(self, size=-1, /):
            if self.tell() > 100_000:
                raise OSError(5, "Input/output error")
            return super().read(size)

    data = json.dumps([Article(random.Random(0).randbytes(200_000).hex())]).encode()
    with pytest.raises(ReadError, match=r"^input: cannot be read: Input/output error$"):
        newsdoc.read(Broken(pack(data)))


def test_a_pipe_that_gives_little_at_a_time_is_recognised():
    class Trickle(io.BytesIO):
        def read(self, size=-1, /):
            return super().read(min(size, 3) if size > 0 else size)

    assert newsdoc.read(Trickle(json.dumps(ARTICLES).encode())) == ARTICLES


@pytest.mark.parametrize("name", ["missing.txt", "missing/file.json", "nul\0name.json", "."])
def test_what_cannot_be_opened_is_an_error_that_names_it(tmp_path, name):
    for reading in (newsdoc.read, lambda path: list(newsdoc.iter_read(path))):
        with pytest.raises(ReadError, match="cannot be") as caught:
            reading(f"{tmp_path}/{name}")
        assert caught.value.file == f"{tmp_path}/{name}"


@pytest.mark.parametrize(
    ("path", "is_text"),
    [
        ("<nitf/>", True),
        ('{"a": 1}', True),
        (" []", True),
        ("Bridge opens\nIt rained.", True),
        ("none.txt\n", False),
        ("x" * 4097, True),
        ("x" * 4096, False),
        ("a <b>.txt", False),
    ],
)
def test_a_document_in_the_place_of_a_name_is_told_from_a_file_that_is_missing(path, is_text):
    with pytest.raises(ReadError) as caught:
        newsdoc.read(path)
    assert ("text is read with newsdoc.loads()" in str(caught.value)) is is_text
    assert ("cannot be opened" in str(caught.value)) is not is_text
    assert caught.value.file == (f"{path[:40]!r}…" if is_text else path)


def test_errors_of_a_format_name_the_file(tmp_path):
    path = tmp_path / "half.json"
    path.write_text(json.dumps(ARTICLES)[:-30])
    with pytest.raises(ReadError) as caught:
        newsdoc.read(path)
    assert caught.value.file == str(path)
    assert caught.value.line
    assert str(caught.value).startswith(f"{path}: line ")


@pytest.mark.parametrize("format", [None, "parquet"])
def test_an_open_file_is_read_from_where_it_is(tmp_path, format):
    pytest.importorskip("pyarrow")
    newsdoc.write(ARTICLES, tmp_path / "a.parquet")
    with io.BytesIO(b"PAR1, not" + (tmp_path / "a.parquet").read_bytes()) as file:
        file.seek(9)
        assert newsdoc.read(file, format=format) == ARTICLES


def test_a_crawl_is_known_by_its_content_and_read_past_its_damage(tmp_path):
    members = [
        gzip.compress(
            f"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {len(PAGE)}\r\n\r\n"
            f"{PAGE}\r\n\r\n".encode(),
            mtime=0,
        )
        for _ in range(3)
    ]
    damaged = bytearray(members[1])
    damaged[len(damaged) // 2] ^= 0xFF
    (tmp_path / "crawl").write_bytes(members[0] + damaged + members[2])
    heard = []
    assert len(newsdoc.read(tmp_path / "crawl", report=heard.append)) == 2
    assert [each.code for each in heard if each.code.startswith("error")] == ["error.record"]


def test_of_xml_whose_root_comes_late_or_never_the_name_says_the_format(tmp_path):
    head = f'<?xml version="1.0"?>\n<!-- {"x" * 200_000} -->\n'
    late, never = tmp_path / "late.nitf", tmp_path / "never.nitf.xml"
    late.write_text(f"{head}<nitf><body><body.head><hedline><hl1>A</hl1></hedline></body.head></body></nitf>")
    never.write_text(head)
    assert newsdoc.read(late) == [Article("A")]
    with pytest.raises(ReadError, match=r"never\.nitf\.xml: line 3: not well-formed XML"):
        newsdoc.read(never)


def test_errors_of_report_are_left_alone(tmp_path):
    path = tmp_path / "list.txt"
    path.write_text("no article here\n")

    def report(diagnostic):
        raise OSError("the log is full")

    with pytest.raises(OSError, match="the log is full"):
        newsdoc.read(path, report=report)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (io.StringIO("a"), "the file is open as text; open it in binary mode"),
        (b"a", "object of type bytes; bytes are read with newsdoc.loads()"),
        (bytearray(b"a"), "object of type bytearray; bytes are read with newsdoc.loads()"),
        (memoryview(b"a"), "object of type memoryview; bytes are read with newsdoc.loads()"),
        (Article("A"), "object of type Article; call it for each path; articles are written with newsdoc.write()"),
        (["a.txt"], "object of type list; call it for each path"),
        (None, "object of type NoneType; text is read with newsdoc.loads()"),
    ],
)
def test_what_is_neither_a_path_nor_a_file_is_named_with_what_reads_it(given, words):
    for reading in (newsdoc.read, lambda given: list(newsdoc.iter_read(given))):
        with pytest.raises(ReadError) as caught:
            reading(given)
        assert words in str(caught.value)


def test_what_is_not_text_has_no_format():
    with pytest.raises(ReadError, match=r"of type int; newsdoc\.read\(\) finds the format of a file by itself"):
        newsdoc.sniff(7)


def test_text_may_hold_any_character():
    """A string has been decoded: only bytes may be those of a program or a picture."""
    text = "\0\1\2" * 50
    assert newsdoc.sniff(text) == "rawdump"
    assert newsdoc.loads(text).text == text
    with pytest.raises(ReadError):
        newsdoc.sniff(text.encode())


def test_a_crawl_of_texts_with_zero_bytes_is_a_crawl():
    body = PAGE.encode("utf-16-le") * 3
    head = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain; charset=utf-16-le\r\n"
    heard = []
    found = newsdoc.loads(
        f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body + b"\r\n\r\n", report=heard.append
    )
    assert found[0].headline == "Bridge Opens"
    assert "repair.encoding" not in [each.code for each in heard]


def test_an_open_file_is_named_in_errors(tmp_path):
    (tmp_path / "a").write_bytes(b'[{"headline": ')
    with (tmp_path / "a").open("rb") as file, pytest.raises(ReadError) as caught:
        newsdoc.read(file, format="json")
    assert caught.value.file == str(tmp_path / "a")
    unnamed = io.BytesIO(b'[{"headline": ')
    with pytest.raises(ReadError, match=r"^input: "):
        newsdoc.read(unnamed, format="json")


def test_a_path_that_looks_like_text_is_a_path():
    with pytest.raises(ReadError, match=r"^<nitf>: cannot be opened: "):
        newsdoc.read(Path("<nitf>"))


def test_too_little_memory_is_said_of_the_file():
    class Large(io.BytesIO):
        def read(self, size=-1, /):
            raise MemoryError

    with pytest.raises(ReadError, match=r"^input: there is not enough memory to read this$"):
        newsdoc.read(Large())


@pytest.mark.parametrize("before", [0, 1])
def test_a_page_in_another_encoding_is_told_from_a_page_whose_head_ends_inside_of_a_letter(before):
    data = b"x" * before + "é".encode() * 40_000
    for text, is_bad in ((data, False), (data[: 65_535 - before], True), (data[:65_536] + b"\xff", False)):
        heard = []
        newsdoc.loads(text, "rawdump", report=heard.append)
        assert ("repair.encoding" in [each.code for each in heard]) is (is_bad and text[-1:] == b"\xc3")


def test_what_is_known_before_a_page_is_read_is_a_diagnostic_of_the_page():
    heard = []
    page = newsdoc.loads(b"Caf\xe9 opens\n\nIt rained.\n", report=heard.append)
    assert page.diagnostics[0].code == "repair.encoding"
    assert [each.code for each in heard].count("repair.encoding") == 1
    assert list(page.diagnostics) == heard


@pytest.mark.parametrize("known", [str, str.encode])
def test_a_document_in_memory_is_read_with_every_option(known):
    item = {"uri": "a:b", "type": "text", "headline": "A", "versioncreated": "2024-05-01T10:00:00"}
    [article] = newsdoc.loads(known(json_text.dumps(item)), timezone="+02:00", language="fr", source=Source("Wire"))
    assert (article.modified.isoformat(), article.language) == ("2024-05-01T10:00:00+02:00", "fr")
    assert article.sources == (Source("Wire"),)
    hints = newsdoc.Hints(url="https://bay.example/1")
    page = newsdoc.loads(known(PAGE), hints=hints, dialect="doubled-head", report=pytest.fail)
    assert (page.hints, page[0].headline) == (hints, "Bridge Opens")
    assert list(newsdoc.loads(known(PAGE), dialect="plain")) != list(page)
    assert newsdoc.loads(known("[]"), "rawdump").text == "[]"


@pytest.mark.parametrize("data", [PAGE, PAGE.encode(), "[]"])
def test_an_option_that_is_wrong_is_wrong_for_every_format(data):
    """Also for those that have no use of it: a mistyped name should not be found out a year later."""
    with pytest.raises(UnknownFormat, match="Bridgetown/Nowhere"):
        newsdoc.loads(data, timezone="Bridgetown/Nowhere")
    with pytest.raises(ReadError, match=r"none\.xml"):
        newsdoc.loads(data, catalogs=["none.xml"])


def test_a_source_that_an_article_has_keeps_its_place():
    wire, ann = Source("Wire", "agency"), Source("Ann", "author")
    data = json.dumps([Article("A", sources=[ann, wire])])
    assert newsdoc.loads(data, source=wire)[0].sources == (ann, wire)
    assert newsdoc.loads(data, source=Source("Wire"))[0].sources == (Source("Wire"), ann, wire)
    assert newsdoc.loads(data, language="en")[0].sources == (ann, wire)


def test_columns_are_for_tables(tmp_path):
    """A document of articles stays one, unless a column of it is called the text."""
    newsdoc.write([Article("A", ["It rained."])], tmp_path / "a.jsonl")
    for options in ({}, {"keep": ["headline"]}, {"url_column": "url"}, {"title_column": ""}):
        [row] = newsdoc.iter_rows(tmp_path / "a.jsonl", **options)
        assert (row.article.headline, row.origin, row.columns) == ("A", str(tmp_path / "a.jsonl"), {})
    (tmp_path / "a.json").write_text(json_text.dumps([{"headline": PAGE}]))
    [row] = newsdoc.iter_rows(tmp_path / "a.json", text_column="headline", title_column="")
    assert (row.article.headline, row.origin) == ("Bridge Opens", f"{tmp_path / 'a.json'}:0")


def test_articles_in_columns_of_their_own_are_not_pages(tmp_path):
    pytest.importorskip("pyarrow")
    newsdoc.write(ARTICLES, tmp_path / "a.parquet")
    found = list(newsdoc.iter_rows(tmp_path / "a.parquet"))
    assert [(row.article, row.origin) for row in found] == [
        (article, f"{tmp_path / 'a.parquet'}:{number}") for number, article in enumerate(ARTICLES)
    ]


def test_rows_are_counted_by_the_limits(tmp_path):
    newsdoc.write(ARTICLES, tmp_path / "a.jsonl")
    assert len(list(newsdoc.iter_rows(tmp_path / "a.jsonl", limits=newsdoc.Limits(articles=2)))) == 2
    with pytest.raises(ReadError, match="more than 1 articles"):
        list(newsdoc.iter_rows(tmp_path / "a.jsonl", limits=newsdoc.Limits(articles=1)))


def test_a_schema_is_read_as_it_is_and_a_picture_refused(monkeypatch):
    """A schema may be one line of many bytes, in any encoding of XML."""
    for data in ("<a/>".encode("utf-16"), b"<a>" + b" " * 100_000 + b"</a>", gzip.compress(b"<a/>")):
        monkeypatch.setenv("NEWSDOC_LIMITS", "line=70000")
        assert read_bytes(io.BytesIO(data)) == (b"<a/>" if data[:1] == b"\x1f" else data)
        monkeypatch.setenv("NEWSDOC_LIMITS", "document=3")
        with pytest.raises(ReadError, match="the document is larger than 3 bytes"):
            read_bytes(io.BytesIO(data))
    monkeypatch.delenv("NEWSDOC_LIMITS")
    with pytest.raises(ReadError, match="this seems to be a PNG image"):
        read_bytes(io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(9)))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_name_that_says_xml_is_not_that_of_a_page(tmp_path, encoding):
    (tmp_path / "a.xml").write_bytes("Some words of a page.".encode(encoding))
    with pytest.raises(ReadError, match="the name says XML, but the content is not XML; name the format"):
        newsdoc.read(tmp_path / "a.xml")


@pytest.mark.parametrize("format", [None, "parquet"])
def test_a_parquet_file_comes_through_a_pipe(format):
    pytest.importorskip("pyarrow")

    class Pipe(io.BytesIO):
        def seekable(self):
            return False

        def seek(self, *_):
            raise io.UnsupportedOperation

        tell = seek

    data = get("parquet").dumps(ARTICLES)
    assert newsdoc.read(Pipe(data), format=format) == ARTICLES
    assert list(newsdoc.iter_read(Pipe(data), format=format)) == ARTICLES


def test_a_crawl_in_which_the_suffix_says_something_else(tmp_path):
    """The content of a packed file says that it is a crawl; without content, the suffix does."""
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {len(PAGE)}\r\n\r\n"
    crawl = gzip.compress(f"{head}{PAGE}\r\n\r\n".encode())
    for name in ("crawl.json.gz", "crawl.wet.gz", "crawl"):
        (tmp_path / name).write_bytes(crawl)
        assert [article.headline for article in newsdoc.read(tmp_path / name)] == ["Bridge Opens"]
    for name, words in (("a.wet.gz", "the gzip member at byte 0 is damaged"), ("a.json.gz", "the gzip data is broken")):
        (tmp_path / name).write_bytes(crawl[:10] + bytes(30))
        with pytest.raises(ReadError, match=words):
            newsdoc.read(tmp_path / name)
    assert newsdoc.read(tmp_path / "crawl", encoding="utf-8")[0].headline == "Bridge Opens"


def test_language_and_source_are_set_on_every_article(tmp_path):
    paper = Source("Example Gazette", "publisher")
    path = tmp_path / "two.json"
    newsdoc.write([Article("A", sources=[Source("Ann", "author")]), Article("B", sources=[paper], language="ar")], path)
    for articles in (
        newsdoc.read(path, language="en", source=paper),
        list(newsdoc.iter_read(path, language="en", source=paper)),
    ):
        assert [article.language for article in articles] == ["en", "en"]
        assert [article.sources for article in articles] == [(paper, Source("Ann", "author")), (paper,)]


def test_every_column_of_a_table_can_be_named():
    names = ("text", "url", "title", "language", "date")
    values = (PAGE, "https://bay.example/1", "Bridge", "en", "2024-05-01")
    data = json_text.dumps({f"our {name}": value for name, value in zip(names, values, strict=True)})
    [row] = newsdoc.iter_rows(io.BytesIO(data.encode()), **{f"{name}_column": f"our {name}" for name in names})
    assert (row.article.headline, row.article.language) == ("Bridge Opens", "en")
    assert (row.article.url, str(row.article.published)) == ("https://bay.example/1", "2024-05-01")


def test_a_stamped_page_is_still_the_page():
    plain = newsdoc.read(SEED)
    page = newsdoc.read(SEED, language="en")
    assert isinstance(page, Page)
    assert [article.language for article in page] == ["en", "en"]
    assert (page.text, page.segments, page.origins) == (plain.text, plain.segments, plain.origins)
    assert rawdump.dumps(page) == plain.text


def test_a_dialect_is_for_raw_dumps_and_does_not_disturb_others(tmp_path):
    path = tmp_path / "articles.json"
    newsdoc.write(ARTICLES, path)
    assert newsdoc.read(path, dialect="plain") == ARTICLES
    assert newsdoc.read(SEED, dialect="doubled-head") == newsdoc.read(SEED)
    with pytest.raises(UnknownFormat, match="no dialect 'nobody'"):
        newsdoc.read(SEED, dialect="nobody")


def test_reading_one_by_one_takes_no_more_memory_for_more_articles(tmp_path):
    def peak(number):
        path = tmp_path / f"{number}.jsonl.gz"
        newsdoc.write((Article(f"Article {index}", ["text" * 250]) for index in range(number)), path)
        tracemalloc.start()
        assert sum(1 for _ in newsdoc.iter_read(path)) == number
        memory = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return memory

    peak(10)
    assert peak(8000) < peak(2000) * 1.2 < 4 << 20  # both fill every buffer


# --- writing ---


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "a.JSON", "a.json.gz", "a.jsonl.bz2", "a.json.xz"])
def test_the_suffix_decides_what_is_written(tmp_path, name):
    path = tmp_path / name
    newsdoc.write(iter(ARTICLES), path)
    assert newsdoc.read(path) == ARTICLES
    assert path.read_bytes()[:1] in (b"\x1f" if "gz" in name else b"B" if "bz2" in name else b"\xfd[{")


@pytest.mark.parametrize("name", ["a", "a.docx", "a.gz"])
def test_a_name_that_says_no_format_is_an_error(tmp_path, name):
    with pytest.raises(UnknownFormat, match=f"{name}: no format that newsdoc writes has this suffix"):
        newsdoc.write(ARTICLES, tmp_path / name)
    newsdoc.write(ARTICLES, tmp_path / name, format="jsonl")
    assert newsdoc.read(tmp_path / name) == ARTICLES


def test_articles_and_a_path_in_the_wrong_order_are_said(tmp_path):
    for path in ("a.json", tmp_path / "a.json"):
        with pytest.raises(WriteError, match=r"of type list; use newsdoc.write\(articles, path\)$"):
            newsdoc.write(path, ARTICLES)
    with pytest.raises(WriteError, match=r"of type BytesIO; use newsdoc.dumps\(\) or dump\(\)$"):
        newsdoc.write(ARTICLES, io.BytesIO())
    with pytest.raises(UnknownFormat, match=r"a\.json: there is no format 'jason'"):
        newsdoc.write(ARTICLES, tmp_path / "a.json", format="jason")
    assert list(tmp_path.iterdir()) == []


def test_a_format_that_is_only_read_is_not_written(tmp_path, monkeypatch):
    monkeypatch.setitem(FORMATS, "json", FORMATS["json"]._replace(writes=None))
    with pytest.raises(UnknownFormat, match="json is only read; choose"):
        newsdoc.write(ARTICLES, tmp_path / "a.json")


def test_a_page_is_written_exactly(tmp_path):
    newsdoc.write(newsdoc.read(SEED), tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes() == SEED.read_bytes()


def test_packed_files_are_the_same_bytes_each_time(tmp_path):
    for name in ("one.json.gz", "two.json.gz"):
        newsdoc.write(ARTICLES, tmp_path / name)
    data = (tmp_path / "one.json.gz").read_bytes()
    assert data == (tmp_path / "two.json.gz").read_bytes()
    assert data[3:8] == bytes(5)  # no name, no time


def test_a_failure_leaves_the_old_file_as_it_was(tmp_path):
    def broken():
        yield ARTICLES[0]
        raise RuntimeError("half way")

    for name in ("old.json", "old.json.gz"):
        path = tmp_path / name
        newsdoc.write(ARTICLES, path)
        before = path.read_bytes()
        with pytest.raises(RuntimeError, match="half way"):
            newsdoc.write(broken(), path)
        assert path.read_bytes() == before
    with pytest.raises(RuntimeError, match="half way"):
        newsdoc.write(broken(), tmp_path / "new.json")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old.json", "old.json.gz"]


def test_an_exception_from_report_writes_nothing(tmp_path):
    def report(diagnostic: Diagnostic):
        raise RuntimeError(diagnostic.code)

    with pytest.raises(RuntimeError, match="loss"):
        newsdoc.write([Article("Only a headline", editorial_note="none")], tmp_path / "a.txt", report=report)
    assert list(tmp_path.iterdir()) == []


def test_a_file_can_be_rewritten_while_it_is_read(tmp_path):
    path = tmp_path / "a.jsonl"
    newsdoc.write(ARTICLES, path)
    newsdoc.write(newsdoc.iter_read(path, language="fr"), path)
    assert [article.language for article in newsdoc.read(path)] == ["fr", "fr"]


def test_file_modes_follow_the_umask_or_the_old_file(tmp_path):
    path = tmp_path / "a.json"
    umask = os.umask(0o027)
    try:
        newsdoc.write(ARTICLES, path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o640
        path.chmod(0o604)
        newsdoc.write(ARTICLES, path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o604
    finally:
        os.umask(umask)


def test_a_symbolic_link_is_followed_and_stays(tmp_path):
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "a.json"
    link = tmp_path / "link.json"
    link.symlink_to(target)
    for articles in (ARTICLES, ARTICLES[:1]):  # the target is made, then replaced
        newsdoc.write(articles, link)
        assert link.is_symlink()
        assert newsdoc.read(target) == articles
    assert leftovers(tmp_path) == leftovers(tmp_path / "real") == []


def test_a_write_protected_file_is_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "a.json"
    newsdoc.write(ARTICLES, path)
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    with pytest.raises(WriteError, match=r"a\.json: cannot be written: the file is write-protected"):
        newsdoc.write([], path)
    assert newsdoc.read(path) == ARTICLES


@pytest.mark.parametrize("name", ["missing/a.json", "nul\0.json", "folder.json", "a.json/b.json"])
def test_a_place_that_cannot_be_written_to_is_an_error_that_names_it(tmp_path, name):
    (tmp_path / "folder.json").mkdir()
    (tmp_path / "a.json").write_text("[]")
    with pytest.raises(WriteError, match=r"\.json: cannot be written: "):
        newsdoc.write(ARTICLES, f"{tmp_path}/{name}")
    assert leftovers(tmp_path) == []


def test_devices_and_pipes_are_written_straight(tmp_path):
    newsdoc.write(ARTICLES, os.devnull, format="json")
    assert not stat.S_ISREG(Path(os.devnull).stat().st_mode)
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    seen = []
    reader = threading.Thread(target=lambda: seen.append(pipe.read_bytes()))
    reader.start()
    newsdoc.write(ARTICLES, pipe)
    reader.join()
    assert json.loads(seen[0]) == ARTICLES
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_an_error_that_names_the_file():
    with pytest.raises(WriteError, match=r"^/dev/full: cannot be written: No space left"):
        newsdoc.write(ARTICLES, "/dev/full", format="json")


@given(articles=st.lists(strategies.articles(), max_size=3))
def test_what_is_written_is_read_back(articles, tmp_path_factory):
    path = tmp_path_factory.mktemp("io") / "a.jsonl.gz"
    newsdoc.write(articles, path)
    assert newsdoc.read(path) == articles


@given(data=st.binary() | strategies.printed_pages().map(lambda page: page.text.encode()))
def test_a_dump_comes_back_byte_for_byte(data, tmp_path_factory):
    folder = tmp_path_factory.mktemp("io")
    data = b"\n" + data  # what begins like a packed file is one
    (folder / "a.txt").write_bytes(data)
    newsdoc.write(newsdoc.read(folder / "a.txt", language="ar", format="rawdump"), folder / "b.txt.gz")
    assert gzip.decompress((folder / "b.txt.gz").read_bytes()) == data


def test_what_a_format_cannot_hold_is_reported_with_the_files_name(tmp_path):
    target = tmp_path / "none.newsml"
    with pytest.raises(WriteError, match=r"none\.newsml: there is no article"):
        newsdoc.write([], target)
    assert not target.exists()


@pytest.mark.parametrize("name", ["a.xml", "a.XML.gz", "a.txt", "a.html", "a.htm.gz", "a.newsml.xml", "a.jsonl.xz"])
def test_files_of_a_folder_that_may_hold_news(name):
    assert may_hold_news(name)


@pytest.mark.parametrize("name", ["a", "a.php", "a.gz", "xml"])
def test_files_of_a_folder_that_are_skipped(name):
    assert not may_hold_news(name)


def test_an_unknown_format_is_an_error_that_lists_the_known():
    with pytest.raises(UnknownFormat, match="there is no format 'docx'; choose one of rawdump, json, jsonl"):
        get("docx")


def test_xml_of_no_known_kind_is_an_error_and_no_raw_dump(tmp_path):
    file = tmp_path / "settings.xml"
    file.write_text("<?xml version='1.0'?><settings/>")
    with pytest.raises(ReadError, match=r"settings\.xml: this seems to be XML of an unknown kind .* <settings>"):
        newsdoc.read(file)


@pytest.mark.parametrize("given", ["articles", b"articles"])
def test_text_is_not_a_sequence_of_articles(tmp_path, given):
    with pytest.raises(WriteError, match=f"only articles can be written, .* of type {type(given).__name__}"):
        newsdoc.write(given, tmp_path / "a.json")
