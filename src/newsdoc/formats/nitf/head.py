"""The head of an NITF document: what it says about its text.

Machine data without words (delivery lists, dates of expiry, codes of places) is not read; the mapping page lists it.
"""

from __future__ import annotations

from newsdoc import unchecked
from newsdoc.formats.nitf.mapping import TOLD
from newsdoc.formats.nitf.rules import (
    Parsed,
    Rule,
    identity_of,
    in_attributes,
    inside,
    label_rule,
    read_children,
    report_stray,
    right_rule,
    skip,
    text_rule,
    time_rule,
)
from newsdoc.formats.nitf.vocabulary import IPTC_SUBJECTS, LINK, LINKED_ITEM, MAKERS, NO_REFNUM
from newsdoc.formats.xml.lines import attribute_text, line
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.text import fold
from newsdoc.uris import absolute, runs_script

__all__ = ["HEAD", "HEAD_OF_BLOCK", "read_told", "topics_rule"]


def read_told(parsed: Parsed, element: Element) -> None:
    """Read the fields that an element holds in plain text: `<du-key key="Harbour bridge" version="2"/>`."""
    for name, field_name in TOLD[local_name(element.tag)].items():
        if text := attribute_text(element, name) if name else line(element):
            parsed.builder.take(field_name, text, line_of(element))


def _meta(parsed: Parsed, element: Element) -> None:
    if (element.get("name") or "").lower() == "anpa-keyword":  # ANPA 1312's keyword is the slug
        parsed.builder.put_text(TOLD["du-key"]["key"], attribute_text(element, "content"), line_of(element))


def _subject(parsed: Parsed, element: Element) -> None:
    """Read a subject: `<tobject.subject tobject.subject.refnum="04000000" tobject.subject.type="Economy"/>`."""

    def said(name: str) -> str:
        return attribute_text(element, f"tobject.subject.{name}")

    levels = [*filter(None, map(said, ("detail", "matter", "type")))]
    refnum, provider = said("refnum"), said("ipr") or "IPTC"
    uri, code = None, said("code") or None
    if provider == "IPTC":
        uri = IPTC_SUBJECTS + refnum if len(refnum) == 8 and refnum.isdecimal() and refnum != NO_REFNUM else None
    elif ":" in provider:
        uri, changed = absolute(provider + refnum)
        uri = None if changed or refnum == NO_REFNUM else uri
    if name := (levels or [refnum])[0]:
        parsed.subjects.append(unchecked.subject(name, uri=uri, code=code))
    is_iptc = uri is not None and provider == "IPTC"
    for level, zeros in (("matter", 3), ("type", 6)):
        if (broader := said(level)) and broader != name:
            number = refnum[: 8 - zeros] + "0" * zeros
            parsed.subjects.append(unchecked.subject(broader, uri=IPTC_SUBJECTS + number if is_iptc else None))


def _tobject(parsed: Parsed, element: Element) -> None:
    """Read what kind of text it is, `<tobject tobject.type="Analysis">`, and its topics; most are only «News»."""
    read_children(parsed, element, _TOBJECT)
    kind = attribute_text(element, "tobject.type")
    if kind and kind.lower() != "news" and all(fold(kind) != fold(each.name) for each in parsed.subjects):
        parsed.genres.append(unchecked.subject(kind))


def _docdata(parsed: Parsed, element: Element) -> None:
    status = (element.get("management-status") or "").strip().lower()
    if status == "embargoed":
        parsed.status = status
    elif status not in ("", "usable"):
        parsed.builder.status(status, line=line_of(element))
    read_children(parsed, element, _DOCDATA)


def _doc_rights(parsed: Parsed, element: Element) -> None:
    found = (attribute_text(element, name) for name in ("limitations", "type", "geography"))
    terms = dict.fromkeys(filter(None, found))
    parsed.builder.put_right("terms", " ".join(terms), line_of(element))
    parsed.owner = parsed.owner or attribute_text(element, "owner")  # a code more often than a name


def _keyword(parsed: Parsed, element: Element) -> None:
    if text := attribute_text(element, "key"):
        parsed.keywords.append(text)


def _identified(parsed: Parsed, element: Element) -> None:
    """Read `<location class="dateline">Cairo</location>`, which is a place of the report; all others are topics.

    `<classifier type="genre">Interview</classifier>` is a genre; our own writer writes links as classifiers, too.
    """
    report_stray(parsed, element, element.text)
    for child in children(element):
        report_stray(parsed, element, child.tail)
        name, kind, text = local_name(child.tag), child.get("type", ""), line(child)
        if not text:
            continue
        if name == "location" and child.get("class") == "dateline":
            parsed.places.append(text)
        elif name == "classifier" and kind in (LINK, LINKED_ITEM):
            _link(parsed, kind, text, child)
        elif name in _TOPICS:
            uri, code = identity_of(child)
            found = parsed.genres if name == "classifier" and kind.lower() == "genre" else parsed.subjects
            found.append(unchecked.subject(text, uri=uri, code=code))
        else:
            parsed.builder.dropped(f"the {name}", text, line_of(child))


_TOPICS = {"classifier", "event", "location", "object.title", "org", "person", "virtloc"}


def _link(parsed: Parsed, kind: str, title: str, element: Element) -> None:
    """Read a link: `<classifier type="link" value="https://bay.example/2">Ferries</classifier>`."""
    value = attribute_text(element, "value")
    uri, changed = absolute(value)
    if kind == LINK and uri and not changed and not runs_script(uri):
        parsed.links.append(unchecked.link(title, uri))
    elif kind == LINKED_ITEM and value:
        parsed.links.append(unchecked.link(title, id="".join(value.split())))
    else:
        parsed.builder.dropped("a related link", title, line_of(element))


def topics_rule(*attributes: str) -> Rule:
    """Return a rule that reads topics: the place of the event, `<evloc city="Rome" state-prov="Lazio"/>`, or a series.

    A state or county in capitals, `VA`, is a code.
    """

    def read(parsed: Parsed, element: Element) -> None:
        first, *others = (attribute_text(element, name) for name in attributes)
        names = filter(None, [first, *(name for name in others if not name.isupper())])
        parsed.subjects += [each for each in map(unchecked.subject, names) if each not in parsed.subjects]

    return read


def _genre(attribute: str) -> Rule:
    """Return a rule that reads a genre: `<fixture fix-id="weather"/>`."""

    def read(parsed: Parsed, element: Element) -> None:
        if text := attribute_text(element, attribute):
            parsed.genres.append(unchecked.subject(text))

    return read


def _pubdata(parsed: Parsed, element: Element) -> None:
    if name := attribute_text(element, "name"):
        parsed.publishers.append(unchecked.source(name, "publisher"))
    if date := (element.get("date.publication") or "").strip():
        parsed.times.setdefault("publication", (date, line_of(element)))
    read_told(parsed, element)


def _revision(parsed: Parsed, element: Element) -> None:
    """Read `<revision-history norm="20240501T100000Z" name="Bo Lee" function="editor"/>`; the last time counts."""
    if text := (element.get("norm") or "").strip():
        parsed.times["revision"] = text, line_of(element)
    name, function = attribute_text(element, "name"), element.get("function")
    role = next((role for role, known in MAKERS.items() if known == function), None)
    if role is None:
        parsed.builder.dropped("the name on a revision", name, line_of(element))
    elif name:
        parsed.makers.append(unchecked.source(name, role))
    parsed.builder.dropped("the comment on a revision", attribute_text(element, "comment"), line_of(element))


_TOBJECT: dict[str, Rule] = {
    "tobject.subject": _subject,
    "tobject.property": _genre("tobject.property.type"),
}
HEAD_OF_BLOCK: dict[str, Rule] = {
    "tobject": _tobject,
    "key-list": inside({"keyword": _keyword}),
}
_IN_ATTRIBUTES: dict[str, Rule] = {
    **dict.fromkeys(("date.expire", "del-list", "iim"), skip),
    **{name: read_told for name, places in TOLD.items() if "" not in places},
    "evloc": topics_rule("city", "county-dist", "state-prov"),
    "fixture": _genre("fix-id"),
    "doc-scope": label_rule("scope"),
    "series": topics_rule("series.name"),
    "correction": lambda parsed, element: parsed.builder.add("editorial_note", attribute_text(element, "info")),
    "date.issue": time_rule("issue"),
    "date.release": time_rule("release"),
    "doc.copyright": right_rule("holder"),
    "doc.rights": _doc_rights,
    "pubdata": _pubdata,
    "revision-history": _revision,
}
_DOCDATA: dict[str, Rule] = {
    **HEAD_OF_BLOCK,
    **{name: in_attributes(rule) for name, rule in _IN_ATTRIBUTES.items()},
    **{name: read_told for name, places in TOLD.items() if "" in places},
    "identified-content": _identified,
}
HEAD: dict[str, Rule] = {
    **_DOCDATA,
    "title": text_rule("headline"),
    "meta": _meta,
    "docdata": _docdata,
}
