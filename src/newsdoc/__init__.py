"""newsdoc, the pandoc of news: raw page dumps and newsroom formats through one typed document model."""

from __future__ import annotations

# Nothing is imported here: as long as Python imports, Ctrl-C is a traceback. Checkers of types take this name as true.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from newsdoc import dialects as dialects
    from newsdoc import formats as formats
    from newsdoc import strategies as strategies
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
    from newsdoc.formats.json.convert import converter
    from newsdoc.formats.rows.flat import to_rows
    from newsdoc.formats.rows.pages import Row
    from newsdoc.io import dumps, iter_read, iter_rows, loads, read, write
    from newsdoc.io.opening import sniff
    from newsdoc.model import (
        Article,
        Block,
        Caption,
        Link,
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
    from newsdoc.text import mended as clean
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
    "Limits",
    "Link",
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

__version__ = "0.2.0"
"""The version of newsdoc."""

_LATER = {
    "Article": "newsdoc.model:Article",
    "Block": "newsdoc.model:Block",
    "CATALOGUE": "newsdoc.diagnostics:CATALOGUE",
    "Caption": "newsdoc.model:Caption",
    "Diagnostic": "newsdoc.diagnostics:Diagnostic",
    "DiagnosticError": "newsdoc.diagnostics:DiagnosticError",
    "DialectError": "newsdoc.errors:DialectError",
    "Found": "newsdoc.page.found:Found",
    "Hints": "newsdoc.page:Hints",
    "Limits": "newsdoc.files.limits:Limits",
    "Link": "newsdoc.model:Link",
    "ListBlock": "newsdoc.model:ListBlock",
    "Mark": "newsdoc.model:Mark",
    "MissingDependency": "newsdoc.errors:MissingDependency",
    "ModelError": "newsdoc.errors:ModelError",
    "NewsdocError": "newsdoc.errors:NewsdocError",
    "Page": "newsdoc.page:Page",
    "Paragraph": "newsdoc.model:Paragraph",
    "Preformatted": "newsdoc.model:Preformatted",
    "Quote": "newsdoc.model:Quote",
    "Range": "newsdoc.ranges:Range",
    "ReadError": "newsdoc.errors:ReadError",
    "Report": "newsdoc.diagnostics:Report",
    "Rights": "newsdoc.model:Rights",
    "Row": "newsdoc.formats.rows.pages:Row",
    "Source": "newsdoc.model:Source",
    "Subhead": "newsdoc.model:Subhead",
    "Subject": "newsdoc.model:Subject",
    "Table": "newsdoc.model:Table",
    "UnknownFormat": "newsdoc.errors:UnknownFormat",
    "WriteError": "newsdoc.errors:WriteError",
    "clean": "newsdoc.text:mended",
    "converter": "newsdoc.formats.json.convert:converter",
    "dumps": "newsdoc.io:dumps",
    "find": "newsdoc.page.articles:find",
    "ignore": "newsdoc.diagnostics:ignore",
    "iter_range": "newsdoc.ranges:iter_range",
    "iter_read": "newsdoc.io:iter_read",
    "iter_rows": "newsdoc.io:iter_rows",
    "loads": "newsdoc.io:loads",
    "plan_ranges": "newsdoc.ranges:plan_ranges",
    "raise_on_error": "newsdoc.diagnostics:raise_on_error",
    "read": "newsdoc.io:read",
    "sniff": "newsdoc.io.opening:sniff",
    "to_rows": "newsdoc.formats.rows.flat:to_rows",
    "uri": "newsdoc.uris:mended",
    "write": "newsdoc.io:write",
}
_MODULES = ("dialects", "formats", "strategies")


def __getattr__(name: str) -> object:
    """Import a name on first use: `import newsdoc` stays light, and Ctrl-C in its first moments is one line."""
    from importlib import import_module

    if name in _LATER:
        module, _, inner = _LATER[name].partition(":")
        value = globals()[name] = getattr(import_module(module), inner)
        return value
    if name in _MODULES:
        return import_module(f"{__name__}.{name}")
    from newsdoc.text import suggestion

    raise AttributeError(f"module {__name__!r} has no attribute {name!r}{suggestion(name, __all__)}")


def __dir__() -> list[str]:
    return sorted({*globals(), *_LATER, *_MODULES})
