"""Rendering: articles printed in the layout of `seeds/asharq-al-awsat.txt`.

    Bridge Opens                    the headline
    <blank>
    It was a year late.             the deck
    <blank>
    The bridge. (AFP)               each caption twice; without any, the headline once
    The bridge. (AFP)
    TT
    20
    <blank>
    Bridge Opens
    <blank>
    The bridge. (AFP)
    The bridge. (AFP)
    <blank>
    Orvale, Asharq Al-Awsat—The council met.

What reads back differently is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsdoc.model import Article, Paragraph, Quote, plain_text
from newsdoc.page.credits import join_credit
from newsdoc.page.datelines import join_dateline

__all__ = ["render"]


def render(articles: Iterable[Article]) -> Iterator[str]:
    """Print articles one by one, three blank lines between them."""
    gap = ""
    for article in articles:
        yield gap + "\n\n".join("\n".join(lines) for lines in _blocks(article) if lines) + "\n"
        gap = "\n\n\n"


def _blocks(article: Article) -> Iterator[list[str]]:
    """Yield the printed lines of an article, block by block; a blank line parts one from the next."""
    captions = [each for each in article.captions if each.text or each.credit]  # an address is not printed
    lead = [caption for caption in captions if caption.anchor is None]
    pictures = [line for caption in lead for line in [join_credit(caption.text, caption.credit)] * 2]
    if article.headline:
        shown = pictures or [article.headline]
        yield [article.headline]
        yield [article.deck] if article.deck else []
        yield [*shown, "TT", "20"]
        yield [article.headline]
        yield shown
    else:
        yield [article.deck] if article.deck else []
        yield pictures
    yield [article.byline] if article.byline else []
    dateline = article.dateline
    # a caption with an anchor is printed above the block of that number, or below the last one
    for index in range(len(article.body) + 1):
        yield from ([join_credit(c.text, c.credit)] * 2 for c in captions if c.anchor == index)
        if index == len(article.body):
            break
        block = article.body[index]
        text = plain_text(block)
        if dateline and isinstance(block, (str, Paragraph, Quote)):
            text, dateline = join_dateline(dateline, text), None
        yield text.split("\n")
