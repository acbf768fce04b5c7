"""schema.org's NewsArticle as JSON-LD: what sites put into their pages for search engines.

One article is written as an object, several as a `@graph`. Reading takes an object, a list, a graph with references, or
an HTML page with any of them in its `script` elements. Much of an article has no property there: `report` hears exactly
what was lost, found by reading back what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import chain
from json import detect_encoding
from typing import BinaryIO

from lxml import etree

from newsdoc import jsontext
from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import ReadError, WriteError
from newsdoc.formats.jsonitem import Item, articles
from newsdoc.formats.jsonld_read import Graph, read_article
from newsdoc.formats.jsonld_write import news_article
from newsdoc.formats.xml import parsed_html
from newsdoc.lines import read_piece, write_all
from newsdoc.losses import losses
from newsdoc.model import Article

__all__ = ["dump", "dumps", "iterload", "load", "loads"]

_CONTEXT = {"@context": "https://schema.org"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([A-Za-z0-9._-]+)", re.IGNORECASE)
_WRAPPING = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")


def loads(data: str | bytes, *, report: Report = ignore) -> list[Article]:
    """Read the articles of a document or a page."""
    return list(articles(_items(data, report), report))


def load(fp: BinaryIO, *, report: Report = ignore) -> list[Article]:
    """Read the articles of a binary file."""
    return list(iterload(fp, report=report))


def iterload(fp: BinaryIO, *, report: Report = ignore) -> Iterator[Article]:
    """Read the articles of a binary file, in memory for all of it: any node may refer to any other."""
    yield from articles(_items(_whole(fp), report), report)


def dumps(found: Iterable[Article], *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (no time is added)
    """Write articles: one as an object, several as a graph."""
    written = list(found)
    text = b"".join(_pieces(written)).decode()
    if report is not ignore:
        for loss in losses(written, loads(text)):
            report(loss)
    return text


def dump(found: Iterable[Article], fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:
    """Write articles to a binary file; one at a time, where nobody listens for losses."""
    write_all(fp, _pieces(found) if report is ignore else [dumps(found, report=report, now=now).encode()])


def _pieces(found: Iterable[Article]) -> Iterator[bytes]:
    """Write node by node: whether there are several is known once the second one comes."""
    nodes = map(news_article, found)
    first, second = next(nodes, None), next(nodes, None)
    if first is None:
        raise WriteError("there is no article, and a JSON-LD document cannot hold none")
    if second is None:
        yield jsontext.indented({**_CONTEXT, **first}) + b"\n"
        return
    empty = jsontext.indented({**_CONTEXT, "@graph": []})
    before = empty.removesuffix(b"]\n}") + b"\n    "
    for node in chain([first, second], nodes):
        yield before
        yield jsontext.indented(node).replace(b"\n", b"\n    ")  # strings hold no bare line feed
        before = b",\n    "
    yield b"\n  ]\n}\n"


# --- reading ---


def _whole(fp: BinaryIO) -> bytes:
    """Read a file that may give fewer bytes than it has at a time."""
    return b"".join(iter(lambda: read_piece(fp, 1 << 16), b""))


def _items(data: str | bytes, report: Report) -> Iterator[Item]:
    text = _text(data)
    graph = Graph()
    if text.lstrip(" \t\r\n").startswith("<"):
        for value in _embedded(text, report):
            graph.add(value)
    else:
        graph.add(_value(text))
    for node in graph.articles():
        yield read_article(node, graph)
    if others := graph.others():
        report(Diagnostic("repair.skipped", f"{others} nodes that are no articles were passed over", path="$"))


def _text(data: str | bytes) -> str:
    """Decode a document: JSON's encodings, or that which an HTML page names."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    name = detect_encoding(data)
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        if not data.lstrip().startswith(b"<"):
            line = data.count(b"\n", 0, error.start) + 1
            message = f"the file is not {name.upper()} here: {error.reason}"
            raise ReadError(message, format="jsonld", line=line) from None
    named = _CHARSET.search(data[:4096])
    try:
        return data.decode(named[1].decode() if named else "cp1252", "replace")
    except LookupError:  # a name that Python does not know
        return data.decode("cp1252", "replace")


def _value(text: str) -> object:
    try:
        value = jsontext.only_value(text)
    except jsontext.SyntaxFault as fault:
        line = text.count("\n", 0, fault.at) + 1
        raise ReadError(fault.message, format="jsonld", line=line, path="$") from None
    if not isinstance(value, (dict, list)):
        raise ReadError(f"{jsontext.kind(value)} is no JSON-LD: it is an object or a list", format="jsonld", path="$")
    return value


def _embedded(text: str, report: Report) -> Iterator[object]:
    """Give the JSON of a page's `script` elements; one that is broken does not stop the others."""
    found = False
    for script, line in _scripts(text):
        found = True
        try:
            yield jsontext.only_value(script)
        except jsontext.SyntaxFault as fault:
            try:
                value = jsontext.only_value(re.sub("[\x00-\x1f]", " ", script))
            except jsontext.SyntaxFault:
                report(Diagnostic("error.item", f"a script's JSON-LD cannot be read: {fault.message}", line))
                continue
            report(Diagnostic("repair.value", "a script's JSON-LD has line breaks inside its texts", line))
            yield value
    if not found:
        raise ReadError("the page has no script of the type application/ld+json", format="jsonld", line=1)


def _scripts(text: str) -> Iterator[tuple[str, int | None]]:
    """Give the texts of the scripts that hold JSON-LD; nothing is run, and nothing fetched."""
    root = parsed_html(text, etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True))
    for script in () if root is None else root.iter("script"):
        if (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            line = script.sourceline
            yield _WRAPPING.sub("", script.text or ""), line if isinstance(line, int) else None
