"""What a table does in all its rows: how wide its columns are, where it sets blank lines, which cells come again.

    Sở Khoa học        every line of the column "Cơ quan chủ trì" ends where the next word would
    và Công nghệ       not have fitted into its 13 letters: here no cell can end "Sở Khoa học và"

A first reading of the rows, with the evidence of each row alone, tells the habits; a second reading uses them. Words
are measured in widths of a usual letter, as a book face has them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from math import log
from typing import Final

from loaders.source import Passage

_AT_GAP, _AT_LINE, _IN_LINE = 0.7, 0.0, -2.5
"""What the first word of a cell brings behind a blank line, a line's end, inside a line, before habits are known."""
_SLACK: Final = 1.0
SPACE: Final = 0.55
"""The least blank between two words."""
_EARLY, _LATE = -1.3, -1.5
"""For a line that ends although the next word would have fitted, and for one that is wider than its column."""


@dataclass(frozen=True)
class Habits:
    """The habits of one table; `widths` and `seen` a column each, in order."""

    widths: tuple[float | None, ...]
    seen: tuple[Mapping[str, int], ...]
    empty: tuple[float, ...]
    at_gap: float = _AT_GAP
    at_line: float = _AT_LINE
    in_line: float = _IN_LINE
    inner_gap: float = 0.0
    inner_line: float = 0.0
    shares_lines: bool = False
    """Whether cells often share a line, so that they must be looked for inside lines."""

    @classmethod
    def unknown(cls, columns: int, gaps_tell: bool = True) -> Habits:
        """Before any row is read; `gaps_tell`: blank lines stand only between some lines."""
        return cls((None,) * columns, ({},) * columns, (0.0,) * columns, _AT_GAP if gaps_tell else _AT_LINE)

    def opening(self, gap: bool | None) -> float:
        """Evidence of the place where a part of a cell begins: behind a blank line, a line's end (False), inside."""
        return self.in_line if gap is None else self.at_gap if gap else self.at_line

    def inner(self, breaks: int, blank: int) -> float:
        """Evidence of the line breaks inside a cell; so many of them are blank lines."""
        return self.inner_gap * blank + self.inner_line * (breaks - blank)

    def emptiness(self, column: int) -> float:
        return self.empty[column]

    def misses(self, cells: Sequence[Passage]) -> bool:
        """Whether a cell is empty in a column that is mostly filled."""
        return any(not cell and empty < 0 for cell, empty in zip(cells, self.empty, strict=True))

    def recurrence(self, column: int, text: str) -> float:
        """Evidence of the same cell in other rows."""
        seen = self.seen[column]
        others = seen.get(text.casefold(), 0) if seen else 0
        return min(2.5, 0.9 * log(1 + others)) if others else 0.0

    def filling(self, column: int, sizes: Sequence[float], needs: Sequence[float]) -> float:
        """Evidence of how the lines of a cell fill its column.

        `sizes`: the width of each line; `needs`: for each line but the last what the next line's first word too needs.
        """
        width = self.widths[column]
        if width is None:
            return _ragged(needs, max(sizes)) if needs else 0.0
        if max(sizes) <= width + _SLACK:
            return _ragged(needs, width)
        late = sum(_LATE + max(-2.5, -0.3 * (size - width)) for size in sizes if size > width + _SLACK)
        return _ragged(needs, width) + max(-8.0, late)


def _ragged(needs: Sequence[float], width: float) -> float:
    """The cost of lines that break although the next word would have fitted into the column."""
    limit = width - _SLACK
    if not needs or min(needs) > limit:
        return 0.0
    return max(-5.0, _EARLY * sum(1 for need in needs if need <= limit))


@lru_cache(maxsize=16384)
def measure(text: str) -> float:
    """The width of words in a face like Times, in widths of a usual small letter."""
    return sum(_size(letter) for letter in text)


_NARROW: Final = frozenset("iíìỉĩịltfjrI.,;:()/'-| !")
_BROAD: Final = frozenset("mwMWĐ%&@")


@cache
def _size(letter: str) -> float:
    if letter in _NARROW:
        return 0.6
    return 1.5 if letter in _BROAD else 1.3 if letter.isupper() else 1.0


def column_width(cells: Sequence[Sequence[str]]) -> float | None:
    """The width that explains best where the lines of a column's cells end; None without a line break.

    A width is wrong once for each line that is wider, and once for each line that breaks although the next word would
    have fitted.
    """
    sizes = sorted(measure(line) for cell in cells for line in cell)
    needs = sorted(
        measure(line) + SPACE + measure(following.split(" ", 1)[0])
        for cell in cells
        for line, following in pairwise(cell)
    )
    if not needs:
        return None

    def wrong(width: float) -> float:
        late = sum(1 for size in sizes if size > width + 0.01)
        early = sum(1 for need in needs if need <= width)
        return 1.5 * late + early

    return min(sizes, key=lambda width: (wrong(width), width))


@dataclass(frozen=True)
class Seen:
    """What the readings of a table's rows show, one entry an observation."""

    lines: tuple[Sequence[Sequence[str]], ...]
    """For each column the lines of each part of a cell."""
    texts: tuple[Counter[str], ...]
    rows: int
    openings: Counter[bool | None]
    """Where cells begin: behind a blank line, a line's end (False), inside a line (None)."""
    inners: Counter[bool]
    """Line breaks inside cells: with a blank line or without."""


def habits_of(seen: Seen) -> Habits:
    """The habits that explain what was seen."""
    lines = seen.openings[True] + seen.openings[False]
    inner = sum(seen.inners.values())
    gap, inner_gap = seen.openings[True] / max(1, lines), seen.inners[True] / max(1, inner)
    unseen = 0.5 / (min(lines, inner) + 1)
    share = seen.openings[None] / max(1, lines + seen.openings[None])
    return Habits(
        widths=tuple(column_width(cells) for cells in seen.lines),
        seen=tuple(Counter({t: n for t, n in column.items() if t}) for column in seen.texts),
        empty=tuple(_emptiness(column[""], seen.rows) for column in seen.texts),
        at_gap=_weight(gap, inner_gap, unseen),
        at_line=_weight(1 - gap, 1 - inner_gap, unseen),
        in_line=-2.5 if share < 0.05 else -1.0,
        shares_lines=share >= 0.05,
    )


def _weight(here: float, elsewhere: float, unseen: float) -> float:
    """How much likelier something is here; what was seen in neither place tells nothing."""
    return max(-3.0, min(3.0, log((here + unseen) / (elsewhere + unseen))))


def _emptiness(empty: int, rows: int) -> float:
    """What an empty cell brings: 0 where half the cells of its column are empty, a cost where none is."""
    return max(-2.0, min(1.0, log((empty + 0.5) / (rows - empty + 0.5)))) * 0.5
