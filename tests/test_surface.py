"""The public surface is recorded in `tests/data/surface.txt`: names, signatures, codes, options, and the JSON Schema.

A change to it must be meant: `NEWSDOC_REWRITE=1 python -m pytest tests/test_surface.py` records it anew, and the
changelog says it in a user's words.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs

import newsdoc
from newsdoc.cli.parser import build_parser
from newsdoc.formats import FORMATS
from newsdoc.schemas import article_schema

RECORD = Path(__file__).parent / "data" / "surface.txt"
MODULES = ("newsdoc", "newsdoc.dialects", "newsdoc.formats", "newsdoc.strategies", "newsdoc.arrow", "newsdoc.spark")
VERBS = ("loads", "load", "iterload", "dumps", "dump")


def signature(function: Any) -> str:
    """The parameters of a function and its result, as they are written; a function as a default by its name."""
    found = inspect.signature(function)
    parameters = [
        parameter.replace(default=Shown(parameter.default)) if parameter.default is not parameter.empty else parameter
        for parameter in found.parameters.values()
    ]
    return str(found.replace(parameters=parameters))


class Shown:
    """A default, shown without the address of an object."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __repr__(self) -> str:
        return str(getattr(self.value, "__name__", None) or repr(self.value).partition(" at 0x")[0])


def of_name(name: str, value: Any) -> Iterator[str]:
    """A public name, and what can be seen of it."""
    if inspect.isclass(value):
        yield f"{name}: class of {', '.join(base.__name__ for base in value.__bases__)}"
        names = attrs.fields_dict(value) if attrs.has(value) else dict.fromkeys(getattr(value, "_fields", ()))
        for field in names:
            yield f"{name}.{field}: field"
        for member, found in sorted(vars(value).items()):
            if not member.startswith("_") and member not in names:
                shown = signature(found) if inspect.isfunction(found) else type(found).__name__
                yield f"{name}.{member}: {shown}"
        if "__init__" in vars(value):
            yield f"{name}{signature(value)}"
    elif callable(value) and not hasattr(value, "__args__"):
        yield f"{name}{signature(value)}"
    else:
        yield f"{name}: {type(value).__name__}"


def of_modules() -> Iterator[str]:
    for name in MODULES:
        if find_spec(name) is None:
            continue
        try:
            module = import_module(name)
        except (ImportError, newsdoc.NewsdocError):  # its extra is not installed
            continue
        for public in sorted(module.__all__):
            yield from of_name(f"{name}.{public}", getattr(module, public))


def of_formats() -> Iterator[str]:
    for row in FORMATS.values():
        yield f"format {row.name}: {' '.join(row.suffixes)}"
        module = newsdoc.formats.get(row.name)
        for verb in VERBS:
            if hasattr(module, verb):
                yield f"format {row.name}.{verb}{signature(getattr(module, verb))}"


def of_command_line() -> Iterator[str]:
    for action in build_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command, parser in action.choices.items():
                for option in parser._actions:
                    words = ", ".join(option.option_strings) or str(option.metavar)
                    yield f"newsdoc {command}: {words} {option.metavar if option.option_strings else ''}".rstrip()
        else:
            yield f"newsdoc: {', '.join(action.option_strings)}"


def of_schema(value: Any, path: str = "$") -> Iterator[str]:
    """The places of the JSON Schema and what each allows."""
    if isinstance(value, dict):
        for key in sorted(value):
            if key not in ("description", "title", "$comment", "examples"):
                yield from of_schema(value[key], f"{path}.{key}")
    else:
        yield f"schema {path}: {json.dumps(value)}"


def surface() -> str:
    codes = (f"code {code}" for code in newsdoc.CATALOGUE)
    schema = of_schema(json.loads(article_schema()))
    parts = ("\n".join(part) for part in (of_modules(), of_formats(), codes, of_command_line(), schema))
    return "\n\n".join(parts) + "\n"


def test_the_surface_is_what_is_recorded():
    found = surface()
    if os.environ.get("NEWSDOC_REWRITE"):
        RECORD.write_text(found, "utf-8")
    # Spark is an extra that the usual test environment does not have
    absent = "newsdoc.spark." if find_spec("pyspark") is None else "\0"
    recorded = [line for line in RECORD.read_text("utf-8").splitlines() if not line.startswith(absent)]
    gone = [line for line in recorded if line not in found.splitlines()]
    new = [line for line in found.splitlines() if line not in recorded]
    assert (gone, new) == ([], []), "if this is meant, record it with NEWSDOC_REWRITE=1 and say it in the changelog"
    assert found.splitlines() == recorded


def test_every_public_name_is_found_and_no_other():
    assert set(newsdoc.__all__) <= set(dir(newsdoc))
    for name in newsdoc.__all__:
        assert getattr(newsdoc, name) is not None
    assert set(newsdoc._LATER) | set(newsdoc._MODULES) | {"__version__"} >= set(newsdoc.__all__) >= set(newsdoc._LATER)
    assert not hasattr(newsdoc, "Headline")
