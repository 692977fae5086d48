"""How much of a file is read at most: a file made to fill the memory is refused, and the message says so.

    a Word file of 40 KB that unpacks to 4 GB            refused
    a web page with one line of 50 MB                    refused

An act of a thousand pages has about three million letters, and its longest paragraph a few thousand.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Final

from loaders.errors import DamagedFile, EncryptedFile, TooLarge
from loaders.source import Line

FILE_BYTES: Final = 200 * 2**20
"""Scans are the largest files of offices."""
MARKUP_BYTES: Final = 32 * 2**20
"""A text, a web page, or one part of a Word file, unpacked."""
TEXT_LETTERS: Final = 5_000_000
LINE_LETTERS: Final = 20_000
_WRITTEN: Final = 3
"""Signs that a letter may be written with: "ệ" as e and two marks."""
ARCHIVE_ENTRIES: Final = 10_000
ARCHIVE_BYTES: Final = 2**30
"""All parts of a Word file, unpacked, pictures too."""
ARCHIVE_RATIO: Final = 200
"""Unpacked to packed; Word's own XML packs to a tenth, a table of equal rows to a hundredth."""
_RATIO_COUNTS_FROM: Final = 2**20
DEPTH: Final = 150
"""Tables in tables, elements in elements: how deep."""
TABLE_CELLS: Final = 200_000
TABLE_COLUMNS: Final = 1_000

_MEGA: Final = 2**20


def check_size(size: int, name: str, most: int = FILE_BYTES) -> None:
    """Raises TooLarge for a file of more bytes than are read."""
    if size > most:
        raise TooLarge(
            f"{name}: the file has {size / _MEGA:.0f} MB; at most {most // _MEGA} MB are read. "
            "Check that it is an act, and split it if it is several."
        )


def check_text(text: str, lines: Sequence[Line], name: str) -> None:
    """Raises TooLarge for a text, or a line of it, that is longer than any act's."""
    if len(text) > TEXT_LETTERS:
        raise TooLarge(
            f"{name}: the text has {len(text):,} letters; at most {TEXT_LETTERS:,} are read. Split the file."
        )
    longest = max(lines, key=_length, default=None)
    if longest is not None and _length(longest) > LINE_LETTERS:
        raise TooLarge(
            f"{name}: a line on page {longest.page} has {_length(longest):,} letters; at most {LINE_LETTERS:,} are "
            "read. Check that the file is a text with line breaks."
        )


def check_raw(text: str, name: str) -> None:
    """`check_text` before anything is done with a text: mending and cutting 50 MB would take a minute.

    A letter may still be written as several, a base and its marks. Raises TooLarge.
    """
    if len(text) > _WRITTEN * TEXT_LETTERS:
        raise TooLarge(
            f"{name}: the text has {len(text):,} letters; at most {TEXT_LETTERS:,} are read. Split the file."
        )
    longest = max(map(len, text.splitlines()), default=0)
    if longest > _WRITTEN * LINE_LETTERS:
        raise TooLarge(
            f"{name}: a line has {longest:,} letters; at most {LINE_LETTERS:,} are read. Check that the file is a text "
            "with line breaks."
        )


def _length(line: Line) -> int:
    return line.end - line.start


def open_archive(data: bytes, name: str) -> zipfile.ZipFile:
    """The zip archive of a Word file; nothing is unpacked yet. Raises DamagedFile and TooLarge."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError) as error:
        raise DamagedFile(
            f"{name}: the Word file is cut off or damaged ({error}). Open it in Word and save it anew."
        ) from error
    entries = archive.infolist()
    total = sum(entry.file_size for entry in entries)
    if len(entries) > ARCHIVE_ENTRIES or total > ARCHIVE_BYTES:
        raise TooLarge(
            f"{name}: the file unpacks to {len(entries):,} parts of {total / _MEGA:.0f} MB together; at most "
            f"{ARCHIVE_ENTRIES:,} parts and {ARCHIVE_BYTES // _MEGA} MB are read. Word makes no such files."
        )
    return archive


def read_part(archive: zipfile.ZipFile, part: str, name: str) -> bytes | None:
    """One part of a Word file, unpacked; None where it lacks it. Raises DamagedFile, EncryptedFile and TooLarge."""
    try:
        entry = archive.getinfo(part)
    except KeyError:
        return None
    if entry.flag_bits & 1:
        raise EncryptedFile(f"{name}: the file is protected by a password. Save it without one and try again.")
    bomb = entry.file_size > _RATIO_COUNTS_FROM and entry.file_size > ARCHIVE_RATIO * max(entry.compress_size, 1)
    if bomb or entry.file_size > MARKUP_BYTES:
        raise TooLarge(
            f"{name}: its part {part} unpacks from {entry.compress_size:,} to {entry.file_size:,} bytes, more than is "
            "read. It is not a Word file as Word makes them."
        )
    try:
        with archive.open(entry) as file:
            data = file.read(MARKUP_BYTES + 1)
    except Exception as error:  # zipfile lets through whatever the decompressor raises
        raise DamagedFile(f"{name}: its part {part} is damaged ({error}). Open it in Word and save it anew.") from error
    check_size(len(data), f"{name}, {part}", MARKUP_BYTES)
    return data


_DOCTYPE: Final = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def refuse_entities(data: bytes, name: str) -> None:
    """Raises DamagedFile for XML with a DTD: its entities can name files or grow without end, and Word writes none."""
    wide = data[:4096].replace(b"\0", b"")
    if _DOCTYPE.search(data) or _DOCTYPE.search(wide):
        raise DamagedFile(f"{name}: its XML declares a DTD, which Word files never do; it is not read.")
