"""The reasons for what was read, and how `newsdoc explain` shows them in a terminal."""

from __future__ import annotations

import json
import os
import re
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given

import newsdoc
from newsdoc import Hints
from newsdoc.cli import main
from newsdoc.cli.explain import explain, explain_html, why
from newsdoc.cli.explain.read import read_explained
from newsdoc.formats import rawdump
from newsdoc.page.labels import Label
from newsdoc.page.layouts.reasons import added_up, reasons_of, words_for
from newsdoc.page.layouts.weights import weights
from newsdoc.strategies import dumps
from shared import ROOT

SEED = ROOT / "seeds" / "asharq-al-awsat.txt"
TITLE = "Old Lighthouse to Become a Library"
A = "The village bought the old lighthouse on Thursday and will open a library in it, the first on the island."
B = "The lighthouse has been dark since the harbour closed, and its lamp room will hold three thousand books."
C = "Nobody on the island has lent a book from a library before, said the teacher who will keep the keys."
MENU = ["Home", "News", "Tides", "Ferry times", "Letters", "Log in"]
LEGAL = [
    "Share",
    "Print",
    "Related",
    "Ferry Fares to Rise in May",
    "Contact",
    "© 2019 The Island. All rights reserved.",
]
WHOLE = [f"{TITLE} | The Island", *MENU, TITLE, "", A, B, C, *LEGAL]


def read(*lines, hints=None):
    return rawdump.loads("\n".join(lines) + "\n", hints=hints)


# --- the reasons ---


@pytest.mark.parametrize("part", ["body", "headline", "page"])
def test_every_piece_of_evidence_with_a_weight_has_words(part):
    assert [name for name in weights(part) if words_for(part, name) == name] == []


@given(dumps())
def test_every_piece_of_evidence_on_any_page_has_words(text):
    if reasons := reasons_of(rawdump.loads(text)):
        found = [reasons.page, *map(reasons.line, range(text.count("\n") + 1))]
        found += map(reasons.as_headline, range(text.count("\n") + 1))
        assert [each for one in found if one for each in one.evidence if each.name == each.words] == []


def test_the_reasons_are_those_that_decided():
    page = read(*WHOLE)
    reasons = reasons_of(page)
    assert round(reasons.page.chance, 2) == page.confidence[0]
    for number, line in enumerate(WHOLE):
        found = reasons.line(number)
        assert (found and found.chance) == pytest.approx(reasons.chance(number))
        assert line not in (A, B, C) or found.chance > 0.5
        assert line not in MENU or found is None
    assert WHOLE[reasons.headline] == TITLE
    assert reasons.is_echo
    assert reasons.as_headline(reasons.headline).chance > reasons.as_headline(reasons.runner_up()).chance


def test_the_strongest_evidence_is_for_and_against():
    reasons = reasons_of(read(*WHOLE)).line(WHOLE.index(B))
    speaks_for, against = reasons.strongest(2)
    assert [len(speaks_for), len(against)] == [2, 2]
    assert speaks_for[0].weight >= speaks_for[1].weight > 0 > against[1].weight >= against[0].weight
    assert "any" not in [each.name for each in against]


def test_evidence_without_a_weight_is_no_reason():
    found = added_up("body", [("any", -2.0), ("one", 1.0), ("two", 0.0), ("three", -1.0)])
    assert [[each.name for each in side] for side in found.strongest()] == [["one"], ["three"]]


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ((TITLE, "", A, B, C), "headline by evidence: "),
        ((f"{TITLE} | The Island", TITLE, "", A, B, C), "headline by the echo of the page's title"),
        ((A, B, C), "no headline printed above the story"),
    ],
)
def test_why_the_headline_was_taken(lines, why):
    assert reasons_of(read(*lines)).why_headline().startswith(why)


def test_the_limits_of_the_body_are_known():
    lines = [*WHOLE, "Write to the editors of the island's paper at any time of the year."]
    limits = reasons_of(read(*lines)).limits()
    assert {place: lines[number] for number, place in limits.items()} == {
        "above": lines[0], "first": A, "last": C, "below": next(line for line in lines[12:] if len(line) >= 35)
    }  # fmt: skip
    assert reasons_of(read("Log in", "Tides")).limits() == {}


def test_another_story_far_below_stands_apart():
    quote = "“Nobody on the island has lent a book from the old lighthouse,” said the teacher, “and the village will."
    other = [f"{quote} {A}", f"{quote} {C}"]
    far = [f"{name} {number}" for number in range(30) for name in MENU]
    lines = [TITLE, "", A, B, C, f"{quote} {B}", f"{A} {B}", f"{B} {C}", *far, *other]
    page = read(*lines)
    reasons = reasons_of(page)
    left = [number for number in range(len(lines)) if reasons.stands_apart(number)]
    assert [lines[number] for number in left] == other
    assert any("stands apart" in line for line in why(page, left[0]))
    assert not any("stands apart" in line for line in why(page, lines.index(B)))


def test_hints_count_as_they_do_in_reading():
    lines = ["Culture", TITLE, "The weather today", "", A, B, C]
    hinted = read(*lines, hints=Hints(title=TITLE))
    reasons = reasons_of(hinted)
    assert reasons.is_echo
    assert min(0.88, round(reasons.page.chance, 2)) == hinted.confidence[0]
    assert not reasons_of(read(*lines)).is_echo


def test_a_page_that_was_read_in_another_way_has_no_reasons():
    assert reasons_of(rawdump.loads(SEED.read_bytes())) is None
    text = "\n".join(WHOLE) + "\n"
    assert reasons_of(rawdump.loads(text, dialect=lambda lines: (Label("paragraph") for _ in lines))) is None
    assert reasons_of(rawdump.loads("")) is None


def test_a_page_that_is_read_without_layouts_has_reasons():
    seed = rawdump.loads(SEED.read_bytes(), dialect="plain")
    assert min(0.88, round(reasons_of(seed).page.chance, 2)) == seed.confidence[0]


def test_a_front_matter_names_the_headline():
    reasons = reasons_of(read("---", f"title: {TITLE}", "---", A, B, C))
    assert (reasons.is_named, reasons.headline) == (True, None)
    assert reasons.why_headline() == "headline from the front matter"


def test_a_text_of_several_lines_has_one_chance():
    cut = ["The village bought the old lighthouse", "and will open a library in it, which", "is the first on"]
    cut += ["the island. It has been dark since the", "old harbour was closed."]
    page = read(TITLE, "", *cut, *cut, *cut)
    reasons = reasons_of(page)
    assert len({reasons.chance(number) for number in range(2, 7)}) == 1


# --- in a terminal ---


def test_the_verdict_is_on_top():
    lines = list(explain(read(*WHOLE), "page"))
    assert lines[0] == f"page: {len(WHOLE)} lines, 1 article"
    assert lines[1].startswith("0.")
    assert " likely right: headline by the echo of the page's title" in lines[1]


def test_the_verdict_on_a_page_without_an_article_says_why():
    lines = list(explain(read("Log in", "Tides"), "page"))
    assert lines[1] == "The page has no news structure that newsdoc knows, and no article was found."


def test_furniture_is_folded_unless_all_of_it_is_asked_for():
    page = read(*WHOLE)
    folded = list(explain(page, "page"))
    assert any(line.strip() == "… 7 lines of furniture …" for line in folded)
    assert not any("Ferry times" in line for line in folded)
    assert any(A in line for line in folded)
    whole = list(explain(page, "page", everything=True))
    assert not any("lines of furniture" in line for line in whole)
    assert all(any(line in shown for shown in whole) for line in WHOLE)


def test_doubts_are_below_their_lines():
    lines = list(explain(read(*WHOLE[7:12], "The keys", C.replace("Nobody", "No one"), B), "page"))
    at = next(index for index, line in enumerate(lines) if line.endswith("The keys"))
    assert lines[at + 1].split("^ ")[1].startswith("body[")
    assert lines[at + 1].endswith("[guess.subhead]")


def test_a_folded_line_keeps_its_doubts():
    lines = list(explain(read(*WHOLE), "page"))
    assert any(line.strip().startswith("^ line 1: ") and line.endswith("[page.leftover]") for line in lines)


def test_why_shows_the_evidence_about_a_line():
    page = read(*WHOLE)
    headline = list(why(page, WHOLE.index(TITLE)))
    assert headline[:2] == [f"line {WHOLE.index(TITLE) + 1}: headline of article 1", f"  {TITLE}"]
    assert any("likely the headline" in line for line in headline)
    assert any("the next likely headline is line " in line for line in headline)
    title = list(why(page, 0))
    assert any(f"the headline that was taken is line {WHOLE.index(TITLE) + 1}, " in line for line in title)
    story = list(why(page, WHOLE.index(B)))
    assert any("likely a line of the story" in line for line in story)
    assert any(line.startswith("    for      +") for line in story)
    assert any(line.startswith("    against  -") for line in story)
    assert "too short" in list(why(page, WHOLE.index("Print")))[-1]
    assert list(why(page, WHOLE.index(""))) == [f"line {WHOLE.index('') + 1}: blank of article 1"]


def test_why_says_that_a_known_layout_weighs_nothing():
    assert "no evidence is shown" in list(why(rawdump.loads(SEED.read_bytes()), 0))[-1]


def test_a_page_of_html_is_explained(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    newsdoc.write(read(*WHOLE), "page.html")
    assert main(["explain", "page.html"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("page.html: ")
    assert f"headline   {TITLE}" in re.sub(" {3,}", "   ", out)


def many(lines, other):
    """A table and a crawl, each with two pages."""
    rows = "".join(json.dumps({"text": text, "url": "https://p.example/1"}) + "\n" for text in (other, lines))
    head = "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n"
    records = [f"{head.format(len(text.encode()))}{text}\r\n\r\n".encode() for text in (other, lines)]
    return {"pages.jsonl": (rows.encode(), 2), "crawl.wet": (b"".join(records), len(records[0]))}


@pytest.mark.parametrize("name", ["pages.jsonl", "crawl.wet"])
def test_one_page_of_many_is_explained(name, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    data, number = many("\n".join(WHOLE), "Home\nNews\nLog in")[name]
    Path(name).write_bytes(data)
    assert main(["explain", name, "--page", str(number)]) == 0
    place = capsys.readouterr().out.partition(": ")[0]
    assert place.startswith(f"{name}, ")
    assert place.endswith(f" {number}")
    assert main(["explain", name]) == 1  # the first one, which is no article
    assert f"newsdoc: {name} is a file of pages; this is the first, and --page" in capsys.readouterr().err
    assert main(["explain", name, "--page", "999"]) == 1
    assert "there is no page 999" in capsys.readouterr().err
    assert main(["explain", name, "--page", str(number), "--why", "8"]) == 0
    assert capsys.readouterr().out.startswith("line 8: headline of article 1\n")


def test_a_number_of_a_page_is_for_files_of_many(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text("\n".join(WHOLE), "utf-8")
    assert main(["explain", "page.txt", "--page", "1"]) == 2
    assert "page.txt: --page is for crawls and tables" in capsys.readouterr().err


def test_the_options_of_the_command(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("page.txt").write_text("\n".join(WHOLE) + "\n", "utf-8")
    assert main(["explain", "page.txt", "--all"]) == 0
    assert "Ferry times" in capsys.readouterr().out
    assert main(["explain", "page.txt", "--why", "8"]) == 0
    assert capsys.readouterr().out.startswith("line 8: headline of article 1\n")
    assert main(["explain", "page.txt", "--why", "99"]) == 2
    assert "--why 99: the last line of page.txt is line 18" in capsys.readouterr().err
    assert main(["explain", "page.txt", "--why", "8", "--html", "page.html"]) == 2
    assert "use one of them" in capsys.readouterr().err
    assert not Path("page.html").exists()
    for wrong in ("0", "-1", "x", "9" * 10):
        with pytest.raises(SystemExit):
            main(["explain", "page.txt", f"--why={wrong}"])
        assert "is not the number of a line" in capsys.readouterr().err


# --- as it was shown ---

DATA = Path(__file__).parent / "data"
EXPLAINED = DATA / "explained.txt"
PAGES = (
    "pages/dated-two-paragraphs.txt",
    "pages/head-without-captions-twice-close.txt",
    "pages/weighed/captions-in-the-story.txt",
    "pages/weighed/list-of-too-many-entries.txt",
    "html/captions-and-credits.html",
    "html/list-of-teasers.html",
)


def shown(name):
    """Return what is shown of a page: in a terminal, of each line, and as a web page without its script and style."""
    page, reasons = read_explained(DATA / name, {})
    yield f"=== {name}"
    yield from explain(page, name, reasons=reasons)
    yield "--- in colour, folded"
    yield from (line.replace("\x1b", "␛") for line in explain(page, name, reasons=reasons, width=50, colour=True))
    for number in range(page.text.count("\n") + 1):
        yield from why(page, number, reasons) if page.segments and number < page.segments[-1].stop else ()
    yield "--- on the web"
    text = explain_html(page, name, reasons=reasons, most=40)
    yield re.sub(r"<(style|script)>.*?</\1>", "", text, flags=re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_shown_as_it_was(name):
    """What is shown is recorded in one file; NEWSDOC_REWRITE=1 writes it anew, and the difference is to be read."""
    if os.environ.get("NEWSDOC_REWRITE") == "1":
        EXPLAINED.write_text("\n".join(line for each in PAGES for line in shown(each)) + "\n", "utf-8")
    recorded = EXPLAINED.read_text("utf-8")
    assert f"{chr(10).join(shown(name))}\n" in recorded


@pytest.mark.parametrize(("document", "is_read"), [(None, True), (30, True), (29, False), (28, False)])
def test_a_pipe_is_read_up_to_the_limit_of_a_document(document, is_read):
    limits = newsdoc.Limits(document=document)
    data = b"<p>It rained on the hills.</p>"
    if is_read:
        assert read_explained(BytesIO(data), {"limits": limits})[0].text == "It rained on the hills."
        return
    with pytest.raises(newsdoc.ReadError, match=f"larger than {document} bytes, the limit 'document'"):
        read_explained(BytesIO(data), {"limits": limits})
