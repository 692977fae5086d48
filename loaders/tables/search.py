"""The search for the best cut of a row into cells: dynamic programming over the places where a cell may end.

A row that a page breaks fills that page: the cells that go on behind it have one height before it, that of the room
left on the page. So each height is tried, and only where no cut with one height fits are all cuts looked at.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise, product
from typing import Final

from loaders.tables.deadline_signs import trails_deadline
from loaders.tables.evidence import LONGEST, fit, longest_unknown, may_begin, may_end_name
from loaders.tables.fragments import Cut, Fragment, Position
from loaders.tables.habits import Habits
from loaders.tables.heads import BODY_ROLES

POOR: Final = -5.0
"""Evidence at or below which a cell is not followed up in a strict search."""
_HOPELESS: Final = -12.0
"""Evidence of the words at or below which nothing else is looked at."""
_UNEVEN: Final = -2.0
"""What a reading pays whose cells do not all fill the page that they go on from."""
_RAN_ON: Final = -3.0
"""For a part of a cell that ends at the page's end with the beginning of a deadline: "áp dụng Giai đoạn"."""
_A_CELL: Final = 10
_A_WORD: Final = 2
"""What it costs to look at a cell and at each of its words, in steps of the search."""


@dataclass
class Effort:
    """How much work is left for some rows, in steps of the search; counted down. A file made to be slow ends so."""

    left: int

    @property
    def spent(self) -> bool:
        return self.left <= 0


class Weigher:
    """The evidence for the cells of one row: what the words say, where they stand, what the table has elsewhere."""

    def __init__(self, fragments: tuple[Fragment, ...], roles: Sequence[str], habits: Habits, effort: Effort) -> None:
        self.effort = effort
        self.fragments = fragments
        self.roles = roles
        self.habits = habits
        self.end: Position = tuple(len(fragment.words) for fragment in fragments)
        self._longest = {role: [self._lengths(role, fragment) for fragment in fragments] for role in set(roles)}
        self.cell = cache(self._cell)
        self.part = cache(self._part)

    def words(self, start: Position, end: Position) -> str:
        """The words between two places, a page's behind the other's."""
        if len(self.fragments) == 1:
            return self.fragments[0].stretch(start[0], end[0])
        parts = [f.stretch(begin, stop) for f, begin, stop in zip(self.fragments, start, end, strict=True)]
        return " ".join(filter(None, parts))

    def placing(self, ends: Sequence[Position]) -> list[float]:
        """For each column the evidence of where its cell stands; 0 for an empty one."""
        starts = ((0,) * len(self.fragments), *ends)
        return [
            sum(
                self._placed(column, i, *edge)
                for i, edge in enumerate(zip(start, end, strict=True))
                if edge[0] < edge[1]
            )
            for column, (start, end) in enumerate(pairwise(starts))
        ]

    def _placed(self, column: int, i: int, begin: int, stop: int) -> float:
        """The evidence of a part's place; a line that is too wide for any one column must hold several cells."""
        worth, fragment = self.part(column, i, begin, stop), self.fragments[i]
        widest = max((width or 0.0 for c, width in enumerate(self.habits.widths) if self.roles[c] != "task"), default=0)
        if begin in fragment.gaps or not widest or fragment.line_size(begin) <= 1.2 * widest:
            return worth
        return worth - self.habits.in_line

    def _cell(self, column: int, start: Position, end: Position) -> float:
        role = self.roles[column]
        if start == end:
            return fit(role, "") + self.habits.emptiness(column)
        text = self.words(start, end)
        self.effort.left -= _A_CELL + _A_WORD * (sum(end) - sum(start))
        score = fit(role, text) + self.habits.recurrence(column, text)
        if score <= _HOPELESS:
            return score
        for i, (begin, stop) in enumerate(zip(start, end, strict=True)):
            if begin < stop:
                score += self.part(column, i, begin, stop)
        return score

    def _part(self, column: int, i: int, begin: int, stop: int) -> float:
        """The evidence of the place of a cell's part: where it begins, how its lines fill the column."""
        fragment = self.fragments[i]
        worth = 0.0 if begin == 0 else self.habits.opening(fragment.gaps.get(begin))
        breaks, blank = fragment.breaks_between(begin, stop)
        worth += self.habits.inner(breaks, blank)
        if i < len(self.fragments) - 1 and self.roles[column] != "deadline":
            worth += _RAN_ON if trails_deadline(fragment.stretch(begin, stop)) else 0.0
        return worth + self.habits.filling(column, *fragment.sizes_between(begin, stop))

    def longest(self, column: int, i: int, begin: int) -> int:
        """How many words a cell may have whose first one is this word, before its text is made."""
        return self._longest[self.roles[column]][i][begin]

    def _lengths(self, role: str, fragment: Fragment) -> list[int]:
        """For each word how long a cell of the role may be that begins with it."""
        longest = LONGEST.get(role, 10_000)
        if role not in BODY_ROLES:
            return [longest] * (len(fragment.words) + 1)
        words = fragment.words
        return [
            longest if may_begin(role, words, i) else longest_unknown(words[i]) if i in fragment.gaps else 0
            for i in range(len(words))
        ] + [longest]


class Search:
    """The search over the cuts of one row: made, asked once and dropped."""

    def __init__(self, weigher: Weigher, *, inside: bool, bound: float) -> None:
        self.weigher = weigher
        self.fragments = weigher.fragments
        self.roles = weigher.roles
        self.bound = bound
        self.strict = bound == POOR
        self.places = [
            _places(fragment, self.roles, inside, goes_on=i > 0) for i, fragment in enumerate(self.fragments)
        ]
        self.heights: tuple[int, ...] | None = None

    def found(self) -> list[Cut]:
        """The best cuts, at most two for each height; [] where none is."""
        start: Position = (0,) * len(self.fragments)
        cuts: list[Cut] = []
        if len(self.fragments) > 1:
            for heights in self._heights():
                self.weigher.effort.left -= _A_CELL
                if self.weigher.effort.spent:
                    break
                self.heights = heights
                self.best_from = cache(self._best_from)
                cuts += self.best_from(0, start)
        if not cuts:
            self.heights = None
            self.best_from = cache(self._best_from)
            uneven = _UNEVEN if len(self.fragments) > 1 else 0.0
            cuts = [(score + uneven, ends) for score, ends in self.best_from(0, start)]
        return cuts

    def _heights(self) -> Iterator[tuple[int, ...]]:
        """The heights that the row may have on each page but the last."""
        lines = [len(fragment.pieces) for fragment in self.fragments[:-1]]
        return product(*(range(-(-count // len(self.roles)), count + 1) for count in lines))

    def _best_from(self, column: int, start: Position) -> list[Cut]:
        """The two best ways to cut the columns from `column` on, their words beginning at `start`."""
        if self._too_much(column, start):
            return []
        weigher = self.weigher
        if column == len(self.roles) - 1:
            end = weigher.end
            return [(weigher.cell(column, start, end), (end,))] if self._fills(start, end) else []
        best: Cut | None = None
        second: Cut | None = None
        for end in self._ends(column, start):
            weigher.effort.left -= 1
            if weigher.effort.spent:
                break
            if self.strict and self._too_long(column, start, end):
                continue
            here = weigher.cell(column, start, end)
            if here <= self.bound:
                continue
            for rest, ends in self.best_from(column + 1, end):
                score = here + rest
                if best is None or score > best[0]:
                    best, second = (score, (end, *ends)), best
                elif second is None or score > second[0]:
                    second = (score, (end, *ends))
        return [cut for cut in (best, second) if cut is not None]

    def _too_much(self, column: int, start: Position) -> bool:
        """Whether more lines are left of a page than the columns that are left can take."""
        if self.heights is None:
            return False
        columns = len(self.roles) - column
        return any(
            fragment.height(begin, stop) > columns * height
            for fragment, begin, stop, height in zip(
                self.fragments, start, self.weigher.end, self.heights, strict=False
            )
        )

    def _too_long(self, column: int, start: Position, end: Position) -> bool:
        """Whether a cell over several pages has more words than its first word allows."""
        if len(start) == 1:
            return False
        for i, (begin, stop) in enumerate(zip(start, end, strict=True)):
            if begin < stop:
                return sum(end) - sum(start) > self.weigher.longest(column, i, begin)
        return False

    def _ends(self, column: int, start: Position) -> Iterator[Position]:
        choices = [self._choices(column, i, begin) for i, begin in enumerate(start)]
        return product(*choices) if self.heights is None else self._even(choices, start, 0)

    def _choices(self, column: int, i: int, begin: int) -> Sequence[int]:
        """The places of one page where a cell may end that begins there."""
        places = self.places[i][column]
        # What begins with a page may go on with the cell's words before it.
        firm = self.strict and i == 0
        longest = self.weigher.longest(column, i, begin) if firm else LONGEST.get(self.roles[column], 10_000)
        return places[bisect_left(places, begin) : bisect_right(places, begin + longest)]

    def _even(self, choices: Sequence[Sequence[int]], start: Position, i: int) -> Iterator[Position]:
        """The ends of a cell from page `i` on: it goes on with the next page only where it fills this one."""
        if self.heights is None or i == len(self.fragments) - 1:
            yield from ((place,) for place in choices[i])
            return
        for place in choices[i]:
            height = self.fragments[i].height(start[i], place)
            if height > self.heights[i]:
                break
            yield (place, *start[i + 1 :])
            if height == self.heights[i]:
                for rest in self._even(choices, start, i + 1):
                    if rest != start[i + 1 :]:
                        yield (place, *rest)

    def _fills(self, start: Position, end: Position) -> bool:
        """Whether a cell that goes on with the next page fills the page before it."""
        if self.heights is None:
            return True
        for i, height in enumerate(self.heights):
            lines = self.fragments[i].height(start[i], end[i])
            if lines > height or (lines < height and start[i + 1 :] != end[i + 1 :]):
                return False
        return True


def _places(fragment: Fragment, roles: Sequence[str], inside: bool, goes_on: bool) -> list[list[int]]:
    """For each column the places where it may end: ends of lines, and inside lines where a later cell may begin."""
    whole = set(fragment.line_starts)
    if not inside:
        return [sorted(whole)] * len(roles)
    words = fragment.words
    starts = {role: {i for i in range(1, len(words)) if may_begin(role, words, i)} for role in set(roles)}
    if goes_on:
        # Behind a page break, where cells go on: any word that follows the end of a body's name.
        whole |= {i for i, word in enumerate(words, start=1) if may_end_name(word)}
    return [sorted(whole.union(*(starts[role] for role in roles[column + 1 :]))) for column in range(len(roles))]
