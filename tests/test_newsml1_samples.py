"""Real NewsML 1 of many agencies: all of it is read, and what the index says of each is found."""

from __future__ import annotations

import re

import pytest

from laws import check_chunks
from newsdoc import CATALOGUE, sniff
from newsdoc.formats import newsml, newsml1
from samples import article_words, body_words, facts, index, parsed, shown_words
from shared import shared

INDEX = index("newsml-1")
_ASIDE = {"headline", "title", "subheadline", "abstract", "caption", "stylesheet", "tweettext"}


def _data(name):
    return (shared("samples/newsml-1") / name).read_bytes()


def _relabelled(data):
    """Give a document that calls itself ISO 8859-1 and is UTF-8 with its true name."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return data
    return re.sub(rb'(<\?xml [^>]*encoding=")iso-8859-1"', rb'\1utf-8"', data, flags=re.IGNORECASE)


def test_the_samples_are_here():
    assert {path.name for path in shared("samples/newsml-1").iterdir()} == set(INDEX)
    assert len(INDEX) == 38


@pytest.mark.parametrize("name", INDEX)
def test_the_index_is_right(name):
    heard = []
    found = newsml1.loads(_data(name), report=heard.append)
    captions = [caption for article in found for caption in article.captions]
    said = {
        "items": [str(len(found))],
        "headline5": [" ".join((article.headline or "").split()[:5]) for article in found],
        "provider": [article.publisher and article.publisher.name for article in found],
        "dateline": [article.dateline for article in found],
        # the index takes the first of the file, which may be a picture's
        "byline": [article.byline for article in found] + [s.name for caption in captions for s in caption.sources],
        "credit": [article.credit for article in found] + [caption.credit for caption in captions],
        "language": [article.language for article in found],
        "urgency": [str(article.urgency) for article in found],
        "status": [article.status for article in found],
        "publicid": [article.id for article in found],
    }
    told = facts(INDEX[name])
    if any(each.code == "repair.encoding" for each in heard):  # the index believes the label, and splits mojibake
        assert told.pop("headline5").encode("latin-1").decode() in said["headline5"][0]
    told["status"] = told.get("status", "usable").lower()
    if re.fullmatch(r"[\d.: ]+ [A-Z]+", told.get("dateline", "")):  # the index has a time that is no dateline
        assert any(told["dateline"] in each.message for each in heard)
        del told["dateline"]
    assert {field: told[field] for field in told if field in said and told[field] not in said[field]} == {}
    assert {each.code for each in heard} <= set(CATALOGUE)
    assert all(each.line for each in heard)


@pytest.mark.parametrize("name", INDEX)
def test_what_is_read_is_written_and_read_again(name):
    found = newsml1.loads(_data(name))
    assert newsml.loads(newsml.dumps(found)) == found


@pytest.mark.parametrize("name", INDEX)
def test_chunks_do_not_matter(name):
    check_chunks(newsml1, _data(name), [1000, 7])


@pytest.mark.parametrize("name", INDEX)
def test_sniffed(name):
    assert sniff(_data(name)) == "newsml1"


def _role(data):
    roles = data.xpath("ancestor::*[local-name() = 'NewsComponent'][1]/*[local-name() = 'Role']/@FormalName")
    return roles[0].lower() if roles else ""


def _bodies(data):
    """What is displayed of a DataContent: the bodies of its documents, else all of it, HTML without its tags."""
    found = [*data.iter("{*}body.content", "{*}body.end")] or [*data.iter("{*}body")] or [data]
    if len(data) == 0:
        data.text = re.sub(r"<!--.*?-->|<[^<>]*>", " ", data.text or "", flags=re.DOTALL)
    return found


@pytest.mark.parametrize("name", INDEX)
def test_no_word_of_a_body_is_lost_and_none_is_there_twice(name):
    texts = list(parsed(_relabelled(_data(name))).iter("{*}DataContent"))
    there = shown_words(part for data in texts if _role(data) not in _ASIDE for part in _bodies(data))
    found = newsml1.loads(_data(name))
    assert (there - article_words(found)).total() <= there.total() * 0.005
    assert not body_words(found) - there


@pytest.mark.parametrize("name", INDEX)
def test_every_caption_is_found(name):
    texts = parsed(_relabelled(_data(name))).iter("{*}DataContent")
    there = shown_words(data for data in texts if _role(data) == "caption")
    found = newsml1.loads(_data(name))
    assert not there - article_words(found)


@pytest.mark.parametrize("name", INDEX)
def test_a_sample_reads_alike_whether_anybody_listens_or_not(name):
    assert newsml1.loads(_data(name)) == newsml1.loads(_data(name), report=[].append)
