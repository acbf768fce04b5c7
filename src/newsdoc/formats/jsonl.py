"""newsdoc's own JSON, one article a line, compact: for logs, pipes and millions of articles.

The article on each line is the same object as in `newsdoc.formats.json`. Blank lines are skipped, and CRLF is read like
LF. A line that cannot be read costs only itself: it is reported as `error.item` with the `line` of the file and the
`path` in that line's article, which is `$` here (`line 3: $.captions[0].text`). If no line can be read, the first
such error is raised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import ReadError
from newsdoc.files.streams import document, write_all
from newsdoc.formats import Articles, Concatenation, as_articles
from newsdoc.formats.json import convert as json_convert
from newsdoc.formats.json import text as json_text
from newsdoc.model import Article
from newsdoc.page.lines import cut_lines

if TYPE_CHECKING:
    from newsdoc.formats.rows.pages import Row

__all__ = ["concatenation", "dump", "dump_rows", "dumps", "iterload", "iterload_part", "load", "loads"]

_SPACE = " \t\r"


def loads(data: str | bytes, *, report: Report = ignore) -> list[Article]:
    """Read the article of each line."""
    data = document(data)
    return list(_articles(iter(data.split("\n")) if isinstance(data, str) else cut_lines(BytesIO(data)), report))


def load(fp: BinaryIO, *, report: Report = ignore) -> list[Article]:
    """Read the article of each line of a binary file."""
    return list(iterload(fp, report=report))


def iterload(fp: BinaryIO, *, report: Report = ignore) -> Iterator[Article]:
    """Read a binary file article by article, in memory for one line."""
    return _articles(cut_lines(fp), report)


def iterload_part(fp: BinaryIO, *, mid_file: bool, report: Report = ignore) -> Iterator[Article]:
    """Read some lines of a file as `iterload` reads all; with `mid_file`, they are not the first ones.

    Only the first line may have a byte order mark. A part raises no error if none of its lines can be read.
    """
    return _articles(cut_lines(fp), report, mid_file=mid_file, whole=False)


def dumps(articles: Articles, *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (nothing is ever lost, no time is added)
    """Write an article a line; an empty text for no articles."""
    return b"".join(map(_item, as_articles(articles))).decode()


def dump(articles: Articles, fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:  # noqa: ARG001 (as for dumps)
    """Write an article a line to a binary file, one at a time."""
    write_all(fp, map(_item, as_articles(articles)))


def dump_rows(rows: Iterable[Row], fp: BinaryIO, columns: Sequence[str], *, report: Report = ignore) -> None:  # noqa: ARG001 (nothing is lost)
    """Write articles to a binary file, one a line, with some columns beside their fields."""
    from newsdoc.formats.rows.flat import beside  # few documents have such columns

    write_all(fp, (json_convert.compact(row.article, more) + b"\n" for row, more in beside(rows, columns)))


def concatenation(now: datetime | None = None) -> Concatenation:  # noqa: ARG001 (as for dumps)
    """Return the way from serialised articles to a document: one line after the other."""
    return Concatenation(_item, iter, b"")


def _item(article: Article) -> bytes:
    return json_convert.compact(article) + b"\n"


def _articles(
    lines: Iterator[str | bytes], report: Report, *, mid_file: bool = False, whole: bool = True
) -> Iterator[Article]:
    count = bad = 0
    held: ReadError | None = None  # a fault above all articles: it is the error of a file without any
    for number, line in enumerate(lines, 1):
        try:
            article = _article(line, number, count, report, first=number == 1 and not mid_file)
        except ReadError as error:
            bad += 1
            if bad == 1 and not count and whole:
                held = error
            else:
                report(_left_out(error))
            continue
        if article is not None:
            if held:
                report(_left_out(held))
                held = None
            count += 1
            yield article
    if held:
        raise held


def _left_out(error: ReadError) -> Diagnostic:
    return Diagnostic("error.item", error.message, error.line, error.path)


def _article(line: str | bytes, number: int, count: int, report: Report, *, first: bool) -> Article | None:
    """Read a line after `count` articles; return `None` for a blank one."""
    try:
        text = line if isinstance(line, str) else line.removesuffix(b"\n").decode()
        if first:
            text = text.removeprefix("\ufeff")
        if not text.strip(_SPACE):
            return None
        value = json_text.only_value(text)
    except UnicodeDecodeError as error:
        raise ReadError(f"the line is not UTF-8: {error.reason}", format="jsonl", line=number, path="$") from None
    except json_text.SyntaxFault as fault:
        message = f"{fault.message} (column {fault.at + 1})"
        raise ReadError(message, format="jsonl", line=number, path="$") from None
    return json_convert.article(value, format="jsonl", line=number, path="$", number=count, report=report)
