"""Read catalog files: the schemes of an agency, for documents that only name the web address of their catalog.

`<catalog><scheme alias="dpacat" uri="http://cv.dpa.example/category/"/></catalog>`, alone or inside a catalogItem.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias, cast

from lxml import etree

from newsdoc.errors import ReadError, WriteError, reason
from newsdoc.formats.newsml.vocabulary import IPTC_SCHEMES, OTHER_SCHEMES, ROLE_ALIASES, SCHEMES
from newsdoc.formats.xml.parse import closed_parser
from newsdoc.uris import absolute

__all__ = ["Catalogs", "own_schemes", "read_catalogs"]

_is_alias = re.compile("[A-Za-z_][A-Za-z0-9_.-]*").fullmatch

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


def own_schemes(catalog: Catalogs | None) -> dict[str, str]:
    """Return the schemes of a provider's own catalog, which its documents declare; refuse what they cannot declare.

    IPTC's aliases and newsdoc's own keep their meaning, since a document uses them, too.
    """
    found = read_catalogs(catalog) if catalog is not None else {}
    always = {**IPTC_SCHEMES, **SCHEMES}
    taken = {**OTHER_SCHEMES, **always}
    for alias, uri in found.items():
        if not _is_alias(alias) or absolute(uri) != (uri, False):
            pair = f"the option catalog has {alias[:60]!r} for {uri[:60]!r}"
            raise WriteError(f"{pair}; give each scheme an alias and an absolute address")
        if taken.get(alias, uri) != uri or alias.lower() in ROLE_ALIASES:
            pair = f"the option catalog uses {alias!r} for a scheme of its own"
            raise WriteError(f"{pair}; choose another alias, since this one is IPTC's or newsdoc's")
    return {alias: uri for alias, uri in found.items() if alias not in always}


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
