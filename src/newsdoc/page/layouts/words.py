"""What the words of a line say: if it speaks of its page, leads elsewhere, names a photo, or says what a title says.

The lists are in `data/page-words.txt`, for many languages.
"""

from __future__ import annotations

import re
from functools import cache
from unicodedata import normalize
from urllib.parse import unquote

from newsdoc.page.body import width
from newsdoc.page.data import words_under as listed

__all__ = [
    "furniture_words",
    "is_lead",
    "leads_elsewhere",
    "names_page",
    "names_photo",
    "says_how_long",
    "says_slug",
    "says_you",
    "site_words",
    "slug_of",
    "word_runs",
    "words_of",
    "words_under",
]

# the vowel signs of Indian scripts are parts of words
_WORD = re.compile(r"[^\W\d_]+(?:[\u0900-\u0dff]+[^\W\d_]*)*")
_YOU = re.compile(r"(?<=[a-zäöüß,] )(?:Sie|Ihnen|Ihren?|Ihrem|Ihrer)\b")
_SPACED = "".join(char.lower() if char.isalpha() else " " for char in map(chr, range(128)))
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss"), ("ø", "oe"), ("å", "aa"), ("ı", "i"))
_EDGE = ".,:;!?\"“”„«»()'’‘[]…*#>|،؛"
_TAIL = 60  # characters at the end of a caption that may name who took the picture
_LEAD = 40  # width of the longest line that leads to the line below it
_LONGEST_LEAD = 180  # characters of the title of another page, and what leads to it
_BEGINNING = 24  # characters that tell if a line leads elsewhere: `Read more`


@cache
def words_under(heading: str) -> frozenset[str]:
    """Return the words of one list of `data/page-words.txt`."""
    return frozenset(listed("page-words.txt", heading))


@cache
def furniture_words() -> frozenset[str]:
    """Return all words that a page says of itself, or that lead elsewhere."""
    return site_words() | words_under("lead")


@cache
def site_words() -> frozenset[str]:
    """Return all words that a page says of itself, those that a story may say as well among them."""
    return words_under("site") | words_under("perhaps-site")


def words_of(line: str) -> set[str]:
    """Return the words of a line that tell what it is about: small letters, four or more; else pairs of characters."""
    if not line.isascii() and width(line[:60]) > 1.3 * len(line[:60]):
        return {line[at : at + 2] for at in range(len(line) - 1)}
    return {word if word.isalnum() else word.strip(_EDGE) for word in line.lower().split() if len(word) > 3}


def word_runs(line: str) -> list[str]:
    """Return all runs of letters of a line, in small letters."""
    # quicker than a pattern, if there are no letters but these
    return line.translate(_SPACED).split() if line.isascii() else _WORD.findall(line.lower())


def says_how_long(text: str) -> bool:
    """Return True if a text says how long the story takes to read: `4 min read`, `읽는 시간 3분`."""
    if len(text) > _LEAD or not any(map(str.isdigit, text)):
        return False
    # in Chinese, Japanese and Korean the unit is joined to the number
    return not words_under("minutes").isdisjoint({word for run in word_runs(text) for word in (run, run[:1])})


def leads_elsewhere(text: str) -> bool:
    """Return True if the first words of a text lead readers to another page: `Read more`."""
    return not words_under("lead").isdisjoint(word_runs(text[:_BEGINNING]))


def says_you(text: str) -> bool:
    """Return True if a text says the German «you», which is told from «they» by its capital alone."""
    return (" Sie" in text or " Ih" in text) and _YOU.search(text) is not None


def is_lead(text: str) -> bool:
    """Return True if a text is the title of another page, below a few words that say so and a colon.

    Read also: The mayor resigns        Lesen Sie auch: Der Bürgermeister tritt zurück
    """
    end = text.find(":", 0, _LEAD)
    if end < 0 or len(text) > _LONGEST_LEAD or end + 1 == len(text):
        return False
    words = word_runs(text[:end])
    return 2 * len(words_under("lead").intersection(words)) >= len(words) > 0


def names_page(text: str) -> bool:
    """Return True if a text has the sign of a copyright, or an address."""
    return "©" in text or "://" in text or "www." in text


def names_photo(text: str) -> bool:
    """Return True if the end or the beginning of a text names a photo, an agency or the like."""
    photo = words_under("photo")
    ends = f"{text[:12]} {text[-_TAIL:]}" if len(text) > _TAIL else text
    if "©" in ends or not photo.isdisjoint(word_runs(ends)):
        return True
    # no spaces part the words of Chinese and Japanese
    return text[-1] > "\u2e80" and (
        text[-1] in photo or any(text[at : at + 2] in photo for at in range(max(0, len(text) - 20), len(text) - 1))
    )


def slug_of(url: str | None) -> frozenset[str]:
    """Return the words of an address's last part that is a title: `/news/council-reopens-orvale-bridge-4711.html`."""
    # the first three parts are the scheme, nothing, and the host
    parts = unquote(url).split("?")[0].split("/")[3:] if url else []
    words = [frozenset(word for word in _WORD.findall(part.lower()) if len(word) > 2) for part in parts]
    return max(words, key=len) if words and max(map(len, words)) >= 3 else frozenset()


def says_slug(text: str, slug: frozenset[str]) -> bool:
    """Return True if a text has most words of an address, and not many others; accents and umlauts count little."""
    low = text.lower()
    words = set(_WORD.findall(low))
    for old, new in _UMLAUTS:
        low = low.replace(old, new)
    plain = "".join(filter(str.isascii, normalize("NFKD", low)))
    shared = len(slug & (words | set(_WORD.findall(plain))))
    long = sum(len(word) > 2 for word in words)
    return shared >= 3 and shared >= 0.6 * len(slug) and shared >= 0.4 * long
