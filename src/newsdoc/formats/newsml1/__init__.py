"""Read NewsML 1.0 to 1.2, IPTC's first XML for news items, for archives and agencies that still send it.

Each NewsItem is an article, or several where its texts have headlines of their own: its NewsLines, its text as NITF,
XHTML or plain text, and its picture components as captions. Pictures in items of their own are joined to their text,
and the items of a package are articles. What has to be mended or left out is reported. The
documentation's mapping page lists what goes where.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import BinaryIO

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import ReadError
from newsdoc.formats import times
from newsdoc.formats.builder import ArticleBuilder, build_all
from newsdoc.formats.newsml1.join import Item, join_items
from newsdoc.formats.newsml1.parse import read_item
from newsdoc.formats.newsml1.unread import envelope_names, envelope_texts, skip
from newsdoc.formats.said import drop_unsaid
from newsdoc.formats.xml import parse as xml
from newsdoc.formats.xml.parse import line_of
from newsdoc.model import Article

__all__ = ["iterload", "load", "loads"]


def loads(data: str | bytes, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a document."""
    fp, encoding = xml.decoded(data, "newsml1")
    items = _read(fp, report, encoding, times.zone_of(timezone))
    return list(build_all(join_items(items, report), report, checked=False))


def load(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a binary file."""
    return list(iterload(fp, report=report, timezone=timezone))


def iterload(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> Iterator[Article]:
    """Read a binary file article by article, in memory for about a hundred of them."""
    items = _read(fp, report, None, times.zone_of(timezone))
    return build_all(join_items(items, report), report, checked=False)


def _read(fp: BinaryIO, report: Report, encoding: str | None, zone: tzinfo | None) -> Iterator[Item]:
    is_reported = report is not ignore
    tags = ("NewsEnvelope", "NewsItem", "NewsML") if is_reported else ("NewsItem", "NewsML")
    around: list[tuple[str, int | None]] = []
    names: list[tuple[str, str, int | None]] = []
    for element in xml.items(fp, tags, "newsml1", report, encoding=encoding):
        name, line = xml.local_name(element.tag), line_of(element)
        if name == "NewsItem":
            builder = ArticleBuilder(line, basic_times=True, zone=zone)
            xml.settle_entities_of(element, builder.note_at)
            if skipped := skip(element):
                report(Diagnostic("repair.skipped", skipped, line))
                continue
            item = read_item(element, builder, all_words=is_reported)
            for text, place in around:
                item.builders[0].dropped("text of the envelope", text, place)
            drop_unsaid(item.builders[0], names)
            around, names = [], []
            yield item
        elif name == "NewsEnvelope" and element.getparent() is not None:
            around = [(text, line) for text in envelope_texts(element)]
            names = [("a name in the envelope", name, line) for name in envelope_names(element)]
        elif name != "NewsML":
            raise ReadError(f"the root element is {name}, which is not NewsML 1", format="newsml1", line=line or 1)
