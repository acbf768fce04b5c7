"""Decode an HTML page as browsers do, and report bytes that do not fit."""

from __future__ import annotations

import codecs
import re

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.files.encoding import checked

__all__ = ["decode"]

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_META = re.compile(rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9._:-]+)", re.IGNORECASE)
_HEAD_END = re.compile(rb"</head\b|<body\b", re.IGNORECASE)
_FIRST = 1024  # bytes in which browsers look for the declaration, even behind the head
_BROWSERS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932", "euc_kr": "cp949", "big5": "big5hkscs",
    "utf-16": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8", "utf-32": "utf-8", "utf-7": "utf-8",
}  # fmt: skip
"""The encoding that browsers use instead, by Python's name: a larger one that includes it."""


def decode(data: bytes, report: Report, encoding: str | None = None) -> str:
    """Return the text of a page: by its byte order mark, else in `encoding`, else as it declares.

    A page that declares nothing is UTF-8, or else windows-1252.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name, report)
    if encoding is not None:
        return _decoded(data, checked(encoding), report)
    if data[:4:2] == b"\0\0" or data[1:4:2] == b"\0\0":  # no mark, and every second byte of `<!` is zero
        return _decoded(data, "utf-16-be" if data[:1] == b"\0" else "utf-16-le", report)
    declared = _declared(data)
    text = _as_utf_8(data)
    name = _fitting(data, declared, is_utf_8=text is not None)
    if name != (declared or "utf-8"):
        said = (
            f"is declared as {_shown(declared)}, which does not fit the bytes" if declared else "declares no encoding"
        )
        # UTF-8 with another label is only labelled wrongly; bytes that are not UTF-8 are a fault of the characters
        code = "repair.encoding" if name == "utf-8" else "repair.characters"
        report(Diagnostic(code, f"the page {said}; it was read as {_shown(name)}", 1))
    return text if text is not None and name == "utf-8" else _decoded(data, name, report)


def _declared(data: bytes) -> str | None:
    """Return the encoding that a page's head declares, by Python's name; `None` for none or an unknown one."""
    end = _HEAD_END.search(data)
    found = _META.search(data, 0, max(end.start() if end else len(data), _FIRST))
    try:
        name = codecs.lookup(found[1].decode()).name if found else None
        "".encode(name or "utf-8")  # some names are not of texts, such as base64
    except (LookupError, ValueError, TypeError):
        return None
    return name and _BROWSERS.get(name, name)


def _fitting(data: bytes, declared: str | None, *, is_utf_8: bool) -> str:
    """Return the encoding of a page: another than the declared one only if there is no doubt."""
    if is_utf_8:
        single = declared is None or declared.startswith(("cp125", "iso8859"))
        return "utf-8" if single and not data.isascii() else declared or "utf-8"
    if declared is None or (declared == "utf-8" and not _UTF_8.search(data)):
        return _usual(data)
    return declared


def _usual(data: bytes) -> str:
    """Return the old encoding of the page's language, if its bytes fit; else windows-1252, as browsers do."""
    found = _LANGUAGE.search(data, 0, _FIRST)
    language = found[1].decode().lower() if found else ""
    name = _OLD.get(language) or _OLD.get(language.partition("-")[0])
    return name if name and _fits(data, name) else "cp1252"


_LANGUAGE = re.compile(rb"<html\b[^>]{0,400}?\blang\s*=\s*[\"']?\s*([A-Za-z-]{2,20})", re.IGNORECASE)
_OLD = {
    language: name
    for name, languages in {
        "cp1251": "ru uk bg sr mk be ky kk mn tg",
        "cp1250": "cs sk sl hr",
        "iso8859-2": "pl hu",
        "cp1253": "el",
        "cp1254": "tr az ku",
        "cp1255": "he",
        "cp1256": "ar fa ur",
        "cp1257": "lt lv et",
        "cp1258": "vi",
        "cp874": "th",
        "cp932": "ja",
        "cp949": "ko",
        "gb18030": "zh zh-cn zh-hans",
        "big5hkscs": "zh-tw zh-hk zh-hant",
    }.items()
    for language in languages.split()
}
"""The encoding that pages of a language were in before UTF-8, as the HTML standard advises browsers to assume."""


_UTF_8 = re.compile(rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")  # characters that are UTF-8 in a page


def _as_utf_8(data: bytes) -> str | None:
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def _fits(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except UnicodeDecodeError:
        return False
    return True


def _decoded(data: bytes, name: str, report: Report) -> str:
    """Return the text of a page; bytes that are not characters become U+FFFD, with a report."""
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"bytes that are not {_shown(name)} were replaced by U+FFFD, the first on this line"
        report(Diagnostic("repair.characters", message, line))
    return data.decode(name, "replace")


def _shown(name: str) -> str:
    """Return the usual name of an encoding."""
    return name.upper() if name.startswith("utf") else name.replace("cp", "windows-")
