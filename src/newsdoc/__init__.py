"""newsdoc, the pandoc of news: raw page dumps and newsroom formats through one typed document model."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from newsdoc.diagnostics import CATALOGUE, Diagnostic, DiagnosticError, Report, ignore, raise_on_error
from newsdoc.errors import (
    DialectError,
    MissingDependency,
    ModelError,
    NewsdocError,
    ReadError,
    UnknownFormat,
    WriteError,
)
from newsdoc.io import iter_read, iter_rows, read, sniff, write
from newsdoc.model import (
    Article,
    Block,
    Caption,
    ListBlock,
    Mark,
    Paragraph,
    Preformatted,
    Quote,
    Rights,
    Source,
    Subhead,
    Subject,
    Table,
)
from newsdoc.page import Hints, Page

if TYPE_CHECKING:
    from newsdoc.formats.rows.flat import to_rows
    from newsdoc.formats.rows.pages import Row
    from newsdoc.page.articles import find
    from newsdoc.page.found import Found
    from newsdoc.ranges import Range, iter_range, plan_ranges

__all__ = [
    "CATALOGUE",
    "Article",
    "Block",
    "Caption",
    "Diagnostic",
    "DiagnosticError",
    "DialectError",
    "Found",
    "Hints",
    "ListBlock",
    "Mark",
    "MissingDependency",
    "ModelError",
    "NewsdocError",
    "Page",
    "Paragraph",
    "Preformatted",
    "Quote",
    "Range",
    "ReadError",
    "Report",
    "Rights",
    "Row",
    "Source",
    "Subhead",
    "Subject",
    "Table",
    "UnknownFormat",
    "WriteError",
    "find",
    "ignore",
    "iter_range",
    "iter_read",
    "iter_rows",
    "plan_ranges",
    "raise_on_error",
    "read",
    "sniff",
    "to_rows",
    "write",
]

_LATER = {
    "Found": "newsdoc.page.found",
    "Range": "newsdoc.ranges",
    "Row": "newsdoc.formats.rows.pages",
    "find": "newsdoc.page.articles",
    "iter_range": "newsdoc.ranges",
    "plan_ranges": "newsdoc.ranges",
    "to_rows": "newsdoc.formats.rows.flat",
}


def __getattr__(name: str) -> object:
    """Import a rarely used name on first use, so that `import newsdoc` stays light."""
    if name in _LATER:
        return getattr(import_module(_LATER[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
