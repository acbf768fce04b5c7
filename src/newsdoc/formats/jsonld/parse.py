"""One article of a JSON-LD graph as a newsdoc article: schema.org's properties in all the shapes that sites use.

A value may be a text, an object, a list of either, or a reference to another node of the graph. What the model has no
place for is noted where it is text for people; data for machines (counts, actions, ratings of access) is passed over.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias

from attrs import define, field

from newsdoc.formats.json_item import Item, has_text, listed
from newsdoc.formats.jsonld.vocabulary import PROPERTIES
from newsdoc.formats.xml.flow import content, html_body, paragraphs
from newsdoc.model import Block, Caption, Source, Subject
from newsdoc.text import xml_only
from newsdoc.uris import absolute

__all__ = ["Graph", "read_article"]

_Node: TypeAlias = dict[str, object]
_ARTICLES = re.compile("(?:.*Article|.*BlogPosting|SocialMediaPosting|Report)").fullmatch
_is_html = re.compile(r"\s*<(?:p|div|h[1-6]|ul|ol|blockquote|figure|section|article|br|html|body)\b", re.I).match


@define(eq=False)
class Graph:
    """The nodes of a document: those that stand for themselves, and those that others refer to by `@id`."""

    nodes: list[_Node] = field(factory=list)
    by_id: dict[str, _Node] = field(factory=dict)
    used: set[str] = field(factory=set)

    def add(self, value: object) -> None:
        """Add the nodes of a value: an object, its `@graph`, or a list of either."""
        ahead = deque([value])
        while ahead:
            value = ahead.popleft()
            if isinstance(value, list):
                ahead.extendleft(reversed(value))
            elif isinstance(value, dict):
                ahead.extendleft(reversed(listed(value.get("@graph"))))
                if "@graph" not in value or "@type" in value:
                    self._add_node(value)

    def _add_node(self, node: _Node) -> None:
        self.nodes.append(node)
        name = node.get("@id")
        if isinstance(name, str) and not self.is_reference(node):
            self.by_id.setdefault(name, node)

    @staticmethod
    def is_reference(node: _Node) -> bool:
        """Say whether a node only names another one."""
        return "@id" in node and node.keys() <= {"@id", "@type"}

    def settled(self, value: object) -> object:
        """Give the node that a value refers to, or else the value."""
        name = value.get("@id") if isinstance(value, dict) and self.is_reference(value) else None
        if not isinstance(name, str) or name not in self.by_id:
            return value
        self.used.add(name)
        return self.by_id[name]

    def articles(self) -> Iterator[_Node]:
        """Give the nodes that are articles, and the articles that pages have as their main entity."""
        for node in self.nodes:
            inner = node.get("mainEntity")
            if "Article" in types(node):
                yield node
            elif isinstance(inner, dict) and not self.is_reference(inner) and "Article" in types(inner):
                yield inner

    def others(self) -> int:
        """Count the nodes that are no articles and that no article has referred to."""
        known = {id(node) for node in self.articles()} | {id(self.by_id[name]) for name in self.used}
        return sum(1 for node in self.nodes if id(node) not in known and id(node.get("mainEntity")) not in known)


def types(node: _Node) -> set[str]:
    """Give the types of a node without their vocabulary; every kind of article is an `Article` too."""
    names = {each.rpartition("/")[2].rpartition(":")[2] for each in listed(node.get("@type")) if isinstance(each, str)}
    return names | {"Article"} if any(map(_ARTICLES, names)) else names


def read_article(node: _Node, graph: Graph, line: int | None = None) -> Item:
    """Read an article's node."""
    draft = _Draft(Item(line), graph)
    for name, value in draft.item.members(node, "the article").items():
        key = name.removeprefix("schema:").rpartition("schema.org/")[2]
        if handle := _PROPERTIES.get(key):
            handle(draft, value, key)
        elif has_text(value):
            draft.item.note("repair.dropped", f"{name} has no place in the model and was left out")
    _weigh(draft)
    return draft.item


@define(eq=False)
class _Draft:
    """What has been read of a node, before its parts are weighed against each other."""

    item: Item
    graph: Graph
    said: dict[str, str] = field(factory=dict)
    creators: list[Source] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    sections: list[str] = field(factory=list)
    created: object = None

    def nodes(self, value: object) -> list[object]:
        """Give the values of a property, references settled."""
        return [self.graph.settled(each) for each in listed(value)]

    def names(self, value: object, where: str) -> Iterator[tuple[str, _Node]]:
        """Give the names of things, and what else is known of each."""
        for each in self.nodes(value):
            node: _Node = {"name": each} if isinstance(each, str) else self.item.members(each, where)
            role = next((node[key] for key in ("author", "creator", "contributor") if key in node), None)
            if "Role" in types(node) and isinstance(role, dict):
                node = role  # an object between the article and its author, for what somebody did when
            for name in listed(_name(node)):
                if text := self.item.text(name, where):
                    yield text, node


def _name(node: _Node) -> object:
    names = (node.get(key) for key in ("name", "@value", "legalName", "alternateName"))
    whole = next(filter(None, names), None)
    return whole or " ".join(str(node[key]) for key in ("givenName", "familyName") if node.get(key))


def _address(draft: _Draft, node: _Node, where: str) -> str | None:
    """Give a node's address: its page, else what it is called, else the first that it is the same as."""
    for key in ("url", "@id", "sameAs"):
        for each in listed(node.get(key)):
            if isinstance(each, str) and absolute(each)[0]:
                return draft.item.uri(each, where)
    return None


# --- properties ---


def _pass(draft: _Draft, value: object, where: str) -> None:
    """Pass over data for machines."""


def _line(name: str) -> Callable[[_Draft, object, str], None]:
    def read(draft: _Draft, value: object, where: str) -> None:
        values = listed(value)
        texts = [draft.item.text(_plain(each), where, f".{name}") for each in values]
        if text := " ".join(filter(None, texts)):
            draft.said.setdefault(name, text)

    return read


def _plain(value: object) -> object:
    """Give the text of a value that names its language: `{"@value": …, "@language": …}`."""
    return value.get("@value", value) if isinstance(value, dict) else value


def _version(draft: _Draft, value: object, where: str) -> None:
    draft.item.version(value, where)


def _published(draft: _Draft, value: object, where: str) -> None:
    draft.item.published(_plain(value), where)


def _created(draft: _Draft, value: object, _where: str) -> None:
    draft.created = _plain(value)


def _modified(draft: _Draft, value: object, where: str) -> None:
    draft.item.moment("modified", _plain(value), where)


def _language(draft: _Draft, value: object, where: str) -> None:
    for each in draft.nodes(value)[:1]:
        tag = each.get("alternateName") or each.get("name") if isinstance(each, dict) else each
        draft.item.language(tag, where)


def _url(draft: _Draft, value: object, where: str) -> None:
    for each in listed(value)[:1]:
        address = each.get("@id") or each.get("url") if isinstance(each, dict) else each
        if isinstance(address, str) and (uri := draft.item.uri(address, where, ".url")):
            draft.said.setdefault(where, uri)


def _identifier(draft: _Draft, value: object, where: str) -> None:
    for each in listed(value):
        name = each.get("value") if isinstance(each, dict) else each
        if name is not None and not str(name).startswith("_:"):
            draft.said.setdefault(where, draft.item.text(name, where, ".id") or "")


def _status(draft: _Draft, value: object, where: str) -> None:
    status = (draft.item.text(_plain(value), where, ".status") or "").lower()
    if status in ("withheld", "canceled"):
        draft.item.put("status", status)


def _party(role: str) -> Callable[[_Draft, object, str], None]:
    def read(draft: _Draft, value: object, where: str) -> None:
        for name, node in draft.names(value, where):
            known = role != "contributor" or types(node)  # ours of no role, or of one without a property, has no type
            draft.item.sources.append(Source(name, role if known else None, uri=_address(draft, node, where)))

    return read


def _creator(draft: _Draft, value: object, where: str) -> None:
    for name, node in draft.names(value, where):
        draft.creators.append(Source(name, "author", uri=_address(draft, node, where)))


def _places(draft: _Draft, value: object, where: str) -> None:
    draft.item.fields.setdefault("places", [name for name, _ in draft.names(value, where)])


def _subjects(draft: _Draft, value: object, where: str) -> None:
    for name, node in draft.names(value, where):
        uri = next((each for each in listed(node.get("@id")) if isinstance(each, str) and absolute(each)[0]), None)
        address = draft.item.uri(uri, where) if uri else _address(draft, node, where)
        draft.subjects.append(Subject(name, uri=address))


def _sections(draft: _Draft, value: object, where: str) -> None:
    draft.sections += (name for name, _ in draft.names(value, where))


def _keywords(draft: _Draft, value: object, where: str) -> None:
    """Read keywords: a list of them, or a text with commas between them."""
    if isinstance(value, str):
        found: Iterable[object] = value.split(",")
        texts = (draft.item.text(each, where, ".keywords") for each in found)
        draft.item.put("keywords", [*filter(None, texts)])
    else:
        draft.item.put("keywords", [name for name, _ in draft.names(value, where)])


def _body(draft: _Draft, value: object, where: str) -> None:
    """Read the text: paragraphs with blank lines between them, or HTML that some sites put there."""

    def note(code: str, message: str, _: int | None) -> None:
        draft.item.note(code, message, ".body")

    blocks: list[Block] = []
    for each in filter(None, map(_plain, listed(value))):
        if not isinstance(each, str):
            draft.item.text(each, where, ".body")
            continue
        text = xml_only(each.replace("\r\n", "\n").replace("\r", "\n"))
        if text != each and "\ufffd" in text:
            draft.item.note("repair.characters", f"{where} had characters that were replaced by U+FFFD", ".body")
        escaped = html_body(text, note) if _is_html(text) else None
        if escaped is None:
            blocks += paragraphs(text, preserve=True)
        else:
            draft.item.note("repair.escaped", f"{where} is HTML; it was read as such", ".body")
            blocks += content([escaped], note).blocks
    draft.item.put("body", blocks or None)


# --- pictures and rights ---


def _images(draft: _Draft, value: object, where: str) -> None:
    for each in draft.nodes(value):
        node: _Node = {"url": each} if isinstance(each, str) else draft.item.members(each, where)
        texts = (draft.item.text(_caption_text(node.get(key)), where) for key in ("caption", "description"))
        text = next(filter(None, texts), None)
        sources = [*_picture_sources(draft, node, where)]
        lines = [draft.item.text(node.get(key), where) for key in ("creditText", "copyrightNotice")]
        names = ", ".join(source.name for source in sources) if not text else ""
        credit = next(filter(None, [*lines, names]), None)
        addresses = [draft.item.uri(_first(node.get(key)), where) for key in ("contentUrl", "url") if node.get(key)]
        url = next(filter(None, addresses), None)
        if text or credit:
            draft.item.captions.append(Caption(text, credit, sources=sources, url=url))
        elif url:
            draft.item.note("repair.dropped", f"the picture {url} has no words; it was left out")


def _first(value: object) -> object:
    return next(iter(listed(value)), None)


def _caption_text(value: object) -> object:
    found = _first(value)
    if not isinstance(found, dict):
        return found
    return next((found[key] for key in ("@value", "text", "name") if key in found), None)


def _picture_sources(draft: _Draft, node: _Node, where: str) -> Iterator[Source]:
    for key in ("creator", "author"):
        for name, party in draft.names(node.get(key), where):
            found = types(party)
            role = "photographer" if "Person" in found else "agency" if "Organization" in found else None
            yield Source(name, role, uri=_address(draft, party, where))


def _holder(draft: _Draft, value: object, where: str) -> None:
    if names := [name for name, _ in draft.names(value, where)]:
        draft.item.rights.setdefault("holder", ", ".join(names))


def _right(name: str) -> Callable[[_Draft, object, str], None]:
    def read(draft: _Draft, value: object, where: str) -> None:
        texts = (each.get("text") or each.get("url") if isinstance(each, dict) else each for each in listed(value))
        lines = [draft.item.text(text, where, ".rights") for text in texts]
        if text := " ".join(filter(None, lines)):
            draft.item.rights.setdefault(name, text)

    return read


# --- weighing: from what was read to the fields of an article ---


def _weigh(draft: _Draft) -> None:
    item, said = draft.item, draft.said
    for name in ("headline", "deck", "summary", "dateline", "credit"):
        item.put(name, said.get(name))
    for name, text in (("headline", said.get("name")), ("summary", said.get("abstract"))):
        item.put(name, text)
        if text and text != item.fields[name]:
            item.dropped(f"another {name}", text)
    item.put("url", said.get("url") or said.get("mainEntityOfPage"))
    item.identify(said.get("@id") or said.get("identifier"), "the identifier")
    if "published" not in item.fields and draft.created is not None:
        item.published(draft.created, "dateCreated")
    known = {source.name for source in item.sources}
    item.sources += [source for source in draft.creators if source.name not in known]
    if draft.sections:
        item.put("section", draft.sections[0])
    item.put("subjects", [*draft.subjects, *map(Subject, draft.sections[1:])])


_SILENT = (
    "@context", "@graph", "@type", "accessMode", "actionableFeedbackPolicy", "commentCount", "copyrightYear",
    "correctionsPolicy", "discussionUrl", "encodingFormat", "hasPart", "interactionStatistic", "isAccessibleForFree",
    "isBasedOn", "isFamilyFriendly", "isPartOf", "pageEnd", "pageStart", "potentialAction", "primaryImageOfPage",
    "sameAs", "speakable", "thumbnail", "thumbnailUrl", "timeRequired", "wordCount",
)  # fmt: skip
_PROPERTIES: dict[str, Callable[[_Draft, object, str], Any]] = {
    **dict.fromkeys(_SILENT, _pass),
    **{name: _party(role) for role, name in PROPERTIES.items()},
    "creator": _creator,
    "@id": _identifier,
    "identifier": _identifier,
    "url": _url,
    "mainEntityOfPage": _url,
    "headline": _line("headline"),
    "name": _line("name"),
    "alternativeHeadline": _line("deck"),
    "description": _line("summary"),
    "abstract": _line("abstract"),
    "inLanguage": _language,
    "datePublished": _published,
    "dateCreated": _created,
    "dateModified": _modified,
    "dateline": _line("dateline"),
    "locationCreated": _places,
    "contentLocation": _subjects,
    "articleSection": _sections,
    "keywords": _keywords,
    "about": _subjects,
    "mentions": _subjects,
    "image": _images,
    "articleBody": _body,
    "text": _body,
    "creditText": _line("credit"),
    "copyrightHolder": _holder,
    "copyrightNotice": _right("notice"),
    "usageInfo": _right("terms"),
    "license": _right("terms"),
    "creativeWorkStatus": _status,
    "version": _version,
}
