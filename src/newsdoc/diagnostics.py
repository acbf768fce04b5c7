"""Diagnostics: every doubt, repair and loss as data, and the catalogue of their codes.

A diagnostic is for readers of the data, an exception for callers. Readers and writers hand each one to `report`, a
function of one diagnostic: ignore it, print it, append it to a list, or raise.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from newsdoc.errors import NewsdocError

__all__ = ["CATALOGUE", "DOUBT", "KINDS", "Diagnostic", "DiagnosticError", "Report", "ignore", "raise_on_error"]


class Diagnostic(NamedTuple):
    """One report of a reader or writer: a stable `code`, a sentence, and the place."""

    code: str
    """Dotted and stable, one of `CATALOGUE`; its first word is the kind (loss, repair, guess, …)."""

    message: str
    """One sentence for a person."""

    line: int | None = None
    """Line of the input, counted from 1, where it is known."""

    path: str | None = None
    """Place inside the document, as `$[2].captions[0].text`, where it is known."""

    article: int | None = None
    """Number of the article among those read or written, from 0; `None` for a report that is not about an article."""

    def about(self, article: int) -> Diagnostic:
        """Return the same diagnostic for the article with another number.

        The number at the start of the path is replaced; a path without a number is a path inside the article.
        """
        start = "" if self.article is None else f"$[{self.article}]"
        path = self.path
        if path is not None and path.startswith(start):
            path = f"$[{article}]{path[len(start) :]}"
        return self._replace(path=path, article=article)

    @property
    def inside(self) -> str | None:
        """The path inside the article, as `captions[0].text`; the whole path if the diagnostic is about no article."""
        start = "" if self.article is None else f"$[{self.article}]"
        return (self.path or "").removeprefix(start).removeprefix(".") or None

    def __str__(self) -> str:
        places = [self.line and f"line {self.line}", self.path]
        return ": ".join([*(str(place) for place in places if place), f"{self.message} [{self.code}]"])


Report: TypeAlias = Callable[[Diagnostic], object]
"""A function of one diagnostic; its result is not used, its exceptions are not caught."""


class DiagnosticError(NewsdocError):
    """The error of `raise_on_error`; `diagnostic` is the reason."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic)
        self.diagnostic = diagnostic


def ignore(diagnostic: Diagnostic) -> None:
    """Ignore a diagnostic: the default of every `report`."""


def raise_on_error(diagnostic: Diagnostic) -> None:
    """Raise `DiagnosticError` for a loss or an error (`loss.*`, `error.*`); ignore other diagnostics."""
    if diagnostic.code.startswith(("loss.", "error.")):
        raise DiagnosticError(diagnostic)


CATALOGUE: dict[str, str] = {
    "article.duplicate": "The page holds the same article a second time; both are kept.",
    "article.empty": "The article has a head and no body.",
    "article.truncated": "The last line of the article does not end as a sentence does: the page may be cut off.",
    "error.input": "The input cannot be read, or holds no article.",
    "error.item": "One item cannot be read and is left out; the others are read.",
    "error.record": "A record of a crawl (WARC), or a packed part of the file, is damaged or cut off and is left out.",
    "error.schema": "The schema of the document's standard does not allow this.",
    "guess.article": "The layout of the page is not known, and the evidence for its article is weak.",
    "guess.byline": "A bare name above the body is read as the byline.",
    "guess.caption": "A sentence is read as a caption: it is printed twice in a row, or a credit is below it.",
    "guess.caption-copies": "The copies of a caption differ from each other; the first is kept.",
    "guess.credit": "A bracket at the end of a caption may be a credit line or belong to the sentence.",
    "guess.dateline": "A name and a dash at the start of the body are read as the dateline.",
    "guess.deck": "A single line between headline and captions is read as the deck.",
    "guess.evidence": "The layout of the page is not known; its article was chosen by evidence.",
    "guess.head-once": "The head of the article is printed once where this layout prints it twice.",
    "guess.headline": "The headline is chosen by evidence: its place, the title of the page, words of the text.",
    "guess.layout": "The head of the article has the shape of a known layout, but nothing else confirms it: "
    "menus and other stories may be in the article.",
    "guess.no-control": "The head has no font control, and most pages have one.",
    "guess.printed-twice": "The page prints the article twice; one copy is kept, the other is left over.",
    "guess.subhead": "A short line without a full stop is read as a sub-head.",
    "guess.zone": "A time has no zone, or is only a day; it is read as UTC.",
    "loss.ambiguous": "The format cannot keep the articles apart: reading it back gives another number of articles.",
    "loss.changed": "The format holds the value only in another form: reading it back gives another value.",
    "loss.missing": "The format has no place for the value: reading it back gives none.",
    "page.columns": "The columns of a table of pages were recognised by their usual names.",
    "page.leftover": "Some lines belong to no article.",
    "page.listing": "The page is a list of teasers, not an article.",
    "page.paywall": "The page shows an offer to subscribe instead of its story.",
    "page.script": "The story is in the page's JSON-LD only, and was read from there; a script would print it.",
    "page.unstructured": "The page has no news structure that newsdoc knows, and no article was found.",
    "repair.characters": "Characters that text cannot hold were replaced: tabs by spaces, anything else by U+FFFD.",
    "repair.dropped": "Texts of the document that have no place in the model were left out.",
    "repair.element": "The standard has no element of this name; it was read as the element that it means.",
    "repair.embargo": "The time of an embargo is not known: the article counts as withheld.",
    "repair.encoding": "The document, or a part of it, is not in the encoding that it names; see how it was read.",
    "repair.entity": "An entity that the document does not declare stays as it is printed, `&name;`.",
    "repair.escaped": "A text was HTML that had been escaped; it was read as HTML.",
    "repair.link": "A link that is not an absolute URI, or would run a script, was left out; its words stay.",
    "repair.markup": "Links and emphasis where the model holds plain text were left out; the words stay.",
    "repair.nested": "Blocks inside a list entry became entries of the list.",
    "repair.record": "A record of a crawl (WARC) has another length than it states; it was read up to the next record.",
    "repair.reference": "Character references in plain text, such as `&amp;`, were resolved.",
    "repair.skipped": "An item that is not news, such as a concept or a plan, was skipped.",
    "repair.stale": "newsdoc stored a value for a field that another system has edited since; the stored value is "
    "ignored.",
    "repair.table": "A table that is not rectangular, or whose cells span others, was filled with empty cells.",
    "repair.time": "A date or time was not in the standard's form: it was converted, cut to its day, or left out.",
    "repair.uri": "An address was percent-encoded to make it a valid URI.",
    "repair.value": "A value that its field cannot hold was repaired or left out.",
    "repair.xml": "A small fault, such as a bare ampersand, makes the document invalid XML; it was repaired.",
}
"""The meaning of each code, in one sentence; the reference page of the documentation is this table."""

KINDS: dict[str, str] = {
    "article": "something about a whole article that a person should look at",
    "error": "something could not be read or written, and is missing",
    "guess": "the reader is not sure, and chose the more likely reading",
    "loss": "the written document does not hold this value",
    "page": "something about a page as a whole",
    "repair": "the reader changed a value, or left it out, because the model cannot hold it as it was",
}
"""The meaning of the first word of a code."""

DOUBT: dict[str, float] = {
    "article.empty": 0.3,
    "article.truncated": 0.05,
    "guess.byline": 0.05,
    "guess.caption": 0.05,
    "guess.caption-copies": 0.1,
    "guess.credit": 0.02,
    "guess.dateline": 0.05,
    "guess.deck": 0.05,
    "guess.head-once": 0.3,
    "guess.layout": 0.5,
    "guess.no-control": 0.1,
    "guess.printed-twice": 0.5,
    "guess.subhead": 0.01,
}
"""How much each doubt lowers an article's confidence, which starts at 1 and never falls below 0.05."""
