"""Tables of page texts, flat rows of articles, and what the command line puts beside an article."""

from __future__ import annotations

import csv as standard_csv
import gzip
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from examples import FULL
from newsdoc import (
    Article,
    Caption,
    Hints,
    Link,
    ListBlock,
    Mark,
    Paragraph,
    Quote,
    ReadError,
    Rights,
    Source,
    Subhead,
    Subject,
    Table,
    WriteError,
    strategies,
    to_rows,
)
from newsdoc.cli import main
from newsdoc.formats import csv, jsonl, rows, tsv
from newsdoc.formats.rows.columns import Columns, check_names, names_of
from newsdoc.formats.rows.flat import FLAT_NAMES, beside, column_names
from newsdoc.formats.rows.languages import language_tag
from newsdoc.formats.rows.names import is_table_of_pages, separator_of
from newsdoc.formats.rows.pages import Row, known_fields, rows_of, with_hints
from tokens import record

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


def page(number):
    return f"Bridge {number} opens\n\nTT\n\nBridge {number} opens\n\n{PROSE}\n"


def lines(*table):
    return "".join(f"{json.dumps(row)}\n" for row in table)


def titles(articles):
    return [article.headline for article in articles]


TABLE = [{"url": f"https://bay.example/{number}", "text": page(number), "dump": f"d{number}"} for number in range(3)]


def separated(separator):
    text = separator.join(("url", "text", "dump")) + "\n"
    return text + "".join(f'{row["url"]}{separator}"{row["text"]}"{separator}{row["dump"]}\n' for row in TABLE)


# --- which columns, and which form ---


@pytest.mark.parametrize(
    "text",
    [
        lines(*TABLE),
        "\ufeff" + lines(*TABLE).replace("\n", "\r\n\n"),
        json.dumps(TABLE),
        json.dumps(TABLE, indent=2),
        "\n".join(json.dumps(row, indent=2) for row in TABLE),
        separated(","),
        "\ufeff" + separated(",").replace("\n", "\r\n"),
        separated(";"),
        separated("\t"),
    ],
    ids=["lines", "marked lines", "array", "indented", "objects", "commas", "marked commas", "semicolons", "tabs"],
)
@pytest.mark.parametrize("suffix", ["jsonl", "csv", "data", "jsonl.gz"])
def test_tables_are_known_by_their_content(tmp_path, text, suffix):
    file = tmp_path / f"pages.{suffix}"
    file.write_bytes(gzip.compress(text.encode()) if suffix.endswith("gz") else text.encode())
    assert newsdoc.sniff(text) == "rows"
    heard = []
    found = newsdoc.read(file, report=heard.append)
    assert titles(found) == ["Bridge 0 opens", "Bridge 1 opens", "Bridge 2 opens"]
    assert found[2].url == "https://bay.example/2"
    assert [each.code for each in heard] == ["page.columns"]
    assert heard[0].message.startswith("columns were recognised by their names: 'text' is the text, 'url' is the url;")


@pytest.mark.parametrize("name", ["text", "content", "raw_content", "maintext", "plaintext", "Text"])
def test_the_usual_names_of_the_text(name):
    assert titles(rows.loads(lines({"id": 1, name: page(1)}))) == ["Bridge 1 opens"]


MARKUP = (
    "<html><head><title>Bridge opens</title></head><body><ul><li>Home</li></ul>"
    f"<h1>Bridge opens</h1><p>{PROSE}</p></body></html>"
)


@pytest.mark.parametrize("name", ["html", "raw_html", "content"])
@pytest.mark.parametrize("begins", ["", "\ufeff\n ", "<!doctype html>\n"])
def test_a_cell_of_html_is_read_by_its_elements(name, begins):
    [article] = rows.loads(lines({"url": "https://bay.example/1", name: begins + MARKUP}))
    assert (article.headline, article.body, article.url) == ("Bridge opens", (PROSE,), "https://bay.example/1")


@pytest.mark.parametrize(("size", "is_html"), [(1024, True), (1025, False)])
def test_html_is_known_by_its_first_thousand_characters(size, is_html):
    markup = MARKUP.encode()
    comment = f"<!--{'x' * (size - len('<!----><html>'))}-->".encode()
    found = list(rows.pages_of([(0, {"text": comment + markup}), (1, {"text": markup})], Columns("text"), print))
    assert [isinstance(each.text, bytes) for each in found] == [is_html, True]


def test_a_text_that_begins_with_a_bracket_is_no_html():
    [article] = rows.loads(
        lines({"text": f"<Bridge opens>\n\n{PROSE}\n{PROSE[:-1]}, he said.\n", "title": "Bridge opens"})
    )
    assert len(article.body) == 2


def test_newsdoc_reads_its_own_lines_as_articles():
    articles = [Article("Bridge opens", [PROSE], url="https://bay.example/1", language="en")]
    assert newsdoc.sniff(jsonl.dumps(articles)) == "jsonl"
    assert newsdoc.sniff('{"uri": "a:b", "headline": "c", "text": "d"}') == "ninjs"
    assert newsdoc.sniff('{"@type": "NewsArticle", "text": "d", "url": "a:b"}') == "jsonld"
    assert newsdoc.sniff("Text, url and more\nare words of this page.") == "rawdump"


def test_columns_tell_what_is_known_of_a_page():
    row = {
        "text": f"{PROSE}\n{PROSE[:-1]}, he said.\n",
        "title": " Bridge\topens ",
        "lang": "deu",
        "publish_date": "2024-05-01",
    }
    [article] = rows.loads(lines(row))
    assert (article.headline, article.language, article.published) == ("Bridge opens", "de", date(2024, 5, 1))


@pytest.mark.parametrize(
    ("value", "published"),
    [
        ("2024-05-01T10:00:00+02:00", datetime(2024, 5, 1, 10, tzinfo=timezone(timedelta(hours=2)))),
        ("2024-05-01 10:00:00", date(2024, 5, 1)),
        ("2024-05-01", date(2024, 5, 1)),
        ("2024-05-01T10:00:00Z", datetime(2024, 5, 1, 10, tzinfo=UTC)),
        ("soon", None),
        (7, None),
        ("", None),
        (None, None),
    ],
)
def test_a_time_without_a_zone_tells_the_day_only(value, published):
    heard = []
    [article] = rows.loads(lines({"text": page(1), "date": value}), report=heard.append)
    assert article.published == published
    assert any(each.code == "repair.time" for each in heard) is (published is None and value not in ("", None))


def test_the_date_of_a_crawl_is_not_when_a_page_was_published():
    [article] = rows.loads(lines({"text": page(1), "date": "2024-05-01", "dump": "CC-1"}))
    assert article.published is None
    [article] = rows.loads(lines({"text": page(1), "timestamp": "2024-05-01"}))
    assert article.published is None


@pytest.mark.parametrize("meta", [{"url": "https://bay.example/1"}, '{"url": "https://bay.example/1"}'])
def test_an_address_inside_of_another_column(meta):
    assert [article.url for article in rows.loads(lines({"text": page(1), "meta": meta}))] == ["https://bay.example/1"]


def test_columns_that_json_leaves_out_are_known_from_later_rows():
    found = rows.loads(lines({"text": page(1)}, {"text": page(2), "url": "https://bay.example/2"}))
    assert [article.url for article in found] == [None, "https://bay.example/2"]


def test_named_columns_and_kept_ones(tmp_path):
    file = tmp_path / "pages.jsonl"
    file.write_text(lines({"words": page(1), "text": "no", "id": 7, "more": {"date": "today"}}))
    [row] = newsdoc.iter_rows(file, text_column="words", url_column="", keep=["id", "more.date"])
    assert row.article.headline == "Bridge 1 opens"
    assert row.columns == {"id": 7, "more.date": "today"}
    assert (row.origin, row.number, row.lines, row.confidence, row.doubts) == (f"{file}:0", 0, (0, 7), 1.0, ())


def test_rows_of_every_other_format(tmp_path):
    file = tmp_path / "page.txt"
    file.write_text(page(1) + "\n\n" + page(2))
    found = list(newsdoc.iter_rows(file, language="en"))
    assert [(row.number, row.confidence, row.origin) for row in found] == [(0, 1.0, str(file)), (1, 1.0, str(file))]
    assert {row.article.language for row in found} == {"en"}
    newsdoc.write([FULL], file := tmp_path / "a.html")
    assert [(row.article, row.confidence) for row in newsdoc.iter_rows(file)] == [(FULL, 1.0)]
    newsdoc.write([FULL], file := tmp_path / "a.json")
    assert [(row.article, row.confidence) for row in newsdoc.iter_rows(file)] == [(FULL, None)]


# --- bad rows ---


def test_a_bad_row_costs_only_itself():
    text = lines(TABLE[0]) + '{"text": \n[1]\n{"text": 3}\n{"text": null}\n{"url": "a:b"}\n' + lines(TABLE[1])
    heard = []
    assert titles(rows.loads(text, report=heard.append)) == ["Bridge 0 opens", "Bridge 1 opens"]
    assert [(each.code, each.line) for each in heard if each.code != "page.columns"] == [
        ("error.item", 2), ("error.item", 3), ("error.item", None),
    ]  # fmt: skip
    assert heard[-1].message == "the column 'text' holds int, not text (row 4)"


def test_a_row_with_too_many_values_costs_only_itself():
    heard = []
    text = f'text,url\n"{page(1)}",a:b,c\n"{page(2)}"\n'
    assert titles(rows.loads(text, report=heard.append)) == ["Bridge 2 opens"]
    assert "row 1 has 3 values for 2 columns" in next(each.message for each in heard if each.code == "error.item")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"url": "a:b", "title": "c"}\n', "no column seems to be the text of a page"),
        ("", "the table has no row"),
        ('{"url": "a:b", "text": ', "line 1: .*Expecting value"),
        ("text,url\n", "the table has no row"),
        ("text,text\na,b\n", "two columns have the same name"),
    ],
)
def test_a_table_without_a_text_is_refused(text, message):
    heard = []
    with pytest.raises(ReadError, match=message) as caught:
        rows.loads(text, report=heard.append)
    assert caught.value.format == "rows"
    assert "error.item" not in [each.code for each in heard]  # nothing is said twice


def test_a_column_that_is_not_there_is_refused_with_those_that_are(tmp_path):
    file = tmp_path / "pages.jsonl"
    file.write_text(lines(*TABLE))
    with pytest.raises(ReadError, match="there is no column 'dat'; the columns are 'dump', 'text', 'url'") as caught:
        list(newsdoc.iter_rows(file, keep=["dat"]))
    assert caught.value.file == str(file)


def test_a_row_of_many_megabytes():
    long = page(1) + "".join(f"{number}. {PROSE}\n" for number in range(50_000))
    found = rows.loads(lines({"text": long}, TABLE[1]))
    assert len(found[0].body) == 50_001
    text = f'text,url\n"{long}",a:b\n'
    assert len(rows.loads(text)[0].body) == 50_001


def test_a_language_that_is_none_is_reported():
    heard = []
    [article] = rows.loads(lines({"text": page(1), "language": "English"}), report=heard.append)
    assert article.language is None
    assert "'English'" in next(each.message for each in heard if each.code == "repair.value")


def test_an_address_that_is_not_text_is_reported():
    heard = []
    [article] = rows.loads(lines({"text": page(1), "url": 4711, "title": ["A"]}), report=heard.append)
    assert article.url is None
    said = [each.message for each in heard if each.code == "repair.value"]
    assert said == [
        "the title is list, not text, and was left out (row 1)",
        "the address is int, not text, and was left out (row 1)",
    ]


# --- flat rows ---


def test_a_flat_row():
    article = Article(
        "Bridge opens",
        ["One.", Subhead("Two"), "Three."],
        captions=[Caption("The bridge.", "AFP"), Caption(None, "EPA")],
        keywords=["a", "b"],
        sources=[Source("Wire", "agency")],
        published=date(2024, 5, 1),
    )
    [row] = to_rows([article])
    assert list(row) == FLAT_NAMES
    assert {name: value for name, value in row.items() if value is not None} == {
        "headline": "Bridge opens",
        "text": "One.\n\nTwo\n\nThree.",
        "captions": "The bridge. (AFP)\n(EPA)",
        "sources": "Wire",
        "keywords": "a\nb",
        "published": "2024-05-01",
        "status": "usable",
        "version": 1,
    }


def test_what_a_flat_row_leaves_out_is_reported():
    heard = []
    article = Article(
        "A", ["One.", Subhead("Two")], sources=[Source("Wire", "agency")], captions=[Caption("B", "C", anchor=1)]
    )
    csv.dumps([Article("First"), article], report=heard.append)
    assert [(each.code, each.path, each.article) for each in heard] == [
        ("loss.missing", "$[1].body[1].type", 1),
        ("loss.missing", "$[1].captions[0].anchor", 1),
        ("loss.missing", "$[1].sources[0].role", 1),
    ]


@given(st.lists(strategies.articles(), min_size=1, max_size=4))
def test_csv_and_tsv_hold_the_flat_rows(articles):
    flat = [{name: "" if value is None else str(value) for name, value in row.items()} for row in to_rows(articles)]
    for module, dialect in ((csv, ","), (tsv, "\t")):
        text = module.dumps(articles)
        assert list(standard_csv.DictReader(StringIO(text, newline=""), delimiter=dialect)) == flat


@given(strategies.articles())
def test_everything_of_an_article_is_in_its_flat_row_or_reported(article):
    heard = []
    [row] = to_rows([article], report=heard.append)
    plain = Article(**{name: row[name] for name in ("headline", "deck", "byline", "section", "slugline", "url", "id")})
    assert plain.deck == article.deck
    rich = {index for index, block in enumerate(article.body) if not isinstance(block, str)}
    assert {int(each.path.split("[")[2].split("]")[0]) for each in heard if ".body[" in each.path} == rich
    assert all(each.code == "loss.missing" for each in heard)


# --- the command line ---


@pytest.fixture
def cli(capsysbinary, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(*arguments):
        status = main([str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return status, out.decode(), err.decode()

    return run


def table_file(name="pages.jsonl"):
    Path(name).write_text(lines(*TABLE))
    return name


def test_columns_are_kept_beside_the_articles(cli):
    table_file()
    for to in ("json", "jsonl"):
        status, out, err = cli(
            "convert", "pages.jsonl", "--text-column", "text", "--url-column", "url", "--keep", "dump,url,origin",
            "--with-confidence", "--to", to,
        )  # fmt: skip
        found = json.loads(out) if to == "json" else list(map(json.loads, out.splitlines()))
        assert found[1]["dump"] == "d1"
        assert found[1]["url"] == found[1]["page_url"] == "https://bay.example/1"
        assert found[1]["origin"] == "pages.jsonl:1"
        assert (found[1]["confidence"], found[1]["doubts"]) == (1.0, [])
        assert (status, err) == (0, "")
    status, out, _ = cli("convert", "pages.jsonl", "--keep", "dump", "--to", "csv")
    assert [row["dump"] for row in standard_csv.DictReader(StringIO(out))] == ["d0", "d1", "d2"]


def test_what_newsdoc_writes_beside_articles_is_read_again(cli):
    table_file()
    cli("convert", "pages.jsonl", "--with-confidence", "--keep", "origin", "-o", "out.jsonl")
    assert "confidence" in Path("out.jsonl").read_text()
    assert titles(newsdoc.read("out.jsonl")) == ["Bridge 0 opens", "Bridge 1 opens", "Bridge 2 opens"]


def test_articles_that_are_not_sure_are_left_out_and_counted(cli):
    Path("pages.jsonl").write_text(lines(TABLE[0], {"text": f"{PROSE}\n{PROSE}\n{PROSE[:-1]}, he said.\n"}))
    status, out, err = cli("convert", "pages.jsonl", "--min-confidence", "0.9", "--to", "jsonl")
    assert len(out.splitlines()) == 1
    assert status == 1
    assert "newsdoc: 1 article was less sure than --min-confidence and left out" in err
    assert cli("convert", "pages.jsonl", "--min-confidence", "0", "--to", "jsonl")[1].count("\n") == 2
    with pytest.raises(SystemExit):
        cli("convert", "pages.jsonl", "--min-confidence", "2")


def test_a_format_without_room_for_columns_is_refused(cli):
    table_file()
    status, _, err = cli("convert", "pages.jsonl", "--keep", "dump", "--to", "newsml")
    assert status == 2
    assert "newsml has no room for columns" in err


def test_a_run_goes_on_where_it_stopped(cli):
    Path("in").mkdir()
    for name in ("a", "b"):
        table_file(f"in/{name}.jsonl")
    Path("in/c.jsonl").write_text("{")
    status, _, err = cli("convert", "in", "-o", "out/", "--to", "jsonl", "--newer", "--summary", "run.json")
    assert status == 1
    assert sorted(path.name for path in Path("out").iterdir()) == ["a.jsonl", "b.jsonl"]
    figures = json.loads(Path("run.json").read_text())
    assert figures.pop("seconds") >= 0
    assert figures == {
        "inputs": 3, "skipped": 0, "articles": 6, "refused": 1, "below": 0, "doubts": {}, "losses": {},
        "others": {"page.columns": 2},
    }  # fmt: skip
    written = Path("out/a.jsonl").stat().st_mtime_ns
    os.utime("in/b.jsonl", ns=(written + 10**9, written + 10**9))
    _, _, err = cli("convert", "in", "-o", "out/", "--to", "jsonl", "--newer", "--summary", "run.json")
    assert "newsdoc: 1 input is not newer than its output and was skipped, of 3" in err
    assert Path("out/a.jsonl").stat().st_mtime_ns == written
    figures = json.loads(Path("run.json").read_text())
    assert (figures["inputs"], figures["skipped"], figures["articles"]) == (2, 1, 3)


def test_newer_with_one_output_or_several_for_one_input(cli):
    table_file()
    assert cli("convert", "pages.jsonl", "-o", "all.json", "--newer")[0] == 0
    before = Path("all.json").stat().st_mtime_ns
    assert "skipped, of 1" in cli("convert", "pages.jsonl", "-o", "all.json", "--newer")[2]
    assert Path("all.json").stat().st_mtime_ns == before
    cli("convert", "pages.jsonl", "-o", "out/", "--to", "ninjs")
    assert Path("out/pages-1.ninjs.json").exists()
    assert "skipped, of 1" in cli("convert", "pages.jsonl", "-o", "out/", "--to", "ninjs", "--newer")[2]
    assert cli("convert", "pages.jsonl", "--newer")[0] == 2


@pytest.mark.parametrize("options", [[], ["--keep", "dump,origin", "--with-confidence", "--min-confidence", "0.5"]])
def test_several_processes_write_the_same(cli, monkeypatch, options):
    monkeypatch.setattr("newsdoc.cli.work.WORTH", 1)
    monkeypatch.setattr("newsdoc.cli.work.STEP", 1000)
    Path("in").mkdir()
    for number in range(6):
        Path(f"in/{number}.jsonl").write_text(lines(*TABLE))
    done = []
    for jobs in (1, 3):
        folder = f"out{jobs}"
        how = ["--to", "jsonl", "-o", f"{folder}/", "--jobs", jobs, "--summary", "run.json"]
        status, _, err = cli("convert", "in", *how, *options)
        figures = json.loads(Path("run.json").read_text())
        del figures["seconds"]
        files = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
        done.append((status, err, figures, files))
    assert done[0] == done[1]
    assert len(done[0][3]) == 6


def test_a_crawl_by_the_command_line(cli):
    crawl = b"".join(record(page(n).encode(), Type="conversion", Target_URI="a:b", Date="2024") for n in range(3))
    Path("crawl.warc.wet.gz").write_bytes(gzip.compress(crawl[:-30]))
    _, out, err = cli("convert", "crawl.warc.wet.gz", "--keep", "origin,crawled", "--to", "jsonl")
    found = list(map(json.loads, out.splitlines()))
    assert found[0]["origin"] == "crawl.warc.wet.gz:0"
    assert found[1]["origin"].startswith("crawl.warc.wet.gz:0+")
    assert {each["crawled"] for each in found} == {"2024"}
    assert len(found) == 2
    assert "the file breaks off in the record at byte 0+" in err
    cli("convert", "crawl.warc.wet.gz", "-o", "out/", "--to", "jsonl")
    assert Path("out/crawl.jsonl").exists()


def test_reports_about_pages_are_shown_for_the_first_pages_of_a_crawl(cli):
    listing = {"url": "a:b", "text": "Home\nNews\nSport\n"}
    Path("pages.jsonl").write_text(lines(*[listing] * 50, *TABLE))
    _, _, err = cli("convert", "pages.jsonl", "--to", "jsonl")
    shown = [line for line in err.splitlines() if "[page." in line]
    assert len(shown) == 20
    assert "not shown: 31 page." in err
    assert cli("check", "pages.jsonl")[1].count("[page.") == 51


def test_no_half_output_where_the_input_breaks(cli):
    Path("pages.csv").write_text("url,words\na,b\n")
    assert cli("convert", "pages.csv", "-o", "out.csv", "--keep", "url")[0] == 1
    assert not Path("out.csv").exists()
    with pytest.raises(WriteError):
        csv.dumps([])


def test_columns_have_a_stable_meaning():
    assert Columns(text="a", keep=("b", "a")).read == ["a", "b"]


# --- what needs an extra ---


@pytest.mark.parametrize("package", ["pyarrow", "pyspark"])
def test_what_needs_an_extra_names_it(tmp_path, package):
    """A Parquet file is never read as a page, and an import says what to install."""
    (tmp_path / "pages.parquet").write_bytes(b"PAR1\x15\x04\x15\0 words of a page\0\0PAR1")
    name = {"pyarrow": "arrow", "pyspark": "spark"}[package]
    program = (
        f"import sys; sys.modules[{package!r}] = None\n"
        "import newsdoc\n"
        "def told(call):\n"
        "    try: call()\n"
        "    except newsdoc.MissingDependency as error: print(error)\n"
        f"told(lambda: __import__('newsdoc.{name}'))\n"
        + ("told(lambda: newsdoc.read('pages.parquet'))\n" if name == "arrow" else "")
        + ("told(lambda: newsdoc.write([newsdoc.Article('A')], 'a.parquet'))\n" if name == "arrow" else "")
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    said = done.stdout.splitlines()
    assert len(said) == (3 if name == "arrow" else 1)
    assert all(f"newsdoc[{name}]" in line for line in said)
    assert not (tmp_path / "a.parquet").exists()


@pytest.mark.parametrize(
    ("begins", "name"),
    [
        (b"ARROW1\0\0\xff\xff\xff\xff", "an Arrow or Feather file"),
        (b"Obj\x01\x04\x14avro.codec", "an Avro file"),
        (b"ORC\n\x0b\x08\0\x12", "an ORC file"),
        (b"PARE\x15\x04\x15\0", "a Parquet file"),
    ],
)
def test_other_files_of_columns_are_refused_by_name(tmp_path, begins, name):
    for suffix in (".parquet", ".wet", ".csv", ""):
        file = tmp_path / f"pages{suffix}"
        file.write_bytes(begins)
        with pytest.raises(ReadError, match=f"this seems to be {name}"):
            newsdoc.read(file)


# --- what is said of a row, and limits ---


def said(text, code="error.item"):
    heard = []
    rows.loads(text, report=heard.append)
    return [(each.message, each.line, each.path) for each in heard if each.code == code]


def test_a_bad_row_is_named_with_its_line_and_column():
    good = lines(TABLE[0])
    [(message, line, path)] = said(good + '{"text": x}\n')
    assert message.endswith("(column 10, row 2)")
    assert (line, path) == (2, "$")
    assert said(good + "\n[1]\n") == [("row 2 is not an object", 3, "$")]
    assert said(json.dumps([TABLE[0], 1])) == [("row 2 is not an object", 1, "$")]
    assert said(json.dumps(TABLE[0], indent=2) + "\n" + json.dumps([2])) == [("row 2 is not an object", 6, "$")]
    [(message, line, path)] = said('url,text\na:b,c\rd,e\na:c,"f"\n')
    assert message.startswith("the row cannot be read: new-line character seen in unquoted field")
    assert (line, path) == (2, "$")
    assert said("url,text\na:b,c\n\na:b,c,d\n") == [
        ("row 3 has 3 values for 2 columns, and was left out", 4, "$"),
    ]


def test_bad_rows_above_the_first_good_one_are_said_each_once():
    bad, worse, good = '{"text": x}\n', '{"text": \n', lines(TABLE[0])
    assert sorted(line for _, line, _ in said(bad + worse + good + bad)) == [1, 2, 4]
    assert [line for _, line, _ in said(bad + good)] == [1]
    heard = []
    with pytest.raises(ReadError, match=r"column 10, row 1\)") as caught:
        rows.loads(bad + worse, report=heard.append)
    assert (caught.value.line, [each.line for each in heard]) == (1, [2])


def test_a_key_that_a_row_has_twice_is_said():
    first, second = json.dumps(page(1)), json.dumps(page(2))
    row = f'{{"text": {first}, "text": {second}, "url": "https://bay.example/2"}}'
    for text in (row + "\n", f"[{row}]"):
        assert said(text, "repair.value") == [("row 1 has a key twice; the last one counts", 1, "$")]
        assert rows.loads(text) == rows.loads(lines({"text": page(2), "url": "https://bay.example/2"}))


def test_a_value_that_is_not_what_its_column_says_is_cut_and_named_with_its_row():
    language = "x" * 50
    row = {"text": page(1), "language": language, "date": language}
    good = {"text": page(2), "language": "en"}
    assert said(lines(good, row), "repair.value") == [
        (f"'{language[:40]}' is not the name of a language, and was left out (row 2)", None, "$"),
    ]
    assert said(lines(good, row), "repair.time") == [
        (f"'{language[:40]}' is not a time, and was left out (row 2)", None, "$"),
    ]
    assert said(lines({"text": page(1), "date": "2024-05-01T10:00:00+20:00"}), "repair.time") != []


@pytest.mark.parametrize("at", [19, 20])
def test_columns_are_known_from_the_first_twenty_rows(at):
    table = [{"text": page(number)} for number in range(at)]
    found = rows.loads(lines(*table, {"text": page(at), "url": "https://bay.example/20"}))
    assert found[at].url == ("https://bay.example/20" if at < 20 else None)


@pytest.mark.parametrize(("size", "known"), [((1 << 20) - 1, True), (1 << 20, False)])
def test_columns_are_known_from_the_first_megabyte(size, known):
    row = {"text": page(1), "more": ""}
    row["more"] = "x" * (size - len(page(1)))
    found = rows.loads(lines(row, {"text": page(2), "url": "https://bay.example/2"}))
    assert found[1].url == ("https://bay.example/2" if known else None)


@pytest.mark.parametrize("text", ["", "text,url\n", '{"url": "a:b"}\n', '{"url": "a:b", "content2": "c"}\n'])
def test_a_table_without_a_text_is_refused_at_its_first_line(text):
    with pytest.raises(ReadError) as caught:
        rows.loads(text)
    assert (caught.value.line, caught.value.path) == (1, "$")


def test_the_columns_of_a_table_are_listed_up_to_twenty_and_their_names_cut():
    names = [f"c{number:02}" for number in range(20)] + ["z" * 70]
    with pytest.raises(ReadError) as caught:
        rows.loads(lines(dict.fromkeys(names, "")))
    assert caught.value.message.endswith("'c18', 'c19'")
    with pytest.raises(ReadError) as caught:
        rows.loads(lines({"z" * 70: "", "a": ""}))
    assert caught.value.message.endswith(f"the columns are 'a', '{'z' * 60}'")
    with pytest.raises(ReadError, match=f"there is no column '{'y' * 60}'; the columns are 'a'") as caught:
        list(rows.iter_rows(BytesIO(b'{"a": "b"}\n'), columns=Columns(text="y" * 70)))
    assert (caught.value.line, caught.value.path) == (1, "$")


@pytest.mark.parametrize(
    ("row", "format"),
    [
        ({"text": "a"}, "rows"),
        ({"text": "a", "id": 1}, "rows"),
        ({"text": "a", "dump": "b"}, "rows"),
        ({"Content": "a", "LANG": "b"}, "rows"),
        ({"text": "a", "meta": {}}, "rows"),
    ],
)
def test_a_table_has_a_text_and_something_that_is_known_of_it(row, format):
    assert newsdoc.sniff(lines(row, row)) == format


@pytest.mark.parametrize(
    ("names", "is_table"),
    [
        (["text"], True), (["text", "url"], True), (["TEXT", "Title"], True), (["content", "id"], True),
        (["text", "content"], False), (["text", "words"], False), (["url", "title"], False), ([], False),
        (["text", "metadata"], True), (["text", "timestamp"], True),
    ],
)  # fmt: skip
def test_the_names_of_a_table_of_pages(names, is_table):
    assert is_table_of_pages(names) is is_table


@pytest.mark.parametrize(
    ("head", "separator"),
    [
        ("url,text\na", ","), ("url;text\n", ";"), ("url\ttext\r\n", "\t"), ('"url" , "text"\n', ","),
        ("url,text", None), ("text\na\n", None), ("words,more\n", None), (",text\n", None), ("--\n", None),
        ("url;text;title,x\n", ";"),
    ],
)  # fmt: skip
def test_the_first_line_of_a_table_names_its_columns(head, separator):
    assert separator_of(head) == separator


def test_columns_inside_of_others():
    row = {"text": page(1), "metadata": '{"title": "Talks go on", "lang": {"x": 1}}', "meta": "{", "other": [1]}
    assert names_of(row) == ["text", "metadata", "meta", "other", "metadata.title", "metadata.lang"]
    [found] = rows.iter_rows(
        BytesIO(lines(row).encode()), columns=Columns(keep=("metadata.lang.x", "other.x", "meta.x", "metadata.title"))
    )
    assert found.columns == {"metadata.lang.x": 1, "other.x": None, "meta.x": None, "metadata.title": "Talks go on"}


@pytest.mark.parametrize("text", ['{"a":' * 100_000, '{"a": NaN', "[1]", "{", ""])
def test_a_column_of_text_that_is_no_object_has_nothing_inside(text):
    row = {"text": page(1), "meta": text}
    assert names_of(row) == ["text", "meta"]
    [found] = rows.iter_rows(BytesIO(lines(row).encode()), columns=Columns(keep=("meta.a",)))
    assert found.columns == {"meta.a": None}


def test_two_columns_of_one_name_are_refused():
    check_names([])
    check_names(["text", "url", "Text"])
    for names in (["text", "url", "text"], ["text", "", ""]):
        with pytest.raises(ReadError, match=f"two columns have the name '{names[-1]}'; rename one of them"):
            check_names(names)


def test_a_column_that_is_named_empty_is_not_looked_for():
    row = {"text": f"{PROSE}\n{PROSE[:-1]}, he said.\n", "title": "Talks go on", "url": "https://bay.example/1"}
    [found] = rows.iter_rows(BytesIO(lines(row).encode()), columns=Columns(title="", url=""))
    assert (found.article.headline, found.article.url) == (None, None)


def test_the_first_of_columns_that_differ_in_case_only_is_taken():
    [article] = rows.loads(lines({"Text": page(1), "TEXT": page(2)}))
    assert article.headline == "Bridge 1 opens"


def test_a_language_is_a_tag_of_two_or_three_letters():
    codes = ("en", "ENG", "fil", "zh_Hant", "e", "engl", "MUL", "zxx", "arb", "zu-ZA", " deu ", "e1")
    assert [language_tag(code) for code in codes] == [
        "en", "en", "fil", "zh-Hant", None, None, None, None, "ar", "zu-ZA", "de", None,
    ]  # fmt: skip


def test_what_is_known_of_a_page_fills_only_what_the_article_does_not_have():
    hints = Hints(title="T", url="https://bay.example/a b", language="de", published=date(2024, 5, 1))
    assert known_fields(Article(), hints) == {
        "headline": "T", "url": "https://bay.example/a%20b", "language": "de", "published": date(2024, 5, 1),
    }  # fmt: skip
    assert "headline" not in known_fields(Article(), hints, first=False)
    own = Article("H", url="https://bay.example/1", language="en", published=date(2024, 4, 1))
    assert known_fields(own, hints) == {}
    assert with_hints(own, hints) is own
    assert known_fields(Article(), Hints(title=" ", url="no address")) == {}
    assert with_hints(Article("H"), hints).url == "https://bay.example/a%20b"


def test_only_the_first_article_of_a_page_has_the_title_of_its_row():
    text = f"{PROSE}\n{PROSE}!\n\n\n{page(2)}"
    found = rows.loads(lines({"text": text, "title": "Talks go on"}))
    assert [article.headline for article in found][-1] == "Bridge 2 opens"
    numbers = [
        row.number for row in rows.iter_rows(BytesIO(lines({"text": page(1) + "\n\n" + page(2)}, TABLE[0]).encode()))
    ]
    assert numbers == [0, 1, 0]


def test_reports_about_a_page_name_its_row_and_its_line():
    heard = []
    listing = "Home\nNews\nSport\n"
    rows.loads(lines(TABLE[0], {"text": listing}, {"text": f"{PROSE}\n{PROSE[:-1]}, he said.\n"}), report=heard.append)
    shown = [(each.code, each.message.rpartition(" (")[2], each.line, each.article) for each in heard[1:]]
    assert ("page.unstructured", "row 2, line 1)", None, None) in shown
    assert next(article for code, _, _, article in shown if code.startswith("guess.")) == 1


def test_an_error_of_a_dialect_names_the_row():
    def odd(lines):
        yield from ()

    with pytest.raises(newsdoc.NewsdocError, match=r"\(row 1\)$"):
        rows.loads(lines(TABLE[0]), dialect=odd)


def test_texts_of_bytes_and_of_other_kinds():
    table = [(0, {"text": page(1).encode()}), (1, {"text": b"\xff"}), (2, {"text": 7})]
    heard = []
    found = list(rows.pages_of(table, Columns(text="text"), heard.append))
    assert [(each.text, each.place, each.origin) for each in found] == [
        (page(1), "row 1", "0"), ("\udcff", "row 2", "1"),
    ]  # fmt: skip
    assert [(each.message, each.path) for each in heard] == [("the column 'text' holds int, not text (row 3)", "$")]


def test_a_flat_row_says_what_it_leaves_out_of_lists_and_marks():
    strong = [Mark("strong", 0, 3)]
    article = Article(
        body=[
            Paragraph("One.", strong), ListBlock(["a", Paragraph("two", strong)], ordered=True),
            Table([["x", "y"]], header_rows=1), Quote("q"),
        ],
        subjects=[Subject("Bridges", code="b:1"), Subject("Tolls")], links=[Link("More", "https://bay.example/")],
        rights=Rights(holder="Wire", notice="All."), captions=[Caption(None, None, url="https://bay.example/a.jpg")],
    )  # fmt: skip
    heard = []
    [row] = to_rows(article, report=heard.append)
    assert (row["subjects"], row["links"], row["rights_holder"], row["rights_terms"]) == (
        "Bridges\nTolls", "More", "Wire", None,
    )  # fmt: skip
    assert sorted(each.path for each in heard) == sorted(
        f"$[0].{path}"
        for path in (
            "body[0].marks", "body[1].items[1].marks", "body[1].ordered", "body[1].type", "body[2].header_rows",
            "body[2].type", "body[3].type", "captions[0].url", "links[0].url", "subjects[0].code",
        )
    )  # fmt: skip


def test_names_beside_an_article_never_clash():
    assert column_names(["a", "url", "page_url", "url2"], ["url"]) == {
        "a": "a", "url": "page_url", "page_url": "page_page_url", "url2": "url2",
    }  # fmt: skip


def test_values_beside_an_article_in_a_table_and_as_json():
    row = Row(
        Article("A"), 0.5, ("guess.a", "guess.b"), "x:1", 0, (3, 9),
        {"day": date(2024, 5, 1), "many": [1, 2], "odd": "\udcff", "more": {"k": (1, datetime(2024, 5, 2, 3))},
        "none": None, "far": float("inf"), "half": 0.5, "yes": True, "seven": 7},
    )  # fmt: skip
    names = ["confidence", "doubts", "origin", "lines", "day", "many", "odd", "none", "unknown"]
    file = BytesIO()
    csv.dump_rows([row], file, names)
    [found] = standard_csv.DictReader(StringIO(file.getvalue().decode()))
    assert [found[name] for name in names] == [
        "0.5", "guess.a guess.b", "x:1", "3 9", "2024-05-01", "1 2", "?", "", "",
    ]  # fmt: skip
    [(_, values)] = beside([row], ["lines", "day", "odd", "more", "far", "half", "yes", "seven", "none"])
    assert json.loads(json.dumps(values)) == {
        "lines": [3, 9], "day": "2024-05-01", "odd": "?", "more": {"k": [1, "2024-05-02T03:00:00"]}, "far": "inf",
        "half": 0.5, "yes": True, "seven": 7, "none": None,
    }  # fmt: skip


def test_losses_of_a_table_are_of_the_articles_by_their_numbers():
    heard = []
    csv.dumps([Article("A"), Article("B"), Article("C", [Subhead("x")])], report=heard.append)
    assert [(each.path, each.article) for each in heard] == [("$[2].body[0].type", 2)]


def test_the_doubts_of_a_document_are_those_of_its_articles(tmp_path):
    first, second = ({"uri": f"a:{number}", "type": "text", "headline": "A"} for number in (1, 2))
    (tmp_path / "a.ninjs.json").write_text(json.dumps([{**first, "version": "x"}, second]))
    found = list(newsdoc.iter_rows(tmp_path / "a.ninjs.json"))
    assert [(row.number, row.confidence, bool(row.doubts)) for row in found] == [(0, None, True), (1, None, False)]


def test_the_lines_of_an_article_of_html():
    story = "".join(f"<p>{PROSE} {number}.</p>" for number in range(4))
    html = f"<title>Bridge opens</title><body><nav>Home</nav><article><h1>Bridge opens</h1>{story}</article>"
    [row] = rows_of("html", BytesIO(html.encode()), None, {"report": print})
    assert row.lines == (0, 7)


def test_the_doubts_about_an_article_of_html_are_its_own():
    """The page's own diagnostics are not doubts about its article."""
    story = "".join(f"<p>{PROSE} {number}.</p>" for number in range(4))
    html = f'<script type="application/ld+json">{{</script><title>Bridge opens</title><body>{story}'
    [row] = rows_of("html", BytesIO(html.encode()), None, {"report": print})
    assert row.doubts == ("guess.headline",)
