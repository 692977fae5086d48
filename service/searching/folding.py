"""Words as search compares them: "Nguồn gốc", "nguon goc" and "NGUỒN GỐC" are the same words; accents only rank.

    words("Số 05/QĐ-UBND")     so, 5, qd, ubnd
    words("hoà")[0].marks == words("hòa")[0].marks         where the tone stands makes no difference

SQLite's own `remove_diacritics` keeps đ, so texts are folded before they are indexed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

_D: Final = str.maketrans({"đ": "d", "Đ": "d", "ð": "d", "Ð": "d"})
_WORD: Final = re.compile(r"[^\W_]+")
_CODE_DIGITS: Final = 5
"""A commune's code ("00004") keeps its zeros; "05" of an act's number does not."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: how it is compared, and its accents."""

    folded: str
    marks: str
    """The accents over the letters, sorted; "đ" is one of them. "" in a word typed without."""


def folded(text: str) -> str:
    """The text in small letters without marks and tones; đ is d. Folding twice changes nothing."""
    # Unicode, section 3.13: casing after decomposition, and decomposing again what casing made.
    small = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text.translate(_D)).casefold())
    return "".join(letter for letter in small.translate(_D) if not unicodedata.combining(letter))


def tidied(text: str) -> str:
    """A text as it is kept and shown: one line, in Unicode's form NFC."""
    return " ".join(unicodedata.normalize("NFC", text).split())


@lru_cache(maxsize=1 << 16)
def word(text: str) -> Word:
    """One word, as printed."""
    bare = folded(text)
    if bare.isdigit() and len(bare) < _CODE_DIGITS:
        bare = bare.lstrip("0") or "0"
    parts = unicodedata.normalize("NFD", text.casefold())
    return Word(bare, "".join(sorted(letter for letter in parts if unicodedata.combining(letter) or letter == "đ")))


def words(text: str) -> list[Word]:
    """The words of a text in their order."""
    return [word(found) for found in _WORD.findall(unicodedata.normalize("NFC", text))]


def spans(text: str) -> list[tuple[Word, int, int]]:
    """The words of a text in form NFC, each with where it stands (character offsets, half-open)."""
    return [(word(found.group()), found.start(), found.end()) for found in _WORD.finditer(text)]


def indexed(text: str) -> str:
    """The text as it goes into the index."""
    return " ".join(one.folded for one in words(text))
