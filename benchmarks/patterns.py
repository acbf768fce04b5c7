"""Whether any regular expression of the code takes more than linear time: `python benchmarks/patterns.py`.

Every pattern is looked at by regexploit, which finds exponential and cubic time without running it, and is then run on
texts made of its own parts, at one size and at twice that size, which finds quadratic time.
"""

from __future__ import annotations

import ast
import contextlib
import importlib
import inspect
import pkgutil
import re
import sys
from collections.abc import Iterable, Iterator
from itertools import product
from multiprocessing import Pool
from pathlib import Path
from time import process_time
from typing import Any, NamedTuple

import newsdoc

__all__ = ["Use", "cubic", "patterns", "reason", "samples", "slow"]

_PARSER: Any = getattr(re, "_parser", None)
_FEW = 3000
"""Characters of a text that shows at once that most patterns are quick."""

_QUICK = 0.001
"""Seconds that such a text may take: a million steps take about as long."""

_ONCE = 20_000
"""Characters of the shorter text."""

_LIMIT = 0.1
"""Seconds that the longer text may take in any case."""

_JUDGED = {
    r"(?P<space>(?>\s+|": "its repetitions are possessive, which regexploit takes for greedy",
    r"(?:-->|<!--|(?://|/\*)?\s*\]\]>": "it searches twenty characters",
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?": "it is for the beginning of a text only",
}
"""How patterns begin of which these checks warn wrongly."""

_SEARCHING = "search|sub|subn|finditer|findall|split"


class Use(NamedTuple):
    """A pattern, and how it is used."""

    pattern: re.Pattern[Any]
    searches: bool
    """True if it is looked for from every place of a text, and not at one place."""


def patterns() -> dict[Use, str]:
    """Return the patterns of the code, each with its module: those of modules, and those in calls."""
    found: dict[Use, str] = {}
    for module in pkgutil.walk_packages(newsdoc.__path__, "newsdoc."):
        if not module.name.endswith("__main__"):
            with contextlib.suppress(newsdoc.MissingDependency):  # of an extra that is not installed
                for use in _of_module(importlib.import_module(module.name)):
                    found.setdefault(use, module.name)
    return found


def _of_module(module: Any) -> Iterator[Use]:
    source = Path(inspect.getfile(module)).read_text("utf-8")
    for name, value in vars(module).items():
        if isinstance(value, re.Pattern):
            yield Use(value, re.search(rf"\b{name}\.({_SEARCHING})\b", source) is not None)
        else:
            yield from _inside(value)
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.") and node.args:
            first = node.args[0]
            if isinstance(first, ast.Constant) and isinstance(first.value, (str, bytes)):
                called = ast.unparse(node.func).removeprefix("re.")
                if called != "compile":
                    yield Use(re.compile(first.value), called in _SEARCHING)


def _inside(value: Any) -> Iterator[Use]:
    """Yield the patterns in tables, and those of functions such as `re.compile(…).match`."""
    owner = getattr(value, "__self__", None)
    if isinstance(owner, re.Pattern):
        yield Use(owner, value.__name__ in _SEARCHING)
    elif isinstance(value, re.Pattern):
        yield Use(value, searches=True)
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from _inside(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _inside(item)


# --- without running ---


def cubic(pattern: re.Pattern[Any]) -> bool:
    """Check whether regexploit finds more than quadratic time."""
    from regexploit.ast.sre import SreOpParser
    from regexploit.redos import find

    class Parser(SreOpParser):  # type: ignore[misc]  # it has no types
        def from_POSSESSIVE_REPEAT(self, data: Any) -> Any:  # noqa: N802 (the name of the operation)
            return self.from_MAX_REPEAT(data)

        def from_ATOMIC_GROUP(self, data: Any) -> Any:  # noqa: N802
            return self.sequence_or_singleton(data)

    text, flags = pattern.pattern, pattern.flags
    if isinstance(text, bytes):
        text = text.decode("latin-1")
    return any(found.starriness > 2 for found in find(Parser().parse_sre(text, flags & ~re.ASCII & ~re.LOCALE)))


# --- by running ---


def samples(pattern: re.Pattern[Any]) -> list[str]:
    """Return texts that parts of a pattern match: what is repeated, and the literal words."""
    found: dict[str, None] = {}
    for fewest in (0, 1):
        _collect(_PARSER.parse(pattern.pattern, pattern.flags), fewest, found)
    return list(found)[:30]


def _collect(parsed: Iterable[Any], fewest: int, found: dict[str, None]) -> str:
    """Note the text of each part; return that of the whole, where what may be left out stands `fewest` times."""
    text = ""
    for operation, argument in parsed:
        text += _sample(str(operation), argument, fewest, found)
    if 0 < len(text) < 40:
        found[text] = None
    return text


def _sample(operation: str, argument: Any, fewest: int, found: dict[str, None]) -> str:
    match operation:
        case "LITERAL":
            return chr(argument)
        case "NOT_LITERAL" | "ANY":
            return "a"
        case "IN":
            return _member(argument)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _collect(argument[2], fewest, found) * max(fewest, min(argument[0], 3))
        case "SUBPATTERN":
            return _collect(argument[3], fewest, found)
        case "ATOMIC_GROUP":
            return _collect(argument, fewest, found)
        case "BRANCH":
            texts = [_collect(branch, fewest, found) for branch in argument[1]]  # all of them are noted
            return texts[0]
        case "ASSERT" | "ASSERT_NOT":
            _collect(argument[1], fewest, found)
    return ""


_OF_CLASS = {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_NOT_SPACE": "a", "CATEGORY_WORD": "a"}


def _member(members: list[Any]) -> str:
    operation, argument = members[0]
    match str(operation):
        case "LITERAL":
            return chr(argument)
        case "RANGE":
            return chr(argument[0])
        case "CATEGORY":
            return _OF_CLASS.get(str(argument), "-")
    refused = {chr(value) for kind, value in members[1:] if str(kind) == "LITERAL"}
    return next((char for char in "a 1-(é\n" if char not in refused), "x")  # a negated class


def slow(use: Use) -> str | None:
    """Return a text, made of the pattern's own parts, on which it takes more than linear time."""
    parts = samples(use.pattern)
    find = use.pattern.search if use.searches else use.pattern.fullmatch
    for before, pump, after in product(("", *parts[:3]), parts, ("", "\0", " \0")):
        if _takes_long(find, before, pump, after):
            return f"{before!r} + {pump!r} * n + {after!r}"
    return None


def _takes_long(find: Any, before: str, pump: str, after: str) -> bool:
    if _seconds(find, f"{before}{pump * (_FEW // len(pump))}{after}") < _QUICK:
        return False
    twice = _seconds(find, f"{before}{pump * (2 * _ONCE // len(pump))}{after}")
    return twice > _LIMIT and twice > 3 * _seconds(find, f"{before}{pump * (_ONCE // len(pump))}{after}")


def _seconds(find: Any, text: str) -> float:
    start = process_time()
    find(text if isinstance(find.__self__.pattern, str) else text.encode("latin-1", "replace"))
    return process_time() - start


def reason(use: Use) -> str | None:
    """Return why a pattern may take long; `None` if it does not."""
    if str(use.pattern.pattern).startswith(tuple(_JUDGED)):
        return None
    return "cubic or worse" if cubic(use.pattern) else slow(use)


def main() -> int:
    """Print the patterns that may take long; return 1 if there are any."""
    found = patterns()
    bad = 0
    with Pool() as pool:
        for (use, module), why in zip(found.items(), pool.imap(reason, found, chunksize=4), strict=True):
            if why:
                bad += 1
                print(f"{module}: {use.pattern.pattern!r:.160}: {why}")
    print(f"{len(found)} patterns, {bad} of them may take long")
    return 1 if bad or len(found) < 50 else 0


if __name__ == "__main__":
    sys.exit(main())
