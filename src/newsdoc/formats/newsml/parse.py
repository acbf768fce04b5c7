"""One item of NewsML-G2 as a draft: every 2.x version, every agency's habits, element by element.

Elements are known by their local name, wherever they stand in the item and whatever their namespace. Display text that
has no home in the model is noted. Machine data without text (signals, services, hops, hashes, codes of rating and
audience) is not read; the mapping page lists it. How the parts of a draft become fields is the business of `weigh`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from newsdoc import trusted
from newsdoc.formats import residual
from newsdoc.formats.newsml.choose import DECK_RANK, weigh
from newsdoc.formats.newsml.draft import Draft, Item, Picture, Wanted
from newsdoc.formats.newsml.vocabulary import IPTC_SCHEMES, MEDIA, OWN_ROLE, ROLE_ALIASES, ROLE_CODES
from newsdoc.formats.times import is_stamp
from newsdoc.formats.xml.parse import Element, children, line_of, local_name, settle_entities
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import text_of
from newsdoc.text import remembered
from newsdoc.uris import absolute

__all__ = ["NEWS", "OTHER", "read_item"]

NEWS = ("newsItem", "packageItem")
"""The items that are news."""

OTHER = ("conceptItem", "knowledgeItem", "planningItem", "catalogItem")
"""The items that are not."""


def read_item(element: Element, *, heard: bool = True) -> Item:
    """Read a newsItem or a packageItem; `heard` says whether anybody is told what is left out."""
    item = Item(local_name(element.tag) == "packageItem", line_of(element), heard)
    if element.getroottree().docinfo.internalDTD is not None:
        settle_entities(
            element, lambda name, line: item.note("repair.entity", f"nothing says what &{name}; stands for", line)
        )
    draft = Draft(item)
    for child in children(element):
        if handle := _part(child.tag):
            handle(draft, child)
        elif heard:
            _leave(draft, f"the {local_name(child.tag)}", child)
    weigh(draft, element)
    return item


# --- the parts of an item ---


@remembered  # as for local_name(): a feed has few tags and many elements
def _part(tag: str) -> Callable[[Draft, Element], None] | None:
    return _PARTS.get(local_name(tag))


def _metadata(draft: Draft, element: Element) -> None:
    for child in children(element):
        if handle := _property(child.tag):
            handle(draft, child)
        elif draft.item.heard:
            _leave(draft, f"the {local_name(child.tag)}", child)


_MACHINE = {
    "altLoc", "catalog", "catalogRef", "expires", "fileName", "generator", "hash", "hierarchyInfo", "hopHistory",
    "inlineRef", "itemClass", "profile", "pubHistory", "remoteContent", "rightsExpressionData", "rightsExpressionXML",
}  # fmt: skip
"""Elements whose text is for machines: names of files and programs, codes, digests, addresses, terms as data."""


def _pass(draft: Draft, element: Element) -> None:
    """Pass over text for machines."""


def _leave(draft: Draft, what: str, element: Element) -> None:
    """Keep every text of an element that has no home, to report what no field says."""
    if not draft.item.heard or local_name(element.tag) in _MACHINE:
        return
    if element.text and not element.text.isspace():
        draft.leave(what, element.text, element)
    for child in children(element):
        _leave(draft, what, child)
        if child.tail and not child.tail.isspace():
            draft.leave(what, child.tail, element)


@remembered  # as for _part()
def _property(tag: str) -> Callable[[Draft, Element], None] | None:
    name = local_name(tag)
    return _pass if name in _MACHINE - {"itemClass"} else _PROPERTIES.get(name) or _PROPERTIES.get(name.lower())


def _catalog(draft: Draft, element: Element) -> None:
    draft.catalogs.append(element)


def _rights_info(draft: Draft, element: Element) -> None:
    for child in children(element):
        name = _RIGHTS.get(local_name(child.tag))
        if name is None:
            _leave(draft, f"the {local_name(child.tag)}", child)
        elif name == "holder":
            _add(draft.rights, name, _known_name(draft, child))
        else:
            _add(draft.rights, name, _line(child))


def _part_meta(draft: Draft, element: Element) -> None:
    """Read the description of a part: a caption, where it describes a figure or stands for one."""
    own = Item(package=False, heard=draft.item.heard, notes=draft.item.notes)  # its fields are not the item's
    part = Draft(own, catalogs=draft.catalogs, schemes=draft.schemes, left=draft.left)
    _metadata(part, element)
    if part.lines.keys() - {"credit"} or part.keywords or part.places or part.subjects or part.titles or part.repeated:
        _leave_of_part(draft, part, element)
    texts = [text for _, text, _ in part.descriptions] + [text for _, text, _ in part.headlines]
    credit = " ".join(part.lines.get("credit", ())) or None
    keys = tuple((element.get("contentrefs") or "").split())
    if texts or credit or part.sources:
        draft.parts.append(Picture(texts[0] if texts else None, credit, keys=keys, sources=tuple(part.sources)))
    for text in texts[1:]:
        draft.dropped("another description of a part", text, element)


def _leave_of_part(draft: Draft, part: Draft, element: Element) -> None:
    """Leave what is said of a part and belongs to no caption; its notes are for the editors of the item."""
    for note in part.lines.pop("editorial_note", ()):
        _add(draft.lines, "editorial_note", note)
    lines = [text for name, texts in part.lines.items() if name not in ("credit", "language") for text in texts]
    names = [*part.keywords, *part.places, *(subject.name for subject in part.subjects), *part.repeated]
    for text in (*lines, *names, *(title for title, _ in part.titles)):
        draft.leave("what is said of a part", text, element)


def _content_set(draft: Draft, element: Element) -> None:
    draft.content += children(element)


def _group_set(draft: Draft, element: Element) -> None:
    for child in children(element):
        name = local_name(child.tag)
        if name == "group":
            _group_set(draft, child)
        elif name == "itemRef":
            _reference(draft, child)
        elif name.lower() == "ednote":
            _add(draft.lines, "editorial_note", _line(child))
        else:
            _leave(draft, f"the {name} of a group", child)


_RIGHTS = {"copyrightHolder": "holder", "copyrightNotice": "notice", "usageTerms": "terms"}
_TIMES = {"altId", "contentCreated", "contentModified", "firstCreated", "pubStatus", "validTo", "versionCreated"}
_PARTS: dict[str, Callable[[Draft, Element], None]] = {
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
    return text_of(element, preserve=True)


def _attribute(element: Element, name: str) -> str:
    value = element.get(name)
    return collapse_space(value, preserve=True) if value else ""


def _add(lines: dict[str, dict[str, None]], name: str, text: str) -> None:
    if text:
        lines.setdefault(name, {})[text] = None


@remembered  # a feed has few roles and classes, and uses them in every item
def _code(qcode: str) -> str:
    """Give the code of a QCode, or the last part of a URI, without its scheme."""
    return re.split(r"[:/#]", qcode.rstrip("/"))[-1]


def _name(element: Element) -> str:
    """Name a party, place or topic: its name, else its literal, its code, its address, its text."""
    spare = ""
    for child in children(element):
        if local_name(child.tag) == "name" and (text := _line(child)):
            role = child.get("role")
            if role is None or not role.endswith(":mnemonic"):
                return text
            spare = spare or text
    for name in ("literal", "qcode", "uri"):
        if value := _attribute(element, name):
            return spare or value
    return spare or collapse_space(element.text or "", preserve=True)


def _known_name(draft: Draft, element: Element) -> str:
    """Name a party, place or topic, and leave what else is said of it."""
    name = _name(element)
    if not draft.item.heard:
        return name
    inside = len(element)
    if inside > 1 or (inside and local_name(element[0].tag) != "name") or (element.text and not element.text.isspace()):
        _leave(draft, f"what else is said of the {local_name(element.tag)}", element)
    return name


def _uri(draft: Draft, element: Element, name: str) -> str | None:
    """Give the address of a party or topic: as written, or from a code in a scheme that is declared or IPTC's."""
    if address := element.get("uri"):
        return _absolute(draft, address, element)
    qcode = element.get("qcode")
    if not qcode:
        return None
    alias, _, code = qcode.strip().partition(":")
    if not code or alias.lower() in ROLE_ALIASES:
        return None
    scheme = _scheme(draft, alias)
    if scheme is None:
        draft.unnamed_codes += name != qcode
        return None
    return absolute(scheme + code)[0]


def _scheme(draft: Draft, alias: str) -> str | None:
    """Look up a scheme; most items declare some and use none of them."""
    for catalog in draft.catalogs:
        for scheme in children(catalog):
            name, uri = scheme.get("alias"), scheme.get("uri")
            if name and uri:
                draft.schemes[name] = uri
    draft.catalogs.clear()
    return draft.schemes.get(alias) or IPTC_SCHEMES.get(alias)


def _absolute(draft: Draft, address: str, element: Element) -> str | None:
    uri, changed = absolute(address)
    if changed:
        became = f"is written {uri!r}" if uri else "is no absolute URI; it was left out"
        draft.item.note("repair.uri", f"the address {address!r} {became}", line_of(element))
    return uri


# --- properties of itemMeta and contentMeta, by name ---


def _item_class(draft: Draft, element: Element) -> None:
    draft.item.media = _code(element.get("qcode") or element.get("uri") or "") in MEDIA


def _provider(draft: Draft, element: Element) -> None:
    name = _known_name(draft, element)
    if name and element.get("qcode") != "nd:unknown":
        draft.provider = trusted.source(name, "publisher", uri=_uri(draft, element, name))


def _party(draft: Draft, element: Element) -> None:
    name = _known_name(draft, element)
    if not name:
        return
    element_name = local_name(element.tag)
    roles = element.get("role") or element.get("roleuri") or ""
    qcode = element.get("qcode") or ""
    if not roles and qcode.partition(":")[0].lower() in ROLE_ALIASES and name != qcode:
        roles = qcode
    role = _role(roles) if roles.strip() else _BY_ELEMENT.get(element_name)
    uri = _uri(draft, element, name)
    origin = f"{element_name} {roles}"
    if draft.origins.setdefault((name, role, uri), origin) == origin:  # else one party in two roles that mean the same
        draft.sources.append(trusted.source(name, role, uri=uri))


_BY_ELEMENT = {"creator": "author", "contributor": "contributor"}


@remembered  # as for _code()
def _role(roles: str) -> str | None:
    """Say what a party did: by our own code, else by the first role."""
    found = roles.split()
    for role in found:
        if role.startswith(OWN_ROLE):
            return _role_word(role[len(OWN_ROLE) :])
    code = _code(found[0])
    return ROLE_CODES.get(code.lower()) or _role_word(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", code).lower())


def _role_word(code: str) -> str | None:
    return code if re.fullmatch("[a-z-]+", code) else None


def _time(name: str) -> Callable[[Draft, Element], None]:
    def read(draft: Draft, element: Element) -> None:
        draft.times.setdefault(name, element)

    return read


def _status(draft: Draft, element: Element) -> None:
    code = _code(element.get("qcode") or element.get("uri") or "").lower().replace("cancelled", "canceled")
    if code in ("withheld", "canceled"):
        draft.item.fields["status"] = code
    elif code != "usable":
        draft.item.note("repair.value", f"the status {code!r} is none that is known", line_of(element), ".status")


def _urgency(draft: Draft, element: Element) -> None:
    text = (element.text or "").strip()
    if len(text) == 1 and text in "123456789":
        draft.item.fields["urgency"] = int(text)
    elif text:
        draft.item.note("repair.value", f"the urgency {text!r} is not from 1 to 9", line_of(element), ".urgency")


def _simple(name: str) -> Callable[[Draft, Element], None]:
    def read(draft: Draft, element: Element) -> None:
        _add(draft.lines, name, _line(element))

    return read


def _dateline(draft: Draft, element: Element) -> None:
    text = _line(element)
    if is_stamp(text):
        message = f"the dateline {text!r} is a time stamp; it was left out"
        draft.item.note("repair.value", message, line_of(element), ".dateline")
    else:
        _add(draft.lines, "dateline", text)


def _located(draft: Draft, element: Element) -> None:
    if name := _known_name(draft, element):
        draft.places.append(name)


def _keyword(draft: Draft, element: Element) -> None:
    if text := _line(element):
        draft.keywords.append(text)


def _subject(draft: Draft, element: Element) -> None:
    name = _known_name(draft, element) or next(filter(None, map(_name, element)), "")
    if not name:
        return
    if element.get("type") == "nd:section":
        _add(draft.lines, "section", name)
    else:
        draft.subjects.append(trusted.subject(name, uri=_uri(draft, element, name)))


def _genre(draft: Draft, element: Element) -> None:
    if name := _known_name(draft, element):
        draft.repeated.append(name)
        if name != element.get("qcode"):
            draft.dropped("the genre", name, element)


def _alt_id(draft: Draft, element: Element) -> None:
    kind = (element.get("type") or element.get("typeuri") or "").lower()
    text = (element.text or "").strip()
    canonical = kind == "nd:canonical" or (re.search("url|permalink|canonical", kind) and text.startswith("http"))
    if canonical and (uri := _absolute(draft, text, element)):
        draft.item.fields.setdefault("url", uri)


def _language(draft: Draft, element: Element) -> None:
    _add(draft.lines, "language", (element.get("tag") or element.text or "").strip())
    if len(element):
        _leave(draft, "the name of the language", element)


def _headline(draft: Draft, element: Element) -> None:
    if text := _line(element):
        rank = _headline_rank(element.get("role") or "", element.get("rank") or "")
        draft.headlines.append((rank, text, element))


_DECK = re.compile("sub|deck|kicker|bank|secondary", re.IGNORECASE)
_MAIN = re.compile("main|title|headline|hl1", re.IGNORECASE)


def _headline_rank(role: str, rank: str) -> int:
    """Rank a headline: 0 the main one, 1 one without role, above that those below it."""
    by_role = _rank_of_role(role)
    if by_role is not None:
        return by_role
    rank = rank.strip()
    return 1 if not rank.isdigit() or len(rank) > 2 else int(rank)


@remembered  # as for _code()
def _rank_of_role(role: str) -> int | None:
    if _DECK.search(_code(role)):
        return DECK_RANK
    return 0 if _MAIN.search(_code(role)) else None


def _description(draft: Draft, element: Element) -> None:
    if text := _line(element):
        draft.descriptions.append((_code(element.get("role") or ""), text, element))


def _link(draft: Draft, element: Element) -> None:
    """Read a link to a picture, which stands for a caption; other links are only named."""
    classes = [_code(child.get("qcode") or "") for child in children(element) if local_name(child.tag) == "itemClass"]
    if classes and classes[0] in MEDIA:
        _reference(draft, element)
        return
    title = next((_line(child) for child in children(element) if local_name(child.tag) == "title"), "") or _attribute(
        element, "title"
    )
    if title:
        draft.dropped("a related link", title, element)
    draft.repeated.append(title)
    _leave(draft, "what else is said of a link", element)


def _reference(draft: Draft, element: Element) -> None:
    """Read a reference to another item, with what is said of that item here."""
    found: dict[str, list[str]] = {}
    media = False
    for child in children(element):
        name = local_name(child.tag)
        if name == "itemClass":
            media = _code(child.get("qcode") or "") in MEDIA
        elif name not in _MACHINE and name not in _TIMES and (text := _line(child)):
            found.setdefault(name, []).append(text)
    words = [text for name in ("description", "headline", "title") for text in found.pop(name, ())]
    words += [text for texts in found.values() for text in texts]
    ref = element.get("residref") or element.get("guidref") or element.get("href") or ""
    address = element.get("href") if element.get("residref") or media else None
    url = absolute(address)[0] if address else None
    first = words[0] if words else None
    draft.item.wanted.append(Wanted(ref.strip(), media, first, url, tuple(words[1:]), line_of(element)))


def _extension(draft: Draft, element: Element) -> None:
    if element.get("rel") == "nd:residual" and (entry := residual.read(element.get("value") or "")):
        draft.residual.append(entry)
    elif len(element):
        _leave(draft, "an extension of the item", element)


_PROPERTIES: dict[str, Callable[[Draft, Element], None]] = {
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
    "title": lambda draft, element: draft.titles.append((_line(element), element)),
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
    "dateline": _dateline,
    "by": _simple("byline"),
    "creditline": _simple("credit"),
    "description": _description,
}
