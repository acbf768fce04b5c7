"""The documentation as a site: complete without building it, and built without a warning where Sphinx is installed."""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

import newsdoc
from newsdoc import dialects, strategies
from newsdoc.formats import FORMATS
from shared import ROOT

DOCS = ROOT / "docs"
PAGES = sorted(path.stem for path in DOCS.glob("*.md"))
PARTS = ("Tutorials", "How to", "Explanation", "Reference")


def page(name):
    return (DOCS / f"{name}.md").read_text("utf-8")


# --- complete ---


def documented():
    """The names that the reference takes from the code, `module.name`."""
    return re.findall(r"^\.\. (?:auto|py:)\w+:: (\S+)$", page("api"), re.MULTILINE)


def test_every_public_name_is_in_the_reference():
    names = [name.removeprefix("newsdoc.") for name in documented() if name.count(".") == 1]
    modules = {"dialects", "strategies"}
    assert sorted(set(names) - modules) == sorted(newsdoc.__all__)
    assert len(names) == len(set(names))


def test_every_format_is_in_the_reference():
    modules = [name.removeprefix("newsdoc.formats.") for name in documented() if name.startswith("newsdoc.formats.")]
    assert sorted(modules) == sorted(FORMATS)


def test_every_layout_is_in_the_docs():
    text = page("dialects")
    assert [name for name in dialects.DIALECTS if f"`{name}`" not in text] == []


def test_every_strategy_has_a_docstring():
    assert all(getattr(strategies, name).__doc__ for name in strategies.__all__)


def trees():
    """The pages of each part, as the side of the site lists them."""
    for caption, names in re.findall(
        r"^```\{toctree\}\n:hidden:\n:caption: (.*)\n\n((?:.+\n)+)```$", page("index"), re.M
    ):
        yield caption, names.split()


def test_every_page_is_in_one_of_four_parts():
    found = dict(trees())
    assert tuple(found) == PARTS
    listed = [name for names in found.values() for name in names]
    assert sorted(listed) == sorted(set(PAGES) - {"index"})


def test_the_index_says_what_each_page_is():
    for caption, names in trees():
        section = page("index").partition(f"## {caption}\n")[2].partition("\n## ")[0]
        assert re.findall(r"\((\S+)\.md\)", section) == names


# --- built ---


class Links(HTMLParser):
    """The links of a page and the places that can be linked to."""

    def __init__(self):
        super().__init__()
        self.links, self.places, self.loaded = [], set(), []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "id" in given:
            self.places.add(given["id"])
        if tag == "a" and "href" in given:
            self.links.append(given["href"])
        elif tag in ("script", "img", "link", "iframe"):
            self.loaded += filter(None, [given.get("src"), given.get("href")])


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    for name in ("sphinx", "myst_parser", "furo"):
        pytest.importorskip(name)
    folder = tmp_path_factory.mktemp("site")
    trees = tmp_path_factory.mktemp("doctrees")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", "-d", trees, DOCS, folder]
    done = subprocess.run(list(map(str, command)), capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    pages = {}
    for path in folder.glob("*.html"):
        pages[path.name] = Links()
        pages[path.name].feed(path.read_text("utf-8"))
    return folder, pages


def test_every_page_is_built(site):
    assert {f"{name}.html" for name in PAGES} <= set(site[1])


def test_every_public_name_has_a_place(site):
    inventory = (site[0] / "objects.inv").read_bytes().split(b"\n", 4)[4]
    names = {line.split()[0] for line in zlib.decompress(inventory).decode().splitlines()}
    assert {f"newsdoc.{name}" for name in newsdoc.__all__} <= names
    assert {f"newsdoc.strategies.{name}" for name in strategies.__all__} <= names
    assert {f"newsdoc.formats.{name}.loads" for name, row in FORMATS.items() if row.reads} <= names
    assert {f"newsdoc.formats.{name}.dumps" for name, row in FORMATS.items() if row.writes} <= names
    assert {f"newsdoc.Article.{name}" for name in ("headline", "body", "captions", "text")} <= names


def test_no_link_is_dead(site):
    folder, pages = site
    for name, found in pages.items():
        for link in found.links:
            if "://" in link or link.startswith("mailto:"):
                continue
            target, _, place = link.partition("#")
            assert not target or (folder / unquote(target)).exists(), f"{name}: {link}"
            there = pages.get(target or name)
            assert not place or there is None or unquote(place) in there.places, f"{name}: {link}"


def test_nothing_is_loaded_from_elsewhere(site):
    assert [link for found in site[1].values() for link in found.loaded if "://" in link or link[:2] == "//"] == []
