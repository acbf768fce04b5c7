"""Requests: the arguments of each command as data, made by the parser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from newsdoc.dialects import Dialect

__all__ = ["REQUESTS", "Check", "Conversion", "Explanation", "Reading", "Request", "Validation"]


@frozen
class Reading:
    """Options of reading the inputs."""

    format: str | None = None
    dialect: str | Dialect | None = None
    encoding: str | None = None
    timezone: str | None = None
    catalogs: Mapping[str, str] | None = None
    language: str | None = None

    @property
    def options(self) -> dict[str, Any]:
        """The options of `newsdoc.read`, except the language."""
        return {
            "format": self.format,
            "dialect": self.dialect,
            "encoding": self.encoding,
            "timezone": self.timezone,
            "catalogs": self.catalogs,
        }


@frozen
class Check:
    """A request to `newsdoc check`."""

    inputs: Sequence[str]
    reading: Reading
    jobs: int
    strict: bool


@frozen
class Conversion(Check):
    """A request to `newsdoc convert`: it reads as `newsdoc check` does, and writes."""

    output: str | None
    to: str | None


@frozen
class Explanation:
    """A request to `newsdoc explain`."""

    input: str
    reading: Reading
    html: str | None


@frozen
class Validation:
    """A request to `newsdoc validate`."""

    inputs: Sequence[str]
    schema: str | None


Request: TypeAlias = Check | Explanation | Validation | None
"""The request to a command; `None` for commands without options."""

REQUESTS: dict[str, type[Any]] = {
    "convert": Conversion,
    "explain": Explanation,
    "check": Check,
    "validate": Validation,
}
"""The requests by command."""
