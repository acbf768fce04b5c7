"""The names that NITF's writer and reader share: how a party's role and a subject's address are written.

NITF leaves `class` open «for categorization»: a role without an element of its own goes there. Ours begin with `role`.
"""

from __future__ import annotations

import re

__all__ = [
    "DOCDATA",
    "IPTC_SUBJECTS",
    "LINK",
    "LINKED_ITEM",
    "MAKERS",
    "NAMESPACE",
    "NO_REFNUM",
    "OUTSIDE_DOCDATA",
    "PEOPLE",
    "STRONG",
    "SUBHEADS",
    "role_class",
    "role_of",
]

NAMESPACE = "http://iptc.org/std/NITF/2006-10-18/"

DOCDATA = ("doc-id", "urgency", "date.issue", "date.release", "ed-msg", "du-key")
"""The elements of `docdata` in the order in which they are written; the schema takes any order."""

OUTSIDE_DOCDATA = {"pubdata", "tagline"}
"""The elements that hold a field as it is and are written elsewhere."""

IPTC_SUBJECTS = "http://cv.iptc.org/newscodes/subjectcode/"
"""The vocabulary of eight digits that `tobject.subject.ipr="IPTC"` means."""

LINK, LINKED_ITEM = "link", "item"
"""The types of a `classifier` that is a link: its value is an address, or the id of an item."""

NO_REFNUM = "00000000"
"""The reference number of a subject that has none: the schema wants one."""

MAKERS = {
    "archivist": "archivist",
    "author": "writer-author",
    "editor": "editor",
    "graphic-artist": "graphic-artist",
    "photographer": "photographer",
    "producer": "producer",
    "statistician": "statistician",
    "videographer": "videographer",
}
"""Our roles, by the `function` that `revision-history` has for them."""

PEOPLE = {*MAKERS} - {"producer"}
"""Roles of persons; others are those of organisations."""

STRONG = "strong"
"""The class of an `em` that is strong; NITF has one kind of emphasis."""

SUBHEADS = ("", "level-2", "level-3", "level-4", "level-5")
"""The class of a `hl2`, by level."""


def role_class(role: str | None) -> str:
    """Write a role as a class."""
    return f"role-{role}" if role else "role"


def role_of(name: str | None, otherwise: str | None) -> str | None:
    """Read the role in a class; `otherwise` is what the element itself says."""
    found = re.search(r"(?:^|\s)role(?:-([a-z-]+))?(?:\s|$)", name or "")
    return found[1] if found else otherwise
