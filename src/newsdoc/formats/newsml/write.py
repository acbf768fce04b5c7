"""One article as one NewsML-G2 2.35 newsItem, Power conformance, in the schema's order, written as text.

The standard has a place for all of an article but five things, which travel as residual entries: an id and a time of
change that are absent (the standard wants both), a tag that names no language and a dateline that is only a date
(readers leave both out), and the place of the publisher among the sources (the standard names the provider apart).
What is written is valid and reads back equal; tests check both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TypeAlias

from newsdoc.formats import residual
from newsdoc.formats.builder import language_of
from newsdoc.formats.identity import House
from newsdoc.formats.mapping import one_to_one
from newsdoc.formats.newsml.mapping import PLACES
from newsdoc.formats.newsml.qcodes import qcodes_with
from newsdoc.formats.newsml.vocabulary import CONTENT_TEXTS, ITEM_TEXTS, NAMESPACE, NO_PUBLISHER, PARTIES, SCHEMES
from newsdoc.formats.times import is_stamp
from newsdoc.formats.xml.write import XHTML, attribute, body, escape
from newsdoc.model import Article, Caption, Link, Rights, Source, Subject

__all__ = ["message_end", "message_start", "news_item"]

CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"

_ITEM = f'<newsItem xmlns="{NAMESPACE}" standard="NewsML-G2" standardversion="2.35" conformance="power"'
_QCode: TypeAlias = Callable[[str], str | None]
"""The function from the address of a concept to its QCode."""


@lru_cache(maxsize=16)
def _catalog(schemes: tuple[tuple[str, str], ...]) -> str:
    """Write the schemes that are used: IPTC's by its catalog, newsdoc's and the provider's one by one."""
    return "\n".join(
        [
            f'  <catalogRef href="{CATALOG}"/>',
            "  <catalog>",
            *[f'    <scheme alias="{alias}" uri={attribute(uri)}/>' for alias, uri in (*SCHEMES.items(), *schemes)],
            "  </catalog>",
        ]
    )


def _in_order(names: tuple[str, ...], texts: dict[str, str]) -> list[tuple[str, str]]:
    """Return fields and their elements, in the order of the elements' names; others come first."""
    rank = {name: place for place, name in enumerate(names)}
    return sorted(texts.items(), key=lambda text: rank.get(text[1].partition(" ")[0], -1))


_TEXTS = one_to_one(PLACES)
_ITEM_TEXTS = _in_order(ITEM_TEXTS, {field: name for field, name in _TEXTS.items() if name in ITEM_TEXTS})
_CONTENT_TEXTS = _in_order(
    CONTENT_TEXTS,
    {field: name for field, name in _TEXTS.items() if name not in ITEM_TEXTS}
    | {
        "headline": 'headline role="ndhl:main"',
        "deck": 'headline role="ndhl:deck"',
        "summary": 'description role="drol:summary"',
    },
)
_RIGHTS = one_to_one(PLACES, "Rights").items()


def message_start(sent: str) -> str:
    """Write the start of a newsMessage."""
    return f'<newsMessage xmlns="{NAMESPACE}">\n<header>\n  <sent>{sent}</sent>\n</header>\n<itemSet>\n'


def message_end() -> str:
    """Write the end of a newsMessage."""
    return "</itemSet>\n</newsMessage>\n"


def news_item(article: Article, number: int | str, now: str, house: House) -> str:
    """Write an article as a newsItem; its ids inside the document carry its `number`."""
    guid = house.guid_of(article)
    lang = f' xml:lang="{article.language}"' if article.language else ""
    publisher = article.publisher
    qcode = qcodes_with(house.schemes)
    lines = [
        f'{_ITEM} guid={attribute(guid)} version="{article.version}"{lang}>',
        _catalog(house.schemes),
        *(_rights(article.rights) if article.rights else ()),
        "  <itemMeta>",
        *_item_meta(article, publisher, guid, now, house),
        "  </itemMeta>\n  <contentMeta>",
        *_administrative(article, publisher, qcode),
        *_descriptive(article, qcode),
        "  </contentMeta>",
    ]
    for index, caption in enumerate(article.captions, 1):
        lines += _part(caption, index, f"i{number}", qcode)
    lines += _content(article, f"i{number}-fig", lang)
    lines.append("</newsItem>\n")
    return "\n".join(lines)


def _rights(rights: Rights) -> Iterator[str]:
    yield "  <rightsInfo>"
    for field, element in _RIGHTS:
        if text := getattr(rights, field):
            inside = f"<name>{escape(text)}</name>" if field == "holder" else escape(text)
            yield f"    <{element}>{inside}</{element}>"
    yield "  </rightsInfo>"


# --- itemMeta: about the item ---


def _item_meta(article: Article, publisher: Source | None, guid: str, now: str, house: House) -> Iterator[str]:
    yield '    <itemClass qcode="ninat:text"/>'
    qcode = qcodes_with(house.schemes)
    yield f"    {_party('provider', publisher, qcode)}" if publisher else _provider(house.provider)
    modified = article.modified.isoformat() if article.modified else now
    yield f"    <versionCreated>{modified}</versionCreated>"
    published = article.published.isoformat() if article.published else ""
    if "T" in published:
        yield f"    <firstCreated>{published}</firstCreated>"
    if article.embargoed:
        yield f"    <embargoed>{article.embargoed.isoformat()}</embargoed>"
    yield f'    <pubStatus qcode="stat:{article.status}"/>'
    yield f"    <generator>{escape(house.generator)}</generator>"
    yield from _texts(article, _ITEM_TEXTS)
    if article.url:
        yield f'    <link rel="irel:seeAlso" href={attribute(article.url)} contenttype="text/html"/>'
    yield from map(_link, article.links)
    if house.residual:
        yield from _entries(article, publisher, guid, modified)


def _provider(name: str | None) -> str:
    """Write the provider of an article without a publisher; our reader does not take it for one."""
    unknown, sender = NO_PUBLISHER
    if name is None:
        return f'    <provider qcode="{unknown}"/>'
    return f'    <provider qcode="{sender}"><name>{escape(name)}</name></provider>'


def _entries(article: Article, publisher: Source | None, guid: str, modified: str) -> Iterator[str]:
    """Yield the values for which the standard has no place."""
    if article.id is None:
        yield _residual("$.id", None, guid)
    if article.language and not language_of(article.language):
        yield _residual("$.language", article.language, article.language)
    if article.dateline and is_stamp(article.dateline):
        yield _residual("$.dateline", article.dateline, article.dateline)
    if article.modified is None:
        yield _residual("$.modified", None, modified)
    if publisher and article.sources[0] is not publisher:
        yield _residual("$.publisher", article.sources.index(publisher), publisher.name)


def _residual(path: str, value: str | int | None, explains: str) -> str:
    entry = residual.write(residual.Entry(path, value, explains))
    return f'    <itemMetaExtProperty rel="nd:residual" value={attribute(entry)}/>'


def _link(link: Link) -> str:
    href = f" href={attribute(link.url)}" if link.url else ""
    ref = f" residref={attribute(link.id)}" if link.id else ""
    return f'    <link rel="irel:seeAlso"{href}{ref}><title>{escape(link.title)}</title></link>'


def _party(element: str, source: Source, qcode: _QCode, roles: str = "") -> str:
    role = f' role="{roles}"' if roles else ""
    return f"<{element}{role}{_identity(source, qcode)}><name>{escape(source.name)}</name></{element}>"


def _concept(element: str, subject: Subject, qcode: _QCode, kind: str = "") -> str:
    return f"    <{element}{kind}{_identity(subject, qcode)}><name>{escape(subject.name)}</name></{element}>"


def _identity(concept: Source | Subject, qcode: _QCode) -> str:
    """Write the address of a party or topic, as a QCode in a declared scheme, and its code, as it was written."""
    uri, code = concept.uri, concept.code
    literal = f" literal={attribute(code)}" if code else ""
    if not uri:
        return literal
    known = qcode(uri)
    return f' qcode="{known}"{literal}' if known else f" uri={attribute(uri)}{literal}"


# --- contentMeta: about the content ---


def _administrative(article: Article, publisher: Source | None, qcode: _QCode) -> Iterator[str]:
    if article.urgency:
        yield f"    <urgency>{article.urgency}</urgency>"
    if article.published:
        yield f"    <contentCreated>{article.published.isoformat()}</contentCreated>"
    for place in article.places:
        yield f"    <located><name>{escape(place)}</name></located>"
    sources = [*article.sources]
    if publisher:
        sources.remove(publisher)  # the provider
    yield from _parties(sources, qcode)
    if article.url:
        yield f'    <altId type="nd:canonical">{escape(article.url)}</altId>'


def _parties(sources: Iterable[Source], qcode: _QCode) -> Iterator[str]:
    for source in sources:
        own = f"ndrole:{source.role}" if source.role else ""
        element, roles = PARTIES.get(source.role or "") or ("infoSource", own)
        yield f"    {_party(element, source, qcode, roles)}"


def _descriptive(article: Article, qcode: _QCode) -> Iterator[str]:
    if article.language:
        yield f'    <language tag="{article.language}"/>'
    for keyword in article.keywords:
        yield f"    <keyword>{escape(keyword)}</keyword>"
    if article.section:
        yield f'    <subject type="nd:section"><name>{escape(article.section)}</name></subject>'
    for genre in article.genres:
        yield _concept("genre", genre, qcode)
    for subject in article.subjects:
        yield _concept("subject", subject, qcode, ' type="cpnat:abstract"')
    yield from _texts(article, _CONTENT_TEXTS)


def _texts(article: Article, places: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield the fields that are texts and stand in an element of their own."""
    for field, element in places:
        if text := getattr(article, field):
            yield f"    <{element}>{escape(text)}</{element.partition(' ')[0]}>"


# --- partMeta and contentSet: the captions and the body ---


def _part(caption: Caption, number: int, item: str, qcode: _QCode) -> Iterator[str]:
    yield f'  <partMeta partid="{item}-part{number}" contentrefs="{item}-fig{number}" seq="{number}">'
    yield from _parties(caption.sources, qcode)
    if caption.credit:
        yield f"    <creditline>{escape(caption.credit)}</creditline>"
    if caption.text:
        yield f'    <description role="drol:caption">{escape(caption.text)}</description>'
    yield "  </partMeta>"


def _content(article: Article, prefix: str, lang: str) -> list[str]:
    return [
        '  <contentSet>\n    <inlineXML contenttype="application/xhtml+xml">',
        f'<html xmlns="{XHTML}"{lang}>',
        f"<head><title>{escape(article.headline or '')}</title></head>",
        "<body>",
        *body(article.body, article.captions, prefix),
        "</body>\n</html>\n    </inlineXML>\n  </contentSet>",
    ]
