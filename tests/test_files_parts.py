"""The parts of reading and writing files one by one: encodings, limits, packing, pieces, temporary files, ranges."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import re
import stat
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from tempfile import gettempdir

import pytest

import newsdoc
from newsdoc import Article, Limits, NewsdocError, Range, ReadError, WriteError
from newsdoc.files import temporary
from newsdoc.files.atomic import open_document, write_bytes, write_pieces
from newsdoc.files.encoding import Transcoded, bad_utf8, checked, decoded, wide
from newsdoc.files.limits import Meter, limits_from, limits_of_environment
from newsdoc.files.packing import Filled, buffered, count_unpacked, gzip_head, packing_of, unpacked
from newsdoc.files.streams import document, read_piece, unread, write_all
from newsdoc.files.temporary import remove_temporary_files, remove_unfinished, temporary_file, temporary_folder

# --- encodings ---


def test_the_head_of_a_document_is_decoded_by_its_mark_or_its_zeros():
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"):
        assert decoded('{"a'.encode(encoding)) == '{"a'
        assert decoded("\ufeff{é".encode(encoding)) == "{é"
    assert decoded(b"\n\0\n\0") == "\n\n"
    assert decoded(b"\xff") == "\ufffd"


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_text_of_two_or_four_bytes_a_letter(encoding):
    text = "Bridge opens in Eastbay"
    assert wide(text.encode(encoding), whole=True) == encoding
    assert wide(("\ufeff" + text).encode(encoding), whole=True) == encoding
    assert wide("\ufeff".encode(encoding), whole=True) == encoding
    assert wide(text.encode(encoding)[:-1], whole=True) is None
    assert wide(text.encode(encoding)[:-1], whole=False) == encoding
    assert wide(("\ufeff\x01" + text).encode(encoding), whole=True) is None
    assert wide((text + "\x1f").encode(encoding), whole=True) is None


def test_how_many_bytes_and_zeros_show_an_encoding():
    assert wide("Bridge o".encode("utf-16-le"), whole=True) == "utf-16-le"
    assert wide("Bridge ".encode("utf-16-le"), whole=True) is None
    assert wide(("桥" * 9 + "a").encode("utf-16-le"), whole=True) == "utf-16-le"
    assert wide(("桥" * 10 + "a").encode("utf-16-le"), whole=True) is None
    assert wide(b"Bridge opens in Eastbay", whole=True) is None
    assert wide(b"\xff\xfe" + "Bridge".encode("utf-16-le"), whole=True) == "utf-16-le"
    assert wide(b"\xef\xbb\xbfB\0", whole=True) is None
    assert wide("\ufeff大桥开通".encode("utf-16-le"), whole=True) == "utf-16-le", "it needs no zero"


def test_which_way_round_a_text_is_read_where_both_give_letters():
    """Of each ideograph that ends in a zero byte, the other way round makes an ASCII letter."""
    assert wide(("ab" * 4 + "一" * 8).encode("utf-16-le"), whole=True) == "utf-16-le"
    assert wide(("a" * 4 + "一" * 5).encode("utf-16-le"), whole=True) == "utf-16-be"


def test_a_page_that_is_not_utf_8_is_named_with_its_line():
    found = bad_utf8(b"a\n\n\xff", whole=True)
    assert (found.line, "seems to be" in found.message) == (3, False)
    assert "and seems to be UTF-16-LE" in bad_utf8("Bridge opens é".encode("utf-16-le"), whole=True).message
    assert bad_utf8(b"a\xc3", whole=False) is None
    assert bad_utf8(b"a\xc3", whole=True).line == 1


def transcoded(data, encoding):
    heard = []
    source = Transcoded(BytesIO(data), checked(encoding))
    text = io.BufferedReader(source).read().decode()
    source.report_problem(heard.append)
    return text, [(each.message, each.line) for each in heard]


def test_places_that_are_not_valid_are_counted():
    assert transcoded(b"a\n\xff", "ascii") == (
        "a\n\ufffd",
        [("1 place is not valid ASCII and became U+FFFD, in line 2", 2)],
    )
    [(message, line)] = transcoded(b"\xff\xff\n" + b"\xff\n" * 4, "ascii")[1]
    assert (message, line) == ("6 places are not valid ASCII and became U+FFFD, in line 1, 2, 3, 4, 5", 1)
    assert transcoded(b"\xff\n" * 6, "ascii")[1][0][0].endswith("in line 1, 2, 3, 4, 5 and others")
    assert transcoded(b"\n\xff", "ascii")[1][0][0].endswith("in line 2")
    long = b"a\n" * 40_000 + b"\xff"
    assert transcoded(long, "ascii")[1][0][1] == 40_001
    assert transcoded(b"\xef\xbb\xbfa", "utf-8")[0] == "a"


def test_a_declaration_of_xml_is_changed_at_the_start_only():
    for said in ("'x'", '"y"'):
        text = f" <?xml version='1.0' encoding={said} ?><a>"
        assert transcoded(text.encode(), "cp1252")[0] == " <?xml version='1.0' encoding=\"utf-8\" ?><a>"
    assert transcoded(b"<a/><?xml encoding='x'?>", "cp1252")[0] == "<a/><?xml encoding='x'?>"


def test_a_mark_is_left_out_at_the_start_only():
    text = "x" * (1 << 16) + "\ufeffy"
    assert transcoded(text.encode(), "utf-8")[0] == text
    assert transcoded(f"\ufeff{text}".encode("utf-16-le"), "utf-16-le")[0] == text
    later = " " * (1 << 16) + "<?xml version='1.0' encoding='x'?>"
    assert transcoded(later.encode(), "cp1252")[0] == later


def test_a_mark_is_left_out_however_slowly_it_comes():
    class Slow(BytesIO):
        def read(self, size=-1):
            return super().read(1)

    source = Transcoded(Slow("\ufeffCafé \ufeff\n".encode("utf-16-le")), "utf-16-le")
    assert source.readable()
    assert io.BufferedReader(source).read().decode() == "Café \ufeff\n"
    source.report_problem(pytest.fail)


def test_invalid_places_of_one_line_are_one_line_and_several_places():
    found, [(message, line)] = transcoded(b"a\n\xffb\xff\n\xff", "ascii")
    assert found == "a\n\ufffdb\ufffd\n\ufffd"
    assert (message, line) == ("3 places are not valid ASCII and became U+FFFD, in line 2, 3", 2)


# --- limits ---


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("line=64", Limits(line=64)), ("line=2K, size=3m,ratio=none", Limits(line=2048, size=3 << 20, ratio=None)),
        ("document=1G,articles=2T", Limits(document=1 << 30, articles=2 << 40)), ("", Limits()), (",", Limits()),
    ],
)  # fmt: skip
def test_limits_of_a_text(text, limits):
    assert limits_from(text) == limits
    assert limits_from("line=1", Limits(size=5)) == Limits(line=1, size=5)


@pytest.mark.parametrize(
    "text", ["line", "line=", "lines=1", "line=1X", "line=-1", "line=0", "line=1.5", "line=None", "line=" + "1" * 16]
)
def test_a_limit_that_is_none_is_refused(text):
    with pytest.raises(NewsdocError):
        limits_from(text)


def test_values_of_limits():
    for value in (0, -1, 1.0, True, "1"):
        with pytest.raises(NewsdocError, match="the limit 'line' is a whole number above 0"):
            Limits(line=value)
    assert Limits(line=1).line == 1
    assert (Limits().line, Limits().document, Limits().size, Limits().ratio, Limits().articles) == (
        64 << 20, 1 << 30, None, 100, 100_000_000,
    )  # fmt: skip


def test_limits_of_the_environment(monkeypatch):
    monkeypatch.setenv("NEWSDOC_LIMITS", "line=7")
    assert limits_of_environment() == Limits(line=7)
    monkeypatch.setenv("NEWSDOC_LIMITS", "line")
    with pytest.raises(NewsdocError, match=r"^NEWSDOC_LIMITS: 'line' is not a valid limit"):
        limits_of_environment()
    monkeypatch.setenv("NEWSDOC_LIMITS", "")
    assert limits_of_environment() == Limits()


def meter(*, lines=True, pages=False, whole=False, **limits):
    made = Meter(Limits(**limits), whole=whole)
    made.lines, made.pages = lines, pages
    return made


def refused(call, *arguments):
    with pytest.raises(ReadError) as caught:
        call(*arguments)
    return caught.value.message.partition(";")[0]


def test_a_line_is_counted_over_pieces():
    found = meter(line=10)
    found.count(b"x" * 10)
    found.count(b"\n" + b"x" * 10)
    assert refused(found.count, b"x") == "a line is longer than 10 bytes, the limit 'line'"
    found = meter(line=10)
    found.count(b"x" * 20 + b"\n" + b"y" * 10)
    assert refused(found.count, b"y") == "a line is longer than 10 bytes, the limit 'line'"
    meter(line=10, lines=False).count(b"x" * 11)


def test_a_document_is_counted_from_the_article_before():
    found = meter(document=10, lines=False)
    found.count(b"x" * 10)
    assert refused(found.count, b"x") == "the document is larger than 10 bytes, the limit 'document'"
    found.add_article()
    found.count(b"x" * 10)
    assert refused(found.count, b"x")
    meter(document=10).count(b"x" * 11)
    meter(document=10, lines=False, pages=True).count(b"x" * 11)
    assert refused(meter(document=10, whole=True).count, b"x" * 11)
    assert refused(meter(size=10).count, b"x" * 11) == "the file is larger than 10 bytes, the limit 'size'"
    meter(size=10).count(b"x" * 10)


def test_articles_are_counted():
    found = meter(articles=2)
    found.add_article()
    found.add_article()
    assert refused(found.add_article) == "the file has more than 2 articles, the limit 'articles'"
    meter(articles=None).check_articles(1 << 60)


@pytest.mark.parametrize(
    ("size", "shown"),
    [(1 << 30, "1 GiB"), (3 << 20, "3 MiB"), (1 << 10, "1 KiB"), (1023, "1023 bytes"), (1500, "1500 bytes")],
)
def test_sizes_are_shown_in_their_largest_unit(size, shown):
    found = meter(size=size)
    with pytest.raises(
        ReadError, match=f"larger than {shown}, the limit 'size'; .* --limit size=N, NEWSDOC_LIMITS=size=N"
    ):
        found.count_size(size + 1)


class Packed:
    """A packed file of which so many bytes have been read."""

    def __init__(self, size):
        self.size = size


def test_a_packed_file_may_grow_a_hundred_times():
    free = 100 << 20
    found = meter(lines=False, pages=True)
    found.packed = Packed(free // 100)
    found.count_size(free)
    assert refused(found.count_size, 1) == "the file unpacks to more than 100 times its packed size, the limit 'ratio'"
    found = meter(lines=False, pages=True)
    found.packed = Packed(free // 100 + 1)
    found.count_size(free + 100)
    assert refused(found.count_size, 1)
    found = meter(lines=False, pages=True, ratio=None)
    found.packed = Packed(1)
    found.count_size(free * 2)


def test_a_file_that_grows_more_than_usual_is_unpacked_ahead_once():
    asked = []
    found = meter(lines=False, pages=True)
    found.packed, found.probe = Packed(1 << 17), asked.append
    found.count_size(1 << 20)
    assert asked == []
    found.count_size(1)
    found.count_size(1)
    assert len(asked) == 1


def test_a_small_file_may_grow_as_it_likes_and_any_file_eight_times():
    asked = []
    small = meter(lines=False, pages=True)
    small.packed, small.probe = Packed(1), asked.append
    small.count_size(1 << 20)
    large = meter(lines=False, pages=True)
    large.packed, large.probe = Packed(1 << 18), asked.append
    large.count_size(1 << 21)
    assert asked == []
    small.count_size(1)
    large.count_size(1)
    assert len(asked) == 2


def test_only_the_growth_of_what_is_unpacked_ahead_is_limited():
    asked = []
    found = meter(line=1, document=1, articles=1, ratio=20)
    found.lines, found.pages = False, True
    found.packed, found.probe = Packed(1 << 17), asked.append
    found.count_size((1 << 20) + 1)
    [ahead] = asked
    assert ahead.packed is None
    ahead.count(b"x" * 2_000_000)
    ahead.packed = Packed(1 << 20)
    ahead.count_size(5 << 20)
    assert not ahead.is_sure(), "half a megabyte of twenty times is not enough"
    ahead.packed.size = 1 << 30
    ahead.count_size(16 << 20)
    assert ahead.is_sure()
    assert meter(ratio=None).is_sure()


def test_without_a_limit_of_growth_or_beyond_what_is_free_a_file_is_sure():
    free = 100 << 20
    for ratio, size, sure in ((None, 1, True), (100, free, False), (100, free + 1, True)):
        found = meter(lines=False, pages=True, ratio=ratio)
        found.count_size(size)
        found.packed = Packed(1)
        assert found.is_sure() is sure


def test_when_enough_has_been_unpacked():
    enough = 16 << 20
    found = meter()
    assert found.is_sure()
    found.packed = Packed((1 << 19) + enough)
    found.lines = False
    found.count_size(enough)
    assert not found.is_sure()
    found.count_size(1)
    assert found.is_sure()
    found.packed = Packed((1 << 19) + (enough + 1) // 100)
    assert not found.is_sure()
    found.packed = Packed((1 << 19) + (enough + 1) // 100 + 1)
    assert found.is_sure()


# --- packing ---


@pytest.mark.parametrize(
    ("data", "module"),
    [
        (gzip.compress(b"a", mtime=0), "gzip"), (bz2.compress(b"a"), "bz2"), (bz2.compress(b""), "bz2"),
        (lzma.compress(b"a"), "lzma"),
        (b"BZh", None), (b"BZh0" + bz2.compress(b"a")[4:], None), (b"\x1f\x8b", None), (b"", None), (b"a\x1f\x8b\x08",
        None),
    ],
)  # fmt: skip
def test_packed_content_is_known_by_its_first_bytes(data, module):
    assert packing_of(data) == module
    if module:
        assert unpacked(buffered(BytesIO(data))).read() in (b"a", b"")


def test_the_head_of_packed_content():
    data = gzip.compress(b"ab") + gzip.compress(b"cd")
    assert gzip_head(data) == b"abcd"
    assert gzip_head(data, 3) == b"abc"
    assert gzip_head(data, 2) == b"ab"
    assert len(gzip_head(gzip.compress(bytes(100_000)))) == 64 << 10
    assert gzip_head(data[:22] + b"\x1f\x8b\x08" + bytes(9)) == b"ab"
    assert gzip_head(bz2.compress(b"a")) == b""


def test_a_source_that_cannot_say_where_it_is_is_unpacked_all_the_same():
    class Bare:
        """A source that can read, and nothing else."""

        def __init__(self, data):
            self.read = BytesIO(data).read

    for data in (b"a page", gzip.compress(b"a page"), lzma.compress(b"a page")):
        assert unpacked(buffered(Bare(data)), Meter(Limits())).read() == b"a page"
    closed = BytesIO()
    closed.close()
    with pytest.raises(ReadError, match="cannot be read: I/O operation on closed file"):
        buffered(closed).read()


def test_what_is_unpacked_ahead_changes_nothing_of_the_source(monkeypatch):
    monkeypatch.setattr(newsdoc.files.limits, "_SUSPECT", 1 << 10)
    monkeypatch.setattr(newsdoc.files.limits, "_ENOUGH", 1 << 18)
    lines = b"A line of words\n" * (1 << 16)
    for before in (b"", b"xyz"):
        source = BytesIO(before + gzip.compress(lines))
        source.seek(len(before))
        assert unpacked(buffered(source), Meter(Limits(ratio=5000))).read() == lines


def test_a_source_is_read_until_each_buffer_is_full():
    class Slow(BytesIO):
        def read(self, size=-1):
            return super().read(min(size, 3))

    file = Filled(Slow(b"abcdefgh"), "trouble")
    assert file.read(7) == b"abcdefg"
    assert (file.read(7), file.read(7), file.size) == (b"h", b"", 8)
    assert file.readable()

    class Broken(BytesIO):
        def read(self, size=-1):
            raise EOFError("cut")

    with pytest.raises(ReadError, match=r"^trouble: cut"):
        Filled(Broken(), "trouble").read(1)

    class Waiting(io.RawIOBase):
        def read(self, size=-1):
            return None

    with pytest.raises(ReadError, match=r"^trouble: it has no data yet"):
        Filled(Waiting(), "trouble").read(1)


def test_a_pipe_in_non_blocking_mode_is_waited_for():
    here, there = os.pipe()
    os.set_blocking(here, False)
    os.write(there, b"abc")
    with os.fdopen(here, "rb", buffering=0) as file:
        found = Filled(file, "trouble")
        assert found.read(3) == b"abc"
        os.write(there, b"d")
        os.close(there)
        assert found.read(3) == b"d"
        assert found.read(3) == b""


@pytest.mark.parametrize("blocking", [True, None])
def test_a_source_that_has_nothing_and_cannot_be_waited_for_is_refused(blocking):
    """Of a file of the system that waits itself, to wait once more might never end."""
    here, there = os.pipe()

    class Waiting:
        def read(self, size):
            return None

        if blocking:

            def fileno(self):
                return here

    with pytest.raises(ReadError, match=r"^trouble: it has no data yet, and does not wait for data \(non-blocking"):
        Filled(Waiting(), "trouble").read(1)
    os.close(here)
    os.close(there)


def test_errors_that_say_what_is_wrong_are_passed_on():
    class Refusing(BytesIO):
        def __init__(self, error):
            self.error = error

        def read(self, size=-1):
            raise self.error

    with pytest.raises(ReadError, match=r"^the store failed$"):
        Filled(Refusing(ReadError("the store failed")), "trouble").read(1)
    with pytest.raises(MemoryError):
        Filled(Refusing(MemoryError()), "trouble").read(1)


def test_what_a_reader_unpacks_itself_is_counted():
    count_unpacked(BytesIO(), 1 << 60)
    found = Meter(Limits(size=10))
    parts = newsdoc.files.packing.Parts(BytesIO(b"abc"), found)
    assert (parts.read(2), parts.tell(), parts.seek(0), parts.seekable()) == (b"ab", 2, 0, True)
    assert (found.lines, found.pages) == (False, True)
    count_unpacked(parts, 10)
    with pytest.raises(ReadError, match="the limit 'size'"):
        count_unpacked(parts, 1)


# --- pieces ---


def test_what_is_no_document_is_named_with_what_reads_it(tmp_path):
    assert [document(each) for each in ("a", b"a", bytearray(b"a"), memoryview(b"a"))] == ["a", b"a", b"a", b"a"]
    for given, advice in (
        (BytesIO(), "open file"),
        (tmp_path, "the file of a path"),
        (Article("A"), "articles are written"),
        (None, "articles"),
    ):
        with pytest.raises(ReadError, match=f"of type {type(given).__name__}; .*{advice}"):
            document(given)
    for given, advice in (
        (b"a", "bytes are read"),
        ("a", "text with loads"),
        (tmp_path, "the file of a path"),
        (Article(), "articles are written"),
    ):
        with pytest.raises(ReadError, match=f"of type {type(given).__name__}; .*{advice}"):
            read_piece(given, 1)
    with pytest.raises(ReadError, match="open as text"):
        read_piece(io.StringIO("a"), 1)
    with pytest.raises(WriteError, match="of type str"):
        write_all("a", [b"a"])


def test_pieces_that_are_taken_in_part():
    class Part:
        def __init__(self, sizes):
            self.sizes, self.data = sizes, b""

        def write(self, piece):
            size = self.sizes.pop(0)
            self.data += piece[: len(piece) if size is None else size]
            return size

    file = Part([1, 2, 3, None])
    write_all(file, [b"abcdef", b"gh"])
    assert file.data == b"abcdefgh"
    with pytest.raises(WriteError, match="takes no data now"):
        write_all(Part([1, 0]), [b"abc"])

    class Raw(io.RawIOBase):
        def write(self, piece):
            return None

    with pytest.raises(WriteError, match="takes no data now"):
        write_all(Raw(), [b"a"])


def test_what_has_been_read_is_read_again_before_the_rest():
    assert unread(b"ab", BytesIO(b"cd")).read() == b"ab"
    file = unread(b"ab", BytesIO(b"cd"))
    assert [file.read(1), file.read(3), file.read(1), file.read(), file.read()] == [b"a", b"b", b"c", b"d", b""]
    with pytest.raises(ReadError, match="has no data yet"):
        unread(b"", type("Waiting", (), {"read": lambda *_: None})()).read(1)


def test_an_error_inside_of_a_file_is_not_taken_for_a_file_without_read():
    class Odd:
        def read(self, size):
            return self.missing

    with pytest.raises(AttributeError, match="missing"):
        read_piece(Odd(), 1)


# --- temporary files ---


def test_temporary_files_go_with_the_program(tmp_path):
    with temporary_file(str(tmp_path)) as name:
        assert Path(name).name.startswith(f".newsdoc-{os.getpid()}-")
        Path(name).write_text("a")
        with temporary_folder() as folder:
            assert stat.S_IMODE(Path(folder).stat().st_mode) == 0o700
            (Path(folder) / "a").write_text("a")
            temporary._unfinished["other"] = os.getpid() + 1
            remove_unfinished()
            assert not Path(folder).exists()
        assert not Path(name).exists()
    assert temporary._unfinished.pop("other")
    assert name not in temporary._unfinished
    with temporary_file(str(tmp_path)) as name:
        pass
    assert not list(tmp_path.iterdir())


def test_names_of_temporary_files_are_hidden_and_hard_to_guess(tmp_path):
    with temporary_file(str(tmp_path)) as one, temporary_file(str(tmp_path)) as other, temporary_folder() as folder:
        assert one != other
        assert re.fullmatch(rf"\.newsdoc-{os.getpid()}-[0-9a-f]{{16}}\.tmp", Path(one).name)
        assert re.fullmatch(r"newsdoc-[0-9a-f]{16}", Path(folder).name)
        assert Path(folder).parent == Path(gettempdir())
    assert not Path(folder).exists()


def test_of_a_folder_what_can_be_removed_is_removed(monkeypatch):
    unlink, refused = os.unlink, []

    def refusing(name, **options):
        if not refused:
            refused.append(name)
            raise PermissionError
        unlink(name, **options)

    with monkeypatch.context() as patch, temporary_folder() as folder:
        for name in "abc":
            (Path(folder) / name).write_text(name)
        patch.setattr(os, "unlink", refusing)
        remove_unfinished()
        assert [path.name for path in Path(folder).iterdir()] == refused
        patch.undo()
    assert not Path(folder).exists()


def test_files_of_processes_that_died_are_removed(tmp_path):
    for name in (".newsdoc-7-a.tmp", ".newsdoc-77-a.tmp", ".newsdoc-8-b.tmp", "newsdoc-7-"):
        (tmp_path / name).write_text("")
    remove_temporary_files([tmp_path / "none", tmp_path], [7, 8])
    assert sorted(path.name for path in tmp_path.iterdir()) == [".newsdoc-77-a.tmp", "newsdoc-7-"]


# --- files that are complete or absent ---


def test_a_new_file_has_the_usual_mode_and_an_old_one_keeps_its_own(tmp_path):
    file = tmp_path / "a"
    before = os.umask(0o027)
    try:
        write_bytes(b"a", file)
        assert stat.S_IMODE(file.stat().st_mode) == 0o640
        file.chmod(0o604)
        write_pieces([b"b", b"c"], file)
        assert (stat.S_IMODE(file.stat().st_mode), file.read_bytes()) == (0o604, b"bc")
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)


def test_a_file_that_keeps_its_owner_keeps_the_rights_of_that_owner(tmp_path):
    file = tmp_path / "a"
    for mode in (0o4755, 0o2755, 0o755):
        file.write_bytes(b"a")
        file.chmod(mode)
        write_bytes(b"b", file)
        assert stat.S_IMODE(file.stat().st_mode) == mode


def test_pieces_are_packed_by_the_name(tmp_path):
    for suffix, open_ in ((".gz", gzip.open), (".BZ2", bz2.open), (".xz", lzma.open)):
        file = tmp_path / f"a{suffix}"
        write_pieces([b"a", b"b"], file)
        with open_(file, "rb") as fp:
            assert fp.read() == b"ab"
    assert (tmp_path / "a.gz").read_bytes()[3:8] == bytes(5)


def test_gzip_packs_as_its_program_does(tmp_path):
    data = b"".join(b"%d bridges open.\n" % (number * number % 991) for number in range(9000))
    write_pieces([data], tmp_path / "a.gz")
    assert (tmp_path / "a.gz").read_bytes()[10:] == gzip.compress(data, 6)[10:]
    assert gzip.compress(data, 5)[10:] != gzip.compress(data, 6)[10:] != gzip.compress(data, 7)[10:]


def test_of_the_rights_of_a_new_file_only_the_mask_takes_some(tmp_path):
    before = os.umask(0)
    try:
        write_bytes(b"a", tmp_path / "a")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666


def test_a_file_that_need_not_be_durable_is_not_waited_for(tmp_path, monkeypatch):
    waited = []
    monkeypatch.setattr(os, "fsync", waited.append)
    write_pieces([b"a"], tmp_path / "a", durable=False)
    assert waited == []
    write_pieces([b"b"], tmp_path / "a")
    with open_document(str(tmp_path / "a")) as file:
        file.write(b"c")
    write_bytes(b"d", tmp_path / "a")
    assert len(waited) == 3
    assert (tmp_path / "a").read_bytes() == b"d"


def test_an_error_of_a_writer_names_its_file_once(tmp_path):
    for message in ("there is no article", f"{tmp_path / 'a'}: there is no article"):
        with pytest.raises(WriteError) as caught, open_document(str(tmp_path / "a")):
            raise WriteError(message)
        assert str(caught.value) == f"{tmp_path / 'a'}: there is no article"
    assert list(tmp_path.iterdir()) == []


def test_a_working_folder_that_is_gone_is_an_error_of_the_file(tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    monkeypatch.chdir(tmp_path / "gone")
    (tmp_path / "gone").rmdir()
    with pytest.raises(WriteError, match=r"^a: cannot be written: No such file or directory$"):
        write_bytes(b"a", "a")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives files away")
def test_a_program_of_another_owner_does_not_run_as_that_owner(tmp_path, monkeypatch):
    """Where the owner of a file cannot be kept, neither can the right to run as that owner."""
    file = tmp_path / "a"
    file.write_bytes(b"a")
    os.chown(file, 1234, 2345)
    file.chmod(0o6754)
    give, asked = os.fchown, []

    def only_the_group(number, owner, group):
        asked.append((owner, group))
        if owner != -1:
            raise PermissionError
        give(number, owner, group)

    monkeypatch.setattr(os, "fchown", only_the_group)
    write_bytes(b"b", file)
    found = file.stat()
    assert asked == [(1234, 2345), (-1, 2345)]
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (0, 2345, 0o2754)


def test_a_file_that_fails_leaves_nothing(tmp_path):
    def fail():
        yield b"a"
        raise LookupError

    with suppress(LookupError):
        write_pieces(fail(), tmp_path / "a")
    assert list(tmp_path.iterdir()) == []
    for name in ("none/a", "a\0b", ""):
        with pytest.raises(WriteError, match="cannot be written"):
            write_bytes(b"a", tmp_path / name if name else tmp_path)


def test_a_pipe_is_written_straight(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_bytes(b"abc", tmp_path / "pipe")
    assert os.read(reader, 9) == b"abc"
    os.close(reader)
    assert stat.S_ISFIFO((tmp_path / "pipe").stat().st_mode)


# --- ranges ---


def test_ranges_of_lines_are_about_as_long_as_asked_for(tmp_path):
    file = tmp_path / "a.jsonl"
    line = b'{"headline": "A"}\n'
    file.write_bytes(line * 100)
    size = len(line) * 100
    assert newsdoc.plan_ranges(file, 1, least=1) == [Range(0, None)]
    assert newsdoc.plan_ranges(file, 2, least=1) == [Range(0, size // 2), Range(size // 2, None)]
    assert [each.start for each in newsdoc.plan_ranges(file, 3, least=1)] == [0, 34 * 18, 67 * 18]
    assert newsdoc.plan_ranges(file, 100, least=size) == [Range(0, None)]
    assert len(newsdoc.plan_ranges(file, 100, least=size - 18)) == 2
    assert len(newsdoc.plan_ranges(file, 1000, least=1)) == 100
    assert newsdoc.plan_ranges(file, 0, least=1) == [Range(0, None)]
    assert newsdoc.plan_ranges(file, 3) == [Range(0, None)]
    found = [list(newsdoc.iter_range(file, each)) for each in newsdoc.plan_ranges(file, 3, least=1)]
    assert list(map(len, found)) == [34, 33, 33]


def test_language_and_source_of_a_range(tmp_path):
    file = tmp_path / "a.jsonl"
    file.write_bytes(b'{"headline": "A"}\n' * 10)
    [_, second] = newsdoc.plan_ranges(file, 2, least=1)
    found = list(newsdoc.iter_range(file, second, language="de"))
    assert [each.language for each in found] == ["de"] * 5
    rows = list(newsdoc.ranges.iter_range_rows(file, second, language="de"))
    assert (rows[0].article.language, rows[0].origin) == ("de", f"{file}:{second.start}")
    with pytest.raises(ReadError, match="cannot be read in ranges") as caught:
        list(newsdoc.iter_range(file, second, format="newsml"))
    assert caught.value.format == "newsml"
