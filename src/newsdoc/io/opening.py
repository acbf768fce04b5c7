"""Open a document: unpack it, and find out its format and its encoding.

The formats read binary files, and know no paths. Here a file is opened, or taken as it is, and its first bytes tell how
it is packed, encoded and which format it has. Errors name the file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from io import BufferedReader, FileIO
from typing import BinaryIO, TypeAlias, cast

from newsdoc import formats
from newsdoc.diagnostics import Diagnostic, Report, ignore
from newsdoc.errors import NewsdocError, ReadError, reason
from newsdoc.files import encoding as encodings
from newsdoc.files import remote
from newsdoc.files.limits import Meter
from newsdoc.files.packing import HEAD_SIZE, Filled, Parts, buffered, gzip_head, packing_of, unpacked
from newsdoc.formats import signatures
from newsdoc.model import Article

__all__ = ["Input", "label", "open_to_read", "plain_size", "read_bytes", "reading", "sniff"]

_LONGEST_NAME = 4096  # characters; no system has longer paths

Input: TypeAlias = str | os.PathLike[str] | BinaryIO
"""An input: a path, an address such as `s3://bucket/page.txt`, or a binary file that is open already."""


_OF_LINES = ("rawdump", "jsonl")
"""Formats whose readers hold a few lines in memory; those of the others hold a document."""


_OF_PAGES = ("rows", "wet", "warc")
"""Formats of many pages, of which the reader holds one."""


def _not_readable(given: object) -> ReadError:
    """Return the error for an object that is neither a path nor a file that is open in binary mode."""
    if hasattr(given, "newlines"):
        return ReadError("the file is open as text; open it in binary mode, as in open(path, 'rb')")
    if isinstance(given, (bytes, bytearray, memoryview)):
        advice = "bytes are read with newsdoc.loads()"
    elif isinstance(given, (Article, Iterable)):
        advice = "call it for each path; articles are written with newsdoc.write()"
    else:
        advice = "text is read with newsdoc.loads()"
    return ReadError(
        f"read() reads a path or an open binary file, not an object of type {type(given).__name__}; {advice}"
    )


@contextmanager
def reading(
    path: Input,
    format: str | None,
    *,
    start: int = 0,
    encoding: str | None = None,
    meter: Meter | None = None,
    report: Report = ignore,
) -> Iterator[tuple[str, BinaryIO]]:
    """Open for reading, and yield the format and the unpacked content; each `ReadError` names the file.

    With a `start`, the content begins with that byte; the format is still found from the first bytes of the file. This
    works only for files with a `plain_size`. What is read is counted by the `meter`.
    """
    meter = meter or Meter()
    file = label(path)
    named = remote.file_name(file)
    if format is not None:
        formats.find_readable(format)
    known = encoding and encodings.checked(encoding)
    with ExitStack() as closing:
        try:
            raw = closing.enter_context(open_to_read(path)) if isinstance(path, (str, os.PathLike)) else path
            if not hasattr(raw, "read") or hasattr(raw, "newlines"):
                raise _not_readable(raw)
            fp = buffered(raw)
            if known is None and (name := _packed_format(named, format, fp.peek())):
                meter.packed = fp.raw
                yield name, cast("BinaryIO", Parts(cast("BinaryIO", fp), meter))
                return
            if signatures.is_parquet(encodings.decoded(fp.peek()[:64])):
                yield format or "parquet", cast("BinaryIO", Parts(_from_its_start(raw, fp), meter))
                return
            fp = unpacked(fp, None if start else meter)
            head = fp.peek()
            whole = len(head) < HEAD_SIZE
            content = _from(raw, start, meter) if start else fp
            if known is None and (wide := encodings.wide(head, whole=whole)) and _is_lines(named, format, head):
                known = wide
            if known:
                yield from _transcoded(content, known, named, format, head, report, meter, named=encoding is not None)
                return
            name = format or _guess(named, head)
            if name == "rawdump" and not start and (problem := encodings.bad_utf8(head, whole=whole)):
                report(problem)
            meter.reader_holds(lines=name in _OF_LINES, pages=name in _OF_PAGES)
            yield name, content
        except ReadError as error:
            error.file = error.file or file
            raise
        except MemoryError:
            raise ReadError("there is not enough memory to read this", file=file) from None


def _from_its_start(raw: BinaryIO, fp: BufferedReader[Filled]) -> BinaryIO:
    """Return the file itself, for a reader that seeks in it; the buffer before it if it cannot seek."""
    if raw.seekable() and raw.tell() == len(fp.peek()):
        raw.seek(0)
        return raw
    return cast("BinaryIO", fp)


def _packed_format(named: str, format: str | None, packed: bytes) -> str | None:
    """Return the format of a gzip file whose reader unpacks it itself; `None` for every other file."""
    if packing_of(packed) != "gzip":
        return None
    begins = gzip_head(packed, _FIRST) if format is None else b""
    if begins and not signatures.is_warc(encodings.decoded(begins)):
        return None
    name = format or formats.claimed(_text(gzip_head(packed))) or formats.by_suffix(named)
    return name if name and formats.find(name).unpacks else None


_FIRST = 32  # bytes that show a record of a crawl


def _transcoded(
    content: BinaryIO,
    encoding: str,
    path: str,
    format: str | None,
    head: bytes,
    report: Report,
    meter: Meter,
    *,
    named: bool,
) -> Iterator[tuple[str, BinaryIO]]:
    """Yield the format and the content as UTF-8; report an encoding that was not named, and invalid bytes."""
    if format is None:
        _refuse(signatures.binary(head, known_only=True))
    source = encodings.Transcoded(content, encoding)
    fp = BufferedReader(source, HEAD_SIZE)
    name = format or _guess(path, fp.peek())
    meter.reader_holds(lines=name in _OF_LINES, pages=name in _OF_PAGES)
    if not named:
        report(Diagnostic("repair.encoding", f"the text is in {encoding.upper()} and was read so", 1))
    try:
        yield name, fp
    except ReadError:  # a wrong encoding may be why
        source.report_problem(report)
        raise
    source.report_problem(report)


def _from(raw: BinaryIO, start: int, meter: Meter) -> BinaryIO:
    try:
        raw.seek(start)
    except OSError as error:
        raise ReadError(f"cannot be read from byte {start} on: {reason(error)}") from error
    return BufferedReader(Filled(raw, "cannot be read", meter), HEAD_SIZE)


def plain_size(path: Input) -> int | None:
    """Return the size in bytes of a file that needs no unpacking or decoding.

    `None` is for packed files, UTF-16 and UTF-32, pipes and open files, and for stores that give no part of a file.
    """
    if not isinstance(path, (str, os.PathLike)):
        return None
    try:
        if not (os.path.isfile(path) or remote.is_address(path)):
            return None
        with open_to_read(path) as fp:
            head = Filled(fp, "").read(HEAD_SIZE)
            if packing_of(head) or encodings.wide(head, whole=len(head) < HEAD_SIZE):
                return None
            return fp.seek(0, os.SEEK_END)
    except (OSError, ValueError, NewsdocError):  # reading it says why
        return None


def label(path: Input) -> str:
    """Return the name of a file for messages; standard input and open files have a name of their own."""
    if isinstance(path, (str, os.PathLike)):
        return remote.label(os.fspath(path))
    return str(getattr(path, "name", "input"))


def open_to_read(path: str | os.PathLike[str]) -> BinaryIO:
    """Open a file, without unpacking it."""
    if remote.is_address(path):
        return remote.open_to_read(os.fspath(path))
    try:
        return cast("BinaryIO", FileIO(path))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if isinstance(path, str) and _is_text(path):
            message = "this is text, and not the name of a file; text is read with newsdoc.loads()"
            raise ReadError(message, file=f"{path[:40]!r}…") from None
        if isinstance(path, os.PathLike) and remote.is_folded(os.fspath(path)):
            message = "a Path makes one slash of the two in an address; give the address as text"
            raise ReadError(message, file=label(path)) from None
        raise ReadError(f"cannot be opened: {reason(error)}", file=label(path)) from error


def _is_text(path: str) -> bool:
    """Return True for a string that can only be a document, and not the name of a file."""
    return "\n" in path.strip() or path.lstrip()[:1] in ("<", "{", "[") or len(path) > _LONGEST_NAME


def read_bytes(path: Input) -> bytes:
    """Return a document of any format, unpacked; refuse a binary file with a message that names its kind."""
    meter = Meter(whole=True)
    with reading(path, "rawdump", meter=meter) as (_, fp):
        meter.lines = False  # a schema's document may be one line
        data = fp.read()
        _refuse(signatures.binary(data[:HEAD_SIZE], known_only=True))
        return data


# --- which format ---


def sniff(data: str | bytes) -> str:
    """Return the name of a document's format, found from its beginning; text that no other format claims is a raw dump.

    A document that newsdoc does not read, such as an image or an RSS feed, is a `ReadError` that names its kind.
    Every HTML page is `html`; name `jsonld` to read its JSON-LD alone.
    """
    if not isinstance(data, (str, bytes)):
        raise ReadError(
            f"sniff() looks at text or bytes, not at an object of type {type(data).__name__}; "
            "newsdoc.read() finds the format of a file by itself"
        )
    return _recognised(data) or _unrefused(data)


def _recognised(data: str | bytes, named: str | None = None) -> str | None:
    """Return the format that recognises the beginning of a document: newsdoc's own first, then those of other packages.

    A file suffix of another package's format counts more than JSON of an unknown kind.
    """
    head = _text(data)
    foreign = named if named not in formats.FORMATS else None
    return formats.claimed(head) or formats.claimed_by_others(head) or foreign or signatures.json_format(head)


def _text(data: str | bytes) -> str:
    return encodings.decoded(data[:HEAD_SIZE]) if isinstance(data, bytes) else data[:HEAD_SIZE].removeprefix("\ufeff")


def _unrefused(data: str | bytes) -> str:
    """Return `rawdump` for a document that no format claims; refuse one that is not text, or not a page."""
    head = data[:HEAD_SIZE] if isinstance(data, bytes) else _text(data).encode("utf-8", "surrogatepass")
    if isinstance(data, bytes) and not encodings.wide(head, whole=len(data) < HEAD_SIZE):
        _refuse(signatures.binary(head))
    _refuse(signatures.foreign_text(head) or signatures.foreign_xml(_text(data)))
    return "rawdump"


def _refuse(reason: str | None) -> None:
    if reason:
        raise ReadError(reason)


def _guess(path: str, head: bytes) -> str:
    """Return a file's format: `.txt` is always a raw dump, if it is text; else the content decides, then the suffix."""
    named = formats.by_read_suffix(path)
    if named == "rawdump":
        _refuse(signatures.binary(head))
        return named
    found = _recognised(head, named) or (named if _is_rootless(head) else None)
    if found is None:
        _unrefused(head)
        found = named
    if found is None and formats.may_hold_news(path):
        raise ReadError("the name says XML, but the content is not XML; name the format with --from (format=)")
    return found or "rawdump"


def _is_rootless(head: bytes) -> bool:
    """Check that a head is XML without its root element, which comes later or is missing."""
    root = signatures.root_of(_text(head))
    return root is not None and not root.name


def _is_lines(path: str, format: str | None, head: bytes) -> bool:
    """Check that a file in UTF-16 or UTF-32 is a raw dump, if no format was named, or JSON Lines.

    Their readers cut bytes into lines; those of JSON and XML know these encodings themselves.
    """
    if format is not None:
        return format == "jsonl"
    if signatures.is_warc(head[:20].decode("ascii", "replace")):
        return False
    named = formats.by_read_suffix(path)
    found = named if named == "rawdump" else _recognised(head, named) or named
    return found in ("rawdump", "jsonl") or (found is None and not formats.may_hold_news(path))
