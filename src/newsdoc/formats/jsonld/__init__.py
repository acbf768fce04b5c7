"""schema.org's NewsArticle as JSON-LD, which sites put into their pages for search engines.

One article is written as an object, several as a `@graph`. Reading takes an object, a list, a graph with references, or
an HTML page with any of them in its `script` elements. Much of an article has no property there: each loss is
reported, found by reading back the written document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime, tzinfo
from itertools import chain
from json import detect_encoding
from typing import BinaryIO

from lxml import etree

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import ReadError, WriteError
from newsdoc.files.streams import document, read_piece, write_all
from newsdoc.formats import Articles, as_articles, html_encoding, times
from newsdoc.formats.builder import ArticleBuilder, build_all, shown
from newsdoc.formats.json import text as json_text
from newsdoc.formats.json.values import named
from newsdoc.formats.jsonld.choose import read_article
from newsdoc.formats.jsonld.graph import Graph, Node, types
from newsdoc.formats.jsonld.text import values
from newsdoc.formats.jsonld.write import news_article
from newsdoc.formats.xml.parse import parsed_html
from newsdoc.losses import losses
from newsdoc.model import Article

__all__ = ["dump", "dumps", "iterload", "load", "loads"]

_CONTEXT = {"@context": "https://schema.org"}
_SCRIPT_SIGN = re.compile(rb"<(?=/|!--|script)", re.IGNORECASE)
_begins_page = re.compile(rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*<").match


def loads(data: str | bytes, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a document or a page."""
    return list(build_all(_items(document(data), report, times.zone_of(timezone)), report))


def load(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> list[Article]:
    """Read the articles of a binary file."""
    return list(iterload(fp, report=report, timezone=timezone))


def iterload(fp: BinaryIO, *, report: Report = ignore, timezone: times.Zone = None) -> Iterator[Article]:
    """Read the articles of a binary file, in memory for all of it: any node may refer to any other."""
    yield from build_all(_items(_whole(fp), report, times.zone_of(timezone)), report)


def dumps(found: Articles, *, report: Report = ignore, now: datetime | None = None) -> str:  # noqa: ARG001 (no time is added)
    """Write articles: one as an object, several as a graph."""
    written = list(as_articles(found))
    text = b"".join(_pieces(written)).decode()
    if report is not ignore:
        for loss in losses(written, loads(text)):
            report(loss)
    return text


def dump(found: Articles, fp: BinaryIO, *, report: Report = ignore, now: datetime | None = None) -> None:
    """Write articles to a binary file; one at a time if losses are not reported."""
    write_all(fp, _pieces(found) if report is ignore else [dumps(found, report=report, now=now).encode()])


def _pieces(found: Articles) -> Iterator[bytes]:
    """Yield a document node by node; the second node shows that there are several."""
    nodes = map(news_article, as_articles(found))
    first, second = next(nodes, None), next(nodes, None)
    if first is None:
        raise WriteError("there is no article, and a JSON-LD document holds at least one")
    if second is None:
        yield _for_script({**_CONTEXT, **first}) + b"\n"
        return
    empty = json_text.indented({**_CONTEXT, "@graph": []})
    before = empty.removesuffix(b"]\n}") + b"\n    "
    for node in chain([first, second], nodes):
        yield before
        yield _for_script(node).replace(b"\n", b"\n    ")  # strings hold no bare line feed
        before = b",\n    "
    yield b"\n  ]\n}\n"


def _for_script(node: dict[str, object]) -> bytes:
    """Write a node so that it can be put into a page's `script` element.

    There `</script>` ends the element, and after `<!--` and `<script>` its real end would not: each `<` of them is
    escaped.
    """
    written = json_text.indented(node)
    return _SCRIPT_SIGN.sub(rb"\\u003c", written) if b"<" in written else written


# --- reading ---


def _whole(fp: BinaryIO) -> bytes:
    """Read a file that may give fewer bytes than it has at a time."""
    return b"".join(iter(lambda: read_piece(fp, 1 << 16), b""))


def _items(data: str | bytes, report: Report, zone: tzinfo | None) -> Iterator[ArticleBuilder]:
    """Read a document or a page; if it breaks off, complete articles before the error come first."""
    is_page = _is_page(data)
    text = _text(data, report, is_page=is_page)
    graph = Graph()
    fault: ReadError | None = None
    if is_page:
        for value in _embedded(text, report):
            graph.add(value)
    else:
        fault = _add_values(graph, text, report)
    some = False
    for node in graph.articles():
        some = True
        yield read_article(node, graph, listening=report is not ignore, zone=zone)
    if fault:
        raise fault
    if is_page and not some:
        raise ReadError(_no_article(graph), format="jsonld", line=1)
    if report is not ignore and (others := graph.others()):
        message = f"{len(others)} nodes that are not articles were skipped: {_kinds(others)}"
        report(Diagnostic("repair.skipped", message, path="$"))


def _is_page(data: str | bytes) -> bool:
    """Check for an HTML page: JSON does not begin with `<`."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff").lstrip().startswith("<")
    return _begins_page(data) is not None


def _text(data: str | bytes, report: Report, *, is_page: bool) -> str:
    """Return the text of a document: JSON in JSON's encodings, a page as browsers do it."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    if is_page:
        return html_encoding.decode(data, report)
    name = detect_encoding(data)
    try:
        return data.decode(name).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the file is not {name.upper()} here: {error.reason}"
        raise ReadError(message, format="jsonld", line=line) from None


def _add_values(graph: Graph, text: str, report: Report) -> ReadError | None:
    """Add the values of a document to the graph; return the error at which it breaks off."""

    def repaired(what: str) -> None:
        report(Diagnostic("repair.value", f"the document was repaired: {what}", path="$"))

    try:
        for value in values(text, repaired):
            if not isinstance(value, (dict, list)):
                message = f"{json_text.kind(value)} is not JSON-LD, which is an object or an array"
                return ReadError(message, format="jsonld", path="$")
            graph.add(value)
    except json_text.SyntaxFault as fault:
        line = text.count("\n", 0, fault.at) + 1
        return ReadError(fault.message, format="jsonld", line=line, path="$")
    return None


def _embedded(text: str, report: Report) -> Iterator[object]:
    """Yield the JSON of a page's `script` elements; one that is broken does not stop the others."""
    for script, line in _scripts(text, report):

        def repaired(what: str, line: int | None = line) -> None:
            code = "repair.escaped" if "escaped" in what else "repair.value"
            report(Diagnostic(code, f"a script's JSON-LD was repaired: {what}", line))

        try:
            yield from values(script, repaired)
        except json_text.SyntaxFault as fault:
            words = " ".join(script.split())
            message = f"a script's JSON-LD cannot be read: {fault.message}; the script is {shown(words)}"
            report(Diagnostic("error.item", message, line))


def _scripts(text: str, report: Report) -> Iterator[tuple[str, int | None]]:
    """Yield the texts of the scripts that hold JSON-LD; no script is run, and no address is opened."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    root = parsed_html(text, parser, lambda *noted: report(Diagnostic(*noted)))
    for script in () if root is None else root.iter("script"):
        if (script.get("type") or "").strip().lower().startswith("application/ld+json"):
            line = script.sourceline
            yield script.text or "", line if isinstance(line, int) else None


def _no_article(graph: Graph) -> str:
    """Return the sentence that refuses a page."""
    kinds = _kinds(graph.others())
    found = f" (its JSON-LD is of the kinds {kinds})" if kinds else ""
    return f"this HTML page has no JSON-LD article{found}; the format html (--from html) reads the text of the page"


def _kinds(nodes: Iterable[Node]) -> str:
    """Return the kinds of some nodes, for a message."""
    names = sorted({name for node in nodes for name in types(node)})
    return ", ".join(map(named, names[:10]))
