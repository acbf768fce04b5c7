"""The properties of a ninjs object, whatever its version: 1.0 to 3.x and Superdesk's dialect differ in many names.

Names are known in small letters and by all their spellings (`versioncreated`, `versionCreated`; `body_html`, `bodies`),
since real items mix the versions. Nothing is weighed here. What the model has no place for is noted where it is text
for people; machine data (renditions' sizes, profiles, counts, identifiers of systems) is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from attrs import define, field

from newsdoc.formats import json_text, residual
from newsdoc.formats.json_item import Item, listed, named, shown
from newsdoc.formats.newsml.vocabulary import ROLE_CODES
from newsdoc.formats.ninjs.body import Rendition, markup
from newsdoc.formats.xml.text import text_of
from newsdoc.model import Source, Subject
from newsdoc.text import clean, fold, xml_only
from newsdoc.uris import absolute

__all__ = ["MACHINE", "Draft", "Text", "is_news_object", "read_properties"]

_Entry: TypeAlias = dict[str, object]
_AUTHORS = {"author", "byline", "correspondent", "creator", "photographer", "reporter", "writer", "editor", "subeditor"}


class Text(NamedTuple):
    """One of several headlines or descriptions."""

    role: str
    text: str


@define(eq=False)
class Draft:
    """What has been read of an object, before its parts are weighed against each other."""

    item: Item
    path: str = "$"
    """Where the object stands: the item itself, or one of its associations."""
    type: str = ""
    said: dict[str, Any] = field(factory=dict)
    """Values that are no fields, or not yet: `by`, `title`, the identifier, times as they stand."""
    headlines: list[Text] = field(factory=list)
    descriptions: list[Text] = field(factory=list)
    renditions: list[Rendition] = field(factory=list)
    residual: dict[str, residual.Entry] = field(factory=dict)
    """The entries of our own writer, by their paths."""
    sources: list[Source] = field(factory=list)
    people: list[Source] = field(factory=list)
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    sections: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    associations: list[tuple[str, object]] = field(factory=list)
    urls: list[tuple[int, str]] = field(factory=list)
    """Width and address of each rendition."""
    repeated: list[str] = field(factory=list)
    """Lines that the body may print again, beside those that are fields."""

    def texts(self, value: object, where: str) -> Iterator[str]:
        """Give each text of a value that is one or several."""
        for each in listed(value):
            if text := self.item.text(each, where):
                yield text

    def addresses(self) -> list[str]:
        """Give the addresses of the object's renditions, the widest picture first."""
        return [url for _, url in sorted(self.urls, key=lambda each: -each[0])]


def is_news_object(value: object) -> bool:
    """Say whether a JSON value has any property of a news item."""
    return isinstance(value, dict) and any(map(_handler, value))


def read_properties(item: Item, value: object, where: str, path: str) -> Draft:
    """Read all properties of an object, which `where` names for people and `path` for the residual."""
    draft = Draft(item, path)
    for name, each in item.members(value, where).items():
        handle, lower = _handler(name), name.lower()
        shown_name = name if lower in _PROPERTIES else named(name)
        if path != "$":
            shown_name = f"{shown_name} of {where}"
        if handle is not None:
            handle(draft, each, shown_name)
        if handle is None or (lower not in _SKIPPED and type(each) is not str):
            item.leftovers(each, shown_name, _RENDITION if lower == "renditions" else MACHINE, unknown=handle is None)
    return draft


# --- properties ---


def _handler(name: str) -> Callable[[Draft, object, str], object] | None:
    lower = name.lower()
    if handle := _PROPERTIES.get(lower):
        return handle
    family, _, role = lower.partition("_")
    if role and (read := _FAMILIES.get(family)):
        return lambda draft, value, where: read(draft, role, value, where)
    return None


def _pass(draft: Draft, value: object, where: str) -> None:
    """Pass over machine data."""


def _line(name: str) -> Callable[[Draft, object, str], None]:
    def read(draft: Draft, value: object, where: str) -> None:
        text = draft.item.text(value, where, f".{name}")
        held = draft.said.setdefault(name, text) or text
        if text and held and name != "id" and fold(held) != fold(text):
            draft.item.dropped(f"another {name.replace('_', ' ')}", text)

    return read


def _raw(name: str) -> Callable[[Draft, object, str], None]:
    def read(draft: Draft, value: object, where: str) -> None:
        draft.said.setdefault(name, (value, where))

    return read


def _type(draft: Draft, value: object, where: str) -> None:
    found = (draft.item.text(value, where) or "").lower()
    draft.type = "picture" if found in ("image", "photo") else found


def _status(draft: Draft, value: object, where: str) -> None:
    status = (draft.item.text(value, where) or "usable").lower().replace("cancelled", "canceled")
    if status in ("usable", "withheld", "canceled"):
        draft.said.setdefault("status", status)
    else:
        draft.item.note("repair.value", f"{where} is {shown(status)}, which is not a status that is known", ".status")


def _entries(draft: Draft, value: object, where: str, bare: str) -> Iterator[_Entry]:
    """Give the objects of a list, with keys in small letters; a bare text is the member `bare` of one."""
    for each in listed(value):
        if isinstance(each, str):
            yield {bare: each}
        else:
            yield {name.lower(): value for name, value in draft.item.members(each, where).items()}


def _named(value: object) -> Iterator[tuple[str, object]]:
    """Give what stands under names: the members of an object (1.x), or a list whose entries have a `name`."""
    if isinstance(value, dict):
        yield from value.items()
        return
    for each in listed(value):
        name = each.get("name") if isinstance(each, dict) else None
        yield name if isinstance(name, str) else "", each


def _headlines(draft: Draft, value: object, where: str) -> None:
    draft.headlines += _texts(draft, value, where)


def _headline(draft: Draft, role: str, value: object, where: str) -> None:
    draft.headlines += _texts(draft, {"role": role, "value": value}, where)


def _descriptions(draft: Draft, value: object, where: str) -> None:
    draft.descriptions += _texts(draft, value, where)


def _description(draft: Draft, role: str, value: object, where: str) -> None:
    draft.descriptions += _texts(draft, {"role": role, "value": value}, where)


def _texts(draft: Draft, value: object, where: str) -> Iterator[Text]:
    for entry in _entries(draft, value, where, "value"):
        role = (draft.item.text(entry.get("role"), where) or "").lower()
        kind = f"{draft.item.text(entry.get('contenttype'), where) or ''} {role}"
        if "html" in kind or "richtext" in kind:
            if text := _without_markup(draft, entry.get("value"), where):
                yield Text("html", text)
        elif text := draft.item.text(entry.get("value"), where):
            yield Text(role, text)


def _without_markup(draft: Draft, value: object, where: str) -> str | None:
    if not isinstance(value, str):
        return draft.item.text(value, where)
    draft.item.taken.add(value)
    root = markup(xml_only(value), draft.item)
    return None if root is None else clean(text_of(root, preserve=True))[0]


def _bodies(draft: Draft, value: object, where: str) -> None:
    for entry in _entries(draft, value, where, "value"):
        role = draft.item.text(entry.get("role"), where) or ""
        kind = draft.item.text(entry.get("contenttype"), where) or ""
        text = _whole_text(draft, entry.get("value"), where)
        if role == "newsdoc" and isinstance(text, str):
            _residual(draft, text)
        elif isinstance(text, str):
            draft.renditions.append(Rendition(f"{kind} {role}".strip(), text))
        else:
            draft.item.text(text, where, ".body")


def _whole_text(draft: Draft, value: object, where: str) -> object:
    """Return the text of a body; one that is an array has its paragraphs as entries."""
    if isinstance(value, str):
        draft.item.taken.add(value)
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        draft.item.taken.update(value)
        draft.item.note("repair.value", f"{where} is an array of texts, which were joined", ".body")
        return "\n\n".join(value)
    return value


def _body(draft: Draft, role: str, value: object, where: str) -> None:
    _bodies(draft, {"role": role, "value": value}, where)


def _residual(draft: Draft, text: str) -> None:
    try:
        found = json_text.only_value(text)
    except json_text.SyntaxFault:
        found = None
    for each in found if isinstance(found, list) else [found]:
        entry = residual.entry(each)
        if entry is None:
            draft.item.note("repair.dropped", f"an entry in the body with the role newsdoc is not ours: {shown(text)}")
        else:
            draft.residual.setdefault(entry.path, entry)


# --- parties, places and subjects ---


def _concepts(draft: Draft, value: object, where: str) -> Iterator[tuple[str, str | None, str, _Entry]]:
    """Give name, URI and relation of each concept in a list."""
    for entry in _entries(draft, value, where, "name"):
        texts = (draft.item.text(entry.get(key), where) for key in ("name", "literal", "code", "uri"))
        name = next(filter(None, texts), None)
        relation = draft.item.text(entry.get("rel", entry.get("role")), where) or ""
        if name:
            yield name, _concept_uri(draft, entry, where), relation, entry


def _concept_uri(draft: Draft, entry: _Entry, where: str) -> str | None:
    """Give a concept's address: its own, else of its code in its scheme, where those are addresses (1.x)."""
    if entry.get("uri"):
        return draft.item.uri(entry["uri"], where)
    scheme, code = entry.get("scheme"), entry.get("code")
    if not isinstance(code, str):
        return None
    uri = absolute(f"{scheme}{code}" if isinstance(scheme, str) else code)[0]
    return uri if uri and "://" in uri else None


def _info_sources(draft: Draft, value: object, where: str) -> None:
    for name, uri, role, _ in _concepts(draft, value, where):
        draft.sources.append(Source(name, _role(role), uri=uri))


def _role(role: str) -> str | None:
    """Say what a party did: a word is the role itself, a code of a scheme is translated."""
    if re.fullmatch("[a-z-]+", role):
        return role
    code = re.split(r"[:/#]", role.rstrip("/"))[-1]
    word = re.sub(r"(?<=[a-z])(?=[A-Z])", "-", code).lower()
    return ROLE_CODES.get(code.lower()) or (word if re.fullmatch("[a-z-]+", word) else None)


def _people(draft: Draft, value: object, where: str) -> None:
    """Read persons: those who made the item are sources, those whom it speaks of are subjects."""
    for name, uri, relation, _ in _concepts(draft, value, where):
        if relation.lower() in _AUTHORS:
            draft.people.append(Source(name, _person_role(relation), uri=uri))
        else:
            draft.subjects.append(Subject(name, uri=uri))


def _authors(draft: Draft, value: object, where: str) -> None:
    """Read Superdesk's authors, whatever their role is called."""
    for name, uri, role, entry in _concepts(draft, value, where):
        draft.people.append(Source(name, _person_role(role) or "author", uri=uri))
        if biography := draft.item.text(entry.get("biography"), where):
            draft.item.dropped("an author's biography", biography)


def _person_role(word: str) -> str | None:
    role = _role(word.lower())
    return "author" if role in ("byline", "creator", "reporter", "writer") else role


def _source(draft: Draft, value: object, where: str) -> None:
    for name in draft.texts(value, where):
        draft.sources.append(Source(name, "agency"))


def _places(draft: Draft, value: object, where: str) -> None:
    """Read places: those reported from, and those the item speaks of, which are subjects."""
    for name, uri, relation, _ in _concepts(draft, value, where):
        if relation == "located":
            draft.places.append(name)
        else:
            draft.subjects.append(Subject(name, uri=uri))


def _subjects(draft: Draft, value: object, where: str) -> None:
    for name, uri, relation, _ in _concepts(draft, value, where):
        if relation == "keyword":
            draft.keywords.append(name)
        elif relation == "section":
            draft.sections.append(name)
        else:
            draft.subjects.append(Subject(name, uri=uri))


def _service(draft: Draft, value: object, where: str) -> None:
    draft.sections += (name for name, *_ in _concepts(draft, value, where))


def _keywords(draft: Draft, value: object, where: str) -> None:
    draft.keywords += draft.texts(value, where)


def _genres(draft: Draft, value: object, where: str) -> None:
    for name, *_ in _concepts(draft, value, where):
        draft.repeated.append(name)
        draft.item.dropped("the genre", name)


# --- addresses and other items ---


def _alt_ids(draft: Draft, value: object, where: str) -> None:
    for entry in _entries(draft, value, where, "value"):
        role = draft.item.text(entry.get("role"), where) or ""
        address = draft.item.text(entry.get("value"), where) or ""
        if re.search("url|permalink|canonical", role, re.IGNORECASE) and ":" in address:
            draft.said.setdefault("url", draft.item.uri(address, where, ".url"))


def _renditions(draft: Draft, value: object, where: str) -> None:
    for name, rendition in _named(value):
        entry = {key.lower(): each for key, each in draft.item.members(rendition, where).items()}
        kind = str(entry.get("contenttype") or entry.get("mimetype") or "").lower()
        if not entry.get("href") or kind.startswith("text/xml"):
            continue
        address = draft.item.uri(entry["href"], where)
        if address and (kind == "text/html" or name == "web"):
            draft.said.setdefault("page", address)
        elif address:
            width = entry.get("width")
            draft.urls.append((width if isinstance(width, int) else 0, address))


def _associations(draft: Draft, value: object, _where: str) -> None:
    draft.associations += _named(value)


def _extra(draft: Draft, value: object, where: str) -> None:
    """Read Superdesk's custom fields: a sub-title is the deck, anything else has no home."""
    for name, each in draft.item.members(value, where).items():
        if re.fullmatch("sub[_-]?(title|head|headline)", name, re.IGNORECASE):
            draft.headlines += (Text("sub", text) for text in draft.texts(each, f"{named(name)} of {where}"))
        else:
            draft.item.leftovers(each, f"{named(name)} of {where}", MACHINE, unknown=True)


# --- the properties by name ---

_SILENT = (
    "$standard", "_created", "_current_version", "_etag", "_id", "_updated", "annotations", "charcount", "contactinfo",
    "digitalsourcetype", "eventdetails", "evolvedfrom", "expires", "mimetype", "name", "original_source",
    "plannedcoverage", "priority", "products", "profile", "readtime", "rel", "representationtype", "rightsinfo",
    "signal", "standard", "subscribers", "trustindicators", "wordcount",
)  # fmt: skip
"""Properties that say nothing of an article; those that hold texts all the same report them."""

MACHINE = frozenset((
    # identifiers, addresses and codes
    "_etag", "_id", "_links", "altids", "code", "evolvedfrom", "exchange", "guid", "href", "ingest_id", "literal",
    "original_source", "qcode", "schema", "scheme", "symbol", "symboltype", "ticker", "uri",
    # kinds, roles and forms
    "$standard", "contenttype", "digitalsourcetype", "format", "language", "mimetype", "priority", "profile",
    "pubstatus", "rel", "renditionname", "representationtype", "role", "signal", "standard", "type", "urgency",
    # times, counts and versions
    "_created", "_current_version", "_updated", "charcount", "contentcreated", "embargoed", "embargoeduntil", "expires",
    "firstcreated", "firstpublished", "readtime", "version", "versioncreated", "wordcount",
    # what an item is part of and who gets it
    "products", "service", "subscribers",
))  # fmt: skip
"""Properties, in small letters, whose values are no words of an article: they may be left out without a report."""

_RENDITION = MACHINE | {"name"}
_SKIPPED = MACHINE | {"associations"}
"""Items of their own are read, or reported, after all properties."""

_PROPERTIES: dict[str, Callable[[Draft, object, str], object]] = {
    **dict.fromkeys(_SILENT, _pass),
    **dict.fromkeys(("uri", "guid", "urn"), _line("id")),
    "type": _type,
    "version": _raw("version"),
    **dict.fromkeys(("versioncreated", "version_created"), _raw("modified")),
    **dict.fromkeys(("contentcreated", "content_created"), _raw("published")),
    "firstpublished": _raw("first_published"),
    "firstcreated": _raw("first"),
    **dict.fromkeys(("embargoeduntil", "embargoed"), _raw("embargoed")),
    "pubstatus": _status,
    "urgency": _raw("urgency"),
    "copyrightholder": _line("holder"),
    "copyrightnotice": _line("notice"),
    "usageterms": _line("terms"),
    "ednote": _line("editorial_note"),
    "language": _raw("language"),
    **dict.fromkeys(("headline", "headlines"), _headlines),
    "kicker": lambda draft, value, where: _headline(draft, "kicker", value, where),
    "subhead": lambda draft, value, where: _headline(draft, "sub", value, where),
    **dict.fromkeys(("by", "byline"), _line("byline")),
    "dateline": _line("dateline"),
    "located": _line("located"),
    "slugline": _line("slugline"),
    "title": _line("title"),
    **dict.fromkeys(("description", "descriptions"), _descriptions),
    "teaser": lambda draft, value, where: _description(draft, "teaser", value, where),
    "creditline": lambda draft, value, where: _description(draft, "creditline", value, where),
    "caption": lambda draft, value, where: _description(draft, "caption", value, where),
    **dict.fromkeys(("body", "bodies"), _bodies),
    **dict.fromkeys(("infosource", "infosources"), _info_sources),
    **dict.fromkeys(("person", "people"), _people),
    "authors": _authors,
    "source": _source,
    **dict.fromkeys(("place", "places"), _places),
    **dict.fromkeys(
        ("subject", "subjects", "organisation", "organisations", "event", "events", "object", "objects"), _subjects
    ),
    "service": _service,
    "keywords": _keywords,
    **dict.fromkeys(("genre", "genres"), _genres),
    **dict.fromkeys(("altid", "altids"), _alt_ids),
    "renditions": _renditions,
    "associations": _associations,
    "extra": _extra,
}
_FAMILIES: dict[str, Callable[[Draft, str, object, str], object]] = {
    "headline": _headline,
    "description": _description,
    "body": _body,
    "article": _body,
}
"""The properties of 1.x whose names end in a role: `body_xhtml`, `description_text`; `article_html` is dpa's."""
