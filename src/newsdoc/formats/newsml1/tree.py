"""Survey a NewsItem: its components and their roles, its texts, and how many articles they are.

Most items hold one article, in parts: lead, body, contact. Some hold several, each with a headline of its own. And some
hold the same text in several forms, of which one is to be read.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cached_property

from attrs import define, field

from newsdoc.formats.xml.lines import attribute_text, line
from newsdoc.formats.xml.parse import Element, is_inside_its_kind, local_name
from newsdoc.text import cached, fold

__all__ = [
    "BESIDES",
    "DESCRIBING",
    "Tree",
    "components",
    "first",
    "headline_in",
    "is_media",
    "named",
    "outermost_texts",
    "survey",
]

BESIDES = {"headline", "title", "subheadline", "abstract", "summary", "stylesheet", "tweettext", "caption"}
"""Roles of texts that are not part of the body."""
DESCRIBING = {"caption", "headline", "title"}
"""Roles of texts that describe a picture."""
_PARTS = {"lead", "contact"}
"""Roles of texts that are a part of another one, whatever headline they print."""
_MEDIA_TYPE = re.compile(
    r"photo|picture|graphic|image|video|audio|animat|jpe?g|gif|png|tiff|mpeg|quicktime", re.IGNORECASE
)
_KINDS = {"MediaType", "Format", "MimeType"}
_MEDIA_FILE = re.compile(r"\.(?:jpe?g|gif|png|tiff?|mp[34g]|wmv|mov|webp|svg)$", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\w+")
_HEADING = re.compile(r"<(?:hl1|h1|title)\b[^<>]*>([^<>]+)<", re.IGNORECASE)  # in a text that was escaped
_MOST = 20  # texts to which one is compared
_FEW = 8  # words: two short texts that differ may still be one in two forms
_SAME, _SIZE = 0.95, 0.6  # of the words; of the size
_LENGTH = 0.3  # of the characters: of texts that differ more, the words are not counted


@define(eq=False)
class Tree:
    """The components and texts of an item, before its articles are read."""

    media: dict[Element, bool] = field(factory=dict)
    """For each component: it holds media, and no other text than captions and headlines of them."""
    roles: dict[Element, str] = field(factory=dict)
    """The role of each component in small letters."""
    texts: dict[Element, list[Element]] = field(factory=dict)
    """The texts in the ContentItems of each component itself."""
    inner: dict[Element, list[Element]] = field(factory=dict)
    """The components in each component."""
    forms: dict[Element, str] = field(factory=dict)
    """The texts that are another form of one that is read, and what to call them."""
    left_out: set[Element] = field(factory=set)
    """The components that are equivalent to one that is read."""
    stories: list[Element] = field(factory=list)
    """The elements that hold an article each; none where the whole item is one."""
    read: set[Element] = field(factory=set)
    """The elements that have been read, with all that is in them: grows as the item is read."""
    pictures_only: bool = False
    """Every text describes a picture."""


def first(element: Element, name: str) -> Element | None:
    """Return the first child of some name."""
    return next((child for child in element if local_name(child.tag) == name), None)


def named(element: Element, name: str) -> str:
    """Return the FormalName of a child; empty if there is none."""
    child = first(element, name)
    return "" if child is None else attribute_text(child, "FormalName")


def components(element: Element) -> Iterator[Element]:
    """Yield the components in an element; a NewsItem inside a component is one more."""
    for child in element:
        name = local_name(child.tag)
        if name == "NewsComponent":
            yield child
        elif name == "NewsItem":
            yield from components(child)


def is_media(item: Element) -> bool:
    """Check whether a ContentItem is a picture, a film or a sound."""
    kinds = [child.get("FormalName") or "" for child in item if local_name(child.tag) in _KINDS]
    return any(map(_is_media_type, kinds)) or _MEDIA_FILE.search(item.get("Href") or "") is not None


@cached  # a feed has few types
def _is_media_type(name: str) -> bool:
    return _MEDIA_TYPE.search(name) is not None


def survey(item: Element) -> Tree:
    """Return the tree of an item."""
    tree = Tree()
    texts: list[Element] = []
    outermost = list(components(item))
    for component in outermost:
        _survey(tree, component)
        _gather(tree, component, texts)
    tree.pictures_only = bool(outermost) and all(tree.media[component] for component in outermost)
    if len(texts) > 1:
        _leave_forms(tree, texts, _is_copy)
        found = [unit for component in outermost for unit in _units(tree, component)]
        tree.stories = _stories(found)
    return tree


def _survey(tree: Tree, component: Element) -> tuple[bool, bool]:
    """Return whether a component holds media, and whether it holds text; keep the answers for each component inside."""
    role, media, text = "", False, False
    texts: list[Element] = []
    inner = list(components(component))
    for child in component:
        name = local_name(child.tag)
        if name == "ContentItem":
            if is_media(child):
                media = True
            else:
                text = True
                texts += outermost_texts(child)
        elif name == "Role" and not role:
            role = attribute_text(child, "FormalName").lower()
    text = text and role not in DESCRIBING
    tree.roles[component], tree.texts[component], tree.inner[component] = role, texts, inner
    for each in inner:
        inner_media, inner_text = _survey(tree, each)
        media, text = media or inner_media, text or inner_text
    tree.media[component] = media and not text
    return media, text


def outermost_texts(item: Element) -> Iterator[Element]:
    """Yield each DataContent of a ContentItem that holds anything; one inside another one is a part of it."""
    for data in item.iter("{*}DataContent"):
        if (len(data) or (data.text or "").strip()) and not is_inside_its_kind(data):
            yield data


# --- one text in several forms ---


class _Text:
    """A text to compare with others; its words are counted only if another text is about as long."""

    def __init__(self, data: Element) -> None:
        self.data = data
        text = " ".join(map(str, data.itertext()))
        self.text = html.unescape(_TAG.sub(" ", text)) if len(data) == 0 and "<" in text else text

    @cached_property
    def words(self) -> Counter[str]:
        """Count each word of the text."""
        return Counter(_WORD.findall(self.text.casefold()))


def _gather(tree: Tree, component: Element, texts: list[Element]) -> None:
    """Collect the texts of a body, without those that are another form of one in the same place."""
    if tree.media[component]:
        return
    own = tree.texts[component]
    if len(own) > 1:
        _leave_forms(tree, own, (lambda *_: True) if _is_choice(component) else _is_form)
    if tree.roles[component] not in BESIDES:
        texts += [data for data in own if data not in tree.forms]
    inner = tree.inner[component]
    if _is_choice(component) and len(inner) > 1:
        inner = _chosen(tree, inner)
    for each in inner:
        _gather(tree, each, texts)


def _plainness(data: Element) -> int:
    """Return the rank of a text by its form: elements before markup that was escaped, and this before plain text."""
    return 0 if len(data) else 1 if _TAG.search(data.text or "") else 2


def _is_choice(component: Element) -> bool:
    return (component.get("EquivalentsList") or "").lower() == "yes"


def _chosen(tree: Tree, inner: list[Element]) -> list[Element]:
    """Choose one of components that are equivalent: the first of those whose text has the most markup."""
    texts = [each for each in inner if not tree.media[each] and _has_text(tree, each)]
    if not texts:
        return inner
    best = min(texts, key=lambda each: min(map(_plainness, each.iter("{*}DataContent"))))
    for other in texts:
        if other is not best:
            tree.left_out.add(other)
            for data in other.iter("{*}DataContent"):
                tree.forms[data] = "an equivalent component"
    return [each for each in inner if each not in tree.left_out]


def _has_text(tree: Tree, component: Element) -> bool:
    return any(tree.texts.get(each) for each in component.iter("{*}NewsComponent"))


def _leave_forms(tree: Tree, texts: list[Element], is_form: Callable[[_Text, _Text], bool]) -> None:
    """Find the texts that are another form of one that is kept; of several forms, the one with markup is kept."""
    kept: list[_Text] = []
    for text in map(_Text, sorted(texts, key=_plainness)):
        if any(is_form(text, other) for other in kept[:_MOST]):
            tree.forms[text.data] = "another form of the text"
        else:
            kept.append(text)


def _is_form(text: _Text, other: _Text) -> bool:
    """Check whether two texts of one component are one in two forms: of the same words, or short and of two types."""
    less, more = sorted((text.words, other.words), key=Counter.total)
    differ = _types(text.data) != _types(other.data) or _plainness(text.data) != _plainness(other.data)
    if less.total() < _FEW:
        return differ or less == more
    return (less & more).total() >= less.total() * (0.5 if differ else _SAME)


def _types(data: Element) -> tuple[str, ...]:
    item = next(data.iterancestors("{*}ContentItem"), data)
    return named(item, "Format").lower(), named(item, "MimeType").lower()


def _is_copy(text: _Text, other: _Text) -> bool:
    """Check whether two texts of different components are one, word for word."""
    if min(len(text.text), len(other.text)) < max(len(text.text), len(other.text)) * _LENGTH:
        return False
    less, more = sorted((text.words, other.words), key=Counter.total)
    least = max(more.total() * _SIZE, _FEW)
    return less.total() >= least and (less & more).total() >= less.total() * _SAME


# --- several articles in one item ---

_Unit = tuple[Element, str]
"""An element that may be an article, and its headline."""


def _units(tree: Tree, component: Element) -> list[_Unit]:
    """Return the parts of a component that may be articles: several if their headlines differ, else itself."""
    if tree.media[component] or tree.roles[component] in BESIDES or component in tree.left_out:
        return []
    inner = [unit for each in tree.inner[component] for unit in _units(tree, each)]
    for data in tree.texts[component]:
        if data not in tree.forms:
            item = next(data.iterancestors("{*}ContentItem"), data)
            inner.append((item, "" if tree.roles[component] in _PARTS else headline_in(data)))
    if _stories(inner):
        return [(element, headline) for element, headline in inner if headline]
    if not inner:
        return []
    return [(component, _own_headline(tree, component) or next(filter(None, (headline for _, headline in inner)), ""))]


def _stories(units: list[_Unit]) -> list[Element]:
    """Return the elements of the units with a headline, if these differ."""
    headed = [(element, headline) for element, headline in units if headline]
    return [element for element, _ in headed] if len({fold(headline) for _, headline in headed}) > 1 else []


def _own_headline(tree: Tree, component: Element) -> str:
    """Return the headline in the NewsLines of a component, or in a component for it alone."""
    lines = first(component, "NewsLines")
    headline = None if lines is None else first(lines, "HeadLine")
    if headline is not None and (text := line(headline)):
        return text
    besides = (each for each in tree.inner[component] if tree.roles[each] in ("headline", "title"))
    return next((text for each in besides for data in tree.texts[each] if (text := line(data))), "")


def headline_in(element: Element) -> str:
    """Return the headline in a text: of NITF, of a page, or of either where it was escaped."""
    for name in ("{*}hl1", "{*}hedline", "{*}h1", "{*}title"):
        if (found := next(element.iter(name), None)) is not None and (text := line(found)):
            return text
    texts = (data.text for data in element.iter("{*}DataContent") if data.text and "<" in data.text)
    escaped = (found[1] for text in texts for found in _HEADING.finditer(text))
    return next((" ".join(text.split()) for text in escaped if not text.isspace()), "")
