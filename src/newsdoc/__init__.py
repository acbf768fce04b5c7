"""newsdoc, the pandoc of news: raw page dumps and newsroom formats through one typed document model."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from newsdoc.files.limits import Limits
    from newsdoc.io import iter_read, read, sniff, write
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
    "Limits",
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
    "plan_ranges",
    "raise_on_error",
    "read",
    "sniff",
    "write",
]

_HOMES = {
    "newsdoc.diagnostics": ("CATALOGUE", "Diagnostic", "DiagnosticError", "Report", "ignore", "raise_on_error"),
    "newsdoc.errors": (
        "DialectError",
        "MissingDependency",
        "ModelError",
        "NewsdocError",
        "ReadError",
        "UnknownFormat",
        "WriteError",
    ),
    "newsdoc.files.limits": ("Limits",),
    "newsdoc.io": ("iter_read", "read", "sniff", "write"),
    "newsdoc.model": (
        "Article",
        "Block",
        "Caption",
        "ListBlock",
        "Mark",
        "Paragraph",
        "Preformatted",
        "Quote",
        "Rights",
        "Source",
        "Subhead",
        "Subject",
        "Table",
    ),
    "newsdoc.page": ("Hints", "Page"),
    "newsdoc.page.articles": ("find",),
    "newsdoc.page.found": ("Found",),
    "newsdoc.ranges": ("Range", "iter_range", "plan_ranges"),
}
"""The modules of the names. Each is imported on first use: `import newsdoc` stays light."""


def __getattr__(name: str) -> object:
    for module, names in _HOMES.items():
        if name in names:
            value = globals()[name] = getattr(import_module(module), name)
            return value
    if name in ("dialects", "formats", "strategies"):
        return import_module(f"newsdoc.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
