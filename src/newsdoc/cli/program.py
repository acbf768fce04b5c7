"""The program: it reads the arguments, runs a command, and ends, on a signal too.

The options are in `parser`, what the commands do is in `commands`. Both are imported when the program runs, and the
second only when a command is asked for, so that `--help` is there at once.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import EPIPE
from functools import partial
from io import BufferedWriter, FileIO, TextIOWrapper

from newsdoc import NewsdocError
from newsdoc.cli.console import OutputError, Stream, print_line, silence
from newsdoc.errors import WorkerLost
from newsdoc.files.temporary import remove_unfinished

__all__ = ["run"]


def run(arguments: Sequence[str] | None) -> int:
    """Run the command line and return its exit status."""
    _reopen()
    # pyarrow's own allocator keeps most of what it had once: 20 to 60 MiB in a run
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    if arguments is None:  # in a program that calls this, pyarrow may need pandas
        os.environ.setdefault("NEWSDOC_SAVE_MEMORY", "1")
    with _signals(restored=arguments is not None):
        try:
            try:
                return _run(arguments)
            finally:  # --help ends the program here
                _flush_messages()
                sys.stdout.flush()
        except OutputError as error:
            silence(sys.stdout)
            if error.errno == EPIPE:  # the reader has closed the pipe
                return 141  # the shell's status for a program that SIGPIPE ended
            print_line(f"newsdoc: standard output cannot be written: {error.strerror}")
            return 1


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
    except MemoryError:
        print_line("newsdoc: there is not enough memory for this")
        return 1
    except OSError as error:  # errors of inputs and outputs are a NewsdocError already
        place = f"{error.filename}: " if error.filename else ""
        print_line(f"newsdoc: {place}{error.strerror or error}")
        return 1


def _flush_messages() -> None:
    """Give away what argparse could not print: Python would try again in the end, and change the exit status."""
    try:
        sys.stderr.flush()
    except OSError:
        silence(sys.stderr)


# --- signals ---


_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


@contextmanager
def _signals(*, restored: bool) -> Iterator[None]:
    """Let signals end the program with nothing left behind.

    A signal that is ignored, as `nohup` wants it, stays so. A program of its own needs no `restored` handlers: ours
    serve until Python has ended.
    """
    before = {}
    with suppress(ValueError):  # not the main thread, which alone gets signals
        for number in _ENDING:
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                before[number] = signal.signal(number, partial(_end, os.getpid()))
    try:
        yield
    finally:
        for number, handler in before.items() if restored else ():
            signal.signal(number, handler)


def _end(process: int, number: int, _frame: object) -> None:
    """End the workers, remove what is unfinished, and end by the signal, or with one line on Ctrl-C.

    All of it is done here. An exception would not do: Python swallows it in many places, such as imports.
    """
    if os.getpid() != process:  # a fork that has no handlers of its own yet
        os._exit(1)
    for other in _ENDING:
        signal.signal(other, signal.SIG_IGN)
    # The module may be half imported at this moment.
    getattr(sys.modules.get("newsdoc.cli.workers"), "end_all_workers", int)()
    remove_unfinished()
    if number == signal.SIGINT:
        bar = b"\r\x1b[K" if "tqdm" in sys.modules and os.isatty(2) else b""
        with suppress(OSError):
            os.write(2, bar + b"newsdoc: interrupted\n")  # print() may be what was interrupted
        os._exit(130)
    signal.signal(number, signal.SIG_DFL)
    os.kill(os.getpid(), number)


# --- standard streams ---


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
