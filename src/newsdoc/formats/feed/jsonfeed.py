"""JSON Feed, whose items are read as those of RSS: each property becomes the element that says the same.

{"version": "https://jsonfeed.org/version/1.1", "title": "Bay Post",
"items": [{"id": "1", "title": "Bridge opens", "content_html": "<p>It opened.</p>"}]}
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import BinaryIO, TypeAlias

from lxml import etree

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError
from newsdoc.formats.builder import quoted
from newsdoc.formats.json import text as json_text
from newsdoc.formats.json.stream import Window, file_pieces, values
from newsdoc.formats.json.values import listed, named
from newsdoc.formats.xml.parse import Element
from newsdoc.text import xml_only

__all__ = ["items"]

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_ATOM = "{http://www.w3.org/2005/Atom}"
_MEDIA = "{http://search.yahoo.com/mrss/}"
_EXTENSION = "{https://jsonfeed.org/}"
_PLAIN = {"type": "text/plain"}


def items(fp: BinaryIO, report: Report) -> Iterator[Element]:
    """Yield the items of a feed as elements of a channel; the whole feed is in memory."""
    for value, line, path in values(Window(file_pieces(fp), "feed"), report):
        found = value.get("items") if isinstance(value, dict) else None
        if not isinstance(value, dict) or not isinstance(found, list):
            message = f"{json_text.kind(value)} without a list of items is not a JSON Feed"
            raise ReadError(message, format="feed", line=line, path=path)
        channel = _Part(etree.SubElement(etree.Element("rss"), "channel"), "the feed", path, report)
        channel.read(value, _OF_FEEDS)
        for number, each in enumerate(found):
            if isinstance(each, dict):
                place = f"{path}.items[{number}]"
                item = _Part(etree.SubElement(channel.element, "item"), f"item {number + 1}", place, report)
                item.read(each, _OF_ITEMS)
                yield item.element
            else:
                words = " ".join(_strings(each)) or str(each)
                message = f"{json_text.kind(each)} is not an item; it was left out: {quoted(words)}"
                report(Diagnostic("error.item", message, line, f"{path}.items[{number}]"))


class _Part:
    """A feed or an item: the element that its properties are added to."""

    def __init__(self, element: Element, where: str, path: str, report: Report) -> None:
        self.element = element
        self.where = where
        self.path = path
        self.report = report

    def read(self, members: dict[str, object], known: dict[str, _Read]) -> None:
        """Read the properties of an object; those that are not known are added with their texts."""
        for key, value in members.items():
            known.get(key, _extension)(self, value, key)

    def text(self, value: object, key: str) -> str:
        """Return a text, also one that is a number; report any other value."""
        if isinstance(value, str):
            return xml_only(value)
        if value is None:
            return ""
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return str(value)
        words = " ".join(_strings(value))
        message = f"{named(key)} of {self.where} is {json_text.kind(value)}, not text; it was left out: {quoted(words)}"
        self.report(Diagnostic("repair.value", message, path=f"{self.path}.{key}"))
        return ""

    def add(self, tag: str, text: str, **attributes: str) -> None:
        """Add an element with a text."""
        if text:
            etree.SubElement(self.element, tag, {**attributes}).text = text


_Read: TypeAlias = Callable[[_Part, object, str], None]


def _element(tag: str, **attributes: str) -> _Read:
    """Return a reader of a text: `"title": "Bridge opens"`."""
    return lambda part, value, key: part.add(tag, part.text(value, key), **attributes)


def _skip(part: _Part, value: object, key: str) -> None:
    """Skip a property for machines."""


# "authors": [{"name": "Ann Example", "url": "https://bay.example/ann"}]
def _authors(part: _Part, value: object, key: str) -> None:
    for each in listed(value):
        node = each if isinstance(each, dict) else {"name": each}
        name, url = part.text(node.get("name"), key), part.text(node.get("url"), key)
        author = etree.Element("author")
        for tag, text in (("name", name or url.removeprefix("mailto:")), ("uri", url)):
            if text:
                etree.SubElement(author, tag).text = text
        if len(author):
            part.element.append(author)


def _tags(part: _Part, value: object, key: str) -> None:
    for each in listed(value):
        part.add("category", part.text(each, key))


# "external_url": "https://bay.example/report"
def _related(part: _Part, value: object, key: str) -> None:
    if url := part.text(value, key):
        etree.SubElement(part.element, f"{_ATOM}link", {"rel": "related", "href": url})


# "image": "https://bay.example/bridge.jpg"
def _picture(part: _Part, value: object, key: str) -> None:
    if url := part.text(value, key):
        etree.SubElement(part.element, f"{_MEDIA}content", {"url": url, "medium": "image"})


# "attachments": [{"url": "https://bay.example/1.mp3", "mime_type": "audio/mpeg", "title": "The opening"}]
def _attachments(part: _Part, value: object, _key: str) -> None:
    for each in listed(value):
        node = each if isinstance(each, dict) else {"url": each}
        names = {"url": "url", "type": "mime_type", "title": "title"}
        said = {name: part.text(node.get(member), member) for name, member in names.items()}
        if said["url"]:
            etree.SubElement(part.element, "enclosure", {name: text for name, text in said.items() if text})


# "_bay": {"about": "https://bay.example/doc", "note": "Not before noon."}
def _extension(part: _Part, value: object, key: str) -> None:
    """Add the texts of a property that is not known, so that they are reported as those of an unknown element."""
    name = key if key.isascii() and key.isidentifier() else "member"
    for text in _strings(value):
        part.add(f"{_EXTENSION}{name}", text)


def _strings(value: object) -> Iterator[str]:
    """Yield the texts in a value, however deep."""
    ahead = [value]
    while ahead:
        value = ahead.pop()
        if isinstance(value, str):
            yield xml_only(value)
        elif isinstance(value, dict):
            ahead += reversed(value.values())
        elif isinstance(value, list):
            ahead += reversed(value)


_OF_BOTH: dict[str, _Read] = {
    "title": _element("title"),
    "language": _element("language"),
    **dict.fromkeys(("author", "authors"), _authors),
}
_OF_FEEDS: dict[str, _Read] = {
    **_OF_BOTH,
    "home_page_url": _element("link"),
    "description": _element("description"),
    **dict.fromkeys(("expired", "favicon", "feed_url", "hubs", "icon", "items", "next_url", "version"), _skip),
}
_OF_ITEMS: dict[str, _Read] = {
    **_OF_BOTH,
    "id": _element("guid", isPermaLink="false"),
    "url": _element("link"),
    "external_url": _related,
    "content_html": _element(_CONTENT),
    "content_text": _element("content", **_PLAIN),
    "summary": _element("summary", **_PLAIN),
    **dict.fromkeys(("image", "banner_image"), _picture),
    "date_published": _element("published"),
    "date_modified": _element("updated"),
    "tags": _tags,
    "attachments": _attachments,
}
