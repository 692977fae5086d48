from __future__ import annotations

from datetime import date

import pytest

from loaders.graph.setting import setting_of, setting_of_issuer
from loaders.record import DocumentHead


@pytest.mark.parametrize(
    ("issuer", "day", "scope"),
    [
        ("Ủy ban nhân dân tỉnh Bình Dương", date(2025, 4, 28), "binh-duong"),
        ("Uỷ ban nhân dân tỉnh Thanh Hoá", date(2025, 12, 31), "thanh-hoa"),
        ("UBND TỈNH BẮC NINH", date(2025, 8, 31), "bac-ninh"),
        ("Ủy ban nhân dân tỉnh An Giang", date(2025, 3, 28), "an-giang-2004"),
        ("Hội đồng nhân dân tỉnh Ninh Bình", date(2025, 6, 30), "ninh-binh-2004"),
        ("UBND thành phố Hà Nội", date(2025, 3, 1), "ha-noi"),
        ("UBND TP. HCM", date(2025, 8, 1), "ho-chi-minh"),
        ("Thành ủy Hồ Chí Minh", date(2025, 8, 1), "ho-chi-minh"),
        ("Bảo hiểm xã hội tỉnh Thanh Hóa", date(2025, 3, 1), "thanh-hoa"),
        ("Bộ Chỉ huy quân sự tỉnh Sơn La", date(2025, 3, 1), "son-la"),
        ("Thủ tướng Chính phủ", date(2024, 12, 31), "ttg"),
        ("Ban Bí thư Trung ương Đảng", date(2024, 7, 30), "tw"),
        ("Ban Bí thư", date(2024, 7, 30), "tw"),
        ("Bộ trưởng Bộ Y tế", None, "byt"),
        ("Ủy ban nhân dân xã Quan Sơn, tỉnh Thanh Hóa", date(2025, 9, 1), "thanh-hoa/15016"),
        ("UBND phường Hạc Thành tỉnh Thanh Hóa", date(2025, 9, 1), "thanh-hoa/14797"),
        ("UBND thành phố Thanh Hóa", date(2025, 3, 1), "thanh-hoa/380"),
        ("Tỉnh ủy", date(2025, 3, 1), "unknown"),
        (None, None, "unknown"),
    ],
)
def test_the_issuer_and_the_day_tell_the_scope(issuer: str | None, day: date | None, scope: str) -> None:
    assert setting_of_issuer(issuer, day).scope == scope


def test_where_the_issuer_names_no_province_the_dateline_does() -> None:
    head = DocumentHead(issuer="Tỉnh ủy", place="An Giang", date="2024-12-30")
    assert setting_of(head).scope == "an-giang-2004"


def test_the_centre_s_dateline_makes_it_no_province() -> None:
    head = DocumentHead(issuer="Thủ tướng Chính phủ", place="Hà Nội", date="2024-12-31")
    assert setting_of(head).province is None


def test_an_act_of_a_month_before_the_new_list_stands_in_the_old_one() -> None:
    issuer = "Ủy ban nhân dân tỉnh Bắc Ninh"
    assert setting_of(DocumentHead(issuer=issuer, date="2025-06")).scope == "bac-ninh-2004"
    assert setting_of(DocumentHead(issuer=issuer, date="2025-07")).scope == "bac-ninh"
    assert setting_of(DocumentHead(issuer=issuer)).scope == "bac-ninh"
