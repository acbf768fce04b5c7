"""The places where the standards' schemas are looked for: they belong to others and do not come with newsdoc."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from importlib.metadata import entry_points
from importlib.resources import files
from pathlib import Path

from newsdoc.errors import UnknownFormat

__all__ = ["GROUP", "places"]

GROUP = "newsdoc.schemas"
"""The entry point group of packages that hold schemas: each names a package of Python with the files in its folder."""


def places(given: str | os.PathLike[str] | None) -> list[Path]:
    """Return the schema or the folders to look in: what is given, else `NEWSDOC_SCHEMAS`, else what is installed."""
    place = given or os.environ.get("NEWSDOC_SCHEMAS")
    if place:
        if not os.path.exists(place):  # noqa: PTH110 (Path.exists() raises for a name that is too long)
            raise UnknownFormat(f"{os.fspath(place)}: there is no such schema or folder")
        return [Path(place)]
    user = _user_folder()
    found = [*([user] if user.is_dir() else []), *_installed()]
    if not found:
        raise UnknownFormat(
            "no schema is given, and none is installed; name one with --schema (schema=), or a folder with schemas in "
            f"NEWSDOC_SCHEMAS, or put them into {user}"
        )
    return found


def _user_folder() -> Path:
    """Return the folder of the user's own schemas, which needs no naming."""
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME")
    return (Path(named) if named else Path("~/.local/share").expanduser()) / "newsdoc" / "schemas"


def _installed() -> Iterator[Path]:
    """Yield the folders of installed packages that hold schemas."""
    for point in entry_points(group=GROUP):
        try:
            folder = Path(str(files(point.module)))
        except (ImportError, TypeError, ValueError) as error:
            raise UnknownFormat(
                f"the schemas {point.name!r} of an installed package cannot be used ({type(error).__name__}: {error}); "
                "update or uninstall the package"
            ) from error
        if folder.is_dir():
            yield folder
