"""Choose the texts, times and pictures of one article of a JSON-LD graph."""

from __future__ import annotations

from datetime import tzinfo

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.json.values import Values
from newsdoc.formats.jsonld.body import read_body
from newsdoc.formats.jsonld.graph import Graph, Node
from newsdoc.formats.jsonld.parse import Parsed, parse
from newsdoc.formats.pictures import Picture, add_captions
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Subject
from newsdoc.text import fold

__all__ = ["read_article"]


def read_article(node: Node, graph: Graph, *, listening: bool, zone: tzinfo | None = None) -> ArticleBuilder:
    """Read the node of an article."""
    builder = ArticleBuilder(zone=zone)
    parsed = parse(Values(builder, listening), node, graph)
    _choose_values(parsed)
    figures = _read_bodies(parsed)
    if figures or parsed.pictures:
        add_captions(builder, map(_with_words, figures), _pictures(parsed, figures))
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


# --- pictures: `image` and a figure of the text are one if they have an address or their words in common ---


def _with_words(figure: Figure) -> Figure:
    """Return a figure with its words as a name."""
    return figure._replace(keys=tuple(_words(figure.text)))


def _pictures(parsed: Parsed, figures: list[Figure]) -> list[Picture]:
    """Return the pictures with their words as a name; one without words that the text shows too is left out."""
    shown = {figure.url for figure in figures}
    return [
        each._replace(names=_words(each.text))
        for each in parsed.pictures
        if each.text or each.credit or shown.isdisjoint(each.urls)
    ]


def _words(text: str | None) -> list[str]:
    return [fold(text)] if text else []
