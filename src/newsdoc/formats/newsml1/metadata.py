"""Read the data about an article: Identification, NewsManagement, NewsLines, and three kinds of metadata."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from attrs import define, field

from newsdoc import unchecked
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.newsml1.content import keyword_list, one_line
from newsdoc.formats.newsml1.mapping import TOLD
from newsdoc.formats.newsml1.tree import Tree, first, named
from newsdoc.formats.xml.lines import attribute_text, line
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.model import Caption, Link, Source, Subject
from newsdoc.text import cached, fold
from newsdoc.uris import absolute

__all__ = ["ABOUT", "Parsed", "is_note", "read_item_data", "read_language"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SUBJECTS = "http://cv.iptc.org/newscodes/subjectcode/"
# `Editorial Note`, `EdNote`, `Correction`, `AdvisoryLine`, `InstructionToDeliverer`
_NOTE = re.compile(
    r"\bnotes?\b|ed(?:itor(?:ial|s)?)?[ _.-]?note|editorial|correct|advisory|instruction|warning|remark|erratum",
    re.IGNORECASE,
)


@define(eq=False)
class Parsed:
    """Data of an article that still has to be joined or ordered; finished fields and notes are in the builder."""

    builder: ArticleBuilder
    tree: Tree
    sources: list[Source] = field(factory=list)
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    genres: list[Subject] = field(factory=list)
    links: list[Link] = field(factory=list)
    dateline: str = ""
    """The dateline of the NewsLines; that of a text is better."""
    texts: list[tuple[int, Element]] = field(factory=list)
    """The texts of the body, and the rank of their roles."""
    pictures: dict[str, Caption] = field(factory=dict)


@cached  # a feed has few names
def is_note(name: str) -> bool:
    """Check whether the name of an element or of a line is that of a note for editors."""
    return _NOTE.search(name) is not None


# --- the language ---


def read_language(builder: ArticleBuilder, element: Element, name: str = _XML_LANG) -> None:
    """Set the language from an attribute, unless it is known: `xml:lang="fr"`."""
    if "language" not in builder.fields and (tag := element.get(name)):
        builder.language(tag, line=line_of(element))


# --- the item itself ---


def read_item_data(builder: ArticleBuilder, item: Element) -> None:
    """Read the Identification and the NewsManagement of an item."""
    for part in children(item):
        name = local_name(part.tag)
        if name == "Identification":
            for child in part.iter():
                _identification(builder, child)
        elif name == "NewsManagement":
            for child in part:
                _management(builder, child)
            _status(builder, part)


def _identification(builder: ArticleBuilder, element: Element) -> None:
    """Read a part of an Identification: `<PublicIdentifier>urn:newsml:…</PublicIdentifier>`, `<RevisionId>2`."""
    name = local_name(element.tag)
    if name == "NameLabel":
        builder.put(TOLD["SlugLine"], one_line(element, builder))
    elif name in TOLD:
        builder.take(TOLD[name], element.text or "", line_of(element))


def _management(builder: ArticleBuilder, element: Element) -> None:
    """Read a part of a NewsManagement: `<Urgency FormalName="4"/>`, `<FirstCreated>20240501T100000Z`."""
    name, text, place = local_name(element.tag), element.text or "", line_of(element)
    if name == "FirstCreated":
        builder.published(text, line=place)
    elif name == "ThisRevisionCreated":
        builder.moment("modified", text, "the time of the revision", place)
    elif name == "Property" and _kind(element.get("FormalName") or "") == "note":
        builder.add("editorial_note", attribute_text(element, "Value"))
    elif name == "Instruction":
        builder.add("editorial_note", one_line(element, builder) or attribute_text(element, "FormalName"))
    elif name in TOLD:
        builder.take(TOLD[name], element.get("FormalName") or "", place)


def _status(builder: ArticleBuilder, management: Element) -> None:
    """Read a status: `<Status FormalName="Embargoed"/>`, with the time in `<StatusWillChange><DateAndTime>`."""
    status, place = named(management, "Status"), line_of(management)
    if status.lower() == "embargoed":
        change = first(management, "StatusWillChange")
        until = None if change is None else first(change, "DateAndTime")
        if until is not None:
            builder.moment("embargoed", until.text or "", "the end of the embargo", line_of(until))
        builder.embargo(place)
    elif status.lower() != "usable":
        builder.status(status, line=place)


# --- lines ---

_Handle = Callable[[Parsed, Element], None]


def _news_lines(parsed: Parsed, element: Element) -> None:
    """Read the lines: `<HeadLine>Storm</HeadLine><ByLine>Ann Lee</ByLine><ByLineTitle>Reporter</ByLineTitle>`."""
    parsed.tree.read.add(element)
    bylines: list[str] = []
    parsed.builder.dropped("text between the lines", (element.text or "").strip(), line_of(element))
    for child in children(element):
        name = local_name(child.tag)
        if name == "NewsLine":
            _typed_line(parsed, child)
        elif text := one_line(child, parsed.builder):
            read_language(parsed.builder, child)
            if name == "ByLine":
                bylines.append(text)
            elif name in ("ByLineTitle", "BylineTitle"):
                bylines[-1:] = [" ".join([*bylines[-1:], text])]
            else:
                _news_line(parsed, child, text)
        if (tail := child.tail) and not tail.isspace():
            parsed.builder.dropped("text between the lines", tail.strip(), line_of(child))
    if bylines:
        parsed.builder.add("byline", ", ".join(bylines))


def _news_line(parsed: Parsed, element: Element, text: str) -> None:
    name, builder = local_name(element.tag), parsed.builder
    if name == "SlugLine":
        _slugline(parsed, text, element)
    elif name in TOLD:
        builder.take(TOLD[name], text, line_of(element))
    elif name == "DateLine":
        if parsed.dateline and fold(parsed.dateline) != fold(text):
            parsed.builder.dropped("another dateline", text, line_of(element))
        parsed.dateline = parsed.dateline or text
    elif name in _RIGHTS:
        builder.put_right(_RIGHTS[name], text, line_of(element))
    elif name == "KeywordLine":
        words = (one_line(child, builder) for child in element) if len(element) and not element.text else (text,)
        parsed.keywords += [word for each in words for word in keyword_list(each, slashes=True)]
    elif is_note(name):
        builder.add("editorial_note", text)
    else:
        parsed.builder.dropped(f"the {name}", text, line_of(element))


_RIGHTS = {"CopyrightLine": "notice", "RightsLine": "terms"}


def _slugline(parsed: Parsed, text: str, element: Element) -> None:
    """Read the slug line; it replaces the `NameLabel` of the item."""
    fields, name = parsed.builder.fields, TOLD["SlugLine"]
    if fold(fields.get(name, text)) != fold(text):
        parsed.builder.dropped(f"another {name}", fields[name], line_of(element))
    fields[name] = text


def _typed_line(parsed: Parsed, element: Element) -> None:
    """Read a line of an agency's own type: `<NewsLine><NewsLineType FormalName="EdNote"/><NewsLineText>…`.

    An address is a link, whose title is the type of the line.
    """
    kind = named(element, "NewsLineType")
    texts = (one_line(child, parsed.builder) for child in element if local_name(child.tag) != "NewsLineType")
    text = " ".join(filter(None, texts))
    if kind == "ProductLine" or is_note(kind):
        parsed.builder.add("editorial_note", text)
    elif kind and text.startswith(("http://", "https://")) and (uri := absolute(text)[0]):
        parsed.links.append(unchecked.link(kind, uri))  # `ClickThru URL`
    else:
        parsed.builder.dropped(f"the news line {kind}", text, line_of(element))


# --- metadata ---

_ROLES = {"Provider": "publisher", "Creator": "author", "Source": "agency", "Contributor": "contributor"}
# Properties of the text that say something to a journalist; all others are for machines.
_TOPIC = re.compile(
    r"company|ticker|isin|exchange|person|people|organi[sz]ation|^event|^topic|^theme|tesauro|thesaurus", re.IGNORECASE
)


def _metadata(parsed: Parsed, element: Element) -> None:
    """Read metadata of any kind: `<Creator><Party FormalName="Ann"/></Creator>`, `<SubjectCode>`, `<Property>`."""
    for child in children(element):
        name = local_name(child.tag)
        if name == "Property":
            _property(parsed, child)
        elif name in _ROLES:
            parties = (attribute_text(party, "FormalName") for party in child if local_name(party.tag) == "Party")
            parsed.sources += [unchecked.source(party, _ROLES[name]) for party in parties if party]
        elif name == "Language":
            read_language(parsed.builder, child, "FormalName")
        elif name == "SubjectCode":
            parsed.subjects += _subjects(child)
        elif name == "Location":
            _location(parsed, child)
        elif name == "Genre":
            if genre := attribute_text(child, "FormalName"):
                parsed.genres.append(unchecked.subject(genre))
        elif name == "TopicOccurrence":
            _topic(parsed, child)


def _rights(parsed: Parsed, element: Element) -> None:
    """Read RightsMetadata: `<CopyrightHolder>AP</CopyrightHolder>`, `<UsageType>Not for broadcast</UsageType>`."""
    for child in element.iter():
        name = local_name(child.tag)
        if name == "CopyrightHolder":
            holder = one_line(child, parsed.builder) or named(child, "Party")
            parsed.builder.put_right("holder", holder, line_of(child))
        elif name in ("UsageType", "Limitations"):
            parsed.builder.put_right("terms", one_line(child, parsed.builder), line_of(child))


def _property(parsed: Parsed, element: Element) -> None:
    """Read a property: `Keyword`, `BWHashTag`, `Organization` and notes; all others are for machines."""
    name, value = element.get("FormalName") or "", attribute_text(element, "Value")
    kind = _kind(name) if value else ""
    if kind == "keyword":
        parsed.keywords += keyword_list(value, slashes=False)
    elif kind == "note" and " " in value:
        parsed.builder.add("editorial_note", value)
    elif kind == "topic":
        parsed.subjects.append(unchecked.subject(value, code=attribute_text(element, "Code") or None))


@cached  # a feed has few names of properties
def _kind(name: str) -> str:
    if name.lower().endswith(("keyword", "keywords", "hashtag", "cashtag")):
        return "keyword"
    return "note" if is_note(name) else "topic" if _TOPIC.search(name) else ""


def _subjects(element: Element) -> Iterator[Subject]:
    """Yield the subjects of a code: `<SubjectCode><Subject FormalName="04000000"/></SubjectCode>`."""
    for child in element:
        if code := attribute_text(child, "FormalName"):
            is_number = len(code) == 8 and code.isascii() and code.isdecimal()
            yield unchecked.subject(code, uri=_SUBJECTS + code if is_number else None, code=None if is_number else code)


def _topic(parsed: Parsed, element: Element) -> None:
    """Read a topic that the item describes itself: `<TopicOccurrence Topic="#t1"/>`."""
    name = (element.get("Topic") or "").strip("# ")
    *_, item = [element, *element.iterancestors("{*}NewsItem")]
    topic = next((each for each in item.iter("{*}Topic") if name and each.get("Duid") == name), None)
    if topic is not None:
        names = (child for kind in ("Description", "FormalName") if (child := first(topic, kind)) is not None)
        parsed.subjects += [unchecked.subject(text) for text in [*filter(None, map(line, names))][:1]]


def _location(parsed: Parsed, element: Element) -> None:
    """Read where the story comes from: the city, else the area or country; a place of the event is a topic.

    What is larger than the place is a topic, too, as what is broader is in NewsML-G2.
    """
    values = {child.get("FormalName") or "": attribute_text(child, "Value") for child in element}
    known = (values.get(name, "") for name in _PLACES)
    found = [value for value in known if value and not re.fullmatch("[A-Z]{2,3}", value)]  # a country's code
    if element.get("HowPresent", "Origin") == "Origin":
        parsed.places += found[:1]
        found = found[1:]
    parsed.subjects += map(unchecked.subject, dict.fromkeys(found))


_PLACES = ("SubLocation", "City", "Area", "CountryArea", "Country", "WorldRegion")
"""The names of the places of a location, from the smallest."""


ABOUT: dict[str, _Handle] = {
    "NewsLines": _news_lines,
    "RightsMetadata": _rights,
    **dict.fromkeys(("AdministrativeMetadata", "DescriptiveMetadata", "Metadata"), _metadata),
}
"""The parts of a component that are about its text."""
