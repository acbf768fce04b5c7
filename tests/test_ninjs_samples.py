"""Real ninjs of every version and dialect: all of it is read, and what the index says of each is found.

The words of a body are counted by a few lines of their own, in the markup as text, as what a reader sees.
"""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from laws import NOW, check_chunks
from newsdoc import sniff
from newsdoc.formats import ninjs
from ninjs_schema import problems
from shared import shared

_WORD = re.compile(r"\w+")
_WITHIN_A_LINE = re.compile(r"</?(?:a|b|i|u|em|strong|sup|sub)\b[^<>]*>")
_NO_NEWS = re.compile(r"type=(event|planning)\b")


def _index():
    """Return the index of the samples; empty if they are not here, which a test reports."""
    try:
        table, folder = shared("samples/INDEX.md").read_text(), shared("samples/ninjs")
    except pytest.skip.Exception:
        return {}
    rows = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines())
    return {row[0]: row[-1] for row in rows if len(row) == 5 and (folder / row[0]).is_file()}


INDEX = _index()
NEWS = [name for name, fact in INDEX.items() if not _NO_NEWS.search(fact)]


def _data(name):
    return (shared("samples/ninjs") / name).read_bytes()


def _facts(name):
    return dict(fact.split("=", 1) for fact in INDEX[name].split("; ") if "=" in fact)


def test_the_samples_are_here():
    folder = Path(shared("samples/ninjs"))
    assert {path.name for path in folder.iterdir()} == set(INDEX)
    assert len(NEWS) > 45


@pytest.mark.parametrize("name", INDEX)
def test_read_and_written_again(name):
    heard = []
    found = ninjs.loads(_data(name), report=heard.append)
    assert len(found) == (name in NEWS)
    assert not any(each.code.startswith(("loss.", "error.")) for each in heard)
    for article in found:
        text = ninjs.dumps([article], now=NOW)
        assert problems(json.loads(text)) == []
        heard.clear()
        assert ninjs.loads(text, report=heard.append) == [article]
        assert heard == []


@pytest.mark.parametrize("name", INDEX)
def test_who_does_not_listen_reads_the_same(name):
    assert ninjs.loads(_data(name)) == ninjs.loads(_data(name), report=lambda _: None)


@pytest.mark.parametrize("name", INDEX)
def test_known_by_its_content(name):
    assert sniff(_data(name)) == "ninjs"


@pytest.mark.parametrize("name", INDEX)
def test_chunks_do_not_matter(name):
    check_chunks(ninjs, _data(name), [1000, 7])


@pytest.mark.parametrize("name", NEWS)
def test_the_index_is_right(name):
    [article] = ninjs.loads(_data(name))
    facts, given = _facts(name), json.loads(_data(name))
    said = {
        "headline5": " ".join((article.headline or "").split()[:5]),
        "language": article.language,
        "urgency": str(article.urgency),
        "byline": article.byline,
        "by": article.byline,
        "version": "0" if facts.get("version") == "0" else str(article.version),  # which the model refuses, reported
    }
    assert {field: facts[field] for field in said if field in facts and facts[field] != said[field]} == {}
    if facts["id"] != "none":
        assert article.id == given[facts["id"]]
    if int(facts.get("p_html", 0)):
        assert sum(1 for block in article.body if not hasattr(block, "level")) >= int(facts["p_html"])


# --- words ---


def _shown(markup):
    """What a reader sees of markup; whatever is not part of a line stands by itself."""
    visible = re.sub(r"(?s)<!--.*?-->|<(head|script)\b.*?</\1>", " ", markup)
    return html.unescape(re.sub(r"<[^<>]*>", " ", _WITHIN_A_LINE.sub("", visible)))


def _bodies(given):
    """The bodies of an item that are for readers: every version's, by the shape of their names."""
    for name, value in given.items():
        if name.startswith("body_"):
            yield value
    for body in given.get("bodies", ()):
        if body.get("role") == "nitf":
            yield body["value"].partition("<body.content>")[2]
        elif "nitf" not in body.get("role", ""):
            yield body["value"]


def _words(text):
    return Counter(_WORD.findall(text))


def _article_words(article):
    lines = [article.headline, article.deck, article.summary, article.byline, article.dateline, article.text]
    lines += [*article.keywords, *article.places, *(subject.name for subject in article.subjects)]
    lines += [line for caption in article.captions for line in (caption.text, caption.credit)]
    return _words("\n".join(filter(None, lines)))


@pytest.mark.parametrize("name", NEWS)
def test_no_word_of_a_body_is_lost_and_none_is_there_twice(name):
    [article] = ninjs.loads(_data(name))
    bodies = [_words(_shown(body)) for body in _bodies(json.loads(_data(name)))]
    for there in bodies:
        missing = there - _article_words(article)
        assert missing.total() <= there.total() * 0.005, missing
    assert not bodies or any(not _words(article.text) - there for there in bodies)


def test_the_design_of_what_we_write_is_read():
    [article] = ninjs.loads(shared("targets/example-text.ninjs-3.json").read_bytes())
    assert (article.headline, article.deck) == ("Harbour bridge opens again", "Ferries return to the old timetable")
    assert [source.role for source in article.sources] == ["distributor", "agency", "author"]
    assert (article.captions[0].text, article.captions[0].credit) == (
        "Cyclists cross the bridge on Sunday.",
        "Bo Sample",
    )
