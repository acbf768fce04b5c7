"""Read one item of a feed: each element by its name.

<item><title>Bridge opens</title><dc:creator>Ann Example</dc:creator><pubDate>Wed, 01 May 2024 10:00:00 GMT</pubDate>
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from operator import itemgetter

from attrs import define, field

from newsdoc import unchecked
from newsdoc.formats.builder import ArticleBuilder, shown
from newsdoc.formats.choose import is_deck
from newsdoc.formats.feed import dates
from newsdoc.formats.feed.channel import LANG, Channel, name_and_mail, party
from newsdoc.formats.feed.media import MEDIA
from newsdoc.formats.feed.names import base_of, joined, name_of
from newsdoc.formats.feed.text import one_line
from newsdoc.formats.newsml.topics import topic_name
from newsdoc.formats.xml.lines import attribute_text, line
from newsdoc.formats.xml.parse import Element, line_of
from newsdoc.model import Source, Subject
from newsdoc.page.bylines import is_byline, is_name
from newsdoc.uris import absolute, runs_script

__all__ = ["Parsed", "is_empty", "parse_item", "skip"]

_NO_TIME = "0000-00-00"
_BETWEEN_NAMES = re.compile(r"[,;|&]|\band\b")
_BETWEEN_KEYWORDS = re.compile(r"[,;|]")
_LETTERS = re.compile(r"[^\W\d_]{2}")
# a:2:{s:5:"width";i:1200;…}, {"width":1200}, field_5a1b2c, all text of one plugin's pages
_is_data = re.compile(r"[aOs]:\d+:|[{\[<]|field_").match
_is_code = re.compile(r"[A-Za-z]{0,4}[0-9][\w.-]*").fullmatch
_NOT_NEWS = frozenset([
    "attachment", "nav_menu_item", "revision", "custom_css", "customize_changeset", "oembed_cache", "user_request",
    "wp_block", "wp_template", "wp_template_part", "wp_global_styles", "wp_navigation", "wp_font_face", "feedback",
])  # fmt: skip
_STATUSES = {
    **dict.fromkeys(("publish", "inherit"), "usable"),
    **dict.fromkeys(("draft", "pending", "private", "future"), "withheld"),
}
_TAXONOMIES = {"post_format", "nav_menu", "language", "wp_theme"}  # of WordPress, which say nothing of the text
_OWN_DOMAINS = {"", "category", "post_tag", "tag"}
"""The domains of WordPress for topics, which say nothing of them; any other names the scheme of the topic."""
_OF_FEEDS = {"id", "link", "updated", "icon", "logo", "generator"}
"""Elements of a feed that are for machines."""
_LINKS_OF_FEEDS = {"edit", "edit-media", "first", "hub", "last", "next", "prev", "previous", "self"}
"""The relations of links that are for machines."""
_RESOURCE = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}resource"
_KIND = "http://schemas.google.com/g/2005#kind"


@define(eq=False)
class Parsed:
    """The values of an item before the choice among its texts."""

    builder: ArticleBuilder
    channel: Channel
    base: str
    full: list[Element] = field(factory=list)
    teasers: list[Element] = field(factory=list)
    links: list[str] = field(factory=list)
    origin: str = ""
    """The address that a service like FeedBurner has replaced."""
    authors: list[Source] = field(factory=list)
    source_authors: list[Source] = field(factory=list)
    """The authors of the feed that the item was taken from."""
    publisher: Source | None = None
    published: list[tuple[int, date, int | None]] = field(factory=list)
    """The times of publication, each with the rank of its element and its line."""
    keywords: list[str] = field(factory=list)
    subjects: list[Subject] = field(factory=list)
    other_titles: list[str] = field(factory=list)
    comments: int = 0


_Handle = Callable[[Parsed, Element], None]


def is_empty(item: Element) -> bool:
    """Check for an item without elements: `<entry/>`."""
    return len(item) == 0 and not item.attrib


def skip(item: Element) -> str | None:
    """Return why an item of a WordPress export is not news; `None` if it is."""
    for child in item:
        name = name_of(child.tag) if isinstance(child.tag, str) else ""
        if name == "wp:post_type" and (kind := line(child)) in _NOT_NEWS:
            return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind} of WordPress is not an article; it was skipped"
        if name == "wp:status" and line(child) in ("trash", "auto-draft"):
            return "an item that WordPress has thrown away was skipped"
    return None


def parse_item(item: Element, builder: ArticleBuilder, channel: Channel) -> Parsed:
    """Read the elements of an item, each by its name; fields with one element are in the builder at once."""
    parsed = Parsed(builder, channel, joined(channel.link, base_of(item)))
    builder.language(item.get(LANG, ""), line=line_of(item))
    for child in item:
        if not isinstance(child.tag, str):
            continue
        name = name_of(child.tag)
        if handle := _HANDLERS.get(name):
            handle(parsed, child)
        elif name not in MEDIA:
            _unknown(parsed, name, child)
    if about := item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"):
        parsed.links.append(about)
        builder.put("id", "".join(about.split()))
    if parsed.published:
        _, value, place = min(parsed.published, key=itemgetter(0))
        builder.put_published(value, "the date", place)
    _read_media_words(parsed, item)
    return parsed


# --- elements ---


def _title(parsed: Parsed, element: Element) -> None:
    parsed.builder.put_text("headline", one_line(element, parsed.builder, "the title"), line_of(element))


def _other_title(parsed: Parsed, element: Element) -> None:
    """Read a title that counts only where the item has no other; the title of pictures is read with them."""
    parsed.other_titles.append(one_line(element, parsed.builder, "the title"))


def _full(parsed: Parsed, element: Element) -> None:
    if address := element.get("src"):
        parsed.builder.note("repair.dropped", f"a text that lies elsewhere, at {shown(address)}, was left out")
    parsed.full.append(element)


def _teaser(parsed: Parsed, element: Element) -> None:
    parsed.teasers.append(element)


# <link>https://example.org/1</link>, <link rel="alternate" href="https://example.org/1"/>
def _link(parsed: Parsed, element: Element) -> None:
    address = element.get("href") or line(element)
    kind = element.get("rel", "alternate").lower()
    if kind == "alternate" and address:
        parsed.links.append(joined(joined(parsed.channel.link, base_of(element)), address))
    elif kind == "license" and not attribute_text(element, "title"):
        parsed.builder.put_right("terms", address, line_of(element))
    elif kind not in _LINKS_OF_FEEDS and kind != "enclosure":  # which is among the pictures
        _related(parsed, element, address)


# <link rel="related" title="Other bridges" href="https://example.org/others"/>
def _related(parsed: Parsed, element: Element, address: str) -> None:
    """Read a link to another page, if it has a title; note one without, as that to the replies."""
    builder, place = parsed.builder, line_of(element)
    title = attribute_text(element, "title")
    whole = joined(joined(parsed.channel.link, base_of(element)), address)
    url = builder.uri(whole, "the address of a link", ".links", place) if title else None
    if title and url and not runs_script(url):
        builder.fields.setdefault("links", []).append(unchecked.link(title, url))
    else:
        builder.dropped("a link to another page", " ".join(filter(None, (title, address))), place)


def _origin(parsed: Parsed, element: Element) -> None:
    parsed.origin = line(element)


# <guid isPermaLink="false">https://example.org/?p=1</guid>
def _guid(parsed: Parsed, element: Element) -> None:
    text = line(element)
    parsed.builder.identify(text, "the guid", line_of(element))
    if element.get("isPermaLink", "true").lower() == "true" and re.match("https?:", text):
        parsed.links.append(text)


def _atom_id(parsed: Parsed, element: Element) -> None:
    parsed.builder.identify(line(element), "the id", line_of(element))


def _published(rank: int) -> _Handle:
    """Return a reader of a time of publication; that of the lowest rank counts, whatever its place in the item."""

    def read(parsed: Parsed, element: Element) -> None:
        text, place = line(element), line_of(element)
        if value := parsed.builder.time(text, "the date", ".published", place, dates.read):
            parsed.published.append((rank, value, place))

    return read


def _modified(parsed: Parsed, element: Element) -> None:
    text, place = line(element), line_of(element)
    value = parsed.builder.time(text, "the time of the change", ".modified", place, dates.read)
    parsed.builder.put_moment("modified", value, "the time of the change", place)


# <wp:post_date_gmt>2024-05-01 10:00:00</wp:post_date_gmt>
def _utc(name: str) -> _Handle:
    def read(parsed: Parsed, element: Element) -> None:
        text = line(element)
        if text and not text.startswith(_NO_TIME):
            utc = f"{text.replace(' ', 'T')}Z"
            value = parsed.builder.time(utc, "the time in GMT", f".{name}", line_of(element), dates.read)
            parsed.builder.put_moment(name, value, "the time in GMT", line_of(element))

    return read


# <dc:creator>Ann Example, Bo Sample</dc:creator>, <author>ann@example.org (Ann Example)</author>
def _author(parsed: Parsed, element: Element) -> None:
    if len(element):
        parsed.authors += filter(None, [party(element, "author", parsed.builder)])
        return
    text, mail = name_and_mail(one_line(element, parsed.builder, "the author"))
    text = parsed.channel.logins.get(text, text)
    names = [name.strip() for name in _BETWEEN_NAMES.split(text)]
    names = names if len(names) > 1 and all(map(is_name, names)) else [text]
    is_line = is_byline(text, alone=True)
    if mail and (is_line or len(names) > 1):
        parsed.builder.dropped("an e-mail address", mail.removeprefix("mailto:"), line_of(element))
        mail = None
    if is_line:
        parsed.builder.put_text("byline", text, line_of(element))
    else:
        parsed.authors += [Source(name, "author", uri=mail) for name in names if name]


def _contributor(parsed: Parsed, element: Element) -> None:
    parsed.builder.sources += filter(None, [party(element, "contributor", parsed.builder)])


# <source url="https://example.org/feed">Example Wire</source>
def _source(parsed: Parsed, element: Element) -> None:
    """Read the feed that an item was taken from: it is the publisher, and this feed only passes the item on."""
    inside = [(name_of(child.tag), child) for child in element if isinstance(child.tag, str)]
    title = next((child for name, child in inside if name == "title"), element)
    name = one_line(title, parsed.builder, "the source")
    for kind, child in inside:
        if kind == "author":
            parsed.source_authors += filter(None, [party(child, "author", parsed.builder)])
        elif kind == "rights":
            _rights(parsed, child)
        elif kind not in ("title", *_OF_FEEDS):
            _unknown(parsed, f"{kind} of the source", child)
    if name:
        uri, _ = absolute(element.get("url", ""))
        if parsed.publisher and parsed.publisher.name != name:
            parsed.builder.dropped("another publisher", parsed.publisher.name, line_of(element))
        parsed.publisher = Source(name, "publisher", uri=uri)


def _publisher(parsed: Parsed, element: Element) -> None:
    if name := one_line(element, parsed.builder, "the publisher"):
        parsed.publisher = parsed.publisher or Source(name, "publisher")
        if parsed.publisher.name != name:
            parsed.builder.dropped("another publisher", name, line_of(element))


# <category domain="https://example.org/topics/bridges">Bridges</category>, <category term="bridges" scheme="…"/>
def _category(parsed: Parsed, element: Element) -> None:
    """Read a category, and those inside it: `<itunes:category text="Technology"><itunes:category text="Tools"/>`."""
    if not len(element):
        _one_category(parsed, element, one_line(element, parsed.builder, "a category"))
        return
    names = ((each, name_of(each.tag)) for each in element.iter("*"))
    inside = [each for each, name in names if each is not element and name.rpartition(":")[2] == "category"]
    others = [each for each in element if isinstance(each.tag, str) and len(each) and each not in inside]
    whole = not (inside or others)
    text = one_line(element, parsed.builder, "a category") if whole else " ".join((element.text or "").split())
    for each in (element, *inside):
        _one_category(parsed, each, text if each is element else " ".join((each.text or "").split()))
    for each in others:
        parsed.builder.dropped("the text inside a category", " ".join(_inside(each).split()), line_of(each))


def _one_category(parsed: Parsed, element: Element, text: str) -> None:
    domain = attribute_text(element, "domain") or attribute_text(element, "scheme")
    if domain in _TAXONOMIES or domain == _KIND:
        return
    if domain == "author":  # <category domain="author" nicename="cap-bo">bo</category>, of the plugin Co-Authors Plus
        name = parsed.channel.logins.get(text, text)
        parsed.authors += [Source(name, "author")] if name else []
        return
    term = attribute_text(element, "term") or attribute_text(element, "nicename") or text
    name = attribute_text(element, "label") or attribute_text(element, "text") or text or term
    if not name:
        return
    term = term or name  # <category label="Bridges"/>
    code = None if _slug(term) == _slug(name) else term  # «bridges-and-tunnels» says no more than «Bridges & tunnels»
    if domain in ("", "post_tag", "tag") and code is None:
        parsed.keywords.append(name)
        return
    uri = _address_of(domain, name, term)
    if domain not in _OWN_DOMAINS:
        code = f"{domain}{'' if domain[-1] in '/#:' else ':'}{term}"
    name = (topic_name(uri, parsed.builder.fields.get("language")) if uri and name == term else None) or name
    parsed.subjects.append(unchecked.subject(name, uri=uri, code=None if uri else code))


def _address_of(domain: str, name: str, term: str) -> str | None:
    """Return the address of a category: its domain if that ends in its name, else domain and term if they join.

    `<category domain="http://cv.iptc.org/newscodes/mediatopic/">04000000</category>`
    """
    if domain and _slug(domain.rstrip("/#").rpartition("/")[2]) == _slug(name):
        return absolute(domain)[0]
    if domain[-1:] in ("/", "#") and (term != name or _is_code(term)):
        return absolute(domain + term)[0]
    return None


def _slug(text: str) -> str:
    """Return the letters and digits of a name, as sites make the last part of an address of it."""
    return "".join(filter(str.isalnum, text.replace("&amp;", "").casefold()))


# <dc:subject>Bridges; Tolls</dc:subject>
def _topics(parsed: Parsed, element: Element) -> None:
    """Read topics, which may be several in one element."""
    text = one_line(element, parsed.builder, "a topic")
    for each in filter(None, map(str.strip, text.split(";"))):
        _one_category(parsed, element, each)


# <wp:postmeta><wp:meta_key>subtitle</wp:meta_key><wp:meta_value>After ten years</wp:meta_value></wp:postmeta>
def _post_meta(parsed: Parsed, element: Element) -> None:
    """Read a field of a plugin: a sub-title is the deck; other words are reported, and what is for machines is not."""
    said = {name_of(child.tag): child for child in element if isinstance(child.tag, str)}
    key, value = (said.get(f"wp:meta_{name}") for name in ("key", "value"))
    if key is None or value is None or not (name := line(key)):
        return
    if is_deck(name.lower()):
        parsed.builder.put_text("deck", one_line(value, parsed.builder, "the sub-title"), line_of(value))
    elif _is_prose(text := " ".join(_inside(value).split())) and not _is_data(text):
        parsed.builder.dropped(f"the field {name}", text, line_of(value))


def _keywords(parsed: Parsed, element: Element) -> None:
    words = _BETWEEN_KEYWORDS.split(one_line(element, parsed.builder, "the keywords"))
    parsed.keywords += filter(None, map(str.strip, words))


def _language(parsed: Parsed, element: Element) -> None:
    parsed.builder.fields.pop("language", None)  # the item's own counts more than `xml:lang`
    parsed.builder.language(line(element), line=line_of(element))


def _rights(parsed: Parsed, element: Element) -> None:
    parsed.builder.put_right("notice", one_line(element, parsed.builder, "the rights"), line_of(element))


# <creativeCommons:license>https://…</creativeCommons:license>, <cc:license rdf:resource="https://…"/>
def _license(parsed: Parsed, element: Element) -> None:
    text = one_line(element, parsed.builder, "the licence") or attribute_text(element, _RESOURCE)
    parsed.builder.put_right("terms", text, line_of(element))


def _section(parsed: Parsed, element: Element) -> None:
    parsed.builder.put_text("section", one_line(element, parsed.builder, "the section"), line_of(element))


def _status(parsed: Parsed, element: Element) -> None:
    parsed.builder.status(_STATUSES.get(line(element), line(element)), line=line_of(element))


def _geo(parsed: Parsed, element: Element) -> None:
    parsed.builder.dropped("a point on the map", _inside(element), line_of(element))


def _inside(element: Element) -> str:
    return " ".join(map(str, element.itertext()))


def _player(parsed: Parsed, element: Element) -> None:
    parsed.builder.dropped("the player of a recording", element.get("url") or "", line_of(element))


# <comments>https://example.org/1#comments</comments>
def _comments(parsed: Parsed, element: Element) -> None:
    parsed.builder.dropped("the address of the readers' comments", line(element), line_of(element))


def _comment(parsed: Parsed, element: Element) -> None:  # noqa: ARG001 (as all handlers)
    parsed.comments += 1


def _nothing(parsed: Parsed, element: Element) -> None:
    """Skip an element that says nothing of the text, or is read elsewhere."""


def _is_prose(text: str) -> bool:
    """Check for two words of letters: not the name of a file, a number or a code."""
    words = iter(text.split())
    return any(map(_LETTERS.search, words)) and any(map(_LETTERS.match, words))


def _unknown(parsed: Parsed, name: str, element: Element) -> None:
    """Report the words of an element that is not known; numbers, codes and addresses do not count."""
    text = " ".join(_inside(element).split())
    if _is_prose(text):
        parsed.builder.dropped(f"the text of {name.removeprefix('other:')}", text, line_of(element))


_HANDLERS: dict[str, _Handle] = {
    "title": _title,
    **dict.fromkeys(("dc:title", "itunes:title"), _other_title),
    **dict.fromkeys(
        ("content:encoded", "content", "fulltext", "full-text", "fullitem", "yandex:full-text", "turbo:content",
         "xhtml:body", "xhtml:div", "body", "content_encoded"),
        _full,
    ),
    **dict.fromkeys(
        ("description", "summary", "excerpt:encoded", "dc:description", "itunes:summary", "itunes:subtitle",
         "dc:abstract", "tagline"),
        _teaser,
    ),
    "link": _link,
    "feedburner:origLink": _origin,
    "guid": _guid,
    "id": _atom_id,
    "dc:identifier": _atom_id,
    **dict.fromkeys(("pubDate", "pubdate", "published"), _published(0)),
    **dict.fromkeys(("issued", "dc:issued", "prism:publicationDate"), _published(1)),
    "dc:date": _published(2),
    **dict.fromkeys(("created", "dc:created"), _published(3)),
    **dict.fromkeys(("updated", "modified", "dc:modified", "lastBuildDate"), _modified),
    "wp:post_date_gmt": _utc("published"),
    "wp:post_modified_gmt": _utc("modified"),
    **dict.fromkeys(("author", "dc:creator", "creator", "itunes:author", "dc:author"), _author),
    **dict.fromkeys(("contributor", "dc:contributor"), _contributor),
    "source": _source,
    **dict.fromkeys(("dc:publisher", "prism:publicationName"), _publisher),
    **dict.fromkeys(("category", "media:category", "itunes:category"), _category),
    "dc:subject": _topics,
    "wp:postmeta": _post_meta,
    **dict.fromkeys(("media:keywords", "itunes:keywords", "keywords", "other:keywords", "tags"), _keywords),
    **dict.fromkeys(("language", "dc:language"), _language),
    **dict.fromkeys(("rights", "copyright", "dc:rights"), _rights),
    **dict.fromkeys(("license", "other:license"), _license),
    **dict.fromkeys(("section", "prism:section"), _section),
    "wp:status": _status,
    "wp:comment": _comment,
    "comments": _comments,
    **dict.fromkeys(
        ("geo:point", "geo:line", "geo:polygon", "geo:box", "geo:where", "geo:lat", "geo:long", "geo:Point",
         "geo:featurename", "geo:featureName"),
        _geo,
    ),
    **dict.fromkeys(("media:player", "media:embed"), _player),
    **dict.fromkeys(("media:title", "media:description", "media:credit", "media:copyright"), _nothing),
    **dict.fromkeys(("wp:post_name", "wp:post_password", "module:comment"), _nothing),
}  # fmt: skip
"""The elements of an item, by the names that `names` gives them."""


# <entry><media:group><media:title>Bridge opens</media:title><media:description>A film of it.</media:description>
def _read_media_words(parsed: Parsed, item: Element) -> None:
    """Use the title and the description of an item's film where the item has none itself."""
    if parsed.teasers and "headline" in parsed.builder.fields:
        return
    are_pictures: dict[Element | None, bool] = {}  # by the element around them: one may hold thousands of descriptions
    for element in item.iter("*"):
        name = name_of(element.tag)
        if name == "media:title" and not parsed.other_titles and "headline" not in parsed.builder.fields:
            _other_title(parsed, element)
        elif name == "media:description" and not (parsed.teasers or parsed.full):
            around = element.getparent()
            if around not in are_pictures:
                are_pictures[around] = _is_about_picture(around)
            if not are_pictures[around]:
                parsed.teasers.append(element)


def _is_about_picture(around: Element | None) -> bool:
    """Check whether the media in an element are pictures, so that a description there is a caption."""
    media = [] if around is None else [around, *(each for each in around if isinstance(each.tag, str))]
    kinds = [f"{each.get('medium') or ''} {each.get('type') or ''}" for each in media]
    return not any("video" in kind or "audio" in kind or "flash" in kind for kind in kinds)
