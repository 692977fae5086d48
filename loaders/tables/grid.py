"""Task tables whose cells the format still has: one row a line, each cell in its place.

A head repeated on the next page goes on with the same table; a head with other columns begins another. A row without
a number that has only one cell filled is a title; one with several goes on with the row before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from loaders.flow import flow_passages, one_line
from loaders.source import Line, Passage
from loaders.tables.heads import NUMBER, Column, is_task_table, role_of
from loaders.tables.model import TableRow, TaskTable
from loaders.tables.row_numbers import Label, begins_anew, read_label

_NOTHING = Passage("", (), ())


@dataclass
class _Open:
    """A table that is being read: the only state of this module, closed into a TaskTable."""

    columns: list[Column]
    rows: list[TableRow] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    def closed(self) -> TaskTable:
        columns = tuple(column for column in self.columns if column.role != NUMBER)
        return TaskTable(columns, tuple(self.rows), frozenset(self.lines))


def read_grid_tables(lines: Sequence[Line], first: int = 0) -> list[TaskTable]:
    """The task tables among the lines with cells, from index `first` on."""
    tables: list[_Open] = []
    behind_head = False
    for i in range(first, len(lines)):
        if not lines[i].cells:
            continue
        cells = [one_line(cell) for cell in lines[i].cells]
        columns = _head(cells)
        if columns is not None:
            if not tables or _roles(tables[-1].columns) != _roles(columns):
                tables.append(_Open(columns))
            tables[-1].lines.add(i)
            behind_head = True
        elif tables:
            if behind_head and tables[-1].rows and begins_anew(_label(tables[-1].columns, cells), _last(tables[-1])):
                tables.append(_Open(tables[-1].columns))
            behind_head = False
            _take(tables[-1], cells)
            tables[-1].lines.add(i)
    return [table.closed() for table in tables if table.rows]


def _label(columns: Sequence[Column], cells: Sequence[Passage]) -> Label | None:
    """The number of a row, from its number column."""
    found = (cell for column, cell in zip(columns, cells, strict=False) if column.role == NUMBER)
    return next((read_label(cell.text) for cell in found if cell), None)


def _last(table: _Open) -> Label | None:
    return next((row.label for row in reversed(table.rows) if row.label), None)


def _roles(columns: Sequence[Column]) -> list[str]:
    return [column.role for column in columns]


def _head(cells: Sequence[Passage]) -> list[Column] | None:
    known = [role_of(cell.text) for cell in cells]
    if sum(1 for role in known if role) < 3:
        return None
    columns = [Column(role or "other", cell.text) for role, cell in zip(known, cells, strict=True)]
    return columns if is_task_table(columns) else None


def _take(table: _Open, cells: Sequence[Passage]) -> None:
    """One more row of the table."""
    cells = [*cells, *[_NOTHING] * (len(table.columns) - len(cells))][: len(table.columns)]
    numbers = [i for i, column in enumerate(table.columns) if column.role == NUMBER]
    label = read_label(cells[numbers[0]].text) if numbers and cells[numbers[0]] else None
    rest = [cell for i, cell in enumerate(cells) if i not in numbers]
    filled = [cell for cell in (cells if label is None else rest) if cell]
    if len(filled) == 1:
        table.rows.append(_title_row(filled[0], label))
    elif label is None and table.rows and table.rows[-1].cells and not (numbers and cells[numbers[0]]):
        table.rows[-1] = _continued(table.rows[-1], rest)
    elif filled:
        title = next((c for c, column in zip(rest, _others(table.columns), strict=True) if column.role == "task"), None)
        group = label is not None and label.kind == "roman"
        table.rows.append(TableRow(label, tuple(rest), title=title if group else None))


def _others(columns: Sequence[Column]) -> list[Column]:
    return [column for column in columns if column.role != NUMBER]


def _title_row(cell: Passage, label: Label | None) -> TableRow:
    """A title over the whole width; its number may stand in its text: "III. Phát triển nguồn nhân lực"."""
    word, _, rest = cell.text.partition(" ")
    own = read_label(word) if label is None and rest else None
    return TableRow(own, title=cell.part(len(word))) if own else TableRow(label, title=cell)


def _continued(row: TableRow, cells: Sequence[Passage]) -> TableRow:
    joined = tuple(flow_passages([old, new]) for old, new in zip(row.cells, cells, strict=True))
    return replace(row, cells=joined)
