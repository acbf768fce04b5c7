"""A dialect from a Python file: `--dialect pages.py:gazette` is the function `gazette` of `pages.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import cast

from attrs import frozen

from newsdoc.dialects import Dialect, Label
from newsdoc.errors import UnknownFormat, reason

__all__ = ["FileDialect", "find", "is_file"]


@frozen(repr=False)
class FileDialect:
    """A function of a Python file as a dialect. It can be pickled: each process runs the file once for itself."""

    path: str
    name: str

    def __call__(self, lines: Iterable[str]) -> Iterator[Label]:
        """Label lines."""
        return _function(self.path, self.name)(lines)

    def __repr__(self) -> str:
        return f"{self.path}:{self.name}"


def is_file(name: str) -> bool:
    """Return True for the name of a file instead of a dialect: `pages.py:gazette`, or `pages.py` by mistake."""
    return ":" in name or name.lower().endswith(".py")


def find(text: str) -> FileDialect:
    """Return the dialect that `FILE.py:NAME` means; raise `UnknownFormat` if there is none."""
    path, _, name = (f"{text}:" if text.lower().endswith(".py") else text).rpartition(":")
    if not name:
        raise UnknownFormat(f"{path!r} is a file; name the function in it, as in {path}:FUNCTION")
    _function(path, name)
    return FileDialect(path, name)


@cache
def _function(path: str, name: str) -> Dialect:
    module = _module(path)
    if not hasattr(module, name):
        own = [name for name, value in vars(module).items() if getattr(value, "__module__", "") == module.__name__]
        names = f"; it has {', '.join(own)}" if own else ""
        raise UnknownFormat(f"there is no function {name!r} in {path!r}{names}")
    function = getattr(module, name)
    if not callable(function):
        raise UnknownFormat(f"{name!r} in {path!r} is not a function: {type(function).__name__} cannot be called")
    return cast("Dialect", function)


@cache
def _module(path: str) -> ModuleType:
    """Run a Python file and return its module."""
    name = f"newsdoc_dialect_{Path(path).stem}"
    spec = spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise UnknownFormat(f"{path!r} is not a Python file, whose name ends in .py")
    sys.modules[name] = module = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except OSError as error:
        sys.modules.pop(name, None)
        raise UnknownFormat(f"{path!r} cannot be opened: {reason(error)}") from error
    except (Exception, SystemExit) as error:  # whatever the file does
        sys.modules.pop(name, None)
        raise UnknownFormat(f"{path!r} cannot be run: {type(error).__name__}: {error}") from error
    return module
