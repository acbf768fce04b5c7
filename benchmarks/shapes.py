"""Hostile documents for each reader: a document of the tests in which one piece is repeated, up to a given size.

Pieces are each line, element, attribute and value of the documents, and texts of one kind of character.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from lxml import etree

sys.path.append(str(Path(__file__).resolve().parent.parent / "tests"))

from fuzz import seeds

__all__ = ["Shape", "shapes"]

_DEEP = 200
"""Depth below that of which a reader refuses a document."""

_TEXTS = (
    *" \t.,;:!?-–—_/\\|()[]{}<>«»“”\"'‘’*#@&=+%~^`$§©•…،؛؟。、「」（）",
    *"aA1éßİ漢字عא٣\u0301\u200f\u200b\xa0\u3000\ufeff\u202e\x00\x1b\x7f\x85\u2028\ud800\udce9\U0001f600",
    *(
        "a ",
        "A ",
        "1 ",
        "a.",
        "A. ",
        "a,",
        "a-",
        "a/",
        "a:",
        "1.",
        "1/",
        "1:",
        "() ",
        "[] ",
        "(a",
        "a)",
        "(a) ",
        "[a] ",
    ),
    *("“a” ", "a… ", "a. b", "A b ", "a & b ", "a | b ", "a - b ", "http://a.b ", "http://", "www.", "a@b.c ", "\r"),
    *(
        "by ",
        "By Ann ",
        "and ",
        "Ann Lee and ",
        "AFP/",
        "(AFP) ",
        "Photo: ",
        "(Photo: ",
        "TT ",
        "TT 20 ",
        "pm ",
        "GMT ",
    ),
    *("&amp;", "&nbsp", "&#1;", "&a;", "<b>", "<b", "</b>", "<p>", "<br/>", "<!--", "-->", "]]>", "<?", "<![CDATA["),
    *(
        "\\u0061",
        "\\",
        "\\ud800",
        "%20",
        "%",
        "1 May 2024 ",
        "Monday, ",
        "10:15 ",
        "2024-05-01",
        "漢。",
        "ك، ",
        "e\u0301",
    ),
)
_LINES = (
    *(
        "TT",
        "20",
        "TT\n20",
        "(AFP)",
        "A picture. (AFP)",
        "A picture. (AFP)\nA picture. (AFP)",
        "A line of words",
        "It is.",
    ),
    *(
        "It rained on the hills, and the mayor of the town said that all was well.",
        "By Ann Example",
        "1 May 2024",
        "Menu",
    ),
    *(
        "Monday, 3 March 2025 10:15",
        "BERN (AFP) - It rained.",
        "http://a.example/1",
        "• one",
        "# Head",
        "- one",
        "漢字。",
        "قال",
    ),
    *(
        "---",
        "title: a",
        "| a | b |",
        "* * *",
        "Photo: Ann Lee/AFP",
        "Read also: a",
        "Share",
        "© 2024 AFP",
        "\x01",
        "\x02\x03",
    ),
    *("A title{}", "It rained for {} days on the hills, and the mayor said that all was well.", "Photo {} (AFP)", "{}"),
    *("Photo {0} (AFP)\nPhoto {0} (AFP)", "{0} a\nTT\n{0} a", "{0} a\n{0} b.\nTT\n{0} a\n{0} b.\n", "Head\nTT\n{}"),
)


class Shape(NamedTuple):
    """A document with a piece that is repeated."""

    name: str
    before: bytes
    piece: bytes
    after: bytes

    def make(self, size: int) -> bytes:
        """Return the document with about `size` bytes."""
        if b"{" in self.piece and (b"{}" in self.piece or b"{0}" in self.piece):
            each = len(self.piece) + 2
            pieces = (self.piece.replace(b"{}", b"%d" % i).replace(b"{0}", b"%d" % i) for i in range(size // each))
            return self.before + b"".join(pieces) + self.after
        return self.before + self.piece * max(1, (size - len(self.before + self.after)) // len(self.piece)) + self.after


def shapes(name: str) -> list[Shape]:
    """Return the shapes of a format, each once."""
    found: dict[tuple[bytes, bytes, bytes], Shape] = {}
    for shape in _all(name):
        if shape.piece and shape[1:] not in found:
            found[shape[1:]] = shape
    return list(found.values())


def _all(name: str) -> Iterator[Shape]:
    if name == "parquet":
        return
    if name == "rawdump":
        yield from _of_pages()
    known: set[object] = set()
    for number, document in enumerate(seeds(name)):
        if len(document) > 60_000:
            continue
        for make in (_of_values, _of_elements, _of_lines):
            for where, shape in make(document, known):
                yield shape._replace(name=f"{name} {number}: {where}"[:120])


# --- pages ---


def _of_pages() -> Iterator[Shape]:
    heads = {
        "": "",
        "head": "Head\n\nA picture. (AFP)\nA picture. (AFP)\nTT\n20\n\nHead\n\nA picture. (AFP)\nA picture. (AFP)\n\n",
    }
    heads["title"] = "A bridge opens | The Gazette\nA bridge opens\nBy Ann Example\n1 May 2024\n\n"
    prose = "\n\nIt rained on the hills on Monday, and the mayor of the town said that all was well.\n"
    for where, head in heads.items():
        for text in _TEXTS:
            for end, after in (("", ""), ("\n", ""), ("\n\n", ""), ("", prose * 3), ("", " (AFP)" + prose)):
                yield _shape(f"{where}: {text!r} + {end!r}, {after[:6]!r}", head, text + end, after)
        for line in (*_LINES, *_words()):
            for end in ("\n", "\n\n", " "):
                yield _shape(f"{where}: {line!r} + {end!r}", head, line + end, "")
        random = Random(1)
        for _ in range(150):
            lines = [random.choice(_LINES) + random.choice(("\n", "\n", "\n\n")) for _ in range(random.randint(2, 6))]
            yield _shape(f"{where}: {lines!r}", head, "".join(lines), "")


def _words() -> Iterator[str]:
    """Yield the words and names that the reader of pages knows."""
    for path in files("newsdoc.page.data").iterdir():
        if path.name.endswith(".txt"):
            for line in path.read_text("utf-8").splitlines():
                if line and not line.startswith(("#", "[")):
                    yield line.replace("{", "(")


def _shape(where: str, before: str, piece: str, after: str) -> Shape:
    return Shape(where, *(text.encode("utf-8", "surrogatepass") for text in (before, piece, after)))


# --- lines of any document ---


def _of_lines(document: bytes, known: set[object]) -> Iterator[tuple[str, Shape]]:
    """Repeat each line, each pair of lines and the texts of one kind at the beginning of each line."""
    lines = document.splitlines(keepends=True)[:120]
    for at, line in enumerate(lines):
        before, after = b"".join(lines[:at]), b"".join(lines[at + 1 :])
        for piece in (line, b"".join(lines[at : at + 2])):
            if piece.strip() and piece not in known:
                known.add(piece)
                yield f"line {at}", Shape("", before, piece, after)
        shape = re.sub(rb"\w+", b"a", line[:40])
        if shape in known:
            continue
        known.add(shape)
        middle = len(line) // 2
        for text in _TEXTS[:: 1 if len(known) < 30 else 5]:
            piece = text.encode("utf-8", "surrogatepass")
            yield f"{text!r} in line {at}", Shape("", before + line[:middle], piece, line[middle:] + after)


# --- elements ---


def _of_elements(document: bytes, known: set[object]) -> Iterator[tuple[str, Shape]]:
    if not document.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"<"):
        return
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(document, parser)
    except etree.XMLSyntaxError:
        root = etree.fromstring(document, etree.HTMLParser())
        document = etree.tostring(root, method="html")
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        place = ("element", element.tag, None if parent is None else parent.tag, *sorted(element.attrib))
        if place in known:
            continue
        known.add(place)
        for where, shape in _of_element(root, element, known):
            yield f"{where} {element.tag}", shape


def _of_element(root: Any, element: Any, known: set[object]) -> Iterator[tuple[str, Shape]]:
    is_html = root.tag == "html"
    mark = etree.Comment("MARK")
    if element.getparent() is not None:
        element.addnext(mark)
        tail, element.tail = element.tail, None
        piece = etree.tostring(element, method="html" if is_html else "xml")
        element.tail = tail
        yield from _around("repeated", root, mark, piece)
        empty = re.match(rb"<[\w:.-]+", piece)
        if empty:
            name = empty[0][1:]
            yield from _around("empty", root, mark, b"<" + name + b"/>")
            yield from _around("one letter", root, mark, b"<" + name + b">a</" + name + b">")
            start = piece[: piece.index(b">") + 1]
            if not start.endswith(b"/>"):
                yield from _around("deep", root, mark, start * _DEEP + b"a" + (b"</" + name + b">") * _DEEP)
            if is_html:
                yield from _around("not closed", root, mark, start)
                yield from _around("not closed with a text", root, mark, start + b"a ")
        element.getparent().remove(mark)
    element.insert(0, mark)
    for text in _TEXTS[:: 1 if len(known) < 40 else 6]:
        if text.isprintable():
            escaped = text if is_html else text.replace("&", "&amp;").replace("<", "&lt;")
            yield from _around(f"{text!r} in", root, mark, escaped.encode())
    for piece in (
        b"<b>a</b>",
        b"<br/>",
        b"<p>a</p>",
        b"<a{} b='c'/>",
        b"<!--a-->",
        b"<?a b?>",
        b"<i>a</i>b",
        b"<!--",
        b"&#1;",
    ):
        yield from _around(f"{piece!r} in", root, mark, piece)
    element.remove(mark)
    for key, value in element.attrib.items():
        for text in ("a", " ", "a ", "%", "/", ":", "a:b ", "1", ".", "é", "http://", "&#10;"):
            element.set(key, value + "MARK")
            before, _, after = etree.tostring(root, method="html" if is_html else "xml").partition(b"MARK")
            element.set(key, value)
            yield f"{text!r} in {key} of", Shape("", before, text.encode(), after)
    element.set("MARK", "")
    before, _, after = etree.tostring(root, method="html" if is_html else "xml").partition(b'MARK=""')
    del element.attrib["MARK"]
    yield "attributes of", Shape("", before, b'a{}="" ', after)


def _around(where: str, root: Any, mark: Any, piece: bytes) -> Iterator[tuple[str, Shape]]:
    before, _, after = etree.tostring(root, method="html" if root.tag == "html" else "xml").partition(b"<!--MARK-->")
    yield where, Shape("", before, piece, after)


# --- values of JSON ---


def _of_values(document: bytes, known: set[object]) -> Iterator[tuple[str, Shape]]:
    try:
        root = json.loads(document)
    except ValueError:
        lines = document.splitlines(keepends=True)
        try:
            root = json.loads(lines[0])
        except (ValueError, IndexError):
            return
    yield from _of_value([root], 0, [root], (), known)


def _of_value(
    root: list[Any], key: Any, holder: Any, path: tuple[str, ...], known: set[object]
) -> Iterator[tuple[str, Shape]]:
    value = holder[key]
    place = (*path, key if isinstance(key, str) else "")
    if ("value", *place) not in known:
        known.add(("value", *place))
        where = ".".join(place)
        for piece, before, after in _pieces(value):
            holder[key] = "MARK"
            first, _, last = json.dumps(root[0]).partition('"MARK"')
            yield (
                f"{piece[:30]} at {where}",
                Shape("", *(text.encode() for text in (first + before, piece, after + last))),
            )
        holder[key] = value
    if isinstance(value, dict):
        for name in list(value):
            yield from _of_value(root, name, value, place, known)
    elif isinstance(value, list):
        for at in range(len(value)):
            yield from _of_value(root, at, value, place, known)


def _pieces(value: Any) -> Iterator[tuple[str, str, str]]:
    """Yield pieces to repeat, each with what stands before and after it."""
    text = json.dumps(value)
    yield text + ", ", "[", text + "]"
    yield '"a{}": ' + text + ", ", "{", '"b": 1}'
    yield '"a": ' + text + ", ", "{", '"b": 1}'
    if isinstance(value, list) and value:
        yield json.dumps(value[0]) + ", ", "[", json.dumps(value[-1]) + "]"
    for other in ('"a"', '"a{}"', "1", "null", "{}", "[]", '"<p>a</p>"', '{"a": "b"}'):
        yield other + ", ", "[", other.replace("{}", "") + "]" if other != "{}" else "1]"
    if isinstance(value, str):
        for piece in _TEXTS:
            yield json.dumps(piece)[1:-1].replace("{", "("), '"' + json.dumps(value)[1:-1], '"'
        for tag in ("<p>a</p>", "<b>a</b>", "<b>a<i>b</i></b>", "<li>a", "<div>", "<table><tr><td>a", "<img src='a'/>"):
            yield tag, '"<p>a</p>', '"'
    yield "[", "", ""
    yield '{"a":', "", ""
