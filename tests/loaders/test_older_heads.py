"""Acts of 2002 to 2004: heads as one sentence, in fonts of before Unicode, their capitals kept or lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from loaders.layout.zones import find_zones
from loaders.reading import read_source, record_of
from loaders.record import DocumentHead, Record
from tests.loaders.fonts.acts import PDF, REAL, printed, transcript, typed
from tests.loaders.texts import source_of

TARIFF = {
    "type": "Quyết định",
    "number": "144/2002/QĐ/BTC",
    "date": "2002-11-22",
    "place": "Hà nội",
    "issuer": "Bộ Tài chính",
    "title": ("về việc sửa đổi mức thuế suất của một số mặt hàng trong Biểu thuế thuế nhập khẩu ưu đãi"),
}
BONDS = {
    "type": "Nghị định",
    "number": "28/2003/NĐ-CP",
    "date": "2003-03-31",
    "place": "Hà Nội",
    "issuer": "Chính phủ",
    "title": "Quy định việc phát hành công trái xây dựng Tổ quốc năm 2003 - Công trái giáo dục",
}
OFFICIALS = {
    "type": "Nghị định",
    "number": "114/2003/NĐ-CP",
    "date": "2003-10-10",
    "place": None,
    "issuer": "Chính phủ",
    "title": "về cán bộ, công chức xã, phường, thị trấn.",
}
GUARANTEE: dict[str, str | None] = {
    "type": "Quyết định",
    "number": "115/2004/QĐ-TTg",
    "date": "2004-06-25",
    "place": None,
    "issuer": "Thủ tướng Chính phủ",
    "title": (
        "về việc sửa đổi, bổ sung Quy chế thành lập, tổ chức và hoạt động của Quỹ bảo lãnh tín dụng cho doanh nghiệp "
        "nhỏ và vừa ban hành kèm theo Quyết định số 193/2001/QĐ-TTg ngày 20 tháng 12 năm 2001 của Thủ tướng Chính phủ"
    ),
}
HEADS = {"2003-02144qd": TARIFF, "2004-0328NDCP": BONDS, "2004-NghiDinh114_2003": OFFICIALS}


def said(head: DocumentHead) -> dict[str, object]:
    return head.model_dump(include=set(TARIFF))


def record(text: str) -> Record:
    return record_of(source_of(text))


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("form", [printed, typed, transcript], ids=["fonts known", "fonts forgotten", "transcript"])
def test_a_word_files_head_is_read_however_its_letters_come(name: str, form: Callable[[str], str]) -> None:
    assert said(record(form(name)).document) == HEADS[name]


def test_a_pdfs_head_in_one_sentence_is_read() -> None:
    assert said(record(transcript(PDF)).document) == GUARANTEE
    head = said(record_of(read_source(REAL / f"{PDF}.pdf")).document)
    assert str(head.pop("title")).casefold() == str(GUARANTEE["title"]).casefold()
    assert head == {name: value for name, value in GUARANTEE.items() if name != "title"}


def test_the_bases_stand_between_the_issuer_and_the_enacting_line_in_small_letters() -> None:
    bases = record(transcript(PDF)).legal_bases
    assert [(basis.type, basis.number, basis.date, basis.issuer) for basis in bases] == [
        ("Luật", None, "2001-12-25", None),
        ("Nghị định", "90/2001/NĐ-CP", "2001-11-23", "Chính phủ"),
        ("Tờ trình", None, None, "Bộ trưởng Bộ Tài chính"),
    ]


def test_the_bases_of_a_decree_stand_under_its_head_in_one_sentence() -> None:
    bases = record(printed("2004-NghiDinh114_2003")).legal_bases
    assert [(basis.type, basis.date, basis.issuer) for basis in bases[:2]] == [
        ("Luật", "2001-12-25", None),
        ("Pháp lệnh", "1998-02-26", None),
    ]
    assert (bases[-1].type, bases[-1].issuer) == ("Tờ trình", "Bộ trưởng Bộ Nội vụ")


def test_each_part_of_a_head_in_one_sentence_has_its_place() -> None:
    text = transcript("2004-NghiDinh114_2003")
    source = source_of(text)
    for name, quote in (("number", "114/2003/NĐ-CP"), ("date", "ngày 10/10/2003"), ("issuer", "Chính phủ")):
        place = record(text).document.sources[name]
        assert source.text[place.start : place.end] == place.quote == quote


def test_a_name_broken_at_va_is_one_issuer() -> None:
    head = record(
        "QUYẾT ĐỊNH CỦA BỘ TRƯỞNG BỘ NÔNG NGHIỆP\nVÀ PHÁT TRIỂN NÔNG THÔN\nVề việc công nhận giống\n\n"
        "BỘ TRƯỞNG BỘ NÔNG NGHIỆP VÀ PHÁT TRIỂN NÔNG THÔN\n\nCăn cứ Luật Trồng trọt ngày 19/11/2018;\n\n"
        "QUYẾT ĐỊNH:\n\nĐiều 1. Công nhận giống.\n"
    ).document
    assert head.issuer == "Bộ trưởng Bộ Nông nghiệp và Phát triển nông thôn"
    assert head.title == "Về việc công nhận giống"


def test_a_sentence_of_running_text_is_no_head() -> None:
    text = "Kính gửi: Sở Y tế\nThực hiện chỉ đạo, đề nghị Sở báo cáo\nQuyết định của Thủ tướng Chính phủ về y tế\n"
    assert find_zones(source_of(text)).type_line is None
