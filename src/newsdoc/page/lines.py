r"""Lines of text: a line ends at `\n` and nowhere else, and keeps its end.

`str.splitlines` also breaks at `\r` and at eight other characters, and text-mode files rewrite line ends; so neither
is used. Bytes that are not UTF-8 become lone surrogates (`surrogateescape`) and come back as the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from newsdoc.files.streams import read_piece

__all__ = [
    "BLOCK_SIZE",
    "cut_blocks",
    "cut_lines",
    "cut_text",
    "decode",
    "encode",
    "read_lines",
    "split_lines",
    "text_blocks",
]

BLOCK_SIZE = 1 << 17
"""Bytes read at a time: 128 KiB stay in the processor's cache."""


def split_lines(text: str) -> list[str]:
    """Cut text into lines that together are the text again; no text has no lines."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def read_lines(fp: BinaryIO) -> Iterator[str]:
    """Read the lines of a binary file as text."""
    return map(decode, cut_lines(fp))


def cut_lines(fp: BinaryIO) -> Iterator[bytes]:
    """Cut a binary file into lines, whatever pieces it comes in, holding no more than a block and a line."""
    pending: list[bytes] = []  # pieces of a line whose end has not come: joined once, so a huge line stays linear
    while block := read_piece(fp, BLOCK_SIZE):
        first, *rest = block.split(b"\n")
        pending.append(first)
        if rest:
            *whole, last = rest
            yield b"".join(pending) + b"\n"
            for line in whole:
                yield line + b"\n"
            pending = [last]
    if line := b"".join(pending):
        yield line


def cut_blocks(fp: BinaryIO) -> Iterator[bytes]:
    """Cut a binary file into blocks of whole lines, however small the pieces it comes in; the last may have no end."""
    pending: list[bytes] = []
    size = 0
    while piece := read_piece(fp, BLOCK_SIZE):
        pending.append(piece)
        size += len(piece)
        # a pipe gives small pieces, so several make up a block
        if size >= BLOCK_SIZE and (end := piece.rfind(b"\n") + 1):
            pending[-1] = piece[:end]
            yield b"".join(pending)
            pending = [piece[end:]]
            size = len(piece) - end
    if rest := b"".join(pending):
        yield rest


def cut_text(text: str) -> Iterator[str]:
    """Yield a text in blocks of whole lines."""
    start = 0
    while len(text) - start > BLOCK_SIZE and (stop := text.find("\n", start + BLOCK_SIZE) + 1):
        yield text[start:stop]
        start = stop
    if start < len(text):
        yield text[start:] if start else text


def text_blocks(fp: BinaryIO) -> Iterator[str]:
    """Yield the text of a binary file in blocks of whole lines."""
    return map(decode, cut_blocks(fp))


def decode(data: bytes) -> str:
    """Decode UTF-8, keeping every other byte as a lone surrogate."""
    return data.decode("utf-8", "surrogateescape")


def encode(text: str) -> bytes:
    """Encode to UTF-8, giving back the bytes that `decode` kept; other lone surrogates raise UnicodeEncodeError."""
    return text.encode("utf-8", "surrogateescape")
