"""The forms in which `newsdoc check` prints diagnostics: text, JSON, annotations of GitHub Actions, SARIF.

Each form has a function that makes one line of a diagnostic, and the lines around all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from newsdoc.diagnostics import CATALOGUE, Diagnostic
from newsdoc.text import one_line

__all__ = ["STYLES", "Style", "placed"]

_LEVELS = {"loss": "error", "error": "error", "repair": "note"}  # of SARIF; all others are warnings


class Style(NamedTuple):
    """A form of diagnostics."""

    line: Callable[[Diagnostic, str], str]
    """Return a diagnostic of a file as one line."""

    head: Callable[[], list[str]] = list
    """Return the lines before the first diagnostic."""

    foot: tuple[str, ...] = ()
    """The lines after the last diagnostic."""

    separator: str | None = None
    """What ends each diagnostic but the last; `None` for text that is not for machines."""


def placed(diagnostic: Diagnostic, file: str) -> str:
    """Return a diagnostic as one line, its place first: `FILE:LINE: PATH: message [code]`."""
    where = f"{file}:{diagnostic.line}" if diagnostic.line else file
    path = diagnostic.path and one_line(diagnostic.path, 200)
    return ": ".join(filter(None, (where, path, f"{one_line(diagnostic.message)} [{diagnostic.code}]")))


def _json(diagnostic: Diagnostic, file: str) -> str:
    from json import dumps

    return "  " + dumps({"file": file, **diagnostic._asdict()})


def _github(diagnostic: Diagnostic, file: str) -> str:
    """Return a command of a workflow: `::warning file=page.txt,line=3,title=guess.credit::message`."""
    level = _level(diagnostic.code).replace("note", "notice")
    places = [("file", file), ("line", diagnostic.line), ("title", diagnostic.code)]
    given = ",".join(f"{name}={_escaped(str(value), ',:')}" for name, value in places if value)
    message = ": ".join(filter(None, (diagnostic.path, diagnostic.message)))
    return f"::{level} {given}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    return "".join(f"%{ord(char):02X}" if char in "%\r\n" + more else char for char in text)


def _level(code: str) -> str:
    return _LEVELS.get(code.partition(".")[0], "warning")


def _sarif(diagnostic: Diagnostic, file: str) -> str:
    from json import dumps
    from urllib.parse import quote

    place: dict[str, object] = {"artifactLocation": {"uri": quote(file, errors="replace")}}
    if diagnostic.line:
        place["region"] = {"startLine": diagnostic.line}
    location: dict[str, object] = {"physicalLocation": place}
    if diagnostic.path:
        location["logicalLocations"] = [{"fullyQualifiedName": diagnostic.path}]
    message = {"text": diagnostic.message}
    result = {"ruleId": diagnostic.code, "level": _level(diagnostic.code), "message": message, "locations": [location]}
    return "  " + dumps(result)


def _sarif_head() -> list[str]:
    from json import dumps

    from newsdoc import __version__

    rules = [{"id": code, "shortDescription": {"text": text}} for code, text in CATALOGUE.items()]
    tool = {"driver": {"name": "newsdoc", "version": __version__, "rules": rules}}
    return [f'{{"version": "2.1.0", "runs": [{{"tool": {dumps(tool)}, "results": [']


STYLES: dict[str, Style] = {
    "text": Style(placed),
    "json": Style(_json, lambda: ["["], ("]",), ","),
    "github": Style(_github, separator=""),
    "sarif": Style(_sarif, _sarif_head, ("]}]}",), ","),
}
"""The forms by name."""
