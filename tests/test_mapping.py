"""The pages on ninjs and schema.org name every field; what they say is lost or kept beside is what the code does."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import attrs
import pytest
from hypothesis import given

from laws import NOW
from newsdoc import Article
from newsdoc.formats import jsonld, ninjs
from newsdoc.strategies import articles
from shared import ROOT


def rows(page, heading):
    """The rows of the first table under a heading: the names in the first cell, and the other cells."""
    text = (ROOT / "docs" / page).read_text("utf-8").partition(f"## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in text.split("\n") if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split(" |")] for line in lines]
    return [(re.findall("`([^`]+)`", first), others) for first, *others in cells]


LOSSES = {name: others[-1] for names, others in rows("jsonld.md", "Field by field") for name in names}
RESIDUAL = {name for names, _ in rows("ninjs.md", "The residual") for name in names}


@pytest.mark.parametrize("page", ["ninjs.md", "jsonld.md"])
def test_every_field_has_its_place(page):
    named = [name for names, _ in rows(page, "Field by field") for name in names]
    assert sorted(named) == sorted(field.name for field in attrs.fields(Article))


@given(articles())
def test_schema_org_loses_only_what_the_page_says(article):
    heard = []
    jsonld.dumps([article], report=heard.append)
    lost = {re.match(r"\$\[0\]\.(\w+)", each.path)[1] for each in heard}
    assert lost <= {name for name, what in LOSSES.items() if what}


@given(articles())
def test_schema_org_keeps_nothing_of_what_the_page_says_is_all_lost(article):
    [again] = jsonld.loads(jsonld.dumps([article]))
    gone = [name for name, what in LOSSES.items() if what == "all"]
    assert len(gone) == 5
    assert [getattr(again, name) for name in gone] == [None] * 5


@given(articles())
def test_the_residual_of_ninjs_holds_only_what_the_page_says(article):
    bodies = json.loads(ninjs.dumps([article], now=NOW)).get("bodies", [])
    entries = [entry for body in bodies if body["role"] == "newsdoc" for entry in json.loads(body["value"])]
    assert {re.sub(r"\d+", "0", entry["path"]) for entry in entries} <= RESIDUAL


ANOTHER_ROW = """
import json, sys
from importlib import import_module
from newsdoc import Article
from newsdoc.formats.mapping import Place

import_module("newsdoc.formats.{format}.mapping").PLACES["Article.slugline"] = Place("`deskWord`", "deskWord")
for name in [each for each in sys.modules if each.startswith("newsdoc.formats.{format}")]:
    if not name.endswith(".mapping"):
        del sys.modules[name]  # the reader and the writer are imported again, with the row
format = import_module("newsdoc.formats.{format}")

article = Article("A", slugline="BRIDGE")
text = format.dumps([article])
print(json.loads(text)["deskWord"], format.loads(text) == [article])
"""


@pytest.mark.parametrize("format", ["ninjs", "jsonld"])
def test_a_plain_text_field_needs_a_row_and_nothing_else(format):
    script = ANOTHER_ROW.format(format=format)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "BRIDGE True\n"
