"""The head: what is printed, what is blank, and where else an act names itself."""

from __future__ import annotations

import pytest

from loaders.forms.issuers import spelt_name
from loaders.header import read_head
from loaders.layout.zones import find_zones
from loaders.record import DocumentHead
from tests.loaders.texts import GOLD, corpus, gold, source_of


def head_of(text: str) -> DocumentHead:
    source = source_of(text)
    return read_head(source, find_zones(source))


@pytest.mark.parametrize("number", GOLD)
def test_heads_of_the_corpus_agree_with_the_gold_records(number: str) -> None:
    source, zones = corpus(number)
    head = read_head(source, zones).model_dump(include={"type", "number", "date", "place", "issuer", "title"})
    assert head == {name: gold(number)["document"][name] for name in head}


def test_a_blank_number_and_date_are_read_as_far_as_they_are_filled_in() -> None:
    head = read_head(*corpus("001"))
    assert (head.number, head.date, head.place) == (None, "2025", None)
    assert head.issuer == "Ủy ban nhân dân tỉnh Thanh Hóa"
    assert head.promulgates is None


def test_number_and_date_may_stand_only_where_the_annex_names_its_act() -> None:
    head = read_head(*corpus("004"))
    assert (head.number, head.date) == ("345/KH-UBND", "2025-03-28")
    assert head.issuer == "Ủy ban nhân dân tỉnh An Giang"
    assert head.sources["number"].quote == "345/KH-UBND"


LETTERHEADS = {
    "UBND TỈNH THANH HÓA\nSỞ KHOA HỌC VÀ CÔNG NGHỆ": "Sở Khoa học và Công nghệ",
    "ỦY BAN NHÂN DÂN   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nTHÀNH PHỐ HỒ CHÍ MINH   Độc lập - Tự do - Hạnh phúc": (
        "Ủy ban nhân dân thành phố Hồ Chí Minh"
    ),
    "BỘ VĂN HÓA, THỂ THAO\nVÀ DU LỊCH": "Bộ Văn hóa, Thể thao và Du lịch",
    "HỘI ĐỒNG NHÂN DÂN\nTỈNH BÀ RỊA - VŨNG TÀU": "Hội đồng nhân dân tỉnh Bà Rịa - Vũng Tàu",
    "ỦY BAN\nMẶT TRẬN TỔ QUỐC VIỆT NAM\nTỈNH THANH HÓA": "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh Thanh Hóa",
    "VĂN\nPHÒNG CHÍNH PHỦ": "Văn phòng Chính phủ",
    "UBND TỈNH LAI CHÂU\nCỘNG HÒA XÃ\nHỘI CHỦ NGHĨA VIỆT NAM": "Ủy ban nhân dân tỉnh Lai Châu",
    "UBND XÃ ĐÔNG SƠN": "Ủy ban nhân dân xã Đông Sơn",
}


@pytest.mark.parametrize(("letterhead", "issuer"), LETTERHEADS.items())
def test_the_letterhead_is_spelt_out(letterhead: str, issuer: str) -> None:
    text = f"{letterhead}\nSố: 15/KH-UBND   Thanh Hóa, ngày 05 tháng 9 năm 2025\nKẾ HOẠCH\nTriển khai Luật Đất đai\n"
    head = head_of(text + "Căn cứ Luật Đất đai ngày 18/01/2024;\nI. MỤC ĐÍCH\n1. Quán triệt Luật.\n")
    assert head.issuer == issuer
    assert (head.number, head.date, head.place) == ("15/KH-UBND", "2025-09-05", "Thanh Hóa")


def test_a_blank_number_stays_blank_and_a_month_alone_is_a_date() -> None:
    head = head_of(
        "UBND TỈNH BẮC NINH\nSố:      /QĐ-UBND   Bắc Ninh, ngày     tháng 8 năm 2025\nQUYẾT ĐỊNH\nVề việc thành"
        " lập Tổ công tác\n"
        "Căn cứ Luật Đất đai ngày 18/01/2024;\nQUYẾT ĐỊNH:\nĐiều 1. Thành lập Tổ công tác.\n"
    )
    assert (head.number, head.date, head.place) == (None, "2025-08", "Bắc Ninh")
    assert head.title == "Về việc thành lập Tổ công tác"


def test_a_joint_act_is_issued_by_all_whom_its_sentence_names() -> None:
    head = head_of(
        "ỦY BAN THƯỜNG VỤ QUỐC HỘI\nCHÍNH PHỦ - ĐOÀN CHỦ TỊCH\nỦY BAN TRUNG ƯƠNG\nMẶT TRẬN TỔ QUỐC VIỆT NAM\n"
        "Số: 102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTQVN\nNGHỊ QUYẾT LIÊN TỊCH\nHướng dẫn hiệp thương\nCăn cứ Luật Bầu cử số"
        " 85/2015/QH13;\nỦy ban Thường vụ Quốc hội, Chính phủ và Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt"
        " Nam ban hành Nghị quyết liên tịch hướng dẫn hiệp thương.\nĐiều 1. Phạm vi\nNghị quyết này hướng dẫn.\n"
    )
    assert head.issuer == (
        "Ủy ban Thường vụ Quốc hội, Chính phủ và Đoàn Chủ tịch Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"
    )


def test_a_law_is_dated_by_the_day_it_was_passed() -> None:
    head = head_of(
        "QUỐC HỘI\nLuật số: 126/2025/QH15\nLUẬT\nBÁO CHÍ\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n"
        "Điều 1. Phạm vi điều chỉnh\nLuật này quy định về hoạt động báo chí.\n"
        "Luật này được Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, kỳ họp thứ 10 thông qua ngày"
        " 10 tháng 12"
        " năm 2025.\nCHỦ TỊCH QUỐC HỘI\nTrần Thanh Mẫn\n"
    )
    assert (head.type, head.number, head.date, head.title) == ("Luật", "126/2025/QH15", "2025-12-10", "BÁO CHÍ")
    assert [(one.name, one.position) for one in head.signers] == [("Trần Thanh Mẫn", "Chủ tịch Quốc hội")]


def test_a_text_issued_with_the_act_is_named_by_the_first_article_where_the_file_lacks_it() -> None:
    head = head_of(
        "THỦ TƯỚNG CHÍNH PHỦ\nSố: 23/2025/QĐ-TTg\nQUYẾT ĐỊNH\nBan hành Quy chế hoạt động\nCăn cứ Luật số"
        " 63/2025/QH15;\n"
        "QUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quyết định này Quy chế hoạt động của Hội đồng.\n"
    )
    assert head.promulgates is not None
    assert (head.promulgates.type, head.promulgates.title) == ("Quy chế", "hoạt động của Hội đồng")


@pytest.mark.parametrize(
    ("printed", "spelt"),
    [
        ("ỦY BAN NHÂN DÂN TỈNH BÌNH DƯƠNG", "Ủy ban nhân dân tỉnh Bình Dương"),
        ("UBND tỉnh Bắc Ninh", "Ủy ban nhân dân tỉnh Bắc Ninh"),
        ("Uỷ ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh"),
        ("PHÓ THỦ TƯỚNG", "Phó Thủ tướng"),
        ("Sở Y tế", "Sở Y tế"),
    ],
)
def test_names_get_their_usual_letters(printed: str, spelt: str) -> None:
    assert spelt_name(printed) == spelt
