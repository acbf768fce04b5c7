"""Other systems read what newsdoc writes: Superdesk with its own parsers, and IPTC's newsmlg2.

Superdesk needs an environment of its own: `tests/clients/requirements.txt` says how to make it. `NEWSDOC_CLIENTS` names
its Python; without it, these tests are skipped. What a client leaves out by itself is listed in the documentation.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from lxml import html

import newsdoc
from newsdoc import Article, Caption, Paragraph, Source, Subhead, Subject
from newsdoc.formats import newsml
from newsdoc.model import plain_text

ROOT = Path(__file__).resolve().parent.parent
CODES = (
    "01000000", "02001000", "04000000", "04001000", "05000000", "06006000", "07000000", "11003000", "13000000",
    "17000000",
)  # fmt: skip
TOPICS = ("04000000", "20000344", "20000139")


def full_article(number):
    """A story that has everything that an agency sends."""
    zone = timezone(timedelta(hours=number % 12 - 5, minutes=30 * (number % 2)))
    published = datetime(2025, 1 + number % 12, 1 + number % 28, number % 24, 7 * number % 60, tzinfo=zone)
    name, town = ("Ann Lee", "Bo Berg", "Čeněk Ó Sé")[number % 3], ("Bay", "Port Elm", "Øyer")[number % 3]
    return Article(
        f"Ferry {number} of {town} is late & full",
        (
            f"The ferry of {town} came {number + 2} hours late on Friday, its “captain” said.",
            Subhead("A long queue"),
            Paragraph(f"At pier {number}, 300 people < 18 waited; <none> left early & angry."),
            "The next one is due at noon.",
        ),
        deck="The queue was long",
        summary=f"Number {number} was late.",
        slugline=f"FERRY-{number}",
        byline=(f"By {name}", name, f"{name} in {town}, and others")[number % 3],
        sources=(Source("Bay Wire", "agency"), Source(name, "author"), Source("Bay Post", "publisher")),
        captions=(
            Caption(f"The pier of {town}.", f"Bay Wire/{name}", url=f"https://bay.example/{number}/1.jpg"),
            Caption("A queue & a ferry.", "Handout", url=f"https://bay.example/{number}/2.jpg", anchor=2),
        ),
        subjects=(
            *(Subject(f"topic {code}", uri=f"http://cv.iptc.org/newscodes/subjectcode/{code}") for code in CODES),
            *(Subject(f"topic {code}", uri=f"http://cv.iptc.org/newscodes/mediatopic/{code}") for code in TOPICS),
        ),
        language=("en-GB", "nb", "ar")[number % 3],
        urgency=1 + number % 9,
        published=published,
        modified=published + timedelta(hours=1, microseconds=number),
        embargoed=published + timedelta(hours=2),
        id=f"urn:newsml:bay.example:2025:{number}",
        version=1 + number % 3,
    )


def stories():
    """The articles of the seed, and thirty full ones."""
    return [*newsdoc.read(ROOT / "seeds" / "asharq-al-awsat.txt"), *map(full_article, range(30))]


STORIES = stories()
numbered = pytest.mark.parametrize("number", range(len(STORIES)))


@pytest.fixture(scope="module")
def superdesk(tmp_path_factory):
    """What Superdesk reads from each story: items by parser and number."""
    python = os.environ.get("NEWSDOC_CLIENTS")
    if not python:
        pytest.skip("NEWSDOC_CLIENTS names no Python with Superdesk's parsers; see tests/clients/requirements.txt")
    folder = tmp_path_factory.mktemp("documents")
    for number, article in enumerate(STORIES):
        newsdoc.write(article, folder / f"{number}.ninjs.json", version="1.5-superdesk")
        newsdoc.write(article, folder / f"{number}.nitf", namespace=False)
        newsdoc.write(article, folder / f"{number}.newsml")
    newsdoc.write(STORIES, folder / "all.newsml")
    script = ROOT / "tests" / "clients" / "read_with_superdesk.py"
    found = subprocess.run(
        [python, script, folder], stdout=subprocess.PIPE, check=True, env={**os.environ, "PYTHONPATH": ""}
    )
    return json.loads(found.stdout)


def words(markup):
    return " ".join(html.fromstring(f"<div>{markup}</div>").text_content().split())


def moment(text):
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def check_lines(item, article, names):
    for name in names:
        assert (item.get(name) or None) == getattr(article, name), name


def check_body(item, article):
    text = words(item["body_html"])
    for block in article.body:
        assert " ".join(plain_text(block).split()) in text


def subject_codes(article):
    start = "http://cv.iptc.org/newscodes/subjectcode/"
    return [each.uri.removeprefix(start) for each in article.subjects if (each.uri or "").startswith(start)]


def check_time(found, time, *, to_second=True):
    if time is None:
        return
    if not isinstance(time, datetime):
        assert found[:10] == time.isoformat()
        return
    assert moment(found) == (time.replace(microsecond=0) if to_second else time)


@numbered
def test_superdesk_reads_ninjs(superdesk, number):
    article = STORIES[number]
    *related, item = superdesk[f"{number}.ninjs.json"]["ninjs"]
    check_lines(item, article, ["headline", "byline", "slugline", "language", "urgency"])
    check_body(item, article)
    assert [(each["name"], each["qcode"]) for each in item.get("subject", ())] == [
        (each.name, each.uri.rpartition("/")[2]) for each in article.subjects
    ]
    pictures = [each for each in related if each["type"] == "picture"]
    assert [(each.get("description_text"), each.get("byline")) for each in pictures] == [
        (caption.text, caption.credit) for caption in article.captions
    ]
    assert len({each["guid"] for each in (*related, item)}) == len(related) + 1
    check_time(item["versioncreated"], article.modified)
    check_time(item.get("firstcreated"), article.published)
    check_time(item.get("embargoed"), article.embargoed)


@numbered
def test_superdesk_reads_nitf(superdesk, number):
    article = STORIES[number]
    item = superdesk[f"{number}.nitf"]["nitf"]
    check_lines(item, article, ["headline", "byline", "slugline"])
    assert item.get("urgency", 5) == (article.urgency or 5)
    check_body(item, article)
    assert [each["qcode"] for each in item["subject"]] == subject_codes(article)
    names = {each.name for each in article.subjects}
    assert names.issuperset(each["name"] for each in item["subject"])
    for caption in article.captions:
        assert {caption.text, caption.credit} <= {None, *lines(item["body_html"])}
    check_time(item.get("firstcreated"), article.published)


def lines(markup):
    """The text of each element, as it is read."""
    return [" ".join(each.text_content().split()) for each in html.fromstring(f"<div>{markup}</div>").iter()]


@numbered
@pytest.mark.parametrize("parser", ["newsml", "topics"])
def test_superdesk_reads_newsml(superdesk, number, parser):
    article = STORIES[number]
    [item] = superdesk[f"{number}.newsml"][parser]
    check_lines(item, article, ["headline", "byline", "slugline", "language", "urgency"])
    check_body({"body_html": re.sub("<(?!/?(?:p|h[1-6])>)", "&lt;", item["body_html"])}, article)
    codes = [each.uri.rpartition("/")[2] for each in article.subjects] if parser == "topics" else subject_codes(article)
    assert [each["qcode"] for each in item["subject"]] == codes
    check_time(item["versioncreated"], article.modified, to_second=False)
    check_time(item.get("firstcreated"), article.published)
    check_time(item.get("embargoed"), article.embargoed)


def test_superdesk_reads_all_items_of_a_message(superdesk):
    found = superdesk["all.newsml"]["newsml"]
    assert [item["headline"] for item in found] == [article.headline for article in STORIES]


@numbered
def test_newsmlg2_reads_newsml(number):
    package = pytest.importorskip("NewsMLG2")
    article = STORIES[number]
    item = package.NewsMLG2Document(newsml.dumps(article).encode()).get_item()
    meta, about = item.contentmeta, item.itemmeta
    lines = {"headline": article.headline, "slugline": article.slugline, "by": article.byline}
    for name, value in lines.items():
        assert [str(each) for each in getattr(meta, name) or ()][:1] == ([value] if value else [])
    assert [each.tag for each in meta.language or ()] == ([article.language] if article.language else [])
    assert str(meta.urgency or "") == str(article.urgency or "")
    assert [(each.qcode.rpartition(":")[2], str(each.name[0])) for each in meta.subject or ()] == [
        (each.uri.rpartition("/")[2], each.name) for each in article.subjects
    ]
    parts = item.partmeta or ()
    assert [str(each) for part in parts for each in part.description or ()] == [
        caption.text for caption in article.captions if caption.text
    ]
    assert [str(each) for part in parts for each in part.creditline or ()] == [
        caption.credit for caption in article.captions if caption.credit
    ]
    for found, time in ((about.versioncreated, article.modified), (about.embargoed, article.embargoed)):
        assert time is None or str(found) == time.isoformat()
    assert article.published is None or str(meta.contentcreated) == article.published.isoformat()
    body = " ".join(item.contentset.inlinexml[0].to_xml().itertext())
    for block in article.body:
        assert plain_text(block) in " ".join(body.split()) or plain_text(block) in body
