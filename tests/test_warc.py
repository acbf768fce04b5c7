"""WARC and WET files: every record that is whole is read, and every damage is named with its byte."""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from datetime import date
from io import BytesIO
from random import Random
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from laws import ShortReads
from newsdoc import Article, Page, ReadError
from newsdoc.formats import warc, wet
from newsdoc.formats.rows.languages import language_tag
from newsdoc.formats.warc import records
from newsdoc.formats.warc.records import read_records
from tokens import record

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


def pack(data):
    return gzip.compress(data, mtime=0)


def page(number):
    return (
        f"Bridge {number} opens\n\nTT\n\nBridge {number} opens\n\n{PROSE}\n\n{PROSE[::-1].strip('.').capitalize()}.\n"
    )


def text(number, **headers):
    headers = {"Type": "conversion", "Target_URI": f"https://bay.example/{number}", "kind": "text/plain"} | headers
    return record(page(number).encode(), Date="2024-04-20T10:11:12Z", **headers)


RECORDS = [record(b"software: a\r\n", Type="warcinfo"), *map(text, range(6))]
PLAIN = b"".join(RECORDS)
PACKED = b"".join(map(pack, RECORDS))
FORMS = {"plain": PLAIN, "packed": PACKED, "packed as a whole": pack(PLAIN)}


def read(data, **options):
    heard = []
    return [article.headline for article in wet.loads(data, report=heard.append, **options)], heard


def errors(heard):
    return [(each.code, each.message) for each in heard if each.code.endswith(".record")]


def titles(*numbers):
    return [f"Bridge {number} opens" for number in numbers]


# --- whole files ---


@pytest.mark.parametrize("form", FORMS)
def test_each_text_is_a_page_with_its_address(tmp_path, form):
    file = tmp_path / "crawl"
    file.write_bytes(FORMS[form])
    heard = []
    found = list(newsdoc.iter_read(file, report=heard.append))
    assert [article.headline for article in found] == titles(*range(6))
    assert [article.url for article in found] == [f"https://bay.example/{number}" for number in range(6)]
    assert {article.published for article in found} == {None}, "the time of the crawl is not that of publication"
    assert newsdoc.sniff(PLAIN) == "wet"
    assert errors(heard) == []
    assert newsdoc.read(file) == found


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("eng", "en"),
        ("ger", "de"),
        ("cmn", "zh"),
        ("fil", "fil"),
        ("eng,ara", None),
        ("", None),
        ("und", None),
        ("?", None),
    ],
)
def test_one_language_is_taken_as_a_tag(code, language):
    [article] = wet.loads(text(1, Identified_Content_Language=code))
    assert article.language == language


def test_language_tags_stay():
    assert [language_tag(code) for code in ("en", "en_GB", "ENG", "zh-Hant", "english")] == [
        "en", "en-GB", "en", "zh-Hant", None,
    ]  # fmt: skip


def test_an_address_may_be_in_brackets_and_is_mended():
    [article] = wet.loads(text(1, Target_URI="<https://bay.example/a b>"))
    assert article.url == "https://bay.example/a%20b"


def test_a_date_printed_on_the_page_is_when_it_was_published():
    body = f"Bridge opens\n12 March 2024\n\nTT\n\nBridge opens\n\n{PROSE}\n".encode()
    found = wet.loads(record(body, Type="conversion", Date="2025-01-01T00:00:00Z"))
    assert {article.published for article in found} <= {None, date(2024, 3, 12)}


def test_a_row_has_its_place_and_its_doubts():
    rows = list(wet.iter_rows(BytesIO(PACKED)))
    offset = len(pack(RECORDS[0]))
    assert rows[0].origin == str(offset)
    assert rows[0].number == 0
    assert rows[0].lines == (0, 9)
    assert rows[0].confidence == 1.0
    assert rows[0].columns == {"crawled": "2024-04-20T10:11:12Z"}
    rows = list(wet.iter_rows(BytesIO(FORMS["packed as a whole"])))
    assert rows[0].origin == f"0+{len(RECORDS[0])}"


@given(st.lists(st.sampled_from([1, 3, 100, 5000]), min_size=1))
def test_pipes_without_seek(sizes):
    for data in (PLAIN, PACKED):
        fp = ShortReads(data, sizes)
        fp.seek = fp.tell = None
        assert len(list(wet.iterload(fp))) == 6


def test_large_records_that_are_not_pages_are_skipped():
    picture = record(bytes(3 << 20), Type="metadata")
    assert read(RECORDS[1] + picture + RECORDS[2]) == (titles(0, 1), [])
    cut, heard = read(RECORDS[1] + picture[:-1000])
    assert cut == titles(0)
    assert errors(heard) == [("error.record", f"the file breaks off in the record at byte {len(RECORDS[1])}")]


def test_a_large_page_is_read_whole():
    body = page(1).encode() + "".join(f"{number}. {PROSE}\n" for number in range(30_000)).encode()
    data = record(body, Type="conversion") + RECORDS[2]
    for form in (data, pack(data)):
        [large, small] = wet.loads(form)
        assert len(large.body) >= 30_000
        assert small.headline == "Bridge 1 opens"


# --- damage ---


def test_a_file_that_breaks_off_is_named_with_its_byte():
    at = len(PLAIN) - len(RECORDS[-1])
    found, heard = read(PLAIN[:-100])
    assert found == titles(*range(5))
    assert errors(heard)[0][1].startswith(f"the file breaks off in the record at byte {at}, of which ")
    at = len(PACKED) - len(pack(RECORDS[-1]))
    found, heard = read(PACKED[:-100])
    assert found == titles(*range(5))
    assert errors(heard) == [("error.record", f"the file breaks off in the gzip member at byte {at}")]
    found, heard = read(FORMS["packed as a whole"][:-20])
    assert found == titles(*range(len(found)))
    assert errors(heard) == [("error.record", "the file breaks off in the gzip member at byte 0")]


@given(st.integers(20, len(PACKED) - 1))
def test_wherever_a_file_breaks_off_it_is_said_unless_a_record_ends_there(stop):
    for data, ends in ((PACKED, map(pack, RECORDS)), (PLAIN, RECORDS)):
        borders = {0}
        for each in ends:
            borders.add(max(borders) + len(each))
        heard = []
        try:
            found = wet.loads(data[:stop], report=heard.append)
        except ReadError:
            continue
        assert len(found) <= 6
        blank = data is PLAIN and data[stop - 2 : stop + 2].strip(b"\r\n") == b""
        assert bool(errors(heard)) is (stop not in borders) or blank


def test_zero_bytes_in_a_member_cost_its_record_only():
    starts = [PACKED.index(pack(each)) for each in RECORDS]
    data = bytearray(PACKED)
    data[starts[3] + 30 : starts[3] + 80] = bytes(50)
    found, heard = read(bytes(data))
    assert found == titles(0, 1, 3, 4, 5)
    message = f"the gzip member at byte {starts[3]} is damaged; reading goes on at byte {starts[4]}"
    assert errors(heard) == [("error.record", message)]


def test_a_wrong_checksum_costs_its_record_only():
    packed = list(map(pack, RECORDS))
    packed[2] = packed[2][:-8] + bytes(4) + packed[2][-4:]
    found, heard = read(b"".join(packed))
    assert found == titles(0, 2, 3, 4, 5)
    assert len(errors(heard)) == 1


def test_bytes_between_members_are_named():
    packed = list(map(pack, RECORDS))
    at = len(packed[0] + packed[1])
    found, heard = read(packed[0] + packed[1] + bytes(60) + b"".join(packed[2:]))
    assert found == titles(*range(6))
    assert errors(heard) == [
        ("error.record", f"the gzip member at byte {at} is damaged; reading goes on at byte {at + 60}")
    ]


@pytest.mark.parametrize("form", [bytes, pack], ids=["plain", "packed"])
@pytest.mark.parametrize("length", [b"10", b"5000", b"-3", b"many", b"99999999999999999999", b""])
def test_a_wrong_length_is_repaired_by_the_next_record(form, length):
    records = list(RECORDS)
    true = str(len(page(2))).encode()
    records[3] = records[3].replace(b"Content-Length: " + true, b"Content-Length: " + length)
    assert records[3] != RECORDS[3]
    found, heard = read(b"".join(map(form, records)))
    assert found == titles(*range(6))
    assert [code for code, _ in errors(heard)] == ["repair.record"]
    assert f"byte {len(b''.join(map(form, RECORDS[:3])))}, {length.decode()!r}" in errors(heard)[0][1]


def test_foreign_bytes_between_records_are_named():
    data = RECORDS[0] + RECORDS[1] + b"foreign\r\n" * 3 + RECORDS[2]
    found, heard = read(data)
    assert found == titles(0, 1)
    assert len(errors(heard)) == 1


def test_a_file_without_a_record_is_refused():
    for data in (b"", b"WARC/1.0\r\n", b"page", pack(b"page"), b"\x1f\x8b\x08"):
        with pytest.raises(ReadError) as caught:
            warc.loads(data)
        assert caught.value.format == "warc"


def test_a_damaged_first_member_does_not_hide_the_others(tmp_path):
    file = tmp_path / "crawl.warc.wet.gz"
    data = bytearray(PACKED)
    data[12:40] = bytes(28)
    file.write_bytes(data)
    heard = []
    assert len(newsdoc.read(file, report=heard.append)) == 6
    assert [code for code, _ in errors(heard)] == ["error.record"]


@pytest.mark.parametrize("end", [b"\r\n", b"\n"])
@pytest.mark.parametrize("line", [b"Content-Length", b"WARC-Type", b"two words: conversion", b": conversion"])
def test_a_line_of_a_header_that_is_none_is_passed(line, end):
    head, gap, body = text(1).partition(b"\r\n\r\n")
    spoilt = (head + b"\r\n" + line + gap).replace(b"\r\n", end) + body
    assert read(text(0) + spoilt + text(2)) == (titles(0, 1, 2), [])


def test_lines_that_end_in_lf_only():
    data = PLAIN.replace(b"\r\n", b"\n")
    assert read(data)[0] == titles(*range(6))


def with_length(number, stated):
    """One of the records, with a length that may not be its own."""
    return re.sub(rb"Content-Length: \d+", b"Content-Length: " + stated, RECORDS[number], count=1)


HEADLESS = b"WARC/1.0\r\nWARC-Type: conversion\r\n"
LARGE = record(bytes((1 << 20) + 1), Type="metadata")
AT = len(RECORDS[1])
DAMAGED: dict[str, tuple[bytes, tuple[int, ...], list[str]]] = {
    "nothing": (PLAIN, (0, 1, 2, 3, 4, 5), []),
    "an empty record": (RECORDS[1] + record(b"", Type="conversion") + RECORDS[2], (0, 1), []),
    "an empty record at the end": (RECORDS[1] + record(b"", Type="conversion"), (0,), []),
    "blank lines around": (b"\r\n" * 400 + RECORDS[1] + b"\n" * 400, (0,), []),
    "foreign bytes first": (
        b"foreign\r\n" * 9 + RECORDS[1], (0,),
        ["the bytes from 0 on are not a WARC record; reading goes on at byte 81"],
    ),
    "foreign bytes last": (
        LARGE + b"\r\nforeign " * 9 + RECORDS[1][:3], (),
        [f"the bytes from {len(LARGE) + 2} on are not a WARC record"],
    ),
    "many foreign bytes": (
        b"foreign " * 90_000 + b"\n" + RECORDS[1], (0,),
        ["the bytes from 0 on are not a WARC record; reading goes on at byte 720001"],
    ),
    "foreign bytes behind a body": (
        RECORDS[1] + b"foreign\r\n" + RECORDS[2], (0, 1),
        ["the length of the record at byte 0, '241', is wrong; it was read up to the next record"],
    ),
    "headers without an end": (
        RECORDS[1] + HEADLESS, (0,), [f"the headers of the record at byte {AT} have no end, and it is left out"],
    ),
    "a length that is too small": (
        with_length(1, b"10") + RECORDS[2], (0, 1),
        ["the length of the record at byte 0, '10', is wrong; it was read up to the next record"],
    ),
    "a length that is too large": (
        with_length(1, b"5000") + RECORDS[2], (0, 1),
        ["the length of the record at byte 0, '5000', is wrong; it was read up to the next record"],
    ),
    "a wrong length of a record that is no page": (
        record(b"some bytes and more", Type="metadata").replace(b"Length: 19", b"Length: 10") + RECORDS[1], (0,),
        ["the length of the record at byte 0, '10', is wrong; it was read up to the next record"],
    ),
    "a length with zeros before it": (with_length(1, b"0000000241") + RECORDS[2], (0, 1), []),
    "a length of too many digits": (
        with_length(1, b"00000000241") + RECORDS[2], (0, 1),
        ["the length of the record at byte 0, '00000000241', is wrong; it was read up to the next record"],
    ),
    "a length that is too large, at the end": (
        RECORDS[1] + with_length(2, b"246"), (0,),
        [f"the file breaks off in the record at byte {AT}, of which 245 of 246 bytes are left"],
    ),
    "a length that is too small, at the end": (
        RECORDS[1] + with_length(2, b"239"), (0, 1),
        [f"the length of the record at byte {AT}, '239', is wrong; it was read up to the next record"],
    ),
    "a length that is no number, at the end": (
        RECORDS[1] + with_length(2, b"x"), (0,), [f"the length of the record at byte {AT}, 'x', is wrong"],
    ),
    "a large record": (RECORDS[1] + LARGE + RECORDS[2], (0, 1), []),
    "a large record, cut off": (
        RECORDS[1] + LARGE[:-5], (0,), [f"the file breaks off in the record at byte {AT}"],
    ),
    "a large record without its line ends": (RECORDS[1] + LARGE[:-4], (0,), []),
}  # fmt: skip


@pytest.mark.parametrize("sizes", [None, [1], [7, 1000], [1 << 20]], ids=str)
@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damage_is_the_same_however_the_file_comes(monkeypatch, damage, sizes):
    data, found, messages = DAMAGED[damage]
    if sizes:
        scale = 1 if len(data) < 100_000 else 1 << 10
        sizes = [size * scale for size in sizes]
        monkeypatch.setattr(records, "_PIECE", 64 * scale)
    heard = []
    rows = warc.iter_rows(ShortReads(data, sizes) if sizes else BytesIO(data), report=heard.append)
    if found:
        assert [row.article.headline for row in rows] == titles(*found)
    else:
        with pytest.raises(ReadError) as caught:
            list(rows)
        assert caught.value.message == messages[0]
    assert [message for _, message in errors(heard)] == messages


@pytest.mark.parametrize("form", ["plain", "packed as a whole"])
def test_wherever_a_piece_of_a_file_ends_its_records_are_the_same(monkeypatch, form):
    for size in range(5, 90):
        monkeypatch.setattr(records, "_PIECE", size)
        monkeypatch.setattr(records, "_STEP", size)
        assert read(FORMS[form]) == (titles(*range(6)), []), size


@pytest.mark.parametrize("fold", [b"\r\n ", b"\r\n\t", b"\n  \t", b" \r\n "])
def test_a_header_may_go_on_in_the_next_line(html, fold):
    folded = answer(HTML).replace(b"text/html; charset", b"text/html;" + fold + b"charset")
    body = folded.partition(b"\r\n\r\n")[2].removesuffix(b"\r\n\r\n")
    folded = re.sub(rb"Length: \d+", b"Length: %d" % len(body), folded)
    heard = []
    assert len(warc.loads(folded, report=heard.append)) == 1
    assert (html[0][2], errors(heard)) == ("cp1251", [])


def test_a_header_ends_where_its_line_is_broken(html):
    assert len(warc.loads(answer(HTML, kind="text/html \rodd"))) == 1
    assert warc.loads(answer(HTML, kind="image/png\rtext/html")) == []


@pytest.mark.parametrize("damage", ["zeros", "junk", "other members", "a wrong sum"])
@pytest.mark.parametrize("sizes", [[1], [7, 1000]], ids=str)
def test_a_damaged_member_is_the_same_however_the_file_comes(monkeypatch, damage, sizes):
    packed = list(map(pack, RECORDS))
    at = len(packed[0] + packed[1])
    spoilt = {
        "zeros": packed[2][:30] + bytes(50) + packed[2][80:],
        "junk": b"\x1f\x8b" * 30,
        "other members": packed[2][:30] + b"\x1f\x8b\x08 junk" * 9 + pack(b"no record"),
        "a wrong sum": packed[2][:-8] + bytes(4) + packed[2][-4:],
    }[damage]
    data = b"".join([*packed[:2], spoilt, *packed[3:]])
    monkeypatch.setattr(records, "_PIECE", 3)
    heard = []
    found = list(wet.iterload(ShortReads(data, sizes), report=heard.append))
    assert [article.headline for article in found] == titles(0, 2, 3, 4, 5)
    goes_on = f"reading goes on at byte {at + len(spoilt)}"
    assert errors(heard) == [("error.record", f"the gzip member at byte {at} is damaged; {goes_on}")]


def test_of_a_long_member_only_its_end_is_searched_for_the_next_one(monkeypatch):
    """What has been unpacked of it is not kept; the places are the same."""
    bodies = [page(number).encode() + Random(number).randbytes(9000).hex().encode() for number in range(9)]
    long = pack(b"".join(record(body, Type="conversion") for body in bodies))
    assert len(long) > 1 << 16
    data = long[:-100] + bytes(92) + long[-8:] + PACKED
    said = []
    for kept in (1 << 24, 1 << 14):
        monkeypatch.setattr(records, "_KEPT", kept)
        found, heard = read(data)
        assert found == titles(*range(8), *range(6))
        said.append(errors(heard))
    goes_on = f"reading goes on at byte {len(long)}"
    assert said == [[("error.record", f"the gzip member at byte 0 is damaged; {goes_on}")]] * 2


def test_a_record_whose_next_one_is_far_is_left_out(monkeypatch):
    foreign = b"foreign bytes\n" * 40
    data = RECORDS[1] + with_length(2, b"10") + foreign + RECORDS[3]
    assert read(data)[0] == titles(0, 1, 2)
    monkeypatch.setattr(records, "_SEARCHED", 100)
    monkeypatch.setattr(records, "_PIECE", 64)
    found, heard = read(data)
    assert found == titles(0, 2)
    at = len(data) - len(RECORDS[3])
    message = f"the length of the record at byte {AT}, '10', is wrong; reading goes on at byte {at}"
    assert errors(heard) == [("error.record", message)]


@pytest.mark.parametrize(("size", "found"), [(700, (0, 1, 2)), (1100, (0, 2))])
def test_headers_without_an_end_are_searched_so_far(monkeypatch, size, found):
    monkeypatch.setattr(records, "_LONGEST_HEAD", 1000)
    monkeypatch.setattr(records, "_PIECE", 64)
    assert read(text(0) + text(1, Odd="x" * size) + text(2))[0] == titles(*found)


def test_every_record_is_wanted_unless_somebody_says_otherwise():
    found = list(read_records(BytesIO(LARGE + RECORDS[1]), print))
    assert [len(each.body) for each in found] == [(1 << 20) + 1, len(page(0))]
    assert found[0].header("nothing") == ""


# --- answers of servers ---


@pytest.fixture
def html(monkeypatch):
    """A reader of HTML that returns what it is given as a page."""
    module = ModuleType("newsdoc.formats.html")
    given = []

    def loads(data, *, hints=None, encoding=None, report=None):
        given.append((data, hints, encoding))
        return Page("", (Article("Bridge opens"),), (), ({},), (0.9,), ())

    module.loads = loads
    monkeypatch.setitem(sys.modules, "newsdoc.formats.html", module)
    monkeypatch.setattr(newsdoc.formats, "html", module, raising=False)
    return given


def answer(body, *headers, status="200 OK", kind="text/html; charset=windows-1251"):
    lines = [f"HTTP/1.1 {status}", *([f"Content-Type: {kind}"] if kind else []), *headers]
    head = "\r\n".join(lines).encode() + b"\r\n\r\n"
    return record(
        head + body, Type="response", Target_URI="https://bay.example/1", kind="application/http; msgtype=response"
    )


HTML = b"<html><body><h1>Bridge opens</h1></body></html>"
CHUNKS = b"10;a=b\r\n" + HTML[:16] + b"\r\n" + b"%x\r\n" % len(HTML[16:]) + HTML[16:] + b"\r\n0\r\n\r\n"
DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (HTML, []),
        (CHUNKS, ["Transfer-Encoding: chunked"]),
        (HTML, ["Transfer-Encoding: chunked"]),
        (pack(HTML), ["Content-Encoding: gzip"]),
        (HTML, ["Content-Encoding: gzip"]),
        (zlib.compress(HTML), ["content-encoding:deflate"]),
        (DEFLATE.compress(HTML) + DEFLATE.flush(), ["Content-Encoding: deflate"]),
        (HTML, ["X-Long: a", " b", "Content-Encoding: identity"]),
    ],
)
def test_html_goes_through_its_format_without_what_the_server_put_around_it(html, body, headers):
    [article] = warc.loads(answer(body, *headers))
    assert article == Article("Bridge opens", url="https://bay.example/1")
    assert html[0][0] == HTML
    assert html[0][1].url == "https://bay.example/1"
    assert html[0][2] == "cp1251"


def test_the_confidence_of_an_html_page_is_kept(html):
    [row] = warc.iter_rows(BytesIO(answer(HTML)))
    assert (row.confidence, row.number, row.origin) == (0.9, 0, "0")


def test_answers_that_are_no_pages_are_skipped(html):
    others = [
        answer(b"", status="301 Moved Permanently"),
        answer(HTML, status="404 Not Found"),
        answer(b"\xff\xd8\xff", kind="image/jpeg"),
        record(b"not an answer", Type="response", kind="application/http"),
        record(b"GET / HTTP/1.1\r\n\r\n", Type="request", kind="application/http; msgtype=request"),
    ]
    assert warc.loads(b"".join(others)) == []
    assert html == []
    assert len(warc.loads(answer(HTML, kind=""))) == 1
    assert len(warc.loads(record(HTML, Type="resource", kind="text/html"))) == 1


def test_a_page_that_cannot_be_unpacked_is_named(html):
    heard = []
    assert warc.loads(answer(b"\x81\x02", "Content-Encoding: br"), report=heard.append) == []
    fault = "cannot be unpacked, or unpacks to more than 100 times its size (record at byte 0)"
    assert errors(heard) == [("error.record", f"a page packed with 'br' {fault}")]


def test_a_page_that_unpacks_to_too_much_costs_only_itself(html):
    heard = []
    much = answer(pack(HTML + b" " * 20_000_000), "Content-Encoding: gzip")
    more = answer(pack(HTML + b" " * 3_000_000), "Content-Encoding: gzip")
    assert len(warc.loads(much + more, report=heard.append)) == 1
    fault = "cannot be unpacked, or unpacks to more than 100 times its size (record at byte 0)"
    assert errors(heard) == [("error.record", f"a page packed with 'gzip' {fault}")]


@pytest.mark.parametrize(("size", "fits"), [(4 << 20, True), ((4 << 20) + 1, False)])
def test_any_page_may_unpack_to_four_mebibytes(html, size, fits):
    heard = []
    found = warc.loads(answer(pack(HTML.ljust(size)), "Content-Encoding: gzip") + answer(HTML), report=heard.append)
    assert (len(found), len(errors(heard))) == (1 + fits, 1 - fits)
    assert len(html[0][0]) == (size if fits else len(HTML))


@pytest.mark.parametrize(("size", "fits"), [(7_500_000, True), (7_500_001, False)])
def test_a_larger_page_may_unpack_to_a_hundred_times_its_size(html, size, fits):
    noise = HTML + Random(0).randbytes(1 << 16)
    packed = pack(noise.ljust(size)).ljust(75_000, b"\0")
    assert len(packed) == 75_000
    assert len(warc.loads(answer(packed, "Content-Encoding: gzip") + answer(HTML))) == 1 + fits


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [
        ("text/html; charset=klingon", None), ("text/html;charset=base64", None), ("text/html", None),
        ("text/html; CHARSET='windows-1251'; x=y", "cp1251"), ("Text/HTML ; a=b;charset =utf-8", "utf-8"),
        ("application/xhtml+xml; charset=", None),
    ],
)  # fmt: skip
def test_an_encoding_that_a_server_names_counts_if_there_is_one(html, kind, encoding):
    assert len(warc.loads(answer(HTML, kind=kind))) == 1
    assert html[0][2] == encoding


@pytest.mark.parametrize(("size", "found"), [(1018, 1), (1019, 0)])
def test_a_page_without_a_media_type_is_known_by_its_first_kibibyte(html, size, found):
    warc.loads(answer(b" " * size + HTML, kind="") + text(1))
    assert len(html) == found


@pytest.mark.parametrize(("size", "found"), [(1018, 1), (1019, 0)])
def test_what_a_crawl_has_unpacked_is_known_by_its_first_kibibyte(html, size, found):
    warc.loads(answer(b" " * size + HTML, "Content-Encoding: br") + text(1))
    assert len(html) == found


def test_text_of_a_server_is_read_in_its_encoding():
    body = page(1).replace("Bridge", "Мост").encode("cp1251")
    [article] = warc.loads(answer(body, kind="text/plain; charset=windows-1251"))
    assert article.headline == "Мост 1 opens"


def test_records_are_read_alone():
    found = list(read_records(BytesIO(PLAIN), print))
    assert [each.header("warc-type") for each in found] == ["warcinfo", *["conversion"] * 6]
    assert found[1].body == page(0).encode()


@pytest.mark.parametrize(("behind", "is_cut"), [(10, True), (11, False)])
def test_a_body_with_much_behind_its_last_chunk_was_not_in_chunks(html, behind, is_cut):
    inside = HTML.ljust(59)
    body = b"3b\r\n" + inside + b"\r\n0\r\n\r\n" + b"<" * behind
    assert len(warc.loads(answer(body, "Transfer-Encoding: chunked"))) == 1
    assert html[0][0] == (inside if is_cut else body)


def test_a_chunk_may_end_in_lf_only(html):
    body = b"%x \n" % len(HTML) + HTML + b"\n0\n\n"
    warc.loads(answer(body, "Transfer-Encoding: chunked"))
    assert html[0][0] == HTML


def test_a_page_without_a_media_type_is_known_by_its_content(html):
    assert len(warc.loads(answer(HTML, kind=""))) == 1
    assert warc.loads(answer(page(1).encode(), kind=""))[0].headline == "Bridge 1 opens"
    assert len(html) == 1
    assert warc.loads(answer(b" " * 1024 + HTML, kind="")) == []


@pytest.mark.parametrize("status", ["199 Odd", "300 Choice", "", "OK"])
def test_only_success_is_a_page(html, status):
    assert warc.loads(answer(HTML, status=status) + answer(HTML, status="203 Changed")) != []
    assert len(html) == 1


@pytest.mark.parametrize("status", ["200", "200 ", "299 Very well"])
def test_success_needs_no_words(html, status):
    assert len(warc.loads(answer(HTML, status=status))) == 1


def test_what_a_file_without_a_record_says():
    with pytest.raises(ReadError, match="the file holds no WARC record") as caught:
        warc.loads(b"")
    assert caught.value.line == 1
    with pytest.raises(ReadError, match="the gzip member at byte 0 is damaged; no whole member follows") as caught:
        warc.loads(pack(PLAIN)[:12] + bytes(200))
    assert (caught.value.line, caught.value.format) == (1, "warc")


def test_what_is_found_on_a_page_of_html_is_reported_with_its_record():
    """A list of teasers is reported, not the articles of other records."""
    teasers = "".join(f'<h2><a href="/{n}">The bridge number {n} opens</a></h2><p>{PROSE} {n}.</p>' for n in range(5))
    story = "".join(f"<p>{PROSE} {number}.</p>" for number in range(4))
    good = f"<title>Bridge opens</title><body><h1>Bridge opens</h1>{story}".encode()
    first = answer(f"<body>{teasers}</body>".encode())
    heard = []
    rows = list(warc.iter_rows(BytesIO(first + answer(good)), report=heard.append))
    assert [(row.article.headline, row.lines, row.number) for row in rows] == [("Bridge opens", (0, 6), 0)]
    assert [(each.code, each.message.partition(" (")[2], each.line) for each in heard] == [
        ("page.listing", "record at byte 0, line 1)", None),
    ]


def test_an_answer_without_a_status_is_no_page(html):
    without = record(b"HTTP/1.1\r\nContent-Type: text/html\r\n\r\n" + HTML, Type="response", kind="application/http")
    assert len(warc.loads(without + answer(HTML))) == 1
