"""Read one NITF document into an `ArticleBuilder`: every 3.x version, with or without namespace.

Elements are known by their local name. What is displayed is read before what only the head says: a headline beats a
title. Words that have no place in the model are noted.
"""

from __future__ import annotations

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.nitf.body import parse_body
from newsdoc.formats.nitf.head import HEAD
from newsdoc.formats.nitf.rules import Parsed, read_children, report_stray
from newsdoc.formats.xml.lines import line
from newsdoc.formats.xml.parse import Element, line_of, local_name

__all__ = ["Parsed", "choose_fields", "parse_nitf"]

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def parse_nitf(root: Element, builder: ArticleBuilder) -> Parsed:
    """Read what a document says, part by part; fields that the builder has stay."""
    parsed, place = Parsed(builder), line_of(root)
    parts: dict[str, list[Element]] = {"body": [], "head": []}
    for child in root:
        name = local_name(child.tag)
        if name in parts:
            parts[name].append(child)
        else:
            parsed.builder.dropped(f"the element {name}", line(child), line_of(child))
        report_stray(parsed, root, child.tail)
    report_stray(parsed, root, root.text)
    _only_first_text(parts["body"], parsed)
    for tag in (root.get(_XML_LANG), root.get("baselang"), *(body.get(_XML_LANG) for body in parts["body"])):
        if tag:
            builder.language(tag, line=place)
    for element in parts["body"]:
        parse_body(parsed, element)
    for element in parts["head"]:
        read_children(parsed, element, HEAD)
    builder.identify(root.get("uno") or "", line=place)
    return parsed


def choose_fields(parsed: Parsed) -> list[Element]:
    """Set the fields that need the whole document; return the elements that it displays."""
    builder, fields, times = parsed.builder, parsed.builder.fields, parsed.times
    if parsed.status:
        fields["status"] = parsed.status
    named = {(author.name, author.role) for author in parsed.authors}
    makers = [maker for maker in parsed.makers if (maker.name, maker.role) not in named]
    builder.put("sources", [*parsed.publishers, *parsed.authors, *makers, *parsed.agencies])
    for name in ("places", "keywords", "subjects", "genres", "links"):
        builder.put(name, getattr(parsed, name))
    for name in ("issue", "publication"):
        if name in times and "published" not in fields:
            builder.published(times[name][0], line=times[name][1])
    if "revision" in times and "modified" not in fields:
        builder.moment("modified", times["revision"][0], "the time of the revision", times["revision"][1])
    if parsed.owner:
        builder.rights.setdefault("holder", parsed.owner)
    _choose_release(parsed)
    return parsed.shown


def _choose_release(parsed: Parsed) -> None:
    """Read the time of release: an embargo, where the status says so or it is not simply that of the issue."""
    builder, fields = parsed.builder, parsed.builder.fields
    embargoed = fields.get("status") == "embargoed"
    release = parsed.times.get("release")
    if release and (embargoed or release[0] != parsed.times.get("issue", ("",))[0]):
        builder.moment("embargoed", release[0], "the time of release", release[1])
    if embargoed:
        del fields["status"]
        builder.embargo()


def _only_first_text(bodies: list[Element], parsed: Parsed) -> None:
    """Keep one text: NITF holds one, and others in the same document would run together with it."""
    texts = [text for body in bodies for text in body if local_name(text.tag) == "body.content"]
    if len(texts) < 2:
        return
    first, *others = [text for text in texts if line(text)] or texts
    for text in others:
        body = text.getparent()
        if body is None or body not in bodies:
            continue
        other = text if body is first.getparent() else body
        parsed.builder.dropped("another text in the same document", line(other), line_of(other))
        if other is text:
            body.remove(text)
        else:
            bodies.remove(body)
