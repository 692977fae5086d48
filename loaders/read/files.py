"""The door: a file's bytes become a text with its lines, whatever their format.

"ke-hoach.docx"      → Word's paragraphs and table rows
"ke-hoach.doc"       → the same, by LibreOffice; or a web page that Word has saved under this name
"quyet-dinh.pdf"     → its text layer, or what OCR makes of the scan
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from loaders.errors import DamagedFile, EmptyFile
from loaders.read.docx import read_docx
from loaders.read.formats import Format, format_of
from loaders.read.html import read_html
from loaders.read.limits import check_size, check_text
from loaders.read.markdown import is_markdown, read_markdown
from loaders.read.mhtml import read_mhtml
from loaders.read.office import read_office
from loaders.read.text import decode, read_text
from loaders.source import LeftOut, Line

SCANNED: Final = f"{Format.PDF};type=scanned"
"""Media type of a PDF that is but pictures of pages (IANA, as ELI names the format of a scan)."""


@dataclass(frozen=True)
class FileText:
    """What is in a file: its text and lines, its media type, and how a scan was read."""

    text: str
    lines: tuple[Line, ...]
    media_type: str
    ocr: float | None = None
    """How sure the OCR was, from 0 to 1, where pages were scans."""
    left_out: tuple[LeftOut, ...] = ()
    """What stands on the pages and not in the text."""


_Read = tuple[str, tuple[Line, ...]]

_READERS: Final[Mapping[Format, Callable[[bytes, str], _Read]]] = {
    Format.DOCX: read_docx,
    Format.HTML: read_html,
    Format.MHTML: read_mhtml,
    Format.DOC: lambda data, name: read_office(data, name, ".doc"),
    Format.RTF: lambda data, name: read_office(data, name, ".rtf"),
    Format.ODT: lambda data, name: read_office(data, name, ".odt"),
    Format.WORD_XML: lambda data, name: read_office(data, name, ".xml"),
    Format.MARKDOWN: read_markdown,
    Format.TEXT: read_text,
}


def read_file(data: bytes, name: str) -> FileText:
    """The text of a file. `name` is for messages, its ending only tells Markdown from text.

    Raises the errors of `loaders.errors`, but for NoAct.
    """
    check_size(len(data), name)
    if not data.strip():
        raise EmptyFile(f"{name}: the file is empty.")
    file = _pdf(data, name) if (kind := _kind(data, name)) is Format.PDF else _other(data, name, kind)
    if not file.text.strip():
        raise EmptyFile(f"{name}: the file holds no words{_only_pictures(file)}.")
    check_text(file.text, file.lines, name)
    return file


def _only_pictures(file: FileText) -> str:
    pages = ", ".join(str(left.page) for left in file.left_out if not left.words)
    return f", but pictures in which OCR found none (page {pages}). Check that the scan can be read" if pages else ""


def _kind(data: bytes, name: str) -> Format:
    kind = format_of(data, name)
    if kind is Format.TEXT and is_markdown(decode(data, name)):
        return Format.MARKDOWN
    return kind


def _other(data: bytes, name: str, kind: Format) -> FileText:
    try:
        text, lines = _READERS[kind](data, name)
    except RecursionError as error:
        raise DamagedFile(f"{name}: its parts stand too deep in each other, as no act's do.") from error
    return FileText(text, lines, kind)


def _pdf(data: bytes, name: str) -> FileText:
    # The libraries for PDF take longer to load than most acts take to read.
    from loaders.read.pdf import read_pdf

    read = read_pdf(data, name)
    media_type = SCANNED if read.ocr else Format.PDF
    doubts = read.ocr.doubts if read.ocr else ()
    left_out = [*(LeftOut(page, words) for page, words in doubts), *(LeftOut(page, "") for page in read.unread_pages)]
    return FileText(read.text, read.lines, media_type, read.ocr.confidence if read.ocr else None, tuple(left_out))
