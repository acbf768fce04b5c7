"""`newsdoc show`, `diff` and `stats`: articles for people to read, compare and count."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence

import newsdoc
from newsdoc import NewsdocError
from newsdoc.cli.commands.reading import WrongUsage, find_documents, read_one
from newsdoc.cli.console import Messages, has_colour, print_line, progress
from newsdoc.cli.inputs import STDIN
from newsdoc.cli.requests import Comparison, Showing, Statistics
from newsdoc.cli.work import source, total_size

__all__ = ["diff", "show", "stats"]


def show(request: Showing) -> int:
    """Show the articles of a document as a paper prints them."""
    from newsdoc.cli.people.show import article_pages

    messages = Messages(strict=False)
    articles = read_one(request.input, request.reading, messages)
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
        first, second = (read_one(name, request.reading, messages) for name in (request.first, request.second))
    except NewsdocError as error:
        messages.error(error)
        return 2
    colour = has_colour(request.color, sys.stdout)
    lines = [*difference_lines(pairs(first, second), (request.first, request.second), colour=colour)]
    for line in lines:
        print(line)
    return 1 if lines else 0


def stats(request: Statistics) -> int:
    """Count the articles of the inputs."""
    from newsdoc.cli.people import stats as counts

    messages, found = Messages(strict=False), counts.Statistics()
    inputs = find_documents(request.inputs, messages)
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
