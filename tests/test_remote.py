"""Files at addresses: a store in memory, a web server on this machine, and S3 by moto where it is installed."""

from __future__ import annotations

import gzip
import importlib.util
import io
import os
import re
import subprocess
import sys
import zipfile
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import ClassVar

import pytest

import newsdoc
from newsdoc import Article, ReadError, UnknownFormat, WriteError
from newsdoc.cli import work
from newsdoc.files import remote
from newsdoc.ranges import WHOLE, iter_range, plan_ranges

fsspec = pytest.importorskip("fsspec")
web = pytest.mark.skipif(importlib.util.find_spec("aiohttp") is None, reason="aiohttp is not installed")

PAGE = "Bridge Opens\n\nTT\n\nBridge Opens\n\nThe council met on Monday and opened the bridge.\n"
TWO = [Article("Bridge Opens", ["The mayor came."]), Article("Museum Returns", ["It rained."])]


def page(number):
    head = f"Council Opens Bridge Number {number}\n"
    text = "".join(
        f"The council met on day {line} and opened bridge {number} to all traffic.\n\n" for line in range(20)
    )
    return f"{head}\nTT\n\n{head}\n{text}"


DUMP = "".join(map(page, range(600))).encode()


@pytest.fixture
def memory():
    store = fsspec.filesystem("memory")
    store.store.clear()
    store.pseudo_dirs[:] = [""]
    yield store
    store.store.clear()


def names(store, folder="/bay"):
    return sorted(store.find(folder))


# --- what an address is ---


@pytest.mark.parametrize(
    "path",
    ["s3://bay/1.txt", "https://gazette.example/1?x=2", "simplecache::s3://bay/1", "zip://a b.txt::memory://x.zip"],
)
def test_addresses(path):
    assert remote.is_address(path)
    assert not remote.is_address(Path(path))


def test_only_text_and_paths_are_addresses():
    assert remote.is_address(remote.Address("s3://bay/1.txt"))
    for other in (io.BytesIO(), 7, None, b"s3://bay/1.txt"):
        assert not remote.is_address(other)


@pytest.mark.parametrize(
    ("address", "is_pattern"),
    [
        ("s3://bay/*.txt", True), ("s3://bay/1?.txt", True), ("s3://bay/[12].txt", True), ("s3://bay/1.txt", False),
        ("https://bay.example/1?x=2", False), ("http://bay.example/*", False),
        ("zip://*.txt::https://bay.example/1.zip", True), ("zip://1.txt::s3://bay/*.zip", False),
    ],
)  # fmt: skip
def test_patterns_of_names(address, is_pattern):
    assert remote.is_pattern(address) is is_pattern


@pytest.mark.parametrize("base", ["memory://bay/out", "memory://bay/out/"])
def test_an_address_is_used_as_a_path_is(base):
    folder = remote.Address(base)
    assert (str(folder), os.fspath(folder), folder.name) == (base, base, "out")
    file = folder / "1.json"
    assert str(file) == "memory://bay/out/1.json"
    assert "memory" not in repr(file), "it may hold a password"
    assert (file.name, str(file.parent), str(file.with_name("2.json"))) == (
        "1.json", "memory://bay/out/", "memory://bay/out/2.json",
    )  # fmt: skip


@pytest.mark.parametrize(
    "path",
    [r"c:\pages\1.txt", "c://pages/1.txt", "a::b", "a:b.txt", "://x", "s3:/bay", "text\nhttps://x.example", "x y"],
)
def test_other_names_are_files_of_this_machine(path):
    assert not remote.is_address(path)
    with pytest.raises(ReadError, match=r"cannot be opened|this is text"):
        newsdoc.read(path)


def test_a_file_that_is_there_counts_more(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("memory:").mkdir()
    Path("memory:/1.txt").write_text(PAGE)
    Path("a::b:c.txt").write_text(PAGE)
    for name in ("memory://1.txt", "a::b:c.txt"):
        assert newsdoc.read(name)[0].headline == "Bridge Opens"
    newsdoc.write(TWO, "memory://1.txt", format="json")
    assert newsdoc.read("memory:/1.txt", format="json") == TWO


def test_a_path_folds_an_address():
    with pytest.raises(ReadError, match="give the address as text"):
        newsdoc.read(Path("memory://bay/1.txt"))


def test_messages_hold_no_password():
    assert remote.label("ftp://ann:secret@bay.example/1?q=2&X-Amz-Signature=abc&n=1#t") == (
        "ftp://ann:***@bay.example/1?q=2&X-Amz-Signature=***&n=1#t"
    )
    with pytest.raises(ReadError) as caught:
        newsdoc.read("nowhere://ann:secret@bay.example/1")
    assert "secret" not in str(caught.value)
    assert remote.label("s3://bay/1?token=a&Secret=b#c") == "s3://bay/1?token=***&Secret=***#c"
    assert remote.label("a:b@c?token=d") == "a:b@c?token=d", "it is a file"


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://bay.example/1.txt?from=feed#top", "https://bay.example/1.txt"),
        ("s3://bay/what?.txt", "s3://bay/what?.txt"),
        ("simplecache::zip://1.txt::s3://bay/may.zip", "zip://1.txt"),
        ("1.txt?x", "1.txt?x"),
        ("https://bay.example/1.html#top?x", "https://bay.example/1.html"),
    ],
)
def test_the_suffix_of_an_address(address, name):
    assert remote.file_name(address) == name


def test_without_the_extra_one_sentence_says_what_to_install(tmp_path):
    script = (
        "import sys; sys.modules['fsspec'] = None\nimport newsdoc\n"
        "for run in (newsdoc.read, lambda path: newsdoc.write([newsdoc.Article('A')], path)):\n"
        "    try: run('s3://bay/1.json')\n    except newsdoc.MissingDependency as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    sentence = "files at addresses need fsspec, which is not installed: pip install 'newsdoc[remote]'"
    assert done.stdout.splitlines() == [f"s3://bay/1.json: {sentence}"] * 2


def test_fsspec_is_loaded_for_addresses_only(tmp_path):
    (tmp_path / "1.txt").write_text(PAGE)
    script = "import sys, newsdoc; newsdoc.write(newsdoc.read('1.txt'), '1.json'); print('fsspec' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "False\n"


def test_no_document_causes_a_fetch(memory):
    memory.pipe("/bay/1.txt", b"not to be read")
    text = "memory://bay/1.txt"
    assert newsdoc.loads(text).text == text
    for name in ("newsml", "ninjs", "html", "json"):
        written = newsdoc.dumps(Article("A", ["B"], url="memory://bay/1.txt", id="memory://bay/1.txt"), name)
        assert "not to be read" not in repr(newsdoc.loads(written))


# --- reading ---


def test_every_way_of_reading(memory):
    memory.pipe("/bay/1.txt", PAGE.encode())
    memory.pipe("/bay/1.txt.gz", gzip.compress(PAGE.encode()))
    newsdoc.write(TWO, "memory://bay/2.jsonl")
    assert newsdoc.read("memory://bay/1.txt").text == PAGE
    assert newsdoc.read("memory://bay/1.txt.gz").text == PAGE
    assert list(newsdoc.iter_read("memory://bay/2.jsonl")) == TWO
    [row] = newsdoc.iter_rows("memory://bay/1.txt")
    assert row.origin == "memory://bay/1.txt"


def test_chained_addresses(memory, tmp_path):
    memory.pipe("/bay/1.txt", PAGE.encode())
    with zipfile.ZipFile(archive := io.BytesIO(), "w") as file:
        file.writestr("inner/1.txt", PAGE)
    memory.pipe("/bay/may.zip", archive.getvalue())
    assert newsdoc.read("zip://inner/1.txt::memory://bay/may.zip").text == PAGE
    assert newsdoc.read("simplecache::memory://bay/1.txt").text == PAGE
    newsdoc.write(TWO, "simplecache::memory://bay/2.json")
    assert newsdoc.read("memory://bay/2.json") == TWO
    newsdoc.write(TWO, (tmp_path / "2.json").as_uri())
    assert newsdoc.read(tmp_path / "2.json") == TWO


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("memory://", ["memory:///bay/may.zip"]),
        ("memory://bay/", ["memory://bay/may.zip"]),
        ("zip://::memory://bay/may.zip", ["zip://1.txt::memory://bay/may.zip", "zip://in/2.txt::memory://bay/may.zip"]),
        ("zip://in::memory://bay/may.zip", ["zip://in/2.txt::memory://bay/may.zip"]),
        ("zip://*/*.txt::memory://bay/may.zip", ["zip://in/2.txt::memory://bay/may.zip"]),
        ("zip://::may.zip", ["zip://1.txt::may.zip", "zip://in/2.txt::may.zip"]),
        ("file://in", ["file://{}/in/2.txt"]),
        ("file://in/*.txt", ["file://{}/in/2.txt"]),
    ],
)
def test_what_is_in_a_folder_can_be_read(memory, tmp_path, monkeypatch, address, found):
    monkeypatch.chdir(tmp_path)
    with zipfile.ZipFile(tmp_path / "may.zip", "w") as file:
        file.writestr("1.txt", PAGE)
        file.writestr("in/2.txt", PAGE)
    with zipfile.ZipFile(tmp_path / "may.zip") as file:
        file.extractall(tmp_path)
    memory.pipe("/bay/may.zip", (tmp_path / "may.zip").read_bytes())
    listed = remote.matching(address) if remote.is_pattern(address) else [each for _, each in remote.listed(address)]
    assert listed == [each.format(tmp_path.as_posix()) for each in found]
    if not listed[0].endswith("zip"):
        assert [newsdoc.read(each).text for each in listed] == [PAGE] * len(listed)


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("memory://bay/none.txt", "there is no such file"),
        ("nowhere://bay/1.txt", "nowhere"),
        ("zip://1.txt::memory://bay/1.txt", "not a zip file"),
    ],
)
def test_errors_name_the_address(memory, address, words):
    memory.pipe("/bay/1.txt", PAGE.encode())
    with pytest.raises(ReadError, match=words) as caught:
        newsdoc.read(address)
    assert str(caught.value).startswith(f"{address}: cannot be opened: ")
    assert plan_ranges(address, 4) == [WHOLE]


@pytest.mark.parametrize("parts", [1, 2, 7, 64])
def test_ranges_give_the_articles_of_the_whole(memory, parts):
    memory.pipe("/bay/dump.txt", DUMP)
    expected = [article.headline for article in newsdoc.iter_read("memory://bay/dump.txt")]
    ranges = plan_ranges("memory://bay/dump.txt", parts, least=1)
    assert len(ranges) == parts
    found = [article.headline for each in ranges for article in iter_range("memory://bay/dump.txt", each)]
    assert found == expected


def test_parquet_in_a_store(memory):
    pytest.importorskip("pyarrow")
    newsdoc.write(TWO, "memory://bay/2.parquet")
    assert list(newsdoc.iter_read("memory://bay/2.parquet")) == TWO


# --- folders, sizes and times ---


def test_what_a_store_tells_of_a_file(memory):
    memory.pipe("/bay/1.txt", PAGE.encode())
    assert remote.size_of("memory://bay/1.txt") == len(PAGE)
    changed = memory.modified("/bay/1.txt")
    assert remote.modified("memory://bay/1.txt") == int(changed.timestamp() * 10**9)
    assert remote.size_of("memory://bay/none.txt") is None
    assert remote.modified("memory://bay/none.txt") is None
    assert remote.size_of("nowhere://bay/1.txt") is None


@pytest.mark.parametrize(("told", "size"), [(None, None), (0, 0), (7.0, 7)])
def test_a_store_may_not_know_the_size_of_a_file(monkeypatch, told, size):
    class Store:
        def size(self, path):
            return told

    monkeypatch.setattr(remote, "_store", lambda address: (Store(), address))
    assert remote.size_of("shelf://1.txt") == size


def test_a_folder_is_told_from_a_file(memory):
    memory.pipe("/bay/in/1.txt", PAGE.encode())
    assert remote.is_folder("memory://bay/in")
    assert not remote.is_folder("memory://bay/in/1.txt")
    assert not remote.is_folder("https://127.0.0.1:9/pages/"), "the web has no folders, and is not asked"
    with pytest.raises(ReadError, match=r"^nowhere://bay: cannot be opened: "):
        remote.is_folder("nowhere://bay")
    for look in (remote.listed, remote.matching):
        with pytest.raises(ReadError, match=r"^nowhere://bay/\*: cannot be listed: "):
            look("nowhere://bay/*")


def test_what_a_pattern_of_names_finds(memory):
    for name in ("b.txt", "a.txt", ".hidden.txt", "in/c.txt", "folder.txt/d"):
        memory.pipe(f"/bay/{name}", PAGE.encode())
    assert remote.matching("memory://bay/*.txt") == ["memory://bay/a.txt", "memory://bay/b.txt"]
    assert remote.matching("memory://bay/.*") == ["memory://bay/.hidden.txt"]
    assert remote.matching("memory://bay/*.json") == []
    assert [name for name, _ in remote.listed("memory://bay")] == [
        ".hidden.txt", "a.txt", "b.txt", "folder.txt/d", "in/c.txt",
    ]  # fmt: skip


class Counting:
    """A file of a store that counts what is read from it, and breaks where it is told to."""

    def __init__(self, data, breaks=None):
        self.data, self.breaks, self.at = data, breaks, 0
        self.size = len(data)
        self.counts = []

    def seekable(self):
        return True

    def seek(self, place, whence=0):
        self.at = place if whence == 0 else len(self.data) + place
        return self.at

    def read(self, size):
        if self.breaks is not None and self.at + size > self.breaks:
            raise ConnectionResetError("the store went away")
        piece = self.data[self.at : self.at + size]
        self.at += len(piece)
        self.counts.append(len(piece))
        return piece

    def close(self):
        self.data = b""


@pytest.fixture
def store(monkeypatch):
    """A store with one file."""

    def make(data, breaks=None):
        file = Counting(data, breaks)

        class Store:
            protocol = "shelf"

            def open(self, *_args, **_options):
                return file

        monkeypatch.setattr(remote, "_store", lambda address: (Store(), address))
        return file

    return make


def test_a_look_at_the_head_is_a_small_request(store):
    file = store(DUMP)
    with remote.open_to_read("shelf://dump.txt") as fp:
        assert fp.read(10) == DUMP[:10]
        assert file.counts == [1 << 16]
        fp.seek(500_000)
        assert fp.read(10) == DUMP[500_000:500_010]
        fp.seek(500_020)
        assert fp.read(10) == DUMP[500_020:500_030]
        assert file.counts == [1 << 16] * 2, "a jump is a small request again, and one inside it is none"
        assert fp.seek(-10, os.SEEK_END) == len(DUMP) - 10
        assert fp.read() == DUMP[-10:]


def test_requests_grow_while_a_file_is_read_on(store):
    file = store(bytes(20 << 20))
    with remote.open_to_read("shelf://zeros") as fp:
        while fp.read(1 << 16):
            pass
    assert file.counts[:4] == [1 << 16, 1 << 17, 1 << 18, 1 << 19]
    assert max(file.counts) == 4 << 20
    assert sum(file.counts) == 20 << 20


def test_places_in_a_file(store):
    file = store(bytes(range(256)) * 1024)
    with remote.open_to_read("shelf://bytes") as fp:
        assert (fp.readable(), fp.seekable(), fp.tell()) == (True, True, 0)
        assert fp.read(3) == b"\0\1\2"
        assert (fp.seek(2, os.SEEK_CUR), fp.tell(), fp.read(1)) == (5, 5, b"\5")
        assert fp.seek(-2, os.SEEK_CUR) == 4
        assert fp.read(2) == b"\4\5"
        assert fp.seek(0) == 0
        assert fp.read(1) == b"\0"
        assert fp.seek(-1, os.SEEK_END) == len(file.data) - 1
        assert fp.read(9) == b"\xff"
        assert fp.read(9) == b""


def test_a_jump_to_where_the_store_has_been_read_is_no_jump(store):
    file = store(bytes(1 << 20))
    with remote.open_to_read("shelf://zeros") as fp:
        assert fp.read(1)
        fp.seek(fp.tell())
        assert fp.read(1)
        fp.seek(1 << 16)
        assert len(fp.read(1 << 16)) == 1 << 16
        fp.seek((3 << 16) + 1)
        assert fp.read(1)
        fp.seek(0)
        assert fp.read(1)
    assert file.counts == [1 << 16, 1 << 17, 1 << 16, 1 << 16]


def test_a_store_that_does_not_know_the_size_of_its_file(store):
    file = store(PAGE.encode())
    file.size = None
    with remote.open_to_read("shelf://1.txt") as fp:
        assert fp.seek(-5, os.SEEK_END) == len(PAGE) - 5
        assert fp.read() == PAGE[-5:].encode()
        file.data = b""
        assert fp.seek(-5, os.SEEK_END) == len(PAGE) - 5, "it is asked for once"
    file.data, file.size = PAGE.encode(), None
    assert newsdoc.read("shelf://1.txt").text == PAGE


@pytest.mark.parametrize("error", [OSError, ValueError])
def test_a_file_whose_end_a_store_cannot_find_is_one_range(store, error):
    file = store(DUMP)
    file.size = None
    file.seek = lambda place, whence=0: fail_at_the_end(whence, error)
    assert plan_ranges("shelf://dump.txt", 4, least=1) == [WHOLE]


def fail_at_the_end(whence, error):
    if whence:
        raise error("this file has no end")


def test_new_files_are_found_where_a_store_would_remember_the_old_ones():
    names = ["1.txt"]

    class Shelf(fsspec.AbstractFileSystem):
        protocol = "shelf"

        def ls(self, path, detail=True, **_):
            if path not in self.dircache:
                self.dircache[path] = [{"name": f"{path}/{name}", "type": "file", "size": 1} for name in names]
            try:
                return self.dircache[path]
            except KeyError:  # it remembers nothing
                return [{"name": f"{path}/{name}", "type": "file", "size": 1} for name in names]

    fsspec.register_implementation("shelf", Shelf, clobber=True)
    assert [name for name, _ in remote.listed("shelf://bay")] == ["1.txt"]
    names.append("2.txt")
    assert [name for name, _ in remote.listed("shelf://bay")] == ["1.txt", "2.txt"]


def test_a_store_that_gives_a_file_from_its_beginning_only(store):
    file = store(DUMP)
    file.seekable = lambda: False
    file.seek = None
    assert len(list(newsdoc.iter_read("shelf://dump.txt"))) == 600
    file.data, file.at = DUMP, 0
    with remote.open_to_read("shelf://dump.txt") as fp:
        assert not fp.seekable()
        for move in (fp.tell, lambda: fp.seek(0), lambda: fp.seek(0, os.SEEK_END)):
            with pytest.raises(io.UnsupportedOperation, match="from its beginning only"):
                move()
        assert fp.read(4) == DUMP[:4]
    assert plan_ranges("shelf://dump.txt", 4, least=1) == [WHOLE]


def test_a_file_of_a_store_is_closed_once(store):
    closed = []
    file = store(DUMP)

    def close():
        closed.append(1)
        raise OSError("the store went away")

    file.close = close
    fp = remote.open_to_read("shelf://dump.txt")
    fp.close()
    fp.close()
    assert closed == [1]
    assert fp.name == "shelf://dump.txt"


def test_a_store_that_knows_no_options(monkeypatch):
    class Store:
        protocol = ("shelf", "board")

        def open(self, path, mode):
            assert mode == "rb"
            return Counting(PAGE.encode())

    monkeypatch.setattr(remote, "_store", lambda address: (Store(), address))
    assert newsdoc.read("shelf://1.txt").text == PAGE


class Answer(Exception):
    """An error of a client, which knows what the server said."""

    def __init__(self, status, message=None):
        super().__init__("the client's own words")
        self.status = status
        if message is not None:
            self.message = message


def caused(error, cause):
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (FileNotFoundError("/bay/1.txt"), "there is no such file"),
        (caused(FileNotFoundError("x"), Answer(503, "Busy")), "the server answered 503 Busy"),
        (Answer(503), "the server answered 503"),
        (caused(OSError("x"), caused(ValueError("y"), FileNotFoundError("z"))), "there is no such file"),
        (caused(OSError("x"), KeyError()), "OSError"),
        (OSError(5, "Input/output error"), "Input/output error"),
        (KeyError(), "KeyError"),
        (Answer("odd"), "the client's own words"),
        (ValueError("see https://ann:secret@bay.example/1"), "see https://ann:***@bay.example/1"),
    ],
)
def test_why_a_store_failed(monkeypatch, error, words):
    class Store:
        protocol = "shelf"

        def fail(self, *_args, **_options):
            raise error

        open = size = modified = fail

    monkeypatch.setattr(remote, "_store", lambda address: (Store(), address))
    with pytest.raises(ReadError) as caught:
        newsdoc.read("shelf://1.txt")
    assert str(caught.value) == f"shelf://1.txt: cannot be opened: {words}"
    assert (remote.size_of("shelf://1.txt"), remote.modified("shelf://1.txt")) == (None, None)


def test_errors_of_newsdoc_and_too_little_memory_are_not_errors_of_the_store(monkeypatch):
    class Store:
        protocol = "shelf"

        def __init__(self, error):
            self.error = error

        def open(self, *_args, **_options):
            raise self.error

    for error, words in (
        (newsdoc.MissingDependency("install it"), "install it"),
        (MemoryError(), "shelf://1.txt: there is not enough memory to read this"),
        (ImportError("Install shelf"), "shelf://1.txt: fsspec needs another package for it: Install shelf"),
    ):
        monkeypatch.setattr(remote, "_store", lambda address, error=error: (Store(error), address))
        with pytest.raises(newsdoc.NewsdocError) as caught:
            newsdoc.read("shelf://1.txt")
        assert str(caught.value) == words


@pytest.mark.parametrize("breaks", [0, 70_000, 400_000])
def test_a_store_that_fails_half_way(store, breaks):
    store(DUMP, breaks)
    found = []
    with pytest.raises(ReadError, match=r"shelf://dump.txt: cannot be read: the store failed at byte \d+: ") as caught:
        found.extend(newsdoc.iter_read("shelf://dump.txt"))
    assert "the store went away" in str(caught.value)
    assert len(found) > 50 or breaks < 400_000, "what came before is kept"


def test_a_store_that_ends_a_file_too_early(store):
    file = store(DUMP)
    file.size += 1
    with pytest.raises(ReadError, match=rf"the store gave {len(DUMP)} bytes of {len(DUMP) + 1}"):
        list(newsdoc.iter_read("shelf://dump.txt"))


# --- writing ---


def test_a_file_appears_when_it_is_complete(memory):
    newsdoc.write(TWO[:1], "memory://bay/1.jsonl.gz")

    def articles():
        yield from TWO * 1000
        assert names(memory) == ["/bay/1.jsonl.gz"], "nothing is sent before the document is complete"
        raise ReadError("the input broke off")

    with pytest.raises(ReadError, match="broke off"):
        newsdoc.write(articles(), "memory://bay/1.jsonl.gz")
    assert names(memory) == ["/bay/1.jsonl.gz"]
    assert newsdoc.read("memory://bay/1.jsonl.gz") == TWO[:1]
    newsdoc.write(TWO, "memory://bay/1.jsonl.gz")
    assert newsdoc.read("memory://bay/1.jsonl.gz") == TWO


@pytest.mark.parametrize("step", ["put_file", "mv"])
def test_a_store_that_fails_while_it_is_written_to(memory, monkeypatch, step):
    newsdoc.write(TWO[:1], "memory://bay/1.json")
    whole = getattr(type(memory), step)

    def broken(self, *args, **options):
        if step == "put_file":
            whole(self, *args, **options)
        raise OSError("the store went away")

    monkeypatch.setattr(type(memory), step, broken)
    with pytest.raises(WriteError, match=r"^memory://bay/1.json: cannot be written: the store went away$"):
        newsdoc.write(TWO, "memory://bay/1.json")
    assert names(memory) == ["/bay/1.json"], "no part is left"
    assert newsdoc.read("memory://bay/1.json") == TWO[:1]


def test_what_cannot_be_written(memory):
    with pytest.raises(UnknownFormat, match=r"^memory://bay/1.xyz: no format"):
        newsdoc.write(TWO, "memory://bay/1.xyz")
    with pytest.raises(WriteError, match=r"^memory://bay/1.ninjs.json: "):
        newsdoc.write(TWO, "memory://bay/1.ninjs.json")
    with pytest.raises(WriteError, match=r"^nowhere://bay/1.json: cannot be written: "):
        newsdoc.write(TWO, "nowhere://bay/1.json")
    assert names(memory) == []


@pytest.mark.parametrize(
    ("protocol", "path", "steps"),
    [
        ("shelf", "bay/1.json", ["put bay/PART", "mv bay/PART bay/1.json"]),
        (("sftp", "ssh"), "1.json", ["put PART", "mv PART 1.json"]),
        (("s3", "s3a"), "bay/1.json", ["put bay/1.json"]),
        ("hf", "bay/1.json", ["put bay/1.json"]),
    ],
)
def test_a_file_is_moved_to_its_place_unless_the_store_does_so_itself(monkeypatch, protocol, path, steps):
    done = []

    class Store:
        def put_file(self, name, target):
            assert newsdoc.read(name, format="json") == TWO
            done.append(f"put {target}")

        def mv(self, source, target):
            done.append(f"mv {source} {target}")

    Store.protocol = protocol
    monkeypatch.setattr(remote, "_store", lambda address: (Store(), path))
    newsdoc.write(TWO, f"shelf://{path}")
    hidden = re.compile(r"\.newsdoc-[0-9a-f]{16}\.tmp")
    assert [hidden.sub("PART", each) for each in done] == steps
    assert len(set(hidden.findall(" ".join(done)))) == len(steps) - 1, "the part has one name, and another each time"


# --- the web ---


class Site(BaseHTTPRequestHandler):
    """A web server that misbehaves as the first part of a path says."""

    protocol_version = "HTTP/1.1"
    asked: ClassVar[list[tuple[str, int]]] = []
    """The path of each request and how many bytes it is for, noted before any of them is sent."""

    def do_HEAD(self):
        self.answer(body=False)

    def do_GET(self):
        self.answer(body=True)

    def answer(self, *, body):
        manner = self.path.split("/")[1]
        status = {"missing": 404, "failing": 500}.get(manner, 200)
        if status != 200 or (manner == "no-head" and not body):
            self.send_error(405 if status == 200 else status)
            return
        start, stop = 0, len(DUMP)
        wanted = self.headers.get("Range")
        if wanted and manner in ("parts", "breaking-parts"):
            first, _, last = wanted.removeprefix("bytes=").partition("-")
            start, stop, status = int(first), min(int(last) + 1, len(DUMP)), 206
        if body:
            self.asked.append((self.path, stop - start))
        self.send_response(status)
        if manner == "no-length":
            self.send_header("Connection", "close")
            self.close_connection = True
        else:
            self.send_header("Content-Length", str(stop - start))
        if status == 206:
            self.send_header("Content-Range", f"bytes {start}-{stop - 1}/{len(DUMP)}")
        self.end_headers()
        if not body:
            return
        half = len(DUMP) // 2
        if (manner == "breaking" and not wanted) or (manner == "breaking-parts" and start <= half < stop):
            stop = max(start, half)
            self.close_connection = True
        with suppress(ConnectionError):  # the client may have seen enough
            self.wfile.write(DUMP[start:stop])

    def log_message(self, *args):
        pass


class Server(ThreadingHTTPServer):
    """A server that says nothing of connections that its clients close."""

    def handle_error(self, *_):
        pass


@pytest.fixture(scope="module")
def site():
    with Server(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@web
@pytest.mark.parametrize("manner", ["parts", "whole", "no-head", "no-length"])
def test_pages_of_the_web(site, manner):
    address = f"{site}/{manner}/dump.txt?from=feed"
    headlines = [article.headline for article in newsdoc.iter_read(address)]
    assert headlines == [f"Council Opens Bridge Number {number}" for number in range(600)]
    assert (len(plan_ranges(address, 8, least=1)) == 8) == (manner == "parts")


@web
def test_a_range_is_read_without_the_rest(site):
    address = f"{site}/parts/dump.txt?range"
    ranges = plan_ranges(address, 4, least=1)
    Site.asked.clear()
    found = list(iter_range(address, ranges[2]))
    assert 100 < len(found) < 200
    sizes = [size for path, size in Site.asked if path == "/parts/dump.txt?range"]
    assert 0.25 * len(DUMP) < sum(sizes) < 0.7 * len(DUMP)


@web
@pytest.mark.parametrize(
    ("manner", "words"),
    [("missing", "the server answered 404 Not Found"), ("failing", "the server answered 500 Internal Server Error")],
)
def test_a_server_that_refuses(site, manner, words):
    address = f"{site}/{manner}/dump.txt"
    with pytest.raises(ReadError) as caught:
        newsdoc.read(address)
    assert str(caught.value) == f"{address}: cannot be opened: {words}"


@web
def test_a_server_that_is_not_there():
    with pytest.raises(ReadError, match=r"^http://127.0.0.1:9/1.txt: cannot be opened: .*[Cc]onnect"):
        newsdoc.read("http://127.0.0.1:9/1.txt")


class Web:
    """The client of a web server, which notes how a page is opened."""

    protocol = ("http", "https")

    def __init__(self, data, gives_parts=True, **about):
        self.data, self.gives_parts, self.about, self.opened = data, gives_parts, about, []

    def info(self, path):
        return {"size": len(self.data), **self.about}

    def open(self, path, mode, **options):
        self.opened.append(options)
        file = Counting(self.data)
        if options.get("block_size") and not self.gives_parts:

            def refuse(size):
                raise ValueError("The HTTP server doesn't appear to support range requests")

            file.read = refuse
        return file


@web
@pytest.mark.parametrize(
    ("size", "gives_parts", "about", "seekable", "opened"),
    [
        (1 << 16, False, {}, True, 1),
        ((1 << 16) + 1, True, {}, True, 1),
        ((1 << 16) + 1, False, {}, False, 2),
        ((1 << 16) + 1, True, {"partial": True}, True, 1),
        ((1 << 16) + 1, True, {"partial": False}, False, 1),
        (1 << 16, True, {"size": None}, False, 1),
        (0, True, {}, False, 1),
    ],
)
def test_whether_a_part_of_a_page_can_be_read(monkeypatch, size, gives_parts, about, seekable, opened):
    """A small page is one request; of a larger one, a server that says nothing is asked for one byte."""
    client = Web(b"x" * size, gives_parts, **about)
    monkeypatch.setattr(remote, "_store", lambda address: (client, address))
    with remote.open_to_read("https://bay.example/1") as file:
        assert file.seekable() is seekable
    assert len(client.opened) == opened
    last = client.opened[-1]
    if seekable:
        assert last == {"size": size, "block_size": 4 << 20, "cache_type": "none"}
    else:
        assert (last["block_size"], last["size"]) == (0, (client.info("")["size"]) or 1)
        assert (last["timeout"].total, last["timeout"].sock_read) == (None, 60), (
            "a slow page has no end, a dead one has"
        )


@web
@pytest.mark.parametrize(("found", "gives_parts"), [(b"x", True), (b"", False), (b"all of it", False)])
def test_a_server_gives_parts_if_one_byte_is_one_byte(monkeypatch, found, gives_parts):
    client = Web(b"x" * 70_000)
    opened = client.open

    def answering(path, mode, **options):
        file = opened(path, mode, **options)
        file.read = lambda size: found
        return file

    client.open = answering
    monkeypatch.setattr(remote, "_store", lambda address: (client, address))
    assert remote.open_to_read("https://bay.example/1").seekable() is gives_parts


@web
@pytest.mark.parametrize("manner", ["breaking", "breaking-parts"])
def test_a_connection_that_breaks(site, manner, cli):
    address = f"{site}/{manner}/dump.txt"
    found = []
    with pytest.raises(ReadError, match=rf"^{address}: cannot be read: the store failed at byte \d+: "):
        found.extend(newsdoc.iter_read(address))
    assert len(found) < 310
    assert len(found) > 50 or manner == "breaking", "aiohttp throws away what it has of a broken stream"
    Path("1.txt").write_text(PAGE)
    status, _, err = cli("convert", address, "1.txt", "--to", "json", "-o", "out/")
    assert status == 1
    assert f"{address}: cannot be read" in err
    assert [path.name for path in Path("out").iterdir()] == ["1.json"], "no half output"


@web
def test_the_web_is_not_written_to(site):
    with pytest.raises(WriteError, match=r"out.json: web servers take no files"):
        newsdoc.write(TWO, f"{site}/parts/out.json")


# --- the command line ---


def test_convert_between_stores(memory, cli):
    memory.pipe("/bay/pages/1.txt", PAGE.encode())
    memory.pipe("/bay/pages/more/2.txt", PAGE.encode())
    memory.pipe("/bay/pages/.hidden.txt", PAGE.encode())
    memory.pipe("/bay/pages/picture.png", b"\x89PNG\r\n\x1a\n")
    assert cli("convert", "memory://bay/pages", "--to", "jsonl", "-o", "memory://bay/out/") == (0, "", "")
    assert names(memory, "/bay/out") == ["/bay/out/1.jsonl", "/bay/out/more/2.jsonl"]
    assert cli("convert", "memory://bay/pages/*.txt", "-o", "one.json") == (0, "", "")
    assert len(newsdoc.read("one.json")) == 1
    assert cli("convert", "one.json", "-o", "memory://bay/one.ninjs.json")[0] == 0
    assert newsdoc.read("memory://bay/one.ninjs.json") == newsdoc.read("one.json")
    assert (
        cli("convert", "memory://bay/pages/**", "--to", "csv", "--keep", "origin")[1].count("memory://bay/pages") == 2
    )


def test_convert_says_what_is_wrong(memory, cli):
    memory.pipe("/bay/1.txt", PAGE.encode())
    memory.pipe("/bay/2.json", b"[{")
    status, _, err = cli("convert", "memory://bay/*", "memory://bay/none.txt", "--to", "json", "-o", "out/")
    assert status == 1
    assert [path.name for path in Path("out").iterdir()] == ["1.json"]
    assert "memory://bay/2.json" in err
    assert "memory://bay/none.txt: cannot be opened: there is no such file" in err
    assert cli("convert", "memory://bay/*.nothing")[2] == "newsdoc: memory://bay/*.nothing: no file fits this pattern\n"
    assert "s3://" not in cli("convert", "nowhere://bay/*.txt")[2]
    status, _, err = cli("convert", "memory://bay/1.txt", "--to", "json", "-o", "memory://bay/1.txt")
    assert status == 2
    assert "would be overwritten" in err


def test_convert_goes_on_where_it_stopped(memory, cli):
    memory.pipe("/bay/1.txt", PAGE.encode())
    command = (
        "convert",
        "memory://bay/1.txt",
        "--to",
        "json",
        "-o",
        "memory://bay/out/",
        "--newer",
        "--summary",
        "s.json",
    )
    assert cli(*command)[0] == 0
    assert '"skipped": 0' in Path("s.json").read_text()
    assert cli(*command)[0] == 0
    assert '"skipped": 1' in Path("s.json").read_text()
    memory.pipe("/bay/1.txt", PAGE.encode())
    assert cli(*command)[0] == 0
    assert '"skipped": 0' in Path("s.json").read_text()


@web
def test_several_processes_read_the_web(site, cli, monkeypatch):
    monkeypatch.setattr(work, "WORTH", 1 << 20)
    monkeypatch.setattr(work, "STEP", 1 << 18)
    address = f"{site}/parts/dump.txt"
    status, out, err = cli("convert", address, address, "--to", "jsonl", "--jobs", "2")
    assert (status, err) == (0, "")
    assert out == cli("convert", address, address, "--to", "jsonl", "--jobs", "1")[1]


# --- S3 ---


def test_s3(bucket, cli):
    bucket.pipe("bay/pages/dump.txt", DUMP)
    bucket.pipe("bay/pages/1.txt", PAGE.encode())
    ranges = plan_ranges("s3://bay/pages/dump.txt", 4, least=1)
    assert len(ranges) == 4
    assert sum(1 for each in ranges for _ in iter_range("s3://bay/pages/dump.txt", each)) == 600
    assert cli("convert", "s3://bay/pages/", "--to", "jsonl", "-o", "s3://bay/out/", "--newer") == (0, "", "")
    assert sorted(bucket.find("bay/out")) == ["bay/out/1.jsonl", "bay/out/dump.jsonl"]
    assert len(newsdoc.read("s3://bay/out/dump.jsonl")) == 600
    with pytest.raises(ReadError, match=r"^s3://bay/none.txt: cannot be opened: there is no such file$"):
        newsdoc.read("s3://bay/none.txt")
    with pytest.raises(WriteError, match=r"^s3://lagoon/1.json: cannot be written: "):
        newsdoc.write(TWO, "s3://lagoon/1.json")


def test_an_upload_to_s3_that_fails_leaves_nothing(bucket, monkeypatch):
    newsdoc.write(TWO[:1], "s3://bay/1.jsonl")
    store = type(bucket)
    whole, part = store._put_file, store._call_s3

    async def in_parts(self, *args, **options):
        return await whole(self, *args, chunksize=5 << 20, **options)

    async def broken(self, method, *args, **options):
        if method == "upload_part" and options["PartNumber"] == 2:
            raise OSError("the store went away")
        return await part(self, method, *args, **options)

    monkeypatch.setattr(store, "_put_file", in_parts)
    monkeypatch.setattr(store, "_call_s3", broken)
    store.clear_instance_cache()
    large = [Article("Bridge Opens", ["The mayor came." * 4000])] * 200
    with pytest.raises(WriteError, match=r"^s3://bay/1.jsonl: cannot be written: the store went away$"):
        newsdoc.write(large, "s3://bay/1.jsonl")
    store.clear_instance_cache()
    assert newsdoc.read("s3://bay/1.jsonl") == TWO[:1]


def test_a_missing_package_of_a_store_is_named(tmp_path):
    script = (
        "import sys; sys.modules['s3fs'] = None\nimport newsdoc\n"
        "try: newsdoc.read('s3://bay/1.txt')\nexcept newsdoc.MissingDependency as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout == "s3://bay/1.txt: fsspec needs another package for it: Install s3fs to access S3\n"
