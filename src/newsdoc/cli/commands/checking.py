"""`newsdoc check` and `newsdoc validate`: what is odd about documents."""

from __future__ import annotations

from newsdoc import NewsdocError, ReadError, UnknownFormat
from newsdoc.cli.commands.reading import articles_of, find_documents
from newsdoc.cli.console import Messages, progress
from newsdoc.cli.inputs import Document
from newsdoc.cli.requests import Check, Validation
from newsdoc.cli.work import Run, each, source, total_size
from newsdoc.diagnostics import Report
from newsdoc.io.opening import read_bytes

__all__ = ["check", "validate"]


def check(request: Check) -> int:
    """Print every diagnostic of the inputs."""
    messages = Messages(strict=request.strict, verbosity=request.verbosity, style=request.style)
    with messages.document():
        _check(request, messages)
    return messages.status


def _check(request: Check, messages: Messages) -> None:
    inputs = find_documents(request.inputs, messages)
    with progress(total_size(inputs)) as bar:
        each(inputs, _check_one, Run(request.reading, messages, bar, request.jobs))


def _check_one(document: Document, run: Run) -> None:
    try:
        for _ in articles_of(document, run, show_all=True):
            pass
    except NewsdocError as error:
        run.messages.error(error)


def validate(request: Validation) -> int:
    """Check each input against the schema that fits it, and say what newsdoc would repair in it."""
    messages = Messages(strict=False, verbosity=request.verbosity)
    inputs = find_documents(request.inputs, messages)
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
