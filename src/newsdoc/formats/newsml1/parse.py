"""One NewsItem of NewsML 1 as the draft of an article: its lines, its text, its picture components, nothing else.

A NewsItem is a tree of NewsComponents. Those that hold a picture with its words become captions; the text of all
others is the body, in the order of what they say they are (lead, body, contact). Of equivalent components and of
several ContentItems in one component the richest is read. Machine data without text is not read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define, evolve, field
from lxml import etree

from newsdoc.formats.draft import Draft, attribute_text, line
from newsdoc.formats.nitf.parse import read_body, read_nitf
from newsdoc.formats.xml.flow import content, html_body, line_of, paragraphs
from newsdoc.formats.xml.parse import Element, local
from newsdoc.model import Caption, Source, Subject, plain_text
from newsdoc.text import fold

__all__ = ["read_item"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SUBJECTS = "http://cv.iptc.org/newscodes/subjectcode/"
_MEDIA_TYPE = re.compile(
    r"photo|picture|graphic|image|video|audio|animat|jpe?g|gif|png|tiff|mpeg|quicktime", re.IGNORECASE
)
_MEDIA_FILE = re.compile(r"\.(?:jpe?g|gif|png|tiff?|mp[34g]|wmv|mov|webp|svg)$", re.IGNORECASE)
_ORDER = {"lead": 0, "contact": 2}
_BESIDES = {"headline", "title", "subheadline", "abstract", "summary", "stylesheet", "tweettext", "caption"}


@define(eq=False)
class _Lists:
    """What a NewsItem says in several places, and its text in the order in which it is to be read."""

    sources: list[Source] = field(factory=list)
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    texts: list[tuple[int, Element]] = field(factory=list)
    pictures: dict[str, Caption] = field(factory=dict)
    media: dict[Element, bool] = field(factory=dict)
    """Whether each component holds media, and no text but what describes them."""


def read_item(item: Element, draft: Draft) -> None:
    """Read a NewsItem into a draft."""
    lists = _Lists()
    draft.language(item.get(_XML_LANG) or "", line_of(item))
    for child in item:
        name = local(child.tag)
        if name == "Identification":
            _identification(draft, child)
        elif name == "NewsManagement":
            _management(draft, child)
    for component in _components(item):
        _survey(lists, component)
        if lists.media[component]:  # a picture by itself is an article of its caption
            _metadata(draft, lists, component)
        _component(draft, lists, component)
    roots = [root for _, text in sorted(lists.texts, key=lambda text: text[0]) for root in _roots(draft, text)]
    read_body(roots, draft, lists.pictures)
    draft.captions[:0] = lists.pictures.values()
    _merge(draft, lists)


def _merge(draft: Draft, lists: _Lists) -> None:
    """Join the lists of the item with those that its text has told."""
    for name, values in (
        ("sources", lists.sources),
        ("places", lists.places),
        ("keywords", lists.keywords),
    ):
        told = draft.fields.get(name, [])
        if joined := list(dict.fromkeys([*values, *told])):
            draft.fields[name] = joined
    subjects = draft.fields.get("subjects", [])  # these have names, the item's own are numbers
    numbers = {subject.uri for subject in subjects}
    subjects += [subject for subject in dict.fromkeys(lists.subjects) if subject.uri not in numbers]
    if subjects:
        draft.fields["subjects"] = subjects


def _first(element: Element, name: str) -> Element | None:
    return next((child for child in element if local(child.tag) == name), None)


def _named(element: Element, name: str) -> str:
    """Give the FormalName of a child; empty if there is none."""
    child = _first(element, name)
    return "" if child is None else attribute_text(child, "FormalName")


# --- the item itself ---


def _identification(draft: Draft, element: Element) -> None:
    for child in element.iter():
        name = local(child.tag)
        if name == "PublicIdentifier":
            draft.identify(child.text or "", line_of(child))
        elif name == "RevisionId":
            draft.version(child.text or "", line_of(child))
        elif name == "NameLabel" and (text := line(child)):
            draft.fields["slugline"] = text


def _management(draft: Draft, element: Element) -> None:
    status = _named(element, "Status").lower().replace("cancelled", "canceled")
    change = _first(element, "StatusWillChange")
    for child in element:
        name, text = local(child.tag), child.text or ""
        if name == "FirstCreated":
            draft.published(text, line_of(child))
        elif name == "ThisRevisionCreated":
            draft.moment("modified", text, line_of(child))
        elif name == "Urgency":
            draft.urgency(child.get("FormalName") or "", line_of(child))
        elif name == "Instruction":
            draft.add("editorial_note", line(child))
    if status == "embargoed":
        until = None if change is None else _first(change, "DateAndTime")
        if until is not None:
            draft.moment("embargoed", until.text or "", line_of(until))
        draft.embargo(line_of(element))
    elif status in ("withheld", "canceled"):
        draft.fields["status"] = status
    elif status not in ("", "usable"):
        draft.note("repair.value", f"the status {status!r} is none that is known", line_of(element), ".status")


# --- components ---


def _components(element: Element) -> Iterator[Element]:
    """Give the components in an element; a NewsItem inside a component is one more."""
    for child in element:
        name = local(child.tag)
        if name == "NewsComponent":
            yield child
        elif name == "NewsItem":
            yield from _components(child)


def _role(component: Element) -> str:
    return _named(component, "Role").lower()


def _component(draft: Draft, lists: _Lists, component: Element) -> None:
    """Read a component of the text, or one that holds a picture with its words."""
    if lists.media[component]:
        _picture(draft, lists, component)
        return
    role = _role(component)
    _metadata(draft, lists, component)
    if (text := _richest(draft, component)) is not None:
        _text(draft, lists, role, text)
    inner = list(_components(component))
    if (component.get("EquivalentsList") or "").lower() == "yes" and len(inner) > 1:
        texts = [each for each in inner if not lists.media[each]]
        for other in texts[1:]:
            draft.note("repair.dropped", "an equivalent component was left out", line_of(other))
        inner = [*texts[:1], *(each for each in inner if lists.media[each])]
    for each in inner:
        _component(draft, lists, each)


def _metadata(draft: Draft, lists: _Lists, component: Element) -> None:
    draft.language(component.get(_XML_LANG) or "", line_of(component))
    for child in component:
        if handle := _PARTS.get(local(child.tag)):
            handle(draft, lists, child)


def _survey(lists: _Lists, component: Element) -> tuple[bool, bool]:
    """Say whether a component holds media and whether it holds text of its own, and remember it of each inside."""
    describes = _role(component) in ("caption", "title", "headline")
    items = [_is_media_item(child) for child in component if local(child.tag) == "ContentItem"]
    media, text = any(items), not describes and not all(items)
    for inner in _components(component):
        inner_media, inner_text = _survey(lists, inner)
        media, text = media or inner_media, text or inner_text
    lists.media[component] = media and not text
    return media, text


def _is_media_item(item: Element) -> bool:
    kinds = " ".join(_named(item, name) for name in ("MediaType", "Format", "MimeType"))
    return bool(_MEDIA_TYPE.search(kinds) or _MEDIA_FILE.search(item.get("Href") or ""))


def _richest(draft: Draft, component: Element) -> Element | None:
    """Choose among the ContentItems of a component, which are one content in several forms."""
    found = [
        data
        for item in component
        if local(item.tag) == "ContentItem" and not _is_media_item(item)
        for data in item.iter("{*}DataContent")
        if len(data) or (data.text or "").strip()
    ]
    found.sort(key=lambda data: len(data) == 0)
    for other in found[1:]:
        draft.note("repair.dropped", "another form of the text was left out", line_of(other))
    return found[0] if found else None


def _text(draft: Draft, lists: _Lists, role: str, data: Element) -> None:
    """Take a text for what its component says it is."""
    if role not in _BESIDES:
        lists.texts.append((_ORDER.get(role, 1), data))
        return
    text = _words(draft, data)
    if role in ("headline", "title"):
        if _letters(text) != _letters(draft.fields.get("headline", "")):
            draft.put("headline", text, data)
    elif role == "subheadline":
        draft.put("deck", text, data)
    elif role in ("abstract", "summary"):
        draft.add("summary", text)
    elif role == "caption" and text:
        lists.pictures[f" {len(lists.pictures)}"] = Caption(text)
    elif role == "tweettext" and _letters(text) != _letters(draft.fields.get("summary", "")):
        draft.dropped("the text of a tweet", text, data)


def _letters(text: str) -> str:
    """Give what two copies of a line share, though one has been marked up and the other has not."""
    return "".join(text.split())


# --- content ---


def _roots(draft: Draft, data: Element) -> list[Element]:
    """Give what is displayed of a DataContent: of NITF, a page, or a piece of either, or of plain text."""
    children = list(data)
    if not children:
        return [_from_text(draft, data)]
    if any((text or "").strip() for text in (data.text, *(child.tail for child in children))):
        return [data]
    roots: list[Element] = []
    for child in children:
        name = local(child.tag)
        if name == "nitf":
            roots += read_nitf(child, draft)
        elif name == "html":
            roots += [part for part in child if local(part.tag) != "head"]
        elif name == "Encoding":
            draft.note("repair.dropped", "encoded data was left out", line_of(child))
        else:
            return [data]
    return roots


def _from_text(draft: Draft, data: Element) -> Element:
    """Make elements of text without any: HTML that was escaped, or plain paragraphs."""
    text = data.text or ""
    page = html_body(text, draft.note, line_of(data))
    if page is not None:
        draft.note("repair.escaped", "the text is HTML that was escaped; it was read as HTML", line_of(data))
        return page
    root = etree.Element("div")
    for paragraph in paragraphs(text):
        etree.SubElement(root, "p").text = plain_text(paragraph)
    return root


def _words(draft: Draft, data: Element) -> str:
    """Give the text of a DataContent as one line."""
    inside = Draft(draft.line)  # a document inside speaks for itself
    found = content(_roots(inside, data), draft.note)
    draft.notes += inside.notes
    return " ".join(plain_text(block) for block in found.blocks)


# --- pictures ---

_LARGEST = ("highdef", "main", "image", "original", "")


@define(eq=False)
class _Shot:
    """What the parts of a picture's component say: its lines, its makers, its captions and its addresses."""

    words: Draft
    lists: _Lists = field(factory=_Lists)
    captions: list[str] = field(factory=list)
    addresses: list[tuple[int, str, Element]] = field(factory=list)


def _shot(draft: Draft, component: Element) -> _Shot:
    shot = _Shot(Draft(draft.line))
    for part in component.iter("{*}NewsComponent"):
        role = _role(part)
        for child in part:
            name = local(child.tag)
            if handle := _PICTURE_PARTS.get(name):
                handle(shot.words, shot.lists, child)
            elif name == "ContentItem" and (address := child.get("Href")):
                rank = _LARGEST.index(role) if role in _LARGEST else len(_LARGEST)
                shot.addresses.append((rank, address, child))
        if role in ("caption", "headline", "title") and (data := _richest(draft, part)) is not None:
            text = _words(draft, data)
            if role == "caption":
                shot.captions.append(text)
            else:
                shot.words.put("headline", text, data)
    return shot


def _picture(draft: Draft, lists: _Lists, component: Element) -> None:
    """Read a component that holds a picture: its caption, else its headline, its credit, its makers, its address."""
    shot = _shot(draft, component)
    words = shot.words.fields
    headline, byline = words.get("headline", ""), words.get("byline", "")
    text = " ".join(dict.fromkeys(filter(None, shot.captions)))
    if fold(headline) != fold(draft.fields.get("headline", "")):
        if text and fold(headline) not in fold(text):
            draft.dropped("a picture's headline", headline, component)
        text = text or headline
    sources = [source for source in shot.lists.sources if source.role != "publisher"]
    if byline and all(source.name != byline for source in sources):
        sources.insert(0, Source(byline, "author"))
    credit = words.get("credit") or byline or next((source.name for source in sources), "")
    _no_home(draft, shot.words, shot.lists.keywords, component)
    best = min(shot.addresses, key=lambda each: each[0], default=None)
    url = draft.uri(best[1], line_of(best[2])) if best else None
    if text or credit:
        key = component.get("Duid") or ""
        key = key if key and key not in lists.pictures else f" {len(lists.pictures)}"
        makers = [evolve(each, role="photographer") if each.role == "author" else each for each in sources]
        lists.pictures[key] = Caption(text or None, credit or None, sources=makers, url=url)
    elif url:
        draft.note("repair.dropped", f"the picture {url} has no words; it was left out", line_of(component))


def _no_home(draft: Draft, words: Draft, keywords: list[str], component: Element) -> None:
    """Note what a picture says of itself that is not said of the article, and that a caption has no place for."""
    draft.notes += words.notes
    said = {**words.fields, **words.rights, "keywords": "; ".join(keywords)}
    known = {**draft.fields, **draft.rights}
    for name in ("deck", "dateline", "slugline", "editorial_note", "notice", "terms", "keywords"):
        if (text := said.get(name)) and text != known.get(name):
            draft.dropped(f"a picture's {name.replace('_', ' ')}", text, component)


# --- lines and metadata ---

_Handle = Callable[[Draft, _Lists, Element], None]
_LINES = {
    "HeadLine": "headline",
    "SubHeadLine": "deck",
    "DateLine": "dateline",
    "CreditLine": "credit",
}


def _news_lines(draft: Draft, lists: _Lists, element: Element) -> None:
    for child in element:
        name, text = local(child.tag), line(child)
        draft.language(child.get(_XML_LANG) or "" if text else "", line_of(child))
        if name in _LINES:
            draft.put(_LINES[name], text, child)
        elif name in ("ByLine", "ByLineTitle"):
            draft.add("byline", text)
        elif name == "SlugLine" and text:
            _slugline(draft, text, child)
        elif name == "CopyrightLine":
            draft.put("notice", text, child, draft.rights)
        elif name == "RightsLine":
            draft.put("terms", text, child, draft.rights)
        elif name == "KeywordLine" and text:
            lists.keywords.append(text)
        elif name == "NewsLine":
            _news_line(draft, child)
        elif name not in ("KeywordLine", "SlugLine"):
            draft.dropped(f"the {name}", text, child)


def _slugline(draft: Draft, text: str, element: Element) -> None:
    """Read the slug line, which says better than the label what the desk calls the story."""
    label = draft.fields.get("slugline")
    draft.fields["slugline"] = text
    if label and fold(label) != fold(text):
        draft.dropped("another slugline", label, element)


def _news_line(draft: Draft, element: Element) -> None:
    text = " ".join(line(child) for child in element if local(child.tag) == "NewsLineText").strip()
    if _named(element, "NewsLineType") in ("AdvisoryLine", "ProductLine"):
        draft.add("editorial_note", text)
    else:
        draft.dropped(f"the news line {_named(element, 'NewsLineType')}", text, element)


_ROLES = {"Provider": "publisher", "Creator": "author", "Source": "agency", "Contributor": "contributor"}


def _administrative(_: Draft, lists: _Lists, element: Element) -> None:
    for child in element:
        role = _ROLES.get(local(child.tag))
        if role and (name := _named(child, "Party")):
            lists.sources.append(Source(name, role))


def _rights(draft: Draft, _: _Lists, element: Element) -> None:
    for child in element.iter():
        name = local(child.tag)
        if name == "CopyrightHolder":
            draft.put("holder", line(child) or _named(child, "Party"), child, draft.rights)
        elif name in ("UsageType", "Limitations"):
            draft.put("terms", line(child), child, draft.rights)


def _descriptive(draft: Draft, lists: _Lists, element: Element) -> None:
    for child in element:
        name = local(child.tag)
        if name == "Language":
            draft.language(child.get("FormalName") or "", line_of(child))
        elif name == "SubjectCode":
            _subject_code(lists, child)
        elif name == "Location":
            _location(draft, lists, child)
        elif (child.get("FormalName") or "").lower() == "keyword" and (value := attribute_text(child, "Value")):
            lists.keywords.append(value)


def _subject_code(lists: _Lists, element: Element) -> None:
    for child in element:
        if code := attribute_text(child, "FormalName"):
            lists.subjects.append(Subject(code, uri=_SUBJECTS + code if re.fullmatch("[0-9]{8}", code) else None))


def _location(draft: Draft, lists: _Lists, element: Element) -> None:
    """Read where the story comes from: the city, else the area or country; places of the event have no home."""
    values = {child.get("FormalName") or "": attribute_text(child, "Value") for child in element}
    named = (values.get(name, "") for name in ("City", "Area", "CountryArea", "Country"))
    place = next((value for value in named if value and not re.fullmatch("[A-Z]{2,3}", value)), "")  # a country's code
    if element.get("HowPresent", "Origin") == "Origin":
        if place:
            lists.places.append(place)
    else:
        draft.dropped("a place of the event", place, element)


_PARTS: dict[str, _Handle] = {
    "NewsLines": _news_lines,
    "AdministrativeMetadata": _administrative,
    "RightsMetadata": _rights,
    "DescriptiveMetadata": _descriptive,
}
_PICTURE_PARTS: dict[str, _Handle] = {"NewsLines": _news_lines, "AdministrativeMetadata": _administrative}
