"""The lines of a doubled head, its labels, and what several of its rules ask about a line."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from newsdoc.page.body import could_be_caption, is_prose
from newsdoc.page.credits import split_printed
from newsdoc.page.labels import BLANK, Label
from newsdoc.page.window import REACH, Window
from newsdoc.text import ends_in_stop

__all__ = ["CAPTION", "CONTROL", "DECK", "FIRST", "HEADLINE", "MOST_BETWEEN", "Group", "Head", "groups_of", "in_order",
           "is_above_prose", "is_doubled", "is_uncredited", "label_groups"]  # fmt: skip

MOST_BETWEEN = 16
"""Lines of text between the two copies of a headline."""

HEADLINE = Label("headline")
FIRST = Label("headline", article=True)
DECK = Label("deck")
CAPTION = Label("caption")
CONTROL = Label("control")


class Head(NamedTuple):
    """What may be a head: where it begins, and how far it may be looked for."""

    window: Window
    keys: list[str]
    """The lines of the window."""
    start: int
    headline: str
    """The first line, without an address that is glued to it."""
    stop: int
    """The index up to which its lines are looked for."""

    @property
    def at_page_end(self) -> bool:
        """The page ends where nothing more is looked for: so the head may be cut off there."""
        return self.window.ended and self.stop == len(self.keys)

    def between(self, second: int) -> list[int]:
        """Return the indexes of the texts between the headline and its copy."""
        keys = self.keys
        return [i for i in range(self.start + 1, second) if keys[i]]

    def texts(self, start: int, most: int) -> list[int]:
        """Return the indexes of up to `most` texts of the head from an index on."""
        found: list[int] = []
        for index, key in enumerate(self.keys[start : self.stop], start):
            if key:
                found.append(index)
                if len(found) == most:
                    break
        return found


class Group(NamedTuple):
    """Equal lines one after the other, blank lines aside."""

    key: str
    indexes: list[int]


def in_order(labels: dict[int, Label], index: int, notes: tuple[str, ...]) -> list[Label]:
    """Return the labels of all lines from `index` to the last one labelled; what has none is blank."""
    labels[index] = _first(notes)
    return [labels.get(i, BLANK) for i in range(index, max(labels) + 1)]


@cache  # there are as many as doubts of a head
def _first(notes: tuple[str, ...]) -> Label:
    return FIRST._replace(notes=notes)


def groups_of(keys: list[str], indexes: list[int]) -> list[Group]:
    """Return the texts at some indexes as groups of equal ones."""
    groups: list[Group] = []
    for i in indexes:
        if groups and groups[-1].key == keys[i]:
            groups[-1].indexes.append(i)
        else:
            groups.append(Group(keys[i], [i]))
    return groups


def label_groups(groups: Iterable[Group], label: Label) -> dict[int, Label]:
    """Return the label of each line of some groups, by its index."""
    return {index: label for group in groups for index in group.indexes}


def is_doubled(group: Group) -> bool:
    """Return True if the text of a group stands twice, one right below the other."""
    return len(group.indexes) > 1 and group.indexes[1] == group.indexes[0] + 1


def is_uncredited(line: str) -> bool:
    """Return True if a line is prose rather than a caption: whole sentences without a credit."""
    return is_prose(line) and split_printed(line).credit is None


def is_above_prose(window: Window, index: int) -> bool:
    """Return True if one of the next lines is prose or ends as a sentence, or the page ends before one could."""
    for _ in range(4):
        below = window.next_text(index + 1)
        if below is None:
            return window.ended and len(window.keys) <= index + REACH
        if is_prose(line := window.keys[below]) or (ends_in_stop(line) and could_be_caption(line)):
            return True
        index = below
    return False
