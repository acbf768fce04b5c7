"""What the commands do, one function each: from parsed arguments to an exit status.

This is where names, articles and messages meet; each of them is the business of a module of its own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar, cast

import newsdoc
from newsdoc import Article, NewsdocError, ReadError, WriteError, formats
from newsdoc.atomic import remove_temporary_files, write_bytes, write_pieces
from newsdoc.cli.console import BufferedOutput, Messages, Progress, progress
from newsdoc.cli.inputs import STDIN, Document, documents, outputs, stem, targets
from newsdoc.cli.work import each, is_worth, source, total_size
from newsdoc.errors import WorkerLost
from newsdoc.formats import FORMATS, Concatenation
from newsdoc.io import read_bytes
from newsdoc.schema import article_schema

if TYPE_CHECKING:
    from newsdoc.page import Page

__all__ = ["COMMANDS", "WrongUsage"]


_Item = TypeVar("_Item")


class WrongUsage(Exception):
    """Arguments that do not go together."""


def convert(options: argparse.Namespace) -> int:
    """Convert inputs to one output, or to a file each."""
    messages = Messages(strict=options.strict)
    folder, name = _destination(options)
    inputs = _inputs(options, messages, beside=folder)
    if not inputs:
        return messages.status
    hidden = folder is None and options.output in (None, "-") and sys.stdout.isatty()
    with progress(total_size(inputs), hidden=hidden) as bar:
        if folder is None:
            _convert_together(inputs, name, options, messages, bar)
        else:
            _convert_each(inputs, folder, name, options, messages, bar)
    messages.close(guesses=options.dialect in (None, "auto"))
    return messages.status


def _destination(options: argparse.Namespace) -> tuple[Path | None, str]:
    """Decide on the folder that the files go to, `None` if there is one output, and on the format."""
    if options.output in (None, "-"):
        return None, options.to or "json"
    if not options.output:
        raise WrongUsage("the name after -o is empty")
    output = Path(options.output)
    many = len(options.inputs) > 1 or os.path.isdir(options.inputs[0])  # noqa: PTH112
    if output.is_dir() or options.output.endswith(os.sep) or (many and not output.suffix and not output.exists()):
        return output, options.to or "json"
    name = options.to or formats.by_suffix(output)
    if name is not None and FORMATS[name].writes:
        return None, name
    raise WrongUsage(f"{output} says no format that is written: give one with --to, or end a folder's name in /")


def _convert_each(
    inputs: list[Document], folder: Path, name: str, options: argparse.Namespace, messages: Messages, bar: Progress
) -> None:
    """Write a file for each input; one that fails does not stop the others."""
    suffix = FORMATS[name].suffixes[0]
    try:
        planned = targets(inputs, folder, suffix)
    except WriteError as error:
        raise WrongUsage(str(error)) from error
    work = partial(_convert_one, name=name, options=options, taken=_taken(inputs, planned))
    if len(inputs) == 1 and is_worth(inputs, options.jobs) and (concatenation := formats.concatenation(name)):
        work = partial(_convert_in_parts, concatenation=concatenation, options=options)
    pairs = list(zip(inputs, planned, strict=True))
    try:
        each(pairs, itemgetter(0), work, jobs=options.jobs, strict=options.strict, messages=messages, bar=bar)
    except WorkerLost as lost:
        remove_temporary_files({target.parent for target in planned}, lost.processes)
        raise


def _convert_one(
    pair: tuple[Document, Path],
    messages: Messages,
    bar: Progress,
    *,
    name: str,
    options: argparse.Namespace,
    taken: set[Path],
) -> None:
    document, target = pair
    try:
        _make_folder(target.parent)
        _write(
            _content(document, name, options, messages, bar), name, target, FORMATS[name].suffixes[0], taken, messages
        )
    except NewsdocError as error:
        messages.error(error)


def _convert_together(
    inputs: list[Document], name: str, options: argparse.Namespace, messages: Messages, bar: Progress
) -> None:
    """Write the articles of all inputs as one document."""
    target = None if options.output in (None, "-") else Path(options.output)
    taken = _taken(inputs, [target]) if target else set()
    try:
        if is_worth(inputs, options.jobs) and (concatenation := formats.concatenation(name)):
            _write_in_parts(inputs, target, concatenation, options, messages, bar)
            return
        if len(inputs) == 1:
            articles = _content(inputs[0], name, options, messages, bar)
        else:
            articles = _joined(inputs, lambda document: _articles(document, options, messages, bar), messages)
        if target:
            _write(articles, name, target, target.name[len(stem(target)) :], taken, messages)
            return
        output = BufferedOutput(sys.stdout.buffer)
        formats.get(name).dump(articles, cast("BinaryIO", output), report=messages.listen("<stdout>"))
        output.release()
    except NewsdocError as error:
        messages.error(error)


def _write(
    articles: Iterable[Article], name: str, target: Path, suffix: str, taken: set[Path], messages: Messages
) -> None:
    """Write one document, or the files it has to become."""
    for path, share in outputs(articles, target, suffix, several=FORMATS[name].several):
        if path != target:
            if path.resolve() in taken:
                raise WriteError(f"{path}: is an input, or the output of another one")
            taken.add(path.resolve())
        newsdoc.write(share, path, format=name, report=messages.listen(str(path)))


def _taken(inputs: list[Document], planned: list[Path]) -> set[Path]:
    """Give the files that numbered ones must not replace; refuse to write to what is read."""
    originals = {Path(document.path).resolve() for document in inputs if document.path != STDIN}
    for path in planned:
        if path.resolve() in originals:
            raise WrongUsage(f"{path} is an input and would be overwritten")
    return originals.union(path.resolve() for path in planned)


def _joined(inputs: list[Document], read: Callable[[Document], Iterator[_Item]], messages: Messages) -> Iterator[_Item]:
    """Read all inputs one after the other; what could be read of a broken one is kept."""
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
        raise ReadError("nothing was written, for none of the inputs gave an article")


def _convert_in_parts(
    pair: tuple[Document, Path],
    messages: Messages,
    bar: Progress,
    *,
    concatenation: Callable[[], Concatenation],
    options: argparse.Namespace,
) -> None:
    document, target = pair
    try:
        _make_folder(target.parent)
        _write_in_parts([document], target, concatenation, options, messages, bar)
    except NewsdocError as error:
        messages.error(error)


def _write_in_parts(
    inputs: list[Document],
    target: Path | None,
    concatenation: Callable[[], Concatenation],
    options: argparse.Namespace,
    messages: Messages,
    bar: Progress,
) -> None:
    """Write one document of what several processes have read and written."""
    with closing(_in_parts(inputs, concatenation, options, messages, bar)) as pieces:
        if target:
            write_pieces(pieces, target)
            return
        output = BufferedOutput(sys.stdout.buffer)
        output.writelines(pieces)
        output.release()


def _in_parts(
    inputs: list[Document],
    concatenation: Callable[[], Concatenation],
    options: argparse.Namespace,
    messages: Messages,
    bar: Progress,
) -> Generator[bytes, None, None]:
    from newsdoc.cli.merge import written  # loads multiprocessing

    way = concatenation()
    with written(inputs, way, _chosen(options), jobs=options.jobs, messages=messages, bar=bar) as read:
        yield from way.frame(read(inputs[0]) if len(inputs) == 1 else _joined(inputs, read, messages))


def _content(
    document: Document, name: str, options: argparse.Namespace, messages: Messages, bar: Progress
) -> Iterable[Article]:
    """Read one input for the format `name`: a raw dump gets the whole page, which keeps its exact text."""
    if name != "rawdump":
        return _articles(document, options, messages, bar)
    with source(document, bar) as path:
        page: Sequence[Article] = newsdoc.read(path, report=messages.listen(document.label), **_chosen(options))
        bar.articles += len(page)
    messages.finish(document.label, len(page), guesses=False)
    return page


def _articles(
    document: Document, options: argparse.Namespace, messages: Messages, bar: Progress, *, show_all: bool = False
) -> Iterator[Article]:
    """Read one input article by article, and note if it holds none."""
    number = 0
    report = messages.listen(document.label, show_all=show_all)
    with source(document, bar) as path:
        for article in bar.count(newsdoc.iter_read(path, report=report, **_chosen(options))):
            number += 1
            yield article
    messages.finish(document.label, number)


def _chosen(options: argparse.Namespace) -> dict[str, Any]:
    return {name: getattr(options, name, None) for name in ("format", "dialect", "language", "encoding")}


def _inputs(options: argparse.Namespace, messages: Messages, *, beside: Path | None = None) -> list[Document]:
    """Find all inputs; an argument that means none does not stop the others."""
    found: list[Document] = []
    for name in options.inputs:
        try:
            found.extend(documents(name, beside=beside))
        except NewsdocError as error:
            messages.error(error)
    return found


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: cannot be made: {error.strerror}") from error


def check(options: argparse.Namespace) -> int:
    """Print every diagnostic of the inputs."""
    messages = Messages(strict=options.strict)
    inputs = _inputs(options, messages)
    with progress(total_size(inputs)) as bar:
        work = partial(_check_one, options=options)
        each(
            inputs,
            lambda document: document,
            work,
            jobs=options.jobs,
            strict=options.strict,
            messages=messages,
            bar=bar,
        )
    return messages.status


def _check_one(document: Document, messages: Messages, bar: Progress, *, options: argparse.Namespace) -> None:
    try:
        for _ in _articles(document, options, messages, bar, show_all=True):
            pass
    except NewsdocError as error:
        messages.error(error)


def validate(options: argparse.Namespace) -> int:
    """Hold each input to the schema that fits it."""
    from newsdoc.validate import validate as problems

    messages = Messages(strict=False)
    inputs = _inputs(options, messages)
    with progress(total_size(inputs)) as bar:
        for document in inputs:
            report = messages.listen(document.label, show_all=True)
            try:
                with source(document, bar) as path:
                    for problem in problems(read_bytes(path), options.schema):
                        report(problem)
            except ReadError as error:
                error.file = error.file or document.label
                messages.error(error)
            except NewsdocError as error:
                messages.error(error)
    return messages.status


def explain(options: argparse.Namespace) -> int:
    """Show each line of a dump with its label, on a terminal or as a web page."""
    from newsdoc.cli.explain import explain as lines_of
    from newsdoc.page import Page

    if os.path.isdir(options.input):  # noqa: PTH112
        raise WrongUsage(f"{options.input} is a folder, and explain shows one file; name a file in it")
    [document] = documents(options.input)
    with source(document, Progress()) as path:
        page: Sequence[Article] = newsdoc.read(path, **_chosen(options))
    if not isinstance(page, Page):
        message = "explain shows the lines of a raw dump, and this is another format; try newsdoc check"
        raise ReadError(message, file=document.label)
    if options.html:
        return _explain_html(page, document, Path(options.html))
    on_terminal = sys.stdout.isatty()
    width = shutil.get_terminal_size().columns if on_terminal else None
    colour = on_terminal and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    for line in lines_of(page, document.label, width=width, colour=colour):
        print(line)
    return 0 if page else 1


def _explain_html(page: Page, document: Document, output: Path) -> int:
    from newsdoc.cli.explain_html import explain_html

    if document.path != STDIN and output.resolve() == Path(document.path).resolve():
        raise WrongUsage(f"{output} is the input and would be overwritten")
    text = explain_html(page, document.label)
    if str(output) == STDIN:
        print(text, end="")
    else:
        write_bytes(text.encode(), output)
    return 0 if page else 1


def list_formats(_: argparse.Namespace) -> int:
    """Print the table of formats."""
    heading = ("format", "suffixes", "reads", "writes")
    rows = [heading, *((row.name, " ".join(row.suffixes), row.reads, row.writes or "–") for row in FORMATS.values())]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    return 0


def schema(_: argparse.Namespace) -> int:
    """Print the JSON Schema of newsdoc's own JSON."""
    print(article_schema(), end="")
    return 0


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "convert": convert,
    "explain": explain,
    "check": check,
    "validate": validate,
    "formats": list_formats,
    "schema": schema,
}
"""The commands by name."""
