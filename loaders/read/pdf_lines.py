"""Words with places become lines in reading order.

    ỦY BAN NHÂN DÂN        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
    TỈNH QUẢNG NGÃI             Độc lập - Tự do - Hạnh phúc

What stands side by side (a letterhead; "Nơi nhận" beside who signs) is read column by column: first all lines on the
left, then those on the right. A footnote's raised mark is set against its word, "thực hiện1", as texts out of PDFs
have it; a word broken at a line's end stays broken (`loaders.flow` joins it).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from loaders.read.pdf_model import Word

_GAP: Final = 0.9
"""Of the font's size, and at least `_GAP_POINTS`: a wider gap in a line may part two columns."""
_GAP_POINTS: Final = 9.0
_RAISED: Final = 0.8
"""A mark is raised when its font is smaller than this part of the line's, and its baseline above the line's."""


@dataclass(frozen=True)
class Line:
    """Words on one baseline, from left to right."""

    words: tuple[Word, ...]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def top(self) -> float:
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        return line_text(self.words)


def line_text(words: Sequence[Word]) -> str:
    """The words with single spaces; none before a letter that the PDF has set against the one before."""
    text = ""
    size = max((word.size for word in words), default=0.0)
    before: Word | None = None
    for word in words:
        close = before is not None and _against(before, word, size)
        text += word.text if close or before is None else f" {word.text}"
        before = word
    return text


def _against(before: Word, word: Word, size: float) -> bool:
    gap = word.left - before.right
    if gap > 0.25 * size:
        return False
    if _raised(word, before, size):
        return not (before.text[-1].isdigit() and word.text[:1].isdigit())
    return word.glued and not _raised(before, word, size)


def _raised(word: Word, beside: Word, size: float) -> bool:
    return word.size < _RAISED * size and word.base < beside.base - 0.1 * size


def in_lines(words: Iterable[Word]) -> list[Line]:
    """The words on their lines, from top to bottom, raised marks with the line that they belong to."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.base, word.left)):
        row = next((row for row in reversed(rows[-3:]) if _on(row, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    lines = [Line(tuple(sorted(row, key=lambda word: (word.left, word.order)))) for row in rows]
    return sorted(lines, key=lambda line: (_base(line), line.left))


def _on(row: Sequence[Word], word: Word) -> bool:
    """Whether the word stands on the row's line: the same baseline, or raised or sunk beside larger letters."""
    anchor = max(row, key=lambda other: other.size)
    step = abs(word.base - anchor.base)
    larger, smaller = max(word.size, anchor.size), min(word.size, anchor.size)
    if step <= 0.25 * larger:
        return True
    return smaller < _RAISED * larger and step <= 0.6 * larger


def _base(line: Line) -> float:
    return max(line.words, key=lambda word: word.size).base


def cell_text(words: Iterable[Word]) -> str:
    """The words of a table's cell as one line."""
    return " ".join(line.text for line in in_lines(words))


def reading_order(words: Iterable[Word]) -> list[Line]:
    """The lines of a stretch of page, columns that stand side by side one after the other."""
    rows = _levelled([_parts(line) for line in in_lines(words)])
    ordered: list[Line] = []
    i = 0
    while i < len(rows):
        end, gutter = _side_by_side(rows, i)
        if gutter is None:
            ordered.append(_whole(rows[i]))
            i += 1
            continue
        middle = (gutter[0] + gutter[1]) / 2
        parts = [part for row in rows[i:end] for part in _cut(row, middle)]
        ordered += [part for part in parts if part.right <= middle]
        ordered += [part for part in parts if part.right > middle]
        i = end
    return ordered


def _levelled(rows: Sequence[list[Line]]) -> list[list[Line]]:
    """Rows at nearly the same height that stand side by side are one: columns need not share their baselines."""
    levelled: list[list[Line]] = []
    for row in rows:
        if levelled and _beside(levelled[-1], row):
            levelled[-1] = sorted([*levelled[-1], *row], key=lambda part: part.left)
        else:
            levelled.append(list(row))
    return levelled


def _beside(upper: Sequence[Line], lower: Sequence[Line]) -> bool:
    size = max(part.size for part in (*upper, *lower))
    near = min(_base(part) for part in lower) - max(_base(part) for part in upper) < 0.7 * size
    return near and all(a.right + _GAP_POINTS < b.left or b.right + _GAP_POINTS < a.left for a in upper for b in lower)


def _whole(parts: Sequence[Line]) -> Line:
    return parts[0] if len(parts) == 1 else Line(tuple(word for part in parts for word in part.words))


def _cut(parts: Sequence[Line], middle: float) -> list[Line]:
    sides = ([p for p in parts if p.right <= middle], [p for p in parts if p.right > middle])
    return [_whole(side) for side in sides if side]


def _parts(line: Line) -> list[Line]:
    """The line cut at its wide gaps."""
    wide = max(_GAP_POINTS, _GAP * line.size)
    parts: list[list[Word]] = []
    right = 0.0
    for word in line.words:
        if parts and word.left - right < wide:
            parts[-1].append(word)
        else:
            parts.append([word])
        right = max(right, word.right) if len(parts[-1]) > 1 else word.right
    return [Line(tuple(part)) for part in parts]


Gutter = tuple[float, float]


def _side_by_side(rows: Sequence[list[Line]], first: int) -> tuple[int, Gutter | None]:
    """How far the rows from `first` on stand side by side, and the free strip between them; None where they do not.

    One row with a wide gap is no column: at least two rows must have words on both sides of the strip, or three.
    """
    best: tuple[int, int, Gutter | None] = (0, first, None)
    for gutter in _gaps(rows[first]):
        end, both, narrowed = _reach(rows, first, gutter)
        if both >= 2 and both > best[0]:
            best = (both, end, narrowed)
    return best[1], best[2]


def _gaps(parts: Sequence[Line]) -> list[Gutter]:
    return [(a.right, b.left) for a, b in pairwise(parts)]


def _reach(rows: Sequence[list[Line]], first: int, gutter: Gutter) -> tuple[int, int, Gutter]:
    """The first row behind those that keep the strip free, how many of them have both sides, and the strip left.

    Ends behind the last row with both sides; lines on one side go along while they follow closely.
    """
    end, both = first + 1, 1
    narrowed = gutter
    for i in range(first + 1, len(rows)):
        free = _free(rows[i], narrowed)
        if free is None or rows[i][0].top - max(part.bottom for part in rows[i - 1]) > 3 * rows[i][0].size:
            break
        narrowed = free
        sides = {part.right <= (free[0] + free[1]) / 2 for part in rows[i]}
        both += len(sides) == 2
        if len(sides) == 2 or _one_sided(rows[i], narrowed):
            end = i + 1
    return end, both, narrowed


def _free(parts: Sequence[Line], gutter: Gutter) -> Gutter | None:
    """What is left of the strip beside these words; None when they reach across."""
    left, right = gutter
    for part in parts:
        if part.left >= right or part.right <= left:
            continue
        if part.left > left and part.right >= right:
            right = part.left
        elif part.right < right and part.left <= left:
            left = part.right
        else:
            return None
    return (left, right) if right - left >= 4 else None


def _one_sided(parts: Sequence[Line], gutter: Gutter) -> bool:
    return all(part.right <= gutter[0] + 0.01 for part in parts) or all(part.left >= gutter[1] - 0.01 for part in parts)
