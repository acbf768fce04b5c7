"""One article as one ninjs 3.1 object, in the schema's order of properties.

The standard has a place for nearly all of an article. The rest is written as residual entries in a body of their own:
an id that is absent or not a URI, a language tag such as `und`, a time of change that is absent, a time of
publication without a clock, the printed dateline, and the place of the people among the sources. Captions are in
`associations`; the body has an empty `figure` where each is printed, so that it keeps its place when others edit the
text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import quote

from newsdoc.formats import residual
from newsdoc.formats.builder import language_of
from newsdoc.formats.identity import made_id
from newsdoc.formats.json import text as json_text
from newsdoc.formats.mapping import one_to_one
from newsdoc.formats.ninjs.mapping import ORDER, PLACES
from newsdoc.formats.ninjs.vocabulary import CODES, LINK_ID, PEOPLE, STANDARD
from newsdoc.formats.xml import write as xhtml
from newsdoc.model import URI_PATTERN, Article, Caption, Link, Source, Subject

__all__ = ["blocks_of", "id_uri", "news_object"]

_TEXTS = tuple(one_to_one(PLACES).items())
_RIGHTS = tuple(one_to_one(PLACES, "Rights").items())
_ORDER = tuple(dict.fromkeys((*ORDER, *(name for _, name in _TEXTS + _RIGHTS))))
_is_uri = re.compile(URI_PATTERN).fullmatch


def news_object(
    article: Article, now: str, printed_references: int = 0, *, with_residual: bool = True
) -> dict[str, Any]:
    """Return an article as the JSON object of a news item.

    `printed_references` is the number of texts such as `&amp;` that are printed so, and are not character references.
    """
    uri = _uri(article)
    modified = article.modified.isoformat() if article.modified else now
    created = _created(article)
    entries = [*_residual(article, uri, modified, created)] if with_residual else []
    if printed_references:
        entries.append(residual.Entry("$.references", None, printed_references))
    found: dict[str, Any] = {
        "uri": uri,
        "standard": STANDARD,
        "type": "text",
        "representationType": "full",
        "version": str(article.version),
        "versionCreated": modified,
        "contentCreated": created,
        "embargoedUntil": article.embargoed and article.embargoed.isoformat(),
        "pubStatus": article.status,
        "urgency": article.urgency,
        "language": article.language,
        "headlines": _texts(main=article.headline, sub=article.deck),
        "located": article.places[0] if article.places else None,
        "descriptions": _texts(summary=article.summary, creditline=article.credit),
        "bodies": [*_bodies(article, entries)],
        "infoSources": _info_sources(article.sources),
        "people": _people(article.sources),
        "places": [{"name": place, "rel": "located"} for place in article.places[1:]],
        "subjects": [*_subjects(article)],
        "genres": [*map(_concept, article.genres)],
        "altIds": [{"role": "canonicalUrl", "value": article.url}] if article.url else None,
        "renditions": [{"name": "web", "href": article.url, "contentType": "text/html"}] if article.url else None,
        "associations": [
            *(_association(caption, number, uri) for number, caption in enumerate(article.captions, 1)),
            *(_link(link, number) for number, link in enumerate(article.links, 1)),
        ],
    }
    found |= {name: getattr(article, field) for field, name in _TEXTS}
    if article.rights:
        found |= {name: getattr(article.rights, field) for field, name in _RIGHTS}
    return {name: value for name in _ORDER if (value := found.get(name))}


def _uri(article: Article) -> str:
    """Return the article's id as the URI that the standard requires."""
    return made_id(article) if article.id is None else id_uri(article.id)


def id_uri(name: str) -> str:
    """Return an id as the URI that the standard requires."""
    return name if _is_uri(name) else f"urn:newsdoc:id:{quote(name, safe='')}"


def _created(article: Article) -> str | None:
    """Return the time of publication; a bare date, which the standard does not allow, as its first moment."""
    published = article.published
    if published is None:
        return None
    written = published.isoformat()
    return written if isinstance(published, datetime) else f"{written}T00:00:00Z"


def _texts(**by_role: str | None) -> list[dict[str, str]]:
    return [{"role": role, "contentType": "text/plain", "value": text} for role, text in by_role.items() if text]


# --- the body and what is beside it ---


def _bodies(article: Article, entries: Sequence[residual.Entry]) -> Iterator[dict[str, str]]:
    """Yield the text, and the residual."""
    blocks = blocks_of(article)
    if blocks:
        value = f'<div xmlns="{xhtml.XHTML}">{"".join(blocks)}</div>'
        yield {"role": "main", "contentType": "application/xhtml+xml", "value": value}
    if entries:
        value = f"[{', '.join(map(residual.write, entries))}]"
        yield {"role": "newsdoc", "contentType": "application/json", "value": value}


def blocks_of(article: Article) -> list[str]:
    """Return the blocks as XHTML, each picture's place before its block; from the last, as insertions move the rest."""
    pieces = xhtml.each(article.body)
    for number in range(len(article.captions), 0, -1):
        anchor = article.captions[number - 1].anchor
        if anchor is not None:
            pieces.insert(anchor, f'<figure id="figure-{number}"></figure>')
    return pieces


def _residual(article: Article, uri: str, modified: str, created: str | None) -> Iterator[residual.Entry]:
    """Yield the entries for values without a place in the standard."""
    if article.id != uri:
        yield residual.Entry("$.id", article.id, uri)
    if article.language and not language_of(article.language):
        yield residual.Entry("$.language", article.language, article.language)
    if article.modified is None:
        yield residual.Entry("$.modified", None, modified)
    if article.published is not None and not isinstance(article.published, datetime):
        yield residual.Entry("$.published", article.published.isoformat(), created)
    if article.dateline is not None:
        yield residual.Entry("$.dateline", article.dateline, article.places[0] if article.places else None)
    yield from _order("$", article.sources)
    for number, caption in enumerate(article.captions):
        yield from _order(f"$.associations[{number}]", caption.sources)


def _order(path: str, sources: Sequence[Source]) -> Iterator[residual.Entry]:
    """Yield the places of the people among the sources, unless they come last."""
    people = [(place, source.name) for place, source in enumerate(sources) if source.role in PEOPLE]
    if people and people[0][0] < len(sources) - len(people):
        for number, (place, name) in enumerate(people):
            yield residual.Entry(f"{path}.people[{number}]", place, name)


# --- parties, subjects, pictures ---


def _info_sources(sources: Sequence[Source]) -> list[dict[str, Any]]:
    return [
        {**_concept(source), **json_text.filled({"role": CODES.get(source.role or "", source.role)})}
        for source in sources
        if source.role not in PEOPLE
    ]


def _people(sources: Sequence[Source]) -> list[dict[str, Any]]:
    return [{**_concept(source), "rel": source.role} for source in sources if source.role in PEOPLE]


def _subjects(article: Article) -> Iterator[dict[str, Any]]:
    if article.section:
        yield {"name": article.section, "rel": "section"}
    for keyword in article.keywords:
        yield {"name": keyword, "rel": "keyword"}
    for subject in article.subjects:
        yield {**_concept(subject), "rel": "about"}


def _concept(concept: Source | Subject) -> dict[str, Any]:
    return json_text.filled({"name": concept.name, "uri": concept.uri, "literal": concept.code})


def _link(link: Link, number: int) -> dict[str, Any]:
    """Return a link as an associated item; one without an id has its address as `uri`, which the standard requires."""
    is_plain = link.id is None or (_is_uri(link.id) and link.id != link.url)
    return json_text.filled(
        {
            "name": f"link-{number}",
            "rel": "seeAlso",
            "uri": id_uri(link.id or link.url or ""),
            "type": "text",
            "representationType": "partial",
            "headlines": _texts(main=link.title),
            "altIds": None if is_plain else [{"role": LINK_ID, "value": link.id}],
            "renditions": [{"name": "web", "href": link.url, "contentType": "text/html"}] if link.url else None,
        }
    )


def _association(caption: Caption, number: int, uri: str) -> dict[str, Any]:
    """Return a caption as an associated picture."""
    return json_text.filled(
        {
            "name": f"figure-{number}",
            "rel": "caption",
            "uri": f"{uri.partition('#')[0]}#figure-{number}",
            "type": "picture",
            "representationType": "partial",
            "descriptions": _texts(caption=caption.text),
            "by": caption.credit,
            "infoSources": _info_sources(caption.sources),
            "people": _people(caption.sources),
            "renditions": [{"name": "main", "href": caption.url}] if caption.url else None,
        }
    )
