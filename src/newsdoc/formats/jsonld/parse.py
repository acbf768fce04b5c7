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

from newsdoc.formats import references
from newsdoc.formats.json_item import Item, listed, named, shown
from newsdoc.formats.jsonld.body import read_body, without_markup
from newsdoc.formats.jsonld.vocabulary import PROPERTIES
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Caption, Source, Subject
from newsdoc.text import fold, remembered
from newsdoc.uris import absolute

__all__ = ["Graph", "Node", "read_article", "types"]

Node: TypeAlias = dict[str, object]
_ARTICLES = re.compile("(?:.*Article|.*BlogPosting|SocialMediaPosting|Report)").fullmatch


@define(eq=False)
class Graph:
    """The nodes of a document: those that stand for themselves, and those that others refer to by `@id`."""

    nodes: list[Node] = field(factory=list)
    by_id: dict[str, Node] = field(factory=dict)
    """The nodes that say something of themselves, however deep they stand."""
    by_fragment: dict[str, str] = field(factory=dict)
    """The ids by what follows `#` in them: some pages write `#org` for `https://bay.example/#org`."""
    used: set[str] = field(factory=set)

    def add(self, value: object) -> None:
        """Add the nodes of a value: an object, its `@graph`, or a list of either."""
        self._index(value)
        ahead = deque([value])
        while ahead:
            value = ahead.popleft()
            if isinstance(value, list):
                ahead.extendleft(reversed(value))
            elif isinstance(value, dict):
                ahead.extendleft(reversed(listed(value.get("@graph"))))
                if "@graph" not in value or "@type" in value:
                    self.nodes.append(value)

    def _index(self, value: object) -> None:
        """Remember every node in a value by its id; what several places say of one node is put together."""
        ahead = [value]
        while ahead:
            value = ahead.pop()
            if isinstance(value, list):
                ahead += reversed(value)
            elif isinstance(value, dict):
                ahead += reversed(value.values())
                name = value.get("@id")
                if isinstance(name, str) and not self.is_reference(value):
                    held = self.by_id.get(name)
                    self.by_id[name] = value if held is None else {**value, **held}
                    self.by_fragment.setdefault(name.partition("#")[2], name)

    @staticmethod
    def is_reference(node: Node) -> bool:
        """Say whether a node only names another one."""
        return "@id" in node and node.keys() <= {"@id", "@type"}

    def settled(self, value: object) -> object:
        """Return the node that a value refers to, by an object or by its bare id, else the value."""
        name = value.get("@id") if isinstance(value, dict) and self.is_reference(value) else value
        if not isinstance(name, str):
            return value
        if name not in self.by_id and name.startswith("#"):
            name = self.by_fragment.get(name[1:], name)
        if name not in self.by_id:
            return value
        self.used.add(name)
        return self.by_id[name]

    def articles(self) -> Iterator[Node]:
        """Yield the nodes that are articles, and the articles that pages have as their main entity."""
        for node in self.nodes:
            if "Article" in types(node):
                yield node
            else:
                yield from self._main_entities(node)

    def _main_entities(self, node: Node) -> list[Node]:
        inner = [each for each in listed(node.get("mainEntity")) if isinstance(each, dict)]
        return [each for each in inner if not self.is_reference(each) and "Article" in types(each)]

    def others(self) -> list[Node]:
        """Return the nodes that are not articles and that no article has referred to."""
        rest = [node for node in self.nodes if str(node.get("@id")) not in self.used]
        return [node for node in rest if "Article" not in types(node) and not self._main_entities(node)]


def types(node: Node) -> frozenset[str]:
    """Return the types of a node without their vocabulary; every kind of article is an `Article` too."""
    said = node.get("@type")
    if isinstance(said, str):
        return _types(said)
    return frozenset().union(*(_types(each) for each in listed(said) if isinstance(each, str)))


@remembered
def _types(name: str) -> frozenset[str]:
    """Return what one name of a type means: `schema:BlogPosting` is a `BlogPosting` and an `Article`."""
    name = name.rpartition("/")[2].rpartition(":")[2]
    return frozenset((name, "Article") if _ARTICLES(name) else (name,))


def read_article(node: Node, graph: Graph, line: int | None = None) -> Item:
    """Read an article's node."""
    draft = _Draft(Item(line), graph)
    for name, value in draft.item.members(node, "the article").items():
        key = name.removeprefix("schema:").rpartition("schema.org/")[2]
        handle = _PROPERTIES.get(key)
        if handle is not None:
            handle(draft, value, key)
        if key.lower() not in _MACHINE:
            draft.item.leftovers(value, named(name), _MACHINE, unknown=handle is None)
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
    bodies: list[tuple[str, str]] = field(factory=list)
    """Each text of the article with the name of its property."""
    created: object = None
    wordless: list[str] = field(factory=list)
    """The addresses of pictures without words."""

    def text(self, value: object, where: str, path: str = "") -> str | None:
        """Return a value as clean text without markup; `None` where it is none, or empty."""
        text = self.item.text(_plain(value), where, path)
        if text is None or "<" not in text:
            return text
        if (inside := references.without_cdata(text)) != text:
            self.item.note("repair.escaped", f"{where} had the marks of a CDATA section, which were left out", path)
            text = inside.strip()
        if not references.has_markup(text):
            return text or None
        self.item.note("repair.markup", f"{where} had markup, which was left out; the words stay", path)
        return without_markup(text)

    def nodes(self, value: object) -> list[object]:
        """Give the values of a property, references settled."""
        return [self.graph.settled(each) for each in listed(value)]

    def names(self, value: object, where: str) -> Iterator[tuple[str, Node]]:
        """Give the names of things, and what else is known of each."""
        for each in self.nodes(value):
            node: Node = {"name": each} if isinstance(each, str) else self.item.members(each, where)
            role = next((node[key] for key in ("author", "creator", "contributor") if key in node), None)
            if "Role" in types(node) and isinstance(role, dict):
                node = role  # an object between the article and its author, for what somebody did when
            if "familyName" in node or "givenName" in node:
                self.item.taken.update(str(node.get(key)) for key in ("givenName", "familyName"))
            for name in listed(_name(node)):
                if text := self.item.text(name, where):
                    yield text, node


def _name(node: Node) -> object:
    names = (node.get(key) for key in ("name", "@value", "legalName", "alternateName"))
    whole = next(filter(None, names), None)
    return whole or " ".join(str(node[key]) for key in ("givenName", "familyName") if node.get(key))


def _address(draft: _Draft, node: Node, where: str) -> str | None:
    """Give a node's address: its page, else what it is called, else the first that it is the same as."""
    for key in ("url", "@id", "sameAs"):
        for each in listed(node.get(key)):
            if isinstance(each, str) and absolute(each)[0]:
                return draft.item.uri(each, where)
    return None


# --- properties ---


def _line(name: str) -> Callable[[_Draft, object, str], None]:
    def read(draft: _Draft, value: object, where: str) -> None:
        texts = [draft.text(each, where, f".{name}") for each in listed(value)]
        if text := " ".join(filter(None, texts)):
            held = draft.said.setdefault(name, text)
            if fold(held) != fold(text):
                draft.item.dropped(f"another {name}", text)

    return read


def _plain(value: object) -> object:
    """Give the text of a value that names its language: `{"@value": …, "@language": …}`."""
    return value.get("@value", value) if isinstance(value, dict) else value


def _version(draft: _Draft, value: object, where: str) -> None:
    draft.item.version(value, where)


def _published(draft: _Draft, value: object, where: str) -> None:
    draft.item.published(value, where)


def _created(draft: _Draft, value: object, _where: str) -> None:
    draft.created = value


def _modified(draft: _Draft, value: object, where: str) -> None:
    draft.item.moment("modified", value, where)


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
    elif status not in ("", "usable", "published", "final"):
        draft.item.note("repair.value", f"{where} is {shown(status)}, which is not a status that is known", ".status")


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
        draft.item.taken.add(value)
        found: Iterable[object] = value.split(",")
        texts = (draft.item.text(each, where, ".keywords") for each in found)
        draft.item.put("keywords", [*filter(None, texts)])
    else:
        draft.item.put("keywords", [name for name, _ in draft.names(value, where)])


def _body(draft: _Draft, value: object, where: str) -> None:
    """Keep the texts until the lines are known that they may print again."""
    for each in filter(None, map(_plain, listed(value))):
        if isinstance(each, str):
            draft.item.taken.add(each)
            draft.bodies.append((where, each))
        else:
            draft.item.text(each, where, ".body")


# --- pictures and rights ---


def _images(draft: _Draft, value: object, where: str) -> None:
    for each in draft.nodes(value):
        node: Node = {"url": each} if isinstance(each, str) else draft.item.members(each, where)
        texts = (draft.text(_caption_text(node.get(key)), where) for key in ("caption", "description"))
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
            draft.wordless.append(url)


def _first(value: object) -> object:
    return next(iter(listed(value)), None)


def _caption_text(value: object) -> object:
    found = _first(value)
    if not isinstance(found, dict):
        return found
    return next((found[key] for key in ("@value", "text", "name") if key in found), None)


def _picture_sources(draft: _Draft, node: Node, where: str) -> Iterator[Source]:
    for key in ("creator", "author"):
        for name, party in draft.names(node.get(key), where):
            found = types(party)
            role = "photographer" if "Person" in found else "agency" if "Organization" in found else None
            yield Source(name, role, uri=_address(draft, party, where))


def _holder(draft: _Draft, value: object, where: str) -> None:
    if names := [name for name, _ in draft.names(value, where)]:
        _put_right(draft, "holder", ", ".join(names))


def _right(name: str) -> Callable[[_Draft, object, str], None]:
    def read(draft: _Draft, value: object, where: str) -> None:
        texts = (each.get("text") or each.get("url") if isinstance(each, dict) else each for each in listed(value))
        lines = [draft.item.text(text, where, ".rights") for text in texts]
        if text := " ".join(filter(None, lines)):
            _put_right(draft, name, text)

    return read


def _put_right(draft: _Draft, name: str, text: str) -> None:
    held = draft.item.rights.setdefault(name, text)
    if held != text:
        draft.item.dropped(f"another text of the rights ({name})", text)


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
    _weigh_body(draft)


def _weigh_body(draft: _Draft) -> None:
    """Read the texts, which may repeat lines of the article's head, and join their figures to the pictures."""
    item = draft.item
    known = [*filter(None, map(item.fields.get, ("headline", "deck", "section")))]
    figures: list[Figure] = []
    place = None
    for where, text in draft.bodies:
        if place not in (None, where):  # the article again in another property
            if fold(text) not in {fold(each) for other, each in draft.bodies if other == place}:
                item.dropped(f"another text, {where},", fold(text))
            continue
        place = where
        found = read_body(text, item, where, known)
        item.put("headline", found.headline)
        before = len(item.fields.setdefault("body", []))
        item.fields["body"] += found.blocks
        figures += [
            each if each.anchor is None else each._replace(anchor=each.anchor + before) for each in found.figures
        ]
    item.captions = _captions(draft, figures)
    for url in draft.wordless:
        item.note("repair.dropped", f"the picture {shown(url)} has no words; it was left out")


def _captions(draft: _Draft, figures: Iterable[Figure]) -> list[Caption]:
    """Join the article's pictures to the figures that show them, whose own words win; the others are the lead."""
    leads: list[Caption] = []
    placed: list[Caption] = []
    rest = list(draft.item.captions)
    for figure in figures:
        picture = next((each for each in rest if _shows(figure, each)), None)
        if picture is not None:
            rest.remove(picture)
        text, credit, url = figure.text, figure.credit, figure.url
        if picture is not None:
            for one, other in ((text, picture.text), (credit, picture.credit)):
                if one and other and fold(one) != fold(other):
                    draft.item.dropped("another text of a picture", other)
            text, credit, url = text or picture.text, credit or picture.credit, url or picture.url
        if url in draft.wordless:
            draft.wordless.remove(url)
        if text or credit:
            sources = picture.sources if picture is not None else ()
            caption = Caption(text, credit, url=url, sources=sources, anchor=figure.anchor)
            (leads if figure.anchor is None else placed).append(caption)
        elif url:
            draft.wordless.append(url)
    return [*leads, *rest, *placed]


def _shows(figure: Figure, picture: Caption) -> bool:
    if figure.url and figure.url == picture.url:
        return True
    return figure.text is not None and picture.text is not None and fold(figure.text) == fold(picture.text)


_MACHINE = frozenset((
    # words of the vocabulary, and what a page says of itself
    "@context", "@graph", "@id", "@language", "@type", "accessmode", "additionaltype", "encodingformat", "genre",
    "inlanguage", "isaccessibleforfree", "isfamilyfriendly", "creativeworkstatus", "version",
    # addresses and identifiers
    "actionablefeedbackpolicy", "contenturl", "correctionspolicy", "discussionurl", "embedurl", "email", "identifier",
    "logo", "mainentityofpage", "sameas", "telephone", "thumbnailurl", "url",
    # dates, counts and sizes
    "commentcount", "copyrightyear", "datecreated", "datemodified", "datepublished", "duration", "height",
    "interactionstatistic", "pageend", "pagestart", "timerequired", "uploaddate", "width", "wordcount",
    # what browsers and assistants do with the page
    "cssselector", "potentialaction", "speakable", "xpath",
))  # fmt: skip
"""Properties, in small letters, whose values are no words of the article: they may be left out without a report."""

_PROPERTIES: dict[str, Callable[[_Draft, object, str], Any]] = {
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
