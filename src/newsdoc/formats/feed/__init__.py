"""RSS, Atom and JSON Feed, the feeds of web sites, and exports of WordPress: each item is an article.

RSS 2.0, 1.0 (RDF), 0.9x, Atom 1.0 and 0.3, JSON Feed 1.0 and 1.1 are read, with the full text where a feed carries it,
and Media RSS, Dublin Core and iTunes beside it. Feeds are often not well-formed XML: what can be saved is read, and the
fault is reported. The documentation's page on feeds lists what goes where.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import BinaryIO

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import ModelError, ReadError
from newsdoc.files.streams import read_piece, unread
from newsdoc.formats import times
from newsdoc.formats.builder import ArticleBuilder, build_all, quoted
from newsdoc.formats.feed.broken import pull
from newsdoc.formats.feed.channel import ITEMS, Channel, read_channel
from newsdoc.formats.feed.choose import choose_fields
from newsdoc.formats.feed.parse import is_empty, parse_item, skip
from newsdoc.formats.xml import parse as xml
from newsdoc.formats.xml.lines import line as text_line
from newsdoc.formats.xml.parse import Element, line_of
from newsdoc.model import Article

__all__ = ["iterload", "load", "loads"]

_HEAD = 1 << 12  # bytes that are looked at, to know JSON from XML
_ROOTS = ("rss", "feed", "RDF", "channel")


def loads(data: str | bytes, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a document."""
    fp, encoding = xml.decoded(data, "feed")
    return list(build_all(_read(fp, report, encoding, times.zone_of(timezone)), report))


def load(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a binary file."""
    return list(iterload(fp, report=report, timezone=timezone))


def iterload(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> Iterator[Article]:
    """Read a binary file article by article, in memory for two of them."""
    return build_all(_read(fp, report, None, times.zone_of(timezone)), report)


def _read(fp: BinaryIO, report: Report, encoding: str | None, zone: tzinfo | None) -> Iterator[ArticleBuilder]:
    channel, around = Channel(), None
    empty: list[int | None] = []
    for element in _elements(fp, report, encoding):
        name, line = xml.local_name(element.tag), line_of(element)
        if name not in ITEMS:
            if name not in _ROOTS:
                raise ReadError(f"the root element is {name[:60]}, which is not a feed", format="feed", line=line or 1)
            return  # a feed without items
        if is_empty(element):
            empty.append(line)
            if words := text_line(element):
                message = f"the text of an item without elements was left out: {quoted(words)}"
                report(Diagnostic("repair.dropped", message, line))
            continue
        builder = ArticleBuilder(line, is_reported=report is not ignore, zone=zone)
        xml.settle_entities_of(element, builder.note_at)
        if (parent := element.getparent()) is None or parent is not around:
            channel, around = read_channel(element, builder), parent
        if skipped := skip(element):
            report(Diagnostic("repair.skipped", skipped, line))
            continue
        if (found := _item(element, builder, channel, report)) is not None:
            yield found
    if empty:
        said = "an empty item was" if len(empty) == 1 else f"{len(empty)} empty items were"
        report(Diagnostic("repair.skipped", f"{said} skipped", empty[0]))


def _elements(fp: BinaryIO, report: Report, encoding: str | None) -> Iterator[Element]:
    """Yield the items of a feed, or the root of one without items."""
    head = read_piece(fp, _HEAD)
    while (seen := head.removeprefix(b"\xef\xbb\xbf").lstrip()) == b"" and (piece := read_piece(fp, _HEAD)):
        head += piece
    if seen[:1] == b"{":
        from newsdoc.formats.feed import jsonfeed  # few feeds are JSON, and its reader takes time to load

        yield from jsonfeed.items(unread(head, fp), report)
    else:
        yield from xml.items(unread(head, fp), ITEMS, "feed", report, encoding=encoding, pull=pull)


def _item(element: Element, builder: ArticleBuilder, channel: Channel, report: Report) -> ArticleBuilder | None:
    """Read one item; one that cannot be read does not stop the feed."""
    try:
        return choose_fields(parse_item(element, builder, channel), element)
    except ModelError as error:
        report(Diagnostic("error.item", f"an item cannot be read: {error}", builder.line))
        return None
