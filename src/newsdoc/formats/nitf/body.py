"""The body of an NITF document: what is displayed, its head around the text and the text itself."""

from __future__ import annotations

from collections.abc import Sequence

from newsdoc import unchecked
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.nitf.head import HEAD_OF_BLOCK, read_told, topics_rule
from newsdoc.formats.nitf.rules import Parsed, Rule, in_attributes, inside, party_of, read_children, text_rule
from newsdoc.formats.nitf.vocabulary import STRONG, SUBHEADS, role_of
from newsdoc.formats.times import is_stamp
from newsdoc.formats.xml.flow import content
from newsdoc.formats.xml.lines import attribute_text, line
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Caption, Source
from newsdoc.text import fold

__all__ = ["parse_body", "read_body"]

_LONGEST_AND = 4  # letters of what joins two names: «and», «sowie»
_PARTY = "party"  # an attribute that binds a figure to its media element; NITF has none of this name


def parse_body(parsed: Parsed, element: Element) -> None:
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
    read_children(parsed, element, _BODY)


# --- body.head: what is displayed around the text ---


def _hedline(parsed: Parsed, element: Element) -> None:
    """Read `<hedline><hl1>Storm</hl1><hl2>Ships wait</hl2></hedline>`; without `hl1`, its own text is the headline."""
    builder = parsed.builder
    parts = children(element)
    own = filter(None, (collapse_space(text or "", preserve=True) for text in (element.text, *(p.tail for p in parts))))
    if any(local_name(part.tag) == "hl1" for part in parts):
        builder.dropped("text beside the headline", " ".join(own), line_of(element))
    else:
        builder.put_text("headline", " ".join(own), line_of(element))
    for part in parts:
        text = line(part)
        if local_name(part.tag) == "hl1":
            builder.put_text("headline", text, line_of(part))
        elif part.get("id") != "originalHeadline" and part.get("class") != "online_headline":
            builder.put_text("deck", text, line_of(part))
        elif fold(text) != fold(builder.fields.get("headline", "")):  # AP says the headline again there
            builder.dropped("the original headline", text, line_of(part))


def _byline(parsed: Parsed, element: Element) -> None:
    """Read `<byline>By <person>Ann Lee</person></byline>`: the line, and its persons as authors.

    The New York Times has the names again as in an index: `<byline class="normalized_byline">Lee, Ann</byline>`.
    """
    if element.get("class") == "normalized_byline":
        parsed.builder.dropped("the byline for the index", line(element), line_of(element))
        return
    parsed.builder.add("byline", line(element))
    people = (party_of(person, "author") for person in _outermost(element, "person"))
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
    found = [(org, source) for org in _outermost(element, "org") if (source := party_of(org, "agency"))]
    parsed.agencies += [source for _, source in found]
    for org, _ in found:
        tail = collapse_space(org.tail or "", preserve=True)
        if len(tail.split()) > 1 or len(tail) > _LONGEST_AND:
            parsed.builder.dropped("the distributor's text", tail, line_of(org))
        org.clear()  # with the text after it: «and», a comma
    if rest := line(element).strip(",;/ "):
        parsed.agencies.append(unchecked.source(rest, "agency"))


def _rights(parsed: Parsed, element: Element) -> None:
    """Read `<rights>© 2024 AP<rights.limitations>No archives</rights.limitations></rights>`: its text is a notice."""
    builder = parsed.builder
    is_notice = any((text or "").strip() for text in (element.text, *(child.tail for child in element)))
    pieces = [element.text or ""]
    for child in element:
        name, text = local_name(child.tag), line(child)
        if name == "rights.limitations":
            builder.put_right("terms", text, line_of(child))
        else:
            pieces.append(text)
        if name == "rights.owner":
            builder.put_right("holder", text, line_of(child))
        elif name != "rights.limitations" and not is_notice:
            builder.dropped(f"the {name}", text, line_of(child))
        pieces.append(child.tail or "")
    if is_notice:
        builder.put_right("notice", collapse_space("".join(pieces), preserve=True), line_of(element))


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
    _drop_repeated_leads(element)
    parsed.shown.append(element)


# <block class="lead_paragraph"><p>A storm came.</p></block><block class="full_text"><p>A storm came.</p><p>It left.</p>
def _drop_repeated_leads(element: Element) -> None:
    """Remove a block with a lead that the next block begins with, too."""
    for block in element.findall("{*}block[@class='lead_paragraph']"):
        full = block.getnext()
        lead = [line(each) for each in block]
        if full is not None and lead and lead == [line(each) for each in [*full][: len(lead)]]:
            element.remove(block)


_FIELDS = {"byline": "byline", "dateline": "dateline", "abstract": "summary"}


# --- the blocks and pictures of what is displayed ---


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
                _drop_recordings(element, builder)
                key = f"{_PARTY}{len(media)}"
                names = (each.get("data-location", "") for each in element.iter("{*}media-reference"))
                known = next(filter(None, (pictures.pop(name.strip("# "), None) for name in names)), None)
                media[key] = _media_parties(element, builder), known
                element.attrib.pop("id", "")
                element.set("ref", key)
    fields = builder.fields
    lines = (fields.get(name) for name in ("headline", "deck", "byline", "summary"))
    moments = [fields[name] for name in ("published", "modified") if name in fields]
    headline = not fields.get("headline")
    found = content(roots, builder.note_at, known=filter(None, lines), moments=moments, headline=headline)
    builder.put("headline", found.headline)
    if found.blocks:
        fields["body"] = found.blocks
    for figure in found.figures:
        key = next(filter(media.__contains__, figure.keys), "")
        _caption(builder, figure, *media.get(key, ([], None)))


# <media media-type="video"><media-reference mime-type="video/mp4" source="https://bay.example/1.mp4"/>
def _drop_recordings(media: Element, builder: ArticleBuilder) -> None:
    """Remove the addresses of films and sounds, which are no pictures, and note them."""
    whole = (media.get("media-type") or "").lower()
    for element in media.iter("{*}media-reference"):
        kind = element.get("mime-type") or whole
        if kind.lower().startswith(("audio", "video")) and (address := element.get("source")):
            del element.attrib["source"]
            builder.dropped("the address of a recording", address, line_of(element))


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
            producers.append(party_of(party, "photographer" if local_name(party.tag) == "person" else "agency"))
        elif role_of(party.get("class"), "") != "":
            named.append(party_of(party, None))
    in_metadata = [
        Source(name, role_of(element.get("name"), None))
        for element in media.iter("{*}media-metadata")
        if role_of(element.get("name"), "") != "" and (name := attribute_text(element, "value"))
    ]
    return [*(source for source in producers + named if source), *in_metadata]


_BODY_HEAD: dict[str, Rule] = {
    "hedline": _hedline,
    "hl1": text_rule("headline"),
    "hl2": text_rule("deck"),
    "note": _note,
    "rights": _rights,
    "byline": _byline,
    "distributor": _distributor,
    "dateline": _dateline,
    "abstract": lambda parsed, element: parsed.builder.add("summary", line(element)),
    "series": in_attributes(topics_rule("series.name")),
}
_BLOCK_HEAD = {**HEAD_OF_BLOCK, **{name: _BODY_HEAD[name] for name in _FIELDS}}
_BODY: dict[str, Rule] = {
    "body.head": inside(_BODY_HEAD),
    "body.content": _content,
    "body.end": inside({"tagline": read_told, "bibliography": lambda parsed, element: parsed.shown.append(element)}),
    **dict.fromkeys(("block", "p", "hl2", "table", "media", "ol", "ul", "bq", "pre"), _content),
}
