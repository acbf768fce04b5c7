"""Texts of an item that no field takes: kept while the item is read, and noted at the end if no field says the same.

`<rating><name>Good</name></rating>` is such a text, and so is the second `name` of a subject in another language.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, cast

from lxml import etree

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.newsml.vocabulary import MACHINE
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.text import fold, has_words

__all__ = ["Unread"]

_SYMBOL = "symbol"  # of a share, `BAYB`
_VALUES = ("literal", _SYMBOL, "marketlabel", "title", "value")
_ALWAYS = (_SYMBOL, "marketlabel")
_HOLDERS = " contentMeta contentSet itemMeta partMeta rightsInfo groupSet "
"""Elements of an item that hold elements and no text, as groups do."""
_TEXT = "text()[normalize-space()]"
_between = cast(
    "Callable[[Element], list[Any]]",
    etree.XPath(
        f"{_TEXT} | *[contains('{_HOLDERS}', concat(' ', local-name(), ' '))]/{_TEXT}"
        f" | *[local-name() = 'groupSet']//*[local-name() = 'group']/{_TEXT}"
    ),
)


class Unread:
    """Texts by what they are. Nothing is kept if no reports are wanted."""

    __slots__ = ("is_reported", "texts")

    def __init__(self, *, is_reported: bool) -> None:
        self.is_reported: bool = is_reported
        self.texts: dict[str, dict[str, int | None]] = {}

    def add(self, what: str, text: str, line: int | None) -> None:
        """Keep a text with its line."""
        if self.is_reported and (text := collapse_space(text, preserve=False)):
            self.texts.setdefault(what, {}).setdefault(text, line)

    def add_all(self, what: str, element: Element) -> None:
        """Keep every text in an element, but not those for machines, and the words of attributes inside it."""
        if not self.is_reported or local_name(element.tag) in MACHINE:
            return
        self.add(what, element.text or "", line_of(element))
        for child in children(element):
            self.add_values(what, child)
            self.add_all(what, child)
            self.add(what, child.tail or "", line_of(element))

    def add_values(self, what: str, element: Element) -> None:
        """Keep the words of an element's own attributes: `<related rel="x:desk" literal="Sports desk"/>`."""
        if self.is_reported and local_name(element.tag) not in MACHINE:
            for name in _VALUES:
                if (value := element.get(name)) and (name in _ALWAYS or "://" in value or has_words(value)):
                    self.add(what, value, line_of(element))

    # <contentMeta><urgency>3</urgency>See the note of the desk</contentMeta>
    def add_between(self, item: Element) -> None:
        """Keep the text between the elements of an item, where the standard has elements only."""
        for text in _between(item) if self.is_reported else ():
            self.add("text between the elements", text, line_of(text.getparent()))

    # <copyrightNotice href="https://bay.example/terms">, <edNote><p><a href="https://bay.example/2">Ferries</a></p>
    def add_addresses(self, what: str, element: Element) -> None:
        """Keep the addresses of the links in an element whose text is read."""
        for each in element.iter("*"):
            self.add(what, each.get("href") or "", line_of(each))

    def note(self, builder: ArticleBuilder, said: Iterable[str]) -> None:
        """Note each text that is not among those that the article or the item says elsewhere."""
        if not self.texts:
            return
        longest = 2 * max(len(text) for texts in self.texts.values() for text in texts)  # a body has longer ones
        known = {fold(text).casefold() for text in said if len(text) <= longest}
        for what, texts in self.texts.items():
            new = {text: line for text, line in texts.items() if fold(text).casefold() not in known}
            if new:
                builder.dropped_all(what, new, next(iter(new.values())))
