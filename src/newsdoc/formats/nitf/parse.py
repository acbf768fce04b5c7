"""Read one NITF document into an `ArticleBuilder`: every 3.x version, with or without namespace.

Elements are known by their local name. What is displayed is read before what only the head says: a headline beats a
title.

Machine data without words (delivery lists, dates of expiry, codes of places) is not read; the mapping page lists it.
Words that have no place in the model are noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, field

from newsdoc import unchecked
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.nitf.mapping import TOLD
from newsdoc.formats.nitf.vocabulary import (
    IPTC_SUBJECTS,
    LINK,
    LINKED_ITEM,
    MAKERS,
    NO_REFNUM,
    STRONG,
    SUBHEADS,
    role_of,
)
from newsdoc.formats.times import is_stamp
from newsdoc.formats.xml.flow import content
from newsdoc.formats.xml.lines import attribute_text, line
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Caption, Link, Source, Subject
from newsdoc.text import fold
from newsdoc.uris import absolute, runs_script

__all__ = ["Parsed", "choose_fields", "parse_nitf", "read_body"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST_AND = 4  # letters of what joins two names: «and», «sowie»
_PARTY = "party"  # an attribute that binds a figure to its media element; NITF has none of this name


@define(eq=False)
class Parsed:
    """Data of a document that still has to be chosen or ordered; finished fields and notes are in the builder."""

    builder: ArticleBuilder
    publishers: list[Source] = field(factory=list)
    authors: list[Source] = field(factory=list)
    makers: list[Source] = field(factory=list)
    agencies: list[Source] = field(factory=list)
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    genres: list[Subject] = field(factory=list)
    links: list[Link] = field(factory=list)
    times: dict[str, tuple[str, int | None]] = field(factory=dict)
    status: str = ""
    owner: str = ""
    shown: list[Element] = field(factory=list)
    """The elements that are displayed, in their order."""

    def dropped(self, what: str, text: str, element: Element) -> None:
        """Report that the model has no place for a text."""
        if text:
            self.builder.dropped(what, text, line_of(element))

    def put(self, name: str, text: str, element: Element) -> None:
        """Set a field that is a text."""
        if text:
            self.builder.put_text(name, text, line_of(element))

    def put_right(self, name: str, text: str, element: Element) -> None:
        """Set a part of the rights."""
        if text:
            self.builder.put_right(name, text, line_of(element))


def parse_nitf(root: Element, builder: ArticleBuilder) -> Parsed:
    """Read what a document says, part by part; fields that the builder has stay."""
    parsed, place = Parsed(builder), line_of(root)
    parts: dict[str, list[Element]] = {"body": [], "head": []}
    for child in root:
        name = local_name(child.tag)
        if name in parts:
            parts[name].append(child)
        else:
            parsed.dropped(f"the element {name}", line(child), child)
        _stray(parsed, root, child.tail)
    _stray(parsed, root, root.text)
    _only_first_text(parts["body"], parsed)
    for tag in (root.get(_XML_LANG), root.get("baselang"), *(body.get(_XML_LANG) for body in parts["body"])):
        if tag:
            builder.language(tag, line=place)
    for element in parts["body"]:
        _body(parsed, element)
    for element in parts["head"]:
        _children(parsed, element, _HEAD)
    builder.identify(root.get("uno") or "", line=place)
    return parsed


def choose_fields(parsed: Parsed) -> list[Element]:
    """Set the fields that need the whole document; return the elements that it displays."""
    builder, fields, times = parsed.builder, parsed.builder.fields, parsed.times
    if parsed.status:
        fields["status"] = parsed.status
    named = {(author.name, author.role) for author in parsed.authors}
    makers = [maker for maker in parsed.makers if (maker.name, maker.role) not in named]
    builder.put("sources", [*parsed.publishers, *parsed.authors, *makers, *parsed.agencies])
    for name in ("places", "keywords", "subjects", "genres", "links"):
        builder.put(name, getattr(parsed, name))
    for name in ("issue", "publication"):
        if name in times and "published" not in fields:
            builder.published(times[name][0], line=times[name][1])
    if "revision" in times and "modified" not in fields:
        builder.moment("modified", times["revision"][0], "the time of the revision", times["revision"][1])
    if parsed.owner:
        builder.rights.setdefault("holder", parsed.owner)
    _choose_release(parsed)
    return parsed.shown


def _choose_release(parsed: Parsed) -> None:
    """Read the time of release: an embargo, where the status says so or it is not simply that of the issue."""
    builder, fields = parsed.builder, parsed.builder.fields
    embargoed = fields.get("status") == "embargoed"
    release = parsed.times.get("release")
    if release and (embargoed or release[0] != parsed.times.get("issue", ("",))[0]):
        builder.moment("embargoed", release[0], "the time of release", release[1])
    if embargoed:
        del fields["status"]
        builder.embargo()


def _only_first_text(bodies: list[Element], parsed: Parsed) -> None:
    """Keep one text: NITF holds one, and others in the same document would run together with it."""
    texts = [text for body in bodies for text in body if local_name(text.tag) == "body.content"]
    if len(texts) < 2:
        return
    first, *others = [text for text in texts if line(text)] or texts
    for text in others:
        body = text.getparent()
        if body is None or body not in bodies:
            continue
        other = text if body is first.getparent() else body
        parsed.dropped("another text in the same document", line(other), other)
        if other is text:
            body.remove(text)
        else:
            bodies.remove(body)


def read_body(roots: Sequence[Element], builder: ArticleBuilder, pictures: dict[str, Caption] | None = None) -> None:
    """Read what is displayed: blocks into the body, media into captions with the parties that they name.

    `pictures` are captions found outside of the text, by the name that a `media-reference` uses; a caption that is
    placed here is removed from them.
    """
    pictures = {} if pictures is None else pictures
    media: dict[str, tuple[list[Source], Caption | None]] = {}
    for root in roots:
        for element in root.iter("{*}em", "{*}hl2", "{*}media"):
            _rename(element)
            if local_name(element.tag) == "media" and next(element.iterancestors("{*}media"), None) is None:
                key = f"{_PARTY}{len(media)}"
                names = (each.get("data-location", "") for each in element.iter("{*}media-reference"))
                known = next(filter(None, (pictures.pop(name.strip("# "), None) for name in names)), None)
                media[key] = _media_parties(element, builder), known
                element.attrib.pop("id", "")
                element.set("ref", key)
    fields = builder.fields
    lines = (fields.get(name) for name in ("headline", "deck", "byline", "summary"))
    found = content(roots, builder.note_at, known=filter(None, lines), headline=not fields.get("headline"))
    builder.put("headline", found.headline)
    if found.blocks:
        fields["body"] = found.blocks
    for figure in found.figures:
        key = next(filter(media.__contains__, figure.keys), "")
        _caption(builder, figure, *media.get(key, ([], None)))


def _caption(builder: ArticleBuilder, figure: Figure, sources: list[Source], known: Caption | None) -> None:
    """Add the caption of a figure; its text in the body wins over a caption found elsewhere."""
    text, credit, url = figure.text, figure.credit, figure.url
    if known:
        text, credit, url = text or known.text, credit or known.credit, url or known.url
        sources = sources or list(known.sources)
    builder.caption(text, credit, url, sources=sources, anchor=figure.anchor)


def _rename(element: Element) -> None:
    """Replace a name and class of NITF by XHTML's name: `<em class="strong">`, `<hl2 class="…">`."""
    name = element.get("class", "")
    if local_name(element.tag) == "em" and name == STRONG:
        element.tag = "strong"
    elif local_name(element.tag) == "hl2" and name in SUBHEADS[1:]:
        element.tag = f"h{SUBHEADS.index(name) + 2}"


def _media_parties(media: Element, builder: ArticleBuilder) -> list[Source]:
    """Return the parties of a picture: those in its credit, those with a role in its caption, those in its metadata."""
    for element in media.iter("{*}media-object"):
        if element.text:
            builder.note("repair.dropped", "the data of an embedded picture was left out", line=line_of(element))
            element.text = None
    producers, named = [], []
    for party in media.iter("{*}person", "{*}org"):
        if next(party.iterancestors("{*}media-producer"), None) is not None:
            producers.append(_party(party, "photographer" if local_name(party.tag) == "person" else "agency"))
        elif role_of(party.get("class"), "") != "":
            named.append(_party(party, None))
    in_metadata = [
        Source(name, role_of(element.get("name"), None))
        for element in media.iter("{*}media-metadata")
        if role_of(element.get("name"), "") != "" and (name := attribute_text(element, "value"))
    ]
    return [*(source for source in producers + named if source), *in_metadata]


def _party(element: Element, role: str | None) -> Source | None:
    name = line(element)
    if not name:
        return None
    uri, code = _identity(element)
    return unchecked.source(name, role_of(element.get("class"), role), uri=uri, code=code)


def _identity(element: Element) -> tuple[str | None, str | None]:
    """Return the address and the code of a party or topic: `<org idsrc="NYSE" value="IBM">` has the code `NYSE:IBM`."""
    scheme, value = attribute_text(element, "idsrc"), attribute_text(element, "value")
    if not value:
        return None, None
    uri, changed = absolute(scheme + value) if not scheme or ":" in scheme else (None, True)
    if uri and not changed:
        return uri, None
    return None, f"{scheme}:{value}" if scheme else value


# --- the parts of a document, by name ---

_Handle = Callable[[Parsed, Element], None]


def _children(parsed: Parsed, element: Element, handles: dict[str, _Handle]) -> None:
    """Read the children of an element by name; text of any other has no place here."""
    _stray(parsed, element, element.text)
    for child in children(element):
        name, tail = local_name(child.tag), child.tail
        handle = handles.get(name) or _of_alias(parsed, child, name, handles)
        if handle is None:
            parsed.dropped(f"the element {name}", line(child), child)
        else:
            handle(parsed, child)
            if name in _IN_ATTRIBUTES and child.text:
                parsed.dropped(f"the text of {name}", line(child), child)
        if tail and not tail.isspace():
            _stray(parsed, element, tail)


def _of_alias(parsed: Parsed, element: Element, name: str, handles: dict[str, _Handle]) -> _Handle | None:
    """Find the handle of an element that NITF calls otherwise, and note that."""
    alias = _ALIASES.get(name, "")
    handle = handles.get(alias)
    if handle is not None:
        message = f"NITF has no element {name} here; it was read as {alias}"
        parsed.builder.note("repair.element", message, line=line_of(element))
    return handle


def _stray(parsed: Parsed, element: Element, text: str | None) -> None:
    """Report text where only elements may be."""
    if text and not text.isspace():
        parsed.dropped(f"text inside {local_name(element.tag)}", collapse_space(text, preserve=True), element)


def _body(parsed: Parsed, element: Element) -> None:
    """Read a body; text directly in it is displayed, too, and becomes paragraphs."""
    for child in children(element):
        if child.tail and not child.tail.isspace():
            paragraph = element.makeelement("p")
            paragraph.text, child.tail = child.tail, None
            child.addnext(paragraph)
    if element.text and not element.text.isspace():
        paragraph = element.makeelement("p")
        paragraph.text, element.text = element.text, None
        element.insert(0, paragraph)
    _children(parsed, element, _BODY)


def _inside(handles: dict[str, _Handle]) -> _Handle:
    return lambda parsed, element: _children(parsed, element, handles)


def _line(name: str) -> _Handle:
    return lambda parsed, element: parsed.put(name, line(element), element)


def _right(name: str) -> _Handle:
    return lambda parsed, element: parsed.put_right(name, attribute_text(element, name), element)


def _time(name: str) -> _Handle:
    """Return a rule that keeps the first time of its kind: `<date.issue norm="20240501T100000Z"/>`."""

    def read(parsed: Parsed, element: Element) -> None:
        if text := (element.get("norm") or "").strip():
            parsed.times.setdefault(name, (text, line_of(element)))

    return read


def _pass(parsed: Parsed, element: Element) -> None:
    """Skip machine data."""


def _label(attribute: str) -> _Handle:
    """Return a rule that reports a label without a place in the model: `<fixture fix-id="weather"/>`."""

    def read(parsed: Parsed, element: Element) -> None:
        parsed.dropped(f"the {local_name(element.tag)}", attribute_text(element, attribute), element)

    return read


# --- body.head: what is displayed around the text ---


def _hedline(parsed: Parsed, element: Element) -> None:
    """Read `<hedline><hl1>Storm</hl1><hl2>Ships wait</hl2></hedline>`; without `hl1`, its own text is the headline."""
    parts = children(element)
    own = filter(None, (collapse_space(text or "", preserve=True) for text in (element.text, *(p.tail for p in parts))))
    if any(local_name(part.tag) == "hl1" for part in parts):
        parsed.dropped("text beside the headline", " ".join(own), element)
    else:
        parsed.put("headline", " ".join(own), element)
    for part in parts:
        text = line(part)
        if local_name(part.tag) == "hl1":
            parsed.put("headline", text, part)
        elif part.get("id") != "originalHeadline":
            parsed.put("deck", text, part)
        elif fold(text) != fold(parsed.builder.fields.get("headline", "")):  # AP says the headline again there
            parsed.dropped("the original headline", text, part)


def _byline(parsed: Parsed, element: Element) -> None:
    """Read `<byline>By <person>Ann Lee</person></byline>`: the line, and its persons as authors."""
    parsed.builder.add("byline", line(element))
    people = (_party(person, "author") for person in _outermost(element, "person"))
    parsed.authors += [person for person in people if person]


def _outermost(around: Element, name: str) -> list[Element]:
    """Return the elements of a name that are not inside another one, whose text holds theirs."""
    tag = f"{{*}}{name}"
    return [each for each in around.iter(tag) if next(each.iterancestors(tag), None) is None]


def _dateline(parsed: Parsed, element: Element) -> None:
    """Read a dateline; a time stamp in it, `20240501T100000+0000`, is for machines."""
    for date in element.findall(".//{*}story.date"):
        text = line(date)
        if is_stamp(text):
            _note_stamp(parsed, text, date)
            date.text = None
    text = line(element)
    if is_stamp(text):
        _note_stamp(parsed, text, element)
    else:
        parsed.builder.add("dateline", text.strip(",-–— ") and text)
    parsed.places += filter(None, (line(place) for place in _outermost(element, "location")))


def _note_stamp(parsed: Parsed, text: str, element: Element) -> None:
    message = f"the time stamp {text!r} is not part of a printed dateline; it was left out"
    parsed.builder.note("repair.value", message, ".dateline", line_of(element))


def _distributor(parsed: Parsed, element: Element) -> None:
    """Read `<distributor><org>AP</org> and <org>AFP</org></distributor>`: agencies, and any other text as one more."""
    found = [(org, source) for org in _outermost(element, "org") if (source := _party(org, "agency"))]
    parsed.agencies += [source for _, source in found]
    for org, _ in found:
        tail = collapse_space(org.tail or "", preserve=True)
        if len(tail.split()) > 1 or len(tail) > _LONGEST_AND:
            parsed.dropped("the distributor's text", tail, org)
        org.clear()  # with the text after it: «and», a comma
    if rest := line(element).strip(",;/ "):
        parsed.agencies.append(unchecked.source(rest, "agency"))


def _rights(parsed: Parsed, element: Element) -> None:
    """Read `<rights>© 2024 AP<rights.limitations>No archives</rights.limitations></rights>`: its text is a notice."""
    is_notice = any((text or "").strip() for text in (element.text, *(child.tail for child in element)))
    pieces = [element.text or ""]
    for child in element:
        name, text = local_name(child.tag), line(child)
        if name == "rights.limitations":
            parsed.put_right("terms", text, child)
        else:
            pieces.append(text)
        if name == "rights.owner":
            parsed.put_right("holder", text, child)
        elif name != "rights.limitations" and not is_notice:
            parsed.dropped(f"the {name}", text, child)
        pieces.append(child.tail or "")
    if is_notice:
        parsed.put_right("notice", collapse_space("".join(pieces), preserve=True), element)


def _note(parsed: Parsed, element: Element) -> None:
    """Read a note: for editors if it says so, else it is printed above the text."""
    if element.get("noteclass") == "editorsnote" or element.get("type") == "npa":
        parsed.builder.add("editorial_note", line(element))
    else:
        parsed.shown.append(element)


# --- body.content and body.end ---


def _content(parsed: Parsed, element: Element) -> None:
    """Read the head of each block: topics, and the lines that the document itself does not have; other lines stay."""
    for block in list(element.iter("{*}block")):
        for child in list(block):
            name = local_name(child.tag)
            if name not in _BLOCK_HEAD or (child.tail or "").strip():
                break
            if _FIELDS.get(name) not in parsed.builder.fields:
                _BLOCK_HEAD[name](parsed, child)
                block.remove(child)
    parsed.shown.append(element)


_FIELDS = {"byline": "byline", "dateline": "dateline", "abstract": "summary"}


# --- head: what is said about the document ---


def _told(parsed: Parsed, element: Element) -> None:
    """Read the fields that an element holds in plain text: `<du-key key="Harbour bridge" version="2"/>`."""
    for name, field_name in TOLD[local_name(element.tag)].items():
        if text := attribute_text(element, name) if name else line(element):
            parsed.builder.take(field_name, text, line_of(element))


def _meta(parsed: Parsed, element: Element) -> None:
    if (element.get("name") or "").lower() == "anpa-keyword":  # ANPA 1312's keyword is the slug
        parsed.put(TOLD["du-key"]["key"], attribute_text(element, "content"), element)


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
    _children(parsed, element, _TOBJECT)
    kind = attribute_text(element, "tobject.type")
    if kind and kind.lower() != "news" and all(fold(kind) != fold(each.name) for each in parsed.subjects):
        parsed.genres.append(unchecked.subject(kind))


def _docdata(parsed: Parsed, element: Element) -> None:
    status = (element.get("management-status") or "").strip().lower()
    if status == "embargoed":
        parsed.status = status
    elif status not in ("", "usable"):
        parsed.builder.status(status, line=line_of(element))
    _children(parsed, element, _DOCDATA)


def _doc_rights(parsed: Parsed, element: Element) -> None:
    found = (attribute_text(element, name) for name in ("limitations", "type", "geography"))
    terms = dict.fromkeys(filter(None, found))
    parsed.put_right("terms", " ".join(terms), element)
    parsed.owner = parsed.owner or attribute_text(element, "owner")  # a code more often than a name


def _keyword(parsed: Parsed, element: Element) -> None:
    if text := attribute_text(element, "key"):
        parsed.keywords.append(text)


def _identified(parsed: Parsed, element: Element) -> None:
    """Read `<location class="dateline">Cairo</location>`, which is a place of the report; all others are topics.

    `<classifier type="genre">Interview</classifier>` is a genre; our own writer writes links as classifiers, too.
    """
    for child in children(element):
        name, kind, text = local_name(child.tag), child.get("type", ""), line(child)
        if not text:
            continue
        if name == "location" and child.get("class") == "dateline":
            parsed.places.append(text)
        elif name == "classifier" and kind in (LINK, LINKED_ITEM):
            _link(parsed, kind, text, child)
        elif name in _TOPICS:
            uri, code = _identity(child)
            found = parsed.genres if name == "classifier" and kind.lower() == "genre" else parsed.subjects
            found.append(unchecked.subject(text, uri=uri, code=code))
        else:
            parsed.dropped(f"the {name}", text, child)


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
        parsed.dropped("a related link", title, element)


def _topics(*attributes: str) -> _Handle:
    """Return a rule that reads topics: the place of the event, `<evloc city="Rome" state-prov="Lazio"/>`, or a series.

    A state or county in capitals, `VA`, is a code.
    """

    def read(parsed: Parsed, element: Element) -> None:
        first, *others = (attribute_text(element, name) for name in attributes)
        names = filter(None, [first, *(name for name in others if not name.isupper())])
        parsed.subjects += [each for each in map(unchecked.subject, names) if each not in parsed.subjects]

    return read


def _genre(attribute: str) -> _Handle:
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
    _told(parsed, element)


def _revision(parsed: Parsed, element: Element) -> None:
    """Read `<revision-history norm="20240501T100000Z" name="Bo Lee" function="editor"/>`; the last time counts."""
    if text := (element.get("norm") or "").strip():
        parsed.times["revision"] = text, line_of(element)
    name, function = attribute_text(element, "name"), element.get("function")
    role = next((role for role, known in MAKERS.items() if known == function), None)
    if role is None:
        parsed.dropped("the name on a revision", name, element)
    elif name:
        parsed.makers.append(unchecked.source(name, role))
    parsed.dropped("the comment on a revision", attribute_text(element, "comment"), element)


_MACHINE = dict.fromkeys(("date.expire", "del-list", "iim"), _pass)
_TOBJECT: dict[str, _Handle] = {
    "tobject.subject": _subject,
    "tobject.property": _genre("tobject.property.type"),
}
_HEAD_OF_BLOCK: dict[str, _Handle] = {
    "tobject": _tobject,
    "key-list": _inside({"keyword": _keyword}),
}
_DOCDATA: dict[str, _Handle] = {
    **_MACHINE,
    **_HEAD_OF_BLOCK,
    "evloc": _topics("city", "county-dist", "state-prov"),
    "fixture": _genre("fix-id"),
    "doc-scope": _label("scope"),
    "series": _topics("series.name"),
    **dict.fromkeys(TOLD, _told),
    "correction": lambda parsed, element: parsed.builder.add("editorial_note", attribute_text(element, "info")),
    "date.issue": _time("issue"),
    "date.release": _time("release"),
    "doc.copyright": _right("holder"),
    "doc.rights": _doc_rights,
    "identified-content": _identified,
    "pubdata": _pubdata,
    "revision-history": _revision,
}
_IN_ATTRIBUTES = {*_DOCDATA} - {
    "tobject",
    "key-list",
    "identified-content",
    *(name for name in TOLD if "" in TOLD[name]),
}
_HEAD: dict[str, _Handle] = {
    **_DOCDATA,
    "title": _line("headline"),
    "meta": _meta,
    "docdata": _docdata,
}
_ALIASES = {
    "author": "byline", "credit": "tagline", "deck": "hl2", "h1": "hl1", "h2": "hl2", "head.line": "hedline",
    "headline": "hedline", "intro": "abstract", "lead": "abstract", "subhead": "hl2", "subheadline": "hl2",
    "subtitle": "hl2", "summary": "abstract", "title": "hl1",
}  # fmt: skip
"""Names that some feeds use, and the element of NITF that they mean."""
_BODY_HEAD: dict[str, _Handle] = {
    "hedline": _hedline,
    "hl1": _line("headline"),
    "hl2": _line("deck"),
    "note": _note,
    "rights": _rights,
    "byline": _byline,
    "distributor": _distributor,
    "dateline": _dateline,
    "abstract": lambda parsed, element: parsed.builder.add("summary", line(element)),
    "series": _topics("series.name"),
}
_BLOCK_HEAD = {**_HEAD_OF_BLOCK, **{name: _BODY_HEAD[name] for name in _FIELDS}}
_BODY: dict[str, _Handle] = {
    "body.head": _inside(_BODY_HEAD),
    "body.content": _content,
    "body.end": _inside({"tagline": _told, "bibliography": lambda parsed, element: parsed.shown.append(element)}),
    **dict.fromkeys(("block", "p", "hl2", "table", "media", "ol", "ul", "bq", "pre"), _content),
}
