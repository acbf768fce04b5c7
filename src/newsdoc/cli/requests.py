"""Requests: the arguments of each command as data, made by the parser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

from newsdoc.files.limits import Limits

if TYPE_CHECKING:
    from newsdoc.dialects import Dialect
    from newsdoc.io.options import FileOptions

__all__ = [
    "REQUESTS",
    "Check",
    "Comparison",
    "Completion",
    "Conversion",
    "Explanation",
    "Listing",
    "Reading",
    "Request",
    "Showing",
    "Statistics",
    "Validation",
]


@frozen
class Reading:
    """Options of reading the inputs."""

    format: str | None = None
    dialect: str | Dialect | None = None
    encoding: str | None = None
    timezone: str | None = None
    catalogs: Mapping[str, str] | None = None
    language: str | None = None
    limits: Limits | None = None
    text_column: str | None = None
    url_column: str | None = None
    title_column: str | None = None
    keep: Sequence[str] = ()
    with_confidence: bool = False
    min_confidence: float | None = None

    @property
    def extra(self) -> tuple[str, ...]:
        """The columns that are written beside each article."""
        return (*self.keep, *(("confidence", "doubts") if self.with_confidence else ()))

    @property
    def by_row(self) -> bool:
        """True if an article is read with what is known of it beside the model."""
        columns = (self.text_column, self.url_column, self.title_column)
        return bool(self.extra or self.min_confidence is not None or any(name is not None for name in columns))

    @property
    def columns(self) -> dict[str, Any]:
        """The options of `newsdoc.iter_rows` that name columns."""
        own = ("origin", "confidence", "doubts", "lines", "crawled")
        return {
            "text_column": self.text_column,
            "url_column": self.url_column,
            "title_column": self.title_column,
            "keep": tuple(name for name in self.keep if name not in own),
        }

    @property
    def options(self) -> FileOptions:
        """The options of `newsdoc.read`, except the language."""
        return {
            "format": self.format,
            "dialect": self.dialect,
            "encoding": self.encoding,
            "timezone": self.timezone,
            "catalogs": self.catalogs,
            "limits": self.limits,
        }


@frozen
class Check:
    """A request to `newsdoc check`."""

    inputs: Sequence[str]
    reading: Reading
    jobs: int
    strict: bool
    verbosity: int
    style: str = "text"


@frozen(kw_only=True)
class Conversion(Check):
    """A request to `newsdoc convert`: it reads as `newsdoc check` does, and writes."""

    output: str | None
    to: str | None
    options: Sequence[str] = ()
    """Options of the writer, as they are given: `residual=false`."""
    suffix: str | None = None
    newer: bool = False
    summary: str | None = None


@frozen
class Explanation:
    """A request to `newsdoc explain`."""

    input: str
    reading: Reading
    html: str | None
    color: str
    everything: bool = False
    why: int | None = None
    page: int | None = None


@frozen
class Showing:
    """A request to `newsdoc show`."""

    input: str
    reading: Reading
    color: str
    width: int | None


@frozen
class Comparison:
    """A request to `newsdoc diff`."""

    first: str
    second: str
    reading: Reading
    color: str


@frozen
class Statistics:
    """A request to `newsdoc stats`."""

    inputs: Sequence[str]
    reading: Reading
    style: str


@frozen
class Validation:
    """A request to `newsdoc validate`."""

    inputs: Sequence[str]
    schema: str | None
    verbosity: int


@frozen
class Listing:
    """A request to `newsdoc formats`."""

    style: str


@frozen
class Completion:
    """A request to `newsdoc completion`."""

    shell: str


Request: TypeAlias = Check | Explanation | Showing | Comparison | Statistics | Validation | Listing | Completion | None
"""The request to a command; `None` for commands without options."""

REQUESTS: dict[str, type[Any]] = {
    "convert": Conversion,
    "explain": Explanation,
    "show": Showing,
    "diff": Comparison,
    "stats": Statistics,
    "check": Check,
    "validate": Validation,
    "formats": Listing,
    "completion": Completion,
}
"""The requests by command."""
