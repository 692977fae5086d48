"""The words and runs of letters of a text: what two wordings of one task have in common.

    terms("Mã số, mã vạch", 6)    ma ×2, so, vach, #masoma, #asomav, …

Marks and tones are left aside, and runs of letters go across words: a gazette's scan has "trịết" for "triệt" and lost
spaces ("thương mạivà"), and old and new spellings put tones on other vowels ("hoá", "hóa").
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from ontology.names import fold

_WORD: Final = re.compile(r"[a-z]+")


def words_of(text: str) -> list[str]:
    """The words, in lower case and without marks. Figures are no words."""
    return _WORD.findall(fold(text))


def terms(words: list[str], run: int) -> Counter[str]:
    """Each word, and each run of `run` letters after "#", with how often it stands there."""
    letters = "".join(words)
    found = Counter(words)
    found.update(["#" + letters[start : start + run] for start in range(len(letters) - run + 1)])
    return found
