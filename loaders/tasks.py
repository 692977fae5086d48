"""The tasks of an act: the rows of its task tables, each with who, by when and what comes of it.

A task's id is its number as printed, behind its group's: "II.3", and behind that of the group around it: "A.II.3";
where the number holds the group's, as it stands: "2.5"; the rows of a second table bear its letter: "B.1".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from loaders.bodies import bodies_in, known_share, list_shape
from loaders.deadlines import read_cell
from loaders.forms.numerals import roman_numeral
from loaders.record import Deadline, Place, Remark, Section, Task
from loaders.source import Passage
from loaders.tables.cell_roles import parts_by_role
from loaders.tables.heads import BODY_ROLES, Column
from loaders.tables.model import TableRow, TaskTable
from loaders.tables.row_numbers import Label

_CLEAR: Final = 1.0
"""By how much evidence the cut of a row into cells must be better than the next best for no doubt to be told."""


@dataclass(frozen=True)
class TableTasks:
    """What the task tables say, what is wrong in them, and the cells that no form took."""

    tasks: tuple[Task, ...]
    remarks: tuple[Remark, ...]
    unread: tuple[Passage, ...]


def tasks_of(tables: Sequence[TaskTable], year: str | None = None) -> TableTasks:
    """The tasks of all tables, in order. `year`: the one that the act's title sets for all of it, where it does."""
    tasks: list[Task] = []
    remarks: list[Remark] = []
    unread: list[Passage] = []
    for number, table in enumerate(tables):
        letter = "" if number == 0 else chr(ord("A") + number)
        unread += table.strays
        for section, row in _sections(table.rows):
            task, odd = _task(row, table.columns, section, letter, year)
            tasks.append(task)
            unread += odd
        remarks += _group_remarks(table)
    return TableTasks(tuple(tasks), tuple(remarks), tuple(unread))


_BELOW: Final = {"letter": {"roman", "plain", "dotted"}, "roman": {"plain", "dotted"}, "plain": {"dotted"}}
"""By which kinds of numbers the rows of a group may be numbered. A row with its own cells heads one only above such."""


def _groups(rows: Sequence[TableRow]) -> list[bool]:
    """Which rows head a group, and are no tasks."""
    kinds = {row.label.kind for row in rows if row.label}
    return [
        row.title is not None and not (row.cells and row.label and kinds.isdisjoint(_BELOW.get(row.label.kind, ())))
        for row in rows
    ]


def _sections(rows: Sequence[TableRow]) -> Iterator[tuple[Section | None, TableRow]]:
    """Each task row with its section. A group's title that stands behind its rows is theirs all the same."""
    section: Section | None = None
    around: str | None = None
    pending: list[TableRow] = []
    for i, (row, heads_group) in enumerate(zip(rows, _groups(rows), strict=True)):
        if row.title is None or not heads_group:
            pending.append(row)
            continue
        late = _late_number(rows, i, section) if pending else None
        if late:
            section = Section(number=late, title=row.title.text)
            yield from ((section, waiting) for waiting in pending)
            pending, section = [], None
            continue
        yield from ((section, waiting) for waiting in pending)
        pending = []
        around = row.label.text if row.label and row.label.kind == "letter" else around
        section = Section(number=_group_number(row.label, around), title=row.title.text)
    yield from ((section, waiting) for waiting in pending)


def _group_number(label: Label | None, around: str | None) -> str | None:
    """The group's number, behind the letter of the group around it: "A.II"."""
    if label is None:
        return None
    return label.text if label.kind == "letter" or around is None else f"{around}.{label.text}"


def _late_number(rows: Sequence[TableRow], i: int, section: Section | None) -> str | None:
    """The number of an unnumbered title that stands behind its rows: one less than the next group's.

    Seen where a table was recognised from a picture: the group's row, set across the columns, slipped below.
    """
    if rows[i].label is not None or section is not None:
        return None
    following = next((row.label for row in rows[i + 1 :] if row.title is not None and row.label), None)
    if following is None or following.kind != "roman" or following.value < 2:
        return None
    return roman_numeral(following.value - 1)


def _task(
    row: TableRow, columns: Sequence[Column], section: Section | None, letter: str, year: str | None
) -> tuple[Task, list[Passage]]:
    cells: dict[str, list[tuple[Column, Passage]]] = {}
    for column, cell in zip(columns, row.cells, strict=True):
        for role, part in parts_by_role(cell, column.role) if column.role in BODY_ROLES else [(column.role, cell)]:
            if part:
                cells.setdefault(role, []).append((column, part))
    text = _first(cells, "task")
    bodies = {role: [body for _, cell in cells.get(role, []) for body in bodies_in(cell)] for role in BODY_ROLES}
    deadline, odd, in_year = _deadline_of(cells, year)
    doubts = [*_doubts(row, cells, odd), *in_year]
    return Task(
        id=_task_id(row.label, section, letter),
        section=section,
        text=text.text if text else "",
        lead=bodies["lead"],
        coordinating=bodies["coordinating"],
        directing=bodies["directing"],
        deadline=deadline,
        result=_result(cells.get("result", []), columns),
        note=_joined(cells.get("note", [])),
        confidence=_confidence(doubts),
        doubts=doubts,
        source=Place.of(text.span()) if text else None,
    ), odd


def _first(cells: dict[str, list[tuple[Column, Passage]]], role: str) -> Passage | None:
    return cells[role][0][1] if role in cells else None


def _task_id(label: Label | None, section: Section | None, letter: str) -> str:
    number = label.text if label else "?"
    group = section.number if section and label and not label.group else None
    return ".".join(part for part in (letter, group, number) if part)


def _deadline_of(
    cells: dict[str, list[tuple[Column, Passage]]], year: str | None
) -> tuple[Deadline | None, list[Passage], list[str]]:
    """The deadline of the first time column that is filled; the cell itself where its words are no known form; a doubt
    where the year was taken from the title."""
    for _, cell in cells.get("deadline", []):
        deadline, in_year = read_cell(cell, year)
        return deadline, [] if deadline else [cell], in_year
    return None, [], []


def _result(cells: Sequence[tuple[Column, Passage]], columns: Sequence[Column]) -> str | None:
    """One product column: its words; several: each behind its head."""
    several = sum(1 for column in columns if column.role == "result") > 1
    parts = [f"{column.head}: {cell.text}" if several else cell.text for column, cell in cells]
    return " | ".join(parts) or None


def _joined(cells: Sequence[tuple[Column, Passage]]) -> str | None:
    return " | ".join(cell.text for _, cell in cells) or None


def _doubts(row: TableRow, cells: dict[str, list[tuple[Column, Passage]]], odd: list[Passage]) -> Iterator[str]:
    if row.label is None:
        yield "Dòng không có số thứ tự."
    for role in ("lead", "coordinating", "directing"):
        for _, cell in cells.get(role, []):
            if known_share(cell.text) < 1:
                yield f"Ô “{cell.text}” có tên không đúng dạng tên cơ quan đã biết."
    for cell in odd:
        yield f"Không hiểu thời hạn “{cell.text}”."
    if row.margin is not None:
        yield from _doubts_of_cut(row, cells)


def _doubts_of_cut(row: TableRow, cells: dict[str, list[tuple[Column, Passage]]]) -> Iterator[str]:
    """What is doubtful where the cells had to be found."""
    for role in BODY_ROLES:
        for _, cell in cells.get(role, []):
            if list_shape(cell.text)[1]:
                yield f"Ô “{cell.text}” có hai tên không có dấu phân cách: có thể là hai ô."
    for column in row.misplaced:
        yield f"Ô “{row.cells[column].text}” không ngắt như cùng cột ở các dòng khác."
    if (row.evidence is not None and row.evidence < 0) or (row.margin is not None and row.margin < _CLEAR):
        yield "Không chắc chỗ ngắt giữa các ô."


def _confidence(doubts: Sequence[str]) -> float:
    return max(0.2, 1.0 - 0.3 * len(doubts))


def _group_remarks(table: TaskTable) -> Iterator[Remark]:
    """Numbers that a row skips or repeats, and group rows that carry cells of a task."""
    previous: Label | None = None
    for row, heads_group in zip(table.rows, _groups(table.rows), strict=True):
        label = row.label
        if heads_group and row.cells and label:
            beside = (cell for cell, column in zip(row.cells, table.columns, strict=True) if column.role != "task")
            filled = [cell.text for cell in beside if cell and cell != row.title]
            if filled:
                words = f"Dòng nhóm có ô của một nhiệm vụ: {'; '.join(filled)}."
                yield Remark(id=label.text, remark=words, source=_place(row))
        if label and previous and row.title is None and label.kind == previous.kind and label.group == previous.group:
            if label.value > previous.value + 1:
                words = f"Số thứ tự nhảy từ {previous.text} đến {label.text}."
                yield Remark(id=label.text, remark=words, source=_place(row))
            elif label.value == previous.value:
                yield Remark(id=label.text, remark=f"Số thứ tự {label.text} lặp lại.", source=_place(row))
        previous = label if row.title is None else None


def _place(row: TableRow) -> Place | None:
    """Its title, or the first of its cells that is filled."""
    words = next((cell for cell in (row.title, *row.cells) if cell), None)
    return Place.of(words.span()) if words else None
