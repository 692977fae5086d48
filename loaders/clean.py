"""A decoded text in the form that all later stages read.

Letters stand in Unicode NFC, lines end in "\\n", and the faults of fonts are mended: the PDFs of the official
gazette give "Quyết ñịnh số 1703/Qð-TTg" for "Quyết định số 1703/QĐ-TTg", and what was typed in a font of before
Unicode comes out as "QuyÕt ®Þnh". Spelling and OCR errors are the source's own words and stay.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from loaders.fonts import decode_text

# Glyphs of the gazette's font that a PDF's text layer gives for đ and Đ.
_GAZETTE: Final = str.maketrans({"ñ": "đ", "ð": "Đ"})
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_SPACES: Final = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")


def clean(text: str) -> str:
    """The text in NFC with plain spaces, "\\n" line ends, no invisible characters and mended glyphs.

    Lines in TCVN3 or VNI letters become Unicode; where a format names the fonts, its reader has decoded them before.
    Never NFKC: it would turn "m²" into "m2". Tabs and form feeds stay: they are cells and pages.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Before the soft hyphens go: TCVN3 has its ư at their place.
    text = decode_text(text) or text
    text = _SPACES.sub(" ", _INVISIBLE.sub("", unicodedata.normalize("NFC", text)))
    return text.translate(_GAZETTE) if has_gazette_glyphs(text) else text


def has_gazette_glyphs(text: str) -> bool:
    """Whether ñ and ð stand for đ and Đ: there are many of them, and hardly a real đ.

    About one Vietnamese syllable in twelve begins with đ, so a text with foreign names that hold an ñ is not mistaken.
    """
    strange = text.count("ñ") + text.count("ð")
    real = text.count("đ") + text.count("Đ")
    return strange >= 5 and real * 20 < strange
