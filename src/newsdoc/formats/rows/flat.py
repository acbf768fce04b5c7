"""Articles as flat rows: one value a column, for spreadsheets, data frames and CSV.

The columns come from the model. Several values of a field are one a line, the parts of `rights` have columns of their
own, and the body is its plain text in the column `text`. What does not fit is reported as `loss.missing`.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from io import StringIO
from math import isfinite
from typing import Any

import attrs

from newsdoc.diagnostics import Report, ignore
from newsdoc.errors import WriteError
from newsdoc.formats import Articles, as_articles
from newsdoc.formats.rows.pages import Row
from newsdoc.losses import missing
from newsdoc.model import Article, Caption, ListBlock, Paragraph, Rights

__all__ = ["FLAT_NAMES", "beside", "column_names", "extra_values", "separated", "to_rows"]

_MAIN = ("name", "title", "text")
"""Of a source, a subject, a link or a caption, the field that stands for it in a flat row: the first it has."""

_Loss = Callable[[str, object], object] | None
"""Reports a value that is left out, by its path; `None` if no reports are wanted."""


def to_rows(articles: Articles, *, report: Report = ignore) -> Iterator[dict[str, Any]]:
    r"""Yield a flat dict for each article, all with the same keys: text, numbers and `None`, no lists.

    >>> row = next(to_rows([Article("Bridge opens", ["The council met."], keywords=["bridge", "toll"])]))
    >>> row["headline"], row["text"], row["keywords"]
    ('Bridge opens', 'The council met.', 'bridge\ntoll')
    """
    for number, article in enumerate(as_articles(articles)):
        yield _flat(article, number, report)


def _flat(article: Article, number: int, report: Report) -> dict[str, Any]:
    def lose(path: str, value: object) -> None:
        report(missing(f"$[{number}].{path}", value, number))

    listen = None if report is ignore else lose
    row: dict[str, Any] = {}
    for name in _FIELDS:
        value = getattr(article, name)
        if name == "body":
            row["text"] = article.text or None
            _lose_of_body(value, listen)
        elif name == "rights":
            row |= {f"rights_{part}": getattr(value, part, None) for part in _RIGHTS}
        elif isinstance(value, tuple):
            row[name] = "\n".join(_main(each, f"{name}[{index}]", listen) for index, each in enumerate(value)) or None
        else:
            row[name] = value.isoformat() if isinstance(value, date) else value
    return row


_FIELDS = [field.name for field in attrs.fields(Article)]
_RIGHTS = [field.name for field in attrs.fields(Rights)]


def _lose_of_body(body: Iterable[object], lose: _Loss) -> None:
    """Report what blocks are beside their plain text."""
    for index, block in enumerate(body):
        if lose is None or isinstance(block, str):
            continue
        path = f"body[{index}]"
        if not isinstance(block, Paragraph):
            lose(f"{path}.type", type(block).__name__)
        for number, entry in enumerate(block.items if isinstance(block, ListBlock) else ()):
            if isinstance(entry, Paragraph):
                lose(f"{path}.items[{number}].marks", entry.marks)
        _lose_rest(block, ("text", "items", "rows"), path, lose)


def _main(value: Any, path: str, lose: _Loss) -> str:
    """Return the text that stands for a value; report the rest of it."""
    if isinstance(value, str):
        return value
    if isinstance(value, Caption):
        _lose_rest(value, ("text", "credit"), path, lose)
        return " ".join(filter(None, (value.text, value.credit and f"({value.credit})")))
    main = next(name for name in _MAIN if hasattr(value, name))
    _lose_rest(value, (main,), path, lose)
    return str(getattr(value, main))


def _lose_rest(value: Any, kept: Sequence[str], path: str, lose: _Loss) -> None:
    if lose is None:
        return
    for field in attrs.fields(type(value)):
        if field.name not in kept and getattr(value, field.name) != field.default:
            lose(f"{path}.{field.name}", getattr(value, field.name))


FLAT_NAMES: list[str] = list(_flat(Article(), 0, ignore))
"""The columns of a flat row."""


# --- columns beside the article ---


def column_names(extra: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return the names of columns beside an article's own; one that clashes with these begins with `page_`."""
    used = set(taken)
    names: dict[str, str] = {}
    for name in extra:
        free = name
        while free in used:
            free = f"page_{free}"
        used.add(free)
        names[name] = free
    return names


def extra_values(row: Row, names: Iterable[str]) -> list[Any]:
    """Return the values of columns beside an article: of the row itself, or kept ones."""
    known = {"confidence": row.confidence, "doubts": list(row.doubts), "origin": row.origin, "lines": row.lines}
    return [row.columns[name] if name in row.columns else known.get(name) for name in names]


def beside(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[tuple[Row, dict[str, Any]]]:
    """Yield rows with the values of columns beside their articles, as JSON has them."""
    names = column_names(columns, _FIELDS)
    for row in rows:
        values = map(_as_json, extra_values(row, columns))
        yield row, dict(zip(names.values(), values, strict=True))


def _as_json(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {str(name): _as_json(each) for name, each in value.items()}
    if isinstance(value, (list, tuple)):
        return list(map(_as_json, value))
    if value is None or isinstance(value, (bool, int)) or (isinstance(value, float) and isfinite(value)):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)


# --- values between separators ---


def separated(rows: Iterable[Row], separator: str, report: Report, extra: Sequence[str] = ()) -> Iterator[bytes]:
    """Yield a table of rows as text: the names first, then an article a line."""
    numbered = enumerate(rows)
    first = next(numbered, None)
    if first is None:
        raise WriteError("there is no article, and a table holds at least one")
    names = [*FLAT_NAMES, *column_names(extra, FLAT_NAMES).values()]
    yield _line(names, separator)
    while first is not None:
        number, row = first
        flat = _flat(row.article, number, report)
        yield _line([*flat.values(), *map(_cell, extra_values(row, extra))], separator)
        first = next(numbered, None)


def _line(values: Sequence[Any], separator: str) -> bytes:
    text = StringIO()
    csv.writer(text, delimiter=separator, lineterminator="\n").writerow(values)
    return text.getvalue().encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        return " ".join(map(str, value))
    return value.isoformat() if isinstance(value, date) else value
