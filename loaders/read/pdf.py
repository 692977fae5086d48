"""PDF files: the words of each page in reading order, ruled tables as rows with true cells, scans through OCR.

    ┌────┬──────────────────────────────┬─────────────┐
    │ 1  │ Tổ chức nghiên cứu, quán     │ Sở Y tế     │      →  one line: "1 ⇥ Tổ chức nghiên cứu, quán triệt ⇥ Sở Y tế"
    │    │ triệt                        │             │         with three cells
    └────┴──────────────────────────────┴─────────────┘

A page without words of its own, or with a digital signature's only, is a picture: it is read by OCR where that is
installed (`loaders.read.ocr`), and the result says so.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import pypdfium2 as pdfium

from loaders.clean import clean
from loaders.errors import DamagedFile, EncryptedFile, TooLarge, UnknownFormat
from loaders.read.ocr import OcrMissing, OcrPage, OcrReading, is_blank, ocr_engine, read_image
from loaders.read.pdf_content import TooDense, read_page
from loaders.read.pdf_furniture import Placed, furniture, stamp_lines
from loaders.read.pdf_guard import check_streams
from loaders.read.pdf_layout import Row, page_rows, without_page_breaks
from loaders.read.pdf_lines import in_lines
from loaders.read.pdf_model import Page
from loaders.source import Line

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_PAGES: Final = 1_000
MOST_SCANNED: Final = 200
"""Pages that are read by OCR at most: a page takes some seconds."""
MOST_LETTERS: Final = 5_000_000
_DOTS: Final = 300
"""An inch: Tesseract's own advice."""
_MOST_PIXELS: Final = 16_000_000
"""Of a painted page: A4 at 300 dots has 8.7 million; a larger page is painted coarser."""

_pdfium = threading.Lock()
"""PDFium must not be used from two threads at once."""


@dataclass(frozen=True)
class PdfText:
    """The text of a PDF with its lines: `text[line.start:line.end] == line.text`."""

    text: str
    lines: tuple[Line, ...]
    ocr: OcrReading | None = None
    """Where pages were read by OCR; None where all had a text of their own."""
    unread_pages: tuple[int, ...] = ()
    """Pages that hold a picture only and gave no words: OCR found none in it, or is not installed."""


def read_pdf(data: bytes, name: str) -> PdfText:
    """The text of a PDF file's bytes; `name` is the file's, for messages. A PDF without words gives an empty text.

    Raises UnknownFormat, DamagedFile, EncryptedFile, TooLarge; OcrMissing (a MissingTool) where all of it is a scan
    and OCR is not installed.
    """
    if b"%PDF-" not in data[:1024]:
        raise UnknownFormat(f"{name}: the file is no PDF, whatever its name says. Check that it was saved whole.")
    check_streams(data, name)
    with _pdfium:
        document = _open(data, name)
        try:
            pages = _read_pages(document, name)
        finally:
            document.close()
    pictures = [page.number for page in pages if page.pictured and not _has_words(page)]
    scans, ocr, unread = _scanned(data, name, pictures, len(pages))
    rows = [page_rows(_with_scan(page, scans.get(page.number))) for page in pages]
    return PdfText(*_lay_out(without_page_breaks(rows)), ocr, unread)


def _open(data: bytes, name: str) -> pdfium.PdfDocument:
    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise EncryptedFile(
                f"{name}: the PDF is protected by a password. Open it, save or print it without one, and try again."
            ) from error
        raise DamagedFile(
            f"{name}: the PDF is cut off or damaged, or has no pages ({error}). Get it again, or print it anew."
        ) from error
    if count > MOST_PAGES:
        document.close()
        raise TooLarge(f"{name}: the PDF has {count:,} pages; at most {MOST_PAGES:,} are read. Split it into its acts.")
    return document


def _read_pages(document: pdfium.PdfDocument, name: str) -> list[Page]:
    pages: list[Page] = []
    letters = 0
    for index in range(len(document)):
        try:
            page = read_page(document, index)
        except TooDense as error:
            raise TooLarge(f"{name}: page {index + 1} has {error}, more than any page of an act.") from error
        except pdfium.PdfiumError as error:
            raise DamagedFile(f"{name}: page {index + 1} cannot be opened ({error}). Print the file anew.") from error
        pages.append(page)
        letters += sum(len(word.text) for word in page.words)
        if letters > MOST_LETTERS:
            raise TooLarge(f"{name}: the PDF has more than {MOST_LETTERS:,} letters. Split it into its acts.")
    return pages


def _has_words(page: Page) -> bool:
    """Whether the page has words of its own, and not only a signature's."""
    texts = [line.text for line in in_lines(page.words)]
    stamp = stamp_lines(texts)
    return any(any(letter.isalnum() for letter in text) for i, text in enumerate(texts) if i not in stamp)


def _with_scan(page: Page, scan: OcrPage | None) -> Page:
    return replace(page, words=scan.words, across=(), down=()) if scan else page


def _scanned(
    data: bytes, name: str, pictures: Sequence[int], pages: int
) -> tuple[dict[int, OcrPage], OcrReading | None, tuple[int, ...]]:
    """What OCR reads on the pages that are pictures: their words, how sure it was, and the pages left out."""
    if not pictures:
        return {}, None, ()
    if len(pictures) > MOST_SCANNED:
        raise TooLarge(f"{name}: {len(pictures)} pages are scans; at most {MOST_SCANNED} are read. Split the file.")
    try:
        engine = ocr_engine(name)
    except OcrMissing:
        if len(pictures) == pages:
            raise
        return {}, None, tuple(pictures)
    with ThreadPoolExecutor(os.cpu_count()) as pool:  # Tesseract is a program of its own, one for each page
        found = list(pool.map(lambda number: _read_scan(data, name, number), pictures))
    read = dict(zip(pictures, (page for page, _ in found), strict=True))
    silent = tuple(number for number, (_, is_silent) in zip(pictures, found, strict=True) if is_silent)
    letters = sum(page.letters for page in read.values())
    sure = sum(page.confidence * page.letters for page in read.values()) / letters if letters else 0.0
    doubts = tuple((number, line) for number, page in read.items() for line in page.doubts)
    return read, OcrReading(round(sure, 3), engine, tuple(pictures), doubts), silent


def _read_scan(data: bytes, name: str, number: int) -> tuple[OcrPage, bool]:
    """What OCR reads on a page, and whether there is something on it of which it reads nothing."""
    image, scale = _painted(data, name, number - 1)
    page = read_image(image, scale, f"{name}, page {number}")
    return page, not page.words and not is_blank(image)


def _painted(data: bytes, name: str, index: int) -> tuple[Image, float]:
    """The page painted, and its scale in pixels a point."""
    with _pdfium:
        document = _open(data, name)
        try:
            page = document[index]
            width, height = page.get_size()
            scale = min(_DOTS / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
            return page.render(scale=scale, rev_byteorder=True).to_pil().convert("RGB"), scale
        except pdfium.PdfiumError as error:
            raise DamagedFile(f"{name}: page {index + 1} cannot be painted ({error}). Print the file anew.") from error
        finally:
            document.close()


def _lay_out(rows: Sequence[Row]) -> tuple[str, tuple[Line, ...]]:
    """The cleaned text of the rows, and its lines."""
    marked = furniture([Placed(" ".join(row.pieces), row.height, row.page, row.is_table) for row in rows])
    cleaned = iter(clean("\n".join(piece for row in rows for piece in row.pieces)).split("\n"))
    lines: list[Line] = []
    position = 0
    for i, row in enumerate(rows):
        start, cells = position, []
        for piece in (next(cleaned) for _ in row.pieces):
            cells.append(Line(piece, position, position + len(piece), row.page))
            position += len(piece) + 1
        text = "\t".join(cell.text for cell in cells)
        lines.append(
            Line(text, start, start + len(text), row.page, tuple(cells) if row.is_table else (), furniture=i in marked)
        )
    return "\n".join(line.text for line in lines), tuple(lines)
