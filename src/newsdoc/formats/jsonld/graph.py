"""The nodes of a JSON-LD document, and which of them are articles."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from typing import TypeAlias

from attrs import define, field

from newsdoc.formats.json.text import RepeatedKey
from newsdoc.formats.json.values import listed
from newsdoc.text import cached

__all__ = ["Graph", "Node", "types"]

Node: TypeAlias = dict[str, object]
_CONTAINERS = (dict, list, RepeatedKey)
_ARTICLES = re.compile("(?:.*Article|.*BlogPosting|SocialMediaPosting|Report)").fullmatch


@define(eq=False)
class Graph:
    """The nodes of a document: those at the top of it, and those that others refer to by `@id`."""

    nodes: list[Node] = field(factory=list)
    by_id: dict[str, Node] = field(factory=dict)
    """The nodes with more than a name, however deep they are."""
    by_fragment: dict[str, str] = field(factory=dict)
    """The ids by what follows `#` in them: some pages write `#org` for `https://bay.example/#org`."""
    used: set[str] = field(factory=set)
    unindexed: list[object] = field(factory=list)
    """The values whose ids are not collected yet: most articles have no references."""

    def add(self, value: object) -> None:
        """Add the nodes of a value: an object, its `@graph`, or a list of either."""
        self.unindexed.append(value)
        ahead = deque([value])
        while ahead:
            value = ahead.popleft()
            if isinstance(value, list):
                ahead.extendleft(reversed(value))
            elif isinstance(value, dict):
                ahead.extendleft(reversed(listed(value.get("@graph"))))
                if "@graph" not in value or "@type" in value:
                    self.nodes.append(value)

    def _index(self) -> None:
        """Keep every node by its id; the properties of one node in several places are merged."""
        ahead, self.unindexed = self.unindexed[::-1], []
        while ahead:
            value = ahead.pop()
            if isinstance(value, dict):
                ahead += [each for each in reversed(value.values()) if type(each) in _CONTAINERS]
                name = value.get("@id")
                if isinstance(name, str) and not self.is_reference(value):
                    held = self.by_id.get(name)
                    self.by_id[name] = value if held is None else {**value, **held}
                    self.by_fragment.setdefault(name.partition("#")[2], name)
            elif isinstance(value, list):
                ahead += [each for each in reversed(value) if type(each) in _CONTAINERS]

    @staticmethod
    def is_reference(node: Node) -> bool:
        """Check that a node only names another one: `{"@id": "#org"}`."""
        return len(node) <= 2 and "@id" in node and (len(node) == 1 or "@type" in node)

    def settled(self, value: object) -> object:
        """Return the node that a value refers to, by an object or by its bare id, else the value."""
        name = value
        if isinstance(value, dict):
            if not self.is_reference(value):
                return value
            name = value["@id"]
        if not isinstance(name, str):
            return value
        if self.unindexed:
            self._index()
        if name not in self.by_id and name.startswith("#"):
            name = self.by_fragment.get(name[1:], name)
        if name not in self.by_id:
            return value
        self.used.add(name)
        return self.by_id[name]

    def articles(self) -> Iterator[Node]:
        """Yield the nodes that are articles, and the articles that pages have as their main entity."""
        for node in self.nodes:
            if "Article" in types(node):
                yield node
            else:
                yield from self._main_entities(node)

    def _main_entities(self, node: Node) -> list[Node]:
        inner = [each for each in listed(node.get("mainEntity")) if isinstance(each, dict)]
        return [each for each in inner if not self.is_reference(each) and "Article" in types(each)]

    def others(self) -> list[Node]:
        """Return the nodes that are not articles and that no article has referred to."""
        rest = [node for node in self.nodes if str(node.get("@id")) not in self.used]
        return [node for node in rest if "Article" not in types(node) and not self._main_entities(node)]


def types(node: Node) -> frozenset[str]:
    """Return the types of a node without their vocabulary; every kind of article is an `Article` too."""
    said = node.get("@type")
    if isinstance(said, str):
        return _types(said)
    return frozenset().union(*(_types(each) for each in listed(said) if isinstance(each, str)))


@cached
def _types(name: str) -> frozenset[str]:
    """Return the types that one name means: `schema:BlogPosting` is a `BlogPosting` and an `Article`."""
    name = name.rpartition("/")[2].rpartition(":")[2]
    return frozenset((name, "Article") if _ARTICLES(name) else (name,))
