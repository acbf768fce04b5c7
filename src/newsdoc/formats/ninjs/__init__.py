"""ninjs, IPTC's JSON for news: read in versions 1.0 to 3.x and Superdesk's dialect, written as valid 3.1 or 1.5.

One document holds one article when writing, as the standard has it; when reading, an object, an array of objects,
objects one after the other, such as lines, or any of these in an API's envelopes (`items`, `data`, `hits`). Writing
loses nothing; reading reports every repair and every text that is left out. The documentation's page on ninjs has the
place of each field.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, tzinfo
from itertools import islice
from typing import BinaryIO

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import WriteError
from newsdoc.files.streams import write_all
from newsdoc.formats import Articles, as_articles, envelopes, references, times
from newsdoc.formats.builder import ArticleBuilder, build_all, shown
from newsdoc.formats.json import text as json_text
from newsdoc.formats.json.stream import Undecodable, Window, file_pieces, pieces, values
from newsdoc.formats.json.values import Values
from newsdoc.formats.ninjs.choose import read_news_object
from newsdoc.formats.ninjs.parse import MACHINE, is_news_object
from newsdoc.formats.ninjs.vocabulary import BODIES
from newsdoc.formats.ninjs.write import news_object
from newsdoc.formats.residual import Entry
from newsdoc.formats.times import writing_time
from newsdoc.losses import losses
from newsdoc.model import Article

__all__ = ["dump", "dumps", "iterload", "load", "loads"]

VERSIONS = ("3.1", "1.5", "1.5-superdesk")
"""The versions that are written."""


def loads(data: str | bytes, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a document."""
    return list(build_all(_items(pieces(data), report, times.zone_of(timezone)), report))


def load(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a binary file."""
    return list(iterload(fp, report=report, timezone=timezone))


def iterload(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> Iterator[Article]:
    """Read a binary file article by article, in memory for about one."""
    return build_all(_items(file_pieces(fp), report, times.zone_of(timezone)), report)


def dumps(
    found: Articles,
    *,
    report: Report = ignore,
    now: datetime | None = None,
    version: str = "3.1",
    residual: bool = True,
) -> str:
    """Write an article; ninjs holds exactly one.

    `version` is 3.1, 1.5, or 1.5-superdesk. Without `residual`, values for which the version has no place are lost, and
    reported.
    """
    if version not in VERSIONS:
        raise WriteError(f"newsdoc writes ninjs {', '.join(VERSIONS)}, and not {version!r:.60}")
    several = list(islice(as_articles(found), 2))
    if len(several) != 1:
        many = "several articles were given" if several else "there is no article"
        advice = "; write a file for each article (-o FOLDER/)" if several else ""
        raise WriteError(f"{many}, and a ninjs document holds exactly one{advice}")
    [article] = several
    time = writing_time(now).isoformat()
    written = _current(article, time, residual) if version == "3.1" else _earlier(article, time, version, residual)
    text = written.decode() + "\n"
    if not residual and report is not ignore:
        for loss in losses(several, loads(text)):
            report(loss)
    return text


def dump(
    found: Articles,
    fp: BinaryIO,
    *,
    report: Report = ignore,
    now: datetime | None = None,
    version: str = "3.1",
    residual: bool = True,
) -> None:
    """Write an article to a binary file."""
    write_all(fp, [dumps(found, report=report, now=now, version=version, residual=residual).encode()])


# --- writing ---


def _current(article: Article, time: str, residual: bool) -> bytes:
    written = news_object(article, time, with_residual=residual)
    text = json_text.indented(written)
    if residual and b"&" in text and (number := references.count(written, outside=BODIES)):
        text = json_text.indented(news_object(article, time, number))
    return text


def _earlier(article: Article, time: str, version: str, residual: bool) -> bytes:
    from newsdoc.formats.ninjs import earlier, fields  # few documents are written so

    written = earlier.earlier_object(article, time, is_superdesk=version == earlier.SUPERDESK)
    if not residual:
        return json_text.indented(written)
    entries: list[dict[str, object]] = []
    if number := references.count(written, outside=BODIES):
        entries.append(Entry("$.references", None, number)._asdict())
        written["body_newsdoc"] = _stored(entries)
    builder = read_news_object(written, None, listening=False)
    assert builder is not None  # only a plan or an event is not an article
    entries += fields.missing_fields(article, builder.build())
    if entries:
        written["body_newsdoc"] = _stored(entries)
    return json_text.indented(written)


def _stored(entries: list[dict[str, object]]) -> str:
    return json.dumps(entries, ensure_ascii=False)


# --- reading ---


def _items(text: Iterator[str | Undecodable], report: Report, zone: tzinfo | None) -> Iterator[ArticleBuilder]:
    def repaired(line: int) -> None:
        message = "the JSON has line breaks or control characters inside its texts; they were read as such"
        report(Diagnostic("repair.value", message, line))

    for value, line, path in values(Window(text, "ninjs", repaired=repaired), report):
        for each, place in _unwrapped(value, path, line, report):
            if builder := _item(each, line, place, report, zone):
                yield builder


def _item(value: object, line: int, path: str, report: Report, zone: tzinfo | None) -> ArticleBuilder | None:
    if not is_news_object(value):
        message = f"{json_text.kind(value)} without any property of ninjs is not a news item"
        report(Diagnostic("error.item", message, line, path))
        return None
    builder = read_news_object(value, line, listening=report is not ignore, zone=zone)
    if builder is None:
        report(
            Diagnostic("repair.skipped", f"a plan or an event is not news; it was skipped{_title(value)}", line, path)
        )
    return builder


def _title(value: object) -> str:
    """Return the title of a plan for a message; `""` if it has none."""
    found = (value.get(name) for name in ("title", "headline", "name")) if isinstance(value, dict) else ()
    return next((f": {shown(each)}" for each in found if isinstance(each, str)), "")


def _unwrapped(value: object, path: str, line: int, report: Report) -> list[tuple[object, str]]:
    """Return the items in an envelope, and report the texts beside them."""
    found = envelopes.unwrap(value, path)
    for rest, place in found.rest:
        beside = ArticleBuilder(line)
        Values(beside, report is not ignore).leftovers(rest, "the envelope", MACHINE)
        for note in beside.notes:
            report(Diagnostic(*note)._replace(path=place))
    return found.items
