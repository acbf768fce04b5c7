"""ninjs, IPTC's JSON for news: read in versions 1.0 to 3.x and Superdesk's dialect, written as valid 3.1.

One document holds one article when writing, as the standard has it; when reading, an object, an array of objects, or
objects one after the other, such as lines. Nothing is lost in writing; in reading, every repair and everything left out
is reported. The documentation's page on ninjs lists property by property what goes where.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import BinaryIO

from newsdoc import jsontext
from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import WriteError
from newsdoc.formats.jsonitem import Item, articles
from newsdoc.formats.ninjs_properties import is_news_object
from newsdoc.formats.ninjs_read import read_news_object
from newsdoc.formats.ninjs_write import news_object
from newsdoc.formats.times import writing_time
from newsdoc.jsonstream import Undecodable, Window, pieces
from newsdoc.lines import write_all
from newsdoc.model import Article

__all__ = ["dump", "dumps", "iterload", "load", "loads"]


def loads(data: str | bytes, *, report: Report = ignore) -> list[Article]:
    """Read the articles of a document."""
    return list(articles(_items(pieces(data), report), report))


def load(fp: BinaryIO, *, report: Report = ignore) -> list[Article]:
    """Read the articles of a binary file."""
    return list(iterload(fp, report=report))


def iterload(fp: BinaryIO, *, report: Report = ignore) -> Iterator[Article]:
    """Read a binary file article by article, in memory for about one."""
    return articles(_items(pieces(fp), report), report)


def dumps(found: Iterable[Article], *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (nothing is ever lost)
    """Write an article; ninjs holds exactly one."""
    several = list(islice(found, 2))
    if len(several) != 1:
        many = "several articles were given" if several else "there is no article"
        raise WriteError(f"{many}, and a ninjs document holds exactly one")
    return jsontext.indented(news_object(several[0], writing_time(now).isoformat())).decode() + "\n"


def dump(found: Iterable[Article], fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:
    """Write an article to a binary file."""
    write_all(fp, [dumps(found, report=report, now=now).encode()])


# --- reading ---


def _items(text: Iterator[str | Undecodable], report: Report) -> Iterator[Item]:
    for value, line, path in _values(Window(text, "ninjs")):
        if not is_news_object(value):
            message = f"{jsontext.kind(value)} without any property of ninjs is no news item"
            report(Diagnostic("error.item", message, line, path))
            continue
        item = read_news_object(value, line)
        if item is None:
            report(Diagnostic("repair.skipped", "a plan or an event is no news; it was passed over", line, path))
        else:
            yield item


def _values(window: Window) -> Iterator[tuple[object, int, str]]:
    """Give the values of an array, or those that stand one after the other, with their lines and paths."""
    window.skip_mark()
    if window.peek() == "[":
        yield from window.array()
        return
    while True:
        ahead = window.peek()
        if ahead != "{":
            raise window.error(f"an object or an array belongs here, not {repr(ahead) if ahead else 'the end'}")
        line = window.line
        yield window.value("$"), line, "$"
        if not window.peek():
            return
