"""Ruled lines become the cells of tables.

    ┌────┬───────────┐
    │ 1  │ Sở Y tế   │      two cells side by side; where a wall is missing, one cell covers both places
    ├────┤           │
    │ 2  │           │
    └────┴───────────┘

Lines that touch belong to one table. Between its lines lie places; two places without a wall between them are one
cell. A table with lines across only gets its walls from the gaps between the words of its columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.read.pdf_model import Page, Rule, Word

_SAME: Final = 3.0
"""Points: lines no further apart are one."""
_MOST_LINES: Final = 400
"""Of one direction in one table: more is a drawing."""
_COLUMN_GAP: Final = 5.0
"""Points between the words of two columns that no line parts."""


@dataclass(frozen=True)
class GridCell:
    """A cell: its box, and the rows and columns that it covers, counted from 0, half-open."""

    left: float
    top: float
    right: float
    bottom: float
    row: int
    column: int
    row_end: int
    column_end: int

    def holds(self, word: Word) -> bool:
        x, y = word.middle
        return self.left <= x < self.right and self.top <= y < self.bottom


@dataclass(frozen=True)
class Grid:
    """A ruled table on one page: its cells by rows, and the places of its lines."""

    cells: tuple[GridCell, ...]
    xs: tuple[float, ...]
    ys: tuple[float, ...]

    @property
    def box(self) -> tuple[float, float, float, float]:
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    @property
    def rows(self) -> int:
        return len(self.ys) - 1

    @property
    def columns(self) -> int:
        return len(self.xs) - 1


def find_grids(page: Page) -> list[Grid]:
    """The ruled tables of a page from top to bottom; frames and single lines are none."""
    across, down = _merged(page.across), _merged(page.down)
    found: list[Grid] = []
    for group_across, group_down in _groups(across, down):
        found.extend(_ruled(group_across, group_down))
    taken = [grid.box for grid in found]
    free = [rule for rule in across if not any(_meets(rule, box) for box in taken)]
    found.extend(_half_ruled(free, page.words))
    return sorted(_outermost(found), key=lambda grid: grid.ys[0])


def _outermost(grids: Sequence[Grid]) -> list[Grid]:
    """Without tables that lie in a cell of another: their words are the cell's."""

    def inside(inner: Grid, outer: Grid) -> bool:
        a, b = inner.box, outer.box
        return inner is not outer and a[0] >= b[0] - 1 and a[1] >= b[1] - 1 and a[2] <= b[2] + 1 and a[3] <= b[3] + 1

    return [grid for grid in grids if not any(inside(grid, other) for other in grids)]


def _meets(rule: Rule, box: tuple[float, float, float, float]) -> bool:
    return box[1] - _SAME <= rule.at <= box[3] + _SAME and rule.start < box[2] and rule.end > box[0]


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """The lines with pieces of the same line put together: dotted ones, and those drawn cell by cell."""
    tracks: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if tracks and rule.at - tracks[-1][0].at <= _SAME / 2:
            tracks[-1].append(rule)
        else:
            tracks.append([rule])
    return [rule for track in tracks for rule in _pieces(track)]


def _pieces(track: list[Rule]) -> list[Rule]:
    at = sum(rule.at for rule in track) / len(track)
    pieces: list[Rule] = []
    for rule in sorted(track, key=lambda rule: rule.start):
        if pieces and rule.start <= pieces[-1].end + _SAME:
            pieces[-1] = Rule(at, pieces[-1].start, max(pieces[-1].end, rule.end))
        else:
            pieces.append(Rule(at, rule.start, rule.end))
    return pieces


def _groups(across: Sequence[Rule], down: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that touch, directly or through others."""
    parent = list(range(len(across) + len(down)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    if len(across) * len(down) > _MOST_LINES * _MOST_LINES * 4:
        return []
    for i, a in enumerate(across):
        for j, d in enumerate(down):
            if a.start - _SAME <= d.at <= a.end + _SAME and d.start - _SAME <= a.at <= d.end + _SAME:
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, a in enumerate(across):
        groups.setdefault(root(i), ([], []))[0].append(a)
    for j, d in enumerate(down):
        groups.setdefault(root(len(across) + j), ([], []))[1].append(d)
    return [group for group in groups.values() if group[1]]


def _ruled(across: list[Rule], down: list[Rule]) -> list[Grid]:
    if len(across) > _MOST_LINES or len(down) > _MOST_LINES:
        return []
    across = [*across, *_open_ends(across, down)]
    ys, xs = _places(rule.at for rule in across), _places(rule.at for rule in down)
    if len(ys) < 2 or len(xs) < 3 or (len(ys) == 2 and len(xs) < 4):
        return []
    return [Grid(_cells(xs, ys, across, down), tuple(xs), tuple(ys))]


def _open_ends(across: Sequence[Rule], down: Sequence[Rule]) -> list[Rule]:
    """A table cut by a page's end may lack its last line, or its first: there the upright ones stand out alone."""
    ends = []
    left, right = min(rule.at for rule in down), max(rule.at for rule in down)
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    for edge, tips in ((top, [r.start for r in down]), (bottom, [r.end for r in down])):
        bare = not any(abs(rule.at - edge) <= 2 * _SAME for rule in across)
        if bare and sum(abs(tip - edge) <= _SAME for tip in tips) >= 2:
            ends.append(Rule(edge, left, right))
    return ends


def _places(values: Iterable[float]) -> list[float]:
    """Distinct places in order."""
    places: list[float] = []
    for value in sorted(values):
        if not places or value - places[-1] > _SAME:
            places.append(value)
    return places


def _cells(xs: list[float], ys: list[float], across: list[Rule], down: list[Rule]) -> tuple[GridCell, ...]:
    columns, rows = len(xs) - 1, len(ys) - 1
    owner: dict[tuple[int, int], tuple[int, int]] = {}
    walls = _walls(down, xs, ys)
    floors = _walls(across, ys, xs)
    cells = []
    for i in range(rows):
        for j in range(columns):
            if (i, j) in owner:
                continue
            width = 1
            while j + width < columns and (j + width, i) not in walls and (i, j + width) not in owner:
                width += 1
            height = 1
            while (
                i + height < rows
                and all((i + height, j + k) not in floors and (i + height, j + k) not in owner for k in range(width))
                and all((j + k, i + height) not in walls for k in range(1, width))
            ):
                height += 1
            owner |= {(i + h, j + k): (i, j) for h in range(height) for k in range(width)}
            cells.append(GridCell(xs[j], ys[i], xs[j + width], ys[i + height], i, j, i + height, j + width))
    return tuple(cells)


def _walls(rules: Sequence[Rule], at: list[float], along: list[float]) -> set[tuple[int, int]]:
    """(line, gap): that the line with this index in `at` is drawn beside the gap with this index in `along`."""
    found = set()
    middles = [(a + b) / 2 for a, b in pairwise(along)]
    for rule in rules:
        line = min(range(len(at)), key=lambda k: abs(at[k] - rule.at))
        found |= {(line, gap) for gap, middle in enumerate(middles) if rule.start <= middle <= rule.end}
    return found


def _half_ruled(across: Sequence[Rule], words: Sequence[Word]) -> list[Grid]:
    """Tables with lines across only: at least three of the same breadth, and columns that words leave free."""
    stacks: list[list[Rule]] = []
    for rule in across:
        stack = next((s for s in stacks if abs(s[-1].start - rule.start) <= 4 and abs(s[-1].end - rule.end) <= 4), None)
        if stack is None:
            stacks.append([rule])
        else:
            stack.append(rule)
    tables = [part for stack in stacks for part in _apart(stack, words)]
    return [grid for stack in tables if len(stack) >= 3 for grid in _with_gaps(stack, words)]


def _apart(stack: Sequence[Rule], words: Sequence[Word]) -> list[list[Rule]]:
    """The lines of one table each: between two tables there is a strip without words."""
    parts = [[stack[0]]]
    for above, rule in pairwise(stack):
        doubled = rule.at - above.at <= _SAME
        if not doubled and not any(above.at <= word.middle[1] < rule.at for word in words):
            parts.append([])
        parts[-1].append(rule)
    return parts


def _with_gaps(stack: list[Rule], words: Sequence[Word]) -> list[Grid]:
    ys = _places(rule.at for rule in stack)
    left, right = min(rule.start for rule in stack), max(rule.end for rule in stack)
    bands = [
        [w for w in words if top <= w.middle[1] < bottom and left <= w.middle[0] <= right]
        for top, bottom in pairwise(ys)
    ]
    filled = [_covered(band) for band in bands if band]
    most = max((len(spans) for spans in filled), default=0)
    # Titles reach across the columns; they have fewer pieces than rows.
    columns = _uncovered([spans for spans in filled if len(spans) > max(1, most // 2)])
    if len(columns) < 2:
        return []
    xs = [left - 2, *columns, right + 2]
    down = [
        Rule(x, top, bottom)
        for x in columns
        for band, (top, bottom) in zip(bands, pairwise(ys), strict=True)
        if not any(start < x < end for start, end in _covered(band))
    ]
    outer = [Rule(x, ys[0], ys[-1]) for x in (xs[0], xs[-1])]
    lines = [Rule(y, xs[0], xs[-1]) for y in ys]
    return [Grid(_cells(xs, ys, lines, [*down, *outer]), tuple(xs), tuple(ys))]


def _covered(words: Sequence[Word]) -> list[tuple[float, float]]:
    """The stretches of x that words cover, those with small gaps put together."""
    spans: list[tuple[float, float]] = []
    for word in sorted(words, key=lambda word: word.left):
        if spans and word.left <= spans[-1][1] + _COLUMN_GAP:
            spans[-1] = (spans[-1][0], max(spans[-1][1], word.right))
        else:
            spans.append((word.left, word.right))
    return spans


def _uncovered(rows: Sequence[list[tuple[float, float]]]) -> list[float]:
    """The middles of the gaps that no row's words reach into."""
    spans: list[tuple[float, float]] = []
    for span in sorted(span for row in rows for span in row):
        if spans and span[0] <= spans[-1][1] + 1:
            spans[-1] = (spans[-1][0], max(spans[-1][1], span[1]))
        else:
            spans.append(span)
    return [(a[1] + b[0]) / 2 for a, b in pairwise(spans)]
