"""Fuzzing: each reader on changed documents, with the laws as judges: `python tests/fuzz.py --seconds 60 [FORMAT ...]`.

The documents are those of `tests/data` and what newsdoc writes; `tokens.SPOILING` is the dictionary. What breaks a law
is made small and written to a folder; a finding becomes a case with a name in the tests.
"""

from __future__ import annotations

import argparse
import sys
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random
from time import monotonic, process_time

from examples import FULL
from laws import NOW, check_checked, check_chunks, check_numbers, check_only_our_errors, check_stable
from newsdoc import CATALOGUE, Article, Diagnostic, NewsdocError, ReadError
from newsdoc.cli.console import placed
from newsdoc.formats import get, table
from tokens import SPOILING, record

DATA = Path(__file__).parent / "data"
FOLDERS = {"rawdump": "pages"}
"""The folder of a format's documents in `tests/data`, if its name is another."""

NOT_STABLE = {"jsonld", "nitf"}
"""Formats that lose something of what foreign documents say."""

SLOW = 2.0
"""Seconds of the processor that a document of less than 1 MB may take."""

LONGEST_MESSAGE = 900

SMALL = {
    "newsml1": [
        (
            b"<NewsML><NewsItem><NewsComponent><NewsLines><HeadLine>A</HeadLine></NewsLines><ContentItem>"
            b"<DataContent><p>It rained.</p></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
        )
    ],
    "rows": [
        b'{"url": "https://bay.example/1", "text": "Bridge opens\\n\\nIt rained."}\n',
        b'url,text\nhttps://bay.example/1,"Bridge opens\n\nIt rained."\n',
    ],
    "warc": [
        record(
            b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nIt rained.", kind="application/http", Type="response"
        )
    ],
    "wet": [record(b"Bridge opens\n\nIt rained.", kind="text/plain", Type="conversion")],
    "rawdump": [b"Bridge opens\n\nThe mayor. (AFP)\nThe mayor. (AFP)\nTT\n20\n\nBridge opens\n\nIt rained.\n"],
}


def seeds(name: str) -> list[bytes]:
    """Return documents of a format: those of the tests, and what newsdoc writes."""
    folder = DATA / FOLDERS.get(name, name)
    found = [path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file() and ".read." not in path.name]
    found += SMALL.get(name, [])
    if table()[name].writes:
        for article in (FULL, Article("Bridge", ["It rained.", "It stopped."])):
            written = get(name).dumps([article], now=NOW)
            found.append(written.encode("utf-8", "surrogateescape") if isinstance(written, str) else written)
    return found


# --- changes ---


def changed(random: Random, documents: list[bytes], tokens: list[bytes]) -> bytes:
    """Return one of the documents after a few changes."""
    data = random.choice(documents)
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        start, stop = _place(random, data)
        change = random.choice(CHANGES)
        data = data[:start] + change(random, data[start:stop], documents, tokens) + data[stop:]
    return data[:1_000_000]


def _place(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.choice((0, 1, 4, 20, 200)))


def _pumped(random: Random, piece: bytes, _: list[bytes], tokens: list[bytes]) -> bytes:
    unit = random.choice((piece, random.choice(tokens), piece + random.choice(tokens))) or b"a"
    return unit * min(random.choice((10, 100, 20_000)), 60_000 // len(unit) + 1)


def _spliced(random: Random, _: bytes, documents: list[bytes], tokens: list[bytes]) -> bytes:
    other = random.choice(documents)
    start, stop = _place(random, other)
    return other[start:stop]


def _flipped(random: Random, piece: bytes, *_: list[bytes]) -> bytes:
    return bytes(byte ^ (1 << random.randrange(8)) if random.random() < 0.1 else byte for byte in piece)


STEERING = ["\x1b[31m", "\n", "\r", "\x07", "\x85", "\u202e", "\u2028", "\u200f", "\x00", "\x9b"]

CHANGES: tuple[Callable[..., bytes], ...] = (
    lambda random, piece, documents, tokens: b"",
    lambda random, piece, documents, tokens: piece * 2,
    lambda random, piece, documents, tokens: random.choice(tokens),
    lambda random, piece, documents, tokens: piece + random.choice(tokens),
    lambda random, piece, documents, tokens: random.randbytes(random.randint(1, 4)),
    lambda random, piece, documents, tokens: random.choice(STEERING).encode(),
    lambda random, piece, documents, tokens: repr(random.choice(STEERING))[1:-1].encode(),
    _pumped,
    _spliced,
    _flipped,
)


# --- judges ---


def judge(name: str, data: bytes) -> None:
    """Check all laws of reading on a document; raise AssertionError, or whatever the reader raises."""
    module = get(name)
    start = process_time()
    check_only_our_errors(module, data, name=name)
    assert process_time() - start < SLOW, "it takes too long"
    check_numbers(module, data)
    check_messages(module, data)
    if len(data) > 20_000:  # what follows reads the document several times
        return
    check_chunks(module, data, [1, 7, 1000])
    try:
        found = module.loads(data)
    except NewsdocError:
        return
    check_checked(found)
    row = table()[name]
    if row.writes and name not in NOT_STABLE and (row.several or len(found) == 1):
        check_stable(module, data)
    if name == "rawdump":
        text = data.decode("utf-8", "surrogateescape")
        assert module.dumps(module.loads(text)) == text


def check_messages(module: object, data: bytes) -> None:
    """Each message is one line of some hundred characters that steers no terminal, with a code that is known."""
    heard: list[Diagnostic] = []
    messages = []
    try:
        module.loads(data, report=heard.append)  # type: ignore[attr-defined]
    except ReadError as error:
        messages.append(str(error))
    assert {diagnostic.code for diagnostic in heard} <= set(CATALOGUE)
    for message in (*messages, *(placed(item, "a.xml") for item in heard)):
        assert len(message) <= LONGEST_MESSAGE, f"a message of {len(message)} characters: {message[:200]!r}"
        bad = [char for char in message if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp", "Cs")]
        assert not bad, f"a message with {bad[:3]!r}: {message[:200]!r}"


# --- runs ---


def findings(
    name: str, *, seed: int, executions: int | None = None, seconds: float = 1e9
) -> Iterator[tuple[int, bytes, str]]:
    """Yield what breaks a law, with the number of executions so far; each kind of trouble once."""
    random, documents, known = Random(f"{name} {seed}"), seeds(name), set[str]()
    tokens = [*SPOILING.get(name, SPOILING["xml"])]
    end = monotonic() + seconds
    number = 0
    while (executions is None or number < executions) and monotonic() < end:
        number += 1
        data = changed(random, documents, tokens)
        trouble = trouble_of(name, data)
        if trouble and trouble not in known:
            known.add(trouble)
            yield number, smaller(name, data, trouble), trouble
    yield number, b"", ""


def trouble_of(name: str, data: bytes) -> str:
    """Return what goes wrong with a document and where in the code; nothing if all is well."""
    try:
        judge(name, data)
    except Exception as error:  # whatever it is, it is a finding
        place = error.__traceback__
        while place and place.tb_next:
            place = place.tb_next
        where = f"{Path(place.tb_frame.f_code.co_filename).name}:{place.tb_lineno}" if place else ""
        return f"{type(error).__name__} at {where}"
    return ""


def smaller(name: str, data: bytes, trouble: str) -> bytes:
    """Return a part of the document with the same trouble, in not too much time."""
    end = monotonic() + 20
    size = len(data) // 2
    while size and monotonic() < end:
        start = 0
        while start < len(data) and monotonic() < end:
            less = data[:start] + data[start + size :]
            if trouble_of(name, less) == trouble:
                data = less
            else:
                start += size
        size //= 2
    return data


def main() -> int:
    """Fuzz the formats, and print executions and findings; return 1 if there are any."""
    readable = [name for name, row in table().items() if row.reads]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help=f"of {', '.join(readable)}; without any, all")
    parser.add_argument("--seconds", type=float, default=60, help="for each format")
    parser.add_argument("--seed", type=int, default=0, help="another number gives other documents")
    parser.add_argument("--folder", type=Path, default=Path("fuzz-findings"), help="for the documents that break a law")
    parser.add_argument("--jobs", type=int, default=1, help="formats at a time")
    options = parser.parse_args()
    run = partial(_fuzz, seed=options.seed, seconds=options.seconds, folder=options.folder)
    with Pool(options.jobs, maxtasksperchild=1) as pool:
        return 1 if sum(pool.imap_unordered(run, options.formats or readable)) else 0


def _fuzz(name: str, *, seed: int, seconds: float, folder: Path) -> int:
    """Fuzz a format, print executions and findings, and return how many findings there are."""
    bad = 0
    for number, data, trouble in findings(name, seed=seed, seconds=seconds):
        if not trouble:
            print(f"{name}: {number} executions", flush=True)
            continue
        bad += 1
        tell(name, bad, data, trouble, folder)
    return bad


def tell(name: str, number: int, data: bytes, trouble: str, folder: Path) -> None:
    """Keep a document that breaks a law, and print what happens."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}-{number}"
    path.write_bytes(data)
    print(f"{name}: {trouble}: {path} ({len(data)} bytes)", flush=True)
    try:
        judge(name, data)
    except Exception as error:
        print(f"    {error!s:.300}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
