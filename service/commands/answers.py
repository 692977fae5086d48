"""Answers as people read them on a terminal, and as programs read them: a table, CSV, JSON. One row an answer.

as_csv(("document", "depth"), rows)      document,depth
                                         https://w3id.org/cancu/id/doc/ttg/2024/1703-qd-ttg,1
as_json(…)                               [{"document": "https://…", "depth": 1}]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from ontology.namespaces import BASE
from service.exporting.tables import Row, csv_pieces, json_pieces, text


def as_csv(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """CSV with the columns' names as its first line; nothing stands for what is not known."""
    return "".join(csv_pieces(columns, rows))


def as_json(columns: Sequence[str], rows: Iterable[Row]) -> str:
    """A JSON array of objects; numbers are numbers, null stands for what is not known."""
    return "".join(json_pieces(columns, rows))


def as_cells(row: Row) -> list[str]:
    """A row for a table: our own IRIs as their path below the base."""
    return [text(term).removeprefix(BASE) if isinstance(term, NamedNode) else text(term) for term in row]
