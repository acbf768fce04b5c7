"""Read the page that is explained, and once more for the reasons if it is HTML: a `Page` keeps no elements."""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING

import newsdoc
from newsdoc import Article, Page
from newsdoc.cli.explain.verdict import AnyReasons
from newsdoc.cli.inputs import is_pipe
from newsdoc.files.limits import Meter, limits_of_environment
from newsdoc.io.opening import Input, open_to_read, reading

if TYPE_CHECKING:
    from newsdoc.io.options import FileOptions

__all__ = ["read_explained"]


def read_explained(path: Input, options: FileOptions) -> tuple[Sequence[Article], AnyReasons | None]:
    """Return what an input holds, read with the options of `newsdoc.read`, and the reasons if it is a page of HTML."""
    limits = options.get("limits") or limits_of_environment()
    if isinstance(path, (str, os.PathLike)) and is_pipe(path):
        with open_to_read(path) as fp:
            return read_explained(fp, options)
    if not isinstance(path, (str, os.PathLike)):  # a pipe can be read but once
        path = BytesIO(path.read() if limits.document is None else path.read(limits.document + 1))
    found: Sequence[Article] = newsdoc.read(path, **options)
    if not isinstance(found, Page):
        return found, None
    if isinstance(path, BytesIO):
        path.seek(0)
    encoding = options.get("encoding")
    with reading(path, None, encoding=encoding, meter=Meter(limits, whole=True)) as (name, fp):
        if name != "html":
            return found, None
        from newsdoc.formats.html.reasons import reasons_of  # it loads lxml

        return found, reasons_of(fp.read(), found, "utf-8" if encoding else None)
