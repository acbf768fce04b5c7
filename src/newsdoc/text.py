"""Clean text: the rule for every text field, its check, and the cleaning that readers do.

XML 1.0 (section 2.2) allows tab, LF, CR and everything from U+0020 on except the surrogates, U+FFFE and U+FFFF.
Clean text allows no tab and no line break either, is not empty, and has no white space at its ends. White space
inside stays as printed: a no-break space is often meant.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TypeVar

__all__ = [
    "CLOSING",
    "SPACE",
    "STOPLESS",
    "STOPS",
    "cached",
    "clean",
    "columns",
    "describe_character",
    "ends_in_stop",
    "ends_sentence",
    "fold",
    "has_letter",
    "has_words",
    "letters",
    "mended",
    "needs_no_stop",
    "problem_with",
    "problem_with_preformatted",
    "straight_quotes",
    "suggestion",
    "trim",
    "visible",
    "xml_only",
]

_T = TypeVar("_T")

_FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff"
_BREAKS = "\n\r\x85\u2028\u2029"
_NOT_XML = re.compile(f"[{_FORBIDDEN}]")
_NOT_CLEAN = re.compile(f"[{_FORBIDDEN}\t{_BREAKS}]")
_NOT_PREFORMATTED = re.compile(f"[{_FORBIDDEN}\r]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAK_RUN = re.compile(f"[{_BREAKS}]+")
_STRAIGHT = tuple(zip("‘’‚‛“”„‟", "'" * 4 + '"' * 4, strict=True))
SPACE = "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(
    map(chr, range(0x2000, 0x200B))
)
"""Every character that is white space."""

_MARKS = "\xad\u061c\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_EDGE = SPACE + _MARKS
STOPS = ".!?…‼‽⁇⁈⁉։؟۔।॥။።፧፨།༎។៕᠃᱾᱿꓿꯫⸮。．｡！？"
"""Every character that ends a sentence: Latin, Greek, Cyrillic; Armenian, Arabic, Urdu, Devanagari, Burmese,
Ethiopic, Tibetan, Khmer, Mongolian, Ol Chiki, Lisu, Meitei; Chinese and Japanese."""

STOPLESS = frozenset(map(chr, range(0x0E01, 0x0F00)))
"""Every character of Thai and Lao, which end no sentence with a stop."""

CLOSING = "”’“‘\"'»«›‹)]）］」』】》〉〕"
"""Every quote and bracket that may be between a stop and the sentence's end; German closes with `“`."""

_ENDS = frozenset(STOPS + ":" + '”“"»«」』')  # a quote ends a sentence without a stop, too
_STOPS = frozenset(STOPS)
_STOPS_OR_COLON = frozenset(STOPS + ":")
_words = re.compile(r"(?<!\w)(?:[^\W\d_]{4,}|[^\W\d_\x00-\x7f]{2,})(?!\w)").findall  # Latin codes are shorter
_is_code = re.compile(r"[^\s\-_=/:.#@+\d]*+[-_=/:.#@+\d]\S*+").fullmatch
_SHORT = 256  # characters
_LONG = 100  # characters of a line of Thai or Lao that is whole sentences, and no title
_MANY = 1024  # texts
_NAMES = {"\t": "tab", "\n": "line feed", "\r": "carriage return", "\x85": "next line", "\x00": "NUL"}


def problem_with(text: str) -> str | None:
    """Return why `text` is not clean; `None` if it is clean."""
    # Most text is printable throughout, and isprintable() is far quicker than a regex; what it refuses (NBSP,
    # joiners, bidi marks) may still be clean.
    if text.isprintable() and text and text[0] != " " and text[-1] != " ":
        return None
    if not text:
        return "is empty"
    if found := _NOT_CLEAN.search(text):
        return f"has {describe_character(text, found.start())}"
    if text != text.strip():
        end, at = ("start", 0) if text[0].isspace() else ("end", len(text) - 1)
        return f"has white space at its {end}: {_excerpt(text, at)}"
    return None


def problem_with_preformatted(text: str) -> str | None:
    """Return why `text` is not preformatted text: it holds CR or a character that XML forbids; else `None`."""
    found = _NOT_PREFORMATTED.search(text)
    return f"has {describe_character(text, found.start())}" if found else None


def describe_character(text: str, at: int) -> str:
    """Return the name of the character at `at`, with the text around it."""
    char = text[at]
    name = _NAMES.get(char) or unicodedata.name(char, "").lower()
    if "\ud800" <= char <= "\udfff":
        name = "lone surrogate"
    return f"{name or 'forbidden character'} (U+{ord(char):04X}) at character {at}: {_excerpt(text, at)}"


def clean(text: str) -> tuple[str, bool]:
    """Return `text` folded, trimmed, with U+FFFD for forbidden characters, and True if a character was replaced.

    The result is empty if the text was only white space. A tab becomes a space. A reader has to report a tab and every
    U+FFFD, but not folding and trimming.
    """
    folded = text.strip()
    if folded.isprintable():  # true for most text, and the quickest test
        return folded, False
    if _BREAK_RUN.search(folded):  # split, not sub: a pattern that eats the spaces before a break is quadratic
        folded = " ".join(filter(None, (piece.strip(" \t") for piece in _BREAK_RUN.split(folded))))
    whole = _NOT_XML.sub("\ufffd", folded.replace("\t", " ")).strip()
    return whole, whole != folded


def mended(text: str) -> str:
    r"""Return text as a field of the model takes it: trimmed, on one line, without the characters that XML forbids.

    Line breaks and tabs become spaces, and U+FFFD stands for each forbidden character. The result is empty if the
    text was only white space, and no field takes empty text.

    >>> from newsdoc import clean
    >>> clean(" Bridge\n  Opens\t")
    'Bridge Opens'
    """
    return clean(text)[0]


def xml_only(text: str) -> str:
    """Return `text` with U+FFFD for each character that XML forbids; it may still have tabs and line breaks."""
    return text if text.isprintable() else _NOT_XML.sub("\ufffd", text)


def fold(text: str) -> str:
    """Return the form in which printed lines are compared: trimmed, each run of white space as one space."""
    if "  " not in text and ("\t" not in text if text.isascii() else text.isprintable()):
        return text.strip()  # printable text has no other space than the plain one, and no invisible mark
    return trim(" ".join(text.split()))


def trim(line: str) -> str:
    """Remove white space and invisible marks (direction, zero width, byte order) from the ends of a printed line.

    Joiners stay: they shape the letter beside them.
    """
    return line.strip(_EDGE)


def has_words(text: str) -> bool:
    """Check that a value has words for people: `Sports desk`, `Norden`; `FRA`, `pxx 0ah`, `stat:usable` are codes."""
    if _is_code(text):
        return False
    found = _words(text)
    return len(found) > 1 or not all(map(str.isupper, found))


def straight_quotes(line: str) -> str:
    """Return a folded line with straight quotes for curly ones, to compare copies that differ only in quotes."""
    if not line.isascii():
        for curly, straight in _STRAIGHT:  # far quicker than `translate`, which looks up each character
            line = line.replace(curly, straight)
    return line


def ends_in_stop(line: str) -> bool:
    """Return True for a line that ends in a sentence's stop, or in quotes and brackets after one: `"It is open."`.

    In a script without stops, a long line is taken to end as a sentence.
    """
    return line[-1:] in _STOPS or line.rstrip(CLOSING)[-1:] in _STOPS or needs_no_stop(line)


def needs_no_stop(line: str) -> bool:
    """Return True for a long line of Thai or Lao, as paragraphs are: their sentences end in a space, or in nothing."""
    return len(line) >= _LONG and line[-1] in STOPLESS


def ends_sentence(line: str) -> bool:
    """Return True for a line that ends as a sentence may: in a stop, in a colon, or in a closing quote without one."""
    return line[-1:] in _ENDS or line.rstrip(CLOSING)[-1:] in _STOPS_OR_COLON or needs_no_stop(line)


def has_letter(line: str) -> bool:
    """Return True for a line with a letter: `* * *`, `—` and `20` are neither a headline nor a caption."""
    return any(map(str.isalpha, line))


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: wide characters two, combining and invisible ones none."""
    return len(text) if text.isascii() else sum(map(_columns_of, text))


def _columns_of(char: str) -> int:
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def suggestion(name: str, names: Iterable[str]) -> str:
    """Return words for a message about an unknown name: the known one that is nearest, or nothing."""
    from difflib import get_close_matches  # only where something is wrong

    near = get_close_matches(name[:60], list(names), 1)
    return f" (did you mean {near[0]}?)" if near else ""


def visible(text: str) -> str:
    """Replace characters that control a terminal, reorder a line or cannot be printed by Unicode's pictures of them."""
    return _UNSEEN.sub(_picture, text) if not text.isprintable() else text


def _picture(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else "\u2421" if code == 0x7F else "\ufffd"


LONGEST_MESSAGE = 600


def one_line(message: str, longest: int | None = LONGEST_MESSAGE) -> str:
    """Return a message as one line that is not too long and that shows all characters that cannot be seen."""
    if longest and len(message) > longest:
        message = f"{message[: longest * 2 // 3]} … {message[-(longest // 4) :]}"
    return message if message.isprintable() else "".join(map(_shown, visible(message)))


def _shown(char: str) -> str:
    return char if char.isprintable() else repr(char)[1:-1]


def _excerpt(text: str, at: int) -> str:
    start, stop = max(0, at - 20), at + 20
    return f"{'…' if start else ''}{text[start:stop]!r}{'…' if stop < len(text) else ''}"


def cached(function: Callable[[str], _T]) -> Callable[[str], _T]:
    """Cache a function of one string; strings over 256 characters are not cached."""
    return _Known(function).__getitem__


class _Known(dict[str, _T]):
    """The results of a function by text; a missing one is computed, so a known one costs a dictionary look-up."""

    def __init__(self, function: Callable[[str], _T]) -> None:
        self._function = function

    def __missing__(self, text: str) -> _T:
        value = self._function(text)
        if len(text) <= _SHORT:
            if len(self) >= _MANY:  # simpler than finding the oldest entries
                self.clear()
            self[text] = value
        return value


_NO_LETTER = re.compile(r"[\W_]+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


@cached  # several rules ask about one text
def letters(text: str) -> str:
    """Return the letters and digits of a text, all small: in these, two copies of a title agree."""
    # far quicker than a pattern, if there are no letters but these
    if text.isascii():
        return text.lower().encode().translate(None, _NO_LETTERS).decode()
    return _NO_LETTER.sub("", text.lower())
