"""QCodes, `medtop:04000000`: an alias of a scheme and a code in it; and the words that codes stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from newsdoc.formats.newsml.vocabulary import (
    IPTC_SCHEMES,
    MEDIA,
    OTHER_SCHEMES,
    OWN_ROLE,
    ROLE_ALIASES,
    ROLE_CODES,
)
from newsdoc.formats.xml.parse import Element, children
from newsdoc.text import cached

__all__ = ["Schemes", "code_of", "concept_of", "is_media", "qcode_of", "role_of", "uri_of"]

_ALIASES = {address: alias for alias, address in IPTC_SCHEMES.items() if alias not in ROLE_ALIASES}
_is_code = re.compile("[A-Za-z0-9._-]+").fullmatch


@cached  # a feed has few roles and classes, and uses them in every item
def code_of(qcode: str) -> str:
    """Return the code of a QCode, or the last part of a URI, without its scheme."""
    return re.split(r"[:/#]", qcode.rstrip("/"))[-1]


def concept_of(element: Element) -> str:
    """Return the code that an element names: `<pubStatus qcode="stat:usable"/>`."""
    return code_of(element.get("qcode") or element.get("uri") or "")


def is_media(item_class: Element) -> bool:
    """Check that an item class is one of pictures, videos and the like."""
    return concept_of(item_class) in MEDIA


@cached  # as for code_of()
def role_of(roles: str) -> str | None:
    """Return what a party did, by our own code, else by the first role: `cpprole:author ndrole:photographer`."""
    found = roles.split()
    for role in found:
        if role.startswith(OWN_ROLE):
            return _role_word(role[len(OWN_ROLE) :])
    code = code_of(found[0])
    return ROLE_CODES.get(code.lower()) or _role_word(re.sub(r"(?<=[a-z])(?=[A-Z])", "-", code).lower())


def _role_word(code: str) -> str | None:
    return code if re.fullmatch("[a-z-]+", code) else None


@cached  # a feed has few topics, and names them in many items
def qcode_of(uri: str) -> str | None:
    """Return the QCode of a concept in one of IPTC's schemes; `None` for any other address.

    `http://cv.iptc.org/newscodes/mediatopic/04000000` is `medtop:04000000`.
    """
    at = uri.rfind("/") + 1
    alias = _ALIASES.get(uri[:at])
    return f"{alias}:{uri[at:]}" if alias and _is_code(uri, at) else None


@cached  # as for qcode_of()
def uri_of(qcode: str) -> str | None:
    """Return the address of a concept in one of IPTC's schemes, by its QCode; `None` for any other text."""
    alias, _, code = qcode.partition(":")
    scheme = IPTC_SCHEMES.get(alias)
    return scheme + code if scheme and _is_code(code) else None


class Schemes:
    """The schemes of an item by alias. Most items declare some and use none, so that catalogs are read when asked."""

    __slots__ = ("_catalogs", "_declared", "_given")

    def __init__(self, catalogs: Iterable[Element], given: Mapping[str, str]) -> None:
        self._catalogs = catalogs
        self._given = given
        self._declared: dict[str, str] | None = None

    def get(self, alias: str) -> str | None:
        """Return the address of a scheme that the item declares, else of one that the caller names, else of IPTC's."""
        if self._declared is None:
            schemes = [scheme for catalog in self._catalogs for scheme in children(catalog)]
            named = [(scheme.get("alias"), scheme.get("uri")) for scheme in schemes]
            self._declared = {**self._given, **{name: uri for name, uri in named if name and uri}}
        return self._declared.get(alias) or IPTC_SCHEMES.get(alias) or OTHER_SCHEMES.get(alias)
