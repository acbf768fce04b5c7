"""One NewsItem of NewsML 1 as the drafts of its articles: its lines, its texts, its picture components.

A NewsItem is a tree of NewsComponents. Those that hold a picture with its words become captions; the text of all
others is the body, in the order of what they say they are (lead, body, contact). Texts that have headlines of their own
are articles of their own, which share what is said of the item. Words that no article holds are reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from attrs import define, evolve, field

from newsdoc.formats import times
from newsdoc.formats.draft import Draft
from newsdoc.formats.newsml1.content import roots, settle, words
from newsdoc.formats.newsml1.metadata import (
    ABOUT,
    ABOUT_PICTURES,
    Lists,
    mend_language,
    read_identification,
    read_language,
    read_management,
)
from newsdoc.formats.newsml1.tree import (
    BESIDES,
    Tree,
    components,
    first,
    headline_in,
    is_media,
    survey,
)
from newsdoc.formats.newsml1.unread import read_notes, report_unread
from newsdoc.formats.nitf.parse import read_body
from newsdoc.formats.xml.parse import Element, line_of, local_name
from newsdoc.model import Caption, Source
from newsdoc.page.dates import is_date_line
from newsdoc.text import fold

__all__ = ["read_item"]

_ORDER = {"lead": 0, "contact": 2}
# `20240501T100000+0200`, `2.4.2019 16:02:09 CEST`, `(2019-04-02)`
_STAMP = re.compile(
    r"\W?(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]?\d{2}[./-]?\d{2})"
    r"(?:[T, ]{0,2}\d{1,2}[:.h]?\d\d(?:[:.]?\d\d(?:[.,]\d{1,9})?)?)?"
    r" ?(?:[AaPp]\.?[Mm]\.?)? ?\(?(?:[A-Z]{1,5})?(?:[+-]\d\d:?(?:\d\d)?)?\)?\W?"
).fullmatch


def read_item(item: Element, draft: Draft) -> list[Draft]:
    """Read a NewsItem into a draft, or into several where its texts are articles of their own."""
    settle(item, draft)
    tree = survey(item)
    drafts = list(_stories(item, draft, tree)) if tree.stories else [_whole(item, draft, tree)]
    read_notes(item, drafts, tree)
    for each in drafts:
        _mend(each)
    report_unread(item, drafts, tree)
    return drafts


def _whole(item: Element, draft: Draft, tree: Tree) -> Draft:
    """Read an item that is one article."""
    lists = Lists(tree)
    read_language(draft, item)
    _about_item(draft, item)
    for component in components(item):
        if tree.media[component]:  # a picture by itself is an article of its caption
            _metadata(draft, lists, component)
        _component(draft, lists, component)
    _body(draft, lists, _shown(draft, lists))
    return draft


def _about_item(draft: Draft, item: Element) -> None:
    for child in item:
        name = local_name(child.tag)
        if name == "Identification":
            read_identification(draft, child)
        elif name == "NewsManagement":
            read_management(draft, child)


def _shown(draft: Draft, lists: Lists) -> list[Element]:
    """Give what is displayed of the texts, in their order."""
    shown = []
    for _, text in sorted(lists.texts, key=lambda text: text[0]):
        lists.tree.read.add(text)
        shown += roots(draft, text)
    return shown


def _body(draft: Draft, lists: Lists, shown: list[Element]) -> None:
    read_body(shown, draft, lists.pictures)
    draft.captions[:0] = lists.pictures.values()
    _merge(draft, lists)


def _merge(draft: Draft, lists: Lists) -> None:
    """Join the lists of the item with those that its text has told."""
    for name, values in (
        ("sources", lists.sources),
        ("places", lists.places),
        ("keywords", lists.keywords),
    ):
        told = draft.fields.get(name, [])
        if joined := list(dict.fromkeys([*values, *told])):
            draft.fields[name] = joined
    subjects = draft.fields.get("subjects", [])  # these have names, the item's own are numbers
    numbers = {subject.uri for subject in subjects if subject.uri}
    subjects += [subject for subject in dict.fromkeys(lists.subjects) if subject.uri not in numbers]
    if subjects:
        draft.fields["subjects"] = subjects


# --- several articles in one item ---


def _stories(item: Element, draft: Draft, tree: Tree) -> Iterator[Draft]:
    """Read an item whose texts are articles of their own: each knows best, then what is around it.

    Components that belong to none, such as a contact, go with the first; a picture with the one that names it.
    """
    around = {each for story in tree.stories for each in story.iterancestors()}
    places = [{each.get("data-location", "").strip("# ") for each in story.iter("{*}media-reference")}
              for story in tree.stories]  # fmt: skip
    shared: list[list[Element]] = [[] for _ in tree.stories]
    for part in _shared(item, set(tree.stories), around):
        names = {each.get("Duid") or "" for each in part.iter("{*}NewsComponent")} - {""}
        shared[next((at for at, place in enumerate(places) if names & place), 0)].append(part)
    ids = [story.get("Duid") or story.get("Euid") or "" for story in tree.stories]
    uses = Counter(ids)
    for at, story in enumerate(tree.stories):
        mine = draft if at == 0 else Draft(line_of(story))
        _read_story(item, story, shared[at], mine, tree, is_first=at == 0)
        own = ids[at] if uses[ids[at]] == 1 else ""
        _identify_part(item, story, mine, own)
        yield mine


def _shared(element: Element, stories: set[Element], around: set[Element]) -> Iterator[Element]:
    """Yield the components, and the texts beside them, that are in no story."""
    for child in element:
        if child in stories:
            continue
        if child in around:
            yield from _shared(child, stories, around)
        elif local_name(child.tag) in ("NewsComponent", "ContentItem"):
            yield child
        elif local_name(child.tag) == "NewsItem":
            yield from components(child)


def _read_story(
    item: Element, story: Element, shared: list[Element], draft: Draft, tree: Tree, *, is_first: bool
) -> None:
    lists = Lists(tree)
    owners = list(story.iterancestors("{*}NewsItem"))
    _about_item(draft, owners[0])
    label = draft.fields.get("slugline")
    for part in (story, *shared):
        if local_name(part.tag) == "NewsComponent":
            _component(draft, lists, part)
        else:
            _texts(draft, lists, "", [data for data in part.iter("{*}DataContent") if not is_media(part)])
    shown = _shown(draft, lists)
    if "headline" not in draft.fields and (headline := headline_in(story)):
        draft.fields["headline"] = headline
    notes, byline, slugline = len(draft.notes), draft.lines.get("byline", [])[:], draft.fields.get("slugline")
    for outer in story.iterancestors():
        if outer in tree.media:
            _metadata(draft, lists, outer)
        elif outer in owners and outer is not owners[0]:
            _about_item(draft, outer)
        read_language(draft, outer)
        if outer is item:
            break
    _keep_own_lines(draft, byline, slugline if slugline != label else None, story)
    if not is_first:  # what is around all of them was reported with the first
        del draft.notes[notes:]
    _body(draft, lists, shown)


def _keep_own_lines(draft: Draft, byline: list[str], slugline: str | None, story: Element) -> None:
    """Keep the lines that an article of several has itself where what is around it has such lines, too."""
    if byline:
        for text in draft.lines["byline"][len(byline) :]:
            draft.dropped("another byline", text if text not in byline else "", story)
        draft.lines["byline"] = byline
    outer = draft.fields.get("slugline", "")
    if slugline and outer != slugline:
        draft.dropped("another slugline", outer, story)
        draft.fields["slugline"] = slugline


def _identify_part(item: Element, story: Element, draft: Draft, own: str) -> None:
    """Call an article that is one of several in its item by the item's id and its own name, `urn:newsml:x:1#t0`."""
    if next(story.iterancestors("{*}NewsItem")) is not item:
        return  # an item in an item has an id
    whole = draft.fields.pop("id", None)
    if whole and own:
        draft.identify(f"{whole}#{own}", line_of(story))
    elif whole:
        draft.note("repair.value", f"the id {whole!r} is that of several articles; it was left out", draft.line, ".id")


# --- values that only the whole article shows to be wrong ---


def _mend(draft: Draft) -> None:
    """Mend what has been read: the language, a dateline that is a time, a printed time above the text."""
    mend_language(draft)
    for name, texts in list(draft.lines.items()):
        _settle_line(draft, name, texts)
    dateline = draft.fields.get("dateline", "")
    if dateline and "dateline" not in draft.lines and _is_time(dateline):
        _drop_dateline(draft, dateline)
        del draft.fields["dateline"]
    body = draft.fields.get("body", [])
    if len(body) > 1 and isinstance(body[0], str) and _is_time(body[0]):
        draft.note("repair.dropped", f"the time {body[0]!r} above the text is not part of it", draft.line)
        del body[0]
        draft.captions = [evolve(each, anchor=each.anchor - 1) if each.anchor else each for each in draft.captions]


def _settle_line(draft: Draft, name: str, texts: list[str]) -> None:
    """Choose between a line of the NewsLines and one that the text prints; the text's own wins."""
    told, printed = draft.fields[name], " ".join(dict.fromkeys(texts))
    if name == "dateline" and _is_time(printed):
        _drop_dateline(draft, printed)
        del draft.lines[name]
        if told in texts:
            del draft.fields[name]
    elif told not in texts and fold(told) not in fold(printed):
        draft.note("repair.dropped", f"another {name} was left out: {told!r}", draft.line)


def _drop_dateline(draft: Draft, text: str) -> None:
    draft.note("repair.dropped", f"the dateline {text!r} is only a time; it was left out", draft.line)
    if "published" not in draft.fields and times.read(text)[0] is not None:
        draft.published(text, draft.line)


def _is_time(text: str) -> bool:
    """Check whether a line is a date or a time and nothing else."""
    return _STAMP(text) is not None or is_date_line(text)


# --- components ---


def _component(draft: Draft, lists: Lists, component: Element) -> None:
    """Read a component of the text, or one that holds a picture with its words."""
    if lists.tree.media[component]:
        for picture in _pictures(lists.tree, component):
            _picture(draft, lists, picture)
        return
    _metadata(draft, lists, component)
    _texts(draft, lists, lists.tree.roles[component], lists.tree.texts[component])
    for each in lists.tree.inner[component]:
        if each not in lists.tree.left_out:
            _component(draft, lists, each)


def _metadata(draft: Draft, lists: Lists, component: Element) -> None:
    read_language(draft, component)
    for child in component:
        if handle := ABOUT.get(local_name(child.tag)):
            handle(draft, lists, child)


def _texts(draft: Draft, lists: Lists, role: str, texts: list[Element]) -> None:
    for data in texts:
        if data not in lists.tree.forms:
            _text(draft, lists, role, data)


def _text(draft: Draft, lists: Lists, role: str, data: Element) -> None:
    """Take a text for what its component says it is."""
    if role not in BESIDES:
        lists.texts.append((_ORDER.get(role, 1), data))
        return
    lists.tree.read.add(data)
    text, inside = words(draft, data)
    known = text
    if role in ("headline", "title"):
        text = text or inside.fields.get("headline", "")
        if _letters(text) != _letters(draft.fields.get("headline", "")):
            draft.put("headline", text, data)
    elif role == "subheadline":
        draft.put("deck", text, data)
    elif role in ("abstract", "summary"):
        draft.add("summary", text)
    elif role == "caption" and text:
        lists.pictures[f" {len(lists.pictures)}"] = Caption(text)
    elif role == "tweettext" and _letters(text) != _letters(draft.fields.get("summary", "")):
        draft.dropped("the text of a tweet", text, data)
    _say_inside(draft, inside, known, data)


def _letters(text: str) -> str:
    """Give what two copies of a line share, though one has been marked up and the other has not."""
    return "".join(text.split())


def _say_inside(draft: Draft, inside: Draft, text: str, data: Element) -> None:
    """Report what a document inside a caption or a line says of itself, where nothing else says it."""
    known = [fold(text), *(fold(value) for value in draft.fields.values() if isinstance(value, str))]
    for name, value in {**inside.fields, **inside.rights}.items():
        said = not isinstance(value, str) or name in _NOT_WORDS or any(fold(value) in each for each in known)
        if not said:
            draft.dropped(f"the {name.replace('_', ' ')} of a text beside the body", value, data)


_NOT_WORDS = {"id", "language", "status", "url"}

# --- pictures ---

_LARGEST = ("highdef", "main", "image", "original", "")
_DESCRIBING = ("caption", "headline", "title")


@define(eq=False)
class _Shot:
    """What the parts of a picture's component say: its lines, its makers, its captions and its addresses."""

    words: Draft
    lists: Lists
    captions: list[str] = field(factory=list)
    insides: list[tuple[Draft, Element]] = field(factory=list)
    addresses: list[tuple[int, str, Element]] = field(factory=list)


def _pictures(tree: Tree, component: Element) -> list[Element]:
    """Give the components in one that are a picture each, with words of its own; else the component itself."""
    inner = (each for each in tree.inner[component] if tree.media[each] and tree.roles[each] not in _DESCRIBING)
    found = [picture for each in inner if _has_words(tree, each) for picture in _pictures(tree, each)]
    return found if len(found) > 1 else [component]


def _has_words(tree: Tree, component: Element) -> bool:
    if first(component, "NewsLines") is not None:
        return True
    return any(tree.roles.get(each) == "caption" for each in component.iter("{*}NewsComponent"))


def _shot(draft: Draft, lists: Lists, component: Element) -> _Shot:
    shot = _Shot(Draft(draft.line), Lists(lists.tree))
    for part in component.iter("{*}NewsComponent"):
        role = lists.tree.roles.get(part, "")
        for child in part:
            name = local_name(child.tag)
            if handle := ABOUT_PICTURES.get(name):
                handle(shot.words, shot.lists, child)
            elif name == "ContentItem" and (address := child.get("Href")):
                rank = _LARGEST.index(role) if role in _LARGEST else len(_LARGEST)
                shot.addresses.append((rank, address, child))
        if role in _DESCRIBING:
            _describe(
                shot, draft, role, [data for data in lists.tree.texts.get(part, []) if data not in lists.tree.forms]
            )
    return shot


def _describe(shot: _Shot, draft: Draft, role: str, texts: list[Element]) -> None:
    """Read the texts that describe a picture, and the headline that a document inside them prints."""
    for data in texts:
        shot.lists.tree.read.add(data)
        text, inside = words(draft, data)
        shot.insides.append((inside, data))
        if role == "caption":
            shot.captions.append(text)
        else:
            shot.words.put("headline", text or inside.fields.get("headline", ""), data)


def _picture(draft: Draft, lists: Lists, component: Element) -> None:
    """Read a component that holds a picture: its caption, else its headline, its credit, its makers, its address."""
    shot = _shot(draft, lists, component)
    said = {**shot.words.fields, **{name: ", ".join(dict.fromkeys(texts)) for name, texts in shot.words.lines.items()}}
    headline, byline = said.get("headline", ""), said.get("byline", "")
    text = " ".join(dict.fromkeys(filter(None, shot.captions)))
    if lists.tree.pictures_only:
        _head_picture(draft, shot, text)
    if fold(headline) != fold(draft.fields.get("headline", "")):
        if text and fold(headline) not in fold(text):
            draft.dropped("a picture's headline", headline, component)
        text = text or headline
    sources = [source for source in shot.lists.sources if source.role != "publisher"]
    if byline and all(source.name != byline for source in sources):
        sources.insert(0, Source(byline, "author"))
    credit = said.get("credit") or byline or next((source.name for source in sources), "")
    noted = set(draft.notes)
    draft.notes += [note for note in shot.words.notes if note not in noted]
    keywords = "; ".join(each for each in dict.fromkeys(shot.lists.keywords) if each not in lists.keywords)
    _no_home(draft, {**said, **shot.words.rights, "keywords": keywords}, component)
    for inside, data in shot.insides:
        _say_inside(draft, inside, f"{text} {headline} {credit}", data)
    best = min(shot.addresses, key=lambda each: each[0], default=None)
    url = draft.uri(best[1], line_of(best[2])) if best else None
    if text or credit:
        key = component.get("Duid") or ""
        key = key if key and key not in lists.pictures else f" {len(lists.pictures)}"
        makers = [evolve(each, role="photographer") if each.role == "author" else each for each in sources]
        lists.pictures[key] = Caption(text or None, credit or None, sources=makers, url=url)
    elif url:
        draft.note("repair.dropped", f"the picture {url} has no words; it was left out", line_of(component))


def _head_picture(draft: Draft, shot: _Shot, text: str) -> None:
    """Take the headline that a picture's own texts print where the item has none, or only repeats the caption."""
    printed = [
        shot.words.fields.get("headline", ""),
        *(inside.fields.get("headline", "") for inside, _ in shot.insides),
    ]
    headline = next((each for each in printed if each and fold(each) not in fold(text)), "")
    known = draft.fields.get("headline", "")
    if headline and (not known or fold(known) in fold(text)):
        draft.fields["headline"] = headline


def _no_home(draft: Draft, said: dict[str, str], component: Element) -> None:
    """Note what a picture says of itself that is not said of the article, and that a caption has no place for."""
    known = {**draft.fields, **draft.rights}
    for name in ("deck", "dateline", "slugline", "editorial_note", "notice", "terms", "keywords"):
        if (text := said.get(name)) and text != known.get(name):
            draft.dropped(f"a picture's {name.replace('_', ' ')}", text, component)
