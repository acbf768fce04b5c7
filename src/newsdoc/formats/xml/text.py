"""Read text without blocks: an element as one line, plain text as paragraphs.

`<p>A <b>storm</b><br/> came.</p>` is "A storm came.".
"""

from __future__ import annotations

import re

from newsdoc.formats.xml.elements import HIDDEN, KNOWN, MARKS, PARTS_OF_LINE
from newsdoc.formats.xml.parse import Element, children, local_name
from newsdoc.formats.xml.space import collapse_runs, collapse_space, is_even, preserves
from newsdoc.model import Block, plain_text
from newsdoc.text import ends_sentence

__all__ = ["as_line", "collect", "cut_at_indents", "gap", "paragraphs", "text_of"]

BLANK_LINE = re.compile(r"\n[ \t\r\xa0]*\n")
_INDENT = re.compile(r"^[ \t\xa0\u3000]", re.MULTILINE)
_ENTRY = re.compile(r"[-*•–—·]\s|[0-9]{1,3}[.)]\s")  # how an entry of a list begins in plain text
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"
)  # Thai, Chinese, …
_FEW = 8  # pieces of a line among which the last one with text is looked for


def text_of(element: Element, *, preserve: bool = False) -> str:
    """Return the text of an element as one line, whatever is inside; with `preserve`, runs of spaces stay."""
    if len(element) == 0:
        text = element.text
        if not text:
            return ""
        return text.strip() if is_even(text) else collapse_runs(text, preserves(element, preserve))
    pieces: list[str] = []
    collect(element, pieces)
    return collapse_space("".join(pieces), preserve=preserves(element, preserve))


def collect(element: Element, pieces: list[str]) -> None:
    """Collect the text of an element; a line break separates the texts of blocks."""
    pieces.append(element.text or "")
    follows = False  # right after a part, <span>Ann Lee</span><span>Bay Post</span>
    for child in children(element):
        name = local_name(child.tag)
        if name in PARTS_OF_LINE or (follows and _is_name(child)):
            _collect_part(child, pieces)
        elif name not in KNOWN or name in MARKS:
            collect(child, pieces)
        elif name not in HIDDEN:
            pieces.append("\n")
            collect(child, pieces)
            pieces.append("\n")
        pieces.append(child.tail or "")
        follows = not child.tail and _is_name(child)


# <span>Ann Lee</span><span>Bay Post</span>, but not <span>A</span>nn
def _is_name(element: Element) -> bool:
    """Return whether a span may hold a name, and is not the first letter of a word that is set in its own way."""
    return local_name(element.tag) == "span" and len(element.text or "") > 1


# By<person>Ann Lee</person><byttl>Staff</byttl>
def _collect_part(element: Element, pieces: list[str]) -> None:
    """Collect a part of a line apart from its neighbours."""
    before = next(filter(None, pieces[:-_FEW:-1]), "")
    inside: list[str] = []
    collect(element, inside)
    text = "".join(inside)
    pieces.append(gap(before, text))
    pieces.append(text)
    pieces.append(gap(text or before, element.tail or ""))


def gap(left: str, right: str) -> str:
    """Return the space that is missing between two parts of a line; scripts that write none get none."""
    if not left or not right or not (left[-1].isalnum() or left[-1] in ".,;:)"):
        return ""
    if not (right[0].isalnum() or right[0] == "(") or _UNSPACED.match(left[-1]) or _UNSPACED.match(right[0]):
        return ""
    return " "


def as_line(block: Block) -> str:
    """Return a block's plain text as one line, which that of a plain paragraph is."""
    return block if isinstance(block, str) else collapse_space(plain_text(block), preserve=True)


def paragraphs(text: str, *, preserve: bool = False) -> list[Block]:
    """Cut plain text into paragraphs: at blank lines and at indented lines; where there are none, at every line.

    With `preserve`, runs of spaces stay.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    pieces = [piece for part in BLANK_LINE.split(text) for piece in cut_at_indents(part)]
    if len(pieces) == 1:
        pieces = text.split("\n")
    return list(filter(None, (collapse_space(piece, preserve=preserve) for piece in pieces)))


def cut_at_indents(text: str) -> list[str]:
    """Cut lines at each that is indented further than the others; entries of a list are not cut.

    `   A storm came.⏎It left.⏎   Ships wait.` is two paragraphs. Of lines that are all indented alike, each is one if
    each ends as a sentence does, else they are one together.
    """
    if "\n" not in text or not _INDENT.search(text):
        return [text]
    lines = [line for line in text.split("\n") if line.strip()]
    widths = [len(line) - len(line.lstrip()) for line in lines]
    least = min(widths[1:] if widths[:1] == [0] else widths, default=0)  # the first follows its element's start
    flush = [line.lstrip() for line, width in zip(lines, widths, strict=True) if width <= least]
    if len(flush) == len(lines):
        return lines if all(map(ends_sentence, map(str.rstrip, lines))) else [text]
    if any(map(_ENTRY.match, flush)):
        return [text]
    pieces: list[list[str]] = []
    for line, width in zip(lines, widths, strict=True):
        if width > least or not pieces:
            pieces.append([line])
        else:
            pieces[-1].append(line)
    return ["\n".join(piece) for piece in pieces]
