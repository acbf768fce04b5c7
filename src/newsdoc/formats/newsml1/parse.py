"""Read one NewsItem of NewsML 1 into the builders of its articles.

A NewsItem is a tree of NewsComponents. Those that hold a picture with its words become captions; the text of all
others is the body, in the order of their roles (lead, body, contact). Texts that have headlines of their own are
articles of their own, which share what is said of the item. Words that no article holds are reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from attrs import evolve

from newsdoc.formats import times
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.newsml1.content import roots, settle, words
from newsdoc.formats.newsml1.join import Item, Reference, key_of
from newsdoc.formats.newsml1.mapping import TOLD
from newsdoc.formats.newsml1.metadata import ABOUT, Parsed, read_item_data, read_language
from newsdoc.formats.newsml1.pictures import read_picture, report_inside, unspaced
from newsdoc.formats.newsml1.tree import BESIDES, Tree, components, headline_in, is_media, outermost_texts, survey
from newsdoc.formats.newsml1.unread import read_notes, report_unread
from newsdoc.formats.nitf.body import read_body
from newsdoc.formats.xml.parse import Element, line_of, local_name
from newsdoc.model import Caption
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


def read_item(item: Element, builder: ArticleBuilder, *, all_words: bool) -> Item:
    """Read a NewsItem into a builder, or into several where its texts are articles of their own.

    With `all_words`, report those that no article holds.
    """
    settle(item, builder)
    tree = survey(item)
    articles = list(_stories(item, builder, tree)) if tree.stories else [_whole(item, builder, tree)]
    builders = [_choose(parsed) for parsed in articles]
    read_notes(item, builders, tree)
    report_unread(item, builders, tree, all_words=all_words)
    return Item(
        builders, key_of(_name_of(item)), tree.pictures_only, list(_references(item, builder, tree)), line_of(item)
    )


# <Identification><NewsIdentifier>…<PublicIdentifier>urn:newsml:a:20240501:t1:1</PublicIdentifier>
def _name_of(item: Element) -> str:
    """Return the name by which other items refer to one; its articles, if it has several, have ids of their own."""
    found = (each for part in item.iterfind("{*}Identification") for each in part.iter("{*}PublicIdentifier"))
    return next((name for each in found if (name := "".join((each.text or "").split()))), "")


# <AssociatedWith NewsItem="urn:newsml:a:20240501:t1"/>, <NewsItemRef NewsItem="urn:newsml:a:20240501:t1"/>
def _references(item: Element, builder: ArticleBuilder, tree: Tree) -> Iterator[Reference]:
    """Yield what an item says of other items."""
    found = list(item.iter("{*}AssociatedWith", "{*}NewsItemRef"))
    groups: dict[Element, int] = {}
    for element in found:
        target = key_of(element.get("NewsItem") or "")
        component = element.getparent()
        if not target or component is None:
            continue
        if local_name(element.tag) == "AssociatedWith":
            yield Reference(target)
            continue
        is_alone = len([*islice(component.iter("{*}NewsItemRef"), 2)]) == 1 and component.getparent() is not item
        around = component.getparent() if is_alone else component
        group = groups.setdefault(component if around is None else around, len(groups))
        yield Reference(target, group, _said(component, builder, tree) if is_alone else None)


def _said(component: Element, builder: ArticleBuilder, tree: Tree) -> ArticleBuilder:
    """Read what a package says of one item: the lines and metadata beside its reference."""
    parsed = Parsed(builder.beside(line_of(component)), tree)
    _metadata(parsed, component)
    return _choose(parsed)


def _whole(item: Element, builder: ArticleBuilder, tree: Tree) -> Parsed:
    """Read an item that is one article."""
    parsed = Parsed(builder, tree)
    read_language(builder, item)
    read_item_data(builder, item)
    for component in components(item):
        if tree.media[component]:  # a picture by itself is an article of its caption
            _metadata(parsed, component)
        _component(parsed, component)
    _body(parsed, _shown(parsed))
    return parsed


def _shown(parsed: Parsed) -> list[Element]:
    """Return the displayed elements of the texts, in their order."""
    shown = []
    for _, text in sorted(parsed.texts, key=lambda text: text[0]):
        parsed.tree.read.add(text)
        shown += roots(parsed.builder, text)
    return shown


def _body(parsed: Parsed, shown: list[Element]) -> None:
    """Read what is displayed; pictures that it does not place go first."""
    read_body(shown, parsed.builder, parsed.pictures)
    parsed.builder.captions[:0] = parsed.pictures.values()


# --- components ---


def _component(parsed: Parsed, component: Element) -> None:
    """Read a component of the text, or one that holds a picture with its words."""
    tree = parsed.tree
    if tree.media[component]:
        read_picture(parsed, component)
        return
    _metadata(parsed, component)
    _texts(parsed, tree.roles[component], tree.texts[component])
    for each in tree.inner[component]:
        if each not in tree.left_out:
            _component(parsed, each)


def _metadata(parsed: Parsed, component: Element) -> None:
    read_language(parsed.builder, component)
    for child in component:
        if handle := ABOUT.get(local_name(child.tag)):
            handle(parsed, child)


def _texts(parsed: Parsed, role: str, texts: list[Element]) -> None:
    for data in texts:
        if data in parsed.tree.forms:
            continue
        if role in BESIDES:
            _beside(parsed, role, data)
        else:
            parsed.texts.append((_ORDER.get(role, 1), data))


def _beside(parsed: Parsed, role: str, data: Element) -> None:
    """Read a text that is not part of the body: `<Role FormalName="Abstract"/>`."""
    parsed.tree.read.add(data)
    builder, place = parsed.builder, line_of(data)
    text, inside = words(builder, data)
    said = builder.fields.get
    if role in ("headline", "title"):
        headline = text or inside.fields.get("headline", "")
        if unspaced(headline) != unspaced(said("headline", "")):
            builder.put_text("headline", headline, place)
    elif role == "subheadline":
        builder.put_text("deck", text, place)
    elif role in ("abstract", "summary"):
        builder.add("summary", text)
    elif role == "caption" and text:
        parsed.pictures[f" {len(parsed.pictures)}"] = Caption(text)
    elif role == "tweettext" and unspaced(text) != unspaced(said("summary", "")):
        parsed.builder.dropped("the text of a tweet", text, line_of(data))
    report_inside(parsed, inside, text, data)


# --- several articles in one item ---


def _stories(item: Element, builder: ArticleBuilder, tree: Tree) -> Iterator[Parsed]:
    """Yield the articles of an item; the data of an article itself comes before the data around it.

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
        mine = builder if at == 0 else builder.beside(line_of(story))
        parsed = _story(item, story, shared[at], Parsed(mine, tree))
        _identify_part(item, story, mine, ids[at] if uses[ids[at]] == 1 else "")
        yield parsed


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


def _story(item: Element, story: Element, shared: list[Element], parsed: Parsed) -> Parsed:
    """Read one article of several: its own part, what belongs to it, then what is around it."""
    builder, tree = parsed.builder, parsed.tree
    inner, *owners = story.iterancestors("{*}NewsItem")
    read_item_data(builder, inner)
    label = builder.fields.get(TOLD["SlugLine"])
    for part in (story, *shared):
        if local_name(part.tag) == "NewsComponent":
            _component(parsed, part)
        else:
            _texts(parsed, "", [] if is_media(part) else [*outermost_texts(part)])
    shown = _shown(parsed)
    builder.put("headline", headline_in(story))
    notes, own = len(builder.notes), {**builder.fields}
    if own.get(TOLD["SlugLine"]) == label:  # which only names the item
        own.pop(TOLD["SlugLine"], None)
    else:
        builder.fields.pop(TOLD["SlugLine"], None)  # so that a slug line around it finds no other one
    for outer in story.iterancestors():
        if outer in tree.media:
            _metadata(parsed, outer)
        elif outer in owners:
            read_item_data(builder, outer)
        read_language(builder, outer)
        if outer is item:
            break
    _keep_own_lines(parsed, own, story)
    if story is not tree.stories[0]:  # what is around all of them was reported with the first
        del builder.notes[notes:]
    _body(parsed, shown)
    return parsed


def _keep_own_lines(parsed: Parsed, own: dict[str, str], story: Element) -> None:
    """Restore the byline and slug line of an article itself, which the same lines around it have replaced."""
    fields = parsed.builder.fields
    for name in ("byline", TOLD["SlugLine"]):
        if name in own:
            said = fields.get(name, own[name])
            if said != own[name]:
                other = said.removeprefix(own[name]).strip() if name == "byline" else said
                parsed.builder.dropped(f"another {name}", other, line_of(story))
            fields[name] = own[name]


def _identify_part(item: Element, story: Element, builder: ArticleBuilder, own: str) -> None:
    """Set the id of one article of several: the item's id and the article's own name, `urn:newsml:x:1#t0`."""
    if next(story.iterancestors("{*}NewsItem")) is not item:
        return  # an item in an item has an id
    whole = builder.fields.pop("id", None)
    if whole and own:
        builder.identify(f"{whole}#{own}", line=line_of(story))
    elif whole:
        builder.note("repair.value", f"several articles have the same id {whole!r}; it was left out", ".id")


# --- what only the whole article tells ---


def _choose(parsed: Parsed) -> ArticleBuilder:
    """Join what the item and its texts say; choose among datelines, and leave a printed time out of the text."""
    builder, fields = parsed.builder, parsed.builder.fields
    for name in ("sources", "places", "keywords", "genres", "links"):
        builder.fields[name] = list(dict.fromkeys([*getattr(parsed, name), *fields.get(name, ())]))
    subjects = fields.get("subjects", [])  # these have names, the item's own are numbers
    numbers = {subject.uri for subject in subjects if subject.uri}
    own = [subject for subject in dict.fromkeys(parsed.subjects) if subject.uri not in numbers]
    fields["subjects"] = [*subjects, *own]
    if "language" in fields:
        primary, hyphen, rest = fields["language"].partition("-")  # many feeds write `PT-BR` for `pt-BR`
        fields["language"] = f"{primary.lower()}{hyphen}{rest}"
    _choose_dateline(parsed)
    body = fields.get("body", [])
    if len(body) > 1 and isinstance(body[0], str) and _is_time(body[0]):
        builder.note("repair.dropped", f"the time {body[0]!r} above the text is not part of it")
        del body[0]
        builder.captions = [evolve(each, anchor=each.anchor - 1) if each.anchor else each for each in builder.captions]
    return builder


def _choose_dateline(parsed: Parsed) -> None:
    """Choose between the dateline of the NewsLines and one that the text prints; the text's own wins."""
    builder = parsed.builder
    printed = builder.fields.pop("dateline", "")
    for text in dict.fromkeys(filter(None, (printed, parsed.dateline))):
        if not _is_time(text):
            if fold(text) not in fold(builder.fields.setdefault("dateline", text)):
                builder.note("repair.dropped", f"another dateline was left out: {text!r}")
            continue
        value = times.read(text)[0]
        if value is not None and "published" not in builder.fields:
            builder.published(text)
        is_known = value is not None and value in (builder.fields.get("published"), builder.fields.get("modified"))
        code = "repair.value" if is_known else "repair.dropped"
        builder.note(code, f"the dateline {text!r} is only a time; it was left out")


def _is_time(text: str) -> bool:
    """Check whether a line is a date or a time and nothing else."""
    return _STAMP(text) is not None or is_date_line(text)
