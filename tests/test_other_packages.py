"""A format of another package: an entry point and a module are all it takes.

The package is installed for the time of a test as pip would do it: a module, and a folder with its metadata.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

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


@pytest.fixture
def run(tmp_path):
    """Run Python with the package installed."""
    (tmp_path / "telegrams.py").write_text(MODULE)
    metadata = tmp_path / "telegrams-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: telegrams\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text("[newsdoc.formats]\ntelegram = telegrams\n")
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
