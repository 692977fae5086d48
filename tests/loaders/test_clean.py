from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from loaders.clean import clean, has_gazette_glyphs


def test_the_gazettes_glyphs_become_the_letters_they_stand_for() -> None:
    printed = "QUYẾT ðỊNH ban hành kèm theo Quyết ñịnh số 1703/Qð-TTg; ñẩy mạnh ño lường, ñến năm 2030"
    assert clean(printed) == "QUYẾT ĐỊNH ban hành kèm theo Quyết định số 1703/QĐ-TTg; đẩy mạnh đo lường, đến năm 2030"


def test_a_foreign_name_with_a_tilde_is_left_alone() -> None:
    text = "Đoàn đại biểu đã đến thăm ngài Núñez tại địa điểm đã định"
    assert clean(text) == text
    assert not has_gazette_glyphs(text)


def test_decomposed_letters_are_composed_and_compatibility_letters_kept() -> None:
    assert clean(unicodedata.normalize("NFD", "Kế hoạch đo lường")) == "Kế hoạch đo lường"
    assert clean("diện tích 25 m²") == "diện tích 25 m²"


def test_invisible_characters_go_and_odd_spaces_become_spaces() -> None:
    assert clean("\ufeffKế\u00adhoạch\u200b số\u00a012\r\nĐiều 1") == "Kếhoạch số 12\nĐiều 1"


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
