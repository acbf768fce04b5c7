"""The formats: a table of names, suffixes and signatures; each format is one module, imported on first use.

A format module has the verbs of the standard `json` module and `iterload`, all with the same options:

    loads(data: str | bytes, *, report=ignore) -> list[Article]
    load(fp, *, report=ignore) -> list[Article]              (binary files)
    iterload(fp, *, report=ignore) -> Iterator[Article]
    dumps(articles, *, report=ignore, now=None) -> str       (several articles, or a single one)
    dump(articles, fp, *, report=ignore, now=None) -> None

`rawdump` and `html` return a `Page`, which is a sequence of articles; the others return a list. A format that is only
read lacks the verbs that write, one that is only written those that read. A format that several processes can write
has a function `concatenation(now=None)` that returns a `Concatenation`.

Further keywords of `dumps` and `dump` are the options of the writer, such as `residual=False`. The default of each is
true or false, a number, text or `None`.

Some readers take more options, which `newsdoc.read` passes on: the format's row names them.

A new format of newsdoc's own is a module and a row of `FORMATS`. Another package adds one under the entry point group
`newsdoc.formats`: the entry point names a module with these verbs and with `FORMAT`, its row of the table.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib import import_module
from operator import itemgetter
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple, Protocol, TypeAlias, cast

from newsdoc.diagnostics import Report
from newsdoc.errors import UnknownFormat, WriteError
from newsdoc.formats.signatures import (
    is_anpa,
    is_array,
    is_feed,
    is_html,
    is_iptc7901,
    is_jsonld,
    is_lines,
    is_navigadoc,
    is_ninjs,
    is_parquet,
    is_table,
    is_warc,
    is_wet,
    root_of,
)
from newsdoc.losses import losses
from newsdoc.model import Article
from newsdoc.page import Page
from newsdoc.text import suggestion

if TYPE_CHECKING:  # so that editors know the modules; the table below has them for the program
    from newsdoc.formats import anpa as anpa
    from newsdoc.formats import csv as csv
    from newsdoc.formats import feed as feed
    from newsdoc.formats import html as html
    from newsdoc.formats import iptc7901 as iptc7901
    from newsdoc.formats import json as json
    from newsdoc.formats import jsonl as jsonl
    from newsdoc.formats import jsonld as jsonld
    from newsdoc.formats import markdown as markdown
    from newsdoc.formats import navigadoc as navigadoc
    from newsdoc.formats import newsml as newsml
    from newsdoc.formats import newsml1 as newsml1
    from newsdoc.formats import ninjs as ninjs
    from newsdoc.formats import nitf as nitf
    from newsdoc.formats import parquet as parquet
    from newsdoc.formats import rawdump as rawdump
    from newsdoc.formats import rows as rows
    from newsdoc.formats import text as text
    from newsdoc.formats import tsv as tsv
    from newsdoc.formats import warc as warc
    from newsdoc.formats import wet as wet

__all__ = [
    "FORMATS",
    "Articles",
    "Concatenation",
    "Format",
    "FormatModule",
    "as_articles",
    "by_read_suffix",
    "by_suffix",
    "claimed",
    "claimed_by_others",
    "concatenation",
    "find",
    "find_readable",
    "find_writable",
    "get",
    "losses",
    "may_hold_news",
    "table",
]


Articles: TypeAlias = Article | Iterable[Article]
"""What every writer takes: articles, or a single one."""


class FormatModule(Protocol):
    """The verbs of a format module; formats that are only read lack `dumps` and `dump`."""

    def loads(self, data: str | bytes, *, report: Report = ...) -> Sequence[Article]:
        """Read a whole document."""
        ...

    def load(self, fp: BinaryIO, *, report: Report = ...) -> Sequence[Article]:
        """Read a whole binary file."""
        ...

    def iterload(self, fp: BinaryIO, *, report: Report = ...) -> Iterator[Article]:
        """Read a binary file article by article."""
        ...

    def dumps(self, articles: Articles, *, report: Report = ..., now: datetime | None = ..., **options: Any) -> str:
        """Write a document; options are those of the format."""
        ...

    def dump(
        self, articles: Articles, fp: BinaryIO, *, report: Report = ..., now: datetime | None = ..., **options: Any
    ) -> None:
        """Write a document to a binary file."""
        ...


class Concatenation(NamedTuple):
    """The way from articles that several processes serialise to one document; it can be pickled.

    `frame(map(serialise, articles))` yields the document.
    """

    serialise: Callable[[Article], bytes]
    """Serialise one article. Equal articles give equal bytes, different ones different bytes."""

    frame: Callable[[Iterable[bytes]], Iterator[bytes]]
    """Yield the document of serialised articles, piece by piece."""

    separator: bytes | None = None
    """The bytes between two articles, if `frame` puts only them there and changes no article: it then takes several
    articles, joined by the separator, as one. `None`: it takes them one by one."""


class Format(NamedTuple):
    """A row of the table of formats."""

    name: str
    """The name for `format=`, `--from` and `--to`, and of the module."""

    suffixes: tuple[str, ...]
    """Endings of file names; the first is used for written files."""

    reads: str | None
    """The documents that are read, in a few words; `None` for formats that are only written."""

    writes: str | None
    """The documents that are written, in a few words; `None` for formats that are only read."""

    several: bool = True
    """True if one document holds any number of articles, False if it holds one."""

    begins: Callable[[str], object] | None = None
    """Returns True if the first 65,536 characters of a document, without a byte order mark, are of this format.

    A format of another package is asked only where no format of newsdoc's own claims the document.
    """

    roots: tuple[str, ...] = ()
    """The root elements, without prefixes, of XML documents of this format."""

    options: tuple[str, ...] = ()
    """The options of `newsdoc.read` that its verbs of reading take beside `report`: `timezone`, `catalogs`, …"""
    unpacks: bool = False
    """True if its reader unpacks gzip itself: a member that is damaged costs only itself then."""

    @property
    def suffix(self) -> str:
        """The suffix of written files; the name of the format if it has none."""
        return self.suffixes[0] if self.suffixes else f".{self.name}"


_NEWSML = ("newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem", "newsMessage")

_OF_PAGES = ("dialect",)
"""The options of formats that hold pages."""

FORMATS: dict[str, Format] = {
    row.name: row
    for row in (
        Format(
            "rawdump",
            (".txt",),
            "every text",
            "a page exactly, other articles in the seed's layout",
            options=("dialect", "hints"),
        ),
        Format("json", (".json",), "newsdoc's own JSON, an array", "the same", begins=is_array),
        Format("jsonl", (".jsonl", ".ndjson"), "newsdoc's own JSON, one article a line", "the same", begins=is_lines),
        Format("rows", (), "page texts in rows: JSON Lines, CSV", None, begins=is_table, options=_OF_PAGES),
        Format(
            "newsml",
            (".newsml", ".newsml.xml"),
            "NewsML-G2 2.x: items, packages, messages",
            "NewsML-G2 2.35",
            roots=_NEWSML,
            options=("timezone", "catalogs"),
        ),
        Format(
            "ninjs",
            (".ninjs.json",),
            "ninjs 1.x to 3.x, Superdesk's dialect",
            "ninjs 3.1",
            several=False,
            begins=is_ninjs,
            options=("timezone",),
        ),
        Format(
            "jsonld",
            (".jsonld",),
            "schema.org NewsArticle, also inside HTML",
            "NewsArticle",
            begins=is_jsonld,
            options=("timezone",),
        ),
        Format(
            "html",
            (".html", ".htm"),
            "any news page, with captions and head",
            "a page for people, HTML5",
            several=False,
            begins=is_html,
            options=("hints", "encoding"),
        ),
        Format(
            "nitf",
            (".nitf", ".nitf.xml"),
            "NITF 3.x, with or without namespace",
            "NITF 3.6",
            several=False,
            roots=("nitf",),
            options=("timezone",),
        ),
        Format("markdown", (".md",), None, "Markdown for people"),
        Format("text", (), None, "text for people, 80 columns wide"),
        Format("newsml1", (), "NewsML 1.0 to 1.2", None, roots=("NewsML",), options=("timezone",)),
        Format(
            "feed",
            (".rss", ".atom"),
            "RSS, Atom, JSON Feed, WordPress",
            None,
            begins=is_feed,
            options=("timezone",),
        ),
        Format("iptc7901", (".iptc",), "IPTC 7901, wire text", None, begins=is_iptc7901, options=("timezone",)),
        Format("anpa", (".anpa",), "ANPA 1312, wire text", None, begins=is_anpa, options=("timezone",)),
        Format("navigadoc", (), "NewsDoc of Naviga and TT", None, begins=is_navigadoc, options=("timezone",)),
        Format(
            "warc", (".warc",), "crawls: HTML pages and texts", None, begins=is_warc, unpacks=True, options=_OF_PAGES
        ),
        Format(
            "wet",
            (".wet", ".warc.wet"),
            "crawls: texts of pages",
            None,
            begins=is_wet,
            unpacks=True,
            options=_OF_PAGES,
        ),
        Format(
            "parquet",
            (".parquet",),
            "articles; page texts in a column",
            "articles",
            begins=is_parquet,
            options=_OF_PAGES,
        ),
        Format("csv", (".csv",), None, "a row an article, between commas"),
        Format("tsv", (".tsv",), None, "a row an article, between tabs"),
    )
}
"""newsdoc's own formats by name, in the order in which they are listed.

A document is claimed by the last row that it fits: special formats come after general ones.
"""


@cache
def _installed() -> dict[str, tuple[Format, FormatModule]]:
    """Return the formats of other packages. This is slow: it reads the metadata of every installed package."""
    from importlib.metadata import entry_points

    found = {}
    for point in entry_points(group="newsdoc.formats"):
        try:
            module = point.load()
        except Exception as error:  # whatever another package does when it is imported
            raise _unusable(point.name, point.value, f"cannot be loaded ({type(error).__name__}: {error})") from error
        row = getattr(module, "FORMAT", None)
        if not isinstance(row, Format):
            raise _unusable(point.name, point.value, "has no FORMAT, its row of the table (a newsdoc.formats.Format)")
        found[row.name] = row, module
    return found


def _unusable(name: str, module: str, trouble: str) -> UnknownFormat:
    return UnknownFormat(
        f"the format {name!r} of an installed package cannot be used: its module {module} {trouble}; update or "
        "uninstall the package"
    )


def table() -> dict[str, Format]:
    """Return all formats by name: newsdoc's own, then those of other packages."""
    return FORMATS | {name: row for name, (row, _) in _installed().items() if name not in FORMATS}


def find(name: str) -> Format:
    """Return the row of a format."""
    if name in FORMATS:
        return FORMATS[name]
    rows = table()
    if name not in rows:
        raise _unknown(name, rows)
    return rows[name]


def _unknown(name: object, rows: Iterable[str]) -> UnknownFormat:
    """Return the error for the name of no format; `rows` are the formats that would do."""
    if not isinstance(name, str):
        return UnknownFormat(f"the name of a format is a str, such as 'json', not of type {type(name).__name__}")
    names = list(rows)
    known = _OTHER_NAMES.get(name.lower()) or by_suffix(f"x.{name}")
    hint = f" (did you mean {known}?)" if known in names else suggestion(name, names)
    return UnknownFormat(f"there is no format {name[:60]!r}{hint}; choose one of {', '.join(names)}")


_OTHER_NAMES = {
    "newsmlg2": "newsml",
    "newsml-g2": "newsml",
    "newsml2": "newsml",
    "g2": "newsml",
    "newsml-1": "newsml1",
    "superdesk": "ninjs",
    "schema.org": "jsonld",
    "json-ld": "jsonld",
    "wordpress": "feed",
    "wxr": "feed",
    "xlsx": "csv",
    "excel": "csv",
}
"""Names by which people ask for a format, for the message about an unknown one; suffixes count, too."""


def _readable() -> list[str]:
    return [row.name for row in table().values() if row.reads is not None]


def _writable() -> list[str]:
    return [row.name for row in table().values() if row.writes is not None]


def find_readable(name: str) -> Format:
    """Return the row of a format that can be read."""
    if name not in FORMATS and name not in table():
        raise _unknown(name, _readable())
    row = find(name)
    if row.reads is None:
        raise UnknownFormat(f"{name} is only written; choose a format that newsdoc reads: {', '.join(_readable())}")
    return row


def find_writable(name: str) -> Format:
    """Return the row of a format that can be written."""
    if name not in FORMATS and name not in table():
        raise _unknown(name, _writable())
    row = find(name)
    if row.writes is None:
        raise UnknownFormat(f"{name} is only read; choose a format that newsdoc writes: {', '.join(_writable())}")
    return row


def get(name: str) -> FormatModule:
    """Return the module of a format, imported on first use."""
    if find(name) is FORMATS.get(name):
        return cast("FormatModule", import_module(f"{__name__}.{name}"))
    return _installed()[name][1]


def concatenation(name: str) -> Callable[..., Concatenation] | None:
    """Return the function of a format's module that makes its `Concatenation`; `None` if it has none.

    Its keywords are the options of the writer with which nothing is lost. Only a format without losses may have one,
    since no losses are reported then; its `dump` writes the same bytes.
    """
    return getattr(get(name), "concatenation", None)


def __getattr__(name: str) -> object:
    """Import the module of a format on first use, so that `newsdoc.formats.ninjs` works after `import newsdoc`."""
    if name in FORMATS:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}{suggestion(name, FORMATS)}")


def __dir__() -> list[str]:
    return sorted({*globals(), *FORMATS})


# --- what is written ---


def as_articles(articles: object) -> Iterable[Article]:
    """Return what a writer was given as a sequence: a single article is one of one; refuse what is not articles.

    A page stays one, since it keeps its exact text.
    """
    if isinstance(articles, Page):
        return articles
    if isinstance(articles, Article):
        return (articles,)
    if isinstance(articles, (str, bytes, bytearray, Mapping, os.PathLike)) or not isinstance(articles, Iterable):
        raise _no_articles(articles)
    return map(_checked, articles)


def _checked(article: object) -> Article:
    if not isinstance(article, Article):
        raise _no_articles(article)
    return article


def _no_articles(given: object) -> WriteError:
    """Return the error for a value that is given where an article belongs."""
    if isinstance(given, (str, bytes, bytearray)):
        advice = "text is read with newsdoc.loads(), and the file of a path with newsdoc.read()"
    elif isinstance(given, os.PathLike):
        advice = "the file of a path is read with newsdoc.read()"
    elif isinstance(given, Mapping):
        advice = "newsdoc.converter().structure(value, newsdoc.Article) makes one of a dict in newsdoc's own JSON"
    elif given is None:
        advice = "a page in which no article was found gives None, which has to be left out"
    else:
        advice = "give an Article, or several in a list"
    return WriteError(f"only articles can be written, and not an object of type {type(given).__name__}; {advice}")


# --- which format ---


def claimed(head: str) -> str | None:
    """Return which of newsdoc's own formats recognises the beginning of a document; `None` if none does."""
    return _claimed(head, reversed(FORMATS.values()))


def claimed_by_others(head: str) -> str | None:
    """Return which format of another package recognises the beginning of a document."""
    return _claimed(head, (row for name, row in table().items() if name not in FORMATS))


def _claimed(head: str, rows: Iterable[Format]) -> str | None:
    root = root_of(head)
    for row in rows:
        try:
            if (root and root.name in row.roots) or (row.begins and row.begins(head)):
                return row.name
        except Exception as error:  # whatever another package does
            message = f"the format {row.name!r} of an installed package failed to look at the document"
            raise UnknownFormat(f"{message} ({type(error).__name__}: {error}); name the format to read it") from error
    return None


def by_suffix(path: str | os.PathLike[str]) -> str | None:
    """Return the format of a file's suffix, without that of packing; the longest suffix wins."""
    name = _unpacked_name(path)
    size, found = _longest(name, FORMATS)
    if "." in name[: len(name) - size]:  # only then can a suffix of another package be longer
        return _longest(name, table())[1]
    return found


def by_read_suffix(path: str | os.PathLike[str]) -> str | None:
    """Return the format in which a file of this suffix is read: a file in Markdown is the text of a page.

    A table with values between commas or tabs is one of pages.
    """
    name = by_suffix(path)
    if name in ("csv", "tsv"):
        return "rows"
    return name if name is not None and find(name).reads else None


def _longest(name: str, rows: dict[str, Format]) -> tuple[int, str | None]:
    fits = [(len(suffix), row.name) for row in rows.values() for suffix in row.suffixes if name.endswith(suffix)]
    return max(fits, default=(0, None), key=itemgetter(0))  # of equal ones the first: newsdoc's own


def may_hold_news(path: str | os.PathLike[str]) -> bool:
    """Return True for a file with the suffix of a format that newsdoc reads, or `.xml`."""
    return by_read_suffix(path) is not None or _unpacked_name(path).endswith(".xml")


def _unpacked_name(path: str | os.PathLike[str]) -> str:
    name = os.fspath(path).lower().replace(os.sep, "/").rpartition("/")[2]
    return name.removesuffix(".gz").removesuffix(".bz2").removesuffix(".xz")
