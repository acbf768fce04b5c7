"""The public surface is recorded in `tests/data/surface.txt`: names, signatures, codes, options, and the JSON Schema.

A change to it must be meant: the changelog says it in a user's words, and then
`NEWSDOC_REWRITE=1 python -m pytest tests/test_surface.py` records it anew. The record names the state of the changelog
for which it was made, and is not made anew for the same one.
"""

from __future__ import annotations

import argparse
import inspect
import json
import os
import re
from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs

import newsdoc
from newsdoc.cli.parser import build_parser
from newsdoc.formats import FORMATS
from newsdoc.schemas import article_schema
from shared import ROOT

RECORD = Path(__file__).parent / "data" / "surface.txt"
MODULES = ("newsdoc", "newsdoc.dialects", "newsdoc.formats", "newsdoc.strategies", "newsdoc.arrow", "newsdoc.spark")
VERBS = ("loads", "load", "iterload", "dumps", "dump")


def signature(function: Any) -> str:
    """The parameters of a function and its result, as they are written; a function as a default by its name."""
    found = inspect.signature(function)
    parameters = [
        each.replace(
            annotation=each.annotation if each.annotation is each.empty else written(each.annotation),
            default=each.default if each.default is each.empty else Shown(each.default),
        )
        for each in found.parameters.values()
    ]
    return str(found.replace(parameters=parameters))


def written(annotation: Any) -> str:
    """A type as it is written, of a named tuple as well."""
    return str(getattr(annotation, "__forward_arg__", annotation))


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
            yield f"{name}.{field}: {written(value.__annotations__.get(field, 'field'))}"
        for member, found in sorted(vars(value).items()):
            if not member.startswith("_") and member not in names:
                yield f"{name}.{member}: {of_member(found)}"
        if names or "__init__" in vars(value):
            yield f"{name}{signature(value)}"
    elif hasattr(value, "__args__"):  # an alias of types
        yield f"{name}: {value}"
    elif callable(value):
        yield f"{name}{signature(value)}"
    else:
        yield f"{name}: {type(value).__name__}"


def of_member(found: Any) -> str:
    """A method with its parameters, a property with its type."""
    if isinstance(found, property):
        return f"property{signature(found.fget)}"
    function = getattr(found, "__func__", found)
    kind = "" if function is found else f"{type(found).__name__} "
    return kind + (signature(function) if inspect.isfunction(function) else type(found).__name__)


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
                    words = ", ".join(option.option_strings) or str(option.dest)
                    facts = {
                        "takes": option.nargs,
                        "default": option.default,
                        "of": option.choices and [*option.choices],
                    }
                    shown = [
                        f"{fact} {value!r}" for fact, value in facts.items() if value not in (None, "==SUPPRESS==")
                    ]
                    yield f"newsdoc {command}: {words} {option.metavar or ''} {', '.join(shown)}".rstrip()
        else:
            yield f"newsdoc: {', '.join(action.option_strings)}"


def of_schema(value: Any, path: str = "$", *, of_names: bool = False) -> Iterator[str]:
    """The places of the JSON Schema and what each allows; below `properties` and `$defs` the keys are names."""
    if isinstance(value, dict) and value:
        for key in sorted(value):
            if of_names or key not in ("description", "title", "$comment", "examples"):
                yield from of_schema(
                    value[key], f"{path}.{key}", of_names=key in ("properties", "$defs") and not of_names
                )
    else:
        yield f"schema {path}: {json.dumps(value)}"


def of_files() -> Iterator[str]:
    """What is recorded elsewhere, as a number; and the variables of the environment that are asked."""
    schema = (RECORD.parent / "arrow-schema.txt").read_bytes()
    yield f"arrow schema {sha256(schema).hexdigest()[:16]}"
    sources = (path.read_text("utf-8") for path in sorted(Path(newsdoc.__file__).parent.rglob("*.py")))
    names = {name for source in sources for name in re.findall(r"\b(?:NEWSDOC_[A-Z_]+|SOURCE_DATE_EPOCH)\b", source)}
    yield from (f"environment {name}" for name in sorted(names))


def changelog() -> str:
    """The newest part of the changelog, as a number."""
    newest = (ROOT / "CHANGELOG.md").read_text("utf-8").split("\n## ")[1]
    return f"changelog {sha256(newest.encode()).hexdigest()[:16]}"


def surface() -> str:
    codes = (f"code {code}" for code in newsdoc.CATALOGUE)
    schema = of_schema(json.loads(article_schema()))
    parts = ("\n".join(part) for part in (of_modules(), of_formats(), codes, of_command_line(), schema, of_files()))
    return "\n\n".join(parts) + "\n"


def difference(found: list[str], recorded: list[str]) -> tuple[list[str], list[str]]:
    """The lines that are gone and those that are new."""
    # Spark is an extra that the usual test environment does not have
    absent = "newsdoc.spark." if find_spec("pyspark") is None else "\0"
    recorded = [line for line in recorded if not line.startswith(absent)]
    return [line for line in recorded if line not in found], [line for line in found if line not in recorded]


def test_the_surface_is_what_is_recorded():
    found = surface().splitlines()
    state, *recorded = RECORD.read_text("utf-8").splitlines()
    if os.environ.get("NEWSDOC_REWRITE") and found != recorded:
        assert state != changelog(), "say the change in CHANGELOG.md first"
        RECORD.write_text("\n".join([changelog(), *found, ""]), "utf-8")
        recorded = found
    assert difference(found, recorded) == ([], []), (
        "if this is meant, say it in CHANGELOG.md and record it with NEWSDOC_REWRITE=1"
    )


def test_every_public_name_is_found_and_no_other():
    assert set(newsdoc.__all__) <= set(dir(newsdoc))
    for name in newsdoc.__all__:
        assert getattr(newsdoc, name) is not None
    assert set(newsdoc._LATER) | set(newsdoc._MODULES) | {"__version__"} >= set(newsdoc.__all__) >= set(newsdoc._LATER)
    assert not hasattr(newsdoc, "Headline")
