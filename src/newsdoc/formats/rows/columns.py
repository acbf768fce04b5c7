"""The columns of a table of page texts: which one is the text, and which tell what is known of the page.

A column inside a column is named with a dot: `meta.url` is `{"meta": {"url": …}}`, also where `meta` is JSON as text.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from attrs import evolve, frozen

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ModelError, ReadError
from newsdoc.formats import times
from newsdoc.formats.rows.languages import language_tag
from newsdoc.formats.rows.names import CRAWLS, NAMES
from newsdoc.formats.rows.pages import PageText, cell_of
from newsdoc.model import Article
from newsdoc.page import Hints

__all__ = ["Columns", "check_columns", "check_names", "hints_of", "known_columns", "names_of", "page_of", "value_of"]


@frozen
class Columns:
    """The names of the columns to read. `None` is found by its usual names, and an empty name is no column."""

    text: str | None = None
    url: str | None = None
    title: str | None = None
    language: str | None = None
    date: str | None = None
    """When the page was published; never when it was crawled."""
    keep: tuple[str, ...] = ()
    """Columns that are kept beside each article of the page."""

    @property
    def read(self) -> list[str]:
        """The columns that are read, each once."""
        names = (self.text, self.url, self.title, self.language, self.date, *self.keep)
        return list(dict.fromkeys(filter(None, names)))


_NO_HINTS = Hints()


def known_columns(columns: Columns, names: Collection[str], report: Report) -> Columns:
    """Return the columns with those found by their usual names; report which, and raise if there is no text."""
    check_columns(columns.read, names)
    found: dict[str, Any] = {}
    lower = {name.lower(): name for name in reversed(list(names))}
    for field, usual in NAMES.items():
        taken = next((lower[name] for name in usual if name in lower), None)
        if getattr(columns, field) is None and taken and not (taken == "date" and not CRAWLS.isdisjoint(lower)):
            found[field] = taken
    if found:
        said = ", ".join(f"{name!r} is the {field}" for field, name in found.items())
        message = f"columns were recognised by their names: {said}; options such as --text-column name others"
        report(Diagnostic("page.columns", message, None, "$"))
    if not (columns.text or found.get("text")):
        listed = ", ".join(repr(name[:60]) for name in sorted(names)[:20])
        message = f"no column seems to be the text of a page; name it (--text-column); the columns are {listed}"
        raise ReadError(message, line=1, path="$")
    return evolve(columns, **found)


def check_columns(wanted: Iterable[str], names: Collection[str]) -> None:
    """Refuse a table that has not all columns that are wanted; the outer one is asked for where one is inside."""
    if missing := [name for name in wanted if name not in names and name.partition(".")[0] not in names]:
        listed = ", ".join(repr(name[:60]) for name in sorted(names)[:20])
        raise ReadError(f"there is no column {missing[0][:60]!r}; the columns are {listed}", line=1, path="$")


def names_of(row: Mapping[str, Any]) -> list[str]:
    """Return the names of a row's columns, and of those inside of `meta` and `metadata`."""
    inner = [f"{name}.{key}" for name in ("meta", "metadata") for key in _inside(row.get(name))]
    return [*row, *inner]


def _inside(value: object) -> Mapping[str, Any]:
    if isinstance(value, str) and value[:1] == "{":
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, Mapping) else {}


def value_of(row: Mapping[str, Any], name: str | None) -> Any:
    """Return the value of a column of a row, or of one inside of a column; `None` if there is none."""
    if not name:
        return None
    if name in row or "." not in name:
        return row.get(name)
    outer, _, inner = name.partition(".")
    return value_of(_inside(row.get(outer)), inner)


def page_of(row: Mapping[str, Any], columns: Columns, number: int, report: Report) -> PageText | None:
    """Return the page of a row, the `number`th of its table from 0; `None` if it has no text."""
    place = f"row {number + 1}"
    text = value_of(row, columns.text)
    if text is None:
        return None
    if not isinstance(text, (str, bytes)):
        message = f"the column {columns.text!r} holds {type(text).__name__}, not text ({place})"
        report(Diagnostic("error.item", message, None, "$"))
        return None
    names = (columns.title, columns.url, columns.language, columns.date)
    hints = hints_of([value_of(row, name) for name in names], number, report)
    kept = {name: value_of(row, name) for name in columns.keep}
    return cell_of(text, hints, place=place, origin=str(number))._replace(columns=kept)


def check_names(names: Sequence[str]) -> None:
    """Refuse a table in which two columns have one name: nobody could say which of them is meant."""
    twice = next((name for name, count in Counter(names).items() if count > 1), None)
    if twice is not None:
        raise ReadError(f"two columns have the name {twice[:60]!r}; rename one of them", path="$")


def hints_of(told: Sequence[Any], number: int, report: Report) -> Hints:
    """Return a title, an address, a language and a date as hints; what is none of these is left out.

    They are of the `number`th row of a table, from 0.
    """
    if told.count(None) == len(told):
        return _NO_HINTS  # many tables have no column but the text
    title, url, language, date = told
    if language is not None and (language := _text(language, "language", number, report)):
        tag = language_tag(language)
        if tag is None:
            message = f"{language[:40]!r} is not the name of a language, and was left out (row {number + 1})"
            report(Diagnostic("repair.value", message, None, "$"))
        language = tag
    published = None if date is None else _date(date, number, report)
    title, url = _text(title, "title", number, report), _text(url, "address", number, report)
    return Hints(title=title, url=url, language=language, published=published)


def _text(value: Any, name: str, number: int, report: Report) -> str | None:
    if isinstance(value, str):
        return value.strip() or None
    if value is not None:
        message = f"the {name} is {type(value).__name__}, not text, and was left out (row {number + 1})"
        report(Diagnostic("repair.value", message, None, "$"))
    return None


def _date(value: Any, number: int, report: Report) -> date | None:
    """Return when a page was published; a time without a zone tells the day only."""
    if value == "":
        return None
    found = times.read(value)[0] if isinstance(value, str) else value
    if isinstance(found, datetime) and found.tzinfo is None:
        found = found.date()
    try:
        if isinstance(found, date):
            return Article(published=found).published
    except ModelError:
        pass
    message = f"{str(value)[:40]!r} is not a time, and was left out (row {number + 1})"
    report(Diagnostic("repair.time", message, None, "$"))
    return None
