"""newsdoc's own JSON, one article a line, compact: for logs, pipes and millions of articles.

The article on each line is the same object as in `newsdoc.formats.json`. Blank lines are skipped, and CRLF is read like
LF. Errors say the `line` of the file and the `path` in that line's article, which is `$` here
(`line 3: $.captions[0].text`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from io import BytesIO
from typing import BinaryIO

from newsdoc import convert, jsontext
from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import ReadError
from newsdoc.formats import Joining
from newsdoc.model import Article
from newsdoc.page.lines import cut_lines

__all__ = ["dump", "dumps", "iterload", "iterload_rest", "joining", "load", "loads"]

_SPACE = " \t\r"


def loads(data: str | bytes, *, report: Report = ignore) -> list[Article]:  # noqa: ARG001 (nothing is ever mended)
    """Read the article of each line."""
    return list(_articles(iter(data.split("\n")) if isinstance(data, str) else cut_lines(BytesIO(data))))


def load(fp: BinaryIO, *, report: Report = ignore) -> list[Article]:
    """Read the article of each line of a binary file."""
    return list(iterload(fp, report=report))


def iterload(fp: BinaryIO, *, report: Report = ignore) -> Iterator[Article]:  # noqa: ARG001 (nothing is ever mended)
    """Read a binary file article by article, in memory for one line."""
    return _articles(cut_lines(fp))


def iterload_rest(fp: BinaryIO) -> Iterator[Article]:
    """Read as `iterload` does what stands below other lines of the same file: no byte order mark belongs there."""
    return _articles(cut_lines(fp), begun=True)


def dumps(articles: Iterable[Article], *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (nothing is ever lost, no time is added)
    """Write an article a line; nothing for no articles."""
    return b"".join(map(_item, articles)).decode()


def dump(articles: Iterable[Article], fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:  # noqa: ARG001 (as for dumps)
    """Write an article a line to a binary file, one at a time."""
    fp.writelines(map(_item, articles))


def joining(now: datetime | None = None) -> Joining:  # noqa: ARG001 (as for dumps)
    """Say how articles that were written apart become a document: their lines stand one below the other."""
    return Joining(_item, iter, b"")


def _item(article: Article) -> bytes:
    return convert.compact(article) + b"\n"


def _articles(lines: Iterator[str | bytes], *, begun: bool = False) -> Iterator[Article]:
    for number, line in enumerate(lines, 1):
        try:
            text = line if isinstance(line, str) else line.removesuffix(b"\n").decode()
            if number == 1 and not begun:
                text = text.removeprefix("\ufeff")
            if not text.strip(_SPACE):
                continue
            value = jsontext.only_value(text)
        except UnicodeDecodeError as error:
            raise ReadError(f"the line is not UTF-8: {error.reason}", format="jsonl", line=number, path="$") from None
        except jsontext.SyntaxFault as fault:
            message = f"{fault.message} (column {fault.at + 1})"
            raise ReadError(message, format="jsonl", line=number, path="$") from None
        yield convert.article(value, format="jsonl", line=number, path="$")
