"""Parse XML safely: the readers of NewsML-G2, NITF and NewsML 1 share this module.

Nothing is opened except the document: no network, no DTD, no external entity. Entities stay where they are until
`settle_entities` puts their text in; libxml2's own limits (depth 256, 10 MB in one text) hold against hostile input.
Small faults are mended by `mend`; what libxml2 refuses all the same is a `ReadError` with its line. This module knows
no format.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html.entities import html5
from io import BytesIO
from itertools import chain, islice
from operator import itemgetter
from typing import Any, BinaryIO, TypeAlias, cast

from lxml import etree

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError
from newsdoc.files.streams import document, read_piece
from newsdoc.formats.xml.encoding import Note
from newsdoc.formats.xml.mend import is_plain, mended
from newsdoc.text import cached, one_line, xml_only

__all__ = [
    "Element",
    "Note",
    "Pull",
    "attributes_of",
    "children",
    "closed_parser",
    "decoded",
    "ended",
    "fed",
    "is_inside_its_kind",
    "items",
    "line_of",
    "local_name",
    "parsed_html",
    "problem",
    "pull_parser",
    "recovering_parser",
    "schema_parser",
    "settle_entities",
    "settle_entities_of",
    "shown",
    "without_forbidden",
]

Element = etree._Element  # lxml has no public name for the type of its elements
_lxml = cast("Any", etree)  # for what lxml has and its stubs do not
_Resolver: Any = _lxml.Resolver
_SAFE: dict[str, Any] = {
    "resolve_entities": False,
    "no_network": True,
    "load_dtd": False,
    "huge_tree": False,
    "remove_comments": True,
    "remove_pis": True,
    "collect_ids": False,
}
_WHOLE = 1 << 20
"""In bytes. A shorter document is parsed at once, in a third less time than piece by piece."""

_CHUNK = 1 << 16


class _Nothing(_Resolver):  # type: ignore[misc]  # its stubs do not know it
    """Resolve every address to an empty text.

    `collect_ids=False` is needed: without it, libxml2 refuses a document that has an `xml:id` twice, as real ones do.
    But from lxml 5.4 on, it makes libxml2 load what a document type names, local files and all.
    """

    def resolve(self, system_url: str | None, public_id: str | None, context: object) -> object:  # noqa: ARG002 (whatever it is)
        """Return the empty text."""
        return self.resolve_string("", context)


class _Beside(_Resolver):  # type: ignore[misc]  # its stubs do not know it
    """Resolve every address to an empty text, except the files of schemas, which libxml2 opens."""

    def resolve(self, system_url: str | None, public_id: str | None, context: object) -> object:  # noqa: ARG002 (whatever it is)
        """Return the empty text, or nothing for a schema on this machine."""
        is_schema = system_url and system_url.endswith(".xsd") and not _REMOTE.match(system_url)
        return None if is_schema else self.resolve_string("", context)


def schema_parser() -> Any:
    """Return a parser for schemas: they may have parts in files beside them, and nothing else is opened."""
    parser = _lxml.XMLParser(resolve_entities=False, no_network=True)
    parser.resolvers.add(_Beside())
    return parser


def closed(parser: Any) -> Any:
    """Return a parser that opens nothing, whatever a document names."""
    parser.resolvers.add(_Nothing())
    return parser


@lru_cache(maxsize=4)  # as decoded() has it: the document's own encoding, or UTF-8
def closed_parser(encoding: str | None = None) -> Any:
    """Return the parser for a document that is at hand as a whole."""
    return closed(_lxml.XMLParser(encoding=encoding, **_SAFE))


_LONGEST_MESSAGE = 200
_REMOTE = re.compile(r"(?!file:)[A-Za-z][A-Za-z0-9+.-]+:|//")
_PLACE = re.compile(r", line \d+, column \d+.*", re.DOTALL)
# Excessive depth in document: 256, use XML_PARSE_HUGE option
_ADVICE = re.compile(r",? (?:use|try) XML_PARSE_HUGE option")  # nobody who reads news can


@cached  # a document has few tags and many elements
def local_name(tag: str) -> str:
    """Return a tag without its namespace."""
    return tag[tag.rfind("}") + 1 :]


children: Callable[[Element], list[Element]] = cast("Any", itemgetter(slice(None)))
"""Return the elements in an element: most have few, and a slice takes a third of the time that an iterator does."""


_MANY_ATTRIBUTES = 100


def attributes_of(element: Element) -> list[tuple[str, str]]:
    """Return the attributes of an element, a hundred at most: lxml looks for each of them from the first one on."""
    if len(element.attrib) <= _MANY_ATTRIBUTES:
        return cast("list[tuple[str, str]]", element.items())
    return [(name, _value_of(element, name)) for name in cast("list[str]", element.keys())[:_MANY_ATTRIBUTES]]


# <p {x="1">
def _value_of(element: Element, name: str) -> str:
    """Return the value of an attribute; nothing for a name of HTML that lxml lists but cannot look up."""
    try:
        return element.get(name, "")
    except ValueError:
        return ""


def line_of(element: Element) -> int | None:
    """Return the line on which an element starts."""
    line = element.sourceline
    return line if isinstance(line, int) else None


# <p data-1="a" data-2="b" …>
_NOT_IN_TAG = ">;<{}"  # no script, and no text behind a quote that is not closed
_TAG = re.compile(rf"<[a-zA-Z][^{_NOT_IN_TAG}]{{20000,}}")
_ATTRIBUTE = re.compile(r"""[^\s"'>=]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s"'>]++)?+)?+""")
_LONG_TAG = 20_000
_MOST_ATTRIBUTES = 1000


def _with_few_attributes(text: str) -> str:
    """Return HTML with no more than a thousand attributes in a tag: libxml2 takes a minute for 100,000 of them."""
    # a tag as long spans a whole piece of half its length: far quicker to see than to look at every tag
    half = _LONG_TAG // 2
    starts = range(0, len(text) - half, half)
    may_be_long = any(all(text.find(sign, start, start + half) < 0 for sign in _NOT_IN_TAG) for start in starts)
    return _TAG.sub(_cut, text) if may_be_long else text


def _cut(tag: re.Match[str]) -> str:
    last = next(islice(_ATTRIBUTE.finditer(tag[0]), _MOST_ATTRIBUTES, None), None)
    return tag[0][: last.start()] if last else tag[0]


# A reference that may be to a character which XML forbids: &#1; &#x1F; &#65534; &#xD800;
_REFERENCE = re.compile(
    "&#0*(?:([0-9]|[12][0-9]|3[01]|5[5-7][0-9]{3}|6553[45])(?![0-9])|"
    "[xX]0*([01]?[0-9A-Fa-f]|[dD][89A-Fa-f][0-9A-Fa-f]{2}|[fF]{3}[eEfF])(?![0-9A-Fa-f]));?"
)


def without_forbidden(text: str) -> str:
    """Return HTML with U+FFFD for each reference to a character that XML forbids: libxml2 gives most of them."""
    return _REFERENCE.sub(_xml_reference, text) if "&#" in text else text


def _xml_reference(reference: re.Match[str]) -> str:
    code = int(reference[1]) if reference[1] else int(reference[2], 16)
    return reference[0] if xml_only(chr(code)) == chr(code) else "\ufffd"


def parsed_html(text: str, parser: Any, note: Note | None = None) -> Element | None:
    """Parse HTML with a parser for UTF-8; `None` if there are only comments, or it is deeper than libxml2 goes.

    lxml does not take it as it is: in a `str`, it refuses a declaration that names an encoding, as XHTML pages have.
    """
    safe = without_forbidden(text)
    try:
        root: Element | None = etree.fromstring(_html_bytes(_with_few_attributes(safe)), parser)
    except etree.XMLSyntaxError:
        return None
    if note and safe != text:
        note("repair.characters", "references to characters that text cannot hold were replaced by U+FFFD", None)
    return root


_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\r")


def _html_bytes(text: str) -> bytes:
    """Return a text as UTF-8, with U+FFFD for each character that XML forbids."""
    try:
        data = text.encode()
    except UnicodeEncodeError:
        return xml_only(text).encode()
    # far quicker than a pattern: few pages have any
    if len(data.translate(None, _CONTROLS)) < len(data) or "\ufffe" in text or "\uffff" in text:
        return xml_only(text).encode()
    return data


def decoded(data: str | bytes, format: str) -> tuple[BinaryIO, str | None]:
    """Return a whole document as a file; for a `str`, the encoding in the declaration is ignored."""
    data = document(data)
    if isinstance(data, bytes):
        return BytesIO(data), None
    try:
        return BytesIO(data.removeprefix("\ufeff").encode()), "utf-8"
    except UnicodeEncodeError as error:
        line = data.count("\n", 0, error.start) + 1
        raise ReadError("the text holds a lone surrogate, which XML forbids", format=format, line=line) from None


Pull: TypeAlias = Callable[[Iterable[bytes], list[str], str, Report], Iterator[Element]]
"""A function that reads the wanted elements of a document in UTF-8 which comes in pieces."""


def items(
    fp: BinaryIO,
    tags: Iterable[str],
    format: str,
    report: Report,
    *,
    encoding: str | None = None,
    pull: Pull | None = None,
) -> Iterator[Element]:
    """Yield each element with one of the local names `tags` when it is complete.

    Of a long document, each is freed when the next one is complete; a short one is in memory as a whole anyway. A
    document without any gives its root element, so that the caller can say what it is. What stands before a syntax
    error is given before the error is raised. Small faults are mended and reported. A format whose documents have
    large faults brings its own `pull`, which reads those that are long or not well-formed.
    """
    wanted = [f"{{*}}{name}" for name in tags]
    first = _read_up_to(fp, _WHOLE)
    root = None
    if len(first) < _WHOLE and is_plain(first, known=encoding is not None):
        root = _whole(first, encoding)
    if root is not None:
        yield from _ended(root, wanted)
        return
    pieces = mended(chain([first], _chunks(fp)), encoding, lambda *note: report(Diagnostic(*note)))
    yield from _mended(pieces, wanted, format, report, pull or _pulled, is_long=len(first) == _WHOLE)


def _mended(
    pieces: Iterator[bytes], wanted: list[str], format: str, report: Report, pull: Pull, *, is_long: bool
) -> Iterable[Element]:
    """Return the wanted elements of a document that is long, or had to be mended."""
    if is_long:
        return pull(filter(None, pieces), wanted, format, report)
    data = b"".join(pieces)
    root = _whole(data, "utf-8")
    root = _undeclared(data, report) if root is None else root
    return pull([data] if data else [], wanted, format, report) if root is None else _ended(root, wanted)


def _whole(data: bytes, encoding: str | None) -> Element | None:
    """Parse a short document at once, which is quicker than piece by piece; `None` if it is not well-formed."""
    try:
        root: Element = etree.fromstring(data, closed_parser(encoding))
    except etree.XMLSyntaxError:
        return None
    return root


def _undeclared(data: bytes, report: Report) -> Element | None:
    """Parse a short document whose one fault is that it does not declare prefixes, such as `xsi`; else `None`."""
    parser = recovering_parser()
    try:
        root: Element | None = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
    faults = [entry for entry in parser.error_log if entry.level > _lxml.ErrorLevels.WARNING]
    if not faults or any(entry.domain != _lxml.ErrorDomains.NAMESPACE for entry in faults):
        return None
    message = f"a prefix is not declared, and was taken for a part of the name: {shown(faults[0].message)}"
    report(Diagnostic("repair.xml", message, faults[0].line))
    return root


def _ended(root: Element, wanted: list[str]) -> list[Element]:
    """Return the wanted elements of a document in the order of their ends, else its root."""
    found: list[Element] = list(root.iter(*wanted))
    if len(found) < 2:  # as in most documents
        return found or [root]
    ended: list[Element] = []
    around: list[Element] = []
    for element in found:
        if is_inside_its_kind(element):
            continue
        while around and around[-1] not in element.iterancestors():
            ended.append(around.pop())
        around.append(element)
    return [*ended, *reversed(around)]


def pull_parser(wanted: list[str]) -> Any:
    """Return a parser that is fed with pieces, and gives the wanted elements as they end."""
    return closed(_lxml.XMLPullParser(("end",), tag=wanted, encoding="utf-8", **_SAFE))


def recovering_parser() -> Any:
    """Return a parser that reads on after a fault, and loses what libxml2 loses there."""
    return closed(_lxml.XMLParser(encoding="utf-8", recover=True, **_SAFE))


def _pulled(chunks: Iterable[bytes], wanted: list[str], format: str, _: Report) -> Iterator[Element]:
    """Yield the wanted elements of a document that is parsed piece by piece as they end, else its root."""
    parser = pull_parser(wanted)
    found, root, error = False, None, None
    for chunk in chunks:
        error = fed(parser, chunk)
        for _event, element in parser.read_events():
            if is_inside_its_kind(element):
                continue
            found = True
            _free(element)
            yield element
        if error:
            break
    else:
        root, error = ended(parser)
    if error:
        raise ReadError(f"not well-formed XML: {problem(error)}", format=format, line=error.lineno or 1) from None
    if not found and root is not None:
        yield root


def problem(error: etree.XMLSyntaxError) -> str:
    """Return what libxml2 says of a fault, without the place, on one line: it may quote the document."""
    return shown(_PLACE.sub("", _ADVICE.sub("", error.msg or "")) or "no XML document")


def shown(message: str) -> str:
    """Return a message of libxml2 as one line that is not too long, without characters that steer a terminal."""
    line = one_line(" ".join(message.split()))
    return line if len(line) <= _LONGEST_MESSAGE else f"{line[: _LONGEST_MESSAGE - 1]}…"


def is_inside_its_kind(element: Element) -> bool:
    """Check whether an item is inside another one, and so a part of it."""
    tag, around = element.tag, element.getparent()
    while around is not None and around.tag != tag:
        around = around.getparent()
    return around is not None


def _chunks(fp: BinaryIO) -> Iterator[bytes]:
    """Read a file in pieces of one size, whatever it gives at a time: what libxml2 says must not hang on a pipe."""
    while chunk := _read_up_to(fp, _CHUNK):
        yield chunk


def _read_up_to(fp: BinaryIO, size: int) -> bytes:
    """Read so many bytes, or all that are left; a file may give fewer at a time."""
    pieces: list[bytes] = []
    while size and (piece := read_piece(fp, size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def fed(parser: Any, chunk: bytes) -> etree.XMLSyntaxError | None:
    """Feed a parser; return the fault that it finds."""
    try:
        parser.feed(chunk)
    except etree.XMLSyntaxError as error:
        return error
    return None


def ended(parser: Any) -> tuple[Element | None, etree.XMLSyntaxError | None]:
    """End a document; return its root, or its last fault."""
    try:
        return parser.close(), None
    except etree.XMLSyntaxError as error:
        return None, error


def _free(element: Element) -> None:
    """Free the elements before an element: a feed of any length is read in the memory of two of its items.

    The element itself stays until the next one, since the parser may still be adding to what follows it.
    """
    parent = element.getparent()
    while parent is not None and (before := element.getprevious()) is not None:
        parent.remove(before)


def settle_entities_of(element: Element, note: Callable[[str, str, int | None], object]) -> None:
    """Put the text of entities in their place; note those that nothing declares."""
    # a parser that reads on after a fault keeps entities of documents without a DOCTYPE, too
    if next(element.iter(_lxml.Entity), None) is not None:
        settle_entities(
            element,
            lambda name, line: note("repair.entity", f"&{name}; is not a declared entity; it was kept as text", line),
        )


def settle_entities(element: Element, unknown: Callable[[str, int | None], object]) -> None:
    """Put the text of entities in their place: HTML's names, and plain text that the document itself declares.

    Any other stays as it is printed, `&name;`, and is reported to `unknown` with its line.
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
