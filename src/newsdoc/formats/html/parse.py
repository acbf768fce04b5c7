"""Turn the bytes of a page into a tree, as browsers do: no script is run, and no address is opened."""

from __future__ import annotations

import codecs
from typing import Any, cast

from lxml import etree

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.files.encoding import checked
from newsdoc.formats import html_encoding
from newsdoc.formats.xml.parse import Element, Note, parsed_html

__all__ = ["parsed_page", "text_of_page"]

_lxml = cast("Any", etree)  # for what lxml has and its stubs do not
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def text_of_page(data: str | bytes, encoding: str | None, report: Report) -> str:
    """Return the text of a page: by its byte order mark, else in `encoding`, else as it declares, else by its bytes."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    if encoding is None or data.startswith(_MARKS):
        return html_encoding.decode(data, report)
    name = checked(encoding)
    try:
        return data.decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"bytes that are not {name.upper()} were replaced by U+FFFD, the first on this line"
        report(Diagnostic("repair.characters", message, line))
    return data.decode(name, "replace")


def parsed_page(text: str, note: Note | None = None) -> Element | None:
    """Return the root of a page; `None` if it has no element."""
    parser = _lxml.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    return parsed_html(text, parser, note)
