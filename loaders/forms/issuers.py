"""The names of bodies and offices, spelt as running text spells them.

"ỦY BAN NHÂN DÂN TỈNH BÌNH DƯƠNG"   →  Ủy ban nhân dân tỉnh Bình Dương
"UBND tỉnh Bắc Ninh"                →  Ủy ban nhân dân tỉnh Bắc Ninh
"KT. CHỦ TỊCH"                      →  KT. Chủ tịch
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final

from loaders.forms.body_names import body_patterns
from loaders.forms.document_types import is_caps
from loaders.forms.letters import LOWER, UPPER
from loaders.forms.spelling import one_style
from loaders.language import grammar

_SMALL: Final = ("và", "của", "cấp", "các", "thuộc", "tại", "về")


def spelt_name(text: str) -> str:
    """A name in its usual letters, short forms spelt out; a name in small letters keeps its own."""
    text = re.sub(r"\s+", " ", text).strip(" .,;:*-–").replace("UỶ", "ỦY").replace("Uỷ", "Ủy").replace("uỷ", "ủy")
    pattern, forms = _short_forms()
    text = pattern.sub(lambda found: forms[found[0]], text)
    return _small_letters(text) if _mostly_caps(text) or text.islower() else text


def _mostly_caps(text: str) -> bool:
    return any(is_caps(word) and len(word) > 1 for word in text.split()) and text != text.title()


@cache
def _short_forms() -> tuple[re.Pattern[str], dict[str, str]]:
    forms: dict[str, str] = grammar("issuers.yaml")["short_forms"]
    longest_first = sorted(forms, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?![\w&])"), forms


@cache
def _territories() -> str:
    return "|".join(grammar("issuers.yaml")["territories"])


@cache
def _body_heads() -> frozenset[str]:
    return frozenset(head.split()[0] for head in grammar("bodies.yaml")["heads"])


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    table = grammar("issuers.yaml")
    names = {one_style(name.casefold()): name for name in (*table["names"], *grammar("bodies.yaml")["names"])}
    forms = sorted(names, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)"), names


def _small_letters(text: str) -> str:
    """Known names get their capitals, places one for each syllable, and the first word its own."""
    pattern, names = _known()
    small = text.lower()
    territories = _territories()
    marked = re.sub(
        rf"(?<!\w)((?:{territories})(?: ủy)?|thành ủy) (?!ủy\b)([^,;()]+?)(?= (?:{territories}) |[,;()]|$)",
        _place_name,
        small,
    )
    spelt = _with_capitals(marked, [(found.start(), names[found[0]]) for found in pattern.finditer(one_style(marked))])
    return spelt[:1].upper() + spelt[1:]


def _with_capitals(text: str, names: list[tuple[int, str]]) -> str:
    """The text with the capitals of the names at these places; its spelling stays."""
    letters = list(text)
    for start, name in names:
        for i, letter in enumerate(name, start):
            letters[i] = letters[i].upper() if letter.isupper() else letters[i]
    return "".join(letters)


def _place_name(found: re.Match[str]) -> str:
    words = [word if word in _SMALL else word.capitalize() for word in found[2].split(" ")]
    return f"{found[1]} {' '.join(words)}"


def bare_territory(name: str) -> str | None:
    """ "tỉnh" for "Ủy ban nhân dân tỉnh": the kind of place where the name of the place is left out."""
    found = re.search(rf"(?<!\w)({_territories()})$", name)
    return found[1] if found else None


def place_in(text: str, territory: str) -> str | None:
    """The place of that kind which a text names most often ("tỉnh An Giang" → "An Giang"); null where two vie."""
    syllable = rf"[{UPPER}][{LOWER}]+"
    pattern = re.compile(rf"(?<!\w){territory} +({syllable}(?: +(?:- +)?{syllable}){{0,3}})")
    names = (re.sub(r" +", " ", found[1]) for found in pattern.finditer(text))
    counts = Counter(name for name in names if _names_place(territory, name)).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] == counts[1][1]):
        return None
    return counts[0][0]


def _names_place(territory: str, name: str) -> bool:
    """Whether a place is named, and no body: "tỉnh | Hội Nông dân" names none, "thành phố Hội An" does."""
    return name.split()[0] not in _body_heads() or bool(body_patterns()["place"].match(f"{territory} {name}"))
