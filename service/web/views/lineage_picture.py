"""The tree of acts as a picture: layered from left to right, boxes with their places, and the lines between them.

    picture(tree)      Picture(width=860, height=312, boxes=(Box(x=16, y=120, …), …), lines=("M248 37H280V99H312", …))

Where nothing crosses, a place is found at once: a box without open ones below takes the next row, and any other stands
beside the first of those below it, so that the way up to the root is in sight. Nothing is laid out in the browser.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from service.web.views.lineage_tree import Node

WIDTH: Final = 236
HEIGHT: Final = 50
COLUMN: Final = 300
ROW: Final = 62
MARGIN: Final = 12
_LETTERS: Final = 31
"""Letters of a line that surely fit into a box; what is longer is cut, and whole in the box's title."""


@dataclass(frozen=True)
class Box:
    """A node with the place of its upper left corner."""

    x: int
    y: int
    node: Node

    @property
    def name(self) -> str:
        return cut(self.node.head.act.name) if self.node.head else ""

    @property
    def under(self) -> str:
        """The second line of an act: its issuer."""
        return cut(self.node.head.issuer or "") if self.node.head else ""


@dataclass(frozen=True)
class Picture:
    """Sizes in pixels; lines as the path data of SVG."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    lines: tuple[str, ...]


def picture(tree: Node) -> Picture:
    """The picture of the tree as it is opened."""
    placed: list[Box] = []
    lines: list[str] = []
    rows = iter(range(MARGIN, 10**9, ROW))

    def place(node: Node, column: int) -> int:
        """Place a node and all below it; the height of its middle."""
        x = MARGIN + column * COLUMN
        middles = [place(below, column + 1) for below in node.below]
        top = middles[0] - HEIGHT // 2 if middles else next(rows)
        placed.append(Box(x, top, node))
        middle = top + HEIGHT // 2
        lines.extend(_line(x + WIDTH, middle, x + COLUMN, end) for end in middles)
        return middle

    place(tree, 0)
    width = max(box.x for box in placed) + WIDTH + MARGIN + 30
    height = max(box.y for box in placed) + HEIGHT + MARGIN
    return Picture(width, height, tuple(sorted(placed, key=lambda box: (box.x, box.y))), tuple(lines))


def _line(x: int, y: int, to_x: int, to_y: int) -> str:
    half = (x + to_x) // 2
    return f"M{x} {y}H{half}V{to_y}H{to_x}"


def cut(text: str) -> str:
    """The text as far as it fits into a box."""
    return text if len(text) <= _LETTERS else f"{text[: _LETTERS - 1].rstrip()}…"


def boxes_in(tree: Node) -> Iterator[Node]:
    """Every node, the tree from the top down."""
    yield tree
    for below in tree.below:
        yield from boxes_in(below)
