"""The values of options: each is checked as soon as it is read, and one that is wrong is wrong usage."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from newsdoc import Article, NewsdocError, __version__, formats

if TYPE_CHECKING:
    from newsdoc.dialects import Dialect
    from newsdoc.files.limits import Limits

__all__ = ["Catalog", "Version", "dialect", "encoding", "file_name", "jobs", "language", "limits", "line_number",
           "names", "number", "readable_format", "share", "suffix", "timezone", "width", "writable_format"]  # fmt: skip

_Value = TypeVar("_Value")


def _argument(value: Callable[[str], _Value]) -> Callable[[str], _Value]:
    """Return a function that turns an error of newsdoc into wrong usage."""

    def checked(text: str) -> _Value:
        try:
            return value(text)
        except NewsdocError as error:
            raise argparse.ArgumentTypeError(str(error)) from None

    return checked


def file_name(text: str) -> str:
    """Return the name of a file; refuse an empty one."""
    if not text:  # `Path("")` is the current folder
        raise argparse.ArgumentTypeError("the name is empty; an unset shell variable gives such a name")
    return text


@_argument
def readable_format(name: str) -> str:
    """Return a format that newsdoc reads."""
    return formats.find_readable(name).name


@_argument
def writable_format(name: str) -> str:
    """Return a format that newsdoc writes."""
    return formats.find_writable(name).name


@_argument
def dialect(name: str) -> str | Dialect:
    """Return the name of a dialect, or the dialect in a file: `pages.py:gazette`."""
    from newsdoc import dialects
    from newsdoc.cli import dialect_file

    if dialect_file.is_file(name):
        return dialect_file.find(name)
    dialects.get(name)
    return name


@_argument
def encoding(name: str) -> str:
    """Return the name of an encoding that Python knows."""
    from newsdoc.files.encoding import checked

    return checked(name)


@_argument
def limits(text: str) -> Limits:
    """Return limits: `line=16M,articles=1000`."""
    from newsdoc.files.limits import limits_from, limits_of_environment

    return limits_from(text, limits_of_environment())


@_argument
def timezone(name: str) -> str:
    """Return a zone: `Europe/Paris`, `+02:00`."""
    from newsdoc.formats.times import zone_of

    zone_of(name)
    return name


def jobs(number: str) -> int:
    """Return a number of processes; 0 is one for each processor."""
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        message = f"{number[:60]!r} is not a valid number of processes, from 1 to 9999, or 0 for one for each processor"
        raise argparse.ArgumentTypeError(message)
    return int(number) or os.cpu_count() or 1


def names(text: str) -> tuple[str, ...]:
    """Return the names of columns: `date,dump`."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is not UTF-8, as names of columns are") from None
    return tuple(name.strip() for name in text.split(",") if name.strip())


def share(text: str) -> float:
    """Return a number from 0 to 1."""
    try:
        number = float(text)
    except ValueError:
        number = -1
    if not 0 <= number <= 1:
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is not a number from 0 to 1")
    return number


def width(number: str) -> int:
    """Return a number of columns of a terminal."""
    if not number.isascii() or not number.isdigit() or len(number) > 4:
        raise argparse.ArgumentTypeError(f"{number[:60]!r} is not a number of columns, from 1 to 9999, or 0")
    return int(number)


def suffix(text: str) -> str:
    """Return a suffix of files: `.xml`."""
    if not text.startswith(".") or not text.strip(".") or set(text) & {"/", "\\", "\0"}:
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is not a suffix, such as .xml")
    return text


def line_number(number: str) -> int:
    """Return the number of a line, from 1."""
    if not number.isascii() or not number.isdigit() or len(number) > 9 or not int(number):
        raise argparse.ArgumentTypeError(f"{number[:60]!r} is not the number of a line; the first line is 1")
    return int(number)


def number(text: str) -> int:
    """Return the number of a row or a byte."""
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise argparse.ArgumentTypeError(f"{text[:60]!r} is not the number of a row or a byte")
    return int(text)


def language(tag: str) -> str:
    """Return a language tag: `en-GB`."""
    try:
        Article(language=tag)
    except NewsdocError:
        message = f"{tag[:60]!r} is not a valid language tag, such as ar or en-GB"
        raise argparse.ArgumentTypeError(message) from None
    return tag


class Catalog(argparse.Action):
    """The option `--catalog`: the schemes of all files that are named, by alias; of two with one alias the first."""

    def __call__(self, parser: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any, *_: object) -> None:
        """Add the schemes of a file."""
        from newsdoc.formats.newsml.catalogs import read_catalogs

        try:
            found = read_catalogs(values)
        except NewsdocError as error:
            parser.error(str(error))
        setattr(namespace, self.dest, {**found, **(getattr(namespace, self.dest) or {})})


class Version(argparse.Action):
    """The option `--version`."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version, and end the program."""
        print(f"newsdoc {__version__}")
        parser.exit()
