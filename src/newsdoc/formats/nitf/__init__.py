"""NITF, IPTC's XML for one story: read in every 3.x version, written as valid 3.6.

A document holds exactly one article. What NITF has no place for is lost, and each loss is reported: if reports are
wanted, what was written is read again and compared. In reading, every repair and everything left out is reported. The
documentation's mapping page lists element by element what goes where.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import ReadError, WriteError
from newsdoc.files.streams import write_all
from newsdoc.formats import Articles, as_articles, times
from newsdoc.formats.builder import ArticleBuilder, build_all
from newsdoc.formats.nitf.body import read_body
from newsdoc.formats.nitf.parse import choose_fields, parse_nitf
from newsdoc.formats.nitf.unread import note_unread
from newsdoc.formats.nitf.write import nitf, plain_nitf
from newsdoc.formats.xml import parse as xml
from newsdoc.formats.xml.parse import line_of
from newsdoc.losses import losses
from newsdoc.model import Article

__all__ = ["dump", "dumps", "iterload", "load", "loads"]


def loads(data: str | bytes, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the article of a document."""
    fp, encoding = xml.decoded(data, "nitf")
    return list(build_all(_read(fp, report, encoding, times.zone_of(timezone)), report, checked=False))


def load(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the article of a binary file."""
    return list(iterload(fp, report=report, timezone=timezone))


def iterload(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> Iterator[Article]:
    """Read a binary file; several documents inside another element are read one by one."""
    return build_all(_read(fp, report, None, times.zone_of(timezone)), report, checked=False)


def dumps(
    articles: Articles,
    *,
    report: Report = ignore,
    now: datetime | None = None,  # noqa: ARG001 (NITF wants no time of writing)
    namespace: bool = True,
) -> str:
    """Write an article; there must be exactly one.

    Without `namespace`, the document is as systems read it that know only the DTD of NITF: elements have no namespace,
    the byline is plain text, and the desk's name for the story is also ANPA's `meta`.
    """
    rest = iter(as_articles(articles))
    article, another = next(rest, None), next(rest, None)
    if article is None:
        raise WriteError("there is no article to write; a NITF document holds exactly one")
    if another is not None:
        raise WriteError("there are several articles, and NITF holds one: write a document for each")
    text = nitf(article) if namespace else plain_nitf(article)
    if report is not ignore:
        for loss in losses([article], loads(text)):
            report(loss)
    return text


def dump(
    articles: Articles,
    fp: BinaryIO,
    *,
    report: Report = ignore,
    now: datetime | None = None,
    namespace: bool = True,
) -> None:
    """Write an article to a binary file, in UTF-8; there must be exactly one."""
    text = dumps(articles, report=report, now=now, namespace=namespace)
    write_all(fp, [b'<?xml version="1.0" encoding="UTF-8"?>\n', text.encode()])


def _read(fp: BinaryIO, report: Report, encoding: str | None, zone: tzinfo | None) -> Iterator[ArticleBuilder]:
    for element in xml.items(fp, ("nitf",), "nitf", report, encoding=encoding):
        name, line = xml.local_name(element.tag), line_of(element)
        if name != "nitf":
            raise ReadError(f"the root element is {name}, which is not NITF", format="nitf", line=line or 1)
        builder = ArticleBuilder(line, basic_times=True, is_reported=report is not ignore, zone=zone)
        xml.settle_entities_of(element, builder.note_at)
        parsed = parse_nitf(element, builder)
        shown = choose_fields(parsed)
        read_body(shown, builder)
        if builder.is_reported:
            note_unread(element, builder)
        yield builder
