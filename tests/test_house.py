"""The shape of the code: small functions, few names on each floor, comments where the rules are hardest.

What the figures are for is in the developer's page of the docs.
"""

from __future__ import annotations

import ast
import re
import statistics
import tokenize
from pathlib import Path

import pytest

import newsdoc

PACKAGE = Path(newsdoc.__file__).parent
SOURCES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in SOURCES})

MOST_NAMES = 22
"""Names on the top floor, without the files that Python wants (`__init__.py` and its like)."""
MOST_FILES = 16
"""Files in a folder."""
LONGEST = 60
"""Lines of a function, with its docstring."""
MEDIAN = 8
FEWEST_COMMENTS = 5
"""Lines with a comment, or with a printed example, of 100 lines that read a page."""
MOST_PLACES = 4
"""Files that know a field which is one plain text everywhere, besides the tables of the formats."""


def functions():
    """Every function of the package: file, name and length."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path.relative_to(PACKAGE), node.name, node.end_lineno - node.lineno + 1


def test_few_names_on_the_top_floor():
    names = [path.name for path in PACKAGE.iterdir() if not path.name.startswith("__")]
    assert len(names) <= MOST_NAMES, sorted(names)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(PACKAGE)))
def test_few_files_in_a_folder(folder):
    if folder != PACKAGE:
        files = [path.name for path in folder.iterdir() if path.is_file()]
        assert len(files) <= MOST_FILES, sorted(files)


def test_functions_fit_on_a_screen():
    lengths = [length for *_, length in functions()]
    assert [(str(path), name, length) for path, name, length in functions() if length > LONGEST] == []
    assert statistics.median(lengths) <= MEDIAN


def comments(path):
    with path.open("rb") as file:
        return len({token.start[0] for token in tokenize.tokenize(file.readline) if token.type == tokenize.COMMENT})


def test_the_rules_for_pages_are_explained():
    files = sorted((PACKAGE / "page").rglob("*.py"))
    lines = sum(len(path.read_text("utf-8").splitlines()) for path in files)
    assert sum(map(comments, files)) >= FEWEST_COMMENTS * lines / 100


def test_a_plain_text_field_is_known_in_few_places():
    """`slugline` is such a field: a new one like it is added where this one stands."""
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".json") and path.name != "mapping.py"]
    knowing = [str(path.relative_to(PACKAGE)) for path in files if re.search(r"\bslugline\b", path.read_text("utf-8"))]
    assert len(knowing) <= MOST_PLACES, knowing
