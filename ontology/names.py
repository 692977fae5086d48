"""How a Vietnamese name becomes a part of an IRI, and how two spellings of one name are seen to be one.

    slug("Sở Khoa học và Công nghệ")     so-khoa-hoc-va-cong-nghe
    number_key("Số 05/QĐ - UBND")        5-qd-ubnd
    ordinal("đ"), ordinal("d")           dd, d            (điểm d and điểm đ stand side by side)
    body_key("Uỷ ban nhân dân các xã")   ubnd-cac-xa      the same as of "UBND các xã"

Nothing here knows a province or an act; the abbreviations are in `abbreviations.csv`.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent

_D: Final = str.maketrans({"đ": "d", "Đ": "D", "ð": "d", "Ð": "D"})
_MARKS: Final = re.compile("[\u0300-\u036f]+")
_OTHER: Final = re.compile(r"[^a-z0-9]+")
_OTHER_THAN_ORDINAL: Final = re.compile(r"[^A-Za-z0-9._]+")
_NUMERAL: Final = re.compile(r"(?:[0-9]+[a-zđ]{0,2}|[IVXLC]+|[A-Za-zđĐ]{1,2})(?:[.][0-9A-Za-zđĐ]+)*\.?")
_LONGEST: Final = 120
CACHED: Final = 1 << 14
"""Results of a function of a name that are remembered."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of one of the room's tables ("units.csv"); lines that begin with "#" are remarks."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def fold(text: str) -> str:
    """The text in lower-case ASCII letters, marks and tones gone: "Ủy ban" and "Uỷ ban" are both "uy ban"."""
    bare = _MARKS.sub("", unicodedata.normalize("NFD", text.translate(_D)))
    return (bare if bare.isascii() else "".join(letter for letter in bare if not unicodedata.combining(letter))).lower()


# Names come back: the acts of a province name the same bodies and acts, hundreds of times each.
@lru_cache(maxsize=CACHED)
def slug(text: str) -> str:
    """A name as a part of an IRI: lower-case ASCII, words joined by "-"."""
    return _OTHER.sub("-", fold(text)).strip("-")


def short_slug(text: str) -> str:
    """`slug`, at most 120 characters: a longer one is cut at a word, the first 8 of its sha256 behind it."""
    name = slug(text)
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 9].rpartition('-')[0]}-{digest(name)}"


def digest(text: str) -> str:
    """The first 8 hexadecimal digits of the text's sha256 (UTF-8)."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def ordinal(text: str) -> str:
    """A number or letter of a subdivision or task row as printed, đ as dd: "II.3", "3.đ" -> "3.dd"."""
    printed = unicodedata.normalize("NFC", text).replace("đ", "dd").replace("Đ", "DD")
    bare = unicodedata.normalize("NFD", printed)
    letters = "".join(letter for letter in bare if not unicodedata.combining(letter))
    return _OTHER_THAN_ORDINAL.sub("-", letters).strip("-.")


def segment(text: str) -> str:
    """One level of a path: key words as a slug, the ordinal as printed. "Điều 5đ" -> "dieu-5dd"."""
    words = unicodedata.normalize("NFC", text).split()
    if not words:
        return ""
    *before, last = words
    if not _NUMERAL.fullmatch(last):
        return slug(text)
    return "-".join(part for part in (slug(" ".join(before)), ordinal(last)) if part)


# The number of an act -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class DocumentNumber:
    """The parts of a number: "66.1/2025/NQ-CP" is sequence "66.1", year "2025", symbols ("NQ", "CP")."""

    sequence: str
    year: str | None
    symbols: tuple[str, ...]
    """As printed, without white space; () in "Chỉ thị 38"."""

    @property
    def key(self) -> str:
        """The normal form: "66.1-2025-nq-cp"."""
        parts = [self.sequence, self.year or "", *(slug(symbol) for symbol in self.symbols)]
        return "-".join(part for part in parts if part)


_LEAD: Final = re.compile(r"^\s*(?:số|so)?\s*[:.]?\s*", re.IGNORECASE)
_SEQUENCE: Final = re.compile(r"0*([0-9]+(?:\.[0-9]+)*(?:[a-z](?=[/-]|$))?)")


@lru_cache(maxsize=CACHED)
def read_number(text: str) -> DocumentNumber | None:
    """The parts of a number, however spaced: "38- CT/TW", "Số: 05/KH-UBND". None: no digits first."""
    bare = re.sub(r"\s+", "", _LEAD.sub("", unicodedata.normalize("NFC", text))).replace("–", "-")
    found = _SEQUENCE.match(fold(bare))
    if found is None:
        return None
    parts = [part for part in re.split(r"[/\-]", bare[found.end() :]) if slug(part)]
    year = parts[0] if parts and re.fullmatch(r"(?:19|20)[0-9]{2}", parts[0]) else None
    return DocumentNumber(found.group(1), year, tuple(parts[1:] if year else parts))


def number_key(number: str) -> str:
    """The normal form of a number, to compare and for the IRI: "08-NQ/TW" -> "8-nq-tw"."""
    parts = read_number(number)
    return parts.key if parts else slug(number)


# The name of a body ---------------------------------------------------------------------------------------


@cache
def _abbreviations() -> tuple[re.Pattern[str], dict[str, str]]:
    forms = {slug(row["form"]): slug(row["key"]) for row in table("abbreviations.csv")}
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<![^-])(?:{'|'.join(longest_first)})(?![^-])"), forms


@lru_cache(maxsize=32768)
def body_key(name: str) -> str:
    """A body's name as it is compared: a slug in which each abbreviation and its full form are one."""
    pattern, forms = _abbreviations()
    return pattern.sub(lambda found: forms[found.group()], slug(name.replace("&", " và ")))


def tidy(name: str) -> str:
    """A name to be shown: one line, NFC, its first letter a capital."""
    line = " ".join(unicodedata.normalize("NFC", name).split())
    return line[:1].upper() + line[1:]


def search_keys(names: Iterable[str], places: Iterable[str] = ()) -> list[str]:
    """The keys by which a thing of these names is looked up: whole, and without its place where a name ends in it.

    search_keys(["Sở Y tế tỉnh Thanh Hóa"], ["tỉnh Thanh Hóa", "Thanh Hóa"])    so-y-te, so-y-te-tinh-thanh-hoa
    """
    keys = {body_key(name) for name in names}
    ends = sorted((f"-{body_key(place)}" for place in places), key=len, reverse=True)
    for key in list(keys):
        end = next((end for end in ends if key.endswith(end)), None)
        if end:
            keys.add(key.removesuffix(end))
    return sorted(keys - {""})
