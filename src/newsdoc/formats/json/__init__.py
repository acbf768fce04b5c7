"""newsdoc's own JSON: an array of articles, indented for reading; the format that keeps everything.

The fields are those of `newsdoc.model`, defaults are left out, a plain paragraph is a string, and every other block is
an object with a `type`. `newsdoc/schemas/article.schema.json` is the JSON Schema of this.

Reading is strict: in newsdoc's own format, an unknown name is more likely a typing error than news. An item that is not
an article costs only itself: it is reported as `error.item`, with the `path` (`$[2].captions[0].text`) of the error. If
no item can be read, the first such error is raised; text that is not JSON is an error with its `line`. `null` is an
absent value, as `None` in the model. UTF-8, UTF-16 and UTF-32 are read, with or
without a byte order mark; UTF-8 is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import ReadError
from newsdoc.files.streams import write_all
from newsdoc.formats import Articles, Concatenation, as_articles
from newsdoc.formats.json import convert as json_convert
from newsdoc.formats.json.stream import Undecodable, Window, file_pieces, pieces
from newsdoc.model import Article

if TYPE_CHECKING:
    from newsdoc.formats.rows.pages import Row

__all__ = ["concatenation", "dump", "dump_rows", "dumps", "iterload", "load", "loads"]

_BETWEEN = b","


def loads(data: str | bytes, *, report: Report = ignore) -> list[Article]:
    """Read an array of articles."""
    return list(_articles(pieces(data), report))


def load(fp: BinaryIO, *, report: Report = ignore) -> list[Article]:
    """Read an array of articles from a binary file."""
    return list(iterload(fp, report=report))


def iterload(fp: BinaryIO, *, report: Report = ignore) -> Iterator[Article]:
    """Read an array article by article, in memory for about one; a syntax error takes the rest of the file as well."""
    return _articles(file_pieces(fp), report)


def dumps(articles: Articles, *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (nothing is ever lost, no time is added)
    """Write an array of articles."""
    return b"".join(_frame(map(json_convert.indented, as_articles(articles)))).decode()


def dump(articles: Articles, fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:  # noqa: ARG001 (as for dumps)
    """Write an array of articles to a binary file, one at a time."""
    write_all(fp, _frame(map(json_convert.indented, as_articles(articles))))


def dump_rows(rows: Iterable[Row], fp: BinaryIO, columns: Sequence[str], *, report: Report = ignore) -> None:  # noqa: ARG001 (nothing is lost)
    """Write articles to a binary file, as an array, with some columns beside their fields."""
    from newsdoc.formats.rows.flat import beside  # few documents have such columns

    write_all(fp, _frame(json_convert.indented(row.article, more) for row, more in beside(rows, columns)))


def concatenation(now: datetime | None = None) -> Concatenation:  # noqa: ARG001 (as for dumps)
    """Return the way from serialised articles to an array."""
    return Concatenation(json_convert.indented, _frame, _BETWEEN)


def _frame(items: Iterable[bytes]) -> Iterator[bytes]:
    before = b"["
    for item in items:
        yield before
        yield item
        before = _BETWEEN
    yield b"[]\n" if before == b"[" else b"\n]\n"


def _articles(text: Iterator[str | Undecodable], report: Report) -> Iterator[Article]:
    window = Window(text, "json")
    window.skip_mark()
    if window.peek() == "{":
        raise window.error(f"[ belongs here, not '{{': {json_convert.ADVICE}")
    number, trouble = 0, None
    try:
        for value, line, path in window.array():
            try:
                article = json_convert.article(value, format="json", path=path, number=number, report=report)
            except ReadError as error:
                trouble = trouble or error
                report(Diagnostic("error.item", error.message, line, error.path))
                continue
            number += 1
            yield article
    except ReadError as error:
        raise error if number or trouble is None else trouble from None
    if trouble and not number:
        raise trouble
