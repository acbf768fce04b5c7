"""What is read of a ninjs object, before anything is chosen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from attrs import define, field

from newsdoc.formats import residual
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.choose import Line
from newsdoc.formats.json.values import Values, listed
from newsdoc.formats.ninjs.body import Rendition
from newsdoc.formats.pictures import is_picture_file
from newsdoc.model import Link, Source, Subject

__all__ = ["Entry", "Parsed", "entries_of"]

Entry: TypeAlias = dict[str, object]
"""An object in a list, with keys in small letters."""

_RECORDINGS = ("audio", "video")


@define(eq=False)
class Parsed:
    """The values of an object's properties; of several headlines, texts and times none is chosen yet."""

    values: Values
    """Its builder has the texts of fields with one property."""
    path: str = "$"
    """The place of the object: the item itself, or one of its associations."""
    type: str = ""
    said: dict[str, str] = field(factory=dict)
    """The identifiers `id` and `link`, the `status`, the `title`, the place `located`, and the addresses `url` and
    `page`."""
    raw: dict[str, tuple[object, str]] = field(factory=dict)
    """Times, numbers and words by field, unchanged, each with the name of its property."""
    headlines: list[Line] = field(factory=list)
    descriptions: list[Line] = field(factory=list)
    renditions: list[Rendition] = field(factory=list)
    residual: dict[str, residual.Entry] = field(factory=dict)
    """The entries of newsdoc's writer, by their paths."""
    stored: list[dict[str, object]] = field(factory=list)
    """Whole fields of an article that newsdoc's writer has stored for version 1.5."""
    sources: list[Source] = field(factory=list)
    people: list[Source] = field(factory=list)
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    sections: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    genres: list[Subject] = field(factory=list)
    links: list[Link] = field(factory=list)
    associations: list[tuple[str, object]] = field(factory=list)
    urls: list[tuple[int, str, str]] = field(factory=list)
    """Width, address and media type of each rendition."""

    @property
    def builder(self) -> ArticleBuilder:
        """The builder of the article, or of an association."""
        return self.values.builder

    def texts(self, value: object, where: str) -> Iterator[str]:
        """Yield each text of a value that is one or several."""
        for each in listed(value):
            if text := self.values.text(each, where):
                yield text

    def addresses(self) -> list[str]:
        """Return the addresses of the object's pictures, the widest first; note those of films and sounds."""
        found = []
        for _, url, kind in sorted(self.urls, key=lambda each: -each[0]):
            if kind.startswith(_RECORDINGS) or (not kind and self.type in _RECORDINGS and not is_picture_file(url)):
                self.builder.dropped("the address of a recording", url)
            else:
                found.append(url)
        return found


def entries_of(parsed: Parsed, value: object, where: str, bare: str) -> Iterator[Entry]:
    """Return the objects of a list, with keys in small letters; a bare text is the member `bare` of one."""
    for each in listed(value):
        if isinstance(each, str):
            yield {bare: each}
        else:
            yield {name.lower(): value for name, value in parsed.values.members(each, where).items()}
