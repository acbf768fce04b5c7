"""Write one article as one NITF 3.6 document, in the order of the schema, as text.

Each value is written once, where the standard wants it. Values without a place are left out: addresses of publishers
and of makers who are named in no line, the order of parties of different kinds, fractions of a second. The
documentation's mapping page has the list; tests hold that what is written is valid and that each loss is reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime

from newsdoc.formats.nitf.mapping import TOLD
from newsdoc.formats.nitf.vocabulary import (
    DOCDATA,
    IPTC_SUBJECTS,
    LINK,
    LINKED_ITEM,
    MAKERS,
    NAMESPACE,
    NO_REFNUM,
    OUTSIDE_DOCDATA,
    PEOPLE,
    STRONG,
    SUBHEADS,
    role_class,
)
from newsdoc.formats.xml.write import Vocabulary, attribute, body, element, escape, preformatted
from newsdoc.model import Article, Caption, Link, Rights, Source, Subject

__all__ = ["nitf", "plain_nitf"]

_CODED = re.compile(r"(.*[/#:=])([A-Za-z0-9._-]+)").fullmatch
_FIRST = ("version", 1)
_SLUG = TOLD["du-key"]["key"]
_ORDER = dict.fromkeys((*DOCDATA, *(name for name in TOLD if name not in OUTSIDE_DOCDATA)))
_LEVELS = (("000000", "type"), ("000", "matter"), ("", "detail"))


def nitf(article: Article) -> str:
    """Write an article."""
    return _document(article, f' xmlns="{NAMESPACE}"', is_plain=False)


def plain_nitf(article: Article) -> str:
    """Write an article for systems that know only the DTD.

    They look for elements without a namespace, print a byline only as far as it is text, and take the desk's
    name for the story from ANPA's `meta`.
    """
    return _document(article, "", is_plain=True)


def _document(article: Article, namespace: str, *, is_plain: bool) -> str:
    lang = f' xml:lang="{article.language}"' if article.language else ""
    byline = None if is_plain else article.byline
    return "".join(
        [
            f'<nitf{namespace} version="-//IPTC//DTD NITF 3.6//EN"{lang}>\n<head>\n',
            *_head(article, byline, getattr(article, _SLUG) if is_plain else None),
            "</head>\n<body>\n<body.head>\n",
            *_body_head(article, byline),
            "</body.head>\n<body.content>\n",
            *(f"{block}\n" for block in body(article.body, article.captions, "media", _NITF)),
            "</body.content>\n",
            *_body_end(article),
            "</body>\n</nitf>\n",
        ]
    )


def _time(value: datetime | date) -> str:
    """Write a time in ISO 8601's basic form, to the second: `YYYYMMDDTHHMMSS+HHMM`."""
    day = f"{value.year:04}{value.month:02}{value.day:02}"
    if not isinstance(value, datetime):
        return day
    zone = value.isoformat()[-6:].replace(":", "")
    return f"{day}T{value.hour:02}{value.minute:02}{value.second:02}{'Z' if zone == '+0000' else zone}"


def _empty(name: str, *attributes: tuple[str, str | None]) -> str:
    """Write an element of nothing but attributes, without those that are absent."""
    given = "".join(f" {key}={attribute(value)}" for key, value in attributes if value)
    return f"<{name}{given}/>\n"


# --- head: what is said about the document ---


def _head(article: Article, byline: str | None, anpa_keyword: str | None) -> Iterator[str]:
    """Yield the head; authors whom `byline` does not name are in it."""
    if article.headline:
        yield f"<title>{escape(article.headline)}</title>\n"
    yield '<meta name="generator" content="newsdoc"/>\n'
    if anpa_keyword:
        yield _empty("meta", ("name", "anpa-keyword"), ("content", anpa_keyword))
    if article.subjects:
        yield f"<tobject>\n{''.join(map(_subject, article.subjects))}</tobject>\n"
    status = "embargoed" if article.embargoed and article.status == "usable" else article.status
    yield f'<docdata management-status="{status}">\n'
    yield from _docdata(article)
    yield "</docdata>\n"
    yield from _pubdata(article)
    for source in _makers(article, byline):
        yield _empty("revision-history", ("name", source.name), ("function", MAKERS[source.role or ""]))
    if article.modified:
        yield _empty("revision-history", ("norm", _time(article.modified)))


def _subject(subject: Subject) -> str:
    """Write a subject: its name on the level that its number tells, its address as provider and number."""
    coded = _CODED(subject.uri or "")
    provider, refnum = coded.groups() if coded else (None, NO_REFNUM)
    level = "type"
    if provider == IPTC_SUBJECTS and re.fullmatch("[0-9]{8}", refnum):
        provider = "IPTC"
        level = next(level for zeros, level in _LEVELS if refnum.endswith(zeros))
    prefix = "tobject.subject"
    return _empty(
        prefix,
        (f"{prefix}.ipr", provider),
        (f"{prefix}.code", subject.code),
        (f"{prefix}.refnum", refnum),
        (f"{prefix}.{level}", subject.name),
    )


def _docdata(article: Article) -> Iterator[str]:
    rest = article.places[_named(article.dateline, article.places)[1] :]
    times = {"date.issue": article.published, "date.release": article.embargoed}
    for name in _ORDER:
        if moment := times.get(name):
            yield _empty(name, ("norm", _time(moment)))
        elif name in TOLD and (values := _values(article, name)):
            yield _empty(name, *values)
    if article.rights and article.rights.holder:
        yield _empty("doc.copyright", ("holder", article.rights.holder))
    if article.keywords:
        keywords = (_empty("keyword", ("key", keyword)) for keyword in article.keywords)
        yield f"<key-list>\n{''.join(keywords)}</key-list>\n"
    identified = [f'<location class="dateline">{escape(place)}</location>\n' for place in rest]
    identified += [_classifier("genre", genre.name, *_coded(genre)) for genre in article.genres]
    identified += map(_link, article.links)
    if identified:
        yield f"<identified-content>\n{''.join(identified)}</identified-content>\n"


def _classifier(kind: str, text: str, *attributes: tuple[str, str]) -> str:
    given = "".join(f" {name}={attribute(value)}" for name, value in attributes)
    return f'<classifier type="{kind}"{given}>{escape(text)}</classifier>\n'


def _link(link: Link) -> str:
    """Write a link by its address, or else by the id of the item it leads to."""
    kind = LINK if link.url else LINKED_ITEM
    return _classifier(kind, link.title, ("value", link.url or link.id or ""))


def _coded(concept: Source | Subject) -> tuple[tuple[str, str], ...]:
    """Return the attributes of an address or a code: the scheme as `idsrc`, and what is in it as `value`."""
    if concept.uri:
        coded = _CODED(concept.uri)
        return tuple(zip(("idsrc", "value"), coded.groups(), strict=True)) if coded else ()
    scheme, _, code = (concept.code or "").partition(":")
    if scheme and code:
        return ("idsrc", scheme), ("value", code)
    return (("value", concept.code),) if concept.code else ()


def _values(article: Article, name: str) -> list[tuple[str, str]]:
    """Return the attributes of an element that tells fields as they are; a first version goes without saying."""
    return [
        (attribute, str(value))
        for attribute, field in TOLD[name].items()
        if (value := getattr(article, field)) and (field, value) != _FIRST
    ]


def _pubdata(article: Article) -> Iterator[str]:
    names: list[str | None] = [source.name for source in article.sources if source.role == "publisher"]
    about = _values(article, "pubdata")
    if not names and about:
        names = [None]
    for index, name in enumerate(names):
        more = () if index else (("type", "web" if article.url else None), *about)
        yield _empty("pubdata", ("name", name), *more)


def _authors(article: Article) -> tuple[Source, ...]:
    return tuple(source for source in article.sources if source.role == "author")


def _makers(article: Article, byline: str | None) -> Iterator[Source]:
    """Yield those who made the text and are not named in the byline."""
    authors = _authors(article)
    yield from authors[_named(byline, [author.name for author in authors])[1] :]
    for source in article.sources:
        if source.role in MAKERS and source.role != "author":
            yield source


# --- body.head: what is displayed around the text ---


def _body_head(article: Article, byline: str | None) -> Iterator[str]:
    """Yield the lines around the text; the authors whom `byline` names are elements in it."""
    if article.headline or article.deck:
        deck = f"<hl2>{escape(article.deck)}</hl2>" if article.deck else ""
        yield f"<hedline><hl1>{escape(article.headline or '')}</hl1>{deck}</hedline>\n"
    if article.rights and (article.rights.notice or article.rights.terms):
        yield _rights(article.rights)
    if article.byline:
        authors = _authors(article) if byline else ()
        yield f"<byline>{_with_parties(article.byline, authors, bare='author')[0]}</byline>\n"
    agencies = [source for source in article.sources if source.role not in ("publisher", *MAKERS)]
    if agencies:
        yield f"<distributor>{''.join(_org(source) for source in agencies)}</distributor>\n"
    if article.dateline:
        pieces = _named(article.dateline, article.places)[0]
        inside = (element("location", piece) if at % 2 else escape(piece) for at, piece in enumerate(pieces))
        yield f"<dateline>{''.join(inside)}</dateline>\n"
    if article.summary:
        yield f"<abstract>{element('p', article.summary)}</abstract>\n"


def _rights(rights: Rights) -> str:
    terms = f"<rights.limitations>{escape(rights.terms)}</rights.limitations>" if rights.terms else ""
    return f"<rights>{escape(rights.notice or '')}{terms}</rights>\n"


def _org(source: Source) -> str:
    return _party(source, "org", bare="agency")


def _party(source: Source, tag: str, *, bare: str | None) -> str:
    """Write a party; the role `bare` is the one that the element says by itself."""
    role = f' class="{role_class(source.role)}"' if source.role != bare else ""
    coded = (("value", source.uri),) if source.uri else _coded(source)
    given = "".join(f" {name}={attribute(value)}" for name, value in coded)
    return f"<{tag}{role}{given}>{escape(source.name)}</{tag}>"


# --- names inside a printed line ---


def _named(text: str | None, names: Sequence[str]) -> tuple[list[str], int]:
    """Cut a line at the names that it has, as whole words in their order; return how many of them it has.

    The first piece is text, the second a name, and so on by turns; after the first name that the line lacks, none is
    looked for, so that their order is kept.
    """
    pieces: list[str] = []
    at = 0
    for name in names:
        found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(text or "", at)
        if found is None:
            break
        pieces += [(text or "")[at : found.start()], name]
        at = found.end()
    return [*pieces, (text or "")[at:]], len(pieces) // 2


def _with_parties(text: str, sources: Sequence[Source], *, bare: str | None) -> tuple[str, int]:
    """Write a line with the parties that it names as elements; say how many it names."""
    pieces, count = _named(text, [source.name for source in sources])
    parties = iter(sources)
    written = []
    for at, piece in enumerate(pieces):
        if at % 2:
            source = next(parties)
            written.append(_party(source, "person" if source.role in PEOPLE else "org", bare=bare))
        else:
            written.append(escape(piece))
    return "".join(written), count


# --- body.content and body.end ---


def _body_end(article: Article) -> Iterator[str]:
    if values := _values(article, "tagline"):
        yield f"<body.end>{element('tagline', values[0][1])}</body.end>\n"


def _media(caption: Caption, id: str) -> str:
    """Write a caption as media: its parties go into the lines that name them, else into metadata beside them."""
    lead = ' class="lead"' if caption.anchor is None else ""
    source = f" source={attribute(caption.url)}" if caption.url else ""
    credit, named = _with_parties(caption.credit or "", caption.sources, bare=_NEVER)
    text, more = _with_parties(caption.text or "", caption.sources[named:], bare=_NEVER)
    metadata = "".join(
        f'<media-metadata name="{role_class(source.role)}" value={attribute(source.name)}/>'
        for source in caption.sources[named + more :]
    )
    words = f"<media-caption><p{_space(caption.text)}>{text}</p></media-caption>" if caption.text else ""
    producer = f"<media-producer{_space(caption.credit)}>{credit}</media-producer>" if caption.credit else ""
    return f'<media id="{id}" media-type="image"{lead}>{metadata}<media-reference{source}/>{words}{producer}</media>'


def _space(text: str | None) -> str:
    return ' xml:space="preserve"' if text and "  " in text else ""


_NEVER = ""  # no role: a party of a picture always says its own

_NITF = Vocabulary(
    {"link": "a", "strong": f'em class="{STRONG}"', "emphasis": "em"},
    ("hl2", *(f'hl2 class="{name}"' for name in SUBHEADS[1:])),
    ("<bq><block>", "</block></bq>"),
    _media,
    preformatted,
)
