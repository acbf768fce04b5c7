"""Read the markup of other vendors inside NewsML-G2: prose becomes the body, anything else is reported.

`<element type="body">A storm came.</element><object type="x-im/image"><width>640</width></object>`: what a text is
called, by its type or else its element, says whether it is a headline, prose or a caption. Any other text is prose only
where it ends as a sentence does; numbers, codes and addresses never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsdoc import unchecked
from newsdoc.formats.builder import quoted
from newsdoc.formats.xml.elements import KNOWN
from newsdoc.formats.xml.flow import Content, content
from newsdoc.formats.xml.parse import Element, Note, children, line_of, local_name
from newsdoc.formats.xml.text import text_of
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import Block, plain_text
from newsdoc.text import ends_sentence, fold

__all__ = ["is_foreign", "read_foreign"]

_DOCUMENTS = {"html", "nitf"}
_IDF = "idf"  # Infomaker's and Naviga's documents, whose `body` holds no prose itself
_WITHIN_A_LINE = {"a", "abbr", "b", "br", "code", "em", "font", "i", "mark", "q", "s", "small", "span", "strong", "sub",
                  "sup", "u"}  # fmt: skip
_PROSE_ELEMENTS = {"article", "block", "blockquote", "body", "body.content", "div", "dl", "h1", "h2", "h3", "h4", "hl1",
                   "hl2", "ol", "p", "pre", "section", "table", "ul"}  # fmt: skip
_HEADLINE = re.compile(r"head(?:line)?|hl1|main-?title|title|rubrik", re.IGNORECASE)
_SUBHEAD = re.compile(r"(?:sub|cross|inter|mid)-?(?:head(?:line|ing)?|title)[0-9]?|h[2-6]", re.IGNORECASE)
_PROSE = re.compile(
    r"body(?:text)?|content|intro(?:duction)?|ingress|lead-?(?:in|text)?|para(?:graph)?|preamble|story|text|brödtext",
    re.IGNORECASE,
)
_QUOTE = re.compile(r"block-?quote|pull-?quote|quote", re.IGNORECASE)
_ENTRY = re.compile(r"list-?item|li", re.IGNORECASE)
_CAPTION = re.compile(r"alt|caption|description|text", re.IGNORECASE)
_CREDIT = re.compile(r"author|byline|copyright|credit(?:line)?|photographer|source", re.IGNORECASE)
_PICTURE = re.compile(r"graphic|image|photo|picture", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")


class _Text(NamedTuple):
    """A text of the markup, what it is called, and the picture around it."""

    element: Element
    name: str
    picture: Element | None


def is_foreign(element: Element) -> bool:
    """Return whether the markup in an element is neither XHTML nor NITF: no element in it holds prose by its name."""
    first = next(iter(element), None)
    if first is not None and local_name(first.tag) == _IDF:
        return True
    if first is None or local_name(first.tag) in _DOCUMENTS or local_name(first.tag) in _PROSE_ELEMENTS:
        return False
    if all(local_name(child.tag) in KNOWN for child in element) or (element.text or "").strip():
        return False
    return not any(local_name(each.tag) in _PROSE_ELEMENTS for each in element.iter("*"))


def read_foreign(element: Element, note: Note, known: frozenset[str], headline: bool) -> Content:
    """Read the prose of foreign markup; `known` are folded lines of the item, which the markup may say again.

    With `headline`, the item has none, and the first text that is called one is it.
    """
    blocks: list[Block] = []
    pictures: dict[Element, tuple[list[str], list[str], int]] = {}
    found, dropped = None, list[str]()
    entries = _Entries()
    for text in _texts(element, None):
        line = text_of(text.element, preserve=True)
        if not line or fold(line) in known:
            continue
        if text.picture is not None:
            words, named, _ = pictures.setdefault(text.picture, ([], [], len(blocks)))
            into = _place(text.name, line, words, named)
            dropped += [line] if into is None else []
            if into is not None:
                into.append(line)
        elif _HEADLINE.fullmatch(text.name) and headline and not found and not blocks:
            found = line
        elif _SUBHEAD.fullmatch(text.name) and _is_prose(line):
            blocks.append(unchecked.subhead(line, ()))
        elif _QUOTE.fullmatch(text.name) and _is_prose(line):
            blocks.append(unchecked.quote(line, ()))
        elif _ENTRY.fullmatch(text.name):
            entries.add(line, text.element.getparent(), blocks)
        elif _is_prose(line) and (_PROSE.fullmatch(text.name) or ends_sentence(line)):
            blocks += content([text.element], note).blocks
        else:
            dropped.append(line)
    entries.end(blocks)
    root = next(iter(element), element)
    message = f"the text is in markup that newsdoc does not know, {local_name(root.tag)}; only its prose was read"
    note("repair.markup", message, line_of(element))
    if dropped:
        lines = "; ".join(map(quoted, dropped))
        note("repair.dropped", f"unknown markup that is not prose was left out: {lines}", line_of(element))
    figures = [
        Figure(" ".join(words) or None, " ".join(named) or None, None, anchor, (), line_of(picture))
        for picture, (words, named, anchor) in pictures.items()
        if words or named
    ]
    return Content(found, [block for block in blocks if plain_text(block)], figures)


# <list-item>Basel</list-item><list-item>Bern</list-item>
class _Entries:
    """Entries of a list that follow each other in one element."""

    def __init__(self) -> None:
        self._around: Element | None = None
        self._lines: list[str] = []
        self._at = -1

    def add(self, line: str, around: Element | None, blocks: list[Block]) -> None:
        """Add an entry to the last block if that is the list of the entries before it, else a block."""
        if around is None or around is not self._around or self._at != len(blocks) - 1:
            self.end(blocks)
            blocks.append("")
            self._around, self._lines, self._at = around, [], len(blocks) - 1
        self._lines.append(line)

    def end(self, blocks: list[Block]) -> None:
        """End the list: its block is made once, of all its entries."""
        if self._lines:
            blocks[self._at] = unchecked.list_block(tuple(self._lines), False)


def _place(name: str, line: str, words: list[str], named: list[str]) -> list[str] | None:
    """Return the list that a text in a picture belongs to: its words, its credit, or none."""
    if not _LETTERS.search(line):
        return None
    if _CREDIT.fullmatch(name):
        return named
    return words if _is_prose(line) and (_CAPTION.fullmatch(name) or ends_sentence(line)) else None


def _texts(element: Element, picture: Element | None) -> Iterator[_Text]:
    """Yield the elements that hold text, in order; one that holds both text and unknown elements is one text."""
    own = element.get("type") or element.get("class") or element.get("role") or element.get("name") or ""
    kind = re.split(r"[:/#\s]", own.strip())[-1] or local_name(element.tag)
    if _PICTURE.search(f"{own} {local_name(element.tag)}"):
        picture = element if picture is None else picture
    inside = children(element)
    has_text = any(text and not text.isspace() for text in (element.text, *(child.tail for child in inside)))
    if has_text or (inside and all(local_name(child.tag) in _WITHIN_A_LINE for child in inside)):
        yield _Text(element, kind, picture)
        return
    for child in inside:
        yield from _texts(child, picture)


def _is_prose(line: str) -> bool:
    """Return whether a line is words for people: several, with letters, and most of it no number."""
    words = line.split()
    return len(words) > 1 and sum(1 for word in words if _LETTERS.search(word)) * 2 >= len(words)
