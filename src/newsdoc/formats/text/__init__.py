"""Text for people: an article as a paper prints it, wrapped to 80 columns; it is only written.

Headlines and sub-heads are underlined, captions begin with `|`, quotations with `>`, and tables are aligned. What a
paper does not print (ids, codes, notes to editors) is left out, as are links and emphasis, and reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from typing import BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.files.streams import write_all
from newsdoc.formats import Articles
from newsdoc.formats.text.printed import pieces
from newsdoc.formats.text.write import article_lines, left_out_of_block
from newsdoc.model import Article

__all__ = ["dump", "dumps"]

WIDTH = 80
"""Columns of a line, if no other number is asked for."""


def dumps(
    articles: Articles,
    *,
    report: Report = ignore,
    now: datetime | None = None,  # noqa: ARG001 (no time is added)
    width: int = WIDTH,
) -> str:
    """Write articles, wrapped to `width` columns; 0 wraps nothing."""
    return "".join(_pieces(articles, report, width))


def dump(
    articles: Articles,
    fp: BinaryIO,
    *,
    report: Report = ignore,
    now: datetime | None = None,  # noqa: ARG001 (no time is added)
    width: int = WIDTH,
) -> None:
    """Write articles to a binary file, one at a time, in UTF-8."""
    write_all(fp, (piece.encode() for piece in _pieces(articles, report, width)))


def _pieces(articles: Articles, report: Report, width: int) -> Iterator[str]:
    separator = f"\n\n{'=' * (width or WIDTH)}\n\n\n"
    return pieces(articles, partial(_article, width=width), separator, left_out_of_block, report, "text")


def _article(article: Article, *, width: int) -> str:
    return "".join(f"{line.text}\n" for line in article_lines(article, width))
