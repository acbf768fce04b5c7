"""Read what a page says about itself: its `meta` and `link` elements, its JSON-LD, its microdata.

Each fact has several places, the surest first. For times it is JSON-LD, then `article:published_time`, then other
`meta` elements; for the address the canonical link, then `og:url`, then JSON-LD.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import urljoin

from attrs import define, evolve, field

from newsdoc.diagnostics import Diagnostic
from newsdoc.formats.builder import ArticleBuilder, language_of
from newsdoc.formats.json import text as json_text
from newsdoc.formats.jsonld.choose import read_article
from newsdoc.formats.jsonld.graph import Graph, Node
from newsdoc.formats.jsonld.text import values
from newsdoc.formats.xml.parse import Element
from newsdoc.formats.xml.text import text_of
from newsdoc.model import Source
from newsdoc.text import clean, letters
from newsdoc.uris import absolute

__all__ = ["Head", "names_site", "read_head", "whole_address"]

_TITLES = ("og:title", "twitter:title", "dc.title", "parsely-title", "sailthru.title", "headline")
_PUBLISHED = (
    "article:published_time", "og:published_time", "article:published", "datepublished", "parsely-pub-date",
    "sailthru.date", "dcterms.created", "dcterms.issued", "dc.date.issued", "dc.date", "dcterms.date", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "published_time", "date", "last-modified",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "article.published", "datecreated",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "article:modified", "datemodified", "dcterms.modified", "lastmod",
    "last-modified", "article.updated", "article:updated_time",
)  # fmt: skip
_AUTHORS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl",
            "article:author_name", "cxenseparse:author", "article.author")  # fmt: skip
_SITES = ("og:site_name", "application-name", "twitter:site_name", "publisher", "dc.publisher")
_SECTIONS = ("article:section", "section", "parsely-section", "og:section", "cxenseparse:recs:articlesection")
_KEYWORDS = ("news_keywords", "keywords", "parsely-tags", "sailthru.tags")
_UNREAD = frozenset((
    "articleBody", "text", "image", "video", "hasPart", "comment", "associatedMedia", "review", "mainEntity",
    "description", "abstract", "speakable", "isPartOf", "about", "mentions",
))  # fmt: skip
"""Properties of JSON-LD that say nothing for a page: its words are taken from what is printed."""
_WHOLE = 400  # bytes in UTF-8 of an `articleBody` that is more than a description
_is_address = re.compile(r"https?://|www\.|[^\s@]+@[^\s@]+\.\w+$").match


@define(eq=False)
class Head:
    """The facts that a page states about itself."""

    titles: list[str] = field(factory=list)
    """Its titles, that of the `title` element first."""
    site: str | None = None
    url: str | None = None
    language: str | None = None
    published: date | None = None
    modified: datetime | None = None
    authors: list[Source] = field(factory=list)
    stated_by: str = ""
    """The place that names the authors: `jsonld` or `meta`."""
    publisher: Source | None = None
    section: str | None = None
    keywords: tuple[str, ...] = ()
    description: str | None = None
    body: str = ""
    """The letters of the story as JSON-LD has it, or of its beginning."""
    whole_body: str = ""
    """The story as JSON-LD has it."""
    free: bool = True
    """False if the page says that it can be read for money only."""
    article: bool = False
    """True if the page says that it is an article."""
    base: str | None = None
    facts: dict[str, list[str]] = field(factory=dict)
    """What its `meta` and `link` elements say of the story, by what it is; a field may hold it, or say otherwise."""
    notes: list[Diagnostic] = field(factory=list)

    def names(self) -> tuple[str, ...]:
        """Return the names of the site in small letters: as it states them, and as they stand in its address."""
        stated = [
            self.site,
            self.publisher.name if self.publisher else None,
            _HOST.sub("", self.url or "").rpartition(".")[2],
        ]
        names = {name.strip().lower() for name in stated if name}
        names |= {_DOMAIN.sub("", name) for name in names}
        return tuple(sorted(name for name in names if len(name) > 2))

    def bare_title(self) -> str | None:
        """Return the title of the page without the name of the site behind it: `Bridge opens | Bay Post`."""
        if not self.titles:
            return None
        title, *others = self.titles
        shorter = (other for other in others if letters(other) and letters(other) in letters(title))
        if found := next(shorter, None):
            return found
        before, joint, behind = max((title.rpartition(joint) for joint in _JOINTS), key=lambda parts: len(parts[0]))
        return before if joint and self.is_site(behind) else title

    def is_house(self, name: str) -> bool:
        """Check that a name is that of the paper or the site, or has it in it: `Bay Post`, `Bay Post Staff`."""
        return self.is_site(name) or names_site(name, self.names())

    def is_site(self, line: str) -> bool:
        """Check that a line is the name of the site, or a part of it, and nothing else."""
        text = letters(line)
        publisher = self.publisher.name if self.publisher else None
        return any(text in each for each in _site_letters(self.site, publisher, self.url)) if text else True


@lru_cache(maxsize=16)  # each line of a page is compared with them
def _site_letters(site: str | None, publisher: str | None, url: str | None) -> list[str]:
    """Return the letters of the names of a site."""
    return [letters(each) for each in (site, publisher, _HOST.sub("", url or "")) if each]


def names_site(text: str, names: Iterable[str]) -> bool:
    """Check that a line has a name of the site in it as a word: pages speak of themselves so, and stories seldom."""
    lower = text.lower()
    for name in names:
        start = lower.find(name)
        if start >= 0:
            around = lower[start - 1 : start] + lower[start + len(name) : start + len(name) + 1]
            if not any(map(str.isalnum, around)):
                return True
    return False


_JOINTS = (" | ", " - ", " – ", " — ", "_")
_DOMAIN = re.compile(r"(?<!\W)\W{1,9}(?:com|net|org|info|[a-z]{2})$")
_HOST = re.compile(r"^https?://(?:www\.)?|/.*|\.[a-z]+/.*$")


def read_head(root: Element, address: str | None) -> Head:
    """Return what a page says about itself; `address` is where it was fetched, if known."""
    head = Head()
    metas: dict[str, list[str]] = {}
    links: dict[str, list[str]] = {}
    scripts: list[Element] = []
    for element in root.iter("meta", "link", "script", "title", "base", "time", "abbr"):
        _collect(element, head, metas, links, scripts)
    graph = Graph()
    for script in scripts:
        for value in _values(script, head):
            graph.add(value)
    base = whole_address(address, next(iter(links.get("base", ())), None)) or address
    _read_metas(head, metas)
    _read_addresses(head, links, metas, base)
    if node := _article(graph, head):
        _read_node(head, node, graph)
    _fill_from_metas(head, metas)
    _read_facts(head, metas, links)
    _read_language(head, root, metas)
    return head


def _collect(
    element: Element, head: Head, metas: dict[str, list[str]], links: dict[str, list[str]], scripts: list[Element]
) -> None:
    tag = element.tag
    if tag == "meta":
        content = element.get("content")
        for name in (element.get("property"), element.get("name"), element.get("itemprop"), element.get("http-equiv")):
            if name and content and (text := _clean(content)):
                metas.setdefault(name.strip().lower(), []).append(text)
    elif tag in ("time", "abbr"):
        # <abbr itemprop="datePublished" title="2024-02-13T09:12:00Z">
        stated = element.get("datetime") or element.get("title")
        property_ = (element.get("itemprop") or "").lower()
        if stated and property_ in ("datepublished", "datemodified"):
            metas.setdefault(property_, []).append(stated)
    elif tag == "link":
        for rel in (element.get("rel") or "").lower().split():
            links.setdefault(rel, []).append(element.get("href") or "")
    elif tag == "base":
        links.setdefault("base", []).append(element.get("href") or "")
    elif tag == "title":
        if not head.titles and _outside_pictures(element) and (text := _clean(text_of(element))):
            head.titles.append(text)
    elif "ld+json" in (element.get("type") or "").lower():
        scripts.append(element)


def _outside_pictures(title: Element) -> bool:
    """Check that a title is not that of an SVG picture."""
    parent = title.getparent()
    return parent is None or parent.tag != "svg"


def _clean(text: str) -> str:
    return clean(" ".join(text.split()))[0]


def whole_address(base: str | None, address: str | None) -> str | None:
    """Return an address in full; `None` if it is not one."""
    if not address or not (address := address.strip()):
        return None
    try:
        return absolute(urljoin(base or "", address))[0]
    except ValueError:  # a bracket or port that is none
        return None


# --- JSON-LD ---


def _values(script: Element, head: Head) -> Iterator[object]:
    try:
        yield from values(script.text or "", lambda _: None)
    except json_text.SyntaxFault as fault:
        line = script.sourceline
        message = f"a script's JSON-LD cannot be read: {fault.message}"
        head.notes.append(Diagnostic("error.item", message, line if isinstance(line, int) else None))


def _article(graph: Graph, head: Head) -> Node | None:
    """Return the node of the page's article: that with a title or the address of the page, else the first."""
    nodes = list(graph.articles())
    titles = {letters(title) for title in head.titles}
    for node in nodes:
        name = letters(str(node.get("headline") or node.get("name") or ""))
        if name and any(name in title or title in name for title in titles if title):
            return node
    return nodes[0] if nodes and len(nodes) < 4 else None


def _read_node(head: Head, node: Node, graph: Graph) -> None:
    """Read the node of the article; it never names what is printed on the page."""
    head.article = True
    head.free = str(node.get("isAccessibleForFree", "true")).lower() not in ("false", "0")
    body = node.get("articleBody")
    if isinstance(body, str) and len(body.encode(errors="replace")) >= _WHOLE:
        head.body, head.whole_body = letters(body), body
    kept = {name: value for name, value in node.items() if name.rpartition(":")[2] not in _UNREAD}
    try:
        builder = read_article(kept, graph, listening=False)
    except RecursionError:
        return
    found = builder.fields
    if title := found.get("headline"):
        head.titles.append(title)
    head.published, head.modified = found.get("published"), found.get("modified")
    head.url = head.url or found.get("url")
    head.section, head.keywords = found.get("section"), tuple(found.get("keywords", ()))
    head.language = found.get("language")
    head.authors = [source for source in builder.sources if source.role == "author" and _names(source.name)]
    head.stated_by = "jsonld" if head.authors else ""
    head.publisher = next((source for source in builder.sources if source.role == "publisher"), None)
    head.site = head.site or (head.publisher.name if head.publisher else None)


def _names(name: str) -> bool:
    return not _is_address(name) and any(map(str.isalpha, name))


# --- meta and link elements ---


def _first(metas: dict[str, list[str]], names: Iterable[str]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)


def _read_metas(head: Head, metas: dict[str, list[str]]) -> None:
    """Read titles and names, which the choice among JSON-LD's nodes needs."""
    head.titles += [metas[name][0] for name in _TITLES if name in metas]
    head.site = _first(metas, _SITES)
    head.description = _first(metas, ("og:description", "description", "twitter:description"))
    head.article = any(kind.lower() in ("article", "newsarticle") for kind in metas.get("og:type", ()))


def _read_addresses(head: Head, links: dict[str, list[str]], metas: dict[str, list[str]], base: str | None) -> None:
    head.base = base
    for address in (*links.get("canonical", ()), *metas.get("og:url", ())):
        if found := whole_address(base, address):
            head.url = found
            break
    head.base = base or head.url


def _fill_from_metas(head: Head, metas: dict[str, list[str]]) -> None:
    """Read from `meta` elements what JSON-LD does not say."""
    builder = ArticleBuilder(is_reported=False)
    for name in _PUBLISHED:
        for text in metas.get(name, ()):
            builder.published(text)
    for name in _MODIFIED:
        for text in metas.get(name, ()):
            builder.moment("modified", text, name)
    found: dict[str, Any] = builder.fields
    if head.published is None or (type(head.published) is date and type(found.get("published")) is datetime):
        head.published = found.get("published", head.published)
    head.modified = head.modified or found.get("modified")
    head.section = head.section or _first(metas, _SECTIONS)
    if not head.keywords:
        tags = metas.get("article:tag") or _split(_first(metas, _KEYWORDS) or "")
        head.keywords = tuple(dict.fromkeys(tags))
    if not head.authors:
        names = (name for each in _AUTHORS for name in metas.get(each, ()))
        head.authors = [Source(name, "author") for name in dict.fromkeys(names) if _names(name) and len(name) < 100]
        head.stated_by = "meta" if head.authors else ""
    head.publisher = head.publisher or (Source(head.site, "publisher") if head.site else None)


_FACTS = {
    "a section": _SECTIONS,
    "an author": _AUTHORS,
    "a keyword": ("article:tag", *_KEYWORDS),
    "a place": ("geo.placename", "dc.coverage", "dcterms.spatial"),
    "a film or sound": (
        "og:video", "og:video:url", "og:video:secure_url", "og:audio", "og:audio:url", "og:audio:secure_url",
        "twitter:player", "twitter:player:stream",
    ),
    "the rights": ("copyright", "rights", "dc.rights", "dcterms.rights", "dcterms.rightsholder"),
}  # fmt: skip


# <meta property="og:video" content="https://bay.example/1.mp4"/>, <link rel="author" href="https://bay.example/ann"/>
def _read_facts(head: Head, metas: dict[str, list[str]], links: dict[str, list[str]]) -> None:
    """Keep what the head says of the story; the one address of a writer is that of the one author."""
    for what, names in _FACTS.items():
        found = [text for name in names for text in metas.get(name, ())]
        if what == "a keyword":
            found = [word for text in found for word in _split(text)]
        elif what == "an author":
            found += filter(None, (whole_address(head.base, address) for address in links.get("author", ())))
        if found:
            head.facts[what] = list(dict.fromkeys(found))
    pages = [text for text in head.facts.get("an author", ()) if text.startswith(("http://", "https://"))]
    if len(pages) == len(head.authors) == 1 and head.authors[0].uri is None and (uri := absolute(pages[0])[0]):
        head.authors = [evolve(head.authors[0], uri=uri)]


def _split(keywords: str) -> list[str]:
    return [text for each in re.split("[,;،、]", keywords) if (text := each.strip())]


def _read_language(head: Head, root: Element, metas: dict[str, list[str]]) -> None:
    """Read the language: as the root element says, else JSON-LD, else a `meta` element."""
    stated = [
        root.get("lang"),
        root.get("{http://www.w3.org/XML/1998/namespace}lang"),
        root.get("xml:lang"),
        head.language,
    ]
    stated += [
        _first(metas, (name,)) for name in ("content-language", "inlanguage", "og:locale", "dc.language", "language")
    ]
    head.language = next((tag for each in stated if each and (tag := language_of(each))), None)
