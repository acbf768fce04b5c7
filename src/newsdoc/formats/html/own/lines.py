"""The lines of a page that newsdoc wrote, as its reader sees them, each with its label and the field that it shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsdoc.diagnostics import Diagnostic
from newsdoc.formats.text.printed import FOOT, HEAD, reading_order, shown
from newsdoc.model import Article, Block, Caption, Subhead, plain_text
from newsdoc.page.labels import BLANK, Kind, Label, merge
from newsdoc.page.page import Hints, Page

__all__ = ["page_of"]

_KINDS: dict[str, Kind] = {
    "headline": "headline", "deck": "deck", "byline": "byline", "dateline": "dateline", "published": "date",
}  # fmt: skip


class _Part(NamedTuple):
    """A part of a page: its label, the fields that it shows, and its lines."""

    kind: Kind
    paths: tuple[str, ...]
    lines: list[str]


def page_of(article: Article, diagnostics: Sequence[Diagnostic]) -> Page:
    """Return an article that was read back as a page: an empty line is between two parts."""
    lines: list[tuple[Label, str]] = []
    origins: dict[str, tuple[tuple[int, int], ...]] = {}
    for part in _parts(article):
        if lines:
            lines.append((BLANK, "\n"))
        start = len(lines)
        lines += [(Label(part.kind, new=not number), f"{line}\n") for number, line in enumerate(part.lines)]
        origins |= {path: ((start, len(lines)),) for path in part.paths}
    segments = tuple(segment for segment, _ in merge(lines))
    text = "".join(line for _, line in lines)
    return Page(text, (article,), segments, (origins,), (1.0,), tuple(diagnostics), _hints(article))


def _parts(article: Article) -> Iterator[_Part]:
    some = False
    for part in (*_fields(article, HEAD), *_flow(article), *_fields(article, FOOT)):
        some = True
        yield part
    if not some:  # the page has only its title
        yield _Part("furniture", ("body",), ["…"])


def _fields(article: Article, names: Sequence[str]) -> Iterator[_Part]:
    for name in names:
        if text := shown(article, name):
            yield _Part(_KINDS.get(name, "furniture"), ("rights.notice" if name == "rights" else name,), [text])


def _flow(article: Article) -> Iterator[_Part]:
    blocks = captions = 0
    for part in reading_order(article):
        if isinstance(part, Caption):
            yield _caption(part, captions)
            captions += 1
        else:
            yield _block(part, blocks)
            blocks += 1


def _caption(caption: Caption, number: int) -> _Part:
    words = [("text", caption.text), ("credit", caption.credit), ("url", caption.url)]
    kept = [(name, text) for name, text in words if text and not (name == "url" and (caption.text or caption.credit))]
    paths = tuple(f"captions[{number}].{name}" for name, _ in kept)
    return _Part("caption", paths, [" ".join(text for _, text in kept)])


def _block(block: Block, number: int) -> _Part:
    kind: Kind = "subhead" if isinstance(block, Subhead) else "paragraph"
    return _Part(kind, (f"body[{number}]",), plain_text(block).split("\n"))


def _hints(article: Article) -> Hints:
    """Return what the head of the page says of it."""
    site = article.publisher.name if article.publisher else None
    return Hints(
        title=article.headline, url=article.url, language=article.language, published=article.published, site=site
    )
