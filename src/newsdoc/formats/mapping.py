"""Places of the mapping: each is the place of one field of the model in a format.

Each standard's folder has a table of places in `mapping.py`, with a row for every field of every class of the model.
The reader and the writer of the format take from it the names of the fields that have one place and the same value
there, and the documentation's tables are made of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import attrs

from newsdoc import model

__all__ = ["Place", "complete", "one_to_one"]


class Place(NamedTuple):
    """The place of a field."""

    place: str
    """The place for the documentation, in Markdown; `–` if the format has none."""

    name: str | None = None
    """The property or element that holds the field's value as it is; `None` if the two differ in form or number."""

    written: str | None = None
    """How the field is written, if that needs more words than its place; in Markdown, as the next two."""

    read: str = "the same"
    """The places from which the field is read."""

    lost: str = ""
    """The part of the field that is lost in writing."""


def one_to_one(places: Mapping[str, Place], owner: str = "Article") -> dict[str, str]:
    """Return the fields of a class that have one place and the same value there: field to name in the format."""
    prefix = f"{owner}."
    return {key.removeprefix(prefix): each.name for key, each in places.items() if each.name and key.startswith(prefix)}


def complete(places: Mapping[str, Place]) -> dict[str, Place]:
    """Return a row for every field of the model, in its order; a field without a place has none in the format."""
    classes = [each for each in vars(model).values() if isinstance(each, type) and attrs.has(each)]
    names = [f"{each.__name__}.{field.name}" for each in classes for field in attrs.fields(each)]
    return {name: places.get(name, Place("–")) for name in names}
