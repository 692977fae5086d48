"""A row of a linearised table, cut into its cells.

A text copied out of a PDF gives a row's cells one after the other, each broken over lines, and the row itself broken
at the end of a page: then the cells' first parts come, and behind the page break the cells' second parts, again in
column order. So a row is one or more fragments, each a stream of words; a reading cuts every fragment once for each
column, and a cell is what it got from each. The best reading is found over all columns and fragments together
(dynamic programming over the cuts), with the evidence of `evidence` and the habits of the table (`habits`).

    Sở Khoa học và | Các sở, ban, | Hằng năm      ← end of page 12
    Công nghệ | ngành, UBND cấp xã                ← top of page 13
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain, pairwise, product

from loaders.flow import flow_passages
from loaders.source import Passage
from loaders.tables.evidence import LONGEST, fit, may_begin, may_end_name
from loaders.tables.habits import Habits
from loaders.tables.heads import BODY_ROLES

_POOR, _HOPELESS = -4.5, -16.0
"""Evidence at or below which a cell is not followed up: first the strict bound, then, where no reading is left, the
loose one."""
_MOST_LINES = 400
"""No row of a real table has more lines; a longer one is not cut: its cells stay empty, and the row is doubted."""
_UNEVEN = -2.0
"""What a reading pays whose cells do not all fill the page that they go on from."""


@dataclass(frozen=True)
class Piece:
    """One line of a row; `gap` says whether a blank line stands before it."""

    passage: Passage
    gap: bool


@dataclass(frozen=True)
class Fragment:
    """The part of a row that stands on one page."""

    pieces: tuple[Piece, ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        return tuple(word for piece in self.pieces for word in piece.passage.text.split(" "))

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Index of each line's first word, and the number of words at the end."""
        starts = [0]
        for piece in self.pieces:
            starts.append(starts[-1] + piece.passage.text.count(" ") + 1)
        return tuple(starts)

    @cached_property
    def gaps(self) -> dict[int, bool]:
        """For the first word of each line whether a blank line stands before it."""
        return {start: piece.gap for start, piece in zip(self.line_starts, self.pieces, strict=False)}

    def lines_between(self, begin: int, end: int) -> list[str]:
        """The words from `begin` to `end`, a string a line."""
        edges = [begin, *(start for start in self.line_starts if begin < start < end), end]
        return [" ".join(self.words[a:b]) for a, b in pairwise(edges)]

    def gaps_between(self, begin: int, end: int) -> list[bool]:
        """For each line break inside the stretch whether it is a blank line."""
        return [gap for start, gap in self.gaps.items() if begin < start < end]

    def passages(self, begin: int, end: int) -> list[Passage]:
        """The same as passages of the source."""
        found = []
        for piece, start in zip(self.pieces, self.line_starts, strict=False):
            words = piece.passage.text.split(" ")
            low, high = max(begin - start, 0), min(end - start, len(words))
            if low < high:
                offset = sum(len(word) + 1 for word in words[:low])
                found.append(piece.passage.part(offset, offset + len(" ".join(words[low:high]))))
        return found


Position = tuple[int, ...]
"""A place in the row: how many words of each fragment stand before it."""


@dataclass(frozen=True)
class Reading:
    """The cells of a row in the order of the columns, and the evidence for this way of cutting."""

    cells: tuple[Passage, ...]
    score: float
    sound: bool
    """Whether each cell by itself looks like what it is read as, and none that should be filled is empty."""
    lead: float = 0.0
    """How much better the evidence is than that of the next best way."""
    fragments: tuple[Fragment, ...] = ()
    ends: tuple[Position, ...] = ()
    """Where each cell ends."""

    def parts(self) -> Iterator[tuple[int, int, int, int]]:
        """(column, fragment, first word, end) of each part of each cell that has words."""
        start: Position = (0,) * len(self.fragments)
        for column, end in enumerate(self.ends):
            for i, (begin, stop) in enumerate(zip(start, end, strict=True)):
                if begin < stop:
                    yield column, i, begin, stop
            start = end


def read_row(fragments: Sequence[Sequence[Piece]], roles: Sequence[str], habits: Habits | None = None) -> Reading:
    """The best cut of a row's fragments into one cell for each role, in column order; cells may be empty."""
    parts = tuple(Fragment(tuple(pieces)) for pieces in fragments)
    habits = habits or Habits.unknown(len(roles))
    best = Reading(tuple(Passage("", (), ()) for _ in roles), float("-inf"), sound=False)
    if sum(len(part.pieces) for part in parts) > _MOST_LINES:
        return best
    # Several cells on one line are looked for where whole lines do not fit, or where the table has them often.
    ways = ((True, _POOR), (False, _HOPELESS)) if habits.shares_lines else _WAYS
    for inside, bound in ways:
        reading = _Search(parts, roles, habits, inside=inside, bound=bound).best()
        best = max(best, reading, key=lambda found: (found.sound, found.score))
        if best.sound and (inside or not habits.misses(best.cells)):
            break
    return best


_WAYS = ((False, _POOR), (True, _POOR), (False, _HOPELESS))

# What a cell of a role must at least bring to be taken as it is.
_SOUND = {"task": -1.5, "lead": 3.0, "coordinating": 3.0, "directing": 3.0, "deadline": 2.5, "result": -2.0}
_FILLED = ("task", "lead", "deadline")


def _is_sound(roles: Sequence[str], texts: Sequence[str]) -> bool:
    return all(
        fit(role, text) >= _SOUND.get(role, -2.5) if text else role not in _FILLED
        for role, text in zip(roles, texts, strict=True)
    )


class _Search:
    """The search over the cuts of one row: made, asked once and dropped."""

    def __init__(
        self, fragments: tuple[Fragment, ...], roles: Sequence[str], habits: Habits, *, inside: bool, bound: float
    ) -> None:
        self.fragments = fragments
        self.roles = roles
        self.habits = habits
        self.bound = bound
        self.places = [_places(fragment, roles, inside, goes_on=i > 0) for i, fragment in enumerate(fragments)]
        self.end: Position = tuple(len(fragment.words) for fragment in fragments)
        self.cell = cache(self._cell)
        self.part = cache(self._part)
        self.lines = cache(self._lines)

    def best(self) -> Reading:
        start: Position = (0,) * len(self.fragments)
        found: list[_Cut] = []
        if len(self.fragments) == 2:
            # A row that a page breaks fills the page: the cells that go on have as many lines as the highest.
            lines = len(self.fragments[0].pieces)
            for height in range(-(-lines // len(self.roles)), lines + 1):
                self.height: int | None = height
                self.best_from = cache(self._best_from)
                found += self.best_from(0, start)
        best = max(found, default=(float("-inf"), ()))
        if not best[1] or not _is_sound(self.roles, [cell.text for cell in self._cells(best[1])]):
            self.height = None
            self.best_from = cache(self._best_from)
            found += [(score + (_UNEVEN if best[1] else 0.0), ends) for score, ends in self.best_from(0, start)]
        return self._reading(found)

    def _reading(self, found: Sequence[_Cut]) -> Reading:
        best, score = max(((ends, score) for score, ends in found), key=lambda one: one[1], default=((), float("-inf")))
        if not best:
            return Reading(tuple(Passage("", (), ()) for _ in self.roles), score, sound=False)
        rival = max((other for other, ends in found if ends != best), default=float("-inf"))
        cells = self._cells(best)
        sound = _is_sound(self.roles, [cell.text for cell in cells])
        return Reading(tuple(cells), score, sound, score - rival, self.fragments, best)

    def _cells(self, ends: Sequence[Position]) -> list[Passage]:
        start: Position = (0,) * len(self.fragments)
        cells = []
        for end in ends:
            pieces = [
                passage
                for fragment, begin, stop in zip(self.fragments, start, end, strict=True)
                for passage in fragment.passages(begin, stop)
            ]
            cells.append(flow_passages(pieces))
            start = end
        return cells

    def _best_from(self, column: int, start: Position) -> list[_Cut]:
        """The two best ways to cut the columns from `column` on, their words beginning at `start`."""
        if column == len(self.roles) - 1:
            return [(self.cell(column, start, self.end), (self.end,))] if self._fills(start, self.end) else []
        best: _Cut | None = None
        second: _Cut | None = None
        for end in self._ends(column, start):
            here = self.cell(column, start, end)
            if here <= self.bound:
                continue
            for rest, ends in self.best_from(column + 1, end):
                score = here + rest
                if best is None or score > best[0]:
                    best, second = (score, (end, *ends)), best
                elif second is None or score > second[0]:
                    second = (score, (end, *ends))
        return [cut for cut in (best, second) if cut is not None and cut[0] > float("-inf")]

    def _ends(self, column: int, start: Position) -> Iterator[Position]:
        choices = [
            [place for place in places[column] if begin <= place <= begin + LONGEST.get(self.roles[column], 10_000)]
            for places, begin in zip(self.places, start, strict=True)
        ]
        if self.height is None:
            return product(*choices)
        # A cell that goes on has one height on the first page; one that does not leaves the second page alone.
        full = [place for place in choices[0] if self._fills(start, (place, start[1] + 1))]
        ended = [place for place in choices[0] if self._fills(start, (place, start[1]))]
        further = [place for place in choices[1] if place > start[1]]
        return chain(product(ended, start[1:]), product(full, further))

    def _fills(self, start: Position, end: Position) -> bool:
        """Whether a cell with a part on the second page has as many lines on the first as the page has room for."""
        if self.height is None:
            return True
        lines = self.lines(start[0], end[0]) if start[0] < end[0] else 0
        return lines == self.height if start[1] < end[1] else lines <= self.height

    def _lines(self, begin: int, end: int) -> int:
        return 1 + sum(1 for start in self.fragments[0].line_starts if begin < start < end)

    def _cell(self, column: int, start: Position, end: Position) -> float:
        role = self.roles[column]
        if start == end:
            return fit(role, "") + self.habits.emptiness(column)
        if self.bound == _POOR and self._cannot_be(role, start, end):
            return float("-inf")
        text = " ".join(
            word
            for fragment, begin, stop in zip(self.fragments, start, end, strict=True)
            for word in fragment.words[begin:stop]
        )
        score = fit(role, text)
        if score <= self.bound:
            return score
        score += self.habits.recurrence(column, text)
        for i, (begin, stop) in enumerate(zip(start, end, strict=True)):
            if begin < stop:
                score += self.part(column, i, begin, stop)
        return score

    def _part(self, column: int, i: int, begin: int, stop: int) -> float:
        """The evidence of the place of a cell's part: where it begins, how its lines fill the column."""
        fragment = self.fragments[i]
        worth = 0.0 if begin == 0 else self.habits.opening(fragment.gaps.get(begin))
        worth += sum(self.habits.inner(gap) for gap in fragment.gaps_between(begin, stop))
        return worth + self.habits.filling(column, fragment.lines_between(begin, stop))

    def _cannot_be(self, role: str, start: Position, end: Position) -> bool:
        """Whether the cell's length or first word rules the role out, before its text is made."""
        if sum(end) - sum(start) > LONGEST.get(role, 10_000):
            return True
        if role not in BODY_ROLES:
            return False
        i = next(i for i, (begin, stop) in enumerate(zip(start, end, strict=True)) if begin < stop)
        return not may_begin(role, self.fragments[i].words, start[i])


_Cut = tuple[float, tuple[Position, ...]]
"""The evidence for a way to cut, and where each cell ends."""


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
