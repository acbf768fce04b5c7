"""The tables of docs/at-scale.md are those that benchmarks/partitions.py makes."""

from __future__ import annotations

from pathlib import Path

import pytest

import partitions

DOCS = (Path(__file__).parent.parent / "docs" / "at-scale.md").read_text("utf-8")


@pytest.mark.parametrize("number", [0, 1], ids=["damage", "waiting"])
def test_the_tables_in_the_docs(number):
    assert partitions.tables()[number] in DOCS


def test_damage_costs_its_own_record():
    pages = {name: (int(read), said) for name, _, read, _, same, said in partitions.damaged() if same == "the same"}
    assert set(pages) == set(partitions.DAMAGES), "a second try gives the same"
    assert pages["whole"] == (partitions.PAGES, "–")
    assert pages["50 zero bytes in a record"] == (partitions.PAGES - 1, "1 error.record")
    assert pages["cut in the middle"] == (30, "1 error.record")


def test_work_that_is_spread_evenly_takes_no_longer():
    assert partitions.makespan([1.0] * partitions.WORKERS) == 1
    assert partitions.makespan([1.0] * (partitions.WORKERS - 1) + [2.0]) == pytest.approx(2, rel=0.01)
    assert sum(partitions.cut([0.5, 7.3], 1.0)) == pytest.approx(7.8)
    assert max(partitions.cut([0.5, 7.3], 1.0)) <= 1
