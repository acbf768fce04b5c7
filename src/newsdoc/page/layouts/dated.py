"""Layout L, «dated single caption»: site line, headline twice, a date line, at most one caption printed once.

    [site] / headline / headline / date [caption] [byline] / body

The date line is the evidence; what stands directly under it, without a blank line, is the caption and a byline of the
form `City – Name`. Facts, counted on 6 stored pages: 5 have a caption, 1 a byline. A body that is printed without blank
lines stands there, too: its first line is a caption only if it has a credit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdoc.page.agencies import site_publisher
from newsdoc.page.credits import split_printed
from newsdoc.page.dates import is_date_line
from newsdoc.page.labels import Label
from newsdoc.page.window import Window
from newsdoc.text import ends_sentence, has_letter

__all__ = ["match", "may_begin"]

_PLACE_AND_NAME = re.compile(r"[^–—.!?\d]{2,40} [–—-] [^–—.!?\d]{2,50}")  # London – Ann Example
# longer than that, what stands under the date is the first paragraph
_LONGEST_CAPTION = 300  # characters of a caption without a credit
_BLANK = Label("blank", new=False)
_SITE = Label("site")
_HEADLINE = Label("headline")
_DATE = Label("date")
_CAPTION = Label("caption")
_BYLINE = Label("byline")


def may_begin(window: Window) -> Iterator[int]:
    """Yield the indexes of the texts above a line that is printed twice: above a headline, one may name the site."""
    return window.above_printed_twice()


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
    return head if head and (site_publisher(keys[index]) or window.at_top) else None


def _below_headlines(window: Window, first: int, second: int, site: tuple[int, ...]) -> list[Label] | None:
    keys = window.keys
    date = window.next_text(second + 1)
    if date is None or not is_date_line(keys[date]) or not has_letter(keys[first]):
        return None
    labels = {first: _HEADLINE, second: _HEADLINE, date: _DATE} | dict.fromkeys(site, _SITE)
    labels |= _under(window, date + 1)
    start = min(labels)
    # a headline twice above a date is common elsewhere, too; the name of the site makes it certain
    is_known = site and site_publisher(keys[site[0]])
    labels[start] = labels[start]._replace(article=True, notes=() if is_known else ("guess.layout",))
    return [labels.get(i, _BLANK) for i in range(start, max(labels) + 1)]


def _under(window: Window, index: int) -> dict[int, Label]:
    """Label the caption and the byline right under the date; what else stands there is the body."""
    keys = window.keys
    under = [i for i in range(index, min(index + 3, window.limit)) if all(keys[index : i + 1])]
    bylines = [i for i in under[:2] if _PLACE_AND_NAME.fullmatch(keys[i])]
    captions = under[: under.index(bylines[0])] if bylines else under[:1]
    if captions and not _is_caption(window, captions[0], parted=len(under) == 1 + len(bylines)):
        return {i: _BYLINE for i in bylines if i == index}
    return {**dict.fromkeys(captions, _CAPTION), **dict.fromkeys(bylines, _BYLINE)}


def _is_caption(window: Window, index: int, *, parted: bool) -> bool:
    """Return True if the line under the date is a caption: it has a credit, or a blank line parts it from the body."""
    line = window.keys[index]
    if split_printed(line).credit is not None:
        return True
    below = window.next_text(index + 1)
    return parted and below is not None and (len(line) <= _LONGEST_CAPTION or not ends_sentence(line))
