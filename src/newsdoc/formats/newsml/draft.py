"""What is read of an item of NewsML-G2, on its way to an article: first a draft of its parts, then fields and pictures.

These are the notes that reading, weighing and joining pass on; they hold no rules of their own.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from attrs import define, field

from newsdoc.diagnostics import Diagnostic
from newsdoc.formats import residual
from newsdoc.formats.builder import quoted
from newsdoc.formats.xml.parse import Element, line_of
from newsdoc.formats.xml.space import collapse_space
from newsdoc.model import Source, Subject

__all__ = ["Draft", "Item", "Picture", "Wanted"]


@define
class Picture:
    """A caption on its way: what is known of a picture's words so far, and the names it goes by."""

    text: str | None = None
    credit: str | None = None
    url: str | None = None
    anchor: int | None = None
    keys: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    line: int | None = None
    joined: bool = False
    """Whether an item of its own has been joined to it."""


class Wanted(NamedTuple):
    """Another item that this one refers to, and what is said of it here."""

    ref: str
    media: bool
    text: str | None
    url: str | None
    others: tuple[str, ...] = ()
    """More that is said of it here."""
    line: int | None = None


@define(eq=False)
class Item:
    """What one item says: the fields of its article, its pictures, and the items it refers to."""

    package: bool
    line: int | None = None
    heard: bool = True
    """Whether anybody is told what is left out; else it is not collected, which takes a quarter of the time."""
    media: bool = False
    guid: str | None = None
    fields: dict[str, Any] = field(factory=dict)
    pictures: list[Picture] = field(factory=list)
    index: dict[tuple[str, str], list[Picture]] = field(factory=dict)
    """The pictures by key, address and words, once another item is to be joined."""
    wanted: list[Wanted] = field(factory=list)
    notes: list[Diagnostic] = field(factory=list)
    alone: bool = True
    """Whether nothing that it refers to was found."""
    skipped: bool = False
    """Whether it becomes no article, though its notes are reported."""

    def note(self, code: str, message: str, line: int | None = None, path: str = "") -> None:
        """Keep a diagnostic until it is known which article it concerns."""
        if self.heard:
            self.notes.append(Diagnostic(code, message, line, path))


@define(eq=False)
class Draft:
    """What has been read of an item, before its parts are weighed against each other."""

    item: Item
    headlines: list[tuple[int, str, Element]] = field(factory=list)
    titles: list[tuple[str, Element]] = field(factory=list)
    descriptions: list[tuple[str, str, Element]] = field(factory=list)
    provider: Source | None = None
    sources: list[Source] = field(factory=list)
    origins: dict[tuple[str | None, ...], str] = field(factory=dict)
    """The element and role as which a party was first named."""
    rights: dict[str, dict[str, None]] = field(factory=dict)
    lines: dict[str, dict[str, None]] = field(factory=dict)
    """Lines by field: each text once, in order."""
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    times: dict[str, Element] = field(factory=dict)
    parts: list[Picture] = field(factory=list)
    catalogs: list[Element] = field(factory=list)
    """Catalogs that have not been looked into yet; then `schemes` has what they declare."""
    schemes: dict[str, str] = field(factory=dict)
    residual: list[residual.Entry] = field(factory=list)
    content: list[Element] = field(factory=list)
    unnamed_codes: int = 0
    repeated: list[str] = field(factory=list)
    """Lines of the item that its body may print again, beside those that are fields."""

    left: dict[str, dict[str, int | None]] = field(factory=dict)
    """Texts with their lines that are reported, by what they are, unless a field turns out to say the same."""

    def leave(self, what: str, text: str, element: Element) -> None:
        """Keep a text that no field takes until it is known whether a field says the same."""
        if self.item.heard and (text := collapse_space(text, preserve=True)):
            self.left.setdefault(what, {}).setdefault(text, line_of(element))

    def dropped(self, what: str, text: str, element: Element) -> None:
        """Note a text that has no home in the model."""
        if self.item.heard:
            message = f"{what} has no place in the model and was left out: {quoted(text)}"
            self.item.note("repair.dropped", message, line_of(element))
