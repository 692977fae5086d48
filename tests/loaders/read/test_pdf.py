"""PDF files: words in reading order, furniture apart, and a clear word about files that cannot be read."""

from __future__ import annotations

import base64
import zlib
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.errors import DamagedFile, EncryptedFile, ReadError, TooLarge, UnknownFormat
from loaders.read.pdf import MOST_PAGES, read_pdf
from tests.loaders.read.pdf_pages import drawn

REAL: Final = Path(__file__).parents[2] / "real"


def texts(data: bytes) -> list[str]:
    return [line.text for line in read_pdf(data, "act.pdf").lines if line.text and not line.furniture]


def test_a_letterhead_is_read_left_then_right() -> None:
    data = (REAL / "scanned-pdf" / "text-layer.pdf").read_bytes()
    read = read_pdf(data, "text-layer.pdf")
    assert read.ocr is None
    assert texts(data)[:7] == [
        "ỦY BAN NHÂN DÂN",
        "TỈNH QUẢNG NGÃI",
        "Số: /TB-UBND",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Quảng Ngãi, ngày tháng 01 năm 2025",
        "THÔNG BÁO",
    ]


def test_recipients_come_before_who_signs_beside_them() -> None:
    read = texts((REAL / "scanned-pdf" / "text-layer.pdf").read_bytes())
    assert read[read.index("Nơi nhận:") + 1] == "- CT, PCT UBND tỉnh;"
    assert read.index("- Lưu: VT, KTTHh5.") < read.index("TL. CHỦ TỊCH") < read.index("Nguyễn Phước Bình")


def test_words_in_the_fonts_of_before_unicode_are_decoded_by_the_fonts_name() -> None:
    file = next((REAL / "legacy-font").glob("*.pdf"))
    read = texts(file.read_bytes())
    assert read[0] == "QUYẾT ĐỊNH"
    assert "Căn cứ Luật Tổ chức Chính phủ ngày 25 tháng 12 năm 2001;" in read


def test_a_page_number_and_a_running_head_are_furniture() -> None:
    pages = [
        [(300, 30, str(n)), (50, 45, f"CÔNG BÁO TỈNH/Số {n}/Ngày 15-01-2025"), (50, 300, f"Điều {word}.")]
        for n, word in enumerate(("một", "hai", "ba", "bốn"), start=1)
    ]
    assert texts(drawn(*pages)) == ["Điều một.", "Điều hai.", "Điều ba.", "Điều bốn."]


def test_a_signature_stamp_is_furniture() -> None:
    stamp = (
        "Người ký: CỔNG THÔNG TIN ĐIỆN TỬ",
        "Email: thongtin@chinhphu.vn",
        "Thời gian ký: 31.12.2024 16:47:40 +07:00",
    )
    page = [*((350, 60 + 9 * i, line, 7) for i, line in enumerate(stamp)), (80, 200, "QUYẾT ĐỊNH")]
    assert texts(drawn(page)) == ["QUYẾT ĐỊNH"]


def test_a_raised_footnote_mark_stands_against_its_word_but_not_against_a_figure() -> None:
    page = [(50, 100, "để thực hiện"), (118.5, 95, "1", 7), (50, 140, "năm 2030"), (107, 135, "2", 7)]
    assert texts(drawn(page)) == ["để thực hiện1", "năm 2030 2"]


def test_a_hyphen_at_a_lines_end_stays() -> None:
    assert texts(drawn([(50, 100, "Căn cứ Chỉ thị số 38-"), (50, 118, "CT/TW ngày 30/7/2024")])) == [
        "Căn cứ Chỉ thị số 38-",
        "CT/TW ngày 30/7/2024",
    ]


def test_a_protected_file_is_told_from_a_damaged_one() -> None:
    with pytest.raises(EncryptedFile, match="password"):
        read_pdf(drawn([(50, 100, "Mật")], encrypt="khóa"), "mat.pdf")
    with pytest.raises(DamagedFile):
        read_pdf(b"%PDF-1.7\nxref\n0 0\ntrailer <<>>\n%%EOF", "hong.pdf")
    with pytest.raises(UnknownFormat):
        read_pdf(b"MZ\x90\x00 a program", "chuong-trinh.pdf")


def test_a_broken_cross_reference_does_not_hide_the_words() -> None:
    head, _, tail = drawn([(50, 100, "Điều 1. Phạm vi")]).rpartition(b"xref\n0")
    trailer = tail[tail.index(b"trailer") :].partition(b"startxref")[0]
    assert texts(head + b"xref\nnonsense\n" + trailer + b"startxref\n7\n%%EOF") == ["Điều 1. Phạm vi"]


def test_a_file_without_pages_is_told_so() -> None:
    with pytest.raises(DamagedFile, match="no pages"):
        read_pdf(pdf_of(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"), "rong.pdf")


def test_an_empty_page_gives_no_words() -> None:
    assert read_pdf(drawn([]), "trong.pdf").text == ""


def test_more_pages_than_any_act_has_are_refused() -> None:
    with pytest.raises(TooLarge, match="pages"):
        read_pdf(drawn(*([[(50, 100, "x")]] * (MOST_PAGES + 1))), "dai.pdf")


def test_a_page_as_large_as_a_house_is_read() -> None:
    assert texts(drawn([(50, 100, "Điều 1.")], size=(14_400, 14_400))) == ["Điều 1."]


def pdf_of(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj%s\nendobj\n" % (i, text) for i, text in enumerate(objects, start=1))
    return b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF"


def bomb(content: bytes, written: str = "") -> bytes:
    """A page whose stream is `content`, packed, and written in letters if so asked."""
    packed, filters = zlib.compress(content, 9), b"/FlateDecode"
    if written == "ascii":
        packed, filters = base64.a85encode(packed) + b"~>", b"[/ASCII85Decode/FlateDecode]"
    elif written == "twice":
        packed, filters = zlib.compress(packed, 9), b"[/FlateDecode/FlateDecode]"
    return pdf_of(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>",
        b"<</Filter%s/Length %d>>stream\n%s\nendstream" % (filters, len(packed), packed),
    )


@pytest.mark.parametrize("written", ["", "ascii", "twice"])
def test_a_stream_that_unpacks_without_end_is_refused(written: str) -> None:
    with pytest.raises(TooLarge, match="unpacks"):
        read_pdf(bomb(b"0 0 m 9 9 l S " * 4_000_000, written), "bom.pdf")


def test_a_page_of_a_hundred_thousand_strokes_is_refused() -> None:
    with pytest.raises(TooLarge, match="page 1"):
        read_pdf(bomb(b"0 0 m 9 9 l S " * 100_000), "bom.pdf")


WHOLE: Final = drawn([(50, 100, "Căn cứ Luật Thủ đô;"), (50, 120, "QUYẾT ĐỊNH:")])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(WHOLE)), st.binary(max_size=40))
def test_damage_anywhere_gives_words_or_a_clear_error(at: int, noise: bytes) -> None:
    try:
        read = read_pdf(WHOLE[:at] + noise + WHOLE[at + len(noise) :], "hong.pdf")
    except ReadError as error:
        assert str(error).startswith("hong.pdf")
    else:
        assert all(read.text[line.start : line.end] == line.text for line in read.lines)
