"""Articles in the exact layout, taken from a page whole: the fast way to what the dialects find line by line.

Most articles of a large dump are printed just as the seed's are: headline, captions, control, headline, captions, then
paragraphs with a blank line between each two. For those it is certain beforehand what the walk over the lines and the
assembly would make of them, so they are cut out as slices. Whatever is not certain goes the long way, which stays the
specification.

Why it is certain. A head begins at a line that comes again after captions, and these are printed twice in a row or
followed by a control word. Where all lines within reach are exact articles, lines printed twice in a row and control
words are in their heads only, so the line that comes again is a headline: no paragraph is one, if it is none of theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain, groupby
from operator import eq
from typing import NamedTuple

from newsdoc import trusted
from newsdoc.assemble import Found, Memory, Origins, ends_as_sentence, without_site
from newsdoc.credits import split_credit
from newsdoc.datelines import is_guess, split_dateline
from newsdoc.dates import AFTER, NEVER_LAST, is_date_line
from newsdoc.diagnostics import CATALOGUE, Diagnostic
from newsdoc.dialects.doubled_head import MOST_BETWEEN
from newsdoc.dialects.plain import SHORT
from newsdoc.dialects.walk import REACH
from newsdoc.model import Article, Caption
from newsdoc.segments import Kind, Segment
from newsdoc.stretch import Stretch
from newsdoc.text import clean, fold, trim, unquoted

__all__ = ["find"]

_CONTROL = "TT"
_MOST_LINES = 4096  # of an article that is looked for; a longer one goes the long way
_GAP = 8  # blank lines below an article at most
_STOPS = frozenset('.!?…:;،؛؟۔。”"»)]')  # a short line that ends in one of these is no name
_PAUSES = _STOPS | frozenset(",’'")  # and one that ends in one of these no sub-head


class _Head(NamedTuple):
    """Where the lines of an exact head are, as indexes of a stretch."""

    start: int
    deck: int | None
    lines: list[str]
    """The captions' lines above the control, each as often as it is printed."""
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
    places: range
    stop: int


def find(
    stretch: Stretch, number: int, memory: Memory, keep: Callable[[Segment], object] | None = None
) -> Iterator[Found]:
    """Find the articles from line `number` on, where one begins, up to the first that is not exact; `keep` segments."""
    while _in_sight(stretch, number):
        row, broken = _row(stretch, number - stretch.first)
        for index, exact in enumerate(row):
            if not broken and exact.stop + REACH > row[-1].stop:
                break  # what comes after it has to be seen first
            if not _is_certain(stretch.keys, row, index):
                return
            number = stretch.first + exact.stop
            if keep:
                for segment in _segments(stretch, exact):
                    keep(segment)
            yield _found(stretch, exact, memory)
        if broken or stretch.first + len(stretch.keys) - number > _MOST_LINES:
            return
        stretch.forget(number)
        if not stretch.more():
            return


def _row(stretch: Stretch, start: int) -> tuple[list[_Exact], bool]:
    """Give the exact articles from an index on, one after the other; say if the row ends before what is in sight."""
    keys, row = stretch.keys, list[_Exact]()
    control = _control(keys, start)
    head = _head(keys, control) if 0 < control - start <= MOST_BETWEEN + _GAP else None
    if head is None or head.start != start:
        return row, True
    while 0 < (control := _control(keys, head.body)) < len(keys) - 3 * REACH:
        following = _head(keys, control)
        exact = following and _exact(stretch, head, following)
        if not (exact and following):
            return row, True
        row.append(exact)
        head = following
    return row, False


def _is_certain(keys: list[str], row: list[_Exact], index: int) -> bool:
    """Whether no paragraph of an article in a row, nor its headline, can be taken for the headline of another head."""
    exact = row[index]
    head, reach = exact.head, exact.stop + REACH
    if not head.captions and keys[head.start] in map(fold, keys[head.body : head.start + REACH]):
        return False
    if reach > row[-1].stop:  # what comes then may be anything, so each line is looked for
        near = list(map(fold, keys[head.body : reach]))
        return not any(
            line in near[at + 1 : at + REACH] for at, line in enumerate(near[: exact.stop - head.body]) if line
        )
    for after in row[index + 1 :]:
        if after.head.start >= reach:
            break
        if _holds(exact.body, keys[after.head.start]):
            return False
    return True


def _holds(lines: list[str], line: str) -> bool:
    """Whether a line is among those of a body, which have two spaces in a row only where they end as prose does."""
    return line in lines or (line[-1] in NEVER_LAST and any("  " in other and fold(other) == line for other in lines))


def _in_sight(stretch: Stretch, number: int) -> bool:
    """Have enough lines in sight for a head at `number`."""
    while stretch.first + len(stretch.keys) - number <= 3 * REACH:
        if not stretch.more():
            return False
    return True


def _control(keys: list[str], start: int) -> int:
    """Find the first control word from an index on; -1 if there is none."""
    try:
        return keys.index(_CONTROL, start)
    except ValueError:
        return -1


def _head(keys: list[str], control: int) -> _Head | None:
    """Give the exact head whose control word is at an index: headline, deck, captions, control; headline, captions."""
    top = control
    while keys[top - 1] and control - top < MOST_BETWEEN:
        top -= 1
    start, deck, lines = top - 2, None, keys[top:control]
    below = control + 2 if keys[control + 1].isdecimal() and len(keys[control + 1]) <= 3 else control + 1
    second = below + 1
    headline = keys[second]
    if lines and keys[start] not in (headline, lines[0]):  # a line that stands once, between the first two
        start, deck = top - 4, top - 2
    if start < 0 or keys[start] != headline or not headline or keys[start + 1] or keys[top - 1] or keys[below]:
        return None
    body = second + 3 + len(lines) if lines else second + 2
    if keys[second + 1] or (lines and keys[second + 2 : body] != [*lines, ""]):
        return None
    captions = list(dict.fromkeys(lines))
    above = captions if deck is None else [keys[deck], *captions]
    return _Head(start, deck, lines, captions, control, second, body) if _are_certain(headline, above, lines) else None


def _are_certain(headline: str, different: list[str], lines: list[str]) -> bool:
    """Whether the lines between a headline and its control can only be a deck and captions, no two of them alike."""
    if headline in different or "Select Page" in different or len(lines) > MOST_BETWEEN - 3:
        return False
    for line in (headline, *different):
        if "  " in line or line != line.strip():
            return False
    if any(map(is_date_line, different)):  # below a site's name, it makes a head of another layout
        return False
    if len(different) < 2:
        return True
    if len(list(groupby(lines))) > len(different):
        return False
    several = [unquoted(line) for line in different]
    return not any(a.startswith(b) for i, a in enumerate(several) for j, b in enumerate(several) if i != j)


def _exact(stretch: Stretch, head: _Head, following: _Head) -> _Exact | None:
    """Give the article between two heads, if its lines can be nothing but a head and paragraphs."""
    keys, stop = stretch.keys, following.start
    step = 1 if keys[head.body + 1] else 2
    body = keys[head.body : stop : step]
    while body and not body[-1]:
        body.pop()
    places = range(head.body, head.body + step * len(body), step)
    certain = (
        body
        and "" not in body
        and not keys[stop - 1]
        and (_are_parted(body) if step == 1 else not any(keys[head.body + 1 : stop : 2]))
        and stop - places[-1] <= _GAP
        and list(map(str.strip, body)) == body
        and _are_paragraphs(body)
        and not any(_holds(body[:1], caption) for caption in head.lines[-1:])
        and not is_date_line(keys[stop])
        and _is_as_printed(stretch, head, following)
    )
    return _Exact(head, body, places, stop) if certain else None


def _are_parted(body: list[str]) -> bool:
    """Whether no two lines without a blank between them are alike, and the first has no address glued to it."""
    return not (any(map(eq, body, body[1:])) or body[0].startswith(body[1]) or any("  " in line for line in body))


def _are_paragraphs(body: list[str]) -> bool:
    """Whether no line can be a byline, a sub-head or a date: it ends as none of these does, or is looked at closely."""
    first = body[0]
    if len(first) <= SHORT and first[-1] not in _STOPS:
        return False
    loose = [line for line in body if line[-1] not in NEVER_LAST or line[-2:-1] in AFTER]
    if first[-1] not in _STOPS:
        loose.append(first)
    return not any(
        "  " in line or is_date_line(line) or (len(line) <= SHORT and line[-1] not in _PAUSES) for line in loose
    )


def _is_as_printed(stretch: Stretch, head: _Head, following: _Head) -> bool:
    """Whether the heads are printed as they are compared, and no line holds what only the long way can mend."""
    first = stretch.first
    if stretch.doubtful and not stretch.doubtful.isdisjoint(range(first + head.start, first + following.body)):
        return False
    heads = chain(range(head.start, head.body), range(following.start, following.body))
    return not stretch.printed or not any(first + at in stretch.printed for at in heads)


# --- what an exact article holds ---


def _found(stretch: Stretch, exact: _Exact, memory: Memory) -> Found:
    """Make the article, and say what is unsure about it, as the assembly does."""
    head, first, path = exact.head, stretch.first, f"$[{memory.count}]"
    headline = stretch.keys[head.start]
    diagnostics: list[Diagnostic] = []

    def note(code: str, at: int, field: str = "") -> None:
        diagnostics.append(Diagnostic(code, CATALOGUE[code], first + at + 1, path + field))

    captions: list[Caption] = []
    for line in head.captions:
        split = split_credit(line)
        if split.doubtful:
            at = head.control - len(head.lines) + head.lines.index(line)
            note("guess.credit", at, f".captions[{len(captions)}].credit")
        captions.append(trusted.caption(split.text, split.credit, sources=split.sources))
    body = _texts(stretch, exact)
    dateline = None
    if parts := split_dateline(body[0]):
        dateline, body[0] = parts
        if is_guess(dateline):
            note("guess.dateline", exact.places[0], ".dateline")
    article = trusted.article(
        without_site(headline),
        tuple(body),
        captions=tuple(captions),
        deck=None if head.deck is None else stretch.keys[head.deck],
        dateline=dateline,
    )
    if not ends_as_sentence(body[-1]):
        note("article.truncated", exact.places[-1])
    if memory.knows(article):
        note("article.duplicate", head.start)
    memory.count += 1
    return Found(article, diagnostics, first + exact.stop, partial(_origins, exact, article, first))


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

    origins: Origins = {"headline": at(head.start, head.second)}
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


def _segments(stretch: Stretch, exact: _Exact) -> Iterator[Segment]:
    """Give the segments of the article's lines, up to the next head."""
    head, first = exact.head, stretch.first
    kinds: dict[int, Kind] = dict.fromkeys(exact.places, "paragraph")
    kinds |= {head.start: "headline", head.second: "headline"}
    kinds |= {} if head.deck is None else {head.deck: "deck"}
    kinds |= dict.fromkeys(range(head.control - len(head.lines), head.control), "caption")
    kinds |= dict.fromkeys(range(head.control, head.second - 1), "control")
    kinds |= dict.fromkeys(range(head.second + 2, head.second + 2 + len(head.lines)), "caption")
    at = head.start
    while at < exact.stop:
        end = at + 1
        while at not in kinds and end < exact.stop and end not in kinds:
            end += 1
        text = "".join(stretch.line(first + index) for index in range(at, end))
        yield Segment(kinds.get(at, "blank"), first + at, first + end, text)
        at = end
