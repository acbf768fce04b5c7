"""Read the texts in DataContent and NewsLines, however they were encoded or escaped.

A text can be NITF, XHTML, a piece of either, or plain. It can also be encoded (Base64), escaped, or inside CDATA marks
that were escaped themselves. `settle` undoes what was done to a whole item; `roots` gives the elements of one text.
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from typing import cast

from lxml import etree

from newsdoc.diagnostics import Diagnostic
from newsdoc.errors import ReadError
from newsdoc.formats import references
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.nitf.parse import choose_fields, parse_nitf
from newsdoc.formats.signatures import binary
from newsdoc.formats.xml import parse as xml
from newsdoc.formats.xml.escaped import html_body
from newsdoc.formats.xml.flow import content
from newsdoc.formats.xml.lines import line
from newsdoc.formats.xml.parse import Element, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import paragraphs, text_of
from newsdoc.model import plain_text
from newsdoc.text import fold, xml_only

__all__ = ["keyword_list", "one_line", "roots", "settle", "words"]

# --- the whole item: encoded data, and CDATA marks that were escaped ---

_is_marked = cast("Callable[[Element], bool]", etree.XPath("contains(., '<![CDATA[')"))
_CDATA_MARK = re.compile(r"<!\[CDATA\[|\]\]>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CHARSET_NAMES = {"charset", "characterset", "characterencoding", "encoding"}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_BASE64 = re.compile(r"[A-Za-z0-9+/\r\n]{24,}={0,2}").fullmatch
_BASE64_NAMES = {"base64", "base-64", "b64"}
_UNCHANGED = {"", "none", "7bit", "8bit", "binary", "identity", "text", "plain"}


def settle(item: Element, builder: ArticleBuilder) -> None:
    """Decode the encoded texts of an item, and take out CDATA marks that were escaped: `&lt;![CDATA[…]]&gt;`."""
    encoded = list(item.iter("{*}Encoding", "{*}Notation"))
    for element in sorted(encoded, key=lambda each: local_name(each.tag)):
        if local_name(element.tag) == "Notation":
            _decode_noted(element, builder)
        elif next(element.iterancestors("{*}Encoding"), None) is None:
            _decode(element, builder)
    for element in item.iter("*") if _is_marked(item) else ():
        for name in ("text", "tail"):
            if "<![CDATA[" in (text := getattr(element, name) or ""):
                setattr(element, name, _CDATA_MARK.sub("", text))
                message = "the marks of a CDATA section had been escaped; they were removed"
                builder.note_at("repair.escaped", message, line_of(element))


def _decode(encoding: Element, builder: ArticleBuilder) -> None:
    """Decode an Encoding around or in a DataContent: `<Encoding Notation="Base64"><DataContent>QSBzdG9ybQ==`."""
    inside = list(encoding.iter("{*}Encoding", "{*}DataContent"))
    notations = [each.get("Notation", "").strip().lower() for each in inside if local_name(each.tag) == "Encoding"]
    encoded = "".join(map(str, encoding.itertext()))
    if notations == [""] and _looks_encoded(encoded):
        notations = ["base64"]
    around = next(encoding.iterancestors("{*}DataContent"), None)
    holder = inside[-1] if around is None else around
    if holder is encoding:
        holder.tag = encoding.tag.replace("Encoding", "DataContent")
    if holder is around or not _UNCHANGED.issuperset(notations):
        _put(holder, encoded, [name for name in notations if name not in _UNCHANGED], builder)


def _decode_noted(notation: Element, builder: ArticleBuilder) -> None:
    """Decode the text beside a notation: `<Notation FormalName="Base64"/><DataContent>…</DataContent>`."""
    name = (notation.get("FormalName") or "").lower()
    if name in _BASE64_NAMES and (data := next(notation.itersiblings("{*}DataContent"), None)) is not None:
        _put(data, "".join(map(str, data.itertext())), [name], builder)


def _looks_encoded(text: str) -> bool:
    """Check whether a text in an Encoding without a notation is Base64: long, and without any space."""
    return _BASE64(text.strip()) is not None and len("".join(text.split())) % 4 == 0


def _put(holder: Element, encoded: str, notations: list[str], builder: ArticleBuilder) -> None:
    """Put the decoded text into its DataContent; leave out data that is not text."""
    for child in list(holder):
        holder.remove(child)
    holder.text = None
    data, place = _bytes(encoded, notations), line_of(holder)
    if data is not None and (document := _document(data, builder)) is not None:
        holder.append(document)
        return
    item = next(holder.iterancestors("{*}ContentItem"), holder)
    text = None if data is None else _decoded(data, _charset(item), builder, place)
    if text is not None:
        holder.text = xml_only(text)
    elif encoded.strip():
        name = " in ".join(reversed(notations)) or "nothing"
        builder.note_at("repair.dropped", f"data that is not text, encoded as {name}, was left out", place)


def _bytes(text: str, notations: list[str]) -> bytes | None:
    """Return the data decoded from each of its notations; `None` if one is unknown or does not fit."""
    data = text.encode()
    for name in notations:
        try:
            if name in _BASE64_NAMES:
                data = b64decode(b"".join(data.split()), validate=True)
            elif name in ("quoted-printable", "quotedprintable", "qp"):
                data = quopri.decodestring(data)
            else:
                return None
        except (binascii.Error, ValueError):
            return None
    return None if binary(data) or data.startswith(b"{\\rtf") else data


def _charset(item: Element) -> str | None:
    """Return the character set that a ContentItem names: in a type, `text/plain; charset=…`, or in a property."""
    for element in item.iter("{*}MimeType", "{*}Format", "{*}Property"):
        name = element.get("FormalName") or ""
        if named := _CHARSET.search(name):
            return named[1]
        if re.sub(r"\W", "", name.lower()) in _CHARSET_NAMES:
            return element.get("Value")
    return None


def _decoded(data: bytes, charset: str | None, builder: ArticleBuilder, place: int | None) -> str | None:
    """Return a text decoded from the named character set, else UTF-8, else windows-1252; `None` if it is not text."""
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    for name in filter(None, (marked, charset, "utf-8", "cp1252")):
        try:
            text = data.decode(name)
        except (LookupError, ValueError):
            continue
        if not isinstance(text, str) or _NOT_TEXT.search(text):
            return None
        if name == "cp1252" and charset != name:
            builder.note_at(
                "repair.value", "an encoded text names no character set; it was read as windows-1252", place
            )
        return text
    return None


def _document(data: bytes, builder: ArticleBuilder, encoding: str | None = None) -> Element | None:
    """Parse a whole NITF or XHTML document that was encoded or escaped; `None` if it is not one."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    notes: list[Diagnostic] = []
    try:
        found = list(xml.items(BytesIO(data), ("nitf", "html"), "newsml1", notes.append, encoding=encoding))
    except ReadError:
        return None
    for note in notes:
        builder.note(note.code, note.message, line=note.line)
    xml.settle_entities_of(found[0], builder.note_at)
    return found[0]


# --- one text ---

_NITF = re.compile(r"(?:<\?[^>]*>\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:\w+:)?nitf\b")


def roots(builder: ArticleBuilder, data: Element) -> list[Element]:
    """Return the displayed elements of a DataContent: NITF, a page, a piece of either, or plain text."""
    children = list(data)
    if not children:
        return _from_text(builder, data)
    documents = all(local_name(child.tag) in ("nitf", "html") and not (child.tail or "").strip() for child in children)
    if not documents or (data.text or "").strip():
        _page_title(builder, data)
        return [data]
    return [part for child in children for part in _document_parts(builder, child)]


def _document_parts(builder: ArticleBuilder, root: Element) -> list[Element]:
    if local_name(root.tag) == "nitf":
        return choose_fields(parse_nitf(root, builder))
    _page_title(builder, root)
    return [part for part in root if local_name(part.tag) != "head"]


def _from_text(builder: ArticleBuilder, data: Element) -> list[Element]:
    """Return elements for text without elements: an escaped document, escaped HTML, or plain paragraphs."""
    text, place = data.text or "", line_of(data)
    document = _document(text.strip().encode(), builder, "utf-8") if _NITF.match(text.lstrip()) else None
    if document is not None:
        builder.note_at("repair.escaped", "the text is NITF that was escaped; it was read as NITF", place)
        return _document_parts(builder, document)
    page, once = html_body(text, builder.note_at, place), _without_references(text)
    if page is None and once != text:
        text, page = once, html_body(once, builder.note_at, place)
        if page is None:
            builder.note_at("repair.escaped", "characters of the text had been escaped twice", place)
    if page is not None:
        builder.note_at("repair.escaped", "the text is HTML that was escaped; it was read as HTML", place)
        _page_title(builder, page)
        return [page]
    root = etree.Element("div")
    for paragraph in paragraphs(text):
        etree.SubElement(root, "p").text = plain_text(paragraph)
    return [root]


def _without_references(text: str) -> str:
    """Return a text with the characters of its escaped references: `&amp;eacute;` or `&amp;#233;`."""
    return xml_only(references.resolve(text)) if "&" in text else text


def _page_title(builder: ArticleBuilder, page: Element) -> None:
    """Use a page's title as the headline if there is no other, or report a title that is not printed elsewhere."""
    title = next(page.iter("{*}title"), None)
    if title is None or not (text := line(title)):
        return
    said = [builder.fields.get("headline", ""), *(text_of(heading) for heading in page.iter("{*}h1"))]
    if not any(said):
        builder.fields["headline"] = text
    elif fold(text) not in map(fold, said):
        builder.dropped("the page's title", text, line_of(title))


def words(builder: ArticleBuilder, data: Element) -> tuple[str, ArticleBuilder]:
    """Return the text of a DataContent as one line, and the fields of a document inside it."""
    inside = builder.beside()
    found = content(roots(inside, data), inside.note_at)
    texts = [plain_text(block) for block in found.blocks]
    shown = [text for figure in found.figures for text in (figure.text, figure.credit) if text]
    if texts:
        for text in shown:
            inside.dropped("a picture in a text beside the body", text, line_of(data))
    builder.notes += inside.notes
    return collapse_space(" ".join(texts or shown), preserve=True), inside


# --- one line ---

_WITHIN = {
    "Origin", "a", "abbr", "b", "big", "cite", "em", "font", "i", "lang", "q", "s", "small", "span", "strong", "sub",
    "sup", "u",
}  # fmt: skip
_PART = "person"  # whose name does not run together with the text around it


def one_line(element: Element, builder: ArticleBuilder) -> str:
    """Return the text of an element of the NewsLines: `<ByLine>By<Name>Ann</Name><Title>Editor</Title></ByLine>`."""
    for part in element.iterdescendants() if len(element) else ():
        is_named = bool(part.get("FormalName")) and not part.text  # <Party FormalName="Bay"/>: its name is read later
        if local_name(part.tag) not in _WITHIN and not is_named:
            part.tag = _PART
    text = line(element)
    if "<" not in text and "&" not in text:
        return text
    page = html_body(text)
    plainer = _without_references(text) if page is None else text_of(page, preserve=True)
    if plainer != text:
        builder.note_at("repair.escaped", f"a line held markup that was escaped: {text!r}", line_of(element))
    return collapse_space(plainer, preserve=True)


# `pier, sea; planks` and `ECO/ECO10`, but not `9/11` or `1,000 metres`
_BETWEEN_KEYWORDS = re.compile(r"[;|،؛、，；\n]|(?<!\d),|,(?!\d)")
_BETWEEN_WORDS = re.compile(rf"{_BETWEEN_KEYWORDS.pattern}|(?<!\d)/|/(?!\d)")


def keyword_list(text: str, *, slashes: bool) -> list[str]:
    """Return the keywords listed in one text; with `slashes`, split it at these, too."""
    pattern = _BETWEEN_WORDS if slashes else _BETWEEN_KEYWORDS
    return list(filter(None, map(str.strip, pattern.split(text))))
