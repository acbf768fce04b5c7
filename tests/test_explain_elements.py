"""The reasons for what was read on a page of HTML."""

from __future__ import annotations

import io
import sys

import pytest

from newsdoc.cli import main
from newsdoc.formats import html
from newsdoc.formats.html.reasons import reasons_of
from newsdoc.formats.html.weights import ARTICLE, INSIDE, LINE
from newsdoc.page.layouts.reasons import words_for

TITLE = "Old Lighthouse to Become a Library"
STORY = (
    "The village bought the old lighthouse on Thursday and will open a library in it, the first on the island.",
    "The lighthouse has been dark since the harbour closed, and its lamp room will hold three thousand books.",
    "Nobody on the island has lent a book from a library before, said the teacher who will keep the keys.",
    "The books come over with the ferry on the first of May, and the children carry them up to the lamp room.",
)
OTHER = "The ferry will cost a crown more from June, the company wrote to all who live on the island this week."
PAGE = f"""<html><head><title>{TITLE} | The Island</title></head><body>
<nav><ul><li><a href="/news">News</a></li><li><a href="/tides">Tides</a></li></ul></nav>
<article><h1>{TITLE}</h1><p>{"</p><p>".join(STORY)}</p></article>
<aside class="related"><h3>More</h3><p>{OTHER}</p></aside><footer>© 2019 The Island</footer></body></html>"""


@pytest.fixture
def page():
    return html.loads(PAGE)


def number_of(page, text):
    return page.text.split("\n").index(text)


def test_every_sign_with_a_weight_has_words():
    names = [("element-line", name) for name in {*LINE, *INSIDE}] + [("element-page", name) for name in ARTICLE]
    assert [name for part, name in names if name != "bias" and words_for(part, name) == name] == []


def test_the_reasons_are_those_that_decided(page):
    reasons = reasons_of(PAGE, page)
    assert round(reasons.page.chance, 2) == page.confidence[0]
    assert reasons.headline == number_of(page, TITLE)
    assert reasons.why_headline() == "headline by its h1 element and the echo of the page's title"
    assert all(reasons.chance(number_of(page, each)) > 0.5 for each in STORY)
    assert reasons.chance(number_of(page, OTHER)) is None
    assert reasons.line(number_of(page, "Tides")).evidence[0].words.startswith("it is in a menu")
    assert "links to other stories" in " ".join(e.words for e in reasons.line(number_of(page, OTHER)).evidence)
    limits = {place: page.text.split("\n")[line] for line, place in reasons.limits().items()}
    assert (limits["first"], limits["last"]) == (STORY[0], STORY[-1])


def test_another_document_has_no_reasons(page):
    assert reasons_of(PAGE.replace("ferry", "boat"), page) is None
    assert reasons_of("", page) is None


def test_a_headline_of_the_title_only_is_told(page):
    bare = PAGE.replace(f"<h1>{TITLE}</h1>", "")
    reasons = reasons_of(bare, html.loads(bare))
    assert reasons.headline is None
    assert reasons.why_headline() == "headline from the page's title, since no line prints it"


def test_a_list_of_teasers_has_no_article_and_no_limits():
    teasers = "".join(f'<h2><a href="/{n}">A Title of a Story {n}</a></h2><p>{OTHER}</p>' for n in range(6))
    listing = f"<html><head><title>The Island</title></head><body><div>{teasers}</div></body></html>"
    page = html.loads(listing)
    reasons = reasons_of(listing, page)
    assert (len(page), reasons.page, reasons.limits(), reasons.doubtful()) == (0, None, {}, [])


def test_the_command_shows_the_evidence_of_html(tmp_path, capsys, monkeypatch):
    file = tmp_path / "page.html"
    file.write_text(PAGE, "utf-8")
    assert main(["explain", str(file)]) == 0
    shown = capsys.readouterr().out
    assert "likely right: headline by its h1 element and the echo of the page's title" in shown
    at = next(number for number, line in enumerate(html.loads(PAGE).text.split("\n"), 1) if line == STORY[0])
    assert main(["explain", str(file), "--why", str(at)]) == 0
    told = capsys.readouterr().out
    assert "likely a line of the story" in told
    assert "it ends as a sentence" in told
    assert main(["explain", str(file), "--why", "1"]) == 0
    assert "the title that the head of the document states" in capsys.readouterr().out
    assert main(["explain", str(file), "--html", "-"]) == 0
    assert "why the body begins here" in capsys.readouterr().out
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PAGE.encode())))
    assert main(["explain", "-"]) == 0
    assert capsys.readouterr().out.partition("\n")[2] == shown.partition("\n")[2]
