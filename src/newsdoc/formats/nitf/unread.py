"""Words in attributes that no field takes: noted where the article does not say them elsewhere."""

from __future__ import annotations

from collections.abc import Iterator

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.said import drop_unsaid
from newsdoc.formats.xml.lines import attribute_text
from newsdoc.formats.xml.parse import Element, line_of, local_name

__all__ = ["note_unread"]

_NAMED = {"meta": "content", "media-metadata": "value", "ds": "value"}
"""Elements whose attributes are a name, or a number, and a value: `<meta name="desk" content="Sports"/>`."""

_OTHERS = {
    "bq": ("quote-source",),
    "doc.rights": ("agent", "owner"),
    "media-reference": ("copyright",),
    "pubdata": ("edition.name", "edition.area"),
    "q": ("quote-source",),
    "rights.agent": ("contact",),
    "rights.owner": ("contact",),
}
_TAGS = [f"{{*}}{name}" for name in (*_NAMED, *_OTHERS)]


def note_unread(root: Element, builder: ArticleBuilder) -> None:
    """Note the values of a document that have words which its article does not say."""
    drop_unsaid(builder, _values(root))


def _values(root: Element) -> Iterator[tuple[str, str, int | None]]:
    for element in root.iter(*_TAGS):
        name, line = local_name(element.tag), line_of(element)
        if name in _NAMED and element.get("name") != "generator":
            what = f"the {name} {element.get('name') or element.get('num') or ''}".rstrip()
            yield what, attribute_text(element, _NAMED[name]), line
        for attribute in _OTHERS.get(name, ()):
            yield f"the {attribute} of the {name}", attribute_text(element, attribute), line
