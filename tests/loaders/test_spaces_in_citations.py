"""Citations whose spaces the layout dropped or doubled: what they cite stays the same."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.citations import read_bases
from loaders.header import read_head
from loaders.layout.zones import find_zones
from tests.loaders.texts import source_of

ACT = """ỦY BAN NHÂN DÂN
TỈNH BÌNH DƯƠNG
Số: 12/QĐ-UBND   Bình Dương, ngày 28 tháng 4 năm 2025

QUYẾT ĐỊNH
Ban hành Quy chế

ỦY BAN NHÂN DÂN TỈNH

{basis}

QUYẾT ĐỊNH:

Điều 1. Ban hành Quy chế.
"""
BASES = {
    "Căn cứ Nghị định số 86/2002/NĐ-CP ngày 05/11/2002 của Chính phủ quy định chức năng;": (
        "Nghị định",
        "86/2002/NĐ-CP",
        "2002-11-05",
    ),
    "Căn cứ Quyết định số 1703/QĐ-TTg ngày 31 tháng 12 năm 2024 của Thủ tướng Chính phủ;": (
        "Quyết định",
        "1703/QĐ-TTg",
        "2024-12-31",
    ),
    "Căn cứ Chỉ thị số 38-CT/TW ngày 30/7/2024 của Ban Bí thư;": ("Chỉ thị", "38-CT/TW", "2024-07-30"),
    "Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 45/TTr-SYT ngày 3 tháng 2 năm 2025.": (
        "Tờ trình",
        "45/TTr-SYT",
        "2025-02-03",
    ),
}
# Spaces that stand by a digit or a number's symbol, or behind "số" and "ngày".
_BY_NUMBER = re.compile(r"(?<=\d) | (?=\d)|(?<=[A-ZĐ]) (?=ngày)|(?<=Tg) (?=ngày)")


def cited(basis: str) -> list[tuple[str | None, str | None, str | None]]:
    source = source_of(ACT.format(basis=basis))
    zones = find_zones(source)
    bases = read_bases(source, zones, read_head(source, zones))
    return [(one.type, one.number, one.date) for one in bases]


@given(st.sampled_from(sorted(BASES)), st.data())
def test_spaces_by_a_number_may_be_dropped_or_doubled(basis: str, data: st.DataObject) -> None:
    spaces = st.sampled_from(["", " ", "  ", "\t", "\u00a0"])
    faulty = _BY_NUMBER.sub(lambda _: data.draw(spaces), basis)
    assert cited(faulty) == [BASES[basis]]


@given(st.sampled_from(sorted(BASES)), st.data())
def test_a_line_may_break_at_any_space_behind_its_opening_words(basis: str, data: st.DataObject) -> None:
    faulty = re.sub(r"(?<!^Căn)(?<!^Theo)(?<!^Theo đề) ", lambda _: data.draw(st.sampled_from([" ", "\n"])), basis)
    assert cited(faulty) == [BASES[basis]]


@pytest.mark.parametrize("basis", BASES)
def test_a_citation_in_decomposed_letters_is_the_same(basis: str) -> None:
    assert cited(unicodedata.normalize("NFD", basis)) == [BASES[basis]]


@pytest.mark.parametrize("spelt", ["Uỷ ban nhân dân thành phố Hoà Bình", "Ủy ban nhân dân thành phố Hòa Bình"])
def test_the_issuer_of_a_cited_act_keeps_its_spelling(spelt: str) -> None:
    source = source_of(ACT.format(basis=f"Căn cứ Quyết định số 5/QĐ-UBND ngày 1/2/2024 của {spelt};"))
    zones = find_zones(source)
    (basis,) = read_bases(source, zones, read_head(source, zones))
    assert basis.citation is not None and spelt in basis.citation
    assert basis.number == "5/QĐ-UBND"
