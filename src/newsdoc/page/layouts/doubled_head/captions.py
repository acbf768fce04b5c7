"""Heads whose two headlines stand around captions, or around a control alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from newsdoc.page.body import CONTROLS, TITLE, could_be_caption
from newsdoc.page.labels import Label
from newsdoc.page.layouts.doubled_head.controls import is_size, split_controls
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
    is_uncredited,
    label_groups,
)
from newsdoc.page.window import REACH, Window
from newsdoc.text import ends_in_stop

__all__ = ["around_captions", "around_control"]

# İstanbul/Şarku'l Avsat
_PLACE = re.compile(r"[^.!?]{2,40}/[^.!?]{2,40}")

_DATELINE = Label("dateline")


def around_captions(head: Head, second: int) -> list[Label] | None:
    """Label a head whose two headlines stand around captions that come again after the second.

    Bridge Opens
    [It was a year late.]
    The bridge. (AFP)
    [İstanbul/Şarku'l Avsat]        a place and paper
    [TT]
    Bridge Opens
    The bridge. (AFP)
    """
    keys, headline = head.keys, head.headline
    between = head.between(second)
    if len(between) > MOST_BETWEEN or not (keys[second] or _may_end_above_copy(head.window, between)):
        return None
    lines, controls = split_controls(keys, between)
    if not lines or not (controls or _has_doubled(head, between, second) or head.window.at_top):
        return None
    groups = groups_of(keys, lines)
    after = groups_of(keys, head.texts(second + 1, len(between) + 2))
    is_second = bool(controls) and keys[second] == headline  # and no paragraph with a head below it
    cut = head.at_page_end and (is_second or not ends_in_stop(headline))
    labels = {head.start: HEADLINE, second: HEADLINE, **dict.fromkeys(controls, CONTROL)}
    for deck, captions, place in _arrangements(groups):
        if not _are_captions(captions, headline) or (aligned := _aligned(captions, after, cut=cut)) is None:
            continue
        if not (controls or (_is_sure(head, captions, aligned) and _is_shaped(head, captions, aligned))):
            continue
        if len(aligned) < len(captions) and not deck and _is_deck_above(groups):
            continue  # the page is cut before the captions come again, which would tell
        copies = [*captions, *aligned]
        shown = HEADLINE if [group.key for group in captions] == [headline] else CAPTION
        labels |= label_groups(deck, DECK) | label_groups(place, _DATELINE) | label_groups(copies, shown)
        doubts = ("guess.no-control",) if all(map(is_doubled, copies)) else ("guess.no-control", "guess.layout")
        return in_order(labels, head.start, () if controls else doubts)
    return _with_other_captions(head, labels, groups, after) if is_second else None


def _arrangements(groups: list[Group]) -> Iterator[tuple[list[Group], list[Group], list[Group]]]:
    """Yield what lines may be: a deck or none, captions, a place and paper or none. Only captions come again."""
    for deck, place in ((0, 0), (1, 0), (0, 1), (1, 1)):
        stop = len(groups) - place
        captions = groups[deck:stop]
        if not captions or (deck and is_doubled(groups[0])) or (place and not _PLACE.fullmatch(groups[-1].key)):
            continue
        yield groups[:deck], captions, groups[stop:]


def _may_end_above_copy(window: Window, between: list[int]) -> bool:
    """Return True if a head may be cut off below its control, captions or place: few pages end so, the others in prose.

    Bridge Opens / The bridge. (AFP) / The bridge. (AFP) / TT / 20 / the page ends
    """
    last = window.keys[between[-1]] if between else ""
    return last in CONTROLS or is_size(last) or "/" in last or bool(between and window.repeated[between[-1]])


def _with_other_captions(
    head: Head, labels: dict[int, Label], groups: list[Group], after: list[Group]
) -> list[Label] | None:
    """Label a head with a control of which the second copy lacks captions, or has them in another order.

    Bridge Opens
    The bridge. (AFP)
    The bridge. (AFP)
    The mayor. (Reuters)
    The mayor. (Reuters)
    TT
    Bridge Opens
    The mayor. (Reuters)
    The mayor. (Reuters)
    """
    deck = [group for group in groups[:1] if not is_doubled(group)]
    captions = groups[len(deck) :]
    if not captions or not all(map(is_doubled, captions)) or not _are_captions(captions, head.headline):
        return None
    shown = {group.key for group in captions}
    again = takewhile(lambda group: group.key in shown, after)
    labels |= label_groups(deck, DECK) | label_groups((*captions, *again), CAPTION)
    return in_order(labels, head.start, ("guess.layout",))


def _has_doubled(head: Head, between: list[int], second: int) -> bool:
    """Return True if the first caption stands twice in a row, here or below the second headline.

    A head without a control needs this in mid-page; it costs little, and most repeated lines are settled by it.
    """
    keys = head.keys
    below = next((i for i in range(second + 1, head.stop) if keys[i]), second)
    first = between[:1]  # or a deck; then the next other line is the caption
    other = next((i for i in between if keys[i] != keys[first[0]]), None)
    return any(keys[i] == keys[i + 1] for i in (*first, below, other) if i is not None and i + 1 < len(keys))


def _are_captions(groups: list[Group], headline: str) -> bool:
    """Return True if lines between two headlines may be captions: no control is one, and the headline only alone."""
    return len(groups) == 1 or not any(group.key in CONTROLS or group.key == headline for group in groups)


def _is_deck_above(groups: list[Group]) -> bool:
    """Return True if the first line stands once and the next one twice in a row, as a deck above a caption does."""
    return len(groups) > 1 and not is_doubled(groups[0]) and is_doubled(groups[1])


# --- the captions below the second headline ---


def _aligned(captions: list[Group], after: list[Group], *, cut: bool) -> list[Group] | None:
    """Find the captions again after the second headline; where the page is cut, only their beginning."""
    wanted, found = [group.key for group in captions], after[: len(captions)]
    copy: list[Group] = []
    # The bridge. (AFP) / The bri: the page ends within the second line of a pair
    if cut and len(after) > 1 and _is_cut_copy(*after[-2:]):
        *after, last = after  # the page stops within the second line of a pair
        found, copy = after[: len(captions)], [last] if len(after) <= len(captions) else []
    keys = [group.key for group in found]
    if keys == wanted:
        return [*found, *copy]
    if cut and len(after) <= len(wanted):
        *whole, last_key = keys or [""]
        if wanted[: len(whole)] == whole and wanted[len(whole)].startswith(last_key):
            return [*found, *copy]
    return None


def _is_cut_copy(line: Group, last: Group) -> bool:
    return line.key.startswith(last.key) and last.indexes[0] - 1 in line.indexes


# --- a head without a control ---


def _is_sure(head: Head, captions: list[Group], again: list[Group]) -> bool:
    """Return True if a head without a control is one: its captions are doubled, or it is the first thing on the page.

    A refrain, too, is a line that comes again around an equal line; and so is each paragraph of an article that stands
    on the page twice. A headline in the captions' place makes four copies and no more.
    """
    headline, index = head.headline, head.start
    if len(again) < len(captions):
        return all(map(is_doubled, captions))  # the page is cut before they can come again
    if captions[0].key == headline and (
        head.keys[index + 1 : index + REACH].count(headline) > 3 or ends_in_stop(headline)
    ):
        return False
    return any(block and all(map(is_doubled, block)) for block in (captions, again)) or head.window.at_top


def _is_shaped(head: Head, captions: list[Group], again: list[Group]) -> bool:
    """Return True if a head without a control has the shape of one: a title, pictures' captions, prose right below.

    A menu, a skip link or a line of promotion repeats, too: `News`, `Weather`, `News`, `Weather`, `Sport`.
    """
    headline, lines = head.headline, [group.key for group in captions]
    if len(headline) > TITLE or not all(line == headline or could_be_caption(line) for line in lines):
        return False
    if not all(map(is_doubled, captions)) and (ends_in_stop(headline) or sum(map(is_uncredited, lines)) > 1):
        return False
    return len(again) < len(captions) or is_above_prose(head.window, again[-1].indexes[-1])


# --- a head without captions ---


def around_control(head: Head, second: int) -> list[Label] | None:
    """Label a head without captions: its two headlines stand around a control and perhaps a line above it, the deck.

    Bridge Opens
    [It was a year late.]
    TT
    Bridge Opens
    """
    keys = head.keys
    if CONTROLS.isdisjoint(keys[head.start : second]):
        return None
    deck, controls = split_controls(keys, head.between(second))
    if not controls or len(deck) > 1:
        return None
    labels = {head.start: HEADLINE, second: HEADLINE, **dict.fromkeys(controls, CONTROL)}
    return in_order(labels | dict.fromkeys(deck, Label("deck", notes=("guess.deck",))), head.start, ())
