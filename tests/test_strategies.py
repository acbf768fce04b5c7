"""The strategies reach the corners that they promise: each corner is looked for, and found."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
from datetime import date, datetime, timedelta

import attrs
import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from newsdoc import (
    Article,
    ListBlock,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Subhead,
    Table,
    model,
    strategies,
)
from newsdoc.model import MAX_VERSION, plain_text
from newsdoc.strategies import printed, typical
from newsdoc.text import problem_with
from shared import ROOT

SIMPLEST = settings(
    max_examples=5000, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck)
)
ANY = settings(SIMPLEST, phases=[Phase.generate])  # a corner need not be shrunk to be seen


def finds(strategy, condition):
    """Return True if the strategy makes a value that meets the condition; `find` raises otherwise."""
    return condition(find(strategy, condition, settings=ANY))


def script(name):
    return lambda text: any(unicodedata.name(char, "").startswith(name) for char in text)


def has(*parts):
    return lambda text: all(part in text for part in parts)


@pytest.mark.parametrize(
    "corner",
    [
        *map(script, ["LATIN", "ARABIC", "HEBREW", "CJK", "HIRAGANA"]),
        *map(has, ["ی", "ı", "\u0301", "\xa0", "  ", "\u200c", "\u200d", "\u200f", "\u202b", "\ufeff", "\x80", "\x7f"]),
        *map(has, ["«", "“", "’", "\U0001f468", "\U0010ffff", "<", "&", "]]>", '"', "\\", "{", "TT", "AFP"]),
        *(lambda text, whole=whole: text == whole for whole in ["TT", "20", "null", "a"]),
        lambda text: len(text) > 30,
        lambda text: any("\x80" <= char <= "\x9f" for char in text),
        lambda text: script("ARABIC")(text) and script("LATIN")(text),
    ],
)
def test_text_of_every_kind(corner):
    assert finds(strategies.clean_text(), corner)


def test_every_character_that_clean_text_allows_can_be_made():
    alphabet = strategies._CHARACTERS.wrapped_strategy.intervals
    refused = {chr(code) for code in range(0x110000) if problem_with(f"a{chr(code)}a")}
    assert not any(ord(char) in alphabet for char in refused)
    assert len(alphabet) + len(refused) == 0x110000


@given(strategies.clean_text())
def test_clean_text_is_clean(text):
    assert problem_with(text) is None


@pytest.mark.parametrize(
    "corner",
    ["%C3", "?", "#", "@", ":8", "urn:", "mailto:", "//", "~", "A:"],
)
def test_uris_of_every_shape(corner):
    if corner == "%C3":
        assert finds(strategies.uris(), lambda uri: re.search("%[0-9A-Fa-f]{2}", uri))
    elif corner == ":8":
        assert finds(strategies.uris(), lambda uri: re.search("//[^/?#]*:[0-9]", uri))
    else:
        assert finds(strategies.uris(), has(corner) if corner != "A:" else lambda uri: uri[0].isupper())


@pytest.mark.parametrize(
    "corner",
    [
        lambda moment: moment.utcoffset() == timedelta(hours=14),
        lambda moment: moment.utcoffset() == timedelta(hours=-14),
        lambda moment: moment.utcoffset() == timedelta(0),
        lambda moment: moment.utcoffset() % timedelta(hours=1),
        lambda moment: moment.microsecond,
        lambda moment: moment.year < 1000,
        lambda moment: moment.year > 9000,
    ],
)
def test_moments_of_every_kind(corner):
    assert finds(strategies.moments(), lambda moment: bool(corner(moment)))


def _nested(marks):
    return any(
        outer.start <= inner.start and inner.stop <= outer.stop
        for outer in marks
        for inner in marks
        if outer is not inner
    )


@pytest.mark.parametrize(
    "corner",
    [
        lambda marks: marks == (),
        lambda marks: len(marks) > 3,
        _nested,
        lambda marks: len({(mark.start, mark.stop) for mark in marks}) < len(marks),
        lambda marks: any(one.stop == two.start and one.kind == two.kind for one in marks for two in marks),
        lambda marks: any(mark.start == 0 and mark.stop == 6 for mark in marks),
        lambda marks: {mark.kind for mark in marks} == {"link", "strong", "emphasis"},
    ],
)
def test_marks_of_every_kind(corner):
    assert finds(strategies.marks("abcdef"), corner)


@given(strategies.clean_text().flatmap(lambda text: st.tuples(st.just(text), strategies.marks(text))))
def test_marks_fit_their_text(drawn):
    text, marks = drawn
    assert Paragraph(text, marks).marks == marks


@pytest.mark.parametrize("kind", [str, Paragraph, Subhead, Quote, ListBlock, Table, Preformatted])
def test_blocks_of_every_kind(kind):
    assert finds(strategies.blocks(), lambda block: type(block) is kind)


@pytest.mark.parametrize(
    ("strategy", "corner"),
    [
        (strategies.subheads(), lambda block: block.level == 5 and block.marks),
        (strategies.paragraphs(), lambda block: block.marks == ()),
        (strategies.quotes(), lambda block: len(block.marks) > 1),
        (strategies.lists(), lambda block: block.ordered and any(type(item) is Paragraph for item in block.items)),
        (strategies.lists(), lambda block: len(block.items) == 3),
        (strategies.tables(), lambda block: block.header_rows == len(block.rows) > 1),
        (strategies.tables(), lambda block: all(cell == "" for row in block.rows for cell in row)),
        (strategies.tables(), lambda block: len(block.rows[0]) == 3),
        (strategies.preformatted(), lambda block: block.text == ""),
        (strategies.preformatted(), lambda block: block.text and not block.text.strip()),
        (strategies.preformatted(), lambda block: "\n" in block.text and "\t" in block.text),
        (strategies.preformatted(), lambda block: "\x85" in block.text),
        (strategies.sources(), lambda source: source.role is None and source.uri is None),
        (strategies.sources(), lambda source: source.role and source.uri),
        (strategies.sources(), lambda source: source.role and "-" in source.role),
        (strategies.subjects(), lambda subject: subject.uri),
        (strategies.rights(), lambda rights: rights.holder and rights.notice and rights.terms),
        (strategies.rights(), lambda rights: rights.holder is rights.notice is None),
        (strategies.languages(), lambda tag: tag.count("-") > 2),
        (strategies.languages(), lambda tag: tag[:2] in ("x-", "i-")),
        (strategies.ids(), lambda name: "<" in name),
        (strategies.captions(), lambda caption: caption.text is None),
        (strategies.captions(), lambda caption: caption.credit is None),
        (strategies.captions(), lambda caption: caption.anchor is not None and caption.anchor > 1000),
        (strategies.captions(blocks=2), lambda caption: caption.anchor == 2 and caption.url and caption.sources),
    ],
)  # fmt: skip
def test_a_corner_of_each_type(strategy, corner):
    assert finds(strategy, lambda value: bool(corner(value)))


@given(strategies.captions(blocks=2))
def test_captions_of_a_body_stay_in_it(caption):
    assert caption.anchor is None or caption.anchor <= 2


@pytest.fixture(scope="module")
def many():
    """Some hundred articles, drawn once for the tests that look for what is common."""
    found = []

    @settings(ANY, max_examples=300)
    @given(strategies.articles())
    def draw(article):
        found.append(article)

    draw()
    return found


@pytest.mark.parametrize("name", [field.name for field in attrs.fields(Article)])
def test_every_field_of_an_article_is_given_and_left_out(name, many):
    default = attrs.fields_dict(Article)[name].default
    assert {getattr(article, name) == default for article in many} == {True, False}


@pytest.mark.parametrize(
    "corner",
    [
        lambda article: article == Article(),
        lambda article: type(article.published) is date,
        lambda article: type(article.published) is datetime,
        lambda article: article.version > 2**32,
        lambda article: len(article.body) == 3 and len(set(map(type, article.body))) == 3,
    ],
)
def test_articles_of_every_kind(corner):
    assert finds(strategies.articles(), lambda article: bool(corner(article)))


@pytest.mark.parametrize(
    "corner",
    [
        lambda anchors: anchors == (),
        lambda anchors: anchors == (None,),
        lambda anchors: anchors == (0,),
        lambda anchors: anchors == (2,),
        lambda anchors: anchors == (None, None),
        lambda anchors: len(anchors) == 3,
        lambda anchors: len(anchors) > 1 and anchors[0] is None and anchors[1] is not None,
        lambda anchors: len(anchors) > 1 and anchors[0] is not None and anchors[0] == anchors[1],
        lambda anchors: len(anchors) > 1 and anchors[0] is not None and anchors[0] < anchors[1],
    ],
)
def test_captions_of_every_place(corner):
    bare = {name: st.just(field.default) for name, field in attrs.fields_dict(Article).items()}
    del bare["captions"]
    found = strategies.articles(**{**bare, "body": st.just(("a", "b"))})
    assert finds(found, lambda article: bool(corner(tuple(caption.anchor for caption in article.captions))))


@given(strategies.articles(headline=st.just("A"), body=st.just(("b",)), version=st.just(MAX_VERSION)))
def test_a_given_field_takes_the_place_of_ours(article):
    assert (article.headline, article.body, article.version) == ("A", ("b",), MAX_VERSION)
    assert all(caption.anchor in (None, 0, 1) for caption in article.captions)


@given(strategies.articles(captions=st.just(())))
def test_captions_can_be_given(article):
    assert article.captions == ()


def test_marks_shrink_to_one_of_the_simplest():
    assert find(strategies.marks("abc"), lambda marks: marks, settings=SIMPLEST) == (Mark("emphasis", 0, 1),)


# --- typical articles, and from_type ---

TYPES = [value for value in vars(model).values() if isinstance(value, type) and attrs.has(value)]


@pytest.mark.parametrize("type_", TYPES, ids=lambda type_: type_.__name__)
@given(data=st.data())
def test_from_type_makes_every_type(type_, data):
    assert type(data.draw(st.from_type(type_))) is type_


@pytest.mark.parametrize("type_", [type_ for type_ in TYPES if type_ is not Article], ids=lambda type_: type_.__name__)
def test_from_type_reaches_every_field(type_):
    for field in attrs.fields(type_):
        if field.default is not attrs.NOTHING:
            assert finds(st.from_type(type_), lambda made, field=field: getattr(made, field.name) != field.default)


@pytest.mark.parametrize("first", ["hypothesis", "newsdoc.strategies"])
def test_hypothesis_finds_the_strategies_by_its_entry_point(first, tmp_path):
    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["hypothesis"]
    metadata = tmp_path / "newsdoc-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: newsdoc\nVersion: 1\n")
    lines = [f"{name} = {value}" for name, value in points.items()]
    (metadata / "entry_points.txt").write_text("\n".join(["[hypothesis]", *lines]))
    program = (
        "import warnings; warnings.simplefilter('error')\n"
        f"import {first}, sys\n"
        "assert 'newsdoc.strategies' in sys.modules\n"
        "from hypothesis import given, strategies as st\n"
        "from newsdoc import Article\n"
        "given(st.from_type(Article))(lambda article: None)()\n"
    )
    path = os.pathsep.join([str(tmp_path), *sys.path])
    subprocess.run([sys.executable, "-c", program], env={**os.environ, "PYTHONPATH": path}, cwd=tmp_path, check=True)


@given(strategies.typical_articles())
def test_typical_articles_are_whole(article):
    assert article.headline
    assert 2 <= len(article.body) <= 8
    assert article.publisher
    assert article.authors
    assert article.published
    assert all(caption.text and caption.credit for caption in article.captions)
    assert [plain_text(block) for block in article.body if not isinstance(block, Subhead)]


@pytest.mark.parametrize(
    "corner",
    [
        lambda article: article.captions == (),
        lambda article: article.dateline,
        lambda article: article.deck is None,
        lambda article: any(isinstance(block, Subhead) for block in article.body),
        lambda article: any(isinstance(block, Quote) for block in article.body),
        lambda article: article.published.utcoffset(),
    ],
)
def test_typical_articles_differ(corner):
    assert finds(strategies.typical_articles(), lambda article: bool(corner(article)))


def test_the_examples_in_the_docstrings_run():
    tried = doctest.testmod(strategies)
    assert tried.attempted == 5
    assert tried.failed == 0


def test_every_strategy_is_public():
    functions = {
        name
        for name, value in vars(strategies).items()
        if getattr(value, "__module__", "") in (strategies.__name__, printed.__name__, typical.__name__)
        and not name.startswith("_")
    }
    assert functions == set(strategies.__all__)


@pytest.mark.parametrize("first", ["newsdoc.strategies", "hypothesis"])
def test_hypothesis_knows_the_types_whichever_is_imported_first(first):
    """hypothesis loads the entry point while it is imported itself, perhaps by newsdoc.strategies."""
    points = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]["hypothesis"]
    script = f"""
from importlib import import_module, metadata
point = metadata.EntryPoint("newsdoc", {points["newsdoc"]!r}, "hypothesis")
metadata.entry_points = lambda **given: [point] if given == {{"group": "hypothesis"}} else []
import_module({first!r})
from hypothesis import strategies as st
from newsdoc import Article
assert repr(st.from_type(Article)) == "articles()"
"""
    subprocess.run([sys.executable, "-c", script], check=True)
