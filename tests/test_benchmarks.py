"""What the benchmarks measure with and print; what they find out is for people to read, and no test looks at it."""

from __future__ import annotations

import re
import subprocess
import sys
from hashlib import sha256
from itertools import islice

import pytest

import against
import converting
import corpus
import hostile
import measure
import memory
import mutants
import newsml
import parallel
import patterns
import peers
import reading
import startup
import table
from newsdoc.formats import rawdump
from newsdoc.model import plain_text
from setting import Setting
from shared import ROOT

GROUPS = (reading, converting, newsml, memory, parallel, startup, hostile, peers)
NAMES = [group.__name__ for group in GROUPS]
DOCS = ROOT / "docs" / "benchmarks.md"
PACKAGE = ROOT / "src" / "newsdoc"


def found(article):
    captions = [(caption.text, caption.credit) for caption in article.captions]
    return article.headline, article.deck, captions, [plain_text(block) for block in article.body]


def meant(story):
    captions = [(picture.text, picture.credit) for picture in story.captions]
    return story.headline, story.deck, captions, list(story.body)


# --- the corpora ---


@pytest.mark.parametrize(
    ("kind", "digest"),
    [
        ("english", "5bfda29c1e864674"),
        ("arabic", "49c6b2b7a391a26c"),
        ("mixed", "a78fee130c6d6e07"),
        ("irregular", "38631c446172bffe"),
    ],
)
def test_the_same_seed_gives_the_same_bytes_everywhere(kind, digest):
    assert sha256(b"".join(corpus.chunks(kind, 1_000_000))).hexdigest()[:16] == digest


@pytest.mark.parametrize("kind", corpus.KINDS)
def test_another_seed_gives_other_bytes(kind):
    assert b"".join(corpus.chunks(kind, 50_000, seed=1)) != b"".join(corpus.chunks(kind, 50_000, seed=2))


@pytest.mark.parametrize("kind", corpus.KINDS)
@pytest.mark.parametrize("size", [0, 1, 10_000, 1_000_000])
def test_a_corpus_holds_the_bytes_that_were_asked_for_up_to_the_end_of_an_article(kind, size, tmp_path):
    pieces = list(corpus.chunks(kind, size))
    total = sum(map(len, pieces))
    assert total >= size
    assert total - len(pieces[-1] if pieces else b"") <= size
    assert corpus.write(tmp_path / "dump.txt", kind, size).read_bytes() == b"".join(pieces)


@pytest.mark.parametrize("kind", corpus.KINDS)
@pytest.mark.parametrize("seed", [1, 2])
def test_newsdoc_finds_exactly_the_articles_that_are_meant(kind, seed):
    number = corpus.POOL + 20  # beyond the first round of the pool
    page = rawdump.loads("".join(islice(corpus.articles(kind, seed), number)))
    assert list(map(found, page)) == list(map(meant, islice(corpus.stories(kind, seed), number)))


@pytest.mark.parametrize("name", corpus.LAYOUTS)
def test_newsdoc_finds_the_articles_of_each_layout(name):
    layout = corpus.LAYOUTS[name]
    stories = [layout.room(story) for story in islice(corpus.stories("irregular"), 200)]
    stories = [story for story in stories if len(story.captions) == layout.captions and bool(story.deck) == layout.deck]
    assert stories
    page = rawdump.loads("".join(map(layout.page, stories)))
    assert list(map(found, page)) == list(map(meant, stories))


@pytest.mark.parametrize("kind", corpus.KINDS)
def test_nothing_is_printed_twice_but_what_the_layout_doubles(kind):
    stories = list(islice(corpus.stories(kind), 2 * corpus.POOL))
    lines = [line for story in stories for line in (story.headline, *story.body)]
    assert len(set(lines)) == len(lines)
    captions = [picture.line for story in stories for picture in story.captions]
    assert len(set(captions)) == len(captions)


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("20K", 20_000), ("1.5M", 1_500_000), ("2g", 2 * 10**9)])
def test_sizes_are_written_for_people(text, number):
    assert corpus.size(text) == number


def test_a_page_of_html_shows_what_the_story_says():
    story = next(corpus.stories("english"))
    page = peers.html_page(story)
    assert all(text in page for text in (story.headline, *story.body, story.captions[0].line))


# --- figures and their table ---

PAIRS = [(1.0, 2.0), (1.0, 4.0), (2.0, 3.0)]


def test_at_least_asks_how_many_times_as_fast_ours_is():
    result = measure.of(PAIRS, "ours", "theirs", measure.at_least(1.75), size=3_000_000)
    assert result.values == (2, 4, 1.5)
    assert (result.middle, result.best) == (2, 2)
    assert result.quartiles == (1.75, 3)
    assert table.cells(result) == ["ours", "theirs", "2.00×", "1.75 to 3.00", "2.00", "≥ 1.75×", "yes", "3 MB/s"]


def test_at_most_asks_how_many_times_as_long_ours_takes():
    result = measure.of(PAIRS, "ours", "theirs", measure.at_most(0.3))
    assert result.values == (0.5, 0.25, 2 / 3)
    assert table.cells(result)[2:] == ["0.50×", "0.38 to 0.58", "0.50", "≤ 0.3×", "no", "1.0 s"]


def test_the_two_take_turns_and_each_begins_in_every_other_round():
    order = []
    pairs = measure.turns(lambda: order.append("ours") or 1.0, lambda: order.append("theirs") or 2.0, 3)
    assert pairs == [(1.0, 2.0)] * 3
    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]


def test_a_table_has_a_row_for_what_could_not_be_measured():
    results = [
        measure.Result("memory", "the start", (0.25,), goal=measure.at_most(8), unit=" MiB"),
        measure.missing("two jobs", "one", "no --jobs"),
    ]
    assert table.markdown(results).split("\n") == [
        "| what     | against   | median   | quartiles    | fastest | goal    | met | absolute                |",
        "| -------- | --------- | -------- | ------------ | ------- | ------- | --- | ----------------------- |",
        "| memory   | the start | 0.25 MiB | 0.25 to 0.25 | –       | ≤ 8 MiB | yes | –                       |",
        "| two jobs | one       | –        | –            | –       | –       | –   | not measured: no --jobs |",
    ]


def test_a_table_is_put_into_its_place_and_nothing_else_changes():
    page = "a\n<!-- x -->\nold\n<!-- end of x -->\nb\n<!-- y -->\n<!-- end of y -->\n"
    assert table.inserted(page, "x", "new") == page.replace("old", "new")
    assert table.inserted(page, "y", "new").endswith("<!-- y -->\nnew\n<!-- end of y -->\n")
    with pytest.raises(ValueError, match="no place for z"):
        table.inserted(page, "z", "new")


# --- the command and the docs ---


def test_the_docs_have_a_table_of_every_group():
    page = DOCS.read_text("utf-8")
    for name in NAMES:
        assert table.inserted(page, name, "") != page
        shown = page.split(f"<!-- {name} -->\n")[1].split(f"<!-- end of {name} -->")[0]
        assert [cell.strip() for cell in shown.split("\n")[0].strip("|").split("|")] == list(table.HEADING)


def test_the_command_names_every_group():
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks", "--help"], stdout=subprocess.PIPE, check=True, encoding="utf-8"
    )
    assert ", ".join(NAMES) in " ".join(done.stdout.split())


@pytest.mark.parametrize("group", GROUPS, ids=NAMES)
def test_every_group_begins_with_a_row(group, tmp_path):
    setting = Setting(tmp_path, rounds=1, size=20_000, jobs_size=20_000)
    result = next(iter(group.rows(setting)))
    assert result.values or result.remark.startswith("not measured: ")
    assert len(table.cells(result)) == len(table.HEADING)


def test_without_a_source_tree_there_is_nothing_to_compare_with(tmp_path):
    (result,) = against.rows(Setting(tmp_path, against=tmp_path))
    assert result.remark.startswith("not measured: ")


def test_another_version_is_measured_by_a_process_of_its_own(tmp_path, monkeypatch):
    name = "NewsML-G2 → articles"
    monkeypatch.setattr(against, "TASKS", {name: against.TASKS[name]})
    (result,) = against.rows(Setting(tmp_path, rounds=1, against=ROOT))
    assert (result.what, len(result.values)) == (name, 1)
    assert result.values[0] > 0


@pytest.mark.parametrize(
    ("pattern", "searches", "is_slow"),
    [
        (r"\s?https?://\S+$", True, True),
        (r" *\]\]>", True, True),
        (r"(?<! ) *+\]\]>", True, False),
        (r"https?://", True, False),
        (r" *\]\]>", False, False),
    ],
)
def test_a_pattern_that_takes_more_than_linear_time_is_found(pattern, searches, is_slow):
    assert bool(patterns.slow(patterns.Use(re.compile(pattern), searches))) is is_slow


def test_patterns_of_all_kinds_are_found():
    found = patterns.patterns()
    assert len(found) > 100
    assert {"newsdoc.text", "newsdoc.page.credits", "newsdoc.formats.times"} <= set(found.values())


@pytest.mark.filterwarnings("ignore:module 'sre_:DeprecationWarning")
@pytest.mark.parametrize(("pattern", "is_cubic"), [(r"(a+)+b", True), (r"(?>a++)*+b", True), (r"a+b", False)])
def test_a_pattern_that_takes_far_too_long_is_found_unrun(pattern, is_cubic):
    pytest.importorskip("regexploit")
    assert patterns.cubic(re.compile(pattern)) is is_cubic


def test_every_module_is_in_one_group_of_mutants():
    modules = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py"))
    grouped = [name for group in mutants.groups([]) for name in group.modules]
    assert sorted(grouped) == modules
    for group in mutants.groups([]):
        assert [
            name for name in group.tests if not (ROOT / "tests" / f"test_{name.partition('[')[0]}.py").exists()
        ] == []


def test_a_sample_of_mutants_is_the_same_each_time_and_changes_one_line():
    pytest.importorskip("cosmic_ray")
    source = (PACKAGE / "uris.py").read_text("utf-8")
    found = mutants.sample("uris.py", 4)
    assert found == mutants.sample("uris.py", 5)[:4]
    for mutant in found:
        pairs = zip(source.splitlines(), mutant.code.splitlines(), strict=True)
        assert [number for number, pair in enumerate(pairs, 1) if pair[0] != pair[1]] == [mutant.line]


CUTTING = """\
SIZE = 3
LONG = 2 * SIZE

def cut(text, size=1):
    if text:
        text = text[LONG:
        ]
    return text
"""


@pytest.mark.parametrize(
    ("line", "lines"),
    [
        (1, {1, 2, 6, 7}),  # a constant: where it is used, too
        (2, {2, 6, 7}),
        (4, {4, 5, 6, 7, 8}),  # parameters: the whole function
        (5, {5}),
        (7, {6, 7}),
    ],
)
def test_the_tests_of_a_mutant_are_those_that_run_its_statement(line, lines):
    assert mutants.statement(CUTTING, line) == lines
