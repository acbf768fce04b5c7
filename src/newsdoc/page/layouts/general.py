"""Pages without a known head: a headline and a body, a body only, a list of teasers, or nothing that is news.

Facts: stored pages that are lists have short and long lines in turn, and most of their long lines end in `…`, `...` or
in mid-word.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise

from newsdoc.page.agencies import site_publisher
from newsdoc.page.body import SHORT, TITLE, is_prose, is_title, width
from newsdoc.page.bylines import is_byline, is_name
from newsdoc.page.dates import is_date_line, may_be_date_line
from newsdoc.page.labels import Label
from newsdoc.text import CLOSING, STOPS, ends_sentence

__all__ = ["is_listing", "open_page"]

_LONG = 100  # characters of a headline that ends as a sentence does
_FEW = 4  # spaces in a line of prose
_SAMPLE = 40  # lines of text that decide what the page is
# Is the Bridge Open?        Mayor Calls It a “Miracle”
_TITLE_ENDS = re.compile(rf"[?؟？!！]$|^[^“\"«‘'].*[^{STOPS},،][”\"»“]$")
_FULL_STOPS = frozenset(STOPS) - {"…"}  # no teaser ends in one, unless it is one of three
# The council said on Monday that…        The council said on Monday that...
_TEASER_ENDS = re.compile(rf"(?:…|\.\.\.)[{re.escape(CLOSING)}]*$")
# by Ann Example | Jun 27, 2014 | Opinion        Writer Articles
_TAG = re.compile(r"by .{3,60} \| \w{3,9}\.? \d{1,2}, \d{4} \| |(?:Writer Articles)$", re.IGNORECASE)
# به قلم:        on: Thursday, 11 January, 2018
_LABEL = re.compile(r"[^\s:]{1,15}(?: [^\s:]{1,15})?\s?:(?:$| .{,40}$)")
# Media ID: 5533
_NUMBERED = re.compile(r"([^\W\d_][^:\d]{0,20}):\s?\d{3,12}")
_BLANK = Label("blank", new=False)
_LEFTOVER = Label("unknown", notes=("page.leftover",))
_LEFTOVER_BELOW = Label("unknown", new=False)


def is_listing(keys: list[str]) -> bool:
    """Return True if teasers outnumber paragraphs: several long lines stop in mid-sentence, with titles between them.

    A line that goes on in small letters on the next one is a broken paragraph, and one of few words is no prose.
    """
    texts = list(filter(None, keys))[:_SAMPLE]
    if len([text for text in texts if text[0] in "bBwW" and _TAG.match(text)]) >= 2:
        return True
    # dates and numbered labels are short; a page of prose has few lines to ask
    short = {text for text in texts if len(text) <= SHORT}
    if _has_dated_groups(texts, short) or _has_numbered_labels(short):
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


def _has_dated_groups(lines: list[str], short: set[str]) -> bool:
    """Return True if lines are three groups or more of a title, a blurb and a date, in whatever order.

    Wheat, water and a wall
    The valley has been in a poor state since the flood of 2003, and few shed tears over the old dam.
    October 30, 2016
    """
    dated = set(filter(may_be_date_line, short))
    if not dated or sum(map(dated.__contains__, lines)) < 3:
        return False
    dated = set(filter(is_date_line, dated))
    dates = [at for at, line in enumerate(lines) if line in dated]
    alike = 0
    for start, stop in pairwise(dates):
        between = lines[start + 1 : stop]
        is_group = 2 <= len(between) <= 4 and sum(map(is_prose, between)) == 1
        alike = alike + 1 if is_group else 0
        if alike == 2:
            return True
    return False


def _has_numbered_labels(lines: set[str]) -> bool:
    """Return True if one label stands above three pictures or more, each time with another number: `Media ID: 5533`."""
    numbered = [line for line in lines if line[-1].isdigit()]
    if len(numbered) < 3:
        return False
    labels = Counter(label[1] for line in numbered if (label := _NUMBERED.fullmatch(line)))
    return any(count >= 3 for count in labels.values())


# <?xml version="1.0"?>, <channel>, <title>Bridge opens</title>: the source of a document, not the text of a page
_TAG_FIRST = re.compile(r"</?[A-Za-z][^<>]*>|<[?!][A-Za-z]")


def open_page(keys: list[str], *, listing: bool, before_head: bool) -> list[Label]:
    """Label lines that begin with text and have no head: those above a body, or all of them if there is no body.

    `keys` end where a head begins (`before_head`), where the page ends, or where nothing more can be seen.
    """
    lines = [key for key in keys if key][:_SAMPLE]
    if listing:
        return _unknown(keys, "page.listing")
    if sum(bool(_TAG_FIRST.match(line)) for line in lines) * 2 > len(lines):
        return _unknown(keys, "page.leftover" if before_head else "page.unstructured")
    furniture = sum(bool(_LABEL.match(line)) for line in lines[:8]) >= 2  # label lines: a layout of its own
    if furniture or not any(map(is_prose, lines)):
        return _unknown(keys, "page.leftover" if before_head else "page.unstructured")
    labels: list[Label] = []
    if site_publisher(lines[0]) and len(lines) > 1:
        labels = _up_to_next(keys, 0, Label("site"))
    labels += _title(keys, len(labels)) or ([] if labels else [Label("paragraph")])
    first = next((at for at, label in enumerate(labels) if label.kind != "unknown"))
    labels[first] = labels[first]._replace(article=True, notes=("guess.article", *labels[first].notes))
    return labels


def _title(keys: list[str], index: int) -> list[Label]:
    """Label the headline at an index, and the writer's name and the date right below it; nothing if no line is one."""
    texts = [at for at in range(index, len(keys)) if keys[at]][:5]
    lines = [keys[at] for at in texts]
    if len(lines) < 2:
        return []
    labels: list[Label] = []
    if better := _better_title(lines):
        labels = [_LEFTOVER, *[_LEFTOVER_BELOW if key else _BLANK for key in keys[index + 1 : texts[better]]]]
        texts, lines = texts[better:], lines[better:]
    named = len(lines) > 2 and is_name(lines[1]) and is_date_line(lines[2])
    dated = named or is_date_line(lines[1])
    below = lines[2 + named :] if dated else lines[1:]
    text = [line for line in below if not is_byline(line)][:2] or lines[1:2]
    if not (better or _is_headline(lines[0], text, alone=dated or texts[1] > texts[0] + 1)):
        return []
    labels += _up_to_next(keys, texts[0], Label("headline", notes=("guess.headline",)))
    if named:
        labels += _up_to_next(keys, texts[1], Label("byline", notes=("guess.byline",)))
    if dated:
        labels.append(Label("date"))
    return labels


def _better_title(lines: list[str]) -> int:
    """Find the line right above the prose that is a better headline than the first: twice as long, or more; else 0.

    Skip to main content
    Council Agrees to Reopen the Bridge in Spring
    The council agreed on Monday …
    """
    prose = next((at for at, line in enumerate(lines) if is_prose(line)), 0)
    title = prose - 1
    if title < 1 or not is_title(lines[title]) or is_date_line(lines[title]):
        return 0
    return title if width(lines[title]) >= 2 * max(map(width, lines[:title])) else 0


def _is_headline(line: str, below: list[str], *, alone: bool) -> bool:
    """Return True if the first line is a title: shorter than the prose below it, and without the stop of a sentence.

    With a blank line below it, it may end as a question or a quoted word does, and need not be the shorter one.
    """
    if len(line) > TITLE or " " not in line:
        return False
    if ends_sentence(line):
        return alone and len(line) < _LONG and max(map(len, below)) >= SHORT and bool(_TITLE_ENDS.search(line))
    return len(line) < max(map(len, below)) or (alone and all(map(ends_sentence, below)))


def _up_to_next(keys: list[str], index: int, label: Label) -> list[Label]:
    """Label a line and the blank lines after it."""
    below = next((i for i in range(index + 1, len(keys)) if keys[i]), len(keys))
    return [label, *[_BLANK] * (below - index - 1)]


def _unknown(keys: list[str], note: str) -> list[Label]:
    rest = [Label("unknown", new=False) if key else _BLANK for key in keys[1:]]
    return [Label("unknown", notes=(note,)), *rest]
