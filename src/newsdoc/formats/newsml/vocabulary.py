"""The names that NewsML-G2's writer and reader share: namespace, schemes, and the roles of parties.

A QCode is written only in a scheme that the item declares: IPTC's by its catalog, ours in the item itself.
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = [
    "CONTENT_TEXTS",
    "IPTC_SCHEMES",
    "ITEM_TEXTS",
    "MACHINE",
    "MEDIA",
    "NAMESPACE",
    "OWN_ROLE",
    "PARTIES",
    "ROLE_ALIASES",
    "ROLE_CODES",
    "SCHEMES",
    "Party",
]

NAMESPACE = "http://iptc.org/std/nar/2006-10-01/"

SCHEMES = {
    "nd": "urn:newsdoc:property:",
    "ndhl": "urn:newsdoc:headline:",
    "ndrole": "urn:newsdoc:role:",
}
"""Our own schemes. `nd`: `residual`, `section`, `canonical`, `unknown`; `ndhl`: `main`, `deck`; `ndrole`: any role."""

OWN_ROLE = "ndrole:"

ITEM_TEXTS = ("edNote",)
"""Texts that are said of the item, not of its content, in the schema's order."""

CONTENT_TEXTS = ("headline", "dateline", "by", "creditline", "description")
"""Texts of the content in the order in which they are written; others stand before them."""

_CODES = "http://cv.iptc.org/newscodes/"
IPTC_SCHEMES = {
    "cpnat": f"{_CODES}cpnature/",
    "medtop": f"{_CODES}mediatopic/",
    "nprov": f"{_CODES}newsprovider/",
    "subj": f"{_CODES}subjectcode/",
}
"""Schemes of IPTC's catalog whose concepts are parties or subjects: their QCodes are read as URIs."""


class Party(NamedTuple):
    """How a source of some role is written."""

    element: str
    roles: str


PARTIES = {
    "agency": Party("infoSource", "cpprole:contentSource"),
    "author": Party("creator", "cpprole:author"),
    "distributor": Party("infoSource", "cpprole:distributor"),
    "editor": Party("contributor", "cpprole:editor"),
    "photographer": Party("creator", "cpprole:author ndrole:photographer"),
}
"""IPTC's roles for ours; a role that is not here is written in our own scheme."""

ROLE_CODES = {
    "contentprovider": "agency",
    "contentsource": "agency",
    "copyrightholder": "agency",
    "imgsupplier": "agency",
    "origcont": "agency",
    "originfo": "agency",
    "origprov": "agency",
    "redistributor": "distributor",
    "source": "agency",
    "supplier": "agency",
    "photo": "photographer",
    "reporter": "author",
    "writer": "author",
}
"""The role that a code means, whatever its scheme: IPTC's present and retired ones, and the agencies' own."""

ROLE_ALIASES = {"cpprole", "crol", "crole", "ctrol", "isrol"}
"""Schemes of roles: some feeds put a role where the party's own code belongs."""

MEDIA = {"animated", "audio", "graphic", "photo", "picture", "video"}
"""Item classes of pictures, sound and videos: an item of one of them is a caption where a text refers to it."""

MACHINE = {
    "altLoc", "catalog", "catalogRef", "expires", "fileName", "generator", "hash", "hierarchyInfo", "hopHistory",
    "inlineRef", "itemClass", "profile", "pubHistory", "remoteContent", "rightsExpressionData", "rightsExpressionXML",
}  # fmt: skip
"""Elements whose text is for machines: names of files and programs, codes, digests, addresses, terms as data."""
