"""The options of each format's writer, which are the keywords of its `dumps`: `version="1.5"`, `residual=False`.

`newsdoc.write`, `newsdoc.dumps` and the command line take them by name; here they are checked against the writer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from inspect import Parameter, signature
from typing import Any

from newsdoc import formats
from newsdoc.errors import WriteError
from newsdoc.text import suggestion

__all__ = ["checked", "concatenation", "from_texts", "options_of"]

_SHARED = {"report", "now"}
"""Keywords of every writer, which are not options of a format."""


def options_of(name: str) -> dict[str, Parameter]:
    """Return the options of a format's writer by name."""
    return _keywords(formats.get(formats.find_writable(name).name).dumps)


def _keywords(function: Callable[..., object]) -> dict[str, Parameter]:
    found = signature(function).parameters
    return {name: each for name, each in found.items() if each.kind is each.KEYWORD_ONLY and name not in _SHARED}


def checked(name: str, options: Mapping[str, Any]) -> dict[str, Any]:
    """Return options for a format's writer; refuse one that the writer does not have."""
    if options:
        known = options_of(name)
        for option in options:
            if option not in known:
                raise _no_option(name, option, known)
    return dict(options)


def _no_option(name: str, option: str, known: Iterable[str]) -> WriteError:
    names = sorted(known)
    advice = f"its options are {', '.join(names)}" if names else "it has none"
    return WriteError(f"the format {name} has no option {option[:60]!r}{suggestion(option, names)}; {advice}")


def from_texts(name: str, texts: Iterable[str]) -> dict[str, Any]:
    """Return the options that are given as `version=1.5` or `residual=false`, checked against a format's writer."""
    known = options_of(name)
    found = {}
    for text in texts:
        option, equals, value = text.partition("=")
        if option not in known:
            raise _no_option(name, option, known)
        if not equals:
            raise WriteError(f"the option {option} has no value; write it as {option}=VALUE")
        found[option] = _value(option, value, known[option].default)
    return found


def _value(option: str, text: str, default: object) -> object:
    """Return the value of a text, of the type of the option's default."""
    if isinstance(default, bool):
        if text not in _TRUTHS:
            raise WriteError(f"the option {option} is true or false, and not {text[:60]!r}")
        return _TRUTHS[text]
    if isinstance(default, int):
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise WriteError(f"the option {option} is a number, and not {text[:60]!r}")
        return int(text)
    if option == "catalog":  # read once, before anything is written
        from newsdoc.formats.newsml.catalogs import read_catalogs

        return read_catalogs(text)
    return text


_TRUTHS = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def concatenation(name: str, options: Mapping[str, Any]) -> Callable[[], formats.Concatenation] | None:
    """Return the function that makes the `Concatenation` of a format; `None` if it has none for these options."""
    make = formats.concatenation(name)
    if make is None or not options:
        return make
    if not options.keys() <= _keywords(make).keys():
        return None
    return lambda: make(**options)
