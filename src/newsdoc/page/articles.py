"""The articles of a page, one by one: lines labelled by the reader, or by a dialect, are handed to a builder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsdoc import dialects
from newsdoc.diagnostics import CATALOGUE, Diagnostic
from newsdoc.errors import ReadError
from newsdoc.page.builder import SHOWN, ArticleBuilder
from newsdoc.page.found import Found, SeenArticles
from newsdoc.page.labels import (
    BLANK,
    PARAGRAPH,
    Dialect,
    Label,
    LabelledSegment,
    OnSegment,
    SegmentMerger,
    apply_labels,
)
from newsdoc.page.layouts import Layout
from newsdoc.page.layouts.nothing import says_nothing
from newsdoc.page.lines import cut_text, split_lines
from newsdoc.page.page import Hints
from newsdoc.page.reader import Labelled, label_window
from newsdoc.page.window import Window

__all__ = ["find", "find_articles", "read_articles", "read_segments"]


def find(
    text: str,
    *,
    hints: Hints | None = None,
    dialect: str | Dialect | None = None,
) -> Iterator[Found]:
    r"""Yield the articles of one page, each with its lines and its doubts, without building a `Page`.

    Where the page, or its top, holds no article, one `Found` without `article` has the diagnostics. Hints help where no
    layout knows the page: a known title or address tells which line is the headline, if the page has it, and address,
    language and day are those of the hints where the page prints none. In a known layout, hints change no article.

    >>> page = "Bridge Opens\n\nTT\n\nBridge Opens\n\nThe council met on Monday."
    >>> [(found.article.headline, found.lines, found.confidence) for found in find(page)]
    [('Bridge Opens', (0, 7), 1.0)]
    """
    if not isinstance(text, str):
        raise ReadError(
            f"find() takes the text of a page, not an object of type {type(text).__name__}; "
            "newsdoc.loads() reads bytes, newsdoc.read() a file, and of a column each text is given alone"
        )
    if dialect is None and says_nothing(text):
        return _report_nothing(text)
    return find_articles(cut_text(text), dialect, hints=hints)


def _report_nothing(text: str) -> Iterator[Found]:
    """Yield a diagnostic for a page that says nothing, unless it is blank."""
    blank = len(text) - len(text.lstrip())
    if blank < len(text):
        line = text.count("\n", 0, blank)
        yield Found(
            None, [Diagnostic("page.unstructured", CATALOGUE["page.unstructured"], line + 1, None)], (line, line)
        )


def find_articles(
    blocks: Iterable[str],
    dialect: str | Dialect | None = None,
    on_segment: OnSegment | None = None,
    *,
    mid_page: bool = False,
    hints: Hints | None = None,
) -> Iterator[Found]:
    """Yield the articles of a page in a dialect, as `read_articles` does for newsdoc's own ones."""
    layouts = dialects.layouts_of(dialect)
    if layouts is not None:
        return read_articles(blocks, layouts, on_segment, mid_page=mid_page, hints=hints)
    lines = (line for block in blocks for line in split_lines(block))
    return _read_in_dialect(lines, dialects.get(dialect), dialects.name_of(dialect), on_segment)


def read_articles(
    blocks: Iterable[str],
    layouts: Sequence[Layout],
    on_segment: OnSegment | None,
    *,
    mid_page: bool,
    hints: Hints | None,
) -> Iterator[Found]:
    """Yield the articles of a page that comes in blocks of whole lines, holding a block and an article.

    In `mid_page`, an article has begun above the first line. `on_segment` is called with each segment of the page.
    """
    window = Window(blocks, at_top=not mid_page)
    labelled = label_window(window, layouts, hints)
    if on_segment:
        labelled = _report_segments(window, labelled, on_segment)
    articles = _Articles(hints)
    for start, stop, labels in labelled:
        # a run of paragraphs: nothing in it begins an article or is in doubt
        if labels is None:
            articles.add_paragraphs(window, start, stop)
            continue
        at = 0
        while at < len(labels):
            label, line = labels[at], window.first + start + at
            if label.notes:
                yield from articles.report(label, line)
            if label.article and articles.builder:
                yield articles.end(line)
            builder = articles.builder_for(label, line)
            at = builder.add_labelled(window, start, labels, at) if builder else _next_cut(labels, at)
    yield from articles.finish(window.first + len(window.keys))


def _read_in_dialect(
    lines: Iterable[str], dialect: Dialect, name: str, on_segment: OnSegment | None = None
) -> Iterator[Found]:
    """Yield the articles of a page as a dialect of someone else labels its lines; errors speak of it by `name`."""
    return read_segments(apply_labels(lines, dialect, name), on_segment)


def read_segments(segments: Iterable[LabelledSegment], on_segment: OnSegment | None = None) -> Iterator[Found]:
    """Yield the articles of a page whose lines have labels already; the labels are trusted."""
    # readers of HTML label lines by their elements, and need no dialect
    articles = _Articles()
    stop = 0
    for segment, label in segments:
        stop = segment.stop
        if on_segment:
            on_segment(segment)
        # the dialect, not the reader, says where an article begins
        yield from articles.report(label, segment.start)
        if label.article and articles.builder:
            yield articles.end(segment.start)
        if builder := articles.builder_for(label, segment.start):
            builder.add(label, segment.text, segment.start, stop)
    yield from articles.finish(stop)


class _Articles:
    """The article that is being built, and what is known of those above it."""

    def __init__(self, hints: Hints | None = None) -> None:
        self._hints = hints
        self.seen = SeenArticles()
        self.builder: ArticleBuilder | None = None
        self._reported: set[str] = set()

    def report(self, label: Label, line: int) -> Iterator[Found]:
        """Report what a label says about the page, once."""
        notes = [note for note in label.notes if note.startswith("page.") and note not in self._reported]
        if notes:
            self._reported.update(notes)
            yield Found(None, [Diagnostic(note, CATALOGUE[note], line + 1, None) for note in notes], (line, line))

    def end(self, line: int) -> Found:
        """End the article above a line that begins another one."""
        assert self.builder is not None
        found = self.builder.finish(self.seen, line, at_end=False)
        self.builder = None
        return found

    def builder_for(self, label: Label, line: int) -> ArticleBuilder | None:
        """Return the builder of the article that a line belongs to; `None` above the first article."""
        if self.builder is None and (label.article or label.kind in SHOWN):
            self.builder = ArticleBuilder(self.seen.count, line, self._hints)
        return self.builder

    def add_paragraphs(self, window: Window, start: int, stop: int) -> None:
        """Add lines of the window that are paragraphs or blank."""
        if self.builder is None:
            # the page goes on with a body of which the head is not here
            start = next((index for index in range(start, stop) if window.keys[index]), stop)
            if start == stop:
                return
            self.builder = ArticleBuilder(self.seen.count, window.first + start)
        self.builder.add_paragraphs(window, start, stop)

    def finish(self, stop: int) -> Iterator[Found]:
        """End the last article of the page, which ends before the line `stop`."""
        if self.builder:
            yield self.builder.finish(self.seen, stop, at_end=True)


def _next_cut(labels: Sequence[Label], at: int) -> int:
    """Return where the next label is that begins an article or has notes, or the number of labels."""
    cuts = (index for index, label in enumerate(labels[at + 1 :], at + 1) if label[2] or label[3])
    return next(cuts, len(labels))


def _report_segments(window: Window, labelled: Iterable[Labelled], on_segment: OnSegment) -> Iterator[Labelled]:
    """Pass the labels on, and call `on_segment` with each segment that they make up."""
    merger = SegmentMerger()
    for start, stop, labels in labelled:
        kinds = labels or [PARAGRAPH if key else BLANK for key in window.keys[start:stop]]
        for label, line in zip(kinds, window.printed(start, stop), strict=True):
            if merged := merger.add(label, line):
                on_segment(merged[0])
        yield start, stop, labels
    if merged := merger.finish():
        on_segment(merged.segment)
