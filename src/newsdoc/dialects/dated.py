"""Layout L, «dated single caption»: site line, headline twice, a date line, at most one caption printed once.

    [site] / headline / headline / date [caption] [byline] / body

The date line is the evidence; what stands directly under it, without a blank line, is the caption and a byline of the
form `City – Name`. Facts, counted on 6 stored pages: 5 have a caption, 1 a byline. A body that is printed without blank
lines stands there, too: its first line is a caption only if it has a credit.
"""

from __future__ import annotations

import re

from newsdoc.credits import split_credit
from newsdoc.dates import is_date_line
from newsdoc.dialects.walk import Ahead
from newsdoc.names import site_publisher
from newsdoc.segments import Label
from newsdoc.text import ends_sentence, has_letter

__all__ = ["match"]

_BYLINE = re.compile(r"[^–—.!?\d]{2,40} [–—-] [^–—.!?\d]{2,50}")
_LONGEST_CAPTION = 300  # characters of a caption without a credit
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
    if date is None or not is_date_line(keys[date]) or not has_letter(keys[first]):
        return None
    labels = {i: Label("site") for i in site} | {
        first: Label("headline"),
        second: Label("headline"),
        date: Label("date"),
    }
    labels |= _under(ahead, date + 1)
    start = min(labels)
    is_known = site and site_publisher(keys[site[0]])
    labels[start] = labels[start]._replace(article=True, notes=() if is_known else ("guess.layout",))
    return [labels.get(i, _BLANK) for i in range(start, max(labels) + 1)]


def _under(ahead: Ahead, index: int) -> dict[int, Label]:
    """Label the caption and the byline right under the date; what else stands there is the body."""
    keys = ahead.keys
    under = [i for i in range(index, min(index + 3, ahead.seen)) if all(keys[index : i + 1])]
    bylines = [i for i in under[:2] if _BYLINE.fullmatch(keys[i])]
    captions = under[: under.index(bylines[0])] if bylines else under[:1]
    if captions and not _is_caption(ahead, captions[0], parted=len(under) == 1 + len(bylines)):
        return {i: Label("byline") for i in bylines if i == index}
    return {**dict.fromkeys(captions, Label("caption")), **dict.fromkeys(bylines, Label("byline"))}


def _is_caption(ahead: Ahead, index: int, *, parted: bool) -> bool:
    """Return whether the line under the date is a caption: it has a credit, or a blank line parts it from the body."""
    line = ahead.keys[index]
    if split_credit(line).credit is not None:
        return True
    below = ahead.next_text(index + 1)
    return parted and below is not None and (len(line) <= _LONGEST_CAPTION or not ends_sentence(line))
