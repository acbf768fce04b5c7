"""The options of the command line: their help, and the request that they make."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

from newsdoc.cli import values
from newsdoc.formats import FORMATS
from newsdoc.text import one_line, suggestion

if TYPE_CHECKING:
    from newsdoc.cli.requests import Request

__all__ = ["build_parser", "parse"]

_STATUS = """\
exit status:
  0  done
  1  something was lost (loss.*) or could not be read or written (error.*), an input held no article,
     or convert found only guesses in one; with --strict also if something was repaired (repair.*)
  2  wrong usage
"""

_NEWSDOC = """\
Reads news in any form (the text or HTML of a page, a crawl, a table of page texts, a feed, the formats of agencies),
and writes it in the form you need. Nothing is lost in silence, and every doubt is reported."""

_FIRST_STEPS = """\
first steps:
  newsdoc show page.txt                      the article in a page, as a paper prints it
  newsdoc convert page.html                  the same as JSON
  newsdoc convert pages/ -o articles.jsonl   a folder into one file; its suffix names the format
  newsdoc convert feed.xml -t ninjs -o out/  into another format, a file each
  newsdoc explain page.txt                   why a page was read as it was

newsdoc COMMAND --help shows a command's options and examples; newsdoc formats lists the formats."""

_CONVERT = f"""\
Reads any format newsdoc knows and writes any that it writes (see: newsdoc formats).

INPUT is a file, a folder (all files below it with a suffix newsdoc knows), a pattern in quotes ('dumps/**/*.txt') or
- for standard input, which is read if no input is named and it is a pipe. The format is found by content; a file whose
name ends in .txt is always read as the text of a page, a raw dump.

output:
  without -o        all articles as one document on standard output
  -o FILE           all articles as one document in FILE; its suffix names the format
  -o DIR/           one file for each input: its name with the format's suffix, STEM-N where one document must
                    become several; folders below a folder that was given are kept
  A name without a suffix is a folder if it is one, ends in a slash, or there are several inputs.

--jobs N uses N processes, with the same output and messages. Many inputs are divided among them; one large dump or
JSON Lines file is cut into parts, if the output is json, jsonl or newsml.

-O NAME=VALUE sets an option of the format that is written (newsdoc formats lists them); --suffix .xml gives the files
of a folder another suffix.

--dialect names the layout of raw dumps: one that newsdoc or an installed package knows, or a function in a Python file
of yours (pages.py:gazette).

One bad input does not stop the others. A file appears when it is complete; an existing file is replaced, but never
an input. On standard error: each loss.*, error.* and page.* diagnostic as FILE:LINE: message [code], the
others as one line with their numbers (newsdoc check shows them). If the layout of a page is not known, its article is
a guess (guess.article): the last line counts them, and an input that gives only guesses makes the exit status 1.
With --dialect you name the layout, and no article counts as a guess.

A table of page texts (Parquet, JSON Lines, CSV) and a crawl (WET, WARC) give the articles of all their pages. The
columns of a table are found by their usual names, which is said; --text-column and the others name them. --keep and
--with-confidence put columns beside the articles, for which json, jsonl, csv, tsv and parquet have room.

--newer makes a run go on where an earlier one stopped: an input is skipped if its output is newer.

{_STATUS}
examples:
  newsdoc convert page.txt                            JSON on standard output
  newsdoc convert dumps/ -o articles.jsonl.gz         a folder as one packed file
  newsdoc convert dumps/*.txt -t json -o out/         a file each
  curl https://example.org/page.txt | newsdoc convert --language ar
  newsdoc convert dumps/ -t ninjs -O version=1.5 -O residual=false -o out/
  newsdoc convert crawl/*.wet.gz -t parquet -o out/ --jobs 0 --newer --keep origin --with-confidence
  newsdoc convert pages.parquet --text-column text --url-column url --keep date,dump -o articles.parquet
"""

_EXPLAIN = """\
Shows the verdict on a page, then each line with its number, its article and its label, doubts below their lines, and
each article with its confidence. Where no layout knows the page, each line that may be prose has the probability that
it is of the story. In colour on a terminal, unless NO_COLOR is set; FORCE_COLOR or --color always is for pipes.

A crawl or a table of page texts holds many pages: --page names one by the row or the byte that messages give.

With the code of a diagnostic instead of a file, shows what it means.

examples:
  newsdoc explain page.txt | less
  newsdoc explain page.txt --why 12
  newsdoc explain page.txt --html page.html
  newsdoc explain pages.jsonl --page 12
  newsdoc explain guess.subhead
"""

_COMPLETION = """\
Prints the script with which a shell completes commands, options and names of formats.

  bash   newsdoc completion bash > ~/.local/share/bash-completion/completions/newsdoc
  zsh    newsdoc completion zsh > ~/.zfunc/_newsdoc      (a folder of $fpath, before compinit)
  fish   newsdoc completion fish > ~/.config/fish/completions/newsdoc.fish
"""

_SHOW = """\
Shows the articles of a document of any format as a paper prints them: headline, deck, byline, date, captions and text,
wrapped to 80 columns or the width of the terminal. In colour on a terminal, unless NO_COLOR is set.

examples:
  newsdoc show page.txt | less
  newsdoc show feed.newsml --width 60
"""

_DIFF = """\
Shows what differs between two documents, which may be of different formats: for each article the fields, and of each
field the values of the first (-) and of the second document (+). Articles with the same id are compared, then those
with the same headline, then the others in their order.

exit status:
  0  the articles are the same
  1  they differ
  2  wrong usage, or a document that cannot be read

example:
  newsdoc diff page.txt out/page.newsml
"""

_STATS = """\
Counts the articles of the inputs: how many have which field, their languages, and what was reported in reading.

exit status:
  0  done
  1  an input could not be read
  2  wrong usage

examples:
  newsdoc stats dumps/
  newsdoc stats feed.newsml --format json
"""

_CHECK = f"""\
Reads the inputs and prints every diagnostic as FILE:LINE: message [code] on standard output; no file is written.

{_STATUS}
example:
  newsdoc check dumps/ | grep guess.
  newsdoc check dumps/ --format github                annotations in a workflow of GitHub Actions
"""

_VALIDATE = """\
Checks documents against the standards' own schemas, and prints each error as FILE:LINE: message [error.schema]
on standard output: NewsML-G2 and NITF against XML Schema, ninjs against JSON Schema (pip install 'newsdoc[validate]').

Schemas do not come with newsdoc. --schema names a schema or a folder of schemas; without it, NEWSDOC_SCHEMAS names
the folder; without that, newsdoc looks into ~/.local/share/newsdoc/schemas and into installed packages that hold
schemas. Of several schemas that fit a document, the newest is used. newsdoc's own JSON needs no other schema.

After the errors comes what newsdoc itself would repair in reading (repair.*), which does not make a document invalid.

exit status:
  0  all are valid
  1  something is not valid, or could not be read
  2  wrong usage

example:
  newsdoc validate out/*.newsml
  newsdoc validate out/ --schema schemas
"""


def parse(arguments: Sequence[str] | None) -> tuple[str, Request]:
    """Return the command and the request to it; end the program for `--help`, `--version` and wrong usage."""
    parser = build_parser()
    given = vars(parser.parse_args(_with_all_names(sys.argv[1:] if arguments is None else arguments)))
    command, of_command = given.pop("command", None), given.pop("parser", parser)
    if command is None:
        parser.print_help(sys.stderr)
        parser.exit(2)
    for name in ("inputs", "input"):
        if name in given:
            given[name] = given[name] or _standard_input(of_command, many=name == "inputs")
    from newsdoc.cli.inputs import expanded
    from newsdoc.cli.requests import REQUESTS, Reading

    request = REQUESTS.get(command)
    if "inputs" in given:
        given["inputs"] = expanded(given["inputs"])
    if reading := {name: given.pop(name) for name in _READING if name in given}:
        given["reading"] = Reading(**reading)
    return command, request(**given) if request else None


# --html=--        -o--
_OPTION_DASHES = re.compile(r"(--[a-z-]+=|-[A-Za-z])--")


# newsdoc diff -- -- a.txt
def _with_all_names(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with `./--` for each file of the name `--`, which argparse loses."""
    named = f".{os.sep}--"
    first = [*arguments, "--"].index("--") + 1
    options = (
        f"{found[1]}{named}" if (found := _OPTION_DASHES.fullmatch(name)) else name for name in arguments[:first]
    )
    return [*options, *(named if name == "--" else name for name in arguments[first:])]


def _standard_input(parser: argparse.ArgumentParser, *, many: bool) -> Any:
    """Return standard input as the input, if a pipe or a file is there; else end the program: an input is missing."""
    if sys.stdin.isatty():
        parser.error(f"name an input: {'a file, a folder,' if many else 'a file,'} or - for standard input")
    return ["-"] if many else "-"


_READING = (
    *("format", "dialect", "language", "encoding", "timezone", "catalogs", "limits"),
    *("text_column", "url_column", "title_column", "keep", "with_confidence", "min_confidence"),
)


class _Parser(argparse.ArgumentParser):
    """A parser that takes inputs before and after options, and suggests the nearest command or option.

    Its messages steer no terminal: arguments may be the names of foreign files.
    """

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:  # pyright: ignore[reportIncompatibleMethodOverride] (its overloads)
        """Parse what is known. Words that follow an option are inputs, too; an unknown option is an error."""
        values, rest = super().parse_known_args(args, namespace)
        if isinstance(getattr(values, "inputs", None), list) and not any(word.startswith("-") for word in rest):
            values.inputs += rest
            rest = []
        if rest:
            options = [option for action in self._actions for option in action.option_strings]
            name = rest[0].partition("=")[0]
            hint = suggestion(name, [option for option in options if option.startswith("--")])
            self.error(f"unrecognized arguments: {' '.join(rest)}{hint}")
        return values, rest

    def error(self, message: str) -> NoReturn:
        """End the program with a message about wrong usage; that of an unknown command is our own."""
        unknown = re.match(r"argument COMMAND: invalid choice: '([^']*)'", message)
        super().error(one_line(_no_command(unknown[1]) if unknown else message))


def _no_command(name: str) -> str:
    """Return the message for a word that is not a command, but perhaps a file."""
    if os.path.exists(name):  # noqa: PTH110 (pathlib would make the help slower)
        return f"{name!r} is an input, and the command is missing: newsdoc convert {name}"
    return f"there is no command {name[:60]!r}{suggestion(name, _COMMANDS)}; choose one of {', '.join(_COMMANDS)}"


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line; shell completion, the manual and the tests read it, too."""
    parser = _Parser(
        prog="newsdoc",
        usage="newsdoc COMMAND [OPTION]... [INPUT]...",
        description=_NEWSDOC,
        epilog=_FIRST_STEPS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "-V", "--version", action=values.Version, nargs=0, default=argparse.SUPPRESS, help="show the version"
    )
    commands = parser.add_subparsers(metavar="COMMAND", prog="newsdoc")
    _add_convert(commands)
    _add_showing(commands)
    _add_counting(commands)
    _add_about_newsdoc(commands)
    _COMMANDS[:] = commands.choices
    return parser


_COMMANDS: list[str] = []
"""The commands of the parser, for its messages."""

_Add: TypeAlias = Callable[..., object]


def _add_convert(commands: Any) -> None:
    """Add the command that converts."""
    add = _command(commands, "convert", "[OPTION]... [INPUT]...", "convert files from one format to another", _CONVERT)
    _add_inputs(add, "INPUT")
    _add_writing(_group(commands, "output"))
    _add_reading(_group(commands, "input"))
    _add_rows(_group(commands, "tables of page texts, crawls, and columns beside the articles"))
    _add_jobs(_group(commands, "processes and messages"))


def _group(commands: Any, title: str) -> _Add:
    """Add a group of options to the command that converts, which has too many for one list."""
    group: argparse._ArgumentGroup = commands.choices["convert"].add_argument_group(title)
    return group.add_argument


def _add_writing(add: _Add) -> None:
    written = ", ".join(row.name for row in FORMATS.values() if row.writes)
    add("-t", "--to", metavar="FORMAT", type=values.writable_format, help=f"{written}, or one of an installed package")
    add("-o", "--output", metavar="FILE|DIR", type=values.file_name, help="where to write; without it, standard output")
    add("--newer", action="store_true", help="skip inputs that are not newer than their outputs")
    about = "the suffix of files in a folder, instead of the format's, such as .xml"
    add("--suffix", metavar="SUFFIX", type=values.suffix, help=about)
    about = "an option of the format that is written (newsdoc formats lists them); may be given several times"
    add("-O", "--option", dest="options", metavar="NAME=VALUE", action="append", default=[], help=about)
    add("--language", metavar="TAG", type=values.language, help="the language of every article, such as ar")
    about = "write the figures of the run as JSON: inputs, articles, doubts, losses"
    add("--summary", metavar="FILE", type=values.file_name, help=about)


def _add_showing(commands: Any) -> None:
    """Add the commands that show documents to people."""
    add = _command(
        commands, "explain", "[OPTION]... [FILE|CODE]", "show how each line of a page was read, and why", _EXPLAIN
    )
    add(
        "input",
        metavar="FILE|CODE",
        nargs="?",
        type=values.file_name,
        help="a page, - for standard input, or the code of a diagnostic",
    )
    _add_dialect(add)
    about = "write a web page instead: the article beside the lines it was read from"
    add("--html", metavar="FILE", type=values.file_name, help=about)
    add("--all", dest="everything", action="store_true", help="show furniture and blank lines, too, and fold nothing")
    add("--why", metavar="LINE", type=values.line_number, help="show the evidence about one line, by its number")
    about = "a page in a crawl or a table: the row, or the byte of the record, that messages name"
    add("--page", metavar="N", type=values.number, help=about)
    _add_color(add)

    add = _command(commands, "show", "[OPTION]... [FILE]", "show articles as a paper prints them", _SHOW)
    add(
        "input",
        metavar="FILE",
        nargs="?",
        type=values.file_name,
        help="a document of any format, or - for standard input",
    )
    _add_reading(add)
    _add_color(add)
    add("--width", metavar="N", type=values.width, help="columns of a line; 0 wraps nothing")

    add = _command(commands, "diff", "[OPTION]... A B", "show what differs between two documents", _DIFF)
    add("first", metavar="A", type=values.file_name, help="a document of any format, or - for standard input")
    add("second", metavar="B", type=values.file_name, help="another one")
    _add_reading(add)
    _add_color(add)


def _add_counting(commands: Any) -> None:
    """Add the commands that read many documents and count or judge what is in them."""
    add = _command(
        commands, "stats", "[OPTION]... [INPUT]...", "count articles, their fields and languages, and doubts", _STATS
    )
    _add_inputs(add, "INPUT")
    _add_reading(add)
    add("--format", dest="style", choices=("text", "json"), default="text", help="print a table, or JSON")

    add = _command(
        commands, "check", "[OPTION]... [INPUT]...", "print every doubt, repair and error of reading", _CHECK
    )
    _add_inputs(add, "INPUT")
    _add_reading(add)
    _add_jobs(add)
    add(
        "--format",
        dest="style",
        choices=("text", "json", "github", "sarif"),
        default="text",
        help="how to print: as text, as a JSON array, for GitHub Actions, or as SARIF",
    )

    add = _command(
        commands, "validate", "[OPTION]... [FILE]...", "check documents against the standards' schemas", _VALIDATE
    )
    _add_inputs(add, "FILE")
    _add_verbosity(add)
    add("--schema", metavar="FILE|DIR", type=values.file_name, help="a schema, or a folder with schemas")


def _add_about_newsdoc(commands: Any) -> None:
    """Add the commands that say what newsdoc has, and read no document."""
    add = _command(
        commands, "formats", "[OPTION]...", "list the formats", "Lists the formats, their suffixes and what they keep."
    )
    add("--format", dest="style", choices=("text", "json"), default="text", help="print a table, or JSON")
    _command(commands, "schema", "", "print the JSON Schema", "Prints the JSON Schema of newsdoc's own JSON.")
    add = _command(commands, "completion", "SHELL", "print the completion script of a shell", _COMPLETION)
    add("shell", metavar="SHELL", choices=("bash", "zsh", "fish"), help="bash, zsh or fish")


def _command(commands: Any, name: str, arguments: str, summary: str, description: str) -> _Add:
    """Add a command. Its usage shows `arguments` and no list of all options, which would hide the error below it."""
    raw = argparse.RawDescriptionHelpFormatter
    command: argparse.ArgumentParser
    usage = f"newsdoc {name} {arguments}".rstrip()
    command = commands.add_parser(name, usage=usage, help=summary, description=description, formatter_class=raw)
    command.set_defaults(command=name, parser=command)
    return command.add_argument


def _add_inputs(add: _Add, name: str) -> None:
    add(
        "inputs",
        metavar=name,
        nargs="*",
        type=values.file_name,
        help="a file, a folder, a pattern in quotes, or - for standard input",
    )


def _add_reading(add: _Add) -> None:
    read = ", ".join(row.name for row in FORMATS.values() if row.reads)
    add(
        "-f",
        "--from",
        dest="format",
        metavar="FORMAT",
        type=values.readable_format,
        help=f"{read}, or one of an installed package",
    )
    _add_dialect(add)
    zone = "the zone of times that name none, such as Europe/Helsinki or +02:00; not for raw dumps"
    add("--timezone", metavar="ZONE", type=values.timezone, help=zone)
    catalog = "a NewsML-G2 catalog, for codes whose scheme a document does not declare; may be given several times"
    add("--catalog", dest="catalogs", metavar="FILE", action=values.Catalog, help=catalog)


def _add_dialect(add: _Add) -> None:
    about = "the layout of raw dumps, instead of finding it: a name, or FILE.py:FUNCTION"
    add("--dialect", metavar="NAME", type=values.dialect, help=about)
    add("--encoding", metavar="NAME", type=values.encoding, help="the encoding of the inputs, such as windows-1256")
    about = "raise or lower limits of what is read, such as line=64M,size=10G (none is no limit; see docs/limits.md)"
    add("--limit", dest="limits", metavar="NAME=N", type=values.limits, help=about)


def _add_rows(add: _Add) -> None:
    add("--text-column", metavar="NAME", help="the column of a table (Parquet, JSON Lines, CSV) with the page texts")
    add("--url-column", metavar="NAME", help="the column with the addresses of the pages")
    add("--title-column", metavar="NAME", help="the column with the titles of the pages")
    about = "columns to keep beside each article, such as date,dump; origin is the file and the place of its page"
    add("--keep", metavar="NAME,NAME", type=values.names, default=(), help=about)
    add("--with-confidence", action="store_true", help="write how sure each article is, and its doubts, beside it")
    about = "leave out articles that are less sure, from 0 to 1; they are counted, and the status is 1"
    add("--min-confidence", metavar="NUMBER", type=values.share, help=about)


def _add_color(add: _Add) -> None:
    add("--color", choices=("auto", "always", "never"), default="auto", help="when to use colours; auto: on a terminal")


def _add_jobs(add: _Add) -> None:
    add(
        "--jobs",
        metavar="N",
        type=values.jobs,
        default=1,
        help="number of processes for large input; 0 is one for each processor",
    )
    add("--strict", action="store_true", help="show repairs, and exit with 1 if there are any")
    _add_verbosity(add)


def _add_verbosity(add: _Add) -> None:
    about = "print only what makes the exit status 1"
    add("-q", "--quiet", dest="verbosity", action="store_const", const=-1, default=0, help=about)
    add("-v", "--verbose", dest="verbosity", action="store_const", const=1, help="print every diagnostic")
