"""What printed numbers stand for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.forms.numerals import roman_numeral
from shapes.mentions import date_conflicts, mentions, number_conflicts
from shapes.numbering import ordinal
from shapes.triples import Triples
from tests.shapes.acts import ACT, quads


@given(st.integers(1, 99))
def test_arabic_and_roman_numbers_stand_for_themselves(number: int) -> None:
    assert ordinal(str(number)) == ordinal(roman_numeral(number)) == number


@pytest.mark.parametrize(("one", "next_one"), [("d", "đ"), ("đ", "e"), ("e", "g"), ("i", "k"), ("q", "r"), ("v", "x")])
def test_points_follow_the_vietnamese_order_of_letters(one: str, next_one: str) -> None:
    first, second = ordinal(one, letters=True), ordinal(next_one, letters=True)
    assert first is not None
    assert second == first + 1


@pytest.mark.parametrize("letter", ["f", "j", "w", "z", "ă"])
def test_letters_that_number_nothing(letter: str) -> None:
    assert ordinal(letter, letters=True) is None


def told(*texts: str) -> Triples:
    return Triples(
        quads("".join(f'<{ACT}/text/{i}> dcterms:description "{text}"@vi .' for i, text in enumerate(texts)))
    )


def test_two_days_for_one_number_contradict_each_other() -> None:
    found = mentions(told("Quyết định số 1703/QĐ-TTg ngày 31/12/2024", "1703/QĐ-TTg ngày 30 tháng 12 năm 2024"))
    assert len(list(date_conflicts(found))) == 1


def test_a_number_that_comes_back_in_another_year_is_another_act() -> None:
    found = mentions(told("Nghị quyết số 08-NQ/TW ngày 26/01/2022", "Nghị quyết số 08-NQ/TW ngày 16/01/2017"))
    assert [mention.number for mention in found] == ["08-NQ/TW", "08-NQ/TW"]
    # The 16th and the 26th of January: two terms of the Party, two acts.
    assert list(date_conflicts(found)) == []


def test_one_number_met_often_and_a_like_one_met_once_are_perhaps_one() -> None:
    usual = "Quyết định số 1703/QĐ-TTg ngày 31/12/2024"
    (conflict,) = number_conflicts(mentions(told(usual, usual, "Quyết định số 1730/QĐ-TTg ngày 31/12/2024")))
    assert (conflict.mention.number, conflict.other) == ("1730/QĐ-TTg", "1703/QĐ-TTg")


def test_two_decisions_of_one_day_that_are_far_apart_are_two() -> None:
    usual = "Quyết định số 1703/QĐ-TTg ngày 31/12/2024"
    found = mentions(told(usual, usual, "Quyết định số 1688/QĐ-TTg ngày 31/12/2024"))
    assert list(number_conflicts(found)) == []
