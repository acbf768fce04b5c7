"""Articles and pages as people see them while they program: short in a terminal, readable in a notebook.

`repr` shows only the fields that are set, and shortens long texts and sequences. `_repr_html_` of an article, which
notebooks call, shows it as a reader would see it. All text is escaped, and nothing is loaded: a picture is a link.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from attrs import NOTHING, fields

if TYPE_CHECKING:
    from newsdoc.model import Article, Block, Caption, Mark

__all__ = ["Displayed", "Framed", "article_html", "page_html", "short"]

Framed = Callable[[str, str], str]
"""Takes the path of a field, as `body[2]`, and its HTML, and returns the HTML that is shown."""

_TEXT = 60  # characters of a text
_ITEMS = 3  # of a sequence
_NESTED = 4  # fields of an object inside another one
_MOST = 20  # articles of a page in a notebook


class Displayed:
    """A class of the model, with a `repr` of the fields that are set, and the same for the library rich."""

    __slots__ = ()

    def __repr__(self) -> str:
        shown = (f"{name}={short(value)}" for name, value in _set_fields(self))
        return f"{type(self).__name__}({', '.join(shown)})"

    def __rich_repr__(self) -> Iterator[tuple[str, object]]:
        """Yield the fields that are set, whole."""
        yield from _set_fields(self)


def _set_fields(owner: Any) -> Iterator[tuple[str, object]]:
    for each in fields(type(owner)):
        value = getattr(owner, each.name)
        if each.default is NOTHING or value != each.default:
            yield each.name, value


def short(value: object, *, inside: bool = False) -> str:
    """Return the `repr` of a value, cut where it is long; `inside` an object of a sequence, cut more."""
    if isinstance(value, str):
        return repr(value if len(value) <= _TEXT else f"{value[:_TEXT]}…")
    if type(value) is tuple:
        return _short_tuple(value, inside=inside)
    if isinstance(value, Displayed):
        parts = [f"{name}={short(inner, inside=True)}" for name, inner in _set_fields(value)]
        return f"{type(value).__name__}({', '.join(parts[:_NESTED] + ['…'] * (len(parts) > _NESTED))})"
    return repr(value)


def _short_tuple(value: tuple[object, ...], *, inside: bool) -> str:
    if inside and value:
        return f"({len(value)} items)" if len(value) > 1 else "(1 item,)"
    items = [short(item) for item in value[:_ITEMS]]
    if len(value) > _ITEMS:
        items.append(f"… {len(value) - _ITEMS} more")
    return f"({', '.join(items)}{',' if len(value) == 1 else ''})"


# --- HTML for notebooks ---


def page_html(articles: Sequence[Article], confidence: Sequence[float]) -> str:
    """Return the articles of a page one below the other, each with its confidence."""
    pieces = [_element("p", _small(f"{len(articles)} article{'' if len(articles) == 1 else 's'}"))]
    for number, (article, sure) in enumerate(zip(articles[:_MOST], confidence, strict=False), 1):
        pieces += ["<hr>", _element("p", _small(f"article {number}, confidence {sure:.2f}")), article_html(article)]
    if len(articles) > _MOST:
        pieces += ["<hr>", _element("p", _small(f"{len(articles) - _MOST} more articles"))]
    return "".join(pieces)


def _bare(path: str, inside: str) -> str:  # noqa: ARG001 (one of `Framed`)
    return inside


def article_html(article: Article, framed: Framed = _bare) -> str:
    """Return an article as a reader would see it: the head, the body with its captions, and a line of its sources.

    `framed` may put something around the fields that a page prints.
    """
    language = f' lang="{_escaped(article.language)}"' if article.language else ""
    pieces = [*_head(article, framed), *_body(article, framed), *_foot(article)]
    return f'<article{language} dir="auto" style="max-width: 44em">{"".join(pieces)}</article>'


def _head(article: Article, framed: Framed) -> Iterator[str]:
    if article.status != "usable":
        yield _element("p", f"<strong>{article.status}</strong>")
    if article.embargoed:
        yield _element("p", f"<strong>embargoed until {_escaped(str(article.embargoed))}</strong>")
    if article.editorial_note:
        yield _element("p", _small(f"Note to editors: {article.editorial_note}"))
    if article.section:
        yield _element("p", _small(article.section))
    if article.headline:
        yield framed("headline", _element("h2", _escaped(article.headline)))
    if article.deck:
        yield framed("deck", _element("p", f"<em>{_escaped(article.deck)}</em>"))
    line = {"byline": article.byline, "published": article.published, "dateline": article.dateline}
    if parts := [framed(path, _escaped(str(value))) for path, value in line.items() if value]:
        yield _element("p", f"<small>{' · '.join(parts)}</small>")


def _body(article: Article, framed: Framed) -> Iterator[str]:
    waiting = list(enumerate(article.captions))
    for index, block in enumerate(article.body):
        while waiting and (waiting[0][1].anchor is None or waiting[0][1].anchor <= index):
            number, caption = waiting.pop(0)
            yield framed(f"captions[{number}]", _figure(caption))
        yield framed(f"body[{index}]", _block(block))
    for number, caption in waiting:
        yield framed(f"captions[{number}]", _figure(caption))


def _foot(article: Article) -> Iterator[str]:
    names = (f"{source.name} ({source.role})" if source.role else source.name for source in article.sources)
    rights = (article.rights.notice or article.rights.holder) if article.rights else None
    parts = [article.credit, ", ".join(names), ", ".join(article.keywords), rights]
    if any(parts):
        yield _element("p", _small(" · ".join(filter(None, parts))))
    if article.url:
        yield _element("p", f"<small>{_link(article.url, _escaped(article.url))}</small>")


def _figure(caption: Caption) -> str:
    words = [_escaped(caption.text)] if caption.text else []
    if caption.credit:
        words.append(_small(caption.credit))
    if caption.url:
        words.append(f"<small>{_link(caption.url, 'picture')}</small>")
    return f'<figure dir="auto"><figcaption>{" ".join(words)}</figcaption></figure>'


def _block(block: Block) -> str:
    if isinstance(block, str):
        return _element("p", _escaped(block))
    return _BLOCKS[type(block).__name__](block)


def _list(block: Any) -> str:
    entries = (_text(entry) for entry in block.items)
    return _element("ol" if block.ordered else "ul", "".join(_element("li", entry) for entry in entries))


def _table(block: Any) -> str:
    rows = (
        "".join(_element("th" if number < block.header_rows else "td", _escaped(cell)) for cell in row)
        for number, row in enumerate(block.rows)
    )
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


_BLOCKS: dict[str, Callable[[Any], str]] = {
    "Paragraph": lambda block: _element("p", _text(block)),
    "Subhead": lambda block: _element(f"h{block.level + 2 if block.level < 4 else 6}", _text(block)),
    "Quote": lambda block: _element("blockquote", _text(block)),
    "ListBlock": _list,
    "Table": _table,
    "Preformatted": lambda block: _element("pre", _escaped(block.text)),
}


def _text(block: Any) -> str:
    """Return the words of a block with its marks as elements, nested as the marks are."""
    if isinstance(block, str):
        return _escaped(block)
    return "".join(_marked(block.text, 0, len(block.text), block.marks))


def _marked(text: str, start: int, stop: int, marks: Sequence[Mark]) -> Iterator[str]:
    """Yield a stretch of text with the marks inside it; outer marks come before those that they hold."""
    rest = list(marks)
    while rest:
        outer = rest.pop(0)
        inner = [mark for mark in rest if mark.start < outer.stop]
        rest = rest[len(inner) :]
        words = "".join(_marked(text, outer.start, outer.stop, inner))
        yield _escaped(text[start : outer.start])
        tag = {"strong": "strong", "emphasis": "em"}.get(outer.kind)
        yield _element(tag, words, direction=False) if tag else _link(outer.href or "", words)
        start = outer.stop
    yield _escaped(text[start:stop])


def _element(tag: str, inside: str, *, direction: bool = True) -> str:
    return f'<{tag} dir="auto">{inside}</{tag}>' if direction else f"<{tag}>{inside}</{tag}>"


def _small(text: str) -> str:
    return f"<small>{_escaped(text)}</small>"


def _link(address: str, inside: str) -> str:
    return f'<a href="{_escaped(address)}" rel="noopener noreferrer" target="_blank">{inside}</a>'


def _escaped(text: str) -> str:
    for char, reference in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#39;")):
        text = text.replace(char, reference)
    return text
