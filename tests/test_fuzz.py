"""A short run of the fuzzer on each reader, and what longer runs found."""

from __future__ import annotations

import re

import pytest

import fuzz
from newsdoc import Diagnostic, ReadError
from newsdoc.cli.console import placed
from newsdoc.formats import get, newsml, ninjs, table

READ = [name for name, row in table().items() if row.reads]


@pytest.mark.parametrize("name", READ)
def test_no_law_breaks_on_changed_documents(name):
    found = [(trouble, data) for _, data, trouble in fuzz.findings(name, seed=1, executions=60) if trouble]
    assert found == []


def test_the_judges_see_what_is_wrong(monkeypatch):
    document = b"Bridge opens\n\nIt rained.\n"
    assert fuzz.trouble_of("rawdump", document) == ""
    monkeypatch.setattr(get("rawdump"), "dumps", lambda _, **__: "")
    assert fuzz.trouble_of("rawdump", document).startswith("AssertionError at ")
    monkeypatch.undo()
    monkeypatch.setattr(fuzz, "SLOW", 0)
    assert fuzz.trouble_of("json", b"[]").startswith("AssertionError at fuzz.py")


def test_a_finding_is_made_small(monkeypatch):
    monkeypatch.setattr(fuzz, "judge", lambda _, data: data.index(b"x") and 1 / (data.count(b"y") < 1))
    assert sorted(fuzz.smaller("json", b"a" * 50 + b"x" + b"y" * 30, fuzz.trouble_of("json", b"axy"))) == sorted(b"axy")


# --- findings, each of a kind of its own ---


@pytest.mark.parametrize("char", ["\ufeff", "\u202e", "\u200f", "\x85", "\x7f", "\u2028"])
def test_what_libxml2_quotes_of_a_document_is_shown(char):
    with pytest.raises(ReadError) as error:
        newsml.loads(f'<newsItem xmlns="{char}:"><a b{char}></newsItem>')
    assert str(error.value).isprintable()


def test_the_name_of_a_property_in_a_path_is_shown_and_cut():
    heard = []
    for key in ("b" * 10_000, "d\\u202e\\u001b", "e\\n\\u0085"):
        ninjs.loads(f'{{"uri": "a:b", "headline": "c", "{key}": "text"}}', report=heard.append)
    assert heard
    for diagnostic in heard:
        line = placed(diagnostic, "a.json")
        assert line.isprintable()
        assert len(line) < 1000


def test_a_message_on_the_command_line_is_cut_in_its_middle():
    line = placed(Diagnostic("repair.dropped", f"'{'x' * 5000}' has no place", 1, f"$.{'y' * 5000}"), "a.xml")
    assert re.fullmatch(r"a\.xml:1: \$\.y+ … y+: 'x+ … x+' has no place \[repair\.dropped\]", line)
    assert len(line) < 850
