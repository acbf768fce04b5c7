"""Real NewsML-G2 of many agencies: all of it is read, and what the index says of each is found.

The words of a body are counted by a few lines of their own, over the XML, as what a reader sees.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

from laws import NOW, check_chunks, check_stable
from newsdoc import ReadError
from newsdoc.formats import newsml
from shared import shared

_WITHIN_A_LINE = {"a", "strong", "em", "b", "i", "u", "sup", "sub", "Company", "foobar"}
_WORD = re.compile(r"\w+")
_NO_NEWS = re.compile(r"root=(concept|knowledge|planning|catalog)Item")


def _index():
    """Return the index of the samples; empty if they are not here, which a test reports."""
    try:
        table, folder = shared("samples/INDEX.md").read_text(), shared("samples/newsml-g2")
    except pytest.skip.Exception:
        return {}
    rows = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines())
    return {row[0]: row[-1] for row in rows if len(row) == 5 and (folder / row[0]).is_file()}


INDEX = _index()
NEWS = [name for name, fact in INDEX.items() if not _NO_NEWS.match(fact)]


def _data(name):
    return (shared("samples/newsml-g2") / name).read_bytes()


def _facts(name):
    return dict(fact.split("=", 1) for fact in INDEX[name].split("; ") if "=" in fact)


def test_the_samples_are_here():
    folder = Path(shared("samples/newsml-g2"))
    assert {path.name for path in folder.iterdir()} == set(INDEX)
    assert len(NEWS) > 80


@pytest.mark.parametrize("name", INDEX)
def test_read_and_written_again(libxml2_schema, name):
    found = newsml.loads(_data(name))
    if not found:
        assert name not in NEWS
        return
    text = newsml.dumps(found, now=NOW)
    libxml2_schema.assertValid(etree.fromstring(text))
    assert newsml.loads(text) == found
    check_stable(newsml, _data(name))


@pytest.mark.parametrize("name", INDEX)
def test_chunks_do_not_matter(name):
    check_chunks(newsml, _data(name), [1000, 7])


@pytest.mark.parametrize("name", NEWS)
def test_the_index_is_right(name):
    facts, found = _facts(name), newsml.loads(_data(name))
    said = {
        "headline5": [" ".join((article.headline or "").split()[:5]) for article in found],
        "lang": [article.language for article in found],
        "urgency": [str(article.urgency) for article in found],
        "provider": [article.publisher and article.publisher.name for article in found],
        "by": [article.byline for article in found],
        "dateline": [article.dateline for article in found],
        "creditline": [article.credit for article in found],
    }
    if re.match(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", facts.get("dateline", "")):
        del facts["dateline"]  # a time stamp, which nobody printed
    assert {field: facts[field] for field in said if field in facts and facts[field] not in said[field]} == {}


def _shown(element, pieces):
    """What a reader sees of an element; whatever is not part of a line stands by itself."""
    name = etree.QName(element).localname
    if name in ("head", "script"):
        return
    apart = "" if name in _WITHIN_A_LINE else " "
    pieces += [apart, element.text or ""]
    for child in element:
        _shown(child, pieces)
        pieces.append(child.tail or "")
    pieces.append(apart)


def _body_words(root):
    """The words of the bodies, counted over the XML; a picture's item repeats what the text shows of it."""
    words = Counter()
    items = [item for item in root.iter("{*}newsItem") if item.find(".//{*}contentSet") is not None]
    texts = [item for item in items if "text" in (item.find(".//{*}itemClass").get("qcode") or "")] or items
    for item in texts:
        for inline in item.iter("{*}inlineXML", "{*}inlineData"):
            pieces = []
            _shown(inline, pieces)
            words.update(_WORD.findall(re.sub(r"<[^<>]*>", " ", "".join(pieces))))
    return words


def _article_words(articles):
    words = Counter()
    for article in articles:
        lines = [article.headline, article.deck, article.summary, article.byline, article.dateline, article.text]
        lines += [*article.keywords, *article.places, *(subject.name for subject in article.subjects)]
        lines += [line for caption in article.captions for line in (caption.text, caption.credit)]
        words.update(_WORD.findall(" ".join(filter(None, lines))))
    return words


@pytest.mark.parametrize("name", NEWS)
def test_no_word_of_a_body_is_lost_and_none_is_there_twice(name):
    root = etree.fromstring(_data(name), etree.XMLParser(remove_comments=True))
    told = []
    found = newsml.loads(_data(name), report=told.append)
    there = _body_words(root)
    reported = Counter(_WORD.findall(" ".join(each.message for each in told)))
    missing = there - _article_words(found) - reported
    body = Counter(word for article in found for word in _WORD.findall(article.text))
    allowed = there.total() * 0.005
    assert missing.total() <= allowed, missing
    assert not body - there


def test_not_well_formed_is_refused():
    shared("samples/newsml-g2")
    with pytest.raises(ReadError):
        newsml.loads(_data(NEWS[0])[:-20])
