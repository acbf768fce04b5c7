"""One NITF document as the draft of an article: every 3.x version, with or without namespace, every agency's habits.

Elements are known by their local name. What is displayed is read before what is only told: a headline beats a title.
Machine data without text (meta, delivery lists, dates of expiry, codes of places) is not read; the mapping page lists
it. Display text that has no home in the model is noted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from attrs import define, field

from newsdoc.formats.draft import Draft, attribute_text, line
from newsdoc.formats.nitf.vocabulary import IPTC_SUBJECTS, MAKERS, NO_REFNUM, STRONG, SUBHEADS, role_of
from newsdoc.formats.times import is_stamp
from newsdoc.formats.xml.flow import content
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.model import Caption, Source, Subject
from newsdoc.text import fold
from newsdoc.uris import absolute

__all__ = ["read_body", "read_nitf"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LONGEST_AND = 4  # letters of what joins two names: «and», «sowie»
_PARTY = "party"  # an attribute that binds a figure to its media element; NITF has none of this name


@define(eq=False)
class _Story:
    """What has been read of a document, before its parts are weighed against each other."""

    draft: Draft
    publishers: list[Source] = field(factory=list)
    authors: list[Source] = field(factory=list)
    makers: list[Source] = field(factory=list)
    agencies: list[Source] = field(factory=list)
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    times: dict[str, tuple[str, int | None]] = field(factory=dict)
    owner: str = ""
    shown: list[Element] = field(factory=list)


def read_nitf(root: Element, draft: Draft) -> list[Element]:
    """Read what a document tells into a draft, whose fields stay, and give the elements that it displays."""
    story = _Story(draft)
    parts = {name: [child for child in root if local_name(child.tag) == name] for name in ("body", "head")}
    _only_first_text(parts["body"], draft)
    for tag in (root.get(_XML_LANG), root.get("baselang"), *(body.get(_XML_LANG) for body in parts["body"])):
        draft.language(tag or "", line_of(root))
    for element in parts["body"]:
        _body(story, element)
    for element in parts["head"]:
        _children(story, element, _HEAD)
    draft.identify(root.get("uno") or "", line_of(root))
    for child in root:
        if local_name(child.tag) not in parts:
            draft.dropped(f"the element {local_name(child.tag)}", line(child), child)
        _stray(story, root, child.tail)
    _stray(story, root, root.text)
    _weigh(story)
    return story.shown


def _only_first_text(bodies: list[Element], draft: Draft) -> None:
    """Keep one text: NITF holds one, and others in the same document would run together with it."""
    texts = [text for body in bodies for text in body if local_name(text.tag) == "body.content"]
    if len(texts) < 2:
        return
    texts = [text for text in texts if line(text)]
    first = texts[0].getparent() if texts else None
    others: set[Element] = set()
    for text in texts[1:]:
        body = text.getparent()
        if body is first and first is not None:
            draft.dropped("another text in the same document", line(text), text)
            first.remove(text)
        elif body is not None and body not in others:
            draft.dropped("another text in the same document", line(body), body)
            others.add(body)
    bodies[:] = [body for body in bodies if body not in others]


def read_body(roots: Sequence[Element], draft: Draft, pictures: dict[str, Caption] | None = None) -> None:
    """Read what is displayed: blocks into the body, media into captions with the parties that they name.

    `pictures` are captions that stand elsewhere, by the name by which media speak of them; one that is placed here is
    taken out of them.
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
                media[key] = _media_parties(element, draft), known
                element.attrib.pop("id", "")
                element.set("ref", key)
    fields = draft.fields
    lines = (fields.get(name) for name in ("headline", "deck", "byline", "summary"))
    found = content(roots, draft.note, known=filter(None, lines), headline=not fields.get("headline"))
    if found.headline:
        fields["headline"] = found.headline
    if found.blocks:
        fields["body"] = found.blocks
    for figure in found.figures:
        key = next(filter(media.__contains__, figure.keys), "")
        sources, known = media.get(key, ([], None))
        if known:
            figure = figure._replace(  # what is displayed in the text wins
                text=figure.text or known.text, credit=figure.credit or known.credit, url=figure.url or known.url
            )
            sources = sources or list(known.sources)
        draft.caption(figure, sources)


def _rename(element: Element) -> None:
    """Call an element what XHTML calls it, where NITF has only a class for that."""
    name = element.get("class", "")
    if local_name(element.tag) == "em" and name == STRONG:
        element.tag = "strong"
    elif local_name(element.tag) == "hl2" and name in SUBHEADS[1:]:
        element.tag = f"h{SUBHEADS.index(name) + 2}"


def _media_parties(media: Element, draft: Draft) -> list[Source]:
    """Name the parties of a picture: those in its credit, those that its caption marks with a role, and those told."""
    for element in media.iter("{*}media-object"):
        if element.text:
            draft.note("repair.dropped", "the data of an embedded picture was left out", line_of(element))
            element.text = None
    producers, named = [], []
    for party in media.iter("{*}person", "{*}org"):
        if next(party.iterancestors("{*}media-producer"), None) is not None:
            producers.append(_party(party, "photographer" if local_name(party.tag) == "person" else "agency"))
        elif role_of(party.get("class"), "") != "":
            named.append(_party(party, None))
    told = [
        Source(name, role_of(element.get("name"), None))
        for element in media.iter("{*}media-metadata")
        if role_of(element.get("name"), "") != "" and (name := attribute_text(element, "value"))
    ]
    return [*(source for source in producers + named if source), *told]


def _party(element: Element, role: str | None) -> Source | None:
    name = line(element)
    uri, changed = absolute(element.get("value") or "")
    return Source(name, role_of(element.get("class"), role), uri=None if changed else uri) if name else None


# --- the parts of a document, by name ---

_Handle = Callable[[_Story, Element], None]


def _children(story: _Story, element: Element, handles: dict[str, _Handle]) -> None:
    """Read the children of an element by name; text of any other has no home."""
    _stray(story, element, element.text)
    for child in children(element):
        name = local_name(child.tag)
        handle = handles.get(name) or _of_alias(story, child, name, handles)
        if handle is None:
            story.draft.dropped(f"the element {name}", line(child), child)
        else:
            handle(story, child)
            if child.text and name in _TOLD:  # these speak in attributes
                story.draft.dropped(f"the text of {name}", line(child), child)
        _stray(story, element, child.tail)


def _of_alias(story: _Story, element: Element, name: str, handles: dict[str, _Handle]) -> _Handle | None:
    """Find the handle of an element that NITF calls otherwise, and note that."""
    alias = _ALIASES.get(name, "")
    handle = handles.get(alias)
    if handle is not None:
        message = f"an element {name} stands where NITF has {alias}; it was read as one"
        story.draft.note("repair.element", message, line_of(element))
    return handle


def _stray(story: _Story, element: Element, text: str | None) -> None:
    """Note text that stands where only elements may stand."""
    if text and not text.isspace():
        story.draft.dropped(f"text inside {local_name(element.tag)}", collapse_space(text, preserve=True), element)


def _body(story: _Story, element: Element) -> None:
    """Read a body; text that stands in it without any element is part of what it displays."""
    for child in children(element):
        if child.tail and not child.tail.isspace():
            paragraph = element.makeelement("p")
            paragraph.text, child.tail = child.tail, None
            child.addnext(paragraph)
    if element.text and not element.text.isspace():
        paragraph = element.makeelement("p")
        paragraph.text, element.text = element.text, None
        element.insert(0, paragraph)
    _children(story, element, _BODY)


def _inside(handles: dict[str, _Handle]) -> _Handle:
    return lambda story, element: _children(story, element, handles)


def _line(name: str) -> _Handle:
    return lambda story, element: story.draft.put(name, line(element), element)


def _time(name: str) -> _Handle:
    """Remember a time; one that is told again counts only for the history, where the last one does."""

    def read(story: _Story, element: Element) -> None:
        if text := (element.get("norm") or "").strip():
            story.times.setdefault(name, (text, line_of(element)))

    return read


def _pass(story: _Story, element: Element) -> None:
    """Pass over machine data."""


def _label(attribute: str) -> _Handle:
    """Note a label that has no home in the model."""

    def read(story: _Story, element: Element) -> None:
        story.draft.dropped(f"the {local_name(element.tag)}", attribute_text(element, attribute), element)

    return read


# --- body.head: what is displayed around the text ---


def _hedline(story: _Story, element: Element) -> None:
    """Read headline and deck; a headline without `hl1` is its own text."""
    draft, parts = story.draft, children(element)
    own = filter(None, (collapse_space(text or "", preserve=True) for text in (element.text, *(p.tail for p in parts))))
    if any(local_name(part.tag) == "hl1" for part in parts):
        draft.dropped("text beside the headline", " ".join(own), element)
    else:
        draft.put("headline", " ".join(own), element)
    for part in parts:
        text = line(part)
        if local_name(part.tag) == "hl1":
            draft.put("headline", text, part)
        elif part.get("id") != "originalHeadline":
            draft.put("deck", text, part)
        elif fold(text) != fold(draft.fields.get("headline", "")):  # AP says the headline again there
            draft.dropped("the original headline", text, part)


def _byline(story: _Story, element: Element) -> None:
    story.draft.add("byline", line(element))
    people = (_party(person, "author") for person in element.iter("{*}person"))
    story.authors += [person for person in people if person]


def _dateline(story: _Story, element: Element) -> None:
    """Read a dateline; a time stamp in it, `20240501T100000+0000`, is for machines."""
    for date in element.findall(".//{*}story.date"):
        text = line(date)
        if is_stamp(text):
            _note_stamp(story, text, date)
            date.text = None
    text = line(element)
    if is_stamp(text):
        _note_stamp(story, text, element)
    else:
        story.draft.add("dateline", text.strip(",-–— ") and text)
    story.places += filter(None, (line(place) for place in element.iter("{*}location")))


def _note_stamp(story: _Story, text: str, element: Element) -> None:
    message = f"the time stamp {text!r} is not part of a printed dateline; it was left out"
    story.draft.note("repair.value", message, line_of(element), ".dateline")


def _distributor(story: _Story, element: Element) -> None:
    found = [(org, source) for org in element.iter("{*}org") if (source := _party(org, "agency"))]
    story.agencies += [source for _, source in found]
    for org, _ in found:
        tail = collapse_space(org.tail or "", preserve=True)
        if len(tail.split()) > 1 or len(tail) > _LONGEST_AND:
            story.draft.dropped("the distributor's text", tail, org)
        org.clear()  # with the text after it: «and», a comma
    if rest := line(element).strip(",;/ "):
        story.agencies.append(Source(rest, "agency"))


def _abstract(story: _Story, element: Element) -> None:
    story.draft.add("summary", line(element))


def _rights(story: _Story, element: Element) -> None:
    """Read the displayed rights: its own text is the notice, with whatever it names inside."""
    draft = story.draft
    is_notice = any((text or "").strip() for text in (element.text, *(child.tail for child in element)))
    pieces = [element.text or ""]
    for child in element:
        name, text = local_name(child.tag), line(child)
        if name == "rights.limitations":
            draft.put("terms", text, child, draft.rights)
        else:
            pieces.append(text)
        if name == "rights.owner":
            draft.put("holder", text, child, draft.rights)
        elif name != "rights.limitations" and not is_notice:
            draft.dropped(f"the {name}", text, child)
        pieces.append(child.tail or "")
    if is_notice:
        draft.put("notice", collapse_space("".join(pieces), preserve=True), element, draft.rights)


def _note(story: _Story, element: Element) -> None:
    """Read a note: for editors if it says so, else it is printed above the text."""
    if element.get("noteclass") == "editorsnote" or element.get("type") == "npa":
        story.draft.add("editorial_note", line(element))
    else:
        story.shown.append(element)


# --- body.content and body.end ---


def _content(story: _Story, element: Element) -> None:
    """Read what a block has for itself at its head: topics, and lines where the document has none; others stay."""
    for block in list(element.iter("{*}block")):
        for child in list(block):
            name = local_name(child.tag)
            if name not in _BLOCK_HEAD or (child.tail or "").strip():
                break
            if _FIELDS.get(name) not in story.draft.fields:
                _BLOCK_HEAD[name](story, child)
                block.remove(child)
    story.shown.append(element)


_FIELDS = {"byline": "byline", "dateline": "dateline", "abstract": "summary"}


def _shown(story: _Story, element: Element) -> None:
    story.shown.append(element)


# --- head: what is told about the document ---


def _meta(story: _Story, element: Element) -> None:
    if (element.get("name") or "").lower() == "anpa-keyword":  # ANPA 1312's keyword is the slug
        story.draft.put("slugline", attribute_text(element, "content"), element)


def _subject(story: _Story, element: Element) -> None:
    def told(name: str) -> str:
        return attribute_text(element, f"tobject.subject.{name}")

    levels = [*filter(None, map(told, ("detail", "matter", "type")))]
    refnum, provider = told("refnum"), told("ipr") or "IPTC"
    uri = None
    if provider == "IPTC":
        uri = IPTC_SUBJECTS + refnum if len(refnum) == 8 and refnum.isdecimal() and refnum != NO_REFNUM else None
    elif ":" in provider:
        uri, changed = absolute(provider + refnum)
        uri = None if changed or refnum == NO_REFNUM else uri
    if name := (levels or [refnum])[0]:
        story.subjects.append(Subject(name, uri=uri))
    story.draft.dropped("the broader subject", "; ".join(levels[1:]), element)


def _docdata(story: _Story, element: Element) -> None:
    status = (element.get("management-status") or "").strip().lower().replace("cancelled", "canceled")
    if status in ("withheld", "canceled", "embargoed"):
        story.draft.fields["status"] = status
    elif status not in ("", "usable"):
        story.draft.note("repair.value", f"the status {status!r} is none that is known", line_of(element), ".status")
    _children(story, element, _DOCDATA)


def _doc_id(story: _Story, element: Element) -> None:
    story.draft.identify(element.get("id-string") or "", line_of(element))


def _editors_note(story: _Story, element: Element) -> None:
    story.draft.add("editorial_note", attribute_text(element, "info"))


def _du_key(story: _Story, element: Element) -> None:
    story.draft.put("slugline", attribute_text(element, "key"), element)
    story.draft.version(element.get("version") or "", line_of(element))


def _doc_rights(story: _Story, element: Element) -> None:
    draft = story.draft
    draft.put("terms", attribute_text(element, "limitations"), element, draft.rights)
    draft.dropped("the kind of rights", attribute_text(element, "type"), element)
    story.owner = story.owner or attribute_text(element, "owner")  # a code more often than a name


def _keyword(story: _Story, element: Element) -> None:
    if text := attribute_text(element, "key"):
        story.keywords.append(text)


def _identified(story: _Story, element: Element) -> None:
    """Read where the story was reported from; other things that it speaks of have no home."""
    for child in element:
        if local_name(child.tag) == "location" and child.get("class") == "dateline" and (text := line(child)):
            story.places.append(text)
        else:
            story.draft.dropped(f"the {local_name(child.tag)}", line(child), child)


def _pubdata(story: _Story, element: Element) -> None:
    draft = story.draft
    if name := attribute_text(element, "name"):
        story.publishers.append(Source(name, "publisher"))
    draft.put("section", attribute_text(element, "position.section"), element)
    if date := (element.get("date.publication") or "").strip():
        story.times.setdefault("publication", (date, line_of(element)))
    address = (element.get("ex-ref") or "").strip()
    if address and "url" not in draft.fields and (uri := draft.uri(address, line_of(element))):
        draft.fields["url"] = uri


def _revision(story: _Story, element: Element) -> None:
    if text := (element.get("norm") or "").strip():
        story.times["revision"] = text, line_of(element)
    name, function = attribute_text(element, "name"), element.get("function")
    role = next((role for role, known in MAKERS.items() if known == function), None)
    if role is None:
        story.draft.dropped("the name on a revision", name, element)
    elif name:
        story.makers.append(Source(name, role))
    story.draft.dropped("the comment on a revision", attribute_text(element, "comment"), element)


_MACHINE = dict.fromkeys(("date.expire", "del-list", "iim"), _pass)
_HEAD_OF_BLOCK: dict[str, _Handle] = {
    "tobject": _inside({"tobject.subject": _subject}),
    "key-list": _inside({"keyword": _keyword}),
}
_DOCDATA: dict[str, _Handle] = {
    **_MACHINE,
    **_HEAD_OF_BLOCK,
    "correction": _editors_note,
    "evloc": _label("city"),
    "doc-id": _doc_id,
    "urgency": lambda story, element: story.draft.urgency(element.get("ed-urg") or "", line_of(element)),
    "fixture": _label("fix-id"),
    "date.issue": _time("issue"),
    "date.release": _time("release"),
    "doc-scope": _label("scope"),
    "series": _label("series.name"),
    "ed-msg": _editors_note,
    "du-key": _du_key,
    "doc.copyright": lambda story, element: story.draft.put(
        "holder", attribute_text(element, "holder"), element, story.draft.rights
    ),
    "doc.rights": _doc_rights,
    "identified-content": _identified,
    "pubdata": _pubdata,
    "revision-history": _revision,
}
_TOLD = {*_DOCDATA} - {"tobject", "key-list", "identified-content"}
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
"""What some feeds call an element of NITF."""
_BODY_HEAD: dict[str, _Handle] = {
    "hedline": _hedline,
    "hl1": _line("headline"),
    "hl2": _line("deck"),
    "note": _note,
    "rights": _rights,
    "byline": _byline,
    "distributor": _distributor,
    "dateline": _dateline,
    "abstract": _abstract,
    "series": _label("series.name"),
}
_BLOCK_HEAD = {**_HEAD_OF_BLOCK, **{name: _BODY_HEAD[name] for name in _FIELDS}}
_BODY: dict[str, _Handle] = {
    "body.head": _inside(_BODY_HEAD),
    "body.content": _content,
    "body.end": _inside({"tagline": _line("credit"), "bibliography": _shown}),
    **dict.fromkeys(("block", "p", "hl2", "table", "media", "ol", "ul", "bq", "pre"), _content),
}


# --- weighing ---


def _weigh(story: _Story) -> None:
    draft, fields = story.draft, story.draft.fields
    named = {(author.name, author.role) for author in story.authors}
    makers = [maker for maker in story.makers if (maker.name, maker.role) not in named]
    found = {
        "sources": [*story.publishers, *story.authors, *makers, *story.agencies],
        "places": story.places,
        "keywords": story.keywords,
        "subjects": story.subjects,
    }
    for name, values in found.items():
        if values and name not in fields:
            fields[name] = values
    for name in ("issue", "publication"):
        if name in story.times and "published" not in fields:
            draft.published(*story.times[name])
    if "revision" in story.times and "modified" not in fields:
        draft.moment("modified", *story.times["revision"])
    if story.owner:
        draft.rights.setdefault("holder", story.owner)
    _weigh_release(story)


def _weigh_release(story: _Story) -> None:
    """Read the time of release: an embargo, where the status says so or it is not simply that of the issue."""
    draft, fields = story.draft, story.draft.fields
    embargoed = fields.get("status") == "embargoed"
    release = story.times.get("release")
    if release and (embargoed or release[0] != story.times.get("issue", ("",))[0]):
        draft.moment("embargoed", *release)
    if not embargoed:
        return
    fields["status"] = "usable"
    draft.embargo(draft.line)
