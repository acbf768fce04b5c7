r"""Hypothesis strategies for the whole of the model: the only maker of random articles, for our tests and yours.

Each function returns a strategy over all of its type, so that no law is proved over a convenient corner; a narrower one
takes arguments, and `typical_articles` makes such as a newspaper prints. Only the number of items is kept small (three
or so), since laws break on kinds, not on counts. `st.from_type(Article)` uses the same strategies. Install
`newsdoc[testing]` for hypothesis.

>>> from hypothesis import given
>>> from newsdoc.formats import jsonl
>>> from newsdoc.strategies import articles
>>> @given(articles())
... def test_an_article_is_one_line(article):
...     assert jsonl.dumps([article]).count("\n") == 1
>>> test_an_article_is_one_line()
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from typing import Any, TypeVar, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from newsdoc.checks import LANGUAGE_PATTERN, MAX_VERSION, SCRIPT_SCHEMES, URI_PATTERN
from newsdoc.model import (
    Article,
    Block,
    Caption,
    Link,
    ListBlock,
    Mark,
    MarkKind,
    Paragraph,
    Preformatted,
    Quote,
    Rights,
    Source,
    Status,
    Subhead,
    Subject,
    Table,
)
from newsdoc.strategies.printed import Printed, dumps, printed_pages
from newsdoc.strategies.typical import typical_articles

__all__ = [
    "Printed",
    "articles",
    "blocks",
    "captions",
    "clean_text",
    "dumps",
    "ids",
    "languages",
    "links",
    "lists",
    "marks",
    "moments",
    "paragraphs",
    "preformatted",
    "printed_pages",
    "quotes",
    "register",
    "rights",
    "roles",
    "sources",
    "subheads",
    "subjects",
    "tables",
    "typical_articles",
    "uris",
]

_T = TypeVar("_T")
_Marked = TypeVar("_Marked", Paragraph, Subhead, Quote)

_PLAIN = ("Officials met on Monday.", "a", "AFP", "Photo: Ann Example/Example Wire", "(Reuters)", "By Ann Example")
_SCRIPTS = (
    "رئيس الوزراء العراقي",
    "رَئِيسٌ",
    "راديو ‌می‌گوید",  # Persian, with zero-width non-joiners
    "ראש הממשלה אמר:",
    "İstanbul'da ılık ığdır",
    "国务院总理表示。",
    "東京都知事は「はい」",
    "e\u0301a\u0308",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1ee\U0001f1f6",
)
_TYPOGRAPHY = (
    "«", "»", "“„”", "’", "—", "…", "\xad", "\xa0", "\u202f", "\u3000", "  ", " \xa0 ", "\u200b",
    "\u200e\u200f", "\u202b\u202c", "\u2066\u2069", "\ufeff", "\x7f", "\x80", "\x84\x86", "\x9f", "\ufffd",
    "\ufdd0", "\U0010ffff",
)  # fmt: skip
_TRAPS = (
    "TT", "20", "TT20", "<b>", "</p>", "&amp;", "&#0;", "]]>", "<!--", '{"a": 1}', "[]", "null", "NaN", "\\", "\\u0041",
    '"', "'", "`", "urn:newsdoc:sha256:0", "2025-03-14", "$", "%s", "{}", "#", "* ", "1. ", "| ", "(", ")", "[AFP]",
    "-- ",
)  # fmt: skip

_CONTROLS = "".join(map(chr, range(32)))
_CHARACTERS = st.characters(
    exclude_categories=["Cs"], exclude_characters=[*_CONTROLS, "\x85", "\u2028", "\u2029", "\ufffe", "\uffff"]
)
_PIECES = st.sampled_from(_PLAIN + _SCRIPTS + _TYPOGRAPHY + _TRAPS) | st.text(_CHARACTERS, max_size=6)
_CLEAN_TEXT = st.one_of(  # a single piece is half of all texts: drawing is what an article costs
    st.sampled_from(_PLAIN + _SCRIPTS + _TRAPS),
    st.lists(_PIECES, min_size=1, max_size=4).map("".join),
).map(lambda text: text.strip() or "a")
_PREFORMATTED = st.lists(_PIECES | st.sampled_from(["\n", "\n\n", "\t", "\x85", "\u2028", " "]), max_size=4).map(
    "".join
)
_ASCII = st.characters(max_codepoint=127)
_URIS = st.one_of(
    st.sampled_from(["https://news.example/a?b=1&c=%20#d", "urn:newsdoc:x", "mailto:ann@example.org", "tag:a,2025:b"]),
    st.from_regex(re.compile(URI_PATTERN), fullmatch=True, alphabet=_ASCII),
)
_LINKS = _URIS.filter(lambda uri: uri.partition(":")[0].lower() not in SCRIPT_SCHEMES)
_CONCEPTS = _URIS | st.sampled_from(  # of IPTC's schemes, which have codes of their own in some formats
    [
        "http://cv.iptc.org/newscodes/mediatopic/04000000",
        "http://cv.iptc.org/newscodes/mediatopic/",
        "http://cv.iptc.org/newscodes/mediatopic/a/b",
        "http://cv.iptc.org/newscodes/genre/Current",
        "http://cv.iptc.org/newscodes/contentprodpartyrole/author",
    ]
)
_CODES = _CLEAN_TEXT | st.sampled_from(["subj:04000000", "medtop:04000000", "ECO", "nd:unknown", "genre:Current"])
_LANGUAGES = st.one_of(
    st.sampled_from(["en", "ar", "he", "fa", "tr", "zh-Hant-TW", "x-private"]),
    st.from_regex(re.compile(LANGUAGE_PATTERN), fullmatch=True, alphabet=_ASCII),
)
_ROLES = st.one_of(
    st.sampled_from(["publisher", "agency", "author", "photographer", "institution", "distributor"]),
    st.text("abz-", min_size=1, max_size=5),
)
_IDS = _CLEAN_TEXT.map(lambda text: "".join(text.split()) or "a")
_MOMENTS = st.builds(
    lambda time, minutes: time.replace(tzinfo=timezone(timedelta(minutes=minutes))),
    st.datetimes(),
    st.just(0) | st.integers(-14 * 60, 14 * 60),
)


def _tuples(items: SearchStrategy[_T], *, least: int = 0) -> SearchStrategy[tuple[_T, ...]]:
    return st.lists(items, min_size=least, max_size=3).map(lambda several: tuple(several))


# --- values of a field ---


def clean_text() -> SearchStrategy[str]:
    """Return a strategy for clean text: every script, character and disguise that `newsdoc.text` lets through."""
    return _CLEAN_TEXT


def uris() -> SearchStrategy[str]:
    """Return a strategy for URIs: all that `URI_PATTERN` allows."""
    return _URIS


def languages() -> SearchStrategy[str]:
    """Return a strategy for language tags in the shape of BCP 47."""
    return _LANGUAGES


def roles() -> SearchStrategy[str]:
    """Return a strategy for roles of a source: the known ones, and other words of small letters and hyphens."""
    return _ROLES


def ids() -> SearchStrategy[str]:
    """Return a strategy for identifiers: clean text without white space."""
    return _IDS


def moments() -> SearchStrategy[datetime]:
    """Return a strategy for moments: the whole range of `datetime`, with offsets in whole minutes within 14 hours."""
    return _MOMENTS


# --- marks and blocks ---


@st.composite
def marks(draw: DrawFn, /, text: str) -> tuple[Mark, ...]:
    """Return a strategy for marks for `text`: side by side, apart, nested, of the same stretch, or none."""
    return tuple(_marks(draw, 0, len(text), frozenset(get_args(MarkKind))))


def _marks(draw: DrawFn, start: int, stop: int, kinds: frozenset[MarkKind]) -> list[Mark]:
    """Cut the stretch at a few places, mark some of the pieces, and do the same inside each with the kinds left."""
    found: list[Mark] = []
    cuts = sorted(set(draw(st.lists(st.integers(start, stop), max_size=3))))
    for left, right in pairwise(cuts):
        kind: MarkKind | None = draw(st.sampled_from([None, *sorted(kinds)]))
        if kind:
            found.append(Mark(kind, left, right, draw(_LINKS) if kind == "link" else None))
            found += _marks(draw, left, right, kinds - {kind}) if len(kinds) > 1 else []
    return found


@st.composite
def _marked(draw: DrawFn, /, kind: Callable[..., _Marked], **fields: SearchStrategy[int]) -> _Marked:
    text = draw(_CLEAN_TEXT)
    return kind(text, draw(marks(text)), **{name: draw(value) for name, value in fields.items()})


def paragraphs() -> SearchStrategy[Paragraph]:
    """Return a strategy for paragraphs with marks, or with none: those become plain text inside an article."""
    return _marked(Paragraph)


def subheads() -> SearchStrategy[Subhead]:
    """Return a strategy for sub-heads of every level."""
    return _marked(Subhead, level=st.integers(1, 5))


def quotes() -> SearchStrategy[Quote]:
    """Return a strategy for block quotes."""
    return _marked(Quote)


def lists() -> SearchStrategy[ListBlock]:
    """Return a strategy for lists, bulleted and numbered, of plain and marked entries."""
    return st.builds(ListBlock, _tuples(_CLEAN_TEXT | paragraphs(), least=1), ordered=st.booleans())


@st.composite
def tables(draw: DrawFn) -> Table:
    """Return a strategy for rectangular tables, with empty cells, of headings only, or without any heading."""
    width = draw(st.integers(1, 3))
    row = st.tuples(*[st.just("") | _CLEAN_TEXT] * width)
    rows = draw(_tuples(row, least=1))
    return Table(rows, header_rows=draw(st.integers(0, len(rows))))


def preformatted() -> SearchStrategy[Preformatted]:
    """Return a strategy for preformatted text: empty, of white space alone, with line breaks and tabs."""
    return st.builds(Preformatted, _PREFORMATTED)


def blocks() -> SearchStrategy[Block]:
    """Return a strategy for blocks of every type; plain paragraphs are plain text."""
    return st.one_of(_CLEAN_TEXT, paragraphs(), subheads(), quotes(), lists(), tables(), preformatted())


# --- what an article consists of ---


def sources() -> SearchStrategy[Source]:
    """Return a strategy for sources: a name, with or without a role, an identifier and a code."""
    return st.builds(Source, _CLEAN_TEXT, st.none() | _ROLES, uri=st.none() | _CONCEPTS, code=st.none() | _CODES)


def subjects() -> SearchStrategy[Subject]:
    """Return a strategy for subjects and genres: a name, with or without an identifier and a code."""
    return st.builds(Subject, _CLEAN_TEXT, uri=st.none() | _CONCEPTS, code=st.none() | _CODES)


def links() -> SearchStrategy[Link]:
    """Return a strategy for links: a title with an address, an identifier or both."""
    return st.one_of(
        st.builds(Link, _CLEAN_TEXT, _LINKS, id=st.none() | _IDS),
        st.builds(Link, _CLEAN_TEXT, id=_IDS),
    )


def rights() -> SearchStrategy[Rights]:
    """Return a strategy for rights with one, two or all of their three lines."""
    perhaps = st.none() | _CLEAN_TEXT
    return st.one_of(
        st.builds(Rights, holder=_CLEAN_TEXT, notice=perhaps, terms=perhaps),
        st.builds(Rights, notice=_CLEAN_TEXT, terms=perhaps),
        st.builds(Rights, terms=_CLEAN_TEXT),
    )


def captions(*, blocks: int | None = None) -> SearchStrategy[Caption]:
    """Return a strategy for captions; with `blocks`, their anchors lie in a body of so many blocks."""
    rest = {
        "sources": _tuples(sources()),
        "anchor": st.none() | st.integers(0, blocks),
        "url": st.none() | _URIS,
    }
    return st.one_of(
        st.builds(Caption, _CLEAN_TEXT, st.none() | _CLEAN_TEXT, **rest),
        st.builds(Caption, st.none(), _CLEAN_TEXT, **rest),
        st.builds(Caption, **{**rest, "url": _URIS}),
    )


def _reading_order(several: list[Caption]) -> tuple[Caption, ...]:
    return tuple(sorted(several, key=lambda caption: -1 if caption.anchor is None else caption.anchor))


_FIELDS: dict[str, SearchStrategy[object]] = {
    "headline": _CLEAN_TEXT,
    "sources": _tuples(sources()),
    "deck": _CLEAN_TEXT,
    "summary": _CLEAN_TEXT,
    "slugline": _CLEAN_TEXT,
    "byline": _CLEAN_TEXT,
    "dateline": _CLEAN_TEXT,
    "places": _tuples(_CLEAN_TEXT),
    "section": _CLEAN_TEXT,
    "keywords": _tuples(_CLEAN_TEXT),
    "subjects": _tuples(subjects()),
    "genres": _tuples(subjects()),
    "links": _tuples(links()),
    "language": _LANGUAGES,
    "credit": _CLEAN_TEXT,
    "published": st.one_of(st.dates(), _MOMENTS),
    "modified": _MOMENTS,
    "embargoed": _MOMENTS,
    "urgency": st.integers(1, 9),
    "status": st.sampled_from(get_args(Status)),
    "editorial_note": _CLEAN_TEXT,
    "rights": rights(),
    "url": _URIS,
    "id": _IDS,
    "version": st.integers(1, MAX_VERSION),
}
"""Every field of an article that does not depend on another; one left out keeps its default."""


@st.composite
def articles(draw: DrawFn, /, **fields: SearchStrategy[object]) -> Article:
    """Return a strategy for articles. A strategy with a field's name replaces newsdoc's, and the field is always set.

    Captions are in reading order, with anchors in the body; a caller who passes `captions` must keep both.
    """
    values: dict[str, Any] = {name: draw(strategy) for name, strategy in fields.items()}
    if "body" not in values:
        values["body"] = draw(_tuples(blocks()))
    if "captions" not in values:
        values["captions"] = draw(st.lists(captions(blocks=len(values["body"])), max_size=3).map(_reading_order))
    ours = {name: strategy for name, strategy in _FIELDS.items() if name not in values}
    values.update(draw(st.fixed_dictionaries({}, optional=ours)))
    return Article(**values)


# --- for `st.from_type` ---


@st.composite
def _some_marks(draw: DrawFn) -> Mark:
    kind: MarkKind = draw(st.sampled_from(get_args(MarkKind)))
    start = draw(st.integers(0, 1000))
    return Mark(kind, start, start + draw(st.integers(1, 1000)), draw(_LINKS) if kind == "link" else None)


def register() -> None:
    """Tell hypothesis of the model's types, so that `st.from_type(Article)` and `st.builds` find these strategies.

    hypothesis imports this module when it is imported itself, by the entry point of an installed newsdoc.
    """
    made: dict[type, SearchStrategy[Any]] = {
        Article: articles(),
        Caption: captions(),
        Link: links(),
        ListBlock: lists(),
        Mark: _some_marks(),
        Paragraph: paragraphs(),
        Preformatted: preformatted(),
        Quote: quotes(),
        Rights: rights(),
        Source: sources(),
        Subhead: subheads(),
        Subject: subjects(),
        Table: tables(),
    }
    for type_, strategy in made.items():
        st.register_type_strategy(type_, strategy)


register()
