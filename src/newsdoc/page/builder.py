"""The builder: labelled lines become an article, with its doubts and the lines that each field came from.

The one module that knows both text and articles. It trusts the labels, splits credits and datelines off, and keeps
what it was not sure of as diagnostics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import compress, count, islice

from attrs import evolve

from newsdoc import unchecked
from newsdoc.diagnostics import CATALOGUE, Diagnostic
from newsdoc.model import URI_PATTERN, Article, Block, Caption, Source, Subhead, plain_text
from newsdoc.page.agencies import site_publisher, without_site
from newsdoc.page.credits import read_alone, split_credit
from newsdoc.page.datelines import is_guess, split_dateline
from newsdoc.page.dates import parse_date
from newsdoc.page.found import Found, Origins, SeenArticles
from newsdoc.page.labels import PARAGRAPH, Label
from newsdoc.page.page import Hints, facts
from newsdoc.page.texts.markdown import has_marks, is_alike, read_blocks, read_picture, read_words
from newsdoc.page.texts.wrapped import join_lines
from newsdoc.page.window import Window
from newsdoc.text import clean, ends_sentence, fold, straight_quotes, trim

__all__ = ["SHOWN", "ArticleBuilder"]

SHOWN = frozenset({"headline", "deck", "caption", "byline", "dateline", "subhead", "paragraph"})
"""The kinds of lines that readers see as parts of an article."""

_FIELDS = SHOWN | {"date", "site"}
_BLANKS = 2  # blank lines that may stand between a caption and its credit
_LATEST = 32  # captions that a line which is not quite the same may be a copy of

_Lines = tuple[int, int]


class ArticleBuilder:
    """An article that is being put together, line by line."""

    __slots__ = (
        "body",
        "body_lines",
        "caption_lines",
        "captions",
        "certain",
        "chance",
        "copies",
        "diagnostics",
        "end",
        "field_lines",
        "fields",
        "has_headings",
        "headlines",
        "hints",
        "number",
        "opened",
        "printed",
        "published",
        "publisher",
        "runs",
        "start",
        "url",
    )  # fmt: skip

    def __init__(self, number: int, start: int, hints: Hints | None = None) -> None:
        self.hints: Hints | None = hints  # of a page that holds one article
        self.number: int = number
        self.start: int = start
        self.end: int = start + 1  # the line after the last one that readers see
        self.certain: bool = True  # all texts are known to be clean
        self.opened: bool = False  # the first paragraph is there, and so a dateline, if there is one
        self.headlines: list[tuple[str, _Lines]] = []  # each printing of the headline
        self.captions: list[Caption] = []
        self.caption_lines: list[list[_Lines]] = []
        self.copies: dict[str, int] = {}  # the captions by their texts
        self.printed: dict[str, int] = {}  # the same with straight quotes, each caption once
        self.body: list[Block] = []
        self.body_lines: dict[int, _Lines] = {}  # where each block stands that was not added in a run
        self.runs: list[tuple[int, int, list[str]]] = []  # of a run: its first block, its first line, and its lines
        self.fields: dict[str, str] = {}  # the deck, byline and dateline
        self.field_lines: dict[str, list[_Lines]] = {}  # of these, of the date and of the site
        self.published: date | None = None
        self.publisher: str | None = None
        self.url: str | None = None
        self.diagnostics: list[Diagnostic] = []
        self.chance: float | None = None  # how sure the evidence is
        self.has_headings: bool = False  # the headline or a sub-head has the mark of Markdown

    # --- adding lines ---

    def add_paragraphs(self, window: Window, start: int, stop: int) -> None:
        """Add lines of the window that are paragraphs or blank."""
        odd = window.odd
        # the first paragraph may begin with a dateline, so it is taken by itself
        while start < stop and not self.opened:
            if window.keys[start]:
                self.add_labelled(window, start, (PARAGRAPH,), 0)
            start += 1
        while (index := odd.find(1, start, stop)) >= 0:
            self._add_clean_paragraphs(window, start, index)
            self._add_lines(window, index, (PARAGRAPH,))
            start = index + 1
        self._add_clean_paragraphs(window, start, stop)

    def _add_clean_paragraphs(self, window: Window, start: int, stop: int) -> None:
        """Add paragraphs, and blank lines between them, all at once: their texts are their keys."""
        lines = window.keys[start:stop]
        texts = [*filter(None, lines)]
        if texts:
            self.runs.append((len(self.body), window.first + start, lines))
            self.body += texts
            while not lines[-1]:
                lines.pop()
            self.end = window.first + start + len(lines)

    def add_labelled(self, window: Window, start: int, labels: Sequence[Label], at: int) -> int:
        """Add lines of the window, from `start` on, by their labels from `at` on; the first one is for this article.

        Return where the next label is that begins an article or has notes, or the number of labels.
        """
        keys, odd, above = window.keys, window.odd, window.first
        first, count = at, len(labels)
        while at < count:
            kind, _, article, notes, part, _ = label = labels[at]  # far quicker than asking for each by name
            if at > first and (notes or article):
                break
            index = start + at
            at += 1
            goes_on = at < count and not labels[at][1] and labels[at][0] == kind and kind in _PUT
            if goes_on:
                at = _end_of_text(labels, at, kind)
            if notes or part or goes_on:
                self._add_lines(window, index, labels[index - start : at])
            elif (key := keys[index]) and (put := _PUT.get(kind)):
                if odd[index]:
                    self._add_lines(window, index, (label,))
                    continue
                number = above + index
                put(self, key, (number, number + 1))
                if kind in SHOWN:
                    self.end = number + 1
        return at

    def _add_lines(self, window: Window, start: int, labels: Sequence[Label]) -> None:
        """Add the lines from `start` on as one text; each label says which part of its line belongs to it."""
        lines = window.lines[start : start + len(labels)]
        below = (
            line[slice(*label.part)] if label.part else line for line, label in zip(lines[1:], labels[1:], strict=True)
        )
        self.add(labels[0], "\n".join([lines[0], *below]), window.first + start, window.first + start + len(lines))

    def add(self, label: Label, printed: str, start: int, stop: int) -> None:
        """Add lines as they are printed, from `start` to `stop` on the page, as one text."""
        kind, path, repaired = label.kind, "", False
        if label.chance is not None:
            self.chance = label.chance
        if label.part:
            self.has_headings = self.has_headings or printed.lstrip()[:1] == "#"
            printed = printed[label.part[0] : label.part[1]]
        if kind in _FIELDS:
            if "\n" in printed[:-1]:
                printed = join_lines([*filter(None, map(str.strip, printed.split("\n")))] or [""])
            text, repaired = clean(trim(printed))
            if not text:
                return
            self.certain = self.certain and text.isprintable()
            path = self._put(label, text, (start, stop))
            if kind in SHOWN:
                self.end = stop
        for code in label.notes:
            if not code.startswith("page."):
                self._doubt(code, start, "" if label.article else path)
        if repaired:
            self._doubt("repair.characters", start, path)

    def _put(self, label: Label, text: str, lines: _Lines) -> str:
        """Put a text into its field."""
        # sitename: Orvale Gazette
        if label.kind == "site" and label.part:
            return self._put_known(text, lines)  # a front matter says it; no line has to be known
        return _PUT[label.kind](self, text, lines)

    def _put_known(self, text: str, lines: _Lines) -> str:
        """Keep the name of a site, or the address of the page."""
        if re.fullmatch(URI_PATTERN, text):
            self.url, self.field_lines["url"] = text, [lines]
            return "url"
        self.publisher, self.field_lines["sources[0]"] = text, [lines]
        return "sources"

    def _put_headline(self, text: str, lines: _Lines) -> str:
        self.headlines.append((text, lines))
        return "headline"

    def _put_paragraph(self, text: str, lines: _Lines) -> str:
        return self._put_block(text if self.opened else self._without_dateline(text, lines), lines)

    def _put_subhead(self, text: str, lines: _Lines) -> str:
        return self._put_block(unchecked.subhead(text) if self.certain else Subhead(text), lines)

    def _put_date(self, text: str, lines: _Lines) -> str:
        if self.published is None and (published := parse_date(text)):
            self.published = published
            self.field_lines["published"] = [lines]
        return "published"

    def _put_site(self, text: str, lines: _Lines) -> str:
        if self.publisher is None and (publisher := site_publisher(text)):
            self.publisher = publisher
            self.field_lines["sources[0]"] = [lines]
        return "sources"

    def _put_deck(self, text: str, lines: _Lines) -> str:
        return self._put_field("deck", text, lines)

    def _put_byline(self, text: str, lines: _Lines) -> str:
        return self._put_field("byline", text, lines)

    def _put_dateline(self, text: str, lines: _Lines) -> str:
        self.opened = True
        return self._put_field("dateline", text, lines)

    def _put_field(self, field: str, text: str, lines: _Lines) -> str:
        """Keep the first text of a field that has only one; a different second one is reported."""
        if self.fields.setdefault(field, text) == text:
            self.field_lines.setdefault(field, []).append(lines)
        else:
            message = f"the article has another {field} already; this one stays in the page's segments only"
            self.diagnostics.append(
                Diagnostic("repair.dropped", message, lines[0] + 1, f"$[{self.number}].{field}", self.number)
            )
        return field

    def _put_block(self, block: Block, lines: _Lines) -> str:
        index = len(self.body)
        self.body.append(block)
        self.body_lines[index] = lines
        return f"body[{index}]"

    def _without_dateline(self, text: str, lines: _Lines) -> str:
        """Take the dateline off the first paragraph: `Cairo, Asharq Al-Awsat—The council met`."""
        self.opened = True
        if parts := split_dateline(text):
            dateline, text = parts
            self._put_field("dateline", dateline, lines)
            if is_guess(dateline):
                self._doubt("guess.dateline", lines[0], "dateline")
        return text

    def _put_caption(self, text: str, lines: _Lines) -> str:
        index = self.copies.get(text)
        if index is not None:
            self.caption_lines[index].append(lines)
            return f"captions[{index}]"
        if self.captions and (copied := self._find_copied(text, lines)):
            return copied
        index = self.copies[text] = len(self.captions)
        anchor = len(self.body) or None
        if picture := read_picture(text):
            self.captions.append(evolve(picture, anchor=anchor))
            self.caption_lines.append([lines])
            return f"captions[{index}]"
        alone = read_alone(text) if self.chance is not None else None
        clean_text, credit, sources, doubtful = alone or split_credit(text)
        if alone and self._stands_below_caption(lines):
            self.captions[-1] = evolve(self.captions[-1], credit=credit, sources=sources)
            self.caption_lines[-1].append(lines)
            self.copies[text] = index - 1
            return f"captions[{index - 1}].credit"
        if clean_text and self._is_below_its_picture(clean_text):
            self.captions[-1] = evolve(self.captions[-1], text=clean_text, credit=credit, sources=sources)
            self.caption_lines[-1].append(lines)
            self.copies[text] = index - 1
            return f"captions[{index - 1}]"
        make = unchecked.caption if self.certain else Caption
        self.captions.append(make(clean_text, credit, sources=sources, anchor=anchor))
        self.caption_lines.append([lines])
        if doubtful:
            self._doubt("guess.credit", lines[0], f"captions[{index}].credit")
        return f"captions[{index}]"

    def _stands_below_caption(self, lines: _Lines) -> bool:
        """Return True if the lines are right below a caption that has no credit."""
        if not self.captions or self.captions[-1].credit is not None or not self.captions[-1].text:
            return False
        return (
            self.captions[-1].anchor == (len(self.body) or None) and lines[0] - self.caption_lines[-1][-1][1] <= _BLANKS
        )

    def _is_below_its_picture(self, text: str) -> bool:
        """Return True if the last caption is the words of a picture of Markdown, and the text says the same."""
        above = self.captions[-1] if self.captions else None
        return above is not None and bool(above.url and above.text) and is_alike(above.text or "", text)

    def _find_copied(self, text: str, lines: _Lines) -> str | None:
        """Add a line to the caption that it is a copy of: the same one with other quotes or spaces, or a cut one."""
        copies = self.printed
        if not copies:  # most articles have one caption
            copies |= {straight_quotes(fold(first)): 0 for first in self.copies}
        printed = straight_quotes(fold(text))
        index = copies.get(printed)
        if index is None:
            latest = [*islice(reversed(copies.items()), _LATEST)]
            alike = (index for line, index in reversed(latest) if line.startswith(printed) or printed.startswith(line))
            index = next(alike, None)
            if index is None:
                copies[printed] = len(self.captions)
                return None
            self._doubt("guess.caption-copies", lines[0], f"captions[{index}]")
        self.caption_lines[index].append(lines)
        return f"captions[{index}]"

    def _doubt(self, code: str, line: int, path: str) -> None:
        place = f"$[{self.number}].{path}" if path else f"$[{self.number}]"
        self.diagnostics.append(Diagnostic(code, CATALOGUE[code], line + 1, place, self.number))

    # --- making the article ---

    def finish(self, seen: SeenArticles, stop: int, *, at_end: bool) -> Found:
        """Make the article, which ends before the line `stop`; `at_end` if no other one follows on the page."""
        headline = self._headline()
        url = self._address(headline) or self.url
        language, published = None, self.published
        if self.hints and self.chance is not None:
            known = facts(self.hints)
            language, url, published = known.language, url or known.url, published or known.published
        if self.chance is not None:
            self._read_marks(url)
            headline = headline and read_words(headline)
            self.fields = {name: read_words(text) for name, text in self.fields.items()}
        make = unchecked.article if self.certain else Article
        article = make(
            headline,
            tuple(self.body),
            captions=tuple(self.captions),
            sources=(Source(self.publisher, "publisher"),) if self.publisher else (),
            deck=self.fields.get("deck"),
            byline=self.fields.get("byline"),
            dateline=self.fields.get("dateline"),
            language=language,
            published=published,
            url=url,
        )
        self._doubt_ending(article, at_end=at_end)
        fingerprint = hash(article)
        if seen.add(fingerprint):
            self._doubt("article.duplicate", self.start, "")
        seen.count += 1
        return Found(article, self.diagnostics, (self.start, stop), self._origins, fingerprint, self.chance)

    def _read_marks(self, base: str | None) -> None:
        """Read the marks of Markdown in the body, if there are any."""
        if not self.has_headings and not any(has_marks(plain_text(block)) for block in self.body):
            return
        places, texts = self._places(), self.body
        self.body, self.body_lines, self.runs = [], {}, []
        moved: list[int] = []  # the new number of each block
        for block, made_of in read_blocks(texts, base):
            first = len(moved)
            moved += [len(self.body)] * made_of
            self.body_lines[len(self.body)] = places[first][0], places[len(moved) - 1][1]
            self.body.append(block)
        moved.append(len(self.body))
        self.captions = [
            caption if caption.anchor is None else evolve(caption, anchor=moved[caption.anchor])
            for caption in self.captions
        ]

    def _headline(self) -> str | None:
        """Choose the text that most copies agree on, without the site's name after it."""
        if not self.headlines:
            return None
        text = self.headlines[0][0]
        # copies differ where an address or a site is glued to one of them
        if text != self.headlines[-1][0] or len(self.headlines) > 2:
            texts = [text for text, _ in self.headlines]
            text = max(dict.fromkeys(texts), key=lambda text: (texts.count(text), -text.count("://")))
        return without_site(text)

    def _address(self, headline: str | None) -> str | None:
        """Find the page's address glued to a copy of the headline: `Bridge Openshttps://news.example/bridge`."""
        for text, lines in self.headlines:
            if text is not headline and "://" in text:
                rest = text.removeprefix(headline or "").strip()
                if rest != text and "://" in rest and re.fullmatch(URI_PATTERN, rest):
                    self.field_lines["url"] = [lines]
                    return rest
        return None

    def _doubt_ending(self, article: Article, *, at_end: bool) -> None:
        closing = plain_text(article.body[-1]) if article.body else ""
        if not closing:
            self._doubt("article.empty", self.end - 1, "")
        if (closing or at_end) and not (closing[-1:] == ")" or ends_sentence(closing)):
            self._doubt("article.truncated", self.end - 1, "")

    def _origins(self) -> Origins:
        """Return where the article's fields stand."""
        origins = {path: tuple(places) for path, places in self.field_lines.items()}
        if self.headlines:
            origins["headline"] = tuple(lines for _, lines in self.headlines)
        for index, (caption, places) in enumerate(zip(self.captions, self.caption_lines, strict=True)):
            parts = (
                ("text", caption.text),
                ("credit", caption.credit),
                ("sources", caption.sources),
                ("url", caption.url),
            )
            origins |= {f"captions[{index}].{name}": tuple(places) for name, value in parts if value}
        for index, place in enumerate(self._places()):
            origins[f"body[{index}]"] = (place,)
        return origins

    def _places(self) -> list[_Lines]:
        """Return the lines of each block; a page may have half a million blocks, so there is no dictionary of them."""
        blocks = [(0, 0)] * len(self.body)
        for index, place in self.body_lines.items():
            blocks[index] = place
        for index, start, lines in self.runs:
            for block, number in enumerate(compress(count(start), lines), index):
                blocks[block] = number, number + 1
        return blocks


def _end_of_text(labels: Sequence[Label], at: int, kind: str) -> int:
    """Return where the labels end of lines from `at` on that go on with a text of this kind."""
    while at < len(labels) and labels[at].kind == kind and not (labels[at].new or labels[at].article):
        at += 1
    return at


_PUT = {
    "headline": ArticleBuilder._put_headline,
    "deck": ArticleBuilder._put_deck,
    "caption": ArticleBuilder._put_caption,
    "byline": ArticleBuilder._put_byline,
    "dateline": ArticleBuilder._put_dateline,
    "date": ArticleBuilder._put_date,
    "site": ArticleBuilder._put_site,
    "subhead": ArticleBuilder._put_subhead,
    "paragraph": ArticleBuilder._put_paragraph,
}
"""How a text of each kind is put into its field; each returns the field's path."""
