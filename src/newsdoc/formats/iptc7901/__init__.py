"""IPTC 7901, the text of European and international wires: messages with control characters, one or many in a file.

The header line becomes id, urgency and section, the keyword line the slug line and keywords, the lines up to the `=`
the headline, byline and notes. Files whose control characters are lost are read by their header lines. The
documentation's page on wires lists what goes where.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import tzinfo
from typing import BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.formats import times
from newsdoc.formats.builder import ArticleBuilder, build_all
from newsdoc.formats.iptc7901.parse import begins, read_message
from newsdoc.formats.wire.messages import as_file, messages
from newsdoc.model import Article

__all__ = ["iterload", "load", "loads"]


def loads(data: str | bytes, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a document."""
    return list(iterload(as_file(data), report=report, timezone=timezone))


def load(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a binary file."""
    return list(iterload(fp, report=report, timezone=timezone))


def iterload(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> Iterator[Article]:
    """Read a binary file article by article, in memory for one of them."""
    return build_all(_read(fp, report, times.zone_of(timezone)), report)


def _read(fp: BinaryIO, report: Report, zone: tzinfo | None) -> Iterator[ArticleBuilder]:
    for message in messages(fp, begins, "iptc7901", report):
        yield read_message(message, ArticleBuilder(message.line, is_reported=report is not ignore, zone=zone))
