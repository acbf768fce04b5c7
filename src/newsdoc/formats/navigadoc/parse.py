"""Read one document of NewsDoc into a builder.

    {"uuid": "98ce…", "type": "core/article", "title": "bridge", "language": "en",
     "content": [{"type": "core/text", "role": "heading-1", "data": {"text": "Bridge opens"}},
                 {"type": "core/text", "data": {"text": "A <strong>storm</strong> came."}}],
     "meta": [{"type": "core/description", "data": {"text": "A teaser."}}],
     "links": [{"type": "core/author", "rel": "author", "title": "Ann Example"}]}

The content becomes one tree of HTML, which is read as that of other formats is. Types have the prefix of a system
(`core/`, `tt/`, `x-im/`), which does not matter here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import tzinfo
from html import escape
from typing import Any

from attrs import define, field

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.json.values import Values, listed
from newsdoc.formats.references import has_markup
from newsdoc.formats.wire.mapping import SLUG
from newsdoc.formats.xml.escaped import html_body
from newsdoc.formats.xml.flow import content
from newsdoc.formats.xml.text import text_of
from newsdoc.model import Source, Subject
from newsdoc.page.bylines import is_byline
from newsdoc.text import clean, fold, xml_only
from newsdoc.uris import absolute

__all__ = ["document_in", "is_article", "read_document"]

_Object = dict[str, Any]
_ARTICLE = re.compile(r"(?:[\w.-]+/)?(?:[\w-]+-)?(?:article|flash)(?:#.*)?")
_DEEPEST = 20  # blocks in each other
_LEVEL = re.compile(r"(?:heading|subheadline|sub-?headline|h)-?([1-6])")
_PARAGRAPHS = {"paragraph", "text", "body", ""}
_PREAMBLES = {"preamble", "lead", "ingress"}
_QUOTES = {"blockquote", "quote", "pullquote"}
_PICTURES = {"image", "visual", "picture", "photo"}
_LISTS = {"unordered-list": "ul", "ordered-list": "ol", "list": "ul"}
_CREDITS = ("credit", "photographer", "byline", "copyright")
_SUBJECTS = frozenset(
    ("category", "topic", "tag", "story", "person", "organisation", "organization", "event", "concept", "subject")
)
_MACHINE = frozenset((
    "id", "uuid", "uri", "url", "type", "rel", "role", "name", "contenttype", "format", "properties", "provider",
    "created", "modified", "published", "status", "language", "width", "height", "meta", "email", "firstname",
    "lastname", "shortdescription",
))  # fmt: skip


@define(eq=False)
class _Parsed:
    builder: ArticleBuilder
    values: Values
    headline: str | None = None
    preambles: list[str] = field(factory=list)
    html: list[str] = field(factory=list)


def document_in(value: object) -> _Object | None:
    """Return the document in a value, which may be the answer of a repository around it."""
    for _ in range(3):
        if not isinstance(value, dict):
            return None
        document: _Object = value
        if isinstance(document.get("type"), str):
            return document
        value = document.get("document")
    return None


def is_article(document: _Object) -> bool:
    """Check that a document is an article by its type: `core/article`, `x-im/article`, `tt/print-article`."""
    return _ARTICLE.fullmatch(document["type"].strip()) is not None


def read_document(document: _Object, line: int, *, listening: bool, zone: tzinfo | None) -> ArticleBuilder:
    """Read a document into a builder."""
    builder = ArticleBuilder(line, is_reported=listening, zone=zone)
    parsed = _Parsed(builder, Values(builder, listening))
    for block in _blocks(document, "content"):
        _content(parsed, block, 0)
    _read_content(parsed, document)
    _properties(parsed, document)
    for block in _blocks(document, "meta"):
        _meta(parsed, block)
    for block in _blocks(document, "links"):
        _link(parsed, block)
    return builder


def _blocks(owner: _Object, name: str) -> Iterator[_Object]:
    yield from (each for each in listed(owner.get(name)) if isinstance(each, dict))


def _kind(block: _Object) -> str:
    """Return the type of a block without the prefix of its system."""
    kind = block.get("type")
    return kind.rpartition("/")[2].strip().lower() if isinstance(kind, str) else ""


def _datum(parsed: _Parsed, block: _Object, *names: str) -> str:
    """Return the first text of a block's data that is there."""
    data = block.get("data")
    if not isinstance(data, dict):
        return ""
    for name in names:
        value = data.get(name)
        if isinstance(value, str) and value.strip():
            parsed.values.taken.add(value)
            return xml_only(value)
    return ""


def _line(text: str) -> str:
    """Return a text as one line, without its markup."""
    root = html_body(f"<div>{text}</div>") if has_markup(text) else None
    return clean(text_of(root, preserve=True) if root is not None else text)[0]


# --- content ---


def _content(parsed: _Parsed, block: _Object, depth: int) -> None:
    """Add a block of the content to the tree of HTML."""
    kind, role = _kind(block), str(block.get("role") or "").strip().lower()
    name = role if kind == "text" and role else kind
    text = _datum(parsed, block, "text")
    if kind in _PICTURES:
        _picture(parsed, block)
    elif kind == "table":
        head, body, words = (_datum(parsed, block, each) for each in ("thead", "tbody", "caption"))
        parsed.html.append(f"<table><thead>{head}</thead><tbody>{body}</tbody></table>")
        parsed.builder.dropped("the caption of a table", _line(words))
    elif kind in _LISTS:
        entries = (_datum(parsed, each, "text") for each in _blocks(block, "content"))
        parsed.html.append(f"<{_LISTS[kind]}>{''.join(f'<li>{each}</li>' for each in entries)}</{_LISTS[kind]}>")
    elif name in ("header", "headline", "heading-1", "title") and not parsed.headline:
        parsed.headline = _line(text) or None
    elif found := _LEVEL.fullmatch(name):
        level = max(2, int(found[1])) if name.startswith("h") else int(found[1]) + 1
        parsed.html.append(f"<h{level}>{text}</h{level}>")
    elif name in _PREAMBLES:
        parsed.preambles.append(_line(text))
    elif name in _QUOTES:
        parsed.html.append(f"<blockquote>{text}</blockquote>")
    elif name in ("vignette", "dateline", "pagedateline"):
        if name == "dateline":
            parsed.builder.put("dateline", _line(text))
        else:
            parsed.builder.dropped("a line above the text", _line(text))
    elif name in _PARAGRAPHS:
        parsed.html.append(f"<p>{text}</p>")
    else:
        _other(parsed, block, text, depth)


def _other(parsed: _Parsed, block: _Object, text: str, depth: int) -> None:
    """Add a block of another kind, such as a box of facts: its title, its text, and the blocks in it."""
    title = block.get("title") if isinstance(block.get("title"), str) else ""
    if heading := title or _datum(parsed, block, "factbox-caption", "title", "caption"):
        parsed.values.taken.add(heading)
        parsed.html.append(f"<h3>{escape(xml_only(heading)) if title else heading}</h3>")
    parsed.html.append(f"<p>{text}</p>" if text else "")
    if depth < _DEEPEST:
        for each in _blocks(block, "content"):
            _content(parsed, each, depth + 1)
    else:
        parsed.values.leftovers(block.get("content"), "blocks inside each other", _MACHINE)
    parsed.values.leftovers(block.get("data"), "a block", _MACHINE)


def _picture(parsed: _Parsed, block: _Object) -> None:
    """Add a picture: its words are in its data, its address and credit there or in its links."""
    words = _datum(parsed, block, "caption", "text", "description")
    credit = _datum(parsed, block, *_CREDITS)
    address = block.get("url")
    for link in _blocks(block, "links"):
        address = address or link.get("url") or link.get("uri")
        credit = credit or _datum(parsed, link, *_CREDITS)
        words = words or _datum(parsed, link, "caption", "text", "description")
        if link.get("rel") == "author" and isinstance(link.get("title"), str):
            credit = credit or escape(link["title"])
    address = address or block.get("uri")
    source = f'<img src="{escape(address)}"/>' if isinstance(address, str) and absolute(address)[0] else ""
    parsed.html.append(
        f"<figure>{source}<figcaption>{words} <span class='credit'>{credit}</span></figcaption></figure>"
    )


def _read_content(parsed: _Parsed, document: _Object) -> None:
    """Read the tree of HTML, and choose the headline: the document's title is often only its name."""
    builder = parsed.builder
    title = parsed.values.text(document.get("title"), "the title", ".headline")
    headline = parsed.headline and clean(parsed.headline)[0]
    builder.put("headline", headline or title)
    builder.put("deck", clean(" ".join(filter(None, parsed.preambles)))[0])
    root = html_body(f"<div>{xml_only(''.join(parsed.html))}</div>", builder.note_at, builder.line)
    found = content([] if root is None else [root], builder.note_at, known=filter(None, [headline]))
    builder.put("body", found.blocks)
    for figure in found.figures:
        builder.caption(figure.text, figure.credit, figure.url, anchor=figure.anchor)
    if title and headline and fold(title) != fold(headline):
        builder.put(SLUG, title)


# --- properties, meta, links ---


def _properties(parsed: _Parsed, document: _Object) -> None:
    builder, values = parsed.builder, parsed.values
    builder.identify(values.text(document.get("uuid"), "the uuid") or values.text(document.get("uri"), "the uri") or "")
    builder.put("url", values.uri(document.get("url"), "the url", ".url"))
    builder.language(values.text(document.get("language"), "the language") or "")
    builder.put_published(values.time(document.get("published"), "published", ".published"), "published")
    builder.put_moment("modified", values.time(document.get("modified"), "modified", ".modified"), "modified")
    status = document.get("status")
    if status in ("usable", "withheld", "canceled", "cancelled"):
        builder.status(status)


def _meta(parsed: _Parsed, block: _Object) -> None:
    """Read a block of metadata: a slug with a value, `core/description` with a text."""
    builder, kind = parsed.builder, _kind(block)
    text = _line(_datum(parsed, block, "text"))
    value = parsed.values.text(block.get("value"), "a value") if isinstance(block.get("value"), str) else None
    if kind == SLUG:  # NewsDoc calls it as the model does
        if slug := value or text:
            title = builder.fields.get(SLUG, slug)
            builder.fields[SLUG] = slug
            if fold(title) != fold(slug):
                builder.dropped("the title of the document", title)
    elif kind in ("description", "teaser", "summary"):
        builder.put_text("summary", text)
        title = block.get("title")
        if isinstance(title, str) and fold(title) != fold(builder.fields.get("headline", "")):
            builder.dropped("the title of a teaser", title)
    elif kind in ("editorial-info", "note", "editorial-note", "ednote", "instruction"):
        builder.add("editorial_note", text or value or "")
    elif kind == "copyright":
        builder.put_right("notice", text or value or "")
    elif text:
        builder.dropped(f"the text of {kind}", text)
    parsed.values.leftovers(block.get("data"), kind or "a block", _MACHINE)


def _link(parsed: _Parsed, block: _Object) -> None:
    """Read a link to an author, a source, a section or a subject: each has a title."""
    builder, kind, relation = parsed.builder, _kind(block), block.get("rel")
    title = parsed.values.text(block.get("title"), "a link's title") if isinstance(block.get("title"), str) else None
    if not title:
        return
    uri, _ = absolute(block["uri"]) if isinstance(block.get("uri"), str) and block["uri"] else (None, False)
    if relation == "author":
        if is_byline(title, alone=True):
            builder.put("byline", title)
        else:
            builder.sources.append(Source(title, "author", uri=uri))
    elif kind == "content-source" or relation in ("source", "provider"):
        builder.sources.append(Source(title, "publisher" if relation == "provider" else "agency", uri=uri))
    elif relation == "section":
        builder.put_text("section", title)
    elif kind == "place":
        builder.fields.setdefault("places", []).append(title)
    elif kind in _SUBJECTS or (relation == "subject" and kind != "content-profile"):
        builder.fields.setdefault("subjects", []).append(Subject(title, uri=uri))
