"""Dialects: how the pages of a site are laid out, as labels for their lines.

A dialect is a function of lines that yields one `Label` for each; the lines come without their ends. The table
`DIALECTS` names newsdoc's own; another package adds one under the entry point group `newsdoc.dialects`, and any
function will do as `dialect=`. `auto`, the default, tries the layouts in the order of `LAYOUTS` at each place where an
article can begin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from typing import cast

from newsdoc.dialects import archive, dated, doubled_head
from newsdoc.dialects.walk import Layout, walk
from newsdoc.errors import UnknownFormat
from newsdoc.segments import Dialect, Kind, Label

__all__ = ["DIALECTS", "LAYOUTS", "Dialect", "Kind", "Label", "auto", "get", "going_on", "name_of"]

LAYOUTS: dict[str, Layout] = {
    "archive": archive.match,
    "dated": dated.match,
    "doubled-head": doubled_head.match,
}
"""The layouts of an article's head, the one with the surest evidence first."""


def auto(lines: Iterable[str]) -> Iterator[Label]:
    """Label a page in any mix of the known layouts."""
    return walk(lines, tuple(LAYOUTS.values()))


def going_on(lines: Iterable[str]) -> Iterator[Label]:
    """Label a page from a line on where an article begins, and not its first."""
    return walk(lines, tuple(LAYOUTS.values()), begun=True)


def _only(name: str) -> Dialect:
    def dialect(lines: Iterable[str]) -> Iterator[Label]:
        return walk(lines, (LAYOUTS[name],))

    return dialect


DIALECTS: dict[str, Dialect] = {
    "auto": auto,
    **{name: _only(name) for name in LAYOUTS},
    "plain": lambda lines: walk(lines, ()),
}
"""newsdoc's own dialects by name: all layouts, one of them, or none (`plain`: headline and body, or body only)."""


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
        names = ", ".join(sorted({*DIALECTS, *installed.names}))
        raise UnknownFormat(f"there is no dialect {dialect!r}; there are {names}")
    return cast("Dialect", installed[dialect].load())


def name_of(dialect: str | Dialect | None) -> str:
    """Give the name under which errors speak of a dialect."""
    return dialect if isinstance(dialect, str) else getattr(dialect, "__qualname__", None) or repr(dialect or "auto")
