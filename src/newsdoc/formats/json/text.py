"""Read and write JSON text, more strictly than the standard library and with plainer errors.

This module does not know articles. Duplicate keys, NaN and endless numbers are not errors here but values that no model
field takes, so that the builder of an article can report their place in the document.

If orjson is installed (the extra `fast`), it writes the same bytes: the compact and the indented form are those that it
shares with the standard library, for text without lone surrogates, whole numbers, true, false and null. What is very
long is left to the standard library, which raises MemoryError where orjson ends the interpreter. It does not
read: it silently keeps the last of two equal keys and rounds large numbers, and checking for that costs the time that
it saves. And a text that is not ASCII, once written, keeps its UTF-8 in memory as long as it lives.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

__all__ = [
    "LONG",
    "RAW_CHARACTER",
    "RepeatedKey",
    "SyntaxFault",
    "compact",
    "filled",
    "first_value",
    "indented",
    "kind",
    "length",
    "only_value",
    "orjson",
]


def _installed(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError:
        return None


orjson: Any = _installed("orjson")
"""The accelerator, or `None`; looked for only here."""

_INDENT = 1  # orjson.OPT_INDENT_2


class RepeatedKey(dict[str, object]):
    """An object with the same key twice: most readers would silently keep one of the two."""


RAW_CHARACTER = "Invalid control character"
"""The start of the message for a string with a character that JSON wants escaped."""


class SyntaxFault(Exception):
    """Text that is not JSON: the problem, and the number of the character; never leaves newsdoc."""

    def __init__(self, message: str, at: int) -> None:
        super().__init__(message)
        self.message = message
        self.at = at


def _object(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    return found if len(found) == len(pairs) else RepeatedKey(found)


def _whole(digits: str) -> int | float:
    try:
        return int(digits)
    except ValueError:  # CPython refuses more than 4300 digits; no field of ours takes a float either
        return float("inf")


_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_int=_whole)
_raw_decoder = json.JSONDecoder(object_pairs_hook=_object, parse_int=_whole, strict=False)
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_indented = json.JSONEncoder(ensure_ascii=False, indent=2).encode


def first_value(text: str, at: int, *, raw: bool = False) -> tuple[object, int]:
    """Read the value that begins at character `at`; return it and the place after it.

    With `raw`, strings may hold line breaks, tabs and other control characters as they are.
    """
    try:
        value: object
        value, stop = (_raw_decoder if raw else _decoder).raw_decode(text, at)
    except json.JSONDecodeError as error:
        joint = ", not" if error.msg.startswith("Expecting") else ""  # or «Unterminated string starting at»
        raise SyntaxFault(f"{error.msg.rstrip(': ')}{joint} {_ahead(text, error.pos)}", error.pos) from None
    except RecursionError:
        raise SyntaxFault("arrays and objects are nested too deeply", at) from None
    return value, stop


def only_value(text: str) -> object:
    """Read the one value that `text` holds, white space around it aside."""
    start = len(text) - len(text.lstrip(" \t\r\n"))
    value, stop = first_value(text, start)
    rest = text[stop:].lstrip(" \t\r\n")
    if rest:
        at = len(text) - len(rest)
        raise SyntaxFault(f"nothing belongs after the value, not {_ahead(text, at)}", at)
    return value


def _ahead(text: str, at: int) -> str:
    return repr(text[at : at + 20]) if at < len(text) else "the end"


def kind(value: object) -> str:
    """Return the name of a value's type in JSON, for messages."""
    if isinstance(value, RepeatedKey):
        return "an object with a key twice"
    names = {dict: "an object", list: "an array", str: "text", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")


def filled(members: Mapping[str, object]) -> dict[str, Any]:
    """Return the members of an object that are not empty: no empty text, no empty array, no null."""
    return {name: value for name, value in members.items() if value}


LONG = 64 << 20
"""Characters of a value that orjson does not write: where memory is short, it does not fail but ends the program."""


def length(value: object) -> int:
    """Return the number of characters in all texts of a value."""
    if isinstance(value, str):
        return len(value)
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return sum(map(length, inner))


def compact(value: object, *, size: int | None = None) -> bytes:
    """Write a value on one line, without spaces, in UTF-8; `size` is its `length`, if that is known."""
    return _by_orjson(value, 0, size) or _compact(value).encode()


def indented(value: object, *, size: int | None = None) -> bytes:
    """Write a value for reading, indented by two spaces, in UTF-8; `size` is its `length`, if that is known."""
    return _by_orjson(value, _INDENT, size) or _indented(value).encode()


def _by_orjson(value: object, option: int, size: int | None) -> bytes | None:
    if orjson is None or (length(value) if size is None else size) > LONG:
        return None
    try:
        written: bytes = orjson.dumps(value, option=option)
    except TypeError:  # a number of more than 64 bits, or too deep
        return None
    return written
