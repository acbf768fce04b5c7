"""The commands, one function each: from a request to an exit status.

File names, articles and messages each have a module of their own; the commands connect them.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

from attrs import evolve

import newsdoc
from newsdoc import Article, NewsdocError, ReadError, UnknownFormat, WriteError, formats
from newsdoc.cli.console import BufferedOutput, Messages, Progress, has_colour, print_line, progress
from newsdoc.cli.inputs import (
    STDIN,
    Document,
    Place,
    documents,
    is_folder,
    is_pipe,
    outputs,
    place_of,
    real,
    stem,
    with_targets,
)
from newsdoc.cli.requests import (
    Check,
    Comparison,
    Completion,
    Conversion,
    Explanation,
    Listing,
    Reading,
    Showing,
    Statistics,
    Validation,
)
from newsdoc.cli.work import Run, each, is_worth, source, total_size
from newsdoc.diagnostics import CATALOGUE, DOUBT, KINDS, Report
from newsdoc.errors import WorkerLost
from newsdoc.files.atomic import open_document, write_bytes, write_pieces
from newsdoc.files.remote import Address, label, modified
from newsdoc.files.temporary import remove_temporary_files
from newsdoc.formats import Concatenation, Format
from newsdoc.formats.options import concatenation
from newsdoc.io.opening import read_bytes
from newsdoc.schemas import article_schema
from newsdoc.text import suggestion

if TYPE_CHECKING:
    from newsdoc.cli.explain import AnyReasons
    from newsdoc.formats.rows.pages import Row
    from newsdoc.page import Page

__all__ = ["COMMANDS", "WrongUsage"]

_Item = TypeVar("_Item")


class WrongUsage(Exception):
    """Arguments that do not go together."""


# --- convert ---


def convert(conversion: Conversion) -> int:
    """Convert inputs to one output, or to a file each."""
    began = monotonic()
    messages = Messages(strict=conversion.strict, verbosity=conversion.verbosity)
    name, file, folder = _destination(conversion)
    options = _options(conversion, name, folder)
    _check_columns(conversion.reading, name)
    found = _documents(conversion.inputs, messages, beside=folder)
    inputs = _newer(found, name, conversion.suffix, file, folder) if conversion.newer else found
    messages.skip(len(found) - len(inputs), len(found))
    if inputs:
        _convert_all(inputs, file, folder, name, options, conversion, messages)
    if conversion.summary:
        seconds = round(monotonic() - began, 3)
        figures = {"inputs": len(inputs), "skipped": len(found) - len(inputs), **messages.figures(), "seconds": seconds}
        write_bytes(json.dumps(figures, indent=1).encode() + b"\n", conversion.summary)
    return messages.status


def _convert_all(
    inputs: list[Document],
    file: Place | None,
    folder: Place | None,
    format: str,
    options: dict[str, Any],
    conversion: Conversion,
    messages: Messages,
) -> None:
    hidden = file is None and folder is None and sys.stdout.isatty()
    with progress(total_size(inputs), hidden=hidden) as bar:
        run = Run(conversion.reading, messages, bar, conversion.jobs, options)
        if folder:
            _convert_each(inputs, folder, format, conversion.suffix, run)
        else:
            _convert(inputs, file, format, _taken(inputs, [file] if file else []), run)
    messages.close(guesses=conversion.reading.dialect in (None, "auto"))


def _check_columns(reading: Reading, format: str) -> None:
    """Refuse columns beside the articles for a format that has no room for them."""
    if reading.extra and not hasattr(formats.get(format), "dump_rows"):
        raise WrongUsage(
            f"{format} has no room for columns beside an article (--keep, --with-confidence); "
            "write json, jsonl, csv, tsv or parquet"
        )


def _newer(
    inputs: list[Document], format: str, suffix: str | None, file: Place | None, folder: Place | None
) -> list[Document]:
    """Return the inputs that are newer than their outputs; all inputs of one output, if one of them is."""
    if folder is None and file is None:
        raise WrongUsage("--newer compares files with their outputs; name these with -o")
    if file is not None:
        return inputs if any(_is_newer(document, file) for document in inputs) else []
    targets = _with_targets(inputs, cast("Place", folder), format, suffix)
    return [
        document
        for document, named in zip(inputs, targets, strict=True)
        if named.target is None or _is_newer(document, named.target)
    ]


def _is_newer(document: Document, target: Place) -> bool:
    """Return True for an input that is newer than its output, or the first of several outputs; or has none."""
    name = stem(target)
    first = target.with_name(f"{name}-1{target.name[len(name) :]}")
    written = _modified(target) or _modified(first)
    made = None if document.path == STDIN or written is None else _modified(place_of(document.path))
    return written is None or made is None or made > written


def _modified(place: Place) -> int | None:
    """Return when a file was changed, in nanoseconds; `None` if it is not there, or nobody knows."""
    if isinstance(place, Address):
        return modified(place.text)
    try:
        return place.stat().st_mtime_ns
    except OSError:
        return None


def _destination(conversion: Conversion) -> tuple[str, Place | None, Place | None]:
    """Return the format, and the output file or folder; both are `None` for standard output."""
    output, to, inputs = conversion.output, conversion.to, conversion.inputs
    if output is None or output == STDIN:
        return to or "json", None, None
    path = place_of(output)
    many = len(inputs) > 1 or is_folder(inputs[0])
    is_new = isinstance(path, Address) or not os.path.exists(output)  # noqa: PTH110 (as in inputs)
    ends = "/" if isinstance(path, Address) else os.sep
    if output.endswith(ends) or is_folder(output) or (many and not PurePath(path.name).suffix and is_new):
        return to or "json", None, path
    name = to or formats.by_suffix(path)
    if name is not None and formats.find(name).writes:
        return name, path, None
    raise WrongUsage(
        f"{output}: no format that newsdoc writes has this suffix; name one with --to, or end a folder's name in /"
    )


def _options(conversion: Conversion, format: str, folder: Place | None) -> dict[str, Any]:
    """Return the options of writing, checked against the writer of the format."""
    if conversion.suffix is not None and folder is None:
        raise WrongUsage("--suffix is for the files of a folder; name the folder with -o, or give the file its name")
    if not conversion.options:
        return {}
    from newsdoc.formats.options import from_texts

    try:
        return from_texts(format, conversion.options)
    except NewsdocError as error:
        raise WrongUsage(str(error)) from error


def _convert_each(inputs: list[Document], folder: Place, format: str, suffix: str | None, run: Run) -> None:
    """Write a file for each input; one that fails does not stop the others."""
    inputs = _with_targets(inputs, folder, format, suffix)
    planned = [document.target for document in inputs if document.target]
    try:
        work = partial(_convert_one, format=format, taken=_taken(inputs, planned), options=run.options)
        each(inputs, work, run)
    except WorkerLost as lost:
        remove_temporary_files({target.parent for target in planned if isinstance(target, Path)}, lost.processes)
        raise


def _with_targets(inputs: list[Document], folder: Place, format: str, suffix: str | None) -> list[Document]:
    try:
        return with_targets(inputs, folder, suffix or formats.find(format).suffix)
    except WriteError as error:
        raise WrongUsage(str(error)) from error


def _convert_one(document: Document, run: Run, *, format: str, taken: set[str], options: Mapping[str, Any]) -> None:
    _convert([document], document.target, format, taken, evolve(run, options=options))


def _convert(inputs: list[Document], file: Place | None, format: str, taken: set[str], run: Run) -> None:
    """Write the articles of all inputs as one document, to a file or to standard output."""
    try:
        if file:
            _make_folder(file.parent)
        if run.reading.extra:
            _write_rows(_all(inputs, lambda document: _rows(document, run), run.messages), format, file, run)
        elif is_worth(inputs, run.jobs) and not run.reading.by_row and (make := concatenation(format, run.options)):
            with closing(_parts(inputs, make, run)) as pieces:
                write_pieces(pieces, file) if file else _print(lambda fp: fp.writelines(pieces))
        elif file:
            _write(_content(inputs, format, run), format, file, taken, run)
        else:
            articles, report = _content(inputs, format, run), run.messages.reporter("<stdout>")
            _print(lambda fp: formats.get(format).dump(articles, fp, report=report, **run.options))
    except NewsdocError as error:
        run.messages.error(error)


def _write_rows(rows: Iterable[Row], format: str, file: Place | None, run: Run) -> None:
    """Write articles with columns beside them."""
    dump_rows: Any = getattr(formats.get(format), "dump_rows")  # noqa: B009 (some formats have it)
    report = run.messages.reporter(label(str(file or "<stdout>")))
    if file is None:
        _print(lambda fp: dump_rows(rows, fp, run.reading.extra, report=report))
        return
    with open_document(str(file)) as fp:
        dump_rows(rows, fp, run.reading.extra, report=report)


def _print(write: Callable[[BinaryIO], None]) -> None:
    """Write to standard output, where output appears only when it is complete or large."""
    output = BufferedOutput(sys.stdout.buffer)
    write(cast("BinaryIO", output))
    output.release()


def _write(articles: Iterable[Article], format: str, file: Place, taken: set[str], run: Run) -> None:
    """Write one document, or several files if the format holds one article a file."""
    for path, share in outputs(articles, file, several=formats.find(format).several):
        if path != file:
            if real(path) in taken:
                raise WriteError(
                    f"{path}: this file is an input, or the output for another input; choose another name with -o"
                )
            taken.add(real(path))
        newsdoc.write(share, path, format=format, report=run.messages.reporter(label(str(path))), **run.options)


def _taken(inputs: list[Document], planned: list[Place]) -> set[str]:
    """Return the files that numbered outputs must not replace; refuse to write to an input."""
    originals = {real(document.path) for document in inputs if document.path != STDIN}
    for path in planned:
        if real(path) in originals:
            raise WrongUsage(f"{path}: this input would be overwritten; choose another output with -o")
    return originals.union(map(real, planned))


def _make_folder(folder: Place) -> None:
    if isinstance(folder, Address):
        return  # a store makes its folders
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: the folder cannot be made: {error.strerror}") from error


def _parts(inputs: list[Document], make: Callable[[], Concatenation], run: Run) -> Generator[bytes, None, None]:
    """Yield one document whose articles several processes read and serialise."""
    from newsdoc.cli.merge import serialised  # loads multiprocessing

    concatenation = make()
    with serialised(inputs, concatenation, run) as read:
        yield from concatenation.frame(_all(inputs, read, run.messages))


# --- reading ---


def _documents(names: Iterable[str], messages: Messages, *, beside: Place | None = None) -> list[Document]:
    """Find all inputs; an argument without any does not stop the others."""
    found: list[Document] = []
    for name in names:
        try:
            found.extend(documents(name, beside=beside, refuse=messages.error))
        except NewsdocError as error:
            messages.error(error)
    return found


def _content(inputs: list[Document], format: str, run: Run) -> Iterable[Article]:
    """Read inputs for a format; a raw dump that stays one is read as a page, which keeps its exact text."""
    if format == "rawdump" and len(inputs) == 1 and not run.reading.by_row:
        return _page(inputs[0], run)
    if run.reading.by_row:
        return (row.article for row in _all(inputs, lambda document: _rows(document, run), run.messages))
    return _all(inputs, lambda document: _articles(document, run), run.messages)


def _page(document: Document, run: Run) -> Sequence[Article]:
    with source(document, run.bar) as path:
        how = {"report": run.messages.reporter(document.label), **run.reading.options}
        page: Sequence[Article] = newsdoc.read(path, language=run.reading.language, **how)
        run.bar.articles += len(page)
    run.messages.finish(document.label, len(page), guesses=False)
    return page


def _articles(document: Document, run: Run, *, show_all: bool = False) -> Iterator[Article]:
    """Read one input article by article; print a message if it holds none."""
    number = 0
    report = run.messages.reporter(document.label, show_all=show_all)
    with source(document, run.bar) as path:
        articles = newsdoc.iter_read(path, report=report, language=run.reading.language, **run.reading.options)
        for article in run.bar.count(articles):
            number += 1
            yield article
    run.messages.finish(document.label, number)


def _rows(document: Document, run: Run) -> Iterator[Row]:
    """Read one input row by row, without the articles that are less sure than they have to be."""
    number = 0
    reading = run.reading
    report = run.messages.reporter(document.label)
    with source(document, run.bar) as path:
        found = newsdoc.iter_rows(path, report=report, language=reading.language, **reading.columns, **reading.options)
        for row in run.bar.count(found):
            number += 1
            if row.confidence is not None and row.confidence < (reading.min_confidence or 0):
                run.messages.leave_out()
            else:
                yield row
    run.messages.finish(document.label, number)


def _all(inputs: list[Document], read: Callable[[Document], Iterator[_Item]], messages: Messages) -> Iterator[_Item]:
    """Read inputs one after the other; a broken one of several does not stop the others."""
    if len(inputs) == 1:
        yield from read(inputs[0])
        return
    some = broken = False
    for document in inputs:
        try:
            for item in read(document):
                some = True
                yield item
        except NewsdocError as error:
            broken = True
            messages.error(error)
    if broken and not some:
        raise ReadError("nothing was written, because no input gave an article")


# --- check and validate ---


def check(request: Check) -> int:
    """Print every diagnostic of the inputs."""
    messages = Messages(strict=request.strict, verbosity=request.verbosity, style=request.style)
    with messages.document():
        _check(request, messages)
    return messages.status


def _check(request: Check, messages: Messages) -> None:
    inputs = _documents(request.inputs, messages)
    with progress(total_size(inputs)) as bar:
        each(inputs, _check_one, Run(request.reading, messages, bar, request.jobs))


def _check_one(document: Document, run: Run) -> None:
    try:
        for _ in _articles(document, run, show_all=True):
            pass
    except NewsdocError as error:
        run.messages.error(error)


def validate(request: Validation) -> int:
    """Check each input against the schema that fits it, and say what newsdoc would repair in it."""
    messages = Messages(strict=False, verbosity=request.verbosity)
    inputs = _documents(request.inputs, messages)
    with progress(total_size(inputs)) as bar:
        for document in inputs:
            try:
                with source(document, bar) as path:
                    _validate(read_bytes(path), request.schema, messages.reporter(document.label, show_all=True))
            except NewsdocError as error:
                if isinstance(error, ReadError):
                    error.file = error.file or document.label
                messages.error(error)
    return messages.status


def _validate(data: bytes, schema: str | None, report: Report) -> None:
    """Report what the schema forbids, then what newsdoc would repair; that also where no schema fits."""
    from newsdoc.validate import repairs
    from newsdoc.validate import validate as problems

    missing = None
    try:
        for problem in problems(data, schema):
            report(problem)
    except UnknownFormat as error:
        missing = error
    for repair in repairs(data):
        report(repair)
    if missing:
        raise missing


# --- explain ---


def explain(request: Explanation) -> int:
    """Show how each line of a page was read, on a terminal or as a web page."""
    from newsdoc.cli.explain import explain as lines_of
    from newsdoc.cli.explain import why

    if _CODE.match(request.input) and not os.path.lexists(request.input):
        return _explain_code(request.input)
    if is_folder(request.input):
        raise WrongUsage(f"{request.input}: this is a folder, and explain shows one file; name a file in it")
    if request.html and request.why:
        raise WrongUsage("--why is for a terminal, and --html writes a page; use one of them")
    [document] = documents(request.input)
    page, label, reasons = _page_to_explain(document, request)
    if request.html:
        return _explain_html(page, reasons, document, label, place_of(request.html))
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    colour = has_colour(request.color, sys.stdout)
    if request.why:
        total = page.segments[-1].stop if page.segments else 0
        if request.why > total:
            raise WrongUsage(f"--why {request.why}: the last line of {label} is line {total}")
        shown = why(page, request.why - 1, reasons)
    else:
        everything = request.everything
        shown = lines_of(page, label, reasons=reasons, width=width, colour=colour, everything=everything)
    for line in shown:
        print(line)
    return 0 if page else 1


def _page_to_explain(document: Document, request: Explanation) -> tuple[Page, str, AnyReasons | None]:
    """Read the page to explain, a label for it, and the reasons if it is HTML; of a crawl or a table one page."""
    from newsdoc.cli.explain import read_explained
    from newsdoc.cli.explain.pages import page_of
    from newsdoc.page import Page

    is_read_once = document.path == STDIN or is_pipe(document.path)
    if not is_read_once and (found := page_of(document.path, request.reading, request.page)):
        if request.page is None:
            print_line(f"newsdoc: {document.label} is a file of pages; this is the first, and --page names another")
        page, reasons, place = found
        return page, f"{document.label}, {place}", reasons
    if request.page is not None:
        raise WrongUsage(f"{document.label}: --page is for crawls and tables that are files")
    with source(document, Progress()) as path:
        articles, reasons = read_explained(path, request.reading.options)
    if not isinstance(articles, Page):
        message = "this holds articles and no page, and explain shows pages, of text or HTML; try newsdoc check"
        raise ReadError(message, file=document.label)
    return articles, document.label, reasons


_CODE = re.compile(rf"(?:{'|'.join(KINDS)})\.[a-z-]+\Z")


def _explain_code(code: str) -> int:
    """Print what a diagnostic means, what its kind means, and how much it lowers the confidence of an article."""
    if code not in CATALOGUE:
        raise WrongUsage(f"{code!r} is neither a file nor the code of a diagnostic{suggestion(code, CATALOGUE)}")
    kind = code.partition(".")[0]
    print(f"{code}: {CATALOGUE[code]}")
    print(f"  {kind}: {KINDS[kind]}")
    if code in DOUBT:
        print(f"  It lowers the confidence of its article by {DOUBT[code]}.")
    return 0


def _explain_html(page: Page, reasons: AnyReasons | None, document: Document, label: str, output: Place) -> int:
    from newsdoc.cli.explain import explain_html

    if document.path != STDIN and real(output) == real(document.path):
        raise WrongUsage(f"{output}: this input would be overwritten; choose another name for --html")
    text = explain_html(page, label, reasons=reasons)
    if str(output) == STDIN:
        print(text, end="")
    else:
        _make_folder(output.parent)
        write_bytes(text.encode(), str(output))
    return 0 if page else 1


# --- show, diff and stats ---


def show(request: Showing) -> int:
    """Show the articles of a document as a paper prints them."""
    from newsdoc.cli.people.show import article_pages

    messages = Messages(strict=False)
    articles = _read_one(request.input, request.reading, messages)
    width = request.width
    if width is None:
        width = min(shutil.get_terminal_size().columns, 80) if sys.stdout.isatty() else 80
    for line in article_pages(articles, width=width, colour=has_colour(request.color, sys.stdout)):
        print(line)
    _say_doubt(getattr(articles, "confidence", ()), request.input)
    return messages.status


def _say_doubt(confidence: Sequence[float], name: str) -> None:
    """Print which articles of a page are not sure, and where their doubts are shown."""
    doubtful = [f"{chance:.2f}" for chance in confidence if chance < _SURE]
    if doubtful:
        are = "this article is" if len(confidence) == 1 else f"{len(doubtful)} of {len(confidence)} articles are"
        chance = f"the chance that it is right is {doubtful[0]}" if len(confidence) == 1 else ", ".join(doubtful)
        page = "FILE" if name == STDIN else name
        print_line(f"newsdoc: {are} not sure: {chance} (newsdoc explain {page} shows why)")


_SURE = 0.9
"""The confidence from which on nothing is said: nine in ten of such pages are right."""


def diff(request: Comparison) -> int:
    """Show what differs between two documents."""
    from newsdoc.cli.people.diff import difference_lines, pairs

    if request.first == request.second == STDIN:
        raise WrongUsage("standard input cannot be both documents; name a file for one of them")
    messages = Messages(strict=False)
    try:
        first, second = (_read_one(name, request.reading, messages) for name in (request.first, request.second))
    except NewsdocError as error:
        messages.error(error)
        return 2
    colour = has_colour(request.color, sys.stdout)
    lines = [*difference_lines(pairs(first, second), (request.first, request.second), colour=colour)]
    for line in lines:
        print(line)
    return 1 if lines else 0


def _read_one(name: str, reading: Reading, messages: Messages) -> Sequence[Article]:
    """Read one document of any format."""
    if is_folder(name):
        raise WrongUsage(f"{name}: this is a folder, and one file belongs here; name a file in it")
    [document] = documents(name)
    report = messages.reporter(document.label)
    with source(document, Progress()) as path:
        articles: Sequence[Article] = newsdoc.read(path, report=report, **reading.options)
    messages.finish(document.label, len(articles), guesses=False)
    return articles


def stats(request: Statistics) -> int:
    """Count the articles of the inputs."""
    from newsdoc.cli.people import stats as counts

    messages, found = Messages(strict=False), counts.Statistics()
    inputs = _documents(request.inputs, messages)
    with progress(total_size(inputs)) as bar:
        for document in inputs:
            found.inputs += 1
            try:
                with source(document, bar) as path:
                    for article in bar.count(newsdoc.iter_read(path, report=found.note, **request.reading.options)):
                        found.add(article)
            except NewsdocError as error:
                found.unreadable += 1
                messages.error(error)
    if request.style == "json":
        from json import dumps

        print(dumps(found.as_json(), indent=2, ensure_ascii=False))
    else:
        for line in found.lines():
            print(line)
    return messages.status


# --- formats and schema ---


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
