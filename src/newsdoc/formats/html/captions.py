"""Give captions what their elements say: the picture's address, and the credit where it has an element of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin

import attrs

from newsdoc.formats.html import words
from newsdoc.formats.html.lines import Box, Line
from newsdoc.formats.xml.parse import Element
from newsdoc.formats.xml.text import text_of
from newsdoc.model import Caption
from newsdoc.page.credits import parties
from newsdoc.text import clean
from newsdoc.uris import absolute

__all__ = ["enriched"]

_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-lazy", "src")
_SETS = ("data-srcset", "data-lazy-srcset", "srcset")
_LONGEST_CREDIT = 200
_is_small = re.compile(r"(?:data|blob|about|javascript):", re.IGNORECASE).match
# Foto: Ann Example        © AFP        (Photo by Ann Example)        Camera IconFederal …
_LABEL = re.compile(
    r"(?:(?:photo|photograph|picture|image|foto|fotos|bild|bilder|photograph|fotograf|fotoğraf|quelle|bildquelle|source|credits?|"
    r"fotocredit|copyright|crédit(?: photo)?|fuente|fonte|кредит|фото|صورة|照片|写真|사진)(?: (?:credit|by|courtesy of))?\s*[:：]\s*|[©\s|/–—-]+)+",
    re.IGNORECASE,
)


def enriched(caption: Caption, lines: Sequence[Line], figure: Box, base: str | None) -> Caption:
    """Return a caption with its picture's address and its credit."""
    url = picture_address(figure.element, base)
    credit = _credit(figure.element)
    text, own = caption.text, caption.credit
    if credit:
        text = _without(" ".join(line.text for line in lines), credit) or None
        bare = _bare(credit)
        if bare and bare != own:
            return attrs.evolve(caption, text=text, credit=bare, sources=parties(bare), url=url)
    return attrs.evolve(caption, url=url)


def _credit(figure: Element) -> str:
    """Return the text of the element that holds the credit."""
    for element in figure.iter():
        if not isinstance(element.tag, str) or element.tag in ("img", "picture", "figure", "script", "style"):
            continue
        named = element.tag in ("small", "cite") or any(
            words.flags_of(value) & words.CREDIT
            for name, value in element.items()
            if name in ("class", "itemprop", "id") and not words.flags_of(value) & words.CAPTION
        )
        if (
            named
            and (text := clean(text_of(element))[0])
            and len(text) <= _LONGEST_CREDIT
            and any(map(str.isalpha, text))
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
    return _LABEL_END.sub("", text).strip(" |/©–—-")


_LABEL_END = re.compile(rf"(?:{_LABEL.pattern})$", re.IGNORECASE)


def _bare(credit: str) -> str:
    """Return a credit without its label and its brackets."""
    bare = credit.strip("()[]（）【】 ")
    if found := _LABEL.match(bare):
        bare = bare[found.end() :]
    return bare.strip("()[]（）【】 ")


def picture_address(figure: Element, base: str | None) -> str | None:
    """Return the address of the first picture of a figure: that which a script would load, else its `src`."""
    for address in _addresses(figure):
        if address and not _is_small(address.strip()):
            try:
                found = absolute(urljoin(base or "", address.strip()))[0]
            except ValueError:
                continue
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
