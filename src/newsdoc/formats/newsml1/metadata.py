"""What NewsML 1 says about an article: its identification, its management, its lines, its three kinds of metadata."""

from __future__ import annotations

import re
from collections.abc import Callable

from attrs import define, field

from newsdoc.formats.draft import Draft, attribute_text, line
from newsdoc.formats.newsml1.content import keyword_list, one_line
from newsdoc.formats.newsml1.tree import Tree, first, named
from newsdoc.formats.xml.parse import Element, line_of, local_name
from newsdoc.model import Caption, Source, Subject
from newsdoc.text import fold, remembered

__all__ = [
    "ABOUT",
    "ABOUT_PICTURES",
    "Lists",
    "is_note",
    "mend_language",
    "read_identification",
    "read_language",
    "read_management",
]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_SUBJECTS = "http://cv.iptc.org/newscodes/subjectcode/"
_NO_LANGUAGE = re.compile(r"(?:x-.*|i-default|und|zxx|mul|mis|none|default|unknown|xx)(?:-.*)?", re.IGNORECASE)
# `Editorial Note`, `EdNote`, `Correction`, `AdvisoryLine`, `InstructionToDeliverer`
_NOTE = re.compile(
    r"\bnotes?\b|ed(?:itor(?:ial|s)?)?[ _.-]?note|editorial|correct|advisory|instruction|warning|remark|erratum",
    re.IGNORECASE,
)


@define(eq=False)
class Lists:
    """What a NewsItem says in several places, and its texts in the order in which they are to be read."""

    tree: Tree = field(factory=Tree)
    sources: list[Source] = field(factory=list)
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    texts: list[tuple[int, Element]] = field(factory=list)
    pictures: dict[str, Caption] = field(factory=dict)


def is_note(name: str) -> bool:
    """Check whether the name of an element or of a line is that of a note for editors."""
    return _NOTE.search(name) is not None


# --- the language ---


def read_language(draft: Draft, element: Element, name: str = _XML_LANG) -> None:
    """Set the language that an attribute states, unless it is known already; `x-default` is not a language."""
    tag = element.get(name)
    if not tag or "language" in draft.fields:
        return
    if _NO_LANGUAGE.fullmatch(tag.strip()):
        _note_once(draft, f"{tag!r} is not a language; it was left out", element)
    else:
        draft.language(tag, line_of(element))


def mend_language(draft: Draft) -> None:
    """Write the language in small letters, `pt` for `PT`; leave it out where the text named none, as `x-default`."""
    language = draft.fields.get("language")
    if language and _NO_LANGUAGE.fullmatch(language):
        draft.note("repair.value", f"{language!r} is not a language; it was left out", draft.line, ".language")
        del draft.fields["language"]
    elif language:
        primary, _, rest = language.partition("-")
        draft.fields["language"] = primary.lower() + (rest and f"-{rest}")


def _note_once(draft: Draft, message: str, element: Element) -> None:
    if all(note.message != message for note in draft.notes[-20:]):
        draft.note("repair.value", message, line_of(element), ".language")


# --- the item itself ---


def read_identification(draft: Draft, element: Element) -> None:
    """Read an Identification: the id, the version and the label of an item."""
    for child in element.iter():
        name = local_name(child.tag)
        if name == "PublicIdentifier":
            draft.identify(child.text or "", line_of(child))
        elif name == "RevisionId":
            draft.version(child.text or "", line_of(child))
        elif name == "NameLabel" and (text := one_line(child, draft)):
            draft.fields.setdefault("slugline", text)


def read_management(draft: Draft, element: Element) -> None:
    """Read a NewsManagement: times, status, urgency and instructions."""
    for child in element:
        name, text = local_name(child.tag), child.text or ""
        if name == "FirstCreated":
            draft.published(text, line_of(child))
        elif name == "ThisRevisionCreated":
            draft.moment("modified", text, line_of(child))
        elif name == "Urgency":
            draft.urgency(child.get("FormalName") or "", line_of(child))
        elif name == "Property" and _kind(child.get("FormalName") or "") == "note":
            draft.add("editorial_note", attribute_text(child, "Value"))
        elif name == "Instruction":
            draft.add("editorial_note", one_line(child, draft) or attribute_text(child, "FormalName"))
    _status(draft, element)


def _status(draft: Draft, element: Element) -> None:
    status = named(element, "Status").lower().replace("cancelled", "canceled")
    change = first(element, "StatusWillChange")
    if status == "embargoed":
        until = None if change is None else first(change, "DateAndTime")
        if until is not None:
            draft.moment("embargoed", until.text or "", line_of(until))
        draft.embargo(line_of(element))
    elif status in ("withheld", "canceled"):
        draft.fields["status"] = status
    elif status not in ("", "usable"):
        draft.note("repair.value", f"the status {status!r} is none that is known", line_of(element), ".status")


# --- lines ---

_Handle = Callable[[Draft, Lists, Element], None]
_LINES = {
    "HeadLine": "headline",
    "SubHeadLine": "deck",
    "DateLine": "dateline",
    "CreditLine": "credit",
}
_RIGHTS = {"CopyrightLine": "notice", "RightsLine": "terms"}


def _news_lines(draft: Draft, lists: Lists, element: Element) -> None:
    lists.tree.read.add(element)
    bylines: list[str] = []
    draft.dropped("text between the lines", (element.text or "").strip(), element)
    for child in element:
        if local_name(child.tag) == "NewsLine":
            _typed_line(draft, child)
        elif text := one_line(child, draft):
            read_language(draft, child)
            _news_line(draft, lists, child, text, bylines)
        draft.dropped("text between the lines", (child.tail or "").strip(), child)
    if bylines:
        draft.add("byline", ", ".join(bylines))


def _news_line(draft: Draft, lists: Lists, element: Element, text: str, bylines: list[str]) -> None:
    name = local_name(element.tag)
    if name in _LINES:
        draft.put(_LINES[name], text, element)
    elif name == "ByLine":
        bylines.append(text)
    elif name in ("ByLineTitle", "BylineTitle"):
        bylines[-1:] = [" ".join([*bylines[-1:], text])]
    elif name == "SlugLine":
        _slugline(draft, text, element)
    elif name in _RIGHTS:
        draft.put(_RIGHTS[name], text, element, draft.rights)
    elif name == "KeywordLine":
        words = (one_line(child, draft) for child in element) if len(element) and not element.text else (text,)
        lists.keywords += [word for each in words for word in keyword_list(each, slashes=True)]
    elif is_note(name):
        draft.add("editorial_note", text)
    else:
        draft.dropped(f"the {name}", text, element)


def _slugline(draft: Draft, text: str, element: Element) -> None:
    """Read the slug line, which says better than the label what the desk calls the story."""
    label = draft.fields.get("slugline")
    draft.fields["slugline"] = text
    if label and fold(label) != fold(text):
        draft.dropped("another slugline", label, element)


def _typed_line(draft: Draft, element: Element) -> None:
    """Read a line of a type of the agency's own: a note for editors, or one without a place in the model."""
    kind = named(element, "NewsLineType")
    text = " ".join(
        filter(None, (one_line(child, draft) for child in element if local_name(child.tag) != "NewsLineType"))
    )
    if kind == "ProductLine" or is_note(kind):
        draft.add("editorial_note", text)
    else:
        draft.dropped(f"the news line {kind}", text, element)


# --- metadata ---

_ROLES = {"Provider": "publisher", "Creator": "author", "Source": "agency", "Contributor": "contributor"}
# Properties of the text that say something to a journalist; all others are for machines.
_TELLING = re.compile(
    r"company|ticker|isin|exchange|hashtag|cashtag|person|people|organi[sz]ation|^event|^topic|^theme|tesauro|thesaurus",
    re.IGNORECASE,
)


def _administrative(draft: Draft, lists: Lists, element: Element) -> None:
    for child in element:
        if local_name(child.tag) == "Property":
            _property(draft, lists, child)
        role = _ROLES.get(local_name(child.tag))
        for party in child if role else ():
            if local_name(party.tag) == "Party" and (name := attribute_text(party, "FormalName")):
                lists.sources.append(Source(name, role))


def _rights(draft: Draft, _: Lists, element: Element) -> None:
    for child in element.iter():
        name = local_name(child.tag)
        if name == "CopyrightHolder":
            draft.put("holder", one_line(child, draft) or named(child, "Party"), child, draft.rights)
        elif name in ("UsageType", "Limitations"):
            draft.put("terms", one_line(child, draft), child, draft.rights)


def _descriptive(draft: Draft, lists: Lists, element: Element) -> None:
    for child in element:
        name = local_name(child.tag)
        if name == "Language":
            read_language(draft, child, "FormalName")
        elif name == "SubjectCode":
            _subject_code(lists, child)
        elif name == "Location":
            _location(draft, lists, child)
        elif name == "Genre":
            draft.dropped("the genre", attribute_text(child, "FormalName"), child)
        elif name == "TopicOccurrence":
            _topic(lists, child)
        elif name == "Property":
            _property(draft, lists, child)


def _other(draft: Draft, lists: Lists, element: Element) -> None:
    """Read metadata of an agency's own kind."""
    for child in element:
        if local_name(child.tag) == "Property":
            _property(draft, lists, child)


def _property(draft: Draft, lists: Lists, element: Element) -> None:
    """Read a property: `Keyword`, `BWIndustryKeywords` and notes have a home; others are reported if they tell."""
    name, value = element.get("FormalName") or "", attribute_text(element, "Value")
    kind = _kind(name) if value else ""
    if kind == "keyword":
        lists.keywords += keyword_list(value, slashes=False)
    elif kind == "note" and " " in value:
        draft.add("editorial_note", value)
    elif kind == "telling":
        draft.dropped(f"the property {name}", value, element)


@remembered  # a feed has few names of properties
def _kind(name: str) -> str:
    if name.lower().endswith(("keyword", "keywords")):
        return "keyword"
    return "note" if is_note(name) else "telling" if _TELLING.search(name) else ""


def _subject_code(lists: Lists, element: Element) -> None:
    for child in element:
        if code := attribute_text(child, "FormalName"):
            lists.subjects.append(Subject(code, uri=_SUBJECTS + code if re.fullmatch("[0-9]{8}", code) else None))


def _topic(lists: Lists, element: Element) -> None:
    """Read a topic that the item describes itself: `<TopicOccurrence Topic="#t1"/>`."""
    name = (element.get("Topic") or "").strip("# ")
    *_, item = [element, *element.iterancestors("{*}NewsItem")]
    topic = next((each for each in item.iter("{*}Topic") if name and each.get("Duid") == name), None)
    if topic is not None:
        names = (child for kind in ("Description", "FormalName") if (child := first(topic, kind)) is not None)
        lists.subjects += [Subject(text) for text in [*filter(None, map(line, names))][:1]]


def _location(draft: Draft, lists: Lists, element: Element) -> None:
    """Read where the story comes from: the city, else the area or country; places of the event have no home."""
    values = {child.get("FormalName") or "": attribute_text(child, "Value") for child in element}
    known = (values.get(name, "") for name in ("City", "Area", "CountryArea", "Country"))
    place = next((value for value in known if value and not re.fullmatch("[A-Z]{2,3}", value)), "")  # a country's code
    if element.get("HowPresent", "Origin") == "Origin":
        if place:
            lists.places.append(place)
    else:
        draft.dropped("a place of the event", place, element)


ABOUT: dict[str, _Handle] = {
    "NewsLines": _news_lines,
    "AdministrativeMetadata": _administrative,
    "RightsMetadata": _rights,
    "DescriptiveMetadata": _descriptive,
    "Metadata": _other,
}
"""The parts of a component that are about its text."""
ABOUT_PICTURES: dict[str, _Handle] = {name: handle for name, handle in ABOUT.items() if name != "RightsMetadata"}
