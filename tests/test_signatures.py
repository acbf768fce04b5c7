"""What newsdoc does not read is refused by its name; what is text stays a page."""

from __future__ import annotations

import gzip
import io
import lzma
import pickle
import sqlite3
import sys
import tarfile
import zipfile
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import newsdoc
from newsdoc import ReadError
from newsdoc.formats import signatures
from newsdoc.formats.signatures import root_of
from newsdoc.page import Page


def zipped(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def tar():
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("page.txt"))
    return buffer.getvalue()


def database():
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("create table pages (text)")
        return connection.serialize()


BINARY = {
    "a PNG image": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "a JPEG image": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "a GIF image": b"GIF89a\x01\0\x01\0\x80",
    "a WebP image": b"RIFF\x24\0\0\0WEBPVP8 ",
    "a TIFF image": b"II*\0\x08\0\0\0",
    "a BMP image": b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0",
    "an AVIF image": b"\0\0\0\x20ftypavif\0\0",
    "a HEIC image": b"\0\0\0\x20ftypheic\0\0",
    "a PDF document": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "a ZIP archive": zipped(page="text"),
    "a Word, Excel or PowerPoint file": zipped(**{"[Content_Types].xml": "<Types/>", "word/document.xml": ""}),
    "an OpenDocument file": zipped(mimetype="application/vnd.oasis.opendocument.text"),
    "an EPUB book": zipped(mimetype="application/epub+zip"),
    "an old Office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16),
    "a tar archive": tar(),
    "a 7-Zip archive": b"7z\xbc\xaf\x27\x1c\0\x04",
    "a RAR archive": b"Rar!\x1a\x07\x01\0",
    "Zstandard data": b"\x28\xb5\x2f\xfd\x04\x58",
    "LZMA data": lzma.compress(b"page" * 9, format=lzma.FORMAT_ALONE),
    "gzip data": gzip.compress(b"page"),
    "a Windows program": b"MZ\x90\0\x03\0\0\0\x04\0",
    "a macOS program": b"\xcf\xfa\xed\xfe\x07\0\0\x01",
    "a Java class": b"\xca\xfe\xba\xbe\0\0\0\x41",
    "a Parquet file": b"PARE\x15\x04\x15\0",
    "an Arrow or Feather file": b"ARROW1\0\0\xff\xff\xff\xff",
    "an Avro file": b"Obj\x01\x04\x14avro.codec",
    "an ORC file": b"ORC\n\x0b\x08\0\x12",
    "an SQLite database": database(),
    "a Python pickle": pickle.dumps({"headline": "x" * 300}),
    "a sound recording": b"ID3\x04\0\0\0\0",
    "a video": b"\0\0\0\x20ftypisom\0\0\x02\0",
    "binary data of an unknown kind": bytes(range(256)) * 3,
}
TEXT = {
    "a PostScript document": "%!PS-Adobe-3.0\n%%Title: page\n",
    "a Rich Text (RTF) document": "{\\rtf1\\ansi The mayor came.}",
    "a mailbox": "From ana@bay.example Wed May  1 10:00:00 2024\nSubject: The bridge\n",
    "an e-mail": "Received: from bay.example\n",
    "an RDF document (its root element is <RDF>)": "<?xml version='1.0'?>\n<!-- a --><r:RDF xmlns:r='a:b'></r:RDF>",
    "XML of an unknown kind (its root element is <feed>)": "<feed xmlns='http://bay.example/fish'><entry/></feed>",
    "a sitemap (its root element is <urlset>)": "<urlset><url/></urlset>",
    "XML of an unknown kind (its root element is <article>)": "<!DOCTYPE article PUBLIC 'a' 'b'><article>",
    "XML of an unknown kind (its root element is <settings>)": "<settings>on</settings>",
    "XML of an unknown kind": "<?xml version='1.0'?>",
}


@pytest.mark.parametrize("name", BINARY)
def test_binary_files_are_refused_by_name(tmp_path, name):
    with pytest.raises(ReadError) as caught:
        newsdoc.sniff(BINARY[name])
    message = str(caught.value)
    assert message.startswith(f"this seems to be {name}, which newsdoc does not read; ")
    for suffix in (".txt", ".json", ".xml", ".bin", "", ".txt.gz"):
        path = tmp_path / f"file{suffix}"
        path.write_bytes(gzip.compress(BINARY[name]) if suffix == ".txt.gz" or name == "gzip data" else BINARY[name])
        for read in (newsdoc.read, lambda path: list(newsdoc.iter_read(path))):
            with pytest.raises(ReadError) as caught:
                read(path)
            assert str(caught.value) == f"{path}: {message}"


@pytest.mark.parametrize("name", TEXT)
def test_text_that_is_not_a_page_is_refused_unless_its_name_says_that_it_is(tmp_path, name):
    text = TEXT[name]
    for data in (text, "\ufeff" + text if text[0] == "<" else text, text.encode()):
        with pytest.raises(ReadError) as caught:
            newsdoc.sniff(data)
        assert str(caught.value).startswith(f"this seems to be {name}, which newsdoc does not read; ")
    for suffix in (".bin", "", ".newsml", ".xml"):
        (tmp_path / f"file{suffix}").write_text(text)
        rootless = suffix == ".newsml" and name == "XML of an unknown kind"
        with pytest.raises(ReadError, match="not well-formed XML" if rootless else "this seems to be"):
            newsdoc.read(tmp_path / f"file{suffix}")
    (tmp_path / "page.txt").write_bytes(text.encode())
    assert newsdoc.read(tmp_path / "page.txt").text == text
    assert newsdoc.read(tmp_path / "file", format="rawdump").text == text


def test_a_program_is_refused():
    with Path(sys.executable).open("rb") as file, pytest.raises(ReadError, match="this seems to be a program"):
        newsdoc.read(file)


@pytest.mark.parametrize(
    "text",
    [
        "BM Group opens\n",
        "MZ, a novel\n",
        "ORC and others\n",
        "GIF89a is a format\n",
        "PAR1 means little\n",
        "<Reuters> The bridge opens\n",
        "<3 the bridge\n",
        "<u>Breaking:</u> the bridge opens\n",
        "<a href='https://bay.example/'>Bay Post</a>\n\nThe bridge opens\n",
        "From Paris to Rome, 10:30 on 4 May 2024\nThe bridge\n",
        "Received with joy\n",
        "one damaged byte \0 in a page\n",
        "a page \x1b[31m in red\x1b[0m and ruled by \x0c form feeds\n",
    ],
)
def test_text_stays_a_page(text):
    assert newsdoc.sniff(text) == newsdoc.sniff(text.encode()) == "rawdump"


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("windows-1251", "яых у моста. "),
        ("windows-1256", "افتتح الجسر يوم الاثنين. "),
        ("shift_jis", "橋が月曜日に開通した。"),
        ("gb18030", "大桥星期一开通。"),
        ("iso2022_jp", "橋が月曜日に開通した。"),
        ("latin-1", "ÿûÿúÿû à la une. "),
    ],
)
def test_pages_in_old_encodings_are_not_binary_files(encoding, text):
    assert newsdoc.sniff((text * 30).encode(encoding)) == "rawdump"


HTML = [
    "<!DOCTYPE html><title>Bridge</title>",
    "<!doctype HTML PUBLIC '-//W3C//DTD HTML 4.01//EN' 'http://www.w3.org/TR/html4/strict.dtd'>\n<HTML>",
    "\n<!-- made by a machine --><!-- > --><html lang=en>",
    "<?xml version='1.0' encoding='utf-8'?>\n<!DOCTYPE html>\n<html xmlns='http://www.w3.org/1999/xhtml'>",
    "<?xml version='1.0'?><h:html xmlns:h='http://www.w3.org/1999/xhtml'>",
    "<head><title>Bridge</title></head>",
    "<body class=a>The mayor came.",
    "<script type='application/ld+json'>{}</script>",
    "<div id=page><p>The mayor came.</p></div>",
]


@pytest.mark.parametrize("text", HTML)
def test_every_page_of_html_is_known_wherever_its_data_are(text):
    for data in (text, "\ufeff" + text, text.encode(), text.encode("utf-16"), text + "x" * 200_000):
        assert newsdoc.sniff(data) == "html"


def test_the_data_of_a_page_may_come_late(tmp_path):
    path = tmp_path / "page"
    data = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Bridge opens"}</script>'
    path.write_text(f"<!DOCTYPE html>\n<html><head><style>{'a{}' * 100_000}</style></head><body>{data}</body></html>")
    assert [article.headline for article in newsdoc.read(path, format="jsonld")] == ["Bridge opens"]


def test_a_long_prolog_leaves_the_suffix_to_decide(tmp_path):
    path = tmp_path / "long.newsml"
    newsdoc.write([newsdoc.Article("Bridge opens")], path)
    declaration, rest = path.read_text().split("\n", 1)
    path.write_text(f"{declaration}\n<!-- {'x' * 100_000} -->\n{rest}")
    assert newsdoc.read(path)[0].headline == "Bridge opens"


@given(st.text(alphabet="<>!?-/ a:html[]\"'=xmns\n", max_size=60))
@example("<!DOCTYPE a [<!ENTITY b ']>'>]><a/>")
def test_any_markup_is_named_or_text(text):
    root = root_of(text)
    assert root is None or root.name or text.lstrip().startswith("<?xml")


def test_a_page_named_txt_is_text_whatever_it_looks_like(tmp_path):
    for text in [*HTML, "[]", "{\\rtf1}", "From a@b Wed May  1 10:00:00 2024\nTo: c\n"]:
        path = tmp_path / "page.txt"
        path.write_bytes(text.encode())
        page = newsdoc.read(path)
        assert isinstance(page, Page)
        assert page.text == text


@pytest.mark.parametrize(
    ("text", "ninjs", "navigadoc"),
    [
        ('{"body_text": "a", "x": 1}', True, False),
        ('{"items": [{"uri": "a", "headline": "b"}]}', True, False),
        ('{"items": [{"body_text": "a", "versioncreated": "b"}]}', True, False),
        ('{"items": [{"body_text": "a"}]}', False, False),
        ('{"items": [{"uri": "a"}]}', False, False),
        ('{"things": [{"uri": "a", "headline": "b"}]}', False, False),
        ('{"type": "core/article", "content": []}', False, True),
        ('{"type": "core/article", "meta": []}', False, True),
        ('{"type": "core/article"}', False, False),
        ('{"content": [{"type": "core/article"}]}', False, False),
        ('{"document": {"type": "core/article", "content": []}}', False, True),
        ('{"type": "x", "document": {"type": "core/article", "content": []}}', False, False),
        ('{"type": "core/image", "content": []}', False, False),
    ],
)
def test_json_of_newsrooms_is_known_by_its_keys(text, ninjs, navigadoc):
    assert (signatures.is_ninjs(text), signatures.is_navigadoc(text)) == (ninjs, navigadoc)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("[]", "json"), ("[ ] x", None), ('[{"a":', "json"), ("[{}", "json"), ("[1]", None), ('{"a": 1}', "jsonl"),
        ('{"a": 1}\n', "jsonl"), ('{"a": 1', "jsonl"), ('{"a":\n1}', "json"), ('{\n"a": 1}', "json"), ("{}", "jsonl"),
        ("{}x", None),
        ('{"a": 1} x\n', "json"), ("", None), ("a", None), ('{"a\\"b": 1}', "jsonl"),
    ],
)  # fmt: skip
def test_the_form_of_json(text, form):
    assert signatures.json_format(text) == form
