"""Read a page of HTML: its lines, their labels, and the one article that the builder makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

import attrs
from lxml import etree

from newsdoc.diagnostics import CATALOGUE, Diagnostic, Report
from newsdoc.formats.builder import ArticleBuilder, report_notes
from newsdoc.formats.html import blocks, captions
from newsdoc.formats.html.authors import signed, without_date, writers
from newsdoc.formats.html.evidence import confidence, evidence
from newsdoc.formats.html.head import Head, read_head
from newsdoc.formats.html.headline import bare_headline
from newsdoc.formats.html.label import Labelled, label_lines
from newsdoc.formats.html.lines import Line, read_lines
from newsdoc.formats.html.parse import parsed_page, text_of_page
from newsdoc.formats.html.unread import unread_facts
from newsdoc.formats.jsonld.body import read_body
from newsdoc.formats.xml.parse import Element
from newsdoc.model import Article, plain_text
from newsdoc.page.articles import read_segments
from newsdoc.page.found import Found, Origins
from newsdoc.page.labels import Label, Segment, merge
from newsdoc.page.lines import split_lines
from newsdoc.page.page import Hints, Page

__all__ = ["read_page"]

_SHOWN = frozenset(("headline", "deck", "caption", "byline", "subhead", "paragraph"))


def read_page(data: str | bytes, *, report: Report, hints: Hints | None, encoding: str | None) -> Page:
    """Return the page: its lines as text, and the article that is printed on it, if there is one."""
    notes: list[Diagnostic] = []
    text = text_of_page(data, encoding, notes.append)
    root = parsed_page(text, lambda *noted: notes.append(Diagnostic(*noted)))
    if root is None:
        notes.append(Diagnostic("page.unstructured", CATALOGUE["page.unstructured"], 1))
        return _page("", [], [], notes, hints or Hints(), [], report)
    head = read_head(root, hints.url if hints else None)
    notes += head.notes
    lines = read_lines(root)
    labelled = label_lines(root, lines, head)
    # a script would print the story
    if labelled.refusal == "page.unstructured" and head.whole_body and head.titles and head.free:
        _add_story(root, head)
        lines = read_lines(root)
        labelled = label_lines(root, lines, head)
        notes.append(Diagnostic("page.script", CATALOGUE["page.script"], 1))
    return _read(head, lines, labelled, notes, _merged(hints, head), report)


# <body><div id="root">Loading …</div></body>, with the story in the page's JSON-LD
def _add_story(root: Element, head: Head) -> None:
    """Add the story that JSON-LD has to the body of a page, as a script would do."""
    article = etree.SubElement(next(root.iter("body"), root), "article")
    etree.SubElement(article, "h1").text = head.bare_title() or ""
    for block in read_body(head.whole_body, ArticleBuilder(is_reported=False), "articleBody", []).blocks:
        etree.SubElement(article, "p").text = plain_text(block)


def _read(
    head: Head, lines: list[Line], labelled: Labelled, notes: list[Diagnostic], hints: Hints, report: Report
) -> Page:
    title = head.titles[0] if head.titles else None
    printed = [*([title] if title else []), *(line.text for line in lines)]
    text = "\n".join(printed)
    labels = _labels(title, lines, labelled)
    segments: list[Segment] = []
    found = [*read_segments(merge(zip(labels, split_lines(text), strict=True)), segments.append)]
    shift = len(printed) - len(lines)
    whole = [_finished(each, each.article, lines, labelled, head, shift) for each in found if each.article]
    if labelled.refusal:
        notes.append(Diagnostic(labelled.refusal, CATALOGUE[labelled.refusal], 1))
    sure = [confidence(evidence(lines, labelled, head))] * len(whole)
    notes += (diagnostic for each in found for diagnostic in each.diagnostics)
    if whole:
        report_notes(unread_facts(head, whole[0][0]).notes, 0, notes.append)
    return _page(text, segments, whole, notes, hints, sure, report)


def _page(
    text: str, segments: list[Segment], whole: list[tuple[Article, Origins]], notes: list[Diagnostic], hints: Hints,
    confidence: list[float], report: Report,
) -> Page:  # fmt: skip
    for note in notes:
        report(note)
    articles, origins = [each for each, _ in whole], [each for _, each in whole]
    return Page(text, tuple(articles), tuple(segments), tuple(origins), tuple(confidence), tuple(notes), hints)


def _labels(title: str | None, lines: Sequence[Line], labelled: Labelled) -> list[Label]:
    """Return a label for each line of the text; lines of one block go on with the one above."""
    labels: list[Label] = []
    if title:
        headline = labelled.headline
        same = headline is not None and "headline" in labelled.kinds and lines[headline.index].text == title
        if headline is None and labelled.story and not labelled.refusal:
            labels.append(Label("headline", notes=("guess.headline",)))
        else:
            labels.append(Label("headline" if same else "furniture"))
    for index, kind in enumerate(labelled.kinds):
        above = labelled.kinds[index - 1] if index else None
        label = _label(kind, new=not (kind == above and _goes_on(kind, index, lines, labelled)))
        is_guess = kind == "headline" and labelled.headline is not None and labelled.headline.guessed
        labels.append(label._replace(notes=("guess.headline",)) if is_guess else label)
    first = next((at for at, label in enumerate(labels) if label.kind in _SHOWN), None)
    if first is not None:
        labels[first] = labels[first]._replace(article=True)
    return labels


_label = cache(Label)  # there are two of each kind


def _goes_on(kind: str, index: int, lines: Sequence[Line], labelled: Labelled) -> bool:
    """Check that a line is in one segment with the line above it, which has the same kind."""
    if kind == "caption":
        return labelled.figures[index] is labelled.figures[index - 1]
    if kind == "paragraph":
        return blocks.joins(lines[index], lines[index - 1], labelled.shared)
    return kind in ("furniture", "deck", "byline")


def _merged(hints: Hints | None, head: Head) -> Hints:
    """Return what was known before, and what the head adds to it."""
    stated = Hints(
        title=head.titles[0] if head.titles else None,
        url=head.url,
        language=head.language,
        published=head.published,
        site=head.site,
    )
    if hints is None:
        return stated
    known = attrs.asdict(hints, recurse=False)
    return attrs.evolve(stated, **{name: value for name, value in known.items() if value is not None})


# --- what the elements and the head add to the article ---


def _finished(
    found: Found, article: Article, lines: Sequence[Line], labelled: Labelled, head: Head, shift: int
) -> tuple[Article, Origins]:
    """Return an article with what its elements and the head say."""
    origins = found.origins()

    def lines_of(*paths: str) -> list[Line]:
        ranges = next((origins[path] for path in paths if path in origins), ())
        return [lines[at - shift] for start, stop in ranges[:1] for at in range(start, stop) if at >= shift]

    body = []
    for index, block in enumerate(article.body):
        own = lines_of(f"body[{index}]")
        body.append(blocks.enriched(block, own, head.base, labelled.shared) if own else block)
    shown = []
    for index, caption in enumerate(article.captions):
        paths = [f"captions[{index}].{name}" for name in ("text", "credit")]
        start = next((origins[path][0][0] for path in paths if path in origins), shift) - shift
        figure = labelled.figures.get(start)
        shown.append(captions.enriched(caption, lines_of(*paths), figure, head.base) if figure else caption)
    if article.byline:
        # several names may stand on a line each
        names = [without_date(line.text) for line in lines_of("byline")]
        article = attrs.evolve(article, byline=", ".join(names) or article.byline)
    if labelled.headline and article.headline:
        article = attrs.evolve(
            article, headline=bare_headline(article.headline, lines[labelled.headline.index], head.titles)
        )
    stated = _stated(head, article, labelled, lines)
    return attrs.evolve(article, **stated, body=tuple(body), captions=tuple(shown)), origins


def _stated(head: Head, article: Article, labelled: Labelled, lines: Sequence[Line]) -> dict[str, Any]:
    """Return the fields that the head knows best."""
    named = writers(head, article.byline) or signed(
        lines, labelled.kinds, labelled.headline.index if labelled.headline else None
    )
    sources = [*([head.publisher] if head.publisher else []), *named]
    changes: dict[str, Any] = {
        "sources": tuple(dict.fromkeys((*sources, *article.sources))),
        "url": head.url or article.url,
        "language": head.language,
        "section": head.section,
        "keywords": head.keywords,
        "published": head.published or labelled.printed or article.published,
    }
    if labelled.headline is None and article.headline:
        changes["headline"] = head.bare_title() or article.headline
    if isinstance(head.modified, datetime):
        changes["modified"] = head.modified
    return changes
