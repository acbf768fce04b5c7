"""Read the pictures of an item: Media RSS (`media:content` and its like), enclosures and links to pictures.

One picture is often named several times: in sizes, as a thumbnail, as an enclosure, and in the text. It becomes one
caption. Recordings have no place in the model and are reported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from attrs import define, field

from newsdoc.formats.builder import ArticleBuilder, shown
from newsdoc.formats.feed.names import base_of, joined, name_of
from newsdoc.formats.feed.text import one_line
from newsdoc.formats.pictures import Picture, one_of_each
from newsdoc.formats.xml.lines import attribute_text, line
from newsdoc.formats.xml.parse import Element, line_of
from newsdoc.model import Source
from newsdoc.text import fold, has_words
from newsdoc.uris import absolute

__all__ = ["MEDIA", "read_pictures"]

MEDIA = frozenset(
    ["enclosure", "image", "itunes:image", "media:content", "media:group", "media:thumbnail", "media:peerLink"]
)
"""The elements of an item that are about a picture or a recording."""
_WORDS = frozenset(["media:title", "media:description", "media:copyright", "media:credit"])
_THUMBNAILS = ("image", "itunes:image", "media:thumbnail")
_PICTURE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg)(?:[?#].*)?", re.IGNORECASE)
_RECORDING = re.compile(r"(?:audio|video)\b", re.IGNORECASE)
_is_role = re.compile("[a-z-]+").fullmatch


@define
class _Media:
    """A picture with the words that were found for it."""

    urls: list[str] = field(factory=list)
    title: str = ""
    text: str = ""
    credits: list[tuple[str, str | None]] = field(factory=list)
    rights: str = ""
    is_thumbnail: bool = False
    width: int = 0


def read_pictures(item: Element, builder: ArticleBuilder) -> list[Picture]:
    """Return the pictures of an item; what the item says of all of them counts where one says nothing itself."""
    if not any(isinstance(child.tag, str) and _is_media(child) for child in item):
        return []
    shared = _words(item, _Media(), builder, is_item=True)
    found = [media for child in item if isinstance(child.tag, str) for media in _read(child, builder)]
    if any(not media.is_thumbnail for media in found):
        found = [media for media in found if not media.is_thumbnail or media.text or media.credits]
    headline = fold(builder.fields.get("headline", ""))
    pictures = [_picture(media, shared, headline, builder) for media in _distinct(found)]
    if not pictures:
        _report(shared, builder, "a text about a recording")
    return one_of_each([each for each in pictures if each.urls or each.text or each.credit])


def _is_media(element: Element) -> bool:
    """Check for an element that is about a picture or a recording: `media:content`, `<link rel="enclosure"/>`."""
    name = name_of(element.tag)
    return name in MEDIA or name in _WORDS or (name == "link" and element.get("rel") == "enclosure")


def _read(element: Element, builder: ArticleBuilder) -> Iterator[_Media]:
    """Yield the pictures of one element of an item."""
    name = name_of(element.tag)
    if name == "media:group":
        inside = [child for child in element if isinstance(child.tag, str)]
        has_film = any(_RECORDING.match(each.get("type") or each.get("medium") or "") for each in inside)
        best = sorted(filter(None, (_content(each, builder) for each in inside)), key=lambda each: -each[0])
        if best:
            media = best[0][1]
            media.urls += [url for _, other in best[1:] for url in other.urls]
            yield media if has_film else _with(media, _words(element, _Media(), builder))
        if has_film or not best:
            _report_words(element, builder)
    elif name in MEDIA or (name == "link" and element.get("rel") == "enclosure"):
        found = _content(element, builder)
        if found:
            found[1].width = found[0]
            yield found[1]


def _content(element: Element, builder: ArticleBuilder) -> tuple[int, _Media] | None:
    """Return a picture and its width; `None` for what is not one."""
    name = name_of(element.tag)
    if name not in MEDIA and name != "link":
        return None
    address = attribute_text(element, "url") or attribute_text(element, "href")
    if name == "image" and not address:
        inside = [each for each in element if isinstance(each.tag, str) and name_of(each.tag) == "url"]
        address = line(inside[0]) if inside else line(element) if len(element) == 0 else ""
    kind = element.get("type") or element.get("medium") or ""
    if _RECORDING.match(kind):
        what = " ".join(filter(None, ("the recording", shown(address), attribute_text(element, "title"))))
        builder.note("repair.dropped", f"{what} was left out", "", line_of(element))
        _report_words(element, builder)
        return None
    title = attribute_text(element, "title")
    if not (name in _THUMBNAILS or kind.lower().startswith("image") or _PICTURE.search(address)):
        said = " ".join(filter(None, (title, address)))
        builder.dropped("an attached file", said, line_of(element))
        _report_words(element, builder)
        return None
    url, _ = absolute(joined(base_of(element), address))
    media = _Media([url] if url else [], title, is_thumbnail=name in _THUMBNAILS)
    width = element.get("width", "")
    return int(width[:6]) if width[:6].isascii() and width[:6].isdecimal() else 0, _words(element, media, builder)


def _words(element: Element, media: _Media, builder: ArticleBuilder, *, is_item: bool = False) -> _Media:
    """Add what the elements inside say of a picture; note other words inside it, but not those of an item."""
    for child in element:
        name = name_of(child.tag) if isinstance(child.tag, str) else ""
        if name == "media:title" or (name == "title" and not is_item):
            media.title = media.title or one_line(child, builder, "the title of a picture")
        elif name == "media:description":
            media.text = media.text or one_line(child, builder, "the caption of a picture")
        elif name == "media:copyright":
            media.rights = media.rights or one_line(child, builder, "the rights of a picture")
        elif name == "media:credit" and (credit := line(child)):
            role = (child.get("role") or "").strip().lower().replace(" ", "-")
            media.credits.append((credit, role if _is_role(role) else None))
        elif name and name not in MEDIA and not is_item:
            texts = (" ".join(map(str, child.itertext())), child.get("label") or "", child.get("description") or "")
            for text in filter(has_words, map(fold, texts)):
                builder.dropped(f"the {name.rpartition(':')[2]} of a picture or a recording", text, line_of(child))
    return media


def _report_words(element: Element, builder: ArticleBuilder) -> None:
    """Report the words of a recording, except those that the article has."""
    _report(_words(element, _Media(), builder), builder, "a text about a recording", line_of(element))


def _report(media: _Media, builder: ArticleBuilder, what: str, place: int | None = None) -> None:
    known = {fold(builder.fields.get(name, "")) for name in ("headline", "summary")}
    for text in (media.title, media.text, media.rights, *(name for name, _ in media.credits)):
        if fold(text) not in known:
            builder.dropped(what, text, place)


def _with(media: _Media, other: _Media) -> _Media:
    """Return a picture with the words of another one where it has none."""
    return _Media(
        media.urls,
        media.title or other.title,
        media.text or other.text,
        media.credits or other.credits,
        media.rights or other.rights,
        media.is_thumbnail,
        media.width,
    )


def _distinct(found: Iterable[_Media]) -> list[_Media]:
    """Return each picture once, however often its address is named."""
    kept: list[_Media] = []
    places: dict[str, int] = {}
    for media in found:
        same = next((places[url] for url in media.urls if url in places), None)
        if same is None:
            same = len(kept)
            kept.append(media)
        else:
            kept[same] = _with(kept[same], media)
        places.update(dict.fromkeys(media.urls, same))
    return kept


def _picture(media: _Media, shared: _Media, headline: str, builder: ArticleBuilder) -> Picture:
    whole = _with(media, shared)
    title = whole.title if " " in whole.title and fold(whole.title) != headline else ""
    credit = ", ".join(dict.fromkeys(name for name, _ in whole.credits)) or whole.rights
    for text, kept in ((title, whole.text), (whole.rights, credit)):
        if text and kept and has_words(text) and fold(text) not in fold(kept):
            builder.dropped("another text of a picture", text)
    sources = tuple(dict.fromkeys(Source(name, role) for name, role in whole.credits))
    return Picture(whole.text or title or None, credit or None, sources, tuple(whole.urls), (), media.width)
