"""Say what the texts of an article are: paragraphs, sub-heads, captions, the deck, the byline and the date.

Bridge Opens                                       the headline that was chosen
The toll stays at two marks, and lorries pay nine. the deck: a byline is below it
By Ann Example                                     the byline
The council agreed on Monday to reopen it.         a paragraph of the story
The toll                                           a sub-head: short, with prose above and below
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsdoc.page.agencies import site_publisher
from newsdoc.page.body import SHORT
from newsdoc.page.bylines import is_byline, is_name
from newsdoc.page.dates import holds_date, is_date_line, may_be_date_line, parse_date
from newsdoc.page.labels import Label
from newsdoc.page.layouts.captions import caption_lines
from newsdoc.page.layouts.chance import Choice
from newsdoc.page.layouts.evidence import BRACKETS, PageLines
from newsdoc.page.layouts.listing import is_entry
from newsdoc.page.layouts.words import leads_elsewhere, says_how_long, site_words, words_under
from newsdoc.page.texts.markdown import is_alike, is_icon, is_picture, read_picture
from newsdoc.text import has_letter

__all__ = ["label_texts"]

_SURE = 2.0  # log-odds of a line that is a paragraph even if it ends as a caption does
_FEW = 3  # texts of a page that is little but one text
_HEAD = 3  # texts of a story that may still be its byline
_LONGEST_DECK = 300  # width
_LONGEST_CAPTION = 480  # width
_ITEMS = frozenset({"- ", "* ", "• ", "– "})
_MOST_ITEMS = 20
# Wash your hands. Unsplash/Ann Example        The bridge on Sunday. Ann Example
_NAME_BEHIND = re.compile(r"[^\W\d_]{2}[.!?]\s?(?P<name>[^\W\d_][^.!?:,;/\d]{3,30}(?:/[^\W\d_][^.!?:,;\d]{2,30})?)$")
_LONGEST_NAME = 64
_NO_NAME = frozenset(".!?:,;")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s")
_WORD = re.compile(r"[^\W\d_]+")
# The bridge on Sunday. (AFP)
_CAPTION = Label("caption")
# 13 February 2024
_DATE = Label("date")
# By Ann Example
_BYLINE = Label("byline")
# Ann Example, above a date
_NAME = Label("byline", notes=("guess.byline",))
# The toll
_DECK = Label("deck", notes=("guess.deck",))
_SUBHEAD = Label("subhead", notes=("guess.subhead",))
# ## The toll
_HEADING = Label("subhead")
_PARAGRAPH = Label("paragraph")


def label_texts(page: PageLines, choice: Choice) -> dict[int, Label]:
    """Return the labels of all texts that are a part of the article."""
    scores, story, headline = choice.scores, choice.story, choice.headline
    inside = set(story)
    kinds = dict.fromkeys(story, _PARAGRAPH)
    # a headline may be a line that looks like prose
    if headline is not None:
        kinds[headline] = Label("headline")
    first, last = story[0], story[-1]
    # the texts of a list are taken where the prose above and below it is
    listed = (at for at in page.listed if first < at < last and at not in kinds)
    kinds |= {at: _entry(page.texts[at]) for at in listed}
    top = first if headline is None else min(headline, first)
    # a text of a sentence or two has no room for captions
    captions = caption_lines(page, choice) if len(story) >= _FEW else {}
    kinds |= captions
    for at in range(top, last + 1):
        if at in captions:
            continue
        is_asked = at not in kinds or (at != headline and _may_be_caption(page, at, scores[at]))
        if is_asked and (label := _part(page, at, inside, above=at < first)):
            kinds[at] = label
        elif at and _is_below_its_picture(page.texts[at - 1], page.texts[at]):
            kinds[at] = _CAPTION
    for at in story[:_HEAD]:
        if at != headline and is_byline(page.texts[at]):
            kinds[at] = _BYLINE
        elif at != headline and _is_name_with_stop(page, at):
            kinds[at] = _NAME
        elif at != headline and holds_date(page.texts[at]):
            kinds[at] = _DATE
    _label_head(page, kinds, headline, story)
    if headline is not None and _is_deck(kinds, headline, story):
        kinds[first] = _DECK
    elif headline is not None and headline + 1 < first and _is_deck_above(page, kinds, headline + 1):
        kinds[headline + 1] = _DECK
    return kinds


def _is_name_with_stop(page: PageLines, at: int) -> bool:
    """Return True for a name with a stop behind it that stands right above a date: `Ann Example.` above a date."""
    text = page.texts[at]
    return (
        page.widths[at] <= _LONGEST_NAME
        and text[-1] == "."
        and is_name(text[:-1])
        and _is_date(page.texts[min(at + 1, len(page.texts) - 1)])
    )


def _entry(text: str) -> Label:
    return _PARAGRAPH if is_entry(text) else _SUBHEAD


def _is_deck(kinds: dict[int, Label], headline: int, story: Sequence[int]) -> bool:
    """Return True if the first text of a story is its deck: it stands between the headline and a byline or a date.

    Bridge Opens
    The toll stays at two marks, and lorries pay nine.
    By Ann Example
    The council agreed on Monday to reopen the bridge in spring, the mayor said.
    """
    if len(story) < _HEAD or not headline < story[0] <= headline + 2:
        return False
    return any(at in kinds and kinds[at].kind in ("byline", "date") for at in range(story[0] + 1, story[1]))


def _is_deck_above(page: PageLines, kinds: dict[int, Label], at: int) -> bool:
    """Return True if a text apart from the story is its deck: it is between the headline and a byline or a date.

    Bridge Opens
    The toll stays at two marks, and lorries pay nine.
    By Ann Example
    Share
    The council agreed on Monday to reopen the bridge in spring, the mayor said.
    """
    if at in kinds or at + 1 not in kinds or kinds[at + 1].kind not in ("byline", "date"):
        return False
    own = site_words().isdisjoint(page.words[at]) and not leads_elsewhere(page.texts[at])
    is_long = SHORT <= page.widths[at] <= _LONGEST_DECK and page.copies(at) == 1
    return own and is_long and at not in page.leading and not page.has_credit(at)


def _part(page: PageLines, at: int, story: set[int], *, above: bool) -> Label | None:
    """Label a text that is in the story or just above it, but is not a paragraph: a caption, a sub-head, or nothing."""
    text = page.texts[at]
    if is_picture(text):
        return None if is_icon(text) else _CAPTION
    if 25 <= page.widths[at] <= _LONGEST_CAPTION and has_letter(text) and (page.has_credit(at) or _ends_in_name(text)):
        return _CAPTION
    if _is_item(page, at, story):
        return _PARAGRAPH
    if page.levels[at] and not above and at not in story:
        return None if page.has_credit(at) else _HEADING
    if at in story or page.widths[at] > SHORT + 20 or page.copies(at) > 1 or at in page.led:
        return None
    # a sub-head has prose on both sides; a button, or a teaser, has its like
    between = at - 1 in story and at + 1 in story
    if page.ends[at]:
        # «Why?» «No.»
        return _PARAGRAPH if between and page.ends[at] == "s" and not page.may_be_prose(at) else None
    is_begun = text[0].isalpha() or text[0] in '"“„«¿' or _is_numbered(page, at, story)
    if not between or not has_letter(text) or not is_begun:
        return None
    words = set(_WORD.findall(text.lower()))
    if not words.isdisjoint(site_words()) or not words.isdisjoint(words_under("lead")) or is_byline(text):
        return None
    return _SUBHEAD


def _is_below_its_picture(picture: str, text: str) -> bool:
    """Return True if a text begins as the words of the picture above it do.

    ![The bridge on Sunday morning](https://news.example/bridge.jpg)
    The bridge on Sunday morning, as seen from the mill. Ann Example
    """
    caption = read_picture(picture)
    return caption is not None and caption.text is not None and is_alike(caption.text, text)


def _is_numbered(page: PageLines, at: int, story: set[int]) -> bool:
    """Return True for one of several sub-heads with numbers, each above prose: `1. It is old`, `2. It is narrow`."""
    if not (found := _NUMBER.match(page.texts[at])):
        return False
    beside = {f"{int(found[1]) + step}{page.texts[at][found.end(1)]} " for step in (-1, 1)}
    return any(page.texts[other - 1].startswith(tuple(beside)) for other in story if other - 1 not in story and other)


def _may_be_caption(page: PageLines, at: int, score: float) -> bool:
    """Return True if a text that seems to be of the story may be a caption all the same."""
    if page.copies(at) > 1 and page.texts[at][-1] in BRACKETS:
        return True
    return score < _SURE and (page.is_credited(at) or _ends_in_name(page.texts[at]))


def _ends_in_name(text: str) -> bool:
    """Return True if a name stands behind the last sentence of a text: who took the picture, without a word for it."""
    # most texts end in a stop
    found = None if text[-1] in _NO_NAME else _NAME_BEHIND.search(text[-_LONGEST_NAME:])
    return found is not None and ("/" in found["name"] or is_name(found["name"]))


def _is_item(page: PageLines, at: int, story: set[int]) -> bool:
    """Return True for an entry of a list in the story: `- cars: two marks`, below prose or another entry."""
    if page.texts[at][:2] not in _ITEMS or page.copies(at) > 1:
        return False
    first = last = at
    while first - 1 not in story and page.texts[first - 1][:2] in _ITEMS and first > at - _MOST_ITEMS:
        first -= 1
    while last + 1 < len(page.texts) and page.texts[last + 1][:2] in _ITEMS and last < at + _MOST_ITEMS:
        last += 1
    return first - 1 in story and 2 <= last - first + 1 <= _MOST_ITEMS


def _label_head(page: PageLines, kinds: dict[int, Label], headline: int | None, story: Sequence[int]) -> None:
    """Label the byline and the date, which stand around the headline, and above the story or below its deck."""
    first, last = story[0], story[min(_HEAD, len(story)) - 1]
    top = max(0, min(first - 12, first if headline is None else headline - 3))
    dated = named = False
    for at in range(top, max(first, last)):
        text = page.texts[at]
        if at in kinds:
            continue
        if site_publisher(text):
            kinds[at] = Label("site")
            continue
        if not dated and may_be_date_line(text) and is_date_line(text) and parse_date(text):
            kinds[at], dated = _DATE, True
        elif not named and headline is not None and at > headline and is_byline(text):
            kinds[at], named = _BYLINE, True
        elif not named and headline is not None and at > headline and _is_name_here(page, at, headline):
            kinds[at], named = _NAME, True
    if not dated:
        dates = (at for at in range(top, last) if at not in kinds and holds_date(page.texts[at]))
        found = next((at for at in dates if parse_date(page.texts[at])), None)
        if found is not None:
            kinds[found] = _DATE


def _is_name_here(page: PageLines, at: int, headline: int) -> bool:
    """Return True if a text is a name, and right above a date or the time that the story takes to read, or below it.

    Bridge Opens
    13 February 2024
    Ann Example                  below a date, only where that is right below the headline or the deck
    """
    text = page.texts[at]
    if not is_name(text) or text.isupper() or not _says_nothing_else(text):
        return False
    # an obituary is about its headline
    if text in page.texts[headline] or page.copies(at) > 2:
        return False
    if at + 1 < len(page.texts) and (_is_date(page.texts[at + 1]) or says_how_long(page.texts[at + 1])):
        return True
    return at - 1 > headline >= at - _FEW and _is_date(page.texts[at - 1])


def _says_nothing_else(text: str) -> bool:
    """Return True if no word of a text is one of furniture: `Listen Now`, `Share Article`."""
    words = set(_WORD.findall(text.lower()))
    return words.isdisjoint(site_words()) and words.isdisjoint(words_under("lead"))


def _is_date(text: str) -> bool:
    return (may_be_date_line(text) and is_date_line(text)) or holds_date(text)
