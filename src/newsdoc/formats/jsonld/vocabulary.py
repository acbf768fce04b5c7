"""The names that the writer and reader of schema.org share: which role of a party is which property."""

from __future__ import annotations

__all__ = ["ORGANIZATIONS", "PERSONS", "PROPERTIES"]

PROPERTIES = {
    "author": "author",
    "publisher": "publisher",
    "agency": "sourceOrganization",
    "distributor": "provider",
    "editor": "editor",
    "producer": "producer",
    "sponsor": "sponsor",
    "translator": "translator",
    "contributor": "contributor",
}
"""The property of each role; any other is written as a contributor, without a type if its role is not known."""

PERSONS = ("author", "contributor", "editor", "photographer", "translator")
ORGANIZATIONS = ("agency", "distributor", "institution", "publisher", "sponsor")
