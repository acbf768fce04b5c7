"""Layout R, the archive of 2005 to 2017: a site line, the headline with the archive's name, `Select Page`.

    [site] / headline | archive / Select Page / [Media ID: digits / [Caption: / caption (one to three times)]] / body

`Select Page` directly under the headline is the evidence. Facts, counted on 7 stored pages: the caption stands once or
three times, the middle copy with straight quotes; the body opens with a dateline in 6 of 7. Where the word `Caption:`
is missing, a line with a credit is the caption; a `Media ID:` for each of several pictures makes a list of a tag.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from newsdoc.page.agencies import site_publisher, without_site
from newsdoc.page.credits import split_printed
from newsdoc.page.labels import Label
from newsdoc.page.window import REACH, Window
from newsdoc.text import has_letter, straight_quotes

__all__ = ["SELECT_PAGE", "match", "may_begin"]

SELECT_PAGE = "Select Page"
"""A line of furniture directly below the archive's headlines, which stand once."""

# Media ID: 55054259
_MEDIA = re.compile(r"Media ID:\s*\d*", re.IGNORECASE)
_BLANK = Label("blank", new=False)
_CONTROL = Label("control")
_SITE = Label("site")
_HEADLINE = Label("headline")
_CAPTION = Label("caption")


def may_begin(window: Window) -> Iterator[int]:
    """Yield the indexes of the two texts above each `Select Page`."""
    for index in window.find_all(SELECT_PAGE):
        yield from window.above(index, 2)


def match(window: Window, index: int) -> list[Label] | None:
    """Label the head that begins at `index`, if one does."""
    if not window.has(SELECT_PAGE):
        return None
    keys = window.keys
    # The line above the headline, if there is one, names the site:
    #   Middle-east Arab News Opinion | Asharq Al-awsat
    #   <blank>
    #   Bridge Opens | ASHARQ AL-AWSAT English Archive 2005 -2017
    #   Select Page
    headline = index if _selects(window, index + 1) else window.next_text(index + 1)
    if headline is None or not _selects(window, headline + 1):
        return None
    if headline > index and not (site_publisher(keys[index]) or window.at_top):
        return None
    if not has_letter(keys[headline]) or _is_tag(window, headline + 2):
        return None
    labels = {index: _SITE, headline: _HEADLINE, headline + 1: _CONTROL}
    at = headline + 2
    # Media ID: 55054259
    # Caption:
    if at < window.limit and _MEDIA.fullmatch(keys[at]):
        labels[at] = _CONTROL
        at += 1
        if at < window.limit and keys[at] == "Caption:":
            labels[at] = _CONTROL
            labels |= dict.fromkeys(_captions(window, at + 1), _CAPTION)
        elif (caption := window.next_text(at)) is not None and _is_credited(keys[caption]):
            labels[caption] = _CAPTION
    # other sites have a line «Select Page», too
    is_known = site_publisher(keys[index]) or without_site(keys[headline]) != keys[headline]
    labels[index] = labels[index]._replace(article=True, notes=() if is_known else ("guess.layout",))
    return [labels.get(i, _BLANK) for i in range(index, max(labels) + 1)]


def _selects(window: Window, index: int) -> bool:
    return index < window.limit and window.keys[index] == SELECT_PAGE


def _is_tag(window: Window, index: int) -> bool:
    """Return True if pictures of several articles follow: a `Media ID:` each, before another page begins."""
    count = 0
    for key in window.keys[index : min(window.limit, index + REACH // 2)]:
        if key == SELECT_PAGE:
            break
        count += bool(_MEDIA.fullmatch(key))
    return count > 2


def _is_credited(line: str) -> bool:
    """Return True if a line ends in a credit, as a caption does: `Masons at work. (Reuters/Ann Example)`."""
    found = split_printed(line)
    return found.credit is not None and found.text != line


def _captions(window: Window, index: int) -> list[int]:
    """Return the indexes of the caption and its copies, which may differ in the form of their quotes."""
    copies: list[int] = []
    at = window.next_text(index)
    while at is not None and (
        not copies or straight_quotes(window.keys[at]) == straight_quotes(window.keys[copies[0]])
    ):
        copies.append(at)
        at = window.next_text(at + 1)
    return copies
