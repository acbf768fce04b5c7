"""Choose the story and the headline of a page: the run of lines that weighs most, and the best line above it.

The council agreed on Monday to reopen the bridge in spring.          the story: the strongest run of prose
Share                                                                 a gap in it, which costs a little
The bridge will be free of charge until the summer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from newsdoc.page.agencies import site_publisher
from newsdoc.page.bylines import is_byline
from newsdoc.page.dates import is_date_line
from newsdoc.page.layouts.chance import Choice
from newsdoc.page.layouts.comments import above_comments
from newsdoc.page.layouts.evidence import BRACKETS, LONG, SHORTEST, PageLines
from newsdoc.page.layouts.headlines import find_headline

__all__ = ["choose"]

_LEAST = -0.7  # log-odds of a line inside the story that is still taken for a part of it
_GAP, _MOST_GAP = 0.2, 5.0  # what a line of furniture inside the story costs, and any number of them
_BUTTON = 0.05  # what a short line costs that is printed more than once
_CLOCK = 5  # width of an hour
_MOST_FILLED = 3  # sentences in a row that are taken because of what stands above and below them
_EDGE = -0.35  # log-odds of a line right above or below the story that is taken
_LONG_EDGE = -1.0  # the same for a long paragraph
_MOST = 4.0  # log-odds above which a line says no more about the story's limits
_HEADLINE = -0.3  # log-odds of a line that is still taken for the headline
_LIKE_PROSE = -1.5  # log-odds of the only long text of a page
_FEW = 3  # texts of a page that is little but one text
_ONE_LINE = 200  # width of an article on one line
_DIGITS = 8  # a text of which more than one character in so many is a digit
_NARROWEST, _TITLE, _WIDEST = 12, 22, 120  # width of a title that has few words, of most titles, of the longest
_MOST_BETWEEN = 5  # texts between a title and its text
_STOPS = frozenset(".。…")
_WORD = re.compile(r"[^\W\d_]+")


def choose(page: PageLines) -> Choice:
    """Choose the story and the headline of a page."""
    scores = page.scores()
    start, stop = _limits(page, scores)
    story = [at for at in range(start, stop) if scores[at] > min(_LEAST, _edge(page, at))] or _only_text(page, scores)
    story = above_comments(page.texts, _filled(page, story))
    headline, sure, margin = find_headline(page, story)
    if sure < _HEADLINE:
        headline = _title_of_text(page, story)
    return Choice(scores, story, headline, sure, margin)


def _filled(page: PageLines, story: list[int]) -> list[int]:
    """Return a story with the sentences that stand amid it, be they ever so doubtful, and with the end of an interview.

    Did you always want to build bridges?
    No.                                             a text of the story above it, and one below
    What changed?
    """
    if not story:
        return story
    filled = set(story)
    for above, below in pairwise(story):
        between = range(above + 1, below)
        if (
            between
            and len(between) <= _MOST_FILLED
            and all(page.ends[at] == "s" and not page.is_about_page(at) for at in between)
        ):
            filled.update(between)
    filled.update(range(story[-1], page.end_of_interview(story[-1])))
    return sorted(filled)


def _only_text(page: PageLines, scores: Sequence[float]) -> list[int]:
    """Return the one long text of a page without a story: a whole article on one line, which ends in any way."""
    if not page.texts:
        return []
    longest = max(range(len(page.texts)), key=page.widths.__getitem__)
    is_prose = page.widths[longest] >= _ONE_LINE and page.texts[longest].count(" ") > _FEW
    return [longest] if is_prose and (len(page.texts) <= _FEW or scores[longest] > _LIKE_PROSE) else []


def _title_of_text(page: PageLines, story: Sequence[int]) -> int | None:
    """Return the title of a page that is only that and the text, with a blank line, a date or a byline between them.

    Bridge Opens
    13 February 2024
    The council agreed on Monday to reopen the bridge in spring, the mayor said.
    """
    texts, first = page.texts, story[0] if story else 0
    title = first - 1
    # a date, a byline and a few words may stand between the title and the text
    while title >= 0 and (page.widths[title] < _TITLE or is_date_line(texts[title]) or is_byline(texts[title])):
        title -= 1
    if title < max(0, first - _MOST_BETWEEN):
        title = first - 1
    if title < 0 or not _is_title(page, title):
        return None
    others = [at for at in range(title) if _is_title(page, at, _TITLE)]
    if others:
        # below the title stands the deck; but of titles farther away, either may be another story's
        return others[0] if len(others) == 1 and first <= _MOST_BETWEEN and page.below_blank[first] else None
    return title if title < first - 1 or page.below_blank[first] else None


def _is_title(page: PageLines, at: int, least: int = _NARROWEST) -> bool:
    """Return True if a text can be a title by itself; these are none: `Photo: AFP`, `Sport`, `12 pt 14 pt 16 pt`."""
    text = page.texts[at]
    if at in page.leading or not least <= page.widths[at] <= _WIDEST or text[-1] in _STOPS or text[-1] in BRACKETS:
        return False
    words = _WORD.findall(text)
    # *The toll stays at two marks*        a deck, as emphasis
    if text[0] == text[-1] == "*" or 2 * len(set(words)) <= len(words):
        return False
    return bool(words) and not (page.has_credit(at) or site_publisher(text) or is_date_line(text))


def _limits(page: PageLines, scores: Sequence[float]) -> tuple[int, int]:
    """Return where the story starts and stops: the run whose lines weigh most, less what stands between them.

    The council agreed on Monday to reopen the bridge in spring, the mayor said, after eleven years without a crossing.
    Share                          a button is printed more than once, and parts a story less than other lines do
    Share
    The bridge will be free of charge until the summer, said the deputy mayor, and cyclists will never have to pay.
    """
    best, current, start, gap, found = 0.0, 0.0, 0, 0.0, (0, 0)
    for at, score in enumerate(scores):
        if score <= 0:
            # above all prose, and far below it, nothing is parted
            if current > 0 and gap < _MOST_GAP and at not in page.listed:
                gap += _BUTTON if _is_button(page, at) else _GAP
            continue
        # teasers and buttons stand in most stories, comments and other stories below them
        current -= min(gap, _MOST_GAP)
        if current <= 0:
            current, start = 0.0, at
        current += min(score, _MOST)
        gap = 0.0
        if current > best:
            best, found = current, (start, at + 1)
    start, stop = found
    # what stands right beside the story is rather of it
    while stop and stop < len(scores) and scores[stop] > _edge(page, stop):
        stop += 1
    while start and scores[start - 1] > _EDGE:
        start -= 1
    return start, stop


def _is_button(page: PageLines, at: int) -> bool:
    """Return True for what parts a story less: a short text that is printed again, an hour, `Read also: ...`."""
    if page.copies(at) > 1:
        return page.widths[at] <= SHORTEST
    if at in page.led:
        return True
    return page.widths[at] <= _CLOCK and page.texts[at][0].isdigit()


def _edge(page: PageLines, at: int) -> float:
    """Return the log-odds above which a text right below the story is taken: a long paragraph needs less."""
    if page.mass[at] >= LONG and page.copies(at) == 1:
        return _LONG_EDGE
    # a page may break off in a date: `Tuesday, 13 Feb`
    is_cut = at + 1 == len(page.texts) and not page.ends[at]
    return 0.0 if is_cut and sum(map(str.isdigit, page.texts[at])) * _DIGITS > len(page.texts[at]) else _EDGE
