"""The pages in WARC files: texts of a crawl (WET), and HTML pages as servers sent them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import UnknownFormat
from newsdoc.files.encoding import checked
from newsdoc.formats.rows.languages import language_tag
from newsdoc.formats.rows.pages import PageText
from newsdoc.formats.signatures import is_html
from newsdoc.formats.warc.records import Record, parse_headers, read_records
from newsdoc.page import Hints
from newsdoc.page.lines import decode
from newsdoc.text import cached

__all__ = ["read_pages"]

_TYPES = ("conversion", "response", "resource")
_FREE, _RATIO = 1 << 22, 100  # bytes that any packed body may unpack to, and those that a larger one may for one byte
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]*)?\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s;"']+)""", re.IGNORECASE)
_END = re.compile(rb"\n\r?\n")


def read_pages(fp: BinaryIO, report: Report) -> Iterator[PageText]:
    """Yield the pages of a WARC file: its texts, and its HTML pages that a server sent with success.

    Requests, pictures, redirects, errors of servers and the like are not pages, and are skipped.
    """
    for record in read_records(fp, report, _is_wanted):
        if not _is_wanted(record.headers):
            continue
        text, kind, encoding = _content(record, report)
        if kind == "text/plain":
            yield PageText(_decoded(text, encoding), _hints(record), *_places(record), _columns(record))
        elif "html" in kind:
            yield PageText(text, _hints(record), *_places(record), _columns(record), encoding)


def _is_wanted(headers: dict[str, str]) -> bool:
    return headers.get("warc-type", "").lower() in _TYPES


def _places(record: Record) -> tuple[str, str]:
    return f"record at byte {record.place}", record.place


def _columns(record: Record) -> dict[str, str]:
    return {"crawled": record.header("warc-date")}


def _hints(record: Record) -> Hints:
    """Return what a record knows of its page; the time of the crawl is not when the page was published."""
    codes = record.header("warc-identified-content-language").split(",")
    # of several languages, none is known to be the article's
    language = language_tag(codes[0]) if len(codes) == 1 else None
    # <https://bay.example/1>: WARC 1.0 shows addresses in brackets
    url = record.header("warc-target-uri").removeprefix("<").removesuffix(">")
    return Hints(url=url or None, language=language)


def _content(record: Record, report: Report) -> tuple[bytes, str, str | None]:
    """Return the content of a record, its media type and the encoding named for it."""
    kind = record.header("content-type")
    if kind.lower().startswith("application/http"):
        return _answer(record, report)
    return record.body, _media_type(kind) or _seeming_type(record.body), _encoding(kind)


@cached  # there are few
def _media_type(kind: str) -> str:
    """Return a media type without its parameters."""
    return kind.partition(";")[0].strip().lower()


def _seeming_type(data: bytes) -> str:
    """Return the media type of content for which none is stated."""
    return "text/html" if is_html(decode(data[:1024])) else "text/plain"


@cached
def _encoding(kind: str) -> str | None:
    """Return the encoding that a media type names."""
    found = _CHARSET.search(kind)
    try:
        return checked(found[1]) if found else None
    except UnknownFormat:
        return None


def _decoded(text: bytes, encoding: str | None) -> str:
    return decode(text) if encoding in (None, "utf-8") else text.decode(encoding, "replace")


# --- answers of servers ---


def _answer(record: Record, report: Report) -> tuple[bytes, str, str | None]:
    """Return the page that a server sent; nothing for a redirect or an error."""
    end = _END.search(record.body)
    head = record.body[: end.start()] if end else record.body
    status = head.partition(b"\n")[0].split(b" ")
    if end is None or len(status) < 2 or status[1][:1] != b"2":
        return b"", "", None
    headers = parse_headers(head)
    body = record.body[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    packing = headers.get("content-encoding", "").strip().lower()
    unpacked = _unpacked(body, packing)
    if unpacked is None:
        fault = f"cannot be unpacked, or unpacks to more than {_RATIO} times its size"
        message = f"a page packed with {packing[:20]!r} {fault} (record at byte {record.place})"
        report(Diagnostic("error.record", message, None, "$"))
        return b"", "", None
    kind = headers.get("content-type", "")
    return unpacked, _media_type(kind) or _seeming_type(unpacked), _encoding(kind)


def _unchunked(body: bytes) -> bytes:
    """Return a body without the sizes of its chunks; some crawls have taken them out, and left the header."""
    parts = []
    at = 0
    while found := _CHUNK.match(body, at):
        size = int(found[1], 16)
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body.startswith(b"\r\n", at) else 1
        if not size:
            break
    return b"".join(parts) if parts and at >= len(body) - len(body) // 8 else body


def _unpacked(body: bytes, packing: str) -> bytes | None:
    """Return a body unpacked; as it is if a crawl has unpacked it; `None` for what cannot be unpacked."""
    if packing in ("", "identity"):
        return body
    if packing in ("gzip", "x-gzip", "deflate"):
        most = max(_FREE, len(body) * _RATIO)
        for bits in (zlib.MAX_WBITS | 32, -zlib.MAX_WBITS):  # some servers send deflate without its head
            try:
                data = zlib.decompressobj(bits).decompress(body, most + 1)
            except zlib.error:
                continue
            return data if len(data) <= most else None
    return body if is_html(decode(body[:1024])) else None
