"""The values of one node of a JSON-LD graph, and the things that it names: parties, topics, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from attrs import define, field

from newsdoc import unchecked
from newsdoc.formats import references
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.json.values import Values, listed
from newsdoc.formats.jsonld.body import without_markup
from newsdoc.formats.jsonld.graph import Graph, Node, types
from newsdoc.formats.pictures import Picture
from newsdoc.model import Link, Source, Subject
from newsdoc.uris import absolute

__all__ = ["Parsed", "Update", "address_of", "code_of", "first", "name_of", "note_others", "plain", "source_of"]


class Update(NamedTuple):
    """An entry of a live blog."""

    headline: str | None
    text: str
    pictures: list[Picture]


@define(eq=False)
class Parsed:
    """The values of a node's properties; of several texts and times none is chosen yet."""

    values: Values
    """Its builder has the fields with one property."""
    graph: Graph
    said: dict[str, str] = field(factory=dict)
    """The names and addresses of the article, by property."""
    second: list[tuple[str, str]] = field(factory=list)
    """Texts for fields that have a better property."""
    creators: list[Source] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    genres: list[Subject] = field(factory=list)
    links: list[Link] = field(factory=list)
    sections: list[str] = field(factory=list)
    bodies: list[tuple[str, str]] = field(factory=list)
    """Each text of the article with the name of its property."""
    created: object = None
    pictures: list[Picture] = field(factory=list)
    thumbnails: list[str] = field(factory=list)
    updates: list[Update] = field(factory=list)
    """The entries of a live blog."""
    referred: list[object] = field(factory=list)
    """The nodes that the property names by reference: their words are no part of the property's value."""

    @property
    def builder(self) -> ArticleBuilder:
        """The builder of the article."""
        return self.values.builder

    def text(self, value: object, where: str, path: str = "") -> str | None:
        """Return a value as clean text without markup; `None` if it is not text, or empty."""
        text = self.values.text(plain(value), where, path)
        if text is None or "<" not in text:
            return text
        if (inside := references.without_cdata(text)) != text:
            self.builder.note("repair.escaped", f"{where} had the marks of a CDATA section, which were left out", path)
            text = inside.strip()
        if not references.has_markup(text):
            return text or None
        self.builder.note("repair.markup", f"{where} had markup, which was left out; the words stay", path)
        return without_markup(text)

    def nodes(self, value: object) -> list[object]:
        """Return the values of a property, with references resolved."""
        found = []
        for each in listed(value):
            node = self.graph.settled(each)
            if node is not each:
                self.referred.append(node)
            found.append(node)
        return found

    def names(self, value: object, where: str) -> Iterator[tuple[str, Node]]:
        """Yield the names of things, each with its node."""
        for each in self.nodes(value):
            if isinstance(each, str):
                if text := self.values.text(each, where):
                    yield text, {}
                continue
            node = self.values.members(each, where)
            if "Role" in types(node):  # an object between the article and its author, with the time or kind of the work
                role = next((node[key] for key in ("author", "creator", "contributor") if key in node), None)
                node = role if isinstance(role, dict) else node
            if "familyName" in node or "givenName" in node:
                self.values.taken.update(str(node.get(key)) for key in ("givenName", "familyName"))
            for name in listed(name_of(node)):
                if text := self.values.text(name, where):
                    yield text, node


def name_of(node: Node) -> object:
    """Return a node's name: its own, else that in another property, else those of a person together."""
    others = map(node.get, ("@value", "legalName", "alternateName"))
    whole = node.get("name") or next(filter(None, others), None)
    return whole or " ".join(str(node[key]) for key in ("givenName", "familyName") if node.get(key))


def address_of(parsed: Parsed, node: Node, where: str, keys: Iterable[str] = ("url", "@id", "sameAs")) -> str | None:
    """Return a node's address: its page, else its `@id`, else the first of `sameAs`."""
    for key in keys:
        for each in listed(node.get(key)):
            if isinstance(each, str) and absolute(each)[0]:
                return parsed.values.uri(each, where)
    return None


def note_others(
    parsed: Parsed, node: Node, uri: str | None, what: str, keys: Iterable[str] = ("url", "sameAs")
) -> None:
    """Note the addresses of a thing that are not the one which is kept."""
    if parsed.values.listening:
        known = _plain_address(uri or "")
        for each in dict.fromkeys(each for key in keys for each in listed(node.get(key)) if isinstance(each, str)):
            if each.startswith(("http://", "https://")) and _plain_address(absolute(each)[0] or each) != known:
                parsed.builder.dropped(what, each)


def _plain_address(address: str) -> str:
    """Return an address without what differs between two copies of it: `http` or `https`, the slash at its end."""
    return address.partition("://")[2].rstrip("/") or address


def source_of(parsed: Parsed, name: str, role: str | None, node: Node, where: str) -> Source:
    """Return a party: `{"@type": "Organization", "name": "Bay Wire", "identifier": "bw"}`."""
    uri = address_of(parsed, node, where)
    note_others(parsed, node, uri, f"another address of {name!r}")
    return unchecked.source(name, role, uri=uri, code=code_of(parsed, node, "identifier", where))


def code_of(parsed: Parsed, node: Node, key: str, where: str) -> str | None:
    """Return a code: a text, or `{"@type": "PropertyValue", "value": "bw"}`."""
    value = first(node.get(key))
    value = value.get("value") if isinstance(value, dict) else value
    return parsed.values.text(value, where) if isinstance(value, str) else None


def plain(value: object) -> object:
    """Return the text of a value that names its language: `{"@value": …, "@language": …}`."""
    return value.get("@value", value) if isinstance(value, dict) else value


def first(value: object) -> object:
    """Return the first of a list, or the only value."""
    return next(iter(listed(value)), None)
