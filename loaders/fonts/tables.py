"""The code tables of the fonts that Vietnamese offices typed in before Unicode, and how a text in one is read.

    TCVN3   one character a letter          "Bé Tµi chÝnh"      Bộ Tài chính
    VNI     a letter and its mark           "Boä Taøi chính"    Bộ Tài chính

The tables are `tcvn3.csv` and `vni.csv`.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Final, Literal

TableName = Literal["tcvn3", "vni"]

# TCVN3 keeps ư at the place of the soft hyphen and of the dash that some PDFs rule lines with: "−−−−" is no "ưưưư".
_RULE: Final = re.compile("[\u00ad\u2212]{2,}")
# Word stores the characters of a font marked as a symbol font at U+F020 to U+F0FF.
_SYMBOL_FONT: Final = {0xF000 + code: code for code in range(0x20, 0x100)}
_CODE: Final = re.compile(r"[0-9A-F]{4}")


@dataclass(frozen=True)
class FontTable:
    """One table: what each code (one or two characters) prints."""

    name: TableName
    letters: Mapping[str, str] = field(repr=False)
    pattern: re.Pattern[str] = field(repr=False)

    def decode(self, text: str) -> str:
        """The text in Unicode, NFC; characters that the table lacks stay."""
        text = _RULE.sub(lambda rule: "-" * len(rule[0]), text.translate(_SYMBOL_FONT))
        return self.pattern.sub(lambda code: self.letters[code[0]], text)


@cache
def font_table(name: TableName) -> FontTable:
    """The table of that name."""
    letters: dict[str, str] = {}
    for row in read_table(f"{name}.csv"):
        for code in (row["code"], row.get("also") or ""):
            letters |= _forms(code, row["letter"])
    longest_first = sorted(letters, key=len, reverse=True)
    return FontTable(name, letters, re.compile("|".join(map(re.escape, longest_first))))


def _forms(code: str, letter: str) -> dict[str, str]:
    """A code of the table and, for a pair, its capitals: the mark behind a capital stands in either case."""
    if not code:
        return {}
    if _CODE.fullmatch(code):
        return {chr(int(code, 16)): letter}
    first = code[0].upper() + code[1:]
    return {code: letter, first: letter.upper(), first.upper(): letter.upper()}


def read_table(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of this folder; lines that begin with "#" are remarks."""
    text = resources.files("loaders.fonts").joinpath(name).read_text("utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if line and not line.startswith("#")))
