"""Blocks out as XHTML: the body that NewsML-G2 and ninjs share, written as text, without a tree.

The text is well-formed by itself and holds nothing that XML forbids, since the model does not. Runs of spaces keep
their length through `xml:space`; a caller that has no place for figures gives none.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsdoc.formats.xml import attribute, escape
from newsdoc.model import Block, Caption, ListBlock, Mark, Paragraph, Preformatted, Quote, Subhead, Table

__all__ = ["XHTML", "body", "figure"]

XHTML = "http://www.w3.org/1999/xhtml"
"""The namespace of XHTML."""

_PRESERVED = ' xml:space="preserve"'
_TAGS = {"link": "a", "strong": "strong", "emphasis": "em"}


def body(blocks: Sequence[Block], captions: Sequence[Caption] = (), prefix: str = "f") -> list[str]:
    """Write blocks, and figures in reading position; each has the id `prefix` and its number from 1."""
    figures: dict[int, list[str]] = {}
    for number, caption in enumerate(captions, 1):
        place = -1 if caption.anchor is None else caption.anchor
        figures.setdefault(place, []).append(figure(caption, f"{prefix}{number}"))
    if not figures:
        return list(map(_block, blocks))
    pieces = figures.get(-1, [])
    for index, block in enumerate(blocks):
        pieces += figures.get(index, ())
        pieces.append(_block(block))
    return pieces + figures.get(len(blocks), [])


def figure(caption: Caption, id: str) -> str:
    """Write a caption as a figure; the lead picture's has the class `lead`."""
    lead = ' class="lead"' if caption.anchor is None else ""
    image = f'<img src={attribute(caption.url)} alt=""/>' if caption.url else ""
    words = []
    if caption.text:
        words.append(escape(caption.text))
    if caption.credit:
        words.append(f'<small class="credit"{_space(caption.credit)}>{escape(caption.credit)}</small>')
    space = _space(caption.text or "")
    return f'<figure id="{id}" xml:id="{id}"{lead}>{image}<figcaption{space}>{" ".join(words)}</figcaption></figure>'


def _space(text: str) -> str:
    return _PRESERVED if "  " in text else ""


def _element(tag: str, text: str, marks: tuple[Mark, ...] = ()) -> str:
    space = _PRESERVED if "  " in text else ""
    return f"<{tag}{space}>{_marked(text, marks) if marks else escape(text)}</{tag}>"


def _block(block: Block) -> str:
    if isinstance(block, str):
        return _element("p", block)
    if isinstance(block, Paragraph):
        return _element("p", block.text, block.marks)
    if isinstance(block, Subhead):
        return _element(f"h{block.level + 1}", block.text, block.marks)
    if isinstance(block, Quote):
        return f"<blockquote>{_element('p', block.text, block.marks)}</blockquote>"
    if isinstance(block, ListBlock):
        return _list(block)
    if isinstance(block, Table):
        return _table(block)
    return _preformatted(block)


def _marked(text: str, marks: tuple[Mark, ...]) -> str:
    """Write text with its marks as nested elements; marks stand outermost first, so a stack closes them."""
    pieces: list[str] = []
    around: list[Mark] = []
    at = 0
    for mark in marks:
        while around and around[-1].stop <= mark.start:
            at = _close(pieces, text, at, around.pop())
        pieces.append(escape(text[at : mark.start]))
        at = mark.start
        href = f" href={attribute(mark.href)}" if mark.href else ""
        pieces.append(f"<{_TAGS[mark.kind]}{href}>")
        around.append(mark)
    while around:
        at = _close(pieces, text, at, around.pop())
    pieces.append(escape(text[at:]))
    return "".join(pieces)


def _close(pieces: list[str], text: str, at: int, mark: Mark) -> int:
    pieces += [escape(text[at : mark.stop]), f"</{_TAGS[mark.kind]}>"]
    return mark.stop


def _list(block: ListBlock) -> str:
    tag = "ol" if block.ordered else "ul"
    items = [
        _element("li", item) if isinstance(item, str) else _element("li", item.text, item.marks) for item in block.items
    ]
    return f"<{tag}>{''.join(items)}</{tag}>"


def _table(block: Table) -> str:
    head = "".join(map(_heading_row, block.rows[: block.header_rows]))
    rows = "".join(map(_row, block.rows[block.header_rows :]))
    return f"<table>{head and f'<thead>{head}</thead>'}{rows and f'<tbody>{rows}</tbody>'}</table>"


def _heading_row(cells: tuple[str, ...]) -> str:
    return f"<tr>{''.join([_element('th', cell) for cell in cells])}</tr>"


def _row(cells: tuple[str, ...]) -> str:
    return f"<tr>{''.join([_element('td', cell) for cell in cells])}</tr>"


def _preformatted(block: Preformatted) -> str:
    return f"<pre{_PRESERVED}>{escape(block.text)}</pre>"
