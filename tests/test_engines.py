"""The recipes for engines in the docs run, and all give the same articles. An engine that is missing is skipped."""

from __future__ import annotations

import re
import warnings
from pathlib import Path

import pytest

from newsdoc.formats import rawdump

pa = pytest.importorskip("pyarrow")

import pyarrow.parquet as pq  # noqa: E402

from newsdoc.arrow import from_batches  # noqa: E402

DOCS = (Path(__file__).parent.parent / "docs" / "scale.md").read_text("utf-8")
RECIPES = dict(re.findall(r"^### ([^\n]+)\n[^#]*?^```py\n(.*?)^```$", DOCS, re.MULTILINE | re.DOTALL))
ENGINES = {"Polars": "polars", "DuckDB": "duckdb", "DuckDB in SQL": "duckdb", "Hugging Face datasets": "datasets"}
BY_SCRIPT = {"Daft", "Dask", "Ray Data", "datatrove"}
"""Engines that benchmarks/engines.py runs, not the tests: they start slowly, or want other versions of packages."""

PROSE = "The council said on Monday that the talks on water would go on through the week, after a short break."


def page(number):
    return f"Bridge {number} opens\n\nTT\n\nBridge {number} opens\n\n{PROSE}\n"


@pytest.fixture
def pages(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    texts = [
        page(1),
        None,
        "Home\nNews\n",
        *(page(n) + "\n\n\n" + page(-n) for n in range(2, 60)),
        f"{PROSE}\n{PROSE}!",
    ]
    urls = [f"https://bay.example/{number}" for number in range(len(texts))]
    pq.write_table(pa.table({"text": texts, "url": urls}), "pages.parquet", row_group_size=17)
    return [text for text in texts if text]


def test_each_recipe_is_tested():
    assert set(RECIPES) == {*ENGINES, *BY_SCRIPT, "Plain Python"}
    assert max(len(list(filter(None, recipe.split("\n")))) for recipe in RECIPES.values()) <= 10


@pytest.mark.parametrize("name", sorted(set(RECIPES) - BY_SCRIPT))
def test_a_recipe_gives_the_articles_of_all_pages(name, pages):
    if name in ENGINES:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of packages on this Python
            pytest.importorskip(ENGINES[name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(compile(RECIPES[name], name, "exec"), {"__name__": "recipe"})
    table = pq.read_table("articles.parquet")
    found = list(from_batches(table))
    wanted = [article for text in pages for article in rawdump.loads(text)]
    assert [(article.headline, article.body) for article in found] == [(each.headline, each.body) for each in wanted]
    urls = "page_url" if "page_url" in table.schema.names else "url"
    assert table[urls].to_pylist()[:3] == [f"https://bay.example/{number}" for number in (0, 3, 3)]
    assert table["article"].to_pylist()[:3] == [0, 0, 1]
