"""Make an id for an article without one, for the standards that require one: a hash of the article.

Equal articles have equal ids, in every format and on every machine.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache

from newsdoc.model import Article

__all__ = ["made_id"]


def made_id(article: Article) -> str:
    """Return `urn:newsdoc:sha256:` and the hash of the article's compact JSON, newsdoc's own."""
    return f"urn:newsdoc:sha256:{hashlib.sha256(_compact()(article)).hexdigest()}"


@cache
def _compact() -> Callable[[Article], bytes]:
    """Return the converter, imported on first use, since most documents do not need it, and only once for speed."""
    from newsdoc.formats.json.convert import compact

    return compact
