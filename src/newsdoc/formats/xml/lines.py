"""Read one line of text, such as a headline or a byline, from an element or an attribute."""

from __future__ import annotations

from newsdoc.formats.xml.parse import Element
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import text_of
from newsdoc.text import cached

__all__ = ["attribute_text", "line"]


def line(element: Element) -> str:
    """Return the text of an element as one line; runs of spaces stay, line breaks and indentation do not."""
    return text_of(element, preserve=True)


def attribute_text(element: Element, name: str) -> str:
    """Return an attribute as one line of text; empty if it is absent."""
    value = element.get(name)
    return _folded(value) if value else ""


@cached  # a feed has few values, and uses them in every item
def _folded(value: str) -> str:
    return collapse_space(value, preserve=True)
