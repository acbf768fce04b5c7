"""Show a page in a browser: one document that answers «where does this come from, and why?» with a click.

The verdict is on top; below it are the lines with their labels, and beside them the articles as they will be printed.
Links lead from each field to its lines and back. The document loads nothing; its script only adds to what links and
`details` do without it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from html import escape
from pathlib import Path

from newsdoc.cli.explain.verdict import AnyReasons, Line, Seen, counted, see
from newsdoc.diagnostics import Diagnostic
from newsdoc.display import article_html
from newsdoc.model import Article
from newsdoc.page import Page
from newsdoc.page.layouts.reasons import Reasons
from newsdoc.text import visible

__all__ = ["explain_html"]

_LINES = 10_000
"""Lines that are shown; a browser takes long for more."""
_LONGEST = 10_000  # characters of a line, or of the HTML of a field
_LINKS = 12  # links to lines that were nearly taken
_RIVAL = 0.05  # chance of a second headline that is worth a look
_LIMITS = {
    "first": "why the body begins here",
    "last": "why the body ends here",
    "above": "why the body does not begin here",
    "below": "why the body does not go on here",
}
_INLINE = ("byline", "published", "dateline")  # fields that are printed in one line


def explain_html(page: Page, name: str, *, reasons: AnyReasons | None = None, most: int = _LINES) -> str:
    """Show a page as one HTML document; `most` is the number of lines that are shown."""
    seen = see(page, reasons)
    fields = _Fields(seen, most)
    articles = list(_articles(seen, fields, most))
    title = _text(name)
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title><style>\n{_beside('web.css')}</style></head><body>",
            *_header(seen, title, most),
            f'<main><section class="lines{"" if seen.reasons else " unweighed"}" aria-label="The lines of the page">',
            *_lines(seen, fields, most),
            '</section><section class="articles" aria-label="The articles as they will be printed">',
            *articles,
            f"</section></main><script>\n{_beside('web.js')}</script></body></html>\n",
        ]
    )


@cache
def _beside(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")


# --- the verdict ---


def _header(seen: Seen, title: str, most: int) -> Iterator[str]:
    least = min(seen.page.confidence, default=0.0)
    mood = "good" if least >= 0.8 else "fair" if least >= 0.5 else "poor"
    total, count = len(seen.lines), len(seen.page)
    yield f'<header><p class="file">{title} · {counted(total, "line")} · {counted(count, "article")}</p>'
    words = re.sub(r"\b\d\.\d\d\b", r"<strong>\g<0></strong>", _text(seen.verdict()))
    yield f'<h1 class="{mood}">{words}</h1>'
    if total > most:
        yield (
            f'<p class="limit">This page shows the first {most:,} of {total:,} lines, and what was read from them. '
            "The whole is shown by <code>newsdoc explain --all</code> in a terminal.</p>"
        )
    yield f'<nav aria-label="Places to look at">{"".join(_places(seen, most))}</nav>'
    if seen.reasons and seen.reasons.page:
        yield _why("What speaks for this verdict, and what against it", seen.reasons.page, 5)
    yield from (f'<p class="doubt">{_told(each)}</p>' for each in seen.notes.get(None, ()) if each.article is None)
    yield "</header>"


def _places(seen: Seen, most: int) -> Iterator[str]:
    """Yield links to the articles, the doubtful lines, and the doubts."""
    if len(seen.page) > 1:
        for index, article in enumerate(seen.page[:_LINKS]):
            if seen.spans[index][0] < most:
                title = _short(f"{index + 1}. {article.headline or 'no headline'}", 50)
                yield f'<a href="#article-{index}">{_text(title)}</a>'
    for number in [number for number in sorted(seen.doubtful) if number < most][:_LINKS]:
        is_left = seen.lines[number].kind in ("furniture", "unknown")
        yield f'<a href="#line-{number + 1}">line {number + 1} nearly {"taken" if is_left else "left"}</a>'
    doubted = [number for number in seen.notes if number is not None and number < most]
    for number in sorted(doubted)[:_LINKS]:
        yield f'<a href="#line-{number + 1}">{counted(len(seen.notes[number]), "note")} at line {number + 1}</a>'


def _why(summary: str, reasons: Reasons, count: int = 3) -> str:
    """Return the strongest evidence for and against, folded."""
    columns = []
    for name, pieces in zip(("for", "against"), reasons.strongest(count), strict=True):
        items = "".join(f"<li><b>{each.weight:+.2f}</b> {escape(each.words)}</li>" for each in pieces)
        columns.append(f'<div><p>speaks {name}</p><ul class="{name}">{items or "<li>nothing</li>"}</ul></div>')
    return f'<details class="why"><summary>{summary}</summary><div class="evidence">{"".join(columns)}</div></details>'


# --- the lines ---


def _lines(seen: Seen, fields: _Fields, most: int) -> Iterator[str]:
    """Yield each line with its number and label; the lines of an article are in a frame, long furniture is folded."""
    yield '<button type="button" id="unfold" hidden aria-pressed="false">Show all furniture and blank lines</button>'
    article: int | None = None
    for folded, run in seen.runs():
        shown = [line for line in run if line.number < most]
        if shown and shown[0].article != article:
            if article is not None:
                yield "</div>"
            article = shown[0].article
            if article is not None:
                yield '<div class="article-lines">'
        if shown and folded:
            is_open = "" if len(seen.page) else " open"  # nothing else is to be seen without an article
            yield f'<details class="fold"{is_open}><summary>… {_idle(shown)} …</summary>'
        for line in shown:
            yield from _line(seen, line, fields)
        if shown and folded:
            yield "</details>"
    if article is not None:
        yield "</div>"


def _idle(run: Sequence[Line]) -> str:
    is_blank = all(line.kind == "blank" for line in run)
    return counted(len(run), "blank line") if is_blank else f"{counted(len(run), 'line')} of furniture"


def _line(seen: Seen, line: Line, fields: _Fields) -> Iterator[str]:
    number = line.number + 1
    target = fields.at.get(line.number)
    label = f'<a href="#{target}">{line.kind}</a>' if target else line.kind
    chance = seen.likely(line)
    likely = ""
    if chance is not None:
        what = "the headline" if line.kind == "headline" else "of the story"
        likely = f'<span title="{chance:.2f} likely {what}" style="--part: {chance:.2f}">{chance:.2f}</span>'
    yield (
        f'<div class="line {line.kind}" id="line-{number}"><span class="number">{number}</span>'
        f'<span class="label">{label}</span><span class="chance">{likely}</span>'
        f'<span class="text" dir="auto"{fields.lang(line.article)}>{_cut_text(line.text, _LONGEST)}</span></div>'
    )
    yield from (f'<p class="doubt">{_told(each)}</p>' for each in seen.notes.get(line.number, ()))
    yield from _evidence(seen, line)


def _evidence(seen: Seen, line: Line) -> Iterator[str]:
    """Yield the evidence about headline and runner-up, the limits of the body, and lines nearly taken or left."""
    reasons = seen.reasons
    if reasons is None:
        return
    is_headline = line.number == reasons.headline
    is_asked = is_headline or line.number == reasons.runner_up()
    if is_asked and (found := reasons.as_headline(line.number)) and (is_headline or found.chance > _RIVAL):
        asked = "is the headline" if is_headline else "comes next as a headline"
        yield _why(f"{found.chance:.2f}: why this {asked}", found)
    place = _LIMITS.get(seen.limits.get(line.number, ""))
    if place is None and line.number in seen.doubtful:
        place = f"why this was nearly {_opposite(line)}"
    if place and line.kind != "headline" and (found := reasons.line(line.number)):
        apart = f"; {reasons.apart}" if line.kind == "furniture" and reasons.stands_apart(line.number) else ""
        yield _why(f"{found.chance:.2f}: {place}{apart}", found)


def _opposite(line: Line) -> str:
    return "taken" if line.kind in ("furniture", "unknown") else "left"


def _told(diagnostic: Diagnostic) -> str:
    place = f"<b>{_text(diagnostic.inside)}</b> " if diagnostic.inside else ""
    return f"{place}{_text(diagnostic.message)} <code>{escape(diagnostic.code)}</code>"


# --- the articles ---


class _Fields:
    """The fields of all articles that are shown, with an id for each."""

    def __init__(self, seen: Seen, most: int) -> None:
        self.at: dict[int, str] = {}
        """The id of the first field that was read from each line."""
        self._page, self._most, self._count = seen.page, most, 0
        self._lines = [_lines_by_field(origins) for origins in seen.page.origins]

    def lang(self, article: int | None) -> str:
        """Return the attribute for the language of an article, so that its characters get the right forms."""
        language = None if article is None else self._page[article].language
        return f' lang="{_text(language)}"' if language else ""

    def framed(self, article: int, path: str, inside: str) -> str:
        """Return the HTML of a field with links to its lines; a field of lines that are not shown is left out."""
        lines = sorted(self._lines[article].get(path, ()))
        if lines and lines[0] >= self._most:
            return ""
        if len(inside) > _LONGEST:
            inside = f'<p class="limit">{escape(path)}: {len(inside):,} characters are not shown here.</p>'
        if not lines:
            return inside
        self._count += 1
        name = f"field-{self._count}"
        for line in lines:
            self.at.setdefault(line, name)
        tag = "span" if path in _INLINE else "div"
        numbers = " ".join(str(line + 1) for line in lines)
        shown = f"{lines[0] + 1}{'…' if len(lines) > 1 else ''}"
        words = f"{path}: line{'s' if len(lines) > 1 else ''} {numbers}"
        link = f'<a class="to" href="#line-{lines[0] + 1}" title="{escape(_short(words))}">{shown}</a>'
        return f'<{tag} class="field" id="{name}" data-lines="{numbers}">{link}{inside}</{tag}>'


def _lines_by_field(origins: Mapping[str, Sequence[tuple[int, int]]]) -> dict[str, set[int]]:
    """Return the lines of each field; those of `captions[0].credit` are lines of `captions[0]` as well."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for path, places in origins.items():
        lines = {line for start, stop in places for line in range(start, stop)}
        for name in {path, path.partition(".")[0]}:
            found[name] |= lines
    return found


def _articles(seen: Seen, fields: _Fields, most: int) -> Iterator[str]:
    """Yield each article as it will be printed, and below it what was read and is not printed."""
    shown = [index for index, (start, _) in enumerate(seen.spans) if start < most]
    if not shown:
        yield '<p class="none">There is no article to print.</p>'
    for index in shown:
        article = seen.page[index]
        yield f'<div class="paper" id="article-{index}">'
        yield f'<p class="file">article {index + 1} · confidence {seen.page.confidence[index]:.2f}</p>'
        printed: set[str] = set()

        def framed(path: str, inside: str, index: int = index, printed: set[str] = printed) -> str:
            printed.add(path)
            return fields.framed(index, path, inside)

        yield article_html(article, framed)
        rest = (path for path in seen.page.origins[index] if path.partition(".")[0] not in printed)
        rows = [fields.framed(index, path, _row(article, path)) for path in rest]
        if any(rows):
            yield f'<div class="more"><p>read, and not printed in place</p>{"".join(rows)}</div>'
        yield from (f'<p class="doubt">{_told(each)}</p>' for each in seen.notes.get(None, ()) if each.article == index)
        yield "</div>"


def _row(article: Article, path: str) -> str:
    return f'<p dir="auto"><code>{escape(path)}</code> {_cut_text(_value(article, path), 400)}</p>'


def _value(article: Article, path: str) -> str:
    """Return the words at a field path such as `captions[0].text`."""
    value: object = article
    for step in re.findall(r"\w+", path):
        value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)  # path is one of our origins
    if isinstance(value, tuple):
        return ", ".join(_words(item) for item in value)
    return _words(value)


def _words(value: object) -> str:
    return str(getattr(value, "name", None) or getattr(value, "text", None) or value)


# --- text ---


def _text(text: str) -> str:
    return escape(visible(text))


def _cut_text(text: str, most: int) -> str:
    if len(text) <= most:
        return _text(text)
    return f"{_text(text[:most])}… <em>{len(text) - most:,} more characters</em>"


def _short(text: str, most: int = 200) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"
