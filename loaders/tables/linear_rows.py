"""A row of a linearised table, cut into its cells.

A text copied out of a PDF gives a row's cells one after the other, each broken over lines, and the row itself broken
at the end of a page: then the cells' first parts come, and behind the page break the cells' second parts, again in
column order. So a row is one or more fragments, each a stream of words; a reading cuts every fragment once for each
column, and a cell is what it got from each. The best reading is found over all columns and fragments together
(`search`), with the evidence of `evidence` and the habits of the table (`habits`), and then compared with what becomes
of it when one boundary moves (`moves`).

    Sở Khoa học và | Các sở, ban, | Hằng năm      ← end of page 12
    Công nghệ | ngành, UBND cấp xã                ← top of page 13
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from loaders.source import Passage
from loaders.tables.evidence import fit
from loaders.tables.fragments import Cut, Fragment, Piece, Reading, cells_of
from loaders.tables.habits import Habits
from loaders.tables.moves import moved, settled
from loaders.tables.search import POOR, Effort, Search, Weigher

_HOPELESS: Final = -16.0
"""Where no reading is left, the bound below which a cell is not followed up even then."""
_MOST_LINES: Final = 400
"""No row of a real table has more lines; a longer one is not cut: its cells stay empty, and the row is doubted."""
_MISPLACED: Final = -2.4
"""Evidence of its place at or below which a cell is told as one that does not stand as the others do."""
_MOST_LETTERS: Final = 12_000
"""The same for its letters."""
ROW_EFFORT: Final = 200_000
"""How much work a row may take: some ten times what a long one takes."""
_MOVES_EFFORT: Final = 20_000
"""What is kept of it for the neighbours of the best cut."""
_WAYS: Final = ((False, POOR), (True, POOR), (False, _HOPELESS))

# What a cell of a role must at least bring to be taken as it is.
_SOUND = {"task": -1.5, "lead": 3.0, "coordinating": 3.0, "directing": 3.0, "deadline": 2.5, "result": -2.0}
_FILLED = ("task", "lead", "deadline")


def read_row(
    fragments: Sequence[Sequence[Piece]],
    roles: Sequence[str],
    habits: Habits | None = None,
    effort: Effort | None = None,
) -> Reading:
    """The best cut of a row's fragments into one cell for each role, in column order; cells may be empty.

    A row that is too long, or that too little `effort` is left for, is not cut: all its cells are empty.
    """
    parts = tuple(Fragment(tuple(pieces)) for pieces in fragments)
    habits = habits or Habits.unknown(len(roles))
    effort = effort or Effort(ROW_EFFORT)
    if sum(len(part.pieces) for part in parts) > _MOST_LINES or sum(map(_letters, parts)) > _MOST_LETTERS:
        return _nothing(roles)
    weigher = Weigher(parts, roles, habits, effort)
    # Several cells on one line are looked for where whole lines do not fit, or where the table has them often.
    ways = ((True, POOR), (False, _HOPELESS)) if habits.shares_lines else _WAYS
    cuts: list[Cut] = []
    for inside, bound in ways:
        cuts += Search(weigher, inside=inside, bound=bound).found()
        spent = effort.spent
        if cuts:
            effort.left = max(effort.left, _MOVES_EFFORT)
            cuts.append(settled(weigher, max(cuts)))
        if spent or (cuts and (inside or _enough(weigher, cuts, habits))):
            break
    return _reading(weigher, cuts) if cuts else _nothing(roles)


def _letters(fragment: Fragment) -> int:
    return sum(len(piece.passage.text) for piece in fragment.pieces)


def _nothing(roles: Sequence[str]) -> Reading:
    return Reading(tuple(Passage("", (), ()) for _ in roles), float("-inf"), sound=False)


def _enough(weigher: Weigher, cuts: Sequence[Cut], habits: Habits) -> bool:
    """Whether the best cut needs no look inside all lines."""
    cells = cells_of(weigher.fragments, max(cuts)[1])
    return is_sound(weigher.roles, [cell.text for cell in cells]) and not habits.misses(cells)


def _reading(weigher: Weigher, cuts: Sequence[Cut]) -> Reading:
    best = max(cuts)
    rivals = [score for score, ends in [*cuts, *moved(weigher, best)] if ends != best[1]]
    cells = cells_of(weigher.fragments, best[1])
    sound = is_sound(weigher.roles, [cell.text for cell in cells])
    # Where the effort ended, better cuts may not have been looked at.
    lead = 0.0 if weigher.effort.spent else best[0] - max(rivals, default=float("-inf"))
    return Reading(cells, best[0], sound, lead, _misplaced(weigher, best, cells), weigher.fragments, best[1])


def _misplaced(weigher: Weigher, best: Cut, cells: Sequence[Passage]) -> tuple[int, ...]:
    """The columns whose cell does not stand as the others do, where nothing else shows that it is whole."""
    kinds = Counter((role, cell.text) for role, cell in zip(weigher.roles, cells, strict=True))
    return tuple(
        column
        for column, placed in enumerate(weigher.placing(best[1]))
        # The long lines of a task are broken for many reasons; the same words twice are no chance of a cut.
        if placed <= _MISPLACED and (role := weigher.roles[column]) != "task" and kinds[role, cells[column].text] == 1
    )


def is_sound(roles: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether each cell by itself looks like what it is read as, and none that should be filled is empty."""
    return all(
        fit(role, text) >= _SOUND.get(role, -2.5) if text else role not in _FILLED
        for role, text in zip(roles, texts, strict=True)
    )
