"""What people type, as it is looked up: words, quoted phrases, abbreviations, and an act's number among them.

    typed = Typed.of('UBND "truy xuất nguồn gốc"')
    typed.expression()      ("ubnd" OR "uy ban nhan dan") "truy xuat nguon goc"

What counts as one is data: ontology/abbreviations.csv.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Final

from ontology.names import read_number, table
from service.searching.folding import Word, words

LONGEST: Final = 300
"""Characters that are looked up; nobody types more, and a pasted page would only slow the search down."""
_QUOTED: Final = re.compile(r'["“”„«»]([^"“”„«»]*)["“”„«»]')
_NUMBER: Final = re.compile(r"[0-9]+(?:\.[0-9]+)*[^\W\d_]?(?:\s*[-/–]\s*[^\W_&]+)*")
_SO: Final = re.compile(r"\b(?:số|so)[\s:.]*(?=[0-9])", re.IGNORECASE)
""" "Chỉ thị số 38-CT/TW": the act's own name is without the word."""
_VARIANTS: Final = 6
"""Ways of writing a line that are tried where it has several abbreviations."""

Run = tuple[str, ...]
"""Folded words that stand one after the other."""


@dataclass(frozen=True, slots=True)
class Part:
    """Words that are looked up together: one word, a quoted phrase, or a name that has an abbreviation."""

    words: tuple[Word, ...]
    others: tuple[Run, ...] = ()
    """Other ways of writing it."""

    @property
    def run(self) -> Run:
        return tuple(one.folded for one in self.words)

    def expression(self, prefix: bool = False) -> str:
        """As FTS5 has it. `prefix`: its last word may go on."""
        runs = [f'"{" ".join(run)}"' + ("*" if prefix else "") for run in (self.run, *self.others)]
        return runs[0] if len(runs) == 1 else f"({' OR '.join(runs)})"


@dataclass(frozen=True)
class Typed:
    """A text as typed, and its parts."""

    text: str
    parts: tuple[Part, ...]
    numbers: tuple[str, ...] = ()
    """What can be the number of an act or a code, as typed: "1703/QĐ-TTg", "191", "14758"."""

    @classmethod
    def of(cls, text: str) -> Typed:
        """`text` is anything; without a word in it there are no parts."""
        text = " ".join(unicodedata.normalize("NFC", text).split())[:LONGEST]
        parts: list[Part] = []
        for at, piece in enumerate(_QUOTED.split(_SO.sub("", text))):
            found = words(piece)
            if at % 2:
                parts += [Part(tuple(found))] if found else []
            else:
                parts += _with_abbreviations(found)
        numbers = (found.group() for found in _NUMBER.finditer(text))
        return cls(text, tuple(parts), tuple(one for one in numbers if read_number(one)))

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(one for part in self.parts for one in part.words)

    def expression(self, prefix: bool = False) -> str:
        """All parts, wherever they stand. `prefix`: the last word may go on, as when it is still being typed."""
        last = len(self.parts) - 1
        return " AND ".join(part.expression(prefix and at == last) for at, part in enumerate(self.parts))

    def phrase(self) -> str:
        """All words in their order, one after the other."""
        return " OR ".join(f'"{" ".join(run)}"' for run in self.runs())

    def runs(self) -> list[Run]:
        """The words in their order, in each way of writing them; no more than some few ways."""
        ways: Iterable[Sequence[Run]] = product(*([part.run, *part.others] for part in self.parts))
        found = [tuple(word for run in way for word in run) for way, _ in zip(ways, range(_VARIANTS), strict=False)]
        return list(dict.fromkeys(found))

    def without(self, part: Part) -> Typed:
        """The same, less one part."""
        return replace(self, parts=tuple(one for one in self.parts if one is not part))


@cache
def _abbreviations() -> dict[Run, tuple[Run, ...]]:
    """A way of writing -> the others, folded."""
    alike: defaultdict[Run, dict[Run, None]] = defaultdict(dict)
    for row in table("abbreviations.csv"):
        form, key = _run(row["form"]), _run(row["key"])
        alike[key] |= {key: None, form: None}
    ways: defaultdict[Run, dict[Run, None]] = defaultdict(dict)
    for group in alike.values():
        for run in group:
            ways[run] |= {other: None for other in group if other != run}
    return {run: tuple(others) for run, others in ways.items()}


def _run(text: str) -> Run:
    return tuple(one.folded for one in words(text))


def _with_abbreviations(found: Sequence[Word]) -> list[Part]:
    """Words as parts of their own, but those together that have an abbreviation; the longest first."""
    known = _abbreviations()
    longest = max(map(len, known))
    parts, at = [], 0
    while at < len(found):
        for length in range(min(longest, len(found) - at), 0, -1):
            run = tuple(one.folded for one in found[at : at + length])
            if run in known or length == 1:
                parts.append(Part(tuple(found[at : at + length]), known.get(run, ())))
                at += length
                break
    return parts
