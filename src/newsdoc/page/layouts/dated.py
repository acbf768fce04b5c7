"""Layout L, «dated single caption»: site line, headline twice, a date line, at most one caption printed once.

    [site] / headline / headline / date [caption] [byline] / body

The date line is the evidence; what stands directly under it, without a blank line, is the caption and a byline of the
form `City – Name`. Facts, counted on 6 stored pages: 5 have a caption, 1 a byline.
"""

from __future__ import annotations

import re

from newsdoc.page.agencies import site_publisher
from newsdoc.page.dates import is_date_line
from newsdoc.page.labels import Label
from newsdoc.page.reader import Ahead

__all__ = ["match"]

_BYLINE = re.compile(r"[^–—.!?\d]{2,40} [–—-] [^–—.!?\d]{2,50}")
_BLANK = Label("blank", new=False)


def match(ahead: Ahead, index: int) -> list[Label] | None:
    """Label the head that begins at `index`, if one does."""
    keys = ahead.keys
    second = ahead.next_text(index + 1)
    if second is None:
        return None
    if keys[second] == keys[index]:
        return _headed(ahead, index, second, ())
    third = ahead.next_text(second + 1)
    if third is None or keys[third] != keys[second] or not (ahead.opening or site_publisher(keys[index])):
        return None
    return _headed(ahead, second, third, (index,))


def _headed(ahead: Ahead, first: int, second: int, site: tuple[int, ...]) -> list[Label] | None:
    keys = ahead.keys
    date = ahead.next_text(second + 1)
    if date is None or not is_date_line(keys[date]):
        return None
    labels = {i: Label("site") for i in site} | {
        first: Label("headline"),
        second: Label("headline"),
        date: Label("date"),
    }
    under = [i for i in range(date + 1, min(date + 4, ahead.seen)) if all(keys[date + 1 : i + 1])]
    if len(under) <= 2:  # a longer run is the body, printed without blank lines
        labels |= {i: Label("byline" if _BYLINE.fullmatch(keys[i]) else "caption") for i in under}
    start = min(labels)
    labels[start] = labels[start]._replace(article=True)
    return [labels.get(i, _BLANK) for i in range(start, max(labels) + 1)]
