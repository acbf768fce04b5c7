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
from newsdoc.io import dumps, iter_read, iter_rows, loads, read, sniff, write
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
from newsdoc.text import mended as clean
from newsdoc.text import suggestion

if TYPE_CHECKING:
    from newsdoc import dialects as dialects
    from newsdoc import formats as formats
    from newsdoc import strategies as strategies
    from newsdoc.formats.json.convert import converter
    from newsdoc.formats.rows.flat import to_rows
    from newsdoc.formats.rows.pages import Row
    from newsdoc.page.articles import find
    from newsdoc.page.found import Found
    from newsdoc.ranges import Range, iter_range, plan_ranges
    from newsdoc.uris import mended as uri

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
    "__version__",
    "clean",
    "converter",
    "dumps",
    "find",
    "ignore",
    "iter_range",
    "iter_read",
    "iter_rows",
    "loads",
    "plan_ranges",
    "raise_on_error",
    "read",
    "sniff",
    "to_rows",
    "uri",
    "write",
]

__version__ = "0.1.0"
"""The version of newsdoc."""

_LATER = {
    "Found": "newsdoc.page.found:Found",
    "Range": "newsdoc.ranges:Range",
    "Row": "newsdoc.formats.rows.pages:Row",
    "converter": "newsdoc.formats.json.convert:converter",
    "find": "newsdoc.page.articles:find",
    "iter_range": "newsdoc.ranges:iter_range",
    "plan_ranges": "newsdoc.ranges:plan_ranges",
    "to_rows": "newsdoc.formats.rows.flat:to_rows",
    "uri": "newsdoc.uris:mended",
}
_MODULES = ("dialects", "strategies")


def __getattr__(name: str) -> object:
    """Import a rarely used name on first use, so that `import newsdoc` stays light."""
    if name in _LATER:
        module, _, inner = _LATER[name].partition(":")
        return getattr(import_module(module), inner)
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}{suggestion(name, __all__)}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER, *_MODULES})
