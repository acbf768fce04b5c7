r"""One article as Markdown.

# Bridge Over the Orva Opens

By Ann Lee

![The old bridge.](https://post.example/1.jpg)\
    *The old bridge.* (EPA)

The council approved the **bridge**.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from newsdoc.formats.markdown.inline import cell, emphasised, image, inline, strong
from newsdoc.formats.text.printed import FOOT, HEAD, printed_parts, shown
from newsdoc.model import Article, Block, Caption, ListBlock, Paragraph, Preformatted, Quote, Subhead, Table

__all__ = ["article_text"]

_BULLETS = {False: ("-", "*"), True: (".", ")")}
_TICKS = re.compile("`+")


def article_text(article: Article) -> str:
    """Return an article as Markdown."""
    head = [_field(field, text) for field in HEAD if (text := shown(article, field))]
    foot = [_field(field, text) for field in FOOT if (text := shown(article, field))]
    parts = [*head, *_parts(article), *foot]
    return "\n\n".join(parts) + "\n" if parts else ""


def _field(field: str, text: str) -> str:
    if field == "headline":
        return f"# {_heading(inline(text))}"
    return strong(text) if field == "deck" else inline(text)


def _heading(written: str) -> str:
    """Keep a `#` at the end of a heading, which Markdown would leave out."""
    return f"{written[:-1]}\\#" if written.endswith("#") and not written.endswith("\\#") else written


def _parts(article: Article) -> Iterator[str]:
    """Yield blocks and captions; a list right after another one of its kind gets other bullets, to stay apart."""
    before: str | None = None
    for part in printed_parts(article):
        if isinstance(part, ListBlock):
            first, second = _BULLETS[part.ordered]
            before = second if before == first else first
            yield _list(part, before)
        else:
            before = None
            yield _caption(part) if isinstance(part, Caption) else _block(part)


def _caption(caption: Caption) -> str:
    words = emphasised(caption.text) if caption.text else ""
    credit = inline(f"({caption.credit})") if caption.credit else ""
    printed = " ".join(filter(None, (words, credit)))
    if not caption.url:
        return printed
    picture = image(caption.url, caption.text or caption.credit or "")
    return f"{picture}\\\n{printed}" if printed else picture


def _block(block: Block) -> str:
    if isinstance(block, str):
        return inline(block)
    if isinstance(block, Paragraph):
        return inline(block.text, block.marks)
    if isinstance(block, Subhead):
        return f"{'#' * (block.level + 1)} {_heading(inline(block.text, block.marks))}"
    if isinstance(block, Quote):
        return f"> {inline(block.text, block.marks)}"
    if isinstance(block, Table):
        return _table(block)
    assert isinstance(block, Preformatted)
    return _preformatted(block.text)


def _list(block: ListBlock, bullet: str) -> str:
    items = [inline(item) if isinstance(item, str) else inline(item.text, item.marks) for item in block.items]
    if block.ordered:
        return "\n".join(f"{number}{bullet} {item}" for number, item in enumerate(items, 1))
    return "\n".join(f"{bullet} {item}" for item in items)


def _table(block: Table) -> str:
    """Write a table; Markdown has one row of headings, which may be empty, and others are in strong text."""
    width = len(block.rows[0])
    headed = min(block.header_rows, 1)
    rows = [
        _row(map(cell, block.rows[0]) if headed else [""] * width),
        _row(["---"] * width),
        *(_row([cell(text, is_strong=True) for text in row]) for row in block.rows[headed : block.header_rows]),
        *(_row(map(cell, row)) for row in block.rows[block.header_rows :]),
    ]
    return "\n".join(rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _preformatted(text: str) -> str:
    """Write preformatted text between fences that are longer than any in it."""
    longest = max(map(len, _TICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}\n{text}\n{fence}"
