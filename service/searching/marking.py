"""The words that were looked up, marked in what is shown; long texts cut to where they stand.

Marker(found).pieces("Rà soát truy xuất nguồn gốc")     Rà soát [truy] [xuất] [nguồn] [gốc]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from service.searching.asking import Found
from service.searching.folding import Word, spans, tidied

LONGEST: Final = 320
"""Characters of a text that are shown."""
_BEFORE: Final = 90
"""Of these, how many may stand before the first marked word."""

Span = tuple[Word, int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text, and whether it is marked."""

    text: str
    marked: bool = False


class Marker:
    """Marks the words of a search."""

    def __init__(self, found: Found) -> None:
        runs = found.looked_up.runs()
        self._words: Final = frozenset(word for run in runs for word in run)
        self._beginnings: Final = tuple(run[-1] for run in runs if run) if found.way == "prefix" else ()

    def pieces(self, text: str, longest: int = LONGEST) -> list[Piece]:
        """The text, or the part of it that tells most, in its order. Words that stand together are marked together."""
        text = tidied(text)
        found = [span for span in spans(text) if self._is_meant(span[0].folded)]
        start, end = _window(text, found, longest)
        pieces, at = [Piece("… ")] if start else [], start
        for first, last in _joined(text, [(a, b) for _, a, b in found if a >= start and b <= end]):
            pieces += [Piece(text[at:first]), Piece(text[first:last], True)]
            at = last
        pieces += [Piece(text[at:end]), Piece(" …" if end < len(text) else "")]
        return [piece for piece in pieces if piece.text]

    def _is_meant(self, word: str) -> bool:
        return word in self._words or word.startswith(self._beginnings) if self._beginnings else word in self._words


def _window(text: str, found: Sequence[Span], longest: int) -> tuple[int, int]:
    """Where the part that is shown begins and ends: at words, and where most different words stand."""
    if len(text) <= longest:
        return 0, len(text)
    starts = [0, *(max(0, at - _BEFORE) for _, at, _ in found)]
    best = max(starts, key=lambda start: (_different(found, start, start + longest), -start))
    start = 0 if best == 0 else text.find(" ", best) + 1
    end = len(text) if start + longest >= len(text) else text.rfind(" ", start, start + longest)
    return start, end if end > start else min(len(text), start + longest)


def _different(found: Sequence[Span], start: int, end: int) -> int:
    return len({word.folded for word, first, last in found if first >= start and last <= end})


def _joined(text: str, found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches with nothing but a space between them, as one."""
    joined: list[tuple[int, int]] = []
    for start, end in found:
        if joined and text[joined[-1][1] : start] == " ":
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
