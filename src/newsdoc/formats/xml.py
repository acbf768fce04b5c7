"""Safe XML in and well-formed XML out: what NewsML-G2, NITF and NewsML 1 share below the level of elements.

Nothing is fetched: no network, no DTD, no external entity. Entities stay where they stand until `settle_entities` puts
their text in; libxml2's own limits (depth 256, 10 MB in one text) hold against hostile input. Whatever libxml2 refuses
is a `ReadError` with its line. This module knows no format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html.entities import html5
from io import BytesIO
from itertools import chain
from operator import itemgetter
from typing import Any, BinaryIO, cast

from lxml import etree

from newsdoc.errors import ReadError
from newsdoc.lines import read_piece
from newsdoc.text import remembered, xml_only

__all__ = ["Element", "attribute", "children", "decoded", "escape", "items", "local", "parsed_html", "settle_entities"]

Element = etree._Element  # lxml has no public name for the type of its elements
_lxml = cast("Any", etree)  # for what lxml has and its stubs do not
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
_CHUNK = 1 << 16
_PLACE = re.compile(r", line \d+, column \d+.*", re.DOTALL)


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


@remembered  # a document has few tags and many elements
def local(tag: str) -> str:
    """Give a tag without its namespace."""
    return tag[tag.rfind("}") + 1 :]


children: Callable[[Element], list[Element]] = cast("Any", itemgetter(slice(None)))
"""Give the elements in an element: most have few, and a slice takes a third of the time that an iterator does."""


def parsed_html(text: str, parser: Any) -> Element | None:
    """Parse HTML with a parser for UTF-8; `None` if there are only comments, or it is deeper than libxml2 goes.

    lxml does not take it as it is: in a `str`, it refuses a declaration that names an encoding, as XHTML pages have.
    """
    try:
        root: Element | None = etree.fromstring(xml_only(text).encode(), parser)
    except etree.XMLSyntaxError:
        return None
    return root


def decoded(data: str | bytes, format: str) -> tuple[BinaryIO, str | None]:
    """Open a document given whole; a `str` is what it is, whatever encoding its declaration names."""
    if isinstance(data, bytes):
        return BytesIO(data), None
    try:
        return BytesIO(data.removeprefix("\ufeff").encode()), "utf-8"
    except UnicodeEncodeError as error:
        line = data.count("\n", 0, error.start) + 1
        raise ReadError("a lone surrogate is no character of XML", format=format, line=line) from None


def items(fp: BinaryIO, tags: Iterable[str], format: str, *, encoding: str | None = None) -> Iterator[Element]:
    """Give each element with one of the local names `tags` when it is complete, and free it when the next one is.

    A document without any gives its root element, so that the caller can say what it is. What stands before a syntax
    error is given before the error is raised.
    """
    wanted = [f"{{*}}{name}" for name in tags]
    chunks = _chunks(fp)
    first = next(chunks, b"")
    root = _whole(first, encoding) if len(first) < _CHUNK else None
    pieces = filter(None, chain([first], chunks))
    found = _pulled(pieces, wanted, format, encoding) if root is None else _ended(root, wanted)
    for element in found:
        _free(element)
        yield element


def _whole(data: bytes, encoding: str | None) -> Element | None:
    """Parse a short document at once, which is quicker than piece by piece; `None` if it is not well-formed."""
    try:
        root: Element = etree.fromstring(data, _parser(encoding))
    except etree.XMLSyntaxError:
        return None
    return root


@lru_cache(maxsize=2)  # as decoded() has it: the document's own encoding, or UTF-8
def _parser(encoding: str | None) -> Any:
    return _lxml.XMLParser(encoding=encoding, **_SAFE)


def _ended(root: Element, wanted: list[str]) -> list[Element]:
    """Give the wanted elements of a document in the order of their ends, else its root."""
    ended: list[Element] = []
    around: list[Element] = []
    for element in root.iter(*wanted):
        if _is_inside_its_kind(element):
            continue
        while around and around[-1] not in element.iterancestors():
            ended.append(around.pop())
        around.append(element)
    return [*ended, *reversed(around)] or [root]


def _pulled(chunks: Iterable[bytes], wanted: list[str], format: str, encoding: str | None) -> Iterator[Element]:
    """Parse a document piece by piece; give the wanted elements as they end, else its root."""
    parser: Any = _lxml.XMLPullParser(("end",), tag=wanted, encoding=encoding, **_SAFE)
    found, root, error = False, None, None
    for chunk in chunks:
        error = _fed(parser, chunk)
        for _, element in parser.read_events():
            if _is_inside_its_kind(element):
                continue
            found = True
            yield element
        if error:
            break
    else:
        root, error = _closed(parser)
    if error:
        message = _PLACE.sub("", error.msg or "") or "no XML document"
        raise ReadError(f"not well-formed XML: {message}", format=format, line=error.lineno or 1) from None
    if not found and root is not None:
        yield root


def _is_inside_its_kind(element: Element) -> bool:
    """Whether an item stands inside another one: then it is part of it."""
    tag, around = element.tag, element.getparent()
    while around is not None and around.tag != tag:
        around = around.getparent()
    return around is not None


def _chunks(fp: BinaryIO) -> Iterator[bytes]:
    """Read a file in pieces of one size, whatever it gives at a time: what libxml2 says must not hang on a pipe."""
    rest = b""
    while piece := read_piece(fp, _CHUNK - len(rest)):
        rest += piece
        if len(rest) >= _CHUNK:
            yield rest
            rest = b""
    if rest:
        yield rest


def _fed(parser: Any, chunk: bytes) -> etree.XMLSyntaxError | None:
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        return error
    return None


def _closed(parser: Any) -> tuple[Element | None, etree.XMLSyntaxError | None]:
    try:
        return parser.close(), None
    except etree.XMLSyntaxError as error:
        return None, error


def _free(element: Element) -> None:
    """Forget what stands before an element: a feed of any length is read in the memory of two of its items.

    The element itself stays until the next one, since the parser may still be adding to what follows it.
    """
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def settle_entities(element: Element, unknown: Callable[[str, int | None], object]) -> None:
    """Put the text of entities in their place: HTML's names, and plain text that the document itself declares.

    Any other stays as it is printed, `&name;`, and is told to `unknown` with its line.
    """
    declared = _declared(element)
    run: list[Any] = []
    pieces: list[str] = []
    nodes: list[Any] = list(element.iter(_lxml.Entity))
    for node in nodes:
        if run and run[-1].getnext() is not node:
            _replace(run, "".join(pieces))
            run, pieces = [], []
        text = html5.get(f"{node.name};") or declared.get(node.name)
        if text is None:
            unknown(node.name, node.sourceline)
            text = f"&{node.name};"
        run.append(node)
        pieces += [text, node.tail or ""]
    if run:
        _replace(run, "".join(pieces))


def _declared(element: Element) -> dict[str, str]:
    dtd = cast("Any", element.getroottree().docinfo.internalDTD)
    found = {} if dtd is None else {entity.name: entity.content for entity in dtd.iterentities()}
    return {name: text for name, text in found.items() if text and not set("<&%") & set(text)}


def _replace(run: list[Any], text: str) -> None:
    """Put text in the place of entities that follow each other, all at once: one by one would be quadratic."""
    parent, before = run[0].getparent(), run[0].getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    for node in run:
        node.tail = None
        parent.remove(node)
