"""An item of NewsML-G2 by its elements: every 2.x version, every agency's habits.

Elements are known by their local name, wherever they are in the item and whatever their namespace. Nothing is read of
them here; `choose` does that.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from newsdoc.formats.mapping import one_to_one
from newsdoc.formats.newsml.mapping import PLACES
from newsdoc.formats.newsml.vocabulary import MACHINE
from newsdoc.formats.xml.parse import Element, children, local_name, settle_entities
from newsdoc.text import cached

__all__ = ["NEWS", "OTHER", "PARTY", "UNKNOWN", "Elements", "Parsed", "parse_item"]

NEWS = ("newsItem", "packageItem")
"""The items that are news."""

OTHER = ("conceptItem", "knowledgeItem", "planningItem", "catalogItem")
"""The items that are not news."""

Elements: TypeAlias = dict[str, list[Element]]
"""Elements by their name in the standard; those that it does not know are under `UNKNOWN`."""

PARTY = "party"
"""The name under which all who made something stand, in their order."""

UNKNOWN = "unknown"

_PROPERTIES = {
    **{
        name.lower(): name
        for name in (
            *one_to_one(PLACES).values(),
            "altId", "contentCreated", "description", "embargoed", "firstCreated", "genre", "headline", "itemClass",
            "itemMetaExtProperty", "keyword", "language", "link", "located", "memberOf", "provider", "pubStatus",
            "service", "subject", "title", "urgency", "versionCreated",
        )
    },
    "contributor": PARTY,
    "creator": PARTY,
    "infosource": PARTY,
}  # fmt: skip
"""Properties of an item, of its content and of a part of it: agencies write `headLine` for `headline`."""

_RIGHTS = frozenset(one_to_one(PLACES, "Rights").values())


class Parsed(NamedTuple):
    """The elements of an item."""

    element: Element
    properties: Elements
    """What is said of the item and of its content; also `catalog`."""
    rights: Elements
    parts: list[tuple[Element, Elements]]
    """Descriptions of parts, and what is in them; notes to editors are with those of the item."""
    content: list[Element]
    """The renditions of its text."""
    references: list[Element]
    asserts: list[Element]
    """What is said of the concepts of the item, such as the web address of an organisation."""
    unknown: list[tuple[str, Element]]
    """Elements that the standard does not know, or has elsewhere, with what they are."""
    entities: list[tuple[str, int | None]]
    """Names of entities that nothing declares, with their lines."""


def parse_item(element: Element) -> Parsed:
    """Return the elements of a newsItem or a packageItem by their names."""
    parsed = Parsed(element, {}, {}, [], [], [], [], [], [])
    if element.getroottree().docinfo.internalDTD is not None:
        settle_entities(element, lambda name, line: parsed.entities.append((name, line)))
    for part in children(element):
        name = local_name(part.tag)
        if name in ("contentMeta", "itemMeta"):
            _sort(part, parsed.properties)
        elif name == "contentSet":
            parsed.content.extend(children(part))
        elif name == "catalog":
            parsed.properties.setdefault(name, []).append(part)
        elif name == "rightsInfo":
            _sort_rights(part, parsed)
        elif name == "partMeta":
            found: Elements = {}
            _sort(part, found)
            parsed.parts.append((part, found))
            if "edNote" in found:
                parsed.properties.setdefault("edNote", []).extend(found.pop("edNote"))
        elif name == "groupSet":
            _sort_group(part, parsed)
        elif name in ("assert", "itemRef"):
            (parsed.asserts if name == "assert" else parsed.references).append(part)
        elif name not in MACHINE:
            parsed.unknown.append((f"the {name}", part))
    return parsed


def _sort(element: Element, found: Elements) -> None:
    """Sort the elements in an element by their names."""
    for child in children(element):
        name = _property(child.tag)
        if name in found:
            found[name].append(child)
        else:
            found[name] = [child]


@cached  # as for local_name(): a feed has few tags and many elements
def _property(tag: str) -> str:
    name = local_name(tag)
    return _PROPERTIES.get(name.lower()) or (name if name in MACHINE else UNKNOWN)


def _sort_rights(info: Element, parsed: Parsed) -> None:
    for child in children(info):
        name = local_name(child.tag)
        if name in _RIGHTS:
            parsed.rights.setdefault(name, []).append(child)
        else:
            parsed.unknown.append((f"the {name}", child))


def _sort_group(group: Element, parsed: Parsed) -> None:
    """Sort what a package holds: references to items, in groups of groups, and notes to editors."""
    for child in children(group):
        name = local_name(child.tag)
        if name == "group":
            _sort_group(child, parsed)
        elif name == "itemRef":
            parsed.references.append(child)
        elif name.lower() == "ednote":
            parsed.properties.setdefault("edNote", []).append(child)
        else:
            parsed.unknown.append((f"the {name} of a group", child))
