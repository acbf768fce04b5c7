"""The options of reading as types, for signatures that hand them on: `newsdoc.read` says what each of them means."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

if TYPE_CHECKING:
    from newsdoc.diagnostics import Report
    from newsdoc.dialects import Dialect
    from newsdoc.files.limits import Limits
    from newsdoc.formats.newsml.catalogs import Catalogs
    from newsdoc.formats.times import Zone
    from newsdoc.model import Source
    from newsdoc.page import Hints

__all__ = ["FileOptions", "ListFormat", "LoadsOptions", "PageFormat", "ReadOptions"]

PageFormat: TypeAlias = Literal["rawdump", "html"]
"""The formats that are read into a `Page`."""

ListFormat: TypeAlias = Literal[
    "json", "jsonl", "newsml", "ninjs", "nitf", "newsml1", "jsonld", "feed", "iptc7901", "anpa", "navigadoc"
]
"""The formats that are read into a list of articles."""


class LoadsOptions(TypedDict, total=False):
    """The options of `newsdoc.loads`."""

    dialect: str | Dialect | None
    hints: Hints | None
    language: str | None
    source: Source | None
    timezone: Zone
    catalogs: Catalogs | None
    encoding: str | None
    report: Report


class ReadOptions(LoadsOptions, total=False):
    """The options of `newsdoc.read`, except the format."""

    limits: Limits | None


class FileOptions(TypedDict, total=False):
    """The options that say how a file is read: those of all verbs that read one, and of its ranges."""

    format: str | None
    dialect: str | Dialect | None
    timezone: Zone
    catalogs: Catalogs | None
    encoding: str | None
    limits: Limits | None
