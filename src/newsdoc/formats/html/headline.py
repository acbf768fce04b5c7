"""Choose the line that is the headline: by its element, and by its echo in the titles that the page states."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from attrs import define

from newsdoc.formats.html import words
from newsdoc.formats.html.lines import Line

__all__ = ["Headline", "choose_headline", "letters"]

_LONGEST, _SHORT = 400, 3  # characters of a headline
_HEADINGS = ("h1", "h2", "h3", "h4")
_BESIDE = words.MENU | words.RELATED | words.HIDDEN
_word = re.compile(r"\w+")
_NO_LETTERS = bytes(code for code in range(128) if not _word.match(chr(code)))


@define(frozen=True)
class Headline:
    """The line of the headline, and how far it is one."""

    index: int
    """Its number among the lines."""

    weight: float
    """The sum of what speaks for it."""

    echo: float
    """From 0 to 1: how far a title of the page repeats it."""


@lru_cache(maxsize=2048)
def letters(text: str) -> str:
    """Return the letters and digits of a text, in which printed titles are compared."""
    # far quicker than a pattern, if there are no letters but these
    if text.isascii():
        return text.lower().encode().translate(None, _NO_LETTERS).decode()
    return "".join(_word.findall(text.lower()))


def choose_headline(lines: Sequence[Line], titles: Sequence[str], site: str | None) -> Headline | None:
    """Return the best line: an `h1`, an echo of the titles, above all both; `None` if no line is like a headline."""
    known = [(letters(title), frozenset(_word.findall(title.lower()))) for title in titles]
    whole = "\n".join(titles)
    name = letters(site or "")
    best: Headline | None = None
    for index, line in enumerate(lines):
        is_heading = not line.box.tags.isdisjoint(_HEADINGS)
        # most lines are neither a heading nor a part of a title, and cost no more than this
        if (is_heading and len(line.text) <= _LONGEST) or (line.text in whole and len(line.text) > _SHORT):
            found = _weigh(index, line, known, name)
            if found is not None and (best is None or found.weight > best.weight):
                best = found
    return best


def _weigh(index: int, line: Line, known: list[tuple[str, frozenset[str]]], site: str) -> Headline | None:
    tag = line.box.find(*_HEADINGS)
    text = letters(line.text)
    if not text or text == site:
        return None
    echo = max((_echo(line.text, text, title, each) for title, each in known if title), default=0.0)
    is_h1 = tag is not None and tag.tag == "h1"
    if not is_h1 and echo < 0.7:
        return None
    weight = 3 * echo + (2 if is_h1 else 0.7 if tag is not None else 0)
    weight += 0.5 if line.flags & words.HEADLINE else 0
    weight -= 1.5 if line.flags & _BESIDE and not is_h1 else 0
    weight -= 1.5 if line.link_share > 0.8 else 0
    return Headline(index, weight, echo)


def _echo(printed: str, text: str, title: str, title_words: frozenset[str]) -> float:
    """Return how far a title repeats a line: all of it, all of it with a site's name behind, or most of its words."""
    if text == title:
        return 1.0
    if len(text) > 7 and (title.startswith(text) or text.endswith(title)) and len(text) * 2 > len(title):
        return 0.95
    if len(text) > 11 and text in title:
        return 0.8
    own = frozenset(_word.findall(printed.lower()))
    if len(own) < 3:
        return 0.0
    return 0.7 * len(own & title_words) / max(len(own), min(len(title_words), len(own)))
