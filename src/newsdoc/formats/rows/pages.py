"""Files of many pages: records of a crawl, and rows of a table. Each page goes the one way through a page.

A reader of such a file yields a `PageText` for each page; `find_rows` turns them into rows, one for each article.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

import attrs

from newsdoc import formats, unchecked
from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import NewsdocError, ReadError
from newsdoc.files.streams import document
from newsdoc.formats.signatures import is_html
from newsdoc.model import Article
from newsdoc.page import Hints, Page
from newsdoc.page.articles import find, find_articles
from newsdoc.page.found import Found
from newsdoc.page.lines import decode, text_blocks
from newsdoc.text import clean
from newsdoc.uris import absolute

if TYPE_CHECKING:
    from newsdoc.dialects import Dialect
    from newsdoc.formats.rows.columns import Columns

__all__ = ["PageText", "Row", "bytes_of", "cell_of", "find_on", "find_rows", "known_fields", "rows_of", "with_hints"]


_HEAD = 1024  # characters by which HTML is recognised


class PageText(NamedTuple):
    """The text of one page, out of a file of many."""

    text: str | bytes
    """The text; an HTML page as bytes."""

    hints: Hints
    """What the file knows of the page."""

    place: str
    """Its place in the file for messages: «record at byte 4711», «row 12»."""

    origin: str
    """The same for machines: a byte, the number of a row."""

    columns: Mapping[str, Any] = {}
    """What else the file holds of the page and is kept beside its articles."""

    encoding: str | None = None
    """The encoding that a server named for an HTML page."""


class Row(NamedTuple):
    """One article, and what is known of it that is not in the model."""

    article: Article
    confidence: float | None = None
    """How sure the article is, from 0 to 1; `None` for a format that leaves no doubt."""
    doubts: tuple[str, ...] = ()
    """The codes of what was unsure or repaired."""
    origin: str | None = None
    """The place of its page in a file of many pages."""
    number: int | None = 0
    """Its number on its page, from 0."""
    lines: tuple[int, int] | None = None
    """Its lines on the page, counted from 0, half open."""
    columns: Mapping[str, Any] = {}
    """Columns that are kept beside it."""


def bytes_of(data: object) -> BinaryIO:
    """Return a document that was given to `loads` as a binary file."""
    given = document(data)
    return BytesIO(given.encode("utf-8", "surrogatepass") if isinstance(given, str) else given)


def find_rows(
    pages: Iterable[PageText], *, dialect: str | Dialect | None = None, report: Report = ignore
) -> Iterator[Row]:
    """Yield the articles of pages, one page after the other; a page that cannot be read costs only itself."""
    count = 0
    for page in pages:
        try:
            number = 0
            for found in find_on(page, dialect):
                if found.article is None:
                    _report_all(found, page, None, report)
                    continue
                _report_all(found, page, count, report)
                count += 1
                article = with_hints(found.article, page.hints, first=number == 0)
                yield Row(article, found.confidence, found.doubts, page.origin, number, found.lines, page.columns)
                number += 1
        except ReadError as error:
            report(Diagnostic("error.item", f"{error.message} ({page.place})", None, "$"))
        except NewsdocError as error:
            raise type(error)(f"{error} ({page.place})") from error


def rows_of(name: str, fp: BinaryIO, columns: Columns | None, options: dict[str, Any]) -> Iterator[Row]:
    """Yield the articles of a document of any format, each with what is known of it beside the model.

    The `options` are those of the format's own verbs.
    """
    module: Any = formats.get(name)
    report: Report = options["report"]
    if name in ("rows", "parquet"):
        yield from module.iter_rows(fp, columns=columns, **options)
    elif hasattr(module, "iter_rows"):
        yield from module.iter_rows(fp, **options)
    elif name == "rawdump":
        yield from _rows_of(find_articles(text_blocks(fp), options.get("dialect")), report)
    elif name == "html":
        yield from _rows_of(_found_in(module.load(fp, **options)), ignore)
    else:
        yield from _rows_of_document(module, fp, options)


def _rows_of(page: Iterable[Found], report: Report) -> Iterator[Row]:
    count = 0
    for found in page:
        for diagnostic in found.diagnostics:
            report(diagnostic)
        if found.article:
            yield Row(found.article, found.confidence, found.doubts, None, count, found.lines)
            count += 1


def _rows_of_document(module: Any, fp: BinaryIO, options: dict[str, Any]) -> Iterator[Row]:
    """Yield the articles of a newsroom's document, which has no confidence."""
    noticed: list[Diagnostic] = []

    def notice(diagnostic: Diagnostic) -> None:
        noticed.append(diagnostic)
        options["report"](diagnostic)

    articles = module.iterload(fp, **{**options, "report": notice})
    for number, article in enumerate(articles):
        codes = (each.code for each in noticed if each.article in (None, number))
        yield Row(article, None, tuple(dict.fromkeys(codes)), None, number)
        noticed = []


def find_on(page: PageText, dialect: str | Dialect | None) -> Iterator[Found]:
    """Yield the articles of a page, as `newsdoc.find` does; those of an HTML page by its elements."""
    if isinstance(page.text, str):
        return find(page.text, hints=page.hints, dialect=dialect)
    return _find_in_html(page.text, page)


def cell_of(text: str | bytes, hints: Hints, *, place: str = "", origin: str = "") -> PageText:
    """Return the page of a cell of a table: its text, or an HTML page, which may be bytes in any encoding.

    <!doctype html><html><head><title>Bridge Opens</title>
    <p>The council agreed on Monday to reopen the bridge.</p>
    """
    head = text[:_HEAD]
    begun = head if isinstance(head, str) else head.decode("utf-8", "replace")
    if begun.lstrip("\ufeff \t\r\n")[:1] != "<" or not is_html(begun.removeprefix("\ufeff")):
        return PageText(text if isinstance(text, str) else decode(text), hints, place, origin)
    if isinstance(text, bytes):
        return PageText(text, hints, place, origin)
    return PageText(text.encode("utf-8", "surrogatepass"), hints, place, origin, encoding="utf-8")


def _find_in_html(data: bytes, page: PageText) -> Iterator[Found]:
    """Yield the articles of an HTML page."""
    from newsdoc.formats import html  # few files hold HTML, and its reader loads lxml

    found = html.loads(data, hints=page.hints, encoding=page.encoding)
    yield Found(None, [each for each in found.diagnostics if each.article is None], (0, 0))
    yield from _found_in(found)


def _found_in(page: Page) -> Iterator[Found]:
    """Yield the articles of a page that has been read."""
    for number, article in enumerate(page):
        places = [place for ranges in page.origins[number].values() for place in ranges]
        lines = min((start for start, _ in places), default=0), max((stop for _, stop in places), default=0)
        diagnostics = [each for each in page.diagnostics if each.article == number]
        yield Found(article, diagnostics, lines, chance=page.confidence[number])


def _report_all(found: Found, page: PageText, number: int | None, report: Report) -> None:
    """Report the diagnostics of an article, which is the `number`th of the file."""
    if report is ignore:
        return
    for diagnostic in found.diagnostics:
        if number is not None and diagnostic.article is not None:
            diagnostic = diagnostic.about(number)
        where = page.place if diagnostic.line is None else f"{page.place}, line {diagnostic.line}"
        report(diagnostic._replace(message=f"{diagnostic.message} ({where})", line=None))


# --- hints ---

_NAMES = tuple(field.name for field in attrs.fields(Article))


def with_hints(article: Article, hints: Hints, *, first: bool = True) -> Article:
    """Return an article with what is known of its page, where it has none of its own."""
    known = known_fields(article, hints, first=first)
    if not known:
        return article
    # the values of the article have been checked, and so have the hints
    values: dict[str, Any] = {name: getattr(article, name) for name in _NAMES}
    return unchecked.article(**values | known)


def known_fields(article: Article, hints: Hints, *, first: bool = True) -> dict[str, Any]:
    """Return the fields that an article does not have, and that are known of its page.

    That is the address, the language and the date, and for the first article of a page the title.
    """
    known: dict[str, Any] = {}
    if first and hints.title and article.headline is None and (title := clean(hints.title)[0]):
        known["headline"] = title
    if hints.url and article.url is None and (url := absolute(hints.url)[0]):
        known["url"] = url
    if hints.language and article.language is None:
        known["language"] = hints.language
    if hints.published and article.published is None:
        known["published"] = hints.published
    return known
