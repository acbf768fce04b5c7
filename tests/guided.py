"""Fuzzing that follows the code: `python tests/guided.py --seconds 3600 [FORMAT ...]`, where atheris is installed.

Documents, dictionary and judges are those of `fuzz.py`. atheris tells which code of newsdoc a document reaches: what
reaches new code is kept, and changed again, so documents grow that nobody would write by hand.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from functools import partial
from multiprocessing.pool import ThreadPool
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

import atheris  # type: ignore[import-not-found]

LONGEST = 20_000
"""Bytes of the longest document: longer ones reach no other code, and take long."""


def main() -> int:
    """Fuzz the formats, each in a process of its own; return 1 if something was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("formats", nargs="*", metavar="FORMAT", help="a format that is read; without any, all of them")
    parser.add_argument("--seconds", type=float, default=60, help="for each format")
    parser.add_argument("--folder", type=Path, default=Path("fuzz-findings"), help="for the documents that break a law")
    parser.add_argument("--jobs", type=int, default=1, help="formats at a time")
    options = parser.parse_args()
    if len(options.formats) == 1:
        _follow(options.formats[0], options.seconds, options.folder)
    from newsdoc.formats import table  # code of this process is not followed

    readable = [name for name, row in table().items() if row.reads]
    with ThreadPool(options.jobs) as pool:
        run = partial(_in_process, seconds=options.seconds, folder=options.folder)
        return max(pool.map(run, options.formats or readable, chunksize=1))


def _in_process(name: str, *, seconds: float, folder: Path) -> int:
    command = [sys.executable, __file__, name, "--seconds", str(seconds), "--folder", str(folder)]
    # what libFuzzer says of its progress is for nobody
    return subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode


def _follow(name: str, seconds: float, folder: Path) -> None:
    """Fuzz one format, and end the process: 1 if something was found."""
    with atheris.instrument_imports(include=["newsdoc"]):
        import fuzz
        from newsdoc.formats import get, table
        from tokens import SPOILING

        for each in table():
            get(each)  # now, so that its code is followed
    fuzz.SLOW *= 10  # code that is followed is slow
    known, count, end = set[str](), 0, monotonic() + seconds
    work = TemporaryDirectory()

    def test(data: bytes) -> None:
        nonlocal count
        count += 1
        trouble = fuzz.trouble_of(name, data)
        if trouble and trouble not in known:
            known.add(trouble)
            fuzz.tell(name, len(known), fuzz.smaller(name, data, trouble), trouble, folder)
        if monotonic() > end:
            print(f"{name}: {count} executions", flush=True)
            work.cleanup()
            os._exit(1 if known else 0)  # atheris would write a finding of its own

    corpus = Path(work.name, "corpus")
    corpus.mkdir()
    for number, document in enumerate(fuzz.seeds(name)):
        (corpus / str(number)).write_bytes(document)
    words = Path(work.name, "dictionary")
    words.write_text("".join(map(_entry, SPOILING.get(name, SPOILING["xml"]))), "ascii")
    atheris.Setup([__file__, f"-dict={words}", f"-max_len={LONGEST}", "-rss_limit_mb=0", str(corpus)], test)
    atheris.Fuzz()


def _entry(token: bytes) -> str:
    """Return a token as a line of libFuzzer's dictionary."""
    return '"' + "".join(f"\\x{byte:02x}" for byte in token[:64]) + '"\n'


if __name__ == "__main__":
    sys.exit(main())
