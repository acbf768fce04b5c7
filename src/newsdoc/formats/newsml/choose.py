"""From a draft of an item to the fields of an article: which of several headlines, times, languages and renditions.

Every choice between parts that an item has twice, or has in a form that a field cannot hold, is made here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

from newsdoc import trusted
from newsdoc.formats import residual, times
from newsdoc.formats.builder import language_of, quoted
from newsdoc.formats.newsml import body as newsml_body
from newsdoc.formats.newsml.draft import Draft, Item, Picture
from newsdoc.formats.xml.parse import Element, line_of
from newsdoc.model import MAX_VERSION, Block, Rights, Source, Subject, plain_text
from newsdoc.text import fold, remembered

__all__ = ["DECK_RANK", "texts_of", "weigh"]

DECK_RANK = 100
"""The rank of a headline that calls itself a deck: below every other."""

_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@remembered  # as for _is_language()
def _number(version: str) -> int | None:
    """Read the number of a version, if the model can hold it."""
    small = version.isascii() and version.isdigit() and len(version) < 17 and 1 <= int(version) <= MAX_VERSION
    return int(version) if small else None


def _identity(draft: Draft, element: Element) -> None:
    item = draft.item
    guid = element.get("guid") or ""
    item.guid = "".join(guid.split()) or None
    if item.guid and item.guid != guid.strip():
        item.note("repair.value", f"white space was taken out of the guid {guid!r}", line_of(element), ".id")
    item.fields["id"] = item.guid
    version = (element.get("version") or "1").strip()
    if number := _number(version):
        item.fields["version"] = number
    else:
        item.note("repair.value", f"the version {version!r} is no number from 1", line_of(element), ".version")


def weigh(draft: Draft, element: Element) -> None:
    """Turn a draft into the fields of its item, and into pictures."""
    fields, item = draft.item.fields, draft.item
    _identity(draft, element)
    for name, texts in draft.lines.items():
        if name != "language":
            fields[name] = " ".join(texts)
    fields["places"], fields["keywords"] = tuple(draft.places), tuple(draft.keywords)
    fields["subjects"] = tuple(draft.subjects)
    if draft.rights:
        fields["rights"] = trusted.rights(**{name: " ".join(texts) for name, texts in draft.rights.items()})
    _weigh_language(draft, element)
    _weigh_times(draft)
    _weigh_headlines(draft)
    body = newsml_body.read_content(draft.content, item.note, partial(_known, draft), fields)
    fields["body"] = tuple(body.blocks)
    if draft.titles:
        _weigh_titles(draft)
    item.pictures = [Picture(f.text, f.credit, f.url, f.anchor, f.keys, line=f.line) for f in body.figures]
    _weigh_parts(draft)
    item.media = item.media and not body.blocks
    _weigh_descriptions(draft)
    fields["sources"] = (*([draft.provider] if draft.provider else ()), *draft.sources)
    if item.media:
        _weigh_media(draft, body.url)
    _apply_residual(draft)
    if draft.left and item.heard:
        _report_left(draft)
    if draft.unnamed_codes:
        what = f"{draft.unnamed_codes} codes of schemes that are not declared here were left out, their names kept"
        item.note("repair.code", what, item.line)


def _weigh_titles(draft: Draft) -> None:
    """Take the item's title for the headline where nothing else is one."""
    for text, element in draft.titles:
        if text and not draft.item.fields.get("headline"):
            draft.item.fields["headline"] = text
        elif text:
            draft.leave("the title of the item", text, element)


def _report_left(draft: Draft) -> None:
    """Note each text that no field took, and no field says."""
    item = draft.item
    longest = 2 * max(len(text) for texts in draft.left.values() for text in texts)  # a body has longer ones
    said = {fold(text).casefold() for text in texts_of(item) if len(text) <= longest}
    said.update(fold(text).casefold() for text in draft.repeated)
    for what, texts in draft.left.items():
        new = {text: line for text, line in texts.items() if fold(text).casefold() not in said}
        if new:
            message = f"{what} has no place in the model and was left out: {'; '.join(map(quoted, new))}"
            item.note("repair.dropped", message, next(iter(new.values())))


def texts_of(item: Item) -> Iterator[str]:
    """Give every text that the article of an item will show."""
    for name, value in item.fields.items():
        if isinstance(value, str) and name not in ("id", "language", "status", "url"):
            yield value
        elif isinstance(value, Rights):
            yield from filter(None, (value.holder, value.notice, value.terms))
        elif isinstance(value, tuple):
            for each in value:
                yield each if isinstance(each, str) else _text_of(each)
    for picture in item.pictures:
        yield from filter(None, (picture.text, picture.credit, *(source.name for source in picture.sources)))


def _text_of(part: Source | Subject | Block) -> str:
    return part.name if isinstance(part, Source | Subject) else plain_text(part)


def _weigh_language(draft: Draft, element: Element) -> None:
    """Take the content's language; the item's, where it says the same more exactly (`it`, `it-IT`)."""
    item_language = (element.get(_XML_LANG) or "").strip()
    tag = next(iter(draft.lines.get("language", ())), item_language)
    if tag and item_language.lower().startswith(f"{tag.lower()}-"):
        tag = item_language
    if not tag:
        return
    if "_" not in tag and language_of(tag) == tag:
        draft.item.fields["language"] = tag
        return
    explained = {entry.explains for entry in draft.residual if entry.path == "$.language"}
    for each in dict.fromkeys(filter(None, (tag, item_language))):
        language = each.replace("_", "-")
        valid = language_of(language) == language or each in explained
        if language != each or not valid:
            draft.item.note("repair.value", f"{each!r} is no language tag", line_of(element), ".language")
        if valid:
            draft.item.fields["language"] = language
            return


def _weigh_times(draft: Draft) -> None:
    fields, said = draft.item.fields, draft.times
    for name in ("published", "first"):
        if name in said and (published := _published(draft, name)):
            fields["published"] = published
            break
    for name in ("modified", "embargoed"):
        if name in said and (moment := _moment(draft, name)):
            fields[name] = moment
    if "embargoed" in said and "embargoed" not in fields and fields.get("status", "usable") == "usable":
        fields["status"] = "withheld"
        message = "an embargo whose time is not known: the article counts as withheld"
        draft.item.note("repair.embargo", message, line_of(said["embargoed"]), ".status")


def _published(draft: Draft, name: str) -> datetime | date | None:
    value, text, line = _value_of_time(draft, name)
    if isinstance(value, datetime) and value.tzinfo is None:
        draft.item.note("repair.time", f"{text!r} names no time zone: only its day is kept", line, ".published")
        return value.date()
    return value


def _moment(draft: Draft, name: str) -> datetime | None:
    value, text, line = _value_of_time(draft, name)
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
        draft.item.note("guess.zone", f"{text!r} names no moment in full; it is taken for UTC", line, f".{name}")
    return moment


def _value_of_time(draft: Draft, name: str) -> tuple[datetime | date | None, str, int | None]:
    element = draft.times[name]
    line = line_of(element)
    text = (element.text or "").strip()
    path = ".published" if name == "first" else f".{name}"
    if not text:
        return None, "", line
    value, repaired = times.read(text)
    if repaired:
        became = f"is read as {value.isoformat()}" if value else "is no time; it was left out"
        draft.item.note("repair.time", f"{text!r} {became}", line, path)
    return value, text, line


def _weigh_headlines(draft: Draft) -> None:
    """Choose the headline and the deck by role, then rank, then order; a headline in another language is no deck."""
    fields, ranked = draft.item.fields, draft.headlines
    if len(ranked) > 1:
        ranked.sort(key=lambda headline: (headline[0], _is_foreign(headline[2], fields)))
    if ranked and ranked[0][0] < DECK_RANK:
        fields["headline"] = ranked.pop(0)[1]
    if not ranked:
        return
    deck = next((headline for headline in ranked if not _is_foreign(headline[2], fields)), None)
    if deck is not None:
        fields["deck"] = deck[1]
    for _, text, element in ranked:
        if text not in (fields.get("headline"), fields.get("deck")):
            draft.dropped("another headline", text, element)


def _is_foreign(element: Element, fields: dict[str, Any]) -> bool:
    """Say whether a line is in another language than the article."""
    line, article = element.get(_XML_LANG) or "", fields.get("language") or ""
    return bool(line and article) and line.lower().split("-")[0] != article.lower().split("-")[0]


_SUMMARIES = ("summary", "teaser", "abstract", "intro", "", "caption")
_CAPTIONS = ("caption", "videocaption", "", "summary", "abstract")
_NO_PROSE = {"audio", "semantics"}


def _weigh_descriptions(draft: Draft) -> None:
    """Choose by role the summary of a text, or the caption of a picture."""
    if not draft.descriptions:
        return
    roles = [role.lower() for role, _, _ in draft.descriptions]
    wanted = _CAPTIONS if draft.item.media else _SUMMARIES
    others = (role for role in roles if role not in _NO_PROSE)
    at = next((roles.index(role) for role in (*wanted, *others) if role in roles), None)
    chosen = None if at is None else draft.descriptions[at][1]
    if chosen and draft.item.media:
        _fill_first_picture(draft, chosen)
        draft.leave("another description", chosen, draft.descriptions[at or 0][2])
    elif chosen:
        draft.item.fields.setdefault("summary", chosen)
    for _, text, element in draft.descriptions:
        if text != chosen:
            draft.dropped("another description", text, element)


def _fill_first_picture(draft: Draft, text: str) -> None:
    pictures = draft.item.pictures
    if not pictures:
        pictures.append(Picture(text))
    elif not pictures[0].text:
        pictures[0].text = text


def _weigh_parts(draft: Draft) -> None:
    """Join parts to the figures they name, whose own words win; a part that names none is a caption."""
    if not draft.parts:
        return
    pictures = draft.item.pictures
    by_key = {key: picture for picture in pictures for key in picture.keys}
    unplaced = []
    for part in draft.parts:
        figures = [by_key[key] for key in part.keys if key in by_key]
        for figure in figures:
            _leave_part(draft, part, figure)
            figure.text = figure.text or part.text
            figure.credit = figure.credit or part.credit
            figure.sources = figure.sources or part.sources
        if not figures and (part.text or part.credit):
            unplaced.append(part)
    pictures += unplaced


def _leave_part(draft: Draft, part: Picture, figure: Picture) -> None:
    """Leave what a part says otherwise than the figure that it describes."""
    for said, shown in ((part.text, figure.text), (part.credit, figure.credit)):
        if said and shown and said != shown:
            draft.left.setdefault("what is said of a part", {})[said] = part.line
    if part.sources and figure.sources and part.sources != figure.sources:
        names = dict.fromkeys((source.name for source in part.sources), part.line)
        draft.left.setdefault("what is said of a part", {}).update(names)


def _weigh_media(draft: Draft, url: str | None) -> None:
    """Give a picture without a body its caption, from the item's own description, credit line and makers."""
    fields, pictures = draft.item.fields, draft.item.pictures
    if not pictures:
        return
    picture = pictures[0]
    picture.url = picture.url or url
    picture.credit = picture.credit or fields.get("credit") or fields.get("byline")
    picture.sources = picture.sources or tuple(draft.sources)


def _known(draft: Draft) -> list[str]:
    fields = draft.item.fields
    lines = (fields.get(name) for name in ("headline", "deck", "byline", "slugline", "dateline", "section"))
    names = (subject.name for subject in draft.subjects)
    return [*filter(None, lines), *names, *draft.keywords, *draft.places, *filter(None, draft.repeated)]


def _apply_residual(draft: Draft) -> None:
    """Let the entries of our own writer speak where the document still says what they explain."""
    if not draft.residual:
        return
    fields, item = draft.item.fields, draft.item
    changed = draft.times.get("modified")
    said: dict[str, residual.Value] = {
        "$.id": item.guid,
        "$.language": fields.get("language"),
        "$.modified": (changed.text or "").strip() if changed is not None else None,
        "$.publisher": draft.provider.name if draft.provider else None,
    }

    def stale(entry: residual.Entry) -> None:
        message = f"the document no longer says {entry.explains!r}: what was kept beside it no longer counts"
        item.note("repair.stale", message, item.line, entry.path.removeprefix("$"))

    for path, value in residual.held(draft.residual, said, stale).items():
        if path == "$.publisher" and isinstance(value, int):
            provider, *others = fields["sources"]
            at = min(max(value, 0), len(others))
            fields["sources"] = (*others[:at], provider, *others[at:])
        elif path in ("$.id", "$.modified") and value is None:
            fields[path[2:]] = None
