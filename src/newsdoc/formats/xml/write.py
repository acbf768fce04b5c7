"""Write blocks as XHTML, the body that NewsML-G2 and ninjs share, as text, without a tree.

The text is well-formed by itself and holds nothing that XML forbids, since the model does not. Runs of spaces keep
their length through `xml:space`; a caller that has no place for figures gives none. NITF's body has the same shape
with a few elements of its own: those are a `Vocabulary`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple, cast

from newsdoc.formats.xml.escaped import is_escaped
from newsdoc.model import Block, Caption, ListBlock, Mark, MarkKind, Paragraph, Quote, Subhead, Table

__all__ = ["HTML", "XHTML", "Vocabulary", "attribute", "body", "each", "element", "escape", "figure",
           "preformatted"]  # fmt: skip

XHTML = "http://www.w3.org/1999/xhtml"
"""The namespace of XHTML."""

_PRESERVED = ' xml:space="preserve"'


def escape(text: str) -> str:
    """Write `text` as the content of an element."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    return text


def attribute(text: str) -> str:
    """Write `text` as the value of an attribute, quotes included: those that it does not hold itself, if it can be."""
    if '"' in text and "'" not in text:
        return f"'{escape(text)}'"
    return '"' + escape(text).replace('"', "&quot;") + '"'


class Vocabulary(NamedTuple):
    """The names of the elements; a name may be followed by an attribute."""

    marks: dict[MarkKind, str]
    subheads: tuple[str, ...]
    """The headings by level."""
    quote: tuple[str, str]
    """The elements around the paragraph of a quotation."""
    figure: Callable[[Caption, str], str]
    """Writes a caption with its id."""
    preformatted: Callable[[str], str]
    """Writes preformatted text."""
    heading: str = "th"
    """The element of a heading cell."""
    table: tuple[str, str] = ("<table>", "</table>")
    """The elements around the rows of a table."""
    space: str = _PRESERVED
    """The attribute of a line that has runs of spaces."""


def body(
    blocks: Sequence[Block], captions: Sequence[Caption] = (), prefix: str = "f", vocabulary: Vocabulary | None = None
) -> list[str]:
    """Write blocks as lines, and figures in reading position; each has the id `prefix` and its number from 1."""
    words = vocabulary or HTML
    figures: dict[int, list[str]] = {}
    for number, caption in enumerate(captions, 1):
        place = -1 if caption.anchor is None else caption.anchor
        figures.setdefault(place, []).append(words.figure(caption, f"{prefix}{number}"))
    lines = figures.pop(-1, [])
    if not figures:
        return lines + (_plain_paragraphs(blocks) or each(blocks, words))
    for index, block in enumerate(each(blocks, words)):
        lines += figures.get(index, ())
        lines.append(block)
    return lines + figures.get(len(blocks), [])


def each(blocks: Sequence[Block], vocabulary: Vocabulary | None = None) -> list[str]:
    """Write blocks one by one."""
    words = vocabulary or HTML
    return [_block(block, words) for block in blocks]


def figure(caption: Caption, id: str) -> str:
    """Write a caption as a figure; the lead picture's has the class `lead`."""
    lead = ' class="lead"' if caption.anchor is None else ""
    image = f'<img src={attribute(caption.url)} alt=""/>' if caption.url else ""
    words = []
    if caption.text:
        words.append(escape(caption.text))
    if caption.credit:
        words.append(f'<small class="credit"{_space(caption.credit)}>{escape(caption.credit)}</small>')
    if words:
        words = [f"<figcaption{_space(caption.text or '')}>", " ".join(words), "</figcaption>"]
    return f'<figure id="{id}" xml:id="{id}"{lead}>{image}{"".join(words)}</figure>'


def preformatted(text: str) -> str:
    """Write preformatted text."""
    return f"<pre{_PRESERVED}>{escape(text)}</pre>"


HTML = Vocabulary(
    {"link": "a", "strong": "strong", "emphasis": "em"},
    ("h2", "h3", "h4", "h5", "h6"),
    ("<blockquote>", "</blockquote>"),
    figure,
    preformatted,
)
"""The elements of XHTML."""


def element(tag: str, text: str, space: str = _PRESERVED) -> str:
    """Write an element that holds one line of text; runs of spaces in it are to be kept."""
    return f"<{tag}{_space(text, space)}>{escape(text)}</{tag.partition(' ')[0]}>"


def _space(text: str, space: str = _PRESERVED) -> str:
    """Keep runs of spaces, and keep readers from taking text that shows tags for escaped HTML."""
    return space if "  " in text or ("<" in text and is_escaped(text)) else ""


def _line(tag: str, block: str | Paragraph | Subhead | Quote, words: Vocabulary) -> str:
    """Write a block that is one line of text, with its marks if it has any."""
    if isinstance(block, str):
        return element(tag, block, words.space)
    if not block.marks:
        return element(tag, block.text, words.space)
    space = (
        _space(block.text, words.space) or ("<" in block.text and words.space) or ""
    )  # a piece of it could look escaped
    return f"<{tag}{space}>{_marked(block.text, block.marks, words.marks)}</{tag.partition(' ')[0]}>"


def _plain_paragraphs(blocks: Sequence[Block]) -> list[str]:
    """Write a body of nothing but plain paragraphs, as most are, all at once; nothing if it is none."""
    if set(map(type, blocks)) != {str}:
        return []
    paragraphs = cast("Iterable[str]", blocks)
    text = "\n".join(paragraphs)
    if "  " in text or ("<" in text and any(map(is_escaped, paragraphs))):
        return []
    if "&" in text or "<" in text or ">" in text:
        paragraphs = map(escape, paragraphs)
    return ["<p>" + "</p>\n<p>".join(paragraphs) + "</p>"]


def _block(block: Block, words: Vocabulary) -> str:
    if isinstance(block, str | Paragraph):
        return _line("p", block, words)
    if isinstance(block, Subhead):
        return _line(words.subheads[block.level - 1], block, words)
    if isinstance(block, Quote):
        return _line("p", block, words).join(words.quote)
    if isinstance(block, ListBlock):
        return _list(block, words)
    if isinstance(block, Table):
        return _table(block, words)
    return words.preformatted(block.text)


def _marked(text: str, marks: tuple[Mark, ...], names: dict[MarkKind, str]) -> str:
    """Write text with its marks as nested elements; marks are sorted outermost first, so a stack closes them."""
    pieces: list[str] = []
    around: list[Mark] = []
    at = 0

    def close(mark: Mark) -> int:
        pieces.extend([escape(text[at : mark.stop]), f"</{names[mark.kind].partition(' ')[0]}>"])
        return mark.stop

    for mark in marks:
        while around and around[-1].stop <= mark.start:
            at = close(around.pop())
        pieces.append(escape(text[at : mark.start]))
        at = mark.start
        href = f" href={attribute(mark.href)}" if mark.href else ""
        pieces.append(f"<{names[mark.kind]}{href}>")
        around.append(mark)
    while around:
        at = close(around.pop())
    pieces.append(escape(text[at:]))
    return "".join(pieces)


def _list(block: ListBlock, words: Vocabulary) -> str:
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>{''.join([_line('li', item, words) for item in block.items])}</{tag}>"


def _table(block: Table, words: Vocabulary) -> str:
    head = "".join([_row(row, words.heading, words) for row in block.rows[: block.header_rows]])
    rows = "".join([_row(row, "td", words) for row in block.rows[block.header_rows :]])
    return f"{head and f'<thead>{head}</thead>'}{rows and f'<tbody>{rows}</tbody>'}".join(words.table)


def _row(cells: tuple[str, ...], tag: str, words: Vocabulary) -> str:
    return f"<tr>{''.join([element(tag, cell, words.space) for cell in cells])}</tr>"
