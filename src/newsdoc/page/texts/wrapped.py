"""Lines of a fixed width: found on a page, and joined to the texts that were written.

The council agreed on Monday to re-           the next word did not fit: the sentence goes on below
open the river bridge in spring.
* [Timetable](https://news.example/ferry/     an entry of a list, and a link whose address was divided
timetable)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsdoc.page.body import width
from newsdoc.page.bylines import is_byline
from newsdoc.page.dates import is_date_line
from newsdoc.text import ends_in_stop

__all__ = ["GAP", "fixed_width", "join", "join_lines", "paragraphs"]

GAP = 4 * " "
"""Between the columns of a line of a page of a fixed width: `ORVALE GAZETTE          13 February 2024`."""

_WIDEST = 100  # characters of a line of a fixed width
_NARROWEST = 24
_SIGNS = frozenset(",.;:)!?")  # that no space stands before
_FEWEST = 6  # lines that show a fixed width
# * cars: two marks        3. lorries: nine        > “I saw it,” she said.        ![The bridge](https://news.example/b.jpg)
_MARK = re.compile(r"(?:[-*+•]|\d{1,3}[.)])\s|[>|#]|\[?!\[")


def fixed_width(texts: Sequence[str], below_blank: Sequence[bool]) -> int:
    """Return the width at which most lines of a page are cut in mid-sentence; 0 if they are not.

    The council agreed. The bridge will        the next word did not fit: the line is cut
    open in spring.                            it ends where the text ends
    """
    longest = max(map(len, texts), default=0)
    if len(texts) < _FEWEST or (longest > 2 * _WIDEST and any(map(_is_long, texts))):
        return 0
    if longest < _NARROWEST and (longest < _NARROWEST // 2 or all(map(str.isascii, texts))):
        return 0
    marked = [_MARK.match(text) is not None for text in texts]
    # a few lines may be wider, as a masthead is
    widths = list(map(width, texts))
    narrow = sorted(wide for wide, mark, text in zip(widths, marked, texts, strict=True) if not mark and _is_full(text))
    widest = narrow[len(narrow) * 9 // 10] if narrow else 0
    if not _NARROWEST <= widest <= _WIDEST:
        return 0
    wide = [
        at for at in range(len(texts) - 1) if widths[at] > 0.6 * widest and not (below_blank[at + 1] or marked[at + 1])
    ]
    cut = {at for at in wide if _is_cut(texts[at], widths[at], texts[at + 1], widest)}
    is_cut = len(cut) >= _FEWEST // 2 and len(cut) > 0.6 * len(wide)
    return widest if is_cut and _is_prose(texts, cut) else 0


def _is_long(text: str) -> bool:
    """Return True for a line that is far too long, and could have been cut; an entry of a list may be so long."""
    return len(text) > 2 * _WIDEST and " " in text[_WIDEST : 2 * _WIDEST] and not _MARK.match(text)


def _is_full(text: str) -> bool:
    """Return False for a line that an address made too long."""
    return len(text) <= _WIDEST or " " in text[_WIDEST:]


def _is_prose(texts: Sequence[str], cut: set[int]) -> bool:
    """Return True if cut lines are those of sentences: titles are cut, too, but a list of them has no stops.

    An address that was divided shows it as well: nothing else divides one.
    """
    # the last line of paragraphs of three lines and more
    ends = [texts[at + 1] for at in cut if at - 1 in cut and at + 1 not in cut] or [texts[at + 1] for at in cut]
    divided = sum(_is_in_address(texts[at]) for at in cut)
    return divided >= _FEWEST // 2 or sum(map(ends_in_stop, ends)) >= len(ends) / 3


def _is_cut(text: str, wide: int, below: str, widest: int) -> bool:
    """Return True for a line that ends in mid-sentence: the next word does not fit, or shows that it goes on."""
    if ends_in_stop(text):
        return False
    if _goes_on(text, below):
        return True
    # Chinese and Japanese are cut between any two characters
    word = 2 if below[0] > "\u2e80" else below.find(" ") % (len(below) + 1)
    return wide + 1 + word > 0.9 * widest


def _goes_on(text: str, below: str) -> bool:
    return text[-1] in "-,;" or below[0].islower() or _is_in_address(text)


def paragraphs(
    texts: Sequence[str], below_blank: Sequence[bool], printed: Sequence[str], widest: int
) -> Iterator[tuple[int, int]]:
    """Yield the first text of each paragraph and the one after its last; `printed` are the lines of the texts.

    A paragraph ends above a blank line, an indent or a mark, and in a short line.
    """
    start = 0
    for at in range(1, len(texts)):
        if below_blank[at] or _MARK.match(printed[at].lstrip()) or _ends(texts, at, printed, widest):
            yield start, at
            start = at
    if texts:
        yield start, len(texts)


def _ends(texts: Sequence[str], at: int, printed: Sequence[str], widest: int) -> bool:
    """Return True if a paragraph ends in the line above a text, and not at the width of the lines."""
    above, text = texts[at - 1], texts[at]
    if GAP in printed[at].strip() or GAP in printed[at - 1].strip():
        return True
    indented = _is_indented(printed[at]) and not _is_indented(printed[at - 1])
    if ends_in_stop(above):
        return indented or width(above) < 0.85 * widest
    #                 4                 the number of a page
    apart = indented or width(above) < 0.5 * widest or _is_of_head(text) or _is_of_head(above)
    return apart and not _goes_on(above, text)


def _is_of_head(text: str) -> bool:
    return is_byline(text) or is_date_line(text)


def _is_indented(line: str) -> bool:
    return line.expandtabs(2)[:2].isspace()


def join(text: str, below: str) -> str:
    """Join two lines of a paragraph; a word that was divided at the end of a line is whole again."""
    # river bridge        , the mayor said        as they are printed in two elements
    if below[:1] in _SIGNS or _is_in_address(text):
        return text + below
    if text.endswith("-") and text[-2:-1].isalpha() and below[:1].islower():
        return text[:-1] + below
    # Chinese and Japanese are written without spaces
    return text + below if text[-1:] > "\u2e80" and below[:1] > "\u2e80" else f"{text} {below}"


def join_lines(lines: Sequence[str]) -> str:
    """Join the lines of a text, of which there is at least one, in time linear in their length."""
    pieces = []
    address = ""  # of a link, as far as it is known
    for line, below in pairwise(lines):
        above = address + line
        address = above[above.rindex("](") :] if _is_in_address(above) else ""
        pieces.append(line if address else join(line, below).removesuffix(below))
    return "".join([*pieces, lines[-1]])


def _is_in_address(text: str) -> bool:
    """Return True if a text ends within the address of a link of Markdown: `[river bridge](https://news.example/`."""
    at = text.rfind("](")
    return at >= 0 and not (")" in text[at:] or " " in text[at:])
