"""Articles as columns: nothing is lost, and pages in columns become articles in columns."""

from __future__ import annotations

import json
import os
from datetime import date, datetime
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
        ({"headline": ["a"], "body": [["b"]], "blocks": [[{"at": 7, "type": "quote"}]]}, "do not make an article"),
    ],
)
def test_columns_that_are_no_articles_are_refused(columns, message):
    with pytest.raises(ReadError, match=message):
        list(from_batches(pa.table(columns)))


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
