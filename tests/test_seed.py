"""The dump this project began with, read as its expected articles say, and the labelled dumps if they are here."""

from __future__ import annotations

import json as stdlib_json
import subprocess
import sys

from newsdoc.formats import json, rawdump
from shared import ROOT, shared

SEED = ROOT / "seeds" / "asharq-al-awsat.txt"


def test_the_seed_gives_its_expected_articles():
    page = rawdump.loads(SEED.read_bytes())
    assert list(page) == json.loads(SEED.with_suffix(".json").read_bytes())
    assert [len(article.paragraphs) for article in page] == [9, 19]
    assert [len(article.captions) for article in page] == [1, 1]
    assert page[1].captions[0].credit == "Iraq government media"
    assert page.confidence == (1.0, 1.0)
    assert page.diagnostics == ()


def test_no_control_word_is_in_any_text_of_the_seed():
    page = rawdump.loads(SEED.read_bytes())
    controls = [segment.text.strip() for segment in page.segments if segment.kind == "control"]
    assert controls == ["TT", "20"] * 2
    texts = [
        text for article in page for text in (*article.paragraphs, *(caption.text for caption in article.captions))
    ]
    assert not set(texts) & set(controls)


def test_the_seed_rendered_from_its_articles_reads_as_the_same():
    page = rawdump.loads(SEED.read_bytes())
    heard = []
    rendered = rawdump.dumps(page[:], report=heard.append)
    assert list(rawdump.loads(rendered)) == list(page)
    assert rendered == page.text + "\n"
    assert heard == []


def test_where_the_lines_of_the_seed_went():
    page = rawdump.loads(SEED.read_bytes())
    assert page.origins[0]["headline"] == ((0, 1), (7, 8))
    assert page.origins[1]["captions[0].credit"] == ((34, 35), (35, 36), (41, 42), (42, 43))
    assert page.article_at(0) == 0
    assert page.article_at(31) == 0
    assert page.article_at(32) == 1


def test_the_labelled_dumps_are_read_as_their_labels_say():
    folder = shared("dumps")
    done = subprocess.run(
        [sys.executable, folder / "score.py", folder, "--json"], stdout=subprocess.PIPE, text=True, check=True
    )
    assert stdlib_json.loads(done.stdout)["score"] >= 98
