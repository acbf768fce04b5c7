"""Layout A, the «doubled head»: headline and captions stand twice around a font-size control, then the body.

    headline / [deck] / caption caption … [control] / headline / caption caption … / body

Found by alignment: a line that comes again around an equal run of captions. Everything else is optional, and blank
lines prove nothing. Facts, counted on 63 stored pages: the control is `TT` (48), `TT` and `20` (12), `TT` twice (1) or
missing (2), always directly after the first captions; the deck stands once; without a caption the headline stands in
its place; in one Turkish page the first line has the page's address glued on and `City/Paper` follows the caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from newsdoc.page.body import CONTROLS, TITLE, could_be_caption, is_prose, is_title, label_of, width
from newsdoc.page.credits import split_printed
from newsdoc.page.labels import Label
from newsdoc.page.window import REACH, Window
from newsdoc.text import ends_in_stop, has_letter

__all__ = ["match", "may_begin"]

_TT = "TT"
_BRACKETS = frozenset(")]）】")

_MOST_BETWEEN = 16
"""Lines of text between the two copies of a headline."""

# Köprü açıldıhttps://turkish.example/1
_ADDRESS = re.compile(r"https?://\S+")
# İstanbul/Şarku'l Avsat
_PLACE = re.compile(r"[^.!?]{2,40}/[^.!?]{2,40}")

_BLANK = Label("blank", new=False)
_LEFTOVER = Label("unknown")
_HEADLINE = Label("headline")
_FIRST = Label("headline", article=True)
_DECK = Label("deck")
_CAPTION = Label("caption")
_CONTROL = Label("control")
_DATELINE = Label("dateline")


class _Head(NamedTuple):
    """What may be a head: where it begins, and how far it may be looked for."""

    window: Window
    start: int
    headline: str
    """The first line, without an address that is glued to it."""
    stop: int
    """The index up to which its lines are looked for."""

    @property
    def at_page_end(self) -> bool:
        """The page ends where nothing more is looked for: so the head may be cut off there."""
        return self.window.ended and self.stop == len(self.window.keys)


class _Group(NamedTuple):
    """Equal lines one after the other, blank lines aside."""

    key: str
    indexes: list[int]


def may_begin(window: Window) -> Iterator[int]:
    """Yield the indexes of the lines that may be headlines.

    A headline or one of the three texts below it is repeated, or it stands above a control, or its second copy is cut
    where the page ends. One that is not repeated itself is no sentence, unless it is glued to something.
    """
    keys = window.keys
    for index in window.above_repeated(3):
        key, below = keys[index], keys[index + 1]
        if not ends_in_stop(key) or "://" in key or (below and key.startswith(below)):
            yield index
    for control in window.find_all(_TT):
        if not window.repeated.endswith(b"\1\1", 0, control):  # mostly captions, which are repeated
            yield from (index for index in window.above(control, 2) if not window.repeated[index])
    if window.ended:
        yield from _cut_off(window)


def _cut_off(window: Window) -> Iterable[int]:
    """Return the indexes of headlines whose second copy the page's last line may begin, or would have come next."""
    keys = window.keys
    top = max(0, len(keys) - REACH)
    last = keys[-1] if keys else ""
    if last:
        return [top + index for index, key in enumerate(keys[top:-1]) if key.startswith(last)]
    # Bridge Opens / The bridge. (AFP) / TT / 20: such a control is at the end of the page, or the copy would be there
    controls = [index for index in window.texts[-3:] if keys[index] == _TT and index >= top]
    return range(top, controls[-1]) if controls else ()


def match(window: Window, index: int) -> Sequence[Label] | None:
    """Label the head that begins at `index`, if one does."""
    keys = window.keys
    headline = keys[index]
    below = keys[index + 1] if index + 1 < len(keys) else ""
    if headline in CONTROLS or below == headline or not has_letter(headline):
        return None  # a line printed twice in a row is a caption, and one without a letter is no headline
    if below and headline.startswith(below):
        # Köprü açıldıhttps://turkish.example/1
        # Köprü açıldı                              the first copy; the page's address is glued to the line above it
        copies = (
            _doubled(window, index + 1, below)
            if below not in CONTROLS and keys[index + 2 : index + 3] != [below]
            else None
        )
        return copies and [copies[0], copies[0]._replace(article=False, notes=()), *copies[1:]]
    if "://" in headline and (bare := _without_address(headline)):
        return _doubled(window, index, bare)  # the address is glued to it, and the next line is not its copy
    labels = _as_the_seed(window, index) or _doubled(window, index, headline)
    if labels and headline[-1] in _BRACKETS and any(each.role == "agency" for each in split_printed(headline).sources):
        # The bridge. (AFP) / TT / The bridge. (AFP): a caption around a control, and its headline is missing
        doubts = tuple(dict.fromkeys((*labels[0].notes, "guess.layout")))
        return [labels[0]._replace(notes=doubts), *labels[1:]]
    return labels


def _without_address(headline: str) -> str:
    """Return a headline without the address that its last word is or ends in, `Openshttps://a.example/1`; else "".

    Only the last word is looked at, and its first address: a line of many addresses takes no longer than another.
    """
    before, space, last = headline.rpartition(" ")
    address = _ADDRESS.search(last)
    return (before + space + last[: address.start()]).rstrip() if address else ""


def _as_the_seed(window: Window, index: int) -> Sequence[Label] | None:
    """Label a head that is printed just as the seed's are: most are, and comparing slices finds them quickly.

        Bridge Opens
        <blank>
        [It was a year late.            the deck
        <blank>]
        The bridge. (AFP)               the captions; without any, the headline once
        The bridge. (AFP)
        TT
        [20]
        <blank>
        Bridge Opens
        <blank>
        The bridge. (AFP)
        The bridge. (AFP)

    Whatever is not certain is left to the rule.
    """
    keys, headline = window.keys, window.keys[index]
    stop = min(window.limit, index + REACH)
    if not (window.repeated[index] and window.has_between(_TT, index, min(index + _MOST_BETWEEN + 1, stop))):
        return None
    deck = index + 2
    top = deck if keys[deck + 1 : deck + 2] != [""] else deck + 2
    try:
        # the control and the second headline have their places: two look-ups settle most lines
        control = keys.index(_TT, top + 1, min(top + _MOST_BETWEEN - 3, stop))
        second = keys.index(headline, control + 2, control + 4)
    except ValueError:
        return None
    shown, below = keys[top:control], second + 2
    body = below + len(shown)
    size = keys[control + 1 : second - 1]
    if shown != keys[below:body] or keys[index + 1] or keys[top - 1] or keys[second - 1] or keys[second + 1]:
        return None
    if "" in shown or keys[body : body + 1] != [""] or (size and not _is_size(*size)) or _is_size(headline):
        return None
    if headline in shown and len(shown) > 1:
        return None
    # the line below the captions has to differ from the last of them, or it is one more copy
    following = next(filter(None, keys[body:stop]), shown[-1])
    if following == shown[-1] or shown[0] == _TT or shown[-1].isdecimal():
        return None  # a copy that goes on, or nothing below that could tell; a control of more than a word and its size
    if top > deck:
        if keys[deck] in ("", headline, _TT) or keys[deck].startswith(shown[0]):
            return None
    elif shown[0] != headline and shown[1:2] != shown[:1]:
        return None  # the first caption stands once: it may be a paragraph of an article that is printed twice
    # nothing is left to weigh: the labels are these
    return _labels_of_seed(top > deck, len(shown), 1 + len(size), captioned=headline not in shown)


@cache  # by now there are few: a head has up to sixteen captions
def _labels_of_seed(deck: bool, shown: int, controls: int, *, captioned: bool) -> tuple[Label, ...]:
    above = (_FIRST, _BLANK, _DECK, _BLANK) if deck else (_FIRST, _BLANK)
    copies = (_CAPTION if captioned else _HEADLINE,) * shown
    return (*above, *copies, *(_CONTROL,) * controls, _BLANK, _HEADLINE, _BLANK, *copies)


def _doubled(window: Window, index: int, headline: str) -> list[Label] | None:
    """Label the head whose first headline is at `index`."""
    head = _Head(window, index, headline, min(window.limit, index + REACH))
    if not _has_sign(head) and not window.at_top:
        # H P P H P P: no other head is without a sign
        return None if ends_in_stop(headline) else _printed_twice(head, _copies(head))
    copies = _copies(head)
    # most repeated lines are paragraphs of an article that stands on the page twice
    if ends_in_stop(headline) and not window.at_top and not any(_may_be_second(head, second) for second in copies):
        return None
    if labels := _printed_twice(head, copies):
        return labels
    for find in (_around_captions, _around_control):
        for second in copies:
            if labels := find(head, second):
                return labels
    return _once(head)


def _has_sign(head: _Head) -> bool:
    """Return True if a control or a line printed twice in a row is in sight, as below all heads in mid-page.

    Many pages repeat short lines without either, and are read quickly by this.
    """
    window, start = head.window, head.start
    if window.doubled.find(1, start, window.limit) >= 0:
        return True
    return any(window.has_between(control, start, head.stop) for control in CONTROLS)


def _may_be_second(head: _Head, second: int) -> bool:
    """Return True if a sentence may be a headline that comes again at `second`: a necessary condition.

    A control stands above its copy, or what is below it stands twice in a row, perhaps with a deck above it.
    """
    window, keys = head.window, head.window.keys
    above = [keys[i] for i in window.above(second, 3) if i > head.start]
    if above and _may_end_controls(above[0]) and not CONTROLS.isdisjoint(above):
        return True
    first = next((i for i in range(head.start + 1, second) if keys[i]), second)
    other = next((i for i in range(first + 1, second) if keys[i] and keys[i] != keys[first]), second)
    return any(keys[i] == keys[i + 1] for i in (first, other) if i < second)


def _copies(head: _Head) -> list[int]:
    """Return the indexes of what may be the second copy of the headline; where the page is cut, of its beginning.

    There are up to three: the captions' places may hold the headline, too.
    """
    keys, headline = head.window.keys, head.headline
    found: list[int] = []
    at = head.start
    # a line that is not repeated has no copy, unless an address is glued to it
    may_come_again = head.window.repeated[at] or headline != keys[at]
    with suppress(ValueError):
        while may_come_again and len(found) < 3:
            at = keys.index(headline, at + 1, head.stop)
            found.append(at)
    last = len(keys) - 1
    if head.at_page_end and head.start < last and headline.startswith(keys[last]):
        found += [last] if last not in found else []
    return found


def _texts(head: _Head, start: int, most: int) -> list[int]:
    """Return the indexes of up to `most` texts of a head from an index on."""
    found: list[int] = []
    for index, key in enumerate(head.window.keys[start : head.stop], start):
        if key:
            found.append(index)
            if len(found) == most:
                break
    return found


def _around_captions(head: _Head, second: int) -> list[Label] | None:
    """Label a head whose two headlines stand around captions that come again after the second.

    Bridge Opens
    [It was a year late.]
    The bridge. (AFP)
    [İstanbul/Şarku'l Avsat]        a place and paper
    [TT]
    Bridge Opens
    The bridge. (AFP)
    """
    keys = head.window.keys
    between = [i for i in range(head.start + 1, second) if keys[i]]
    if len(between) > _MOST_BETWEEN or not (keys[second] or _may_end_above_copy(head.window, between)):
        return None
    controls = _controls(keys, between)
    if controls == len(between) or not (controls or _has_doubled(head, between, second) or head.window.at_top):
        return None
    groups = _groups(keys, between[: len(between) - controls])
    after = _groups(keys, _texts(head, second + 1, len(between) + 2))
    told = controls and keys[second] == head.headline  # that it is no paragraph with a head below it
    cut = head.at_page_end and (told or not ends_in_stop(head.headline))
    labels = {head.start: _HEADLINE, second: _HEADLINE, **dict.fromkeys(between[len(between) - controls :], _CONTROL)}
    # the first line may be a deck, the last one a place and paper; neither comes again
    for deck, place in ((0, 0), (1, 0), (0, 1), (1, 1)):
        captions = groups[deck : len(groups) - place]
        if not captions or (deck and _is_doubled(groups[0])) or (place and not _PLACE.fullmatch(groups[-1].key)):
            continue
        if not _are_captions(captions, head.headline) or (aligned := _aligned(captions, after, cut=cut)) is None:
            continue
        if not (controls or (_is_sure(head, captions, aligned) and _is_shaped(head, captions, aligned))):
            continue
        if len(aligned) < len(captions) and deck == 0 and _is_deck_above(groups):
            continue  # the page is cut before the captions come again, which would tell
        labels |= {i: _DECK for group in groups[:deck] for i in group.indexes}
        labels |= {i: _DATELINE for group in groups[len(groups) - place :] for i in group.indexes}
        shown = _HEADLINE if [group.key for group in captions] == [head.headline] else _CAPTION
        labels |= {i: shown for group in (*captions, *aligned) for i in group.indexes}
        doubled = all(map(_is_doubled, (*captions, *aligned)))
        doubts = ("guess.no-control",) if doubled else ("guess.no-control", "guess.layout")
        return _in_order(labels, head.start, () if controls else doubts)
    return _with_other_captions(head, labels, groups, after) if told else None


def _may_end_above_copy(window: Window, between: list[int]) -> bool:
    """Return True if a head may be cut off below its control, captions or place: few pages end so, the others in prose.

    Bridge Opens / The bridge. (AFP) / The bridge. (AFP) / TT / 20 / the page ends
    """
    last = window.keys[between[-1]] if between else ""
    return last in CONTROLS or _is_size(last) or "/" in last or bool(between and window.repeated[between[-1]])


def _with_other_captions(
    head: _Head, labels: dict[int, Label], groups: list[_Group], after: list[_Group]
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
    deck = [group for group in groups[:1] if not _is_doubled(group)]
    captions = groups[len(deck) :]
    if not captions or not all(map(_is_doubled, captions)) or not _are_captions(captions, head.headline):
        return None
    shown = {group.key for group in captions}
    again = takewhile(lambda group: group.key in shown, after)
    labels |= {i: _DECK for group in deck for i in group.indexes}
    labels |= {i: _CAPTION for group in (*captions, *again) for i in group.indexes}
    return _in_order(labels, head.start, ("guess.layout",))


def _has_doubled(head: _Head, between: list[int], second: int) -> bool:
    """Return True if the first caption stands twice in a row, here or below the second headline: a quick question."""
    keys = head.window.keys
    below = next((i for i in range(second + 1, head.stop) if keys[i]), second)
    first = between[:1]  # or a deck; then the next other line is the caption
    other = next((i for i in between if keys[i] != keys[first[0]]), None)
    return any(keys[i] == keys[i + 1] for i in (*first, below, other) if i is not None and i + 1 < len(keys))


def _are_captions(groups: list[_Group], headline: str) -> bool:
    """Return True if lines between two headlines may be captions: no control is one, and the headline only alone."""
    return len(groups) == 1 or not any(group.key in CONTROLS or group.key == headline for group in groups)


def _is_shaped(head: _Head, captions: list[_Group], again: list[_Group]) -> bool:
    """Return True if a head without a control has the shape of one: a title, pictures' captions, prose right below.

    A menu, a skip link or a line of promotion repeats, too: `News`, `Weather`, `News`, `Weather`, `Sport`.
    """
    headline, lines = head.headline, [group.key for group in captions]
    if len(headline) > TITLE or not all(line == headline or could_be_caption(line) for line in lines):
        return False
    if not all(map(_is_doubled, captions)) and (ends_in_stop(headline) or sum(map(_is_uncredited, lines)) > 1):
        return False
    return len(again) < len(captions) or _is_above_prose(head.window, again[-1].indexes[-1])


def _is_uncredited(line: str) -> bool:
    """Return True if a line is prose rather than a caption: whole sentences without a credit."""
    return is_prose(line) and split_printed(line).credit is None


def _is_above_prose(window: Window, index: int) -> bool:
    """Return True if one of the next lines is prose or ends as a sentence, or the page ends before one could."""
    for _ in range(4):
        below = window.next_text(index + 1)
        if below is None:
            return window.ended and len(window.keys) <= index + REACH
        if is_prose(line := window.keys[below]) or (ends_in_stop(line) and could_be_caption(line)):
            return True
        index = below
    return False


def _printed_twice(head: _Head, copies: list[int]) -> list[Label] | None:
    """Label an article that the page prints twice, around a control or not: `H P P H P P`, `H P TT 20 H P`.

    Its paragraphs are no captions: captions stand twice in a row or have a credit. The article ended above its second
    copy, so what goes on right below that is left over.
    """
    keys = head.window.keys
    printed = [i for i in copies if keys[i]]  # the page may end in a blank line: no copy is there
    if len(printed) != 1:
        return None  # a line that comes again and again is one of a list
    [second] = printed
    if ends_in_stop(head.headline) and CONTROLS.isdisjoint(keys[head.start : second]):
        return None  # a paragraph of an article that comes a second time
    if not _begins_again(head.window, head.start, second):
        return None
    between = [i for i in range(head.start + 1, second) if keys[i]]
    controls = _controls(keys, between)
    lines = between[: len(between) - controls]
    after = [i for i in range(second + 1, head.stop) if keys[i]]
    again, rest = after[: len(lines)], after[len(lines) :]
    if len(head.headline) > TITLE or (ends_in_stop(head.headline) and not controls):
        return None
    if not CONTROLS.isdisjoint(keys[i] for i in lines):
        return None
    if not _come_again(keys, lines, again, cut=head.at_page_end):
        return None
    if not _are_an_article([keys[i] for i in lines], [keys[i] for i in rest]):
        return None
    labels = {head.start: _HEADLINE, second: _HEADLINE, **dict.fromkeys(between, _CONTROL)}
    labels |= {i: _label_in_copy(keys[i], keys[below]) for i, below in zip(lines, [*lines[1:], second], strict=True)}
    labels |= dict.fromkeys((*again, *_right_below(again, rest)), _LEFTOVER)
    return _in_order(labels, head.start, ("guess.printed-twice",))


def _begins_again(window: Window, index: int, second: int) -> bool:
    """Return True if the line below a headline comes again below its copy, but not twice in a row: a quick way out."""
    first, again = window.next_text(index + 1), window.next_text(second + 1)
    if first is None or again is None or first == second:
        return False
    line = window.keys[first]
    return line.startswith(window.keys[again]) and window.keys[first + 1] != line


def _come_again(keys: list[str], lines: list[int], again: list[int], *, cut: bool) -> bool:
    """Return True if lines come again, none of them twice; where the page is cut, only their beginning."""
    first, second = [keys[i] for i in lines], [keys[i] for i in again]
    if not second or len(set(first)) < len(first):
        return False
    if cut and len(second) <= len(first):
        *whole, last = second
        return first[: len(whole)] == whole and first[len(whole)].startswith(last)
    return first == second


def _are_an_article(lines: list[str], rest: list[str]) -> bool:
    """Return True if repeated lines are an article and no captions or promotion: less prose than theirs follows."""
    prose = sum(map(_is_uncredited, lines))
    heads = [at for at, line in enumerate(rest) if line in rest[at + 1 :]]
    following = rest[: heads[0]] if heads else rest
    if len(lines) == 1:  # a caption without a credit is a sentence, too
        return not following and ends_in_stop(lines[0]) and split_printed(lines[0]).credit is None
    return sum(map(is_prose, following)) < prose or (not following and all(map(ends_in_stop, lines)))


def _label_in_copy(line: str, below: str) -> Label:
    """Label a line of an article that is printed twice."""
    return _CAPTION if split_printed(line).credit and not is_prose(line) else label_of(line, below)


def _right_below(again: list[int], rest: list[int]) -> list[int]:
    """Find the lines that stand below the last one of a copy without a blank line between."""
    return [i for count, i in enumerate(rest, start=1) if i == again[-1] + count]


def _around_control(head: _Head, second: int) -> list[Label] | None:
    """Label a head without captions: its two headlines stand around a control and perhaps a line above it, the deck.

    Bridge Opens
    [It was a year late.]
    TT
    Bridge Opens
    """
    keys = head.window.keys
    if CONTROLS.isdisjoint(keys[head.start : second]):
        return None
    between = [i for i in range(head.start + 1, second) if keys[i]]
    controls = _controls(keys, between)
    deck = between[: len(between) - controls]
    if not controls or len(deck) > 1:
        return None
    labels = {head.start: _HEADLINE, second: _HEADLINE, **dict.fromkeys(between, _CONTROL)}
    return _in_order(labels | dict.fromkeys(deck, Label("deck", notes=("guess.deck",))), head.start, ())


def _aligned(captions: list[_Group], after: list[_Group], *, cut: bool) -> list[_Group] | None:
    """Find the captions again after the second headline; where the page is cut, only their beginning."""
    wanted, found = [group.key for group in captions], after[: len(captions)]
    copy: list[_Group] = []
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


def _is_cut_copy(line: _Group, last: _Group) -> bool:
    return line.key.startswith(last.key) and last.indexes[0] - 1 in line.indexes


def _is_sure(head: _Head, captions: list[_Group], again: list[_Group]) -> bool:
    """Return True if a head without a control is one: its captions are doubled, or it is the first thing on the page.

    A refrain, too, is a line that comes again around an equal line; and so is each paragraph of an article that stands
    on the page twice. A headline in the captions' place makes four copies and no more.
    """
    headline, index = head.headline, head.start
    if len(again) < len(captions):
        return all(map(_is_doubled, captions))  # the page is cut before they can come again
    if captions[0].key == headline and (
        head.window.keys[index + 1 : index + REACH].count(headline) > 3 or ends_in_stop(headline)
    ):
        return False
    return any(block and all(map(_is_doubled, block)) for block in (captions, again)) or head.window.at_top


def _once(head: _Head) -> list[Label] | None:
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
    texts = _texts(head, index + 1, _MOST_BETWEEN)
    groups = _groups(keys, texts)
    first = next((n for n, group in enumerate(groups[:2]) if _is_shown_twice(group)), None)
    notes: tuple[str, ...] = ("guess.head-once",)
    # no caption: a headline and a control, which is enough at the top of a page only
    if first is None:
        size = _leading_controls(keys, texts)
        if not (size and window.at_top) or any(keys[i] == head.headline for i in texts):
            return None
        labels = {index: _HEADLINE, **dict.fromkeys(texts[:size], _CONTROL)}
        return _in_order(labels, index, notes if size > 1 else (*notes, "guess.layout"))
    captions = list(takewhile(_is_shown_twice, groups[first:]))
    rest = [i for i in texts if i > captions[-1].indexes[-1]]
    controls = rest[: _leading_controls(keys, rest)]
    ends = head.at_page_end and all(i == len(keys) - 1 and _begins_control(keys[i]) for i in rest)  # and it is cut here
    if ends:
        controls = rest
    if any(group.key in keys[rest[0] : stop] for group in groups[:first] if rest):
        return None  # the headline of a doubled head, with the line above it
    if not (controls or ends or window.at_top):
        return None  # a caption in the body
    has_prose = _is_above_prose(window, captions[-1].indexes[-1])
    if not (controls or ends or (has_prose and all(could_be_caption(group.key) for group in captions))):
        return None
    labels = {index: _HEADLINE, **dict.fromkeys(controls, _CONTROL)}
    labels |= {i: _DECK for group in groups[:first] for i in group.indexes}
    labels |= {i: _CAPTION for group in captions for i in group.indexes}
    if not controls and not first and (title := _title_below(head, captions[-1].indexes[-1])):
        return _below_captions(labels, index, title)
    return _in_order(labels, index, notes if controls else (*notes, "guess.no-control", "guess.layout"))


def _title_below(head: _Head, last: int) -> int | None:
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
    labels |= {index: Label("unknown", notes=("page.leftover",)), title: _HEADLINE}
    start = min(i for i in labels if i > index)
    labels[start] = labels[start]._replace(article=True, notes=("guess.head-once", "guess.no-control", "guess.layout"))
    return [labels.get(i, _BLANK) for i in range(index, title + 1)]


def _is_printed_twice(window: Window, index: int) -> bool:
    """Return True if the line at `index`, or the next text after it, stands twice in a row."""
    after = window.next_text(index + 1)
    if after is None:
        return False
    keys = window.keys
    return (after == index + 1 and keys[after] == keys[index]) or keys[after] in keys[after + 1 : after + 2]


def _is_deck_above(groups: list[_Group]) -> bool:
    """Return True if the first line stands once and the next one twice in a row, as a deck above a caption does."""
    return len(groups) > 1 and not _is_doubled(groups[0]) and _is_doubled(groups[1])


def _is_doubled(group: _Group) -> bool:
    return len(group.indexes) > 1 and group.indexes[1] == group.indexes[0] + 1


def _is_shown_twice(group: _Group) -> bool:
    return _is_doubled(group) and group.key not in CONTROLS


def _groups(keys: list[str], indexes: list[int]) -> list[_Group]:
    groups: list[_Group] = []
    for i in indexes:
        if groups and groups[-1].key == keys[i]:
            groups[-1].indexes.append(i)
        else:
            groups.append(_Group(keys[i], [i]))
    return groups


def _controls(keys: list[str], between: list[int]) -> int:
    """Count the controls at the end of the lines between the two headlines."""
    if not between or not _may_end_controls(keys[between[-1]]):
        return 0
    for size in range(min(3, len(between)), 0, -1):
        if _leading_controls(keys, between[len(between) - size :]) == size:
            return size
    return 0


def _leading_controls(keys: list[str], indexes: list[int]) -> int:
    """Count the controls that the lines begin with: a control word, then more of them or a font size."""
    count = 0
    for i in indexes[:3]:
        is_size = count > 0 and _is_size(keys[i])
        if keys[i] not in CONTROLS and not is_size:
            break
        count += 1
    return count


def _may_end_controls(line: str) -> bool:
    return line in CONTROLS or _is_size(line)


def _is_size(line: str) -> bool:
    return line.isdecimal() and len(line) <= 3


def _begins_control(line: str) -> bool:
    return any(control.startswith(line) for control in CONTROLS)


def _in_order(labels: dict[int, Label], index: int, notes: tuple[str, ...]) -> list[Label]:
    """Return the labels of all lines from `index` to the last one labelled; what has none is blank."""
    labels[index] = _first(notes)
    return [labels.get(i, _BLANK) for i in range(index, max(labels) + 1)]


@cache  # there are as many as doubts of a head
def _first(notes: tuple[str, ...]) -> Label:
    return _FIRST._replace(notes=notes)
