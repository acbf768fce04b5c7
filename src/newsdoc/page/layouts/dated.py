"""Layout L, «dated single caption»: site line, headline twice, a date line, at most one caption printed once.

    [site] / headline / headline / date [caption] [byline] / body

The date line is the evidence; what stands directly under it, without a blank line, is the caption and a byline of the
form `City – Name`. Facts, counted on 6 stored pages: 5 have a caption, 1 a byline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdoc.page.agencies import site_publisher
from newsdoc.page.dates import is_date_line
from newsdoc.page.labels import Label
from newsdoc.page.window import Window

__all__ = ["match", "may_begin"]

_BYLINE = re.compile(r"[^–—.!?\d]{2,40} [–—-] [^–—.!?\d]{2,50}")  # London – Ann Example
_BLANK = Label("blank", new=False)


def may_begin(window: Window) -> Iterator[int]:
    """Yield the indexes of the texts above repeated lines: above a headline, one may name the site."""
    return window.above_repeated(1)


def match(window: Window, index: int) -> list[Label] | None:
    """Label the head that begins at `index`, if one does."""
    keys = window.keys
    second = window.next_text(index + 1)
    if second is None:
        return None
    # Bridge Opens / <blank> / Bridge Opens / <blank> / Thursday, 7 November, 2019 - 07:45
    if keys[second] == keys[index]:
        return _below_headlines(window, index, second, ())
    third = window.next_text(second + 1)
    if third is None or keys[third] != keys[second]:
        return None
    # The same below the name of a site, which is not known to us at the top of a page only.
    head = _below_headlines(window, second, third, (index,))
    return head if head and (window.at_top or site_publisher(keys[index])) else None


def _below_headlines(window: Window, first: int, second: int, site: tuple[int, ...]) -> list[Label] | None:
    keys = window.keys
    date = window.next_text(second + 1)
    if date is None or not is_date_line(keys[date]):
        return None
    labels = {i: Label("site") for i in site} | {
        first: Label("headline"),
        second: Label("headline"),
        date: Label("date"),
    }
    under = [i for i in range(date + 1, min(date + 4, window.limit)) if all(keys[date + 1 : i + 1])]
    if len(under) <= 2:  # a longer run is the body, printed without blank lines
        labels |= {i: Label("byline" if _BYLINE.fullmatch(keys[i]) else "caption") for i in under}
    start = min(labels)
    labels[start] = labels[start]._replace(article=True)
    return [labels.get(i, _BLANK) for i in range(start, max(labels) + 1)]
