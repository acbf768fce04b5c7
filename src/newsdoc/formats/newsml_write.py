"""One article as one NewsML-G2 2.35 newsItem, Power conformance, in the schema's order, written as text.

The standard has a place for all of an article but three things, which travel as residual entries: an id and a time of
change that are absent (the standard wants both), and the place of the publisher among the sources (the standard names
the provider apart). What is written is valid and reads back equal; tests hold both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsdoc.formats import residual
from newsdoc.formats.identity import made_id
from newsdoc.formats.newsml_names import NAMESPACE, PARTIES, SCHEMES, Party
from newsdoc.formats.xhtml import XHTML, body
from newsdoc.formats.xml import attribute, escape
from newsdoc.model import Article, Caption, Rights, Source

__all__ = ["message_end", "message_start", "news_item"]

CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_41.xml"

_HEAD = (
    f'<newsItem xmlns="{NAMESPACE}" standard="NewsML-G2" standardversion="2.35" conformance="power" '
    'guid={guid} version="{version}"{lang}>\n'
    f'  <catalogRef href="{CATALOG}"/>\n'
    "  <catalog>\n"
    + "".join(f'    <scheme alias="{alias}" uri="{uri}"/>\n' for alias, uri in SCHEMES.items())
    + "  </catalog>\n"
)


def message_start(sent: str) -> str:
    """Write the start of a newsMessage."""
    return f'<newsMessage xmlns="{NAMESPACE}">\n<header>\n  <sent>{sent}</sent>\n</header>\n<itemSet>\n'


def message_end() -> str:
    """Write the end of a newsMessage."""
    return "</itemSet>\n</newsMessage>\n"


def news_item(article: Article, number: int | str, now: str) -> str:
    """Write an article as a newsItem; its ids inside the document carry its `number`."""
    guid = article.id or made_id(article)
    modified = article.modified.isoformat() if article.modified else now
    lang = f' xml:lang="{article.language}"' if article.language else ""
    prefix = f"i{number}-fig"
    return "".join(
        [
            _HEAD.format(guid=attribute(guid), version=article.version, lang=lang),
            _rights(article.rights) if article.rights else "",
            "  <itemMeta>\n",
            *_item_meta(article, guid, modified),
            "  </itemMeta>\n  <contentMeta>\n",
            *_administrative(article),
            *_descriptive(article),
            "  </contentMeta>\n",
            *(_part(caption, index, f"i{number}", prefix) for index, caption in enumerate(article.captions, 1)),
            _content(article, prefix, lang),
            "</newsItem>\n",
        ]
    )


def _rights(rights: Rights) -> str:
    lines = [
        rights.holder and f"    <copyrightHolder><name>{escape(rights.holder)}</name></copyrightHolder>\n",
        rights.notice and f"    <copyrightNotice>{escape(rights.notice)}</copyrightNotice>\n",
        rights.terms and f"    <usageTerms>{escape(rights.terms)}</usageTerms>\n",
    ]
    return "".join(["  <rightsInfo>\n", *filter(None, lines), "  </rightsInfo>\n"])


# --- itemMeta: about the item ---


def _item_meta(article: Article, guid: str, modified: str) -> Iterator[str]:
    yield '    <itemClass qcode="ninat:text"/>\n'
    publisher = article.publisher
    yield f"    {_party('provider', publisher)}\n" if publisher else '    <provider qcode="nd:unknown"/>\n'
    yield f"    <versionCreated>{modified}</versionCreated>\n"
    published = article.published.isoformat() if article.published else ""
    if "T" in published:
        yield f"    <firstCreated>{published}</firstCreated>\n"
    if article.embargoed:
        yield f"    <embargoed>{article.embargoed.isoformat()}</embargoed>\n"
    yield f'    <pubStatus qcode="stat:{article.status}"/>\n'
    yield "    <generator>newsdoc</generator>\n"
    if article.editorial_note:
        yield f"    <edNote>{escape(article.editorial_note)}</edNote>\n"
    if article.url:
        yield f'    <link rel="irel:seeAlso" href={attribute(article.url)} contenttype="text/html"/>\n'
    for entry in _residual(article, guid, modified):
        yield f'    <itemMetaExtProperty rel="nd:residual" value={attribute(residual.write(entry))}/>\n'


def _residual(article: Article, guid: str, modified: str) -> Iterator[residual.Entry]:
    if article.id is None:
        yield residual.Entry("$.id", None, guid)
    if article.modified is None:
        yield residual.Entry("$.modified", None, modified)
    publisher = article.publisher
    if publisher and article.sources[0] is not publisher:
        yield residual.Entry("$.publisher", article.sources.index(publisher), publisher.name)


def _party(element: str, source: Source, roles: str = "") -> str:
    role = f' role="{roles}"' if roles else ""
    uri = f" uri={attribute(source.uri)}" if source.uri else ""
    return f"<{element}{role}{uri}><name>{escape(source.name)}</name></{element}>"


# --- contentMeta: about the content ---


def _administrative(article: Article) -> Iterator[str]:
    if article.urgency:
        yield f"    <urgency>{article.urgency}</urgency>\n"
    if article.published:
        yield f"    <contentCreated>{article.published.isoformat()}</contentCreated>\n"
    for place in article.places:
        yield f"    <located><name>{escape(place)}</name></located>\n"
    yield from _parties(_without_provider(article))
    if article.url:
        yield f'    <altId type="nd:canonical">{escape(article.url)}</altId>\n'


def _without_provider(article: Article) -> Sequence[Source]:
    provider = article.publisher
    at = article.sources.index(provider) if provider else len(article.sources)
    return article.sources[:at] + article.sources[at + 1 :]


def _parties(sources: Iterable[Source]) -> Iterator[str]:
    for source in sources:
        party = Party("infoSource", f"ndrole:{source.role}" if source.role else "")
        party = PARTIES.get(source.role or "", party)
        yield f"    {_party(party.element, source, party.roles)}\n"


def _descriptive(article: Article) -> Iterator[str]:
    if article.language:
        yield f'    <language tag="{article.language}"/>\n'
    for keyword in article.keywords:
        yield f"    <keyword>{escape(keyword)}</keyword>\n"
    if article.section:
        yield f'    <subject type="nd:section"><name>{escape(article.section)}</name></subject>\n'
    for subject in article.subjects:
        uri = f" uri={attribute(subject.uri)}" if subject.uri else ""
        yield f'    <subject type="cpnat:abstract"{uri}><name>{escape(subject.name)}</name></subject>\n'
    for element, text in (
        ("slugline", article.slugline),
        ('headline role="ndhl:main"', article.headline),
        ('headline role="ndhl:deck"', article.deck),
        ("dateline", article.dateline),
        ("by", article.byline),
        ("creditline", article.credit),
        ('description role="drol:summary"', article.summary),
    ):
        if text:
            yield f"    <{element}>{escape(text)}</{element.partition(' ')[0]}>\n"


# --- partMeta and contentSet: the captions and the body ---


def _part(caption: Caption, number: int, item: str, prefix: str) -> str:
    lines = [f'  <partMeta partid="{item}-part{number}" contentrefs="{prefix}{number}" seq="{number}">\n']
    lines += _parties(caption.sources)
    if caption.credit:
        lines.append(f"    <creditline>{escape(caption.credit)}</creditline>\n")
    if caption.text:
        lines.append(f'    <description role="drol:caption">{escape(caption.text)}</description>\n')
    lines.append("  </partMeta>\n")
    return "".join(lines)


def _content(article: Article, prefix: str, lang: str) -> str:
    blocks = "\n".join(body(article.body, article.captions, prefix))
    return (
        '  <contentSet>\n    <inlineXML contenttype="application/xhtml+xml">\n'
        f'<html xmlns="{XHTML}"{lang}>\n<head><title>{escape(article.headline or "")}</title></head>\n'
        f"<body>\n{blocks}\n</body>\n</html>\n    </inlineXML>\n  </contentSet>\n"
    )
