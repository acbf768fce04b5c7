"""newsdoc, the pandoc of news: raw page dumps and newsroom formats through one typed document model."""

from __future__ import annotations

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
from newsdoc.page import Page

__all__ = [
    "CATALOGUE",
    "Article",
    "Block",
    "Caption",
    "Diagnostic",
    "DiagnosticError",
    "DialectError",
    "ListBlock",
    "Mark",
    "MissingDependency",
    "ModelError",
    "NewsdocError",
    "Page",
    "Paragraph",
    "Preformatted",
    "Quote",
    "ReadError",
    "Report",
    "Rights",
    "Source",
    "Subhead",
    "Subject",
    "Table",
    "UnknownFormat",
    "WriteError",
    "ignore",
    "iter_read",
    "raise_on_error",
    "read",
    "sniff",
    "write",
]
