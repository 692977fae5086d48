"""All rows of a linearised table, read twice: first each by itself, then with the habits that they show together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from loaders.tables.habits import Habits, Seen, habits_of
from loaders.tables.linear_rows import Piece, Reading, read_row

Row = Sequence[Sequence[Piece]]
"""The pieces of one row, a list for each page that it stands on."""


def read_rows(rows: Sequence[Row], roles: Sequence[str], gaps_tell: bool) -> Iterator[Reading]:
    """The best reading of each row, in order. `gaps_tell`: blank lines do not stand behind every line."""
    habits = Habits.unknown(len(roles), gaps_tell)
    readings = [read_row(row, roles, habits) for row in rows]
    for _ in range(2):
        sound = [reading for reading in readings if reading.sound]
        if len(sound) < 2:
            break
        habits = habits_of(_seen(sound, len(roles)))
        before, readings = readings, [read_row(row, roles, habits) for row in rows]
        if all(old.ends == new.ends for old, new in zip(before, readings, strict=True)):
            break
    return iter(readings)


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
