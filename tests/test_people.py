"""The commands for people: show, diff and stats."""

from __future__ import annotations

import json
import re
from io import BytesIO, TextIOWrapper

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import newsdoc
from examples import FULL
from newsdoc import Article, Caption, Subhead
from newsdoc.cli import main
from newsdoc.cli.people.diff import difference_lines, pairs
from newsdoc.cli.people.show import article_pages
from newsdoc.cli.people.stats import Statistics
from newsdoc.formats import text
from newsdoc.page.render import render
from newsdoc.strategies import articles
from newsdoc.text import columns

PLAIN = Article(
    "Bridge Opens", ["The bridge opened.", Subhead("Now"), "It is open."], deck="In May", byline="By Ann Lee"
)


PRINTED = attrs.evolve(PLAIN, captions=[Caption("The bridge.", "EPA")])
"""An article that a page prints: its deck and its sub-head are guesses."""


@pytest.fixture
def files(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    for name, found in (("a.json", [PLAIN]), ("b.newsml", [PLAIN]), ("two.json", [PLAIN, FULL])):
        newsdoc.write(found, name)
    return tmp_path


def run(capsys, *arguments):
    status = main(arguments)
    printed = capsys.readouterr()
    return status, printed.out, printed.err


# --- show ---


def test_show_prints_an_article_as_the_format_text_does(files, capsys):
    assert run(capsys, "show", "a.json") == (0, text.dumps([PLAIN]), "")
    assert run(capsys, "show", "b.newsml", "--width", "0") == (0, text.dumps([PLAIN], width=0), "")


def test_show_prints_all_articles_with_a_rule_between(files, capsys):
    status, out, _ = run(capsys, "show", "two.json", "--width", "40")
    assert status == 0
    assert f"\n\n{'=' * 40}\n\nLocal\n" in out


def test_show_reads_standard_input(files, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO((files / "a.json").read_bytes())))
    assert run(capsys, "show", "-") == (0, text.dumps([PLAIN]), "")


@given(articles(), st.booleans())
def test_no_article_can_steer_the_terminal(article, colour):
    for line in article_pages([article], width=60, colour=colour):
        plain = re.sub("\x1b\\[[0-9;]+m", "", line) if colour else line
        assert not re.search("[\x00-\x1f\x7f-\x9f]", plain)


def test_colours_are_for_terminals_and_for_who_asks(files, capsys, monkeypatch):
    assert "\x1b[1mBridge Opens\x1b[0m\n" in run(capsys, "show", "a.json", "--color", "always")[1]
    assert "\x1b" not in run(capsys, "show", "a.json")[1]
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b" in run(capsys, "show", "a.json")[1]
    assert "\x1b" not in run(capsys, "show", "a.json", "--color", "never")[1]


def test_show_refuses_what_it_cannot_show(files, capsys):
    (files / "none.json").write_text("[]")
    assert run(capsys, "show", "none.json") == (1, "", "newsdoc: none.json: no article was found\n")
    assert run(capsys, "show", ".")[0] == 2
    assert run(capsys, "show", "missing") == (1, "", "newsdoc: missing: cannot be opened: No such file or directory\n")
    with pytest.raises(SystemExit, match="2"):
        main(["show", "a.json", "--width", "wide"])


def test_show_says_which_articles_are_not_sure(files, capsys):
    (files / "page.txt").write_text("Home\nNews\n\nBridge Opens\n\nThe council of Orvale met on Monday.\n")
    status, out, err = run(capsys, "show", "page.txt")
    assert status == 0
    assert out.endswith("The council of Orvale met on Monday.\n")  # and no doubt among the data
    assert re.fullmatch(
        r"newsdoc: this article is not sure: the chance that it is right is 0\.\d\d "
        r"\(newsdoc explain page\.txt shows why\)\n",
        err,
    )
    sure = "".join(render([attrs.evolve(PRINTED, deck=None, body=["The bridge opened.", "It is open."])]))
    (files / "sure.txt").write_text(sure)
    assert run(capsys, "show", "sure.txt")[2] == ""


# --- diff ---


def lines(first, second):
    return [*difference_lines(pairs(first, second), ("a", "b"), colour=False)]


def test_the_same_articles_in_two_formats_are_the_same(files, capsys):
    assert run(capsys, "diff", "a.json", "b.newsml") == (0, "", "")


def test_a_difference_is_shown_by_field(files, capsys):
    other = attrs.evolve(PLAIN, deck="In June", byline=None, section="City", body=(*PLAIN.body[:2], "It is closed."))
    newsdoc.write([other], "c.json")
    status, out, _ = run(capsys, "diff", "a.json", "c.json")
    assert status == 1
    assert out == (
        "article 1: Bridge Opens\n"
        "  body[2]\n    - It is open.\n    + It is closed.\n"
        "  deck\n    - In May\n    + In June\n"
        "  byline\n    - By Ann Lee\n"
        "  section\n    + City\n"
    )


def test_of_sequences_only_the_entries_that_differ_are_shown():
    longer = attrs.evolve(PLAIN, body=(PLAIN.body[0], "New.", *PLAIN.body[1:]), captions=[Caption("A", "B")])
    assert lines([PLAIN], [longer])[1:] == [
        "  body", "    + New.", "  captions", "    + Caption(text='A', credit='B')",
    ]  # fmt: skip


def test_articles_are_compared_by_id_then_headline_then_order():
    one, two, three = Article("A", id="1"), Article("B"), Article("C", ["x"])
    moved = [Article("D", ["x"]), Article("B"), Article("A2", id="1")]
    assert lines([one, two, three], moved) == [
        "article 1: A", "  headline", "    - A", "    + A2", "article 3: C", "  headline", "    - C", "    + D",
    ]  # fmt: skip
    assert lines([one, two], [two, one]) == []
    assert lines([one, two], [one]) == ["- article 2: B (only in a)"]
    assert lines([], [three]) == ["+ article 1: C (only in b)"]


@given(st.lists(articles(), max_size=3), st.lists(articles(), max_size=3))
def test_every_article_is_compared_once(first, second):
    sides = pairs(first, second)
    assert [each.first for each in sides if each.first] == first
    assert sorted(map(repr, second)) == sorted(repr(each.second) for each in sides if each.second)
    assert (lines(first, second) == []) == all(one == other for one, other in sides)


def test_of_a_long_story_of_one_line_only_the_new_one_is_shown():
    body = ["“Yes.”"] * 300
    assert lines([Article("A", body)], [Article("A", ["It rained.", *body])])[1:] == ["  body", "    + It rained."]


def test_diff_has_a_status_of_its_own_for_trouble(files, capsys):
    assert run(capsys, "diff", "a.json", "missing")[0] == 2
    assert run(capsys, "diff", "-", "-")[0] == 2
    assert run(capsys, "diff", "a.json", ".")[0] == 2


# --- stats ---


def test_stats_counts_fields_languages_and_reports(files, capsys):
    (files / "page.txt").write_text("".join(render([PRINTED])))
    status, out, err = run(capsys, "stats", "two.json", "page.txt", "missing.json")
    assert status == 1
    assert err == "newsdoc: missing.json: cannot be opened: No such file or directory\n"
    assert out.startswith("3 articles in 3 inputs, 1 of them unreadable\n\nfield\n  headline")
    assert re.search(r"^  section +1 +33%$", out, re.MULTILINE)
    assert re.search(r"^language\n  none +2 +67%\n  en-GB +1 +33%$", out, re.MULTILINE)
    assert re.search(r"^reported\n(?:  \w+\.[a-z-]+ +1\n)+", out, re.MULTILINE)


def test_stats_as_json(files, capsys):
    status, out, _ = run(capsys, "stats", ".", "--format", "json")
    found = json.loads(out)
    assert status == 0
    assert (found["inputs"], found["articles"], found["unreadable"]) == (3, 4, 0)
    assert found["languages"] == {"": 3, "en-GB": 1}
    assert list(found["fields"]) == [field.name for field in attrs.fields(Article)]
    assert found["fields"]["urgency"] == 1


def test_columns_of_the_table_are_aligned():
    found = Statistics(inputs=1)
    for _ in range(100):
        found.add(FULL)
    rows = [line for line in found.lines() if line.startswith("  ")]
    assert len({columns(row) for row in rows[: len(found.filled)]}) == 1


def test_no_input_at_all(files, capsys):
    assert run(capsys, "stats", "missing")[1] == "0 articles in 1 input, 1 of them unreadable\n"
