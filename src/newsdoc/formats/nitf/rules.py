"""The rules by which parts of an NITF document are read, one for the name of each element, and what they fill."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from attrs import define, field

from newsdoc import unchecked
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.nitf.vocabulary import role_of
from newsdoc.formats.xml.lines import attribute_text, line
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.formats.xml.space import collapse_space
from newsdoc.model import Link, Source, Subject
from newsdoc.uris import absolute

__all__ = ["Parsed", "Rule", "identity_of", "in_attributes", "inside", "label_rule", "party_of", "read_children",
           "report_stray", "right_rule", "skip", "text_rule", "time_rule"]  # fmt: skip

_ALIASES = {
    "author": "byline", "credit": "tagline", "deck": "hl2", "h1": "hl1", "h2": "hl2", "head.line": "hedline",
    "headline": "hedline", "intro": "abstract", "lead": "abstract", "subhead": "hl2", "subheadline": "hl2",
    "subtitle": "hl2", "summary": "abstract", "title": "hl1",
}  # fmt: skip
"""Names that some feeds use, and the element of NITF that they mean."""


@define(eq=False)
class Parsed:
    """Data of a document that still has to be chosen or ordered; finished fields and notes are in the builder."""

    builder: ArticleBuilder
    publishers: list[Source] = field(factory=list)
    authors: list[Source] = field(factory=list)
    makers: list[Source] = field(factory=list)
    agencies: list[Source] = field(factory=list)
    places: list[str] = field(factory=list)
    keywords: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    genres: list[Subject] = field(factory=list)
    links: list[Link] = field(factory=list)
    times: dict[str, tuple[str, int | None]] = field(factory=dict)
    status: str = ""
    owner: str = ""
    shown: list[Element] = field(factory=list)
    """The elements that are displayed, in their order."""


Rule: TypeAlias = Callable[[Parsed, Element], None]
"""A function that reads an element into what was parsed."""


def read_children(parsed: Parsed, element: Element, rules: dict[str, Rule]) -> None:
    """Read the children of an element by name; text of any other has no place here."""
    report_stray(parsed, element, element.text)
    for child in children(element):
        name, tail = local_name(child.tag), child.tail
        rule = rules.get(name) or _of_alias(parsed, child, name, rules)
        if rule is None:
            parsed.builder.dropped(f"the element {name}", line(child), line_of(child))
        else:
            rule(parsed, child)
        if tail and not tail.isspace():
            report_stray(parsed, element, tail)


def _of_alias(parsed: Parsed, element: Element, name: str, rules: dict[str, Rule]) -> Rule | None:
    """Find the rule of an element that NITF calls otherwise, and note that."""
    alias = _ALIASES.get(name, "")
    rule = rules.get(alias)
    if rule is not None:
        message = f"NITF has no element {name} here; it was read as {alias}"
        parsed.builder.note("repair.element", message, line=line_of(element))
    return rule


def report_stray(parsed: Parsed, element: Element, text: str | None) -> None:
    """Report text where only elements may be."""
    if text and not text.isspace():
        name, text = local_name(element.tag), collapse_space(text, preserve=True)
        parsed.builder.dropped(f"text inside {name}", text, line_of(element))


def inside(rules: dict[str, Rule]) -> Rule:
    """Return a rule that reads the children of an element by these rules."""
    return lambda parsed, element: read_children(parsed, element, rules)


def text_rule(name: str) -> Rule:
    """Return a rule that sets a field to the text of an element: `<hl1>Storm</hl1>`."""
    return lambda parsed, element: parsed.builder.put_text(name, line(element), line_of(element))


def right_rule(name: str) -> Rule:
    """Return a rule that sets a part of the rights to an attribute: `<doc.copyright holder="AP"/>`."""
    return lambda parsed, element: parsed.builder.put_right(name, attribute_text(element, name), line_of(element))


def time_rule(name: str) -> Rule:
    """Return a rule that keeps the first time of its kind: `<date.issue norm="20240501T100000Z"/>`."""

    def read(parsed: Parsed, element: Element) -> None:
        if text := (element.get("norm") or "").strip():
            parsed.times.setdefault(name, (text, line_of(element)))

    return read


def skip(parsed: Parsed, element: Element) -> None:
    """Skip machine data."""


def label_rule(attribute: str) -> Rule:
    """Return a rule that reports a label without a place in the model: `<fixture fix-id="weather"/>`."""

    def read(parsed: Parsed, element: Element) -> None:
        parsed.builder.dropped(f"the {local_name(element.tag)}", attribute_text(element, attribute), line_of(element))

    return read


def in_attributes(rule: Rule) -> Rule:
    """Return a rule that also reports text in an element that says everything in attributes."""

    def read(parsed: Parsed, element: Element) -> None:
        rule(parsed, element)
        if element.text:
            parsed.builder.dropped(f"the text of {local_name(element.tag)}", line(element), line_of(element))

    return read


def party_of(element: Element, role: str | None) -> Source | None:
    """Return a party with its address or code: `<person class="role-editor">Bo Lee</person>`; `None` without a name."""
    name = line(element)
    if not name:
        return None
    uri, code = identity_of(element)
    return unchecked.source(name, role_of(element.get("class"), role), uri=uri, code=code)


def identity_of(element: Element) -> tuple[str | None, str | None]:
    """Return the address and the code of a party or topic: `<org idsrc="NYSE" value="IBM">` has the code `NYSE:IBM`."""
    scheme, value = attribute_text(element, "idsrc"), attribute_text(element, "value")
    if not value:
        return None, None
    uri, changed = absolute(scheme + value) if not scheme or ":" in scheme else (None, True)
    if uri and not changed:
        return uri, None
    return None, f"{scheme}:{value}" if scheme else value
