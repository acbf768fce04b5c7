"""The properties of schema.org in one node of a JSON-LD graph, in all the shapes that sites use.

A value may be a text, an object, a list of either, or a reference to another node of the graph. What the model has no
place for is noted where it is text for people; data for machines (counts, actions, ratings of access) is skipped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from newsdoc import unchecked
from newsdoc.formats.json.values import Values, listed, named
from newsdoc.formats.jsonld.graph import Graph, types
from newsdoc.formats.jsonld.mapping import PLACES
from newsdoc.formats.jsonld.media import read_films, read_images, read_media, read_thumbnail, read_updates
from newsdoc.formats.jsonld.parsed import Parsed, address_of, code_of, first, name_of, note_others, plain, source_of
from newsdoc.formats.jsonld.vocabulary import PROPERTIES
from newsdoc.formats.mapping import one_to_one
from newsdoc.model import Subject
from newsdoc.text import cached
from newsdoc.uris import absolute, runs_script

__all__ = ["Parsed", "parse"]


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
            for each in parsed.referred:
                values.leftovers(each, named(name), _MACHINE)
        if parsed.referred:
            parsed.referred.clear()
    return parsed


@cached  # nodes have few properties, and mostly the same ones
def _property(name: str) -> _Property:
    """Return the reader of a property: `headline`, `schema:headline`, `https://schema.org/headline`."""
    key = name.removeprefix("schema:").rpartition("schema.org/")[2]
    return _Property(_PROPERTIES.get(key), key, key.lower() not in _MACHINE)


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
    status = parsed.values.text(plain(value), where, ".status") or ""
    if status.lower() not in ("published", "final"):
        parsed.builder.status(status, where)


def _party(role: str) -> _Read:
    """Return a reader of the parties of a role: `"author": {"@type": "Person", "name": "Ann"}`."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        for name, node in parsed.names(value, where):
            known = role != "contributor" or types(node)  # ours of no role, or of one without a property, has no type
            parsed.builder.sources.append(source_of(parsed, name, role if known else None, node, where))

    return read


def _creator(parsed: Parsed, value: object, where: str) -> None:
    """Read the creators, who are authors unless `author` names them too."""
    for name, node in parsed.names(value, where):
        parsed.creators.append(source_of(parsed, name, "author", node, where))


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
        uri = address_of(parsed, node, where, ("@id", "url", "sameAs"))
        note_others(parsed, node, uri, f"another address of {name!r}")
        yield unchecked.subject(name, uri=uri, code=code_of(parsed, node, "termCode", where))


def _links(parsed: Parsed, value: object, where: str) -> None:
    """Read links: `{"@type": "CreativeWork", "url": "https://bay.example/2", "name": "Ferries"}`."""
    for node in parsed.nodes(value):
        if not isinstance(node, dict):
            if isinstance(node, str) and absolute(node)[0]:
                parsed.builder.dropped("a link without a title", node)
            continue
        title = parsed.text(first(name_of(node) or node.get("headline")), where)
        url = address_of(parsed, node, where, ("url",))
        url = None if url and runs_script(url) else url
        names = (code_of(parsed, node, key, where) for key in ("@id", "identifier"))
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
    for each in filter(None, map(plain, listed(value))):
        if isinstance(each, str):
            parsed.values.taken.add(each)
            parsed.bodies.append((where, each))
        else:
            parsed.values.text(each, where, ".body")


# --- rights ---


def _holder(parsed: Parsed, value: object, where: str) -> None:
    """Read the holder of the copyright: `{"@type": "Organization", "name": "Bay Post"}`."""
    found = [*parsed.names(value, where)]
    for name, node in found:
        note_others(parsed, node, None, f"an address of {name!r}")
    parsed.builder.put_right("holder", ", ".join(name for name, _ in found))


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
    **dict.fromkeys(("image", "primaryImageOfPage"), read_images),
    "thumbnailUrl": read_thumbnail,
    **dict.fromkeys(("video", "audio"), read_films),
    **dict.fromkeys(("associatedMedia", "hasPart", "encoding"), read_media),
    "liveBlogUpdate": read_updates,
    **dict.fromkeys(("articleBody", "text"), _body),
    "copyrightHolder": _holder,
    **dict.fromkeys(("usageInfo", "license"), _right("terms")),
    "creativeWorkStatus": _status,
    "version": _version,
}
