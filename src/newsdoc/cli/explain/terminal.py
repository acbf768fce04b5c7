"""Show a page to people: the verdict, each line with its label and article, then each article with its confidence.

The module turns a page into lines of text. Of terminals it knows only the width and the colours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from newsdoc.cli.explain.verdict import AnyReasons, Line, Seen, counted, see
from newsdoc.diagnostics import Diagnostic
from newsdoc.page import Page
from newsdoc.page.layouts.reasons import Reasons
from newsdoc.text import columns, one_line, visible

__all__ = ["explain", "why"]

_COLOURS = {
    "headline": "1",
    "deck": "3",
    "caption": "36",
    "control": "35",
    "byline": "32",
    "date": "34",
    "dateline": "34",
    "site": "34",
    "subhead": "33",
    "blank": "2",
    "furniture": "2",
    "unknown": "31",
}
"""Escape codes by label; paragraphs, which are most of a page, stay plain."""
_DOUBT = "33"
_FOLD = "2"
_VERDICTS = ((0.8, "1;32"), (0.5, "1;33"), (0.0, "1;31"))
"""The colour of the verdict, by the least confidence of an article."""


def explain(
    page: Page, name: str, *, reasons: AnyReasons | None = None, width: int | None = None, colour: bool = False,
    everything: bool = False,
) -> Iterator[str]:  # fmt: skip
    """Show a page line by line, cut to `width` columns, with colours if `colour`; `everything` folds no furniture."""
    seen = see(page, reasons)
    total = len(seen.lines)
    yield f"{one_line(name, None)}: {counted(total, 'line')}, {counted(len(page), 'article')}"
    if total:
        least = min(page.confidence, default=0.0)
        yield _painted(seen.verdict(), next(code for limit, code in _VERDICTS if least >= limit), colour=colour)
        yield ""
        for line, code in _lines(seen, everything=everything):
            yield _painted(_cut(line, width).rstrip(), code, colour=colour)
    for index, article in enumerate(page):
        yield ""
        yield _cut(f"Article {index + 1}: {visible(article.headline or 'no headline')}", width)
        counts = f"{counted(len(article.body), 'block')}, {counted(len(article.captions), 'caption')}"
        start, stop = seen.spans[index]
        yield f"  lines {start + 1} to {stop}, {counts}, confidence {page.confidence[index]:.2f}"
        yield from (f"  {_told(each)}" for each in seen.notes[None] if each.article == index)
    if rest := [each for each in seen.notes[None] if each.article is None]:
        yield ""
        yield "The page"
        yield from (f"  {_told(each)}" for each in rest)


def _lines(seen: Seen, *, everything: bool) -> Iterator[tuple[str, str | None]]:
    """Yield each line with its number, its article, its label, and how likely this is; each with its colour."""
    numbers, owners = len(str(len(seen.lines))), len(str(len(seen.spans)))
    kinds = max(len(line.kind) for line in seen.lines)
    blank = " " * (numbers + owners + 4)
    for folded, run in seen.runs():
        is_folded = folded and not everything
        if is_folded:
            yield f"{blank}… {_idle(run)} …", _FOLD
        for line in run:
            if not is_folded:
                owner = "" if line.article is None else line.article + 1
                margin = f"{line.number + 1:>{numbers}}  {owner:>{owners}}  {line.kind:<{kinds}}  "
                chance = seen.likely(line)
                likely = "" if seen.reasons is None else "      " if chance is None else f"{chance:.2f}  "
                yield margin + likely + visible(line.text), _COLOURS.get(line.kind)
            for each in seen.notes.get(line.number, ()):
                place = f"line {each.line}: " if is_folded else ""
                yield f"{blank}^ {place}{_told(each)}", _DOUBT


def _idle(run: Sequence[Line]) -> str:
    is_blank = all(line.kind == "blank" for line in run)
    return counted(len(run), "blank line") if is_blank else f"{counted(len(run), 'line')} of furniture"


def _told(diagnostic: Diagnostic) -> str:
    """Return a diagnostic without its line."""
    return one_line(str(diagnostic._replace(path=diagnostic.inside, line=None)), None)


# --- why a line ---


def why(page: Page, number: int, reasons: AnyReasons | None = None) -> Iterator[str]:
    """Show why a line, counted from 0, was read as it was: its label, its doubts, and all evidence about it."""
    seen = see(page, reasons)
    line = seen.lines[number]
    owner = "" if line.article is None else f" of article {line.article + 1}"
    yield f"line {number + 1}: {line.kind}{owner}"
    if line.text.strip():
        yield f"  {visible(line.text.strip())}"
    yield from (f"  ^ {_told(each)}" for each in seen.notes.get(number, ()))
    if line.kind == "blank":
        return
    reasons = seen.reasons
    if reasons is None:
        yield "  The rules of a layout, or the marks of the document, say what this line is: no evidence is shown."
        return
    if headline := reasons.as_headline(number):
        yield from _evidence("the headline", headline)
        other = reasons.runner_up() if number == reasons.headline else reasons.headline
        if other is not None and (rival := reasons.as_headline(other)):
            what = "the next likely headline" if number == reasons.headline else "the headline that was taken"
            text = visible(seen.lines[other].text.strip())
            yield f"    {what} is line {other + 1}, {rival.chance:.2f} likely: {text}"
    elif number == reasons.headline:
        yield f"  {reasons.why_headline()}"
        return
    if story := reasons.line(number):
        yield from _evidence("a line of the story", story)
        if line.kind == "furniture" and reasons.stands_apart(number):
            yield f"    It was left all the same: {reasons.apart}."
    elif headline is None:
        yield f"  {reasons.unasked}"


def _evidence(what: str, reasons: Reasons) -> Iterator[str]:
    yield f"  {reasons.chance:.2f} likely {what}"
    for speaks, sign in (("for", 1), ("against", -1)):
        pieces = [each for each in reasons.evidence if each.weight * sign > 0]
        yield from (f"    {speaks:7}  {each.weight:+.2f}  {each.words}" for each in pieces)


# --- text of a terminal ---


def _painted(text: str, code: str | None, *, colour: bool) -> str:
    return f"\x1b[{code}m{text}\x1b[0m" if colour and code else text


def _cut(text: str, width: int | None) -> str:
    """Cut text to `width` columns, with an ellipsis if it was longer."""
    if width is None or (text.isascii() and len(text) <= width):
        return text
    column = 0
    fits = 0  # as many characters as leave room for the ellipsis
    for place, char in enumerate(text):
        column += columns(char)
        if column > width:
            return text[:fits] + "…"
        if column < width:
            fits = place + 1
    return text
