"""The document model: what an article, a caption and a source are, whatever format they came in or leave in.

All types are frozen, hashable and comparable by meaning; they hold no raw text, no positions and no format's quirks.
Constructors check their values and raise `ModelError`, which names the field and shows the place. A sequence may be
given as any iterable but a bare `str`; it is kept as a tuple.

Each field says what it means to a journalist and where the standards put it: NewsML-G2 2.35, ninjs 3.1, NITF 3.6 and
schema.org's NewsArticle. «–» means that the standard has no place of its own for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from typing import Any, Literal, TypeAlias, TypeVar, cast, get_args

from attrs import Attribute, define, field

from newsdoc.errors import ModelError
from newsdoc.text import fault, preformatted_fault, remembered

__all__ = [
    "LANGUAGE_PATTERN",
    "MAX_VERSION",
    "URI_PATTERN",
    "Article",
    "Block",
    "Caption",
    "ListBlock",
    "Mark",
    "MarkKind",
    "Paragraph",
    "Preformatted",
    "Quote",
    "Rights",
    "Source",
    "Status",
    "Subhead",
    "Subject",
    "Table",
    "plain_text",
]

_T = TypeVar("_T")
_Field: TypeAlias = "Attribute[Any]"

URI_PATTERN = (
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    r"(?://(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+(?::[0-9]{1,5})?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*"
    r"|/?(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*)"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
"""What a URI is here: absolute, ASCII, by RFC 3986, with a host or a path; no bracketed IP literals, short ports."""

SCRIPT_SCHEMES = frozenset(["javascript", "vbscript", "data"])
"""Schemes, in small letters, whose addresses run a script where a reader follows them; no link has one."""

LANGUAGE_PATTERN = r"(?:[A-Za-z]{2,8}|[iIxX]-[A-Za-z0-9]{1,8})(?:-[A-Za-z0-9]{1,8})*"
"""The shape of a BCP 47 language tag (RFC 5646, section 2.1); the subtags are not looked up."""

MAX_VERSION = 2**53 - 1
"""The largest version: what every JSON reader takes exactly (RFC 7493, section 2.2)."""

MarkKind: TypeAlias = Literal["link", "strong", "emphasis"]
"""What a mark says of its text: a link to somewhere, strong (bold) or emphasis (italic)."""

Status: TypeAlias = Literal["usable", "withheld", "canceled"]
"""IPTC's publishing statuses (`stat:`): usable, withheld until further notice, canceled («kill»)."""

_MINUTE, _WIDEST = timedelta(minutes=1), timedelta(hours=14)

# The same pattern, quicker: no character of a run can also begin an escape, so a run need never be given back.
_URI = URI_PATTERN.replace("]|%", "]++|%")


# --- checks, one for each kind of field; each says the field's name and what is wrong ---


def _wrong(owner: object, attribute: _Field, problem: str) -> ModelError:
    gap = "" if problem.startswith("[") else " "
    return ModelError(f"{type(owner).__name__}.{attribute.name}{gap}{problem}")


def _kind(value: object) -> str:
    return "missing" if value is None else f"of type {type(value).__name__}"


def _text(owner: object, attribute: _Field, value: object) -> None:
    if not isinstance(value, str):
        raise _wrong(owner, attribute, f"is {_kind(value)}, not text")
    if problem := fault(value):
        raise _wrong(owner, attribute, problem)


def _texts(owner: object, attribute: _Field, value: object) -> None:
    for index, text in enumerate(_sequence(owner, attribute, value)):
        if not isinstance(text, str):
            raise _wrong(owner, attribute, f"[{index}] is {_kind(text)}, not text")
        if problem := fault(text):
            raise _wrong(owner, attribute, f"[{index}] {problem}")


def _matching(pattern: str, what: str) -> Callable[[object, _Field, Any], None]:
    @remembered  # the same few roles, languages and addresses come again and again
    def fits(text: str) -> bool:
        # The pattern is compiled when first asked: importing newsdoc is to be quick.
        return fault(text) is None and re.fullmatch(pattern, text) is not None

    def check(owner: object, attribute: _Field, value: object) -> None:
        if not isinstance(value, str) or not fits(value):
            _text(owner, attribute, value)
            raise _wrong(owner, attribute, f"is not {what}: {value!r}")

    return check


_is_uri = _matching(_URI, "an absolute ASCII URI")


def _is_link(owner: object, attribute: _Field, value: Any) -> None:
    _is_uri(owner, attribute, value)
    if value.partition(":")[0].lower() in SCRIPT_SCHEMES:
        raise _wrong(owner, attribute, f"may run a script, which no link does: {value[:60]!r}")


_is_language = _matching(LANGUAGE_PATTERN, "a BCP 47 language tag")
_is_role = _matching(r"[a-z-]+", "a role of small letters and hyphens")
_is_id = _matching(r"\S+", "free of white space")


def _optional(check: Callable[[object, _Field, Any], None]) -> Callable[[object, _Field, Any], None]:
    def check_unless_none(owner: object, attribute: _Field, value: object) -> None:
        if value is not None:
            check(owner, attribute, value)

    return check_unless_none


def _one_of(*choices: str) -> Callable[[object, _Field, Any], None]:
    def check(owner: object, attribute: _Field, value: object) -> None:
        if value not in choices:
            raise _wrong(owner, attribute, f"is {value!r}, not one of {', '.join(choices)}")

    return check


def _whole(least: int, most: int | None = None) -> Callable[[object, _Field, Any], None]:
    def check(owner: object, attribute: _Field, value: object) -> None:
        if type(value) is not int:
            raise _wrong(owner, attribute, f"is {_kind(value)}, not a whole number")
        if value < least or (most is not None and value > most):
            limits = f"at least {least}" if most is None else f"from {least} to {most}"
            raise _wrong(owner, attribute, f"is {value}, not {limits}")

    return check


def _flag(owner: object, attribute: _Field, value: object) -> None:
    if type(value) is not bool:
        raise _wrong(owner, attribute, f"is {_kind(value)}, not True or False")


def _sequence(owner: object, attribute: _Field, value: object) -> tuple[object, ...]:
    if not isinstance(value, tuple):
        raise _wrong(owner, attribute, f"is {_kind(value)} where a sequence belongs")
    return value


def _all(*kinds: type) -> Callable[[object, _Field, Any], None]:
    wanted = " or ".join(kind.__name__ for kind in kinds)
    known = {kind for kind in kinds if kind is not str}  # nothing more to ask of these

    def check(owner: object, attribute: _Field, value: object) -> None:
        for index, item in enumerate(_sequence(owner, attribute, value)):
            if type(item) in known:
                continue
            if not isinstance(item, kinds):
                raise _wrong(owner, attribute, f"[{index}] is {_kind(item)}, not {wanted}")
            if isinstance(item, str) and (problem := fault(item)):
                raise _wrong(owner, attribute, f"[{index}] {problem}")

    return check


def _moment(owner: object, attribute: _Field, value: object) -> None:
    offset = value.utcoffset() if isinstance(value, datetime) else None
    if not isinstance(value, datetime):
        raise _wrong(owner, attribute, f"is {_kind(value)}, not a datetime")
    if offset is None:
        raise _wrong(owner, attribute, f"has no time zone: {value.isoformat()}")
    if offset % _MINUTE or abs(offset) > _WIDEST:
        raise _wrong(
            owner,
            attribute,
            f"has an offset that is not in whole minutes within 14 hours: {value.isoformat()}",
        )


def _moment_or_date(owner: object, attribute: _Field, value: object) -> None:
    if type(value) is not date:
        _moment(owner, attribute, value)


# --- converters: tuples for sequences, fixed offsets for time zones; what they cannot convert the checks refuse ---


def _tuple(value: Iterable[_T]) -> tuple[_T, ...]:
    if type(value) is tuple:  # the default and the common case; asking whether a thing is iterable is slow
        return value
    if type(value) is list:
        return tuple(value)
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        return cast("tuple[_T, ...]", value)  # left for the field's check to refuse by name
    return tuple(value)


def _strings(value: Iterable[str]) -> tuple[str, ...]:
    return _tuple(value)


def _sources(value: Iterable[Source]) -> tuple[Source, ...]:
    return _tuple(value)


def _subjects(value: Iterable[Subject]) -> tuple[Subject, ...]:
    return _tuple(value)


def _captions(value: Iterable[Caption]) -> tuple[Caption, ...]:
    return _tuple(value)


def _mark_tuple(value: Iterable[Mark]) -> tuple[Mark, ...]:
    return _tuple(value)


def _rows(value: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    rows = _tuple(value)
    return tuple(map(_tuple, rows)) if isinstance(rows, tuple) else rows


def _fixed(value: datetime | None) -> datetime | None:
    """Give the same moment with its offset instead of the zone's rules: it compares, hashes and pickles plainly."""
    if value is None or (type(value) is datetime and type(value.tzinfo) is timezone and not value.fold):
        return value
    offset = value.utcoffset() if isinstance(value, datetime) else None
    if offset is None:
        return value
    parts = (value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond)
    return datetime(*parts, tzinfo=timezone(offset))


def _fixed_or_date(value: datetime | date | None) -> datetime | date | None:
    return _fixed(value) if isinstance(value, datetime) else value


def _printed(value: date | None) -> str | None:
    """How a time compares: two moments with different offsets are different statements."""
    return None if value is None else value.isoformat()


# --- marks and blocks ---


@define(frozen=True)
class Mark:
    """A stretch of a block's text that is a link, strong or emphasised, as positions beside the text."""

    kind: MarkKind = field(validator=_one_of(*get_args(MarkKind)))
    """What the mark says. NewsML-G2, ninjs: `a`, `strong`, `em` of the XHTML body; NITF: `a`, `em`
    (`@class` if strong); schema.org: –."""

    start: int = field(validator=_whole(0))
    """Index of the first character, counted in code points from 0. NewsML-G2, ninjs, NITF: where the element begins;
    schema.org: –."""

    stop: int = field(validator=_whole(1))
    """Index after the last character, greater than `start`. NewsML-G2, ninjs, NITF: where the element ends; schema.org:
    –."""

    href: str | None = field(default=None, validator=_optional(_is_link))
    """Where a link leads, a URI but never `javascript:`, `vbscript:` or `data:`; links have one, other marks none.
    NewsML-G2, ninjs, NITF: `a@href`; schema.org: –."""

    def __attrs_post_init__(self) -> None:
        if self.stop <= self.start:
            raise ModelError(f"Mark.stop is {self.stop}, not after Mark.start, {self.start}")
        if (self.href is None) == (self.kind == "link"):
            raise ModelError(f"Mark.href is {'missing from a link' if self.kind == 'link' else 'for links only'}")


_only_marks = _all(Mark)


def _marks(owner: Any, attribute: _Field, value: object) -> None:
    """Check that marks lie inside the text, nest properly, stand outermost first, and never inside their own kind."""
    _only_marks(owner, attribute, value)
    around: list[Mark] = []
    previous = None
    for index, mark in enumerate(owner.marks):
        if mark.stop > len(owner.text):
            raise _wrong(
                owner,
                attribute,
                f"[{index}] ends at {mark.stop}, after the text's {len(owner.text)} characters",
            )
        if previous and (mark.start, -mark.stop) < (previous.start, -previous.stop):
            raise _wrong(
                owner,
                attribute,
                f"[{index}] belongs before the mark in front of it: outermost and first come first",
            )
        while around and around[-1].stop <= mark.start:
            around.pop()
        if around and mark.stop > around[-1].stop:
            raise _wrong(owner, attribute, f"[{index}] overlaps the mark around its start without lying inside it")
        if around and any(outer.kind == mark.kind for outer in around):
            raise _wrong(owner, attribute, f"[{index}] lies inside another {mark.kind}")
        around.append(mark)
        previous = mark


@define(frozen=True)
class Paragraph:
    """A paragraph with marks. A paragraph without any is a plain `str`, and becomes one in a body or a list."""

    text: str = field(validator=_text)
    """The words, clean text. NewsML-G2, ninjs, NITF: `p`; schema.org: part of `articleBody`."""

    marks: tuple[Mark, ...] = field(default=(), converter=_mark_tuple, validator=_marks)
    """Links and emphasis, outermost first. NewsML-G2, ninjs, NITF: inline elements of the `p`; schema.org: –."""


@define(frozen=True)
class Subhead:
    """A sub-head (crosshead): a line inside the story that heads what follows it."""

    text: str = field(validator=_text)
    """The words, clean text. NewsML-G2, ninjs: `h2` to `h6` of the body; NITF: `hl2`; schema.org: part of
    `articleBody`."""

    marks: tuple[Mark, ...] = field(default=(), converter=_mark_tuple, validator=_marks)
    """Links and emphasis, outermost first. NewsML-G2, ninjs, NITF: inline elements; schema.org: –."""

    level: int = field(default=1, kw_only=True, validator=_whole(1, 5))
    """Depth, 1 to 5. NewsML-G2, ninjs: 1 is `h2`, 5 is `h6`; NITF: `hl2@class`; schema.org: –."""


@define(frozen=True)
class Quote:
    """A paragraph set apart as a quotation (block quote)."""

    text: str = field(validator=_text)
    """The words, clean text. NewsML-G2, ninjs: `blockquote`; NITF: `bq`; schema.org: part of `articleBody`."""

    marks: tuple[Mark, ...] = field(default=(), converter=_mark_tuple, validator=_marks)
    """Links and emphasis, outermost first. NewsML-G2, ninjs, NITF: inline elements; schema.org: –."""


def _plain(block: Any) -> Any:
    return block.text if isinstance(block, Paragraph) and block.marks == () else block


def _items(value: Iterable[str | Paragraph]) -> tuple[str | Paragraph, ...]:
    items = _tuple(value)
    return tuple(map(_plain, items)) if isinstance(items, tuple) else items


def _not_empty(owner: object, attribute: _Field, value: tuple[object, ...]) -> None:
    if not value:
        raise _wrong(owner, attribute, "is empty")


@define(frozen=True)
class ListBlock:
    """A list of short texts: bullets, or numbered in order."""

    items: tuple[str | Paragraph, ...] = field(converter=_items, validator=[_all(str, Paragraph), _not_empty])
    """The entries, at least one. NewsML-G2, ninjs, NITF: `li`; schema.org: part of `articleBody`."""

    ordered: bool = field(default=False, validator=_flag)
    """Whether the entries are numbered. NewsML-G2, ninjs, NITF: `ol` instead of `ul`; schema.org: –."""

    @property
    def text(self) -> str:
        """The entries' plain text, one a line."""
        return "\n".join(map(plain_text, self.items))


def _cells(owner: object, attribute: _Field, value: object) -> None:
    rows = _sequence(owner, attribute, value)
    for number, row in enumerate(rows):
        if not isinstance(row, tuple):
            raise _wrong(owner, attribute, f"[{number}] is {_kind(row)} where a sequence belongs")
        if not row or len(row) != len(_sequence(owner, attribute, rows[0])):
            raise _wrong(
                owner,
                attribute,
                f"[{number}] has {len(row)} cells: rows have all the same number, at least one",
            )
        for place, cell in enumerate(row):
            if not isinstance(cell, str):
                raise _wrong(owner, attribute, f"[{number}][{place}] is {_kind(cell)}, not text")
            if cell and (problem := fault(cell)):
                raise _wrong(owner, attribute, f"[{number}][{place}] {problem}")


@define(frozen=True)
class Table:
    """A table of plain cells, rectangular: results, prices, a timetable."""

    rows: tuple[tuple[str, ...], ...] = field(converter=_rows, validator=[_cells, _not_empty])
    """The rows, each of as many cells; a cell is clean text or empty. NewsML-G2, ninjs, NITF: `tr`; schema.org: –."""

    header_rows: int = field(default=0, validator=_whole(0))
    """How many rows at the top are headings. NewsML-G2, ninjs, NITF: `th` instead of `td`; schema.org: –."""

    def __attrs_post_init__(self) -> None:
        if self.header_rows > len(self.rows):
            raise ModelError(f"Table.header_rows is {self.header_rows}, more than the {len(self.rows)} rows")

    @property
    def text(self) -> str:
        """The cells' text, tabs between cells, one row a line."""
        return "\n".join("\t".join(row) for row in self.rows)


def _is_preformatted(owner: object, attribute: _Field, value: object) -> None:
    if not isinstance(value, str):
        raise _wrong(owner, attribute, f"is {_kind(value)}, not text")
    if problem := preformatted_fault(value):
        raise _wrong(owner, attribute, problem)


@define(frozen=True)
class Preformatted:
    """Text whose line breaks and spaces carry meaning: a fixed-width table, a poem."""

    text: str = field(validator=_is_preformatted)
    """Any text that XML can hold, without CR. NewsML-G2, ninjs: `pre`; NITF: `pre`; schema.org: part of
    `articleBody`."""


Block: TypeAlias = str | Paragraph | Subhead | Quote | ListBlock | Table | Preformatted
"""One piece of a body. A plain paragraph is a plain `str`."""


def plain_text(block: Block) -> str:
    """Give a block's words without its marks: list items and table rows one a line, cells parted by tabs."""
    return block if isinstance(block, str) else block.text


# --- people, topics, rights ---


@define(frozen=True)
class Source:
    """A party the news comes from: publisher, agency, author, photographer."""

    name: str = field(validator=_text)
    """The party's name as printed. NewsML-G2: `name` of provider, creator, infoSource; ninjs: `infoSources[].name`,
    `people[].name`; NITF: `org`, `person`, `pubdata@name`; schema.org: `author.name`, `publisher.name`."""

    role: str | None = field(default=None, validator=_optional(_is_role))
    """What the party did: publisher, agency, author, photographer, institution, distributor or another word of small
    letters and hyphens. NewsML-G2: provider, or `@role` in `cpprole:`; ninjs: `infoSources[].role`, `people[].rel`;
    NITF: the element, `@class`; schema.org: the property."""

    uri: str | None = field(default=None, kw_only=True, validator=_optional(_is_uri))
    """Identifier of the party, a URI. NewsML-G2: `@uri`; ninjs: `infoSources[].uri`; NITF: `@value`; schema.org:
    `@id` or `url`."""


@define(frozen=True)
class Subject:
    """A topic the article is about."""

    name: str = field(validator=_text)
    """The topic's name. NewsML-G2: `subject/name`; ninjs: `subjects[].name`; NITF: `tobject.subject`; schema.org:
    `about`."""

    uri: str | None = field(default=None, validator=_optional(_is_uri))
    """Identifier of the topic, such as an IPTC Media Topic. NewsML-G2: `subject@uri`; ninjs: `subjects[].uri`; NITF:
    `tobject.subject.refnum`; schema.org: `about.@id`."""


@define(frozen=True)
class Rights:
    """Who owns the text and what may be done with it; at least one of the three is given."""

    holder: str | None = field(default=None, validator=_optional(_text))
    """Owner of the copyright. NewsML-G2: `rightsInfo/copyrightHolder`; ninjs: `copyrightHolder`; NITF:
    `doc.copyright@holder`; schema.org: `copyrightHolder`."""

    notice: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """The printed notice («© 2026 …»). NewsML-G2: `rightsInfo/copyrightNotice`; ninjs: `copyrightNotice`; NITF:
    `rights`; schema.org: `copyrightNotice`."""

    terms: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """What users may do. NewsML-G2: `rightsInfo/usageTerms`; ninjs: `usageTerms`; NITF: `rights.limitations`;
    schema.org: `usageInfo`."""

    def __attrs_post_init__(self) -> None:
        if self.holder is self.notice is self.terms is None:
            raise ModelError("Rights without holder, notice and terms says nothing: leave Article.rights out")


def _is_rights(owner: object, attribute: _Field, value: object) -> None:
    if not isinstance(value, Rights):
        raise _wrong(owner, attribute, f"is {_kind(value)}, not Rights")


# --- captions and articles ---


@define(frozen=True)
class Caption:
    """The words under a picture. The picture itself is not in the model, only its address if that is known."""

    text: str | None = field(default=None, validator=_optional(_text))
    """What the picture shows, without the trailing credit; `None` if only the credit is printed. NewsML-G2:
    `figcaption` and `partMeta/description`; ninjs: `associations[].descriptions[]`; NITF: `media-caption`;
    schema.org: `image.caption`."""

    credit: str | None = field(default=None, validator=_optional(_text))
    """The picture's credit line as printed, without its outer brackets («AFP/Ann Example»). NewsML-G2:
    `partMeta/creditline`; ninjs: `associations[].by`; NITF: `media-producer`; schema.org: `image.creditText`."""

    sources: tuple[Source, ...] = field(default=(), kw_only=True, converter=_sources, validator=_all(Source))
    """The parties of the credit, or of a lead such as «A photo released by X shows». NewsML-G2: `partMeta/creator`;
    ninjs: `associations[].infoSources`; NITF: `media-producer/org`, `/person`; schema.org: `image.creator`."""

    anchor: int | None = field(default=None, kw_only=True, validator=_optional(_whole(0)))
    """Index of the body block that the picture is printed before, up to the number of blocks (after the last); `None`
    for the lead picture's. NewsML-G2, ninjs, NITF: the place of `figure` or `media` in the body; schema.org: –."""

    url: str | None = field(default=None, kw_only=True, validator=_optional(_is_uri))
    """Address of the picture, a URI. NewsML-G2: `img@src`; ninjs: `associations[].renditions[].href`; NITF:
    `media-reference@source`; schema.org: `image.url`."""

    def __attrs_post_init__(self) -> None:
        if self.text is self.credit is None:
            raise ModelError("Caption has neither text nor credit")


_BLOCKS = (str, Paragraph, Subhead, Quote, ListBlock, Table, Preformatted)


def _blocks(value: Iterable[Block]) -> tuple[Block, ...]:
    body = _tuple(value)
    if isinstance(body, tuple) and Paragraph in map(type, body):
        return tuple(map(_plain, body))
    return body


def _body(owner: object, attribute: _Field, value: object) -> None:
    for index, block in enumerate(_sequence(owner, attribute, value)):
        if isinstance(block, str):
            if problem := fault(block):
                raise _wrong(owner, attribute, f"[{index}] {problem}")
        elif not isinstance(block, _BLOCKS):
            raise _wrong(owner, attribute, f"[{index}] is {_kind(block)}, not a block")


def _reading_order(owner: Any, attribute: _Field, value: tuple[Caption, ...]) -> None:
    """Check that lead captions come first, then the others by anchor, and that each anchor lies in the body."""
    reached = -1
    for index, caption in enumerate(value):
        anchor = -1 if caption.anchor is None else caption.anchor
        if anchor < reached:
            raise _wrong(
                owner,
                attribute,
                f"[{index}] comes after one that is printed later: captions stand in reading order",
            )
        if anchor > len(owner.body):
            raise _wrong(
                owner,
                attribute,
                f"[{index}].anchor is {anchor}, more than the body's {len(owner.body)} blocks",
            )
        reached = anchor


@define(frozen=True)
class Article:
    """One news story: its lines, its body, its captions, and what is known about it."""

    headline: str | None = field(default=None, validator=_optional(_text))
    """The headline; `None` where none is printed. NewsML-G2: `contentMeta/headline`; ninjs: `headlines[main]`; NITF:
    `hedline/hl1`; schema.org: `headline`."""

    body: tuple[Block, ...] = field(default=(), converter=_blocks, validator=_body)
    """The story, block by block. NewsML-G2: `contentSet/inlineXML`; ninjs: `bodies[]`; NITF: `body.content`;
    schema.org: `articleBody`."""

    captions: tuple[Caption, ...] = field(
        default=(), kw_only=True, converter=_captions, validator=[_all(Caption), _reading_order]
    )
    """The picture captions in reading order, the lead picture's first. NewsML-G2: `figure` with its `partMeta`;
    ninjs: `associations[]`; NITF: `media`; schema.org: `image`."""

    sources: tuple[Source, ...] = field(default=(), kw_only=True, converter=_sources, validator=_all(Source))
    """The parties the story comes from. NewsML-G2: `provider`, `creator`, `infoSource`; ninjs: `infoSources`,
    `people`; NITF: `pubdata`, `byline/person`, `revision-history`, `distributor`; schema.org: `publisher`, `author`,
    `sourceOrganization`."""

    deck: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """The deck (standfirst, sub-headline) between headline and story. NewsML-G2: second `headline` with a role;
    ninjs: `headlines[sub]`; NITF: `hedline/hl2`; schema.org: `alternativeHeadline`."""

    summary: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """An abstract that is not printed with the story. NewsML-G2: `description` (`drol:summary`); ninjs:
    `descriptions[summary]`; NITF: `abstract`; schema.org: `description`."""

    slugline: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """The desk's working name for the story. NewsML-G2: `slugline`; ninjs: `slugline`; NITF: `du-key@key`;
    schema.org: –."""

    byline: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """The printed line that names the writers («By Ann Example»). NewsML-G2: `by`; ninjs: `by`; NITF: `byline`;
    schema.org: –."""

    dateline: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """The printed line that names place and source of the report («CAIRO (Example Wire) —»). NewsML-G2: `dateline`;
    ninjs: –; NITF: `dateline`; schema.org: `dateline`."""

    places: tuple[str, ...] = field(default=(), kw_only=True, converter=_strings, validator=_texts)
    """Where the story was reported from. NewsML-G2: `located`; ninjs: `located`, `places[]`; NITF:
    `dateline/location`; schema.org: `locationCreated`."""

    section: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """The section of the paper or site. NewsML-G2: `subject` (`cpnat:abstract`); ninjs: `subjects[section]`; NITF:
    `pubdata@position.section`; schema.org: `articleSection`."""

    keywords: tuple[str, ...] = field(default=(), kw_only=True, converter=_strings, validator=_texts)
    """Words to find the story by. NewsML-G2: `keyword`; ninjs: `subjects[keyword]`; NITF: `key-list/keyword`;
    schema.org: `keywords`."""

    subjects: tuple[Subject, ...] = field(default=(), kw_only=True, converter=_subjects, validator=_all(Subject))
    """Topics, from a vocabulary or free. NewsML-G2: `subject`; ninjs: `subjects[]`; NITF: `tobject.subject`;
    schema.org: `about`."""

    language: str | None = field(default=None, kw_only=True, validator=_optional(_is_language))
    """Language of the text, a BCP 47 tag («ar», «en-GB»). NewsML-G2: `language@tag` and `xml:lang`; ninjs:
    `language`; NITF: `xml:lang`; schema.org: `inLanguage`."""

    credit: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """The credit line of the text, as it has to be printed. NewsML-G2: `contentMeta/creditline`; ninjs:
    `descriptions[creditline]`; NITF: `tagline`; schema.org: `creditText`."""

    published: datetime | date | None = field(
        default=None,
        kw_only=True,
        converter=_fixed_or_date,
        validator=_optional(_moment_or_date),
        eq=_printed,
    )
    """When it was published: a moment with its offset from UTC, or the bare date where no zone is printed. NewsML-G2:
    `contentCreated`; ninjs: `contentCreated`; NITF: `date.issue`; schema.org: `datePublished`."""

    modified: datetime | None = field(
        default=None, kw_only=True, converter=_fixed, validator=_optional(_moment), eq=_printed
    )
    """When this version was made. NewsML-G2: `versionCreated`; ninjs: `versionCreated`; NITF:
    `revision-history@norm`; schema.org: `dateModified`."""

    embargoed: datetime | None = field(
        default=None, kw_only=True, converter=_fixed, validator=_optional(_moment), eq=_printed
    )
    """Until when nobody may publish it. NewsML-G2: `embargoed`; ninjs: `embargoedUntil`; NITF: `date.release`;
    schema.org: –."""

    urgency: int | None = field(default=None, kw_only=True, validator=_optional(_whole(1, 9)))
    """Editorial urgency, 1 (flash) to 9. NewsML-G2: `urgency`; ninjs: `urgency`; NITF: `urgency@ed-urg`; schema.org:
    –."""

    status: Status = field(default="usable", kw_only=True, validator=_one_of(*get_args(Status)))
    """Whether it may be used. NewsML-G2: `pubStatus`; ninjs: `pubStatus`; NITF: `docdata@management-status`;
    schema.org: `creativeWorkStatus`."""

    editorial_note: str | None = field(default=None, kw_only=True, validator=_optional(_text))
    """A note to editors, not for print. NewsML-G2: `edNote`; ninjs: `edNote`; NITF: `ed-msg@info`; schema.org: –."""

    rights: Rights | None = field(default=None, kw_only=True, validator=_optional(_is_rights))
    """Copyright and terms of use. NewsML-G2: `rightsInfo`; ninjs: `rightsInfo`; NITF: `rights`, `doc.copyright`;
    schema.org: `copyrightHolder`, `copyrightNotice`."""

    url: str | None = field(default=None, kw_only=True, validator=_optional(_is_uri))
    """Canonical address of the page, a URI. NewsML-G2: `link` and `altId`; ninjs: `altIds[]`; NITF: `pubdata@ex-ref`;
    schema.org: `url`."""

    id: str | None = field(default=None, kw_only=True, validator=_optional(_is_id))
    """The item's identifier, the same for all its versions; any clean text without white space. NewsML-G2: `@guid`;
    ninjs: `uri`; NITF: `doc-id@id-string`; schema.org: `@id`, `identifier`."""

    version: int = field(default=1, kw_only=True, validator=_whole(1, MAX_VERSION))
    """Number of this version, from 1. NewsML-G2: `@version`; ninjs: `version`; NITF: `du-key@version`; schema.org:
    `version`."""

    @property
    def text(self) -> str:
        """The body's plain text, blocks parted by blank lines."""
        return "\n\n".join(map(plain_text, self.body))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The plain text of the body's paragraphs and quotes; not of sub-heads, lists, tables and preformatted text."""
        return tuple(plain_text(block) for block in self.body if isinstance(block, (str, Paragraph, Quote)))

    @property
    def publisher(self) -> Source | None:
        """The first source with the role `publisher`."""
        return next((source for source in self.sources if source.role == "publisher"), None)

    @property
    def authors(self) -> tuple[Source, ...]:
        """The sources with the role `author`, in order."""
        return tuple(source for source in self.sources if source.role == "author")
