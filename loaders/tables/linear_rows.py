"""A row of a linearised table, cut into its cells.

A text copied out of a PDF gives a row's cells one after the other, each broken over lines, and the row itself broken
at the end of a page: then the cells' first parts come, and behind the page break the cells' second parts, again in
column order. So a row is one or more fragments, each a stream of words; a reading cuts every fragment once for each
column, and a cell is what it got from each. The best reading is found over all columns and fragments together
(dynamic programming over the cuts), with the evidence of `evidence`.

    Sở Khoa học và | Các sở, ban, | Hằng năm      ← end of page 12
    Công nghệ | ngành, UBND cấp xã                ← top of page 13
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise, product

from loaders.bodies import may_begin_body
from loaders.flow import flow_passages
from loaders.language import grammar
from loaders.source import Passage
from loaders.tables.evidence import LONGEST, fit, ragged
from loaders.tables.heads import BODY_ROLES

_AT_GAP, _AT_LINE, _IN_LINE = 0.7, 0.0, -2.5
_POOR, _HOPELESS = -4.5, -16.0
"""Evidence at or below which a cell is not followed up: first the strict bound, then, where no reading is left, the
loose one."""


@dataclass(frozen=True)
class Piece:
    """One line of a row; `gap` says whether a blank line stands before it and means something."""

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

    def lines_between(self, begin: int, end: int) -> list[str]:
        """The words from `begin` to `end`, a string a line."""
        edges = [begin, *(start for start in self.line_starts if begin < start < end), end]
        return [" ".join(self.words[a:b]) for a, b in pairwise(edges)]

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


@dataclass(frozen=True)
class Reading:
    """The cells of a row in the order of the columns, and the evidence for this way of cutting."""

    cells: tuple[Passage, ...]
    score: float
    sound: bool
    """Whether each cell by itself looks like what it is read as, and none that should be filled is empty."""


def read_row(fragments: Sequence[Sequence[Piece]], roles: Sequence[str]) -> Reading:
    """The best cut of a row's fragments into one cell for each role, in column order; cells may be empty."""
    parts = [Fragment(tuple(pieces)) for pieces in fragments]
    best = Reading(tuple(Passage("", (), ()) for _ in roles), float("-inf"), sound=False)
    # Several cells on one line are rare and looking for them costs, so it is done only where whole lines do not fit.
    for inside, bound in ((False, _POOR), (True, _POOR), (False, _HOPELESS)):
        reading = _Search(parts, roles, inside=inside, bound=bound).best()
        best = max(best, reading, key=lambda found: (found.sound, found.score))
        if best.sound or (inside and best.score > 0):
            break
    return best


# What a cell of a role must at least bring to be taken as it is.
_SOUND = {"task": -1.5, "lead": 3.0, "coordinating": 3.0, "directing": 3.0, "deadline": 5.0, "result": -2.0}
_FILLED = ("task", "lead", "deadline")


def _is_sound(roles: Sequence[str], texts: Sequence[str]) -> bool:
    return all(
        fit(role, text) >= _SOUND.get(role, -2.5) if text else role not in _FILLED
        for role, text in zip(roles, texts, strict=True)
    )


Position = tuple[int, ...]
"""A place in the row: how many words of each fragment stand before it."""


class _Search:
    """The search over the cuts of one row: made, asked once and dropped."""

    def __init__(self, fragments: Sequence[Fragment], roles: Sequence[str], *, inside: bool, bound: float) -> None:
        self.fragments = fragments
        self.roles = roles
        self.bound = bound
        self.worth = [_cuts(fragment, inside, goes_on=i > 0) for i, fragment in enumerate(fragments)]
        self.end: Position = tuple(len(fragment.words) for fragment in fragments)
        self.best_from = cache(self._best_from)
        self.raggedness = cache(self._raggedness)

    def best(self) -> Reading:
        start: Position = tuple(0 for _ in self.fragments)
        score, ends = self.best_from(0, start)
        if not ends:
            return Reading(tuple(Passage("", (), ()) for _ in self.roles), score, sound=False)
        cells = []
        for end in ends:
            pieces = [
                passage
                for fragment, begin, stop in zip(self.fragments, start, end, strict=True)
                for passage in fragment.passages(begin, stop)
            ]
            cells.append(flow_passages(pieces))
            start = end
        return Reading(tuple(cells), score, _is_sound(self.roles, [cell.text for cell in cells]))

    def _best_from(self, column: int, start: Position) -> tuple[float, tuple[Position, ...]]:
        """The best evidence for the columns from `column` on, their words beginning at `start`, and where each ends."""
        if column == len(self.roles) - 1:
            return self._cell(column, start, self.end), (self.end,)
        best: tuple[float, tuple[Position, ...]] = (float("-inf"), ())
        choices = [[place for place in worth if place >= begin] for worth, begin in zip(self.worth, start, strict=True)]
        for end in product(*choices):
            here = self._cell(column, start, end)
            if here <= self.bound:
                continue
            rest, ends = self.best_from(column + 1, end)
            if here + rest > best[0]:
                best = (here + rest, (end, *ends))
        return best

    def _cell(self, column: int, start: Position, end: Position) -> float:
        role = self.roles[column]
        if start == end:
            return fit(role, "")
        if self.bound == _POOR and self._cannot_be(role, start, end):
            return float("-inf")
        parts = [
            " ".join(fragment.words[begin:stop])
            for fragment, begin, stop in zip(self.fragments, start, end, strict=True)
            if begin < stop
        ]
        score = fit(role, " ".join(parts))
        if score <= self.bound:
            return score
        for i, (begin, stop) in enumerate(zip(start, end, strict=True)):
            if begin < stop:
                score += self.worth[i][begin] + self.raggedness(i, begin, stop)
        return score

    def _cannot_be(self, role: str, start: Position, end: Position) -> bool:
        """Whether the cell's length or first word rules the role out, before its text is made."""
        if sum(end) - sum(start) > LONGEST.get(role, 10_000):
            return True
        if role not in BODY_ROLES:
            return False
        i = next(i for i, (begin, stop) in enumerate(zip(start, end, strict=True)) if begin < stop)
        return not may_begin_body(self.fragments[i].words[start[i]])

    def _raggedness(self, i: int, begin: int, stop: int) -> float:
        return ragged(self.fragments[i].lines_between(begin, stop))


def _cuts(fragment: Fragment, inside: bool, goes_on: bool) -> dict[int, float]:
    """The places where a cell of this fragment may begin, each with its worth as evidence, and the end."""
    cuts = {len(fragment.words): 0.0}
    if inside:
        cuts |= dict.fromkeys(_inner_starts(fragment.words, goes_on), _IN_LINE)
    for piece, start in zip(fragment.pieces, fragment.line_starts, strict=False):
        cuts[start] = _AT_GAP if piece.gap else _AT_LINE
    return dict(sorted(cuts.items())) | {0: 0.0}


@cache
def _last_words() -> frozenset[str]:
    """Words that the names of bodies end with: behind "Công nghệ" the next cell may begin."""
    table = grammar("bodies.yaml")
    return frozenset(name.split()[-1].casefold() for name in table["names"]) | {
        "quan",
        "xã",
        "phố",
        "tỉnh",
        "huyện",
    }


def _inner_starts(words: Sequence[str], goes_on: bool) -> list[int]:
    """Words at which another cell may begin inside a line.

    A cell begins with a capital or a figure; behind a page break, where cells go on, it may be any word that follows
    the end of a body's name.
    """
    return [
        i
        for i, (previous, word) in enumerate(pairwise(words), start=1)
        if word[:1].isupper()
        or word[:1].isdigit()
        or word[:1] in "(“"
        or (goes_on and previous.casefold().strip(",.;") in _last_words())
    ]
