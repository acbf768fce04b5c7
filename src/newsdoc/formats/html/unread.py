"""What the head of a page says of the story, and the article does not: another section, keywords, films, the rights."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.html.head import Head
from newsdoc.formats.html.headline import letters
from newsdoc.model import Article

__all__ = ["unread_facts"]


def unread_facts(head: Head, article: Article) -> ArticleBuilder:
    """Return a builder with a note for each kind of fact that no field of the article holds.

    A name of the paper itself, which many pages have for an author, is none.
    """
    builder = ArticleBuilder(1)
    if not head.facts:
        return builder
    values = (article.section, article.keywords, article.sources, article.places, article.rights, article.url)
    said = {letters(text) for value in values for text in _strings(value)}
    for what, texts in head.facts.items():
        new = [text for text in texts if letters(text) not in said and not head.is_house(text)]
        if new:
            builder.dropped_all(f"{what} that the page's head names", new)
    return builder


def _strings(value: Any) -> Iterator[str]:
    """Yield the texts in a value of the model."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _strings(each)
    elif value is not None:
        for name in ("name", "uri", "holder", "notice", "terms"):
            yield from _strings(getattr(value, name, None))
