"""The columns of an answer that no query can select, since SPARQL cannot compute them: what changed between two texts.

A column says in the front matter what it compares; see `queries.catalogue.Changes`.
"""

from __future__ import annotations

from collections.abc import Sequence

from pyoxigraph import Literal

from queries.catalogue import Question
from queries.changes import marked_changes
from queries.engine import Term

Row = tuple[Term | None, ...]


def with_changes(question: Question, rows: Sequence[Row]) -> Sequence[Row]:
    """The rows of the query with its computed columns put in where the front matter has them.

    A cell is None where one of its two texts is missing.
    """
    if len(question.selected) == len(question.columns):
        return rows
    names = [column.name for column in question.selected]
    return [_whole(question, dict(zip(names, row, strict=True))) for row in rows]


def _whole(question: Question, cells: dict[str, Term | None]) -> Row:
    return tuple(
        cells[column.name]
        if column.changes is None
        else _changes(cells[column.changes.source], cells[column.changes.to])
        for column in question.columns
    )


def _changes(before: Term | None, after: Term | None) -> Literal | None:
    if not isinstance(before, Literal) or not isinstance(after, Literal):
        return None
    return Literal(marked_changes(before.value, after.value))
