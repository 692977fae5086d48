"""A bare text in TCVN3 or VNI letters, told by the letters alone.

    "Bé trëng Bé Tµi chÝnh chÞu tr¸ch nhiÖm"   →   Bộ trưởng Bộ Tài chính chịu trách nhiệm

The words with letters beyond ASCII are the witnesses. "chÝnh" is no syllable of Vietnamese as it stands and is one when
decoded: it speaks for the table. A word that is no syllable when decoded speaks against it: "định" (its letters are in
no old table), "été", "año". What would be a syllable both ways ("bé", "hai") says nothing and goes with its
neighbours. A text that mixes both is decoded line by line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Final

from loaders.fonts.syllables import is_syllable
from loaders.fonts.tables import FontTable, TableName, font_table
from loaders.forms.document_types import is_caps

TABLES: Final[tuple[TableName, ...]] = ("tcvn3", "vni")
# In the lines where more words speak for a table than against it: so many different ones must speak for it, and so
# many times as many as against it.
LEAST_WORDS: Final = 3
OUTWEIGHS: Final = 4
LONGEST_SYLLABLE: Final = 14
"""In characters as typed: "nghieâng" in VNI, each mark a character. Longer words are glued ones and say nothing."""

_ASCII_LETTER: Final = re.compile(r"[A-Za-z]")


class _Witness(Enum):
    FOR = 1
    AGAINST = -1
    SILENT = 0


@dataclass(frozen=True)
class _Count:
    """How many words of a line speak for and against; `words` are those that speak for, each once."""

    pro: int
    contra: int
    words: frozenset[str]

    @property
    def legacy(self) -> bool:
        return self.pro > self.contra

    @property
    def speaks(self) -> bool:
        return bool(self.pro or self.contra)


_SAYS_NOTHING: Final = _Count(0, 0, frozenset())


def decode_text(text: str) -> str | None:
    """The text in Unicode, where it or some of its lines are written in TCVN3 or VNI; None where none is.

    The text must not have been cleaned: TCVN3 writes ư at the place of the soft hyphen. Lines stay lines.
    """
    if text.isascii():
        return None
    lines = text.split("\n")
    readings = [(font_table(name), _counts(lines, font_table(name))) for name in TABLES]
    table, counts = max(readings, key=lambda reading: sum(count.pro for count in reading[1] if count.legacy))
    chosen = [count for count in counts if count.legacy]
    words = frozenset().union(*(count.words for count in chosen))
    if len(words) < LEAST_WORDS or sum(one.pro for one in chosen) < OUTWEIGHS * sum(one.contra for one in chosen):
        return None
    legacy = _legacy_lines(counts)
    return "\n".join(table.decode(line) if old else line for line, old in zip(lines, legacy, strict=True))


def _counts(lines: Iterable[str], table: FontTable) -> list[_Count]:
    words = _word_pattern(table.name)
    return [_SAYS_NOTHING if line.isascii() else _count(words, line, table) for line in lines]


def _count(words: re.Pattern[str], line: str, table: FontTable) -> _Count:
    pro = contra = 0
    said: set[str] = set()
    for found in words.finditer(line):
        word = found[0]
        if word.isascii() or len(word) > LONGEST_SYLLABLE:
            continue
        witness = _witness(unicodedata.normalize("NFC", word), table.name)
        pro += witness is _Witness.FOR
        contra += witness is _Witness.AGAINST
        if witness is _Witness.FOR:
            said.add(word)
    return _Count(pro, contra, frozenset(said))


@cache
def _word_pattern(name: TableName) -> re.Pattern[str]:
    """Letters, and the signs that are letters in the table ("µ", "§"), that stand together."""
    table = font_table(name)
    signs = sorted({sign for code in table.letters for sign in code if not sign.isalpha()})
    combining = "\u0300-\u036f"
    return re.compile(rf"(?:[^\W\d_]|[{re.escape(''.join(signs))}{combining}])+")


@lru_cache(maxsize=4096)
def _witness(word: str, name: TableName) -> _Witness:
    table = font_table(name)
    decoded = table.decode(word)
    if not _all_read(word, table):
        return _Witness.AGAINST
    if not is_syllable(decoded):
        return _Witness.SILENT if _is_short_form(decoded) or _lacks_horn(decoded) else _Witness.AGAINST
    # A sign or letter alone ("µ", "ñi") is too little: "ñi" is "đi" in the gazette's PDFs, and no VNI.
    telltale = _ASCII_LETTER.search(word) and (name == "tcvn3" or len(decoded) < len(word))
    return _Witness.FOR if telltale and not is_syllable(word) else _Witness.SILENT


def _lacks_horn(word: str) -> bool:
    """Whether the word is a syllable but for its ư, which programs drop as a soft hyphen: "đợc" for "được"."""
    return any(letter in "ơờớởỡợ" and is_syllable(f"{word[:i]}ư{word[i:]}") for i, letter in enumerate(word.lower()))


def _is_short_form(word: str) -> bool:
    """Whether the word is one of capitals ("QĐ", "HĐND") or a sign, and need be no syllable."""
    return is_caps(word) or not any(letter.isalpha() for letter in word)


def _all_read(word: str, table: FontTable) -> bool:
    """Whether nothing of the word is left that the table does not know, but for plain letters."""
    return table.pattern.sub("", word).isascii()


def _legacy_lines(counts: list[_Count]) -> Iterator[bool]:
    """For each line whether it is decoded: a line that says nothing goes with the lines before and behind it."""
    before = _carried(counts)
    behind = reversed(list(_carried(counts[::-1])))
    for count, left, right in zip(counts, before, behind, strict=True):
        if count.speaks:
            yield count.legacy
        else:
            yield left is not False and right is not False


def _carried(counts: list[_Count]) -> Iterator[bool | None]:
    """For each line what the nearest line before it that says something is; None where there is none."""
    last: bool | None = None
    for count in counts:
        last = count.legacy if count.speaks else last
        yield last
