"""Layout A, the «doubled head»: headline and captions stand twice around a font-size control, then the body.

    headline / [deck] / caption caption … [control] / headline / caption caption … / body

Found by alignment: a line that comes again around an equal run of captions. Everything else is optional, and blank
lines prove nothing. Facts, counted on 63 stored pages: the control is `TT` (48), `TT` and `20` (12), `TT` twice (1) or
missing (2), always directly after the first captions; the deck stands once; without a caption the headline stands in
its place; in one Turkish page the first line has the page's address glued on and `City/Paper` follows the caption.

Each shape has a file, here in the order in which they are tried:

- `seed`: a head as most are, recognised by comparing slices;
- `twice`: a whole article that the page prints twice;
- `captions`: a headline, captions and perhaps a control, then headline and captions again, or a control alone between;
- `once`: headline, captions and control, of which nothing comes again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress

from newsdoc.page.body import CONTROLS
from newsdoc.page.credits import split_printed
from newsdoc.page.labels import Label
from newsdoc.page.layouts.doubled_head.captions import around_captions, around_control
from newsdoc.page.layouts.doubled_head.controls import TT, may_end_controls
from newsdoc.page.layouts.doubled_head.head import Head
from newsdoc.page.layouts.doubled_head.once import printed_once
from newsdoc.page.layouts.doubled_head.seed import as_the_seed
from newsdoc.page.layouts.doubled_head.twice import printed_twice
from newsdoc.page.window import REACH, Window
from newsdoc.text import ends_in_stop, has_letter

__all__ = ["match", "may_begin"]

_BRACKETS = frozenset(")]）】")

# Köprü açıldıhttps://turkish.example/1
_ADDRESS = re.compile(r"https?://\S+")


def may_begin(window: Window) -> Iterator[int]:
    """Yield the indexes of the lines that may be headlines.

    A headline or one of the three texts below it is repeated, or it stands above a control, or its second copy is cut
    where the page ends. One that is not repeated itself is not a sentence, unless it is glued to something.
    """
    keys = window.keys
    for index in window.above_repeated(3):
        key, below = keys[index], keys[index + 1]
        if not ends_in_stop(key) or "://" in key or (below and key.startswith(below)):
            yield index
    for control in window.find_all(TT):
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
    controls = [index for index in window.texts[-3:] if keys[index] == TT and index >= top]
    return range(top, controls[-1]) if controls else ()


def match(window: Window, index: int) -> Sequence[Label] | None:
    """Label the head that begins at `index`, if one does."""
    keys = window.keys
    headline = keys[index]
    below = keys[index + 1] if index + 1 < len(keys) else ""
    if headline in CONTROLS or below == headline or not has_letter(headline):
        return None  # a line printed twice in a row is a caption, and one without a letter is not a headline
    if below and headline.startswith(below):
        # Köprü açıldıhttps://turkish.example/1
        # Köprü açıldı                              the first copy; the page's address is glued to the line above it
        if below in CONTROLS or keys[index + 2 : index + 3] == [below]:
            return None
        copy = _label_head(window, index + 1, below)
        return copy and [copy[0], copy[0]._replace(article=False, notes=()), *copy[1:]]
    if "://" in headline and (bare := _without_address(headline)):
        return _label_head(window, index, bare)  # the address is glued to it, and the next line is not its copy
    labels = as_the_seed(window, index) or _label_head(window, index, headline)
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


def _label_head(window: Window, index: int, headline: str) -> list[Label] | None:
    """Label the head whose first headline is at `index`."""
    head = Head(window, window.keys, index, headline, min(window.limit, index + REACH))
    copies = _copies(head)
    if not _has_sign(head):
        # H P P H P P: in mid-page no other head is without a sign, and none without a copy is anywhere
        if not copies:
            return None
        if not window.at_top:
            return None if ends_in_stop(headline) else printed_twice(head, copies)
    # most repeated lines are paragraphs of an article that stands on the page twice
    if ends_in_stop(headline) and not window.at_top and not any(_may_be_second(head, second) for second in copies):
        return None
    if labels := printed_twice(head, copies):
        return labels
    for label in (around_captions, around_control):
        for second in copies:
            if labels := label(head, second):
                return labels
    return printed_once(head)


def _has_sign(head: Head) -> bool:
    """Return True if a control or a line printed twice in a row is in sight, as below all heads in mid-page.

    Many pages repeat short lines without either, and are read quickly by this.
    """
    window, start = head.window, head.start
    if window.doubled.find(1, start, window.limit) >= 0:
        return True
    return any(window.has_between(control, start, head.stop) for control in CONTROLS)


def _may_be_second(head: Head, second: int) -> bool:
    """Return True if a sentence may be a headline that comes again at `second`: a necessary condition.

    A control stands above its copy, or what is below it stands twice in a row, perhaps with a deck above it.
    """
    window, keys = head.window, head.keys
    above = [keys[i] for i in window.above(second, 3) if i > head.start]
    if above and may_end_controls(above[0]) and not CONTROLS.isdisjoint(above):
        return True
    first = next((i for i in range(head.start + 1, second) if keys[i]), second)
    other = next((i for i in range(first + 1, second) if keys[i] and keys[i] != keys[first]), second)
    return any(keys[i] == keys[i + 1] for i in (first, other) if i < second)


def _copies(head: Head) -> list[int]:
    """Return the indexes of what may be the second copy of the headline; where the page is cut, of its beginning.

    There are up to three: the captions' places may hold the headline, too.
    """
    keys, headline = head.keys, head.headline
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
