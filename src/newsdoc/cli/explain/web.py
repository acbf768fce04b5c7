"""A raw dump shown in a browser: one self-contained page that answers «where does this come from?» with a click.

The dump's lines are on the right, coloured by their labels, the lines of an article in a frame; on the left are its
fields, its confidence and its doubts, and a click on any of them shows its lines. The page loads nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape

from newsdoc.cli.explain.verdict import article_span
from newsdoc.diagnostics import Diagnostic
from newsdoc.model import Article
from newsdoc.page import Page
from newsdoc.text import visible

__all__ = ["explain_html"]

_STYLE = """
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { margin: 0; display: grid; grid-template-columns: minmax(18rem, 1fr) 2fr; height: 100vh; }
nav, main { overflow-y: auto; padding: 1rem; }
nav { border-inline-end: 1px solid #8888; }
h1 { font-size: 1.1rem; } h2 { font-size: 1rem; margin: 1.5rem 0 .3rem; }
ul { list-style: none; padding: 0; margin: 0; }
button { all: unset; cursor: pointer; display: block; box-sizing: border-box; width: 100%; padding: .1rem .4rem;
  overflow: hidden; text-overflow: ellipsis; white-space: nowrap; border-radius: .25rem; }
button:hover, button:focus-visible { outline: 1px solid #888a; }
button[aria-pressed=true] { background: #fc08; }
button code { opacity: .7; margin-inline-end: .5em; }
.doubt { color: #c50; }
section { border: 2px solid #8888; border-radius: .5rem; padding: .5rem; margin: .5rem 0; }
.line { display: grid; grid-template-columns: 4em 6em 1fr; gap: .5em; border-radius: .25rem; }
.line > * { min-width: 0; overflow-wrap: anywhere; white-space: pre-wrap; }
.line .number { text-align: end; opacity: .5; } .line .label { opacity: .7; font-size: .85em; }
.shown { background: #fc08; }
.headline .text { font-weight: bold; } .deck .text { font-style: italic; } .caption .text { color: #087e8b; }
.control .text { color: #a2a; } .byline .text { color: #283; } .subhead .text { color: #a60; font-weight: bold; }
.date .text, .dateline .text, .site .text { color: #36c; } .unknown .text { color: #c22; }
@media (max-width: 50rem) { body { display: block; height: auto; } }
"""

_SCRIPT = """
let pressed = null;
document.querySelector("nav").addEventListener("click", event => {
  const button = event.target.closest("button");
  if (!button) return;
  document.querySelectorAll(".shown").forEach(line => line.classList.remove("shown"));
  if (pressed) pressed.setAttribute("aria-pressed", "false");
  pressed = pressed === button ? null : button;
  if (!pressed) return;
  button.setAttribute("aria-pressed", "true");
  const lines = button.dataset.lines.split(" ").map(number => document.getElementById("line-" + number));
  lines.forEach(line => line.classList.add("shown"));
  lines[0].scrollIntoView({ block: "center" });
});
"""


def explain_html(page: Page, name: str) -> str:
    """Show a page as one HTML document."""
    title = escape(visible(name))
    return "\n".join(
        [
            "<!DOCTYPE html>",
            f'<html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head><body>',
            f"<nav><h1>{title}</h1>",
            *_fields(page),
            "</nav><main>",
            *_lines(page),
            f"</main><script>{_SCRIPT}</script></body></html>\n",
        ]
    )


def _fields(page: Page) -> Iterator[str]:
    """Yield the list of articles with their fields and doubts; each item has its lines."""
    notes: defaultdict[int | None, list[Diagnostic]] = defaultdict(list)  # by article; `None` is the page
    for diagnostic in page.diagnostics:
        notes[diagnostic.article].append(diagnostic)
    for index, (article, origins, sure) in enumerate(zip(page, page.origins, page.confidence, strict=True)):
        title = _text(article.headline or "no headline")
        yield f'<h2 dir="auto">{index + 1}. {title}</h2><p>confidence {sure:.2f}</p><ul>'
        for path in sorted(origins, key=lambda path: origins[path]):
            lines = [line for start, stop in origins[path] for line in range(start, stop)]
            yield _item(path, _value(article, path), lines)
        yield from _doubts(notes[index])
        yield "</ul>"
    if notes[None]:
        yield "<h2>The page</h2><ul>"
        yield from _doubts(notes[None])
        yield "</ul>"


def _doubts(notes: Sequence[Diagnostic]) -> Iterator[str]:
    for diagnostic in notes:
        words = ": ".join(filter(None, (diagnostic.inside, diagnostic.message)))
        yield _item(diagnostic.code, words, [(diagnostic.line or 1) - 1], doubt=True)


def _item(path: str, words: str, lines: Sequence[int], *, doubt: bool = False) -> str:
    kind = ' class="doubt"' if doubt else ""
    numbers = " ".join(str(line + 1) for line in lines)
    shown = _text(words if len(words) <= 200 else words[:199] + "…")
    return (
        f'<li><button{kind} dir="auto" aria-pressed="false" data-lines="{numbers}" title="{shown}">'
        f"<code>{escape(path)}</code>{shown}</button></li>"
    )


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


def _lines(page: Page) -> Iterator[str]:
    """Return each line with its number and label; the lines of an article are in a frame."""
    spans = {article_span(origins) for origins in page.origins}
    starts, stops = {start for start, _ in spans}, {stop for _, stop in spans}
    for segment in page.segments:
        texts = segment.text.split("\n")[: segment.stop - segment.start]
        for number, text in enumerate(texts, segment.start):
            if number in stops:
                yield "</section>"
            if number in starts:
                yield "<section>"
            yield (
                f'<div class="line {segment.kind}" id="line-{number + 1}"><span class="number">{number + 1}</span>'
                f'<span class="label">{segment.kind}</span><span class="text" dir="auto">{_text(text)}</span></div>'
            )
    if page.segments and page.segments[-1].stop in stops:
        yield "</section>"


def _text(text: str) -> str:
    return escape(visible(text))
