"""Lists of teasers: pages of titles and blurbs that are not one story.

Facts: stored pages that are lists have short and long lines in turn, and most of their long lines end in `…`, `...` or
in mid-word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

from newsdoc.page.body import SHORT, is_prose
from newsdoc.page.dates import is_date_line, may_be_date_line
from newsdoc.text import CLOSING, STOPS, ends_sentence, has_letter

__all__ = ["find_lists", "has_dated_groups", "is_entry", "is_listing", "is_row"]

_GAP = re.compile(r"\s{2,}")
_FEW = 4  # spaces in a line of prose
_SAMPLE = 40  # lines of text that decide what the page is
_FULL_STOPS = frozenset(STOPS) - {"…"}  # no teaser ends in one, unless it is one of three
# The council said on Monday that…        The council said on Monday that...
_TEASER_ENDS = re.compile(rf"(?:…|\.\.\.)[{re.escape(CLOSING)}]*$")
# by Ann Example | Jun 27, 2014 | Opinion        Writer Articles
_TAG = re.compile(r"by .{3,60} \| \w{3,9}\.? \d{1,2}, \d{4} \| |(?:Writer Articles)$", re.IGNORECASE)
# Media ID: 5533
_NUMBERED = re.compile(r"([^\W\d_][^:\d]{0,20}):\s?\d{3,12}")

_FEWEST_ENTRIES, _MOST_ENTRIES = 3, 40  # texts of a list
_SHARE = 0.6  # of these that are entries
_BULLETS = frozenset("-–—*•·▪►■|")
_FIGURES = re.compile(r"\d+")
# 360g plain flour        Ann Example: 4,120
_ENTRY = re.compile(r"(?=[^\n]*?[^\W\d_]{3})(?:[^\n]*\d|[^:\n]{2,30}: \S)")


def is_listing(keys: Sequence[str]) -> bool:
    """Return True if teasers outnumber paragraphs: several long lines stop in mid-sentence, with titles between them.

    A line that goes on in small letters on the next one is a broken paragraph, and one of few words is not prose.
    """
    texts = list(filter(None, keys))[:_SAMPLE]
    if len(texts) < 2:
        return False
    if len([text for text in texts if text[0] in "bBwW" and _TAG.match(text)]) >= 2:
        return True
    short = {text for text in texts if len(text) <= SHORT}
    if len(texts) > 2 and (has_dated_groups(texts) or _has_numbered_labels(short)):
        return True
    long = [text for text in texts if len(text) >= SHORT]
    whole = (text for text in long if text[-1] in _FULL_STOPS and text[-3:] != "..." and text.count(" ") >= _FEW)
    half = (len(long) + 1) // 2
    if len([*islice(whole, half)]) == half:
        return False  # the quick way out: most pages are prose
    lines = [(key, below) for key, below in zip(keys, [*keys[1:], ""], strict=True) if key][:_SAMPLE]
    prose = [(line, below) for line, below in lines if len(line) >= SHORT and line.count(" ") >= _FEW]
    teasers = sum(bool(_TEASER_ENDS.search(line)) for line, _ in prose)
    cut = sum(not (ends_sentence(line) or below[:1].islower()) for line, below in prose)
    rest = len(prose) - teasers - cut
    return (teasers >= 2 and teasers > rest) or (teasers + cut >= 4 and teasers + cut > 4 * rest)


def is_row(line: str) -> bool:
    """Return True if a line is a row of titles with wide gaps between them: `The mayor resigns   Ferry sails again`."""
    parts = [part for part in _GAP.split(line.strip()) if part]
    return len(parts) > _FEW and sum(not ends_sentence(part) for part in parts[:-1]) > len(parts) / 2


def has_dated_groups(lines: Sequence[str]) -> bool:
    """Return True if lines are three groups or more of a title, a blurb and a date, in whatever order.

    Wheat, water and a wall
    The valley has been in a poor state since the flood of 2003, and few shed tears over the old dam.
    October 30, 2016                or: 3 hours ago
    """
    # dates are short; a page of prose has few lines to ask
    dated = {text for text in lines if len(text) <= SHORT and may_be_date_line(text)}
    if not dated or sum(map(dated.__contains__, lines)) < 3:
        return False
    printed = set(filter(is_date_line, dated))
    ago = set(filter(_says_how_long_ago, dated - printed))
    # a word that is printed again and again is a button: `Update`
    dated = printed | ago if len(printed | ago) > 1 else printed
    dates = [at for at, line in enumerate(lines) if line in dated]
    alike = 0
    for start, stop in pairwise(dates):
        between = lines[start + 1 : stop]
        is_group = 2 <= len(between) <= 4 and sum(map(is_prose, between)) == 1
        alike = alike + 1 if is_group else 0
        if alike == 2:
            return True
    return False


def _says_how_long_ago(text: str) -> bool:
    """Return True for a text of the words of dates that says how long ago it is, not at which hour: `3 hours ago`."""
    return ":" not in text and has_letter(text)


def _has_numbered_labels(lines: set[str]) -> bool:
    """Return True if one label stands above three pictures or more, each time with another number: `Media ID: 5533`."""
    numbered = [line for line in lines if line[-1].isdigit()]
    if len(numbered) < 3:
        return False
    labels = Counter(label[1] for line in numbered if (label := _NUMBERED.fullmatch(line)))
    return any(count >= 3 for count in labels.values())


# --- lists amid prose: ingredients, results of an election, the weather of a week ---


def is_entry(text: str) -> bool:
    """Return True if a short text has figures or a colon beside words, and is no date."""
    return text[0] not in _BULLETS and _ENTRY.match(text) is not None and not may_be_date_line(text)


def find_lists(texts: Sequence[str], widths: Sequence[int], prose: Sequence[int], others: frozenset[str]) -> set[int]:
    """Return the texts of all lists between texts of `prose`; none has one of the `others`, words of furniture."""
    found = set[int]()
    for above, below in pairwise(prose):
        between = range(above + 1, below)
        if _FEWEST_ENTRIES <= len(between) <= _MOST_ENTRIES and _is_list_amid(texts, widths, between, others):
            found.update(between)
    return found


def _is_list_amid(texts: Sequence[str], widths: Sequence[int], between: range, others: frozenset[str]) -> bool:
    if any(widths[at] > SHORT for at in between):
        return False
    # most runs of short texts are menus and buttons: the first few tell
    entries = 0
    for number, at in enumerate(between, 1):
        entries += is_entry(texts[at])
        if number == _FEWEST_ENTRIES and not entries:
            return False
    if entries < max(_FEWEST_ENTRIES, _SHARE * len(between)):
        return False
    words = {word for at in between for word in texts[at].lower().split()}
    # Page 1        Page 2
    said = {_FIGURES.sub("", texts[at]) for at in between}
    return words.isdisjoint(others) and len(said) == len(between)
