"""The project's own front: its metadata agree with each other, and the built packages are whole."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from pathlib import Path

import pytest

import newsdoc
from shared import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
ADDRESSES = {name: PROJECT["tool"]["hatch"]["metadata"]["hooks"]["custom"][name] for name in ("pages", "files")}
EXTRAS = PROJECT["project"]["optional-dependencies"]
PACKAGE = Path(newsdoc.__file__).parent
SHIPPED = {
    path.relative_to(PACKAGE.parent).as_posix()
    for path in PACKAGE.rglob("*")
    if path.is_file() and "__pycache__" not in path.parts
}


# --- metadata ---


def resolved(group):
    """The packages of a dependency group, with those of the groups that it includes."""
    for entry in PROJECT["dependency-groups"][group]:
        if isinstance(entry, dict):
            yield from resolved(entry["include-group"])
        else:
            yield entry


def own(extra):
    """The packages of an extra, with those of the development extras that it includes."""
    for requirement in EXTRAS[extra]:
        if inner := re.match(r"newsdoc\[(.*)\]", requirement):
            for name in inner[1].split(","):
                yield from own(name) if name.startswith("dev-") else ()
        else:
            yield requirement


@pytest.mark.parametrize(("group", "extra"), [("test", "dev-test"), ("lint", "dev-lint"), ("docs", "docs")])
def test_groups_and_extras_name_the_same_packages(group, extra):
    assert sorted(resolved(group)) == sorted(own(extra))


def test_dev_is_everything():
    assert set(resolved("dev")) >= {*resolved("lint"), *resolved("docs")}


def test_every_supported_python_is_named():
    noxfile = (ROOT / "noxfile.py").read_text("utf-8")
    versions = re.findall(r'"(3\.\d+)"', re.search(r"PYTHONS = \[(.*)\]", noxfile)[1])
    named = [re.fullmatch(r".* :: (3\.\d+)", each) for each in PROJECT["project"]["classifiers"]]
    assert [found[1] for found in named if found] == versions
    assert PROJECT["project"]["requires-python"] == f">={versions[0]}"


def test_every_extra_is_explained():
    page = (ROOT / "docs" / "install.md").read_text("utf-8")
    assert sorted(re.findall(r"^\| `([\w-]+)` \|", page, re.MULTILINE)) == sorted(EXTRAS)


def test_the_citation_has_the_version():
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    assert re.search(r"^version: (.*)$", citation, re.MULTILINE)[1] == newsdoc.__version__
    assert re.search(r"^license: (.*)$", citation, re.MULTILINE)[1] == PROJECT["project"]["license"]


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "SECURITY.md", "CODE_OF_CONDUCT.md"])
def test_links_of_the_front_pages_lead_somewhere(name):
    for link in re.findall(r"\]\(([^)\s]+)\)", (ROOT / name).read_text("utf-8")):
        assert (ROOT / link).exists()


def test_the_verbs_name_what_is_there():
    verbs = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    for extra in re.search(r"\.\[([\w,-]+)\]", verbs)[1].split(","):
        assert extra in EXTRAS
    assert "--group dev" in verbs
    for path in re.findall(r"tests/test_\w+\.py", verbs):
        assert (ROOT / path).exists()


def test_nox_knows_the_sessions():
    pytest.importorskip("nox")
    done = subprocess.run([sys.executable, "-m", "nox", "--list"], cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0
    assert all(f"tests-3.{minor}" in done.stdout for minor in (11, 12, 13, 14))


def hatch_build():
    """The module that describes the package for an index."""
    pytest.importorskip("hatchling")
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_readme_of_an_index_has_absolute_links():
    described = hatch_build().described
    text = "![A page](docs/a.svg) and [How](docs/b.md#c), [attrs](https://www.attrs.org), [x](#y)."
    assert described(text) == "*A page* and How, [attrs](https://www.attrs.org), x."
    assert described(text, "https://host.example/blob/", "https://host.example/raw") == (
        "![A page](https://host.example/raw/docs/a.svg) and [How](https://host.example/blob/docs/b.md#c), "
        "[attrs](https://www.attrs.org), [x](https://host.example/blob/#y)."
    )


# --- built packages ---


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The sdist, and the wheel made of it, built without the network."""
    pytest.importorskip("build")
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    [sdist], [wheel] = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


def test_the_wheel_has_the_package_and_nothing_else(built):
    with zipfile.ZipFile(built[1]) as wheel:
        names = {name for name in wheel.namelist() if ".dist-info/" not in name}
    assert names == SHIPPED
    assert "newsdoc/py.typed" in names
    assert "newsdoc/schemas/article.schema.json" in names


def test_the_wheel_says_what_it_is(built):
    with zipfile.ZipFile(built[1]) as wheel:
        [name] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
        metadata = Parser().parsestr(wheel.read(name).decode())
        points = wheel.read(name.replace("METADATA", "entry_points.txt")).decode()
        assert wheel.read(name.replace("METADATA", "licenses/LICENSE")) == (ROOT / "LICENSE").read_bytes()
    assert metadata["Version"] == newsdoc.__version__
    assert set(metadata.get_all("Provides-Extra")) == set(EXTRAS)
    readme = metadata.get_payload()
    assert re.findall(r"\]\((?!https://)", readme) == []  # a relative link leads nowhere on a package index
    assert hatch_build().described((ROOT / "README.md").read_text("utf-8"), **ADDRESSES) == readme
    assert "newsdoc = newsdoc.cli:main" in points
    assert "[hypothesis]\nnewsdoc = newsdoc.strategies\n" in points


def test_the_sdist_can_be_tested(built):
    with tarfile.open(built[0]) as sdist:
        names = {name.partition("/")[2] for name in sdist.getnames()}
    assert {f"src/{name}" for name in SHIPPED} <= names
    wanted = [
        "pyproject.toml",
        "noxfile.py",
        "hatch_build.py",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "CONTRIBUTING.md",
    ]
    assert {
        *wanted,
        "SECURITY.md",
        "CITATION.cff",
        "CODE_OF_CONDUCT.md",
        "tests/test_laws.py",
        "docs/index.md",
    } <= names
    assert not any("__pycache__" in name or name.startswith((".", "dist/")) for name in names - {".gitignore", ""})


def test_the_wheel_works(built, tmp_path):
    with zipfile.ZipFile(built[1]) as wheel:
        wheel.extractall(tmp_path / "site")
    (tmp_path / "page.txt").write_text("Bridge Opens\n\nTT\n\nBridge Opens\n\nThe council met on Monday.\n")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "site"), *sys.path])}
    words = [sys.executable, "-m", "newsdoc", "convert", "page.txt", "-t", "newsml"]
    done = subprocess.run(words, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert "<newsItem" in done.stdout
    assert "Bridge Opens" in done.stdout
