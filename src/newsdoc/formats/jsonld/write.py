"""One article as one NewsArticle of schema.org, with the properties that search engines document.

Urgency, embargo, slug line, byline, notes to editors, and the form of the body (sub-heads, lists, links, the places of
pictures) have no property there; only some roles of parties have one. Losses are found elsewhere, by reading back.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from newsdoc.formats.json import text as json_text
from newsdoc.formats.jsonld.mapping import PLACES
from newsdoc.formats.jsonld.vocabulary import ORGANIZATIONS, PERSONS, PROPERTIES
from newsdoc.formats.mapping import one_to_one
from newsdoc.model import URI_PATTERN, Article, Caption, Link, Rights, Source, Subject

__all__ = ["news_article"]

_TEXTS = tuple(one_to_one(PLACES).items())
_RIGHTS = tuple(one_to_one(PLACES, "Rights").items())
_is_uri = re.compile(URI_PATTERN).fullmatch


def news_article(article: Article) -> dict[str, Any]:
    """Return an article as a JSON-LD node, without the context."""
    id_is_uri = article.id is not None and _is_uri(article.id)
    return json_text.filled(
        {
            "@type": "NewsArticle",
            "@id": article.id if id_is_uri else None,
            "identifier": None if id_is_uri else article.id,
            "url": article.url,
            "mainEntityOfPage": article.url and {"@type": "WebPage", "@id": article.url},
            **{name: getattr(article, field) for field, name in _TEXTS},
            "inLanguage": article.language,
            "datePublished": article.published and article.published.isoformat(),
            "dateModified": article.modified and article.modified.isoformat(),
            **_parties(article.sources),
            "locationCreated": _one_or_more({"@type": "Place", "name": place} for place in article.places),
            "articleSection": article.section,
            "keywords": [*article.keywords],
            "about": _one_or_more(map(_subject, article.subjects)),
            "genre": _one_or_more(map(_genre, article.genres)),
            "citation": _one_or_more(map(_link, article.links)),
            "image": [_image(caption) for caption in article.captions],
            "articleBody": article.text,
            **(_rights(article.rights) if article.rights else {}),
            "creativeWorkStatus": article.status if article.status != "usable" else None,
            "version": article.version if article.version > 1 else None,
        }
    )


def _one_or_more(nodes: Iterable[dict[str, Any] | str]) -> object:
    found = list(nodes)
    return found[0] if len(found) == 1 else found


def _subject(subject: Subject) -> dict[str, Any]:
    kind = "DefinedTerm" if subject.code else "Thing"
    return json_text.filled({"@type": kind, "@id": subject.uri, "termCode": subject.code, "name": subject.name})


def _genre(genre: Subject) -> dict[str, Any] | str:
    """Return a genre as a text; one with an address or a code as a term."""
    return {**_subject(genre), "@type": "DefinedTerm"} if genre.uri or genre.code else genre.name


def _link(link: Link) -> dict[str, Any]:
    place = "@id" if link.id and _is_uri(link.id) else "identifier"
    return json_text.filled({"@type": "CreativeWork", place: link.id, "url": link.url, "name": link.title})


def _parties(sources: Iterable[Source]) -> dict[str, object]:
    """Return the sources by property, in the order in which each property is first needed."""
    found: dict[str, list[dict[str, Any]]] = {}
    for source in sources:
        name = PROPERTIES.get(source.role or "", "contributor")
        found.setdefault(name, []).append(_party(source))
    return {name: _one_or_more(parties) for name, parties in found.items()}


def _party(source: Source) -> dict[str, Any]:
    """Return a party as a node: an address on the web is its `url`, any other URI its `@id`."""
    place = "url" if source.uri and source.uri.lower().startswith(("http:", "https:")) else "@id"
    kind = "Person" if source.role in PERSONS else "Organization" if source.role in ORGANIZATIONS else None
    return json_text.filled({"@type": kind, "name": source.name, place: source.uri, "identifier": source.code})


def _image(caption: Caption) -> dict[str, Any]:
    """Return a caption as an `ImageObject`."""
    return json_text.filled(
        {
            "@type": "ImageObject",
            "url": caption.url,
            "caption": caption.text,
            "creditText": caption.credit,
            "creator": _one_or_more(map(_party, caption.sources)),
        }
    )


def _rights(rights: Rights) -> dict[str, Any]:
    return {
        "copyrightHolder": rights.holder and {"@type": "Organization", "name": rights.holder},
        **{name: getattr(rights, field) for field, name in _RIGHTS},
        "usageInfo": rights.terms and {"@type": "CreativeWork", "text": rights.terms},
    }
