"""The chance that an article of a page is right, from evidence; the weights are learnt from labelled pages."""

from __future__ import annotations

import math
from collections.abc import Sequence

from newsdoc.formats.html.head import Head, names_site
from newsdoc.formats.html.label import Labelled
from newsdoc.formats.html.lines import Line
from newsdoc.formats.html.weights import ARTICLE
from newsdoc.text import ends_sentence

__all__ = ["confidence", "evidence"]

_LEAST, _MOST = 0.02, 0.99
_LAST, _FEW = 2, 4  # lines at the end of a story; lines of a story that has few
_SHORT = 600  # characters of a story that is rather short


def confidence(found: dict[str, float]) -> float:
    """Return the chance that the article is right."""
    total = sum(ARTICLE.get(name, 0.0) * value for name, value in found.items())
    return round(min(_MOST, max(_LEAST, 1 / (1 + math.exp(-total)))), 2)


def evidence(lines: Sequence[Line], labelled: Labelled, head: Head) -> dict[str, float]:
    """Return the evidence for the headline and the limits of the story, each from about 0 to 1."""
    story, headline = labelled.story, labelled.headline
    if story is None:
        return {}
    body = {index for index, kind in enumerate(labelled.kinds) if kind in ("paragraph", "subhead")}
    sizes = {index: lines[index].width for index in {*story.weights, *body}}
    total = sum(sizes[index] for index in body) or 1
    chances = {index: 1 / (1 + math.exp(-weight)) for index, weight in story.weights.items()}
    foreign = sum(sizes[index] * (1 - chances.get(index, 0.5)) for index in body)
    left = [index for index in chances if index not in body and labelled.kinds[index] == "furniture"]
    lost = sum(sizes[index] * chances[index] for index in left)
    near = sum(sizes[index] for index in left if chances[index] > 0.1)
    names = head.names()
    order = sorted(body)
    text = [lines[index].text for index in order]
    return {
        "bias": 1.0,
        # lines of the story that are hardly prose: their share, by the chance that they are not of it
        "foreign": min(1.0, foreign / total * 5),
        # lines left out that are nearly prose, the same way
        "lost": min(1.0, lost / total * 5),
        # lines left out with some chance to be of the story
        "near": min(1.0, near / total * 3),
        # no title of the page repeats the headline
        "no-echo": 1 - (headline.echo if headline else 0),
        # the headline stands in the page's title only, or nothing calls it one
        "no-headline": 0.0 if headline and not headline.guessed else 1.0,
        # the last lines name the site
        "site": 1.0 if any(names_site(each, names) for each in text[-_LAST:]) else 0.0,
        # the first and the last two lines: the chance that one is not of the story
        "edge": max((1 - chances.get(index, 0.5) for index in [*order[:2], *order[-2:]]), default=0.0),
        # the story has few lines
        "few": 1.0 if len(body) < _FEW else 0.0,
        # and few characters
        "short": 1.0 if total < _SHORT else 0.0,
        # prose elsewhere on the page, as comments and other stories are
        "outside": min(1.0, _outside(lines, body) / total),
    }


def _outside(lines: Sequence[Line], body: set[int]) -> float:
    """Return how much prose the page has that is not of the story."""
    others = (line for index, line in enumerate(lines) if index not in body)
    return sum(line.width for line in others if line.width > 120 and ends_sentence(line.text) and line.link_share < 0.3)
