"""The JSON Schema of newsdoc's own JSON, as shipped in the package; a test checks it against the model."""

from __future__ import annotations

from importlib.resources import files

__all__ = ["article_schema"]


def article_schema() -> str:
    """Return the JSON Schema (draft 2020-12) of an array of articles; `#article` is that of one, a line of jsonl."""
    return files(__name__).joinpath("article.schema.json").read_text(encoding="utf-8")
