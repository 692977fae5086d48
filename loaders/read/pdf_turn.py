"""A page turned so that it can be read.

A PDF's own space has y up, and a wide table's words may run upwards in it. `Turn` gives every place as the reader of
the upright page sees it: x to the right, y down, from the upper left corner.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from loaders.read.pdf_model import Rule

Box = tuple[float, float, float, float]

_STRAIGHT = 2.5
"""Points: a stroke that leaves its line by more is no ruled line."""
_SHORTEST = 3.0


@dataclass(frozen=True)
class Turn:
    """`quarter`: direction of the page's words in quarter turns, counter-clockwise; `page`: its box, y up."""

    quarter: int
    page: Box

    @property
    def width(self) -> float:
        return self._size[self.quarter % 2]

    @property
    def height(self) -> float:
        return self._size[1 - self.quarter % 2]

    @property
    def _size(self) -> tuple[float, float]:
        left, bottom, right, top = self.page
        return right - left, top - bottom

    def point(self, place: tuple[float, float]) -> tuple[float, float]:
        """A place of the PDF's space as x, y of the upright page."""
        left, bottom, right, top = self.page
        x, y = place
        match self.quarter:
            case 0:
                return x - left, top - y
            case 1:  # the words run upwards: the page's left edge is the top
                return y - bottom, x - left
            case 2:
                return right - x, y - bottom
            case _:
                return top - y, right - x

    def box(self, box: Box) -> Box:
        """left, bottom, right, top of the PDF's space as left, top, right, bottom of the upright page."""
        (x0, y0), (x1, y1) = self.point((box[0], box[1])), self.point((box[2], box[3]))
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)

    def rules(self, boxes: Iterable[Box]) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """The thin boxes as ruled lines, across and down."""
        across, down = [], []
        for given in boxes:
            left, top, right, bottom = self.box(given)
            if bottom - top <= _STRAIGHT and right - left >= _SHORTEST:
                across.append(Rule((top + bottom) / 2, left, right))
            elif right - left <= _STRAIGHT and bottom - top >= _SHORTEST:
                down.append(Rule((left + right) / 2, top, bottom))
        return tuple(across), tuple(down)
