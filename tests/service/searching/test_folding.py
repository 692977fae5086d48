"""Folding: what makes two spellings one word."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.searching.folding import folded, indexed, spans, tidied, word, words

VIETNAMESE = st.text(
    alphabet="aàáạảãâầấậẩẫăằắặẳẵbcdđeèéẹẻẽêềếệểễghiìíịỉĩklmnoòóọỏõôồốộổỗơờớợởỡpqrstuùúụủũưừứựửữvxyỳýỵỷỹ ", max_size=40
)


@pytest.mark.parametrize(
    "typed", ["truy xuat nguon goc", "TRUY XUẤT NGUỒN GỐC", "truy xuất nguồn gốc", "Truy xuất nguồn gốc"]
)
def test_accents_and_capitals_make_no_difference(typed: str) -> None:
    assert indexed(typed) == "truy xuat nguon goc"


def test_d_with_a_stroke_is_d() -> None:
    assert folded("Đẩy mạnh đo lường") == "day manh do luong"


def test_the_place_of_the_tone_makes_no_difference() -> None:
    assert word("hoà") == word("hòa")
    assert word("hoà") != word("hoả")


def test_zeros_before_a_number_go_but_those_of_a_code_stay() -> None:
    assert [one.folded for one in words("05/QĐ-UBND, mã 00004")] == ["5", "qd", "ubnd", "ma", "00004"]


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text())
def test_composed_and_decomposed_letters_are_one(text: str) -> None:
    assert indexed(unicodedata.normalize("NFD", text)) == indexed(unicodedata.normalize("NFC", text))


@given(VIETNAMESE)
def test_a_vietnamese_text_folds_to_ascii(text: str) -> None:
    assert folded(text).isascii()


@given(st.text())
def test_words_stand_where_their_spans_say(text: str) -> None:
    line = tidied(text)
    assert [one for one, _, _ in spans(line)] == words(line)
    assert all(word(line[start:end]) == one for one, start, end in spans(line))
