"""What the benchmarks measure with; what they find out is for people to read, and no test looks at it."""

from __future__ import annotations

from hashlib import sha256
from itertools import islice

import pytest

import corpus
from newsdoc.formats import rawdump
from newsdoc.model import plain_text


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
