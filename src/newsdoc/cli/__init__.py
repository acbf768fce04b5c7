"""The command line. This module imports almost nothing: Ctrl-C is one line even while Python imports the others."""

from __future__ import annotations

import os

__all__ = ["main"]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    try:
        from newsdoc.cli.program import run

        return run(arguments)
    except KeyboardInterrupt:
        os.write(2, b"newsdoc: interrupted\n")
        return 130
