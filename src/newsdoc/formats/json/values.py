"""Read the values of one object of foreign JSON for an `ArticleBuilder`, which repairs them.

This module knows the forms in which JSON has a text, a number, a time or an object, and keeps the texts that were read,
to report the others. It knows no format's names: `where` names a property for people, and `path` the field of a note.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date

from attrs import define, field

from newsdoc.formats import references, times
from newsdoc.formats.builder import ArticleBuilder, shown
from newsdoc.formats.json.text import RepeatedKey, kind
from newsdoc.text import clean
from newsdoc.uris import absolute

__all__ = ["Values", "listed", "named"]

_LONGEST_NAME = 40
_USUAL = frozenset(("@id", "@type", "contentType", "contenttype", "href", "rel", "role", "uri", "url"))
"""The members that every reader of a known property reads, or may leave out."""
_CODE = re.compile(r"[0-9/:@#_={}]|\w\.\w\w")  # a single word has none of these: it may be a name


@define(eq=False)
class Values:
    """Reads the values of an object, adds a note to the builder for each repair, and keeps the texts that were read."""

    builder: ArticleBuilder
    listening: bool = True
    """True if texts that were not read are to be reported; finding them takes time."""
    resolves: bool = True
    """True if character references are resolved, in plain text that was written for HTML."""
    taken: set[str] = field(factory=set)
    """Every string that was read, used or not; see `leftovers`."""

    def members(self, value: object, where: str) -> dict[str, object]:
        """Return the members of an object; none for any other value."""
        if not isinstance(value, dict):
            if value is not None:
                self.builder.note("repair.value", f"{where} is {kind(value)}, not an object; it was left out")
            return {}
        if isinstance(value, RepeatedKey):
            self.builder.note("repair.value", f"{where} has a key twice; the last one counts")
        return value

    def text(self, value: object, where: str, path: str = "") -> str | None:
        """Return a value as clean text; `None` if it is not text, or empty."""
        if value is None:
            return None
        text = value if type(value) is str else self._as_text(value, where, path)
        if text is None:
            return None
        self.taken.add(text)
        if text.isprintable() and "&" not in text:  # most texts are clean, except spaces around them
            return text.strip() or None
        return self._cleaned(text, where, path)

    def _cleaned(self, value: str, where: str, path: str) -> str | None:
        """Return a text without character references, tabs and line breaks: `Tom &amp; Sue` is `Tom & Sue`."""
        if "&" in value and self.resolves and (resolved := references.resolve(value)) != value:
            self.builder.note("repair.reference", f"{where} had character references, which were resolved", path)
            value = resolved
        text, changed = clean(value)
        if changed:
            message = f"{where} had characters that were replaced: tabs by spaces, anything else by U+FFFD"
            self.builder.note("repair.characters", message, path)
        return text or None

    def _as_text(self, value: object, where: str, path: str) -> str | None:
        """Return a number or an array of texts as one text, `3` or `["One.", "Two."]`."""
        if type(value) is int:
            self.builder.note("repair.value", f"{where} is a number, and was read as text", path)
            return str(value)
        if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
            self.builder.note("repair.value", f"{where} is an array of texts, which were joined", path)
            self.taken.update(value)
            return " ".join(value)
        self.builder.note("repair.value", f"{where} is {kind(value)}, not text; it was left out", path)
        return None

    def uri(self, value: object, where: str, path: str = "") -> str | None:
        """Return a value as an absolute URI; `None` if it is not one."""
        if type(value) is str and "&" not in value and absolute(value)[0] == value:  # as most are
            self.taken.add(value)
            return value
        text = self.text(value, where, path)
        return None if text is None else self.builder.uri(text, where, path)

    def digits(self, value: object, where: str, path: str) -> str:
        """Return a number as text, also one that is text already, `3` and `"3"`; empty if there is none."""
        return str(value) if type(value) in (int, float) else self.text(value, where, path) or ""

    def time(self, value: object, where: str, path: str) -> date | None:
        """Return a time, or the first of an array of times; a number counts the seconds since 1970."""
        if isinstance(value, list):
            several = [each for each in value if each is not None]
            if len(several) > 1:
                self.builder.note("repair.time", f"{where} is an array of times; the first one counts", path)
            self.taken.update(each for each in several if isinstance(each, str))
            value = several[0] if several else None
        if isinstance(value, dict):
            value = value.get("@value", value)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return self.builder.time(str(value), where, path, read=_read_epoch)
        said = self.text(value, where, path)
        if said is None:
            return None
        is_epoch = len(said) in (10, 13) and said.isdecimal()
        return self.builder.time(said, where, path, read=_read_epoch if is_epoch else times.read)

    def leftovers(self, value: object, where: str, machine: Collection[str], *, unknown: bool = False) -> None:
        """Add a note for the texts in a value that were not read, except under the keys `machine`, in small letters.

        A text of an `unknown` property is reported even if it does not look like words.
        """
        if not self.listening or not (unknown or _has_untaken(value, self.taken, machine)):
            return
        found: dict[str, list[str]] = {}
        first = ""
        for key, text in _texts(value, machine):
            if text in self.taken:
                continue
            if not _is_machine(text):
                self.taken.add(text)
                found.setdefault(f"{named(key)} of {where}" if key else where, []).append(text)
            elif text.strip():
                first = first or text
        if unknown and not found and first:
            found[where] = [first]
        for what, texts in found.items():
            self.builder.dropped_all(what, texts)


def listed(value: object) -> list[object]:
    """Return a value that may be one of several, or several, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def named(name: str) -> str:
    """Return the name of a property for messages."""
    return shown(name, _LONGEST_NAME)


def _read_epoch(digits: str) -> times.Reading:
    """Read `1714557600`, the seconds since 1970."""
    return times.epoch(float(digits)), True


def _has_untaken(value: object, taken: Collection[str], machine: Collection[str]) -> bool:
    """Check for any string in a value that was not read: usually there is none, and names need not be made."""
    ahead = [value]
    while ahead:
        value = ahead.pop()
        if type(value) is str:
            if value not in taken:
                return True
        elif type(value) is list:
            ahead += value
        elif isinstance(value, dict):
            for key in value.keys() - _USUAL:
                each = value[key]
                if key.lower() not in machine and each is not None and (type(each) is not str or each not in taken):
                    ahead.append(each)
    return False


def _texts(value: object, machine: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield the strings in a value, however deep, each with its key; the key is empty outside of objects."""
    ahead = [("", value)]
    while ahead:
        key, value = ahead.pop()
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            ahead += [each for each in reversed(value.items()) if each[0].lower() not in machine]
        elif isinstance(value, list):
            ahead += [(key, each) for each in reversed(value)]


def _is_machine(text: str) -> bool:
    """Check for a string for machines: without a letter, or one token such as a URI, a path, a code or a date."""
    token = text.strip()
    if not any(map(str.isalpha, token)):
        return True
    return len(token.split()) == 1 and "<" not in token and _CODE.search(token) is not None
