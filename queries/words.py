"""Words as people type them, as a pattern that a SPARQL engine can look for.

    pattern_of("chuyen đổi số")      ch[uùúủũụư…]…: each letter without a mark stands for all that come from it

SPARQL has no way to look past accents, so the pattern names the letters (XPath's regular expressions, with flag i).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Final

from ontology.names import fold

_LETTERS: Final = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵdđ"
"""The letters of Vietnamese that have marks, or may have."""
_SIGNS: Final = frozenset(r"\.?*+{}()[]|^$-")
"""What means something in a pattern."""


def pattern_of(text: str) -> str:
    """The pattern of these words, one behind the other. An accented letter stands for itself alone."""
    words = unicodedata.normalize("NFC", text).lower().split()
    return " +".join("".join(map(_sign, word)) for word in words)


def _sign(sign: str) -> str:
    return _classes().get(sign) or (f"\\{sign}" if sign in _SIGNS else sign)


@cache
def _classes() -> Mapping[str, str]:
    """A letter without marks -> all letters that come from it, as a class of a pattern."""
    found: dict[str, str] = {}
    for letter in _LETTERS:
        found[fold(letter)] = found.get(fold(letter), "") + letter
    return {letter: f"[{some}]" for letter, some in found.items()}
