"""Footnotes: "1 Chi tiết Kế hoạch tại Phụ lục kèm theo." at a page's foot, and its mark in "để thực hiện1."

They are furniture: no words of the paragraph that they stand in or below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.forms.letters import UPPER
from loaders.source import Line, Passage

_NOTE: Final = re.compile(rf"\s*(\d{{1,2}})\s+[{UPPER}“(]")


@dataclass(frozen=True)
class Footnotes:
    lines: frozenset[int]
    """Offsets at which the lines of the notes begin."""
    marks: frozenset[str]

    def without(self, lines: Sequence[Line]) -> list[Line]:
        return [line for line in lines if line.start not in self.lines]

    def unmarked(self, passage: Passage) -> Passage:
        """The passage without the notes' marks that have run into its words."""
        if not self.marks:
            return passage
        pattern = re.compile(rf"(?<=[^\W\d_])(?:{'|'.join(sorted(self.marks))})(?=[\s.,;:)]|$)")
        cut = {i for found in pattern.finditer(passage.text) for i in range(*found.span())}
        kept = [i for i in range(len(passage.text)) if i not in cut]
        return Passage(
            "".join(passage.text[i] for i in kept),
            tuple(passage.offsets[i] for i in kept),
            tuple(passage.pages[i] for i in kept),
        )


def footnotes(lines: Sequence[Line]) -> Footnotes:
    """The notes of a zone: numbered without a point, and nothing but notes up to the page's end or the zone's."""
    full = [line for line in lines if not line.blank and not line.furniture and not line.cells]
    found: set[int] = set()
    marks: set[str] = set()
    for foot in _feet(full):
        starts = [i for i, line in enumerate(foot) if _NOTE.match(line.text)]
        tail = next((i for i in starts if _counts_on([foot[j] for j in starts if j >= i])), None)
        if tail is None or tail == 0:
            continue
        found |= {line.start for line in foot[tail:]}
        marks |= {note[1] for line in foot[tail:] if (note := _NOTE.match(line.text))}
    return Footnotes(frozenset(found), frozenset(marks))


def _feet(lines: list[Line]) -> list[list[Line]]:
    """The last lines of each page."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    return [page[-6:] for page in pages.values()]


def _counts_on(notes: list[Line]) -> bool:
    numbers = [int(note[1]) for line in notes if (note := _NOTE.match(line.text))]
    return all(after == before + 1 for before, after in pairwise(numbers))
