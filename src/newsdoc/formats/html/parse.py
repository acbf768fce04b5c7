"""Turn the bytes of a page into a tree, as browsers do: no script is run, and no address is opened."""

from __future__ import annotations

from typing import Any, cast

from lxml import etree

from newsdoc.diagnostics import Report
from newsdoc.formats import html_encoding
from newsdoc.formats.xml.parse import Element, Note, parsed_html

__all__ = ["parsed_page", "text_of_page"]

_lxml = cast("Any", etree)  # for what lxml has and its stubs do not


def text_of_page(data: str | bytes, encoding: str | None, report: Report) -> str:
    """Return the text of a page: by its byte order mark, else in `encoding`, else as it declares, else by its bytes."""
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    return html_encoding.decode(data, report, encoding)


def parsed_page(text: str, note: Note | None = None) -> Element | None:
    """Return the root of a page; `None` if it has no element."""
    parser = _lxml.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    return parsed_html(text, parser, note)
