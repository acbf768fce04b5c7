"""Give captions what their elements say: the picture's address, and the credit where it has an element of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

import attrs

from newsdoc.formats.html import words
from newsdoc.formats.html.head import whole_address
from newsdoc.formats.html.lines import Box, Line
from newsdoc.formats.xml.parse import Element, attributes_of
from newsdoc.formats.xml.space import collapse_space
from newsdoc.model import Caption
from newsdoc.page.agencies import party_role
from newsdoc.page.credits import has_name, parties, without_notice
from newsdoc.page.credits.labels import is_label, label_before, label_pattern
from newsdoc.text import ends_sentence

__all__ = ["enriched", "is_credit"]

_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_LONGEST_CREDIT, _SHORT_CREDIT = 200, 80
_MOST = 100  # elements of a picture among which its credit is looked for
_NO_CREDIT = ("img", "picture", "figure", "script", "style", "source", "svg", "meta")
_is_small = re.compile(r"(?:data|blob|about|javascript):", re.IGNORECASE).match
# Foto: Ann Example        © AFP        (Photo by Ann Example)        Camera IconFederal …
_WORDS = label_pattern()
_LABEL = re.compile(rf"(?:(?:{_WORDS})(?: (?:credit|by|courtesy of))?\s?[:：=]|fot\.\s|[©\s|/–—-])+", re.IGNORECASE)


def enriched(caption: Caption, lines: Sequence[Line], figure: Box, base: str | None) -> Caption:
    """Return a caption with its picture's address and its credit."""
    url = picture_address(figure.element, base)
    printed = " ".join(line.text for line in lines)
    credit = _credit(figure.element, printed) or ("" if caption.credit else _labelled(printed))
    bare = _bare(credit)
    if not bare and not caption.credit and _is_party(printed):
        # AP Photo/Ann Example
        return attrs.evolve(caption, text=None, credit=printed, sources=parties(printed), url=url)
    if not bare or bare == caption.credit:
        return attrs.evolve(caption, url=url)
    text = _without(printed, credit)
    if not any(map(str.isalpha, text)):
        text = ""
    # <span class="attribution">The harbour on Monday</span><span class="credit">Ann Example/AFP</span>
    if _is_party(text) and not _is_party(bare):
        text, bare = bare, text
    return attrs.evolve(caption, text=text or None, credit=bare, sources=parties(bare), url=url)


def _is_party(text: str) -> bool:
    """Check that a short text names an agency, and nothing but parties: `Getty Images/Ann Example`."""
    if len(text) > _SHORT_CREDIT or ends_sentence(text):
        return False
    found = parties(text)
    return any(source.role == "agency" for source in found) and (len(found) > 1 or party_role(text) is not None)


# The march on Monday Foto: Example Press/Ann Example        … of allergy. © Montage
def _labelled(printed: str) -> str:
    """Return the end of a caption from a label on: in HTML no stop need stand before it."""
    found = _LABELLED_END.search(printed)
    return found[0].strip() if found else ""


def is_credit(line: str) -> bool:
    """Check that a line is a credit with its label: `Foto: Ann Example`."""
    found = _LABEL.match(line)
    return found is not None and any(map(str.isalpha, found[0]))


def _credit(figure: Element, printed: str) -> str:
    """Return the text of the element that holds the credit: one that is called so, else the last one of a caption."""
    for element in islice(figure.iter(), _MOST):
        if isinstance(element.tag, str) and element.tag not in _NO_CREDIT and _is_named(element):
            text = _text(element)
            if text != printed and len(text) <= _LONGEST_CREDIT and _has_name(text):
                return text
    return _at_edge(figure, printed)


def _is_named(element: Element) -> bool:
    """Check that an element is called a credit."""
    if element.tag in ("small", "cite", "footer"):
        return True
    named = (value for name, value in attributes_of(element) if name in ("class", "itemprop", "id"))
    return any(words.flags_of(value) & (words.CREDIT | words.BYLINE) for value in named)


def _text(element: Element) -> str:
    """Return the text of an element, however deep it is."""
    return collapse_space("".join(map(str, element.itertext())), preserve=False)


def _has_name(text: str) -> bool:
    """Check that a credit has more than its label: `Copyright` alone is none, and so is `© 2024`."""
    return has_name(text) and not is_label(text.rstrip(" :："))


# <figcaption><span>The harbour on Monday</span><span>Ann Example/AFP</span></figcaption>
def _at_edge(figure: Element, printed: str) -> str:
    """Return the text of the last or the first element of a caption, if it is short and not a sentence."""
    for element in islice(figure.iter("span", "strong", "div", "p", "figcaption"), _MOST):
        text = _text(element)
        short = 2 < len(text) <= _SHORT_CREDIT and len(text) * 2 < len(printed) and not ends_sentence(text)
        if short and text[0].isupper() | (not text[0].isalpha()) and any(map(str.isalpha, text)):
            before = element.getprevious()
            alone = before is not None and before.tag == element.tag and not (before.tail or "").strip()
            if printed.endswith(text) and (alone or _LABEL.match(text)):
                return text
            after = element.getnext()
            if (
                printed.startswith(text)
                and after is not None
                and after.tag == "br"
                and not (element.tail or "").strip()
            ):
                return text
    return ""


def _without(text: str, credit: str) -> str:
    """Return a caption without its credit, and without the marks between the two."""
    if text.endswith(credit):
        text = text[: -len(credit)]
    elif text.startswith(credit):
        text = text[len(credit) :]
    else:
        text = text.replace(credit, " ")
    text = re.sub(r"\s{2,}", " ", text).strip()
    bare = text.rstrip(_EDGE)
    while bare[-1:] in _COLONS and bare and (start := label_before(bare, len(bare) - 1)[0]) >= 0:
        bare = bare[:start].rstrip(_EDGE)
    return bare.strip(_EDGE)


_EDGE = " |/©–—-"
_COLONS = frozenset(":：")
_LABELLED_END = re.compile(
    rf"(?:(?<=[^\w])|(?<=[.!?]))(?:(?:{_WORDS})\s*[:：=]|fot\.)\s*[^:：.]{{2,90}}$|©[^©.]{{2,90}}$"
    # 新华社记者 王晓 摄        ＝田中恵子撮影
    r"|(?<=[\s。])[^\s。＝=][^。＝=]{1,30}(?:摄|攝|摄影|撮影|提供)$|[＝=][^。＝=]{2,30}$",
    re.IGNORECASE,
)


def _bare(credit: str) -> str:
    """Return a credit without its label, its brackets and the years of a copyright; empty if it names nobody."""
    bare = credit.strip("()[]（）【】 =＝")
    if found := _LABEL.match(bare):
        bare = ("© " if "©" in found[0] else "") + bare[found.end() :]
    bare = without_notice(bare).strip("()[]（）【】 ")
    # A.P. keeps its stop
    bare = bare.removesuffix(".") if bare.count(".") == 1 else bare
    return bare if has_name(bare) else ""


def picture_address(figure: Element, base: str | None) -> str | None:
    """Return the address of the first picture of a figure: that which a script would load, else its `src`."""
    for address in _addresses(figure):
        if address and not _is_small(address.strip()):
            found = whole_address(base, address)
            if found and found.startswith(("http:", "https:")):
                return found
    return None


def _addresses(figure: Element) -> Iterator[str | None]:
    for image in figure.iter("img", "amp-img"):
        for name in _ADDRESSES:
            yield image.get(name)
        for name in _SETS:
            yield (image.get(name) or "").split(" ")[0].rstrip(",")
    for source in figure.iter("source"):
        yield (source.get("srcset") or source.get("data-srcset") or "").split(" ")[0].rstrip(",")
