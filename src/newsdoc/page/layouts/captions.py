"""Captions that two lines tell: the credit of a picture stands on a line of its own, or a word says what a line is.

The old bridge on Sunday, seen from the mill.        the caption
Photo: Ann Example/AFP                               its credit, a line of its own

Image source, Getty Images                           furniture
Image caption, The old bridge on Sunday              the caption, without the words before it
"""

from __future__ import annotations

import re

from newsdoc.page.bylines import is_byline
from newsdoc.page.credits import read_alone
from newsdoc.page.dates import is_date_line, may_be_date_line
from newsdoc.page.labels import FURNITURE, Label
from newsdoc.page.layouts.chance import Choice
from newsdoc.page.layouts.evidence import PageLines
from newsdoc.page.layouts.words import leads_elsewhere
from newsdoc.text import has_letter

__all__ = ["caption_lines"]

_CAPTION = Label("caption")
# a sentence above the credit of a picture without a caption may be the story's
_SENTENCE = Label("caption", notes=("guess.caption",))
_LONGEST_CREDIT = 120  # characters
_WIDEST = 240  # width of a caption whose credit is below it: of longer texts, most are paragraphs
_SURE = 4.0  # log-odds of a text that is a paragraph even right above a credit
# Image caption, The old bridge on Sunday
_SAID = re.compile(r"(?:image|media|photo|video|picture) caption\s?[,:]\s*", re.IGNORECASE)
_SOURCE = re.compile(r"(?:image|media|photo|video|picture) source\s?,", re.IGNORECASE)
_BEGINNING = 16
_LINE = 1 << 30  # the end of a line, however long


def caption_lines(page: PageLines, choice: Choice) -> dict[int, Label]:
    """Return the labels of captions with a credit below them, of these credits, and of lines that say what they are."""
    found: dict[int, Label] = {}
    first, last = choice.story[0], choice.story[-1]
    start = first if choice.headline is None else min(choice.headline + 1, first)
    for at in range(start, last + 1):
        text = page.texts[at]
        # far quicker than to ask the patterns: few texts begin so
        if "aption" in text[:_BEGINNING] and (said := _SAID.match(text)):
            found[at] = _CAPTION._replace(part=(said.end(), _LINE))
            if said.end() == len(text):
                found[at] = FURNITURE
                found[at + 1] = _CAPTION
        elif "ource" in text[:_BEGINNING] and _SOURCE.match(text):
            found[at] = FURNITURE
        elif at in found or at == start or len(text) > _LONGEST_CREDIT:
            continue
        elif read_alone(text):
            if at - 1 not in found and _may_be_caption(page, at - 1, choice):
                found[at - 1] = _SENTENCE if page.ends[at - 1] else _CAPTION
                found[at] = _CAPTION
            elif first < at:
                found[at] = _CAPTION
    found.pop(last + 1, None)
    return found


def _may_be_caption(page: PageLines, at: int, choice: Choice) -> bool:
    """Return True if a text right above a credit may be its caption: no sure paragraph, no button and no heading."""
    text = page.texts[at]
    if at == choice.headline or page.widths[at] > _WIDEST or not page.may_be_prose(at) or choice.scores[at] > _SURE:
        return False
    # Bridge Opens        a title that is not the headline may be the first text of a story
    if page.levels[at] or page.ends[at] == "c" or (at == choice.story[0] and not page.ends[at]):
        return False
    if not has_letter(text) or is_byline(text) or leads_elsewhere(text):
        return False
    return not (may_be_date_line(text) and is_date_line(text))
