"""The document model: articles, captions and sources, independent of any format.

All types are frozen, hashable and comparable by meaning; they hold no raw text, no positions and no format's quirks.
Constructors check their values and raise `ModelError`, which names the field and shows the place. A sequence may be
given as any iterable but a bare `str`; it is kept as a tuple.

The docstring of a field is its meaning to a journalist. The mapping table of a format has its place in the standard.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal, TypeAlias, get_args

from attrs import define, field

from newsdoc.checks import (
    LANGUAGE_PATTERN,
    MAX_VERSION,
    URI_PATTERN,
    Field,
    all_of,
    are_texts,
    as_printed,
    is_flag,
    is_id,
    is_language,
    is_link,
    is_moment,
    is_moment_or_date,
    is_role,
    is_text,
    is_uri,
    kind_of,
    not_empty,
    one_of,
    optional,
    sequence,
    to_rows,
    to_tuple,
    whole,
    with_fixed_offset,
    with_fixed_offset_or_date,
    wrong,
)
from newsdoc.display import Displayed, article_html
from newsdoc.errors import ModelError
from newsdoc.text import problem_with, problem_with_preformatted

__all__ = [
    "LANGUAGE_PATTERN",
    "MAX_VERSION",
    "URI_PATTERN",
    "Article",
    "Block",
    "Caption",
    "Link",
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

MarkKind: TypeAlias = Literal["link", "strong", "emphasis"]
"""The kinds of marks: a link, strong (bold) or emphasis (italic)."""

Status: TypeAlias = Literal["usable", "withheld", "canceled"]
"""IPTC's publishing statuses (`stat:`): usable, withheld until further notice, canceled («kill»)."""


def _strings(value: Iterable[str]) -> tuple[str, ...]:
    return to_tuple(value)


def _sources(value: Iterable[Source]) -> tuple[Source, ...]:
    return to_tuple(value)


def _subjects(value: Iterable[Subject]) -> tuple[Subject, ...]:
    return to_tuple(value)


def _links(value: Iterable[Link]) -> tuple[Link, ...]:
    return to_tuple(value)


def _captions(value: Iterable[Caption]) -> tuple[Caption, ...]:
    return to_tuple(value)


def _mark_tuple(value: Iterable[Mark]) -> tuple[Mark, ...]:
    return to_tuple(value)


# --- marks and blocks ---


@define(frozen=True, repr=False)
class Mark(Displayed):
    """A stretch of a block's text that is a link, strong or emphasised, as positions beside the text."""

    kind: MarkKind = field(validator=one_of(*get_args(MarkKind)))
    """The kind of the mark."""

    start: int = field(validator=whole(0))
    """Index of the first character, counted in code points from 0."""

    stop: int = field(validator=whole(1))
    """Index after the last character, greater than `start`."""

    href: str | None = field(default=None, validator=optional(is_link))
    """The target of a link, a URI but never `javascript:`, `vbscript:` or `data:`; other marks have none."""

    def __attrs_post_init__(self) -> None:
        if self.stop <= self.start:
            raise ModelError(f"Mark.stop is {self.stop}, not after Mark.start, {self.start}", field="stop")
        if (self.href is None) == (self.kind == "link"):
            raise ModelError(
                f"Mark.href is {'missing from a link' if self.kind == 'link' else 'for links only'}", field="href"
            )


_only_marks = all_of(Mark)


def _marks(owner: Any, attribute: Field, value: object) -> None:
    """Check that marks lie inside the text, nest properly, outermost first, and never inside their own kind."""
    _only_marks(owner, attribute, value)
    around: list[Mark] = []
    previous = None
    for index, mark in enumerate(owner.marks):
        if mark.stop > len(owner.text):
            raise wrong(
                owner,
                attribute,
                f"[{index}] ends at {mark.stop}, after the text's {len(owner.text)} characters",
            )
        if previous and (mark.start, -mark.stop) < (previous.start, -previous.stop):
            raise wrong(
                owner,
                attribute,
                f"[{index}] belongs before the mark in front of it: outermost and first come first",
            )
        while around and around[-1].stop <= mark.start:
            around.pop()
        if around and mark.stop > around[-1].stop:
            raise wrong(owner, attribute, f"[{index}] overlaps the mark around its start without lying inside it")
        if around and any(outer.kind == mark.kind for outer in around):
            raise wrong(owner, attribute, f"[{index}] lies inside another {mark.kind}")
        around.append(mark)
        previous = mark


@define(frozen=True, repr=False)
class Paragraph(Displayed):
    """A paragraph with marks. In a body or a list, a paragraph without marks becomes a plain `str`."""

    text: str = field(validator=is_text)
    """The words, clean text."""

    marks: tuple[Mark, ...] = field(default=(), converter=_mark_tuple, validator=_marks)
    """Links and emphasis, outermost first."""


@define(frozen=True, repr=False)
class Subhead(Displayed):
    """A sub-head (crosshead): a line inside the story that heads what follows it."""

    text: str = field(validator=is_text)
    """The words, clean text."""

    marks: tuple[Mark, ...] = field(default=(), converter=_mark_tuple, validator=_marks)
    """Links and emphasis, outermost first."""

    level: int = field(default=1, kw_only=True, validator=whole(1, 5))
    """Depth, 1 to 5."""


@define(frozen=True, repr=False)
class Quote(Displayed):
    """A paragraph set apart as a quotation (block quote)."""

    text: str = field(validator=is_text)
    """The words, clean text."""

    marks: tuple[Mark, ...] = field(default=(), converter=_mark_tuple, validator=_marks)
    """Links and emphasis, outermost first."""


def _plain(block: Any) -> Any:
    return block.text if isinstance(block, Paragraph) and block.marks == () else block


def _items(value: Iterable[str | Paragraph]) -> tuple[str | Paragraph, ...]:
    items = to_tuple(value)
    return tuple(map(_plain, items)) if isinstance(items, tuple) else items


@define(frozen=True, repr=False)
class ListBlock(Displayed):
    """A list of short texts: bullets, or numbered in order."""

    items: tuple[str | Paragraph, ...] = field(converter=_items, validator=[all_of(str, Paragraph), not_empty])
    """The entries, at least one."""

    ordered: bool = field(default=False, validator=is_flag)
    """True for a numbered list."""

    @property
    def text(self) -> str:
        """The entries' plain text, one a line."""
        return "\n".join(map(plain_text, self.items))


def _cells(owner: object, attribute: Field, value: object) -> None:
    rows = sequence(owner, attribute, value)
    for number, row in enumerate(rows):
        if not isinstance(row, tuple):
            raise wrong(owner, attribute, f"[{number}] is {kind_of(row)} where a sequence belongs")
        if not row or len(row) != len(sequence(owner, attribute, rows[0])):
            raise wrong(
                owner,
                attribute,
                f"[{number}] has {len(row)} cells: all rows have the same number, at least one",
            )
        for place, cell in enumerate(row):
            if not isinstance(cell, str):
                raise wrong(owner, attribute, f"[{number}][{place}] is {kind_of(cell)}, not text")
            if cell and (problem := problem_with(cell)):
                raise wrong(owner, attribute, f"[{number}][{place}] {problem}")


@define(frozen=True, repr=False)
class Table(Displayed):
    """A table of plain cells, rectangular: results, prices, a timetable."""

    rows: tuple[tuple[str, ...], ...] = field(converter=to_rows, validator=[_cells, not_empty])
    """The rows, each of as many cells; a cell is clean text or empty."""

    header_rows: int = field(default=0, validator=whole(0))
    """Number of rows at the top that are headings."""

    def __attrs_post_init__(self) -> None:
        if self.header_rows > len(self.rows):
            raise ModelError(
                f"Table.header_rows is {self.header_rows}, more than the {len(self.rows)} rows", field="header_rows"
            )

    @property
    def text(self) -> str:
        """The cells' text, tabs between cells, one row a line."""
        return "\n".join("\t".join(row) for row in self.rows)


def _is_preformatted(owner: object, attribute: Field, value: object) -> None:
    if not isinstance(value, str):
        raise wrong(owner, attribute, f"is {kind_of(value)}, not text")
    if problem := problem_with_preformatted(value):
        raise wrong(owner, attribute, problem)


@define(frozen=True, repr=False)
class Preformatted(Displayed):
    """Text whose line breaks and spaces have a meaning: a fixed-width table, a poem."""

    text: str = field(validator=_is_preformatted)
    """Any text that XML can hold, without CR."""


Block: TypeAlias = str | Paragraph | Subhead | Quote | ListBlock | Table | Preformatted
"""One piece of a body. A plain paragraph is a plain `str`."""


def plain_text(block: Block) -> str:
    """Return a block's words without its marks: list items and table rows one a line, tabs between cells."""
    return block if isinstance(block, str) else block.text


# --- people, topics, rights ---


@define(frozen=True, repr=False)
class Source(Displayed):
    """A party the news comes from: publisher, agency, author, photographer."""

    name: str = field(validator=is_text)
    """The party's name as printed."""

    role: str | None = field(default=None, validator=optional(is_role))
    """The role of the party: publisher, agency, author, photographer, institution, distributor or another word of small
    letters and hyphens."""

    uri: str | None = field(default=None, kw_only=True, validator=optional(is_uri))
    """Identifier of the party, a URI."""

    code: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The feed's own name for the party, as written («nprov:REUTERS»), where the address of its scheme is not known."""


@define(frozen=True, repr=False)
class Subject(Displayed):
    """A topic the article is about, or a genre it belongs to."""

    name: str = field(validator=is_text)
    """The topic's name."""

    uri: str | None = field(default=None, validator=optional(is_uri))
    """Identifier of the topic, such as an IPTC Media Topic."""

    code: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The feed's own name for the topic, as written («subj:04000000»), where the address of its scheme is not known."""


@define(frozen=True, repr=False)
class Link(Displayed):
    """Another story or page that the article refers its readers to: a title, and an address or an identifier."""

    title: str = field(validator=is_text)
    """The printed title of the link."""

    url: str | None = field(default=None, validator=optional(is_link))
    """Its address, a URI but never `javascript:`, `vbscript:` or `data:`."""

    id: str | None = field(default=None, kw_only=True, validator=optional(is_id))
    """Identifier of the item it leads to, as in `Article.id`."""

    def __attrs_post_init__(self) -> None:
        if self.url is self.id is None:
            raise ModelError("Link has neither url nor id; give one of them")


@define(frozen=True, repr=False)
class Rights(Displayed):
    """The owner of the text and its permitted uses; at least one of the three fields is given."""

    holder: str | None = field(default=None, validator=optional(is_text))
    """Owner of the copyright."""

    notice: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The printed notice («© 2026 …»)."""

    terms: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The permitted uses."""

    def __attrs_post_init__(self) -> None:
        if self.holder is self.notice is self.terms is None:
            raise ModelError("Rights has no holder, notice or terms; give one of them, or leave Article.rights out")


def _is_rights(owner: object, attribute: Field, value: object) -> None:
    if not isinstance(value, Rights):
        raise wrong(owner, attribute, f"is {kind_of(value)}, not Rights")


# --- captions and articles ---


@define(frozen=True, repr=False)
class Caption(Displayed):
    """The words under a picture, and its address. A picture without words is an address alone."""

    text: str | None = field(default=None, validator=optional(is_text))
    """The description of the picture, without the trailing credit; `None` if none is printed."""

    credit: str | None = field(default=None, validator=optional(is_text))
    """The picture's credit line as printed, without its outer brackets («AFP/Ann Example»)."""

    sources: tuple[Source, ...] = field(default=(), kw_only=True, converter=_sources, validator=all_of(Source))
    """The parties of the credit, or of a lead such as «A photo released by X shows»."""

    anchor: int | None = field(default=None, kw_only=True, validator=optional(whole(0)))
    """Index of the body block that the picture is printed before, up to the number of blocks (after the last); `None`
    for the lead picture's."""

    url: str | None = field(default=None, kw_only=True, validator=optional(is_uri))
    """Address of the picture, a URI."""

    def __attrs_post_init__(self) -> None:
        if self.text is self.credit is self.url is None:
            raise ModelError("Caption has no text, credit or url; give one of them")


_BLOCKS = (str, Paragraph, Subhead, Quote, ListBlock, Table, Preformatted)


def _blocks(value: Iterable[Block]) -> tuple[Block, ...]:
    body = to_tuple(value)
    if isinstance(body, tuple) and Paragraph in map(type, body):
        return tuple(map(_plain, body))
    return body


def _body(owner: object, attribute: Field, value: object) -> None:
    for index, block in enumerate(sequence(owner, attribute, value)):
        if isinstance(block, str):
            if problem := problem_with(block):
                raise wrong(owner, attribute, f"[{index}] {problem}")
        elif not isinstance(block, _BLOCKS):
            raise wrong(owner, attribute, f"[{index}] is {kind_of(block)}, not a block")


def _reading_order(owner: Any, attribute: Field, value: tuple[Caption, ...]) -> None:
    """Check that lead captions come first, then the others by anchor, and that each anchor lies in the body."""
    reached = -1
    for index, caption in enumerate(value):
        anchor = -1 if caption.anchor is None else caption.anchor
        if anchor < reached:
            raise wrong(
                owner,
                attribute,
                f"[{index}] comes after one that is printed later: captions are in reading order",
            )
        if anchor > len(owner.body):
            raise wrong(
                owner,
                attribute,
                f"[{index}].anchor is {anchor}, more than the body's {len(owner.body)} blocks",
            )
        reached = anchor


@define(frozen=True, repr=False)
class Article(Displayed):
    """One news story: its head, its body, its captions and its metadata."""

    headline: str | None = field(default=None, validator=optional(is_text))
    """The headline; `None` where none is printed."""

    body: tuple[Block, ...] = field(default=(), converter=_blocks, validator=_body)
    """The story, block by block."""

    captions: tuple[Caption, ...] = field(
        default=(), kw_only=True, converter=_captions, validator=[all_of(Caption), _reading_order]
    )
    """The picture captions in reading order, the lead picture's first."""

    sources: tuple[Source, ...] = field(default=(), kw_only=True, converter=_sources, validator=all_of(Source))
    """The parties the story comes from."""

    deck: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The deck (standfirst, sub-headline) between headline and story."""

    summary: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """An abstract that is not printed with the story."""

    slugline: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The desk's working name for the story."""

    byline: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The printed line that names the writers («By Ann Example»)."""

    dateline: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The printed line that names place and source of the report («CAIRO (Example Wire) —»)."""

    places: tuple[str, ...] = field(default=(), kw_only=True, converter=_strings, validator=are_texts)
    """Where the story was reported from."""

    section: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The section of the paper or site."""

    keywords: tuple[str, ...] = field(default=(), kw_only=True, converter=_strings, validator=are_texts)
    """Words to find the story by."""

    subjects: tuple[Subject, ...] = field(default=(), kw_only=True, converter=_subjects, validator=all_of(Subject))
    """Topics, from a vocabulary or free."""

    genres: tuple[Subject, ...] = field(default=(), kw_only=True, converter=_subjects, validator=all_of(Subject))
    """Kinds of the story: report, interview, obituary."""

    links: tuple[Link, ...] = field(default=(), kw_only=True, converter=_links, validator=all_of(Link))
    """Other stories and pages that the article refers its readers to."""

    language: str | None = field(default=None, kw_only=True, validator=optional(is_language))
    """Language of the text, a BCP 47 tag («ar», «en-GB»)."""

    credit: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """The credit line of the text, as it has to be printed."""

    published: datetime | date | None = field(
        default=None,
        kw_only=True,
        converter=with_fixed_offset_or_date,
        validator=optional(is_moment_or_date),
        eq=as_printed,
    )
    """When it was published: a moment with its offset from UTC, or the bare date where no zone is printed."""

    modified: datetime | None = field(
        default=None, kw_only=True, converter=with_fixed_offset, validator=optional(is_moment), eq=as_printed
    )
    """When this version was made."""

    embargoed: datetime | None = field(
        default=None, kw_only=True, converter=with_fixed_offset, validator=optional(is_moment), eq=as_printed
    )
    """The time before which the story may not be published."""

    urgency: int | None = field(default=None, kw_only=True, validator=optional(whole(1, 9)))
    """Editorial urgency, 1 (flash) to 9."""

    status: Status = field(default="usable", kw_only=True, validator=one_of(*get_args(Status)))
    """Permission to use the story."""

    editorial_note: str | None = field(default=None, kw_only=True, validator=optional(is_text))
    """A note to editors, not for print."""

    rights: Rights | None = field(default=None, kw_only=True, validator=optional(_is_rights))
    """Copyright and terms of use."""

    url: str | None = field(default=None, kw_only=True, validator=optional(is_uri))
    """Canonical address of the page, a URI."""

    id: str | None = field(default=None, kw_only=True, validator=optional(is_id))
    """The item's identifier, the same for all its versions; any clean text without white space."""

    version: int = field(default=1, kw_only=True, validator=whole(1, MAX_VERSION))
    """Number of this version, from 1."""

    @property
    def text(self) -> str:
        """The body's plain text, with a blank line between blocks."""
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

    def _repr_html_(self) -> str:
        """Return the article as a notebook shows it."""
        return article_html(self)
