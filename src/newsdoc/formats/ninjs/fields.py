"""Whole fields of an article in the residual of ninjs 1.5, which has no place for much that 3.1 holds.

An entry is the name of a field, its value in newsdoc's own JSON, and a sign of what the document says instead. Of a
caption it holds only what is missing, so that no text is written twice. Once another system has changed what the
document says, the sign no longer fits, and the entry is ignored with a report.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any, TypeAlias

from attrs import fields

from newsdoc.errors import ReadError
from newsdoc.formats.builder import ArticleBuilder
from newsdoc.formats.json import convert
from newsdoc.formats.json import text as json_text
from newsdoc.model import Article, Rights

__all__ = ["Field", "apply", "missing_fields"]

Field: TypeAlias = dict[str, Any]
"""An entry: `{"field": "sources", "value": […], "explains": "sha256:…"}`."""

_caption = re.compile(r"captions\[([0-9]{1,6})\]").fullmatch
_APART = ("sources", "captions", "rights")
"""The fields that a builder keeps beside the others."""


def missing_fields(wanted: Article, found: Article) -> Iterator[Field]:
    """Yield the entries with which the article that is found becomes the one that is wanted."""
    values, given = convert.plain(wanted), convert.plain(found)
    captions: Any = values.get("captions", ())
    shown: Any = given.get("captions", ())
    is_by_caption = len(captions) == len(shown)
    for name in sorted({*values, *given}):
        if values.get(name) != given.get(name) and not (is_by_caption and name == "captions"):
            yield {"field": name, "value": values.get(name), "explains": _sign(given.get(name))}
    for number, (caption, other) in enumerate(zip(captions, shown, strict=False) if is_by_caption else ()):
        names = sorted(name for name in {*caption, *other} if caption.get(name) != other.get(name))
        if names:
            missing = {name: caption.get(name) for name in names}
            yield {"field": f"captions[{number}]", "value": missing, "explains": _sign(_words(other))}


def apply(entries: Iterable[Field], builder: ArticleBuilder) -> None:
    """Set the fields of the entries that the document still confirms."""
    value: dict[str, Any] = convert.plain(builder.build())
    before = dict(value)
    for entry in entries:
        if not _apply(entry, value, before):
            builder.stale(f".{entry['field']}", entry["explains"])
    try:
        article = convert.article(value, format="ninjs", path="$")
    except ReadError as error:
        builder.note("error.item", f"the values that newsdoc stored cannot be used: {error.message}")
        return
    builder.fields = {each.name: getattr(article, each.name) for each in fields(Article) if each.name not in _APART}
    builder.sources, builder.captions = [*article.sources], [*article.captions]
    if article.rights:
        builder.rights = {each.name: getattr(article.rights, each.name) for each in fields(Rights)}


def _apply(entry: Field, value: dict[str, Any], before: dict[str, Any]) -> bool:
    """Set the value of an entry; return False if the document no longer says what the entry explains."""
    name, new = entry["field"], entry["value"]
    found = _caption(name)
    if found is None:
        if _sign(before.get(name)) != entry["explains"]:
            return False
        _update(value, {name: new})
        return True
    captions = before.get("captions", ())
    number = int(found[1])
    if number >= len(captions) or _sign(_words(captions[number])) != entry["explains"] or not isinstance(new, dict):
        return False
    _update(value["captions"][number], new)
    return True


def _update(value: dict[str, Any], new: dict[str, Any]) -> None:
    """Set members of an object, and remove those that are `None`."""
    for name, each in new.items():
        if each is None:
            value.pop(name, None)
        else:
            value[name] = each


def _words(caption: dict[str, Any]) -> list[Any]:
    return [caption.get("text"), caption.get("credit"), caption.get("url")]


def _sign(value: object) -> str:
    """Return a short sign of a value, which a change of it changes."""
    return f"sha256:{hashlib.sha256(json_text.compact(value)).hexdigest()[:16]}"
