"""The reference tables in docs are the code's own: NEWSDOC_REWRITE=1 writes them anew, for the diff to be read."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator

import attrs
import pytest

from newsdoc import diagnostics, model
from newsdoc.cli.shell import described
from newsdoc.formats.feed import mapping as feed
from newsdoc.formats.html.own import mapping as html
from newsdoc.formats.jsonld import mapping as jsonld
from newsdoc.formats.mapping import Place
from newsdoc.formats.navigadoc import mapping as navigadoc
from newsdoc.formats.newsml import mapping as newsml
from newsdoc.formats.newsml1 import mapping as newsml1
from newsdoc.formats.ninjs import mapping as ninjs
from newsdoc.formats.nitf import mapping as nitf
from newsdoc.formats.wire import mapping as wire
from shared import ROOT

MAPPINGS = {"NewsML-G2": newsml.PLACES, "ninjs": ninjs.PLACES, "NITF": nitf.PLACES, "schema.org": jsonld.PLACES}

ONLY_READ = {
    "NewsML 1": newsml1.PLACES,
    "feeds": feed.PLACES,
    "IPTC 7901": wire.IPTC_7901,
    "ANPA 1312": wire.ANPA_1312,
    "NewsDoc": navigadoc.PLACES,
}

TYPES = [cls for cls in vars(model).values() if isinstance(cls, type) and attrs.has(cls)]
FIELDS = [f"{cls.__name__}.{field.name}" for cls in TYPES for field in attrs.fields(cls)]


def field_docstrings() -> Iterator[tuple[str, str]]:
    """Class and field, and docstring of each field of the model, as they stand in the source."""
    tree = ast.parse((ROOT / "src" / "newsdoc" / "model.py").read_text("utf-8"))
    for cls in tree.body:
        if isinstance(cls, ast.ClassDef):
            for field, text in zip(cls.body, cls.body[1:], strict=False):
                if isinstance(field, ast.AnnAssign) and isinstance(text, ast.Expr):
                    yield f"{cls.name}.{ast.unparse(field.target)}", " ".join(ast.literal_eval(text.value).split())


def model_table() -> str:
    rows = [["field", "meaning", *MAPPINGS], ["---"] * 6]
    for key, meaning in field_docstrings():
        rows.append([f"`{key}`", meaning, *(places[key].place for places in MAPPINGS.values())])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@pytest.mark.parametrize(
    "places",
    [*MAPPINGS.values(), *ONLY_READ.values(), html.PLACES],
    ids=[*MAPPINGS, *ONLY_READ, "HTML"],
)
def test_a_mapping_has_a_place_for_every_field(places):
    assert list(places) == FIELDS


def catalogue_table() -> str:
    rows = [["code", "meaning", "doubt"], ["---"] * 3]
    rows += [[f"`{code}`", text, str(diagnostics.DOUBT.get(code, ""))] for code, text in diagnostics.CATALOGUE.items()]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def mapping_table(places: dict[str, Place]) -> str:
    own = {key.removeprefix("Article."): place for key, place in places.items() if key.startswith("Article.")}
    columns = ["field", "written as", "read from", "what is lost"][
        : 4 if any(each.lost for each in own.values()) else 3
    ]
    rows = [columns, ["---"] * len(columns)]
    for name, place in own.items():
        written = place.written or place.place
        cells = [f"`{name}`", written, "–" if written == "–" else place.read, place.lost]
        rows.append(cells[: len(columns)])
    return "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in rows)


TABLES = {
    "model": model_table,
    "diagnostics": catalogue_table,
    "mapping": lambda: mapping_table(newsml.PLACES),
    "ninjs": lambda: mapping_table(ninjs.PLACES),
    "jsonld": lambda: mapping_table(jsonld.PLACES),
    "nitf": lambda: mapping_table(nitf.PLACES),
    "html-output": lambda: mapping_table(html.PLACES),
}
"""The pages whose table is the code's own, each with a function that makes it."""


@pytest.mark.parametrize(("name", "table"), TABLES.items())
def test_the_table_in_the_docs_is_the_codes_own(name, table):
    check_table(name, "table", table())


@pytest.mark.parametrize(
    ("page", "name"),
    [
        ("nitf", "NewsML 1"),
        ("feeds", "feeds"),
        ("wires", "IPTC 7901"),
        ("wires", "ANPA 1312"),
        ("navigadoc", "NewsDoc"),
    ],
)
def test_the_table_of_a_format_that_is_only_read_is_the_codes_own(page, name):
    places = ONLY_READ[name]
    fields = [key for key in places if key.startswith("Article.")]
    rows = [f"| `{key.removeprefix('Article.')}` | {places[key].place} |" for key in fields]
    check_table(page, f"table of {name}", "\n".join(["| field | read from |", "| --- | --- |", *rows]))


def option_table() -> str:
    _, commands = described()
    rows = [["command", "option", "meaning"], ["---"] * 3]
    for command in commands:
        for option in command.options:
            if "--help" not in option.names:
                names = ", ".join(option.names)
                spelled = " ".join(filter(None, (names, option.value))).replace("|", "\\|")
                rows.append([command.name, f"`{spelled}`", option.about])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def test_the_options_in_the_docs_are_the_parsers_own():
    check_table("cli", "table of options", option_table())


def check_table(name: str, mark: str, table: str) -> None:
    """Compare the table between the marks of a page; write it anew if asked to."""
    page = ROOT / "docs" / f"{name}.md"
    text = page.read_text("utf-8")
    before, start, rest = text.partition(f"<!-- {mark} -->\n")
    _, end, after = rest.partition(f"\n<!-- end of {mark} -->")
    assert start
    assert end
    wanted = f"{before}{start}{table}{end}{after}"
    if os.environ.get("NEWSDOC_REWRITE") == "1":
        page.write_text(wanted, "utf-8")
    assert page.read_text("utf-8") == wanted


def test_every_field_says_what_it_means():
    documented = dict(field_docstrings())
    assert list(documented) == FIELDS
    assert all(meaning.endswith((".", ")")) for meaning in documented.values())
