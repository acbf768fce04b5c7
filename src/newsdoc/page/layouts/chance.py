"""How sure an article of the general layout is: the chance that its headline and the limits of its body are right.

The evidence is what decided the article: how far the headline is ahead, how many lines were almost taken or almost
left, how much prose stands outside the story. The weights are the part `page` of `data/page-weights.txt`, learnt on
pages of publishers that were left out when lines were weighed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from newsdoc.page.layouts.evidence import SHORTEST, PageLines
from newsdoc.page.layouts.weights import weights
from newsdoc.page.layouts.words import site_words, word_runs, words_under

__all__ = ["Choice", "chance", "page_evidence"]


_UNLIKELY = 0.3
"""The highest chance of a page that seems to be of another kind than news."""
_MOST = 2000  # width of the longest story that may be of another kind
_HEAD, _LONGEST = 4, 300
_DOUBTFUL = 0.6  # the chance below which a line of the story is in doubt

_SUREST = 0.88
"""The highest chance: on publishers that were left out, no evidence parted articles of which more were right."""


class Choice(NamedTuple):
    """What was chosen on a page, and how clearly."""

    scores: list[float]
    """The log-odds of each text that it is a line of the story."""

    story: list[int]
    """The texts that were taken as the story."""

    headline: int | None
    """The text that was taken as the headline."""

    sure: float
    """The log-odds of the best headline, taken or not."""

    margin: float
    """How far the second best headline is behind."""


def chance(page: PageLines, choice: Choice) -> float:
    """Return the probability that the article is right."""
    odds = weights("page").total(page_evidence(page, choice))
    limit = _UNLIKELY if _is_of_another_kind(page, choice) else _SUREST
    return min(limit, 1 / (1 + exp(-odds)))


def _is_of_another_kind(page: PageLines, choice: Choice) -> bool:
    """Return True if a short page says that it is not there, sells something, or speaks of itself more than of news.

    Page not found | Orvale Gazette
    Add to cart
    We and our partners use cookies for the purposes below. You can object to it at any time.
    """
    story = choice.story
    if sum(page.widths[at] for at in story) > _MOST:
        return False
    top = story[0] if choice.headline is None else min(choice.headline, story[0])
    title = "" if choice.headline is None else page.texts[choice.headline]
    titles = f"{page.texts[0][:_LONGEST]}\n{title}".lower()
    if len(story) < _HEAD and any(phrase.replace("_", " ") in titles for phrase in words_under("missing")):
        return True
    goods = words_under("goods")
    near = range(top, min(len(page.texts), story[-1] + _HEAD))
    if any(page.widths[at] <= SHORTEST and not goods.isdisjoint(word_runs(page.texts[at])) for at in near):
        return True
    about_site = site_words()
    own = sum(page.widths[at] for at in story if not about_site.isdisjoint(page.words[at]))
    return 2 * own > sum(page.widths[at] for at in story)


def page_evidence(page: PageLines, choice: Choice) -> list[str]:
    """Return the names of all evidence about a choice."""
    return ["any", *_about_headline(page, choice), *_about_story(page, choice)]


def _about_headline(page: PageLines, choice: Choice) -> list[str]:
    names = [f"density-{page.dense}"]
    if choice.headline is None:
        names.append(f"no-headline-{bisect_right((-4, -2, -1), choice.sure)}")
        return names
    names.append(f"headline-{bisect_right((0, 1, 2, 3, 4), choice.sure)}")
    names.append(f"ahead-{bisect_right((0.5, 1, 2, 3), choice.margin)}")
    if choice.headline == page.echo:
        names.append("echo")
    elif page.echo is not None:
        names.append("not-echo")
    names.append(f"between-{bisect_right((1, 2, 4, 10), choice.story[0] - choice.headline)}")
    return names


def _about_story(page: PageLines, choice: Choice) -> list[str]:
    scores, story = choice.scores, choice.story
    inside = set(story)
    sizes = list(map(len, page.texts))
    whole = sum(sizes[at] for at in story)
    span = range(story[0], story[-1] + 1)
    # what each line adds to the doubt, by its length
    rights = {score: 1 / (1 + exp(-max(-9.0, min(9.0, score)))) for score in set(scores)}  # many are -9
    right = [rights[score] for score in scores]
    foreign = sum(sizes[at] * (1 - right[at]) for at in story) / whole
    lost = sum(sizes[at] * right[at] for at in range(len(sizes)) if at not in inside) / whole
    near = sum(
        sizes[at] * right[at]
        for at in range(max(0, span.start - 8), min(len(sizes), span.stop + 8))
        if at not in inside
    )
    left_out = sum(sizes[at] for at in span if at not in inside and page.may_be_prose(at))
    outside = sum(sizes[at] for at, score in enumerate(scores) if score > 0 and at not in inside)
    return [
        *_about_doubts(page, story, right, whole),
        f"paragraphs-{bisect_right((2, 3, 6, 11, 25), len(story))}",
        f"size-{bisect_right((300, 800, 2000, 5000), whole)}",
        f"mean-{bisect_right((1, 2, 2.5, 3, 3.5, 4), sum(min(5.0, scores[at]) * sizes[at] for at in story) / whole)}",
        f"foreign-{bisect_right((0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.17, 0.22, 0.3), foreign)}",
        f"lost-{bisect_right((0.005, 0.01, 0.02, 0.04, 0.06, 0.1, 0.15, 0.25, 0.5), lost)}",
        f"near-{bisect_right((0.005, 0.01, 0.03, 0.06, 0.1), near / whole)}",
        f"left-out-{bisect_right((0.01, 0.05, 0.1, 0.2, 0.4), left_out / whole)}",
        f"outside-{bisect_right((0.01, 0.05, 0.1, 0.3, 0.6), outside / whole)}",
        f"last-{bisect_right((0, 1, 2), scores[story[-1]])}",
        f"first-{bisect_right((0, 1, 2), scores[story[0]])}",
    ]


def _about_doubts(page: PageLines, story: Sequence[int], right: Sequence[float], whole: int) -> list[str]:
    """Return evidence about the lines of a story that may be none of it, and about the prose beside it."""
    sizes = {at: len(page.texts[at]) for at in story}
    inside = set(story)
    doubtful = sum(size for at, size in sizes.items() if right[at] < _DOUBTFUL)
    beside = sum(len(page.texts[at]) for at in range(page.start, page.stop) if page.mass[at] > 0 and at not in inside)
    copies = sum(page.copies(at) > 1 for at in story)
    return [
        f"lowest-{bisect_right((0.35, 0.5, 0.6, 0.7, 0.8, 0.9), min(right[at] for at in story))}",
        f"doubtful-{bisect_right((0.01, 0.03, 0.06, 0.1, 0.2), doubtful / whole)}",
        f"beside-{bisect_right((0.01, 0.05, 0.15, 0.3), beside / whole)}",
        f"copies-{min(copies, 2)}",
        f"longest-{bisect_right((0.2, 0.4), max(sizes.values()) / whole)}",
        f"readers-{bisect_right((0.001, 0.1, 0.3), len(page.addressing & inside) / len(story))}",
    ]
