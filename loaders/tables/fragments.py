"""The pieces that a row of a linearised table is made of, and one way of cutting them into cells.

A row is one fragment for each page that it stands on, each a stream of words in lines.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Final

from loaders.flow import flow_passages
from loaders.source import Passage
from loaders.tables.habits import SPACE, measure

_BLANK: Final = measure(" ")


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
    def _text(self) -> str:
        return " ".join(self.words)

    @cached_property
    def _offsets(self) -> tuple[int, ...]:
        """Where each word begins in the text, and one behind its end."""
        return tuple(accumulate((len(word) + 1 for word in self.words), initial=0))

    @cached_property
    def _reaches(self) -> tuple[float, ...]:
        """The width of all words before each, a blank behind each of them."""
        return tuple(accumulate((measure(word) + _BLANK for word in self.words), initial=0.0))

    @cached_property
    def _line_sizes(self) -> tuple[float, ...]:
        reaches = self._reaches
        return tuple(reaches[stop] - reaches[begin] - _BLANK for begin, stop in pairwise(self.line_starts))

    @cached_property
    def _line_needs(self) -> tuple[float, ...]:
        """For each line but the last the width that it and the next line's first word need."""
        starts = self.line_starts[1:-1]
        return tuple(size + self._first(start) for size, start in zip(self._line_sizes, starts, strict=False))

    def _first(self, start: int) -> float:
        return SPACE + self._reaches[start + 1] - self._reaches[start] - _BLANK

    def stretch(self, begin: int, end: int) -> str:
        """The words from `begin` to `end`."""
        return self._text[self._offsets[begin] : self._offsets[end] - 1] if begin < end else ""

    def sizes_between(self, begin: int, end: int) -> tuple[Sequence[float], Sequence[float]]:
        """The width of each line of a stretch that has words; for each break what the next word too would need."""
        starts, reaches = self.line_starts, self._reaches
        first, last = self._line_of[begin], self._line_of[end - 1]
        if first == last:
            return (reaches[end] - reaches[begin] - _BLANK,), ()
        top = reaches[starts[first + 1]] - reaches[begin] - _BLANK
        bottom = reaches[end] - reaches[starts[last]] - _BLANK
        needs = (top + self._first(starts[first + 1]), *self._line_needs[first + 1 : last])
        return (top, *self._line_sizes[first + 1 : last], bottom), needs

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Index of each line's first word, and the number of words at the end."""
        return tuple(accumulate((piece.passage.text.count(" ") + 1 for piece in self.pieces), initial=0))

    @cached_property
    def gaps(self) -> dict[int, bool]:
        """For the first word of each line whether a blank line stands before it."""
        return {start: piece.gap for start, piece in zip(self.line_starts, self.pieces, strict=False)}

    def breaks(self, begin: int, end: int) -> tuple[int, ...]:
        """The first words of the lines that begin between `begin` and `end`, both left out."""
        starts = self.line_starts
        return starts[bisect_right(starts, begin) : bisect_left(starts, end)]

    @cached_property
    def _line_of(self) -> tuple[int, ...]:
        """For each word the number of its line."""
        return tuple(line for line, (a, b) in enumerate(pairwise(self.line_starts)) for _ in range(a, b))

    @cached_property
    def _blanks(self) -> tuple[int, ...]:
        """For each line how many blank lines stand before it, its own included."""
        return tuple(accumulate(int(piece.gap) for piece in self.pieces))

    def height(self, begin: int, end: int) -> int:
        """How many lines the words from `begin` to `end` stand on."""
        return self._line_of[end - 1] - self._line_of[begin] + 1 if begin < end else 0

    def breaks_between(self, begin: int, end: int) -> tuple[int, int]:
        """How many line breaks are inside a stretch that has words, and how many of them are blank lines."""
        first, last = self._line_of[begin], self._line_of[end - 1]
        return last - first, self._blanks[last] - self._blanks[first]

    def line_size(self, word: int) -> float:
        """The width of the line that a word stands on."""
        return self._line_sizes[self._line_of[word]]

    def lines_between(self, begin: int, end: int) -> list[str]:
        """The words from `begin` to `end`, a string a line."""
        return [" ".join(self.words[a:b]) for a, b in pairwise((begin, *self.breaks(begin, end), end))]

    def gaps_between(self, begin: int, end: int) -> list[bool]:
        """For each line break inside the stretch whether it is a blank line."""
        return [self.gaps[start] for start in self.breaks(begin, end)]

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
Cut = tuple[float, tuple[Position, ...]]
"""The evidence for a way to cut, and where each cell ends."""


@dataclass(frozen=True)
class Reading:
    """The cells of a row in the order of the columns, and the evidence for this way of cutting."""

    cells: tuple[Passage, ...]
    score: float
    sound: bool
    """Whether each cell by itself looks like what it is read as, and none that should be filled is empty."""
    lead: float = 0.0
    """How much better the evidence is than that of the next best way."""
    misplaced: tuple[int, ...] = ()
    """The columns whose cell begins, ends or breaks its lines where the other rows' cells do not."""
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


def cells_of(fragments: tuple[Fragment, ...], ends: tuple[Position, ...]) -> tuple[Passage, ...]:
    """The cells of a cut."""
    starts = ((0,) * len(fragments), *ends)
    return tuple(
        flow_passages(
            passage
            for fragment, begin, stop in zip(fragments, start, end, strict=True)
            for passage in fragment.passages(begin, stop)
        )
        for start, end in pairwise(starts)
    )
