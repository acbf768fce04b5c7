"""Join the pictures beside a document's text to the figures in the text that show them, and the sizes of one picture.

A picture is often named in several sizes, `storm-300x200.jpg` beside `storm.jpg`: it is one picture, and the largest
address is kept.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Source
from newsdoc.text import fold

__all__ = ["Picture", "add_captions", "is_picture_file", "named_without_size", "one_of_each", "without_size"]

# storm-300x200.jpg, /w_800,h_600/storm.jpg, storm-scaled.jpg
_SIZE = re.compile(
    r"(?<![^\W_])(?:\d{1,5}x\d{1,5}|[wh](?:idth|eight)?[_=-]?\d{2,5}|\d{2,5}[wh])(?![^\W_])"
    r"|[-_](?:scaled|thumb|thumbnail|square)(?=\.\w+\Z)",
    re.IGNORECASE,
)
_FILE = re.compile(r"([^?#]+)\.(?:jpe?g|png|gif|webp|avif)(?=[?#]|\Z)", re.IGNORECASE).match
_SEPARATORS = re.compile(r"[\W_]+")
_LEAST_SIZE = 32  # pixels; `16x9` is a proportion
_ORIGINAL = 1 << 16  # pixels of a picture whose address names no size: it is the largest one


class Picture(NamedTuple):
    """A picture beside the text, with the names by which a figure may refer to it."""

    text: str | None
    credit: str | None
    sources: Sequence[Source] = ()
    urls: Sequence[str] = ()
    """Its addresses, the best one first; each is a name, too."""
    names: Sequence[str] = ()
    width: int = 0
    """Its width as the document states it."""


def without_size(url: str, sizes: Collection[str] = ()) -> str:
    """Return the address of a picture without the size that is in it, or any of the `sizes`; it is no address then."""
    file = _FILE(url)
    name = _SIZE.sub("", f"{file[1]}.x" if file else url)
    words = _SEPARATORS.split(name.partition("://")[2] or name)
    return " ".join(words if not sizes and all(words) else [each for each in words if each and each not in sizes])


def is_picture_file(url: str) -> bool:
    """Check for an address that ends as the file of a picture does."""
    return _FILE(url) is not None


def _width_of(picture: Picture) -> int:
    """Return the width of a picture: as stated, else as in its address."""
    url = next(iter(picture.urls), "")
    found = _SIZE.findall(url.partition("?")[0])
    numbers = [int(number) for size in found for number in re.findall(r"\d+", size)]
    return picture.width or max((each for each in numbers if each >= _LEAST_SIZE), default=0 if found else _ORIGINAL)


def one_of_each(pictures: Sequence[Picture]) -> list[Picture]:
    """Return each picture once: the sizes of one differ in the size only, and do not have different words."""
    if len(pictures) < 2:
        return [*pictures]
    sizes = {str(each.width) for each in pictures if each.width >= _LEAST_SIZE}
    kept: list[Picture] = []
    places: dict[str, int] = {}
    for picture in pictures:
        names = [without_size(url, sizes) for url in picture.urls]
        same = next((places[name] for name in names if name in places), None)
        if same is None or not _agree(kept[same], picture):
            same = len(kept)
            kept.append(picture)
        else:
            kept[same] = _joined(kept[same], picture)
        for name in names:
            places.setdefault(name, same)
    return kept


def _agree(one: Picture, other: Picture) -> bool:
    """Check that the words of two pictures are the same, or that one has none."""
    texts = ((one.text, other.text), (one.credit, other.credit))
    return all(not (first and second) or fold(first) == fold(second) for first, second in texts)


def _joined(one: Picture, other: Picture) -> Picture:
    """Return two sizes of a picture as one, the largest address first."""
    large, small = (other, one) if _width_of(other) > _width_of(one) else (one, other)
    return Picture(
        one.text or other.text,
        one.credit or other.credit,
        [*dict.fromkeys([*one.sources, *other.sources])],
        [*dict.fromkeys([*large.urls, *small.urls])],
        [*dict.fromkeys([*one.names, *other.names])],
        _width_of(large),
    )


def named_without_size(pictures: Iterable[Picture]) -> list[Picture]:
    """Return pictures with names that a figure has too which shows them in another size."""
    return [each._replace(names=[*each.names, *map(without_size, each.urls)]) for each in pictures]


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
