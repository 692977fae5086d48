"""What a file is, told by its bytes; its name only tells Markdown from other text.

    %PDF-1.7 …                      a PDF, though it be named "ke-hoach.txt"
    PK… with word/document.xml      a Word file
    <html xmlns:w="urn:schemas-…    a web page, though Word saved it as "ke-hoach.doc"

A spreadsheet, a picture or a program is no act's text, and the message says what the file is.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import PurePath
from typing import Final

from loaders.errors import EncryptedFile, UnknownFormat
from loaders.read.limits import open_archive


class Format(StrEnum):
    """The formats that are read; the value is the IANA media type."""

    TEXT = "text/plain"
    MARKDOWN = "text/markdown"
    HTML = "text/html"
    MHTML = "multipart/related"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    PDF = "application/pdf"
    DOC = "application/msword"
    RTF = "application/rtf"
    ODT = "application/vnd.oasis.opendocument.text"
    WORD_XML = "application/xml"


MARKDOWN_SUFFIXES: Final = (".md", ".markdown")
SUFFIXES: Final = (
    ".txt", *MARKDOWN_SUFFIXES, ".docx", ".docm", ".pdf", ".html", ".htm", ".mht", ".mhtml", ".doc", ".rtf", ".odt"
)  # fmt: skip
"""Endings of the files that a folder is searched for."""
READABLE: Final = "Formats that can be read: Word (.docx, .doc, .rtf, .odt), PDF, web pages, Markdown and plain text."

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_HEAD: Final = 4096

# Beginnings of files that people mistake for an act's text.
_OTHERS: Final[Mapping[bytes, str]] = {
    b"\x89PNG": "a picture (PNG); a scan is read as a PDF",
    b"\xff\xd8\xff": "a picture (JPEG); a scan is read as a PDF",
    b"GIF8": "a picture (GIF); a scan is read as a PDF",
    b"II*\0": "a picture (TIFF); a scan is read as a PDF",
    b"MM\0*": "a picture (TIFF); a scan is read as a PDF",
    b"MZ": "a program of Windows",
    b"\x7fELF": "a program",
    b"Rar!": "a RAR archive; unpack it first",
    b"7z\xbc\xaf": "a 7z archive; unpack it first",
    b"\x1f\x8b": "a gzip archive; unpack it first",
}
# Parts that tell an archive's kind.
_ARCHIVES: Final[Mapping[str, str]] = {
    "xl/": "an Excel workbook",
    "ppt/": "a PowerPoint presentation",
    "META-INF/MANIFEST.MF": "a Java archive",
}
# Streams of an OLE file, named in UTF-16; an encrypted file has both a word on its encryption and the package itself.
_STREAMS: Final[Mapping[str, str]] = {
    "Workbook": "an Excel workbook",
    "PowerPoint Document": "a PowerPoint presentation",
    "__properties_version1.0": "an Outlook message",
}
_BEFORE_HTML: Final = rb"\s*(?:<\?xml[^>]*\?>\s*|<!--.*?-->\s*)*"
_HTML: Final = re.compile(
    _BEFORE_HTML
    + rb"<(?:!doctype\s+html|(?:html|head|body|meta|title|style|div|p|table|center|font|span|section|h[1-6])\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG: Final = re.compile(rb"<(?:html|body|p|div|table|td|br|span)\b", re.IGNORECASE)
_WORD_XML: Final = re.compile(rb"<w:wordDocument\b")
_MHTML: Final = re.compile(
    rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,20}?(?:MIME-Version|Content-Type):\s*(?:1\.0|multipart/related)",
    re.IGNORECASE,
)


def format_of(data: bytes, name: str) -> Format:
    """The format of a file by its bytes; TEXT for anything that may be text, MARKDOWN where the name says so too.

    Raises UnknownFormat for a kind of file that holds no act's text, EncryptedFile and DamagedFile.
    """
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return Format.PDF
    if head.startswith(_ZIP):
        return _in_archive(data, name)
    if head.startswith(_OLE):
        return _in_ole(data, name)
    if head.lstrip().startswith(b"{\\rtf"):
        return Format.RTF
    other = next((kind for start, kind in _OTHERS.items() if head.startswith(start)), None)
    if other:
        raise UnknownFormat(f"{name}: the file is {other}. {READABLE}")
    return _in_text(head, PurePath(name).suffix.lower())


def _in_archive(data: bytes, name: str) -> Format:
    with open_archive(data, name) as archive:
        parts = archive.namelist()
        mimetype = (
            archive.read("mimetype")[:100]
            if "mimetype" in parts and archive.getinfo("mimetype").file_size < 200
            else b""
        )
    if any(part.startswith("word/") for part in parts) and "[Content_Types].xml" in parts:
        return Format.DOCX
    if mimetype.strip() == Format.ODT.encode():
        return Format.ODT
    kind = next((kind for start, kind in _ARCHIVES.items() if any(part.startswith(start) for part in parts)), None)
    raise UnknownFormat(f"{name}: the file is {kind or 'a zip archive, but no Word file; unpack it first'}. {READABLE}")


def _in_ole(data: bytes, name: str) -> Format:
    def holds(stream: str) -> bool:
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        raise EncryptedFile(f"{name}: the file is protected by a password. Save it without one and try again.")
    if holds("WordDocument"):
        return Format.DOC
    kind = next((kind for stream, kind in _STREAMS.items() if holds(stream)), "an old Office file, but no Word file")
    raise UnknownFormat(f"{name}: the file is {kind}. {READABLE}")


def _in_text(head: bytes, suffix: str) -> Format:
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head[: len(head) // 2 * 2].decode("utf-16", "ignore").encode()
    head = head.removeprefix(codecs.BOM_UTF8)
    if _WORD_XML.search(head):
        return Format.WORD_XML
    if _HTML.match(head) or (suffix in (".html", ".htm") and _TAG.search(head)):
        return Format.HTML
    if suffix in (".mht", ".mhtml", ".doc") and _MHTML.match(head):
        return Format.MHTML
    return Format.MARKDOWN if suffix in MARKDOWN_SUFFIXES else Format.TEXT
