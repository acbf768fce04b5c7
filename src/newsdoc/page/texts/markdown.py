"""Read the marks of Markdown in the texts of an article, as extractors and browsers' copies have them.

The council agreed on **Monday** to reopen the [river bridge](https://news.example/bridge).
- cars: two marks                           entries of a list
- lorries: nine
> “I saw it from the ferry,” she said.      a quotation
![The bridge on Sunday (AFP)](https://news.example/bridge.jpg)

Headings are read in `texts.py`. Tables and code stay as they are printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from urllib.parse import urljoin

from newsdoc.model import Block, Caption, ListBlock, Mark, MarkKind, Paragraph, Quote, Subhead
from newsdoc.page.credits import split_printed
from newsdoc.text import letters
from newsdoc.uris import absolute, runs_script

__all__ = [
    "has_marks",
    "is_alike",
    "is_icon",
    "is_picture",
    "read_blocks",
    "read_picture",
    "read_words",
    "shown_texts",
    "without_marks",
]

_ICON = re.compile(r"data:|[^?#]*\.svg(?:[?#]|$)")
_TITLE = r"(?:\s+\"(?:[^\"\n]|\"(?!\)))*+\")?"  # words in quotes may stand in it
# ![The bridge on Sunday (AFP)](https://news.example/bridge.jpg "Bridge")
_PICTURE = re.compile(rf"!\[(?P<words>[^\[\]]*)\]\((?P<address>data:[^()]*|[^()\s]+){_TITLE}\)")
# [![The bridge](small.jpg)](large.jpg)
_LINKED = re.compile(rf"\[{_PICTURE.pattern}\]\([^()\s]*\)")
# [river bridge](https://news.example/b_(c) "Bridge")
_ADDRESS = rf"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?{_TITLE}\)"
_LINK = re.compile(rf"\[([^\[\]]*){_ADDRESS}")
# [                             a link of several lines
_OPENED = re.compile(r"(?:[-*+]\s+)?\[(?!.*\])\s*")
# The bridge](https://news.example/bridge)
_CLOSED = re.compile(rf"{_ADDRESS}$")
# [river bridge](https://news.example/bridge)        **Monday**
_MARKED = re.compile(r"\]\((?:https?:|/)[^()\s]|\*\*[^\s*][^*\n]{0,200}\*\*")
# \*not marked\*        **strong**        *emphasised*        [words](https://news.example/b_(c) "Title")
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|(?P<strong>\*\*(?!(?<=\S\*\*)\*(?!\*))|__)|(?P<emphasis>[*_])|(?P<open>\[)"
    rf"|\]\((?P<href>[^()\s]*(?:\([^()\s]*\)[^()\s]*)?){_TITLE}\)|(?P<close>\])"
)
# - cars: two marks        3. lorries: nine
_ENTRY = re.compile(r"(?:[-*+•]|(?P<number>\d{1,3})[.)])\s+(?=\S)")
# > “I saw it from the ferry,” she said.
_QUOTED = re.compile(r"(?:>\s?)+(?=\S)")
_FEWEST = 2  # entries of a list
_BEGINNING = 30  # letters of a caption
_MOST_LINKED = 12  # texts of one link


def has_marks(text: str) -> bool:
    """Return True if a text has a link, a picture or strong words as only Markdown writes them."""
    return ("](" in text or "**" in text) and _MARKED.search(text) is not None


def is_picture(text: str) -> bool:
    """Return True if a text is a picture and nothing else, with words or the whole address of the picture."""
    return read_picture(text) is not None


def shown_texts(texts: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Yield each text without the addresses of its links, and whether it is nothing but a picture or a link.

    [                            a link of several texts
    ## The bridge
    It opens in spring.
    ](https://news.example/bridge)
    """
    opened: list[tuple[str, bool]] = []
    for text in texts:
        has_marks = "](" in text
        shown = _without_addresses(text) if has_marks and not is_picture(text) else text
        if opened and (closed := _CLOSED.search(shown.rstrip())):
            yield from ((_OPENED.sub("", each, count=1), True) for each, _ in opened)
            yield shown[: closed.start()].rstrip(), True
            opened = []
            continue
        if opened and len(opened) >= _MOST_LINKED:
            yield from opened
            opened = []
        found = shown, has_marks and (shown is text or _is_link(text))
        if opened or ("[" in shown and _OPENED.match(shown)):
            opened.append(found)
        else:
            yield found
    yield from opened


def _is_link(text: str) -> bool:
    return not any(map(str.isalnum, _LINK.sub("", _PICTURE.sub("", text))))


def is_icon(text: str) -> bool:
    """Return True for a picture that is drawn, or stands in the page itself: `![Close](https://news.example/x.svg)`."""
    found = _PICTURE.search(text)
    return found is not None and _ICON.match(found["address"]) is not None


def read_picture(text: str) -> Caption | None:
    """Return the caption of a text that is a picture; `None` for another text."""
    if text[:2] not in ("![", "[!"):
        return None
    found = _PICTURE.fullmatch(text) or _LINKED.fullmatch(text)
    if found is None:
        return None
    url = absolute(found["address"])[0]
    words = without_marks(found["words"])
    if not words:
        return Caption(url=url) if url else None
    # The bridge on Sunday (AFP)
    split = split_printed(words)
    return Caption(split.text, split.credit, sources=split.sources, url=url)


def is_alike(words: str, text: str) -> bool:
    """Return True if the words of a picture and a text begin with the same letters, some words of them."""
    one, other = letters(words)[:_BEGINNING], letters(text)[:_BEGINNING]
    return min(len(one), len(other)) >= _BEGINNING // 2 and (one.startswith(other) or other.startswith(one))


def without_marks(text: str) -> str:
    """Return a text without its marks."""
    return _read_marks(text)[0] if text else ""


def read_words(text: str) -> str:
    """Return a text of one line, as a headline is, without marks, pictures and addresses of links, if it has any."""
    # *By Ann Example*
    is_marked = has_marks(text) or (text[0] in "*_" and text[-1] == text[0])
    return without_marks(_without_addresses(text)) or text if is_marked else text


def _without_addresses(text: str) -> str:
    """Return a text without its pictures, and without the marks and addresses of its links."""
    return _LINK.sub(r"\1", _PICTURE.sub("", text)).strip()


# --- the marks inside a text ---


class _Opened:
    """The signs of a text that may begin a mark, by their numbers among its pieces: links nest, the others do not."""

    def __init__(self) -> None:
        self.links: list[int] = []
        self.others: dict[MarkKind, int] = {}

    def open(self, kind: MarkKind, at: int) -> None:
        if kind == "link":
            self.links.append(at)
        else:
            self.others.setdefault(kind, at)

    def close(self, kind: MarkKind) -> int | None:
        """Return where a mark of this kind began; what was opened inside it has no partner."""
        at = (self.links[-1] if self.links else None) if kind == "link" else self.others.get(kind)
        if at is not None:
            self.others = {kind: each for kind, each in self.others.items() if each < at}
            while self.links and self.links[-1] >= at:
                self.links.pop()
        return at


def _read_marks(text: str, base: str | None = None) -> tuple[str, tuple[Mark, ...]]:
    """Return the words of a text, and where its links and emphasis are.

    A sign without its partner stays, as does a link that leads nowhere: to a script, or beside a page whose address
    (`base`) is not known.
    """
    pieces: list[str] = []
    opened = _Opened()
    found: list[tuple[MarkKind, int, int, str | None]] = []
    done = 0
    for token in _TOKEN.finditer(text):
        pieces.append(text[done : token.start()])
        done = token.end()
        kind = _kind(token)
        begun = opened.close(kind) if kind and _may_close(token) else None
        href = _target(token["href"], base)
        if kind and begun is not None and (href or kind != "link"):
            pieces[begun] = ""
            found.append((kind, begun, len(pieces), href))
            if href:
                opened.links.clear()  # no link is inside another one
            continue
        # 5 * 3        an asterisk between spaces opens nothing
        if kind and _may_open(token):
            opened.open(kind, len(pieces))
        pieces.append(token["escaped"] or token[0])
    pieces.append(text[done:])
    return _placed(pieces, found)


def _target(address: str | None, base: str | None) -> str | None:
    """Return where a link leads; `None` if it may not lead there, or that is not known."""
    try:
        href = absolute(urljoin(base or "", address))[0] if address else None
    except ValueError:  # http://[ is not an address
        return None
    return None if href is None or runs_script(href) else href


def _kind(token: re.Match[str]) -> MarkKind | None:
    if token["escaped"]:
        return None
    return "strong" if token["strong"] else "emphasis" if token["emphasis"] else "link"


def _may_close(token: re.Match[str]) -> bool:
    if token["open"]:
        return False
    if token["close"] or token["href"] is not None:
        return True
    # the signs `* ` and ` *` stand alone
    above = token.string[max(token.start() - 1, 0) : token.start()]
    return bool(above) and not above.isspace() and not _is_inside_word(token)


def _may_open(token: re.Match[str]) -> bool:
    if token["open"]:
        return True
    if token["close"] or token["href"] is not None:
        return False
    below = token.string[token.end() : token.end() + 1]
    return bool(below) and not below.isspace() and not _is_inside_word(token)


def _is_inside_word(token: re.Match[str]) -> bool:
    """Return True for an underscore inside a word."""
    # snake_case
    start, stop = token.span()
    around = token.string[max(start - 1, 0) : start], token.string[stop : stop + 1]
    return token[0][0] == "_" and all(each.isalnum() for each in around)


def _placed(
    pieces: Sequence[str], found: Sequence[tuple[MarkKind, int, int, str | None]]
) -> tuple[str, tuple[Mark, ...]]:
    """Return the words of the pieces, trimmed, and the marks with their places in the words."""
    joined = "".join(pieces)
    words = joined.strip()
    if not words:
        return "", ()
    shift = len(joined) - len(joined.lstrip())
    places = [0]
    for piece in pieces:
        places.append(places[-1] + len(piece))
    marks = []
    for kind, first, last, href in found:
        start, stop = max(0, places[first] - shift), min(len(words), places[last] - shift)
        if start < stop:
            marks.append(Mark(kind, start, stop, href))
    return words, tuple(sorted(marks, key=lambda mark: (mark.start, -mark.stop, mark.kind)))


# --- the blocks of an article ---


def read_blocks(body: Sequence[Block], base: str | None) -> Iterator[tuple[Block, int]]:
    """Yield the blocks that texts with marks mean, and how many texts of the body each was made of."""
    for is_entry, group in groupby(body, _is_entry):
        run = list(group)
        if is_entry and len(run) >= _FEWEST:
            yield from _lists([str(each) for each in run], base)
        else:
            yield from ((_block(each, base), 1) for each in run)


def _is_entry(block: Block) -> bool:
    return isinstance(block, str) and _ENTRY.match(block) is not None


def _lists(entries: Sequence[str], base: str | None) -> Iterator[tuple[Block, int]]:
    """Yield a list for each run of entries with bullets, or with numbers."""
    # - cars: two marks        1. cars        a list with bullets ends where one with numbers begins
    for is_ordered, run in groupby(entries, lambda entry: entry[0].isdigit()):
        items = [_paragraph(entry[_end(_ENTRY, entry) :], base) for entry in run]
        yield ListBlock(tuple(items), ordered=is_ordered), len(items)


def _block(block: Block, base: str | None) -> Block:
    if isinstance(block, Subhead):
        text, marks = _read_marks(block.text, base)
        # **The toll** as a heading is strong anyway
        return Subhead(text, () if _is_all(marks, text) else marks, level=block.level) if text else block
    if not isinstance(block, str):
        return block
    # > “I saw it from the ferry,” she said.
    if stop := _end(_QUOTED, block):
        text, marks = _read_marks(block[stop:], base)
        return Quote(text, marks) if text else block
    return _paragraph(block, base)


def _is_all(marks: Sequence[Mark], text: str) -> bool:
    return all(mark.kind != "link" and (mark.start, mark.stop) == (0, len(text)) for mark in marks)


def _end(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.match(text)
    return found.end() if found else 0


def _paragraph(text: str, base: str | None) -> str | Paragraph:
    words, marks = _read_marks(text, base)
    if not words:
        return text
    return Paragraph(words, marks) if marks else words
