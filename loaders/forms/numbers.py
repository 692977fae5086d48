"""Document numbers: number, year and symbols, as they stand in heads and citations.

    state act        1703/QĐ-TTg · 21/2024/NQ-HĐND · 66.1/2025/NQ-CP
    law              72/2025/QH15 · 76/2025/UBTVQH15
    Party document   38-CT/TW · 51-KHPH/BTGTU     hyphen after the number, slash before the organ
    công văn         5110/VPCP-KTTH
    older            144/2002/QĐ/BTC · 95/HĐBT, this only behind the word "số"

A word may stick to the number ("38-CT/TWngày 30/7/2024"): symbols are capitals, but for a few known forms. Standards
("TCVN ISO 9001:2015", "QCVN 01:2021/BYT") and quantities ("02 lượt/năm") are no document numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

SYMBOL: Final = r"(?:TTg|TTr|CTr|QyĐ|ThU|[A-ZĐÂÊÔƠƯ]+(?:&[A-ZĐ]+|[a-z][A-ZĐ]+)?\d{0,2}(?:\.[IVX]+(?!\w))?)"

NUMBER: Final = rf"""
    (?: (?<![\d/:.\-–]) | (?<=[Ss]ố:) )
    (?: \d{{1,4}} /\s? (?:19|20)\d\d /\s? (?:QH|UBTVQH)\d{{1,2}}                                # 72/2025/QH15
      | \d{{1,5}}(?:\.\d{{1,2}})?[a-zđ]? \s?/\s? (?:(?:19|20)\d\d\s?/\s?)?
            {SYMBOL} (?:(?:\s[-–]\s{SYMBOL})+|\s?[-–]\s?{SYMBOL}(?:[-–]{SYMBOL})*)              # 1703/QĐ-TTg
      | \d{{1,5}} \s?/\s? (?:19|20)\d\d / {SYMBOL} / {SYMBOL}                                    # 144/2002/QĐ/BTC
      | \d{{1,5}}[a-zđ]? \s?[-–]\s? {SYMBOL} (?:-{SYMBOL})* \s?/\s? {SYMBOL} (?:-{SYMBOL})*     # 38-CT/TW
      | (?<=số\ ) \d{{1,4}} / (?:(?:19|20)\d\d/)? {SYMBOL}                                      # số 95/HĐBT
    )
"""
_NUMBER: Final = re.compile(NUMBER, re.VERBOSE)

# Symbols with small letters, as a text in capitals has them.
_SYMBOLS: Final = {"TTG": "TTg", "TTR": "TTr", "CTR": "CTr"}
_IN_CAPITALS: Final = re.compile(rf"(?<=[/-])(?:{'|'.join(_SYMBOLS)})(?![A-ZĐ])")


@dataclass(frozen=True)
class FoundNumber:
    value: str
    start: int
    end: int


def plain_number(text: str) -> str:
    """The number without white space, with plain hyphens: "1703 /QĐ- TTg" is "1703/QĐ-TTg".

    A title in capitals prints "1703/QĐ-TTG" for the same number.
    """
    text = re.sub(r"\s+", "", text).replace("–", "-")
    return _IN_CAPITALS.sub(lambda found: _SYMBOLS[found[0]], text)


def numbers_in(text: str, start: int = 0) -> Iterator[FoundNumber]:
    """The document numbers of a text in their order; offsets are into `text`."""
    for found in _NUMBER.finditer(text, start):
        yield FoundNumber(plain_number(found[0]), found.start(), found.end())


def number_at(text: str, start: int) -> FoundNumber | None:
    """The document number that begins exactly at `start`."""
    found = _NUMBER.match(text, start)
    return FoundNumber(plain_number(found[0]), found.start(), found.end()) if found else None
