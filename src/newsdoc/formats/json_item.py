"""One object of other people's JSON on its way to an article: values mended into the model's, each repair noted.

Knows the model's fields and what JSON may hold in their place, and no format's names. Notes are kept until the number
of the article is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from attrs import define, field

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ModelError
from newsdoc.formats import times
from newsdoc.formats.json_text import RepeatedKey, kind
from newsdoc.model import LANGUAGE_PATTERN, MAX_VERSION, Article, Caption, Rights, Source
from newsdoc.text import clean
from newsdoc.uris import absolute

__all__ = ["Item", "articles", "has_text", "listed"]

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

    def note(self, code: str, message: str, path: str = "") -> None:
        """Keep a diagnostic; `path` is the field's, and begins with a dot."""
        self.notes.append(Diagnostic(code, message, self.line, path))

    def dropped(self, what: str, text: str) -> None:
        """Note that a text has no home in the model."""
        shown = text if len(text) <= 200 else f"{text[:199]}…"
        self.note("repair.dropped", f"{what} has no place in the model and was left out: {shown!r}")

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
        if value is None:
            return None
        if type(value) is int:
            self.note("repair.value", f"{where} is a number, and was read as text", path)
            value = str(value)
        if not isinstance(value, str):
            self.note("repair.value", f"{where} is {kind(value)}, not text; it was left out", path)
            return None
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
            became = f"is written {uri!r}" if uri else "is no absolute URI; it was left out"
            self.note("repair.uri", f"{where}, {text!r}, {became}", path)
        return uri

    # --- fields ---

    def identify(self, text: str | None, where: str) -> None:
        """Set the id; one with white space loses that."""
        name = "".join((text or "").split())
        if name != (text or ""):
            self.note("repair.value", f"white space was taken out of {where}, {text!r}", ".id")
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
            self.note("repair.value", f"{where}, {tag!r}, is no language tag", ".language")
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
        text = self.text(value, where, path)
        if text is None:
            return None
        found, repaired = times.read(text)
        if repaired:
            became = f"is read as {found.isoformat()}" if found else "is no time; it was left out"
            self.note("repair.time", f"{where}, {text!r}, {became}", path)
        return found


def articles(items: Iterable[Item], report: Report) -> Iterator[Article]:
    """Make articles, and report their notes with the article's number; what cannot be one is passed over."""
    number = 0
    for item in items:
        try:
            article = item.article()
        except ModelError as error:  # what every field was mended for; a feed goes on all the same
            report(Diagnostic("error.item", f"an item cannot be read: {error}", item.line))
            continue
        for note in item.notes:
            report(Diagnostic(note.code, note.message, note.line, f"$[{number}]{note.path}"))
        yield article
        number += 1


def listed(value: object) -> list[object]:
    """Give a value that may be one of several, or several, as a list."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def has_text(value: object) -> bool:
    """Say whether there is anything in a value that people could read, however deep."""
    ahead = [value]
    while ahead:
        value = ahead.pop()
        if isinstance(value, str) and value.strip():
            return True
        if isinstance(value, dict):
            ahead += value.values()
        elif isinstance(value, list):
            ahead += value
    return False
