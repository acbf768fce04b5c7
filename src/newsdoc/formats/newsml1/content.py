"""The content of NewsML 1: what is inside DataContent and NewsLines, whatever was done to it on its way.

A text can be NITF, XHTML, a piece of either, or plain. It can also be encoded (Base64), escaped, or inside CDATA marks
that were escaped themselves. `settle` undoes what was done to a whole item; `roots` gives the elements of one text.
"""

from __future__ import annotations

import binascii
import codecs
import html
import quopri
import re
from base64 import b64decode
from collections.abc import Callable
from io import BytesIO
from typing import cast

from lxml import etree

from newsdoc.errors import ReadError
from newsdoc.formats.draft import Draft, line
from newsdoc.formats.nitf.parse import read_nitf
from newsdoc.formats.xml import parse as xml
from newsdoc.formats.xml.escaped import html_body
from newsdoc.formats.xml.flow import content
from newsdoc.formats.xml.parse import Element, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import paragraphs, text_of
from newsdoc.model import plain_text
from newsdoc.text import fold, xml_only

__all__ = ["keyword_list", "one_line", "roots", "settle", "words"]

# --- the whole item: encoded data, and CDATA marks that were escaped ---

_is_marked = cast("Callable[[Element], bool]", etree.XPath("contains(., '<![CDATA[')"))
_marked = cast("Callable[[Element], list[str]]", etree.XPath("descendant::text()[contains(., '<![CDATA[')]"))
_CDATA_MARK = re.compile(r"<!\[CDATA\[|\]\]>")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_CHARSET_NAMES = {"charset", "characterset", "characterencoding", "encoding"}
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f]")
_FILES = (b"%PDF", b"{\\rtf", b"GIF8", b"\xff\xd8\xff", b"\x89PNG", b"PK\x03\x04", b"\x1f\x8b")
_BASE64 = re.compile(r"[A-Za-z0-9+/\r\n]{24,}={0,2}").fullmatch
_BASE64_NAMES = {"base64", "base-64", "b64"}
_UNCHANGED = {"", "none", "7bit", "8bit", "binary", "identity", "text", "plain"}


def settle(item: Element, draft: Draft) -> None:
    """Decode the encoded texts of an item, and take out CDATA marks that were escaped: `&lt;![CDATA[…]]&gt;`."""
    for encoding in list(item.iter("{*}Encoding")):
        if next(encoding.iterancestors("{*}Encoding"), None) is None:
            _decode(encoding, draft)
    for notation in item.iter("{*}Notation"):
        data = None if notation.getparent() is None else next(notation.itersiblings("{*}DataContent"), None)
        if data is not None and (name := (notation.get("FormalName") or "").lower()) in _BASE64_NAMES:
            _put(data, "".join(map(str, data.itertext())), [name], draft)
    if _is_marked(item):
        for text in _marked(item):
            _unmark(text, draft)


def _unmark(text: str, draft: Draft) -> None:
    place = cast("etree._ElementUnicodeResult", text)
    parent = place.getparent()
    if parent is None:
        return
    if place.is_tail:
        parent.tail = _CDATA_MARK.sub("", text)
    else:
        parent.text = _CDATA_MARK.sub("", text)
    draft.note("repair.escaped", "the marks of a CDATA section had been escaped; they were taken out", line_of(parent))


def _decode(encoding: Element, draft: Draft) -> None:
    """Decode the text in an Encoding, which stands around a DataContent or inside of one."""
    inside = list(encoding.iter("{*}Encoding", "{*}DataContent"))
    notations = [each.get("Notation", "").strip().lower() for each in inside if local_name(each.tag) == "Encoding"]
    encoded = "".join(map(str, encoding.itertext()))
    if notations == [""] and _looks_encoded(encoded):
        notations = ["base64"]
    around = next(encoding.iterancestors("{*}DataContent"), None)
    holder = next((each for each in (around, *reversed(inside)) if each is not None), encoding)
    if holder is encoding:
        holder.tag = encoding.tag.replace("Encoding", "DataContent")
    if holder is around or not _UNCHANGED.issuperset(notations):
        _put(holder, encoded, [name for name in notations if name not in _UNCHANGED], draft)


def _looks_encoded(text: str) -> bool:
    """Check whether a text of which nothing says how it is encoded is Base64: long, and without any space."""
    return _BASE64(text.strip()) is not None and len("".join(text.split())) % 4 == 0


def _put(holder: Element, encoded: str, notations: list[str], draft: Draft) -> None:
    """Put the text that was encoded into its DataContent; leave it out if it is not a text."""
    for child in list(holder):
        holder.remove(child)
    holder.text = None
    data, place = _bytes(encoded, notations), line_of(holder)
    if data is not None and (document := _document(data, draft, None)) is not None:
        holder.append(document)
        return
    item = next(holder.iterancestors("{*}ContentItem"), holder)
    text = None if data is None else _decoded(data, _charset(item), draft, place)
    if text is not None:
        holder.text = xml_only(text)
    elif encoded.strip():
        name = " in ".join(reversed(notations)) or "nothing"
        draft.note("repair.dropped", f"data that is not text, encoded as {name}, was left out", place)


def _bytes(text: str, notations: list[str]) -> bytes | None:
    """Decode data that was encoded in one way or more; `None` if one is not known or does not fit."""
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
    return None if data.startswith(_FILES) else data


def _charset(item: Element) -> str | None:
    """Give the character set that a ContentItem names: in a type, `text/plain; charset=…`, or in a property."""
    for element in item.iter("{*}MimeType", "{*}Format", "{*}Property"):
        if named := _CHARSET.search(element.get("FormalName") or ""):
            return named[1]
        if re.sub(r"\W", "", (element.get("FormalName") or "").lower()) in _CHARSET_NAMES:
            return element.get("Value")
    return None


def _decoded(data: bytes, charset: str | None, draft: Draft, place: int | None) -> str | None:
    """Decode a text: in the character set that it names, else UTF-8, else windows-1252; `None` if it is not text."""
    marked = next((name for mark, name in _BOMS if data.startswith(mark)), None)
    for name in filter(None, (marked, charset, "utf-8", "cp1252")):
        try:
            text = data.decode(name)
        except (LookupError, ValueError):
            continue
        if not isinstance(text, str) or _NOT_TEXT.search(text):
            return None
        if name == "cp1252" and charset != name:
            draft.note("repair.value", "an encoded text names no character set; it was read as windows-1252", place)
        return text
    return None


def _document(data: bytes, draft: Draft, charset: str | None) -> Element | None:
    """Parse a whole XML document that was encoded or escaped; `None` if it is not one."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return None
    try:
        if charset:
            data = data.decode(charset).encode()
        found = list(
            xml.items(
                BytesIO(data),
                ("nitf", "html"),
                "newsml1",
                lambda each: draft.note(each.code, each.message, each.line),
                encoding="utf-8" if charset else None,
            )
        )
    except (ReadError, LookupError, ValueError):
        return None
    if not found:
        return None
    draft.settle_entities(found[0])
    return found[0]


# --- one text ---

_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NITF = re.compile(r"(?:<\?[^>]*>\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:\w+:)?nitf\b")


def roots(draft: Draft, data: Element) -> list[Element]:
    """Give what is displayed of a DataContent: of NITF, a page, or a piece of either, or of plain text."""
    children = list(data)
    if not children:
        return _from_text(draft, data)
    if any((text or "").strip() for text in (data.text, *(child.tail for child in children))):
        _page_title(draft, data)
        return [data]
    shown: list[Element] = []
    for child in children:
        name = local_name(child.tag)
        if name == "nitf":
            shown += read_nitf(child, draft)
        elif name == "html":
            _page_title(draft, child)
            shown += [part for part in child if local_name(part.tag) != "head"]
        else:
            _page_title(draft, data)
            return [data]
    return shown


def _from_text(draft: Draft, data: Element) -> list[Element]:
    """Make elements of text without any: a document or HTML that was escaped, or plain paragraphs."""
    text = data.text or ""
    document = _document(text.strip().encode(), draft, "utf-8") if _NITF.match(text.lstrip()) else None
    if document is not None:
        draft.note("repair.escaped", "the text is NITF that was escaped; it was read as NITF", line_of(data))
        return read_nitf(document, draft)
    page = html_body(text, draft.note, line_of(data))
    if page is None and (once := _without_references(text)) != text:
        text, page = once, html_body(once, draft.note, line_of(data))
        if page is None:
            draft.note("repair.escaped", "characters of the text had been escaped twice", line_of(data))
    if page is not None:
        draft.note("repair.escaped", "the text is HTML that was escaped; it was read as HTML", line_of(data))
        _page_title(draft, page)
        return [page]
    root = etree.Element("div")
    for paragraph in paragraphs(text):
        etree.SubElement(root, "p").text = plain_text(paragraph)
    return [root]


def _without_references(text: str) -> str:
    """Replace references to characters, `&eacute;` or `&#233;`, that XML did not read since they were escaped."""
    return xml_only(_REFERENCE.sub(lambda found: html.unescape(found[0]), text)) if "&" in text else text


def _page_title(draft: Draft, page: Element) -> None:
    """Take a page's title for the headline where there is no other, and report one that is not said elsewhere."""
    title = next(page.iter("{*}title"), None)
    if title is None or not (text := line(title)):
        return
    said = [draft.fields.get("headline", ""), *(text_of(heading) for heading in page.iter("{*}h1"))]
    if not any(said):
        draft.fields["headline"] = text
    elif fold(text) not in map(fold, said):
        draft.dropped("the page's title", text, title)


def words(draft: Draft, data: Element) -> tuple[str, Draft]:
    """Give the text of a DataContent as one line, and what a document inside it says of itself."""
    inside = Draft(draft.line)
    found = content(roots(inside, data), inside.note)
    texts = [plain_text(block) for block in found.blocks]
    shown = [text for figure in found.figures for text in (figure.text, figure.credit) if text]
    if texts:
        for text in shown:
            inside.dropped("a picture in a text beside the body", text, data)
    draft.notes += inside.notes
    return collapse_space(" ".join(texts or shown), preserve=True), inside


# --- one line ---

_WITHIN = {
    "Origin", "a", "abbr", "b", "big", "cite", "em", "font", "i", "lang", "q", "s", "small", "span", "strong", "sub",
    "sup", "u",
}  # fmt: skip


def one_line(element: Element, draft: Draft) -> str:
    """Give the text of an element of the NewsLines; parts in elements of their own do not run together."""
    text = line(element) if len(element) == 0 else _joined(element, " ")
    if "<" not in text and "&" not in text:
        return text
    page = html_body(text)
    plainer = _without_references(text) if page is None else text_of(page, preserve=True)
    if plainer != text:
        draft.note("repair.escaped", f"a line held markup that was escaped: {text!r}", line_of(element))
    return collapse_space(plainer, preserve=True)


def _joined(element: Element, between: str) -> str:
    pieces: list[str] = []
    _collect(element, between, pieces)
    return collapse_space("".join(pieces), preserve=True)


def _collect(element: Element, between: str, pieces: list[str]) -> None:
    """Collect the pieces of a line: `<ByLine>By<Name>Ann</Name><Title>Editor</Title></ByLine>`."""
    _add(pieces, "", element.text)
    for child in element:
        apart = "" if local_name(child.tag) in _WITHIN else between
        if apart:
            _add(pieces, apart, _joined(child, between))
        else:
            _collect(child, between, pieces)
        _add(pieces, apart, child.tail)


def _add(pieces: list[str], apart: str, text: str | None) -> None:
    if not text:
        return
    if apart and pieces and not pieces[-1][-1].isspace() and _begins_word(text[0]):
        pieces.append(apart)
    pieces.append(text)


def _begins_word(character: str) -> bool:
    """Check for a letter or a bracket; Chinese and Japanese write no spaces."""
    return (character.isalnum() or character in "(«“") and character < "\u2e80"


# `pier, sea; planks` and `ECO/ECO10`, but not `9/11` or `1,000 metres`
_BETWEEN_KEYWORDS = re.compile(r"[;|،؛、，；\n]|(?<!\d),|,(?!\d)")
_BETWEEN_WORDS = re.compile(rf"{_BETWEEN_KEYWORDS.pattern}|(?<!\d)/|/(?!\d)")


def keyword_list(text: str, *, slashes: bool) -> list[str]:
    """Cut a list of keywords in one text; with `slashes`, at these, too."""
    pattern = _BETWEEN_WORDS if slashes else _BETWEEN_KEYWORDS
    return list(filter(None, map(str.strip, pattern.split(text))))
