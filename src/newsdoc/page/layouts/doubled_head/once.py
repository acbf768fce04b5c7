"""A head that stands once, above a control: the page prints no second headline."""

from __future__ import annotations

from itertools import takewhile

from newsdoc.page.body import CONTROLS, could_be_caption, is_prose, is_title, width
from newsdoc.page.labels import BLANK, Label
from newsdoc.page.layouts.doubled_head.controls import begins_control, count_leading_controls
from newsdoc.page.layouts.doubled_head.head import (
    CAPTION,
    CONTROL,
    DECK,
    HEADLINE,
    MOST_BETWEEN,
    Group,
    Head,
    groups_of,
    in_order,
    is_above_prose,
    is_doubled,
    texts_of,
)
from newsdoc.page.window import Window
from newsdoc.text import ends_in_stop

__all__ = ["printed_once"]


def printed_once(head: Head) -> list[Label] | None:
    """Label a head that stands once: headline, perhaps a deck, captions printed twice, a control.

        Bridge Opens
        [It was a year late.]
        The bridge. (AFP)
        The bridge. (AFP)
        TT

    Without the control it is taken for a head only at the top of a page; in mid-page it is a caption in the body.
    """
    window, index, stop = head.window, head.start, head.stop
    keys = window.keys
    if ends_in_stop(head.headline) and not window.at_top:
        return None  # the last paragraph of an article above a head
    below = window.next_text(index + 1)
    if below is None or not (_is_printed_twice(window, below) or window.at_top):
        return None  # in mid-page, the captions are right below it, or below a deck of one line
    texts = texts_of(head, index + 1, MOST_BETWEEN)
    groups = groups_of(keys, texts)
    first = next((n for n, group in enumerate(groups[:2]) if _is_shown_twice(group)), None)
    notes: tuple[str, ...] = ("guess.head-once",)
    # no caption: a headline and a control, which is enough at the top of a page only
    if first is None:
        size = count_leading_controls(keys, texts)
        if not (size and window.at_top) or any(keys[i] == head.headline for i in texts):
            return None
        labels = {index: HEADLINE, **dict.fromkeys(texts[:size], CONTROL)}
        return in_order(labels, index, notes if size > 1 else (*notes, "guess.layout"))
    captions = list(takewhile(_is_shown_twice, groups[first:]))
    rest = [i for i in texts if i > captions[-1].indexes[-1]]
    controls = rest[: count_leading_controls(keys, rest)]
    ends = head.at_page_end and all(i == len(keys) - 1 and begins_control(keys[i]) for i in rest)  # and it is cut here
    if ends:
        controls = rest
    if any(group.key in keys[rest[0] : stop] for group in groups[:first] if rest):
        return None  # the headline of a doubled head, with the line above it
    if not (controls or ends or window.at_top):
        return None  # a caption in the body
    has_prose = is_above_prose(window, captions[-1].indexes[-1])
    if not (controls or ends or (has_prose and all(could_be_caption(group.key) for group in captions))):
        return None
    labels = {index: HEADLINE, **dict.fromkeys(controls, CONTROL)}
    labels |= {i: DECK for group in groups[:first] for i in group.indexes}
    labels |= {i: CAPTION for group in captions for i in group.indexes}
    if not controls and not first and (title := _title_below(head, captions[-1].indexes[-1])):
        return _below_captions(labels, index, title)
    return in_order(labels, index, notes if controls else (*notes, "guess.no-control", "guess.layout"))


def _title_below(head: Head, last: int) -> int | None:
    """Find the line below the captions that is a better headline than the one above: longer, right above prose.

    `Accessibility links`, caption, caption, `Council Agrees to Reopen the Bridge`, then the text.
    """
    window, keys = head.window, head.window.keys
    title = window.next_text(last + 1)
    below = None if title is None else window.next_text(title + 1)
    if title is None or below is None or not (is_prose(keys[below]) and is_title(keys[title])):
        return None
    return title if width(keys[title]) >= 2 * width(head.headline) else None


def _below_captions(labels: dict[int, Label], index: int, title: int) -> list[Label]:
    """Return the labels of a head whose headline stands below its captions; the line above them is left over."""
    labels |= {index: Label("unknown", notes=("page.leftover",)), title: HEADLINE}
    start = min(i for i in labels if i > index)
    labels[start] = labels[start]._replace(article=True, notes=("guess.head-once", "guess.no-control", "guess.layout"))
    return [labels.get(i, BLANK) for i in range(index, title + 1)]


def _is_printed_twice(window: Window, index: int) -> bool:
    """Return True if the line at `index`, or the next text after it, stands twice in a row."""
    after = window.next_text(index + 1)
    if after is None:
        return False
    keys = window.keys
    return (after == index + 1 and keys[after] == keys[index]) or keys[after] in keys[after + 1 : after + 2]


def _is_shown_twice(group: Group) -> bool:
    return is_doubled(group) and group.key not in CONTROLS
