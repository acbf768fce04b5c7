"""The id of an article that has none, for the standards that want one: a hash of what the article says.

Equal articles have equal ids, in every format and on every machine; it says nothing about where they come from.
"""

from __future__ import annotations

import hashlib

from newsdoc.model import Article

__all__ = ["made_id"]


def made_id(article: Article) -> str:
    """Give `urn:newsdoc:sha256:` and the hash of the article's compact JSON, newsdoc's own."""
    from newsdoc.convert import compact  # loads the converter, which most articles do not need here

    return f"urn:newsdoc:sha256:{hashlib.sha256(compact(article)).hexdigest()}"
