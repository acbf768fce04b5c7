"""The names that ninjs's writer and reader share: the version that is written, and the roles of parties."""

from __future__ import annotations

__all__ = ["BODIES", "CODES", "LINK_ID", "PEOPLE", "STANDARD"]

STANDARD = {"name": "ninjs", "version": "3.1", "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"}
"""The standard that a written document names."""

BODIES = ("bodies", "body_xhtml", "body_html", "body_newsdoc")
"""The properties that newsdoc writes markup into, and its residual."""

PEOPLE = ("author", "photographer")
"""The roles of persons, who are in `people` with the role as `rel`; every other source is one of `infoSources`."""

LINK_ID = "newsdocLinkId"
"""The role in `altIds` of the id of a link that is not the `uri` of its association."""

_SCHEME = "http://cv.iptc.org/newscodes/contentprodpartyrole/"
CODES = {
    "agency": f"{_SCHEME}contentSource",
    "distributor": f"{_SCHEME}distributor",
    "editor": f"{_SCHEME}editor",
}
"""IPTC's codes for roles in `infoSources`; a role that has none is written as it is."""
