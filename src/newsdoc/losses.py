"""Compare the articles that were written with those that are read back; formats do not matter here.

Law 3 in one function: the paths reported as `loss.*` are exactly those in which the two differ, each the deepest
field that does; tuples of different length differ as a whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import attrs

from newsdoc.diagnostics import Diagnostic
from newsdoc.model import Article

__all__ = ["differences", "losses", "missing"]


def losses(written: Sequence[Article], read: Sequence[Article]) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each place in which `read` differs from `written`."""
    if len(written) != len(read):
        message = f"the number of articles changes from {len(written)} to {len(read)} when the output is read back"
        yield Diagnostic("loss.ambiguous", message, path="$")
        return
    for number, pair in enumerate(zip(written, read, strict=True)):
        for path, before, after in differences(f"$[{number}]", *pair):
            yield _loss(path, before, after, number)


def missing(path: str, value: object, article: int) -> Diagnostic:
    """Return the diagnostic for a value that is not written."""
    return Diagnostic("loss.missing", f"the format has no place for {_brief(value)}", path=path, article=article)


def _loss(path: str, before: object, after: object, article: int) -> Diagnostic:
    if after is None or after == ():
        return missing(path, before, article)
    message = f"{_brief(before)} is read back as {_brief(after)}"
    return Diagnostic("loss.changed", message, path=path, article=article)


def differences(path: str, before: object, after: object) -> Iterator[tuple[str, object, object]]:
    """Yield the path of each place in which two values differ, the deepest field that does, and the values there."""
    if isinstance(before, date) and isinstance(after, date):
        if before.isoformat() != after.isoformat():  # two offsets of one moment are two statements
            yield path, before, after
    elif before == after:
        return
    elif isinstance(before, tuple) and isinstance(after, tuple) and len(before) == len(after):
        for index, pair in enumerate(zip(before, after, strict=True)):
            yield from differences(f"{path}[{index}]", *pair)
    elif (kind := type(before)) is type(after) and attrs.has(kind):
        for field in attrs.fields(kind):
            yield from differences(f"{path}.{field.name}", getattr(before, field.name), getattr(after, field.name))
    else:
        yield path, before, after


def _brief(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:59]}…"
