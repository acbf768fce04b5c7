"""All code in README, docs, docstrings and examples runs, shows what it says, and leaves nothing undocumented."""

from __future__ import annotations

import contextlib
import doctest
import importlib
import importlib.util
import io
import os
import pkgutil
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

import newsdoc
from newsdoc.cli.commands import COMMANDS
from newsdoc.formats import FORMATS
from newsdoc.formats.options import options_of

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
MODULES = [info.name for info in pkgutil.walk_packages(newsdoc.__path__, "newsdoc.") if "__main__" not in info.name]


class Block(NamedTuple):
    """A fenced block of a page: its language, its text, and the last line before it."""

    language: str
    text: str
    before: str


def blocks(page):
    found = re.finditer(r"([^\n]*)\n\s*^```(\w*)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [Block(language, text, before) for before, language, text in (match.groups() for match in found)]


def install(page):
    """Write the blocks of a page that the line above calls files, and install what a `pyproject.toml` names."""
    for block in blocks(page):
        if named := re.search(r"`(\w+\.(?:py|toml))`:$", block.before):
            Path(named[1]).write_text(block.text, "utf-8")
    if Path("pyproject.toml").exists():
        project = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))["project"]
        metadata = Path(f"{project['name']}-{project['version']}.dist-info")
        metadata.mkdir()
        name = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
        (metadata / "METADATA").write_text(name)
        groups = (
            "\n".join([f"[{group}]", *(f"{name} = {value}" for name, value in points.items())])
            for group, points in project["entry-points"].items()
        )
        (metadata / "entry_points.txt").write_text("\n".join(groups))


def test_the_pages_are_here():
    assert len(PAGES) >= 4
    assert {block.language for page in PAGES for block in blocks(page)} >= {"", "sh", "python", "console"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_python_blocks_run_and_print_what_they_say(page, here):
    names = {"__name__": "docs"}
    printed = ""
    for block in blocks(page):
        if block.language == "python":
            assert printed == "", f"{page.name} does not show what is printed before {block.text}"
            with contextlib.redirect_stdout(io.StringIO()) as output:
                exec(compile(block.text, page.name, "exec"), names)
            printed = output.getvalue()
        elif block.before == "prints":
            assert printed == block.text
            printed = ""
    assert printed == ""


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_console_blocks_print_what_they_show(page, here):
    install(page)
    for block in blocks(page):
        if block.language == "console":
            _, *cells = re.split(r"^\$ (.*)\n", block.text, flags=re.MULTILINE)
            commands, shown = cells[::2], cells[1::2]
            script = "\n".join(f"{command}\nstatus=$?; echo -n '<end>'; (exit $status)" for command in commands)
            done = subprocess.run(["bash", "-c", f"exec 2>&1\n{script}"], stdout=subprocess.PIPE, encoding="utf-8")
            for command, expected, printed in zip(commands, shown, done.stdout.split("<end>"), strict=False):
                pattern = re.escape(expected).replace(re.escape("..."), "[^\n]*")
                assert re.fullmatch(pattern, printed), f"$ {command}\n{printed}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page):
    links = re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8"))
    assert links or page.name not in ("README.md", "index.md")
    for link in links:
        if "://" not in link:
            target, _, anchor = link.partition("#")
            file = page.parent / target if target else page
            assert file.exists(), link
            assert not anchor or anchor in anchors(file), link


def anchors(page):
    """The anchors of a page's headings, as code hosts and the site make them."""
    headings = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize(
    "name", [name for name in MODULES if ">>> " in Path(importlib.util.find_spec(name).origin).read_text("utf-8")]
)
def test_docstring_examples_run(name, here):
    result = doctest.testmod(importlib.import_module(name), optionflags=doctest.ELLIPSIS)
    assert result.attempted
    assert result.failed == 0


def test_every_option_of_writing_is_documented():
    rows = (ROOT / "docs" / "systems.md").read_text("utf-8")
    listed = {
        (name, option)
        for names, option in re.findall(r"^\| ([\w, ]+) \| `(\w+)` \|", rows, re.MULTILINE)
        for name in names.split(", ")
    }
    written = [row.name for row in FORMATS.values() if row.writes]
    assert listed == {(name, option) for name in written for option in options_of(name)}


def test_every_command_and_format_is_documented():
    commands = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert re.findall(r"^\| `(\w+)` \|", commands, re.MULTILINE) == list(COMMANDS)
    readme = (ROOT / "README.md").read_text("utf-8")
    for row in FORMATS.values():
        suffixes = " ".join(f"`{suffix}`" for suffix in row.suffixes)
        assert f"| `{row.name}` | {suffixes} |" in readme


def test_the_format_on_its_page_keeps_the_laws(here):
    install(ROOT / "docs" / "formats.md")
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(Path.cwd()), *sys.path]),
        "NEWSDOC_PROFILE": "quick",
    }
    laws = ["tests/test_laws.py", "-k", "telegram"]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *laws]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout
    assert int(re.search(r"(\d+) passed", done.stdout)[1]) > 20
