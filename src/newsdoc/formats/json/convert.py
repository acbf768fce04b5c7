"""Convert articles to and from plain dicts and lists: the one cattrs converter, for newsdoc's own JSON only.

The model's constructors check the values of fields; this module checks only shapes that a constructor could mistake (an
object or text where an array belongs) and those for which JSON has no type (times, blocks). Foreign schemas are mapped
by hand in their formats.

A value that cannot be read is read twice: first fast, without places, and then once more to find the place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from types import GenericAlias
from typing import Any, TypeAlias, cast, get_args

import attrs
from cattrs import (
    AttributeValidationNote,
    BaseValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
    IterableValidationNote,
)
from cattrs.fns import identity
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn

from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.display import Displayed
from newsdoc.errors import ReadError
from newsdoc.formats.json import text as json_text
from newsdoc.formats.json.text import kind
from newsdoc.model import (
    Article,
    Block,
    ListBlock,
    MarkKind,
    Paragraph,
    Preformatted,
    Quote,
    Status,
    Subhead,
    Table,
)
from newsdoc.uris import runs_script

__all__ = [
    "ADVICE",
    "BLOCK_TYPES",
    "DATE_PATTERN",
    "MOMENT_PATTERN",
    "article",
    "compact",
    "converter",
    "indented",
    "plain",
]

BLOCK_TYPES: dict[str, type] = {
    "paragraph": Paragraph,
    "subhead": Subhead,
    "quote": Quote,
    "list": ListBlock,
    "table": Table,
    "preformatted": Preformatted,
}
"""The `type` of each block that is not a plain string."""

DATE_PATTERN = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
"""A bare date, as RFC 3339 writes it."""

MOMENT_PATTERN = (
    DATE_PATTERN + r"T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?"
    r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))"
)
"""A moment, as RFC 3339 writes it, with an offset that the model takes; narrower than the forms that Python reads, and
the same in all versions of Python."""

_LONGEST = 40  # characters of a value or a name that a message shows

_Hook: TypeAlias = Callable[[Any, Any], Any]


class _Misfit(ValueError):
    """A value of the wrong shape, and the path from it to the wrong place."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path


def plain(article: Article) -> dict[str, object]:
    """Return an article as dicts, lists, strings and numbers: defaults left out, plain paragraphs as strings."""
    return _write(article)


def compact(article: Article, beside: Mapping[str, object] | None = None) -> bytes:
    """Write an article as JSON on one line, in UTF-8, and values beside its fields."""
    return _written(_with(article, beside), json_text.compact, ('"body":', '["', '","', '"]'))


def indented(article: Article, beside: Mapping[str, object] | None = None) -> bytes:
    """Write an article as JSON for reading, in UTF-8: as an item of an array, with the line feed before it."""
    array = _written(_with(article, beside), _array_of, ('"body": ', '[\n      "', '",\n      "', '"\n    ]'))
    return array.removeprefix(b"[").removesuffix(b"\n]")


def _with(article: Article, beside: Mapping[str, object] | None) -> dict[str, object]:
    return {**_write(article), **beside} if beside else _write(article)


_BESIDE = frozenset({"confidence", "doubts", "origin", "lines"})
"""What newsdoc writes beside the fields of an article when it is asked to; it is not read."""


def article(
    value: object, *, format: str, path: str, number: int = 0, line: int | None = None, report: Report = ignore
) -> Article:
    """Return the article of a JSON value; raise `ReadError` with the path of the first error.

    Only links that may run a script are repaired: they are removed from the value, and reported with the article's
    `number`.
    """
    try:
        return _read(value, Article)
    except (ValueError, KeyError, ForbiddenExtraKeysError):
        pass  # read again below, outside of this handler, so that the error has no confusing context
    if isinstance(value, dict) and not _BESIDE.isdisjoint(value):
        own = {name: each for name, each in value.items() if name not in _BESIDE}
        return article(own, format=format, path=path, number=number, line=line, report=report)
    if places := [place for place, text in _marked(value) if _unlink(text)]:
        made = article(value, format=format, path=path, line=line)
        for place in places:
            message = "a link that may run a script is plain text now"
            report(Diagnostic("repair.link", message, line, path + place, number))
        return made
    try:
        return _read_carefully(value, Article)
    except (BaseValidationError, _Misfit) as error:
        inside, message = _trouble(error)
    if message.startswith("Article has no field"):
        message = f"{message}; {ADVICE}"
    raise ReadError(message, format=format, line=line, path=path + inside)


# --- links that may run a script ---

_UNSEEN = re.compile("[\x00-\x20\x7f]")  # browsers ignore most of them in an address


def _marked(value: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects in a body that may have marks, blocks and list entries, each with its path."""
    body = value.get("body") if isinstance(value, dict) else None
    for number, block in enumerate(body if isinstance(body, list) else ()):
        if isinstance(block, dict):
            yield f".body[{number}]", block
            items = block.get("items")
            for entry, item in enumerate(items if isinstance(items, list) else ()):
                if isinstance(item, dict):
                    yield f".body[{number}].items[{entry}]", item


def _unlink(text: dict[str, Any]) -> bool:
    """Remove the links that may run a script from a text's marks; return True if there were any."""
    marks = text.get("marks")
    if not isinstance(marks, list):
        return False
    safe = [mark for mark in marks if not _is_unsafe(mark)]
    text["marks"] = safe
    return len(safe) < len(marks)


def _is_unsafe(mark: object) -> bool:
    href = mark.get("href") if isinstance(mark, dict) and mark.get("kind") == "link" else None
    return isinstance(href, str) and runs_script(_UNSEEN.sub("", href))


# --- where it went wrong ---


ADVICE = (
    "newsdoc's own JSON has articles only: for other JSON, name its format (--from ninjs or jsonld), "
    "take it out of its envelope, or save the text of each row as a page"
)
"""What to do with JSON that is not newsdoc's."""


def _trouble(error: Exception) -> tuple[str, str]:
    """Return the path and the message of the first error that cattrs collected."""
    path = "".join(map(_step, getattr(error, "__notes__", ())))
    if isinstance(error, BaseValidationError):
        inside, message = _trouble(error.exceptions[0])
        return path + inside, message
    if isinstance(error, ForbiddenExtraKeysError):
        name = min(error.extra_fields)
        return f"{path}{_key(name)}", f"{error.cl.__name__} has no field {_shown(name)}"
    if isinstance(error, KeyError):
        return path, "is missing"
    if isinstance(error, _Misfit):
        return path + error.path, str(error)
    # A ModelError begins with the class and the place inside it: «Article.body[3] has …», or with the class alone.
    place = re.match(r"[A-Za-z]+((?:\.[a-z_]+|\[[0-9]+\])*)", str(error))
    return path + (place[1] if place else ""), str(error)


def _step(note: str) -> str:
    if isinstance(note, AttributeValidationNote):
        return f".{note.name}"
    return f"[{note.index}]" if isinstance(note, IterableValidationNote) else ""


def _key(name: str) -> str:
    return f".{name}" if name.isidentifier() and len(name) <= _LONGEST else f"[{name[:_LONGEST]!a}]"


# --- reading ---


def _as_is(value: Any, _: Any) -> Any:
    """Return the value unchecked: the model's constructor checks it, and knows the field's name."""
    return value


def _word(value: Any, _: Any) -> Any:
    """Return text for the constructor; refuse other values, which may be too deep for its message."""
    if type(value) is not str:
        raise _Misfit(f"is {kind(value)} where text belongs")
    return value


def _moment(value: Any, _: Any) -> datetime | None:
    if value is None:
        return None
    if type(value) is not str or not _is_moment(value):
        raise _Misfit(f"is not a moment with its offset, such as 2025-03-14T09:30:00+01:00: {_shown(value)}")
    moment: datetime = _parsed(datetime.fromisoformat, value)
    return moment


def _moment_or_date(value: Any, wanted: Any) -> datetime | date | None:
    return _parsed(date.fromisoformat, value) if type(value) is str and _is_date(value) else _moment(value, wanted)


def _parsed(parse: Callable[[str], Any], value: str) -> Any:
    try:
        return parse(value)
    except ValueError as error:  # the 30th of February, the year 0
        raise _Misfit(f"is not in the calendar ({error}): {value!r}") from None


def _shown(value: object) -> str:
    return repr(value[:_LONGEST]) if isinstance(value, str) else kind(value)


_is_date = re.compile(DATE_PATTERN).fullmatch
_is_moment = re.compile(MOMENT_PATTERN).fullmatch


def _is_tuple(wanted: object) -> bool:
    return getattr(wanted, "__origin__", None) is tuple


def _array(wanted: Any, converter: Converter) -> _Hook:
    """Return a reader of arrays; the constructor would also make a tuple of an object or text."""
    item = get_args(wanted)[0]
    items = GenericAlias(list, item)
    read, read_item = converter.get_structure_hook(items), converter.get_structure_hook(item)

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not list:
            raise _Misfit(f"is {kind(value)} where an array belongs")
        if converter.detailed_validation:  # cattrs would collect all errors, and an array may have a million
            return [_read_item(read_item, each, item, index) for index, each in enumerate(value)]
        return read(value, items)

    return structure


def _read_item(read: _Hook, value: object, wanted: Any, index: int) -> Any:
    """Return an item of an array; an error has its index."""
    try:
        return read(value, wanted)
    except Exception as error:
        error.add_note(IterableValidationNote(f"item {index}", index, wanted))
        make = cast("Callable[..., Exception]", IterableValidationError)  # the types of a group are those of a built-in
        raise make("an item cannot be read", [error], wanted) from None


def _object(wanted: Any, converter: Converter) -> _Hook:
    read = make_dict_structure_fn(
        wanted,
        converter,
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=converter.detailed_validation,
    )

    def structure(value: Any, _: Any) -> Any:
        if type(value) is not dict:
            raise _Misfit(f"is {kind(value)} where an object belongs")
        return read(value, wanted)

    return structure


def _block(wanted: Any, converter: Converter) -> _Hook:
    """Return a reader of a string, or of an object whose `type` names the block; list entries are paragraphs only."""
    allowed = {name: cls for name, cls in BLOCK_TYPES.items() if cls in get_args(wanted)}
    readers = {name: converter.get_structure_hook(cls) for name, cls in allowed.items()}

    def structure(value: Any, _: Any) -> Any:
        if type(value) is str:
            return value
        if type(value) is not dict:
            raise _Misfit(f"is {kind(value)} where text or an object belongs")
        name = value.get("type")
        if type(name) is not str or name not in readers:
            raise _Misfit(f"is {_shown(name)} where one of these belongs: {', '.join(readers)}", ".type")
        return readers[name]({key: item for key, item in value.items() if key != "type"}, allowed[name])

    return structure


_AS_IS = (str | None, int | None)
_WORDS = (MarkKind, Status)
_BLOCK_UNIONS = (Block, str | Paragraph)


def _reading(*, detailed: bool) -> Converter:
    converter = Converter(detailed_validation=detailed)
    for scalar in (str, int, bool):
        converter.register_structure_hook(scalar, _as_is)
    converter.register_structure_hook_func(lambda wanted: wanted in _AS_IS, _as_is)
    converter.register_structure_hook_func(lambda wanted: wanted in _WORDS, _word)
    converter.register_structure_hook_func(lambda wanted: wanted == datetime | None, _moment)
    converter.register_structure_hook_func(lambda wanted: wanted == datetime | date | None, _moment_or_date)
    converter.register_structure_hook_factory(_is_tuple, _array)
    converter.register_structure_hook_factory(attrs.has, _object)
    converter.register_structure_hook_factory(lambda wanted: wanted in _BLOCK_UNIONS, _block)
    return converter


def _reader(*, detailed: bool) -> Callable[[object, type[Article]], Article]:
    hook = _reading(detailed=detailed).get_structure_hook(Article)
    return cast("Callable[[object, type[Article]], Article]", hook)


_read = _reader(detailed=False)
_read_carefully = _reader(detailed=True)


# --- writing ---


def _writing() -> Converter:
    converter = Converter(omit_if_default=True)
    names = {cls: name for name, cls in BLOCK_TYPES.items()}

    def tagged(cls: type) -> Callable[[Any], dict[str, object]]:
        fields: Callable[[Any], dict[str, object]] = make_dict_unstructure_fn(
            cls, converter, _cattrs_omit_if_default=True
        )
        return lambda block: {"type": names[cls], **fields(block)}

    def blocks(value: tuple[Any, ...]) -> list[Any]:
        return [block if type(block) is str else converter.unstructure(block) for block in value]

    def array(wanted: Any) -> Callable[[tuple[Any, ...]], list[Any]]:
        (item, _) = get_args(wanted)
        if item in _BLOCK_UNIONS:
            return blocks
        write = converter.get_unstructure_hook(item)
        return list if write is identity else lambda value: [write(each) for each in value]

    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_unstructure_hook(date, date.isoformat)
    converter.register_unstructure_hook_factory(names.__contains__, tagged)
    converter.register_unstructure_hook_func(lambda wanted: wanted in _AS_IS, identity)
    converter.register_unstructure_hook_factory(_is_tuple, array)
    return converter


def _writer() -> Callable[[Article], dict[str, object]]:
    return cast("Callable[[Article], dict[str, object]]", _writing().get_unstructure_hook(Article))


_write = _writer()


def _array_of(value: object, *, size: int | None = None) -> bytes:
    return json_text.indented([value], size=size)


def _written(fields: dict[str, object], write: Callable[..., bytes], form: tuple[str, str, str, str]) -> bytes:
    """Write the fields of an article; without orjson, plain paragraphs are put in here.

    The standard library checks whether each character needs an escape, which takes half the time; but in clean text
    only quotes and backslashes do. `form` is the key, and the texts before, between and after the paragraphs.
    """
    body = fields.get("body")
    if json_text.orjson:
        # At most so long are its paragraphs; counting all other texts, too, would take a third of the time.
        size = len(body) * max(map(len, body)) if isinstance(body, list) and len(body) else 0
        return write(fields, size=size if size <= json_text.LONG else None)
    if not isinstance(body, list) or set(map(type, body)) != {str}:
        return write(fields)
    key, before, between, after = form
    text = between.join(body)
    if "\\" in text or text.count('"') > 2 * (len(body) - 1):
        text = between.join([block.replace("\\", "\\\\").replace('"', '\\"') for block in body])
    # The first such key is the body's: the quotes of one inside a text would have backslashes before them.
    return write({**fields, "body": 0}).replace(f"{key}0".encode(), f"{key}{before}{text}{after}".encode(), 1)


# --- for classes of other people ---


def converter() -> Converter:
    """Return a new cattrs converter that knows newsdoc's types, also inside classes and collections of your own.

    Articles and their parts have the form of newsdoc's own JSON: defaults are left out, and a plain paragraph is a
    string. All other types are read and written as cattrs does by itself; hooks for them can be registered.

    >>> from newsdoc import Article, converter
    >>> converter().unstructure([Article("Bridge Opens", ["The mayor came."])])
    [{'headline': 'Bridge Opens', 'body': ['The mayor came.']}]
    >>> converter().structure({"headline": "Bridge Opens"}, Article)
    Article(headline='Bridge Opens')
    """
    made = Converter()
    reading, writing = _reading(detailed=True), _writing()
    made.register_structure_hook_factory(_is_ours, lambda wanted: reading.get_structure_hook(wanted))
    made.register_unstructure_hook_factory(_is_ours, lambda wanted: writing.get_unstructure_hook(wanted))
    return made


def _is_ours(wanted: Any) -> bool:
    """Return True for a class of the model, and for the union of blocks."""
    return wanted in _BLOCK_UNIONS or (isinstance(wanted, type) and issubclass(wanted, Displayed))
