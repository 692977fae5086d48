"""Scans: read by OCR where it is installed, a clear word where it is not."""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path
from typing import Final

import pytest
from PIL import Image, ImageDraw
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from loaders.read.ocr import OcrMissing, ocr_engine, without_red
from loaders.read.pdf import PdfText, read_pdf
from loaders.reading import read_source, record_of
from loaders.record import Record
from loaders.source import Source

SCAN: Final = Path(__file__).parents[2] / "real" / "scanned-pdf" / "scan-07-CT-UBND.pdf"


@pytest.fixture(scope="module")
def engine() -> str:
    """Without Tesseract these tests are left out, loudly; in CI they must run."""
    try:
        return ocr_engine("test")
    except OcrMissing as error:
        if os.environ.get("CI") == "true":
            pytest.fail(str(error))
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def read(engine: str) -> PdfText:
    return read_pdf(SCAN.read_bytes(), SCAN.name)


@pytest.fixture(scope="module")
def record(read: PdfText) -> Record:
    return record_of(Source(SCAN.name, "", "application/pdf", read.text, read.lines))


def test_a_scan_says_that_it_was_read_by_ocr_and_how_surely(read: PdfText, engine: str) -> None:
    assert read.ocr is not None
    assert (read.ocr.engine, read.ocr.pages) == (engine, (1, 2, 3, 4))
    assert 0.85 < read.ocr.confidence < 1.0


def test_a_scan_gives_type_issuer_month_and_cited_acts(record: Record) -> None:
    assert record.document.type == "Chỉ thị"
    assert record.document.issuer == "Ủy ban nhân dân tỉnh Quảng Ngãi"
    assert record.document.place == "Quảng Ngãi"
    assert record.document.title == "Về việc tăng cường công tác thi hành án hành chính trên địa bàn tỉnh Quảng Ngãi"
    assert record.cited_numbers == ["71/2016/NĐ-CP"]
    assert record.legal_bases == []


def test_number_and_day_written_by_hand_are_reported_and_not_guessed(read: PdfText, record: Record) -> None:
    assert record.document.number is None
    assert record.document.date == "2018-03"
    assert read.ocr is not None
    assert any(page == 1 and "/CT-UBND" in line for page, line in read.ocr.doubts)


def picture_pdf(picture: Image.Image, size: tuple[float, float] = (595, 842)) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size)
    canvas.drawImage(ImageReader(picture), 0, 0, *size)
    canvas.save()
    return file.getvalue()


def test_a_scan_of_one_pixel_gives_no_words(engine: str) -> None:
    read = read_pdf(picture_pdf(Image.new("RGB", (1, 1), "white")), "diem.pdf")
    assert (read.text, read.ocr is not None and read.ocr.confidence) == ("", 0.0)


def test_a_page_of_one_point_gives_no_words(engine: str) -> None:
    assert read_pdf(picture_pdf(Image.new("RGB", (9, 9), "red"), (1, 1)), "diem.pdf").text == ""


@pytest.mark.parametrize(("shade", "pages"), [("black", [2]), ("gray", [2]), ("white", [])])
def test_a_picture_without_words_amid_other_pages_is_told_and_an_empty_sheet_is_none(
    engine: str, tmp_path: Path, shade: str, pages: list[int]
) -> None:
    file = io.BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, "QUYET DINH")
    canvas.showPage()
    canvas.drawImage(ImageReader(Image.new("L", (60, 60), shade)), 0, 0, 595, 842)
    canvas.save()
    path = tmp_path / "vb.pdf"
    path.write_bytes(file.getvalue())
    assert [(left.page, left.words) for left in read_source(path).left_out] == [(page, "") for page in pages]


def test_red_ink_is_taken_out_and_black_ink_stays() -> None:
    picture = Image.new("RGB", (30, 10), "white")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, 0, 9, 9), fill=(200, 30, 40))
    pen.rectangle((20, 0, 29, 9), fill="black")
    grey = without_red(picture)
    assert [grey.getpixel((x, 5)) for x in (5, 15, 25)] == [255, 255, 0]


def test_without_tesseract_the_message_names_the_extra_and_the_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert shutil.which("tesseract") is None
    with pytest.raises(OcrMissing, match=r"cancu\[ocr\].*tesseract-ocr-vie"):
        read_pdf(SCAN.read_bytes(), SCAN.name)
