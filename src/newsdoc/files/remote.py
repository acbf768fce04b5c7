"""Files at addresses, such as `s3://bucket/page.txt` or `https://gazette.example/1`, in every store that fsspec knows.

Nothing is fetched but the addresses that a caller of newsdoc gives: no document names one that is read here. This needs
fsspec: `pip install 'newsdoc[remote]'`. Some stores need a package of their own, which the error names.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from io import SEEK_CUR, SEEK_END, SEEK_SET, RawIOBase, UnsupportedOperation
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from attrs import frozen

from newsdoc.errors import MissingDependency, NewsdocError, ReadError, WriteError, reason

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

__all__ = [
    "Address",
    "file_name",
    "is_address",
    "is_folded",
    "is_folder",
    "is_pattern",
    "label",
    "listed",
    "matching",
    "modified",
    "open_to_read",
    "size_of",
    "uploader",
]

_SCHEME = "[A-Za-z][A-Za-z0-9+.-]+"  # two characters at least: `c://x` is a place on a disk of Windows
_ADDRESS = re.compile(rf"(?:{_SCHEME}::)*{_SCHEME}://[^\r\n]+")
_PASSWORD = re.compile(r"(?<=://)([^/@:\s]*):[^/@\s]*@")
_SECRET = re.compile(r"([?&][^=&#]*(?:sig|token|key|secret|pass|credential)[^=&#]*=)[^&#]*", re.IGNORECASE)
_WEB = ("http", "https")
_OBJECT_STORES = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oss", "oci", "hf"}
"""Stores in which a file appears when its upload is complete; in the others a file is written and then moved."""

_FIRST = 1 << 16  # bytes of the first request, or of the first after a jump
_LARGEST = 4 << 20  # bytes of a request, at most
_PATIENCE = 60  # seconds that a server may take for its next bytes


def is_address(path: object) -> bool:
    """Check that a path is an address; a file that is there counts more, such as one of the name `a::b://c`."""
    text = os.fspath(path) if isinstance(path, os.PathLike) else path
    return isinstance(text, str) and _ADDRESS.fullmatch(text) is not None and not os.path.lexists(text)


def is_folded(path: str) -> bool:
    """Check that a path seems to be an address that went through a `Path`: `s3:/bay/page.txt`."""
    return re.match(f"{_SCHEME}:/(?!/)", path) is not None


def label(path: str) -> str:
    """Return an address for messages, without the passwords and signatures in it; any other path as it is."""
    if "://" not in path:
        return path
    return _SECRET.sub(r"\1***", _PASSWORD.sub(r"\1:***@", path))


def file_name(path: str) -> str:
    """Return the part of an address that ends with the name of its file; any other path as it is.

    `https://gazette.example/1.html?from=feed` is `https://gazette.example/1.html`, and `zip://1.txt::s3://bay/may.zip`
    is `zip://1.txt`.
    """
    if not _ADDRESS.fullmatch(path):
        return path
    _, part, _ = _parts(path)
    return re.split("[?#]", part, maxsplit=1)[0] if part.startswith(("http://", "https://")) else part


def is_pattern(address: str) -> bool:
    """Check that an address is a pattern of names, such as `s3://bay/*.txt`; in those of the web, `?` means more."""
    part = _parts(address)[1]
    return any(sign in part for sign in "*?[") and not part.startswith(("http://", "https://"))


def _parts(address: str) -> tuple[str, str, str]:
    """Return an address in three parts: `zip://*.txt` is the middle of `cache::zip://*.txt::s3://bay/may.zip`."""
    parts = address.split("::")
    at = next(number for number, part in enumerate(parts) if "://" in part)
    before, after = parts[:at], parts[at + 1 :]
    return "".join(f"{part}::" for part in before), parts[at], "".join(f"::{part}" for part in after)


# --- stores ---


@contextmanager
def _at(address: str, error_type: type[ReadError | WriteError], trouble: str) -> Iterator[None]:
    """Turn any error of a store into one of newsdoc's, which names the address."""
    try:
        yield
    except (NewsdocError, MemoryError):
        raise
    except ImportError as error:  # `Install s3fs to access S3`
        raise MissingDependency(f"{label(address)}: fsspec needs another package for it: {error}") from error
    except Exception as error:  # each store has its own
        message = f"{trouble}: {_reason(error)}"
        if error_type is ReadError:
            raise ReadError(message, file=label(address)) from error
        raise WriteError(f"{label(address)}: {message}") from error


def _reason(error: BaseException) -> str:
    """Return why a store failed; fsspec says of all that a server answers that there is no such file."""
    cause = error
    while True:
        status = getattr(cause, "status", None)
        if isinstance(status, int):
            return f"the server answered {status} {getattr(cause, 'message', '')}".rstrip()
        if cause.__cause__ is None:
            break
        cause = cause.__cause__
    if isinstance(cause, FileNotFoundError):
        return "there is no such file"
    return label(reason(cause)) or type(error).__name__


def _store(address: str) -> tuple[Any, str]:
    """Return the store of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs
    except ImportError:
        raise MissingDependency(
            f"{label(address)}: files at addresses need fsspec, which is not installed: pip install 'newsdoc[remote]'"
        ) from None
    # a store that remembers what it listed does not see new files
    store, path = url_to_fs(address, use_listings_cache=False)
    return store, str(path)


def _schemes(store: Any) -> set[str]:
    found = store.protocol
    return {found} if isinstance(found, str) else set(found)


# --- reading ---


def open_to_read(address: str) -> BinaryIO:
    """Open a file at an address. It can seek if its store can read a part of it."""
    with _at(address, ReadError, "cannot be opened"):
        store, path = _store(address)
        if _schemes(store).isdisjoint(_WEB):
            file = _opened(store, path)
            size, seekable = getattr(file, "size", None), file.seekable()
        else:
            file, size, seekable = _web_page(store, path)
    return cast("BinaryIO", _RemoteFile(address, store, file, size, seekable=seekable))


_OPTIONS: dict[str, Any] = {"block_size": _LARGEST, "cache_type": "none"}


def _opened(store: Any, path: str) -> Any:
    try:
        return store.open(path, "rb", **_OPTIONS)
    except TypeError:  # a store that knows no such options
        return store.open(path, "rb")


def _web_page(store: Any, path: str) -> tuple[Any, int | None, bool]:
    """Return a file of the web, its size, and True if its server gives any part of it; many give all or nothing."""
    about = store.info(path)
    size: int | None = about["size"]
    if size and about.get("partial", True):
        file = store.open(path, "rb", size=size, **_OPTIONS)
        if size <= _FIRST or _gives_parts(file):
            return file, size, True
    # with the usual limit, a file has five minutes; the size is not used, but otherwise asked for again
    limit = import_module("aiohttp").ClientTimeout(total=None, sock_read=_PATIENCE)
    return store.open(path, "rb", block_size=0, size=size or 1, timeout=limit), size, False


def _gives_parts(file: Any) -> bool:
    try:
        file.seek(1)
        return len(file.read(1)) == 1
    except ValueError:
        return False


class _RemoteFile(RawIOBase):
    """A file in a store, read in blocks that grow while it is read on: to look at a few lines is cheap."""

    def __init__(self, address: str, store: Any, file: Any, size: int | None, *, seekable: bool) -> None:
        self.name = label(address)
        """The address, for messages."""
        self._store = store
        """Kept, since the store of an archive closes it when nobody has the store."""
        self._file = file
        self._size = size
        self._seekable = seekable
        self._place = 0
        self._ready = memoryview(b"")
        self._step = _FIRST

    def readable(self) -> bool:
        """Return `True`: this can be read."""
        return True

    def seekable(self) -> bool:
        """Return True if a part of the file can be read."""
        return self._seekable

    def tell(self) -> int:
        """Return the number of the next byte."""
        return self._place if self._seekable else self._unseekable()

    def seek(self, offset: int, whence: int = SEEK_SET) -> int:
        """Go to another byte."""
        if not self._seekable:
            self._unseekable()
        starts = {SEEK_SET: 0, SEEK_CUR: self._place}
        place = offset + (self._end() if whence == SEEK_END else starts[whence])
        if 0 <= place - self._place <= len(self._ready):
            self._ready = self._ready[place - self._place :]
        else:
            self._ready = memoryview(b"")
            self._step = _FIRST
        self._place = place
        return place

    def _unseekable(self) -> int:
        raise UnsupportedOperation("the store gives this file from its beginning only")

    def _end(self) -> int:
        if self._size is None:
            self._size = int(self._file.seek(0, SEEK_END))
        return self._size

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill a buffer, or a part of it."""
        view = memoryview(buffer).cast("B")
        if not self._ready:
            self._ready = memoryview(self._fetch(len(view)))
        size = min(len(view), len(self._ready))
        view[:size] = self._ready[:size]
        self._ready = self._ready[size:]
        self._place += size
        return size

    def _fetch(self, size: int) -> bytes:
        size = max(size, self._step)
        self._step = min(2 * self._step, _LARGEST)
        try:
            if self._seekable:
                self._file.seek(self._place)
            data = bytes(self._file.read(size))
        except Exception as error:  # each store has its own
            raise OSError(f"the store failed at byte {self._place}: {_reason(error)}") from error
        if not data and self._size is not None and self._place < self._size:
            raise OSError(f"the store gave {self._place} bytes of {self._size}")
        return data

    def close(self) -> None:
        """Close the file."""
        if not self.closed:
            super().close()
            with suppress(Exception):  # nothing is lost
                self._file.close()


def size_of(address: str) -> int | None:
    """Return the bytes of a file; `None` if its store does not tell."""
    with suppress(Exception):  # reading says why
        store, path = _store(address)
        size = store.size(path)
        return None if size is None else int(size)
    return None


def modified(address: str) -> int | None:
    """Return when a file was changed, in nanoseconds as the system counts them; `None` if its store does not tell."""
    with suppress(Exception):
        store, path = _store(address)
        return int(store.modified(path).timestamp() * 1_000_000_000)
    return None


# --- folders ---


def is_folder(address: str) -> bool:
    """Check that an address is a folder of a store that has some; the web has only pages."""
    part = _parts(address)[1]
    if part.startswith(("http://", "https://")):
        return False
    with _at(address, ReadError, "cannot be opened"):
        store, path = _store(address)
        return bool(store.isdir(path))


def listed(address: str) -> list[tuple[str, str]]:
    """Return the files below a folder in sorted order: the name of each in the folder, and its address."""
    with _at(address, ReadError, "cannot be listed"):
        store, path = _store(address)
        found = sorted(store.find(path))
    base = path.rstrip("/") + "/"
    return [(each.removeprefix(base).lstrip("/"), _address_of(each, path, address)) for each in found]


def matching(address: str) -> list[str]:
    """Return the addresses of the files that fit a pattern, in sorted order; hidden files fit only `.*`."""
    with _at(address, ReadError, "cannot be listed"):
        store, path = _store(address)
        found = store.glob(path, detail=True)
    hidden = _last(path).startswith(".")
    files = (name for name, about in found.items() if about["type"] == "file" and _last(name).startswith(".") == hidden)
    return [_address_of(name, path, address) for name in sorted(files)]


def _last(path: str) -> str:
    return path.rpartition("/")[2]


def _address_of(found: str, path: str, address: str) -> str:
    """Return the address of a file that was found below an address, of which `path` is the path in the store."""
    before, part, after = _parts(address)
    scheme = part.partition("://")[0]
    part, end = part.rstrip("/"), path.rstrip("/")
    # zip://*.txt has a path of the store in it; zip:// and file://pages, whose path is /home/ann/pages, have not
    start = part.removesuffix(end) if end and part.endswith(end) else f"{scheme}://"
    return f"{before}{start}{found}{after}"


# --- writing ---


def uploader(address: str) -> Callable[[str], None]:
    """Return a function that puts a local file at an address, completely or not at all."""
    with _at(address, WriteError, "cannot be written"):
        store, path = _store(address)
    if not _schemes(store).isdisjoint(_WEB):
        raise WriteError(f"{label(address)}: web servers take no files; write to a file or to an object store")

    def upload(name: str) -> None:
        with _at(address, WriteError, "cannot be written"):
            _upload(store, name, path)

    return upload


def _upload(store: Any, name: str, path: str) -> None:
    if not _schemes(store).isdisjoint(_OBJECT_STORES):
        store.put_file(name, path)
        return
    folder, slash, _ = path.rpartition("/")
    part = f"{folder}{slash}.newsdoc-{os.urandom(8).hex()}.tmp"
    try:
        store.put_file(name, part)
        store.mv(part, path)
    except BaseException:
        with suppress(Exception):
            store.rm_file(part)
        raise


@frozen(repr=False)
class Address(os.PathLike[str]):
    """An address that is used as a `Path` is, for outputs."""

    text: str

    def __fspath__(self) -> str:
        return self.text

    __str__ = __fspath__

    def __truediv__(self, name: str) -> Address:
        between = "" if self.text.endswith("/") else "/"
        return Address(f"{self.text}{between}{name}")

    @property
    def name(self) -> str:
        """The last part."""
        return self.text.rstrip("/").rpartition("/")[2]

    @property
    def parent(self) -> Address:
        """The folder."""
        return Address(self.text.rstrip("/").removesuffix(self.name))

    def with_name(self, name: str) -> Address:
        """Return another address in the same folder."""
        return self.parent / name
