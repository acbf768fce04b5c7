"""Articles as columns of Arrow, for Parquet and for engines: Polars, DuckDB, Spark, Hugging Face datasets.

`SCHEMA` is the published schema. `to_batch`, `to_batches` and `from_batches` keep every article exactly. `split_pages`
turns a batch of page texts into a batch of articles, and `split_column` a column into a column of lists.

This needs pyarrow: `pip install 'newsdoc[arrow]'`.
"""

from __future__ import annotations

import os as _os

from newsdoc.errors import MissingDependency

try:
    import pyarrow as _pyarrow  # noqa: F401 (only asked if it is installed)
except ImportError as _error:
    raise MissingDependency("this needs pyarrow, which is not installed: pip install 'newsdoc[arrow]'") from _error

from newsdoc.arrow.memory import save_memory as _save_memory

if _os.environ.get("NEWSDOC_SAVE_MEMORY"):
    _save_memory()  # before the first array is made

from newsdoc.arrow.pages import split_column, split_pages, split_schema
from newsdoc.arrow.read import from_batches
from newsdoc.arrow.schema import SCHEMA
from newsdoc.arrow.write import to_batch, to_batches

__all__ = ["SCHEMA", "from_batches", "split_column", "split_pages", "split_schema", "to_batch", "to_batches"]
