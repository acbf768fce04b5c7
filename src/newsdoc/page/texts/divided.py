"""Texts that were divided at the links in them, as by programs that print each element of HTML on a line of its own.

The council decided on Monday that the old          a sentence breaks off
river bridge                                        the link, or words that are printed strong
will open again in spring, the mayor said.          and it goes on in small letters
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsdoc.page.body import width
from newsdoc.page.bylines import is_byline
from newsdoc.page.dates import may_be_date_line
from newsdoc.text import ends_in_stop

__all__ = ["is_divided", "whole_texts"]

_FEWEST = 3  # texts that go on in small letters, or with a comma
_LONG = 35  # width of a text that may be a part of a sentence
_SENTENCE = 50  # width of what stands before a link
_LINK = 80
_SIGNS = frozenset(",.;:)!?%»”’،؛")


def is_divided(texts: Sequence[str], below_blank: Sequence[bool]) -> bool:
    """Return True if some texts of a page go on with the sentence of the text right above them."""
    # buttons begin so, too: what is neither wide nor ends in a sign is passed over before more is asked
    going_on = [
        at
        for at, text in enumerate(texts)
        if (len(text) >= (_LONG if text.isascii() else _LONG // 2) or not text[-1].isalnum())
        and (text[0].islower() or text[0] in _SIGNS)
    ]
    count = 0
    for at in going_on if len(going_on) >= _FEWEST else ():
        text = texts[at]
        if at and not below_blank[at] and _may_go_on(text) and (width(text) >= _LONG or ends_in_stop(text)):
            count += not ends_in_stop(texts[at - 1])
    return count >= _FEWEST


def whole_texts(texts: Sequence[str], below_blank: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Yield the first part of each text, and the one after its last."""
    start, wide = 0, 0
    for at, text in enumerate(texts):
        if at > start and (below_blank[at] or not _goes_on(texts, at, wide, below_blank)):
            yield start, at
            start, wide = at, 0
        wide += width(text)
    if texts:
        yield start, len(texts)


def _goes_on(texts: Sequence[str], at: int, wide: int, below_blank: Sequence[bool]) -> bool:
    """Return True if a part goes on with the text above it, which is so wide."""
    above, text = texts[at - 1], texts[at]
    if text[0] in _SIGNS:
        return True
    if ends_in_stop(above) or is_byline(text) or may_be_date_line(text):
        return False
    if _may_go_on(text):
        return wide >= _LONG or width(text) >= _LONG or ends_in_stop(text)
    is_link = wide >= _SENTENCE and width(text) <= _LINK and not ends_in_stop(text)
    return is_link and at + 1 < len(texts) and not below_blank[at + 1] and _may_go_on(texts[at + 1])


def _may_go_on(text: str) -> bool:
    return text[0].islower() or (text[0] in _SIGNS and not text.startswith("..."))
