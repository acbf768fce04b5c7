"""What formats for people print of an article, in which order, and what they leave out.

A paper prints the head, the text with its pictures, and a few lines below. Ids, codes and notes to editors are for
systems: a format for people leaves them out and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from attrs import fields

from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import WriteError
from newsdoc.formats import Articles, as_articles
from newsdoc.losses import missing
from newsdoc.model import Article, Block, Caption, Rights

__all__ = ["FOOT", "HEAD", "left_out", "pieces", "printed_parts", "reading_order", "shown"]

HEAD = ("section", "headline", "deck", "byline", "dateline", "published")
"""The fields above the text, in order."""

FOOT = ("credit", "keywords", "rights", "url")
"""The fields below the text, in order; of the rights, the notice."""

_PRINTED = {*HEAD, *FOOT, "body", "captions"}
_OF_CAPTION = {"text", "credit", "url", "anchor"}

LeftOut = Iterator[tuple[str, object]]
"""Paths inside an article, beginning with a dot, and the values that are not printed."""


def reading_order(article: Article) -> Iterator[Block | Caption]:
    """Yield blocks and captions as they are printed: lead pictures first, the others before their blocks."""
    waiting = list(article.captions)
    for index, block in enumerate(article.body):
        while waiting and (waiting[0].anchor or 0) <= index:
            yield waiting.pop(0)
        yield block
    yield from waiting


def printed_parts(article: Article) -> Iterator[Block | Caption]:
    """Yield what is printed between head and foot; of an article without a text, as many feeds have it, the summary."""
    yield from reading_order(article)
    if article.summary and not article.body:
        yield article.summary


def shown(article: Article, field: str) -> str:
    """Return a field of the head or the foot as it is printed; `""` if there is none."""
    value = getattr(article, field)
    if isinstance(value, datetime):
        return value.isoformat(" ", "auto" if value.second or value.microsecond else "minutes")
    if isinstance(value, Rights):
        return value.notice or ""
    return ", ".join(value) if isinstance(value, tuple) else str(value or "")


def left_out(article: Article, of_block: Callable[[Block], LeftOut]) -> LeftOut:
    """Yield the values of an article that are not printed; `of_block` yields those of a block."""
    for field in fields(Article):
        value = getattr(article, field.name)
        instead = field.name == "summary" and not article.body
        if field.name not in _PRINTED and value != field.default and not instead:
            yield f".{field.name}", value
    if article.rights:
        yield from (
            (f".rights.{name}", value) for name in ("holder", "terms") if (value := getattr(article.rights, name))
        )
    for number, caption in enumerate(article.captions):
        for field in fields(Caption):
            value = getattr(caption, field.name)
            if field.name not in _OF_CAPTION and value != field.default:
                yield f".captions[{number}].{field.name}", value
        if caption.anchor == 0:  # it is printed where a lead picture is
            yield f".captions[{number}].anchor", 0
    for number, block in enumerate(article.body):
        yield from ((f".body[{number}]{path}", value) for path, value in of_block(block))


def pieces(
    articles: Articles,
    write: Callable[[Article], str],
    separator: str,
    of_block: Callable[[Block], LeftOut],
    report: Report,
    format: str,
) -> Iterator[str]:
    """Yield a document article by article, and report what is left out of each."""
    number = -1
    for number, article in enumerate(as_articles(articles)):
        if report is not ignore:
            for path, value in left_out(article, of_block):
                report(missing(f"$[{number}]{path}", value, number))
        yield f"{separator if number else ''}{write(article)}"
    if number < 0:
        raise WriteError(f"there is no article, and a {format} document holds at least one")
