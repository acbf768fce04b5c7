"""The commands, one function each: from a request to an exit status.

File names, articles and messages each have a module of their own; the commands connect them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from newsdoc.cli.commands.about import completion, list_formats, schema
from newsdoc.cli.commands.checking import check, validate
from newsdoc.cli.commands.converting import convert
from newsdoc.cli.commands.explaining import explain
from newsdoc.cli.commands.people import diff, show, stats
from newsdoc.cli.commands.reading import WrongUsage

__all__ = ["COMMANDS", "WrongUsage"]

COMMANDS: dict[str, Callable[[Any], int]] = {
    "convert": convert,
    "explain": explain,
    "show": show,
    "diff": diff,
    "stats": stats,
    "check": check,
    "validate": validate,
    "formats": list_formats,
    "schema": schema,
    "completion": completion,
}
"""The commands by name; each takes its request."""
