"""Real documents: what the index says of each, and their words, counted over the XML by a few lines of their own."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from lxml import etree

from shared import shared

_WITHIN_A_LINE = {
    "a", "b", "em", "i", "span", "strong", "sub", "sup", "u", "city", "location", "org", "person", "state",
}  # fmt: skip
_WORD = re.compile(r"\w+")


def index(folder):
    """Return the index of a folder's samples; empty if the samples are not here, which a test reports."""
    try:
        table, files = shared("samples/INDEX.md").read_text(), shared(f"samples/{folder}")
    except pytest.skip.Exception:
        return {}
    rows = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in table.splitlines())
    return {row[0]: row[-1] for row in rows if len(row) == 5 and (files / row[0]).is_file()}


def facts(text):
    """The facts of a row, by name."""
    return dict(fact.split("=", 1) for fact in text.split("; ") if "=" in fact)


def parsed(data):
    return etree.fromstring(data, etree.XMLParser(remove_comments=True, no_network=True, load_dtd=False))


def words(text):
    return Counter(_WORD.findall(text))


def shown_words(elements):
    """The words that a reader sees of some elements; whatever is not part of a line stands by itself."""
    pieces = []
    for element in elements:
        _shown(element, pieces)
    return words("".join(pieces))


def _shown(element, pieces):
    name = etree.QName(element).localname
    if name in ("head", "script", "style"):
        return
    apart = "" if name in _WITHIN_A_LINE else " "
    pieces += [apart, element.text or ""]
    for child in element:
        _shown(child, pieces)
        pieces.append(child.tail or "")
    pieces.append(apart)


def body_words(articles):
    return words(" ".join(article.text for article in articles))


def article_words(articles):
    """The words of everything that an article says in text."""
    lines = []
    for article in articles:
        lines += [article.headline, article.deck, article.summary, article.byline, article.dateline, article.credit]
        lines += [article.editorial_note, article.text, *article.keywords, *(each.name for each in article.subjects)]
        lines += [line for caption in article.captions for line in (caption.text, caption.credit)]
    return words(" ".join(filter(None, lines)))
