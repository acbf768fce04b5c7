"""Read and write files of articles: the verbs of newsdoc.

The formats read and write binary files, and know no paths. `opening` opens a file, and tells its format; when writing,
`atomic` puts the finished file in its place.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any, Unpack, cast, overload

import attrs

from newsdoc import formats
from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import UnknownFormat, WriteError
from newsdoc.files import remote
from newsdoc.files.limits import Limits, Meter
from newsdoc.files.streams import document
from newsdoc.formats import Articles
from newsdoc.io.opening import Input, label, reading, sniff
from newsdoc.model import Article, Source

if TYPE_CHECKING:
    from newsdoc.dialects import Dialect
    from newsdoc.formats.newsml.catalogs import Catalogs
    from newsdoc.formats.rows.pages import Row
    from newsdoc.formats.times import Zone
    from newsdoc.io.options import ListFormat, LoadsOptions, PageFormat, ReadOptions
    from newsdoc.page import Hints, Page

__all__ = ["dumps", "iter_read", "iter_rows", "loads", "read", "with_language_and_source", "write"]

# --- reading ---


@overload
def read(path: Input, *, format: PageFormat, **options: Unpack[ReadOptions]) -> Page: ...
@overload
def read(path: Input, *, format: ListFormat, **options: Unpack[ReadOptions]) -> list[Article]: ...
@overload
def read(path: Input, *, format: str | None = ..., **options: Unpack[ReadOptions]) -> Page | list[Article]: ...
def read(
    path: Input,
    *,
    format: str | None = None,
    dialect: str | Dialect | None = None,
    hints: Hints | None = None,
    language: str | None = None,
    source: Source | None = None,
    timezone: Zone = None,
    catalogs: Catalogs | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    report: Report = ignore,
) -> Page | list[Article]:
    """Read all articles of a file: a `Page` for a raw dump and for HTML, else a list.

    `path` may be an address that fsspec knows, such as `s3://bucket/page.txt`, with the extra `remote`.

    Without `format`, a name that ends in `.txt` is a raw dump, and for every other the content decides; content that
    newsdoc does not read, such as an image, is a `ReadError` that names it. Files packed with gzip, bzip2 or xz are
    unpacked, whatever their names. `dialect` concerns raw dumps only, `hints` raw dumps and HTML, and the page keeps
    them; `language` and `source` are set on every article, `source` in front of its own. `timezone` is the zone of
    times that name none: an IANA name, an offset such as `+02:00`, or a `tzinfo`. `catalogs` tells what the codes of
    NewsML-G2 mean whose schemes a document does not declare: the addresses of schemes by alias, or catalog files.
    `encoding` overrules what the document says of its encoding, and the UTF-8 that a raw dump is read as; without it,
    and without `format`, a raw dump in UTF-16 or UTF-32 is recognised. A file beyond the `limits` is a `ReadError`;
    without them, the usual ones count, which real documents do not meet.
    """
    noticed: list[Diagnostic] = []

    def notice(diagnostic: Diagnostic) -> None:
        noticed.append(diagnostic)
        report(diagnostic)

    known = "utf-8" if encoding else None  # content that has been decoded comes as UTF-8
    meter = Meter(limits, whole=True)
    with reading(path, format, encoding=encoding, meter=meter, report=notice) as (name, fp):
        options = _options(
            name, report, dialect=dialect, hints=hints, timezone=timezone, catalogs=catalogs, encoding=known
        )
        articles = cast("Page | list[Article]", formats.get(name).load(fp, **options))
        meter.check_articles(len(articles))
    if noticed and not isinstance(articles, list):
        articles = attrs.evolve(articles, diagnostics=(*noticed, *articles.diagnostics))
    return _stamped(articles, language, source)


@overload
def loads(data: str | bytes, format: PageFormat, **options: Unpack[LoadsOptions]) -> Page: ...
@overload
def loads(data: str | bytes, format: ListFormat, **options: Unpack[LoadsOptions]) -> list[Article]: ...
@overload
def loads(data: str | bytes, format: str | None = ..., **options: Unpack[LoadsOptions]) -> Page | list[Article]: ...
def loads(
    data: str | bytes,
    format: str | None = None,
    *,
    dialect: str | Dialect | None = None,
    hints: Hints | None = None,
    language: str | None = None,
    source: Source | None = None,
    timezone: Zone = None,
    catalogs: Catalogs | None = None,
    encoding: str | None = None,
    report: Report = ignore,
) -> Page | list[Article]:
    """Read all articles of a document that is in memory, as text or bytes; the options are those of `read`.

    Without `format`, the content decides: text that no other format claims is a page. Bytes are read as a file with
    this content, so packed bytes are unpacked; `encoding` concerns bytes only.
    """
    data = document(data)
    if isinstance(data, bytes):
        return read(
            BytesIO(data),
            format=format,
            dialect=dialect,
            hints=hints,
            language=language,
            source=source,
            timezone=timezone,
            catalogs=catalogs,
            encoding=encoding,
            report=report,
        )
    name = sniff(data) if format is None else formats.find_readable(format).name
    options = _options(name, report, dialect=dialect, hints=hints, timezone=timezone, catalogs=catalogs)
    articles = cast("Page | list[Article]", formats.get(name).loads(data, **options))
    return _stamped(articles, language, source)


def _stamped(articles: Page | list[Article], language: str | None, source: Source | None) -> Page | list[Article]:
    if language is None and source is None:
        return articles
    stamped = with_language_and_source(articles, language, source)
    return list(stamped) if isinstance(articles, list) else attrs.evolve(articles, articles=tuple(stamped))


def iter_read(
    path: Input,
    *,
    format: str | None = None,
    dialect: str | Dialect | None = None,
    language: str | None = None,
    source: Source | None = None,
    timezone: Zone = None,
    catalogs: Catalogs | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    report: Report = ignore,
) -> Iterator[Article]:
    """Read a file article by article in constant memory; the options are those of `read`.

    The file is opened when the first article is asked for, and closed after the last.
    """
    known = "utf-8" if encoding else None  # content that has been decoded comes as UTF-8
    meter = Meter(limits)
    with reading(path, format, encoding=encoding, meter=meter, report=report) as (name, fp):
        options = _options(name, report, dialect=dialect, timezone=timezone, catalogs=catalogs, encoding=known)
        for article in with_language_and_source(formats.get(name).iterload(fp, **options), language, source):
            meter.add_article()
            yield article


def iter_rows(
    path: Input,
    *,
    text_column: str | None = None,
    url_column: str | None = None,
    title_column: str | None = None,
    language_column: str | None = None,
    date_column: str | None = None,
    keep: Sequence[str] = (),
    format: str | None = None,
    dialect: str | Dialect | None = None,
    language: str | None = None,
    source: Source | None = None,
    timezone: Zone = None,
    catalogs: Catalogs | None = None,
    encoding: str | None = None,
    limits: Limits | None = None,
    report: Report = ignore,
) -> Iterator[Row]:
    """Read a file article by article, each with its confidence, its doubts and the place of its page.

    For a table of page texts (Parquet, JSON Lines, JSON, CSV), columns are named by `text_column` and the others, and
    those in `keep` are kept in `Row.columns`. A column that is not named is found by its usual name, which is reported
    (`page.columns`); the empty name is none. The other options are those of `read`.
    """
    from newsdoc.formats.rows.columns import Columns
    from newsdoc.formats.rows.pages import rows_of

    given = (text_column, url_column, title_column, language_column, date_column)
    columns = Columns(*given, keep=tuple(keep)) if keep or any(name is not None for name in given) else None
    meter = Meter(limits)
    with reading(path, format, encoding=encoding, meter=meter, report=report) as (name, fp):
        if text_column and name != "parquet":
            name = "rows"
        known = "utf-8" if encoding else None
        options = _options(name, report, dialect=dialect, timezone=timezone, catalogs=catalogs, encoding=known)
        for row in rows_of(name, fp, columns, options):
            meter.add_article()
            [article] = with_language_and_source([row.article], language, source)
            place = label(path) if row.origin is None else f"{label(path)}:{row.origin}"
            yield row._replace(article=article, origin=place)


def _options(name: str, report: Report, **given: Any) -> dict[str, Any]:
    """Return the options that the reader of a format takes, of those that a caller has given."""
    if given["timezone"] is not None:
        from newsdoc.formats.times import zone_of  # few callers name a zone

        given["timezone"] = zone_of(given["timezone"])
    if given["catalogs"] is not None:
        from newsdoc.formats.newsml.catalogs import read_catalogs

        given["catalogs"] = read_catalogs(given["catalogs"])
    takes = formats.find(name).options
    return {"report": report, **{each: given[each] for each in takes if given.get(each) is not None}}


def with_language_and_source(
    articles: Iterable[Article], language: str | None, source: Source | None
) -> Iterable[Article]:
    """Set the language and the source that a caller of `read` names on every article."""
    if language is None and source is None:
        return articles
    return (_stamp(article, language, source) for article in articles)


def _stamp(article: Article, language: str | None, source: Source | None) -> Article:
    if language is not None:
        article = attrs.evolve(article, language=language)
    if source is not None and source not in article.sources:
        article = attrs.evolve(article, sources=(source, *article.sources))
    return article


# --- writing ---


def dumps(
    articles: Articles, format: str = "json", *, report: Report = ignore, now: datetime | None = None, **options: Any
) -> str:
    """Return articles, or a single one, as a document in a format; `options` are those of the format's writer."""
    verbs = formats.get(formats.find_writable(format).name)
    return verbs.dumps(_for_writer(articles), report=report, now=now, **_checked(format, options))


def _checked(format: str, options: dict[str, Any]) -> dict[str, Any]:
    if not options:
        return options
    from newsdoc.formats.options import checked  # few programs have any

    return checked(format, options)


def _for_writer(articles: Articles) -> Iterable[Article]:
    """Return articles for a writer, which may be of another package, and not know a single article."""
    return articles if isinstance(articles, list) else formats.as_articles(articles)


def write(
    articles: Articles,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    report: Report = ignore,
    now: datetime | None = None,
    **options: Any,
) -> None:
    """Write articles, or a single one, to a file, in the format that its suffix or `format` names.

    `options` are those of the format's writer, such as `version="1.5"` for ninjs. A file whose name ends in `.gz`,
    `.bz2` or `.xz` is packed. The file appears when it is complete: until then, and after any error, the file that was
    there before stays as it was. Devices and pipes are written directly. `path` may be an address, as in `read`: the
    file is complete before it is sent there.
    """
    from newsdoc.files.atomic import open_document  # most programs only read

    if not isinstance(path, (str, os.PathLike)):
        hint = (
            "newsdoc.write(articles, path)" if isinstance(articles, (str, os.PathLike)) else "newsdoc.dumps() or dump()"
        )
        raise WriteError(f"write() writes to a path, and was given an object of type {type(path).__name__}; use {hint}")
    articles = _for_writer(articles)
    shown = remote.label(os.fspath(path))
    name = format or formats.by_suffix(remote.file_name(os.fspath(path)))
    if name is None:
        raise UnknownFormat(f"{shown}: no format that newsdoc writes has this suffix; name one with format= (--to)")
    try:
        verbs = formats.get(formats.find_writable(name).name)
    except UnknownFormat as error:
        raise UnknownFormat(f"{shown}: {error}") from error
    options = _checked(name, options)
    with open_document(os.fspath(path)) as fp:
        verbs.dump(articles, fp, report=report, now=now, **options)
