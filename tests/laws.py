"""The laws that every format keeps, as plain functions of a format module: a new test is one row.

A test draws the articles or documents and calls the law; `ShortReads` and `mutated` make what the laws are tried on.
The numbers are those of the list of laws in the documentation.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from io import BytesIO
from itertools import chain, cycle, repeat
from typing import Any
from unittest.mock import patch

from hypothesis import strategies as st

from newsdoc import CATALOGUE, Article, Diagnostic, NewsdocError, ReadError, raise_on_error
from newsdoc.formats import json as newsdoc_json
from newsdoc.formats.json import text as json_text
from newsdoc.losses import losses

NOW = datetime(2025, 3, 14, 9, 26, 53, tzinfo=UTC)


# --- law 3, exactly the losses are reported; law 4, total; law 5, stable ---


def check_losses(module: Any, articles: Sequence[Article]) -> None:
    """The paths reported as `loss.*` are those in which what reads back differs, whoever finds them."""
    heard: list[Diagnostic] = []
    text = module.dumps(articles, report=heard.append, now=NOW)
    assert {found.code for found in heard} <= set(CATALOGUE)
    assert _lost(heard) == _lost(losses(tuple(articles), tuple(module.loads(text))))
    assert all((loss.path or "").startswith(f"$[{loss.article}]") for loss in heard if loss.code != "loss.ambiguous")
    assert module.dumps(articles, now=NOW) == text, "listening changes what is written"


def check_left_out(module: Any, articles: Sequence[Article]) -> None:
    """The law of losses for a format that is only written: what is reported has no effect, all else has one.

    A value is taken out of each article in turn, wherever the article can be without it.
    """
    heard: list[Diagnostic] = []
    text = module.dumps(articles, report=heard.append, now=NOW)
    assert {found.code for found in heard} <= {"loss.missing"}
    assert module.dumps(articles, now=NOW) == text, "listening changes what is written"
    lost = {found.path or "" for found in heard}
    document = json.loads(newsdoc_json.dumps(articles))
    assert lost <= set(_places(document)), "only what an article has can be left out"
    for path in _places(document):
        if any(path.startswith((f"{each}.", f"{each}[")) for each in lost):
            continue
        try:
            less = newsdoc_json.loads(json.dumps(_without(document, path)), report=raise_on_error)
        except NewsdocError:
            continue  # no article can be without it
        assert (module.dumps(less, now=NOW) == text) == (path in lost) or _has_lost(path, lost), path


def _has_lost(path: str, lost: set[str]) -> bool:
    """Values inside of which some are lost: without the value, both are gone."""
    return any(each.startswith((f"{path}.", f"{path}[")) for each in lost)


def _places(value: Any, path: str = "$") -> Iterator[str]:
    """The path of every member of an object in a JSON value, as diagnostics write them."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield f"{path}.{name}"
            yield from _places(each, f"{path}.{name}")
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from _places(each, f"{path}[{number}]")


def _without(document: Any, path: str) -> Any:
    """The document without a member."""
    copy = json.loads(json.dumps(document))
    *steps, last = [int(number) if number else name for number, name in re.findall(r"\[(\d+)\]|\.(\w+)", path)]
    inner = copy
    for step in steps:
        inner = inner[step]
    del inner[last]
    return copy


def check_numbers(module: Any, data: str | bytes) -> None:
    """Each diagnostic of reading names an article that was read, or none.

    A number in its path is the article's, or a later one: items that could not be read count in the document only.
    """
    heard: list[Diagnostic] = []
    try:
        found = module.loads(data, report=heard.append)
    except ReadError:
        return
    for diagnostic in heard:
        if diagnostic.article is None:
            assert not diagnostic.code.startswith(("article.", "guess."))
        else:
            assert diagnostic.article in range(len(found))
            number = re.match(r"\$(?:\[(\d+)\])?", diagnostic.path or "")
            assert number
            assert int(number[1] or diagnostic.article) >= diagnostic.article


def check_total(module: Any, articles: Sequence[Article]) -> None:
    """Everything comes back and no loss is reported."""
    heard: list[Diagnostic] = []
    text = module.dumps(articles, report=heard.append, now=NOW)
    assert list(module.loads(text)) == list(articles)
    assert not _lost(heard)


def check_stable(module: Any, data: str | bytes) -> None:
    """Reading, writing and reading again gives what the first reading gave, and what the model's checks let pass."""
    first = module.loads(data)  # a page stays one: it keeps its exact text
    check_checked(list(first))
    assert list(module.loads(module.dumps(first, now=NOW))) == list(first)


def check_checked(articles: Sequence[Article]) -> None:
    """Whether or not a reader had its values checked, they pass: our JSON builds them again with every check."""
    assert newsdoc_json.loads(newsdoc_json.dumps(articles)) == list(articles)


def _lost(heard: Iterable[Diagnostic]) -> list[str | None]:
    return sorted((found.path for found in heard if found.code.startswith("loss.")), key=str)


# --- law 6, chunks don't matter ---


class ShortReads(BytesIO):
    """A file that gives fewer bytes than asked for, as pipes and sockets do: `sizes` in turn, at least one byte."""

    def __init__(self, data: bytes, sizes: Sequence[int]) -> None:
        super().__init__(data)
        self._sizes = cycle(sizes)

    def read(self, size: int | None = -1, /) -> bytes:
        if size is None or size < 0:
            return super().read()
        return super().read(max(1, min(size, next(self._sizes))) if size else 0)


class Endless(BytesIO):
    """A file that gives its pieces one a read, and the last of them for ever."""

    def __init__(self, *pieces: bytes) -> None:
        super().__init__()
        self._pieces = chain(pieces, repeat(pieces[-1]))

    def read(self, _: int | None = -1, /) -> bytes:
        return next(self._pieces)


def chunk_sizes() -> st.SearchStrategy[list[int]]:
    """Sizes for `ShortReads`: single bytes, a few, and many at once."""
    return st.lists(st.sampled_from([1, 2, 3, 5, 16, 100, 1 << 20]), min_size=1, max_size=5)


def check_chunks(module: Any, data: bytes, sizes: Sequence[int]) -> None:
    """The same articles or the same error, and the same diagnostics, however the file comes in."""
    whole = _outcome(lambda report: module.load(BytesIO(data), report=report))
    assert _outcome(lambda report: module.iterload(BytesIO(data), report=report)) == whole
    assert _outcome(lambda report: module.iterload(ShortReads(data, sizes), report=report)) == whole
    assert _outcome(lambda report: module.load(ShortReads(data, sizes), report=report)) == whole
    assert _outcome(lambda report: module.loads(data, report=report)) == whole


def _outcome(read: Callable[[Callable[[Diagnostic], None]], Iterable[Article]]) -> tuple[object, ...]:
    heard: list[Diagnostic] = []
    try:
        return list(read(heard.append)), heard
    except NewsdocError as error:
        return type(error), str(error), heard


# --- law 8, only our errors ---


def check_only_our_errors(module: Any, data: str | bytes, *, name: str) -> None:
    """A reader returns articles or raises an error of ours that says where; `name` is the format's."""
    try:
        found, trouble = module.loads(data), None
    except ReadError as error:
        found, trouble = [], error
    assert all(isinstance(article, Article) for article in found)
    assert str(trouble).encode(), "the message can be printed"
    if trouble:
        assert trouble.format == name
        assert trouble.path or trouble.line, f"no place is named: {trouble}"


@st.composite
def mutated(draw: st.DrawFn, /, documents: st.SearchStrategy[bytes], tokens: Sequence[bytes]) -> bytes:
    """Documents with a few pieces cut out, doubled, or replaced by one of the format's tokens or by other bytes."""
    data = draw(documents)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        stop = draw(st.integers(start, min(len(data), start + draw(st.sampled_from([0, 1, 10, 1000])))))
        piece = data[start:stop]
        new = draw(st.sampled_from([b"", piece * 2]) | st.sampled_from(tokens) | st.binary(max_size=4))
        data = data[:start] + new + data[stop:]
    return data


# --- law 9, same bytes ---


def without_orjson() -> AbstractContextManager[object]:
    """Write as where the accelerator is not installed."""
    return patch.object(json_text, "orjson", None)


def check_same_bytes(module: Any, articles: Sequence[Article]) -> None:
    """The same articles and `now` give the same bytes: as text and file, from a list or not, with orjson or without."""
    text = module.dumps(articles, now=NOW)
    with without_orjson():
        assert module.dumps(articles, now=NOW) == text
    assert module.dumps(iter(list(articles)), now=NOW) == text
    data = text if isinstance(text, bytes) else text.encode()
    file, again = BytesIO(), BytesIO()
    module.dump(articles, file, now=NOW)
    module.dump(iter(list(articles)), again, now=NOW)
    assert file.getvalue() == again.getvalue()
    assert file.getvalue().endswith(data), "only an XML declaration may come before the text"


def check_same_bytes_elsewhere(name: str, document: str) -> None:
    """Another process with another hash seed, time zone and locale writes the same, and one that cannot import orjson.

    `document` is newsdoc's JSON.
    """
    program = (
        "import os, sys; sys.modules.update({'orjson': None} if 'NO_ORJSON' in os.environ else {})\n"
        "from datetime import datetime, timezone; from newsdoc.formats import get\n"
        "articles = get('json').loads(sys.stdin.buffer.read())\n"
        f"now = datetime.fromisoformat({NOW.isoformat()!r})\n"
        f"get({name!r}).dump(articles, sys.stdout.buffer, now=now)"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", program],
            input=document.encode(),
            stdout=subprocess.PIPE,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **there},
        ).stdout
        for there in (
            {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C"},
            {"PYTHONHASHSEED": "2", "TZ": "Asia/Baghdad", "LC_ALL": "C.UTF-8"},
            {"NO_ORJSON": ""},
        )
    }
    assert len(written) == 1
    assert written != {b""}
