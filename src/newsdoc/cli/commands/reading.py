"""The inputs of the commands: found, and read article by article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import newsdoc
from newsdoc import Article, NewsdocError, ReadError, WriteError
from newsdoc.cli.console import Messages, Progress
from newsdoc.cli.inputs import Document, Place, documents, is_folder
from newsdoc.cli.requests import Reading
from newsdoc.cli.work import Run, source
from newsdoc.files.remote import Address

if TYPE_CHECKING:
    from newsdoc.formats.rows.pages import Row

__all__ = ["WrongUsage", "all_of", "articles_of", "content", "find_documents", "make_folder", "read_one", "rows_in"]

_Item = TypeVar("_Item")


class WrongUsage(Exception):
    """Arguments that do not go together."""


def find_documents(names: Iterable[str], messages: Messages, *, beside: Place | None = None) -> list[Document]:
    """Find all inputs; an argument without any does not stop the others."""
    found: list[Document] = []
    for name in names:
        try:
            found.extend(documents(name, beside=beside, refuse=messages.error))
        except NewsdocError as error:
            messages.error(error)
    return found


def content(inputs: list[Document], format: str, run: Run) -> Iterable[Article]:
    """Read inputs for a format; a raw dump that stays one is read as a page, which keeps its exact text."""
    if format == "rawdump" and len(inputs) == 1 and not run.reading.by_row:
        return _page(inputs[0], run)
    if run.reading.by_row:
        return (row.article for row in all_of(inputs, lambda document: rows_in(document, run), run.messages))
    return all_of(inputs, lambda document: articles_of(document, run), run.messages)


def _page(document: Document, run: Run) -> Sequence[Article]:
    with source(document, run.bar) as path:
        report, language = run.messages.reporter(document.label), run.reading.language
        page: Sequence[Article] = newsdoc.read(path, report=report, language=language, **run.reading.options)
        run.bar.articles += len(page)
    run.messages.finish(document.label, len(page), guesses=False)
    return page


def articles_of(document: Document, run: Run, *, show_all: bool = False) -> Iterator[Article]:
    """Read one input article by article; print a message if it holds none."""
    number = 0
    report = run.messages.reporter(document.label, show_all=show_all)
    with source(document, run.bar) as path:
        articles = newsdoc.iter_read(path, report=report, language=run.reading.language, **run.reading.options)
        for article in run.bar.count(articles):
            number += 1
            yield article
    run.messages.finish(document.label, number)


def rows_in(document: Document, run: Run) -> Iterator[Row]:
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


def all_of(inputs: list[Document], read: Callable[[Document], Iterator[_Item]], messages: Messages) -> Iterator[_Item]:
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


def read_one(name: str, reading: Reading, messages: Messages) -> Sequence[Article]:
    """Read one document of any format."""
    if is_folder(name):
        raise WrongUsage(f"{name}: this is a folder, and one file belongs here; name a file in it")
    [document] = documents(name)
    report = messages.reporter(document.label)
    with source(document, Progress()) as path:
        articles: Sequence[Article] = newsdoc.read(path, report=report, **reading.options)
    messages.finish(document.label, len(articles), guesses=False)
    return articles


def make_folder(folder: Place) -> None:
    """Make the folder of an output, with those around it."""
    if isinstance(folder, Address):
        return  # a store makes its folders
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(f"{folder}: the folder cannot be made: {error.strerror}") from error
