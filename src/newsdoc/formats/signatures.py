"""Recognise how content begins: as JSON of newsdoc's formats, as markup, or as content that newsdoc does not read.

Content of the last kind is refused by its name, never read as a page, by three tables: binary files, files of text
that are not pages, and root elements of XML. A new kind is one more row. A message names the kind and says what helps.
A head is the first 65,536 characters or bytes of a document.
"""

from __future__ import annotations

import re
from codecs import getincrementaldecoder
from functools import lru_cache
from typing import NamedTuple

import attrs

from newsdoc.model import Article

__all__ = [
    "HTML",
    "Root",
    "binary",
    "foreign_text",
    "foreign_xml",
    "is_anpa",
    "is_array",
    "is_feed",
    "is_html",
    "is_iptc7901",
    "is_jsonld",
    "is_lines",
    "is_navigadoc",
    "is_ninjs",
    "is_parquet",
    "is_table",
    "is_warc",
    "is_wet",
    "json_format",
    "root_of",
]


class Signature(NamedTuple):
    """A row: the name of the kind, a regular expression for its first bytes, and advice."""

    name: str
    begins: bytes
    advice: str


_PICTURE = "take its text out first, for example with an OCR program"
_RECORDING = "newsdoc reads text only; have its words written down first"
_PACK = "unpack it first, and give newsdoc the files in it"
_OFFICE = "save it as plain text or HTML first"
_PRINT = "take its text out first, for example with pdftotext"
_PROGRAM = "it holds no news"
_DATA = "export its texts as files of text, or its articles as JSON Lines first"
_TWICE = "unpack it first (newsdoc unpacks a file once)"
_MAIL = "save the text of each message as a file first"

_BINARY: tuple[Signature, ...] = (
    Signature("a PDF document", rb"[\s\0]*%PDF-", _PRINT),
    Signature("a PNG image", rb"\x89PNG", _PICTURE),
    Signature("a JPEG image", rb"\xff\xd8\xff", _PICTURE),
    Signature("a GIF image", rb"GIF8[79]a", _PICTURE),
    Signature("a WebP image", rb"RIFF.{4}WEBP", _PICTURE),
    Signature("a TIFF image", rb"II[*+]\0|MM\0[*+]", _PICTURE),
    Signature("a BMP image", rb"BM.{4}\0{4}.{2}\0\0", _PICTURE),
    Signature("an icon", rb"\0\0[\x01\x02]\0[^\0]\0", _PICTURE),
    Signature("an AVIF image", rb".{4}ftypavi[fs]", _PICTURE),
    Signature("a HEIC image", rb".{4}ftyp(?:hei|hev|mif1|msf1)", _PICTURE),
    Signature("a JPEG 2000 image", rb"\0{3}\x0cjP  |\xff\x4f\xff\x51", _PICTURE),
    Signature("a JPEG XL image", rb"\0{3}\x0cJXL |\xff\x0a.{0,30}[\0-\x08]", _PICTURE),
    Signature("a Photoshop image", rb"8BPS\0", _PICTURE),
    Signature("a DjVu document", rb"AT&TFORM.{4}DJV", _PICTURE),
    Signature("an EPUB book", rb"PK\x03\x04.{26,60}mimetypeapplication/epub", _PACK),
    Signature("an OpenDocument file", rb"PK\x03\x04.{26,60}mimetypeapplication/vnd\.", _OFFICE),
    Signature("a Word, Excel or PowerPoint file", rb"PK\x03\x04.*?(?:\[Content_Types\]\.xml|word/|xl/|ppt/)", _OFFICE),
    Signature("an old Office file", rb"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OFFICE),
    Signature("a ZIP archive", rb"PK(?:\x03\x04|\x05\x06|\x07\x08)", _PACK),
    Signature("a tar archive", rb".{257}ustar", _PACK),
    Signature("a 7-Zip archive", rb"7z\xbc\xaf\x27\x1c", _PACK),
    Signature("a RAR archive", rb"Rar!\x1a\x07", _PACK),
    Signature("a cabinet archive", rb"MSCF\0{4}", _PACK),
    Signature("a package or library archive", rb"!<arch>\n|\xed\xab\xee\xdb|xar!\0", _PACK),
    Signature("a cpio archive", rb"\xc7\x71|\x71\xc7[\0-\xff]|07070[127]\d{6}", _PACK),
    Signature("Zstandard data", rb"[\x22-\x28]\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18", _PACK),
    Signature("LZ4 data", rb"\x04\x22\x4d\x18|\x02\x21\x4c\x18", _PACK),
    Signature("LZMA data", rb"\x5d\0\0.{2,10}(?:\xff{8}|\0)|LZIP\x01", _PACK),
    Signature("Snappy data", rb"\xff\x06\0\0sNaPpY", _PACK),
    Signature("compress (.Z) data", rb"\x1f[\x9d\xa0]", _PACK),
    Signature("gzip data", rb"\x1f\x8b", _TWICE),
    Signature("bzip2 data", rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)", _TWICE),
    Signature("xz data", rb"\xfd7zXZ\0", _TWICE),
    Signature("a program (ELF)", rb"\x7fELF", _PROGRAM),
    Signature("a Windows program", rb"MZ.{0,100}?\0\0", _PROGRAM),
    Signature(
        "a macOS program", rb"[\xce\xcf]\xfa\xed\xfe|\xfe\xed\xfa[\xce\xcf]|\xca\xfe\xba\xbe\0\0\0[\x01-\x1f]", _PROGRAM
    ),
    Signature("a Java class", rb"\xca\xfe\xba\xbe", _PROGRAM),
    Signature("a WebAssembly program", rb"\0asm", _PROGRAM),
    Signature("an Android program", rb"dex\n\d{3}\0", _PROGRAM),
    Signature("compiled Python", rb".\x0d\x0d\n[\0\x01\x03]\0\0\0", _PROGRAM),
    Signature("a Parquet file", rb"PAR[1E]", _DATA),
    Signature("an Arrow or Feather file", rb"ARROW1|FEA1|\xff{4}.{3}\0.\0\0\0", _DATA),
    Signature("an Avro file", rb"Obj\x01", _DATA),
    Signature("an ORC file", rb"ORC(?=.{0,100}[\0-\x08])", _DATA),
    Signature("an SQLite database", rb"SQLite format 3\0", _DATA),
    Signature("a DuckDB database", rb".{8}DUCK", _DATA),
    Signature("an HDF5 file", rb"\x89HDF\r\n", _DATA),
    Signature("a NumPy array", rb"\x93NUMPY", _DATA),
    Signature("a Python pickle", rb"\x80[\x02-\x05](?:\x95.{6}\0\0|[}\]\x8c(cX])", _DATA),
    Signature("a font", rb"wOF[F2]|OTTO\0|\0\x01\0\0\0|ttcf\0", _PROGRAM),
    Signature(
        "a sound recording", rb"ID3[\x02-\x04]|RIFF.{4}WAVE|fLaC|OggS\0|MThd\0|FORM.{4}AIF|.{4}ftypM4A", _RECORDING
    ),
    Signature("a sound recording", rb"\xff[\xf1-\xf3\xf9-\xfb](?=.{0,400}\0\0)", _RECORDING),
    Signature("a video", rb".{4}ftyp|.{4}moov|RIFF.{4}AVI |\x1aE\xdf\xa3|FLV\x01|\0\0\x01[\xb3\xba]", _RECORDING),
    Signature("a video", rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11|G.{187}G.{187}G", _RECORDING),
)
"""Binary files, the more special first; they are looked for only where the content is not clean text."""

_TEXT: tuple[Signature, ...] = (
    Signature("a PostScript document", rb"%!PS", _PRINT),
    Signature("a Rich Text (RTF) document", rb"\{\\rtf\d", _OFFICE),
    Signature("a web page saved as MHTML", rb"From: <?Saved by", "save it as HTML first"),
    Signature(
        "a mailbox", rb"From \S{1,200} [^\n]{0,60}?\d\d:\d\d(?::\d\d)? [^\n]{0,12}?\d{4}[^\n]{0,12}\n[\w-]+: ", _MAIL
    ),
    Signature(
        "an e-mail", rb"(?i)(?:Return-Path|Received|Delivered-To|Message-ID|MIME-Version|DKIM-Signature): ", _MAIL
    ),
    Signature("a calendar", rb"BEGIN:VCALENDAR\r?\n", _PROGRAM),
    Signature("an address card", rb"BEGIN:VCARD\r?\n", _PROGRAM),
    Signature("a key or certificate", rb"-----BEGIN [A-Z ]+-----\r?\n", _PROGRAM),
    Signature("a script", rb"#![ \t]*/", _PROGRAM),
)
"""Files of text that are not pages. Repeated parts of a pattern have a bound, since it is matched with any text."""

_XML: dict[str, tuple[str, str]] = {
    "RDF": ("an RDF document", _OFFICE),
    "opml": ("an OPML list of feeds", "give newsdoc the feeds that it names"),
    "urlset": ("a sitemap", "read the pages it links to"),
    "sitemapindex": ("a sitemap", "read the pages it links to"),
    "svg": ("an SVG image", _PICTURE),
    "TEI": ("a TEI document", _OFFICE),
    "document-content": ("a part of an OpenDocument file", _OFFICE),
    "document": ("an Office document as XML", _OFFICE),
    "mediawiki": ("a MediaWiki export", "save each page as plain text or HTML first"),
    "Envelope": ("a SOAP message", "take the document inside it out first"),
    "plist": ("a property list", _PROGRAM),
    "schema": ("an XML Schema", "name it with newsdoc validate --schema"),
    "stylesheet": ("an XSLT stylesheet", _PROGRAM),
}
"""XML documents by their root element: the name of the kind, and advice."""


def _refusal(name: str, advice: str) -> str:
    return f"this seems to be {name}, which newsdoc does not read; {advice}"


# --- binary files ---

_CONTROLS = bytes({*range(32), 127} - set(b"\t\n\v\f\r\x1b"))
_START_SIZE = 1024  # bytes that show that content is not clean text; binary files have zeros soon
_FEW = 16  # control characters that a damaged page may have, however short it is
_PART = 16  # of the bytes of binary data, one in so many or more is a control character


def binary(head: bytes, *, known_only: bool = False) -> str | None:
    """Return why content that begins with `head` is refused as binary; `None` if it may be text.

    Data of no known kind is binary if a sixteenth of it is control characters, unless `known_only`.
    """
    start = head[:_START_SIZE]
    clean = b"\0" not in head and not _controls(start) and _is_utf8(start)
    rows = _BINARY[:1] if clean else _BINARY  # a PDF document may begin as text does
    if row := next((row for row in rows if re.match(row.begins, head, re.DOTALL)), None):
        return _refusal(row.name, row.advice)
    if not clean and not known_only and (controls := _controls(head)) > _FEW and controls * _PART > len(head):
        return _refusal("binary data of an unknown kind", "if it is text, name its encoding (encoding=, --encoding)")
    return None


def _controls(data: bytes) -> int:
    return len(data) - len(data.translate(None, _CONTROLS))


def _is_utf8(head: bytes) -> bool:
    """Check that bytes are UTF-8; the last character may be cut."""
    try:
        getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


# --- text that is not a page ---


def foreign_text(head: bytes) -> str | None:
    """Return why text that begins with `head` is refused; `None` if it may be a page."""
    row = next((row for row in _TEXT if re.match(row.begins, head)), None)
    return row and _refusal(row.name, row.advice)


# --- wire text ---

# ␖␖␁W2870␟asian
_ANPA = re.compile(r"[\x16\x00\x7f\s]*\x01[A-Za-z]\d{4}\x1f[A-Za-z0-9-]*\s")
# ␁eca0003 3 i 380  dpa 0045; a line with a time in brackets may be above it
_IPTC_7901 = re.compile(
    r"(?:\[[^\]\n]{5,40}\]|[\s\x00\x7f\x16])*(?P<soh>\x01)?"
    r"[A-Za-z]{2,4}\d{3,6}[ \t]+[1-9][ \t]+[A-Za-z]{1,3}[ \t]+\d{1,5}(?:[ \t]+[^\r\n\x02]{0,60})?(?=[\r\n\x02])"
)
# A line of keywords below, or the date-time group: text that lost its control characters has one of them.
_KEYWORDS = re.compile(r"\s*[^\n]{1,200}/ *\r?\n")
_HEAD_ENDS = re.compile(r"(?:[^\n]{0,200}\n){1,15}?[^\n]{0,200}[^\n=]= *\r?\n")
_GROUP = re.compile(r"^\d{6}(?: GMT)? [A-Za-z]{3} \d\d\s*$", re.MULTILINE)


def is_anpa(head: str) -> bool:
    """Check that text begins as a message of ANPA 1312."""
    return _ANPA.match(head) is not None


def is_iptc7901(head: str) -> bool:
    """Check that text begins as a message of IPTC 7901, with its control characters or without."""
    found = _IPTC_7901.match(head)
    if found is None:
        return False
    below = found.end()
    return bool(
        found["soh"] or _KEYWORDS.match(head, below) or _HEAD_ENDS.match(head, below) or _GROUP.search(head, below)
    )


# --- XML and HTML ---


_SPACE = r"(?>\s+|<\?.*?\?>|<!--.*?-->)*+"
_START = re.compile(
    rf"(?P<space>{_SPACE})"
    rf"(?:<!DOCTYPE\s+(?P<doctype>[\w:.-]+)[^\[>]*+(?:\[.*?\]\s*)?>{_SPACE})?+"
    r"(?:<(?:[\w.-]+:)?(?P<name>[^\W\d][\w.-]*)(?=[\s/>])(?P<rest>[^<>]*+>)?)?",
    re.DOTALL | re.IGNORECASE,
)
# <?xml version="1.0"?> <!-- a comment --> <!DOCTYPE rss [ ... ]> <rss version="2.0">

HTML = frozenset(
    (
        *("html", "head", "body", "title", "meta", "link", "style", "base", "script", "noscript", "template"),
        *("header", "nav", "main", "article", "section", "aside", "footer", "div", "p", "pre", "blockquote"),
        *("center", "hr", "h1", "h2", "h3", "h4", "h5", "h6"),
        *("ul", "ol", "li", "dl", "table", "tr", "td", "figure", "form", "iframe"),
    )
)
"""Elements that a page, or a piece of one, begins with."""

_IN_TEXT = frozenset(
    (
        *("a", "abbr", "b", "big", "br", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q"),
        *("s", "small", "span", "strong", "sub", "sup", "tt", "u", "wbr"),
    )
)
"""Elements that text in Markdown has, too: «<u>Breaking:</u> the bridge opens»."""


class Root(NamedTuple):
    """The first element of markup: its name, without a prefix, and its kind of document."""

    name: str
    is_xml: bool
    """True if it is certainly XML, and not text with a `<` in front."""
    is_html: bool


def root_of(head: str) -> Root | None:
    """Return the root of markup; `None` for text."""
    found = _START.match(head)
    if not found or not (name := found["name"] or found["doctype"]):
        return Root("", is_xml=True, is_html=False) if head.lstrip()[:5] == "<?xml" else None
    declared = "<?xml" in found["space"]
    doctype = (found["doctype"] or "").rpartition(":")[2].lower()
    page = doctype == "html" or name.lower() in ("html", "head", "body")
    rest = found["rest"] or ""
    if name.lower() in _IN_TEXT and not (doctype or declared or "xmlns" in rest):
        return None
    piece = name.lower() in HTML and not (doctype or declared or "xmlns" in rest)
    return Root(name, declared or bool(doctype) or _is_element(name, rest, head, found.end()), page or piece)


def is_html(head: str) -> bool:
    """Return True for text that begins as an HTML page, or a piece of one."""
    root = root_of(head)
    return root is not None and root.is_html


_ATOM = re.compile(r"w3\.org/2005/Atom|purl\.org/atom/ns#", re.IGNORECASE)
_RSS_1 = re.compile(r"purl\.org/rss/1\.0/[\"']|netscape\.com/rdf/simple/0\.9", re.IGNORECASE)


# {"version": "https:\/\/jsonfeed.org\/version\/1.1", "title": …
_JSON_FEED = re.compile(r'\s*\{.{0,1000}"version"\s*:\s*"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/', re.DOTALL).match


def is_feed(head: str) -> bool:
    """Check that markup begins as a feed: RSS by its root, Atom and RSS 1.0 by their vocabulary, too; or JSON Feed."""
    if _JSON_FEED(head):
        return True
    root = root_of(head)
    if root is None or not root.is_xml:
        return False
    if root.name == "rss":
        return True
    return (root.name == "feed" and bool(_ATOM.search(head))) or (root.name == "RDF" and bool(_RSS_1.search(head)))


def _is_element(name: str, rest: str, head: str, end: int) -> bool:
    """Check that a name in angle brackets is an element: it has a name space, is empty, holds one, or ends.

    «<Reuters> The bridge» is text.
    """
    return (
        "xmlns" in rest
        or rest.endswith("/>")
        or (bool(rest) and re.compile(r"\s*<[\w!?]").match(head, end) is not None)
        or f"</{name}" in head
        or f":{name}>" in head[end:]
    )


def foreign_xml(head: str) -> str | None:
    """Return why XML that begins with `head` is refused, if its format is not one of newsdoc's; `None` for text."""
    root = root_of(head)
    if root is None or not root.is_xml:
        return None
    element = f" (its root element is <{root.name[:60]}>)" if root.name else ""
    name, advice = _XML.get(
        root.name,
        (
            "XML of an unknown kind",
            "newsdoc formats lists what it reads; --from (format=) overrules what the content seems to be",
        ),
    )
    return _refusal(name + element, advice)


# --- tables of pages ---


def is_parquet(head: str) -> bool:
    """Check for the first bytes of a Parquet file, which are followed by binary data."""
    return _PARQUET(head) is not None


_PARQUET = re.compile(r"PAR1[^\n]{0,40}[\0-\x08\x0e-\x1f]").match


def is_table(head: str) -> bool:
    """Check for rows of page texts, as JSON `{"url": …, "text": …}` or between commas `url,title,text`."""
    names = _keys(head)[0]
    if names <= _ARTICLE and not _SEPARATED(head):  # most documents
        return False
    from newsdoc.formats.rows.names import is_table_of_pages, separator_of

    return is_table_of_pages(names) if names else separator_of(head) is not None


_SEPARATED = re.compile(r'(?i)(?=\w|")[^\n]{0,4000}(?:text|content|html)"?[ ]?[,;\t\r\n]').match
"""A first line with the end of a usual name: `url,raw_content`, `"url";"text";"date"`."""


# --- files of crawls ---


def is_warc(head: str) -> bool:
    """Check for the first line of a WARC record: `WARC/1.0`."""
    return _WARC(head) is not None


def is_wet(head: str) -> bool:
    """Check for a WARC file of texts: `WARC-Type: conversion`, and none of pages as servers sent them."""
    return head[:5] == "WARC/" and is_warc(head) and _types(head) == {"conversion"}


_WARC = re.compile(r"WARC/[01]\.\d+\r?\n").match


def _types(head: str) -> set[str]:
    found = re.findall(r"(?im)^WARC-Type:[ \t]*(conversion|response|resource)\b", head)
    return {name.lower() for name in found}


# --- JSON ---


_KEYS = r'"((?:[^"\\]|\\.)*+)(?:"(\s*+:)?)?|[\[\]{}]'
_OBJECT = r'\s*(?:\[\s*)?\{(?=\s*")'
_NINJS = {
    "$standard", "altids", "associations", "bodies", "body_html", "body_richtext", "body_text", "body_xhtml",
    "contentcreated", "copyrightholder", "copyrightnotice", "description_html", "description_text", "descriptions",
    "ednote", "embargoeduntil", "firstcreated", "guid", "headlines", "infosources", "pubstatus", "renditions",
    "representationtype", "standard", "uri", "usageterms", "versioncreated",
}  # fmt: skip
"""Properties of ninjs, in small letters, that newsdoc's own JSON does not have."""

_ARTICLE = {field.name for field in attrs.fields(Article)}


@lru_cache(maxsize=1)  # several formats ask for the keys of the same head
def _keys(head: str) -> tuple[set[str], set[str]]:
    """Return the keys of the object that JSON begins with, and those inside of it, in small letters."""
    begin = re.match(_OBJECT, head)
    outer: set[str] = set()
    inner: set[str] = set()
    depth = 0
    for token in re.finditer(_KEYS, head[begin.end() :], re.DOTALL) if begin else ():
        if token[1] is not None:
            if token[2]:
                (inner if depth else outer).add(token[1].lower())
        elif (depth := depth + (1 if token[0] in "[{" else -1)) < 0:
            break
    return outer, inner


def is_jsonld(head: str) -> bool:
    """Check for a key of JSON-LD: `{"@context": "https://schema.org", …`."""
    return any(key.startswith("@") for key in _keys(head)[0])


def is_ninjs(head: str) -> bool:
    """Check for properties of ninjs, or for an envelope around them: `{"_items": [{"versioncreated": …`."""
    outer, inner = _keys(head)
    if not _NINJS.isdisjoint(outer):
        return True
    if not outer:  # most documents
        return False
    from newsdoc.formats import envelopes

    return not envelopes.NAMES.isdisjoint(outer) and (len(inner & _NINJS) > 1 or {"uri", "headline"} <= inner)


# {"uuid": "98ce…", "type": "core/article", "content": [{"type": "core/text", …
_ARTICLE_TYPE = re.compile(r'"type"\s*:\s*"(?:x-im|core|tt|[\w.-]+)/(?:[\w-]+-)?(?:article|flash)[#"]')


def is_navigadoc(head: str) -> bool:
    """Check for a document of NewsDoc: it has a type such as `core/article`, and blocks."""
    outer, inner = _keys(head)
    found = inner if "document" in outer and "type" not in outer else outer
    parts = {"content", "meta", "links"}
    return "type" in found and not parts.isdisjoint(found) and _ARTICLE_TYPE.search(head) is not None


def is_array(head: str) -> bool:
    """Check for an array without items, or of articles in newsdoc's own JSON: `[{"headline": …`."""
    return json_format(head) == "json" and _is_own(head) and head.lstrip()[:1] == "["


def is_lines(head: str) -> bool:
    """Check for articles in newsdoc's own JSON, one a line: `{"headline": … }`."""
    return json_format(head) == "jsonl" and _is_own(head)


def _is_own(head: str) -> bool:
    return _keys(head)[0] <= _ARTICLE


_ARRAY = r'\s*\[\s*(?:\]\s*\Z|\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}))'
_LINE = r'\s*\{[^\S\n]*(?:"(?:[^"\\\n]|\\.)*"\s*:[^\n]*(?:\Z|\}\s*\n)|\}\s*(?:\n|\Z))'
_ANY_OBJECT = r'\s*\{\s*"(?:[^"\\]|\\.)*"\s*:'


def json_format(head: str) -> str | None:
    """Return `json`, `jsonl` or `None` by the form of JSON, for any contents: its reader has the clearest error."""
    if re.match(_ARRAY, head, re.DOTALL):  # empty, or the first item is an object, as far as the head shows it
        return "json"
    if re.match(_LINE, head):  # an object that ends on its line, or a line that goes on beyond the head
        return "jsonl"
    return "json" if re.match(_ANY_OBJECT, head, re.DOTALL) else None
