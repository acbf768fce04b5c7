"""One article as one object of ninjs 1.5, or of Superdesk's dialect of it, for systems that know no other.

1.5 has less room than 3.1: parties and topics have a name, a scheme and a code; a picture is under a name. Superdesk
adds properties of its own (`guid`, `service`, `keywords`, `authors`, `source`, `extra`), takes the text from
`body_html` and the lead picture from `featuremedia`, and reads only times in UTC, to the second. What is left over is
in the residual, the body `body_newsdoc`: whole fields, found by reading the object back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import Any

from newsdoc.formats.identity import made_id
from newsdoc.formats.json import text as json_text
from newsdoc.formats.mapping import one_to_one
from newsdoc.formats.ninjs.mapping import PLACES
from newsdoc.formats.ninjs.vocabulary import PEOPLE
from newsdoc.formats.ninjs.write import blocks_of, id_uri
from newsdoc.formats.xml import write as xhtml
from newsdoc.model import Article, Caption, Link, Source, Subject

__all__ = ["SUPERDESK", "earlier_object"]

SUPERDESK = "1.5-superdesk"

_STANDARD = {"name": "ninjs", "version": "1.5", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_1.5.json#"}
_TEXTS = {**one_to_one(PLACES), "byline": "byline"}
_RIGHTS = one_to_one(PLACES, "Rights")
_in_scheme = re.compile("([a-z][a-z0-9+.-]*://.*[/#:=])([^/#:=]+)", re.IGNORECASE).fullmatch


def earlier_object(article: Article, now: str, *, is_superdesk: bool) -> dict[str, Any]:
    """Return an article as the JSON object of a news item, without residual."""
    uri = made_id(article) if article.id is None else id_uri(article.id)
    found: dict[str, Any] = {
        **({"guid": article.id or uri} if is_superdesk else {"$standard": _STANDARD}),
        "uri": uri,
        "type": "text",
        "representationtype": "complete",
        "version": str(article.version),
        **_times(article, now, is_superdesk=is_superdesk),
        "pubstatus": article.status,
        "urgency": article.urgency,
        **{name.lower(): getattr(article.rights, field) for field, name in _RIGHTS.items() if article.rights},
        "language": article.language,
        "headline": article.headline,
        "headline_sub": None if is_superdesk else article.deck,
        **{name.lower(): getattr(article, field) for field, name in _TEXTS.items()},
        "located": article.places[0] if article.places else None,
        "description_text": article.summary,
        "description_creditline": article.credit,
        **(_superdesk(article) if is_superdesk else _standard(article)),
        "place": [{"name": place, "rel": "located"} for place in article.places[1:]],
        "genre": [*map(_concept, article.genres)],
        "renditions": {"web": {"href": article.url, "mimetype": "text/html"}} if article.url else None,
        "associations": dict(_associations(article, uri, is_superdesk=is_superdesk)),
    }
    return json_text.filled(found)


def _times(article: Article, now: str, *, is_superdesk: bool) -> dict[str, str | None]:
    modified = article.modified or datetime.fromisoformat(now)
    times: dict[str, date | None] = {"versioncreated": modified, "embargoed": article.embargoed}
    times["firstcreated" if is_superdesk else "contentcreated"] = article.published
    return {name: _time(value, is_superdesk) if value else None for name, value in times.items()}


def _time(value: date, is_superdesk: bool) -> str:
    """Write a time; a bare date, which the standard does not allow, as its first moment."""
    if not isinstance(value, datetime):
        return f"{value.isoformat()}T00:00:00Z"
    if not is_superdesk:
        return value.isoformat()
    try:
        return value.astimezone(UTC).replace(microsecond=0).isoformat()
    except OverflowError:  # a day before the first or after the last one of the calendar
        return value.replace(microsecond=0, tzinfo=UTC).isoformat()


# --- the text, parties and topics ---


def _standard(article: Article) -> dict[str, Any]:
    blocks = blocks_of(article)
    subjects = [{"name": article.section, "rel": "section"}] if article.section else []
    subjects += [{"name": keyword, "rel": "keyword"} for keyword in article.keywords]
    return {
        "body_xhtml": f'<div xmlns="{xhtml.XHTML}">{"".join(blocks)}</div>' if blocks else None,
        **_parties(article.sources),
        "subject": [*subjects, *_topics(article.subjects)],
    }


def _superdesk(article: Article) -> dict[str, Any]:
    """Return the properties of Superdesk's dialect; the first agency is its `source`."""
    source = next((each for each in article.sources if each.role == "agency"), None)
    rest = [each for each in article.sources if each is not source and each.role not in PEOPLE]
    return {
        "body_html": "".join(xhtml.each(article.body)),
        "source": source and source.name,
        "authors": [{"name": each.name, "role": each.role} for each in article.sources if each.role in PEOPLE],
        "infosource": [*map(_party, rest)],
        "subject": [*_topics(article.subjects)],
        "service": [{"name": article.section, "code": article.section}] if article.section else None,
        "keywords": [*article.keywords],
        "extra": {"subtitle": article.deck} if article.deck else None,
    }


def _parties(sources: Sequence[Source]) -> dict[str, Any]:
    return {
        "infosource": [_party(each) for each in sources if each.role not in PEOPLE],
        "person": [_party(each) for each in sources if each.role in PEOPLE],
    }


def _party(source: Source) -> dict[str, Any]:
    return json_text.filled({**_concept(source), "rel": source.role})


def _topics(subjects: Sequence[Subject]) -> Iterator[dict[str, Any]]:
    for subject in subjects:
        yield {**_concept(subject), "rel": "about"}


def _concept(concept: Source | Subject) -> dict[str, Any]:
    """Return a party or topic: its address is a scheme and a code in it, or else a code alone."""
    found = _in_scheme(concept.uri or "")
    scheme, code = found.groups() if found else (None, concept.uri or concept.code)
    return json_text.filled({"name": concept.name, "scheme": scheme, "code": code})


# --- pictures and links ---


def _associations(article: Article, uri: str, *, is_superdesk: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    base = uri.partition("#")[0]
    for number, caption in enumerate(article.captions, 1):
        is_lead = is_superdesk and number == 1 and caption.anchor is None
        name = "featuremedia" if is_lead else f"figure_{number}"
        picture = _picture(caption, f"{base}#figure-{number}", "original" if is_superdesk else "main")
        yield name, _with_guid(picture) if is_superdesk else picture
    for number, link in enumerate(article.links, 1):
        yield f"link_{number}", _with_guid(_link(link)) if is_superdesk else _link(link)


def _with_guid(item: dict[str, Any]) -> dict[str, Any]:
    """Return an item with the id that Superdesk keeps; it makes one of a `uri`, the same for several pictures."""
    return {"guid": item["uri"], **item}


def _picture(caption: Caption, uri: str, rendition: str) -> dict[str, Any]:
    return json_text.filled(
        {
            "uri": uri,
            "type": "picture",
            "representationtype": "incomplete",
            "byline": caption.credit,
            "description_text": caption.text,
            **_parties(caption.sources),
            "renditions": {rendition: {"href": caption.url}} if caption.url else None,
        }
    )


def _link(link: Link) -> dict[str, Any]:
    return json_text.filled(
        {
            "uri": id_uri(link.id or link.url or ""),
            "type": "text",
            "representationtype": "incomplete",
            "headline": link.title,
            "renditions": {"web": {"href": link.url, "mimetype": "text/html"}} if link.url else None,
        }
    )
