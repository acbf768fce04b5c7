"""The command line: outputs, messages and exit status, in this process for speed, in another one for pipes."""

from __future__ import annotations

import contextlib
import gzip
import io
import os
import re
import signal
import subprocess
import sys
import threading
import time
from json import loads
from pathlib import Path
from types import ModuleType

import pytest

import newsdoc
from newsdoc import Article, Diagnostic, ReadError, WriteError, formats
from newsdoc.cli import main, work, workers
from newsdoc.cli.commands import converting
from newsdoc.cli.console import BufferedOutput, Messages, Progress, placed, print_line, progress
from newsdoc.cli.explain import explain
from newsdoc.cli.inputs import Document, documents, stem, with_targets
from newsdoc.diagnostics import CATALOGUE
from newsdoc.formats import json, jsonl, rawdump
from shared import shared

CUT_OFF = (
    "Bridge opens\n\nThe mayor.\nThe mayor.\nTT\n\nBridge opens\n\nThe mayor.\nThe mayor.\n\nHe came.\n\nHe spoke and"
)
SEED = Path(__file__).parent.parent / "seeds" / "asharq-al-awsat.txt"
DUMP = SEED.read_bytes()
TWO = [Article("Bridge opens", ["The mayor came."]), Article("Museum returns", ["It rained."])]


def program(*arguments, **options):
    return subprocess.run([sys.executable, "-m", "newsdoc", *map(str, arguments)], capture_output=True, **options)


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


# --- convert: where the output goes ---


def test_a_dump_becomes_json_on_standard_output(cli):
    status, out, err = cli("convert", SEED)
    assert (status, err) == (0, "")
    assert json.loads(out) == list(newsdoc.read(SEED))


def test_the_target_is_chosen_by_name_or_by_suffix(cli):
    assert jsonl.loads(cli("convert", SEED, "--to", "jsonl")[1]) == list(newsdoc.read(SEED))
    assert cli("convert", SEED, "-o", "a.jsonl.gz") == (0, "", "")
    assert jsonl.loads(gzip.decompress(Path("a.jsonl.gz").read_bytes())) == list(newsdoc.read(SEED))
    assert cli("convert", SEED, "-o", "plain-name", "--to", "jsonl")[0] == 0
    assert newsdoc.read("plain-name", format="jsonl") == list(newsdoc.read(SEED))
    assert cli("convert", SEED, "--to", "jsonl", "-o", "-")[1] == cli("convert", SEED, "--to", "jsonl")[1]


def test_standard_input_is_read_and_recognised(cli):
    assert json.loads(cli("convert", "-", stdin=DUMP)[1]) == list(newsdoc.read(SEED))
    assert json.loads(cli("convert", "-", stdin=gzip.compress(json.dumps(TWO).encode()))[1]) == TWO
    assert cli("convert", "-", "-o", "out/", stdin=DUMP)[0] == 0
    assert files("out") == ["stdin.json"]


def test_the_format_can_be_forced(cli):
    status, out, _ = cli("convert", "-", "--from", "rawdump", "--to", "rawdump", stdin=b"[]")
    assert out == "[]"
    assert status == 1


def test_several_inputs_become_one_document_in_order(cli):
    Path("a.json").write_text(json.dumps(TWO[:1]))
    Path("b.jsonl").write_text(jsonl.dumps(TWO[1:]))
    assert json.loads(cli("convert", "a.json", "b.jsonl")[1]) == TWO
    assert cli("convert", "b.jsonl", "a.json", "-o", "both.json") == (0, "", "")
    assert newsdoc.read("both.json") == TWO[::-1]


def test_a_folder_of_dumps_becomes_a_folder_of_files(cli):
    for name in ("b.txt", "2019/a.txt", "2020/a.txt.gz", "2020/.hidden.txt", ".git/c.txt", "notes.md"):
        path = Path("dumps") / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(DUMP) if name.endswith(".gz") else DUMP)
    assert cli("convert", "dumps", "-o", "out") == (0, "", "")
    assert files("out") == ["2019/a.json", "2020/a.json", "b.json"]
    assert newsdoc.read("out/2020/a.json") == list(newsdoc.read(SEED))


def test_the_output_inside_the_input_is_not_read_again(cli):
    Path("a.txt").write_bytes(DUMP)
    for _ in range(2):
        assert cli("convert", ".", "-o", "out/")[0] == 0
        assert files("out") == ["a.json"]


def test_several_files_go_to_a_folder_by_their_names(cli):
    for name in ("a.txt", "b.old.txt", "c"):
        Path(name).write_bytes(DUMP)
    assert cli("convert", "a.txt", "b.old.txt", "c", "--to", "jsonl", "-o", "out")[0] == 0
    assert files("out") == ["a.jsonl", "b.old.jsonl", "c.jsonl"]


def test_inputs_of_the_same_name_keep_their_folders(cli):
    for name in ("dumps/2019/a.txt", "dumps/2020/a.txt"):
        Path(name).parent.mkdir(parents=True)
        Path(name).write_bytes(DUMP)
    assert cli("convert", "dumps/2019/a.txt", "dumps/2020/a.txt", "-o", "out/")[0] == 0
    assert files("out") == ["2019/a.json", "2020/a.json"]


def test_two_inputs_for_one_output_are_refused_before_anything_is_written(cli):
    Path("a.txt").write_bytes(DUMP)
    Path("a.jsonl").write_text(jsonl.dumps(TWO))
    status, out, err = cli("convert", "a.txt", "a.jsonl", "-o", "out/")
    assert (status, out) == (2, "")
    assert "this file would be the output for both a.txt and a.jsonl" in err
    assert files(".") == ["a.jsonl", "a.txt"]


@pytest.mark.parametrize("output", ["a.json", "./a.json", "link.json", "./"])
def test_an_input_is_never_overwritten(cli, output):
    Path("a.json").write_text(json.dumps(TWO))
    Path("link.json").symlink_to("a.json")
    status, out, err = cli("convert", "a.json", "-o", output)
    assert (status, out) == (2, "")
    written = "a.json" if output == "./" else Path(output)
    assert err == f"newsdoc convert: error: {written}: this input would be overwritten; choose another output with -o\n"
    assert newsdoc.read("a.json") == TWO


@pytest.mark.parametrize("output", ["page.docx", "page"])
def test_an_output_without_a_format_is_wrong_usage(cli, output):
    status, _, err = cli("convert", SEED, "-o", output)
    assert status == 2
    assert f"{output}: no format that newsdoc writes has this suffix; name one with --to" in err
    assert files(".") == []


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("convert", "a.txt", "--to", "word"),
        ("convert", "a.txt", "--language", "not a tag"),
        ("convert", "a.txt", "--dialect", "nobody"),
        ("translate", "a.txt"),
    ],
)
def test_wrong_usage_ends_with_two(cli, arguments):
    status, out, err = cli(*arguments)
    assert (status, out) == (2, "")
    assert err.splitlines()[-1].startswith("newsdoc")


def test_a_dump_to_a_dump_is_exact(cli):
    dump = b"\xff odd bytes\r\n" + DUMP + b"\n\n"
    Path("a.txt").write_bytes(dump)
    assert cli("convert", "a.txt", "-o", "copy.txt")[0] == 0
    assert Path("copy.txt").read_bytes() == dump


def test_language_is_set_on_every_article(cli):
    articles = json.loads(cli("convert", SEED, "--language", "ar-SA")[1])
    assert [article.language for article in articles] == ["ar-SA", "ar-SA"]


def test_a_dialect_can_be_chosen(cli):
    _, out, _ = cli("convert", SEED, "--dialect", "plain")
    assert json.loads(out) == list(newsdoc.read(SEED, dialect="plain")) != list(newsdoc.read(SEED))


# --- convert: a format that holds one article ---


@pytest.fixture
def card(monkeypatch):
    """A format that writes one headline."""
    module = ModuleType("newsdoc.formats.card")

    def dump(articles, fp, *, report, now=None):
        articles = list(articles)
        if len(articles) != 1:
            raise WriteError(f"a card holds one article, not {len(articles)}")
        fp.write((articles[0].headline or "").encode())
        if articles[0].body:
            report(Diagnostic("loss.missing", "no place for the body", path="$[0].body"))

    module.dump = dump
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(
        formats.FORMATS, "card", formats.Format("card", (".card", ".c"), "", "a headline", several=False)
    )


def test_one_document_becomes_several_files(cli, card):
    Path("two.json").write_text(json.dumps([Article("A"), Article("B")]))
    Path("one.json").write_text(json.dumps([Article("C")]))
    assert cli("convert", "two.json", "one.json", "--to", "card", "-o", "out/") == (0, "", "")
    assert {name: Path("out", name).read_text() for name in files("out")} == {
        "one.card": "C",
        "two-1.card": "A",
        "two-2.card": "B",
    }
    assert cli("convert", "two.json", "-o", "x.y.c")[0] == 0
    assert Path("x.y-2.c").read_text() == "B"


def test_a_numbered_file_does_not_replace_another_inputs(cli, card):
    Path("a.json").write_text(json.dumps([Article("A"), Article("B")]))
    Path("a-1.json").write_text(json.dumps([Article("C")]))
    status, _, err = cli("convert", "a-1.json", "a.json", "--to", "card", "-o", "out/")
    assert status == 1
    assert err.startswith("newsdoc: out/a-1.card: this file is an input, or the output for another input; ")
    assert Path("out/a-1.card").read_text() == "C"
    Path("a-1.c").write_text(json.dumps([Article("D")]))
    status, _, err = cli("convert", "a.json", "a-1.c", "--from", "json", "-o", "a.c")
    assert status == 1
    assert err.startswith("newsdoc: a-1.c: this file is an input, or the output for another input; ")
    assert newsdoc.read("a-1.c", format="json") == [Article("D")]


def test_standard_output_cannot_be_several_files(cli, card):
    status, out, err = cli("convert", SEED, "--to", "card")
    assert (status, out, err) == (1, "", "newsdoc: a card holds one article, not 2\n")


def test_losses_are_shown_and_counted(cli, card):
    Path("a.json").write_text(json.dumps(TWO[:1]))
    assert cli("convert", "a.json", "-o", "a.card") == (
        1,
        "",
        "a.card: $[0].body: no place for the body [loss.missing]\n",
    )
    status, out, err = cli("convert", "a.json", "--to", "card")
    assert (status, out) == (1, "Bridge opens")
    assert err.startswith("<stdout>: $[0].body: ")


# --- bad input ---


BAD = {
    "undecodable.json": b'[{"headline": "\xff"}]',
    "nul.json": b'[{"headline": "a\\u0000"}]',
    "half.json": json.dumps(TWO).encode()[:-20],
    "half.jsonl": jsonl.dumps(TWO[:1]).encode()[:-20],
    "half.json.gz": gzip.compress(json.dumps(TWO).encode())[:-10],
    "empty.txt": b"",
    "empty.json": b"",
    "listing.txt": b"More from the author\n",
    "long.json": b'[{"headline": "' + b"x" * 50_000_000,
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("output", [[], ["-o", "out.json"], ["-o", "out/"]])
def test_bad_input_gets_a_sentence_and_no_output(cli, name, output):
    Path(name).write_bytes(BAD[name])
    status, out, err = cli("convert", name, *output)
    assert status == 1
    assert name in err.splitlines()[0]
    assert max(map(len, err.splitlines())) < 300
    if name.endswith(".txt"):  # every text is a page; this one has no article
        assert "no article" in err
    else:
        assert out == ""
        assert files(".") == [name]


def test_a_bad_line_costs_only_itself(cli):
    Path("half.jsonl").write_bytes(jsonl.dumps(TWO).encode()[:-20])
    status, out, err = cli("convert", "half.jsonl")
    assert (status, json.loads(out)) == (1, TWO[:1])
    assert err.startswith("half.jsonl:2: $: Unterminated string")
    assert err.endswith("[error.item]\n")


@pytest.mark.parametrize("dump", [b"\xff\xfe\x00bytes\n", b"NUL \0 in text\n", b"x" * 50_000_000])
def test_odd_dumps_are_kept_exactly(cli, dump):
    Path("odd.txt").write_bytes(dump)
    cli("convert", "odd.txt", "-o", "copy.txt")
    assert Path("copy.txt").read_bytes() == dump


def test_what_is_missing_or_holds_nothing_is_named(cli):
    Path("nothing/here").mkdir(parents=True)
    Path("nothing/notes.md").write_text("no dump")
    assert cli("convert", "missing.txt") == (
        1,
        "",
        "newsdoc: missing.txt: cannot be opened: No such file or directory\n",
    )
    status, out, err = cli("convert", "nothing", "-o", "out")
    assert (status, out) == (1, "")
    assert err.startswith("newsdoc: nothing: no file in this folder has a suffix that newsdoc knows; name them")
    assert files(".") == ["nothing/notes.md"]


def test_one_bad_input_does_not_stop_the_others(cli):
    Path("a.json").write_text(json.dumps(TWO[:1]))
    Path("bad.json").write_bytes(BAD["half.json"])
    Path("c.json").write_text(json.dumps(TWO[1:]))
    Path("empty").mkdir()
    inputs = ["a.json", "bad.json", "missing.json", "empty", "c.json"]
    status, _, err = cli("convert", *inputs, "-o", "out/")
    assert status == 1
    assert [line.split(":")[1].strip() for line in err.splitlines()] == ["empty", "bad.json", "missing.json"]
    assert files("out") == ["a.json", "c.json"]
    status, out, _ = cli("convert", *inputs)
    assert status == 1
    assert json.loads(out) == [TWO[0], TWO[0], TWO[1]]  # the first article of the broken one was whole


def test_nothing_is_replaced_by_nothing(cli):
    Path("out.json").write_text(json.dumps(TWO))
    status, out, err = cli("convert", "missing.txt", "gone.txt", "-o", "out.json")
    assert (status, out) == (1, "")
    assert err.splitlines()[-1] == "newsdoc: nothing was written, because no input gave an article"
    assert newsdoc.read("out.json") == TWO


def test_a_folder_that_cannot_be_made_or_listed_is_named(cli, monkeypatch):
    Path("a.json").write_text(json.dumps(TWO))
    Path("file").write_text("")
    status, _, err = cli("convert", "a.json", "-o", "file/")
    assert status == 1
    assert err == "newsdoc: file: the folder cannot be made: File exists\n"
    Path("closed").mkdir()

    def refuse(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", refuse)
    assert cli("convert", "closed") == (1, "", "newsdoc: closed: the folder cannot be listed: Permission denied\n")


# --- messages and status ---


def test_what_matters_is_shown_and_the_rest_counted(cli):
    Path("a.txt").write_text(CUT_OFF)
    _, _, err = cli("convert", "a.txt", "-o", "a.json")
    assert err.startswith("newsdoc: not shown: 1 article.truncated")
    assert err.endswith(" (newsdoc check shows them)\n")


def test_strict_fails_for_repairs(cli, monkeypatch):
    Path("tab.txt").write_bytes(DUMP.replace(b"Russian military", b"Russian\tmilitary"))
    status, _, err = cli("convert", "tab.txt", "-o", "a.json")
    assert status == 0
    assert "1 repair.characters" in err
    status, _, err = cli("convert", "tab.txt", "-o", "a.json", "--strict")
    assert status == 1
    assert "tab.txt:13: " in err
    assert "[repair.characters]" in err


def test_check_prints_every_diagnostic(cli):
    Path("dumps").mkdir()
    Path("dumps/a.txt").write_text(CUT_OFF)
    Path("dumps/b.json").write_bytes(BAD["half.json"])
    Path("dumps/c.txt").write_bytes(DUMP)
    status, out, err = cli("check", "dumps")
    heard = []
    newsdoc.read("dumps/a.txt", report=heard.append)
    assert out.splitlines() == [placed(diagnostic, "dumps/a.txt") for diagnostic in heard]
    assert err.startswith("newsdoc: dumps/b.json: line ")
    assert status == 1
    assert cli("check", "dumps/c.txt") == (0, "", "")
    assert cli("check", "-", stdin=DUMP) == (0, "", "")


def test_a_page_without_an_article_is_reported_once(cli):
    status, out, err = cli("check", "-", stdin=b"More from the author\n")
    assert status == 1
    assert out.startswith("<stdin>:1: ")
    assert err == ""
    assert cli("check", "-", stdin=b"[]") == (1, "", "newsdoc: <stdin>: no article was found\n")


def test_diagnostics_come_after_their_place():
    assert (
        placed(Diagnostic("loss.missing", "gone", 3, "$[0].deck"), "a.txt") == "a.txt:3: $[0].deck: gone [loss.missing]"
    )
    assert placed(Diagnostic("error.item", "odd"), "a.txt") == "a.txt: odd [error.item]"


def test_the_status_adds_up(capsys):
    for code, plain, strict in [
        ("loss.missing", 1, 1),
        ("error.item", 1, 1),
        ("repair.uri", 0, 1),
        ("guess.deck", 0, 0),
    ]:
        for status, messages in ((plain, Messages(strict=False)), (strict, Messages(strict=True))):
            messages.reporter("a.txt")(Diagnostic(code, "odd"))
            assert messages.status == status
    messages.close()
    assert capsys.readouterr().err.splitlines()[-1] == "newsdoc: not shown: 1 guess.deck (newsdoc check shows them)"


# --- validate ---


def test_what_newsdoc_writes_is_valid_and_what_is_broken_is_shown_with_its_line(cli):
    schemas = shared("schemas")
    assert cli("convert", SEED, "-o", "a.newsml")[0] == 0
    assert cli("validate", "a.newsml", "--schema", schemas) == (0, "", "")
    broken = Path("a.newsml").read_text().replace("<pubStatus", "<pubState", 1)
    Path("b.newsml.xml").write_text(broken)
    line = broken[: broken.index("<pubState")].count("\n") + 1
    status, out, err = cli("validate", "b.newsml.xml", "a.newsml", "--schema", schemas)
    assert (status, err) == (1, "")
    assert out.startswith(f"b.newsml.xml:{line}: ")
    assert out.endswith("[error.schema]\n")


def test_what_cannot_be_validated_is_named_and_does_not_stop_the_others(cli, monkeypatch):
    monkeypatch.delenv("NEWSDOC_SCHEMAS", raising=False)
    Path("cut.newsml").write_text("<newsItem>")
    Path("own.xsd").write_text('<schema xmlns="http://www.w3.org/2001/XMLSchema"/>')
    status, out, err = cli("validate", "cut.newsml", "-", "--schema", "own.xsd", stdin=b"<a/>")
    assert (status, out.count("\n")) == (1, 1)
    assert err.startswith("newsdoc: cut.newsml: line 1: not well-formed XML")
    assert "no schema is given" in cli("validate", "cut.newsml")[2]


# --- explain, formats, schema, help ---


def test_explain_shows_every_line(cli):
    status, out, err = cli("explain", SEED)
    assert (status, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == f"{SEED}: 81 lines, 2 articles"
    assert lines[1] == "confidence 1.00 and 1.00"
    assert lines[3] == " 1  1  headline   Russian Patrols Comb Border Areas in Southern Syria"
    assert lines[7] == " 5  1  control    TT"
    assert [line.split()[0] for line in lines[3:84]] == [str(number) for number in range(1, 82)]
    assert "Article 2: Iraq and Syria Open ‘New Chapter’ in Ties to Confront ‘Common Challenges’" in lines
    assert "  lines 33 to 81, 19 blocks, 1 caption, confidence 1.00" in lines
    assert "\x1b" not in out


def test_explain_tells_a_page_without_an_article(cli):
    status, out, _ = cli("explain", "-", stdin=b"More from the author\n")
    assert status == 1
    assert out.startswith("<stdin>: 1 line, 0 articles\n")
    assert f"\n^ {CATALOGUE['page.unstructured']} [page.unstructured]\n" in re.sub("\n +", "\n", out)
    assert cli("explain", "-")[1] == "<stdin>: 0 lines, 0 articles\n"


def test_explain_is_for_pages(cli):
    Path("a.json").write_text(json.dumps(TWO))
    status, out, err = cli("explain", "a.json")
    assert (status, out) == (1, "")
    assert err.startswith("newsdoc: a.json: this holds articles and no page, and explain shows pages, of text or HTML")


@pytest.mark.parametrize(
    ("environment", "coloured"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)]
)
def test_explain_is_coloured_and_cut_on_a_terminal(cli, monkeypatch, environment, coloured):
    for name in ("NO_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"COLUMNS": "60", **environment}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    lines = cli("explain", SEED)[1].splitlines()
    assert ("\x1b[1m 1  1  headline" in lines[3]) is coloured
    assert lines[15].startswith("13  1  paragraph  Russian military")
    assert lines[15].endswith("…")
    assert len(lines[15]) == 60


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("plain", 5, "plain"),
        ("plain", 4, "pla…"),
        ("北京北京", 8, "北京北京"),
        ("北京北京", 7, "北京北…"),
        ("北京北京", 6, "北京…"),
        ("e\u0301e\u0301e\u0301", 3, "e\u0301e\u0301e\u0301"),
        ("e\u0301e\u0301e\u0301", 2, "e\u0301…"),
        ("متحف", 4, "متحف"),
        ("متحف", 3, "مت…"),
    ],
)
def test_lines_are_cut_by_the_columns_they_take(text, width, shown):
    page = rawdump.loads(text + "\n")
    margin = f"1     {page.segments[0].kind}        "
    lines = list(explain(page, "page", width=len(margin) + width))
    assert lines[3] == margin + shown


def test_formats_lists_all(cli):
    status, out, _ = cli("formats")
    assert status == 0
    table, _, options = out.partition("\n\n")
    assert [line.split()[0] for line in table.splitlines()] == ["format", *formats.FORMATS]
    assert "  nitf: namespace=true\n" in options


def test_output_that_is_not_a_file_is_written_to_all_the_same():
    with contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(["formats"]) == 0
    assert "jsonl" in out.getvalue()


def test_schema_prints_the_schema(cli):
    status, out, _ = cli("schema")
    assert status == 0
    assert loads(out)["$schema"].startswith("https://json-schema.org/")


def test_help_and_version_are_short_and_whole(cli):
    status, out, _ = cli("--help")
    assert status == 0
    assert all(f"    {command} " in out for command in ("convert", "explain", "check", "validate", "formats", "schema"))
    for command in ("convert", "explain", "check", "validate", "formats", "schema"):
        assert cli(command, "--help")[0] == 0
    assert cli("--version")[1].startswith("newsdoc ")


# --- names ---


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "a"),
        ("a.TXT.GZ", "a"),
        ("a.b.jsonl", "a.b"),
        ("a.html", "a"),
        ("a", "a"),
        (".txt", ".txt"),
        ("a.xz", "a"),
    ],
)
def test_the_stem_is_the_name_without_what_newsdoc_adds(name, expected):
    assert stem(Path("some", name)) == expected


def test_documents_come_in_order(tmp_path):
    for name in ("b/2.txt", "b/10.txt", "a/x.json", "c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [document.stem for document in documents(str(tmp_path))]
    assert found == ["c", "a/x", "b/10", "b/2"]
    assert [document.stem for document in documents(str(tmp_path), beside=tmp_path / "b")] == ["c", "a/x"]
    (tmp_path / "a" / "x.json").unlink()
    with pytest.raises(ReadError, match="no file in this folder"):
        list(documents(str(tmp_path / "a")))


def test_the_same_input_twice_is_refused(tmp_path):
    document = Document("a.txt", "a")
    with pytest.raises(WriteError, match=r"a\.txt and a\.txt"):
        with_targets([document, document], tmp_path, ".json")


# --- output that is whole or absent, progress ---


def test_much_output_is_let_out_early():
    output = io.BytesIO()
    held = BufferedOutput(output)
    held.write(b"x" * 1000)
    assert output.getvalue() == b""
    held.writelines([b"y" * BufferedOutput.LIMIT, b"z"])
    assert output.getvalue()[:1001] == b"x" * 1000 + b"y"
    held.release()
    assert len(output.getvalue()) == 1000 + BufferedOutput.LIMIT + 1
    assert held.writable()


def test_progress_is_for_terminals_and_optional(monkeypatch):
    with progress(100) as bar, bar.watch(file := io.BytesIO(b"news")) as watched:
        assert not bar.shown
        assert watched is file
        assert list(bar.count([1, 2, 3])) == [1, 2, 3]
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with progress(100) as bar:
        assert bar.shown
    with progress(100, hidden=True) as bar:
        assert not bar.shown
    monkeypatch.setitem(sys.modules, "tqdm", None)
    monkeypatch.setattr(Progress, "DELAY", 0)
    with progress(100) as bar:
        bar.add(50)
        assert not bar.shown


@pytest.fixture
def bars(monkeypatch):
    """Each bar that the command line showed: bytes, all of them, and what it looked like at the end."""
    tqdm = pytest.importorskip("tqdm").tqdm
    found = []

    class Shown(tqdm):
        def close(self):
            if not self.disable:  # not closed yet
                found.append((self.n, self.total, str(self)))
            super().close()

    monkeypatch.setattr(sys.modules["tqdm"], "tqdm", Shown)
    monkeypatch.setattr(Progress, "DELAY", 0)
    return found


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("command", [["convert", "-o", "all.jsonl"], ["convert", "-o", "out/"], ["check"]])
def test_progress_counts_all_bytes_and_articles(cli, monkeypatch, bars, jobs, command):
    monkeypatch.setattr(work, "WORTH", 1)
    monkeypatch.setattr(work, "STEP", 20_000)
    Path("a.txt").write_bytes(b"".join(b"%s\n\n%d\n\n" % (DUMP, number) for number in range(20)))
    Path("b.txt.gz").write_bytes(gzip.compress(DUMP * 3))
    Path("broken.json").write_text(json.dumps(TWO)[:-20] + " " * 200_000)
    Path("image.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100_000))
    inputs = ["a.txt", "broken.json", "missing.txt", "image.txt", "b.txt.gz"]
    size = sum(Path(name).stat().st_size for name in inputs if name != "missing.txt")
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", terminal)
    assert cli(*command, "--jobs", jobs, *inputs)[0] == 1
    [(read, total, said)] = bars
    assert (read, total) == (size, size)
    assert "100%" in said
    assert "B/s" in said
    assert " articles" in said
    assert "missing.txt: cannot be opened" in terminal.getvalue()


def test_progress_of_standard_input_has_no_end(cli, monkeypatch, bars):
    terminal = io.StringIO()
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stderr", terminal)
    assert cli("convert", "-", "-o", "c.json", stdin=DUMP)[0] == 0
    assert [bar[:2] for bar in bars] == [(len(DUMP), None)]


def test_what_is_read_twice_counts_once():
    file = io.BytesIO(bytes(100))
    file.name, file.fileno = "a.txt", lambda: 0
    bar = Progress(100, shown=True)
    with bar.watch(file, start=40, size=100) as watched:
        watched.read(10)  # the head, which tells the format
        assert bar.size == 0
        watched.seek(40)
        watched.read(30)
        watched.seek(50)
        watched.read(10)
        assert bar.size == 30
    assert bar.size == 60


def on_terminal(script, *arguments):
    """Run a script whose standard error is a terminal; gives the status and what the terminal got."""
    termios = pytest.importorskip("termios")
    terminal, end = os.openpty()
    termios.tcsetwinsize(end, (24, 80))  # tqdm shows nothing on a terminal without rows
    command = [sys.executable, "-c", script, *map(str, arguments)]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=end)
    os.close(end)
    shown = bytearray()
    with contextlib.suppress(OSError):  # the terminal is closed
        while piece := os.read(terminal, 1 << 16):
            shown += piece
    os.close(terminal)
    return process.wait(timeout=60), shown.decode()


MAIN = "import sys; from newsdoc.cli import main; sys.exit(main())"


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_short_work_shows_no_bar_on_a_terminal_whatever_is_said(tmp_path):
    pytest.importorskip("tqdm")
    (tmp_path / "list.txt").write_text("More from the author\n")
    inputs = [tmp_path / "list.txt", tmp_path / "missing.txt", SEED]
    # whatever the machine is busy with, this is short
    script = f"from newsdoc.cli.console import Progress; Progress.DELAY = 3600; {MAIN}"
    status, shown = on_terminal(script, "convert", *inputs, "-o", tmp_path / "out.json")
    assert status == 1
    assert [line.split(": ")[0] for line in shown.split("\r\n") if line] == [f"{inputs[0]}:1", "newsdoc"]
    assert "\r" not in shown.replace("\r\n", "")
    assert "%" not in shown


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminals")
def test_a_bar_that_was_shown_is_taken_away(tmp_path):
    pytest.importorskip("tqdm")
    script = f"from newsdoc.cli.console import Progress; Progress.DELAY = 0; {MAIN}"
    inputs = [SEED, tmp_path / "missing.txt"]
    status, shown = on_terminal(script, "convert", *inputs, "-o", tmp_path / "out.json")
    assert status == 1
    assert "100%" in shown
    last = shown.split("\r\n")[-1].rstrip("\r")
    assert last.rpartition("\r")[2].strip() == ""  # spaces over it


# --- other processes: pipes, signals, locales ---


def test_a_reader_that_goes_away_ends_the_program_quietly(tmp_path):
    big = tmp_path / "big.jsonl"
    newsdoc.write((Article(f"Article {number}", ["text" * 200]) for number in range(5000)), big)
    for command in (["convert", "--to", "jsonl", big], ["explain", "-"]):
        process = subprocess.Popen(
            [sys.executable, "-m", "newsdoc", *map(str, command)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        if command[0] == "explain":
            process.stdin.write(DUMP * 200)
        process.stdin.close()
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait(timeout=60) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("command", ["convert", "explain"])
def test_standard_output_on_a_full_disk_is_reported_in_a_sentence(command):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, "-m", "newsdoc", command, SEED], stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr == b"newsdoc: standard output cannot be written: No space left on device\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "command", [["convert", SEED], ["explain", SEED], ["check", SEED], ["formats"], ["schema"], ["--help"]]
)
def test_standard_output_fails_whether_python_buffers_it_or_not(command, unbuffered, tmp_path):
    if command[0] == "check":
        (tmp_path / "a.txt").write_text(CUT_OFF)
        command = ["check", tmp_path / "a.txt"]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "newsdoc", *map(str, command)],
            stdout=full,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert (done.returncode, done.stderr) == (
        1,
        b"newsdoc: standard output cannot be written: No space left on device\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_messages_that_nobody_can_get_do_not_change_the_status(tmp_path):
    for name, status in ((tmp_path / "missing.txt", 1), (SEED, 0)):
        with Path("/dev/full").open("wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "newsdoc", "convert", name], stdout=subprocess.PIPE, stderr=full
            )
        assert done.returncode == status


def many(folder, number=3000):
    path = folder / "many.jsonl"
    newsdoc.write((Article(f"Article {index}", ["text " * 30 + "."]) for index in range(number)), path)
    return path


@pytest.mark.skipif(os.name != "posix", reason="pipes have a non-blocking mode here")
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("command", ["convert", "explain"])
def test_a_slow_pipe_in_non_blocking_mode_gets_everything(tmp_path, unbuffered, command):
    path = many(tmp_path)
    if command == "explain":
        path = tmp_path / "many.txt"
        path.write_bytes(DUMP * 40)
    expected = program(command, path).stdout
    out, end = os.pipe()
    os.set_blocking(end, False)
    process = subprocess.Popen(
        [sys.executable, "-m", "newsdoc", command, str(path)],
        stdout=end,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
    )
    os.close(end)
    time.sleep(0.3)  # by now the pipe is full
    with os.fdopen(out, "rb") as file:
        found = file.read()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(timeout=60) == 0
    assert len(found) > 1 << 17  # more than a pipe holds
    assert found == expected


@pytest.mark.skipif(os.name != "posix", reason="pipes have a non-blocking mode here")
@pytest.mark.parametrize("name", ["many.jsonl", "many.jsonl.gz", "many.txt"])
def test_standard_input_that_has_nothing_yet_is_waited_for(tmp_path, name):
    path = many(tmp_path, 500)
    newsdoc.write(newsdoc.read(path), tmp_path / name)
    data = (tmp_path / name).read_bytes()
    end, feed = os.pipe()
    os.set_blocking(end, False)
    process = subprocess.Popen(
        [sys.executable, "-m", "newsdoc", "convert", "-", "--to", "jsonl"], stdin=end, stdout=subprocess.PIPE
    )
    os.close(end)

    def write():
        for start in range(0, len(data), len(data) // 5 + 1):
            time.sleep(0.1)
            os.write(feed, data[start : start + len(data) // 5 + 1])
        os.close(feed)

    thread = threading.Thread(target=write)
    thread.start()
    out = process.communicate(timeout=60)[0]
    thread.join()
    assert process.returncode == 0
    assert jsonl.loads(out) == list(newsdoc.iter_read(tmp_path / name))


@pytest.mark.skipif(os.name != "posix", reason="standard streams are closed by a shell here")
@pytest.mark.parametrize(
    ("closed", "status", "out", "err"),
    [
        (">&-", 1, b"", b"newsdoc: standard output cannot be written: Bad file descriptor\n"),
        ("<&-", 1, b"", b"newsdoc: <stdin>: no article was found\n"),
        ("2>&-", 1, b"", b""),
    ],
)
def test_a_standard_stream_that_is_closed_gives_no_traceback(closed, status, out, err):
    command = [sys.executable, "-m", "newsdoc", "convert", "--to", "jsonl", "-" if closed == "<&-" else SEED]
    command += ["missing.txt"] if closed == "2>&-" else []
    done = subprocess.run(["sh", "-c", f'exec "$@" {closed}', "sh", *command], capture_output=True)
    assert (done.returncode, done.stderr) == (status, err)
    assert done.stdout.startswith(b'{"headline"' if closed == "2>&-" else out)


def test_ctrl_c_ends_the_program_with_one_line(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-m", "newsdoc", "convert", "-", "-o", "out.json"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=tmp_path,
    )
    process.stdin.write(json.dumps([Article(str(number)) for number in range(20_000)]).encode()[:-3])
    process.stdin.flush()
    for _ in range(200):
        if list(tmp_path.iterdir()):  # it has begun to write
            break
        time.sleep(0.05)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 130
    assert process.stderr.read() == b"newsdoc: interrupted\n"
    process.stdin.close()
    process.stderr.close()
    assert list(tmp_path.iterdir()) == []


def test_output_is_utf_8_whatever_the_locale():
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": ""}
    done = program("explain", SEED, env=environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert "‘New Chapter’" in done.stdout.decode("utf-8")


def test_a_page_steers_no_terminal(cli):
    page = b"Bridge\x1b[31m opens\n\nThe mayor \x07\xff came.\r\n\x7f\xc2\x85"
    out = cli("explain", "-", stdin=page)[1]
    assert "Bridge␛[31m opens" in out
    assert "The mayor ␇� came.␍" in out
    assert "␡�" in out


def test_a_message_stays_one_line_and_steers_no_terminal(capsys):
    print_line("newsdoc: a\x1b]0;owned\x07\nnewsdoc: all is well \ud800")
    assert capsys.readouterr().err == "newsdoc: a␛]0;owned␇␊newsdoc: all is well \ufffd\n"
    Messages(strict=False).reporter("a.json", show_all=True)(Diagnostic("repair.dropped", "a\r\nb has no place", 1))
    assert capsys.readouterr().out == "a.json:1: a␍␊b has no place [repair.dropped]\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", "a.txt", "-q\x1b[31m\u202e"],
        ["con\x1b[31m\nnewsdoc: all is well"],
        ["convert", "a\x1b]0;b\x07\u202e.txt"],
        ["convert", "a.txt", "-o", "a.\x1b[31m\nx"],
        ["convert", "a.txt", "--from", "\x1b[31m"],
        ["convert", "a.txt", "--dialect", "\x1b[31m\r"],
        ["explain", "a\x9b31m"],
    ],
)
def test_no_name_steers_the_terminal(cli, arguments):
    status, out, err = cli(*arguments)
    assert status in (1, 2)
    assert out == ""
    assert all(line.isprintable() for line in err.splitlines())
    assert not any(line.startswith("newsdoc: all is well") for line in err.splitlines())


# --- guesses ---


PROSE = "The council of the town said on Monday that the old harbour would be dredged before the next winter came. "
UNKNOWN = (
    "Harbour\nMenu\nTides\nShips come and go by night, said the mayor of the town.\nMore\n"
    f"Subscribe to our newsletter today, and read all of it.\nLog in\nWeather\n{PROSE}\n"
)


def test_an_input_of_which_all_is_a_guess_fails_and_says_so(cli):
    Path("page.txt").write_text(UNKNOWN)
    assert [item.code for item in newsdoc.read("page.txt").diagnostics if item.code == "guess.article"]
    for output in ([], ["-o", "out/"], ["-o", "out.newsml"]):
        status, _, err = cli("convert", "page.txt", SEED, *output)
        assert status == 1
        assert err.splitlines()[-1] == (
            "newsdoc: 1 of 3 articles is a guess: the layout of the page is not known "
            "(newsdoc explain FILE shows how each line was read)"
        )
        assert "guess.article" not in err
    status, _, err = cli("convert", "page.txt")
    assert (status, "newsdoc: 1 of 1 article is a guess: " in err) == (1, True)


def test_a_layout_that_was_named_is_not_a_guess(cli):
    Path("page.txt").write_text(UNKNOWN)
    status, _, err = cli("convert", "page.txt", "--dialect", "plain")
    assert status == 0
    assert "is a guess" not in err
    assert "1 guess.article" in err


def test_a_page_that_is_copied_is_not_a_guess(cli):
    Path("page.txt").write_text(UNKNOWN)
    assert cli("convert", "page.txt", "-o", "copy.txt")[0] == 0


def test_a_guess_beside_other_articles_is_counted_and_no_failure(cli, monkeypatch):
    Path("a.txt").write_text(UNKNOWN)
    monkeypatch.setattr(newsdoc, "iter_read", guessing(newsdoc.iter_read))
    status, _, err = cli("convert", "a.txt")
    assert status == 0
    assert err.splitlines()[-1].startswith("newsdoc: 1 of 2 articles is a guess: ")


def guessing(read):
    """Yield one article more, which is not a guess."""

    def more(*arguments, **options):
        yield from read(*arguments, **options)
        yield TWO[0]

    return more


# --- what has no name, is a folder or a pipe ---


def test_explain_of_a_folder_says_what_to_do(cli):
    Path("pages").mkdir()
    for _ in range(2):
        status, out, err = cli("explain", "pages")
        assert (status, out) == (2, "")
        assert err == "newsdoc explain: error: pages: this is a folder, and explain shows one file; name a file in it\n"
        Path("pages/a.txt").write_bytes(DUMP)


@pytest.mark.parametrize(
    "arguments",
    [
        ["convert", ""],
        ["convert", "a.txt", ""],
        ["convert", "a.txt", "-o", ""],
        ["check", ""],
        ["explain", ""],
        ["explain", "a.txt", "--html", ""],
        ["validate", ""],
        ["validate", "a.txt", "--schema", ""],
    ],
)
def test_an_empty_name_is_wrong_usage(cli, arguments):
    Path("a.txt").write_bytes(DUMP)
    status, out, err = cli(*arguments)
    assert (status, out) == (2, "")
    assert err.endswith(": the name is empty; an unset shell variable gives such a name\n")
    assert files(".") == ["a.txt"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_in_a_folder_is_skipped(cli):
    Path("pages").mkdir()
    os.mkfifo("pages/a.txt")
    Path("pages/b.txt").write_bytes(DUMP)
    assert cli("convert", "pages", "-o", "out/")[0] == 0
    assert files("out") == ["b.json"]


def test_a_name_that_is_too_long_does_not_stop_the_others(cli):
    Path("a.txt").write_bytes(DUMP)
    name = "n" * 300 + ".txt"
    status, _, err = cli("convert", name, "a.txt", "-o", "out/")
    assert (status, files("out")) == (1, ["a.json"])
    assert err.startswith("newsdoc: ")
    assert err.endswith(f"{'n' * 300}.json: cannot be written: File name too long\n")


@pytest.mark.skipif(os.name != "posix", reason="names and links as POSIX has them")
@pytest.mark.parametrize("jobs", [1, 2])
def test_one_bad_thing_in_a_folder_costs_only_itself(cli, monkeypatch, jobs):
    monkeypatch.setattr(work, "WORTH", 1)
    monkeypatch.setattr(work, "STEP", 1)
    for name in (b"in/a.txt", b"in/caf\xe9\x1b[31m\n.txt", b"in/b/b.txt", b"in/" + b"n" * 251 + b".txt"):
        Path(os.fsdecode(name)).parent.mkdir(exist_ok=True, parents=True)
        Path(os.fsdecode(name)).write_bytes(DUMP)
    Path("in/itself.txt").symlink_to("itself.txt")
    Path("in/nowhere.txt").symlink_to("gone.txt")
    Path("in/linked.txt").symlink_to("a.txt")
    Path("in/folder.txt").mkdir()
    os.mkfifo("in/pipe.txt")
    status, _, err = cli("convert", "in", "-o", "out/", "--jobs", jobs)
    assert status == 1
    assert sorted(map(os.fsencode, files("out"))) == [b"a.json", b"b/b.json", b"caf\xe9\x1b[31m\n.json", b"linked.json"]
    first, second, third = err.splitlines()
    assert first == "newsdoc: in/itself.txt: cannot be opened: Too many levels of symbolic links"
    assert second == f"newsdoc: out/{'n' * 251}.json: cannot be written: File name too long"
    assert third == "newsdoc: in/nowhere.txt: cannot be opened: No such file or directory"


def test_a_folder_inside_that_cannot_be_listed_costs_only_itself(cli, monkeypatch):
    Path("in/closed").mkdir(parents=True)
    Path("in/a.txt").write_bytes(DUMP)
    real = os.scandir

    def scandir(path):
        if os.fspath(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    status, _, err = cli("convert", "in", "-o", "out/")
    assert (status, files("out")) == (1, ["a.json"])
    assert err == "newsdoc: in/closed: the folder cannot be listed: Permission denied\n"


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_file_that_vanishes_costs_only_itself(cli, monkeypatch, jobs):
    Path("in").mkdir()
    for name in "abc":
        Path(f"in/{name}.txt").write_bytes(DUMP)
    listed = converting.total_size

    def then_gone(inputs):
        Path("in/b.txt").unlink()
        return listed(inputs)

    monkeypatch.setattr(converting, "total_size", then_gone)
    status, _, err = cli("convert", "in", "-o", "out/", "--jobs", jobs)
    assert (status, files("out")) == (1, ["a.json", "c.json"])
    assert err == "newsdoc: in/b.txt: cannot be opened: No such file or directory\n"


@pytest.mark.skipif(os.name != "posix", reason="a folder that is in use can be removed here")
def test_in_a_folder_that_is_gone_names_are_named(tmp_path):
    (tmp_path / "a.txt").write_bytes(DUMP)
    gone = 'mkdir gone; cd gone; rmdir ../gone; exec "$@"'

    def run(*arguments):
        command = ["sh", "-c", gone, "sh", sys.executable, "-P", "-m", "newsdoc", "convert", *map(str, arguments)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True)
        return done.returncode, done.stderr.decode()

    assert run(tmp_path / "a.txt", "-o", "x.json") == (
        1,
        "newsdoc: x.json: cannot be written: No such file or directory\n",
    )
    status, err = run("b.txt", tmp_path / "a.txt", "-o", tmp_path / "out/")
    assert (status, err) == (1, "newsdoc: b.txt: cannot be opened: No such file or directory\n")
    assert (tmp_path / "out/a.json").exists()


def test_a_worker_that_cannot_be_started_is_said(cli, monkeypatch):
    monkeypatch.setattr(work, "WORTH", 1)
    monkeypatch.setattr(work, "STEP", 1)

    def refuse(*_):
        raise BlockingIOError(11, "Resource temporarily unavailable")

    for name in "ab":
        Path(f"{name}.txt").write_bytes(DUMP)
    monkeypatch.setattr(workers.ProcessPoolExecutor, "submit", refuse)
    for output in ("out/", "out.json"):
        status, _, err = cli("convert", "a.txt", "b.txt", "-o", output, "--jobs", 2)
        assert status == 1
        assert err == (
            "newsdoc: a worker process cannot be started: Resource temporarily unavailable; try a smaller --jobs\n"
        )


# --- what is no news, and other encodings ---


def test_what_is_not_news_is_refused_by_name(cli):
    Path("photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    for command in (["convert"], ["check"], ["explain"]):
        status, out, err = cli(*command, "photo.txt")
        assert (status, out) == (1, "")
        assert err.startswith("newsdoc: photo.txt: this seems to be a PNG image, which newsdoc does not read; ")
    for command in (["convert"], ["validate", "--schema", "."]):
        status, out, err = cli(*command, "-", stdin=b"PK\x03\x04" + bytes(30))
        assert (status, out) == (1, "")
        assert err.startswith("newsdoc: <stdin>: this seems to be a ZIP archive, which newsdoc does not read; ")
    status, out, err = cli("convert", "-", stdin=b"<urlset><url/></urlset>")
    assert (status, out) == (1, "")
    assert err.startswith("newsdoc: <stdin>: this seems to be a sitemap ")


def test_an_encoding_can_be_named(cli):
    Path("page.txt").write_bytes(DUMP.decode().replace("\u2011", "-").encode("utf-16"))
    status, out, err = cli("convert", "page.txt")
    assert (status, err) == (0, "newsdoc: not shown: 1 repair.encoding (newsdoc check shows them)\n")
    assert len(json.loads(out)) == 2
    Path("arabic.txt").write_bytes(UNKNOWN.replace("Monday", "يوم الاثنين").encode("windows-1256"))
    status, out, err = cli("check", "arabic.txt")
    assert "arabic.txt:9: the page is not UTF-8 from this line on; name its encoding" in out
    for jobs in (1, 2):
        out = cli("convert", "arabic.txt", "--encoding", "windows-1256", "--jobs", jobs)[1]
        assert "يوم الاثنين" in json.loads(out)[0].body[0]
    for name in ("klingon", "base64", "a\0b"):
        status, out, err = cli("convert", "arabic.txt", "--encoding", name)
        assert (status, out) == (2, "")
        assert "there is no encoding" in err


def test_a_time_zone_and_a_catalog_can_be_named(cli, tmp_path):
    (tmp_path / "c.xml").write_text('<catalog><scheme alias="x" uri="http://x.example/"/></catalog>')
    (tmp_path / "a.xml").write_text(
        '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/"><contentMeta><contentCreated>2024-07-01T09:00:00'
        '</contentCreated><subject qcode="x:1"><name>A</name></subject></contentMeta></newsItem>'
    )
    status, out, err = cli("convert", "--timezone", "Europe/Helsinki", "--catalog", "c.xml", "a.xml")
    assert (status, err) == (0, "")
    [found] = json.loads(out)
    assert found.published.isoformat() == "2024-07-01T09:00:00+03:00"
    assert found.subjects[0].uri == "http://x.example/1"
    for wrong, words in (
        (("--timezone", "Mars"), "there is no time zone 'Mars'"),
        (("--catalog", "no.xml"), "no.xml: the catalog cannot be opened"),
    ):
        status, _, err = cli("check", *wrong, "a.xml")
        assert status == 2
        assert words in err
