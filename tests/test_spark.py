"""Spark: the same articles as everywhere, whatever the partitions; complete output or none. One small session."""

from __future__ import annotations

import os
import shutil
import sys
import warnings
from pathlib import Path
from threading import Thread

import pytest

import newsdoc
from newsdoc.formats import rawdump
from spark_inputs import make_inputs, page

pytestmark = pytest.mark.filterwarnings("ignore")  # of Spark on this Python

pytest.importorskip("pyarrow")
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    pyspark = pytest.importorskip("pyspark")
if not shutil.which("java"):
    pytest.skip("Spark needs Java", allow_module_level=True)

from newsdoc.arrow import from_batches  # noqa: E402
from newsdoc.spark import register, split_pages  # noqa: E402

PAGES = [page(1), None, "Home\nNews\n", *(page(n) + "\n\n\n" + page(-n) for n in range(2, 20))]
ARTICLES = [article for text in PAGES if text for article in rawdump.loads(text)]


@pytest.fixture(scope="module")
def spark():
    os.environ["PYSPARK_PYTHON"] = sys.executable
    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)
    session = (
        pyspark.sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    register(session)
    yield session
    session.stop()


def table(spark, partitions):
    rows = [(number, text, f"https://bay.example/{number}") for number, text in enumerate(PAGES)]
    return spark.createDataFrame(rows, "id int, text string, url string").repartitionByRange(partitions, "id")


def collected(df):
    return list(from_batches(df.toArrow()))


@pytest.mark.parametrize("partitions", [1, 3, 64])
def test_pages_become_articles(spark, partitions):
    df = split_pages(table(spark, partitions), "text", url="url").orderBy("page_id", "article")
    assert [(each.headline, each.body) for each in collected(df)] == [(each.headline, each.body) for each in ARTICLES]
    assert df.first().url == "https://bay.example/0"


def test_the_function_of_sql(spark):
    table(spark, 2).createOrReplaceTempView("pages")
    df = spark.sql("select id as page_id, found.* from pages lateral view explode(newsdoc_articles(text)) t as found")
    assert collected(df.orderBy("page_id", "article")) == ARTICLES
    df = spark.sql("select id as page_id, inline(newsdoc_articles(text)) from pages")
    assert df.count() == len(ARTICLES)


@pytest.fixture
def inputs(tmp_path):
    return make_inputs(tmp_path / "in")


def test_files_become_a_table(spark, inputs):
    df = spark.read.format("newsdoc").option("partition_bytes", "20000").load(str(inputs))
    assert df.rdd.getNumPartitions() > 3
    rows = df.collect()
    errors = sorted(row.error for row in rows if row.error)
    assert len(errors) == 2
    assert any(row.origin.endswith("broken.json") for row in rows if row.error and row.article is None)
    assert any("the file breaks off in the gzip member" in error for error in errors)
    found = [row for row in rows if row.article is not None]
    assert len(found) == 300 + 2 + 2
    dump = [row.headline for row in found if "dump.txt" in row.origin]
    assert dump == [f"Bridge {number} opens" for number in range(300)]
    assert {row.confidence for row in found if "dump.txt" in row.origin} == {1.0}


@pytest.mark.parametrize("pattern", ["", "/*.txt"])
def test_files_at_addresses_become_the_same_table(spark, inputs, pattern):
    pytest.importorskip("fsspec")
    (inputs / "inner").mkdir()
    (inputs / "inner" / "one.json").write_bytes((inputs / "two.json").read_bytes())
    found = []
    for place in (f"{inputs}{pattern}", f"local://{inputs}{pattern}"):
        df = spark.read.format("newsdoc").option("partition_bytes", "20000").load(place)
        assert df.rdd.getNumPartitions() > 2
        found.append(sorted((row.headline or "", row.body, row.lines, row.error is None) for row in df.collect()))
    assert len(found[0]) > 299
    assert found[0] == found[1]


def test_files_of_a_web_server(spark):
    """One gives parts of a file, one gives it whole, one breaks off and one has no such file."""
    pytest.importorskip("aiohttp")
    from test_remote import DUMP, Server, Site

    def read(manner, size=1 << 30):
        place = f"http://127.0.0.1:{server.server_port}/{manner}/dump.txt"
        return spark.read.format("newsdoc").option("partition_bytes", str(size)).load(place)

    with Server(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        assert read("parts", len(DUMP) // 4).rdd.getNumPartitions() > 3
        assert read("parts", len(DUMP) // 4).count() == read("whole").count() == 600
        broken = read("breaking-parts").collect()
        assert 0 < sum(row.article is not None for row in broken) < 600
        assert "the store failed at byte" in broken[-1].error
        assert "the server answered 404" in read("missing").first().error
        server.shutdown()


def test_files_of_an_object_store(spark, bucket, monkeypatch, inputs):
    for name in (name for name in os.environ if name.startswith("AWS_")):
        monkeypatch.setitem(spark.sparkContext.environment, name, os.environ[name])
    register(spark)  # its processes get what the environment is now
    bucket.put(str(inputs), "bay/in", recursive=True)
    found = []
    for place in (str(inputs), "s3://bay/in/"):
        df = spark.read.format("newsdoc").option("partition_bytes", "20000").load(place)
        assert df.rdd.getNumPartitions() > 2
        found.append(sorted((row.headline or "", row.body, row.lines, row.error is None) for row in df.collect()))
    assert len(found[0]) > 299
    assert found[0] == found[1]
    assert "there is no such file" in spark.read.format("newsdoc").load("s3://bay/none.txt").first().error


def test_failfast_raises(spark, inputs):
    df = spark.read.format("newsdoc").option("mode", "failfast").load(str(inputs))
    with pytest.raises(Exception, match=r"broken\.json|breaks off") as caught:
        df.collect()
    assert f"{inputs}/broken.json: {inputs}/broken.json: " not in str(caught.value)


def test_an_address_is_not_taken_for_a_folder(spark, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    writer = table(spark, 1).write.format("newsdoc").mode("append")
    with pytest.raises(Exception, match=r"s3://bay/out/: the format newsdoc of Spark writes to folders only"):
        writer.save("s3://bay/out/")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["jsonl", "newsml", "ninjs", "parquet"])
def test_a_table_becomes_files(spark, tmp_path, name):
    df = split_pages(table(spark, 3), "text")
    out = tmp_path / "out"
    df.write.format("newsdoc").option("format", name).mode("append").save(str(out))
    files = sorted(out.glob("part-*"))
    assert (out / "_SUCCESS").exists()
    assert not list(out.glob("_temporary*"))
    found = [article for file in files for article in newsdoc.read(file)]
    assert sorted(each.headline for each in found) == sorted(each.headline for each in ARTICLES)


def test_a_job_that_fails_leaves_nothing(spark, tmp_path):
    def fail(batches):
        for batch in batches:
            yield batch
            raise LookupError("odd")

    df = split_pages(table(spark, 2), "text")
    out = tmp_path / "out"
    with pytest.raises(Exception, match="odd"):
        df.mapInArrow(fail, df.schema).write.format("newsdoc").mode("append").save(str(out))
    assert list(Path(out).glob("part-*")) == []
    assert not (out / "_SUCCESS").exists()
