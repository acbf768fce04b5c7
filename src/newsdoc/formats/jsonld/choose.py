"""Choose the texts, times and pictures of one article of a JSON-LD graph."""

from __future__ import annotations

from datetime import tzinfo

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.json.values import Values
from newsdoc.formats.jsonld.body import read_body
from newsdoc.formats.jsonld.graph import Graph, Node
from newsdoc.formats.jsonld.parse import parse
from newsdoc.formats.jsonld.parsed import Parsed
from newsdoc.formats.pictures import Picture, add_captions, named_without_size, one_of_each, without_size
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Subhead, Subject, plain_text
from newsdoc.text import fold

__all__ = ["read_article"]


def read_article(node: Node, graph: Graph, *, listening: bool, zone: tzinfo | None = None) -> ArticleBuilder:
    """Read the node of an article."""
    builder = ArticleBuilder(zone=zone)
    parsed = parse(Values(builder, listening), node, graph)
    _choose_values(parsed)
    figures = _read_bodies(parsed)
    figures += _read_updates(parsed) if parsed.updates else []
    if not (figures or parsed.pictures):
        parsed.pictures += _thumbnail(parsed)
    if figures or parsed.pictures:
        add_captions(builder, map(_with_names, figures), _pictures(parsed, figures))
    return builder


def _choose_values(parsed: Parsed) -> None:
    """Set the fields that may come from several properties."""
    builder, said = parsed.builder, parsed.said
    for name, text in parsed.second:
        builder.put_text(name, text)
    builder.put("url", said.get("url") or said.get("mainEntityOfPage"))
    builder.identify(said.get("@id") or said.get("identifier") or "", "the identifier")
    if "published" not in builder.fields and parsed.created is not None:
        builder.put_published(parsed.values.time(parsed.created, "dateCreated", ".published"), "dateCreated")
    if parsed.creators:
        known = {source.name for source in builder.sources}
        builder.sources += [source for source in parsed.creators if source.name not in known]
    if parsed.sections:
        builder.put("section", parsed.sections[0])
    builder.put("subjects", [*parsed.subjects, *map(Subject, parsed.sections[1:])])
    builder.put("genres", parsed.genres)
    builder.put("links", parsed.links)


def _read_bodies(parsed: Parsed) -> list[Figure]:
    """Read the texts of one property, which may repeat lines of the article's head; return their figures."""
    builder = parsed.builder
    known = [*filter(None, map(builder.fields.get, ("headline", "deck", "section")))]
    figures: list[Figure] = []
    place = None
    for where, text in parsed.bodies:
        if place not in (None, where):  # the article again in another property
            if fold(text) not in {fold(each) for other, each in parsed.bodies if other == place}:
                builder.dropped(f"another text, {where},", text)
            continue
        place = where
        found = read_body(text, builder, where, known)
        builder.put("headline", found.headline)
        body = builder.fields.setdefault("body", [])
        figures += [
            each if each.anchor is None else each._replace(anchor=each.anchor + len(body)) for each in found.figures
        ]
        body += found.blocks
    return figures


def _read_updates(parsed: Parsed) -> list[Figure]:
    """Add the entries of a live blog to the body, each below its headline, and return their figures.

    An entry that the text has already is left out.
    """
    figures: list[Figure] = []
    body = parsed.builder.fields.setdefault("body", [])
    known = fold(" ".join(map(plain_text, body)))
    for update in parsed.updates:
        found = read_body(update.text, parsed.builder, "liveBlogUpdate", [*filter(None, [update.headline])])
        if found.blocks and fold(" ".join(map(plain_text, found.blocks))) in known:
            if update.headline and fold(update.headline) not in known:
                parsed.builder.dropped("the headline of an entry", update.headline)
            continue
        if update.headline:
            body.append(Subhead(update.headline))
        figures += (each._replace(anchor=len(body) + (each.anchor or 0)) for each in found.figures)
        figures += (Figure(None, None, url, len(body)) for each in update.pictures for url in each.urls[:1])
        parsed.pictures += update.pictures
        body += found.blocks
    return figures


# --- pictures: `image` and a figure of the text are one if they have an address or their words in common ---


def _thumbnail(parsed: Parsed) -> list[Picture]:
    """Return the small picture of an article that has no other."""
    urls = (parsed.values.uri(each, "thumbnailUrl", ".captions") for each in parsed.thumbnails)
    return [Picture(None, None, urls=[url]) for url in [*filter(None, urls)][:1]]


def _with_names(figure: Figure) -> Figure:
    """Return a figure with its words and its address without the size as names."""
    sizes = [without_size(figure.url)] if figure.url else []
    return figure._replace(keys=(*_words(figure.text), *sizes))


def _pictures(parsed: Parsed, figures: list[Figure]) -> list[Picture]:
    """Return the pictures with their words as a name; one without words that the text shows too is left out."""
    found = one_of_each(parsed.pictures)
    if not figures:
        return found
    shown = {without_size(figure.url) for figure in figures if figure.url}
    return [
        each._replace(names=[*_words(each.text), *each.names])
        for each in named_without_size(found)
        if each.text or each.credit or shown.isdisjoint(each.names)
    ]


def _words(text: str | None) -> list[str]:
    return [fold(text)] if text else []
