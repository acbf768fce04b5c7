"""Join the pictures beside a document's text to the figures in the text that show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Source
from newsdoc.text import fold

__all__ = ["Picture", "add_captions"]


class Picture(NamedTuple):
    """A picture beside the text, with the names by which a figure may refer to it."""

    text: str | None
    credit: str | None
    sources: Sequence[Source] = ()
    urls: Sequence[str] = ()
    """Its addresses, the best one first; each is a name, too."""
    names: Sequence[str] = ()


def add_captions(builder: ArticleBuilder, figures: Iterable[Figure], pictures: Sequence[Picture]) -> None:
    """Add the captions of figures and pictures in reading order; those without a place in the text come first.

    A figure's own words count more. A picture that no figure shows is the lead picture.
    """
    end = len(builder.fields.get("body", ()))
    shown = _Shown(pictures)
    placed = []
    for figure in figures:
        picture = shown.take(figure)
        for printed, other in ((figure.text, picture.text), (figure.credit, picture.credit)):
            if printed and other and fold(printed) != fold(other):
                builder.dropped("another text of a picture", other)
        if figure.anchor is None:
            _add(builder, figure, picture, None)
        else:
            placed.append((figure, picture, min(figure.anchor, end)))
    for picture in shown.rest.values():
        _add(builder, _NO_FIGURE, picture, None)
    for figure, picture, anchor in placed:
        _add(builder, figure, picture, anchor)


_NO_FIGURE = Figure(None, None, None, None)
_NO_PICTURE = Picture(None, None)


class _Shown:
    """The pictures that no figure has shown yet, by their names."""

    def __init__(self, pictures: Sequence[Picture]) -> None:
        self.rest = dict(enumerate(pictures))
        self._numbers: dict[str, list[int]] = {}
        for number in reversed(range(len(pictures))):  # the first one is taken first, from the end
            for name in {*pictures[number].names, *pictures[number].urls}:
                self._numbers.setdefault(name, []).append(number)

    def take(self, figure: Figure) -> Picture:
        """Remove and return the picture of a figure, by its names or its address; an empty one if there is none."""
        for name in (*figure.keys, figure.url or ""):
            numbers = self._numbers.get(name, [])
            while numbers:
                if picture := self.rest.pop(numbers.pop(), None):
                    return picture
        return _NO_PICTURE


def _add(builder: ArticleBuilder, figure: Figure, picture: Picture, anchor: int | None) -> None:
    """Add the caption of a figure and the picture that it shows."""
    url = figure.url or next(iter(picture.urls), None)
    text, credit = figure.text or picture.text, figure.credit or picture.credit
    builder.caption(text, credit, url, sources=picture.sources, anchor=anchor)
    if picture.sources and not (text or credit or url):
        names = ", ".join(source.name for source in picture.sources)
        builder.dropped("the party of a picture without words", names)
