"""Join the items of a document: a picture with the text that it belongs to, a package with its articles.

    <NewsManagement>…<AssociatedWith NewsItem="urn:newsml:a:20240501:t1"/></NewsManagement>
    <NewsComponent><NewsLines><SlugLine>bridge</SlugLine></NewsLines><NewsItemRef NewsItem="urn:newsml:a:20240501:t1"/>

Items refer to each other by their ids, forwards and backwards. The last hundred are held, so that a document of any
length is read in constant memory; items further apart stand by themselves.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator

from attrs import define, evolve, field

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError
from newsdoc.formats.builder import ArticleBuilder, quoted
from newsdoc.model import Caption
from newsdoc.text import fold

__all__ = ["Item", "Reference", "join_items", "key_of"]

_WINDOW = 100  # items that are held for others to refer to
_REVISION = re.compile(r":\d+[A-Z]?\Z")
_OWN = {"id", "url", "language", "status", "version", "urgency", "published", "modified", "embargoed"}
"""The fields of a picture or a package that are not words."""


@define(eq=False)
class Reference:
    """What an item says of another one."""

    target: str
    group: int | None = None
    """The number of the part of a package that the other item is in; `None` for an item that is only associated."""
    says: ArticleBuilder | None = None
    """What a package says of the item, if it says anything."""


@define(eq=False)
class Item:
    """The articles of an item, and what it refers to."""

    builders: list[ArticleBuilder]
    key: str
    is_picture: bool
    references: list[Reference] = field(factory=list)
    line: int | None = None
    is_resolved: bool = False
    is_part: bool = False
    """True if the item has become a part of another one."""
    targets: frozenset[str] = field(init=False)
    """The items that it refers to."""

    def __attrs_post_init__(self) -> None:
        self.targets = frozenset(each.target for each in self.references)

    @property
    def is_package(self) -> bool:
        """True for an item that only refers to others."""
        fields = self.builders[0].fields
        return any(each.group is not None for each in self.references) and not (
            fields.get("body") or self.builders[0].captions or len(self.builders) > 1
        )


def key_of(name: str) -> str:
    """Return an id without its revision, which references may leave out: `urn:newsml:a:20240501:t1:1`."""
    return _REVISION.sub("", name.strip(), count=1) if name.startswith("urn:newsml:") else name.strip()


def join_items(items: Iterable[Item], report: Report) -> Iterator[ArticleBuilder]:
    """Yield the builders of the items, joined where they refer to each other; after an error, those before it."""
    held: deque[Item] = deque()
    fault = None
    try:
        for item in items:
            held.append(item)
            if len(held) > _WINDOW:
                yield from _first(held, report)
    except ReadError as error:
        fault = error
    while held:
        yield from _first(held, report)
    if fault:
        raise fault


def _first(held: deque[Item], report: Report) -> list[ArticleBuilder]:
    """Take out the oldest item, joined with what refers to it, and return its builders."""
    item = held[0]
    for owner in held:
        if owner.is_resolved or not owner.references:
            continue
        if owner is item or item.key in owner.targets:
            _resolve(owner, held, report)
    held.popleft()
    return [] if item.is_part else item.builders


def _resolve(owner: Item, held: Iterable[Item], report: Report) -> None:
    """Join an item with those that it refers to."""
    owner.is_resolved = True
    known = {item.key: item for item in held}
    found = [(each, known[each.target]) for each in owner.references if each.target in known]
    found = [(each, item) for each, item in found if item is not owner]
    if not owner.is_package:
        for _, item in found:
            text, picture = (item, owner) if owner.is_picture else (owner, item)
            _join_picture(text, picture)
        return
    texts = [(each, item) for each, item in found if not item.is_picture]
    for each, item in texts:
        if each.says:
            _complete(item.builders[0], each.says)
    groups: dict[int | None, list[Item]] = {}
    for each, item in texts:
        groups.setdefault(each.group, []).append(item)
    for each, item in found:
        around = groups.get(each.group) or [text for _, text in texts[:2]]
        if item.is_picture and len(around) == 1:
            _join_picture(around[0], item)
    if found:
        _leave_out(owner, report)


def _join_picture(text: Item, picture: Item) -> None:
    """Add the captions of a picture's own item to a text, unless they belong to one already."""
    if not picture.is_picture or text.is_picture or picture.is_part or text.is_part:
        return
    own, other = text.builders[0], picture.builders[0]
    urls = {caption.url for caption in own.captions if caption.url}
    new = [evolve(each, anchor=None) for each in _captions(other) if each.url not in urls]
    at = sum(1 for each in own.captions if each.anchor is None)
    own.captions[at:at] = new
    own.notes += other.notes
    said = {fold(words) for each in new for words in (each.text, each.credit) if words}
    said.update(map(fold, _words(own)))
    rest = [words for words in _words(other) if fold(words) not in said]
    own.dropped("what only a picture's own item says", "; ".join(rest), other.line)
    picture.is_part = True


def _captions(picture: ArticleBuilder) -> list[Caption]:
    """Return the captions of a picture's own item; where it has no words, its headline is its caption."""
    headline = picture.fields.get("headline")
    if not headline or any(each.text for each in picture.captions):
        return picture.captions
    first, *rest = picture.captions or [Caption(headline)]
    return [evolve(first, text=headline), *rest]


def _complete(own: ArticleBuilder, says: ArticleBuilder) -> None:
    """Complete an article by what only its package says of it."""
    own.notes += says.notes
    for name, value in says.fields.items():
        if name in _OWN or not value:
            continue
        if not own.fields.get(name):
            own.fields[name] = value
        elif own.fields[name] != value:
            text = value if isinstance(value, str) else "; ".join(map(str, value))
            own.dropped(f"the {name.replace('_', ' ')} that a package gives the article", text, says.line)


def _leave_out(package: Item, report: Report) -> None:
    package.is_part = True
    words = "; ".join(map(quoted, _words(package.builders[0])))
    message = "a package is not an article, its items are; it was skipped"
    report(Diagnostic("repair.skipped", f"{message}: {words}" if words else message, package.line))


def _words(builder: ArticleBuilder) -> list[str]:
    """Return the words that the fields of an article hold."""
    found: list[str] = []
    for name, value in builder.fields.items():
        if name in _OWN:
            continue
        values = value if isinstance(value, list | tuple) else [value]
        found += [words for each in values if (words := _text(each))]
    return found


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    text = getattr(value, "text", None) or getattr(value, "name", None)
    return text if isinstance(text, str) else ""
