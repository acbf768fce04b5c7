"""Parties, places and topics of a ninjs object: `"infosources": [{"name": "Bay Wire", "role": "agency"}]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsdoc import unchecked
from newsdoc.formats.json.values import listed
from newsdoc.formats.newsml.qcodes import uri_of
from newsdoc.formats.newsml.topics import topic_name
from newsdoc.formats.newsml.vocabulary import ROLE_CODES
from newsdoc.formats.ninjs.parsed import Entry, Parsed, entries_of
from newsdoc.model import Source, Subject
from newsdoc.text import cached, clean
from newsdoc.uris import absolute

__all__ = ["read_authors", "read_categories", "read_genres", "read_info_sources", "read_keywords", "read_people",
           "read_places", "read_service", "read_source", "read_subjects"]  # fmt: skip

_AUTHORS = {"author", "byline", "correspondent", "creator", "photographer", "reporter", "writer", "editor", "subeditor"}

_is_role = re.compile("[a-z-]+").fullmatch


class _Concept(NamedTuple):
    """A party, place or topic: its relation to the item, and all members of its object."""

    name: str
    uri: str | None
    code: str | None
    relation: str
    entry: Entry

    def source(self, role: str | None) -> Source:
        """Return the concept as a party."""
        return unchecked.source(self.name, role, uri=self.uri, code=self.code)

    def subject(self) -> Subject:
        """Return the concept as a topic or genre."""
        return unchecked.subject(self.name, uri=self.uri, code=self.code)


def _concepts(parsed: Parsed, value: object, where: str) -> Iterator[_Concept]:
    """Yield the concepts in a list."""
    text = parsed.values.text
    for entry in entries_of(parsed, value, where, "name"):
        own = text(entry.get("name"), where)
        name = own or next(
            filter(None, (text(entry.get(key), where) for key in ("literal", "code", "qcode", "uri"))), None
        )
        relation = text(entry.get("rel", entry.get("role")), where) or ""
        if name:
            uri = _concept_uri(parsed, entry, where)
            if uri and not own:
                name = topic_name(uri, _language(parsed)) or name
            literal = text(entry.get("literal"), where) if own else None
            _add_web_addresses(parsed, entry, name, where)
            yield _Concept(name, uri, literal or (None if uri else _concept_code(entry)), relation, entry)


def _add_web_addresses(parsed: Parsed, entry: Entry, name: str, where: str) -> None:
    """Add the web addresses of a party or place as links.

    `{"name": "Bay Brewery", "contactinfo": [{"type": "web", "value": "https://brewery.example/"}]}`
    """
    for contact in listed(entry.get("contactinfo")):
        if isinstance(contact, dict) and contact.get("type") == "web":
            uri = parsed.values.uri(contact.get("value"), where)
            if uri and uri.startswith("http"):
                parsed.links.append(unchecked.link(name, uri))


def _language(parsed: Parsed) -> str | None:
    """Return the language of the item, if it is written before what needs it."""
    value, _ = parsed.raw.get("language", (None, ""))
    return value if isinstance(value, str) else None


def _concept_code(entry: Entry) -> str | None:
    """Return a concept's code with its scheme, `{"scheme": "desk", "code": "12"}` as `desk:12`; `None` without one."""
    scheme, code = entry.get("scheme"), entry.get("code") or entry.get("qcode")
    if type(code) not in (str, int) or not str(code).strip():
        return None
    whole = f"{scheme}:{code}" if isinstance(scheme, str) and scheme.strip() else str(code)
    return clean(whole)[0] or None


def _concept_uri(parsed: Parsed, entry: Entry, where: str) -> str | None:
    """Return a concept's address: its own, else of its code in its scheme, where those are addresses (1.x)."""
    if entry.get("uri"):
        return parsed.values.uri(entry["uri"], where)
    scheme, code = entry.get("scheme"), entry.get("code")
    qcode = entry.get("qcode")
    if isinstance(qcode, str) and (uri := uri_of(qcode)):
        return uri
    if not isinstance(code, str):
        return None
    uri = absolute(f"{scheme}{code}" if isinstance(scheme, str) else code)[0]
    return uri if uri and "://" in uri else None


def read_info_sources(parsed: Parsed, value: object, where: str) -> None:
    """Read parties: `[{"name": "Bay Wire", "role": "agency"}]`."""
    parsed.sources += (each.source(_role(each.relation)) for each in _concepts(parsed, value, where))


@cached  # a feed has few roles
def _role(role: str) -> str | None:
    """Return the role of a party: a word is the role itself, a code of a scheme is translated."""
    if _is_role(role):
        return role
    code = re.split(r"[:/#]", role.rstrip("/"))[-1]
    word = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", code).lower()
    return ROLE_CODES.get(code.lower()) or (word if _is_role(word) else None)


def read_people(parsed: Parsed, value: object, where: str) -> None:
    """Read persons: the makers of the item are sources, persons that it is about are subjects."""
    for each in _concepts(parsed, value, where):
        if each.relation.lower() in _AUTHORS:
            parsed.people.append(each.source(_person_role(each.relation)))
        else:
            parsed.subjects.append(each.subject())


def read_authors(parsed: Parsed, value: object, where: str) -> None:
    """Read Superdesk's authors, with any role."""
    for each in _concepts(parsed, value, where):
        parsed.people.append(each.source(_person_role(each.relation) or "author"))
        if biography := parsed.values.text(each.entry.get("biography"), where):
            parsed.builder.dropped("an author's biography", biography)


def _person_role(word: str) -> str | None:
    """Return the role of a person, `author` for all who write."""
    role = _role(word.lower())
    return "author" if role in ("byline", "creator", "reporter", "writer") else role


def read_source(parsed: Parsed, value: object, where: str) -> None:
    """Read Superdesk's source, an agency: `"source": "BW"`."""
    for name in parsed.texts(value, where):
        parsed.sources.append(unchecked.source(name, "agency"))


def read_places(parsed: Parsed, value: object, where: str) -> None:
    """Read places: those of the report, and those that the item is about, which are subjects."""
    for each in _concepts(parsed, value, where):
        if each.relation in ("dateline", "located"):
            parsed.places.append(each.name)
        else:
            parsed.subjects.append(each.subject())


def read_subjects(parsed: Parsed, value: object, where: str) -> None:
    """Read subjects: `[{"name": "Harbour", "rel": "about"}]`; a relation may say keyword or section."""
    for each in _concepts(parsed, value, where):
        if each.relation == "keyword":
            parsed.keywords.append(each.name)
        elif each.relation == "section":
            parsed.sections.append(each.name)
        else:
            parsed.subjects.append(each.subject())


def read_service(parsed: Parsed, value: object, where: str) -> None:
    """Read Superdesk's sections: `"service": [{"name": "Local", "code": "l"}]`."""
    parsed.sections += (each.name for each in _concepts(parsed, value, where))


def read_keywords(parsed: Parsed, value: object, where: str) -> None:
    """Read keywords: `["bridge", "harbour"]`, or one text."""
    parsed.keywords += parsed.texts(value, where)


def read_genres(parsed: Parsed, value: object, where: str) -> None:
    """Read genres: `[{"name": "Interview", "uri": "http://cv.iptc.org/newscodes/genre/Interview"}]`."""
    parsed.genres += (each.subject() for each in _concepts(parsed, value, where))


def read_categories(parsed: Parsed, value: object, where: str) -> None:
    """Read dpa's categories: `[{"type": "dnltype:genre", "name": "Meldung", "qcode": "dpatextgenre:1"}]`.

    Those that say nothing of their own kind are topics.
    """
    for each in _concepts(parsed, value, where):
        kind = (parsed.values.text(each.entry.get("type"), where) or "").rpartition(":")[2].lower()
        parsed.values.taken.add((each.code or "").rpartition(":")[2])  # which lists such as `desk_names` repeat
        if kind == "keyword":
            parsed.keywords.append(each.name)
        elif kind in ("desk", "rubric"):
            parsed.sections.append(each.name)
        elif kind == "located":
            parsed.places.append(each.name)
        elif kind in _SOURCES:
            parsed.sources.append(each.source(_SOURCES[kind]))
        elif kind == "genre":
            parsed.genres.append(each.subject())
        elif kind == "signal":
            parsed.builder.dropped("the signal", each.name)
        elif kind not in ("pubstatus", "urgency"):  # which are properties of their own
            parsed.subjects.append(each.subject())


_SOURCES = {"contributor": "contributor", "creator": "author", "infosource": "agency", "provider": "publisher"}
