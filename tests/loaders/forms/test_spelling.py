from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.forms.document_types import type_named
from loaders.forms.issuers import spelt_name
from loaders.forms.spelling import one_style


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Uỷ ban nhân dân", "Ủy ban nhân dân"),
        ("TOÀ ÁN", "TÒA ÁN"),
        ("Văn hoá, Thể thao", "Văn hóa, Thể thao"),
        ("sức khoẻ", "sức khỏe"),
        ("Quí IV", "Quý IV"),
        ("quản lí kĩ thuật", "quản lý kỹ thuật"),
    ],
)
def test_two_spellings_of_a_word_are_one(one: str, other: str) -> None:
    assert one_style(one) == one_style(other) == other


@pytest.mark.parametrize("word", ["quý", "quỳ", "hoàn thành", "toán", "loại", "tuyến", "tỉnh", "hiệu lực"])
def test_the_tone_stays_where_there_is_one_spelling_only(word: str) -> None:
    assert one_style(word) == word


@given(st.text())
def test_every_letter_keeps_its_place(text: str) -> None:
    assert len(one_style(text)) == len(text)


def test_names_in_capitals_are_spelt_alike_in_both_styles() -> None:
    assert spelt_name("SỞ VĂN HOÁ, THỂ THAO VÀ DU LỊCH TỈNH HOÀ BÌNH") == (
        "Sở Văn hoá, Thể thao và Du lịch tỉnh Hoà Bình"
    )
    assert spelt_name("TỈNH UỶ BÌNH DƯƠNG") == "Tỉnh ủy Bình Dương"


def test_a_type_is_known_in_both_styles() -> None:
    assert type_named("BẢN THOẢ THUẬN") == type_named("BẢN THỎA THUẬN") == "Bản thỏa thuận"
