"""Imports go one way, and `import newsdoc` stays light."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import newsdoc

PACKAGE = Path(newsdoc.__file__).parent

ORDER = [
    "text",
    "errors",
    "diagnostics",
    "streams",
    "checks",
    "model",
    "trusted",
    "uris",
    "losses",
    "page.labels",
    "page.page",
    "page",
    "page.lines",
    "page.agencies",
    "page.dates",
    "page.datelines",
    "page.credits",
    "page.bylines",
    "page.window",
    "page.body",
    "page.layouts.archive",
    "page.layouts.dated",
    "page.layouts.doubled_head",
    "page.layouts",
    "page.layouts.general",
    "page.reader",
    "dialects",
    "page.found",
    "page.builder",
    "page.articles",
    "page.render",
    "formats.json_text",
    "formats.json_stream",
    "formats.json_convert",
    "schema",
    "formats.envelopes",
    "signatures",
    "formats",
    "encoding",
    "packing",
    "atomic",
    "io",
    "newsdoc",
    "formats.rawdump",
    "formats.json",
    "formats.jsonl",
    "ranges",
    "formats.xml.encoding",
    "formats.xml.mend",
    "formats.xml",
    "formats.xml.parse",
    "formats.times",
    "formats.xml.elements",
    "formats.xml.space",
    "formats.xml.escaped",
    "formats.xml.text",
    "formats.xml.walk",
    "formats.xml.tables",
    "formats.xml.figures",
    "formats.xml.flow",
    "formats.xml.lines",
    "formats.builder",
    "formats.xml.foreign",
    "formats.xml.write",
    "formats.choose",
    "formats.residual",
    "formats.identity",
    "formats.mapping",
    "formats.newsml.vocabulary",
    "formats.newsml.mapping",
    "formats.newsml.qcodes",
    "formats.newsml.unread",
    "formats.newsml.names",
    "formats.newsml.body",
    "formats.newsml.pictures",
    "formats.newsml.references",
    "formats.newsml.item",
    "formats.newsml.parse",
    "formats.newsml.choose",
    "formats.newsml.join",
    "formats.newsml.write",
    "formats.newsml",
    "formats.references",
    "formats.html_encoding",
    "formats.json_values",
    "formats.pictures",
    "formats.ninjs.vocabulary",
    "formats.ninjs.mapping",
    "formats.ninjs.body",
    "formats.ninjs.parse",
    "formats.ninjs.choose",
    "formats.ninjs.write",
    "formats.ninjs",
    "formats.jsonld.vocabulary",
    "formats.jsonld.mapping",
    "formats.jsonld.text",
    "formats.jsonld.body",
    "formats.jsonld.graph",
    "formats.jsonld.parse",
    "formats.jsonld.choose",
    "formats.jsonld.write",
    "formats.jsonld",
    "formats.nitf.vocabulary",
    "formats.nitf.mapping",
    "formats.nitf.parse",
    "formats.nitf.write",
    "formats.nitf",
    "formats.newsml1.mapping",
    "formats.newsml1.tree",
    "formats.newsml1.content",
    "formats.newsml1.metadata",
    "formats.newsml1.pictures",
    "formats.newsml1.unread",
    "formats.newsml1.parse",
    "formats.newsml1",
    "validate",
    "strategies.printed",
    "strategies",
    "cli.console",
    "cli.dialect_file",
    "cli.requests",
    "cli.parser",
    "cli.inputs",
    "cli.workers",
    "cli.work",
    "cli.merge",
    "cli.explain",
    "cli.explain_html",
    "cli.commands",
    "cli",
    "__main__",
]
"""Each module may import those before it; `newsdoc` is the package itself."""


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
                yield inner if inner in ORDER else module or "newsdoc"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name.split(".")[0] == "newsdoc":
                    yield alias.name.removeprefix("newsdoc").lstrip(".") or "newsdoc"


FILES = sorted(PACKAGE.rglob("*.py"))


def test_the_order_names_every_module_once():
    assert sorted(ORDER) == sorted(map(name_of, FILES))


def test_imports_go_one_way():
    for path in FILES:
        own = ORDER.index(name_of(path))
        for name in imported(path):
            assert ORDER.index(name) < own, f"{name_of(path)} imports {name}, which comes after it"


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
    assert not any(name.startswith(("newsdoc.formats.", "newsdoc.dialects", "newsdoc.page.reader")) for name in modules)


def test_help_is_light():
    modules = loaded("from newsdoc.cli import main\ntry: main(['--help'])\nexcept SystemExit: pass")
    assert modules & {"lxml", "cattrs", "hypothesis", "json", "pathlib", "newsdoc.cli.commands", "tqdm"} == set()
