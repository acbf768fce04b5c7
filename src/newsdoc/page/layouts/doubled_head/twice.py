"""An article that the page prints twice, the one copy below the other."""

from __future__ import annotations

from newsdoc.page.body import CONTROLS, TITLE, is_prose, label_of
from newsdoc.page.credits import split_printed
from newsdoc.page.labels import Label
from newsdoc.page.layouts.doubled_head.controls import split_controls
from newsdoc.page.layouts.doubled_head.head import CAPTION, CONTROL, HEADLINE, Head, in_order, is_uncredited
from newsdoc.page.window import REACH, Window
from newsdoc.text import ends_in_stop

__all__ = ["printed_twice"]

_LEFTOVER = Label("unknown")


def printed_twice(head: Head, copies: list[int]) -> list[Label] | None:
    """Label an article that the page prints twice, around a control or not: `H P P H P P`, `H P TT 20 H P`.

    Its paragraphs are not captions: captions stand twice in a row or have a credit. The article ended above its second
    copy, so what goes on right below that is left over.
    """
    keys, headline = head.keys, head.headline
    printed = [i for i in copies if keys[i]]  # the page may end in a blank line: no copy is there
    if len(printed) != 1:
        return None  # a line that comes again and again is one of a list
    [second] = printed
    if ends_in_stop(headline) and CONTROLS.isdisjoint(keys[head.start : second]):
        return None  # a paragraph of an article that comes a second time
    if not _begins_again(head.window, head.start, second):
        return None
    lines, controls = split_controls(keys, head.between(second))
    after = head.texts(second + 1, REACH)
    again, rest = after[: len(lines)], after[len(lines) :]
    if len(headline) > TITLE or (ends_in_stop(headline) and not controls):
        return None
    if not CONTROLS.isdisjoint(keys[i] for i in lines):
        return None
    if not _come_again(keys, lines, again, cut=head.at_page_end):
        return None
    if not _are_an_article([keys[i] for i in lines], [keys[i] for i in rest]):
        return None
    labels = {head.start: HEADLINE, second: HEADLINE, **dict.fromkeys(controls, CONTROL)}
    labels |= {i: _label_in_copy(keys[i], keys[below]) for i, below in zip(lines, [*lines[1:], second], strict=True)}
    labels |= dict.fromkeys((*again, *_right_below(again, rest)), _LEFTOVER)
    return in_order(labels, head.start, ("guess.printed-twice",))


def _begins_again(window: Window, index: int, second: int) -> bool:
    """Return True if the line below a headline comes again below its copy, but not twice in a row.

    It costs little, and settles most headlines before all of their lines are compared.
    """
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
    prose = sum(map(is_uncredited, lines))
    heads = [at for at, line in enumerate(rest) if line in rest[at + 1 :]]
    following = rest[: heads[0]] if heads else rest
    if len(lines) == 1:  # a caption without a credit is a sentence, too
        return not following and ends_in_stop(lines[0]) and split_printed(lines[0]).credit is None
    return sum(map(is_prose, following)) < prose or (not following and all(map(ends_in_stop, lines)))


def _label_in_copy(line: str, below: str) -> Label:
    """Label a line of an article that is printed twice."""
    return CAPTION if split_printed(line).credit and not is_prose(line) else label_of(line, below)


def _right_below(again: list[int], rest: list[int]) -> list[int]:
    """Find the lines that stand below the last one of a copy without a blank line between."""
    return [i for count, i in enumerate(rest, start=1) if i == again[-1] + count]
