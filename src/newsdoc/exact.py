"""Articles in the exact layout, taken from a page whole: the fast way to what the dialects find line by line.

Most articles are printed just as the seed's are: headline, deck, captions or the headline in their place, control,
headline, captions, then nothing but paragraphs, blank lines between them or not. For those it is certain beforehand
what the walk over the lines and the assembly would make of them, so they are cut out as slices. Whatever is not certain
goes the long way, which stays the specification.

Why it is certain. A head begins at a line that comes again after captions, and these are printed twice in a row or
followed by a control word. Where all lines within reach are exact articles, lines printed twice in a row and control
words are in their heads only, so the line that comes again is a headline: no paragraph is one, if it is none of theirs.
Near the end of a page a head may be cut off; but then, too, captions stand in it twice, or a control word. The top of
a page, where the walk is more lenient, makes no difference to a head that is exact.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from functools import partial
from itertools import chain, groupby, pairwise, takewhile
from operator import itemgetter
from typing import NamedTuple

from newsdoc import trusted
from newsdoc.assemble import Found, Memory, Origins, ends_as_sentence, without_site
from newsdoc.credits import split_credit
from newsdoc.datelines import is_guess, split_dateline
from newsdoc.dates import AFTER, NEVER_LAST, is_date_line
from newsdoc.diagnostics import CATALOGUE, Diagnostic
from newsdoc.dialects.doubled_head import MOST_BETWEEN
from newsdoc.dialects.plain import SHORT
from newsdoc.dialects.walk import REACH, SELECT_PAGE
from newsdoc.model import Article
from newsdoc.segments import Keep, Kind, Segment
from newsdoc.stretch import Stretch
from newsdoc.text import clean, fold, trim, unquoted

__all__ = ["find"]

_CONTROL = "TT"
_MOST_LINES = 4096  # of an article that is looked for; a longer one goes the long way
_GAP = 8  # blank lines below an article at most
_ENOUGH = REACH // 8 + 2  # articles in a row that show if the first is certain: none has fewer than eight lines
_MOST_BELOW = MOST_BETWEEN + _GAP  # lines of a head from its control on
_STOPS = frozenset('.!?…:;،؛؟۔。”"»)]')  # a short line that ends in one of these is no name
_PAUSES = _STOPS | frozenset(",’'")  # and one that ends in one of these no sub-head
_ENDS = _STOPS & NEVER_LAST
_last, _last_but_one = itemgetter(-1), itemgetter(-2)


class _Head(NamedTuple):
    """Where the lines of an exact head are, as indexes of a stretch."""

    headline: str
    start: int
    deck: int | None
    lines: list[str]
    """The lines above the control: captions, each as often as it is printed, or the headline in their place."""
    captions: list[str]
    """The captions, each once."""
    control: int
    second: int
    """The headline's second copy."""
    body: int
    """Where the body begins."""


class _Exact(NamedTuple):
    """An exact article: its head, the lines of its body with their indexes, and where the next head begins."""

    head: _Head
    body: list[str]
    places: Sequence[int]
    stop: int


class _End(Enum):
    """Where a row of exact articles ends."""

    BREAK = auto()
    """At what is not exact."""
    SIGHT = auto()
    """With what is in sight."""
    PAGE = auto()
    """With the page."""


def find(
    stretch: Stretch, number: int, memory: Memory, keep: Keep | None = None, *, begun: bool = True
) -> Iterator[Found]:
    """Find the articles from line `number` on, where one begins, up to the first that is not exact; `keep` segments.

    Where the page has not `begun` before, there may be blank lines above the first.
    """
    most = _ENOUGH
    while _in_sight(stretch, number):
        start = number if begun else number + _blank_lines(stretch.keys)
        row, end = _row(stretch, start - stretch.first, most)
        certain, over = _certain(stretch, row, end)
        if keep:
            for segment in _segments_of(stretch, certain, number - stretch.first):
                keep(segment)
        # All at once, since doing one thing at a time is faster; what is in sight is held anyway.
        yield from [_found(stretch, exact, memory) for exact in certain]
        if over:
            return
        if certain:
            number, begun = stretch.first + certain[-1].stop, True
        if len(row) == most:  # the rest of what is in sight is worth a look
            most = sys.maxsize
            continue
        if end is not _End.SIGHT or stretch.first + len(stretch.keys) - number > _MOST_LINES:
            return
        stretch.forget(number)
        stretch.more()


def _certain(stretch: Stretch, row: list[_Exact], end: _End) -> tuple[list[_Exact], bool]:
    """Give the articles of a row up to the first that is not certain; say if there is one that never will be."""
    headlines = _headlines(row)
    for index, exact in enumerate(row):
        if end is _End.SIGHT and (exact.stop + REACH > row[-1].stop or not _has_room(stretch, exact, end)):
            return row[:index], False  # what comes after it has to be seen first
        if not _is_certain(stretch, row, index, end, headlines):
            return row[:index], True
        if stretch.ended and not _has_room(stretch, exact, end):
            return row[:index], True
    return row, False


def _in_sight(stretch: Stretch, number: int) -> bool:
    """Have enough lines in sight for a head at `number`, or all that are left; say if there are any."""
    while stretch.first + len(stretch.keys) - number <= 3 * REACH and stretch.more():
        pass
    return number < stretch.first + len(stretch.keys)


def _blank_lines(keys: list[str]) -> int:
    """Count the blank lines at the start, as far as an exact article may have them above it."""
    return next((count for count, key in enumerate(keys[:_GAP]) if key), 0)


def _row(stretch: Stretch, start: int, most: int) -> tuple[list[_Exact], _End]:
    """Give the exact articles from an index on, one after the other and so many at most; say where they end."""
    keys, row = stretch.keys, list[_Exact]()
    control = _control(keys, start, start + MOST_BETWEEN + _GAP)
    head = _head(keys, control)
    if head is None and control >= 0 and stretch.fold(start, control + _MOST_BELOW):
        head = _head(keys, control)
    if head is None or head.start != start:
        return row, _End.BREAK
    while control >= 0:
        control = _control(keys, head.body)
        if len(row) == most or not (stretch.ended or 0 < control < len(keys) - 3 * REACH):
            return row, _End.SIGHT
        exact, following = _article(stretch, head, control)
        if not exact and stretch.fold(head.body, control + _MOST_BELOW if control >= 0 else len(keys)):
            exact, following = _article(stretch, head, control)
        if not exact:
            return row, _End.BREAK
        row.append(exact)
        head = following or head
    return row, _End.PAGE


def _article(stretch: Stretch, head: _Head, control: int) -> tuple[_Exact | None, _Head | None]:
    """Give the article of a head and the head below it, whose control word is at an index; -1 if there is none."""
    following = _head(stretch.keys, control)
    return (_exact(stretch, head, following) if following or control < 0 else None), following


def _headlines(row: list[_Exact]) -> set[str] | None:
    """Give the headlines of a row; `None` if one ends as prose does: a line of a body may be it, but for its spaces."""
    headlines = {exact.head.headline for exact in row}
    return headlines if NEVER_LAST.isdisjoint(map(_last, headlines)) else None


def _is_certain(stretch: Stretch, row: list[_Exact], index: int, end: _End, headlines: set[str] | None) -> bool:
    """Whether no paragraph of an article in a row, nor its headline, can be taken for the headline of another head."""
    exact = row[index]
    head, reach = exact.head, exact.stop + REACH
    if not head.captions and head.headline in map(fold, stretch.keys[head.body : head.start + REACH]):
        return False
    if end is _End.BREAK and reach > row[-1].stop:  # what comes then may be anything, so each line is looked for
        stretch.fold(head.body, reach)
        return not _is_any_repeated(stretch.keys[head.body : reach], exact.stop - head.body)
    if headlines and headlines.isdisjoint(exact.body):  # the quick way to be sure
        return True
    following = takewhile(lambda after: after.head.start < reach, row[index + 1 :])
    return not any(_holds(exact.body, after.head.headline) for after in following)


def _is_any_repeated(lines: list[str], count: int) -> bool:
    """Whether one of so many lines comes again within reach."""
    texts = list(filter(None, lines))
    if len(set(texts)) == len(texts):
        return False
    return any(line in lines[at + 1 : at + REACH] for at, line in enumerate(lines[:count]) if line)


def _has_room(stretch: Stretch, exact: _Exact, end: _End) -> bool:
    """Whether all is exact up to the page's end, or that is far: so no head is cut off there."""
    return end is _End.PAGE or exact.stop + 3 * REACH <= len(stretch.keys)


def _holds(lines: list[str], line: str) -> bool:
    """Whether a line is among those of a body, which have two spaces in a row only where they end as prose does."""
    return line in lines or (line[-1] in NEVER_LAST and any("  " in other and fold(other) == line for other in lines))


def _control(keys: list[str], start: int, stop: int = sys.maxsize) -> int:
    """Find the first control word between two indexes; -1 if there is none."""
    try:
        return keys.index(_CONTROL, start, stop)
    except ValueError:
        return -1


def _head(keys: list[str], control: int) -> _Head | None:
    """Give the exact head whose control word is at an index: headline, deck, captions, control; headline, captions."""
    top = max(control, 0)
    while top and keys[top - 1] and control - top < MOST_BETWEEN:
        top -= 1
    if top < 2 or control + 4 >= len(keys):
        return None
    start, deck, lines = top - 2, None, keys[top:control]
    below = control + (2 if _is_size(keys[control + 1]) else 1)
    second = below + 1
    headline = keys[second]
    if lines and keys[start] not in (headline, lines[0], ""):  # a line that stands once, between the first two
        start, deck = top - 4, top - 2
    if start < 0 or keys[start] != headline or not headline or _is_size(headline):
        return None
    if keys[start + 1] or keys[top - 1] or keys[below] or keys[second + 1]:  # these are blank
        return None
    body = second + 3 + len(lines) if lines else second + 2
    if lines and keys[second + 2 : body] != [*lines, ""]:
        return None
    captions = _captions(lines, headline)
    above = captions if deck is None else [keys[deck], *captions]
    if not _are_certain(headline, above, lines):
        return None
    return _Head(headline, start, deck, lines, captions, control, second, body)


def _is_size(line: str) -> bool:
    """Whether a line is a font size, where it stands below a control word."""
    return len(line) <= 3 and line.isdecimal()


def _captions(lines: list[str], headline: str) -> list[str]:
    """Give each caption once; without any, the headline stands in their place."""
    if lines == lines[:1] * len(lines):
        return lines[:1] if lines != [headline] else []
    return list(dict.fromkeys(lines))


def _are_certain(headline: str, different: list[str], lines: list[str]) -> bool:
    """Whether the lines between a headline and its control can only be a deck and captions, no two of them alike."""
    if "  " in headline or headline != headline.strip() or len(lines) > MOST_BETWEEN - 3:
        return False
    for line in different:
        if line in (headline, SELECT_PAGE) or "  " in line or line != line.strip():
            return False
        if is_date_line(line):  # below a site's name, it makes a head of another layout
            return False
    if len(different) < 2:
        return True
    if len(list(groupby(lines))) > len(different):
        return False
    several = [unquoted(line) for line in different]
    return not any(a.startswith(b) for i, a in enumerate(several) for j, b in enumerate(several) if i != j)


def _exact(stretch: Stretch, head: _Head, following: _Head | None) -> _Exact | None:
    """Give the article between two heads, or below a page's last one, if its lines are a head and paragraphs only."""
    keys, top, stop = stretch.keys, head.body, following.start if following else len(stretch.keys)
    body, is_even = keys[top:stop:2], not any(keys[top + 1 : stop : 2])
    if is_even:
        while body and not body[-1]:
            body.pop()
        places: Sequence[int] = range(top, top + 2 * len(body), 2)
    else:  # not all lines have a blank one below
        places = [index for index in range(top, stop) if keys[index]]
        body = [keys[index] for index in places]
    certain = (
        body
        and (not following or _is_below(keys, following, places[-1]))
        and min(body) >= "!"  # the least of them: so none is empty or begins with a space
        and (is_even or _are_parted(keys[top:stop]))
        and (_are_sentences(body) or _are_paragraphs(body))
        and not (head.lines and body[0][0] == head.lines[-1][0] and _holds(body[:1], head.lines[-1]))
        and (not (stretch.printed or stretch.doubtful) or _is_as_printed(stretch, head, following))
    )
    return _Exact(head, body, places, stop) if certain else None


def _is_below(keys: list[str], head: _Head, last: int) -> bool:
    """Whether a head stands below the `last` line of an article, a few blank lines between, and begins with no date."""
    return not keys[head.start - 1] and head.start - last <= _GAP and not is_date_line(head.headline)


def _are_parted(lines: list[str]) -> bool:
    """Whether no line is like the one right above it, or has it glued to its own, whatever the spaces."""
    return not any((below and line.startswith(below)) or "  " in line for line, below in pairwise([*lines, ""]))


def _are_sentences(body: list[str]) -> bool:
    """Whether all lines end as sentences do and no date does: so they are neither that, nor bylines, nor sub-heads."""
    try:
        return _ENDS.issuperset(map(_last, body)) and AFTER.isdisjoint(map(_last_but_one, body))
    except IndexError:  # a line of one character
        return False


def _are_paragraphs(body: list[str]) -> bool:
    """Whether no line can be a byline, a sub-head or a date: it ends as none of these does, or is looked at closely."""
    first = body[0]
    if len(first) <= SHORT and first[-1] not in _STOPS:
        return False
    loose = [line for line in body if line[-1] not in NEVER_LAST or line[-2:-1] in AFTER]
    if first[-1] not in _STOPS:
        loose.append(first)
    return not any(
        line[-1] == " " or "  " in line or is_date_line(line) or (len(line) <= SHORT and line[-1] not in _PAUSES)
        for line in loose
    )


def _is_as_printed(stretch: Stretch, head: _Head, following: _Head | None) -> bool:
    """Whether the heads are printed as they are compared, but for their ends, and no line needs mending."""
    first, stop = stretch.first, following.body if following else len(stretch.keys)
    if stretch.doubtful and not stretch.doubtful.isdisjoint(range(first + head.start, first + stop)):
        return False
    heads = chain(range(head.start, head.body), range(following.start, following.body) if following else ())
    odd = [at for at in heads if first + at in stretch.printed] if stretch.printed else []
    return all(clean(trim(stretch.printed[first + at]))[0] == stretch.keys[at] for at in odd)


# --- what an exact article holds ---


def _found(stretch: Stretch, exact: _Exact, memory: Memory) -> Found:
    """Make the article, and say what is unsure about it, as the assembly does."""
    head, body, first = exact.head, _texts(stretch, exact), stretch.first
    dateline = None
    if parts := split_dateline(body[0]):
        dateline, body[0] = parts
    credited = list(map(split_credit, head.captions))
    article = trusted.article(
        without_site(head.headline),
        tuple(body),
        captions=tuple([trusted.caption(text, credit, sources=sources) for text, credit, sources, _ in credited]),
        deck=None if head.deck is None else stretch.keys[head.deck],
        dateline=dateline,
    )
    doubts: list[tuple[str, int, str]] = []
    for index, caption in enumerate(credited):
        if caption.doubtful:
            at = head.control - len(head.lines) + head.lines.index(head.captions[index])
            doubts.append(("guess.credit", at, f".captions[{index}].credit"))
    if dateline and is_guess(dateline):
        doubts.append(("guess.dateline", exact.places[0], ".dateline"))
    if not ends_as_sentence(body[-1]):
        doubts.append(("article.truncated", exact.places[-1], ""))
    key = hash(article)
    if memory.knows(key):
        doubts.append(("article.duplicate", head.start, ""))
    number = memory.count
    memory.count += 1
    diagnostics = [
        Diagnostic(code, CATALOGUE[code], first + at + 1, f"$[{number}]{field}", number) for code, at, field in doubts
    ]
    stop = None if stretch.ended and exact.stop == len(stretch.keys) else first + exact.stop
    return Found(article, diagnostics, stop, partial(_origins, exact, article, first), key)


def _texts(stretch: Stretch, exact: _Exact) -> list[str]:
    """Give the paragraphs as printed, clean."""
    if not stretch.printed:
        return exact.body
    numbers = (stretch.first + at for at in exact.places)
    lines = zip(numbers, exact.body, strict=True)
    return [clean(trim(stretch.printed[n]))[0] if n in stretch.printed else line for n, line in lines]


def _origins(exact: _Exact, article: Article, first: int) -> Origins:
    """Say where the article's fields stand."""
    head = exact.head

    def at(*indexes: int) -> tuple[tuple[int, int], ...]:
        return tuple((first + index, first + index + 1) for index in indexes)

    in_place = () if head.captions or not head.lines else (head.control - 1, head.second + 2)
    origins: Origins = {"headline": at(*sorted((head.start, head.second, *in_place)))}
    for index, (line, caption) in enumerate(zip(head.captions, article.captions, strict=True)):
        copies = [index for index, other in enumerate(head.lines) if other == line]
        lines = at(*(top + copy for top in (head.control - len(head.lines), head.second + 2) for copy in copies))
        parts = (("text", caption.text), ("credit", caption.credit), ("sources", caption.sources))
        origins |= {f"captions[{index}].{name}": lines for name, value in parts if value}
    origins |= {f"body[{index}]": at(place) for index, place in enumerate(exact.places)}
    if head.deck is not None:
        origins["deck"] = at(head.deck)
    if article.dateline:
        origins["dateline"] = at(exact.places[0])
    return origins


def _segments_of(stretch: Stretch, row: list[_Exact], at: int) -> Iterator[Segment]:
    """Give the segments of the lines of some articles; they begin with the index `at`."""
    for exact in row:
        yield from _segments(stretch, exact, at)
        at = exact.stop


def _segments(stretch: Stretch, exact: _Exact, at: int) -> Iterator[Segment]:
    """Give the segments of the article's lines, up to the next head; they begin with the index `at`."""
    head, first = exact.head, stretch.first
    kinds: dict[int, Kind] = dict.fromkeys(exact.places, "paragraph")
    kinds |= {head.start: "headline", head.second: "headline"}
    kinds |= {} if head.deck is None else {head.deck: "deck"}
    shown: Kind = "caption" if head.captions else "headline"
    kinds |= dict.fromkeys(range(head.control - len(head.lines), head.control), shown)
    kinds |= dict.fromkeys(range(head.control, head.second - 1), "control")
    kinds |= dict.fromkeys(range(head.second + 2, head.second + 2 + len(head.lines)), shown)
    printed = list(map(stretch.line, range(first + at, first + exact.stop)))
    starts = [at, *(index for index in range(at + 1, exact.stop) if index in kinds or index - 1 in kinds)]
    for start, stop in pairwise([*starts, exact.stop]):
        yield Segment(kinds.get(start, "blank"), first + start, first + stop, "".join(printed[start - at : stop - at]))
