"""Markdown for people: CommonMark with the tables of GitHub; it is only written.

The headline is a heading, as are sub-heads; links, emphasis, lists, tables and quotations are Markdown's own, and
captions are in italics below their pictures. All other signs are escaped, so that the text is what it was. What a paper
does not print (ids, codes, notes to editors) is left out and reported.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import BinaryIO

from newsdoc.diagnostics import Report, ignore
from newsdoc.files.streams import write_all
from newsdoc.formats import Articles
from newsdoc.formats.markdown.write import article_text
from newsdoc.formats.text.printed import LeftOut, pieces
from newsdoc.model import Block

__all__ = ["dump", "dumps"]


def dumps(articles: Articles, *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (no time is added)
    """Write articles, with a rule between them."""
    return "".join(_pieces(articles, report))


def dump(articles: Articles, fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:  # noqa: ARG001 (as for dumps)
    """Write articles to a binary file, one at a time, in UTF-8."""
    write_all(fp, (piece.encode() for piece in _pieces(articles, report)))


def _pieces(articles: Articles, report: Report) -> Iterator[str]:
    return pieces(articles, article_text, "\n---\n\n", _left_out_of_block, report, "Markdown")


def _left_out_of_block(_: Block) -> LeftOut:
    """Yield nothing: Markdown shows all of a block."""
    return iter(())
