"""References to other items: `itemRef` of a package, and `link` to a picture of a text."""

from __future__ import annotations

from typing import NamedTuple

from newsdoc import unchecked
from newsdoc.formats.newsml.names import lines_of
from newsdoc.formats.newsml.qcodes import is_media
from newsdoc.formats.newsml.vocabulary import MACHINE
from newsdoc.formats.xml.lines import attribute_text
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import text_of
from newsdoc.model import Link
from newsdoc.uris import absolute, runs_script

__all__ = ["Wanted", "is_picture", "read_reference", "title_of"]

_NO_WORDS = MACHINE | {"altId", "contentCreated", "contentModified", "firstCreated", "pubStatus", "validTo",
                       "versionCreated"}  # fmt: skip
_WORDS = ("description", "headline", "title")
"""What is said of an item, the best first."""
_TITLES = ("headline", "title")


class Wanted(NamedTuple):
    """Another item that this one refers to, and what is said of it here."""

    ref: str
    is_media: bool
    text: str | None
    url: str | None
    others: tuple[str, ...] = ()
    """More that is said of it here."""
    line: int | None = None
    link: Link | None = None
    """The link that it is where the item is not here, by the item's headline or title."""


def is_picture(link: Element) -> bool:
    """Check that a link leads to a picture, which is a caption of the text."""
    for child in children(link):
        if local_name(child.tag) == "itemClass":
            return is_media(child)
    return False


def title_of(link: Element) -> str:
    """Return the title of a link."""
    titles = lines_of(child for child in children(link) if local_name(child.tag) == "title")
    return titles[0] if titles else attribute_text(link, "title")


def read_reference(element: Element) -> Wanted:
    """Read a reference to another item, with the words that are said of that item here.

    `<itemRef residref="urn:p:1"><itemClass qcode="ninat:picture"/><title>The sea</title></itemRef>`
    """
    found: dict[str, list[str]] = {}
    media = False
    for child in children(element):
        name = local_name(child.tag)
        if name == "itemClass":
            media = is_media(child)
        elif name not in _NO_WORDS and (text := text_of(child, preserve=True)):
            found.setdefault(name, []).append(text)
    between = (collapse_space(text or "", preserve=True) for text in (element.text, *(each.tail for each in element)))
    titles = [text for name in _TITLES for text in found.get(name, ())]
    words = [text for name in _WORDS for text in found.pop(name, ())]
    words += [*(text for texts in found.values() for text in texts), *filter(None, between)]
    name, address = element.get("residref") or element.get("guidref") or "", element.get("href") or ""
    url = absolute(address)[0]
    url = None if url and runs_script(url) else url
    ref, identifier = (name or address).strip(), "".join(name.split()) or None
    link = unchecked.link(titles[0], url, id=identifier) if titles and (url or identifier) else None
    best = words.pop(0) if words else None
    return Wanted(ref, media, best, url, tuple(words), line_of(element), link)
