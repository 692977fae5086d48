"""A stretch of words in one font, as it is printed."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from loaders.fonts.names import legacy_font
from loaders.fonts.tables import font_table

# Letters that no table of before Unicode holds at their place: ă đ ĩ ũ ơ ư, and those with two marks.
_UNICODE_LETTERS: Final = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")
# "QĐ-TTg" in a font of capitals: the number's letters are told by how they were typed.
_TYPED: Final = re.compile(r"(?<=[-/])(?:TTg|TTr|CTr|QyĐ|ThU)(?!\w)")


def decode_run(text: str, font: str) -> str:
    """The words as the font prints them, in Unicode; unchanged where the font's name is of no TCVN3 or VNI font.

    `font`: the name as Word or PDF gives it (".VnTimeH", "GDNPMG+VnTimeHBold", "VNI-Times"). Take a letter and its
    mark together: give whole stretches of one font. A text that already holds letters of Unicode Vietnamese was typed
    in Unicode, whatever its font is called, and only its capitals follow the font.
    """
    found = legacy_font(font)
    if found is None:
        return text
    decoded = text if _UNICODE_LETTERS.search(text) else font_table(found.table).decode(text)
    return _capitals(decoded) if found.capitals else decoded


def _capitals(text: str) -> str:
    kept = [found.span() for found in _TYPED.finditer(text)]
    edges = [0, *(edge for span in kept for edge in span), len(text)]
    pieces = (text[start:end] for start, end in pairwise(edges))
    return "".join(piece if i % 2 else piece.upper() for i, piece in enumerate(pieces))
