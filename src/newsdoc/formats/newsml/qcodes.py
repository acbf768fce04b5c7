"""QCodes, `medtop:04000000`: an alias of a scheme and a code in it; and the words that codes stand for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import TypeAlias

from newsdoc.formats.newsml.vocabulary import (
    IPTC_SCHEMES,
    MEDIA,
    OTHER_SCHEMES,
    OWN_ROLE,
    ROLE_ALIASES,
    ROLE_CODES,
)
from newsdoc.formats.xml.parse import Element, children
from newsdoc.formats.xml.space import collapse_space
from newsdoc.text import cached
from newsdoc.uris import absolute

__all__ = ["Schemes", "code_of", "concept_of", "is_media", "qcodes_with", "role_of", "uri_of"]

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


@lru_cache(maxsize=16)
def qcodes_with(schemes: tuple[tuple[str, str], ...]) -> Callable[[str], str | None]:
    """Return the function from the address of a concept to its QCode, in one of these schemes or of IPTC's."""
    longest_first = sorted(schemes, key=lambda scheme: -len(scheme[1]))

    def qcode(uri: str) -> str | None:
        for alias, address in longest_first:
            if uri.startswith(address) and _is_code(uri, len(address)):
                return f"{alias}:{uri[len(address) :]}"
        return qcode_of(uri)

    return cached(qcode) if schemes else qcode_of


@cached  # as for qcode_of()
def uri_of(qcode: str) -> str | None:
    """Return the address of a concept in one of IPTC's schemes, by its QCode; `None` for any other text."""
    alias, _, code = qcode.partition(":")
    scheme = IPTC_SCHEMES.get(alias)
    return scheme + code if scheme and _is_code(code) else None


_Identity: TypeAlias = tuple[str | None, str | None]

_KNOWN = {**OTHER_SCHEMES, **IPTC_SCHEMES}


class Schemes:
    """The schemes of an item by alias: those it declares, then those that the caller names, then IPTC's."""

    __slots__ = ("_catalogs", "_given", "_identity")

    def __init__(self, catalogs: Iterable[Element], given: Mapping[str, str]) -> None:
        self._catalogs = catalogs
        self._given = given
        self._identity: Callable[[str], _Identity] | None = None

    def identity(self, qcode: str) -> _Identity:
        """Return the address of a concept, or else its QCode, as it is written; neither for a role."""
        if self._identity is None:
            schemes = [scheme for catalog in self._catalogs for scheme in children(catalog)]
            named = [(scheme.get("alias"), scheme.get("uri")) for scheme in schemes]
            self._identity = _identities((*self._given.items(), *named))
        return self._identity(qcode)


@lru_cache(maxsize=16)  # a feed declares the same schemes in every item, and names the same parties and topics
def _identities(named: tuple[tuple[str | None, str | None], ...]) -> Callable[[str], _Identity]:
    """Return the function from a QCode to its concept, by the addresses of schemes beside IPTC's."""
    schemes = {**_KNOWN, **{name: uri for name, uri in named if name and uri}}
    return cached(partial(_resolved, schemes=schemes))


def _resolved(qcode: str, schemes: Mapping[str, str]) -> _Identity:
    whole = collapse_space(qcode, preserve=True)
    alias, _, code = whole.partition(":")
    if alias.lower() in ROLE_ALIASES:
        return None, None
    scheme = schemes.get(alias) if code else None
    uri = absolute(scheme + code)[0] if scheme else None
    return (uri, None) if uri else (None, whole or None)
