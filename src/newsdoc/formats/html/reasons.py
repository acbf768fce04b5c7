"""The reasons for what was read on a page of HTML, in words for people: what speaks for a line, and for the article.

It answers what `page/layouts/reasons.py` answers of a page of text. Nothing is computed anew: the page is read once
more, and the reader's own steps give what they weighed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsdoc.formats.html.choose import (
    PLAINLY,
    Known,
    first_weight,
    inside_features,
    is_plainly_furniture,
    line_features,
)
from newsdoc.formats.html.evidence import evidence
from newsdoc.formats.html.head import Head, read_head
from newsdoc.formats.html.label import Labelled, label_lines, what_is_known
from newsdoc.formats.html.lines import Line, read_lines
from newsdoc.formats.html.parse import parsed_page, text_of_page
from newsdoc.formats.html.weights import ARTICLE, INSIDE, LINE
from newsdoc.page.layouts.reasons import NEAR, Reasons, added_up
from newsdoc.page.page import Page

__all__ = ["ElementReasons", "reasons_of"]

_ECHO = 0.8  # of a title, from which a headline says what the page's title says
_HALF = 0.5


class ElementReasons:
    """The reasons for what was read on a page of HTML. Lines are those of the page's text, counted from 0."""

    apart = "it is outside the element that holds the story, or stands far below the rest of it"
    """Why a line is left that seems to be of a story."""
    unasked = "It is the title that the head of the document states: such a line is not asked if it is of the story."
    """Why there is no evidence about a line."""

    def __init__(self, lines: Sequence[Line], known: Known, labelled: Labelled, head: Head, shift: int) -> None:
        self._lines, self._known, self._labelled, self._shift = lines, known, labelled, shift
        story = None if labelled.refusal else labelled.story
        first = [first_weight(line, known) for line in lines] if story else []
        self._inside = dict(inside_features(lines, first, story.inside, known)) if story else {}
        self._story = story.lines if story else []
        self.headline: int | None = None
        """The line of the headline; `None` if there is none, or it stands in the page's title only."""
        if labelled.headline and story:
            self.headline = labelled.headline.index + shift
        self.page: Reasons | None = None
        """Why the article is right; `None` without an article."""
        if story:
            found = evidence(lines, labelled, head)
            self.page = _reasons("element-page", ((name, ARTICLE[name] * value) for name, value in found.items()))

    def line(self, number: int) -> Reasons | None:
        """Return why a line is a line of the story, or not; `None` for the page's title."""
        at = number - self._shift
        if not 0 <= at < len(self._lines):
            return None
        if at in self._inside:
            return _reasons("element-line", ((name, INSIDE.get(name, 0.0)) for name in self._inside[at]))
        line = self._lines[at]
        if is_plainly_furniture(line):
            return _reasons("element-line", [("plainly", PLAINLY)])
        return _reasons("element-line", ((name, LINE.get(name, 0.0)) for name in line_features(line, self._known)))

    def chance(self, number: int) -> float | None:
        """Return the probability that a line is of the story; `None` outside the element that holds it."""
        found = self.line(number) if number - self._shift in self._inside else None
        return found.chance if found else None

    def as_headline(self, _number: int) -> Reasons | None:
        """Return `None`: a headline is chosen by its element and by the titles of the page, not by weights."""
        return None

    def runner_up(self) -> int | None:
        """Return `None`: see `as_headline`."""
        return None

    def limits(self) -> dict[int, str]:
        """Return the lines at the limits of the body: the first and the last, and the next ones that are not a menu."""
        if not self._story:
            return {}
        first, last = self._story[0], self._story[-1]
        own = self._labelled.headline.index if self._labelled.headline else None
        asked = [at for at in self._inside if at != own and not is_plainly_furniture(self._lines[at])]
        above = next((at for at in reversed(asked) if at < first), None)
        below = next((at for at in asked if at > last), None)
        places = ((above, "above"), (below, "below"), (last, "last"), (first, "first"))
        return {at + self._shift: place for at, place in places if at is not None}

    def stands_apart(self, number: int) -> bool:
        """Return True if a line is rather of a story than not, but is outside this one's element, or far below."""
        found = self.line(number)
        return found is not None and found.chance > _HALF and number - self._shift not in self._story

    def why_headline(self) -> str:
        """Return in a few words why the headline was taken, or that there is none."""
        chosen = self._labelled.headline
        if self.headline is None or chosen is None:
            return "headline from the page's title, since no line prints it"
        tag = self._lines[chosen.index].box.find("h1", "h2", "h3", "h4")
        reasons = [f"its {tag.tag} element"] if tag else []
        if chosen.echo >= _ECHO:
            reasons.append("the echo of the page's title")
        elif chosen.echo:
            reasons.append("words of the page's title")
        return f"headline by {' and '.join(reasons)}"

    def doubtful(self) -> list[int]:
        """Return the lines that were nearly taken, or nearly left."""
        least, most = NEAR
        chances = ((self.chance(at + self._shift), at + self._shift) for at in self._inside)
        return [number for chance, number in chances if chance is not None and least < chance < most]


def reasons_of(data: str | bytes, page: Page, encoding: str | None = None) -> ElementReasons | None:
    """Return the reasons for what was read; `None` if the document was read in another way.

    newsdoc's own pages are, as they say themselves what each part of them is.
    """
    root = parsed_page(text_of_page(data, encoding, lambda _: None))
    if root is None:
        return None
    head = read_head(root, page.hints.url if page.hints else None)
    lines = read_lines(root)
    titles = head.titles[:1]
    if [*titles, *(line.text for line in lines)] != page.text.split("\n"):
        return None
    labelled = label_lines(root, lines, head)
    return ElementReasons(lines, what_is_known(root, lines, head, labelled.headline), labelled, head, shift=len(titles))


def _reasons(part: str, found: Iterable[tuple[str, float]]) -> Reasons:
    # the weight of no evidence has the same name on pages of text
    return added_up(part, (("any" if name == "bias" else name, weight) for name, weight in found))
