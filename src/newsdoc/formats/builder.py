"""Build an article from the values of a foreign document: values are repaired, and each repair is noted once.

A reader fills a builder with the values of a document and asks it for the article at the end. The builder knows the
fields of the model and the forms in which documents write their values, but no element, property or format: the reader
names the place of a value (`where`: «the urgency», «version of the associations») for the messages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, tzinfo
from typing import Any, TypeVar

from attrs import define, evolve, field

from newsdoc import unchecked
from newsdoc.checks import LANGUAGE_PATTERN, MAX_VERSION
from newsdoc.diagnostics import Diagnostic, Report
from newsdoc.errors import ModelError
from newsdoc.formats import times
from newsdoc.model import Article, Caption, Rights, Source
from newsdoc.text import cached, fold, one_line
from newsdoc.uris import absolute

__all__ = ["ArticleBuilder", "build_all", "language_of", "quoted", "report_notes", "shown"]

_T = TypeVar("_T", Article, Rights)

_ZONE_ADVICE = "; name their zone with timezone= (--timezone) to keep times whole"
_LONGEST = 200  # characters of a value that a message shows
_NO_LANGUAGE = frozenset(("mis", "mul", "und", "x-default", "x-none", "x-und", "x-unknown", "zxx"))
_is_tag = re.compile(LANGUAGE_PATTERN).fullmatch
_is_basic = re.compile(r"\d{8}(T\d{6}(Z|[+-]\d{4})?)?").fullmatch
_is_version = re.compile("[0-9]{1,16}").fullmatch
_URGENCIES = {digit: int(digit) for digit in "123456789"}
_STATUSES = {"usable": "usable", "withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}


def shown(value: object, longest: int = _LONGEST) -> str:
    """Return a value for a message: quoted, so that it has no line break, and cut."""
    text = str(value)
    return repr(text if len(text) <= longest else f"{text[: longest - 1]}…")


def quoted(text: str) -> str:
    """Return a whole text for a report: its words are kept nowhere else."""
    return repr(" ".join(text.split()))


class _LeftOut(Diagnostic):
    """A note on texts of one kind that have no place in the model; `report_notes` joins those of an article."""

    what: str
    texts: tuple[str, ...]
    """The texts, each quoted."""


def _left_out(what: str, texts: Iterable[str], line: int | None) -> _LeftOut:
    said = tuple(one_line(quoted(text), None) for text in texts)
    what = one_line(what, None)
    message = f"{what} has no place in the model and was left out: {'; '.join(said)}"
    note = _LeftOut("repair.dropped", message, line, "")
    note.what, note.texts = what, said
    return note


@cached  # a feed has few languages, and uses them in every item
def language_of(tag: str) -> str | None:
    """Return a language as the model writes it; `None` if a tag is not valid or names none, as `und` does."""
    language = tag.strip().replace("_", "-")
    return language if _is_tag(language) and language.lower() not in _NO_LANGUAGE else None


@cached  # as for language_of(): most versions are small
def _version_of(text: str) -> int | None:
    """Return the number of a version; `None` if it is not one that the model can hold."""
    digits = text.strip()
    return int(digits) if _is_version(digits) and 1 <= int(digits) <= MAX_VERSION else None


@define(eq=False)
class ArticleBuilder:
    """The values of one article, collected from a document.

    The first value of a field counts, unless a method says otherwise. Every value is given as the document has it.
    """

    line: int | None = None
    """The line of the article in the document, for notes without a line of their own."""
    fields: dict[str, Any] = field(factory=dict)
    sources: list[Source] = field(factory=list)
    captions: list[Caption] = field(factory=list)
    rights: dict[str, str] = field(factory=dict)
    notes: list[Diagnostic] = field(factory=list)
    """Diagnostics, until the number of the article is known; their paths begin with a dot."""
    joined: dict[str, dict[str, None]] = field(factory=dict)
    """Texts of fields that may have several places, each text once."""
    basic_times: bool = False
    """True if the format writes times in ISO 8601's basic form, `20240501T100000+0000`; else that form is a repair."""
    is_reported: bool = True
    """True if reports are wanted; else no note is added."""
    zone: tzinfo | None = None
    """The zone of times that name none, if the caller knows it."""
    zone_note: Diagnostic | None = None
    """The one note on times without a zone."""

    def beside(self, line: int | None = None) -> ArticleBuilder:
        """Return an empty builder for another part of the same document: it reads times in the same way."""
        return ArticleBuilder(line or self.line, basic_times=self.basic_times, zone=self.zone)

    def note(self, code: str, message: str, path: str = "", line: int | None = None) -> None:
        """Keep a diagnostic; `path` is that of the field, and begins with a dot. The same one twice in a row is one."""
        if self.is_reported:
            note = Diagnostic(code, one_line(message, None), line or self.line, one_line(path, 200))
            if not self.notes or self.notes[-1] != note:
                self.notes.append(note)

    def note_at(self, code: str, message: str, line: int | None = None) -> None:
        """Keep a diagnostic of a place in the document, as the readers of markup note them."""
        self.note(code, message, line=line)

    def dropped(self, what: str, text: str, line: int | None = None) -> None:
        """Add a note for a text that has no place in the model."""
        if text:
            self.dropped_all(what, [text], line)

    def dropped_all(self, what: str, texts: Iterable[str], line: int | None = None) -> None:
        """Add a note for texts of one kind that have no place in the model."""
        if self.is_reported:
            self.notes.append(_left_out(what, texts, line or self.line))

    def stale(self, path: str, explains: object) -> None:
        """Add a note for a stored value that is ignored: the document no longer has the value that it explains."""
        message = (
            f"newsdoc stored a value for this field, which another system has edited since: the document no longer says"
            f" {shown(explains)}; the stored value is ignored"
        )
        self.note("repair.stale", message, path)

    # --- fields that are taken as they are ---

    def put(self, name: str, value: object) -> None:
        """Set a field, unless it is set already or the value is empty."""
        if value:  # no field has a false value with a meaning: numbers begin at 1
            self.fields.setdefault(name, value)

    def put_text(self, name: str, text: str, line: int | None = None) -> None:
        """Set a field that is a text; add a note for another text."""
        if text and (known := self.fields.setdefault(name, text)) is not text and fold(known) != fold(text):
            self.dropped(f"another {name.replace('_', ' ')}", text, line)

    def put_right(self, name: str, text: str, line: int | None = None) -> None:
        """Set a part of the rights; add a note for another text."""
        if text and (known := self.rights.setdefault(name, text)) is not text and fold(known) != fold(text):
            self.dropped(f"another {name} of the rights", text, line)

    def add(self, name: str, text: str) -> None:
        """Add a text to a field that may have several places; the texts are joined by a space, each once."""
        known = self.joined.setdefault(name, {})
        if text and text not in known:
            self.fields[name] = f"{self.fields[name]} {text}" if known else text
            known[text] = None

    def take(self, name: str, text: str, line: int | None = None) -> None:
        """Set a field by its name: numbers, languages and addresses are repaired, other texts stay."""
        if mend := _MENDED.get(name):
            mend(self, text, line)
        else:
            self.put_text(name, text, line)

    # --- values that are repaired ---

    def identify(self, text: str, where: str = "the id", line: int | None = None) -> None:
        """Set the id, without white space."""
        name = "".join(text.split())
        if name != text and name != text.strip():
            self.note("repair.value", f"{where} is {shown(text)}; white space was taken out of it", ".id", line)
        self.put("id", name)

    def version(self, text: str, where: str = "the version", line: int | None = None) -> None:
        """Set the version, a whole number from 1."""
        if number := _version_of(text):
            self.fields.setdefault("version", number)
        elif text.strip():
            message = f"{where} is {shown(text)}, which is not a number from 1; it was left out"
            self.note("repair.value", message, ".version", line)

    def urgency(self, text: str, where: str = "the urgency", line: int | None = None) -> None:
        """Set the urgency, 1 to 9."""
        digit = text.strip()
        if digit in _URGENCIES:
            self.fields.setdefault("urgency", _URGENCIES[digit])
        elif digit:
            message = f"{where} is {shown(text)}, which is not a number from 1 to 9; it was left out"
            self.note("repair.value", message, ".urgency", line)

    def status(self, word: str, where: str = "the status", line: int | None = None) -> None:
        """Set the status; a word that is not known leaves it as it is."""
        if status := _STATUSES.get(word) or _STATUSES.get(word.strip().lower()):
            self.put("status", status)
        elif word.strip():
            message = f"{where} is {shown(word)}, which is not usable, withheld or canceled; it was left out"
            self.note("repair.value", message, ".status", line)

    def language(self, tag: str, where: str = "the language", line: int | None = None) -> None:
        """Set the language of the text."""
        if not tag.strip() or "language" in self.fields:
            return
        language = language_of(tag)
        if language != tag.strip():
            became = f"it was read as {language!r}" if language else "it was left out"
            message = f"{where} is {shown(tag)}, which is not a valid language tag; {became}"
            if all(each.message != message for each in self.notes):  # many elements may name the same language
                self.note("repair.value", message, ".language", line)
        self.put("language", language)

    def uri(self, address: str, where: str = "an address", path: str = "", line: int | None = None) -> str | None:
        """Return an address as a URI; `None` if it is not one, or empty."""
        if not address.strip():
            return None
        uri, changed = absolute(address)
        if changed:
            became = f"; it is written as {shown(uri)}" if uri else ", which is not an absolute URI; it was left out"
            self.note("repair.uri", f"{where} is {shown(address)}{became}", path, line)
        return uri

    def address(self, text: str, line: int | None = None) -> None:
        """Set the address of the article."""
        if "url" not in self.fields:
            self.put("url", self.uri(text, "the address", line=line))

    # --- times ---

    def published(self, text: str, where: str = "the time of publication", line: int | None = None) -> None:
        """Set the time of publication: only its day if it has no zone and the caller names none."""
        self.put_published(self.time(text, where, ".published", line), where, line)

    def put_published(self, value: date | None, where: str, line: int | None = None) -> None:
        """Set the time of publication to one that has been read."""
        if isinstance(value, datetime) and value.utcoffset() is None:
            if (moment := times.localised(value, self.zone)) is None:
                became = f"only its day is kept, {value.date().isoformat()}"
                self._note_zone("repair.time", f"{where} has no time zone: {became}", ".published", line)
            value = moment or value.date()
        self.put("published", value)

    def moment(self, name: str, text: str, where: str, line: int | None = None) -> None:
        """Set a field that is a moment: UTC if it has no zone and the caller names none."""
        value, repaired = times.read(text)
        if not repaired and isinstance(value, datetime) and value.utcoffset() is not None:  # 2024-05-01T10:00:00Z
            self.fields.setdefault(name, value)
            return
        self.put_moment(name, self.time(text, where, f".{name}", line), where, line)

    def put_moment(self, name: str, value: date | None, where: str, line: int | None = None) -> None:
        """Set a field that is a moment to one that has been read."""
        if value is None:
            return
        moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
        if moment.utcoffset() is None:
            local = times.localised(moment, self.zone)
            if local is None:
                self._note_zone("guess.zone", f"{where} has no time zone: it is read as UTC", f".{name}", line)
            moment = local or moment.replace(tzinfo=UTC)
        self.put(name, moment)

    def _note_zone(self, code: str, message: str, path: str, line: int | None) -> None:
        """Note a time without a zone; all times of an article share one note."""
        known = self.zone_note
        at = next((number for number, note in enumerate(self.notes) if note is known), None)
        if known is None or at is None:
            self.note(code, message + _ZONE_ADVICE, path, line)
            self.zone_note = self.notes[-1] if self.notes else None
        elif message not in known.message:
            joined = f"{known.message.removesuffix(_ZONE_ADVICE)}; {message}{_ZONE_ADVICE}"
            self.zone_note = self.notes[at] = known._replace(message=joined)

    def time(
        self,
        text: str,
        where: str,
        path: str = "",
        line: int | None = None,
        read: Callable[[str], times.Reading] = times.read,
    ) -> datetime | date | None:
        """Return a date or time, which may have no zone; add a note for one that is not in the standard's form."""
        if not text.strip():
            return None
        value, repaired = read(text)
        if repaired and not (self.basic_times and value and _is_basic(text.strip())):
            became = f"; it is read as {value.isoformat()}" if value else ", which is not a time; it was left out"
            self.note("repair.time", f"{where} is {shown(text)}{became}", path, line)
        return value

    def embargo(self, line: int | None = None) -> None:
        """Withhold an article under an embargo without a time."""
        if "embargoed" not in self.fields and self.fields.get("status", "usable") == "usable":
            self.fields["status"] = "withheld"
            self.note("repair.embargo", "the embargo has no time: the article counts as withheld", ".status", line)

    # --- pictures ---

    def caption(
        self,
        text: str | None,
        credit: str | None,
        url: str | None = None,
        *,
        sources: Iterable[Source] = (),
        anchor: int | None = None,
        make: type[Caption] = Caption,
    ) -> None:
        """Add a caption: the words of a picture, its address, or both; without either there is none.

        A reader that has cleaned the words itself passes `unchecked.caption` as `make`; the sources have to be a tuple.
        """
        if text or credit or url:
            self.captions.append(make(text or None, credit or None, sources=sources, anchor=anchor, url=url))

    # --- the article ---

    def build(self) -> Article:
        """Return the article; a value that the model refuses is left out with a note, and only that value."""
        try:
            return Article(**self._everything(Rights))
        except ModelError:
            return self._build_from_what_fits()

    def build_unchecked(self) -> Article:
        """Return the article of values that the reader has cleaned itself, without the model's checks.

        Times must be fixed to their offsets.
        """
        found = self._everything(unchecked.rights)
        if list in map(type, found.values()):
            found = {name: tuple(value) if type(value) is list else value for name, value in found.items()}
        return unchecked.article(**found)

    def _everything(self, rights: type[Rights]) -> dict[str, Any]:
        found = self.fields
        if self.sources or self.captions:
            found = {"sources": tuple(self.sources), "captions": tuple(self.captions), **found}
        return found | {"rights": rights(**self.rights)} if self.rights else found

    def _build_from_what_fits(self) -> Article:
        rights = self._fitting(Rights, self.rights, ".rights")
        given = {"sources": self.sources, "captions": self.captions, **self.fields}
        kept = self._fitting(Article, {name: value for name, value in given.items() if name != "captions"})
        kept |= {"rights": Rights(**rights)} if rights else {}
        try:
            return Article(**kept, captions=given["captions"])
        except ModelError as error:
            self.note("repair.value", f"{error}: the captions lost their places in the text", ".captions")
            return Article(**kept, captions=[evolve(caption, anchor=None) for caption in given["captions"]])

    def _fitting(self, kind: type[_T], values: dict[str, Any], path: str = "") -> dict[str, Any]:
        """Return the values that their fields take, each entry of a sequence by itself."""
        kept: dict[str, Any] = {}
        for name, value in values.items():
            if isinstance(value, list | tuple):
                kept[name] = [each for each in value if self._fits(kind, name, [each], path)]
            elif self._fits(kind, name, value, path):
                kept[name] = value
        return kept

    def _fits(self, kind: type[_T], name: str, value: object, path: str) -> bool:
        """Return True if a field takes a value; else add a note."""
        try:
            kind(**{name: value})  # type: ignore[arg-type]  # the test itself
        except ModelError as error:
            words = value[0] if isinstance(value, Sequence) and not isinstance(value, str) else value
            self.note("repair.value", f"{error}; {quoted(str(words))} was left out", f"{path}.{name}")
            return False
        return True


_MENDED: dict[str, Callable[[ArticleBuilder, str, int | None], None]] = {
    "id": lambda builder, text, line: builder.identify(text, line=line),
    "version": lambda builder, text, line: builder.version(text, line=line),
    "urgency": lambda builder, text, line: builder.urgency(text, line=line),
    "language": lambda builder, text, line: builder.language(text, line=line),
    "url": lambda builder, text, line: builder.address(text, line),
    "editorial_note": lambda builder, text, _: builder.add("editorial_note", text),
}
"""The fields whose text is repaired."""


def build_all(builders: Iterable[ArticleBuilder], report: Report, *, checked: bool = True) -> Iterator[Article]:
    """Yield the article of each builder, after reporting its notes with the article's number.

    A reader that has cleaned every value itself asks for articles that are not `checked`.
    """
    for number, builder in enumerate(builders):
        article = builder.build() if checked else builder.build_unchecked()
        report_notes(builder.notes, number, report)
        yield article


def report_notes(notes: Sequence[Diagnostic], number: int, report: Report) -> None:
    """Report the notes on an article, now that its number is known; all texts without a place are one report."""
    for note in _joined(notes):
        report(note.about(number))


def _joined(notes: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """Yield the notes; those on texts without a place become one, where the first of them is.

    Two notes on `another headline` and one on `the rating` of line 9 become «texts of 2 kinds have no place in the
    model and were left out: another headline: 'A'; 'B', the rating (line 9): 'Good'».
    """
    found = [note for note in notes if isinstance(note, _LeftOut)]
    for note in notes:
        if not isinstance(note, _LeftOut):
            yield note
        elif note is found[0]:
            yield Diagnostic(*note) if len(found) == 1 else Diagnostic(*note)._replace(message=_on_kinds(found))


def _on_kinds(found: Sequence[_LeftOut]) -> str:
    """Return the message on texts of several kinds, with the line of each kind that is not on the first one's line."""
    kinds: dict[str, dict[str, None]] = {}
    places: dict[str, int | None] = {}
    for note in found:
        kinds.setdefault(note.what, {}).update(dict.fromkeys(note.texts))
        places.setdefault(note.what, note.line)
    if len(kinds) == 1:
        [(what, texts)] = kinds.items()
        return f"{what} has no place in the model and was left out: {'; '.join(texts)}"
    line = found[0].line
    at = {what: "" if place in (None, line) else f" (line {place})" for what, place in places.items()}
    parts = ", ".join(f"{what}{at[what]}: {'; '.join(texts)}" for what, texts in kinds.items())
    return f"texts of {len(kinds)} kinds have no place in the model and were left out: {parts}"
