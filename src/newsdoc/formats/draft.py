"""A document on its way to an article: the fields, captions and notes that the readers of NITF and NewsML 1 collect.

A draft knows the model's fields and the forms in which feeds write their values: it mends a value, or leaves it out,
and notes that. It knows no format's elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from attrs import define, evolve, field

from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ModelError
from newsdoc.formats import times
from newsdoc.formats.xml.parse import Element, line_of, settle_entities
from newsdoc.formats.xml.space import collapse_space
from newsdoc.formats.xml.text import text_of
from newsdoc.formats.xml.walk import Figure
from newsdoc.model import LANGUAGE_PATTERN, MAX_VERSION, Article, Caption, Rights, Source
from newsdoc.text import fold
from newsdoc.uris import absolute

__all__ = ["Draft", "articles", "attribute_text", "is_language", "line", "quoted"]

_is_language = re.compile(LANGUAGE_PATTERN).fullmatch
_NO_LANGUAGE = {"mis", "mul", "und", "x-default", "x-none", "x-und", "x-unknown", "zxx"}
_is_basic = re.compile(r"\d{8}(T\d{6}(Z|[+-]\d{4})?)?").fullmatch  # ISO 8601's basic form, which both standards want


def line(element: Element) -> str:
    """Give the text of an element as one line; runs of spaces stay, line breaks and indentation do not."""
    return text_of(element, preserve=True)


def attribute_text(element: Element, name: str) -> str:
    """Give an attribute as one line of text; empty if it is absent."""
    value = element.get(name)
    return collapse_space(value, preserve=True) if value else ""


def _shown(value: object) -> str:
    """Give a value's text, or an object's representation, to show it in a message."""
    return str(value[0] if isinstance(value, list) else value)


def quoted(text: str) -> str:
    """Quote a text whole, for a report of what was left out: only there its words are kept."""
    return repr(" ".join(text.split()))


def is_language(tag: str) -> bool:
    """Say whether a tag names a language: `und`, `zxx`, `mul`, `mis` and `x-default` have its form and name none."""
    return tag.lower() not in _NO_LANGUAGE and _is_language(tag) is not None


@define(eq=False)
class Draft:
    """What is known of an article so far."""

    line: int | None = None
    fields: dict[str, Any] = field(factory=dict)
    lines: dict[str, list[str]] = field(factory=dict)
    """Texts of fields that may be said in several places; the first stands in `fields` as well."""
    rights: dict[str, str] = field(factory=dict)
    captions: list[Caption] = field(factory=list)
    notes: list[Diagnostic] = field(factory=list)

    def note(self, code: str, message: str, line: int | None = None, path: str = "") -> None:
        """Keep a diagnostic until the number of the article is known; `path` begins with a dot."""
        self.notes.append(Diagnostic(code, message, line, path))

    def dropped(self, what: str, text: str, element: Element) -> None:
        """Note that a text has no home in the model; nothing if there is none."""
        if text:
            message = f"{what} has no place in the model and was left out: {quoted(text)}"
            self.note("repair.dropped", message, line_of(element))

    def put(self, name: str, text: str, element: Element, fields: dict[str, Any] | None = None) -> None:
        """Fill a field that is still empty; another text for it has no home."""
        fields = self.fields if fields is None else fields
        if not text:
            return
        held = fields.setdefault(name, text)
        if fold(held) != fold(text):
            self.dropped(f"another {name.replace('_', ' ')}", text, element)

    def add(self, name: str, text: str) -> None:
        """Add a text to a field that may be said in several places."""
        if text:
            self.fields.setdefault(name, text)
            self.lines.setdefault(name, []).append(text)

    def settle_entities(self, element: Element) -> None:
        """Put the text of entities in its place, and note those that nothing declares."""
        if element.getroottree().docinfo.internalDTD is not None:
            settle_entities(
                element, lambda name, line: self.note("repair.entity", f"nothing says what &{name}; stands for", line)
            )

    # --- values ---

    def identify(self, text: str, line: int | None) -> None:
        """Set the id, unless it is known already; one with white space inside loses that."""
        name = "".join(text.split())
        if name != text.strip():
            self.note("repair.value", f"the id {text!r} has white space inside, which was left out", line, ".id")
        if name:
            self.fields.setdefault("id", name)

    def version(self, text: str, line: int | None) -> None:
        """Set the version, unless it is known already; nothing where none is named."""
        digits = text.strip()
        if re.fullmatch("[0-9]{1,16}", digits) and 1 <= int(digits) <= MAX_VERSION:
            self.fields.setdefault("version", int(digits))
        elif digits:
            self.note("repair.value", f"{text!r} is no version, which is a number from 1", line, ".version")

    def language(self, tag: str, line: int | None) -> None:
        """Set the language of the text, unless it is known already."""
        language = tag.strip().replace("_", "-")
        if not language or "language" in self.fields:
            return
        if language != tag.strip() or not is_language(language):
            self.note("repair.value", f"{tag!r} is no language tag", line, ".language")
        if is_language(language):
            self.fields["language"] = language

    def urgency(self, text: str, line: int | None) -> None:
        """Set the urgency, unless it is known already."""
        digit = text.strip()
        if digit in tuple("123456789"):
            self.fields.setdefault("urgency", int(digit))
        elif digit:
            self.note("repair.value", f"the urgency {text!r} is not from 1 to 9", line, ".urgency")

    def uri(self, address: str, line: int | None) -> str | None:
        """Give an address as a URI; `None` if it is none."""
        uri, changed = absolute(address)
        if changed:
            became = f"is written {uri!r}" if uri else "is no absolute URI; it was left out"
            self.note("repair.uri", f"the address {address!r} {became}", line)
        return uri

    # --- times ---

    def published(self, text: str, line: int | None) -> None:
        """Set the time of publication: only the day where no zone is named."""
        value = self._time("published", text, line)
        if isinstance(value, datetime) and value.utcoffset() is None:
            self.note("repair.time", f"{text!r} names no time zone: only its day is kept", line, ".published")
            value = value.date()
        if value is not None:
            self.fields["published"] = value

    def moment(self, name: str, text: str, line: int | None) -> None:
        """Set a field that is a moment: UTC where no zone is named."""
        value = self._time(name, text, line)
        if value is None:
            return
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        if moment.utcoffset() is None:
            moment = moment.replace(tzinfo=UTC)
            self.note("guess.zone", f"{text!r} names no moment in full; it is taken for UTC", line, f".{name}")
        self.fields[name] = moment

    def embargo(self, line: int | None) -> None:
        """Withhold what is under an embargo without a time."""
        if "embargoed" not in self.fields:
            self.note("repair.embargo", "an embargo without a time: the article counts as withheld", line, ".status")
            self.fields["status"] = "withheld"

    def _time(self, name: str, text: str, line: int | None) -> datetime | date | None:
        trimmed = text.strip()
        value, repaired = times.read(trimmed)
        if trimmed and (value is None or (repaired and not _is_basic(trimmed))):
            became = f"is read as {value.isoformat()}" if value else "is no time; it was left out"
            self.note("repair.time", f"{text!r} {became}", line, f".{name}")
        return value

    # --- pictures ---

    def caption(self, figure: Figure, sources: Iterable[Source] = ()) -> None:
        """Add the caption of a figure; a picture without words has none."""
        if figure.text or figure.credit:
            self.captions.append(
                Caption(figure.text, figure.credit, sources=sources, anchor=figure.anchor, url=figure.url)
            )
        elif figure.url:
            self.note("repair.dropped", f"the picture {figure.url} has no words; it was left out", figure.line)

    def article(self) -> Article:
        """Make the article; a value that the model refuses is left out and noted, and costs nothing but itself."""
        joined = {name: " ".join(dict.fromkeys(texts)) for name, texts in self.lines.items()}
        fields = {**self.fields, **joined}
        try:
            rights = Rights(**self.rights) if self.rights else None
            return Article(**fields, captions=self.captions, rights=rights)
        except ModelError:
            return self._mended(fields)

    def _mended(self, fields: dict[str, Any]) -> Article:
        """Make the article of the values that the model takes one by one."""
        rights = {name: text for name, text in self.rights.items() if self._fits(Rights, name, text, ".rights")}
        kept: dict[str, Any] = {"rights": Rights(**rights)} if rights else {}
        for name, value in fields.items():
            if isinstance(value, list | tuple):
                kept[name] = [each for each in value if self._fits(Article, name, [each])]
            elif self._fits(Article, name, value):
                kept[name] = value
        try:
            return Article(**kept, captions=self.captions)
        except ModelError as error:
            self.note("repair.value", f"{error}: the captions lost their places in the text", self.line, ".captions")
            return Article(**kept, captions=[evolve(caption, anchor=None) for caption in self.captions])

    def _fits(self, kind: type[Article | Rights], name: str, value: object, path: str = "") -> bool:
        """Say whether a field takes a value; note it if not."""
        try:
            kind(**{name: value})  # type: ignore[arg-type]  # which is what is asked
        except ModelError as error:
            self.note("repair.value", f"{error}; {quoted(_shown(value))} was left out", self.line, f"{path}.{name}")
            return False
        return True


def articles(drafts: Iterable[Draft], report: Report) -> Iterator[Article]:
    """Make articles of drafts, and report their notes with the article's number."""
    for number, draft in enumerate(drafts):
        article = draft.article()
        for note in draft.notes:
            report(note.about(number))
        yield article
