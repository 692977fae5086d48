"""A checked draft: its report, its text in lines and cells, and where in it each finding stands.

    | 3 | Rà soát quy chuẩn kỹ thuật | (empty) | Sở Y tế | Quý II/2025 |

"Nhiệm vụ chưa nêu cơ quan chủ trì" points to the words of the task; it is marked at the empty cell of the column
"Cơ quan chủ trì", where the name is to be written, or at the task's own cell where the table has no such column.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from rdflib.namespace import DCTERMS
from rdflib.term import Node

from ontology.namespaces import CANCU
from shapes.properties import properties_of
from shapes.report import Finding, Report

COLUMNS: Final[Mapping[Node, str]] = {
    CANCU.leadAgency: "lead",
    CANCU.coordinatingAgency: "coordinating",
    CANCU.directingAgency: "directing",
    CANCU.hasDeadline: "deadline",
    CANCU.expectedResult: "result",
    DCTERMS.description: "task",
}
"""Which column of a task table says what a property says; the names are those of loaders/language/table_heads.csv."""

_ROLES: Final = frozenset(COLUMNS.values())


@dataclass(frozen=True)
class TextCell:
    """A cell of a table's row: offsets into the text, half-open; what its column is for, where the head tells."""

    start: int
    end: int
    column: str | None = None
    paragraph: int | None = None
    """The paragraph of the user's Word file, counted from 0."""


@dataclass(frozen=True)
class TextLine:
    """A line of the draft, or a table's row with its cells."""

    start: int
    end: int
    page: int
    cells: tuple[TextCell, ...] = ()
    paragraph: int | None = None


@dataclass(frozen=True)
class Draft:
    """What was checked. `lines` point into `text`, in order; none where only the report is wanted."""

    report: Report
    text: str = ""
    lines: tuple[TextLine, ...] = ()


@dataclass(frozen=True)
class Mark:
    """Where a finding is shown: a line, in a row the cell, and there the words from `start` to `end`."""

    line: int
    start: int
    end: int
    cell: int | None = None


def mark_of(draft: Draft, finding: Finding) -> Mark | None:
    """The place of a finding in the draft's lines; None where it has none (it is about the act as a whole)."""
    start = finding.place.start
    if start is None or not draft.lines:
        return None
    index = max(bisect_right(draft.lines, start, key=lambda line: line.start) - 1, 0)
    line = draft.lines[index]
    end = max(start, finding.place.end or start)
    if not line.cells:
        return Mark(index, min(max(start, line.start), line.end), min(end, line.end))
    cell = _cell(line.cells, start, column_of(finding))
    return Mark(index, line.cells[cell].start, line.cells[cell].end, cell)


def _cell(cells: Sequence[TextCell], start: int, column: str | None) -> int:
    """The cell of the column that the finding is about, else the one that its words are in."""
    of_column = [i for i, cell in enumerate(cells) if column is not None and cell.column == column]
    if of_column:
        empty = (i for i in of_column if cells[i].start == cells[i].end)
        return next(empty, of_column[0])
    return max(bisect_right(cells, start, key=lambda cell: cell.start) - 1, 0)


def column_of(finding: Finding) -> str | None:
    """The column that a finding is about: by the node at fault ("…/task/II.3/lead/agency-…"), or by its rule."""
    parts = finding.node.split("/")
    of_node = next((part for part in parts[-2:] if part in _ROLES and part != "task"), None)
    return of_node or _column_of_rule(finding.rule)


@cache
def _column_of_rule(rule_id: str) -> str | None:
    """The column of the one property that the rule's shape looks at; None where it looks at several or none."""
    columns = {COLUMNS[path] for path in properties_of(rule_id) if path in COLUMNS}
    return columns.pop() if len(columns) == 1 else None


def marks_of(draft: Draft, finding: Finding) -> tuple[Mark, ...]:
    """All places of a finding: one for each line that its words run through; none where it has no place."""
    first = mark_of(draft, finding)
    if first is None or first.cell is not None:
        return () if first is None else (first,)
    end = finding.place.end or 0
    found = [first]
    for index, line in enumerate(draft.lines[first.line + 1 :], first.line + 1):
        if line.cells or line.start >= end:
            break
        found.append(Mark(index, line.start, min(end, line.end)))
    return tuple(found)
