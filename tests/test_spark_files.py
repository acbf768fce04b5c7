"""The format of Spark without a session: what one task reads and writes."""

from __future__ import annotations

import gzip
import warnings
from pathlib import Path

import pytest

import newsdoc
from newsdoc import Article, WriteError
from spark_inputs import make_inputs, page

pytestmark = pytest.mark.filterwarnings("ignore")  # of Spark on this Python

pytest.importorskip("pyarrow")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    pytest.importorskip("pyspark")

from newsdoc.arrow import to_batch  # noqa: E402
from newsdoc.spark._files import Files  # noqa: E402


@pytest.fixture
def inputs(tmp_path):
    return make_inputs(tmp_path / "in")


def reader(path, **options):
    return Files({"path": str(path), **{name: str(value) for name, value in options.items()}}).reader(None)


def parts(path, **options):
    """The files of each partition with where their parts begin."""
    return [
        [(Path(part.path).name, part.range.start) for part in each.parts]
        for each in reader(path, **options).partitions()
    ]


@pytest.fixture
def sizes(tmp_path):
    """Four files, of 1, 5,000, 6,000 and 20,000 bytes."""
    folder = tmp_path / "sizes"
    (folder / "inner").mkdir(parents=True)
    for name, size in (("a.txt", 1), ("b.txt", 5000), ("c.txt", 6000), ("inner/d.txt", 20_000)):
        text = "".join(page(number) + "\n\n\n" for number in range(200))
        (folder / name).write_text(text[:size])
    for name in (".hidden.txt", "_SUCCESS", "inner/_log.txt"):
        (folder / name).write_text("x")
    return folder


def test_small_files_are_read_together_and_large_ones_in_parts(sizes):
    assert parts(sizes) == [[("a.txt", 0), ("b.txt", 0), ("c.txt", 0), ("d.txt", 0)]]
    # a file counts as 4 KiB at least
    assert parts(sizes, partition_bytes=20_000) == [[("a.txt", 0), ("b.txt", 0), ("c.txt", 0), ("d.txt", 0)]]
    cut = parts(sizes, partition_bytes=9096)
    assert [name for each in cut for name, _ in each].count("d.txt") == 3
    assert [("a.txt", 0), ("b.txt", 0)] in cut
    assert [("c.txt", 0)] in cut


def test_files_are_found_by_a_folder_a_pattern_or_a_name(sizes):
    def names(path):
        return [name for each in parts(path) for name, _ in each]

    assert names(sizes / "*.txt") == ["a.txt", "b.txt", "c.txt"]
    assert names(sizes / "*") == ["_SUCCESS", "a.txt", "b.txt", "c.txt", "d.txt"]
    assert names(f"file://{sizes}") == names(f"file:{sizes}") == names(sizes) == ["a.txt", "b.txt", "c.txt", "d.txt"]
    assert names(sizes / "b.txt") == ["b.txt"]
    assert parts(sizes / "*.xml") == []
    with pytest.raises(newsdoc.ReadError, match="there is no such file") as caught:
        parts(sizes / "e.txt")
    assert caught.value.file == str(sizes / "e.txt")


def test_a_packed_file_is_read_whole(sizes):
    (sizes / "inner" / "d.txt").unlink()
    data = "".join(f"{page(number)}\n\n\n" for number in range(300)).encode()
    (sizes / "inner" / "d.txt.gz").write_bytes(gzip.compress(data))
    size = (sizes / "inner" / "d.txt.gz").stat().st_size
    assert parts(sizes / "inner", partition_bytes=size - 1) == [[("d.txt.gz", 0)]]


def rows_of(path, **options):
    found = reader(path, **options)
    return [row for each in found.partitions() for batch in found.read(each) for row in batch.to_pylist()]


def test_what_cannot_be_read_is_a_row_or_an_error(inputs):
    found = rows_of(inputs, partition_bytes=20_000)
    assert [row["headline"] for row in found if "dump.txt" in (row["origin"] or "")] == [
        f"Bridge {number} opens" for number in range(300)
    ]
    broken = [row for row in found if row["error"]]
    assert [(row["article"], row["headline"], row["confidence"], row["lines"]) for row in broken] == [
        (None, None, None, None)
    ] * 2
    assert [Path(row["origin"]).name for row in broken] == ["broken.json", "crawl.wet.gz"]
    assert all(row["error"] is None for row in found if row["article"] is not None)
    with pytest.raises(newsdoc.ReadError) as caught:
        rows_of(inputs, mode="FAILFAST")
    assert Path(caught.value.file).name == "broken.json"


def test_options_of_rows_are_handed_on(tmp_path):
    (tmp_path / "a.jsonl").write_text(f'{{"words": {page(1)!r}, "tongue": "de"}}\n'.replace("'", '"'))
    [row] = rows_of(tmp_path, text_column="words", language_column="tongue")
    assert (row["headline"], row["language"]) == ("Bridge 1 opens", "de")


def test_batches_are_cut_by_articles_and_by_their_text(tmp_path):
    newsdoc.write([Article(f"A {number}") for number in range(1001)], tmp_path / "a.jsonl")
    found = reader(tmp_path)
    assert [batch.num_rows for batch in found.read(found.partitions()[0])] == [1000, 1]
    long = Article("Long", ["word " * 100_000 + "end"] * 4)  # two million characters
    newsdoc.write([long] * 6, tmp_path / "a.jsonl")
    found = reader(tmp_path)
    assert [batch.num_rows for batch in found.read(found.partitions()[0])] == [5, 1]


def test_a_batch_has_eight_million_characters_before_its_last_article(tmp_path, monkeypatch):
    monkeypatch.setattr("newsdoc.spark._files.text_size", lambda body: int(body[0]))
    sizes = [8 << 20, 1, (8 << 20) + 1, 1]
    newsdoc.write([Article(body=[str(size)]) for size in sizes], tmp_path / "a.jsonl")
    found = reader(tmp_path)
    assert [batch.num_rows for batch in found.read(found.partitions()[0])] == [2, 1, 1]


def written(folder, batches, *, overwrite=False, **options):
    writer = Files({"path": str(folder), **options}).writer(None, overwrite)
    writer.commit([*(writer.write(iter(each)) for each in batches), None])
    return sorted(path.name for path in folder.iterdir())


def test_a_file_for_each_task_that_has_articles(tmp_path):
    first, second = to_batch([Article("One")]), to_batch([Article("Two"), Article("Three")])
    names = written(tmp_path / "out", [[first], [], [second, first]])
    assert [name.partition("-")[0] for name in names] == ["_SUCCESS", "part", "part"]
    assert [name.split("-")[1] for name in names[1:]] == ["00000", "00002"]
    assert {name.partition(".")[2] for name in names[1:]} == {"jsonl"}
    found = [newsdoc.read(tmp_path / "out" / name) for name in names[1:]]
    assert [[each.headline for each in articles] for articles in found] == [["One"], ["Two", "Three", "One"]]


def test_a_file_for_each_article_of_a_format_that_holds_one(tmp_path):
    names = written(tmp_path, [[to_batch([Article("One", ["A."]), Article("Two", ["B."])])]], format="html")
    assert [name.rpartition("-")[2] for name in names] == ["_SUCCESS", "1.html", "2.html"]
    assert [newsdoc.read(tmp_path / name)[0].headline for name in names[1:]] == ["One", "Two"]


def test_old_files_stay_unless_they_are_overwritten(tmp_path):
    (tmp_path / "part-00000-old.jsonl").write_text("")
    (tmp_path / "notes.txt").write_text("")
    assert len(written(tmp_path, [[to_batch([Article("One")])]])) == 4
    names = written(tmp_path, [[to_batch([Article("Two")])]], overwrite=True)
    assert [name.partition("-")[0] for name in names] == ["_SUCCESS", "notes.txt", "part"]


def test_an_aborted_job_leaves_nothing_and_does_not_come_back(tmp_path):
    writer = Files({"path": f"file://{tmp_path}/out"}).writer(None, False)
    writer.write(iter([to_batch([Article("One")])]))
    assert len(list((tmp_path / "out").iterdir())) == 1
    writer.abort([])
    assert list((tmp_path / "out").iterdir()) == []
    with pytest.raises(WriteError, match="the folder is gone"):
        writer.write(iter([to_batch([Article("Two")])]))


def test_a_task_reads_128_mebibytes(tmp_path):
    for name, size in (("a.txt", 70), ("b.txt", 58), ("c.txt", 1)):
        with (tmp_path / name).open("wb") as file:
            file.truncate(size << 20)
    assert [len(each) for each in parts(tmp_path)] == [2, 1]


def test_files_at_addresses_are_found_as_files_are(sizes):
    pytest.importorskip("fsspec")
    for end in ("", "/*.txt", "/b.txt", "/inner/"):
        assert parts(f"local://{sizes}{end}") == parts(f"{sizes}{end}")
    assert parts(f"local://{sizes}", partition_bytes=9096) == parts(sizes, partition_bytes=9096)
    [row] = rows_of(f"local://{sizes}/b.txt", partition_bytes=10_000)[:1]
    assert row["headline"] == "Bridge 0 opens"
