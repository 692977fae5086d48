"""Task tables whose cells the format still has: one row a line, each cell in its place.

A head repeated on the next page goes on with the same table; a head with other columns begins another. A row without
a number that has only one cell filled is a title; one with several goes on with the row before it. In a table without
a number column each row whose task begins anew is a row, and the rows are counted in each group. A row of sums is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from loaders.flow import flow_passages, one_line
from loaders.language import grammar
from loaders.source import Line, Passage
from loaders.tables.heads import NUMBER, TASK, Column, is_task_table, role_of
from loaders.tables.model import TableRow, TaskTable
from loaders.tables.row_numbers import Label, begins_anew, is_group, read_label, read_letter, read_small_letter

_NOTHING = Passage("", (), ())


@dataclass
class _Open:
    """A table that is being read: the only state of this module, closed into a TaskTable."""

    columns: list[Column]
    head: list[Column]
    """The columns as the head's first row has them: what a repeated head is known by."""
    rows: list[TableRow] = field(default_factory=list)
    lines: set[int] = field(default_factory=set)

    def closed(self) -> TaskTable:
        columns = tuple(column for column in self.columns if column.role != NUMBER)
        if not self.numbered:
            return TaskTable(columns, tuple(_counted(self.rows)), frozenset(self.lines))
        following = [row.label for row in self.rows[1:]] + [None]
        rows = tuple(_settled(row, label) for row, label in zip(self.rows, following, strict=True))
        return TaskTable(columns, rows, frozenset(self.lines))

    @property
    def numbered(self) -> bool:
        return any(column.role == NUMBER for column in self.columns)


def _counted(rows: Sequence[TableRow]) -> Iterator[TableRow]:
    """The rows of a table without numbers with the number that each has in its group."""
    number = 0
    for row in rows:
        number = 0 if row.title is not None else number + 1
        yield row if row.title is not None else replace(row, label=Label(str(number), "plain", number))


def _settled(row: TableRow, following: Label | None) -> TableRow:
    """A numbered row with nothing but a text heads a group only where its number says so: "2" before "2.1".

    Else it is a task that nobody leads, and must be told as one.
    """
    if row.title is None or not row.cells or row.label is None or is_group(row.label, following):
        return row
    return replace(row, title=None)


def read_grid_tables(lines: Sequence[Line], first: int = 0) -> list[TaskTable]:
    """The task tables among the lines with cells, from index `first` on."""
    tables: list[_Open] = []
    behind_head = False
    for i in range(first, len(lines)):
        if not lines[i].cells:
            continue
        cells = [one_line(cell) for cell in lines[i].cells]
        columns = _head(cells)
        below = _sub_heads(tables[-1].head, cells) if tables and behind_head else None
        if below is not None:
            tables[-1].columns = below
        elif columns is not None:
            if not tables or _roles(tables[-1].head) != _roles(columns):
                tables.append(_Open(columns, columns))
            behind_head = True
        elif tables:
            if behind_head and tables[-1].rows and begins_anew(_label(tables[-1], cells), _last(tables[-1])):
                tables.append(_Open(tables[-1].columns, tables[-1].head))
            behind_head = False
            _take(tables[-1], cells)
        if tables:
            tables[-1].lines.add(i)
    return [table.closed() for table in tables if table.rows]


def _label(table: _Open, cells: Sequence[Passage]) -> Label | None:
    """The number of a row, from its number column, or else from the title that it is."""
    if not table.numbered:
        filled = [cell for cell in cells if cell]
        return _title_row(filled[0], None).label if len(filled) == 1 else None
    found = (cell for column, cell in zip(table.columns, cells, strict=False) if column.role == NUMBER)
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


def _sub_heads(columns: Sequence[Column], cells: Sequence[Passage]) -> list[Column] | None:
    """The columns of a head over two rows, from its second row; None for a row that is none.

    Heads that go through both rows stand in both; "Dự kiến kết quả" stands over "Đến năm 2030" and "Những năm tiếp
    theo", and gives them its role; "Đơn vị thực hiện" stands over "Chủ trì" and "Phối hợp", which have their own.
    """
    heads = [cell.text for cell in cells]
    if len(heads) != len(columns) or not any(c.head and c.head == head for c, head in zip(columns, heads, strict=True)):
        return None
    below: list[Column] = []
    over: Column | None = None
    for column, head in zip(columns, heads, strict=True):
        over = column if column.head else over
        if head == column.head or not head or over is None:
            below.append(column)
        elif own := role_of(head):
            below.append(Column(own, head))
        else:
            below.append(Column(over.role, head, over.head))
    return below if is_task_table(below) else None


def _take(table: _Open, cells: Sequence[Passage]) -> None:
    """One more row of the table."""
    cells = [*cells, *[_NOTHING] * (len(table.columns) - len(cells))][: len(table.columns)]
    numbers = [i for i, column in enumerate(table.columns) if column.role == NUMBER]
    number = cells[numbers[0]].text if numbers else ""
    label = read_label(number) or read_letter(number) or read_small_letter(number, _last(table))
    rest = [cell for i, cell in enumerate(cells) if i not in numbers]
    filled = [cell for cell in (cells if label is None else rest) if cell]
    if label is None and filled and _sums().fullmatch(filled[0].text):
        return
    if len(filled) == 1:
        table.rows.append(replace(_title_row(filled[0], label), cells=tuple(rest) if label else ()))
    elif _goes_on(table, cells, label):
        table.rows[-1] = _continued(table.rows[-1], rest)
    elif filled:
        title = next((c for c, column in zip(rest, _others(table.columns), strict=True) if column.role == "task"), None)
        group = label is not None and label.kind == "roman"
        table.rows.append(TableRow(label, tuple(rest), title=title if group else None))


@cache
def _sums() -> re.Pattern[str]:
    return re.compile(rf"(?:{grammar('table_rows.yaml')['sums']})\s*[:.]?", re.IGNORECASE)


def _goes_on(table: _Open, cells: Sequence[Passage], label: Label | None) -> bool:
    """Whether a row goes on with the one before: it has no number, or its task no beginning where no row has one."""
    if label is not None or not table.rows or not table.rows[-1].cells:
        return False
    decisive = NUMBER if table.numbered else TASK
    cell = next((cell for cell, column in zip(cells, table.columns, strict=True) if column.role == decisive), None)
    return not cell or (not table.numbered and cell.text[0].islower())


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
