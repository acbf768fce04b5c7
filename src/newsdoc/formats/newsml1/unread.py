"""Read notes for editors anywhere in an item, and report words that no article holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from operator import attrgetter

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.newsml1.content import one_line
from newsdoc.formats.newsml1.metadata import is_note
from newsdoc.formats.newsml1.tree import Tree, is_media
from newsdoc.formats.nitf.unread import note_unread
from newsdoc.formats.said import drop_unsaid, letters_said
from newsdoc.formats.xml.lines import attribute_text
from newsdoc.formats.xml.parse import Element, line_of, local_name
from newsdoc.model import Link
from newsdoc.text import ends_sentence, letters

__all__ = ["envelope_names", "envelope_texts", "read_notes", "report_unread", "skip"]

# Elements whose text is for machines: identifiers, dates, sizes, file names, addresses, and paths into the document.
_MACHINE = {
    "BasisForChoice", "Catalog", "Characteristics", "CopyrightDate", "DateAndTime", "DateId", "DateLabel",
    "DateLineDate", "EndDate", "FileName", "FirstCreated", "NewsIdentifier", "NewsItemId", "Priority", "ProviderId",
    "PublicIdentifier", "RevisionId", "SizeInBytes", "StartDate", "StatusWillChange", "SystemIdentifier",
    "ThisRevisionCreated", "TransmissionId",
}  # fmt: skip
_APART = {*_MACHINE, "DataContent"}
_tag = attrgetter("tag")
_MARKUP = re.compile(r"<[^<>]*>")
_OF_MACHINES = re.compile(
    "class|creator|format|generator|label|position|profile|role|software|system|type|use|version", re.IGNORECASE
).search
_CODE = 4  # words: a comment that is shorter, and of a kind of the agency's own, is a code rather than a note


def read_notes(item: Element, builders: list[ArticleBuilder], tree: Tree) -> None:
    """Read what an item says to editors, wherever it is, into the article it belongs to, or into each."""
    for comment in item.iter("{*}Comment"):
        text = one_line(comment, builders[0])
        kind = comment.get("FormalName") or ""
        tree.read.add(comment)
        if not text or _is_aside(comment, tree):
            continue
        for builder in _speaks_of(comment, builders, tree):
            if name := _referred(comment):
                builder.fields["links"].append(Link(text, id=name))
            elif _is_for_editors(kind, text):
                builder.add("editorial_note", text)
            else:
                builder.dropped(f"the comment {kind}", text, line_of(comment))


def _referred(comment: Element) -> str:
    """Return the item that a comment is on: `<AssociatedWith NewsItem="urn:newsml:…"><Comment>Ferries</Comment>`."""
    parent = comment.getparent()
    is_reference = parent is not None and local_name(parent.tag) in ("AssociatedWith", "DerivedFrom", "NewsItemRef")
    return "".join((parent.get("NewsItem") or "").split()) if is_reference and parent is not None else ""


def _is_aside(comment: Element, tree: Tree) -> bool:
    """Check whether a comment is on a picture, or in a text; such a comment is reported like any other text."""
    if not tree.pictures_only and any(map(tree.media.get, comment.iterancestors("{*}NewsComponent"))):
        tree.read.discard(comment)
        return True
    return next(comment.iterancestors("{*}DataContent"), None) is not None


def _is_for_editors(kind: str, text: str) -> bool:
    return is_note(kind) or ends_sentence(text) or len(text.split()) >= (_CODE if kind else 2)


def _speaks_of(element: Element, builders: list[ArticleBuilder], tree: Tree) -> list[ArticleBuilder]:
    """Return the article whose element holds a note; all of them if none does."""
    around = set(element.iterancestors())
    within = [builder for builder, story in zip(builders, tree.stories, strict=False) if story in around]
    return within or builders


# --- words that would be lost ---


def report_unread(item: Element, builders: list[ArticleBuilder], tree: Tree, *, all_words: bool) -> None:
    """Read the notes for editors that are left, and report the texts that are in none of the item's articles."""
    if not all_words and not any(map(is_note, map(local_name, set(map(_tag, item.iter()))))):
        return
    said = letters_said(builders)
    for element, found, is_tail in _texts(item, tree.read):
        name, text = local_name(element.tag), " ".join(found.split())
        is_for_editors = is_note(name) and not is_tail
        if not (is_for_editors or all_words) or letters(text) in said:
            continue
        if is_for_editors:
            for builder in _speaks_of(element, builders, tree):
                builder.add("editorial_note", text)
        else:
            what = "text between elements" if is_tail else f"the {name}"
            builders[0].dropped(what, text, line_of(element))
    if not all_words:
        return
    for data in item.iter("{*}DataContent"):
        if data not in tree.read and not any(each in tree.read for each in data.iterancestors("{*}DataContent")):
            _report_content(data, builders[0], tree, said)
    drop_unsaid(builders[0], _values(item))
    for document in item.iter("{*}nitf"):
        note_unread(document, builders[0])


def _values(item: Element) -> Iterator[tuple[str, str, int | None]]:
    """Yield the values of properties, parties and readers that an item names, and the addresses of its files.

    `<OfInterestTo FormalName="Editors"/>`, `<ContentItem Href="https://bay.example/report.pdf">`

    Properties for machines are left out, such as `Width`, `GeneratorSoftware` and `ComponentClass`.
    """
    for element in item.iter("{*}Property", "{*}Party", "{*}OfInterestTo", "{*}ContentItem"):
        name, kind = local_name(element.tag), element.get("FormalName") or ""
        if name == "ContentItem":
            if not is_media(element) and "://" in (address := attribute_text(element, "Href")):
                yield "the address of a file", address, line_of(element)
        elif name != "Property":
            yield f"the {name}", attribute_text(element, "FormalName"), line_of(element)
        elif kind == "Title" or not (_OF_MACHINES(kind) or _is_of_file(element)):
            yield f"the property {kind}", attribute_text(element, "Value"), line_of(element)


def _is_of_file(element: Element) -> bool:
    return next(element.iterancestors("{*}Characteristics"), None) is not None


def _texts(element: Element, read: set[Element]) -> Iterator[tuple[Element, str, bool]]:
    """Yield the texts outside of the contents that have not been read: the element, the text, whether it follows it.

    Texts for machines are left out.
    """
    if element.text and not element.text.isspace():
        yield element, "".join(map(str, element.itertext())), False
        return
    for child in element:
        if local_name(child.tag) not in _APART and child not in read:
            yield from _texts(child, read)
        if child.tail and not child.tail.isspace():
            yield child, child.tail, True


def skip(item: Element) -> str | None:
    """Return why an item is skipped: it lists topics, or updates another item; `None` if it holds news."""
    names = {local_name(child.tag) for child in item}
    if "NewsComponent" in names or names.isdisjoint(("TopicSet", "Update")):
        return None
    texts = " / ".join(" ".join(text.split()) for _, text, _ in _texts(item, set()))
    kind = "a list of topics" if "TopicSet" in names else "an update of another item"
    return f"an item was skipped: it is {kind}, not news: {texts!r}"


def envelope_texts(envelope: Element) -> list[str]:
    """Return the words of a NewsEnvelope, which comes before the items."""
    return [" ".join(text.split()) for _, text, _ in _texts(envelope, set())]


def envelope_names(envelope: Element) -> list[str]:
    """Return the services, products and parties that a NewsEnvelope names: `<NewsService FormalName="Bay Wire"/>`.

    `<Party FormalName="bw"><Property FormalName="Organization" Value="Bay Wire"/></Party>` has two names.
    """
    found = envelope.iter("{*}NewsService", "{*}NewsProduct", "{*}Party")
    properties = (each for each in envelope.iter("{*}Property") if not _OF_MACHINES(each.get("FormalName") or ""))
    names = [attribute_text(element, "FormalName") for element in found]
    return [*names, *(attribute_text(each, "Value") for each in properties)]


def _report_content(data: Element, builder: ArticleBuilder, tree: Tree, said: str) -> None:
    """Report a DataContent that was not read: another form of a text, the data of a picture, a text without a place."""
    text = " ".join(" ".join(map(str, data.itertext())).split())
    if not text:
        return
    form = tree.forms.get(data)
    if any(map(is_media, data.iterancestors("{*}ContentItem"))):
        builder.note_at("repair.dropped", "the data of a picture was left out", line_of(data))
    elif letters(_MARKUP.sub(" ", text)) not in said:
        role = next((tree.roles.get(each, "") for each in data.iterancestors("{*}NewsComponent")), "")
        builder.dropped(form or f"a text with the role {role!r}", text, line_of(data))
    elif form:
        builder.note_at("repair.dropped", f"{form} was left out", line_of(data))
