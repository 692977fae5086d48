from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.forms.numerals import roman_numeral, roman_value


@given(st.integers(1, 399))
def test_a_numeral_is_read_back(value: int) -> None:
    assert roman_value(roman_numeral(value)) == value


@pytest.mark.parametrize("letters", ["", "IIII", "VX", "IC", "a", "Đ"])
def test_other_letters_are_no_numeral(letters: str) -> None:
    assert roman_value(letters) is None
