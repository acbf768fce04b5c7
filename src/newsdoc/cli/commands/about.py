"""`newsdoc formats`, `schema` and `completion`: what newsdoc has; no document is read."""

from __future__ import annotations

from newsdoc import formats
from newsdoc.cli.requests import Completion, Listing
from newsdoc.formats import Format
from newsdoc.schemas import article_schema

__all__ = ["completion", "list_formats", "schema"]


def list_formats(request: Listing) -> int:
    """Print the table of formats."""
    if request.style == "json":
        from json import dumps

        names = ("name", "suffixes", "reads", "writes", "several")
        found = [
            {**{name: getattr(row, name) for name in names}, "options": [*_writer_options(row)]}
            for row in formats.table().values()
        ]
        print(dumps(found, indent=2))
        return 0
    heading = ("format", "suffixes", "reads", "writes")
    table = formats.table().values()
    rows = [heading, *((row.name, " ".join(row.suffixes), row.reads or "–", row.writes or "–") for row in table)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    print("\noptions of writing (convert -O NAME=VALUE):")
    for written in table:
        if options := _writer_options(written):
            print(f"  {written.name}: {' '.join(map('='.join, options.items()))}")
    return 0


def _writer_options(row: Format) -> dict[str, str]:
    """Return the options of a format's writer, each with its default as it is written on the command line."""
    from newsdoc.formats.options import options_of

    options = options_of(row.name) if row.writes else {}
    return {name: _default(options[name].default) for name in sorted(options)}


def _default(value: object) -> str:
    if value is None:
        return "…"
    return str(value).lower() if isinstance(value, bool) else str(value)


def schema(_: None) -> int:
    """Print the JSON Schema of newsdoc's own JSON."""
    print(article_schema(), end="")
    return 0


def completion(request: Completion) -> int:
    """Print the completion script of a shell."""
    from newsdoc.cli.shell.completion import SCRIPTS

    print(SCRIPTS[request.shell](), end="")
    return 0
