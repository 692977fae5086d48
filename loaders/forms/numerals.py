"""Roman numbers of parts and groups: "IV" is 4, and 14 is "XIV"."""

from __future__ import annotations

import re
from typing import Final

_VALUES: Final = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_NUMERAL: Final = re.compile(r"C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_STEPS: Final = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def roman_value(numeral: str) -> int | None:
    """14 for "XIV"; None for letters that are no numeral."""
    if not numeral or not _NUMERAL.fullmatch(numeral):
        return None
    values = [_VALUES[letter] for letter in numeral]
    return sum(-value if value < max(values[i:]) else value for i, value in enumerate(values))


def roman_numeral(value: int) -> str:
    """ "XIV" for 14; `value` is from 1 to 399."""
    numeral = ""
    for step, letters in _STEPS:
        count, value = divmod(value, step)
        numeral += letters * count
    return numeral
