"""Pictures of an item: the figures of its body, the parts that describe them, and the picture that an item is."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import define

from newsdoc.formats.newsml.unread import Unread
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Source

__all__ = ["Picture", "join_parts", "pictures_of"]


@define(eq=False)
class Picture:
    """A caption before it is built: a picture's words so far, and the names by which it is referred to."""

    text: str | None = None
    credit: str | None = None
    url: str | None = None
    anchor: int | None = None
    keys: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    line: int | None = None
    is_joined: bool = False
    """True if an item of its own has been joined to it."""

    def complete(self, other: Picture) -> None:
        """Take from another description of the picture what this one does not say."""
        self.text = self.text or other.text
        self.credit = self.credit or other.credit
        self.url = self.url or other.url
        self.sources = self.sources or other.sources


def pictures_of(figures: Iterable[Figure]) -> list[Picture]:
    """Return the pictures of a body."""
    return [Picture(each.text, each.credit, each.url, each.anchor, each.keys, (), each.line) for each in figures]


def join_parts(pictures: list[Picture], parts: list[Picture], unread: Unread) -> None:
    """Join parts to the figures they name, whose own words win; a part that names none is a caption.

    `<partMeta contentrefs="fig1"><creditline>Bay Post</creditline></partMeta>` describes `<figure id="fig1">`.
    """
    by_key = {key: picture for picture in pictures for key in picture.keys}
    for part in parts:
        figures = [by_key[key] for key in part.keys if key in by_key]
        for figure in figures:
            if unread.is_reported:
                _keep_unread(part, figure, unread)
            figure.complete(part)
        if not figures and (part.text or part.credit):
            pictures.append(part)


def _keep_unread(part: Picture, figure: Picture, unread: Unread) -> None:
    """Keep what a part says otherwise than the figure that it describes."""
    said = [(part.text, figure.text), (part.credit, figure.credit)]
    if part.sources and figure.sources and part.sources != figure.sources:
        said += [(source.name, "") for source in part.sources]
    for text, shown in said:
        if text and shown is not None and text != shown:
            unread.add("what is said of a part", text, part.line)
