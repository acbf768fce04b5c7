"""A format of another package: an entry point and a module are all it takes.

The package is installed for the time of a test as pip would do it: a module, and a folder with its metadata.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from types import ModuleType

import pytest

import newsdoc
from newsdoc.cli.inputs import documents
from newsdoc.formats import FORMATS
from shared import ROOT

MODULE = '''
"""Telegrams: a line «TELEGRAM», the headline, then a paragraph a line."""

from newsdoc import Article, ReadError
from newsdoc.diagnostics import ignore
from newsdoc.formats import Format

FORMAT = Format("telegram", (".telegram",), "telegrams", None, begins=lambda head: head.startswith("TELEGRAM\\n"))


def loads(data, *, report=ignore):
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    first, *lines = text.split("\\n")
    if first != "TELEGRAM":
        raise ReadError("this is not a telegram: its first line is another", format="telegram", line=1)
    words = [" ".join("".join(c if c.isprintable() else " " for c in line).split()) for line in lines]
    headline, *body = [*filter(None, words)] or [None]
    return [Article(headline, body)]


def load(fp, *, report=ignore):
    pieces = []
    while piece := fp.read(65536):
        pieces.append(piece)
    return loads(b"".join(pieces), report=report)


def iterload(fp, *, report=ignore):
    yield from load(fp, report=report)
'''
TELEGRAM = "TELEGRAM\nBridge opens\n\nIt opened at dawn.\nFerries keep their timetable.\n"


OTHERS = '''
"""Three formats in one package: letters are written only, wires are XML, scores are JSON in files of one suffix."""

from types import SimpleNamespace

from newsdoc import Article
from newsdoc.diagnostics import ignore
from newsdoc.formats import Concatenation, Format


def serialise(article):
    return f"Dear reader, {article.headline}\\n".encode()


def frame(items):
    yield b"LETTERS\\n"
    yield from items


def concatenation(now=None):
    return Concatenation(serialise, frame)


def dump(articles, fp, *, report=ignore, now=None):
    fp.writelines(frame(map(serialise, articles)))


def reader(name, suffixes, **signs):
    def loads(data, *, report=ignore):
        return [Article(f"{name} of {len(data)}")]

    def iterload(fp, *, report=ignore):
        yield from loads(fp.read())

    row = Format(name, suffixes, name, None, **signs)
    return SimpleNamespace(FORMAT=row, loads=loads, iterload=iterload, load=lambda fp, **_: list(iterload(fp)))


letter = SimpleNamespace(
    FORMAT=Format("letter", (), None, "letters"), dump=dump, concatenation=concatenation
)
wire = reader("wire", (".xml", ".wire"), roots=("wire",))
score = reader("score", (".score.json",))
'''


@pytest.fixture
def installed(tmp_path):
    """Install a package with an entry point for each of its formats."""

    def install(name, module, *points):
        (tmp_path / f"{name}.py").write_text(module)
        metadata = tmp_path / f"{name}-1.0.dist-info"
        metadata.mkdir()
        (metadata / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        (metadata / "entry_points.txt").write_text("\n".join(["[newsdoc.formats]", *points]))

    return install


@pytest.fixture
def run(tmp_path, installed):
    """Run Python with the packages installed."""
    installed("telegrams", MODULE, "telegram = telegrams")
    (tmp_path / "a.telegram").write_text(TELEGRAM)
    (tmp_path / "unnamed").write_text(TELEGRAM)
    places = [str(tmp_path), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, places)), "NEWSDOC_PROFILE": "quick"}

    def run(*arguments, cwd=tmp_path):
        command = [sys.executable, *arguments]
        return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, encoding="utf-8", timeout=300)

    return run


@pytest.mark.parametrize("name", ["a.telegram", "unnamed"])
def test_it_is_read_by_suffix_and_by_content(run, name):
    done = run("-m", "newsdoc", "convert", name)
    assert done.returncode == 0, done.stderr
    [article] = json.loads(done.stdout)
    assert article == {
        "headline": "Bridge opens",
        "body": ["It opened at dawn.", "Ferries keep their timetable."],
    }


def test_it_is_found_in_a_folder(run):
    assert json.loads(run("-m", "newsdoc", "convert", ".").stdout)[0]["headline"] == "Bridge opens"


def test_it_is_listed_and_named(run):
    assert "telegrams" in run("-m", "newsdoc", "formats").stdout
    done = run("-m", "newsdoc", "convert", "--from", "telegram", "unnamed")
    assert (done.returncode, done.stderr) == (0, "")
    done = run("-m", "newsdoc", "convert", "--to", "telegram", "unnamed")
    assert done.returncode == 2
    assert "telegram" in done.stderr


def test_its_errors_name_it(run):
    program = "import newsdoc\ntry: newsdoc.read('bad', format='telegram')\nexcept newsdoc.ReadError as e: print(e)"
    done = run("-c", "open('bad', 'w').write('x')\n" + program)
    assert done.stdout == "bad: line 1: this is not a telegram: its first line is another\n"


def test_it_is_under_the_laws_without_another_line(run):
    done = run("-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_laws.py", "-k", "telegram", cwd=ROOT)
    assert done.returncode == 0, done.stdout
    assert " passed" in done.stdout


@pytest.fixture
def others(installed):
    installed("others", OTHERS, "letter = others:letter", "wire = others:wire", "score = others:score")


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_format_that_is_only_written_is_written_by_several_processes_too(run, others, tmp_path, jobs):
    (tmp_path / "many.jsonl").write_text('{"headline": "A bridge opens"}\n' * 100_000)
    done = run("-m", "newsdoc", "convert", "many.jsonl", "--to", "letter", "--jobs", str(jobs), "-o", "out/")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out" / "many.letter").read_text() == "LETTERS\n" + "Dear reader, A bridge opens\n" * 100_000


def test_a_single_article_is_written_by_a_writer_that_knows_sequences_only(run, others, tmp_path):
    program = "import newsdoc; newsdoc.write(newsdoc.Article('A bridge opens'), 'one.letter', format='letter')"
    done = run("-c", program)
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "one.letter").read_text() == "LETTERS\nDear reader, A bridge opens\n"


def test_a_format_that_is_only_written_is_not_read(run, others):
    done = run("-m", "newsdoc", "convert", "--from", "letter", "unnamed")
    assert done.returncode == 2
    assert "letter is only written; choose a format that newsdoc reads: rawdump, json, " in done.stderr
    rows = [line.split() for line in run("-m", "newsdoc", "formats").stdout.splitlines()]
    assert ["letter", "–", "letters"] in rows


@pytest.mark.parametrize(
    ("name", "text", "headline"),
    [
        ("a.dat", "<?xml version='1.0'?><w:wire xmlns:w='a:b'/>", "wire of 44"),
        ("a.wire", "<unknown/>", "wire of 10"),
        ("a.score.json", '[{"home": 1}]', "score of 13"),
        ("a.score.json.gz", '{"home": 1}', "score of 11"),
        ("a.score.json", "%PDF-1.4", "score of 8"),
        ("a.score.json", '[{"headline": "Ours"}]', "Ours"),
        ("a.wire", '{"headline": "Ours"}', "Ours"),
    ],
)
def test_content_then_a_suffix_of_another_package_then_a_guess(run, others, tmp_path, name, text, headline):
    data = gzip.compress(text.encode()) if name.endswith(".gz") else text.encode()
    (tmp_path / name).write_bytes(data)
    done = run("-m", "newsdoc", "convert", name)
    assert done.stderr == ""
    assert [article["headline"] for article in json.loads(done.stdout)] == [headline]


def test_newsdocs_own_suffixes_and_content_stay_its_own(run, others, tmp_path):
    (tmp_path / "a.b.json").write_text("{}\n{}")
    (tmp_path / "page.1.txt").write_text(TELEGRAM)
    (tmp_path / "item.xml").write_text("<nitf/>")
    names = ("a.b.json", "page.1.txt", "item.xml")
    program = f"import newsdoc\nfor name in {names}: print(type(newsdoc.read(name)).__name__)"
    assert run("-c", program).stdout == "list\nPage\nlist\n"


@pytest.mark.parametrize(
    ("module", "point", "said"),
    [
        ("import missing_thing", "broken", "broken cannot be loaded (ModuleNotFoundError: No module named "),
        ("x = 1", "broken", "broken has no FORMAT, its row of the table"),
        ("", "broken:gone", "broken:gone cannot be loaded (AttributeError: "),
    ],
)
def test_a_broken_package_is_named_with_what_to_do(run, installed, module, point, said):
    installed("broken", module, f"odd = {point}")
    done = run("-m", "newsdoc", "convert", "--from", "odd", "unnamed")
    assert done.returncode == 2
    words = " ".join(done.stderr.split())
    assert "the format 'odd' of an installed package cannot be used: its module " + said in words
    assert words.endswith("; update or uninstall the package")
    assert "cannot be used" not in run("-m", "newsdoc", "convert", "--from", "rawdump", "unnamed").stderr


def test_a_package_that_fails_to_look_at_a_document_is_named(run, installed, tmp_path):
    row = "Format('odd', (), 'all', None, begins=lambda head: head.missing)"
    installed("broken", f"from newsdoc.formats import Format\nFORMAT = {row}", "odd = broken")
    (tmp_path / "other").write_text("Bridge opens\n")
    done = run("-m", "newsdoc", "convert", "other")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "newsdoc: the format 'odd' of an installed package failed to look at the document (Attr"
    )
    assert "Traceback" not in done.stderr


def test_a_format_of_newsdocs_own_is_a_module_and_a_row(monkeypatch, tmp_path):
    module = ModuleType("newsdoc.formats.telegram")
    exec(MODULE, vars(module))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(FORMATS, "telegram", module.FORMAT)
    assert newsdoc.sniff(TELEGRAM) == "telegram"
    (tmp_path / "a.telegram").write_text(TELEGRAM)
    (tmp_path / "unnamed").write_text(TELEGRAM)
    for name in ("a.telegram", "unnamed"):
        assert [article.headline for article in newsdoc.read(tmp_path / name)] == ["Bridge opens"]
    assert [document.stem for document in documents(str(tmp_path))] == ["a"]
