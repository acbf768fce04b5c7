"""Every program in `examples/` runs, and does what it says."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

import newsdoc
from newsdoc.formats import json as newsdoc_json
from shared import ROOT


def run(name, *arguments):
    """Run a script of the examples as a reader would; return what it prints and what it reports."""
    script = str(Path("examples", name))
    done = subprocess.run([sys.executable, script, *arguments], capture_output=True, encoding="utf-8", check=True)
    return done.stdout, done.stderr


def test_example_convert_folder(here):
    Path("examples/dumps/2026/bad.txt").mkdir()
    out, err = run("convert_folder.py", "examples/dumps", "all.jsonl")
    assert out == ""
    assert "examples/dumps/2026/front-page.txt: line 1: The page is a list of teasers" in err
    assert "examples/dumps/2026/bad.txt: cannot be opened: Is a directory" in err
    assert [article.language for article in newsdoc.read("all.jsonl")] == [None] * 3


def test_example_use_the_types(here):
    Path("bare.json").write_text(newsdoc_json.dumps([newsdoc.Article(captions=[newsdoc.Caption("A bridge.")])]))
    out, _ = run("use_the_types.py", "examples/dumps/2025/bridge.txt", "bare.json")
    assert out == "1 ACME Photos/Ann Example\n1 no credit printed\n"


def test_example_find_a_sentence(here):
    out, _ = run("find_a_sentence.py", "examples/dumps/2026/museum.txt", "Ferry")
    assert out == "".join(f"examples/dumps/2026/museum.txt:{line}: $[1].headline\n" for line in (17, 23))


def test_example_count_in_parallel(here):
    out, _ = run("count_in_parallel.py", "examples/dumps/2026/museum.txt", "2")
    assert out == "2\n"


def test_example_captions_to_csv(here):
    out, _ = run("captions_to_csv.py", "examples/dumps/2025/bridge.txt", "examples/dumps/2026/museum.txt")
    header, bridge, *_ = out.splitlines()
    assert header == "file,headline,caption,credit,photographer,agency"
    assert bridge.split(",")[2:4] == ["Mayor Tam Hollis at the river on Monday.", "ACME Photos/Ann Example"]
    assert len(out.splitlines()) == 4


def test_example_build_corpus(here):
    run("build_corpus.py", "examples/dumps", "corpus.jsonl", "0.97")
    rows = [json.loads(line) for line in Path("corpus.jsonl").read_text("utf-8").splitlines()]
    assert [Path(row["file"]).stem for row in rows] == ["bridge"] * 3 + ["museum"] * 2
    for row in rows:
        first, last = row["lines"]
        assert "\n".join(Path(row["file"]).read_text("utf-8").split("\n")[first - 1 : last]) == row["text"]


def test_the_corpus_has_no_paragraph_twice(here):
    Path("pages").mkdir()
    for name in ("one.txt", "two.txt"):
        Path("pages", name).write_bytes(Path("examples/dumps/2025/bridge.txt").read_bytes())
    run("build_corpus.py", "pages", "corpus.jsonl", "0")
    texts = [json.loads(line)["text"] for line in Path("corpus.jsonl").read_text("utf-8").splitlines()]
    assert len(texts) == len(set(texts)) == 3


def test_example_gazette(here):
    command = [sys.executable, "-m", "newsdoc", "convert", "examples/pages/newsletter.txt", "-t", "json"]
    done = subprocess.run([*command, "--dialect", "examples/gazette.py:newsletter"], capture_output=True, check=True)
    bridge, ferry = newsdoc.loads(done.stdout)
    assert (bridge.headline, bridge.byline) == ("BRIDGE OPENS IN SPRING", "by Ben Sample")
    assert bridge.captions[0].credit == "ACME Photos/Ann Example"
    assert ferry.body == ("The ferry to the islands sailed again on Tuesday, two days after the storm.",)


def test_example_watch_inbox(here):
    Path("in").mkdir()
    Path("in/museum.txt").write_bytes(Path("examples/dumps/2026/museum.txt").read_bytes())
    Path("in/broken.json").write_text('[{"headline": ')
    Path("in/.coming.txt").write_text("half of a")
    out, err = run("watch_inbox.py", "in", "out", "--once")
    assert out == "museum.txt: 2 articles\n"
    assert "in/broken.json: line 1" in err
    assert [len(newsdoc.read(path)) for path in sorted(Path("out").iterdir())] == [1, 1]
    left = sorted(path.as_posix() for path in Path("in").rglob("*") if path.is_file())
    assert left == ["in/.coming.txt", "in/done/museum.txt", "in/refused/broken.json"]


def test_example_photo_desk_project(here):
    out, _ = run("photo_desk/photo_desk.py", "examples/dumps/2025/bridge.txt")
    assert out == "ACME Photos/Ann Example: 1 x 10 = 10\n"
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", "."]
    done = subprocess.run(command, cwd="examples/photo_desk", env=environment(), capture_output=True, encoding="utf-8")
    assert "2 passed" in done.stdout


def test_the_photo_desk_has_strict_types(here):
    pytest.importorskip("mypy")
    command = [sys.executable, "-m", "mypy", "--cache-dir", "cache"]
    done = subprocess.run(command, cwd="examples/photo_desk", env=environment(), capture_output=True, encoding="utf-8")
    assert done.stdout == "Success: no issues found in 2 source files\n"


def test_the_types_are_those_of_a_strict_project(here):
    pytest.importorskip("mypy")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", "cache", "examples/use_the_types.py"]
    done = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8")
    assert done.stdout == "Success: no issues found in 1 source file\n"
    script = Path("examples/use_the_types.py")
    script.write_text(
        script.read_text("utf-8").replace("-> str:", "-> int:")
    )  # a checker that sees no type sees no error
    done = subprocess.run(command, env=environment(), capture_output=True, encoding="utf-8")
    assert 'got "str", expected "int"' in done.stdout


def environment():
    """Return an environment in which programs of other folders find newsdoc and what it needs."""
    return {**os.environ, "MYPYPATH": str(ROOT / "src"), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def test_example_first_look_notebook(here):
    page, doubts, lines = run_cells(json.loads(Path("examples/first_look.ipynb").read_text("utf-8")))
    assert "<article" in page.value._repr_html_()
    assert doubts.printed.startswith("0.98 ")
    assert lines.value[0][0] == (2, 3)


class Cell(NamedTuple):
    printed: str
    value: object


def run_cells(notebook):
    """Run the code of a notebook as Jupyter does, cell by cell in one module; Jupyter itself is forty packages."""
    assert notebook["nbformat"] == 4
    names = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code":
            continue
        code, shown, value = ast.parse("".join(cell["source"])), StringIO(), None
        last = code.body.pop() if isinstance(code.body[-1], ast.Expr) else None
        with redirect_stdout(shown):
            exec(compile(code, cell["id"], "exec"), names)
            value = eval(compile(ast.Expression(last.value), cell["id"], "eval"), names) if last else None
        yield Cell(shown.getvalue(), value)


def test_the_notebook_keeps_no_outputs():
    notebook = json.loads((ROOT / "examples" / "first_look.ipynb").read_text("utf-8"))
    assert all(cell.get("outputs", []) == [] for cell in notebook["cells"])


def test_every_example_is_tested():
    tested = {name.removeprefix("test_example_") for name in globals() if name.startswith("test_example_")}
    programs = {path.stem for path in (ROOT / "examples").glob("*.py")}
    projects = {f"{path.parent.name}_project" for path in (ROOT / "examples").glob("*/pyproject.toml")}
    notebooks = {f"{path.stem}_notebook" for path in (ROOT / "examples").glob("*.ipynb")}
    assert programs | projects | notebooks == tested
