"""Less memory in a process where newsdoc alone uses pyarrow: the command line, or a worker of your own.

The variable `NEWSDOC_SAVE_MEMORY` asks for it. On a Parquet file of 2 GB it is a quarter of the memory, of which pandas
is 40 MiB: pyarrow imports it for its first array and has no switch for that.
"""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress
from importlib.abc import MetaPathFinder

import pyarrow as pa

__all__ = ["save_memory"]

_MMAP_THRESHOLD = -3  # of mallopt() in glibc
_LARGE = 1 << 18


def save_memory() -> None:
    """Let pyarrow find no pandas, and let the system's allocator give back every large piece of memory."""
    if "pandas" not in sys.modules:
        _leave_out_pandas()
    with suppress(AttributeError, OSError, TypeError):  # not glibc
        # else it raises the limit itself, keeps large pieces beside small ones, and cannot give them back
        ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, _LARGE)


class _NoPandas(MetaPathFinder):
    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("pandas is left out", name=name)


def _leave_out_pandas() -> None:
    # pyarrow asks for pandas once, at the first value of Python that it takes, and imports it if it is installed: in
    # array(), also with from_pandas=False, and in scalar(), infer_type() and repeat(). Arrays made of buffers or of
    # arrays go without it, but not the columns that are kept beside a page, for their types have to be inferred. A
    # `None` in `sys.modules` would not do: pyarrow takes it for the module itself.
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)
