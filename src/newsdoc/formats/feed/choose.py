"""Choose among the texts, titles and addresses of an item of a feed.

    <item><title>Bridge opens</title><description>A teaser.</description>
      <content:encoded><![CDATA[<p>A storm came.</p>]]></content:encoded></item>

The body is the item's full text. A description is the summary: it is the body only where nothing else is, and where it
is a text of several blocks that does not end in an ellipsis, as RSS allows.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.feed.channel import LANG
from newsdoc.formats.feed.media import read_pictures
from newsdoc.formats.feed.names import base_of, joined
from newsdoc.formats.feed.parse import Parsed
from newsdoc.formats.feed.text import is_plain, read_markup
from newsdoc.formats.pictures import add_captions, named_without_size, without_size
from newsdoc.formats.xml.flow import Content
from newsdoc.formats.xml.parse import Element, line_of
from newsdoc.model import Block, Paragraph, Source, plain_text
from newsdoc.text import fold

__all__ = ["choose_fields"]

_ELLIPSIS = re.compile(r"(?:…|\.\.\.)[\])]?\W*\Z")
_FEW = 100  # characters of the line below a text that names the feed, without the item's title
_FEW_WORDS = 6  # of a link to the whole text


def choose_fields(parsed: Parsed, item: Element) -> ArticleBuilder:
    """Choose among what an item says twice, and return its builder."""
    _choose_title(parsed)
    _choose_address(parsed)
    _choose_texts(parsed, item)
    _add_parties(parsed)
    _finish(parsed)
    return parsed.builder


def _choose_title(parsed: Parsed) -> None:
    """Use another title where the item has none; note one that says something else."""
    builder = parsed.builder
    for title in filter(None, parsed.other_titles):
        builder.put("headline", title)
        if fold(title) not in fold(builder.fields["headline"]):
            builder.dropped("another title", title)


def _choose_address(parsed: Parsed) -> None:
    """Set the address: the one that a service has replaced, else the item's link, else its permanent id."""
    addresses = [each for each in (parsed.origin, *parsed.links) if each]
    if addresses:
        parsed.builder.address(addresses[0])


def _choose_texts(parsed: Parsed, item: Element) -> None:
    """Set the body, the summary and the captions."""
    builder = parsed.builder
    if not (parsed.full or parsed.teasers):
        add_captions(builder, [], read_pictures(item, builder))
        return
    known = list(filter(None, [builder.fields.get("headline")]))
    base = parsed.base or builder.fields.get("url", "")
    versions = [(each, _without_end(parsed, _marked_up(parsed, each, base, known))) for each in parsed.full]
    versions = [each for each in versions if each[1].blocks or each[1].figures]
    full = [content for _, content in versions]
    teasers = [_without_end(parsed, _marked_up(parsed, each, base, known)) for each in parsed.teasers]
    teasers = [each for each in teasers if each.blocks or each.figures]
    body = max(versions, key=_worth)[1] if len(versions) > 1 else next(iter(full), None)
    if body is None:
        body = next(filter(_is_whole, teasers), None)
    summaries = {text: each for each in teasers if each is not body if (text := _as_summary(parsed, each))}
    printed = _folded(body)
    texts = [text for text in summaries if fold(text) != printed and fold(text) not in known]
    if texts:
        _report_addresses(parsed, summaries[texts[0]])
    builder.put("summary", texts[0] if texts else None)
    for text in texts[1:]:
        if fold(text) not in fold(texts[0]):
            builder.dropped("another summary", text)
    for other in full:
        if other is not body and _folded(other) not in printed:
            builder.dropped("another text of the item", _folded(other))
    builder.put("body", body and body.blocks)
    figures = [figure for each in (body or Content(None, [], []), *teasers) if each for figure in each.figures]
    figures = [each if body and each in body.figures else each._replace(anchor=None) for each in figures]
    figures, pictures = list(dict.fromkeys(figures)), read_pictures(item, builder)
    if figures and pictures:
        figures = [each._replace(keys=(*each.keys, without_size(each.url or ""))) for each in figures]
        pictures = named_without_size(pictures)
    add_captions(builder, figures, pictures)


def _marked_up(parsed: Parsed, element: Element, base: str, known: list[str]) -> Content:
    return read_markup(element, parsed.builder, joined(base, base_of(element)), known)


def _worth(version: tuple[Element, Content]) -> int:
    """Return the length of a text; a plain one counts half, since it may show the addresses that HTML has as links."""
    element, content = version
    length = sum(len(plain_text(block)) for block in content.blocks)
    return length if is_plain(element) else 2 * length


def _is_whole(content: Content) -> bool:
    """Check that a description is a text of its own: of several blocks, and not cut."""
    return len(content.blocks) > 1 and not _ELLIPSIS.search(plain_text(content.blocks[-1]))


def _folded(content: Content | None) -> str:
    return fold(" ".join(plain_text(block) for block in content.blocks)) if content else ""


# The post <a href="https://example.org/1">Bridge opens</a> appeared first on <a href="…">Bay Post</a>.
def _without_end(parsed: Parsed, content: Content) -> Content:
    """Return a text without the line below it that WordPress adds to feeds."""
    fields = parsed.builder.fields
    if not content.blocks or not isinstance(last := content.blocks[-1], Paragraph):
        return content
    title, targets = fields.get("headline", ""), [mark.href or "" for mark in last.marks]
    if len(content.blocks) < 2 or len(targets) < 2 or not title or title not in last.text:
        return content
    if len(last.text) - len(title) > _FEW or not any(_same_page(each, fields.get("url", "")) for each in targets):
        return content
    parsed.builder.dropped("the line below a text that names the feed", last.text)
    return content._replace(blocks=content.blocks[:-1])


def _same_page(one: str, other: str) -> bool:
    return bool(one) and one.partition("?")[0].rstrip("/") == other.partition("?")[0].rstrip("/")


# A teaser … <a href="https://example.org/1">Read more</a>
def _as_summary(parsed: Parsed, content: Content) -> str:
    """Return a text as one line, without the link to the whole text at its end."""
    blocks: list[Block] = list(content.blocks)
    if blocks and isinstance(last := blocks[-1], Paragraph) and last.marks:
        mark, url = last.marks[-1], parsed.builder.fields.get("url", "")
        words = last.text[mark.start : mark.stop]
        is_last = mark.kind == "link" and mark.stop == len(last.text) and len(words.split()) <= _FEW_WORDS
        if is_last and _same_page(mark.href or "", url):
            parsed.builder.dropped("the link to the whole text", words)
            blocks[-1] = last.text[: mark.start].rstrip()
    return fold(" ".join(" ".join(plain_text(block).split("\n")) for block in blocks))


# See <a href="https://example.org/map">the map</a> of it.
def _report_addresses(parsed: Parsed, content: Content) -> None:
    """Report the addresses of links in the summary, which is a line without links; that of the item is known."""
    marked = [block for block in content.blocks if isinstance(block, Paragraph)]
    addresses = dict.fromkeys(mark.href for block in marked for mark in block.marks if mark.href)
    url = parsed.builder.fields.get("url", "")
    if others := [each for each in addresses if not _same_page(each, url)]:
        parsed.builder.dropped_all("an address in the summary", others)


def _add_parties(parsed: Parsed) -> None:
    """Add the publisher, then the authors: those of the item, else those of the feed."""
    channel, builder = parsed.channel, parsed.builder
    parties = [parsed.publisher] if parsed.publisher else []
    own = channel.party("distributor" if parsed.publisher else "publisher")
    if own and not (parsed.publisher and fold(parsed.publisher.name) == fold(own.name)):
        parties.append(own)
    authors = parsed.authors or parsed.source_authors or ([] if builder.fields.get("byline") else channel.authors)
    builder.sources[:0] = parties
    builder.sources[len(parties) : len(parties)] = _each_once(authors)


# <author>ann@bay.example (Ann Example)</author><dc:creator>Ann Example</dc:creator>
def _each_once(authors: Iterable[Source]) -> list[Source]:
    """Return each author once: one without an address is the one of the same name that has it."""
    found = [*dict.fromkeys(authors)]
    addressed = {each.name for each in found if each.uri}
    return [each for each in found if each.uri or each.name not in addressed]


# <content xml:lang="de">, <content type="xhtml"><div xml:lang="de">
def _language_of(element: Element) -> str:
    """Return the language of a text, as its element says."""
    tag = element.get(LANG)
    return tag or (element[0].get(LANG) if len(element) and isinstance(element[0].tag, str) else None) or ""


def _finish(parsed: Parsed) -> None:
    """Add what the feed says of all items, and the lists."""
    builder, channel = parsed.builder, parsed.channel
    for element in () if "language" in builder.fields else (*parsed.full, *parsed.teasers):
        if tag := _language_of(element):
            builder.language(tag, "the language of a text", line_of(element))
    builder.language(channel.language, "the language of the feed", channel.language_line)
    if not builder.rights and channel.rights:
        builder.put_right("notice", channel.rights)
    builder.put("keywords", list(dict.fromkeys(parsed.keywords)))
    builder.put("subjects", list(dict.fromkeys(parsed.subjects)))
    if parsed.comments:
        builder.note("repair.dropped", f"the comments of readers ({parsed.comments}) were left out")
