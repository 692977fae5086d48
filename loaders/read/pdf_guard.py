"""A look at a PDF's bytes before PDFium opens it: streams that unpack without end are refused.

    a PDF of 300 KB whose page unpacks to 4 GB of lines      refused
    a scan of 40 MB                                          read

PDFium unpacks a stream whole. A page's own words and lines never need more than a few MB; pictures do, and are not
counted here: they are only unpacked when a page is painted, at a size that we set.
"""

from __future__ import annotations

import base64
import re
import zlib
from typing import Final

from loaders.errors import TooLarge

STREAM_BYTES: Final = 24 * 2**20
"""Of one stream that is no picture: fonts with all letters of the world have 22 MB."""
TOTAL_BYTES: Final = 256 * 2**20
LZW_BYTES: Final = 200_000
"""Of one stream packed by LZW, as files of before 2000 are; it cannot be unpacked here to look."""
_HEAD: Final = 2000
"""Bytes before a stream in which its dictionary is looked for."""

_STREAM: Final = re.compile(rb"stream\r?\n")
_PICTURE: Final = re.compile(rb"/Subtype\s*/Image\b")


def check_streams(data: bytes, name: str) -> None:
    """Raises TooLarge for a stream that unpacks to more than STREAM_BYTES, or all of them to more than TOTAL_BYTES."""
    total = 0
    for found in _STREAM.finditer(data):
        head = data[max(0, found.start() - _HEAD) : found.start()].rpartition(b" obj")[2]
        if head.endswith(b"end") or _PICTURE.search(head):
            continue
        total += _unpacked(data, found.end(), head, name)
        if total > TOTAL_BYTES:
            raise TooLarge(f"{name}: the PDF unpacks to more than {TOTAL_BYTES >> 20} MB. Print it to a new PDF.")


def _unpacked(data: bytes, start: int, head: bytes, name: str) -> int:
    """How much the stream at `start` unpacks to; 0 for one that is not packed, or is broken."""
    packed: bytes | memoryview = memoryview(data)[start:]
    if b"ASCII85" in head or b"ASCIIHex" in head:
        packed = _from_letters(data, start, b"ASCII85" in head)
    if b"LZW" in head:
        end = data.find(b"endstream", start)
        if (end if end > 0 else len(data)) - start > LZW_BYTES:
            raise TooLarge(
                f"{name}: a part of the PDF is packed in a way (LZW) that is read up to {LZW_BYTES:,} bytes only."
            )
        return 0
    size = 0
    for _ in range(4):  # a stream may be packed several times over
        whole = _inflated(packed)
        size = max(size, len(whole))
        if size > STREAM_BYTES:
            raise TooLarge(
                f"{name}: a part of the PDF unpacks to more than {STREAM_BYTES >> 20} MB, more than an act "
                "needs. Print it to a new PDF and try again."
            )
        if whole[:1] != b"\x78":
            break
        packed = whole
    return size


def _inflated(packed: bytes | memoryview) -> bytes:
    """The unpacked bytes, one more than STREAM_BYTES at most; none where they are not packed, or are broken."""
    try:
        return zlib.decompressobj().decompress(packed, STREAM_BYTES + 1)
    except zlib.error:
        return b""


def _from_letters(data: bytes, start: int, base85: bool) -> bytes:
    """The bytes that are written in letters, up to their end mark."""
    end = data.find(b"~>" if base85 else b">", start)
    letters = bytes(data[start : end if end > 0 else len(data)])
    try:
        return base64.a85decode(letters) if base85 else bytes.fromhex(letters.decode("ascii"))
    except ValueError:
        return b""
