"""Layout R, the archive of 2005 to 2017: a site line, the headline with the archive's name, `Select Page`.

    [site] / headline | archive / Select Page / [Media ID: digits / [Caption: / caption (one to three times)]] / body

`Select Page` directly under the headline is the evidence. Facts, counted on 7 stored pages: the caption stands once or
three times, the middle copy with straight quotes; the body opens with a dateline in 6 of 7. Where the word `Caption:`
is missing, a line with a credit is the caption; a `Media ID:` for each of several pictures makes a list of a tag.
"""

from __future__ import annotations

import re

from newsdoc.credits import split_credit
from newsdoc.dialects.walk import REACH, SELECT_PAGE, Ahead
from newsdoc.names import site_publisher, without_site
from newsdoc.segments import Label
from newsdoc.text import has_letter, unquoted

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
    if not has_letter(keys[headline]) or _is_tag(ahead, headline + 2):
        return None
    labels = {index: Label("site"), headline: Label("headline"), headline + 1: _CONTROL}
    at = headline + 2
    if at < ahead.seen and _MEDIA.fullmatch(keys[at]):
        labels[at] = _CONTROL
        at += 1
        if at < ahead.seen and keys[at] == "Caption:":
            labels[at] = _CONTROL
            labels |= {i: Label("caption") for i in _captions(ahead, at + 1)}
        elif (caption := ahead.next_text(at)) is not None and _is_credited(keys[caption]):
            labels[caption] = Label("caption")
    is_known = site_publisher(keys[index]) or without_site(keys[headline]) != keys[headline]
    labels[index] = labels[index]._replace(article=True, notes=() if is_known else ("guess.layout",))
    return [labels.get(i, _BLANK) for i in range(index, max(labels) + 1)]


def _selects(ahead: Ahead, index: int) -> bool:
    return index < ahead.seen and ahead.keys[index] == SELECT_PAGE


def _is_tag(ahead: Ahead, index: int) -> bool:
    """Return whether pictures of several articles follow: a `Media ID:` each, before another page begins."""
    count = 0
    for key in ahead.keys[index : min(ahead.seen, index + REACH // 2)]:
        if key == SELECT_PAGE:
            break
        count += bool(_MEDIA.fullmatch(key))
    return count > 2


def _is_credited(line: str) -> bool:
    """Return whether a line ends in a credit, as a caption does: `Masons at work. (Reuters/Ann Example)`."""
    found = split_credit(line)
    return found.credit is not None and found.text != line


def _captions(ahead: Ahead, index: int) -> list[int]:
    """Find the caption and its copies, which may differ in the form of their quotes."""
    copies: list[int] = []
    at = ahead.next_text(index)
    while at is not None and (not copies or unquoted(ahead.keys[at]) == unquoted(ahead.keys[copies[0]])):
        copies.append(at)
        at = ahead.next_text(at + 1)
    return copies
