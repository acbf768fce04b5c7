"""The reader: one pass over a page, which labels the opening, then heads and bodies in turn.

At each text below a blank line the layouts are asked if a head begins there, and nowhere else. All that follows a head
is its body, up to the next head; blank lines never end an article. Looking ahead is bounded, so a page is read in time
linear in its length, and what a line is called depends only on the lines from the start of its head, or from its own,
on, and on whether an article has begun.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import TypeAlias

from newsdoc.page.body import CONTROLS, IN_DOUBT, SENTENCE_ENDS, Body
from newsdoc.page.dates import AFTER
from newsdoc.page.labels import BLANK, FURNITURE, PARAGRAPH, Label
from newsdoc.page.layouts import Layout, Match
from newsdoc.page.layouts.general import LONGEST_PAGE, label_page
from newsdoc.page.layouts.listing import is_listing
from newsdoc.page.page import Hints
from newsdoc.page.window import REACH, Window

__all__ = ["LabelPage", "Labelled", "find_starts", "label_lines", "label_window"]

Labelled: TypeAlias = tuple[int, int, Sequence[Label] | None]
"""Lines of the window from a start to a stop, and their labels; `None` for a run of paragraphs and blank lines."""

LabelPage: TypeAlias = Callable[..., Sequence[Label]]
"""A function such as `label_page`."""

_BLOCK = REACH  # lines that are joined to a block, where they come one by one


def label_lines(lines: Iterable[str], layouts: Sequence[Layout], *, mid_page: bool = False) -> Iterator[Label]:
    """Yield a label for each line of a page; in `mid_page`, an article has begun above the first of them."""
    window = Window(_in_blocks(lines), at_top=not mid_page)
    for start, stop, labels in label_window(window, layouts):
        yield from labels or (PARAGRAPH if key else BLANK for key in window.keys[start:stop])


def _in_blocks(lines: Iterable[str]) -> Iterator[str]:
    """Join lines, given without their ends, into blocks of a few, so that not many are read ahead."""
    rest = iter(lines)
    while several := list(islice(rest, _BLOCK)):
        yield "\n".join([*several, ""])


def label_window(
    window: Window, layouts: Sequence[Layout], hints: Hints | None = None, weigh: LabelPage = label_page
) -> Iterator[Labelled]:
    """Yield the labels of a page in order; the indexes are those of the window until the next ones are asked for.

    `weigh` labels what no layout knows; it is another function where someone wants to see what is weighed.
    """
    heads, body = _Heads(window, layouts), Body()
    if window.at_top:
        yield from _label_opening(window, heads, body, partial(weigh, hints=hints))
        window.at_top = False
    after_blank = True
    while heads.move():
        start = window.position
        labels = _label_run(window, heads, body, after_blank=after_blank)
        index = window.position
        if index > start:
            after_blank = not window.keys[index - 1]
            yield start, index, None
        if labels:
            window.position += len(labels)
            yield index, window.position, labels
            after_blank = labels[0].article


def _label_run(window: Window, heads: _Heads, body: Body, *, after_blank: bool) -> Sequence[Label] | None:
    """Move the position past a run of paragraphs and blank lines; return the labels of what stops it, if anything."""
    while True:
        start = window.position
        labels = _pass_sentences(window, heads, body, after_blank=after_blank)
        index = window.position
        if index == window.stop:
            return None
        if labels is None:
            # no head begins here, so the line belongs to the body
            window.look()
            is_below_blank = after_blank if index == start else not window.keys[index - 1]
            labels = body.label(window, index, heads.find, after_blank=is_below_blank)
        body.pass_labelled(window.keys[index], labels)
        if labels[0] is not PARAGRAPH or len(labels) > 1:
            return labels
        window.position, after_blank = index + 1, False


class _Heads:
    """Where heads may begin in the window, and where they do."""

    def __init__(self, window: Window, layouts: Sequence[Layout]) -> None:
        self.window = window
        self.doubtful = bytearray()
        """1 for each line that is repeated or where a head may begin."""
        self._layouts = layouts
        self._signs: list[tuple[bytearray, Match]] = []

    def move(self) -> bool:
        """Move the window if need be, and ask where heads may begin in it. Return False if no line is left."""
        window = self.window
        if window.position < window.stop:
            return True
        if not window.move():
            return False
        self._mark()
        return True

    def _mark(self) -> None:
        """Mark the lines where a head may begin."""
        window = self.window
        keys, repeated = window.keys, window.repeated
        self.doubtful = doubtful = repeated[:]
        self._signs = []
        for layout in self._layouts:
            # every layout is asked at repeated lines
            signs = repeated[:]
            for index in layout.may_begin(window):
                if keys[index]:
                    signs[index] = doubtful[index] = 1
            self._signs.append((signs, layout.match))

    def extend(self, lines: int) -> None:
        """Read on until a number of lines is in the window, and what a layout may look at below them."""
        if self.window.extend(lines):
            self._mark()

    def find_below(self, index: int) -> Sequence[Label] | None:
        """Return the labels of the head that ends a weighed page at an index below the position, if one does.

        The furniture of a page may look like a head, so one that is in doubt ends no page that is weighed:

            Share this story
            Advertisement
            Advertisement
        """
        position, self.window.position = self.window.position, index
        head = self.find(index)
        self.window.position = position
        return head if head and not _is_in_doubt(head) else None

    def find(self, index: int) -> Sequence[Label] | None:
        """Return the labels of the head that begins at an index, by the first layout that knows it, or `None`."""
        window = self.window
        lenient = window.may_be_at_top
        if not (self.doubtful[index] or lenient):
            return None
        window.look()
        # at the top of a page each line is asked for: a layout may know a head there that repeats nothing
        for signs, match in self._signs:
            has_sign = signs[index]
            if (has_sign or lenient) and (labels := match(window, index)) and (has_sign or window.at_top):
                return labels
        return None


def _pass_sentences(window: Window, heads: _Heads, body: Body, *, after_blank: bool) -> Sequence[Label] | None:
    """Move the position past blank lines and paragraphs that can be nothing else, up to a head or a line to be asked.

    A line that ends as a sentence is not a date, byline or sub-head. So it is a paragraph, unless a head begins there
    or it is printed twice in a row. Only doubtful lines can be either. Return the labels of the head, if there is one.
    """
    keys, doubtful = window.keys, heads.doubtful
    start, stop = window.position, window.stop
    index = start
    while index < stop:
        # above all prose each text is asked; below it, sentences are passed at once
        if not body.above_prose:
            limit = min(index + REACH, stop)  # a line may be asked for each that is passed, so not many are looked at
            head = doubtful.find(1, index, limit)
            index = _find_other(keys, index, limit if head < 0 else head)
            if index == stop:
                break
        key = keys[index]
        if not key:
            index += 1
            continue
        if doubtful[index]:
            window.position = index
            is_below_blank = after_blank if index == start else not keys[index - 1]
            if labels := heads.find(index) if is_below_blank else _find_close_head(window, heads, index):
                return labels
            # the same line again, right below: perhaps a caption
            if key in keys[index + 1 : index + 2]:
                return None
        if not body.pass_sentence(key):
            window.position = index
            return None
        index += 1
    window.position = stop
    return None


def _find_other(keys: list[str], start: int, stop: int) -> int:
    """Return the index of the first text that does not end as a sentence, so that it may be other than a paragraph."""
    for index in range(start, stop):
        line = keys[index]
        # a call for each line would take twice as long
        if line and (line[-1] not in SENTENCE_ENDS or line[-2:-1] in AFTER):
            return index
    return stop


def _is_in_doubt(head: Sequence[Label]) -> bool:
    """Return True if the lines of a head may be another thing that is printed twice."""
    return not IN_DOUBT.isdisjoint(head[0].notes)


def _find_close_head(window: Window, heads: _Heads, index: int) -> Sequence[Label] | None:
    """Return the labels of a head that begins right below a paragraph, on a page without blank lines.

    Only a head that is certain and has its control is taken there, and only with its second headline in full.
    """
    headline, below = window.keys[index], window.keys[index + 1 : index + REACH]
    if headline not in below or CONTROLS.isdisjoint(below):
        return None
    head = heads.find(index)
    return head if head and not head[0].notes and any(label.kind == "control" for label in head) else None


# --- the opening: what stands above the first head, or in its place ---


def _label_opening(window: Window, heads: _Heads, body: Body, weigh: LabelPage) -> Iterator[Labelled]:
    """Label the page up to the end of its first head, or all that can be weighed where no layout knows its head."""
    while heads.move():
        index = window.position
        labels: Sequence[Label] = [BLANK]
        if window.keys[index]:
            window.at_top = False
            window.ask_at_top(partial(_is_no_listing, window))  # few heads leave so much doubt
            labels = heads.find(index) or _label_headless(window, heads, weigh)
            index = window.position  # the window may have moved
        body.pass_labelled(window.keys[index], labels)
        window.position += len(labels)
        yield index, window.position, labels
        for label in labels:
            if label.article:
                if label.chance is not None:
                    yield from _label_rest(window, heads)
                return


def _label_rest(window: Window, heads: _Heads) -> Iterator[Labelled]:
    """Label what follows a page that was weighed as furniture, up to a head that a layout knows."""
    while heads.move():
        start = index = window.position
        # a head can only begin at a line that is in doubt
        while (index := heads.doubtful.find(1, index, window.stop)) >= 0 and not heads.find_below(index):
            index += 1
        window.position = window.stop if index < 0 else index
        if window.position > start:
            yield start, window.position, [FURNITURE if key else BLANK for key in window.keys[start : window.position]]
        if index >= 0:
            return


def _is_no_listing(window: Window) -> bool:
    return not is_listing(window.keys[window.position : window.position + REACH])


def _label_headless(window: Window, heads: _Heads, weigh: LabelPage) -> Sequence[Label]:
    """Label what stands above the first head that a layout knows, or a page without one."""
    window.at_top = False  # the leniency that the top of a page deserves is not for lines further down
    heads.extend(LONGEST_PAGE)
    keys, index = window.keys, window.position
    limit = min(len(keys), index + LONGEST_PAGE)
    # a head can only begin at a line that is in doubt
    stop = heads.doubtful.find(1, index + 1, limit)
    while stop >= 0 and (keys[stop - 1] or not heads.find_below(stop)):
        stop = heads.doubtful.find(1, stop + 1, limit)
    stop = limit if stop < 0 else stop
    return weigh(keys[index:stop], window.lines[index:stop], is_whole=stop == limit)


# --- where a page can be cut ---


def find_starts(lines: Iterable[str], layouts: Sequence[Layout], *, mid_page: bool = False) -> Iterator[int]:
    """Yield the numbers of lines that begin an article whatever stands above the first of `lines`.

    A head begins there, below a blank line, and the reader cannot but come to it. What could lead the reader past a
    line is one of these: a longer head above, so none may be there that reaches beyond the line (no head is longer than
    what is in sight, so twice `REACH` lines above are enough); equal lines that are a caption, but a blank line ends
    those; or the opening of the page, which stops at a head that begins below a blank line and that it sees, with as
    little as `REACH` lines after it in sight. Unless an article is known to have begun above, in `mid_page`, the
    opening may still go on: then all heads count that are found while it does or when it is over, and the one that
    begins here has to be the same in either case. A head in doubt is left to whoever reads from above: a page that was
    weighed goes on there.
    """
    window = Window(_in_blocks(lines))
    heads = _Heads(window, layouts)
    reached = 0
    below_blank = False
    ways = (_LATER,) if mid_page else (_LATER, _OPENING, _FROM_ABOVE)
    while heads.move():
        number = window.first + window.position
        if window.keys[window.position]:
            head, *others = (_head_as_seen(heads, *way) for way in ways)
            is_sure = bool(head) and not _is_in_doubt(head) and all(other == head for other in others)
            if is_sure and below_blank and number >= max(2 * REACH, reached):
                yield number
            reached = max(reached, *(number + len(labels) for labels in (head, *others)))
        below_blank = not window.keys[window.position]
        window.position += 1


_LATER, _OPENING, _FROM_ABOVE = (False, 2 * REACH), (True, 2 * REACH), (False, REACH)
"""How the reader may see a head: whether the opening still goes on, and how many lines are in sight."""


def _head_as_seen(heads: _Heads, at_top: bool, sight: int) -> Sequence[Label]:
    """Return the labels of the head that begins at the position; none if none does."""
    heads.window.at_top, heads.window.sight = at_top, sight
    return heads.find(heads.window.position) or []
