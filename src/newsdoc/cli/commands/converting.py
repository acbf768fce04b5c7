"""`newsdoc convert`: from inputs to one output, or to a file each."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from attrs import evolve

import newsdoc
from newsdoc import Article, NewsdocError, WriteError, formats
from newsdoc.cli.commands.reading import WrongUsage, all_of, content, find_documents, make_folder, rows_in
from newsdoc.cli.console import BufferedOutput, Messages, progress
from newsdoc.cli.inputs import (
    STDIN,
    Document,
    Place,
    is_folder,
    outputs,
    place_of,
    real,
    stem,
    with_targets,
)
from newsdoc.cli.requests import Conversion, Reading
from newsdoc.cli.work import Run, each, is_worth, total_size
from newsdoc.errors import WorkerLost
from newsdoc.files.atomic import open_document, write_bytes, write_pieces
from newsdoc.files.remote import Address, label, modified
from newsdoc.files.temporary import remove_temporary_files
from newsdoc.formats import Concatenation
from newsdoc.formats.options import concatenation

if TYPE_CHECKING:
    from newsdoc.formats.rows.pages import Row

__all__ = ["convert"]


def convert(conversion: Conversion) -> int:
    """Convert inputs to one output, or to a file each."""
    began = monotonic()
    messages = Messages(strict=conversion.strict, verbosity=conversion.verbosity)
    name, file, folder = _destination(conversion)
    options = _options(conversion, name, folder)
    _check_columns(conversion.reading, name)
    found = find_documents(conversion.inputs, messages, beside=folder)
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
    """Return when a file was changed, in nanoseconds; `None` if it is not there, or the system cannot tell."""
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
            make_folder(file.parent)
        if run.reading.extra:
            _write_rows(all_of(inputs, lambda document: rows_in(document, run), run.messages), format, file, run)
        elif is_worth(inputs, run.jobs) and not run.reading.by_row and (make := concatenation(format, run.options)):
            with closing(_parts(inputs, make, run)) as pieces:
                write_pieces(pieces, file) if file else _print(lambda fp: fp.writelines(pieces))
        elif file:
            _write(content(inputs, format, run), format, file, taken, run)
        else:
            articles, report = content(inputs, format, run), run.messages.reporter("<stdout>")
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


def _parts(inputs: list[Document], make: Callable[[], Concatenation], run: Run) -> Generator[bytes, None, None]:
    """Yield one document whose articles several processes read and serialise."""
    from newsdoc.cli.merge import serialised  # loads multiprocessing

    concatenation = make()
    with serialised(inputs, concatenation, run) as read:
        yield from concatenation.frame(all_of(inputs, read, run.messages))
