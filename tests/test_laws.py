"""The laws of every format, as a table: a format is under them the moment it is listed.

What a law needs to know of a format is in its row: whether it is read and written, and whether a document
holds several articles. `SPOILING` and `OTHERS` add what is worth trying on one format beside what it writes itself.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from examples import FULL
from laws import (
    NOW,
    check_checked,
    check_chunks,
    check_left_out,
    check_losses,
    check_numbers,
    check_only_our_errors,
    check_same_bytes,
    check_same_bytes_elsewhere,
    check_stable,
    check_total,
    chunk_sizes,
    mutated,
)
from newsdoc import Article, ReadError, WriteError
from newsdoc.formats import FORMATS, find, get, table
from newsdoc.formats import json as newsdoc_json
from newsdoc.strategies import articles, clean_text, dumps
from tokens import OTHERS, SPOILING

TOTAL = {"json", "jsonl", "newsml", "ninjs", "html", "parquet"}
"""The formats that lose nothing (law 4)."""

NOT_STABLE = {"jsonld"}
"""Formats that lose something of what foreign documents say: their law 5 is that each such loss is reported."""

EMPTY = {"json", "jsonl", "rawdump", "parquet"}
"""Formats that can hold no article at all."""

ROWS = {name: row for name, row in table().items() if name != "parquet" or find_spec("pyarrow")}
"""The formats whose packages are installed."""

READ = [name for name, row in ROWS.items() if row.reads]
WRITTEN = [name for name, row in ROWS.items() if row.writes]
BOTH = [name for name in READ if name in WRITTEN]
ONLY_WRITTEN = [name for name in WRITTEN if name not in READ]

plain = articles(body=st.lists(clean_text()))
"""Articles of plain paragraphs, which some writers write in a way of their own."""


@cache
def groups(name):
    """Lists of articles that a document of a format can hold."""
    if not find(name).several:
        return articles().map(lambda article: [article])
    return st.lists(articles() | plain, min_size=0 if name in EMPTY else 1, max_size=3)


def write(name, found):
    made = get(name).dumps(found, now=NOW)
    return made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")  # Parquet is bytes


@cache
def documents(name):
    """Documents of a format: what newsdoc writes, and what is made by hand for it."""
    written = groups(name).map(lambda found: write(name, found)) if name in WRITTEN else st.nothing()
    others = OTHERS.get(name, st.nothing)()
    return written | others if name in WRITTEN or name in OTHERS else documents("newsml")


@cache
def spoiled(name):
    """Documents with a few pieces cut out, doubled or replaced."""
    return mutated(documents(name), SPOILING.get(name, SPOILING["xml"]))


def by_name(names):
    return pytest.mark.parametrize("name", names)


@by_name(BOTH)
@given(data=st.data())
def test_3_exactly_the_losses_are_reported(name, data):
    check_losses(get(name), data.draw(groups(name)))


@by_name(BOTH)
def test_3_exactly_the_losses_of_a_full_article_are_reported(name):
    check_losses(get(name), [FULL])


@by_name(ONLY_WRITTEN)
@given(data=st.data())
def test_3_exactly_what_is_left_out_is_reported(name, data):
    check_left_out(get(name), data.draw(groups(name)))


@by_name(ONLY_WRITTEN)
def test_3_exactly_what_is_left_out_of_a_full_article_is_reported(name):
    check_left_out(get(name), [FULL])


@by_name(sorted(TOTAL.intersection(BOTH)))
@given(data=st.data())
def test_4_nothing_is_lost(name, data):
    check_total(get(name), data.draw(groups(name)))


@by_name(sorted(TOTAL.intersection(BOTH)))
def test_4_nothing_of_a_full_article_is_lost(name):
    check_total(get(name), [FULL])


@by_name(sorted({*TOTAL.intersection(BOTH), "nitf"}))
@given(data=st.data())
def test_what_newsdoc_writes_needs_no_repair(name, data):
    reports = []
    get(name).loads(write(name, data.draw(groups(name))), report=reports.append)
    lost = {"$[0].dateline"} if name == "nitf" else set()  # a dateline that is only a time, which NITF reads as none
    assert {each.path for each in reports} <= lost


@by_name([name for name in BOTH if name not in NOT_STABLE])
@given(data=st.data())
def test_5_reading_again_gives_the_same(name, data):
    check_stable(get(name), data.draw(documents(name)))


@by_name([name for name in READ if name != "rawdump"])
@given(data=st.data())
def test_5_whatever_is_read_can_be_written_again(name, data):
    try:
        found = get(name).loads(data.draw(spoiled(name)))
    except ReadError:
        return
    check_checked(found)
    writer = get(name if name in TOTAL and find(name).writes else "newsml")
    for group in [found] if find(name).several else [[article] for article in found]:
        assert not group or list(writer.loads(writer.dumps(group, now=NOW))) == list(group)


@by_name(READ)
@given(data=st.data())
def test_a_diagnostic_names_its_article(name, data):
    check_numbers(get(name), data.draw(documents(name) | spoiled(name)))


@by_name(READ)
@given(data=st.data(), sizes=chunk_sizes())
def test_6_chunks_do_not_matter(name, data, sizes):
    check_chunks(get(name), data.draw(documents(name) | spoiled(name)), sizes)


@by_name(READ)
@given(data=st.data())
def test_8_only_our_errors(name, data):
    found = data.draw(st.text() | st.binary() | dumps() | documents(name) | spoiled(name))
    check_only_our_errors(get(name), found, name=name)


@by_name(READ)
@pytest.mark.parametrize("other", READ)
def test_8_only_our_errors_for_a_document_of_another_format(name, other):
    if other in WRITTEN:
        check_only_our_errors(get(name), write(other, [FULL]), name=name)


@by_name(WRITTEN)
@given(data=st.data())
def test_9_same_bytes(name, data):
    check_same_bytes(get(name), data.draw(groups(name)))


@by_name(WRITTEN)
def test_9_same_bytes_elsewhere(name):
    for article in (FULL, Article("No id, no time")):
        check_same_bytes_elsewhere(name, newsdoc_json.dumps([article]))


@by_name(WRITTEN)
@given(article=articles())
def test_a_single_article_is_written_as_a_list_of_it(name, article):
    wanted = newsdoc.dumps([article], name, now=NOW)
    assert newsdoc.dumps(article, name, now=NOW) == wanted
    if name in FORMATS:  # the writers of other packages need not know it
        assert get(name).dumps(article, now=NOW) == wanted
        file = BytesIO()
        get(name).dump(article, file, now=NOW)
        data = wanted if isinstance(wanted, bytes) else wanted.encode("utf-8", "surrogatepass")
        assert file.getvalue().endswith(data)


@by_name(WRITTEN)
def test_a_single_article_goes_into_a_file(name, tmp_path):
    newsdoc.write(FULL, tmp_path / "one", format=name, now=NOW)
    newsdoc.write([FULL], tmp_path / "list", format=name, now=NOW)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "list").read_bytes()


@by_name(WRITTEN)
def test_no_article_at_all(name):
    if name in EMPTY:
        assert list(get(name).loads(get(name).dumps([]))) == []
    else:
        with pytest.raises(WriteError):
            get(name).dumps([])
