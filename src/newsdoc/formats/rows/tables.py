"""Tables as text: JSON Lines, JSON and values between commas or tabs, read row by row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ReadError
from newsdoc.files.streams import read_piece
from newsdoc.formats.json import text as json_text
from newsdoc.formats.json.stream import Window, file_pieces
from newsdoc.formats.rows.names import best_separator
from newsdoc.formats.signatures import json_format
from newsdoc.page.lines import BLOCK_SIZE, cut_lines

__all__ = ["Numbered", "read_table"]

Numbered = tuple[int, dict[str, Any]]
"""A row and its number in the table, from 0."""

_LONGEST_FIELD = (1 << 31) - 1


def read_table(fp: BinaryIO, report: Report) -> Iterator[Numbered]:
    """Yield the rows of a table; a row that cannot be read costs only itself."""
    source = _Ahead(fp)
    head = source.head.decode("utf-8", "replace").removeprefix("\ufeff")
    if head.lstrip()[:1] not in ("{", "["):
        return _separated(source, best_separator(head), report)
    if json_format(head) == "jsonl":
        return _json_lines(source, report)
    return _json(source, report)


class _Ahead:
    """A binary file of which the head has been looked at."""

    def __init__(self, fp: BinaryIO) -> None:
        self._fp = fp
        self.head = b""
        while len(self.head) < BLOCK_SIZE and (piece := read_piece(fp, BLOCK_SIZE)):
            self.head += piece
        self._rest = self.head

    def read(self, size: int) -> bytes:
        """Read some bytes."""
        if self._rest:
            data, self._rest = self._rest, b""
            return data
        return read_piece(self._fp, size)


def _lines(source: Any) -> Iterator[str]:
    """Yield the lines as text; bytes that are not UTF-8 stay lone surrogates."""
    for number, line in enumerate(cut_lines(source)):
        text = line.decode("utf-8", "surrogateescape")
        yield text if number else text.removeprefix("\ufeff")


# --- JSON ---


def _json_lines(source: Any, report: Report) -> Iterator[Numbered]:
    number = 0
    first: Diagnostic | None = None  # a fault above all rows: it is the error of a table without any
    has_row = False
    for line, text in enumerate(_lines(source), 1):
        if not text.strip():
            continue
        try:
            row = json_text.only_value(text)
        except json_text.SyntaxFault as fault:
            message = f"{fault.message} (column {fault.at + 1}, row {number + 1})"
            note = Diagnostic("error.item", message, line, "$")
            if has_row or first:
                report(note)
            else:
                first = note
        else:
            if first and not has_row:
                report(first)
            has_row = True
            if found := _row(row, number, line, report):
                yield found
        number += 1
    if first and not has_row:
        raise ReadError(first.message, line=first.line, path=first.path)


def _json(source: Any, report: Report) -> Iterator[Numbered]:
    """Yield the rows of an array, or of objects one after the other."""
    window = Window(file_pieces(source), "rows")
    window.skip_mark()
    if window.peek() == "[":
        for number, (row, line, _) in enumerate(window.array()):
            if found := _row(row, number, line, report):
                yield found
        return
    number = 0
    while window.peek():
        line = window.line
        if found := _row(window.value(f"$[{number}]"), number, line, report):
            yield found
        number += 1


def _row(row: object, number: int, line: int, report: Report) -> Numbered | None:
    if isinstance(row, json_text.RepeatedKey):
        report(Diagnostic("repair.value", f"row {number + 1} has a key twice; the last one counts", line, "$"))
    if isinstance(row, dict):
        return number, row
    report(Diagnostic("error.item", f"row {number + 1} is not an object", line, "$"))
    return None


# --- values between commas ---


def _separated(source: Any, separator: str, report: Report) -> Iterator[Numbered]:
    csv.field_size_limit(_LONGEST_FIELD)
    reader = csv.reader(_lines(source), delimiter=separator)
    names: list[str] = []
    for number, values in enumerate(_each(reader, report), -1):
        if number < 0:
            names = [name.strip() for name in values]
            if len(set(names)) < len(names):
                message = "two columns have the same name; the first line of a table names its columns"
                raise ReadError(message, line=1, path="$")
        elif values:
            yield from _separated_row(names, values, number, reader.line_num, report)


def _each(reader: Any, report: Report) -> Iterator[list[str]]:
    while True:
        try:
            yield next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            report(Diagnostic("error.item", f"the row cannot be read: {error}", reader.line_num, "$"))


def _separated_row(names: list[str], values: list[str], number: int, line: int, report: Report) -> Iterable[Numbered]:
    if len(values) > len(names):
        message = f"row {number + 1} has {len(values)} values for {len(names)} columns, and was left out"
        report(Diagnostic("error.item", message, line, "$"))
        return ()
    # an empty value counts as none
    return ((number, {name: value or None for name, value in zip(names, values, strict=False)}),)
