"""The general layout: a page of which no layout knows the head, as most pages of news are.

    Bridge Opens | Orvale Gazette              furniture, but it says what the headline is
    Menu                                       furniture
    Bridge Opens                               headline: the echo of the title
    By Ann Example                             byline: between the headline and the story
    13 February 2024                           date
    The council agreed on Monday to reopen ... the story: the strongest run of prose
    Read also: The mayor resigns               furniture inside the story
    The toll                                   sub-head: short, with prose above and below
    The bridge will be free of charge until the summer, said the deputy mayor.
    The bridge on Sunday. (AFP)                caption: a credit at its end
    All rights reserved.                       furniture

What a line is comes from evidence (`evidence.py`, `headlines.py`), never from a fixed place. All other lines are
furniture.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newsdoc.page.agencies import site_publisher
from newsdoc.page.body import SHORT
from newsdoc.page.bylines import is_byline, is_name
from newsdoc.page.dates import holds_date, is_date_line, may_be_date_line, parse_date
from newsdoc.page.labels import BLANK, FURNITURE, Label
from newsdoc.page.layouts.captions import caption_lines
from newsdoc.page.layouts.chance import Choice, chance
from newsdoc.page.layouts.comments import above_comments
from newsdoc.page.layouts.evidence import BRACKETS, LONG, SHORTEST, PageLines, may_have_prose
from newsdoc.page.layouts.headlines import find_headline
from newsdoc.page.layouts.listing import has_dated_groups, is_entry, is_listing, is_row
from newsdoc.page.layouts.words import leads_elsewhere, says_how_long, site_words, slug_of, words_under
from newsdoc.page.page import Hints
from newsdoc.page.texts import Texts, read_texts
from newsdoc.page.texts.headers import FIELDS, FrontMatter, read_front_matter
from newsdoc.page.texts.markdown import is_alike, is_icon, is_picture, read_picture
from newsdoc.text import has_letter

__all__ = ["LONGEST_PAGE", "Weighed", "choose", "label_page", "weigh"]

LONGEST_PAGE = 4096
"""Lines of a page that are weighed together; what follows them is furniture, up to a head that a layout knows."""

_LEAST = -0.7  # log-odds of a line inside the story that is still taken for a part of it
_GAP, _MOST_GAP = 0.2, 5.0  # what a line of furniture inside the story costs, and any number of them
_BUTTON = 0.05  # what a short line costs that is printed more than once
_CLOCK = 5  # width of an hour
_MOST_FILLED = 3  # sentences in a row that are taken because of what stands above and below them
_EDGE = -0.35  # log-odds of a line right above or below the story that is taken
_LONG_EDGE = -1.0  # the same for a long paragraph
_SURE = 2.0  # log-odds of a line that is a paragraph even if it ends as a caption does
_MOST = 4.0  # log-odds above which a line says no more about the story's limits
_SHORT_PAGE = 120  # texts of a page that has no room for teasers beside a story
_LIKELY = 0.5  # the chance of an article that is more likely right than wrong
_BLURB = 70  # width of the shortest blurb
_HEADLINE = -0.3  # log-odds of a line that is still taken for the headline
_LIKE_PROSE = -1.5  # log-odds of the only long text of a page
_FEW = 3  # texts of a page that is little but one text
_ONE_LINE = 200  # width of an article on one line
_HEAD = 3  # texts of a story that may still be its byline
_DIGITS = 8  # a text of which more than one character in so many is a digit
_LONGEST_DECK = 300  # width
_NARROWEST, _TITLE, _WIDEST = 12, 22, 120  # width of a title that has few words, of most titles, of the longest
_MOST_BETWEEN = 5  # texts between a title and its text
_STOPS = frozenset(".。…")
_LONGEST_CAPTION = 480  # width
_ITEMS = frozenset({"- ", "* ", "• ", "– "})
_MOST_ITEMS = 20
# Bridge Opens | Orvale Gazette        Bridge Opens in Spring - The Gazette
_SITE_TAIL = re.compile(r"(?<!\s)\s++(?:\|\s+.{2,40}|[-–—]\s+(?:[A-Z][\w.’']*(?:\s+|$)){1,4})$")
# Wash your hands. Unsplash/Ann Example        The bridge on Sunday. Ann Example
_NAME_BEHIND = re.compile(r"[^\W\d_]{2}[.!?]\s?(?P<name>[^\W\d_][^.!?:,;/\d]{3,30}(?:/[^\W\d_][^.!?:,;\d]{2,30})?)$")
_LONGEST_NAME = 64
_NO_NAME = frozenset(".!?:,;")
_NUMBER = re.compile(r"(\d{1,2})[.)]\s")
_WORD = re.compile(r"[^\W\d_]+")
_LINE = 1 << 30  # the end of a line, however long
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


class Weighed(NamedTuple):
    """A page with all evidence about it, and what was chosen by it."""

    matter: FrontMatter | None
    texts: Texts
    page: PageLines
    choice: Choice


def weigh(keys: Sequence[str], lines: Sequence[str], hints: Hints | None = None) -> Weighed:
    """Weigh the lines of a page; `keys` are the `lines` with their spaces folded, `""` for a blank one."""
    matter, texts = _read(keys, lines)
    return _weigh(matter, texts, hints)


def _read(keys: Sequence[str], lines: Sequence[str]) -> tuple[FrontMatter | None, Texts]:
    matter = read_front_matter(lines)
    return matter, read_texts(keys, lines, matter.stop if matter else 0)


def _weigh(matter: FrontMatter | None, texts: Texts, hints: Hints | None) -> Weighed:
    page = PageLines(
        texts.texts,
        texts.below_blank,
        _titles(matter, hints),
        slug_of(hints.url if hints else None),
        texts.levels,
        texts.linked,
    )
    return Weighed(matter, texts, page, choose(page))


def label_page(
    keys: Sequence[str], lines: Sequence[str], hints: Hints | None = None, *, is_whole: bool = True
) -> list[Label]:
    """Label the lines of a page by evidence; `keys` and `lines` are those of `weigh`."""
    matter, texts = _read(keys, lines)
    labels = [BLANK if not key else FURNITURE for key in keys]
    has_title = matter is not None and matter.title is not None
    empty = "page.unstructured" if is_whole else "page.leftover"
    if not may_have_prose(texts.texts):  # so there is no story: nothing need be weighed
        return _leave(labels, "page.listing" if not has_title and is_listing(texts.texts) else empty)
    _, _, page, choice = _weigh(matter, texts, hints)
    if not has_title and (_is_listing(page, choice.story) or _is_row(texts, choice.story, lines)):
        return _leave(labels, "page.listing")
    if not choice.story:
        return _leave(labels, empty)
    kinds = _label_texts(page, choice)
    if matter:
        _label_front_matter(matter, labels)
    if has_title:
        # nothing has to be guessed about a headline that has a name
        choice = choice._replace(headline=-1, sure=9.0, margin=9.0)
        kinds = {at: label for at, label in kinds.items() if label.kind != "headline" or at == page.echo}
    for at, label in kinds.items():
        _lay(label, texts, at, lines, labels)
    if FURNITURE in labels:
        left = labels.index(FURNITURE)
        labels[left] = labels[left]._replace(notes=("page.leftover",))
    # the article begins with the first line that is a part of it, be it a date above the headline
    first = next(at for at, label in enumerate(labels) if label.kind not in ("blank", "furniture"))
    sure = chance(page, choice)
    guessed = "guess.evidence" if sure >= _LIKELY else "guess.article"
    notes = (guessed,) if has_title or choice.headline is None else (guessed, "guess.headline")
    labels[first] = labels[first]._replace(article=True, notes=(*notes, *labels[first].notes), chance=sure)
    return labels


def _titles(matter: FrontMatter | None, hints: Hints | None) -> list[str]:
    """Return what the headline is said to be, the surest first."""
    said = (matter and matter.title, hints and hints.title, matter and matter.said)
    return [title for title in said if title]


def _label_front_matter(matter: FrontMatter, labels: list[Label]) -> None:
    """Label the lines of a front matter; the value of each field is a part of its line."""
    for name, kind in FIELDS.items():
        if name in matter.fields:
            _, line, part = matter.fields[name]
            labels[line] = Label(kind, part=part)


def _lay(label: Label, texts: Texts, at: int, lines: Sequence[str], labels: list[Label]) -> None:
    """Label all lines of a text, without the mark of a heading and without the site's name behind a page's title."""
    start, stop = texts.lines[at]
    column = texts.columns[at]
    if column:
        label = label._replace(part=(column, _LINE))
    elif at == 0 and label.kind == "headline" and stop == start + 1 and (tail := _SITE_TAIL.search(lines[start], 25)):
        label = label._replace(part=(0, tail.start()))
    labels[start] = label
    if stop > start + 1:
        below = label._replace(new=False, notes=(), part=None)
        for line in range(start + 1, stop):
            begun = texts.quoted.get(line)
            labels[line] = below._replace(part=(begun, _LINE)) if begun else below


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


def _is_listing(page: PageLines, story: Sequence[int]) -> bool:
    """Return True if a page is a list of teasers: most of its texts have a title of their own, or break off.

    Wheat, water and a wall
    The valley has been in a poor state since the flood of 2003, and few shed tears over the old dam.
    The mayor resigns
    On Monday the mayor said that he had had enough of the bridge, and of the council ...
    """
    # a long page may begin with teasers, and hold a story all the same
    taken = set(story)
    together = sum(at + 1 in taken or at - 1 in taken for at in story)
    has_no_room = page.echo is None and len(page.texts) <= _SHORT_PAGE and together < 0.7 * len(story)
    if (has_no_room or not story) and is_listing(page.texts):
        return True
    prose = [at for at in story if at and page.ends[at] == "s" and page.widths[at] >= _BLURB]
    titled = sum(22 <= page.widths[at - 1] <= 140 and not page.ends[at - 1] for at in prose)
    if titled <= 0.75 * len(prose):
        return False
    return len(prose) >= 4 or (len(prose) == 3 and has_dated_groups(page.texts[story[0] - 1 : story[-1] + 6]))


def _is_row(texts: Texts, story: Sequence[int], lines: Sequence[str]) -> bool:
    """Return True if the only text is a row of titles, or one blurb that breaks off."""
    if len(story) != 1:
        return False
    text = texts.texts[story[0]]
    is_cut = len(texts.texts) <= _FEW and (text[-1] == "…" or text.endswith("..."))
    return is_cut or is_row(lines[texts.lines[story[0]][0]])


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


def _label_texts(page: PageLines, choice: Choice) -> dict[int, Label]:
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


def _leave(labels: list[Label], note: str) -> list[Label]:
    """Label all lines of a page without an article."""
    first = next((index for index, label in enumerate(labels) if label.kind != "blank"), None)
    if first is not None:
        labels[first] = Label("unknown", notes=(note,))
    return labels
