"""Dialects: how the pages of a site are laid out, as labels for their lines.

A dialect is a function of lines that yields one `Label` for each; the lines come without their ends. The table
`DIALECTS` names newsdoc's own; another package adds one under the entry point group `newsdoc.dialects`, and `dialect=`
takes any function. `auto`, the default, tries the layouts in the order of `LAYOUTS` at each place where an
article can begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from typing import cast

from newsdoc.errors import UnknownFormat
from newsdoc.page.labels import Dialect, Kind, Label
from newsdoc.page.layouts import LAYOUTS as _ROWS
from newsdoc.page.layouts import Layout
from newsdoc.page.reader import label_lines
from newsdoc.text import suggestion

__all__ = ["DIALECTS", "LAYOUTS", "Dialect", "Kind", "Label", "auto", "get", "layouts_of", "name_of"]

LAYOUTS: dict[str, Layout] = {layout.name: layout for layout in _ROWS}
"""The layouts of an article's head by name, the one with the surest evidence first."""


def auto(lines: Iterable[str]) -> Iterator[Label]:
    """Label a page in any mix of the known layouts."""
    return label_lines(lines, _ROWS)


def _only(*layouts: Layout) -> Dialect:
    return lambda lines: label_lines(lines, layouts)


DIALECTS: dict[str, Dialect] = {
    "auto": auto,
    **{layout.name: _only(layout) for layout in _ROWS},
    "plain": _only(),
}
"""newsdoc's own dialects by name: all layouts, one of them, or none (`plain`: headline and body, or body only)."""


def layouts_of(dialect: str | Dialect | None) -> tuple[Layout, ...] | None:
    """Return the layouts that one of newsdoc's own dialects knows; `None` for any other dialect."""
    if dialect is None or dialect == "auto" or dialect is auto:
        return _ROWS
    if not isinstance(dialect, str) or dialect not in DIALECTS:
        return None
    return (LAYOUTS[dialect],) if dialect in LAYOUTS else ()


def get(dialect: str | Dialect | None) -> Dialect:
    """Find a dialect by name, newsdoc's own or an installed one; a function is taken as it is, `None` is `auto`."""
    if dialect is None:
        return auto
    if not isinstance(dialect, str):
        return dialect
    if dialect in DIALECTS:
        return DIALECTS[dialect]
    installed = entry_points(group="newsdoc.dialects")
    if dialect not in installed.names:
        names = sorted({*DIALECTS, *installed.names})
        hint = suggestion(dialect, names)
        raise UnknownFormat(f"there is no dialect {dialect[:60]!r}{hint}; choose one of {', '.join(names)}")
    return cast("Dialect", installed[dialect].load())


def name_of(dialect: str | Dialect | None) -> str:
    """Return the name of a dialect for error messages."""
    return dialect if isinstance(dialect, str) else getattr(dialect, "__qualname__", None) or repr(dialect or "auto")
