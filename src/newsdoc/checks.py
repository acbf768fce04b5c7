"""Rules for the values of the model's fields: patterns, checks that raise `ModelError`, and converters.

A check takes the object, the attribute and the value, as attrs calls its validators. A converter makes tuples of
sequences and fixed offsets of time zones; a value that it cannot convert is left for the check, which names the field.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta, timezone
from functools import partial
from typing import Any, TypeAlias, TypeVar, cast

from attrs import Attribute

from newsdoc.errors import ModelError
from newsdoc.text import cached, problem_with

__all__ = [
    "LANGUAGE_PATTERN",
    "MAX_VERSION",
    "SCRIPT_SCHEMES",
    "URI_PATTERN",
    "Check",
    "Field",
    "all_of",
    "are_texts",
    "as_printed",
    "is_flag",
    "is_id",
    "is_language",
    "is_link",
    "is_moment",
    "is_moment_or_date",
    "is_role",
    "is_text",
    "is_uri",
    "kind_of",
    "matches_uri",
    "matching",
    "not_empty",
    "one_of",
    "optional",
    "sequence",
    "to_rows",
    "to_tuple",
    "whole",
    "with_fixed_offset",
    "with_fixed_offset_or_date",
    "wrong",
]

_T = TypeVar("_T")
Field: TypeAlias = "Attribute[Any]"
Check: TypeAlias = Callable[[object, Field, Any], None]

URI_PATTERN = (
    r"[A-Za-z][A-Za-z0-9+.-]*:"
    r"(?://(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?"
    r"(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})+(?::[0-9]{1,5})?"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*"
    r"|/?(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+"
    r"(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*)*)"
    r"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
    r"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
)
"""The form of a URI: absolute, ASCII, by RFC 3986, with a host or a path; no bracketed IP literals, short ports."""

SCRIPT_SCHEMES = frozenset(["javascript", "vbscript", "data"])
"""Schemes, in small letters, whose addresses run a script when a reader follows them; no link has one."""

LANGUAGE_PATTERN = r"(?:[A-Za-z]{2,8}|[iIxX]-[A-Za-z0-9]{1,8})(?:-[A-Za-z0-9]{1,8})*"
"""The shape of a BCP 47 language tag (RFC 5646, section 2.1); the subtags are not looked up."""

MAX_VERSION = 2**53 - 1
"""The largest version, which every JSON reader takes exactly (RFC 7493, section 2.2)."""

_MINUTE, _WIDEST = timedelta(minutes=1), timedelta(hours=14)

_ESCAPE = "%[0-9A-Fa-f]{2}"
# The same pattern without escapes: runs of one kind of character are never given back, and take no memory.
_UNESCAPED_URI = URI_PATTERN.replace("(?:[", "[").replace(f"]|{_ESCAPE})*", "]*+").replace(f"]|{_ESCAPE})+", "]++")


# --- checks, one for each kind of field; the error has the field's name and the problem ---


def wrong(owner: object, attribute: Field, problem: str) -> ModelError:
    """Return the error for a field whose value has a problem; a problem of one entry begins with its index."""
    gap = "" if problem.startswith("[") else " "
    return ModelError(f"{type(owner).__name__}.{attribute.name}{gap}{problem}", field=attribute.name)


def kind_of(value: object) -> str:
    """Return how a message names a value of a wrong type."""
    return "missing" if value is None else f"of type {type(value).__name__}"


def is_text(owner: object, attribute: Field, value: object) -> None:
    """Check that a value is clean text."""
    if not isinstance(value, str):
        raise wrong(owner, attribute, f"is {kind_of(value)}, not text")
    if problem := problem_with(value):
        raise wrong(owner, attribute, problem)


def are_texts(owner: object, attribute: Field, value: object) -> None:
    """Check that a value is a tuple of clean texts."""
    for index, text in enumerate(sequence(owner, attribute, value)):
        if not isinstance(text, str):
            raise wrong(owner, attribute, f"[{index}] is {kind_of(text)}, not text")
        if problem := problem_with(text):
            raise wrong(owner, attribute, f"[{index}] {problem}")


def matching(form: Callable[[str], object], what: str) -> Check:
    """Return a check that a value is clean text and has a form; `what` describes the form to people."""

    @cached  # the same few roles, languages and addresses come again and again
    def fits(text: str) -> bool:
        return problem_with(text) is None and bool(form(text))

    def check(owner: object, attribute: Field, value: object) -> None:
        if not isinstance(value, str) or not fits(value):
            is_text(owner, attribute, value)
            raise wrong(owner, attribute, f"is not {what}: {str(value)[:60]!r}")

    return check


def matches_uri(text: str) -> bool:
    """Return True if a text has the form of a URI."""
    # `~` may be wherever an escape may be; patterns are compiled when first asked: importing newsdoc is to be quick
    return re.fullmatch(_UNESCAPED_URI, re.sub(_ESCAPE, "~", text) if "%" in text else text) is not None


is_uri: Check = matching(matches_uri, "an absolute ASCII URI")


def is_link(owner: object, attribute: Field, value: Any) -> None:
    """Check that a value is a URI that runs no script."""
    is_uri(owner, attribute, value)
    if value.partition(":")[0].lower() in SCRIPT_SCHEMES:
        raise wrong(owner, attribute, f"may run a script, which no link may: {value[:60]!r}")


is_language: Check = matching(partial(re.fullmatch, LANGUAGE_PATTERN), "a BCP 47 language tag")
is_role: Check = matching(partial(re.fullmatch, r"[a-z-]+"), "a role of small letters and hyphens")
is_id: Check = matching(partial(re.fullmatch, r"\S+"), "an identifier without white space")


def optional(check: Check) -> Check:
    """Return a check that lets `None` pass."""

    def check_unless_none(owner: object, attribute: Field, value: object) -> None:
        if value is not None:
            check(owner, attribute, value)

    return check_unless_none


def one_of(*choices: str) -> Check:
    """Return a check that a value is one of a few words."""

    def check(owner: object, attribute: Field, value: object) -> None:
        if value not in choices:
            raise wrong(owner, attribute, f"is {repr(value)[:60]}, not one of {', '.join(choices)}")

    return check


def whole(least: int, most: int | None = None) -> Check:
    """Return a check that a value is a whole number within limits."""

    def check(owner: object, attribute: Field, value: object) -> None:
        if type(value) is not int:
            raise wrong(owner, attribute, f"is {kind_of(value)}, not a whole number")
        if value < least or (most is not None and value > most):
            limits = f"at least {least}" if most is None else f"from {least} to {most}"
            raise wrong(owner, attribute, f"is {value}, not {limits}")

    return check


def is_flag(owner: object, attribute: Field, value: object) -> None:
    """Check that a value is True or False."""
    if type(value) is not bool:
        raise wrong(owner, attribute, f"is {kind_of(value)}, not True or False")


def sequence(owner: object, attribute: Field, value: object) -> tuple[object, ...]:
    """Return a value that must be a tuple; the converters make one of any sequence."""
    if not isinstance(value, tuple):
        raise wrong(owner, attribute, f"is {kind_of(value)} where a sequence belongs")
    return value


def all_of(*kinds: type) -> Check:
    """Return a check that a value is a tuple of these types only."""
    wanted = " or ".join(kind.__name__ for kind in kinds)
    known = {kind for kind in kinds if kind is not str}  # these need no further check

    def check(owner: object, attribute: Field, value: object) -> None:
        for index, item in enumerate(sequence(owner, attribute, value)):
            if type(item) in known:
                continue
            if not isinstance(item, kinds):
                raise wrong(owner, attribute, f"[{index}] is {kind_of(item)}, not {wanted}")
            if isinstance(item, str) and (problem := problem_with(item)):
                raise wrong(owner, attribute, f"[{index}] {problem}")

    return check


def is_moment(owner: object, attribute: Field, value: object) -> None:
    """Check that a value is a time with an offset that the standards can hold."""
    offset = value.utcoffset() if isinstance(value, datetime) else None
    if not isinstance(value, datetime):
        raise wrong(owner, attribute, f"is {kind_of(value)}, not a datetime")
    if offset is None:
        raise wrong(owner, attribute, f"has no time zone: {value.isoformat()}")
    if offset % _MINUTE or abs(offset) > _WIDEST:
        raise wrong(
            owner,
            attribute,
            f"has an offset that is not in whole minutes and at most 14 hours: {value.isoformat()}",
        )


def is_moment_or_date(owner: object, attribute: Field, value: object) -> None:
    """Check that a value is a bare date or a time with an offset."""
    if type(value) is not date:
        is_moment(owner, attribute, value)


# --- converters: tuples for sequences, fixed offsets for time zones; the checks refuse all else ---


def to_tuple(value: Iterable[_T]) -> tuple[_T, ...]:
    """Return an iterable as a tuple, and anything else as it is."""
    if type(value) is tuple:  # the default and the common case; `isinstance(value, Iterable)` is slow
        return value
    if type(value) is list:
        return tuple(value)
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        return cast("tuple[_T, ...]", value)  # the field's check refuses it
    return tuple(value)


def to_rows(value: Iterable[Iterable[str]]) -> tuple[tuple[str, ...], ...]:
    """Return an iterable of iterables as a tuple of tuples."""
    rows = to_tuple(value)
    return tuple(map(to_tuple, rows)) if isinstance(rows, tuple) else rows


def with_fixed_offset(value: datetime | None) -> datetime | None:
    """Return the same moment with its offset instead of the zone's rules: it compares, hashes and pickles plainly."""
    if value is None or (type(value) is datetime and type(value.tzinfo) is timezone and not value.fold):
        return value
    offset = value.utcoffset() if isinstance(value, datetime) else None
    if offset is None:
        return value
    parts = (value.year, value.month, value.day, value.hour, value.minute, value.second, value.microsecond)
    return datetime(*parts, tzinfo=timezone(offset))


def with_fixed_offset_or_date(value: datetime | date | None) -> datetime | date | None:
    """Return a time as `with_fixed_offset` does, and a bare date as it is."""
    return with_fixed_offset(value) if isinstance(value, datetime) else value


def as_printed(value: date | None) -> str | None:
    """Return the form in which times are compared: two moments with different offsets are different statements."""
    return None if value is None else value.isoformat()


def not_empty(owner: object, attribute: Field, value: tuple[object, ...]) -> None:
    """Check that a sequence has an entry."""
    if not value:
        raise wrong(owner, attribute, "is empty")
