"""Two spellings of one syllable, seen as one: "uỷ" and "ủy", "Văn hoá" and "Văn hóa", "quí" and "quý".

Texts keep what they print; only what is matched is brought into one style, letter for letter, so that a place in the
one is the same place in the other.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_TONES: Final = "\u0300\u0301\u0303\u0309\u0323"


def _styles() -> dict[str, str]:
    """Each open rime with its tone on the last vowel, and the same with it on the first: "oà" and "òa"."""
    pairs = {}
    for first, last in (("o", "a"), ("o", "e"), ("u", "y")):
        for tone in _TONES:
            new = first + unicodedata.normalize("NFC", last + tone)
            pairs[new] = unicodedata.normalize("NFC", first + tone) + last
    return pairs


_STYLES: Final = _styles()
# Behind q the tone belongs to y ("quý"); before a final letter both styles put it on the same vowel ("hoàn").
_OPEN_RIME: Final = re.compile(rf"(?<!q)(?:{'|'.join(_STYLES)})(?!\w)", re.IGNORECASE)
_I_FOR_Y: Final = re.compile(r"(?<=\bqu)[íìỉĩị](?!\w)|(?<=\b[lkLK])[íìỉĩị](?!\w)", re.IGNORECASE)
_Y: Final = dict(zip("íìỉĩịÍÌỈĨỊ", "ýỳỷỹỵÝỲỶỸỴ", strict=True))


def one_style(text: str) -> str:
    """The text (NFC) with every syllable in one spelling, of the same length: "Uỷ ban Văn hoá" → "Ủy ban Văn hóa"."""
    text = _OPEN_RIME.sub(lambda rime: _moved(rime[0]), text)
    return _I_FOR_Y.sub(lambda letter: _Y[letter[0]], text)


def _moved(rime: str) -> str:
    small = _STYLES[rime.lower()]
    return "".join(letter.upper() if old.isupper() else letter for letter, old in zip(small, rime, strict=True))
