"""One object of other people's JSON on its way to an article: values mended into the model's, each repair noted.

Knows the model's fields and what JSON may hold in their place, and no format's names. Notes are kept until the number
of the article is known.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from attrs import define, field

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ModelError
from newsdoc.formats import references, times
from newsdoc.formats.json_text import RepeatedKey, kind
from newsdoc.model import LANGUAGE_PATTERN, MAX_VERSION, Article, Caption, Rights, Source
from newsdoc.text import clean
from newsdoc.uris import absolute

__all__ = ["Item", "articles", "listed", "named", "shown"]

_LONGEST = 200  # characters of a value that a message shows
_LONGEST_NAME = 40
_USUAL = frozenset(("@id", "@type", "contentType", "contenttype", "href", "name", "rel", "role", "uri", "url"))
"""The members that every reader of a known property reads, or may leave out."""
_CODE = re.compile(r"[0-9/:@#_={}]|\w\.\w\w")  # a single word has none of these: it may be a name

_is_language = re.compile(LANGUAGE_PATTERN).fullmatch


@define(eq=False)
class Item:
    """What one object says: the fields of an article, and the notes on how they were read."""

    line: int | None = None
    fields: dict[str, Any] = field(factory=dict)
    rights: dict[str, str] = field(factory=dict)
    sources: list[Source] = field(factory=list)
    captions: list[Caption] = field(factory=list)
    notes: list[Diagnostic] = field(factory=list)
    taken: set[str] = field(factory=set)
    """Every string that was read, whatever became of it; see `leftovers`."""
    resolves: bool = True
    """Resolve character references: plain text that somebody wrote for HTML."""

    def note(self, code: str, message: str, path: str = "") -> None:
        """Keep a diagnostic; `path` is the field's, and begins with a dot."""
        self.notes.append(Diagnostic(code, message, self.line, path))

    def dropped(self, what: str, text: str) -> None:
        """Note that a text has no home in the model."""
        self.note("repair.dropped", f"{what} has no place in the model and was left out: {shown(text)}")

    def leftovers(self, value: object, where: str, machine: Collection[str], *, unknown: bool = False) -> None:
        """Note each text in a value that was not read, except under the keys `machine`, in small letters.

        What an `unknown` property holds is told even if nothing in it looks like words.
        """
        if not (unknown or _has_untaken(value, self.taken, machine)):
            return
        before, first = len(self.notes), None
        for key, text in _texts(value, machine):
            if text in self.taken:
                continue
            if not _is_machine(text):
                self.taken.add(text)
                self.dropped(f"{named(key)} of {where}" if key else where, " ".join(text.split()))
            elif text.strip():
                first = first or text
        if unknown and first and len(self.notes) == before:
            self.dropped(where, " ".join(first.split()))

    def put(self, name: str, value: object) -> None:
        """Set a field that is said, and was not before."""
        if value is not None:
            self.fields.setdefault(name, value)

    def article(self) -> Article:
        """Make the article."""
        rights = Rights(**self.rights) if self.rights else None
        return Article(**self.fields, sources=self.sources, captions=self.captions, rights=rights)

    # --- values; `where` names the property for people, `path` the field ---

    def members(self, value: object, where: str) -> dict[str, object]:
        """Give the members of an object; none where something else stands."""
        if not isinstance(value, dict):
            if value is not None:
                self.note("repair.value", f"{where} is {kind(value)}, not an object; it was left out")
            return {}
        if isinstance(value, RepeatedKey):
            self.note("repair.value", f"{where} has a key twice; the last one counts")
        return value

    def text(self, value: object, where: str, path: str = "") -> str | None:
        """Give a value as clean text; `None` where it is none, or empty."""
        if isinstance(value, str):
            self.taken.add(value)
        elif value is None:
            return None
        elif type(value) is int:
            self.note("repair.value", f"{where} is a number, and was read as text", path)
            value = str(value)
        elif isinstance(value, list) and value and all(isinstance(each, str) for each in value):
            self.note("repair.value", f"{where} is an array of texts, which were joined", path)
            self.taken.update(value)
            value = " ".join(value)
        else:
            self.note("repair.value", f"{where} is {kind(value)}, not text; it was left out", path)
            return None
        if "&" in value and self.resolves and (resolved := references.resolve(value)) != value:
            self.note("repair.reference", f"{where} had character references, which were resolved", path)
            value = resolved
        text, changed = clean(value)
        if changed:
            message = f"{where} had characters that were replaced: tabs by spaces, anything else by U+FFFD"
            self.note("repair.characters", message, path)
        return text or None

    def uri(self, value: object, where: str, path: str = "") -> str | None:
        """Give a value as an absolute URI; `None` where it is none."""
        text = self.text(value, where, path)
        if text is None:
            return None
        uri, changed = absolute(text)
        if changed:
            became = f"is written {shown(uri)}" if uri else "is no absolute URI; it was left out"
            self.note("repair.uri", f"{where}, {shown(text)}, {became}", path)
        return uri

    # --- fields ---

    def identify(self, text: str | None, where: str) -> None:
        """Set the id; one with white space loses that."""
        name = "".join((text or "").split())
        if name != (text or ""):
            self.note("repair.value", f"white space was taken out of {where}, {shown(text or '')}", ".id")
        self.put("id", name or None)

    def version(self, value: object, where: str) -> None:
        """Set the version."""
        text = str(value).strip() if type(value) is int else self.text(value, where, ".version")
        if text is None:
            return
        if re.fullmatch("[0-9]{1,16}", text) and 1 <= int(text) <= MAX_VERSION:
            self.put("version", int(text))
        else:
            self.note("repair.value", f"{where} is {text[:40]!r}, not a number from 1; it was left out", ".version")

    def urgency(self, value: object, where: str) -> None:
        """Set the urgency."""
        if isinstance(value, str) and value.strip() in tuple("123456789"):
            self.note("repair.value", f"{where} is text, and was read as a number", ".urgency")
            value = int(value)
        if type(value) is int and 1 <= value <= 9:
            self.put("urgency", value)
        elif value is not None:
            shown = repr(value)[:40] if isinstance(value, (int, str)) else kind(value)
            self.note("repair.value", f"{where} is {shown}, not a number from 1 to 9; it was left out", ".urgency")

    def language(self, value: object, where: str) -> None:
        """Set the language."""
        tag = self.text(value, where, ".language")
        if tag is None:
            return
        language = tag.replace("_", "-")
        if language != tag or not _is_language(language):
            self.note("repair.value", f"{where}, {shown(tag)}, is not a valid language tag", ".language")
        if _is_language(language):
            self.put("language", language)

    def published(self, value: object, where: str) -> None:
        """Set the time of publication: only the day where no zone is named."""
        found = self._time(value, where, ".published")
        if isinstance(found, datetime) and found.utcoffset() is None:
            self.note("repair.time", f"{where} names no time zone: only its day is kept", ".published")
            found = found.date()
        self.put("published", found)

    def moment(self, name: str, value: object, where: str) -> None:
        """Set a field that is a moment: UTC where no zone is named."""
        found = self._time(value, where, f".{name}")
        if found is None:
            return
        moment = found if isinstance(found, datetime) else datetime(found.year, found.month, found.day)
        if moment.utcoffset() is None:
            moment = moment.replace(tzinfo=UTC)
            self.note("guess.zone", f"{where} names no moment in full; it is taken for UTC", f".{name}")
        self.put(name, moment)

    def _time(self, value: object, where: str, path: str) -> date | None:
        value = self._first_time(value, where, path)
        found: date | None
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            text, found, repaired = str(value)[:20], times.epoch(value), True
        elif (said := self.text(value, where, path)) is None:
            return None
        elif len(said) in (10, 13) and said.isdecimal():
            text, found, repaired = said, times.epoch(int(said)), True
        else:
            text, (found, repaired) = said, times.read(said)
        if repaired:
            became = f"is read as {found.isoformat()}" if found else "is not a time; it was left out"
            self.note("repair.time", f"{where}, {shown(text)}, {became}", path)
        return found

    def _first_time(self, value: object, where: str, path: str) -> Any:
        """Return a time that may be the first of an array; numbers are times, too."""
        if isinstance(value, list):
            several = [each for each in value if each is not None]
            if len(several) > 1:
                self.note("repair.time", f"{where} is an array of times; the first one counts", path)
            self.taken.update(each for each in several if isinstance(each, str))
            value = next(iter(several), None)
        return value.get("@value", value) if isinstance(value, dict) else value


def articles(items: Iterable[Item], report: Report) -> Iterator[Article]:
    """Make articles, and report their notes with the article's number; what cannot be one is skipped."""
    number = 0
    for item in items:
        try:
            article = _article(item)
        except ModelError as error:
            report(Diagnostic("error.item", f"an item cannot be read: {error}", item.line))
            continue
        for note in item.notes:
            report(note.about(number))
        yield article
        number += 1


def _article(item: Item) -> Article:
    """Make an article; a field that the model refuses, although it was mended, costs only itself."""
    while True:
        try:
            return item.article()
        except ModelError as error:
            place = re.match(r"Article\.([a-z_]+)", str(error))
            name = place[1] if place else ""
            if str(error).startswith("Rights"):
                item.rights = {}
            elif name in ("sources", "captions"):
                setattr(item, name, [])
            elif name in item.fields:
                del item.fields[name]
            else:
                raise
            item.note(
                "repair.value", f"a field that the model does not allow was left out: {error}", name and f".{name}"
            )


def listed(value: object) -> list[object]:
    """Give a value that may be one of several, or several, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def shown(text: str, longest: int = _LONGEST) -> str:
    """Return a text as messages show it: quoted, so that it has no line break and no control character, and cut."""
    return repr(text if len(text) <= longest else f"{text[: longest - 1]}…")


def named(name: str) -> str:
    """Return the name of a property as messages show it."""
    return shown(name, _LONGEST_NAME)


def _has_untaken(value: object, taken: Collection[str], machine: Collection[str]) -> bool:
    """Say whether any string in a value was not read: most often there is none, and names need not be made."""
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
    """Say whether a string is for machines: without a letter, or one token such as a URI, a path, a code or a date."""
    token = text.strip()
    if not any(map(str.isalpha, token)):
        return True
    return len(token.split()) == 1 and "<" not in token and _CODE.search(token) is not None
