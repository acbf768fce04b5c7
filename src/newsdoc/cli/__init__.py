"""The command line: it reads the arguments, runs a command and ends the program.

The options are in `parser`, what the commands do is in `commands`. Both are imported when the program runs, and the
second only when a command is asked for, so that `--help` is there at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from errno import EPIPE
from io import BufferedWriter, FileIO, TextIOWrapper

from newsdoc import NewsdocError
from newsdoc.cli.console import OutputError, Stream, print_line, silence
from newsdoc.errors import WorkerLost

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    _reopen()
    try:
        try:
            status = _run(arguments)
        finally:  # --help ends the program here
            sys.stdout.flush()
    except OutputError as error:
        silence(sys.stdout)
        if error.errno == EPIPE:  # the reader has closed the pipe
            return 141  # the shell's status for a program that SIGPIPE ended
        print_line(f"newsdoc: standard output cannot be written: {error.strerror}")
        return 1
    except KeyboardInterrupt:
        print_line("newsdoc: interrupted")
        return 130
    return status


def _run(arguments: Sequence[str] | None) -> int:
    from newsdoc.cli.parser import parse

    command, request = parse(arguments)
    from newsdoc.cli.commands import COMMANDS, WrongUsage

    try:
        return COMMANDS[command](request)
    except WrongUsage as error:
        print_line(f"newsdoc {command}: error: {error}")
        return 2
    except (NewsdocError, WorkerLost) as error:
        print_line(f"newsdoc: {error}")
        return 1
    except OutputError:
        raise
    except OSError as error:  # errors of inputs and outputs are a NewsdocError already
        place = f"{error.filename}: " if error.filename else ""
        print_line(f"newsdoc: {place}{error.strerror or error}")
        return 1


def _reopen() -> None:
    """Replace the standard streams that were closed (`>&-`), and those for writing.

    Python has `None` for a closed stream. Writing to a replaced standard output fails, as it should, and no file that
    is opened later gets its number. Python's own streams may be unbuffered (PYTHONUNBUFFERED), and then lose the bytes
    that the system does not take at once. All text is UTF-8, in any locale.
    """
    if sys.stdin is None:
        sys.stdin = TextIOWrapper(FileIO(os.open(os.devnull, os.O_RDONLY)))
    if sys.stdout is None:
        sys.stdout = _stream(os.open(os.devnull, os.O_RDONLY))
    elif isinstance(sys.stdout, TextIOWrapper) and sys.stdout is sys.__stdout__:
        sys.stdout.flush()
        sys.stdout = _stream(sys.stdout.fileno(), by_line=sys.stdout.isatty())
    if sys.stderr is None:
        sys.stderr = _stream(os.open(os.devnull, os.O_WRONLY))
    elif isinstance(sys.stderr, TextIOWrapper) and sys.stderr is sys.__stderr__:
        sys.stderr = _stream(sys.stderr.fileno(), by_line=True)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _stream(number: int, *, by_line: bool = False) -> TextIOWrapper:
    return TextIOWrapper(BufferedWriter(Stream(number, "w", closefd=False)), encoding="utf-8", line_buffering=by_line)
