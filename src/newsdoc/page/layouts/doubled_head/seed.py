"""The shape of the seed, which most doubled heads have: comparing slices finds it quickly."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from newsdoc.page.labels import BLANK, Label
from newsdoc.page.layouts.doubled_head.controls import TT, is_size
from newsdoc.page.layouts.doubled_head.head import CAPTION, CONTROL, DECK, FIRST, HEADLINE, MOST_BETWEEN
from newsdoc.page.window import REACH, Window

__all__ = ["as_the_seed"]


def as_the_seed(window: Window, index: int) -> Sequence[Label] | None:
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
    if not (window.repeated[index] and window.has_between(TT, index, min(index + MOST_BETWEEN + 1, stop))):
        return None
    deck = index + 2
    top = deck if keys[deck + 1 : deck + 2] != [""] else deck + 2
    try:
        # the control and the second headline have their places: two look-ups settle most lines
        control = keys.index(TT, top + 1, min(top + MOST_BETWEEN - 3, stop))
        second = keys.index(headline, control + 2, control + 4)
    except ValueError:
        return None
    shown, below = keys[top:control], second + 2
    body = below + len(shown)
    size = keys[control + 1 : second - 1]
    if shown != keys[below:body] or keys[index + 1] or keys[top - 1] or keys[second - 1] or keys[second + 1]:
        return None
    if "" in shown or keys[body : body + 1] != [""] or (size and not is_size(*size)) or is_size(headline):
        return None
    if headline in shown and len(shown) > 1:
        return None
    # the line below the captions has to differ from the last of them, or it is one more copy
    following = next(filter(None, keys[body:stop]), shown[-1])
    if following == shown[-1] or shown[0] == TT or shown[-1].isdecimal():
        return None  # a copy that goes on, or nothing below that could tell; a control of more than a word and its size
    if top > deck:
        if keys[deck] in ("", headline, TT) or keys[deck].startswith(shown[0]):
            return None
    elif shown[0] != headline and shown[1:2] != shown[:1]:
        return None  # the first caption stands once: it may be a paragraph of an article that is printed twice
    # nothing is left to weigh: the labels are these
    return _labels_of_seed(top > deck, len(shown), 1 + len(size), captioned=headline not in shown)


@cache  # by now there are few: a head has up to sixteen captions
def _labels_of_seed(deck: bool, shown: int, controls: int, *, captioned: bool) -> tuple[Label, ...]:
    above = (FIRST, BLANK, DECK, BLANK) if deck else (FIRST, BLANK)
    copies = (CAPTION if captioned else HEADLINE,) * shown
    return (*above, *copies, *(CONTROL,) * controls, BLANK, HEADLINE, BLANK, *copies)
