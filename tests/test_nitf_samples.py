"""Real NITF of many agencies: all of it is read, what the index says is found, and it is written as valid 3.6."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from laws import check_chunks, check_stable
from newsdoc import CATALOGUE, Subhead, Table, sniff
from newsdoc.formats import nitf
from samples import article_words, body_words, facts, index, parsed, shown_words
from shared import shared

INDEX = index("nitf")


def _data(name):
    return (shared("samples/nitf") / name).read_bytes()


def _first_words(text):
    return " ".join((text or "").split()[:5])


def _without_spaces(text):
    """The index has glued `byttl` to the name before it, as the files do."""
    return "".join((text or "").split())


def test_the_samples_are_here():
    assert {path.name for path in shared("samples/nitf").iterdir()} == set(INDEX)
    assert len(INDEX) == 12


@pytest.mark.parametrize("name", INDEX)
def test_the_index_is_right(name):
    heard = []
    [article] = nitf.loads(_data(name), report=heard.append)
    said = {
        "headline5": _first_words(article.headline),
        "byline": article.byline,
        "dateline": article.dateline,
        "doc-id": article.id,
        "urgency": str(article.urgency),
        "media": str(len(article.captions)),
        "tables": str(sum(isinstance(block, Table) for block in article.body)),
        "hl2": str(sum(isinstance(block, Subhead) for block in article.body)),
    }
    told = facts(INDEX[name])
    if re.fullmatch(r"\d{8}T\d{6}[+-]\d{4}", told.get("dateline", "")):
        del told["dateline"]  # a time stamp, which nobody printed
    assert {
        field for field in told if field in said and _without_spaces(told[field]) != _without_spaces(said[field])
    } == set()
    assert {each.code for each in heard} <= set(CATALOGUE)
    assert all(each.line for each in heard)


@pytest.mark.parametrize("name", INDEX)
def test_what_is_read_is_written_as_valid_3_6_without_loss(name):
    schema = etree.XMLSchema(etree.parse(shared("schemas/nitf/3.6/nitf-3-6.xsd")))
    found, heard = nitf.loads(_data(name)), []
    text = nitf.dumps(found, report=heard.append)
    schema.assertValid(etree.fromstring(text))
    assert heard == []
    check_stable(nitf, _data(name))


@pytest.mark.parametrize("name", INDEX)
def test_chunks_do_not_matter(name):
    check_chunks(nitf, _data(name), [1000, 7])


@pytest.mark.parametrize("name", INDEX)
def test_sniffed(name):
    assert sniff(_data(name)) == "nitf"


@pytest.mark.parametrize("name", INDEX)
def test_no_word_of_a_body_is_lost_and_none_is_there_twice(name):
    root = parsed(_data(name))
    there = shown_words(root.iter("{*}body.content", "{*}body.end"))
    found = nitf.loads(_data(name))
    assert (there - article_words(found)).total() <= there.total() * 0.005
    assert not body_words(found) - there
