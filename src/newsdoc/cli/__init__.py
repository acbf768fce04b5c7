"""The command line: what people may ask for, how it is explained to them, and how a program ends.

What the commands do is in `commands`, which is imported when one is asked for, so that `--help` is there at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from errno import EPIPE
from io import BufferedWriter, FileIO, TextIOWrapper
from typing import Any, cast

from newsdoc import Article, NewsdocError
from newsdoc.cli.console import OutputError, Stream, print_line, silence
from newsdoc.errors import WorkerLost
from newsdoc.formats import FORMATS

__all__ = ["main"]

_STATUS = """\
exit status:
  0  done
  1  something was lost (loss.*), could not be read or written (error.*), an input held no article,
     or convert found nothing but guesses in one; with --strict also if something was repaired (repair.*)
  2  wrong usage
"""

_CONVERT = f"""\
Reads any format newsdoc knows and writes any that it writes (see: newsdoc formats).

INPUT is a file, a folder (all files below it with a suffix newsdoc knows) or - for standard input. The format is
found by content; a name that ends in .txt is a raw dump.

output:
  without -o        all articles as one document on standard output
  -o FILE           all articles as one document in FILE; its suffix names the format
  -o DIR/           one file for each input: its name with the format's suffix, STEM-N where one document must
                    become several; folders below a folder that was given are kept
  A name without a suffix is a folder if it is one, ends in a slash, or there are several inputs.

--jobs N has N processes do the work, with the same output and messages. Many inputs are shared out; one large dump or
JSON Lines file is cut, if it becomes json, jsonl or newsml.

One bad input does not stop the others. A file appears when it is complete; what is there already is replaced, but
never an input. On standard error: each loss.*, error.* and page.* diagnostic as FILE:LINE: message [code], the
others as one line with their numbers (newsdoc check shows them). If no layout of a page is known, its article is a
guess (guess.article): the last line counts them, and an input that gives nothing else makes the exit status 1.
With --dialect you name the layout, and nothing is called a guess.

{_STATUS}
examples:
  newsdoc convert page.txt                            JSON on standard output
  newsdoc convert dumps/ -o articles.jsonl.gz         a folder as one packed file
  newsdoc convert dumps/*.txt --to json -o out/       a file each
  curl https://example.org/page.txt | newsdoc convert - --language ar
"""

_EXPLAIN = """\
Shows each line of a raw dump with its number, its article and its label, then each article with its confidence and
what was doubtful about it. In colour on a terminal, unless NO_COLOR is set.

examples:
  newsdoc explain page.txt | less
  newsdoc explain page.txt --html page.html
"""

_CHECK = f"""\
Reads, writes nothing, and prints every diagnostic as FILE:LINE: message [code] on standard output.

{_STATUS}
example:
  newsdoc check dumps/ | grep guess.
"""

_VALIDATE = """\
Holds documents to the standards' own schemas, and prints what they forbid as FILE:LINE: message [error.schema] on
standard output: NewsML-G2 and NITF against XML Schema, ninjs against JSON Schema (pip install 'newsdoc[validate]').

Schemas do not come with newsdoc. --schema is one, or a folder with several; without it, NEWSDOC_SCHEMAS names the
folder. Of several that fit a document, the newest is taken.

exit status:
  0  all are valid
  1  something is not valid, or could not be read
  2  wrong usage

example:
  NEWSDOC_SCHEMAS=schemas newsdoc validate out/*.newsml
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit status."""
    _reopen()
    try:
        try:
            status = _run(_parser().parse_args(arguments))
        finally:  # --help ends the program, too
            sys.stdout.flush()
    except OutputError as error:
        silence(sys.stdout)
        if error.errno == EPIPE:  # the reader has seen enough
            return 141  # as the shell sees a program that SIGPIPE ended
        print_line(f"newsdoc: standard output cannot be written: {error.strerror}")
        return 1
    except KeyboardInterrupt:
        print_line("newsdoc: interrupted")
        return 130
    return status


def _run(options: argparse.Namespace) -> int:
    from newsdoc.cli.commands import COMMANDS, WrongUsage

    try:
        return COMMANDS[options.command](options)
    except WrongUsage as error:
        print_line(f"newsdoc {options.command}: error: {error}")
        return 2
    except (NewsdocError, WorkerLost) as error:
        print_line(f"newsdoc: {error}")
        return 1
    except OutputError:
        raise
    except OSError as error:  # what concerns inputs and outputs has become a NewsdocError by now
        place = f"{error.filename}: " if error.filename else ""
        print_line(f"newsdoc: {place}{error.strerror or error}")
        return 1


def _reopen() -> None:
    """Put something in the place of standard streams that were closed (`>&-`), and of those for writing.

    Where a stream was closed, Python has `None`. Writing to standard output fails then, as it should, and no file that
    is opened later gets its number. What Python has for writing may be unbuffered (PYTHONUNBUFFERED), and passes over
    what the system does not take at once. All text is UTF-8, whatever the locale says.
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="newsdoc",
        description="Convert news: raw page dumps and newsroom formats, with nothing lost and every doubt reported.",
        epilog="newsdoc COMMAND --help shows a command's options and examples.",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="show the version and exit")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    command = _command(commands, "convert", "convert files from one format to another", _CONVERT)
    _reading_options(command, several=True)
    command.add_argument("--to", metavar="FORMAT", choices=_written(), help=f"one of {', '.join(_written())}")
    command.add_argument("-o", "--output", metavar="FILE|DIR", help="where to write; without it, standard output")
    command.add_argument("--language", metavar="TAG", type=_language, help="the language of every article, such as ar")

    command = _command(commands, "explain", "show each line of a dump with its label", _EXPLAIN)
    _reading_options(command, several=False)
    command.add_argument(
        "--html", metavar="FILE", help="write a web page instead, where a click on a field shows its lines"
    )

    command = _command(commands, "check", "print what was doubtful, repaired or lost", _CHECK)
    _reading_options(command, several=True)

    command = _command(commands, "validate", "hold documents to the standards' schemas", _VALIDATE)
    command.add_argument("inputs", metavar="FILE", nargs="+", help="a file, a folder, or - for standard input")
    command.add_argument("--schema", metavar="FILE|DIR", help="a schema, or a folder with schemas")

    _command(commands, "formats", "list the formats", "Lists the formats, their suffixes and what they keep.")
    _command(commands, "schema", "print the JSON Schema", "Prints the JSON Schema of newsdoc's own JSON.")
    return parser


def _command(commands: Any, name: str, summary: str, description: str) -> argparse.ArgumentParser:
    command = cast(
        "argparse.ArgumentParser",
        commands.add_parser(
            name, help=summary, description=description, formatter_class=argparse.RawDescriptionHelpFormatter
        ),
    )
    command.set_defaults(command=name)
    return command


def _reading_options(command: argparse.ArgumentParser, *, several: bool) -> None:
    command.add_argument(
        "--dialect", metavar="NAME", type=_dialect, help="the layout of raw dumps, if newsdoc is not to find it"
    )
    command.add_argument(
        "--encoding", metavar="NAME", type=_encoding, help="the encoding of the inputs, such as windows-1256"
    )
    if several:
        command.add_argument("inputs", metavar="INPUT", nargs="+", help="a file, a folder, or - for standard input")
        command.add_argument(
            "--from", dest="format", metavar="FORMAT", choices=list(FORMATS), help=f"one of {', '.join(FORMATS)}"
        )
        command.add_argument(
            "--jobs", metavar="N", type=_jobs, default=1, help="processes for much input; 0 is one for each processor"
        )
        command.add_argument("--strict", action="store_true", help="fail for repairs too, and show them")
    else:
        command.add_argument("input", metavar="FILE", help="a raw dump, or - for standard input")


def _written() -> list[str]:
    return [row.name for row in FORMATS.values() if row.writes]


def _dialect(name: str) -> str:
    from newsdoc import dialects

    try:
        dialects.get(name)
    except NewsdocError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return name


def _encoding(name: str) -> str:
    from newsdoc.encoding import checked

    try:
        return checked(name)
    except NewsdocError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _jobs(number: str) -> int:
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        raise argparse.ArgumentTypeError(f"{number!r} is no number of processes")
    return int(number) or os.cpu_count() or 1


def _language(tag: str) -> str:
    try:
        Article(language=tag)
    except NewsdocError:
        raise argparse.ArgumentTypeError(f"{tag!r} is not a language tag such as ar or en-GB") from None
    return tag


class _Version(argparse.Action):
    """Look the version up only when someone asks: the package's metadata is slow to read."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"newsdoc {version('newsdoc')}")
        parser.exit()
