"""Make an id for an article without one, for the standards that require one: a hash of the article.

Equal articles have equal ids, in every format and on every machine. A newsroom may have a pattern of its own for them,
and a name for itself and for its program: its house.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from functools import cache
from string import Formatter

from attrs import frozen

from newsdoc.errors import WriteError
from newsdoc.model import Article
from newsdoc.text import problem_with

__all__ = ["House", "made_id"]


def made_id(article: Article) -> str:
    """Return `urn:newsdoc:sha256:` and the hash of the article's compact JSON, newsdoc's own."""
    return f"urn:newsdoc:sha256:{hashlib.sha256(_compact()(article)).hexdigest()}"


@cache
def _compact() -> Callable[[Article], bytes]:
    """Return the converter, imported on first use, since most documents do not need it, and only once for speed."""
    from newsdoc.formats.json.convert import compact

    return compact


@frozen
class House:
    """What a newsroom lets a document say of itself, and whether it has a residual."""

    residual: bool = True
    """True if values without a place in the standard travel as entries of the residual."""
    guid: str | None = None
    """The pattern of the id of an article that has none."""
    provider: str | None = None
    """The name of the provider of an article without a publisher."""
    generator: str = "newsdoc"
    schemes: tuple[tuple[str, str], ...] = ()
    """The schemes of the newsroom's own catalog: alias and address."""

    @classmethod
    def of(
        cls,
        *,
        residual: bool = True,
        guid: str | None = None,
        provider: str | None = None,
        generator: str = "newsdoc",
        schemes: Mapping[str, str] | None = None,
    ) -> House:
        """Return the options; refuse those that no document can have."""
        _check_pattern(guid)
        for name, text in (("provider", provider), ("generator", generator)):
            if text is not None and (not isinstance(text, str) or problem_with(text)):
                raise WriteError(f"the option {name} is a line of text, and not {text!r:.60}")
        return cls(residual, guid, provider, generator, tuple((schemes or {}).items()))

    def guid_of(self, article: Article) -> str:
        """Return the id of an article; one that has none gets the same id whenever it is written."""
        if article.id is not None or self.guid is None:
            return article.id or made_id(article)
        day = article.published or article.modified
        date = day.isoformat()[:10].replace("-", "") if day else "undated"
        return self.guid.format(hash=made_id(article).rpartition(":")[2], date=date)


def _check_pattern(pattern: str | None) -> None:
    """Refuse a pattern that gives no id, or the same id to different articles."""
    if pattern is None:
        return
    advice = "write it like urn:newsml:bay.example:{date}:{hash}, where {hash} stands for the content"
    try:
        fields = [(name, form, how) for _, name, form, how in Formatter().parse(pattern) if name is not None]
    except (TypeError, ValueError) as error:
        raise WriteError(f"the option guid is not a pattern of ids ({error}); {advice}") from None
    names = [name for name, form, how in fields if not form and not how]
    known = len(names) == len(fields) and set(names) <= set(_FIELDS) and "hash" in names
    if not known or len(pattern) > _LONGEST or re.search(r"\s", pattern) or problem_with(pattern):
        raise WriteError(f"the option guid is {pattern[:60]!r}, which is not a pattern of ids; {advice}")


_FIELDS = ("hash", "date")
_LONGEST = 1000  # characters of a pattern
