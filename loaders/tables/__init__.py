"""The task tables of an act, whatever became of them on the way.

heads, row_numbers      what tells a table: the names of its columns, numbers that count up
grid                    tables whose cells the format still has
linear, linear_rows     tables that run on as lines; `evidence` weighs the ways to cut them
model                   what all of them give
"""

from __future__ import annotations

from loaders.source import Source
from loaders.tables.grid import read_grid_tables
from loaders.tables.linear import read_linear_tables
from loaders.tables.model import TaskTable


def read_tables(source: Source) -> list[TaskTable]:
    """The task tables of a source, in order; true cells are believed before lines are."""
    return read_grid_tables(source.lines) or read_linear_tables(source.lines)
