"""The numbers of subdivisions: "Điều 3.", "II.", "2.", "2.1.", "đ)".

A number counts as one only where it follows its elder: "2." behind "1.", "đ)" behind "d)". So "2030. Các sở …" at the
start of a line is running text. Letters run a, b, c, d, đ, e, g, h, i, k, …; a skipped one is accepted and remarked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from loaders.forms.letters import LOWER
from loaders.forms.numerals import roman_value
from loaders.record import SubdivisionKind

Style = Literal["part", "chapter", "heading", "article", "upper", "roman", "number", "dotted", "letter"]

KINDS: Final[dict[Style, SubdivisionKind]] = {
    "part": "part",
    "chapter": "part",
    "heading": "part",
    "article": "article",
    "upper": "part",
    "roman": "part",
    "number": "section",
    "dotted": "section",
    "letter": "point",
}
# A deeper style never holds one that stands before it here.
RANK: Final[dict[Style, int]] = {style: rank for rank, style in enumerate(KINDS)}

_LETTERS: Final = "abcdđefghijklmnopqrstuvwxyz"
_WORDS: Final = {
    "nhất": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
}
_LARGEST_SKIP: Final = 3

_FORMS: Final[tuple[tuple[Style, re.Pattern[str]], ...]] = (
    (
        "part",
        re.compile(rf"(?P<word>Phần|PHẦN)\s+(?:thứ\s+|THỨ\s+)?(?P<label>[IVXLC]+|\d+|[{LOWER}]+)\s*[.:]?\s*"),
    ),
    ("chapter", re.compile(r"(?P<word>Chương|CHƯƠNG)\s+(?P<label>[IVXLC]+|\d+)\s*[.:]?\s*")),
    ("heading", re.compile(r"(?P<word>Mục|MỤC|Tiểu mục)\s+(?P<label>[IVXLC]+|\d+)\s*[.:]\s*")),
    ("article", re.compile(r"(?P<word>Điều|ĐIỀU)\s+(?P<label>\d+[a-zđ]?)\s*[.:]\s*")),
    ("roman", re.compile(r"(?P<label>[IVXLC]+)\s*[.\-/)]\s*(?=\S)")),
    ("upper", re.compile(r"(?P<label>[A-H])\s*[.)]\s*(?=\S)")),
    ("dotted", re.compile(r"(?P<label>\d{1,3}(?:\.\d{1,3})+)\s*[.)]?\s*(?=[^\d\s])")),
    ("number", re.compile(r"(?P<label>\d{1,3}[a-zđ]?)\s*[.)]\s*(?=[^\d\s])")),
    ("letter", re.compile(r"(?P<label>[a-zđ]\d?)\s*\)\s*")),
)


@dataclass(frozen=True)
class Label:
    style: Style
    text: str
    """As printed: "đ", "2.1", "II"; with its word for "Chương I" and "Điều 3"."""
    ordinal: int
    end: int
    """Where the words behind it begin."""

    @property
    def first(self) -> bool:
        return self.ordinal == 1


def labels_of(text: str) -> list[Label]:
    """The labels that the beginning of a paragraph can be read as, the likeliest first: "I." is Roman or a letter."""
    found = []
    for style, pattern in _FORMS:
        match = pattern.match(text)
        if match and (ordinal := _ordinal(style, match["label"])):
            word = match.groupdict().get("word")
            label = f"{word.capitalize()} {match['label']}" if word else match["label"]
            found.append(Label(style, label, ordinal, match.end()))
    return found


def follows(label: Label, elder: Label) -> bool:
    """Whether `label` is the next sibling of `elder`, or one a little later."""
    if label.style != elder.style:
        return False
    if label.style == "dotted" and label.text.rpartition(".")[0] != elder.text.rpartition(".")[0]:
        return False
    inserted = label.ordinal == elder.ordinal and label.text > elder.text  # "1a." behind "1.", "a1)" behind "a)"
    return inserted or 0 < label.ordinal - elder.ordinal <= _LARGEST_SKIP


def skipped(label: Label, elder: Label) -> bool:
    """Whether a number is missing between two siblings; f, j, w and z are no letters of the order."""
    if label.style != "letter":
        return label.ordinal - elder.ordinal > 1
    between = _LETTERS[elder.ordinal : label.ordinal - 1]
    return any(letter not in "fjwz" for letter in between)


def _ordinal(style: Style, label: str) -> int | None:
    if style == "letter":
        return _LETTERS.index(label[0]) + 1
    if style == "upper":
        return ord(label) - ord("A") + 1
    if style == "dotted":
        return int(label.rpartition(".")[2])
    if digits := re.match(r"\d+", label):
        return int(digits[0])
    return _WORDS.get(label) or roman_value(label)
