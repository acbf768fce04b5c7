"""Bylines: printed lines that name the writers of a story, and nothing else.

    By Ann Example        Von: Ann Example und Bo Sample, Berlin        Par Ann Example        بقلم: آن مثال
    Oleh Ann Example        작성자: 김민수        김민수 기자        记者 王小明

A line says «by», or it is a bare name where only a byline can stand. A short line alone proves nothing: of the lines
that pages print where a byline could be, one in eleven is one, and the others are menus, skip links and sub-heads.
"""

from __future__ import annotations

import re

from newsdoc.text import CLOSING, STOPS

__all__ = ["BY", "LONGEST", "is_byline", "is_name"]

BY = (
    "by|written by|reported by|von|por|par|di|door|av|af|yazan|author|autor|autorin|автор|oleh|auteur|autore|autora|"
    "autori|szerző|bởi|της|του|מאת|بقلم|به قلم|نویسنده|کاتب|müəllif|记者|記者"
)
"""What is printed before the names of writers, and parted from them by a space or a colon."""

# Text: Ann Example        作者：王小明
_LABELS = (
    "रिपोर्ट|text|texte|texto|testo|tekst|words|penulis|reporter|yazar|muhabir|haber|редактор|текст|автори|автор текста|"
    "作者|撰文|撰稿|文|글|작성자|लेखक"
)
_BY = re.compile(rf"(?:(?:{BY})(?:\s?[:：]\s?|\s+)|(?:{_LABELS})\s?[:：]\s?)(?P<names>\S.*)", re.IGNORECASE)
# 김민수 기자        田中恵子記者
_BEHIND = re.compile(
    r"(?P<names>[\u3040-\u9fff\uac00-\ud7a3]{2,5}(?:[ ·][\u3040-\u9fff\uac00-\ud7a3]{2,5})?)"
    r"\s?(?:기자|특파원|記者|记者)"
)
_LAST = frozenset("자원者")  # of these titles
# few lines begin with two letters of these words
_FIRST = frozenset(word[:2] for word in f"{BY}|{_LABELS}".split("|"))
_SINGLE = frozenset(word for word in _LABELS.split("|") if len(word) == 1)
# Ann Example, Bo Sample & Cy Test | Berlin
_BETWEEN = re.compile(r"[\s,/&|;•·،]+")
_SMALL = frozenset(  # words in small letters that stand inside a name or between two
    word
    for words in (
        "al el bin ibn bint de da di do dos das del della der den des du la le van von zu zur",
        "y e i et und and og och en ve و with mit for für",
    )
    for word in words.split()
)
# a name has no digit, stop, bracket or bullet
_NO_NAME = re.compile(rf"[\d:;،؛{re.escape(STOPS + CLOSING)}(\[|*•]")
_ABBREVIATED = re.compile(r"(?<=\b[^\W\d_])\.|(?<=\b(?:Dr|Jr|Sr|St))\.")  # `J. R. Example`, `Dr. Example`
_EMPHASIS = frozenset("*_")  # of Markdown
_MOST_WORDS = 14
LONGEST = 120
"""Characters of the longest line that says «by»."""


def is_byline(line: str, *, alone: bool = False) -> bool:
    """Return True if a line says by whom a story is; where it stands `alone` below the headline, one word is a name."""
    if line[:1] in _EMPHASIS and line[-1] == line[0]:  # *By Ann Example*
        line = line.strip("*_")
    if line[:2].lower() not in _FIRST and line[:1] not in _SINGLE and line[-1:] not in _LAST:
        return False
    found = None
    if len(line) <= LONGEST:
        found = _BY.fullmatch(line) or (_BEHIND.fullmatch(line) if line[-1:] in _LAST else None)
    if not found or any(map(str.isdigit, line)) or line[-1] in STOPS:
        return False
    names = found["names"]
    words = [word for word in _BETWEEN.split(names) if word]
    capitals = [word for word in words if _is_capital(word)]
    if not words or words[0] not in capitals or len(words) > _MOST_WORDS:
        return False
    # a name in Chinese or Korean is one word
    least = 1 if alone or names[0] > "\u2e80" else 2
    return len(capitals) >= least and all(word in capitals or word in _SMALL for word in words)


def is_name(line: str, *, in_place: bool = False) -> bool:
    """Return True if a line could be the bare name of a writer: two to five words, each with a capital, and no stop.

    Where it stands `in_place`, directly below a head that is certain, the first capital of up to three words is enough.
    """
    words = line.split() if len(line) <= 40 else []
    if not 2 <= len(words) <= 5 or not _is_capital(words[0]):
        return False
    if _NO_NAME.search(_ABBREVIATED.sub("", line) if "." in line else line):
        return False
    if in_place and len(words) <= 3:
        return True
    return _is_capital(words[-1]) and all(w in _SMALL or _is_capital(w) for w in words)


def _is_capital(word: str) -> bool:
    """Return True if a word begins with a capital, or with a letter of a script that has none."""
    return word[:1].isalpha() and not word[0].islower()
