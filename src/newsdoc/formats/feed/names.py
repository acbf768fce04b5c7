"""The names of a feed's elements: each vocabulary has one prefix here, whatever prefix or address a feed uses.

`<media:content xmlns:media="http://search.yahoo.com/mrss">` is `media:content`, and so is the same element where the
feed forgot to declare the prefix. Elements of RSS and Atom have no prefix.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin

from newsdoc.formats.xml.parse import Element
from newsdoc.text import cached

__all__ = ["base_of", "joined", "name_of"]

_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
_SCHEME = re.compile(r"^https?://(?:www\.)?", re.IGNORECASE)

_VOCABULARIES = (
    ("purl.org/rss/1.0/modules/content", "content:"),
    ("purl.org/rss/1.0/modules/", "module:"),
    ("purl.org/rss/1.0", ""),
    ("my.netscape.com/rdf/simple/0.9", ""),
    ("my.netscape.com/publish/formats/rss-0.91", ""),
    ("channel.netscape.com/rdf/simple/0.9", ""),
    ("backend.userland.com/rss", ""),
    ("blogs.law.harvard.edu/tech/rss", ""),
    ("w3.org/2005/atom", ""),
    ("purl.org/atom/ns#", ""),
    ("purl.org/dc/", "dc:"),
    ("search.yahoo.com/mrss", "media:"),
    ("rssboard.org/media-rss", "media:"),
    ("tools.search.yahoo.com/mrss", "media:"),
    ("video.search.yahoo.com/mrss", "media:"),
    ("itunes.com/dtds/podcast", "itunes:"),
    ("georss.org/georss", "geo:"),
    ("w3.org/2003/01/geo", "geo:"),
    ("wordpress.org/export/", "wp:"),
    ("rssnamespace.org/feedburner", "feedburner:"),
    ("prismstandard.org/namespaces", "prism:"),
    ("news.yandex.ru", "yandex:"),
    ("turbo.yandex.ru", "turbo:"),
    ("w3.org/1999/xhtml", "xhtml:"),
    ("purl.org/syndication/thread", "thr:"),
)
"""The beginning of each vocabulary's address, without scheme and `www.`, in small letters; and its prefix here."""

_ALIASES = {"atom:": "", "rss:": "", "dcterms:": "dc:", "georss:": "geo:"}


@cached  # a feed has few tags
def name_of(tag: str) -> str:
    """Return the name of an element, with the prefix of its vocabulary."""
    if tag[:1] != "{":  # RSS, or a prefix that is not declared: `media:content`
        prefix, colon, name = tag.rpartition(":")
        prefix = _ALIASES.get(f"{prefix.lower()}:", f"{prefix.lower()}:") if colon else ""
        return f"{prefix}{name}"
    address, _, name = tag[1:].partition("}")
    plain = _SCHEME.sub("", address).lower()
    if plain.startswith("wordpress.org/export/") and plain.rstrip("/").endswith("/excerpt"):
        return f"excerpt:{name}"
    prefix = next((prefix for begin, prefix in _VOCABULARIES if plain.startswith(begin)), "other:")
    return f"{prefix}{name}"


def base_of(element: Element) -> str:
    """Return the address that the relative addresses of an element begin at, by `xml:base`; empty if there is none."""
    base = ""
    around: Element | None = element
    while around is not None:
        if outer := around.get(_XML_BASE):
            base = joined(outer, base) if base else outer.strip()
        around = around.getparent()
    return base


def joined(base: str, address: str) -> str:
    """Return an address that may be relative as one that is not; as it is if that cannot be."""
    try:
        return urljoin(base, address.strip()) if base else address.strip()
    except ValueError:  # such as `http://[`
        return address
