"""Other extractors on the labelled pages of HTML, judged by one scorer: the table in the README.

    python benchmarks/extractors.py                  print the table
    python benchmarks/extractors.py --write          print it, and put it into README.md
    python benchmarks/extractors.py --only newsdoc   some of them

The labelled pages and their scorer are those of `$NEWSDOC_SHARED/pages` (default: `../shared/pages`). Each extractor
is called as its documentation shows, with the bytes of the page. One that is not installed is left out, and named:

    pip install trafilatura newspaper4k readability-lxml goose3 resiliparse lxml-html-clean
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

from attrs import field, frozen

from labelled import FOLDER, load_scorer
from newsdoc import Source, clean
from table import grid, inserted

S = load_scorer()
README = Path(__file__).resolve().parent.parent / "README.md"
HEADING = ("", "right", "headline", "text", "authors", "day", "captions", "credits", "ms a page")
ABSENT = "–"

Read = Callable[[bytes], Sequence[Any]]


@frozen(kw_only=True)
class Extracted:
    """What an extractor gives for a page, with the names of newsdoc's model."""

    headline: str | None
    body: Sequence[str]
    authors: Sequence[Source] = ()
    published: datetime | None = None
    url: str | None = None
    language: str | None = None
    byline: str | None = None
    deck: str | None = None
    summary: str | None = None
    sources: Sequence[Source] = ()
    captions: Sequence[Any] = field(factory=tuple)


class Row(NamedTuple):
    """The name of a package, what it does not give, and how a page is read with it."""

    package: str
    lacks: frozenset[str]
    read: Read


def _lines(text: str | None) -> list[str]:
    return [line.strip() for line in (text or "").split("\n") if line.strip()]


def _people(names: Iterable[object]) -> list[Source]:
    """Return names as sources; on one page goose3 gives a list inside of the list."""
    return [Source(name) for name in (clean(each) for each in names if isinstance(each, str)) if name]


def _time(value: object) -> datetime | None:
    with suppress(ValueError):
        return datetime.fromisoformat(str(value))
    return None


def _given(article: Extracted) -> list[Extracted]:
    return [article] if article.body else []


# --- the extractors ---


def newsdoc(page: bytes) -> Sequence[Any]:
    from newsdoc.formats import html

    return html.loads(page)


def trafilatura(page: bytes) -> Sequence[Any]:
    from trafilatura import bare_extraction

    found: Any = bare_extraction(page, with_metadata=True)
    if found is None:
        return []
    authors = (found.author or "").split("; ")
    return _given(
        Extracted(
            headline=found.title,
            body=_lines(found.text),
            authors=_people(authors),
            published=_time(found.date),
            url=found.url,
            language=found.language,
        )
    )


def newspaper4k(page: bytes) -> Sequence[Any]:
    from newspaper import Article

    found: Any = Article("https://news.example/article", fetch_images=False)
    found.download(input_html=page.decode("utf-8", "replace"))
    found.parse()
    return _given(
        Extracted(
            headline=found.title,
            body=_lines(found.text),
            authors=_people(found.authors),
            published=found.publish_date,
            url=found.canonical_link,
            language=found.meta_lang,
        )
    )


def readability(page: bytes) -> Sequence[Any]:
    from lxml import html
    from readability import Document

    document: Any = Document(page.decode("utf-8", "replace"))
    tree = html.fromstring(document.summary(html_partial=True))
    blocks = [" ".join(block.text_content().split()) for block in tree.iter("p", "h2", "h3", "h4", "li", "blockquote")]
    return _given(Extracted(headline=document.short_title(), body=list(filter(None, blocks))))


def goose3(page: bytes) -> Sequence[Any]:
    from goose3 import Goose

    found: Any = Goose({"enable_image_fetching": False}).extract(raw_html=page.decode("utf-8", "replace"))
    return _given(
        Extracted(
            headline=found.title,
            body=_lines(found.cleaned_text),
            authors=_people(found.authors),
            published=_time(found.publish_date),
            url=found.canonical_link,
            language=found.meta_lang,
        )
    )


def resiliparse(page: bytes) -> Sequence[Any]:
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.html import HTMLTree

    tree = HTMLTree.parse(page.decode("utf-8", "replace"))
    text = extract_plain_text(tree, main_content=True, preserve_formatting=True, comments=False, alt_texts=False)
    return _given(Extracted(headline=tree.title, body=_lines(text)))


_NO_CAPTIONS = frozenset({"captions", "credits"})
_TEXT_ONLY = _NO_CAPTIONS | {"authors", "day"}

ROWS = (
    Row("newsdoc", frozenset(), newsdoc),
    Row("trafilatura", _NO_CAPTIONS, trafilatura),
    Row("goose3", _NO_CAPTIONS, goose3),
    Row("newspaper4k", _NO_CAPTIONS, newspaper4k),
    Row("readability-lxml", _TEXT_ONLY, readability),
    Row("resiliparse", _TEXT_ONLY, resiliparse),
)


# --- the table ---


def cells(row: Row) -> list[str]:
    """Return the cells of an extractor: shares of the labelled pages in per cent, and its time."""
    spent = 0.0

    def read(page: bytes) -> Any:
        nonlocal spent
        begun = time.process_time()
        try:
            articles = row.read(page)
        finally:
            spent += time.process_time() - begun
        return S.Read(list(articles))

    results = S.run(FOLDER, ["html"], read=read)
    names = [result.authors for result in results if result.authors is not None]
    shares = {
        "right": (sum(result.verdict == "right" for result in results), len(results)),
        "headline": (sum(result.headline in ("right", "suffix") for result in results), len(results)),
        "text": (sum(result.body_good for result in results), len(results)),
        "authors": (sum(names), len(names)),
        "day": (sum(result.published in ("moment", "day") for result in results), len(results)),
        "captions": (sum(result.captions_found for result in results), sum(r.captions_printed for r in results)),
        "credits": (sum(result.credits_found for result in results), sum(r.credits_printed for r in results)),
    }
    figures = [
        ABSENT if name in row.lacks else f"{100 * part / whole:.0f}\N{NO-BREAK SPACE}%"
        for name, (part, whole) in shares.items()
    ]
    return [_called(row.package), *figures, f"{1000 * spent / len(results):.0f}"]


def _called(package: str) -> str:
    """Return the name of a package with its version; newsdoc is this copy of it."""
    return "**newsdoc**" if package == "newsdoc" else f"{package} {version(package)}"


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--write", action="store_true", help=f"put the table into {README.name}")
    parser.add_argument("--only", nargs="+", choices=[row.package for row in ROWS], help="some of them")
    arguments = parser.parse_args()
    measured = []
    for row in ROWS:
        if arguments.only and row.package not in arguments.only:
            continue
        try:
            measured.append(cells(row))
        except (ImportError, PackageNotFoundError) as error:
            print(f"{row.package} is left out: {error}")
    text = grid(HEADING, measured)
    print(text)
    if arguments.write:
        README.write_text(inserted(README.read_text("utf-8"), "extractors", text), "utf-8")


if __name__ == "__main__":
    main()
