"""Ranges: what the parts of a file give one after the other is what the whole gives, wherever it is cut."""

from __future__ import annotations

import gzip
import io
import os
import pickle
import re
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from newsdoc import Article, Diagnostic, Limits, Range, ReadError, Source, dialects, iter_range, iter_read, plan_ranges
from newsdoc.dialects import LAYOUTS
from newsdoc.formats import json, jsonl, rawdump
from newsdoc.io.opening import plain_size
from newsdoc.page.reader import find_starts, label_lines
from newsdoc.page.window import REACH
from newsdoc.ranges import WHOLE
from newsdoc.strategies import articles, dumps, printed_pages

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


def story(number, paragraphs=4):
    head = [f"Bridge number {number} opens", "", *[f"The bridge, {number}. (AFP)"] * 2, "TT", "20", ""]
    again = [f"Bridge number {number} opens", "", *[f"The bridge, {number}. (AFP)"] * 2, ""]
    return "\n".join([*head, *again, *[f"{PROSE} {number}, {n}.\n" for n in range(paragraphs)], "", ""])


@st.composite
def pages(draw):
    """Pages of several hundred lines: some of all kinds one after the other, again and again, with other headlines."""
    several = draw(st.lists(dumps() | printed_pages(most=8).map(lambda page: page.text), min_size=1, max_size=4))
    gap = draw(st.sampled_from(["\n", "\n\n", "\n\n\n\n"]))
    text = gap.join(several)
    return gap.join(re.sub(r"(?=\dn\d)", str(copy), text) for copy in range(draw(st.integers(8, 30))))


@given(pages(), st.floats(0, 1), st.sampled_from([None, *LAYOUTS]))
def test_where_an_article_is_sure_to_begin_one_begins(text, share, name):
    """Whatever stands above the lines that are looked at."""
    lines = text.split("\n")
    layouts = dialects.layouts_of(name)
    begun = {number for number, label in enumerate(label_lines(lines, layouts)) if label.article}
    above = int(share * len(lines) / 2)
    found = set(find_starts(lines[above:], layouts))
    assert {above + number for number in found} <= begun
    if any(number < above for number in begun):
        known = set(find_starts(lines[above:], layouts, mid_page=True))
        assert found <= known <= {number - above for number in begun}


def test_the_parts_give_what_the_whole_gives():
    cuts = 0

    @given(pages(), st.integers(1, 9), st.sampled_from([None, *dialects.DIALECTS]))
    def law(text, parts, dialect):
        nonlocal cuts
        with TemporaryDirectory() as folder:
            path = Path(folder, "page.txt")
            path.write_bytes(text.encode("utf-8", "surrogatepass"))
            ranges = plan_ranges(path, parts, dialect=dialect, least=1)
            check_tiled(ranges, parts)
            cuts += len(ranges) - 1
            expected = list(iter_read(path, dialect=dialect))
            assert [article for part in ranges for article in iter_range(path, part, dialect=dialect)] == expected

    law()
    assert cuts > 5  # with few examples, too


def check_tiled(ranges, parts):
    assert 1 <= len(ranges) <= parts
    assert (ranges[0].start, ranges[-1].stop) == (0, None)
    assert all(before.stop == after.start > before.start for before, after in pairwise(ranges))


@given(st.lists(articles(), max_size=8), st.integers(1, 12), st.sampled_from([b"", b"\n\n", b"\xef\xbb\xbf"]))
def test_lines_of_json_are_cut_at_their_ends(found, parts, top):
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.jsonl")
        path.write_bytes(top + jsonl.dumps(found).encode())
        ranges = plan_ranges(path, parts, format="jsonl", least=1)
        check_tiled(ranges, parts)
        assert [article for part in ranges for article in iter_range(path, part, format="jsonl")] == found


def test_many_lines_of_json_are_cut_into_as_many_parts_as_are_asked_for(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(jsonl.dumps(Article(f"Bridge {number} opens") for number in range(100)))
    assert [len(list(iter_range(path, part))) for part in plan_ranges(path, 4, least=1)] == [26, 25, 25, 24]


def test_a_dump_is_cut_into_as_many_parts_as_are_asked_for(tmp_path):
    path = tmp_path / "year.txt"
    path.write_text("".join(map(story, range(400))))
    for parts in (1, 2, 3, 7, 16):
        ranges = plan_ranges(path, parts, least=1)
        check_tiled(ranges, parts)
        assert len(ranges) == parts
        assert sum(len(list(iter_range(path, part))) for part in ranges) == 400
    size = path.stat().st_size
    assert all(abs((part.stop or size) - part.start - size / 7) < 16_000 for part in plan_ranges(path, 7, least=1))


def test_a_range_may_hold_no_article(tmp_path):
    path = tmp_path / "year.txt"
    path.write_text("".join(f"Link {number}\n\n" for number in range(900)) + "".join(map(story, range(30))))
    first, second, *rest = plan_ranges(path, 9, least=1)
    heard: list[Diagnostic] = []
    assert list(iter_range(path, first, report=heard.append)) == []
    assert [diagnostic.code for diagnostic in heard] == ["page.leftover"]
    assert next(iter_range(path, second)).headline == "Bridge number 0 opens"
    assert sum(len(list(iter_range(path, part))) for part in (second, *rest)) == 30


def test_what_is_small_is_left_whole(tmp_path):
    path = tmp_path / "year.txt"
    path.write_text("".join(map(story, range(400))))
    assert plan_ranges(path, 8) == [WHOLE]
    assert len(plan_ranges(path, 8, least=path.stat().st_size // 3)) == 3
    assert plan_ranges(path, 0, least=1) == [WHOLE]


def test_the_options_are_those_of_reading(tmp_path):
    path = tmp_path / "year.txt"
    path.write_text("".join(map(story, range(100))))
    options = {"language": "ar", "source": Source("Example Wire", "agency"), "dialect": "doubled-head"}
    ranges = plan_ranges(path, 2, dialect="doubled-head", least=1)
    assert len(ranges) == 2
    found = [article for part in ranges for article in iter_range(path, part, **options)]
    assert found == list(iter_read(path, **options))
    assert found[-1].language == "ar"


def test_lines_and_articles_are_counted_from_the_start_of_the_range(tmp_path):
    path = tmp_path / "year.txt"
    path.write_text("".join(map(story, range(100))).removesuffix(".\n\n\n"))
    heard = []
    *_, last = plan_ranges(path, 4, least=1)
    found = list(iter_range(path, last, report=heard.append))
    lines = path.read_bytes()[last.start :].count(b"\n") + 1
    assert [(item.code, item.line, item.path) for item in heard] == [
        ("article.truncated", lines, f"$[{len(found) - 1}]")
    ]


def test_the_last_article_of_a_range_is_not_the_last_of_the_page(tmp_path):
    path = tmp_path / "year.txt"
    path.write_text("".join(map(story, range(200))))
    for part in plan_ranges(path, 4, least=1):
        heard: list[Diagnostic] = []
        assert list(iter_range(path, part, report=heard.append))
        assert heard == []


def test_a_byte_order_mark_is_for_the_top_of_a_file(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(jsonl.dumps([Article("Bridge opens")]).encode() + b'\xef\xbb\xbf{"id": "B"}\n')
    heard = []
    assert list(iter_read(path, report=heard.append)) == [Article("Bridge opens")]
    first, second = plan_ranges(path, 2, least=1)
    assert list(iter_range(path, first)) == [Article("Bridge opens")]
    assert list(iter_range(path, second, report=heard.append)) == []
    assert [(each.code, each.line) for each in heard] == [("error.item", 2), ("error.item", 1)]


def shouting(lines):
    for line in lines:
        yield dialects.Label("headline", article=True) if line.isupper() else dialects.Label("paragraph")


@pytest.mark.parametrize(
    ("name", "data", "options"),
    [
        ("a.json", json.dumps([Article("A")] * 900).encode(), {}),
        ("a.txt.gz", gzip.compress("".join(map(story, range(900))).encode(), 1), {}),
        ("a.txt", "".join(map(story, range(99))).encode(), {"dialect": shouting}),
        ("a.txt", "".join(map(story, range(99))).encode(), {"dialect": "plain"}),
        ("a.txt", (f"{PROSE}\n\n" * 900).encode(), {}),
        ("a.txt", b"x" * 3_000_000, {}),
        ("a.txt", b"\n" * 30_000, {}),
        ("a.txt", b"", {}),
        ("a.jsonl", b"", {"format": "jsonl"}),
    ],
)
def test_what_cannot_be_cut_is_one_range(tmp_path, name, data, options):
    path = tmp_path / name
    path.write_bytes(data)
    assert plan_ranges(path, 8, least=1, **options) == [WHOLE]
    assert list(iter_range(path, WHOLE, **options)) == list(iter_read(path, **options))


def test_pipes_and_open_files_are_not_cut(tmp_path):
    text = "".join(map(story, range(99)))
    assert plan_ranges(io.BytesIO(text.encode()), 8, least=1) == [WHOLE]
    assert list(iter_range(io.BytesIO(text.encode()), WHOLE)) == list(rawdump.loads(text))
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.txt")
        assert plan_ranges(tmp_path / "pipe.txt", 8, least=1) == [WHOLE]


def test_what_cannot_be_read_says_so_when_it_is_read(tmp_path):
    missing = tmp_path / "missing.txt"
    assert plan_ranges(missing, 8) == [WHOLE]
    with pytest.raises(ReadError, match="cannot be opened"):
        list(iter_range(missing, WHOLE))
    (tmp_path / "a.json").write_text("[{}]")
    with pytest.raises(ReadError, match=r"a\.json: .*this format cannot be read in ranges"):
        list(iter_range(tmp_path / "a.json", Range(1, 2)))
    with pytest.raises(ReadError, match="cannot be read from byte 5 on"):
        list(iter_range(io.BufferedReader(_Stream(PROSE.encode())), Range(5, 6), format="rawdump"))


class _Stream(io.RawIOBase):
    """A pipe."""

    def __init__(self, data):
        self._file = io.BytesIO(data)

    def readable(self):
        return True

    def readinto(self, buffer):
        return self._file.readinto(buffer)


def test_a_range_is_a_plain_value():
    part = Range(3, 9)
    assert pickle.loads(pickle.dumps(part)) == part
    assert {part: 1}[Range(3, 9)] == 1
    with pytest.raises(AttributeError):
        part.start = 4


def test_searching_for_a_place_to_cut_ends(tmp_path, monkeypatch):
    """A page that is one long article is not searched to its end before it is read."""
    path = tmp_path / "long.txt"
    path.write_text(f"{PROSE}\n\n" * 9_000)
    searched = []
    original = newsdoc.ranges.find_starts

    def counting(lines, layouts, **options):
        return original((searched.append(1) or line for line in lines), layouts, **options)

    monkeypatch.setattr(newsdoc.ranges, "find_starts", counting)
    monkeypatch.setattr(newsdoc.ranges, "_SEARCHED", 1 << 16)
    assert plan_ranges(path, 30, least=1) == [WHOLE]
    assert len(searched) < 2 * 3 * (1 << 16) / len(PROSE)


@pytest.mark.parametrize(("above", "count"), [(2.5, 8), (3.5, 1)])
def test_after_three_searches_without_a_place_the_rest_is_one_range(above, count, tmp_path, monkeypatch):
    """A page begins with a long article; so many tenths of it are searched in vain."""
    stories = "".join(map(story, range(800)))
    size = int(len(stories) * above / (10 - above))
    path = tmp_path / "year.txt"
    path.write_text(f"{PROSE}\n\n" * (size // (len(PROSE) + 2)) + stories)
    monkeypatch.setattr(newsdoc.ranges, "_SEARCHED", len(stories) // 20)
    assert len(plan_ranges(path, 10, least=1)) == count


@pytest.mark.parametrize(("long", "count"), [(2.5, 8), (3.5, 4)])
def test_searches_in_vain_are_counted_from_the_last_place(long, count, tmp_path, monkeypatch):
    """A long article lies in the midst of a page: so many tenths of it are searched in vain."""
    stories = "".join(map(story, range(800)))
    size = int(len(stories) * long / (10 - long))
    half = stories.index("Bridge number 400 opens")
    prose = f"{PROSE}\n\n" * (size // (len(PROSE) + 2))
    path = tmp_path / "year.txt"
    path.write_text(f"{stories[:half]}{prose}\n{stories[half:]}")
    monkeypatch.setattr(newsdoc.ranges, "_SEARCHED", len(stories) // 20)
    assert len(plan_ranges(path, 10, least=1)) == count


@pytest.mark.parametrize("size", [0, 1, 100_000])
def test_the_size_of_a_file_is_known_if_it_is_neither_packed_nor_decoded(size, tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(b"x" * size)
    assert plain_size(path) == size
    path.write_bytes(gzip.compress(b"x" * size))
    assert plain_size(path) is None


def test_a_place_to_cut_needs_lines_above_it():
    text = "".join(map(story, range(60)))
    layouts = dialects.layouts_of(None)
    found = list(find_starts(text.split("\n"), layouts))
    assert found[0] >= 2 * REACH
    assert found == [
        n for n, label in enumerate(label_lines(text.split("\n"), layouts)) if label.article and n >= 2 * REACH
    ]


# --- limits, options and errors of a range ---


def lines_of(path, number, length=1000):
    """A file of JSON Lines, each of so many bytes."""
    text = jsonl.dumps([Article("A")]).rstrip()
    line = f"{text[:-1]}{' ' * (length - len(text) - 1)}}}\n"
    path.write_text(line * number)
    return path


def test_only_the_bytes_of_a_range_count(tmp_path):
    """The first bytes of the file, which tell its format, are not read again for each range."""
    path = lines_of(tmp_path / "a.jsonl", 300)
    last = Range(200_000, None)
    assert len(list(iter_range(path, last, limits=Limits(size=100_000)))) == 100
    with pytest.raises(ReadError, match="the file is larger than 99999 bytes"):
        list(iter_range(path, last, limits=Limits(size=99_999)))


def test_a_range_has_its_bytes_and_no_more(tmp_path):
    path = lines_of(tmp_path / "a.jsonl", 10)
    for first, stop in ((0, 1), (3, 4), (3, 9), (9, 10)):
        assert len(list(iter_range(path, Range(first * 1000, stop * 1000)))) == stop - first
    assert len(list(iter_range(path, Range(9000, None)))) == 1
    assert list(iter_range(path, Range(10_000, None))) == []
    assert list(iter_range(path, Range(5000, 5000))) == []


def test_a_page_that_is_not_utf_8_is_said_of_its_first_range_only(tmp_path):
    path = tmp_path / "year.txt"
    path.write_bytes("".join(map(story, range(100))).replace("Bridge number", "Café number").encode("latin-1"))
    codes = []
    for part in plan_ranges(path, 3, least=1):
        heard = []
        assert list(iter_range(path, part, report=heard.append))
        codes.append([each.code for each in heard].count("repair.encoding"))
    assert codes == [1, 0, 0]


def test_a_line_longer_than_the_steps_is_passed_at_once(tmp_path):
    """No place is looked for inside of what lies before the last one that was found."""
    path = tmp_path / "a.jsonl"
    text = jsonl.dumps([Article("A")]).rstrip()
    path.write_text(f"{text[:-1]}{' ' * 9000}}}\n" + f"{text}\n" * 20)
    first, *others = plan_ranges(path, 20, least=1)
    assert first.stop == len(text) + 9001
    assert len(others) == 1
    assert [len(list(iter_range(path, each))) for each in (first, *others)] == [1, 20]


def test_a_cut_is_where_a_line_begins(tmp_path):
    """Exactly at the wanted byte, if a line begins there, and never at the end of the file."""
    path = lines_of(tmp_path / "a.jsonl", 4, 100)
    assert plan_ranges(path, 4, least=1) == [Range(0, 100), Range(100, 200), Range(200, 300), Range(300, None)]
    assert plan_ranges(path, 3, least=1) == [Range(0, 200), Range(200, 300), Range(300, None)]
    assert [each.start for each in newsdoc.ranges.cut(path, 99)] == [0, 100, 200, 300]
    assert [each.start for each in newsdoc.ranges.cut(path, 50)] == [0, 100, 200, 300]
    assert [each.start for each in newsdoc.ranges.cut(path, 399)] == [0]
    assert [each.start for each in newsdoc.ranges.cut(path, 400)] == [0]


def test_a_file_that_breaks_off_while_it_is_cut_is_read_to_there(tmp_path, monkeypatch):
    path = lines_of(tmp_path / "a.jsonl", 100, 10_000)
    opened, real = [], newsdoc.ranges.reading

    def failing(*arguments, **options):
        opened.append(options["start"])
        if len(opened) > 2:
            raise ReadError("the disk failed")
        return real(*arguments, **options)

    monkeypatch.setattr(newsdoc.ranges, "reading", failing)
    assert [each.start for each in plan_ranges(path, 10, least=1)] == [0, 100_000, 200_000]
    assert len(opened) == 3


def test_rows_of_a_range_have_the_options_of_reading(tmp_path):
    path = tmp_path / "year"
    path.write_text("".join(map(story, range(100))))
    _, second = plan_ranges(path, 2, dialect="doubled-head", least=1)
    rows = list(newsdoc.ranges.iter_range_rows(path, second, dialect="doubled-head", format="rawdump", language="en"))
    assert len(rows) > 30
    assert {(row.article.language, row.origin, row.confidence) for row in rows} == {
        ("en", f"{path}:{second.start}", 1.0)
    }
    assert [row.article for row in rows] == list(iter_range(path, second, language="en"))
    assert not list(newsdoc.ranges.iter_range_rows(path, second, format="jsonl"))
    heard = []
    list(newsdoc.ranges.iter_range_rows(path, second, format="jsonl", report=heard.append))
    assert {each.code for each in heard} == {"error.item"}
    with pytest.raises(ReadError, match="the limit 'size'"):
        list(newsdoc.ranges.iter_range_rows(path, second, limits=Limits(size=10)))
    latin = list(newsdoc.ranges.iter_range_rows(path, Range(0, None), encoding="latin-1"))
    assert len(latin) == 100


def test_rows_of_lines_of_json_leave_no_doubt(tmp_path):
    path = lines_of(tmp_path / "a.jsonl", 4)
    rows = list(newsdoc.ranges.iter_range_rows(path, Range(2000, None)))
    assert [(row.number, row.confidence, row.doubts, row.lines) for row in rows] == [(0, None, (), None)] * 2


def test_what_has_been_read_of_a_range_is_known(tmp_path):
    """Whoever puts ranges together asks for their lines and the last article."""
    path = tmp_path / "year.txt"
    path.write_text("".join(map(story, range(100))))
    data = path.read_bytes()
    first, second = plan_ranges(path, 2, least=1)
    seen = newsdoc.ranges.Seen()
    assert (seen.lines, seen.key) == (0, None)
    list(newsdoc.ranges.read_range(path, first, seen, {}, pytest.fail))
    assert seen.lines == data[: first.stop].count(b"\n")
    assert seen.key is not None
    again = newsdoc.ranges.Seen()
    list(newsdoc.ranges.read_range(path, second, again, {}, lambda _: None))
    assert again.lines == data[second.start :].count(b"\n")
    assert again.key not in (None, seen.key)
