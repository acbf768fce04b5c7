"""Mend small faults of XML documents on the way to the parser: each costs a diagnostic, not the document.

Bytes come in pieces and leave as UTF-8, whatever encoding the document is in or says it is in. Control characters, bare
ampersands, undeclared entities and text before the XML declaration are mended; a piece without any
of it leaves as it came. Each line stays on its line. The parser reports what cannot be read all the same.

libxml2 can recover from such faults (`recover=True`), but it loses text on the way, and its log does not say which: of
`<p>Tom & Sue</p>` it gives "Tom  Sue", of `a < b` "a  b", of `a ]]> b` "]> b", and of `déçu` in a document that calls
itself ASCII "d". It also closes what is not closed, and a feed has no second try. So it is used for one fault only,
where it loses nothing: a prefix that is not declared (see `parse`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.entities import html5

from attrs import define

from newsdoc.formats.xml.encoding import MARK, Note, Utf8, in_utf8, is_utf8
from newsdoc.text import xml_only

__all__ = ["is_plain", "mended"]

_LONGEST = 1 << 20  # bytes without a place to cut at; also how long a document type may be
_CONTROLS = "\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
_CONTROL_BYTES = bytes({*range(32)} - {9, 10, 13})
_ORDINARY = bytes({*range(256)} - {*_CONTROL_BYTES, *b"<>&!?]\n\xef"})

# --- what is looked for in bytes, to see whether there is anything to mend ---

# <?xml version="1.0" encoding="utf-8"?><!-- by hand --><newsItem …
_MISC = rb"(?:\s|<!--.*?-->|<\?(?!xml\s).*?\?>)*+<[^!?\0]"
_PLAIN = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s(?:(?![^>]*encoding)|(?=[^>]*encoding\s*=\s*[\"']utf-?8[\"']))[^>]*+>)?" + _MISC,
    re.IGNORECASE | re.DOTALL,
)
_KNOWN = re.compile(rb"(?:\xef\xbb\xbf)?(?:<\?xml\s[^>]*+>)?" + _MISC, re.IGNORECASE | re.DOTALL)
_ODD_AMPERSAND = re.compile(
    rb"&(?!(?:amp|lt|gt|quot|apos|#3[2-9]|#[4-9][0-9]|#1[0-9][0-9]|#8[0-9]{3}|#x[0-9A-D][0-9A-F]{3});)"
)
_SECTION = re.compile(r"<!\[CDATA\[|<!--|<\?xml\s[^<>]*>|<\?|<!DOCTYPE")
_ENDS = {"<![CDATA[": "]]>", "<!--": "-->", "<?": "?>"}

# --- the head of a document, up to its root element ---

_JUNK = re.compile(rb"(?:\xef\xbb\xbf|[\x00-\x20\x7f]|\xc2\xa0|\xe2\x80[\x8b-\x8f])*+")
_DECLARATION = re.compile(rb"<\?xml(?=[\s?])[^>]*+>", re.IGNORECASE)
_GOOD_DECLARATION = re.compile(
    rb"<\?xml\s+version\s*=\s*(?:'1\.\d+'|\"1\.\d+\")(?:\s+encoding\s*=\s*(?:'[\w.:-]+'|\"[\w.:-]+\"))?"
    rb"(?:\s+standalone\s*=\s*(?:'(?:yes|no)'|\"(?:yes|no)\"))?\s*\?>"
)
# <!DOCTYPE nitf SYSTEM "nitf.dtd" [<!ENTITY agency "Example Wire">]>
_DOCTYPE = (
    r"<!DOCTYPE\b(?:[^\[<>\"']|\"[^\"]*+\"|'[^']*+')*+"
    r"(?:\[(?:[^\]\"'<]|\"[^\"]*+\"|'[^']*+'|<!--.*?-->|<\?.*?\?>|<(?!!--|\?))*+\]\s*+)?+>"
)
# A group inside of a possessive repeat makes some versions of Python fail: `type` is outside of both.
_PROLOG = re.compile(
    rf"(?:\s|<!--.*?-->|<\?.*?\?>)*+(?P<type>{_DOCTYPE})?(?:\s|{_DOCTYPE}|<!--.*?-->|<\?.*?\?>)*+<(?![!?])".encode(),
    re.DOTALL,
)
_TYPE = re.compile(_DOCTYPE, re.DOTALL)
_OUTSIDE = re.compile(r"<!DOCTYPE\s+[^\s\[>]+\s+(?:SYSTEM|PUBLIC)\b")
_PARAMETER = re.compile(r"<!ENTITY\s+%\s")
_ENTITY = re.compile(r"<!ENTITY\s+([^\s%\"'&;]+)\s+[\"']")
_ELSEWHERE = re.compile(r"<!ENTITY\s+([^\s%\"'&;]+)\s+(?:SYSTEM|PUBLIC)\b")

# --- what is mended in text ---

_STRAY_CONTROLS = re.compile(f"(?:\\A|(?<=>))[\\s{_CONTROLS}]++(?=<|\\Z)")
_TAG_WITH_CONTROL = re.compile(f"<[^<>{_CONTROLS}]*+[{_CONTROLS}][^<>]*+>")
_CONTROL = re.compile(f"[{_CONTROLS}]")
_AMPERSAND = re.compile(r"&(?:#(?P<number>[0-9]++|[xX][0-9A-Fa-f]++);|(?P<name>[^\W\d][\w.:-]*+);)?")
_BRACKET = re.compile(r"<(?![^\W\d]|[:/])")
_PREDEFINED = frozenset(["amp", "lt", "gt", "quot", "apos"])


def is_plain(head: bytes, *, known: bool) -> bool:
    """Return whether a document can go to the parser as it is: it says that it is UTF-8, and has no document type.

    A document that is `known` to be UTF-8 need not say so.
    """
    return (_KNOWN if known else _PLAIN).match(head) is not None


def mended(chunks: Iterable[bytes], encoding: str | None, note: Note) -> Iterator[bytes]:
    """Yield a document as UTF-8 without a declaration, its small faults mended.

    With an `encoding`, which is UTF-8, the document is in it, whatever it says.
    """
    reported: set[str] = set()

    def once(code: str, message: str, line: int | None) -> None:
        """Report a kind of fault at its first place only; each unknown entity counts for itself."""
        if code == "repair.entity" or message not in reported:
            reported.add(message)
            note(code, message, line)

    rest = iter(chunks)
    return _Mender(once, Utf8(once)).mended(_cut(rest if encoding else in_utf8(rest, once)))


# --- pieces ---


def _cut(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Cut UTF-8 after a tag or white space: no character, reference, comment's end or the like is in two pieces."""
    rest = b""
    for chunk in chunks:
        rest += chunk
        end = rest.rfind(b">") + 1
        if not end and b"<" not in rest:  # `<?xml ` is not cut before its end
            end = max(rest.rfind(b" "), rest.rfind(b"\n")) + 1
        if not end and len(rest) > _LONGEST:
            end = max(len(rest) - 4, 1)
            while end > 1 and rest[end] & 0xC0 == 0x80:
                end -= 1
        if end:
            yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


@define(eq=False)
class _Mender:
    """The state of a document between two pieces: its line, the open section, and its declared entities."""

    note: Note
    encoding: Utf8
    line: int = 1
    within: str = ""
    """The end of the section, such as a comment, that the last piece ended in."""
    declared: frozenset[str] = _PREDEFINED
    elsewhere: frozenset[str] = frozenset()
    """Entities declared with an address: the parser keeps their place in text, and refuses them in a tag."""
    keeps: bool = False
    """Return whether the parser keeps the place of any entity in text: the document type itself names an address."""
    typed: bool = False
    """Return whether the document type names a place that may declare HTML's entities; then they are nothing odd."""
    unended: bool = False
    """Return whether a document type in the midst of the document had no end."""
    counted: int = 0
    """The character of the current text that `line` counts to."""

    def mended(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """Yield the pieces of a document, mended."""
        head = next(pieces, b"")
        while len(head) < _LONGEST and not _PROLOG.match(head, _begin(head)) and (piece := next(pieces, b"")):
            head += piece
        yield from self.head(head)
        for piece in pieces:
            yield self.piece(piece)

    def head(self, head: bytes) -> Iterator[bytes]:
        """Yield the head of a document without its XML declaration and without anything before it."""
        start = _begin(head)
        declaration = _DECLARATION.match(head, start)
        before = head[:start].removeprefix(MARK)
        if before.strip(b" \t\r\n") or (before and declaration):
            self.note("repair.xml", "something before the beginning of the document was left out", 1)
        if declaration:
            if not _GOOD_DECLARATION.fullmatch(declaration[0]):
                line = head.count(b"\n", 0, start) + 1
                self.note("repair.xml", "the XML declaration is not written as XML wants it", line)
            start = declaration.end()
        lines = head.count(b"\n", 0, start)
        self.line += lines
        yield b"\n" * lines
        prolog = _PROLOG.match(head, start)
        if prolog and prolog["type"]:
            yield self.piece(head[start : prolog.start("type")])
            yield self.document_type(prolog["type"])
            start = prolog.end("type")
        yield self.piece(head[start:])

    def document_type(self, data: bytes) -> bytes:
        """Keep a document type as it is, and the names of the entities that it declares with their text."""
        text = self.encoding.decode(data, self.line)
        self.line += text.count("\n")
        self.keeps = _OUTSIDE.match(text) is not None
        self.typed = self.keeps or _PARAMETER.search(text) is not None
        self.declared = _PREDEFINED.union(_ENTITY.findall(text))
        self.elsewhere = frozenset(_ELSEWHERE.findall(text))
        return text.encode()

    def piece(self, piece: bytes) -> bytes:
        """Return a piece, mended where needed."""
        signs = piece.translate(None, _ORDINARY)
        if not self.within and self.is_clean(piece, signs):
            self.line += signs.count(b"\n")
            return piece
        return "".join(self.parts(self.encoding.decode(piece, self.line))).encode()

    def is_clean(self, piece: bytes, signs: bytes) -> bool:
        """Return whether there is nothing to mend, and nothing that has to be looked at closely.

        A feed may have gigabytes, so each question has to be quick. The `signs` are a twentieth of the piece, and
        hardly any is left without the brackets of plain tags. Then no `<` has an ! or ? after it, as that of CDATA has.
        """
        left = signs.replace(b"<>", b"")
        if len(left.translate(None, _CONTROL_BYTES)) != len(left) or b"]]" in left:
            return False
        if b"<" in left and (b"<<" in signs or b"<!" in piece or b"<?" in piece):
            return False
        if b"&" in left and _ODD_AMPERSAND.search(piece):
            return False
        if piece.isascii():
            return True
        self.encoding.good += 1
        if b"\xef" in left and (b"\xef\xbf\xbe" in piece or b"\xef\xbf\xbf" in piece):
            return False
        return is_utf8(piece, whole=True)

    # --- text ---

    def parts(self, text: str) -> Iterator[str]:
        """Return mended text; CDATA, comments and processing instructions keep their content where XML can hold it."""
        at = 0
        while at < len(text):
            if self.within:
                end = text.find(self.within, at)
                stop = len(text) if end < 0 else end + len(self.within)
                part = self.section(text[at:stop], "" if end < 0 else self.within)
                self.within = self.within if end < 0 else ""
            else:
                found = _SECTION.search(text, at)
                stop = found.start() if found else len(text)
                part = self.content(text[at:stop])
                if found and stop == at:
                    part, stop = self.opened(found)
            yield part
            self.line += text.count("\n", at, stop)
            at = stop

    def opened(self, found: re.Match[str]) -> tuple[str, int]:
        """Begin a section; leave out a declaration or a document type in the middle of a document."""
        if found[0] in _ENDS:
            self.within = _ENDS[found[0]]
            return found[0], found.end()
        inner: re.Match[str] | None = found
        if found[0] == "<!DOCTYPE":
            inner = None if self.unended else _TYPE.match(found.string, found.start())
        if inner is None:
            self.unended = True  # to look for the end of each of many would be quadratic
            return found[0], found.end()
        self.note("repair.xml", "the beginning of another document inside the document was left out", self.line)
        return "\n" * inner[0].count("\n"), inner.end()

    def section(self, text: str, end: str) -> str:
        """Return the mended content of a section up to its `end`, or of all the piece where there is none."""
        text = self.without_controls(text)
        body = text.removesuffix(end)
        if self.within == "-->" and ("--" in body or (end and body.endswith("-"))):
            self.note("repair.xml", "a comment with two hyphens in it is not well-formed", self.line)
            return body.replace("-", " ") + end
        return text

    def content(self, text: str) -> str:
        """Return mended text and tags."""
        text = self.without_controls(text)
        if "&" in text:
            line, self.counted = self.line, 0
            text = _AMPERSAND.sub(self.reference, text)
            self.line = line
        if "<" in text and (found := _BRACKET.search(text)):
            line = self.line + text.count("\n", 0, found.start())
            self.note("repair.xml", "a < that begins no tag is not well-formed; it was read as it is printed", line)
            text = _BRACKET.sub("&lt;", text)
        if "]]>" in text:
            line = self.line + text.count("\n", 0, text.index("]]>"))
            self.note("repair.xml", "]]> outside of CDATA is not well-formed; it was read as it is printed", line)
            text = text.replace("]]>", "]]&gt;")
        return text

    def without_controls(self, text: str) -> str:
        """Remove control characters in tags and between them; replace them by U+FFFD in text."""
        if not (found := _CONTROL.search(text)):
            return text
        line = self.line + text.count("\n", 0, found.start())
        self.note(
            "repair.characters", "control characters, which XML forbids, were replaced by U+FFFD or left out", line
        )
        if not self.within:
            text = _STRAY_CONTROLS.sub(_omitted, text)
            text = _TAG_WITH_CONTROL.sub(_omitted, text)
        return _CONTROL.sub("\ufffd", text)

    def reference(self, found: re.Match[str]) -> str:
        """Return a reference that a parser knows, for one that it may not know."""
        name = found["name"]
        if name in self.declared or (name in self.elsewhere and not _is_in_tag(found)):
            return found[0]
        self.line += found.string.count("\n", self.counted, found.start())
        self.counted = found.start()
        if found["number"]:
            return self.character(found)
        if name is None:
            self.note(
                "repair.xml",
                "an & that begins no reference is not well-formed; it was read as it is printed",
                self.line,
            )
        elif text := html5.get(f"{name};"):
            if not self.typed:
                self.note("repair.xml", "entities of HTML, which nothing here declares, were read as HTML's", self.line)
            return "".join([f"&#{ord(character)};" for character in text])
        elif self.keeps and not _is_in_tag(found):
            return found[0]
        else:
            self.note("repair.entity", f"&{name[:60]}; is not a declared entity; it was kept as text", self.line)
        return f"&amp;{found[0][1:]}"

    def character(self, found: re.Match[str]) -> str:
        """Return a reference to a character by its number: U+FFFD for what XML forbids."""
        number = found["number"].lower()
        digits = number.lstrip("x").lstrip("0") or "0"
        code = 0x110000 if len(digits) > 7 else int(digits, 16 if number[0] == "x" else 10)
        if code > 0x10FFFF or xml_only(chr(code)) != chr(code):
            self.note(
                "repair.characters", "references to characters that XML forbids were replaced by U+FFFD", self.line
            )
            return "\ufffd"
        return f"&#{code};"


def _begin(head: bytes) -> int:
    """Find where a document begins, after white space, byte order marks and control characters."""
    junk = _JUNK.match(head)
    return junk.end() if junk else 0


def _is_in_tag(found: re.Match[str]) -> bool:
    """Return whether a reference is in a tag, that is in the value of an attribute."""
    text, at = found.string, found.start()
    return text.rfind("<", 0, at) > text.rfind(">", 0, at)


def _omitted(found: re.Match[str]) -> str:
    return _CONTROL.sub("", found[0])
