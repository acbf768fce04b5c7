"""Convert an XML document to UTF-8, by its byte order mark, its declaration, or the bytes themselves.

`<?xml version="1.0" encoding="ISO-8859-1"?>` is printed before UTF-8 in many feeds, and before windows-1252 in others.
Bytes that are not a character of the encoding become U+FFFD, or what they are in windows-1252; each kind is noted once.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from json import detect_encoding
from typing import TypeAlias

from attrs import define

__all__ = ["MARK", "Note", "Utf8", "in_utf8", "is_utf8"]

Note: TypeAlias = Callable[[str, str, int | None], object]
"""A function of a diagnostic's code, its message and the line."""

MARK = codecs.BOM_UTF8
_LABEL = re.compile(rb"<\?xml\s[^>]*?encoding\s*=\s*[\"']?([A-Za-z0-9._:-]+)", re.IGNORECASE)
_C1 = re.compile(rb"[\x80-\x9f]")
_LONE_BYTE = re.compile("(?<![\x80-\U0010ffff])[\udc80-\udcff](?![\x80-\U0010ffff])")
_BYTES = re.compile("[\udc80-\udcff]+")
_BEYOND_ASCII = re.compile("[\x80-\U0010ffff]")
_TEXT_CODEC = re.compile(
    r"(?:ascii|utf-?(?:8|16|32)|iso8859|latin|cp\d|koi8|mac|gb|hz|big5|euc|shift|johab|iso2022|tis|ptcp|kz|hp)"
)
# A byte of windows-1252 that ISO 8859 has as a control character; the five that are none stay such.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)}


def in_utf8(chunks: Iterator[bytes], note: Note) -> Iterator[bytes]:
    """Return a document in UTF-8 by its byte order mark, its first bytes, or what it says."""
    head = next(chunks, b"")
    found = detect_encoding(head[:4])  # by a byte order mark, else by where zeros are
    zeros = {"utf-16-le": 2, "utf-16-be": 2, "utf-32-le": 3, "utf-32-be": 3}.get(found, 0)
    wide = not found.startswith("utf-8") and head[:4].count(0) >= zeros
    label = _LABEL.search(head[:4096].replace(b"\0", b""))
    name = label[1].decode() if label else None
    codec = _codec(name) if name else "utf-8"
    line = head.count(b"\n", 0, label.start()) + 1 if label else 1
    pieces = _chained(head, chunks)
    if wide:
        if name and not re.match(r"utf-?(16|32)|(iso-10646-)?ucs", name, re.IGNORECASE):
            note(
                "repair.encoding",
                f"the document calls itself {name!r}; it is read as {found.upper()}, which it is",
                line,
            )
        return _by_codec(pieces, found, found.upper(), 1, note)
    if codec is None:
        note("repair.encoding", f"the encoding {name!r} is not known; the document is read as UTF-8", line)
    elif codec.startswith(("utf-16", "utf-32")) or (
        head.startswith(MARK) and codec not in ("utf-8", "ascii", "utf-8-sig")
    ):
        note("repair.encoding", f"the document calls itself {name!r}; it is read as UTF-8, which it is", line)
    elif not codec.startswith(("utf-8", "ascii")):
        return _labelled(pieces, codec, name or "", line, note)
    return pieces


def _chained(head: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from chunks


def _codec(name: str) -> str | None:
    """Return Python's name of an encoding of text; `None` if it knows none."""
    try:
        codec = codecs.lookup(name).name
    except (LookupError, ValueError):
        return None
    return codec if _TEXT_CODEC.match(codec) else None


def _labelled(chunks: Iterator[bytes], codec: str, name: str, line: int, note: Note) -> Iterator[bytes]:
    """Decode a document by what it says, unless its first bytes beyond ASCII are UTF-8.

    In ISO 8859 the bytes 80 to 9F are read as windows-1252, as browsers do.
    """
    single = _is_single(codec)
    passed = 1
    for chunk in chunks:
        if single and chunk.isascii():
            passed += chunk.count(b"\n")
            yield chunk
            continue
        rest = _chained(chunk, chunks)
        if single and is_utf8(chunk, whole=False):
            note("repair.encoding", f"the document calls itself {name!r}; it is read as UTF-8, which it is", line)
            yield from rest
        elif codec.startswith("iso8859"):
            yield from _by_iso8859(rest, codec, name, passed, note)
        else:
            yield from _by_codec(rest, codec, name, passed, note)


def _is_single(codec: str) -> bool:
    """Return whether an encoding has a byte for a character, as ISO 8859 and windows-125x have."""
    return not codec.startswith(("iso2022", "hz")) and len(bytes(range(128, 256)).decode(codec, "replace")) == 128


def is_utf8(chunk: bytes, *, whole: bool) -> bool:
    """Return whether bytes are UTF-8; unless they are a `whole`, the last character may be cut off."""
    try:
        codecs.utf_8_decode(chunk, "strict", whole)
    except UnicodeDecodeError:
        return False
    return True


def _by_iso8859(chunks: Iterator[bytes], codec: str, name: str, line: int, note: Note) -> Iterator[bytes]:
    for chunk in chunks:
        text = chunk.decode(codec, "replace")
        if found := _C1.search(chunk):
            at = line + chunk.count(b"\n", 0, found.start())
            note(
                "repair.encoding",
                f"the document calls itself {name!r} and has windows-1252 in it, as which it is read",
                at,
            )
            text = text.translate(_WINDOWS)
        line += chunk.count(b"\n")
        yield text.encode()


def _by_codec(chunks: Iterator[bytes], codec: str, name: str, line: int, note: Note) -> Iterator[bytes]:
    """Decode what an encoding's own rules are for; bytes that are none of its characters become U+FFFD."""
    decoder = codecs.getincrementaldecoder(codec)("newsdoc.mark")
    for chunk in chunks:
        text = decoder.decode(chunk)
        if "\udcff" in text:
            at = line + text.count("\n", 0, text.index("\udcff"))
            note("repair.encoding", f"bytes that are not {name} were replaced by U+FFFD", at)
            text = text.replace("\udcff", "\ufffd")
        line += text.count("\n")
        yield text.encode("utf-8", "replace")


def _mark(error: UnicodeError) -> tuple[str, int]:
    """Put a lone surrogate, which decoding never gives, in the place of bytes that are not a character."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return "\udcff", error.end


codecs.register_error("newsdoc.mark", _mark)


@define(eq=False)
class Utf8:
    """Decode the pieces of a document in UTF-8, and bytes of windows-1252 among them.

    Where there is more of UTF-8 than of anything else, only a single byte is taken for windows-1252, and a
    broken character becomes U+FFFD.
    """

    note: Note
    good: int = 0
    """Characters beyond ASCII so far, at most one for a piece without a fault."""
    bad: int = 0
    """Bytes so far that are not UTF-8."""

    def decode(self, piece: bytes, line: int) -> str:
        """Decode a piece that begins on a line; no character is in two pieces."""
        text = piece.decode("utf-8", "surrogateescape")
        first = _BYTES.search(text)
        if first is None:
            self.good += not piece.isascii()
            return text
        line += text.count("\n", 0, first.start())
        bad = sum(map(len, _BYTES.findall(text)))
        self.bad += bad
        self.good += len(_BEYOND_ASCII.findall(text)) - bad
        if self.bad > self.good:
            self.note("repair.encoding", "the document is not UTF-8, and was read as windows-1252", line)
            return _BYTES.sub(_windows, text)
        self.note("repair.encoding", "bytes that are not UTF-8 were read as windows-1252, or replaced by U+FFFD", line)
        return _BYTES.sub("\ufffd", _LONE_BYTE.sub(_windows, text))


def _windows(found: re.Match[str]) -> str:
    """Read escaped bytes as windows-1252."""
    return found[0].encode("utf-8", "surrogateescape").decode("latin-1").translate(_WINDOWS)
