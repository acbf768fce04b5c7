"""The pictures of the README and the docs show what newsdoc does now, load nothing, and are described."""

from __future__ import annotations

import importlib.util
import os
import re

import pytest
from lxml import etree

from shared import ROOT

FOLDER = ROOT / "docs" / "pictures"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def load():
    spec = importlib.util.spec_from_file_location("pictures", FOLDER / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


make = load()


@pytest.mark.parametrize("name", make.PICTURES)
def test_a_picture_is_what_newsdoc_prints_now(name, monkeypatch):
    monkeypatch.chdir(ROOT)
    drawn = make.PICTURES[name]()
    path = FOLDER / f"{name}.svg"
    if os.environ.get("NEWSDOC_REWRITE") == "1":
        path.write_text(drawn, "utf-8")
    assert path.read_text("utf-8") == drawn, "NEWSDOC_REWRITE=1 draws it anew"


@pytest.mark.parametrize("name", make.PICTURES)
def test_a_picture_has_a_title_and_loads_nothing(name):
    tree = etree.parse(FOLDER / f"{name}.svg").getroot()
    assert tree[0].tag.endswith("title")
    assert tree[0].text
    assert not [each for each in tree.iter() if etree.QName(each).localname in ("image", "script", "use", "a")]
    assert "url(" not in (FOLDER / f"{name}.svg").read_text("utf-8")


def test_every_picture_is_shown_and_described():
    shown = {
        name: words
        for page in PAGES
        for words, name in re.findall(r"!\[([^\]]*)\]\((?:docs/)?pictures/(\w+)\.svg\)", page.read_text("utf-8"))
    }
    assert set(shown) == set(make.PICTURES)
    assert all(shown.values())


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("dress", [0, 1], ids=["light", "dark"])
def test_text_has_contrast_on_paper_and_cards(dress):
    colours = {name: pair[dress] for name, pair in make.COLOURS.items()}
    for ground in ("paper", "card"):
        for name in set(colours) - {"paper", "card", "rule"}:
            low, high = sorted((luminance(colours[name]), luminance(colours[ground])))
            assert (high + 0.05) / (low + 0.05) >= 4.5, f"{name} on {ground}"
