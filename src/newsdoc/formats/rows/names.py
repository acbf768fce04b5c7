"""The usual names of the columns of tables of page texts, by which such a table is recognised."""

from __future__ import annotations

import re
from collections.abc import Collection

__all__ = ["CRAWLS", "NAMES", "TEXT_NAMES", "best_separator", "is_table_of_pages", "separator_of", "usual_names"]

# Names in use: C4, FineWeb, RedPajama, CC-News, news-please, newspaper, trafilatura, Fundus, OSCAR.
TEXT_NAMES = (
    *("text", "content", "raw_content", "maintext", "plaintext", "raw_text", "page_text", "article_text"),
    *("html", "raw_html", "page_html"),
)
"""Usual names of the column with the text of the page or its HTML, the most usual first; all of them end alike."""

NAMES: dict[str, tuple[str, ...]] = {
    "text": TEXT_NAMES,
    "url": ("url", "page_url", "source_url", "canonical_url", "link", "meta.url", "metadata.url", "source"),
    "title": ("title", "page_title", "headline", "meta.title", "metadata.title"),
    "language": ("language", "lang", "language_code", "meta.language", "metadata.language"),
    "date": (
        *("date_publish", "publish_date", "date_published", "published", "published_at", "publishing_date"),
        *("publication_date", "pub_date", "date", "meta.date", "metadata.date"),
    ),
}
CRAWLS = {"dump", "file_path", "warc_filename", "crawl", "timestamp"}
"""Columns of tables that were made from a crawl: their `date` is when the page was crawled."""


def usual_names() -> set[str]:
    """Return the names, in small letters, by which columns are recognised, and those that hold such columns."""
    names = {name for usual in NAMES.values() for name in usual} | CRAWLS
    return names | {name.partition(".")[0] for name in names}


def is_table_of_pages(names: Collection[str]) -> bool:
    """Check that columns are those of a table of page texts: a text, and something that is known of it."""
    lower = {name.lower() for name in names}
    if lower.isdisjoint(TEXT_NAMES):
        return False
    return len(lower) == 1 or not (lower - set(TEXT_NAMES)).isdisjoint(usual_names() | {"id"})


def separator_of(head: str) -> str | None:
    """Return what separates the columns of a table of page texts, if its first line names them: `url,title,text`."""
    separator = best_separator(head)
    names = _names(head, separator)
    return separator if "\n" in head and len(names) > 1 and is_table_of_pages(names) else None


def best_separator(head: str) -> str:
    """Return what separates most names in the first line."""
    return max(",\t;", key=lambda separator: len(_names(head, separator)))


def _names(head: str, separator: str) -> list[str]:
    line = head.partition("\n")[0].rstrip("\r")
    return [name.strip().strip('"') for name in line.split(separator)] if re.search(r"\w", line) else []
