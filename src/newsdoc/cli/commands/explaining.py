"""`newsdoc explain`: how each line of a page was read."""

from __future__ import annotations

import os
import re
import shutil
import sys
from typing import TYPE_CHECKING

from newsdoc import ReadError
from newsdoc.cli.commands.reading import WrongUsage, make_folder
from newsdoc.cli.console import Progress, has_colour, print_line
from newsdoc.cli.inputs import STDIN, Document, Place, documents, is_folder, is_pipe, place_of, real
from newsdoc.cli.requests import Explanation
from newsdoc.cli.work import source
from newsdoc.diagnostics import CATALOGUE, DOUBT, KINDS
from newsdoc.files.atomic import write_bytes
from newsdoc.text import suggestion

if TYPE_CHECKING:
    from newsdoc.cli.explain import AnyReasons
    from newsdoc.page import Page

__all__ = ["explain"]


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
        make_folder(output.parent)
        write_bytes(text.encode(), str(output))
    return 0 if page else 1
