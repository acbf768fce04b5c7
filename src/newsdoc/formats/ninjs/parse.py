"""The properties of a ninjs object, in every version: 1.0 to 3.x and Superdesk's dialect differ in many names.

Names are known in small letters and by all their spellings (`versioncreated`, `versionCreated`; `body_html`, `bodies`),
since real items mix the versions. Nothing is chosen here. What the model has no place for is noted where it is text
for people; machine data (renditions' sizes, profiles, counts, identifiers of systems) is skipped.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias, TypeGuard

from newsdoc import unchecked
from newsdoc.formats import residual
from newsdoc.formats.builder import shown
from newsdoc.formats.choose import Line
from newsdoc.formats.json import text as json_text
from newsdoc.formats.json.values import Values, listed, named
from newsdoc.formats.mapping import one_to_one
from newsdoc.formats.ninjs.body import Rendition, markup
from newsdoc.formats.ninjs.concepts import (
    read_authors,
    read_categories,
    read_genres,
    read_info_sources,
    read_keywords,
    read_people,
    read_places,
    read_service,
    read_source,
    read_subjects,
)
from newsdoc.formats.ninjs.mapping import PLACES
from newsdoc.formats.ninjs.parsed import Parsed, entries_of
from newsdoc.formats.ninjs.vocabulary import LINK_ID
from newsdoc.formats.xml.text import text_of
from newsdoc.text import cached, clean, fold, xml_only
from newsdoc.uris import runs_script

__all__ = ["MACHINE", "is_news_object", "parse"]


_Read: TypeAlias = Callable[[Parsed, object, str], object]


class _Property(NamedTuple):
    """A property that is known by its name."""

    read: _Read | None
    shown: str
    """The name in messages."""
    machine: frozenset[str] | None
    """The members inside whose words need no report; `None` if it holds no words for people."""


def parse(values: Values, value: object, where: str, path: str = "$") -> Parsed:
    """Read all properties of an object, which `where` names for people and `path` for the residual."""
    parsed = Parsed(values, path)
    for name, each in values.members(value, where).items():
        read, place, machine = _property(name)
        if path != "$":
            place = f"{place} of {where}"
        if read is not None:
            read(parsed, each, place)
        if read is None or (machine is not None and type(each) is not str):
            values.leftovers(each, place, machine or MACHINE, unknown=read is None)
    return parsed


def is_news_object(value: object) -> bool:
    """Check that a JSON value has any property of a news item."""
    return isinstance(value, dict) and any(_property(name).read for name in value)


@cached  # items have few properties, and mostly the same ones
def _property(name: str) -> _Property:
    """Return the reader of a property: `versioncreated`, `versionCreated`, and `body_xhtml` of a family."""
    lower = name.lower()
    read = _PROPERTIES.get(lower)
    family, _, role = lower.partition("_")
    if read is None and role and family in _FAMILIES:
        read = _FAMILIES[family](role)
    machine = None if lower in _SKIPPED else _RENDITION if lower == "renditions" else MACHINE
    return _Property(read, name if lower in _PROPERTIES else named(name), machine)


# --- properties ---


def _pass(parsed: Parsed, value: object, where: str) -> None:
    """Skip machine data."""


def _text(name: str) -> _Read:
    """Return a reader of a field that is a text: `"by": "By Ann Lee"`."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        if text := parsed.values.text(value, where, f".{name}"):
            parsed.builder.put_text(name, text)

    return read


def _right(name: str) -> _Read:
    """Return a reader of a part of the rights: `"copyrightholder": "Bay Post"`."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        if text := parsed.values.text(value, where, f".rights.{name}"):
            parsed.builder.put_right(name, text)

    return read


def _said(name: str, path: str) -> _Read:
    """Return a reader of a text that is not a field yet."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        text = parsed.values.text(value, where, path)
        if text and fold(parsed.said.setdefault(name, text)) != fold(text) and name != "id":
            parsed.builder.dropped(f"another {where}", text)

    return read


def _raw(name: str) -> _Read:
    """Return a reader that keeps a value until one of several is chosen."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        parsed.raw.setdefault(name, (value, where))

    return read


def _type(parsed: Parsed, value: object, where: str) -> None:
    """Read the kind of the item: `"type": "picture"`, or `image`."""
    found = (parsed.values.text(value, where) or "").lower()
    parsed.type = "picture" if found in ("image", "photo") else found


def _named(value: object) -> Iterator[tuple[str, object]]:
    """Yield values by their names: the members of an object (1.x), or a list whose entries have a `name`."""
    if isinstance(value, dict):
        yield from value.items()
        return
    for each in listed(value):
        name = each.get("name") if isinstance(each, dict) else None
        yield name if isinstance(name, str) else "", each


def _headlines(role: str) -> _Read:
    """Return a reader of headlines: `[{"role": "sub", "value": "…"}]`, or `headline_sub` with the role in its name."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        parsed.headlines += _lines(parsed, value, where, role)

    return read


def _descriptions(role: str) -> _Read:
    """Return a reader of descriptions, as that of headlines."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        parsed.descriptions += _lines(parsed, value, where, role)

    return read


def _lines(parsed: Parsed, value: object, where: str, role: str) -> Iterator[Line]:
    """Yield headlines or descriptions, each with its role; one that is HTML gives its words."""
    for entry in [{"role": role, "value": value}] if role else entries_of(parsed, value, where, "value"):
        said = (parsed.values.text(entry.get("role"), where) or "").lower()
        kind = f"{parsed.values.text(entry.get('contenttype'), where) or ''} {said}"
        if "html" in kind or "richtext" in kind:
            if text := _without_markup(parsed, entry.get("value"), where):
                yield Line(text, _MARKUP_OF_ROLE.sub("", said) or "html")
        elif text := parsed.values.text(entry.get("value"), where):
            yield Line(text, said)


_MARKUP_OF_ROLE = re.compile(r"[-_ ]?(?:x?html|richtext)")


def _without_markup(parsed: Parsed, value: object, where: str) -> str | None:
    """Return the words of a line of HTML: `<p>It <b>opened</b>.</p>`."""
    if not isinstance(value, str):
        return parsed.values.text(value, where)
    parsed.values.taken.add(value)
    root = markup(xml_only(value), parsed.values)
    return None if root is None else clean(text_of(root, preserve=True))[0]


def _bodies(name: str) -> _Read:
    """Return a reader of bodies: `[{"role": "main", "contenttype": "text/html", "value": "<p>…"}]`, or `body_html`."""

    def read(parsed: Parsed, value: object, where: str) -> None:
        for entry in [{"role": name, "value": value}] if name else entries_of(parsed, value, where, "value"):
            role = parsed.values.text(entry.get("role"), where) or ""
            kind = parsed.values.text(entry.get("contenttype"), where) or ""
            text = _whole_text(parsed, entry.get("value"), where)
            if role == "newsdoc" and isinstance(text, str):
                _residual(parsed, text)
            elif isinstance(text, str):
                parsed.renditions.append(Rendition(f"{kind} {role}".strip(), text))
            else:
                parsed.values.text(text, where, ".body")

    return read


def _whole_text(parsed: Parsed, value: object, where: str) -> object:
    """Return the text of a body; one that is an array has its paragraphs as entries."""
    if isinstance(value, str):
        parsed.values.taken.add(value)
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        parsed.values.taken.update(value)
        parsed.builder.note("repair.value", f"{where} is an array of texts, which were joined", ".body")
        return "\n\n".join(value)
    return value


def _residual(parsed: Parsed, text: str) -> None:
    """Read the entries of newsdoc's writer: `[{"path": "$.id", "value": null, "explains": "urn:…"}]`."""
    try:
        found = json_text.only_value(text)
    except json_text.SyntaxFault:
        found = None
    for each in found if isinstance(found, list) else [found]:
        entry = residual.entry(each)
        if entry is None and _is_stored(each):
            parsed.stored.append(each)
        elif entry is None:
            parsed.builder.note(
                "repair.dropped", f"an entry in the body with the role newsdoc is not newsdoc's: {shown(text)}"
            )
        else:
            parsed.residual.setdefault(entry.path, entry)


def _is_stored(entry: object) -> TypeGuard[dict[str, object]]:
    """Check for a whole field: `{"field": "sources", "value": [], "explains": "sha256:…"}`."""
    keys = {"field", "value", "explains"}
    return isinstance(entry, dict) and keys <= entry.keys() and isinstance(entry["field"], str)


def _ednotes(parsed: Parsed, value: object, where: str) -> None:
    """Read dpa's notes for editors: `[{"role": "dpaednoterole:editorialnote", "ednote": "Corrects the date."}]`."""
    for entry in entries_of(parsed, value, where, "ednote"):
        parsed.builder.add("editorial_note", parsed.values.text(entry.get("ednote"), where) or "")


def _notepad(parsed: Parsed, value: object, where: str) -> None:
    """Read dpa's notepad, more notes for editors as HTML: `{"public_html": "<ul><li>Call us.</li></ul>"}`."""
    for name, html in parsed.values.members(value, where).items():
        if name.endswith("_html") and isinstance(html, str):
            parsed.values.taken.add(html)
            root = markup(xml_only(html), parsed.values)
            for each in () if root is None else root.iter("h3", "h4", "p", "li"):
                parsed.builder.add("editorial_note", clean(text_of(each, preserve=True))[0])


def _linkbox(parsed: Parsed, value: object, where: str) -> None:
    """Read links as HTML: `<ul><li><a href="https://bay.example/2">Ferries</a></li></ul>`; report any other text."""
    root = markup(xml_only(value), parsed.values) if isinstance(value, str) else None
    if root is None:
        return
    parsed.values.taken.add(str(value))
    for each in root.iter("a"):
        title = clean(text_of(each, preserve=True))[0]
        uri = parsed.builder.uri(each.get("href") or "", "the address of a link", ".links")
        if title and uri and not runs_script(uri):
            parsed.links.append(unchecked.link(title, uri))
            each.text = None
            for inner in list(each):
                each.remove(inner)
    parsed.builder.dropped(where, clean(text_of(root, preserve=True))[0])


# --- addresses and other items ---


def _alt_ids(parsed: Parsed, value: object, where: str) -> None:
    """Read the address of the page: `[{"role": "canonicalUrl", "value": "https://bay.example/1"}]`.

    Our own writer also has here the id of a link, where that is not its `uri`.
    """
    for entry in entries_of(parsed, value, where, "value"):
        role = parsed.values.text(entry.get("role"), where) or ""
        address = parsed.values.text(entry.get("value"), where) or ""
        is_page = ":" in address and re.search("url|permalink|canonical", role, re.IGNORECASE)
        if is_page and (uri := parsed.values.uri(address, where, ".url")):
            parsed.said.setdefault("url", uri)
        elif role == LINK_ID and address:
            parsed.said.setdefault("link", address)


def _renditions(parsed: Parsed, value: object, where: str) -> None:
    """Read the addresses of pictures and of the page: `[{"name": "web", "href": "https://…"}]`, or by name.

    dpa writes `url` for `href`.
    """
    for name, rendition in _named(value):
        entry = {key.lower(): each for key, each in parsed.values.members(rendition, where).items()}
        kind = str(entry.get("contenttype") or entry.get("mimetype") or "").lower()
        written = entry.get("href") or entry.get("url")
        if not written or kind.startswith("text/xml"):
            continue
        address = parsed.values.uri(written, where)
        if address and (kind == "text/html" or name == "web"):
            parsed.said.setdefault("page", address)
        elif address:
            width = entry.get("width")
            parsed.urls.append((width if isinstance(width, int) else 0, address, kind))


def _associations(parsed: Parsed, value: object, _where: str) -> None:
    """Keep the items that are associated, each with its name."""
    parsed.associations += _named(value)


# rightsinfo: the address of the rights as data, "https://bay.example/rights/editorial"
def _rights_info(parsed: Parsed, value: object, where: str) -> None:
    """Report what is said of the rights in another language than that of people: its address, if nothing else."""
    for each in listed(value):
        parsed.values.leftovers(each, where, MACHINE, unknown=True)


def _extra(parsed: Parsed, value: object, where: str) -> None:
    """Read Superdesk's custom fields: a sub-title is the deck, the others have no place in the model."""
    for name, each in parsed.values.members(value, where).items():
        if re.fullmatch("sub[_-]?(title|head|headline)", name, re.IGNORECASE):
            parsed.headlines += (Line(text, "sub") for text in parsed.texts(each, f"{named(name)} of {where}"))
        else:
            parsed.values.leftovers(each, f"{named(name)} of {where}", MACHINE, unknown=True)


# --- the properties by name ---

_SILENT = (
    "$standard", "_created", "_current_version", "_etag", "_id", "_updated", "annotations", "charcount", "contactinfo",
    "digitalsourcetype", "entry_id", "eventdetails", "evolvedfrom", "expires", "format", "mimetype", "name",
    "original_source", "plannedcoverage", "priority", "products", "profile", "readtime", "rel", "representationtype",
    "signal", "standard", "subscribers", "trustindicators", "updated", "wordcount",
)  # fmt: skip
"""Properties without a field in the model; texts in them are reported."""

MACHINE = frozenset((
    # identifiers, addresses and codes
    "_etag", "_id", "_links", "altids", "code", "entry_id", "evolvedfrom", "exchange", "guid", "href", "ingest_id",
    "langid", "literal", "original_source", "qcode", "schema", "scheme", "symbol", "symboltype", "ticker", "uri",
    # kinds, roles and forms
    "$standard", "contenttype", "digitalsourcetype", "format", "language", "mimetype", "priority", "profile",
    "pubstatus", "rel", "renditionname", "representationtype", "role", "standard", "type", "urgency",
    # times, counts and versions
    "_created", "_current_version", "_updated", "charcount", "contentcreated", "embargoed", "embargoeduntil", "expires",
    "firstcreated", "firstpublished", "readtime", "updated", "version", "versioncreated", "wordcount",
    # the products of an item and its receivers
    "products", "service", "subscribers",
))  # fmt: skip
"""Properties, in small letters, whose values are not words of an article: they may be left out without a report."""

_RENDITION = MACHINE | {"name"}
_SKIPPED = MACHINE | {"associations"}
"""Items of their own are read, or reported, after all properties."""

_PROPERTIES: dict[str, _Read] = {
    **dict.fromkeys(_SILENT, _pass),
    **{name.lower(): _text(field) for field, name in one_to_one(PLACES).items()},
    **{name.lower(): _right(field) for field, name in one_to_one(PLACES, "Rights").items()},
    "byline": _text("byline"),
    "dateline": _text("dateline"),
    **dict.fromkeys(("uri", "guid", "urn"), _said("id", ".id")),
    "title": _said("title", ".headline"),
    "located": _said("located", ".places"),
    "type": _type,
    **{name: _raw(name) for name in ("language", "urgency", "version")},
    "pubstatus": _said("status", ".status"),
    **dict.fromkeys(("versioncreated", "version_created"), _raw("modified")),
    **dict.fromkeys(("contentcreated", "content_created"), _raw("published")),
    "firstpublished": _raw("first_published"),
    "firstcreated": _raw("first"),
    **dict.fromkeys(("embargoeduntil", "embargoed"), _raw("embargoed")),
    **dict.fromkeys(("headline", "headlines"), _headlines("")),
    "kicker": _headlines("kicker"),
    "subhead": _headlines("sub"),
    **dict.fromkeys(("description", "descriptions"), _descriptions("")),
    **{name: _descriptions(name) for name in ("teaser", "creditline", "caption")},
    **dict.fromkeys(("body", "bodies"), _bodies("")),
    **dict.fromkeys(("infosource", "infosources"), read_info_sources),
    **dict.fromkeys(("person", "people"), read_people),
    "authors": read_authors,
    "source": read_source,
    **dict.fromkeys(("place", "places"), read_places),
    **dict.fromkeys(
        ("subject", "subjects", "organisation", "organisations", "event", "events", "object", "objects"), read_subjects
    ),
    "service": read_service,
    "categories": read_categories,
    "ednotes": _ednotes,
    "notepad": _notepad,
    "linkbox_html": _linkbox,
    "keywords": read_keywords,
    **dict.fromkeys(("genre", "genres"), read_genres),
    **dict.fromkeys(("altid", "altids"), _alt_ids),
    "renditions": _renditions,
    "associations": _associations,
    "rightsinfo": _rights_info,
    "extra": _extra,
}
_FAMILIES: dict[str, Callable[[str], _Read]] = {
    "headline": _headlines,
    "description": _descriptions,
    "body": _bodies,
    "article": _bodies,
}
"""The properties of 1.x whose names end in a role: `body_xhtml`, `description_text`; `article_html` is dpa's."""
