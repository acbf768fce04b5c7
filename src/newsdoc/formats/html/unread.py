"""What the head of a page says of the story, and the article does not: another section, keywords, films, the rights."""

from __future__ import annotations

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.html.head import Head
from newsdoc.formats.said import strings
from newsdoc.model import Article
from newsdoc.text import letters

__all__ = ["unread_facts"]

_NAMED = ("name", "uri", "holder", "notice", "terms")


def unread_facts(head: Head, article: Article) -> ArticleBuilder:
    """Return a builder with a note for each kind of fact that no field of the article holds.

    A name of the paper itself, which many pages have for an author, is none.
    """
    builder = ArticleBuilder(1)
    if not head.facts:
        return builder
    values = (article.section, article.keywords, article.sources, article.places, article.rights, article.url)
    said = {letters(text) for value in values for text in strings(value, _NAMED)}
    for what, texts in head.facts.items():
        new = [text for text in texts if letters(text) not in said and not head.is_house(text)]
        if new:
            builder.dropped_all(f"{what} that the page's head names", new)
    return builder
