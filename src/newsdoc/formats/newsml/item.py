"""One item of a NewsML-G2 document between choosing and joining: its article so far, its pictures, its references."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import define, field

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.newsml.pictures import Picture
from newsdoc.formats.newsml.references import Wanted
from newsdoc.model import Block, Link, Source, Subject, plain_text

__all__ = ["Item", "codes_of", "nameless_of", "texts_of"]

_NO_TEXT = {"id", "language", "status", "url"}


@define(eq=False)
class Item:
    """An item, with what other items have to know of it."""

    builder: ArticleBuilder
    is_package: bool
    guid: str | None = None
    """The name by which other items refer to it; the article may have no id all the same."""
    is_media: bool = False
    """True for a picture, a video or the like, without a text of its own."""
    is_reported: bool = field(kw_only=True)
    """True if reports are wanted; else texts that are left out are not collected."""
    pictures: list[Picture] = field(factory=list)
    index: dict[tuple[str, str], list[Picture]] = field(factory=dict)
    """The pictures by key, address and words, once another item is to be joined."""
    wanted: list[Wanted] = field(factory=list)
    is_alone: bool = True
    """True if none of the items that it refers to was found."""
    is_skipped: bool = False
    """True if it becomes no article, though its notes are reported."""

    @property
    def has_content(self) -> bool:
        """True if it has a text or a picture of its own."""
        return bool(self.pictures or self.builder.fields["body"])


def texts_of(item: Item) -> Iterator[str]:
    """Yield every text that the article of an item will show."""
    builder = item.builder
    for name, value in builder.fields.items():
        if isinstance(value, str) and name not in _NO_TEXT:
            yield value
        elif isinstance(value, tuple):
            yield from map(_text_of, value)
    yield from (link.url for link in builder.fields.get("links", ()) if link.url)
    yield from builder.rights.values()
    for source in builder.sources:
        yield source.name
        if source.uri and source.uri.startswith("mailto:"):
            yield source.uri.removeprefix("mailto:")
    for picture in item.pictures:
        yield from filter(None, (picture.text, picture.credit, *(source.name for source in picture.sources)))


def codes_of(item: Item) -> Iterator[str]:
    """Yield the codes of topics and genres without their schemes: `edi` of `svc:edi`, which a short name repeats."""
    for name in ("subjects", "genres"):
        for each in item.builder.fields.get(name, ()):
            yield (each.code or "").rpartition(":")[2]
            yield (each.uri or "").rpartition("/")[2]


def nameless_of(item: Item) -> Iterator[str]:
    """Yield the codes of topics and genres that have no name, only a code."""
    for name in ("subjects", "genres"):
        yield from (each.code for each in item.builder.fields.get(name, ()) if each.code == each.name)


def _text_of(part: str | Source | Subject | Link | Block) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Link):
        return part.title
    return part.name if isinstance(part, Source | Subject) else plain_text(part)
