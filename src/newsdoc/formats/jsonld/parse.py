"""The properties of schema.org in one node of a JSON-LD graph, in all the shapes that sites use.

A value may be a text, an object, a list of either, or a reference to another node of the graph. What the model has no
place for is noted where it is text for people; data for machines (counts, actions, ratings of access) is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from attrs import define, field

from newsdoc import unchecked
from newsdoc.formats import references
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.json.values import Values, listed, named
from newsdoc.formats.jsonld.body import without_markup
from newsdoc.formats.jsonld.graph import Graph, Node, types
from newsdoc.formats.jsonld.mapping import PLACES
from newsdoc.formats.jsonld.vocabulary import PROPERTIES
from newsdoc.formats.mapping import one_to_one
from newsdoc.formats.pictures import Picture
from newsdoc.model import Link, Source, Subject
from newsdoc.text import cached, fold
from newsdoc.uris import absolute, runs_script

__all__ = ["Parsed", "parse"]


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

    @property
    def builder(self) -> ArticleBuilder:
        """The builder of the article."""
        return self.values.builder

    def text(self, value: object, where: str, path: str = "") -> str | None:
        """Return a value as clean text without markup; `None` if it is not text, or empty."""
        text = self.values.text(_plain(value), where, path)
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
        return [self.graph.settled(each) for each in listed(value)]

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
            for name in listed(_name(node)):
                if text := self.values.text(name, where):
                    yield text, node


_Read: TypeAlias = Callable[[Parsed, object, str], object]


class _Property(NamedTuple):
    """A property that is known by its name."""

    read: _Read | None
    key: str
    """The name without that of the vocabulary."""
    has_words: bool
    """True if its words need a report when they are not used."""


def parse(values: Values, node: object, graph: Graph) -> Parsed:
    """Read all properties of an article's node."""
    parsed = Parsed(values, graph)
    for name, value in values.members(node, "the article").items():
        read, key, has_words = _property(name)
        if read is not None:
            read(parsed, value, key)
        if has_words and values.listening:
            values.leftovers(value, named(name), _MACHINE, unknown=read is None)
    return parsed


@cached  # nodes have few properties, and mostly the same ones
def _property(name: str) -> _Property:
    """Return the reader of a property: `headline`, `schema:headline`, `https://schema.org/headline`."""
    key = name.removeprefix("schema:").rpartition("schema.org/")[2]
    return _Property(_PROPERTIES.get(key), key, key.lower() not in _MACHINE)


def _name(node: Node) -> object:
    """Return a node's name: its own, else that in another property, else those of a person together."""
    others = map(node.get, ("@value", "legalName", "alternateName"))
    whole = node.get("name") or next(filter(None, others), None)
    return whole or " ".join(str(node[key]) for key in ("givenName", "familyName") if node.get(key))


def _address(parsed: Parsed, node: Node, where: str, keys: Iterable[str] = ("url", "@id", "sameAs")) -> str | None:
    """Return a node's address: its page, else its `@id`, else the first of `sameAs`."""
    for key in keys:
        for each in listed(node.get(key)):
            if isinstance(each, str) and absolute(each)[0]:
                return parsed.values.uri(each, where)
    return None


def _note_others(
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


# --- properties ---


def _line(name: str) -> _Read:
    """Return a reader of a field that is a line of text: `"headline": "Bridge opens"`."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        if text := _joined(parsed, value, where, name):
            parsed.builder.put_text(name, text)

    return read


def _second(name: str) -> _Read:
    """Return a reader of a line that counts if the field has no other property: `name` for `headline`."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        if text := _joined(parsed, value, where, name):
            parsed.second.append((name, text))

    return read


def _joined(parsed: Parsed, value: object, where: str, name: str) -> str:
    """Return a text, or the texts of a list on one line."""
    if not isinstance(value, list):
        return parsed.text(value, where, f".{name}") or ""
    return " ".join(filter(None, (parsed.text(each, where, f".{name}") for each in value)))


def _plain(value: object) -> object:
    """Return the text of a value that names its language: `{"@value": …, "@language": …}`."""
    return value.get("@value", value) if isinstance(value, dict) else value


def _version(parsed: Parsed, value: object, where: str) -> None:
    """Read the version: `3`, `"3"`."""
    parsed.builder.version(parsed.values.digits(value, where, ".version"), where)


def _published(parsed: Parsed, value: object, where: str) -> None:
    """Read the time of publication: `"2024-05-01T10:00:00Z"`."""
    parsed.builder.put_published(parsed.values.time(value, where, ".published"), where)


def _created(parsed: Parsed, value: object, _where: str) -> None:
    """Keep the time of creation, which counts if there is none of publication."""
    parsed.created = value


def _modified(parsed: Parsed, value: object, where: str) -> None:
    """Read the time of the last change."""
    parsed.builder.put_moment("modified", parsed.values.time(value, where, ".modified"), where)


def _language(parsed: Parsed, value: object, where: str) -> None:
    """Read the language: `"en"`, `{"@type": "Language", "alternateName": "en"}`."""
    for each in listed(value)[:1]:
        node = parsed.graph.settled(each) if isinstance(each, dict) else each
        tag = node.get("alternateName") or node.get("name") if isinstance(node, dict) else node
        parsed.builder.language(parsed.values.text(tag, where, ".language") or "", where)


def _url(parsed: Parsed, value: object, where: str) -> None:
    """Read an address of the page: a text, or `{"@type": "WebPage", "@id": "https://…"}`."""
    for each in listed(value)[:1]:
        address = each.get("@id") or each.get("url") if isinstance(each, dict) else each
        if isinstance(address, str) and (uri := parsed.values.uri(address, where, ".url")):
            parsed.said.setdefault(where, uri)


def _identifier(parsed: Parsed, value: object, where: str) -> None:
    """Read an identifier: a text, or `{"@type": "PropertyValue", "value": "a:1"}`; not `_:b0`."""
    for each in listed(value):
        name = each.get("value") if isinstance(each, dict) else each
        if name is not None and not str(name).startswith("_:"):
            parsed.said.setdefault(where, parsed.values.text(name, where, ".id") or "")


def _status(parsed: Parsed, value: object, where: str) -> None:
    """Read the status: `"published"` is usable."""
    status = parsed.values.text(_plain(value), where, ".status") or ""
    if status.lower() not in ("published", "final"):
        parsed.builder.status(status, where)


def _party(role: str) -> _Read:
    """Return a reader of the parties of a role: `"author": {"@type": "Person", "name": "Ann"}`."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        for name, node in parsed.names(value, where):
            known = role != "contributor" or types(node)  # ours of no role, or of one without a property, has no type
            parsed.builder.sources.append(_source(parsed, name, role if known else None, node, where))

    return read


def _creator(parsed: Parsed, value: object, where: str) -> None:
    """Read the creators, who are authors unless `author` names them too."""
    for name, node in parsed.names(value, where):
        parsed.creators.append(_source(parsed, name, "author", node, where))


def _source(parsed: Parsed, name: str, role: str | None, node: Node, where: str) -> Source:
    """Return a party: `{"@type": "Organization", "name": "Bay Wire", "identifier": "bw"}`."""
    uri = _address(parsed, node, where)
    _note_others(parsed, node, uri, f"another address of {name!r}")
    return unchecked.source(name, role, uri=uri, code=_code(parsed, node, "identifier", where))


def _code(parsed: Parsed, node: Node, key: str, where: str) -> str | None:
    """Return a code: a text, or `{"@type": "PropertyValue", "value": "bw"}`."""
    value = _first(node.get(key))
    value = value.get("value") if isinstance(value, dict) else value
    return parsed.values.text(value, where) if isinstance(value, str) else None


def _places(parsed: Parsed, value: object, where: str) -> None:
    """Read places: `{"@type": "Place", "name": "Rome"}`."""
    parsed.builder.put("places", [name for name, _ in parsed.names(value, where)])


def _subjects(parsed: Parsed, value: object, where: str) -> None:
    """Read the subjects of the article: `{"@type": "Thing", "@id": "https://…", "name": "Harbour"}`."""
    parsed.subjects += _topics(parsed, value, where)


def _genres(parsed: Parsed, value: object, where: str) -> None:
    """Read the genres: `"Interview"`, `{"@type": "DefinedTerm", "termCode": "intv", "name": "Interview"}`."""
    parsed.genres += _topics(parsed, value, where)


def _topics(parsed: Parsed, value: object, where: str) -> Iterator[Subject]:
    for name, node in parsed.names(value, where):
        uri = _address(parsed, node, where, ("@id", "url", "sameAs"))
        _note_others(parsed, node, uri, f"another address of {name!r}")
        yield unchecked.subject(name, uri=uri, code=_code(parsed, node, "termCode", where))


def _links(parsed: Parsed, value: object, where: str) -> None:
    """Read links: `{"@type": "CreativeWork", "url": "https://bay.example/2", "name": "Ferries"}`."""
    for node in parsed.nodes(value):
        if not isinstance(node, dict):
            continue
        title = parsed.text(_first(_name(node) or node.get("headline")), where)
        url = _address(parsed, node, where, ("url",))
        url = None if url and runs_script(url) else url
        names = (_code(parsed, node, key, where) for key in ("@id", "identifier"))
        name = next((each for each in names if each and not each.startswith("_:")), "")
        if title and (url or name):
            parsed.links.append(unchecked.link(title, url, id="".join(name.split()) or None))
        elif title:
            parsed.builder.dropped("a related link", title)


def _sections(parsed: Parsed, value: object, where: str) -> None:
    """Read sections: `"Local"`, `["Local", "Transport"]`."""
    parsed.sections += (name for name, _ in parsed.names(value, where))


def _keywords(parsed: Parsed, value: object, where: str) -> None:
    """Read keywords: a list of them, or a text with commas between them."""
    if isinstance(value, str):
        parsed.values.taken.add(value)
        texts = (parsed.values.text(each, where, ".keywords") for each in value.split(","))
        parsed.builder.put("keywords", [*filter(None, texts)])
    else:
        parsed.builder.put("keywords", [name for name, _ in parsed.names(value, where)])


def _body(parsed: Parsed, value: object, where: str) -> None:
    """Keep the texts until the lines of the head are known, which they may repeat."""
    for each in filter(None, map(_plain, listed(value))):
        if isinstance(each, str):
            parsed.values.taken.add(each)
            parsed.bodies.append((where, each))
        else:
            parsed.values.text(each, where, ".body")


# --- pictures and rights ---


_WORDS = frozenset(("caption", "copyrightNotice", "creditText", "description"))


def _without_sizes(nodes: list[object]) -> list[object]:
    """Return pictures without other sizes of the first one, as search engines want them: 16:9, 4:3 and 1:1.

    These are bare addresses, or objects without words and of other proportions.
    """
    if len(nodes) < 2:
        return nodes
    if all(isinstance(each, str) for each in nodes):
        return nodes[:1]
    first = _proportion(nodes[0])
    return [
        each
        for number, each in enumerate(nodes)
        if number == 0 or first == 0 or _proportion(each) in (0, first) or _has_words(each)
    ]


def _has_words(node: object) -> bool:
    return isinstance(node, dict) and not _WORDS.isdisjoint(node)


def _proportion(node: object) -> float:
    """Return a picture's width by its height, `{"width": "1200", "height": 675}`; 0 if it is not known."""
    sizes = [str(node.get(key, "")) for key in ("width", "height")] if isinstance(node, dict) else []
    if not sizes or not all(size.isdecimal() and int(size) for size in sizes):
        return 0
    return round(int(sizes[0]) / int(sizes[1]), 1)


def _images(parsed: Parsed, value: object, where: str) -> None:
    """Read pictures: an address, or `{"@type": "ImageObject", "url": …, "caption": …, "creditText": …}`.

    Of one picture in several sizes, the first one counts.
    """
    for each in _without_sizes(parsed.nodes(value)):
        node: Node = {"url": each} if isinstance(each, str) else parsed.values.members(each, where)
        if not node:
            continue
        texts = (parsed.text(_caption_text(node.get(key)), where) for key in ("caption", "description"))
        text = next(filter(None, texts), None)
        sources = [*_picture_sources(parsed, node, where)]
        lines = [parsed.values.text(node.get(key), where) for key in ("creditText", "copyrightNotice")]
        names = ", ".join(source.name for source in sources) if not text else ""
        credit, notice = lines
        if credit and notice and fold(credit) != fold(notice):
            parsed.builder.dropped("the copyright notice of a picture", notice)
        addresses = [parsed.values.uri(_first(node.get(key)), where) for key in ("contentUrl", "url") if node.get(key)]
        parsed.pictures.append(Picture(text, credit or notice or names, sources, [*filter(None, addresses)][:1]))


def _films(parsed: Parsed, value: object, where: str) -> None:
    """Note the addresses of films and sounds: `{"@type": "VideoObject", "contentUrl": "https://bay.example/1.mp4"}`."""
    for each in parsed.nodes(value):
        node: Node = {"url": each} if isinstance(each, str) else parsed.values.members(each, where)
        _note_others(parsed, node, None, f"the address of the {where}", ("contentUrl", "url", "embedUrl"))


def _first(value: object) -> object:
    """Return the first of a list, or the only value."""
    return next(iter(listed(value)), None)


def _caption_text(value: object) -> object:
    """Return the text of a caption, which may be an object: `{"@type": "MediaObject", "text": "…"}`."""
    found = _first(value)
    if not isinstance(found, dict):
        return found
    return next((found[key] for key in ("@value", "text", "name") if key in found), None)


def _picture_sources(parsed: Parsed, node: Node, where: str) -> Iterator[Source]:
    """Yield the parties of a picture: a person is the photographer, an organization the agency."""
    for key in ("creator", "author"):
        for name, party in parsed.names(node.get(key), where):
            found = types(party)
            role = "photographer" if "Person" in found else "agency" if "Organization" in found else None
            yield _source(parsed, name, role, party, where)


def _holder(parsed: Parsed, value: object, where: str) -> None:
    """Read the holder of the copyright: `{"@type": "Organization", "name": "Bay Post"}`."""
    if names := [name for name, _ in parsed.names(value, where)]:
        parsed.builder.put_right("holder", ", ".join(names))


def _right(name: str) -> _Read:
    """Return a reader of a part of the rights: `"usageInfo": {"@type": "CreativeWork", "text": "Ask."}`, or a text."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        texts = (each.get("text") or each.get("url") if isinstance(each, dict) else each for each in listed(value))
        lines = (parsed.values.text(text, where, ".rights") for text in texts)
        parsed.builder.put_right(name, " ".join(filter(None, lines)))

    return read


_MACHINE = frozenset((
    # words of the vocabulary, and facts about the page
    "@context", "@graph", "@id", "@language", "@type", "accessmode", "additionaltype", "encodingformat", "inlanguage",
    "isaccessibleforfree", "isfamilyfriendly", "creativeworkstatus", "version",
    # addresses and identifiers
    "actionablefeedbackpolicy", "contenturl", "correctionspolicy", "discussionurl", "embedurl", "email", "identifier",
    "logo", "mainentityofpage", "sameas", "telephone", "thumbnailurl", "url",
    # dates, counts and sizes
    "commentcount", "copyrightyear", "datecreated", "datemodified", "datepublished", "duration", "height",
    "interactionstatistic", "pageend", "pagestart", "timerequired", "uploaddate", "width", "wordcount",
    # instructions to browsers and assistants
    "cssselector", "potentialaction", "speakable", "xpath",
))  # fmt: skip
"""Properties, in small letters, whose values are not words of the article: they may be left out without a report."""

_PROPERTIES: dict[str, _Read] = {
    **{name: _line(field) for field, name in one_to_one(PLACES).items()},
    **{name: _right(field) for field, name in one_to_one(PLACES, "Rights").items()},
    **{name: _party(role) for role, name in PROPERTIES.items()},
    "creator": _creator,
    **dict.fromkeys(("@id", "identifier"), _identifier),
    **dict.fromkeys(("url", "mainEntityOfPage"), _url),
    "name": _second("headline"),
    "abstract": _second("summary"),
    "inLanguage": _language,
    "datePublished": _published,
    "dateCreated": _created,
    "dateModified": _modified,
    "locationCreated": _places,
    **dict.fromkeys(("about", "mentions", "contentLocation"), _subjects),
    "genre": _genres,
    **dict.fromkeys(("citation", "relatedLink", "isBasedOn"), _links),
    "articleSection": _sections,
    "keywords": _keywords,
    "image": _images,
    **dict.fromkeys(("video", "audio"), _films),
    **dict.fromkeys(("articleBody", "text"), _body),
    "copyrightHolder": _holder,
    **dict.fromkeys(("usageInfo", "license"), _right("terms")),
    "creativeWorkStatus": _status,
    "version": _version,
}
