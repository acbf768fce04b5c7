"""Pictures, films and the entries of live blogs in a node of a JSON-LD graph.

Search engines want a picture in several sizes, 16:9, 4:3 and 1:1, so that most lists of pictures are one picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import NoneType

from newsdoc.formats.json.values import listed
from newsdoc.formats.jsonld.graph import Node, types
from newsdoc.formats.jsonld.parsed import Parsed, Update, first, note_others, plain, source_of
from newsdoc.formats.pictures import Picture, without_size
from newsdoc.model import Source
from newsdoc.text import fold

__all__ = ["read_films", "read_images", "read_media", "read_thumbnail", "read_updates"]

_WORDS = frozenset(("caption", "copyrightNotice", "creditText", "description"))
_FILMS = frozenset(("AudioObject", "MusicVideoObject", "Podcast", "PodcastEpisode", "VideoObject"))
_GALLERIES = frozenset(("CollectionPage", "ImageGallery", "MediaGallery"))


def read_images(parsed: Parsed, value: object, where: str) -> None:
    """Read pictures: an address, or `{"@type": "ImageObject", "url": …, "caption": …, "creditText": …}`."""
    nodes = parsed.nodes(value)
    for each in nodes if len(nodes) == 1 else _without_sizes(parsed, nodes):
        node: Node = {"url": each} if isinstance(each, str) else parsed.values.members(each, where)
        if node:
            parsed.pictures.append(_picture(parsed, node, where))


def _picture(parsed: Parsed, node: Node, where: str) -> Picture:
    texts = (parsed.text(_caption_text(node.get(key)), where) for key in ("caption", "description"))
    text = next(filter(None, texts), None)
    sources = [*_picture_sources(parsed, node, where)]
    credit, notice = [parsed.values.text(node.get(key), where) for key in ("creditText", "copyrightNotice")]
    names = ", ".join(source.name for source in sources) if not text else ""
    if credit and notice and fold(credit) != fold(notice):
        parsed.builder.dropped("the copyright notice of a picture", notice)
    return Picture(text, credit or notice or names, sources, _addresses(parsed, node, where), (), _size(node, "width"))


def _addresses(parsed: Parsed, node: Node, where: str) -> list[str]:
    """Return the address of a picture: of the file, else its `url`, else that of a small one; note those of others.

    `"url": "https://…"`, `"url": ["https://…"]`, `"url": {"@id": "https://…"}`
    """
    url = node.get("contentUrl") or node.get("url")
    if type(url) is str and type(node.get("url")) in (str, NoneType):  # as most pictures have it
        only = parsed.values.uri(url, where)
        return [only] if only else []
    found: list[str] = []
    for key in ("contentUrl", "url", "thumbnailUrl", "@id"):
        if key in node and (not found or key == "url"):
            of_key = (_text_of_address(each) for each in listed(node.get(key)) if each)
            found += filter(None, (parsed.values.uri(each, where) for each in of_key if key != "@id" or _is_web(each)))
    for other in dict.fromkeys(found[1:] if isinstance(node.get("url"), list) else ()):
        if without_size(other) != without_size(found[0]):
            parsed.builder.dropped("another address of a picture", other)
    return found[:1]


def _text_of_address(value: object) -> object:
    """Return an address that may be inside an object."""
    if not isinstance(value, dict):
        return value
    return next((value[key] for key in ("@id", "@value", "url") if key in value), None)


def _is_web(address: object) -> bool:
    return isinstance(address, str) and address.startswith(("http:", "https:")) and "#" not in address


def _without_sizes(parsed: Parsed, nodes: list[object]) -> Iterator[object]:
    """Yield pictures without other sizes of the first one, whose addresses are noted if they have names of their own.

    These are bare addresses, or objects without words and of other proportions.
    """
    are_bare = all(isinstance(each, str) for each in nodes)
    proportion = _proportion(nodes[0]) if nodes else 0
    names: set[str] = set()
    for number, each in enumerate(nodes):
        addresses = [*_plain_addresses(each)]
        differs = are_bare or (proportion and _proportion(each) not in (0, proportion) and not _has_words(each))
        if number and differs and names.isdisjoint(map(without_size, addresses)):
            parsed.builder.dropped_all("another size of a picture", addresses)
        else:
            names.update(map(without_size, addresses))
            yield each


def _plain_addresses(node: object) -> Iterator[str]:
    """Yield the addresses of a picture that are texts."""
    values = (map(node.get, ("contentUrl", "url"))) if isinstance(node, dict) else [node]
    yield from (each for value in values for each in listed(value) if isinstance(each, str))


def _has_words(node: object) -> bool:
    return isinstance(node, dict) and not _WORDS.isdisjoint(node)


def _proportion(node: object) -> float:
    """Return a picture's width by its height, `{"width": "1200", "height": 675}`; 0 if it is not known."""
    width, height = (_size(node, key) if isinstance(node, dict) else 0 for key in ("width", "height"))
    return round(width / height, 1) if width and height else 0


def _size(node: Node, key: str) -> int:
    """Return a number of pixels: `1200`, `"1200"`, `"1200px"`, `{"@type": "QuantitativeValue", "value": 1200}`."""
    value = node.get(key)
    value = value.get("value") if isinstance(value, dict) else value
    digits = str(value).removesuffix("px").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 7 else 0


def _caption_text(value: object) -> object:
    """Return the text of a caption, which may be an object: `{"@type": "MediaObject", "text": "…"}`."""
    found = first(value)
    if not isinstance(found, dict):
        return found
    return next((found[key] for key in ("@value", "text", "name") if key in found), None)


def _picture_sources(parsed: Parsed, node: Node, where: str) -> Iterator[Source]:
    """Yield the parties of a picture: a person is the photographer, an organization the agency."""
    for key in ("creator", "author"):
        for name, party in parsed.names(node.get(key), where):
            found = types(party)
            role = "photographer" if "Person" in found else "agency" if "Organization" in found else None
            yield source_of(parsed, name, role, party, where)


def read_thumbnail(parsed: Parsed, value: object, _where: str) -> None:
    """Keep the address of a small picture, which counts if the article has no other."""
    parsed.thumbnails += (each for each in listed(value) if isinstance(each, str))


def read_films(parsed: Parsed, value: object, where: str) -> None:
    """Note the addresses of films and sounds: `{"@type": "VideoObject", "contentUrl": "https://bay.example/1.mp4"}`."""
    for each in parsed.nodes(value):
        node: Node = {"url": each} if isinstance(each, str) else parsed.values.members(each, where)
        note_others(parsed, node, None, f"the address of the {where}", ("contentUrl", "url", "embedUrl"))


def read_media(parsed: Parsed, value: object, where: str) -> None:
    """Read pictures and films, or a gallery of them: `{"@type": "MediaGallery", "associatedMedia": […]}`."""
    for each in parsed.nodes(value):
        if not isinstance(each, dict):
            continue
        is_gallery = not _GALLERIES.isdisjoint(types(each))
        inside = [node for key in ("associatedMedia", "image", "hasPart") for node in parsed.nodes(each.get(key))]
        for node in inside if is_gallery else [each]:
            kinds = types(node) if isinstance(node, dict) else frozenset[str]()
            if not _FILMS.isdisjoint(kinds):
                read_films(parsed, node, where)
            elif "ImageObject" in kinds:
                read_images(parsed, node, where)


def read_updates(parsed: Parsed, value: object, where: str) -> None:
    """Keep the entries of a live blog: `{"@type": "BlogPosting", "headline": "Wind grows", "articleBody": "…"}`."""
    for node in parsed.nodes(value):
        if not isinstance(node, dict):
            continue
        headline = parsed.text(first(node.get("headline") or node.get("name")), where)
        texts = [plain(each) for key in ("articleBody", "text") for each in listed(node.get(key))]
        texts = [each.get("text") if isinstance(each, dict) else each for each in texts]
        said = [each for each in texts if isinstance(each, str)]
        parsed.values.taken.update(said)
        before = len(parsed.pictures)
        read_images(parsed, node.get("image"), where)
        parsed.updates.append(Update(headline, said[0] if said else "", parsed.pictures[before:]))
        del parsed.pictures[before:]
