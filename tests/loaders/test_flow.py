from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.flow import flow
from loaders.source import Line, cut_lines
from tests.loaders.passages import lines


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("Căn cứ Chỉ thị số 38-\nCT/TW ngày 30/7/2024", "Căn cứ Chỉ thị số 38-CT/TW ngày 30/7/2024"),
        ("Chỉ thị số 38- CT/TW", "Chỉ thị số 38-CT/TW"),
        ("Quyết định số 1703/QĐ-\n\nTTg ngày 31/12/2024", "Quyết định số 1703/QĐ-TTg ngày 31/12/2024"),
        ("Tờ trình số 28/TTr-\nSKHCN", "Tờ trình số 28/TTr-SKHCN"),
        ("Kế hoạch số 19/KH- UBND", "Kế hoạch số 19/KH-UBND"),
        ("51-\nKHPH/BTG\nTU, ngày 06/02/2025", "51-KHPH/BTGTU, ngày 06/02/2025"),
        ("Giai đoạn 2026-\n2030", "Giai đoạn 2026-2030"),
        ("các tổ chức chính trị -\nxã hội tỉnh", "các tổ chức chính trị - xã hội tỉnh"),
        ("Báo  và  Đài  \nPhát  thanh  -  \nTruyền  hình", "Báo và Đài Phát thanh - Truyền hình"),
        ("huyện,\nthành phố", "huyện, thành phố"),
    ],
)
def test_what_the_layout_broke_is_joined(broken: str, whole: str) -> None:
    assert flow(lines(broken)).text == whole


def test_furniture_is_left_out() -> None:
    number = Line("5", 12, 13, 2, furniture=True)
    first, last = cut_lines("trang thông tin\nđiện tử")
    assert flow([first, number, last]).text == "trang thông tin điện tử"


def test_a_match_can_be_shown_in_the_source() -> None:
    text = "Căn cứ Chỉ thị số 38-\nCT/TW ngày 30/7/2024"
    passage = flow(lines(text))
    start = passage.text.index("38-CT/TW")
    span = passage.span(start, start + len("38-CT/TW"))
    assert text[span.start : span.end] == "38-\nCT/TW"
    assert span.quote == "38-CT/TW"


@given(st.text(alphabet="aBđ Ế-/.,;1\n\t", max_size=80))
def test_every_character_keeps_its_place(text: str) -> None:
    passage = flow(lines(text))
    assert len(passage.text) == len(passage.offsets) == len(passage.pages)
    assert list(passage.offsets) == sorted(passage.offsets)
    for letter, offset in zip(passage.text, passage.offsets, strict=True):
        assert letter == " " or text[offset] == letter
