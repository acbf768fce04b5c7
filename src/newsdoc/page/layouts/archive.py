"""Layout R, the archive of 2005 to 2017: a site line, the headline with the archive's name, `Select Page`.

    [site] / headline | archive / Select Page / [Media ID: digits / [Caption: / caption (one to three times)]] / body

`Select Page` directly under the headline is the evidence. Facts, counted on 7 stored pages: the caption stands once or
three times, the middle copy with straight quotes; the body opens with a dateline in 6 of 7.
"""

from __future__ import annotations

import re

from newsdoc.page.agencies import site_publisher
from newsdoc.page.labels import Label
from newsdoc.page.reader import SELECT_PAGE, Ahead
from newsdoc.text import unquoted

__all__ = ["match"]

_MEDIA = re.compile(r"Media ID:\s*\d*", re.IGNORECASE)
_BLANK = Label("blank", new=False)
_CONTROL = Label("control")


def match(ahead: Ahead, index: int) -> list[Label] | None:
    """Label the head that begins at `index`, if one does."""
    keys = ahead.keys
    headline = index if _selects(ahead, index + 1) else ahead.next_text(index + 1)
    if headline is None or not _selects(ahead, headline + 1):
        return None
    if headline > index and not (ahead.opening or site_publisher(keys[index])):
        return None
    labels = {index: Label("site"), headline: Label("headline"), headline + 1: _CONTROL}
    at = headline + 2
    if at < ahead.seen and _MEDIA.fullmatch(keys[at]):
        labels[at] = _CONTROL
        at += 1
        if at < ahead.seen and keys[at] == "Caption:":
            labels[at] = _CONTROL
            labels |= {i: Label("caption") for i in _captions(ahead, at + 1)}
    labels[index] = labels[index]._replace(article=True)
    return [labels.get(i, _BLANK) for i in range(index, max(labels) + 1)]


def _selects(ahead: Ahead, index: int) -> bool:
    return index < ahead.seen and ahead.keys[index] == SELECT_PAGE


def _captions(ahead: Ahead, index: int) -> list[int]:
    """Find the caption and its copies, which may differ in the form of their quotes."""
    copies: list[int] = []
    at = ahead.next_text(index)
    while at is not None and (not copies or unquoted(ahead.keys[at]) == unquoted(ahead.keys[copies[0]])):
        copies.append(at)
        at = ahead.next_text(at + 1)
    return copies
