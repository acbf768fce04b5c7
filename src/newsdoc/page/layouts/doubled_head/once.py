"""A head that stands once, above a control: the page prints no second headline."""

from __future__ import annotations

from itertools import takewhile

from newsdoc.page.body import CONTROLS, could_be_caption, is_prose, is_title, width
from newsdoc.page.labels import BLANK, Label
from newsdoc.page.layouts.doubled_head.controls import begins_control, leading_controls
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
    label_groups,
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
    window = head.window
    if ends_in_stop(head.headline) and not window.at_top:
        return None  # the last paragraph of an article above a head
    below = window.next_text(head.start + 1)
    if below is None or not (_is_printed_twice(window, below) or window.at_top):
        return None  # in mid-page, the captions are right below it, or below a deck of one line
    texts = head.texts(head.start + 1, MOST_BETWEEN)
    groups = groups_of(head.keys, texts)
    first = next((n for n, group in enumerate(groups[:2]) if _is_shown_twice(group)), None)
    if first is None:
        return _above_control(head, texts) if window.at_top else None
    return _above_captions(head, groups[:first], list(takewhile(_is_shown_twice, groups[first:])), texts)


def _above_control(head: Head, texts: list[int]) -> list[Label] | None:
    """Label a headline that stands above a control alone, which is enough at the top of a page only."""
    controls = leading_controls(head.keys, texts)
    if not controls or any(head.keys[i] == head.headline for i in texts):
        return None
    labels = {head.start: HEADLINE, **dict.fromkeys(controls, CONTROL)}
    doubts = ("guess.head-once",) if len(controls) > 1 else ("guess.head-once", "guess.layout")
    return in_order(labels, head.start, doubts)


def _above_captions(head: Head, deck: list[Group], captions: list[Group], texts: list[int]) -> list[Label] | None:
    """Label a headline that stands above captions, perhaps with a deck and controls."""
    window, keys = head.window, head.keys
    last = captions[-1].indexes[-1]
    rest = [i for i in texts if i > last]
    if rest and any(group.key in keys[rest[0] : head.stop] for group in deck):
        return None  # the headline of a doubled head, with the line above it
    is_cut = head.at_page_end and all(i == len(keys) - 1 and begins_control(keys[i]) for i in rest)
    controls = rest if is_cut else leading_controls(keys, rest)
    if not (controls or is_cut or window.at_top):
        return None  # a caption in the body
    has_prose = is_above_prose(window, last)
    if not (controls or is_cut or (has_prose and all(could_be_caption(group.key) for group in captions))):
        return None
    labels = {head.start: HEADLINE, **dict.fromkeys(controls, CONTROL)}
    labels |= label_groups(deck, DECK) | label_groups(captions, CAPTION)
    if not controls and not deck and (title := _title_below(head, last)):
        return _below_captions(labels, head.start, title)
    doubts = ("guess.head-once",) if controls else ("guess.head-once", "guess.no-control", "guess.layout")
    return in_order(labels, head.start, doubts)


def _title_below(head: Head, last: int) -> int | None:
    """Find the line below the captions that is a better headline than the one above: longer, right above prose.

    `Accessibility links`, caption, caption, `Council Agrees to Reopen the Bridge`, then the text.
    """
    window, keys = head.window, head.keys
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
