"""What is built without checks is the same as what was checked."""

from __future__ import annotations

import pickle

import attrs
import pytest
from hypothesis import given

from newsdoc import (
    Article,
    Caption,
    Link,
    ListBlock,
    ModelError,
    Paragraph,
    Quote,
    Source,
    Subhead,
    Subject,
    Table,
    unchecked,
)
from newsdoc.strategies import articles, lists, paragraphs, quotes, subheads, tables


def built_again(article):
    """The article built again from its fields, without checks, down to the sources of its captions."""
    captions = [rebuilt(unchecked.caption, caption, sources=sources(caption.sources)) for caption in article.captions]
    return rebuilt(unchecked.article, article, captions=tuple(captions), sources=sources(article.sources))


def sources(checked):
    return tuple(rebuilt(unchecked.source, source) for source in checked)


def rebuilt(make, instance, **changes):
    values = {field.name: getattr(instance, field.name) for field in attrs.fields(type(instance))}
    return make(**values | changes)


@given(articles())
def test_the_unchecked_article_is_the_checked_one(checked):
    article = built_again(checked)
    assert type(article) is Article
    assert {type(caption) for caption in article.captions} <= {Caption}
    assert {type(source) for source in article.sources} <= {Source}
    assert article == checked
    assert hash(article) == hash(checked)
    assert repr(article) == repr(checked)
    assert pickle.dumps(article) == pickle.dumps(built_again(checked))
    assert pickle.loads(pickle.dumps(article)) == checked
    assert attrs.evolve(article) == checked
    assert attrs.asdict(article) == attrs.asdict(checked)


@given(paragraphs() | quotes() | subheads() | lists() | tables())
def test_the_unchecked_block_is_the_checked_one(checked):
    make = {
        ListBlock: unchecked.list_block,
        Paragraph: unchecked.paragraph,
        Quote: unchecked.quote,
        Subhead: unchecked.subhead,
        Table: unchecked.table,
    }[type(checked)]
    block = rebuilt(make, checked)
    assert type(block) is type(checked)
    assert block == checked
    assert hash(block) == hash(checked)
    assert repr(block) == repr(checked)


def test_what_is_not_given_has_its_default():
    assert unchecked.article() == Article()
    assert unchecked.article("A", ("B",)) == Article("A", ["B"])
    assert unchecked.caption("A") == Caption("A")
    assert unchecked.source("A", "agency", uri="x:y") == Source("A", "agency", uri="x:y")
    assert unchecked.subject("A", "x:y") == Subject("A", "x:y")
    assert unchecked.link("A", "x:y") == Link("A", "x:y")
    assert unchecked.subhead("A") == Subhead("A")


def test_the_unchecked_article_is_frozen():
    article = unchecked.article("A")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        article.headline = "B"
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        del article.headline


def test_nothing_is_checked_until_it_is_evolved():
    article = unchecked.article(" not clean ")
    with pytest.raises(ModelError, match="white space at its start"):
        attrs.evolve(article)
