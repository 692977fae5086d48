"""What Word files and web pages have in common: paragraphs, and tables whose cells cover rows and columns.

    | TT | Nhiệm vụ              | Cơ quan chủ trì    |
    | 1  | Tổ chức tập huấn      | Sở Y tế            |      "Sở Y tế" covers two rows:
    | 2  | Kiểm tra chợ đầu mối  |                    |      it leads task 2 as well

A cell over several rows holds for each of them; a cell over several columns stands in the first of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from loaders.read.limits import TABLE_CELLS, TABLE_COLUMNS


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; "\\n" where a line is broken by hand. `page` counts from 1."""

    text: str
    page: int = 1
    origin: int | None = None
    """Which paragraph of the file it is, counted from 0; None where the format does not tell."""


@dataclass(frozen=True)
class Cell:
    """A cell as the format gives it: what it holds, and how many rows and columns it covers."""

    blocks: tuple[Block, ...]
    rows: int = 1
    columns: int = 1

    @cached_property
    def text(self) -> str:
        """Its words as one line."""
        return " ".join(" ".join(paragraph.text for paragraph in flat(self.blocks)).split())


@dataclass(frozen=True)
class Table:
    """Rows of cells, each cell only in the row and column where it begins."""

    rows: tuple[tuple[Cell, ...], ...]


Block = Paragraph | Table


@dataclass(frozen=True)
class Slot:
    """One place of a table's grid. `first`: here the cell begins; `across`: it came from the left."""

    cell: Cell
    first: bool = False
    across: bool = False

    @property
    def text(self) -> str:
        return "" if self.across else self.cell.text


_VOID = Slot(Cell(()))


def flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """All paragraphs in order, those of tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from flat(cell.blocks)


def grid(table: Table) -> list[list[Slot]]:
    """The table with every cell in each row and column that it covers; all rows are of equal length.

    Spans that reach below the last row are cut. A table of more than TABLE_CELLS places keeps its spans within them.
    """
    places: list[dict[int, Slot]] = [{} for _ in table.rows]
    left = TABLE_CELLS
    for i, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column in places[i]:
                column += 1
            height, width = _spans(cell, len(table.rows) - i, left)
            for below in range(height):
                for right in range(width):
                    places[i + below].setdefault(column + right, Slot(cell, not (below or right), right > 0))
            left -= height * width
            column += width
    width = 1 + max((column for row in places for column in row), default=-1)
    return [[row.get(column, _VOID) for column in range(width)] for row in places]


def _spans(cell: Cell, rows: int, left: int) -> tuple[int, int]:
    height, width = max(1, min(cell.rows, rows)), max(1, min(cell.columns, TABLE_COLUMNS))
    return (height, width) if height * width <= left else (1, 1)
