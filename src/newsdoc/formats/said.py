"""Words of a document that the article says nowhere: what a reader left over is compared with all that it read.

Only letters and digits are compared, so that a code or a short word is said by any text that has its letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from newsdoc.formats.builder import ArticleBuilder
from newsdoc.text import has_words, letters

__all__ = ["drop_unsaid", "letters_said", "strings"]

_WORDS = ("text", "credit", "name", "title", "code", "sources", "items", "rows")


def letters_said(builders: Iterable[ArticleBuilder]) -> str:
    """Return the letters of articles and of their notes."""
    found = list(builders)
    values = ([*each.fields.values(), *each.rights.values(), each.captions, each.sources] for each in found)
    notes = [note.message for builder in found for note in builder.notes]
    return letters("\n".join([*strings([*values]), *notes]))


def strings(value: Any, names: Sequence[str] = _WORDS) -> Iterator[str]:
    """Yield every text in a field's value; of a part of an article, those of the fields that are named."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each, names)
    elif value is not None:
        for name in names:
            yield from strings(getattr(value, name, None), names)


def drop_unsaid(builder: ArticleBuilder, found: Iterable[tuple[str, str, int | None]]) -> None:
    """Note values, each with what it is and its line, that the article does not say; a note a kind.

    Values are addresses, or have words; others are for machines.
    """
    known = ""
    new: dict[str, dict[str, int | None]] = {}
    for what, text, line in found:
        if "://" in text or has_words(text):
            known = known or letters_said([builder])
            if letters(text) not in known:
                new.setdefault(what, {}).setdefault(text, line)
    for what, texts in new.items():
        builder.dropped_all(what, texts, next(iter(texts.values())))
