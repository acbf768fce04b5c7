"""Read picture components into captions: `<NewsComponent>` with the lines, texts and files of one picture."""

from __future__ import annotations

from attrs import define, evolve, field

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.newsml1.content import words
from newsdoc.formats.newsml1.metadata import ABOUT, Parsed
from newsdoc.formats.newsml1.tree import DESCRIBING, Tree, first
from newsdoc.formats.xml.parse import Element, children, line_of, local_name
from newsdoc.model import Caption, Source
from newsdoc.text import fold

__all__ = ["read_picture", "report_inside", "unspaced"]

_LARGEST = ("highdef", "main", "image", "original", "")
_DIGITS = 8  # of a number of pixels, at most
_NOT_WORDS = {"id", "language", "status", "url"}


def unspaced(text: str) -> str:
    """Return a line without white space, which differs between two copies of it."""
    return "".join(text.split())


def report_inside(parsed: Parsed, inside: ArticleBuilder, text: str, data: Element) -> None:
    """Report the fields of a document inside a caption or a line that nothing else says."""
    fields = parsed.builder.fields
    known = [fold(text), *(fold(value) for value in fields.values() if isinstance(value, str))]
    for name, value in {**inside.fields, **inside.rights}.items():
        if isinstance(value, str) and name not in _NOT_WORDS and not any(fold(value) in each for each in known):
            parsed.builder.dropped(f"the {name.replace('_', ' ')} of a text beside the body", value, line_of(data))


@define(eq=False)
class _Shot:
    """Data of a picture's component: its lines and makers, its captions and its addresses."""

    lines: Parsed
    captions: list[str] = field(factory=list)
    insides: list[tuple[ArticleBuilder, Element]] = field(factory=list)
    addresses: list[tuple[int, str, Element]] = field(factory=list)
    """The addresses with the rank of their roles: the least is the largest picture."""


def read_picture(parsed: Parsed, component: Element) -> None:
    """Read a component that holds a picture, or several that have words of their own."""
    for picture in _pictures(parsed.tree, component):
        _caption(parsed, _shot(parsed, picture), picture)


def _pictures(tree: Tree, component: Element) -> list[Element]:
    """Return the components in one that are a picture each, with words of its own; else the component itself."""
    inner = (each for each in tree.inner[component] if tree.media[each] and tree.roles[each] not in DESCRIBING)
    found = [picture for each in inner if _has_words(tree, each) for picture in _pictures(tree, each)]
    return found if len(found) > 1 else [component]


def _has_words(tree: Tree, component: Element) -> bool:
    if first(component, "NewsLines") is not None:
        return True
    return any(tree.roles.get(each) == "caption" for each in component.iter("{*}NewsComponent"))


def _shot(parsed: Parsed, component: Element) -> _Shot:
    tree = parsed.tree
    shot = _Shot(Parsed(parsed.builder.beside(), tree))
    for part in component.iter("{*}NewsComponent"):
        role = tree.roles.get(part, "")
        for child in part:
            name = local_name(child.tag)
            if name == "ContentItem" and (address := child.get("Href")):
                if _is_recording(child):
                    parsed.builder.dropped("the address of a recording", address, line_of(child))
                else:
                    rank = _LARGEST.index(role) if role in _LARGEST else len(_LARGEST)
                    shot.addresses.append((rank, address, child))
            elif name != "RightsMetadata" and (handle := ABOUT.get(name)):
                handle(shot.lines, child)
        for data in tree.texts.get(part, ()) if role in DESCRIBING else ():
            if data not in tree.forms:
                _describe(parsed, shot, role, data)
    return shot


# <ContentItem Href="film.mp4"><MediaType FormalName="Video"/><MimeType FormalName="video/mp4"/>
def _is_recording(item: Element) -> bool:
    """Check for a film or a sound: its type says more than its medium, since a film may have a still picture."""
    said = {local_name(part.tag): part.get("FormalName") for part in children(item)}
    return (said.get("MimeType") or said.get("MediaType") or "").lower().startswith(("audio", "video"))


# <Characteristics><Property FormalName="Width" Value="2000"/>
def _width(item: Element) -> int:
    for part in item.iterfind("{*}Characteristics/{*}Property[@FormalName='Width']"):
        value = (part.get("Value") or "").strip()
        return int(value) if value.isascii() and value.isdecimal() and len(value) < _DIGITS else 0
    return 0


def _describe(parsed: Parsed, shot: _Shot, role: str, data: Element) -> None:
    """Read a text that describes a picture, and the headline that a document inside it prints."""
    parsed.tree.read.add(data)
    text, inside = words(parsed.builder, data)
    shot.insides.append((inside, data))
    if role == "caption":
        shot.captions.append(text)
    else:
        shot.lines.builder.put_text("headline", text or inside.fields.get("headline", ""), line_of(data))


def _caption(parsed: Parsed, shot: _Shot, component: Element) -> None:
    """Choose a picture's words: its caption, else its headline; its credit line, else its byline, else its makers."""
    builder, said = parsed.builder, shot.lines.builder.fields
    headline, byline = said.get("headline", ""), ", ".join(shot.lines.builder.joined.get("byline", ()))
    text = " ".join(dict.fromkeys(filter(None, shot.captions)))
    if parsed.tree.pictures_only:
        _head_picture(parsed, shot, text)
    if fold(headline) != fold(builder.fields.get("headline", "")):
        if text and fold(headline) not in fold(text):
            parsed.builder.dropped("a picture's headline", headline, line_of(component))
        text = text or headline
    sources = [source for source in shot.lines.sources if source.role != "publisher"]
    if byline and all(source.name != byline for source in sources):
        sources.insert(0, Source(byline, "author"))
    credit = said.get("credit") or byline or next((source.name for source in sources), "")
    _report_rest(parsed, shot, component)
    for inside, data in shot.insides:
        report_inside(parsed, inside, f"{text} {headline} {credit}", data)
    several = len(shot.addresses) > 1
    best = min(shot.addresses, key=lambda each: (each[0], -_width(each[2]) if several else 0), default=None)
    url = builder.uri(best[1], "the picture's address", line=line_of(best[2])) if best else None
    if text or credit or url:
        key = component.get("Duid") or ""
        key = key if key and key not in parsed.pictures else f" {len(parsed.pictures)}"
        makers = [evolve(each, role="photographer") if each.role == "author" else each for each in sources]
        parsed.pictures[key] = Caption(text or None, credit or None, sources=makers, url=url)


def _head_picture(parsed: Parsed, shot: _Shot, text: str) -> None:
    """Take the headline that a picture's own texts print where the item has none, or only repeats the caption."""
    builders = (shot.lines.builder, *(inside for inside, _ in shot.insides))
    printed = (each.fields.get("headline", "") for each in builders)
    headline = next((each for each in printed if each and fold(each) not in fold(text)), "")
    known = parsed.builder.fields.get("headline", "")
    if headline and (not known or fold(known) in fold(text)):
        parsed.builder.fields["headline"] = headline


def _report_rest(parsed: Parsed, shot: _Shot, component: Element) -> None:
    """Report the fields of a picture that a caption has no place for, and that differ from the article's."""
    builder, lines = parsed.builder, shot.lines
    if lines.builder.notes:
        noted = set(builder.notes)
        builder.notes += [note for note in lines.builder.notes if note not in noted]
    parsed.links += [link for link in lines.links if link not in parsed.links]  # a logo's `ClickThru URL`
    said = {**lines.builder.fields, **lines.builder.rights, "dateline": lines.dateline}
    for name in ("keywords", "genres", "subjects", "places"):
        others = (each for each in dict.fromkeys(getattr(lines, name)) if each not in getattr(parsed, name))
        said[name] = "; ".join(each if isinstance(each, str) else each.name for each in others)
    known = {**builder.fields, **builder.rights, "dateline": parsed.dateline}
    for name, text in said.items():
        if isinstance(text, str) and name not in _SHOWN and text != known.get(name):
            parsed.builder.dropped(f"a picture's {name.replace('_', ' ')}", text, line_of(component))


_SHOWN = {"byline", "credit", "headline", "language"}
