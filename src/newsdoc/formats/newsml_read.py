"""One item of NewsML-G2 as the fields of an article: every 2.x version, every agency's habits, nothing else.

Elements are known by their local name, wherever they stand in the item and whatever their namespace. What is found is
kept as fields; what has to be repaired, and display text that has no home in the model, is noted. Machine data without
text (signals, services, hops, hashes, codes of rating and audience) is not read; the mapping page lists it.
Items are joined and made into articles elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from attrs import define, field

from newsdoc.diagnostics import Diagnostic
from newsdoc.formats import newsml_body, residual, times
from newsdoc.formats.markup import line_of, plain, space_folded
from newsdoc.formats.newsml_names import IPTC_SCHEMES, OWN_ROLE, ROLE_ALIASES, ROLE_CODES
from newsdoc.formats.xml import Element, local, settle_entities
from newsdoc.model import LANGUAGE_PATTERN, MAX_VERSION, Rights, Source, Subject
from newsdoc.uris import absolute

__all__ = ["NEWS", "OTHER", "Item", "Picture", "Wanted", "read_item"]

NEWS = ("newsItem", "packageItem")
"""The items that are news."""

OTHER = ("conceptItem", "knowledgeItem", "planningItem", "catalogItem")
"""The items that are not."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_MEDIA = {"animated", "audio", "graphic", "photo", "picture", "video"}
_is_language = re.compile(LANGUAGE_PATTERN).fullmatch


@define
class Picture:
    """A caption on its way: what is known of a picture's words so far, and the names it goes by."""

    text: str | None = None
    credit: str | None = None
    url: str | None = None
    anchor: int | None = None
    keys: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    line: int | None = None
    joined: bool = False
    """Whether an item of its own has been joined to it."""


class Wanted(NamedTuple):
    """Another item that this one refers to, and what is said of it here."""

    ref: str
    media: bool
    text: str | None
    url: str | None


@define(eq=False)
class Item:
    """What one item says: the fields of its article, its pictures, and the items it refers to."""

    package: bool
    line: int | None = None
    media: bool = False
    guid: str | None = None
    fields: dict[str, Any] = field(factory=dict)
    pictures: list[Picture] = field(factory=list)
    wanted: list[Wanted] = field(factory=list)
    notes: list[Diagnostic] = field(factory=list)

    def note(self, code: str, message: str, line: int | None = None, path: str = "") -> None:
        """Keep a diagnostic until it is known which article it concerns."""
        self.notes.append(Diagnostic(code, message, line, path))


@define(eq=False)
class _Draft:
    """What has been read of an item, before its parts are weighed against each other."""

    item: Item
    headlines: list[tuple[int, str, Element]] = field(factory=list)
    descriptions: list[tuple[str, str, Element]] = field(factory=list)
    provider: Source | None = None
    sources: list[tuple[Source, str]] = field(factory=list)
    rights: dict[str, list[str]] = field(factory=dict)
    lines: dict[str, list[str]] = field(factory=dict)
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    times: dict[str, Element] = field(factory=dict)
    parts: list[Picture] = field(factory=list)
    schemes: dict[str, str] = field(factory=dict)
    residual: list[residual.Entry] = field(factory=list)
    content: list[Element] = field(factory=list)
    unnamed_codes: int = 0
    repeated: list[str] = field(factory=list)
    """Lines of the item that its body may print again, beside those that are fields."""


def read_item(element: Element) -> Item:
    """Read a newsItem or a packageItem."""
    item = Item(local(element.tag) == "packageItem", line_of(element))
    if element.getroottree().docinfo.internalDTD is not None:
        settle_entities(
            element, lambda name, line: item.note("repair.entity", f"nothing says what &{name}; stands for", line)
        )
    draft = _Draft(item)
    for child in element:
        if handle := _PARTS.get(local(child.tag)):
            handle(draft, child)
    _identity(draft, element)
    _weigh(draft, element)
    return item


# --- the parts of an item ---


def _metadata(draft: _Draft, element: Element) -> None:
    for child in element:
        name = local(child.tag)
        if handle := _PROPERTIES.get(name) or _PROPERTIES.get(name.lower()):
            handle(draft, child)


def _catalog(draft: _Draft, element: Element) -> None:
    for scheme in element:
        alias, uri = scheme.get("alias"), scheme.get("uri")
        if alias and uri:
            draft.schemes[alias] = uri


def _rights_info(draft: _Draft, element: Element) -> None:
    for child in element:
        name = _RIGHTS.get(local(child.tag))
        if name is not None:
            text = _name(child) if name == "holder" else _line(child)
            _add(draft.rights, name, text)


def _part_meta(draft: _Draft, element: Element) -> None:
    """Read the description of a part: a caption, where it describes a figure or stands for one."""
    part = _Draft(Item(package=False, notes=draft.item.notes), schemes=draft.schemes)  # its fields are not the item's
    _metadata(part, element)
    texts = [text for _, text, _ in part.descriptions] + [text for _, text, _ in part.headlines]
    credit = " ".join(part.lines.get("credit", ())) or None
    keys = tuple((element.get("contentrefs") or "").split())
    if texts or credit or part.sources:
        sources = tuple(source for source, _ in part.sources)
        draft.parts.append(Picture(texts[0] if texts else None, credit, keys=keys, sources=sources))
    for text in texts[1:]:
        _dropped(draft, "another description of a part", text, element)


def _content_set(draft: _Draft, element: Element) -> None:
    draft.content += element


def _group_set(draft: _Draft, element: Element) -> None:
    for child in element:
        name = local(child.tag)
        if name == "group":
            _group_set(draft, child)
        elif name == "itemRef":
            _reference(draft, child)


_RIGHTS = {"copyrightHolder": "holder", "copyrightNotice": "notice", "usageTerms": "terms"}
_PARTS: dict[str, Callable[[_Draft, Element], None]] = {
    "catalog": _catalog,
    "rightsInfo": _rights_info,
    "itemMeta": _metadata,
    "contentMeta": _metadata,
    "partMeta": _part_meta,
    "contentSet": _content_set,
    "groupSet": _group_set,
    "itemRef": lambda draft, element: _reference(draft, element),
}


# --- values ---


def _line(element: Element) -> str:
    return plain(element, preserve=True)


def _attribute(element: Element, name: str) -> str:
    value = element.get(name)
    return space_folded(value, preserve=True) if value else ""


def _add(lines: dict[str, list[str]], name: str, text: str) -> None:
    if text:
        found = lines.setdefault(name, [])
        if text not in found:
            found.append(text)


def _dropped(draft: _Draft, what: str, text: str, element: Element) -> None:
    draft.item.note("repair.dropped", f"{what} has no place in the model and was left out: {text!r}", line_of(element))


@lru_cache(maxsize=1024)  # a feed has few roles and classes, and uses them in every item
def _code(qcode: str) -> str:
    """Give the code of a QCode, or the last part of a URI, without its scheme."""
    return re.split(r"[:/#]", qcode.rstrip("/"))[-1]


def _name(element: Element) -> str:
    """Name a party, place or topic: its name, else its literal, its code, its address, its text."""
    spare = ""
    for child in element:
        if local(child.tag) == "name" and (text := _line(child)):
            if not (child.get("role") or "").endswith(":mnemonic"):
                return text
            spare = spare or text
    for name in ("literal", "qcode", "uri"):
        if value := _attribute(element, name):
            return spare or value
    return spare or space_folded(element.text or "", preserve=True)


def _uri(draft: _Draft, element: Element, name: str) -> str | None:
    """Give the address of a party or topic: as written, or from a code in a scheme that is declared or IPTC's."""
    if address := element.get("uri"):
        return _absolute(draft, address, element)
    qcode = element.get("qcode") or ""
    alias, _, code = qcode.strip().partition(":")
    if not code or alias.lower() in ROLE_ALIASES:
        return None
    scheme = draft.schemes.get(alias) or IPTC_SCHEMES.get(alias)
    if scheme is None:
        draft.unnamed_codes += name != qcode
        return None
    return absolute(scheme + code)[0]


def _absolute(draft: _Draft, address: str, element: Element) -> str | None:
    uri, changed = absolute(address)
    if changed:
        became = f"is written {uri!r}" if uri else "is no absolute URI; it was left out"
        draft.item.note("repair.uri", f"the address {address!r} {became}", line_of(element))
    return uri


# --- properties of itemMeta and contentMeta, by name ---


def _item_class(draft: _Draft, element: Element) -> None:
    draft.item.media = _code(element.get("qcode") or element.get("uri") or "") in _MEDIA


def _provider(draft: _Draft, element: Element) -> None:
    name = _name(element)
    if name and element.get("qcode") != "nd:unknown":
        draft.provider = Source(name, "publisher", uri=_uri(draft, element, name))


def _party(draft: _Draft, element: Element) -> None:
    name = _name(element)
    if not name:
        return
    element_name = local(element.tag)
    roles = element.get("role") or element.get("roleuri") or ""
    qcode = element.get("qcode") or ""
    if not roles and qcode.partition(":")[0].lower() in ROLE_ALIASES and name != qcode:
        roles = qcode
    source = Source(name, _role(roles, element_name), uri=_uri(draft, element, name))
    origin = f"{element_name} {roles}"
    if all(source != other or origin == other_origin for other, other_origin in draft.sources):
        draft.sources.append((source, origin))


def _role(roles: str, element: str) -> str | None:
    """Say what a party did: by our own code, else by the first role, else by the element."""
    found = roles.split()
    for role in found:
        if role.startswith(OWN_ROLE):
            return _role_word(role[len(OWN_ROLE) :])
    if not found:
        return {"creator": "author", "contributor": "contributor"}.get(element)
    code = _code(found[0])
    return ROLE_CODES.get(code.lower()) or _role_word(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", code).lower())


def _role_word(code: str) -> str | None:
    return code if re.fullmatch("[a-z-]+", code) else None


def _time(name: str) -> Callable[[_Draft, Element], None]:
    def read(draft: _Draft, element: Element) -> None:
        draft.times.setdefault(name, element)

    return read


def _status(draft: _Draft, element: Element) -> None:
    code = _code(element.get("qcode") or element.get("uri") or "").lower().replace("cancelled", "canceled")
    if code in ("withheld", "canceled"):
        draft.item.fields["status"] = code
    elif code != "usable":
        draft.item.note("repair.value", f"the status {code!r} is none that is known", line_of(element), ".status")


def _urgency(draft: _Draft, element: Element) -> None:
    text = (element.text or "").strip()
    if text in set("123456789"):
        draft.item.fields["urgency"] = int(text)
    elif text:
        draft.item.note("repair.value", f"the urgency {text!r} is not from 1 to 9", line_of(element), ".urgency")


def _simple(name: str) -> Callable[[_Draft, Element], None]:
    def read(draft: _Draft, element: Element) -> None:
        _add(draft.lines, name, _line(element))

    return read


def _located(draft: _Draft, element: Element) -> None:
    if name := _name(element):
        draft.places.append(name)


def _keyword(draft: _Draft, element: Element) -> None:
    if text := _line(element):
        draft.keywords.append(text)


def _subject(draft: _Draft, element: Element) -> None:
    name = _name(element) or next(filter(None, map(_name, element)), "")
    if not name:
        return
    if element.get("type") == "nd:section":
        _add(draft.lines, "section", name)
    else:
        draft.subjects.append(Subject(name, uri=_uri(draft, element, name)))


def _genre(draft: _Draft, element: Element) -> None:
    if name := _name(element):
        draft.repeated.append(name)
        if name != element.get("qcode"):
            _dropped(draft, "the genre", name, element)


def _alt_id(draft: _Draft, element: Element) -> None:
    kind = (element.get("type") or element.get("typeuri") or "").lower()
    text = (element.text or "").strip()
    canonical = kind == "nd:canonical" or (re.search("url|permalink|canonical", kind) and text.startswith("http"))
    if canonical and (uri := _absolute(draft, text, element)):
        draft.item.fields.setdefault("url", uri)


def _language(draft: _Draft, element: Element) -> None:
    _add(draft.lines, "language", (element.get("tag") or element.text or "").strip())


def _headline(draft: _Draft, element: Element) -> None:
    if text := _line(element):
        draft.headlines.append((_headline_rank(element), text, element))


_DECK_RANK = 100
_DECK = re.compile("sub|deck|kicker|bank|secondary", re.IGNORECASE)
_MAIN = re.compile("main|title|headline|hl1", re.IGNORECASE)


def _headline_rank(element: Element) -> int:
    """Rank a headline: 0 the main one, 1 one without role, above that those below it."""
    role, rank = element.get("role") or "", (element.get("rank") or "").strip()
    if _DECK.search(_code(role)):
        return _DECK_RANK
    if _MAIN.search(_code(role)):
        return 0
    return 1 if not rank.isdigit() or len(rank) > 2 else int(rank)


def _description(draft: _Draft, element: Element) -> None:
    if text := _line(element):
        draft.descriptions.append((_code(element.get("role") or ""), text, element))


def _link(draft: _Draft, element: Element) -> None:
    """Read a link to a picture, which stands for a caption; other links are only named."""
    classes = [_code(child.get("qcode") or "") for child in element if local(child.tag) == "itemClass"]
    if classes and classes[0] in _MEDIA:
        _reference(draft, element)
        return
    title = next((_line(child) for child in element if local(child.tag) == "title"), "") or _attribute(element, "title")
    if title:
        _dropped(draft, "a related link", title, element)


def _reference(draft: _Draft, element: Element) -> None:
    found: dict[str, str] = {}
    media = False
    for child in element:
        name = local(child.tag)
        if name == "itemClass":
            media = _code(child.get("qcode") or "") in _MEDIA
        elif name in ("description", "headline", "title"):
            found.setdefault(name, _line(child))
    text = found.get("description") or found.get("headline") or found.get("title")
    ref = element.get("residref") or element.get("guidref") or element.get("href") or ""
    address = element.get("href") if element.get("residref") or media else None
    url = absolute(address)[0] if address else None
    draft.item.wanted.append(Wanted(ref.strip(), media, text or None, url))


def _extension(draft: _Draft, element: Element) -> None:
    if element.get("rel") == "nd:residual" and (entry := residual.read(element.get("value") or "")):
        draft.residual.append(entry)


_PROPERTIES: dict[str, Callable[[_Draft, Element], None]] = {
    "itemClass": _item_class,
    "provider": _provider,
    "versionCreated": _time("modified"),
    "firstCreated": _time("first"),
    "contentCreated": _time("published"),
    "embargoed": _time("embargoed"),
    "pubStatus": _status,
    "edNote": _simple("editorial_note"),
    "ednote": _simple("editorial_note"),
    "link": _link,
    "itemMetaExtProperty": _extension,
    "urgency": _urgency,
    "located": _located,
    "infoSource": _party,
    "creator": _party,
    "contributor": _party,
    "altId": _alt_id,
    "language": _language,
    "genre": _genre,
    "keyword": _keyword,
    "subject": _subject,
    "slugline": _simple("slugline"),
    "headline": _headline,
    "dateline": _simple("dateline"),
    "by": _simple("byline"),
    "creditline": _simple("credit"),
    "description": _description,
}


# --- weighing: from what was read to the fields of an article ---


def _identity(draft: _Draft, element: Element) -> None:
    item = draft.item
    guid = element.get("guid") or ""
    item.guid = "".join(guid.split()) or None
    if item.guid and item.guid != guid.strip():
        item.note("repair.value", f"white space was taken out of the guid {guid!r}", line_of(element), ".id")
    item.fields["id"] = item.guid
    version = (element.get("version") or "1").strip()
    if version.isascii() and version.isdigit() and len(version) < 17 and 1 <= int(version) <= MAX_VERSION:
        item.fields["version"] = int(version)
    else:
        item.note("repair.value", f"the version {version!r} is no number from 1", line_of(element), ".version")


def _weigh(draft: _Draft, element: Element) -> None:
    fields, item = draft.item.fields, draft.item
    for name, texts in draft.lines.items():
        if name != "language":
            fields[name] = " ".join(texts)
    fields["places"], fields["keywords"], fields["subjects"] = draft.places, draft.keywords, draft.subjects
    if draft.rights:
        fields["rights"] = Rights(**{name: " ".join(texts) for name, texts in draft.rights.items()})
    _weigh_language(draft, element)
    _weigh_times(draft)
    _weigh_headlines(draft)
    body = newsml_body.read_content(draft.content, item.note, _known(draft), fields)
    fields["body"] = body.blocks
    item.pictures = [Picture(f.text, f.credit, f.url, f.anchor, f.keys, line=f.line) for f in body.figures]
    _weigh_parts(draft)
    item.media = item.media and not body.blocks
    _weigh_descriptions(draft)
    fields["sources"] = [*([draft.provider] if draft.provider else ()), *(source for source, _ in draft.sources)]
    if item.media:
        _weigh_media(draft, body.url)
    _apply_residual(draft)
    if draft.unnamed_codes:
        what = f"{draft.unnamed_codes} codes of schemes that are not declared here were left out, their names kept"
        item.note("repair.code", what, item.line)


def _weigh_language(draft: _Draft, element: Element) -> None:
    """Take the content's language; the item's, where it says the same more exactly (`it`, `it-IT`)."""
    item_language = (element.get(_XML_LANG) or "").strip()
    tags = draft.lines.get("language", [])
    tag = tags[0] if tags else item_language
    if tag and item_language.lower().startswith(f"{tag.lower()}-"):
        tag = item_language
    if not tag:
        return
    language = tag.replace("_", "-")
    if language != tag or not _is_language(language):
        draft.item.note("repair.value", f"{tag!r} is no language tag", line_of(element), ".language")
    if _is_language(language):
        draft.item.fields["language"] = language


def _weigh_times(draft: _Draft) -> None:
    fields = draft.item.fields
    if published := _published(draft, "published") or _published(draft, "first"):
        fields["published"] = published
    for name in ("modified", "embargoed"):
        if moment := _moment(draft, name):
            fields[name] = moment


def _published(draft: _Draft, name: str) -> datetime | date | None:
    value, text, line = _value_of_time(draft, name)
    if isinstance(value, datetime) and value.utcoffset() is None:
        draft.item.note("repair.time", f"{text!r} names no time zone: only its day is kept", line, ".published")
        return value.date()
    return value


def _moment(draft: _Draft, name: str) -> datetime | None:
    value, text, line = _value_of_time(draft, name)
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    if moment.utcoffset() is None:
        moment = moment.replace(tzinfo=UTC)
        draft.item.note("guess.zone", f"{text!r} names no moment in full; it is taken for UTC", line, f".{name}")
    return moment


def _value_of_time(draft: _Draft, name: str) -> tuple[datetime | date | None, str, int | None]:
    element = draft.times.get(name)
    if element is None:
        return None, "", None
    line = line_of(element)
    text = (element.text or "").strip()
    path = ".published" if name == "first" else f".{name}"
    if not text:
        if name == "embargoed":
            draft.item.fields["status"] = "withheld"
            message = "an embargo without a time: the article counts as withheld"
            draft.item.note("repair.embargo", message, line, ".status")
        return None, "", line
    value, repaired = times.read(text)
    if repaired:
        became = f"is read as {value.isoformat()}" if value else "is no time; it was left out"
        draft.item.note("repair.time", f"{text!r} {became}", line, path)
    return value, text, line


def _weigh_headlines(draft: _Draft) -> None:
    """Choose the headline and the deck by role, then rank, then order; a headline in another language is no deck."""
    fields = draft.item.fields
    ranked = sorted(draft.headlines, key=lambda headline: (headline[0], _is_foreign(headline[2], fields)))
    if ranked and ranked[0][0] < _DECK_RANK:
        fields["headline"] = ranked.pop(0)[1]
    deck = next((headline for headline in ranked if not _is_foreign(headline[2], fields)), None)
    if deck is not None:
        fields["deck"] = deck[1]
    for _, text, element in ranked:
        if text not in (fields.get("headline"), fields.get("deck")):
            _dropped(draft, "another headline", text, element)


def _is_foreign(element: Element, fields: dict[str, Any]) -> bool:
    """Say whether a line is in another language than the article."""
    line, article = element.get(_XML_LANG) or "", fields.get("language") or ""
    return bool(line and article) and line.lower().split("-")[0] != article.lower().split("-")[0]


_SUMMARIES = ("summary", "teaser", "abstract", "intro", "", "caption")
_CAPTIONS = ("caption", "videocaption", "", "summary", "abstract")
_NO_PROSE = {"audio", "semantics"}


def _weigh_descriptions(draft: _Draft) -> None:
    """Choose by role the summary of a text, or the caption of a picture."""
    roles = [role.lower() for role, _, _ in draft.descriptions]
    wanted = _CAPTIONS if draft.item.media else _SUMMARIES
    others = (role for role in roles if role not in _NO_PROSE)
    at = next((roles.index(role) for role in (*wanted, *others) if role in roles), None)
    chosen = None if at is None else draft.descriptions[at][1]
    if chosen and draft.item.media:
        _fill_first_picture(draft, chosen)
    elif chosen:
        draft.item.fields.setdefault("summary", chosen)
    for _, text, element in draft.descriptions:
        if text != chosen:
            _dropped(draft, "another description", text, element)


def _fill_first_picture(draft: _Draft, text: str) -> None:
    pictures = draft.item.pictures
    if not pictures:
        pictures.append(Picture(text))
    elif not pictures[0].text:
        pictures[0].text = text


def _weigh_parts(draft: _Draft) -> None:
    """Join parts to the figures they name, whose own words win; a part that names none is a caption."""
    pictures = draft.item.pictures
    by_key = {key: picture for picture in pictures for key in picture.keys}
    unplaced = []
    for part in draft.parts:
        figures = [by_key[key] for key in part.keys if key in by_key]
        for figure in figures:
            figure.text = figure.text or part.text
            figure.credit = figure.credit or part.credit
            figure.sources = figure.sources or part.sources
        if not figures and (part.text or part.credit):
            unplaced.append(part)
    lead = sum(picture.anchor is None for picture in pictures)
    pictures[lead:lead] = unplaced


def _weigh_media(draft: _Draft, url: str | None) -> None:
    """Give a picture without a body its caption, from the item's own description, credit line and makers."""
    fields, pictures = draft.item.fields, draft.item.pictures
    if not pictures:
        return
    picture = pictures[0]
    picture.url = picture.url or url
    picture.credit = picture.credit or fields.get("credit") or fields.get("byline")
    picture.sources = picture.sources or tuple(source for source, _ in draft.sources)


def _known(draft: _Draft) -> list[str]:
    fields = draft.item.fields
    lines = (fields.get(name) for name in ("headline", "deck", "byline", "slugline", "dateline", "section"))
    names = (subject.name for subject in draft.subjects)
    return [*filter(None, lines), *names, *draft.keywords, *draft.places, *filter(None, draft.repeated)]


def _apply_residual(draft: _Draft) -> None:
    """Let the entries of our own writer speak where the document still says what they explain."""
    if not draft.residual:
        return
    fields, item = draft.item.fields, draft.item
    changed = draft.times.get("modified")
    said: dict[str, residual.Value] = {
        "$.id": item.guid,
        "$.modified": (changed.text or "").strip() if changed is not None else None,
        "$.publisher": draft.provider.name if draft.provider else None,
    }

    def stale(entry: residual.Entry) -> None:
        message = f"the document no longer says {entry.explains!r}: what was kept beside it no longer counts"
        item.note("repair.stale", message, item.line, entry.path.removeprefix("$"))

    for path, value in residual.held(draft.residual, said, stale).items():
        if path == "$.publisher" and isinstance(value, int):
            sources = fields["sources"]
            sources.insert(min(max(value, 0), len(sources)), sources.pop(0))
        elif path in ("$.id", "$.modified") and value is None:
            fields[path[2:]] = None
