"""From the elements of an item to the fields of its article.

Every choice between parts that an item has twice, or has in a form that a field cannot hold, is made here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import tzinfo
from functools import partial
from typing import TypeAlias

from newsdoc import unchecked
from newsdoc.checks import LANGUAGE_PATTERN
from newsdoc.formats import residual
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.choose import CAPTIONS, SUMMARIES, Line, choose_by_role, choose_headlines, is_deck
from newsdoc.formats.mapping import one_to_one
from newsdoc.formats.newsml.body import Body, read_content
from newsdoc.formats.newsml.item import Item, codes_of, texts_of
from newsdoc.formats.newsml.mapping import PLACES
from newsdoc.formats.newsml.names import Names, lines_of, name_of
from newsdoc.formats.newsml.parse import PARTY, UNKNOWN, Elements, Parsed
from newsdoc.formats.newsml.pictures import Picture, join_parts, pictures_of
from newsdoc.formats.newsml.qcodes import code_of, concept_of, is_media
from newsdoc.formats.newsml.references import Wanted, is_picture, read_reference, title_of
from newsdoc.formats.newsml.unread import Unread
from newsdoc.formats.newsml.vocabulary import MACHINE
from newsdoc.formats.times import is_stamp
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.text import text_of
from newsdoc.model import Link, Source
from newsdoc.text import fold
from newsdoc.uris import absolute, runs_script

__all__ = ["choose_fields"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TEXTS = tuple(one_to_one(PLACES).items())
_RIGHTS = tuple(one_to_one(PLACES, "Rights").items())
_KNOWN = ("headline", "deck", "section", *one_to_one(PLACES))
_Explained: TypeAlias = set[tuple[str, residual.Value]]  # paths with what the document says, which our entries keep
_is_tag = re.compile(LANGUAGE_PATTERN).fullmatch


def choose_fields(
    parsed: Parsed, *, is_reported: bool, zone: tzinfo | None = None, schemes: Mapping[str, str] | None = None
) -> Item:
    """Choose the fields of an article; with `is_reported`, texts that no field takes are noted.

    `zone` is that of times that name none, and `schemes` are addresses by alias for QCodes that the item does not
    declare.
    """
    element, found = parsed.element, parsed.properties
    builder = ArticleBuilder(line_of(element), is_reported=is_reported, zone=zone)
    unread = Unread(is_reported=is_reported)
    names = Names(builder, unread, found.get("catalog", ()), schemes or {})
    entries = _entries(found["itemMetaExtProperty"]) if "itemMetaExtProperty" in found else []
    explained = {(entry.path, entry.explains) for entry in entries} if entries else set()
    item = Item(
        builder, local_name(element.tag) == "packageItem", _put_identity(builder, parsed), is_reported=is_reported
    )
    _put_language(builder, parsed, explained)
    _put_texts(builder, found, explained)
    _put_times(builder, found)
    _put_names(builder, found, names)
    if parsed.rights:
        _put_rights(builder, parsed.rights, names)
    if headlines := found.get("headline"):
        _put_headlines(builder, headlines)
    body = _put_body(builder, parsed, is_reported=is_reported)
    if "title" in found:
        _put_titles(builder, found["title"], unread)
    providers = [source for each in found.get("provider", ()) if (source := names.provider(each))]
    makers = names.parties(found[PARTY]) if PARTY in found else []
    builder.sources = [*providers[:1], *makers]
    _put_broader(builder, [*found.get("subject", ()), *found.get("located", ())], parsed.asserts, names)
    _add_pictures(item, parsed, body, makers, names, unread)
    if "link" in found:
        builder.put("links", tuple(_links(builder, found["link"])))
    if parsed.asserts:
        _put_asserts(builder, parsed.asserts, unread)
    if "link" in found or parsed.references:
        item.wanted = _references(parsed)
    if entries:
        _apply_residual(builder, entries, parsed, providers)
    if is_reported:
        _note_unread(item, parsed, unread, providers[1:])
    return item


# --- fields, one after another ---


def _put_identity(builder: ArticleBuilder, parsed: Parsed) -> str | None:
    """Set the id and the version; return the guid."""
    element, line = parsed.element, builder.line
    builder.identify(element.get("guid") or "", "the guid", line)
    if version := element.get("version"):
        builder.version(version, "the version", line)
    for name, at in parsed.entities:
        builder.note("repair.entity", f"&{name}; is not a declared entity; it was kept as text", "", at)
    guid: str | None = builder.fields.get("id")
    return guid


def _put_language(builder: ArticleBuilder, parsed: Parsed, explained: _Explained) -> None:
    """Set the content's language; the item's, where it says the same more exactly (`it`, `it-IT`)."""
    of_item = (parsed.element.get(_XML_LANG) or "").strip()
    of_content = ""
    if "language" in parsed.properties:
        for each in parsed.properties["language"]:
            of_content = of_content or (each.get("tag") or each.text or "").strip()
    if of_content and of_item.lower().startswith(f"{of_content.lower()}-"):
        of_content = of_item
    for tag in (of_content, of_item) if of_content != of_item else (of_item,):
        if explained and ("$.language", tag) in explained and _is_tag(tag):  # our own `und`, which names no language
            builder.put("language", tag)
        if tag and "language" not in builder.fields:
            builder.language(tag, "the language", builder.line)


def _put_texts(builder: ArticleBuilder, found: Elements, explained: _Explained) -> None:
    """Set the fields that are texts and stand in one place: `<by>By Ann Lee</by>`, several one after another."""
    for field, name in _TEXTS:
        if elements := found.get(name):
            texts = lines_of(elements)
            if name == "dateline":
                texts = [text for text in texts if not _is_left_out(builder, text, elements[0], explained)]
            builder.put(field, _joined(texts))


def _joined(texts: list[str]) -> str:
    """Return several texts for one field, each once."""
    return texts[0] if len(texts) == 1 else " ".join(dict.fromkeys(texts))


def _is_left_out(builder: ArticleBuilder, dateline: str, element: Element, explained: _Explained) -> bool:
    """Check that a dateline is only a time, `20240501T100000+0000`, and not one that our own writer wrote; note it."""
    if not is_stamp(dateline) or ("$.dateline", dateline) in explained:
        return False
    message = f"the dateline {dateline!r} is a time stamp; it was left out"
    builder.note("repair.value", message, ".dateline", line_of(element))
    return True


def _put_times(builder: ArticleBuilder, found: Elements) -> None:
    if "urgency" in found:
        for each in found["urgency"]:
            builder.urgency(each.text or "", "the urgency", line_of(each))
    if "pubStatus" in found:
        for each in found["pubStatus"]:
            builder.status(concept_of(each), "the status", line_of(each))
    if created := found.get("contentCreated"):
        builder.published(created[0].text or "", "contentCreated", line_of(created[0]))
    if "published" not in builder.fields and (created := found.get("firstCreated")):
        builder.published(created[0].text or "", "firstCreated", line_of(created[0]))
    if changed := found.get("versionCreated"):
        builder.moment("modified", changed[0].text or "", "versionCreated", line_of(changed[0]))
    if embargoed := found.get("embargoed"):
        builder.moment("embargoed", embargoed[0].text or "", "embargoed", line_of(embargoed[0]))
        builder.embargo(line_of(embargoed[0]))
    if "altId" in found:
        for each in found["altId"]:
            _put_address(builder, each)


_is_address = re.compile("url|permalink|canonical").search


def _put_address(builder: ArticleBuilder, element: Element) -> None:
    """Set the address of the article: `<altId type="nd:canonical">https://post.example/1</altId>`."""
    kind = (element.get("type") or element.get("typeuri") or "").lower()
    text = (element.text or "").strip()
    if kind == "nd:canonical" or (text.startswith("http") and _is_address(kind)):
        builder.put("url", builder.uri(text, "the article's address", "", line_of(element)))


def _put_names(builder: ArticleBuilder, found: Elements, names: Names) -> None:
    if "located" in found:
        builder.put("places", tuple(names.names(found["located"])))
    if "keyword" in found:
        builder.put("keywords", tuple(lines_of(found["keyword"])))
    if "genre" in found:
        builder.put("genres", tuple(filter(None, map(names.subject, found["genre"]))))
    subjects = []
    for each in found.get("subject", ()):
        if each.get("type") == "nd:section":
            builder.add("section", names.name(each))
        elif subject := names.subject(each):
            subjects.append(subject)
    for name in _GROUPS:
        if name in found:
            subjects += filter(None, map(names.subject, filter(len, found[name])))
    if subjects:
        builder.fields["subjects"] = tuple(subjects)


_GROUPS = ("memberOf", "service")
"""What an item belongs to, a wire or a set of items on one theme: topics, if they have names."""


def _put_asserts(builder: ArticleBuilder, elements: Sequence[Element], unread: Unread) -> None:
    """Read what is said of concepts: the web address of a party is a link.

    `<assert qcode="org:1"><name>Bay Brewery</name><organisationDetails><contactInfo><web>http://bay.example</web>`.
    """
    links = builder.fields.get("links", ())
    for element in elements:
        for each in element.iter("{*}web"):
            uri, _ = absolute(each.text or "")
            if uri and uri.startswith("http") and (name := name_of(element)):
                links = (*links, unchecked.link(name, uri))
        if unread.is_reported:
            unread.add_values("the assert", element)
            unread.add_all("the assert", element)
            for each in element.iter("{*}remoteInfo"):
                unread.add_addresses("the assert", each)
    builder.put("links", links)


def _put_broader(
    builder: ArticleBuilder, concepts: Iterable[Element], asserts: Sequence[Element], names: Names
) -> None:
    """Add what is asserted, and topics that are broader than others, after the topics that are named themselves.

    `<subject qcode="c:1"><name>Delhi</name><broader qcode="c:2"><name>India</name></broader></subject>`
    """
    broader: list[Element] = []
    for each in (*concepts, *asserts):
        if len(each) > 1 or (len(each) and local_name(each[0].tag) == "broader"):  # most have only a name
            broader += [child for child in children(each) if local_name(child.tag) == "broader" and len(child)]
    if not asserts and not broader:
        return
    subjects = builder.fields.get("subjects", ())
    known = {each.name for each in (*subjects, *builder.sources)}.union(builder.fields.get("places", ()))
    new = {each.name: each for each in reversed([*names.asserted((*asserts, *broader), known)])}
    if new:
        builder.fields["subjects"] = (*subjects, *reversed(new.values()))


def _put_rights(builder: ArticleBuilder, found: Elements, names: Names) -> None:
    """Set the rights, in all languages in which they are said."""
    for field, name in _RIGHTS:
        if elements := found.get(name):
            texts = names.names(elements) if field == "holder" else lines_of(elements)
            builder.put_right(field, _joined(texts))


def _put_headlines(builder: ArticleBuilder, elements: Sequence[Element]) -> None:
    """Choose the headline and the deck: by role, language, rank and order."""
    if len(elements) == 1 and not is_deck(_role(elements[0])):
        builder.put("headline", text_of(elements[0], preserve=True))
        return
    language = builder.fields.get("language") or ""
    lines = [
        Line(text, role := _role(each), _rank(role, each), _is_foreign(each, language), line_of(each))
        for each in elements
        if (text := text_of(each, preserve=True))
    ]
    headline, deck, others = choose_headlines(lines, second_is_deck=True)
    builder.put("headline", headline)
    builder.put("deck", deck)
    for other in others:
        builder.dropped("another headline", other.text, other.line)


def _role(element: Element) -> str:
    """Return the role of a headline or a description, without its scheme."""
    return code_of(element.get("role") or "").lower()


_is_main = re.compile("main|title|headline|hl1").search


def _rank(role: str, element: Element) -> int:
    """Return the rank of a headline: 0 for one that is called the main one, 1 for one that says nothing of it."""
    if _is_main(role):
        return 0
    rank = (element.get("rank") or "").strip()
    return int(rank) if rank.isdecimal() and len(rank) < len("100") else 1


def _is_foreign(element: Element, language: str) -> bool:
    """Check that a line is in another language than the article."""
    own = element.get(_XML_LANG) or ""
    return bool(own and language) and own.lower().split("-")[0] != language.lower().split("-")[0]


def _own_title(builder: ArticleBuilder, address: str) -> str:
    """Return a web address as a title; none for any other address, and for that of the article."""
    uri = absolute(address)[0] or ""
    return uri if uri.startswith(("http://", "https://")) and uri != builder.fields.get("url") else ""


def _links(builder: ArticleBuilder, elements: Sequence[Element]) -> Iterator[Link]:
    """Yield the links for readers: `<link rel="irel:seeAlso" href="https://bay.example/2"><title>Ferries</title>`.

    A web address without a title is its own title, unless it is that of the article itself.
    """
    for element in elements:
        address = element.get("href") or ""
        title = "" if is_picture(element) else title_of(element) or _own_title(builder, address)
        if not title:
            continue
        line = line_of(element)
        url = builder.uri(address, "the address of a link", ".links", line)
        if url and runs_script(url):
            url = None
        ref = "".join((element.get("residref") or element.get("guidref") or "").split())
        if url or ref:
            yield unchecked.link(title, url, id=ref or None)
        else:
            builder.dropped("a related link", title, line)


def _references(parsed: Parsed) -> list[Wanted]:
    """Return the items that this one refers to: links to pictures, and what a package holds."""
    links = filter(is_picture, parsed.properties.get("link", ()))
    return [read_reference(each) for each in (*links, *parsed.references)]


# --- the text, its pictures, and what is said of them ---


def _put_body(builder: ArticleBuilder, parsed: Parsed, *, is_reported: bool) -> Body:
    """Read the text; lines of its own head become fields that are still empty."""
    known = partial(_known_lines, builder, parsed.properties)
    body = read_content(parsed.content, builder.note_at, known, builder.fields, is_reported=is_reported)
    builder.fields["body"] = tuple(body.blocks)
    return body


def _known_lines(builder: ArticleBuilder, found: Elements) -> Iterator[str]:
    """Yield the lines of the item that its text may print again; called only for a text with a heading."""
    fields = builder.fields
    yield from filter(None, map(fields.get, _KNOWN))
    yield from (subject.name for subject in (*fields.get("subjects", ()), *fields.get("genres", ())))
    yield from fields.get("keywords", ())
    yield from fields.get("places", ())
    yield from _repeated(found)


def _repeated(found: Elements) -> Iterator[str]:
    """Yield the titles of links, which may be printed in the text."""
    yield from filter(None, (title_of(link) for link in found.get("link", ()) if not is_picture(link)))


def _put_titles(builder: ArticleBuilder, elements: Sequence[Element], unread: Unread) -> None:
    """Set the headline to the item's title where there is no other; a name for the item beside it is its slug line."""
    for element in elements:
        text = text_of(element, preserve=True)
        headline = builder.fields.get("headline")
        if not headline:
            builder.put("headline", text)
        elif "slugline" in builder.fields or fold(text) == fold(headline):
            unread.add("the title of the item", text, line_of(element))
        else:
            builder.put("slugline", text)


_NO_PROSE = {"audio", "semantics"}


def _add_pictures(item: Item, parsed: Parsed, body: Body, makers: list[Source], names: Names, unread: Unread) -> None:
    """Add the pictures of the body, with what parts and descriptions say of them."""
    builder, found = item.builder, parsed.properties
    if "itemClass" in found and not body.blocks:
        item.is_media = is_media(found["itemClass"][0])
    if body.figures:
        item.pictures = pictures_of(body.figures)
    if parsed.parts:
        join_parts(item.pictures, [*_parts(builder, parsed.parts, names, unread)], unread)
    if descriptions := found.get("description"):
        _put_descriptions(item, descriptions, unread)
    if item.is_media and body.url and not item.pictures:
        item.pictures.append(Picture())
    if item.is_media and item.pictures:
        credit = builder.fields.get("credit") or builder.fields.get("byline")
        item.pictures[0].complete(Picture(None, credit, body.url, sources=tuple(makers)))


def _put_descriptions(item: Item, elements: Sequence[Element], unread: Unread) -> None:
    """Choose by role the summary of a text, or the caption of a picture."""
    lines = [Line(text, _role(each), line=line_of(each)) for each in elements if (text := text_of(each, preserve=True))]
    prose = [line for line in lines if line.role not in _NO_PROSE]
    chosen, others = choose_by_role(prose, CAPTIONS if item.is_media else SUMMARIES)
    if chosen and item.is_media:
        if not item.pictures:
            item.pictures.append(Picture())
        item.pictures[0].text = item.pictures[0].text or chosen.text
        unread.add("another description", chosen.text, chosen.line)
    elif chosen:
        item.builder.put("summary", chosen.text)
    for other in (*others, *(line for line in lines if line.role in _NO_PROSE)):
        item.builder.dropped("another description", other.text, other.line)


def _parts(
    builder: ArticleBuilder, parts: list[tuple[Element, Elements]], names: Names, unread: Unread
) -> Iterator[Picture]:
    """Yield the descriptions of parts: captions of figures of the body, or of pictures that are not shown."""
    for part, found in parts:
        line = line_of(part)
        texts = lines_of(found["description"]) if "description" in found else []
        if "headline" in found:
            texts += lines_of(found["headline"])
        credit = _joined(lines_of(found["creditline"])) if "creditline" in found else None
        keys = (part.get("contentrefs") or "").split()
        sources = names.parties(found[PARTY]) if PARTY in found else ()
        for text in texts[1:]:
            builder.dropped("another description of a part", text, line)
        if unread.is_reported:
            _keep_unread_part(found, unread)
        if texts or credit or sources:
            yield Picture(texts[0] if texts else None, credit or None, None, None, tuple(keys), tuple(sources), line)


_OF_CAPTIONS = {"creditline", "description", "headline", PARTY}
_NO_NAMES = MACHINE | {"altId", "contentCreated", "embargoed", "firstCreated", "pubStatus", "urgency", "versionCreated"}


def _keep_unread_part(found: Elements, unread: Unread) -> None:
    """Keep what is said of a part and belongs to no caption."""
    for name in found.keys() - _OF_CAPTIONS - _NO_NAMES:
        for element in found[name]:
            what = "what is said of a part"
            if name == UNKNOWN:
                what = f"the {local_name(element.tag)}"
            else:
                unread.add(what, title_of(element) if name == "link" else name_of(element), line_of(element))
            unread.add_all(what, element)


# --- what our own writer says besides, and what is left ---


def _entries(extensions: Iterable[Element]) -> list[residual.Entry]:
    """Return the entries of our own writer: `<itemMetaExtProperty rel="nd:residual" value='{"path": …}'/>`."""
    texts = [each.get("value") or "" for each in extensions if _is_own(each)]
    return [entry for text in texts if (entry := residual.read(text))]


def _is_own(extension: Element) -> bool:
    return extension.get("rel") == "nd:residual"


def _apply_residual(
    builder: ArticleBuilder, entries: list[residual.Entry], parsed: Parsed, providers: list[Source]
) -> None:
    """Apply the entries of newsdoc's own writer while the document still says what they explain."""
    fields, changed = builder.fields, parsed.properties.get("versionCreated", ())
    said: dict[str, residual.Value] = {
        "$.dateline": fields.get("dateline"),
        "$.id": fields.get("id"),
        "$.language": fields.get("language"),
        "$.modified": (changed[0].text or "").strip() if changed else None,
        "$.publisher": providers[0].name if providers else None,
    }

    def stale(entry: residual.Entry) -> None:
        builder.stale(entry.path.removeprefix("$"), entry.explains)

    for path, value in residual.held(entries, said, stale).items():
        if path == "$.publisher" and isinstance(value, int):
            provider, *others = builder.sources
            at = min(max(value, 0), len(others))
            builder.sources = [*others[:at], provider, *others[at:]]
        elif path in ("$.id", "$.modified") and value is None:
            fields.pop(path.removeprefix("$."), None)


def _note_unread(item: Item, parsed: Parsed, unread: Unread, providers: list[Source]) -> None:
    """Note each text of the item that no field took and no field says."""
    builder, found = item.builder, parsed.properties
    for each in found.get("link", ()):
        if not is_picture(each):
            unread.add_all("what else is said of a link", each)
            for child in children(each):
                unread.add_addresses("what else is said of a link", child)
    for each in found.get("language", ()):
        unread.add_all("the name of the language", each)
    for each in (*found.get("edNote", ()), *(element for elements in parsed.rights.values() for element in elements)):
        unread.add_addresses(f"an address in the {local_name(each.tag)}", each)
    others = [("an extension of the item", each) for each in found.get("itemMetaExtProperty", ()) if not _is_own(each)]
    others += [(f"the {local_name(each.tag)}", each) for each in found.get(UNKNOWN, ())]
    for what, each in (*others, *parsed.unknown):
        unread.add_values(what, each)
        unread.add_all(what, each)
        unread.add_addresses(what, each)
    for each in found.get("located", ()):
        unread.add_values("what else is said of the located", each)
    unread.add_between(parsed.element)
    for source in providers:
        unread.add("another provider", source.name, builder.line)
    if unread.texts:
        unread.note(builder, [*texts_of(item), *_repeated(found), *codes_of(item)])
