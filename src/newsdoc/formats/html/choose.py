"""Choose which lines of a page are its story: sums of weights, learnt from labelled pages of many publishers.

Three steps. (1) Each line is weighed by itself: its length, its links, the elements around it. (2) The element whose
lines weigh most together holds the story. (3) The lines in it are weighed again, beside each other. Elements around the
headline or around much of the prose say nothing of one line, so they count in neither step.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from newsdoc.formats.html import words
from newsdoc.formats.html.blocks import is_data
from newsdoc.formats.html.head import names_site
from newsdoc.formats.html.lines import Box, Line
from newsdoc.formats.html.weights import INSIDE, LINE
from newsdoc.text import ends_sentence, letters

__all__ = [
    "PLAINLY",
    "Known",
    "Story",
    "choose_story",
    "divided",
    "find_box",
    "first_weight",
    "inside_features",
    "is_plainly_furniture",
    "line_features",
    "surroundings",
    "weigh",
]

_NAMES = (
    "menu", "related", "control", "footer", "header", "paywall", "tags", "hidden", "story", "body", "main", "headline",
    "deck", "byline", "date", "caption", "credit", "quote", "picture",
)  # fmt: skip
_FLAGS = tuple((getattr(words, name.upper()), f"near-{name}") for name in _NAMES)
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_TAGS = frozenset(("p", "li", "div", "td", "figcaption", "blockquote", "section", "article", "dd"))
_IN = {
    tag: f"in-{tag}"
    for tag in ("nav", "aside", "footer", "header", "form", "article", "main", "figure", "table", "button", "ul")
}
PLAINLY = -6.0
"""The weight of a line that is plainly furniture."""

_DIVIDED = frozenset(("div", "td"))
_LAYOUT = frozenset(("table",))
_NEVER = frozenset(("nav", "button", "menu"))
_PROSE = 60  # the least width of a line of prose
_BIG = 0.4  # share of a page's prose in an element that says nothing of one line
_ENOUGH, _PART = 1200.0, 0.4  # prose around the headline that is the story, or its share
_HEAVIEST, _FURNITURE = 600, 30.0  # the most that a line of prose weighs, and a line of furniture
_SEVERAL = 3  # paragraphs that are `div`
_MOST_COPIES = 3  # a line that is printed so often belongs to the page
_LAST = 3  # lines at the end of a story, where the site speaks of itself
_GAP, _SURE = 6, 2.0  # lines of furniture above a tail; the weight of a line that is surely of the story
_NAMED = 14  # letters of a line that is looked for in the story as JSON-LD has it
_SIZES = (25, 60, 120, 240)


class Known(NamedTuple):
    """What is known of the page when its lines are weighed."""

    head: int
    """Index of the headline; -1 if there is none."""

    shared: frozenset[Box]
    """The elements that say nothing of one line."""

    alternatives: frozenset[str]
    """The letters of the pictures' alternative texts."""

    stated: str
    """The letters of the story as JSON-LD has it."""

    site: tuple[str, ...]
    """The names of the site in small letters."""

    divided: frozenset[Box]
    """The elements whose paragraphs are `div`."""

    near: dict[Box, int]
    """What the elements around the lines of a box say: many lines have the same."""


class Story(NamedTuple):
    """The lines of the story, and the evidence for them."""

    inside: Box
    """The element that holds it."""

    lines: list[int]
    """Indexes of its lines."""

    weights: dict[int, float]
    """The weight of each line inside the element; above 0 it is taken."""


def weigh(features: Iterable[str], weights: dict[str, float]) -> float:
    """Return the sum of the weights of what a line shows."""
    return sum([weights.get(feature, 0.0) for feature in features])


def choose_story(lines: Sequence[Line], known: Known) -> Story | None:
    """Return the story; `None` if the page has no prose."""
    first = [first_weight(line, known) for line in lines]
    box = find_box(lines, first, known.head)
    if box is None:
        return None
    rows = inside_features(lines, first, box, known)
    weights = {index: weigh(each, INSIDE) for index, each in rows}
    taken = _without_copies(lines, [index for index, weight in weights.items() if weight > 0], known.head)
    taken = _without_tail(taken, weights, _cells(lines))
    return Story(box, taken, weights) if taken else None


def surroundings(lines: Sequence[Line], head: int) -> frozenset[Box]:
    """Return the elements that say nothing of one line: those around the headline, and around much of the prose."""
    mass: dict[Box, float] = {}
    total = 0
    for line in lines[head + 1 :]:
        size = line.width
        if size >= _PROSE and line.link_share < 0.3 and ends_sentence(line.text):
            total += size
            mass[line.box] = mass.get(line.box, 0.0) + size
    _add_to_parents(mass)
    big = {box for box, size in mass.items() if size >= total * _BIG}
    return frozenset(big.union(lines[head].box.around() if head >= 0 else ()))


# <div><div>The council agreed …</div><div>The bridge will be …</div><div>Lorries will have to …</div></div>
# <table><tr><td>The council agreed …<br><br>The bridge will be …<br><br>Lorries will have to …</td></tr></table>
def divided(lines: Sequence[Line]) -> frozenset[Box]:
    """Return the elements whose paragraphs are `div`, and the cells of tables with several: these lay out the page."""
    counts = Counter(
        line.box.parent if line.box.tag == "div" else line.box
        for line in lines
        if line.box.tag in _DIVIDED and line.width >= _PROSE and line.link_share < 0.3 and ends_sentence(line.text)
    )
    return frozenset(box for box, count in counts.items() if box is not None and count >= _SEVERAL)


# --- what a line shows by itself ---


def first_weight(line: Line, known: Known) -> float:
    """Return the weight of a line by itself."""
    return PLAINLY if is_plainly_furniture(line) else weigh(line_features(line, known), LINE)


def is_plainly_furniture(line: Line) -> bool:
    """Check that a line is in a menu, or short and a link; most lines of a page are, so they are known quickly."""
    if not line.box.tags.isdisjoint(_NEVER):
        return True
    return len(line.text) < _PROSE and line.links * 5 > len(line.text) * 4


def line_features(line: Line, known: Known) -> tuple[str, ...]:
    """Return what a line shows by itself."""
    text, size, box = line.text, line.width, line.box
    is_alternative = size > 20 and bool(known.alternatives) and letters(text) in known.alternatives
    share = _step(line.link_share, (0.1, 0.4, 0.8)) if line.links else None
    flags = _said_around(box, known) | line.inline
    tag, tags = box.tag, box.tags
    if tag in _DIVIDED and (box.parent if tag == "div" else box) in known.divided:
        tag, tags = "p", tags if tag == "div" else tags - _LAYOUT
    return _shown(_step(size, _SIZES), tag, ends_sentence(text), is_alternative, share, flags, tags)


@lru_cache(maxsize=4096)  # a site has few of all combinations
def _shown(
    size: int,
    tag: str,
    is_sentence: bool,
    is_alternative: bool,
    share: int | None,
    flags: int,
    tags: frozenset[str],
) -> tuple[str, ...]:
    found = ["bias", f"size{size}", f"tag-{_tag(tag)}"]
    if is_sentence:
        found.append("sentence")
    if is_alternative:
        found.append("alternative")
    if share is not None:
        found.append(f"links{share}")
    # in the tables' order: a sum of floats depends on its order, and that of a set is another in each process
    return (
        *found,
        *(name for flag, name in _FLAGS if flags & flag),
        *(name for tag, name in _IN.items() if tag in tags),
    )


def _said_around(box: Box, known: Known) -> int:
    """Return what the elements around a line say, up to those that say nothing of it."""
    near = known.near
    if box in near:
        return near[box]
    new = [box]
    while (parent := new[-1].parent) is not None and parent not in near:
        new.append(parent)
    # the outermost first, so that each element asks the one around it and not all of them
    for each in reversed(new):
        near[each] = 0 if each in known.shared else each.flags | (near[each.parent] if each.parent else 0)
    return near[box]


def _tag(tag: str) -> str:
    return "h" if tag in _HEADINGS else tag if tag in _TAGS else "other"


def _step(value: float, limits: Sequence[float]) -> int:
    return bisect_right(limits, value)


# --- the element of the story ---


def find_box(lines: Sequence[Line], first: Sequence[float], head: int) -> Box | None:
    """Return the element whose lines weigh most together: below the headline, and as near to it as may be."""
    sums: dict[Box, float] = {}
    prose: dict[Box, float] = {}
    seen: set[str] = set()
    for index in range(head + 1, len(lines)):
        line, weight = lines[index], first[index]
        if weight > 0 and line.text in seen:
            weight = -1.0  # a copy of the story weighs nothing
        seen.add(line.text)
        value = _value(line.width, weight)
        sums[line.box] = sums.get(line.box, 0.0) + value
        if value > 0:
            prose[line.box] = prose.get(line.box, 0.0) + value
    _add_to_parents(sums)
    _add_to_parents(prose)
    most = max(prose.values(), default=0.0)
    if not most:
        return None
    enough = min(_ENOUGH, most * _PART)
    around = lines[head].box.around() if head >= 0 else ()
    within = next((box for box in around if prose.get(box, 0.0) >= enough), None)
    inside = [box for box in sums if within is None or box.is_in(within)]
    return max(inside, key=lambda box: (sums[box], box.depth))


def _add_to_parents(sums: dict[Box, float]) -> None:
    """Add the value of each element to those around it, the deepest first."""
    depths: dict[int, list[Box]] = {}
    for box in sums:
        depths.setdefault(box.depth, []).append(box)
    for depth in range(max(depths, default=0), 0, -1):
        for box in depths.get(depth, ()):
            parent = box.parent
            assert parent is not None
            if parent not in sums:
                sums[parent] = 0.0
                depths.setdefault(depth - 1, []).append(parent)
            sums[parent] += sums[box]


def _value(size: int, weight: float) -> float:
    """Return what a line adds to its elements: prose its width, furniture a little less than nothing."""
    if weight > 0:
        return min(size, _HEAVIEST) / (1 + math.exp(-weight))
    return -min(_FURNITURE, size) / (1 + math.exp(weight))


def _cells(lines: Sequence[Line]) -> frozenset[int]:
    """Return the lines in tables of data: they are too short for prose, and what is around them goes on below them."""
    return frozenset(
        [index for index, line in enumerate(lines) if (table := line.box.table) is not None and is_data(table)]
    )


# --- the lines of the story ---


def inside_features(
    lines: Sequence[Line], first: Sequence[float], story: Box, known: Known
) -> Iterator[tuple[int, list[str]]]:
    """Yield what each line inside the story's element shows beside the others, with its index; tables are left out."""
    cells = _cells(lines)
    chosen = [index for index, line in enumerate(lines) if line.box.is_in(story) and index not in cells]
    likely = [index for index in chosen if first[index] > 0]
    parents, signs = _masses(lines, likely)
    total = sum(parents.values()) or 1
    start, stop = (likely[0], likely[-1]) if likely else (0, 0)
    late = likely[-_LAST] if len(likely) > _LAST else start + 1
    texts = Counter(line.text for line in lines)
    steps = [_step(first[index], (-2, 0, 2)) for index in chosen]
    gap = widest = 0
    for at, index in enumerate(chosen):
        line, own = lines[index], first[index]
        row = [*line_features(line, known), f"first{max(-4, min(4, round(own / 2)))}"]
        row.append(f"sign{_step(signs[_sign(line.box)] / total, (0.02, 0.2, 0.6))}")
        row.append(f"parent{_step(parents[line.box.parent] / total, (0.02, 0.2, 0.6))}")
        row.append("above-headline" if index <= known.head else "below-headline")
        row.append("before" if index < start else "after" if index > stop else "amid")
        row += _neighbours(steps, at)
        if start < index:
            widest = max(widest, gap)
            row += (f"gap{_step(gap, (1, 3, 7, 15))}", f"widest{_step(widest, (4, 9, 20))}")
        gap = 0 if own > 0 else gap + 1
        if texts[line.text] > 1:
            row.append("repeated")
        if names_site(line.text, known.site):
            row += ("names-site", "names-site-last" if index >= late else "names-site-early")
        if known.stated and len(text := letters(line.text)) > _NAMED:
            row.append("stated" if text[:60] in known.stated else "unstated")
        yield index, row


def _masses(lines: Sequence[Line], likely: Iterable[int]) -> tuple[Counter[Box | None], Counter[object]]:
    """Return how much of the story has each parent element, and how much the same tags and classes."""
    parents: Counter[Box | None] = Counter()
    signs: Counter[object] = Counter()
    for index in likely:
        box, size = lines[index].box, lines[index].width
        parents[box.parent] += size
        signs[_sign(box)] += size
    return parents, signs


def _sign(box: Box) -> object:
    """Return the tags and classes of an element and its parent: paragraphs of one story have the same."""
    parent = box.parent
    return (box.tag, box.element.get("class"), parent and (parent.tag, parent.element.get("class")))


def _neighbours(steps: Sequence[int], at: int) -> list[str]:
    """Return how the two lines above and below weigh."""
    found = []
    for other, names in ((at - 1, _ABOVE), (at + 1, _BELOW), (at - 2, _ABOVE2), (at + 2, _BELOW2)):
        found.append(names[steps[other] if 0 <= other < len(steps) else -1])
    return found


_ABOVE, _BELOW, _ABOVE2, _BELOW2 = (
    [f"{name}{step}" for step in (0, 1, 2, 3, "-none")] for name in ("above", "below", "above2", "below2")
)


def _without_tail(taken: list[int], weights: dict[int, float], cells: frozenset[int]) -> list[int]:
    """Return the lines of the story without those that stand apart below it, if none of them is sure."""

    def gap(at: int) -> int:
        return sum(index not in cells for index in range(taken[at - 1], taken[at]))

    while True:
        gaps = (at for at in range(len(taken) - 1, 0, -1) if gap(at) > _GAP)
        start = next(gaps, None)
        if start is None or max(weights[index] for index in taken[start:]) > _SURE:
            return taken
        del taken[start:]


def _without_copies(lines: Sequence[Line], taken: list[int], head: int) -> list[int]:
    """Return the lines of the story without the headline, second copies, and lines that the page prints often."""
    counts = Counter(line.text for line in lines)
    seen = {letters(lines[head].text)} if head >= 0 else set()
    kept = []
    for index in taken:
        text = lines[index].text
        name = letters(text)
        if name not in seen and counts[text] < _MOST_COPIES:
            kept.append(index)
        seen.add(name)
    return kept
