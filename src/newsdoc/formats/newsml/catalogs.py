"""Read catalog files: the schemes of an agency, for documents that only name the web address of their catalog.

`<catalog><scheme alias="dpacat" uri="http://cv.dpa.example/category/"/></catalog>`, alone or inside a catalogItem.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import TypeAlias, cast

from lxml import etree

from newsdoc.errors import ReadError, reason
from newsdoc.formats.xml.parse import closed_parser

__all__ = ["Catalogs", "read_catalogs"]

Catalogs: TypeAlias = Mapping[str, str] | str | os.PathLike[str] | Iterable[str | os.PathLike[str]]
"""Addresses of schemes by alias, or catalog files, one or several."""


def read_catalogs(catalogs: Catalogs) -> dict[str, str]:
    """Return the addresses of schemes by alias, from catalog files; of two schemes with one alias the first."""
    schemes: dict[str, str] = {}
    if isinstance(catalogs, str | os.PathLike):
        return _schemes(catalogs)
    if isinstance(catalogs, Mapping):
        return dict(cast("Mapping[str, str]", catalogs))
    for path in catalogs:
        schemes = {**_schemes(path), **schemes}
    return schemes


def _schemes(path: str | os.PathLike[str]) -> dict[str, str]:
    name = os.fspath(path)
    try:
        with open(name, "rb") as fp:  # noqa: PTH123 (a path of any kind)
            root = etree.fromstring(fp.read(), closed_parser())
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        raise ReadError(f"the catalog cannot be opened: {reason(error)}", file=name) from error
    except etree.XMLSyntaxError as error:
        raise ReadError(f"the catalog is not XML: {error.msg}", file=name, line=error.lineno or 1) from None
    found = {alias: uri for each in root.iter("{*}scheme") if (alias := each.get("alias")) and (uri := each.get("uri"))}
    if not found:
        raise ReadError("the catalog has no scheme with an alias and a uri", file=name, line=1)
    return found
