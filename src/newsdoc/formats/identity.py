"""The id of an article that has none, for the standards that want one: a hash of what the article says.

Equal articles have equal ids, in every format and on every machine; it says nothing about where they come from.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

from newsdoc.model import Article

__all__ = ["made_id"]


def made_id(article: Article) -> str:
    """Give `urn:newsdoc:sha256:` and the hash of the article's compact JSON, newsdoc's own."""
    return f"urn:newsdoc:sha256:{hashlib.sha256(_compact()(article)).hexdigest()}"


@cache
def _compact() -> Callable[[Article], bytes]:
    """Load the converter, which most documents do not need, and once: even finding it again takes its time."""
    from newsdoc.formats.json.convert import compact

    return compact
