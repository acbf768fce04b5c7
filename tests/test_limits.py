"""Limits: a file beyond one is refused by name, whatever its format and packing, and before time is spent on it."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import subprocess
import sys
import time
import zlib

import pytest

import newsdoc
from newsdoc import Article, Limits, NewsdocError, ReadError
from newsdoc.cli import main
from newsdoc.files import limits as limits_module
from newsdoc.files.limits import limits_from
from newsdoc.formats import json, jsonl
from newsdoc.formats.json import text as json_text

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


def texts(number):
    return "".join(f"{PROSE} {index}\n\n" for index in range(number)).encode()


READERS = {
    "read": newsdoc.read,
    "iter_read": lambda *arguments, **options: list(newsdoc.iter_read(*arguments, **options)),
}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("suffix", ["txt", "jsonl", "txt.gz"])
def test_a_line_has_a_limit(tmp_path, read, suffix):
    path = tmp_path / f"a.{suffix}"
    data = texts(10) + b"x" * 200_000 + b"\n" + texts(10)
    path.write_bytes(gzip.compress(data) if suffix.endswith("gz") else data)
    with pytest.raises(
        ReadError, match=r"a line is longer than 100 KiB, the limit 'line'; if that is right, raise it"
    ) as error:
        read(path, limits=Limits(line=100 << 10))
    assert error.value.file == str(path)
    if suffix == "txt":
        read(path, limits=Limits(line=200_000))


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_line_in_another_encoding_has_a_limit(tmp_path, read):
    path = tmp_path / "a.txt"
    path.write_bytes(("x" * 200_000).encode("utf-16"))
    with pytest.raises(ReadError, match="the limit 'line'"):
        read(path, limits=Limits(line=1000))


@pytest.mark.parametrize("suffix", ["json", "newsml", "nitf", "ninjs.json", "jsonld"])
def test_a_document_has_a_limit(tmp_path, suffix):
    path = tmp_path / f"a.{suffix}"
    several = suffix not in ("nitf", "ninjs.json")
    articles = [Article(f"Bridge {number}", [PROSE] * 3000) for number in range(3 if several else 1)]
    newsdoc.write(articles, path)
    assert len(newsdoc.read(path)) == len(articles)
    small = Limits(document=200_000)
    for read in READERS.values():
        with pytest.raises(ReadError, match="the document is larger than 200000 bytes, the limit 'document'"):
            read(path, limits=small)


def test_what_is_read_article_by_article_has_a_limit_for_each(tmp_path):
    articles = [Article(f"Bridge {number}", [PROSE] * 1000) for number in range(20)]
    for name in ("a.json", "a.newsml"):
        newsdoc.write(articles, tmp_path / name)
        limits = Limits(document=(tmp_path / name).stat().st_size // 2)
        if name == "a.json":
            assert len(list(newsdoc.iter_read(tmp_path / name, limits=limits))) == 20
        with pytest.raises(ReadError, match="the limit 'document'"):
            newsdoc.read(tmp_path / name, limits=limits)


def test_pages_have_no_limit_but_that_of_lines_when_read_one_by_one(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(texts(5000))
    limits = Limits(document=100_000)
    list(newsdoc.iter_read(path, limits=limits))
    with pytest.raises(ReadError, match="the limit 'document'"):
        newsdoc.read(path, limits=limits)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize("suffix", ["json", "newsml", "json.gz"])
def test_the_first_bytes_of_a_document_count_as_what_its_format_holds(tmp_path, read, suffix):
    """Limits smaller than what is looked at to find the format: a line of JSON is no line of a page."""
    path = tmp_path / f"a.{suffix}"
    newsdoc.write([Article("Bridge", [PROSE] * 20)], path)
    assert len(read(path, limits=Limits(line=100))) == 1
    with pytest.raises(ReadError, match="the document is larger than 100 bytes, the limit 'document'"):
        read(path, limits=Limits(document=100))


@pytest.mark.parametrize("encoding", [None, "cp1252"])
@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_short_page_of_one_line_has_the_limit_of_lines(tmp_path, read, encoding):
    path = tmp_path / "a.txt"
    path.write_text("x" * 1001)
    with pytest.raises(ReadError, match="a line is longer than 1000 bytes, the limit 'line'"):
        read(path, limits=Limits(line=1000), encoding=encoding)
    assert len(read(path, limits=Limits(line=1001), encoding=encoding)) == 0


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_size_and_number_of_articles(tmp_path, read):
    path = tmp_path / "a.jsonl.xz"
    newsdoc.write([Article(f"Bridge {number}") for number in range(10_000)], path)
    with pytest.raises(ReadError, match="the file is larger than 100 KiB, the limit 'size'"):
        read(path, limits=Limits(size=100 << 10))
    with pytest.raises(ReadError, match="the file has more than 9999 articles, the limit 'articles'"):
        read(path, limits=Limits(articles=9999))
    assert len(read(path, limits=Limits(articles=10_000, size=10 << 20))) == 10_000


PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


@pytest.fixture
def small(monkeypatch):
    """The same limits, a hundred times smaller."""
    monkeypatch.setattr(limits_module, "_FREE", 1 << 20)
    monkeypatch.setattr(limits_module, "_ENOUGH", 1 << 18)
    monkeypatch.setattr(limits_module, "_SUSPECT", 1 << 16)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("packing", PACKERS)
@pytest.mark.parametrize("suffix", ["txt", "jsonl", "json", "newsml"])
def test_a_file_that_unpacks_to_too_much_is_refused_before_it_is_read(tmp_path, packing, suffix):
    line = {"json": b"[\n", "jsonl": b'{"headline": "a"}\n', "newsml": b"<newsItem>\n"}.get(suffix, b"Some words.\n\n")
    path = tmp_path / f"a.{suffix}.{packing}"
    path.write_bytes(PACKERS[packing](line + b" " * (8 << 20)))
    articles = newsdoc.iter_read(path, limits=Limits(ratio=20, line=None))
    with pytest.raises(ReadError, match="the file unpacks to more than 20 times its packed size, the limit 'ratio'"):
        list(articles)
    with path.open("rb") as file, pytest.raises(ReadError, match="the limit 'ratio'"):
        newsdoc.read(file, limits=Limits(ratio=20, line=None))
    pipe = io.BufferedReader(Pipe(path.read_bytes()))
    with pytest.raises(ReadError, match="the limit 'ratio'"):
        newsdoc.read(pipe, format=newsdoc.formats.by_suffix(path.name), limits=Limits(ratio=20, line=None))


class Pipe(io.BytesIO):
    """A file that cannot go back."""

    def seekable(self):
        return False

    def tell(self):
        raise io.UnsupportedOperation

    seek = None


@pytest.mark.usefixtures("small")
def test_a_file_that_unpacks_to_much_is_read_as_ever(tmp_path):
    articles = [Article(f"Bridge {number}", [PROSE] * 50) for number in range(400)]
    for packing in PACKERS:
        path = tmp_path / f"a.jsonl.{packing}"
        newsdoc.write(articles, path)
        assert newsdoc.read(path, limits=Limits(ratio=5000)) == articles


def test_ten_gigabytes_are_refused_at_once(tmp_path):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    portion = (b"A line of words\n\n" * 70_000)[: 1 << 20]
    with (tmp_path / "a.txt.gz").open("wb") as file:
        for _ in range(512):  # what follows is never read
            file.write(packer.compress(portion))
        file.write(packer.flush())
    start = time.process_time()
    with pytest.raises(ReadError, match="the file unpacks to more than 100 times its packed size"):
        list(newsdoc.iter_read(tmp_path / "a.txt.gz"))
    assert time.process_time() - start < 5


def test_limits_are_named_in_text(monkeypatch):
    assert limits_from("line=64M, size=10g,ratio=none,articles=7") == Limits(
        line=64 << 20, size=10 << 30, ratio=None, articles=7
    )
    for text in ("lines=1", "line", "line=", "line=-1", "line=1.5M", "line=x", "=1", "line=1MB"):
        with pytest.raises(NewsdocError, match="is not a valid limit; one is NAME=NUMBER, such as line=64M"):
            limits_from(text)
    for value in (0, -1, True, 1.5, "1"):
        with pytest.raises(NewsdocError, match="the limit 'line' is a whole number above 0, or None for no limit, not"):
            Limits(line=value)
    monkeypatch.setenv("NEWSDOC_LIMITS", "line=lots")
    with pytest.raises(NewsdocError, match="NEWSDOC_LIMITS: 'line=lots' is not a valid limit"):
        newsdoc.read(io.BytesIO(b"Some text"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_line_has_limits(tmp_path, monkeypatch, capsys, jobs):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_bytes(texts(20) + b"x" * 200_000)
    (tmp_path / "b.json").write_bytes(json.dumps([Article("Bridge")]).encode())
    arguments = ["convert", "a.txt", "b.json", "-o", "out.jsonl", "--jobs", jobs]
    assert main([*arguments, "--limit", "line=1K"]) == 1
    message = capsys.readouterr().err
    assert message.startswith("newsdoc: a.txt: a line is longer than 1 KiB, the limit 'line'; if that is right, raise ")
    assert newsdoc.read("out.jsonl")[-1:] == [Article("Bridge")]
    monkeypatch.setenv("NEWSDOC_LIMITS", "line=1K")
    assert main(arguments) == 1
    assert "the limit 'line'" in capsys.readouterr().err
    main([*arguments, "--limit", "line=none"])
    assert "the limit" not in capsys.readouterr().err
    with pytest.raises(SystemExit) as end:
        main([*arguments, "--limit", "line=much"])
    assert end.value.code == 2
    assert "'line=much' is not a valid limit" in capsys.readouterr().err


# --- memory ---

NO_MEMORY = """
import resource, sys
from newsdoc.cli import main
resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does")
@pytest.mark.parametrize("target", ["json", "jsonl"])
def test_no_memory_is_said_of_its_file(tmp_path, target):
    (tmp_path / "a.json").write_bytes(b'[{"headline": "' + b"a" * (150 << 20) + b'"}]')
    command = [sys.executable, "-c", NO_MEMORY, "convert", "a.json", "--to", target, "-o", "out"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True)
    assert done.returncode == 1
    assert done.stderr == b"newsdoc: a.json: there is not enough memory to read this\n"
    assert [path.name for path in tmp_path.iterdir()] == ["a.json"]


def test_what_is_long_is_not_written_by_orjson(monkeypatch):
    class NoMemory:
        def dumps(self, value, option):
            raise AssertionError("orjson would end the interpreter")

    article = Article("Bridge", ["long " * 40 + "text"] * 10)
    expected = json.dumps([article]), jsonl.dumps([article])
    monkeypatch.setattr(json_text, "orjson", NoMemory())
    monkeypatch.setattr(json_text, "LONG", 1000)
    assert (json.dumps([article]), jsonl.dumps([article])) == expected
    for name in ("ninjs", "jsonld"):
        verbs = newsdoc.formats.get(name)
        assert verbs.loads(verbs.dumps([article]))[0].body == article.body
    with pytest.raises(AssertionError):
        jsonl.dumps([Article("Bridge")])


# --- files of many pages ---


def wet_record(text):
    head = f"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n"
    return f"{head}{text}\r\n\r\n".encode()


STORY = f"Bridge opens\n\nTT\n\nBridge opens\n\n{PROSE}\n"


@pytest.mark.parametrize("name", ["a.wet", "a.wet.gz"])
def test_a_crawl_counts_what_it_unpacks_to(tmp_path, name):
    path = tmp_path / name
    records = [wet_record(STORY)] * 500
    path.write_bytes(b"".join(map(gzip.compress, records) if name.endswith("gz") else records))
    size = sum(map(len, records))
    assert len(list(newsdoc.iter_read(path, limits=Limits(size=size)))) == 500
    with pytest.raises(ReadError, match="the limit 'size'"):
        list(newsdoc.iter_read(path, limits=Limits(size=size - 1000)))
    with pytest.raises(ReadError, match="the limit 'document'"):
        newsdoc.read(path, limits=Limits(document=size - 1000))


@pytest.mark.usefixtures("small")
def test_a_crawl_that_unpacks_to_too_much(tmp_path):
    path = tmp_path / "a.wet.gz"
    path.write_bytes(gzip.compress(wet_record(" " * (8 << 20))))
    with pytest.raises(ReadError, match="the file unpacks to more than 100 times its packed size"):
        list(newsdoc.iter_read(path))


@pytest.mark.parametrize("name", ["a.wet", "a.wet.gz", "a.parquet", "a.csv"])
def test_pages_without_an_article_are_not_one_document(tmp_path, name):
    path = tmp_path / name
    texts = ["Home\nNews\n" * 20] * 2000 + [STORY]
    if name == "a.csv":
        path.write_text("text,url\n" + "".join(f'"{text}",\n' for text in texts))
    elif name == "a.parquet":
        pa = pytest.importorskip("pyarrow")
        parquet = pytest.importorskip("pyarrow.parquet")
        parquet.write_table(pa.table({"text": texts}), path)
    else:
        records = map(wet_record, texts)
        path.write_bytes(b"".join(map(gzip.compress, records) if name.endswith("gz") else records))
    assert len(list(newsdoc.iter_read(path, limits=Limits(document=50_000)))) == 1
    if name == "a.csv":
        assert len(list(newsdoc.iter_read(path, limits=Limits(document=50_000), encoding="cp1252"))) == 1


def test_a_parquet_file_counts_its_columns(tmp_path):
    pytest.importorskip("pyarrow")
    path = tmp_path / "a.parquet"
    articles = [Article(f"Bridge {number}", [PROSE] * 50) for number in range(2000)]
    newsdoc.write(articles, path)
    assert path.stat().st_size < 1 << 20
    with pytest.raises(ReadError, match="the limit 'size'"):
        list(newsdoc.iter_read(path, limits=Limits(size=1 << 20)))
    with pytest.raises(ReadError, match="the limit 'document'"):
        newsdoc.read(path, limits=Limits(document=1 << 20))
    with pytest.raises(ReadError, match="the limit 'articles'"):
        list(newsdoc.iter_read(path, limits=Limits(articles=1999)))
    assert list(newsdoc.iter_read(path, limits=Limits(size=1 << 30))) == articles
