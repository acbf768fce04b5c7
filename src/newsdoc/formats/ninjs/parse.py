"""One news item of ninjs as an article: what its properties say, weighed against each other.

Of several headlines, descriptions and bodies one is chosen, pictures are joined to the figures that show them, and the
entries of our own residual are heard; what is left over is noted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from attrs import define

from newsdoc.formats import references, residual, times
from newsdoc.formats.json_item import Item, named, shown
from newsdoc.formats.newsml.vocabulary import MEDIA
from newsdoc.formats.ninjs.body import read_renditions
from newsdoc.formats.ninjs.properties import MACHINE, Draft, read_properties
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Block, Caption, Source, Subject, plain_text
from newsdoc.text import clean, fold

__all__ = ["read_news_object"]

_NO_NEWS = ("event", "planning")


@define(eq=False)
class _Picture:
    """A picture that is associated with the item, and the names by which its body may speak of it."""

    text: str | None
    credit: str | None
    sources: list[Source]
    urls: list[str]
    keys: tuple[str, ...]


def read_news_object(value: object, line: int | None) -> Item | None:
    """Read a news item; `None` for a plan or an event, which is no news."""
    printed = _printed_references(value)
    draft = read_properties(Item(line, resolves=printed is None), value, "the item", "$")
    if printed is not None:
        draft.said["$.references"] = printed
    if draft.type in _NO_NEWS:
        return None
    _weigh(draft)
    return draft.item


def _printed_references(value: object) -> int | None:
    """Return the number of what looks like references, if our own writer says that they are printed so."""
    bodies = value.get("bodies") if isinstance(value, dict) else None
    for body in bodies if isinstance(bodies, list) else ():
        text = body.get("value") if isinstance(body, dict) and body.get("role") == "newsdoc" else None
        if isinstance(text, str) and '"$.references"' in text:
            number = references.count(value, outside="bodies")
            return number if f'"explains": {number}}}' in text else None
    return None


# --- weighing: from what was read to the fields of an article ---


def _weigh(draft: Draft) -> None:
    item = draft.item
    _weigh_values(draft)
    _weigh_headlines(draft)
    pictures = [*filter(None, (_picture(draft, *entry) for entry in enumerate(draft.associations)))]
    body = read_renditions(draft.renditions, item, _known(draft))
    media = draft.type in MEDIA
    blocks = [block for block in body.blocks if not (media and _is_copy(draft, block))]
    item.fields["body"] = blocks
    chosen = _chosen(draft, _CAPTIONS if media and not blocks else _SUMMARIES)
    if media and not blocks:
        pictures.insert(0, _own_picture(draft, chosen))
    else:
        item.put("summary", chosen)
    item.captions = _captions(draft, body.figures, pictures)
    _apply_residual(draft)
    item.sources = _ordered(draft)


def _weigh_values(draft: Draft) -> None:
    item, said = draft.item, draft.said
    item.identify(said.get("id"), "the identifier")
    for name in ("slugline", "byline", "dateline", "editorial_note", "status"):
        item.put(name, said.get(name))
    for name in ("holder", "notice", "terms"):
        if said.get(name):
            item.rights[name] = said[name]
    for name, read in (
        ("version", item.version),
        ("urgency", item.urgency),
        ("language", item.language),
        ("published", item.published),
        ("first_published", item.published),
        ("first", item.published),
    ):
        if name in said and (name not in ("first_published", "first") or "published" not in item.fields):
            read(*said[name])
    for name in ("modified", "embargoed"):
        if name in said:
            item.moment(name, *said[name])
    item.put("url", said.get("url") or said.get("page"))
    located = [said["located"]] if said.get("located") else []
    if draft.sections:
        item.put("section", draft.sections[0])
    draft.subjects += map(Subject, draft.sections[1:])
    item.fields.update(places=[*located, *draft.places], keywords=draft.keywords, subjects=draft.subjects)


_DECK = re.compile("sub|deck|kicker|bank|secondary")
_MAIN = ("main", "title", "headline", "")


def _weigh_headlines(draft: Draft) -> None:
    """Choose the headline and the deck by role, then order; the item's title, which is not for print, comes last."""
    decks = [text for role, text in draft.headlines if _DECK.search(role)]
    others = [each for each in draft.headlines if not _DECK.search(each.role)]
    others.sort(key=lambda each: each.role not in _MAIN)
    title = draft.said.get("title")
    lines = list(dict.fromkeys([*(text for _, text in others), *filter(None, [title])]))
    if lines:
        draft.item.put("headline", lines[0])
    if decks:
        draft.item.put("deck", decks[0])
    for text in (*lines[1:], *decks[1:]):
        if text not in (lines and lines[0], decks and decks[0]):
            draft.item.dropped("another headline", text)


_SUMMARIES = ("summary", "teaser", "abstract", "intro", "lead", "", "text", "main", "html")
_CAPTIONS = ("caption", "videocaption", "", "text", "main", "html", "summary", "abstract")


def _chosen(draft: Draft, wanted: tuple[str, ...]) -> str | None:
    """Choose a description by its role; the credit line among them is a field of its own."""
    texts = [each for each in draft.descriptions if each.role != "creditline"]
    lines = [text for role, text in draft.descriptions if role == "creditline"]
    if lines:
        draft.item.put("credit", " ".join(lines))
    ranked = sorted(texts, key=lambda each: wanted.index(each.role) if each.role in wanted else len(wanted))
    for _, text in ranked[1:]:
        if fold(text) != fold(ranked[0].text):
            draft.item.dropped("another description", text)
    return ranked[0].text if ranked else None


def _known(draft: Draft) -> list[str]:
    fields = draft.item.fields
    lines = (fields.get(name) for name in ("headline", "deck", "byline", "slugline", "dateline", "section"))
    names = (subject.name for subject in draft.subjects)
    return [*filter(None, lines), *names, *fields["keywords"], *fields["places"], *draft.repeated]


def _is_copy(draft: Draft, block: Block) -> bool:
    """Say whether a block of a picture's item only repeats its headline or its caption, for those who cannot see it."""
    lines = [draft.item.fields.get("headline"), *(text for _, text in draft.descriptions)]
    return fold(plain_text(block)) in {fold(line) for line in lines if line}


# --- captions ---


def _own_picture(draft: Draft, text: str | None) -> _Picture:
    """Give the caption of an item that is a picture itself."""
    credit = draft.item.fields.get("credit") or draft.item.fields.get("byline")
    return _Picture(text, credit, [*draft.sources, *draft.people], draft.addresses(), ())


def _picture(draft: Draft, number: int, association: tuple[str, object]) -> _Picture | None:
    """Read an association that is a picture; another item is only named."""
    name, value = association
    item = draft.item
    where = f"association {named(name) if name else number}"
    inner_item = Item(item.line, resolves=item.resolves)
    inner = read_properties(inner_item, value, where, f"{draft.path}.associations[{number}]")
    item.notes += inner.item.notes
    _weigh_headlines(inner)
    headline = inner.item.fields.get("headline")
    if inner.type not in ("", *MEDIA) or (inner.renditions and not inner.type):
        item.dropped("a related item", headline or inner.said.get("id") or where)
        for words in (*(each.text for each in inner.descriptions), *(fold(each.value) for each in inner.renditions)):
            item.dropped(f"a text of {where}", words)
        _tell_rest(item, inner, where)
        return None
    inner.item.notes = []
    text = _chosen(inner, _CAPTIONS) or headline
    by, creditline = inner.said.get("byline"), inner.item.fields.get("credit")
    sources = [*inner.sources, *([Source(by, "photographer")] if by and creditline else [])]
    if headline and fold(headline) not in fold(text or ""):
        inner.item.dropped("a picture's headline", headline)
    for rendition in inner.renditions:
        if fold(rendition.value) not in (fold(text or ""), fold(headline or "")):
            inner.item.dropped("another text of a picture", fold(rendition.value))
    item.notes += inner.item.notes
    _tell_rest(item, inner, where)
    inner.sources = sources
    identifier = inner.said.get("id") or ""
    keys = tuple(filter(None, (name, identifier, identifier.partition("#")[2])))
    _settle_people(draft, inner)
    return _Picture(text, creditline or by, _ordered(inner), inner.addresses(), keys)


def _tell_rest(item: Item, inner: Draft, where: str) -> None:
    """Report what else a related item says, unless the item says the same."""
    names = ("slugline", "dateline", "editorial_note", "holder", "notice", "terms", "located")
    lists = (inner.places, inner.keywords, inner.sections, [subject.name for subject in inner.subjects])
    for text in (
        *filter(None, map(inner.said.get, names)),
        *(", ".join(dict.fromkeys(each)) for each in lists if each),
    ):
        if text not in item.taken and text not in item.fields.values() and text not in item.rights.values():
            item.dropped(f"what {where} says", text)
    for _, value in inner.associations:
        item.leftovers(value, f"an item inside {where}", MACHINE)


def _captions(draft: Draft, figures: Iterable[Figure], pictures: list[_Picture]) -> list[Caption]:
    """Join pictures to the figures that show them, whose own words win; one that no figure shows is the lead."""
    end = len(draft.item.fields["body"])
    leads: list[Caption] = []
    placed: list[Caption] = []
    unshown = dict(enumerate(pictures))
    by_name: dict[str, list[int]] = {}
    for number in reversed(unshown):  # the first one is taken first, from the end
        for name in {*pictures[number].keys, *pictures[number].urls}:
            by_name.setdefault(name, []).append(number)
    for figure in figures:
        shown = _shown_by(figure, by_name, unshown)
        if shown is not None:
            _tell_other_words(draft, figure, shown)
        if figure.anchor is not None:
            figure = figure._replace(anchor=min(figure.anchor, end))
        caption = _caption(draft, figure, shown)
        if caption is not None:
            (leads if figure.anchor is None else placed).append(caption)
    rest = (_caption(draft, Figure(None, None, None, None), picture) for picture in unshown.values())
    return [*leads, *filter(None, rest), *placed]


def _shown_by(figure: Figure, by_name: dict[str, list[int]], unshown: dict[int, _Picture]) -> _Picture | None:
    """Take the picture that a figure shows, by any of its names or its address."""
    for name in (*figure.keys, figure.url or ""):
        numbers = by_name.get(name, [])
        while numbers:
            if picture := unshown.pop(numbers.pop(), None):
                return picture
    return None


def _tell_other_words(draft: Draft, figure: Figure, picture: _Picture) -> None:
    for printed, other in ((figure.text, picture.text), (figure.credit, picture.credit)):
        if printed and other and fold(printed) != fold(other):
            draft.item.dropped("another text of a picture", other)


def _caption(draft: Draft, figure: Figure, picture: _Picture | None) -> Caption | None:
    text, credit, url = figure.text, figure.credit, figure.url
    sources: list[Source] = []
    if picture is not None:
        text, credit = text or picture.text, credit or picture.credit
        url = url or next(iter(picture.urls), None)
        sources = picture.sources
    if text or credit:
        return Caption(text, credit, sources=sources, anchor=figure.anchor, url=url)
    if url:
        draft.item.note("repair.dropped", f"the picture {shown(url)} has no words; it was left out")
    return None


# --- the residual ---


def _apply_residual(draft: Draft) -> None:
    """Let the entries of our own writer speak where the document still says what they explain."""
    fields, item = draft.item.fields, draft.item
    said: dict[str, residual.Value] = {
        "$.id": draft.said.get("id"),
        "$.modified": _as_written(draft, "modified"),
        "$.published": _as_written(draft, "published"),
        "$.dateline": fields["places"][0] if fields["places"] else None,
        "$.references": draft.said.get("$.references"),
    }
    said |= {f"$.people[{number}]": person.name for number, person in enumerate(draft.people)}

    def stale(entry: residual.Entry) -> None:
        message = f"the document no longer says {entry.explains!r}: what was kept beside it no longer counts"
        item.note("repair.stale", message, entry.path.removeprefix("$"))

    for path, value in residual.held(draft.residual.values(), said, stale).items():
        if path in ("$.id", "$.modified") and value is None:
            fields[path[2:]] = None
        elif path == "$.id" and isinstance(value, str):
            fields["id"] = "".join(clean(value)[0].split()) or None
        elif path == "$.published" and isinstance(value, str):
            day = times.read(value)[0]
            fields["published"] = day if type(day) is date else fields.get("published")
        elif path == "$.dateline" and isinstance(value, str):
            fields["dateline"] = clean(value)[0] or None
        elif isinstance(value, int):
            draft.said[path] = value


def _as_written(draft: Draft, name: str) -> str | None:
    value, _ = draft.said.get(name, (None, ""))
    return value.strip() if isinstance(value, str) else None


def _settle_people(draft: Draft, inner: Draft) -> None:
    """Take the entries that are about the people of an association, as far as they still explain them."""
    for number, person in enumerate(inner.people):
        path = f"{inner.path}.people[{number}]"
        entry = draft.residual.get(path)
        if entry is not None and entry.explains == person.name and isinstance(entry.value, int):
            inner.said[f"$.people[{number}]"] = entry.value
            del draft.residual[path]


def _ordered(draft: Draft) -> list[Source]:
    """Put the people among the other sources: where the residual has them, else after the others."""
    sources, rest = list(draft.sources), []
    places: list[tuple[int, Source]] = []
    for number, person in enumerate(draft.people):
        place = draft.said.get(f"$.people[{number}]")
        if place is None:
            rest.append(person)
        else:
            places.append((place, person))
    for place, person in sorted(places, key=lambda each: each[0]):
        sources.insert(min(max(place, 0), len(sources)), person)
    return sources + rest
