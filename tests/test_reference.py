"""The reference tables in docs are the code's own: NEWSDOC_REWRITE=1 writes them anew, for the diff to be read."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator

import attrs
import pytest

from newsdoc import diagnostics, model
from shared import ROOT

STANDARDS = ("NewsML-G2", "ninjs", "NITF", "schema.org")
TYPES = [cls for cls in vars(model).values() if isinstance(cls, type) and attrs.has(cls)]


def field_docstrings() -> Iterator[tuple[str, str, str]]:
    """Class, field and docstring of each field of the model, as they stand in the source."""
    tree = ast.parse((ROOT / "src" / "newsdoc" / "model.py").read_text("utf-8"))
    for cls in tree.body:
        if isinstance(cls, ast.ClassDef):
            for field, text in zip(cls.body, cls.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
                    yield cls.name, ast.unparse(field.target), " ".join(ast.literal_eval(text.value).split())


def places(docstring: str) -> list[str]:
    """What a field means, and its place in each of the standards; «X, Y: place» speaks of both."""
    found = re.split(r"(?<=[.)]) ((?:NewsML-G2|ninjs|NITF|schema\.org)[^:]*): ", docstring, maxsplit=1)
    meaning, rest = found[0], f"{found[1]}: {found[2]}"
    place = dict.fromkeys(STANDARDS, "")
    for part in rest.rstrip(".").split("; "):
        names, _, where = part.partition(": ")
        place |= dict.fromkeys(names.split(", "), where)
    return [meaning, *place.values()]


def model_table() -> str:
    rows = [["field", "meaning", *STANDARDS], ["---"] * 6]
    rows += [[f"`{cls}.{field}`", *places(text)] for cls, field, text in field_docstrings()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def catalogue_table() -> str:
    rows = [["code", "meaning", "doubt"], ["---"] * 3]
    rows += [[f"`{code}`", text, str(diagnostics.DOUBT.get(code, ""))] for code, text in diagnostics.CATALOGUE.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@pytest.mark.parametrize(("name", "table"), [("model", model_table), ("diagnostics", catalogue_table)])
def test_the_table_in_the_docs_is_the_codes_own(name, table):
    page = ROOT / "docs" / f"{name}.md"
    text = page.read_text("utf-8")
    before, start, rest = text.partition("<!-- table -->\n")
    _, end, after = rest.partition("\n<!-- end of table -->")
    assert start
    assert end
    wanted = f"{before}{start}{table()}{end}{after}"
    if os.environ.get("NEWSDOC_REWRITE") == "1":
        page.write_text(wanted, "utf-8")
    assert page.read_text("utf-8") == wanted


def test_every_field_of_the_model_has_its_row():
    documented = [(cls, field) for cls, field, _ in field_docstrings()]
    assert documented == [(cls.__name__, field.name) for cls in TYPES for field in attrs.fields(cls)]


@pytest.mark.parametrize(("cls", "field", "text"), list(field_docstrings()))
def test_every_field_names_its_place_in_every_standard(cls, field, text):
    meaning, *where = places(text)
    assert meaning.endswith((".", ")"))
    assert all(where), f"{cls}.{field} says nothing of {STANDARDS[where.index('')]}"
