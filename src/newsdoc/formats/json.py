"""newsdoc's own JSON: an array of articles, indented for reading; the format that keeps everything.

A field stands where `newsdoc.model` has it, defaults are left out, a plain paragraph is a string, and every other block
is an object with a `type`. `newsdoc/schemas/article.schema.json` says the same as a JSON Schema.

Reading is strict: this is our own format, and what it does not know is more likely a typing error than news. Errors say
the `line` where the text is no JSON, and the `path` (`$[2].captions[0].text`) where it is no article. `null` stands for
an absent value wherever the model has `None`. UTF-8, UTF-16 and UTF-32 are read, with or without a byte order mark;
UTF-8 is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import BinaryIO

from newsdoc import convert
from newsdoc.diagnostics import Report, ignore
from newsdoc.formats import Joining
from newsdoc.jsonstream import Undecodable, Window, pieces
from newsdoc.lines import write_all
from newsdoc.model import Article

__all__ = ["dump", "dumps", "iterload", "joining", "load", "loads"]

_BETWEEN = b","


def loads(data: str | bytes, *, report: Report = ignore) -> list[Article]:  # noqa: ARG001 (nothing is ever mended)
    """Read an array of articles."""
    return list(_articles(pieces(data)))


def load(fp: BinaryIO, *, report: Report = ignore) -> list[Article]:
    """Read an array of articles from a binary file."""
    return list(iterload(fp, report=report))


def iterload(fp: BinaryIO, *, report: Report = ignore) -> Iterator[Article]:  # noqa: ARG001 (nothing is ever mended)
    """Read an array article by article, in memory for about one; a syntax error takes the rest of the file as well."""
    return _articles(pieces(fp))


def dumps(articles: Iterable[Article], *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (nothing is ever lost, no time is added)
    """Write an array of articles."""
    return b"".join(_framed(map(convert.indented, articles))).decode()


def dump(articles: Iterable[Article], fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:  # noqa: ARG001 (as for dumps)
    """Write an array of articles to a binary file, one at a time."""
    write_all(fp, _framed(map(convert.indented, articles)))


def joining(now: datetime | None = None) -> Joining:  # noqa: ARG001 (as for dumps)
    """Say how articles that were written apart become an array."""
    return Joining(convert.indented, _framed, _BETWEEN)


def _framed(items: Iterable[bytes]) -> Iterator[bytes]:
    before = b"["
    for item in items:
        yield before
        yield item
        before = _BETWEEN
    yield b"[]\n" if before == b"[" else b"\n]\n"


def _articles(text: Iterator[str | Undecodable]) -> Iterator[Article]:
    window = Window(text, "json")
    window.skip_mark()
    for value, _, path in window.array():
        yield convert.article(value, format="json", path=path)
