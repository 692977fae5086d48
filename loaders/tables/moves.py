"""What becomes of a cut when one boundary between two cells moves: better readings nearby, and how near the next is."""

from __future__ import annotations

from collections.abc import Iterator

from loaders.tables.evidence import may_begin
from loaders.tables.fragments import Cut, Position
from loaders.tables.search import Weigher

_MOST_MOVES = 8


def settled(weigher: Weigher, cut: Cut) -> Cut:
    """The cut after each single move that makes it better, the best one first."""
    for _ in range(_MOST_MOVES):
        better = max(moved(weigher, cut), default=cut)
        if better[0] <= cut[0] + 1e-6:
            return cut
        cut = better
    return cut


def moved(weigher: Weigher, cut: Cut) -> Iterator[Cut]:
    """Each cut that differs in the place of one boundary, with its evidence, until no effort is left."""
    score, ends = cut
    start: Position = (0,) * len(weigher.fragments)
    for column in range(len(ends) - 1):
        here, following = ends[column], ends[column + 1]
        held = weigher.cell(column, start, here) + weigher.cell(column + 1, here, following)
        for other in _places(weigher, column, start, here, following):
            if weigher.effort.spent:
                return
            worth = weigher.cell(column, start, other) + weigher.cell(column + 1, other, following)
            yield score - held + worth, (*ends[:column], other, *ends[column + 1 :])
        start = here


def _places(weigher: Weigher, column: int, start: Position, here: Position, following: Position) -> Iterator[Position]:
    """Where a boundary may stand: at a line's end, or inside a line where the next cell may begin."""
    role = weigher.roles[column + 1]
    for i, fragment in enumerate(weigher.fragments):
        for place in range(start[i], following[i] + 1):
            if place == here[i]:
                continue
            edge = place in (start[i], following[i]) or place in fragment.gaps
            if edge or may_begin(role, fragment.words, place):
                yield (*here[:i], place, *here[i + 1 :])
