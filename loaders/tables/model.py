"""A task table as read, whatever format it came in: columns, and rows of cells.

The ways of reading (`linear`, `grid`) give this; `tasks` makes the record's tasks of it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from loaders.source import Passage
from loaders.tables.heads import Column
from loaders.tables.row_numbers import Label


@dataclass(frozen=True)
class TableRow:
    """One row. A group row has a title and no cells of its own."""

    label: Label | None
    cells: tuple[Passage, ...] = ()
    """One a column, in the order of `TaskTable.columns`; empty passages where a cell is."""
    title: Passage | None = None
    evidence: float | None = None
    """How well the cut into cells fits, where the cells had to be found; None where the format has true cells."""
    margin: float | None = None
    """How much better it fits than the next best cut; None as above."""
    misplaced: tuple[int, ...] = ()
    """The columns whose cell does not stand as those of the other rows do, where the cells had to be found."""


@dataclass(frozen=True)
class TaskTable:
    """Columns without the number column; rows in the order of the source; indices of the source's lines it took."""

    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    lines: frozenset[int] = field(default_factory=frozenset, repr=False)
    strays: tuple[Passage, ...] = ()
    """Words inside the table that belong to no row."""
