"""What a page of a PDF holds, before it is text: words and ruled lines with their places.

All places are in points (1/72 inch) of the page as it is read: x to the right, y down from the top, turned so that
most of its words run from left to right.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters without a space, in one font."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    base: float
    """y of the baseline."""
    size: float
    """Of the font, as it appears."""
    font: str = ""
    glued: bool = False
    """Whether the PDF says that no space stands before it: the font changed inside a word."""
    order: int = 0
    """Its place in the page's own stream: an upright word before which another stood."""

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: at `at` (y of a horizontal one, x of a vertical one) from `start` to `end`."""

    at: float
    start: float
    end: float


@dataclass(frozen=True)
class Page:
    """One page. `pictured`: something is drawn on it besides words."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...] = field(repr=False)
    across: tuple[Rule, ...] = field(default=(), repr=False)
    down: tuple[Rule, ...] = field(default=(), repr=False)
    pictured: bool = False
