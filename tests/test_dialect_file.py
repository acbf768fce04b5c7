"""`--dialect pages.py:gazette`: a function of a Python file as the layout of raw dumps."""

from __future__ import annotations

import json
import pickle
import re
import sys
from pathlib import Path

import pytest

from newsdoc import UnknownFormat
from newsdoc.cli import dialect_file, main, work
from newsdoc.formats import rawdump

PAGES = """
from dataclasses import dataclass
from newsdoc.dialects import Label

RULE = "====="

def gazette(lines):
    for line in lines:
        kind = "control" if line == RULE else "headline" if line.isupper() else "paragraph"
        yield Label(kind, article=kind == "headline")

@dataclass
class Only:
    kind: str
    def __call__(self, lines):
        return (Label(self.kind) for line in lines)

quotes = Only("paragraph")

def short(lines):
    yield Label("paragraph")
"""
DUMP = "=====\nBRIDGE OPENS\nIt opened at dawn.\n=====\nFERRY SAILS\nIt sailed at noon.\n"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("pages.py").write_text(PAGES)
    Path("page.txt").write_text(DUMP)
    yield
    dialect_file._module.cache_clear()
    dialect_file._function.cache_clear()


def headlines(capsys, *arguments):
    assert main(["convert", *arguments]) == 0
    return [article.get("headline") for article in json.loads(capsys.readouterr().out)]


@pytest.mark.parametrize("path", ["pages.py", "./pages.py", "{}/pages.py"])
def test_a_function_of_a_file_labels_the_lines(capsys, tmp_path, path):
    dialect = f"{path.format(tmp_path)}:gazette"
    assert headlines(capsys, "page.txt", "--dialect", dialect) == ["BRIDGE OPENS", "FERRY SAILS"]
    assert main(["explain", "page.txt", "--dialect", dialect]) == 0
    assert "headline   FERRY SAILS" in capsys.readouterr().out


def test_anything_that_can_be_called_will_do(capsys):
    assert headlines(capsys, "page.txt", "--dialect", "pages.py:quotes") == [None]


def test_several_processes_run_the_file_each_for_itself(capsys, monkeypatch):
    monkeypatch.setattr(work, "WORTH", 1)
    monkeypatch.setattr(work, "STEP", 1000)
    for number in range(50):
        Path(f"{number:02}.txt").write_text(DUMP * 20)
    Path("page.txt").unlink()
    assert (
        headlines(capsys, ".", "--dialect", "pages.py:gazette", "--jobs", "2") == ["BRIDGE OPENS", "FERRY SAILS"] * 1000
    )
    assert main(["convert", ".", "--dialect", "pages.py:gazette", "--jobs", "2", "-o", "out/"]) == 0
    assert len(list(Path("out").iterdir())) == 50


def test_it_can_be_pickled_and_named():
    dialect = dialect_file.find("pages.py:gazette")
    again = pickle.loads(pickle.dumps(dialect))
    assert (again, repr(again)) == (dialect, "pages.py:gazette")
    assert len(rawdump.loads(DUMP, dialect=again)) == 2


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("gone.py:gazette", "'gone.py' cannot be opened: No such file or directory"),
        (".:gazette", "'.' is not a Python file, whose name ends in .py"),
        ("a\0.py:gazette", "'a\\x00.py' cannot be "),
        ("pages.py", "'pages.py' is a file; name the function in it, as in pages.py:FUNCTION"),
        ("pages.py:", "'pages.py' is a file; name the function in it, as in pages.py:FUNCTION"),
        ("pages.py:gazete", "there is no function 'gazete' in 'pages.py'; it has gazette, Only, quotes, short"),
        ("pages.py:RULE", "'RULE' in 'pages.py' is not a function: str cannot be called"),
        ("page.txt:gazette", "'page.txt' is not a Python file, whose name ends in .py"),
        ("torn.py:gazette", "'torn.py' cannot be run: SyntaxError: "),
        ("ends.py:gazette", "'ends.py' cannot be run: SystemExit: 3"),
        ("asks.py:gazette", "'asks.py' cannot be run: ModuleNotFoundError: No module named 'missing_thing'"),
        ("empty.py:gazette", "there is no function 'gazette' in 'empty.py'"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(capsys, name, message):
    Path("torn.py").write_text("def gazette(lines:\n")
    Path("ends.py").write_text("raise SystemExit(3)\n")
    Path("asks.py").write_text("import missing_thing\n")
    Path("empty.py").write_text("")
    with pytest.raises(SystemExit) as end:
        main(["convert", "page.txt", "--dialect", name])
    assert end.value.code == 2
    err = capsys.readouterr().err
    assert f"argument --dialect: {message}" in err
    assert "Traceback" not in err
    with pytest.raises(UnknownFormat, match=re.escape(message)):
        dialect_file.find(name)
    if " cannot be opened" in message or " cannot be run" in message:
        assert f"newsdoc_dialect_{Path(name.partition(':')[0]).stem}" not in sys.modules


def test_a_dialect_that_breaks_its_contract_is_named(capsys):
    assert main(["convert", "page.txt", "--dialect", "pages.py:short"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("newsdoc: ")
    assert "pages.py:short" in err
