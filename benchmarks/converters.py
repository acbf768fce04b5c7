"""Text that common programs make of HTML, read by newsdoc on the labelled pages: the table in docs/page-sources.md.

    python benchmarks/converters.py                  print the table
    python benchmarks/converters.py --write          print it, and put it into the docs
    python benchmarks/converters.py html2text lynx   some of them

The labelled pages and their scorer are those of `$NEWSDOC_SHARED/pages` (default: `../shared/pages`). The weights of
evidence were learnt from other texts of the same pages. Each program is called as its documentation shows; one that
is not installed is left out, and named:

    pip install html2text markdownify beautifulsoup4
    apt-get install lynx w3m
"""

from __future__ import annotations

import argparse
import gzip
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from labelled import FOLDER, load_scorer
from table import grid, inserted

S = load_scorer()
DOCS = Path(__file__).resolve().parent.parent / "docs" / "page-sources.md"
HEADING = ("made by", "right", "headline", "text")


def html2text(page: bytes) -> str:
    from html2text import HTML2Text

    return str(HTML2Text().handle(page.decode("utf-8", "replace")))


def markdownify(page: bytes) -> str:
    from markdownify import MarkdownConverter

    return str(MarkdownConverter(heading_style="ATX").convert_soup(_soup(page)))


def beautifulsoup(page: bytes) -> str:
    return str(_soup(page).get_text("\n", strip=True))


def _soup(page: bytes) -> Any:
    """Return a page without its scripts and styles, which all of these would print."""
    from bs4 import BeautifulSoup

    soup = BeautifulSoup(page, "lxml")
    for element in soup(["script", "style", "noscript"]):
        element.decompose()
    return soup


def lynx(page: bytes) -> str:
    return _run(page, "lynx", "-dump", "-nolist", "-stdin", "-display_charset=utf-8", "-assume_charset=utf-8")


def lynx_with_links(page: bytes) -> str:
    return _run(page, "lynx", "-dump", "-stdin", "-display_charset=utf-8", "-assume_charset=utf-8")


def w3m(page: bytes) -> str:
    return _run(page, "w3m", "-dump", "-T", "text/html", "-I", "utf-8", "-O", "utf-8", "-cols", "100")


def _run(page: bytes, *command: str) -> str:
    done = subprocess.run(command, input=page, capture_output=True, check=True, timeout=60)
    return done.stdout.decode("utf-8", "replace")


CONVERTERS: dict[str, tuple[str, Callable[[bytes], str]]] = {
    "markdownify": ("markdownify, headings as `#`", markdownify),
    "beautifulsoup": ('BeautifulSoup, `get_text("\\n", strip=True)`', beautifulsoup),
    "lynx": ("`lynx -dump -nolist`", lynx),
    "html2text": ("html2text, as it is: lines cut at 78", html2text),
    "lynx-links": ("`lynx -dump`, links numbered", lynx_with_links),
    "w3m": ("`w3m -dump`", w3m),
}


def cells(convert: Callable[[bytes], str]) -> list[str]:
    """Return the shares of the labelled pages that are read right, with the right headline, and with the right text."""
    labels = json.loads((FOLDER / "gold.json").read_text("utf-8"))
    results = []
    for name, label in labels.items():
        text = convert(gzip.decompress((FOLDER / "html" / f"{name}.html.gz").read_bytes()))
        results.append(S.score_page(name, "text", "whole page", label, text, S.attempted(S.read_text, text)))
    counts = (
        sum(result.good for result in results),
        sum(result.headline in ("right", "suffix") for result in results),
        sum(result.body_good for result in results),
    )
    return [f"{100 * count / len(results):.0f} %" for count in counts]


def main() -> None:
    parser = argparse.ArgumentParser(description="Score newsdoc on text that common programs make of HTML.")
    parser.add_argument("names", nargs="*", help=f"of {', '.join(CONVERTERS)}; without any, all")
    parser.add_argument("--write", action="store_true", help="put the table into docs/page-sources.md")
    arguments = parser.parse_args()
    rows = []
    for name in arguments.names or CONVERTERS:
        said, convert = CONVERTERS[name]
        try:
            rows.append([said, *cells(convert)])
        except (ImportError, FileNotFoundError) as error:
            print(f"{name} is left out: {error}", file=sys.stderr)
    text = grid(HEADING, rows)
    print(text)
    if arguments.write:
        DOCS.write_text(inserted(DOCS.read_text("utf-8"), "converters", text), "utf-8")


if __name__ == "__main__":
    main()
