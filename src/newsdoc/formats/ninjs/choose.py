"""Choose the values of one article from a news item of ninjs: one of several headlines, times, descriptions, bodies.

Pictures are joined to the figures that show them, and the entries of newsdoc's residual add the values for which the
standard has no place. Texts that are left over get a note.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, tzinfo

from newsdoc import unchecked
from newsdoc.formats import references, residual, times
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.choose import CAPTIONS, SUMMARIES, Line, choose_by_role, choose_headlines
from newsdoc.formats.json.values import Values, named
from newsdoc.formats.mapping import one_to_one
from newsdoc.formats.newsml.vocabulary import MEDIA
from newsdoc.formats.ninjs.body import read_renditions
from newsdoc.formats.ninjs.mapping import PLACES
from newsdoc.formats.ninjs.parse import MACHINE, parse
from newsdoc.formats.ninjs.parsed import Parsed
from newsdoc.formats.ninjs.vocabulary import BODIES
from newsdoc.formats.pictures import Picture, add_captions
from newsdoc.model import Block, Source, Subject, plain_text
from newsdoc.text import clean, fold
from newsdoc.uris import runs_script

__all__ = ["read_news_object"]

_NO_NEWS = ("event", "planning")


def read_news_object(
    value: object, line: int | None, *, listening: bool, zone: tzinfo | None = None
) -> ArticleBuilder | None:
    """Read a news item; `None` for a plan or an event, which is not news."""
    printed = _printed_references(value)
    values = Values(ArticleBuilder(line, zone=zone), listening, resolves=printed is None)
    parsed = parse(values, value, "the item")
    if parsed.type in _NO_NEWS:
        return None
    _choose_values(parsed)
    _choose_headlines(parsed)
    pictures = [*filter(None, (_picture(parsed, *entry) for entry in enumerate(parsed.associations)))]
    values.builder.put("links", parsed.links)
    body = read_renditions(parsed.renditions, values, _known(parsed))
    is_media = parsed.type in MEDIA
    blocks = [block for block in body.blocks if not (is_media and _is_copy(parsed, block))]
    values.builder.fields["body"] = blocks
    if is_media and not blocks:
        pictures.insert(0, _own_picture(parsed))
    else:
        values.builder.put("summary", _choose_description(parsed, SUMMARIES))
    add_captions(values.builder, body.figures, pictures)
    places = _apply_residual(parsed, printed)
    values.builder.sources = _ordered(parsed, places)
    if parsed.stored:
        from newsdoc.formats.ninjs.fields import apply  # few documents have any

        apply(parsed.stored, values.builder)
    return values.builder


def _printed_references(value: object) -> int | None:
    """Return the number of printed references, if newsdoc's writer has stored it."""
    for text in _stored_texts(value) if isinstance(value, dict) else ():
        if isinstance(text, str) and '"$.references"' in text:
            number = references.count(value, outside=BODIES)
            return number if f'"explains": {number}}}' in text else None
    return None


def _stored_texts(value: dict[str, object]) -> Iterator[object]:
    """Yield the texts of newsdoc's residual: in a body of its own, or in `body_newsdoc`."""
    yield value.get("body_newsdoc")
    bodies = value.get("bodies")
    for body in bodies if isinstance(bodies, list) else ():
        if isinstance(body, dict) and body.get("role") == "newsdoc":
            yield body.get("value")


# --- fields ---


def _choose_values(parsed: Parsed) -> None:
    """Set the fields that are repaired, and the lists."""
    builder, said = parsed.builder, parsed.said
    builder.identify(said.get("id") or "", "the identifier")
    _choose_words(parsed)
    _choose_times(parsed)
    builder.put("url", said.get("url") or said.get("page"))
    builder.put("section", parsed.sections[0] if parsed.sections else None)
    located = [said["located"]] if "located" in said else []
    builder.put("places", [*located, *parsed.places])
    builder.put("keywords", parsed.keywords)
    builder.put("subjects", [*parsed.subjects, *map(Subject, parsed.sections[1:])])
    builder.put("genres", parsed.genres)


def _choose_words(parsed: Parsed) -> None:
    """Set status, language, version and urgency."""
    values, raw = parsed.values, parsed.raw
    values.builder.status(parsed.said.get("status", ""), "pubStatus")
    if "language" in raw:
        value, where = raw["language"]
        held = parsed.residual.get("$.language")
        if held is None or held.explains != value:  # else it is a language such as `und`, which the residual sets
            values.builder.language(values.text(value, where, ".language") or "", where)
    if "version" in raw:
        value, where = raw["version"]
        values.builder.version(values.digits(value, where, ".version"), where)
    if "urgency" in raw:
        value, where = raw["urgency"]
        if isinstance(value, str) and value.strip() in tuple("123456789"):
            values.builder.note("repair.value", f"{where} is text, and was read as a number", ".urgency")
        values.builder.urgency(values.digits(value, where, ".urgency"), where)


def _choose_times(parsed: Parsed) -> None:
    """Set the times: publication is when the content was made, else when it first appeared."""
    values, builder = parsed.values, parsed.builder
    for name in ("published", "first_published", "first"):
        if name in parsed.raw and "published" not in builder.fields:
            value, where = parsed.raw[name]
            builder.put_published(values.time(value, where, ".published"), where)
    for name in ("modified", "embargoed"):
        if name in parsed.raw:
            value, where = parsed.raw[name]
            builder.put_moment(name, values.time(value, where, f".{name}"), where)


def _choose_headlines(parsed: Parsed) -> None:
    """Set headline and deck; the item's title, which is not printed, comes last."""
    title = parsed.said.get("title")
    lines = [*parsed.headlines, Line(title, rank=1)] if title else parsed.headlines
    if not lines:
        return
    chosen = choose_headlines(lines, second_is_deck=False)
    parsed.builder.put("headline", chosen.headline)
    parsed.builder.put("deck", chosen.deck)
    for text in dict.fromkeys(each.text for each in chosen.others):
        parsed.builder.dropped("another headline", text)


def _choose_description(parsed: Parsed, roles: Sequence[str]) -> str | None:
    """Return the description of the surest role; the credit line among them is a field of its own."""
    if not parsed.descriptions:
        return None
    parsed.builder.put("credit", " ".join(each.text for each in parsed.descriptions if each.role == "creditline"))
    chosen, others = choose_by_role([each for each in parsed.descriptions if each.role != "creditline"], roles)
    for each in others:
        parsed.builder.dropped("another description", each.text)
    return chosen.text if chosen else None


_LINES = ("headline", "deck", "dateline", "section", *one_to_one(PLACES))
"""The fields that are lines, which a body may print at its head."""


def _known(parsed: Parsed) -> list[str]:
    """Return the lines of the item, which its body may print again."""
    fields = parsed.builder.fields
    lines = map(fields.get, _LINES)
    names = (subject.name for subject in (*parsed.subjects, *parsed.genres))
    return [*filter(None, lines), *names, *fields.get("keywords", ()), *fields.get("places", ())]


def _is_copy(parsed: Parsed, block: Block) -> bool:
    """Check that a block of a picture's item only repeats its headline or caption, as a text alternative."""
    lines = [parsed.builder.fields.get("headline"), *(each.text for each in parsed.descriptions)]
    return fold(plain_text(block)) in {fold(line) for line in lines if line}


# --- pictures ---


def _own_picture(parsed: Parsed) -> Picture:
    """Return the caption of an item that is a picture itself."""
    text = _choose_description(parsed, CAPTIONS)
    credit = parsed.builder.fields.get("credit") or parsed.builder.fields.get("byline")
    return Picture(text, credit, [*parsed.sources, *parsed.people], parsed.addresses())


def _picture(outer: Parsed, number: int, association: tuple[str, object]) -> Picture | None:
    """Read an association; one that is not a picture is a link."""
    name, value = association
    where = f"association {named(name) if name else number}"
    builder = ArticleBuilder(outer.builder.line, notes=outer.builder.notes)  # fields of its own
    values = Values(builder, outer.values.listening, outer.values.resolves)
    inner = parse(values, value, where, f"{outer.path}.associations[{number}]")
    if not isinstance(value, dict):
        return None
    _choose_headlines(inner)
    if inner.type not in ("", *MEDIA) or (inner.renditions and not inner.type):
        _add_link(outer, inner, where)
        return None
    headline = builder.fields.get("headline")
    text = _choose_description(inner, CAPTIONS) or headline
    _report_words(outer, inner, where, text)
    byline, credit = builder.fields.get("byline"), builder.fields.get("credit")
    if byline and credit:
        inner.sources.append(Source(byline, "photographer"))
    identifier = inner.said.get("id", "")
    names = [*filter(None, (name, identifier, identifier.partition("#")[2]))]
    return Picture(text, credit or byline, _ordered(inner, _places_of_people(outer, inner)), inner.addresses(), names)


def _report_words(outer: Parsed, inner: Parsed, where: str, text: str | None) -> None:
    """Report the texts of a picture beside its caption."""
    headline = inner.builder.fields.get("headline", "")
    if fold(headline) not in fold(text or ""):
        inner.builder.dropped("a picture's headline", headline)
    for rendition in inner.renditions:
        if fold(rendition.value) not in (fold(text or ""), fold(headline)):
            inner.builder.dropped("another text of a picture", fold(rendition.value))
    _report_rest(outer, inner, where, taken=("headline", "byline", "credit"))


def _add_link(outer: Parsed, inner: Parsed, where: str) -> None:
    """Add a link to an associated item that is not a picture, and report its other texts."""
    said, title = inner.said, inner.builder.fields.get("headline")
    url = said.get("url") or said.get("page")
    url = None if url and runs_script(url) else url
    name = said.get("link") or said.get("id", "")
    name = "" if name == url and "link" not in said else "".join(name.split())
    if title and (url or name):
        outer.links.append(unchecked.link(title, url, id=name or None))
    else:
        outer.builder.dropped("a related item", title or name or where)
    for words in (*(each.text for each in inner.descriptions), *(fold(each.value) for each in inner.renditions)):
        outer.builder.dropped(f"a text of {where}", words)
    parties = [source.name for source in (*inner.sources, *inner.people)]
    _report_rest(outer, inner, where, taken=("headline",), parties=parties)


def _report_rest(
    outer: Parsed, inner: Parsed, where: str, *, taken: Collection[str], parties: Sequence[str] = ()
) -> None:
    """Report the other texts of an associated item, unless the item has them too; `taken` are fields with a place."""
    if not outer.values.listening:
        return
    builder = outer.builder
    texts = [text for name, text in inner.builder.fields.items() if name not in taken]
    subjects = [subject.name for subject in (*inner.subjects, *inner.genres)]
    lists = (inner.places, inner.keywords, inner.sections, subjects, parties)
    texts += [*inner.builder.rights.values(), *(", ".join(dict.fromkeys(each)) for each in lists if each)]
    texts = [*filter(None, texts), *filter(None, [inner.said.get("located", "")])]
    known = {*outer.values.taken, *builder.rights.values(), *filter(_is_text, builder.fields.values())} if texts else ()
    if new := [text for text in texts if text not in known]:
        builder.dropped_all(f"what {where} says besides", new)
    for _, value in inner.associations:
        outer.values.leftovers(value, f"an item inside {where}", MACHINE)


def _is_text(value: object) -> bool:
    return isinstance(value, str)


# --- the residual ---


def _apply_residual(parsed: Parsed, printed_references: int | None) -> dict[int, int]:
    """Apply the entries of newsdoc's writer if the document still has the values that they explain.

    Return the places of people among the sources, by the number of the person.
    """
    if not parsed.residual:
        return {}
    builder = parsed.builder
    said: dict[str, residual.Value] = {
        "$.id": parsed.said.get("id"),
        "$.modified": _as_written(parsed, "modified"),
        "$.published": _as_written(parsed, "published"),
        "$.language": _as_written(parsed, "language"),
        "$.dateline": next(iter(builder.fields.get("places", ())), None),
        "$.references": printed_references,
    }
    people: dict[str, residual.Value] = {f"$.people[{n}]": person.name for n, person in enumerate(parsed.people)}

    def stale(entry: residual.Entry) -> None:
        builder.stale(entry.path.removeprefix("$"), entry.explains)

    held = residual.held(parsed.residual.values(), said | people, stale)
    for path, value in held.items():
        if path not in people:
            _apply(builder, path.removeprefix("$."), value)
    places = ((number, held.get(path)) for number, path in enumerate(people))
    return {number: place for number, place in places if isinstance(place, int)}


def _apply(builder: ArticleBuilder, name: str, value: residual.Value) -> None:
    """Set a field to the value of an entry."""
    fields = builder.fields
    if value is None and name in ("id", "modified"):
        fields[name] = None
    elif not isinstance(value, str):
        return
    elif name == "id":
        fields["id"] = "".join(clean(value)[0].split()) or None
    elif name == "published":
        day = times.read(value)[0]
        fields["published"] = day if type(day) is date else fields.get("published")
    elif name in ("dateline", "language"):
        fields[name] = clean(value)[0] or None


def _as_written(parsed: Parsed, name: str) -> str | None:
    """Return a text of the document, unchanged."""
    value, _ = parsed.raw.get(name, (None, ""))
    return value.strip() if isinstance(value, str) else None


def _places_of_people(outer: Parsed, inner: Parsed) -> dict[int, int]:
    """Return the places of an association's people, and remove their entries."""
    places: dict[int, int] = {}
    for number, person in enumerate(inner.people):
        path = f"{inner.path}.people[{number}]"
        entry = outer.residual.get(path)
        if entry is not None and entry.explains == person.name and isinstance(entry.value, int):
            places[number] = entry.value
            del outer.residual[path]
    return places


def _ordered(parsed: Parsed, places: dict[int, int]) -> list[Source]:
    """Return the sources with the people among them: at the places of the residual, else after the others."""
    if not places:
        return [*parsed.sources, *parsed.people]
    sources = list(parsed.sources)
    for number, place in sorted(places.items(), key=lambda each: each[1]):
        sources.insert(min(max(place, 0), len(sources)), parsed.people[number])
    return sources + [person for number, person in enumerate(parsed.people) if number not in places]
