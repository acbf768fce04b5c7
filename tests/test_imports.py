"""Imports go one way, and `import newsdoc` stays light."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import newsdoc

PACKAGE = Path(newsdoc.__file__).parent

RANKS = [
    {"text", "errors"},
    {"diagnostics", "checks", "model", "unchecked", "uris", "losses", "schemas", "display"},
    {"files"},
    {"page", "dialects"},
    {"formats", "arrow"},
    {"io", "newsdoc"},
    {"ranges", "validate", "strategies", "spark"},
    {"cli", "__main__"},
]
"""The floors of the house: a module may import those below it, and those on its own floor that do not import it."""


def name_of(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__") or "newsdoc"


def imported(path):
    """The newsdoc modules that a file imports when it is imported or later, but not for types only."""
    tree = ast.parse(path.read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "newsdoc":
            module = node.module.removeprefix("newsdoc").lstrip(".")
            for alias in node.names:
                inner = f"{module}.{alias.name}".lstrip(".")
                yield inner if inner in NAMES else module or "newsdoc"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "newsdoc":
                    yield alias.name.removeprefix("newsdoc").lstrip(".") or "newsdoc"


FILES = sorted(PACKAGE.rglob("*.py"))
NAMES = set(map(name_of, FILES))


def rank(name):
    """The floor of a module."""
    return next(number for number, names in enumerate(RANKS) if name.split(".")[0] in names)


def test_every_module_has_its_floor():
    assert {name.split(".")[0] for name in NAMES} == set().union(*RANKS)


def test_imports_go_one_way():
    graph = {name_of(path): set(imported(path)) - {name_of(path)} for path in FILES}
    for name, others in graph.items():
        above = [other for other in others if rank(other) > rank(name)]
        assert above == [], f"{name} imports {above}, which are floors above it"
    TopologicalSorter(graph).prepare()  # raises CycleError where two modules import each other


def loaded(code):
    script = f"import sys\n{code}\nprint('\\n'.join(sys.modules))"
    bare = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}  # it imports, too
    done = subprocess.run([sys.executable, "-c", script], env=bare, capture_output=True, encoding="utf-8", check=True)
    return set(done.stdout.split("\n"))


def test_import_newsdoc_is_light():
    modules = loaded("import newsdoc; newsdoc.sniff('[]')")
    assert "newsdoc.model" in modules
    heavy = {"lxml", "cattrs", "hypothesis", "json", "pathlib", "argparse", "gzip", "tempfile", "logging", "tqdm"}
    assert modules & heavy == set()
    loaded_formats = {name.removeprefix("newsdoc.formats.") for name in modules if name.startswith("newsdoc.formats.")}
    assert loaded_formats <= {"envelopes", "signatures"}, "how documents begin is known without any format"
    assert not any(name.startswith(("newsdoc.dialects", "newsdoc.page.reader")) for name in modules)


def test_help_is_light():
    modules = loaded("from newsdoc.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass")
    assert modules & {"lxml", "cattrs", "hypothesis", "json", "pathlib", "newsdoc.cli.commands", "tqdm"} == set()
