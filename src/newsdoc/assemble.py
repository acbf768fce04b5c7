"""Assembly: labelled runs of lines become articles, with the lines each field came from.

The one module that knows both text and articles. It trusts the labels, cleans the text, splits credits and datelines,
and says as diagnostics what it was not sure of; an article's confidence is what its doubts leave.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import NamedTuple

from attrs import Factory, define

from newsdoc.credits import split_credit
from newsdoc.datelines import is_guess, split_dateline
from newsdoc.dates import parse_date
from newsdoc.diagnostics import CATALOGUE, DOUBT, Diagnostic
from newsdoc.model import URI_PATTERN, Article, Block, Caption, Source, Subhead, plain_text
from newsdoc.names import site_publisher
from newsdoc.segments import Run, Segment
from newsdoc.text import clean, ends_sentence, fold, trim, unquoted

__all__ = ["Found", "Memory", "Origins", "assemble", "ends_as_sentence", "without_site"]

Origins = dict[str, tuple[tuple[int, int], ...]]
"""Where an article's fields stand: field path (`captions[0].text`) to line ranges, counted from 0, half open."""

_TITLE_JOINT = re.compile(r"\s+[|–-]\s+")
_LATEST = 32  # captions that a line which is not quite the same may be a copy of
_LEAST = 0.05  # confidence that is left whatever the doubts
_SHOWN = frozenset({"headline", "deck", "caption", "byline", "dateline", "subhead", "paragraph"})
_FIELDS = _SHOWN | {"date", "site"}


class Found(NamedTuple):
    """An article found on a page, or, before the first one and on pages without any, only diagnostics."""

    article: Article | None
    diagnostics: list[Diagnostic]
    stop: int | None = None
    """The number of the line that the next article begins with, if there is one."""

    origins: Callable[[], Origins] = dict
    """Says where the article's fields stand."""

    key: int = 0
    """What an equal article has as well, in this process and its forks."""

    @property
    def confidence(self) -> float:
        """How sure the article is, from 0 to 1: what its doubts leave."""
        doubts = sum(DOUBT.get(diagnostic.code, 0.0) for diagnostic in self.diagnostics)
        return round(max(_LEAST, 1.0 - doubts), 2)


_REMEMBERED = 1 << 14  # articles at least, and twice as many at most: memory does not grow with the page


@define
class Memory:
    """What is remembered of the articles of a page: how many there were, and what the latest ones were."""

    count: int = 0
    recent: set[int] = Factory(set)
    older: set[int] = Factory(set)

    def knows(self, key: int) -> bool:
        """Whether an article with this key was among the latest sixteen thousand and more; from now on, one is."""
        known = key in self.recent or key in self.older
        self.recent.add(key)
        if len(self.recent) == _REMEMBERED:
            self.recent, self.older = set(), self.recent
        return known

    def learn(self, keys: Sequence[int]) -> bool:
        """Remember articles at once, as `knows` would one by one, if all of them are new; say if that was done."""
        new = set(keys)
        if len(new) < len(keys) or len(self.recent) + len(new) >= _REMEMBERED:
            return False
        if not (new.isdisjoint(self.recent) and new.isdisjoint(self.older)):
            return False
        self.recent |= new
        return True


def assemble(runs: Iterable[Run], memory: Memory | None = None) -> Iterator[Found]:
    """Assemble articles one by one, holding one article and a few bytes for each of the latest that came before.

    Where the runs are not a page's first ones, `memory` knows the articles of the others.
    """
    memory = memory or Memory()
    draft: _Draft | None = None
    said: set[str] = set()
    for run in runs:
        if run.notes and (loose := [note for note in run.notes if note.startswith("page.") and note not in said]):
            said.update(loose)
            yield Found(None, [_note(note, run.segment, None) for note in loose])
        if run.article or (draft is None and run.segment.kind in _SHOWN):
            if draft:
                yield draft.finish(memory, stop=run.segment.start)
            draft = _Draft(f"$[{memory.count}]")
        if draft:
            draft.add(run)
    if draft:
        yield draft.finish(memory, stop=None)


def _note(code: str, segment: Segment, path: str | None) -> Diagnostic:
    return Diagnostic(code, CATALOGUE[code], segment.start + 1, path)


def without_site(title: str) -> str:
    """Give a headline without the name of a site that stands after a dash or a bar."""
    if "|" in title or "–" in title or "-" in title:
        for joint in _TITLE_JOINT.finditer(title):
            if site_publisher(title[joint.end() :]):
                return title[: joint.start()].strip() or title
    return title


def ends_as_sentence(text: str) -> bool:
    """Whether a text ends with a stop, a closing quote or bracket."""
    return ends_sentence(text) or text.endswith(")")


@define
class _Copy:
    """One printing of a headline."""

    text: str
    place: tuple[int, int]


@define
class _Draft:
    """An article that is being put together."""

    path: str
    headlines: list[_Copy] = Factory(list)
    captions: list[Caption] = Factory(list)
    body: list[Block] = Factory(list)
    fields: dict[str, str] = Factory(dict)
    published: date | None = None
    sources: list[Source] = Factory(list)
    origins: dict[str, list[tuple[int, int]]] = Factory(dict)
    printed: dict[str, int] = Factory(dict)  # the captions' lines and numbers, to know their copies by
    diagnostics: list[Diagnostic] = Factory(list)
    first_line: int = -1
    last: Segment | None = None

    def add(self, run: Run) -> None:
        """Take in a run of lines."""
        segment = run.segment
        if self.first_line < 0:
            self.first_line = segment.start
        if segment.kind not in _FIELDS:
            self._notes(run, "")
            return
        text, repaired = clean(trim(segment.text))
        if not text:
            return
        path = self._place(segment, text)
        self._notes(run, path)
        if repaired:
            self.diagnostics.append(_note("repair.characters", segment, f"{self.path}.{path}" if path else self.path))
        if segment.kind in _SHOWN:
            self.last = segment

    def _place(self, segment: Segment, text: str) -> str:
        """Put a text into its field; give the field's path."""
        where = (segment.start, segment.stop)
        match segment.kind:
            case "headline":
                self.headlines.append(_Copy(text, where))
                return "headline"
            case "caption":
                return self._caption(segment, text)
            case "subhead":
                self.body.append(Subhead(text))
            case "paragraph":
                self._paragraph(segment, text)
            case "date":
                return self._date(segment, text)
            case "site":
                return self._site(text, where)
            case _:
                return self._single(segment.kind, segment, text)
        path = f"body[{len(self.body) - 1}]"
        self.origins[path] = [where]
        return path

    def _single(self, field: str, segment: Segment, text: str) -> str:
        """Keep the first text of a field that has only one; a different second one is reported."""
        where = (segment.start, segment.stop)
        if self.fields.setdefault(field, text) == text:
            self.origins.setdefault(field, []).append(where)
        else:
            message = f"the article has another {field} already; this one stays in the page's segments only"
            self.diagnostics.append(Diagnostic("repair.dropped", message, segment.start + 1, f"{self.path}.{field}"))
        return field

    def _paragraph(self, segment: Segment, text: str) -> None:
        if str not in map(type, self.body) and "dateline" not in self.fields:
            parts = split_dateline(text)
            if parts:
                self._single("dateline", segment, parts[0])
                if is_guess(parts[0]):
                    self.diagnostics.append(_note("guess.dateline", segment, f"{self.path}.dateline"))
                text = parts[1]
        self.body.append(text)

    def _caption(self, segment: Segment, text: str) -> str:
        where = (segment.start, segment.stop)
        key = unquoted(fold(text))
        index = self._copied(key)
        path = f"captions[{len(self.captions) if index is None else index}]"
        if index is not None:
            for name in ("text", "credit", "sources"):
                if origin := self.origins.get(f"{path}.{name}"):
                    origin.append(where)
            if key not in self.printed:
                self.diagnostics.append(_note("guess.caption-copies", segment, f"{self.path}.{path}"))
            return path
        split = split_credit(text)
        anchor = len(self.body) if self.body else None
        self.captions.append(Caption(split.text, split.credit, sources=split.sources, anchor=anchor))
        self.printed[key] = len(self.printed)
        parts = [("text", split.text), ("credit", split.credit), ("sources", split.sources)]
        self.origins |= {f"{path}.{name}": [where] for name, value in parts if value}
        if split.doubtful:
            self.diagnostics.append(_note("guess.credit", segment, f"{self.path}.{path}.credit"))
        return path

    def _copied(self, key: str) -> int | None:
        """Find the caption that a line is a copy of: the same line, or one of the latest that differs in its end."""
        if key in self.printed:
            return self.printed[key]
        latest = [*islice(reversed(self.printed.items()), _LATEST)]
        return next((index for line, index in reversed(latest) if line.startswith(key) or key.startswith(line)), None)

    def _date(self, segment: Segment, text: str) -> str:
        if self.published is None and (published := parse_date(text)):
            self.published = published
            self.origins["published"] = [(segment.start, segment.stop)]
        return "published"

    def _site(self, text: str, where: tuple[int, int]) -> str:
        publisher = site_publisher(text)
        if publisher and not self.sources:
            self.sources.append(Source(publisher, "publisher"))
            self.origins["sources[0]"] = [where]
        return "sources"

    def _notes(self, run: Run, path: str) -> None:
        if not run.notes:
            return
        place = f"{self.path}.{path}" if path and not run.article else self.path
        self.diagnostics += [_note(code, run.segment, place) for code in run.notes if not code.startswith("page.")]

    def finish(self, memory: Memory, *, stop: int | None) -> Found:
        """Make the article and say what was unsure about it; `stop` is where the next one begins."""
        headline = self._headline()
        article = Article(
            headline,
            self.body,
            captions=self.captions,
            sources=self.sources,
            deck=self.fields.get("deck"),
            byline=self.fields.get("byline"),
            dateline=self.fields.get("dateline"),
            published=self.published,
            url=self._address(headline),
        )
        self._closing(article, at_end=stop is None)
        key = hash(article)
        if memory.knows(key):
            message = CATALOGUE["article.duplicate"]
            self.diagnostics.append(Diagnostic("article.duplicate", message, self.first_line + 1, self.path))
        diagnostics = [diagnostic._replace(article=memory.count) for diagnostic in self.diagnostics]
        memory.count += 1
        origins = {path: tuple(places) for path, places in self.origins.items()}
        return Found(article, diagnostics, stop, lambda: origins, key)

    def _headline(self) -> str | None:
        """Choose the text most copies agree on, without the site's name after it."""
        if not self.headlines:
            return None
        texts = Counter(copy.text for copy in self.headlines)
        text = max(texts, key=lambda text: (texts[text], -text.count("://")))
        self.origins["headline"] = [copy.place for copy in self.headlines]
        return without_site(text)

    def _address(self, headline: str | None) -> str | None:
        """Find the page's address glued to a copy of the headline."""
        for copy in self.headlines:
            rest = copy.text.removeprefix(headline or "").strip()
            if rest != copy.text and re.fullmatch(URI_PATTERN, rest) and "://" in rest:
                self.origins["url"] = [copy.place]
                return rest
        return None

    def _closing(self, article: Article, *, at_end: bool) -> None:
        line = (self.last.stop if self.last else self.first_line + 1) if at_end or self.last else self.first_line + 1
        closing = plain_text(article.body[-1]) if article.body else ""
        if not closing:
            self.diagnostics.append(Diagnostic("article.empty", CATALOGUE["article.empty"], line, self.path))
        if (closing or at_end) and not ends_as_sentence(closing):
            self.diagnostics.append(Diagnostic("article.truncated", CATALOGUE["article.truncated"], line, self.path))
