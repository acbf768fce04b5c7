"""Articles as columns: nothing is lost, and pages in columns become articles in columns."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from examples import FULL
from newsdoc import Article, ReadError, Subhead, WriteError, strategies
from newsdoc.formats import parquet, rawdump
from newsdoc.formats.rows.pages import Row

pa = pytest.importorskip("pyarrow")

import pyarrow.parquet as pq  # noqa: E402

from newsdoc.arrow import (  # noqa: E402
    SCHEMA,
    from_batches,
    memory,
    split_column,
    split_pages,
    split_schema,
    to_batch,
    to_batches,
)
from newsdoc.arrow import write as arrow_write  # noqa: E402
from newsdoc.arrow.read import read_batch  # noqa: E402
from newsdoc.arrow.write import text_size  # noqa: E402

RECORDED = Path(__file__).parent / "data" / "arrow-schema.txt"
PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


def page(number):
    return f"Bridge {number} opens\n\nTT\n\nBridge {number} opens\n\n{PROSE}\n"


LISTING = "Home\nNews\nSport\n"


# --- articles ---


def test_the_schema_is_the_recorded_one():
    """A new field of the model is a new column; nothing else may change without a new version."""
    shown = SCHEMA.to_string(truncate_metadata=False) + "\n"
    if os.environ.get("NEWSDOC_REWRITE"):
        RECORDED.parent.mkdir(exist_ok=True)
        RECORDED.write_text(shown, encoding="utf-8")
    names = [each.name for each in attrs.fields(Article)]
    assert [name for name in names if name not in SCHEMA.names] == []
    assert shown == RECORDED.read_text("utf-8")


@given(st.lists(strategies.articles(), max_size=5))
def test_every_article_comes_back(articles):
    batch = to_batch(articles)
    batch.validate(full=True)
    assert batch.schema.equals(SCHEMA, check_metadata=True)
    assert list(from_batches(batch)) == articles


@given(st.lists(strategies.articles(), min_size=1, max_size=5))
def test_every_article_comes_back_through_parquet(articles):
    assert parquet.loads(parquet.dumps(articles)) == articles


@given(st.lists(strategies.articles(), max_size=9), st.integers(1, 4))
def test_batches_of_any_size_hold_the_same(articles, rows):
    batches = list(to_batches(articles, rows))
    assert all(batch.num_rows <= rows for batch in batches)
    assert list(from_batches(batches)) == articles
    assert list(from_batches(pa.Table.from_batches(batches, SCHEMA))) == articles


def test_a_full_article_and_one_alone():
    assert list(from_batches(to_batch([FULL]))) == [FULL]
    assert list(from_batches(to_batch(FULL))) == [FULL]
    assert list(from_batches(to_batch([]))) == []
    assert list(from_batches(pa.Table.from_batches([to_batch([FULL])]).slice(1))) == []


@pytest.mark.parametrize("given", ["x", ["x"], [Article("Bridge opens"), None], {"headline": "x"}, 1])
def test_what_is_not_an_article_is_refused(given):
    for write in (to_batch, lambda articles: list(to_batches(articles))):
        with pytest.raises(WriteError, match="only articles can be written, and not an object of type"):
            write(given)


def test_batches_are_cut_by_their_text():
    long = Article("Long", ["word " * 100 + "end"] * 10)
    assert [batch.num_rows for batch in to_batches([long] * 5, bytes=11_000)] == [3, 2]


def test_a_column_larger_than_arrow_can_count_is_refused(monkeypatch):
    class Chunked:
        """The answer of pyarrow to more than 2 GiB of text."""

    monkeypatch.setattr(arrow_write.pa, "ChunkedArray", pa.Array)
    with pytest.raises(WriteError, match="2 GiB"):
        to_batch([Article("Bridge opens")])


def test_columns_of_other_engines_are_read():
    """Engines write long texts, dictionaries and other times; columns may be missing, or more."""
    table = pa.Table.from_batches([to_batch([FULL, Article("Bridge opens")])])
    other = table.set_column(0, "headline", table["headline"].cast(pa.large_string()).dictionary_encode())
    for unit in ("ns", "ms"):
        modified = table["modified"].cast(pa.timestamp(unit, "UTC"), safe=False)
        other = other.set_column(other.schema.names.index("modified"), "modified", modified)
    found = list(from_batches(other.append_column("dump", pa.array(["a", "b"]))))
    assert found[0].headline == FULL.headline
    assert found[1] == Article("Bridge opens")
    assert list(from_batches(table.select(["headline", "version"]))) == [
        Article(FULL.headline, version=FULL.version), Article("Bridge opens"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"headline": [["a"]]}, "the column 'headline' is of type list"),
        ({"headline": ["a"], "published": ["2024-05-01"]}, "the column 'published' is of type string"),
        ({"headline": [" a"]}, "headline"),
        ({"other": [1]}, "there is no column of an article"),
    ],
)
def test_columns_that_are_no_articles_are_refused(columns, message):
    with pytest.raises(ReadError, match=message):
        list(from_batches(pa.table(columns)))


TIME = pa.timestamp("us", "UTC")


@pytest.mark.parametrize(
    ("columns", "message"),
    [
        ({"blocks": [[{"at": 1, "type": "quote"}]]}, "there is no block 1 in the body"),
        ({"blocks": [[{"at": -1, "type": "quote"}]]}, "there is no block -1 in the body"),
        ({"blocks": [[{"at": 0, "type": "song"}]]}, "'song'"),
        ({"blocks": [[{"at": 0, "type": "list"}]]}, "not iterable"),
        ({"modified": pa.array([1 << 62]).cast(TIME), "modified_offset": pa.array([0], pa.int16())}, "out of range"),
        ({"modified": pa.array([0]).cast(TIME), "modified_offset": pa.array([2000], pa.int16())}, "24"),
        ({"published": pa.array([-1 << 62]).cast(TIME)}, "out of range"),
    ],
)
def test_an_article_that_its_columns_do_not_make_costs_only_itself(columns, message):
    table = pa.table({"headline": ["A"], "body": [["b"]], **columns})
    other = pa.Table.from_batches([to_batch([Article("B")])]).select(table.schema.names)
    for batch in pa.concat_tables([table, other], promote_options="default").combine_chunks().to_batches():
        wrong, right = read_batch(batch)
        assert isinstance(wrong, ReadError)
        assert wrong.message.startswith("the columns do not make an article: ")
        assert message in wrong.message
        assert wrong.path == "$[0]"
        assert right == Article("B")


def test_a_newer_version_is_refused():
    batch = to_batch([FULL]).replace_schema_metadata({"newsdoc.model": "9"})
    with pytest.raises(ReadError, match="'9'"):
        list(from_batches(batch))


# --- pages ---


def pages(**columns):
    return pa.record_batch({"text": [page(1), LISTING, None, page(2) + "\n\n\n" + page(3)], **columns})


def test_pages_become_articles_with_their_columns():
    batch = pages(
        id=["a", "b", "c", "d"], url=["https://bay.example/1", None, None, "no address"], lang=["eng", "fr", "", "?"]
    )
    found = split_pages(batch, url="url", language="lang")
    found.validate(full=True)
    assert found.schema.equals(split_schema(batch.schema, url="url", language="lang"), check_metadata=True)
    assert found.schema.names[:5] == ["page_id", "article", "lines", "confidence", "doubts"]
    rows = found.to_pylist()
    assert [(row["page_id"], row["article"], row["headline"]) for row in rows] == [
        ("a", 0, "Bridge 1 opens"), ("d", 0, "Bridge 2 opens"), ("d", 1, "Bridge 3 opens"),
    ]  # fmt: skip
    assert [row["url"] for row in rows] == ["https://bay.example/1", None, None]
    assert [row["language"] for row in rows] == ["en", None, None]
    assert rows[0]["lines"] == {"start": 0, "stop": 7}
    assert next(from_batches(found)).body == (PROSE,)


def test_a_page_without_an_article_has_a_row_if_it_is_asked_for():
    batch = pages(url=["a:b", "c:d", None, None])
    rows = split_pages(batch, url="url", empty=True).to_pylist()
    assert [row["article"] for row in rows] == [0, None, 0, 1]
    assert rows[1]["doubts"]
    assert rows[1]["url"] == "c:d"
    assert rows[1]["confidence"] is None
    assert len(list(from_batches(split_pages(batch, empty=True)))) == 3


def test_names_that_clash_are_told_apart():
    batch = pages(headline=[1, 2, 3, 4], article=["a"] * 4, page_article=["b"] * 4, doubts=[None] * 4)
    found = split_pages(batch)
    assert found.schema.names[:4] == ["page_headline", "page_article", "page_page_article", "page_doubts"]
    assert len(set(found.schema.names)) == len(found.schema.names)
    assert found["page_headline"].to_pylist() == [1, 4, 4]


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string()), pa.binary()]
)
def test_texts_of_every_type(kind):
    texts = pa.array([page(1), None, page(2)])
    texts = texts.dictionary_encode() if pa.types.is_dictionary(kind) else texts.cast(kind)
    found = split_pages(pa.record_batch([texts], ["text"]))
    assert found["headline"].to_pylist() == ["Bridge 1 opens", "Bridge 2 opens"]
    assert [len(each or ()) for each in split_column(texts).to_pylist()] == [1, 0, 1]


def test_empty_batches_and_nulls():
    for texts in (pa.array([], pa.string()), pa.array([None, None], pa.string()), pa.nulls(2)):
        batch = pa.record_batch([texts], ["text"])
        assert split_pages(batch).num_rows == 0
        assert split_pages(batch).schema == split_schema(batch.schema)
        assert split_column(texts).to_pylist() == [[]] * len(texts)


def test_columns_that_are_wrong_are_refused():
    batch = pa.record_batch({"text": [1], "other": ["a"]})
    with pytest.raises(ReadError, match="'text' is of type int64"):
        split_pages(batch)
    with pytest.raises(ReadError, match="no column 'words'; the columns are 'text', 'other'"):
        split_pages(batch, "words")
    with pytest.raises(ReadError, match="is of type int64"):
        split_column(pa.array([1]))


@given(st.lists(st.none() | st.text() | strategies.dumps(), max_size=5), st.integers(1, 3))
def test_however_pages_are_cut_into_batches_the_articles_are_the_same(texts, rows):
    texts = [text and text.encode("utf-8", "replace").decode() for text in texts]  # Arrow holds no lone surrogates
    batch = pa.record_batch([pa.array(texts, pa.string())], ["text"])
    whole = split_pages(batch)
    parts = [split_pages(batch.slice(start, rows)) for start in range(0, len(texts), rows)]
    assert pa.Table.from_batches(parts, whole.schema).to_pylist() == whole.to_pylist()
    alone = [article for text in texts if text for article in rawdump.loads(text)]
    assert list(from_batches(whole)) == alone
    lists = split_column(batch["text"])
    lists.validate(full=True)
    assert lists.flatten().to_pylist() == whole.to_pylist()


# --- Parquet files ---


@pytest.fixture
def table(tmp_path):
    """A Parquet file of pages, in two row groups."""
    file = tmp_path / "pages.parquet"
    batch = pages(url=["https://bay.example/1", None, None, None], title=["Title"] * 4, date=[date(2024, 5, 1)] * 4)
    pq.write_table(pa.Table.from_batches([batch]), file, row_group_size=2)
    return file


def test_a_table_of_pages_is_read_by_its_usual_names(table):
    heard = []
    found = newsdoc.read(table, report=heard.append)
    assert [article.headline for article in found] == ["Bridge 1 opens", "Bridge 2 opens", "Bridge 3 opens"]
    assert found[0].url == "https://bay.example/1"
    assert found[0].published == date(2024, 5, 1)
    [said] = [each for each in heard if each.code == "page.columns"]
    assert "'text' is the text, 'url' is the url, 'title' is the title, 'date' is the date" in said.message
    assert found == list(newsdoc.iter_read(table))
    with table.open("rb") as fp:
        assert list(newsdoc.iter_read(fp)) == found


def test_a_damaged_row_group_is_named_and_the_others_are_read(table):
    data = bytearray(table.read_bytes())
    start = pq.ParquetFile(table).metadata.row_group(0).column(0).data_page_offset
    data[start : start + 12] = bytes(12)
    table.write_bytes(data)
    heard = []
    found = newsdoc.read(table, report=heard.append)
    assert [article.headline for article in found] == ["Bridge 2 opens", "Bridge 3 opens"]
    assert [each.message.partition(":")[0] for each in heard if each.code == "error.record"] == [
        "the row group 0 cannot be read to its end, and the rest of it is left out"
    ]


def test_a_file_whose_end_is_damaged_is_refused(table):
    data = bytearray(table.read_bytes())
    data[-200:-8] = bytes(192)
    with pytest.raises(ReadError, match=r"the Parquet file is broken or cut off: .+") as caught:
        parquet.loads(bytes(data))
    assert caught.value.path == "$"


def test_a_file_that_is_cut_off_is_refused(table):
    table.write_bytes(table.read_bytes()[:-20])
    with pytest.raises(ReadError, match="broken or cut off") as caught:
        newsdoc.read(table)
    assert caught.value.file == str(table)
    assert caught.value.format == "parquet"


def test_a_table_without_a_text_is_refused_with_its_columns(table):
    pq.write_table(pa.table({"words": ["a"], "url": ["b"]}), table)
    with pytest.raises(ReadError, match=r"no column seems to be the text.*'url', 'words'"):
        newsdoc.read(table)
    with pytest.raises(ReadError, match="there is no column 'text'"):
        list(newsdoc.iter_rows(table, text_column="text"))
    pq.write_table(pa.table({"words": [page(1)], "url": ["b"]}), table)
    rows = newsdoc.iter_rows(table, text_column="words", keep=["url"])
    assert [(row.article.headline, row.columns) for row in rows] == [("Bridge 1 opens", {"url": "b"})]


def test_rows_keep_columns_and_their_place(table):
    rows = list(newsdoc.iter_rows(table, keep=["date", "title"]))
    assert [row.origin for row in rows] == [f"{table}:0", f"{table}:3", f"{table}:3"]
    assert rows[2].columns == {"date": date(2024, 5, 1), "title": "Title"}
    assert [row.number for row in rows] == [0, 0, 1]


def test_articles_of_a_file_that_the_model_does_not_allow_cost_only_themselves():
    table = pa.Table.from_batches([to_batch([Article("One"), Article("Two")])])
    file = BytesIO()
    pq.write_table(table.set_column(0, "headline", pa.array(["One", " two "])), file)
    heard = []
    assert parquet.loads(file.getvalue(), report=heard.append) == [Article("One")]
    assert [(each.code, each.path) for each in heard] == [("error.item", "$[1]")]


def not_utf8(name):
    """A batch with a text that is not UTF-8, as a damaged file has it."""
    texts = pa.StringArray.from_buffers(
        2, pa.array([0, 6, 10], pa.int32()).buffers()[1], pa.py_buffer(b"Bridge\xf3pen")
    )
    return pa.RecordBatch.from_arrays([texts], [name])


def test_a_text_that_is_not_utf_8_is_said():
    with pytest.raises(ReadError, match=r"the column 'headline' holds a text that is not UTF-8\Z"):
        list(from_batches([not_utf8("headline")]))


@pytest.mark.parametrize("name", ["headline", "text"])
def test_a_row_group_with_a_text_that_is_not_utf_8_is_left_out(name):
    file = BytesIO()
    table = pa.Table.from_batches([not_utf8(name)])
    good = pa.table({name: [f"Bridge opens\n\n{PROSE}", "Two"]})
    with pq.ParquetWriter(file, table.schema.with_metadata(SCHEMA.metadata if name == "headline" else None)) as writer:
        writer.write_table(table)
        writer.write_table(good)
    heard = []
    found = parquet.loads(file.getvalue(), report=heard.append)
    assert [each.code for each in heard if each.code.startswith("error")][:1] == ["error.record"]
    assert found


def test_without_articles_a_parquet_file_has_its_columns_and_no_row(tmp_path):
    newsdoc.write([], tmp_path / "none.parquet")
    assert newsdoc.read(tmp_path / "none.parquet") == []
    assert pq.read_schema(tmp_path / "none.parquet").names == SCHEMA.names
    fp = BytesIO()
    parquet.dump_rows([], fp, ["crawl"])
    assert pq.read_schema(BytesIO(fp.getvalue())).names == ["crawl", *SCHEMA.names]


def test_a_parquet_file_is_written_and_read_as_any_other(tmp_path):
    file = tmp_path / "articles.parquet"
    newsdoc.write([FULL, Article("Bridge opens", [Subhead("Toll"), "It rained."])], file)
    assert newsdoc.sniff(file.read_bytes()) == "parquet"
    assert newsdoc.read(file)[0] == FULL
    assert pq.read_table(file).schema.equals(SCHEMA)
    with pytest.raises(WriteError):
        newsdoc.write(["no article"], file)
    assert newsdoc.read(file)[0] == FULL


def test_what_is_known_of_a_page_is_set_as_rows_of_text_have_it():
    rows = [
        {"text": page(1), "url": "https://bay.example/1", "title": "Not it", "language": "eng", "date": "2024-04-20"},
        {"text": page(2) + "\n\n\n" + page(3), "url": " ", "title": None, "language": "no language", "date": "soon"},
        {"text": f"{PROSE}\n{PROSE}!", "url": "https://bay.example/a b", "title": "Talks go on", "date": None},
        {"text": None, "url": "https://bay.example/4"},
    ]
    names = {name: name for name in ("url", "title", "language", "date")}
    table = "".join(json.dumps(row) + "\n" for row in rows).encode()
    wanted = [row.article for row in newsdoc.iter_rows(BytesIO(table), format="rows")]
    found = list(from_batches(split_pages(pa.RecordBatch.from_pylist(rows), **names)))
    assert found == wanted
    assert [article.url for article in found] == ["https://bay.example/1", None, None, "https://bay.example/a%20b"]


# --- limits ---


def groups(articles):
    """The number of articles in each row group of a file."""
    data = pq.ParquetFile(BytesIO(parquet.dumps(articles))).metadata
    return [data.row_group(number).num_rows for number in range(data.num_row_groups)]


def test_a_row_group_has_eight_mebibytes_of_columns():
    long = Article("Long", ["x" * (1 << 20)])
    assert groups([long] * 9) == [8, 1]
    assert groups([Article("A", ["b"])] * 1001) == [1001]


def test_rows_are_written_and_read_whatever_their_number():
    articles = [Article(f"A {number}", [f"B {number}."]) for number in range(1001)]
    data = parquet.dumps(articles)
    assert parquet.loads(data) == articles

    class Pipe(BytesIO):
        """A file that cannot seek, and gives few bytes at a time."""

        def seekable(self):
            return False

        def seek(self, *_):
            raise OSError("a pipe")

        tell = seek

        def read(self, size=-1):
            return super().read(min(size, 1000) if size > 0 else 1000)

    assert list(parquet.iterload(Pipe(data))) == articles

    class Slow(BytesIO):
        """A file that gives few bytes at a time."""

        def read(self, size=-1):
            return super().read(min(size, 1000) if size > 0 else 1000)

    assert list(parquet.iterload(Slow(data))) == articles


def rows_in(table, **columns):
    file = BytesIO()
    pq.write_table(pa.table(table), file)
    file.seek(0)
    return list(newsdoc.iter_rows(file, format="parquet", **columns))


def test_columns_inside_of_others_are_read():
    table = {"words": [page(1)], "info": [{"url": "https://bay.example/1", "n": 7}], "a.b": ["c"], "text": ["no"]}
    [row] = rows_in(table, text_column="words", url_column="info.url", keep=["info.n", "a.b"])
    assert (row.article.url, row.columns) == ("https://bay.example/1", {"info.n": 7, "a.b": "c"})


def test_columns_that_may_be_known_are_looked_for_in_all():
    [row] = rows_in(
        {"TEXT": [page(1)], "Url": ["https://bay.example/1"], "x": [1], "metadata": [{"title": "T"}]}, keep=["x"]
    )
    assert (row.article.url, row.columns) == ("https://bay.example/1", {"x": 1})


def written(rows, columns):
    file = BytesIO()
    parquet.dump_rows(rows, file, columns)
    return pq.read_table(BytesIO(file.getvalue()))


def test_columns_beside_articles_have_types():
    rows = [
        Row(Article("A"), 0.5, ("guess.a",), "x:1", 0, (3, 9), {"n": None, "m": 1}),
        Row(Article("B"), columns={"n": None, "m": 2}),
    ]
    table = written(rows, ["confidence", "doubts", "lines", "origin", "n", "m", "headline"])
    assert table.schema.names[:7] == ["confidence", "doubts", "lines", "origin", "n", "m", "page_headline"]
    assert [str(table.schema.field(name).type) for name in table.schema.names[:6]] == [
        "double", "list<element: string>", "list<element: int64>", "string", "string", "int64",
    ]  # fmt: skip
    assert table["confidence"].to_pylist() == [0.5, None]
    assert table["m"].to_pylist() == [1, 2]
    mixed = written([Row(Article("A"), columns={"m": 1}), Row(Article("B"), columns={"m": "b"})], ["m"])
    assert mixed["m"].to_pylist() == ["1", "b"]
    own = written([Row(Article("A"), 0.5, columns={"confidence": "high"})], ["confidence"])
    assert own["confidence"].to_pylist() == ["high"]


def test_a_value_of_another_type_in_a_later_share_is_refused():
    rows = [Row(Article("A"), columns={"m": number}) for number in range(500)] + [Row(Article("B"), columns={"m": "x"})]
    with pytest.raises(WriteError, match="the column 'm' has values of several types"):
        written(rows, ["m"])


@pytest.mark.parametrize(
    ("number", "size", "kind"), [(199, 1, "string"), (200, 1, None), (1, (1 << 19) - 1, "string"), (1, 1 << 19, None)]
)
def test_the_first_articles_say_which_type_a_column_has(number, size, kind):
    """The first two hundred, or fewer if they have half a million characters."""
    rows = [Row(Article(body=["x" * size]), columns={"m": 1})] * number + [Row(Article("B"), columns={"m": "x"})]
    if kind is None:
        with pytest.raises(WriteError, match="the column 'm' has values of several types"):
            written(rows, ["m"])
    else:
        table = written(rows, ["m"])
        assert str(table.schema.field("m").type) == kind
        assert table["m"].to_pylist() == ["1"] * number + ["x"]


def test_a_file_of_which_no_row_group_can_be_read_is_refused(table):
    data = bytearray(table.read_bytes())
    for group in (0, 1):
        start = pq.ParquetFile(table).metadata.row_group(group).column(0).data_page_offset
        data[start : start + 12] = bytes(12)
    heard = []
    with pytest.raises(ReadError, match="the row group 0 cannot be read to its end") as caught:
        parquet.loads(bytes(data), report=heard.append)
    assert caught.value.path == "$"
    assert len(caught.value.message.partition(": ")[2]) > 9, "and why"
    assert [(each.code, each.path, each.message[:15]) for each in heard] == [
        ("error.record", "$", "the row group 0"), ("error.record", "$", "the row group 1"),
    ]  # fmt: skip


def test_a_column_of_an_article_can_be_named_as_the_text_of_a_page():
    data = parquet.dumps([Article(slugline=f"Bridge opens {PROSE}")])
    assert [row.origin for row in parquet.iter_rows(BytesIO(data))] == ["0"]
    heard = []
    [*_] = newsdoc.iter_rows(BytesIO(data), text_column="slugline", report=heard.append)
    assert "page.columns" in [each.code for each in heard], "it is read as a table of pages"


def test_columns_beside_articles_are_kept_when_they_are_read_again(tmp_path):
    rows = [Row(Article(f"A {number}"), columns={"dump": f"d{number}", "more": {"n": number}}) for number in range(250)]
    fp = BytesIO()
    parquet.dump_rows(rows, fp, ["dump", "more"])
    (tmp_path / "a.parquet").write_bytes(fp.getvalue())
    found = list(newsdoc.iter_rows(tmp_path / "a.parquet", keep=["dump", "more.n"]))
    assert [row.article for row in found] == [row.article for row in rows]
    assert [row.columns for row in found] == [{"dump": f"d{number}", "more.n": number} for number in range(250)]
    assert found[249].origin == f"{tmp_path / 'a.parquet'}:249"
    assert all(row.columns == {} for row in newsdoc.iter_rows(tmp_path / "a.parquet"))
    with pytest.raises(ReadError, match="there is no column 'day'; the columns are"):
        list(newsdoc.iter_rows(tmp_path / "a.parquet", keep=["day"]))


def test_a_page_without_an_article_has_no_columns_beside_one():
    batch = pages(dump=["a", "b", "c", "d"])
    fp = BytesIO()
    pq.write_table(pa.Table.from_batches([split_pages(batch, empty=True)]), fp)
    fp.seek(0)
    found = list(newsdoc.iter_rows(fp, keep=["dump"]))
    assert [(row.article.headline, row.columns["dump"]) for row in found] == [
        ("Bridge 1 opens", "a"), ("Bridge 2 opens", "d"), ("Bridge 3 opens", "d"),
    ]  # fmt: skip


def test_articles_that_cannot_be_read_are_numbered_through_the_file():
    batch = to_batch([Article(f"A {number}") for number in range(501)])
    names = [f"A {number}" for number in range(500)] + [" bad "]
    table = pa.Table.from_batches([batch]).set_column(0, "headline", pa.array(names))
    file, heard = BytesIO(), []
    pq.write_table(table, file)
    found = parquet.loads(file.getvalue(), report=heard.append)
    assert len(found) == 500
    assert [(each.code, each.path) for each in heard] == [("error.item", "$[500]")]
    rows = list(parquet.iter_rows(BytesIO(file.getvalue())))
    assert [rows[0].origin, rows[499].origin] == ["0", "499"]
    one = pa.Table.from_batches([to_batch([Article("A")])]).set_column(0, "headline", pa.array([" bad "]))
    file = BytesIO()
    pq.write_table(one, file)
    with pytest.raises(ReadError, match="headline") as caught:
        parquet.loads(file.getvalue())
    assert caught.value.path == "$[0]"


def test_which_tables_hold_articles():
    file = BytesIO()
    pq.write_table(pa.Table.from_batches([to_batch([Article("A")])]).replace_schema_metadata({}), file)
    assert parquet.loads(file.getvalue()) == [Article("A")]
    table = pa.table({"headline": ["A"], "body": [["B"]], "text": [page(1)], "url": ["a:b"]})
    file = BytesIO()
    pq.write_table(table, file)
    assert parquet.loads(file.getvalue())[0].headline == "Bridge 1 opens"
    for named, metadata in ((["headline"], SCHEMA.metadata), (["headline", "body", "version"], None)):
        table = pa.Table.from_batches([to_batch([Article("A", version=2)])]).select(named)
        file = BytesIO()
        pq.write_table(table.replace_schema_metadata(metadata), file)
        assert parquet.loads(file.getvalue())[0].headline == "A"


def test_messages_about_columns_are_short():
    names = [f"c{number:02}" for number in range(20)] + ["z"]
    batch = pa.record_batch({name: [1] for name in names})
    with pytest.raises(ReadError) as caught:
        split_pages(batch, "y" * 70)
    assert (
        caught.value.message == f"there is no column '{'y' * 60}'; the columns are {', '.join(map(repr, names[:20]))}"
    )
    assert caught.value.path == "$"
    with pytest.raises(ReadError, match=f"the columns are '{'z' * 60}'$"):
        split_pages(pa.record_batch({"z" * 70: [1]}), "y")
    with pytest.raises(ReadError) as caught:
        list(from_batches(pa.table({"headline": [{"a": 1, "b" * 70: 2}]})))
    reason = caught.value.message
    assert reason.startswith("the column 'headline' is of type struct<a: int64, ")
    assert "\n" not in reason
    assert len(reason) < 260
    with pytest.raises(ReadError, match=r"version '99999999999999999999' of the schema"):
        list(from_batches(to_batch([Article("A")]).replace_schema_metadata({"newsdoc.model": "9" * 30})))


def test_an_error_in_a_batch_names_its_row():
    batch = pa.record_batch({"headline": ["a", " b", "c"]})
    found = list(read_batch(batch))
    assert [each.path if isinstance(each, ReadError) else each.headline for each in found] == ["a", "$[1]", "c"]


def test_articles_of_batches_are_counted_by_their_text():
    long = Article(body=["x" * 10, Subhead("y" * 10)])
    assert text_size(long.body) == 20
    assert text_size(()) == 0
    assert [batch.num_rows for batch in to_batches([long] * 5, bytes=40)] == [2, 2, 1]
    assert [batch.num_rows for batch in to_batches([long] * 5, bytes=41)] == [3, 2]
    assert [batch.num_rows for batch in to_batches([Article("A")] * 2049)] == [2048, 1]
    assert [batch.num_rows for batch in to_batches(Article("A"))] == [1]
    assert list(to_batches([])) == []


def test_a_batch_has_sixty_four_mebibytes_of_text(monkeypatch):
    monkeypatch.setattr(arrow_write, "text_size", lambda body: int(body[0]))
    most = 64 << 20
    sizes = [most - 1, 1, most - 2, 1, most, 1]
    batches = to_batches(Article(body=[str(size)]) for size in sizes)
    assert [batch.num_rows for batch in batches] == [2, 3, 1]


def test_times_are_kept_with_their_offsets():
    for text in ("2024-05-01T10:00:00.000001+05:45", "1969-12-31T23:59:59-03:30", "2024-05-01T00:00:00+00:00"):
        article = Article(modified=datetime.fromisoformat(text), published=date(1969, 5, 1))
        [found] = from_batches(to_batch([article, Article()]).slice(0, 1))
        assert found == article
        assert found.modified.utcoffset() == article.modified.utcoffset()
    batch = to_batch([Article(modified=datetime.fromisoformat("2024-05-01T10:00:00+02:00"))])
    assert batch["modified"].to_pylist()[0].isoformat() == "2024-05-01T08:00:00+00:00"
    assert batch["modified_offset"].to_pylist() == [120]


def test_lists_of_pages_and_what_is_known_of_them():
    lists = split_column(pa.array([page(1), None, page(2) + "\n\n\n" + page(3), LISTING]))
    assert [[each["headline"] for each in row] for row in lists.to_pylist()] == [
        ["Bridge 1 opens"], [], ["Bridge 2 opens", "Bridge 3 opens"], [],
    ]  # fmt: skip
    assert [each["article"] for each in lists.to_pylist()[2]] == [0, 1]
    texts = [f"{PROSE}\n{PROSE[:-1]}, he said.\n", LISTING]
    batch = pa.record_batch({"text": texts, "title": ["Talks go on", "Menu"], "url": ["a:1", "b:2"]})
    rows = split_pages(batch, title="title", url="url", empty=True).to_pylist()
    assert [(row["headline"], row["url"], row["article"], row["title"]) for row in rows] == [
        ("Talks go on", "a:1", 0, "Talks go on"), (None, "b:2", None, "Menu"),
    ]  # fmt: skip


@pytest.mark.parametrize("names", [["text", "text"], ["text", "site", "site"]])
def test_columns_of_one_name_are_refused(names):
    batch = pa.RecordBatch.from_arrays([pa.array(["a"])] * len(names), names=names)
    with pytest.raises(ReadError, match=f"two columns have the name '{names[-1]}'"):
        split_pages(batch)
    fp = BytesIO()
    pq.write_table(pa.Table.from_batches([batch]), fp)
    with pytest.raises(ReadError, match=f"two columns have the name '{names[-1]}'"):
        parquet.loads(fp.getvalue())


def test_pages_of_html_are_read_by_their_elements():
    prose = "The council of the bay agreed on Monday to open the old bridge in spring, after eleven years."
    markup = f"<html><h1>Bridge opens</h1><p>{prose}</p><p>{prose[:-1]}, the mayor said.</p></html>"
    latin = markup.replace("bay", "baía").replace("<html>", '<html><meta charset="iso-8859-1">').encode("latin-1")
    texts = split_pages(pa.RecordBatch.from_pydict({"text": [markup, f"Bridge opens\n\n{prose}\n"]}))
    packed = split_pages(pa.RecordBatch.from_pydict({"text": [latin]}))
    assert texts["headline"].to_pylist() == ["Bridge opens", "Bridge opens"]
    assert texts["body"].to_pylist()[0] == [prose, f"{prose[:-1]}, the mayor said."]
    assert packed["body"].to_pylist()[0][0] == prose.replace("bay", "baía")


# --- times, and memory ---


def test_times_of_nanoseconds_are_read_to_the_microsecond(tmp_path):
    """As pandas writes them; Python holds none, at any depth."""
    moment = 1_767_225_600_123_456_789
    columns = {
        "text": [page(1)],
        "date": pa.array([moment], pa.timestamp("ns", "UTC")),
        "took": pa.array([1_234], pa.duration("ns")),
        "at": pa.array([moment % 86_400_000_000_000], pa.time64("ns")),
        "meta": pa.array([{"seen": [moment]}], pa.struct([("seen", pa.list_(pa.timestamp("ns")))])),
    }
    pq.write_table(pa.table(columns), tmp_path / "pages.parquet")
    [row] = newsdoc.iter_rows(tmp_path / "pages.parquet", keep=["took", "at", "meta"])
    assert row.article.published == datetime(2026, 1, 1, 0, 0, 0, 123_456, UTC)
    assert row.columns == {
        "took": timedelta(microseconds=1),
        "at": datetime(2026, 1, 1, 0, 0, 0, 123_456, UTC).time(),
        "meta": {"seen": [datetime(2026, 1, 1, 0, 0, 0, 123_456)]},
    }


def test_times_that_python_can_hold_stay_as_they_are(tmp_path):
    columns = {
        "text": [page(1)],
        "at": pa.array([7], pa.timestamp("ms", "+02:00")),
        "took": pa.array([7], pa.duration("s")),
        "day": pa.array([7], pa.time32("s")),
        "many": pa.array([[7]], pa.list_(pa.duration("ms"))),
    }
    pq.write_table(pa.table(columns), tmp_path / "pages.parquet")
    [row] = newsdoc.iter_rows(tmp_path / "pages.parquet", keep=["at", "took", "day", "many"])
    assert row.columns == {
        "at": datetime(1970, 1, 1, 0, 0, 0, 7000, UTC), "took": timedelta(seconds=7),
        "day": datetime(1970, 1, 1, 0, 0, 7).time(), "many": [timedelta(milliseconds=7)],
    }  # fmt: skip
    assert row.columns["at"].utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize(("variable", "imported"), [("1", "False"), ("", "True")])
def test_pyarrow_finds_no_pandas_where_newsdoc_saves_memory(tmp_path, variable, imported):
    """The package here is a stand-in; where none is installed, pyarrow does not even ask."""
    if not variable:
        pytest.importorskip("pandas")
    (tmp_path / "pandas.py").write_text("raise ImportError('a stand-in')")
    (tmp_path / "asked.py").write_text(
        "import sys\n"
        "class Listener:\n"
        "    asked = False\n"
        "    def find_spec(self, name, *_):\n"
        "        Listener.asked = Listener.asked or name == 'pandas'\n"
        "sys.meta_path.insert(0, Listener())\n"
        "import newsdoc.arrow\n"
        "newsdoc.arrow.to_batch([newsdoc.Article('A')])\n"
        "print(Listener.asked)\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "NEWSDOC_SAVE_MEMORY": variable}
    command = [sys.executable, str(tmp_path / "asked.py")]
    done = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == f"{imported}\n"


def test_memory_is_given_back_to_a_system_that_can_take_it(monkeypatch):
    asked = []

    class Library:
        def __init__(self, name):
            assert name is None, "the program itself"

        def mallopt(self, option, value):
            asked.append((option, value))

    monkeypatch.setattr(memory.ctypes, "CDLL", Library)
    memory.save_memory()
    assert asked == [(-3, 256 << 10)], "pieces of 256 KiB and more, by the option M_MMAP_THRESHOLD of glibc"


@pytest.mark.parametrize("error", [AttributeError, OSError, TypeError])
def test_another_system_keeps_its_memory(monkeypatch, error):
    def fail(_):
        raise error

    monkeypatch.setattr(memory.ctypes, "CDLL", fail)
    memory.save_memory()


def test_pandas_can_be_imported_again_and_what_was_imported_stays(monkeypatch):
    monkeypatch.setattr(memory.ctypes, "CDLL", lambda _: None)
    before, seen = list(sys.meta_path), []
    array = pa.array

    def looking(values):
        seen.append(sys.meta_path[0])
        return array(values)

    monkeypatch.setattr(memory.pa, "array", looking)
    monkeypatch.setitem(sys.modules, "pandas", None)
    memory.save_memory()
    assert seen == []
    monkeypatch.delitem(sys.modules, "pandas")
    memory.save_memory()
    [finder] = seen
    assert finder.find_spec("pandas.core") is finder.find_spec("numpy", None) is None
    with pytest.raises(ModuleNotFoundError, match="pandas is left out") as caught:
        finder.find_spec("pandas")
    assert caught.value.name == "pandas"
    assert sys.meta_path == before
