"""Items of a message joined into articles: packages with their texts, texts with their pictures.

Items refer to each other by guid, forwards and backwards. A window of the last items is held, so that a feed of any
length is read in constant memory; what lies further apart than the window is not joined, and stands by itself.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from newsdoc.errors import ReadError
from newsdoc.formats.builder import quoted
from newsdoc.formats.newsml.item import Item, nameless_of, texts_of
from newsdoc.formats.newsml.pictures import Picture
from newsdoc.formats.newsml.references import Wanted
from newsdoc.model import Link
from newsdoc.text import fold

__all__ = ["WINDOW", "join_items"]

WINDOW = 100
"""How many items are held back for others to refer to."""


class _Window:
    """The items held back, by guid, and who refers to whom."""

    def __init__(self) -> None:
        self.count = 0
        self.items: deque[Item] = deque()
        self.by_guid: dict[str, Item] = {}
        self.wanted_by: dict[str, list[Item]] = {}
        self.used: set[Item] = set()

    def add(self, item: Item) -> None:
        self.items.append(item)
        self.count += 1
        if item.guid:
            self.by_guid.setdefault(item.guid, item)
        for wanted in item.wanted:
            self.wanted_by.setdefault(wanted.ref, []).append(item)

    def take(self) -> Item | None:
        """Take out the oldest item, joined with what it refers to; `None` where it became part of another."""
        item = self.items[0]
        if self.wanted_by:  # most feeds have no item that refers to another
            for owner in [*self.wanted_by.get(item.guid or "", ())]:
                self._resolve(owner)
            self._resolve(item)
        self.items.popleft()
        if item.guid and self.by_guid.get(item.guid) is item:
            del self.by_guid[item.guid]
        if item not in self.used:
            if self._is_to_skip(item):
                _skip(item)
            return item
        self.used.discard(item)
        return None

    def _is_to_skip(self, item: Item) -> bool:
        """Check for a package that stands beside other items, and has nothing of its own."""
        return self.count > 1 and item.is_package and item.is_alone and not item.has_content

    def _resolve(self, owner: Item) -> None:
        """Join an item with those it refers to, as far as they are here; once only."""
        if not owner.wanted:
            return
        found = [(wanted, self.by_guid.get(wanted.ref)) for wanted in owner.wanted]
        for wanted in owner.wanted:
            owners = self.wanted_by[wanted.ref]
            owners.remove(owner)
            if not owners:
                del self.wanted_by[wanted.ref]
        owner.wanted = []
        texts = [item for _, item in found if item is not None and not item.is_media and not item.is_package]
        main = texts[0] if owner.is_package and texts else owner
        pictures = [item for _, item in found if item is not None and item.is_media]
        for wanted, item in found:
            if item is not None and item.is_media:
                _join_media(main, item)
                self.used.add(item)
            elif item is None and wanted.is_media and (wanted.text or wanted.url):
                _join_picture(main, Picture(wanted.text, url=wanted.url, keys=(wanted.ref,)))
        owner.is_alone = all(item is None for _, item in found)
        if not self._is_to_skip(main):
            missing = (wanted.link for wanted, item in found if item is None and not wanted.is_media)
            _add_links(main, tuple(filter(None, missing)))
        if main is not owner:
            _join_package(main, owner)
            self.used.add(owner)
        _use_headlines(main, pictures)
        if main.is_reported:
            _note_rest(main, [*_rest(main, owner, pictures), *map(_rest_of_reference, found)])


def join_items(items: Iterable[Item]) -> Iterator[Item]:
    """Yield the items that become articles, in the order of the document; an error comes after those before it."""
    window = _Window()
    broken: ReadError | None = None
    try:
        for item in items:
            window.add(item)
            if len(window.items) > WINDOW and (ready := window.take()):
                yield ready
    except ReadError as error:
        broken = error
    while window.items:
        if ready := window.take():
            yield ready
    if broken:
        raise broken


def _join_package(text: Item, package: Item) -> None:
    """Complete a text by what only its package says."""
    own, others = text.builder, package.builder
    for name, value in others.fields.items():
        if name not in ("id", "version", "modified", "body", "links"):
            own.put(name, value)
    _add_links(text, others.fields.get("links", ()))
    own.sources = own.sources or others.sources
    own.rights = own.rights or others.rights
    text.builder.notes += package.builder.notes
    for picture in package.pictures:
        picture.anchor = None  # a place in the package's own body
        _join_picture(text, picture)


def _add_links(text: Item, links: tuple[Link, ...]) -> None:
    """Add links to those of a text, each once."""
    if links:
        fields = text.builder.fields
        fields["links"] = tuple(dict.fromkeys((*fields.get("links", ()), *links)))


def _join_media(text: Item, media: Item) -> None:
    """Make a picture's item a caption of a text."""
    headline = media.builder.fields.get("headline")
    pictures = media.pictures or [Picture(headline, media.builder.fields.get("credit"), line=media.builder.line)]
    for picture in pictures:
        picture.text = picture.text or headline
        _join_picture(text, _with_key(picture, media.guid))
    text.builder.notes += media.builder.notes


def _use_headlines(text: Item, pictures: list[Item]) -> None:
    """Use a picture's headline for a text that has none; note any other, unless the words of the pictures hold it."""
    words = fold(" ".join(filter(None, (picture.text for picture in text.pictures)))) if pictures else ""
    for media in pictures:
        headline = media.builder.fields.get("headline")
        if not headline or fold(headline) in words:
            continue
        if fold(text.builder.fields.setdefault("headline", headline)) != fold(headline):
            text.builder.dropped("a picture's headline", headline, media.builder.line)


class _Rest(NamedTuple):
    """Texts of another item, or about it, that are noted where no part of the article says them."""

    what: str
    texts: list[str]
    line: int | None
    known: frozenset[str] = frozenset()
    """Folded texts that are said elsewhere."""


def _rest(text: Item, owner: Item, pictures: list[Item]) -> Iterator[_Rest]:
    if text is not owner:
        yield _Rest("what only the package says", [*texts_of(owner)], owner.builder.line)
    for media in pictures:
        known = map(fold, (media.builder.fields.get("headline") or "", *nameless_of(media)))
        yield _Rest("what the item of a picture says besides", [*texts_of(media)], media.builder.line, frozenset(known))


def _rest_of_reference(found: tuple[Wanted, Item | None]) -> _Rest:
    """Return what is said where an item is referred to."""
    wanted, item = found
    texts = [*filter(None, (wanted.text, *wanted.others))]
    if item is None:
        return _Rest("what is said of an item that is not here", texts, wanted.line)
    known = frozenset(map(fold, texts_of(item))) if texts else frozenset()
    return _Rest("what is said of another item", texts, wanted.line, known)


def _note_rest(text: Item, rests: list[_Rest]) -> None:
    said = set(map(fold, texts_of(text)))
    for what, texts, line, known in rests:
        rest = [each for each in dict.fromkeys(texts) if fold(each) not in said and fold(each) not in known]
        if rest:
            text.builder.dropped_all(what, rest, line)


def _skip(package: Item) -> None:
    """Leave out a package of items that are not here, beside articles that are; its words are noted."""
    words = "; ".join(map(quoted, texts_of(package)))
    message = "a package whose items are not here is not an article; it was skipped"
    package.builder.note("repair.skipped", f"{message}: {words}" if words else message)
    package.is_skipped = True


def _with_key(picture: Picture, guid: str | None) -> Picture:
    picture.anchor = None
    picture.keys += (guid,) if guid else ()
    return picture


def _join_picture(text: Item, picture: Picture) -> None:
    """Add a caption to a text, or complete the figure that the body has for it already."""
    other = _same(text, picture)
    picture.is_joined = True
    if other is None:
        text.pictures.append(picture)
        _enter(text, picture)
        return
    other.complete(picture)
    other.is_joined = True


def _same(text: Item, picture: Picture) -> Picture | None:
    """Find a picture by name, by address, or by its words, which two pictures of one event may share."""
    if not text.index:
        for each in text.pictures:
            _enter(text, each)
    for name in _names(picture):
        found = text.index.get(name, [])
        while found and name[0] == "words" and found[0].is_joined:
            found.pop(0)
        if found:
            return found[0]
    return None


def _enter(text: Item, picture: Picture) -> None:
    for name in _names(picture):
        text.index.setdefault(name, []).append(picture)


def _names(picture: Picture) -> list[tuple[str, str]]:
    """Return the names by which a picture is known, the surest first."""
    names = [("key", key) for key in picture.keys if key]
    if picture.url:
        names.append(("url", picture.url))
    if picture.text:
        names.append(("words", fold(picture.text)))
    return names
