"""All rows of a linearised table, read twice: first each by itself, then with the habits that they show together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from loaders.tables.fragments import Piece, Reading
from loaders.tables.habits import Habits, Seen, habits_of
from loaders.tables.linear_rows import ROW_EFFORT, read_row
from loaders.tables.search import Effort

_TABLE_EFFORT: Final = 1_500_000
"""How much work a table may take: seconds."""
Row = Sequence[Sequence[Piece]]
"""The pieces of one row, a list for each page that it stands on."""


def read_rows(rows: Sequence[Row], roles: Sequence[str], gaps_tell: bool) -> Iterator[Reading]:
    """The best reading of each row, in order. `gaps_tell`: blank lines do not stand behind every line."""
    habits = Habits.unknown(len(roles), gaps_tell)
    left = Effort(_TABLE_EFFORT)
    readings = _read(rows, roles, habits, left)
    for _ in range(2):
        sound = [reading for reading in readings if reading.sound]
        if len(sound) < 2:
            break
        habits = habits_of(_seen(sound, len(roles)))
        before, readings = readings, _read(rows, roles, habits, left)
        if left.spent:
            readings = before
            break
        if all(old.ends == new.ends for old, new in zip(before, readings, strict=True)):
            break
    return iter(readings)


def _read(rows: Sequence[Row], roles: Sequence[str], habits: Habits, left: Effort) -> list[Reading]:
    readings = []
    for row in rows:
        effort = Effort(min(ROW_EFFORT, left.left))
        given = effort.left
        readings.append(read_row(row, roles, habits, effort))
        left.left -= given - effort.left
    return readings


def _seen(readings: Sequence[Reading], columns: int) -> Seen:
    lines: tuple[list[list[str]], ...] = tuple([] for _ in range(columns))
    texts: tuple[Counter[str], ...] = tuple(Counter() for _ in range(columns))
    openings: Counter[bool | None] = Counter()
    inners: Counter[bool] = Counter()
    for reading in readings:
        for column, cell in enumerate(reading.cells):
            texts[column][cell.text.casefold()] += 1
        for column, i, begin, stop in reading.parts():
            fragment = reading.fragments[i]
            lines[column].append(fragment.lines_between(begin, stop))
            inners.update(fragment.gaps_between(begin, stop))
            if begin > 0:
                openings[fragment.gaps.get(begin)] += 1
    return Seen(lines, texts, len(readings), openings, inners)
