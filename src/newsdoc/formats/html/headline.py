"""Choose the line that is the headline: by its element, and by its echo in the titles that the page states."""

from __future__ import annotations

import re
from collections.abc import Sequence

from attrs import define

from newsdoc.formats.html import words
from newsdoc.formats.html.lines import Line
from newsdoc.formats.xml.space import collapse_space
from newsdoc.page.agencies import party_role
from newsdoc.page.bylines import is_byline, is_name
from newsdoc.page.credits import split_printed
from newsdoc.page.dates import is_date_line
from newsdoc.text import ends_sentence, letters

__all__ = ["Headline", "bare_headline", "choose_headline", "headline_above"]

_LONGEST, _SHORT = 400, 3  # characters of a headline
_HEADINGS = ("h1", "h2", "h3", "h4")
_BESIDE = words.MENU | words.RELATED | words.HIDDEN
_LEAST = 12  # characters of a title that a part of a line can be
_ECHO = 0.7  # how far a title repeats a line that nothing else calls the headline
_SENTENCES, _TOLD = 2, 6  # sentences below a headline that nothing calls so, and those that a title is compared with
_NEAR = 4  # lines above a story that may be its headline
_SHORT_TITLE = (20, 140)  # width of such a headline
_SMALL = 3  # letters of a word that says little
_BEHIND = re.compile(r"\s+[|»·–—-]\s|_")
_word = re.compile(r"\w+")


@define(frozen=True)
class Headline:
    """The line of the headline, and how far it is one."""

    index: int
    """Its number among the lines."""

    weight: float
    """The sum of what speaks for it."""

    echo: float
    """From 0 to 1: how far a title of the page repeats it."""

    guessed: bool = False
    """True if only its place and its words say that it is one."""


def choose_headline(lines: Sequence[Line], titles: Sequence[str], site: str | None) -> Headline | None:
    """Return the best line: an `h1`, an echo of the titles, above all both; `None` if no line is like a headline."""
    known = [(letters(title), frozenset(_word.findall(title.lower()))) for title in titles]
    whole = "\n".join(titles)
    name = letters(site or "")
    best: Headline | None = None
    for index, line in enumerate(lines):
        is_heading = not line.box.tags.isdisjoint(_HEADINGS) or bool((line.inline | line.box.flags) & words.HEADLINE)
        # most lines are neither a heading nor a part of a title, and cost no more than this
        text = line.text if line.text.isascii() else " ".join(line.text.split())
        if (is_heading and len(text) <= _LONGEST) or (text in whole and len(text) > _SHORT):
            found = _weigh(index, line, known, name)
            if found is not None and (best is None or found.weight > best.weight):
                best = found
    return best


# <p><b>Bridge opens in spring</b></p><p>The council agreed on Monday to reopen it.</p>
def headline_above(lines: Sequence[Line], story: Sequence[int], titles: Sequence[str], site: str | None) -> int | None:
    """Return the line that is the headline of a story which no element and no title names: its first, or one above.

    It is a few words that are no sentence, and sentences follow. A title of the page counts more, if it has words of
    the story and so is not the name of the site alone.
    """
    first = story[0]
    said = [index for index in story if ends_sentence(lines[index].text)]
    about = frozenset(_word.findall(" ".join(lines[index].text.lower() for index in said[:_TOLD])))
    if len(said) < _SENTENCES or any(len(_words_about(title) & about) > 1 for title in titles):
        return None
    for index in range(first, max(-1, first - _NEAR), -1):
        line = lines[index]
        if index not in said and _is_short_title(line, site):
            return index
        # what stands between the headline and the story is short
        if line.width > _SHORT_TITLE[1] and index != first:
            return None
    return None


def _words_about(title: str) -> frozenset[str]:
    return frozenset(word for word in _word.findall(title.lower()) if len(word) > _SMALL)


def _is_short_title(line: Line, site: str | None) -> bool:
    text = line.text
    if not _SHORT_TITLE[0] <= line.width <= _SHORT_TITLE[1] or line.link_share > 0.5 or line.flags & _BESIDE:
        return False
    if (
        is_date_line(text)
        or is_byline(text)
        or is_name(text)
        or party_role(text)
        or letters(text) == letters(site or "")
    ):
        return False
    return split_printed(text).credit is None


# <h1><span>Politics</span><span>Bridge opens in spring</span></h1>
def bare_headline(printed: str, line: Line, titles: Sequence[str]) -> str:
    """Return a headline without what is printed beside it, if one of its elements is a title that the page states."""
    stated = {collapse_space(title, preserve=False) for title in titles}
    for element in line.box.element.iter("span", "a", "strong", "em", "b", "i", "font"):
        text = collapse_space("".join(map(str, element.itertext())), preserve=False)
        if _LEAST <= len(text) < len(printed) and text in printed and any(_is_stated(text, title) for title in stated):
            return text
    return printed


def _is_stated(text: str, title: str) -> bool:
    """Check that a title is a text, or has the name of the site behind it."""
    return title.startswith(text) and (len(title) == len(text) or _BEHIND.match(title, len(text)) is not None)


def _weigh(index: int, line: Line, known: list[tuple[str, frozenset[str]]], site: str) -> Headline | None:
    tag = line.box.find(*_HEADINGS)
    text = letters(line.text)
    if not text or text == site or party_role(line.text):
        return None
    echo = max((_echo(line.text, text, title, each) for title, each in known if title), default=0.0)
    is_h1 = tag is not None and tag.tag == "h1"
    # <span class="entry-title">Bridge opens in spring</span>, in a page with another title
    is_named = tag is None and len(text) >= _LEAST and not line.flags & _BESIDE
    if not is_h1 and echo < _ECHO and not is_named:
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
