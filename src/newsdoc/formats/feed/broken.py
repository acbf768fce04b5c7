"""Read feeds that are long, or not well-formed: a fault costs the item that it is in, and not the feed.

Up to the first fault, a feed is parsed as XML. From there on, each item is cut out of the text and parsed by itself
inside a copy of the feed's head. Markup that somebody forgot to escape (`<title>A <b>storm</title>`) is escaped then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any
from xml.sax.saxutils import quoteattr

from attrs import define
from lxml import etree

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError
from newsdoc.formats.xml import parse as xml
from newsdoc.formats.xml.parse import Element

__all__ = ["pull"]

_NAME = rb"(?:[\w.-]+:)?(?:item|entry)"
_START = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)(?=[\s>])")
_END = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>")
_BOUND = re.compile(rb"</%b\s*>|<%b(?=[\s>])" % (_NAME, _NAME))
_HALF_TAG = 64  # bytes at the end of a piece that may be the first half of a tag
# <title>A <b>storm</title>
_TEXT = re.compile(
    rb"(<((?:atom:|dc:|itunes:)?(?:title|description|summary|subtitle|content|creator|author)"
    rb"|(?:content|excerpt):encoded|media:(?:title|description|credit))\b[^<>]*(?<!/)>)((?:[^<]|<(?!/?\2\b))*+)(?=</\2\s*>)"
)
_LONGEST_HEAD = 1 << 21  # bytes
_SHORT_HEAD = 1 << 12  # bytes
_LAST_LINE = 65_535  # the last one that libxml2 counts


@define
class _Text:
    """The text of a feed from some byte on, with the number of the line there."""

    head: bytes
    """The feed before its first item."""
    rest: bytes
    line: int


def pull(chunks: Iterable[bytes], wanted: list[str], format: str, report: Report) -> Iterator[Element]:
    """Yield the items of a feed as they end, else its root; each is freed before the next one."""
    parser, pieces = xml.pull_parser(wanted), iter(chunks)
    text, before, error, root = _Text(b"", b"", 1), None, None, None
    for chunk in pieces:
        error = xml.fed(parser, chunk)
        found = 0
        _keep(text, chunk, is_head=before is None)
        for _, element in parser.read_events():
            if xml.is_inside_its_kind(element):
                continue
            _free(before)
            before = element
            found += 1
            yield element
        _drop_read(text, found)
        if error:
            break
    else:
        root, error = xml.ended(parser)
    if error:
        saved = _saved(text, pieces, report, error)
        root = next(saved, None)
        if root is not None:
            yield root
            yield from saved
        elif before is None:
            raise ReadError(f"not well-formed XML: {xml.problem(error)}", format=format, line=error.lineno or 1)
    elif before is None and root is not None:
        yield root


def _keep(text: _Text, chunk: bytes, *, is_head: bool) -> None:
    """Add a piece to the text that is not read yet; keep what stands before the first item."""
    text.rest += chunk
    if not is_head or text.head:
        return
    if start := _START.search(text.rest):
        text.head = text.rest[: start.start()]
    elif len(text.rest) > _LONGEST_HEAD:
        text.line += text.rest.count(b"\n", 0, len(text.rest) - _HALF_TAG)
        text.rest = text.rest[-_HALF_TAG:]


def _drop_read(text: _Text, items: int) -> None:
    """Drop the items that have been read from the text."""
    at = 0
    for end in _END.finditer(text.rest) if items else ():
        at, items = end.end(), items - 1
        if not items:
            break
    text.line += text.rest.count(b"\n", 0, at)
    text.rest = text.rest[at:]


def _free(element: Element | None) -> None:
    parent = None if element is None else element.getparent()
    if parent is not None and element is not None:
        parent.remove(element)


def _saved(text: _Text, pieces: Iterator[bytes], report: Report, error: etree.XMLSyntaxError) -> Iterator[Element]:
    """Yield the items after a fault, each parsed by itself."""
    saved, reported = _Saved(text.head), False
    for item, line in _cut(text, pieces):
        if not reported:
            message = f"the feed is not well-formed: {xml.problem(error)}; from here on, each item is read by itself"
            report(Diagnostic("repair.xml", message, error.lineno or line))
            reported = True
        if (element := saved.parse(item, line)) is not None:
            yield element


def _cut(text: _Text, pieces: Iterator[bytes]) -> Iterator[tuple[bytes, int]]:
    """Yield the text of each item, and its line; an item without an end ends where the next one begins."""
    rest, line, start, looked = text.rest, text.line, None, 0
    for piece in chain([b""], pieces, [None]):
        rest += piece or b""
        done = 0
        while True:
            if start is None:
                found = _START.search(rest, looked)
                if not found:
                    break
                start, looked = found.start(), found.end()
            first = _BOUND.search(rest, looked)
            if first is None and piece is not None:
                break
            stop = len(rest) if first is None else first.start()  # the parser ends the item
            line += rest.count(b"\n", done, start)
            yield rest[start:stop], line
            line += rest.count(b"\n", start, stop)
            done, start, looked = stop, None, stop
        looked = max(looked, len(rest) - _HALF_TAG) - done
        start = None if start is None else start - done
        rest = rest[done:]


class _Saved:
    """The items of a broken feed, each parsed by itself and put into the feed's head, which is parsed once."""

    def __init__(self, head: bytes) -> None:
        self._before = head
        self._around: Element | None = None
        self._item: Element | None = None
        self._parser = xml.recovering_parser()

    def parse(self, item: bytes, line: int) -> Element | None:
        """Parse an item that starts on a line; `None` if there is nothing to read."""
        text, before = _TEXT.sub(_escaped, item), self._before
        found = self._item_of(before + text)
        if found is None:
            before, self._before = b"", b""  # the head cannot be parsed
            found = self._item_of(text)
        if found is None:
            return None
        _move_down(found, line - 1 - before.count(b"\n"))
        if self._around is not None:
            _free(self._item)
            self._around.append(found)
        elif (around := found.getparent()) is not None:
            self._around = around
            self._before = _namespaces_of(around, self._before)
        self._item = found
        return found

    def _item_of(self, document: bytes) -> Element | None:
        try:
            root = etree.fromstring(document, self._parser)
        except etree.XMLSyntaxError:
            return None
        return None if root is None else next(root.iter("{*}item", "{*}entry"), None)


def _move_down(item: Element, lines: int) -> None:
    """Add to the lines of an item's elements."""
    nodes: Any = item.iter() if lines else ()
    for node in nodes:
        node.sourceline = min(node.sourceline + lines, _LAST_LINE)


def _namespaces_of(element: Element, head: bytes) -> bytes:
    """Return the start of a document that has an element's namespaces, in the place of the feed's head."""
    if b"<!ENTITY" in head and len(head) <= _SHORT_HEAD:
        return head  # attributes may name what it declares
    names = (f" xmlns{prefix and ':'}{prefix or ''}={quoteattr(uri)}" for prefix, uri in element.nsmap.items())
    return f"<feed{''.join(names)}>".encode()


def _escaped(found: re.Match[bytes]) -> bytes:
    """Return an element with its markup as text."""
    inside = found[3]
    return found[1] + (inside if b"<![CDATA[" in inside else inside.replace(b"<", b"&lt;"))
