"""Read what a feed says of itself, which counts for each of its items: its title, language, rights and address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import define, field

from newsdoc.formats.builder import ArticleBuilder, quoted
from newsdoc.formats.feed.names import base_of, joined, name_of
from newsdoc.formats.feed.text import one_line
from newsdoc.formats.xml.lines import attribute_text, line
from newsdoc.formats.xml.parse import Element, line_of, settle_entities_of
from newsdoc.formats.xml.text import text_of
from newsdoc.model import Source
from newsdoc.text import fold, has_words
from newsdoc.uris import absolute, mail_uri

__all__ = ["ITEMS", "LANG", "Channel", "name_and_mail", "party", "read_channel"]

ITEMS = ("item", "entry")
"""The elements that are read as articles."""
_OF_MACHINES = {"cloud", "docs", "generator", "id", "items", "lastBuildDate", "pubDate", "ttl", "updated"}
_OF_A_PARTY = {"name", "email", "uri", "url"}
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# ann@example.org (Ann Example)
_MAIL_AND_NAME = re.compile(r"(?P<mail>[^\s@]++@[^\s@(]++)\s*+\((?P<name>[^()]+)\)").fullmatch
# Ann Example <ann@example.org>
_NAME_AND_MAIL = re.compile(r"(?P<name>[^<>@]+)<(?P<mail>[^\s<>@]++@[^\s<>@]++)>").fullmatch


@define
class Channel:
    """What a feed says of itself."""

    title: str = ""
    publisher: str = ""
    link: str = ""
    language: str = ""
    language_line: int | None = None
    rights: str = ""
    authors: list[Source] = field(factory=list)
    """The authors of all items that name none."""
    logins: dict[str, str] = field(factory=dict)
    """The names of WordPress's authors by their logins."""
    others: list[str] = field(factory=list)
    """Words that count for no item."""
    _parties: dict[str, Source | None] = field(factory=dict, init=False)

    def party(self, role: str) -> Source | None:
        """Return the feed's publisher in a role; `None` if the feed has no name."""
        if role not in self._parties:
            name = self.publisher or self.title
            self._parties[role] = Source(name, role, uri=absolute(self.link)[0]) if name else None
        return self._parties[role]


def read_channel(item: Element, builder: ArticleBuilder) -> Channel:
    """Read the channel of an item: the elements before it, and in RSS 1.0 the channel beside it."""
    channel = Channel()
    around = item.getparent()
    for element in _parts(item):
        settle_entities_of(element, builder.note_at)
        _read_part(channel, element, builder)
    while around is not None and not channel.language:
        channel.language, around = around.get(LANG, ""), around.getparent()
    if around is None and item.getparent() is not None:
        channel.link = joined(base_of(item), channel.link)
    _report_others(channel, builder)
    return channel


def _report_others(channel: Channel, builder: ArticleBuilder) -> None:
    """Report what a feed says of itself and of no item, such as its description, with the first item."""
    known = {fold(text) for text in (channel.title, channel.publisher, channel.rights)}
    new = [text for text in dict.fromkeys(map(fold, channel.others)) if text not in known and has_words(text)]
    if new:
        builder.note("repair.dropped", f"what the feed says of itself was left out: {'; '.join(map(quoted, new))}")


def _parts(item: Element) -> Iterator[Element]:
    around = item.getparent()
    for child in around if around is not None else ():
        if not isinstance(child.tag, str):
            continue
        if name_of(child.tag) == "channel":
            yield from (each for each in child if isinstance(each.tag, str))
        elif name_of(child.tag) in ITEMS:
            return
        else:
            yield child


def _read_part(channel: Channel, element: Element, builder: ArticleBuilder) -> None:
    name = name_of(element.tag)
    if name == "title":
        channel.title = channel.title or one_line(element, builder, "the title of the feed")
    elif name == "dc:publisher":
        channel.publisher = channel.publisher or line(element)
    elif name == "link":
        if address := (line(element) or _alternate(element)):
            channel.link = channel.link or joined(base_of(element), address)
    elif name in ("language", "dc:language"):
        channel.language = channel.language or line(element)
        channel.language_line = line_of(element)
    elif name in ("copyright", "rights", "dc:rights"):
        channel.rights = channel.rights or one_line(element, builder, "the rights of the feed")
    elif name == "author" and len(element):
        channel.authors += filter(None, [party(element, "author", builder)])
    elif name == "wp:author":
        said = {name_of(child.tag): line(child) for child in element if isinstance(child.tag, str)}
        if display := said.get("wp:author_display_name"):
            channel.logins[said.get("wp:author_login", "")] = display
    elif not name.startswith("wp:") and name not in _OF_MACHINES:
        channel.others += [attribute_text(element, each) for each in ("text", "term", "label")]
        channel.others += [text_of(element)] if len(element) == 0 else map(text_of, element.iterchildren("*"))


def _alternate(element: Element) -> str:
    """Return the address of Atom's link to the page of the feed."""
    return element.get("href", "") if element.get("rel", "alternate") == "alternate" else ""


def party(element: Element, role: str, builder: ArticleBuilder) -> Source | None:
    """Return a person or organisation: `<author><name>Ann Example</name><uri>…</uri></author>`, or text."""
    said = {name_of(child.tag): line(child) for child in element if isinstance(child.tag, str)}
    name = said.get("name") or said.get("email") or ("" if said else line(element))
    if not name:
        return None
    for what, text in said.items():
        if what not in _OF_A_PARTY and has_words(text):
            builder.dropped(f"the {what} of the {role}", text, line_of(element))
    address = said.get("uri") or said.get("url")
    uri, _ = absolute(joined(base_of(element), address)) if address else (None, False)
    name, mail = name_and_mail(name)
    mail = mail_uri(said.get("email", "")) or mail
    if uri and mail:
        builder.dropped("an e-mail address", mail.removeprefix("mailto:"), line_of(element))
    return Source(name, role, uri=uri or (None if mail == f"mailto:{name}" else mail))


def name_and_mail(text: str) -> tuple[str, str | None]:
    """Return a name, and the e-mail address beside it as a URI: `ann@example.org (Ann Example)`."""
    whole = text.strip()
    found = _MAIL_AND_NAME(whole) or _NAME_AND_MAIL(whole)
    return (found["name"].strip(), mail_uri(found["mail"])) if found else (text, None)
