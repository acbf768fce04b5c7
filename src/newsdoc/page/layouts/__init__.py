"""The layouts that newsdoc knows: how the head of an article is printed, a file and a row for each.

To add one, write a file with these two functions, and add its row to `LAYOUTS`:

- `may_begin` yields the indexes of the window at which a head of this layout may begin in mid-page, except repeated
  lines: every layout is asked at those, for most heads print something twice. It is called once a block and has to cost
  little; an index too many costs time only, one too few hides a head.
- `match` takes the window and an index and returns a label for each line of the head that begins there, the first of
  them with `article=True`, or `None` if no head begins there. Each line of a head is a text of its own. Lines from
  `window.limit` on are out of sight. A head that is found with fewer lines in sight is found with more, though it may
  turn out longer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, TypeAlias

from newsdoc.page.labels import Label
from newsdoc.page.layouts import archive, dated, doubled_head
from newsdoc.page.window import Window

__all__ = ["LAYOUTS", "Layout", "Match", "MayBegin"]


MayBegin: TypeAlias = Callable[[Window], Iterable[int]]
Match: TypeAlias = Callable[[Window, int], Sequence[Label] | None]


class Layout(NamedTuple):
    """One layout of an article's head."""

    name: str
    may_begin: MayBegin
    match: Match


LAYOUTS = (
    Layout("archive", archive.may_begin, archive.match),
    Layout("dated", dated.may_begin, dated.match),
    Layout("doubled-head", doubled_head.may_begin, doubled_head.match),
)
"""The layouts, the one with the surest evidence first."""
