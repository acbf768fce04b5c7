"""Label the lines of a page: headline, what is printed around it, story and captions; the rest is furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import chain
from typing import NamedTuple

from newsdoc.formats import times
from newsdoc.formats.html import words
from newsdoc.formats.html.authors import without_date
from newsdoc.formats.html.blocks import is_data
from newsdoc.formats.html.captions import is_credit
from newsdoc.formats.html.choose import Known, Story, choose_story, divided, surroundings
from newsdoc.formats.html.head import Head
from newsdoc.formats.html.headline import Headline, choose_headline, headline_above
from newsdoc.formats.html.lines import Box, Line
from newsdoc.formats.xml.parse import Element
from newsdoc.page.bylines import is_byline, is_name
from newsdoc.page.dates import is_date_line, parse_date
from newsdoc.page.labels import Kind
from newsdoc.page.layouts.comments import heads_comments
from newsdoc.text import ends_sentence, letters

__all__ = ["Labelled", "label_lines", "what_is_known"]

_BESIDE = words.MENU | words.RELATED | words.CONTROL | words.FOOTER
_NO_BYLINE = words.MENU | words.HIDDEN | words.CAPTION
_LONGEST_BYLINE = 160
_LONGEST_CAPTION = 900
_TITLE, _LINKED = 20, 5  # the least width of a linked title; such titles of a page without a story that is a list
_TEASERS = 3  # linked headings with text below them, as a list has them
_PROSE, _FEW_LINES = (
    60,
    3,
)  # the least width of a line of prose; lines of prose of a page that nothing else calls an article
_OFFER = 700  # the greatest width of an offer
_DECK = 30  # the least width of a deck
_LONG_ALTERNATIVE = 20
_ENOUGH = 60  # letters by which a description and a deck are compared
_HEAD = 2  # lines of a story that may be its byline and its date
_ENOUGH_LINES = 2  # lines of a story below its deck
_NEAR = 1000  # lines below the headline and above the story in which a deck, a byline or a date may be
_AFTER = 12  # lines below a story in which its writers are named
_HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
_LONGEST_LEAD = 40  # characters before a link to another story
_SUBHEAD = 90  # the greatest width of a bold line that is a sub-head


class Labelled(NamedTuple):
    """The kinds of a page's lines, and the evidence for them."""

    kinds: list[Kind]
    headline: Headline | None
    story: Story | None
    shared: frozenset[Box]
    """The elements around the headline or much of the story."""

    figures: dict[int, Box]
    """The element of the picture to which each line of a caption belongs."""

    refusal: str | None
    """Why the page is not an article: a code of the catalogue."""

    printed: date | None = None
    """The time that the page prints near the headline."""


def label_lines(root: Element, lines: Sequence[Line], head: Head) -> Labelled:
    """Label the lines of the body of a page."""
    headline = choose_headline(lines, head.titles, head.site)
    known = what_is_known(root, lines, head, headline)
    at, shared = known.head, known.shared
    story = choose_story(lines, known)
    kinds: list[Kind] = ["furniture"] * len(lines)
    figures: dict[int, Box] = {}
    refusal = _refusal(lines, story, headline, head)
    if story is None or refusal:
        return Labelled(kinds, headline, None, shared, figures, refusal)
    if headline is None and (found := headline_above(lines, story.lines, head.titles, head.site)) is not None:
        headline, at = Headline(found, 0.0, 0.0, guessed=True), found
    page = _Page(lines, kinds, shared, at, story, head, {})
    _label_captions(page, known.alternatives, figures)
    _label_story(page)
    if headline:
        kinds[at] = "headline"
        _label_deck(page)
    _label_byline(page)
    printed = _label_date(page)
    _label_deck_above(page)
    return Labelled(kinds, headline, story, shared, figures, None, printed)


def what_is_known(root: Element, lines: Sequence[Line], head: Head, headline: Headline | None) -> Known:
    """Return what is known of a page before its lines are weighed."""
    at = headline.index if headline else -1
    return Known(at, surroundings(lines, at), _alternatives(root), head.body, head.names(), divided(lines), {})


def _refusal(lines: Sequence[Line], story: Story | None, headline: Headline | None, head: Head) -> str | None:
    """Return why a page is not an article: a list of teasers, an offer, or nothing that the page itself calls one."""
    if story is None or _is_listing(lines, story, headline):
        teasers = sum(line.link_share > 0.8 and line.width >= _TITLE for line in lines)
        return "page.listing" if story or teasers >= _LINKED else "page.unstructured"
    if _is_offer(lines, story):
        return "page.paywall"
    prose = sum(lines[index].width >= _PROSE for index in story.lines)
    if head.article or prose >= _FEW_LINES or (headline is not None and (prose or _is_brief(lines, story))):
        return None
    return "page.unstructured"


# <h1>Bridge opens</h1><p>The council agreed on Monday to reopen it.</p><p>It will be free, the mayor said.</p>
def _is_brief(lines: Sequence[Line], story: Story) -> bool:
    """Check that the story is some short sentences, which together are as long as a line of prose."""
    widths = [lines[index].width for index in story.lines if ends_sentence(lines[index].text)]
    return len(widths) > 1 and sum(widths) >= _PROSE


# <h2><a href="/bridge">Bridge opens</a></h2><p>The council met on Monday.</p><h2><a href="/ferry">Ferry stops</a></h2>
# <li><a href="/bridge">Bridge opens</a> The council met on Monday.</li><li><a href="/ferry">Ferry stops</a> …</li>
def _is_listing(lines: Sequence[Line], story: Story, headline: Headline | None) -> bool:
    """Check that most of the prose follows linked titles, as headings or at the start of the lines themselves."""
    prose = {index for index in story.lines if lines[index].width >= _PROSE and not is_subhead(lines[index])}
    span = range(max(story.lines[0] - 1, 0), story.lines[-1] + 1)
    titles = [index for index in span if _is_teaser(lines[index]) and not (headline and index == headline.index)]
    blurbs = sum(index + 1 in prose or index + 2 in prose for index in titles)
    blurbs += sum(_begins_with_link(lines[index]) for index in prose)
    return blurbs >= _TEASERS and blurbs * 2 > len(prose)


def _begins_with_link(line: Line) -> bool:
    """Check that an entry of a list begins with a linked title."""
    titles = (mark for mark in line.marks if mark.kind == "link" and mark.start <= 1)
    return "li" in line.box.tags and any(_TITLE <= mark.stop - mark.start < len(line.raw) for mark in titles)


# <div class="paywall"><p>Read on with a subscription, free in the first month.</p><button>Subscribe</button></div>
def _is_offer(lines: Sequence[Line], story: Story) -> bool:
    """Check that all that is left of a story is an offer to subscribe; some pages call the whole story so, too."""
    if sum(lines[index].width for index in story.lines) > _OFFER:
        return False
    for index in story.lines:
        box = next((box for box in lines[index].box.around() if box.flags & words.PAYWALL), None)
        if box is None or next(box.element.iter("button", "form", "input", "a"), None) is None:
            return False
    return True


def _is_teaser(line: Line) -> bool:
    """Check that a line is a heading that leads elsewhere."""
    return line.link_share > 0.8 and not line.box.tags.isdisjoint(("h2", "h3", "h4", "h5"))


class _Page(NamedTuple):
    lines: Sequence[Line]
    kinds: list[Kind]
    shared: frozenset[Box]
    head: int
    story: Story
    known: Head
    said: dict[Box, int]
    """What the elements around the lines of a box say: several rules ask for it."""

    def flags(self, index: int) -> int:
        """Return what the elements of one line say of it."""
        line = self.lines[index]
        flags = self.said.get(line.box)
        if flags is None:
            flags = 0
            for box in line.box.around():
                if box in self.shared:
                    break
                flags |= box.flags
            self.said[line.box] = flags
        return flags | line.inline

    def above(self, *kinds: Kind) -> Iterator[int]:
        """Yield the lines between the headline and the story, near one of them, that have no label or one of these."""
        start, stop = self.head + 1, self.story.lines[0]
        for index in (*range(start, min(stop, start + _NEAR)), *range(max(start + _NEAR, stop - _NEAR), stop)):
            if self.kinds[index] in ("furniture", *kinds):
                yield index


def _alternatives(root: Element) -> frozenset[str]:
    """Return the letters of the pictures' alternative texts."""
    texts = (image.get("alt") for image in root.iter("img", "amp-img"))
    return frozenset(letters(text) for text in texts if text and len(text) > _LONG_ALTERNATIVE)


# --- the story ---


def _label_story(page: _Page) -> None:
    """Label paragraphs and sub-heads; a heading below the last paragraph is that of what follows."""
    lines, kinds = page.lines, page.kinds
    taken = sorted({*page.story.lines, *_tables(page)})
    taken = [index for index in taken if kinds[index] == "furniture" and not _leads_on(lines[index])]
    taken = taken[: next((at for at, index in enumerate(taken) if at and _heads_comments(lines[index])), None)]
    while taken and is_subhead(lines[taken[-1]]):
        taken.pop()
    for index in taken:
        kinds[index] = "subhead" if is_subhead(lines[index]) else "paragraph"


# <h3>12 comments</h3>
def _heads_comments(line: Line) -> bool:
    """Check that a line is a heading above what readers write."""
    return line.box.find(*_HEADINGS) is not None and heads_comments(line.text)


# <p><strong>Read also: <a href="/ferry">Ferry stops for storm</a></strong></p>
def _leads_on(line: Line) -> bool:
    """Check that a line is a few words with a colon, and a link behind them to its end."""
    for mark in line.marks:
        if mark.kind == "link" and mark.stop >= len(line.raw.rstrip()) and 0 < mark.start <= _LONGEST_LEAD:
            return line.raw[: mark.start].rstrip()[-1:] in (":", "：")
    return False


def _tables(page: _Page) -> Iterator[int]:
    """Yield the lines of tables and preformatted texts between the lines of the story: they are too short for prose."""
    story = page.story
    for index in range(story.lines[0], story.lines[-1]):
        line = page.lines[index]
        table = line.box.find("pre", "table")
        if table is None or table in page.shared or page.flags(index) & _BESIDE or line.link_share > 0.5:
            continue
        if table.is_in(story.inside) and (table.tag == "pre" or is_data(table)):
            yield index


def is_subhead(line: Line) -> bool:
    """Check that a line of the story is a sub-head: a heading, or a short bold line that is a paragraph of its own."""
    if line.box.find(*_HEADINGS) is not None:
        return True
    bold = any(mark.kind == "strong" and mark.start <= 1 and mark.stop >= len(line.raw) - 1 for mark in line.marks)
    return bold and line.box.tag == "p" and line.width < _SUBHEAD and not ends_sentence(line.text)


# --- around the headline ---


def _label_deck(page: _Page) -> None:
    """Label the deck: a line below the headline that its element calls so, or that the page's description repeats."""
    described, headline = letters(page.known.description or ""), letters(page.lines[page.head].text)
    found = 0
    for index in page.above():
        line, flags = page.lines[index], page.flags(index)
        text = letters(line.text)
        if line.width < _DECK or line.link_share > 0.5 or is_date_line(line.text) or text == headline:
            continue
        named = flags & words.DECK and not flags & _BESIDE
        repeated = described and (text in described or described[:_ENOUGH] in text)
        heading = found == 0 and line.box.tag == "h2" and not flags & _BESIDE and index <= page.head + 3
        if named or repeated or heading:
            page.kinds[index] = "deck"
            found += 1
    first, *rest = page.story.lines
    # the deck may weigh as much as a paragraph does
    if not found and len(rest) >= _ENOUGH_LINES and page.kinds[first] in ("paragraph", "subhead"):
        named = page.flags(first) & words.DECK and not page.flags(first) & _BESIDE
        if named and not page.flags(rest[0]) & words.DECK:
            page.kinds[first] = "deck"


def _label_byline(page: _Page) -> None:
    """Label the line that names the writers: near the headline, in or below the story; one that says «by» counts most.

    A story may also begin or end with the bare name of its writer.
    """
    first, last = page.story.lines[0], page.story.lines[-1]
    near = [*page.above(), *range(max(0, page.head - 4), max(page.head, 0))]
    below = range(first, min(len(page.lines), last + 1 + _AFTER))
    free = [index for index in (*near, *below) if page.kinds[index] == "furniture" and _may_be_byline(page, index)]
    free += [index for index in page.story.lines[:_HEAD] if page.kinds[index] in ("paragraph", "subhead")]
    says = (index for index in free if is_byline(without_date(page.lines[index].text), alone=True))
    named = (
        index
        for index in free
        if page.kinds[index] == "furniture" and page.flags(index) & words.BYLINE and _may_name(page.lines[index].text)
    )
    signed = (index for index in (first, last) if page.kinds[index] in _ENDS and is_name(page.lines[index].text))
    if (found := next(chain(says, named, _dated_names(page), signed), None)) is not None:
        page.kinds[found] = "byline"
        _label_other_names(page, found)


# <p>Cyclists will never have to pay.</p><p><span>Ann Example</span> <time>13.2.2024</time></p>
def _dated_names(page: _Page) -> Iterator[int]:
    """Yield the first lines of the story that are a name and a date."""
    for index in page.story.lines[: _HEAD + 1]:
        text = page.lines[index].text
        if page.kinds[index] in ("paragraph", "subhead") and len(text) <= _LONGEST_NAMES:
            name = without_date(text)
            if name != text and is_name(name) and parse_date(text):
                yield index


# <a class="author">Ann Example,</a> <a class="author">Bo Sample</a>, each a line of its own
def _label_other_names(page: _Page, index: int) -> None:
    """Label the names right below a byline that are in the same element."""
    around = page.lines[index].box.parent
    if around is None or around in page.shared or not page.flags(index) & words.BYLINE:
        return
    for below in range(index + 1, min(len(page.lines), index + _MOST_NAMES)):
        line = page.lines[below]
        named = page.flags(below) & words.BYLINE and _may_name(line.text) and line.box.is_in(around)
        if page.kinds[below] != "furniture" or not named or not _may_be_byline(page, below):
            return
        page.kinds[below] = "byline"


_ENDS = ("paragraph", "subhead", "furniture")


def _may_be_byline(page: _Page, index: int) -> bool:
    line, flags = page.lines[index], page.flags(index)
    beside = words.RELATED if index > page.story.lines[0] else 0
    return len(line.text) <= _LONGEST_BYLINE and not flags & (_NO_BYLINE | beside) and not page.known.is_site(line.text)


def _may_name(text: str) -> bool:
    """Check that a line has a name in it: two words with capitals, or letters of a script without them."""
    if len(text) > _LONGEST_NAMES or is_date_line(text) or len(_DIGIT.findall(text)) >= _YEAR or is_credit(text):
        return False
    capitals = [word for word in _WORD.findall(text) if not word[0].islower()]
    return len(capitals) >= (2 if text.isascii() else 1)


_MOST_NAMES = 10  # lines of names
_LONGEST_NAMES, _YEAR = 100, 4  # characters of a line of names; digits of a line with a date
_WORD = re.compile(r"[^\W\d_][^\W\d_'’.-]*")
_DIGIT = re.compile(r"\d")


def _label_date(page: _Page) -> date | None:
    """Label the printed date near the headline; return the time that its element or its words state."""
    stated = None
    for index in (*page.above("byline"), *range(max(0, page.head - 4), max(page.head, 0))):
        line = page.lines[index]
        if page.kinds[index] not in ("furniture", "byline") or len(line.text) > _LONGEST_DATE:
            continue
        stated = stated or _stated_time(line)
        if page.kinds[index] == "furniture" and is_date_line(line.text):
            page.kinds[index] = "date"
            break
    else:
        for index in page.story.lines[:_HEAD]:
            if page.kinds[index] in ("paragraph", "subhead") and is_date_line(page.lines[index].text):
                page.kinds[index], stated = "date", stated or _stated_time(page.lines[index])
        signed = (index for index in page.story.lines[: _HEAD + 1] if page.kinds[index] == "byline")
        stated = stated or next(filter(None, (_stated_time(page.lines[index]) for index in signed)), None)
    return stated


# <h1>Bridge opens</h1><p>Cyclists will never have to pay</p><p>By Ann Example</p><p>The council agreed …</p>
def _label_deck_above(page: _Page) -> None:
    """Label the first line of the story as its deck if a byline or a date is below it, and there is no other deck."""
    first, *rest = page.story.lines
    is_free = page.head >= 0 and page.kinds[first] in ("paragraph", "subhead") and "deck" not in page.kinds
    if is_free and rest and page.kinds[rest[0]] in ("byline", "date") and page.lines[first].width >= _DECK:
        page.kinds[first] = "deck"


# <time datetime="2024-05-01T10:00:00Z">1 May 2024</time>        2024年05月01日 18:30        Stand: 01.05.2024
def _stated_time(line: Line) -> date | None:
    """Return the time of a line: that of its element, else the day that is printed."""
    for element in line.box.element.iter("time"):
        if found := times.read(element.get("datetime") or "")[0]:
            return found if not isinstance(found, datetime) or found.utcoffset() is not None else found.date()
    # Submitted by Ann Example on 13 February 2024
    is_prose = line.width >= _PROSE and ends_sentence(line.text)
    return None if is_prose else parse_date(line.text)


_LONGEST_DATE = 120  # characters


# --- pictures ---


def _label_captions(page: _Page, alternatives: frozenset[str], figures: dict[int, Box]) -> None:
    """Label the captions of the story's pictures, and keep the element of each picture."""
    first, last = page.story.lines[0], page.story.lines[-1]
    start = min(first, page.head) if page.head >= 0 else first
    near = range(max(0, start - _ABOVE, first - 2 * _NEAR), min(len(page.lines), last + _BELOW))
    counts = _counts(page, near)
    for index in near:
        line = page.lines[index]
        if index == page.head or len(line.text) > _LONGEST_CAPTION or line.link_share > 0.8:
            continue
        figure = _figure_of(line, page.shared, counts)
        if figure is None or not (start <= index <= last or _is_beside(line, page)):
            continue
        if _is_caption(line, figure, page, index, alternatives):
            page.kinds[index] = "caption"
            figures[index] = figure


def _is_caption(line: Line, figure: Box, page: _Page, index: int, alternatives: frozenset[str]) -> bool:
    """Check that a line beside a picture is its caption."""
    own = line.inline
    for box in line.box.around():
        if box.tag in ("button", "nav", "form"):
            return False
        own |= box.flags
        if box is figure:
            break
    if line.box.find("figcaption") is not None or own & words.CAPTION or letters(line.text) in alternatives:
        return True
    if page.flags(index) & (_BESIDE | words.BYLINE) & ~words.CONTROL or line.link_share > 0.2:
        return False
    return bool(own & words.PICTURE or line.box.tag == "small") and line.width >= _CAPTION


def _counts(page: _Page, near: range) -> dict[Box, int]:
    """Return how many lines each element holds, except those that hold much of the page."""
    counts: dict[Box, int] = {}
    for index in near:
        for box in page.lines[index].box.around():
            if box in page.shared:
                break
            counts[box] = counts.get(box, 0) + 1
    return counts


def _is_beside(line: Line, page: _Page) -> bool:
    """Check that a picture above or below the story is in one of the elements around it."""
    shared = next((box for box in line.box.around() if box in page.shared), None)
    return shared is not None and shared.depth >= page.story.inside.depth - 2


def _figure_of(line: Line, shared: frozenset[Box], counts: dict[Box, int]) -> Box | None:
    """Return the element of the picture around a line: a `figure`, else the next with a picture and few lines."""
    found = None
    for box in line.box.around():
        if box in shared:
            break
        if box.tag == "figure":
            return box
        if found is None and counts[box] <= _FEW and box.has_picture:
            found = box
    return found


_ABOVE, _BELOW = 12, 6  # lines around the story in which its pictures are
_FEW = 5  # lines in the element of a picture
_CAPTION = 20  # the least width of a caption that nothing names
